/* moment.c: moments, and what the clock on the wall in Stockholm says at them. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "base/date_priv.h"

#define SECOND INT64_C(1000000)
#define HOUR (3600 * SECOND)
#define DAY (24 * HOUR)

moment_t moment_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	return ts.tv_sec * SECOND + ts.tv_nsec / 1000;
}

/* Rounds down also before 1970. */
static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Within the years 1 to 9999: no sum of hours overflows, and a year has four digits. A damaged store may hold others. */
static bool is_real(moment_t m)
{
	return m >= date_days(1, 1, 1) * DAY && m < date_days(9999, 12, 31) * DAY;
}

static date_t utc_day(moment_t m)
{
	return (date_t)floor_div(m, DAY);
}

/* The last Sunday of the month (of 31 days), 01:00 UTC: when all of the EU changes its clocks. */
static moment_t change(int year, int month)
{
	const date_t last = date_days(year, month, 31);

	return (last - date_weekday(last) % 7) * DAY + HOUR;
}

/* What Stockholm is ahead of UTC at m. */
static int64_t offset(moment_t m)
{
	int year, month, day;

	date_to_ymd(utc_day(m), &year, &month, &day);
	return m >= change(year, 3) && m < change(year, 10) ? 2 * HOUR : HOUR;
}

/* The moment when the clock shows `local`. In the hour that comes twice the later one; in the hour that never comes,
 * what a clock that was not put forward would show. */
static moment_t from_local(moment_t local)
{
	const moment_t winter = local - HOUR, summer = local - 2 * HOUR;

	if (offset(winter) == HOUR || offset(summer) == HOUR)
		return winter;
	return summer;
}

/* m as it would be read in UTC: "…T…Z" with seconds, or a plain clock for people. */
static char *format(char *dst, moment_t m, bool zulu)
{
	const int64_t seconds = floor_div(m, SECOND) - utc_day(m) * (DAY / SECOND);
	int year, month, day;
	int clock[3] = { (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60) };

	date_to_ymd(utc_day(m), &year, &month, &day);
	if (zulu) {
		snprintf(dst, MOMENT_TEXT_MAX, "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, clock[0], clock[1],
			 clock[2]);
	} else {
		snprintf(dst, MOMENT_TEXT_MAX, "%04d-%02d-%02d %02d:%02d", year, month, day, clock[0], clock[1]);
	}
	return dst;
}

char *moment_format_utc(char dst[MOMENT_TEXT_MAX], moment_t m)
{
	dst[0] = '\0';
	return is_real(m) ? format(dst, m, true) : dst;
}

char *moment_format_local(char dst[MOMENT_TEXT_MAX], moment_t m)
{
	dst[0] = '\0';
	return is_real(m) ? format(dst, m + offset(m), false) : dst;
}

/* 12:31 or 12:31:05, in microseconds. */
static bool read_clock(const char **s, bool need_seconds, int64_t *time)
{
	int hour, minute, second = 0;

	if (!date_read(s, 2, 2, &hour) || !date_accept(s, ":") || !date_read(s, 2, 2, &minute))
		return false;
	if (date_accept(s, ":")) {
		if (!date_read(s, 2, 2, &second))
			return false;
	} else if (need_seconds) {
		return false;
	}
	if (hour > 23 || minute > 59 || second > 59)
		return false;
	*time = ((hour * 60 + minute) * 60 + second) * SECOND;
	return true;
}

static bool parse(const char *s, bool start, moment_t *out)
{
	const size_t date_len = strlen("2026-09-11");
	char day[DATE_TEXT_MAX];
	int64_t time;
	date_t d;
	bool utc;

	if (!s || strnlen(s, date_len) < date_len)
		return false;
	memcpy(day, s, date_len);
	day[date_len] = '\0';
	if (!date_parse_iso(day, &d))
		return false;
	s += date_len;
	if (!*s) {
		/* "As of a day" has all that was done that day, and so has "since a day". */
		*out = start ? from_local(d * DAY) : from_local((d + 1) * DAY) - 1;
		return true;
	}
	utc = *s == 'T';
	if (!date_accept(&s, "T ") || !read_clock(&s, utc, &time) || (utc && !date_accept(&s, "Z")) || *s)
		return false;
	*out = utc ? d * DAY + time : from_local(d * DAY + time);
	return true;
}

bool moment_parse(const char *s, moment_t *out)
{
	return parse(s, false, out);
}

bool moment_parse_since(const char *s, moment_t *out)
{
	return parse(s, true, out);
}

date_t moment_to_date(moment_t m)
{
	if (m == MOMENT_NOW)
		m = moment_now();
	return is_real(m) ? utc_day(m + offset(m)) : DATE_NONE;
}
