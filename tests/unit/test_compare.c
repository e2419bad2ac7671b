/* test_compare.c: places, quartiles and groups against what can be counted by hand; what a history says in words. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "query/compare.h"
#include "query/understand.h"
#include "unit/query_fixture.h"

#define METRIC "N79173"

static struct comparison cmp;

static void compare(enum compare_group group, const char *period, int direction, const char *chosen)
{
	struct compare_question question = { .metric = METRIC, .organisation = "0013", .chosen = chosen, .group = group,
		.gender = GENDER_T, .direction = direction, .decimals = 1 };
	struct err err = { 0 };

	assert_true(period_parse(period, &question.period));
	assert_int_equal(query_compare(&ds, &question, &cmp, &err), 0);
}

static const struct row *row_at(const char *organisation)
{
	for (size_t i = 0; i < cmp.res.nrows; i++)
		if (strcmp(cmp.res.rows[i].cells[result_column(&cmp.res, "organisation")].text, organisation) == 0)
			return &cmp.res.rows[i];
	fail_msg("no row of %s", organisation);
	return NULL;
}

static double num_at(const char *organisation, const char *key)
{
	return row_at(organisation)->cells[result_column(&cmp.res, key)].num;
}

/* Who stands where, as "0001 0013 …". */
static void assert_order(const char *expected)
{
	struct buf order = { 0 };

	for (size_t i = 0; i < cmp.res.nrows; i++)
		buf_printf(&order, "%s%s", i ? " " : "", cmp.res.rows[i].cells[result_column(&cmp.res, "organisation")].text);
	assert_string_equal(buf_cstr(&order), expected);
	buf_free(&order);
}

/* Halland has 87,7 in 2024 and riket 83,25 (the fixture); the others are given here. */
static void some_regions(void)
{
	import_figures(&ts, "Källa: Kolada", METRIC " 0001 2024 T 90", METRIC " 0003 2024 T 80", METRIC " 0004 2024 T 87.7",
		METRIC " 0005 2024 T 85", METRIC " 0006 2024 T -", METRIC " 1380 2024 T 70", METRIC " 1381 2024 T 72",
		METRIC " hs 2024 T 81", METRIC " V15E1 2024 T 99", NULL);
}

static void the_best_has_place_one_and_equals_share(void **state)
{
	(void)state;
	some_regions();
	compare(COMPARE_REGIONS, "2024", DIR_UP, NULL);
	assert_order("0001 0004 0013 0005 0000 0003 0006");
	assert_true(num_at("0001", "place") == 1);
	assert_true(num_at("0004", "place") == 2 && num_at("0013", "place") == 2);
	assert_true(num_at("0005", "place") == 4);
	assert_true(num_at("0003", "place") == 5);
	assert_true(num_missing(num_at("0000", "place"))); /* riket is everybody together */
	assert_int_equal(cmp.place, 2);
	assert_int_equal(cmp.of, 5);
	assert_int_equal(cmp.missing, 1);
	assert_true(row_at("0013")->bold && !row_at("0001")->bold);
	assert_string_equal(row_at("0013")->ref.id, METRIC "/0013/2024/T");
	assert_true(fabs(num_at("0001", "difference") - 2.3) < 1e-9);
	assert_true(num_missing(num_at("0013", "difference")));
	assert_shown_cell(&cmp.res, row_at("0006"), "value", "ej mätt");
	assert_string_equal(cmp.source, "Kolada");
	assert_true(cmp.least == 80 && cmp.most == 90);
	comparison_free(&cmp);
}

static void lower_can_be_better(void **state)
{
	(void)state;
	some_regions();
	compare(COMPARE_REGIONS, "2024", DIR_DOWN, NULL);
	assert_order("0003 0000 0005 0004 0013 0001 0006");
	assert_int_equal(cmp.place, 3);
	comparison_free(&cmp);
}

static void without_a_direction_nobody_has_a_place(void **state)
{
	(void)state;
	some_regions();
	compare(COMPARE_REGIONS, "2024", 0, NULL);
	assert_int_equal(cmp.place, 0);
	assert_int_equal(cmp.of, 5);
	assert_true(num_missing(num_at("0001", "place")));
	assert_order("0001 0004 0013 0005 0000 0003 0006");
	comparison_free(&cmp);
}

/* 80, 85, 87,7, 87,7, 90: the quartiles of type 7 are those at the second, third and fourth of five. */
static void quartiles_and_quarters(void **state)
{
	(void)state;
	some_regions();
	compare(COMPARE_REGIONS, "2024", DIR_UP, NULL);
	assert_true(fabs(cmp.quartile[0] - 85) < 1e-9);
	assert_true(fabs(cmp.quartile[1] - 87.7) < 1e-9);
	assert_true(fabs(cmp.quartile[2] - 87.7) < 1e-9);
	assert_true(num_at("0001", "quarter") == 1);
	assert_true(num_at("0013", "quarter") == 1);
	assert_true(num_at("0005", "quarter") == 3);
	assert_true(num_at("0003", "quarter") == 4);
	comparison_free(&cmp);
}

static void three_are_too_few_for_quartiles(void **state)
{
	(void)state;
	some_regions();
	compare(COMPARE_CHOSEN, "2024", DIR_UP, "0001,0003");
	assert_order("0001 0013 0003");
	assert_true(num_missing(cmp.quartile[0]));
	assert_true(num_missing(num_at("0001", "quarter")));
	assert_int_equal(cmp.place, 2);
	comparison_free(&cmp);
}

/* Riket is everybody together: it has no place, and alone beside it there is none to have. */
static void riket_never_has_a_place(void **state)
{
	(void)state;
	some_regions();
	compare(COMPARE_CHOSEN, "2024", DIR_UP, "0000,0001");
	assert_order("0001 0013 0000");
	assert_true(num_missing(num_at("0000", "place")));
	assert_int_equal(cmp.place, 2);
	assert_int_equal(cmp.of, 2);
	comparison_free(&cmp);
	compare(COMPARE_CHOSEN, "2024", DIR_UP, "0000");
	assert_int_equal(cmp.place, 0);
	assert_true(num_missing(num_at("0013", "place")));
	comparison_free(&cmp);
	compare(COMPARE_CHOSEN, "2024", DIR_UP, NULL);
	assert_int_equal(cmp.place, 0);
	comparison_free(&cmp);
}

static void groups_are_told_apart_by_their_numbers(void **state)
{
	(void)state;
	some_regions();
	compare(COMPARE_MUNICIPALITIES, "2024", DIR_UP, NULL);
	assert_order("0013 1381 1380");
	comparison_free(&cmp);
	compare(COMPARE_BOARDS, "2024", DIR_UP, NULL);
	assert_order("0013 hs");
	assert_shown_cell(&cmp.res, row_at("hs"), "name", "Driftnämnd Hallands Sjukhus");
	comparison_free(&cmp);
	/* Somebody chosen who has nothing is still there. */
	compare(COMPARE_CHOSEN, "2024", DIR_UP, "V15E1,0099");
	assert_order("V15E1 0013 0099");
	assert_shown_cell(&cmp.res, row_at("0099"), "value", "uppgift saknas");
	assert_int_equal(cmp.missing, 1);
	comparison_free(&cmp);
}

static unsigned groups_of(const char *period)
{
	struct compare_question question = { .metric = METRIC, .organisation = "0013", .gender = GENDER_T };

	assert_true(period_parse(period, &question.period));
	return compare_groups(&ds, &question);
}

static void only_groups_that_have_figures_are_there(void **state)
{
	(void)state;
	assert_int_equal(groups_of("2024"), 1u << COMPARE_CHOSEN); /* riket alone can be chosen */
	assert_int_equal(groups_of("2022"), 0);
	some_regions();
	assert_int_equal(groups_of("2024"), 1u << COMPARE_REGIONS | 1u << COMPARE_MUNICIPALITIES | 1u << COMPARE_CHOSEN |
		1u << COMPARE_BOARDS);
	assert_int_equal(groups_of("2023"), 0);
	given(&ts, REC_OBSERVATION, "", METRIC "/0001/2023/T", "metric", METRIC, "organisation", "0001", "period", "2023", "value",
		"88", NULL);
	save_and_see();
	assert_int_equal(groups_of("2023"), 1u << COMPARE_REGIONS | 1u << COMPARE_CHOSEN);
}

/* The later of what was imported and what was entered by hand holds, for others as for ourselves. */
static void a_figure_by_hand_is_ranked_too(void **state)
{
	(void)state;
	some_regions();
	given(&ts, REC_OBSERVATION, "", METRIC "/0003/2024/T", "metric", METRIC, "organisation", "0003", "period", "2024", "value",
		"95", "source", "Region Uppsala", NULL);
	save_and_see();
	compare(COMPARE_REGIONS, "2024", DIR_UP, NULL);
	assert_order("0003 0001 0004 0013 0005 0000 0006");
	assert_int_equal(cmp.place, 3);
	comparison_free(&cmp);
}

static void women_can_be_ranked(void **state)
{
	struct compare_question question = { .metric = METRIC, .organisation = "0013", .group = COMPARE_REGIONS, .gender = GENDER_K,
		.direction = DIR_UP, .decimals = -1 };
	struct err err = { 0 };

	(void)state;
	import_figures(&ts, "Källa: Kolada", METRIC " 0001 2024 K 90", METRIC " 0001 2024 T 10", NULL);
	period_parse("2024", &question.period);
	assert_int_equal(query_compare(&ds, &question, &cmp, &err), 0);
	assert_order("0001 0013");
	assert_true(num_at("0001", "value") == 90);
	assert_string_equal(row_at("0001")->ref.id, METRIC "/0001/2024/K");
	comparison_free(&cmp);
}

/* In the list: the place of the latest year, or of the one before where nobody else is measured yet. */
static void the_list_tells_the_place(void **state)
{
	(void)state;
	some_regions();
	ask(&ds, query_indicators, NULL, &res);
	shown("3.1.1", "place", "2 av 5");
	shown("3.1.2", "place", ""); /* near: no outcome, no place */
	result_free(&res);
	import_figures(&ts, "Källa: Kolada", METRIC " 0013 2025 T 92", NULL);
	ask(&ds, query_indicators, NULL, &res);
	shown("3.1.1", "place", "2 av 5 (2024)");
	result_free(&res);
}

/* ---- in words ----------------------------------------------------------------------------------------------- */

static struct arena words;
static struct understanding u;

static int in_time(const void *a, const void *b)
{
	const struct point *p = a, *q = b;

	return p->period != q->period ? (p->period > q->period) - (p->period < q->period) : p->gender - q->gender;
}

/* Yearly values of `gender` from a year on; a missing one is not measured. */
static struct series *history(struct series *series, int from, int gender, const double *values, size_t n)
{
	char text[16];

	series->points = mem_array(series->points, series->n + n, sizeof(*series->points));
	for (size_t i = 0; i < n; i++) {
		struct point *point = &series->points[series->n];

		if (num_missing(values[i]))
			continue;
		memset(point, 0, sizeof(*point));
		snprintf(text, sizeof(text), "%d", from + (int)i);
		period_parse(text, &point->period);
		point->gender = gender;
		point->value = values[i];
		series->n++;
	}
	qsort(series->points, series->n, sizeof(*series->points), in_time);
	return series;
}

static void understand(int from, const double *values, size_t n, const struct target *target)
{
	const struct understand_question question = { .gender = GENDER_T, .target = target, .unit = "%", .decimals = 1 };
	struct series series = { 0 };

	understand_series(history(&series, from, GENDER_T, values, n), &question, &words, &u);
	series_free(&series);
}

static int end_words(void **state)
{
	(void)state;
	arena_free(&words);
	return 0;
}

#define NONE NUM_MISSING
#define AT_MOST(v, y) &(struct target){ .value = (v), .op = OP_LE, .year = (y) }
#define AT_LEAST(v, y) &(struct target){ .value = (v), .op = OP_GE, .year = (y) }

/* The ten flow rates of the NIST handbook (6.3.2.2) are in control. */
static void chance_is_called_chance(void **state)
{
	const double flow[] = { 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1 };

	(void)state;
	understand(2016, flow, COUNT_OF(flow), NULL);
	assert_true(u.has_xmr);
	assert_string_equal(u.verdict, "vanlig variation");
	assert_null(u.reach);
	assert_int_equal(u.measured, 10);
}

static void a_signal_says_since_when_and_why(void **state)
{
	const double shift[] = { 10, 14, 9, 13, 10, 14, 9, 13, 15, 17, 15, 17, 15, 17, 15, 17 };
	const double over[] = { 10, 14, 9, 13, 10, 14, 9, 13, 15, 17, 15, 17, 15, 17, 15, 17, 9 };
	const double outside[] = { 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 20 };
	const double rising[] = { 12, 9, 12, 9, 12, 9, 10, 11, 12, 13, 14 };

	(void)state;
	understand(2010, shift, COUNT_OF(shift), NULL);
	assert_string_equal(u.verdict, "särskild orsak sedan 2018 (åtta i rad över medel)");
	understand(2010, over, COUNT_OF(over), NULL);
	assert_string_equal(u.verdict, "särskild orsak 2018–2025 (åtta i rad över medel)");
	understand(2015, outside, COUNT_OF(outside), NULL);
	assert_string_equal(u.verdict, "särskild orsak 2025 (över den övre gränsen)");
	understand(2010, rising, COUNT_OF(rising), NULL);
	assert_string_equal(u.verdict, "särskild orsak sedan 2015 (sex i rad stigande)");
}

/* Not the last of them, but when it began: eight years at 70 and 71, then 80 and 81. */
static void a_special_cause_is_dated_to_its_beginning(void **state)
{
	const double jump[] = { 70, 71, 70, 71, 70, 71, 70, 71, 80, 81, 80, 81, 80, 81 };
	const double down[] = { 90, 88, 86, 84, 82, 80, 78, 76, 74, 72, 70, 68 };

	(void)state;
	understand(2012, jump, COUNT_OF(jump), NULL);
	assert_string_equal(u.verdict, "särskild orsak sedan 2020 (över den övre gränsen)");
	assert_true(xmr_outside(&u.xmr, 80) && !xmr_outside(&u.xmr, 71));
	understand(2012, down, COUNT_OF(down), NULL);
	assert_string_equal(u.verdict, "särskild orsak sedan 2021 (under den undre gränsen)");
}

/* Told by a day, a pace is only what it is now. */
static void an_old_trend_promises_nothing(void **state)
{
	const double rising[] = { 70, 72, 74, 76, 78 }, near[] = { 70, 72, 74, 76, 79 };
	struct understand_question question = { .gender = GENDER_T, .target = AT_LEAST(90, 2026), .unit = "%", .decimals = 0,
		.today = date_from_ymd(2026, 9, 2) };
	struct series series = { 0 };

	(void)state;
	understand_series(history(&series, 2012, GENDER_T, rising, 5), &question, &words, &u);
	assert_true(u.stale);
	assert_string_equal(u.reach, "den senaste mätningen är från 2016: för gammal för att säga något om takten nu");
	assert_true(u.until == u.last);
	series_free(&series);
	question.target = AT_LEAST(80, 2026);
	understand_series(history(&series, 2020, GENDER_T, near, 5), &question, &words, &u);
	assert_false(u.stale);
	assert_string_equal(u.reach, "trenden till och med 2024 pekade på att målvärdet skulle nås 2025");
	series_free(&series);
}

static void what_is_uncertain_gives_no_year(void **state)
{
	const double flat[] = { 70, 71, 69.5, 71.5, 70.2, 70.9 }, wide[] = { 70, 73, 70.5, 74, 71.5, 72.5, 73, 72.8 };

	(void)state;
	understand(2018, flat, COUNT_OF(flat), AT_LEAST(90, 2026));
	assert_false(u.certain);
	assert_string_equal(u.reach, "det går inte att säga när målvärdet nås");
	assert_memory_equal(u.trend_words, "ingen säker trend (mellan −", strlen("ingen säker trend (mellan −"));
	understand(2018, wide, COUNT_OF(wide), AT_LEAST(80, 2026));
	assert_string_equal(u.reach, "det går inte att säga när målvärdet nås");
}

static void one_is_singular(void **state)
{
	(void)state;
	assert_string_equal(difference_words(&words, "+1", "%"), "+1 procentenhet");
	assert_string_equal(difference_words(&words, "−1", "%"), "−1 procentenhet");
	assert_string_equal(difference_words(&words, "1,0", "%"), "1,0 procentenheter");
	assert_string_equal(difference_words(&words, "11", "%"), "11 procentenheter");
	assert_string_equal(difference_words(&words, "1", "dygn"), "1 dygn");
	assert_string_equal(difference_words(&words, "1", NULL), "1");
}

static void nine_points_say_that_they_are_too_few(void **state)
{
	const double nine[] = { 1, 2, 1, 2, NONE, 1, 2, 1, 2, 1 };

	(void)state;
	understand(2016, nine, COUNT_OF(nine), NULL);
	assert_false(u.has_xmr);
	assert_string_equal(u.verdict, "nio mätningar är för få för att skilja signal från brus: tio behövs");
}

/* 14,0 and half a unit down each year: 12,0 is met four years on, exactly. */
static void a_pace_leads_to_a_year(void **state)
{
	const double falling[] = { 16, 15.5, 15, 14.5, 14 };

	(void)state;
	understand(2021, falling, COUNT_OF(falling), AT_MOST(12, 2026));
	assert_true(u.has_trend);
	assert_string_equal(u.reach, "med nuvarande takt nås målvärdet 2029");
	assert_string_equal(u.trend_words, "−0,50 procentenheter om året (mellan −0,50 och −0,50)");
	assert_true(u.until == 2026.5 && u.last == 2025.5 && u.first == 2021.5);
	understand(2021, falling, COUNT_OF(falling), AT_LEAST(20, 2026));
	assert_string_equal(u.reach, "med nuvarande takt nås målvärdet inte");
	understand(2021, falling, COUNT_OF(falling), AT_MOST(14.5, 2026));
	assert_string_equal(u.reach, "målvärdet är nått");
	understand(2021, falling, COUNT_OF(falling), AT_LEAST(13, 2026));
	assert_string_equal(u.reach, "målvärdet är nått, men trenden går åt fel håll");
}

static void a_pace_is_uncertain(void **state)
{
	const double noisy[] = { 16.2, 15.1, 15.3, 14.4, 14.6, 13.8, 14.1, 13.1 };

	(void)state;
	understand(2018, noisy, COUNT_OF(noisy), AT_MOST(12, 2026));
	assert_string_equal(u.reach, "med nuvarande takt nås målvärdet 2029 (2027–2032)");
	assert_true(u.trend.low < u.trend.slope && u.trend.slope < u.trend.high);
}

static void four_points_promise_nothing(void **state)
{
	const double four[] = { 16, 15.5, 15, NONE, 14 };

	(void)state;
	understand(2021, four, COUNT_OF(four), AT_MOST(12, 2026));
	assert_false(u.has_trend);
	assert_null(u.reach);
	assert_null(u.trend_words);
}

/* ---- women and men ------------------------------------------------------------------------------------------ */

static void gap_of(const double *women, const double *men, size_t n, const char *unit, struct gender_gap *gap)
{
	const struct understand_question question = { .gender = GENDER_T, .unit = unit, .decimals = 1 };
	struct series series = { 0 };

	history(&series, 2020, GENDER_K, women, n);
	history(&series, 2020, GENDER_M, men, n);
	understand_gap(&series, 0, &question, &words, gap);
	series_free(&series);
}

static void a_gap_narrows_or_widens(void **state)
{
	const double women[] = { 70, 71, 72, 73, 74, 75 }, narrowing[] = { 76, 76.5, 77, 77.5, 78, 78.5 };
	const double widening[] = { 72, 74, 76, 78, 80, 82 }, steady[] = { 72, 73.1, 74, 74.9, 76.2, 76.9 };
	struct gender_gap gap;

	(void)state;
	gap_of(women, narrowing, 6, "%", &gap);
	assert_true(gap.difference == -3.5);
	assert_string_equal(gap.words, "kvinnor 3,5 procentenheter lägre än män");
	assert_string_equal(gap.trend, "skillnaden minskar (0,50 procentenheter om året sedan 2020)");
	gap_of(women, widening, 6, "år", &gap);
	assert_string_equal(gap.words, "kvinnor 7,0 år lägre än män");
	assert_string_equal(gap.trend, "skillnaden ökar (1,00 år om året sedan 2020)");
	gap_of(women, steady, 6, NULL, &gap);
	assert_string_equal(gap.trend, "skillnaden varken ökar eller minskar säkert sedan 2020");
	gap_of(women, women, 6, "%", &gap);
	assert_string_equal(gap.words, "kvinnor och män lika");
}

static void a_gap_of_few_years_has_no_trend(void **state)
{
	const double women[] = { 70, NONE, 72, 73, 74, 75 }, men[] = { 76, 76.5, NONE, 77.5, 78, NONE };
	struct gender_gap gap;
	char period[PERIOD_TEXT_MAX];

	(void)state;
	gap_of(women, men, 6, "%", &gap);
	assert_string_equal(period_format(period, gap.period), "2024");
	assert_int_equal(gap.periods, 3);
	assert_string_equal(gap.trend, "tre perioder är för få för att säga om skillnaden ökar eller minskar: fem behövs");
}

/* What nobody measured is a gap of its own on the axis. */
static void periods_keep_their_holes(void **state)
{
	const double values[] = { 1, NONE, NONE, 4 };
	period_t periods[8];
	struct series series = { 0 };
	char text[PERIOD_TEXT_MAX];

	(void)state;
	history(&series, 2020, GENDER_T, values, 4);
	assert_int_equal(series_periods(&series, periods, 8), 4);
	assert_string_equal(period_format(text, periods[2]), "2022");
	assert_int_equal(series_periods(&series, periods, 3), 3);
	series_free(&series);
}

#define WORDS(f) cmocka_unit_test_teardown(f, end_words)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_best_has_place_one_and_equals_share),
		TEST(lower_can_be_better),
		TEST(without_a_direction_nobody_has_a_place),
		TEST(quartiles_and_quarters),
		TEST(three_are_too_few_for_quartiles),
		TEST(riket_never_has_a_place),
		TEST(groups_are_told_apart_by_their_numbers),
		TEST(only_groups_that_have_figures_are_there),
		TEST(a_figure_by_hand_is_ranked_too),
		TEST(women_can_be_ranked),
		TEST(the_list_tells_the_place),
		WORDS(chance_is_called_chance),
		WORDS(a_signal_says_since_when_and_why),
		WORDS(a_special_cause_is_dated_to_its_beginning),
		WORDS(an_old_trend_promises_nothing),
		WORDS(what_is_uncertain_gives_no_year),
		WORDS(one_is_singular),
		WORDS(nine_points_say_that_they_are_too_few),
		WORDS(a_pace_leads_to_a_year),
		WORDS(a_pace_is_uncertain),
		WORDS(four_points_promise_nothing),
		WORDS(a_gap_narrows_or_widens),
		WORDS(a_gap_of_few_years_has_no_trend),
		WORDS(periods_keep_their_holes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
