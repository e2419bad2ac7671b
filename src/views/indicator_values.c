/* indicator_values.c: the figures of an indicator by period. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "views/indicator_priv.h"

#define PERIOD_WIDTH 11
#define VALUE_LEAST 10
#define VALUE_MOST 16
#define SOURCE_WIDTH 22

const char *figure_id(struct page *page, const char *metric, const char *organisation, period_t period, int gender)
{
	char text[PERIOD_TEXT_MAX];

	return arena_printf(&page->arena, "%s/%s/%s/%s", metric, organisation, period ? period_format(text, period) : "-",
		choices_gender[gender].code);
}

/* ---- by period ----------------------------------------------------------------------------------------------- */

/* Columns from the left; −1 = not shown. */
struct value_columns {
	int total, women, men, riket, source, note;
	int width; /* of each value */
};

/* Wide enough for the widest of the figures, with its "p". */
static int widest(const struct indicator_screen *screen, const struct series *series, int most)
{
	for (size_t i = 0; i < series->n; i++) {
		const struct point *point = &series->points[i];
		char text[NUM_TEXT_MAX];
		int width = text_width(num_format(text, point->value, screen->decimals, 0)) + (point->preliminary ? 2 : 0);

		most = width > most ? width : most;
	}
	return most < VALUE_MOST ? most : VALUE_MOST;
}

static void place(const struct indicator_screen *screen, const struct series *country, struct value_columns *columns)
{
	int col = 2 + PERIOD_WIDTH + 1, width = screen->page->width;
	int wide = widest(screen, country, widest(screen, &screen->series, VALUE_LEAST));
	bool riket = country->n > 0;
	bool genders = series_has_gender(&screen->series, GENDER_K) || series_has_gender(&screen->series, GENDER_M);

	*columns = (struct value_columns){ col, -1, -1, -1, -1, -1, wide };
	col += wide + 1;
	if (genders) {
		columns->women = col;
		columns->men = col + wide + 1;
		col += 2 * (wide + 1);
	}
	if (riket && col + wide < width) {
		columns->riket = col;
		col += wide + 1;
	}
	if (col + 12 < width) {
		columns->source = col + 1;
		col += SOURCE_WIDTH + 2;
	}
	if (col + 12 < width)
		columns->note = col;
}

static void draw_heading(struct indicator_screen *screen, const struct value_columns *columns)
{
	struct page *page = screen->page;
	struct line *line = page_line(page, 0);
	const char *unit = screen->unit ? screen->unit : "";

	line_text(page, line, 2, PERIOD_WIDTH, ALIGN_LEFT, ROLE_COLUMN, "Period");
	line_text(page, line, columns->total, columns->width, ALIGN_RIGHT, ROLE_COLUMN,
		text_width(unit) < columns->width - 6 ? arena_printf(&page->arena, "Totalt %s", unit) : "Totalt");
	if (columns->women >= 0) {
		line_text(page, line, columns->women, columns->width, ALIGN_RIGHT, ROLE_COLUMN, "Kvinnor");
		line_text(page, line, columns->men, columns->width, ALIGN_RIGHT, ROLE_COLUMN, "Män");
	}
	if (columns->riket >= 0)
		line_text(page, line, columns->riket, columns->width, ALIGN_RIGHT, ROLE_COLUMN, "Riket");
	if (columns->source >= 0)
		line_text(page, line, columns->source, SOURCE_WIDTH, ALIGN_LEFT, ROLE_COLUMN, "Källa");
	if (columns->note >= 0)
		line_text(page, line, columns->note, page->width - columns->note - 1, ALIGN_LEFT, ROLE_COLUMN, "Anmärkning");
}

/* "sekretess (för få)" without what is said in brackets, where there is no room for it. */
static const char *missing_short(struct page *page, const struct point *point, int width)
{
	const char *words = point_missing_words(point), *bracket = strstr(words, " (");

	return text_width(words) <= width || !bracket ? words : arena_strndup(&page->arena, words, (size_t)(bracket - words));
}

/* A figure entered by hand is changed where it stands; one that was imported, or decided in a table, is not. */
static void draw_value(struct indicator_screen *screen, struct line *line, const struct value_columns *columns, int col,
		const struct point *point)
{
	struct page *page = screen->page;
	struct span *span;
	char number[NUM_TEXT_MAX];
	struct buf text = { 0 };

	if (col < 0)
		return;
	if (!point) { /* a blank would say nothing */
		line_text(page, line, col, columns->width, ALIGN_RIGHT, ROLE_DIM, "saknas");
		return;
	}
	if (!num_missing(point->value))
		buf_str(&text, num_fit(number, point->value, screen->decimals, 0, columns->width - (point->preliminary ? 2 : 0)));
	else
		buf_str(&text, missing_short(page, point, columns->width));
	if (point->preliminary)
		buf_str(&text, " p");
	span = line_text(page, line, col, columns->width, ALIGN_RIGHT, num_missing(point->value) ? ROLE_DIM : ROLE_NORMAL,
		buf_cstr(&text));
	if (point->ref.kind == REC_OBSERVATION)
		span_field(page, span, "value", point->ref.kind, point->ref.plan, point->ref.id);
	buf_free(&text);
}

static const struct point *find(const struct series *series, period_t period, int gender)
{
	for (size_t i = 0; i < series->n; i++) {
		if (series->points[i].period == period && series->points[i].gender == gender)
			return &series->points[i];
	}
	return NULL;
}

/* Whose figures the row shows, and who said each of them: on lines of its own where not all are from the same. */
static void draw_row_sources(struct indicator_screen *screen, struct line *line, const struct value_columns *columns,
		period_t period, const struct point *country)
{
	struct page *page = screen->page;
	struct sources sources = { .n = 0 };
	const char *pieces[SOURCES_MAX];
	int to = columns->note >= 0 ? columns->note - 1 : page->width - 1;
	size_t n;

	if (columns->source < 0)
		return;
	sources_add(&sources, "totalt", find(&screen->series, period, GENDER_T));
	if (columns->women >= 0) {
		sources_add(&sources, "kvinnor", find(&screen->series, period, GENDER_K));
		sources_add(&sources, "män", find(&screen->series, period, GENDER_M));
	}
	if (columns->riket >= 0)
		sources_add(&sources, "riket", country);
	n = sources_beside(page, &sources, pieces);
	for (size_t i = 0; i < n; i++)
		line_text(page, i ? page_line(page, 0) : line, columns->source, to - columns->source, ALIGN_LEFT, ROLE_DIM, pieces[i]);
}

static void draw_period(struct indicator_screen *screen, const struct value_columns *columns, const struct point *any,
		const struct series *riket)
{
	struct page *page = screen->page;
	const struct point *total = find(&screen->series, any->period, GENDER_T);
	const struct point *shown = total ? total : any, *country = find(riket, any->period, GENDER_T);
	struct line *line = page_line(page, LINE_SELECT);
	char text[PERIOD_TEXT_MAX], value[NUM_TEXT_MAX] = "";

	if (shown->ref.kind)
		line_ref(page, line, shown->ref.kind, shown->ref.plan, shown->ref.id);
	else
		line_ref(page, line, REC_OBSERVATION, "",
			figure_id(page, screen->indicator->metric, screen->organisation, any->period, shown->gender));
	line_text(page, line, 2, PERIOD_WIDTH, ALIGN_LEFT, ROLE_NORMAL,
		any->period ? period_format(text, any->period) : "utan period");
	draw_value(screen, line, columns, columns->total, total);
	draw_value(screen, line, columns, columns->women, find(&screen->series, any->period, GENDER_K));
	draw_value(screen, line, columns, columns->men, find(&screen->series, any->period, GENDER_M));
	if (columns->riket >= 0 && country && !num_missing(country->value))
		num_fit(value, country->value, screen->decimals, 0, columns->width);
	if (columns->riket >= 0)
		line_text(page, line, columns->riket, columns->width, ALIGN_RIGHT, ROLE_DIM, *value ? value :
			country ? missing_short(page, country, columns->width) : "saknas");
	if (columns->note >= 0)
		line_text(page, line, columns->note, page->width - columns->note - 1, ALIGN_LEFT, ROLE_DIM,
			has_words(shown->note) ? shown->note : "");
	/* Before the line is lost to those below it: the chosen period is where one stands. */
	if (any->period && any->period == indicator_period(screen) && !screen->app->edit.active && !page->at_field)
		page_seek(page, line->ref.kind, line->ref.plan, line->ref.id, NULL);
	draw_row_sources(screen, line, columns, any->period, country);
}

/* A figure that is being made, filled in above the others. */
static void draw_new(struct indicator_screen *screen)
{
	static const char *const fields[] = { "period", "gender", "value", "missing", "preliminary", "text", "source", "note",
		NULL };
	struct app *app = screen->app;
	const struct record *work = app->edit.work;

	if (!edit_is_new(&app->edit) || app->edit.type->kind != REC_OBSERVATION ||
			!same_words(((const struct observation *)work)->metric, screen->indicator->metric))
		return;
	page_blank(screen->page);
	page_heading(screen->page, arena_printf(&screen->page->arena, "Nytt utfall för %s",
		organisation_words(app, ((const struct observation *)work)->organisation)));
	app_fields(app, screen->page, work, fields, true);
	page_blank(screen->page);
}

void indicator_draw_values(struct indicator_screen *screen)
{
	const struct series *series = &screen->series;
	struct value_columns columns;
	struct series riket = { 0 };
	struct err err = { 0 };

	draw_new(screen);
	if (!series->n) {
		page_note(screen->page, "Inga värden ännu%s", has_words(screen->indicator->metric) ? ". n för in ett." :
			": indikatorn har inget nyckeltal.");
		return;
	}
	if (query_series(&screen->app->ds, screen->indicator->metric, RIKET, &riket, &err))
		page_error(screen->page, &err);
	place(screen, &riket, &columns);
	if (!screen->own)
		page_paragraph(screen->page, 2, ROLE_YELLOW, fit_words(screen->indicator));
	draw_heading(screen, &columns);
	for (size_t i = series->n; i-- > 0;) {
		if (i + 1 == series->n || series->points[i + 1].period != series->points[i].period)
			draw_period(screen, &columns, &series->points[i], &riket);
	}
	if (columns.source < 0 && sources_measured(screen->page, series))
		page_note(screen->page, "%s.", sources_measured(screen->page, series));
	page_note(screen->page, "p = preliminär. e ändrar det som är infört för hand, v visar var en siffra kommer ifrån.");
	series_free(&riket);
}
