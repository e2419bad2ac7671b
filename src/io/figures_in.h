/* figures_in.h: files of figures, whatever their format, as one stream of figures and of what they are about.
 *
 * A format is a line in figures_formats[]: a name (--format), how it is recognised by its content, and a reader. A reader reads
 * an infile and hands every figure to the sink in the file's order; it writes nothing, knows no store and keeps nothing that
 * grows with the file (JSON excepted: FIGURES_JSON_MAX). Null, absent, suppressed, deleted and "under utveckling" are
 * different kinds of missing (MISSING_*), never 0; a row that is not there is not handed over. Nothing is guessed: what has two
 * meanings is refused with file, line and column. */
#ifndef STYRTAVLA_FIGURES_IN_H
#define STYRTAVLA_FIGURES_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "io/infile.h"
#include "store/store.h"

#define FIGURES_JSON_MAX ((size_t)64 << 20) /* a larger JSON file is refused with a message */
enum { FIGURES_ERRORS = 100 };              /* refusals kept; all are counted */

/* One figure as the file has it. Strings are borrowed until the call returns. */
struct figure_in {
	const char *metric;       /* id as written in the file: "N79173" */
	const char *organisation; /* as written: "0013", "13", "Region Halland"; the sink knows the names */
	struct figure figure;     /* period, gender, value, missing, preliminary */
	long line, column;        /* where, for messages; 0 = the format has none */
};
/* What a file says of a metric or an organisation beside its figures; NULL and −1 = not said. */
struct metric_in {
	const char *id, *name, *unit, *definition, *source;
	int decimals;
};
struct organisation_in {
	const char *id, *name;
};

/* Takes what a reader finds. figure and metric and organisation return false to stop reading. */
struct figures_sink {
	bool (*figure)(const struct figure_in *figure, void *user);
	bool (*metric)(const struct metric_in *metric, void *user);             /* may be NULL */
	bool (*organisation)(const struct organisation_in *organisation, void *user); /* may be NULL */
	/* One refusal: "file:line:column: reason" is put together by figures_refuse. Reading goes on. */
	void (*refused)(const char *message, void *user);
	/* What the user should know though nothing was refused: rows left out, a page that is not the last. May be NULL. */
	void (*warned)(const char *message, void *user);
	void *user;
};
void figures_refuse(const struct figures_sink *sink, const struct infile *in, long line, long column, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
/* "file: text" to sink->warned (figures_told.c). */
void figures_warn(const struct figures_sink *sink, const struct infile *in, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* The file as a whole cannot be read: "file:line:column: text" in *err (0 = no such place). Returns ERR_INPUT (figures_told.c). */
int figures_broken(const struct infile *in, long line, long column, struct err *err, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));

struct figures_options {
	const char *map;   /* map file for free CSV and XLSX; NULL */
	const char *sheet; /* XLSX: its name; NULL = the first */
	const char *metric, *organisation; /* constants for files that do not say; NULL */
};

struct figures_format {
	const char *name;  /* "kolada" */
	const char *label; /* Swedish, "Kolada (JSON)" */
	/* By the first bytes (decoded to UTF-8 where it is text; at most 64 KiB). */
	bool (*is)(const struct infile *in, const struct figures_options *options);
	/* 0, or ERR_INPUT where the file as a whole cannot be read (one clear Swedish line). */
	int (*read)(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err);
};
extern const struct figures_format figures_formats[];
extern const size_t figures_nformats;
const struct figures_format *figures_format_named(const char *name);
/* By content; NULL with *err that lists what there is. */
const struct figures_format *figures_format_of(const struct infile *in, const struct figures_options *options, struct err *err);

/* ---- what readers share (figures_words.c) ------------------------------------------------------------------ */

/* A value as files write it (formats.md-like: "7,5", "1 304", "−163", "87,7 %", "..", "MSK", ""): *value and *missing. comma: the
 * file has decimal commas. 0, or ERR_INPUT with the reason (ambiguous, no number). */
int figure_value(const char *text, size_t n, bool comma, double *value, int *missing, struct err *err);
/* T, K, F, M, 1 (män), 2 (kvinnor), "kvinnor", "män", "totalt", "båda könen" … −1 if it is none. scb: 1 and 2 are codes. */
int figure_gender(const char *text, bool scb);
/* Years, months (2004M09, 200409), quarters (2015K1, 2017 kvartal 1), weeks; 0 if it is none. */
period_t figure_period(const char *text);

#endif
