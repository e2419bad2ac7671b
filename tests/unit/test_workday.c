/* Holidays and working days. The table is swedish.md's, computed by hand from SFS 1989:253 and checked. Annandag pingst
 * was a holiday through 2004 (SFS 2004:1320). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/mem.h"
#include "model/workday.h"

static date_t day(const char *text)
{
	date_t d;

	assert_true(date_parse_iso(text, &d));
	return d;
}

static void assert_day(date_t d, const char *text)
{
	char iso[DATE_TEXT_MAX];

	assert_string_equal(date_format(iso, d), text);
}

static void assert_holiday(const char *text, const char *name)
{
	const char *found = holiday_name(day(text));

	if (!name) {
		assert_null(found);
		return;
	}
	assert_non_null(found);
	assert_string_equal(found, name);
	assert_false(day_is_workday(day(text), EVES_WORK));
}

static int workdays_of_year(int year, enum eves eves)
{
	return workdays_between(date_from_ymd(year - 1, 12, 31), date_from_ymd(year, 12, 31), eves);
}

static void test_years(void **state)
{
	static const struct {
		int year;
		const char *easter, *ascension, *pentecost, *midsummer, *saints;
		int workdays;
	} years[] = {
		{ 2025, "2025-04-20", "2025-05-29", "2025-06-08", "2025-06-21", "2025-11-01", 249 },
		{ 2026, "2026-04-05", "2026-05-14", "2026-05-24", "2026-06-20", "2026-10-31", 251 },
		{ 2027, "2027-03-28", "2027-05-06", "2027-05-16", "2027-06-26", "2027-11-06", 253 },
		{ 2028, "2028-04-16", "2028-05-25", "2028-06-04", "2028-06-24", "2028-11-04", 251 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(years); i++) {
		assert_day(easter_day(years[i].year), years[i].easter);
		assert_holiday(years[i].easter, "Påskdagen");
		assert_holiday(years[i].ascension, "Kristi himmelsfärdsdag");
		assert_holiday(years[i].pentecost, "Pingstdagen");
		assert_holiday(years[i].midsummer, "Midsommardagen");
		assert_holiday(years[i].saints, "Alla helgons dag");
		assert_int_equal(workdays_of_year(years[i].year, EVES_FREE), years[i].workdays);
	}
}

static void test_easter_edges(void **state)
{
	(void)state;
	assert_day(easter_day(2008), "2008-03-23");
	assert_day(easter_day(2011), "2011-04-24");
	assert_day(easter_day(2038), "2038-04-25");
	assert_day(easter_day(1990), "1990-04-15");
	assert_day(easter_day(2100), "2100-03-28");
}

static void test_fixed(void **state)
{
	(void)state;
	assert_holiday("2026-01-01", "Nyårsdagen");
	assert_holiday("2026-01-06", "Trettondedag jul");
	assert_holiday("2026-04-03", "Långfredagen");
	assert_holiday("2026-04-06", "Annandag påsk");
	assert_holiday("2026-05-01", "Första maj");
	assert_holiday("2026-06-06", "Sveriges nationaldag");
	assert_holiday("2026-12-25", "Juldagen");
	assert_holiday("2026-12-26", "Annandag jul");
	assert_holiday("2026-12-24", NULL);
	assert_holiday("2026-03-01", NULL);
	assert_null(holiday_name(DATE_NONE));
}

static void test_laws_changed(void **state)
{
	(void)state;
	/* Annandag pingst was a holiday through 2004, nationaldagen is one from 2005. */
	assert_holiday("2004-05-31", "Annandag pingst");
	assert_holiday("2000-06-12", "Annandag pingst");
	assert_holiday("2005-05-16", NULL);
	assert_true(day_is_workday(day("2005-05-16"), EVES_FREE));
	assert_holiday("2000-06-06", NULL);
	assert_true(day_is_workday(day("2000-06-06"), EVES_FREE));
	assert_holiday("2005-06-06", "Sveriges nationaldag");
}

static void test_twice_is_once(void **state)
{
	(void)state;
	/* Kristi himmelsfärdsdag was 1 May in 2008; pingst is 6 June in 2049, 2055 and 2060. */
	assert_day(easter_day(2008) + 39, "2008-05-01");
	assert_holiday("2008-05-01", "Första maj");
	assert_int_equal(workdays_between(day("2008-04-30"), day("2008-05-02"), EVES_FREE), 1);
	assert_day(easter_day(2049) + 49, "2049-06-06");
	assert_day(easter_day(2055) + 49, "2055-06-06");
	assert_day(easter_day(2060) + 49, "2060-06-06");
	assert_holiday("2049-06-06", "Sveriges nationaldag");
}

static void test_eves(void **state)
{
	static const char *const eves[] = { "2026-06-19", "2026-12-24", "2026-12-31", "2027-06-25" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(eves); i++) {
		assert_true(day_is_eve(day(eves[i])));
		assert_false(day_is_workday(day(eves[i]), EVES_FREE));
		assert_true(day_is_workday(day(eves[i]), EVES_WORK));
	}
	assert_false(day_is_eve(day("2026-06-18")));
	assert_false(day_is_eve(DATE_NONE));
	/* In 2026 all three are weekdays: three more days of work. */
	assert_int_equal(workdays_of_year(2026, EVES_WORK), 254);
	/* In 2028 julafton and nyårsafton are Sundays. */
	assert_int_equal(workdays_of_year(2028, EVES_WORK), 252);
}

static void test_counting(void **state)
{
	(void)state;
	assert_day(workday_of_month(2026, 1, 1, EVES_FREE), "2026-01-02");
	assert_day(workday_of_month(2026, 1, 7, EVES_FREE), "2026-01-13");
	assert_day(workday_of_month(2018, 6, 4, EVES_FREE), "2018-06-07");
	assert_int_equal(workday_of_month(2026, 1, 30, EVES_FREE), DATE_NONE);
	assert_int_equal(workday_of_month(2026, 13, 1, EVES_FREE), DATE_NONE);
	assert_int_equal(workday_of_month(2026, 1, 0, EVES_FREE), DATE_NONE);
	assert_day(workday_add(day("2018-06-07"), 3, EVES_FREE), "2018-06-12");
	assert_day(workday_add(day("2026-04-02"), 1, EVES_FREE), "2026-04-07");
	assert_day(workday_add(day("2026-04-07"), -1, EVES_FREE), "2026-04-02");
	assert_day(workday_add(day("2026-04-04"), 0, EVES_FREE), "2026-04-04");
	assert_int_equal(workday_add(DATE_NONE, 3, EVES_FREE), DATE_NONE);
	assert_int_equal(workdays_between(day("2026-09-02"), day("2026-09-11"), EVES_FREE), 7);
	assert_int_equal(workdays_between(day("2026-09-11"), day("2026-09-02"), EVES_FREE), -7);
	assert_int_equal(workdays_between(day("2026-09-05"), day("2026-09-06"), EVES_FREE), 0);
	assert_int_equal(workdays_between(DATE_NONE, day("2026-09-06"), EVES_FREE), 0);
}

/* What must hold in every year there is. */
static void test_every_year(void **state)
{
	(void)state;
	for (int year = 1990; year <= 2100; year++) {
		const date_t easter = easter_day(year);
		int holidays = 0, eves = 0, free = workdays_of_year(year, EVES_FREE), all = workdays_of_year(year, EVES_WORK);

		assert_int_equal(date_weekday(easter), 7);
		assert_in_range(easter, date_from_ymd(year, 3, 22), date_from_ymd(year, 4, 25));
		for (date_t d = date_from_ymd(year, 1, 1); d <= date_from_ymd(year, 12, 31); d++) {
			const char *name = holiday_name(d);

			holidays += name != NULL;
			eves += day_is_eve(d);
			assert_false(name && day_is_eve(d));
			assert_false(date_weekday(d) > 5 && day_is_workday(d, EVES_WORK));
			assert_true(!day_is_workday(d, EVES_FREE) || day_is_workday(d, EVES_WORK));
			if (name && (!strcmp(name, "Midsommardagen") || !strcmp(name, "Alla helgons dag")))
				assert_int_equal(date_weekday(d), 6);
		}
		/* 13 a year since 2005, 13 before (one of another name); one less where two fall on the same day. */
		assert_in_range(holidays, 12, 13);
		assert_int_equal(eves, 3);
		assert_in_range(free, 246, 256);
		assert_in_range(all - free, 1, 3);
		for (int month = 1; month <= 12; month++) {
			date_t fourth = workday_of_month(year, month, 4, EVES_FREE);

			assert_true(day_is_workday(fourth, EVES_FREE));
			assert_int_equal(workdays_between(date_from_ymd(year, month, 1) - 1, fourth, EVES_FREE), 4);
			assert_int_equal(workday_add(date_from_ymd(year, month, 1) - 1, 4, EVES_FREE), fourth);
			assert_int_equal(workday_add(workday_add(fourth, 10, EVES_FREE), -10, EVES_FREE), fourth);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_years),
		cmocka_unit_test(test_easter_edges),
		cmocka_unit_test(test_fixed),
		cmocka_unit_test(test_laws_changed),
		cmocka_unit_test(test_twice_is_once),
		cmocka_unit_test(test_eves),
		cmocka_unit_test(test_counting),
		cmocka_unit_test(test_every_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
