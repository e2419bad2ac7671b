/* report_priv.h: what the files of the report share. */
#ifndef STYRTAVLA_REPORT_PRIV_H
#define STYRTAVLA_REPORT_PRIV_H

#include "query/queries_priv.h"
#include "query/report.h"

/* Where one stands: a board's report of an occasion. */
struct report_at {
	const struct dataset *ds;
	struct figures *figures;         /* open */
	const struct occasion *occasion;
	const char *board;
	const struct sign_off *now;      /* a part as it is about to be saved; NULL = all as they are saved */
};

/* What is missing in part, "; " between the pieces, appended to out: nothing where it is filled (report_missing.c). */
void report_missing(const struct report_at *at, const struct report_part *part, struct buf *out);

#endif
