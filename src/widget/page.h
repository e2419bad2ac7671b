/* page.h: what a view shows, as lines of styled spans. No curses, no store: built here, drawn by src/ui/draw.c.
 *
 * A view builds its whole page anew when data, size or state changed; moving about in it rebuilds nothing. The first
 * `sticky` lines stay on the screen, the others scroll. The cursor is a line and, inside it, a cell; over a rebuild it is
 * kept by what it stands on (record and field), not by its number. All texts are cleaned (text_clean) on the way in. */
#ifndef STYRTAVLA_PAGE_H
#define STYRTAVLA_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/mem.h"
#include "query/result.h"
#include "widget/glyphs.h"

enum align { ALIGN_LEFT, ALIGN_RIGHT };

struct span {
	int16_t col, width;           /* where the text begins, in cells from the left edge, and how wide it may be */
	int16_t cell_col, cell_width; /* the room it was given, however the text is set in it */
	uint8_t role;                 /* enum role */
	const char *text;             /* in the page's arena */
	const char *field;            /* editable cell: the record's field; NULL = not editable */
	const struct ref *ref;        /* of an editable cell: its record; NULL otherwise */
};

enum {
	LINE_SELECT = 1,   /* the cursor can stand here */
	LINE_CHART = 2,    /* part of a chart: ← → move its point */
	LINE_CLOSED = 4,   /* a closed tree node */
	LINE_OPEN = 8,     /* an open tree node */
	LINE_GRID = 16,    /* a row of a grid: while typing ↑ ↓ save it and go on in the same column */
};

struct page;
struct line {
	/* Long lists fill a line's spans first when it is looked at: page_ready. NULL = they are there. */
	void (*fill)(struct page *page, struct line *line, const void *table, const void *row);
	const void *table, *row;
	struct span *spans;
	int nspans, cap;
	unsigned flags;
	struct ref ref;     /* what it stands for: Enter goes there, `v` explains it */
	const char *tag;    /* a view's own name for a line that stands for no record ("area:1") */
};

struct page {
	struct line *lines;
	int nlines, cap;
	int sticky;
	int width;
	struct arena arena;
	/* cursor; kept over page_begin */
	int line;           /* −1 when nothing can be selected */
	int cell;           /* index among the editable cells of the line; −1 = the line as a whole */
	int top;            /* first scrolling line shown, counted from 0 after the sticky ones */
	/* what the cursor stood on, to find it again */
	enum record_kind at_kind;
	char *at_plan, *at_id, *at_field, *at_tag;
};

/* Starts building: forgets the lines, remembers what the cursor stands on. */
void page_begin(struct page *page, int width);
/* Done building: puts the cursor back where it was (else as near as possible) and the scroll within bounds. rows: how
 * many lines the page has on screen, sticky ones counted. */
void page_end(struct page *page, int rows);
void page_free(struct page *page);
/* Frees the lines of a page that is not on screen; what the cursor stands on is remembered for the next page_begin. */
void page_rest(struct page *page);
/* Where the cursor shall stand after the next page_end: a record, optionally a field in it. */
void page_seek(struct page *page, enum record_kind kind, const char *plan, const char *id, const char *field);

/* A new last line; valid until the next one is added. */
struct line *page_line(struct page *page, unsigned flags);
void line_ref(struct page *page, struct line *line, enum record_kind kind, const char *plan, const char *id);
void line_tag(struct page *page, struct line *line, const char *tag);
/* Adds text at col, cut with … to width cells, aligned within it. Returns the span (valid until the next one). */
struct span *line_text(struct page *page, struct line *line, int col, int width, enum align align, enum role role,
		const char *text);
/* Makes the span an editable cell. */
void span_field(struct page *page, struct span *span, const char *field, enum record_kind kind, const char *plan,
		const char *id);
/* The same for a ref that lives as long as the page's lines: one from page_ref. */
void span_field_of(struct span *span, const char *field, const struct ref *ref);
/* A ref in the page's arena. */
const struct ref *page_ref(struct page *page, enum record_kind kind, const char *plan, const char *id);

/* Common pieces. */
void page_blank(struct page *page);
void page_heading(struct page *page, const char *text);
/* Wraps text from col to the right edge; empty gives nothing. Returns the number of lines. */
int page_paragraph(struct page *page, int col, enum role role, const char *text);
/* Text of any length beside what `line`, the last one, has already: its first row stands there, the others on lines of their
 * own below, all from col. `empty` is said where there is none. Returns the span of the first row. */
struct span *page_beside(struct page *page, struct line *line, int col, enum role role, const char *text, const char *empty);

/* Moving. All keep within what can be selected and keep the cursor on screen (rows as in page_end). Return true if
 * anything changed. */
bool page_move(struct page *page, int lines, int rows);
bool page_move_to(struct page *page, int line, int rows);   /* nearest selectable line at or after */
bool page_home(struct page *page, int rows);
bool page_end_key(struct page *page, int rows);
bool page_scroll(struct page *page, int lines, int rows);   /* wheel: the view moves, the cursor follows */
bool page_cell(struct page *page, int step);                /* ← → among editable cells; false at the ends */

/* The line with its spans in place. Whoever looks into spans goes through here. */
struct line *page_ready(const struct page *page, int line);
/* The line the cursor is on; NULL if none. */
const struct line *page_current(const struct page *page);
/* The editable cell under the cursor; NULL if the line as a whole is chosen. */
const struct span *page_current_cell(const struct page *page);
/* Number of editable cells in line, and the n-th of them. */
int line_cells(const struct line *line);
struct span *line_cell(const struct line *line, int n);
/* The next (step 1) or previous (−1) editable cell of record (kind, id) after the cursor, wrapping; moves there.
 * false if there is none. */
bool page_next_field(struct page *page, int step, enum record_kind kind, const char *id, int rows);
/* The line on screen row `row` (0 = first), −1 if none. */
int page_line_at(const struct page *page, int row, int rows);
/* Screen row of line, −1 if it is scrolled away. */
int page_row_of(const struct page *page, int line, int rows);

#endif
