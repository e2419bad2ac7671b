/* Budget allocations: as lines, and as the table of the document with its share and growth. */
#include "query/queries_priv.h"

#include <stdlib.h>

#include "model/economy.h"
#include "query/forecasts.h"

static const struct column allocation_columns[] = {
	{ .key = "plan", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "board", .heading = "Nämnd", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 14 },
	{ .key = "year", .heading = "År", .type = COL_NUM, .flags = COLF_BOTH | COLF_PLAIN, .width = 4 },
	{ .key = "mnkr", .heading = "Budgetram", .type = COL_NUM, .flags = COLF_BOTH, .width = 9, .decimals = -1, .unit = "mnkr",
	  .field = "mnkr" },
};

/* The allocations of one plan: the list is sorted by plan first, so they stand together. */
struct budget {
	const char *plan;
	const struct allocation **all;
	size_t n;
	int *years; /* each once, in order */
	size_t nyears;
};

static int compare_years(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void find_years(struct budget *budget)
{
	size_t kept = 0;

	budget->years = mem_array(NULL, budget->n, sizeof(*budget->years));
	for (size_t i = 0; i < budget->n; i++)
		budget->years[i] = (int)budget->all[i]->year;
	qsort(budget->years, budget->n, sizeof(*budget->years), compare_years);
	for (size_t i = 0; i < budget->n; i++) {
		if (!kept || budget->years[kept - 1] != budget->years[i])
			budget->years[kept++] = budget->years[i];
	}
	budget->nyears = kept;
}

/* The plan's allocations from *at on; false at the end of the list. */
static bool budget_next(const struct record_list *list, size_t *at, struct budget *budget)
{
	size_t first = *at;

	memset(budget, 0, sizeof(*budget));
	if (first >= list->n)
		return false;
	budget->plan = list->items[first]->plan;
	while (*at < list->n && strcmp(list->items[*at]->plan, budget->plan) == 0)
		(*at)++;
	budget->n = *at - first;
	budget->all = mem_array(NULL, budget->n, sizeof(*budget->all));
	for (size_t i = 0; i < budget->n; i++)
		budget->all[i] = (const struct allocation *)list->items[first + i];
	find_years(budget);
	return true;
}

static void budget_free(struct budget *budget)
{
	free(budget->all);
	free(budget->years);
}

static const struct allocation *declared_of(const struct budget *budget, int year)
{
	for (size_t i = 0; i < budget->n; i++) {
		if (budget->all[i]->year == year && allocation_is_declared(budget->all[i]))
			return budget->all[i];
	}
	return NULL;
}

/* ---- lines ------------------------------------------------------------------------------------------------ */

static bool year_is_wanted(const struct query_filter *filter, double year)
{
	return !filter->period || year == period_year(filter->period);
}

static void add_difference(const struct budget *budget, int year, struct result *res)
{
	struct row *row = result_add(res, REC_NONE, budget->plan, NULL);

	row->summary = true;
	row_text(res, row, "plan", budget->plan);
	row_text(res, row, "board", ALLOCATION_DIFFERENCE);
	row_num(res, row, "year", year);
	row_num(res, row, "mnkr", allocation_difference(budget->all, budget->n, year));
}

static void add_lines(const struct budget *budget, const struct query_filter *filter, const struct filler *filler,
		struct result *res)
{
	for (size_t i = 0; i < budget->n; i++) {
		const struct allocation *line = budget->all[i];

		if (allocation_is_declared(line) || !year_is_wanted(filter, line->year))
			continue;
		if (!filter->board || same_text(line->board, filter->board))
			filler_add(filler, res, &line->rec);
	}
	/* The sums are of all boards: one board's list has no use for them. */
	for (size_t i = 0; i < budget->nyears && !filter->board; i++) {
		const struct allocation *declared = declared_of(budget, budget->years[i]);

		if (!declared || !year_is_wanted(filter, budget->years[i]))
			continue;
		filler_add(filler, res, &declared->rec)->summary = true;
		add_difference(budget, budget->years[i], res);
	}
}

int query_allocations(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	struct budget budget;
	struct filler filler;
	size_t at = 0;

	(void)err;
	result_init(res, allocation_columns, COUNT_OF(allocation_columns));
	filler_init(&filler, res, REC_ALLOCATION);
	while (budget_next(dataset_list(ds, REC_ALLOCATION), &at, &budget)) {
		add_lines(&budget, filter, &filler, res);
		budget_free(&budget);
	}
	return 0;
}

/* ---- the table of the document ---------------------------------------------------------------------------- */

static const struct column table_first[] = {
	{ .key = "board", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "name", .heading = "Nämnd", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 20 },
};
static const struct column table_year = {
	.type = COL_NUM, .flags = COLF_BOTH, .width = 7, .decimals = -1, .unit = "mnkr",
};
/* On a narrow screen the years and the forecast stay longest: what a nämnd is given, and whether it will do. */
enum { PRIORITY_FORECAST = 1, PRIORITY_YEAR, PRIORITY_PLAN = 100, PRIORITY_REST };
static const struct column table_last[] = {
	{ .key = "share", .heading = "Andel", .type = COL_NUM, .flags = COLF_BOTH, .width = 6, .priority = PRIORITY_REST + 3,
	  .decimals = 1, .unit = "%" },
	{ .key = "growth", .heading = "Ökning", .type = COL_NUM, .flags = COLF_BOTH | COLF_SIGN, .width = 7,
	  .priority = PRIORITY_REST + 2, .decimals = 1, .unit = "%" },
	{ .key = "to_date", .heading = "Hittills", .type = COL_NUM, .flags = COLF_BOTH | COLF_SIGN, .width = 8,
	  .priority = PRIORITY_REST + 1, .decimals = 1, .unit = "mnkr" },
	{ .key = "forecast", .heading = "Prognos", .type = COL_NUM, .flags = COLF_BOTH, .width = 7, .priority = PRIORITY_FORECAST,
	  .decimals = 1, .unit = "mnkr" },
	{ .key = "deviation", .heading = "Avvikelse", .type = COL_NUM, .flags = COLF_BOTH | COLF_SIGN, .width = 9,
	  .priority = PRIORITY_REST, .decimals = 1, .unit = "mnkr" },
	{ .key = "plan", .heading = "Åtgärdsplan", .type = COL_TEXT, .flags = COLF_BOTH, .width = 11, .priority = PRIORITY_PLAN },
};

/* Every year that any shown plan has, in order. */
static size_t years_of_all(const struct record_list *list, int **years)
{
	struct budget whole = { 0 };

	whole.n = list->n;
	whole.all = mem_array(NULL, list->n ? list->n : 1, sizeof(*whole.all));
	for (size_t i = 0; i < list->n; i++)
		whole.all[i] = (const struct allocation *)list->items[i];
	if (list->n)
		find_years(&whole);
	free(whole.all);
	*years = whole.years;
	return whole.nyears;
}

static void make_columns(struct result *res, const int *years, size_t nyears)
{
	size_t n = COUNT_OF(table_first) + nyears + COUNT_OF(table_last), at = COUNT_OF(table_first);
	struct arena arena = { 0 };
	struct column *columns = arena_alloc(&arena, n * sizeof(*columns));

	memcpy(columns, table_first, sizeof(table_first));
	for (size_t i = 0; i < nyears; i++, at++) {
		columns[at] = table_year;
		columns[at].key = columns[at].heading = arena_printf(&arena, "%d", years[i]);
		columns[at].priority = (int)i < 2 ? 0 : PRIORITY_YEAR + (int)i; /* the nearest stay */
	}
	memcpy(columns + at, table_last, sizeof(table_last));
	result_init(res, columns, n);
	res->arena = arena;
}

/* Fills the years of one line and what follows from them; whole is the declared sum of the first year. */
static void fill_years(struct result *res, struct row *row, const struct budget *budget, const char *board, double whole)
{
	double *values = mem_array(NULL, budget->nyears, sizeof(*values));

	for (size_t i = 0; i < budget->nyears; i++)
		values[i] = NUM_MISSING;
	for (size_t i = 0; i < budget->n; i++) {
		const int year = (int)budget->all[i]->year;
		const int *at;

		if (!same_text(budget->all[i]->board, board))
			continue;
		at = bsearch(&year, budget->years, budget->nyears, sizeof(year), compare_years);
		values[at - budget->years] = budget->all[i]->mnkr;
	}
	for (size_t i = 0; i < budget->nyears; i++)
		row_num(res, row, arena_printf(&res->arena, "%d", budget->years[i]), values[i]);
	row_num(res, row, "share", economy_share(values[0], whole));
	row_num(res, row, "growth", economy_growth_over(values, budget->nyears));
	free(values);
}

/* What a nämnd's action plan does: "saknas", "täcker 75 %"; "–" where none is owed. In the result's arena. */
static const char *plan_words(struct result *res, const struct board_economy *economy)
{
	char number[NUM_TEXT_MAX];

	if (economy->duty == DUTY_NONE)
		return "–";
	if (!economy->plan)
		return "saknas";
	return arena_printf(&res->arena, "täcker %s\u00a0%%", num_format(number, economy->effect.covered_percent, 0, 0));
}

static void fill_economy(struct result *res, struct row *row, const struct board_economy *economy)
{
	row_num(res, row, "to_date", economy->to_date);
	if (!economy->latest)
		return;
	row_num(res, row, "forecast", economy->latest->forecast);
	row_num(res, row, "deviation", economy->deviation);
	row_text(res, row, "plan", plan_words(res, economy));
}

static struct row *add_board(const struct dataset *ds, struct result *res, const char *board)
{
	const struct record *found = dataset_find(ds, REC_BOARD, NULL, board);
	struct row *row = result_add(res, REC_BOARD, "", board);
	struct board_economy economy;

	row_text(res, row, "board", board);
	row_text(res, row, "name", found ? record_title(found) : board);
	board_economy(ds, board, &economy);
	fill_economy(res, row, &economy);
	return row;
}

static bool is_there(const struct result *res, const char *board)
{
	for (size_t i = 0; i < res->nrows; i++) {
		if (res->rows[i].ref.kind == REC_BOARD && same_text(res->rows[i].ref.id, board))
			return true;
	}
	return false;
}

/* Those that are given no money of their own (Regionservice is paid by its customers) can still miss their budget. */
static void add_unfunded(const struct dataset *ds, struct result *res)
{
	const struct record_list *list = dataset_list(ds, REC_BOARD);

	for (size_t i = 0; i < list->n; i++) {
		struct board_economy economy;

		if (is_there(res, list->items[i]->id))
			continue;
		board_economy(ds, list->items[i]->id, &economy);
		if (economy.latest || economy.booked)
			add_board(ds, res, list->items[i]->id);
	}
}

static bool board_was_before(const struct budget *budget, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (same_text(budget->all[i]->board, budget->all[at]->board))
			return true;
	}
	return false;
}

static void add_table_sums(struct result *res, const struct budget *budget, double whole)
{
	const struct allocation *declared = declared_of(budget, budget->years[0]);
	enum record_kind kind = declared ? REC_ALLOCATION : REC_NONE;
	struct row *row = result_add(res, kind, budget->plan, declared ? declared->rec.id : NULL);

	row->summary = true;
	row_text(res, row, "board", ALLOCATION_DECLARED);
	row_text(res, row, "name", "Summa enligt beslutet");
	fill_years(res, row, budget, ALLOCATION_DECLARED, whole);
	row = result_add(res, kind, budget->plan, declared ? declared->rec.id : NULL);
	row->tag = ALLOCATION_DIFFERENCE;
	row->summary = true;
	row->dim = true;
	row_text(res, row, "board", ALLOCATION_DIFFERENCE);
	row_text(res, row, "name", "Skillnad, rader minus summa");
	for (size_t i = 0; i < budget->nyears; i++) {
		const char *key = arena_printf(&res->arena, "%d", budget->years[i]);

		row_num(res, row, key, allocation_difference(budget->all, budget->n, budget->years[i]));
		row->cells[result_column(res, key)].sign = true;
	}
}

static void add_table(const struct dataset *ds, struct result *res, const struct budget *budget)
{
	double whole = allocation_declared(budget->all, budget->n, budget->years[0]);

	for (size_t i = 0; i < budget->n; i++) {
		const char *board = budget->all[i]->board;

		if (allocation_is_declared(budget->all[i]) || board_was_before(budget, i))
			continue;
		fill_years(res, add_board(ds, res, board), budget, board, whole);
	}
	add_table_sums(res, budget, whole);
}

int query_allocation_table(const struct dataset *ds, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_ALLOCATION);
	struct budget budget;
	size_t at = 0, nyears;
	int *years;

	(void)err;
	nyears = years_of_all(list, &years);
	make_columns(res, years, nyears);
	free(years);
	while (budget_next(list, &at, &budget)) {
		add_table(ds, res, &budget);
		budget_free(&budget);
	}
	add_unfunded(ds, res);
	return 0;
}
