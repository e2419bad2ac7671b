/* report.h: what a report of an occasion shall contain for a nämnd, and what of it is there (003, Mall för rapportering). */
#ifndef STYRTAVLA_REPORT_H
#define STYRTAVLA_REPORT_H

#include "query/queries.h"

/* One row a part required at filter.occasion for filter.board (all driftnämnder where board is NULL), in the order of the mall, the
 * whole last: part, title, state (sign-off), filled, missing (words: what is not there yet), touched_at, touched_by. ref is
 * the sign-off record of the part, whether it is written yet or not. */
query_fn query_report;

struct report_left {
	size_t parts, filled, signed_off; /* of the parts required, the whole not counted */
	bool whole_preliminary, whole_final;
};
void report_left(const struct dataset *ds, const char *occasion, const char *board, struct report_left *out);

#endif
