/* Figures that are hardly meant: what each kind of figure is held against. */
#include "query/doubt.h"

#include <math.h>

#include "query/forecasts.h"
#include "query/notes.h"
#include "query/queries_priv.h"

#define MUCH 1000     /* mnkr: what nobody without a budgetram turns over */
#define MANY_TIMES 10 /* … and what the month before may be multiplied by */

bool metric_is_share(const struct metric *metric)
{
	static const char *const others[] = { "örändring", "vvikelse", "esultat", "tveckling" };

	if (!metric || !metric->unit || strcmp(metric->unit, "%") != 0)
		return false;
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		if ((metric->name && strstr(metric->name, others[i])) || (metric->definition && strstr(metric->definition, others[i])))
			return false;
	}
	return true;
}

/* ---- shares ----------------------------------------------------------------------------------------------- */

/* The metric that a record's field `value` is a figure of; NULL if none. */
static const struct metric *metric_of(const struct dataset *ds, const struct record *rec)
{
	const char *id = NULL;

	if (rec->kind == REC_OBSERVATION)
		id = ((const struct observation *)rec)->metric;
	if (rec->kind == REC_TARGET) {
		const char *subject = ((const struct target *)rec)->subject;
		const struct record *indicator = dataset_find(ds, REC_INDICATOR, rec->plan, subject);

		id = indicator ? ((const struct indicator *)indicator)->metric : NULL;
	}
	return (const struct metric *)dataset_find(ds, REC_METRIC, NULL, id);
}

static bool is_odd_share(const struct dataset *ds, const struct record *rec, const struct field *field, struct buf *out)
{
	double value = *(const double *)field_ptr(rec, field);
	char number[NUM_TEXT_MAX];

	if (strcmp(field->key, "value") != 0 || (value >= 0 && value <= 100) || !metric_is_share(metric_of(ds, rec)))
		return false;
	buf_printf(out, "%s\u00a0%% är %s: en andel är 0–100", num_format(number, value, -1, 0), value < 0 ? "under 0" : "över 100");
	return true;
}

/* ---- money ------------------------------------------------------------------------------------------------ */

/* The board's budgetram in the year that rec is about: of its period, else of its plan; NUM_MISSING. */
static double allocation_of(const struct dataset *ds, const struct record *rec, const char *board)
{
	const struct record_list *list = dataset_list(ds, REC_ALLOCATION);
	const struct field *field = record_field(record_type(rec->kind), "period");
	period_t period = field ? *(const period_t *)field_ptr(rec, field) : 0;
	int year = period ? period_year(period) : plan_year(ds, rec->plan);

	for (size_t i = 0; i < list->n; i++) {
		const struct allocation *allocation = (const struct allocation *)list->items[i];

		if (strcmp(allocation->rec.plan, rec->plan) == 0 && same_text(allocation->board, board) && (int)allocation->year == year)
			return allocation->mnkr;
	}
	return NUM_MISSING;
}

/* The same figure of the month before; NUM_MISSING. */
static double figure_before(const struct dataset *ds, const struct record *rec, const struct field *field)
{
	const struct forecast *before = forecast_before(ds, (const struct forecast *)rec);

	return before ? *(const double *)field_ptr(&before->rec, field) : NUM_MISSING;
}

static bool is_odd_amount(const struct dataset *ds, const struct record *rec, const struct field *field, struct buf *out)
{
	double value = *(const double *)field_ptr(rec, field), ram, before;
	const char *board = record_board(ds, rec);
	char number[NUM_TEXT_MAX], other[NUM_TEXT_MAX];

	if (!field->unit || strcmp(field->unit, "mnkr") != 0 || !board)
		return false;
	num_format(number, value, 1, 0);
	ram = allocation_of(ds, rec, board);
	if (!num_missing(ram)) {
		if (ram <= 0 || fabs(value) <= ram)
			return false;
		buf_printf(out, "%s\u00a0mnkr är mer än hela ramen %s: menar du tkr?", number, num_format(other, ram, 0, 0));
		return true;
	}
	before = rec->kind == REC_FORECAST ? figure_before(ds, rec, field) : value;
	if (fabs(value) <= MUCH || (!num_missing(before) && fabs(value) <= MANY_TIMES * fabs(before)))
		return false;
	buf_printf(out, "%s\u00a0mnkr är mycket%s%s: menar du tkr?", number, num_missing(before) ? "" : ", månaden innan var det ",
		num_missing(before) ? "" : num_format(other, before, 1, 0));
	return true;
}

/* ---- the question ----------------------------------------------------------------------------------------- */

const struct field *record_doubt(const struct dataset *ds, const struct record *rec, const struct record *old, struct buf *out)
{
	const struct record_type *type = record_type(rec->kind);

	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];

		if (field->type != FT_NUM || field_is_empty(rec, field) || (old && field_equal(old, rec, field)))
			continue;
		if (is_odd_share(ds, rec, field, out) || is_odd_amount(ds, rec, field, out))
			return field;
	}
	return NULL;
}
