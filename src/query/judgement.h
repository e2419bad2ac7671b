/* judgement.h: a status with its reason as data: the rule, every input it saw, how each counted and why.
 *
 * One home of every colour: screens, `status`, `check`, goals' counts and the report all ask here. The arithmetic is in
 * model/rule.h; this finds the figures and targets it works on. Strings and arrays are in the arena given. */
#ifndef STYRTAVLA_JUDGEMENT_H
#define STYRTAVLA_JUDGEMENT_H

#include "model/record.h"
#include "model/rule.h" /* enum part_outcome */
#include "model/status.h"
#include "query/dataset.h"
#include "query/result.h"

struct judged_part {
	struct ref ref;        /* Enter goes there: an indicator or goal; REC_OBSERVATION METRIC/ORGANISATION/PERIOD/GENDER */
	const char *name;
	period_t period;       /* 0 = none */
	double value;          /* NUM_MISSING where there is none */
	int decimals;          /* of value; −1 as many as needed */
	const char *unit;      /* NULL = none */
	double target;         /* the level of green; NUM_MISSING */
	const char *target_text; /* "≥ 92"; NULL = none */
	enum part_outcome outcome;
	enum status status;    /* the part's own */
	const char *reason;    /* one Swedish clause, no full stop */
	const char *source;    /* publisher of the value; NULL */
};

struct judgement {
	enum status status;
	const char *why;             /* one Swedish line: the whole reason in words */
	const struct rule *rule;     /* borrowed from the dataset; NULL if none */
	const char *rule_words;      /* how it was judged, also where there is no rule record ("utfall mot målvärde") */
	const char *rule_source;     /* the document the rule is from; NULL */
	const struct target *green, *yellow; /* what it was held against; borrowed; NULL */
	int decimals;                /* its figures are shown with; −1 as many as needed */
	bool own;                    /* there is a value, and it is the indicator's own: neither near nor related */
	period_t period;
	double value;                /* the latest, whether judged or not */
	const char *source;          /* its publisher */
	const struct judged_part *parts;
	size_t nparts;
	size_t passed, failed, excluded; /* of parts; PART_MISSING counts as excluded, PART_SHOWN is not counted */
};

/* Judges an indicator or a goal of the dataset (its own record, borrowed). Always fills out: what cannot be judged is
 * STATUS_NONE (no rule and nothing to hold it against) or STATUS_MISSING with the reason. 0 or ERR_STORE. */
int query_judgement(const struct dataset *ds, const struct record *subject, struct arena *arena, struct judgement *out,
		struct err *err);
/* "pass", "fail" or "excluded", as in exports; a part that is only shown is "excluded" too. */
const char *part_outcome_code(enum part_outcome outcome);

#endif
