/* changes.h: what differs between two moments: "what changed since UR1?" in one key. */
#ifndef STYRTAVLA_CHANGES_H
#define STYRTAVLA_CHANGES_H

#include "query/queries.h"

/* Compares ds with how it stood at since: statuses that moved (computed and assessed), new, late and finished activities, forecasts
 * changed with amounts, action plans, targets set, figures that came or were revised, sign-offs, notes; each with who and when. Rows grouped by
 * what they are about (column `group`), the most important first: group, what, id, title, before, now, amount, who, at. The ref
 * is where Enter goes. 0 or ERR_STORE. */
int query_changes(const struct dataset *ds, moment_t since, const struct query_filter *filter, struct result *res,
		struct err *err);
/* The moment `c` begins with: when the books of the occasion before ds->today closed; MOMENT_NONE where there is none. *name (if
 * given) is what it is called ("UR1"). */
moment_t changes_default_since(const struct dataset *ds, const char **name);

#endif
