/* action_plans.c: view 5: the action plans and how much of each deficit they cover. */
#include "views/common.h"

static bool is_undecided(const struct app *app, const struct result *res, const struct row *row)
{
	const struct record *rec = dataset_find(&app->ds, REC_ACTION_PLAN, row->ref.plan, row->ref.id);

	(void)res;
	return rec && !((const struct action_plan *)rec)->decided;
}

/* Something of the deficit is left when all its measures are counted. */
static bool leaves_some(const struct app *app, const struct result *res, const struct row *row)
{
	int column = result_column(res, "remaining");

	(void)app;
	return column >= 0 && !num_missing(row->cells[column].num) && row->cells[column].num > 0;
}

static const struct preset presets[] = {
	{ "alla", NULL },
	{ "ej beslutade", is_undecided },
	{ "täcker inte", leaves_some },
	{ NULL, NULL },
};

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct query_filter filter = { .board = app->board };
	const char *empty = app->board ? "Nämnden har ingen åtgärdsplan. n lägger till en." :
		"Inga åtgärdsplaner ännu. En nämnd med negativ helårsprognos lämnar en till nästa månads rapport. n lägger till en.";

	list_build(app, view, page, query_action_plans, &filter,
		view->preset ? "Ingen åtgärdsplan i urvalet. f byter urval." : empty);
}

static void fill_new(struct app *app, struct view *view, struct record *rec)
{
	(void)view;
	((struct action_plan *)rec)->board = mem_strdup(app->board);
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_NEW, ACT_DO_EDIT, ACT_DO_PRESET, ACT_DO_FILTER, ACT_DO_GROUP, ACT_DO_NONE,
};

const struct view_ops action_plans_view = {
	.name = "Åtgärdsplaner",
	.flags = VIEW_MAIN | VIEW_LIST,
	.action = ACT_DO_VIEW_5,
	.creates = REC_ACTION_PLAN,
	.presets = presets,
	.group = "board_name",
	.keys = keys,
	.build = build,
	.fill_new = fill_new,
};
