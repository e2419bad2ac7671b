/* measure.h: one program on a terminal, measured from outside. Times in ms. */
#ifndef STYRTAVLA_TESTS_MEASURE_H
#define STYRTAVLA_TESTS_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include "screen/pty.h"

enum { BENCH_ROWS = 40, BENCH_COLS = 120, QUIET_MS = 60 };

struct samples {
	double *v;
	size_t n, cap;
};
void samples_add(struct samples *s, double value);
void samples_free(struct samples *s);
double samples_median(const struct samples *s); /* NAN when empty, as the next */
double samples_p99(const struct samples *s);    /* nearest rank: the greatest below 100 samples */

double now_ms(void);

/* What one key gave: a frame ends with the last byte before QUIET_MS of quiet. */
struct frame {
	double first, last; /* from the key to the first and last byte; NAN when there was none */
	double cpu;         /* of all threads of the program */
	size_t bytes;
	int cells;          /* that look different afterwards */
};
/* Writes the named key count times in one go and measures what comes. Nothing has come when the program sleeps again. */
struct frame measure_key(struct pty *t, const char *key, int count);
/* Starts argv with home as HOME on a terminal of its own, measures from before the fork to the last byte of the first frame,
 * and kills it. cpu and cells are not measured. No bytes: it ended by itself. */
struct frame measure_start(const char *const argv[], const char *home);

struct frames {
	struct samples first, last, cpu, bytes;
	int silent;         /* keys that gave nothing: not in the samples */
	double worst_bytes; /* greatest of bytes − 300 over changed cells; row 7 */
};
double frame_bytes_per_cell(const struct frame *f); /* what bytes are above 300, a changed cell; 0 when not above */
void frames_add(struct frames *all, const struct frame *f);
void frames_free(struct frames *all);

double private_dirty_kib(pid_t pid);
struct idle {
	double cpu;
	long wakeups;
	size_t bytes;
};
struct idle measure_idle(struct pty *t, int ms);

#endif
