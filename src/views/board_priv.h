/* board_priv.h: between the files of a nämnd's screen. */
#ifndef STYRTAVLA_BOARD_PRIV_H
#define STYRTAVLA_BOARD_PRIV_H

#include "views/common.h"

/* board_notes.c: what was agreed at earlier sessions and is not done; nothing where there is none. */
void board_draw_notes(struct app *app, struct page *page, const struct board *board);

/* board_quality.c: quality indicators of the grunduppdrag, by perspective. */
void board_draw_quality(struct app *app, struct page *page, const struct board *board);

/* board_report.c: what of the next report is left; nothing where the board does not report. */
void board_draw_report(struct app *app, struct page *page, const struct board *board);

/* board_forecast.c: the tab Ekonomi (the months to type in, what is owed, the chart), and its summary on the first one. */
enum { BOARD_TAB_OVERVIEW, BOARD_TAB_ECONOMY };
#define BOARD_ECONOMY_TAG "ekonomi" /* the summary's line: Enter goes to the tab */
#define BOARD_DUTY_TAG "skyldighet" /* the line that says what is owed: Enter goes to the plan */
void board_draw_forecast(struct app *app, struct view *view, struct page *page, const struct board *board);
void board_draw_economy(struct app *app, struct page *page, const struct board *board);
/* Their own answers to actions; REACT_UNHANDLED for all others. */
int board_act_economy(struct app *app, struct view *view, enum action action);

#endif
