/* test_statistics.c: against published worked examples, and against what can be counted by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/num.h"
#include "model/statistics.h"

#define NONE NUM_MISSING
#define near(a, b, within) assert_true(fabs((a) - (b)) <= (within))

/* NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, "Individuals control charts": ten flow rates. It uses 3/1,128 =
 * 2,6596 where we use 2,66: limits 45,8159 and 55,8041. */
static void the_handbook_example(void **state)
{
	const double flow[] = { 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1 };
	struct xmr x;

	(void)state;
	assert_true(xmr_of(flow, COUNT_OF(flow), &x));
	near(x.mean, 50.81, 1e-9);
	near(x.range, 1.8778, 5e-5);
	near(x.lower, 45.8159, 2e-3);
	near(x.upper, 55.8041, 2e-3);
	assert_int_equal(x.signal, XMR_NONE);
	assert_int_equal(x.n, 10);
}

static void nine_points_are_too_few(void **state)
{
	const double nine[] = { 1, 2, 1, 2, 1, 2, 1, 2, 1, NONE, NONE };
	struct xmr x;

	(void)state;
	assert_false(xmr_of(nine, COUNT_OF(nine), &x));
}

static void a_point_outside_is_a_signal(void **state)
{
	const double v[] = { 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 20 };
	struct xmr x;

	(void)state;
	assert_true(xmr_of(v, COUNT_OF(v), &x));
	assert_int_equal(x.signal, XMR_OUTSIDE);
	assert_int_equal(x.since, 10);
}

static void eight_on_one_side_are_a_shift_since_the_first(void **state)
{
	const double v[] = { 10, 14, 9, 13, 10, 14, 9, 13, 15, 17, 15, 17, 15, 17, 15, 17 };
	struct xmr x;

	(void)state;
	assert_true(xmr_of(v, COUNT_OF(v), &x));
	assert_int_equal(x.signal, XMR_SHIFT);
	assert_int_equal(x.since, 8);
}

static void seven_on_one_side_are_not(void **state)
{
	const double v[] = { 10, 14, 9, 13, 10, 14, 9, 13, 15, 17, 15, 17, 15, 17, 15 };
	struct xmr x;

	(void)state;
	assert_true(xmr_of(v, COUNT_OF(v), &x));
	assert_int_equal(x.signal, XMR_NONE);
}

static void six_rising_are_a_trend(void **state)
{
	const double v[] = { 12, 9, 12, 9, 12, 9, 10, 11, 12, 13, 14, 9 };
	struct xmr x;

	(void)state;
	assert_true(xmr_of(v, COUNT_OF(v), &x));
	assert_int_equal(x.signal, XMR_TREND);
	assert_int_equal(x.since, 5);
}

/* A hole is no bridge: neither a run nor a moving range goes over it. */
static void a_hole_ends_a_run(void **state)
{
	const double v[] = { 12, 9, 12, 9, 12, 9, 10, 11, NONE, 12, 13, 14, 9 };
	struct xmr x;

	(void)state;
	assert_true(xmr_of(v, COUNT_OF(v), &x));
	assert_int_equal(x.signal, XMR_NONE);
	assert_int_equal(x.n, 12);
	near(x.range, (3 + 3 + 3 + 3 + 3 + 1 + 1 + 1 + 1 + 5) / 10.0, 1e-9);
}

/* By hand: of the ten slopes the middle two are both 2, whatever the last value is. */
static void the_trend_does_not_mind_one_wild_value(void **state)
{
	const double x[] = { 2020, 2021, 2022, 2023, 2024 }, y[] = { 10, 12, 14, 16, 90 };
	struct trend t;

	(void)state;
	assert_true(trend_of(x, y, 5, &t));
	near(t.slope, 2, 1e-9);
	near(trend_at(&t, 2021), 12, 1e-9);
	assert_int_equal(t.n, 5);
}

static void four_points_make_no_trend(void **state)
{
	const double x[] = { 1, 2, 3, 4, 5 }, y[] = { 1, 2, NONE, 4, 5 };
	struct trend t;

	(void)state;
	assert_false(trend_of(x, y, 5, &t));
}

static void a_line_meets_its_target(void **state)
{
	const double x[] = { 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023 };
	const double y[] = { 50, 52.1, 53.8, 56, 58.1, 59.9, 62, 64 };
	double year, first, last;
	struct trend t;

	(void)state;
	assert_true(trend_of(x, y, 8, &t));
	near(t.slope, 2, 0.05);
	assert_true(t.low <= t.slope && t.slope <= t.high);
	assert_true(trend_reaches(&t, 70, true, 2023, &year, &first, &last));
	near(year, 2026, 0.3);
	assert_true(first <= year && year <= last);
	assert_false(trend_reaches(&t, 40, false, 2023, &year, &first, &last));
	assert_true(trend_reaches(&t, 60, true, 2023, &year, &first, &last));
	near(year, 2023, 1e-9);
}

/* What goes neither up nor down with any certainty may never get there. */
static void an_uncertain_line_has_no_last_year(void **state)
{
	const double x[] = { 1, 2, 3, 4, 5, 6 }, y[] = { 10, 13, 9, 12, 10, 12.5 };
	double year, first, last;
	struct trend t;

	(void)state;
	assert_true(trend_of(x, y, 6, &t));
	assert_true(t.low < 0 && t.high > 0);
	if (trend_reaches(&t, 20, true, 6, &year, &first, &last))
		assert_true(num_missing(last));
}

static void places_and_quartiles(void **state)
{
	const double v[] = { 5, NONE, 7, 7, 1 };
	double q[3];
	size_t of;

	(void)state;
	assert_int_equal(place_of(v, 5, 2, true, &of), 1);
	assert_int_equal(of, 4);
	assert_int_equal(place_of(v, 5, 3, true, NULL), 1);
	assert_int_equal(place_of(v, 5, 0, true, NULL), 3);
	assert_int_equal(place_of(v, 5, 0, false, NULL), 2);
	assert_int_equal(place_of(v, 5, 1, true, NULL), 0);
	assert_true(quartiles_of(v, 5, q));
	near(q[0], 4, 1e-9);
	near(q[1], 6, 1e-9);
	near(q[2], 7, 1e-9);
	assert_false(quartiles_of(v + 1, 1, q));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_handbook_example),
		cmocka_unit_test(nine_points_are_too_few),
		cmocka_unit_test(a_point_outside_is_a_signal),
		cmocka_unit_test(eight_on_one_side_are_a_shift_since_the_first),
		cmocka_unit_test(seven_on_one_side_are_not),
		cmocka_unit_test(six_rising_are_a_trend),
		cmocka_unit_test(a_hole_ends_a_run),
		cmocka_unit_test(the_trend_does_not_mind_one_wild_value),
		cmocka_unit_test(four_points_make_no_trend),
		cmocka_unit_test(a_line_meets_its_target),
		cmocka_unit_test(an_uncertain_line_has_no_last_year),
		cmocka_unit_test(places_and_quartiles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
