/* lineedit.h: one line of text being typed: UTF-8, graphemes, words, a kill buffer, sideways scrolling. No curses. */
#ifndef STYRTAVLA_LINEEDIT_H
#define STYRTAVLA_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/mem.h"

struct lineedit {
	struct buf text;
	size_t cursor;     /* byte offset, always at a grapheme boundary */
	int scroll;        /* first cell shown */
	size_t max;        /* most bytes; 0 = 2000 */
	char *undo;        /* the text when editing began; Ctrl-U twice or lineedit_reset goes back to it */
	struct buf kill;   /* what Ctrl-W, Ctrl-K, Ctrl-U cut; Ctrl-Y puts it back, in the next field too */
	bool cut_to_start; /* the last key was Ctrl-U */
};

/* Begins with text (may be NULL), the cursor at its end. Zero-initialise before the first time; max and what was cut are
 * kept from one time to the next. Text that no paste would let in is cleaned the same way, but never shortened. */
void lineedit_start(struct lineedit *edit, const char *text);
void lineedit_free(struct lineedit *edit);
void lineedit_reset(struct lineedit *edit); /* back to what it was when editing began */
const char *lineedit_text(const struct lineedit *edit);
/* Takes a key (widget/keys.h): characters; ← → Home End; Ctrl-A E B F; Ctrl-← → word moves; Backspace, Delete, Ctrl-D; Ctrl-W word, Ctrl-U to start, Ctrl-K to end cut; Ctrl-Y paste. A combining
 * character joins the letter before it. Returns true if the key was taken. Enter, Esc, Tab, ↑ ↓ never are. */
bool lineedit_key(struct lineedit *edit, int key);
/* Pasted bytes are data: line breaks and tabs become blanks, control and invisible characters vanish, invalid UTF-8 becomes
 * U+FFFD, the rest is NFC. Returns the bytes that did not fit (dropped). */
size_t lineedit_paste(struct lineedit *edit, const char *bytes, size_t n);
/* What to draw in `width` cells: appends the visible part to out, keeps the cursor visible by scrolling, sets *cursor_col
 * (0 … width−1). Hidden text at an edge shows as "‹" "›" (ascii: "<" ">"). */
void lineedit_draw(struct lineedit *edit, int width, bool ascii, struct buf *out, int *cursor_col);

/* Several lines: soft-wrapped at the width it is drawn in. */
struct textedit {
	struct buf text;     /* LF between lines */
	size_t cursor;
	int top;             /* first visual row shown */
	int want_col;        /* the column ↑ ↓ try to keep; −1 = none */
	size_t max;          /* most bytes; 0 = 20000 */
	int width, height;   /* last drawn, for ↑ ↓ PgUp PgDn Home End */
	struct buf kill;
};
void textedit_start(struct textedit *edit, const char *text); /* as lineedit_start */
void textedit_free(struct textedit *edit);
const char *textedit_text(const struct textedit *edit);
/* As lineedit_key, and Enter (new line), ↑ ↓ PgUp PgDn; Home and End go to the ends of the row as drawn, Ctrl-K and Ctrl-U
 * cut to the ends of the line as written. Esc and Tab are never taken. */
bool textedit_key(struct textedit *edit, int key);
/* As lineedit_paste, but line breaks (LF, CR, CR LF) stay. */
size_t textedit_paste(struct textedit *edit, const char *bytes, size_t n);
/* Calls row(i, text, n) for each visible row of width × height cells; *crow and *ccol are the cursor. The last column is
 * kept free for the cursor. */
void textedit_draw(struct textedit *edit, int width, int height, void (*row)(int i, const char *text, size_t n, void *user),
		void *user, int *crow, int *ccol);

#endif
