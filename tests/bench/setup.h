/* setup.h: what each of the bench programs begins and ends with. */
#ifndef STYRTAVLA_TESTS_SETUP_H
#define STYRTAVLA_TESTS_SETUP_H

#include <stdbool.h>

#include "bench/generate.h"

/* How much to measure on: $BENCH_QUICK small, $BENCH_FULL all that there is, else the middle. */
enum setup_size { SETUP_QUICK, SETUP_MIDDLE, SETUP_FULL };
enum setup_size setup_size(void);
/* Rounds of which the best counts; one where no time counts. */
int setup_rounds(void);
/* The program that the environment names so, as an absolute path; gives up when it is none. */
const char *setup_program(const char *name);
/* A new directory below the current one: what is durable shall cost what it costs, and /tmp may be memory. */
const char *setup_home(void);
char *setup_path(const char *name); /* below it; caller frees */
/* The same for a store that may be used again: below $BENCH_STORES, where that is given, and then left there. */
char *setup_store(const char *name);
/* Shall this part be measured? With $BENCH_ONLY only those named in it ("walk pages"). */
bool setup_wants(const char *part);
void setup_remove(void);            /* it and all in it */

#endif
