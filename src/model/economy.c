/* economy.c: sums, differences, shares and growth of decided figures. */
#include "model/economy.h"

#include <string.h>

#include "base/num.h"

/* Below any decimal a budget has; takes away what binary fractions add. */
#define SUM_DECIMALS 6

double economy_sum(const double *lines, size_t n)
{
	double sum = n ? 0.0 : NUM_MISSING;

	/* A missing line makes the sum missing by itself: it is not a number. */
	for (size_t i = 0; i < n; i++)
		sum += lines[i];
	return num_missing(sum) ? NUM_MISSING : num_round(sum, SUM_DECIMALS);
}

double economy_difference(const double *lines, size_t n, double declared)
{
	double sum = economy_sum(lines, n);

	if (num_missing(sum) || num_missing(declared))
		return NUM_MISSING;
	return num_round(sum - declared, SUM_DECIMALS);
}

bool allocation_is_declared(const struct allocation *allocation)
{
	return allocation->board && strcmp(allocation->board, ALLOCATION_DECLARED) == 0;
}

static bool is_of_year(const struct allocation *allocation, int year)
{
	return !allocation->rec.deleted && allocation->year == year;
}

double allocation_declared(const struct allocation *const *all, size_t n, int year)
{
	for (size_t i = 0; i < n; i++) {
		if (is_of_year(all[i], year) && allocation_is_declared(all[i]))
			return all[i]->mnkr;
	}
	return NUM_MISSING;
}

double allocation_difference(const struct allocation *const *all, size_t n, int year)
{
	double declared = allocation_declared(all, n, year);
	double sum = 0;
	size_t lines = 0;

	for (size_t i = 0; i < n; i++) {
		if (is_of_year(all[i], year) && !allocation_is_declared(all[i])) {
			sum += all[i]->mnkr;
			lines++;
		}
	}
	if (!lines)
		return NUM_MISSING;
	return economy_difference(&sum, 1, declared);
}

double economy_share(double part, double whole)
{
	if (num_missing(part) || num_missing(whole) || whole == 0)
		return NUM_MISSING;
	return part / whole * 100.0;
}

double economy_growth(double before, double now)
{
	if (num_missing(before) || num_missing(now) || before <= 0)
		return NUM_MISSING;
	return (now - before) / before * 100.0;
}

double economy_growth_over(const double *values, size_t n)
{
	return n < 2 ? NUM_MISSING : economy_growth(values[0], values[n - 1]);
}
