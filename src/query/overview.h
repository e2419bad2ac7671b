/* overview.h: what the start screen says of many goals at once, and of the report that is next. */
#ifndef STYRTAVLA_OVERVIEW_H
#define STYRTAVLA_OVERVIEW_H

#include "query/queries.h"

/* What rows of query_goals make together. */
struct overview_sum {
	size_t goals;                  /* outermost ones; nämndsmål are parts of the goal above */
	size_t status[STATUS_COUNT];   /* … of them, by overview_status */
	size_t indicators, passed;     /* … of them: målindikatorer, and how many are on target */
	bool judged;                   /* any indicator could be judged */
	double activities, late;
};
void overview_add(const struct result *goals, const struct row *row, struct overview_sum *sum);
/* How a row of query_goals counts: the computed colour; where none is computed the assessed one; else what is computed. */
enum status overview_status(const struct result *goals, const struct row *row);

/* What is ahead and what is missing, for board (NULL = koncern: every board). */
struct overview_ahead {
	const struct occasion *next;   /* the report that is due next; borrowed; NULL = none in the plan */
	date_t due;                    /* its date */
	bool proposed;                 /* … which nobody has given */
	int workdays;                  /* left to it, the day itself counted and today not */
	size_t parts_left;             /* of that report, not filled in: something they are to tell is not there */
	size_t parts_unsigned;         /* … not signed off, filled in or not */
	size_t boards_left;            /* boards with such parts */
	size_t plans_missing;          /* boards that owe an action plan and have none */
	size_t late;                   /* activities */
};
void overview_ahead(const struct dataset *ds, const char *board, struct overview_ahead *out);

#endif
