/* app.h: what views may ask of the program, and the program's state.
 *
 * One struct app is passed down; there are no globals. */
#ifndef STYRTAVLA_APP_H
#define STYRTAVLA_APP_H

#include "io/settings.h"
#include "query/dataset.h"
#include "ui/edit.h"
#include "ui/view.h"
#include "ui/dashboard.h"
#include "widget/lineedit.h"

#define HISTORY_MAX 64

/* Something that takes the keys for a while: a prompt, the palette, the help, a field being typed. */
struct mode {
	/* A key; returns reactions. The mode ends itself with app_mode_end. */
	int (*key)(struct app *app, int key);
	/* Optional. Not 0 where some of it did not fit. */
	int (*paste)(struct app *app, const char *bytes, size_t n);
	/* A click; where there is one, the wheel comes as K_UP and K_DOWN. */
	int (*mouse)(struct app *app, int row, int col, bool twice);
	/* Draws over the frame; sets the caret. */
	void (*draw)(struct app *app);
	void (*end)(struct app *app);
};

struct app {
	struct store *store;
	struct dataset ds;
	const struct dashboard_options *options;
	enum glyph_set glyphs;
	struct keymap keys;
	char *board;              /* whose eyes: a board id, NULL = koncern */
	char *last_board;         /* what `o` goes back to */
	bool readonly;            /* no edit is possible (option, or time travel) */
	bool mouse;
	struct view *history[HISTORY_MAX];
	int nhistory, at;         /* the one shown */
	struct trail trail;
	const struct mode *mode;  /* NULL: keys are actions */
	void *mode_data;
	struct edit edit;         /* the record being edited, if any */
	enum action pending;      /* what to go on with once unsaved changes are saved or thrown away */
	struct record **doomed;   /* what the question about deleting is about, own copies */
	size_t ndoomed;
	uint64_t asked;           /* the save that a question before undo (or redo) is about */
	bool asked_redo;
	char *message;            /* on the bottom line until the next key */
	enum role message_role;
	bool news;                /* read-only screens: others have committed, not shown yet */
	bool recheck;             /* look once more for commits after 50 ms */
	bool left;                /* for another screen since the last frame */
	bool settling;            /* the cursor has moved: the preview follows when it rests */
	uint64_t seen;            /* last commit seen, for store_changed */
};

/* Registered by views/registry.c. */
extern const struct view_ops *const all_views[];
extern const size_t all_nviews;
/* The screen of a record kind; NULL if it has none. Where a kind has several, the first. */
const struct view_ops *app_view_of(enum record_kind kind);
/* The one that this record is shown on. */
const struct view_ops *app_view_for(enum record_kind kind, const char *id);

/* ---- going about (app_nav.c) --------------------------------------------------------------------------- */

/* Opens the screen of a record. False (with a message) where the kind has no screen or the record is not there. */
bool app_open(struct app *app, enum record_kind kind, const char *plan, const char *id);
/* Pushes a screen on the history, forgetting what was ahead. */
struct view *app_push(struct app *app, const struct view_ops *ops, const char *plan, const char *id);
struct view *app_view(struct app *app); /* the one shown; never NULL while running */
bool app_show(struct app *app, int at); /* the one at this place in the history; false if there is none */
bool app_back(struct app *app);         /* false at the first */
bool app_forward(struct app *app);

/* ---- saying things ---------------------------------------------------------------------------------------- */

void app_say(struct app *app, enum role role, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void app_say_err(struct app *app, const struct err *err);

/* ---- records as they are being edited (edit.c) ----------------------------------------------------------- */

/* The record, or the working copy while it is edited; NULL if it is not there. Borrowed until the next reload. */
const struct record *app_record(const struct app *app, enum record_kind kind, const char *plan, const char *id);
/* False, with a message that says why, where nothing can be edited now. */
bool app_may_edit(struct app *app);
/* Saves finished changes outside a form (mark done, delete): one save, one undo. Says `done` (printf-made by the caller). */
int app_save(struct app *app, struct change *changes, size_t n, const char *done);

/* ---- page pieces that know the app (page_fields.c) -------------------------------------------------------- */

/* Lines "label  value" for the named fields (NULL-terminated) of rec, each value an editable cell, long texts wrapped, with
 * the error under a field that has one. With `empty` false fields without a value are left out unless rec is edited. */
void app_fields(struct app *app, struct page *page, const struct record *rec, const char *const *keys, bool empty);
/* One line "label  text", not editable; link (optional) makes Enter go there. */
void app_fact(struct app *app, struct page *page, const char *label, const char *text, const struct ref *link);
/* A heading for a list inside a detail screen, with its count: "Aktiviteter (3)". */
void app_section(struct app *app, struct page *page, const char *title, size_t count);
/* A table inside a detail screen; `empty` is said where there are no rows. A record without a screen of its own that is edited in its
 * row has the fields without a column under it. Returns rows drawn. */
size_t app_table(struct app *app, struct page *page, struct result *res, const char *empty);
/* The big title of a detail screen, with id, status sign and word. status −1 = none. */
void app_title(struct app *app, struct page *page, const char *id, const char *title, int status, const char *extra);

/* ---- lists (list.c) ------------------------------------------------------------------------------------------ */

/* Builds a list screen: runs query with filter, keeps the result in view->result, applies preset, filter, sort and
 * grouping, draws the table with a sticky heading, says `empty` (or that the filter matches nothing). A record being newly
 * made of kind ops->creates is added as a row when it is edited in the list. */
void list_build(struct app *app, struct view *view, struct page *page, query_fn *query, const struct query_filter *filter,
		const char *empty);
/* The first half of it, for a screen that draws the rows another way: view->result with preset, sorting and grouping (not the
 * filter: row_matches). *total = rows before the preset. False, and said on the page, where it could not be read. */
bool list_query(struct app *app, struct view *view, struct page *page, query_fn *query, const struct query_filter *filter,
		size_t *total);
/* Why there is no row. */
void list_say_empty(struct app *app, struct view *view, struct page *page, size_t total, const char *empty);

/* ---- moments (when.c) ---------------------------------------------------------------------------------------- */

/* Reads what people write for a moment: all that moment_parse takes, a time of today, a day in short form ("11/9"), a report: the
 * day it was due. With `since` what is read is a beginning: the start of a day, and of a report the day its books closed, to its end.
 * A day without a year is the nearest that has been. False where it is none of these. */
bool app_moment(const struct app *app, const char *text, bool since, moment_t *out);
/* "11/9", "2026-09-11": a day that has been, as an example of how one is written. */
char *app_day_example(const struct app *app, bool iso, char dst[DATE_TEXT_MAX]);

/* ---- modes --------------------------------------------------------------------------------------------------- */

void app_mode_begin(struct app *app, const struct mode *mode, void *data);
void app_mode_end(struct app *app);
/* A line typed at the bottom; done gets the text on Enter (NULL on Esc), changed (optional) each change. */
void prompt_open(struct app *app, const char *label, const char *text, int (*done)(struct app *app, const char *text),
		int (*changed)(struct app *app, const char *text));
/* The same for the name of a file, as it was typed (path_typed of io/path.h reads it): Tab fills in, and shows what there is. */
void prompt_path(struct app *app, const char *label, const char *text, int (*done)(struct app *app, const char *text));
/* A question answered by one key; Esc always means "go on as before". */
struct confirm_choice {
	int key;
	const char *label;
	int (*chosen)(struct app *app);
};
void confirm_open(struct app *app, const char *question, const struct confirm_choice *choices, size_t n);
/* The same, with a word for what Esc means. choices are copied. */
void confirm_ask(struct app *app, const char *question, const struct confirm_choice *choices, size_t n, const char *esc);
/* The palette: everything (kinds = 0), or only records of the kinds in the bit set 1u << kind. chosen gets the ref (kind
 * REC_NONE, id = action name for an action); NULL = go there. */
void palette_open(struct app *app, const char *label, unsigned kinds, int (*chosen)(struct app *app, const struct ref *ref));
void help_open(struct app *app);
/* Opens the "varför?" screen about a record (views/why.c). False, with a message, where there is nothing to say. */
bool why_open(struct app *app, enum record_kind kind, const char *plan, const char *id);
/* Opens the screen of what changed since the last report (views/changes.c). */
void changes_open(struct app *app);
/* Asks for a file of figures and shows what would come of importing it (views/import.c). */
void import_open(struct app *app);
/* Opens the screen that shows a conflict field by field (views/conflict.c). */
void conflict_open(struct app *app);

/* ---- the program (app.c) -------------------------------------------------------------------------------------- */

/* Performs an action as if its key was pressed. */
int app_act(struct app *app, enum action action);
/* Rows the page of the view shown has. */
int app_page_rows(const struct app *app);
void app_frame(struct app *app); /* draws everything */
/* A frame between two events, saying "sparar …": what was changed is seen at once, the disk gets its time after that. */
void app_frame_now(struct app *app);
/* Reads what was committed since; builds the page anew when anything changed or always is set. */
void app_reload(struct app *app, bool always);
/* Builds the page at once, for an action that follows another in one key: it must stand where the user does. */
void app_rebuild(struct app *app);
/* The day it is, whatever moment is shown. */
date_t app_today_now(const struct app *app);
/* Loads everything as of a moment (MOMENT_NOW = live). */
void app_travel(struct app *app, moment_t as_of);
/* Shows another plan, from its first screen. */
void app_show_plan(struct app *app, const char *plan);
int app_default_act(struct app *app, struct view *view, enum action action);

#endif
