/* prompt.c: a line typed at the bottom of the screen. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/path.h"
#include "ui/app.h"
#include "ui/draw.h"
#include "ui/term.h"

struct prompt {
	char *label;
	char *before; /* what there was: Esc gives it back to one who follows each change */
	struct lineedit line;
	int (*done)(struct app *app, const char *text);
	int (*changed)(struct app *app, const char *text);
	bool is_path;      /* Tab fills in the name of a file */
	struct vec choices; /* char *: the names there are, after Tab */
};

static void prompt_end(struct app *app)
{
	struct prompt *prompt = app->mode_data;

	lineedit_free(&prompt->line);
	vec_free_all(&prompt->choices, free);
	free(prompt->label);
	free(prompt->before);
	free(prompt);
}

static int finish(struct app *app, bool taken)
{
	struct prompt *prompt = app->mode_data;
	int (*done)(struct app *app, const char *text) = prompt->done;
	int (*changed)(struct app *app, const char *text) = prompt->changed;
	char *text = mem_strdup(taken ? lineedit_text(&prompt->line) : prompt->before);
	int reaction = REACT_REDRAW;

	app_mode_end(app);
	if (taken)
		reaction |= done(app, text);
	else if (changed)
		reaction |= changed(app, text);
	free(text);
	return reaction;
}

static int changed(struct app *app)
{
	struct prompt *prompt = app->mode_data;

	return prompt->changed ? prompt->changed(app, lineedit_text(&prompt->line)) : REACT_REDRAW;
}

static int complete(struct app *app)
{
	struct prompt *prompt = app->mode_data;
	char *text = path_complete(lineedit_text(&prompt->line), &prompt->choices);

	lineedit_start(&prompt->line, text);
	free(text);
	return changed(app);
}

static int prompt_key(struct app *app, int key)
{
	struct prompt *prompt = app->mode_data;

	vec_free_all(&prompt->choices, free);
	if (key == K_TAB && prompt->is_path)
		return complete(app);
	if (key == K_ENTER)
		return finish(app, true);
	if (key == K_ESC || key == K_CTRL('c'))
		return finish(app, false);
	return lineedit_key(&prompt->line, key) ? changed(app) : REACT_REDRAW;
}

static int prompt_paste(struct app *app, const char *bytes, size_t n)
{
	struct prompt *prompt = app->mode_data;
	size_t dropped = lineedit_paste(&prompt->line, bytes, n);

	if (changed(app) & REACT_REBUILD)
		app_view(app)->built = false;
	return (int)dropped;
}

/* The names one can choose from, on the row above. */
static void draw_choices(const struct prompt *prompt, int row)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < prompt->choices.n && text_width(buf_cstr(&names)) < term_cols(); i++)
		buf_printf(&names, "%s%s", i ? "  " : " ", (const char *)prompt->choices.items[i]);
	draw_fill(row, 0, term_cols(), ROLE_EDIT);
	draw_any(row, 0, term_cols(), ROLE_EDIT, buf_cstr(&names));
	buf_free(&names);
}

static void prompt_draw(struct app *app)
{
	struct prompt *prompt = app->mode_data;
	struct buf text = { 0 };
	int row = term_rows() - 1, caret = 0, col;

	if (prompt->choices.n)
		draw_choices(prompt, row - 1);
	draw_fill(row, 0, term_cols(), ROLE_EDIT);
	buf_printf(&text, " %s: ", prompt->label);
	col = draw_any(row, 0, term_cols() / 2, ROLE_EDIT, buf_cstr(&text));
	if (text_width(buf_cstr(&text)) <= term_cols() / 2)
		col = text_width(buf_cstr(&text));
	buf_clear(&text);
	lineedit_draw(&prompt->line, term_cols() - col - 1, app->glyphs == GLYPH_ASCII, &text, &caret);
	draw_any(row, col, term_cols() - col, ROLE_EDIT, buf_cstr(&text));
	draw_cursor(row, col + caret);
	buf_free(&text);
}

static const struct mode prompt_mode = {
	.key = prompt_key, .paste = prompt_paste, .draw = prompt_draw, .end = prompt_end,
};

void prompt_open(struct app *app, const char *label, const char *text, int (*done)(struct app *app, const char *text),
		int (*on_change)(struct app *app, const char *text))
{
	struct prompt *prompt = mem_alloc(sizeof(*prompt));

	prompt->label = mem_strdup(label);
	prompt->before = mem_strdup(text ? text : "");
	prompt->done = done;
	prompt->changed = on_change;
	lineedit_start(&prompt->line, text);
	app_mode_begin(app, &prompt_mode, prompt);
}

void prompt_path(struct app *app, const char *label, const char *text, int (*done)(struct app *app, const char *text))
{
	prompt_open(app, label, text, done, NULL);
	((struct prompt *)app->mode_data)->is_path = true;
}
