/* paint.h: a frame as notes of what goes where, and only the rows whose notes differ from the last frame's given to curses.
 *
 * Curses finds out by itself what has changed on the terminal, but only after every cell was written anew; for one row
 * moved in a list that is forty rows for two. */
#ifndef STYRTAVLA_PAINT_H
#define STYRTAVLA_PAINT_H

#include <stddef.h>

#include "widget/glyphs.h"

/* The window has had another size, if only between two frames: what was cut off then is gone, so the next frame is whole. */
void paint_forget(void);
void paint_begin(void);
/* n bytes of clean text at (row, col); rows and columns outside the window are ignored. */
void paint_text(int row, int col, enum role role, const char *text, size_t n);
void paint_fill(int row, int col, int width, enum role role);
/* Hands over what is new, puts the cursor at (row, col), and sends it: one doupdate. */
void paint_end(int row, int col);

#endif
