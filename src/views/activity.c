/* activity.c: one activity: everything there is to say about it, each value changed where it stands. */
#include <string.h>

#include "base/text.h"
#include "model/activity.h"
#include "query/occasions.h"
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

/* What it is measured with, and how that has gone. */
static void draw_variables(struct app *app, struct page *page, const struct activity *activity)
{
	static const char *const words[] = { "variable", NULL };
	const struct query_filter filter = { .activity = activity->rec.id };

	if (has_words(activity->rec.id))
		section_query(app, page, "Uppföljningsvariabler", query_indicators, &filter, false,
			"Aktiviteten har inget som mäts ännu. n lägger till en uppföljningsvariabel, Enter på den för in värden.");
	app_fields(app, page, &activity->rec, words, true);
}

/* When what is empty is to be reported: "redovisas vid UR2, som lämnas 2026-09-11". From the day the books close it is due. */
static void draw_hint(struct app *app, struct page *page, const struct activity *activity, const char *occasion, const char *what)
{
	const struct occasion *found = (const struct occasion *)dataset_find(&app->ds, REC_OCCASION, activity->rec.plan, occasion);
	const char *name = occasion_label(occasion);
	char day[DATE_TEXT_MAX];

	if (!found || found->due == DATE_NONE || app->ds.today == DATE_NONE)
		return;
	if (found->cutoff == DATE_NONE || app->ds.today <= found->cutoff)
		page_note(page, "%s redovisas vid %s, som lämnas %s.", what, name, date_format(day, found->due));
	else
		page_paragraph(page, 2, ROLE_YELLOW, arena_printf(&page->arena, "%s saknas: %s vara med i %s, som %s %s.", what,
			app->ds.today > found->due ? "skulle" : "ska", name, app->ds.today > found->due ? "lämnades" : "lämnas",
			date_format(day, found->due)));
}

/* The results of the variables from UR2 on, and at ÅR what it gives in the long run (003, bilaga 1, noterna 10 och 11). */
static void draw_results(struct app *app, struct page *page, const struct record *rec)
{
	static const char *const result[] = { "result", NULL }, *const contribution[] = { "contribution", NULL };
	const struct activity *activity = (const struct activity *)rec;
	bool asked = activity->status == ACT_ONGOING || activity->status == ACT_DONE; /* what nobody has begun has none */

	page_blank(page);
	page_heading(page, "Resultat och bidrag");
	app_fields(app, page, rec, result, true);
	if (asked && !has_words(activity->result))
		draw_hint(app, page, activity, "UR2", "Resultatet");
	app_fields(app, page, rec, contribution, true);
	if (asked && !has_words(activity->contribution))
		draw_hint(app, page, activity, "AR", "Bidraget till målet");
}

static void build(struct app *app, struct view *view, struct page *page)
{
	static const char *const fields[] = { "title", "status", "responsible", "start", "due", "standing", "progress", "goal",
		"indicator", "board", "description", NULL }, *const notes[] = { "notes", NULL };
	const struct record *rec = screen_record(app, view, page);
	const struct activity *activity = (const struct activity *)rec;

	if (!rec)
		return;
	app_title(app, page, has_words(rec->id) ? rec->id : NULL, has_words(activity->title) ? activity->title : "Ny aktivitet", -1,
		state_words(app, page, activity));
	page_blank(page);
	app_fields(app, page, rec, fields, true);
	draw_variables(app, page, activity);
	draw_results(app, page, rec);
	notes_draw(app, page, rec);
	page_blank(page);
	app_fields(app, page, rec, notes, true);
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

static int act(struct app *app, struct view *view, enum action action)
{
	if (action != ACT_DO_NEW || has_words(view->id))
		return REACT_UNHANDLED;
	app_say(app, ROLE_NOTICE, "Spara aktiviteten först (Ctrl-S): uppföljningsvariablerna hör till den");
	return REACT_REDRAW;
}

/* A variable of the activity, with figures of the nämnd whose activity it is. */
static void fill_new(struct app *app, struct view *view, struct record *rec)
{
	const struct activity *activity = (const struct activity *)app_record(app, REC_ACTIVITY, view->plan, view->id);
	struct indicator *indicator = (struct indicator *)rec;

	indicator->kind = IND_KIND_VARIABLE;
	indicator->fit = FIT_SAME;
	indicator->activity = mem_strdup(view->id);
	indicator->board = mem_strdup(activity ? activity->board : NULL);
}

static const enum action keys[] = {
	ACT_DO_EDIT, ACT_DO_NEW, ACT_DO_SAVE, ACT_DO_DONE, ACT_DO_WHY, ACT_DO_DELETE, ACT_DO_BACK, ACT_DO_NONE,
};

const struct view_ops activity_view = {
	.name = "Aktivitet",
	.kind = REC_ACTIVITY,
	.creates = REC_INDICATOR,
	.keys = keys,
	.build = build,
	.act = act,
	.trail = trail,
	.fill_new = fill_new,
};
