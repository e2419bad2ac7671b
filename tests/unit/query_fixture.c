/* query_fixture.c: one small plan that the tests of the questions share. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/query_fixture.h"

struct test_store ts;
struct dataset ds;
struct result res;

int fixture_setup(void **state)
{
	(void)state;
	test_store_open(&ts);
	given(&ts, REC_PLAN, "", PLAN, "title", "Mål och budget 2026", "year", "2026", NULL);
	given(&ts, REC_BOARD, "", "rs", "name", "Regionstyrelsen", "short_name", "RS", "aliases", "RS,Styrelsen", NULL);
	given(&ts, REC_BOARD, "", "hs", "name", "Driftnämnd Hallands Sjukhus", "driftnamnd", "ja", NULL);
	given(&ts, REC_FOCUS_AREA, PLAN, "3", "title", "Hälso- och sjukvård", NULL);
	given(&ts, REC_GOAL, PLAN, "3.1", "title", "God tillgänglighet", "focus_area", "3", "boards", "hs", NULL);
	given(&ts, REC_GOAL, PLAN, "3.2", "title", "Nära vård", "focus_area", "3", "boards", "rs,hs", NULL);
	given(&ts, REC_METRIC, "", "N79173", "name", "Medicinsk bedömning", "source", "Kolada", "decimals", "1", NULL);
	given(&ts, REC_METRIC, "", "U79119", "name", "BUP", NULL);
	given(&ts, REC_METRIC, "", "resultat", "name", "Resultat", "source", "Region Halland", NULL);
	given(&ts, REC_INDICATOR, PLAN, "3.1.1", "goal", "3.1", "name", "Medicinsk bedömning inom 3 dagar", "kind", "goal",
		"unit", "%", "decimals", "1", "direction", "up", "metric", "N79173", "fit", "same", NULL);
	given(&ts, REC_INDICATOR, PLAN, "3.1.2", "goal", "3.1", "name", "Första besök BUP", "kind", "goal", "metric",
		"U79119", "fit", "near", NULL);
	given(&ts, REC_INDICATOR, PLAN, "3.1.3", "goal", "3.1", "name", "Något nytt", "kind", "goal", "developing", "ja",
		NULL);
	given(&ts, REC_INDICATOR, PLAN, "F.1", "name", "Resultat", "kind", "financial", "unit", "%", "metric", "resultat",
		NULL);
	given(&ts, REC_RULE, PLAN, "F.1", "subject", "F.1", "kind", "threshold", "green", "2", "window", "5", "source",
		"004", NULL);
	given(&ts, REC_ECONOMY_ROW, PLAN, "mal.resultat", "table", "mal", "name", "Resultat i procent", "unit", "%",
		"metric", "resultat", "decimals", "1", NULL);
	given(&ts, REC_ECONOMY_ROW, PLAN, "mal.soliditet", "table", "mal", "name", "Soliditet", "unit", "%", NULL);
	given(&ts, REC_ECONOMY, PLAN, NULL, "table", "mal", "row", "resultat", "kind", "outcome", "period", "2023", "value",
		"0,1", NULL);
	given(&ts, REC_ECONOMY, PLAN, NULL, "table", "mal", "row", "resultat", "kind", "outcome", "period", "2024", "value",
		"-1,2", NULL);
	given(&ts, REC_ECONOMY, PLAN, NULL, "table", "mal", "row", "resultat", "kind", "budget", "period", "2025", "value",
		"0,3", NULL);
	given(&ts, REC_ECONOMY, PLAN, NULL, "table", "mal", "row", "soliditet", "kind", "budget", "period", "2025", "text",
		"Bibehålla en positiv utveckling", NULL);
	load_given(&ts, PLAN);
	import_figures(&ts, "Källa: Kolada", "N79173 0013 2022 T 85.1", "N79173 0013 2023 T 86.5", "N79173 0013 2024 T 87.7",
		"N79173 0013 2024 K 88", "N79173 0013 2021 T -", "N79173 0000 2024 T 83.25", "U79119 0013 2024 T 31.5", NULL);
	load_dataset(&ts, &ds, NULL);
	return 0;
}

int fixture_teardown(void **state)
{
	(void)state;
	dataset_free(&ds);
	test_store_close(&ts);
	return 0;
}

/* What was given is saved, and seen. */
void save_and_see(void)
{
	struct err err = { 0 };
	bool changed;

	save_given(&ts);
	assert_int_equal(dataset_refresh(&ds, &changed, &err), 0);
	assert_true(changed);
}

void cell(const char *id, const char *key, const char *machine)
{
	assert_cell(&res, row_of(&res, id), key, machine);
}

void shown(const char *id, const char *key, const char *people)
{
	assert_shown_cell(&res, row_of(&res, id), key, people);
}

void json(const char *id, const char *key, const char *text)
{
	assert_json(&res, row_of(&res, id), key, text);
}
