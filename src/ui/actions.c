/* actions.c: what each action does where a view has no answer of its own. One table: action → function. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/actions.h"
#include "ui/app.h"
#include "ui/term.h"

/* ---- moving -------------------------------------------------------------------------------------------------- */

static int move(struct app *app, struct view *view, int lines)
{
	if (!page_move(&view->page, lines, app_page_rows(app)))
		return REACT_NONE;
	app->settling = view->ops->preview != NULL;
	return REACT_REDRAW;
}

static int act_up(struct app *app, struct view *view)
{
	return move(app, view, -1);
}

static int act_down(struct app *app, struct view *view)
{
	return move(app, view, 1);
}

static int page_step(const struct app *app, const struct view *view)
{
	int step = app_page_rows(app) - view->page.sticky - 1;

	return step > 1 ? step : 1;
}

static int act_page_up(struct app *app, struct view *view)
{
	return move(app, view, -page_step(app, view));
}

static int act_page_down(struct app *app, struct view *view)
{
	return move(app, view, page_step(app, view));
}

static int act_home(struct app *app, struct view *view)
{
	return page_home(&view->page, app_page_rows(app)) ? REACT_REDRAW : REACT_NONE;
}

static int act_end(struct app *app, struct view *view)
{
	return page_end_key(&view->page, app_page_rows(app)) ? REACT_REDRAW : REACT_NONE;
}

static int fold(struct view *view, unsigned when)
{
	const struct line *line = page_current(&view->page);

	if (!line || !(line->flags & when) || !line->tag)
		return REACT_NONE;
	view_toggle_closed(view, line->tag);
	return REACT_REBUILD;
}

static int act_left(struct app *app, struct view *view)
{
	if (page_cell(&view->page, -1))
		return REACT_REDRAW;
	return fold(view, LINE_OPEN) ? REACT_REBUILD : app_act(app, ACT_DO_BACK);
}

static int act_right(struct app *app, struct view *view)
{
	const struct line *line = page_current(&view->page);

	if (page_cell(&view->page, 1))
		return REACT_REDRAW;
	if (line && line_cells(line) > 0)
		return REACT_NONE; /* the last cell: going deeper from here would surprise */
	return fold(view, LINE_CLOSED) ? REACT_REBUILD : app_act(app, ACT_DO_OPEN);
}

static int step_tab(struct app *app, struct view *view, int step)
{
	int n = 0;

	while (view->ops->tabs && view->ops->tabs[n])
		n++;
	if (app->edit.active) /* in a form Tab walks the fields */
		return page_next_field(&view->page, step, app->edit.type->kind, app->edit.work->id, app_page_rows(app)) ?
			REACT_REDRAW : REACT_NONE;
	if (n < 2)
		return REACT_NONE;
	view->tab = (view->tab + step + n) % n;
	return REACT_REBUILD;
}

static int act_next_tab(struct app *app, struct view *view)
{
	return step_tab(app, view, 1);
}

static int act_prev_tab(struct app *app, struct view *view)
{
	return step_tab(app, view, -1);
}

/* ---- going --------------------------------------------------------------------------------------------------- */

/* What the cursor is about: the cell's link, else the line's record. */
static const struct ref *current_ref(const struct view *view)
{
	const struct line *line = page_current(&view->page);
	const struct span *cell = page_current_cell(&view->page);

	if (cell) /* in a grid each may be a record of its own */
		return cell->ref;
	return line && line->ref.kind ? &line->ref : NULL;
}

static int act_open(struct app *app, struct view *view)
{
	const struct line *line = page_current(&view->page);

	if (!line)
		return REACT_NONE;
	if (line->flags & (LINE_OPEN | LINE_CLOSED) && line->tag) {
		view_toggle_closed(view, line->tag);
		return REACT_REBUILD;
	}
	if (view->page.cell >= 0)
		return app_act(app, ACT_DO_EDIT);
	if (line->ref.kind && app_view_of(line->ref.kind)) {
		bool here = view->id && strcmp(view->id, line->ref.id) == 0 && view->ops->kind == line->ref.kind;

		if (!here)
			return app_open(app, line->ref.kind, line->ref.plan, line->ref.id) ? REACT_REBUILD : REACT_REDRAW;
	}
	return line_cells(line) > 0 ? app_act(app, ACT_DO_EDIT) : REACT_NONE;
}

static int act_back(struct app *app, struct view *view)
{
	if (view->page.cell >= 0) {
		view->page.cell = -1;
		return REACT_REDRAW;
	}
	if (view->marks.n) {
		view_clear_marks(view);
		return REACT_REBUILD;
	}
	if (view->filter && *view->filter) {
		free(view->filter);
		view->filter = NULL;
		return REACT_REBUILD;
	}
	return app_back(app) ? REACT_REBUILD : REACT_NONE;
}

static int act_hist_back(struct app *app, struct view *view)
{
	(void)view;
	return app_back(app) ? REACT_REBUILD : REACT_NONE;
}

static int act_hist_next(struct app *app, struct view *view)
{
	(void)view;
	return app_forward(app) ? REACT_REBUILD : REACT_NONE;
}

static int act_goto(struct app *app, struct view *view)
{
	(void)view;
	palette_open(app, "gå till", 0, NULL);
	return REACT_REDRAW;
}

static void see_as(struct app *app, const char *board)
{
	char *copy = mem_strdup(board);

	free(app->board);
	app->board = copy;
	if (copy) {
		free(app->last_board);
		app->last_board = mem_strdup(copy);
	}
}

static int board_chosen(struct app *app, const struct ref *ref)
{
	const struct record *board = dataset_find(&app->ds, REC_BOARD, "", ref->id);

	see_as(app, ref->id);
	app_say(app, ROLE_NOTICE, "Visar %s · o växlar till koncernen", board ? record_title(board) : ref->id);
	return REACT_REBUILD;
}

static int act_board(struct app *app, struct view *view)
{
	(void)view;
	palette_open(app, "nämnd", 1u << REC_BOARD, board_chosen);
	return REACT_REDRAW;
}

static int act_koncern(struct app *app, struct view *view)
{
	if (app->board) {
		see_as(app, NULL);
		app_say(app, ROLE_NOTICE, "Visar hela koncernen");
		return REACT_REBUILD;
	}
	if (!app->last_board)
		return act_board(app, view);
	see_as(app, app->last_board);
	return REACT_REBUILD;
}

static int open_main(struct app *app, enum action action)
{
	struct view *view = app_view(app);

	for (size_t i = 0; i < all_nviews; i++) {
		if (!(all_views[i]->flags & VIEW_MAIN) || all_views[i]->action != action)
			continue;
		if (view->ops == all_views[i])
			return REACT_NONE;
		app_push(app, all_views[i], NULL, NULL);
		return REACT_REBUILD;
	}
	return REACT_NONE;
}

static int act_changes(struct app *app, struct view *view)
{
	(void)view;
	changes_open(app);
	return REACT_REBUILD;
}

/* ---- seeing -------------------------------------------------------------------------------------------------- */

static int filter_changed(struct app *app, const char *text)
{
	struct view *view = app_view(app);

	free(view->filter);
	view->filter = text_blank(text) ? NULL : mem_strdup(text);
	return REACT_REBUILD;
}

static int filter_done(struct app *app, const char *text)
{
	return filter_changed(app, text);
}

static int act_filter(struct app *app, struct view *view)
{
	if (!(view->ops->flags & VIEW_LIST)) {
		app_say(app, ROLE_NOTICE, "här finns ingen lista att filtrera");
		return REACT_REDRAW;
	}
	prompt_open(app, "filter", view->filter, filter_done, filter_changed);
	return REACT_REDRAW;
}

static int act_preset(struct app *app, struct view *view)
{
	int n = 0;

	while (view->ops->presets && view->ops->presets[n].name)
		n++;
	if (n < 2) {
		app_say(app, ROLE_NOTICE, "här finns inga färdiga urval");
		return REACT_REDRAW;
	}
	view->preset = (view->preset + 1) % n;
	app_say(app, ROLE_NOTICE, "Urval: %s", view->ops->presets[view->preset].name);
	return REACT_REBUILD;
}

static int act_group(struct app *app, struct view *view)
{
	if (!view->ops->group) {
		app_say(app, ROLE_NOTICE, "listan går inte att gruppera");
		return REACT_REDRAW;
	}
	view->grouped = !view->grouped;
	return REACT_REBUILD;
}

static int act_sort(struct app *app, struct view *view)
{
	const struct result *res = &view->result;
	int at = view->sort;

	if (!(view->ops->flags & VIEW_LIST) || !view->has_result)
		return REACT_NONE;
	do {
		at++;
	} while (at < (int)res->ncolumns && (!(res->columns[at].flags & COLF_SCREEN) || res->columns[at].type == COL_SPARK));
	view->sort = at < (int)res->ncolumns ? at : -1;
	if (view->sort < 0)
		app_say(app, ROLE_NOTICE, "Dokumentets ordning");
	else
		app_say(app, ROLE_NOTICE, "Sorterat efter %s",
				res->columns[at].heading && *res->columns[at].heading ? res->columns[at].heading : res->columns[at].key);
	return REACT_REBUILD;
}

static int act_reverse(struct app *app, struct view *view)
{
	(void)app;
	view->descending = !view->descending;
	return REACT_REBUILD;
}

static int travel_done(struct app *app, const char *text)
{
	moment_t as_of;

	if (text_blank(text))
		return REACT_REDRAW;
	if (!app_moment(app, text, false, &as_of)) { /* a report stands for the day it was due */
		char iso[DATE_TEXT_MAX], day[DATE_TEXT_MAX];

		app_say(app, ROLE_ERROR, "\"%s\" är ingen tidpunkt: skriv %s, %s, 08:30, UR1 eller %s 12:31", text,
			app_day_example(app, true, iso), app_day_example(app, false, day), iso);
		return REACT_REDRAW;
	}
	if (as_of >= moment_now()) {
		as_of = MOMENT_NOW;
		app_say(app, ROLE_NOTICE, "Den tidpunkten har inte varit än: nu visas");
	}
	app_travel(app, as_of);
	return REACT_REBUILD;
}

static int act_time(struct app *app, struct view *view)
{
	char day[DATE_TEXT_MAX];
	struct buf label = { 0 };

	(void)view;
	buf_printf(&label, "visa allt som det var (%s, UR1)", app_day_example(app, false, day));
	prompt_open(app, buf_cstr(&label), NULL, travel_done, NULL);
	buf_free(&label);
	return REACT_REDRAW;
}

static int act_now(struct app *app, struct view *view)
{
	(void)view;
	if (app->ds.as_of == MOMENT_NOW)
		return REACT_NONE;
	app_travel(app, MOMENT_NOW);
	return REACT_REBUILD;
}

static int act_compare(struct app *app, struct view *view)
{
	(void)app;
	view->compare++;
	return REACT_REBUILD;
}

static int act_gender(struct app *app, struct view *view)
{
	(void)app;
	view->gender = !view->gender;
	return REACT_REBUILD;
}

static int act_why(struct app *app, struct view *view)
{
	const struct ref *ref = current_ref(view);

	/* On a link to what it belongs to, the question is still about the thing the screen shows. */
	if (ref && view->ops->kind && (ref->kind == REC_FOCUS_AREA || ref->kind == REC_BOARD))
		ref = NULL;
	if (!ref && view->ops->kind)
		return why_open(app, view->ops->kind, view->plan, view->id) ? REACT_REBUILD : REACT_REDRAW;
	if (!ref) {
		app_say(app, ROLE_NOTICE, "här står inget att förklara: ställ dig på en rad");
		return REACT_REDRAW;
	}
	return why_open(app, ref->kind, ref->plan, ref->id) ? REACT_REBUILD : REACT_REDRAW;
}

static int act_import(struct app *app, struct view *view)
{
	(void)view;
	if (app_may_edit(app))
		import_open(app);
	return REACT_REDRAW;
}

/* ---- the program --------------------------------------------------------------------------------------------- */

static int act_help(struct app *app, struct view *view)
{
	(void)view;
	help_open(app);
	return REACT_REDRAW;
}

static int act_reload(struct app *app, struct view *view)
{
	(void)app;
	(void)view;
	term_redraw_all();
	return REACT_RELOAD;
}

static int act_mouse(struct app *app, struct view *view)
{
	(void)view;
	app->mouse = !app->mouse;
	term_mouse(app->mouse);
	app_say(app, ROLE_NOTICE, app->mouse ? "Musen är på" : "Musen är av: terminalen markerar text som vanligt");
	return REACT_REDRAW;
}

static int act_suspend(struct app *app, struct view *view)
{
	(void)view;
	edit_write_draft(app);
	term_suspend();
	return REACT_RELOAD;
}

static int act_quit(struct app *app, struct view *view)
{
	if (view->ops->flags & VIEW_MAIN) /* a main screen is the top level; what was before it is only history */
		return REACT_QUIT;
	for (int at = app->at - 1; at >= 0; at--)
		if (app->history[at]->ops->flags & VIEW_MAIN)
			return app_show(app, at) ? REACT_REBUILD : REACT_NONE;
	return REACT_QUIT;
}

/* ---- the table ----------------------------------------------------------------------------------------------- */

static act_fn *const table[ACT_DO_COUNT] = {
	[ACT_DO_UP] = act_up, [ACT_DO_DOWN] = act_down, [ACT_DO_PAGE_UP] = act_page_up, [ACT_DO_PAGE_DOWN] = act_page_down,
	[ACT_DO_HOME] = act_home, [ACT_DO_END] = act_end, [ACT_DO_LEFT] = act_left, [ACT_DO_RIGHT] = act_right,
	[ACT_DO_NEXT_TAB] = act_next_tab, [ACT_DO_PREV_TAB] = act_prev_tab, [ACT_DO_OPEN] = act_open,
	[ACT_DO_BACK] = act_back, [ACT_DO_HIST_BACK] = act_hist_back, [ACT_DO_HIST_NEXT] = act_hist_next,
	[ACT_DO_GOTO] = act_goto, [ACT_DO_BOARD] = act_board, [ACT_DO_KONCERN] = act_koncern, [ACT_DO_FILTER] = act_filter,
	[ACT_DO_PRESET] = act_preset, [ACT_DO_GROUP] = act_group, [ACT_DO_SORT] = act_sort, [ACT_DO_REVERSE] = act_reverse,
	[ACT_DO_WHY] = act_why, [ACT_DO_CHANGES] = act_changes, [ACT_DO_TIME] = act_time, [ACT_DO_NOW] = act_now,
	[ACT_DO_COMPARE] = act_compare, [ACT_DO_GENDER] = act_gender, [ACT_DO_NOTE] = act_note, [ACT_DO_EXPORT] = act_export,
	[ACT_DO_EDIT] = act_edit, [ACT_DO_NEW] = act_new, [ACT_DO_DELETE] = act_delete, [ACT_DO_DONE] = act_done,
	[ACT_DO_IMPORT] = act_import,
	[ACT_DO_SAVE] = act_save, [ACT_DO_UNDO] = act_undo, [ACT_DO_REDO] = act_redo, [ACT_DO_MARK] = act_mark,
	[ACT_DO_HELP] = act_help, [ACT_DO_RELOAD] = act_reload, [ACT_DO_MOUSE] = act_mouse,
	[ACT_DO_SUSPEND] = act_suspend, [ACT_DO_QUIT] = act_quit,
};

/* True where the action stays within the record being edited. */
static bool stays(const struct app *app, const struct view *view, enum action action)
{
	static const bool harmless[ACT_DO_COUNT] = {
		[ACT_DO_LEFT] = true, [ACT_DO_RIGHT] = true, [ACT_DO_EDIT] = true, [ACT_DO_SAVE] = true, [ACT_DO_HELP] = true,
		[ACT_DO_MOUSE] = true, [ACT_DO_SUSPEND] = true, [ACT_DO_RELOAD] = true, [ACT_DO_UP] = true, [ACT_DO_DOWN] = true,
		[ACT_DO_HOME] = true, [ACT_DO_END] = true, [ACT_DO_PAGE_UP] = true, [ACT_DO_PAGE_DOWN] = true,
		[ACT_DO_NEXT_TAB] = true, [ACT_DO_PREV_TAB] = true, [ACT_DO_MARK] = true,
	};

	if (app->edit.theirs && view->ops->flags & VIEW_EDIT &&
			(action == ACT_DO_BACK || action == ACT_DO_HIST_BACK || action == ACT_DO_OPEN))
		return true;
	/* On a cell, Enter edits it, and Esc only leaves the cell, unless something is changed: then it is about that. */
	return harmless[action] || (view->page.cell >= 0 &&
			(action == ACT_DO_OPEN || (action == ACT_DO_BACK && !edit_is_dirty(&app->edit))));
}

/* Ends the edit and shows the screen without it. False where the action is over with that: it was about a row that was not
 * saved and is gone, and must not fall upon the one that now stands there. */
static bool drop_edit(struct app *app, enum action action)
{
	bool gone = edit_is_new(&app->edit) && !edit_is_unwritten(&app->edit) &&
		(action == ACT_DO_DELETE || action == ACT_DO_DONE || action == ACT_DO_OPEN || action == ACT_DO_WHY);

	edit_end(app, false);
	app_rebuild(app);
	if (gone)
		app_say(app, ROLE_NOTICE, "Det nya sparades inte och är borta");
	return !gone;
}

/* Undo was about what was being typed: once that is saved, or thrown away, nothing else is to be taken back. */
static int act_pending(struct app *app, enum action action)
{
	return action == ACT_DO_UNDO || action == ACT_DO_REDO ? REACT_NONE : app_act(app, action);
}

static int guard_save(struct app *app)
{
	enum action pending = app->pending;
	bool conflict = app->edit.theirs && app_view(app)->ops->flags & VIEW_EDIT;
	int reaction = conflict ? edit_save_merged(app) : edit_save(app);

	app->pending = ACT_DO_NONE;
	if (app->edit.active) /* it could not be saved: the reason is on screen */
		return reaction;
	app_reload(app, true);
	app_rebuild(app);
	return reaction | act_pending(app, pending);
}

static int guard_discard(struct app *app)
{
	enum action pending = app->pending;

	app->pending = ACT_DO_NONE;
	if (app->edit.theirs && app_view(app)->ops->flags & VIEW_EDIT)
		edit_leave_conflict(app);
	return REACT_REBUILD | (drop_edit(app, pending) ? act_pending(app, pending) : REACT_NONE);
}

/* Asks before what is typed is left. */
static int guard_unsaved(struct app *app, enum action action)
{
	static const struct confirm_choice choices[] = {
		{ 's', "sparar", guard_save }, { 'x', "kastar ändringarna", guard_discard },
	};
	struct view *view = app_view(app);
	struct buf question = { 0 };

	app->pending = action;
	if (action == ACT_DO_BACK && view->ops->kind == app->edit.type->kind)
		view->page.cell = -1; /* once answered, Esc leaves the form, not the cell */
	buf_printf(&question, "Ändringarna i %s är inte sparade.", app->edit.type->definite);
	confirm_open(app, buf_cstr(&question), choices, COUNT_OF(choices));
	buf_free(&question);
	return REACT_REDRAW;
}

int app_act(struct app *app, enum action action)
{
	struct view *view = app_view(app);
	int reaction = REACT_UNHANDLED;

	if (action == ACT_DO_NONE)
		return REACT_NONE;
	if (app->edit.active && !stays(app, view, action)) {
		if (edit_is_dirty(&app->edit))
			return guard_unsaved(app, action);
		if (!drop_edit(app, action))
			return REACT_REBUILD;
	}
	if (view->ops->act)
		reaction = view->ops->act(app, view, action);
	if (reaction & REACT_UNHANDLED)
		reaction = app_default_act(app, view, action);
	return reaction;
}

int app_default_act(struct app *app, struct view *view, enum action action)
{
	if (action >= ACT_DO_VIEW_1 && action <= ACT_DO_VIEW_8)
		return open_main(app, action);
	return table[action] ? table[action](app, view) : REACT_NONE;
}
