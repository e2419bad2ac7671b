/* csv_in.h: figures from plain CSV: metric;organisation;period;gender;value with a header line, in any order, and the
 * optional columns missing, preliminary and source. What our own `export observations` writes is read back.
 *
 * UTF-8 with or without a byte order mark; decimal point or decimal comma. "1.234" is a decimal number in a file that has
 * no decimal comma anywhere, and an error in one that has: it is never guessed. Nothing is dropped without a word. */
#ifndef STYRTAVLA_CSV_IN_H
#define STYRTAVLA_CSV_IN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"
#include "io/strmap.h"
#include "model/record.h"
#include "store/store.h"

#define CSV_IN_FILE_MAX ((size_t)256 << 20)

/* Who knows the ids. Returns the id as the store has it ("13" may be "0013"), borrowed; NULL if there is no such. */
struct csv_names {
	const char *(*find)(enum record_kind kind, const char *id, void *user);
	void *user;
};

struct csv_row {
	const char *metric, *organisation; /* interned: equal ids are the same pointer */
	struct figure figure;
	int line;
	bool doubtful; /* "1.234", read as 1.234 */
};
/* An id that nobody knows. */
struct csv_unknown {
	enum record_kind kind; /* REC_METRIC or REC_ORGANISATION */
	const char *id;
	int line;              /* the first */
	size_t rows;
};

/* Zero-initialise; csv_in_free ends it. */
struct csv_in {
	struct csv_row *rows;  /* sorted by metric, organisation, period, gender */
	size_t n, cap;
	struct vec errors;     /* char *: "file:line: column: reason", at most CSV_ERRORS (csv_rows.h) */
	size_t nerrors;        /* all of them */
	struct csv_unknown *unknown;
	size_t nunknown;
	const char *source;    /* what the column source says, where all rows say the same; NULL else */
	bool sources_differ;
	struct strmap strings, metrics, organisations;
};

/* Reads data. True if there were no errors; unknown ids are not errors here. */
bool csv_in_read(struct csv_in *in, const char *name, const char *data, size_t size, const struct csv_names *names);
void csv_in_free(struct csv_in *in);

#endif
