/* edit_paste_block.c: what was pasted as rows and columns of texts, and what in it are headings. */
#include "ui/edit_paste_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static void add_value(struct paste *paste, size_t column, const char *text, size_t n)
{
	char *copy = mem_strndup(text, n);

	if (text_blank(copy)) { /* an empty cell leaves what is there: a paste never removes anything */
		free(copy);
		copy = NULL;
	}
	if (paste->nvalues == paste->cap) {
		paste->cap = paste->cap ? paste->cap * 2 : 32;
		paste->values = mem_array(paste->values, paste->cap, sizeof(*paste->values));
	}
	paste->values[paste->nvalues++] = (struct value){ .row = paste->rows, .column = column, .text = copy };
	if (column >= paste->columns)
		paste->columns = column + 1;
}

static bool is_end(char c)
{
	return c == '\n' || c == '\r';
}

void paste_read(struct paste *paste, const char *bytes, size_t n)
{
	size_t start = 0, column = 0;

	while (n && is_end(bytes[n - 1]))
		n--;
	for (size_t i = 0; i <= n; i++) {
		if (i < n && bytes[i] != '\t' && !is_end(bytes[i]))
			continue;
		add_value(paste, column++, bytes + start, i - start);
		if (i == n || is_end(bytes[i])) {
			paste->rows++;
			column = 0;
		}
		if (i + 1 < n && bytes[i] == '\r' && bytes[i + 1] == '\n')
			i++;
		start = i + 1;
	}
}

void paste_drop_value(struct paste *paste, size_t at)
{
	free(paste->values[at].text);
	memmove(&paste->values[at], &paste->values[at + 1], (--paste->nvalues - at) * sizeof(*paste->values));
}

/* Can the text be written in the cell that is pasted in? */
static bool is_value(const struct app *app, const char *text)
{
	struct record *trial = record_copy(app->edit.work);
	struct err err = { 0 };
	bool fits = !field_parse(trial, app->edit.typing, text, app->ds.today, &err);

	record_free(trial);
	return fits;
}

void paste_drop_headings(const struct app *app, struct paste *paste)
{
	size_t words = 0;

	for (size_t i = 0; i < paste->nvalues && paste->values[i].row == 0; i++) {
		if (paste->values[i].text && is_value(app, paste->values[i].text))
			return;
		words += paste->values[i].text != NULL;
	}
	if (!words || paste->rows < 2)
		return;
	while (paste->nvalues && paste->values[0].row == 0)
		paste_drop_value(paste, 0);
	for (size_t i = 0; i < paste->nvalues; i++)
		paste->values[i].row--;
	paste->rows--;
	paste->headings = true;
}

bool paste_month(const char *text, int *year, int *month)
{
	static const char *const names[] = { "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec" };
	struct buf folded = { 0 };
	period_t period;
	bool found = false;

	*year = 0;
	if (text && period_parse(text, &period) && period_kind(period) == PERIOD_MONTH) {
		*year = period_year(period);
		*month = period_part(period);
		return true;
	}
	text_fold(&folded, text ? text : "", FOLD_CASE);
	for (size_t i = 0; !found && i < COUNT_OF(names); i++) {
		found = strncmp(buf_cstr(&folded), names[i], strlen(names[i])) == 0;
		*month = (int)i + 1;
	}
	buf_free(&folded);
	return found;
}
