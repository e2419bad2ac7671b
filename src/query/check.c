/* What is late, missing or does not add up. */
#include "query/check_priv.h"

#include <limits.h>

#include "model/activity.h"

static const struct column check_columns[] = {
	{ .key = "code", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "board", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "occasion", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "kind", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "id", .heading = "Id", .type = COL_ID, .flags = COLF_BOTH, .width = 6 },
	{ .key = "message", .heading = "Vad som brister", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 30 },
	{ .key = "amount", .heading = "Belopp", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .priority = 2, .decimals = 1,
	  .unit = "mnkr" },
	{ .key = "due", .heading = "Klart senast", .type = COL_DATE, .flags = COLF_BOTH, .width = 12, .priority = 1 },
	{ .key = "board_name", .heading = "Nämnd", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 14, .priority = 3 },
};

struct row *check_add(struct check_query *query, const char *code, const struct record *rec, const char *board,
		const char *message)
{
	struct result *res = query->res;
	struct row *row = result_add(res, rec->kind, rec->plan, rec->id);

	row_text(res, row, "code", code);
	row_text(res, row, "board", board);
	row_text(res, row, "board_name", board_label(query->figures.ds, board));
	row_text(res, row, "kind", record_type(rec->kind)->name);
	row_text(res, row, "id", rec->id);
	row_text(res, row, "message", message);
	return row;
}

bool check_wants(const struct check_query *query, const char *board)
{
	return !query->filter->board || same_text(board, query->filter->board);
}

/* An activity is dated (001), unless it is said to go on. */
static void check_end(struct check_query *query, const struct activity *activity)
{
	bool open = activity->status == ACT_PLANNED || activity->status == ACT_ONGOING;

	if (open && activity->due == DATE_NONE && !activity->standing && check_wants(query, activity->board))
		check_add(query, "inconsistent", &activity->rec, activity->board, arena_printf(&query->res->arena,
			"aktiviteten har inget slutdatum och är inte löpande: %s", record_title(&activity->rec)));
}

static void check_activities(struct check_query *query)
{
	const struct dataset *ds = query->figures.ds;
	const struct record_list *list = dataset_list(ds, REC_ACTIVITY);

	for (size_t i = 0; i < list->n; i++) {
		const struct activity *activity = (const struct activity *)list->items[i];
		int days = activity_days_late(activity, ds->today);
		struct row *row;

		check_end(query, activity);
		if (!activity_is_late(activity, ds->today) || !check_wants(query, activity->board))
			continue;
		row = check_add(query, "late", &activity->rec, activity->board, arena_printf(&query->res->arena,
			"aktiviteten är försenad %d %s: %s", days, days == 1 ? "dag" : "dagar", record_title(&activity->rec)));
		row_num(query->res, row, "due", activity->due);
	}
}

static void check_measures(struct check_query *query)
{
	const struct dataset *ds = query->figures.ds;
	const struct record_list *list = dataset_list(ds, REC_MEASURE);

	for (size_t i = 0; i < list->n; i++) {
		const struct measure *measure = (const struct measure *)list->items[i];
		const struct action_plan *plan = (const struct action_plan *)dataset_find(ds, REC_ACTION_PLAN, measure->rec.plan,
			measure->action_plan);
		const char *board = plan ? plan->board : NULL;
		struct row *row;

		if (!measure_is_late(measure, ds->today) || !check_wants(query, board))
			continue;
		row = check_add(query, "late", &measure->rec, board, arena_printf(&query->res->arena,
			"åtgärden i åtgärdsplan %s är inte vidtagen: %s", measure->action_plan, record_title(&measure->rec)));
		row_num(query->res, row, "amount", measure->effect);
		row_num(query->res, row, "due", measure->due);
	}
}

/* The rules that are not about one target each say for themselves what they need. */
static bool needs_target(const struct rule *rule)
{
	return !rule || ((rule->kind == RULE_THRESHOLD || rule->kind == RULE_TWO_LEVEL) && num_missing(rule->green));
}

/* Words are a target where nothing asks for a number. */
static bool has_target(const struct dataset *ds, const struct indicator *indicator, const struct rule *rule)
{
	const struct target *target = indicator_target(ds, indicator, INT_MAX, LEVEL_GREEN);

	return target && (!num_missing(target->value) || (!rule && has_text(target->text)));
}

static void check_indicator(struct check_query *query, const struct indicator *indicator)
{
	struct arena *arena = &query->res->arena;
	const char *name = record_title(&indicator->rec);
	struct judgement judged;

	/* Under development means that there is neither yet. */
	if (indicator->developing)
		return;
	judge(&query->figures, indicator, arena, &judged);
	/* What an activity is measured with need not have anything to reach (003). */
	if (!has_text(indicator->activity) && needs_target(judged.rule) && !has_target(query->figures.ds, indicator, judged.rule))
		check_add(query, "no-target", &indicator->rec, indicator->board, arena_printf(arena, "målvärde saknas: %s", name));
	if (!judged.own && (!judged.rule || judged.rule->kind != RULE_COMPOSITE))
		check_add(query, "no-value", &indicator->rec, indicator->board, arena_printf(arena, "utfall saknas: %s", name));
}

static void check_indicators(struct check_query *query)
{
	const struct dataset *ds = query->figures.ds;
	const struct record_list *list = dataset_list(ds, REC_INDICATOR);

	for (size_t i = 0; i < list->n; i++) {
		const struct indicator *indicator = (const struct indicator *)list->items[i];

		if (!query->filter->board || indicator_concerns(ds, indicator, query->filter->board))
			check_indicator(query, indicator);
	}
}

/* What is looked at, in the order it is told. */
static void (*const checks[])(struct check_query *query) = {
	check_duty,
	check_activities,
	check_measures,
	check_plans,
	check_realised,
	check_indicators,
	check_notes,
	check_reports,
};

int query_check(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	struct check_query query = { .filter = filter, .res = res };
	int rc;

	result_init(res, check_columns, COUNT_OF(check_columns));
	rc = figures_open(&query.figures, ds, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < COUNT_OF(checks); i++)
		checks[i](&query);
	figures_close(&query.figures);
	return 0;
}
