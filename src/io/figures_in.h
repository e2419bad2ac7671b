/* figures_in.h: files of figures, whatever their format, as one stream of figures and of what they are about.
 *
 * A format is a line in figures_formats[]: a name (--format), how it is recognised by its content, and a reader. A reader reads
 * an infile and hands every figure to the sink in the file's order; it writes nothing, knows no store and keeps nothing that
 * grows with the file (those with a `max` excepted). Null, absent, suppressed, deleted and "under utveckling" are
 * different kinds of missing (MISSING_*), never 0; a row that is not there is not handed over. Nothing is guessed: what has two
 * meanings is refused with file, line and column. */
#ifndef STYRTAVLA_FIGURES_IN_H
#define STYRTAVLA_FIGURES_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/num.h"
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
	bool same;                /* metric and organisation are those of the figure handed over before it; false: they may be */
};
/* What a file says of a metric or an organisation beside its figures; NULL and −1 = not said. id NULL in a metric: what is said
 * (the source, mostly) holds for the whole file. */
struct metric_in {
	const char *id, *name, *unit, *definition, *source;
	int decimals;
};
struct organisation_in {
	const char *id, *name;
};

/* Takes what a reader finds. figure and metric and organisation return false to stop reading: the reader then ends with 0. */
struct figures_sink {
	bool (*figure)(const struct figure_in *figure, void *user);
	bool (*metric)(const struct metric_in *metric, void *user);             /* may be NULL: use figures_metric */
	bool (*organisation)(const struct organisation_in *organisation, void *user); /* may be NULL */
	/* One refusal, put together by figures_refuse. Reading goes on. */
	void (*refused)(const char *message, void *user);
	/* What the user should know though nothing was refused: rows left out, a page that is not the last. May be NULL. */
	void (*warned)(const char *message, void *user);
	/* Now and then (each piece of a file that is read piece by piece; each few thousand figures else): how far it has come is in
	 * in->done. false to stop. May be NULL. */
	bool (*progress)(const struct infile *in, void *user);
	void *user;
};
/* Calls that do nothing where the sink does not want it. */
bool figures_metric(const struct figures_sink *sink, const struct metric_in *metric);
bool figures_organisation(const struct figures_sink *sink, const struct organisation_in *organisation);
bool figures_progress(const struct figures_sink *sink, const struct infile *in);
/* "file:line:column: reason"; line or column 0: left out. */
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

/* Which constants of the options a format has use for; BY_MAP: both, where there is a map file. */
enum { TAKES_METRIC = 1, TAKES_ORGANISATION = 2, TAKES_BY_MAP = 4 };

struct figures_format {
	const char *name;   /* "kolada" */
	const char *label;  /* Swedish, "Kolada (JSON)" */
	const char *source; /* who publishes, where neither the file nor --source says: "Kolada"; NULL: it must be said */
	/* The reader needs the whole file in memory: so many bytes at most, and in->data is all of it. 0: it reads with infile_read. */
	size_t max;
	unsigned takes; /* TAKES_* */
	/* By the beginning, in->data (UTF-8 where it is text, INFILE_HEAD at most; it may be cut anywhere). */
	bool (*is)(const struct infile *in, const struct figures_options *options);
	/* 0, or ERR_INPUT where the file as a whole cannot be read (one clear Swedish line that names it). */
	int (*read)(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err);
};
extern const struct figures_format figures_formats[];
extern const size_t figures_nformats;
const struct figures_format *figures_format_named(const char *name);
/* By content; NULL with *err that lists what there is. */
const struct figures_format *figures_format_of(const struct infile *in, const struct figures_options *options, struct err *err);
/* Rewinds in, makes it whole where the format wants it, and reads it. in->again may be set on ERR_INPUT: see infile.h. */
int figures_read(const struct figures_format *format, struct infile *in, const struct figures_options *options,
		const struct figures_sink *sink, struct err *err);
/* "kolada, csv …", for messages and help. In a static buffer. */
const char *figures_format_names(void);

/* ---- what readers share (figures_words.c) ------------------------------------------------------------------ */

/* A value as files write it ("7,5", "1 304", "−163", "87,7 %", "..", "MSK", ""): *value and *missing, n bytes that need no NUL.
 * comma: the file has decimal commas, so "1.234" is ambiguous; else a point is a decimal point. 0, or ERR_INPUT with the reason
 * (ambiguous, no number, a unit other than per cent), without the place. */
int figure_value(const char *text, size_t n, bool comma, double *value, int *missing, struct err *err);
/* As figure_value, but units are let through: *unit (may be NULL: as figure_value) is the one after the number ("%", "procent", "mnkr",
 * "tkr" …: a static string), or NULL where there is none. */
int figure_value_unit(const char *text, size_t n, bool comma, double *value, int *missing, const char **unit, struct err *err);
/* A word for a value that is not there ("..", "MSK", "–" …) → MISSING_*; MISSING_NONE if it is none. "" is NOT_MEASURED. */
int figure_missing(const char *text, size_t n);
/* T, K, F, M, "kvinnor", "män", "totalt", "båda könen", "women" … GENDER_*; −1 if it is none or empty. scb: 1 (män), 2 (kvinnor) and
 * 1+2, 3 (båda) are codes too. */
int figure_gender(const char *text, bool scb);
/* Years, months (2004M09, 200409, 2004-09, "januari 2017"), quarters (2015K1, 2015Q1, 2017 kvartal 1), weeks (2015V12, 2015W12),
 * R12:2024-03; 0 if it is none. */
period_t figure_period(const char *text);

/* What is wrong with a text that is none, after the text itself: "är ingen period: skriv 2024, …"; "är ingen period: 2025 har ingen
 * vecka 53". Returns dst. */
#define PERIOD_FAULT_MAX 128
char *figure_period_fault(const char *text, char dst[PERIOD_FAULT_MAX]);

/* An id made of a name that cannot be one: "Inrikes flyttnetto, %" → inrikes-flyttnetto. Caller frees; "" where nothing is left. */
char *figure_slug(const char *name);

/* What the numbers of a file say of its decimal sign, in bounded memory: the first line of each kind, 0 = none. A file where "1.234"
 * stands beside "7,5" (or "1,234" beside "7.5") is refused: is it a thousand, or one and a bit? Nobody knows. */
struct figure_signs {
	long comma, point;   /* surely decimal: "7,5", "7.25" */
	long comma3, point3; /* "1,234" and "1.234": decimals or thousands */
};
void figure_sign(struct figure_signs *signs, const char *text, size_t n, long line);
/* The line of the first number that cannot be read because of another, and in *other the line of that one; 0 if all is clear. */
long figure_signs_clash(const struct figure_signs *signs, long *other);

#endif
