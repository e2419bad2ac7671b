/* date.h: days, ISO weeks, periods and moments. Pure; no time zone data is needed on the machine.
 *
 * A date is days since 1970-01-01 (proleptic Gregorian). A moment is microseconds since 1970-01-01 UTC. */
#ifndef STYRTAVLA_DATE_H
#define STYRTAVLA_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t date_t;
#define DATE_NONE INT32_MIN
typedef int64_t moment_t;
#define MOMENT_NONE INT64_MIN
#define MOMENT_NOW INT64_MAX /* "live": no time travel */

date_t date_from_ymd(int year, int month, int day); /* DATE_NONE if there is no such day (years 1900–2200) */
void date_to_ymd(date_t d, int *year, int *month, int *day);
int date_weekday(date_t d);                         /* 1 Monday … 7 Sunday */
int date_iso_week(date_t d, int *iso_year);         /* 1–53 */
date_t date_from_week(int iso_year, int week, int weekday);
int date_weeks_in_year(int iso_year);

#define DATE_TEXT_MAX 16
/* "2026-09-11"; DATE_NONE gives "". Returns dst. */
char *date_format(char dst[DATE_TEXT_MAX], date_t d);
/* What people type: 2026-09-11, 20260911, 11/9 (day/month), 11/9 2026, +14 and -3 (days from today), v36, v. 36, vecka 36
 * (its Friday; this year's, 2026-v36 another's), idag, imorgon. Day/month without a year is the one nearest ahead of
 * today minus 90 days. Returns false where it is no day. Empty gives DATE_NONE and true. */
bool date_parse(const char *s, date_t today, date_t *out);
/* The same for a day that has been: day/month and a week without a year are the nearest up to today. What is written with its year
 * may still be later. */
bool date_parse_past(const char *s, date_t today, date_t *out);
/* Strict ISO date, for files. */
bool date_parse_iso(const char *s, date_t *out);

/* Periods as figures have them: 2024, 2024-03, 2024-Q1, 2024-V13, R12:2024-03. */
enum { PERIOD_FIRST_YEAR = 1800, PERIOD_LAST_YEAR = 2200 }; /* of those that can be written */
enum period_kind { PERIOD_NONE, PERIOD_YEAR, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_WEEK, PERIOD_R12 };
/* Packs a period in an int that sorts by kind, then time: kind << 24 | (year − 1800) << 8 | part (month, quarter, week
 * or 0). 0 is no period. Valid years 1800–2200. */
typedef uint32_t period_t;
bool period_parse(const char *s, period_t *out); /* "" and "-" give 0 and true; also 2024M03, 2024K1, 202403 */
#define PERIOD_TEXT_MAX 16
char *period_format(char dst[PERIOD_TEXT_MAX], period_t p);
enum period_kind period_kind(period_t p);
int period_year(period_t p);
int period_part(period_t p);
/* Position on a time axis in years: 2024 → 2024.5 for years, month, quarter and week in their middle; R12 in the middle
 * of its last month, where the month itself is. NAN for 0. */
double period_position(period_t p);
date_t period_last_day(period_t p);

moment_t moment_now(void);
/* "2026-09-11T10:31:05Z" in UTC. MOMENT_NONE and MOMENT_NOW give "", here and below. */
#define MOMENT_TEXT_MAX 40
char *moment_format_utc(char dst[MOMENT_TEXT_MAX], moment_t m);
/* "2026-09-11 12:31" in Europe/Stockholm (EU summer time by rule, valid from 1996). */
char *moment_format_local(char dst[MOMENT_TEXT_MAX], moment_t m);
/* --as-of: a date (the end of that day in Europe/Stockholm), "2026-09-11 12:31[:05]" (Stockholm), or "2026-09-11T10:31:05Z" (UTC).
 * false where it is none of these. */
bool moment_parse(const char *s, moment_t *out);
/* --since: the same, but a date is the start of that day: what was done on it is among what has been done since. */
bool moment_parse_since(const char *s, moment_t *out);
/* The day it is in Europe/Stockholm at m; MOMENT_NOW asks the clock, MOMENT_NONE gives DATE_NONE. */
date_t moment_to_date(moment_t m);

#endif
