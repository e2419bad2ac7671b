/* err.h: one error, with a code that is also the exit code, and one Swedish line that says what to do.
 *
 * A function that can fail takes `struct err *` last and returns 0 or the code it set. The text never ends in a
 * newline and never carries the "styrtavla: " prefix: who prints it adds that. */
#ifndef STYRTAVLA_ERR_H
#define STYRTAVLA_ERR_H

#include <stdarg.h>

/* The exit codes of the program (man styrtavla, "EXIT STATUS"). */
enum err_code {
	ERR_NONE = 0,
	ERR_FINDINGS = 1, /* check, verify: something was found */
	ERR_USAGE = 2,    /* wrong usage, or a command that does not exist yet */
	ERR_INPUT = 3,    /* bad input: file, line and column are named; nothing was written */
	ERR_STORE = 4,    /* the store could not be opened, read or written */
	ERR_CONFLICT = 5, /* someone else changed it first; nothing was written */
};

#define ERR_TEXT_MAX 1024

struct err {
	int code;
	char text[ERR_TEXT_MAX];
};

/* Sets code and text (printf-like; a text that would not fit ends in "…", cut at a character). Returns code. */
int err_set(struct err *err, int code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Puts "fmt…: " before the text err already has, e.g. the file it was about. Returns err->code. */
int err_prefix(struct err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void err_clear(struct err *err);

#endif
