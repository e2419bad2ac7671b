/* frame.h: where the parts of a frame are, shared by drawing and the mouse. */
#ifndef STYRTAVLA_FRAME_H
#define STYRTAVLA_FRAME_H

#include "ui/app.h"

struct frame {
	int tabs, trail, page, preview, bottom; /* screen rows; −1 = not there */
	int page_rows;
};
void frame_layout(const struct app *app, struct frame *frame);
/* The tab at a column of the tab row: its start, and the action that opens it; −1 if none. */
int frame_tab_at(const struct app *app, int col, enum action *action);

#endif
