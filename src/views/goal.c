/* goal.c: a goal: what it says, how its indicators and activities go, how it is assessed, who has it. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "query/assessments.h"
#include "views/common.h"
#include "widget/table.h"

/* ---- assessments --------------------------------------------------------------------------------------------- */

/* The occasion whose assessments are shown: the one to assess at now, or as many further on as m was pressed. */
static const char *occasion_shown(const struct app *app, const struct view *view)
{
	int now = assessment_occasion_now(&app->ds, view->plan);

	return assessment_occasions[(now + view->compare) % ASSESSMENT_OCCASIONS];
}

/* What is typed stands in its row before it is saved. */
static void put_edited(struct app *app, struct result *res)
{
	for (size_t i = 0; i < res->nrows; i++) {
		struct row *row = &res->rows[i];

		if (edit_is_of(&app->edit, row->ref.kind, row->ref.plan, row->ref.id))
			row_from_record(res, row, app->edit.work);
	}
}

/* The table is of one occasion, the count of each nämnd's latest: it says of which. */
static const char *latest_words(struct page *page, const char *latest, bool mixed)
{
	if (!latest)
		return "";
	return arena_printf(&page->arena, mixed ? " (vid olika tillfällen, senast %s)" : " (vid %s)", assessment_occasion_words(latest));
}

/* How koncern and each nämnd assess the goal, to be written where it stands. */
static void draw_assessments(struct app *app, struct view *view, struct page *page, const struct goal *goal)
{
	const char *occasion = occasion_shown(app, view);
	const struct query_filter filter = { .goal = goal->rec.id, .plan = goal->rec.plan, .occasion = occasion };
	size_t counts[STATUS_COUNT];
	const char *latest;
	bool mixed;
	struct buf key = { 0 };
	struct result res;
	struct err err = { 0 };

	page_blank(page);
	keymap_label(&app->keys, ACT_DO_COMPARE, app->glyphs == GLYPH_ASCII, &key);
	page_heading(page, arena_printf(&page->arena, "Bedömning vid %s (%s visar ett annat tillfälle)",
		assessment_occasion_words(occasion), buf_cstr(&key)));
	buf_free(&key);
	if (query_goal_assessments(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	put_edited(app, &res);
	app_table(app, page, &res, "Målet har ingen som bedömer det.");
	latest = assessment_counts(&app->ds, goal, counts, &mixed);
	if (res.nrows > 1)
		page_note(page, "Nämndernas senaste bedömningar%s: %s.", latest_words(page, latest, mixed),
			status_counts_words(page, counts));
	result_free(&res);
}

/* The latest word on the goal, at the top: what the table further down says for whoever's eyes these are. */
static void draw_latest(struct app *app, struct page *page, const struct goal *goal)
{
	const char *voice = assessment_voice(&app->ds, goal, app->board);
	const struct assessment *latest = assessment_latest(&app->ds, goal->rec.plan, goal->rec.id, voice);
	struct buf text = { 0 };

	if (!latest)
		return;
	buf_printf(&text, "%s, %s: %s", assessment_occasion_words(latest->occasion),
		same_words(voice, ASSESSMENT_KONCERN) ? "koncernen" : organisation_words(app, voice),
		status_text((enum status)latest->assessed)->word);
	if (has_words(latest->motivation))
		buf_printf(&text, ". %s", latest->motivation);
	app_fact(app, page, "Bedömt", buf_cstr(&text), NULL); /* the record's own line is in the table: the cursor must find that */
	buf_free(&text);
}

/* ---- what belongs to it -------------------------------------------------------------------------------------- */

static bool breaks_down(const struct record *rec, const struct record *goal)
{
	return same_words(((const struct goal *)rec)->parent, goal->id) && strcmp(rec->plan, goal->plan) == 0;
}

struct goal_screen {
	struct app *app;
	const struct record *goal;
};

/* Keeps the goals that break this one down: each nämnd's own, with how they stand. */
static bool is_child(const struct row *row, void *user)
{
	const struct goal_screen *screen = user;
	const struct record *rec = dataset_find(&screen->app->ds, REC_GOAL, row->ref.plan, row->ref.id);

	return rec && breaks_down(rec, screen->goal);
}

static void draw_children(struct app *app, struct page *page, const struct record *goal)
{
	const struct query_filter filter = { 0 };
	struct goal_screen screen = { app, goal };
	struct result res;
	struct err err = { 0 };

	if (query_goals(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	result_keep(&res, is_child, &screen);
	for (size_t i = 0; i < res.nrows; i++)
		res.rows[i].depth = 0;
	if (res.nrows || !has_words(((const struct goal *)goal)->owner)) {
		app_section(app, page, "Nämndsmål", res.nrows);
		app_table(app, page, &res, "Ingen nämnd har brutit ned målet. n, sedan m lägger till ett nämndsmål.");
	}
	result_free(&res);
}

static void draw_boards(struct app *app, struct page *page, const struct goal *goal)
{
	const char *at = NULL, *id;
	struct buf item = { 0 };

	app_section(app, page, "Nämnder", list_count(goal->boards));
	if (!has_words(goal->boards))
		page_note(page, has_words(goal->owner) ? "Målet är nämndens eget." : "Målet pekar inte ut någon nämnd.");
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

/* A nämndsmål that is being made: its number follows from the goal above and whose it is, and is given when it is saved. */
static void build_new(struct app *app, struct page *page, const struct record *rec)
{
	static const char *const fields[] = { "title", "owner", "parent", "description", "focus_area", "boards", "note", NULL };
	const struct goal *goal = (const struct goal *)rec;

	app_title(app, page, NULL, has_words(goal->title) ? goal->title : "Nytt nämndsmål", -1, NULL);
	page_blank(page);
	app_fields(app, page, rec, fields, true);
	page_note(page, "Målets nummer görs av målet det bryter ned och nämnden, när det sparas.");
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
	if (!has_words(rec->id)) {
		build_new(app, page, rec);
		return;
	}
	filter.goal = rec->id;
	status = query_status(&app->ds, rec, &page->arena, &why);
	if (status == STATUS_NONE && assessment_latest(&app->ds, rec->plan, rec->id, assessment_voice(&app->ds, goal, app->board)))
		app_title(app, page, rec->id, goal->title, -1, arena_printf(&page->arena, "%s %s",
			table_status_sign(STATUS_NONE, app->glyphs), STATUS_NOT_COMPUTED));
	else
		app_title(app, page, rec->id, goal->title, status, NULL);
	if (has_words(why))
		page_note(page, "%s", sentence(page, why));
	draw_belongs(app, page, goal);
	draw_latest(app, page, goal);
	app_fields(app, page, rec, texts, false);
	section_query(app, page, "Indikatorer", query_indicators, &filter, false,
		"Målet har ingen målindikator. Läget vilar på aktiviteter och bedömning.");
	section_query(app, page, "Aktiviteter", query_activities, &filter, true,
		"Målet har inga aktiviteter ännu. n, sedan a lägger till en.");
	draw_assessments(app, view, page, goal);
	notes_draw(app, page, rec);
	draw_children(app, page, rec);
	draw_boards(app, page, goal);
	if (has_words(rec->id))
		levels_draw(app, page, rec, "Målet har inga egna målvärden: de står på indikatorerna. n på en rad under Regel lägger "
			"till ett.");
	page_blank(page);
	page_heading(page, "Uppgifter");
	app_fields(app, page, rec, fields, false);
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	const struct goal *made = has_words(view->id) ? NULL :
		(const struct goal *)app_record(app, REC_GOAL, view->plan, view->id);

	trail_goal(app, trail, &view->page, view->plan, made ? made->parent : view->id);
	if (made)
		trail_add(trail, "nytt nämndsmål", REC_NONE, NULL, NULL, ACT_DO_NONE);
}

static void fill_goal(struct app *app, const struct goal *above, struct goal *goal)
{
	goal->parent = mem_strdup(above->rec.id);
	goal->focus_area = mem_strdup(above->focus_area);
	goal->owner = mem_strdup(app->board);
}

/* An indicator of a nämndsmål measures it; one that a nämnd sets beside a goal of regionfullmäktige is about quality. */
static void fill_indicator(struct app *app, const struct goal *goal, struct indicator *indicator)
{
	bool own = has_words(goal->owner);

	indicator->goal = mem_strdup(goal->rec.id);
	indicator->board = mem_strdup(own ? goal->owner : app->board);
	indicator->kind = own ? IND_KIND_GOAL : IND_KIND_QUALITY;
	indicator->fit = FIT_SAME;
}

/* On a row of a list `n` makes one more of those; elsewhere it asks which. */
static enum record_kind creates_now(const struct app *app, const struct view *view)
{
	const struct line *line = page_current(&view->page);

	(void)app;
	if (levels_are_here(view))
		return REC_TARGET;
	if (!line || line->tag || same_words(line->ref.id, view->id))
		return REC_NONE;
	return line->ref.kind == REC_ACTIVITY || line->ref.kind == REC_INDICATOR ? line->ref.kind : REC_NONE;
}

static void fill_new(struct app *app, struct view *view, struct record *rec)
{
	const struct goal *goal = (const struct goal *)dataset_find(&app->ds, REC_GOAL, view->plan, view->id);

	if (goal && rec->kind == REC_GOAL)
		fill_goal(app, goal, (struct goal *)rec);
	if (goal && rec->kind == REC_INDICATOR)
		fill_indicator(app, goal, (struct indicator *)rec);
	if (goal && rec->kind == REC_TARGET)
		levels_fill(app, &goal->rec, (struct target *)rec);
	if (rec->kind == REC_ACTIVITY) {
		struct activity *activity = (struct activity *)rec;

		activity->goal = mem_strdup(view->id);
		activity->board = mem_strdup(app->board ? app->board : goal ? goal->owner : NULL);
	}
}

/* A målvärde or the rule of the goal itself, of which there is a draft. */
static bool open_for(struct app *app, const struct record *rec)
{
	const char *subject = rec->kind == REC_TARGET ? ((const struct target *)rec)->subject : rec->kind == REC_RULE ?
		((const struct rule *)rec)->subject : NULL;

	return subject && dataset_find(&app->ds, REC_GOAL, rec->plan, subject) && app_open(app, REC_GOAL, rec->plan, subject);
}

/* Why a goal is assessed so is why it stands as it does. */
static int act(struct app *app, struct view *view, enum action action)
{
	const struct line *line = page_current(&view->page);

	if (action != ACT_DO_WHY || !line || line->ref.kind != REC_ASSESSMENT)
		return REACT_UNHANDLED;
	return why_open(app, REC_GOAL, view->plan, view->id) ? REACT_REBUILD : REACT_REDRAW;
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_WHY, ACT_DO_NEW, ACT_DO_DONE, ACT_DO_EDIT, ACT_DO_BACK, ACT_DO_NONE,
};
static const enum record_kind creates_also[] = { REC_GOAL, REC_INDICATOR, REC_NONE };

const struct view_ops goal_view = {
	.name = "Mål",
	.kind = REC_GOAL,
	.creates = REC_ACTIVITY,
	.creates_now = creates_now,
	.creates_also = creates_also,
	.keys = keys,
	.build = build,
	.act = act,
	.trail = trail,
	.open_for = open_for,
	.fill_new = fill_new,
};
