/* forecasts.h: how a nämnd's money goes: its latest forecast, what it has changed, and the duty to plan (003, mall 2.2 and
 * "Att beakta"; domain §6). Amounts in mnkr; + is better than budget. */
#ifndef STYRTAVLA_FORECASTS_H
#define STYRTAVLA_FORECASTS_H

#include "model/action_plan.h"
#include "model/record.h"
#include "query/queries.h"

enum duty {
	DUTY_NONE,    /* no forecast, or it is not negative */
	DUTY_PLAN,    /* negative, and no action plan of the board: it shall come with the next report */
	DUTY_SHORT,   /* a plan, which does not cover the deficit */
	DUTY_COVERED, /* a plan that covers all of it */
};

struct board_economy {
	const struct forecast *latest;   /* of the whole nämnd, the last month there is; borrowed; NULL = none */
	const struct forecast *before;   /* the one of the report before; NULL = none */
	double deviation;                /* forecast − the year's budgeted result (0 unless given); NUM_MISSING */
	double change;                   /* of the forecast since `before`; NUM_MISSING */
	double to_date;                  /* outcome − budget to date; NUM_MISSING */
	double deficit;                  /* what an action plan has to cover, positive; 0 if none; NUM_MISSING without forecast */
	enum duty duty;
	const struct occasion *due_with; /* the first occasion whose period is later than the forecast's; NULL if none */
	date_t due;                      /* its report date; DATE_NONE */
	const struct action_plan *plan;  /* the board's, not cancelled, the newest; NULL = none */
	struct action_plan_effect effect; /* of its measures against `deficit` (the plan's own deficit where there is no forecast) */
	size_t late_measures;            /* of it, past their date and not taken */
};
/* Fills out for one nämnd of the plan shown. Always defined. */
void board_economy(const struct dataset *ds, const char *board, struct board_economy *out);

query_fn query_forecasts; /* board, period, outcome, budget, forecast, budget_year, deviation, change, comment, group */
/* One row a month of the plan's year for filter.board (rows for months nobody has written too: their ref is the record that
 * editing makes), and per uppdragsgrupp where there are any: the month grid. */
query_fn query_forecast_months;
/* Realised and planned effects of filter.action_plan by month: measure, text, month columns follow from what there is. */
query_fn query_effects;

#endif
