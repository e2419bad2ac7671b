/* test_date.c: days, ISO weeks, periods and moments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/mem.h"

static date_t day(const char *iso)
{
	date_t d;

	if (!date_parse_iso(iso, &d))
		fail_msg("%s is no date", iso);
	return d;
}

static void every_day_there_and_back(void **state)
{
	date_t first = date_from_ymd(1900, 1, 1), last = date_from_ymd(2200, 12, 31);

	(void)state;
	assert_int_equal(date_from_ymd(1970, 1, 1), 0);
	assert_int_equal(last - first + 1, 301 * 365 + 73);
	for (date_t d = first; d <= last; d++) {
		char text[DATE_TEXT_MAX];
		int year, month, dom, iso_year, week;

		date_to_ymd(d, &year, &month, &dom);
		assert_int_equal(date_from_ymd(year, month, dom), d);
		assert_int_equal(day(date_format(text, d)), d);
		week = date_iso_week(d, &iso_year);
		if (iso_year >= 1900 && iso_year <= 2200)
			assert_int_equal(date_from_week(iso_year, week, date_weekday(d)), d);
	}
}

/* Against the C library's own calendar. */
static void agrees_with_strftime(void **state)
{
	(void)state;
	for (date_t d = day("1970-01-01"); d < day("2100-01-01"); d += 1) {
		time_t t = (time_t)d * 86400;
		char want[40], got[40], text[DATE_TEXT_MAX];
		struct tm tm;
		int iso_year, week = date_iso_week(d, &iso_year);

		gmtime_r(&t, &tm);
		strftime(want, sizeof(want), "%Y-%m-%d %u %G %V", &tm);
		snprintf(got, sizeof(got), "%s %d %d %02d", date_format(text, d), date_weekday(d), iso_year, week);
		assert_string_equal(got, want);
	}
}

static void no_such_day(void **state)
{
	static const int none[][3] = {
		{ 2026, 2, 29 }, { 2100, 2, 29 }, { 2026, 4, 31 }, { 2026, 13, 1 }, { 2026, 0, 1 },
		{ 2026, 1, 0 },	 { 2026, 1, 32 }, { 1899, 12, 31 }, { 2201, 1, 1 }, { 2026, -1, -1 },
	};
	char text[DATE_TEXT_MAX];
	int year, month, dom;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(none); i++)
		assert_int_equal(date_from_ymd(none[i][0], none[i][1], none[i][2]), DATE_NONE);
	assert_int_not_equal(date_from_ymd(2024, 2, 29), DATE_NONE);
	assert_string_equal(date_format(text, DATE_NONE), "");
	date_to_ymd(DATE_NONE, &year, &month, &dom);
	assert_int_equal(year, 0);
	assert_int_equal(date_iso_week(DATE_NONE, &year), 0);
}

static void weeks(void **state)
{
	int year;

	(void)state;
	assert_int_equal(date_weeks_in_year(2026), 53);
	assert_int_equal(date_weeks_in_year(2025), 52);
	assert_int_equal(date_weeks_in_year(2027), 52);
	assert_int_equal(date_weeks_in_year(2020), 53);
	for (date_t d = day("2026-12-28"); d <= day("2027-01-03"); d++) {
		assert_int_equal(date_iso_week(d, &year), 53);
		assert_int_equal(year, 2026);
	}
	assert_int_equal(date_iso_week(day("2027-01-04"), &year), 1);
	assert_int_equal(year, 2027);
	assert_int_equal(date_iso_week(day("2024-12-30"), &year), 1);
	assert_int_equal(year, 2025);
	assert_int_equal(date_from_week(2026, 53, 7), day("2027-01-03"));
	assert_int_equal(date_from_week(2026, 36, 5), day("2026-09-04"));
	assert_int_equal(date_from_week(2027, 53, 1), DATE_NONE);
	assert_int_equal(date_from_week(2026, 0, 1), DATE_NONE);
	assert_int_equal(date_from_week(2026, 1, 8), DATE_NONE);
	assert_int_equal(date_weekday(day("2026-11-22")), 7);
}

static const struct {
	const char *text, *today, *want; /* want NULL = refused */
} typed_dates[] = {
	{ "2026-09-11", "2026-03-01", "2026-09-11" },
	{ " 2026-9-1 ", "2026-03-01", "2026-09-01" },
	{ "20260911", "2026-03-01", "2026-09-11" },
	{ "11/9", "2026-09-01", "2026-09-11" },
	{ "11/9", "2026-12-10", "2026-09-11" }, /* 90 days ago */
	{ "11/9", "2026-12-11", "2027-09-11" }, /* 91 days ago */
	{ "1/1", "2026-02-01", "2026-01-01" },
	{ "31/12", "2026-02-01", "2025-12-31" },
	{ "1/11", "2026-02-01", "2026-11-01" },
	{ "29/2", "2026-02-01", "2028-02-29" },
	{ "29/2", "2096-12-01", "2104-02-29" },
	{ "11/9 2026", "2020-01-01", "2026-09-11" },
	{ "11/9\u00a02026", "2020-01-01", "2026-09-11" },
	{ "29/2 2026", "2020-01-01", NULL },
	{ "+14", "2026-09-11", "2026-09-25" },
	{ "+0", "2026-09-11", "2026-09-11" },
	{ "-3", "2026-09-11", "2026-09-08" },
	{ "−3", "2026-09-11", "2026-09-08" },
	{ "v36", "2026-09-11", "2026-09-04" },
	{ "V36", "2026-09-11", "2026-09-04" },
	{ "v 36", "2026-09-11", "2026-09-04" },
	{ "v.36", "2026-09-11", "2026-09-04" },
	{ "v. 36", "2026-09-11", "2026-09-04" },
	{ "vecka 36", "2026-09-11", "2026-09-04" },
	{ "Vecka 36", "2026-09-11", "2026-09-04" },
	{ "v1", "2026-09-11", "2026-01-02" },
	{ "v53", "2026-09-11", "2027-01-01" },
	{ "v53", "2027-09-11", NULL },
	{ "v2", "2027-01-02", "2027-01-15" },
	{ "v2", "2024-12-30", "2025-01-10" },
	{ "2026-v36", "2020-01-01", "2026-09-04" },
	{ "2026-V36", "2020-01-01", "2026-09-04" },
	{ "2027-v53", "2020-01-01", NULL },
	{ "idag", "2026-09-11", "2026-09-11" },
	{ "Idag", "2026-09-11", "2026-09-11" },
	{ "i dag", "2026-09-11", "2026-09-11" },
	{ "imorgon", "2026-12-31", "2027-01-01" },
	{ "IGÅR", "2026-09-11", "2026-09-10" },
	{ "iga\u030ar", "2026-09-11", "2026-09-10" },
	{ "v0", "2026-09-11", NULL },
	{ "v", "2026-09-11", NULL },
	{ "v36x", "2026-09-11", NULL },
	{ "v136", "2026-09-11", NULL },
	{ "vår", "2026-09-11", NULL },
	{ "11/13", "2026-09-11", NULL },
	{ "32/1", "2026-09-11", NULL },
	{ "30/2", "2026-09-11", NULL },
	{ "0/1", "2026-09-11", NULL },
	{ "+", "2026-09-11", NULL },
	{ "+1x", "2026-09-11", NULL },
	{ "+99999", "2026-09-11", NULL },
	{ "-99999", "2026-09-11", NULL },
	{ "+999999999999", "2026-09-11", NULL },
	{ "2026", "2026-09-11", NULL },
	{ "2026-09", "2026-09-11", NULL },
	{ "2026-09-111", "2026-09-11", NULL },
	{ "202609111", "2026-09-11", NULL },
	{ "20261301", "2026-09-11", NULL },
	{ "2026-02-30", "2026-09-11", NULL },
	{ "igårigårigårigårigårigårigårigårigår", "2026-09-11", NULL },
	{ "\033[A", "2026-09-11", NULL },
	{ "\xff", "2026-09-11", NULL },
};

static void typed(void **state)
{
	date_t d = 5;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(typed_dates); i++) {
		char got[DATE_TEXT_MAX] = "refused";

		if (date_parse(typed_dates[i].text, day(typed_dates[i].today), &d))
			date_format(got, d);
		if (strcmp(got, typed_dates[i].want ? typed_dates[i].want : "refused") != 0)
			fail_msg("\"%s\" on %s: %s", typed_dates[i].text, typed_dates[i].today, got);
	}
	assert_true(date_parse("", day("2026-09-11"), &d));
	assert_int_equal(d, DATE_NONE);
	assert_true(date_parse(NULL, day("2026-09-11"), &d));
	assert_true(date_parse("  ", day("2026-09-11"), &d));
	assert_int_equal(d, DATE_NONE);
	assert_false(date_parse("idag", DATE_NONE, &d));
	assert_false(date_parse("+1", DATE_NONE, &d));
	assert_false(date_parse("1/1", DATE_NONE, &d));
	assert_false(date_parse("v1", DATE_NONE, &d));
}

/* The day of a decision: 15/4 said in November is last April, not next. */
static void typed_of_the_past(void **state)
{
	static const struct { const char *text, *today, *want; } past[] = {
		{ "15/4", "2026-11-20", "2026-04-15" },
		{ "15/4", "2026-04-15", "2026-04-15" },
		{ "16/4", "2026-04-15", "2025-04-16" },
		{ "24/12", "2026-01-02", "2025-12-24" },
		{ "29/2", "2026-06-03", "2024-02-29" },
		{ "15/4 2027", "2026-11-20", "2027-04-15" }, /* with its year it is what it says */
		{ "2027-04-15", "2026-11-20", "2027-04-15" },
		{ "v50", "2026-01-20", "2025-12-12" },
		{ "v2", "2026-01-20", "2026-01-09" },
		{ "-3", "2026-06-03", "2026-05-31" },
		{ "i dag", "2026-06-03", "2026-06-03" },
	};
	date_t d;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(past); i++) {
		assert_true(date_parse_past(past[i].text, day(past[i].today), &d));
		if (d != day(past[i].want))
			fail_msg("\"%s\" on %s", past[i].text, past[i].today);
	}
	assert_false(date_parse_past("15/4", DATE_NONE, &d));
	assert_false(date_parse_past("31/2", day("2026-06-03"), &d));
	assert_true(date_parse_past("", day("2026-06-03"), &d));
	assert_int_equal(d, DATE_NONE);
}

static void strict_iso(void **state)
{
	static const char *const bad[] = {
		"", "2026-9-11", "2026-09-11 ", " 2026-09-11", "20260911", "2026-09-1", "2026-09-31", "2026/09/11", "2026-09-11T",
	};
	date_t d;

	(void)state;
	assert_true(date_parse_iso("2026-09-11", &d));
	assert_false(date_parse_iso(NULL, &d));
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(date_parse_iso(bad[i], &d));
}

static void periods(void **state)
{
	static const struct {
		const char *text, *want, *last;
		enum period_kind kind;
		int year, part;
		double position;
	} cases[] = {
		{ "2024", "2024", "2024-12-31", PERIOD_YEAR, 2024, 0, 2024.5 },
		{ "1900", "1900", "1900-12-31", PERIOD_YEAR, 1900, 0, 1900.5 },
		{ "2024-02", "2024-02", "2024-02-29", PERIOD_MONTH, 2024, 2, 2024 + 1.5 / 12 },
		{ "2024M03", "2024-03", "2024-03-31", PERIOD_MONTH, 2024, 3, 2024 + 2.5 / 12 },
		{ "202403", "2024-03", "2024-03-31", PERIOD_MONTH, 2024, 3, 2024 + 2.5 / 12 },
		{ "2024-Q1", "2024-Q1", "2024-03-31", PERIOD_QUARTER, 2024, 1, 2024.125 },
		{ "2024K4", "2024-Q4", "2024-12-31", PERIOD_QUARTER, 2024, 4, 2024.875 },
		{ "2024-V13", "2024-V13", "2024-03-31", PERIOD_WEEK, 2024, 13, 2024 + 12.5 / 52 },
		{ "2026-V53", "2026-V53", "2027-01-03", PERIOD_WEEK, 2026, 53, 2026 + 52.5 / 53 },
		{ "2026v5", "2026-V05", "2026-02-01", PERIOD_WEEK, 2026, 5, 2026 + 4.5 / 53 },
		{ "R12:2024-03", "R12:2024-03", "2024-03-31", PERIOD_R12, 2024, 3, 2024 + 2.5 / 12 },
	};
	static const char *const bad[] = {
		"24", "2024-", "2024-13", "2024-00", "2024-3", "2024-Q5", "2024-Q0", "2024-Q", "2024-Q11", "2024-V54", "2024-V53",
		"2024-V0", "1799", "2201", "R12:2024", "R12:2024-Q1", "R12:", "R12", "2024-03-01", "2024 ", " 2024", "2024-03x",
		"20240", "2024031", "--", "\xff", "2024-R1",
	};
	period_t p;
	char text[PERIOD_TEXT_MAX], date[DATE_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_true(period_parse(cases[i].text, &p));
		assert_string_equal(period_format(text, p), cases[i].want);
		assert_string_equal(date_format(date, period_last_day(p)), cases[i].last);
		assert_int_equal(period_kind(p), cases[i].kind);
		assert_int_equal(period_year(p), cases[i].year);
		assert_int_equal(period_part(p), cases[i].part);
		assert_true(fabs(period_position(p) - cases[i].position) < 1e-9);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		if (period_parse(bad[i], &p))
			fail_msg("\"%s\" was taken for %s", bad[i], period_format(text, p));
	}
	assert_true(period_parse("", &p) && p == 0);
	assert_true(period_parse("-", &p) && p == 0);
	assert_true(period_parse(NULL, &p) && p == 0);
	assert_string_equal(period_format(text, 0), "");
	assert_true(isnan(period_position(0)));
	assert_int_equal(period_last_day(0), DATE_NONE);
}

static void every_period_there_and_back(void **state)
{
	static const char *const formats[] = { "%04d", "%04d-%02d", "%04d-Q%d", "%04d-V%02d", "R12:%04d-%02d" };
	static const int parts[] = { 0, 12, 4, 52, 12 };
	period_t before = 0;

	(void)state;
	for (size_t k = 0; k < COUNT_OF(formats); k++) {
		for (int year = 1800; year <= 2200; year++) {
			for (int part = parts[k] ? 1 : 0; part <= parts[k]; part++) {
				char text[40], back[PERIOD_TEXT_MAX];
				period_t p;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
				snprintf(text, sizeof(text), formats[k], year, part);
#pragma GCC diagnostic pop
				assert_true(period_parse(text, &p));
				assert_string_equal(period_format(back, p), text);
				/* Sorts by kind, then time. */
				assert_true(p > before);
				before = p;
			}
		}
	}
}

/* Periods are read from files: no value may do harm. */
static void any_period_value(void **state)
{
	char text[PERIOD_TEXT_MAX];
	uint32_t p = 1;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		p = p * 1664525u + 1013904223u;
		period_format(text, p & 0x07FFFFFF);
		period_last_day(p & 0x07FFFFFF);
		period_position(p & 0x07FFFFFF);
		period_format(text, p);
	}
}

static moment_t moment(const char *s)
{
	moment_t m;

	if (!moment_parse(s, &m))
		fail_msg("%s is no moment", s);
	return m;
}

static void moments(void **state)
{
	static const struct {
		const char *utc, *local;
	} cases[] = {
		{ "1970-01-01T00:00:00Z", "1970-01-01 01:00" }, { "2026-09-11T10:31:05Z", "2026-09-11 12:31" },
		{ "2026-03-29T00:59:59Z", "2026-03-29 01:59" }, { "2026-03-29T01:00:00Z", "2026-03-29 03:00" },
		{ "2026-10-25T00:59:59Z", "2026-10-25 02:59" }, { "2026-10-25T01:00:00Z", "2026-10-25 02:00" },
		{ "2027-03-28T00:59:59Z", "2027-03-28 01:59" }, { "2027-03-28T01:00:00Z", "2027-03-28 03:00" },
		{ "2024-03-31T01:00:00Z", "2024-03-31 03:00" }, { "2024-10-27T01:00:00Z", "2024-10-27 02:00" },
		{ "2026-12-31T23:30:00Z", "2027-01-01 00:30" }, { "2026-06-30T22:00:00Z", "2026-07-01 00:00" },
		{ "1969-12-31T23:59:59Z", "1970-01-01 00:59" },
	};
	char text[MOMENT_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		moment_t m = moment(cases[i].utc);

		assert_string_equal(moment_format_utc(text, m), cases[i].utc);
		assert_string_equal(moment_format_utc(text, m + 999999), cases[i].utc);
		assert_string_equal(moment_format_local(text, m), cases[i].local);
		text[10] = '\0';
		assert_int_equal(moment_to_date(m), day(text));
	}
	assert_true(moment("2026-09-11T10:31:05Z") == INT64_C(1789122665) * 1000000);
	assert_string_equal(moment_format_utc(text, MOMENT_NONE), "");
	assert_string_equal(moment_format_local(text, MOMENT_NOW), "");
	assert_string_equal(moment_format_local(text, INT64_MAX - 1), "");
	assert_string_equal(moment_format_utc(text, INT64_MIN + 1), "");
	assert_int_equal(moment_to_date(MOMENT_NONE), DATE_NONE);
	assert_true(moment_to_date(MOMENT_NOW) > day("2020-01-01"));
	assert_true(moment_now() > moment("2020-01-01"));
}

static void local_moments(void **state)
{
	char text[MOMENT_TEXT_MAX];

	(void)state;
	assert_true(moment("2026-09-11 12:31") == moment("2026-09-11T10:31:00Z"));
	assert_true(moment("2026-09-11 12:31:05") == moment("2026-09-11T10:31:05Z"));
	assert_true(moment("2026-01-11 12:31") == moment("2026-01-11T11:31:00Z"));
	/* A day means its end. */
	assert_true(moment("2026-09-11") == moment("2026-09-11T22:00:00Z") - 1);
	assert_true(moment("2026-03-28") == moment("2026-03-28T23:00:00Z") - 1);
	assert_true(moment("2026-03-29") == moment("2026-03-29T22:00:00Z") - 1);
	assert_true(moment("2026-10-25") == moment("2026-10-25T23:00:00Z") - 1);
	assert_true(moment("2026-12-31") == moment("2026-12-31T23:00:00Z") - 1);
	/* The hour that comes twice is the later one; the one that never comes is an hour on. */
	assert_true(moment("2026-10-25 01:59") == moment("2026-10-24T23:59:00Z"));
	assert_true(moment("2026-10-25 02:30") == moment("2026-10-25T01:30:00Z"));
	assert_true(moment("2026-10-25 03:00") == moment("2026-10-25T02:00:00Z"));
	assert_true(moment("2026-03-29 01:59") == moment("2026-03-29T00:59:00Z"));
	assert_true(moment("2026-03-29 02:30") == moment("2026-03-29T01:30:00Z"));
	assert_true(moment("2026-03-29 03:00") == moment("2026-03-29T01:00:00Z"));
	/* Every hour of some years: what is shown, but for the doubled hour, reads back as what it was. */
	for (moment_t m = moment("2023-12-31T23:00:00Z"); m < moment("2031-01-01"); m += INT64_C(3600000000)) {
		moment_t back = moment(moment_format_local(text, m));

		assert_true(back == m || (back == m + INT64_C(3600000000) && strcmp(text + 11, "02:00") == 0));
		text[10] = '\0';
		assert_int_equal(moment_to_date(m), day(text));
	}
}

/* --since DATE has that day in it, --as-of DATE has all of it: one is its start, the other its end. */
static void moments_since(void **state)
{
	moment_t since, end;

	(void)state;
	assert_true(moment_parse_since("2026-08-01", &since));
	assert_int_equal(since, moment("2026-08-01 00:00"));
	assert_true(moment_parse_since("2026-03-29", &since)); /* 23 hours long */
	assert_true(moment_parse("2026-03-29", &end));
	assert_int_equal((end + 1 - since) / 1000000 / 3600, 23);
	assert_true(moment_parse_since("2026-08-01 12:31", &since));
	assert_int_equal(since, moment("2026-08-01 12:31"));
	assert_false(moment_parse_since("11/9", &since));
	assert_false(moment_parse_since(NULL, &since));
}

static void no_moments(void **state)
{
	static const char *const bad[] = {
		"", "nu", "2026", "2026-09-1", "2026-09-31", "2026-09-11 ", "2026-09-11 12", "2026-09-11 12:", "2026-09-11 24:00",
		"2026-09-11 12:60", "2026-09-11 12:31:60", "2026-09-11 12:31Z", "2026-09-11 12:31:05Z", "2026-09-11T12:31",
		"2026-09-11T12:31Z", "2026-09-11T12:31:05", "2026-09-11T12:31:05Zx", "2026-09-11T12:31:05+02:00",
		"2026-09-11x12:31", "2026-09-11 12:31x", "2026-09-11  12:31", "11/9",
	};
	moment_t m;

	(void)state;
	assert_false(moment_parse(NULL, &m));
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		if (moment_parse(bad[i], &m))
			fail_msg("\"%s\" was taken for a moment", bad[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_there_and_back),
		cmocka_unit_test(agrees_with_strftime),
		cmocka_unit_test(no_such_day),
		cmocka_unit_test(weeks),
		cmocka_unit_test(typed),
		cmocka_unit_test(typed_of_the_past),
		cmocka_unit_test(strict_iso),
		cmocka_unit_test(periods),
		cmocka_unit_test(every_period_there_and_back),
		cmocka_unit_test(any_period_value),
		cmocka_unit_test(moments),
		cmocka_unit_test(local_moments),
		cmocka_unit_test(moments_since),
		cmocka_unit_test(no_moments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
