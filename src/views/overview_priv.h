/* overview_priv.h: between the files of the overview. */
#ifndef STYRTAVLA_OVERVIEW_PRIV_H
#define STYRTAVLA_OVERVIEW_PRIV_H

#include "query/overview.h"
#include "views/common.h"

/* Where the columns of the tree are; −1 = no room, or nothing to show. */
struct tree_columns {
	int title_end, area_end, status, status_width, assessed, assessed_width, change, indicators, activities, late;
	bool split;        /* some goal has both a computed colour and an assessment: they stand apart */
	const char *since; /* "Sedan UR1"; NULL where there is no report before */
};

/* ---- overview_columns.c ---- */

void columns_place(struct app *app, struct page *page, const struct result *res, struct tree_columns *columns);
void columns_heading(struct page *page, const struct tree_columns *columns);
/* The figures of a goal's row; sum is of the row and of what is folded away under it. */
void columns_goal(struct app *app, struct page *page, struct line *line, const struct result *res, const struct row *row,
		const struct overview_sum *sum, const struct tree_columns *columns);
/* The figures of an area, and how its goals stand, by the colour that is computed, else by the one assessed. Returns where its title has to end. */
int columns_area(struct app *app, struct page *page, struct line *line, const struct overview_sum *sum, bool closed,
		const struct tree_columns *columns);
/* "3.2 Titel (nämnd)" */
const char *goal_words(struct app *app, struct page *page, const struct row *row);
/* … in so many cells: where it is cut, it begins where it differs from the other goals ("3.1 … som säkerställer god"). */
const char *goal_words_in(struct app *app, struct page *page, const struct row *row, int width);
/* Text in a column; nothing where there is no room or no text. */
void put(struct page *page, struct line *line, int col, int width, enum align align, enum role role, const char *text);
double number_of(const struct result *res, const struct row *row, const char *key);
const char *text_of(const struct result *res, const struct row *row, const char *key);

/* ---- overview_preview.c ---- */

#define PREVIEW_ROWS 5
void overview_preview(struct app *app, struct view *view, struct page *page);

#endif
