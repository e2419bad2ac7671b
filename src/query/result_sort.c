/* Sorting rows and matching them against the words of a filter. */
#include "query/result.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* What one row is sorted by, made once so that a comparison looks at nothing else. */
struct sort_key {
	enum column_type type;
	bool descending, summary, missing;
	double num;
	const char *text;
	unsigned char prefix[TEXT_PREFIX]; /* of a text: mostly enough */
	size_t at; /* where the row was: equal rows keep their order */
};

static bool is_text(enum column_type type)
{
	return type == COL_TEXT || type == COL_ID || type == COL_LIST;
}

static int compare_numbers(double a, double b)
{
	return (a > b) - (a < b);
}

static int compare_values(const struct sort_key *a, const struct sort_key *b)
{
	if (a->type == COL_ID)
		return text_natural(a->text, b->text);
	if (is_text(a->type)) {
		int order = memcmp(a->prefix, b->prefix, TEXT_PREFIX);

		return order || strcmp(a->text, b->text) == 0 ? order : text_collate(a->text, b->text);
	}
	return compare_numbers(a->num, b->num);
}

static int compare_keys(const void *left, const void *right)
{
	const struct sort_key *a = left, *b = right;
	int order = 0;

	if (a->summary != b->summary)
		return a->summary ? 1 : -1;
	if (!a->summary && a->missing != b->missing)
		return a->missing ? 1 : -1;
	if (!a->summary && !a->missing)
		order = compare_values(a, b);
	if (order)
		return a->descending ? -order : order;
	return a->at < b->at ? -1 : 1;
}

/* A history is sorted by its latest value. */
static double last_of_spark(const json_t *values)
{
	for (size_t i = json_array_size(values); i-- > 0;) {
		const json_t *value = json_array_get(values, i);

		if (json_is_number(value))
			return json_number_value(value);
	}
	return NUM_MISSING;
}

/* What needs attention sorts first. */
static int status_rank(enum status status)
{
	static const int ranks[STATUS_COUNT] = {
		[STATUS_RED] = 1,
		[STATUS_YELLOW] = 2,
		[STATUS_MISSING] = 3,
		[STATUS_NONE] = 4,
		[STATUS_GREEN] = 5,
	};

	return status < STATUS_COUNT ? ranks[status] : 0;
}

static double sort_number(const struct column *col, const struct cell *cell)
{
	if (col->type == COL_SPARK)
		return cell->json ? last_of_spark(cell->json) : cell->num;
	if (col->type == COL_STATUS && !num_missing(cell->num))
		return status_rank((enum status)cell->num);
	return cell->num;
}

static void make_key(struct sort_key *key, const struct result *res, size_t at, int column, bool descending)
{
	const struct column *col = &res->columns[column];
	const struct cell *cell = &res->rows[at].cells[column];

	key->type = col->type;
	key->descending = descending;
	key->summary = res->rows[at].summary;
	key->missing = col->type != COL_SPARK && cell_missing(col, cell);
	key->num = sort_number(col, cell);
	key->text = cell->text;
	if (is_text(col->type) && col->type != COL_ID)
		text_collate_prefix(key->prefix, key->text);
	key->at = at;
	if (!is_text(col->type) && num_missing(key->num))
		key->missing = true;
}

void result_sort(struct result *res, int column, bool descending)
{
	struct sort_key *keys;
	struct row *sorted;

	if (column < 0 || (size_t)column >= res->ncolumns || res->nrows < 2)
		return;
	result_fill_column(res, column);
	keys = mem_array(NULL, res->nrows, sizeof(*keys));
	for (size_t i = 0; i < res->nrows; i++)
		make_key(&keys[i], res, i, column, descending);
	qsort(keys, res->nrows, sizeof(*keys), compare_keys);
	sorted = mem_array(NULL, res->cap, sizeof(*sorted));
	for (size_t i = 0; i < res->nrows; i++)
		sorted[i] = res->rows[keys[i].at];
	free(res->rows);
	res->rows = sorted;
	free(keys);
}

/* ---- what rows stand for ---------------------------------------------------------------------------------- */

static int compare_words(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int compare_refs(const struct ref *a, const struct ref *b)
{
	int order = (a->kind > b->kind) - (a->kind < b->kind);

	order = order ? order : compare_words(a->id, b->id);
	return order ? order : compare_words(a->plan, b->plan);
}

static int compare_rows(const void *a, const void *b)
{
	return compare_refs(&(*(const struct row *const *)a)->ref, &(*(const struct row *const *)b)->ref);
}

const struct row **result_index(const struct result *res)
{
	const struct row **index = mem_array(NULL, res->nrows + 1, sizeof(*index));

	for (size_t i = 0; i < res->nrows; i++)
		index[i] = &res->rows[i];
	if (res->nrows)
		qsort(index, res->nrows, sizeof(*index), compare_rows);
	return index;
}

static int compare_ref_to_row(const void *ref, const void *row)
{
	return compare_refs(ref, &(*(const struct row *const *)row)->ref);
}

const struct row *result_row(const struct row *const *index, size_t n, const struct ref *ref)
{
	const struct row *const *found = n ? bsearch(ref, index, n, sizeof(*index), compare_ref_to_row) : NULL;

	return found ? *found : NULL;
}

/* ---- filtering -------------------------------------------------------------------------------------------- */

static int compare_order(const void *left, const void *right)
{
	const struct row *a = left, *b = right;

	return (a->order > b->order) - (a->order < b->order);
}

void result_unsort(struct result *res)
{
	if (res->nrows > 1)
		qsort(res->rows, res->nrows, sizeof(*res->rows), compare_order);
}

/* The screen text of a row, one cell a line so that no word is found across two cells. */
static void format_row(struct buf *out, const struct result *res, const struct row *row)
{
	for (size_t i = 0; i < res->ncolumns; i++) {
		if (!(res->columns[i].flags & COLF_SCREEN) || (res->plain_filter && res->columns[i].flags & COLF_LAZY))
			continue;
		cell_format(out, &res->columns[i], &row->cells[i]);
		buf_char(out, '\n');
	}
}

void row_filter_begin(struct row_filter *filter, const char *words)
{
	char *copy = mem_strdup(words ? words : ""), *save = NULL;
	size_t at[FILTER_WORDS_MAX];

	memset(filter, 0, sizeof(*filter));
	for (char *word = strtok_r(copy, " \t", &save); word && filter->n < FILTER_WORDS_MAX; word = strtok_r(NULL, " \t", &save)) {
		bool none = word[0] == '!';

		/* A lone "!" is a word that is still being typed. */
		if (none && !word[1])
			continue;
		at[filter->n] = filter->words.len;
		filter->items[filter->n].none = none;
		filter->items[filter->n++].level = text_fold_word(&filter->words, word + none);
		buf_char(&filter->words, '\0');
	}
	for (size_t i = 0; i < filter->n; i++)
		filter->items[i].text = filter->words.data + at[i];
	free(copy);
}

void row_filter_end(struct row_filter *filter)
{
	buf_free(&filter->words);
	buf_free(&filter->row);
	buf_free(&filter->folded[FOLD_CASE]);
	buf_free(&filter->folded[FOLD_LOOSE]);
}

bool row_filter_matches(struct row_filter *filter, const struct result *res, const struct row *row)
{
	bool made[2] = { false, false };

	if (!filter->n)
		return true;
	if (!res->plain_filter)
		result_ready(res, row);
	buf_clear(&filter->row);
	format_row(&filter->row, res, row);
	for (size_t i = 0; i < filter->n; i++) {
		int level = filter->items[i].level;

		if (!made[level]) {
			buf_clear(&filter->folded[level]);
			text_fold(&filter->folded[level], buf_cstr(&filter->row), level);
			made[level] = true;
		}
		if ((strstr(buf_cstr(&filter->folded[level]), filter->items[i].text) != NULL) == filter->items[i].none)
			return false;
	}
	return true;
}

bool row_matches(const struct result *res, const struct row *row, const char *filter)
{
	struct row_filter words;
	bool holds;

	row_filter_begin(&words, filter);
	holds = row_filter_matches(&words, res, row);
	row_filter_end(&words);
	return holds;
}
