/* The two orders a list of records is kept in: as it is shown, and by id. */
#include "query/dataset_priv.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Numbered kinds have plain numbers as ids: the longer is the larger. */
static int compare_numbered(const char *a, const char *b)
{
	size_t la = strlen(a), lb = strlen(b);

	if (la != lb)
		return la < lb ? -1 : 1;
	return strcmp(a, b);
}

/* A year is read in its own order, whatever plan file or hand put its parts there. */
static int compare_periods(const struct record *a, const struct record *b)
{
	const date_t ends[] = { period_last_day(((const struct occasion *)a)->period),
		period_last_day(((const struct occasion *)b)->period) };

	return (ends[0] > ends[1]) - (ends[0] < ends[1]);
}

/* What was added by hand has no place in the document and comes after what has. */
static int place(const struct record *rec)
{
	return rec->order > 0 ? rec->order : INT_MAX;
}

static int compare_shown(const struct record *a, const struct record *b)
{
	const struct record_type *type = record_type(a->kind);
	int order = strcmp(a->plan, b->plan);

	if (order)
		return order;
	if (type->flags & TYPE_NUMBERED)
		return compare_numbered(a->id, b->id);
	if (a->kind == REC_OCCASION && (order = compare_periods(a, b)))
		return order;
	if (type->flags & TYPE_ORDERED && place(a) != place(b))
		return place(a) < place(b) ? -1 : 1;
	order = text_natural(a->id, b->id);
	return order ? order : strcmp(a->id, b->id);
}

static int compare_id(const struct record *rec, const char *plan, const char *id)
{
	int order = strcmp(rec->id, id);

	return order || !plan ? order : strcmp(rec->plan, plan);
}

static int sort_shown(const void *a, const void *b)
{
	return compare_shown(*(struct record *const *)a, *(struct record *const *)b);
}

static int sort_id(const void *a, const void *b)
{
	const struct record *other = *(struct record *const *)b;

	return compare_id(*(struct record *const *)a, other->plan, other->id);
}

void record_list_push(struct record_list *list, struct record *rec)
{
	if (list->n == list->cap) {
		list->cap = list->cap ? list->cap * 2 : 32;
		list->items = mem_array(list->items, list->cap, sizeof(*list->items));
		list->by_id = mem_array(list->by_id, list->cap, sizeof(*list->by_id));
	}
	list->items[list->n] = rec;
	list->by_id[list->n] = rec;
	list->n++;
}

/* Records mostly come in order already: from the store in order of id. */
static void sort_unsorted(struct record **items, size_t n, int (*compare)(const void *a, const void *b))
{
	size_t sorted = 1;

	while (sorted < n && compare(&items[sorted - 1], &items[sorted]) <= 0)
		sorted++;
	if (sorted < n)
		qsort(items, n, sizeof(*items), compare);
}

/* Numbers in order of bytes, as the store has them (1, 10, 11, 2): those of the same length are in order already. False where they
 * are not of one plan, in that order. */
static bool sort_numbers(struct record **items, size_t n)
{
	enum { LENGTHS = 20 };
	size_t places[LENGTHS + 1] = { 0 };
	struct record **sorted;

	for (size_t i = 0; i < n; i++) {
		size_t length = strlen(items[i]->id);

		if (length >= LENGTHS || (i && (strcmp(items[i - 1]->plan, items[i]->plan) || strcmp(items[i - 1]->id, items[i]->id) >= 0)))
			return false;
		places[length + 1]++;
	}
	for (size_t length = 1; length <= LENGTHS; length++)
		places[length] += places[length - 1];
	sorted = mem_array(NULL, n + 1, sizeof(*sorted));
	for (size_t i = 0; i < n; i++)
		sorted[places[strlen(items[i]->id)]++] = items[i];
	memcpy(items, sorted, n * sizeof(*items));
	free(sorted);
	return true;
}

void record_list_sort(struct record_list *list)
{
	if (!list->n)
		return;
	if (!(record_type(list->items[0]->kind)->flags & TYPE_NUMBERED) || !sort_numbers(list->items, list->n))
		sort_unsorted(list->items, list->n, sort_shown);
	sort_unsorted(list->by_id, list->n, sort_id);
}

/* The first place in by_id that is not before plan and id. */
static size_t id_place(const struct record_list *list, const char *plan, const char *id)
{
	size_t low = 0, high = list->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_id(list->by_id[middle], plan, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t shown_place(const struct record_list *list, const struct record *rec)
{
	size_t low = 0, high = list->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_shown(list->items[middle], rec) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct record *record_list_find(const struct record_list *list, const char *plan, const char *id)
{
	size_t at = id_place(list, plan, id);

	return at < list->n && compare_id(list->by_id[at], plan, id) == 0 ? list->by_id[at] : NULL;
}

size_t record_list_prefix(const struct record_list *list, const char *prefix, size_t *from)
{
	size_t first = id_place(list, NULL, prefix), length = strlen(prefix), n = 0;

	while (first + n < list->n && strncmp(list->by_id[first + n]->id, prefix, length) == 0)
		n++;
	*from = first;
	return n;
}

static void insert_at(struct record **items, size_t n, size_t at, struct record *rec)
{
	memmove(items + at + 1, items + at, (n - at) * sizeof(*items));
	items[at] = rec;
}

void record_list_insert(struct record_list *list, struct record *rec)
{
	size_t shown = shown_place(list, rec), id = id_place(list, rec->plan, rec->id), n = list->n;

	record_list_push(list, rec);
	insert_at(list->items, n, shown, rec);
	insert_at(list->by_id, n, id, rec);
}

static void remove_at(struct record **items, size_t n, size_t at)
{
	memmove(items + at, items + at + 1, (n - at - 1) * sizeof(*items));
}

void record_list_remove(struct record_list *list, const char *plan, const char *id)
{
	struct record *rec = record_list_find(list, plan, id);

	if (!rec)
		return;
	remove_at(list->items, list->n, shown_place(list, rec));
	remove_at(list->by_id, list->n, id_place(list, rec->plan, rec->id));
	list->n--;
	record_free(rec);
}

void record_list_free(struct record_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		record_free(list->items[i]);
	free(list->items);
	free(list->by_id);
	memset(list, 0, sizeof(*list));
}
