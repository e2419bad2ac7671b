/* frame.h: where the parts of a frame are, shared by drawing and the mouse. */
#ifndef STYRTAVLA_FRAME_H
#define STYRTAVLA_FRAME_H

#include "ui/app.h"

struct frame {
	int tabs, trail, page, preview, bottom; /* screen rows; −1 = not there */
	int page_rows;
};
void frame_layout(const struct app *app, struct frame *frame);
/* The action of the tab at a column of the tab row; false if there is none. */
bool frame_tab_at(struct app *app, int at, enum action *action);

#endif
