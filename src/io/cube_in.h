/* cube_in.h: a statistical table of dimensions (PX, JSON-stat, PxWeb), and what its cells are figures of.
 *
 * Which dimension is what: time, organisation, gender and contents by the role the file gives them, else by their code or label
 * (Tid, år; Region, kommun, län; Kon, kön; ContentsCode, tabellinnehåll). Every other dimension is part of what is measured.
 *
 * The metric's id is made so that two downloads of one table give the same ids, whatever the format and whatever was chosen:
 *   the code of the contents, alone where it is unique in its database (BE0101N1, 000003O5), else after the table's id
 *     (TAB004-Emission; refused where the table does not say its id); the table's id where there are no contents; then
 *   "-" and the code of each other dimension's category, in the order of the dimensions' codes, but for a category that is the
 *     total of its dimension (TOT, 1+2, totalt …): that says no more than a table without the dimension.
 * Characters that an id cannot have become "-". --metric replaces the id where the table has one metric, and is what the ids begin
 * with where it has several.
 *
 * Use: fill in dims and what else is known (all strings in the arena or longer-lived), cube_prepare, cube_figure for each cell,
 * cube_free. */
#ifndef STYRTAVLA_CUBE_IN_H
#define STYRTAVLA_CUBE_IN_H

#include "base/mem.h"
#include "io/figures_in.h"

enum {
	CUBE_DIMS_MAX = 32,
	CUBE_METRICS_MAX = 1000, /* so many may be in one table */
};

enum cube_role { CUBE_OTHER, CUBE_TIME, CUBE_PLACE, CUBE_GENDER, CUBE_CONTENTS };

struct cube_category {
	const char *code, *label; /* either may be NULL, not both */
	const char *unit;         /* of contents; NULL */
	int decimals;             /* of contents; −1 */
	period_t period;          /* of time: set before where the file says it in another way than by code and label */
	int gender;               /* set by cube_prepare */
};
struct cube_dim {
	const char *code, *label; /* as category */
	enum cube_role role;      /* CUBE_OTHER: not said, found by code and label */
	struct cube_category *categories;
	size_t n;
};
struct cube_metric {
	char *id, *name;
};
struct cube {
	struct arena arena;
	struct cube_dim dims[CUBE_DIMS_MAX];
	size_t ndims;
	const char *table, *name, *source, *unit; /* the table's id, what it is about, who publishes it; NULL = not said */
	int decimals;                             /* of the table; −1 */
	/* by cube_prepare */
	struct cube_dim *time, *place, *gender, *contents; /* NULL but for time */
	const struct infile *in;
	const struct figures_sink *sink;
	const char *organisation;    /* for tables without places */
	struct cube_metric *metrics; /* by the categories of contents and others, the last dimension fastest */
	size_t nmetrics;
	bool nameless;               /* the table's id is needed, and is not known */
	bool stop;                   /* the sink has had enough */
};

/* A new dimension; NULL where there are too many. Its categories (n) are zeroed, with decimals −1. */
struct cube_dim *cube_add(struct cube *cube, const char *code, const char *label, size_t n);
/* Finds out what the dimensions are, and tells the sink of metrics and organisations. 0, or ERR_INPUT that names what is missing or
 * what to choose less of. */
int cube_prepare(struct cube *cube, const struct infile *in, const struct figures_options *options,
		const struct figures_sink *sink, struct err *err);
/* Hands over the figure of the cell at index (one number a dimension, each below its n); fig: value, missing, preliminary. */
void cube_figure(struct cube *cube, const size_t *index, const struct figure *fig, long line, long column);
void cube_free(struct cube *cube);

/* What a symbol or a word of a cell's status says: MISSING_*, MISSING_NONE where it goes with a number (r, revised; p sets
 * *preliminary), −1 where it has no known meaning. preliminary may be NULL. */
int cube_status(const char *text, bool *preliminary);

#endif
