/* board_quality.c: how well a nämnd does its grunduppdrag: its quality indicators by perspective (001). */
#include "views/board_priv.h"
#include "widget/table.h"

/* Keeps those that are the nämnd's own and of quality. */
static bool is_quality(const struct row *row, void *user)
{
	const struct app *app = user;
	const struct indicator *indicator =
		(const struct indicator *)dataset_find(&app->ds, REC_INDICATOR, row->ref.plan, row->ref.id);

	return indicator && indicator->kind == IND_KIND_QUALITY && has_words(indicator->board);
}

void board_draw_quality(struct app *app, struct page *page, const struct board *board)
{
	const struct query_filter filter = { .board = board->rec.id, .activity = "" };
	struct table_options options = { .glyphs = app->glyphs, .indent = 2, .sort = -1 };
	struct result res;
	struct err err = { 0 };

	if (query_indicators(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	result_keep(&res, is_quality, app);
	options.group = result_column(&res, "perspective");
	result_sort(&res, options.group, false);
	app_section(app, page, "Kvalitet i grunduppdraget", res.nrows);
	if (!res.nrows)
		page_note(page, "Nämnden har inga kvalitetsindikatorer för sitt grunduppdrag ännu. n och i lägger till en.");
	else
		table_draw(page, &res, &options);
	page_sources(page, &res);
	result_free(&res);
}
