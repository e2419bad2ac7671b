/* cost.h: what a program of its own took, time and memory. */
#ifndef STYRTAVLA_TESTS_COST_H
#define STYRTAVLA_TESTS_COST_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct cost {
	double seconds;
	double kib;          /* most memory it had */
	uint64_t figures;
};

/* Waits for a child that began at start (now_ms); gives up when it did not go well. */
struct cost cost_wait(pid_t pid, double start);
/* Runs a program with nothing to read or tell. False: it is not there, or did not go well. */
bool cost_run(char *const *argv, struct cost *cost);
/* The better of two in time, with the larger memory. */
struct cost cost_best(const struct cost *a, const struct cost *b);
/* M figures a second. */
double cost_rate(const struct cost *cost);

/* Files of what is measured. They give up when they cannot. */
double cost_figures_size(const char *store); /* bytes of the store's figures */
void cost_remove(const char *dir);

#endif
