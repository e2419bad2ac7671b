/* revisions.c: the versions of a series from imports and by hand, as one history for each period and gender. */
#include "query/revisions.h"

#include <stdlib.h>

#include "query/queries_priv.h"

/* The observations of the series that ever were, by id. */
struct entered {
	const char *prefix;
	char **ids;
	size_t n, cap;
};

static struct revision *add(struct revisions *out)
{
	if (out->n == out->cap) {
		out->cap = out->cap ? out->cap * 2 : 64;
		out->items = mem_array(out->items, out->cap, sizeof(*out->items));
	}
	memset(&out->items[out->n], 0, sizeof(*out->items));
	out->items[out->n].at = MOMENT_NONE;
	return &out->items[out->n++];
}

/* ---- imports ------------------------------------------------------------------------------------------------- */

struct importer {
	uint32_t batch;
	struct arena *arena;
	const char *user;
};

static bool take_importer(const struct journal_entry *entry, void *user)
{
	struct importer *importer = user;

	if (entry->op != OP_IMPORT || strtoul(entry->id, NULL, 10) != importer->batch)
		return true;
	importer->user = arena_strdup(importer->arena, entry->user);
	return false;
}

/* The journal's entry about an import stands right where it was made. */
static void tell_batch(struct snapshot *snap, struct revisions *out, struct revision *revision)
{
	struct batch *batch = batch_get(snap, revision->batch);
	struct importer importer = { revision->batch, &out->arena, NULL };

	if (!batch)
		return;
	revision->at = batch->at;
	revision->seq = journal_seq_at(snap, batch->at);
	revision->source = arena_strdup(&out->arena, publisher_of(batch->source));
	journal_scan(snap, revision->seq > 2 ? revision->seq - 2 : 1, revision->seq + 20, false, take_importer, &importer);
	revision->who = importer.user ? importer.user : arena_strdup(&out->arena, batch->account);
	batch_free(batch);
}

static void add_imported(struct snapshot *snap, const char *metric, const char *organisation, struct revisions *out)
{
	struct figure *all = NULL;
	size_t n = series_history(snap, metric, organisation, &all);

	for (size_t i = 0; i < n; i++) {
		struct revision *revision = add(out), *before = revision;

		revision->batch = all[i].batch;
		while (before > out->items && before[-1].batch != revision->batch)
			before--;
		if (before > out->items) { /* the import has been told of already */
			before--;
			revision->at = before->at;
			revision->seq = before->seq;
			revision->source = before->source;
			revision->who = before->who;
		} else {
			tell_batch(snap, out, revision);
		}
		revision->period = revision->until = all[i].period;
		revision->gender = all[i].gender ? all[i].gender : GENDER_T;
		revision->has = true;
		revision->now = (struct point){ .period = all[i].period, .gender = revision->gender, .value = all[i].value,
			.missing = all[i].missing, .preliminary = all[i].preliminary, .batch = all[i].batch };
	}
	free(all);
}

/* ---- by hand ------------------------------------------------------------------------------------------------- */

static bool take_id(struct record *rec, void *user)
{
	struct entered *entered = user;

	if (strncmp(rec->id, entered->prefix, strlen(entered->prefix)) == 0) {
		if (entered->n == entered->cap) {
			entered->cap = entered->cap ? entered->cap * 2 : 16;
			entered->ids = mem_array(entered->ids, entered->cap, sizeof(*entered->ids));
		}
		entered->ids[entered->n++] = mem_strdup(rec->id);
	}
	record_free(rec);
	return true;
}

struct versions {
	struct snapshot *snap;
	struct revisions *out;
	struct record *before;
};

static bool take_entry(const struct journal_entry *entry, void *user)
{
	struct versions *versions = user;
	struct revision *revision = &versions->out->items[versions->out->n - 1];

	revision->at = entry->at;
	revision->who = arena_strdup(&versions->out->arena, entry->user);
	revision->loaded = entry->op == OP_LOAD;
	return false;
}

static const char *fields_changed(struct arena *arena, const struct record *before, const struct record *after)
{
	const struct record_type *type = record_type(after->kind);
	const char *all = NULL;

	for (size_t i = 0; i < type->nfields; i++)
		if (!field_equal(before, after, &type->fields[i]))
			all = all ? arena_printf(arena, "%s, %s", all, type->fields[i].label) : type->fields[i].label;
	return all;
}

static bool take_version(struct record *rec, void *user)
{
	struct versions *versions = user;
	const struct observation *entered = (const struct observation *)rec;
	struct arena *arena = &versions->out->arena;
	struct revision *revision = add(versions->out);

	revision->seq = rec->seq;
	revision->period = revision->until = entered->period;
	revision->gender = entered->gender ? entered->gender : GENDER_T;
	revision->has = !rec->deleted;
	revision->source = arena_strdup(arena, publisher_of(entered->source));
	revision->now = (struct point){ .period = entered->period, .gender = revision->gender, .value = entered->value,
		.missing = entered->missing, .preliminary = entered->preliminary,
		.text = arena_strdup(arena, has_text(entered->text) ? entered->text : NULL) };
	if (versions->before && !rec->deleted)
		revision->fields = fields_changed(arena, versions->before, rec);
	if (rec->seq)
		journal_scan(versions->snap, rec->seq, rec->seq, false, take_entry, versions);
	if (versions->before)
		record_free(versions->before);
	versions->before = rec;
	return true;
}

static void add_entered(struct snapshot *snap, const char *metric, const char *organisation, struct revisions *out)
{
	struct entered entered = { .prefix = arena_printf(&out->arena, "%s/%s/", metric, organisation) };

	/* Every one that was ever saved: those that were deleted too. */
	snapshot_scan_since(snap, REC_OBSERVATION, "", 0, take_id, &entered);
	for (size_t i = 0; i < entered.n; i++) {
		struct versions versions = { .snap = snap, .out = out };

		snapshot_history(snap, REC_OBSERVATION, "", entered.ids[i], take_version, &versions);
		if (versions.before)
			record_free(versions.before);
		free(entered.ids[i]);
	}
	free(entered.ids);
}

/* ---- one history --------------------------------------------------------------------------------------------- */

/* By figure, and of each the oldest first: as series.c decides which holds, an import after what has the same number. */
static int by_figure(const void *left, const void *right)
{
	const struct revision *a = left, *b = right;

	if (a->period != b->period)
		return a->period < b->period ? -1 : 1;
	if (a->gender != b->gender)
		return a->gender - b->gender;
	if (a->seq != b->seq)
		return a->seq < b->seq ? -1 : 1;
	return a->batch == b->batch ? 0 : a->batch < b->batch ? -1 : 1;
}

static bool same_figure(const struct revision *a, const struct revision *b)
{
	return a->period == b->period && a->gender == b->gender;
}

static bool same_value(const struct point *a, const struct point *b)
{
	bool missing = num_missing(a->value);

	return missing == num_missing(b->value) && (missing || a->value == b->value) && a->missing == b->missing &&
		a->preliminary == b->preliminary && same_text(a->text ? a->text : "", b->text ? b->text : "");
}

/* What each found: the figure before it; where one by hand was deleted, the import beneath holds again. */
static void link_up(struct revisions *all)
{
	for (size_t i = 1; i < all->n; i++) {
		struct revision *now = &all->items[i], *before = now - 1;

		if (!same_figure(now, before))
			continue;
		now->had = before->has;
		now->before = before->now;
		for (size_t j = i; !now->has && j-- > 0 && same_figure(&all->items[j], now);) {
			if (!all->items[j].batch)
				continue;
			now->now = all->items[j].now;
			now->has = true;
		}
		if (!now->has || !now->had || !same_value(&now->before, &now->now))
			now->fields = NULL;
	}
}

static int newest_first(const void *left, const void *right)
{
	const struct revision *a = left, *b = right;

	if (a->seq != b->seq)
		return a->seq < b->seq ? 1 : -1;
	if (a->batch != b->batch)
		return a->batch < b->batch ? 1 : -1;
	if ((a->had || !a->has) != (b->had || !b->has)) /* what is new comes after what was changed */
		return a->had || !a->has ? -1 : 1;
	if (a->period != b->period)
		return a->period < b->period ? 1 : -1;
	return a->gender - b->gender;
}

/* What came together and was not there before is told once. */
static bool joins(const struct revision *first, const struct revision *next)
{
	return !first->had && first->has && !next->had && next->has && first->batch == next->batch && first->at == next->at &&
		(first->batch || first->loaded) && first->loaded == next->loaded;
}

static void group_new(struct revisions *all)
{
	size_t kept = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct revision *now = &all->items[i];
		struct revision *last = kept ? &all->items[kept - 1] : NULL;

		if (now->had && now->has && same_value(&now->before, &now->now) && !now->fields)
			continue; /* the same again */
		if (!last || !joins(last, now)) {
			all->items[kept] = *now;
			all->items[kept++].many = 1;
			continue;
		}
		last->many++;
		last->period = now->period < last->period ? now->period : last->period;
		last->until = now->until > last->until ? now->until : last->until;
	}
	all->n = kept;
}

int query_revisions(const struct dataset *ds, const char *metric, const char *organisation, struct revisions *out, struct err *err)
{
	struct snapshot *snap;
	int rc;

	memset(out, 0, sizeof(*out));
	if (!has_text(metric) || !has_text(organisation))
		return 0;
	rc = store_snapshot(ds->store, ds->as_of, &snap, err);
	if (rc)
		return rc;
	add_imported(snap, metric, organisation, out);
	add_entered(snap, metric, organisation, out);
	store_snapshot_end(snap);
	if (out->n < 1)
		return 0;
	qsort(out->items, out->n, sizeof(*out->items), by_figure);
	link_up(out);
	qsort(out->items, out->n, sizeof(*out->items), newest_first);
	group_new(out);
	return 0;
}

void revisions_free(struct revisions *revisions)
{
	free(revisions->items);
	arena_free(&revisions->arena);
	memset(revisions, 0, sizeof(*revisions));
}
