/* judge_figures.c: the outcomes a rule looks at: the latest, those of a window, the same period the year before, and those of
 * the other regions. */
#include "query/judge_priv.h"

#include <stdio.h>

#define REGION_LAST 25

void judge_latest(struct judge_case *at)
{
	const struct point *latest = at->series ? series_latest(at->series, GENDER_T) : NULL;
	struct judgement *out = at->out;

	if (!latest)
		return;
	out->value = at->in.value = latest->value;
	out->period = at->in.period = latest->period;
	out->source = arena_strdup(at->judging->arena, latest->source);
	out->own = at->in.lack != PART_COMPARISON;
}

static double value_at(const struct series *series, period_t period)
{
	const struct point *point = period ? series_at(series, period, GENDER_T) : NULL;

	return point ? point->value : NUM_MISSING;
}

/* As many periods as the window is long, oldest first. A period without an outcome is a gap, never passed over. */
static void find_window(struct judge_case *at)
{
	size_t window = at->in.window;
	struct rule_figure *figures;
	period_t period = at->in.period;

	if (window < 2 || !at->series || !period)
		return;
	figures = arena_alloc(at->judging->arena, window * sizeof(*figures));
	for (size_t i = window; i-- > 0; period = period_before(period))
		figures[i] = (struct rule_figure){ .period = period, .value = value_at(at->series, period) };
	at->in.figures = figures;
	at->in.nfigures = window;
}

static void find_year_before(struct judge_case *at)
{
	period_t period = at->in.period;

	if (!at->series || !period || period_year(period) <= 1800)
		return;
	at->in.before.period = period - (1u << 8);
	at->in.before.value = value_at(at->series, at->in.before.period);
}

static const char *region_name(const struct judge_case *at, const char *id)
{
	const struct record *rec = dataset_find(at->judging->figures->ds, REC_ORGANISATION, NULL, id);

	return rec ? record_title(rec) : arena_printf(at->judging->arena, "Region %s", id);
}

/* The others have Kolada's numbers, 0001–0025 with a few left out. */
static void find_regions(struct judge_case *at)
{
	const char *own = at->indicator ? indicator_organisation(at->indicator) : NULL;
	struct arena *arena = at->judging->arena;
	struct rule_figure *regions;
	char id[16];

	/* A nämnd has no place among regions. */
	if (!at->indicator || num_missing(at->in.value) || !rule_is_region(own))
		return;
	regions = arena_alloc(arena, REGION_LAST * sizeof(*regions));
	for (int number = 1; number <= REGION_LAST; number++) {
		struct series series;
		const struct point *point;

		snprintf(id, sizeof(id), "%04d", number);
		if (strcmp(id, own) == 0)
			continue;
		figures_series(at->judging->figures, at->indicator->metric, id, &series);
		point = series_at(&series, at->in.period, GENDER_T);
		if (point && !num_missing(point->value))
			regions[at->in.nregions++] = (struct rule_figure){ .period = at->in.period, .value = point->value,
				.organisation = arena_strdup(arena, id), .name = region_name(at, id),
				.source = arena_strdup(arena, point->source) };
		series_free(&series);
	}
	at->in.regions = regions;
}

void judge_figures(struct judge_case *at)
{
	unsigned needs = rule_needs(at->in.kind);

	if (needs & RULE_NEEDS_WINDOW || (needs & RULE_TAKES_WINDOW && at->in.window > 1))
		find_window(at);
	if (needs & RULE_TAKES_YEAR_BEFORE)
		find_year_before(at);
	if (needs & RULE_NEEDS_REGIONS)
		find_regions(at);
}

/* ---- shown beside ----------------------------------------------------------------------------------------- */

static void show_figure(struct judge_case *at, const struct rule_figure *figure, const char *reason)
{
	struct judged_part *part = judge_add_part(at);
	struct arena *arena = at->judging->arena;
	const struct point *own = figure->organisation ? NULL : series_at(at->series, figure->period, GENDER_T);
	char period[PERIOD_TEXT_MAX];

	period_format(period, figure->period);
	part->ref = (struct ref){ REC_OBSERVATION, "", arena_printf(arena, "%s/%s/%s/T", at->indicator->metric,
		figure->organisation ? figure->organisation : indicator_organisation(at->indicator), period) };
	part->name = figure->name ? figure->name : arena_printf(arena, "Utfall %s", period);
	part->period = figure->period;
	part->value = figure->value;
	part->decimals = at->in.decimals;
	part->unit = at->in.unit;
	part->outcome = PART_SHOWN;
	part->reason = num_missing(figure->value) ? "utfall saknas" : reason;
	part->source = own ? arena_strdup(arena, own->source) : figure->source;
}

void judge_show_figures(struct judge_case *at)
{
	if (!at->series || !at->indicator || at->in.lack != PART_WHOLE)
		return;
	for (size_t i = 0; i < at->in.nfigures; i++)
		show_figure(at, &at->in.figures[i], "ingår i det som bedöms tillsammans");
	if (at->in.before.period)
		show_figure(at, &at->in.before, "föregående år, som jämförelse");
	for (size_t i = 0; i < at->in.nregions; i++)
		show_figure(at, &at->in.regions[i], "jämförs med");
}
