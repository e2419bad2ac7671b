/* Action plans and their measures: how much of the deficit is covered, and what is left. */
#include "query/queries_priv.h"

#include <stdlib.h>

#include "query/forecasts.h"
#include "query/occasions.h"

static const struct column plan_columns[] = {
	{ .key = "id", .heading = "Nr", .type = COL_ID, .flags = COLF_BOTH, .width = 4 },
	{ .key = "board", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "board_name", .heading = "Nämnd", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 14, .field = "board" },
	{ .key = "cause", .heading = "Orsak", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 25, .field = "cause" },
	/* On screen what the forecast says now; the plan's own beside it. Exported are the plan's own, which belong together. */
	{ .key = "deficit_now", .heading = "Underskott", .type = COL_NUM, .flags = COLF_SCREEN, .width = 10, .decimals = 1,
	  .unit = "mnkr" },
	{ .key = "deficit", .heading = "I planen", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .priority = 3, .decimals = 1,
	  .unit = "mnkr", .field = "deficit" },
	{ .key = "decided", .heading = "Beslutad", .type = COL_BOOL, .flags = COLF_BOTH, .width = 8, .priority = 2,
	  .field = "decided" },
	{ .key = "decided_at", .type = COL_DATE, .flags = COLF_EXPORT },
	{ .key = "decided_by", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "decided_paragraph", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "dnr", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "status", .heading = "Läge", .type = COL_CHOICE, .flags = COLF_BOTH, .width = 8, .priority = 3,
	  .choices = choices_activity, .field = "status" },
	{ .key = "measures", .type = COL_JSON, .flags = COLF_EXPORT },
	{ .key = "taken", .heading = "Vidtaget", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .priority = 4, .decimals = 1,
	  .unit = "mnkr" },
	{ .key = "planned", .heading = "Planerat", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .priority = 5, .decimals = 1,
	  .unit = "mnkr" },
	{ .key = "covered", .type = COL_NUM, .flags = COLF_EXPORT, .unit = "%" },
	{ .key = "remaining", .type = COL_NUM, .flags = COLF_EXPORT, .unit = "mnkr" },
	{ .key = "covered_now", .heading = "Täckt", .type = COL_NUM, .flags = COLF_SCREEN, .width = 7, .priority = 1, .decimals = 0,
	  .unit = "%" },
	{ .key = "remaining_now", .heading = "Kvar", .type = COL_NUM, .flags = COLF_SCREEN, .width = 8, .decimals = 1,
	  .unit = "mnkr" },
	{ .key = "revision", .type = COL_NUM, .flags = COLF_EXPORT | COLF_PLAIN },
	{ .key = "realised", .heading = "Realiserat", .type = COL_NUM, .flags = COLF_SCREEN, .width = 10, .priority = 6,
	  .decimals = 1, .unit = "mnkr" },
	{ .key = "forecast", .heading = "Prognos", .type = COL_NUM, .flags = COLF_SCREEN, .width = 8, .priority = 7, .decimals = 1,
	  .unit = "mnkr" },
};

static const struct column measure_columns[] = {
	{ .key = "id", .heading = "Nr", .type = COL_ID, .flags = COLF_BOTH, .width = 4 },
	{ .key = "action_plan", .heading = "Plan", .type = COL_ID, .flags = COLF_BOTH, .width = 4, .priority = 4 },
	{ .key = "text", .heading = "Åtgärd", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 28, .field = "text" },
	{ .key = "state", .heading = "Läge", .type = COL_CHOICE, .flags = COLF_BOTH, .width = 8, .choices = choices_measure,
	  .field = "state" },
	{ .key = "effect", .heading = "Effekt", .type = COL_NUM, .flags = COLF_BOTH, .width = 8, .decimals = 1, .unit = "mnkr",
	  .field = "effect" },
	{ .key = "realised", .heading = "Realiserat", .type = COL_NUM, .flags = COLF_BOTH, .width = 10, .priority = 2,
	  .decimals = 1, .unit = "mnkr", .field = "realised" },
	{ .key = "due", .heading = "Klart senast", .type = COL_DATE, .flags = COLF_BOTH, .width = 12, .priority = 1,
	  .field = "due" },
	{ .key = "responsible", .heading = "Ansvarig", .type = COL_TEXT, .flags = COLF_BOTH, .width = 16, .priority = 3,
	  .field = "responsible" },
	{ .key = "late", .heading = "Sen", .type = COL_BOOL, .flags = COLF_BOTH, .width = 3, .choices = late_words },
	{ .key = "revision", .type = COL_NUM, .flags = COLF_EXPORT | COLF_PLAIN },
};

/* ---- measures by plan ------------------------------------------------------------------------------------- */

static int compare_measures(const void *left, const void *right)
{
	const struct measure *a = *(const struct measure *const *)left, *b = *(const struct measure *const *)right;
	int order = strcmp(a->action_plan ? a->action_plan : "", b->action_plan ? b->action_plan : "");

	if (!order)
		order = strcmp(a->rec.plan, b->rec.plan);
	if (order)
		return order;
	/* Numbers: the longer is the larger. */
	if (strlen(a->rec.id) != strlen(b->rec.id))
		return strlen(a->rec.id) < strlen(b->rec.id) ? -1 : 1;
	return strcmp(a->rec.id, b->rec.id);
}

void measures_sort(const struct dataset *ds, struct measures *measures)
{
	const struct record_list *list = dataset_list(ds, REC_MEASURE);

	measures->n = list->n;
	measures->items = mem_array(NULL, list->n ? list->n : 1, sizeof(*measures->items));
	for (size_t i = 0; i < list->n; i++)
		measures->items[i] = (const struct measure *)list->items[i];
	qsort(measures->items, measures->n, sizeof(*measures->items), compare_measures);
}

void measures_free(struct measures *measures)
{
	free(measures->items);
}

static bool is_before(const struct measure *measure, const struct action_plan *plan)
{
	int order = strcmp(measure->action_plan ? measure->action_plan : "", plan->rec.id);

	return order < 0 || (!order && strcmp(measure->rec.plan, plan->rec.plan) < 0);
}

size_t measures_of(const struct measures *measures, const struct action_plan *plan, const struct measure *const **first)
{
	size_t low = 0, high = measures->n, n = 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (is_before(measures->items[middle], plan))
			low = middle + 1;
		else
			high = middle;
	}
	while (low + n < measures->n && same_text(measures->items[low + n]->action_plan, plan->rec.id) &&
		strcmp(measures->items[low + n]->rec.plan, plan->rec.plan) == 0)
		n++;
	*first = measures->items + low;
	return n;
}

/* ---- plans ------------------------------------------------------------------------------------------------ */

static json_t *measure_to_json(const struct dataset *ds, const struct measure *measure)
{
	char day[DATE_TEXT_MAX];
	json_t *json = json_object();

	json_object_set_new(json, "id", json_string(measure->rec.id));
	json_object_set_new(json, "text", json_text(measure->text));
	json_object_set_new(json, "state", json_text(choices_measure[measure->state].code));
	json_object_set_new(json, "effect", num_to_json(measure->effect));
	json_object_set_new(json, "realised", num_to_json(measure_realised(ds, measure)));
	json_object_set_new(json, "due", json_text(date_format(day, measure->due)));
	json_object_set_new(json, "responsible", json_text(measure->responsible));
	return json;
}

static void add_plan(const struct dataset *ds, const struct action_plan *plan, const struct measures *measures,
		const struct filler *filler, struct result *res)
{
	const struct measure *const *first;
	size_t n = measures_of(measures, plan, &first);
	struct action_plan_effect effect = measures_effect(ds, action_plan_deficit(ds, plan), first, n), now;
	const struct plan_deficit deficit = action_plan_deficit_now(ds, plan);
	const struct forecast *latest = board_forecast(ds, plan->board);
	struct row *row = filler_add(filler, res, &plan->rec);
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, measure_to_json(ds, first[i]));
	row_json(res, row, "measures", array);
	row_num(res, row, "taken", effect.taken);
	row_num(res, row, "planned", effect.planned);
	row_num(res, row, "covered", effect.covered_percent);
	row_num(res, row, "remaining", effect.remaining);
	now = measures_effect(ds, deficit.now, first, n);
	row_num(res, row, "deficit_now", deficit.now);
	row_num(res, row, "covered_now", now.covered_percent);
	row_num(res, row, "remaining_now", now.remaining);
	row_num(res, row, "realised", effect.realised);
	row_num(res, row, "forecast", latest ? latest->forecast : NUM_MISSING);
	row_text(res, row, "board_name", board_label(ds, plan->board));
	row->dim = plan->status == ACT_DONE || plan->status == ACT_CANCELLED;
}

int query_action_plans(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_ACTION_PLAN);
	struct measures measures;
	struct filler filler;

	(void)err;
	result_init(res, plan_columns, COUNT_OF(plan_columns));
	filler_init(&filler, res, REC_ACTION_PLAN);
	measures_sort(ds, &measures);
	for (size_t i = 0; i < list->n; i++) {
		const struct action_plan *plan = (const struct action_plan *)list->items[i];

		if (filter->board && !same_text(plan->board, filter->board))
			continue;
		if (!filter->action_plan || strcmp(plan->rec.id, filter->action_plan) == 0)
			add_plan(ds, plan, &measures, &filler, res);
	}
	measures_free(&measures);
	return 0;
}

/* ---- plans that are missing ------------------------------------------------------------------------------- */

/* Short, and the day first: the column is narrow. */
static const char *owed_words(const struct board_economy *economy, struct arena *arena)
{
	char day[DATE_TEXT_MAX];

	if (economy->due == DATE_NONE)
		return "Saknas, ingen rapport återstår i år";
	return arena_printf(arena, "Saknas, senast %s (%s%s)", date_format(day, economy->due), occasion_words(economy->due_with),
		economy->due_proposed ? ", föreslaget datum" : "");
}

static void add_owed(const struct dataset *ds, const struct board *board, const struct board_economy *economy, struct result *res)
{
	const char *tag = arena_printf(&res->arena, "%s%s", PLAN_MISSING, board->rec.id);
	struct row *row = result_add(res, REC_NONE, economy->latest->rec.plan, tag);

	row->tag = tag;
	row_text(res, row, "board", board->rec.id);
	row_text(res, row, "board_name", board_label(ds, board->rec.id));
	row_text(res, row, "cause", owed_words(economy, &res->arena));
	row_num(res, row, "deficit_now", economy->deficit);
	row_num(res, row, "remaining_now", economy->deficit);
	row_num(res, row, "forecast", economy->latest->forecast);
}

int query_action_plans_owed(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *boards = dataset_list(ds, REC_BOARD);
	int rc = query_action_plans(ds, filter, res, err);
	size_t plans = res->nrows, owed;
	struct row *rows;

	if (rc || filter->action_plan)
		return rc;
	for (size_t i = 0; i < boards->n; i++) {
		const struct board *board = (const struct board *)boards->items[i];
		struct board_economy economy;

		if (filter->board && !same_text(board->rec.id, filter->board))
			continue;
		board_economy(ds, board->rec.id, &economy);
		if (economy.duty == DUTY_PLAN)
			add_owed(ds, board, &economy, res);
	}
	owed = res->nrows - plans;
	if (!owed)
		return 0;
	rows = mem_array(NULL, owed, sizeof(*rows));
	memcpy(rows, res->rows + plans, owed * sizeof(*rows));
	memmove(res->rows + owed, res->rows, plans * sizeof(*rows));
	memcpy(res->rows, rows, owed * sizeof(*rows));
	free(rows);
	return 0;
}

/* ---- measures --------------------------------------------------------------------------------------------- */

int query_measures(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_MEASURE);
	struct filler filler;

	(void)err;
	result_init(res, measure_columns, COUNT_OF(measure_columns));
	filler_init(&filler, res, REC_MEASURE);
	for (size_t i = 0; i < list->n; i++) {
		const struct measure *measure = (const struct measure *)list->items[i];
		struct row *row;

		if (filter->action_plan && !same_text(measure->action_plan, filter->action_plan))
			continue;
		if (filter->board && !record_concerns(ds, &measure->rec, filter->board))
			continue;
		row = filler_add(&filler, res, &measure->rec);
		row_num(res, row, "realised", measure_realised(ds, measure));
		row_num(res, row, "late", measure_is_late(measure, ds->today));
	}
	return 0;
}
