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

/* The number of the import whose event the cursor is on; NULL for others. */
static const char *import_at(const struct view *view, const struct line *line)
{
	for (size_t i = 0; line && line->tag && view->has_result && i < view->result.nrows; i++) {
		const struct row *row = &view->result.rows[i];

		if (same_words(row->tag, line->tag))
			return same_words(row->cells[result_column(&view->result, "op")].text, journal_op_codes[OP_IMPORT]) ? row->ref.id : NULL;
	}
	return NULL;
}

static int act(struct app *app, struct view *view, enum action action)
{
	const char *import = action == ACT_DO_OPEN || action == ACT_DO_WHY ? import_at(view, page_current(&view->page)) : NULL;

	if (import) {
		batch_open(app, import);
		return REACT_REBUILD;
	}
	return action == ACT_DO_OPEN ? open_related(app, view) : REACT_UNHANDLED;
}

static void add_cell(struct buf *out, const struct result *res, const struct row *row, const char *key)
{
	int column = result_column(res, key);
	struct buf text = { 0 };

	cell_format(&text, &res->columns[column], &row->cells[column]);
	if (text.len)
		buf_printf(out, "%s%s", out->len ? "  " : "", buf_cstr(&text));
	buf_free(&text);
}

/* The event of the row, written out: in the list it is cut. Not the record's history: it may have been changed since. */
static void draw_event(struct page *page, const struct result *res, const struct row *row)
{
	static const char *const keys[] = { "at", "user", "role", "did", "title" };
	struct buf text = { 0 };

	for (size_t i = 0; i < COUNT_OF(keys); i++)
		add_cell(&text, res, row, keys[i]);
	page_paragraph(page, 2, ROLE_BOLD, buf_cstr(&text));
	buf_clear(&text);
	add_cell(&text, res, row, "what");
	page_paragraph(page, 4, ROLE_NORMAL, text.len ? buf_cstr(&text) : "Inget fält ändrades.");
	buf_free(&text);
}

static void preview(struct app *app, struct view *view, struct page *page)
{
	const struct line *line = page_current(&view->page);

	(void)app;
	for (size_t i = 0; line && line->tag && view->has_result && i < view->result.nrows; i++) {
		if (same_words(view->result.rows[i].tag, line->tag)) {
			draw_event(page, &view->result, &view->result.rows[i]);
			return;
		}
	}
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_WHY, ACT_DO_FILTER, ACT_DO_UNDO, ACT_DO_TIME, ACT_DO_BOARD, ACT_DO_NONE,
};

const struct view_ops journal_view = {
	.name = "Händelser",
	.short_name = "Logg",
	.flags = VIEW_MAIN | VIEW_LIST,
	.action = ACT_DO_VIEW_8,
	.keys = keys,
	.build = build,
	.preview = preview,
	.preview_rows = 4,
	.act = act,
};
