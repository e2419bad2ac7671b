/* test_reference_figures.c: the figures that come with the program, typed here from the sources' own files: Kolada's for
 * Region Halland and the country, and Statistics Sweden's net domestic migration of the county. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "unit/reference_help.h"

static int open_plan(void **state)
{
	(void)state;
	return reference_open("mb2026");
}

#define MIGRATION "scb-inrikes-flyttnetto"

/* A year after the last one is a year the source does not have. */
static const struct {
	const char *metric, *organisation;
	int first, n;
	double values[26];
} figures[] = {
	/* Medical assessment within three days. The region's 2025 is not there, the country's is. */
	{ "N79173", "0000", 2019, 7, { 79.4, 81.4, 81.7, 82.4, 87.2, 88.2, 86 } },
	{ "N79173", "0013", 2019, 6, { 85.5, 80, 83.4, 85.2, 86.6, 87.7 } },
	/* Cancer patients in a standardised course; and those within its time. */
	{ "N70643", "0000", 2018, 7, { 71.2, 76.2, 72.7, 76.4, 83.1, 83.5, 82.3 } },
	{ "N70643", "0013", 2018, 7, { 60.7, 80.8, 70.6, 70.5, 78.4, 78.3, 90 } },
	{ "N79198", "0000", 2020, 6, { 51, 47, 42, 40, 45, 47 } },
	{ "N79198", "0013", 2020, 6, { 60, 56, 45, 43, 49, 56 } },
	/* Readmission within 30 days. */
	{ "U79092", "0000", 2016, 10, { 17, 17, 17, 18, 17, 17, 17, 16, 17, 17 } },
	{ "U79092", "0013", 2016, 10, { 19, 19, 18, 19, 19, 18, 19, 18, 18, 15 } },
	/* 2018 and 2019 are both 1829. Forecasts (from 2026) are no outcome. */
	{ MIGRATION, "0013", 2000, 26,
	  { 1078, 844, 1131, 1745, 1350, 1180, 1457, 1085, 808, 1423, 1163, 1198, 1233, 972, 971, 1004, 1237, 1541, 1829, 1829,
	    1283, 1491, 1093, 529, 685, 865 } },
};

static const char *published_by(const char *metric)
{
	return strcmp(metric, MIGRATION) == 0 ? "SCB" : "Kolada";
}

static void test_every_figure(void **state)
{
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(figures); i++) {
		struct series series;

		assert_int_equal(query_series(&ref_ds, figures[i].metric, figures[i].organisation, &series, &err), 0);
		assert_int_equal(series.n, figures[i].n);
		for (size_t n = 0; n < series.n; n++) {
			const struct point *point = &series.points[n];

			assert_int_equal(period_kind(point->period), PERIOD_YEAR);
			assert_int_equal(period_year(point->period), figures[i].first + (int)n);
			assert_int_equal(point->gender, GENDER_T);
			assert_true(point->value == figures[i].values[n]);
			assert_int_equal(point->missing, MISSING_NONE);
			assert_false(point->preliminary);
			assert_string_equal(point->source, published_by(figures[i].metric));
			assert_true(point->batch > 0);
		}
		series_free(&series);
	}
}

/* And no more than these: nothing for the country where there is no such thing as migration within it. */
static void test_no_other_figure(void **state)
{
	size_t expected = 0, found = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(figures); i++)
		expected += (size_t)figures[i].n;
	ask(&ref_ds, query_observations, NULL, &ref_res);
	for (size_t i = 0; i < ref_res.nrows; i++) {
		const char *source = ref_res.rows[i].cells[result_column(&ref_res, "source")].text;

		found += source && (strcmp(source, "Kolada") == 0 || strcmp(source, "SCB") == 0);
	}
	assert_int_equal(expected, 59 + 26);
	assert_int_equal(found, expected);
	result_free(&ref_res);
}

/* What is not there is not there: no row, not a zero and not last year's figure. */
static void test_absent(void **state)
{
	struct query_filter filter = { .indicator = "N79173", .organisation = "0013" };

	(void)state;
	assert_true(period_parse("2025", &filter.period));
	ask(&ref_ds, query_observations, &filter, &ref_res);
	assert_int_equal(ref_res.nrows, 0);
	result_free(&ref_res);
	filter.organisation = "0000";
	ask(&ref_ds, query_observations, &filter, &ref_res);
	assert_int_equal(ref_res.nrows, 1);
	assert_cell(&ref_res, &ref_res.rows[0], "value", "86");
	result_free(&ref_res);
}

static void assert_latest(const char *id, const char *period, const char *value)
{
	char json[80];

	snprintf(json, sizeof(json), "{\"period\":\"%s\",\"value\":%s,\"organisation\":\"0013\"}", period, value);
	assert_json(&ref_res, row_of(&ref_res, id), "latest", json);
}

/* The document (004) has no outcome for any of its 30 indicators; what there is comes from here. */
static void test_outcomes(void **state)
{
	size_t n = 0;

	(void)state;
	ask(&ref_ds, query_indicators, NULL, &ref_res);
	for (size_t i = 0; i < ref_res.nrows; i++) {
		const struct row *row = &ref_res.rows[i];

		n += number_in(row, "kind") == IND_KIND_GOAL && row->cells[result_column(&ref_res, "latest")].json;
	}
	assert_int_equal(n, 5);
	assert_latest("2.1.1", "2025", "865");
	assert_latest("3.1.1", "2024", "87.7");
	assert_latest("3.2.2", "2025", "15");
	assert_latest("3.3.3", "2024", "90");
	assert_latest("3.3.4", "2025", "56");
	/* The country beside it is of the same year, though there is a later one. */
	assert_cell(&ref_res, row_of(&ref_res, "3.1.1"), "riket", "88.2");
	assert_cell(&ref_res, row_of(&ref_res, "2.1.1"), "riket", "");
	/* A near figure is beside, never the outcome. */
	assert_cell(&ref_res, row_of(&ref_res, "3.2.2"), "fit", "near");
	assert_cell(&ref_res, row_of(&ref_res, "3.2.2"), "value", "");
	assert_cell(&ref_res, row_of(&ref_res, "3.2.2"), "near", "15");
	/* The 68 per cent of the foreword are of all inhabitants, not of patients. */
	assert_json(&ref_res, row_of(&ref_res, "3.2.4"), "latest", "null");
	result_free(&ref_res);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_figure),
		cmocka_unit_test(test_no_other_figure),
		cmocka_unit_test(test_absent),
		cmocka_unit_test(test_outcomes),
	};

	return cmocka_run_group_tests(tests, open_plan, reference_close);
}
