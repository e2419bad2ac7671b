/* demo.h: a store of invented figures: a full, plausible year, the same every time, for showing and for tests. Nothing in it is
 * true; every screen and every export of it says so. */
#ifndef STYRTAVLA_CLI_DEMO_H
#define STYRTAVLA_CLI_DEMO_H

#include "base/date.h"
#include "base/err.h"
#include "store/store.h"

/* The day a demo store is seen from: the second report of the year is being written. */
date_t demo_day(void);
/* Fills a new demo store: the reference plans, then the year's events in order of time, each dated and signed. 0, or the error
 * that stopped it. */
int demo_fill(struct store *store, struct err *err);

#endif
