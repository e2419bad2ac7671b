/* What a part of a report still lacks, in words: one function for each thing a part can need beside its text. */
#include "query/report_priv.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "query/assessments.h"
#include "query/forecasts.h"

static void add(struct buf *out, const char *words)
{
	buf_printf(out, "%s%s", out->len ? "; " : "", words);
}

static const struct sign_off *written(const struct report_at *at, const struct report_part *part)
{
	return at->now && same_text(at->now->part, part->code) ? at->now :
		report_sign_off(at->ds, at->occasion, at->board, part->code);
}

static bool has_own_text(const struct report_at *at, const struct report_part *part)
{
	const struct sign_off *sign_off = written(at, part);

	return sign_off && !text_blank(sign_off->text);
}

static void lacks_text(const struct report_at *at, const struct report_part *part, struct buf *out)
{
	if (!has_own_text(at, part))
		add(out, "text");
}

/* ---- money ------------------------------------------------------------------------------------------------ */

/* The whole nämnd's forecast of the occasion's own month; NULL if nobody has written it. */
static const struct forecast *own_forecast(const struct report_at *at)
{
	char period[PERIOD_TEXT_MAX], *id = mem_printf("%s/%s", at->board, period_format(period, at->occasion->period));
	const struct record *rec = dataset_find(at->ds, REC_FORECAST, at->occasion->rec.plan, id);

	free(id);
	return (const struct forecast *)rec;
}

static void add_for_period(const struct report_at *at, struct buf *out, const char *what)
{
	char period[PERIOD_TEXT_MAX], *words = mem_printf("%s %s", what, period_format(period, at->occasion->period));

	add(out, words);
	free(words);
}

static void lacks_outcome(const struct report_at *at, const struct report_part *part, struct buf *out)
{
	const struct forecast *forecast = own_forecast(at);

	lacks_text(at, part, out);
	if (!forecast || num_missing(forecast->outcome))
		add_for_period(at, out, "utfall");
}

/* The last forecast of the whole nämnd for a month before the occasion's; NULL if none. */
static const struct forecast *earlier_forecast(const struct report_at *at)
{
	const struct record_list *list = dataset_list(at->ds, REC_FORECAST);
	const struct forecast *found = NULL;

	for (size_t i = 0; i < list->n; i++) {
		const struct forecast *forecast = (const struct forecast *)list->items[i];

		if (!same_text(forecast->board, at->board) || strcmp(forecast->rec.plan, at->occasion->rec.plan) != 0 ||
				has_text(forecast->group) || num_missing(forecast->forecast) || forecast->period >= at->occasion->period)
			continue;
		if (!found || forecast->period > found->period)
			found = forecast;
	}
	return found;
}

static bool is_negative(const struct forecast *forecast)
{
	double deficit = forecast_deficit(forecast);

	return !num_missing(deficit) && deficit > 0;
}

/* A negative forecast owes an action plan to the report after it (003, Att beakta), unless the year is expected to end in balance
 * by then. */
static void lacks_action_plan(const struct report_at *at, struct buf *out)
{
	const struct forecast *own = own_forecast(at);
	struct board_economy economy;

	if (!is_negative(earlier_forecast(at)) || (own && !num_missing(own->forecast) && !is_negative(own)))
		return;
	board_economy(at->ds, at->board, &economy);
	if (!economy.plan)
		add(out, "åtgärdsplan");
}

static void lacks_forecast(const struct report_at *at, const struct report_part *part, struct buf *out)
{
	const struct forecast *forecast = own_forecast(at);

	/* What is written at the forecast itself is about it as well. */
	if (!forecast || text_blank(forecast->comment))
		lacks_text(at, part, out);
	if (!forecast || num_missing(forecast->forecast))
		add_for_period(at, out, "prognos");
	lacks_action_plan(at, out);
}

/* A forecast that stands as it did needs no explanation. */
static void lacks_change(const struct report_at *at, const struct report_part *part, struct buf *out)
{
	const struct forecast *forecast = own_forecast(at);
	double change = forecast ? forecast_change(forecast, forecast_before(at->ds, forecast)) : NUM_MISSING;
	char number[NUM_TEXT_MAX], *words;

	if (!forecast || num_missing(forecast->forecast)) {
		add_for_period(at, out, "prognos");
		return;
	}
	if (num_missing(change) || fabs(change) < FORECAST_NOTHING || !text_blank(forecast->comment) || has_own_text(at, part))
		return;
	words = mem_printf("förklaring till ändringen %s\u00a0mnkr", num_format(number, change, 1, NUM_SIGN));
	add(out, words);
	free(words);
}

/* ---- staff ------------------------------------------------------------------------------------------------ */

const struct indicator *report_staff_indicator(const struct dataset *ds, const struct occasion *occasion, const char *board,
		const struct report_part *part)
{
	const struct record_list *list = dataset_list(ds, REC_INDICATOR);
	const struct indicator *common = NULL;
	size_t n = part->subject ? strlen(part->subject) : 0;

	for (size_t i = 0; part->needs == NEEDS_STAFF && i < list->n; i++) {
		const struct indicator *indicator = (const struct indicator *)list->items[i];
		const char *id = indicator->rec.id;

		if (strcmp(indicator->rec.plan, occasion->rec.plan) != 0 || strncmp(id, part->subject, n) != 0)
			continue;
		if (id[n] && same_text(indicator->board, board))
			return indicator;
		if (!id[n])
			common = indicator;
	}
	return common;
}

period_t report_staff_period(const struct occasion *occasion)
{
	char period[PERIOD_TEXT_MAX], text[PERIOD_TEXT_MAX + 4];
	period_t r12 = 0;

	snprintf(text, sizeof(text), "R12:%s", period_format(period, occasion->period));
	period_parse(text, &r12);
	return r12;
}

/* A figure for the twelve months to the occasion's, or for its month. */
static bool has_value(const struct report_at *at, const struct indicator *indicator)
{
	const period_t r12 = report_staff_period(at->occasion);
	struct series series;
	bool found = false;

	figures_series(at->figures, indicator->metric, at->board, &series);
	for (size_t i = 0; i < series.n && !found; i++)
		found = !num_missing(series.points[i].value) &&
			(series.points[i].period == r12 || series.points[i].period == at->occasion->period);
	series_free(&series);
	return found;
}

/* Where the plan has no such indicator there is nothing to enter a value for: then it is told in words. */
static void lacks_staff(const struct report_at *at, const struct report_part *part, struct buf *out)
{
	const struct indicator *indicator = report_staff_indicator(at->ds, at->occasion, at->board, part);

	lacks_text(at, part, out);
	if (indicator && has_text(indicator->metric) && !has_value(at, indicator))
		add_for_period(at, out, "värde");
}

/* ---- goals and activities --------------------------------------------------------------------------------- */

/* "bedömning av 2 mål (1.1, 1.3)". */
struct tally {
	size_t n;
	struct buf ids;
};

static void tally_add(struct tally *tally, const char *id)
{
	buf_printf(&tally->ids, "%s%s", tally->n++ ? ", " : "", id);
}

static void tally_end(struct tally *tally, struct buf *out, const char *before, const char *one, const char *many)
{
	if (tally->n)
		buf_printf(out, "%s%s %zu %s (%s)", out->len ? "; " : "", before, tally->n, tally->n == 1 ? one : many,
			buf_cstr(&tally->ids));
	buf_free(&tally->ids);
}

static void lacks_assessments(const struct report_at *at, struct buf *out)
{
	const struct record_list *list = dataset_list(at->ds, REC_GOAL);
	const struct occasion *occasion = at->occasion;
	struct tally missing = { 0 };

	for (size_t i = 0; i < list->n; i++) {
		const struct goal *goal = (const struct goal *)list->items[i];
		const struct assessment *assessment;

		if (strcmp(goal->rec.plan, occasion->rec.plan) != 0 || !goal_concerns(goal, at->board))
			continue;
		assessment = assessment_at(at->ds, occasion->rec.plan, goal->rec.id, at->board, occasion->rec.id);
		if (!assessment || !assessment->assessed)
			tally_add(&missing, goal->rec.id);
	}
	tally_end(&missing, out, "bedömning av", "mål", "mål");
}

/* What has begun is reported apart from what is planned; from UR2 on with what it is measured by, at ÅR with its contribution
 * (003, bilaga 2; domain §5). */
static void lacks_activities(const struct report_at *at, struct buf *out)
{
	const struct record_list *list = dataset_list(at->ds, REC_ACTIVITY);
	struct tally status = { 0 }, result = { 0 }, contribution = { 0 };
	const int kind = at->occasion->kind;

	for (size_t i = 0; i < list->n; i++) {
		const struct activity *activity = (const struct activity *)list->items[i];
		bool begun = activity->status == ACT_ONGOING || activity->status == ACT_DONE;

		if (strcmp(activity->rec.plan, at->occasion->rec.plan) != 0 || !same_text(activity->board, at->board))
			continue;
		if (!activity->status)
			tally_add(&status, activity->rec.id);
		if (begun && kind != OCC_UR1 && has_text(activity->variable) && text_blank(activity->result))
			tally_add(&result, activity->rec.id);
		if (begun && kind == OCC_AR && text_blank(activity->contribution))
			tally_add(&contribution, activity->rec.id);
	}
	tally_end(&status, out, "status på", "aktivitet", "aktiviteter");
	tally_end(&result, out, "resultat av", "aktivitet", "aktiviteter");
	tally_end(&contribution, out, "bidrag till målet av", "aktivitet", "aktiviteter");
}

static void lacks_goals(const struct report_at *at, const struct report_part *part, struct buf *out)
{
	lacks_text(at, part, out);
	lacks_assessments(at, out);
	lacks_activities(at, out);
}

/* ---- the whole -------------------------------------------------------------------------------------------- */

static void lacks_parts(const struct report_at *at, const struct report_part *part, struct buf *out)
{
	struct tally missing = { 0 };

	for (size_t i = 0; i < report_nparts; i++) {
		const struct report_part *other = &report_parts[i];
		struct buf words = { 0 };

		if (other != part && report_requires(at->ds, at->occasion, at->board, other))
			report_missing(at, other, &words);
		if (words.len)
			tally_add(&missing, other->code);
		buf_free(&words);
	}
	tally_end(&missing, out, "innehåll i", "del", "delar");
}

void report_missing(const struct report_at *at, const struct report_part *part, struct buf *out)
{
	static void (*const lacks[REPORT_NEEDS_COUNT])(const struct report_at *at, const struct report_part *part, struct buf *out) = {
		[NEEDS_TEXT] = lacks_text, [NEEDS_OUTCOME] = lacks_outcome, [NEEDS_FORECAST] = lacks_forecast,
		[NEEDS_CHANGE] = lacks_change, [NEEDS_STAFF] = lacks_staff, [NEEDS_STAFF_GOALS] = lacks_text,
		[NEEDS_QUALITY] = lacks_text, [NEEDS_GOALS] = lacks_goals, [NEEDS_POLICIES] = lacks_text,
		[NEEDS_PARTS] = lacks_parts,
	};

	lacks[part->needs](at, part, out);
}
