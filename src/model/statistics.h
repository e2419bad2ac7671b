/* statistics.h: what a history says, told from what is only noise: XmR charts, robust trends, places and quartiles. Pure; doubles in,
 * plain structs out. A missing value is never bridged: it ends a run and gives no moving range. */
#ifndef STYRTAVLA_STATISTICS_H
#define STYRTAVLA_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>

/* ---- signal or noise (XmR, individuals and moving range) ---------------------------------------------------- */

#define XMR_LEAST 10  /* measured points */
#define XMR_FACTOR 2.66 /* 3 / d2 for ranges of two, d2 = 1.128 (Shewhart; Wheeler, Understanding Variation) */
#define XMR_SIDE 8    /* in a row on one side of the mean: a shift */
#define XMR_DRIFT 6   /* in a row rising, or falling: a drift */

enum xmr_signal { XMR_NONE, XMR_OUTSIDE, XMR_SHIFT, XMR_TREND };

struct xmr {
	double mean, range;    /* of the values, and of the moving ranges between neighbours */
	double lower, upper;   /* natural process limits: mean ± 2,66 × range */
	size_t n;              /* measured points */
	enum xmr_signal signal; /* the latest there is */
	size_t since, end;     /* index of its first and last point; only with a signal */
};
/* n values in order of time, one for each period (missing where nothing was measured). False, and out untouched, with fewer
 * than XMR_LEAST measured points or without two neighbours. */
bool xmr_of(const double *values, size_t n, struct xmr *out);
bool xmr_outside(const struct xmr *xmr, double value);

/* ---- will it be reached (Theil–Sen) --------------------------------------------------------------------------- */

#define TREND_LEAST 5 /* measured points */

/* A line through a history: the median of the slopes between all pairs (Theil 1950, Sen 1968); the interval of the slope by
 * Kendall's variance of the pairs' signs, 95 %. */
struct trend {
	double slope, low, high; /* per unit of x */
	double x, y;             /* a point the line goes through: the medians */
	size_t n;
};
/* x rising (years), y missing where nothing was measured. False with fewer than TREND_LEAST measured points. */
bool trend_of(const double *x, const double *y, size_t n, struct trend *out);
double trend_at(const struct trend *trend, double x);

/* When the line meets target: *year with its interval *first … *last (missing: never within that end of the interval). False where
 * the slope itself never meets it after `after` (the last x measured). up: the target is reached from below. */
bool trend_reaches(const struct trend *trend, double target, bool up, double after, double *year, double *first, double *last);

/* ---- places ------------------------------------------------------------------------------------------------- */

/* The place of values[at] among n (missing ones are not counted), 1 = best in the direction; equals share a place. 0 where it is
 * missing. *of (may be NULL) is how many have a value. */
size_t place_of(const double *values, size_t n, size_t at, bool up, size_t *of);
/* The three quartiles (linear between order statistics, type 7 of Hyndman and Fan 1996). False where n has no value. */
bool quartiles_of(const double *values, size_t n, double quartile[3]);

#endif
