/* app.c: the loop: wait, turn events into actions, act on reactions, one frame. */
#include "ui/app.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/actions.h"
#include "ui/draw.h"
#include "ui/frame.h"
#include "ui/term.h"
#include "ui/theme.h"

#define RECHECK_MS 50      /* a commit can become visible a moment after its wake-up */
#define SETTLE_MS 100      /* how long the cursor rests before the preview follows it */
#define POLL_MS 2000       /* where the system gives no watch */
#define WHEEL_LINES 3

/* ---- messages ------------------------------------------------------------------------------------------------ */

static void say(struct app *app, enum role role, char *text)
{
	free(app->message);
	app->message = text;
	app->message_role = role;
}

void app_say(struct app *app, enum role role, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	say(app, role, buf_take(&text));
}

void app_say_err(struct app *app, const struct err *err)
{
	app_say(app, ROLE_ERROR, "%s", err->text);
}

/* ---- data ---------------------------------------------------------------------------------------------------- */

void app_rebuild(struct app *app)
{
	struct view *view = app_view(app);

	trail_clear(&app->trail);
	if (view->ops->trail)
		view->ops->trail(app, view, &app->trail);
	else
		trail_add(&app->trail, view->ops->name, REC_NONE, NULL, NULL, view->ops->action);
	page_begin(&view->page, term_cols());
	view->ops->build(app, view, &view->page);
	if (app->edit.active)
		edit_patch_page(app, &view->page);
	page_end(&view->page, app_page_rows(app));
	view->built = true;
	app->settling = false;
	if (app->edit.active && app->edit.first) { /* a new record: the caret is in its first empty field at once */
		app->edit.first = false;
		edit_seek_empty(app);
		edit_type(app);
	}
	if (app->edit.active && app->edit.again)
		edit_type_again(app);
}

void app_frame_now(struct app *app)
{
	app_rebuild(app);
	app_say(app, ROLE_NOTICE, "sparar …");
	app_frame(app);
}

void app_reload(struct app *app, bool always)
{
	struct err err = { 0 };
	bool changed = false;

	if (dataset_refresh(&app->ds, &changed, &err))
		app_say_err(app, &err);
	app->news = false;
	if (changed || always)
		app_view(app)->built = false;
}

date_t app_today_now(const struct app *app)
{
	return app->options->today_fixed ? app->options->today : moment_to_date(moment_now());
}

/* What is late at another moment is what was late then, unless the user has said which day to judge by. */
static date_t today_at(const struct app *app, moment_t as_of)
{
	return as_of == MOMENT_NOW || app->options->today_given ? app_today_now(app) : moment_to_date(as_of);
}

/* Loads another plan or another moment; what is shown stays as it is when that cannot be. */
static bool load_as(struct app *app, const char *plan, moment_t as_of)
{
	struct dataset ds = { 0 };
	struct err err = { 0 };

	if (dataset_load(&ds, app->store, plan, as_of, today_at(app, as_of), &err)) {
		app_say_err(app, &err);
		dataset_free(&ds);
		return false;
	}
	dataset_set_eves(&ds, app->ds.eves);
	dataset_free(&app->ds);
	app->ds = ds;
	app->readonly = app->options->readonly || as_of != MOMENT_NOW || store_is_readonly(app->store);
	app->news = false;
	app_view(app)->built = false;
	return true;
}

void app_travel(struct app *app, moment_t as_of)
{
	load_as(app, app->ds.plan, as_of);
}

void app_show_plan(struct app *app, const char *plan)
{
	if (!load_as(app, plan, app->ds.as_of))
		return;
	/* The screens one has been on are about records of the other plan. */
	while (app->nhistory)
		view_free(app->history[--app->nhistory]);
	app->at = 0;
	app_push(app, all_views[0], NULL, NULL);
	app_say(app, ROLE_NOTICE, "Visar %s", dataset_plan(&app->ds) ? dataset_plan(&app->ds)->title : plan);
}

/* Someone committed. The screen follows at once, except where it must not move under the eyes of a meeting. */
static void store_event(struct app *app, bool again)
{
	app->recheck = again;
	store_changed(app->store, &app->seen); /* takes the wake-ups; whether there is news, only a reader knows for sure */
	if (app->ds.as_of != MOMENT_NOW)
		return;
	if (app->options->readonly)
		app->news = app->news || store_last_seq(app->store) != app->ds.seq;
	else
		app_reload(app, false);
}

/* ---- modes --------------------------------------------------------------------------------------------------- */

void app_mode_begin(struct app *app, const struct mode *mode, void *data)
{
	if (app->mode)
		app_mode_end(app);
	app->mode = mode;
	app->mode_data = data;
}

void app_mode_end(struct app *app)
{
	const struct mode *mode = app->mode;

	app->mode = NULL;
	if (mode && mode->end)
		mode->end(app);
	app->mode_data = NULL;
}

/* ---- events -------------------------------------------------------------------------------------------------- */

static int key_event(struct app *app, int key)
{
	enum action action;

	if (app->message) {
		free(app->message);
		app->message = NULL;
	}
	if (app->mode)
		return app->mode->key(app, key) | REACT_REDRAW;
	action = keymap_action(&app->keys, key);
	if (action == ACT_DO_NONE) {
		struct buf label = { 0 };

		key_label(key, app->glyphs == GLYPH_ASCII, &label);
		if (key == K_CTRL('c'))
			app_say(app, ROLE_NOTICE, "q avslutar");
		else if (key != K_NONE) /* some control keys have no name */
			app_say(app, ROLE_NOTICE, "%s gör inget här; ? visar tangenterna", label.len ? buf_cstr(&label) : "Tangenten");
		buf_free(&label);
		return REACT_REDRAW;
	}
	return app_act(app, action) | REACT_REDRAW;
}

static int click_trail(struct app *app, int col)
{
	for (int i = 0; i < app->trail.n; i++) {
		struct crumb *crumb = &app->trail.items[i];

		if (col < crumb->col || col >= crumb->col + crumb->width)
			continue;
		if (crumb->kind == REC_NONE)
			return app_act(app, crumb->action);
		if (edit_is_dirty(&app->edit)) {
			app_say(app, ROLE_ERROR, "Spara först det du ändrat (Ctrl-S), eller kasta det med Esc");
			return REACT_REDRAW;
		}
		edit_end(app, false);
		app_open(app, crumb->kind, crumb->plan, crumb->id);
		return REACT_REBUILD;
	}
	return REACT_NONE;
}

static int click_page(struct app *app, const struct event *event, int row)
{
	struct page *page = &app_view(app)->page;
	int rows = app_page_rows(app), line = page_line_at(page, row, rows);

	if (line < 0 || !(page->lines[line].flags & LINE_SELECT))
		return REACT_NONE;
	page_move_to(page, line, rows);
	page->cell = -1;
	for (int i = 0; i < line_cells(page_ready(page, line)); i++) {
		const struct span *cell = line_cell(&page->lines[line], i);

		if (event->col >= cell->cell_col && event->col < cell->cell_col + cell->cell_width)
			page->cell = i;
	}
	if (event->button == MOUSE_DOUBLE) {
		page->cell = -1;
		return app_act(app, ACT_DO_OPEN);
	}
	return REACT_REDRAW;
}

static bool is_wheel(const struct event *event)
{
	return event->button == MOUSE_WHEEL_UP || event->button == MOUSE_WHEEL_DOWN;
}

/* The wheel moves and never chooses. */
static int mode_mouse(struct app *app, const struct event *event)
{
	if (is_wheel(event))
		return app->mode->key(app, event->button == MOUSE_WHEEL_UP ? K_UP : K_DOWN);
	return app->mode->mouse(app, event->row, event->col, event->button == MOUSE_DOUBLE);
}

static int mouse_event(struct app *app, const struct event *event)
{
	struct page *page = &app_view(app)->page;
	struct frame frame;
	enum action action;

	if (app->mode)
		return app->mode->mouse ? mode_mouse(app, event) | REACT_REDRAW : REACT_NONE;
	frame_layout(app, &frame);
	if (is_wheel(event)) {
		page_scroll(page, event->button == MOUSE_WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES, app_page_rows(app));
		return REACT_REDRAW;
	}
	if (event->row == frame.tabs && frame_tab_at(app, event->col, &action))
		return app_act(app, action);
	if (event->row == frame.trail)
		return click_trail(app, event->col);
	if (event->row == frame.bottom)
		return app_act(app, ACT_DO_HELP);
	if (event->row >= frame.page && event->row < frame.page + frame.page_rows)
		return click_page(app, event, event->row - frame.page);
	return REACT_NONE;
}

static int paste_event(struct app *app, const struct buf *paste)
{
	if (!app->mode || !app->mode->paste) {
		app_say(app, ROLE_NOTICE, "inget fält är öppet: tryck e på ett värde och klistra in där");
		return REACT_REDRAW;
	}
	if (app->mode->paste(app, buf_cstr(paste), paste->len))
		app_say(app, ROLE_ERROR, "det inklistrade var för långt: slutet fick inte plats");
	return REACT_REDRAW;
}

static int event_reaction(struct app *app, const struct event *event)
{
	bool had_news;

	switch (event->type) {
	case EVENT_KEY:
		return key_event(app, event->key);
	case EVENT_PASTE:
		return paste_event(app, event->paste);
	case EVENT_MOUSE:
		return mouse_event(app, event);
	case EVENT_RESIZE:
		return REACT_REBUILD;
	case EVENT_RESUMED:
		return REACT_RELOAD;
	case EVENT_STORE:
		store_event(app, true);
		return REACT_REDRAW;
	case EVENT_HANGUP:
		edit_write_draft(app);
		return REACT_QUIT;
	default:
		had_news = app->news;
		if (edit_draft_timeout(&app->edit) == 0)
			edit_write_draft(app);
		store_event(app, false);
		if (!app->settling && app->news == had_news)
			return REACT_NONE;
		app->settling = false;
		return REACT_REDRAW;
	}
}

static int timeout(const struct app *app, int watch)
{
	int least = edit_draft_timeout(&app->edit);

	if (app->recheck && (least < 0 || least > RECHECK_MS))
		least = RECHECK_MS;
	if (app->settling && (least < 0 || least > SETTLE_MS))
		least = SETTLE_MS;
	if (watch < 0 && (least < 0 || least > POLL_MS))
		least = POLL_MS;
	return least;
}

/* Midnight may have passed while nobody looked; lateness is judged by the day it is. */
static void follow_clock(struct app *app)
{
	date_t today = app_today_now(app);

	if (app->ds.as_of != MOMENT_NOW || today == app->ds.today)
		return;
	app->ds.today = today;
	app_view(app)->built = false;
}

static void loop(struct app *app)
{
	int watch = store_watch_fd(app->store), reaction = REACT_NONE;
	bool stale = true; /* the screen does not show what we know */

	while (!(reaction & REACT_QUIT)) {
		struct event event;

		if (reaction & REACT_RELOAD)
			app_reload(app, true);
		if (reaction & REACT_REBUILD)
			app_view(app)->built = false;
		if (!app_view(app)->built) {
			app_rebuild(app);
			stale = true;
		}
		/* Keys that are already waiting are taken first: a held key never queues up frames. */
		stale = stale || (reaction & REACT_REDRAW);
		if (stale && !term_pending()) {
			app_frame(app);
			stale = false;
			if (app->left)
				mem_give_back();
			app->left = false;
		}
		term_wait(&event, timeout(app, watch), watch);
		follow_clock(app);
		reaction = event_reaction(app, &event);
	}
}

/* ---- start and end ------------------------------------------------------------------------------------------- */

static int read_keys(struct app *app, const struct settings *settings, struct err *err)
{
	keymap_default(&app->keys);
	for (size_t i = 0; i < settings->key_actions.n; i++)
		if (keymap_set(&app->keys, settings->key_actions.items[i], settings->key_names.items[i], err))
			return err_prefix(err, "%s", (const char *)settings->key_lines.items[i]);
	return keymap_check(&app->keys, err);
}

static void on_oom(void)
{
	term_close();
}

static void app_free(struct app *app)
{
	edit_end(app, true);
	if (app->mode)
		app_mode_end(app);
	act_delete_forget(app);
	for (int i = 0; i < app->nhistory; i++)
		view_free(app->history[i]);
	trail_clear(&app->trail);
	dataset_free(&app->ds);
	free(app->board);
	free(app->last_board);
	free(app->message);
}

int dashboard_run(struct store *store, const struct dashboard_options *options, struct err *err)
{
	const struct settings *settings = options->settings;
	struct app app = { .store = store, .options = options, .mouse = settings->mouse,
			.glyphs = (enum glyph_set)settings->glyphs };
	const char *board = options->board && *options->board ? options->board : NULL;

	mem_keep_freed();
	app.readonly = options->readonly || options->as_of != MOMENT_NOW || store_is_readonly(store);
	if (read_keys(&app, settings, err) ||
			dataset_load(&app.ds, store, options->plan, options->as_of,
				today_at(&app, options->as_of), err))
		return err->code;
	dataset_set_eves(&app.ds, (enum eves)settings->aftnar);
	app.board = mem_strdup(board);
	app.last_board = mem_strdup(board ? board : settings->board && *settings->board ? settings->board : NULL);
	store_changed(store, &app.seen);
	if (term_open(settings->escdelay, app.mouse, err)) {
		app_free(&app);
		return err->code;
	}
	mem_set_oom_handler(on_oom);
	theme_init(settings->theme);
	app_push(&app, all_views[0], NULL, NULL);
	edit_offer_drafts(&app);
	if (options->notice && !app.mode && !app.message)
		app_say(&app, ROLE_ERROR, "%s", options->notice);
	loop(&app);
	term_close();
	app_free(&app);
	return 0;
}
