/* metric_list.c: every nyckeltal with imported figures, whether the plan has an indicator for it or not: thousands. */
#include <stdlib.h>

#include "query/queries_priv.h"

#define SPARK_POINTS 12

/* What a row has before anybody looks at it. */
enum { METRIC_ID, METRIC_LABEL, METRIC_UNIT };

static const struct column metric_columns[] = {
	{ .key = "id", .heading = "Id", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 8 },
	{ .key = "label", .heading = "Nyckeltal", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_FILL, .width = 28 },
	{ .key = "unit", .heading = "Enhet", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 8, .priority = 5 },
	{ .key = "value", .heading = "Värde", .type = COL_NUM, .flags = COLF_SCREEN | COLF_LAZY, .width = 9, .decimals = -1 },
	/* p = preliminary, f = of a period that has not begun: never dropped, a figure without it says too much. */
	{ .key = "mark", .heading = "", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_LAZY, .width = 1 },
	{ .key = "period", .heading = "Period", .type = COL_PERIOD, .flags = COLF_SCREEN | COLF_LAZY, .width = 7, .priority = 1 },
	{ .key = "change", .heading = "Ändring", .type = COL_NUM, .flags = COLF_SCREEN | COLF_SIGN | COLF_LAZY, .width = 8,
	  .priority = 4, .decimals = -1 },
	{ .key = "spark", .heading = "Historik", .type = COL_SPARK, .flags = COLF_SCREEN | COLF_LAZY, .width = SPARK_POINTS,
	  .priority = 6 },
	{ .key = "riket", .heading = "Riket", .type = COL_NUM, .flags = COLF_SCREEN | COLF_LAZY, .width = 9, .priority = 3,
	  .decimals = -1 },
	{ .key = "source", .heading = "Källa", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_LAZY, .width = 8, .priority = 2 },
};

static void set_number(struct result *res, struct row *row, const char *key, double value)
{
	row_num(res, row, key, num_missing(value) ? value : num_round(value, 9));
}

/* What a row has already. A sort asks for one of them in thousands of rows. */
enum { HAS_OWN = 1, HAS_CHANGE = 2, HAS_RIKET = 4 };

static double cell_num(const struct result *res, const struct row *row, const char *key)
{
	return row->cells[result_column(res, key)].num;
}

/* How figures are written matters first when somebody sees them: a sort of thousands does not read the records. */
static void set_decimals(const struct dataset *ds, struct result *res, struct row *row)
{
	static const char *const keys[] = { "value", "change", "riket" };
	const struct metric *metric = (const struct metric *)dataset_find(ds, REC_METRIC, NULL, row->ref.id);
	const double values[] = { cell_num(res, row, "value"), cell_num(res, row, "riket") };
	int decimals = metric && !num_missing(metric->decimals) ? (int)metric->decimals : num_telling_decimals(values, COUNT_OF(values));

	for (size_t i = 0; i < COUNT_OF(keys); i++)
		row->cells[result_column(res, keys[i])].decimals = (int8_t)decimals;
}

/* A history is sorted by its latest value: the cell has it beside the bars. */
static void fill_own(struct figures *figures, struct result *res, struct row *row)
{
	struct point latest;

	row->filled |= HAS_OWN;
	if (!figures_latest(figures, row->ref.id, REGION_HALLAND, &latest))
		return;
	set_number(res, row, "value", latest.value);
	row_num(res, row, "period", latest.period);
	row_num(res, row, "spark", latest.value);
	row_text(res, row, "mark", figure_mark(&latest, figures->ds->today));
	row_text(res, row, "source", latest.source);
}

static period_t period_of(const struct result *res, const struct row *row)
{
	double period = cell_num(res, row, "period");

	return num_missing(period) ? 0 : (period_t)period;
}

static void fill_change(struct figures *figures, struct result *res, struct row *row)
{
	period_t period = period_of(res, row), before = period ? period_before(period) : 0;
	double was = before ? figures_value(figures, row->ref.id, REGION_HALLAND, before) : NUM_MISSING;

	row->filled |= HAS_CHANGE;
	if (!num_missing(was))
		set_number(res, row, "change", cell_num(res, row, "value") - was);
}

static void fill_riket(struct figures *figures, struct result *res, struct row *row)
{
	period_t period = period_of(res, row);

	row->filled |= HAS_RIKET;
	if (period)
		set_number(res, row, "riket", figures_value(figures, row->ref.id, RIKET, period));
}

static void fill_spark(struct figures *figures, struct result *res, struct row *row)
{
	const struct point *latest;
	struct series series;

	figures_series(figures, row->ref.id, REGION_HALLAND, &series);
	latest = series_latest(&series, GENDER_T);
	if (latest)
		row_json(res, row, "spark", series_spark(&series, latest, SPARK_POINTS));
	series_free(&series);
}

static void fill_rows(struct result *res, struct row *rows, size_t n, int column)
{
	static const struct {
		uint8_t has;
		const char *key;
		void (*fill)(struct figures *figures, struct result *res, struct row *row);
	} beside[] = { { HAS_CHANGE, "change", fill_change }, { HAS_RIKET, "riket", fill_riket } };
	struct figures figures;
	struct err err = { 0 };

	if (figures_open(&figures, res->about, &err))
		return; /* the store cannot be read now: the cells stay empty, and are asked for again */
	for (size_t i = 0; i < n; i++) {
		if (rows[i].filled == ROW_FILLED)
			continue;
		if (!(rows[i].filled & HAS_OWN))
			fill_own(&figures, res, &rows[i]);
		for (size_t b = 0; b < COUNT_OF(beside); b++)
			if (!(rows[i].filled & beside[b].has) && (column < 0 || column == result_column(res, beside[b].key)))
				beside[b].fill(&figures, res, &rows[i]);
		if (column >= 0)
			continue;
		fill_spark(&figures, res, &rows[i]);
		set_decimals(res->about, res, &rows[i]);
		rows[i].filled = ROW_FILLED;
	}
	figures_close(&figures);
}

/* The records and the figures, each in order of id, walked side by side. */
struct gathering {
	struct result *res;
	struct texts *known; /* in the result's arena */
	size_t n, cap, at;
};

static void add_known(const struct texts *texts, void *user)
{
	struct gathering *g = user;
	struct arena *arena = &g->res->arena;
	/* Neighbours mostly have the same unit. */
	const char *unit = g->n && strcmp(g->known[g->n - 1].texts[1], texts->texts[1]) == 0 ? g->known[g->n - 1].texts[1] :
		arena_strdup(arena, texts->texts[1]);

	if (g->n == g->cap) {
		g->cap = g->cap ? g->cap * 2 : 256;
		g->known = mem_array(g->known, g->cap, sizeof(*g->known));
	}
	g->known[g->n++] = (struct texts){ arena_strdup(arena, texts->id), { arena_strdup(arena, texts->texts[0]), unit } };
}

static bool add_metric(const char *id, void *user)
{
	struct gathering *g = user;
	const struct texts *known = NULL;
	struct row *row;
	int order = 1;

	while (g->at < g->n && (order = strcmp(g->known[g->at].id, id)) < 0)
		g->at++;
	if (g->at < g->n && order == 0)
		known = &g->known[g->at];
	row = result_add_borrowed(g->res, REC_METRIC, "", known ? known->id : arena_strdup(&g->res->arena, id));
	/* The texts are in the arena already: none is copied twice. */
	row->cells[METRIC_ID].text = row->ref.id;
	row->cells[METRIC_LABEL].text = known && has_text(known->texts[0]) ? known->texts[0] : row->ref.id;
	if (known && has_text(known->texts[1]))
		row->cells[METRIC_UNIT].text = known->texts[1];
	return true;
}

/* Only one is asked for: it is not looked for among thousands. */
static void add_one(const struct dataset *ds, const char *id, struct gathering *g)
{
	const struct metric *metric = (const struct metric *)dataset_find(ds, REC_METRIC, NULL, id);
	const struct texts known = { id, { metric && metric->name ? metric->name : "", metric && metric->unit ? metric->unit : "" } };

	add_known(&known, g);
	add_metric(id, g);
}

int query_metric_list(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	static const char *const fields[] = { "name", "unit" };
	struct gathering gathering = { .res = res };
	struct figures figures;
	int rc;

	result_init(res, metric_columns, COUNT_OF(metric_columns));
	res->fill = fill_rows;
	res->about = ds;
	res->plain_filter = true;
	res->early = METRIC_UNIT + 1;
	rc = figures_open(&figures, ds, err);
	if (rc)
		return rc;
	if (filter->indicator) {
		add_one(ds, filter->indicator, &gathering);
	} else {
		snapshot_scan_texts(figures.snap, REC_METRIC, fields, add_known, &gathering);
		series_metrics(figures.snap, add_metric, &gathering);
	}
	free(gathering.known);
	figures_close(&figures);
	if (!filter->lazy) {
		result_fill_all(res);
		res->fill = NULL;
	}
	return 0;
}
