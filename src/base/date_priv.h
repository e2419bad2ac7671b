/* date_priv.h: what the date files share and nobody else needs. */
#ifndef STYRTAVLA_DATE_PRIV_H
#define STYRTAVLA_DATE_PRIV_H

#include "base/date.h"

/* The unchecked forms of date_from_ymd and date_from_week, for any year: periods start earlier than dates. */
date_t date_days(int year, int month, int day);
date_t date_week_day(int iso_year, int week, int weekday);
int date_month_days(int year, int month);

/* Reads `least` to `most` digits at *s and moves past them. */
bool date_read(const char **s, int least, int most, int *value);
/* Moves past one character if it is in set. */
bool date_accept(const char **s, const char *set);

#endif
