/* journal.c: view 8: who changed what and when, newest first. */
#include "views/common.h"

#define ENTRIES_SHOWN 500

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct query_filter filter = { .board = app->board, .limit = ENTRIES_SHOWN };

	list_build(app, view, page, query_journal, &filter,
		app->board ? "Inget är ändrat som rör nämnden. o visar hela koncernen." : "Inget har hänt ännu.");
	if (view->has_result && view->result.nrows >= ENTRIES_SHOWN) {
		page_blank(page);
		page_note(page, "Visar de %d senaste händelserna. Alla finns med styrtavla log.", ENTRIES_SHOWN);
	}
}

static int act(struct app *app, struct view *view, enum action action)
{
	return action == ACT_DO_OPEN ? open_related(app, view) : REACT_UNHANDLED;
}

/* What changed, written out: in the list it is cut. */
static void preview(struct app *app, struct view *view, struct page *page)
{
	const struct line *line = page_current(&view->page);

	if (!line || line->ref.kind == REC_NONE)
		return;
	if (!history_draw(app, page, &line->ref, NULL, 2))
		page_note(page, "Händelsen gäller ingen enskild post.");
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_WHY, ACT_DO_FILTER, ACT_DO_UNDO, ACT_DO_TIME, ACT_DO_BOARD, ACT_DO_NONE,
};

const struct view_ops journal_view = {
	.name = "Händelser",
	.flags = VIEW_MAIN | VIEW_LIST,
	.action = ACT_DO_VIEW_8,
	.keys = keys,
	.build = build,
	.preview = preview,
	.preview_rows = 4,
	.act = act,
};
