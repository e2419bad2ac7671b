/* Status of every goal and indicator, with the figures it was held against. */
#include "query/queries_priv.h"

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

/* A target without a rule is a rule of its own: one level, or two where both are set. */
static const char *rule_code(const struct judgement *judged)
{
	if (judged->rule && judged->rule->kind > 0)
		return choices_rule[judged->rule->kind].code;
	if (judged->yellow && !num_missing(judged->yellow->value))
		return choices_rule[RULE_TWO_LEVEL].code;
	if (judged->green && !num_missing(judged->green->value))
		return choices_rule[RULE_THRESHOLD].code;
	return NULL;
}

static json_t *input_to_json(const struct indicator *indicator, const struct judgement *judged)
{
	char period[PERIOD_TEXT_MAX];
	json_t *json = json_object();
	double target = judged->green ? judged->green->value : judged->rule ? judged->rule->green : NUM_MISSING;

	json_object_set_new(json, "id", json_text(indicator->rec.id));
	json_object_set_new(json, "name", json_text(indicator->name));
	json_object_set_new(json, "period", json_text(judged->period ? period_format(period, judged->period) : NULL));
	json_object_set_new(json, "value", num_to_json(judged->value));
	json_object_set_new(json, "target", num_to_json(target));
	json_object_set_new(json, "outcome", json_text(judgement_outcome(judged)));
	json_object_set_new(json, "reason", json_text(judged->why));
	json_object_set_new(json, "source", json_text(judged->source));
	return json;
}

static void add_input(const struct indicator *indicator, const struct judgement *judged, void *inputs)
{
	json_array_append_new(inputs, input_to_json(indicator, judged));
}

static void set_counts(struct result *res, struct row *row, size_t passed, size_t failed, size_t excluded)
{
	row_num(res, row, "passed", (double)passed);
	row_num(res, row, "failed", (double)failed);
	row_num(res, row, "excluded", (double)excluded);
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

static void add_indicator(struct status_query *query, const struct indicator *indicator, int depth)
{
	struct result *res = query->res;
	struct row *row = add_subject(query, &indicator->rec, indicator->kind == IND_KIND_FINANCIAL ? "economy" : "indicator");
	struct judgement judged;
	json_t *inputs = json_array();
	char outcome;

	judge(&query->figures, indicator, &res->arena, &judged);
	outcome = judgement_outcome(&judged)[0];
	row->depth = depth;
	row_num(res, row, "computed", judged.status);
	row_text(res, row, "rule", rule_code(&judged));
	row_text(res, row, "source", judged.rule ? judged.rule->source : NULL);
	row_text(res, row, "why", judged.why);
	set_counts(res, row, outcome == 'p', outcome == 'f', outcome == 'e');
	add_input(indicator, &judged, inputs);
	row_json(res, row, "inputs", inputs);
}

static void add_goal(struct status_query *query, const struct goal *goal)
{
	const struct dataset *ds = query->figures.ds;
	const struct rule *rule = (const struct rule *)dataset_find(ds, REC_RULE, goal->rec.plan, goal->rec.id);
	struct result *res = query->res;
	struct row *row = add_subject(query, &goal->rec, "goal");
	json_t *inputs = json_array();
	struct goal_count count;
	const char *why;

	goal_judge(&query->figures, goal, &res->arena, &count, &why, add_input, inputs);
	row_num(res, row, "computed", STATUS_NONE);
	row_text(res, row, "rule", rule ? choices_rule[rule->kind].code : NULL);
	row_text(res, row, "source", rule ? rule->source : NULL);
	row_text(res, row, "why", why);
	set_counts(res, row, count.passed, count.failed, count.excluded);
	row_json(res, row, "inputs", inputs);
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

/* The indicators of a goal; goal NULL: those that belong to none. */
static void add_indicators(struct status_query *query, const struct goal *goal)
{
	const struct dataset *ds = query->figures.ds;
	const struct record_list *list = dataset_list(ds, REC_INDICATOR);

	for (size_t i = 0; i < list->n; i++) {
		const struct indicator *indicator = (const struct indicator *)list->items[i];
		bool here = goal ? indicator_is_of(indicator, goal) :
			!dataset_find(ds, REC_GOAL, indicator->rec.plan, indicator->goal);

		if (here && indicator_is_wanted(query, indicator))
			add_indicator(query, indicator, goal != NULL);
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
	add_indicators(&query, NULL);
	figures_close(&query.figures);
	return 0;
}
