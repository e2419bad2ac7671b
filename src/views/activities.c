/* activities.c: view 4: the activities as rows to change where they stand. */
#include <stdlib.h>

#include "base/text.h"
#include "model/activity.h"
#include "views/common.h"

static const struct activity *activity_of(const struct app *app, const struct row *row)
{
	return (const struct activity *)dataset_find(&app->ds, REC_ACTIVITY, row->ref.plan, row->ref.id);
}

static bool is_late(const struct app *app, const struct result *res, const struct row *row)
{
	const struct activity *activity = activity_of(app, row);

	(void)res;
	return activity && activity_is_late(activity, app->ds.today);
}

static bool has_status(const struct app *app, const struct row *row, int status)
{
	const struct activity *activity = activity_of(app, row);

	return activity && activity->status == status;
}

static bool is_ongoing(const struct app *app, const struct result *res, const struct row *row)
{
	(void)res;
	return has_status(app, row, ACT_ONGOING);
}

static bool is_planned(const struct app *app, const struct result *res, const struct row *row)
{
	(void)res;
	return has_status(app, row, ACT_PLANNED);
}

static bool is_done(const struct app *app, const struct result *res, const struct row *row)
{
	(void)res;
	return has_status(app, row, ACT_DONE);
}

/* Mine: where my role stands as responsible, else what belongs to the nämnd in my settings. */
static bool is_mine(const struct app *app, const struct result *res, const struct row *row)
{
	const struct settings *settings = app->options->settings;
	const struct activity *activity = activity_of(app, row);

	(void)res;
	if (!activity)
		return false;
	if (has_words(settings->role) && has_words(activity->responsible) &&
			text_contains(activity->responsible, settings->role))
		return true;
	return has_words(settings->board) && same_words(activity->board, settings->board);
}

enum { PRESET_ALL, PRESET_LATE, PRESET_ONGOING, PRESET_PLANNED, PRESET_DONE, PRESET_MINE };

static const struct preset presets[] = {
	[PRESET_ALL] = { "alla", NULL },
	[PRESET_LATE] = { "sena", is_late },
	[PRESET_ONGOING] = { "pågående", is_ongoing },
	[PRESET_PLANNED] = { "planerade", is_planned },
	[PRESET_DONE] = { "klara", is_done },
	[PRESET_MINE] = { "mina", is_mine },
	{ NULL, NULL },
};

static const char *empty_words(const struct app *app, const struct view *view)
{
	if (view->preset == PRESET_LATE)
		return "Ingen aktivitet är sen.";
	if (view->preset == PRESET_MINE)
		return "Ingen aktivitet är din: ansvarig ska innehålla din roll, eller nämnden vara din, enligt styrtavla.ini.";
	if (view->preset)
		return "Ingen aktivitet i urvalet. f byter urval.";
	if (app->board)
		return "Nämnden har inga aktiviteter ännu. n lägger till en.";
	return "Inga aktiviteter ännu. n lägger till en.";
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct query_filter filter = { .board = app->board };

	list_build(app, view, page, query_activities, &filter, empty_words(app, view));
}

static void fill_new(struct app *app, struct view *view, struct record *rec)
{
	(void)view;
	((struct activity *)rec)->board = mem_strdup(app->board);
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_NEW, ACT_DO_DONE, ACT_DO_EDIT, ACT_DO_PRESET, ACT_DO_GROUP, ACT_DO_NONE,
};

const struct view_ops activities_view = {
	.name = "Aktiviteter",
	.flags = VIEW_MAIN | VIEW_LIST,
	.action = ACT_DO_VIEW_4,
	.creates = REC_ACTIVITY,
	.presets = presets,
	.group = "board_name",
	.keys = keys,
	.build = build,
	.fill_new = fill_new,
};
