/* action_plan.c: the sums of an action plan. */
#include "model/action_plan.h"

#include <math.h>

#include "base/num.h"

/* Sums of tenths are not exact in binary: what is shown and exported is rounded far below any amount that is written. */
#define SUM_DECIMALS 6

static void add_measure(struct action_plan_effect *sum, const struct measure *measure)
{
	if (!num_missing(measure->realised))
		sum->realised += measure->realised;
	if (num_missing(measure->effect))
		sum->without_effect++;
	else if (measure->state == MEASURE_TAKEN)
		sum->taken += measure->effect;
	else
		sum->planned += measure->effect;
}

struct action_plan_effect action_plan_effect(double deficit, const struct measure *const *measures, size_t n)
{
	struct action_plan_effect sum = { .covered_percent = NUM_MISSING, .remaining = NUM_MISSING };
	double covers;

	for (size_t i = 0; i < n; i++) {
		if (!measures[i]->rec.deleted)
			add_measure(&sum, measures[i]);
	}
	sum.taken = num_round(sum.taken, SUM_DECIMALS);
	sum.planned = num_round(sum.planned, SUM_DECIMALS);
	sum.realised = num_round(sum.realised, SUM_DECIMALS);
	if (num_missing(deficit))
		return sum;
	covers = sum.taken + sum.planned;
	sum.remaining = num_round(fmax(deficit - covers, 0.0), SUM_DECIMALS);
	if (deficit > 0)
		sum.covered_percent = covers / deficit * 100.0;
	return sum;
}
