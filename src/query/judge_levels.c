/* judge_levels.c: what an outcome is held against: the målvärden of the right scope and year, or the numbers of the rule. */
#include "query/judge_priv.h"

#include <limits.h>

/* Where the målvärden of an indicator are: its nämnd's own, else those of every förvaltning; without a nämnd the region's
 * (003, Region Halland som arbetsgivare: 92 for the region, 88 for each förvaltning). */
static const struct target *target_in_scope(const struct dataset *ds, const struct record *subject, const char *board, int year,
		int level)
{
	const struct target *target;

	if (!has_text(board))
		return target_of(ds, subject->plan, subject->id, "region", year, level);
	target = target_of(ds, subject->plan, subject->id, board, year, level);
	return target ? target : target_of(ds, subject->plan, subject->id, "forvaltning", year, level);
}

const struct target *indicator_target(const struct dataset *ds, const struct indicator *indicator, int year, int level)
{
	return target_in_scope(ds, &indicator->rec, indicator->board, year, level);
}

/* A målvärde of the goal itself comes before that of the indicator it is judged by. */
static const struct target *find_target(const struct judge_case *at, int year, int level)
{
	const struct dataset *ds = at->judging->figures->ds;
	const struct target *target = NULL;

	if (at->rec->kind == REC_GOAL)
		target = target_in_scope(ds, at->rec, NULL, year, level);
	return target || !at->indicator ? target : indicator_target(ds, at->indicator, year, level);
}

static int year_of(const struct judge_case *at)
{
	int year = plan_year(at->judging->figures->ds, at->rec->plan);

	if (!at->out->period)
		return year;
	/* What is judged over several years is held against the målvärde that holds now, not that of the last outcome. */
	return at->in.window > 1 && year > period_year(at->out->period) ? year : period_year(at->out->period);
}

static void set_level(struct rule_level *level, double value, const char *text)
{
	level->value = value;
	level->text = text;
}

static void set_from_rule(struct judge_case *at, struct rule_level *level, double value)
{
	struct target target = { .value = value };

	at->in.op = 0;
	if (at->in.kind == RULE_TREND)
		target.op = at->in.direction == DIR_DOWN ? OP_LT : OP_GT;
	else if (at->in.kind == RULE_RANK)
		target.op = OP_LE;
	else
		target.op = at->in.direction == DIR_DOWN ? OP_LE : at->in.direction == DIR_UP ? OP_GE : 0;
	set_level(level, value, num_missing(value) ? "" : target_text(&target, at->out->decimals, at->judging->arena));
}

static const char *scope_words(const struct judge_case *at, const char *scope)
{
	if (strcmp(scope, "region") == 0)
		return "regionen";
	if (strcmp(scope, "forvaltning") == 0)
		return "förvaltningarna";
	return strcmp(scope, "delindex") == 0 ? "delindex" : board_label(at->judging->figures->ds, scope);
}

const struct target *judge_any_target(const struct judge_case *at)
{
	const struct record_list *list = dataset_list(at->judging->figures->ds, REC_TARGET);
	const struct target *found = NULL;
	struct buf prefix = { 0 };
	size_t from, n;

	if (!list->n)
		return NULL;
	buf_printf(&prefix, "%s.", at->rec->id);
	n = record_list_prefix(list, prefix.data, &from);
	buf_free(&prefix);
	for (size_t i = from; !found && i < from + n; i++) {
		const struct target *target = (const struct target *)list->by_id[i];

		if (same_text(target->subject, at->rec->id) && strcmp(target->rec.plan, at->rec->plan) == 0 &&
			target->level != LEVEL_YELLOW)
			found = target;
	}
	return found;
}

/* Says so where there is a målvärde, only not for this year or not for this organisation. */
static const char *why_no_level(const struct judge_case *at)
{
	const struct target *green = at->out->green, *later, *other;
	struct arena *arena = at->judging->arena;
	char period[PERIOD_TEXT_MAX];

	if (green)
		return has_text(green->text) ?
			arena_printf(arena, "målvärdet står med ord (%s) och kan inte prövas", green->text) : "målvärde saknas";
	later = find_target(at, INT_MAX, LEVEL_GREEN);
	if (later && at->out->period)
		return arena_printf(arena, "målvärde saknas för %s: det som finns gäller %d", period_format(period, at->out->period),
			(int)later->year);
	other = later ? NULL : judge_any_target(at);
	if (!other || !at->indicator)
		return "målvärde saknas";
	return arena_printf(arena, "målvärde saknas för %s: det som finns gäller %s", has_text(at->indicator->board) ?
		board_label(at->judging->figures->ds, at->indicator->board) : "regionen", scope_words(at, other->scope));
}

/* Målvärden first; where there is no number among them, the rule's own. */
static void levels_from_targets(struct judge_case *at, bool two)
{
	const struct rule *rule = at->out->rule;
	struct judgement *out = at->out;
	int year = year_of(at);

	out->green = find_target(at, year, LEVEL_GREEN);
	if (two)
		out->yellow = find_target(at, year, LEVEL_YELLOW);
	/* Two levels of different years or scopes do not belong together. */
	if (out->yellow && out->green && (out->yellow->year != out->green->year || !same_text(out->yellow->scope, out->green->scope)))
		out->yellow = NULL;
	if (out->green && !num_missing(out->green->value)) {
		set_level(&at->in.green, out->green->value, target_text(out->green, out->decimals, at->judging->arena));
		if (out->yellow)
			set_level(&at->in.yellow, out->yellow->value, target_text(out->yellow, out->decimals, at->judging->arena));
		at->in.op = out->green->op;
	} else if (rule && !num_missing(rule->green)) {
		set_from_rule(at, &at->in.green, rule->green);
		if (two)
			set_from_rule(at, &at->in.yellow, rule->yellow);
	} else {
		at->in.no_level = why_no_level(at);
	}
}

void judge_levels(struct judge_case *at)
{
	const struct rule *rule = at->out->rule;

	if (at->rec->kind == REC_GOAL && !rule)
		return;
	/* Without a rule it is one level or two by what there is. */
	if (!rule || rule_needs(rule->kind) & RULE_NEEDS_LEVEL)
		levels_from_targets(at, !rule || rule_needs(rule->kind) & RULE_TAKES_YELLOW);
	if (!rule) {
		at->in.kind = num_missing(at->in.yellow.value) ? RULE_THRESHOLD : RULE_TWO_LEVEL;
	} else if (!(rule_needs(rule->kind) & RULE_NEEDS_LEVEL)) {
		set_from_rule(at, &at->in.green, rule->green);
		set_from_rule(at, &at->in.yellow, rule->yellow);
	}
}
