/* action_plan.h: how far the measures of an action plan go towards its deficit (domain §6). */
#ifndef STYRTAVLA_ACTION_PLAN_H
#define STYRTAVLA_ACTION_PLAN_H

#include <stddef.h>

#include "model/record.h"

/* Sums of the measures of one plan. All amounts in mnkr. */
struct action_plan_effect {
	double taken;           /* effects of measures that are taken; 0 if none */
	double planned;         /* effects of measures that are only planned; 0 if none */
	double realised;        /* what is already seen in the outcome, of all measures; 0 if none */
	double covered_percent; /* (taken + planned) of the deficit, may be over 100; missing without a deficit */
	double remaining;       /* of the deficit after taken and planned; never below 0; missing without one */
	size_t without_effect;  /* measures whose effect nobody has written: the sums do not know them */
};

/* Adds up n measures (borrowed; deleted ones are left out) against deficit (mnkr, positive; NUM_MISSING when not given).
 * Taken and planned together cover (domain §6: 9,0 of 12,0 covers 75 %, 3,0 left). A deficit of 0 leaves nothing and has no
 * percentage. */
struct action_plan_effect action_plan_effect(double deficit, const struct measure *const *measures, size_t n);

#endif
