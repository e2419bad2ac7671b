/* forecasts.h: how a nämnd's money goes: its latest forecast, what it has changed, and the duty to plan (003, mall 2.2 and
 * "Att beakta"; domain §6). Amounts in mnkr; + is better than budget. */
#ifndef STYRTAVLA_FORECASTS_H
#define STYRTAVLA_FORECASTS_H

#include "model/action_plan.h"
#include "model/forecast.h"
#include "model/record.h"
#include "query/queries.h"

/* All pointers are borrowed from the dataset. What an uppdragsgrupp (forecast.group) expects is never the nämnd's. */
struct board_economy {
	const struct forecast *latest;   /* of the whole nämnd, the last month that has a forecast; NULL = none */
	const struct forecast *before;   /* the nearest month before it that has one; NULL = none */
	const struct forecast *booked;   /* the last month that has an outcome to date, whether with a forecast or not; NULL = none */
	double deviation;                /* latest forecast − the year's budgeted result (0 unless given); NUM_MISSING */
	double change;                   /* of the forecast since `before`; NUM_MISSING */
	double to_date;                  /* outcome − budget to date of `booked`; NUM_MISSING */
	double deficit;                  /* what an action plan has to cover, positive; 0 if none; NUM_MISSING without forecast */
	enum duty duty;                  /* whatever day it is: a negative forecast owes a plan from when it is saved */
	const struct occasion *due_with; /* the first occasion whose period is later than the forecast's; NULL where no report is
					    left in the plan's year, and without a forecast */
	date_t due;                      /* its report date; DATE_NONE */
	bool due_proposed;               /* the date is what the rule proposes: nobody has given it */
	const struct action_plan *plan;  /* the board's, not cancelled, the newest; NULL = none */
	/* Of the plan's measures against `deficit`: the forecast's where there is one, else what the plan itself says. Where the
	 * two differ (`plan->deficit`) show both; `check` tells. All 0 and missing without a plan. */
	struct action_plan_effect effect;
	size_t late_measures;            /* of the plan, past their date and not taken */
};
/* Fills out for one nämnd of the plan shown ("all": the plan of its last forecast). Always defined. */
void board_economy(const struct dataset *ds, const char *board, struct board_economy *out);

/* When the plan that is owed is due: "ska lämnas med månadsrapport juli senast 2026-08-12"; says where the date is a proposal, and
 * where no report is left in the year. "" without duty. In the arena. */
const char *duty_words(const struct board_economy *economy, struct arena *arena);
/* The last forecast of the whole nämnd, as `latest` above. Borrowed; NULL if there is none. */
const struct forecast *board_forecast(const struct dataset *ds, const char *board);
/* What an action plan has to cover by itself: its own deficit, else what its board's last forecast says; NUM_MISSING. What is
 * exported, where deficit, covered and remaining belong together. */
double action_plan_deficit(const struct dataset *ds, const struct action_plan *plan);
/* What it has to cover now: what screens show. */
struct plan_deficit {
	double now;                    /* of the forecast, where the plan is its board's current one; else as action_plan_deficit */
	const struct forecast *by;     /* that forecast; borrowed; NULL = it is the plan's own */
	bool differs;                  /* the plan says another deficit of its own: say that too */
};
struct plan_deficit action_plan_deficit_now(const struct dataset *ds, const struct action_plan *plan);

/* The nearest earlier month of the same board, group and plan that has a forecast: what a change is counted from. Borrowed;
 * NULL if there is none. */
const struct forecast *forecast_before(const struct dataset *ds, const struct forecast *forecast);

/* What is seen of a measure in the outcome: the sum of its months (effect records) where any of them says, else the measure's
 * own `realised`; NUM_MISSING where nobody has said. */
double measure_realised(const struct dataset *ds, const struct measure *measure);
/* action_plan_effect of n measures (borrowed), with what is realised counted by measure_realised. */
struct action_plan_effect measures_effect(const struct dataset *ds, double deficit, const struct measure *const *measures,
		size_t n);

/* The wire shape: board, period, outcome, budget, forecast, budget_year (0 unless given), deviation, change, comment, group (null =
 * the whole nämnd). By board, month and group; filter.board, filter.period. */
query_fn query_forecasts;
/* The month grid of filter.board (without one: no rows): the nämnd's twelve months of the plan's year, written or not, then
 * twelve for each uppdragsgrupp there is, by name. ref is the forecast, also where nobody has written it: edit_begin makes
 * it. Columns period, outcome, budget, to_date, forecast, budget_year (missing unless given), deviation, change, comment, group; the
 * groups' rows have depth 1. With "all" plans there is no one year: only what is written. */
query_fn query_forecast_months;
/* What the measures of filter.action_plan (or all) were to give and gave, by month: two rows a measure, planned then realised.
 * Columns measure, text, what ("planned", "realised"; on screen planerat, realiserat), then one a month of the plan's year
 * with the period for key ("2026-05") and the month for heading ("maj"), and sum (of the months; missing without any). ref is
 * the measure; tag is "ID/planned" or "ID/realised". A cell's own record is the effect ID/PERIOD, field `what`, written or
 * not. With "all" plans: the months there are. */
query_fn query_effects;
/* Adds to what query_effects gave two summary rows (what planned, then realised): the months of all its measures together. */
void effects_add_sums(struct result *res);

/* View 5: query_action_plans with, first, a row for each nämnd that owes a plan and has none (DUTY_PLAN): ref.kind REC_NONE, ref.id
 * and tag PLAN_MISSING and the board's id, cause says when it is due, deficit and remaining what it has to cover. */
query_fn query_action_plans_owed;
#define PLAN_MISSING "saknas/"

#endif
