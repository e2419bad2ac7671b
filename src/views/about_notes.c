/* about_notes.c: on the screen of a record: what was said about it when nämnder met, and is not done. */
#include "query/notes.h"
#include "views/common.h"

struct about {
	const struct app *app;
	const struct record *rec;
};

static bool is_about(const struct row *row, void *user)
{
	const struct about *about = user;
	const struct note *note = (const struct note *)dataset_find(&about->app->ds, REC_NOTE, "", row->ref.id);
	struct arena arena = { 0 };
	struct ref ref;
	bool same = note && note_about(note, &arena, &ref) && ref.kind == about->rec->kind && same_words(ref.id, about->rec->id) &&
		(!has_words(ref.plan) || same_words(ref.plan, about->rec->plan));

	arena_free(&arena);
	return same;
}

void notes_draw(struct app *app, struct page *page, const struct record *rec)
{
	const struct query_filter filter = { .open = true };
	struct about about = { app, rec };
	struct result res;
	struct err err = { 0 };

	if (!has_words(rec->id))
		return;
	if (query_notes(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	result_keep(&res, is_about, &about);
	if (res.nrows) {
		app_section(app, page, "Anteckningar", res.nrows);
		app_table(app, page, &res, "");
	}
	result_free(&res);
}
