/* overview.c: view 1: focus areas and their goals as a tree, each with where it stands. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/activity.h"
#include "views/common.h"
#include "widget/spark.h"
#include "widget/table.h"

#define TITLE_MOST 90   /* wider, where no title is, would only push the figures away from the titles */
#define STATUS_MOST 16
#define TARGET_WIDTH 8   /* "På målet" */
#define PREVIEW_ROWS 5
#define SPARK_CELLS 10

/* Where the columns of the tree are; −1 = no room. */
struct tree_columns {
	int title_end, area_end, status, status_width, assessed, indicators, activities, late;
};

/* What the goals of an area make together. */
struct area_sum {
	size_t goals, shown;
	double activities, late;
	size_t indicators, passed;
	bool judged; /* any indicator at all */
};

/* No wider than the words there are: a narrow screen needs the room for the titles. */
static int status_width(const struct result *res)
{
	int most = 4;

	for (size_t i = 0; i < res->nrows; i++) {
		double status = res->rows[i].cells[result_column(res, "computed")].num;
		int width = num_missing(status) ? 0 : text_width(status_text((enum status)status)->word) + 2;

		most = width > most ? width : most;
	}
	return most > STATUS_MOST ? STATUS_MOST : most;
}

static const char *goal_words(struct app *app, struct page *page, const struct row *row)
{
	const struct goal *goal = (const struct goal *)dataset_find(&app->ds, REC_GOAL, row->ref.plan, row->ref.id);
	const char *title = arena_printf(&page->arena, "%s %s", row->ref.id, goal ? goal->title : "");

	if (goal && has_words(goal->owner))
		title = arena_printf(&page->arena, "%s (%s)", title, organisation_words(app, goal->owner));
	return title;
}

/* Where the status may begin so that every title is whole. */
static int titles_end(struct app *app, struct page *page, const struct result *res)
{
	int most = TITLE_MOST + 4;

	for (size_t i = 0; i < res->nrows; i++) {
		int end = 4 + res->rows[i].depth * 2 + text_width(goal_words(app, page, &res->rows[i])) + 2;

		most = end > most ? end : most;
	}
	return most;
}

static void place_columns(struct app *app, struct page *page, const struct result *res, struct tree_columns *columns)
{
	int at = page->width - 1, assessed = result_column(res, "assessed"), wanted;
	bool any = false;

	for (size_t i = 0; assessed >= 0 && i < res->nrows; i++)
		any = any || !num_missing(res->rows[i].cells[assessed].num);
	*columns = (struct tree_columns){ .status_width = status_width(res), .assessed = -1, .indicators = -1, .activities = -1,
		.late = -1 };
	if (page->width >= 50)
		columns->late = at -= 5;
	if (page->width >= 66)
		columns->activities = at -= 7;
	if (page->width >= 58)
		columns->indicators = at -= TARGET_WIDTH + 1;
	if (any && page->width >= 100)
		columns->assessed = at -= STATUS_MOST + 1;
	columns->status = at -= columns->status_width + 1;
	wanted = at > TITLE_MOST + 4 ? titles_end(app, page, res) : at;
	if (at > wanted) {
		int shift = at - wanted;

		columns->status -= shift;
		columns->assessed -= columns->assessed >= 0 ? shift : 0;
		columns->indicators -= columns->indicators >= 0 ? shift : 0;
		columns->activities -= columns->activities >= 0 ? shift : 0;
		columns->late -= columns->late >= 0 ? shift : 0;
	}
	columns->title_end = columns->status - 1;
	/* An area has no status of its own: its title may go on to the figures. */
	columns->area_end = page->width - 1;
	if (columns->late >= 0)
		columns->area_end = (columns->indicators >= 0 ? columns->indicators : columns->late) - 1;
}

static void put(struct page *page, struct line *line, int col, int width, enum align align, enum role role, const char *text)
{
	if (col >= 0 && has_words(text))
		line_text(page, line, col, width, align, role, text);
}

static void draw_heading(struct page *page, const struct tree_columns *columns)
{
	struct line *line = page_line(page, 0);

	put(page, line, 2, columns->title_end - 2, ALIGN_LEFT, ROLE_COLUMN, "Fokusområde och mål");
	put(page, line, columns->status, columns->status_width, ALIGN_LEFT, ROLE_COLUMN, "Läge");
	put(page, line, columns->assessed, STATUS_MOST, ALIGN_LEFT, ROLE_COLUMN, "Bedömt");
	put(page, line, columns->indicators, TARGET_WIDTH, ALIGN_RIGHT, ROLE_COLUMN, "På målet");
	put(page, line, columns->activities, 6, ALIGN_RIGHT, ROLE_COLUMN, "Aktiv.");
	put(page, line, columns->late, 4, ALIGN_RIGHT, ROLE_COLUMN, "Sena");
	page->sticky = page->nlines;
}

static double number_of(const struct result *res, const struct row *row, const char *key)
{
	int column = result_column(res, key);

	return column < 0 ? NUM_MISSING : row->cells[column].num;
}

static const char *text_of(const struct result *res, const struct row *row, const char *key)
{
	int column = result_column(res, key);

	return column < 0 ? NULL : row->cells[column].text;
}

static void put_status(struct app *app, struct page *page, struct line *line, int col, int width, double status)
{
	struct buf text = { 0 };

	if (num_missing(status) || col < 0)
		return;
	table_status_text(&text, (int)status, app->glyphs);
	put(page, line, col, width, ALIGN_LEFT, table_status_role((int)status), buf_cstr(&text));
	buf_free(&text);
}

static void put_count(struct page *page, struct line *line, int col, int width, enum role role, double count)
{
	char text[NUM_TEXT_MAX];

	if (!num_missing(count) && count > 0)
		put(page, line, col, width, ALIGN_RIGHT, role, num_format(text, count, 0, 0));
}

static void draw_goal(struct app *app, struct page *page, const struct result *res, const struct row *row,
		const struct tree_columns *columns)
{
	struct line *line = page_line(page, LINE_SELECT);
	int indent = 4 + row->depth * 2;

	line_ref(page, line, row->ref.kind, row->ref.plan, row->ref.id);
	put(page, line, indent, columns->title_end - indent, ALIGN_LEFT, ROLE_NORMAL, goal_words(app, page, row));
	put_status(app, page, line, columns->status, columns->status_width, number_of(res, row, "computed"));
	put_status(app, page, line, columns->assessed, STATUS_MOST, number_of(res, row, "assessed"));
	put(page, line, columns->indicators, TARGET_WIDTH, ALIGN_RIGHT, ROLE_NORMAL, text_of(res, row, "on_target"));
	put_count(page, line, columns->activities, 6, ROLE_NORMAL, number_of(res, row, "activities"));
	put_count(page, line, columns->late, 4, ROLE_RED, number_of(res, row, "late"));
}

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

static void add_up(const struct result *res, const struct row *row, struct area_sum *sum)
{
	const char *text = text_of(res, row, "on_target");
	const char *slash = text ? strchr(text, '/') : NULL;
	double activities = number_of(res, row, "activities"), late = number_of(res, row, "late");

	sum->activities += num_missing(activities) ? 0 : activities;
	sum->late += num_missing(late) ? 0 : late;
	if (slash) {
		char *end;

		sum->passed += strtoul(text, &end, 10);
		sum->judged = sum->judged || end == slash; /* "–/4" begins with no number */
		sum->indicators += strtoul(slash + 1, NULL, 10);
	}
}

static const char *area_tag(const struct app *app, struct page *page, const struct record *area)
{
	if (!area)
		return "area:";
	if (strcmp(app->ds.plan, "all") == 0)
		return arena_printf(&page->arena, "area:%s/%s", area->plan, area->id);
	return arena_printf(&page->arena, "area:%s", area->id);
}

static void draw_area_line(struct app *app, struct page *page, const struct record *area, const char *tag, bool closed,
		const struct area_sum *sum, const struct tree_columns *columns)
{
	struct line *line = page_line(page, LINE_SELECT | (closed ? LINE_CLOSED : LINE_OPEN));
	const char *title = area ? record_words(page, area) : "Utan fokusområde";

	if (area)
		line_ref(page, line, area->kind, area->plan, area->id);
	line_tag(page, line, tag);
	if (closed)
		title = arena_printf(&page->arena, "%s (%s)", title, count_words(page, sum->shown, "mål", "mål"));
	line_text(page, line, 1, 1, ALIGN_LEFT, ROLE_ACCENT, glyph(app->glyphs, closed ? GLYPH_CLOSED : GLYPH_OPEN));
	put(page, line, 3, columns->area_end - 3, ALIGN_LEFT, ROLE_BOLD, title);
	if (sum->indicators)
		put(page, line, columns->indicators, TARGET_WIDTH, ALIGN_RIGHT, ROLE_DIM, sum->judged ?
			arena_printf(&page->arena, "%zu/%zu", sum->passed, sum->indicators) :
			arena_printf(&page->arena, "–/%zu", sum->indicators));
	put_count(page, line, columns->activities, 6, ROLE_DIM, sum->activities);
	put_count(page, line, columns->late, 4, ROLE_RED, sum->late);
}

static size_t draw_area(struct app *app, struct view *view, struct page *page, const struct record *area,
		const struct tree_columns *columns)
{
	const struct result *res = &view->result;
	const char *tag = area_tag(app, page, area);
	bool closed = view_is_closed(view, tag);
	bool matches = area && has_words(view->filter) && text_contains(record_words(page, area), view->filter);
	struct area_sum sum = { 0 };

	for (size_t i = 0; i < res->nrows; i++) {
		if (!is_in(app, &res->rows[i], area))
			continue;
		sum.goals++;
		add_up(res, &res->rows[i], &sum);
		sum.shown += is_shown(view, res, &res->rows[i], matches);
	}
	/* An area without goals for this nämnd, or this filter, says nothing. */
	if (!sum.shown && (!area || app->board || has_words(view->filter)))
		return 0;
	draw_area_line(app, page, area, tag, closed, &sum, columns);
	for (size_t i = 0; i < res->nrows && !closed; i++) {
		if (is_in(app, &res->rows[i], area) && is_shown(view, res, &res->rows[i], matches))
			draw_goal(app, page, res, &res->rows[i], columns);
	}
	if (!sum.goals)
		page_note(page, "  Området har inga mål.");
	return sum.shown;
}

/* ---- the closing line ---------------------------------------------------------------------------------------- */

static size_t count_late(const struct app *app)
{
	const struct record_list *list = dataset_list(&app->ds, REC_ACTIVITY);
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct activity *activity = (const struct activity *)list->items[i];

		if (!app->board || same_words(activity->board, app->board))
			n += activity_is_late(activity, app->ds.today);
	}
	return n;
}

static size_t count_plans(const struct app *app)
{
	const struct record_list *list = dataset_list(&app->ds, REC_ACTION_PLAN);
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += !app->board || same_words(((const struct action_plan *)list->items[i])->board, app->board);
	return n;
}

/* The report that is due next, else the activity that ends next. */
static const char *next_words(const struct app *app, struct page *page)
{
	const struct record_list *occasions = dataset_list(&app->ds, REC_OCCASION);
	const struct record_list *activities = dataset_list(&app->ds, REC_ACTIVITY);
	const char *what = NULL;
	date_t day = DATE_NONE;
	char iso[DATE_TEXT_MAX];
	struct buf when = { 0 };

	for (size_t i = 0; i < occasions->n; i++) {
		const struct occasion *occasion = (const struct occasion *)occasions->items[i];

		if (occasion->due == DATE_NONE || occasion->due < app->ds.today || (day != DATE_NONE && occasion->due >= day))
			continue;
		day = occasion->due;
		what = arena_printf(&page->arena, "%s, rapport till regionkontoret", occasion->rec.id);
	}
	for (size_t i = 0; i < activities->n; i++) {
		const struct activity *activity = (const struct activity *)activities->items[i];

		if (activity->due == DATE_NONE || activity->due < app->ds.today || (day != DATE_NONE && activity->due >= day) ||
				activity->status == ACT_DONE || activity->status == ACT_CANCELLED ||
				(app->board && !same_words(activity->board, app->board)))
			continue;
		day = activity->due;
		what = arena_printf(&page->arena, "aktivitet %s, %s", activity->rec.id, activity->title);
	}
	if (!what)
		return "Inget datum ligger framför";
	days_words(&when, day, app->ds.today);
	what = arena_printf(&page->arena, "Nästa: %s %s (%s)", what, date_format(iso, day), buf_cstr(&when));
	buf_free(&when);
	return what;
}

static void draw_closing(struct app *app, struct page *page)
{
	size_t late = count_late(app), plans = count_plans(app);
	struct flow flow;

	page_blank(page);
	flow_begin(&flow, page, 2, 3);
	if (late)
		flow_add(&flow, ROLE_RED, count_words(page, late, "sen aktivitet", "sena aktiviteter"));
	else
		flow_add(&flow, ROLE_DIM, "Ingen aktivitet är sen");
	flow_add(&flow, ROLE_DIM, plans ? count_words(page, plans, "åtgärdsplan", "åtgärdsplaner") : "ingen åtgärdsplan");
	flow_add(&flow, ROLE_DIM, next_words(app, page));
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
	place_columns(app, page, &view->result, &columns);
	draw_heading(page, &columns);
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

/* ---- the preview --------------------------------------------------------------------------------------------- */

static void preview_indicator(struct app *app, struct page *page, const struct result *res, const struct row *row)
{
	const struct indicator *indicator =
		(const struct indicator *)dataset_find(&app->ds, REC_INDICATOR, row->ref.plan, row->ref.id);
	int decimals = shown_decimals(app, indicator), spark = result_column(res, "spark");
	const char *unit = shown_unit(app, indicator), *target = text_of(res, row, "target");
	struct line *line = page_line(page, 0);
	struct buf text = { 0 };

	spark_json(&text, row->cells[spark].json, SPARK_CELLS, app->glyphs);
	put(page, line, 2, SPARK_CELLS, ALIGN_LEFT, ROLE_SERIES, buf_cstr(&text));
	buf_clear(&text);
	figure_words(&text, number_of(res, row, "value"), decimals, unit);
	put(page, line, 3 + SPARK_CELLS, 14, ALIGN_RIGHT, ROLE_BOLD, *buf_cstr(&text) ? buf_cstr(&text) : "inget utfall");
	buf_clear(&text);
	buf_printf(&text, "%s %s", indicator->rec.id, indicator->name);
	if (has_words(target))
		buf_printf(&text, "  mål %s", target);
	if (!num_missing(number_of(res, row, "riket"))) {
		buf_str(&text, "  riket ");
		figure_words(&text, number_of(res, row, "riket"), decimals, NULL);
	}
	put(page, line, 19 + SPARK_CELLS, page->width - 20 - SPARK_CELLS, ALIGN_LEFT, ROLE_NORMAL, buf_cstr(&text));
	buf_free(&text);
}

static void preview_goal(struct app *app, struct page *page, const struct goal *goal)
{
	const struct query_filter filter = { .goal = goal->rec.id };
	struct result res;
	struct err err = { 0 };

	page_paragraph(page, 2, ROLE_DIM, has_words(goal->description) ? goal->description : "Målet har ingen beskrivning.");
	if (query_indicators(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	for (size_t i = 0; i < res.nrows && page->nlines < PREVIEW_ROWS; i++) {
		if (strcmp(res.rows[i].ref.plan, goal->rec.plan) == 0)
			preview_indicator(app, page, &res, &res.rows[i]);
	}
	if (!res.nrows)
		page_note(page, "Målet har ingen målindikator. Läget vilar på aktiviteter och bedömning.");
	result_free(&res);
}

static void preview(struct app *app, struct view *view, struct page *page)
{
	const struct line *line = page_current(&view->page);
	const struct record *rec = line ? dataset_find(&app->ds, line->ref.kind, line->ref.plan, line->ref.id) : NULL;

	if (rec && rec->kind == REC_GOAL)
		preview_goal(app, page, (const struct goal *)rec);
	else if (rec && rec->kind == REC_FOCUS_AREA)
		page_paragraph(page, 2, ROLE_DIM, ((const struct focus_area *)rec)->description);
}

/* ← on a goal goes to its area, as in any tree. */
static int to_area(struct app *app, struct view *view)
{
	struct page *page = &view->page;

	for (int i = page->line; i >= 0; i--) {
		if (page->lines[i].flags & (LINE_OPEN | LINE_CLOSED)) {
			page_move_to(page, i, app_page_rows(app));
			return REACT_REDRAW;
		}
	}
	return REACT_UNHANDLED;
}

static int act(struct app *app, struct view *view, enum action action)
{
	const struct line *line = page_current(&view->page);
	bool area = line && line->flags & (LINE_OPEN | LINE_CLOSED);

	if (action == ACT_DO_LEFT && line && !area)
		return to_area(app, view);
	if (action == ACT_DO_LEFT && area && line->flags & LINE_CLOSED) /* the outermost level: nothing more to close */
		return REACT_NONE;
	/* → on an open area goes deeper, to the area's own screen; Enter only folds. */
	if (action == ACT_DO_RIGHT && area && line->flags & LINE_OPEN && line->ref.kind)
		return app_open(app, line->ref.kind, line->ref.plan, line->ref.id) ? REACT_REBUILD : REACT_REDRAW;
	return REACT_UNHANDLED;
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_WHY, ACT_DO_FILTER, ACT_DO_GOTO, ACT_DO_BOARD, ACT_DO_CHANGES, ACT_DO_NONE,
};

const struct view_ops overview_view = {
	.name = "Översikt",
	.flags = VIEW_MAIN | VIEW_LIST,
	.action = ACT_DO_VIEW_1,
	.keys = keys,
	.build = build,
	.preview = preview,
	.preview_rows = PREVIEW_ROWS,
	.act = act,
};
