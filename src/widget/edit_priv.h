/* edit_priv.h: what the one-line and the many-line editor share: text that is always clean, a cursor that always stands
 * between graphemes, and cutting and pasting. */
#ifndef STYRTAVLA_WIDGET_EDIT_PRIV_H
#define STYRTAVLA_WIDGET_EDIT_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

/* The text being typed: an editor's own fields, borrowed for one call. */
struct typed {
	struct buf *text, *kill;
	size_t *cursor;
	size_t max;
	bool lines; /* LF may be in the text */
};

/* The nearest grapheme boundary at or after `at`. */
size_t typed_snap(const struct buf *text, size_t at);
/* Replaces the text by what `text` becomes when it is pasted, without a limit; the cursor at its end. */
void typed_set(const struct typed *t, const char *text);
/* Puts bytes in at the cursor. Returns how many did not fit. */
size_t typed_insert(const struct typed *t, const char *bytes, size_t n);
/* Removes what is between two offsets at grapheme boundaries; the cursor stands where it was. */
void typed_delete(const struct typed *t, size_t from, size_t to);
/* The same, and keeps it for Ctrl-Y. Nothing cut leaves what was cut before. */
void typed_cut(const struct typed *t, size_t from, size_t to);
/* The ends of the line (as written) that the cursor is in. */
size_t typed_line_start(const struct typed *t);
size_t typed_line_end(const struct typed *t);
/* The keys that mean the same in both editors: characters, sideways and word moves, deleting, Ctrl-W, Ctrl-K, Ctrl-U,
 * Ctrl-Y. False if key is none of them. */
bool typed_key(const struct typed *t, int key);

#endif
