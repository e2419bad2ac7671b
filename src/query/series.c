/* Series merged from the three places a figure can come from: imports, entries by hand, and the decided economy tables. */
#include "query/queries_priv.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

/* What is asked of a batch again and again. */
struct batch_note {
	uint32_t number;
	uint64_t seq;        /* the last journal entry before it: tells what was entered by hand later */
	const char *source;  /* publisher, in the arena of the figures */
};

/* A point that has not met its rivals yet: of one period and gender the latest wins. */
struct candidate {
	struct point point;
	date_t day;
	uint64_t seq;
};

struct candidates {
	struct candidate *items;
	size_t n, cap;
};

int figures_open(struct figures *figures, const struct dataset *ds, struct err *err)
{
	memset(figures, 0, sizeof(*figures));
	figures->ds = ds;
	return store_snapshot(ds->store, ds->as_of, &figures->snap, err);
}

void figures_close(struct figures *figures)
{
	if (figures->snap)
		store_snapshot_end(figures->snap);
	free(figures->notes);
	goal_index_free(figures->index);
	arena_free(&figures->arena);
	memset(figures, 0, sizeof(*figures));
}

static const struct batch_note *add_note(struct figures *figures, uint32_t number)
{
	struct batch *batch = batch_get(figures->snap, number);
	struct batch_note *note;

	if (figures->nnotes == figures->cap) {
		figures->cap = figures->cap ? figures->cap * 2 : 8;
		figures->notes = mem_array(figures->notes, figures->cap, sizeof(*figures->notes));
	}
	figures->last = figures->nnotes;
	note = &figures->notes[figures->nnotes++];
	memset(note, 0, sizeof(*note));
	note->number = number;
	if (batch) {
		note->seq = journal_seq_at(figures->snap, batch->at);
		note->source = arena_strdup(&figures->arena, publisher_of(batch->source));
		batch_free(batch);
	}
	return note;
}

/* Neighbouring figures mostly came together, so the last one met is tried first. */
static const struct batch_note *note_of(struct figures *figures, uint32_t number)
{
	if (figures->nnotes && figures->notes[figures->last].number == number)
		return &figures->notes[figures->last];
	for (size_t i = 0; i < figures->nnotes; i++) {
		if (figures->notes[i].number == number) {
			figures->last = i;
			return &figures->notes[i];
		}
	}
	return add_note(figures, number);
}

const char *figures_publisher(struct figures *figures, uint32_t batch)
{
	return note_of(figures, batch)->source;
}

static struct point *add_candidate(struct candidates *all, period_t period, int gender, uint64_t seq)
{
	struct candidate *candidate;

	if (all->n == all->cap) {
		all->cap = all->cap ? all->cap * 2 : 32;
		all->items = mem_array(all->items, all->cap, sizeof(*all->items));
	}
	candidate = &all->items[all->n++];
	memset(candidate, 0, sizeof(*candidate));
	candidate->point.period = period;
	candidate->point.gender = gender ? gender : GENDER_T;
	candidate->point.value = NUM_MISSING;
	candidate->day = period ? period_last_day(period) : DATE_NONE;
	candidate->seq = seq;
	return &candidate->point;
}

static void add_imported(struct figures *figures, const char *metric, const char *organisation, struct series *out,
		struct candidates *all)
{
	struct figure *found = NULL;
	size_t n = series_get(figures->snap, metric, organisation, &found);
	const char *source = NULL;
	uint32_t batch = 0;

	for (size_t i = 0; i < n; i++) {
		const struct batch_note *note = note_of(figures, found[i].batch);
		struct point *point = add_candidate(all, found[i].period, found[i].gender, note->seq);

		if (found[i].batch != batch || !i)
			source = arena_strdup(&out->arena, note->source);
		batch = found[i].batch;
		point->value = found[i].value;
		point->missing = found[i].missing;
		point->preliminary = found[i].preliminary;
		point->batch = batch;
		point->source = source;
	}
	free(found);
}

static void set_ref(struct point *point, struct series *out, const struct record *rec)
{
	point->ref.kind = rec->kind;
	point->ref.plan = arena_strdup(&out->arena, rec->plan);
	point->ref.id = arena_strdup(&out->arena, rec->id);
}

static void add_entered(struct figures *figures, const char *metric, const char *organisation, struct series *out,
		struct candidates *all)
{
	const struct record_list *list = dataset_list(figures->ds, REC_OBSERVATION);
	struct buf prefix = { 0 };
	size_t from, n;

	buf_printf(&prefix, "%s/%s/", metric, organisation);
	n = record_list_prefix(list, prefix.data, &from);
	for (size_t i = from; i < from + n; i++) {
		const struct observation *entered = (const struct observation *)list->by_id[i];
		struct point *point = add_candidate(all, entered->period, entered->gender, entered->rec.seq);

		point->value = entered->value;
		point->missing = entered->missing;
		point->preliminary = entered->preliminary;
		point->source = arena_strdup(&out->arena, publisher_of(entered->source));
		point->text = arena_strdup(&out->arena, has_text(entered->text) ? entered->text : NULL);
		point->note = arena_strdup(&out->arena, has_text(entered->note) ? entered->note : NULL);
		set_ref(point, out, &entered->rec);
	}
	buf_free(&prefix);
}

/* Who says so: the publisher of the metric, else the plan the table stands in. */
static const char *economy_source(const struct dataset *ds, const struct economy_row *row)
{
	const struct metric *metric = (const struct metric *)dataset_find(ds, REC_METRIC, NULL, row->metric);
	const struct record *plan = dataset_find(ds, REC_PLAN, "", row->rec.plan);

	if (metric && has_text(metric->source))
		return publisher_of(metric->source);
	return plan ? record_title(plan) : NULL;
}

static void add_row_outcomes(struct figures *figures, const struct economy_row *row, struct series *out,
		struct candidates *all)
{
	const struct record_list *list = dataset_list(figures->ds, REC_ECONOMY);
	const char *source = arena_strdup(&out->arena, economy_source(figures->ds, row));
	struct buf prefix = { 0 };
	size_t from, n;

	buf_printf(&prefix, "%s.", row->rec.id);
	n = record_list_prefix(list, prefix.data, &from);
	for (size_t i = from; i < from + n; i++) {
		const struct economy *cell = (const struct economy *)list->by_id[i];
		struct point *point;

		if (cell->kind != ECO_OUTCOME || num_missing(cell->value) || strcmp(cell->rec.plan, row->rec.plan) != 0)
			continue;
		point = add_candidate(all, cell->period, GENDER_T, cell->rec.seq);
		point->value = cell->value;
		point->source = source;
		set_ref(point, out, &cell->rec);
	}
	buf_free(&prefix);
}

static void add_outcomes(struct figures *figures, const char *metric, struct series *out, struct candidates *all)
{
	const struct record_list *rows = dataset_list(figures->ds, REC_ECONOMY_ROW);

	for (size_t i = 0; i < rows->n; i++) {
		const struct economy_row *row = (const struct economy_row *)rows->items[i];

		if (same_text(row->metric, metric))
			add_row_outcomes(figures, row, out, all);
	}
}

/* Oldest first; where several tell of the same period and gender, the one that came last is last. */
static int compare_candidates(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->point.period != b->point.period)
		return a->point.period < b->point.period ? -1 : 1;
	if (a->point.gender != b->point.gender)
		return a->point.gender - b->point.gender;
	if (a->seq != b->seq)
		return a->seq < b->seq ? -1 : 1;
	/* The seq of an import is that of the last entry before it, so with the same seq the import is the later one. What one
	 * plan file says both as a cell and as an observation, the observation says. */
	if (a->point.batch != b->point.batch)
		return a->point.batch < b->point.batch ? -1 : 1;
	return (int)a->point.ref.kind - (int)b->point.ref.kind;
}

static bool is_superseded(const struct candidates *all, size_t i)
{
	return i + 1 < all->n && all->items[i].point.period == all->items[i + 1].point.period &&
		all->items[i].point.gender == all->items[i + 1].point.gender;
}

/* What was imported in one go is in order already. */
static bool in_order(const struct candidates *all)
{
	for (size_t i = 1; i < all->n; i++)
		if (compare_candidates(&all->items[i - 1], &all->items[i]) > 0)
			return false;
	return true;
}

static void keep_winners(struct candidates *all, struct series *out)
{
	if (!in_order(all))
		qsort(all->items, all->n, sizeof(*all->items), compare_candidates);
	out->points = mem_array(NULL, all->n ? all->n : 1, sizeof(*out->points));
	out->cap = all->n ? all->n : 1;
	for (size_t i = 0; i < all->n; i++) {
		if (!is_superseded(all, i))
			out->points[out->n++] = all->items[i].point;
	}
}

void figures_series(struct figures *figures, const char *metric, const char *organisation, struct series *out)
{
	struct candidates all = { 0 };

	memset(out, 0, sizeof(*out));
	if (has_text(metric) && has_text(organisation)) {
		add_imported(figures, metric, organisation, out, &all);
		add_entered(figures, metric, organisation, out, &all);
		if (strcmp(organisation, REGION_HALLAND) == 0)
			add_outcomes(figures, metric, out, &all);
	}
	keep_winners(&all, out);
	free(all.items);
}

/* Nobody has entered figures of it, and no table of a plan has any: what was imported is all there is. */
static bool is_only_imported(const struct dataset *ds, const char *metric, const char *organisation)
{
	const struct record_list *entered = dataset_list(ds, REC_OBSERVATION), *rows = dataset_list(ds, REC_ECONOMY_ROW);
	bool told = false;
	size_t from;

	if (entered->n) {
		char prefix[128];

		told = snprintf(prefix, sizeof(prefix), "%s/%s/", metric, organisation) >= (int)sizeof(prefix) ||
			record_list_prefix(entered, prefix, &from) > 0;
	}
	for (size_t i = 0; !told && strcmp(organisation, REGION_HALLAND) == 0 && i < rows->n; i++)
		told = same_text(((const struct economy_row *)rows->items[i])->metric, metric);
	return !told;
}

static bool latest_of_all(struct figures *figures, const char *metric, const char *organisation, struct point *latest)
{
	const struct point *found;
	struct series all;

	figures_series(figures, metric, organisation, &all);
	found = series_latest(&all, GENDER_T);
	if (found) {
		*latest = *found;
		latest->source = arena_strdup(&figures->arena, found->source);
		latest->text = arena_strdup(&figures->arena, found->text);
		latest->note = arena_strdup(&figures->arena, found->note);
		latest->ref.plan = arena_strdup(&figures->arena, found->ref.plan);
		latest->ref.id = arena_strdup(&figures->arena, found->ref.id);
	}
	series_free(&all);
	return found;
}

bool figures_latest(struct figures *figures, const char *metric, const char *organisation, struct point *latest)
{
	struct figure figure;

	if (!has_text(metric) || !has_text(organisation))
		return false;
	if (!is_only_imported(figures->ds, metric, organisation))
		return latest_of_all(figures, metric, organisation, latest);
	switch (series_latest_figure(figures->snap, metric, organisation, GENDER_T, &figure)) {
	case LATEST_NONE:
		return false;
	case LATEST_UNSURE:
		return latest_of_all(figures, metric, organisation, latest);
	case LATEST_FOUND:
		break;
	}
	*latest = (struct point){ .period = figure.period, .gender = GENDER_T, .value = figure.value, .preliminary = figure.preliminary,
		.batch = figure.batch, .source = note_of(figures, figure.batch)->source };
	return true;
}

bool figures_at(struct figures *figures, const char *metric, const char *organisation, period_t period, double *value)
{
	struct figure figure;

	*value = NUM_MISSING;
	if (!has_text(metric) || !has_text(organisation))
		return true;
	if (!is_only_imported(figures->ds, metric, organisation))
		return false;
	if (series_figure(figures->snap, metric, organisation, period, GENDER_T, &figure))
		*value = figure.value;
	return true;
}

int query_series(const struct dataset *ds, const char *metric, const char *organisation, struct series *out, struct err *err)
{
	struct figures figures;
	int rc = figures_open(&figures, ds, err);

	if (rc) {
		memset(out, 0, sizeof(*out));
		return rc;
	}
	figures_series(&figures, metric, organisation, out);
	figures_close(&figures);
	return 0;
}

void series_free(struct series *series)
{
	free(series->points);
	arena_free(&series->arena);
	memset(series, 0, sizeof(*series));
}

const struct point *series_latest(const struct series *series, int gender)
{
	for (size_t i = series->n; i-- > 0;) {
		if (series->points[i].gender == gender && !num_missing(series->points[i].value))
			return &series->points[i];
	}
	return NULL;
}

const struct point *series_at(const struct series *series, period_t period, int gender)
{
	for (size_t i = 0; i < series->n; i++) {
		if (series->points[i].period == period && series->points[i].gender == gender)
			return &series->points[i];
	}
	return NULL;
}

period_t period_after(period_t period)
{
	static const int parts[] = { [PERIOD_MONTH] = 12, [PERIOD_R12] = 12, [PERIOD_QUARTER] = 4 };
	enum period_kind kind = period_kind(period);
	int part = period_part(period), last = kind == PERIOD_WEEK ? date_weeks_in_year(period_year(period)) :
		kind == PERIOD_NONE || kind == PERIOD_YEAR ? 0 : parts[kind];

	if (kind == PERIOD_NONE)
		return 0;
	return part < last ? period + 1 : period + (1u << 8) - (last ? (period_t)part - 1 : 0);
}

period_t series_next(const struct series *series, int year, date_t today)
{
	period_t latest = 0, next;
	char text[PERIOD_TEXT_MAX];

	for (size_t i = 0; i < series->n; i++)
		latest = series->points[i].period > latest ? series->points[i].period : latest;
	if (!latest) {
		snprintf(text, sizeof(text), "%d", year);
		return period_parse(text, &next) ? next : 0;
	}
	next = period_after(latest);
	/* It has begun when the one before it is over. */
	return next && period_last_day(latest) < today ? next : 0;
}

period_t period_before(period_t period)
{
	period_t year_before = period - (1u << 8);
	int part = period_part(period);

	if (period_year(period) <= 1800)
		return 0;
	switch (period_kind(period)) {
	case PERIOD_NONE:
		return 0;
	case PERIOD_YEAR:
		return year_before;
	case PERIOD_MONTH:
	case PERIOD_R12:
		return part > 1 ? period - 1 : year_before + 11;
	case PERIOD_QUARTER:
		return part > 1 ? period - 1 : year_before + 3;
	case PERIOD_WEEK:
		return part > 1 ? period - 1 : year_before + (period_t)date_weeks_in_year(period_year(period) - 1) - 1;
	}
	return 0;
}
