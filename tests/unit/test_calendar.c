/* The reporting year. The table is Tidplaner 2018 of 003: every bryt and every report to regionkontoret must come out of the rule.
 * 2026 follows from the same rule and the holidays of that year, counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/calendar.h"
#include "query/occasions.h"
#include "unit/query_fixture.h"

struct expected {
	const char *id, *period, *cutoff, *due;
	int kind;
};

static const struct expected of_2018[CALENDAR_OCCASIONS] = {
	{ "M02", "2018-02", "2018-03-06", "2018-03-09", OCC_MONTH },
	{ "UR1", "2018-03", "2018-04-06", "2018-04-20", OCC_UR1 },
	{ "M05", "2018-05", "2018-06-07", "2018-06-12", OCC_MONTH },
	{ "M07", "2018-07", "2018-08-07", "2018-08-10", OCC_MONTH },
	{ "UR2", "2018-08", "2018-09-06", "2018-09-13", OCC_UR2 },
	{ "M09", "2018-09", "2018-10-04", "2018-10-09", OCC_MONTH },
	{ "M10", "2018-10", "2018-11-06", "2018-11-09", OCC_MONTH },
	{ "M11", "2018-11", "2018-12-06", "2018-12-11", OCC_MONTH },
	{ "AR", "2018-12", "2019-01-10", "2019-01-24", OCC_AR },
};

static const struct expected of_2026[CALENDAR_OCCASIONS] = {
	{ "M02", "2026-02", "2026-03-05", "2026-03-10", OCC_MONTH },
	{ "UR1", "2026-03", "2026-04-08", "2026-04-22", OCC_UR1 },
	{ "M05", "2026-05", "2026-06-04", "2026-06-09", OCC_MONTH },
	{ "M07", "2026-07", "2026-08-07", "2026-08-12", OCC_MONTH },
	{ "UR2", "2026-08", "2026-09-04", "2026-09-11", OCC_UR2 },
	{ "M09", "2026-09", "2026-10-06", "2026-10-09", OCC_MONTH },
	{ "M10", "2026-10", "2026-11-05", "2026-11-10", OCC_MONTH },
	{ "M11", "2026-11", "2026-12-04", "2026-12-09", OCC_MONTH },
	{ "AR", "2026-12", "2027-01-13", "2027-01-27", OCC_AR },
};

static void assert_day(date_t d, const char *text)
{
	char iso[DATE_TEXT_MAX];

	assert_string_equal(date_format(iso, d), text);
}

static void assert_occasion(const struct occasion *occasion, const struct expected *expected)
{
	char period[PERIOD_TEXT_MAX];

	assert_non_null(occasion);
	assert_string_equal(occasion->rec.id, expected->id);
	assert_string_equal(period_format(period, occasion->period), expected->period);
	assert_int_equal(occasion->kind, expected->kind);
	assert_day(occasion->cutoff, expected->cutoff);
	assert_day(occasion->due, expected->due);
	assert_int_equal(occasion->source, CAL_COMPUTED);
	assert_int_equal(occasion->rec.revision, 0);
}

static void assert_year(int year, const struct expected *expected)
{
	for (size_t i = 0; i < CALENDAR_OCCASIONS; i++) {
		struct record *rec = calendar_occasion("p", year, i, EVES_FREE);

		assert_occasion((const struct occasion *)rec, &expected[i]);
		assert_string_equal(rec->plan, "p");
		record_free(rec);
	}
}

static void test_2018(void **state)
{
	(void)state;
	assert_year(2018, of_2018);
}

static void test_2026(void **state)
{
	(void)state;
	assert_year(2026, of_2026);
}

static void test_outside(void **state)
{
	(void)state;
	assert_null(calendar_occasion("p", 2026, CALENDAR_OCCASIONS, EVES_FREE));
	assert_null(calendar_occasion("p", 1989, 0, EVES_FREE));
	assert_null(calendar_occasion("p", 2101, 0, EVES_FREE));
	assert_int_equal(calendar_cutoff(0, EVES_FREE), DATE_NONE);
	assert_int_equal(calendar_due(OCC_MONTH, DATE_NONE, EVES_FREE), DATE_NONE);
	assert_int_equal(calendar_due(0, date_from_ymd(2026, 6, 4), EVES_FREE), DATE_NONE);
}

/* In every year: in order, bryt a working day of the month after, the report later than that and before the next one. */
static void test_every_year(void **state)
{
	(void)state;
	for (int year = CALENDAR_FIRST_YEAR; year <= CALENDAR_LAST_YEAR; year++) {
		date_t before = DATE_NONE;

		for (size_t i = 0; i < CALENDAR_OCCASIONS; i++) {
			struct record *rec = calendar_occasion("p", year, i, EVES_FREE);
			const struct occasion *occasion = (const struct occasion *)rec;
			date_t end = period_last_day(occasion->period);

			assert_true(day_is_workday(occasion->cutoff, EVES_FREE));
			assert_true(day_is_workday(occasion->due, EVES_FREE));
			assert_in_range(occasion->cutoff - end, 4, 15);
			assert_in_range(occasion->due - occasion->cutoff, 3, 18);
			assert_true(occasion->due > before);
			before = occasion->due;
			record_free(rec);
		}
	}
}

/* ---- in a dataset ----------------------------------------------------------------------------------------- */

static const struct occasion *occasion_of(const char *id)
{
	return (const struct occasion *)dataset_find(&ds, REC_OCCASION, PLAN, id);
}

static void assert_order(const char *ids)
{
	const struct record_list *list = dataset_list(&ds, REC_OCCASION);
	struct buf got = { 0 };

	for (size_t i = 0; i < list->n; i++)
		buf_printf(&got, "%s%s", i ? " " : "", list->items[i]->id);
	assert_string_equal(buf_cstr(&got), ids);
	buf_free(&got);
}

static void test_proposed(void **state)
{
	(void)state;
	assert_order("M02 UR1 M05 M07 UR2 M09 M10 M11 AR");
	for (size_t i = 0; i < CALENDAR_OCCASIONS; i++) {
		const struct occasion *occasion = occasion_of(of_2026[i].id);

		assert_occasion(occasion, &of_2026[i]);
		assert_true(occasion_is_proposed(occasion));
		assert_string_equal(occasion->rec.plan, PLAN);
	}
	ask(&ds, query_calendar, NULL, &res);
	assert_ids(&res, "M02 UR1 M05 M07 UR2 M09 M10 M11 AR");
	cell("UR2", "due", "2026-09-11");
	cell("UR2", "source", "computed");
	result_free(&res);
}

static void test_given_comes_and_goes(void **state)
{
	(void)state;
	given(&ts, REC_OCCASION, PLAN, "M05", "kind", "month", "period", "2026-05", "cutoff", "2026-06-05", "due", "2026-06-10",
		"source", "given", NULL);
	/* Another report than the nine: in its place of the year. */
	given(&ts, REC_OCCASION, PLAN, "M04", "kind", "month", "period", "2026-04", NULL);
	save_and_see();
	assert_order("M02 UR1 M04 M05 M07 UR2 M09 M10 M11 AR");
	assert_day(occasion_of("M05")->cutoff, "2026-06-05");
	assert_false(occasion_is_proposed(occasion_of("M05")));
	change(&ts, REC_OCCASION, PLAN, "M05", "due", "2026-06-11");
	save_and_see();
	assert_day(occasion_of("M05")->due, "2026-06-11");
	assert_order("M02 UR1 M04 M05 M07 UR2 M09 M10 M11 AR");
}

/* Deletes a record in the store and reads it again. */
static void delete_and_see(const char *id)
{
	struct record *rec = record_copy(&occasion_of(id)->rec);
	struct change gone = { rec, rec->revision };
	struct save_result result = { 0 };
	struct err err = { 0 };
	bool changed;

	rec->deleted = true;
	assert_int_equal(store_save(ts.store, &gone, 1, &result, &err), 0);
	record_free(rec);
	assert_int_equal(dataset_refresh(&ds, &changed, &err), 0);
	assert_true(changed);
}

static void test_deleted_is_proposed_again(void **state)
{
	(void)state;
	given(&ts, REC_OCCASION, PLAN, "M05", "kind", "month", "period", "2026-05", "cutoff", "2026-06-05", NULL);
	save_and_see();
	delete_and_see("M05");
	assert_true(occasion_is_proposed(occasion_of("M05")));
	assert_order("M02 UR1 M05 M07 UR2 M09 M10 M11 AR");
	/* Under another id it is still the report for May. */
	given(&ts, REC_OCCASION, PLAN, "MAJ", "kind", "month", "period", "2026-05", NULL);
	save_and_see();
	assert_order("M02 UR1 MAJ M07 UR2 M09 M10 M11 AR");
	delete_and_see("MAJ");
	assert_order("M02 UR1 M05 M07 UR2 M09 M10 M11 AR");
}

/* Editing a proposed one makes a record: expect 0, and it is given from then on; also after it was undone. */
static void test_editing_makes_a_record(void **state)
{
	struct save_result result = { 0 };
	struct err err = { 0 };
	bool changed;

	(void)state;
	for (int round = 1; round <= 2; round++) {
		struct record *rec = dataset_edit_copy(&occasion_of("UR2")->rec);
		struct change change = { rec, rec->revision };

		assert_int_equal(rec->revision, 0);
		assert_int_equal(((struct occasion *)rec)->source, CAL_GIVEN);
		((struct occasion *)rec)->due = date_from_ymd(2026, 9, 14);
		dataset_foretell(&ds, rec);
		assert_day(occasion_of("UR2")->due, "2026-09-14");
		assert_order("M02 UR1 M05 M07 UR2 M09 M10 M11 AR");
		assert_int_equal(store_save(ts.store, &change, 1, &result, &err), 0);
		record_free(rec);
		assert_int_equal(dataset_refresh(&ds, &changed, &err), 0);
		assert_false(occasion_is_proposed(occasion_of("UR2")));
		assert_day(occasion_of("UR2")->due, "2026-09-14");
		ask(&ds, query_calendar, NULL, &res);
		cell("UR2", "source", "given");
		result_free(&res);
		assert_int_equal(store_undo(ts.store, result.seq, false, &result, &err), 0);
		assert_int_equal(dataset_refresh(&ds, &changed, &err), 0);
		assert_true(occasion_is_proposed(occasion_of("UR2")));
		assert_day(occasion_of("UR2")->due, "2026-09-11");
	}
}

/* A given one without its days shows the rule's, and says so; the record stays as it is. */
static void test_days_left_out(void **state)
{
	bool proposed;

	(void)state;
	given(&ts, REC_OCCASION, PLAN, "M05", "kind", "month", "period", "2026-05", "source", "given", NULL);
	given(&ts, REC_OCCASION, PLAN, "M07", "kind", "month", "period", "2026-07", "cutoff", "2026-08-10", "source", "given", NULL);
	save_and_see();
	assert_int_equal(occasion_of("M05")->cutoff, DATE_NONE);
	assert_day(occasion_cutoff_day(&ds, occasion_of("M05"), &proposed), "2026-06-04");
	assert_true(proposed);
	assert_day(occasion_due_day(&ds, occasion_of("M05"), &proposed), "2026-06-09");
	assert_true(proposed);
	assert_day(occasion_cutoff_day(&ds, occasion_of("M07"), &proposed), "2026-08-10");
	assert_false(proposed);
	assert_day(occasion_due_day(&ds, occasion_of("M07"), &proposed), "2026-08-13");
	assert_true(proposed);
	ask(&ds, query_calendar, NULL, &res);
	cell("M05", "cutoff", "2026-06-04");
	cell("M05", "due", "2026-06-09");
	cell("M05", "source", "computed");
	result_free(&res);
	assert_string_equal(occasion_next(&ds, date_from_ymd(2026, 6, 5))->rec.id, "M05");
}

static void test_aftnar_worked(void **state)
{
	(void)state;
	/* Three working days after 16 June 2026: midsommarafton, the 19th, is one of them only for those who work then. */
	given(&ts, REC_OCCASION, PLAN, "M05", "kind", "month", "period", "2026-05", "cutoff", "2026-06-16", NULL);
	save_and_see();
	assert_day(occasion_due_day(&ds, occasion_of("M05"), NULL), "2026-06-22");
	dataset_set_eves(&ds, EVES_WORK);
	assert_day(occasion_due_day(&ds, occasion_of("M05"), NULL), "2026-06-19");
	assert_order("M02 UR1 M05 M07 UR2 M09 M10 M11 AR");
}

static void test_all_plans(void **state)
{
	struct err err = { 0 };

	(void)state;
	given(&ts, REC_PLAN, "", "u2018", "title", "Uppföljning 2018", "year", "2018", NULL);
	given(&ts, REC_OCCASION, "u2018", "UR1", "kind", "ur1", "period", "2018-03", "cutoff", "2018-04-06", NULL);
	save_given(&ts);
	dataset_free(&ds);
	assert_int_equal(dataset_load(&ds, ts.store, "all", MOMENT_NOW, date_from_ymd(2026, 9, 2), &err), 0);
	assert_int_equal(dataset_list(&ds, REC_OCCASION)->n, 2 * CALENDAR_OCCASIONS);
	assert_day(((const struct occasion *)dataset_find(&ds, REC_OCCASION, "u2018", "AR"))->due, "2019-01-24");
	assert_day(occasion_of("AR")->due, "2027-01-27");
	assert_string_equal(occasion_named(&ds, "UR1")->rec.plan, PLAN);
	assert_string_equal(occasion_next(&ds, date_from_ymd(2018, 1, 1))->rec.plan, PLAN);
}

static void test_a_new_plan(void **state)
{
	struct err err = { 0 };

	(void)state;
	dataset_free(&ds);
	assert_int_equal(dataset_load(&ds, ts.store, "all", MOMENT_NOW, date_from_ymd(2026, 9, 2), &err), 0);
	given(&ts, REC_PLAN, "", "mb2027", "title", "Mål och budget 2027", "year", "2027", NULL);
	save_and_see();
	assert_int_equal(dataset_list(&ds, REC_OCCASION)->n, 2 * CALENDAR_OCCASIONS);
	assert_non_null(dataset_find(&ds, REC_OCCASION, "mb2027", "UR1"));
}

static void test_any_year(void **state)
{
	struct query_filter filter = { .year = 2018 };

	(void)state;
	ask(&ds, query_calendar, &filter, &res);
	assert_int_equal(res.nrows, CALENDAR_OCCASIONS);
	for (size_t i = 0; i < CALENDAR_OCCASIONS; i++) {
		cell(of_2018[i].id, "due", of_2018[i].due);
		cell(of_2018[i].id, "cutoff", of_2018[i].cutoff);
		cell(of_2018[i].id, "source", "computed");
		cell(of_2018[i].id, "plan", "");
	}
	result_free(&res);
	filter.year = 2026;
	ask(&ds, query_calendar, &filter, &res);
	cell("AR", "plan", PLAN);
	result_free(&res);
}

/* ---- which one -------------------------------------------------------------------------------------------- */

static void test_finding(void **state)
{
	period_t may;

	(void)state;
	assert_string_equal(occasion_next(&ds, date_from_ymd(2026, 9, 2))->rec.id, "UR2");
	assert_string_equal(occasion_next(&ds, date_from_ymd(2026, 9, 11))->rec.id, "UR2");
	assert_string_equal(occasion_next(&ds, date_from_ymd(2026, 9, 12))->rec.id, "M09");
	assert_null(occasion_next(&ds, date_from_ymd(2027, 1, 28)));
	assert_null(occasion_next(&ds, DATE_NONE));
	assert_string_equal(occasion_last(&ds, date_from_ymd(2026, 6, 3))->rec.id, "UR1");
	assert_string_equal(occasion_last(&ds, date_from_ymd(2026, 4, 9))->rec.id, "UR1");
	assert_string_equal(occasion_last(&ds, date_from_ymd(2026, 4, 8))->rec.id, "M02");
	assert_null(occasion_last(&ds, date_from_ymd(2026, 3, 5)));
	/* A forecast of May is followed by the report for July (domain §6). */
	assert_true(period_parse("2026-05", &may));
	assert_string_equal(occasion_after(&ds, may)->rec.id, "M07");
	assert_null(occasion_after(&ds, occasion_of("AR")->period));
	assert_null(occasion_after(&ds, 0));
}

static void test_names(void **state)
{
	char utc[MOMENT_TEXT_MAX];

	(void)state;
	assert_string_equal(occasion_named(&ds, "ur1")->rec.id, "UR1");
	assert_string_equal(occasion_named(&ds, "ÅR")->rec.id, "AR");
	assert_string_equal(occasion_named(&ds, "år")->rec.id, "AR");
	assert_null(occasion_named(&ds, "M01"));
	assert_null(occasion_named(&ds, ""));
	assert_null(occasion_named(&ds, NULL));
	assert_string_equal(occasion_words(occasion_of("M05")), "månadsrapport maj");
	assert_string_equal(occasion_words(occasion_of("UR1")), "UR1");
	assert_string_equal(occasion_words(occasion_of("AR")), "ÅR");
	/* The end of 8 April in Stockholm, in summer time. */
	assert_string_equal(moment_format_utc(utc, occasion_cutoff(&ds, occasion_of("UR1"))), "2026-04-08T21:59:59Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_2018),
		cmocka_unit_test(test_2026),
		cmocka_unit_test(test_outside),
		cmocka_unit_test(test_every_year),
		TEST(test_proposed),
		TEST(test_given_comes_and_goes),
		TEST(test_deleted_is_proposed_again),
		TEST(test_editing_makes_a_record),
		TEST(test_days_left_out),
		TEST(test_aftnar_worked),
		TEST(test_all_plans),
		TEST(test_a_new_plan),
		TEST(test_any_year),
		TEST(test_finding),
		TEST(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
