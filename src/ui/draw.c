/* draw.c: pages and texts, as pieces for paint.c. */
#include "ui/draw.h"

#include <curses.h>
#include <string.h>

#include "base/text.h"
#include "ui/paint.h"

static int cursor_row, cursor_col;

void draw_text(int row, int col, int width, enum role role, const char *text)
{
	if (row < 0 || row >= LINES || col >= COLS || width <= 0)
		return;
	if (col + width > COLS)
		width = COLS - col;
	paint_text(row, col, role, text, text_prefix(text, width, NULL));
}

int draw_any(int row, int col, int width, enum role role, const char *text)
{
	struct buf clean = { 0 }, cut = { 0 };
	int used;

	if (col + width > COLS)
		width = COLS - col;
	text_clean(&clean, text, strlen(text), 0);
	used = text_fit(&cut, buf_cstr(&clean), width > 0 ? width : 0);
	draw_text(row, col, used, role, buf_cstr(&cut));
	buf_free(&clean);
	buf_free(&cut);
	return used;
}

void draw_fill(int row, int col, int width, enum role role)
{
	paint_fill(row, col, width, role);
}

#define BRIDGE_MOST 6

/* Blanks between two pieces in the same role are drawn in it too: they look the same, and the terminal is spared a change
 * of colour to nothing and back for each. */
static void bridge(const struct line *line, int index, int row, enum role role)
{
	const struct span *span = &line->spans[index], *next = span + 1;
	int end = span->col + text_width(span->text);

	if (index + 1 < line->nspans && next->role == role && next->col > end && next->col - end <= BRIDGE_MOST)
		draw_fill(row, end, next->col - end, role);
}

/* A selected line is one colour from edge to edge, so that it is seen from the back of the room. */
static void draw_line(const struct page *page, int index, int row, bool selected, enum glyph_set glyphs)
{
	const struct line *line = page_ready(page, index);
	const struct span *cell = selected ? page_current_cell(page) : NULL;

	if (selected && !(line->flags & LINE_CHART)) {
		draw_fill(row, 0, page->width, ROLE_SELECTED);
		draw_text(row, 0, 1, ROLE_SELECTED, glyph(glyphs, GLYPH_MARKER));
	}
	for (int i = 0; i < line->nspans; i++) {
		const struct span *span = &line->spans[i];
		enum role role = span->role;

		if (selected && !(line->flags & LINE_CHART))
			role = ROLE_SELECTED;
		if (span == cell) {
			draw_fill(row, span->cell_col, span->cell_width, ROLE_CELL);
			role = ROLE_CELL;
		}
		draw_text(row, span->col, page->width - span->col, role, span->text);
		bridge(line, i, row, role);
	}
	if (selected)
		draw_cursor(row, cell ? cell->cell_col : 0);
}

void draw_page(const struct page *page, int row, int rows, enum glyph_set glyphs, bool plain)
{
	for (int i = 0; i < rows; i++) {
		int index = page_line_at(page, i, rows);

		if (index >= 0)
			draw_line(page, index, row + i, !plain && index == page->line, glyphs);
	}
}

void draw_cursor(int row, int col)
{
	cursor_row = row;
	cursor_col = col;
}

void draw_begin(void)
{
	paint_begin();
	cursor_row = LINES - 1;
	cursor_col = 0;
}

void draw_end(void)
{
	paint_end(cursor_row, cursor_col);
}
