/* list.c: what all list screens share: query, preset, filter, sorting, grouping, the empty state. */
#include <stdlib.h>
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
	if (preset->needs)
		result_fill_column(res, result_column(res, preset->needs));
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

/* What the rows are made of: while it is the same, rows that are made when they are looked at are kept. */
static char *key_of(const struct app *app, const struct view *view, query_fn *query, const struct query_filter *filter)
{
	return mem_printf("%p %llu %u %lld %d %d %s/%s", (void *)(uintptr_t)query, (unsigned long long)app->ds.seq, app->ds.foretold,
		(long long)app->ds.as_of, (int)app->ds.today, view->preset, app->ds.plan, filter->board ? filter->board : "");
}

/* The same rows as last time? */
static bool keep_result(struct view *view, const char *key, size_t *total)
{
	if (!view->has_result || !view->result.fill || !view->result_key || strcmp(view->result_key, key) != 0)
		return false;
	*total = view->result.nrows;
	return true;
}

/* Another selection may have other columns: it is sorted by the one of the same name. */
static int column_named(const struct result *res, const char *key)
{
	return key ? result_column(res, key) : -1;
}

static bool make_result(struct app *app, struct view *view, struct page *page, query_fn *query, const struct query_filter *filter,
		size_t *total)
{
	const struct column *before = view->has_result ? view->result.columns : NULL;
	const char *sorted = before && view->sort >= 0 && (size_t)view->sort < view->result.ncolumns ? before[view->sort].key : NULL;
	struct err err = { 0 };

	if (view->has_result)
		result_free(&view->result);
	view->has_result = true;
	view->result_sort = 0;
	if (query(&app->ds, filter, &view->result, &err)) {
		page_paragraph(page, 2, ROLE_ERROR, err.text);
		return false;
	}
	if (sorted && before != view->result.columns)
		view->sort = column_named(&view->result, sorted);
	*total = view->result.nrows;
	apply_preset(app, view, &view->result);
	return true;
}

/* As one number; the order of the document is 0. */
static int sorted_as(const struct view *view)
{
	return ((view->sort + 1) * 2 + (view->sort >= 0 && view->descending)) * 2 + (view->grouped && view->ops->group);
}

static void sort_rows(struct view *view)
{
	result_unsort(&view->result);
	if (view->sort >= 0)
		result_sort(&view->result, view->sort, view->descending);
	if (view->grouped && view->ops->group)
		result_sort(&view->result, result_column(&view->result, view->ops->group), false);
	view->result_sort = sorted_as(view);
}

bool list_query(struct app *app, struct view *view, struct page *page, query_fn *query, const struct query_filter *filter,
		size_t *total)
{
	struct query_filter all = filter ? *filter : (struct query_filter){ 0 };
	char *key;

	if (!all.board)
		all.board = app->board;
	all.lazy = true;
	key = key_of(app, view, query, &all);
	if (keep_result(view, key, total)) {
		free(key);
	} else {
		free(view->result_key);
		view->result_key = key;
		if (!make_result(app, view, page, query, &all, total))
			return false;
	}
	if (view->result_sort != sorted_as(view))
		sort_rows(view);
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
