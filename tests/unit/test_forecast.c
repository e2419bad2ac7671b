/* test_forecast.c: forecasts, the duty to plan, and what plans cover (003, "Att beakta" and mall 2.2; domain §6: forecast −12,0 in
 * May, effects of 9,0 cover 75 % and leave 3,0). Days of 2026 are those the rule proposes from the table of 2018 (003). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "query/forecasts.h"
#include "unit/query_fixture.h"
#include "unit/record_help.h"

static struct board_economy economy;

static void give_forecast(const char *board, const char *period, const char *forecast)
{
	given(&ts, REC_FORECAST, PLAN, NULL, "board", board, "period", period, "forecast", forecast, NULL);
}

static void look(const char *board)
{
	save_and_see();
	board_economy(&ds, board, &economy);
}

static void is(double value, double expected)
{
	assert_false(num_missing(value));
	assert_true(value - expected < 1e-9 && expected - value < 1e-9);
}

/* ---- the model -------------------------------------------------------------------------------------------- */

static struct forecast numbers(double outcome, double budget, double forecast, double budget_year)
{
	return (struct forecast){ .outcome = outcome, .budget = budget, .forecast = forecast, .budget_year = budget_year };
}

static void test_numbers(void **state)
{
	const double none = NUM_MISSING;
	struct forecast f = numbers(-5.1, -2.0, -12.0, none), before = numbers(none, none, -7.5, none);

	(void)state;
	is(forecast_deviation(&f), -12.0);
	is(forecast_to_date(&f), -3.1);
	is(forecast_change(&f, &before), -4.5);
	is(forecast_change(&before, &f), 4.5);
	is(forecast_budget_year(&f), 0);
	assert_true(num_missing(forecast_to_date(&before)));
	assert_true(num_missing(forecast_change(&f, NULL)));
	assert_true(num_missing(forecast_change(NULL, &f)));
	f = numbers(none, none, none, 4);
	assert_true(num_missing(forecast_deviation(&f)));
	assert_true(num_missing(forecast_deficit(&f)));
	assert_true(num_missing(forecast_change(&f, &before)));
	assert_true(num_missing(forecast_deficit(NULL)));
}

/* A plan is owed for a negative result (mall 2.2) and for less than the budget ("Att beakta"); what to cover is the larger. */
static void test_deficit(void **state)
{
	static const struct { double forecast, budget_year, deficit; } cases[] = {
		{ -12.0, NUM_MISSING, 12.0 }, { 0.0, NUM_MISSING, 0.0 }, { 3.0, NUM_MISSING, 0.0 }, { -12.0, -5.0, 12.0 },
		{ -5.0, -5.0, 5.0 }, { 7.0, 10.0, 3.0 }, { -3.0, 5.0, 8.0 }, { 10.0, 10.0, 0.0 }, { 0.3, 0.1 + 0.2, 0.0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct forecast f = numbers(NUM_MISSING, NUM_MISSING, cases[i].forecast, cases[i].budget_year);

		is(forecast_deficit(&f), cases[i].deficit);
	}
}

static void test_duty_of_numbers(void **state)
{
	struct action_plan_effect effect = { .remaining = 3.0 };

	(void)state;
	assert_int_equal(forecast_duty(NUM_MISSING, NULL), DUTY_NONE);
	assert_int_equal(forecast_duty(0, NULL), DUTY_NONE);
	assert_int_equal(forecast_duty(12, NULL), DUTY_PLAN);
	assert_int_equal(forecast_duty(12, &effect), DUTY_SHORT);
	effect.remaining = 0;
	assert_int_equal(forecast_duty(12, &effect), DUTY_COVERED);
	assert_int_equal(forecast_duty(0, &effect), DUTY_NONE);
}

/* ---- one nämnd -------------------------------------------------------------------------------------------- */

static void test_nothing_known(void **state)
{
	(void)state;
	board_economy(&ds, "hs", &economy);
	assert_null(economy.latest);
	assert_null(economy.plan);
	assert_null(economy.due_with);
	assert_int_equal(economy.due, DATE_NONE);
	assert_int_equal(economy.duty, DUTY_NONE);
	assert_true(num_missing(economy.deficit) && num_missing(economy.deviation) && num_missing(economy.change));
	board_economy(&ds, NULL, &economy);
	assert_int_equal(economy.duty, DUTY_NONE);
}

static void test_plan_is_owed(void **state)
{
	struct arena arena = { 0 };
	char day[DATE_TEXT_MAX];

	(void)state;
	give_forecast("hs", "2026-05", "-12,0");
	look("hs");
	assert_string_equal(economy.latest->rec.id, "hs/2026-05");
	is(economy.deviation, -12.0);
	is(economy.deficit, 12.0);
	assert_int_equal(economy.duty, DUTY_PLAN);
	/* May's is followed by July's: bryt on the 5th working day of August, due three working days later. */
	assert_string_equal(economy.due_with->rec.id, "M07");
	assert_string_equal(date_format(day, economy.due), "2026-08-12");
	assert_true(economy.due_proposed);
	assert_string_equal(duty_words(&economy, &arena),
		"ska lämnas med månadsrapport juli senast 2026-08-12 (föreslaget datum)");
	arena_free(&arena);
	board_economy(&ds, "rs", &economy);
	assert_int_equal(economy.duty, DUTY_NONE);
}

/* Days that the plan gives go before the rule's. */
static void test_due_as_given(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	given(&ts, REC_OCCASION, PLAN, "M07", "title", "Månadsrapport juli", "kind", "month", "period", "2026-07", "cutoff",
		"2026-08-10", "due", "2026-08-14", "source", "given", NULL);
	give_forecast("hs", "2026-06", "-0,5");
	look("hs");
	assert_false(economy.due_proposed);
	assert_string_equal(duty_words(&economy, &arena), "ska lämnas med månadsrapport juli senast 2026-08-14");
	arena_free(&arena);
}

static void test_last_month_counts(void **state)
{
	(void)state;
	give_forecast("hs", "2026-03", "-20");
	give_forecast("hs", "2026-10", "2,5");
	give_forecast("hs", "2026-05", "-12,0");
	look("hs");
	assert_string_equal(economy.latest->rec.id, "hs/2026-10");
	assert_string_equal(economy.before->rec.id, "hs/2026-05");
	is(economy.change, 14.5);
	is(economy.deficit, 0);
	assert_int_equal(economy.duty, DUTY_NONE);
}

/* A month with an outcome and no forecast yet neither pays off the duty nor is what a change is counted from. */
static void test_month_without_forecast(void **state)
{
	(void)state;
	give_forecast("hs", "2026-03", "-10");
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-04", "outcome", "-6", "budget", "-1,5", NULL);
	look("hs");
	assert_string_equal(economy.latest->rec.id, "hs/2026-03");
	assert_string_equal(economy.booked->rec.id, "hs/2026-04");
	is(economy.to_date, -4.5);
	assert_int_equal(economy.duty, DUTY_PLAN);
	give_forecast("hs", "2026-05", "-12");
	look("hs");
	assert_string_equal(economy.before->rec.id, "hs/2026-03");
	is(economy.change, -2.0);
}

/* December is the last: the year has no later report. */
static void test_december(void **state)
{
	struct arena arena = { 0 };

	(void)state;
	give_forecast("hs", "2026-11", "-8");
	look("hs");
	assert_string_equal(economy.due_with->rec.id, "AR");
	/* The plan then comes when the year is over. */
	assert_string_equal(duty_words(&economy, &arena),
		"ska lämnas med ÅR senast 2027-01-27 (föreslaget datum); året är då slut: planen gäller balansen nästa år");
	give_forecast("hs", "2026-12", "-7");
	look("hs");
	assert_int_equal(economy.duty, DUTY_PLAN);
	assert_null(economy.due_with);
	assert_int_equal(economy.due, DATE_NONE);
	assert_string_equal(duty_words(&economy, &arena), "ingen rapport återstår i årets kalender, lämna den genast");
	arena_free(&arena);
}

/* What an uppdragsgrupp expects is not the nämnd's, neither as forecast nor as the one before. */
static void test_groups_are_not_the_board(void **state)
{
	(void)state;
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "group", "vuxna", "forecast", "-9", "outcome",
		"-3", NULL);
	look("hs");
	assert_null(economy.latest);
	assert_null(economy.booked);
	assert_int_equal(economy.duty, DUTY_NONE);
	give_forecast("hs", "2026-03", "1");
	look("hs");
	assert_string_equal(economy.latest->rec.id, "hs/2026-03");
	assert_null(economy.before);
}

/* Ids that begin alike: "hs" is not "hs2". */
static void test_other_board(void **state)
{
	(void)state;
	given(&ts, REC_BOARD, "", "hs2", "name", "En annan", NULL);
	give_forecast("hs2", "2026-05", "-1");
	look("hs");
	assert_null(economy.latest);
}

/* ---- against the plan ------------------------------------------------------------------------------------- */

static void give_plan(const char *deficit)
{
	given(&ts, REC_ACTION_PLAN, PLAN, "", "board", "hs", "cause", "Inhyrd personal", "deficit", deficit, NULL);
	save_given(&ts);
	given(&ts, REC_MEASURE, PLAN, "", "action_plan", "1", "text", "Färre hyrläkare", "state", "taken", "effect", "5,5", NULL);
	given(&ts, REC_MEASURE, PLAN, "", "action_plan", "1", "text", "Färre vårddagar", "state", "planned", "effect", "3,5", "due",
		"2026-08-31", NULL);
	save_and_see();
}

static void test_plan_covers_part(void **state)
{
	(void)state;
	give_forecast("hs", "2026-05", "-12,0");
	give_plan("12");
	board_economy(&ds, "hs", &economy);
	assert_string_equal(economy.plan->rec.id, "1");
	assert_int_equal(economy.duty, DUTY_SHORT);
	is(economy.effect.taken, 5.5);
	is(economy.effect.planned, 3.5);
	is(economy.effect.covered_percent, 75);
	is(economy.effect.remaining, 3);
	assert_int_equal(economy.late_measures, 1); /* judged by 2026-09-02 */
	give_forecast("hs", "2026-07", "-9,0");
	look("hs");
	assert_int_equal(economy.duty, DUTY_COVERED);
	is(economy.effect.covered_percent, 100);
	is(economy.effect.remaining, 0);
}

/* The forecast's deficit is what is covered; the plan's own where there is no forecast. */
static void test_plan_says_other_deficit(void **state)
{
	(void)state;
	give_plan("10");
	board_economy(&ds, "hs", &economy);
	assert_int_equal(economy.duty, DUTY_NONE);
	is(economy.effect.covered_percent, 90);
	is(economy.effect.remaining, 1);
	give_forecast("hs", "2026-05", "-12,0");
	look("hs");
	is(economy.effect.covered_percent, 75);
	is(economy.plan->deficit, 10);
	is(action_plan_deficit(&ds, economy.plan), 10);
	is(action_plan_deficit_now(&ds, economy.plan).now, 12);
	assert_ptr_equal(action_plan_deficit_now(&ds, economy.plan).by, economy.latest);
	assert_true(action_plan_deficit_now(&ds, economy.plan).differs);
	/* On screen one answer, the forecast's; exported is what the plan says, which belongs together. */
	ask(&ds, query_action_plans, NULL, &res);
	cell("1", "deficit_now", "12");
	cell("1", "covered_now", "75");
	cell("1", "remaining_now", "3");
	cell("1", "deficit", "10");
	cell("1", "covered", "90");
	cell("1", "remaining", "1");
	result_free(&res);
	/* Another plan has followed: the first is held against its own. */
	given(&ts, REC_ACTION_PLAN, PLAN, "", "board", "hs", "cause", "Ny", "deficit", "12", NULL);
	look("hs");
	assert_string_equal(economy.plan->rec.id, "2");
	assert_false(action_plan_deficit_now(&ds, economy.plan).differs);
	ask(&ds, query_action_plans, NULL, &res);
	cell("1", "deficit_now", "10");
	cell("1", "remaining_now", "1");
	result_free(&res);
}

static void test_plan_without_deficit(void **state)
{
	(void)state;
	give_forecast("hs", "2026-05", "-12,0");
	give_plan("");
	ask(&ds, query_action_plans, NULL, &res);
	cell("1", "deficit", "");
	cell("1", "covered", "75");
	cell("1", "remaining", "3");
	result_free(&res);
}

static void test_which_plan(void **state)
{
	(void)state;
	give_forecast("hs", "2026-05", "-12,0");
	give_plan("12");
	for (int i = 2; i <= 10; i++)
		given(&ts, REC_ACTION_PLAN, PLAN, "", "board", "hs", "cause", "Ny plan", NULL);
	look("hs");
	assert_string_equal(economy.plan->rec.id, "10");
	change(&ts, REC_ACTION_PLAN, PLAN, "10", "status", "cancelled");
	give_forecast("hs", "2026-06", "-12,0");
	look("hs");
	assert_string_equal(economy.plan->rec.id, "9");
	for (const char *const *id = (const char *const[]){ "1", "2", "3", "4", "5", "6", "7", "8", "9", NULL }; *id; id++)
		change(&ts, REC_ACTION_PLAN, PLAN, *id, "status", "cancelled");
	give_forecast("hs", "2026-07", "-12,0");
	look("hs");
	assert_null(economy.plan);
	assert_int_equal(economy.duty, DUTY_PLAN);
}

/* ---- effects by month ------------------------------------------------------------------------------------- */

static void test_effects(void **state)
{
	struct query_filter filter = { .action_plan = "1" };

	(void)state;
	give_plan("12");
	change(&ts, REC_MEASURE, PLAN, "1", "realised", "2");
	given(&ts, REC_EFFECT, PLAN, NULL, "measure", "1", "period", "2026-05", "planned", "1", "realised", "0,7", NULL);
	given(&ts, REC_EFFECT, PLAN, NULL, "measure", "1", "period", "2026-06", "planned", "1", "realised", "1,4", NULL);
	given(&ts, REC_EFFECT, PLAN, NULL, "measure", "2", "period", "2026-11", "planned", "3,5", NULL);
	save_and_see();
	/* The months hold; a measure without any has its own total. */
	is(measure_realised(&ds, (const struct measure *)dataset_find(&ds, REC_MEASURE, PLAN, "1")), 2.1);
	assert_true(num_missing(measure_realised(&ds, (const struct measure *)dataset_find(&ds, REC_MEASURE, PLAN, "2"))));
	change(&ts, REC_MEASURE, PLAN, "2", "realised", "0,4");
	give_forecast("hs", "2026-05", "-12,0");
	look("hs");
	is(economy.effect.realised, 2.5);
	ask(&ds, query_measures, &filter, &res);
	cell("1", "realised", "2.1");
	cell("2", "realised", "0.4");
	result_free(&res);
	ask(&ds, query_action_plans, NULL, &res);
	cell("1", "realised", "2.5");
	result_free(&res);
	ask(&ds, query_effects, &filter, &res);
	assert_int_equal(res.nrows, 4);
	assert_export_keys(&res, "measure text what 2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 "
		"2026-11 2026-12 sum");
	assert_string_equal(res.rows[1].tag, "1/realised");
	assert_shown_cell(&res, &res.rows[1], "what", "realiserat");
	assert_cell(&res, &res.rows[1], "2026-06", "1.4");
	assert_cell(&res, &res.rows[1], "2026-07", "");
	assert_cell(&res, &res.rows[1], "sum", "2.1");
	assert_cell(&res, &res.rows[2], "2026-11", "3.5");
	assert_cell(&res, &res.rows[3], "sum", "");
	assert_string_equal(res.columns[result_column(&res, "2026-05")].heading, "maj");
	result_free(&res);
}

/* ---- as tables -------------------------------------------------------------------------------------------- */

static void test_forecasts(void **state)
{
	struct query_filter filter = { .board = "hs" };

	(void)state;
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-03", "outcome", "-1", "budget", "0", "forecast", "-4",
		NULL);
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "forecast", "-12", "budget_year", "2", "comment",
		"Fler vårddagar", NULL);
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "group", "vuxna", "forecast", "-9", NULL);
	give_forecast("rs", "2026-05", "1");
	save_and_see();
	ask(&ds, query_forecasts, NULL, &res);
	assert_export_keys(&res, "board period outcome budget forecast budget_year deviation change comment group");
	assert_ids(&res, "hs/2026-03 hs/2026-05 hs/2026-05/vuxna rs/2026-05");
	cell("hs/2026-03", "outcome", "-1");
	json("hs/2026-03", "budget", "0");
	json("hs/2026-03", "budget_year", "0");
	json("hs/2026-03", "change", "null");
	json("hs/2026-03", "group", "null");
	cell("hs/2026-05", "deviation", "-14");
	shown("hs/2026-05", "change", "−8,0");
	cell("hs/2026-05", "comment", "Fler vårddagar");
	json("hs/2026-05", "outcome", "null");
	cell("hs/2026-05/vuxna", "group", "vuxna");
	cell("hs/2026-05/vuxna", "change", "");
	shown("rs/2026-05", "deviation", "+1,0");
	result_free(&res);
	ask(&ds, query_forecasts, &filter, &res);
	assert_int_equal(res.nrows, 3);
	result_free(&res);
	period_parse("2026-03", &filter.period);
	ask(&ds, query_forecasts, &filter, &res);
	assert_ids(&res, "hs/2026-03");
	result_free(&res);
}

static void test_month_grid(void **state)
{
	struct query_filter filter = { .board = "hs" };

	(void)state;
	ask(&ds, query_forecast_months, NULL, &res);
	assert_int_equal(res.nrows, 0);
	result_free(&res);
	give_forecast("hs", "2026-05", "-12");
	give_forecast("hs", "2026-02", "-4");
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "group", "vuxna", "forecast", "-9", NULL);
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "group", "barn", "forecast", "-3", NULL);
	save_and_see();
	ask(&ds, query_forecast_months, &filter, &res);
	assert_int_equal(res.nrows, 36);
	assert_string_equal(res.rows[0].ref.id, "hs/2026-01");
	assert_int_equal(res.rows[0].ref.kind, REC_FORECAST);
	assert_string_equal(res.rows[0].ref.plan, PLAN);
	assert_cell(&res, &res.rows[0], "period", "2026-01");
	assert_cell(&res, &res.rows[0], "forecast", "");
	cell("hs/2026-05", "forecast", "-12");
	cell("hs/2026-05", "change", "-8");
	cell("hs/2026-05", "budget_year", "");
	assert_string_equal(res.rows[12].ref.id, "hs/2026-01/barn");
	assert_int_equal(res.rows[12].depth, 1);
	cell("hs/2026-05/vuxna", "group", "vuxna");
	cell("hs/2026-05/vuxna", "deviation", "-9");
	result_free(&res);
}

/* View 5: who owes a plan stands first; gone when there is one. */
static void test_owed(void **state)
{
	struct query_filter filter = { .board = "rs" };

	(void)state;
	given(&ts, REC_ACTION_PLAN, PLAN, "", "board", "rs", "cause", "Annat", "deficit", "4", NULL);
	give_forecast("hs", "2026-05", "-12,0");
	save_and_see();
	ask(&ds, query_action_plans_owed, NULL, &res);
	assert_ids(&res, "saknas/hs 1");
	assert_int_equal(res.rows[0].ref.kind, REC_NONE);
	assert_cell(&res, &res.rows[0], "board", "hs");
	assert_cell(&res, &res.rows[0], "deficit_now", "12");
	assert_shown_cell(&res, &res.rows[0], "forecast", "−12,0");
	assert_cell(&res, &res.rows[0], "cause", "Saknas, senast 2026-08-12 (månadsrapport juli, föreslaget datum)");
	result_free(&res);
	ask(&ds, query_action_plans_owed, &filter, &res);
	assert_ids(&res, "1");
	result_free(&res);
	ask(&ds, query_action_plans, NULL, &res);
	assert_ids(&res, "1");
	result_free(&res);
	given(&ts, REC_ACTION_PLAN, PLAN, "", "board", "hs", "cause", "Inhyrd personal", NULL);
	save_and_see();
	ask(&ds, query_action_plans_owed, NULL, &res);
	assert_ids(&res, "1 2");
	result_free(&res);
}

/* ---- check ------------------------------------------------------------------------------------------------ */

/* The finding of code about id; fails where there is none. */
static const struct row *finding(const char *code, const char *id)
{
	ask(&ds, query_check, NULL, &res);
	for (size_t i = 0; i < res.nrows; i++) {
		if (strcmp(res.rows[i].cells[result_column(&res, "code")].text, code) == 0 &&
				strcmp(res.rows[i].ref.id, id) == 0)
			return &res.rows[i];
	}
	fail_msg("no %s %s", code, id);
	return NULL;
}

static size_t count_findings(const char *code, const char *board)
{
	const struct query_filter filter = { .board = board };
	size_t n = 0;

	ask(&ds, query_check, &filter, &res);
	for (size_t i = 0; i < res.nrows; i++)
		n += strcmp(res.rows[i].cells[result_column(&res, "code")].text, code) == 0;
	result_free(&res);
	return n;
}

static void test_check_missing(void **state)
{
	const struct row *row;

	(void)state;
	give_forecast("hs", "2026-05", "-12,0");
	give_forecast("rs", "2026-05", "0");
	save_and_see();
	row = finding("action-plan-missing", "hs/2026-05");
	assert_cell(&res, row, "board", "hs");
	assert_cell(&res, row, "kind", "forecast");
	assert_cell(&res, row, "occasion", "M07");
	assert_cell(&res, row, "due", "2026-08-12");
	assert_json(&res, row, "amount", "-12");
	assert_cell(&res, row, "message", "Driftnämnd Hallands Sjukhus: prognos −12,0\u00a0mnkr för helåret (2026-05) och ingen "
		"åtgärdsplan: ska lämnas med månadsrapport juli senast 2026-08-12 (föreslaget datum)");
	result_free(&res);
	assert_int_equal(count_findings("action-plan-missing", NULL), 1);
	assert_int_equal(count_findings("action-plan-missing", "hs"), 1);
	assert_int_equal(count_findings("action-plan-missing", "rs"), 0);
	give_plan("12");
	assert_int_equal(count_findings("action-plan-missing", NULL), 0);
}

static void test_check_under_budget(void **state)
{
	const struct row *row;

	(void)state;
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "forecast", "7", "budget_year", "10", NULL);
	save_and_see();
	row = finding("action-plan-missing", "hs/2026-05");
	assert_json(&res, row, "amount", "-3");
	assert_non_null(strstr(row->cells[result_column(&res, "message")].text, "prognos mot budget −3,0\u00a0mnkr"));
	result_free(&res);
	/* Both are negative: what is told is what a plan has to cover, the larger. */
	change(&ts, REC_FORECAST, PLAN, "hs/2026-05", "forecast", "-2");
	change(&ts, REC_FORECAST, PLAN, "hs/2026-05", "budget_year", "3");
	save_and_see();
	row = finding("action-plan-missing", "hs/2026-05");
	assert_json(&res, row, "amount", "-5");
	assert_non_null(strstr(row->cells[result_column(&res, "message")].text, "prognos mot budget −5,0\u00a0mnkr"));
	result_free(&res);
}

static void test_check_uncovered(void **state)
{
	const struct row *row;

	(void)state;
	give_forecast("hs", "2026-05", "-12,0");
	give_plan("10");
	row = finding("inconsistent", "1");
	assert_cell(&res, row, "message", "åtgärdsplanen täcker 75\u00a0% av prognosens underskott, 3,0\u00a0mnkr kvar");
	assert_json(&res, row, "amount", "3");
	assert_cell(&res, row + 1, "message", "åtgärdsplanens underskott är 10,0\u00a0mnkr, prognosens (2026-05) är 12,0\u00a0mnkr");
	assert_json(&res, row + 1, "amount", "2");
	result_free(&res);
	change(&ts, REC_MEASURE, PLAN, "2", "effect", "6,5");
	change(&ts, REC_ACTION_PLAN, PLAN, "1", "deficit", "12");
	give_forecast("hs", "2026-06", "-12,0");
	save_and_see();
	assert_int_equal(count_findings("inconsistent", NULL), 0);
}

static void test_check_realised(void **state)
{
	const struct row *row;

	(void)state;
	give_plan("9");
	change(&ts, REC_MEASURE, PLAN, "1", "realised", "2");
	given(&ts, REC_EFFECT, PLAN, NULL, "measure", "1", "period", "2026-05", "realised", "0,7", NULL);
	save_and_see();
	row = finding("inconsistent", "1");
	assert_cell(&res, row, "kind", "measure");
	assert_cell(&res, row, "board", "hs");
	assert_cell(&res, row, "message", "åtgärden har 2,0\u00a0mnkr realiserat, men månaderna ger 0,7\u00a0mnkr tillsammans: "
		"Färre hyrläkare");
	assert_json(&res, row, "amount", "-1.3");
	result_free(&res);
	change(&ts, REC_MEASURE, PLAN, "1", "realised", "0,7");
	give_forecast("rs", "2026-06", "1");
	save_and_see();
	assert_int_equal(count_findings("inconsistent", NULL), 0);
}

/* ---- what may be written ---------------------------------------------------------------------------------- */

static void refused(enum record_kind kind, const char *period, const char *group, const char *why)
{
	struct record *rec = record_new(kind, PLAN, NULL);
	const struct field *bad = NULL;
	struct err err = { 0 };

	set(rec, "period", period);
	if (kind == REC_FORECAST) {
		set(rec, "board", "hs");
		set(rec, "group", group);
	} else {
		set(rec, "measure", "1");
	}
	record_derive_id(rec);
	if (!record_check(rec, &bad, &err))
		dataset_check(&ds, rec, &bad, &err);
	assert_int_equal(err.code, why ? ERR_INPUT : 0);
	if (why) {
		assert_non_null(bad);
		assert_non_null(strstr(err.text, why));
	}
	record_free(rec);
}

static void test_rules(void **state)
{
	char word[102];

	(void)state;
	give_plan("9");
	memset(word, 'x', sizeof(word));
	word[101] = '\0';
	refused(REC_FORECAST, "2026-05", "", NULL);
	refused(REC_FORECAST, "2026-05", "vuxna", NULL);
	refused(REC_FORECAST, "2026", "", "Period ska vara en månad: skriv till exempel 2026-05");
	refused(REC_FORECAST, "2026-Q1", "", "en månad");
	refused(REC_FORECAST, "R12:2026-03", "", "en månad");
	refused(REC_FORECAST, "2025-12", "", "perioden hör till ett annat år än planen (2026)");
	refused(REC_FORECAST, "2026-05", "barn/unga", "Uppdragsgrupp ingår i ett id");
	refused(REC_FORECAST, "2026-05", "barn unga", "Uppdragsgrupp ingår i ett id");
	refused(REC_FORECAST, "2026-05", word, "högst 100 tecken");
	refused(REC_EFFECT, "2026-05", NULL, NULL);
	refused(REC_EFFECT, "2026", NULL, "en månad");
	refused(REC_EFFECT, "2027-01", NULL, "ett annat år än planen (2026)");
}

/* A total beside the months would be seen nowhere. */
static void test_total_follows_the_months(void **state)
{
	const struct field *bad = NULL;
	struct record *measure;
	struct err err = { 0 };

	(void)state;
	give_plan("9");
	measure = record_copy(dataset_find(&ds, REC_MEASURE, PLAN, "1"));
	set(measure, "realised", "1,0");
	assert_int_equal(dataset_check(&ds, measure, &bad, &err), 0);
	given(&ts, REC_EFFECT, PLAN, NULL, "measure", "1", "period", "2026-05", "realised", "0,7", NULL);
	save_and_see();
	assert_int_equal(dataset_check(&ds, measure, &bad, &err), ERR_INPUT);
	assert_string_equal(bad->key, "realised");
	assert_non_null(strstr(err.text, "summan av månaderna, 0,7\u00a0mnkr"));
	set(measure, "realised", "");
	assert_int_equal(dataset_check(&ds, measure, &bad, &err), 0);
	record_free(measure);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_deficit),
		cmocka_unit_test(test_duty_of_numbers),
		TEST(test_nothing_known),
		TEST(test_plan_is_owed),
		TEST(test_due_as_given),
		TEST(test_last_month_counts),
		TEST(test_month_without_forecast),
		TEST(test_december),
		TEST(test_groups_are_not_the_board),
		TEST(test_other_board),
		TEST(test_plan_covers_part),
		TEST(test_plan_says_other_deficit),
		TEST(test_plan_without_deficit),
		TEST(test_which_plan),
		TEST(test_effects),
		TEST(test_forecasts),
		TEST(test_month_grid),
		TEST(test_owed),
		TEST(test_check_missing),
		TEST(test_check_under_budget),
		TEST(test_check_uncovered),
		TEST(test_check_realised),
		TEST(test_total_follows_the_months),
		TEST(test_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
