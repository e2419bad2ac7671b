/* board_notes.c: what was agreed the last time and is not done: the first thing a nämnd's screen says. */
#include "query/notes.h"
#include "views/board_priv.h"

void board_draw_notes(struct app *app, struct page *page, const struct board *board)
{
	const struct query_filter filter = { .board = board->rec.id, .open = true };
	struct result res;
	struct err err = { 0 };

	if (query_notes(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	/* What should have been done stands first, then by the day it is to be. */
	result_sort(&res, result_column(&res, "due"), false);
	result_sort(&res, result_column(&res, "late"), true);
	if (res.nrows) {
		app_section(app, page, "Sedan tidigare möten", res.nrows);
		app_table(app, page, &res, "");
	}
	result_free(&res);
}
