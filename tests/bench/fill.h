/* fill.h: a store to measure the dashboard on: the reference plans, and a country's figures with what hangs on them. */
#ifndef STYRTAVLA_TESTS_FILL_H
#define STYRTAVLA_TESTS_FILL_H

#include "bench/generate.h"

enum { FILL_ACTIVITIES = 1000, FILL_INDICATORS = 300 };
#define FILL_PLAN "mb2026"

/* Makes the store in dir, as program itself makes one on first use, with the figures of that many KPIs (generate.h; 0: none), a
 * nyckeltal for each of them, the municipalities, FILL_INDICATORS indicators that show some of them, and that many activities. In a child of its
 * own, so that this process stays as small as it was. A store that is there already is taken as it is. Gives up (report.h) when it
 * cannot. */
void fill_store(const char *program, const char *dir, unsigned kpis, unsigned activities);
/* The n:th activity of those, not yet saved; FILL_STEP is in the title of each. Caller frees. */
struct record *fill_activity(unsigned n);
#define FILL_STEP "steg"

#endif
