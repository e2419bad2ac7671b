/* What measures were to give and gave, month by month. */
#include "query/forecasts.h"

#include <stdio.h>
#include <stdlib.h>

#include "query/queries_priv.h"

static const struct choice what_words[] = { { "", "–" }, { "planned", "planerat" }, { "realised", "realiserat" }, { NULL, NULL } };
enum { WHAT_PLANNED = 1, WHAT_REALISED };

static const struct column first_columns[] = {
	{ .key = "measure", .heading = "Nr", .type = COL_ID, .flags = COLF_BOTH, .width = 4 },
	{ .key = "text", .heading = "Åtgärd", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 12 },
	{ .key = "what", .heading = "Effekt", .type = COL_CHOICE, .flags = COLF_BOTH, .width = 10, .choices = what_words },
};
static const struct column last_column = {
	.key = "sum", .heading = "Summa", .type = COL_NUM, .flags = COLF_BOTH, .width = 6, .decimals = 1, .unit = "mnkr",
};

static const char *const months[] = { "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec" };

static int compare_periods(const void *a, const void *b)
{
	period_t x = *(const period_t *)a, y = *(const period_t *)b;

	return (x > y) - (x < y);
}

/* The months to show, in order: the plan's year; with all plans those that some effect has. The caller frees them. */
static period_t *find_months(const struct dataset *ds, size_t *count)
{
	const struct record_list *list = dataset_list(ds, REC_EFFECT);
	int year = plan_year(ds, ds->plan);
	period_t *found = mem_array(NULL, list->n + COUNT_OF(months), sizeof(*found));
	size_t n = 0, kept = 0;

	for (size_t m = 0; year && m < COUNT_OF(months); m++) {
		char text[PERIOD_TEXT_MAX];

		snprintf(text, sizeof(text), "%04d-%02d", year, (int)m + 1);
		if (period_parse(text, &found[n]))
			n++;
	}
	for (size_t i = 0; !year && i < list->n; i++)
		found[n++] = ((const struct effect *)list->items[i])->period;
	qsort(found, n, sizeof(*found), compare_periods);
	for (size_t i = 0; i < n; i++) {
		if (!kept || found[kept - 1] != found[i])
			found[kept++] = found[i];
	}
	*count = kept;
	return found;
}

static void make_columns(struct result *res, const period_t *periods, size_t n)
{
	const size_t first = COUNT_OF(first_columns);
	struct arena arena = { 0 };
	struct column *columns = arena_alloc(&arena, (first + n + 1) * sizeof(*columns));

	memcpy(columns, first_columns, sizeof(first_columns));
	for (size_t i = 0; i < n; i++) {
		char key[PERIOD_TEXT_MAX];
		int month = period_part(periods[i]);

		period_format(key, periods[i]);
		columns[first + i] = (struct column){ .key = arena_strdup(&arena, key), .type = COL_NUM, .flags = COLF_BOTH, .width = 5,
			.priority = (int)i + 1, .decimals = 1 };
		columns[first + i].heading = month >= 1 && month <= (int)COUNT_OF(months) ? months[month - 1] : columns[first + i].key;
	}
	columns[first + n] = last_column;
	result_init(res, columns, first + n + 1);
	res->arena = arena;
}

static const struct effect *effect_of(const struct dataset *ds, const struct measure *measure, period_t period)
{
	char text[PERIOD_TEXT_MAX];
	struct buf id = { 0 };
	const struct record *rec;

	buf_printf(&id, "%s/%s", measure->rec.id, period_format(text, period));
	rec = dataset_find(ds, REC_EFFECT, measure->rec.plan, buf_cstr(&id));
	buf_free(&id);
	return (const struct effect *)rec;
}

static void add_row(const struct dataset *ds, struct result *res, const struct measure *measure, int what, const period_t *periods,
		size_t n)
{
	struct row *row = result_add(res, REC_MEASURE, measure->rec.plan, measure->rec.id);
	double sum = NUM_MISSING;

	row->tag = arena_printf(&res->arena, "%s/%s", measure->rec.id, what_words[what].code);
	row_text(res, row, "measure", measure->rec.id);
	row_text(res, row, "text", measure->text);
	row_num(res, row, "what", what);
	for (size_t i = 0; i < n; i++) {
		const struct effect *effect = effect_of(ds, measure, periods[i]);
		double value = !effect ? NUM_MISSING : what == WHAT_PLANNED ? effect->planned : effect->realised;

		row->cells[COUNT_OF(first_columns) + i].num = value;
		if (!num_missing(value))
			sum = (num_missing(sum) ? 0 : sum) + value;
	}
	row_num(res, row, "sum", num_missing(sum) ? sum : num_round(sum, 6));
}

int query_effects(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_MEASURE);
	size_t n;
	period_t *periods = find_months(ds, &n);

	(void)err;
	make_columns(res, periods, n);
	for (size_t i = 0; i < list->n; i++) {
		const struct measure *measure = (const struct measure *)list->items[i];

		if (filter->action_plan && !same_text(measure->action_plan, filter->action_plan))
			continue;
		if (filter->board && !record_concerns(ds, &measure->rec, filter->board))
			continue;
		add_row(ds, res, measure, WHAT_PLANNED, periods, n);
		add_row(ds, res, measure, WHAT_REALISED, periods, n);
	}
	free(periods);
	return 0;
}

/* ---- the total ------------------------------------------------------------------------------------------------ */

/* Where months say what a measure has given, the total is theirs: another one written beside them would not be seen anywhere. What
 * was written before the months came stands (check tells where they differ). */
int measure_rule(const struct dataset *ds, const struct record *rec, const struct field **bad, struct err *err)
{
	const struct record *there = dataset_find(ds, REC_MEASURE, rec->plan, rec->id);
	const struct field *field = record_field(record_type(REC_MEASURE), "realised");
	struct measure months = *(const struct measure *)rec;
	char text[NUM_TEXT_MAX];

	if (!there || field_equal(there, rec, field) || field_is_empty(rec, field))
		return 0;
	months.realised = NUM_MISSING;
	if (num_missing(measure_realised(ds, &months)))
		return 0;
	if (bad)
		*bad = field;
	return err_set(err, ERR_INPUT, "Realiserat är summan av månaderna, %s\u00a0mnkr: skriv effekten i den månad där den syns",
		num_format(text, measure_realised(ds, &months), 1, 0));
}
