/* report.h: what a report of an occasion shall contain for a nämnd, and what of it is there (003, Mall för
 * rapportering).
 *
 * The mall is a table in model/report_parts.h; that a part is filled, and what is missing, is judged here and nowhere
 * else. With "all" plans the occasions are those of occasion_named. */
#ifndef STYRTAVLA_REPORT_H
#define STYRTAVLA_REPORT_H

#include "model/report_parts.h"
#include "query/queries.h"

/* One row a part required at filter.occasion (NULL: the next one, else the last) for filter.board (NULL: every board
 * that reports, in the document's order), in the order of the mall, the whole last and as a summary: occasion, board,
 * part, title, state (sign-off), filled, missing (words: what is not there yet), touched_at, touched_by. ref is the
 * sign-off record of the part, whether it is written yet or not. No rows where there is no such occasion or the board
 * does not report. */
query_fn query_report;

/* Part 4: one row a goal of filter.board, with its assessment at filter.occasion: goal, title, computed, assessed,
 * motivation. ref is the assessment, whether it is written yet or not. */
query_fn query_report_goals;

/* Must the board report in the plan? Those that a goal of the plan names, and driftnämnder that it gives money (003:
 * driftnämnder och styrelser). */
bool report_board(const struct dataset *ds, const char *plan, const char *board);
bool report_requires(const struct dataset *ds, const struct occasion *occasion, const char *board,
		const struct report_part *part);
/* The sign-off record of a part; NULL if nobody has written it. Borrowed. */
const struct sign_off *report_sign_off(const struct dataset *ds, const struct occasion *occasion, const char *board,
		const char *part);
/* The ids of the records of a part: "UR1/hs/2.2.1". In arena. */
const char *report_id(struct arena *arena, const struct occasion *occasion, const char *board, const char *part);
/* The parts required (the whole not among them) that are not yet at least as far as state (SIGN_*): their codes, ", "
 * between them, are put in out (may be NULL). Returns how many. */
size_t report_unsigned(const struct dataset *ds, const struct occasion *occasion, const char *board, int state, struct buf *out);

/* The plan's indicator of a part's staff variable: the one of the nämnd's own whose id begins with the part's subject
 * ("sjukfranvaro-hs"), else the one of just that id. NULL where the plan has none: then the part is told in words.
 * Borrowed. */
const struct indicator *report_staff_indicator(const struct dataset *ds, const struct occasion *occasion, const char *board,
		const struct report_part *part);
/* The twelve months that end with the occasion's. */
period_t report_staff_period(const struct occasion *occasion);

struct report_left {
	size_t parts;            /* required, the whole not counted */
	size_t filled;           /* of them: nothing is missing */
	size_t signed_off;       /* of them: at least preliminarily */
	size_t final;            /* of them: definitively */
	bool whole_preliminary, whole_final; /* the whole, at least so far */
	size_t boards, boards_filled, boards_signed; /* that report; with all parts filled; whose whole is signed at least preliminarily */
};
/* Adds up board's report of occasion (its id), or with board NULL those of every board that reports: then whole_… are
 * true where they are for all. All 0 where there is no such occasion. */
void report_left(const struct dataset *ds, const char *occasion, const char *board, struct report_left *out);

#endif
