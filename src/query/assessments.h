/* assessments.h: the written, human judgement beside the computed one (004, Uppföljning; domain §4). */
#ifndef STYRTAVLA_ASSESSMENTS_H
#define STYRTAVLA_ASSESSMENTS_H

#include "query/queries.h"

query_fn query_assessments; /* goal, board, occasion, computed, assessed, motivation, by, at */
/* One row for koncern and each nämnd the goal concerns, at filter.occasion, written or not (the ref is the record that editing makes):
 * the list to assess in. filter.goal is needed. */
query_fn query_goal_assessments;

/* The latest assessment of goal by board (ASSESSMENT_KONCERN or a board id) up to the dataset's moment: of the latest
 * occasion there is one for. Borrowed; NULL if none. */
const struct assessment *assessment_latest(const struct dataset *ds, const char *plan, const char *goal, const char *board);
/* The one before that (an earlier occasion); NULL. */
const struct assessment *assessment_before(const struct dataset *ds, const struct assessment *assessment);
/* How the nämnder have assessed the goal at their latest occasion: counts by enum status; [STATUS_NONE] = not assessed. */
void assessment_counts(const struct dataset *ds, const struct goal *goal, size_t counts[STATUS_COUNT]);

#endif
