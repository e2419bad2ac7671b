/* forecast.h: what follows from a nämnd's forecast: how it deviates, has changed, and the duty to plan (003, "Att beakta" and
 * mall 2.2; domain §6). Amounts in mnkr; + is better than budget. */
#ifndef STYRTAVLA_FORECAST_H
#define STYRTAVLA_FORECAST_H

#include "model/action_plan.h"
#include "model/record.h"

/* What a nämnd owes. */
enum duty {
	DUTY_NONE,    /* no forecast, or it is not negative */
	DUTY_PLAN,    /* negative, and no action plan of the board: it shall come with the next report */
	DUTY_SHORT,   /* a plan, which does not cover the deficit */
	DUTY_COVERED, /* a plan that covers all of it */
};

/* The year's budgeted result: 0 unless given. */
double forecast_budget_year(const struct forecast *forecast);
/* Forecast − the year's budgeted result; NUM_MISSING without a forecast. */
double forecast_deviation(const struct forecast *forecast);
/* Outcome − budget, both to date; NUM_MISSING where one of them is not given. */
double forecast_to_date(const struct forecast *forecast);
/* Forecast − the forecast of before; NUM_MISSING where one is not given. Both may be NULL. */
double forecast_change(const struct forecast *forecast, const struct forecast *before);
/* What an action plan has to cover, positive; 0 where nothing, NUM_MISSING without a forecast (NULL too). A plan is due for a
 * negative full-year forecast (mall 2.2: the year shall end in balance) and for a negative budget deviation ("Att beakta"); the
 * deficit is the larger of the two. Without a budgeted result they are the same: forecast −12,0 is a deficit of 12,0. */
double forecast_deficit(const struct forecast *forecast);
/* effect: of the board's action plan against deficit; NULL = there is no plan. */
enum duty forecast_duty(double deficit, const struct action_plan_effect *effect);
/* Less than this is what adding amounts leaves behind: they have three decimals at most. */
#define FORECAST_NOTHING 0.0005

#endif
