/* indicator_sources.c: who the figures that are shown come from: once where all agree, else each by name. */
#include <string.h>

#include "views/indicator_priv.h"

#define PERIODS_NAMED 3 /* more are counted */

const char *point_source(const struct point *point)
{
	if (has_words(point->source))
		return point->source;
	return point->batch ? "importerad" : "införd för hand";
}

void sources_add(struct sources *sources, const char *who, const struct point *point)
{
	if (point && sources->n < SOURCES_MAX)
		sources->items[sources->n++] = (struct told_source){ who, point_source(point), has_words(point->source) };
}

/* The first that has the source of item i is the one to tell it. */
static bool is_first(const struct sources *sources, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (strcmp(sources->items[j].source, sources->items[i].source) == 0)
			return false;
	return true;
}

static const char *all_who(struct page *page, const struct sources *sources, size_t first)
{
	const char *who = sources->items[first].who;

	for (size_t i = first + 1; i < sources->n; i++)
		if (strcmp(sources->items[i].source, sources->items[first].source) == 0)
			who = arena_printf(&page->arena, "%s, %s", who, sources->items[i].who);
	return who;
}

/* Who published is credited in their own words wherever they are named: "Källa: Kolada". */
static const char *credit(struct page *page, const struct told_source *item)
{
	return item->published ? arena_printf(&page->arena, "Källa: %s", item->source) : item->source;
}

size_t sources_pieces(struct page *page, const struct sources *sources, const char *pieces[SOURCES_MAX])
{
	size_t n = 0, distinct = 0;

	for (size_t i = 0; i < sources->n; i++)
		distinct += is_first(sources, i);
	for (size_t i = 0; i < sources->n; i++) {
		const char *words = credit(page, &sources->items[i]);

		if (is_first(sources, i))
			pieces[n++] = distinct == 1 ? words :
				arena_printf(&page->arena, "%s: %s", all_who(page, sources, i), words);
	}
	return n;
}

size_t sources_beside(struct page *page, const struct sources *sources, const char *pieces[SOURCES_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < sources->n; i++) {
		if (is_first(sources, i))
			pieces[n++] = !i ? sources->items[i].source :
				arena_printf(&page->arena, "%s: %s", all_who(page, sources, i), sources->items[i].source);
	}
	return n;
}

/* "2023, 2025", or how many there are. */
static const char *periods_of(struct page *page, const struct series *series, const char *source)
{
	const char *named = NULL;
	char text[PERIOD_TEXT_MAX];
	size_t n = 0;

	for (size_t i = 0; i < series->n; i++) {
		const struct point *point = &series->points[i];

		if (point->gender != GENDER_T || num_missing(point->value) || strcmp(point_source(point), source) != 0)
			continue;
		n++;
		named = named ? arena_printf(&page->arena, "%s, %s", named, period_format(text, point->period)) :
			arena_strdup(&page->arena, period_format(text, point->period));
	}
	return n <= PERIODS_NAMED ? named : arena_printf(&page->arena, "%zu mätningar", n);
}

const char *sources_measured(struct page *page, const struct series *series)
{
	struct sources sources = { .n = 0 };
	const char *words = NULL;
	size_t n = 0;

	for (size_t i = 0; i < series->n; i++) {
		if (series->points[i].gender != GENDER_T || num_missing(series->points[i].value))
			continue;
		sources_add(&sources, "", &series->points[i]);
		if (sources.n && !is_first(&sources, sources.n - 1))
			sources.n--;
	}
	for (; n < sources.n; n++) {
		const char *one = credit(page, &sources.items[n]);

		one = arena_printf(&page->arena, "%s (%s)", one, sources.n == 1 ? "mätningarna" :
			periods_of(page, series, sources.items[n].source));
		words = words ? arena_printf(&page->arena, "%s; %s", words, one) : one;
	}
	return words;
}
