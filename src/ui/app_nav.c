/* app_nav.c: the history of screens: opening, back, forward. Each keeps its own state, so going back restores all of it. */
#include <stdlib.h>
#include <string.h>

#include "ui/app.h"

struct view *app_view(struct app *app)
{
	return app->history[app->at];
}

/* To the screen at `at`: that which was left last keeps what is costly to make, the others let go of it. */
static void leave_for(struct app *app, int at)
{
	if (app->nhistory && app->at != at)
		view_rest(app->history[app->at]);
	for (int i = 0; i < app->nhistory; i++)
		if (i != at && i != app->at)
			view_cool(app->history[i]);
	app->at = at;
	app->left = true;
}

struct view *app_push(struct app *app, const struct view_ops *ops, const char *plan, const char *id)
{
	struct view *view = view_new(ops, plan, id);

	while (app->nhistory > app->at + 1)
		view_free(app->history[--app->nhistory]);
	if (app->nhistory == HISTORY_MAX) {
		view_free(app->history[0]);
		memmove(app->history, app->history + 1, (HISTORY_MAX - 1) * sizeof(*app->history));
		app->nhistory--;
		app->at--;
	}
	app->history[app->nhistory++] = view;
	leave_for(app, app->nhistory - 1);
	return view;
}

bool app_show(struct app *app, int at)
{
	if (at < 0 || at >= app->nhistory)
		return false;
	leave_for(app, at);
	app->history[at]->built = false;
	return true;
}

bool app_back(struct app *app)
{
	return app_show(app, app->at - 1);
}

bool app_forward(struct app *app)
{
	return app_show(app, app->at + 1);
}

/* A row that stands for what nobody has written yet can be opened too, and is written there. */
static bool is_unwritten(enum record_kind kind, const char *plan, const char *id)
{
	struct record *rec = id ? record_from_id(kind, plan, id) : NULL;

	record_free(rec);
	return rec != NULL;
}

bool app_open(struct app *app, enum record_kind kind, const char *plan, const char *id)
{
	const struct view_ops *ops = app_view_for(kind, id);
	const struct record *rec = app_record(app, kind, plan, id);
	struct view *view = app_view(app);

	if (kind == REC_PLAN) {
		app_show_plan(app, id);
		return true;
	}
	if (!ops)
		return false;
	if (!rec && !is_unwritten(kind, plan, id)) {
		app_say(app, ROLE_ERROR, "%s %s finns inte i den här planen eller vid den här tidpunkten",
				record_type(kind)->definite, id);
		return false;
	}
	if (rec)
		plan = rec->plan;
	if (view->ops == ops && view->id && strcmp(view->id, id) == 0 && view->plan && plan && strcmp(view->plan, plan) == 0)
		return true;
	app_push(app, ops, plan ? plan : app->ds.plan, id);
	return true;
}
