/* edit_draft.c: what is being typed, kept in a file; and the drafts an earlier run left. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/draft.h"
#include "ui/app.h"
#include "ui/edit_priv.h"

int edit_draft_timeout(const struct edit *edit)
{
	moment_t left;

	if (!edit->active || edit->draft_due == MOMENT_NONE)
		return -1;
	left = edit->draft_due - moment_now();
	if (left > DRAFT_DELAY) /* the clock was put back */
		left = DRAFT_DELAY;
	return left <= 0 ? 0 : (int)(left / 1000) + 1;
}

/* The text of a field as it would be lost: what is being typed, else what was typed, else (in a new record) its value. */
static char *field_text(const struct app *app, size_t at)
{
	const struct edit *edit = &app->edit;
	const struct field *field = &edit->type->fields[at];
	struct buf text = { 0 };

	if (field == edit->typing && edit->typed_changed)
		return mem_strdup(edit_typed(app));
	if (edit->fields[at].text)
		return mem_strdup(edit->fields[at].text);
	if (edit->base || field_is_empty(edit->work, field))
		return NULL;
	field_format(&text, edit->work, field);
	return buf_take(&text);
}

/* Of a new record there is a draft without an id, also when its fields have given it one since; of a row that stands for what
 * nobody has written, one with the id that is its place. */
static char *draft_id(const struct edit *edit)
{
	return edit->base ? edit->base->id : edit_is_unwritten(edit) ? edit->work->id : (char *)"";
}

void edit_remove_draft(struct app *app)
{
	const struct edit *edit = &app->edit;

	draft_remove(store_id(app->store), edit->type->kind, edit->work->plan, draft_id(edit));
}

void edit_write_draft(struct app *app)
{
	struct edit *edit = &app->edit;
	struct draft draft = { 0 };
	struct err err = { 0 };

	if (!edit->active)
		return;
	edit->draft_due = MOMENT_NONE;
	if (!edit_is_dirty(edit)) { /* what was typed has been taken back */
		edit_remove_draft(app);
		return;
	}
	draft.kind = edit->type->kind;
	draft.plan = edit->work->plan ? edit->work->plan : (char *)"";
	draft.id = draft_id(edit);
	draft.revision = edit->base ? edit->base->revision : 0;
	draft.at = moment_now();
	draft.fields = mem_array(NULL, edit->type->nfields, sizeof(*draft.fields));
	for (size_t i = 0; i < edit->type->nfields; i++) {
		char *text = field_text(app, i);

		if (text)
			draft.fields[draft.nfields++] = (struct draft_field){ mem_strdup(edit->type->fields[i].key), text };
	}
	if (draft_write(store_id(app->store), &draft, &err))
		app_say_err(app, &err);
	draft_free_fields(&draft);
}

/* ---- what an earlier run left -------------------------------------------------------------------------------- */

/* The version the draft was made from, so that a later save finds out whether someone has changed it since. */
struct wanted {
	uint32_t revision;
	struct record *found;
};

static bool keep_revision(struct record *rec, void *user)
{
	struct wanted *wanted = user;

	if (rec->revision == wanted->revision) {
		wanted->found = rec;
		return false;
	}
	record_free(rec);
	return true;
}

static struct record *made_from(struct app *app, const struct draft *draft)
{
	struct wanted wanted = { draft->revision, NULL };
	struct snapshot *snap;
	struct err err = { 0 };

	if (store_snapshot(app->store, MOMENT_NOW, &snap, &err))
		return NULL;
	snapshot_history(snap, draft->kind, draft->plan, draft->id, keep_revision, &wanted);
	store_snapshot_end(snap);
	return wanted.found;
}

/* Begins on the record, in the version that the draft was made from. */
static bool begin_from(struct app *app, const struct draft *draft)
{
	struct edit *edit = &app->edit;
	struct record *base;

	if (!edit_begin(app, draft->kind, draft->plan, draft->id))
		return false;
	base = made_from(app, draft);
	if (base) {
		record_free(edit->base);
		record_free(edit->work);
		edit->work = record_copy(base);
		edit->base = base;
	} else if (edit->base && draft->revision == 0) { /* an occasion that was only proposed then: any that is decided is another's */
		edit->base->revision = 0;
	}
	return true;
}

static bool resume(struct app *app, const struct draft *draft)
{
	const struct record_type *type = record_type(draft->kind);
	struct record *unwritten = draft->revision ? NULL : record_from_id(draft->kind, draft->plan, draft->id);
	bool begun;

	if (!type) {
		record_free(unwritten);
		return false;
	}
	if (*draft->plan && strcmp(app->ds.plan, "all") != 0 && strcmp(app->ds.plan, draft->plan) != 0)
		app_show_plan(app, draft->plan); /* what it refers to is there */
	if (draft->revision == 0 && !*draft->id)
		begun = edit_begin_new(app, record_new(draft->kind, draft->plan, ""));
	else if (unwritten) /* if it is written by now, the save finds out */
		begun = edit_begin_new(app, unwritten);
	else
		begun = begin_from(app, draft);
	if (!begun)
		return false;
	for (size_t i = 0; i < draft->nfields; i++) {
		const struct field *field = record_field(type, draft->fields[i].key);

		if (field)
			edit_take(app, field, draft->fields[i].text);
	}
	return true;
}

/* Are such records edited on that screen, which is not their own? */
static bool is_edited_on(const struct view_ops *ops, enum record_kind kind)
{
	const enum record_kind *held = ops->holds;

	while (held && *held && *held != kind)
		held++;
	return ops->open_for && (ops->creates == kind || ops->creates_now || (held && *held));
}

/* The screen where the record's fields stand: its own, or the one that such records are made on. */
static void show(struct app *app, const struct draft *draft)
{
	const struct view_ops *ops = app_view_of(draft->kind);
	bool shown = false;

	if (ops)
		app_push(app, ops, draft->plan, draft->id);
	for (size_t i = 0; !ops && !shown && i < all_nviews; i++)
		shown = is_edited_on(all_views[i], draft->kind) && all_views[i]->open_for(app, app->edit.work);
	app_rebuild(app);
	edit_seek_touched(app);
}

static int use_draft(struct app *app)
{
	size_t n;
	struct draft *drafts = draft_list(store_id(app->store), &n);

	if (n && resume(app, &drafts[0])) {
		edit_write_draft(app); /* ours now, before the old one goes */
		draft_discard(&drafts[0]);
		show(app, &drafts[0]);
		app_say(app, ROLE_NOTICE, "Utkastet är öppet · Ctrl-S sparar, Esc frågar om det ska kastas");
	}
	draft_list_free(drafts, n);
	return REACT_REBUILD;
}

static int throw_draft(struct app *app)
{
	size_t n;
	struct draft *drafts = draft_list(store_id(app->store), &n);

	if (n) {
		draft_discard(&drafts[0]);
		app_say(app, ROLE_NOTICE, "Utkastet är kastat");
	}
	draft_list_free(drafts, n);
	edit_offer_drafts(app);
	return REACT_REBUILD;
}

static const char *draft_title(const struct draft *draft)
{
	static const char *const naming[] = { "title", "text", "cause", "name", "metric", "subject" };

	for (size_t i = 0; i < COUNT_OF(naming); i++)
		for (size_t j = 0; j < draft->nfields; j++)
			if (strcmp(draft->fields[j].key, naming[i]) == 0)
				return draft->fields[j].text;
	return "";
}

void edit_offer_drafts(struct app *app)
{
	static const struct confirm_choice choices[] = { { 'o', "öppnar", use_draft }, { 'x', "kastar", throw_draft } };
	struct draft *drafts;
	size_t n;

	if (app->readonly)
		return;
	drafts = draft_list(store_id(app->store), &n);
	if (n && record_type(drafts[0].kind)) {
		struct buf question = { 0 }, title = { 0 };
		char at[MOMENT_TEXT_MAX];

		text_fit(&title, draft_title(&drafts[0]), 30);
		buf_printf(&question, "Osparat utkast från %s: %s %s%s%s.", moment_format_local(at, drafts[0].at),
				record_type(drafts[0].kind)->label, *drafts[0].id ? drafts[0].id : "(ny)", title.len ? " " : "",
				buf_cstr(&title));
		confirm_open(app, buf_cstr(&question), choices, COUNT_OF(choices));
		buf_free(&question);
		buf_free(&title);
	}
	draft_list_free(drafts, n);
}
