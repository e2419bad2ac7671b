/* occasions.h: the reporting year: which report is next, which was last (003, Tidplaner 2018). Occasions the plan does not
 * give are proposed by rule (model/calendar.h) when a dataset is loaded: source computed, revision 0, never saved by that.
 * Editing one makes a record of it (expect 0), which is then given. */
#ifndef STYRTAVLA_OCCASIONS_H
#define STYRTAVLA_OCCASIONS_H

#include <string.h>

#include "query/queries.h"

/* What the id of an occasion is on screen: AR is ÅR, others are themselves. */
static inline const char *occasion_label(const char *id)
{
	return id && strcmp(id, "AR") == 0 ? "ÅR" : id;
}

/* All borrowed from the dataset; NULL if there is none. With "all" plans: those of the plan of today's year, else the newest's. */
/* The first whose report is due on or after day. */
const struct occasion *occasion_next(const struct dataset *ds, date_t day);
/* The last whose books closed (cutoff) before day. */
const struct occasion *occasion_last(const struct dataset *ds, date_t day);
/* The first whose period ends after period (what a forecast of that month shall be followed by). */
const struct occasion *occasion_after(const struct dataset *ds, period_t period);
/* By id: M02 UR1 M05 M07 UR2 M09 M10 M11 AR, case folded; also "ÅR". */
const struct occasion *occasion_named(const struct dataset *ds, const char *id);
/* "månadsrapport maj", "UR1", "ÅR": short, for a line. */
const char *occasion_words(const struct occasion *occasion);
/* The days of occasion; where it is given without one, what the rule proposes, and *proposed (may be NULL) is true: say so where
 * it is shown. A proposed occasion has days of its own. DATE_NONE where the rule knows none either. */
date_t occasion_cutoff_day(const struct dataset *ds, const struct occasion *occasion, bool *proposed);
date_t occasion_due_day(const struct dataset *ds, const struct occasion *occasion, bool *proposed);
/* Moment the books of occasion closed: the end of its cutoff day in Stockholm; MOMENT_NONE without one. */
moment_t occasion_cutoff(const struct dataset *ds, const struct occasion *occasion);
/* Is it only proposed: no record yet? */
bool occasion_is_proposed(const struct occasion *occasion);

#endif
