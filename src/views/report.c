/* report.c: a nämnd's report of an occasion: its parts, what each lacks, how far it is. */
#include <string.h>

#include "views/report_priv.h"

static bool shows(const char *id)
{
	const char *slash = strrchr(id, '/');

	return slash && strcmp(slash + 1, SIGN_OFF_WHOLE) == 0;
}

static double number_of(const struct result *res, const struct row *row, const char *key)
{
	return row->cells[result_column(res, key)].num;
}

static bool is_unsigned(const struct app *app, const struct result *res, const struct row *row)
{
	(void)app;
	return num_missing(number_of(res, row, "state")) || number_of(res, row, "state") < SIGN_PRELIMINARY;
}

static bool is_empty(const struct app *app, const struct result *res, const struct row *row)
{
	(void)app;
	return number_of(res, row, "filled") == 0;
}

static const struct preset presets[] = {
	{ "alla delar", NULL, NULL },
	{ "inte klarmarkerade", is_unsigned, NULL },
	{ "saknar innehåll", is_empty, NULL },
	{ NULL, NULL, NULL },
};

static void draw_head(struct app *app, struct page *page, const struct report_place *place)
{
	const struct occasion *occasion = place->occasion;
	const struct sign_off *whole = report_sign_off(&app->ds, occasion, place->board->rec.id, SIGN_OFF_WHOLE);
	char period[PERIOD_TEXT_MAX], day[DATE_TEXT_MAX];
	struct report_left left;

	report_left(&app->ds, occasion->rec.id, place->board->rec.id, &left);
	line_text(page, page_line(page, 0), 1, page->width - 2, ALIGN_LEFT, ROLE_TITLE, arena_printf(&page->arena,
		"%s · %s · till och med %s", has_words(occasion->title) ? occasion->title : choices_occasion[occasion->kind].label,
		record_title(&place->board->rec), period_format(period, occasion->period)));
	line_text(page, page_line(page, 0), 1, page->width - 2, ALIGN_LEFT, ROLE_NORMAL, arena_printf(&page->arena, "bryt %s · %s",
		date_format(day, occasion_cutoff_day(&app->ds, occasion, NULL)), report_when(app, page, occasion)));
	line_text(page, page_line(page, 0), 1, page->width - 2, ALIGN_LEFT,
		left.signed_off < left.parts || left.filled < left.parts ? ROLE_BOLD : ROLE_NORMAL,
		sentence(page, report_left_words(page, &left)));
	if (whole && has_words(whole->reason) && !whole->state)
		page_note(page, "Klarmarkeringen togs bort: %s", whole->reason);
}

static void build(struct app *app, struct view *view, struct page *page)
{
	struct query_filter filter = { 0 };
	struct report_place place;

	if (!report_place(app, view->plan, view->id, &place)) {
		page_note(page, "Rapporten %s finns inte i den här planen eller vid den här tidpunkten.", view->id);
		return;
	}
	draw_head(app, page, &place);
	filter.occasion = place.occasion->rec.id;
	filter.board = place.board->rec.id;
	list_build(app, view, page, query_report, &filter, view->preset ? "Ingen del i urvalet. f byter urval." :
		"Nämnden lämnar ingen rapport: den har varken mål eller egen drift i planen.");
}

/* A part is written on its own screen. */
static int act(struct app *app, struct view *view, enum action action)
{
	const struct line *line = page_current(&view->page);

	if (action == ACT_DO_EDIT && line && line->ref.kind == REC_SIGN_OFF && !shows(line->ref.id))
		return app_open(app, line->ref.kind, line->ref.plan, line->ref.id) ? REACT_REBUILD : REACT_REDRAW;
	return REACT_UNHANDLED;
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_DONE, ACT_DO_MARK, ACT_DO_PRESET, ACT_DO_WHY, ACT_DO_BACK, ACT_DO_NONE,
};

const struct view_ops report_view = {
	.name = "Rapport",
	.flags = VIEW_LIST,
	.kind = REC_SIGN_OFF,
	.shows = shows,
	.presets = presets,
	.keys = keys,
	.build = build,
	.act = act,
	.trail = report_trail,
};
