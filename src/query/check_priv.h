/* check_priv.h: what the parts of `check` share: one file a subject (check_duty.c, check_report.c …), one table in check.c. */
#ifndef STYRTAVLA_CHECK_PRIV_H
#define STYRTAVLA_CHECK_PRIV_H

#include "query/queries_priv.h"

struct check_query {
	struct figures figures;
	const struct query_filter *filter;
	struct result *res;
};

/* A new finding about rec; board and message (in the result's arena or constant) may be NULL. Amount, due and occasion are set
 * by the caller with row_num and row_text. */
struct row *check_add(struct check_query *query, const char *code, const struct record *rec, const char *board,
		const char *message);
/* Is the board (NULL: none) one that was asked for? */
bool check_wants(const struct check_query *query, const char *board);

/* One a subject, each in a file of its own; called from the table in check.c. */
void check_notes(struct check_query *query);
void check_reports(struct check_query *query); /* check_report.c */
void check_duty(struct check_query *query), check_plans(struct check_query *query), check_realised(struct check_query *query);

#endif
