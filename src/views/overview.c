/* overview.c: view 1: focus areas and their goals as a tree, each with where it stands, and what is next. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "query/occasions.h"
#include "views/overview_priv.h"

#define WORDS_FROM 90 /* cells: a narrower page has the short words */

/* ---- areas --------------------------------------------------------------------------------------------------- */

/* A goal that breaks another down stands in the area of the one above. */
static const char *area_of(const struct app *app, const struct row *row)
{
	const struct goal *goal = (const struct goal *)dataset_find(&app->ds, REC_GOAL, row->ref.plan, row->ref.id);

	for (int up = 0; goal && up < 8; up++) {
		if (has_words(goal->focus_area))
			return goal->focus_area;
		goal = (const struct goal *)dataset_find(&app->ds, REC_GOAL, row->ref.plan, goal->parent);
	}
	return "";
}

static bool is_in(const struct app *app, const struct row *row, const struct record *area)
{
	const char *id = area_of(app, row);

	if (!area) /* the goals that no area has */
		return !dataset_find(&app->ds, REC_FOCUS_AREA, row->ref.plan, id);
	return strcmp(id, area->id) == 0 && strcmp(row->ref.plan, area->plan) == 0;
}

static bool is_shown(const struct view *view, const struct result *res, const struct row *row, bool area_matches)
{
	return area_matches || !has_words(view->filter) || row_matches(res, row, view->filter);
}

static const char *area_tag(const struct app *app, struct page *page, const struct record *area)
{
	if (!area)
		return "area:";
	if (strcmp(app->ds.plan, "all") == 0)
		return arena_printf(&page->arena, "area:%s/%s", area->plan, area->id);
	return arena_printf(&page->arena, "area:%s", area->id);
}

/* ---- goals --------------------------------------------------------------------------------------------------- */

/* A tree is drawn in the document's order, and only where nothing is left out of it. */
static bool is_tree(const struct view *view)
{
	return view->sort < 0 && !has_words(view->filter);
}

static bool has_parts(const struct result *res, size_t at)
{
	return at + 1 < res->nrows && res->rows[at + 1].depth > res->rows[at].depth;
}

/* The tag of a goal with parts. Koncern sees its own goals first: nämndsmål are folded away until someone opens them, so what is
 * remembered (view->closed) of those is that they are open. A nämnd sees its own from the start. */
static const char *goal_tag(const struct app *app, struct page *page, const struct result *res, size_t at, bool *starts_closed)
{
	const struct row *row = &res->rows[at], *part = &res->rows[at + 1];
	const struct goal *goal = (const struct goal *)dataset_find(&app->ds, REC_GOAL, part->ref.plan, part->ref.id);

	*starts_closed = !app->board && goal && has_words(goal->owner);
	return arena_printf(&page->arena, "goal%s:%s/%s", *starts_closed ? "+" : "", row->ref.plan, row->ref.id);
}

/* Draws the goal at row `at` and returns the row after it and what is folded away under it. */
static size_t draw_goal(struct app *app, struct view *view, struct page *page, size_t at, const struct tree_columns *columns)
{
	const struct result *res = &view->result;
	const struct row *row = &res->rows[at];
	bool node = is_tree(view) && has_parts(res, at), starts_closed = false;
	const char *tag = node ? goal_tag(app, page, res, at, &starts_closed) : NULL;
	bool closed = node && view_is_closed(view, tag) != starts_closed;
	struct line *line = page_line(page, LINE_SELECT | (!node ? 0 : closed ? LINE_CLOSED : LINE_OPEN));
	int indent = 4 + row->depth * 2;
	int width = columns->title_end - indent;
	struct overview_sum sum = { 0 };
	size_t next = at + 1;

	overview_add(res, row, &sum);
	while (closed && next < res->nrows && res->rows[next].depth > row->depth)
		overview_add(res, &res->rows[next++], &sum);
	line_ref(page, line, row->ref.kind, row->ref.plan, row->ref.id);
	if (node) {
		line_tag(page, line, tag);
		line_text(page, line, indent - 2, 1, ALIGN_LEFT, ROLE_ACCENT,
			glyph(app->glyphs, closed ? GLYPH_CLOSED : GLYPH_OPEN));
	}
	put(page, line, indent, width, ALIGN_LEFT, ROLE_NORMAL, goal_words_in(app, page, row, width));
	columns_goal(app, page, line, res, row, &sum, columns);
	return next;
}

/* ---- an area ------------------------------------------------------------------------------------------------- */

static void draw_area_line(struct app *app, struct page *page, const struct record *area, const char *tag, bool closed,
		const struct overview_sum *sum, size_t shown, const struct tree_columns *columns)
{
	struct line *line = page_line(page, LINE_SELECT | (closed ? LINE_CLOSED : LINE_OPEN));
	const char *title = area ? record_words(page, area) : "Utan fokusområde";
	int end;

	if (area)
		line_ref(page, line, area->kind, area->plan, area->id);
	line_tag(page, line, tag);
	if (closed)
		title = arena_printf(&page->arena, "%s (%s)", title, count_words(page, shown, "mål", "mål"));
	line_text(page, line, 1, 1, ALIGN_LEFT, ROLE_ACCENT, glyph(app->glyphs, closed ? GLYPH_CLOSED : GLYPH_OPEN));
	end = columns_area(app, page, line, sum, closed, columns);
	put(page, line, 3, end - 3, ALIGN_LEFT, ROLE_BOLD, title);
}

static size_t draw_area(struct app *app, struct view *view, struct page *page, const struct record *area,
		const struct tree_columns *columns)
{
	const struct result *res = &view->result;
	const char *tag = area_tag(app, page, area);
	bool closed = view_is_closed(view, tag);
	bool matches = area && has_words(view->filter) && text_contains(record_words(page, area), view->filter);
	struct overview_sum sum = { 0 };
	size_t shown = 0, all = 0;

	for (size_t i = 0; i < res->nrows; i++) {
		if (!is_in(app, &res->rows[i], area))
			continue;
		overview_add(res, &res->rows[i], &sum);
		all++;
		shown += is_shown(view, res, &res->rows[i], matches);
	}
	/* An area without goals for this nämnd, or this filter, says nothing. */
	if (!shown && (!area || app->board || has_words(view->filter)))
		return 0;
	draw_area_line(app, page, area, tag, closed, &sum, shown, columns);
	for (size_t i = 0; i < res->nrows && !closed;) {
		if (is_in(app, &res->rows[i], area) && is_shown(view, res, &res->rows[i], matches))
			i = draw_goal(app, view, page, i, columns);
		else
			i++;
	}
	if (!all)
		page_note(page, "  Området har inga mål.");
	return shown;
}

/* ---- the closing line ---------------------------------------------------------------------------------------- */

/* "Nästa: UR2, rapport till regionkontoret 2026-09-11 (om 7 arbetsdagar)"; "RK" where there is less room. */
static const char *next_words(const struct app *app, struct page *page, const struct overview_ahead *ahead)
{
	char day[DATE_TEXT_MAX];
	struct buf days = { 0 };
	const char *when;

	if (!ahead->next)
		return "Ingen rapport ligger framför i planens kalender";
	days_words(&days, ahead->due, app->ds.today); /* today, or a day that is no working day */
	if (ahead->workdays > 0)
		when = arena_printf(&page->arena, "om %s", count_words(page, (size_t)ahead->workdays, "arbetsdag", "arbetsdagar"));
	else
		when = arena_strdup(&page->arena, buf_cstr(&days));
	buf_free(&days);
	return arena_printf(&page->arena, "Nästa: %s%s till %s %s%s (%s)", occasion_words(ahead->next),
		ahead->next->kind == OCC_MONTH ? "" : ", rapport", page->width < WORDS_FROM ? "RK" : "regionkontoret",
		date_format(day, ahead->due), ahead->proposed ? ", förslag" : "", when);
}

static const char *left_words(const struct app *app, struct page *page, const struct overview_ahead *ahead)
{
	const char *parts = count_words(page, ahead->parts_left, "del saknas", "delar saknas");

	if (app->board || !ahead->parts_left)
		return parts;
	return arena_printf(&page->arena, "%s hos %s", parts, count_words(page, ahead->boards_left, "nämnd", "nämnder"));
}

static void draw_closing(struct app *app, struct page *page)
{
	struct overview_ahead ahead;
	struct flow flow;

	overview_ahead(&app->ds, app->board, &ahead);
	page_blank(page);
	flow_begin(&flow, page, 2, 3);
	flow_add(&flow, ROLE_NORMAL, next_words(app, page, &ahead));
	if (ahead.next)
		flow_add(&flow, ROLE_DIM, ahead.parts_left ? left_words(app, page, &ahead) : "alla delar finns");
	if (ahead.parts_unsigned && ahead.parts_unsigned != ahead.parts_left && (!ahead.parts_left || page->width >= WORDS_FROM))
		flow_add(&flow, ROLE_DIM, arena_printf(&page->arena, "%zu ej klarmarkerade", ahead.parts_unsigned));
	if (ahead.plans_missing)
		flow_add(&flow, ROLE_RED, count_words(page, ahead.plans_missing, "åtgärdsplan saknas", "åtgärdsplaner saknas"));
	else
		flow_add(&flow, ROLE_DIM, "ingen åtgärdsplan saknas");
	if (ahead.late)
		flow_add(&flow, ROLE_RED, count_words(page, ahead.late, "sen aktivitet", "sena aktiviteter"));
	else
		flow_add(&flow, ROLE_DIM, "ingen aktivitet är sen");
}

static void draw_empty(struct app *app, struct view *view, struct page *page)
{
	if (has_words(view->filter))
		page_note(page, "Inget mål stämmer med filtret ”%s”. Esc tar bort filtret.", view->filter);
	else if (app->board)
		page_note(page, "%s har inga mål i planen. o visar hela koncernen.", organisation_words(app, app->board));
	else
		page_note(page, "Planen har inga mål.");
}

/* With all plans together it has to be said whose areas follow. */
static void draw_plan(struct app *app, struct page *page, const char *id)
{
	const struct record *plan = dataset_find(&app->ds, REC_PLAN, "", id);

	page_heading(page, plan ? record_title(plan) : id);
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct record_list *areas = dataset_list(&app->ds, REC_FOCUS_AREA);
	const struct query_filter filter = { .board = app->board };
	struct tree_columns columns;
	struct err err = { 0 };
	size_t shown = 0;

	if (view->has_result)
		result_free(&view->result);
	view->has_result = true;
	if (query_goals(&app->ds, &filter, &view->result, &err))
		page_error(page, &err);
	if (view->sort >= 0 && view->sort < (int)view->result.ncolumns)
		result_sort(&view->result, view->sort, view->descending);
	columns_place(app, page, &view->result, &columns);
	columns_heading(page, &columns);
	for (size_t i = 0; i < areas->n; i++) {
		if (strcmp(app->ds.plan, "all") == 0 && (!i || strcmp(areas->items[i - 1]->plan, areas->items[i]->plan) != 0))
			draw_plan(app, page, areas->items[i]->plan);
		shown += draw_area(app, view, page, areas->items[i], &columns);
	}
	shown += draw_area(app, view, page, NULL, &columns);
	if (!shown)
		draw_empty(app, view, page);
	draw_closing(app, page);
}

/* ---- going about ---------------------------------------------------------------------------------------------- */

static bool is_area(const struct line *line)
{
	return line->tag && strncmp(line->tag, "area:", strlen("area:")) == 0;
}

/* ← goes to what the goal is a part of, as in any tree: the goal above where that is shown, else its area. */
static int to_above(struct app *app, struct view *view)
{
	struct page *page = &view->page;
	const struct line *here = page_current(page);
	const struct goal *goal = (const struct goal *)dataset_find(&app->ds, REC_GOAL, here->ref.plan, here->ref.id);

	for (int i = page->line - 1; i >= 0; i--) {
		const struct line *line = &page->lines[i];

		if (is_area(line) || (goal && line->ref.kind == REC_GOAL && same_words(line->ref.id, goal->parent))) {
			page_move_to(page, i, app_page_rows(app));
			return REACT_REDRAW;
		}
	}
	return REACT_UNHANDLED;
}

static int open_line(struct app *app, const struct line *line)
{
	return app_open(app, line->ref.kind, line->ref.plan, line->ref.id) ? REACT_REBUILD : REACT_REDRAW;
}

static int act(struct app *app, struct view *view, enum action action)
{
	const struct line *line = page_current(&view->page);
	bool open = line && line->flags & LINE_OPEN;

	if (!line)
		return REACT_UNHANDLED;
	if (action == ACT_DO_LEFT && is_area(line) && !open) /* the outermost level: nothing more to close */
		return REACT_NONE;
	if (action == ACT_DO_LEFT && !is_area(line) && !open)
		return to_above(app, view);
	/* → on an open node goes deeper, to its own screen; Enter folds an area, and opens a goal. */
	if (action == ACT_DO_RIGHT && open && line->ref.kind)
		return open_line(app, line);
	if (action == ACT_DO_OPEN && line->ref.kind == REC_GOAL)
		return open_line(app, line);
	return REACT_UNHANDLED;
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_WHY, ACT_DO_FILTER, ACT_DO_GOTO, ACT_DO_BOARD, ACT_DO_CHANGES, ACT_DO_NONE,
};

const struct view_ops overview_view = {
	.name = "Översikt",
	.short_name = "Översikt",
	.flags = VIEW_MAIN | VIEW_LIST,
	.action = ACT_DO_VIEW_1,
	.keys = keys,
	.build = build,
	.preview = overview_preview,
	.preview_rows = PREVIEW_ROWS,
	.act = act,
};
