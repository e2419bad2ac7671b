/* The goals of a plan, with what stands behind each. */
#include "query/judge_priv.h"

#include <stdlib.h>

#include "model/activity.h"
#include "query/assessments.h"

/* enum assessment_change: against the assessment at the report before. */
static const struct choice change_words[] = {
	{ "", "" }, { "better", "bättre" }, { "same", "oförändrat" }, { "worse", "sämre" }, { NULL, NULL },
};

static const struct column goal_columns[] = {
	{ .key = "plan", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "focus_area", .type = COL_ID, .flags = COLF_EXPORT },
	{ .key = "focus_title", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "id", .heading = "Id", .type = COL_ID, .flags = COLF_BOTH, .width = 5 },
	{ .key = "title", .heading = "Mål", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 36, .field = "title" },
	{ .key = "parent", .type = COL_ID, .flags = COLF_EXPORT },
	{ .key = "boards", .type = COL_LIST, .flags = COLF_EXPORT },
	{ .key = "indicators", .type = COL_LIST, .flags = COLF_EXPORT },
	{ .key = "computed", .heading = "Läge", .type = COL_STATUS, .flags = COLF_BOTH, .width = 16 },
	{ .key = "assessed", .heading = "Bedömt", .type = COL_STATUS, .flags = COLF_BOTH, .width = 16, .priority = 3 },
	{ .key = "change", .heading = "Sedan sist", .type = COL_CHOICE, .flags = COLF_SCREEN, .width = 10, .priority = 4,
	  .choices = change_words },
	{ .key = "on_target", .heading = "På målet", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 8, .priority = 2 },
	{ .key = "activities", .heading = "Aktiv.", .type = COL_NUM, .flags = COLF_SCREEN, .width = 6, .priority = 2 },
	{ .key = "late", .heading = "Sena", .type = COL_NUM, .flags = COLF_SCREEN, .width = 4, .priority = 1 },
};

/* Activities of one goal. */
struct tally {
	const struct record *goal;
	size_t activities, late;
};

struct goal_tallies {
	struct tally *items; /* as by_id of the goals */
	size_t n;
};

static int compare_tally(const void *key, const void *item)
{
	uintptr_t a = (uintptr_t)key, b = (uintptr_t)((const struct tally *)item)->goal;

	return (a > b) - (a < b);
}

static int sort_tally(const void *a, const void *b)
{
	return compare_tally(((const struct tally *)a)->goal, b);
}

static struct tally *tally_of(const struct goal_tallies *tallies, const struct record *goal)
{
	return goal && tallies->n ? bsearch(goal, tallies->items, tallies->n, sizeof(*tallies->items), compare_tally) : NULL;
}

/* One pass over the activities, however many goals there are. Cancelled ones are no part of the work. */
static void count_activities(const struct dataset *ds, const char *board, struct goal_tallies *tallies)
{
	const struct record_list *goals = dataset_list(ds, REC_GOAL), *activities = dataset_list(ds, REC_ACTIVITY);

	tallies->n = goals->n;
	tallies->items = mem_array(NULL, goals->n ? goals->n : 1, sizeof(*tallies->items));
	for (size_t i = 0; i < goals->n; i++)
		tallies->items[i] = (struct tally){ .goal = goals->items[i] };
	qsort(tallies->items, tallies->n, sizeof(*tallies->items), sort_tally);
	for (size_t i = 0; i < activities->n; i++) {
		const struct activity *activity = (const struct activity *)activities->items[i];
		struct tally *tally;

		if (activity->status == ACT_CANCELLED || (board && !same_text(activity->board, board)))
			continue;
		tally = tally_of(tallies, dataset_find(ds, REC_GOAL, activity->rec.plan, activity_goal(ds, activity)));
		if (!tally)
			continue;
		tally->activities++;
		tally->late += activity_is_late(activity, ds->today);
	}
}

static void list_indicators(struct figures *figures, const struct goal *goal, struct result *res, struct row *row)
{
	struct judge_under own = judge_indicators_of(figures, &goal->rec);
	struct buf ids = { 0 };

	for (size_t i = 0; i < own.n; i++)
		buf_printf(&ids, "%s%s", i ? "," : "", own.items[i]->id);
	row_text(res, row, "indicators", buf_cstr(&ids));
	buf_free(&ids);
}

struct goal_query {
	struct figures figures;
	const struct query_filter *filter;
	struct filler filler;
	struct goal_tallies tallies;
	struct result *res;
	bool *shown; /* by place in the list */
};

static bool is_wanted(const struct goal_query *query, const struct goal *goal)
{
	const struct query_filter *filter = query->filter;

	if (filter->goal && strcmp(goal->rec.id, filter->goal) != 0)
		return false;
	return !filter->board || goal_concerns(goal, filter->board);
}

/* The word of whoever speaks for the goal here, beside what is computed. */
static void set_assessed(struct goal_query *query, const struct goal *goal, struct row *row, enum status computed)
{
	const struct dataset *ds = query->figures.ds;
	const char *voice = assessment_voice(ds, goal, query->filter->board);
	const struct assessment *latest = assessment_latest(ds, goal->rec.plan, goal->rec.id, voice);

	if (latest)
		row_num(query->res, row, "assessed", latest->assessed);
	row_num(query->res, row, "change", assessment_change(ds, goal, voice, computed));
}

static void add_goal(struct goal_query *query, const struct goal *goal, int depth)
{
	const struct dataset *ds = query->figures.ds;
	const struct record *area = dataset_find(ds, REC_FOCUS_AREA, goal->rec.plan, goal->focus_area);
	const struct tally *tally = tally_of(&query->tallies, &goal->rec);
	struct result *res = query->res;
	struct row *row = filler_add(&query->filler, res, &goal->rec);
	struct judgement judged;
	struct arena arena = { 0 };
	size_t counted;

	row->depth = depth;
	row_text(res, row, "focus_title", area ? record_title(area) : NULL);
	list_indicators(&query->figures, goal, res, row);
	goal_judge(&query->figures, goal, false, &arena, &judged);
	row_num(res, row, "computed", judged.status);
	set_assessed(query, goal, row, judged.status);
	/* A rule counts what it counts; without one every indicator is counted. */
	counted = judged.rule ? judged.passed + judged.failed : judged.nparts;
	/* 0/4 would say that all four fail, where none can be judged. */
	if (judged.passed + judged.failed)
		row_text(res, row, "on_target", arena_printf(&res->arena, "%zu/%zu", judged.passed, counted));
	else if (judged.nparts)
		row_text(res, row, "on_target", arena_printf(&res->arena, "–/%zu", judged.nparts));
	row_num(res, row, "activities", tally ? (double)tally->activities : 0);
	row_num(res, row, "late", tally ? (double)tally->late : 0);
	arena_free(&arena);
}

/* A goal, then the goals that break it down. */
static void add_tree(struct goal_query *query, size_t at, int depth)
{
	const struct record_list *list = dataset_list(query->figures.ds, REC_GOAL);
	const struct goal *goal = (const struct goal *)list->items[at];
	bool wanted = is_wanted(query, goal);

	if (query->shown[at])
		return;
	query->shown[at] = true;
	if (wanted)
		add_goal(query, goal, depth);
	for (size_t i = 0; i < list->n; i++) {
		const struct goal *child = (const struct goal *)list->items[i];

		if (same_text(child->parent, goal->rec.id) && strcmp(child->rec.plan, goal->rec.plan) == 0)
			add_tree(query, i, depth + wanted);
	}
}

static void add_goals(struct goal_query *query)
{
	const struct dataset *ds = query->figures.ds;
	const struct record_list *list = dataset_list(ds, REC_GOAL);

	query->shown = mem_alloc(list->n ? list->n : 1);
	for (size_t i = 0; i < list->n; i++) {
		const struct goal *goal = (const struct goal *)list->items[i];

		if (!dataset_find(ds, REC_GOAL, goal->rec.plan, goal->parent))
			add_tree(query, i, 0);
	}
	/* Goals that are each other's parents hang in nothing; they are shown all the same. */
	for (size_t i = 0; i < list->n; i++)
		add_tree(query, i, 0);
	free(query->shown);
}

/* ---- what must hold --------------------------------------------------------------------------------------- */

/* A goal that breaks another down is not broken down by it in turn, in however many steps. */
int goal_rule(const struct dataset *ds, const struct record *rec, const struct field **bad, struct err *err)
{
	const char *parent = ((const struct goal *)rec)->parent, *up = parent;

	for (size_t i = 0; has_text(up) && i <= dataset_list(ds, REC_GOAL)->n; i++) {
		const struct goal *above = (const struct goal *)dataset_find(ds, REC_GOAL, rec->plan, up);

		up = above ? above->parent : NULL;
		if (!same_text(up, rec->id))
			continue;
		if (bad)
			*bad = record_field(record_type(REC_GOAL), "parent");
		return err_set(err, ERR_INPUT, "målet %s bryter ned %s: välj ett annat överordnat mål, eller töm fältet", parent, rec->id);
	}
	return 0;
}

/* ---- the question ----------------------------------------------------------------------------------------- */

int query_goals(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	struct goal_query query = { .filter = filter, .res = res };
	int rc;

	result_init(res, goal_columns, COUNT_OF(goal_columns));
	rc = figures_open(&query.figures, ds, err);
	if (rc)
		return rc;
	filler_init(&query.filler, res, REC_GOAL);
	count_activities(ds, filter->board, &query.tallies);
	add_goals(&query);
	free(query.tallies.items);
	figures_close(&query.figures);
	return 0;
}
