/* forecasts_in.h: forecasts from plain CSV: board;period and any of outcome, budget, forecast, budget_year, comment, group, in any
 * order, by their keys or in Swedish (nämnd;period;utfall;budget;prognos …). What our own `export forecasts` writes is read back.
 *
 * A board may be written by name. An empty cell leaves the field as it was: it is missing, never 0. Numbers are written as people
 * write them; "1.234" is an error unless the same file shows elsewhere (−12.5) that its point is a decimal point. */
#ifndef STYRTAVLA_FORECASTS_IN_H
#define STYRTAVLA_FORECASTS_IN_H

#include "base/mem.h"
#include "io/strmap.h"
#include "query/dataset.h"

/* A forecast as the files say it shall be. */
struct forecast_in {
	struct forecast *rec;       /* owned */
	const struct forecast *old; /* as it is, borrowed from the dataset; NULL = new */
	const char *file;           /* borrowed */
	bool equal;                 /* nothing differs from old */
};
/* Zero-initialise; forecasts_in_free ends it. Several files are read into the same one. */
struct forecasts_in {
	struct forecast_in *items;
	size_t n, cap;
	size_t empty;         /* rows about a month that is not written and with nothing in any cell: passed over */
	struct vec errors;    /* char *: "file:line: column: reason", at most CSV_ERRORS (csv_rows.h) */
	size_t nerrors;       /* all of them */
	struct strmap seen;   /* id to where it was first, "file:line" */
	struct vec places;    /* those words */
};

/* Does the header say that this is a file of forecasts (a column for the nämnd, none for a metric)? */
bool forecasts_in_is(const char *data, size_t size);
/* Reads data for the plan of ds. True if there were no errors. file is borrowed until the end. */
bool forecasts_in_read(struct forecasts_in *in, const char *file, const char *data, size_t size, const struct dataset *ds);
void forecasts_in_free(struct forecasts_in *in);

#endif
