/* act_export.c: what is on the screen, to a file: a list as CSV, anything as plain text. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "io/export_csv.h"
#include "io/outfile.h"
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

/* Existing files are never overwritten without a word: the name must be new. */
static int export_to(struct app *app, const char *path)
{
	struct view *view = app_view(app);
	struct buf out = { 0 };
	struct err err = { 0 };
	bool csv = ends_with(path, ".csv");

	if (text_blank(path))
		return REACT_REDRAW;
	if (access(path, F_OK) == 0) {
		app_say(app, ROLE_ERROR, "%s finns redan: välj ett annat namn", path);
		return REACT_REDRAW;
	}
	if (csv && !view->has_result) {
		app_say(app, ROLE_ERROR, "här finns ingen lista: ge filen ett namn som slutar på .txt");
		return REACT_REDRAW;
	}
	if (csv)
		export_csv(&out, &view->result, CSV_SWEDISH);
	else
		page_as_text(app, &view->page, &out);
	if (outfile_write(path, out.data, out.len, &err))
		app_say_err(app, &err);
	else
		app_say(app, ROLE_NOTICE, "Sparat i %s", path);
	buf_free(&out);
	return REACT_REDRAW;
}

int act_export(struct app *app, struct view *view)
{
	prompt_open(app, "spara som (.txt eller .csv)", view->has_result ? "styrtavla.csv" : "styrtavla.txt", export_to, NULL);
	return REACT_REDRAW;
}
