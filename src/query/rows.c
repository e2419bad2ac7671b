/* Rows out of records, and who a record concerns. */
#include "query/queries_priv.h"

#include <assert.h>

const struct choice late_words[] = { { "false", "" }, { "true", "sen" }, { NULL, NULL } };

json_t *json_text(const char *text)
{
	return has_text(text) ? json_string(text) : json_null();
}

void filler_init(struct filler *filler, const struct result *res, enum record_kind kind)
{
	const struct record_type *type = record_type(kind);

	assert(res->ncolumns <= FILLER_MAX);
	memset(filler, 0, sizeof(*filler));
	filler->kind = kind;
	for (size_t i = 0; i < res->ncolumns; i++)
		filler->fields[i] = record_field(type, res->columns[i].key);
}

void cell_from_field(struct result *res, struct cell *cell, const struct record *rec, const struct field *field)
{
	const void *value = field_ptr(rec, field);

	switch (field->type) {
	case FT_TEXT:
	case FT_LONGTEXT:
	case FT_REF:
	case FT_LIST:
		if (has_text(*(char *const *)value))
			cell->text = arena_strdup(&res->arena, *(char *const *)value);
		break;
	case FT_NUM:
		cell->num = *(const double *)value;
		break;
	case FT_BOOL:
		cell->num = *(const bool *)value;
		break;
	case FT_DATE:
		cell->num = *(const date_t *)value;
		break;
	case FT_PERIOD:
		cell->num = *(const period_t *)value;
		break;
	case FT_CHOICE:
		cell->num = *(const int *)value;
		break;
	}
}

static void fill_head(struct result *res, struct cell *cell, const struct record *rec, const char *key)
{
	if (strcmp(key, "id") == 0)
		cell->text = arena_strdup(&res->arena, rec->id);
	else if (strcmp(key, "plan") == 0 && has_text(rec->plan))
		cell->text = arena_strdup(&res->arena, rec->plan);
	else if (strcmp(key, "revision") == 0)
		cell->num = rec->revision;
}

struct row *filler_add(const struct filler *filler, struct result *res, const struct record *rec)
{
	struct row *row = result_add(res, rec->kind, rec->plan, rec->id);

	for (size_t i = 0; i < res->ncolumns; i++) {
		if (filler->fields[i])
			cell_from_field(res, &row->cells[i], rec, filler->fields[i]);
		else
			fill_head(res, &row->cells[i], rec, res->columns[i].key);
	}
	return row;
}

/* ---- who is concerned ------------------------------------------------------------------------------------- */

bool goal_concerns(const struct goal *goal, const char *board)
{
	return goal && (same_text(goal->owner, board) || list_has(goal->boards, board));
}

bool indicator_concerns(const struct dataset *ds, const struct indicator *indicator, const char *board)
{
	if (indicator && has_text(indicator->board))
		return same_text(indicator->board, board);
	return indicator &&
		goal_concerns((const struct goal *)dataset_find(ds, REC_GOAL, indicator->rec.plan, indicator->goal), board);
}

static bool subject_concerns(const struct dataset *ds, const char *plan, const char *subject, const char *board)
{
	return goal_concerns((const struct goal *)dataset_find(ds, REC_GOAL, plan, subject), board) ||
		indicator_concerns(ds, (const struct indicator *)dataset_find(ds, REC_INDICATOR, plan, subject), board);
}

static bool metric_concerns(const struct dataset *ds, const char *metric, const char *board)
{
	const struct record_list *list = dataset_list(ds, REC_INDICATOR);

	for (size_t i = 0; i < list->n; i++) {
		const struct indicator *indicator = (const struct indicator *)list->items[i];

		if (same_text(indicator->metric, metric) && indicator_concerns(ds, indicator, board))
			return true;
	}
	return false;
}

static bool observation_concerns(const struct dataset *ds, const struct observation *observation, const char *board)
{
	return same_text(observation->organisation, board) || metric_concerns(ds, observation->metric, board);
}

static bool measure_concerns(const struct dataset *ds, const struct measure *measure, const char *board)
{
	const struct action_plan *plan =
		(const struct action_plan *)dataset_find(ds, REC_ACTION_PLAN, measure->rec.plan, measure->action_plan);

	return plan && same_text(plan->board, board);
}

static bool effect_concerns(const struct dataset *ds, const struct effect *effect, const char *board)
{
	const struct measure *measure =
		(const struct measure *)dataset_find(ds, REC_MEASURE, effect->rec.plan, effect->measure);

	return measure && measure_concerns(ds, measure, board);
}

bool record_concerns(const struct dataset *ds, const struct record *rec, const char *board)
{
	switch (rec->kind) {
	case REC_BOARD:
		return same_text(rec->id, board);
	case REC_GROUP:
		return list_has(((const struct board_group *)rec)->boards, board);
	case REC_GOAL:
		return goal_concerns((const struct goal *)rec, board);
	case REC_INDICATOR:
		return indicator_concerns(ds, (const struct indicator *)rec, board);
	case REC_METRIC:
		return metric_concerns(ds, rec->id, board);
	case REC_ALLOCATION:
		return same_text(((const struct allocation *)rec)->board, board);
	case REC_TARGET:
		return same_text(((const struct target *)rec)->scope, board) ||
			subject_concerns(ds, rec->plan, ((const struct target *)rec)->subject, board);
	case REC_RULE:
		return subject_concerns(ds, rec->plan, ((const struct rule *)rec)->subject, board);
	case REC_PRIORITY:
		return list_has(((const struct priority *)rec)->boards, board);
	case REC_OBSERVATION:
		return observation_concerns(ds, (const struct observation *)rec, board);
	case REC_ACTIVITY:
		return same_text(((const struct activity *)rec)->board, board);
	case REC_ACTION_PLAN:
		return same_text(((const struct action_plan *)rec)->board, board);
	case REC_MEASURE:
		return measure_concerns(ds, (const struct measure *)rec, board);
	case REC_FORECAST:
		return same_text(((const struct forecast *)rec)->board, board);
	case REC_ASSESSMENT:
		return same_text(((const struct assessment *)rec)->board, board);
	case REC_SIGN_OFF:
		return same_text(((const struct sign_off *)rec)->board, board);
	case REC_NOTE:
		return same_text(((const struct note *)rec)->board, board);
	case REC_EFFECT:
		return effect_concerns(ds, (const struct effect *)rec, board);
	default:
		return false;
	}
}

const char *activity_goal(const struct dataset *ds, const struct activity *activity)
{
	const struct indicator *indicator;

	if (has_text(activity->goal))
		return activity->goal;
	indicator = (const struct indicator *)dataset_find(ds, REC_INDICATOR, activity->rec.plan, activity->indicator);
	return indicator && has_text(indicator->goal) ? indicator->goal : NULL;
}

bool measure_is_late(const struct measure *measure, date_t today)
{
	return measure->state != MEASURE_TAKEN && measure->due != DATE_NONE && today != DATE_NONE && measure->due < today;
}

const char *board_label(const struct dataset *ds, const char *board)
{
	const struct board *found = (const struct board *)dataset_find(ds, REC_BOARD, NULL, board);

	if (same_text(board, ASSESSMENT_KONCERN))
		return "Koncernen";
	if (!found)
		return board;
	return has_text(found->short_name) ? found->short_name : found->name;
}

int indicator_direction(const struct dataset *ds, const struct indicator *indicator)
{
	const struct metric *metric = indicator->direction || !has_text(indicator->metric) ? NULL :
		(const struct metric *)dataset_find(ds, REC_METRIC, NULL, indicator->metric);

	return metric ? metric->direction : indicator->direction;
}

const char *indicator_organisation(const struct indicator *indicator)
{
	return has_text(indicator->board) ? indicator->board : REGION_HALLAND;
}

static const struct metric *metric_of(const struct dataset *ds, const struct indicator *indicator)
{
	return (const struct metric *)dataset_find(ds, REC_METRIC, NULL, indicator->metric);
}

int indicator_decimals(const struct dataset *ds, const struct indicator *indicator)
{
	const struct metric *metric = num_missing(indicator->decimals) ? metric_of(ds, indicator) : NULL;
	double decimals = metric ? metric->decimals : indicator->decimals;

	return num_missing(decimals) ? -1 : (int)decimals;
}

const char *indicator_unit(const struct dataset *ds, const struct indicator *indicator)
{
	const struct metric *metric = has_text(indicator->unit) ? NULL : metric_of(ds, indicator);

	if (has_text(indicator->unit))
		return indicator->unit;
	return metric && has_text(metric->unit) ? metric->unit : NULL;
}

int plan_year(const struct dataset *ds, const char *plan)
{
	const struct plan *found = (const struct plan *)dataset_find(ds, REC_PLAN, "", plan);

	return found && !num_missing(found->year) ? (int)found->year : 0;
}
