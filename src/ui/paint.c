/* paint.c: rows of notes, compared with the frame before. */
#include "ui/paint.h"

#include <curses.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/theme.h"

/* A note is this head and then n bytes of text; a fill has none. */
struct note {
	int16_t col, width;
	uint8_t role;
	uint16_t n;
};

static struct buf *now, *before; /* by row */
static int rows, cols;
static bool lost; /* what curses has is not the frame before */

/* Another size: curses has moved its cells about, so nothing of the last frame can be trusted. */
static void resize(void)
{
	for (int i = 0; i < rows; i++) {
		buf_free(&now[i]);
		buf_free(&before[i]);
	}
	lost = false;
	rows = LINES;
	cols = COLS;
	now = mem_array(now, (size_t)rows, sizeof(*now));
	before = mem_array(before, (size_t)rows, sizeof(*before));
	memset(now, 0, (size_t)rows * sizeof(*now));
	memset(before, 0, (size_t)rows * sizeof(*before));
	theme_set(ROLE_NORMAL);
	erase();
}

void paint_forget(void)
{
	lost = true;
}

void paint_begin(void)
{
	if (lost || rows != LINES || cols != COLS)
		resize();
	for (int i = 0; i < rows; i++)
		buf_clear(&now[i]);
}

static void add(int row, const struct note *note, const char *text)
{
	buf_add(&now[row], note, sizeof(*note));
	buf_add(&now[row], text, note->n);
}

void paint_text(int row, int col, enum role role, const char *text, size_t n)
{
	struct note note;

	if (row < 0 || row >= rows || col < 0 || col >= cols || !n || n > UINT16_MAX)
		return;
	memset(&note, 0, sizeof(note)); /* notes are compared whole, padding too */
	note.col = (int16_t)col;
	note.role = (uint8_t)role;
	note.n = (uint16_t)n;
	add(row, &note, text);
}

void paint_fill(int row, int col, int width, enum role role)
{
	struct note note;

	if (col + width > cols)
		width = cols - col;
	if (row < 0 || row >= rows || col < 0 || width <= 0)
		return;
	memset(&note, 0, sizeof(note));
	note.col = (int16_t)col;
	note.width = (int16_t)width;
	note.role = (uint8_t)role;
	add(row, &note, "");
}

static void hand_over(int row)
{
	const struct buf *buf = &now[row];

	theme_set(ROLE_NORMAL);
	move(row, 0);
	clrtoeol();
	for (size_t at = 0; at < buf->len;) {
		struct note note;

		memcpy(&note, buf->data + at, sizeof(note));
		at += sizeof(note);
		theme_set((enum role)note.role);
		if (note.n)
			mvaddnstr(row, note.col, buf->data + at, note.n);
		else
			mvhline(row, note.col, ' ', note.width);
		at += note.n;
	}
}

static bool same(const struct buf *a, const struct buf *b)
{
	return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

void paint_end(int row, int col)
{
	for (int i = 0; i < rows; i++) {
		struct buf spare = before[i];

		if (same(&now[i], &before[i]))
			continue;
		hand_over(i);
		before[i] = now[i];
		now[i] = spare;
	}
	move(row < rows ? row : rows - 1, col < cols ? col : cols - 1);
	refresh();
}
