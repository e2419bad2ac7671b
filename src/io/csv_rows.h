/* csv_rows.h: a CSV file row by row: semicolons, quotes as in RFC 4180, UTF-8 with or without a byte order mark. Every complaint
 * has its file and line; a row that is no CSV is told, and the next line begins afresh. */
#ifndef STYRTAVLA_CSV_ROWS_H
#define STYRTAVLA_CSV_ROWS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

enum {
	CSV_ERRORS = 100,       /* so many are kept; all are counted */
	CSV_ROW_MAX = 1 << 20,  /* bytes in a row: more is a quote that was never closed */
	CSV_FIELDS_MAX = 1000,
};

/* Set file, take, user, errors and nerrors; the rest is zero. */
struct csv_rows {
	const char *file;        /* what messages begin with */
	void (*take)(struct csv_rows *rows, void *user); /* a row is there: fields 0 … nfields − 1. Empty lines are no rows */
	void *user;
	struct vec *errors;      /* char *: "file:line: reason", at most CSV_ERRORS */
	size_t *nerrors;         /* all of them */
	int line, row_line;      /* line: being fed; row_line: where the row began */
	size_t nfields;
	bool stop;               /* set by take: the rest is not read */
	struct buf text;         /* the row's fields, each ended by NUL */
	size_t starts[CSV_FIELDS_MAX];
};

/* Reads data (borrowed) and calls take for every row. */
void csv_rows_read(struct csv_rows *rows, const char *data, size_t size);
/* Field number i of the row at hand, without the ' that our own exports put before what a spreadsheet would take for a formula.
 * Borrowed until take returns. */
const char *csv_rows_field(const struct csv_rows *rows, size_t i);
/* Adds an error about line; column from 0 with its name, or −1. */
void csv_rows_complain(struct csv_rows *rows, int line, int column, const char *name, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
void csv_rows_vcomplain(struct csv_rows *rows, int line, int column, const char *name, const char *fmt, va_list ap)
	__attribute__((format(printf, 5, 0)));

#endif
