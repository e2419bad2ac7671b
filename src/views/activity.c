/* activity.c: one activity: everything there is to say about it, each value changed where it stands. */
#include <string.h>

#include "base/text.h"
#include "model/activity.h"
#include "views/common.h"

static void link_to(struct app *app, struct page *page, const char *label, const struct record *rec)
{
	if (rec)
		app_fact(app, page, label, record_words(page, rec), &(struct ref){ rec->kind, rec->plan, rec->id });
}

static void draw_links(struct app *app, struct page *page, const struct activity *activity)
{
	const char *plan = activity->rec.plan;

	if (!has_words(activity->goal) && !has_words(activity->indicator) && !has_words(activity->board))
		return;
	page_blank(page);
	page_heading(page, "Hör till");
	link_to(app, page, "Mål", dataset_find(&app->ds, REC_GOAL, plan, activity->goal));
	link_to(app, page, "Indikator", dataset_find(&app->ds, REC_INDICATOR, plan, activity->indicator));
	link_to(app, page, "Nämnd", dataset_find(&app->ds, REC_BOARD, NULL, activity->board));
}

/* "pågående, 12 dagar sen" */
static const char *state_words(const struct app *app, struct page *page, const struct activity *activity)
{
	const char *status = activity->status ? choices_activity[activity->status].label : "utan status";
	int days = activity_days_late(activity, app->ds.today);

	if (activity_is_late(activity, app->ds.today))
		return arena_printf(&page->arena, "%s, %s sen", status, count_words(page, (size_t)days, "dag", "dagar"));
	return status;
}

static void build(struct app *app, struct view *view, struct page *page)
{
	static const char *const fields[] = { "title", "status", "responsible", "start", "due", "standing", "progress", "goal",
		"indicator", "board", "description", "variable", "result", "contribution", "notes", NULL };
	const struct record *rec = screen_record(app, view, page);
	const struct activity *activity = (const struct activity *)rec;

	if (!rec)
		return;
	app_title(app, page, has_words(rec->id) ? rec->id : NULL, has_words(activity->title) ? activity->title : "Ny aktivitet", -1,
		state_words(app, page, activity));
	page_blank(page);
	app_fields(app, page, rec, fields, true);
	draw_links(app, page, activity);
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	const struct record *rec = app_record(app, REC_ACTIVITY, view->plan, view->id);

	trail_main(trail, ACT_DO_VIEW_4);
	if (rec && has_words(rec->id))
		trail_record(trail, &view->page, rec);
	else
		trail_add(trail, "ny aktivitet", REC_NONE, NULL, NULL, ACT_DO_NONE);
}

static const enum action keys[] = {
	ACT_DO_EDIT, ACT_DO_SAVE, ACT_DO_DONE, ACT_DO_WHY, ACT_DO_DELETE, ACT_DO_BACK, ACT_DO_NONE,
};

const struct view_ops activity_view = {
	.name = "Aktivitet",
	.kind = REC_ACTIVITY,
	.keys = keys,
	.build = build,
	.trail = trail,
};
