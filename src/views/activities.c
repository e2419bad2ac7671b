/* activities.c: view 4: the activities as rows to change where they stand. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/activity.h"
#include "views/common.h"
#include "widget/timeline.h"

#define MARKS_MAX 24

enum { TAB_LIST, TAB_TIMELINE };
static const char *const tabs[] = { "Lista", "Tidslinje", NULL };

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
	[PRESET_ALL] = { "alla", NULL, NULL },
	[PRESET_LATE] = { "sena", is_late, NULL },
	[PRESET_ONGOING] = { "pågående", is_ongoing, NULL },
	[PRESET_PLANNED] = { "planerade", is_planned, NULL },
	[PRESET_DONE] = { "klara", is_done, NULL },
	[PRESET_MINE] = { "mina", is_mine, NULL },
	{ NULL, NULL, NULL },
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

/* ---- the time line -------------------------------------------------------------------------------------------- */

static int shown_year(const struct app *app)
{
	const struct plan *plan = dataset_plan(&app->ds);
	int year, month, day;

	if (plan && !num_missing(plan->year))
		return (int)plan->year;
	date_to_ymd(app->ds.today, &year, &month, &day);
	return year;
}

/* The days reports are to be in: those of the whole region before those of a month. */
static size_t report_marks(const struct app *app, struct timeline_mark marks[MARKS_MAX])
{
	const struct record_list *list = dataset_list(&app->ds, REC_OCCASION);
	size_t n = 0;

	for (size_t i = 0; i < list->n && n < MARKS_MAX; i++) {
		const struct occasion *occasion = (const struct occasion *)list->items[i];

		if (occasion->due != DATE_NONE)
			marks[n++] = (struct timeline_mark){ occasion->due, occasion->kind == OCC_AR ? "ÅR" : occasion->rec.id,
				occasion->kind != OCC_MONTH };
	}
	return n;
}

static const char *group_of(const struct view *view, const struct row *row)
{
	const char *name = row->cells[result_column(&view->result, view->ops->group)].text;

	return has_words(name) ? name : "Utan nämnd";
}

static bool bar_of(struct app *app, struct view *view, const struct row *row, struct timeline_bar *bar)
{
	const struct activity *activity = activity_of(app, row);

	if (!activity || (view->filter && !row_matches(&view->result, row, view->filter)))
		return false;
	*bar = (struct timeline_bar){ .ref = row->ref, .title = activity->title, .field = "title", .start = activity->start,
		.due = activity->due, .standing = activity->standing, .status = activity->status,
		.late = activity_is_late(activity, app->ds.today), .marked = view_is_marked(&row->ref, view),
		.group = view->grouped ? group_of(view, row) : NULL };
	return true;
}

/* "Hallands sjukhus (2)": the bars of a group stand together. */
static void count_groups(struct page *page, struct timeline_bar *bars, size_t n)
{
	for (size_t from = 0, to; from < n && bars[from].group; from = to) {
		const char *words;

		for (to = from + 1; to < n && strcmp(bars[to].group, bars[from].group) == 0; to++)
			;
		words = arena_printf(&page->arena, "%s (%zu)", bars[from].group, to - from);
		for (size_t i = from; i < to; i++)
			bars[i].group = words;
	}
}

static void build_timeline(struct app *app, struct view *view, struct page *page, const struct query_filter *filter)
{
	struct timeline_mark marks[MARKS_MAX];
	struct timeline timeline = { .year = shown_year(app), .today = app->ds.today, .glyphs = app->glyphs, .indent = 3,
		.marks = marks, .nmarks = report_marks(app, marks) };
	struct timeline_bar *bars;
	size_t total;

	if (!list_query(app, view, page, query_activities, filter, &total))
		return;
	bars = mem_array(NULL, view->result.nrows + 1, sizeof(*bars));
	for (size_t i = 0; i < view->result.nrows; i++)
		timeline.n += bar_of(app, view, &view->result.rows[i], &bars[timeline.n]);
	count_groups(page, bars, timeline.n);
	timeline.bars = bars;
	timeline_draw(page, &timeline);
	free(bars);
	if (!timeline.n)
		list_say_empty(app, view, page, total, empty_words(app, view));
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct query_filter filter = { .board = app->board };

	page_tabs(page, tabs, view->tab);
	if (view->tab == TAB_TIMELINE)
		build_timeline(app, view, page, &filter);
	else
		list_build(app, view, page, query_activities, &filter, empty_words(app, view));
}

static void fill_new(struct app *app, struct view *view, struct record *rec)
{
	(void)view;
	((struct activity *)rec)->board = mem_strdup(app->board);
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_NEXT_TAB, ACT_DO_NEW, ACT_DO_DONE, ACT_DO_EDIT, ACT_DO_PRESET, ACT_DO_GROUP, ACT_DO_NONE,
};

const struct view_ops activities_view = {
	.name = "Aktiviteter",
	.short_name = "Aktiv.",
	.flags = VIEW_MAIN | VIEW_LIST,
	.action = ACT_DO_VIEW_4,
	.creates = REC_ACTIVITY,
	.tabs = tabs,
	.presets = presets,
	.group = "board_name",
	.keys = keys,
	.build = build,
	.fill_new = fill_new,
};
