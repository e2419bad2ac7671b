/* test_board_table.c: view 2's table of what each nämnd is given and how its money goes, and the sums of effects by month. The
 * figures: Hallands sjukhus 5 996 of 14 391 mnkr (004); forecast −12,0 in May, 9,0 covers 75 % (003, mall 2.2; domain §6). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "query/forecasts.h"
#include "unit/query_fixture.h"

static void give_budget(void)
{
	given(&ts, REC_ALLOCATION, PLAN, NULL, "board", "hs", "year", "2026", "mnkr", "5996", NULL);
	given(&ts, REC_ALLOCATION, PLAN, NULL, "board", "rs", "year", "2026", "mnkr", "814", NULL);
	given(&ts, REC_ALLOCATION, PLAN, NULL, "board", "summa", "year", "2026", "mnkr", "14391", NULL);
	given(&ts, REC_BOARD, "", "regionservice", "name", "Driftnämnd Regionservice", "driftnamnd", "ja", NULL);
}

static void look(void)
{
	struct err err = { 0 };

	save_and_see();
	assert_int_equal(query_allocation_table(&ds, &res, &err), 0);
}

static void test_how_the_money_goes(void **state)
{
	(void)state;
	give_budget();
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "outcome", "-6,1", "budget", "-2,0", "forecast",
		"-12,0", NULL);
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "rs", "period", "2026-05", "forecast", "3,5", "budget_year", "3,0", NULL);
	look();
	shown("hs", "2026", "5\u00a0996");
	shown("hs", "to_date", "−4,1");
	shown("hs", "forecast", "−12,0");
	shown("hs", "deviation", "−12,0");
	shown("hs", "plan", "saknas");
	shown("rs", "forecast", "3,5");
	shown("rs", "deviation", "+0,5");
	shown("rs", "plan", "–");
	shown("rs", "to_date", "");
	result_free(&res);
	given(&ts, REC_ACTION_PLAN, PLAN, "", "board", "hs", "cause", "Inhyrd personal", "deficit", "12", NULL);
	save_given(&ts);
	given(&ts, REC_MEASURE, PLAN, "", "action_plan", "1", "text", "Färre hyrläkare", "state", "taken", "effect", "9,0", NULL);
	look();
	shown("hs", "plan", "täcker 75\u00a0%");
	result_free(&res);
}

/* Regionservice is paid by its customers: no line of its own, but a forecast, and then a duty, all the same. */
static void test_without_a_line(void **state)
{
	(void)state;
	give_budget();
	look();
	assert_int_equal(res.nrows, 4); /* two nämnder, the sum, the difference */
	shown("hs", "forecast", "");
	shown("hs", "plan", "");
	result_free(&res);
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "regionservice", "period", "2026-05", "forecast", "-3,5", NULL);
	look();
	assert_int_equal(res.nrows, 5);
	assert_cell(&res, &res.rows[4], "board", "regionservice"); /* after the sum, which it is no part of */
	assert_true(res.rows[3].summary);
	shown("regionservice", "name", "Driftnämnd Regionservice");
	shown("regionservice", "2026", "");
	shown("regionservice", "forecast", "−3,5");
	shown("regionservice", "plan", "saknas");
	result_free(&res);
}

static void test_sums_of_effects(void **state)
{
	const struct query_filter filter = { .action_plan = "1" };

	(void)state;
	given(&ts, REC_ACTION_PLAN, PLAN, "", "board", "hs", "cause", "Inhyrd personal", "deficit", "12", NULL);
	save_given(&ts);
	given(&ts, REC_MEASURE, PLAN, "", "action_plan", "1", "text", "Färre hyrläkare", NULL);
	given(&ts, REC_MEASURE, PLAN, "", "action_plan", "1", "text", "Färre vårddagar", NULL);
	save_given(&ts);
	given(&ts, REC_EFFECT, PLAN, NULL, "measure", "1", "period", "2026-05", "planned", "1", "realised", "0,7", NULL);
	given(&ts, REC_EFFECT, PLAN, NULL, "measure", "1", "period", "2026-06", "planned", "1", NULL);
	given(&ts, REC_EFFECT, PLAN, NULL, "measure", "2", "period", "2026-05", "planned", "0,5", "realised", "-0,2", NULL);
	save_and_see();
	ask(&ds, query_effects, &filter, &res);
	effects_add_sums(&res);
	assert_int_equal(res.nrows, 6);
	assert_true(res.rows[4].summary && res.rows[5].summary);
	assert_cell(&res, &res.rows[4], "what", "planned");
	assert_cell(&res, &res.rows[4], "2026-05", "1.5");
	assert_cell(&res, &res.rows[4], "2026-06", "1");
	assert_cell(&res, &res.rows[4], "2026-07", "");
	assert_cell(&res, &res.rows[4], "sum", "2.5");
	assert_cell(&res, &res.rows[5], "what", "realised");
	assert_cell(&res, &res.rows[5], "2026-05", "0.5");
	assert_cell(&res, &res.rows[5], "2026-06", ""); /* nothing said is not 0 */
	assert_cell(&res, &res.rows[5], "sum", "0.5");
	result_free(&res);
	ask(&ds, query_effects, &(struct query_filter){ .action_plan = "99" }, &res);
	effects_add_sums(&res);
	assert_int_equal(res.nrows, 0);
	result_free(&res);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_how_the_money_goes),
		TEST(test_without_a_line),
		TEST(test_sums_of_effects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
