/* test_metric_list.c: rows whose cells are made when they are looked at, and the list of all nyckeltal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "unit/query_fixture.h"

/* ---- lazy rows ---------------------------------------------------------------------------------------------- */

#define ROWS 100

static const struct column columns[] = {
	{ .key = "id", .heading = "Id", .type = COL_TEXT, .flags = COLF_SCREEN },
	{ .key = "value", .heading = "Värde", .type = COL_NUM, .flags = COLF_SCREEN | COLF_LAZY, .decimals = 0 },
};
static int made;

/* The value of the n-th row added is 100 − n. */
static void fill(struct result *result, struct row *rows, size_t n, int column)
{
	(void)column;
	for (size_t i = 0; i < n; i++) {
		if (rows[i].filled == ROW_FILLED)
			continue;
		row_num(result, &rows[i], "value", ROWS - (double)rows[i].order);
		rows[i].filled = ROW_FILLED;
		made++;
	}
}

static void hundred(struct result *result)
{
	char id[16];

	result_init(result, columns, COUNT_OF(columns));
	for (int i = 0; i < ROWS; i++) {
		snprintf(id, sizeof(id), "rad%03d", i);
		row_text(result, result_add(result, REC_METRIC, "", id), "id", id);
	}
	result->fill = fill;
	made = 0;
}

static void only_what_is_looked_at_is_made(void **state)
{
	struct result result;

	(void)state;
	hundred(&result);
	result_ready(&result, &result.rows[7]);
	result_ready(&result, &result.rows[7]);
	assert_int_equal(made, 1);
	assert_true(num_missing(result.rows[8].cells[1].num));
	result_sort(&result, 0, true); /* by what is there: nothing more is made */
	assert_int_equal(made, 1);
	assert_string_equal(result.rows[0].ref.id, "rad099");
	result_sort(&result, 1, false); /* by what is not: all of it, once */
	assert_int_equal(made, ROWS);
	result_sort(&result, 1, true);
	assert_int_equal(made, ROWS);
	assert_string_equal(result.rows[0].ref.id, "rad000");
	result_sort(&result, 1, false);
	result_unsort(&result);
	assert_string_equal(result.rows[0].ref.id, "rad000");
	assert_string_equal(result.rows[ROWS - 1].ref.id, "rad099");
	result_free(&result);
}

/* A filter makes what it looks at, unless the list says that it only looks at what is there. */
static void a_filter_sees_what_it_is_told_to(void **state)
{
	struct result result;

	(void)state;
	hundred(&result);
	assert_true(row_matches(&result, &result.rows[41], "rad041 58")); /* row_add counts from one */
	assert_int_equal(made, 1);
	result.plain_filter = true;
	assert_false(row_matches(&result, &result.rows[41], "58"));
	assert_true(row_matches(&result, &result.rows[42], "RAD042 !rad041"));
	assert_false(row_matches(&result, &result.rows[42], "rad042 !042"));
	assert_true(row_matches(&result, &result.rows[42], "!"));
	assert_int_equal(made, 1);
	result_free(&result);
}

/* ---- all nyckeltal ------------------------------------------------------------------------------------------ */

static void every_metric_with_figures_is_listed(void **state)
{
	const struct query_filter lazy = { .lazy = true };

	(void)state;
	import_figures(&ts, "Källa: SCB", "BE0101 0013 2023 T 340", "BE0101 0013 2024 T 342", "BE0101 0000 2024 T 10587", "U9 1380 2024 T 5",
		NULL);
	ask(&ds, query_metric_list, &lazy, &res);
	assert_ids(&res, "BE0101 N79173 U79119 U9"); /* with a record or without, an indicator or not */
	assert_false(result_has(&res, row_of(&res, "N79173"), result_column(&res, "value")));
	result_ready(&res, row_of(&res, "N79173"));
	shown("N79173", "value", "87,7");
	shown("N79173", "label", "Medicinsk bedömning");
	shown("N79173", "change", "+1,2");
	shown("N79173", "riket", "83,3");
	shown("N79173", "source", "Kolada");
	assert_false(result_has(&res, row_of(&res, "BE0101"), result_column(&res, "value"))); /* nobody has looked there */
	result_sort(&res, result_column(&res, "value"), true);
	assert_ids(&res, "BE0101 N79173 U79119 U9"); /* U9 is a municipality's: the region has none, and is last */
	shown("BE0101", "label", "BE0101");
	shown("BE0101", "value", "342");
	result_sort(&res, result_column(&res, "change"), true); /* 2, 1,2, and none */
	assert_ids(&res, "BE0101 N79173 U79119 U9");
	result_sort(&res, result_column(&res, "riket"), false);
	assert_ids(&res, "N79173 BE0101 U79119 U9");
	result_sort(&res, result_column(&res, "spark"), false); /* by the latest value */
	assert_ids(&res, "U79119 N79173 BE0101 U9");
	result_fill_all(&res);
	json("BE0101", "spark", "[340,342]");
	shown("BE0101", "source", "SCB");
	result_free(&res);
}

/* Lazily or at once: the same cells. */
static void indicators_are_the_same_either_way(void **state)
{
	const struct query_filter lazy = { .lazy = true };
	struct result late;

	(void)state;
	ask(&ds, query_indicators, NULL, &res);
	ask(&ds, query_indicators, &lazy, &late);
	assert_int_equal(res.nrows, late.nrows);
	result_fill_column(&late, result_column(&late, "computed")); /* what a sort asks for first, and the rest later */
	for (size_t i = 0; i < res.nrows; i++) {
		assert_true(late.rows[i].cells[result_column(&late, "computed")].num == res.rows[i].cells[result_column(&res, "computed")].num);
		assert_int_not_equal(late.rows[i].filled, ROW_FILLED);
	}
	for (size_t i = 0; i < res.nrows; i++) {
		result_ready(&late, &late.rows[i]);
		for (size_t c = 0; c < res.ncolumns; c++) {
			struct buf a = { 0 }, b = { 0 };

			cell_format_machine(&a, &res.columns[c], &res.rows[i].cells[c]);
			cell_format_machine(&b, &late.columns[c], &late.rows[i].cells[c]);
			assert_string_equal(buf_cstr(&a), buf_cstr(&b));
			buf_free(&a);
			buf_free(&b);
		}
	}
	result_free(&late);
	result_free(&res);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_is_looked_at_is_made),
		cmocka_unit_test(a_filter_sees_what_it_is_told_to),
		TEST(every_metric_with_figures_is_listed),
		TEST(indicators_are_the_same_either_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
