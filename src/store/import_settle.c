/* import_settle.c: the figures of one series in order, each once. */
#include "store/import.h"

#include <stdlib.h>

enum { PLACE_BITS = 16, GENDER_BITS = 8 };

static uint64_t place_of(const struct figure *f)
{
	return (uint64_t)f->period << GENDER_BITS | (unsigned)f->gender;
}

/* As nearly all are: each place once, in order. */
static bool in_order(const struct figures *group)
{
	for (size_t i = 1; i < group->n; i++)
		if (place_of(&group->v[i - 1]) >= place_of(&group->v[i]))
			return false;
	return true;
}

static int compare_figures(const void *a, const void *b)
{
	return figure_compare(a, b);
}

/* From `at` on, how far the numbers rise. */
static size_t rise_end(const uint64_t *v, size_t at, size_t n)
{
	for (at++; at < n && v[at - 1] <= v[at]; at++)
		;
	return at;
}

/* Sorts n numbers, with room for n more behind them; returns where they are. What comes out of the runs of an import is a few rising
 * rows of numbers one after the other: those are merged two and two. */
static const uint64_t *sort_numbers(uint64_t *from, size_t n)
{
	uint64_t *to = from + n, *swap;

	while (rise_end(from, 0, n) < n) {
		for (size_t at = 0, out = 0; at < n;) {
			size_t middle = rise_end(from, at, n), end = middle < n ? rise_end(from, middle, n) : n;
			size_t left = at, right = middle;
			for (; left < middle && right < end; out++)
				to[out] = from[left] <= from[right] ? from[left++] : from[right++];
			while (left < middle)
				to[out++] = from[left++];
			while (right < end)
				to[out++] = from[right++];
			at = end;
		}
		swap = from;
		from = to;
		to = swap;
	}
	return from;
}

/* By numbers made of period, gender and place in the group. */
static void sort_group(struct import *import)
{
	struct figures *group = &import->group, *sorted = &import->sorted, swap;
	const uint64_t *order;

	if (group->n > (size_t)1 << PLACE_BITS) {
		qsort(group->v, group->n, sizeof(*group->v), compare_figures);
		return;
	}
	if (import->order_cap < 2 * group->n) {
		import->order_cap = 2 * group->cap;
		import->order = mem_array(import->order, import->order_cap, sizeof(*import->order));
	}
	if (sorted->cap < group->n) {
		sorted->v = mem_array(sorted->v, group->cap, sizeof(*sorted->v));
		sorted->cap = group->cap;
	}
	for (size_t i = 0; i < group->n; i++)
		import->order[i] = place_of(&group->v[i]) << PLACE_BITS | i;
	order = sort_numbers(import->order, group->n);
	for (size_t i = 0; i < group->n; i++)
		sorted->v[i] = group->v[order[i] & ((1 << PLACE_BITS) - 1)];
	sorted->n = group->n;
	swap = *group;
	*group = *sorted;
	*sorted = swap;
}

static int disagree(const struct import *import, uint32_t metric, uint32_t organisation, const struct figure *f,
		struct err *err)
{
	char period[PERIOD_TEXT_MAX];

	return err_set(err, ERR_INPUT, "filen har två olika värden för %s, %s, %s, %s: inget lästes in",
			import->metrics.v[metric], import->organisations.v[organisation], period_format(period, f->period),
			choices_gender[f->gender].code);
}

int import_settle(struct import *import, uint32_t metric, uint32_t organisation, struct err *err)
{
	struct figures *group = &import->group;
	size_t kept = 0;

	if (in_order(group))
		return 0;
	sort_group(import);
	for (size_t i = 0; i < group->n; i++) {
		const struct figure *f = &group->v[i];
		if (kept == 0 || !figure_same_place(&group->v[kept - 1], f))
			group->v[kept++] = *f;
		else if (!figure_same(&group->v[kept - 1], f))
			return disagree(import, metric, organisation, f, err);
	}
	group->n = kept;
	return 0;
}
