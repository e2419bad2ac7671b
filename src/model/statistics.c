/* statistics.c: see the header. */
#include "model/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"

#define Z_95 1.959963984540054

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The measured values, sorted; the caller frees. */
static double *sorted_values(const double *values, size_t n, size_t *kept)
{
	double *sorted = mem_array(NULL, n ? n : 1, sizeof(*sorted));

	*kept = 0;
	for (size_t i = 0; i < n; i++)
		if (!num_missing(values[i]))
			sorted[(*kept)++] = values[i];
	qsort(sorted, *kept, sizeof(*sorted), compare_doubles);
	return sorted;
}

/* At share p of n sorted values, between neighbours where it falls between two. */
static double quantile(const double *sorted, size_t n, double p)
{
	double at = p * (double)(n - 1);
	size_t below = (size_t)at;

	if (below + 1 >= n)
		return sorted[n - 1];
	return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

static double median(const double *values, size_t n)
{
	size_t kept;
	double *sorted = sorted_values(values, n, &kept), middle = kept ? quantile(sorted, kept, 0.5) : NUM_MISSING;

	free(sorted);
	return middle;
}

/* ---- XmR ---------------------------------------------------------------------------------------------------- */

/* A signal that ends later than the one there is takes its place. */
struct signals {
	struct xmr *out;
	size_t end;
};

static void signal_at(struct signals *signals, enum xmr_signal signal, size_t since, size_t end)
{
	if (signals->out->signal && end < signals->end)
		return;
	/* The same run going on keeps its beginning. */
	if (signals->out->signal == signal && since <= signals->end && signals->out->since < since)
		since = signals->out->since;
	signals->out->signal = signal;
	signals->out->since = since;
	signals->end = signals->out->end = end;
}

static int sign(double v)
{
	return (v > 0) - (v < 0);
}

bool xmr_outside(const struct xmr *xmr, double value)
{
	return value < xmr->lower || value > xmr->upper;
}

static void find_signals(const double *values, size_t n, struct xmr *out)
{
	struct signals signals = { .out = out };
	size_t side_run = 0, drift_run = 0, outside = n; /* the first one outside on this side of the mean; n = none yet */
	int side = 0, drift = 0;

	for (size_t i = 0; i < n; i++) {
		bool neighbour = i > 0 && !num_missing(values[i - 1]);
		int now;

		if (num_missing(values[i])) {
			side_run = drift_run = 0;
			side = drift = 0;
			outside = n;
			continue;
		}
		now = sign(values[i] - out->mean);
		outside = now == side ? outside : n;
		side_run = now && now == side ? side_run + 1 : now != 0;
		side = now;
		now = neighbour ? sign(values[i] - values[i - 1]) : 0;
		drift_run = now && now == drift ? drift_run + 1 : now ? 2 : 1;
		drift = now;
		if (drift_run >= XMR_DRIFT)
			signal_at(&signals, XMR_TREND, i + 1 - drift_run, i);
		if (side_run >= XMR_SIDE)
			signal_at(&signals, XMR_SHIFT, i + 1 - side_run, i);
		if (!xmr_outside(out, values[i]))
			continue;
		/* It began when the first one went out, if none has been back over the mean since. */
		outside = outside < n ? outside : i;
		signal_at(&signals, XMR_OUTSIDE, outside, i);
	}
}

bool xmr_of(const double *values, size_t n, struct xmr *out)
{
	struct xmr x = { 0 };
	double sum = 0, ranges = 0;
	size_t pairs = 0;

	for (size_t i = 0; i < n; i++) {
		if (num_missing(values[i]))
			continue;
		sum += values[i];
		x.n++;
		if (i > 0 && !num_missing(values[i - 1])) {
			ranges += fabs(values[i] - values[i - 1]);
			pairs++;
		}
	}
	if (x.n < XMR_LEAST || !pairs)
		return false;
	x.mean = sum / (double)x.n;
	x.range = ranges / (double)pairs;
	x.lower = x.mean - XMR_FACTOR * x.range;
	x.upper = x.mean + XMR_FACTOR * x.range;
	find_signals(values, n, &x);
	*out = x;
	return true;
}

/* ---- Theil–Sen ---------------------------------------------------------------------------------------------- */

/* The measured points side by side; returns how many. */
static size_t measured(const double *x, const double *y, size_t n, double *px, double *py)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (num_missing(y[i]) || num_missing(x[i]))
			continue;
		px[kept] = x[i];
		py[kept++] = y[i];
	}
	return kept;
}

/* The rank below (above) which a slope is outside the interval: Sen 1968, with Kendall's variance n(n−1)(2n+5)/18. */
static void slope_interval(const double *slopes, size_t pairs, size_t n, struct trend *out)
{
	double width = Z_95 * sqrt((double)n * (double)(n - 1) * (2.0 * (double)n + 5) / 18);
	double low = ((double)pairs - width) / 2, high = ((double)pairs + width) / 2;

	out->low = slopes[low < 1 ? 0 : (size_t)low - 1];
	out->high = slopes[high + 1 > (double)pairs ? pairs - 1 : (size_t)high];
}

bool trend_of(const double *x, const double *y, size_t n, struct trend *out)
{
	double *px = mem_array(NULL, n ? n : 1, sizeof(*px)), *py = mem_array(NULL, n ? n : 1, sizeof(*py)), *slopes;
	size_t kept = measured(x, y, n, px, py), pairs = 0;
	bool enough = kept >= TREND_LEAST;

	slopes = mem_array(NULL, kept * kept / 2 + 1, sizeof(*slopes));
	for (size_t i = 0; enough && i < kept; i++)
		for (size_t j = i + 1; j < kept; j++)
			if (px[j] != px[i])
				slopes[pairs++] = (py[j] - py[i]) / (px[j] - px[i]);
	enough = enough && pairs > 0;
	if (enough) {
		qsort(slopes, pairs, sizeof(*slopes), compare_doubles);
		out->n = kept;
		out->slope = quantile(slopes, pairs, 0.5);
		slope_interval(slopes, pairs, kept, out);
		out->x = median(px, kept);
		/* The line leaves as many points above as below (Conover). */
		for (size_t i = 0; i < kept; i++)
			py[i] -= out->slope * (px[i] - out->x);
		out->y = median(py, kept);
	}
	free(px);
	free(py);
	free(slopes);
	return enough;
}

double trend_at(const struct trend *trend, double x)
{
	return trend->y + trend->slope * (x - trend->x);
}

/* Where a line of this slope meets the target; missing where it does not after `after`. */
static double meets(const struct trend *trend, double slope, double target, bool up, double after)
{
	double now = trend->y + slope * (after - trend->x), x;

	if (up ? now >= target : now <= target)
		return after;
	if (up ? slope <= 0 : slope >= 0)
		return NUM_MISSING;
	x = trend->x + (target - trend->y) / slope;
	return x < after ? after : x;
}

bool trend_reaches(const struct trend *trend, double target, bool up, double after, double *year, double *first, double *last)
{
	*year = meets(trend, trend->slope, target, up, after);
	*first = meets(trend, up ? trend->high : trend->low, target, up, after);
	*last = meets(trend, up ? trend->low : trend->high, target, up, after);
	return !num_missing(*year);
}

/* ---- places ------------------------------------------------------------------------------------------------- */

size_t place_of(const double *values, size_t n, size_t at, bool up, size_t *of)
{
	size_t place = 1, count = 0;

	for (size_t i = 0; i < n; i++) {
		if (num_missing(values[i]))
			continue;
		count++;
		if (!num_missing(values[at]) && (up ? values[i] > values[at] : values[i] < values[at]))
			place++;
	}
	if (of)
		*of = count;
	return num_missing(values[at]) ? 0 : place;
}

bool quartiles_of(const double *values, size_t n, double quartile[3])
{
	size_t kept;
	double *sorted = sorted_values(values, n, &kept);

	for (int q = 0; kept && q < 3; q++)
		quartile[q] = quantile(sorted, kept, 0.25 * (q + 1));
	free(sorted);
	return kept > 0;
}
