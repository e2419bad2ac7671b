/* date.c: days and ISO weeks, and what people type for them. */
#include "base/date.h"

#include <stdio.h>
#include <string.h>

#include "base/date_priv.h"
#include "base/mem.h"
#include "base/text.h"

#define YEAR_FIRST 1900
#define YEAR_LAST 2200
#define LOOK_BACK_DAYS 90
#define FRIDAY 5
#define TYPED_MAX 32

/* The count runs from 1 March of year 0, so the leap day is the last of its year: then months follow one formula. */
date_t date_days(int year, int month, int day)
{
	const int y = month <= 2 ? year - 1 : year;
	const int era = (y >= 0 ? y : y - 399) / 400;
	const int of_era = y - era * 400;
	const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

date_t date_from_ymd(int year, int month, int day)
{
	if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1 ||
	    day > date_month_days(year, month))
		return DATE_NONE;
	return date_days(year, month, day);
}

void date_to_ymd(date_t d, int *year, int *month, int *day)
{
	const int64_t z = (int64_t)d + 719468;
	const int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	const int of_era = (int)(z - era * 146097);
	const int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	const int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	const int from_march = (5 * of_year + 2) / 153;

	if (d == DATE_NONE) {
		*year = *month = *day = 0;
		return;
	}
	*day = of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = (int)(year_of_era + era * 400) + (*month <= 2);
}

int date_weekday(date_t d)
{
	/* 1970-01-01 was a Thursday. */
	return (int)((((int64_t)d + 3) % 7 + 7) % 7) + 1;
}

/* A week belongs to the year its Thursday is in. */
int date_iso_week(date_t d, int *iso_year)
{
	int year, month, day;
	date_t thursday;

	if (d == DATE_NONE) {
		if (iso_year)
			*iso_year = 0;
		return 0;
	}
	thursday = d - date_weekday(d) + 4;
	date_to_ymd(thursday, &year, &month, &day);
	if (iso_year)
		*iso_year = year;
	return (thursday - date_days(year, 1, 1)) / 7 + 1;
}

int date_weeks_in_year(int iso_year)
{
	/* 28 December is always in the last week. */
	return date_iso_week(date_days(iso_year, 12, 28), NULL);
}

date_t date_week_day(int iso_year, int week, int weekday)
{
	/* 4 January is always in week 1. */
	const date_t fourth = date_days(iso_year, 1, 4);

	return fourth - date_weekday(fourth) + weekday + 7 * (week - 1);
}

date_t date_from_week(int iso_year, int week, int weekday)
{
	if (iso_year < YEAR_FIRST || iso_year > YEAR_LAST || week < 1 || week > date_weeks_in_year(iso_year) ||
	    weekday < 1 || weekday > 7)
		return DATE_NONE;
	return date_week_day(iso_year, week, weekday);
}

char *date_format(char dst[DATE_TEXT_MAX], date_t d)
{
	int year, month, day;

	dst[0] = '\0';
	if (d == DATE_NONE)
		return dst;
	date_to_ymd(d, &year, &month, &day);
	snprintf(dst, DATE_TEXT_MAX, "%04d-%02d-%02d", year, month, day);
	return dst;
}

bool date_read(const char **s, int least, int most, int *value)
{
	int n = 0, v = 0;

	while (n < most && (*s)[n] >= '0' && (*s)[n] <= '9')
		v = v * 10 + ((*s)[n++] - '0');
	if (n < least)
		return false;
	*s += n;
	*value = v;
	return true;
}

bool date_accept(const char **s, const char *set)
{
	if (!**s || !strchr(set, **s))
		return false;
	++*s;
	return true;
}

static bool give(date_t d, date_t *out)
{
	if (d == DATE_NONE)
		return false;
	*out = d;
	return true;
}

bool date_parse_iso(const char *s, date_t *out)
{
	int year, month, day;

	return s && date_read(&s, 4, 4, &year) && date_accept(&s, "-") && date_read(&s, 2, 2, &month) &&
	       date_accept(&s, "-") && date_read(&s, 2, 2, &day) && !*s && give(date_from_ymd(year, month, day), out);
}

/* What a day without a year is read by. */
struct near {
	date_t today;
	bool past; /* the nearest before it, or it; else the nearest ahead of LOOK_BACK_DAYS before it */
};

/* 20260911 */
static bool parse_compact(const char *s, const struct near *near, date_t *out)
{
	int year, month, day;

	(void)near;
	return date_read(&s, 4, 4, &year) && date_read(&s, 2, 2, &month) && date_read(&s, 2, 2, &day) && !*s &&
	       give(date_from_ymd(year, month, day), out);
}

/* 2026-09-11, and 2026-9-1 as some write it. */
static bool parse_iso(const char *s, const struct near *near, date_t *out)
{
	int year, month, day;

	(void)near;
	return date_read(&s, 4, 4, &year) && date_accept(&s, "-") && date_read(&s, 1, 2, &month) &&
	       date_accept(&s, "-") && date_read(&s, 1, 2, &day) && !*s && give(date_from_ymd(year, month, day), out);
}

/* The day of a year near enough. 29/2 may be eight years away (2096 to 2104); any other day comes within two. */
static bool nearest(int day, int month, const struct near *near, date_t *out)
{
	const date_t bound = near->past ? near->today : near->today - LOOK_BACK_DAYS;
	const int step = near->past ? -1 : 1;
	int year;

	date_to_ymd(bound, &year, &(int){ 0 }, &(int){ 0 });
	for (int i = 0; i <= 8; i++, year += step) {
		date_t d = date_from_ymd(year, month, day);

		if (d != DATE_NONE && (near->past ? d <= bound : d >= bound))
			return give(d, out);
	}
	return false;
}

/* 11/9 and 11/9 2026. */
static bool parse_day_month(const char *s, const struct near *near, date_t *out)
{
	int year, month, day;

	if (!date_read(&s, 1, 2, &day) || !date_accept(&s, "/") || !date_read(&s, 1, 2, &month))
		return false;
	if (*s) {
		return date_accept(&s, " ") && date_read(&s, 4, 4, &year) && !*s &&
		       give(date_from_ymd(year, month, day), out);
	}
	return near->today != DATE_NONE && nearest(day, month, near, out);
}

/* +14 and -3. */
static bool parse_relative(const char *s, const struct near *near, date_t *out)
{
	static const char minus[] = "\u2212";
	int sign = 1, days, year;

	if (strncmp(s, minus, sizeof(minus) - 1) == 0) {
		sign = -1;
		s += sizeof(minus) - 1;
	} else if (*s == '-') {
		sign = -1;
		s++;
	} else if (!date_accept(&s, "+")) {
		return false;
	}
	if (near->today == DATE_NONE || !date_read(&s, 1, 5, &days) || *s)
		return false;
	date_to_ymd(near->today + sign * days, &year, &(int){ 0 }, &(int){ 0 });
	return year >= YEAR_FIRST && year <= YEAR_LAST && give(near->today + sign * days, out);
}

/* v36, v. 36, vecka 36, 2026-v36. */
static bool parse_week(const char *s, const struct near *near, date_t *out)
{
	int year = 0, iso_year, week;

	if (date_read(&s, 4, 4, &year))
		date_accept(&s, "- ");
	if (strncmp(s, "vecka", 5) == 0)
		s += 5;
	else if (date_accept(&s, "vw"))
		date_accept(&s, ".");
	else
		return false;
	while (date_accept(&s, " "))
		;
	if (!date_read(&s, 1, 2, &week) || *s)
		return false;
	if (!year) {
		if (near->today == DATE_NONE)
			return false;
		/* Around New Year the later of the two years that it is: nobody plans last year's week 2. */
		date_to_ymd(near->today, &year, &(int){ 0 }, &(int){ 0 });
		date_iso_week(near->today, &iso_year);
		if (iso_year > year)
			year = iso_year;
		if (near->past && date_from_week(year, week, FRIDAY) > near->today)
			year--;
	}
	return give(date_from_week(year, week, FRIDAY), out);
}

static bool parse_word(const char *s, const struct near *near, date_t *out)
{
	static const struct {
		const char *word;
		int days;
	} words[] = {
		{ "idag", 0 },	  { "i dag", 0 }, { "imorgon", 1 }, { "i morgon", 1 },
		{ "imorron", 1 }, { "igår", -1 }, { "i går", -1 },
	};

	if (near->today == DATE_NONE)
		return false;
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (strcmp(s, words[i].word) == 0)
			return give(near->today + words[i].days, out);
	}
	return false;
}

static bool parse_near(const char *s, const struct near *near, date_t *out)
{
	static bool (*const forms[])(const char *, const struct near *, date_t *) = {
		parse_iso, parse_compact, parse_day_month, parse_relative, parse_week, parse_word,
	};
	struct buf folded = { 0 };
	char typed[TYPED_MAX];
	const char *start;
	size_t len;

	/* Folding makes a capital V, a hard space and a decomposed å all the same. */
	text_fold(&folded, s, FOLD_CASE);
	start = buf_cstr(&folded);
	start += strspn(start, " ");
	len = strlen(start);
	while (len > 0 && start[len - 1] == ' ')
		len--;
	if (len < sizeof(typed)) {
		memcpy(typed, start, len);
		typed[len] = '\0';
	}
	buf_free(&folded);
	if (len >= sizeof(typed))
		return false;
	if (len == 0) {
		*out = DATE_NONE;
		return true;
	}
	for (size_t i = 0; i < COUNT_OF(forms); i++) {
		if (forms[i](typed, near, out))
			return true;
	}
	return false;
}

bool date_parse(const char *s, date_t today, date_t *out)
{
	return parse_near(s, &(struct near){ today, false }, out);
}

bool date_parse_past(const char *s, date_t today, date_t *out)
{
	return parse_near(s, &(struct near){ today, true }, out);
}
