/* figures_help.h: a file of figures read to text that tests compare. */
#ifndef STYRTAVLA_TEST_FIGURES_HELP_H
#define STYRTAVLA_TEST_FIGURES_HELP_H

#include "io/figures_in.h"

/* What reading gave, a line each: "metric organisation period gender value", a missing value as its word in round brackets and
 * a preliminary one with a "p" after; "? message" refused, "! message" warned, "M id|name|unit|definition|source|decimals" and
 * "O id|name" told. Zero-initialise; figures_told_free ends it. */
struct figures_told {
	struct buf figures, messages, about;
	size_t n, refused, warned;
	int rc;
	struct err err;
	const char *format; /* what it was taken for; NULL: for nothing */
	size_t stop_after;  /* figures; 0 = all */
};

/* Reads data as the file `name`, in the format that it is taken for (or the one named, where format is set before). */
void figures_told_read(struct figures_told *told, const char *name, const void *data, size_t size,
		const struct figures_options *options);
void figures_told_text(struct figures_told *told, const char *name, const char *text, const struct figures_options *options);
/* Reads tests/data/file. */
void figures_told_file(struct figures_told *told, const char *file, const struct figures_options *options);
void figures_told_free(struct figures_told *told);

#endif
