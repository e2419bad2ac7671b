/* list.c: what all list screens share: query, preset, filter, sorting, grouping, the empty state. */
#include <string.h>

#include "base/text.h"
#include "ui/app.h"
#include "widget/table.h"

static void apply_preset(struct app *app, struct view *view, struct result *res)
{
	const struct preset *preset = view->ops->presets ? &view->ops->presets[view->preset] : NULL;
	size_t kept = 0;

	if (!preset || !preset->keep)
		return;
	for (size_t i = 0; i < res->nrows; i++) {
		struct row row = res->rows[i];

		if (!row.summary && !preset->keep(app, res, &row))
			continue;
		res->rows[i] = res->rows[kept]; /* swapped, not dropped: each row owns what is in its cells */
		res->rows[kept++] = row;
	}
	result_truncate(res, kept);
}

/* A record being made in the list stands last, until it is saved and finds its place. */
static void add_new_row(struct app *app, struct view *view, struct result *res)
{
	if (edit_is_new(&app->edit) && app->edit.type->kind == view->ops->creates && !app_view_of(view->ops->creates))
		result_add(res, view->ops->creates, app->edit.work->plan, "");
}

void list_say_empty(struct app *app, struct view *view, struct page *page, size_t all, const char *empty)
{
	struct buf text = { 0 };

	page_blank(page);
	if (view->filter && all) {
		buf_printf(&text, "Inget av %zu rader innehåller \"%s\". Esc tar bort filtret.", all, view->filter);
		page_paragraph(page, 2, ROLE_NORMAL, buf_cstr(&text));
	} else {
		page_paragraph(page, 2, ROLE_NORMAL, empty);
	}
	if (app->board) {
		const struct record *board = dataset_find(&app->ds, REC_BOARD, NULL, app->board);

		buf_clear(&text);
		buf_printf(&text, "Bara %s visas. o växlar till koncernen.", board ? record_title(board) : app->board);
		page_paragraph(page, 2, ROLE_DIM, buf_cstr(&text));
	}
	buf_free(&text);
}

bool list_query(struct app *app, struct view *view, struct page *page, query_fn *query, const struct query_filter *filter,
		size_t *total)
{
	struct query_filter all = filter ? *filter : (struct query_filter){ 0 };
	struct err err = { 0 };

	if (view->has_result)
		result_free(&view->result);
	if (!all.board)
		all.board = app->board;
	view->has_result = true;
	if (query(&app->ds, &all, &view->result, &err)) {
		page_paragraph(page, 2, ROLE_ERROR, err.text);
		return false;
	}
	*total = view->result.nrows;
	apply_preset(app, view, &view->result);
	if (view->sort >= 0)
		result_sort(&view->result, view->sort, view->descending);
	if (view->grouped && view->ops->group)
		result_sort(&view->result, result_column(&view->result, view->ops->group), false);
	return true;
}

void list_build(struct app *app, struct view *view, struct page *page, query_fn *query, const struct query_filter *filter,
		const char *empty)
{
	struct table_options options = { .glyphs = app->glyphs, .indent = 3, .filter = view->filter, .sort = view->sort,
		.descending = view->descending, .sticky = true, .group = -1, .marked = view_is_marked, .user = view,
		.lazy = true };
	size_t total;

	if (!list_query(app, view, page, query, filter, &total))
		return;
	if (view->grouped && view->ops->group)
		options.group = result_column(&view->result, view->ops->group);
	add_new_row(app, view, &view->result);
	if (table_draw(page, &view->result, &options) == 0)
		list_say_empty(app, view, page, total, empty);
}
