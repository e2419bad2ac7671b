/* board_priv.h: between the files of a nämnd's screen. */
#ifndef STYRTAVLA_BOARD_PRIV_H
#define STYRTAVLA_BOARD_PRIV_H

#include "views/common.h"

/* board_notes.c: what was agreed at earlier sessions and is not done; nothing where there is none. */
void board_draw_notes(struct app *app, struct page *page, const struct board *board);

#endif
