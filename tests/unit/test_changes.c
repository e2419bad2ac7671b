/* What differs between two moments. The amounts of forecasts are those of domain §6: −12,0 mnkr, of which 9,0 are covered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "query/assessments.h"
#include "query/changes.h"
#include "query/occasions.h"
#include "unit/query_fixture.h"

static moment_t since; /* what was given before this was there then */

/* The clock moves on, so that what follows is later. */
static void now_is_then(void)
{
	since = moment_now();
	while (moment_now() <= since)
		;
}

static void compare_for(const char *board)
{
	const struct query_filter filter = { .board = board };
	struct err err = { 0 };
	int rc = query_changes(&ds, since, &filter, &res, &err);

	if (rc)
		fail_msg("%s", err.text);
}

static void compare(void)
{
	compare_for(NULL);
}

static const char *text(const struct row *row, const char *key)
{
	const char *found = row->cells[result_column(&res, key)].text;

	return found ? found : "";
}

/* The row of a group whose title begins so; NULL if none. */
static const struct row *find_row(const char *group, const char *title)
{
	for (size_t i = 0; i < res.nrows; i++) {
		if (strcmp(text(&res.rows[i], "group"), group) == 0 && strncmp(text(&res.rows[i], "title"), title, strlen(title)) == 0)
			return &res.rows[i];
	}
	return NULL;
}

static const struct row *assert_row(const char *group, const char *title, const char *what, const char *before, const char *now)
{
	const struct row *row = find_row(group, title);

	if (!row) {
		for (size_t i = 0; i < res.nrows; i++)
			print_message("# %s | %s | %s\n", text(&res.rows[i], "group"), text(&res.rows[i], "title"), text(&res.rows[i], "what"));
		fail_msg("no row %s: %s", group, title);
	}
	assert_string_equal(text(row, "what"), what);
	assert_string_equal(text(row, "before"), before);
	assert_string_equal(text(row, "now"), now);
	return row;
}

/* Somebody's doing: by whom and when. */
static void assert_authored(const struct row *row)
{
	double at = row->cells[result_column(&res, "at")].num;

	assert_true(*text(row, "who"));
	assert_false(num_missing(at));
	assert_true(at > (double)since);
}

static void assert_amount(const struct row *row, double amount)
{
	double is = row->cells[result_column(&res, "amount")].num;

	if (num_missing(is) || fabs(is - amount) > 1e-9)
		fail_msg("%g is not %g", is, amount);
}

static void remove_record(enum record_kind kind, const char *plan, const char *id)
{
	struct record *rec = record_copy(dataset_find(&ds, kind, plan, id));
	struct change gone = { rec, rec->revision };
	struct save_result result = { 0 };
	struct err err = { 0 };

	rec->deleted = true;
	assert_int_equal(store_save(ts.store, &gone, 1, &result, &err), 0);
	record_free(rec);
}

static void test_nothing(void **state)
{
	(void)state;
	now_is_then();
	compare();
	assert_int_equal(res.nrows, 0);
	result_free(&res);
	since = MOMENT_NONE;
	compare();
	assert_int_equal(res.nrows, 0);
	result_free(&res);
}

static void test_status_moves(void **state)
{
	const struct row *row;

	(void)state;
	now_is_then();
	given(&ts, REC_TARGET, PLAN, NULL, "subject", "3.1.1", "scope", "region", "year", "2024", "level", "green", "op", ">=",
		"value", "92", NULL);
	save_and_see();
	compare();
	row = assert_row("Läge", "3.1.1 ", "bedöms nu", "ej bedömt", "ej nått");
	assert_string_equal(row->ref.id, "3.1.1");
	assert_int_equal(row->ref.kind, REC_INDICATOR);
	assert_string_equal(text(row, "who"), "beräknat");
	row = assert_row("Målvärden", "3.1.1 Medicinsk bedömning inom 3 dagar, 2024", "satt", "", "≥ 92,0");
	assert_authored(row);
	assert_int_equal(row->ref.kind, REC_INDICATOR); /* Enter goes to what it is about */
	result_free(&res);
	/* 87,7 % against 92 is red, against 85 green. */
	now_is_then();
	change(&ts, REC_TARGET, PLAN, "3.1.1.region.2024.green", "value", "85");
	save_and_see();
	compare();
	row = assert_row("Läge", "3.1.1 ", "förbättrat", "ej nått", "på målet");
	assert_cell(&res, row, "before_status", "red");
	assert_cell(&res, row, "now_status", "green");
	assert_row("Målvärden", "3.1.1 ", "ändrat", "≥ 92,0", "≥ 85,0");
	result_free(&res);
	/* Only for those it concerns. */
	compare_for("rs");
	assert_null(find_row("Läge", "3.1.1"));
	result_free(&res);
	compare_for("hs");
	assert_non_null(find_row("Läge", "3.1.1"));
	result_free(&res);
}

static void test_assessments(void **state)
{
	(void)state;
	given(&ts, REC_ASSESSMENT, PLAN, NULL, "goal", "3.1", "board", "koncern", "occasion", "UR1", "assessed", "yellow", "motivation",
		"Köerna minskar", NULL);
	given(&ts, REC_ASSESSMENT, PLAN, NULL, "goal", "3.1", "board", "hs", "occasion", "UR1", "assessed", "yellow", "motivation",
		"Flera mottagningar är i fas", NULL);
	save_and_see();
	now_is_then();
	given(&ts, REC_ASSESSMENT, PLAN, NULL, "goal", "3.1", "board", "koncern", "occasion", "UR2", "assessed", "red", "motivation",
		"Köerna växer igen", NULL);
	change(&ts, REC_ASSESSMENT, PLAN, "3.1/hs/UR1", "motivation", "Fyra av fem mottagningar är i fas");
	given(&ts, REC_ASSESSMENT, PLAN, NULL, "goal", "3.2", "board", "rs", "occasion", "UR2", "assessed", "green", "motivation",
		"Allt enligt plan", NULL);
	save_and_see();
	compare();
	assert_authored(assert_row("Läge", "3.1 God tillgänglighet", "försämrat", "på väg", "ej nått"));
	assert_null(find_row("Läge", "3.1 UR2 koncernen")); /* told once */
	assert_authored(assert_row("Bedömningar", "3.1 UR1 Driftnämnd Hallands Sjukhus: God tillgänglighet", "motivering", "på väg",
		"på väg"));
	assert_authored(assert_row("Bedömningar", "3.2 UR2 RS: Nära vård", "bedömd", "", "på målet"));
	/* What koncern says of the whole comes first. */
	assert_string_equal(text(&res.rows[0], "title"), "3.1 God tillgänglighet");
	assert_int_equal(res.rows[0].ref.kind, REC_GOAL);
	result_free(&res);
}

static void assess(const char *goal, const char *board, const char *occasion, const char *status)
{
	given(&ts, REC_ASSESSMENT, PLAN, NULL, "goal", goal, "board", board, "occasion", occasion, "assessed", status, "motivation",
		"Så är det", NULL);
}

/* "Since UR1" has one answer: what `c` says of the goals is what the overview's column says. UR1 is written after its books have
 * closed: what was said there is compared with, not what stood in the store that day. */
static void test_since_a_report(void **state)
{
	static const struct query_filter all;
	static const char *const words[] = { [CHANGE_BETTER] = "förbättrat", [CHANGE_WORSE] = "försämrat" };
	struct query_filter filter = { .occasion = "UR1" };
	struct result goals;
	struct err err = { 0 };
	size_t told = 0;

	(void)state;
	now_is_then();
	assess("3.1", "koncern", "UR1", "yellow");
	assess("3.1", "koncern", "UR2", "red");
	assess("3.2", "koncern", "UR1", "red");
	assess("3.2", "koncern", "UR2", "yellow");
	assess("3.2", "hs", "UR1", "green");
	save_and_see();
	assert_int_equal(query_changes(&ds, since, &filter, &res, &err), 0);
	assert_string_equal(text(&res.rows[0], "what"), "försämrat");
	assert_row("Läge", "3.1 God tillgänglighet", "försämrat", "på väg", "ej nått");
	assert_row("Läge", "3.2 Nära vård", "förbättrat", "ej nått", "på väg");
	assert_non_null(find_row("Läge", "3.1 UR1 koncernen")); /* what is told by itself, after that */
	assert_non_null(find_row("Bedömningar", "3.2 UR1 Driftnämnd Hallands Sjukhus"));
	assert_int_equal(query_goals(&ds, &all, &goals, &err), 0);
	for (size_t i = 0; i < goals.nrows; i++) {
		double change = goals.rows[i].cells[result_column(&goals, "change")].num;
		const struct row *row = find_row("Läge", arena_printf(&goals.arena, "%s ", goals.rows[i].ref.id));
		const char *what = row ? text(row, "what") : "";

		if (change == CHANGE_BETTER || change == CHANGE_WORSE)
			assert_string_equal(what, words[(int)change]);
		else
			assert_false(strcmp(what, "förbättrat") == 0 || strcmp(what, "försämrat") == 0);
		told += change == CHANGE_BETTER || change == CHANGE_WORSE;
	}
	assert_int_equal(told, 2);
	result_free(&goals);
	result_free(&res);
}

static void test_forecasts(void **state)
{
	const struct row *row;

	(void)state;
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "forecast", "-12", NULL);
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "rs", "period", "2026-05", "forecast", "1,5", NULL);
	save_and_see();
	now_is_then();
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-07", "forecast", "-10", NULL);
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-08", "forecast", "-3", NULL);
	change(&ts, REC_FORECAST, PLAN, "rs/2026-05", "forecast", "0,5");
	save_and_see();
	compare();
	/* Two came: the last tells where they led, from the last there was then. */
	row = assert_row("Prognoser, mnkr", "Driftnämnd Hallands Sjukhus, prognos 2026-08", "bättre", "−12,0", "−3,0");
	assert_amount(row, 9.0);
	assert_authored(row);
	assert_string_equal(row->ref.id, "hs");
	assert_null(find_row("Prognoser, mnkr", "Driftnämnd Hallands Sjukhus, prognos 2026-07"));
	row = assert_row("Prognoser, mnkr", "RS, prognos 2026-05", "sämre", "+1,5", "+0,5");
	assert_amount(row, -1.0);
	result_free(&res);
	compare_for("rs");
	assert_int_equal(res.nrows, 1);
	result_free(&res);
}

static void test_action_plans(void **state)
{
	const struct row *row;

	(void)state;
	given(&ts, REC_ACTION_PLAN, PLAN, NULL, "board", "hs", "cause", "Hyrpersonal", "deficit", "12", NULL);
	given(&ts, REC_MEASURE, PLAN, NULL, "action_plan", "1", "text", "Färre hyrläkare", "state", "planned", "effect", "9", NULL);
	save_and_see();
	now_is_then();
	change(&ts, REC_MEASURE, PLAN, "1", "state", "taken");
	given(&ts, REC_MEASURE, PLAN, NULL, "action_plan", "1", "text", "Gemensamma inköp", "effect", "2,5", NULL);
	given(&ts, REC_EFFECT, PLAN, NULL, "measure", "1", "period", "2026-08", "planned", "1", "realised", "0,6", NULL);
	save_and_see();
	compare();
	assert_authored(assert_row("Åtgärdsplaner", "Driftnämnd Hallands Sjukhus, åtgärd: Färre", "vidtagen", "+9,0", "+9,0"));
	row = assert_row("Åtgärdsplaner", "Driftnämnd Hallands Sjukhus, åtgärd: Gemensamma", "ny", "", "+2,5");
	assert_amount(row, 2.5);
	row = assert_row("Åtgärdsplaner", "Färre hyrläkare, effekt 2026-08", "realiserat", "", "+0,6");
	assert_int_equal(row->ref.kind, REC_MEASURE);
	result_free(&res);
	now_is_then();
	change(&ts, REC_ACTION_PLAN, PLAN, "1", "deficit", "14,5");
	save_and_see();
	compare();
	row = assert_row("Åtgärdsplaner", "Driftnämnd Hallands Sjukhus: Hyrpersonal", "ändrad", "12,0", "14,5");
	assert_amount(row, 2.5);
	result_free(&res);
}

static void test_activities(void **state)
{
	const struct row *row;
	struct err err = { 0 };

	(void)state;
	given(&ts, REC_ACTIVITY, PLAN, NULL, "title", "Kortare köer", "board", "hs", "status", "ongoing", "due", "2026-06-30", NULL);
	given(&ts, REC_ACTIVITY, PLAN, NULL, "title", "Fast läkare", "board", "hs", "status", "ongoing", "due", "2100-01-01", NULL);
	given(&ts, REC_ACTIVITY, PLAN, NULL, "title", "Nya bussar", "board", "rs", "due", "2100-01-01", NULL);
	given(&ts, REC_ACTIVITY, PLAN, NULL, "title", "Dubblett", "board", "rs", NULL);
	save_and_see();
	now_is_then();
	given(&ts, REC_ACTIVITY, PLAN, NULL, "title", "Elfordon", "board", "hs", NULL);
	change(&ts, REC_ACTIVITY, PLAN, "2", "status", "done");
	change(&ts, REC_ACTIVITY, PLAN, "3", "due", "2101-02-01");
	remove_record(REC_ACTIVITY, PLAN, "4");
	save_and_see();
	compare();
	/* Late, new, finished, moved, gone; but one that was late by then already is no news. */
	assert_null(find_row("Aktiviteter", "1 "));
	assert_authored(assert_row("Aktiviteter", "2 Fast läkare", "klar", "pågående", "klar"));
	assert_authored(assert_row("Aktiviteter", "3 Nya bussar", "nytt datum", "2100-01-01", "2101-02-01"));
	row = assert_row("Aktiviteter", "5 Elfordon", "ny", "", "planerad");
	assert_string_equal(row->ref.id, "5");
	row = assert_row("Aktiviteter", "4 Dubblett", "borttagen", "", "");
	assert_authored(row);
	assert_int_equal(row->ref.kind, REC_NONE);
	result_free(&res);
	/* Time alone makes one late: a year on, what was not late then is. */
	dataset_free(&ds);
	assert_int_equal(dataset_load(&ds, ts.store, PLAN, MOMENT_NOW, date_from_ymd(2101, 3, 1), &err), 0);
	compare();
	row = assert_row("Aktiviteter", "3 Nya bussar", "försenad", "planerad", "skulle 2101-02-01");
	assert_string_equal(text(row, "who"), "");
	result_free(&res);
}

static void test_figures(void **state)
{
	const struct row *row;

	(void)state;
	given(&ts, REC_OBSERVATION, "", NULL, "metric", "resultat", "organisation", "0013", "period", "2022", "value", "2,5", NULL);
	save_and_see();
	now_is_then();
	given(&ts, REC_OBSERVATION, "", NULL, "metric", "U79119", "organisation", "0013", "period", "2025", "value", "40", NULL);
	save_and_see();
	change(&ts, REC_OBSERVATION, "", "resultat/0013/2022/T", "value", "2,4");
	import_figures(&ts, "Källa: Kolada", "N79173 0013 2025 T 90.25", "N79173 0013 2023 T 86", NULL);
	save_and_see();
	compare();
	assert_authored(assert_row("Utfall", "3.1.2 Första besök BUP, 2025", "nytt", "31,5", "40"));
	row = assert_row("Utfall", "F.1 Resultat, 2022", "rättat", "2,5\u00a0%", "2,4\u00a0%");
	assert_int_equal(row->ref.kind, REC_OBSERVATION);
	/* Imported: the latest against the latest there was, and what was revised against itself. */
	row = assert_row("Utfall", "3.1.1 Medicinsk bedömning inom 3 dagar, 2025", "nytt", "87,7\u00a0%", "90,3\u00a0%");
	assert_string_equal(text(row, "who"), "Kolada");
	assert_row("Utfall", "3.1.1 Medicinsk bedömning inom 3 dagar, 2023", "rättat", "86,5\u00a0%", "86,0\u00a0%");
	for (size_t i = 0; i < res.nrows; i++)
		assert_false(strcmp(text(&res.rows[i], "what"), "import") == 0 && strcmp(text(&res.rows[i], "now"), "1 nya, 1 rättade") != 0);
	result_free(&res);
	compare_for("hs"); /* figures of the goals it has, and no imports in general */
	assert_non_null(find_row("Utfall", "3.1.1"));
	assert_null(find_row("Utfall", "F.1"));
	result_free(&res);
}

static void test_reports_and_notes(void **state)
{
	(void)state;
	now_is_then();
	given(&ts, REC_SIGN_OFF, PLAN, NULL, "occasion", "UR1", "board", "hs", "part", "1", "text", "Läget", "state", "preliminary", NULL);
	given(&ts, REC_SIGN_OFF, PLAN, NULL, "occasion", "UR1", "board", "hs", "part", "2.2", "text", "Prognos", "state", "preliminary",
		NULL);
	given(&ts, REC_SIGN_OFF, PLAN, NULL, "occasion", "UR1", "board", "rs", "part", "1", "text", "Läget", NULL);
	given(&ts, REC_NOTE, "", NULL, "board", "hs", "date", "2026-05-19", "text", "Operationsköerna", NULL);
	save_and_see();
	compare();
	/* The parts of a report come at once: one row tells. */
	assert_authored(assert_row("Rapporter", "UR1, Driftnämnd Hallands Sjukhus: 2 delar klara", "delar klara", "", ""));
	assert_row("Rapporter", "UR1, RS: 1 del skriven", "text", "", "");
	assert_authored(assert_row("Anteckningar", "Driftnämnd Hallands Sjukhus: Operationsköerna", "ny", "", ""));
	result_free(&res);
	now_is_then();
	change(&ts, REC_NOTE, "", "1", "done", "ja");
	given(&ts, REC_SIGN_OFF, PLAN, NULL, "occasion", "UR1", "board", "hs", "part", "rapport", "state", "final", NULL);
	save_and_see();
	compare();
	assert_row("Anteckningar", "Driftnämnd Hallands Sjukhus: Operationsköerna", "klar", "", "");
	assert_row("Rapporter", "UR1, Driftnämnd Hallands Sjukhus", "klarmarkerad", "", "definitivt klar");
	result_free(&res);
}

static void test_the_plan(void **state)
{
	const struct row *row;

	(void)state;
	given(&ts, REC_ALLOCATION, PLAN, NULL, "board", "hs", "year", "2026", "mnkr", "5996", NULL);
	save_and_see();
	now_is_then();
	change(&ts, REC_ALLOCATION, PLAN, "hs.2026", "mnkr", "6000");
	given(&ts, REC_OCCASION, PLAN, "M05", "kind", "month", "period", "2026-05", "cutoff", "2026-06-05", "due", "2026-06-10",
		"source", "given", NULL);
	save_and_see();
	compare();
	row = find_row("Planen", "budgetram hs.2026");
	assert_non_null(row);
	assert_amount(row, 4.0);
	assert_non_null(find_row("Planen", "rapporttillfälle M05"));
	assert_string_equal(text(find_row("Planen", "rapporttillfälle M05"), "what"), "fastställd");
	assert_int_equal(res.nrows, 2); /* proposals are nobody's change */
	result_free(&res);
}

/* Nyckeltal are too many to be read: those that changed are found by when they did. */
static void test_metrics(void **state)
{
	(void)state;
	given(&ts, REC_METRIC, "", "N1", "name", "Ett", NULL);
	given(&ts, REC_METRIC, "", "N2", "name", "Två", NULL);
	given(&ts, REC_METRIC, "", "N3", "name", "Tre", NULL);
	save_and_see();
	now_is_then();
	change(&ts, REC_METRIC, "", "N1", "name", "Ett till");
	change(&ts, REC_METRIC, "", "N2", NULL, NULL);
	given(&ts, REC_METRIC, "", "N4", "name", "Fyra", NULL);
	/* There and back is no change, nor is what came and went. */
	change(&ts, REC_METRIC, "", "N3", "name", "Annat");
	change(&ts, REC_METRIC, "", "N3", "name", "Tre");
	given(&ts, REC_METRIC, "", "N5", "name", "Fem", NULL);
	save_and_see();
	change(&ts, REC_METRIC, "", "N5", NULL, NULL);
	save_and_see();
	compare();
	assert_int_equal(res.nrows, 3);
	assert_string_equal(text(find_row("Planen", "nyckeltal N1"), "what"), "ändrad");
	assert_string_equal(text(find_row("Planen", "nyckeltal N1"), "before"), "Ett");
	assert_string_equal(text(find_row("Planen", "nyckeltal N1"), "now"), "Ett till");
	assert_string_equal(text(find_row("Planen", "nyckeltal N4"), "what"), "ny");
	assert_non_null(find_row("Planen", "nyckeltal N2"));
	result_free(&res);
}

/* ---- since when ------------------------------------------------------------------------------------------- */

static void test_default_since(void **state)
{
	const struct occasion *which = NULL;
	char utc[MOMENT_TEXT_MAX];

	(void)state;
	/* On 2 September the books of July have closed, but the last report that goes to regionfullmäktige is UR1. */
	assert_string_equal(moment_format_utc(utc, changes_default_since(&ds, &which)), "2026-04-08T21:59:59Z");
	assert_string_equal(which->rec.id, "UR1");
	/* While UR2 is being written (due 11 September) it is still UR1, as in the overview's column. */
	ds.today = date_from_ymd(2026, 9, 5);
	changes_default_since(&ds, &which);
	assert_string_equal(which->rec.id, "UR1");
	ds.today = date_from_ymd(2026, 9, 14);
	assert_string_equal(moment_format_utc(utc, changes_default_since(&ds, &which)), "2026-09-04T21:59:59Z");
	assert_string_equal(which->rec.id, "UR2");
	assert_string_equal(assessment_since(&ds, NULL), "UR2");
	/* Before UR1 is due there is a månadsrapport at least; before that, nothing. */
	ds.today = date_from_ymd(2026, 4, 8);
	assert_string_equal(moment_format_utc(utc, changes_default_since(&ds, &which)), "2026-03-05T22:59:59Z");
	assert_string_equal(which->rec.id, "M02");
	/* On a journey to 1 June what was decided later is not known. */
	ds.today = date_from_ymd(2026, 9, 5);
	assert_true(moment_parse("2026-06-01", &ds.as_of));
	changes_default_since(&ds, &which);
	assert_string_equal(which->rec.id, "UR1");
	ds.as_of = MOMENT_NOW;
	ds.today = date_from_ymd(2026, 3, 5);
	assert_true(changes_default_since(&ds, &which) == MOMENT_NONE);
	assert_null(which);
}

/* A store that is younger than the moment: what came with the plan is not news, what came after is. */
static void test_younger_store(void **state)
{
	struct err err = { 0 };
	moment_t from;
	bool younger;

	(void)state;
	since = changes_default_since(&ds, NULL);
	assert_int_equal(changes_baseline(&ds, since, &from, &younger, &err), 0);
	assert_true(younger);
	assert_true(from > since);
	given(&ts, REC_ACTIVITY, PLAN, NULL, "title", "Elfordon", NULL);
	save_and_see();
	compare();
	assert_non_null(find_row("Aktiviteter", "1 Elfordon"));
	assert_null(find_row("Planen", ""));
	/* The figures of the fixture have no note on where they come from: people's own import, and so news. */
	assert_non_null(find_row("Utfall", "3.1.1"));
	result_free(&res);
	now_is_then();
	assert_int_equal(changes_baseline(&ds, since, &from, &younger, &err), 0);
	assert_false(younger);
	assert_true(from == since);
}

/* A plan that came later is one thing, not each of its records; and the same plan read in again is what it changed. */
static void test_plans_come(void **state)
{
	struct err err = { 0 };

	(void)state;
	now_is_then();
	given(&ts, REC_PLAN, "", "mb2027", "title", "Mål och budget 2027", "year", "2027", NULL);
	given(&ts, REC_GOAL, "mb2027", "1.1", "title", "Ett mål", NULL);
	given(&ts, REC_ACTIVITY, "mb2027", NULL, "title", "Nästa års", NULL);
	load_given(&ts, "mb2027");
	given(&ts, REC_GOAL, PLAN, "3.1", "title", "Bättre tillgänglighet", "focus_area", "3", "boards", "hs", NULL);
	load_given(&ts, PLAN);
	dataset_free(&ds);
	assert_int_equal(dataset_load(&ds, ts.store, "all", MOMENT_NOW, date_from_ymd(2026, 9, 2), &err), 0);
	compare();
	assert_non_null(find_row("Planen", "plan mb2027"));
	assert_null(find_row("Planen", "mål 1.1"));
	assert_null(find_row("Aktiviteter", ""));
	assert_row("Planen", "mål 3.1", "ändrad", "God tillgänglighet", "Bättre tillgänglighet");
	result_free(&res);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_nothing),
		TEST(test_status_moves),
		TEST(test_assessments),
		TEST(test_since_a_report),
		TEST(test_forecasts),
		TEST(test_action_plans),
		TEST(test_activities),
		TEST(test_figures),
		TEST(test_reports_and_notes),
		TEST(test_the_plan),
		TEST(test_metrics),
		TEST(test_default_since),
		TEST(test_younger_store),
		TEST(test_plans_come),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
