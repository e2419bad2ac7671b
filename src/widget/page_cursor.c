/* page_cursor.c: where one stands in a page, and how one moves. */
#include <stdlib.h>
#include <string.h>

#include "widget/page.h"

static bool same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool selectable(const struct page *page, int line)
{
	return line >= 0 && line < page->nlines && (page->lines[line].flags & LINE_SELECT);
}

/* The selectable line nearest to `line`, looking first in direction step; −1 if there is none at all. */
static int nearest(const struct page *page, int line, int step)
{
	for (int i = line; i >= 0 && i < page->nlines; i += step)
		if (selectable(page, i))
			return i;
	for (int i = line; i >= 0 && i < page->nlines; i -= step)
		if (selectable(page, i))
			return i;
	for (int i = 0; i < page->nlines; i++)
		if (selectable(page, i))
			return i;
	return -1;
}

int line_cells(const struct line *line)
{
	int n = 0;

	for (int i = 0; i < line->nspans; i++)
		n += line->spans[i].field != NULL;
	return n;
}

struct span *line_cell(const struct line *line, int n)
{
	for (int i = 0; i < line->nspans; i++)
		if (line->spans[i].field && n-- == 0)
			return &line->spans[i];
	return NULL;
}

const struct line *page_current(const struct page *page)
{
	return selectable(page, page->line) ? page_ready(page, page->line) : NULL;
}

const struct span *page_current_cell(const struct page *page)
{
	const struct line *line = page_current(page);

	return line && page->cell >= 0 ? line_cell(line, page->cell) : NULL;
}

static int body_rows(const struct page *page, int rows)
{
	int body = rows - page->sticky;

	return body < 1 ? 1 : body;
}

/* Scrolls so that the cursor is on screen; with the lines above the first selectable one too when it is there. */
static void keep_visible(struct page *page, int rows)
{
	int body = body_rows(page, rows), total = page->nlines - page->sticky, at = page->line - page->sticky;
	int first = nearest(page, 0, 1);

	if (page->line >= 0) {
		if (page->line <= first)
			at = 0;
		if (at < page->top)
			page->top = at;
		if (page->line - page->sticky >= page->top + body)
			page->top = page->line - page->sticky - body + 1;
	}
	if (page->top > total - body)
		page->top = total - body;
	if (page->top < 0)
		page->top = 0;
}

/* The cell of that field: the one at `at` where several have it (the months of a row), else the first; −1 if there is none. */
static int find_field(const struct line *line, const char *field, int at)
{
	int n = line_cells(line);

	if (at >= 0 && at < n && same(line_cell(line, at)->field, field))
		return at;
	for (int i = 0; i < n; i++)
		if (same(line_cell(line, i)->field, field))
			return i;
	return -1;
}

static bool stands_on(const struct page *page, const struct line *line)
{
	if (!(line->flags & LINE_SELECT))
		return false;
	if (page->at_kind == REC_NONE)
		return page->at_tag && same(page->at_tag, line->tag);
	return page->at_kind == line->ref.kind && same(page->at_id, line->ref.id) && same(page->at_tag, line->tag) &&
		(!page->at_plan || same(page->at_plan, line->ref.plan));
}

/* The line that stands for what the cursor stood on; of several (the same record changed twice in the journal) the one nearest
 * to where it was. with_field: only a line that has the cell too. */
static int find_place(const struct page *page, bool with_field)
{
	int found = -1;

	for (int i = page->sticky; i < page->nlines; i++) {
		if (!stands_on(page, &page->lines[i]))
			continue;
		if (with_field && find_field(page_ready(page, i), page->at_field, page->cell) < 0)
			continue;
		if (found < 0 || abs(i - page->line) < abs(found - page->line))
			found = i;
	}
	return found;
}

void page_end(struct page *page, int rows)
{
	int found = page->at_field ? find_place(page, true) : -1;

	if (found < 0)
		found = find_place(page, false);
	if (found < 0)
		found = nearest(page, page->line < 0 ? 0 : page->line < page->nlines ? page->line : page->nlines - 1, 1);
	page->line = found;
	page->cell = found >= 0 && page->at_field ? find_field(page_ready(page, found), page->at_field, page->cell) : -1;
	keep_visible(page, rows);
}

bool page_move_to(struct page *page, int line, int rows)
{
	int old = page->line, top = page->top, cell = page->cell;

	page->line = nearest(page, line, 1);
	if (page->line != old && page->line >= 0 && page->cell >= line_cells(page_ready(page, page->line)))
		page->cell = -1;
	keep_visible(page, rows);
	return page->line != old || page->top != top || page->cell != cell;
}

/* A page at a time nothing is passed over unseen: where the next line to select is further away than a screen, the view goes
 * one screen on, and the cursor to the last line there that it can stand on; where there is none it stays behind. */
static void move_no_further(struct page *page, int lines, int top, int line, int rows)
{
	int body = body_rows(page, rows), step = lines < 0 ? -1 : 1, most = body - 1 > abs(lines) ? body - 1 : abs(lines);

	if ((page->top - top) * step <= most)
		return;
	page->top = top + most * step;
	if (page->line - page->sticky >= page->top && page->line - page->sticky < page->top + body)
		return;
	page->line = line;
	for (int i = 0; i < body; i++) {
		int at = page->sticky + page->top + (step > 0 ? body - 1 - i : i);

		if (!selectable(page, at))
			continue;
		page->line = at;
		break;
	}
}

bool page_move(struct page *page, int lines, int rows)
{
	int step = lines < 0 ? -1 : 1, old = page->line, top = page->top, at = page->line;

	for (int left = abs(lines); left > 0; left--) {
		int next = at + step;

		while (next >= 0 && next < page->nlines && !selectable(page, next))
			next += step;
		if (next < 0 || next >= page->nlines)
			break;
		at = next;
	}
	if (at == old) /* nothing further to select: text beyond it can still be read */
		return page_scroll(page, lines, rows);
	page->line = at;
	keep_visible(page, rows);
	if (abs(lines) > 1 && (page->top - top) * step < 0) { /* the cursor was left behind, and would pull the view back */
		page->line = old;
		page->top = top;
		return page_scroll(page, lines, rows);
	}
	if (abs(lines) > 1)
		move_no_further(page, lines, top, old, rows);
	if (page->line >= 0 && page->cell >= line_cells(page_ready(page, page->line)))
		page->cell = -1;
	return page->line != old || page->top != top;
}

bool page_home(struct page *page, int rows)
{
	int old = page->line, top = page->top;

	page->line = nearest(page, 0, 1);
	page->top = 0;
	keep_visible(page, rows);
	return page->line != old || page->top != top;
}

bool page_end_key(struct page *page, int rows)
{
	int old = page->line, top = page->top;

	page->line = nearest(page, page->nlines - 1, -1);
	page->top = page->nlines;
	if (page->line >= 0 && page->nlines - page->line > body_rows(page, rows))
		page->top = page->line - page->sticky;
	keep_visible(page, rows);
	return page->line != old || page->top != top;
}

bool page_scroll(struct page *page, int lines, int rows)
{
	int body = body_rows(page, rows), total = page->nlines - page->sticky, old = page->top, line = page->line;
	int most = total - body > 0 ? total - body : 0;

	page->top += lines;
	if (page->top > most)
		page->top = most;
	if (page->top < 0)
		page->top = 0;
	if (page->line >= 0 && page->line - page->sticky < page->top) {
		int next = nearest(page, page->top + page->sticky, 1);

		if (next - page->sticky >= page->top && next - page->sticky < page->top + body)
			page->line = next;
	}
	if (page->line >= 0 && page->line - page->sticky >= page->top + body) {
		int next = nearest(page, page->top + page->sticky + body - 1, -1);

		if (next - page->sticky >= page->top && next - page->sticky < page->top + body)
			page->line = next;
	}
	return page->top != old || page->line != line;
}

bool page_cell(struct page *page, int step)
{
	const struct line *line = page_current(page);
	int next = page->cell + step;

	if (!line || next < -1 || next >= line_cells(line))
		return false;
	page->cell = next;
	return true;
}

/* The editable cells of a line; a row of a long list that is another record's is not even filled in for it. */
static int cells_of(const struct page *page, int line, enum record_kind kind, const char *id)
{
	const struct line *at = &page->lines[line];

	if (at->fill && (at->ref.kind != kind || !same(at->ref.id, id)))
		return 0;
	return line_cells(page_ready(page, line));
}

bool page_next_field(struct page *page, int step, enum record_kind kind, const char *id, int rows)
{
	int line = page->line, cell = page->cell, tried = 0;

	if (!page_current(page)) /* nothing selected, or nothing built yet */
		return false;
	while (tried++ < page->nlines * 16 + 16) {
		const struct span *span;

		cell += step;
		if (cell < 0 || cell >= cells_of(page, line, kind, id)) {
			line = (line + step + page->nlines) % page->nlines;
			cell = step > 0 ? -1 : cells_of(page, line, kind, id);
			continue;
		}
		span = line_cell(&page->lines[line], cell);
		if (span->ref->kind != kind || !same(span->ref->id, id) || !selectable(page, line))
			continue;
		page->line = line;
		page->cell = cell;
		keep_visible(page, rows);
		return true;
	}
	return false;
}

int page_line_at(const struct page *page, int row, int rows)
{
	int line = row < page->sticky ? row : page->top + row;

	return row >= 0 && row < rows && line < page->nlines ? line : -1;
}

int page_row_of(const struct page *page, int line, int rows)
{
	int row = line < page->sticky ? line : line - page->top;

	if (line < 0 || (line >= page->sticky && row < page->sticky) || row >= rows)
		return -1;
	return row;
}
