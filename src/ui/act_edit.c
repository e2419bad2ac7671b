/* act_edit.c: actions that change records: edit, new, delete, done, undo. */
#include <stdlib.h>
#include <string.h>

#include "query/spoken.h"
#include "ui/act_priv.h"

#define SPOKEN_MOST 1 /* records named when several were saved as one: there is one line */

bool app_may_edit(struct app *app)
{
	if (app->ds.as_of != MOMENT_NOW)
		app_say(app, ROLE_ERROR, "Det som visas är inte nu: T går till nu, sedan går det att ändra");
	else if (app->readonly)
		app_say(app, ROLE_ERROR, "Skrivskyddat: starta utan --readonly för att ändra");
	else
		return true;
	return false;
}

static bool editable_kind(enum record_kind kind)
{
	const struct record_type *type = record_type(kind);

	return type && (type->flags & TYPE_SETTABLE);
}

int act_edit(struct app *app, struct view *view)
{
	const struct line *line = page_current(&view->page);
	const struct span *cell = page_current_cell(&view->page);
	bool begun = false;

	if (!app_may_edit(app))
		return REACT_REDRAW;
	if (view->marks.n && !app->edit.active)
		return act_bulk(app, view);
	if (!line || line_cells(line) == 0) {
		app_say(app, ROLE_NOTICE, "här står inget som går att ändra");
		return REACT_REDRAW;
	}
	if (!cell) {
		view->page.cell = 0;
		cell = page_current_cell(&view->page);
	}
	if (!edit_is_of(&app->edit, cell->ref->kind, cell->ref->plan, cell->ref->id)) {
		if (app->edit.active && edit_is_dirty(&app->edit)) {
			app_say(app, ROLE_ERROR, "Spara först det du ändrat (Ctrl-S), eller kasta det med Esc");
			return REACT_REDRAW;
		}
		edit_end(app, false);
		if (!edit_begin(app, cell->ref->kind, cell->ref->plan, cell->ref->id))
			return REACT_REDRAW;
		begun = edit_is_unwritten(&app->edit) || !app_view_of(app->edit.type->kind);
	}
	edit_type(app);
	return begun ? REACT_REBUILD : REACT_REDRAW; /* a form may show more fields of what nobody had written */
}

/* The plan a new record belongs to; in "alla planer" there is none to put it in. */
static const char *plan_for_new(struct app *app, const struct record_type *type)
{
	if (type->flags & TYPE_GLOBAL)
		return "";
	if (dataset_plan(&app->ds))
		return app->ds.plan;
	app_say(app, ROLE_ERROR, "Välj en plan först (starta med --plan), så vet programmet var den nya hör hemma");
	return NULL;
}

/* The screen a new record is filled in on: its own, or the table that stands here. */
static void show_new(struct app *app, struct record *rec)
{
	const struct view_ops *ops = app_view_of(rec->kind);
	enum record_kind kind = rec->kind;
	char *plan = mem_strdup(rec->plan);

	if (!edit_begin_new(app, rec)) {
		free(plan);
		return;
	}
	if (ops)
		app_push(app, ops, plan, "");
	page_seek(&app_view(app)->page, kind, plan, "", NULL);
	app->edit.first = true;
	free(plan);
}

static int make_new(struct app *app, enum record_kind kind)
{
	const struct record_type *type = record_type(kind);
	struct view *view = app_view(app);
	const char *plan = plan_for_new(app, type);
	struct record *rec;

	if (!plan)
		return REACT_REDRAW;
	rec = record_new(type->kind, plan, "");
	if (view->ops->fill_new)
		view->ops->fill_new(app, view, rec);
	show_new(app, rec);
	return REACT_REBUILD;
}

static int make_activity(struct app *app)
{
	return make_new(app, REC_ACTIVITY);
}

static int make_goal(struct app *app)
{
	return make_new(app, REC_GOAL);
}

static int make_indicator(struct app *app)
{
	return make_new(app, REC_INDICATOR);
}

static int make_plan(struct app *app)
{
	return make_new(app, REC_ACTION_PLAN);
}

/* Where a screen can make several kinds, the key that says which. */
static const struct {
	enum record_kind kind;
	struct confirm_choice choice;
} makers[] = {
	{ REC_ACTIVITY, { 'a', "aktivitet", make_activity } },
	{ REC_GOAL, { 'm', "nämndsmål", make_goal } },
	{ REC_INDICATOR, { 'i', "indikator", make_indicator } },
	{ REC_ACTION_PLAN, { 'p', "åtgärdsplan", make_plan } },
};

static bool is_made(const struct view_ops *ops, enum record_kind kind)
{
	const enum record_kind *also = ops->creates_also;

	while (*also && *also != kind)
		also++;
	return kind == ops->creates || *also == kind;
}

static int ask_which(struct app *app, const struct view *view)
{
	struct confirm_choice choices[COUNT_OF(makers)];
	size_t n = 0;

	for (size_t i = 0; i < COUNT_OF(makers); i++)
		if (is_made(view->ops, makers[i].kind))
			choices[n++] = makers[i].choice;
	confirm_ask(app, "Ny:", choices, n, "avbryter");
	return REACT_REDRAW;
}

int act_new(struct app *app, struct view *view)
{
	enum record_kind here = view->ops->creates_now ? view->ops->creates_now(app, view) : REC_NONE;

	if (!record_type(view->ops->creates)) {
		app_say(app, ROLE_NOTICE, "här går inget nytt att lägga till; aktiviteter läggs till på ett mål eller i vy 4");
		return REACT_REDRAW;
	}
	if (!app_may_edit(app))
		return REACT_REDRAW;
	if (here)
		return make_new(app, here);
	return view->ops->creates_also ? ask_which(app, view) : make_new(app, view->ops->creates);
}

int act_save(struct app *app, struct view *view)
{
	(void)view;
	if (!app->edit.active) {
		app_say(app, ROLE_NOTICE, "Inget är ändrat");
		return REACT_REDRAW;
	}
	return edit_save(app);
}

int act_mark(struct app *app, struct view *view)
{
	const struct line *line = page_current(&view->page);

	if (!line || !line->ref.kind || !(view->ops->flags & (VIEW_LIST | VIEW_MARKS)))
		return REACT_NONE;
	/* Only what a and d can take many of at once. */
	if (line->ref.kind != REC_ACTIVITY && line->ref.kind != REC_ACTION_PLAN && line->ref.kind != REC_MEASURE &&
			line->ref.kind != REC_SIGN_OFF)
		return REACT_NONE;
	view_toggle_mark(view, &line->ref);
	page_move(&view->page, 1, app_page_rows(app));
	return REACT_REBUILD;
}

/* ---- one action on what is marked, or on the row ------------------------------------------------------------ */

/* True where the cursor is on nothing but the screen's own record: on the row of another one, what is not there (a row that
 * is not saved yet, a link) must never be taken for the whole that the screen is about. */
static bool on_whole(const struct view *view, const struct line *line)
{
	return view->ops->kind && view->id &&
		(!line || !line->ref.kind || (line->ref.kind == view->ops->kind && strcmp(line->ref.id, view->id) == 0));
}

/* A copy of the record, also of a part of a report that nobody has written yet; NULL where there is none. */
static struct record *copy_of(struct app *app, enum record_kind kind, const char *plan, const char *id)
{
	const struct record *rec = dataset_find(&app->ds, kind, plan, id);

	if (rec)
		return record_copy(rec);
	return kind == REC_SIGN_OFF && id ? record_from_id(kind, plan, id) : NULL;
}

size_t act_chosen(struct app *app, struct view *view, struct record **out)
{
	const struct line *line = page_current(&view->page);
	struct record *rec = NULL;
	size_t n = 0;

	for (size_t i = 0; i < view->marks.n && n < MARKED_MAX; i++) {
		const struct mark *mark = view->marks.items[i];

		out[n] = copy_of(app, mark->kind, mark->plan, mark->id);
		n += out[n] != NULL;
	}
	if (view->marks.n)
		return n;
	if (line && line->ref.kind && editable_kind(line->ref.kind) &&
			(!view->ops->kind || line->ref.kind == REC_MEASURE || line->ref.kind == REC_ACTIVITY ||
			 line->ref.kind == REC_OBSERVATION || line->ref.kind == REC_ACTION_PLAN || line->ref.kind == REC_NOTE ||
			 line->ref.kind == REC_FORECAST || line->ref.kind == REC_ASSESSMENT ||
			 line->ref.kind == REC_TARGET || line->ref.kind == REC_RULE || line->ref.kind == REC_SIGN_OFF))
		rec = copy_of(app, line->ref.kind, line->ref.plan, line->ref.id);
	if (!rec && on_whole(view, line))
		rec = copy_of(app, view->ops->kind, view->plan, view->id);
	if (rec)
		out[n++] = rec;
	return n;
}

/* True where the list already shows what was saved, as it was foretold, and nobody else has committed meanwhile: then the
 * news is read, but there is nothing to build anew. Marks are about to go, and other screens show more than the records. */
static bool shows_the_truth(struct app *app, const struct save_result *result)
{
	const struct view *view = app_view(app);
	uint64_t before = app->ds.seq;
	struct err err = { 0 };
	bool changed;

	if (!(view->ops->flags & VIEW_LIST) || view->ops->creates != REC_ACTIVITY || view->marks.n ||
			dataset_refresh(&app->ds, &changed, &err))
		return false;
	return before + 1 == result->seq && app->ds.seq == before + result->saved;
}

int app_save(struct app *app, struct change *changes, size_t n, const char *done)
{
	struct save_result result = { 0 };
	struct err err = { 0 };
	int code;

	for (size_t i = 0; i < n; i++)
		dataset_foretell(&app->ds, changes[i].rec);
	app_frame_now(app);
	code = store_save(app->store, changes, n, &result, &err);
	record_free(result.theirs);
	if (code)
		dataset_doubt(&app->ds);
	if (code == ERR_CONFLICT)
		app_say(app, ROLE_ERROR, "Någon annan hann ändra: det nya har hämtats, försök igen");
	else if (code)
		app_say_err(app, &err);
	else
		app_say(app, ROLE_NOTICE, "%s · sparat · u ångrar", done);
	return code || !shows_the_truth(app, &result) ? REACT_RELOAD : REACT_REDRAW;
}

int act_save_all(struct app *app, struct record **recs, size_t n, const char *done)
{
	struct change *changes = mem_array(NULL, n, sizeof(*changes));
	int reaction;

	for (size_t i = 0; i < n; i++)
		changes[i] = (struct change){ recs[i], recs[i]->revision };
	reaction = app_save(app, changes, n, done);
	free(changes);
	return reaction;
}

void act_free_all(struct record **recs, size_t n)
{
	for (size_t i = 0; i < n; i++)
		record_free(recs[i]);
}

void act_describe(struct buf *out, struct record **recs, size_t n, const char *what)
{
	if (n == 1 && strchr(recs[0]->id, '/')) /* an id put together of others says nothing */
		buf_printf(out, "%s %s", record_type(recs[0]->kind)->definite, what);
	else if (n == 1)
		buf_printf(out, "%s %s %s", record_type(recs[0]->kind)->definite, recs[0]->id, what);
	else
		buf_printf(out, "%zu poster %s", n, what);
	if (out->data[0] >= 'a' && out->data[0] <= 'z')
		out->data[0] = (char)(out->data[0] - 'a' + 'A');
	else if (strncmp(out->data, "å", 2) == 0)
		memcpy(out->data, "Å", 2);
}

static bool is_among(struct record **recs, size_t n, const struct record *rec)
{
	for (size_t i = 0; i < n; i++)
		if (recs[i]->kind == rec->kind && strcmp(recs[i]->id, rec->id) == 0)
			return true;
	return false;
}

/* What goes with the chosen ones: the measures of an action plan, before it, so that one undo brings all of it back. */
static size_t with_measures(struct app *app, struct record **recs, size_t n, struct record **out)
{
	const struct record_list *measures = dataset_list(&app->ds, REC_MEASURE);
	size_t kept = 0;

	for (size_t i = 0; i < measures->n && kept + n < MARKED_MAX; i++) {
		const struct measure *measure = (const struct measure *)measures->items[i];

		for (size_t j = 0; j < n; j++)
			if (recs[j]->kind == REC_ACTION_PLAN && measure->action_plan && strcmp(measure->action_plan, recs[j]->id) == 0 &&
					!is_among(recs, n, &measure->rec))
				out[kept++] = record_copy(&measure->rec);
	}
	for (size_t i = 0; i < n; i++) /* measures first, wholes last */
		if (recs[i]->kind != REC_ACTION_PLAN)
			out[kept++] = record_copy(recs[i]);
	for (size_t i = 0; i < n; i++)
		if (recs[i]->kind == REC_ACTION_PLAN)
			out[kept++] = record_copy(recs[i]);
	return kept;
}

/* Deletes what was chosen; the copies are in recs. */
static int delete_now(struct app *app, struct record **recs, size_t n)
{
	struct view *view = app_view(app);
	bool own = n == 1 && view->ops->kind == recs[0]->kind && view->id && strcmp(view->id, recs[0]->id) == 0;
	struct record *all[MARKED_MAX];
	size_t total = with_measures(app, recs, n, all);
	struct buf done = { 0 };
	int reaction;

	act_describe(&done, recs, n, "togs bort");
	for (size_t i = 0; i < total; i++)
		all[i]->deleted = true;
	reaction = act_save_all(app, all, total, buf_cstr(&done));
	act_free_all(all, total);
	view_clear_marks(view);
	buf_free(&done);
	if (own)
		app_back(app);
	return reaction;
}

void act_delete_forget(struct app *app)
{
	act_free_all(app->doomed, app->ndoomed);
	free(app->doomed);
	app->doomed = NULL;
	app->ndoomed = 0;
}

static int delete_confirmed(struct app *app)
{
	int reaction = delete_now(app, app->doomed, app->ndoomed);

	act_delete_forget(app);
	return reaction;
}

/* Asks about just these, whatever the cursor stands on when the answer comes: others may have changed the list by then. */
static void ask_delete(struct app *app, struct record **recs, size_t n)
{
	static const struct confirm_choice choices[] = { { 'd', "tar bort", delete_confirmed } };
	struct buf question = { 0 };

	act_delete_forget(app);
	app->doomed = mem_array(NULL, n, sizeof(*app->doomed));
	for (size_t i = 0; i < n; i++)
		app->doomed[app->ndoomed++] = record_copy(recs[i]);
	act_describe(&question, recs, n, n == 1 ? "har en historik." : "tas bort.");
	confirm_open(app, buf_cstr(&question), choices, COUNT_OF(choices));
	buf_free(&question);
}

/* False, with a message, where one of them belongs to the plan itself. */
static bool deletable(struct app *app, struct record **recs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (recs[i]->kind == REC_ACTIVITY || recs[i]->kind == REC_ACTION_PLAN || recs[i]->kind == REC_MEASURE ||
				recs[i]->kind == REC_OBSERVATION || recs[i]->kind == REC_NOTE || recs[i]->kind == REC_FORECAST ||
				recs[i]->kind == REC_ASSESSMENT || recs[i]->kind == REC_TARGET || recs[i]->kind == REC_RULE)
			continue;
		if (recs[i]->kind == REC_SIGN_OFF)
			app_say(app, ROLE_ERROR, "En rapportdel tas inte bort: a ändrar klarmarkeringen, e texten");
		else
			app_say(app, ROLE_ERROR, "%s hör till den beslutade planen och kan inte tas bort här",
					record_type(recs[i]->kind)->definite);
		return false;
	}
	if (!n)
		app_say(app, ROLE_NOTICE, "här står inget som går att ta bort");
	return n > 0;
}

int act_delete(struct app *app, struct view *view)
{
	struct record *recs[MARKED_MAX];
	size_t n;
	bool history = false;
	int reaction = REACT_REDRAW;

	if (!app_may_edit(app))
		return REACT_REDRAW;
	n = act_chosen(app, view, recs);
	for (size_t i = 0; i < n; i++)
		history = history || recs[i]->revision > 1;
	if (deletable(app, recs, n)) {
		if (history || n > 1)
			ask_delete(app, recs, n);
		else
			reaction = delete_now(app, recs, n);
	}
	act_free_all(recs, n);
	return reaction;
}

/* ---- undo and redo ------------------------------------------------------------------------------------------- */

/* "Ångrat: prognos Psykiatri 2026-10 · Ctrl-R gör om". */
static void say_undone(struct app *app, const char *what, size_t n, bool redo)
{
	struct buf key = { 0 };

	keymap_label(&app->keys, redo ? ACT_DO_UNDO : ACT_DO_REDO, app->glyphs == GLYPH_ASCII, &key);
	if (n > 1)
		app_say(app, ROLE_NOTICE, "%s %zu poster: %s · %s %s", redo ? "Gjort om" : "Ångrat", n, what, buf_cstr(&key),
			redo ? "ångrar" : "gör om");
	else
		app_say(app, ROLE_NOTICE, "%s: %s · %s %s", redo ? "Gjort om" : "Ångrat", what, buf_cstr(&key),
			redo ? "ångrar" : "gör om");
	buf_free(&key);
}

static int undo_now(struct app *app, uint64_t group, bool redo)
{
	struct save_result result = { 0 };
	struct err err = { 0 };
	struct buf what = { 0 };
	size_t n = group_spoken(&app->ds, group, SPOKEN_MOST, &what);

	if (store_undo(app->store, group, redo, &result, &err))
		app_say_err(app, &err);
	else
		say_undone(app, buf_cstr(&what), n, redo);
	record_free(result.theirs);
	buf_free(&what);
	return REACT_RELOAD;
}

static int undo_confirmed(struct app *app)
{
	return undo_now(app, app->asked, app->asked_redo);
}

/* What another window or the command line saved is not taken back before its owner has seen what it is; nor what lies behind
 * an import. first: why it is asked. */
static void ask_undo(struct app *app, uint64_t group, bool redo, const char *first)
{
	static const struct confirm_choice undoes = { 'u', "ångrar det", undo_confirmed };
	static const struct confirm_choice redoes = { 'r', "gör om det", undo_confirmed };
	struct buf question = { 0 }, what = { 0 };
	size_t n = group_spoken(&app->ds, group, SPOKEN_MOST, &what);

	buf_str(&question, first);
	if (n > 1)
		buf_printf(&question, "%zu poster, ", n);
	buf_printf(&question, "%s.", buf_cstr(&what));
	app->asked = group;
	app->asked_redo = redo;
	confirm_ask(app, buf_cstr(&question), redo ? &redoes : &undoes, 1, "avbryter");
	buf_free(&question);
	buf_free(&what);
}

/* False where the account's latest is no import; else it is told, and what lies behind it asked about. */
static bool ask_behind(struct app *app, uint64_t group)
{
	char *file, *first;
	unsigned long number = store_import_after(app->store, group, &file);

	free(file);
	if (!number)
		return false;
	first = mem_printf("Import %lu ångras inte, den rättas med en ny. Före den: ", number);
	if (group)
		ask_undo(app, group, false, first);
	else
		app_say(app, ROLE_NOTICE, "Import %lu ångras inte, den rättas med en ny; före den finns inget att ångra", number);
	free(first);
	return true;
}

static int undo(struct app *app, bool redo)
{
	uint64_t group;

	if (!app_may_edit(app))
		return REACT_REDRAW;
	group = store_undo_candidate(app->store, redo);
	if (!redo && ask_behind(app, group))
		return REACT_REDRAW;
	if (!group) {
		app_say(app, ROLE_NOTICE, redo ? "Det finns inget att göra om" : "Det finns inget av dig att ångra");
		return REACT_REDRAW;
	}
	if (store_saved_here(app->store, group))
		return undo_now(app, group, redo);
	ask_undo(app, group, redo, redo ? "Ångrades inte i det här fönstret: " : "Sparades inte i det här fönstret: ");
	return REACT_REDRAW;
}

int act_undo(struct app *app, struct view *view)
{
	(void)view;
	return undo(app, false);
}

int act_redo(struct app *app, struct view *view)
{
	(void)view;
	return undo(app, true);
}
