/* dashboard.h: the full-screen program: the one entry to everything with a screen. */
#ifndef STYRTAVLA_DASHBOARD_H
#define STYRTAVLA_DASHBOARD_H

#include "base/date.h"
#include "base/err.h"
#include "io/settings.h"
#include "store/store.h"

struct dashboard_options {
	const char *plan, *board; /* NULL = as the settings say */
	moment_t as_of;
	date_t today;             /* the day it is now */
	bool today_given;         /* by the user: then it holds whatever moment is shown; else another moment is its own day */
	bool today_fixed;         /* false: follows the clock past midnight */
	bool readonly;
	const struct settings *settings;
	const char *notice;       /* shown on the bottom line at start; NULL = none */
};
/* Runs until quit. Returns an exit code; err has the text for stderr, printed after the terminal is restored. */
int dashboard_run(struct store *store, const struct dashboard_options *options, struct err *err);

#endif
