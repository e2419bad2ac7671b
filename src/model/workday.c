/* Holidays are a table: a date of their own, days from Easter, or the Saturday of a certain week. */
#include "model/workday.h"

#include <stddef.h>

#include "base/mem.h"

#define SATURDAY 6
#define ALWAYS 9999

enum holiday_kind { ON_DATE, FROM_EASTER, SATURDAY_FROM };

struct holiday {
	const char *name;
	enum holiday_kind kind;
	int month, day; /* ON_DATE; SATURDAY_FROM: the first day it can be */
	int days;       /* FROM_EASTER */
	int first, last; /* years; first 0 = from the beginning */
};

static const struct holiday holidays[] = {
	{ "Nyårsdagen", ON_DATE, 1, 1, 0, 0, ALWAYS },
	{ "Trettondedag jul", ON_DATE, 1, 6, 0, 0, ALWAYS },
	{ "Första maj", ON_DATE, 5, 1, 0, 0, ALWAYS },
	{ "Sveriges nationaldag", ON_DATE, 6, 6, 0, 2005, ALWAYS },
	{ "Juldagen", ON_DATE, 12, 25, 0, 0, ALWAYS },
	{ "Annandag jul", ON_DATE, 12, 26, 0, 0, ALWAYS },
	{ "Långfredagen", FROM_EASTER, 0, 0, -2, 0, ALWAYS },
	{ "Påskdagen", FROM_EASTER, 0, 0, 0, 0, ALWAYS },
	{ "Annandag påsk", FROM_EASTER, 0, 0, 1, 0, ALWAYS },
	{ "Kristi himmelsfärdsdag", FROM_EASTER, 0, 0, 39, 0, ALWAYS },
	{ "Pingstdagen", FROM_EASTER, 0, 0, 49, 0, ALWAYS },
	{ "Annandag pingst", FROM_EASTER, 0, 0, 50, 0, 2004 },
	{ "Midsommardagen", SATURDAY_FROM, 6, 20, 0, 0, ALWAYS },
	{ "Alla helgons dag", SATURDAY_FROM, 10, 31, 0, 0, ALWAYS },
};

/* The anonymous Gregorian computus (Meeus, Jones, Butcher). */
date_t easter_day(int year)
{
	const int a = year % 19, b = year / 100, c = year % 100;
	const int g = (8 * b + 13) / 25;
	const int h = (19 * a + b - b / 4 - g + 15) % 30;
	const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	const int m = (a + 11 * h + 22 * l) / 451;
	const int n = h + l - 7 * m + 114;

	return date_from_ymd(year, n / 31, n % 31 + 1);
}

static date_t saturday_from(int year, int month, int day)
{
	const date_t first = date_from_ymd(year, month, day);

	return first + (SATURDAY - date_weekday(first) + 7) % 7;
}

static bool holiday_is(const struct holiday *holiday, int year, int month, int day, date_t date)
{
	if (year < holiday->first || year > holiday->last)
		return false;
	switch (holiday->kind) {
	case ON_DATE:
		return month == holiday->month && day == holiday->day;
	case FROM_EASTER: /* from 20 March to 14 June */
		return month >= 3 && month <= 6 && date == easter_day(year) + holiday->days;
	default:
		return date_weekday(date) == SATURDAY && date == saturday_from(year, holiday->month, holiday->day);
	}
}

const char *holiday_name(date_t day)
{
	int year, month, of_month;

	if (day == DATE_NONE)
		return NULL;
	date_to_ymd(day, &year, &month, &of_month);
	for (size_t i = 0; i < COUNT_OF(holidays); i++) {
		if (holiday_is(&holidays[i], year, month, of_month, day))
			return holidays[i].name;
	}
	return NULL;
}

bool day_is_eve(date_t day)
{
	int year, month, of_month;

	if (day == DATE_NONE)
		return false;
	date_to_ymd(day, &year, &month, &of_month);
	return (month == 12 && (of_month == 24 || of_month == 31)) || day == saturday_from(year, 6, 20) - 1;
}

bool day_is_workday(date_t day, enum eves eves)
{
	return day != DATE_NONE && date_weekday(day) < SATURDAY && !holiday_name(day) && (eves == EVES_WORK || !day_is_eve(day));
}

date_t workday_of_month(int year, int month, int n, enum eves eves)
{
	date_t day = DATE_NONE;

	for (int i = 1; n > 0; i++) {
		day = date_from_ymd(year, month, i);
		if (day == DATE_NONE)
			return DATE_NONE;
		n -= day_is_workday(day, eves);
	}
	return day;
}

date_t workday_add(date_t day, int n, enum eves eves)
{
	const int step = n < 0 ? -1 : 1;

	while (day != DATE_NONE && n) {
		day += step;
		if (day_is_workday(day, eves))
			n -= step;
	}
	return day;
}

int workdays_between(date_t from, date_t to, enum eves eves)
{
	int n = 0;

	if (from == DATE_NONE || to == DATE_NONE)
		return 0;
	if (to < from)
		return -workdays_between(to, from, eves);
	for (date_t day = from + 1; day <= to; day++)
		n += day_is_workday(day, eves);
	return n;
}
