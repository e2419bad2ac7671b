/* report_priv.h: between the screens of the reporting year (view 7), a report and its parts. */
#ifndef STYRTAVLA_REPORT_VIEWS_H
#define STYRTAVLA_REPORT_VIEWS_H

#include "query/occasions.h"
#include "query/report.h"
#include "views/common.h"

/* What a sign-off record, written or not, is of. Borrowed from the dataset. */
struct report_place {
	const struct occasion *occasion;
	const struct board *board;
	const struct report_part *part;
};
/* From the id "UR1/hs/2.2.1". False where there is no such occasion, board or part. */
bool report_place(const struct app *app, const char *plan, const char *id, struct report_place *out);

/* "rapport till regionkontoret 2026-09-11 (om 7 arbetsdagar)". */
const char *report_when(const struct app *app, struct page *page, const struct occasion *occasion);
/* "3 av 15 delar är inte klarmarkerade, 2 saknar innehåll": what is left of one nämnd's report. */
const char *report_left_words(struct page *page, const struct report_left *left);
/* The parts of one nämnd's report as lines in the order of the mall, what is left bold, the whole last; with `most` set only so many
 * of what is left, and the whole. Rows marked in view (may be NULL) are drawn so. */
void report_parts_draw(struct app *app, struct view *view, struct page *page, const struct result *res, int indent, size_t most);
/* Uppföljning › UR1 › nämnd. */
void trail_report(struct app *app, struct trail *trail, struct page *page, const struct report_place *place);
/* The same, as view_ops.trail of a report's screens; only Uppföljning where the view's id is of none. */
void report_trail(struct app *app, struct view *view, struct trail *trail);

/* report_live.c: what the figures say beside the text of a part; nothing where it is only text. */
void report_live_draw(struct app *app, struct page *page, const struct report_place *place);

#endif
