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
 * who and when. Rows grouped by what they are about (column `group`), the most important first: group, what, id, title, before,
 * now, amount, who, at; before_status and now_status where it is a status that moved. The ref is where Enter goes; the tag tells
 * rows about the same record apart. Compared from changes_baseline. filter.board: only what concerns that nämnd. 0 or ERR_STORE. */
int query_changes(const struct dataset *ds, moment_t since, const struct query_filter *filter, struct result *res,
		struct err *err);
/* The moment `c` begins with: when the books of the last report to regionfullmäktige (UR1, UR2, ÅR; else the last månadsrapport)
 * before ds->today (or the moment shown, where that is earlier) closed; MOMENT_NONE where there is none.
 * *name (if given) is what it is called ("UR1"). */
moment_t changes_default_since(const struct dataset *ds, const char **name);
/* The moment that is compared with: since; or, where the plan came to the store later (*younger is true), when it was in, with
 * the figures that come with the program: before that everything would be new. 0 or ERR_STORE. */
int changes_baseline(const struct dataset *ds, moment_t since, moment_t *from, bool *younger, struct err *err);

#endif
