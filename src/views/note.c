/* note.c: what was said and agreed at a session, and what on screen it was about. */
#include <string.h>

#include "query/notes.h"
#include "views/common.h"

static const char *state_words(const struct app *app, struct page *page, const struct note *note)
{
	if (note->done)
		return "klart";
	if (note_is_late(note, app->ds.today))
		return arena_printf(&page->arena, "%s sen",
			count_words(page, (size_t)(app->ds.today - note->due), "dag", "dagar"));
	return note->due != DATE_NONE ? "inte klart" : NULL;
}

/* The way to what it is about: the record itself, or the screen it is shown on. */
static void draw_about(struct app *app, struct page *page, const struct note *note)
{
	struct ref ref, to;

	if (!note_about(note, &page->arena, &ref))
		return;
	app_fact(app, page, "Gäller", note_about_words(&app->ds, note, &page->arena),
		screen_of(app, &ref, &to) ? page_ref(page, to.kind, to.plan, to.id) : NULL);
}

static void build(struct app *app, struct view *view, struct page *page)
{
	static const char *const fields[] = { "text", "agreed", "responsible", "due", "done", "board", "date", NULL };
	const struct record *rec = screen_record(app, view, page);
	const struct note *note = (const struct note *)rec;
	char day[DATE_TEXT_MAX];

	if (!rec)
		return;
	app_title(app, page, NULL, has_words(rec->id) ? arena_printf(&page->arena, "Anteckning %s, %s", rec->id,
		date_format(day, note->date)) : "Ny anteckning", -1, state_words(app, page, note));
	page_blank(page);
	draw_about(app, page, note);
	app_fields(app, page, rec, fields, true);
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	const struct note *note = (const struct note *)app_record(app, REC_NOTE, view->plan, view->id);
	const struct record *board = note ? dataset_find(&app->ds, REC_BOARD, NULL, note->board) : NULL;

	trail_main(trail, ACT_DO_VIEW_2);
	if (board)
		trail_record(trail, &view->page, board);
	if (note && has_words(note->rec.id))
		trail_add(trail, arena_printf(&view->page.arena, "anteckning %s", note->rec.id), REC_NOTE, note->rec.plan,
			note->rec.id, ACT_DO_NONE);
	else
		trail_add(trail, "ny anteckning", REC_NONE, NULL, NULL, ACT_DO_NONE);
}

static const enum action keys[] = {
	ACT_DO_EDIT, ACT_DO_SAVE, ACT_DO_DONE, ACT_DO_WHY, ACT_DO_DELETE, ACT_DO_BACK, ACT_DO_NONE,
};

const struct view_ops note_view = {
	.name = "Anteckning",
	.flags = VIEW_ASIDE,
	.kind = REC_NOTE,
	.keys = keys,
	.build = build,
	.trail = trail,
};
