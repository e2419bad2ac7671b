/* changes.h: what differs between two moments: "what changed since UR1?" in one key. */
#ifndef STYRTAVLA_CHANGES_H
#define STYRTAVLA_CHANGES_H

#include "query/queries.h"

/* What a change is about, in the order they are told: column `group` has its name. */
enum change_group {
	CHANGE_STATUS, CHANGE_ASSESSMENT, CHANGE_FORECAST, CHANGE_ACTION_PLAN, CHANGE_ACTIVITY, CHANGE_TARGET, CHANGE_FIGURE,
	CHANGE_SIGN_OFF, CHANGE_NOTE, CHANGE_PLAN, CHANGE_GROUPS,
};
const char *change_group_name(enum change_group group); /* Swedish, a heading */

/* Compares ds with how it stood at since: statuses that moved (computed and assessed), new, late and finished activities, forecasts
 * changed with amounts, action plans, targets set, figures that came or were revised, sign-offs, notes, and the plan itself; each with
 * who and when. A goal is told by where it stands, as the overview's column does (goal_moved): with filter.occasion, one goals are
 * assessed at, against what was said there; else against where it stood at since. Rows grouped by what they are about (column `group`), the most important first: group, what, id, title, before,
 * now, amount, who, at; before_status and now_status where it is a status that moved. The ref is where Enter goes; the tag tells
 * rows about the same record apart. Compared from changes_baseline. filter.board: only what concerns that nämnd. 0 or ERR_STORE. */
int query_changes(const struct dataset *ds, moment_t since, const struct query_filter *filter, struct result *res,
		struct err *err);
/* Of the indicators that are judged now because their målvärden have been set since, or figures have come, one row tells where they
 * are many: its ref.kind is REC_NONE and its ref.id begins so. */
#define CHANGE_JUDGED "bedöms-nu/"

/* The moment `c` begins with: when the books of the report before the one goals are assessed at now (assessment_since) closed, as in
 * the overview's column; before the year's first is due the last månadsrapport whose books have closed; MOMENT_NONE where there is
 * none. *which (if given) is that occasion, borrowed; NULL where there is none. */
moment_t changes_default_since(const struct dataset *ds, const struct occasion **which);
/* The moment that is compared with: since; or, where the plan came to the store later (*younger is true), when it was in, with
 * the figures that come with the program: before that everything would be new. 0 or ERR_STORE. */
int changes_baseline(const struct dataset *ds, moment_t since, moment_t *from, bool *younger, struct err *err);

#endif
