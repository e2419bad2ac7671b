/* economy.c: view 6: the budgeted result, the financial goals with their histories, and the decided single figures. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "views/common.h"
#include "widget/chart.h"

#define TABLES_MAX 16
#define CHART_ROWS 9 /* fewer would put −1,2 and 2,0 on one line */
#define WORDS_FROM 130 /* columns a screen has where words fit in the cells */
#define MAIN_TABLE "resultatbudget"

/* ---- tables -------------------------------------------------------------------------------------------------- */

static bool one_unit(const struct result *res, int unit)
{
	for (size_t i = 1; i < res->nrows; i++) {
		if (!same_words(res->rows[0].cells[unit].text, res->rows[i].cells[unit].text))
			return false;
	}
	return res->nrows > 0;
}

/* Room for the years on a narrow screen: the unit goes when all rows share it (the heading has it), columns are as narrow
 * as their headings, and of a history the latest years stay. */
static void fit_columns(struct result *res, bool latest)
{
	struct column *columns = arena_alloc(&res->arena, res->ncolumns * sizeof(*columns));
	int unit = result_column(res, "unit"), from_end = 0;

	memcpy(columns, res->columns, res->ncolumns * sizeof(*columns));
	if (unit >= 0 && one_unit(res, unit))
		columns[unit].flags &= ~(unsigned)COLF_SCREEN;
	for (size_t i = res->ncolumns; i-- > 0;) {
		if (columns[i].type != COL_NUM)
			continue;
		columns[i].width = 7;
		if (latest)
			columns[i].priority = from_end++ < 2 ? 0 : from_end;
	}
	res->columns = columns;
}

static void tell_words(struct page *page, struct buf *headings, const char *words)
{
	if (headings->len)
		page_note(page, "%s", sentence(page, arena_printf(&page->arena, "%s: %s", buf_cstr(headings), words)));
	buf_clear(headings);
}

/* Words in a cell push the figures off a narrow screen: there they are told above the table instead. */
static void draw_words(struct page *page, struct result *res)
{
	struct buf headings = { 0 };
	const char *told = NULL;

	for (size_t i = 0; i < res->nrows && page->width < WORDS_FROM; i++) {
		for (size_t c = 0; c < res->ncolumns; c++) {
			struct cell *cell = &res->rows[i].cells[c];

			if (res->columns[c].type != COL_NUM || !has_words(cell->text))
				continue;
			if (told && strcmp(told, cell->text) != 0)
				tell_words(page, &headings, told);
			buf_printf(&headings, "%s%s", headings.len ? " och " : "", res->columns[c].heading);
			told = cell->text;
			cell->text = "med ord";
		}
		if (told)
			tell_words(page, &headings, told);
	}
	buf_free(&headings);
}

static void mark_totals(const struct app *app, struct result *res)
{
	for (size_t i = 0; i < res->nrows; i++) {
		const struct ref *ref = &res->rows[i].ref;
		const struct record *rec = dataset_find(&app->ds, REC_ECONOMY_ROW, ref->plan, ref->id);

		res->rows[i].summary = rec && ((const struct economy_row *)rec)->total;
	}
}

static void draw_table(struct app *app, struct page *page, const char *table, bool latest)
{
	struct result res;
	struct err err = { 0 };

	if (query_economy_table(&app->ds, table, &res, &err))
		page_error(page, &err);
	draw_words(page, &res);
	fit_columns(&res, latest);
	mark_totals(app, &res);
	app_table(app, page, &res, "Tabellen är tom.");
	result_free(&res);
}

/* Is the note of row i said by another row of the table, which has the same note or a longer one? */
static bool said_elsewhere(const struct record_list *list, size_t i)
{
	const struct economy_row *row = (const struct economy_row *)list->items[i];

	for (size_t j = 0; j < list->n; j++) {
		const struct economy_row *other = (const struct economy_row *)list->items[j];

		if (j == i || !same_words(other->table, row->table) || !has_words(other->note) || !strstr(other->note, row->note))
			continue;
		if (j < i || strcmp(other->note, row->note) != 0)
			return true;
	}
	return false;
}

/* The notes of a table's rows, each once: several rows often share one. */
static void draw_notes(struct app *app, struct page *page, const char *table)
{
	const struct record_list *list = dataset_list(&app->ds, REC_ECONOMY_ROW);

	for (size_t i = 0; i < list->n; i++) {
		const struct economy_row *row = (const struct economy_row *)list->items[i];

		if (same_words(row->table, table) && has_words(row->note) && !said_elsewhere(list, i))
			page_note(page, "%s", row->note);
	}
}

static void draw_budget(struct app *app, struct page *page)
{
	const char *names[TABLES_MAX];
	size_t n = query_economy_tables(&app->ds, names, TABLES_MAX);
	bool found = false;

	for (size_t i = 0; i < n; i++)
		found = found || strcmp(names[i], MAIN_TABLE) == 0;
	page_heading(page, found ? "Resultatbudget, mnkr" : "Resultatbudget");
	if (!found) {
		page_note(page, "Planen har ingen resultatbudget.");
		return;
	}
	draw_table(app, page, MAIN_TABLE, false);
	draw_notes(app, page, MAIN_TABLE);
	page_note(page, "Kostnader är negativa. Talen är dokumentets egna och kan skilja från raderna på grund av avrundning.");
}

/* ---- financial goals ----------------------------------------------------------------------------------------- */

/* The table that the indicator's metric stands in; NULL if none. */
static const char *table_of(const struct app *app, const struct indicator *indicator)
{
	const struct record_list *list = dataset_list(&app->ds, REC_ECONOMY_ROW);

	for (size_t i = 0; i < list->n; i++) {
		const struct economy_row *row = (const struct economy_row *)list->items[i];

		if (same_words(row->metric, indicator->metric) && strcmp(row->rec.plan, indicator->rec.plan) == 0)
			return row->table;
	}
	return NULL;
}

static size_t collect(struct page *page, const struct series *series, struct chart_point **out)
{
	struct chart_point *points = arena_alloc(&page->arena, (series->n + 1) * sizeof(*points));
	char period[PERIOD_TEXT_MAX];
	size_t n = 0;

	for (size_t i = 0; i < series->n; i++) {
		const struct point *point = &series->points[i];

		if (point->gender != GENDER_T || !point->period)
			continue;
		points[n++] = (struct chart_point){ .at = period_position(point->period),
			.label = arena_strdup(&page->arena, period_format(period, point->period)), .value = point->value,
			.preliminary = point->preliminary };
	}
	*out = points;
	return n;
}

static void draw_history(struct app *app, struct page *page, const struct indicator *indicator, const struct target *target)
{
	struct chart chart = { .target = target ? target->value : NUM_MISSING, .unit = shown_unit(app, indicator),
		.decimals = shown_decimals(app, indicator), .cursor = -1, .glyphs = app->glyphs };
	struct buf label = { 0 };
	struct chart_point *points;
	struct series series;
	struct err err = { 0 };
	int from = page->nlines;

	if (query_series(&app->ds, indicator->metric, indicator_organisation(indicator), &series, &err))
		page_error(page, &err);
	target_words(&label, target, chart.decimals);
	chart.target_label = arena_printf(&page->arena, "%s %s",
		target_name(page, "mål", target, series_latest(&series, GENDER_T)), buf_cstr(&label));
	chart.series[0].name = "utfall";
	chart.series[0].n = collect(page, &series, &points);
	chart.series[0].points = points;
	chart.series[0].role = ROLE_SERIES;
	chart.nseries = 1;
	chart_draw(page, &chart, 2, CHART_ROWS);
	/* Here the chart is a picture beside the table; its points are read on the indicator's own screen. */
	for (int i = from; i < page->nlines; i++)
		page->lines[i].flags &= ~(unsigned)(LINE_SELECT | LINE_CHART);
	series_free(&series);
	buf_free(&label);
}

static void draw_goal(struct app *app, struct page *page, const struct indicator *indicator)
{
	const struct plan *plan = (const struct plan *)dataset_find(&app->ds, REC_PLAN, "", indicator->rec.plan);
	const struct rule *rule = (const struct rule *)dataset_find(&app->ds, REC_RULE, indicator->rec.plan, indicator->rec.id);
	const struct target *target = query_target(&app->ds, indicator->rec.id, "region",
		plan && !num_missing(plan->year) ? (int)plan->year : 9999, LEVEL_GREEN);
	const char *unit = shown_unit(app, indicator), *table = table_of(app, indicator);
	struct buf words = { 0 };
	struct line *line;

	page_blank(page);
	line = page_link(page, &indicator->rec);
	line->spans[0].role = ROLE_BOLD;
	/* A target in words says what the rule says better. */
	if (target && (!num_missing(target->value) || !rule || !has_words(rule->text)))
		target_words(&words, target, shown_decimals(app, indicator));
	if (target && !num_missing(target->value) && unit)
		buf_printf(&words, "\u00a0%s", unit);
	page_note(page, "Mål: %s%s%s", words.len || rule ? buf_cstr(&words) : "saknas", words.len ? ". " : "",
		rule && has_words(rule->text) ? rule->text : "");
	draw_history(app, page, indicator, target);
	if (table) {
		draw_table(app, page, table, true);
		draw_notes(app, page, table);
	}
	buf_free(&words);
}

static void draw_goals(struct app *app, struct page *page)
{
	const struct record_list *list = dataset_list(&app->ds, REC_INDICATOR);
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += ((const struct indicator *)list->items[i])->kind == IND_KIND_FINANCIAL;
	app_section(app, page, "Finansiella mål", n);
	if (!n)
		page_note(page, "Planen har inga finansiella mål.");
	for (size_t i = 0; i < list->n; i++) {
		const struct indicator *indicator = (const struct indicator *)list->items[i];

		if (indicator->kind == IND_KIND_FINANCIAL)
			draw_goal(app, page, indicator);
	}
}

/* ---- single figures ------------------------------------------------------------------------------------------ */

static const struct column fact_columns[] = {
	{ .key = "title", .heading = "Uppgift", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_FILL, .width = 24 },
	{ .key = "words", .heading = "Beslutat", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 14 },
	{ .key = "period", .heading = "Period", .type = COL_PERIOD, .flags = COLF_SCREEN, .width = 7, .priority = 1 },
	{ .key = "source", .heading = "Källa", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 20, .priority = 2 },
};

static void draw_facts(struct app *app, struct page *page)
{
	const struct record_list *list = dataset_list(&app->ds, REC_FACT);
	struct result res;

	result_init(&res, fact_columns, COUNT_OF(fact_columns));
	for (size_t i = 0; i < list->n; i++) {
		const struct fact *fact = (const struct fact *)list->items[i];
		struct row *row = result_add(&res, REC_FACT, fact->rec.plan, fact->rec.id);
		struct buf words = { 0 };

		figure_words(&words, fact->value, num_missing(fact->decimals) ? -1 : (int)fact->decimals, fact->unit);
		if (has_words(fact->text))
			buf_printf(&words, "%s%s", words.len ? ", " : "", fact->text);
		row_text(&res, row, "title", fact->title);
		row_text(&res, row, "words", buf_cstr(&words));
		row_num(&res, row, "period", fact->period ? fact->period : NUM_MISSING);
		row_text(&res, row, "source", fact->source);
		buf_free(&words);
	}
	app_section(app, page, "Enskilda uppgifter", res.nrows);
	app_table(app, page, &res, "Planen har inga enskilda uppgifter.");
	result_free(&res);
}

static void build(struct app *app, struct view *view, struct page *page)
{
	(void)view;
	draw_budget(app, page);
	draw_goals(app, page);
	draw_facts(app, page);
}

static int act(struct app *app, struct view *view, enum action action)
{
	return action == ACT_DO_OPEN ? open_related(app, view) : REACT_UNHANDLED;
}

/* The figures are of the whole whatever nämnd is chosen, and the top line names that nämnd. */
static void trail(struct app *app, struct view *view, struct trail *trail)
{
	(void)view;
	trail_main(trail, ACT_DO_VIEW_6);
	if (app->board)
		trail_add(trail, "koncernens ekonomi", REC_NONE, NULL, NULL, ACT_DO_VIEW_6);
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_WHY, ACT_DO_PAGE_DOWN, ACT_DO_EXPORT, ACT_DO_GOTO, ACT_DO_NONE,
};

const struct view_ops economy_view = {
	.name = "Ekonomi",
	.short_name = "Ekonomi",
	.flags = VIEW_MAIN,
	.action = ACT_DO_VIEW_6,
	.keys = keys,
	.build = build,
	.act = act,
	.trail = trail,
};
