/* walk.h: the same keys pressed again and again over all screens, and what each of the frames cost. */
#ifndef STYRTAVLA_TESTS_WALK_H
#define STYRTAVLA_TESTS_WALK_H

#include <stdbool.h>

/* The least of all rounds, so that what else the machine did at the time is not counted. */
struct walk_frame {
	double wall, cpu;  /* ms */
	double bytes;      /* above 300, a changed cell */
	bool step;         /* Down has a budget of its own in bytes */
	char where[56];    /* the key, which one it was and the main view it was pressed in */
};
enum walk_what { WALK_WALL, WALK_CPU, WALK_BYTES };
struct walk;

struct walk *walk_new(int keys);
void walk_free(struct walk *walk);
/* One round, by a new program on the store in dir; returns the memory of its own that it had afterwards, KiB. */
double walk_on(struct walk *walk, const char *program, const char *dir);
/* The frame that was worst in that. Valid as long as walk. */
const struct walk_frame *walk_worst(const struct walk *walk, enum walk_what what);

double walk_median(const struct walk *walk, enum walk_what what); /* of the frames that changed anything, steps left out */

#endif
