/* doubt.h: figures that can be read and saved but are hardly meant: somebody is asked before they are saved. */
#ifndef STYRTAVLA_DOUBT_H
#define STYRTAVLA_DOUBT_H

#include "query/dataset.h"

/* In per cent and a share of something: never below 0 or above 100. A change or a deviation in per cent is none. NULL is none. */
bool metric_is_share(const struct metric *metric);

/* Does rec hold a figure that old (NULL: a new record) does not, and that can hardly be meant?
 * – a value or a målvärde of a share outside 0–100;
 * – an amount in mnkr, minus or plus, beyond the budgetram of the nämnd in the year; where it has none (prognoser only), more
 *   than ten times the month before and more than 1 000 mnkr: then it was written in tkr.
 * The first one is told in out, a Swedish clause with what may be meant, without a full stop. The field, or NULL. */
const struct field *record_doubt(const struct dataset *ds, const struct record *rec, const struct record *old, struct buf *out);

#endif
