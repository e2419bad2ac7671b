/* assessments.h: the written, human judgement beside the computed one (004, Uppföljning; domain §4). */
#ifndef STYRTAVLA_ASSESSMENTS_H
#define STYRTAVLA_ASSESSMENTS_H

#include "query/queries.h"

query_fn query_assessments; /* goal, board, occasion, computed, assessed, motivation, by, at */
/* One row for koncern and each nämnd the goal concerns, at filter.occasion (NULL: the one to assess at now), written or not (the
 * ref is the record that editing makes): the list to assess in. filter.goal is needed. */
query_fn query_goal_assessments;

/* When goals are assessed: at the reports that go to regionfullmäktige (003, Tidplaner 2018), in the order of the year. */
#define ASSESSMENT_OCCASIONS 3
extern const char *const assessment_occasions[ASSESSMENT_OCCASIONS];
bool assessment_is_occasion(const char *id);
/* Index of the one to assess at now: the first whose report is due on ds->today (or the moment shown, where that is earlier) or
 * later, else the last. plan NULL = ds's. */
int assessment_occasion_now(const struct dataset *ds, const char *plan);

/* The assessment of goal by board at an occasion. Borrowed; NULL if none. */
const struct assessment *assessment_at(const struct dataset *ds, const char *plan, const char *goal, const char *board,
		const char *occasion);
/* The latest assessment of goal by board (ASSESSMENT_KONCERN or a board id) up to the dataset's moment: of the latest
 * occasion there is one for. Borrowed; NULL if none. */
const struct assessment *assessment_latest(const struct dataset *ds, const char *plan, const char *goal, const char *board);
/* The one before that (an earlier occasion); NULL. */
const struct assessment *assessment_before(const struct dataset *ds, const struct assessment *assessment);
/* Whose assessment stands for goal in the eyes of board (NULL = koncern): the board's own; koncern's; for a nämndsmål that
 * koncern has not assessed, its owner's. Borrowed: the board's id. */
const char *assessment_voice(const struct dataset *ds, const struct goal *goal, const char *board);
/* How the nämnder have assessed the goal, each at its latest occasion: counts by enum status; [STATUS_NONE] = not assessed. *mixed
 * tells whether those occasions differ. Returns the last of them; NULL where nobody has assessed it. */
const char *assessment_counts(const struct dataset *ds, const struct goal *goal, size_t counts[STATUS_COUNT], bool *mixed);

enum assessment_change { CHANGE_UNKNOWN, CHANGE_BETTER, CHANGE_SAME, CHANGE_WORSE };
/* How the goal stands for board now (its assessment at the occasion to assess at, else the computed status where that is a colour,
 * else what it was) against its latest assessment of an earlier occasion. UNKNOWN where there is none. */
enum assessment_change assessment_change(const struct dataset *ds, const struct goal *goal, const char *board,
		enum status computed);
/* The same with what it was and what it is: the one answer to "since UR1?", for the overview's column and for `c`. */
struct goal_move {
	enum assessment_change change;
	enum status before, now;       /* STATUS_NONE where nobody had said; now also where nothing is computed */
	const struct assessment *was, *is; /* who said so; borrowed; is NULL = computed */
};
/* since: an occasion goals are assessed at: what was said there, or at an earlier one, is what counts; NULL = assessment_since. */
void goal_moved(const struct dataset *ds, const struct goal *goal, const char *board, const char *since, enum status computed,
		struct goal_move *out);
/* The occasion that is measured from: the one before the occasion to assess at now; NULL where that is the year's first. */
const char *assessment_since(const struct dataset *ds, const char *plan);


/* What an assessment rests on, counted (004, Uppföljning: six things weigh). For a nämnd only what is its own; for
 * ASSESSMENT_KONCERN everything about the goal and the nämndsmål that break it down. Cancelled activities are not counted. */
struct assessment_basis {
	size_t indicators, passed, failed;        /* målindikatorer of the goal; the rest cannot be judged */
	size_t quality, quality_passed, quality_failed; /* kvalitetsindikatorer of it and of its nämndsmål */
	size_t activities, done, late;
	size_t goals;                             /* nämndsmål directly under it … */
	size_t goals_status[STATUS_COUNT];        /* … by their owner's latest assessment, else the computed status */
};
void assessment_basis(const struct dataset *ds, const struct goal *goal, const char *board, struct assessment_basis *out);

/* What an occasion is called: "UR1", "UR2", "ÅR"; the id itself for others. */
const char *assessment_occasion_words(const char *occasion);

#endif
