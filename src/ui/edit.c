/* edit.c: the record being edited: beginning, taking values, saving, ending. Typing itself is in edit_type.c. */
#include "ui/edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "query/companions.h"
#include "query/doubt.h"
#include "ui/app.h"
#include "ui/edit_priv.h"

bool edit_is_of(const struct edit *edit, enum record_kind kind, const char *plan, const char *id)
{
	if (!edit->active || edit->type->kind != kind || strcmp(edit->work->id ? edit->work->id : "", id ? id : "") != 0)
		return false;
	return edit->type->flags & TYPE_GLOBAL || !plan || !*plan || strcmp(edit->work->plan, plan) == 0;
}

bool edit_is_new(const struct edit *edit)
{
	return edit->active && !edit->base;
}

bool edit_is_unwritten(const struct edit *edit)
{
	return edit_is_new(edit) && edit->work->id && *edit->work->id;
}

bool edit_is_dirty(const struct edit *edit)
{
	if (!edit->active)
		return false;
	for (size_t i = 0; i < edit->type->nfields; i++) {
		const struct field *field = &edit->type->fields[i];

		if (edit->fields[i].error)
			return true;
		if (edit->base ? !field_equal(edit->base, edit->work, field) : edit->fields[i].text &&
				!(edit_is_unwritten(edit) && field_is_empty(edit->work, field)))
			return true;
	}
	return edit->typing && edit->typed_changed;
}

const char *edit_error(const struct edit *edit, const struct field *field)
{
	size_t at = edit->active ? (size_t)(field - edit->type->fields) : 0;

	return edit->active && at < edit->type->nfields ? edit->fields[at].error : NULL;
}

struct edit_field *edit_field_of(struct edit *edit, const struct field *field)
{
	return &edit->fields[field - edit->type->fields];
}

static void start(struct edit *edit, struct record *base, struct record *work)
{
	edit->active = true;
	edit->type = record_type(work->kind);
	edit->base = base;
	edit->work = work;
	edit->fields = mem_array(NULL, edit->type->nfields, sizeof(*edit->fields));
	memset(edit->fields, 0, edit->type->nfields * sizeof(*edit->fields));
	edit->draft_due = MOMENT_NONE;
	edit->pick = -1;
}

bool edit_begin(struct app *app, enum record_kind kind, const char *plan, const char *id)
{
	const struct record *rec = dataset_find(&app->ds, kind, plan, id);
	struct record *unwritten = rec ? NULL : record_from_id(kind, plan, id);

	if (unwritten) { /* a row that stands for what nobody has written yet */
		start(&app->edit, NULL, unwritten);
		return true;
	}
	if (!rec || !(record_type(kind)->flags & TYPE_SETTABLE)) {
		app_say(app, ROLE_ERROR, "%s %s går inte att ändra här", record_type(kind)->definite, id);
		return false;
	}
	start(&app->edit, dataset_edit_copy(rec), dataset_edit_copy(rec));
	return true;
}

bool edit_begin_new(struct app *app, struct record *rec)
{
	if (!app_may_edit(app)) {
		record_free(rec);
		return false;
	}
	edit_end(app, false);
	/* What silence means is seen from the start; the id of other kinds is not made before there is a save. */
	if (rec->kind == REC_ACTIVITY || rec->kind == REC_MEASURE)
		record_derive_id(rec);
	start(&app->edit, NULL, rec);
	return true;
}

static void forget_conflict(struct edit *edit)
{
	record_free(edit->theirs);
	edit->theirs = NULL;
	free(edit->keep_mine);
	edit->keep_mine = NULL;
}

void edit_end(struct app *app, bool keep_draft)
{
	struct edit *edit = &app->edit;

	if (!edit->active)
		return;
	if (keep_draft)
		edit_write_draft(app);
	else
		edit_remove_draft(app);
	edit->active = false;
	for (size_t i = 0; i < edit->type->nfields; i++) {
		free(edit->fields[i].text);
		free(edit->fields[i].error);
	}
	free(edit->fields);
	edit->fields = NULL;
	record_free(edit->base);
	record_free(edit->work);
	edit->base = edit->work = NULL;
	edit->typing = NULL;
	edit->first = false;
	edit->again = NULL;
	forget_conflict(edit);
	lineedit_free(&edit->line);
	textedit_free(&edit->text);
	buf_free(&edit->ahead);
}

const struct record *app_record(const struct app *app, enum record_kind kind, const char *plan, const char *id)
{
	if (edit_is_of(&app->edit, kind, plan, id))
		return app->edit.work;
	return id && *id ? dataset_find(&app->ds, kind, plan, id) : NULL;
}

/* ---- taking a value ------------------------------------------------------------------------------------------ */

/* A reference may be written as the id, or as what people call the thing. */
static int check_reference(const struct app *app, struct record *work, const struct field *field, struct err *err)
{
	char **slot = field_ptr(work, field);
	const struct record *rec;

	if (field->type != FT_REF || field->ref == REC_NONE || text_blank(*slot))
		return 0;
	rec = dataset_find(&app->ds, field->ref, work->plan, *slot);
	if (!rec && field->ref == REC_BOARD) {
		const struct board *board = dataset_board_named(&app->ds, *slot);

		rec = board ? &board->rec : NULL;
	}
	if (!rec)
		return err_set(err, ERR_INPUT, "%s \"%s\" finns inte: skriv några bokstäver och välj med pil ner",
				record_type(field->ref)->label, *slot);
	if (strcmp(*slot, rec->id) != 0) {
		free(*slot);
		*slot = mem_strdup(rec->id);
	}
	return 0;
}

int edit_parse(const struct app *app, struct record *rec, const struct field *field, const char *text, struct err *err)
{
	return field_parse(rec, field, text, app->ds.today, err) || check_reference(app, rec, field, err) ? ERR_INPUT : 0;
}

bool edit_take(struct app *app, const struct field *field, const char *text)
{
	struct edit *edit = &app->edit;
	struct edit_field *state = edit_field_of(edit, field);
	struct record *trial = record_copy(edit->work);
	struct err err = { 0 };
	bool ok;

	ok = !edit_parse(app, trial, field, text, &err);
	free(state->text);
	state->text = mem_strdup(text);
	free(state->error);
	state->error = ok ? NULL : mem_strdup(err.text);
	if (ok)
		field_copy(edit->work, trial, field);
	record_free(trial);
	edit_touch(edit);
	return ok;
}

void edit_touch(struct edit *edit)
{
	if (edit->draft_due == MOMENT_NONE)
		edit->draft_due = moment_now() + DRAFT_DELAY;
}

/* ---- saving -------------------------------------------------------------------------------------------------- */

/* The cursor goes to a field of the record being edited: a line of its own in a form, a cell in a table. */
static void seek_field(struct app *app, const struct field *field)
{
	struct edit *edit = &app->edit;
	const char *key = field->key;
	struct page *page = &app_view(app)->page;
	bool own_line = false;

	if (app_view(app)->ops->flags & VIEW_EDIT)
		return; /* the conflict screen's lines are not the record's */
	for (int i = 0; i < page->nlines && !own_line; i++)
		own_line = page->lines[i].tag && strcmp(page->lines[i].tag, key) == 0 &&
			edit_is_of(edit, page->lines[i].ref.kind, page->lines[i].ref.plan, page->lines[i].ref.id);
	page_seek(page, edit->type->kind, NULL, edit->work->id ? edit->work->id : "", key);
	if (own_line)
		page->at_tag = mem_strdup(key);
	edit->again = field;
}

static void fail_at(struct app *app, const struct field *field, const char *text)
{
	struct edit_field *state;

	app_say(app, ROLE_ERROR, "%s", text);
	if (!field)
		return;
	state = edit_field_of(&app->edit, field);
	if (state->error != text) {
		free(state->error);
		state->error = mem_strdup(text);
	}
	seek_field(app, field);
}

/* A new record whose fields give it the id of one there is (a figure for the same period): said at the field that tells them
 * apart, with what is there. */
static void fail_as_there(struct app *app, const struct record *rec, const struct record *there)
{
	const struct record_type *type = record_type(rec->kind);
	const struct field *field = record_field(type, "period"), *value = record_field(type, "value");
	struct buf text = { 0 }, key = { 0 };

	for (size_t i = 0; !field && i < type->nfields; i++)
		if (type->fields[i].flags & FIELD_FIXED)
			field = &type->fields[i];
	if (field)
		field_format(&text, rec, field);
	if (!text.len)
		buf_printf(&text, "%s %s", type->definite, rec->id);
	buf_str(&text, " finns redan");
	if (value && !field_is_empty(there, value)) {
		buf_str(&text, ": ");
		field_format(&text, there, value);
	}
	keymap_label(&app->keys, ACT_DO_EDIT, app->glyphs == GLYPH_ASCII, &key);
	buf_printf(&text, ". Skriv något annat, eller Esc och %s på raden som finns", buf_cstr(&key));
	fail_at(app, field, buf_cstr(&text));
	buf_free(&text);
	buf_free(&key);
}

/* The edit is of a row that nobody had written when it began, and rec is what stands there. */
static bool stands_for(const struct edit *edit, const struct record *rec)
{
	return edit_is_unwritten(edit) && strcmp(edit->work->id, rec->id) == 0;
}

/* True where rec, a copy that gets the id its fields make, can be saved; else the first field in the way has the cursor and says
 * why. */
static bool check(struct app *app, struct record *rec)
{
	struct edit *edit = &app->edit;
	const struct record *there;
	const struct field *bad = NULL;
	struct err err = { 0 };

	for (size_t i = 0; i < edit->type->nfields; i++)
		if (edit->fields[i].error && edit->fields[i].text) {
			struct record *trial = record_copy(rec);
			bool still = edit_parse(app, trial, &edit->type->fields[i], edit->fields[i].text, &err) != 0;

			record_free(trial);
			if (still) {
				fail_at(app, &edit->type->fields[i], err.text);
				return false;
			}
		}
	record_derive_id(rec);
	if (record_check(rec, &bad, &err) || (!edit->base && companions_give_id(&app->ds, rec, &bad, &err)) ||
			dataset_check(&app->ds, rec, &bad, &err)) {
		fail_at(app, bad, err.text);
		return false;
	}
	if (edit->base || text_blank(rec->id) || stands_for(edit, rec)) /* who has changed or written it meanwhile, the save finds out */
		return true;
	there = dataset_find(&app->ds, rec->kind, rec->plan, rec->id);
	if (there)
		fail_as_there(app, rec, there);
	return !there;
}

static void set_theirs(struct edit *edit, struct record *theirs)
{
	/* Where there was nothing before, that is what both have changed. */
	struct record *empty = edit->base ? NULL : record_from_id(theirs->kind, theirs->plan, theirs->id);
	const struct record *before = edit->base ? edit->base : empty;

	forget_conflict(edit);
	edit->theirs = theirs;
	edit->keep_mine = mem_array(NULL, edit->type->nfields, sizeof(bool));
	for (size_t i = 0; i < edit->type->nfields; i++) {
		const struct field *field = &edit->type->fields[i];

		/* What only one side changed is that side's; what both changed is mine until someone says otherwise. */
		edit->keep_mine[i] = !before || !field_equal(before, edit->work, field);
	}
	record_free(empty);
}

static void say_saved(struct app *app, const struct record *rec)
{
	const bool composed = strchr(rec->id, '/') || rec->kind == REC_TARGET; /* 3.1.1.region.2026.green */
	struct buf text = { 0 }, undo = { 0 };
	const char *word = record_type(rec->kind)->definite;

	keymap_label(&app->keys, ACT_DO_UNDO, app->glyphs == GLYPH_ASCII, &undo);
	buf_str(&text, word);
	if (strncmp(word, "å", 2) == 0)
		memcpy(text.data, "Å", 2);
	else if (word[0] >= 'a' && word[0] <= 'z')
		text.data[0] = (char)(word[0] - 'a' + 'A');
	/* målet, utfallet: sparat; aktiviteten, planen: sparad */
	/* A number is what people call a record; an id put together of others says nothing. */
	app_say(app, ROLE_NOTICE, "%s %s%s%s · %s ångrar", buf_cstr(&text), composed ? "" : rec->id, composed ? "" : " ",
		word[strlen(word) - 1] == 't' ? "sparat" : "sparad", buf_cstr(&undo));
	buf_free(&text);
	buf_free(&undo);
}

/* Saves rec, made from revision expect. On success the form is over and the screen shows the record. */
static int save_record(struct app *app, struct record *rec, uint32_t expect)
{
	struct edit *edit = &app->edit;
	struct change change = { rec, expect };
	struct save_result result = { 0 };
	struct err err = { 0 };
	bool was_new = !edit->base && !edit->theirs, here; /* one that is merged with theirs is there */
	struct view *view = app_view(app);
	const struct line *line;
	int code;

	app_frame_now(app);
	line = page_current(&view->page);
	here = !line || edit_is_of(edit, line->ref.kind, line->ref.plan, line->ref.id);
	if (was_new)
		code = companions_save(&app->ds, rec, &result, &err);
	else
		code = store_save(app->store, &change, 1, &result, &err);
	if (code == ERR_CONFLICT && result.theirs) {
		free(app->message); /* "sparar …" */
		app->message = NULL;
		if (was_new && !stands_for(edit, rec)) { /* made by someone else in this moment */
			fail_as_there(app, rec, result.theirs);
			record_free(result.theirs);
			return REACT_RELOAD;
		}
		set_theirs(edit, result.theirs);
		conflict_open(app);
		return REACT_RELOAD;
	}
	record_free(result.theirs);
	if (code) {
		forget_conflict(edit); /* on the form again, as it was; the next save finds out anew */
		app_say_err(app, &err);
		return REACT_REBUILD;
	}
	if (!result.seq)
		app_say(app, ROLE_NOTICE, "Inget är ändrat");
	else
		say_saved(app, rec);
	if (was_new && view->ops->kind == edit->type->kind && view->id && !*view->id) {
		free(view->id);
		view->id = mem_strdup(rec->id);
	}
	if (here) { /* a new one has its number now; who stood elsewhere stays there, and in a form on the same field */
		char *tag = line && (view->ops->kind == rec->kind || !edit_has_row(app)) ? mem_strdup(line->tag) : NULL;

		page_seek(&view->page, rec->kind, rec->plan, rec->id, NULL);
		view->page.at_tag = tag;
	}
	edit_end(app, false);
	if (was_new && view->ops->flags & VIEW_ASIDE)
		app_back(app);
	return REACT_RELOAD;
}

static int save_anyway(struct app *app)
{
	int reaction;

	app->edit.again = NULL;
	app->edit.sure = true;
	reaction = edit_save(app);
	app->edit.sure = false;
	return reaction;
}

static int write_otherwise(struct app *app)
{
	(void)app;
	return REACT_REBUILD; /* which opens the field again */
}

/* Asks about a figure that is hardly meant; false where there is none. Any answer but yes leads back to the field. */
static bool ask_doubt(struct app *app, const struct record *rec)
{
	static const struct confirm_choice choices[] = { { 's', "sparar ändå", save_anyway }, { 'e', "ändrar", write_otherwise } };
	struct buf text = { 0 };
	const struct field *field = app->edit.sure ? NULL : record_doubt(&app->ds, rec, app->edit.base, &text);

	if (field) {
		seek_field(app, field);
		buf_str(&text, strchr(buf_cstr(&text), '?') ? "" : ".");
		confirm_ask(app, buf_cstr(&text), choices, COUNT_OF(choices), "ändrar");
	}
	buf_free(&text);
	return field != NULL;
}

int edit_save(struct app *app)
{
	struct edit *edit = &app->edit;
	struct record *rec;
	int reaction = REACT_REBUILD;

	if (edit->typing) {
		if (!edit_commit_field(app)) { /* the caret stays where something must be written otherwise */
			edit->typed_changed = true;
			return REACT_REBUILD;
		}
		app_mode_end(app);
	}
	if (!edit_is_dirty(edit) && edit->base) {
		edit_end(app, false);
		app_say(app, ROLE_NOTICE, "Inget är ändrat");
		return REACT_REBUILD;
	}
	/* The id that its fields make is the copy's: until it is saved, the working copy must not be taken for one that is. */
	rec = record_copy(edit->work);
	if (!edit->base)
		record_date(rec, app->ds.today);
	if (check(app, rec) && !ask_doubt(app, rec))
		reaction = save_record(app, rec, edit->base ? edit->base->revision : 0);
	record_free(rec);
	return reaction;
}

int edit_save_merged(struct app *app)
{
	struct edit *edit = &app->edit;
	struct record *merged;
	uint32_t expect;
	int reaction;

	if (!edit->active || !edit->theirs)
		return REACT_NONE;
	merged = record_copy(edit->theirs);
	expect = edit->theirs->revision;
	merged->deleted = false;
	for (size_t i = 0; i < edit->type->nfields; i++)
		if (edit->keep_mine[i])
			field_copy(merged, edit->work, &edit->type->fields[i]);
	if (!check(app, merged)) {
		record_free(merged);
		return REACT_REBUILD;
	}
	app_back(app); /* the conflict screen goes; what it was about comes back */
	reaction = save_record(app, merged, expect);
	record_free(merged);
	return reaction;
}

void edit_leave_conflict(struct app *app)
{
	forget_conflict(&app->edit);
	app_back(app);
}
