/* test_model.c: the pure functions of the model, with the figures of the decided documents (003 and 004). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/num.h"
#include "model/action_plan.h"
#include "model/activity.h"
#include "model/economy.h"
#include "model/status.h"

#define MISSING NUM_MISSING

static void assert_near(double a, double b)
{
	if (num_missing(a) || num_missing(b) || fabs(a - b) > 1e-9)
		fail_msg("%.17g is not %.17g", a, b);
}

/* ---- status ----------------------------------------------------------------------------------------------- */

static void test_status_words(void **state)
{
	(void)state;
	for (int i = 0; i < STATUS_COUNT; i++) {
		const struct status_text *a = status_text((enum status)i);

		assert_int_equal(status_find(a->code), i);
		for (int j = 0; j < i; j++) {
			const struct status_text *b = status_text((enum status)j);

			assert_string_not_equal(a->word, b->word);
			assert_string_not_equal(a->sign, b->sign);
			assert_string_not_equal(a->ascii, b->ascii);
		}
	}
	assert_string_equal(status_text(STATUS_GREEN)->word, "på målet");
	assert_string_equal(status_text(STATUS_YELLOW)->sign, "◐");
	assert_string_equal(status_text(STATUS_MISSING)->code, "missing");
	assert_string_equal(status_text((enum status)77)->code, "none");
	assert_int_equal(status_find("blue"), -1);
	assert_int_equal(status_find(NULL), -1);
}

static void test_threshold_one_level(void **state)
{
	(void)state;
	assert_int_equal(status_threshold(92, OP_GE, 92, MISSING), STATUS_GREEN);
	assert_int_equal(status_threshold(91.9, OP_GE, 92, MISSING), STATUS_RED);
	assert_int_equal(status_threshold(90, OP_GE, 90, MISSING), STATUS_GREEN); /* helhetsintryck slutenvård */
	assert_int_equal(status_threshold(90, OP_GT, 90, MISSING), STATUS_RED);
	assert_int_equal(status_threshold(90.1, OP_GT, 90, MISSING), STATUS_GREEN);
	assert_int_equal(status_threshold(13.4, OP_LE, 11, MISSING), STATUS_RED); /* ny infarkt eller död */
	assert_int_equal(status_threshold(11, OP_LE, 11, MISSING), STATUS_GREEN);
	assert_int_equal(status_threshold(11, OP_LT, 11, MISSING), STATUS_RED);
	assert_int_equal(status_threshold(10.9, OP_LT, 11, MISSING), STATUS_GREEN);
	assert_int_equal(status_threshold(0.1 + 0.2, OP_EQ, 0.3, MISSING), STATUS_GREEN);
	assert_int_equal(status_threshold(0, OP_GE, 0, MISSING), STATUS_GREEN);
	assert_int_equal(status_threshold(1.1 + 2.2, OP_LE, 3.3, MISSING), STATUS_GREEN);
}

static void test_threshold_two_levels(void **state)
{
	(void)state;
	/* Frisktal for the region, and medarbetarindex as bands. */
	assert_int_equal(status_threshold(92, OP_GE, 92, 87), STATUS_GREEN);
	assert_int_equal(status_threshold(91.9, OP_GE, 92, 87), STATUS_YELLOW);
	assert_int_equal(status_threshold(87, OP_GE, 92, 87), STATUS_YELLOW);
	assert_int_equal(status_threshold(86.9, OP_GE, 92, 87), STATUS_RED);
	assert_int_equal(status_threshold(71.5, OP_GE, 72, 70), STATUS_YELLOW);
	assert_int_equal(status_threshold(69.9, OP_GE, 72, 70), STATUS_RED);
	/* Lower is better. */
	assert_int_equal(status_threshold(12, OP_LE, 12, 14), STATUS_GREEN);
	assert_int_equal(status_threshold(14, OP_LE, 12, 14), STATUS_YELLOW);
	assert_int_equal(status_threshold(14.1, OP_LE, 12, 14), STATUS_RED);
	assert_int_equal(status_threshold(14, OP_LT, 12, 14), STATUS_RED);
	/* Counts: 10 of 10 green, 5–9 yellow, fewer red. */
	assert_int_equal(status_threshold(10, OP_GE, 10, 5), STATUS_GREEN);
	assert_int_equal(status_threshold(5, OP_GE, 10, 5), STATUS_YELLOW);
	assert_int_equal(status_threshold(0, OP_GE, 10, 5), STATUS_RED);
}

static void test_threshold_missing(void **state)
{
	(void)state;
	assert_int_equal(status_threshold(MISSING, OP_GE, 92, MISSING), STATUS_MISSING);
	assert_int_equal(status_threshold(92, OP_GE, MISSING, 87), STATUS_MISSING);
	assert_int_equal(status_threshold(92, 0, 92, 87), STATUS_NONE);
	assert_int_equal(status_threshold(92, 99, 92, 87), STATUS_NONE);
}

/* ---- activities ------------------------------------------------------------------------------------------- */

static void test_late(void **state)
{
	date_t today = date_from_ymd(2026, 9, 2);
	struct activity a = { .status = ACT_ONGOING, .due = date_from_ymd(2026, 8, 28) };

	(void)state;
	assert_true(activity_is_late(&a, today));
	assert_int_equal(activity_days_late(&a, today), 5);
	a.status = ACT_PLANNED;
	assert_true(activity_is_late(&a, today));
	a.status = ACT_DONE;
	assert_false(activity_is_late(&a, today));
	assert_int_equal(activity_days_late(&a, today), 0);
	a.status = ACT_CANCELLED;
	assert_false(activity_is_late(&a, today));
	a.status = ACT_ONGOING;
	a.due = today;
	assert_false(activity_is_late(&a, today));
	a.due = today - 1;
	assert_int_equal(activity_days_late(&a, today), 1);
	a.due = DATE_NONE;
	assert_false(activity_is_late(&a, today));
	a.due = today - 1;
	assert_false(activity_is_late(&a, DATE_NONE));
}

/* ---- action plans ----------------------------------------------------------------------------------------- */

static void test_effect(void **state)
{
	struct measure taken = { .state = MEASURE_TAKEN, .effect = 5.5, .realised = 2.0 };
	struct measure planned = { .state = MEASURE_PLANNED, .effect = 3.5, .realised = MISSING };
	struct measure unknown = { .state = MEASURE_PLANNED, .effect = MISSING, .realised = MISSING };
	struct measure gone = { .rec.deleted = true, .state = MEASURE_TAKEN, .effect = 100, .realised = 100 };
	const struct measure *const measures[] = { &taken, &planned, &unknown, &gone };
	struct action_plan_effect sum = action_plan_effect(12.0, measures, COUNT_OF(measures));

	(void)state;
	assert_near(sum.taken, 5.5);
	assert_near(sum.planned, 3.5);
	assert_near(sum.realised, 2.0);
	assert_near(sum.covered_percent, 75);
	assert_near(sum.remaining, 3.0);
	assert_int_equal(sum.without_effect, 1);
	sum = action_plan_effect(MISSING, measures, COUNT_OF(measures));
	assert_near(sum.taken, 5.5);
	assert_true(num_missing(sum.covered_percent));
	assert_true(num_missing(sum.remaining));
	sum = action_plan_effect(0, measures, COUNT_OF(measures));
	assert_true(num_missing(sum.covered_percent));
	assert_near(sum.remaining, 0);
	sum = action_plan_effect(6.0, measures, COUNT_OF(measures));
	assert_near(sum.covered_percent, 150);
	assert_near(sum.remaining, 0);
	sum = action_plan_effect(12.0, NULL, 0);
	assert_near(sum.covered_percent, 0);
	assert_near(sum.remaining, 12.0);
}

static void test_effect_of_tenths(void **state)
{
	struct measure a = { .state = MEASURE_TAKEN, .effect = 0.1, .realised = 0.1 };
	struct measure b = { .state = MEASURE_TAKEN, .effect = 0.2, .realised = 0.2 };
	const struct measure *const measures[] = { &a, &b };
	struct action_plan_effect sum = action_plan_effect(0.3, measures, 2);

	(void)state;
	assert_true(sum.taken == 0.3);
	assert_true(sum.realised == 0.3);
	assert_true(sum.remaining == 0.0);
}

/* ---- economy ---------------------------------------------------------------------------------------------- */

/* 004, Fördelning av budget till nämnder, mnkr: years 2026–2030. */
#define LINES 13
#define YEARS 5
static const char *const boards[LINES] = { "regiongemensamt", "rs-hsv", "fastighet", "rs", "hs", "adh", "psykiatri",
	"narsjukvard", "kultur-skola", "kollektivtrafik", "hemsjukvard", "patientnamnd", "revision" };
static const double budget[LINES][YEARS] = {
	{ 89, 59, 69, 107, 149 },
	{ 4266, 4470, 4687, 4917, 5160 },
	{ 38, 78, 75, 134, 220 },
	{ 814, 810, 779, 772, 775 },
	{ 5996, 6131, 6267, 6409, 6556 },
	{ 1226, 1245, 1264, 1283, 1302 },
	{ 949, 964, 981, 998, 1015 },
	{ 126, 128, 128, 130, 132 },
	{ 208, 211, 214, 217, 220 },
	{ 579, 589, 594, 601, 609 },
	{ 92, 94, 96, 97, 99 },
	{ 1, 1, 1, 1, 1 },
	{ 6, 6, 6, 6, 6 },
};
static const double declared[YEARS] = { 14391, 14787, 15160, 15673, 16245 };
static const double differences[YEARS] = { -1, -1, 1, -1, -1 };

static void test_differences(void **state)
{
	(void)state;
	for (int y = 0; y < YEARS; y++) {
		double lines[LINES];

		for (int i = 0; i < LINES; i++)
			lines[i] = budget[i][y];
		assert_near(economy_difference(lines, LINES, declared[y]), differences[y]);
		assert_near(economy_sum(lines, LINES), declared[y] + differences[y]);
		assert_true(num_missing(economy_difference(lines, LINES, MISSING)));
		lines[3] = MISSING;
		assert_true(num_missing(economy_difference(lines, LINES, declared[y])));
	}
	assert_true(num_missing(economy_sum(NULL, 0)));
	assert_true(num_missing(economy_difference(NULL, 0, 14391)));
}

static void test_allocation_differences(void **state)
{
	struct allocation all[(LINES + 1) * YEARS] = { 0 };
	const struct allocation *at[COUNT_OF(all)];
	size_t n = 0;

	(void)state;
	for (int i = 0; i <= LINES; i++) {
		for (int y = 0; y < YEARS; y++, n++) {
			all[n].board = (char *)(i < LINES ? boards[i] : ALLOCATION_DECLARED);
			all[n].year = 2026 + y;
			all[n].mnkr = i < LINES ? budget[i][y] : declared[y];
			at[n] = &all[n];
		}
	}
	for (int y = 0; y < YEARS; y++) {
		assert_near(allocation_declared(at, n, 2026 + y), declared[y]);
		assert_near(allocation_difference(at, n, 2026 + y), differences[y]);
	}
	assert_true(num_missing(allocation_difference(at, n, 2031)));
	assert_true(num_missing(allocation_difference(at, LINES * YEARS, 2026))); /* nothing declared */
	assert_true(num_missing(allocation_difference(at + LINES * YEARS, YEARS, 2026))); /* no lines */
	all[0].rec.deleted = true;
	assert_near(allocation_difference(at, n, 2026), -90);
}

static void test_share_and_growth(void **state)
{
	(void)state;
	assert_near(num_round(economy_share(5996, 14391), 1), 41.7);
	assert_near(num_round(economy_growth(5996, 6131), 2), 2.25);
	assert_near(num_round(economy_growth_over(budget[4], YEARS), 1), 9.3);
	assert_near(economy_growth_over(budget[11], YEARS), 0);
	assert_near(economy_growth(100, 90), -10);
	assert_true(num_missing(economy_share(1, 0)));
	assert_true(num_missing(economy_share(MISSING, 10)));
	assert_true(num_missing(economy_growth(0, 10)));
	assert_true(num_missing(economy_growth(-163, 42)));
	assert_true(num_missing(economy_growth(MISSING, 42)));
	assert_true(num_missing(economy_growth_over(budget[0], 1)));
	assert_true(num_missing(economy_growth_over(NULL, 0)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_status_words),
		cmocka_unit_test(test_threshold_one_level),
		cmocka_unit_test(test_threshold_two_levels),
		cmocka_unit_test(test_threshold_missing),
		cmocka_unit_test(test_late),
		cmocka_unit_test(test_effect),
		cmocka_unit_test(test_effect_of_tenths),
		cmocka_unit_test(test_differences),
		cmocka_unit_test(test_allocation_differences),
		cmocka_unit_test(test_share_and_growth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
