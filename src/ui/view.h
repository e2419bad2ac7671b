/* view.h: what a screen is: a table of callbacks, and the state that back and forward restore.
 *
 * A view builds a page from the dataset when asked, and answers actions with reactions; it never draws, waits, or opens a
 * snapshot that outlives the call. A new screen is one small file in src/views ending in one `const struct view_ops`, and
 * one line of registration in views/registry.c. */
#ifndef STYRTAVLA_VIEW_H
#define STYRTAVLA_VIEW_H

#include "base/mem.h"
#include "query/queries.h"
#include "widget/keys.h"
#include "widget/page.h"

struct app;
struct view;

/* What an action asks for; one place (app.c) acts on them. */
enum {
	REACT_NONE = 0,
	REACT_REDRAW = 1,     /* draw the same page again (cursor moved, message) */
	REACT_REBUILD = 2,    /* build the page anew from the dataset */
	REACT_RELOAD = 4,     /* read what was committed, then rebuild */
	REACT_QUIT = 8,
	REACT_UNHANDLED = 16, /* not mine: let the default do it */
};

enum {
	VIEW_MAIN = 1,      /* has a digit and a tab */
	VIEW_LIST = 2,      /* sort, filter, preset and group keys work (view.result is kept) */
	VIEW_ASIDE = 8,     /* opened beside what one does (a note): once a new record is saved, one is back where one was */
	VIEW_EDIT = 4,      /* a part of the edit itself (the conflict): back and Enter are its own, and lose nothing */
	VIEW_MARKS = 16,    /* no list, but its rows can be marked with Space (view_is_marked draws them so) */
};

/* A named selection for `f`; the first is everything. */
struct preset {
	const char *name; /* Swedish, "sena" */
	bool (*keep)(const struct app *app, const struct result *res, const struct row *row);
	const char *needs; /* key of the column that keep looks at, where that is made late; NULL = what there is from the start */
};

/* The way to here, for the trail line. */
struct trail {
	struct crumb {
		char *text;
		enum record_kind kind; /* REC_NONE: action instead */
		char *plan, *id;
		enum action action;
		int col, width;        /* where it was drawn */
	} items[8];
	int n;
};
void trail_add(struct trail *trail, const char *text, enum record_kind kind, const char *plan, const char *id,
		enum action action);
void trail_clear(struct trail *trail);

struct view_ops {
	const char *name;           /* Swedish: tab and trail */
	const char *short_name;     /* of a main view: a word for the tab where the window is too narrow for all the names */
	unsigned flags;             /* VIEW_* */
	enum action action;         /* the digit that opens it; ACT_DO_NONE for detail screens */
	enum record_kind kind;      /* the record kind it is the screen of; REC_NONE for main views */
	/* Optional, where a kind has several screens: is the record of this id shown on this one? */
	bool (*shows)(const char *id);
	enum record_kind creates;   /* what `n` makes here; REC_NONE = nothing */
	/* Optional: what `n` makes on this tab or row; REC_NONE = what it makes elsewhere on the screen. */
	enum record_kind (*creates_now)(const struct app *app, const struct view *view);
	const enum record_kind *holds; /* kinds without a screen, edited in rows of this one; ended by REC_NONE; NULL = none */
	const enum record_kind *creates_also; /* more kinds, ended by REC_NONE: `n` then asks which; NULL = none */
	const char *const *tabs;    /* NULL-terminated names, or NULL */
	const struct preset *presets; /* ended by a NULL name, or NULL */
	const char *group;          /* column key that `z` groups by, or NULL */
	const enum action *keys;    /* the bottom line, ended by ACT_DO_NONE (only HELP is added by itself) */
	/* Fills page (between page_begin and page_end, called by the app). */
	void (*build)(struct app *app, struct view *view, struct page *page);
	/* Optional: up to `rows` lines about the line under the cursor, shown below the page from 28 rows on. */
	void (*preview)(struct app *app, struct view *view, struct page *page);
	int preview_rows;
	/* Optional: own answers to actions; REACT_UNHANDLED for the default. */
	int (*act)(struct app *app, struct view *view, enum action action);
	/* Adds the crumbs that lead here, itself last. Main views leave it out: their own name is all of it. */
	void (*trail)(struct app *app, struct view *view, struct trail *trail);
	/* Optional, where what it creates or holds has no screen of its own: opens this one where such a record is edited. False if there
	 * is no such place. */
	bool (*open_for)(struct app *app, const struct record *rec);
	/* Gives a new record (of whichever kind was chosen) what follows from where one stands (goal, board, parent). */
	void (*fill_new)(struct app *app, struct view *view, struct record *rec);
};

/* A screen one has been on. */
struct view {
	const struct view_ops *ops;
	/* what it is about: for detail screens; "" id = a record not saved yet */
	char *plan, *id;
	enum record_kind about; /* screens about any record (varför?): its kind */
	/* lists */
	char *filter;
	int sort;            /* column index in the result, −1 = the document's order */
	bool descending;
	int preset;
	bool grouped;
	/* details */
	int tab;
	int point;           /* chart cursor; −1 = the last */
	int compare;         /* which comparison (m): 0 = the default */
	char *chosen;        /* ids joined by ',': organisations chosen to compare with, or NULL */
	int gender;          /* 0 total, 1 women and men */
	struct vec closed;   /* char *: tags of closed tree nodes */
	struct vec marks;    /* struct mark *: rows marked with Space */
	struct page page, preview;
	struct result result; /* lists: what is shown, for sort keys and export */
	bool has_result;
	int result_sort;      /* how a kept result is sorted, as list.c counts it */
	void *own;            /* the screen's own state beside this, or NULL */
	void (*own_free)(void *own);
	char *result_key;     /* what the result was made of, so that one that is made lazily is not made again; NULL = never kept */
	bool built;
};
struct mark {
	enum record_kind kind;
	char *plan, *id;
};
struct view *view_new(const struct view_ops *ops, const char *plan, const char *id);
void view_free(struct view *view);
/* The screen is left for another: lets go of what can be built again, but for rows that are made when they are looked at: going
 * back to thousands of them costs nothing. view_cool lets go of those too. */
void view_rest(struct view *view);
void view_cool(struct view *view);
bool view_is_closed(const struct view *view, const char *tag);
void view_toggle_closed(struct view *view, const char *tag);
bool view_is_marked(const struct ref *ref, void *view); /* for table_options.marked */
void view_toggle_mark(struct view *view, const struct ref *ref);
void view_clear_marks(struct view *view);

#endif
