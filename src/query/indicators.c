/* The indicators of a plan, with their latest figure and how it has moved. */
#include "query/compare.h"
#include "query/queries_priv.h"

#define SPARK_POINTS 12

static const struct column indicator_columns[] = {
	{ .key = "plan", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "goal", .heading = "Mål", .type = COL_ID, .flags = COLF_EXPORT },
	{ .key = "id", .heading = "Id", .type = COL_ID, .flags = COLF_BOTH, .width = 6 },
	{ .key = "name", .type = COL_TEXT, .flags = COLF_EXPORT },
	/* The name, with what tells it from others of the same name. */
	{ .key = "label", .heading = "Indikator", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_FILL, .width = 28,
	  .field = "name" },
	{ .key = "kind", .type = COL_CHOICE, .flags = COLF_EXPORT, .choices = choices_indicator_kind },
	{ .key = "area", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "perspective", .heading = "Perspektiv", .type = COL_CHOICE, .flags = COLF_EXPORT, .choices = choices_perspective },
	{ .key = "metric", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "fit", .type = COL_CHOICE, .flags = COLF_EXPORT, .choices = choices_fit },
	{ .key = "unit", .heading = "Enhet", .type = COL_TEXT, .flags = COLF_BOTH, .width = 8, .priority = 5 },
	{ .key = "decimals", .type = COL_NUM, .flags = COLF_EXPORT },
	{ .key = "direction", .type = COL_CHOICE, .flags = COLF_EXPORT, .choices = choices_direction },
	{ .key = "definition", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "targets", .type = COL_JSON, .flags = COLF_EXPORT | COLF_LAZY},
	{ .key = "latest", .type = COL_JSON, .flags = COLF_EXPORT | COLF_LAZY},
	{ .key = "computed", .heading = "Läge", .type = COL_STATUS, .flags = COLF_BOTH | COLF_LAZY, .width = 16 },
	{ .key = "value", .heading = "Utfall", .type = COL_NUM, .flags = COLF_SCREEN | COLF_LAZY, .width = 8, .decimals = -1 },
	/* p = preliminary, f = of a period that has not begun: never dropped, a figure without it says too much. */
	{ .key = "mark", .heading = "", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_LAZY, .width = 1 },
	{ .key = "period", .heading = "Period", .type = COL_PERIOD, .flags = COLF_SCREEN | COLF_LAZY, .width = 7, .priority = 1 },
	{ .key = "change", .heading = "Ändring", .type = COL_NUM, .flags = COLF_SCREEN | COLF_SIGN | COLF_LAZY, .width = 7, .priority = 4,
	  .decimals = -1 },
	{ .key = "spark", .heading = "Historik", .type = COL_SPARK, .flags = COLF_SCREEN | COLF_LAZY, .width = SPARK_POINTS, .priority = 6 },
	{ .key = "riket", .heading = "Riket", .type = COL_NUM, .flags = COLF_SCREEN | COLF_LAZY, .width = 8, .priority = 5, .decimals = -1 },
	{ .key = "place", .heading = "Plats", .type = COL_ID, .flags = COLF_SCREEN | COLF_LAZY, .width = 8, .priority = 3 },
	{ .key = "target", .heading = "Målvärde", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_LAZY, .width = 9, .priority = 2 },
	/* Who published the figure: "Kolada". A derived figure has the name of who derived it. */
	{ .key = "source", .heading = "Källa", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_LAZY, .width = 8, .priority = 3 },
	/* Near and related figures have a column of their own: nobody shall read them as the outcome. */
	{ .key = "near", .heading = "Jämförelse", .type = COL_NUM, .flags = COLF_SCREEN | COLF_LAZY, .width = 10, .priority = 7,
	  .decimals = -1 },
};

static void set_number(struct result *res, struct row *row, const char *key, double value, int decimals)
{
	struct cell *cell = &row->cells[result_column(res, key)];

	cell->num = value;
	if (decimals >= 0)
		cell->decimals = (int8_t)decimals;
}

const char *figure_mark(const struct point *point, date_t today)
{
	return period_is_ahead(point->period, today) ? "f" : point->preliminary ? "p" : NULL;
}

/* Those that were set, else what the latest figure tells with. */
static int decimals_for(const struct dataset *ds, const struct indicator *indicator, const struct point *latest)
{
	int decimals = indicator_decimals(ds, indicator);

	return decimals < 0 ? num_telling_decimals(&latest->value, 1) : decimals;
}

static json_t *latest_to_json(const struct point *latest, const char *organisation)
{
	char period[PERIOD_TEXT_MAX];
	json_t *json = json_object();

	json_object_set_new(json, "period", latest->period ? json_string(period_format(period, latest->period)) : json_null());
	json_object_set_new(json, "value", num_to_json(latest->value));
	json_object_set_new(json, "organisation", json_string(organisation));
	return json;
}

json_t *series_spark(const struct series *series, const struct point *latest, size_t most)
{
	double values[SPARK_MOST];
	period_t period = latest->period;
	json_t *json = json_array();
	size_t n = 0, oldest = 0;

	for (; n < most && n < SPARK_MOST && (period || !n); n++) {
		const struct point *point = series_at(series, period, GENDER_T);

		values[n] = point ? point->value : NUM_MISSING;
		if (!num_missing(values[n]))
			oldest = n + 1;
		period = period_before(period);
	}
	while (oldest-- > 0)
		json_array_append_new(json, num_to_json(values[oldest]));
	return json;
}

double series_change(const struct series *series, const struct point *latest)
{
	period_t before = period_before(latest->period);
	const struct point *previous = before ? series_at(series, before, GENDER_T) : NULL;

	return previous ? latest->value - previous->value : NUM_MISSING;
}

double figures_value(struct figures *figures, const char *metric, const char *organisation, period_t period)
{
	const struct point *point;
	struct series series;
	double value;

	if (figures_at(figures, metric, organisation, period, &value))
		return value;
	figures_series(figures, metric, organisation, &series);
	point = series_at(&series, period, GENDER_T);
	value = point ? point->value : NUM_MISSING;
	series_free(&series);
	return value;
}

/* What a row has already: how it is judged and its own figure, which a preset asks of every row, or all. */
enum { HAS_OWN = 1 };

static void add_own(struct figures *figures, const struct indicator *indicator, const struct series *series, bool own,
		struct result *res, struct row *row)
{
	const struct point *latest = series_latest(series, GENDER_T);
	int decimals;

	if (!latest)
		return;
	decimals = decimals_for(figures->ds, indicator, latest);
	row_text(res, row, "source", latest->source);
	if (own)
		row_text(res, row, "mark", figure_mark(latest, figures->ds->today));
	set_number(res, row, own ? "value" : "near", latest->value, decimals);
	if (own)
		row_num(res, row, "period", latest->period);
}

static void add_figures(struct figures *figures, const struct indicator *indicator, const struct series *series, bool own,
		struct result *res, struct row *row)
{
	const struct point *latest = series_latest(series, GENDER_T);
	struct place place;
	double change;
	int decimals;

	if (!latest)
		return;
	decimals = decimals_for(figures->ds, indicator, latest);
	row_json(res, row, "latest", latest_to_json(latest, indicator_organisation(indicator)));
	if (!own)
		return;
	change = series_change(series, latest);
	set_number(res, row, "change", num_missing(change) ? change : num_round(change, 9), decimals);
	row_json(res, row, "spark", series_spark(series, latest, SPARK_POINTS));
	set_number(res, row, "riket", figures_value(figures, indicator->metric, RIKET, latest->period), decimals);
	figures_place(figures, indicator->metric, indicator_organisation(indicator), latest->period,
		indicator_direction(figures->ds, indicator), &place);
	row_text(res, row, "place", place_words(&place, latest->period, &res->arena));
}

static const char *shown_target(const struct dataset *ds, const struct indicator *indicator, const struct judgement *judged,
		struct arena *arena)
{
	const struct target *target = judged->green;

	if (!target)
		target = indicator_target(ds, indicator, plan_year(ds, indicator->rec.plan), LEVEL_GREEN);
	return target_text(target, indicator_decimals(ds, indicator), arena);
}

/* Where area begins to differ from the other, in whole words: what both share tells nothing, and is what would be left of it. */
static const char *telling(const char *area, const char *other)
{
	const char *from = area;

	for (size_t i = 0; other && area[i] && area[i] == other[i]; i++)
		if (area[i] == ' ')
			from = area + i + 1;
	return from;
}

static const char *label_of(const struct dataset *ds, const struct indicator *indicator, struct arena *arena)
{
	const struct record_list *list = dataset_list(ds, REC_INDICATOR);

	if (!has_text(indicator->area))
		return indicator->name;
	for (size_t i = 0; i < list->n; i++) {
		const struct indicator *other = (const struct indicator *)list->items[i];

		if (other != indicator && same_text(other->name, indicator->name) && strcmp(other->rec.plan, indicator->rec.plan) == 0)
			return arena_printf(arena, "%s (%s)", indicator->name, telling(indicator->area, other->area));
	}
	return indicator->name;
}

/* The latest figure, and how it is judged. */
static void fill_own(struct figures *figures, const struct indicator *indicator, struct result *res, struct row *row)
{
	struct judgement judged;
	struct arena arena = { 0 };
	struct point latest;
	struct series last = { .points = &latest };

	row->filled = HAS_OWN;
	judge(figures, indicator, &arena, &judged);
	last.n = figures_latest(figures, indicator->metric, indicator_organisation(indicator), &latest);
	row_num(res, row, "computed", judged.status);
	row_text(res, row, "target", shown_target(figures->ds, indicator, &judged, &res->arena));
	add_own(figures, indicator, &last, judged.own, res, row);
	arena_free(&arena);
}

/* All that follows from figures and judging. */
static void fill_indicator(struct figures *figures, const struct indicator *indicator, struct result *res, struct row *row)
{
	const struct dataset *ds = figures->ds;
	struct judgement judged;
	struct arena arena = { 0 };
	struct series series;

	row->filled = ROW_FILLED;
	figures_series(figures, indicator->metric, indicator_organisation(indicator), &series);
	judge_indicator(figures, indicator, &series, &arena, &judged);
	row_num(res, row, "computed", judged.status);
	row_json(res, row, "targets", targets_to_json(ds, indicator->rec.plan, indicator->rec.id));
	row_text(res, row, "target", shown_target(ds, indicator, &judged, &res->arena));
	add_own(figures, indicator, &series, judged.own, res, row);
	add_figures(figures, indicator, &series, judged.own, res, row);
	series_free(&series);
	arena_free(&arena);
}

/* Columns that are more than the latest figure and how it is judged. */
static bool is_beside(const struct result *res, int column)
{
	static const char *const keys[] = { "targets", "latest", "change", "spark", "riket", "place" };

	for (size_t i = 0; column >= 0 && i < COUNT_OF(keys); i++)
		if (strcmp(res->columns[column].key, keys[i]) == 0)
			return true;
	return column < 0;
}

static void fill_rows(struct result *res, struct row *rows, size_t n, int column)
{
	const struct dataset *ds = res->about;
	struct figures figures;
	struct err err = { 0 };

	bool all = is_beside(res, column);

	if (figures_open(&figures, ds, &err))
		return; /* the store cannot be read now: the cells stay empty, and are asked for again */
	for (size_t i = 0; i < n; i++) {
		const struct row *row = &rows[i];
		bool done = row->filled == ROW_FILLED || (!all && row->filled);
		const struct record *rec = done ? NULL : dataset_find(ds, REC_INDICATOR, row->ref.plan, row->ref.id);

		if (rec)
			(all ? fill_indicator : fill_own)(&figures, (const struct indicator *)rec, res, &rows[i]);
	}
	figures_close(&figures);
}

static void add_indicator(const struct dataset *ds, const struct indicator *indicator, const struct filler *filler,
		struct result *res)
{
	struct row *row = filler_add(filler, res, &indicator->rec);

	row_text(res, row, "label", label_of(ds, indicator, &res->arena));
}

static bool is_wanted(const struct dataset *ds, const struct query_filter *filter, const struct indicator *indicator)
{
	if (filter->goal && !same_text(indicator->goal, filter->goal))
		return false;
	if (filter->goal && has_text(indicator->activity)) /* measures the activity, not the goal */
		return false;
	if (filter->activity && strcmp(indicator->activity ? indicator->activity : "", filter->activity) != 0)
		return false;
	if (filter->indicator && strcmp(indicator->rec.id, filter->indicator) != 0 &&
		!same_text(indicator->metric, filter->indicator))
		return false;
	return !filter->board || indicator_concerns(ds, indicator, filter->board);
}

int query_indicators(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_INDICATOR);
	struct figures figures;
	struct filler filler;
	int rc = 0;

	result_init(res, indicator_columns, COUNT_OF(indicator_columns));
	res->fill = fill_rows;
	res->about = ds;
	filler_init(&filler, res, REC_INDICATOR);
	for (size_t i = 0; i < list->n; i++) {
		const struct indicator *indicator = (const struct indicator *)list->items[i];

		if (is_wanted(ds, filter, indicator))
			add_indicator(ds, indicator, &filler, res);
	}
	rc = figures_open(&figures, ds, err);
	if (filter->lazy) {
		figures_close(&figures);
		return rc;
	}
	for (size_t i = 0; i < res->nrows && !rc; i++)
		fill_indicator(&figures, (const struct indicator *)dataset_find(ds, REC_INDICATOR, res->rows[i].ref.plan,
			res->rows[i].ref.id), res, &res->rows[i]);
	if (!rc)
		figures_close(&figures);
	res->fill = NULL;
	return rc;
}
