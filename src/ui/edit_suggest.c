/* edit_suggest.c: what a reference can be, by a few letters of its id or title. */
#include <string.h>

#include "base/text.h"
#include "ui/app.h"
#include "ui/edit_priv.h"

static bool matches(const struct record *rec, const char *typed)
{
	struct buf all = { 0 };
	bool yes;

	buf_printf(&all, "%s %s", rec->id, record_title(rec));
	if (rec->kind == REC_BOARD) {
		const struct board *board = (const struct board *)rec;

		buf_printf(&all, " %s %s", board->short_name ? board->short_name : "", board->aliases ? board->aliases : "");
	}
	yes = text_contains(buf_cstr(&all), typed);
	buf_free(&all);
	return yes;
}

size_t edit_suggest(const struct app *app, const struct field *field, const char *typed,
		const struct record *out[SUGGEST_MAX])
{
	const struct record_list *list = dataset_list(&app->ds, field->ref);
	size_t n = 0;

	/* The one whose id begins so stands first: "3.2" means the goal, not the indicators that contain it. */
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < list->n && n < SUGGEST_MAX; i++) {
			bool begins = strncmp(list->items[i]->id, typed, strlen(typed)) == 0;

			if (begins == (pass == 0) && (begins || matches(list->items[i], typed)))
				out[n++] = list->items[i];
		}
	return n;
}
