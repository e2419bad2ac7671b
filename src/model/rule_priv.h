/* rule_priv.h: what the files of the rules share. */
#ifndef STYRTAVLA_RULE_PRIV_H
#define STYRTAVLA_RULE_PRIV_H

#include "model/rule.h"

/* Judges where everything that the kind needs is there; sets status, why, counts and conditions. */
typedef void rule_fn(const struct rule_input *in, struct arena *arena, struct rule_result *out);

/* Sets the status to missing for want of these, and says so. */
void rule_lacks(struct rule_result *out, unsigned lacks, const char *why);
/* Sets how each part counts, and the counts. */
void rule_count_parts(const struct rule_input *in, struct rule_result *out);
/* A value with its unit and a no-break space between, in the arena. decimals: −1 as many as needed. */
const char *rule_value(const struct rule_input *in, double value, int decimals, struct arena *arena);
/* " (2024)", or "" for no period. */
const char *rule_period(period_t period, struct arena *arena);
/* "2020–2024" of the window's figures. */
const char *rule_span(const struct rule_input *in, struct arena *arena);
/* The only condition: counts follow from its outcome. */
struct rule_condition *rule_condition(struct rule_result *out, const char *name, double value, enum status status,
		const char *reason);
/* OP_* of the level, or what follows from the direction; 0 if neither is told. */
int rule_op(const struct rule_input *in);

#endif
