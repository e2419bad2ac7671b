/* indicators.c: view 3: every indicator with its latest figure. */
#include <stdlib.h>

#include "base/text.h"
#include "views/common.h"

static const struct indicator *indicator_of(const struct app *app, const struct row *row)
{
	return (const struct indicator *)dataset_find(&app->ds, REC_INDICATOR, row->ref.plan, row->ref.id);
}

/* Has it an outcome? A figure that is only shown for comparison is none. */
static bool has_value(const struct app *app, const struct result *res, const struct row *row)
{
	int value = result_column(res, "value");

	(void)app;
	return value >= 0 && !num_missing(row->cells[value].num);
}

static bool lacks_value(const struct app *app, const struct result *res, const struct row *row)
{
	return !has_value(app, res, row);
}

static bool is_financial(const struct app *app, const struct result *res, const struct row *row)
{
	const struct indicator *indicator = indicator_of(app, row);

	(void)res;
	return indicator && indicator->kind == IND_KIND_FINANCIAL;
}

/* What `f` steps through; the last is not of the plan. */
enum { PRESET_METRICS = 4 };
static const struct preset presets[] = {
	{ "alla", NULL, NULL },
	{ "med värde", has_value, "value" },
	{ "saknar värde", lacks_value, "value" },
	{ "finansiella", is_financial, NULL },
	[PRESET_METRICS] = { "alla nyckeltal", NULL, NULL }, /* all that have figures, thousands */
	{ NULL, NULL, NULL },
};

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct query_filter filter = { .board = app->board, .activity = "" }; /* an activity's are on its own screen */

	if (view->preset == PRESET_METRICS) {
		list_build(app, view, page, query_metric_list, NULL, "Inga nyckeltal har importerade siffror ännu. styrtavla import hämtar dem.");
		return;
	}
	list_build(app, view, page, query_indicators, &filter,
		app->board ? "Nämndens mål har inga indikatorer här. o visar hela koncernen, f byter urval." :
		"Inga indikatorer i urvalet. f byter urval.");
}

/* A nyckeltal opens the indicator that shows it, else a screen of its own. */
static int act(struct app *app, struct view *view, enum action action)
{
	const struct line *line = page_current(&view->page);
	struct ref to;

	if (action != ACT_DO_OPEN || !line || line->ref.kind != REC_METRIC)
		return REACT_UNHANDLED;
	if (screen_of(app, &line->ref, &to))
		return app_open(app, to.kind, to.plan, to.id) ? REACT_REBUILD : REACT_REDRAW;
	metric_open(app, line->ref.id);
	return REACT_REBUILD;
}

/* What a row that is on screen says in a column, also one that is left out where it is narrow. */
static const char *shown_of(const struct view *view, const struct ref *ref, const char *key)
{
	int column = result_column(&view->result, key);

	for (size_t i = 0; column >= 0 && i < view->result.nrows; i++) {
		const struct row *row = &view->result.rows[i];

		if (row->ref.kind == ref->kind && same_words(row->ref.id, ref->id) && same_words(row->ref.plan, ref->plan))
			return row->cells[column].text;
	}
	return NULL;
}

/* What the letter beside the figure means. */
static void draw_mark(const struct view *view, struct page *page, const struct ref *ref)
{
	const char *mark = shown_of(view, ref, "mark");

	if (same_words(mark, "p"))
		page_note(page, "p: siffran är preliminär och kan ändras.");
	else if (same_words(mark, "f"))
		page_note(page, "f: siffran är för en period som inte har börjat: en prognos.");
}

static void preview(struct app *app, struct view *view, struct page *page)
{
	const struct line *line = page_current(&view->page);
	const struct record *rec = line ? app_record(app, line->ref.kind, line->ref.plan, line->ref.id) : NULL;
	const struct indicator *indicator = (const struct indicator *)rec;
	const char *why = NULL, *source;

	if (rec && rec->kind == REC_METRIC) {
		page_paragraph(page, 2, ROLE_BOLD, record_words(page, rec));
		draw_mark(view, page, &line->ref);
	}
	if (!rec || rec->kind != REC_INDICATOR)
		return;
	query_status(&app->ds, rec, &page->arena, &why);
	page_paragraph(page, 2, ROLE_BOLD, record_words(page, rec));
	if (has_words(why))
		page_note(page, "%s", sentence(page, why));
	draw_mark(view, page, &line->ref);
	source = shown_of(view, &line->ref, "source");
	if (has_words(source))
		page_note(page, "Källa: %s.", source);
	if (has_words(indicator->definition))
		page_note(page, "%s", indicator->definition);
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_WHY, ACT_DO_FILTER, ACT_DO_PRESET, ACT_DO_SORT, ACT_DO_GROUP, ACT_DO_NONE,
};

const struct view_ops indicators_view = {
	.name = "Indikatorer",
	.short_name = "Indik.",
	.flags = VIEW_MAIN | VIEW_LIST,
	.action = ACT_DO_VIEW_3,
	.presets = presets,
	.group = "goal",
	.keys = keys,
	.build = build,
	.act = act,
	.preview = preview,
	.preview_rows = 4,
};
