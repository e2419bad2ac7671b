/* csv_rows.h: a CSV file row by row: semicolons or another separator, quotes as in RFC 4180. Every complaint has its file and line; a
 * row that is no CSV is told, and the next line begins afresh. Lines without quotes, nearly all of nearly every file, are taken
 * apart where they are; libcsv has the others. Memory does not grow with the file. */
#ifndef STYRTAVLA_CSV_ROWS_H
#define STYRTAVLA_CSV_ROWS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/mem.h"
#include "io/figures_in.h"

enum {
	CSV_ERRORS = 100,       /* so many are kept; all are counted */
	CSV_ROW_MAX = 1 << 20,  /* bytes in a row: more is a quote that was never closed */
	CSV_FIELDS_MAX = 1000,
};

/* Set take, user, and either file, errors and nerrors, or in and sink; the rest is zero. */
struct csv_rows {
	const char *file;        /* what messages begin with */
	void (*take)(struct csv_rows *rows, void *user); /* a row is there: fields 0 … nfields − 1. Empty lines are no rows */
	/* A row without quotes that whoever reads can take by itself, before it has been taken apart: it begins at s, and a line feed
	 * stands at edge if not before. Returns its line feed, before edge; NULL, and nothing done, where it is no such row. Its line is
	 * line + 1. NULL: there is none. */
	char *(*quick)(struct csv_rows *rows, char *s, const char *edge);
	void *user;
	struct vec *errors;      /* char *: "file:line: reason", at most CSV_ERRORS; NULL: they go to sink */
	size_t *nerrors;         /* all of them */
	struct infile *in;
	const struct figures_sink *sink;
	char delim;              /* 0: ; */
	int line, row_line;      /* line: being read; row_line: where the row began */
	size_t nfields;
	bool stop;               /* set by take: the rest is not read */
	bool refused;            /* a row was refused (rows->sink) */
	char *field[CSV_FIELDS_MAX]; /* without the spaces around them, ended by NUL */
	size_t size[CSV_FIELDS_MAX]; /* bytes of each */
	struct buf text;         /* private: the fields of a row with quotes */
};

/* Reads data (borrowed; must be UTF-8, is told where not) and calls take for every row. */
void csv_rows_read(struct csv_rows *rows, const char *data, size_t size);
/* The same from rows->in, piece by piece. 0, or ERR_INPUT from infile_read. */
int csv_rows_stream(struct csv_rows *rows, struct err *err);
/* Field number i of the row at hand, without the ' that our own exports put before what a spreadsheet would take for a formula.
 * Borrowed until take returns. */
static inline const char *csv_rows_field(const struct csv_rows *rows, size_t i)
{
	const char *s = rows->field[i];

	return *s == '\'' && s[1] && strchr("=+-@\t\r", s[1]) ? s + 1 : s;
}
/* Adds an error about line; column from 0 with its name, or −1. */
void csv_rows_complain(struct csv_rows *rows, int line, int column, const char *name, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
void csv_rows_vcomplain(struct csv_rows *rows, int line, int column, const char *name, const char *fmt, va_list ap)
	__attribute__((format(printf, 5, 0)));
/* The separator of a header line: of ; tab | and , the one there are most of outside quotes, in that order; ';' if there is none. */
char csv_separator(const char *line, size_t n);

#endif
