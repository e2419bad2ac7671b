/* rule_figures.c: the kinds that judge one indicator by its figures (003, bilaga 1; 004, Finansiella mål). */
#include <math.h>

#include "model/rule_priv.h"

#define DECIMALS_MAX 6

rule_fn rule_threshold, rule_two_level, rule_bands, rule_budget_deviation, rule_rank, rule_trend;

/* ---- threshold, two levels, bands ------------------------------------------------------------------------- */

static enum status status_at(const struct rule_input *in, double value)
{
	return status_threshold(value, rule_op(in), in->green.value, in->yellow.value);
}

/* As many decimals as it takes: 71,5 against 72 is not shown as 72 (003: medarbetarindex). */
static int telling_decimals(const struct rule_input *in, double value, int decimals)
{
	if (decimals < 0)
		return decimals;
	while (decimals < DECIMALS_MAX && status_at(in, num_round(value, decimals)) != status_at(in, value))
		decimals++;
	return decimals;
}

/* "minst 2 %", as a level is said in running text. */
static const char *level_words(const struct rule_input *in, double level, struct arena *arena)
{
	static const char *const words[] = {
		[OP_GE] = "minst", [OP_LE] = "högst", [OP_GT] = "mer än", [OP_LT] = "mindre än", [OP_EQ] = "precis",
	};

	return arena_printf(arena, "%s %s", words[rule_op(in)], rule_value(in, level, -1, arena));
}

static const char *mean_words(const struct rule_input *in, double mean, int decimals, enum status status, struct arena *arena)
{
	const struct rule_figure *last = &in->figures[in->nfigures - 1];
	int op = rule_op(in);
	const char *verb = op == OP_GE || op == OP_GT ? "når" : "är";
	char period[PERIOD_TEXT_MAX];

	return arena_printf(arena, "%s i genomsnitt %s %s%s %s; %s var %s", rule_value(in, mean, decimals, arena),
		rule_span(in, arena), verb, status == STATUS_GREEN ? "" : status == STATUS_YELLOW ? " på väg men inte" : " inte",
		level_words(in, in->green.value, arena), period_format(period, last->period),
		rule_value(in, last->value, in->decimals, arena));
}

static const char *outcome_words(const struct rule_input *in, const char *level, enum status status, int decimals,
		struct arena *arena)
{
	const char *value = rule_value(in, in->value, decimals, arena), *when = rule_period(in->period, arena);

	if (status == STATUS_GREEN)
		return arena_printf(arena, "utfall %s%s når %s %s", value, when, level, in->green.text);
	if (status == STATUS_YELLOW)
		return arena_printf(arena, "utfall %s%s är på väg (%s) men når inte %s %s", value, when, in->yellow.text, level,
			in->green.text);
	return arena_printf(arena, "utfall %s%s når inte %s %s", value, when, level, in->green.text);
}

static void judge_level(const struct rule_input *in, const char *level, struct arena *arena, struct rule_result *out)
{
	bool mean = in->window > 1;
	/* Below the goal it is on the way or not: nobody can tell where that level is missing. */
	bool open = in->kind != RULE_THRESHOLD && num_missing(in->yellow.value);
	struct rule_condition *condition;
	int decimals = in->decimals;
	double sum = 0;

	out->judged = in->value;
	if (mean) {
		for (size_t i = 0; i < in->nfigures; i++)
			sum += in->figures[i].value;
		out->judged = num_round(sum / (double)in->nfigures, 9);
		decimals = decimals < 0 ? 2 : decimals + 1;
	}
	out->status = status_at(in, out->judged);
	decimals = telling_decimals(in, out->judged, decimals);
	out->why = mean ? mean_words(in, out->judged, decimals, out->status, arena) :
		outcome_words(in, level, out->status, decimals, arena);
	if (open && out->status == STATUS_RED)
		rule_lacks(out, RULE_LACKS_LEVEL, arena_printf(arena, "%s, och nivån för på väg saknas", out->why));
	condition = rule_condition(out, mean ? arena_printf(arena, "Genomsnitt %s", rule_span(in, arena)) : NULL, out->judged,
		out->status, out->why);
	condition->decimals = decimals;
	condition->period = mean ? 0 : in->period;
	condition->target = in->green.value;
	condition->target_text = in->green.text;
}

/* 003, bilaga 1: most målvärden. With a window: the mean of the last n outcomes (004, Finansiella mål: over time). */
void rule_threshold(const struct rule_input *in, struct arena *arena, struct rule_result *out)
{
	struct rule_input one = *in;

	one.yellow.value = NUM_MISSING;
	judge_level(&one, "målvärdet", arena, out);
}

/* 003, Region Halland som arbetsgivare: på väg mot målet, på målet. */
void rule_two_level(const struct rule_input *in, struct arena *arena, struct rule_result *out)
{
	judge_level(in, "målvärdet", arena, out);
}

/* 003, bilaga 1, delmål 3: from 72 green, from 70 yellow, below red. The numbers are the rule's own. */
void rule_bands(const struct rule_input *in, struct arena *arena, struct rule_result *out)
{
	judge_level(in, "gränsen", arena, out);
}

/* ---- budget deviation ------------------------------------------------------------------------------------- */

static const char *signed_value(const struct rule_input *in, double value, struct arena *arena)
{
	char number[NUM_TEXT_MAX];

	num_format(number, value, in->decimals, NUM_SIGN);
	return in->unit && *in->unit ? arena_printf(arena, "%s\u00a0%s", number, in->unit) : arena_strdup(arena, number);
}

/* 003, bilaga 1, delmål 5: 0 or better is green whatever last year was; below it, better than the same period last year is
 * yellow, equal or worse is red. */
void rule_budget_deviation(const struct rule_input *in, struct arena *arena, struct rule_result *out)
{
	double green = num_missing(in->green.value) ? 0 : in->green.value;
	const char *now = arena_printf(arena, "budgetavvikelsen är %s%s", signed_value(in, in->value, arena),
		rule_period(in->period, arena));
	struct rule_condition *condition;
	char period[PERIOD_TEXT_MAX], level[NUM_TEXT_MAX];

	out->judged = in->value;
	num_format(level, green, -1, 0);
	if (status_compare(in->value, green) >= 0) {
		out->status = STATUS_GREEN;
		out->why = arena_printf(arena, "%s: %s eller bättre", now, level);
	} else if (num_missing(in->before.value)) {
		rule_lacks(out, RULE_LACKS_YEAR_BEFORE, in->before.period ?
			arena_printf(arena, "%s; utfall för %s saknas att jämföra med", now, period_format(period, in->before.period)) :
			arena_printf(arena, "%s; utfallet har ingen period, så föregående år kan inte jämföras", now));
	} else {
		bool better = status_compare(in->value, in->before.value) > 0;

		out->status = better ? STATUS_YELLOW : STATUS_RED;
		out->why = arena_printf(arena, "%s: under %s %s bättre än föregående år (%s %s)", now, level, better ? "men" :
			"och inte", signed_value(in, in->before.value, arena), period_format(period, in->before.period));
	}
	condition = rule_condition(out, NULL, in->value, out->status, out->why);
	condition->decimals = in->decimals;
	condition->period = in->period;
	condition->target = green;
	condition->target_text = arena_printf(arena, "≥ %s", level);
}

/* ---- rank ------------------------------------------------------------------------------------------------- */

/* 003, Mål inom regional utveckling: among the three best. Place 1 is the best in the rule's direction; ties share a place. */
void rule_rank(const struct rule_input *in, struct arena *arena, struct rule_result *out)
{
	int best = rule_op(in) == OP_LE || rule_op(in) == OP_LT ? -1 : 1;
	size_t place = 1, equal = 0;
	struct rule_condition *condition;
	char top[NUM_TEXT_MAX], way[NUM_TEXT_MAX];

	for (size_t i = 0; i < in->nregions; i++) {
		int order = best * status_compare(in->regions[i].value, in->value);

		place += order > 0;
		equal += order == 0;
	}
	out->judged = (double)place;
	out->among = in->nregions + 1;
	out->status = status_threshold(out->judged, OP_LE, in->green.value, in->yellow.value);
	num_format(top, in->green.value, 0, 0);
	num_format(way, in->yellow.value, 0, 0);
	out->why = arena_printf(arena, "%s %zu av %zu regioner%s: %sbland de %s bästa%s%s", equal ? "delad plats" : "plats", place,
		out->among, rule_period(in->period, arena), out->status == STATUS_GREEN ? "" : "inte ", top,
		out->status == STATUS_YELLOW ? ", men bland de " : "", out->status == STATUS_YELLOW ? way : "");
	condition = rule_condition(out, "Plats", out->judged, out->status, out->why);
	condition->decimals = 0;
	condition->period = in->period;
	condition->target = in->green.value;
	condition->target_text = arena_printf(arena, "≤ %s", top);
}

/* ---- trend ------------------------------------------------------------------------------------------------ */

struct trend {
	const char *worse;  /* "fallande": which way is the wrong one */
	int sign;           /* 1 higher is better, −1 lower */
	size_t from, to;    /* the last time it went the wrong way; to 0 = it has not */
};

static struct trend trend_of(const struct rule_input *in)
{
	struct trend trend = { .worse = "fallande", .sign = 1 };

	if (in->direction == DIR_DOWN)
		trend = (struct trend){ .worse = "stigande", .sign = -1 };
	for (size_t i = 1; i < in->nfigures; i++) {
		if (trend.sign * status_compare(in->figures[i].value, in->figures[i - 1].value) >= 0)
			continue;
		if (!trend.to || trend.to != i - 1)
			trend.from = i - 1;
		trend.to = i;
	}
	return trend;
}

/* "fallande sedan 2022: 24,7 % 2022, 21,8 % 2023, 18,8 % 2024", or what it did and has made good since. */
static const char *turn_words(const struct rule_input *in, const struct trend *trend, struct arena *arena)
{
	bool still = trend->to == in->nfigures - 1;
	struct buf out = { 0 };
	char period[PERIOD_TEXT_MAX];
	const char *words;

	period_format(period, in->figures[trend->from].period);
	if (still)
		buf_printf(&out, "%s sedan %s:", trend->worse, period);
	else
		buf_printf(&out, "%s från %s:", trend->worse, period);
	for (size_t i = trend->from; i <= trend->to; i++)
		buf_printf(&out, "%s %s %s", i > trend->from ? "," : "", rule_value(in, in->figures[i].value, in->decimals, arena),
			period_format(period, in->figures[i].period));
	words = arena_strdup(arena, buf_cstr(&out));
	buf_free(&out);
	return words;
}

static const char *trend_words(const struct rule_input *in, const struct trend *trend, const char *level, bool reaches,
		struct arena *arena)
{
	const struct rule_figure *first = &in->figures[0], *last = &in->figures[in->nfigures - 1];
	const char *value = rule_value(in, last->value, in->decimals, arena), *span = rule_span(in, arena);

	if (trend->to)
		return arena_printf(arena, "%s%s%s%s", reaches || !level ? "" : "inte ", level ? level : "", !level ? "" :
			reaches ? " men " : " och ", turn_words(in, trend, arena));
	if (level && !reaches)
		return arena_printf(arena, "inte %s %s men inte %s: %s%s", trend->worse, span, level, value,
			rule_period(last->period, arena));
	return arena_printf(arena, "%s%sinte %s %s: från %s till %s", level ? level : "", level ? " och " : "", trend->worse, span,
		rule_value(in, first->value, in->decimals, arena), value);
}

/* 004, Finansiella mål (soliditet): positive and not decreasing over time. Every step in the window counts, and the last value
 * is above 0, or above the rule's own number. Where lower is better no step may rise, and the last is below the rule's number. */
void rule_trend(const struct rule_input *in, struct arena *arena, struct rule_result *out)
{
	const struct rule_figure *last = &in->figures[in->nfigures - 1];
	struct trend trend = trend_of(in);
	bool number = !num_missing(in->green.value);
	double level = number ? in->green.value : 0;
	bool asked = number || trend.sign > 0;
	bool reaches = !asked || trend.sign * status_compare(last->value, level) > 0;
	const char *side = trend.sign > 0 ? "över" : "under", *words;
	struct rule_condition *condition;

	words = !asked ? NULL : number ? arena_printf(arena, "%s %s", side, rule_value(in, level, -1, arena)) : "positiv";
	out->judged = last->value;
	out->since = trend.to ? in->figures[trend.from].period : 0;
	out->status = reaches && !trend.to ? STATUS_GREEN : STATUS_RED;
	out->why = trend_words(in, &trend, words, reaches, arena);
	if (asked) {
		condition = rule_condition(out, trend.sign > 0 ? "Senaste värdet är tillräckligt högt" :
			"Senaste värdet är tillräckligt lågt", last->value, reaches ? STATUS_GREEN : STATUS_RED,
			arena_printf(arena, "%s%s%s", reaches ? "" : "inte ", words, rule_period(last->period, arena)));
		condition->decimals = in->decimals;
		condition->period = last->period;
		condition->target = level;
		condition->target_text = arena_printf(arena, "%s %s", trend.sign > 0 ? ">" : "<", rule_value(in, level, -1, arena));
	}
	rule_condition(out, trend.sign > 0 ? "Inte fallande" : "Inte stigande", NUM_MISSING, trend.to ? STATUS_RED : STATUS_GREEN,
		trend.to ? turn_words(in, &trend, arena) : arena_printf(arena, "inte %s %s", trend.worse, rule_span(in, arena)));
}
