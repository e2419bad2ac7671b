/* Judging indicators and goals, as far as the rules are evaluated: one level and two (003, bilaga 1). */
#include "query/queries_priv.h"

#include <limits.h>

/* What an indicator is held against, from its targets or, where it has none, from the numbers in its rule. */
struct levels {
	double green, yellow;
	int op;
	const char *green_text, *yellow_text;
};

static const struct rule *rule_of(const struct dataset *ds, const struct record *subject)
{
	return (const struct rule *)dataset_find(ds, REC_RULE, subject->plan, subject->id);
}

/* A rule over several years is no threshold, even where it has one. */
static bool rule_is_evaluated(const struct rule *rule)
{
	if (!rule)
		return true;
	if (!num_missing(rule->window) && rule->window > 1)
		return false;
	return rule->kind == 0 || rule->kind == RULE_THRESHOLD || rule->kind == RULE_TWO_LEVEL;
}

static const char *rule_words(const struct rule *rule)
{
	return rule->kind > 0 ? choices_rule[rule->kind].label : "regel";
}

static const char *why_not_evaluated(const struct record *subject, const struct rule *rule, struct arena *arena)
{
	char years[NUM_TEXT_MAX];

	if (!num_missing(rule->window) && rule->window > 1)
		return arena_printf(arena, "%s bedöms över tid (%s, fönster %s): regeln prövas inte ännu av programmet", subject->id,
			rule_words(rule), num_format(years, rule->window, 0, 0));
	return arena_printf(arena, "%s (%s): regeln prövas inte ännu av programmet", subject->id, rule_words(rule));
}

static void find_targets(const struct dataset *ds, const struct indicator *indicator, struct judgement *out)
{
	const char *plan = indicator->rec.plan, *id = indicator->rec.id;
	int year = out->period ? period_year(out->period) : plan_year(ds, plan);

	out->green = target_of(ds, plan, id, "region", year, LEVEL_GREEN);
	if (!out->rule || out->rule->kind != RULE_THRESHOLD)
		out->yellow = target_of(ds, plan, id, "region", year, LEVEL_YELLOW);
	/* Two levels of different years do not belong together. */
	if (out->yellow && out->green && out->yellow->year != out->green->year)
		out->yellow = NULL;
}

static int op_of_direction(int direction)
{
	return direction == DIR_DOWN ? OP_LE : direction == DIR_UP ? OP_GE : 0;
}

static void find_levels(const struct indicator *indicator, const struct judgement *judged, struct arena *arena,
		struct levels *levels)
{
	const struct rule *rule = judged->rule;
	int direction = rule && rule->direction ? rule->direction : indicator->direction;
	struct target from_rule = { .value = NUM_MISSING };

	levels->green = judged->green ? judged->green->value : NUM_MISSING;
	levels->yellow = judged->yellow ? judged->yellow->value : NUM_MISSING;
	levels->op = judged->green && judged->green->op ? judged->green->op : op_of_direction(direction);
	levels->green_text = target_text(judged->green, judged->decimals, arena);
	levels->yellow_text = target_text(judged->yellow, judged->decimals, arena);
	if (judged->green || !rule || num_missing(rule->green))
		return;
	levels->green = from_rule.value = rule->green;
	from_rule.op = levels->op;
	levels->green_text = target_text(&from_rule, judged->decimals, arena);
	if (rule->kind != RULE_TWO_LEVEL || num_missing(rule->yellow))
		return;
	levels->yellow = from_rule.value = rule->yellow;
	levels->yellow_text = target_text(&from_rule, judged->decimals, arena);
}

/* Says so where there is a target, only not for the figure's year. */
static const char *why_no_target(const struct dataset *ds, const struct indicator *indicator, const struct judgement *judged,
		struct arena *arena)
{
	const struct target *later = target_of(ds, indicator->rec.plan, indicator->rec.id, "region", INT_MAX, LEVEL_GREEN);
	char period[PERIOD_TEXT_MAX];

	if (judged->green)
		return has_text(judged->green->text) ?
			arena_printf(arena, "målvärdet står med ord (%s) och kan inte prövas", judged->green->text) : "målvärde saknas";
	if (!later || !judged->period)
		return "målvärde saknas";
	return arena_printf(arena, "målvärde saknas för %s: det som finns gäller %d", period_format(period, judged->period),
		(int)later->year);
}

static const char *why_judged(const struct indicator *indicator, const struct judgement *judged, const struct levels *levels,
		struct arena *arena)
{
	const char *unit = has_text(indicator->unit) ? indicator->unit : NULL;
	char number[NUM_TEXT_MAX], period[PERIOD_TEXT_MAX];
	const char *value, *when;

	num_format(number, judged->value, judged->decimals, 0);
	value = unit ? arena_printf(arena, "%s\u00a0%s", number, unit) : arena_strdup(arena, number);
	when = judged->period ? arena_printf(arena, " (%s)", period_format(period, judged->period)) : "";
	switch (judged->status) {
	case STATUS_GREEN:
		return arena_printf(arena, "utfall %s%s når målvärdet %s", value, when, levels->green_text);
	case STATUS_YELLOW:
		return arena_printf(arena, "utfall %s%s är på väg (%s) men når inte målvärdet %s", value, when,
			levels->yellow_text, levels->green_text);
	case STATUS_RED:
		return arena_printf(arena, "utfall %s%s når inte målvärdet %s", value, when, levels->green_text);
	default:
		return "målvärdet saknar jämförelse (minst eller högst)";
	}
}

static void judge_value(const struct dataset *ds, const struct indicator *indicator, struct arena *arena,
		struct judgement *out)
{
	struct levels levels;

	find_targets(ds, indicator, out);
	find_levels(indicator, out, arena, &levels);
	if (num_missing(levels.green)) {
		/* A rule asks for a target; without a rule there is nothing to miss. */
		out->status = out->rule ? STATUS_MISSING : STATUS_NONE;
		out->why = why_no_target(ds, indicator, out, arena);
	} else if (num_missing(out->value)) {
		out->status = STATUS_MISSING;
		out->why = "uppgift saknas: målvärde finns, utfall saknas";
	} else {
		out->status = status_threshold(out->value, levels.op, levels.green, levels.yellow);
		out->why = why_judged(indicator, out, &levels, arena);
	}
}

static void take_latest(const struct indicator *indicator, const struct series *series, struct arena *arena,
		struct judgement *out)
{
	const struct point *latest = series ? series_latest(series, GENDER_T) : NULL;

	out->value = NUM_MISSING;
	if (!latest)
		return;
	out->value = latest->value;
	out->period = latest->period;
	out->source = arena_strdup(arena, latest->source);
	out->own = indicator->fit != FIT_NEAR && indicator->fit != FIT_RELATED;
}

void judge_indicator(const struct dataset *ds, const struct indicator *indicator, const struct series *series,
		struct arena *arena, struct judgement *out)
{
	memset(out, 0, sizeof(*out));
	out->rule = rule_of(ds, &indicator->rec);
	out->decimals = indicator_decimals(ds, indicator);
	take_latest(indicator, series, arena, out);
	if (indicator->developing) {
		out->status = STATUS_MISSING;
		out->why = "under utveckling: varken utfall eller målvärde finns än";
	} else if (indicator->fit == FIT_NEAR || indicator->fit == FIT_RELATED) {
		out->status = STATUS_NONE;
		out->why = indicator->fit == FIT_NEAR ? "siffran är en närliggande jämförelse och bedöms aldrig" :
			"siffran är en besläktad jämförelse och bedöms aldrig";
	} else if (!rule_is_evaluated(out->rule)) {
		out->status = STATUS_NONE;
		out->why = why_not_evaluated(&indicator->rec, out->rule, arena);
	} else {
		judge_value(ds, indicator, arena, out);
	}
}

void judge(struct figures *figures, const struct indicator *indicator, struct arena *arena, struct judgement *out)
{
	struct series series;

	figures_series(figures, indicator->metric, REGION_HALLAND, &series);
	judge_indicator(figures->ds, indicator, &series, arena, out);
	series_free(&series);
}

/* ---- goals ------------------------------------------------------------------------------------------------ */

const char *judgement_outcome(const struct judgement *judgement)
{
	switch (judgement->status) {
	case STATUS_GREEN:
		return "pass";
	case STATUS_YELLOW: /* on the way is not there */
	case STATUS_RED:
		return "fail";
	default:
		return "excluded";
	}
}

bool indicator_is_of(const struct indicator *indicator, const struct goal *goal)
{
	return same_text(indicator->goal, goal->rec.id) && strcmp(indicator->rec.plan, goal->rec.plan) == 0 &&
		indicator->kind != IND_KIND_VARIABLE;
}

static void count_indicator(struct goal_count *count, const struct judgement *judged)
{
	const char *outcome = judgement_outcome(judged);

	count->indicators++;
	count->with_value += judged->own;
	count->passed += outcome[0] == 'p';
	count->failed += outcome[0] == 'f';
	count->excluded += outcome[0] == 'e';
}

static const char *why_goal(const struct goal *goal, const struct rule *rule, const struct goal_count *count,
		struct arena *arena)
{
	if (rule)
		return why_not_evaluated(&goal->rec, rule, arena);
	if (!count->indicators)
		return "ingen regel och ingen målindikator: läget vilar på aktiviteter och bedömning";
	return arena_printf(arena, "ingen regel: %zu av %zu %s når målvärdet, %zu räknas inte", count->passed,
		count->indicators, count->indicators == 1 ? "indikator" : "indikatorer", count->excluded);
}

void goal_judge(struct figures *figures, const struct goal *goal, struct arena *arena, struct goal_count *count,
		const char **why, judged_fn *each, void *user)
{
	const struct record_list *list = dataset_list(figures->ds, REC_INDICATOR);

	memset(count, 0, sizeof(*count));
	for (size_t i = 0; i < list->n; i++) {
		const struct indicator *indicator = (const struct indicator *)list->items[i];
		struct judgement judged;

		if (!indicator_is_of(indicator, goal))
			continue;
		judge(figures, indicator, arena, &judged);
		count_indicator(count, &judged);
		if (each)
			each(indicator, &judged, user);
	}
	if (why)
		*why = why_goal(goal, rule_of(figures->ds, &goal->rec), count, arena);
}

enum status query_status(const struct dataset *ds, const struct record *subject, struct arena *arena, const char **why)
{
	struct figures figures;
	struct judgement judged = { .status = STATUS_NONE, .why = "siffrorna kunde inte läsas" };
	struct goal_count count;
	struct err err = { 0 };

	if (figures_open(&figures, ds, &err)) {
		if (why)
			*why = judged.why;
		return STATUS_NONE;
	}
	if (subject->kind == REC_INDICATOR)
		judge(&figures, (const struct indicator *)subject, arena, &judged);
	else if (subject->kind == REC_GOAL)
		goal_judge(&figures, (const struct goal *)subject, arena, &count, &judged.why, NULL, NULL);
	figures_close(&figures);
	if (why)
		*why = judged.why;
	return judged.status;
}
