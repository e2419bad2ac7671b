/* ini_reader.h: the one reader of INI files, for plans and for settings, over libinih.
 *
 * libinih cuts and drops without a word (long sections, text after ']', keys with ':', continuation lines that begin as
 * comments, what follows a NUL). So every line is looked at before libinih gets it, and whatever it would have lost is an
 * error with its line; a bad line is kept from it. Continuation lines are joined by one space; a continuation line that
 * is only "." makes a new paragraph (two LF). */
#ifndef STYRTAVLA_INI_READER_H
#define STYRTAVLA_INI_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"

enum {
	INIFILE_SECTION_MAX = 49, /* bytes between the brackets: libinih keeps no more */
	INIFILE_KEY_MAX = 49,     /* bytes: of a longer key a continuation line would only know the beginning */
	INIFILE_LINE_MAX = 65000, /* bytes */
};

/* Borrowed: valid inside the callback only. */
struct inifile_item {
	const char *section; /* the first word between the brackets */
	const char *id;      /* the rest of it; "" if there is none */
	const char *key;     /* NULL: a new section begins */
	const char *value;   /* whole, continuation lines joined */
	int line;            /* of the key or the section */
};
typedef void inifile_fn(const struct inifile_item *item, void *user);

/* Reads data. each gets sections and keys in their order; name is the file's, for messages. Errors are added to errors
 * as "file:line: …" (char *, owned by the caller). True if there were none. A section or key that is there twice is an
 * error, and each does not get the second. */
bool inifile_parse(const char *name, const char *data, size_t size, inifile_fn *each, void *user, struct vec *errors);

/* Adds "file:line: [section id] key: text" to errors; section and key may be NULL or "". */
void inifile_error(struct vec *errors, const char *file, int line, const char *section, const char *id, const char *key,
		const char *fmt, ...) __attribute__((format(printf, 7, 8)));

/* Reads a whole file of at most max bytes ("-" = standard input) into out. 0 or ERR_INPUT with a text that names it. */
int file_slurp(const char *path, size_t max, struct buf *out, struct err *err);

#endif
