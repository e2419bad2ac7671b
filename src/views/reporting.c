/* reporting.c: view 7: the reporting year: its occasions and days, which is next, and what is left of it. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "views/report_priv.h"

#define NAME_COL 3
#define NAME_WIDTH 13 /* "UR1  2026-03" */
#define COUNT_WIDTH 6
#define DATE_WIDTH 11 /* with the star */
#define SOURCE_WIDTH 17
#define TITLE_MOST 46

/* The days of an occasion; those with the highest priority are dropped first on a narrow screen. */
static const struct day_column {
	const char *key, *heading;
	int priority;
} day_columns[] = {
	{ "cutoff", "Bryt", 1 }, { "due", "Rapport", 0 }, { "rsau1", "RSAU 1", 5 }, { "rsau2", "RSAU 2", 6 },
	{ "decided", "Beslutad", 2 }, { "rs", "RS", 3 }, { "rf", "RF", 4 },
};
#define MOST_DAYS (int)COUNT_OF(day_columns)

struct year_layout {
	int days[COUNT_OF(day_columns)]; /* column of each; −1 = no room */
	int filled, signed_off, source;  /* likewise */
};

static void place_columns(const struct page *page, struct year_layout *layout)
{
	int room = page->width - NAME_COL - NAME_WIDTH - 1 - 2 * (COUNT_WIDTH + 1), fits = room / (DATE_WIDTH + 1);
	int col = NAME_COL + NAME_WIDTH + 1;
	bool no_filled = fits < 1; /* the day it is due says more */

	if (no_filled)
		fits = (room + COUNT_WIDTH + 1) / (DATE_WIDTH + 1);
	for (int i = 0; i < MOST_DAYS; i++) {
		int before = 0;

		for (int k = 0; k < MOST_DAYS; k++)
			before += day_columns[k].priority < day_columns[i].priority ||
				(day_columns[k].priority == day_columns[i].priority && k < i);
		layout->days[i] = before < fits ? col : -1;
		col += before < fits ? DATE_WIDTH + 1 : 0;
	}
	layout->filled = no_filled ? -1 : col;
	layout->signed_off = no_filled ? col : col + COUNT_WIDTH + 1;
	layout->source = layout->signed_off + COUNT_WIDTH + 2;
	if (layout->source + SOURCE_WIDTH > page->width)
		layout->source = -1;
}

static void put(struct page *page, struct line *line, int col, int width, enum align align, enum role role, const char *text)
{
	if (col >= 0 && col < page->width && has_words(text))
		line_text(page, line, col, width, align, role, text);
}

static void draw_heading(struct page *page, const struct year_layout *layout)
{
	struct line *line = page_line(page, 0);

	put(page, line, NAME_COL, NAME_WIDTH, ALIGN_LEFT, ROLE_COLUMN, "Tillfälle");
	for (int i = 0; i < MOST_DAYS; i++)
		put(page, line, layout->days[i], DATE_WIDTH, ALIGN_LEFT, ROLE_COLUMN, day_columns[i].heading);
	put(page, line, layout->filled, COUNT_WIDTH, ALIGN_RIGHT, ROLE_COLUMN, "Ifyllt");
	put(page, line, layout->signed_off, COUNT_WIDTH, ALIGN_RIGHT, ROLE_COLUMN, "Klart");
	put(page, line, layout->source, SOURCE_WIDTH, ALIGN_LEFT, ROLE_COLUMN, "Källa");
}

/* ---- an occasion ----------------------------------------------------------------------------------------------- */

static date_t day_of(const struct app *app, const struct occasion *occasion, const char *key, bool *proposed)
{
	*proposed = false;
	if (strcmp(key, "cutoff") == 0)
		return occasion_cutoff_day(&app->ds, occasion, proposed);
	if (strcmp(key, "due") == 0)
		return occasion_due_day(&app->ds, occasion, proposed);
	return *(const date_t *)field_ptr(&occasion->rec, record_field(record_type(REC_OCCASION), key));
}

/* Counted days have a star: it is said below what that is. */
static void draw_days(struct app *app, struct page *page, struct line *line, const struct occasion *occasion,
		const struct year_layout *layout, enum role role)
{
	for (int i = 0; i < MOST_DAYS; i++) {
		const char *key = day_columns[i].key;
		char text[DATE_TEXT_MAX];
		bool proposed;
		date_t day = day_of(app, occasion, key, &proposed);
		bool counted = proposed || (day != DATE_NONE && occasion->source == CAL_COMPUTED);
		struct span *span;

		if (layout->days[i] < 0)
			continue;
		span = line_text(page, line, layout->days[i], DATE_WIDTH, ALIGN_LEFT, day == DATE_NONE ? ROLE_DIM : role,
			day == DATE_NONE ? "–" : arena_printf(&page->arena, "%s%s", date_format(text, day), counted ? "*" : ""));
		span_field(page, span, key, REC_OCCASION, occasion->rec.plan, occasion->rec.id);
	}
}

static const char *count_of(struct page *page, size_t n, size_t of)
{
	return of ? arena_printf(&page->arena, "%zu/%zu", n, of) : "–";
}

static const char *tag_of(struct page *page, const struct occasion *occasion)
{
	return arena_printf(&page->arena, "occasion:%s", occasion->rec.id);
}

static void draw_occasion(struct app *app, struct page *page, const struct occasion *occasion, const struct year_layout *layout,
		bool open, bool next, const struct report_left *left)
{
	struct line *line = page_line(page, LINE_SELECT | (open ? LINE_OPEN : LINE_CLOSED));
	bool past = occasion_due_day(&app->ds, occasion, NULL) < app->ds.today;
	size_t of = app->board ? left->parts : left->boards;
	size_t filled = app->board ? left->filled : left->boards_filled;
	size_t done = app->board ? left->signed_off : left->boards_signed;
	enum role role = next ? ROLE_BOLD : past ? ROLE_DIM : ROLE_NORMAL;
	char period[PERIOD_TEXT_MAX];

	line_ref(page, line, REC_OCCASION, occasion->rec.plan, occasion->rec.id);
	line_tag(page, line, tag_of(page, occasion));
	line_text(page, line, 1, 1, ALIGN_LEFT, ROLE_ACCENT, glyph(app->glyphs, open ? GLYPH_OPEN : GLYPH_CLOSED));
	put(page, line, NAME_COL, NAME_WIDTH, ALIGN_LEFT, role, occasion_label(occasion->rec.id));
	put(page, line, NAME_COL + 5, NAME_WIDTH - 5, ALIGN_LEFT, role, period_format(period, occasion->period));
	draw_days(app, page, line, occasion, layout, role);
	put(page, line, layout->filled, COUNT_WIDTH, ALIGN_RIGHT, role, count_of(page, filled, of));
	put(page, line, layout->signed_off, COUNT_WIDTH, ALIGN_RIGHT, past && done < of ? ROLE_RED : role, count_of(page, done, of));
	put(page, line, layout->source, SOURCE_WIDTH, ALIGN_LEFT, ROLE_DIM, choices_calendar_source[occasion->source].label);
}

/* ---- what is under it ------------------------------------------------------------------------------------------ */

static void draw_parts(struct app *app, struct view *view, struct page *page, const struct occasion *occasion)
{
	const struct query_filter filter = { .board = app->board, .occasion = occasion->rec.id };
	struct result res;
	struct err err = { 0 };

	if (query_report(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	report_parts_draw(app, view, page, &res, 5, 0);
	if (!res.nrows)
		page_note(page, "   %s lämnar ingen rapport: nämnden har varken mål eller egen drift i planen.",
			organisation_words(app, app->board));
	result_free(&res);
}

#define STATE_WIDTH 17  /* "preliminärt klar" */
#define FILLED_WIDTH 14 /* "ifyllt 11/15" */
#define DONE_WIDTH 12   /* "klart 11/15" */
#define BOARD_LEAST 24  /* of a nämnd's name, before the counts go */

/* One line a nämnd: Enter goes to its report. */
static void draw_board(struct app *app, struct view *view, struct page *page, const struct occasion *occasion,
		const struct record *board)
{
	struct line *line = page_line(page, LINE_SELECT);
	struct ref ref = { REC_SIGN_OFF, occasion->rec.plan, report_id(&page->arena, occasion, board->id, SIGN_OFF_WHOLE) };
	int room = page->width - 6 - STATE_WIDTH, filled, done, title;
	const char *short_name = ((const struct board *)board)->short_name, *state;
	struct report_left left;

	done = room - DONE_WIDTH >= BOARD_LEAST ? DONE_WIDTH : 0;
	filled = room - done - FILLED_WIDTH >= BOARD_LEAST ? FILLED_WIDTH : 0;
	title = room - done - filled < TITLE_MOST ? room - done - filled : TITLE_MOST;
	report_left(&app->ds, occasion->rec.id, board->id, &left);
	state = left.whole_final ? "definitivt klar" : left.whole_preliminary ? "preliminärt klar" : "inte klar";
	line_ref(page, line, ref.kind, ref.plan, ref.id);
	if (view_is_marked(&ref, view))
		line_text(page, line, 3, 1, ALIGN_LEFT, ROLE_ACCENT, glyph(app->glyphs, GLYPH_MARKED));
	put(page, line, 5, title, ALIGN_LEFT, ROLE_NORMAL, text_width(record_title(board)) > title && has_words(short_name) ?
		short_name : record_title(board));
	if (filled)
		put(page, line, 6 + title, 12, ALIGN_LEFT, left.filled < left.parts ? ROLE_NORMAL : ROLE_DIM,
			arena_printf(&page->arena, "ifyllt %s", count_of(page, left.filled, left.parts)));
	if (done)
		put(page, line, 6 + title + filled, 11, ALIGN_LEFT, left.signed_off < left.parts ? ROLE_NORMAL : ROLE_DIM,
			arena_printf(&page->arena, "klart %s", count_of(page, left.signed_off, left.parts)));
	put(page, line, 6 + title + filled + done, 16, ALIGN_LEFT, left.whole_preliminary ? ROLE_GREEN : ROLE_RED, state);
}

static void draw_boards(struct app *app, struct view *view, struct page *page, const struct occasion *occasion)
{
	const struct record_list *list = dataset_list(&app->ds, REC_BOARD);

	for (size_t i = 0; i < list->n; i++)
		if (report_board(&app->ds, occasion->rec.plan, list->items[i]->id))
			draw_board(app, view, page, occasion, list->items[i]);
}

/* ---- the answer on top ----------------------------------------------------------------------------------------- */

/* Short, so that the answer fits on its line. */
static const char *board_words(const struct app *app)
{
	const struct board *board = (const struct board *)dataset_find(&app->ds, REC_BOARD, NULL, app->board);

	return board && has_words(board->short_name) ? board->short_name : organisation_words(app, app->board);
}

static void draw_answer(struct app *app, struct page *page, const struct occasion *shown, bool is_next)
{
	struct report_left left;
	const char *words;

	report_left(&app->ds, shown->rec.id, app->board, &left);
	page_paragraph(page, 1, ROLE_BOLD, arena_printf(&page->arena, "%s: %s, %s",
		is_next ? "Nästa" : "Senast", shown->rec.id, report_when(app, page, shown)));
	if (app->board && left.parts)
		words = arena_printf(&page->arena, "%s: %s.", board_words(app), report_left_words(page, &left));
	else if (app->board)
		words = arena_printf(&page->arena, "%s lämnar ingen rapport.", organisation_words(app, app->board));
	else
		words = arena_printf(&page->arena, "%zu av %zu nämnder har fyllt i allt, %zu har klarmarkerat sin rapport.",
			left.boards_filled, left.boards, left.boards_signed);
	line_text(page, page_line(page, 0), 1, page->width - 2, ALIGN_LEFT, ROLE_NORMAL, words);
}

/* The year shown is that of the plan; with all plans together, of the one that the next report is of. */
static bool is_of_year(const struct app *app, const struct occasion *occasion, const struct occasion *shown)
{
	return strcmp(app->ds.plan, "all") != 0 || (shown && strcmp(occasion->rec.plan, shown->rec.plan) == 0);
}

static void draw_year(struct app *app, struct view *view, struct page *page, const struct occasion *shown,
		const struct year_layout *layout)
{
	const struct record_list *list = dataset_list(&app->ds, REC_OCCASION);
	bool counted = false;

	for (size_t i = 0; i < list->n; i++) {
		const struct occasion *occasion = (const struct occasion *)list->items[i];
		bool open = (occasion == shown) != view_is_closed(view, tag_of(page, occasion));
		struct report_left left;

		if (!is_of_year(app, occasion, shown))
			continue;
		report_left(&app->ds, occasion->rec.id, app->board, &left);
		draw_occasion(app, page, occasion, layout, open, occasion == shown, &left);
		counted = counted || occasion->source == CAL_COMPUTED || occasion->cutoff == DATE_NONE || occasion->due == DATE_NONE;
		if (open && app->board)
			draw_parts(app, view, page, occasion);
		else if (open)
			draw_boards(app, view, page, occasion);
	}
	page_blank(page);
	if (counted)
		page_note(page, "* Beräknat: bryt fjärde arbetsdagen i månaden efter (augusti femte, januari sjunde), rapporten "
			"3 arbetsdagar senare (UR2 5, UR1 och ÅR 10). e ändrar ett datum: då gäller det som beslutat.");
}

/* Opened: one begins at what is next, with as much of it on screen as there is room for. */
static void begin_at(struct view *view, struct page *page, const struct occasion *shown)
{
	page_seek(page, REC_OCCASION, shown->rec.plan, shown->rec.id, NULL);
	page->at_tag = mem_strdup(tag_of(page, shown));
	(void)view;
}

static int line_of(const struct page *page, const struct occasion *occasion)
{
	for (int i = 0; i < page->nlines; i++)
		if (page->lines[i].ref.kind == REC_OCCASION && same_words(page->lines[i].ref.id, occasion->rec.id))
			return i;
	return page->sticky;
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct occasion *next = occasion_next(&app->ds, app->ds.today);
	const struct occasion *shown = next ? next : occasion_last(&app->ds, app->ds.today);
	bool opened = page->at_kind == REC_NONE && !page->at_tag;
	struct year_layout layout;

	if (!shown) {
		page_note(page, "Planen har inga rapporttillfällen: dess år är inte känt. Lägg till dem med styrtavla add occasion.");
		return;
	}
	place_columns(page, &layout);
	draw_answer(app, page, shown, next != NULL);
	draw_heading(page, &layout);
	page->sticky = page->nlines;
	draw_year(app, view, page, shown, &layout);
	if (opened) {
		begin_at(view, page, shown);
		if (page->nlines > app_page_rows(app))
			page->top = line_of(page, shown) - page->sticky;
	}
}

static int act(struct app *app, struct view *view, enum action action)
{
	const struct line *line = page_current(&view->page);
	bool node = line && line->flags & (LINE_OPEN | LINE_CLOSED);

	if (action == ACT_DO_OPEN && node && view->page.cell >= 0)
		return app_act(app, ACT_DO_EDIT);
	/* A part is written on its own screen. */
	if (action == ACT_DO_EDIT && line && line->ref.kind == REC_SIGN_OFF)
		return app_open(app, line->ref.kind, line->ref.plan, line->ref.id) ? REACT_REBUILD : REACT_REDRAW;
	if (action == ACT_DO_LEFT && line && !node && line->ref.kind == REC_SIGN_OFF) {
		for (int i = view->page.line; i >= 0; i--)
			if (view->page.lines[i].flags & (LINE_OPEN | LINE_CLOSED))
				return page_move_to(&view->page, i, app_page_rows(app)) ? REACT_REDRAW : REACT_NONE;
	}
	if (action == ACT_DO_LEFT && node && view->page.cell < 0 && line->flags & LINE_CLOSED)
		return REACT_NONE; /* the outermost level: nothing more to close */
	return REACT_UNHANDLED;
}

/* An occasion's days are changed here. */
static bool open_for(struct app *app, const struct record *rec)
{
	if (rec->kind != REC_OCCASION)
		return false;
	app_push(app, &reporting_view, NULL, NULL);
	return true;
}

static const enum record_kind holds[] = { REC_OCCASION, REC_NONE };
static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_DONE, ACT_DO_EDIT, ACT_DO_BOARD, ACT_DO_KONCERN, ACT_DO_CHANGES, ACT_DO_NONE,
};

const struct view_ops reporting_view = {
	.name = "Uppföljning",
	.short_name = "Uppf.",
	.flags = VIEW_MAIN | VIEW_MARKS,
	.action = ACT_DO_VIEW_7,
	.holds = holds,
	.keys = keys,
	.build = build,
	.act = act,
	.open_for = open_for,
};
