/* test_figures.c: merged series, indicators and goals, and what is judged and why. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "unit/query_fixture.h"

/* ---- figures ---------------------------------------------------------------------------------------------- */

static void observe(const char *period, const char *value, const char *source)
{
	given(&ts, REC_OBSERVATION, "", NULL, "metric", "N79173", "organisation", "0013", "period", period, "gender", "T", "value",
		value, "source", source, NULL);
	save_and_see();
}

static void test_series(void **state)
{
	struct series series;
	struct err err = { 0 };

	(void)state;
	observe("2023", "90", "Källa: Egen mätning");
	observe("", "99", NULL);
	assert_int_equal(query_series(&ds, "N79173", "0013", &series, &err), 0);
	/* Without a period first, then oldest first; the hand-entered one came later than the import. */
	assert_int_equal(series.n, 6);
	assert_int_equal(series.points[0].period, 0);
	assert_int_equal(series.points[1].missing, MISSING_NOT_MEASURED);
	assert_float_equal(series.points[3].value, 90, 0);
	assert_string_equal(series.points[3].source, "Egen mätning");
	assert_int_equal(series.points[3].batch, 0);
	assert_string_equal(series.points[3].ref.id, "N79173/0013/2023/T");
	assert_float_equal(series_latest(&series, GENDER_T)->value, 87.7, 0);
	assert_string_equal(series_latest(&series, GENDER_T)->source, "Kolada");
	assert_true(series_latest(&series, GENDER_T)->batch > 0);
	assert_float_equal(series_latest(&series, GENDER_K)->value, 88, 0);
	assert_null(series_latest(&series, GENDER_M));
	series_free(&series);
	/* A later import wins over what was entered before. */
	import_figures(&ts, "Källa: Kolada", "N79173 0013 2023 T 86.75", NULL);
	assert_int_equal(query_series(&ds, "N79173", "0013", &series, &err), 0);
	assert_float_equal(series.points[3].value, 86.75, 0);
	assert_true(series.points[3].batch > 0);
	series_free(&series);
	assert_int_equal(query_series(&ds, "saknas", "0013", &series, &err), 0);
	assert_int_equal(series.n, 0);
	assert_null(series_latest(&series, GENDER_T));
	series_free(&series);
}

static void test_observations(void **state)
{
	struct query_filter filter = { 0 };

	(void)state;
	ask(&ds, query_observations, NULL, &res);
	assert_int_equal(res.nrows, 9);
	assert_cell(&res, &res.rows[0], "metric", "N79173");
	assert_cell(&res, &res.rows[0], "organisation", "0000");
	assert_json(&res, &res.rows[0], "value", "83.25");
	assert_cell(&res, &res.rows[0], "source", "Kolada");
	/* Not measured is not zero. */
	assert_cell(&res, &res.rows[1], "period", "2021");
	assert_json(&res, &res.rows[1], "value", "null");
	assert_json(&res, &res.rows[1], "missing", "\"not_measured\"");
	assert_json(&res, &res.rows[2], "missing", "null");
	assert_json(&res, &res.rows[2], "preliminary", "false");
	assert_cell(&res, &res.rows[7], "metric", "resultat");
	assert_cell(&res, &res.rows[7], "gender", "T");
	assert_cell(&res, &res.rows[8], "value", "-1.2");
	assert_cell(&res, &res.rows[8], "source", "Region Halland");
	result_free(&res);
	filter.indicator = "F.1";
	ask(&ds, query_observations, &filter, &res);
	assert_int_equal(res.nrows, 2); /* the budget is no outcome */
	result_free(&res);
	filter.indicator = "N79173";
	filter.gender = GENDER_K;
	ask(&ds, query_observations, &filter, &res);
	assert_int_equal(res.nrows, 1);
	result_free(&res);
	filter.gender = 0;
	filter.organisation = "0000";
	ask(&ds, query_observations, &filter, &res);
	assert_int_equal(res.nrows, 1);
	result_free(&res);
	filter = (struct query_filter){ .board = "hs" };
	assert_true(period_parse("2024", &filter.period));
	ask(&ds, query_observations, &filter, &res);
	assert_int_equal(res.nrows, 4); /* 0013 T and K, riket, BUP */
	result_free(&res);
	filter = (struct query_filter){ .indicator = "ingen" };
	ask(&ds, query_observations, &filter, &res);
	assert_int_equal(res.nrows, 0);
	result_free(&res);
}

static void test_indicators(void **state)
{
	struct query_filter filter = { 0 };

	(void)state;
	given(&ts, REC_TARGET, PLAN, NULL, "subject", "3.1.1", "scope", "region", "year", "2024", "level", "green", "op", ">=",
		"value", "92,5", NULL);
	save_and_see();
	ask(&ds, query_indicators, NULL, &res);
	assert_ids(&res, "3.1.1 3.1.2 3.1.3 F.1");
	cell("3.1.1", "kind", "goal");
	json("3.1.1", "latest", "{\"period\":\"2024\",\"value\":87.7,\"organisation\":\"0013\"}");
	json("3.1.1", "targets",
		"[{\"scope\":\"region\",\"year\":2024,\"level\":\"green\",\"op\":\">=\",\"value\":92.5,\"text\":null}]");
	cell("3.1.1", "computed", "red");
	shown("3.1.1", "value", "87,7");
	shown("3.1.1", "change", "+1,2");
	shown("3.1.1", "riket", "83,3");
	shown("3.1.1", "target", "≥ 92,5");
	json("3.1.1", "spark", "[85.1,86.5,87.7]");
	/* Near: the export says so in fit, the screen has it in a column of its own. */
	cell("3.1.2", "fit", "near");
	json("3.1.2", "latest", "{\"period\":\"2024\",\"value\":31.5,\"organisation\":\"0013\"}");
	shown("3.1.2", "value", "");
	shown("3.1.2", "near", "31,5");
	cell("3.1.2", "computed", "none");
	json("3.1.2", "targets", "[]");
	json("3.1.3", "latest", "null");
	cell("3.1.3", "computed", "missing");
	json("F.1", "goal", "null");
	json("F.1", "decimals", "null");
	shown("F.1", "change", "−1,3");
	result_free(&res);
	filter.board = "rs";
	ask(&ds, query_indicators, &filter, &res);
	assert_ids(&res, "");
	result_free(&res);
	filter = (struct query_filter){ .goal = "3.1", .indicator = "3.1.2" };
	ask(&ds, query_indicators, &filter, &res);
	assert_ids(&res, "3.1.2");
	result_free(&res);
}

/* A gap is a gap in the history, and no change can be told over it. */
static void test_gaps(void **state)
{
	(void)state;
	import_figures(&ts, "Källa: Kolada", "U79119 0013 2022 T 30", NULL);
	change(&ts, REC_INDICATOR, PLAN, "3.1.2", "fit", "same");
	dataset_free(&ds);
	load_dataset(&ts, &ds, PLAN);
	ask(&ds, query_indicators, NULL, &res);
	json("3.1.2", "spark", "[30,null,31.5]");
	shown("3.1.2", "change", "");
	shown("3.1.2", "riket", "");
	result_free(&res);
}

/* ---- goals and status ------------------------------------------------------------------------------------- */

static void test_goals(void **state)
{
	struct query_filter filter = { .board = "hs" };

	(void)state;
	given(&ts, REC_GOAL, PLAN, "hs-1", "title", "Nämndens del", "parent", "3.1", "owner", "hs", NULL);
	given(&ts, REC_ACTIVITY, PLAN, "", "title", "Ring tillbaka", "goal", "3.1", "board", "hs", "status", "ongoing", "due",
		"2026-09-01", NULL);
	given(&ts, REC_ACTIVITY, PLAN, "", "title", "Via indikatorn", "indicator", "3.1.1", "board", "rs", "status", "planned",
		NULL);
	given(&ts, REC_ACTIVITY, PLAN, "", "title", "Avbruten", "goal", "3.1", "status", "cancelled", "due", "2026-01-01",
		NULL);
	save_and_see();
	ask(&ds, query_goals, NULL, &res);
	assert_ids(&res, "3.1 hs-1 3.2");
	assert_int_equal(row_of(&res, "hs-1")->depth, 1);
	cell("3.1", "plan", PLAN);
	cell("3.1", "focus_title", "Hälso- och sjukvård");
	json("3.1", "indicators", "[\"3.1.1\",\"3.1.2\",\"3.1.3\"]");
	json("3.2", "indicators", "[]");
	json("3.2", "boards", "[\"rs\",\"hs\"]");
	json("3.2", "parent", "null");
	cell("3.1", "computed", "none");
	json("3.1", "assessed", "null");
	/* None of three can be judged: near figures never, and there is no target. */
	shown("3.1", "on_target", "–/3");
	shown("3.2", "on_target", "");
	shown("3.1", "activities", "2");
	shown("3.1", "late", "1");
	result_free(&res);
	ask(&ds, query_goals, &filter, &res);
	assert_ids(&res, "3.1 hs-1 3.2");
	shown("3.1", "activities", "1");
	result_free(&res);
	filter.board = "rs";
	ask(&ds, query_goals, &filter, &res);
	assert_ids(&res, "3.2");
	result_free(&res);
}

/* Goals that are each other's parents are still shown once each. */
static void test_goal_ring(void **state)
{
	(void)state;
	given(&ts, REC_GOAL, PLAN, "a", "title", "A", "parent", "b", NULL);
	given(&ts, REC_GOAL, PLAN, "b", "title", "B", "parent", "a", NULL);
	save_and_see();
	ask(&ds, query_goals, NULL, &res);
	assert_ids(&res, "3.1 3.2 a b");
	result_free(&res);
}

static void judged(const char *id, enum status status, const char *why_has)
{
	struct arena arena = { 0 };
	const char *why = NULL;
	const struct record *rec = dataset_find(&ds, REC_INDICATOR, NULL, id);

	assert_int_equal(query_status(&ds, rec ? rec : dataset_find(&ds, REC_GOAL, NULL, id), &arena, &why), status);
	if (!strstr(why, why_has))
		fail_msg("\"%s\" does not say \"%s\"", why, why_has);
	arena_free(&arena);
	assert_int_equal(store_snapshots_open(), 0);
}

static void target(const char *subject, const char *year, const char *level, const char *op, const char *value)
{
	given(&ts, REC_TARGET, PLAN, NULL, "subject", subject, "scope", "region", "year", year, "level", level, "op", op, "value",
		value, NULL);
	save_and_see();
}

static void test_status(void **state)
{
	(void)state;
	judged("3.1.1", STATUS_NONE, "målvärde saknas");
	judged("3.1.2", STATUS_NONE, "närliggande");
	judged("3.1.3", STATUS_MISSING, "under utveckling");
	judged("F.1", STATUS_MISSING, "uppgift saknas för 2020, 2021, 2022: regeln bedömer 5 tillsammans");
	judged("3.1", STATUS_NONE, "ingen regel: 0 av 3 indikatorer");
	judged("3.2", STATUS_NONE, "ingen målindikator");
	/* Near is never judged, whatever target it has. */
	target("3.1.2", "2024", "green", ">=", "1");
	judged("3.1.2", STATUS_NONE, "aldrig");
	/* A target for a later year does not hold for this figure. */
	target("3.1.1", "2026", "green", ">=", "80");
	judged("3.1.1", STATUS_NONE, "målvärde saknas för 2024: det som finns gäller 2026");
	target("3.1.1", "2023", "green", ">=", "90");
	judged("3.1.1", STATUS_RED, "utfall 87,7\u00a0% (2024) når inte målvärdet ≥ 90");
	target("3.1.1", "2023", "yellow", ">=", "87");
	judged("3.1.1", STATUS_YELLOW, "är på väg (≥ 87,0) men når inte målvärdet ≥ 90,0");
	target("3.1.1", "2024", "green", ">=", "87,7");
	judged("3.1.1", STATUS_GREEN, "når målvärdet ≥ 87,7");
	judged("3.1", STATUS_NONE, "ingen regel: 1 av 3 indikatorer når målvärdet, 2 räknas inte");
	change(&ts, REC_TARGET, PLAN, "3.1.1.region.2024.green", "op", "<");
}

static void test_status_without_value(void **state)
{
	(void)state;
	given(&ts, REC_INDICATOR, PLAN, "3.2.1", "goal", "3.2", "name", "Utan utfall", "kind", "goal", NULL);
	target("3.2.1", "2026", "green", "<=", "11");
	judged("3.2.1", STATUS_MISSING, "utfall saknas");
	/* A value without a period is judged by the plan's year. */
	change(&ts, REC_INDICATOR, PLAN, "3.2.1", "metric", "U79119");
	given(&ts, REC_OBSERVATION, "", NULL, "metric", "U79119", "organisation", "0013", "period", "", "value", "13,4", NULL);
	save_and_see();
	judged("3.2.1", STATUS_NONE, "målvärde saknas för 2024");
	given(&ts, REC_METRIC, "", "swede", "name", "Infarkt", NULL);
	given(&ts, REC_OBSERVATION, "", NULL, "metric", "swede", "organisation", "0013", "period", "", "value", "13,4", NULL);
	change(&ts, REC_INDICATOR, PLAN, "3.2.1", "metric", "swede");
	save_and_see();
	judged("3.2.1", STATUS_RED, "utfall 13,4 når inte målvärdet ≤ 11");
}

static void rule(const char *id, const char *kind, const char *green, const char *yellow)
{
	given(&ts, REC_RULE, PLAN, id, "subject", id, "kind", kind, "green", green, "yellow", yellow, NULL);
	save_and_see();
}

static void test_rules(void **state)
{
	(void)state;
	rule("3.1.1", "two_level", "90", "87");
	judged("3.1.1", STATUS_YELLOW, "≥ 87,0");
	change(&ts, REC_RULE, PLAN, "3.1.1", "green", "87");
	dataset_free(&ds);
	load_dataset(&ts, &ds, PLAN);
	judged("3.1.1", STATUS_GREEN, "≥ 87,0");
	change(&ts, REC_RULE, PLAN, "3.1.1", "green", "");
	dataset_free(&ds);
	load_dataset(&ts, &ds, PLAN);
	/* A rule asks for a target. */
	judged("3.1.1", STATUS_MISSING, "målvärde saknas");
	change(&ts, REC_RULE, PLAN, "3.1.1", "kind", "bands");
	rule("3.1", "count", "10", "5");
	dataset_free(&ds);
	load_dataset(&ts, &ds, PLAN);
	judged("3.1.1", STATUS_MISSING, "regeln saknar gräns för på målet");
	judged("3.1", STATUS_MISSING, "uppgift saknas för 1 av 1 indikator: 3.1.1. 2 räknas inte (1 under utveckling, "
		"1 bara jämförelse).");
}

static void test_target_in_words(void **state)
{
	(void)state;
	given(&ts, REC_TARGET, PLAN, NULL, "subject", "3.1.1", "scope", "region", "year", "2024", "text", "definieras under 2025",
		NULL);
	save_and_see();
	judged("3.1.1", STATUS_NONE, "målvärdet står med ord (definieras under 2025) och kan inte prövas");
	ask(&ds, query_indicators, NULL, &res);
	shown("3.1.1", "target", "definieras under 2025");
	result_free(&res);
	assert_non_null(query_target(&ds, "3.1.1", "region", 2026, LEVEL_GREEN));
	assert_null(query_target(&ds, "3.1.1", "region", 2023, LEVEL_GREEN));
	assert_null(query_target(&ds, "3.1.1", "hs", 2026, LEVEL_GREEN));
	assert_null(query_target(&ds, "3.1.1", "region", 2026, LEVEL_YELLOW));
	assert_null(query_target(&ds, NULL, "region", 2026, LEVEL_YELLOW));
}

static void test_statuses(void **state)
{
	struct query_filter filter = { 0 };

	(void)state;
	target("3.1.1", "2024", "green", ">=", "87,7");
	ask(&ds, query_statuses, NULL, &res);
	assert_ids(&res, "3.1 3.1.1 3.1.2 3.1.3 3.2 F.1");
	cell("3.1", "kind", "goal");
	cell("3.1.1", "kind", "indicator");
	cell("F.1", "kind", "economy");
	cell("3.1.1", "computed", "green");
	json("3.1.1", "assessed", "null");
	cell("3.1.1", "rule", "threshold");
	cell("3.1", "rule", "");
	cell("F.1", "source", "004");
	cell("3.1", "passed", "1");
	cell("3.1", "failed", "0");
	cell("3.1", "excluded", "2");
	json("3.1.1", "inputs", "[{\"id\":\"3.1.1\",\"name\":\"Medicinsk bedömning inom 3 dagar\",\"period\":\"2024\","
		"\"value\":87.7,\"target\":87.7,\"outcome\":\"pass\",\"reason\":\"utfall 87,7\u00a0% (2024) når målvärdet ≥ 87,7\","
		"\"source\":\"Kolada\"}]");
	assert_int_equal(json_array_size(row_of(&res, "3.1")->cells[result_column(&res, "inputs")].json), 3);
	result_free(&res);
	filter.indicator = "3.1.1";
	ask(&ds, query_statuses, &filter, &res);
	assert_ids(&res, "3.1.1");
	result_free(&res);
	filter = (struct query_filter){ .board = "rs" };
	ask(&ds, query_statuses, &filter, &res);
	assert_ids(&res, "3.2");
	result_free(&res);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_series),
		TEST(test_observations),
		TEST(test_indicators),
		TEST(test_gaps),
		TEST(test_goals),
		TEST(test_goal_ring),
		TEST(test_status),
		TEST(test_status_without_value),
		TEST(test_rules),
		TEST(test_target_in_words),
		TEST(test_statuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
