/* metric_list.c: every nyckeltal with imported figures, whether the plan has an indicator for it or not: thousands. */
#include "query/queries_priv.h"

#define SPARK_POINTS 12

static const struct column metric_columns[] = {
	{ .key = "id", .heading = "Id", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 8 },
	{ .key = "label", .heading = "Nyckeltal", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_FILL, .width = 28 },
	{ .key = "unit", .heading = "Enhet", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 8, .priority = 5 },
	{ .key = "value", .heading = "Värde", .type = COL_NUM, .flags = COLF_SCREEN | COLF_LAZY, .width = 9, .decimals = -1 },
	{ .key = "period", .heading = "Period", .type = COL_PERIOD, .flags = COLF_SCREEN | COLF_LAZY, .width = 7, .priority = 1 },
	{ .key = "change", .heading = "Ändring", .type = COL_NUM, .flags = COLF_SCREEN | COLF_SIGN | COLF_LAZY, .width = 8,
	  .priority = 4, .decimals = -1 },
	{ .key = "spark", .heading = "Historik", .type = COL_SPARK, .flags = COLF_SCREEN | COLF_LAZY, .width = SPARK_POINTS,
	  .priority = 6 },
	{ .key = "riket", .heading = "Riket", .type = COL_NUM, .flags = COLF_SCREEN | COLF_LAZY, .width = 9, .priority = 3,
	  .decimals = -1 },
	{ .key = "source", .heading = "Källa", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_LAZY, .width = 8, .priority = 2 },
};

static void set_number(struct result *res, struct row *row, const char *key, double value, int decimals)
{
	struct cell *cell = &row->cells[result_column(res, key)];

	cell->num = num_missing(value) ? value : num_round(value, 9);
	if (decimals >= 0)
		cell->decimals = (int8_t)decimals;
}

/* What a row has already. A sort asks for one of them in thousands of rows. */
enum { HAS_OWN = 1, HAS_RIKET = 2 };

static int metric_decimals(const struct figures *figures, const char *id)
{
	const struct metric *metric = (const struct metric *)dataset_find(figures->ds, REC_METRIC, NULL, id);

	return metric && !num_missing(metric->decimals) ? (int)metric->decimals : -1;
}

static void fill_own(struct figures *figures, struct result *res, struct row *row, bool history)
{
	int decimals = metric_decimals(figures, row->ref.id);
	const struct point *latest;
	struct series series;

	figures_series(figures, row->ref.id, REGION_HALLAND, &series);
	latest = series_latest(&series, GENDER_T);
	if (latest && !(row->filled & HAS_OWN)) {
		set_number(res, row, "value", latest->value, decimals);
		row_num(res, row, "period", latest->period);
		set_number(res, row, "change", series_change(&series, latest), decimals);
		row_text(res, row, "source", latest->source);
	}
	if (latest && history)
		row_json(res, row, "spark", series_spark(&series, latest, SPARK_POINTS));
	series_free(&series);
	row->filled |= HAS_OWN;
}

static void fill_riket(struct figures *figures, struct result *res, struct row *row)
{
	double period = row->cells[result_column(res, "period")].num;

	if (!num_missing(period))
		set_number(res, row, "riket", figures_value(figures, row->ref.id, RIKET, (period_t)period),
			metric_decimals(figures, row->ref.id));
	row->filled |= HAS_RIKET;
}

static void fill_rows(struct result *res, struct row *rows, size_t n, int column)
{
	bool whole = column < 0 || column == result_column(res, "spark"), riket = whole || column == result_column(res, "riket");
	struct figures figures;
	struct err err = { 0 };

	if (figures_open(&figures, res->about, &err))
		return; /* the store cannot be read now: the cells stay empty, and are asked for again */
	for (size_t i = 0; i < n; i++) {
		if (rows[i].filled == ROW_FILLED)
			continue;
		if (whole || !(rows[i].filled & HAS_OWN))
			fill_own(&figures, res, &rows[i], whole);
		if (riket && !(rows[i].filled & HAS_RIKET))
			fill_riket(&figures, res, &rows[i]);
		if (whole)
			rows[i].filled = ROW_FILLED;
	}
	figures_close(&figures);
}

static bool add_metric(const char *id, void *user)
{
	struct result *res = user;
	const struct metric *metric = (const struct metric *)dataset_find(res->about, REC_METRIC, NULL, id);
	struct row *row = result_add(res, REC_METRIC, "", id);

	/* The row has the texts already, or the dataset has them: none is copied twice. */
	row->cells[0].text = row->ref.id;
	row_text(res, row, "label", metric && has_text(metric->name) ? metric->name : id);
	row_text(res, row, "unit", metric ? metric->unit : NULL);
	return true;
}

int query_metric_list(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	struct figures figures;
	int rc;

	result_init(res, metric_columns, COUNT_OF(metric_columns));
	res->fill = fill_rows;
	res->about = ds;
	res->plain_filter = true;
	rc = figures_open(&figures, ds, err);
	if (rc)
		return rc;
	series_metrics(figures.snap, add_metric, res);
	figures_close(&figures);
	if (!filter->lazy) {
		result_fill_all(res);
		res->fill = NULL;
	}
	return 0;
}
