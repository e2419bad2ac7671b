/* rule.h: the rules that give goals and indicators their colour (003, bilaga 1; 004, Finansiella mål). Pure: no I/O; whoever
 * asks brings the figures, levels and parts.
 *
 * A rule never gives a colour while anything it needs is missing: it then gives STATUS_MISSING and says what is missing. What
 * is under development is left out of a count, visibly. A near or related figure never gives a colour. Without a rule and
 * without a målvärde there is nothing to judge by: STATUS_NONE. */
#ifndef STYRTAVLA_RULE_H
#define STYRTAVLA_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/num.h"
#include "model/record.h"
#include "model/status.h"

enum part_outcome {
	PART_PASS,     /* reaches its target, or the condition holds */
	PART_FAIL,     /* does not; on the way counts here */
	PART_EXCLUDED, /* left out, visibly: under development, no target yet, near or related */
	PART_MISSING,  /* needed, but there is no value or target: the whole cannot be judged */
	PART_SHOWN,    /* beside: a year's figure in a window, never coloured (004, Finansiella mål) */
};

/* A figure beside the one that is judged. */
struct rule_figure {
	period_t period;  /* 0 = none */
	double value;     /* NUM_MISSING = a gap */
	const char *organisation, *name; /* whose it is; NULL = the subject's own */
	const char *source; /* its publisher; NULL */
};

/* Why a part is left out. */
enum part_lack { PART_WHOLE, PART_DEVELOPING, PART_COMPARISON };

/* An indicator or a goal that a count or a composite is made of. outcome is set by the rule. */
struct rule_part {
	const char *id;
	enum status status;
	enum part_lack lack;
	enum part_outcome outcome;
};

struct rule_level {
	double value;        /* NUM_MISSING: none, or in words */
	const char *text;    /* as people read it, "≥ 92"; "" */
};

/* Everything that judging may need. Borrowed; what does not concern the kind is zero or missing. */
struct rule_input {
	int kind;            /* RULE_*; without a rule of its own: RULE_THRESHOLD or RULE_TWO_LEVEL, by its målvärden */
	bool has_rule;       /* false: only a målvärde, if that */
	enum part_lack lack; /* of the indicator itself */
	bool related;        /* PART_COMPARISON: related, not near */

	double value;        /* the latest outcome */
	period_t period;     /* its period; 0 = none */
	const char *no_value; /* what to say where there is none; NULL = "utfall saknas" */
	int decimals;        /* of value; −1 as many as needed */
	const char *unit;    /* NULL or "" = none */

	struct rule_level green, yellow; /* målvärden, or the rule's own numbers */
	const char *no_level; /* what to say where green has no value: "målvärde saknas", or its words; NULL = that */
	int op;              /* OP_* of the målvärde; 0 = by direction */
	int direction;       /* DIR_* */
	double of;           /* how many there are to count, or regions to rank among; NUM_MISSING = not said */

	size_t window;       /* how many outcomes are judged together; 0 or 1 = the latest alone */
	const struct rule_figure *figures; /* those of the window, oldest first, the latest last; gaps have no value */
	size_t nfigures;
	struct rule_figure before;         /* the same period the year before */
	const struct rule_figure *regions; /* of the same period, the subject's own not among them; only those with a value */
	size_t nregions;

	struct rule_part *parts;
	size_t nparts;
	const char *one, *many; /* what the parts are: "indikator", "indikatorer" */
};

/* A condition on the subject itself: what a threshold, a trend, a place … comes down to. */
struct rule_condition {
	const char *name;        /* NULL = the subject's own name */
	double value;
	int decimals;
	period_t period;
	double target;           /* NUM_MISSING where there is no number */
	const char *target_text; /* NULL = none */
	enum part_outcome outcome;
	enum status status;
	const char *reason;      /* one Swedish clause */
};
#define RULE_CONDITIONS_MAX 2

/* What was missing. */
enum {
	RULE_LACKS_VALUE = 1, RULE_LACKS_LEVEL = 2, RULE_LACKS_SIDE = 4, RULE_LACKS_NUMBER = 8, RULE_LACKS_PARTS = 16,
	RULE_LACKS_WINDOW = 32, RULE_LACKS_REGIONS = 64, RULE_LACKS_YEAR_BEFORE = 128,
};

struct rule_result {
	enum status status;
	const char *why;   /* one Swedish line, no full stop at its end unless it is more than one sentence; in the arena */
	unsigned lacks;    /* RULE_LACKS_*: what an empty answer was for want of; 0 where there is a colour */
	size_t passed, failed, excluded, missing; /* of the parts; of the conditions where there are no parts */
	double judged;     /* the number that was judged: the outcome, the mean of a window, the place */
	size_t among;      /* rank: how many were compared, the subject among them */
	period_t since;    /* trend: the period it has fallen from, the last time it did; 0 = it has not */
	struct rule_condition conditions[RULE_CONDITIONS_MAX];
	size_t nconditions;
};

/* Judges. Words go into arena; in->parts[].outcome is set. */
void rule_judge(const struct rule_input *in, struct arena *arena, struct rule_result *out);
/* How a part counts where parts are counted: what is under development, only a comparison, or without a målvärde is left out. */
enum part_outcome rule_part_outcome(const struct rule_part *part);
/* What a kind needs, RULE_NEEDS_* and RULE_TAKES_*; 0 for a number that is no kind. */
unsigned rule_needs(int kind);
/* At least so many regions make a rank where the rule does not say: all of Sweden's. */
#define RULE_REGIONS 21
/* Is this organisation a region: Kolada's four digits 0001–0025? 0000 is the whole country. */
bool rule_is_region(const char *organisation);

#endif
