/* export_csv.c: see the header. */
#include "io/export_csv.h"

#include <string.h>

#include "io/export_json.h"
#include "store/store.h"

static bool needs_quotes(const char *s)
{
	size_t n = strlen(s);

	return strpbrk(s, ";\"\r\n") || (n && (strchr(" \t", s[0]) || strchr(" \t", s[n - 1])));
}

static void put_field(struct buf *out, const char *s)
{
	if (!needs_quotes(s)) {
		buf_str(out, s);
		return;
	}
	buf_char(out, '"');
	for (; *s; s++) {
		if (*s == '"')
			buf_char(out, '"');
		buf_char(out, *s);
	}
	buf_char(out, '"');
}

/* True for columns of text; numbers and dates begin with no formula, and -5 must stay a number. */
static bool is_text(enum column_type type)
{
	return type == COL_TEXT || type == COL_ID || type == COL_LIST || type == COL_CHOICE || type == COL_JSON;
}

static void put_cell(struct buf *out, const struct column *column, const struct cell *cell, int flags)
{
	struct buf text = { 0 };

	if (column->type == COL_JSON) {
		if (cell->json && !json_is_null(cell->json))
			export_json_value(&text, cell->json);
	} else {
		cell_format_machine(&text, column, cell);
	}
	if (flags & CSV_SWEDISH && column->type == COL_NUM && text.len) {
		char *point = strchr(text.data, '.');

		if (point)
			*point = ',';
	}
	if (!(flags & CSV_RAW) && is_text(column->type) && text.len && strchr("=+-@\t\r", text.data[0])) {
		struct buf safe = { 0 };

		buf_printf(&safe, "'%s", text.data);
		put_field(out, buf_cstr(&safe));
		buf_free(&safe);
	} else {
		put_field(out, buf_cstr(&text));
	}
	buf_free(&text);
}

static void put_header(struct buf *out, const struct result *res)
{
	bool first = true;

	for (size_t c = 0; c < res->ncolumns; c++) {
		if (!(res->columns[c].flags & COLF_EXPORT))
			continue;
		buf_printf(out, "%s%s", first ? "" : ";", res->columns[c].key);
		first = false;
	}
	buf_str(out, res->demo ? ";demo\n" : "\n");
}

void export_csv(struct buf *out, const struct result *res, int flags)
{
	if (flags & CSV_SWEDISH)
		buf_str(out, "\xEF\xBB\xBF");
	put_header(out, res);
	for (size_t i = 0; i < res->nrows; i++) {
		bool first = true;

		for (size_t c = 0; c < res->ncolumns; c++) {
			if (!(res->columns[c].flags & COLF_EXPORT))
				continue;
			if (!first)
				buf_char(out, ';');
			first = false;
			put_cell(out, &res->columns[c], &res->rows[i].cells[c], flags);
		}
		buf_str(out, res->demo ? ";" DEMO_WORDS "\n" : "\n");
	}
}
