#include "query/result.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void result_init(struct result *res, const struct column *columns, size_t ncolumns)
{
	memset(res, 0, sizeof(*res));
	res->columns = columns;
	res->ncolumns = ncolumns;
}

static struct cell *make_cells(struct result *res, size_t from)
{
	struct cell *cells = arena_alloc(&res->arena, res->ncolumns * sizeof(*cells));

	for (size_t i = from; i < res->ncolumns; i++) {
		cells[i].num = NUM_MISSING;
		cells[i].decimals = -2;
	}
	return cells;
}

struct row *result_add(struct result *res, enum record_kind kind, const char *plan, const char *id)
{
	return result_add_borrowed(res, kind, arena_strdup(&res->arena, plan), arena_strdup(&res->arena, id));
}

struct row *result_add_borrowed(struct result *res, enum record_kind kind, const char *plan, const char *id)
{
	struct row *row;

	if (res->nrows == res->cap) {
		res->cap = res->cap ? res->cap * 2 : 64;
		res->rows = mem_array(res->rows, res->cap, sizeof(*res->rows));
	}
	row = &res->rows[res->nrows++];
	memset(row, 0, sizeof(*row));
	row->order = (unsigned)res->nrows;
	row->ref = (struct ref){ kind, plan, id };
	row->short_cells = res->early > 0;
	if (!row->short_cells) {
		row->cells = make_cells(res, 0);
		return row;
	}
	row->cells = arena_alloc(&res->arena, res->early * sizeof(*row->cells));
	for (size_t i = 0; i < res->early; i++)
		row->cells[i] = (struct cell){ .num = NUM_MISSING, .decimals = -2 };
	return row;
}

static void fill_rows(struct result *res, struct row *rows, size_t n, int column)
{
	for (size_t i = 0; i < n; i++) {
		struct cell *cells = rows[i].short_cells ? make_cells(res, res->early) : NULL;

		if (!cells)
			continue;
		memcpy(cells, rows[i].cells, res->early * sizeof(*cells));
		rows[i].cells = cells;
		rows[i].short_cells = false;
	}
	res->fill(res, rows, n, column);
}

/* What is made late was always there to whoever looks. */
void result_ready(const struct result *res, const struct row *row)
{
	if (res->fill && row->filled != ROW_FILLED)
		fill_rows((struct result *)res, (struct row *)row, 1, -1);
}

void result_fill_all(const struct result *res)
{
	if (res->fill)
		fill_rows((struct result *)res, res->rows, res->nrows, -1);
}

void result_fill_column(const struct result *res, int column)
{
	if (res->fill && res->columns[column].flags & COLF_LAZY)
		fill_rows((struct result *)res, res->rows, res->nrows, column);
}

/* The cells are the arena's; the JSON values must be let go. */
static void drop_row(const struct result *res, const struct row *row)
{
	for (size_t c = 0; res->nested && c < (row->short_cells ? res->early : res->ncolumns); c++)
		json_decref(row->cells[c].json);
}

void result_truncate(struct result *res, size_t n)
{
	for (; res->nrows > n; res->nrows--)
		drop_row(res, &res->rows[res->nrows - 1]);
}

void result_keep(struct result *res, bool (*keep)(const struct row *row, void *user), void *user)
{
	size_t kept = 0;

	for (size_t i = 0; i < res->nrows; i++) {
		if (keep(&res->rows[i], user))
			res->rows[kept++] = res->rows[i];
		else
			drop_row(res, &res->rows[i]);
	}
	res->nrows = kept;
}

void result_free(struct result *res)
{
	result_truncate(res, 0);
	free(res->rows);
	arena_free(&res->arena);
	memset(res, 0, sizeof(*res));
}

int result_column(const struct result *res, const char *key)
{
	/* A query names its columns with the literals of its own table: mostly the very same pointers. */
	for (size_t i = 0; i < res->ncolumns; i++) {
		if (res->columns[i].key == key)
			return (int)i;
	}
	for (size_t i = 0; i < res->ncolumns; i++) {
		if (strcmp(res->columns[i].key, key) == 0)
			return (int)i;
	}
	return -1;
}

static struct cell *cell_at(struct result *res, struct row *row, const char *key)
{
	int column = result_column(res, key);

	assert(column >= 0);
	return &row->cells[column];
}

/* An empty text is no text: exports say null where nothing was written. */
void row_text(struct result *res, struct row *row, const char *key, const char *text)
{
	struct cell *cell = cell_at(res, row, key);

	cell->text = text && *text ? arena_strdup(&res->arena, text) : NULL;
}

void row_num(struct result *res, struct row *row, const char *key, double num)
{
	cell_at(res, row, key)->num = num;
}

void row_json(struct result *res, struct row *row, const char *key, json_t *json)
{
	struct cell *cell = cell_at(res, row, key);

	json_decref(cell->json);
	cell->json = json;
	res->nested = true;
}

bool cell_missing(const struct column *column, const struct cell *cell)
{
	switch (column->type) {
	case COL_TEXT:
	case COL_ID:
	case COL_LIST:
		return !cell->text || !*cell->text;
	case COL_JSON:
	case COL_SPARK:
		return !cell->json || json_is_null(cell->json);
	case COL_DATE:
		return num_missing(cell->num) || cell->num <= (double)DATE_NONE;
	case COL_MOMENT:
		return num_missing(cell->num) || cell->num <= (double)MOMENT_NONE;
	case COL_PERIOD:
	case COL_CHOICE:
		return num_missing(cell->num) || cell->num <= 0;
	case COL_NUM:
		return num_missing(cell->num) && (!cell->text || !*cell->text);
	case COL_BOOL:
	case COL_STATUS:
		break;
	}
	return num_missing(cell->num);
}
