/* action_plans.c: view 5: nämnder that owe an action plan and have none, the plans, and how much of each deficit they cover. */
#include <string.h>

#include "query/forecasts.h"
#include "views/common.h"

static bool is_owed(const struct app *app, const struct result *res, const struct row *row)
{
	(void)app;
	(void)res;
	return row->tag && strncmp(row->tag, PLAN_MISSING, strlen(PLAN_MISSING)) == 0;
}

/* The nämnd that the row under the cursor says owes a plan; NULL on another row. */
static const char *owing(struct view *view)
{
	const struct line *line = page_current(&view->page);

	if (!line || !line->tag || strncmp(line->tag, PLAN_MISSING, strlen(PLAN_MISSING)) != 0)
		return NULL;
	return line->tag + strlen(PLAN_MISSING);
}

static bool is_undecided(const struct app *app, const struct result *res, const struct row *row)
{
	const struct record *rec = dataset_find(&app->ds, REC_ACTION_PLAN, row->ref.plan, row->ref.id);

	(void)res;
	return rec && !((const struct action_plan *)rec)->decided;
}

/* Something of the deficit is left when all its measures are counted. */
static bool leaves_some(const struct app *app, const struct result *res, const struct row *row)
{
	int column = result_column(res, "remaining_now");

	(void)app;
	return column >= 0 && !num_missing(row->cells[column].num) && row->cells[column].num > 0;
}

enum { PRESET_ALL, PRESET_OWED };

static const struct preset presets[] = {
	[PRESET_ALL] = { "alla", NULL, NULL },
	[PRESET_OWED] = { "saknar plan", is_owed, NULL },
	{ "ej beslutade", is_undecided, NULL },
	{ "täcker inte", leaves_some, NULL },
	{ NULL, NULL, NULL },
};

/* The column has what the forecast says now; a plan made for another deficit is told of. */
static void note_own_deficit(struct app *app, struct page *page, const struct row *row)
{
	const struct record *rec = dataset_find(&app->ds, REC_ACTION_PLAN, row->ref.plan, row->ref.id);
	const struct action_plan *plan = (const struct action_plan *)rec;
	struct plan_deficit deficit;
	char own[NUM_TEXT_MAX], now[NUM_TEXT_MAX], period[PERIOD_TEXT_MAX];

	if (!rec)
		return;
	deficit = action_plan_deficit_now(&app->ds, plan);
	if (deficit.differs)
		page_note(page, "%s %s: planen säger %s\u00a0mnkr, prognosen för %s %s\u00a0mnkr.", rec->id,
			organisation_words(app, plan->board), num_format(own, plan->deficit, 1, 0), period_format(period, deficit.by->period),
			num_format(now, deficit.now, 1, 0));
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct query_filter filter = { .board = app->board };
	const char *empty = app->board ? "Nämnden har ingen åtgärdsplan. n lägger till en." :
		"Inga åtgärdsplaner ännu. En nämnd med negativ helårsprognos lämnar en till nästa månads rapport. n lägger till en.";

	if (view->preset)
		empty = view->preset == PRESET_OWED ? "Ingen nämnd med negativ prognos saknar åtgärdsplan. f byter urval." :
			"Ingen åtgärdsplan i urvalet. f byter urval.";
	list_build(app, view, page, query_action_plans_owed, &filter, empty);
	for (size_t i = 0; i < view->result.nrows; i++)
		note_own_deficit(app, page, &view->result.rows[i]);
}

/* A row that stands for a plan nobody has made is the way to make it; why it is owed is the forecast. */
static int act(struct app *app, struct view *view, enum action action)
{
	const char *board = owing(view);
	const struct forecast *latest = board ? board_forecast(&app->ds, board) : NULL;

	if (latest && (action == ACT_DO_OPEN || action == ACT_DO_EDIT))
		return app_act(app, ACT_DO_NEW);
	if (latest && action == ACT_DO_WHY)
		return why_open(app, REC_FORECAST, latest->rec.plan, latest->rec.id) ? REACT_REBUILD : REACT_REDRAW;
	return REACT_UNHANDLED;
}

static void fill_new(struct app *app, struct view *view, struct record *rec)
{
	struct action_plan *plan = (struct action_plan *)rec;
	const char *board = owing(view);
	struct board_economy economy;

	plan->board = mem_strdup(board ? board : app->board);
	if (!board)
		return;
	board_economy(&app->ds, board, &economy);
	plan->deficit = economy.deficit;
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_NEW, ACT_DO_EDIT, ACT_DO_PRESET, ACT_DO_FILTER, ACT_DO_GROUP, ACT_DO_NONE,
};

const struct view_ops action_plans_view = {
	.name = "Åtgärdsplaner",
	.short_name = "Planer",
	.flags = VIEW_MAIN | VIEW_LIST,
	.action = ACT_DO_VIEW_5,
	.creates = REC_ACTION_PLAN,
	.presets = presets,
	.group = "board_name",
	.keys = keys,
	.build = build,
	.act = act,
	.fill_new = fill_new,
};
