/* board_report.c: on a nämnd's page: what of its next report is left. */
#include "views/board_priv.h"
#include "views/report_priv.h"

#define PARTS_SHOWN 5

void board_draw_report(struct app *app, struct page *page, const struct board *board)
{
	const struct occasion *next = occasion_next(&app->ds, app->ds.today);
	struct query_filter filter = { .board = board->rec.id };
	struct report_left left;
	struct result res;
	struct err err = { 0 };

	if (!next || !report_board(&app->ds, next->rec.plan, board->rec.id))
		return;
	filter.occasion = next->rec.id;
	report_left(&app->ds, next->rec.id, board->rec.id, &left);
	page_blank(page);
	page_heading(page, arena_printf(&page->arena, "Rapport %s", next->rec.id));
	page_note(page, "%s", sentence(page, arena_printf(&page->arena, "%s: %s", report_when(app, page, next),
		report_left_words(page, &left))));
	if (query_report(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	report_parts_draw(app, NULL, page, &res, 2, PARTS_SHOWN);
	result_free(&res);
}
