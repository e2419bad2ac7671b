/* Every current figure, whoever it came from. */
#include "query/queries_priv.h"

#include <stdlib.h>

static const struct column observation_columns[] = {
	{ .key = "metric", .heading = "Nyckeltal", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 14 },
	{ .key = "organisation", .heading = "Organisation", .type = COL_TEXT, .flags = COLF_BOTH, .width = 12 },
	{ .key = "period", .heading = "Period", .type = COL_PERIOD, .flags = COLF_BOTH, .width = 11 },
	{ .key = "gender", .heading = "Kön", .type = COL_CHOICE, .flags = COLF_BOTH, .width = 7, .choices = choices_gender },
	{ .key = "value", .heading = "Värde", .type = COL_NUM, .flags = COLF_BOTH, .width = 9, .decimals = -1, .field = "value" },
	{ .key = "missing", .heading = "Saknas", .type = COL_CHOICE, .flags = COLF_BOTH, .width = 14, .priority = 2,
	  .choices = choices_missing, .field = "missing" },
	{ .key = "preliminary", .heading = "Prel.", .type = COL_BOOL, .flags = COLF_BOTH, .width = 5, .priority = 3,
	  .field = "preliminary" },
	{ .key = "source", .heading = "Källa", .type = COL_TEXT, .flags = COLF_BOTH, .width = 12, .priority = 1, .field = "source" },
};

/* Ids, each once, sorted by their bytes as the store has them. */
struct names {
	char **items;
	size_t n, cap;
};

static void names_add(struct names *names, const char *name, size_t length)
{
	if (names->n == names->cap) {
		names->cap = names->cap ? names->cap * 2 : 32;
		names->items = mem_array(names->items, names->cap, sizeof(*names->items));
	}
	names->items[names->n++] = mem_strndup(name, length);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void names_sort(struct names *names)
{
	size_t kept = 0;

	if (names->n)
		qsort(names->items, names->n, sizeof(*names->items), compare_names);
	for (size_t i = 0; i < names->n; i++) {
		if (kept && strcmp(names->items[kept - 1], names->items[i]) == 0)
			free(names->items[i]);
		else
			names->items[kept++] = names->items[i];
	}
	names->n = kept;
}

static void names_free(struct names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->items[i]);
	free(names->items);
	memset(names, 0, sizeof(*names));
}

/* ---- which metrics ---------------------------------------------------------------------------------------- */

static bool note_metric(const char *metric, void *user)
{
	names_add(user, metric, strlen(metric));
	return true;
}

static void every_metric(struct figures *figures, struct names *metrics)
{
	const struct record_list *entered = dataset_list(figures->ds, REC_OBSERVATION);
	const struct record_list *rows = dataset_list(figures->ds, REC_ECONOMY_ROW);

	series_metrics(figures->snap, note_metric, metrics);
	for (size_t i = 0; i < entered->n; i++) {
		const char *metric = ((const struct observation *)entered->items[i])->metric;

		/* Those of one metric mostly stand together. */
		if (has_text(metric) && !(metrics->n && strcmp(metrics->items[metrics->n - 1], metric) == 0))
			names_add(metrics, metric, strlen(metric));
	}
	for (size_t i = 0; i < rows->n; i++) {
		const char *metric = ((const struct economy_row *)rows->items[i])->metric;

		if (has_text(metric))
			names_add(metrics, metric, strlen(metric));
	}
	names_sort(metrics);
}

/* What --indicator means: a metric, or the metric of an indicator. */
static void metrics_named(const struct dataset *ds, const char *id, struct names *metrics)
{
	const struct record_list *list = dataset_list(ds, REC_INDICATOR);

	if (!dataset_find(ds, REC_METRIC, NULL, id)) {
		for (size_t i = 0; i < list->n; i++) {
			const char *metric = ((const struct indicator *)list->items[i])->metric;

			if (strcmp(list->items[i]->id, id) == 0 && has_text(metric))
				names_add(metrics, metric, strlen(metric));
		}
	}
	/* Figures can be there before anyone has described their metric. */
	if (!metrics->n)
		names_add(metrics, id, strlen(id));
	names_sort(metrics);
}

/* ---- which organisations ---------------------------------------------------------------------------------- */

static bool note_organisation(const char *organisation, const struct figure *fig, size_t n, void *user)
{
	(void)fig;
	(void)n;
	names_add(user, organisation, strlen(organisation));
	return true;
}

static void every_organisation(struct figures *figures, const char *metric, struct names *organisations)
{
	const struct record_list *entered = dataset_list(figures->ds, REC_OBSERVATION);
	struct buf prefix = { 0 };
	size_t from, n;

	series_scan(figures->snap, metric, note_organisation, organisations);
	buf_printf(&prefix, "%s/", metric);
	n = record_list_prefix(entered, prefix.data, &from);
	buf_free(&prefix);
	for (size_t i = from; i < from + n; i++) {
		const char *organisation = ((const struct observation *)entered->by_id[i])->organisation;

		if (has_text(organisation))
			names_add(organisations, organisation, strlen(organisation));
	}
	/* The outcomes of the economy tables are the region's. */
	names_add(organisations, REGION_HALLAND, strlen(REGION_HALLAND));
	names_sort(organisations);
}

/* ---- rows ------------------------------------------------------------------------------------------------- */

static bool point_is_wanted(const struct query_filter *filter, const struct point *point)
{
	if (filter->period && point->period != filter->period)
		return false;
	return !filter->gender || point->gender == filter->gender;
}

static void add_point(struct result *res, const char *metric, const char *organisation, const struct point *point)
{
	struct row *row = result_add(res, point->ref.kind, point->ref.plan, point->ref.id);

	row_text(res, row, "metric", metric);
	row_text(res, row, "organisation", organisation);
	row_num(res, row, "period", point->period);
	row_num(res, row, "gender", point->gender);
	row_num(res, row, "value", point->value);
	row_num(res, row, "missing", point->missing);
	row_num(res, row, "preliminary", point->preliminary);
	row_text(res, row, "source", point->source);
}

static void add_series(struct figures *figures, const struct query_filter *filter, const char *metric,
		const char *organisation, struct result *res)
{
	struct series series;

	figures_series(figures, metric, organisation, &series);
	for (size_t i = 0; i < series.n; i++) {
		if (point_is_wanted(filter, &series.points[i]))
			add_point(res, metric, organisation, &series.points[i]);
	}
	series_free(&series);
}

/* A nämnd is concerned by figures of its own and by those its goals are measured with. */
static bool concerns(const struct dataset *ds, const char *metric, const char *organisation, const char *board)
{
	struct observation observation = { .rec = { .kind = REC_OBSERVATION } };

	if (!board)
		return true;
	observation.metric = (char *)metric;
	observation.organisation = (char *)organisation;
	return record_concerns(ds, &observation.rec, board);
}

static void add_metric(struct figures *figures, const struct query_filter *filter, const char *metric, struct result *res)
{
	struct names organisations = { 0 };

	if (filter->organisation)
		names_add(&organisations, filter->organisation, strlen(filter->organisation));
	else
		every_organisation(figures, metric, &organisations);
	for (size_t i = 0; i < organisations.n; i++) {
		if (concerns(figures->ds, metric, organisations.items[i], filter->board))
			add_series(figures, filter, metric, organisations.items[i], res);
	}
	names_free(&organisations);
}

int query_observations(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	struct names metrics = { 0 };
	struct figures figures;
	int rc;

	result_init(res, observation_columns, COUNT_OF(observation_columns));
	rc = figures_open(&figures, ds, err);
	if (rc)
		return rc;
	if (filter->indicator)
		metrics_named(ds, filter->indicator, &metrics);
	else
		every_metric(&figures, &metrics);
	for (size_t i = 0; i < metrics.n; i++)
		add_metric(&figures, filter, metrics.items[i], res);
	names_free(&metrics);
	figures_close(&figures);
	return 0;
}
