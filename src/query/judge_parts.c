/* judge_parts.c: what a goal (or a composite indicator) is made of: the indicators and goals its rule names, or its own. */
#include "query/judge_priv.h"

#include <stdlib.h>

#include "model/activity.h"

/* ---- what is under a goal --------------------------------------------------------------------------------- */

/* Records in the order of the goal they are under, then in the document's order: one search instead of one pass a goal. */
struct goal_index {
	const struct record **items[2];
	size_t n[2];
};
enum { UNDER_INDICATORS, UNDER_GOALS };

/* The goal rec is under; NULL if it does not count there. */
static const char *goal_above(const struct record *rec)
{
	const struct indicator *indicator = (const struct indicator *)rec;

	if (rec->kind == REC_GOAL)
		return ((const struct goal *)rec)->parent;
	/* The parts of a composite indicator (kind variable) are not counted beside it. */
	return indicator->kind == IND_KIND_VARIABLE ? NULL : indicator->goal;
}

struct under_item {
	const struct record *rec;
	size_t at;
};

static int compare_goal(const char *goal, const char *plan, const struct record *rec)
{
	int order = strcmp(goal, goal_above(rec));

	return order ? order : strcmp(plan, rec->plan);
}

static int compare_items(const void *a, const void *b)
{
	const struct under_item *x = a, *y = b;
	int order = compare_goal(goal_above(x->rec), x->rec->plan, y->rec);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static void make_index(struct goal_index *index, int under, const struct record_list *list)
{
	struct under_item *items = mem_array(NULL, list->n ? list->n : 1, sizeof(*items));
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		if (has_text(goal_above(list->items[i])))
			items[n++] = (struct under_item){ list->items[i], i };
	}
	if (n)
		qsort(items, n, sizeof(*items), compare_items);
	index->items[under] = mem_array(NULL, n ? n : 1, sizeof(*index->items[under]));
	index->n[under] = n;
	for (size_t i = 0; i < n; i++)
		index->items[under][i] = items[i].rec;
	free(items);
}

static struct judge_under find_under(struct figures *figures, int under, const struct record *goal)
{
	struct goal_index *index = figures->index;
	size_t low = 0, high, n = 0;

	if (!index) {
		figures->index = index = mem_alloc(sizeof(*index));
		make_index(index, UNDER_INDICATORS, dataset_list(figures->ds, REC_INDICATOR));
		make_index(index, UNDER_GOALS, dataset_list(figures->ds, REC_GOAL));
	}
	high = index->n[under];
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_goal(goal->id, goal->plan, index->items[under][middle]) > 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + n < index->n[under] && compare_goal(goal->id, goal->plan, index->items[under][low + n]) == 0)
		n++;
	return (struct judge_under){ index->items[under] + low, n };
}

struct judge_under judge_indicators_of(struct figures *figures, const struct record *goal)
{
	return find_under(figures, UNDER_INDICATORS, goal);
}

struct judge_under judge_goals_of(struct figures *figures, const struct record *goal)
{
	return find_under(figures, UNDER_GOALS, goal);
}

void goal_index_free(struct goal_index *index)
{
	for (size_t i = 0; index && i < COUNT_OF(index->items); i++)
		free(index->items[i]);
	free(index);
}

/* ---- parts ------------------------------------------------------------------------------------------------ */

static enum part_lack lack_of(const struct record *rec)
{
	const struct indicator *indicator = (const struct indicator *)rec;

	if (rec->kind != REC_INDICATOR)
		return PART_WHOLE;
	if (indicator->developing)
		return PART_DEVELOPING;
	return indicator->fit == FIT_NEAR || indicator->fit == FIT_RELATED ? PART_COMPARISON : PART_WHOLE;
}

static void judge_part(struct judging *judging, const struct record *rec, struct judged_part *part)
{
	struct judging below = *judging;
	struct judgement judged;
	const struct judged_part *own;

	below.whole = false;
	judge_record(&below, rec, NULL, &judged);
	own = judged.nparts ? &judged.parts[0] : NULL;
	memset(part, 0, sizeof(*part));
	part->ref = (struct ref){ rec->kind, rec->plan, rec->id };
	part->name = record_title(rec);
	part->period = judged.period;
	part->value = judged.value;
	part->decimals = judged.decimals;
	part->target = NUM_MISSING;
	part->status = judged.status;
	part->reason = judged.why;
	part->source = judged.source;
	if (own && same_text(own->ref.id, rec->id)) {
		part->unit = own->unit;
		part->target = own->target;
		part->target_text = own->target_text;
	}
}

/* Room for n parts in the arena; judged and still to be judged side by side. */
static struct judged_part *make_parts(struct judge_case *at, size_t n)
{
	struct judged_part *parts = arena_alloc(at->judging->arena, (n ? n : 1) * sizeof(*parts));

	at->in.parts = arena_alloc(at->judging->arena, (n ? n : 1) * sizeof(*at->in.parts));
	at->parts = parts;
	return parts;
}

static void take_part(struct judge_case *at, struct judged_part *parts, const struct record *rec)
{
	struct rule_part *part = &at->in.parts[at->in.nparts];

	judge_part(at->judging, rec, &parts[at->in.nparts++]);
	*part = (struct rule_part){ .id = rec->id, .status = parts[at->in.nparts - 1].status, .lack = lack_of(rec) };
}

/* A part that is named and not there: the whole cannot be judged. */
static void take_unknown(struct judge_case *at, struct judged_part *parts, const char *id)
{
	struct judged_part *part = &parts[at->in.nparts];

	memset(part, 0, sizeof(*part));
	part->name = arena_strdup(at->judging->arena, id);
	part->value = part->target = NUM_MISSING;
	part->status = STATUS_MISSING;
	part->reason = "delen finns inte i planen";
	at->in.parts[at->in.nparts++] = (struct rule_part){ .id = part->name, .status = STATUS_MISSING };
}

static void take_all(struct judge_case *at, struct judge_under under)
{
	struct judged_part *parts = make_parts(at, under.n);

	for (size_t i = 0; i < under.n; i++)
		take_part(at, parts, under.items[i]);
}

static void name_parts(struct judge_case *at)
{
	size_t goals = 0;

	for (size_t i = 0; i < at->in.nparts; i++)
		goals += at->parts[i].ref.kind == REC_GOAL;
	if (at->rec->kind == REC_INDICATOR || (goals && goals < at->in.nparts)) {
		at->in.one = "del";
		at->in.many = "delar";
	} else if (goals) {
		at->in.one = at->in.many = "mål";
	}
}

void judge_parts(struct judge_case *at)
{
	struct figures *figures = at->judging->figures;
	const struct rule *rule = at->out->rule;
	struct judged_part *parts;
	struct buf item = { 0 };
	const char *place = NULL, *id;

	if (!list_count(rule->parts) && at->rec->kind == REC_GOAL) {
		struct judge_under own = judge_indicators_of(figures, at->rec);

		take_all(at, own.n ? own : judge_goals_of(figures, at->rec));
	} else {
		parts = make_parts(at, list_count(rule->parts));
		while ((id = list_next(rule->parts, &place, &item))) {
			const struct record *rec = dataset_find(figures->ds, REC_INDICATOR, at->rec->plan, id);

			rec = rec ? rec : dataset_find(figures->ds, REC_GOAL, at->rec->plan, id);
			if (rec)
				take_part(at, parts, rec);
			else
				take_unknown(at, parts, id);
		}
		buf_free(&item);
	}
	name_parts(at);
}

/* ---- goals ------------------------------------------------------------------------------------------------ */

static bool is_part(const struct judge_case *at, const struct record *rec)
{
	for (size_t i = 0; i < at->n; i++) {
		if (at->list[i].ref.kind == rec->kind && same_text(at->list[i].ref.id, rec->id))
			return true;
	}
	return false;
}

void judge_show_goals(struct judge_case *at)
{
	struct judge_under under = judge_goals_of(at->judging->figures, at->rec);

	for (size_t i = 0; i < under.n; i++) {
		struct judged_part part;

		if (is_part(at, under.items[i]))
			continue;
		judge_part(at->judging, under.items[i], &part);
		part.outcome = PART_SHOWN;
		*judge_add_part(at) = part;
	}
}

static size_t count_activities(const struct judge_case *at)
{
	const struct dataset *ds = at->judging->figures->ds;
	const struct record_list *list = dataset_list(ds, REC_ACTIVITY);
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct activity *activity = (const struct activity *)list->items[i];

		n += activity->status != ACT_CANCELLED && strcmp(activity->rec.plan, at->rec->plan) == 0 &&
			same_text(activity_goal(ds, activity), at->rec->id);
	}
	return n;
}

/* What a goal without indicators rests on (004: 1.1 and 1.2 have none). */
static const char *rests_on(const struct judge_case *at)
{
	struct arena *arena = at->judging->arena;
	size_t activities, goals;

	if (!at->judging->whole)
		return "ingen regel och ingen målindikator: läget vilar på aktiviteter, nämndsmål och bedömning";
	activities = count_activities(at);
	goals = judge_goals_of(at->judging->figures, at->rec).n;
	return arena_printf(arena, "ingen regel och ingen målindikator: läget vilar på aktiviteter (%zu), nämndsmål (%zu) och den "
		"skrivna bedömningen", activities, goals);
}

void judge_unruled_goal(struct judge_case *at)
{
	struct judgement *out = at->out;

	take_all(at, judge_indicators_of(at->judging->figures, at->rec));
	for (size_t i = 0; i < at->in.nparts; i++) {
		struct judged_part *part = judge_add_part(at);

		*part = at->parts[i];
		part->outcome = rule_part_outcome(&at->in.parts[i]);
		out->passed += part->outcome == PART_PASS;
		out->failed += part->outcome == PART_FAIL;
		out->excluded += part->outcome == PART_EXCLUDED || part->outcome == PART_MISSING;
	}
	out->status = STATUS_NONE;
	if (!at->n)
		out->why = rests_on(at);
	else
		out->why = arena_printf(at->judging->arena, "ingen regel: %zu av %zu %s når målvärdet, %zu räknas inte", out->passed,
			at->n, at->n == 1 ? "indikator" : "indikatorer", out->excluded);
}

bool indicator_is_of(const struct indicator *indicator, const struct goal *goal)
{
	return same_text(goal_above(&indicator->rec), goal->rec.id) && strcmp(indicator->rec.plan, goal->rec.plan) == 0;
}
