/* act_export.c: what is on the screen, to a file: a list as CSV, anything as plain text. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "io/export_csv.h"
#include "io/outfile.h"
#include "io/path.h"
#include "ui/actions.h"
#include "ui/app.h"

static void line_as_text(const struct line *line, struct buf *out)
{
	int col = 0;

	for (int i = 0; i < line->nspans; i++) {
		for (; col < line->spans[i].col; col++)
			buf_char(out, ' ');
		buf_str(out, line->spans[i].text);
		col += text_width(line->spans[i].text);
	}
	buf_char(out, '\n');
}

static void page_as_text(const struct app *app, const struct page *page, struct buf *out)
{
	if (store_is_demo(app->store))
		buf_str(out, DEMO_WORDS "\n");
	for (int i = 0; i < app->trail.n; i++)
		buf_printf(out, "%s%s", i ? " › " : "", app->trail.items[i].text);
	buf_str(out, "\n\n");
	for (int i = 0; i < page->nlines; i++)
		line_as_text(page_ready(page, i), out);
}

static bool ends_with(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

/* A tree shows rows that do not match the filter themselves, under a node that does. */
static bool on_page(const struct page *page, const struct ref *ref)
{
	for (int i = 0; i < page->nlines; i++) {
		const struct ref *at = &page->lines[i].ref;

		if (ref->kind && at->kind == ref->kind && strcmp(at->id, ref->id) == 0 &&
				strcmp(at->plan ? at->plan : "", ref->plan ? ref->plan : "") == 0)
			return true;
	}
	return false;
}

/* The rows that are shown: a filter leaves the others in the result. The rows are borrowed from the view's. */
static void csv_of(const struct view *view, bool demo, struct buf *out)
{
	struct result shown = view->result;

	result_fill_all(&view->result);
	shown.rows = mem_array(NULL, shown.nrows, sizeof(*shown.rows));
	shown.nrows = 0;
	shown.demo = demo;
	for (size_t i = 0; i < view->result.nrows; i++)
		if (row_matches(&view->result, &view->result.rows[i], view->filter) ||
				on_page(&view->page, &view->result.rows[i].ref))
			shown.rows[shown.nrows++] = view->result.rows[i];
	export_csv(out, &shown, CSV_SWEDISH);
	free(shown.rows);
}

/* Only a list is kept as a result that makes columns. */
static bool has_list(const struct view *view)
{
	return view->ops->flags & VIEW_LIST && view->has_result;
}

/* Where it went, from the root: the directory one started in is forgotten on a full screen. */
static void say_saved(struct app *app, const char *path)
{
	char *full = realpath(path, NULL);

	app_say(app, ROLE_NOTICE, "Sparat i %s", full ? full : path);
	free(full);
}

/* Existing files are never overwritten without a word: the name must be new. */
static void export_as(struct app *app, const char *path)
{
	struct view *view = app_view(app);
	struct buf out = { 0 };
	struct err err = { 0 };
	bool csv = ends_with(path, ".csv");

	if (access(path, F_OK) == 0) {
		app_say(app, ROLE_ERROR, "%s finns redan: välj ett annat namn", path);
		return;
	}
	if (!csv && !ends_with(path, ".txt")) {
		app_say(app, ROLE_ERROR, "namnet ska sluta på .txt (text) eller .csv (lista): %s gör inte det", path);
		return;
	}
	if (csv && !has_list(view)) {
		app_say(app, ROLE_ERROR, "här finns ingen lista: ge filen ett namn som slutar på .txt");
		return;
	}
	if (csv)
		csv_of(view, store_is_demo(app->store), &out);
	else
		page_as_text(app, &view->page, &out);
	if (outfile_write(path, out.data, out.len, &err))
		app_say_err(app, &err);
	else
		say_saved(app, path);
	buf_free(&out);
}

static int export_to(struct app *app, const char *typed)
{
	char *path = path_typed(typed);

	if (!text_blank(path))
		export_as(app, path);
	free(path);
	return REACT_REDRAW;
}

int act_export(struct app *app, struct view *view)
{
	if (has_list(view))
		prompt_open(app, "spara som (.csv eller .txt)", "styrtavla.csv", export_to, NULL);
	else
		prompt_open(app, "spara som (.txt)", "styrtavla.txt", export_to, NULL);
	return REACT_REDRAW;
}
