/* judge_priv.h: what the files that judge share: judge.c (the way through), judge_levels.c (what it is held against),
 * judge_figures.c (outcomes, windows, the year before, regions), judge_parts.c (other indicators and goals). */
#ifndef STYRTAVLA_JUDGE_PRIV_H
#define STYRTAVLA_JUDGE_PRIV_H

#include "model/rule.h"
#include "query/queries_priv.h"

/* Parts of parts that meet again on many ways are judged once a way: more than this, and the rule is not tried. */
#define JUDGED_MAX 100000

/* What is being judged just now, and by what it was asked for: rules that go round in a ring end here. */
struct judge_step {
	const struct record *rec;
	const struct judge_step *up;
};

struct judging {
	struct figures *figures;
	size_t *left;                  /* how many parts may still be judged */
	struct arena *arena;           /* of words and parts */
	bool whole;                    /* a goal's nämndsmål and activities are told too */
	bool brief;                    /* only statuses and counts are told: an outcome that has nothing to be held against is not read */
	const struct judge_step *step;
};

/* One thing judged: what is found about it on the way. */
struct judge_case {
	struct judging *judging;
	const struct record *rec;          /* the indicator or goal */
	const struct indicator *indicator; /* whose figures are judged; NULL = none */
	const struct series *series;       /* its figures; NULL where it has none */
	struct rule_input in;
	struct judgement *out;
	const struct judged_part *parts;   /* as in.parts */
	struct judged_part *list;          /* the parts of out as they grow, in the arena */
	size_t n, cap;
};

/* Judges rec (an indicator or a goal) whole. series (may be NULL): the indicator's own figures where they are read already. */
void judge_record(struct judging *judging, const struct record *rec, const struct series *series, struct judgement *out);
/* Adds a part to the list. */
struct judged_part *judge_add_part(struct judge_case *at);

/* Latest outcome, period and publisher, of the indicator of the case. */
void judge_latest(struct judge_case *at);
/* A målvärde of the record, for whatever year and scope; NULL if none. */
const struct target *judge_any_target(const struct judge_case *at);
/* Targets and levels, from målvärden or the rule. */
void judge_levels(struct judge_case *at);
/* Window, year before and regions, as far as the kind of rule asks for them. */
void judge_figures(struct judge_case *at);
/* Those figures as parts that are only shown. */
void judge_show_figures(struct judge_case *at);
/* The parts of a rule (or, without any named, the goal's own indicators, else its nämndsmål), each judged. */
void judge_parts(struct judge_case *at);
/* The indicators and goals under a goal. */
struct judge_under {
	const struct record **items;
	size_t n;
};
struct judge_under judge_indicators_of(struct figures *figures, const struct record *goal);
struct judge_under judge_goals_of(struct figures *figures, const struct record *goal);
/* The goal's nämndsmål as parts that are only shown, but those that are parts already. */
void judge_show_goals(struct judge_case *at);
/* Everything that stands behind a goal without a rule: its indicators as parts, and why there is no colour. */
void judge_unruled_goal(struct judge_case *at);

#endif
