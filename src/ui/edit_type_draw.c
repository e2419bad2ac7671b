/* edit_type_draw.c: what is being typed, drawn where the value stands, with what can be pressed at the bottom. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/app.h"
#include "ui/draw.h"
#include "ui/edit_priv.h"
#include "ui/frame.h"
#include "ui/term.h"

#define CELL_LEAST 16     /* a narrower cell borrows room to the right where what is typed in it needs more */
#define LONGTEXT_ROWS 10
#define LONGTEXT_LABEL 2  /* where the label stands in a form */
#define LONGTEXT_LEAST 16 /* cells from the edge to the text, so that the label has room */
#define SUGGEST_CELLS 56  /* of an id and a title */

struct place {
	int row, col, width;
};

/* The cells that what is typed needs, the caret counted. */
static int needed(const struct app *app)
{
	const struct edit *edit = &app->edit;

	if (edit_is_choice(edit->typing))
		return text_width(edit_choices(edit->typing)[edit->pick].label) + 4; /* and an arrow on either side */
	return edit->typing->type == FT_LONGTEXT ? CELL_LEAST : text_width(lineedit_text(&edit->line)) + 1;
}

/* Where the cell being typed in is on the screen; false if it is scrolled away. */
static bool find_place(const struct app *app, struct place *place)
{
	const struct page *page = &app->history[app->at]->page;
	const struct span *cell = page_current_cell(page);
	struct frame frame;
	int row, width;

	frame_layout(app, &frame);
	row = page_row_of(page, page->line, frame.page_rows);
	if (!cell || !edit_is_of(&app->edit, cell->ref->kind, cell->ref->plan, cell->ref->id)) {
		/* Others took the row away: what is typed must be seen, and not on a row of something else. */
		*place = (struct place){ frame.page + frame.page_rows - 1, 0, term_cols() };
		return true;
	}
	if (row < 0)
		return false;
	*place = (struct place){ frame.page + row, cell->cell_col, cell->cell_width };
	width = needed(app);
	if (place->width < CELL_LEAST && width > place->width)
		place->width = width < CELL_LEAST ? width : CELL_LEAST;
	if (place->width > term_cols())
		place->width = term_cols();
	if (place->col + place->width > term_cols())
		place->col = term_cols() - place->width;
	return true;
}

/* The field has a line of its own, with its label and, under it, what is wrong with it; else it is a cell of a row. */
static bool on_own_line(const struct app *app)
{
	const struct line *line = page_current(&app->history[app->at]->page);

	return !line || (line->tag && strcmp(line->tag, app->edit.typing->key) == 0);
}

/* What is wrong with the field, until it is written otherwise. */
static const char *standing_error(const struct app *app)
{
	const struct edit *edit = &app->edit;
	const char *refused = edit->fields[edit->typing - edit->type->fields].text;

	return edit->typed_changed && strcmp(refused ? refused : "", edit_typed(app)) != 0 ? NULL : edit_error(edit, edit->typing);
}

static void draw_hint(struct app *app, const char *text)
{
	const char *error = standing_error(app);
	struct frame frame;

	frame_layout(app, &frame);
	if (app->message)
		return;
	draw_fill(frame.bottom, 0, term_cols(), ROLE_NORMAL);
	if (error && (!on_own_line(app) || app->edit.typing->type == FT_LONGTEXT)) /* seen nowhere else */
		draw_any(frame.bottom, 1, term_cols() - 2, ROLE_ERROR, error);
	else
		draw_any(frame.bottom, 1, term_cols() - 2, ROLE_DIM, text);
}

/* The cell, and a blank on either side, so that what is typed never touches its neighbours. One that it reaches into is covered
 * whole where it is narrow: half a number would be another number. */
static void draw_cell(const struct app *app, const struct place *place)
{
	const struct page *page = &app->history[app->at]->page;
	const struct line *line = page_current(page);
	const struct span *own = page_current_cell(page);
	int col = place->col > 0 ? place->col - 1 : 0, end = place->col + place->width + 1;

	for (int i = 0; own && i < line->nspans; i++) {
		const struct span *span = &line->spans[i];
		int from = span->cell_col, to = span->cell_col + span->cell_width;

		if (span == own || span->cell_width > CELL_LEAST || to <= col || from >= end)
			continue;
		col = from < col ? from : col;
		end = to > end ? to : end;
	}
	draw_fill(place->row, col, (end < term_cols() ? end : term_cols()) - col, ROLE_EDIT);
}

static void draw_choice(struct app *app, const struct place *place)
{
	const struct edit *edit = &app->edit;
	struct buf text = { 0 }, all = { 0 };
	int n = 0;

	while (edit_choices(edit->typing)[n].code)
		n++;
	buf_printf(&text, "%s %s %s", app->glyphs == GLYPH_ASCII ? "<" : "‹", edit_choices(edit->typing)[edit->pick].label,
			app->glyphs == GLYPH_ASCII ? ">" : "›");
	draw_cell(app, place);
	draw_any(place->row, place->col, place->width, ROLE_EDIT, buf_cstr(&text));
	buf_printf(&all, "%s:", edit->typing->label);
	for (int i = edit->typing->type == FT_BOOL ? 1 : 0; i < n; i++)
		buf_printf(&all, i == edit->pick ? " [%s]" : " %s ", edit_choices(edit->typing)[i].label);
	buf_str(&all, " · ← → väljer · Enter nästa fält · Ctrl-S sparar");
	draw_hint(app, buf_cstr(&all));
	draw_cursor(place->row, place->col);
	buf_free(&text);
	buf_free(&all);
}

static void draw_suggestions(struct app *app, const struct place *place)
{
	const struct record *found[SUGGEST_MAX];
	struct edit *edit = &app->edit;
	int n = (int)edit_suggest(app, edit->typing, lineedit_text(&edit->line), found);
	int col = place->col > 0 ? place->col - 1 : 0, row = place->row + 1, width;
	struct frame frame;

	if (!edit->typed_changed && edit->pick < 0)
		return;
	frame_layout(app, &frame);
	if (col + SUGGEST_CELLS > term_cols())
		col = term_cols() > SUGGEST_CELLS ? term_cols() - SUGGEST_CELLS : 0;
	width = term_cols() - col; /* to the edge: nothing of the rows below stands beside it */
	if (row + n > frame.bottom)
		row = place->row - n;
	for (int i = 0; i < n && row + i > 0; i++) {
		enum role role = i == edit->pick ? ROLE_SELECTED : ROLE_EDIT;
		struct buf text = { 0 };

		buf_printf(&text, " %s  %s", found[i]->id, record_title(found[i]));
		draw_fill(row + i, col, width, role);
		draw_any(row + i, col, width - 1, role, buf_cstr(&text));
		buf_free(&text);
	}
}

/* "2026-06 · ": which row of the table it is, where that is a month. */
static void add_row_name(const struct app *app, struct buf *out)
{
	const struct edit *edit = &app->edit;
	const struct field *field = record_field(edit->type, "period");

	if (!field || field == edit->typing || field_is_empty(edit->work, field) || on_own_line(app))
		return;
	field_format(out, edit->work, field);
	buf_str(out, " · ");
}

static void draw_line(struct app *app, const struct place *place)
{
	struct edit *edit = &app->edit;
	struct buf text = { 0 }, hint = { 0 };
	int caret = 0;

	draw_cell(app, place);
	lineedit_draw(&edit->line, place->width, app->glyphs == GLYPH_ASCII, &text, &caret);
	draw_any(place->row, place->col, place->width, ROLE_EDIT, buf_cstr(&text));
	if (edit_suggests(edit->typing))
		draw_suggestions(app, place);
	add_row_name(app, &hint);
	buf_printf(&hint, "%s%s%s%s · Enter nästa%s · Ctrl-S sparar · Esc klar med fältet", edit->typing->label,
			edit->typing->unit ? " (" : "", edit->typing->unit ? edit->typing->unit : "", edit->typing->unit ? ")" : "",
			!edit_in_grid(app) ? " fält" : app->glyphs == GLYPH_ASCII ? " · Upp/Ner sparar raden" : " · ↑↓ sparar raden");
	if (edit->typing->hint)
		buf_printf(&hint, " · %s", edit->typing->hint);
	draw_hint(app, buf_cstr(&hint));
	draw_cursor(place->row, place->col + caret);
	buf_free(&text);
	buf_free(&hint);
}

struct text_rows {
	int row, col, width;
};

static void draw_text_row(int i, const char *text, size_t n, void *user)
{
	const struct text_rows *rows = user;
	char *copy = mem_strndup(text, n);

	draw_any(rows->row + i, rows->col, rows->width, ROLE_EDIT, copy);
	free(copy);
}

/* Rows for the text: from its own line in a form; under a table's row, or above it where there is more room, so that what the
 * text is about is seen. Returns how many. */
static int place_longtext(const struct app *app, const struct frame *frame, int *row)
{
	int height = LONGTEXT_ROWS < frame->page_rows ? LONGTEXT_ROWS : frame->page_rows;
	int below = frame->bottom - *row - 1, above = *row - frame->page;

	if (on_own_line(app)) {
		if (*row + height > frame->bottom)
			*row = frame->bottom - height;
	} else if (below >= height || below >= above) {
		height = below < height ? below : height;
		*row += 1;
	} else {
		height = above < height ? above : height;
		*row -= height;
	}
	return height;
}

static void draw_longtext(struct app *app, const struct place *place)
{
	struct text_rows rows = { place->row, place->col, place->width };
	struct frame frame;
	int height, crow = 0, ccol = 0;

	frame_layout(app, &frame);
	if (rows.col < LONGTEXT_LEAST) {
		rows.width -= LONGTEXT_LEAST - rows.col;
		rows.col = LONGTEXT_LEAST;
	}
	height = place_longtext(app, &frame, &rows.row);
	for (int i = 0; i < height; i++) /* all of the row: the labels of the fields beneath are not its own */
		draw_fill(rows.row + i, 0, term_cols(), ROLE_EDIT);
	draw_any(rows.row, LONGTEXT_LABEL, rows.col - LONGTEXT_LABEL - 1, ROLE_EDIT, app->edit.typing->label);
	textedit_draw(&app->edit.text, rows.width, height, draw_text_row, &rows, &crow, &ccol);
	draw_hint(app, "Enter ny rad · Tab nästa fält · Ctrl-S sparar · Esc klar med fältet");
	draw_cursor(rows.row + crow, rows.col + ccol);
}

void edit_type_draw(struct app *app)
{
	struct place place;

	if (!app->edit.typing || !find_place(app, &place))
		return;
	if (edit_is_choice(app->edit.typing))
		draw_choice(app, &place);
	else if (app->edit.typing->type == FT_LONGTEXT)
		draw_longtext(app, &place);
	else
		draw_line(app, &place);
}
