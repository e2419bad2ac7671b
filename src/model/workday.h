/* workday.h: Swedish public holidays and working days, by law and rule alone; good for the years 1990–2100.
 *
 * Holidays are those of SFS 1989:253: the movable ones follow from Easter (Gregorian), annandag pingst was one through 2004 and
 * nationaldagen is one from 2005. Saturdays and Sundays are no working days. Midsommarafton, julafton and nyårsafton are no
 * holidays by that law, but deadlines treat them as such (SFS 1930:173, 2 §): whether work is done on them is a setting. */
#ifndef STYRTAVLA_WORKDAY_H
#define STYRTAVLA_WORKDAY_H

#include <stdbool.h>

#include "base/date.h"

/* Midsommarafton, julafton and nyårsafton: days off, or days like others (setting aftnar). */
enum eves { EVES_FREE, EVES_WORK };

/* Easter Day of year. */
date_t easter_day(int year);
/* The name of the holiday day is, "Kristi himmelsfärdsdag"; NULL for other days, plain Sundays too. Where two fall on the same
 * day (Kristi himmelsfärdsdag on 1 May 2008), the one with a date of its own. */
const char *holiday_name(date_t day);
/* Is day midsommarafton, julafton or nyårsafton? */
bool day_is_eve(date_t day);
bool day_is_workday(date_t day, enum eves eves);
/* The n-th (from 1) working day of a month; DATE_NONE where the month has fewer, or there is no such month. */
date_t workday_of_month(int year, int month, int n, enum eves eves);
/* The n-th working day after day; before it for a negative n; day itself for 0. DATE_NONE gives DATE_NONE. */
date_t workday_add(date_t day, int n, enum eves eves);
/* Working days after `from` up to and with `to`: how many are left on from's evening. Negative where `to` is the earlier:
 * those after `to` up to and with `from`. 0 where either is DATE_NONE. */
int workdays_between(date_t from, date_t to, enum eves eves);

#endif
