/* action_plan_priv.h: between the files of an action plan's screen. */
#ifndef STYRTAVLA_ACTION_PLAN_PRIV_H
#define STYRTAVLA_ACTION_PLAN_PRIV_H

#include "views/common.h"

/* action_plan_effects.c: the section with the months of plan's measures; nothing where it has none. */
void action_plan_draw_effects(struct app *app, struct page *page, const struct record *plan);
/* On a row of it: which cell is that of the last month that is over, where one begins to type. */
int action_plan_effect_cell(struct app *app, const struct page *page);

#endif
