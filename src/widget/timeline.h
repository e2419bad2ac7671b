/* timeline.h: activities as bars over a year in month columns. Pure: dates in, page lines out.
 *
 * What a bar says it says by its glyphs, never by colour alone: one glyph a status, a mark where it ends, another mark where it
 * should have ended, with the word "sen" beside the title. */
#ifndef STYRTAVLA_TIMELINE_H
#define STYRTAVLA_TIMELINE_H

#include "base/date.h"
#include "widget/page.h"

struct timeline_bar {
	struct ref ref;      /* what the line stands for */
	const char *title;
	const char *field;   /* the title is an editable cell of that field; NULL = not */
	date_t start, due;   /* DATE_NONE = not given */
	bool standing;       /* goes on without an end: open to the right */
	int status;          /* ACT_* */
	bool late, marked;
	const char *group;   /* a heading line where it differs from the bar before; NULL = no groups */
};
struct timeline_mark {       /* a report's day, in the heading */
	date_t day;
	const char *label;   /* "UR2" */
	bool first;          /* its label is placed before the others' */
};
struct timeline {
	int year;
	date_t today;        /* a vertical mark; DATE_NONE or another year = none */
	const struct timeline_bar *bars;
	size_t n;
	const struct timeline_mark *marks;
	size_t nmarks;
	enum glyph_set glyphs;
	int indent;          /* first cell's column, at least 2 */
};

/* Where the parts stand. Exposed for tests: nothing passes the edge at any width. */
struct timeline_layout {
	int title, title_width;
	int late;            /* the column of the word "sen" */
	int bars, month;     /* the first cell of January, and cells a month (12 × month in all) */
};
void timeline_layout(const struct timeline *timeline, int width, struct timeline_layout *layout);
/* The cell, counted from 0, that a day of the year has: its month's first cell plus its share of the month. Earlier days −1,
 * later ones 12 × month; DATE_NONE −1. */
int timeline_cell(int year, int month_cells, date_t day);

/* Adds the heading (two lines: months, reports), a line a bar, and what the glyphs mean. The heading is sticky. */
void timeline_draw(struct page *page, const struct timeline *timeline);

#endif
