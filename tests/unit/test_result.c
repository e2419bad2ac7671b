/* test_result.c: cells in their three spellings, sorting, and the words of a filter. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/query_help.h"

static const struct choice yes_words[] = { { "false", "" }, { "true", "sen" }, { NULL, NULL } };

static const struct column columns[] = {
	{ .key = "id", .heading = "Id", .type = COL_ID, .flags = COLF_EXPORT | COLF_SCREEN },
	{ .key = "name", .heading = "Namn", .type = COL_TEXT, .flags = COLF_EXPORT | COLF_SCREEN },
	{ .key = "boards", .heading = "Nämnder", .type = COL_LIST, .flags = COLF_EXPORT | COLF_SCREEN },
	{ .key = "mnkr", .heading = "Budget", .type = COL_NUM, .flags = COLF_EXPORT | COLF_SCREEN, .decimals = -1 },
	{ .key = "change", .heading = "Ändring", .type = COL_NUM, .flags = COLF_EXPORT | COLF_SCREEN | COLF_SIGN, .decimals = 1 },
	{ .key = "year", .heading = "År", .type = COL_NUM, .flags = COLF_EXPORT | COLF_SCREEN | COLF_PLAIN },
	{ .key = "late", .heading = "Sen", .type = COL_BOOL, .flags = COLF_EXPORT | COLF_SCREEN, .choices = yes_words },
	{ .key = "decided", .heading = "Beslutad", .type = COL_BOOL, .flags = COLF_EXPORT | COLF_SCREEN },
	{ .key = "due", .heading = "Klart", .type = COL_DATE, .flags = COLF_EXPORT | COLF_SCREEN },
	{ .key = "at", .heading = "När", .type = COL_MOMENT, .flags = COLF_EXPORT | COLF_SCREEN },
	{ .key = "period", .heading = "Period", .type = COL_PERIOD, .flags = COLF_EXPORT | COLF_SCREEN },
	{ .key = "gender", .heading = "Kön", .type = COL_CHOICE, .flags = COLF_EXPORT | COLF_SCREEN, .choices = choices_gender },
	{ .key = "status", .heading = "Läge", .type = COL_STATUS, .flags = COLF_EXPORT | COLF_SCREEN },
	{ .key = "parts", .type = COL_JSON, .flags = COLF_EXPORT },
	{ .key = "spark", .heading = "Historik", .type = COL_SPARK, .flags = COLF_SCREEN },
	{ .key = "secret", .type = COL_TEXT, .flags = COLF_EXPORT },
};

static struct row *add(struct result *res, const char *id, const char *name, double mnkr)
{
	struct row *row = result_add(res, REC_BOARD, "", id);

	row_text(res, row, "id", id);
	row_text(res, row, "name", name);
	row_num(res, row, "mnkr", mnkr);
	return row;
}

static void check(const struct result *res, const char *key, const char *people, const char *machine, const char *json)
{
	assert_shown_cell(res, &res->rows[0], key, people);
	assert_cell(res, &res->rows[0], key, machine);
	assert_json(res, &res->rows[0], key, json);
}

static void test_spellings(void **state)
{
	struct result res;
	struct row *row;
	moment_t at;
	period_t period;

	(void)state;
	result_init(&res, columns, COUNT_OF(columns));
	row = add(&res, "1.10", "Ängelholm", 4266);
	row_text(&res, row, "boards", "rs,hs");
	row_num(&res, row, "change", 1.05);
	row_num(&res, row, "year", 2026);
	row_num(&res, row, "late", true);
	row_num(&res, row, "decided", false);
	row_num(&res, row, "due", date_from_ymd(2026, 9, 11));
	assert_true(moment_parse("2026-09-11T10:31:05Z", &at));
	row_num(&res, row, "at", (double)at);
	assert_true(period_parse("R12:2024-03", &period));
	row_num(&res, row, "period", period);
	row_num(&res, row, "gender", GENDER_K);
	row_num(&res, row, "status", STATUS_YELLOW);
	row_json(&res, row, "parts", json_pack("[f,n]", 7.5));
	check(&res, "id", "1.10", "1.10", "\"1.10\"");
	check(&res, "name", "Ängelholm", "Ängelholm", "\"Ängelholm\"");
	check(&res, "boards", "rs, hs", "rs,hs", "[\"rs\",\"hs\"]");
	check(&res, "mnkr", "4\u00a0266", "4266", "4266");
	check(&res, "change", "+1,1", "1.05", "1.05");
	check(&res, "year", "2026", "2026", "2026");
	check(&res, "late", "sen", "true", "true");
	check(&res, "decided", "nej", "false", "false");
	check(&res, "due", "2026-09-11", "2026-09-11", "\"2026-09-11\"");
	check(&res, "at", "2026-09-11 12:31", "2026-09-11T10:31:05Z", "\"2026-09-11T10:31:05Z\"");
	check(&res, "period", "R12:2024-03", "R12:2024-03", "\"R12:2024-03\"");
	check(&res, "gender", "kvinnor", "K", "\"K\"");
	check(&res, "status", "◐ på väg", "yellow", "\"yellow\"");
	check(&res, "parts", "", "[7.5,null]", "[7.5,null]");
	result_free(&res);
}

static void test_missing(void **state)
{
	struct result res;
	struct row *row;

	(void)state;
	result_init(&res, columns, COUNT_OF(columns));
	row = result_add(&res, REC_NONE, NULL, NULL);
	for (size_t i = 0; i < COUNT_OF(columns); i++) {
		assert_true(cell_missing(&columns[i], &row->cells[i]));
		check(&res, columns[i].key, "", "", columns[i].type == COL_LIST ? "[]" : "null");
	}
	row_text(&res, row, "name", "");
	row_num(&res, row, "mnkr", 0);
	row_num(&res, row, "due", DATE_NONE);
	row_num(&res, row, "status", STATUS_NONE);
	assert_json(&res, row, "name", "null");
	/* 0 is a number. */
	check(&res, "mnkr", "0", "0", "0");
	check(&res, "due", "", "", "null");
	check(&res, "status", "– ej bedömt", "none", "\"none\"");
	result_free(&res);
}

static void test_words_for_a_number(void **state)
{
	struct result res;
	struct row *row;

	(void)state;
	result_init(&res, columns, COUNT_OF(columns));
	row = add(&res, "1", "Soliditet", NUM_MISSING);
	row_text(&res, row, "mnkr", "Bibehålla en positiv utveckling");
	check(&res, "mnkr", "Bibehålla en positiv utveckling", "Bibehålla en positiv utveckling",
		"\"Bibehålla en positiv utveckling\"");
	result_free(&res);
}

static void sort_by(struct result *res, const char *key, bool descending, const char *ids)
{
	result_sort(res, result_column(res, key), descending);
	assert_ids(res, ids);
}

static void test_sort(void **state)
{
	struct result res;

	(void)state;
	result_init(&res, columns, COUNT_OF(columns));
	add(&res, "1.10", "Örebro", 3);
	add(&res, "1.9", "Ale", NUM_MISSING);
	add(&res, "10.1", "Åre", -2);
	add(&res, "2.1", NULL, 3);
	add(&res, "summa", "A", 99)->summary = true;
	add(&res, "1.1", "Äppelbo", 0);
	sort_by(&res, "id", false, "1.1 1.9 1.10 2.1 10.1 summa");
	sort_by(&res, "id", true, "10.1 2.1 1.10 1.9 1.1 summa");
	sort_by(&res, "name", false, "1.9 10.1 1.1 1.10 2.1 summa");
	sort_by(&res, "name", true, "1.10 1.1 10.1 1.9 2.1 summa");
	/* Missing last both ways; equal rows keep their order. */
	sort_by(&res, "id", false, "1.1 1.9 1.10 2.1 10.1 summa");
	sort_by(&res, "mnkr", false, "10.1 1.1 1.10 2.1 1.9 summa");
	sort_by(&res, "mnkr", true, "1.10 2.1 1.1 10.1 1.9 summa");
	result_sort(&res, -1, false);
	assert_ids(&res, "1.10 2.1 1.1 10.1 1.9 summa");
	result_free(&res);
}

static void test_sort_status(void **state)
{
	static const char *const ids[] = { "none", "green", "yellow", "red", "missing" };
	struct result res;

	(void)state;
	result_init(&res, columns, COUNT_OF(columns));
	for (int i = 0; i < STATUS_COUNT; i++)
		row_num(&res, add(&res, ids[i], NULL, 0), "status", i);
	sort_by(&res, "status", false, "red yellow missing none green");
	result_free(&res);
}

static void test_filter(void **state)
{
	struct result res;
	struct row *row;

	(void)state;
	result_init(&res, columns, COUNT_OF(columns));
	row = add(&res, "1.3", "Hälsa nära dig", 4266);
	row_num(&res, row, "status", STATUS_RED);
	row_text(&res, row, "secret", "gömd");
	assert_true(row_matches(&res, row, NULL));
	assert_true(row_matches(&res, row, "  "));
	assert_true(row_matches(&res, row, "hälsa"));
	assert_true(row_matches(&res, row, "halsa"));
	assert_true(row_matches(&res, row, "NÄRA 1.3"));
	assert_true(row_matches(&res, row, "ej nått"));
	assert_true(row_matches(&res, row, "4 266"));
	assert_false(row_matches(&res, row, "hälsa saknas"));
	assert_false(row_matches(&res, row, "!hälsa"));
	assert_true(row_matches(&res, row, "!saknas nära"));
	assert_false(row_matches(&res, row, "saknas !nära"));
	/* A "!" that is still being typed hides nothing. */
	assert_true(row_matches(&res, row, "!"));
	/* What is not on screen is not found. */
	assert_false(row_matches(&res, row, "gömd"));
	result_free(&res);
}

static void test_many_rows(void **state)
{
	struct result res;
	char id[16];

	(void)state;
	result_init(&res, columns, COUNT_OF(columns));
	for (int i = 0; i < 1000; i++) {
		snprintf(id, sizeof(id), "%d", 1000 - i);
		add(&res, id, "namn", i % 7);
	}
	result_sort(&res, result_column(&res, "id"), false);
	for (size_t i = 1; i < res.nrows; i++)
		assert_true(atoi(res.rows[i - 1].ref.id) < atoi(res.rows[i].ref.id));
	result_free(&res);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spellings),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_words_for_a_number),
		cmocka_unit_test(test_sort),
		cmocka_unit_test(test_sort_status),
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_many_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
