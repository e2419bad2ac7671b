/* act_note.c: N: a note about what is on screen, made without leaving it: once it is saved one is back where one was. */
#include <stdlib.h>
#include <string.h>

#include "query/notes.h"
#include "ui/actions.h"
#include "ui/app.h"

/* What is under the cursor, but for another note: a note is about the thing itself. */
static bool row_subject(const struct view *view, struct ref *out)
{
	const struct line *line = page_current(&view->page);
	const struct span *cell = line ? line_cell(line, 0) : NULL;

	if (!line)
		return false;
	*out = line->ref.kind || !cell ? line->ref : *cell->ref;
	return out->kind && out->kind != REC_NOTE && out->id && *out->id;
}

/* What the screen is about; also where it is about any record (varför?). */
static bool screen_subject(const struct view *view, struct ref *out)
{
	*out = (struct ref){ view->ops->kind ? view->ops->kind : view->about, view->plan, view->id };
	if (out->kind == REC_NOTE || !out->id)
		return false;
	return out->kind && *out->id;
}

/* The nämnd of what ref names, also where nobody has written it yet. A copy, or NULL. */
static char *board_of(const struct app *app, const struct ref *ref)
{
	const struct record *rec = dataset_find(&app->ds, ref->kind, ref->plan, ref->id);
	struct record *unwritten = rec ? NULL : record_from_id(ref->kind, ref->plan, ref->id);
	char *board = NULL;

	if (rec || unwritten)
		board = mem_strdup(record_board(&app->ds, rec ? rec : unwritten));
	record_free(unwritten);
	return board;
}

/* Opens the form of a new note of that nämnd. */
static int note_of(struct app *app, const char *board)
{
	struct view *view = app_view(app);
	const struct view_ops *ops = app_view_of(REC_NOTE);
	struct record *rec = record_new(REC_NOTE, "", "");
	struct note *note = (struct note *)rec;
	struct arena arena = { 0 };
	struct ref about;

	note->board = mem_strdup(board);
	note->date = app->ds.today;
	if (row_subject(view, &about) || screen_subject(view, &about))
		note->about = mem_strdup(note_about_text(&arena, &about));
	arena_free(&arena);
	if (!edit_begin_new(app, rec))
		return REACT_REDRAW;
	app_push(app, ops, "", "");
	page_seek(&app_view(app)->page, REC_NOTE, "", "", NULL);
	app_view(app)->page.at_tag = mem_strdup("text"); /* what it is about stands above */
	app->edit.first = true;
	return REACT_REBUILD;
}

static int board_chosen(struct app *app, const struct ref *ref)
{
	return note_of(app, ref->id);
}

int act_note(struct app *app, struct view *view)
{
	char *board = mem_strdup(app->board);
	int reaction = REACT_REDRAW;
	struct ref ref;

	if (!app_may_edit(app)) {
		free(board);
		return REACT_REDRAW;
	}
	if (!board && row_subject(view, &ref))
		board = board_of(app, &ref);
	if (!board && screen_subject(view, &ref))
		board = board_of(app, &ref);
	if (board)
		reaction = note_of(app, board);
	else
		palette_open(app, "nämnd som anteckningen gäller", 1u << REC_BOARD, board_chosen);
	free(board);
	return reaction;
}
