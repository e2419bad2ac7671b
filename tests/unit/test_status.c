/* test_status.c: the status of every goal and indicator of the reference plans, with the reason, as the documents' figures make
 * it (003, bilaga 1 and Region Halland som arbetsgivare; 004, Finansiella mål), and as it becomes when figures come in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "cli/cli.h"
#include "query/queries_priv.h"
#include "unit/query_help.h"

#define U18 "u2018"
#define MB26 "mb2026"

static struct test_store ts;
static struct dataset ds;
static struct result res;
static struct arena arena;
static struct judgement judged;

static int setup(void **state)
{
	struct err err = { 0 };

	(void)state;
	memset(&arena, 0, sizeof(arena));
	test_store_open(&ts);
	if (cli_fill_reference(ts.store, &err))
		fail_msg("%s", err.text);
	load_dataset(&ts, &ds, U18);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	dataset_free(&ds);
	test_store_close(&ts);
	return 0;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

static void look_at(const char *plan)
{
	dataset_free(&ds);
	load_dataset(&ts, &ds, plan);
}

static void saved(void)
{
	save_given(&ts);
	look_at(ds.plan[0] == 'u' ? U18 : MB26);
}

/* A list of goals asks for less, reads less, and comes to the same. */
static void assert_brief_is_the_same(const struct record *rec)
{
	struct figures figures;
	struct judgement brief;
	struct err err = { 0 };

	assert_int_equal(figures_open(&figures, &ds, &err), 0);
	goal_judge(&figures, (const struct goal *)rec, false, &arena, &brief);
	figures_close(&figures);
	assert_int_equal(brief.status, judged.status);
	assert_int_equal(brief.passed, judged.passed);
	assert_int_equal(brief.failed, judged.failed);
	assert_int_equal(brief.excluded, judged.excluded);
}

static enum status judge_id(const char *id)
{
	const struct record *rec = dataset_find(&ds, REC_INDICATOR, NULL, id);
	struct err err = { 0 };

	rec = rec ? rec : dataset_find(&ds, REC_GOAL, NULL, id);
	assert_non_null(rec);
	assert_int_equal(query_judgement(&ds, rec, &arena, &judged, &err), 0);
	assert_true(judged.why && *judged.why && judged.rule_words && *judged.rule_words);
	if (rec->kind == REC_GOAL)
		assert_brief_is_the_same(rec);
	assert_int_equal(store_snapshots_open(), 0);
	return judged.status;
}

static void says(const char *words)
{
	if (!strstr(judged.why, words))
		fail_msg("\"%s\" does not say \"%s\"", judged.why, words);
}

static void counts(size_t passed, size_t failed, size_t excluded)
{
	assert_int_equal(judged.passed, passed);
	assert_int_equal(judged.failed, failed);
	assert_int_equal(judged.excluded, excluded);
}

static const struct judged_part *part(const char *id)
{
	for (size_t i = 0; i < judged.nparts; i++) {
		if (judged.parts[i].ref.id && strcmp(judged.parts[i].ref.id, id) == 0)
			return &judged.parts[i];
	}
	fail_msg("no part %s", id);
	return NULL;
}

static void figure(const char *metric, const char *organisation, const char *period, const char *value)
{
	given(&ts, REC_OBSERVATION, "", NULL, "metric", metric, "organisation", organisation, "period", period, "gender", "T",
		"value", value, NULL);
}

/* ---- 2018, area 4: the counts ----------------------------------------------------------------------------- */

static void test_counts(void **state)
{
	(void)state;
	/* Every measured value of delmål 1 is short of its målvärde. */
	assert_int_equal(judge_id("4.1"), STATUS_RED);
	counts(0, 10, 0);
	assert_int_equal(judged.nparts, 10);
	assert_string_equal(judged.why, "0 av 10 indikatorer når målvärdet; på väg kräver 5, på målet 10");
	assert_string_equal(judged.rule_source, "003, bilaga 1");
	/* Delmål 2: Helhetsintryck slutenvård, 90 against 90, is the one. */
	assert_int_equal(judge_id("4.2"), STATUS_RED);
	counts(1, 10, 0);
	for (size_t i = 0; i < judged.nparts; i++)
		assert_int_equal(judged.parts[i].outcome, strcmp(judged.parts[i].ref.id, "4.2.7") == 0 ? PART_PASS : PART_FAIL);
	assert_float_equal(part("4.2.7")->value, 90, 0);
	assert_float_equal(part("4.2.7")->target, 90, 0);
	/* Delmål 4: 0 of 5; two are under development, and neither reached nor missed. */
	assert_int_equal(judge_id("4.4"), STATUS_RED);
	counts(0, 5, 2);
	assert_string_equal(judged.why, "0 av 5 indikatorer når målvärdet; på väg kräver 2, på målet 5. 2 räknas inte (under utveckling).");
	assert_int_equal(part("4.4.6")->outcome, PART_EXCLUDED);
	assert_int_equal(part("4.4.7")->outcome, PART_EXCLUDED);
	assert_non_null(strstr(part("4.4.6")->reason, "under utveckling"));
	assert_int_equal(part("4.4.5")->ref.kind, REC_INDICATOR);
	assert_string_equal(part("4.4.5")->target_text, "≥ 55");
	assert_string_equal(part("4.4.5")->unit, "%");
	assert_string_equal(part("4.4.5")->source, "003, bilaga 1");
}

/* The colours follow from the figures: with better ones they are others. */
static void test_counts_move(void **state)
{
	(void)state;
	change(&ts, REC_OBSERVATION, "", "u18-inloggning-1177/0013/-/T", "value", "55");
	change(&ts, REC_OBSERVATION, "", "u18-delaktighet-primarvard/0013/-/T", "value", "90");
	look_at(U18);
	assert_int_equal(judge_id("4.4"), STATUS_YELLOW);
	counts(2, 3, 2);
	change(&ts, REC_OBSERVATION, "", "u18-delaktighet-primarvard/0013/-/T", "value", "");
	look_at(U18);
	assert_int_equal(judge_id("4.4"), STATUS_MISSING);
	says("uppgift saknas för 1 av 5 indikatorer: 4.4.1");
	assert_int_equal(part("4.4.1")->outcome, PART_MISSING);
	counts(1, 3, 3);
	/* One that leaves its development, without the rule being told. */
	change(&ts, REC_OBSERVATION, "", "u18-delaktighet-primarvard/0013/-/T", "value", "90");
	change(&ts, REC_INDICATOR, U18, "4.4.6", "developing", "nej");
	figure("u18-anvandning-e-tjanster", "0013", "", "60");
	given(&ts, REC_TARGET, U18, NULL, "subject", "4.4.6", "scope", "region", "year", "2018", "level", "green", "op", ">=",
		"value", "50", NULL);
	saved();
	assert_int_equal(judge_id("4.4"), STATUS_MISSING);
	says("3 av 6 indikatorer når målvärdet; regeln är skriven för 5");
}

/* ---- 2018: bands and budget deviation --------------------------------------------------------------------- */

static void test_bands(void **state)
{
	(void)state;
	/* The document has no value. */
	assert_int_equal(judge_id("4.3"), STATUS_MISSING);
	says("utfall saknas för Indexvärde medarbetarenkät; gränsen är ≥ 72");
	assert_int_equal(part("medarbetarindex")->outcome, PART_MISSING);
	figure("u18-medarbetarindex", "0013", "2018", "71,5");
	saved();
	assert_int_equal(judge_id("4.3"), STATUS_YELLOW);
	says("utfall 71,5 (2018) är på väg (≥ 70) men når inte gränsen ≥ 72");
	counts(0, 1, 0);
	change(&ts, REC_OBSERVATION, "", "u18-medarbetarindex/0013/2018/T", "value", "72");
	look_at(U18);
	assert_int_equal(judge_id("4.3"), STATUS_GREEN);
	change(&ts, REC_OBSERVATION, "", "u18-medarbetarindex/0013/2018/T", "value", "69");
	look_at(U18);
	assert_int_equal(judge_id("4.3"), STATUS_RED);
}

static void test_budget_deviation(void **state)
{
	static const char metric[] = "u18-budgetavvikelse-halso-och-sjukvard";

	(void)state;
	assert_int_equal(judge_id("4.5"), STATUS_MISSING);
	figure(metric, "0013", "2018", "-12");
	saved();
	assert_int_equal(judge_id("4.5"), STATUS_MISSING);
	says("utfall för 2017 saknas");
	figure(metric, "0013", "2017", "-20");
	saved();
	assert_int_equal(judge_id("4.5"), STATUS_YELLOW);
	says("−12,0\u00a0mnkr (2018): under 0 men bättre än föregående år (−20,0\u00a0mnkr 2017)");
	assert_int_equal(part("u18-budgetavvikelse-halso-och-sjukvard/0013/2017/T")->outcome, PART_SHOWN);
	change(&ts, REC_OBSERVATION, "", "u18-budgetavvikelse-halso-och-sjukvard/0013/2017/T", "value", "-12");
	look_at(U18);
	assert_int_equal(judge_id("4.5"), STATUS_RED);
	change(&ts, REC_OBSERVATION, "", "u18-budgetavvikelse-halso-och-sjukvard/0013/2018/T", "value", "0");
	look_at(U18);
	assert_int_equal(judge_id("4.5"), STATUS_GREEN);
}

/* ---- 2018, area 2: the staff goals ------------------------------------------------------------------------ */

static void test_staff(void **state)
{
	static const char *const ids[] = {
		"2.1", "2.2", "2.3", "2.4", "2.5", "2.1.1", "2.1.2", "2.2.1", "2.3.1", "2.4.1", "2.5.1",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ids); i++)
		assert_int_equal(judge_id(ids[i]), STATUS_MISSING);
	judge_id("2.1.1");
	says("utfall saknas; målvärdet står med ord (definieras under 2017) och kan inte prövas");
	judge_id("2.4.1");
	says("utfall saknas; målvärdet är ≥ 92");
	/* Frisktal: 87 and 92 for the region; 85 and 88 for a förvaltning, whose figures are its own. */
	figure("u18-frisktal", "0013", "2018", "87");
	figure("u18-frisktal", "hs", "2018", "88");
	given(&ts, REC_INDICATOR, U18, "frisktal-hs", "name", "Frisktal", "kind", "variable", "unit", "%", "direction", "up",
		"metric", "u18-frisktal", "board", "hs", NULL);
	given(&ts, REC_TARGET, U18, NULL, "subject", "frisktal-hs", "scope", "forvaltning", "year", "2018", "level", "green",
		"op", ">=", "value", "88", NULL);
	saved();
	assert_int_equal(judge_id("2.4.1"), STATUS_YELLOW);
	assert_int_equal(judge_id("2.4"), STATUS_YELLOW);
	assert_int_equal(judge_id("frisktal-hs"), STATUS_GREEN);
	/* The nämnd's own level comes before that of every förvaltning. */
	given(&ts, REC_TARGET, U18, NULL, "subject", "frisktal-hs", "scope", "hs", "year", "2018", "level", "green", "op", ">=",
		"value", "90", NULL);
	saved();
	assert_int_equal(judge_id("frisktal-hs"), STATUS_RED);
	assert_string_equal(judged.green->scope, "hs");
}

static void test_care_guarantee(void **state)
{
	static const struct {
		const char *metric, *value;
	} parts[] = {
		{ "u18-telefontillganglighet-primarvard", "95" }, { "u18-lakarbesok-primarvard", "86" },
		{ "u18-forsta-besok-specialiserad-vard", "95" }, { "u18-operation-atgard", "96" },
	};

	(void)state;
	assert_int_equal(judge_id("2.1.2"), STATUS_MISSING);
	says("uppgift saknas för 4 av 4 delar: 2.1.2a, 2.1.2b, 2.1.2c, 2.1.2d");
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		figure(parts[i].metric, "0013", "2018", parts[i].value);
	saved();
	/* Three on target, läkarbesök on the way: 86 of 86 and 95. */
	assert_int_equal(judge_id("2.1.2"), STATUS_YELLOW);
	counts(3, 1, 0);
	says("3 av 4 delar är på målet; på väg: 2.1.2b");
	change(&ts, REC_OBSERVATION, "", "u18-operation-atgard/0013/2018/T", "value", "95");
	look_at(U18);
	assert_int_equal(judge_id("2.1.2"), STATUS_RED);
	says("ej nått: 2.1.2d");
}

/* ---- 2018, area 3: rank ----------------------------------------------------------------------------------- */

static void test_rank(void **state)
{
	char id[16], value[16];
	size_t n = 0;

	(void)state;
	assert_int_equal(judge_id("3.2.1"), STATUS_MISSING);
	says("utfall saknas; placering kräver utfall från alla 21 regioner");
	figure("u18-lonesumma-per-sysselsatt", "0013", "2018", "50");
	figure("u18-lonesumma-per-sysselsatt", "0000", "2018", "99"); /* the country is no region */
	figure("u18-lonesumma-per-sysselsatt", "hs", "2018", "99");
	saved();
	assert_int_equal(judge_id("3.2.1"), STATUS_MISSING);
	says("1 av 21 regioner har utfall (2018), 20 saknas");
	for (int i = 1; n < 20; i++) {
		if (i == 13)
			continue;
		n++;
		snprintf(id, sizeof(id), "%04d", i);
		snprintf(value, sizeof(value), "%d", 32 + i); /* 18 to 21 are at 50 and above */
		figure("u18-lonesumma-per-sysselsatt", id, "2018", value);
	}
	saved();
	assert_int_equal(judge_id("3.2.1"), STATUS_RED);
	says("delad plats 4 av 21 regioner (2018): inte bland de 3 bästa");
	assert_int_equal(part("u18-lonesumma-per-sysselsatt/0021/2018/T")->outcome, PART_SHOWN);
	assert_float_equal(part("3.2.1")->value, 4, 0);
	change(&ts, REC_OBSERVATION, "", "u18-lonesumma-per-sysselsatt/0013/2018/T", "value", "51");
	look_at(U18);
	assert_int_equal(judge_id("3.2.1"), STATUS_GREEN);
	says("delad plats 3 av 21");
	/* Where lower is better it is the other end. */
	change(&ts, REC_RULE, U18, "3.2.1", "direction", "down");
	look_at(U18);
	assert_int_equal(judge_id("3.2.1"), STATUS_RED);
}

/* ---- 2026: the financial goals ---------------------------------------------------------------------------- */

static void test_financial(void **state)
{
	(void)state;
	look_at(MB26);
	assert_int_equal(judge_id("F.1"), STATUS_GREEN);
	assert_string_equal(judged.why, "5,36\u00a0% i genomsnitt 2020–2024 når minst 2\u00a0%; 2024 var −1,2\u00a0%");
	assert_float_equal(judged.parts[0].value, 5.36, 1e-9);
	counts(1, 0, 0);
	/* The mean, and the five outcomes beside it: budget years are none. */
	assert_int_equal(judged.nparts, 6);
	assert_int_equal(part("resultat-andel/0013/2024/T")->outcome, PART_SHOWN);
	assert_int_equal(part("resultat-andel/0013/2024/T")->ref.kind, REC_OBSERVATION);
	assert_float_equal(part("resultat-andel/0013/2024/T")->value, -1.2, 0);
	assert_float_equal(judged.value, -1.2, 0);
	assert_int_equal(judge_id("F.2"), STATUS_GREEN);
	says("151,8\u00a0% i genomsnitt 2020–2024 når minst 100\u00a0%; 2024 var 46\u00a0%");
	assert_int_equal(judge_id("F.3"), STATUS_RED);
	assert_string_equal(judged.why,
		"positiv men fallande sedan 2022: 24,7\u00a0% 2022, 21,8\u00a0% 2023, 18,8\u00a0% 2024");
	counts(1, 1, 0);
	assert_string_equal(judged.rule_source, "004, Finansiella mål");
	/* A målvärde set for 2026 is what the window is held against. */
	change(&ts, REC_TARGET, MB26, "F.1.region.2026.green", "value", "6");
	look_at(MB26);
	assert_int_equal(judge_id("F.1"), STATUS_RED);
	says("når inte minst 6\u00a0%");
	/* Four years only, and there is nothing to say about five. */
	given(&ts, REC_OBSERVATION, "", NULL, "metric", "soliditet", "organisation", "0013", "period", "2021", "gender", "T",
		"missing", "not_measured", NULL);
	saved();
	assert_int_equal(judge_id("F.3"), STATUS_MISSING);
	says("uppgift saknas för 2021");
}

/* Målvärden are set at UR1 2026: until then no other indicator has a colour, and no goal. */
static void test_nothing_invented(void **state)
{
	const struct record_list *indicators, *goals;

	(void)state;
	look_at(MB26);
	indicators = dataset_list(&ds, REC_INDICATOR);
	goals = dataset_list(&ds, REC_GOAL);
	for (size_t i = 0; i < indicators->n; i++) {
		const struct indicator *indicator = (const struct indicator *)indicators->items[i];

		if (indicator->kind == IND_KIND_FINANCIAL)
			continue;
		assert_int_equal(judge_id(indicator->rec.id), STATUS_NONE);
		says(indicator->fit == FIT_NEAR || indicator->fit == FIT_RELATED ? "bedöms aldrig" : "målvärde saknas");
	}
	assert_int_equal(goals->n, 12);
	for (size_t i = 0; i < goals->n; i++) {
		assert_int_equal(judge_id(goals->items[i]->id), STATUS_NONE);
		says("ingen regel");
		assert_int_equal(judged.passed + judged.failed, 0);
	}
	assert_int_equal(judge_id("1.1"), STATUS_NONE);
	says("läget vilar på aktiviteter (0), nämndsmål (0)");
}

/* ---- goals of nämnder ------------------------------------------------------------------------------------- */

static void below(const char *id, const char *value)
{
	char indicator[16];

	snprintf(indicator, sizeof(indicator), "%s.a", id);
	given(&ts, REC_GOAL, MB26, id, "title", "Nämndens del", "parent", "3.1", "owner", "hs", NULL);
	given(&ts, REC_METRIC, "", id, "name", "Nämndens mått", NULL);
	given(&ts, REC_INDICATOR, MB26, indicator, "goal", id, "name", "Nämndens mått", "kind", "goal", "direction", "up", "metric",
		id, "board", "hs", NULL);
	given(&ts, REC_TARGET, MB26, NULL, "subject", indicator, "scope", "hs", "year", "2026", "level", "green", "op", ">=",
		"value", "50", NULL);
	given(&ts, REC_RULE, MB26, id, "kind", "composite", "parts", indicator, NULL);
	figure(id, "hs", "2026", value);
}

static void test_goals_below(void **state)
{
	(void)state;
	look_at(MB26);
	below("n1", "60");
	below("n2", "40");
	saved();
	assert_int_equal(judge_id("n1.a"), STATUS_GREEN);
	assert_int_equal(judge_id("n1"), STATUS_GREEN);
	assert_int_equal(judge_id("n2"), STATUS_RED);
	/* Shown beside the goal's own indicators; no colour comes of them without a rule. */
	assert_int_equal(judge_id("3.1"), STATUS_NONE);
	assert_int_equal(part("n1")->outcome, PART_SHOWN);
	assert_int_equal(part("n1")->ref.kind, REC_GOAL);
	assert_int_equal(part("n1")->status, STATUS_GREEN);
	assert_int_equal(part("n2")->status, STATUS_RED);
	/* A rule may count them. */
	given(&ts, REC_RULE, MB26, "3.1", "kind", "count", "green", "2", "yellow", "1", "of", "2", "parts", "n1,n2", NULL);
	saved();
	assert_int_equal(judge_id("3.1"), STATUS_YELLOW);
	says("1 av 2 mål når målvärdet; på väg kräver 1, på målet 2");
	counts(1, 1, 0);
	assert_int_equal(judged.nparts, 2);
	/* Round in a ring: said, not followed. */
	change(&ts, REC_RULE, MB26, "n2", "parts", "3.1");
	look_at(MB26);
	assert_int_equal(judge_id("3.1"), STATUS_MISSING);
	assert_int_equal(part("n2")->outcome, PART_MISSING);
}

/* ---- what `status` answers -------------------------------------------------------------------------------- */

static void cell(const char *id, const char *key, const char *machine)
{
	assert_cell(&res, row_of(&res, id), key, machine);
}

static void test_statuses(void **state)
{
	const json_t *inputs, *input;

	(void)state;
	ask(&ds, query_statuses, NULL, &res);
	cell("4.1", "computed", "red");
	cell("4.1", "rule", "count");
	cell("4.1", "source", "003, bilaga 1");
	cell("4.1", "failed", "10");
	cell("4.2", "passed", "1");
	cell("4.4", "excluded", "2");
	cell("4.3", "computed", "missing");
	cell("2.4", "computed", "missing");
	assert_json(&res, row_of(&res, "4.1"), "assessed", "null");
	inputs = row_of(&res, "4.4")->cells[result_column(&res, "inputs")].json;
	assert_int_equal(json_array_size(inputs), 7);
	input = json_array_get(inputs, 4);
	assert_string_equal(json_string_value(json_object_get(input, "id")), "4.4.5");
	assert_float_equal(json_number_value(json_object_get(input, "value")), 48, 0);
	assert_float_equal(json_number_value(json_object_get(input, "target")), 55, 0);
	assert_string_equal(json_string_value(json_object_get(input, "outcome")), "fail");
	assert_string_equal(json_string_value(json_object_get(input, "source")), "003, bilaga 1");
	assert_string_equal(json_string_value(json_object_get(json_array_get(inputs, 6), "outcome")), "excluded");
	result_free(&res);
	/* The list of goals says the same. */
	ask(&ds, query_goals, NULL, &res);
	cell("4.1", "computed", "red");
	assert_shown_cell(&res, row_of(&res, "4.1"), "on_target", "0/10");
	assert_shown_cell(&res, row_of(&res, "4.2"), "on_target", "1/11");
	assert_shown_cell(&res, row_of(&res, "4.4"), "on_target", "0/5");
	assert_shown_cell(&res, row_of(&res, "2.4"), "on_target", "–/1");
	result_free(&res);
}

/* A written assessment stands beside the computed status. */
static void test_assessed(void **state)
{
	(void)state;
	given(&ts, REC_ASSESSMENT, U18, NULL, "goal", "4.1", "board", ASSESSMENT_KONCERN, "occasion", "UR1", "assessed", "yellow",
		"motivation", "Åtgärder pågår", NULL);
	saved();
	ask(&ds, query_statuses, NULL, &res);
	cell("4.1", "computed", "red");
	cell("4.1", "assessed", "yellow");
	result_free(&res);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_counts),
		TEST(test_counts_move),
		TEST(test_bands),
		TEST(test_budget_deviation),
		TEST(test_staff),
		TEST(test_care_guarantee),
		TEST(test_rank),
		TEST(test_financial),
		TEST(test_nothing_invented),
		TEST(test_goals_below),
		TEST(test_statuses),
		TEST(test_assessed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
