/* calendar.h: the reporting year by rule: which reports, when the books close and when a report is due (003, Tidplaner 2018).
 *
 * Reports for February, May, July, September, October and November, UR1 after March, UR2 after August and ÅR after December.
 * Bryt is the 4th working day of the month after; the 5th in August, the 7th in January. A report is due at
 * regionkontoret 3 working days after bryt (månadsrapport), 10 (UR1, ÅR) or 5 (UR2). Every bryt and due date of the 2018
 * table comes out of this; for other years it is a proposal. */
#ifndef STYRTAVLA_CALENDAR_H
#define STYRTAVLA_CALENDAR_H

#include "model/record.h"
#include "model/workday.h"

#define CALENDAR_OCCASIONS 9
#define CALENDAR_FIRST_YEAR 1990
#define CALENDAR_LAST_YEAR 2100

/* Bryt of a report that covers all up to and with period; DATE_NONE for 0. */
date_t calendar_cutoff(period_t period, enum eves eves);
/* Which working day of the month after period that is: 4, 5 or 7; 0 for no period. For the words that explain it. */
int calendar_cutoff_place(period_t period);
/* How many working days after bryt a report of that kind is due: 3, 5 or 10; 0 where there is no such kind. */
int calendar_days_to_due(int kind);
/* When a report of that kind (OCC_*) is due whose books close on cutoff; DATE_NONE where there is no such kind or day. */
date_t calendar_due(int kind, date_t cutoff, enum eves eves);
/* The n-th (from 0) occasion of year as the rule proposes it: id, title, kind, period, cutoff and due, source computed, revision
 * 0. A new record of plan, the caller's to free; NULL for another n or year. */
struct record *calendar_occasion(const char *plan, int year, size_t n, enum eves eves);

#endif
