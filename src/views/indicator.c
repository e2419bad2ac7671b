/* indicator.c: an indicator: where it stands, its history, its figures, its source, its activities, who changed it. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "views/indicator_priv.h"
#include "widget/table.h"

static const char *const all_tabs[] = { "Diagram", "Värden", "Jämför", "Kön", "Variation", "Målvärden", "Källa", "Aktiviteter",
	"Historik", NULL };

const char *fit_words(const struct indicator *indicator)
{
	if (indicator->fit == FIT_NEAR)
		return "Närliggande mått: visas som jämförelse, ger aldrig ett läge.";
	if (indicator->fit == FIT_RELATED)
		return "Besläktat mått: visas som jämförelse, ger aldrig ett läge.";
	return NULL;
}

/* ---- the headline -------------------------------------------------------------------------------------------- */

static double number_of(const struct result *res, const struct row *row, const char *key)
{
	return row->cells[result_column(res, key)].num;
}

/* "−1,1 procentenheter på ett år": the difference of two percentages is no percentage. */
void indicator_add_change(struct indicator_screen *screen, struct flow *flow, double change, period_t period)
{
	const char *since = period_kind(period) == PERIOD_YEAR ? "på ett år" : "mot perioden före";
	char number[NUM_TEXT_MAX];

	if (!num_missing(change))
		flow_add(flow, ROLE_NORMAL, arena_printf(&screen->page->arena, "%s %s",
			difference_words(&screen->page->arena, num_format(number, change, screen->decimals, NUM_SIGN), screen->unit), since));
}

void indicator_add_figure(struct indicator_screen *screen, struct flow *flow, enum role role, const char *word, double value,
		const char *unit)
{
	struct buf text = { 0 };

	if (num_missing(value))
		return;
	buf_str(&text, word);
	figure_words(&text, value, screen->decimals, unit);
	flow_add(flow, role, buf_cstr(&text));
	buf_free(&text);
}

/* When targets will be set is said by the plan itself, where it says it. */
static const char *when_set(const struct indicator_screen *screen)
{
	const struct fact *fact =
		(const struct fact *)dataset_find(&screen->app->ds, REC_FACT, screen->indicator->rec.plan, "malvarden");

	if (!fact || !has_words(fact->text) || has_words(screen->indicator->board)) /* a nämnd sets its own when it wants to */
		return "Målvärde saknas.";
	return arena_printf(&screen->page->arena, "Målvärde saknas. %s.", fact->text);
}

void indicator_add_doubt(struct indicator_screen *screen, struct flow *flow, const struct point *point)
{
	if (point->preliminary)
		flow_add(flow, ROLE_DIM, "preliminär");
	if (period_is_ahead(point->period, screen->app->ds.today))
		flow_add(flow, ROLE_YELLOW, "prognos: perioden har inte börjat");
}

/* "◐ på väg mot ≤ 12,0": how it stands against what, where it can be judged; else what there is to reach. */
static void add_target(struct indicator_screen *screen, struct flow *flow, enum status status)
{
	bool judged = status == STATUS_GREEN || status == STATUS_YELLOW || status == STATUS_RED;
	struct buf text = { 0 }, sign = { 0 };

	target_words(&text, screen->target, screen->decimals);
	table_status_text(&sign, (int)status, screen->app->glyphs);
	if (text.len && judged)
		flow_add(flow, table_status_role((int)status), arena_printf(&screen->page->arena, "%s %s%s", buf_cstr(&sign),
			status == STATUS_YELLOW ? "mot " : "", buf_cstr(&text)));
	else if (text.len)
		flow_add(flow, ROLE_TARGET, arena_printf(&screen->page->arena, "%s %s", screen->target_name, buf_cstr(&text)));
	else if (screen->own)
		flow_add(flow, ROLE_DIM, when_set(screen));
	buf_free(&text);
	buf_free(&sign);
}

static void draw_figures(struct indicator_screen *screen, const struct result *res, const struct row *row)
{
	const struct point *latest = series_latest(&screen->series, GENDER_T);
	const char *place = row->cells[result_column(res, "place")].text;
	char period[PERIOD_TEXT_MAX];
	struct flow flow;

	flow_begin(&flow, screen->page, 2, screen->page->width < 100 ? 2 : 3);
	if (latest) {
		indicator_add_figure(screen, &flow, ROLE_BOLD, "", latest->value, screen->unit);
		flow_add(&flow, ROLE_NORMAL, latest->period ? period_format(period, latest->period) : "utan period");
		indicator_add_doubt(screen, &flow, latest);
	} else {
		flow_add(&flow, ROLE_BOLD, screen->indicator->developing ? "Under utveckling" : "Inga värden ännu");
	}
	if (latest && !screen->own)
		flow_add(&flow, ROLE_YELLOW, screen->indicator->fit == FIT_NEAR ? "närliggande mått" : "besläktat mått");
	add_target(screen, &flow, (enum status)number_of(res, row, "computed"));
	indicator_add_change(screen, &flow, number_of(res, row, "change"), latest ? latest->period : 0);
	indicator_add_figure(screen, &flow, ROLE_NORMAL, "riket ", number_of(res, row, "riket"), NULL);
	if (has_words(place))
		flow_add(&flow, ROLE_NORMAL, arena_printf(&screen->page->arena, "plats %s", place));
}

static void draw_headline(struct indicator_screen *screen)
{
	const struct record *rec = &screen->indicator->rec;
	const struct query_filter filter = { .indicator = rec->id };
	struct result res;
	struct err err = { 0 };

	if (query_indicators(&screen->app->ds, &filter, &res, &err))
		page_error(screen->page, &err);
	for (size_t i = 0; i < res.nrows; i++) {
		if (strcmp(res.rows[i].ref.id, rec->id) == 0 && strcmp(res.rows[i].ref.plan, rec->plan) == 0)
			draw_figures(screen, &res, &res.rows[i]);
	}
	result_free(&res);
	if (!screen->own && screen->view->tab == TAB_CHART)
		return; /* said under the chart, where the figures are */
	if (!screen->own)
		page_paragraph(screen->page, 2, ROLE_YELLOW, fit_words(screen->indicator));
}

void indicator_draw_tabs(struct indicator_screen *screen, const char *const *tabs)
{
	bool narrow = screen->page->width < 100;
	struct flow flow;

	flow_begin(&flow, screen->page, narrow ? 2 : 1, 1);
	for (int i = 0; tabs[i]; i++)
		flow_add(&flow, i == screen->view->tab ? ROLE_TAB_ACTIVE : ROLE_TABS,
			arena_printf(&screen->page->arena, narrow ? "%s" : " %s ", tabs[i]));
}

/* ---- where it comes from ------------------------------------------------------------------------------------- */

void indicator_draw_metric(struct indicator_screen *screen)
{
	const struct metric *metric =
		(const struct metric *)dataset_find(&screen->app->ds, REC_METRIC, NULL, screen->indicator->metric);
	const struct point *latest = series_latest(&screen->series, GENDER_T);
	const char *source = latest && has_words(latest->source) ? latest->source : metric ? metric->source : NULL;
	struct app *app = screen->app;
	struct page *page = screen->page;

	page_blank(page);
	page_heading(page, "Nyckeltalet");
	if (!metric) {
		page_note(page, "Indikatorn har inget nyckeltal: utfall kan inte hämtas eller föras in.");
		return;
	}
	app_fact(app, page, "Namn", arena_printf(&page->arena, "%s (%s)", metric->name, metric->rec.id),
		page_ref(page, REC_METRIC, "", metric->rec.id));
	if (has_words(metric->unit))
		app_fact(app, page, "Enhet", metric->unit, NULL);
	if (has_words(screen->indicator->rec.id)) /* a nyckeltal by itself fits nothing */
		app_fact(app, page, "Passar", fit_words(screen->indicator) ? fit_words(screen->indicator) :
			"Samma mått som indikatorn: utfallet kan ge ett läge.", NULL);
	if (has_words(metric->definition))
		app_fact(app, page, "Definition", metric->definition, NULL);
	if (has_words(metric->note))
		app_fact(app, page, "Anmärkning", metric->note, NULL);
	page_paragraph(page, 2, ROLE_NORMAL, has_words(source) ? arena_printf(&page->arena, "Källa: %s", without_label(source)) :
		"Källa: inte angiven");
}

static void draw_source(struct indicator_screen *screen)
{
	static const char *const fields[] = { "name", "definition", "unit", "decimals", "direction", "kind", "area", "perspective",
		"metric", "fit", "developing", "note", NULL };

	page_blank(screen->page);
	app_fields(screen->app, screen->page, &screen->indicator->rec, fields, true);
	indicator_draw_metric(screen);
}

static void draw_activities(struct indicator_screen *screen)
{
	const struct query_filter filter = { .indicator = screen->indicator->rec.id };

	section_query(screen->app, screen->page, "Aktiviteter", query_activities, &filter, true,
		"Indikatorn har inga aktiviteter ännu. n lägger till en.");
}

/* ---- the screen ---------------------------------------------------------------------------------------------- */

static const struct target *target_of(struct app *app, const struct indicator *indicator)
{
	const struct plan *plan = (const struct plan *)dataset_find(&app->ds, REC_PLAN, "", indicator->rec.plan);

	return indicator_target(&app->ds, indicator, plan && !num_missing(plan->year) ? (int)plan->year : 9999, LEVEL_GREEN);
}

/* As many as the figures tell with; −1 where there are none. */
static int decimals_of(const struct series *series)
{
	double *values = mem_array(NULL, series->n + 1, sizeof(*values));
	size_t n = 0;
	int decimals;

	for (size_t i = 0; i < series->n; i++)
		if (!num_missing(series->points[i].value))
			values[n++] = series->points[i].value;
	decimals = n ? num_telling_decimals(values, n) : -1;
	free(values);
	return decimals;
}

int indicator_screen_read(struct indicator_screen *screen, struct err *err)
{
	const struct view *view = screen->view;
	int rc;

	screen->decimals = shown_decimals(screen->app, screen->indicator);
	screen->unit = shown_unit(screen->app, screen->indicator);
	screen->target = target_of(screen->app, screen->indicator);
	screen->direction = indicator_direction(&screen->app->ds, screen->indicator);
	screen->own = !fit_words(screen->indicator);
	screen->gender = view->gender || view->tab == TAB_GENDER;
	screen->organisation = indicator_organisation(screen->indicator);
	rc = query_series(&screen->app->ds, screen->indicator->metric, screen->organisation, &screen->series, err);
	if (screen->decimals < 0)
		screen->decimals = decimals_of(&screen->series);
	screen->nperiods = series_periods(&screen->series, screen->periods, SERIES_PERIODS_MAX);
	screen->at = view->point >= 0 && (size_t)view->point < screen->nperiods ? (size_t)view->point :
		screen->nperiods ? screen->nperiods - 1 : 0;
	screen->compared = screen->at;
	return rc;
}

void indicator_screen_free(struct indicator_screen *screen)
{
	series_free(&screen->series);
}

period_t indicator_period(const struct indicator_screen *screen)
{
	return screen->nperiods ? screen->periods[screen->at] : 0;
}

struct understand_question indicator_question(const struct indicator_screen *screen)
{
	return (struct understand_question){ .gender = GENDER_T, .target = screen->own ? screen->target : NULL,
		.direction = screen->direction, .unit = screen->unit, .decimals = screen->decimals,
		.today = screen->app->ds.today };
}

static void draw_tab(struct indicator_screen *screen)
{
	switch (screen->view->tab) {
	case TAB_VALUES:
		indicator_draw_values(screen);
		break;
	case TAB_COMPARE:
		indicator_draw_compare(screen);
		break;
	case TAB_GENDER:
		indicator_draw_gender(screen);
		break;
	case TAB_VARIATION:
		indicator_draw_variation(screen);
		break;
	case TAB_TARGETS:
		levels_draw(screen->app, screen->page, &screen->indicator->rec,
			arena_printf(&screen->page->arena, "%s n lägger till ett.", when_set(screen)));
		break;
	case TAB_SOURCE:
		draw_source(screen);
		break;
	case TAB_ACTIVITIES:
		draw_activities(screen);
		break;
	case TAB_HISTORY:
		indicator_draw_history(screen);
		break;
	default:
		indicator_draw_chart(screen);
		break;
	}
}

/* Where it stands; where that is not judged, or cannot be, why in as few words as there is room for on the line. */
static void draw_title(struct app *app, struct page *page, const struct record *rec)
{
	const char *why = NULL;
	enum status status = query_status(&app->ds, rec, &page->arena, &why);
	bool judged = status == STATUS_GREEN || status == STATUS_YELLOW || status == STATUS_RED;

	app_title(app, page, rec->id, ((const struct indicator *)rec)->name, (int)status, judged ? NULL : why);
}

/* One that is being made: its number follows from what it belongs to, and is given when it is saved. */
static void build_new(struct app *app, struct page *page, const struct record *rec)
{
	static const char *const fields[] = { "name", "goal", "board", "activity", "kind", "unit", "decimals", "direction",
		"area", "perspective", "definition", "developing", "metric", "fit", "note", NULL };
	const struct indicator *indicator = (const struct indicator *)rec;

	app_title(app, page, NULL, has_words(indicator->name) ? indicator->name :
		indicator->kind == IND_KIND_VARIABLE ? "Ny uppföljningsvariabel" : "Ny indikator", -1, NULL);
	page_blank(page);
	app_fields(app, page, rec, fields, true);
	page_note(page, "Indikatorns nummer görs av det den hör till, när den sparas. Utan nyckeltal får den ett eget att föra in utfall på.");
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct record *rec = screen_record(app, view, page);
	struct indicator_screen screen = { .app = app, .view = view, .page = page, .indicator = (const struct indicator *)rec };
	struct err err = { 0 };

	if (!rec)
		return;
	if (!has_words(rec->id)) {
		build_new(app, page, rec);
		return;
	}
	draw_title(app, page, rec);
	if (indicator_screen_read(&screen, &err))
		page_error(page, &err);
	screen.target_name = target_name(page, "målvärde", screen.target, series_latest(&screen.series, GENDER_T));
	draw_headline(&screen);
	indicator_draw_tabs(&screen, all_tabs);
	draw_tab(&screen);
	if (view->tab == TAB_CHART)
		notes_draw(app, page, rec);
	indicator_screen_free(&screen);
}

/* ---- actions ------------------------------------------------------------------------------------------------- */

/* On the tabs of activities and of målvärden a new one is one of those, elsewhere a figure. */
static enum record_kind creates_now(const struct app *app, const struct view *view)
{
	(void)app;
	if (view->tab == TAB_ACTIVITIES)
		return REC_ACTIVITY;
	return view->tab == TAB_TARGETS ? REC_TARGET : REC_OBSERVATION;
}

static int new_here(struct app *app, struct view *view, const struct indicator *indicator)
{
	if (creates_now(app, view) != REC_OBSERVATION)
		return REACT_UNHANDLED;
	if (!has_words(indicator->metric)) {
		app_say(app, ROLE_NOTICE, "Indikatorn har inget nyckeltal att föra in värden på");
		return REACT_REDRAW;
	}
	view->tab = TAB_VALUES;
	return REACT_UNHANDLED;
}

static int act(struct app *app, struct view *view, enum action action)
{
	const struct indicator *indicator = (const struct indicator *)app_record(app, REC_INDICATOR, view->plan, view->id);
	const struct line *line = page_current(&view->page);
	int reaction;

	if (!indicator)
		return REACT_UNHANDLED;
	reaction = indicator_act_on_figures(app, view, indicator, action);
	if (reaction != REACT_UNHANDLED)
		return reaction;
	if (action == ACT_DO_NEW)
		return new_here(app, view, indicator);
	if (action == ACT_DO_OPEN && line && line->ref.kind && !app_view_of(line->ref.kind) && !line_cells(line))
		return why_open(app, line->ref.kind, line->ref.plan, line->ref.id) ? REACT_REBUILD : REACT_REDRAW;
	return REACT_UNHANDLED;
}

/* Aktiviteter › the activity that it follows up. */
static void trail_activity(struct app *app, struct view *view, struct trail *trail, const struct indicator *indicator)
{
	const struct record *activity = dataset_find(&app->ds, REC_ACTIVITY, indicator->rec.plan, indicator->activity);

	trail_main(trail, ACT_DO_VIEW_4);
	if (activity)
		trail_record(trail, &view->page, activity);
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	const struct indicator *indicator = (const struct indicator *)app_record(app, REC_INDICATOR, view->plan, view->id);

	if (!indicator) {
		trail_main(trail, ACT_DO_VIEW_3);
		return;
	}
	if (has_words(indicator->activity))
		trail_activity(app, view, trail, indicator);
	else if (has_words(indicator->goal))
		trail_goal(app, trail, &view->page, view->plan, indicator->goal);
	else
		trail_main(trail, indicator->kind == IND_KIND_FINANCIAL ? ACT_DO_VIEW_6 : ACT_DO_VIEW_3);
	trail_record(trail, &view->page, &indicator->rec);
}

/* A figure is entered among the others of the indicator that shows its metric, a målvärde or a rule among its own. */
static bool open_for(struct app *app, const struct record *rec)
{
	const struct ref metric = { REC_METRIC, "", rec->kind == REC_OBSERVATION ? ((const struct observation *)rec)->metric : NULL };
	struct ref to;

	if (rec->kind == REC_TARGET || rec->kind == REC_RULE) {
		const char *subject = rec->kind == REC_RULE ? rec->id : ((const struct target *)rec)->subject;

		if (!dataset_find(&app->ds, REC_INDICATOR, rec->plan, subject))
			return false;
		app_push(app, &indicator_view, rec->plan, subject)->tab = TAB_TARGETS;
		return true;
	}
	if (rec->kind != REC_OBSERVATION || !screen_of(app, &metric, &to))
		return false;
	app_push(app, &indicator_view, to.plan, to.id)->tab = TAB_VALUES;
	return true;
}

static void fill_activity(struct app *app, const struct indicator *indicator, struct activity *activity)
{
	activity->indicator = mem_strdup(indicator->rec.id);
	activity->goal = mem_strdup(indicator->goal);
	activity->board = mem_strdup(has_words(indicator->board) ? indicator->board : app->board);
}

/* What the figure being written is most likely for. */
static period_t next_period(const struct app *app, const struct indicator *indicator)
{
	const struct plan *plan = dataset_plan(&app->ds);
	struct series series;
	struct err err = { 0 };
	period_t next = 0;

	if (!query_series(&app->ds, indicator->metric, indicator_organisation(indicator), &series, &err))
		next = series_next(&series, plan ? (int)plan->year : 0, app->ds.today);
	series_free(&series);
	return next;
}

static void fill_new(struct app *app, struct view *view, struct record *rec)
{
	const struct indicator *indicator = (const struct indicator *)app_record(app, REC_INDICATOR, view->plan, view->id);
	struct observation *observation = (struct observation *)rec;

	if (!indicator)
		return;
	if (rec->kind == REC_TARGET) {
		levels_fill(app, &indicator->rec, (struct target *)rec);
	} else if (rec->kind == REC_ACTIVITY) {
		fill_activity(app, indicator, (struct activity *)rec);
	} else {
		observation->metric = mem_strdup(indicator->metric);
		observation->organisation = mem_strdup(indicator_organisation(indicator));
		observation->gender = GENDER_T;
		observation->period = next_period(app, indicator);
	}
}

static const enum action keys[] = {
	ACT_DO_NEXT_TAB, ACT_DO_WHY, ACT_DO_COMPARE, ACT_DO_NEW, ACT_DO_EDIT, ACT_DO_BACK, ACT_DO_GENDER, ACT_DO_LEFT, ACT_DO_RIGHT,
	ACT_DO_NONE,
};

const struct view_ops indicator_view = {
	.name = "Indikator",
	.kind = REC_INDICATOR,
	.creates = REC_OBSERVATION,
	.creates_now = creates_now,
	.tabs = all_tabs,
	.keys = keys,
	.build = build,
	.act = act,
	.trail = trail,
	.open_for = open_for,
	.fill_new = fill_new,
};
