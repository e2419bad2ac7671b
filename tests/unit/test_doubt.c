/* test_doubt.c: figures that can be read but are hardly meant, with the budget of mål och budget 2026 (Budgetramar: Hallands
 * sjukhus 5 996 mnkr). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "query/doubt.h"
#include "query/spoken.h"
#include "unit/query_help.h"

#define PLAN "mb2026"

static struct test_store ts;
static struct dataset ds;

static int set_up(void **state)
{
	(void)state;
	test_store_open(&ts);
	given(&ts, REC_PLAN, "", PLAN, "title", "Mål och budget 2026", "year", "2026", NULL);
	given(&ts, REC_BOARD, "", "hs", "name", "Driftnämnd Hallands Sjukhus", "short_name", "Hall. sjukhus", NULL);
	given(&ts, REC_BOARD, "", "regionservice", "name", "Driftnämnd Regionservice", NULL);
	given(&ts, REC_ALLOCATION, PLAN, "hs.2026", "board", "hs", "year", "2026", "mnkr", "5996", NULL);
	given(&ts, REC_METRIC, "", "andel", "name", "Andel återinskrivna", "unit", "%", NULL);
	given(&ts, REC_METRIC, "", "avvikelse", "name", "Avvikelse mot budget", "unit", "%", NULL);
	given(&ts, REC_METRIC, "", "antal", "name", "Antal dygn", "unit", "dygn", NULL);
	given(&ts, REC_INDICATOR, PLAN, "3.2.2", "name", "Återinskrivna", "kind", "goal", "metric", "andel", NULL);
	given(&ts, REC_FORECAST, PLAN, "hs/2026-05", "board", "hs", "period", "2026-05", "forecast", "-12", NULL);
	given(&ts, REC_FORECAST, PLAN, "regionservice/2026-05", "board", "regionservice", "period", "2026-05", "forecast", "-150", NULL);
	load_given(&ts, PLAN);
	load_dataset(&ts, &ds, PLAN);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	dataset_free(&ds);
	test_store_close(&ts);
	return 0;
}

static char said[200];

/* A record with these fields: the key of the one that is doubted, "" for none. What is said is kept. */
static const char *doubted(enum record_kind kind, const struct record *old, ...)
{
	struct record *rec = record_new(kind, record_type(kind)->flags & TYPE_GLOBAL ? "" : PLAN, "");
	struct err err = { 0 };
	struct buf text = { 0 };
	const struct field *field;
	const char *key;
	va_list args;

	va_start(args, old);
	while ((key = va_arg(args, const char *)))
		assert_int_equal(field_parse(rec, record_field(record_type(kind), key), va_arg(args, const char *), DATE_NONE, &err), 0);
	va_end(args);
	field = record_doubt(&ds, rec, old, &text);
	assert_true(text.len < sizeof(said));
	strcpy(said, buf_cstr(&text));
	buf_free(&text);
	record_free(rec);
	return field ? field->key : "";
}

static const char *figure(const char *metric, const char *value)
{
	return doubted(REC_OBSERVATION, NULL, "metric", metric, "organisation", "hs", "period", "2026", "value", value, (char *)NULL);
}

static void test_shares(void **state)
{
	(void)state;
	assert_string_equal(figure("andel", "13,2"), "");
	assert_string_equal(figure("andel", "0"), "");
	assert_string_equal(figure("andel", "100"), "");
	assert_string_equal(figure("andel", "2026"), "value"); /* the year, in the field beside it */
	assert_string_equal(said, "2\u00a0" "026\u00a0% är över 100: en andel är 0–100");
	assert_string_equal(figure("andel", "-1"), "value");
	assert_non_null(strstr(said, "är under 0"));
	assert_string_equal(figure("avvikelse", "-130"), ""); /* no share */
	assert_string_equal(figure("antal", "2026"), "");
	assert_string_equal(doubted(REC_TARGET, NULL, "subject", "3.2.2", "scope", "region", "year", "2026", "value", "120", (char *)NULL),
		"value");
}

static const char *forecast(const char *board, const char *period, const char *value)
{
	return doubted(REC_FORECAST, NULL, "board", board, "period", period, "forecast", value, (char *)NULL);
}

static void test_amounts(void **state)
{
	const struct record *old = dataset_find(&ds, REC_FORECAST, PLAN, "hs/2026-05");

	(void)state;
	assert_string_equal(forecast("hs", "2026-06", "-14,5"), "");
	assert_string_equal(forecast("hs", "2026-06", "-5996"), "");
	assert_string_equal(forecast("hs", "2026-06", "-12000"), "forecast"); /* −12,0 mnkr in tkr */
	assert_string_equal(said, "−12\u00a0" "000,0\u00a0mnkr är mer än hela ramen 5\u00a0" "996: menar du tkr?");
	assert_string_equal(doubted(REC_FORECAST, NULL, "board", "hs", "period", "2026-06", "outcome", "6000", (char *)NULL), "outcome");
	/* Without a budgetram: beyond 1 000 mnkr and ten times the month before. */
	assert_string_equal(forecast("regionservice", "2026-06", "-1400"), "");
	assert_string_equal(forecast("regionservice", "2026-06", "-1600"), "forecast");
	assert_string_equal(said, "−1\u00a0" "600,0\u00a0mnkr är mycket, månaden innan var det −150,0: menar du tkr?");
	assert_string_equal(forecast("regionservice", "2026-04", "-999"), "");
	assert_string_equal(forecast("regionservice", "2026-04", "-1001"), "forecast");
	/* What stood there already is not asked about again. */
	assert_string_equal(doubted(REC_FORECAST, old, "board", "hs", "period", "2026-05", "forecast", "-12", (char *)NULL), "");
}

static void test_what_things_are_called(void **state)
{
	struct buf text = { 0 };

	(void)state;
	record_spoken(&ds, dataset_find(&ds, REC_FORECAST, PLAN, "hs/2026-05"), &text);
	assert_string_equal(buf_cstr(&text), "prognos Hall. sjukhus 2026-05");
	buf_clear(&text);
	record_spoken(&ds, dataset_find(&ds, REC_INDICATOR, PLAN, "3.2.2"), &text);
	assert_string_equal(buf_cstr(&text), "indikator 3.2.2 Återinskrivna");
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_shares, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_amounts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_what_things_are_called, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
