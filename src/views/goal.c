/* goal.c: a goal: what it says, how its indicators and activities go, who has it. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "views/common.h"

static bool breaks_down(const struct record *rec, const struct record *goal)
{
	return same_words(((const struct goal *)rec)->parent, goal->id) && strcmp(rec->plan, goal->plan) == 0;
}

/* A goal of one nämnd, under the one of regionfullmäktige that it breaks down. */
static void draw_children(struct app *app, struct page *page, const struct record *goal)
{
	const struct record_list *list = dataset_list(&app->ds, REC_GOAL);
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += breaks_down(list->items[i], goal);
	if (!n)
		return;
	app_section(app, page, "Nämndsmål", n);
	for (size_t i = 0; i < list->n; i++) {
		const struct goal *child = (const struct goal *)list->items[i];

		if (!breaks_down(list->items[i], goal))
			continue;
		page_link(page, list->items[i]);
		if (has_words(child->owner))
			page_paragraph(page, 4, ROLE_DIM, organisation_words(app, child->owner));
	}
}

static void draw_boards(struct app *app, struct page *page, const struct goal *goal)
{
	const char *at = NULL, *id;
	struct buf item = { 0 };

	app_section(app, page, "Nämnder", list_count(goal->boards));
	if (!has_words(goal->boards))
		page_note(page, "Målet pekar inte ut någon nämnd.");
	while (has_words(goal->boards) && (id = list_next(goal->boards, &at, &item))) {
		const struct record *board = dataset_find(&app->ds, REC_BOARD, NULL, id);

		if (board)
			page_link(page, board);
		else
			page_note(page, "%s", id);
	}
	buf_free(&item);
}

static void draw_belongs(struct app *app, struct page *page, const struct goal *goal)
{
	const struct record *area = dataset_find(&app->ds, REC_FOCUS_AREA, goal->rec.plan, goal->focus_area);
	const struct record *parent = dataset_find(&app->ds, REC_GOAL, goal->rec.plan, goal->parent);
	const struct record *owner = dataset_find(&app->ds, REC_BOARD, NULL, goal->owner);

	if (area)
		app_fact(app, page, "Fokusområde", record_words(page, area), &(struct ref){ area->kind, area->plan, area->id });
	if (parent)
		app_fact(app, page, "Överordnat mål", record_words(page, parent),
			&(struct ref){ parent->kind, parent->plan, parent->id });
	if (owner)
		app_fact(app, page, "Satt av", record_title(owner), &(struct ref){ owner->kind, owner->plan, owner->id });
}

static void build(struct app *app, struct view *view, struct page *page)
{
	static const char *const texts[] = { "description", "note", NULL };
	static const char *const fields[] = { "title", "focus_area", "parent", "owner", "boards", NULL };
	const struct record *rec = screen_record(app, view, page);
	const struct goal *goal = (const struct goal *)rec;
	struct query_filter filter = { 0 };
	const char *why = NULL;
	enum status status;

	if (!rec)
		return;
	filter.goal = rec->id;
	status = query_status(&app->ds, rec, &page->arena, &why);
	app_title(app, page, rec->id, goal->title, status, NULL);
	if (has_words(why))
		page_note(page, "%s", sentence(page, why));
	draw_belongs(app, page, goal);
	app_fields(app, page, rec, texts, false);
	section_query(app, page, "Indikatorer", query_indicators, &filter, false,
		"Målet har ingen målindikator. Läget vilar på aktiviteter och bedömning.");
	section_query(app, page, "Aktiviteter", query_activities, &filter, true,
		"Målet har inga aktiviteter ännu. n lägger till en.");
	draw_children(app, page, rec);
	draw_boards(app, page, goal);
	page_blank(page);
	page_heading(page, "Uppgifter");
	app_fields(app, page, rec, fields, false);
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	trail_goal(app, trail, &view->page, view->plan, view->id);
}

static void fill_new(struct app *app, struct view *view, struct record *rec)
{
	struct activity *activity = (struct activity *)rec;

	activity->goal = mem_strdup(view->id);
	activity->board = mem_strdup(app->board);
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_WHY, ACT_DO_NEW, ACT_DO_DONE, ACT_DO_EDIT, ACT_DO_BACK, ACT_DO_NONE,
};

const struct view_ops goal_view = {
	.name = "Mål",
	.kind = REC_GOAL,
	.creates = REC_ACTIVITY,
	.keys = keys,
	.build = build,
	.trail = trail,
	.fill_new = fill_new,
};
