/* How a nämnd's money goes, and what it owes: what the forecasts say, against the action plan there is. */
#include "query/forecasts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "query/occasions.h"
#include "query/queries_priv.h"

/* ---- the forecasts of a nämnd ----------------------------------------------------------------------------- */

/* Those of a board, groups too, lie beside each other: as by_id[*from] …; returns how many. */
static size_t forecasts_of(const struct dataset *ds, const char *board, size_t *from)
{
	struct buf prefix = { 0 };
	size_t n;

	buf_printf(&prefix, "%s/", board);
	n = record_list_prefix(dataset_list(ds, REC_FORECAST), buf_cstr(&prefix), from);
	buf_free(&prefix);
	return n;
}

static bool same_group(const struct forecast *a, const struct forecast *b)
{
	return has_text(a->group) ? same_text(a->group, b->group) : !has_text(b->group);
}

static bool is_later(const struct forecast *forecast, const struct forecast *than)
{
	return !than || forecast->period > than->period;
}

const struct forecast *forecast_before(const struct dataset *ds, const struct forecast *forecast)
{
	const struct record_list *list = dataset_list(ds, REC_FORECAST);
	const struct forecast *before = NULL;
	size_t from, n = has_text(forecast->board) ? forecasts_of(ds, forecast->board, &from) : 0;

	for (size_t i = 0; i < n; i++) {
		const struct forecast *other = (const struct forecast *)list->by_id[from + i];

		if (other->period < forecast->period && same_group(other, forecast) && !num_missing(other->forecast) &&
				same_text(other->rec.plan, forecast->rec.plan) && is_later(other, before))
			before = other;
	}
	return before;
}

static void find_latest(const struct dataset *ds, const char *board, struct board_economy *out)
{
	const struct record_list *list = dataset_list(ds, REC_FORECAST);
	size_t from, n = forecasts_of(ds, board, &from);

	for (size_t i = 0; i < n; i++) {
		const struct forecast *forecast = (const struct forecast *)list->by_id[from + i];

		if (has_text(forecast->group))
			continue;
		if (!num_missing(forecast->forecast) && is_later(forecast, out->latest))
			out->latest = forecast;
		if (!num_missing(forecast->outcome) && is_later(forecast, out->booked))
			out->booked = forecast;
	}
}

const struct forecast *board_forecast(const struct dataset *ds, const char *board)
{
	struct board_economy found = { 0 };

	if (has_text(board))
		find_latest(ds, board, &found);
	return found.latest;
}

double action_plan_deficit(const struct dataset *ds, const struct action_plan *plan)
{
	const struct forecast *latest = num_missing(plan->deficit) ? board_forecast(ds, plan->board) : NULL;

	return latest && same_text(latest->rec.plan, plan->rec.plan) ? forecast_deficit(latest) : plan->deficit;
}

/* ---- the plan against it ---------------------------------------------------------------------------------- */

/* Ids are numbers: the longer is the larger. */
static bool is_newer(const struct action_plan *plan, const struct action_plan *than)
{
	size_t a, b;

	if (!than)
		return true;
	a = strlen(plan->rec.id);
	b = strlen(than->rec.id);
	return a != b ? a > b : strcmp(plan->rec.id, than->rec.id) > 0;
}

static const struct action_plan *find_plan(const struct dataset *ds, const char *board, const struct forecast *latest)
{
	const struct record_list *list = dataset_list(ds, REC_ACTION_PLAN);
	const struct action_plan *newest = NULL;

	for (size_t i = 0; i < list->n; i++) {
		const struct action_plan *plan = (const struct action_plan *)list->items[i];

		if (same_text(plan->board, board) && plan->status != ACT_CANCELLED &&
				(!latest || same_text(plan->rec.plan, latest->rec.plan)) && is_newer(plan, newest))
			newest = plan;
	}
	return newest;
}

struct plan_deficit action_plan_deficit_now(const struct dataset *ds, const struct action_plan *plan)
{
	const struct forecast *latest = board_forecast(ds, plan->board);
	const struct action_plan *current = latest ? find_plan(ds, plan->board, latest) : NULL;
	struct plan_deficit out = { .now = action_plan_deficit(ds, plan) };

	if (!current || !same_text(current->rec.id, plan->rec.id) || strcmp(current->rec.plan, plan->rec.plan) != 0)
		return out;
	out.now = forecast_deficit(latest);
	out.by = latest;
	out.differs = !num_missing(plan->deficit) && fabs(plan->deficit - out.now) >= FORECAST_NOTHING;
	return out;
}

double measure_realised(const struct dataset *ds, const struct measure *measure)
{
	const struct record_list *list = dataset_list(ds, REC_EFFECT);
	struct buf prefix = { 0 };
	double sum = NUM_MISSING;
	size_t from, n;

	buf_printf(&prefix, "%s/", measure->rec.id);
	n = record_list_prefix(list, buf_cstr(&prefix), &from);
	buf_free(&prefix);
	for (size_t i = 0; i < n; i++) {
		const struct effect *effect = (const struct effect *)list->by_id[from + i];

		if (!num_missing(effect->realised))
			sum = (num_missing(sum) ? 0 : sum) + effect->realised;
	}
	return num_missing(sum) ? measure->realised : num_round(sum, 6);
}

struct action_plan_effect measures_effect(const struct dataset *ds, double deficit, const struct measure *const *measures,
		size_t n)
{
	struct action_plan_effect effect = action_plan_effect(deficit, measures, n);

	effect.realised = 0;
	for (size_t i = 0; i < n; i++) {
		double realised = measures[i]->rec.deleted ? NUM_MISSING : measure_realised(ds, measures[i]);

		if (!num_missing(realised))
			effect.realised += realised;
	}
	effect.realised = num_round(effect.realised, 6);
	return effect;
}

static void judge_plan(const struct dataset *ds, struct board_economy *out)
{
	const struct record_list *list = dataset_list(ds, REC_MEASURE);
	const struct measure **measures = mem_array(NULL, list->n + 1, sizeof(*measures));
	double deficit = num_missing(out->deficit) ? out->plan->deficit : out->deficit;
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct measure *measure = (const struct measure *)list->items[i];

		if (!same_text(measure->action_plan, out->plan->rec.id))
			continue;
		measures[n++] = measure;
		out->late_measures += measure_is_late(measure, ds->today);
	}
	out->effect = measures_effect(ds, deficit, measures, n);
	free(measures);
}

static void find_due(const struct dataset *ds, struct board_economy *out)
{
	const struct occasion *next = out->latest ? occasion_after(ds, out->latest->period) : NULL;

	/* With all plans shown the calendar is that of today's year: another year's reports are not this one's. */
	if (!next || !same_text(next->rec.plan, out->latest->rec.plan))
		return;
	out->due_with = next;
	out->due = occasion_due_day(ds, next, &out->due_proposed);
	out->due_proposed |= occasion_is_proposed(next);
}

void board_economy(const struct dataset *ds, const char *board, struct board_economy *out)
{
	*out = (struct board_economy){ .due = DATE_NONE, .deviation = NUM_MISSING, .change = NUM_MISSING, .to_date = NUM_MISSING,
		.effect = { .covered_percent = NUM_MISSING, .remaining = NUM_MISSING } };
	if (has_text(board))
		find_latest(ds, board, out);
	if (out->latest) {
		out->before = forecast_before(ds, out->latest);
		out->deviation = forecast_deviation(out->latest);
		out->change = forecast_change(out->latest, out->before);
	}
	if (out->booked)
		out->to_date = forecast_to_date(out->booked);
	out->deficit = forecast_deficit(out->latest);
	out->plan = has_text(board) ? find_plan(ds, board, out->latest) : NULL;
	if (out->plan)
		judge_plan(ds, out);
	out->duty = forecast_duty(out->deficit, out->plan ? &out->effect : NULL);
	find_due(ds, out);
}

const char *duty_words(const struct board_economy *economy, struct arena *arena)
{
	char day[DATE_TEXT_MAX];
	const char *over;

	if (economy->duty == DUTY_NONE)
		return "";
	if (!economy->due_with)
		return "ingen rapport återstår i årets kalender, lämna den genast";
	/* The aim is balance at year end (003, "Att beakta"): a plan with the årsredovisning comes after it. */
	over = economy->due_with->kind == OCC_AR ? "; året är då slut: planen gäller balansen nästa år" : "";
	if (economy->due == DATE_NONE)
		return arena_printf(arena, "ska lämnas med %s%s", occasion_words(economy->due_with), over);
	return arena_printf(arena, "ska lämnas med %s senast %s%s%s", occasion_words(economy->due_with), date_format(day, economy->due),
		economy->due_proposed ? " (föreslaget datum)" : "", over);
}

/* ---- as a list -------------------------------------------------------------------------------------------- */

#define BETTER "mnkr, + = bättre än budget"

static const struct column forecast_columns[] = {
	{ .key = "board", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "period", .heading = "Period", .type = COL_PERIOD, .flags = COLF_BOTH, .width = 7 },
	{ .key = "outcome", .heading = "Utfall", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .priority = 3, .decimals = 1,
	  .unit = "mnkr", .field = "outcome" },
	{ .key = "budget", .heading = "Budget", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .priority = 5, .decimals = 1,
	  .unit = "mnkr", .field = "budget" },
	{ .key = "forecast", .heading = "Prognos", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .decimals = 1, .unit = "mnkr",
	  .field = "forecast" },
	{ .key = "budget_year", .heading = "Budget helår", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .priority = 6,
	  .decimals = 1, .unit = "mnkr", .field = "budget_year" },
	{ .key = "deviation", .heading = "Avvikelse", .type = COL_NUM, .flags = COLF_BOTH | COLF_SIGN, .width = 9, .priority = 1,
	  .decimals = 1, .unit = BETTER },
	{ .key = "change", .heading = "Ändring", .type = COL_NUM, .flags = COLF_BOTH | COLF_SIGN, .width = 8, .priority = 2,
	  .decimals = 1, .unit = "mnkr sedan förra prognosen" },
	{ .key = "comment", .heading = "Kommentar", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 16,
	  .field = "comment" },
	{ .key = "group", .heading = "Uppdragsgrupp", .type = COL_TEXT, .flags = COLF_BOTH, .width = 12, .priority = 4 },
	{ .key = "board_name", .heading = "Nämnd", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 14 },
};

static void fill_computed(const struct dataset *ds, struct result *res, struct row *row, const struct forecast *forecast)
{
	row_num(res, row, "deviation", forecast_deviation(forecast));
	row_num(res, row, "change", forecast_change(forecast, forecast_before(ds, forecast)));
}

int query_forecasts(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_FORECAST);
	struct filler filler;

	(void)err;
	result_init(res, forecast_columns, COUNT_OF(forecast_columns));
	filler_init(&filler, res, REC_FORECAST);
	for (size_t i = 0; i < list->n; i++) {
		const struct forecast *forecast = (const struct forecast *)list->items[i];
		struct row *row;

		if (filter->board && !same_text(forecast->board, filter->board))
			continue;
		if (filter->period && forecast->period != filter->period)
			continue;
		row = filler_add(&filler, res, &forecast->rec);
		row_num(res, row, "budget_year", forecast_budget_year(forecast));
		row_text(res, row, "board_name", board_label(ds, forecast->board));
		fill_computed(ds, res, row, forecast);
	}
	return 0;
}

/* ---- the month grid --------------------------------------------------------------------------------------- */

static const struct column month_columns[] = {
	{ .key = "period", .heading = "Månad", .type = COL_PERIOD, .flags = COLF_BOTH, .width = 7 },
	{ .key = "group", .heading = "Uppdragsgrupp", .type = COL_TEXT, .flags = COLF_BOTH, .width = 12, .priority = 7 },
	{ .key = "outcome", .heading = "Utfall", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .decimals = 1, .unit = "mnkr",
	  .field = "outcome" },
	{ .key = "budget", .heading = "Budget", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .decimals = 1, .unit = "mnkr",
	  .field = "budget" },
	{ .key = "to_date", .heading = "Skillnad", .type = COL_NUM, .flags = COLF_BOTH | COLF_SIGN, .width = 8, .priority = 4,
	  .decimals = 1, .unit = BETTER },
	{ .key = "forecast", .heading = "Prognos", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .decimals = 1, .unit = "mnkr",
	  .field = "forecast" },
	{ .key = "budget_year", .heading = "Budget helår", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .priority = 5,
	  .decimals = 1, .unit = "mnkr", .field = "budget_year" },
	{ .key = "deviation", .heading = "Avvikelse", .type = COL_NUM, .flags = COLF_BOTH | COLF_SIGN, .width = 9, .priority = 2,
	  .decimals = 1, .unit = BETTER },
	{ .key = "change", .heading = "Ändring", .type = COL_NUM, .flags = COLF_BOTH | COLF_SIGN, .width = 8, .priority = 3,
	  .decimals = 1, .unit = "mnkr sedan förra prognosen" },
	{ .key = "comment", .heading = "Kommentar", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 12,
	  .field = "comment" },
};

static void add_written(const struct dataset *ds, const struct filler *filler, struct result *res,
		const struct forecast *forecast)
{
	struct row *row = filler_add(filler, res, &forecast->rec);

	row->depth = has_text(forecast->group) ? 1 : 0;
	row_num(res, row, "to_date", forecast_to_date(forecast));
	fill_computed(ds, res, row, forecast);
}

/* The month of one board and group: what is written, or a row that stands for it. */
static void add_month(const struct dataset *ds, const struct filler *filler, struct result *res, const char *board,
		const char *group, period_t period)
{
	struct forecast *unwritten = (struct forecast *)record_new(REC_FORECAST, ds->plan, NULL);
	const struct record *written;

	unwritten->board = mem_strdup(board);
	unwritten->group = mem_strdup(group);
	unwritten->period = period;
	record_derive_id(&unwritten->rec);
	written = dataset_find(ds, REC_FORECAST, ds->plan, unwritten->rec.id);
	add_written(ds, filler, res, written ? (const struct forecast *)written : unwritten);
	record_free(&unwritten->rec);
}

static void add_year(const struct dataset *ds, const struct filler *filler, struct result *res, const char *board,
		const char *group, int year)
{
	char text[32];
	period_t period;

	for (int month = 1; month <= 12; month++) {
		snprintf(text, sizeof(text), "%04d-%02d", year, month);
		if (period_parse(text, &period))
			add_month(ds, filler, res, board, group, period);
	}
}

static int compare_words(const void *a, const void *b)
{
	return text_collate(*(const char *const *)a, *(const char *const *)b);
}

/* The uppdragsgrupper a board has forecasts for, each once, by name; borrowed names, the array is the caller's to free. */
static const char **groups_of(const struct dataset *ds, const char *board, size_t *count)
{
	const struct record_list *list = dataset_list(ds, REC_FORECAST);
	size_t from, n = forecasts_of(ds, board, &from), kept = 0;
	const char **groups = mem_array(NULL, n + 1, sizeof(*groups));

	for (size_t i = 0; i < n; i++) {
		const struct forecast *forecast = (const struct forecast *)list->by_id[from + i];
		bool known = !has_text(forecast->group);

		for (size_t k = 0; k < kept && !known; k++)
			known = same_text(groups[k], forecast->group);
		if (!known)
			groups[kept++] = forecast->group;
	}
	qsort(groups, kept, sizeof(*groups), compare_words);
	*count = kept;
	return groups;
}

int query_forecast_months(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_FORECAST);
	int year = plan_year(ds, ds->plan);
	const char **groups;
	struct filler filler;
	size_t ngroups, from, n;

	(void)err;
	result_init(res, month_columns, COUNT_OF(month_columns));
	filler_init(&filler, res, REC_FORECAST);
	if (!has_text(filter->board))
		return 0;
	if (!year) {
		n = forecasts_of(ds, filter->board, &from);
		for (size_t i = 0; i < n; i++)
			add_written(ds, &filler, res, (const struct forecast *)list->by_id[from + i]);
		return 0;
	}
	add_year(ds, &filler, res, filter->board, NULL, year);
	groups = groups_of(ds, filter->board, &ngroups);
	for (size_t i = 0; i < ngroups; i++)
		add_year(ds, &filler, res, filter->board, groups[i], year);
	free(groups);
	return 0;
}
