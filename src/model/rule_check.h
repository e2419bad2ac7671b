/* rule_check.h: does a rule have what its kind needs to be tried? */
#ifndef STYRTAVLA_RULE_CHECK_H
#define STYRTAVLA_RULE_CHECK_H

#include "model/record.h"

/* The key of the field in the way, with one Swedish line in err (ERR_INPUT); NULL where the rule is right as far as it can be
 * told from itself. What it needs of others (a direction that its indicator may have) is in query/dataset_levels.c.
 *
 * threshold: one level, of itself or a målvärde. two_level: both levels or neither (then they are målvärden). bands: both
 * (003, bilaga 1: medarbetarindex 72 and 70). count: how many, of how many (003, bilaga 1: green 5 of 5, yellow from 2).
 * budget_deviation: nothing but what it is compared with. rank: the last place that counts (003: among the three best). trend:
 * how many years (004, Finansiella mål). composite: its parts (003: vårdgarantin has four). */
const char *rule_fault(const struct rule *rule, struct err *err);

/* Is the level of "på väg" (yellow) easier to reach than that of "på målet"? direction DIR_*; true where one of them is not
 * given. */
bool level_is_easier(int direction, double yellow, double green);
/* DIR_UP for ≥ and >, DIR_DOWN for ≤ and <, else 0. */
int direction_of_op(int op);

#endif
