/* sink_help.h: readers of figures for tests: what a file gives, as text. */
#ifndef STYRTAVLA_TESTS_SINK_HELP_H
#define STYRTAVLA_TESTS_SINK_HELP_H

#include "io/figures_in.h"

struct sunk {
	struct buf rows;       /* "METRIC ORGANISATION PERIOD GENDER VALUE MISSING[prel]\n" for each figure */
	struct buf metrics;    /* "ID|name|unit|source\n" for each time a metric is told of */
	struct buf refused;    /* each message and \n */
	struct buf series;     /* "METRIC ORGANISATION" of the last figure: what `same` says is asserted by it */
	size_t nfigures, nrefused;
	struct err err;
	int rc;                /* of figures_read, or of opening */
	size_t stop_after;     /* figures; 0: all */
};

/* Reads bytes as format (NULL: by content). options may be NULL. Zero-initialise sunk; sunk_free ends it. */
void sink_read(struct sunk *sunk, const char *format, const struct figures_options *options, const char *data, size_t n);
void sunk_free(struct sunk *sunk);
/* The whole of it: what data (a string) gives, in the file's order, and that nothing is refused. */
void assert_figures(const char *format, const struct figures_options *options, const char *data, const char *rows);
/* One refusal, or a file refused as a whole, with expected in its text. */
void assert_refused(const char *format, const struct figures_options *options, const char *data, size_t n, const char *expected);

#endif
