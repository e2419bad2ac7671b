/* Forecasts and the plans to get back to balance, with the amounts they changed by. Amounts in mnkr, + is better than budget. */
#include "query/changes_priv.h"

#define MNKR 1 /* decimals */

static const char *mnkr(struct comparison *c, double value)
{
	return change_number(c, value, MNKR, NULL, NUM_SIGN);
}

static void set_amount(struct comparison *c, struct row *row, double before, double now)
{
	double amount = num_round(num_round(now, MNKR) - num_round(before, MNKR), MNKR);

	if (!num_missing(amount) && amount != 0)
		row_num(c->res, row, "amount", amount);
}

/* ---- forecasts -------------------------------------------------------------------------------------------- */

static bool same_forecaster(const struct forecast *a, const struct forecast *b)
{
	return strcmp(a->rec.plan, b->rec.plan) == 0 && same_text(a->board, b->board) &&
		strcmp(has_text(a->group) ? a->group : "", has_text(b->group) ? b->group : "") == 0;
}

/* The forecaster's latest of a month before (or, with any, also after) that of `of`; NULL if none. */
static const struct forecast *latest(const struct record_list *list, const struct forecast *of, bool any)
{
	const struct forecast *found = NULL;

	for (size_t i = 0; i < list->n; i++) {
		const struct forecast *forecast = (const struct forecast *)list->items[i];

		if (same_forecaster(forecast, of) && (any || forecast->period < of->period) &&
				(!found || forecast->period > found->period))
			found = forecast;
	}
	return found;
}

static const char *forecast_what(const struct forecast *before, const struct forecast *was, const struct forecast *now)
{
	if (!was)
		return "ny";
	if (!num_missing(now->forecast) && !num_missing(was->forecast) && now->forecast != was->forecast)
		return now->forecast > was->forecast ? "bättre" : "sämre";
	return before ? "ändrad" : "oförändrad";
}

static void name_forecast(struct comparison *c, struct row *row, const struct forecast *forecast)
{
	char period[PERIOD_TEXT_MAX];
	const struct record *group = dataset_find(c->now, REC_GROUP, NULL, forecast->group);

	change_title(c, row, "%s%s%s, prognos %s", board_label(c->now, forecast->board), has_text(forecast->group) ? ", " : "",
			group ? record_title(group) : has_text(forecast->group) ? forecast->group : "",
			period_format(period, forecast->period));
	change_ref(row, dataset_find(c->now, REC_BOARD, NULL, forecast->board));
}

static void each_forecast(struct comparison *c, const struct record *before_rec, const struct record *now_rec)
{
	const struct forecast *before = (const struct forecast *)before_rec, *now = (const struct forecast *)now_rec;
	const struct forecast *was = before;
	struct row *row;

	if (!now) {
		row = change_add_gone(c, CHANGE_FORECAST, before_rec);
		name_forecast(c, row, before);
		change_words(c, row, mnkr(c, before->forecast), NULL);
		return;
	}
	if (!before) {
		/* Of several months that came, the last tells where they led. */
		if (latest(dataset_list(c->now, REC_FORECAST), now, true) != now)
			return;
		was = latest(dataset_list(&c->then, REC_FORECAST), now, false);
	}
	row = change_add(c, CHANGE_FORECAST, forecast_what(before, was, now), now_rec);
	name_forecast(c, row, now);
	change_words(c, row, was ? mnkr(c, was->forecast) : NULL, mnkr(c, now->forecast));
	set_amount(c, row, was ? was->forecast : NUM_MISSING, now->forecast);
}

void changes_of_forecasts(struct comparison *c)
{
	changes_each(c, REC_FORECAST, each_forecast);
}

/* ---- action plans and measures ---------------------------------------------------------------------------- */

static void each_plan(struct comparison *c, const struct record *before_rec, const struct record *now_rec)
{
	const struct action_plan *before = (const struct action_plan *)before_rec, *now = (const struct action_plan *)now_rec;
	const struct action_plan *told = now ? now : before;
	const char *what = "ändrad";
	struct row *row;

	if (now && !before)
		what = now->decided ? "ny, beslutad" : "ny";
	else if (now && now->decided && !before->decided)
		what = "beslutad";
	row = now ? change_add(c, CHANGE_ACTION_PLAN, what, now_rec) : change_add_gone(c, CHANGE_ACTION_PLAN, before_rec);
	change_title(c, row, "%s: %s", board_label(c->now, told->board), record_title(&told->rec));
	if (before && now && before->deficit == now->deficit) {
		if (now->decided && !before->decided)
			change_words(c, row, "inte beslutad", change_day(c, now->decided_at));
		return;
	}
	/* What is to be covered: a positive figure, without sign. */
	change_words(c, row, before ? change_number(c, before->deficit, MNKR, NULL, 0) : NULL,
			now ? change_number(c, now->deficit, MNKR, NULL, 0) : NULL);
	if (before && now)
		set_amount(c, row, before->deficit, now->deficit);
}

static void each_measure(struct comparison *c, const struct record *before_rec, const struct record *now_rec)
{
	const struct measure *before = (const struct measure *)before_rec, *now = (const struct measure *)now_rec;
	const struct measure *told = now ? now : before;
	const struct action_plan *plan =
		(const struct action_plan *)dataset_find(c->now, REC_ACTION_PLAN, told->rec.plan, told->action_plan);
	bool taken = now && now->state == MEASURE_TAKEN && (!before || before->state != MEASURE_TAKEN);
	struct row *row;

	row = now ? change_add(c, CHANGE_ACTION_PLAN, taken ? "vidtagen" : before ? "ändrad" : "ny", now_rec) :
		change_add_gone(c, CHANGE_ACTION_PLAN, before_rec);
	change_title(c, row, "%s, åtgärd: %s", plan ? board_label(c->now, plan->board) : "", record_title(&told->rec));
	change_words(c, row, before ? mnkr(c, before->effect) : NULL, now ? mnkr(c, now->effect) : NULL);
	set_amount(c, row, before && !num_missing(before->effect) ? before->effect : 0, now ? now->effect : NUM_MISSING);
}

static void each_effect(struct comparison *c, const struct record *before_rec, const struct record *now_rec)
{
	const struct effect *before = (const struct effect *)before_rec, *now = (const struct effect *)now_rec;
	const struct effect *told = now ? now : before;
	const struct record *measure = dataset_find(c->now, REC_MEASURE, told->rec.plan, told->measure);
	double was = before ? before->realised : NUM_MISSING, is = now ? now->realised : NUM_MISSING;
	bool realised = !num_missing(was) || !num_missing(is);
	char period[PERIOD_TEXT_MAX];
	struct row *row;

	row = now ? change_add(c, CHANGE_ACTION_PLAN, realised ? "realiserat" : "planerat", now_rec) :
		change_add_gone(c, CHANGE_ACTION_PLAN, before_rec);
	change_title(c, row, "%s, effekt %s", measure ? record_title(measure) : told->measure,
			period_format(period, told->period));
	if (!realised) {
		was = before ? before->planned : NUM_MISSING;
		is = now ? now->planned : NUM_MISSING;
	}
	change_words(c, row, mnkr(c, was), mnkr(c, is));
	set_amount(c, row, num_missing(was) ? 0 : was, is);
	change_ref(row, measure);
}

void changes_of_action_plans(struct comparison *c)
{
	changes_each(c, REC_ACTION_PLAN, each_plan);
	changes_each(c, REC_MEASURE, each_measure);
	changes_each(c, REC_EFFECT, each_effect);
}
