/* test_queries.c: the answers, their keys and order (styrtavla-export(7)), and the budget as it is printed (004). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "query/report.h"
#include "unit/query_fixture.h"

/* ---- shapes ----------------------------------------------------------------------------------------------- */

static void test_wire_shapes(void **state)
{
	static const struct {
		const char *what, *keys;
	} shapes[] = {
		{ "goals", "plan focus_area focus_title id title parent boards indicators computed assessed" },
		{ "indicators", "plan goal id name kind area perspective metric fit unit decimals direction definition targets "
			"latest computed" },
		{ "boards", "id name aliases driftnamnd" },
		{ "allocations", "plan board year mnkr" },
		{ "economy", "plan table row period kind value text unit" },
		{ "observations", "metric organisation period gender value missing preliminary source" },
		{ "activities", "id goal indicator board title description responsible start due status late progress result "
			"contribution revision" },
		{ "action-plans", "id board cause deficit decided decided_at decided_by decided_paragraph dnr status measures "
			"taken planned covered remaining revision" },
		{ "forecasts", "board period outcome budget forecast budget_year deviation change comment group" },
		{ "assessments", "goal board occasion computed assessed motivation by at" },
		{ "notes", "id board date text agreed responsible due done" },
		{ "calendar", "plan occasion kind period cutoff due dates source" },
		{ "journal", "seq at user role kind id op changes" },
	};

	(void)state;
	assert_int_equal(query_nexports, COUNT_OF(shapes));
	for (size_t i = 0; i < query_nexports; i++) {
		assert_string_equal(query_exports[i].what, shapes[i].what);
		ask(&ds, query_exports[i].run, NULL, &res);
		assert_export_keys(&res, shapes[i].keys);
		result_free(&res);
	}
	ask(&ds, query_statuses, NULL, &res);
	assert_export_keys(&res, "plan kind id title computed assessed rule source passed failed excluded inputs");
	result_free(&res);
	ask(&ds, query_check, NULL, &res);
	assert_export_keys(&res, "code board occasion kind id message amount due");
	result_free(&res);
}

/* Every column on screen has a heading, every field it edits exists. */
static void test_screen_columns(void **state)
{
	static query_fn *const all[] = {
		query_goals, query_indicators, query_boards, query_allocations, query_economy, query_observations,
		query_activities, query_action_plans, query_measures, query_calendar, query_journal, query_statuses, query_check,
		query_report, query_report_goals,
	};
	static const enum record_kind kinds[] = {
		REC_GOAL, REC_INDICATOR, REC_BOARD, REC_ALLOCATION, REC_ECONOMY, REC_OBSERVATION, REC_ACTIVITY, REC_ACTION_PLAN,
		REC_MEASURE, REC_OCCASION, REC_NONE, REC_NONE, REC_NONE, REC_SIGN_OFF, REC_ASSESSMENT,
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(all); i++) {
		int fill = 0;

		ask(&ds, all[i], NULL, &res);
		for (size_t c = 0; c < res.ncolumns; c++) {
			const struct column *column = &res.columns[c];

			assert_int_equal(result_column(&res, column->key), c);
			if (column->flags & COLF_SCREEN) {
				assert_non_null(column->heading);
				assert_true(column->width > 0);
			}
			fill += (column->flags & COLF_FILL) != 0;
			if (column->field)
				assert_non_null(record_field(record_type(kinds[i]), column->field));
		}
		assert_int_equal(fill, 1);
		result_free(&res);
	}
}

/* ---- the budget (004, Fördelning av budget till nämnder) -------------------------------------------------- */

static const struct {
	const char *board;
	int mnkr[5];
} budget[] = {
	{ "regiongemensamt", { 89, 59, 69, 107, 149 } },
	{ "rs-hsv", { 4266, 4470, 4687, 4917, 5160 } },
	{ "fastighet", { 38, 78, 75, 134, 220 } },
	{ "rs", { 814, 810, 779, 772, 775 } },
	{ "hs", { 5996, 6131, 6267, 6409, 6556 } },
	{ "adh", { 1226, 1245, 1264, 1283, 1302 } },
	{ "psykiatri", { 949, 964, 981, 998, 1015 } },
	{ "narsjukvard", { 126, 128, 128, 130, 132 } },
	{ "kultur-skola", { 208, 211, 214, 217, 220 } },
	{ "kollektivtrafik", { 579, 589, 594, 601, 609 } },
	{ "hemsjukvard", { 92, 94, 96, 97, 99 } },
	{ "patientnamnd", { 1, 1, 1, 1, 1 } },
	{ "revision", { 6, 6, 6, 6, 6 } },
	{ "summa", { 14391, 14787, 15160, 15673, 16245 } },
};

static void give_budget(void)
{
	struct err err = { 0 };
	char year[16], mnkr[16];
	bool changed;

	for (size_t i = 0; i < COUNT_OF(budget); i++) {
		for (int y = 0; y < 5; y++) {
			snprintf(year, sizeof(year), "%d", 2026 + y);
			snprintf(mnkr, sizeof(mnkr), "%d", budget[i].mnkr[y]);
			given(&ts, REC_ALLOCATION, PLAN, NULL, "board", budget[i].board, "year", year, "mnkr", mnkr, NULL);
		}
	}
	load_given(&ts, PLAN);
	assert_int_equal(dataset_refresh(&ds, &changed, &err), 0);
}

static void test_allocations(void **state)
{
	static const char *const differences[] = { "-1", "-1", "1", "-1", "-1" };
	struct query_filter filter = { 0 };

	(void)state;
	give_budget();
	ask(&ds, query_allocations, NULL, &res);
	assert_int_equal(res.nrows, 13 * 5 + 2 * 5);
	assert_cell(&res, &res.rows[0], "board", "regiongemensamt");
	assert_cell(&res, &res.rows[0], "year", "2026");
	for (int y = 0; y < 5; y++) {
		const struct row *sum = &res.rows[65 + 2 * y];

		assert_cell(&res, &sum[0], "board", "summa");
		assert_int_equal((int)sum[0].cells[result_column(&res, "mnkr")].num, budget[13].mnkr[y]);
		assert_cell(&res, &sum[1], "plan", PLAN);
		assert_cell(&res, &sum[1], "board", "differens");
		assert_cell(&res, &sum[1], "mnkr", differences[y]);
		assert_true(sum[0].summary && sum[1].summary);
	}
	result_free(&res);
	filter.board = "hs";
	ask(&ds, query_allocations, &filter, &res);
	assert_ids(&res, "hs.2026 hs.2027 hs.2028 hs.2029 hs.2030");
	assert_json(&res, &res.rows[0], "year", "2026");
	assert_json(&res, &res.rows[0], "mnkr", "5996");
	result_free(&res);
}

static void test_allocation_table(void **state)
{
	struct err err = { 0 };

	(void)state;
	give_budget();
	assert_int_equal(query_allocation_table(&ds, &res, &err), 0);
	assert_int_equal(res.nrows, 15);
	assert_string_equal(res.columns[2].heading, "2026");
	assert_cell(&res, &res.rows[0], "board", "regiongemensamt");
	shown("hs", "name", "Driftnämnd Hallands Sjukhus");
	shown("hs", "2026", "5\u00a0996");
	shown("hs", "share", "41,7");
	shown("hs", "growth", "+9,3");
	shown("rs", "growth", "−4,8");
	assert_shown_cell(&res, &res.rows[13], "2030", "16\u00a0245");
	assert_shown_cell(&res, &res.rows[13], "share", "100,0");
	assert_shown_cell(&res, &res.rows[14], "2026", "−1");
	assert_shown_cell(&res, &res.rows[14], "2028", "+1");
	assert_shown_cell(&res, &res.rows[14], "share", "");
	result_free(&res);
}

static void test_allocation_table_empty(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(query_allocation_table(&ds, &res, &err), 0);
	assert_int_equal(res.nrows, 0);
	result_free(&res);
}

static void test_economy(void **state)
{
	const char *tables[4];
	struct err err = { 0 };

	(void)state;
	ask(&ds, query_economy, NULL, &res);
	assert_ids(&res, "mal.resultat.outcome.2023 mal.resultat.outcome.2024 mal.resultat.budget.2025 "
		"mal.soliditet.budget.2025");
	cell("mal.resultat.outcome.2024", "row", "resultat");
	cell("mal.resultat.outcome.2024", "value", "-1.2");
	shown("mal.resultat.outcome.2024", "value", "−1,2");
	cell("mal.resultat.outcome.2024", "unit", "%");
	json("mal.soliditet.budget.2025", "value", "null");
	cell("mal.soliditet.budget.2025", "text", "Bibehålla en positiv utveckling");
	result_free(&res);
	assert_int_equal(query_economy_tables(&ds, tables, COUNT_OF(tables)), 1);
	assert_string_equal(tables[0], "mal");
	assert_int_equal(query_economy_table(&ds, "mal", &res, &err), 0);
	assert_ids(&res, "mal.resultat mal.soliditet");
	assert_string_equal(res.columns[2].heading, "utfall 2023");
	shown("mal.resultat", "outcome 2024", "−1,2");
	shown("mal.soliditet", "budget 2025", "Bibehålla en positiv utveckling");
	shown("mal.soliditet", "outcome 2024", "");
	result_free(&res);
}

/* ---- work ------------------------------------------------------------------------------------------------- */

static void test_boards(void **state)
{
	(void)state;
	ask(&ds, query_boards, NULL, &res);
	assert_ids(&res, "rs hs");
	json("rs", "aliases", "[\"RS\",\"Styrelsen\"]");
	json("hs", "aliases", "[]");
	json("rs", "driftnamnd", "false");
	json("hs", "driftnamnd", "true");
	result_free(&res);
}

static void test_activities(void **state)
{
	struct query_filter filter = { .board = "rs" };

	(void)state;
	given(&ts, REC_ACTIVITY, PLAN, "", "title", "Sen", "goal", "3.1", "board", "hs", "status", "planned", "due",
		"2026-09-01", "progress", "40", NULL);
	given(&ts, REC_ACTIVITY, PLAN, "", "title", "Klar i dag", "indicator", "3.1.1", "board", "rs", "status", "ongoing",
		"due", "2026-09-02", NULL);
	save_and_see();
	ask(&ds, query_activities, NULL, &res);
	assert_ids(&res, "1 2");
	json("1", "late", "true");
	json("1", "progress", "40");
	json("1", "revision", "1");
	json("1", "start", "null");
	cell("1", "status", "planned");
	shown("1", "status", "planerad");
	shown("1", "late", "sen");
	shown("1", "board_name", "Driftnämnd Hallands Sjukhus");
	json("2", "late", "false");
	shown("2", "late", "");
	shown("2", "board_name", "RS");
	result_free(&res);
	ask(&ds, query_activities, &filter, &res);
	assert_ids(&res, "2");
	result_free(&res);
	filter = (struct query_filter){ .goal = "3.1" };
	ask(&ds, query_activities, &filter, &res);
	assert_ids(&res, "1 2");
	result_free(&res);
}

static void give_plans(void)
{
	given(&ts, REC_ACTION_PLAN, PLAN, "", "board", "hs", "cause", "Hyrpersonal", "deficit", "12,0", "status", "ongoing",
		NULL);
	given(&ts, REC_ACTION_PLAN, PLAN, "", "board", "rs", "cause", "Inget", "status", "planned", NULL);
	given(&ts, REC_MEASURE, PLAN, "", "action_plan", "1", "text", "Färre hyrda", "state", "taken", "effect", "5,5",
		"realised", "2,25", NULL);
	given(&ts, REC_MEASURE, PLAN, "", "action_plan", "1", "text", "Schema", "state", "planned", "effect", "3,5", "due",
		"2026-08-01", "responsible", "verksamhetschef", NULL);
	save_and_see();
}

static void test_action_plans(void **state)
{
	struct query_filter filter = { 0 };

	(void)state;
	give_plans();
	ask(&ds, query_action_plans, NULL, &res);
	assert_ids(&res, "1 2");
	json("1", "deficit", "12");
	json("1", "taken", "5.5");
	json("1", "planned", "3.5");
	json("1", "covered", "75");
	json("1", "remaining", "3");
	json("1", "decided", "false");
	json("1", "decided_at", "null");
	json("1", "measures", "[{\"id\":\"1\",\"text\":\"Färre hyrda\",\"state\":\"taken\",\"effect\":5.5,\"realised\":2.25,"
		"\"due\":null,\"responsible\":null},{\"id\":\"2\",\"text\":\"Schema\",\"state\":\"planned\",\"effect\":3.5,"
		"\"realised\":null,\"due\":\"2026-08-01\",\"responsible\":\"verksamhetschef\"}]");
	json("2", "measures", "[]");
	json("2", "covered", "null");
	json("2", "remaining", "null");
	result_free(&res);
	filter.action_plan = "1";
	ask(&ds, query_measures, &filter, &res);
	assert_ids(&res, "1 2");
	shown("1", "late", "");
	shown("2", "late", "sen");
	result_free(&res);
	filter = (struct query_filter){ .board = "rs" };
	ask(&ds, query_measures, &filter, &res);
	assert_ids(&res, "");
	result_free(&res);
	ask(&ds, query_action_plans, &filter, &res);
	assert_ids(&res, "2");
	result_free(&res);
}

static void test_calendar(void **state)
{
	(void)state;
	given(&ts, REC_OCCASION, PLAN, "UR1", "kind", "ur1", "period", "2026-03", "cutoff", "2026-04-08", "due", "2026-04-22",
		"rs", "2026-05-20", "source", "computed", NULL);
	save_and_see();
	ask(&ds, query_calendar, NULL, &res);
	assert_ids(&res, "M02 UR1 M05 M07 UR2 M09 M10 M11 AR"); /* the plan gives one, the rule proposes the others */
	cell("UR1", "occasion", "UR1");
	cell("UR1", "kind", "ur1");
	cell("UR1", "period", "2026-03");
	cell("UR1", "source", "computed");
	json("UR1", "dates", "{\"rsau1\":null,\"rsau2\":null,\"decided\":null,\"rs\":\"2026-05-20\",\"rf\":null}");
	shown("UR1", "rs", "2026-05-20");
	result_free(&res);
}

static void test_journal(void **state)
{
	struct query_filter filter = { .limit = 1 };
	uint64_t first = ds.seq;

	(void)state;
	give_plans();
	change(&ts, REC_MEASURE, PLAN, "2", "state", "taken");
	change(&ts, REC_MEASURE, PLAN, "2", "effect", "4");
	ask(&ds, query_journal, &filter, &res);
	assert_int_equal(res.nrows, 1);
	assert_json(&res, &res.rows[0], "changes", "{\"effect\":[3.5,4]}");
	assert_cell(&res, &res.rows[0], "op", "update");
	assert_cell(&res, &res.rows[0], "kind", "measure");
	assert_cell(&res, &res.rows[0], "id", "2");
	assert_shown_cell(&res, &res.rows[0], "what", "Effekt: 3,5 → 4,0");
	result_free(&res);
	filter = (struct query_filter){ .since_seq = first };
	ask(&ds, query_journal, &filter, &res);
	assert_int_equal(res.nrows, 6);
	assert_int_equal((int)res.rows[0].cells[result_column(&res, "seq")].num, (int)first + 1);
	assert_json(&res, &res.rows[4], "changes", "{\"state\":[\"planned\",\"taken\"]}");
	assert_shown_cell(&res, &res.rows[4], "what", "Läge: planerad → vidtagen");
	result_free(&res);
	filter.board = "rs";
	ask(&ds, query_journal, &filter, &res);
	assert_ids(&res, "2");
	assert_cell(&res, &res.rows[0], "kind", "action-plan");
	result_free(&res);
	filter = (struct query_filter){ .since_seq = 1000000 };
	ask(&ds, query_journal, &filter, &res);
	assert_int_equal(res.nrows, 0);
	result_free(&res);
}

/* What is deleted is still told to whom it concerned. */
static void test_journal_of_deleted(void **state)
{
	struct query_filter filter = { .board = "rs" };
	struct err err = { 0 };
	bool changed;

	(void)state;
	give_plans();
	change(&ts, REC_ACTION_PLAN, PLAN, "2", NULL, NULL);
	assert_int_equal(dataset_refresh(&ds, &changed, &err), 0);
	filter.since_seq = ds.seq - 1;
	ask(&ds, query_journal, &filter, &res);
	assert_int_equal(res.nrows, 1);
	assert_cell(&res, &res.rows[0], "op", "delete");
	result_free(&res);
}

static void test_check(void **state)
{
	struct query_filter filter = { .board = "rs" };
	struct buf codes = { 0 };

	(void)state;
	give_plans();
	given(&ts, REC_ACTIVITY, PLAN, "", "title", "Sen", "board", "hs", "status", "planned", "due", "2026-08-31", NULL);
	save_and_see();
	ask(&ds, query_check, NULL, &res);
	for (size_t i = 0; i < res.nrows; i++) {
		assert_cell(&res, &res.rows[i], "occasion", res.rows[i].ref.kind == REC_SIGN_OFF ? "M07" : "");
		cell_format_machine(&codes, &res.columns[0], &res.rows[i].cells[0]);
		buf_printf(&codes, " %s %s ", res.rows[i].cells[3].text, res.rows[i].ref.id);
	}
	/* 3.1.2 has a near figure only, 3.1.3 is under development, F.1 has a rule of its own. */
	assert_string_equal(codes.data, "late activity 1 late measure 2 inconsistent action-plan 1 no-target indicator 3.1.1 "
		"no-target indicator 3.1.2 no-value indicator 3.1.2 unsigned sign-off M07/rs/rapport unsigned sign-off M07/hs/rapport ");
	assert_cell(&res, &res.rows[0], "message", "aktiviteten är försenad 2 dagar: Sen");
	assert_cell(&res, &res.rows[0], "due", "2026-08-31");
	assert_json(&res, &res.rows[1], "amount", "3.5");
	assert_cell(&res, &res.rows[2], "message", "åtgärdsplanen täcker 75\u00a0% av underskottet, 3,0\u00a0mnkr kvar");
	assert_json(&res, &res.rows[2], "amount", "3");
	buf_free(&codes);
	result_free(&res);
	ask(&ds, query_check, &filter, &res);
	assert_ids(&res, "M07/rs/rapport");
	result_free(&res);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_wire_shapes),
		TEST(test_screen_columns),
		TEST(test_allocations),
		TEST(test_allocation_table),
		TEST(test_allocation_table_empty),
		TEST(test_economy),
		TEST(test_boards),
		TEST(test_activities),
		TEST(test_action_plans),
		TEST(test_calendar),
		TEST(test_journal),
		TEST(test_journal_of_deleted),
		TEST(test_check),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
