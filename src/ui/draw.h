/* draw.h: cells on the screen. The only thing views know of drawing is the page; these are for src/ui itself. */
#ifndef STYRTAVLA_DRAW_H
#define STYRTAVLA_DRAW_H

#include "widget/page.h"

/* Text at (row, col) in role, cut to width cells (the text is clean already: from a page or a message made by buf_clean). */
void draw_text(int row, int col, int width, enum role role, const char *text);
/* Any text: cleaned, cut, drawn. Returns cells used. */
int draw_any(int row, int col, int width, enum role role, const char *text);
/* Fills `width` cells with blanks in role. */
void draw_fill(int row, int col, int width, enum role role);
/* The page from row on, `rows` rows high; shows the cursor unless `plain`. */
void draw_page(const struct page *page, int row, int rows, enum glyph_set glyphs, bool plain);
/* Where the hardware cursor stands after the frame: in the text being typed, else on the selected row. */
void draw_cursor(int row, int col);
void draw_begin(void); /* an empty screen */
void draw_end(void);   /* one doupdate */

#endif
