/* board_forecast.c: a nämnd's money month by month: the grid to type in, what it owes, and a chart where there is room. */
#include <string.h>

#include "base/text.h"
#include "query/forecasts.h"
#include "views/board_priv.h"
#include "widget/chart.h"

#define MONTH_COL 2
#define MONTH_WIDTH 7
#define FIRST_COL (MONTH_COL + MONTH_WIDTH + 1)
#define COMMENT_LEAST 12
#define COLUMNS 7
#define DUTY_ROWS 2
#define CHART_ROWS 7
#define CHART_TAG "prognos"

/* The grid's columns in their order; those with the highest number go first where it is narrow. */
static const struct grid_column {
	const char *key, *top, *below;
	int width, priority;
} grid_columns[COLUMNS] = {
	{ "outcome", "Utfall", "t.o.m.", 8, 2 },
	{ "budget", "Budget", "t.o.m.", 8, 4 },
	{ "to_date", "Skillnad", "t.o.m.", 9, 7 },
	{ "forecast", "Prognos", "helår", 9, 0 },
	{ "budget_year", "Budget", "helår", 8, 5 },
	{ "deviation", "Avvikelse", "helår", 9, 1 },
	{ "change", "Ändring", "mot förra", 9, 3 },
};
#define COMMENT_PRIORITY 6

struct grid {
	struct app *app;
	struct page *page;
	const struct result *res;
	bool shown[COLUMNS], comment;
	int gap;
};

/* ---- words --------------------------------------------------------------------------------------------------- */

static const char *amount(struct page *page, double value, int flags)
{
	char number[NUM_TEXT_MAX];

	return arena_printf(&page->arena, "%s\u00a0mnkr", num_format(number, value, 1, flags));
}

static const char *month_words(struct page *page, const struct forecast *forecast)
{
	char text[PERIOD_TEXT_MAX];

	return arena_strdup(&page->arena, period_format(text, forecast->period));
}

static void add_due(struct app *app, struct page *page, const struct board_economy *economy, struct buf *text)
{
	buf_printf(text, ": åtgärdsplan saknas, %s", duty_words(economy, &page->arena));
	if (economy->due_with && economy->due != DATE_NONE) {
		buf_str(text, ", ");
		days_words(text, economy->due, app->ds.today);
	}
	buf_str(text, ".");
}

static void add_plan(struct page *page, const struct board_economy *economy, struct buf *text)
{
	const struct action_plan_effect *effect = &economy->effect;
	char number[NUM_TEXT_MAX];

	buf_printf(text, "Åtgärdsplan %s", economy->plan->rec.id);
	if (!num_missing(effect->covered_percent))
		buf_printf(text, " täcker %s\u00a0%% av %s, %s kvar", num_format(number, effect->covered_percent, 0, 0),
			amount(page, economy->deficit, 0), amount(page, effect->remaining, 0));
	buf_str(text, economy->plan->decided ? "; beslutad" : "; inte beslutad");
	if (economy->late_measures)
		buf_printf(text, "; %s", count_words(page, economy->late_measures, "åtgärd sen", "åtgärder sena"));
	if (effect->without_effect)
		buf_printf(text, "; %s utan effekt", count_words(page, effect->without_effect, "åtgärd", "åtgärder"));
	buf_str(text, ".");
}

/* What the nämnd owes, in words; in the page's arena. *role is how it stands out. NULL where there is no forecast. */
static const char *owed_words(struct app *app, struct page *page, const struct board_economy *economy, enum role *role)
{
	struct buf text = { 0 };
	const char *kept;

	if (!economy->latest)
		return NULL;
	*role = economy->duty == DUTY_PLAN ? ROLE_RED : economy->duty == DUTY_SHORT ? ROLE_YELLOW : ROLE_NORMAL;
	if (economy->duty == DUTY_NONE) {
		buf_str(&text, "Prognosen är inget underskott: ingen åtgärdsplan krävs.");
	} else {
		buf_printf(&text, "Prognosen är %s", amount(page, economy->latest->forecast, 0));
		if (economy->deviation != economy->latest->forecast)
			buf_printf(&text, ", %s mot budget", amount(page, economy->deviation, NUM_SIGN));
		if (economy->plan) {
			buf_str(&text, ". ");
			add_plan(page, economy, &text);
		} else {
			add_due(app, page, economy, &text);
		}
	}
	kept = arena_strdup(&page->arena, buf_cstr(&text));
	buf_free(&text);
	return kept;
}

/* Enter goes to the plan, or begins the one that is missing. */
static void draw_duty(struct app *app, struct page *page, const struct board_economy *economy)
{
	enum role role = ROLE_NORMAL;
	const char *text = owed_words(app, page, economy, &role);
	struct line *line;

	if (!text)
		return;
	line = page_line(page, economy->duty == DUTY_NONE ? 0 : LINE_SELECT);
	line_tag(page, line, BOARD_DUTY_TAG);
	if (economy->plan)
		line_ref(page, line, REC_ACTION_PLAN, economy->plan->rec.plan, economy->plan->rec.id);
	page_beside(page, line, 2, role, text, "");
}

/* ---- the grid ------------------------------------------------------------------------------------------------ */

static int slot(const struct grid *grid, int column)
{
	return grid_columns[column].width + grid->gap;
}

static int used_width(const struct grid *grid)
{
	int width = FIRST_COL;

	for (int i = 0; i < COLUMNS; i++)
		width += grid->shown[i] ? slot(grid, i) : 0;
	return width;
}

static void choose_columns(struct grid *grid)
{
	int width = grid->page->width;

	grid->gap = width >= 120 ? 3 : 1;
	grid->comment = true;
	for (int i = 0; i < COLUMNS; i++)
		grid->shown[i] = true;
	for (int drop = COLUMNS; drop > 0 && used_width(grid) + (grid->comment ? COMMENT_LEAST : 0) > width; drop--) {
		grid->comment = grid->comment && drop != COMMENT_PRIORITY;
		for (int i = 0; i < COLUMNS; i++)
			grid->shown[i] = grid->shown[i] && grid_columns[i].priority != drop;
	}
}

static void draw_grid_heading(struct grid *grid)
{
	struct page *page = grid->page;
	struct line *top = page_line(page, 0), *below;
	int col = FIRST_COL;

	for (int i = 0; i < COLUMNS; col += grid->shown[i] ? slot(grid, i) : 0, i++)
		if (grid->shown[i])
			line_text(page, top, col, grid_columns[i].width, ALIGN_RIGHT, ROLE_COLUMN, grid_columns[i].top);
	below = page_line(page, 0);
	line_text(page, below, MONTH_COL, MONTH_WIDTH, ALIGN_LEFT, ROLE_COLUMN, "Månad");
	col = FIRST_COL;
	for (int i = 0; i < COLUMNS; col += grid->shown[i] ? slot(grid, i) : 0, i++)
		if (grid->shown[i])
			line_text(page, below, col, grid_columns[i].width, ALIGN_RIGHT, ROLE_COLUMN, grid_columns[i].below);
	if (grid->comment)
		line_text(page, below, col + 1, page->width - col - 1, ALIGN_LEFT, ROLE_COLUMN, "Kommentar");
}

/* A value to see and, where it is somebody's to write, to change. What is missing is a dash, never nothing. */
static struct span *draw_value(struct grid *grid, struct line *line, const struct row *row, const char *key, int col, int width,
		enum align align, enum role role)
{
	int at = result_column(grid->res, key);
	const struct column *column = &grid->res->columns[at];
	struct buf text = { 0 };
	struct span *span;

	cell_format(&text, column, &row->cells[at]);
	if (!text.len && !column->field) {
		buf_free(&text);
		return NULL;
	}
	span = line_text(grid->page, line, col, width, align, text.len ? role : ROLE_DIM, text.len ? buf_cstr(&text) : "–");
	if (column->field)
		span_field(grid->page, span, column->field, row->ref.kind, row->ref.plan, row->ref.id);
	buf_free(&text);
	return span;
}

/* A deficit has a sign and a word (in the heading) of its own: colour and minus are easily missed. */
static void mark_deficit(const struct grid *grid, struct line *line, const struct span *span)
{
	int col = span->col - 2 > span->cell_col - 1 ? span->col - 2 : span->cell_col - 1;

	line_text(grid->page, line, col, 1, ALIGN_LEFT, ROLE_RED, "!");
}

static void draw_month(struct grid *grid, const struct row *row)
{
	struct page *page = grid->page;
	struct line *line = page_line(page, LINE_SELECT | LINE_GRID);
	period_t period = (period_t)row->cells[result_column(grid->res, "period")].num;
	double forecast = row->cells[result_column(grid->res, "forecast")].num;
	bool coming = period_last_day(period) > grid->app->ds.today;
	char text[PERIOD_TEXT_MAX];
	int col = FIRST_COL;

	line_ref(page, line, row->ref.kind, row->ref.plan, row->ref.id);
	line_text(page, line, MONTH_COL, MONTH_WIDTH, ALIGN_LEFT, coming ? ROLE_DIM : ROLE_NORMAL, period_format(text, period));
	for (int i = 0; i < COLUMNS; i++) {
		bool deficit = strcmp(grid_columns[i].key, "forecast") == 0 && forecast < 0;
		struct span *span;

		if (!grid->shown[i])
			continue;
		span = draw_value(grid, line, row, grid_columns[i].key, col, grid_columns[i].width, ALIGN_RIGHT,
			deficit ? ROLE_RED : ROLE_NORMAL);
		if (span && deficit)
			mark_deficit(grid, line, span);
		col += slot(grid, i);
	}
	if (grid->comment)
		draw_value(grid, line, row, "comment", col + 1, page->width - col - 2, ALIGN_LEFT, ROLE_NORMAL);
}

static void draw_grid(struct grid *grid)
{
	choose_columns(grid);
	draw_grid_heading(grid);
	for (size_t i = 0; i < grid->res->nrows; i++) {
		if (grid->res->rows[i].depth == 0)
			draw_month(grid, &grid->res->rows[i]);
	}
}

/* The months of each uppdragsgrupp, below all that is about the whole nämnd. */
static void draw_groups(struct grid *grid)
{
	const char *last = NULL;

	for (size_t i = 0; i < grid->res->nrows; i++) {
		const struct row *row = &grid->res->rows[i];
		const char *group = row->cells[result_column(grid->res, "group")].text;

		if (row->depth == 0)
			continue;
		if (!last || !same_words(last, group)) {
			page_blank(grid->page);
			page_heading(grid->page, arena_printf(&grid->page->arena, "Uppdragsgrupp %s", group));
		}
		last = group;
		draw_month(grid, row);
	}
}

/* Where one begins: the closed month after the last that has a forecast, or that one while the next is still going on; before
 * there is any, the last closed month. */
static void seek_month(struct app *app, struct page *page, const struct result *res)
{
	const struct row *at = NULL;
	bool written = false;

	for (size_t i = 0; i < res->nrows && res->rows[i].depth == 0; i++) {
		const struct row *row = &res->rows[i];
		bool closed = period_last_day((period_t)row->cells[result_column(res, "period")].num) < app->ds.today;
		bool next = i && at == &res->rows[i - 1] && !num_missing(at->cells[result_column(res, "forecast")].num);

		if (!num_missing(row->cells[result_column(res, "forecast")].num)) {
			at = row;
			written = true;
		} else if (!at || (closed && (next || !written))) {
			at = row;
		}
	}
	if (at)
		page_seek(page, at->ref.kind, at->ref.plan, at->ref.id, NULL);
}

/* ---- the chart ----------------------------------------------------------------------------------------------- */

#define CHART_MONTHS 12

static void draw_chart(struct app *app, struct view *view, struct page *page, const struct board_economy *economy,
		const struct result *res)
{
	struct chart chart = { .nseries = 1, .unit = "mnkr", .decimals = 1, .cursor = view->point, .glyphs = app->glyphs,
		.tag = CHART_TAG };
	struct chart_point points[CHART_MONTHS];
	struct buf words = { 0 };
	size_t n = 0, values = 0;

	for (size_t i = 0; i < res->nrows && res->rows[i].depth == 0 && n < CHART_MONTHS; i++) {
		period_t period = (period_t)res->rows[i].cells[result_column(res, "period")].num;
		char label[PERIOD_TEXT_MAX];

		points[n] = (struct chart_point){ .at = period_position(period),
			.label = arena_strdup(&page->arena, period_format(label, period)),
			.value = res->rows[i].cells[result_column(res, "forecast")].num };
		values += !num_missing(points[n++].value);
	}
	if (values < 2) /* one month is no course */
		return;
	chart.series[0] = (struct chart_series){ "prognos helår", points, n, ROLE_SERIES };
	chart.target = forecast_budget_year(economy->latest);
	chart.target_label = arena_printf(&page->arena, "årets budget %s", amount(page, chart.target, 0));
	page_blank(page);
	page_heading(page, "Prognosen månad för månad");
	chart_draw(page, &chart, 2, CHART_ROWS);
	chart_words(&words, &chart);
	page_note(page, "%s", buf_cstr(&words));
	buf_free(&words);
}

static int move_point(struct app *app, struct view *view, int step)
{
	const struct forecast *latest = board_forecast(&app->ds, view->id);
	int at = view->point >= 0 || !latest ? view->point : period_part(latest->period) - 1;

	if (at + step < 0 || at + step >= CHART_MONTHS)
		return REACT_NONE;
	view->point = at + step;
	return REACT_REBUILD;
}

/* ---- for the screen ------------------------------------------------------------------------------------------ */

void board_draw_forecast(struct app *app, struct view *view, struct page *page, const struct board *board)
{
	const struct query_filter filter = { .board = board->rec.id };
	struct board_economy economy;
	struct result res;
	struct grid grid = { .app = app, .page = page, .res = &res };
	struct err err = { 0 };

	if (query_forecast_months(&app->ds, &filter, &res, &err)) {
		page_error(page, &err);
		result_free(&res);
		return;
	}
	board_economy(&app->ds, board->rec.id, &economy);
	if (page->at_kind != REC_FORECAST && !same_words(page->at_tag, BOARD_DUTY_TAG) &&
			!same_words(page->at_tag, CHART_TAG)) /* just come here */
		seek_month(app, page, &res);
	page_blank(page);
	page_heading(page, "Utfall och prognos, mnkr (+ = bättre än budget, ! = underskott)");
	if (res.nrows)
		draw_grid(&grid);
	else
		page_note(page, "Ingen månad är skriven, och med alla planer finns inget år att skriva i: välj en plan med --plan.");
	if (app_page_rows(app) > page->nlines + DUTY_ROWS) /* all of it fits in 24 rows, just */
		page_blank(page);
	draw_duty(app, page, &economy);
	if (economy.latest && app_page_rows(app) > page->nlines + CHART_ROWS + 5)
		draw_chart(app, view, page, &economy, &res);
	draw_groups(&grid);
	result_free(&res);
}

void board_draw_economy(struct app *app, struct page *page, const struct board *board)
{
	struct board_economy economy;
	struct flow flow;
	int at;

	board_economy(&app->ds, board->rec.id, &economy);
	page_blank(page);
	page_heading(page, "Prognos och utfall (+ = bättre än budget)");
	flow_begin(&flow, page, 2, 3);
	at = page->nlines - 1;
	page->lines[at].flags |= LINE_SELECT;
	line_tag(page, &page->lines[at], BOARD_ECONOMY_TAG);
	if (!economy.latest && !economy.booked)
		flow_add(&flow, ROLE_DIM, "Ingen prognos är skriven ännu. Enter öppnar fliken Ekonomi.");
	if (economy.latest) {
		flow_add(&flow, economy.latest->forecast < 0 ? ROLE_RED : ROLE_BOLD, arena_printf(&page->arena, "prognos helår %s%s (%s)",
			amount(page, economy.latest->forecast, 0), economy.latest->forecast < 0 ? ", underskott" : "",
			month_words(page, economy.latest)));
		flow_add(&flow, ROLE_NORMAL, arena_printf(&page->arena, "avvikelse %s", amount(page, economy.deviation, NUM_SIGN)));
		if (!num_missing(economy.change))
			flow_add(&flow, ROLE_NORMAL, arena_printf(&page->arena, "ändrad %s sedan %s",
				amount(page, economy.change, NUM_SIGN), month_words(page, economy.before)));
	}
	if (!num_missing(economy.to_date))
		flow_add(&flow, ROLE_NORMAL, arena_printf(&page->arena, "utfall mot budget %s t.o.m. %s",
			amount(page, economy.to_date, NUM_SIGN), month_words(page, economy.booked)));
	draw_duty(app, page, &economy);
}

/* The plan that is missing, begun with what is known. */
static int begin_plan(struct app *app, const struct view *view)
{
	const struct plan *plan = dataset_plan(&app->ds);
	struct board_economy economy;
	struct action_plan *rec;

	if (!app_may_edit(app))
		return REACT_REDRAW;
	if (!plan) {
		app_say(app, ROLE_ERROR, "Välj en plan först (starta med --plan), så vet programmet var åtgärdsplanen hör hemma");
		return REACT_REDRAW;
	}
	board_economy(&app->ds, view->id, &economy);
	rec = (struct action_plan *)record_new(REC_ACTION_PLAN, plan->rec.id, "");
	rec->board = mem_strdup(view->id);
	rec->deficit = economy.deficit;
	if (!edit_begin_new(app, &rec->rec))
		return REACT_REDRAW;
	app_push(app, app_view_of(REC_ACTION_PLAN), plan->rec.id, "");
	page_seek(&app_view(app)->page, REC_ACTION_PLAN, plan->rec.id, "", "cause");
	app_view(app)->page.at_tag = mem_strdup("cause");
	app->edit.first = true;
	return REACT_REBUILD;
}

int board_act_economy(struct app *app, struct view *view, enum action action)
{
	const struct line *line = page_current(&view->page);
	bool opens = action == ACT_DO_OPEN || action == ACT_DO_RIGHT;

	if (!line)
		return REACT_UNHANDLED;
	if (line->flags & LINE_CHART && (action == ACT_DO_LEFT || action == ACT_DO_RIGHT))
		return move_point(app, view, action == ACT_DO_LEFT ? -1 : 1);
	if (opens && same_words(line->tag, BOARD_ECONOMY_TAG)) {
		view->tab = BOARD_TAB_ECONOMY;
		return REACT_REBUILD;
	}
	if (opens && same_words(line->tag, BOARD_DUTY_TAG) && line->ref.kind == REC_NONE)
		return begin_plan(app, view);
	return REACT_UNHANDLED;
}
