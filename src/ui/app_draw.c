/* app_draw.c: one frame: top line, tabs, trail, page, preview, bottom line. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/app.h"
#include "ui/draw.h"
#include "ui/frame.h"
#include "ui/term.h"

#define CRUMB_MOST 40  /* cells of a crumb that is not the last */
#define CRUMB_LEAST 14 /* with less room than this a crumb is only its id */
#define PREVIEW_FROM 28 /* rows a window must have before a preview takes some of them */

void frame_layout(const struct app *app, struct frame *frame)
{
	const struct view_ops *ops = app->history[app->at]->ops;
	int rows = term_rows(), preview = rows >= PREVIEW_FROM && ops->preview ? ops->preview_rows + 1 : 0;

	frame->tabs = rows >= 16 ? 1 : -1;
	frame->trail = rows >= 16 ? 2 : 1;
	frame->page = frame->trail + 1;
	frame->page_rows = rows - frame->page - 1 - preview;
	frame->preview = preview ? frame->page + frame->page_rows : -1;
	frame->bottom = rows - 1;
}

int app_page_rows(const struct app *app)
{
	struct frame frame;

	frame_layout(app, &frame);
	return frame.page_rows > 1 ? frame.page_rows : 1;
}

static bool is_travelling(const struct app *app)
{
	return app->ds.as_of != MOMENT_NOW;
}

/* A day alone stands for all of it: its end. */
static void moment_words(const struct app *app, struct buf *out)
{
	char day[DATE_TEXT_MAX], at[MOMENT_TEXT_MAX];
	moment_t end;
	int year;

	if (!is_travelling(app)) {
		buf_printf(out, "%s v. %d", date_format(day, app->ds.today), date_iso_week(app->ds.today, &year));
		return;
	}
	date_format(day, moment_to_date(app->ds.as_of));
	if (moment_parse(day, &end) && end == app->ds.as_of)
		buf_printf(out, "SÅ SÅG DET UT %s", day);
	else
		buf_printf(out, "SÅ SÅG DET UT %s", moment_format_local(at, app->ds.as_of));
}

/* What kind of moment and store it is, at the right end of the top line; invented figures keep their own look while one travels.
 * In a narrow window it is short. Returns its width. */
static int draw_kind(struct app *app, bool narrow)
{
	const bool demo = store_is_demo(app->store);
	const char *words = demo ? (narrow ? " DEMO " : " " DEMO_WORDS " ") : app->readonly ? " skrivskyddat " : " live ";
	int width = text_width(words), cols = term_cols();

	if (is_travelling(app) && !demo) /* that it cannot be edited then goes without saying */
		return 0;
	draw_any(0, cols - width, width, demo ? ROLE_ALERT : ROLE_TITLE, words);
	return width;
}

/* A moment that is not now, and a store that cannot be edited, must be impossible to overlook. */
static void draw_top(struct app *app)
{
	const struct plan *plan = dataset_plan(&app->ds);
	const struct record *board = app->board ? dataset_find(&app->ds, REC_BOARD, "", app->board) : NULL;
	const enum role role = is_travelling(app) ? ROLE_TRAVEL : store_is_demo(app->store) ? ROLE_ALERT : ROLE_TITLE;
	const char *dot = glyph(app->glyphs, GLYPH_DOT), *words;
	struct buf left = { 0 }, right = { 0 };
	int cols = term_cols(), end, width;
	size_t who;

	draw_fill(0, 0, cols, role);
	buf_printf(&left, " Region Halland %s %s", dot, plan ? plan->title : "alla planer");
	buf_printf(&right, "%s %s ", board ? record_title(board) : "koncern", dot);
	who = right.len;
	moment_words(app, &right);
	buf_printf(&right, " %s", is_travelling(app) ? "" : dot);
	words = buf_cstr(&right);
	end = cols - draw_kind(app, text_width(words + who) > cols - text_width(" " DEMO_WORDS " "));
	if (text_width(words) > end - 8) /* a narrow window: the moment is what must be seen */
		words += who;
	width = text_width(words) < end ? text_width(words) : end;
	draw_any(0, 0, end - width - 1, role, buf_cstr(&left));
	draw_any(0, end - width, width, role, words);
	buf_free(&left);
	buf_free(&right);
}

/* The main screen that the shown one belongs to: itself, or the first main one in its trail. */
static enum action current_tab(struct app *app)
{
	const struct view_ops *ops = app_view(app)->ops;

	if (ops->flags & VIEW_MAIN)
		return ops->action;
	return app->trail.n ? app->trail.items[0].action : ACT_DO_NONE;
}

/* ---- tabs ---------------------------------------------------------------------------------------------------- */

#define TABS_MAX 9 /* each has a digit */

struct tab {
	const struct view_ops *ops;
	char *text;           /* " 3 Indikatorer " */
	int width;
	bool bare;            /* only its key */
};
struct tabs {
	struct tab items[TABS_MAX];
	int n, width;
};

/* Writes a tab anew with that name; "" leaves its key. */
static void name_tab(const struct app *app, struct tabs *tabs, int at, const char *name)
{
	struct tab *tab = &tabs->items[at];
	struct buf text = { 0 };

	buf_char(&text, ' ');
	keymap_label(&app->keys, tab->ops->action, app->glyphs == GLYPH_ASCII, &text);
	buf_printf(&text, " %s%s", name, *name ? " " : "");
	tabs->width -= tab->width;
	free(tab->text);
	tab->text = buf_take(&text);
	tab->width = text_width(tab->text);
	tabs->width += tab->width;
}

/* Whole names as far as there is room for them from the left, short ones for the others; where not even those fit, the key
 * alone, but for the screen that is shown. The last blank may fall outside. */
static void lay_tabs(struct app *app, struct tabs *tabs)
{
	enum action current = current_tab(app);
	int room = term_cols() + 1;

	*tabs = (struct tabs){ .n = 0 };
	for (size_t i = 0; i < all_nviews && tabs->n < TABS_MAX; i++)
		if (all_views[i]->flags & VIEW_MAIN) {
			tabs->items[tabs->n++].ops = all_views[i];
			name_tab(app, tabs, tabs->n - 1, all_views[i]->short_name);
		}
	for (int i = 0; tabs->width > room && i < tabs->n; i++)
		if (tabs->items[i].ops->action != current) {
			tabs->items[i].bare = true;
			name_tab(app, tabs, i, "");
		}
	for (int i = 0; i < tabs->n; i++) {
		const struct view_ops *ops = tabs->items[i].ops;

		if (!tabs->items[i].bare && tabs->width + text_width(ops->name) - text_width(ops->short_name) <= room)
			name_tab(app, tabs, i, ops->name);
	}
}

static void free_tabs(struct tabs *tabs)
{
	for (int i = 0; i < tabs->n; i++)
		free(tabs->items[i].text);
}

bool frame_tab_at(struct app *app, int at, enum action *action)
{
	struct tabs tabs;
	bool found = false;
	int col = 0;

	lay_tabs(app, &tabs);
	for (int i = 0; i < tabs.n && !found; i++) {
		col += tabs.items[i].width;
		found = at < col;
		if (found)
			*action = tabs.items[i].ops->action;
	}
	free_tabs(&tabs);
	return found;
}

static void draw_tabs(struct app *app, int row)
{
	enum action current = current_tab(app);
	int col = 0, cols = term_cols();
	struct tabs tabs;

	lay_tabs(app, &tabs);
	if (tabs.n && tabs.width > cols) /* that blank */
		tabs.items[tabs.n - 1].text[strlen(tabs.items[tabs.n - 1].text) - 1] = '\0';
	for (int i = 0; i < tabs.n && col < cols; i++)
		col += draw_any(row, col, cols - col, tabs.items[i].ops->action == current ? ROLE_TAB_ACTIVE : ROLE_TABS,
			tabs.items[i].text);
	free_tabs(&tabs);
}

/* What narrows the list, at the right end of the trail line: a filter that is on is always seen. */
static void narrowing(struct app *app, struct buf *out)
{
	const struct view *view = app_view(app);

	if (view->filter && *view->filter)
		buf_printf(out, " filter: %s ", view->filter);
	if (view->preset && view->ops->presets)
		buf_printf(out, " urval: %s ", view->ops->presets[view->preset].name);
	if (view->grouped)
		buf_str(out, " grupperat ");
	if (view->marks.n)
		buf_printf(out, " %zu märkta ", view->marks.n);
	if (app->news)
		buf_str(out, " nytt finns · r hämtar ");
}

static int draw_crumb(int row, int col, int width, bool last, const char *text)
{
	enum role role = last ? ROLE_BOLD : ROLE_TRAIL;
	char *word;
	int used;

	if (text_width(text) <= width || (size_t)width != strcspn(text, " "))
		return draw_any(row, col, width, role, text);
	word = mem_strndup(text, (size_t)width);
	used = draw_any(row, col, width, role, word);
	free(word);
	return used;
}

static void draw_trail(struct app *app, int row)
{
	struct buf right = { 0 };
	int cols = term_cols(), col = 1, room, width, own;

	narrowing(app, &right);
	width = text_width(buf_cstr(&right));
	if (width > cols - 10)
		width = cols - 10;
	room = cols - width - 1;
	own = app->trail.n ? text_width(app->trail.items[app->trail.n - 1].text) : 0; /* where one is must be seen first */
	if (own > room / 2)
		own = room / 2;
	for (int i = 0; i < app->trail.n && col < room; i++) {
		struct crumb *crumb = &app->trail.items[i];
		bool last = i == app->trail.n - 1;
		int most = last ? room - col : (room - own - col) / 2 - 2;

		if (most < 1)
			most = 1;

		crumb->col = col;
		if (!last && most < CRUMB_LEAST && text_width(crumb->text) > most) /* "3.1" says more than "3.1 En r…" */
			most = (int)strcspn(crumb->text, " ");
		crumb->width = draw_crumb(row, col, most > CRUMB_MOST && !last ? CRUMB_MOST : most, last, crumb->text);
		col += crumb->width + 1;
		if (!last)
			col += draw_any(row, col, room - col, ROLE_DIM, glyph(app->glyphs, GLYPH_TRAIL)) + 1;
	}
	if (width > 0)
		draw_any(row, cols - width, width, ROLE_ALERT, buf_cstr(&right));
	buf_free(&right);
}

static int draw_key(struct app *app, int row, int col, enum action action)
{
	struct buf key = { 0 };

	keymap_label(&app->keys, action, app->glyphs == GLYPH_ASCII, &key);
	if (*buf_cstr(&key)) { /* the blanks go with the words: a change of colour costs more bytes than they do */
		struct buf word = { 0 };

		buf_char(&key, ' ');
		buf_printf(&word, "%s   ", action_info(action)->word);
		col += draw_any(row, col, term_cols() - col, ROLE_KEY, buf_cstr(&key));
		if (col + text_width(buf_cstr(&word)) > term_cols())
			word.data[strlen(action_info(action)->word)] = '\0';
		col += draw_any(row, col, term_cols() - col, ROLE_DIM, buf_cstr(&word));
		buf_free(&word);
	}
	buf_free(&key);
	return col;
}

static int key_width(const struct app *app, enum action action)
{
	struct buf key = { 0 };
	int width;

	keymap_label(&app->keys, action, app->glyphs == GLYPH_ASCII, &key);
	width = key.len ? text_width(buf_cstr(&key)) + 1 + text_width(action_info(action)->word) : 0;
	buf_free(&key);
	return width;
}

/* At another moment than now the key that goes back to it always stands there, to the left of `end`. Returns where it begins. */
static int draw_way_back(struct app *app, int row, int end)
{
	int width = is_travelling(app) ? key_width(app, ACT_DO_NOW) : 0;

	if (!width)
		return end;
	draw_key(app, row, end - width - 3, ACT_DO_NOW);
	return end - width - 4;
}

/* "↓ 4 till": rows below the screen are never a surprise. To the left of `end`; returns where it begins. */
static int draw_below(struct app *app, int row, int end)
{
	const struct page *page = &app_view(app)->page;
	int below = page->nlines - page->sticky - page->top - (app_page_rows(app) - page->sticky), width;
	struct buf text = { 0 };

	if (below <= 0)
		return end;
	buf_printf(&text, "%s %d till", glyph(app->glyphs, GLYPH_DOWN), below);
	width = text_width(buf_cstr(&text));
	draw_any(row, end - width - 2, width, ROLE_ACCENT, buf_cstr(&text));
	buf_free(&text);
	return end - width - 3;
}

/* "3 märkta" before the keys that are about them. Returns the column after it. */
static int draw_marked(struct app *app, int row, int col)
{
	size_t n = app_view(app)->marks.n;
	struct buf text = { 0 };

	buf_printf(&text, "%zu %s:", n, n == 1 ? "märkt" : "märkta");
	col += draw_any(row, col, term_cols() - col, ROLE_BOLD, buf_cstr(&text)) + 1;
	buf_free(&text);
	return col;
}

static void draw_bottom(struct app *app, int row)
{
	static const enum action on_marked[] = { ACT_DO_EDIT, ACT_DO_DONE, ACT_DO_DELETE, ACT_DO_MARK, ACT_DO_BACK, ACT_DO_NONE };
	static const enum action editing[] = { ACT_DO_SAVE, ACT_DO_EDIT, ACT_DO_BACK, ACT_DO_NONE };
	const enum action *keys = app->edit.active && !app->edit.theirs ? editing : app_view(app)->ops->keys;
	int cols = term_cols(), help = cols - key_width(app, ACT_DO_HELP) - 1, end, col = 1;

	if (app->message) {
		draw_any(row, 1, draw_way_back(app, row, cols) - 1, app->message_role, app->message);
		return;
	}
	end = draw_below(app, row, draw_way_back(app, row, help));
	if (app_view(app)->marks.n && !app->edit.active) {
		keys = on_marked;
		col = draw_marked(app, row, col);
	}
	for (; keys && *keys; keys++) {
		if (app->readonly && action_info(*keys)->group == action_info(ACT_DO_EDIT)->group)
			continue;
		if (col + key_width(app, *keys) >= end - 1)
			break;
		col = draw_key(app, row, col, *keys);
	}
	draw_key(app, row, help, ACT_DO_HELP);
}

/* While the cursor moves the preview stands still: over a slow line it would cost more than all the rest of the frame. */
static void draw_preview(struct app *app, const struct frame *frame)
{
	struct view *view = app_view(app);
	struct buf rule = { 0 };

	for (int i = 0; i < term_cols(); i++)
		buf_str(&rule, glyph(app->glyphs, GLYPH_RULE));
	draw_any(frame->preview, 0, term_cols(), ROLE_RULE, buf_cstr(&rule));
	buf_free(&rule);
	if (!app->settling) {
		page_begin(&view->preview, term_cols());
		view->ops->preview(app, view, &view->preview);
		page_end(&view->preview, view->ops->preview_rows);
	}
	draw_page(&view->preview, frame->preview + 1, view->ops->preview_rows, app->glyphs, true);
}

static bool too_small(void)
{
	if (term_rows() >= TERM_MIN_ROWS && term_cols() >= TERM_MIN_COLS)
		return false;
	draw_any(0, 0, term_cols(), ROLE_BOLD, "För litet fönster");
	draw_any(1, 0, term_cols(), ROLE_NORMAL, "Gör det minst 40×12.");
	draw_any(2, 0, term_cols(), ROLE_NORMAL, "q avslutar");
	return true;
}

void app_frame(struct app *app)
{
	struct frame frame;

	draw_begin();
	if (!too_small()) {
		frame_layout(app, &frame);
		draw_top(app);
		if (frame.tabs >= 0)
			draw_tabs(app, frame.tabs);
		draw_trail(app, frame.trail);
		draw_page(&app_view(app)->page, frame.page, frame.page_rows, app->glyphs, false);
		if (frame.preview >= 0)
			draw_preview(app, &frame);
		draw_bottom(app, frame.bottom);
		if (app->mode && app->mode->draw)
			app->mode->draw(app);
	}
	draw_end();
}
