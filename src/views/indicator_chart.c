/* indicator_chart.c: the history of an indicator as a chart with its target and one comparison, read out in words. */
#include <string.h>

#include "base/text.h"
#include "views/indicator_priv.h"
#include "widget/chart.h"

#define POINTS_MAX 400
#define OTHERS_MAX 60
#define CHART_LEAST 5
#define CHART_MOST 24
#define AROUND_CHART 12 /* rows that title, headline, legend and words take */

static period_t period_after(period_t period)
{
	period_t next_year = ((period >> 8) + 1) << 8;
	int part = period_part(period), last;

	switch (period_kind(period)) {
	case PERIOD_YEAR:
		return period + (1u << 8);
	case PERIOD_MONTH:
	case PERIOD_R12:
		last = 12;
		break;
	case PERIOD_QUARTER:
		last = 4;
		break;
	case PERIOD_WEEK:
		last = date_weeks_in_year(period_year(period));
		break;
	default:
		return 0;
	}
	return part < last ? period + 1 : next_year + 1;
}

static const struct point *point_at(const struct series *series, period_t period, int gender)
{
	for (size_t i = 0; i < series->n; i++) {
		if (series->points[i].period == period && series->points[i].gender == gender)
			return &series->points[i];
	}
	return NULL;
}

/* The periods of the time axis: those with a figure, and those between them that nobody measured. */
static size_t axis_of(const struct series *series, period_t axis[POINTS_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < series->n && n < POINTS_MAX; i++) {
		period_t period = series->points[i].period;

		if (!period || (n && axis[n - 1] == period))
			continue;
		while (n && n < POINTS_MAX - 1 && period_kind(axis[n - 1]) == period_kind(period) &&
				period_after(axis[n - 1]) < period) {
			axis[n] = period_after(axis[n - 1]);
			n++;
		}
		axis[n++] = period;
	}
	return n;
}

/* Without figures in total the genders still make the axis; both are in the same series. */
static size_t chart_points(struct page *page, const struct series *series, int gender, const period_t *axis, size_t n,
		struct chart_point **out)
{
	struct chart_point *points = arena_alloc(&page->arena, (n + 1) * sizeof(*points));
	char text[PERIOD_TEXT_MAX];

	for (size_t i = 0; i < n; i++) {
		const struct point *point = point_at(series, axis[i], gender);

		points[i].at = period_position(axis[i]);
		points[i].label = arena_strdup(&page->arena, period_format(text, axis[i]));
		points[i].value = point ? point->value : NUM_MISSING;
		points[i].preliminary = point && point->preliminary;
	}
	*out = points;
	return n;
}

int indicator_points(struct app *app, const struct indicator *indicator)
{
	period_t axis[POINTS_MAX];
	struct series series;
	struct err err = { 0 };
	size_t n = 0;

	if (query_series(&app->ds, indicator->metric, indicator_organisation(indicator), &series, &err) == 0)
		n = axis_of(&series, axis);
	series_free(&series);
	return (int)n;
}

period_t indicator_period(struct app *app, const struct indicator *indicator, int point)
{
	period_t axis[POINTS_MAX];
	struct series series;
	struct err err = { 0 };
	int n = 0;

	if (query_series(&app->ds, indicator->metric, indicator_organisation(indicator), &series, &err) == 0)
		n = (int)axis_of(&series, axis);
	series_free(&series);
	if (point < 0 || point >= n)
		point = n - 1;
	return n ? axis[point] : 0;
}

/* ---- comparisons --------------------------------------------------------------------------------------------- */

struct others {
	struct page *page;
	const char *own;
	const char *ids[OTHERS_MAX];
	size_t n;
};

static void add_other(struct others *others, const char *id)
{
	if (others->n == OTHERS_MAX || strcmp(id, others->own) == 0 || strcmp(id, RIKET) == 0)
		return;
	for (size_t i = 0; i < others->n; i++) {
		if (strcmp(others->ids[i], id) == 0)
			return;
	}
	others->ids[others->n++] = arena_strdup(&others->page->arena, id);
}

static bool take_other(const char *organisation, const struct figure *fig, size_t n, void *user)
{
	struct others *others = user;

	(void)fig;
	if (n)
		add_other(others, organisation);
	return others->n < OTHERS_MAX;
}

static void find_others(const struct indicator_screen *screen, struct others *others)
{
	const struct record_list *list = dataset_list(&screen->app->ds, REC_OBSERVATION);
	struct snapshot *snap;
	struct err err = { 0 };

	*others = (struct others){ .page = screen->page, .own = screen->organisation };
	if (!has_words(screen->indicator->metric))
		return;
	if (store_snapshot(screen->app->store, screen->app->ds.as_of, &snap, &err) == 0) {
		series_scan(snap, screen->indicator->metric, take_other, others);
		store_snapshot_end(snap);
	}
	for (size_t i = 0; i < list->n; i++) {
		const struct observation *entered = (const struct observation *)list->items[i];

		if (same_words(entered->metric, screen->indicator->metric) && has_words(entered->organisation))
			add_other(others, entered->organisation);
	}
}

/* What is compared with: 0 riket, 1 nothing, then the others. NULL = nothing. */
static const char *compared_with(const struct indicator_screen *screen)
{
	struct others others;
	size_t choice;

	find_others(screen, &others);
	choice = (size_t)screen->view->compare % (others.n + 2);
	if (choice == 1)
		return NULL;
	return choice == 0 ? RIKET : others.ids[choice - 2];
}

/* ---- the chart ----------------------------------------------------------------------------------------------- */

static void add_series(struct chart *chart, const char *name, const struct chart_point *points, size_t n, enum role role)
{
	if (chart->nseries < CHART_SERIES_MAX)
		chart->series[chart->nseries++] = (struct chart_series){ name, points, n, role };
}

static bool has_gender(const struct series *series, int gender)
{
	for (size_t i = 0; i < series->n; i++) {
		if (series->points[i].gender == gender && !num_missing(series->points[i].value))
			return true;
	}
	return false;
}

static void add_own(struct indicator_screen *screen, struct chart *chart, const period_t *axis, size_t n)
{
	const struct series *series = &screen->series;
	struct chart_point *points;

	if (screen->view->gender && (has_gender(series, GENDER_K) || has_gender(series, GENDER_M))) {
		chart_points(screen->page, series, GENDER_K, axis, n, &points);
		add_series(chart, "kvinnor", points, n, ROLE_SERIES);
		chart_points(screen->page, series, GENDER_M, axis, n, &points);
		add_series(chart, "män", points, n, ROLE_SERIES2);
		return;
	}
	chart_points(screen->page, series, GENDER_T, axis, n, &points);
	add_series(chart, organisation_words(screen->app, screen->organisation), points, n, ROLE_SERIES);
}

/* The other organisation's own periods: it may have been measured in years that ours was not. */
static void add_compared(struct indicator_screen *screen, struct chart *chart, const char *id, const struct series *other)
{
	period_t axis[POINTS_MAX];
	size_t n = axis_of(other, axis);
	struct chart_point *points;
	enum role role = chart->nseries > 1 ? ROLE_DIM : ROLE_SERIES2;

	if (!n)
		return;
	chart_points(screen->page, other, GENDER_T, axis, n, &points);
	add_series(chart, strcmp(id, RIKET) == 0 ? "riket" : organisation_words(screen->app, id), points, n, role);
}

static void add_value(struct indicator_screen *screen, struct flow *flow, enum role role, const char *name, double value)
{
	struct buf text = { 0 };

	if (has_words(name))
		buf_printf(&text, "%s ", name);
	if (num_missing(value))
		buf_str(&text, "ej mätt");
	else
		figure_words(&text, value, screen->decimals, screen->unit);
	flow_add(flow, role, buf_cstr(&text));
	buf_free(&text);
}

/* The point under the cursor, read out. */
static void draw_reading(struct indicator_screen *screen, const struct chart *chart, period_t period, const char *id,
		const struct series *other)
{
	const struct point *own = point_at(&screen->series, period, GENDER_T);
	const struct point *them = other ? point_at(other, period, GENDER_T) : NULL;
	char text[PERIOD_TEXT_MAX];
	struct flow flow;

	flow_begin(&flow, screen->page, 2, 2);
	flow_add(&flow, ROLE_ACCENT, glyph(screen->app->glyphs, GLYPH_POINT_CUR));
	flow_add(&flow, ROLE_BOLD, period_format(text, period));
	if (chart->nseries > 1 && strcmp(chart->series[0].name, "kvinnor") == 0) {
		add_value(screen, &flow, ROLE_BOLD, "kvinnor", chart->series[0].points[chart->cursor].value);
		add_value(screen, &flow, ROLE_BOLD, "män", chart->series[1].points[chart->cursor].value);
	} else if (own && num_missing(own->value) && (has_words(own->text) || own->missing)) {
		flow_add(&flow, ROLE_BOLD, has_words(own->text) ? own->text : choices_missing[own->missing].label);
	} else {
		add_value(screen, &flow, ROLE_BOLD, NULL, own ? own->value : NUM_MISSING);
	}
	if (id)
		add_value(screen, &flow, ROLE_NORMAL, strcmp(id, RIKET) == 0 ? "riket" : organisation_words(screen->app, id),
			them ? them->value : NUM_MISSING);
	if (own && own->preliminary)
		flow_add(&flow, ROLE_DIM, "preliminär");
	if (own && has_words(own->source))
		flow_add(&flow, ROLE_DIM, arena_printf(&screen->page->arena, "källa %s", own->source));
}

static void draw_words(struct indicator_screen *screen, const struct chart *chart, const char *id, const struct series *other)
{
	struct page *page = screen->page;
	struct buf words = { 0 };

	chart_words(&words, chart);
	page_paragraph(page, 2, ROLE_NORMAL, buf_cstr(&words));
	buf_free(&words);
	if (!screen->own)
		page_paragraph(page, 2, ROLE_YELLOW, fit_words(screen->indicator));
	if (id && !other->n)
		page_note(page, "%s har inga siffror för måttet. m byter jämförelse.",
			strcmp(id, RIKET) == 0 ? "Riket" : organisation_words(screen->app, id));
	if (screen->view->gender && !has_gender(&screen->series, GENDER_K) && !has_gender(&screen->series, GENDER_M))
		page_note(page, "Siffrorna är inte uppdelade på kvinnor och män.");
}

/* Figures without a period cannot stand on a time axis; they are told instead. */
static void draw_undated(struct indicator_screen *screen)
{
	for (size_t i = 0; i < screen->series.n; i++) {
		const struct point *point = &screen->series.points[i];
		struct buf text = { 0 };

		if (point->period || point->gender != GENDER_T)
			continue;
		figure_words(&text, point->value, screen->decimals, screen->unit);
		page_note(screen->page, "Utan period i dokumentet, så den ritas inte: %s%s%s.",
			text.len ? buf_cstr(&text) : has_words(point->text) ? point->text : "inget värde",
			has_words(point->source) ? ", källa " : "", has_words(point->source) ? point->source : "");
		if (has_words(point->note))
			page_note(screen->page, "%s", sentence(screen->page, point->note));
		buf_free(&text);
	}
}

static int chart_rows(const struct app *app)
{
	int rows = app_page_rows(app) - AROUND_CHART;

	return rows < CHART_LEAST ? CHART_LEAST : rows > CHART_MOST ? CHART_MOST : rows;
}

/* The first year the target holds for: what was measured before is not held against it. */
static int target_from(const struct indicator_screen *screen)
{
	return screen->target && !num_missing(screen->target->year) ? (int)screen->target->year : 0;
}

static void draw_dated(struct indicator_screen *screen, const period_t *axis, size_t n)
{
	struct chart chart = { .target = screen->target && screen->own ? screen->target->value : NUM_MISSING,
		.target_year = target_from(screen), .unit = screen->unit, .decimals = screen->decimals,
		.glyphs = screen->app->glyphs, .tag = "chart" };
	const char *id = compared_with(screen);
	struct series other = { 0 };
	struct buf label = { 0 };
	struct err err = { 0 };

	if (id && query_series(&screen->app->ds, screen->indicator->metric, id, &other, &err))
		page_error(screen->page, &err);
	add_own(screen, &chart, axis, n);
	if (id)
		add_compared(screen, &chart, id, &other);
	target_words(&label, screen->target, screen->decimals);
	chart.target_label = arena_printf(&screen->page->arena, "%s %s", screen->target_name, buf_cstr(&label));
	chart.cursor = screen->view->point < 0 || screen->view->point >= (int)n ? (int)n - 1 : screen->view->point;
	chart_draw(screen->page, &chart, 2, chart_rows(screen->app));
	draw_reading(screen, &chart, axis[chart.cursor], id, &other);
	draw_words(screen, &chart, id, &other);
	series_free(&other);
	buf_free(&label);
}

void indicator_draw_chart(struct indicator_screen *screen)
{
	period_t axis[POINTS_MAX];
	size_t n = axis_of(&screen->series, axis);

	if (n)
		draw_dated(screen, axis, n);
	else if (!screen->series.n)
		page_note(screen->page, "Inga värden ännu%s", has_words(screen->indicator->metric) ? ". n för in ett." :
			": indikatorn har inget nyckeltal.");
	draw_undated(screen);
}
