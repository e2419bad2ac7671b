/* why_computed.c: what is computed from a record, with the figures it is computed from: one function a kind, one table. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/action_plan.h"
#include "model/activity.h"
#include "model/calendar.h"
#include "model/forecast.h"
#include "query/forecasts.h"
#include "query/judgement.h"
#include "query/occasions.h"
#include "views/why_priv.h"

/* ---- forecasts and action plans ------------------------------------------------------------------------------ */

static void heading(struct page *page)
{
	page_blank(page);
	page_heading(page, "Så räknat");
}

/* "a − b = c" with both sides named. */
static const char *difference(struct page *page, const char *a, double from, const char *b, double take, double is)
{
	return arena_printf(&page->arena, "%s = %s %s minus %s %s", why_mnkr(page, is, NUM_SIGN), a, why_mnkr(page, from, 0), b,
		why_mnkr(page, take, 0));
}

static void draw_duty(struct app *app, struct page *page, const struct board_economy *economy)
{
	static const char *const words[] = {
		[DUTY_NONE] = "ingen: prognosen är inte negativ",
		[DUTY_PLAN] = "åtgärdsplan saknas",
		[DUTY_SHORT] = "åtgärdsplanen täcker inte underskottet",
		[DUTY_COVERED] = "åtgärdsplanen täcker underskottet",
	};
	const char *when = economy->duty == DUTY_PLAN ? duty_words(economy, &page->arena) : "";
	struct buf text = { 0 };

	buf_str(&text, words[economy->duty]);
	if (has_words(when))
		buf_printf(&text, ", %s", when);
	if (!num_missing(economy->deficit) && economy->deficit > 0)
		buf_printf(&text, " (underskott %s)", why_mnkr(page, economy->deficit, 0));
	if (economy->plan)
		why_link(app, page, "Åtgärdsplan", &economy->plan->rec, buf_cstr(&text));
	else
		app_fact(app, page, "Åtgärdsplan", buf_cstr(&text), NULL);
	buf_free(&text);
}

static void forecast(struct app *app, struct page *page, const struct record *rec)
{
	const struct forecast *now = (const struct forecast *)rec, *before = forecast_before(&app->ds, now);
	struct board_economy economy;
	char period[PERIOD_TEXT_MAX];

	heading(page);
	app_fact(app, page, "Avvikelse helår", num_missing(forecast_deviation(now)) ? "prognos är inte angiven" :
		difference(page, "prognos", now->forecast, num_missing(now->budget_year) ? "budget (inte angiven, räknas som)" : "budget",
			forecast_budget_year(now), forecast_deviation(now)), NULL);
	if (!num_missing(forecast_to_date(now)))
		app_fact(app, page, "Avvikelse hittills", difference(page, "utfall", now->outcome, "budget", now->budget,
			forecast_to_date(now)), NULL);
	if (before && !num_missing(forecast_change(now, before)))
		why_link(app, page, "Ändring", &before->rec, difference(page, "prognos", now->forecast,
			arena_printf(&page->arena, "prognosen för %s", period_format(period, before->period)), before->forecast,
			forecast_change(now, before)));
	else
		app_fact(app, page, "Ändring", "ingen tidigare prognos att jämföra med", NULL);
	board_economy(&app->ds, now->board, &economy);
	if (economy.latest == now)
		draw_duty(app, page, &economy);
	page_note(page, "+ är bättre än budget.");
}

static const char *measure_words(struct page *page, const struct measure *measure)
{
	if (num_missing(measure->effect))
		return "ingen effekt angiven: räknas inte";
	return arena_printf(&page->arena, "%s %s", measure->state == MEASURE_TAKEN ? "vidtagen" : "planerad",
		why_mnkr(page, measure->effect, 0));
}

static void action_plan(struct app *app, struct page *page, const struct record *rec)
{
	const struct action_plan *plan = (const struct action_plan *)rec;
	const struct record_list *list = dataset_list(&app->ds, REC_MEASURE);
	const struct measure **measures = mem_array(NULL, list->n + 1, sizeof(*measures));
	const struct plan_deficit now = action_plan_deficit_now(&app->ds, plan);
	double deficit = now.now;
	struct action_plan_effect effect;
	char number[NUM_TEXT_MAX], period[PERIOD_TEXT_MAX];
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct measure *measure = (const struct measure *)list->items[i];

		if (same_words(measure->action_plan, rec->id) && strcmp(measure->rec.plan, rec->plan) == 0)
			measures[n++] = measure;
	}
	effect = measures_effect(&app->ds, deficit, measures, n);
	heading(page);
	if (!num_missing(effect.covered_percent)) {
		app_fact(app, page, "Täcker", arena_printf(&page->arena, "%s\u00a0%% = (vidtaget %s + planerat %s) / underskott %s",
			num_format(number, effect.covered_percent, 0, 0), why_mnkr(page, effect.taken, 0),
			why_mnkr(page, effect.planned, 0), why_mnkr(page, deficit, 0)), NULL);
		app_fact(app, page, "Kvar", why_mnkr(page, effect.remaining, 0), NULL);
		app_fact(app, page, "Realiserat", why_mnkr(page, effect.realised, 0), NULL);
		if (num_missing(plan->deficit))
			page_note(page, "Planen säger inget eget underskott: det är hämtat från nämndens senaste prognos.");
		else if (now.differs)
			page_note(page, "Planen själv säger %s: det räknas mot prognosen.", why_mnkr(page, plan->deficit, 0));
	} else {
		app_fact(app, page, "Täcker", num_missing(deficit) ? "underskottet är inte angivet" : "inget underskott att täcka", NULL);
	}
	if (now.by)
		why_link(app, page, "Underskott", &now.by->rec, arena_printf(&page->arena, "%s, prognosen för %s",
			why_mnkr(page, now.now, 0), period_format(period, now.by->period)));
	app_section(app, page, "Åtgärder som räknats", n);
	for (size_t i = 0; i < n; i++)
		why_link(app, page, measure_words(page, measures[i]), &measures[i]->rec, measures[i]->text);
	free(measures);
}

/* ---- the reporting year -------------------------------------------------------------------------------------- */

static const char *month_after(struct page *page, period_t period)
{
	static const char *const months[] = { "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
		"september", "oktober", "november", "december" };
	int year, month, day;

	if (period_last_day(period) == DATE_NONE)
		return "";
	date_to_ymd(period_last_day(period), &year, &month, &day);
	return arena_printf(&page->arena, "%s %d", months[month % 12], month == 12 ? year + 1 : year);
}

static const char *day_words(struct page *page, date_t day, const char *how)
{
	char text[DATE_TEXT_MAX];

	return day == DATE_NONE ? "inget datum" : arena_printf(&page->arena, "%s: %s", date_format(text, day), how);
}

static void occasion(struct app *app, struct page *page, const struct record *rec)
{
	const struct occasion *one = (const struct occasion *)rec;
	bool computed = one->source == CAL_COMPUTED, cutoff_proposed, due_proposed;
	date_t cutoff = occasion_cutoff_day(&app->ds, one, &cutoff_proposed), due = occasion_due_day(&app->ds, one, &due_proposed);
	const char *given = "enligt planens tidplan";

	heading(page);
	app_fact(app, page, "Bryt", day_words(page, cutoff, !computed && !cutoff_proposed ? given :
		arena_printf(&page->arena, "förslag, %d:e arbetsdagen i %s", calendar_cutoff_place(one->period),
			month_after(page, one->period))), NULL);
	app_fact(app, page, "Rapport", day_words(page, due, !computed && !due_proposed ? given :
		arena_printf(&page->arena, "förslag, %d arbetsdagar efter bryt", calendar_days_to_due(one->kind))), NULL);
	if (computed || cutoff_proposed || due_proposed)
		page_note(page, "Regeln är hämtad ur tidplanen för 2018 (003, Tidplaner 2018). Ett datum som skrivs in gäller före.");
	if (occasion_is_proposed(one))
		page_note(page, "Tillfället är ett förslag: ingen har sparat det ännu. e ändrar det i 7 Uppföljning.");
}

/* ---- what people have judged --------------------------------------------------------------------------------- */

static void assessment(struct app *app, struct page *page, const struct record *rec)
{
	const struct assessment *one = (const struct assessment *)rec;
	const struct record *goal = dataset_find(&app->ds, REC_GOAL, rec->plan, one->goal);
	struct judgement judged;
	struct err err = { 0 };
	bool differs;

	if (!goal)
		return;
	heading(page);
	if (query_judgement(&app->ds, goal, &page->arena, &judged, &err)) {
		page_error(page, &err);
		return;
	}
	differs = judged.status >= STATUS_GREEN && judged.status <= STATUS_RED && (int)judged.status != one->assessed;
	why_link(app, page, "Beräknat nu", goal, arena_printf(&page->arena, "%s: %s", status_text(judged.status)->word, judged.why));
	page_note(page, "%s", differs ? "Bedömningen skiljer sig från det beräknade läget; motiveringen säger varför." :
		"Det beräknade läget är ett förslag: bedömningen är satt av en människa.");
}

static void focus_area(struct app *app, struct page *page, const struct record *rec)
{
	const struct record_list *list = dataset_list(&app->ds, REC_GOAL);

	page_blank(page);
	page_heading(page, "Målen, och hur många av indikatorerna som når målvärdet");
	for (size_t i = 0; i < list->n; i++) {
		const struct goal *goal = (const struct goal *)list->items[i];
		struct judgement judged;
		struct err err = { 0 };

		if (!same_words(goal->focus_area, rec->id) || strcmp(goal->rec.plan, rec->plan) != 0 ||
				query_judgement(&app->ds, list->items[i], &page->arena, &judged, &err))
			continue;
		why_link(app, page, arena_printf(&page->arena, "%s  %s", goal->rec.id, status_text(judged.status)->word), list->items[i],
			sentence(page, judged.why));
	}
}

static void activity(struct app *app, struct page *page, const struct record *rec)
{
	const struct activity *one = (const struct activity *)rec;
	char due[DATE_TEXT_MAX], today[DATE_TEXT_MAX];

	if (!activity_is_late(one, app->ds.today))
		return;
	heading(page);
	app_fact(app, page, "Sen", arena_printf(&page->arena, "%s: slut %s, i dag %s, och inte klar", count_words(page,
		(size_t)activity_days_late(one, app->ds.today), "dag", "dagar"), date_format(due, one->due),
		date_format(today, app->ds.today)), NULL);
}

/* ---- money --------------------------------------------------------------------------------------------------- */

static void allocation(struct app *app, struct page *page, const struct record *rec)
{
	why_money(app, page, rec->plan, ((const struct allocation *)rec)->board);
}

static void board(struct app *app, struct page *page, const struct record *rec)
{
	const struct record_list *plans = dataset_list(&app->ds, REC_PLAN);
	struct board_economy economy;

	for (size_t i = 0; i < plans->n; i++) {
		if (strcmp(app->ds.plan, "all") == 0 || strcmp(app->ds.plan, plans->items[i]->id) == 0)
			why_money(app, page, plans->items[i]->id, rec->id);
	}
	board_economy(&app->ds, rec->id, &economy);
	if (!economy.latest)
		return;
	page_blank(page);
	page_heading(page, "Prognos");
	why_link(app, page, "Senaste prognos", &economy.latest->rec, why_mnkr(page, economy.latest->forecast, NUM_SIGN));
	draw_duty(app, page, &economy);
}

/* The figures of a row in one of the document's tables; each has an answer of its own. */
static void economy_row(struct app *app, struct page *page, const struct record *rec)
{
	const struct economy_row *row = (const struct economy_row *)rec;
	const struct record_list *list = dataset_list(&app->ds, REC_ECONOMY);
	const char *name = strncmp(rec->id, row->table, strlen(row->table)) == 0 && rec->id[strlen(row->table)] == '.' ?
		rec->id + strlen(row->table) + 1 : rec->id;

	page_blank(page);
	page_heading(page, row->total ? "Siffrorna, som dokumentet själv summerar dem" : "Siffrorna");
	for (size_t i = 0; i < list->n; i++) {
		const struct economy *cell = (const struct economy *)list->items[i];
		char period[PERIOD_TEXT_MAX];
		struct buf text = { 0 };

		if (!same_words(cell->table, row->table) || !same_words(cell->row, name) || strcmp(cell->rec.plan, rec->plan) != 0)
			continue;
		figure_words(&text, cell->value, num_missing(row->decimals) ? -1 : (int)row->decimals, row->unit);
		why_link(app, page, arena_printf(&page->arena, "%s %s", period_format(period, cell->period),
			choices_economy[cell->kind].label), list->items[i], text.len ? buf_cstr(&text) : cell->text);
		buf_free(&text);
	}
}

void why_computed(struct app *app, struct page *page, const struct record *rec)
{
	static const struct {
		enum record_kind kind;
		void (*draw)(struct app *app, struct page *page, const struct record *rec);
	} kinds[] = {
		{ REC_FORECAST, forecast }, { REC_ACTION_PLAN, action_plan }, { REC_OCCASION, occasion },
		{ REC_ASSESSMENT, assessment }, { REC_FOCUS_AREA, focus_area }, { REC_ACTIVITY, activity },
		{ REC_ALLOCATION, allocation }, { REC_BOARD, board }, { REC_ECONOMY_ROW, economy_row },
	};

	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		if (kinds[i].kind == rec->kind)
			kinds[i].draw(app, page, rec);
	}
}
