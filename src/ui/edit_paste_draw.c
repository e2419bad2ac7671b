/* edit_paste_draw.c: what was pasted, shown where it will stand and with what it replaces, and the question about it. */
#include "ui/edit_paste_priv.h"

#include <string.h>

#include "base/text.h"
#include "ui/draw.h"
#include "ui/edit_priv.h"
#include "ui/frame.h"
#include "ui/term.h"

#define REPLACED_MOST 6 /* values that are shown with what they replace */

/* ---- the question -------------------------------------------------------------------------------------------- */

static void add_name(struct buf *out, const char *name)
{
	text_fit(out, name, NAME_CELLS);
}

char *paste_question(const struct page *page, const struct paste *paste)
{
	const struct value *first = NULL, *last = NULL;
	struct buf text = { 0 };
	const struct field *to = NULL;
	size_t n = 0, right = 0, empty = 0;

	for (size_t i = 0; i < paste->nvalues; i++) {
		const struct value *value = &paste->values[i];

		if (!value->text)
			continue;
		first = first ? first : value;
		if (!to || value->column > right) {
			to = value->field;
			right = value->column;
		}
		last = value;
		n++;
	}
	for (size_t i = 0; i < paste->nvalues; i++)
		empty += !paste->values[i].text;
	buf_printf(&text, n == 1 ? "%zu värde i %s" : "%zu värden i %s", n, first->field->label);
	if (to != first->field)
		buf_printf(&text, " till %s", to->label);
	else if (right > first->column)
		buf_printf(&text, ", %zu kolumner", right - first->column + 1);
	buf_str(&text, ", ");
	add_name(&text, paste_row_name(page, first->line));
	if (last->line != first->line) {
		buf_str(&text, "–");
		add_name(&text, paste_row_name(page, last->line));
	}
	if (empty)
		buf_printf(&text, " (%zu %s)", empty, empty == 1 ? "tom ändrar inget" : "tomma ändrar inget");
	return buf_take(&text);
}

/* ---- drawing ------------------------------------------------------------------------------------------------- */

/* The values where they will stand. */
static void draw_values(struct app *app, const struct paste *paste)
{
	struct page *page = &app_view(app)->page;
	struct frame frame;

	frame_layout(app, &frame);
	for (size_t i = 0; i < paste->nvalues; i++) {
		const struct value *value = &paste->values[i];
		const struct record *rec = value->text ? paste->changes[value->record].rec : NULL;
		int row = rec && value->line < page->nlines ? page_row_of(page, value->line, frame.page_rows) : -1;
		int n = row < 0 ? 0 : line_cells(page_ready(page, value->line));

		for (int j = 0; j < n; j++) {
			const struct span *span = line_cell(&page->lines[value->line], j);
			struct buf text = { 0 };

			if (!paste_is_record(rec, span->ref) || strcmp(span->field, value->field->key) != 0)
				continue;
			field_format(&text, rec, value->field);
			draw_fill(frame.page + row, span->cell_col, span->cell_width, ROLE_EDIT);
			draw_any(frame.page + row, span->cell_col + (span->cell_width > text_width(buf_cstr(&text)) &&
				value->field->type == FT_NUM ? span->cell_width - text_width(buf_cstr(&text)) : 0), span->cell_width,
				ROLE_EDIT, buf_cstr(&text));
			buf_free(&text);
		}
	}
}

/* What the value replaces; false where nothing stood there, or the same. */
static bool was_other(const struct app *app, const struct paste *paste, const struct value *value, struct buf *out)
{
	const struct record *rec = value->text ? paste->changes[value->record].rec : NULL;
	const struct record *old = rec ? dataset_find(&app->ds, rec->kind, rec->plan, rec->id) : NULL;

	if (!old || field_is_empty(old, value->field) || field_equal(old, rec, value->field))
		return false;
	field_format(out, old, value->field);
	return true;
}

/* What of the block is not values. */
static const char *taken_words(const struct paste *paste)
{
	if (paste->headings && paste->months)
		return "Rubrikraden hoppas över; första kolumnen säger vilken månad varje rad gäller.";
	if (paste->headings)
		return "Rubrikraden hoppas över.";
	return paste->months ? "Första kolumnen säger vilken månad varje rad gäller." : NULL;
}

static void draw_told(int row, const char *text)
{
	draw_fill(row, 0, term_cols(), ROLE_EDIT);
	draw_any(row, 1, term_cols() - 1, ROLE_EDIT, text);
}

/* Above the question, what is left out and what is about to be replaced: "2026-05  Prognos helår  −10,0 → −12,0". */
static void draw_replaced(struct app *app, const struct paste *paste, int bottom)
{
	const struct page *page = &app_view(app)->page;
	size_t n = 0, most = REPLACED_MOST, shown = 0;
	struct buf text = { 0 };
	int rows, row;

	for (size_t i = 0; i < paste->nvalues; i++)
		n += was_other(app, paste, &paste->values[i], &text);
	rows = (int)(n > most ? most + 1 : n) + (taken_words(paste) != NULL);
	row = bottom - rows;
	if (taken_words(paste))
		draw_told(row++, taken_words(paste));
	for (size_t i = 0; i < paste->nvalues && shown < most; i++) {
		const struct value *value = &paste->values[i];
		struct buf old = { 0 };

		if (was_other(app, paste, value, &old)) {
			buf_clear(&text);
			text_fit(&text, paste_row_name(page, value->line), NAME_CELLS);
			buf_printf(&text, "  %s  %s → ", value->field->label, buf_cstr(&old));
			field_format(&text, paste->changes[value->record].rec, value->field);
			draw_told(row++, buf_cstr(&text));
			shown++;
		}
		buf_free(&old);
	}
	if (n > most) {
		buf_clear(&text);
		buf_printf(&text, "… och %zu till skrivs över", n - most);
		draw_told(row, buf_cstr(&text));
	}
	buf_free(&text);
}

void paste_draw(struct app *app)
{
	const struct paste *paste = app->mode_data;
	const char *answers = paste->wrong ? "Svara med: Enter sparar, Esc låter bli" : "Enter sparar, Esc låter bli";
	int row = term_rows() - 1, cols = term_cols();

	draw_values(app, paste);
	draw_fill(row, 0, cols, ROLE_ALERT);
	if (text_width(paste->question) + text_width(answers) + 4 > cols) { /* the keys must be seen whole */
		draw_replaced(app, paste, row - 1);
		draw_fill(row - 1, 0, cols, ROLE_ALERT);
		draw_any(row - 1, 1, cols - 1, ROLE_ALERT, paste->question);
		draw_any(row, 1, cols - 1, ROLE_ALERT, answers);
	} else {
		int col = 1 + draw_any(row, 1, cols - 1, ROLE_ALERT, paste->question);

		draw_replaced(app, paste, row);
		col += draw_any(row, col, cols - col, ROLE_ALERT, ": ");
		draw_any(row, col, cols - col, ROLE_ALERT, answers);
	}
	draw_cursor(row, 0);
}
