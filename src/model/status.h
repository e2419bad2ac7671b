/* status.h: the colours of goals and indicators: their codes, words and signs, and the comparison behind most of them.
 *
 * The rule kinds that need more than one figure (count, trend, composite …) belong with the rules; they end in these values. */
#ifndef STYRTAVLA_STATUS_H
#define STYRTAVLA_STATUS_H

enum status {
	STATUS_NONE,    /* not judged: no rule and no assessment */
	STATUS_GREEN,   /* on target */
	STATUS_YELLOW,  /* on the way to the target */
	STATUS_RED,     /* not reached */
	STATUS_MISSING, /* there is a rule, but no value or no target */
	STATUS_COUNT,
};

/* How a status is written. Colour is never alone: sign and word differ too. */
struct status_text {
	const char *code;  /* exports: "green" */
	const char *word;  /* Swedish, as on screen: "på målet" */
	const char *sign;  /* one cell: "●" */
	const char *ascii; /* the sign where only ASCII can be shown: "+" */
};

/* The word for STATUS_NONE where a computed status stands beside an assessed one: it is not computed, but it may be judged. */
#define STATUS_NOT_COMPUTED "ej beräknat"

/* The text of a status; what is no status is shown as not judged. Never NULL. */
const struct status_text *status_text(enum status status);
/* The status with this code ("green"), or −1. */
int status_find(const char *code);

/* −1, 0 or 1 as a is below, at or above b. Values that differ by less than a billionth are equal: sums of decimals are not exact. */
int status_compare(double a, double b);

/* Judges value against one or two levels by op (OP_* of record.h; which side is better follows from it):
 *
 *	value op green    → green
 *	value op yellow   → yellow (only where a yellow level is given)
 *	else              → red
 *
 * yellow_or_missing is NUM_MISSING for a rule of one level (003, bilaga 1: most målvärden); two levels are "på väg mot målet"
 * and "på målet" (003: frisktal ≥ 87 and ≥ 92) or bands (003: medarbetarindex ≥ 72 green, ≥ 70 yellow, so 71,5 is yellow).
 * A value that is equal to a level reaches it for ≥ and ≤ (003: 90 against 90 is reached) and not for > and <. Values that
 * differ by less than a billionth are equal: sums of decimals are not exact. STATUS_MISSING where value or green is
 * missing, STATUS_NONE where op is not given. */
enum status status_threshold(double value, int op, double green, double yellow_or_missing);

#endif
