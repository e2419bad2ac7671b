/* edit.h: one record being edited in place: what was there, what has been typed, what is wrong, what others did. */
#ifndef STYRTAVLA_EDIT_H
#define STYRTAVLA_EDIT_H

#include "model/record.h"
#include "widget/lineedit.h"
#include "widget/page.h"

struct app;

struct edit_field {
	char *text;   /* as typed, when it was touched; else NULL */
	char *error;  /* why it cannot be saved, else NULL */
};

struct edit {
	bool active;
	const struct record_type *type;
	struct record *base;   /* as it was when editing began; NULL for a new record */
	struct record *work;   /* base with every valid change */
	struct edit_field *fields; /* by index in type->fields */
	struct lineedit line;  /* the field being typed (mode typing) */
	struct textedit text;
	const struct field *typing; /* NULL = none */
	bool typed_changed;
	int pick;              /* choice or suggestion pointed at; −1 = none */
	struct buf ahead;      /* letters typed in a choice, folded: the beginning of one of its words */
	bool astray;           /* … no word of the choice goes on so: more letters are nothing until it is begun anew */
	bool first;            /* start typing in its first cell once the page is built */
	bool sure;             /* a doubtful figure is meant: it was asked about */
	const struct field *again; /* … in this one: a save was refused for what it holds; NULL = none */
	moment_t draft_due;    /* when the draft shall be written; MOMENT_NONE = it is */
	struct record *theirs; /* set on a conflict */
	bool *keep_mine;       /* by field, in a conflict */
};

/* True for the record being edited. The same id in another plan is another record; plan NULL or "" = whichever. */
bool edit_is_of(const struct edit *edit, enum record_kind kind, const char *plan, const char *id);
bool edit_is_dirty(const struct edit *edit);
bool edit_is_new(const struct edit *edit);
/* A new one whose place is there already: a row that stands for what nobody has written (record_from_id). */
bool edit_is_unwritten(const struct edit *edit);
/* Begins on a saved record, or (rec taken) on a new one. False with a message where that cannot be. */
bool edit_begin(struct app *app, enum record_kind kind, const char *plan, const char *id);
bool edit_begin_new(struct app *app, struct record *rec);
/* Starts typing in the editable cell under the cursor. */
bool edit_type(struct app *app);
/* Goes on typing in the field that a save was refused for, once the page is built and the cursor is there. */
void edit_type_again(struct app *app);
/* Takes what is typed into the working copy; false (the error is kept at the field) if it cannot be read. */
bool edit_commit_field(struct app *app);
/* Saves. Reactions; on a conflict the conflict screen is opened. */
int edit_save(struct app *app);
/* On the conflict screen: saves mine and theirs merged as keep_mine says. Reactions. */
int edit_save_merged(struct app *app);
/* Leaves the conflict screen: the form stands as before, to be saved again or thrown away. */
void edit_leave_conflict(struct app *app);
/* Ends without saving; the draft is removed unless keep_draft. */
void edit_end(struct app *app, bool keep_draft);
/* Puts what has been typed over the cells of page that belong to the record. */
void edit_patch_page(struct app *app, struct page *page);
/* Writes the draft now; where nothing (any more) is changed, removes it. */
void edit_write_draft(struct app *app);
/* ms until the draft is due; −1 = nothing to write. */
int edit_draft_timeout(const struct edit *edit);
/* Offers the drafts an earlier run left. */
void edit_offer_drafts(struct app *app);
/* The error at a field, NULL if none. */
const char *edit_error(const struct edit *edit, const struct field *field);

/* Puts the cursor on the first cell of the record being edited that has nothing in it; on its line's first where all have. */
void edit_seek_empty(struct app *app);
/* On the first one that something was typed in, if it is on the page. */
void edit_seek_touched(struct app *app);

#endif
