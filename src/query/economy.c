/* The decided economy tables: as single figures, and one table at a time as it is printed. */
#include "query/queries_priv.h"

#include <limits.h>
#include <stdlib.h>

static const struct column economy_columns[] = {
	{ .key = "plan", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "table", .heading = "Tabell", .type = COL_TEXT, .flags = COLF_BOTH, .width = 16, .priority = 2 },
	{ .key = "row", .heading = "Rad", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 20 },
	{ .key = "period", .heading = "Period", .type = COL_PERIOD, .flags = COLF_BOTH, .width = 7 },
	{ .key = "kind", .heading = "Slag", .type = COL_CHOICE, .flags = COLF_BOTH, .width = 6, .choices = choices_economy },
	{ .key = "value", .heading = "Värde", .type = COL_NUM, .flags = COLF_BOTH, .width = 9, .decimals = -1, .field = "value" },
	{ .key = "text", .heading = "Med ord", .type = COL_TEXT, .flags = COLF_BOTH, .width = 16, .priority = 3, .field = "text" },
	{ .key = "unit", .heading = "Enhet", .type = COL_TEXT, .flags = COLF_BOTH, .width = 6, .priority = 1 },
};

/* A cell and the row it stands in. */
struct placed {
	const struct economy *cell;
	const struct economy_row *row; /* NULL where the plan never described it */
};

static const struct economy_row *row_of(const struct dataset *ds, const struct economy *cell)
{
	struct buf id = { 0 };
	const struct record *row;

	buf_printf(&id, "%s.%s", cell->table ? cell->table : "", cell->row ? cell->row : "");
	row = dataset_find(ds, REC_ECONOMY_ROW, cell->rec.plan, id.data);
	buf_free(&id);
	return (const struct economy_row *)row;
}

static int place_of(const struct placed *placed)
{
	return placed->row && placed->row->rec.order > 0 ? placed->row->rec.order : INT_MAX;
}

/* By row as printed, then time; an outcome before the budget of the same year. */
static int compare_placed(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;
	int order = strcmp(a->cell->rec.plan, b->cell->rec.plan);

	if (order)
		return order;
	if (place_of(a) != place_of(b))
		return place_of(a) < place_of(b) ? -1 : 1;
	if (a->row != b->row && a->row && b->row)
		return strcmp(a->row->rec.id, b->row->rec.id);
	if (a->cell->period != b->cell->period)
		return a->cell->period < b->cell->period ? -1 : 1;
	if (a->cell->kind != b->cell->kind)
		return a->cell->kind - b->cell->kind;
	return strcmp(a->cell->rec.id, b->cell->rec.id);
}

static struct placed *place_cells(const struct dataset *ds)
{
	const struct record_list *list = dataset_list(ds, REC_ECONOMY);
	struct placed *cells = mem_array(NULL, list->n ? list->n : 1, sizeof(*cells));

	for (size_t i = 0; i < list->n; i++) {
		cells[i].cell = (const struct economy *)list->items[i];
		cells[i].row = row_of(ds, cells[i].cell);
	}
	qsort(cells, list->n, sizeof(*cells), compare_placed);
	return cells;
}

static int decimals_of(const struct economy_row *row)
{
	return row && !num_missing(row->decimals) ? (int)row->decimals : -1;
}

static void set_decimals(const struct result *res, struct row *row, const char *key, int decimals)
{
	if (decimals >= 0)
		row->cells[result_column(res, key)].decimals = (int8_t)decimals;
}

int query_economy(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_ECONOMY);
	struct placed *cells = place_cells(ds);
	struct filler filler;

	(void)err;
	result_init(res, economy_columns, COUNT_OF(economy_columns));
	filler_init(&filler, res, REC_ECONOMY);
	for (size_t i = 0; i < list->n; i++) {
		struct row *row;

		if (filter->period && cells[i].cell->period != filter->period)
			continue;
		row = filler_add(&filler, res, &cells[i].cell->rec);
		row_text(res, row, "unit", cells[i].row ? cells[i].row->unit : NULL);
		set_decimals(res, row, "value", decimals_of(cells[i].row));
	}
	free(cells);
	return 0;
}

size_t query_economy_tables(const struct dataset *ds, const char **names, size_t max)
{
	const struct record_list *list = dataset_list(ds, REC_ECONOMY_ROW);
	size_t n = 0;

	for (size_t i = 0; i < list->n && n < max; i++) {
		const char *name = ((const struct economy_row *)list->items[i])->table;
		bool known = !has_text(name);

		for (size_t j = 0; j < n && !known; j++)
			known = strcmp(names[j], name) == 0;
		if (!known)
			names[n++] = name;
	}
	return n;
}

/* ---- one table as printed --------------------------------------------------------------------------------- */

static const struct column printed_first[] = {
	{ .key = "row", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "name", .heading = "Rad", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 24 },
};
static const struct column printed_last = {
	.key = "unit", .heading = "Enhet", .type = COL_TEXT, .flags = COLF_BOTH, .width = 6, .priority = 1,
};

/* A column of the table: what was decided or came out in a period. */
struct head {
	period_t period;
	int kind;
	bool words; /* some cell has words instead of a number */
};

static int compare_heads(const void *left, const void *right)
{
	const struct head *a = left, *b = right;

	if (a->period != b->period)
		return a->period < b->period ? -1 : 1;
	return a->kind - b->kind;
}

static size_t find_heads(const struct placed *cells, size_t n, const char *table, struct head *heads)
{
	size_t found = 0, kept = 0;

	for (size_t i = 0; i < n; i++) {
		const struct economy *cell = cells[i].cell;

		if (same_text(cell->table, table))
			heads[found++] = (struct head){ cell->period, cell->kind, num_missing(cell->value) && has_text(cell->text) };
	}
	qsort(heads, found, sizeof(*heads), compare_heads);
	for (size_t i = 0; i < found; i++) {
		if (kept && compare_heads(&heads[kept - 1], &heads[i]) == 0)
			heads[kept - 1].words |= heads[i].words;
		else
			heads[kept++] = heads[i];
	}
	return kept;
}

static const char *head_key(const struct head *head, struct arena *arena)
{
	char period[PERIOD_TEXT_MAX];

	return arena_printf(arena, "%s %s", choices_economy[head->kind].code, period_format(period, head->period));
}

static struct column head_column(const struct head *head, struct arena *arena)
{
	char period[PERIOD_TEXT_MAX];
	struct column column = { .flags = COLF_BOTH, .decimals = -1 };

	period_format(period, head->period);
	column.key = head_key(head, arena);
	column.heading = head->kind ? arena_printf(arena, "%s %s", choices_economy[head->kind].label, period) :
		arena_strdup(arena, period);
	/* "Bibehålla en positiv utveckling" needs more room than a number. */
	column.width = head->words ? 18 : 11;
	column.type = COL_NUM;
	return column;
}

static void make_columns(struct result *res, const struct head *heads, size_t n)
{
	size_t first = COUNT_OF(printed_first);
	struct arena arena = { 0 };
	struct column *columns = arena_alloc(&arena, (first + n + 1) * sizeof(*columns));

	memcpy(columns, printed_first, sizeof(printed_first));
	for (size_t i = 0; i < n; i++) {
		columns[first + i] = head_column(&heads[i], &arena);
		columns[first + i].priority = i < 2 ? 0 : (int)i;
	}
	columns[first + n] = printed_last;
	result_init(res, columns, first + n + 1);
	res->arena = arena;
}

static void fill_cell(struct result *res, struct row *row, const struct placed *placed)
{
	const struct economy *economy = placed->cell;
	const struct head head = { .period = economy->period, .kind = economy->kind };
	struct cell *cell = &row->cells[result_column(res, head_key(&head, &res->arena))];

	cell->num = economy->value;
	if (decimals_of(placed->row) >= 0)
		cell->decimals = (int8_t)decimals_of(placed->row);
	if (num_missing(economy->value) && has_text(economy->text))
		cell->text = arena_strdup(&res->arena, economy->text);
}

static struct row *add_printed_row(struct result *res, const struct placed *placed)
{
	const struct economy_row *row_rec = placed->row;
	struct row *row = result_add(res, REC_ECONOMY_ROW, placed->cell->rec.plan, row_rec ? row_rec->rec.id : NULL);

	if (!row_rec)
		row->ref.kind = REC_NONE;
	row->summary = row_rec && row_rec->total;
	row_text(res, row, "row", placed->cell->row);
	row_text(res, row, "name", row_rec ? row_rec->name : placed->cell->row);
	row_text(res, row, "unit", row_rec ? row_rec->unit : NULL);
	return row;
}

int query_economy_table(const struct dataset *ds, const char *table, struct result *res, struct err *err)
{
	const size_t n = dataset_list(ds, REC_ECONOMY)->n;
	struct placed *cells = place_cells(ds);
	struct head *heads = mem_array(NULL, n ? n : 1, sizeof(*heads));
	const struct economy *before = NULL;
	struct row *row = NULL;

	(void)err;
	make_columns(res, heads, find_heads(cells, n, table, heads));
	for (size_t i = 0; i < n; i++) {
		if (!same_text(cells[i].cell->table, table))
			continue;
		if (!before || !same_text(before->row, cells[i].cell->row) || strcmp(before->rec.plan, cells[i].cell->rec.plan))
			row = add_printed_row(res, &cells[i]);
		before = cells[i].cell;
		fill_cell(res, row, &cells[i]);
	}
	free(cells);
	free(heads);
	return 0;
}
