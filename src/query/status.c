/* Status of every goal and indicator, with the figures it was held against. */
#include "query/assessments.h"
#include "query/judge_priv.h"

static const struct column status_columns[] = {
	{ .key = "plan", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "kind", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "id", .heading = "Id", .type = COL_ID, .flags = COLF_BOTH, .width = 6 },
	{ .key = "title", .heading = "Mål och indikator", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 24 },
	{ .key = "computed", .heading = "Läge", .type = COL_STATUS, .flags = COLF_BOTH, .width = 16 },
	{ .key = "assessed", .heading = "Bedömt", .type = COL_STATUS, .flags = COLF_BOTH, .width = 16, .priority = 3 },
	{ .key = "rule", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "source", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "passed", .heading = "Når", .type = COL_NUM, .flags = COLF_BOTH, .width = 4, .priority = 2 },
	{ .key = "failed", .heading = "Når ej", .type = COL_NUM, .flags = COLF_BOTH, .width = 6, .priority = 2 },
	{ .key = "excluded", .heading = "Utom", .type = COL_NUM, .flags = COLF_BOTH, .width = 4, .priority = 2 },
	{ .key = "inputs", .type = COL_JSON, .flags = COLF_EXPORT },
	{ .key = "why", .heading = "Varför", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 40, .priority = 1 },
};

struct status_query {
	struct figures figures;
	const struct query_filter *filter;
	struct result *res;
};

static json_t *input_to_json(const struct judged_part *part)
{
	char period[PERIOD_TEXT_MAX];
	json_t *json = json_object();

	json_object_set_new(json, "id", json_text(part->ref.id));
	json_object_set_new(json, "name", json_text(part->name));
	json_object_set_new(json, "period", json_text(part->period ? period_format(period, part->period) : NULL));
	json_object_set_new(json, "value", num_to_json(part->value));
	json_object_set_new(json, "target", num_to_json(part->target));
	json_object_set_new(json, "outcome", json_text(part_outcome_code(part->outcome)));
	json_object_set_new(json, "reason", json_text(part->reason));
	json_object_set_new(json, "source", json_text(part->source));
	return json;
}

static struct row *add_subject(struct status_query *query, const struct record *rec, const char *kind)
{
	struct row *row = result_add(query->res, rec->kind, rec->plan, rec->id);

	row_text(query->res, row, "plan", rec->plan);
	row_text(query->res, row, "kind", kind);
	row_text(query->res, row, "id", rec->id);
	row_text(query->res, row, "title", record_title(rec));
	return row;
}

static void add_judgement(struct result *res, struct row *row, const struct judgement *judged)
{
	json_t *inputs = json_array();

	row_num(res, row, "computed", judged->status);
	row_text(res, row, "rule", rule_code(judged));
	row_text(res, row, "source", judged->rule_source);
	row_text(res, row, "why", judged->why);
	row_num(res, row, "passed", (double)judged->passed);
	row_num(res, row, "failed", (double)judged->failed);
	row_num(res, row, "excluded", (double)judged->excluded);
	for (size_t i = 0; i < judged->nparts; i++)
		json_array_append_new(inputs, input_to_json(&judged->parts[i]));
	row_json(res, row, "inputs", inputs);
}

static void add_indicator(struct status_query *query, const struct indicator *indicator, int depth)
{
	struct row *row = add_subject(query, &indicator->rec, indicator->kind == IND_KIND_FINANCIAL ? "economy" : "indicator");
	struct arena arena = { 0 };
	struct judgement judged;

	judge(&query->figures, indicator, &arena, &judged);
	row->depth = depth;
	add_judgement(query->res, row, &judged);
	arena_free(&arena);
}

static void add_goal(struct status_query *query, const struct goal *goal)
{
	const struct dataset *ds = query->figures.ds;
	struct row *row = add_subject(query, &goal->rec, "goal");
	const struct assessment *latest;
	struct arena arena = { 0 };
	struct judgement judged;

	goal_judge(&query->figures, goal, true, &arena, &judged);
	add_judgement(query->res, row, &judged);
	latest = assessment_latest(ds, goal->rec.plan, goal->rec.id, assessment_voice(ds, goal, query->filter->board));
	if (latest)
		row_num(query->res, row, "assessed", latest->assessed);
	arena_free(&arena);
}

static bool indicator_is_wanted(const struct status_query *query, const struct indicator *indicator)
{
	const struct query_filter *filter = query->filter;

	if (filter->indicator && strcmp(indicator->rec.id, filter->indicator) != 0)
		return false;
	if (filter->goal && !same_text(indicator->goal, filter->goal))
		return false;
	return !filter->board || indicator_concerns(query->figures.ds, indicator, filter->board);
}

static void add_indicators(struct status_query *query, const struct goal *goal)
{
	struct judge_under own = judge_indicators_of(&query->figures, &goal->rec);

	for (size_t i = 0; i < own.n; i++) {
		const struct indicator *indicator = (const struct indicator *)own.items[i];

		if (indicator_is_wanted(query, indicator))
			add_indicator(query, indicator, 1);
	}
}

/* Those that belong to no goal. */
static void add_others(struct status_query *query)
{
	const struct dataset *ds = query->figures.ds;
	const struct record_list *list = dataset_list(ds, REC_INDICATOR);

	for (size_t i = 0; i < list->n; i++) {
		const struct indicator *indicator = (const struct indicator *)list->items[i];

		if (!dataset_find(ds, REC_GOAL, indicator->rec.plan, indicator->goal) && indicator_is_wanted(query, indicator))
			add_indicator(query, indicator, 0);
	}
}

static bool goal_is_wanted(const struct query_filter *filter, const struct goal *goal)
{
	if (filter->indicator || (filter->goal && strcmp(goal->rec.id, filter->goal) != 0))
		return false;
	return !filter->board || goal_concerns(goal, filter->board);
}

int query_statuses(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *goals = dataset_list(ds, REC_GOAL);
	struct status_query query = { .filter = filter, .res = res };
	int rc;

	result_init(res, status_columns, COUNT_OF(status_columns));
	rc = figures_open(&query.figures, ds, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < goals->n; i++) {
		const struct goal *goal = (const struct goal *)goals->items[i];

		if (goal_is_wanted(filter, goal))
			add_goal(&query, goal);
		add_indicators(&query, goal);
	}
	add_others(&query);
	figures_close(&query.figures);
	return 0;
}
