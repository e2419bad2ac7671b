/* import.c: a file of figures, read twice: first to see what it would give, then, if the user says so, into the store. What is read
 * and written is io/import_run.h; the user sees how far it has come and can stop it at any time. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/forecasts_in.h"
#include "io/path.h"
#include "ui/term.h"
#include "views/import_priv.h"

#define MS ((moment_t)1000)
/* Nothing is drawn at first: most files are read before anybody could see it. */
enum { QUIET_MS = 150, DRAW_MS = 100, POLL_MS = 20, EVENTS_AT_ONCE = 100 };

static struct import_screen *screen_of_view(const struct view *view)
{
	return view->ops == &import_view ? view->own : NULL;
}

static void screen_free(void *own)
{
	struct import_screen *s = own;

	import_result_free(&s->result);
	for (int i = 0; i < SET_COUNT; i++)
		free(s->words[i]);
	free(s->path);
	free(s);
}

/* ---- reading ---------------------------------------------------------------------------------------------- */

struct reading {
	struct app *app;
	struct import_screen *screen;
};

/* Keys that come while it is read: Esc and Ctrl-C stop it, what else was typed was for another screen. */
static void poll_keys(struct reading *r)
{
	struct import_screen *s = r->screen;
	struct event event;

	for (int i = 0; i < EVENTS_AT_ONCE && !s->stop; i++) {
		term_wait(&event, 0, -1);
		if (event.type == EVENT_TIMEOUT)
			return;
		s->hangup = event.type == EVENT_HANGUP;
		s->stop = s->hangup || (event.type == EVENT_KEY && (event.key == K_ESC || event.key == K_CTRL('c')));
		if ((event.type == EVENT_RESIZE || event.type == EVENT_RESUMED) && s->drawn)
			s->drawn = 1;
	}
}

static void draw_now(struct reading *r, moment_t now)
{
	app_rebuild(r->app);
	app_frame(r->app);
	r->screen->drawn = now;
}

/* Between two transactions: the terminal may take its time. */
static bool progress(const struct import_progress *p, void *user)
{
	struct reading *r = user;
	struct import_screen *s = r->screen;
	moment_t now = moment_now();

	if (p->phase != s->now.phase)
		s->phase_begun = now;
	s->now = *p;
	if (now - s->polled >= POLL_MS * MS) {
		poll_keys(r);
		s->polled = now;
	}
	if (s->hangup)
		return false;
	if (now - s->begun >= QUIET_MS * MS && (s->stop || now - s->drawn >= DRAW_MS * MS))
		draw_now(r, now);
	return !s->stop;
}

static bool is_forecasts(const struct import_screen *s, const struct infile *in)
{
	return !s->words[SET_FORMAT] && !s->words[SET_MAP] && in->encoding != ENC_BINARY && in->whole &&
		forecasts_in_is(in->data, in->size);
}

static int read_open_file(struct app *app, struct import_screen *s, struct infile *in, bool dry_run)
{
	struct reading reading = { app, s };
	struct import_options how = { .format = s->words[SET_FORMAT], .source = s->words[SET_SOURCE], .dry_run = dry_run,
		.reading = { s->words[SET_MAP], s->words[SET_SHEET], s->words[SET_METRIC], s->words[SET_ORGANISATION] },
		/* What is not known is counted too; it is only added once the user has said so. */
		.add_unknown = true };
	struct dataset ds = { 0 };
	struct err ignored = { 0 };
	int rc;

	in->name = import_file_words(s); /* whose home it lies in is nobody's business */
	if (is_forecasts(s, in))
		return err_set(&s->err, ERR_INPUT, "%s har prognoser, inga siffror för nyckeltal: läs in den med styrtavla import",
				in->name);
	s->format = how.format ? figures_format_named(how.format) : figures_format_of(in, &how.reading, &ignored);
	rc = dataset_load(&ds, app->store, "all", MOMENT_NOW, app_today_now(app), &s->err);
	s->state = rc ? IMPORT_UNREAD : IMPORT_READING;
	if (!rc)
		rc = import_run(app->store, &ds, in, 1, &how, progress, &reading, &s->result, &s->err);
	dataset_free(&ds);
	return rc;
}

/* Reads the file: result and err tell. Returns 0 or the error. */
static int read_file(struct app *app, struct import_screen *s, bool dry_run)
{
	struct infile in = { 0 };
	int rc;

	import_result_free(&s->result);
	s->err = (struct err){ 0 };
	s->format = NULL;
	s->state = IMPORT_UNREAD;
	s->stop = s->hangup = false;
	s->now = (struct import_progress){ .file = s->path };
	s->begun = s->phase_begun = s->polled = moment_now();
	s->drawn = 0;
	if (path_may_wait(s->path))
		rc = err_set(&s->err, ERR_INPUT, "%s är ett rör: läs in det med styrtavla import", s->path);
	else if (!(rc = infile_open(&in, s->path, NULL, &s->err)))
		rc = read_open_file(app, s, &in, dry_run);
	infile_close(&in);
	if (s->state == IMPORT_READING)
		s->state = s->result.cancelled || (rc && rc != ERR_INPUT && rc != ERR_USAGE) ? IMPORT_UNREAD : IMPORT_SEEN;
	app_view(app)->built = false;
	return rc;
}

/* ---- what the user says ----------------------------------------------------------------------------------- */

static int setting_done(struct app *app, const char *text);

static void ask_setting(struct app *app, struct import_screen *s, enum import_setting which)
{
	const char *label = import_settings[which].asks;
	struct buf text = { 0 };

	s->asked = which;
	if (which == SET_FORMAT) {
		buf_printf(&text, "%s (%s)", label, figures_format_names());
		label = buf_cstr(&text);
	}
	if (which == SET_MAP)
		prompt_path(app, label, s->words[which], setting_done);
	else
		prompt_open(app, label, s->words[which], setting_done, NULL);
	buf_free(&text);
}

/* The first reading, or another as something else was said of the file. */
static int look(struct app *app, struct import_screen *s)
{
	read_file(app, s, true);
	if (s->hangup)
		return REACT_QUIT;
	if (s->result.cancelled) {
		app_say(app, ROLE_NOTICE, "Avbrutet: inget lästes in");
		app_back(app);
		return REACT_REBUILD;
	}
	if (s->state == IMPORT_SEEN && !s->result.nrefused && import_needs_source(s) && !s->result.sources_differ)
		ask_setting(app, s, SET_SOURCE);
	return REACT_REBUILD;
}

static int setting_done(struct app *app, const char *text)
{
	struct import_screen *s = screen_of_view(app_view(app));
	char *word = s->asked == SET_MAP ? path_typed(text) : mem_strdup(text + strspn(text, " "));
	bool only_source = s->asked == SET_SOURCE && s->state == IMPORT_SEEN && !text_blank(word) && !s->result.nrefused &&
		(!s->err.code || import_needs_source(s)) && !s->result.equal; /* what is as before may have had another source */

	if (s->asked == SET_FORMAT && !text_blank(word) && !figures_format_named(word)) {
		app_say(app, ROLE_ERROR, "formatet %s finns inte; här finns %s", word, figures_format_names());
		free(word);
		return REACT_REDRAW;
	}
	free(s->words[s->asked]);
	s->words[s->asked] = text_blank(word) ? NULL : mem_strdup(word);
	free(word);
	if (!only_source)
		return look(app, s);
	s->err = (struct err){ 0 }; /* what would come of it is known, whoever publishes it */
	return REACT_REBUILD;
}

/* ---- into the store --------------------------------------------------------------------------------------- */

static void say_done(struct app *app, const struct import_screen *s)
{
	struct buf text = { 0 };

	import_counts_words(&text, &s->result);
	if (s->result.batch)
		buf_printf(&text, " · import %u", s->result.batch);
	if (s->result.created.n) {
		char *names = import_new_names_words(s);

		buf_printf(&text, " · %s tillagda", names);
		free(names);
	}
	app_say(app, ROLE_NOTICE, "%s", buf_cstr(&text));
	buf_free(&text);
}

static int read_in(struct app *app)
{
	struct import_screen *s = screen_of_view(app_view(app));
	int rc = read_file(app, s, false);

	if (s->hangup)
		return REACT_QUIT;
	if (!rc || s->result.batch)
		s->state = IMPORT_DONE;
	if (rc && !s->result.cancelled) {
		app_say_err(app, &s->err);
		return REACT_RELOAD | REACT_REBUILD;
	}
	if (rc)
		app_say(app, ROLE_NOTICE, "Avbrutet: lagret är som det var");
	else
		say_done(app, s);
	app_back(app);
	return REACT_RELOAD | REACT_REBUILD;
}

static int ask_add(struct app *app, const struct import_screen *s)
{
	static const struct confirm_choice choices[] = { { 'a', "lägger till och läser in", read_in } };
	char *names = import_new_names_words(s), *question = mem_printf("%s finns inte.", names);

	confirm_ask(app, question, choices, COUNT_OF(choices), "låter bli");
	free(question);
	free(names);
	return REACT_REDRAW;
}

static int go(struct app *app, struct import_screen *s)
{
	if (!app_may_edit(app))
		return REACT_REDRAW;
	if (s->state == IMPORT_UNREAD)
		return look(app, s);
	if (s->state != IMPORT_SEEN)
		return REACT_NONE;
	if (s->result.nrefused) {
		app_say(app, ROLE_ERROR, "Rätta felen i filen först: inget kan läsas in");
		return REACT_REDRAW;
	}
	if (import_needs_source(s)) {
		ask_setting(app, s, SET_SOURCE);
		return REACT_REDRAW;
	}
	if (s->err.code) {
		char *text = import_on_screen(s->err.text);

		app_say(app, ROLE_ERROR, "%s", text);
		free(text);
		return REACT_REDRAW;
	}
	return import_has_new_names(s) ? ask_add(app, s) : read_in(app);
}

/* ---- the screen ------------------------------------------------------------------------------------------- */

static int path_done(struct app *app, const char *text)
{
	struct import_screen *s;
	struct view *view;
	int reaction;

	if (text_blank(text))
		return REACT_REDRAW;
	view = app_push(app, &import_view, NULL, NULL);
	view->own = s = mem_alloc(sizeof(*s));
	view->own_free = screen_free;
	s->path = path_typed(text);
	reaction = look(app, s);
	if (s->state == IMPORT_UNREAD && s->err.code && !s->result.cancelled) { /* there is nothing to show of it */
		app_say_err(app, &s->err);
		app_back(app);
	}
	return reaction;
}

void import_open(struct app *app)
{
	prompt_path(app, "fil att läsa in (Tab fyller i)", NULL, path_done);
}

/* What is said of the file, under the cursor; SET_COUNT: none. */
static enum import_setting setting_here(const struct view *view)
{
	const struct line *line = page_current(&view->page);
	int which = 0;

	while (which < SET_COUNT && (!line || !line->tag || strcmp(line->tag, import_settings[which].tag) != 0))
		which++;
	return (enum import_setting)which;
}

static int act(struct app *app, struct view *view, enum action action)
{
	struct import_screen *s = screen_of_view(view);
	enum import_setting which = setting_here(view);
	const struct line *line = page_current(&view->page);

	if (action == ACT_DO_SAVE)
		return go(app, s);
	if ((action == ACT_DO_OPEN || action == ACT_DO_EDIT) && which != SET_COUNT && s->state == IMPORT_SEEN) {
		ask_setting(app, s, which);
		return REACT_REDRAW;
	}
	if (action == ACT_DO_OPEN && (!line || same_words(line->tag, "go")))
		return go(app, s);
	return action == ACT_DO_OPEN || action == ACT_DO_EDIT ? REACT_NONE : REACT_UNHANDLED;
}

static void build(struct app *app, struct view *view, struct page *page)
{
	import_page(app, screen_of_view(view), page);
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	(void)app;
	(void)view;
	trail_add(trail, "Läs in siffror", REC_NONE, NULL, NULL, ACT_DO_NONE);
}

static const enum action keys[] = { ACT_DO_SAVE, ACT_DO_EDIT, ACT_DO_BACK, ACT_DO_NONE };

const struct view_ops import_view = {
	.name = "Läs in siffror",
	.keys = keys,
	.build = build,
	.act = act,
	.trail = trail,
};
