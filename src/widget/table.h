/* table.h: draws a result into a page: column widths by what there is room for, headings, rows. */
#ifndef STYRTAVLA_TABLE_H
#define STYRTAVLA_TABLE_H

#include "query/result.h"
#include "widget/page.h"

#define TABLE_COLUMNS_MAX 48

struct table_layout;
struct table_options {
	enum glyph_set glyphs;
	int indent;            /* first cell's column; the row marker is drawn left of it (at least 2) */
	const char *filter;    /* only rows that match; NULL or "" = all */
	int sort;              /* column shown as sorted by, −1 = none (the result is sorted already) */
	bool descending;
	bool sticky;           /* the heading stays when the page scrolls */
	bool no_heading;
	/* Rows to be drawn as marked; NULL = none. */
	bool (*marked)(const struct ref *ref, void *user);
	/* Lines of its own under a row; NULL = none. */
	void (*below)(struct page *page, const struct row *row, const struct table_layout *layout, void *user);
	/* A column that groups: a heading line each time its text changes; −1 = none. */
	int group;
	void *user;
	/* The rows are filled in when they are first looked at: res must then live as long as the page's lines. */
	bool lazy;
};

/* Where each column goes. Exposed for tests: widths from 1 to 300 must never overlap or pass the edge. */
struct table_layout {
	int n;
	int column[TABLE_COLUMNS_MAX]; /* index in the result */
	int col[TABLE_COLUMNS_MAX], width[TABLE_COLUMNS_MAX];
	enum align align[TABLE_COLUMNS_MAX];
	int dropped; /* columns there was no room for */
};
/* Chooses columns (those with the highest priority number are dropped first) and widths for `width` cells from `indent`. */
void table_layout(const struct result *res, int indent, int width, struct table_layout *layout);

/* Adds heading and rows to the page. Returns how many rows were drawn (after the filter). */
size_t table_draw(struct page *page, const struct result *res, const struct table_options *options);

/* The role of a status, and its "sign word" for screens. */
enum role table_status_role(int status);
void table_status_text(struct buf *out, int status, enum glyph_set glyphs);
/* The same for a computed status that stands beside an assessed one ("– ej beräknat"), and its sign alone. */
void table_computed_text(struct buf *out, int status, enum glyph_set glyphs);
const char *table_status_sign(int status, enum glyph_set glyphs);

#endif
