/* area.c: a focus area: what it is about, and its goals with their status. */
#include <string.h>

#include "base/text.h"
#include "views/common.h"

/* Puts the goals of one area first in a result of all and leaves the others behind them, still to be freed. */
static void keep_area(const struct app *app, struct result *res, const struct record *area)
{
	size_t kept = 0;

	for (size_t i = 0; i < res->nrows; i++) {
		const struct ref *ref = &res->rows[i].ref;
		const struct goal *goal = (const struct goal *)dataset_find(&app->ds, REC_GOAL, ref->plan, ref->id);

		if (goal && same_words(goal->focus_area, area->id) && strcmp(goal->rec.plan, area->plan) == 0) {
			const struct row row = res->rows[kept];

			res->rows[kept++] = res->rows[i];
			res->rows[i] = row;
		}
	}
	res->nrows = kept;
}

static void draw_goals(struct app *app, struct page *page, const struct record *area)
{
	const struct query_filter filter = { .board = app->board };
	struct result res;
	struct err err = { 0 };
	size_t all;

	if (query_goals(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	all = res.nrows;
	keep_area(app, &res, area);
	app_section(app, page, "Mål", res.nrows);
	app_table(app, page, &res,
		app->board ? "Nämnden har inga mål i området. o visar hela koncernen." : "Området har inga mål.");
	res.nrows = all;
	result_free(&res);
}

static void draw_priorities(struct app *app, struct page *page, const struct record *area)
{
	const struct record_list *list = dataset_list(&app->ds, REC_PRIORITY);
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += same_words(((const struct priority *)list->items[i])->focus_area, area->id);
	if (!n)
		return;
	app_section(app, page, "Prioriteringar", n);
	for (size_t i = 0; i < list->n; i++) {
		if (same_words(((const struct priority *)list->items[i])->focus_area, area->id))
			page_paragraph(page, 2, ROLE_NORMAL, arena_printf(&page->arena, "%s %s", list->items[i]->id,
				record_title(list->items[i])));
	}
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct record *rec = screen_record(app, view, page);
	const struct focus_area *area = (const struct focus_area *)rec;

	if (!rec)
		return;
	app_title(app, page, rec->id, area->title, -1, "fokusområde");
	page_paragraph(page, 2, ROLE_NORMAL, has_words(area->description) ? area->description : "Området har ingen beskrivning.");
	draw_goals(app, page, rec);
	draw_priorities(app, page, rec);
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	const struct record *rec = app_record(app, REC_FOCUS_AREA, view->plan, view->id);

	trail_main(trail, ACT_DO_VIEW_1);
	if (rec)
		trail_record(trail, &view->page, rec);
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_WHY, ACT_DO_BOARD, ACT_DO_GOTO, ACT_DO_BACK, ACT_DO_NONE,
};

const struct view_ops area_view = {
	.name = "Fokusområde",
	.kind = REC_FOCUS_AREA,
	.keys = keys,
	.build = build,
	.trail = trail,
};
