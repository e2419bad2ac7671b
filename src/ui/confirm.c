/* confirm.c: a question answered with one key. Esc always goes on as before. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/actions.h"
#include "ui/app.h"
#include "ui/draw.h"
#include "ui/term.h"

struct confirm {
	char *question;
	struct confirm_choice *choices;
	size_t n;
	const char *esc; /* what Esc means; NULL = see esc_words */
	bool wrong; /* the last key was no answer */
};

static void confirm_end(struct app *app)
{
	struct confirm *confirm = app->mode_data;

	free(confirm->question);
	free(confirm->choices);
	free(confirm);
}

static int confirm_key(struct app *app, int key)
{
	struct confirm *confirm = app->mode_data;

	for (size_t i = 0; i < confirm->n; i++)
		if (key == confirm->choices[i].key) {
			int (*chosen)(struct app *app) = confirm->choices[i].chosen;

			app_mode_end(app);
			return chosen(app) | REACT_REDRAW;
		}
	if (key == K_ESC || key == K_CTRL('c')) {
		app_mode_end(app);
		app->pending = ACT_DO_NONE;
		act_delete_forget(app);
		if (app->edit.again) /* back to the field it was about */
			return REACT_REBUILD;
	} else {
		confirm->wrong = true;
	}
	return REACT_REDRAW;
}

/* What Esc means here. */
static const char *esc_words(const struct app *app)
{
	const struct confirm *confirm = app->mode_data;

	if (confirm->esc)
		return confirm->esc;
	if (app->pending != ACT_DO_NONE)
		return "fortsätter ändra";
	return app->ndoomed ? "avbryter" : "väntar"; /* a draft is asked about again the next time */
}

static void confirm_draw(struct app *app)
{
	const struct confirm *confirm = app->mode_data;
	struct buf text = { 0 };
	int row = term_rows() - 1, cols = term_cols();

	if (confirm->wrong)
		buf_str(&text, " Svara med:");
	for (size_t i = 0; i < confirm->n; i++)
		buf_printf(&text, " %c %s ·", confirm->choices[i].key, confirm->choices[i].label);
	buf_printf(&text, " Esc %s ", esc_words(app));
	draw_fill(row, 0, cols, ROLE_ALERT);
	if (text_width(confirm->question) + text_width(buf_cstr(&text)) + 2 > cols) { /* the keys must be seen whole */
		draw_fill(row - 1, 0, cols, ROLE_ALERT);
		draw_any(row - 1, 1, cols - 1, ROLE_ALERT, confirm->question);
		draw_any(row, 0, cols, ROLE_ALERT, buf_cstr(&text));
	} else {
		int col = 1 + draw_any(row, 1, cols - 1, ROLE_ALERT, confirm->question);

		draw_any(row, col, cols - col, ROLE_ALERT, buf_cstr(&text));
	}
	draw_cursor(row, 0);
	buf_free(&text);
}

static const struct mode confirm_mode = { .key = confirm_key, .draw = confirm_draw, .end = confirm_end };

void confirm_ask(struct app *app, const char *question, const struct confirm_choice *choices, size_t n, const char *esc)
{
	struct confirm *confirm = mem_alloc(sizeof(*confirm));

	*confirm = (struct confirm){ .question = mem_strdup(question), .choices = mem_array(NULL, n, sizeof(*choices)), .n = n,
		.esc = esc };
	memcpy(confirm->choices, choices, n * sizeof(*choices));
	app_mode_begin(app, &confirm_mode, confirm);
}

void confirm_open(struct app *app, const char *question, const struct confirm_choice *choices, size_t n)
{
	confirm_ask(app, question, choices, n, NULL);
}
