/* metric.c: a nyckeltal that no indicator of the plan shows: its figures as an indicator's, without målvärde, läge and activities. */
#include <stdlib.h>

#include "views/indicator_priv.h"

/* The first ones are those of an indicator. */
static const char *const metric_tabs[] = { "Diagram", "Värden", "Jämför", "Kön", "Variation", "Källa", "Historik", NULL };

/* An indicator of nobody's, to show the figures with; borrows from the metric and the view. */
static struct indicator as_indicator(const struct app *app, const struct view *view)
{
	const struct metric *metric = (const struct metric *)dataset_find(&app->ds, REC_METRIC, NULL, view->id);
	static char none[] = "";

	return (struct indicator){ .rec = { .kind = REC_INDICATOR, .plan = none, .id = none },
		.name = metric && has_words(metric->name) ? metric->name : view->id, .metric = view->id, .fit = FIT_SAME,
		.decimals = metric ? metric->decimals : NUM_MISSING, .direction = metric ? metric->direction : 0 };
}

static void draw_headline(struct indicator_screen *screen)
{
	const struct query_filter filter = { .lazy = true, .indicator = screen->indicator->metric };
	const struct point *latest = series_latest(&screen->series, GENDER_T);
	struct result res;
	struct err err = { 0 };
	char period[PERIOD_TEXT_MAX];
	struct flow flow;

	if (query_metric_list(&screen->app->ds, &filter, &res, &err))
		page_error(screen->page, &err);
	flow_begin(&flow, screen->page, 2, screen->page->width < 100 ? 2 : 3);
	if (!latest)
		flow_add(&flow, ROLE_BOLD, "Region Halland har inga siffror för måttet");
	for (size_t i = 0; latest && i < res.nrows; i++) {
		const struct row *row = &res.rows[i];

		if (!same_words(row->ref.id, screen->indicator->metric))
			continue;
		result_ready(&res, row);
		indicator_add_figure(screen, &flow, ROLE_BOLD, "", latest->value, screen->unit);
		flow_add(&flow, ROLE_NORMAL, latest->period ? period_format(period, latest->period) : "utan period");
		indicator_add_doubt(screen, &flow, latest);
		indicator_add_change(screen, &flow, row->cells[result_column(&res, "change")].num, latest->period);
		indicator_add_figure(screen, &flow, ROLE_NORMAL, "riket ", row->cells[result_column(&res, "riket")].num, NULL);
	}
	result_free(&res);
}

/* What it is called and which way is better can be written here; what publishes the latest figure stands below. */
static void draw_source(struct indicator_screen *screen)
{
	static const char *const fields[] = { "name", "unit", "decimals", "direction", "source", "definition", "note", NULL };
	const struct record *metric = dataset_find(&screen->app->ds, REC_METRIC, NULL, screen->indicator->metric);
	const struct point *latest = series_latest(&screen->series, GENDER_T);

	page_blank(screen->page);
	if (!metric) {
		page_note(screen->page, "Nyckeltalet har siffror men ingen beskrivning. add metric id=%s name=… lägger till den.",
			screen->indicator->metric);
		return;
	}
	app_fields(screen->app, screen->page, metric, fields, true);
	if (latest && has_words(latest->source))
		page_paragraph(screen->page, 2, ROLE_NORMAL,
			arena_printf(&screen->page->arena, "Den senaste siffrans källa: %s", without_label(latest->source)));
}

static void draw_tab(struct indicator_screen *screen)
{
	static void (*const draw[])(struct indicator_screen *screen) = { indicator_draw_chart, indicator_draw_values,
		indicator_draw_compare, indicator_draw_gender, indicator_draw_variation, draw_source, indicator_draw_revisions };

	if (screen->view->tab >= 0 && (size_t)screen->view->tab < COUNT_OF(draw))
		draw[screen->view->tab](screen);
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct indicator indicator = as_indicator(app, view);
	struct indicator_screen screen = { .app = app, .view = view, .page = page, .indicator = &indicator };
	struct err err = { 0 };

	app_title(app, page, view->id, indicator.name, -1, NULL);
	if (indicator_screen_read(&screen, &err))
		page_error(page, &err);
	screen.target_name = "målvärde";
	draw_headline(&screen);
	indicator_draw_tabs(&screen, metric_tabs);
	draw_tab(&screen);
	indicator_screen_free(&screen);
}

static int act(struct app *app, struct view *view, enum action action)
{
	const struct indicator indicator = as_indicator(app, view);
	const struct line *line = page_current(&view->page);
	int reaction = indicator_act_on_figures(app, view, &indicator, action);

	if (reaction != REACT_UNHANDLED)
		return reaction;
	if ((action == ACT_DO_OPEN || action == ACT_DO_WHY) && line && line->ref.kind == REC_OBSERVATION && !line_cells(line))
		return why_open(app, line->ref.kind, line->ref.plan, line->ref.id) ? REACT_REBUILD : REACT_REDRAW;
	return REACT_UNHANDLED;
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	const struct indicator indicator = as_indicator(app, view);

	trail_main(trail, ACT_DO_VIEW_3);
	trail_add(trail, indicator.name, REC_NONE, NULL, NULL, ACT_DO_NONE);
}

void metric_open(struct app *app, const char *id)
{
	app_push(app, &metric_view, "", id);
}

static const enum action keys[] = { ACT_DO_NEXT_TAB, ACT_DO_WHY, ACT_DO_COMPARE, ACT_DO_GENDER, ACT_DO_EDIT, ACT_DO_BACK,
	ACT_DO_LEFT, ACT_DO_RIGHT, ACT_DO_NONE };

const struct view_ops metric_view = {
	.name = "Nyckeltal",
	.kind = REC_METRIC,
	.tabs = metric_tabs,
	.keys = keys,
	.build = build,
	.act = act,
	.trail = trail,
};
