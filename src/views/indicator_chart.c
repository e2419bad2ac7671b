/* indicator_chart.c: the history of an indicator as a chart with its target and riket, read out in words. */
#include <string.h>

#include "base/text.h"
#include "views/indicator_priv.h"

#define CHART_LEAST 5
#define CHART_MOST 24
#define AROUND_CHART 13  /* rows that title, headline, legend and words take */
#define BOTH_LEAST 40    /* rows from which a ranked list has the chart above it */
#define BESIDE_RANKING 30
#define GAP_ROWS_LEAST 1

bool series_has_gender(const struct series *series, int gender)
{
	for (size_t i = 0; i < series->n; i++) {
		if (series->points[i].gender == gender && !num_missing(series->points[i].value))
			return true;
	}
	return false;
}

static const struct point *point_at(const struct series *series, period_t period, int gender)
{
	for (size_t i = 0; i < series->n; i++) {
		if (series->points[i].period == period && series->points[i].gender == gender)
			return &series->points[i];
	}
	return NULL;
}

struct chart_point *indicator_points(struct page *page, const struct series *series, int gender, const period_t *axis,
		size_t n)
{
	struct chart_point *points = arena_alloc(&page->arena, (n + 1) * sizeof(*points));
	char text[PERIOD_TEXT_MAX];

	for (size_t i = 0; i < n; i++) {
		const struct point *point = point_at(series, axis[i], gender);

		points[i].at = period_position(axis[i]);
		points[i].label = arena_strdup(&page->arena, period_format(text, axis[i]));
		points[i].value = point ? point->value : NUM_MISSING;
		points[i].missing = !point || num_missing(point->value) ? point_missing_words(point) : NULL;
		points[i].preliminary = point && point->preliminary;
	}
	return points;
}

void chart_add(struct chart *chart, const char *name, const struct chart_point *points, size_t n, enum role role)
{
	if (chart->nseries < CHART_SERIES_MAX)
		chart->series[chart->nseries++] = (struct chart_series){ name, points, n, role };
}

int indicator_chart_rows(const struct app *app, int beside)
{
	int rows = app_page_rows(app) - beside;

	return rows < CHART_LEAST ? CHART_LEAST : rows > CHART_MOST ? CHART_MOST : rows;
}

void indicator_chart(struct indicator_screen *screen, struct chart *chart)
{
	const struct target *target = screen->target;
	struct buf label = { 0 };

	target_words(&label, target, screen->decimals);
	*chart = (struct chart){ .target = target && screen->own ? target->value : NUM_MISSING, .unit = screen->unit,
		/* What was measured before the first year the target holds for is not held against it. */
		.target_year = target && !num_missing(target->year) ? (int)target->year : 0, .decimals = screen->decimals,
		.glyphs = screen->app->glyphs, .tag = "chart", .cursor = (int)screen->at,
		.target_label = arena_printf(&screen->page->arena, "%s %s", screen->target_name, buf_cstr(&label)) };
	buf_free(&label);
}

static bool by_gender(const struct indicator_screen *screen)
{
	return screen->gender && (series_has_gender(&screen->series, GENDER_K) || series_has_gender(&screen->series, GENDER_M));
}

/* ---- comparisons --------------------------------------------------------------------------------------------- */

#define LINES_MAX (CHART_SERIES_MAX - 1)

/* Who is drawn beside ours, and their figures. */
struct beside {
	const char *ids[LINES_MAX];
	struct series series[LINES_MAX];
	size_t n;
};

static void add_beside(struct indicator_screen *screen, struct beside *beside, const char *id)
{
	struct err err = { 0 };

	if (beside->n == LINES_MAX || strcmp(id, screen->organisation) == 0)
		return;
	if (query_series(&screen->app->ds, screen->indicator->metric, id, &beside->series[beside->n], &err))
		page_error(screen->page, &err);
	beside->ids[beside->n++] = arena_strdup(&screen->page->arena, id);
}

/* Riket, and for a nämnd's own indicator the whole region; or those that were chosen. */
static void find_beside(struct indicator_screen *screen, enum compare_group group, struct beside *beside)
{
	const char *at = NULL, *id;
	struct buf item = { 0 };

	memset(beside, 0, sizeof(*beside));
	if (by_gender(screen)) /* women against men: nobody else comes between */
		return;
	if (group == COMPARE_CHOSEN) {
		while (screen->view->chosen && (id = list_next(screen->view->chosen, &at, &item)))
			add_beside(screen, beside, id);
	} else {
		add_beside(screen, beside, RIKET);
		if (has_words(screen->indicator->board))
			add_beside(screen, beside, HALLAND);
	}
	buf_free(&item);
}

static void free_beside(struct beside *beside)
{
	for (size_t i = 0; i < beside->n; i++)
		series_free(&beside->series[i]);
}

static const char *beside_name(const struct indicator_screen *screen, const char *id)
{
	return strcmp(id, RIKET) == 0 ? "riket" : organisation_words(screen->app, id);
}

/* ---- the chart ----------------------------------------------------------------------------------------------- */

/* Without figures in total the genders still make the axis; both are in the same series. */
static void add_own(struct indicator_screen *screen, struct chart *chart)
{
	const struct series *series = &screen->series;
	const period_t *axis = screen->periods;
	size_t n = screen->nperiods;

	if (by_gender(screen)) {
		chart->both = true;
		chart_add(chart, "kvinnor", indicator_points(screen->page, series, GENDER_K, axis, n), n, ROLE_SERIES);
		chart_add(chart, "män", indicator_points(screen->page, series, GENDER_M, axis, n), n, ROLE_SERIES2);
	} else {
		chart_add(chart, organisation_words(screen->app, screen->organisation),
			indicator_points(screen->page, series, GENDER_T, axis, n), n, ROLE_SERIES);
	}
}

/* The others' own periods: they may have been measured in years that ours was not. */
static void add_others(struct indicator_screen *screen, struct chart *chart, const struct beside *beside)
{
	for (size_t i = 0; i < beside->n; i++) {
		period_t axis[SERIES_PERIODS_MAX];
		size_t n = series_periods(&beside->series[i], axis, SERIES_PERIODS_MAX);
		enum role role = chart->nseries > 1 ? ROLE_DIM : ROLE_SERIES2;

		if (n)
			chart_add(chart, beside_name(screen, beside->ids[i]),
				indicator_points(screen->page, &beside->series[i], GENDER_T, axis, n), n, role);
	}
}

/* A figure read out, or in words what kind of missing it is; who said it. */
static void add_point(struct indicator_screen *screen, struct flow *flow, enum role role, const char *name,
		const struct point *point, struct sources *sources)
{
	struct buf text = { 0 };

	if (has_words(name))
		buf_printf(&text, "%s ", name);
	if (!point || num_missing(point->value))
		buf_str(&text, point_missing_words(point));
	else
		figure_words(&text, point->value, screen->decimals, screen->unit);
	flow_add(flow, role, buf_cstr(&text));
	buf_free(&text);
	sources_add(sources, has_words(name) ? name : organisation_words(screen->app, screen->organisation), point);
}

static void draw_sources(struct indicator_screen *screen, struct flow *flow, const struct sources *sources)
{
	const char *pieces[SOURCES_MAX];
	size_t n = sources_pieces(screen->page, sources, pieces);

	for (size_t i = 0; i < n; i++)
		flow_add(flow, ROLE_DIM, pieces[i]);
}

/* The point under the cursor, read out. */
static void draw_reading(struct indicator_screen *screen, const struct beside *beside)
{
	period_t period = indicator_period(screen);
	const struct point *women = point_at(&screen->series, period, GENDER_K), *men = point_at(&screen->series, period, GENDER_M);
	const struct point *own = point_at(&screen->series, period, GENDER_T);
	bool both = by_gender(screen), preliminary = both ? (women && women->preliminary) || (men && men->preliminary) :
		own && own->preliminary;
	struct sources sources = { .n = 0 };
	char text[PERIOD_TEXT_MAX];
	struct flow flow;

	flow_begin(&flow, screen->page, 2, 2);
	flow_add(&flow, ROLE_ACCENT, glyph(screen->app->glyphs, preliminary ? GLYPH_POINT_CUR_PRE : GLYPH_POINT_CUR));
	flow_add(&flow, ROLE_BOLD, period_format(text, period));
	if (both) {
		add_point(screen, &flow, ROLE_BOLD, "kvinnor", women, &sources);
		add_point(screen, &flow, ROLE_BOLD, "män", men, &sources);
	} else {
		add_point(screen, &flow, ROLE_BOLD, NULL, own, &sources);
	}
	for (size_t i = 0; i < beside->n; i++)
		if (beside->series[i].n)
			add_point(screen, &flow, ROLE_NORMAL, beside_name(screen, beside->ids[i]),
				point_at(&beside->series[i], period, GENDER_T), &sources);
	if (preliminary)
		flow_add(&flow, ROLE_DIM, "preliminär");
	draw_sources(screen, &flow, &sources);
}

/* What can be said of the history as a whole: is it more than chance, and does it lead to the target? */
static void draw_understanding(struct indicator_screen *screen)
{
	const struct understand_question question = indicator_question(screen);
	struct understanding u;

	understand_series(&screen->series, &question, &screen->page->arena, &u);
	if (!u.has_xmr && !u.reach)
		return;
	page_note(screen->page, "%s%s%s Beräknat av styrtavla ur %zu mätningar.", u.has_xmr ? sentence(screen->page, u.verdict) : "",
		u.has_xmr && u.reach ? " " : "", u.reach ? sentence(screen->page, u.reach) : "", u.measured);
}

static void draw_gap(struct indicator_screen *screen)
{
	const struct understand_question question = indicator_question(screen);
	struct gender_gap gap;

	understand_gap(&screen->series, indicator_period(screen), &question, &screen->page->arena, &gap);
	if (gap.words)
		page_paragraph(screen->page, 2, ROLE_BOLD, sentence(screen->page, gap.words));
	if (gap.trend)
		page_note(screen->page, "%s%s", sentence(screen->page, gap.trend), gap.words || gap.periods >= TREND_LEAST ?
			" Skillnaden är beräknad av styrtavla ur kvinnors och mäns värden." : "");
}

static void draw_words(struct indicator_screen *screen, const struct chart *chart, const struct beside *beside)
{
	struct page *page = screen->page;
	struct buf words = { 0 };

	if (!by_gender(screen)) /* the words are about one line; of two the difference is told */
		chart_words(&words, chart);
	page_paragraph(page, 2, ROLE_NORMAL, buf_cstr(&words));
	buf_free(&words);
	if (!screen->own)
		page_paragraph(page, 2, ROLE_YELLOW, fit_words(screen->indicator));
	for (size_t i = 0; i < beside->n; i++)
		if (!beside->series[i].n)
			page_note(page, "%s har inga siffror för måttet.",
				strcmp(beside->ids[i], RIKET) == 0 ? "Riket" : organisation_words(screen->app, beside->ids[i]));
	if (by_gender(screen))
		draw_gap(screen);
	else if (screen->gender)
		page_note(page, "Siffrorna är inte uppdelade på kvinnor och män.");
	else
		draw_understanding(screen);
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
			text.len ? buf_cstr(&text) : point_missing_words(point),
			has_words(point->source) ? ". Källa: " : "", has_words(point->source) ? point->source : "");
		if (has_words(point->note))
			page_note(screen->page, "%s", sentence(screen->page, point->note));
		buf_free(&text);
	}
}

static void draw_dated(struct indicator_screen *screen, enum compare_group group)
{
	struct beside beside;
	struct chart chart;

	indicator_chart(screen, &chart);
	find_beside(screen, group, &beside);
	add_own(screen, &chart);
	add_others(screen, &chart, &beside);
	chart_draw(screen->page, &chart, 2, indicator_chart_rows(screen->app, group ? BESIDE_RANKING : AROUND_CHART));
	draw_reading(screen, &beside);
	if (!group)
		draw_words(screen, &chart, &beside);
	free_beside(&beside);
}

void indicator_draw_chart(struct indicator_screen *screen)
{
	enum compare_group group = indicator_group(screen);

	if (group)
		indicator_settle_comparison(screen);
	/* A ranked list wants the screen; where that is high, and for those chosen one by one, the chart stands above it. */
	if (screen->nperiods && (!group || group == COMPARE_CHOSEN || app_page_rows(screen->app) >= BOTH_LEAST))
		draw_dated(screen, group);
	else if (!screen->series.n)
		page_note(screen->page, "Inga värden ännu%s", has_words(screen->indicator->metric) ? ". n för in ett." :
			": indikatorn har inget nyckeltal.");
	if (group)
		indicator_draw_ranking(screen, group);
	else
		draw_undated(screen);
}

/* ---- women and men ------------------------------------------------------------------------------------------- */

static void draw_gap_heading(struct indicator_screen *screen)
{
	struct page *page = screen->page;
	struct line *line = page_line(page, 0);
	const char *unit = difference_unit(screen->unit);

	line_text(page, line, 2, 11, ALIGN_LEFT, ROLE_COLUMN, "Period");
	line_text(page, line, 14, 10, ALIGN_RIGHT, ROLE_COLUMN, "Kvinnor");
	line_text(page, line, 26, 10, ALIGN_RIGHT, ROLE_COLUMN, "Män");
	line_text(page, line, 38, 32, ALIGN_RIGHT, ROLE_COLUMN,
		arena_printf(&page->arena, "Kvinnor − män%s%s", *unit ? ", " : "", unit));
}

static void draw_gap_value(struct indicator_screen *screen, struct line *line, int col, const struct point *point)
{
	char text[NUM_TEXT_MAX];
	const char *words = point_missing_words(point);
	bool there = point && !num_missing(point->value);

	line_text(screen->page, line, col, 10, ALIGN_RIGHT, there ? ROLE_NORMAL : ROLE_DIM, there ?
		num_fit(text, point->value, screen->decimals, 0, 10) : text_width(words) <= 10 ? words : "saknas");
	if (there && point->preliminary)
		line_text(screen->page, line, col + 11, 1, ALIGN_LEFT, ROLE_DIM, "p");
}

static void draw_gap_row(struct indicator_screen *screen, period_t period)
{
	struct page *page = screen->page;
	const char *id = figure_id(page, screen->indicator->metric, screen->organisation, period, GENDER_K);
	struct line *line = page_line(page, LINE_SELECT);
	struct gender_gap gap;
	char text[NUM_TEXT_MAX > PERIOD_TEXT_MAX ? NUM_TEXT_MAX : PERIOD_TEXT_MAX];

	line_ref(page, line, REC_OBSERVATION, "", id);
	line_text(page, line, 2, 11, ALIGN_LEFT, ROLE_NORMAL, period_format(text, period));
	draw_gap_value(screen, line, 14, point_at(&screen->series, period, GENDER_K));
	draw_gap_value(screen, line, 26, point_at(&screen->series, period, GENDER_M));
	if (gender_gap_at(&screen->series, period, &gap))
		line_text(page, line, 38, 32, ALIGN_RIGHT, ROLE_NORMAL,
			num_fit(text, gap.difference, screen->decimals, NUM_SIGN, 32));
	if (period == indicator_period(screen) && !screen->app->edit.active)
		page_seek(page, REC_OBSERVATION, "", id, NULL);
}

/* Newest first; where not all have room, those around the chosen one, so that the chart stays in sight. */
static void draw_gap_rows(struct indicator_screen *screen)
{
	int room = app_page_rows(screen->app) - screen->page->nlines, n = (int)screen->nperiods, above = n - 1 - (int)screen->at, first;

	room = room < GAP_ROWS_LEAST ? GAP_ROWS_LEAST : room > n ? n : room;
	first = above - room / 2;
	first = first > n - room ? n - room : first;
	first = first < 0 ? 0 : first;
	for (int i = first; i < first + room && i < n; i++)
		draw_gap_row(screen, screen->periods[n - 1 - i]);
}

void indicator_draw_gender(struct indicator_screen *screen)
{
	struct chart chart;
	struct beside none = { .n = 0 };

	if (!by_gender(screen)) {
		page_note(screen->page, screen->series.n ? "Siffrorna är inte uppdelade på kvinnor och män." : "Inga värden ännu.");
		return;
	}
	indicator_chart(screen, &chart);
	add_own(screen, &chart);
	chart_draw(screen->page, &chart, 2, indicator_chart_rows(screen->app, AROUND_CHART + 3));
	draw_reading(screen, &none);
	draw_gap(screen);
	draw_gap_heading(screen);
	draw_gap_rows(screen);
}
