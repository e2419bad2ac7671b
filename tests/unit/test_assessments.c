/* test_assessments.c: the human judgement beside the computed one (004, Uppföljning), nämndsmål with what they need, and what
 * the start screen says of both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "query/assessments.h"
#include "query/companions.h"
#include "query/overview.h"
#include "unit/query_fixture.h"
#include "unit/record_help.h"

/* A goal that is computed green: its one indicator with figures reaches its målvärde (87,7 against 85). */
static void give_green_goal(void)
{
	given(&ts, REC_TARGET, PLAN, NULL, "subject", "3.1.1", "scope", "region", "year", "2024", "level", "green", "op", ">=",
		"value", "85", NULL);
	given(&ts, REC_RULE, PLAN, "3.1", "subject", "3.1", "kind", "count", "green", "1", "of", "1", "parts", "3.1.1", NULL);
	save_and_see();
}

static void give(const char *goal, const char *board, const char *occasion, const char *assessed, const char *motivation)
{
	given(&ts, REC_ASSESSMENT, PLAN, NULL, "goal", goal, "board", board, "occasion", occasion, "assessed", assessed,
		"motivation", motivation, NULL);
	save_and_see();
}

/* ---- what must hold ------------------------------------------------------------------------------------------ */

/* An assessment that may be saved (words NULL), or is refused at the field with the words. */
static void assessing(const char *id, const char *assessed, const char *motivation, const char *field, const char *words)
{
	struct record *rec = record_from_id(REC_ASSESSMENT, PLAN, id);
	const struct field *bad = NULL;
	struct err err = { 0 };
	int rc;

	assert_non_null(rec);
	set(rec, "assessed", assessed);
	set(rec, "motivation", motivation);
	rc = dataset_check(&ds, rec, &bad, &err);
	if (words) {
		assert_int_equal(rc, ERR_INPUT);
		assert_non_null(bad);
		assert_string_equal(bad->key, field);
		if (!strstr(err.text, words))
			fail_msg("\"%s\" does not say \"%s\"", err.text, words);
	} else if (rc) {
		fail_msg("%s", err.text);
	}
	record_free(rec);
}

static void test_motivation(void **state)
{
	(void)state;
	assessing("3.1/hs/UR1", "green", "", "motivation", "Motivering saknas: bedömningen (på målet) skiljer sig från det beräknade "
		"läget (ej bedömt): skriv varför");
	assessing("3.1/hs/UR1", "green", "Köerna är borta.", NULL, NULL);
	give_green_goal();
	assessing("3.1/hs/UR1", "green", "", NULL, NULL);
	assessing("3.1/koncern/UR1", "yellow", "  ", "motivation", "(på väg) skiljer sig från det beräknade läget (på målet)");
}

static void test_who_and_when(void **state)
{
	(void)state;
	assessing("3.1/hs/M05", "green", "x", "occasion", "välj UR1, UR2, AR");
	assessing("3.1/hs/UR3", "green", "x", "occasion", "UR3");
	assessing("3.1/hs/AR", "green", "x", NULL, NULL);
	assessing("3.1/rs/UR1", "green", "x", "board", "Målet 3.1 gäller inte nämnden rs: välj koncern eller någon av hs");
	assessing("3.2/rs/UR1", "green", "x", NULL, NULL);
	assessing("3.2/psykiatri/UR1", "green", "x", "board", "finns inte");
}

/* ---- which one stands ---------------------------------------------------------------------------------------- */

static void test_latest(void **state)
{
	const struct assessment *latest;

	(void)state;
	assert_null(assessment_latest(&ds, PLAN, "3.2", "koncern"));
	give("3.2", "koncern", "UR2", "green", "Nu går det.");
	give("3.2", "koncern", "UR1", "yellow", "Inte än.");
	give("3.2", "hs", "UR1", "red", "Nej.");
	latest = assessment_latest(&ds, PLAN, "3.2", "koncern");
	assert_string_equal(latest->occasion, "UR2");
	assert_string_equal(assessment_before(&ds, latest)->occasion, "UR1");
	assert_null(assessment_before(&ds, assessment_before(&ds, latest)));
	assert_null(assessment_at(&ds, PLAN, "3.2", "hs", "UR2"));
	assert_string_equal(assessment_latest(&ds, PLAN, "3.2", "hs")->motivation, "Nej.");
}

/* The 2026 calendar by the rule of 003: UR1 due 22 April, UR2 11 September, ÅR in January. */
static void test_occasion_now(void **state)
{
	static const struct {
		const char *today, *now, *since;
	} days[] = {
		{ "2026-01-02", "UR1", NULL }, { "2026-09-02", "UR2", "UR1" }, { "2026-10-01", "AR", "UR2" },
		{ "2028-01-01", "AR", "UR2" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(days); i++) {
		assert_true(date_parse(days[i].today, DATE_NONE, &ds.today));
		assert_string_equal(assessment_occasions[assessment_occasion_now(&ds, NULL)], days[i].now);
		if (days[i].since)
			assert_string_equal(assessment_since(&ds, NULL), days[i].since);
		else
			assert_null(assessment_since(&ds, NULL));
	}
	assert_string_equal(assessment_occasion_words("AR"), "ÅR");
}

static void test_change(void **state)
{
	const struct goal *goal = (const struct goal *)dataset_find(&ds, REC_GOAL, PLAN, "3.2");

	(void)state; /* on 2 September UR2 is the one to assess at, and UR1 what it is measured from */
	assert_int_equal(assessment_change(&ds, goal, "koncern", STATUS_GREEN), CHANGE_UNKNOWN);
	give("3.2", "koncern", "UR1", "yellow", "Inte än.");
	goal = (const struct goal *)dataset_find(&ds, REC_GOAL, PLAN, "3.2");
	assert_int_equal(assessment_change(&ds, goal, "koncern", STATUS_NONE), CHANGE_SAME);
	assert_int_equal(assessment_change(&ds, goal, "koncern", STATUS_MISSING), CHANGE_SAME);
	assert_int_equal(assessment_change(&ds, goal, "koncern", STATUS_GREEN), CHANGE_BETTER);
	assert_int_equal(assessment_change(&ds, goal, "koncern", STATUS_RED), CHANGE_WORSE);
	give("3.2", "koncern", "UR2", "green", "Nu.");
	goal = (const struct goal *)dataset_find(&ds, REC_GOAL, PLAN, "3.2");
	assert_int_equal(assessment_change(&ds, goal, "koncern", STATUS_RED), CHANGE_BETTER); /* a person's word stands */
}

static void test_counts(void **state)
{
	const struct goal *goal;
	size_t counts[STATUS_COUNT];
	bool mixed;

	(void)state;
	give("3.2", "hs", "UR1", "yellow", "Nästan.");
	give("3.2", "koncern", "UR1", "red", "Nej."); /* koncern is no nämnd */
	goal = (const struct goal *)dataset_find(&ds, REC_GOAL, PLAN, "3.2");
	assert_string_equal(assessment_counts(&ds, goal, counts, &mixed), "UR1");
	assert_false(mixed);
	assert_int_equal(counts[STATUS_YELLOW], 1);
	assert_int_equal(counts[STATUS_NONE], 1); /* rs */
	assert_int_equal(counts[STATUS_RED], 0);
	/* Each nämnd's latest need not be of the same occasion. */
	give("3.2", "rs", "UR2", "green", "Ja.");
	goal = (const struct goal *)dataset_find(&ds, REC_GOAL, PLAN, "3.2");
	assert_string_equal(assessment_counts(&ds, goal, counts, &mixed), "UR2");
	assert_true(mixed);
}

/* ---- the questions ------------------------------------------------------------------------------------------- */

static void test_list(void **state)
{
	struct query_filter filter = { .board = "hs" };

	(void)state;
	give("3.2", "hs", "UR1", "yellow", "Nästan.");
	give("3.2", "koncern", "UR2", "green", "Nu.");
	give("3.2", "koncern", "UR1", "red", "Nej.");
	give("3.1", "hs", "AR", "red", "Köer.");
	ask(&ds, query_assessments, NULL, &res);
	assert_ids(&res, "3.1/hs/AR 3.2/koncern/UR1 3.2/koncern/UR2 3.2/hs/UR1");
	cell("3.2/hs/UR1", "assessed", "yellow");
	cell("3.2/hs/UR1", "computed", "none");
	cell("3.2/hs/UR1", "motivation", "Nästan.");
	assert_true(res.rows[0].cells[result_column(&res, "at")].num > 0);
	assert_non_null(res.rows[0].cells[result_column(&res, "by")].text);
	result_free(&res);
	ask(&ds, query_assessments, &filter, &res);
	assert_ids(&res, "3.1/hs/AR 3.2/hs/UR1");
	result_free(&res);
	filter = (struct query_filter){ .assessed_by = "koncern", .occasion = "UR2" };
	ask(&ds, query_assessments, &filter, &res);
	assert_ids(&res, "3.2/koncern/UR2");
	result_free(&res);
}

/* Every column on screen has a heading, one takes the width that is left, every field that is edited in place exists. */
static void test_columns(void **state)
{
	static query_fn *const all[] = { query_assessments, query_goal_assessments };
	const struct query_filter filter = { .goal = "3.2" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(all); i++) {
		int fill = 0;

		ask(&ds, all[i], &filter, &res);
		for (size_t c = 0; c < res.ncolumns; c++) {
			const struct column *column = &res.columns[c];

			assert_true(!(column->flags & COLF_SCREEN) || (column->heading && column->width > 0));
			assert_true(!column->field || record_field(record_type(REC_ASSESSMENT), column->field));
			fill += (column->flags & COLF_FILL) != 0;
		}
		assert_int_equal(fill, 1);
		result_free(&res);
	}
}

static void test_form(void **state)
{
	const struct query_filter filter = { .goal = "3.2" };

	(void)state;
	give("3.2", "koncern", "UR1", "yellow", "Inte än.");
	give("3.2", "koncern", "UR2", "green", "Nu.");
	ask(&ds, query_goal_assessments, &filter, &res);
	assert_ids(&res, "3.2/koncern/UR2 3.2/rs/UR2 3.2/hs/UR2");
	shown("3.2/koncern/UR2", "name", "Koncernen");
	shown("3.2/koncern/UR2", "motivation", "Nu.");
	shown("3.2/koncern/UR2", "earlier", "UR1 på väg");
	shown("3.2/rs/UR2", "name", "RS");
	assert_true(row_of(&res, "3.2/rs/UR2")->cells[result_column(&res, "assessed")].num == STATUS_NONE);
	result_free(&res);
}

static void test_goals_are_assessed(void **state)
{
	const struct query_filter filter = { .board = "hs" };

	(void)state;
	give("3.2", "koncern", "UR1", "green", "Ja.");
	give("3.2", "hs", "UR1", "red", "Nej.");
	ask(&ds, query_goals, NULL, &res);
	cell("3.2", "assessed", "green");
	cell("3.2", "computed", "none");
	cell("3.1", "assessed", "");
	shown("3.2", "change", "oförändrat");
	shown("3.1", "change", "");
	result_free(&res);
	ask(&ds, query_goals, &filter, &res);
	cell("3.2", "assessed", "red");
	result_free(&res);
	ask(&ds, query_statuses, NULL, &res);
	cell("3.2", "assessed", "green");
	result_free(&res);
}

/* ---- nämndsmål ----------------------------------------------------------------------------------------------- */

/* Gives a new record its id and saves it with what goes with it. */
static void add(struct record *rec, const char *id)
{
	struct save_result result;
	struct err err = { 0 };
	bool changed;

	assert_int_equal(companions_give_id(&ds, rec, NULL, &err), 0);
	assert_string_equal(rec->id, id);
	assert_int_equal(dataset_check(&ds, rec, NULL, &err), 0);
	assert_int_equal(companions_save(&ds, rec, &result, &err), 0);
	assert_int_equal(dataset_refresh(&ds, &changed, &err), 0);
	record_free(rec);
}

static struct record *new_part(const char *owner)
{
	struct record *rec = record_new(REC_GOAL, PLAN, "");

	set(rec, "title", "Färre återinskrivningar");
	set(rec, "parent", "3.2");
	set(rec, "owner", owner);
	return rec;
}

static struct record *indicator_of(const char *goal, const char *board)
{
	struct record *rec = record_new(REC_INDICATOR, PLAN, "");

	set(rec, "name", "Återinskrivning inom 30 dagar");
	set(rec, "goal", goal);
	set(rec, "board", board);
	set(rec, "unit", "%");
	set(rec, "decimals", "1");
	return rec;
}

static void test_ids(void **state)
{
	const struct field *bad = NULL;
	struct record *rec;
	struct err err = { 0 };

	(void)state;
	add(new_part("hs"), "3.2-hs-1");
	add(new_part("hs"), "3.2-hs-2");
	add(new_part("rs"), "3.2-rs-1");
	add(indicator_of("3.2-hs-1", "hs"), "3.2-hs-1.1");
	add(indicator_of("3.1", "hs"), "3.1.4"); /* 3.1.1 to 3.1.3 are the plan's */
	add(indicator_of("", "hs"), "hs.1");
	change(&ts, REC_GOAL, PLAN, "3.2-hs-2", NULL, NULL);
	add(new_part("hs"), "3.2-hs-3"); /* what was deleted keeps its number */
	rec = new_part("");
	assert_int_equal(companions_give_id(&ds, rec, &bad, &err), ERR_INPUT);
	assert_string_equal(bad->key, "owner");
	record_free(rec);
	rec = record_new(REC_INDICATOR, PLAN, "");
	assert_int_equal(companions_give_id(&ds, rec, &bad, &err), ERR_INPUT);
	assert_string_equal(bad->key, "goal");
	record_free(rec);
}

/* An indicator without a nyckeltal gets one of its own, and one undo takes both. */
static void test_own_metric(void **state)
{
	const struct indicator *indicator;
	const struct metric *metric;
	struct save_result result = { 0 };
	struct err err = { 0 };
	bool changed;

	(void)state;
	add(indicator_of("3.1", "hs"), "3.1.4");
	indicator = (const struct indicator *)dataset_find(&ds, REC_INDICATOR, PLAN, "3.1.4");
	assert_string_equal(indicator->metric, "ind-3.1.4");
	metric = (const struct metric *)dataset_find(&ds, REC_METRIC, NULL, "ind-3.1.4");
	assert_string_equal(metric->name, "Återinskrivning inom 30 dagar");
	assert_string_equal(metric->unit, "%");
	assert_true(metric->decimals == 1);
	assert_int_equal(store_undo(ts.store, store_undo_candidate(ts.store, false), false, &result, &err), 0);
	assert_int_equal(dataset_refresh(&ds, &changed, &err), 0);
	assert_null(dataset_find(&ds, REC_INDICATOR, PLAN, "3.1.4"));
	assert_null(dataset_find(&ds, REC_METRIC, NULL, "ind-3.1.4"));
}

/* A nyckeltal outlives plans: one that another indicator has is not taken over; one that was deleted is made anew. */
static void test_metric_is_not_shared(void **state)
{
	struct record *rec = indicator_of("3.1", "hs");

	(void)state;
	given(&ts, REC_METRIC, "", "ind-3.1.4", "name", "En annans", NULL);
	given(&ts, REC_METRIC, "", "ind-3.1.5", "name", "Borta", NULL);
	save_and_see();
	change(&ts, REC_METRIC, "", "ind-3.1.5", NULL, NULL);
	add(rec, "3.1.4");
	assert_string_equal(((const struct indicator *)dataset_find(&ds, REC_INDICATOR, PLAN, "3.1.4"))->metric, "ind-3.1.4-2");
	add(indicator_of("3.1", "hs"), "3.1.5");
	assert_non_null(dataset_find(&ds, REC_METRIC, NULL, "ind-3.1.5"));
	rec = indicator_of("3.1", "hs");
	set(rec, "metric", "N79173");
	add(rec, "3.1.6");
	assert_string_equal(((const struct indicator *)dataset_find(&ds, REC_INDICATOR, PLAN, "3.1.6"))->metric, "N79173");
}

/* Of a nämndsmål its owner's word stands until koncern has one. */
static void test_voice(void **state)
{
	const struct goal *goal;

	(void)state;
	add(new_part("hs"), "3.2-hs-1");
	goal = (const struct goal *)dataset_find(&ds, REC_GOAL, PLAN, "3.2-hs-1");
	assert_string_equal(assessment_voice(&ds, goal, NULL), "hs");
	assert_string_equal(assessment_voice(&ds, goal, "rs"), "rs");
	assert_string_equal(assessment_voice(&ds, (const struct goal *)dataset_find(&ds, REC_GOAL, PLAN, "3.2"), NULL), "koncern");
	give("3.2-hs-1", "hs", "UR1", "green", "Ja.");
	ask(&ds, query_goals, NULL, &res);
	cell("3.2-hs-1", "assessed", "green");
	assert_int_equal(row_of(&res, "3.2-hs-1")->depth, 1);
	result_free(&res);
	give("3.2-hs-1", "koncern", "UR1", "red", "Nej.");
	ask(&ds, query_goals, NULL, &res);
	cell("3.2-hs-1", "assessed", "red");
	result_free(&res);
}

/* ---- what it rests on ---------------------------------------------------------------------------------------- */

static void test_basis(void **state)
{
	struct assessment_basis basis;
	const struct goal *goal;
	struct record *quality;

	(void)state;
	give_green_goal();
	given(&ts, REC_ACTIVITY, PLAN, NULL, "title", "Sen", "goal", "3.1", "board", "hs", "due", "2026-08-01", "status", "ongoing",
		NULL);
	given(&ts, REC_ACTIVITY, PLAN, NULL, "title", "Klar", "goal", "3.1", "board", "rs", "due", "2026-08-01", "status", "done",
		NULL);
	given(&ts, REC_ACTIVITY, PLAN, NULL, "title", "Avbruten", "goal", "3.1", "board", "hs", "status", "cancelled", NULL);
	save_and_see();
	quality = indicator_of("3.1", "hs");
	set(quality, "kind", "quality");
	add(quality, "3.1.4");
	goal = (const struct goal *)dataset_find(&ds, REC_GOAL, PLAN, "3.1");
	assessment_basis(&ds, goal, ASSESSMENT_KONCERN, &basis);
	assert_int_equal(basis.indicators, 3); /* 3.1.1 reaches; one is near, one under development */
	assert_int_equal(basis.passed, 1);
	assert_int_equal(basis.failed, 0);
	assert_int_equal(basis.quality, 1);
	assert_int_equal(basis.activities, 2);
	assert_int_equal(basis.done, 1);
	assert_int_equal(basis.late, 1);
	assessment_basis(&ds, goal, "rs", &basis);
	assert_int_equal(basis.indicators, 3);
	assert_int_equal(basis.quality, 0);
	assert_int_equal(basis.activities, 1);
	assert_int_equal(basis.late, 0);
}

static void test_basis_of_parts(void **state)
{
	struct assessment_basis basis;
	const struct goal *goal;

	(void)state;
	add(new_part("hs"), "3.2-hs-1");
	add(new_part("rs"), "3.2-rs-1");
	given(&ts, REC_ACTIVITY, PLAN, NULL, "title", "Ett", "goal", "3.2-hs-1", "board", "hs", NULL);
	save_and_see();
	give("3.2-hs-1", "hs", "UR1", "yellow", "Nästan.");
	goal = (const struct goal *)dataset_find(&ds, REC_GOAL, PLAN, "3.2");
	assessment_basis(&ds, goal, ASSESSMENT_KONCERN, &basis);
	assert_int_equal(basis.goals, 2);
	assert_int_equal(basis.goals_status[STATUS_YELLOW], 1);
	assert_int_equal(basis.goals_status[STATUS_NONE], 1);
	assert_int_equal(basis.activities, 1);
	assessment_basis(&ds, goal, "rs", &basis);
	assert_int_equal(basis.goals, 1);
	assert_int_equal(basis.activities, 0);
}

/* ---- the start screen ---------------------------------------------------------------------------------------- */

static void test_overview_sums(void **state)
{
	struct overview_sum sum = { 0 };

	(void)state;
	give_green_goal();
	give("3.1", "koncern", "UR1", "red", "Tvärtom.");
	give("3.2", "koncern", "UR1", "yellow", "Nästan.");
	add(new_part("hs"), "3.2-hs-1");
	ask(&ds, query_goals, NULL, &res);
	assert_int_equal(overview_status(&res, row_of(&res, "3.1")), STATUS_GREEN); /* computed before assessed */
	assert_int_equal(overview_status(&res, row_of(&res, "3.2")), STATUS_YELLOW);
	assert_int_equal(overview_status(&res, row_of(&res, "3.2-hs-1")), STATUS_NONE);
	for (size_t i = 0; i < res.nrows; i++)
		overview_add(&res, &res.rows[i], &sum);
	assert_int_equal(sum.goals, 2); /* a nämndsmål is a part of the goal above */
	assert_int_equal(sum.status[STATUS_GREEN], 1);
	assert_int_equal(sum.status[STATUS_YELLOW], 1);
	assert_int_equal(sum.status[STATUS_NONE], 0);
	result_free(&res);
}

/* 2 September 2026 is a Wednesday: 3, 4, 7, 8, 9, 10 and 11 September are seven working days. */
static void test_ahead(void **state)
{
	struct overview_ahead ahead;

	(void)state;
	given(&ts, REC_ACTIVITY, PLAN, NULL, "title", "Sen", "goal", "3.1", "board", "hs", "due", "2026-08-01", "status", "ongoing",
		NULL);
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "forecast", "-12", NULL);
	save_and_see();
	overview_ahead(&ds, NULL, &ahead);
	assert_string_equal(ahead.next->rec.id, "UR2");
	assert_int_equal(ahead.workdays, 7);
	assert_true(ahead.proposed);
	assert_int_equal(ahead.late, 1);
	assert_int_equal(ahead.plans_missing, 1); /* the forecast of −12,0 in May and no plan (003, Att beakta) */
	assert_true(ahead.parts_left > 0 && ahead.boards_left > 0);
	overview_ahead(&ds, "rs", &ahead);
	assert_int_equal(ahead.late, 0);
	assert_int_equal(ahead.plans_missing, 0);
	given(&ts, REC_ACTION_PLAN, PLAN, NULL, "board", "hs", "deficit", "12", NULL);
	save_and_see();
	overview_ahead(&ds, "hs", &ahead);
	assert_int_equal(ahead.plans_missing, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_motivation), TEST(test_who_and_when), TEST(test_latest), TEST(test_occasion_now), TEST(test_change),
		TEST(test_counts), TEST(test_list), TEST(test_columns), TEST(test_form), TEST(test_goals_are_assessed), TEST(test_ids),
		TEST(test_own_metric), TEST(test_metric_is_not_shared), TEST(test_voice), TEST(test_basis),
		TEST(test_basis_of_parts), TEST(test_overview_sums), TEST(test_ahead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
