/* changes.c: what is different since the last report, or since any moment: grouped by what it is about, the most important first. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "query/changes.h"
#include "query/occasions.h"
#include "views/common.h"
#include "widget/table.h"

/* Since when: what is compared from, and how it is said. */
struct since {
	moment_t moment, from;  /* asked for; compared with, where the store is younger than that */
	const char *name;       /* "UR1"; NULL where it is only a time */
	const char *occasion;   /* its id */
	bool younger;
};

/* view->id is what was chosen: an occasion or a moment; NULL is the default. */
static bool read_since(struct app *app, const struct view *view, struct since *since)
{
	const struct occasion *occasion = occasion_named(&app->ds, view->id);

	*since = (struct since){ .moment = MOMENT_NONE };
	if (!has_words(view->id))
		since->moment = changes_default_since(&app->ds, &occasion);
	else if (!app_moment(app, view->id, true, &since->moment))
		since->moment = MOMENT_NONE;
	if (occasion) {
		since->name = occasion_words(occasion);
		since->occasion = occasion->rec.id;
	}
	return since->moment != MOMENT_NONE;
}

/* "UR1 (bryt 2026-04-08)", "2026-04-08 12:00". */
static const char *since_words(struct page *page, const struct since *since)
{
	char at[MOMENT_TEXT_MAX], day[DATE_TEXT_MAX];
	moment_t start;

	if (!since->name && moment_parse_since(date_format(day, moment_to_date(since->moment)), &start) && start == since->moment)
		return arena_strdup(&page->arena, day);
	if (!since->name)
		return arena_strdup(&page->arena, moment_format_local(at, since->moment));
	return arena_printf(&page->arena, "%s (bryt %s)", since->name, date_format(day, moment_to_date(since->moment)));
}

static const char *from_words(struct page *page, const struct since *since)
{
	char at[MOMENT_TEXT_MAX];

	return since->younger ? arena_strdup(&page->arena, moment_format_local(at, since->from)) : since_words(page, since);
}

/* ---- what of it (f) --------------------------------------------------------------------------------------- */

static bool is_in(const struct result *res, const struct row *row, unsigned groups)
{
	const char *group = row->cells[result_column(res, "group")].text;

	for (int i = 0; i < CHANGE_GROUPS; i++) {
		if (groups & 1u << i && same_words(group, change_group_name((enum change_group)i)))
			return true;
	}
	return false;
}

static bool is_standing(const struct app *app, const struct result *res, const struct row *row)
{
	(void)app;
	return is_in(res, row, 1u << CHANGE_STATUS | 1u << CHANGE_ASSESSMENT);
}

static bool is_money(const struct app *app, const struct result *res, const struct row *row)
{
	(void)app;
	return is_in(res, row, 1u << CHANGE_FORECAST | 1u << CHANGE_ACTION_PLAN);
}

static bool is_work(const struct app *app, const struct result *res, const struct row *row)
{
	(void)app;
	return is_in(res, row, 1u << CHANGE_ACTIVITY | 1u << CHANGE_SIGN_OFF | 1u << CHANGE_NOTE);
}

static bool is_figure(const struct app *app, const struct result *res, const struct row *row)
{
	(void)app;
	return is_in(res, row, 1u << CHANGE_TARGET | 1u << CHANGE_FIGURE | 1u << CHANGE_PLAN);
}

static const struct preset presets[] = {
	{ "allt", NULL, NULL },
	{ "läge och bedömningar", is_standing, NULL },
	{ "prognoser och åtgärdsplaner", is_money, NULL },
	{ "aktiviteter, rapporter och anteckningar", is_work, NULL },
	{ "målvärden, utfall och planen", is_figure, NULL },
	{ NULL, NULL, NULL },
};

struct choosing {
	const struct app *app;
	const struct result *res;
	const struct preset *preset;
};

static bool keep_preset(const struct row *row, void *user)
{
	const struct choosing *choosing = user;

	return choosing->preset->keep(choosing->app, choosing->res, row);
}

static void apply_preset(struct app *app, struct view *view)
{
	struct choosing choosing = { app, &view->result, &presets[view->preset] };

	if (choosing.preset->keep)
		result_keep(&view->result, keep_preset, &choosing);
}

/* ---- the page --------------------------------------------------------------------------------------------- */

static void draw_head(struct app *app, const struct view *view, struct page *page, const struct since *since, size_t all)
{
	struct line *line = page_line(page, 0);
	const char *text = arena_printf(&page->arena, "Ändrat sedan %s", since_words(page, since));
	const char *count = all == 0 ? "inget" : count_words(page, all, "ändring", "ändringar");

	if (view->result.nrows < all)
		count = arena_printf(&page->arena, "%zu av %s", view->result.nrows, count);
	line_text(page, line, 1, page->width - 24, ALIGN_LEFT, ROLE_BOLD, text);
	line_text(page, line, page->width - 23, 22, ALIGN_RIGHT, all ? ROLE_BOLD : ROLE_DIM, count);
	if (since->younger)
		page_note(page, "Lagret fick planen %s, efter det: jämfört med hur det var då.", from_words(page, since));
	if (app->board)
		page_note(page, "Bara det som rör %s. o visar hela koncernen.", organisation_words(app, app->board));
}

/* In a cell a status has its sign too: the query gives the words. */
static void sign_statuses(struct app *app, struct result *res)
{
	static const char *const keys[][2] = { { "before_status", "before" }, { "now_status", "now" } };

	for (size_t k = 0; k < COUNT_OF(keys); k++) {
		int status = result_column(res, keys[k][0]);

		for (size_t i = 0; i < res->nrows; i++) {
			double value = res->rows[i].cells[status].num;
			struct buf text = { 0 };

			if (num_missing(value))
				continue;
			table_status_text(&text, (int)value, app->glyphs);
			row_text(res, &res->rows[i], keys[k][1], buf_cstr(&text));
			buf_free(&text);
		}
	}
}

static void draw_empty(struct app *app, struct view *view, struct page *page, const struct since *since, size_t all)
{
	page_blank(page);
	if (all && !view->result.nrows)
		page_paragraph(page, 2, ROLE_NORMAL, arena_printf(&page->arena, "Inget av det är ändrat sedan %s. f byter urval.",
			from_words(page, since)));
	else if (view->filter && view->result.nrows)
		page_paragraph(page, 2, ROLE_NORMAL, arena_printf(&page->arena,
			"Inget av %zu ändringar innehåller \"%s\". Esc tar bort filtret.", view->result.nrows, view->filter));
	else if (app->board)
		page_paragraph(page, 2, ROLE_NORMAL, arena_printf(&page->arena, "Inget som rör %s är ändrat sedan %s.",
			organisation_words(app, app->board), from_words(page, since)));
	else
		page_paragraph(page, 2, ROLE_NORMAL, arena_printf(&page->arena, "Inget är ändrat sedan %s.", from_words(page, since)));
	page_paragraph(page, 2, ROLE_DIM, "c väljer en annan tidpunkt. 8 visar alla händelser.");
}

static void draw(struct app *app, struct view *view, struct page *page, struct since *since)
{
	const struct query_filter filter = { .board = app->board, .occasion = since->occasion };
	struct table_options options = { .glyphs = app->glyphs, .indent = 3, .filter = view->filter, .sort = view->sort,
		.descending = view->descending, .sticky = true, .group = -1, .lazy = true };
	struct err err = { 0 };
	size_t all;

	if (changes_baseline(&app->ds, since->moment, &since->from, &since->younger, &err) ||
			query_changes(&app->ds, since->moment, &filter, &view->result, &err)) {
		page_error(page, &err);
		return;
	}
	all = view->result.nrows;
	apply_preset(app, view);
	draw_head(app, view, page, since, all);
	sign_statuses(app, &view->result);
	if (view->sort >= 0)
		result_sort(&view->result, view->sort, view->descending);
	else
		options.group = result_column(&view->result, "group");
	if (!view->result.nrows || !table_draw(page, &view->result, &options))
		draw_empty(app, view, page, since, all);
}

static void build(struct app *app, struct view *view, struct page *page)
{
	struct since since;

	if (view->has_result)
		result_free(&view->result);
	view->has_result = true;
	view->result = (struct result){ 0 };
	if (read_since(app, view, &since)) {
		draw(app, view, page, &since);
		return;
	}
	page_blank(page);
	page_paragraph(page, 2, ROLE_NORMAL,
		"Årets första rapport har inte haft sitt bryt ännu: det finns inget tillfälle att räkna från.");
	page_paragraph(page, 2, ROLE_DIM, "c väljer en tidpunkt. 8 visar alla händelser.");
}

/* ---- another moment --------------------------------------------------------------------------------------- */

static int since_done(struct app *app, const char *text)
{
	struct view *view = app_view(app);
	const struct occasion *occasion = occasion_named(&app->ds, text);
	moment_t moment;
	char utc[MOMENT_TEXT_MAX], day[DATE_TEXT_MAX], iso[DATE_TEXT_MAX];

	if (!text) /* Esc */
		return REACT_REDRAW;
	if (!text_blank(text) && !app_moment(app, text, true, &moment)) {
		app_say(app, ROLE_ERROR, "\"%s\" är varken ett rapporttillfälle eller en tid: skriv UR1, M07, %s eller %s 12:31", text,
			app_day_example(app, false, day), app_day_example(app, true, iso));
		return REACT_REDRAW;
	}
	if (!text_blank(text) && moment >= moment_now()) {
		app_say(app, ROLE_ERROR, "Den tidpunkten har inte varit än: välj en tidigare");
		return REACT_REDRAW;
	}
	free(view->id);
	view->id = text_blank(text) ? NULL : mem_strdup(occasion ? occasion->rec.id : moment_format_utc(utc, moment));
	return REACT_REBUILD;
}

static int act(struct app *app, struct view *view, enum action action)
{
	const struct line *line = page_current(&view->page);

	if (action == ACT_DO_CHANGES) {
		char day[DATE_TEXT_MAX];

		prompt_open(app, arena_printf(&view->page.arena, "ändrat sedan (UR1, %s; tomt = förra rapporten)",
			app_day_example(app, false, day)), NULL, since_done, NULL);
		return REACT_REDRAW;
	}
	if (action != ACT_DO_OPEN || !line)
		return REACT_UNHANDLED;
	if (line->tag && strncmp(line->tag, CHANGE_JUDGED, strlen(CHANGE_JUDGED)) == 0)
		return app_act(app, ACT_DO_VIEW_3);
	if ((line->ref.kind == REC_SIGN_OFF || line->ref.kind == REC_OCCASION) && !app_view_of(line->ref.kind))
		return app_act(app, ACT_DO_VIEW_7);
	return open_related(app, view);
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	struct since since;

	trail_main(trail, ACT_DO_VIEW_1);
	if (read_since(app, view, &since))
		trail_add(trail, arena_printf(&view->page.arena, "Ändrat sedan %s", since.name ? since.name :
			since_words(&view->page, &since)), REC_NONE, NULL, NULL, ACT_DO_CHANGES);
	else
		trail_add(trail, "Ändrat", REC_NONE, NULL, NULL, ACT_DO_CHANGES);
}

/* The cells with these keys on one wrapped line. */
static void row_words(struct page *page, const struct result *res, const struct row *row, const char *const *keys, size_t n,
		enum role role)
{
	struct buf text = { 0 };

	for (size_t k = 0; k < n; k++) {
		int column = result_column(res, keys[k]);
		struct buf cell = { 0 };

		cell_format(&cell, &res->columns[column], &row->cells[column]);
		if (cell.len)
			buf_printf(&text, "%s%s%s%s%s", text.len ? "  " : "", strcmp(keys[k], "now") == 0 ? "→ " : "", buf_cstr(&cell),
				res->columns[column].unit ? "\u00a0" : "", res->columns[column].unit ? res->columns[column].unit : "");
		buf_free(&cell);
	}
	page_paragraph(page, 2, role, buf_cstr(&text));
	buf_free(&text);
}

/* The change under the cursor, written out: in the list it is cut. */
static void preview(struct app *app, struct view *view, struct page *page)
{
	static const char *const keys[] = { "what", "title", "before", "now" }, *const authors[] = { "amount", "who", "at" };
	const struct line *line = page_current(&view->page);

	(void)app;
	for (size_t i = 0; line && line->tag && view->has_result && i < view->result.nrows; i++) {
		const struct row *row = &view->result.rows[i];

		if (!same_words(row->tag ? row->tag : row->ref.id, line->tag))
			continue;
		row_words(page, &view->result, row, keys, COUNT_OF(keys), ROLE_NORMAL);
		row_words(page, &view->result, row, authors, COUNT_OF(authors), ROLE_DIM);
	}
}

void changes_open(struct app *app)
{
	app_push(app, &changes_view, NULL, NULL);
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_WHY, ACT_DO_CHANGES, ACT_DO_PRESET, ACT_DO_FILTER, ACT_DO_BOARD, ACT_DO_NONE,
};

const struct view_ops changes_view = {
	.name = "Ändrat",
	.flags = VIEW_LIST,
	.presets = presets,
	.keys = keys,
	.build = build,
	.preview = preview,
	.preview_rows = 4,
	.act = act,
	.trail = trail,
};
