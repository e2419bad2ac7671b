/* why.c: `v`: why a status is what it is, or where a figure or a record comes from: who, when, what it was before. */
#include <string.h>

#include "query/spoken.h"
#include "views/why_priv.h"

static void draw_versions(struct app *app, struct page *page, const struct ref *ref)
{
	size_t n;

	page_blank(page);
	page_heading(page, "Vem och när, senast först");
	n = history_draw(app, page, ref, NULL, VERSIONS_SHOWN);
	if (!n)
		page_note(page, "Ingen har sparat posten.");
	else if (n == 1)
		page_note(page, "Ingen har ändrat den sedan dess.");
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct ref ref = { view->about, view->plan, view->id };
	const struct record *rec = dataset_find(&app->ds, ref.kind, ref.plan, ref.id);

	if (ref.kind == REC_OBSERVATION) {
		why_figure(app, page, ref.id);
		return;
	}
	if (!rec)
		page_note(page, "Posten finns inte nu, eller inte i den här planen. Så här har den ändrats:");
	else if (rec->kind == REC_GOAL || rec->kind == REC_INDICATOR)
		why_status(app, page, rec);
	else
		why_record(app, page, rec);
	draw_versions(app, page, &ref);
}

bool why_open(struct app *app, enum record_kind kind, const char *plan, const char *id)
{
	struct view *view;

	if (!record_type(kind) || !has_words(id)) {
		app_say(app, ROLE_NOTICE, "Det finns inget att förklara förrän posten är sparad");
		return false;
	}
	view = app_push(app, &why_view, plan, id);
	view->about = kind;
	return true;
}

static int act(struct app *app, struct view *view, enum action action)
{
	const struct ref about = { view->about, view->plan, view->id };
	const struct line *line = page_current(&view->page);
	struct ref to;

	if (action != ACT_DO_OPEN)
		return REACT_UNHANDLED;
	/* What has no screen of its own has an answer of its own. */
	if (line && line->ref.kind && !app_view_of(line->ref.kind))
		return why_open(app, line->ref.kind, line->ref.plan, line->ref.id) ? REACT_REBUILD : REACT_REDRAW;
	if (line)
		return REACT_UNHANDLED;
	/* Nothing to choose on the page: Enter goes to what it is about. */
	if (!screen_of(app, &about, &to))
		return REACT_NONE;
	return app_open(app, to.kind, to.plan, to.id) ? REACT_REBUILD : REACT_REDRAW;
}

/* An id put together of others says nothing: "prognos Psykiatri 2026-07". */
static void trail_spoken(struct app *app, struct trail *trail, struct page *page, const struct record *rec)
{
	struct buf words = { 0 };

	record_spoken(&app->ds, rec, &words);
	trail_add(trail, arena_strdup(&page->arena, buf_cstr(&words)), rec->kind, rec->plan, rec->id, ACT_DO_NONE);
	buf_free(&words);
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	const struct record *rec = dataset_find(&app->ds, view->about, view->plan, view->id);
	const struct ref about = { view->about, view->plan, view->id };
	struct ref to = { 0 };

	if (screen_of(app, &about, &to) && (to.kind == REC_GOAL || to.kind == REC_INDICATOR)) {
		const struct record *shown = dataset_find(&app->ds, to.kind, to.plan, to.id);

		trail_goal(app, trail, &view->page, to.plan,
			to.kind == REC_GOAL ? to.id : ((const struct indicator *)shown)->goal);
		if (to.kind == REC_INDICATOR)
			trail_record(trail, &view->page, shown);
	} else {
		trail_home(trail, view->about);
		if (rec && !strchr(rec->id, '/'))
			trail_record(trail, &view->page, rec);
		else if (rec)
			trail_spoken(app, trail, &view->page, rec);
	}
	trail_add(trail, "Varför?", REC_NONE, NULL, NULL, ACT_DO_NONE);
}

static const enum action keys[] = { ACT_DO_BACK, ACT_DO_OPEN, ACT_DO_TIME, ACT_DO_GOTO, ACT_DO_NONE };

const struct view_ops why_view = {
	.name = "Varför?",
	.keys = keys,
	.build = build,
	.act = act,
	.trail = trail,
};
