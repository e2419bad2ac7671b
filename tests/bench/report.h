/* report.h: the budget's rows, each as number, what, budget, measured, ratio and ok or FALLER.
 *
 * $BENCH_QUICK set: a row that is a time is told and does not count (machines differ); bytes, memory and wakeups do.
 * $BENCH_ROWS: a file to which each row is appended as a line of JSON. */
#ifndef STYRTAVLA_TESTS_REPORT_H
#define STYRTAVLA_TESTS_REPORT_H

#include <stdbool.h>

enum report_kind { REPORT_TIME, REPORT_SIZE };

void report_begin(void); /* the heading */
bool report_quick(void);
/* One row; measured is printf-made. A ratio that is not a number prints as a dash. */
void report_row(enum report_kind kind, const char *number, const char *what, const char *budget, double ratio, bool ok,
		const char *fmt, ...) __attribute__((format(printf, 7, 8)));
/* Told for comparison and never judged. */
void report_other(const char *number, const char *what, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Not measured: what it would take is not installed. */
void report_absent(const char *number, const char *what, const char *budget);
/* Says how many fell short; the exit status. */
int report_end(void);
/* Could not measure at all: says why, exit 2. */
_Noreturn void report_give_up(const char *what, const char *why);

#endif
