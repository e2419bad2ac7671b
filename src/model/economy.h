/* economy.h: what can be computed from the decided tables: sums and differences, shares and growth. Amounts in mnkr,
 * shares and growth in per cent. A figure that is missing makes what would be computed from it missing, never 0. */
#ifndef STYRTAVLA_ECONOMY_H
#define STYRTAVLA_ECONOMY_H

#include <stdbool.h>
#include <stddef.h>

#include "model/record.h"

/* The board of an allocation that is the document's own sum of a year, and of the row an export adds after it. */
#define ALLOCATION_DECLARED "summa"
#define ALLOCATION_DIFFERENCE "differens"

/* Lines added; missing if n is 0 or any of them is missing. */
double economy_sum(const double *lines, size_t n);
/* Lines added minus the declared sum, so −1 says that the lines make one less than the document's sum (004: rounding, ±1
 * mnkr every year). The declared sum is what is shown; this stands beside it. */
double economy_difference(const double *lines, size_t n, double declared);

/* True for the declared sum of a year. */
bool allocation_is_declared(const struct allocation *allocation);
/* The declared sum of year among n allocations of one plan (borrowed, any order and any years); missing if there is none. */
double allocation_declared(const struct allocation *const *all, size_t n, int year);
/* The lines of year added minus its declared sum (004, Fördelning av budget till nämnder); missing if either is
 * not there. */
double allocation_difference(const struct allocation *const *all, size_t n, int year);

/* part of whole in per cent; missing where whole is 0. For allocations whole is the declared sum. */
double economy_share(double part, double whole);
/* Change from before to now in per cent of before; missing where before is not above 0 (a change from a loss has no
 * percentage). */
double economy_growth(double before, double now);
/* Growth over a period: from the first to the last of n values in order of time, in per cent of the first; missing for less
 * than two values or where either end is missing. */
double economy_growth_over(const double *values, size_t n);

#endif
