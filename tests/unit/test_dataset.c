/* test_dataset.c: loading, refreshing, finding and naming. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "query/dataset_priv.h"
#include "unit/query_help.h"
#include "unit/record_help.h"

static struct test_store ts;

static int setup(void **state)
{
	(void)state;
	test_store_open(&ts);
	given(&ts, REC_PLAN, "", "u2018", "title", "Uppföljning 2018", "year", "2018", NULL);
	given(&ts, REC_BOARD, "", "rs", "name", "Regionstyrelsen", "aliases", "RS", NULL);
	given(&ts, REC_BOARD, "", "adh", "name", "Driftnämnd Ambulans Diagnostik och Hälsa", "short_name", "ADH", "aliases",
		"Ambulans diagnostik och hälsa", NULL);
	given(&ts, REC_GROUP, "", "driftnamnder", "name", "Samtliga driftnämnder", "boards", "adh", NULL);
	given(&ts, REC_ORGANISATION, "", "0013", "name", "Region Halland", "aliases", "Hallands län", NULL);
	given(&ts, REC_ORGANISATION, "", "0000", "name", "Riket", NULL);
	given(&ts, REC_METRIC, "", "N1", "name", "Väntetid", NULL);
	given(&ts, REC_GOAL, "u2018", "1.1", "title", "Budgetramen hålls", NULL);
	load_given(&ts, "u2018");
	given(&ts, REC_PLAN, "", "mb2026", "title", "Mål och budget 2026", "year", "2026", NULL);
	given(&ts, REC_FOCUS_AREA, "mb2026", "1", "title", "Utveckling", NULL);
	given(&ts, REC_GOAL, "mb2026", "1.10", "title", "Sist i nummer, först i dokumentet", "focus_area", "1", NULL);
	given(&ts, REC_GOAL, "mb2026", "1.1", "title", "Ett mål", "focus_area", "1", "boards", "rs,adh", NULL);
	given(&ts, REC_INDICATOR, "mb2026", "1.1.1", "name", "En indikator", "goal", "1.1", "kind", "goal", "metric", "N1",
		NULL);
	load_given(&ts, "mb2026");
	given(&ts, REC_ACTIVITY, "mb2026", "", "title", "Första", "goal", "1.1", NULL);
	given(&ts, REC_ACTION_PLAN, "mb2026", "", "board", "rs", "cause", "Dyrare läkemedel", NULL);
	save_given(&ts);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	test_store_close(&ts);
	return 0;
}

static void assert_list(const struct dataset *ds, enum record_kind kind, const char *ids)
{
	const struct record_list *list = dataset_list(ds, kind);
	struct buf out = { 0 };

	for (size_t i = 0; i < list->n; i++)
		buf_printf(&out, "%s%s", i ? " " : "", list->items[i]->id);
	assert_string_equal(buf_cstr(&out), ids);
	buf_free(&out);
	for (size_t i = 0; i < list->n; i++)
		assert_ptr_equal(dataset_find(ds, kind, list->items[i]->plan, list->items[i]->id), list->items[i]);
}

static void test_which_plan(void **state)
{
	struct dataset ds;
	struct err err = { 0 };

	(void)state;
	load_dataset(&ts, &ds, NULL);
	assert_string_equal(ds.plan, "mb2026");
	assert_string_equal(dataset_plan(&ds)->title, "Mål och budget 2026");
	assert_list(&ds, REC_GOAL, "1.10 1.1"); /* the document's order */
	assert_list(&ds, REC_PLAN, "mb2026 u2018");
	dataset_free(&ds);
	assert_int_equal(dataset_load(&ds, ts.store, NULL, MOMENT_NOW, date_from_ymd(2018, 5, 1), &err), 0);
	assert_string_equal(ds.plan, "u2018");
	assert_list(&ds, REC_GOAL, "1.1");
	dataset_free(&ds);
	/* No plan for 2030: the newest. */
	assert_int_equal(dataset_load(&ds, ts.store, NULL, MOMENT_NOW, date_from_ymd(2030, 5, 1), &err), 0);
	assert_string_equal(ds.plan, "mb2026");
	dataset_free(&ds);
	load_dataset(&ts, &ds, "all");
	assert_null(dataset_plan(&ds));
	assert_list(&ds, REC_GOAL, "1.10 1.1 1.1");
	assert_string_equal(dataset_find(&ds, REC_GOAL, "u2018", "1.1")->plan, "u2018");
	dataset_free(&ds);
	assert_int_equal(dataset_load(&ds, ts.store, "mb2030", MOMENT_NOW, test_today(), &err), ERR_INPUT);
	assert_non_null(strstr(err.text, "mb2030"));
	assert_non_null(strstr(err.text, "mb2026, u2018"));
	assert_int_equal(store_snapshots_open(), 0);
}

static void test_empty_store(void **state)
{
	struct test_store empty;
	struct dataset ds;
	struct err err = { 0 };

	(void)state;
	test_store_open(&empty);
	load_dataset(&empty, &ds, NULL);
	assert_string_equal(ds.plan, "all");
	dataset_free(&ds);
	assert_int_equal(dataset_load(&ds, empty.store, "mb2026", MOMENT_NOW, test_today(), &err), ERR_INPUT);
	test_store_close(&empty);
}

static void refresh(struct dataset *ds, bool expected)
{
	struct err err = { 0 };
	bool changed;

	assert_int_equal(dataset_refresh(ds, &changed, &err), 0);
	assert_int_equal(changed, expected);
	assert_int_equal(ds->seq, store_last_seq(ds->store));
	assert_int_equal(store_snapshots_open(), 0);
}

static void test_refresh(void **state)
{
	struct dataset ds, other;

	(void)state;
	load_dataset(&ts, &ds, "mb2026");
	load_dataset(&ts, &other, "u2018");
	refresh(&ds, false);
	change(&ts, REC_ACTIVITY, "mb2026", "1", "status", "done");
	refresh(&ds, true);
	assert_int_equal(((const struct activity *)dataset_find(&ds, REC_ACTIVITY, NULL, "1"))->status, ACT_DONE);
	for (int i = 0; i < 11; i++)
		given(&ts, REC_ACTIVITY, "mb2026", "", "title", "Till", NULL);
	save_given(&ts);
	refresh(&ds, true);
	assert_list(&ds, REC_ACTIVITY, "1 2 3 4 5 6 7 8 9 10 11 12");
	change(&ts, REC_ACTIVITY, "mb2026", "5", NULL, NULL);
	refresh(&ds, true);
	assert_null(dataset_find(&ds, REC_ACTIVITY, NULL, "5"));
	assert_list(&ds, REC_ACTIVITY, "1 2 3 4 6 7 8 9 10 11 12");
	/* A goal added by hand comes after those of the document. */
	given(&ts, REC_GOAL, "mb2026", "1.2", "title", "Nytt", NULL);
	save_given(&ts);
	refresh(&ds, true);
	assert_list(&ds, REC_GOAL, "1.10 1.1 1.2");
	/* The other plan saw it go by. */
	refresh(&other, true);
	assert_list(&other, REC_ACTIVITY, "");
	assert_list(&other, REC_GOAL, "1.1");
	dataset_free(&ds);
	dataset_free(&other);
}

static void test_refresh_after_load(void **state)
{
	struct dataset ds;

	(void)state;
	load_dataset(&ts, &ds, "mb2026");
	given(&ts, REC_METRIC, "", "N0", "name", "Ett till", NULL);
	load_given(&ts, "mb2026");
	refresh(&ds, true);
	assert_list(&ds, REC_METRIC, "N0 N1");
	import_figures(&ts, "Källa: SCB", "N1 0013 2024 T 5", NULL);
	refresh(&ds, true);
	dataset_free(&ds);
}

/* Nyckeltal are read when they are asked for: one by one, or all of them; and follow what others do. */
static void test_late_metrics(void **state)
{
	const char *name;
	struct dataset ds;

	(void)state;
	given(&ts, REC_METRIC, "", "N2", "name", "Två", NULL);
	save_given(&ts);
	load_dataset(&ts, &ds, "mb2026");
	assert_int_equal(ds.metrics->list.n, 0);
	assert_null(dataset_find(&ds, REC_METRIC, NULL, "N3"));
	name = ((const struct metric *)dataset_find(&ds, REC_METRIC, NULL, "N2"))->name;
	assert_string_equal(name, "Två");
	assert_int_equal(ds.metrics->list.n, 1);
	assert_list(&ds, REC_METRIC, "N1 N2");
	/* Whoever holds one keeps it when the others are read. */
	assert_ptr_equal(name, ((const struct metric *)dataset_find(&ds, REC_METRIC, NULL, "N2"))->name);
	dataset_free(&ds);
	load_dataset(&ts, &ds, "mb2026");
	assert_non_null(dataset_find(&ds, REC_METRIC, NULL, "N1"));
	change(&ts, REC_METRIC, "", "N1", "name", "Ett");
	change(&ts, REC_METRIC, "", "N2", "name", "Annat");
	refresh(&ds, true);
	assert_string_equal(((const struct metric *)dataset_find(&ds, REC_METRIC, NULL, "N1"))->name, "Ett");
	assert_string_equal(((const struct metric *)dataset_find(&ds, REC_METRIC, NULL, "N2"))->name, "Annat");
	change(&ts, REC_METRIC, "", "N1", NULL, NULL);
	refresh(&ds, true);
	assert_null(dataset_find(&ds, REC_METRIC, NULL, "N1"));
	assert_list(&ds, REC_METRIC, "N2");
	dataset_free(&ds);
}

static void test_as_of(void **state)
{
	struct timespec tick = { .tv_nsec = 2000000 };
	struct dataset ds;
	struct err err = { 0 };
	moment_t before;
	bool changed;

	(void)state;
	before = moment_now();
	nanosleep(&tick, NULL);
	change(&ts, REC_ACTIVITY, "mb2026", "1", "title", "Ändrad");
	assert_int_equal(dataset_load(&ds, ts.store, "mb2026", before, test_today(), &err), 0);
	assert_string_equal(record_title(dataset_find(&ds, REC_ACTIVITY, NULL, "1")), "Första");
	assert_int_equal(dataset_refresh(&ds, &changed, &err), 0);
	assert_false(changed);
	assert_string_equal(record_title(dataset_find(&ds, REC_ACTIVITY, NULL, "1")), "Första");
	dataset_free(&ds);
	load_dataset(&ts, &ds, "mb2026");
	assert_string_equal(record_title(dataset_find(&ds, REC_ACTIVITY, NULL, "1")), "Ändrad");
	dataset_free(&ds);
}

static void test_names(void **state)
{
	struct dataset ds;

	(void)state;
	load_dataset(&ts, &ds, "mb2026");
	assert_string_equal(dataset_board_named(&ds, "adh")->rec.id, "adh");
	assert_string_equal(dataset_board_named(&ds, "ADH")->rec.id, "adh");
	assert_string_equal(dataset_board_named(&ds, "ambulans, diagnostik och hälsa")->rec.id, "adh");
	assert_string_equal(dataset_board_named(&ds, "REGIONSTYRELSEN")->rec.id, "rs");
	assert_null(dataset_board_named(&ds, "hälsa"));
	assert_null(dataset_board_named(&ds, ""));
	assert_null(dataset_board_named(&ds, ","));
	assert_null(dataset_board_named(&ds, NULL));
	assert_string_equal(dataset_organisation_named(&ds, "13")->rec.id, "0013");
	assert_string_equal(dataset_organisation_named(&ds, "0013")->rec.id, "0013");
	assert_string_equal(dataset_organisation_named(&ds, "riket")->rec.id, "0000");
	assert_string_equal(dataset_organisation_named(&ds, "Hallands län")->rec.id, "0013");
	assert_null(dataset_organisation_named(&ds, "99"));
	assert_null(dataset_organisation_named(&ds, NULL));
	dataset_free(&ds);
}

static void test_titles(void **state)
{
	struct dataset ds;
	struct record *target = record_new(REC_TARGET, "mb2026", "1.1.1.region.2026.green");

	(void)state;
	load_dataset(&ts, &ds, "mb2026");
	assert_string_equal(record_title(dataset_find(&ds, REC_BOARD, NULL, "rs")), "Regionstyrelsen");
	assert_string_equal(record_title(dataset_find(&ds, REC_ACTION_PLAN, NULL, "1")), "Dyrare läkemedel");
	set(target, "text", "definieras under 2017");
	assert_string_equal(record_title(target), "1.1.1.region.2026.green");
	record_free(target);
	dataset_free(&ds);
}

static void refused(const struct dataset *ds, enum record_kind kind, const char *key, const char *value, const char *says)
{
	struct record *rec = record_new(kind, "mb2026", "x");
	const struct field *bad = NULL;
	struct err err = { 0 };

	set(rec, key, value);
	if (!says) {
		if (dataset_check(ds, rec, &bad, &err))
			fail_msg("%s=%s: %s", key, value, err.text);
	} else {
		assert_int_equal(dataset_check(ds, rec, &bad, &err), ERR_INPUT);
		assert_string_equal(bad->key, key);
		assert_string_equal(err.text, says);
	}
	record_free(rec);
}

static void test_references(void **state)
{
	struct dataset ds;

	(void)state;
	load_dataset(&ts, &ds, "mb2026");
	refused(&ds, REC_ACTIVITY, "goal", "1.1", NULL);
	refused(&ds, REC_ACTIVITY, "goal", "9.9", "målet 9.9 finns inte");
	refused(&ds, REC_ACTIVITY, "goal", "", NULL);
	refused(&ds, REC_GOAL, "boards", "rs,adh", NULL);
	refused(&ds, REC_GOAL, "boards", "rs,xx", "nämnden xx finns inte");
	refused(&ds, REC_GOAL, "parent", "x", "mål x kan inte höra till sig självt");
	refused(&ds, REC_MEASURE, "action_plan", "1", NULL);
	refused(&ds, REC_MEASURE, "action_plan", "7", "åtgärdsplanen 7 finns inte");
	refused(&ds, REC_ALLOCATION, "board", "summa", NULL);
	refused(&ds, REC_TARGET, "subject", "1.1.1", NULL);
	refused(&ds, REC_TARGET, "subject", "1.1", NULL);
	refused(&ds, REC_TARGET, "subject", "8.8", "8.8 finns inte");
	refused(&ds, REC_TARGET, "scope", "region", NULL);
	refused(&ds, REC_TARGET, "scope", "adh", NULL);
	refused(&ds, REC_TARGET, "scope", "regoin", "regoin finns inte");
	refused(&ds, REC_OBSERVATION, "organisation", "0013", NULL);
	refused(&ds, REC_OBSERVATION, "organisation", "1380", NULL);
	refused(&ds, REC_OBSERVATION, "organisation", "rs", NULL);
	refused(&ds, REC_OBSERVATION, "organisation", "Halland", "Halland finns inte");
	dataset_free(&ds);
}

static double milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Loose bounds: they catch what grows with the square, on any machine and under a sanitizer. */
static void test_ten_thousand(void **state)
{
	struct query_filter filter = { 0 };
	struct dataset ds;
	struct result res;
	char id[16];
	double start;

	(void)state;
	for (int i = 0; i < 10000; i++)
		given(&ts, REC_ACTIVITY, "mb2026", "", "title", "En av många", "goal", "1.1", "board", "rs", "due", "2026-01-01", "status",
			"planned", NULL);
	save_given(&ts);
	start = milliseconds();
	load_dataset(&ts, &ds, "mb2026");
	print_message("dataset_load %.1f ms\n", milliseconds() - start);
	start = milliseconds();
	for (int i = 1; i <= 10000; i++) {
		snprintf(id, sizeof(id), "%d", i);
		assert_non_null(dataset_find(&ds, REC_ACTIVITY, NULL, id));
	}
	ask(&ds, query_activities, &filter, &res);
	assert_int_equal(res.nrows, 10001);
	result_free(&res);
	ask(&ds, query_goals, &filter, &res);
	assert_shown_cell(&res, row_of(&res, "1.1"), "late", "10\u00a0000");
	result_free(&res);
	print_message("10 000 finds, activities, goals %.1f ms\n", milliseconds() - start);
	assert_true(milliseconds() - start < 5000);
	dataset_free(&ds);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_which_plan),
		TEST(test_empty_store),
		TEST(test_refresh),
		TEST(test_refresh_after_load),
		TEST(test_late_metrics),
		TEST(test_as_of),
		TEST(test_names),
		TEST(test_titles),
		TEST(test_references),
		TEST(test_ten_thousand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
