/* What was agreed at a session and should have been done by now. */
#include "query/check_priv.h"
#include "query/notes.h"

void check_notes(struct check_query *query)
{
	const struct dataset *ds = query->figures.ds;
	const struct record_list *list = dataset_list(ds, REC_NOTE);

	for (size_t i = 0; i < list->n; i++) {
		const struct note *note = (const struct note *)list->items[i];
		int days = note->due != DATE_NONE ? ds->today - note->due : 0;
		struct row *row;

		if (!note_is_late(note, ds->today) || !check_wants(query, note->board))
			continue;
		row = check_add(query, "late", &note->rec, note->board, arena_printf(&query->res->arena,
			"det överenskomna skulle ha varit klart för %d %s sedan: %s", days, days == 1 ? "dag" : "dagar",
			has_text(note->agreed) ? note->agreed : note->text));
		row_num(query->res, row, "due", note->due);
	}
}
