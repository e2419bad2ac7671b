/* report_live.c: what stands beside the text of a report's part: the figures, from the questions, to be changed where
 * they stand. */
#include <string.h>

#include "query/forecasts.h"
#include "views/report_priv.h"
#include "widget/table.h"

/* Which rows of an answer belong to the part. */
struct picking {
	struct app *app;
	const struct report_place *place;
	const struct result *res;
};
typedef bool pick_fn(const struct row *row, void *user);

static void live_table(struct app *app, struct page *page, const struct report_place *place, const char *title, query_fn *query,
		const struct query_filter *filter, pick_fn *pick, const char *empty)
{
	struct result res;
	struct picking picking = { app, place, &res };
	struct err err = { 0 };

	if (query(&app->ds, filter, &res, &err))
		page_error(page, &err);
	if (pick)
		result_keep(&res, pick, &picking);
	app_section(app, page, title, res.nrows);
	app_table(app, page, &res, empty);
	page_sources(page, &res);
	result_free(&res);
}

static struct query_filter filter_of(const struct report_place *place)
{
	return (struct query_filter){ .board = place->board->rec.id, .occasion = place->occasion->rec.id };
}

/* ---- money ----------------------------------------------------------------------------------------------------- */

static bool is_due_by_now(const struct row *row, void *user)
{
	const struct picking *picking = user;
	double period = row->cells[result_column(picking->res, "period")].num;

	return !num_missing(period) && period <= picking->place->occasion->period;
}

static void live_months(struct app *app, struct page *page, const struct report_place *place)
{
	const struct query_filter filter = filter_of(place);

	live_table(app, page, place, "Utfall och prognos", query_forecast_months, &filter, is_due_by_now,
		"Inga månader att visa: välj en plan.");
}

static void live_change(struct app *app, struct page *page, const struct report_place *place)
{
	const struct query_filter filter = filter_of(place);

	live_table(app, page, place, "Resultat och prognos", query_forecasts, &filter, is_due_by_now,
		"Ingen prognos ännu. Den skrivs under 2.2 eller på nämndens sida.");
}

/* A negative forecast is answered with an action plan: what is taken, what is planned, what that gives. */
static void live_forecast(struct app *app, struct page *page, const struct report_place *place)
{
	struct query_filter filter = filter_of(place);
	struct board_economy economy;

	live_months(app, page, place);
	board_economy(&app->ds, place->board->rec.id, &economy);
	if (!economy.plan && (num_missing(economy.deficit) || economy.deficit < FORECAST_NOTHING))
		return;
	live_table(app, page, place, "Åtgärdsplaner", query_action_plans, &filter, NULL,
		"Prognosen är negativ och det finns ingen åtgärdsplan. n lägger till en.");
	if (!economy.plan)
		return;
	filter.action_plan = economy.plan->rec.id;
	live_table(app, page, place, "Åtgärder", query_measures, &filter, NULL, "Planen har inga åtgärder ännu.");
}

/* ---- staff and quality ----------------------------------------------------------------------------------------- */

/* The figures of the nämnd; one that is being made stands last. */
static void live_staff(struct app *app, struct page *page, const struct report_place *place)
{
	const struct indicator *indicator = report_staff_indicator(&app->ds, place->occasion, place->board->rec.id, place->part);
	struct query_filter filter = { .organisation = place->board->rec.id };
	char period[PERIOD_TEXT_MAX];
	struct result res;
	struct err err = { 0 };

	if (!indicator || !has_words(indicator->metric)) {
		page_blank(page);
		page_note(page, "Planen har ingen indikator %s med nyckeltal: värdet skrivs i texten.", place->part->subject);
		return;
	}
	filter.indicator = indicator->metric;
	if (query_observations(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	if (edit_is_new(&app->edit) && app->edit.type->kind == REC_OBSERVATION)
		row_from_record(&res, result_add(&res, REC_OBSERVATION, "", ""), app->edit.work);
	app_section(app, page, "Värden för nämnden", res.nrows);
	app_table(app, page, &res, arena_printf(&page->arena, "Inget värde ännu. n lägger till %s.",
		period_format(period, report_staff_period(place->occasion))));
	result_free(&res);
}

static const struct indicator *indicator_of(const struct picking *picking, const struct row *row)
{
	return (const struct indicator *)dataset_find(&picking->app->ds, REC_INDICATOR, row->ref.plan, row->ref.id);
}

static bool is_staff_goal(const struct row *row, void *user)
{
	const struct indicator *indicator = indicator_of(user, row);

	return indicator && indicator->perspective == PERSPECTIVE_STAFF && has_words(indicator->goal);
}

static void live_staff_goals(struct app *app, struct page *page, const struct report_place *place)
{
	const struct query_filter filter = { 0 };

	live_table(app, page, place, "Medarbetarmål", query_indicators, &filter, is_staff_goal,
		"Planen har inga indikatorer i medarbetarperspektivet.");
}

/* Quality indicators of the nämnd whose area is the part's; those of no part's stand under Kvalitet. */
static bool is_quality(const struct row *row, void *user)
{
	const struct picking *picking = user;
	const struct indicator *indicator = indicator_of(picking, row);
	const char *wanted = picking->place->part->subject;

	if (!indicator || indicator->kind != IND_KIND_QUALITY || !same_words(indicator->board, picking->place->board->rec.id))
		return false;
	for (size_t i = 0; !wanted && i < report_nparts; i++)
		if (report_parts[i].needs == NEEDS_QUALITY && same_words(report_parts[i].subject, indicator->area))
			return false;
	return !wanted || same_words(wanted, indicator->area);
}

static void live_quality(struct app *app, struct page *page, const struct report_place *place)
{
	const struct query_filter filter = { .board = place->board->rec.id };

	live_table(app, page, place, "Kvalitetsindikatorer", query_indicators, &filter, is_quality, place->part->subject ?
		"Nämnden har inga kvalitetsindikatorer med det insatsområdet." : "Nämnden har inga egna kvalitetsindikatorer.");
}

/* ---- goals, policies ------------------------------------------------------------------------------------------- */

static const struct activity *activity_of(const struct picking *picking, const struct row *row)
{
	return (const struct activity *)dataset_find(&picking->app->ds, REC_ACTIVITY, row->ref.plan, row->ref.id);
}

static bool is_begun(const struct row *row, void *user)
{
	const struct activity *activity = activity_of(user, row);

	return activity && (activity->status == ACT_ONGOING || activity->status == ACT_DONE);
}

static bool is_planned(const struct row *row, void *user)
{
	const struct activity *activity = activity_of(user, row);

	return activity && (activity->status == ACT_PLANNED || !activity->status);
}

/* What is told of each that has begun: results from UR2 on, the contribution at ÅR (003, bilaga 2). */
static void draw_results(struct app *app, struct page *page, const struct report_place *place)
{
	const struct record_list *list = dataset_list(&app->ds, REC_ACTIVITY);
	const int kind = place->occasion->kind;
	bool first = true;

	for (size_t i = 0; kind != OCC_UR1 && i < list->n; i++) {
		const struct activity *activity = (const struct activity *)list->items[i];
		bool told = has_words(activity->result) || (kind == OCC_AR && has_words(activity->contribution));

		if (!same_words(activity->board, place->board->rec.id) || activity->status == ACT_CANCELLED || !told)
			continue;
		if (first) {
			page_blank(page);
			page_heading(page, kind == OCC_AR ? "Resultat och bidrag" : "Resultat");
		}
		first = false;
		page_link(page, &activity->rec);
		if (has_words(activity->result))
			page_paragraph(page, 4, ROLE_DIM, arena_printf(&page->arena, "%s: %s", has_words(activity->variable) ?
				activity->variable : "Resultat", activity->result));
		if (kind == OCC_AR && has_words(activity->contribution))
			page_paragraph(page, 4, ROLE_DIM, arena_printf(&page->arena, "Bidrag: %s", activity->contribution));
	}
}

static void live_goals(struct app *app, struct page *page, const struct report_place *place)
{
	const struct query_filter filter = filter_of(place);

	live_table(app, page, place, "Mål och bedömning", query_report_goals, &filter, NULL, "Nämnden är inte utpekad i något mål.");
	live_table(app, page, place, "Initierade aktiviteter", query_activities, &filter, is_begun, "Ingen aktivitet har inletts.");
	live_table(app, page, place, "Planerade aktiviteter", query_activities, &filter, is_planned, "Ingen aktivitet är planerad.");
	draw_results(app, page, place);
}

static void live_policies(struct app *app, struct page *page, const struct report_place *place)
{
	(void)app;
	(void)place;
	page_blank(page);
	page_heading(page, "Att kommentera");
	for (const char *const *policy = report_policies; *policy; policy++)
		line_text(page, page_line(page, 0), 2, page->width - 3, ALIGN_LEFT, ROLE_NORMAL, *policy);
}

static void live_parts(struct app *app, struct page *page, const struct report_place *place)
{
	const struct query_filter filter = filter_of(place);

	live_table(app, page, place, "Delar", query_report, &filter, NULL, "Nämnden lämnar ingen rapport.");
}

void report_live_draw(struct app *app, struct page *page, const struct report_place *place)
{
	static void (*const live[REPORT_NEEDS_COUNT])(struct app *app, struct page *page, const struct report_place *place) = {
		[NEEDS_OUTCOME] = live_months, [NEEDS_FORECAST] = live_forecast, [NEEDS_CHANGE] = live_change,
		[NEEDS_STAFF] = live_staff, [NEEDS_STAFF_GOALS] = live_staff_goals, [NEEDS_QUALITY] = live_quality,
		[NEEDS_GOALS] = live_goals, [NEEDS_POLICIES] = live_policies, [NEEDS_PARTS] = live_parts,
	};

	if (live[place->part->needs])
		live[place->part->needs](app, page, place);
}
