/* Any imports in any order against a model that is nothing but lists: what each batch counted, and what is seen as of each of
 * them, in every way of asking. Series that need several keys, buffers and runs far too small for what comes, imports cut
 * short in between, the store closed and opened. The same each run. */
#include "store_help.h"
#include "store/import.h"

enum { METRICS = 5, ORGANISATIONS = 3, LONG = 3, YEARS = 11, MONTHS = 30 * 12, GENDERS = 3, ROUNDS = 24, VERSIONS = ROUNDS };
static const char *const metrics[METRICS] = { "M", "M1", "M1-x", "LONG", "Å" };
static const char *const organisations[ORGANISATIONS] = { "0001", "0013", "hs" };

struct version {
	uint32_t batch;
	double value;
	int missing;
	bool preliminary;
};
static struct cell {
	uint8_t metric, organisation, gender, n;
	period_t period;
	struct version versions[VERSIONS];
} *cells;
static size_t ncells;
static moment_t moments[ROUNDS + 2]; /* by batch: when it was the last */
static uint64_t state_of_chance;

static uint32_t chance(uint32_t below)
{
	state_of_chance = state_of_chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(state_of_chance >> 33) % below;
}

static void make_cells(void)
{
	char text[16];

	cells = calloc((size_t)METRICS * ORGANISATIONS * MONTHS * GENDERS, sizeof(*cells));
	ncells = 0;
	for (uint8_t m = 0; m < METRICS; m++)
		for (uint8_t o = 0; o < ORGANISATIONS; o++)
			for (int p = 0; p < (m == LONG ? MONTHS : YEARS); p++)
				for (uint8_t g = GENDER_T; g <= GENDER_M; g++) {
					struct cell *c = &cells[ncells++];
					*c = (struct cell){ .metric = m, .organisation = o, .gender = g };
					if (m == LONG)
						snprintf(text, sizeof(text), "%d-%02d", 1990 + p / 12, p % 12 + 1);
					else
						snprintf(text, sizeof(text), "%d", 1970 + p * (m + 1));
					assert_true(period_parse(text, &c->period));
				}
}

static struct version random_version(const struct cell *c, uint32_t batch)
{
	static const double sizes[] = { 10, 1, 100, 3 };
	struct version v = { .batch = batch, .value = (double)((int)chance(2000) - 500) / sizes[c->metric % 4] };

	v.preliminary = chance(10) == 0;
	if (chance(12) == 0) {
		v.missing = 1 + (int)chance(MISSING_DELETED);
		v.value = NUM_MISSING;
	}
	return v;
}

static bool same(const struct version *a, const struct version *b)
{
	return a->missing == b->missing && a->preliminary == b->preliminary && (a->missing || a->value == b->value);
}

static void add(struct import *import, const struct cell *c, const struct version *v)
{
	struct figure f = { .period = c->period, .gender = c->gender, .value = v->value, .missing = v->missing,
		.preliminary = v->preliminary };
	struct err err;

	if (import_add(import, metrics[c->metric], organisations[c->organisation], &f, &err))
		fail_msg("%s", err.text);
}

struct counts {
	uint64_t added, changed, equal;
};

/* Some of the cells, in order or not, some of them twice. With `model` they are entered there too. */
static struct counts fill(struct import *import, uint32_t batch, bool model)
{
	uint32_t share = 1 + chance(60);
	size_t *order = malloc(ncells * sizeof(*order)), n = 0;
	struct counts counts = { 0 };

	for (size_t i = 0; i < ncells; i++)
		if (chance(100) < share)
			order[n++] = i;
	for (size_t i = n; chance(4) && i > 1; i--) {
		size_t j = chance((uint32_t)i), swap = order[i - 1];
		order[i - 1] = order[j];
		order[j] = swap;
	}
	for (size_t i = 0; i < n; i++) {
		struct cell *c = &cells[order[i]];
		const struct version *now = c->n ? &c->versions[c->n - 1] : NULL;
		struct version v = now && chance(2) ? *now : random_version(c, batch);
		v.batch = batch;
		for (int twice = chance(20) == 0; twice >= 0; twice--)
			add(import, c, &v);
		if (now && same(now, &v)) {
			counts.equal++;
			continue;
		}
		counts.added += !now;
		counts.changed += now != NULL;
		if (model)
			c->versions[c->n++] = v;
	}
	free(order);
	return counts;
}

/* Small enough that a round is many runs, and these more than are read at once. */
static struct import *small_import(struct store *store)
{
	struct import *import = begin_import(store);

	import->cap_max = 16 + chance(900);
	import->runs_max = 2 + chance(20);
	return import;
}

/* ---- what is seen */

static const struct version *seen(const struct cell *c, uint32_t batch)
{
	const struct version *v = NULL;

	for (int i = 0; i < c->n && c->versions[i].batch <= batch; i++)
		v = &c->versions[i];
	return v;
}

static void assert_seen(const struct figure *f, const struct cell *c, const struct version *v)
{
	struct version is = { f->batch, f->value, f->missing, f->preliminary };

	assert_int_equal(f->period, c->period);
	assert_int_equal(f->gender, c->gender);
	assert_int_equal(f->batch, v->batch);
	assert_true(same(&is, v));
}

/* Cells from `at` on that are of its series, against both ways of reading it whole; returns where the next series begins. */
static size_t check_series(struct snapshot *snap, size_t at, uint32_t batch)
{
	const char *metric = metrics[cells[at].metric], *organisation = organisations[cells[at].organisation];
	struct figure *current, *all, one;
	size_t ncurrent = series_get(snap, metric, organisation, &current), i = 0, j = 0, end = at;
	size_t nall = series_history(snap, metric, organisation, &all);

	for (; end < ncells && cells[end].metric == cells[at].metric && cells[end].organisation == cells[at].organisation; end++) {
		const struct cell *c = &cells[end];
		const struct version *v = seen(c, batch);
		assert_int_equal(series_figure(snap, metric, organisation, c->period, c->gender, &one), v != NULL);
		if (!v)
			continue;
		assert_seen(&one, c, v);
		assert_true(i < ncurrent);
		assert_seen(&current[i++], c, v);
		for (int n = 0; n < c->n && c->versions[n].batch <= batch; n++) {
			assert_true(j < nall);
			assert_seen(&all[j++], c, &c->versions[n]);
		}
	}
	assert_int_equal(i, ncurrent);
	assert_int_equal(j, nall);
	free(current);
	free(all);
	return end;
}

struct ranking {
	size_t metric, at; /* cells of it from `at` on are still to come */
	period_t period;
	int gender;
	uint32_t batch;
};

static bool next_ranked(struct ranking *r, const struct version **v)
{
	for (; r->at < ncells; r->at++) {
		const struct cell *c = &cells[r->at];
		if (c->metric == r->metric && c->period == r->period && c->gender == r->gender && (*v = seen(c, r->batch)))
			return true;
	}
	return false;
}

static bool rank_one(const char *organisation, const struct figure *fig, void *user)
{
	struct ranking *r = user;
	const struct version *v;

	assert_true(next_ranked(r, &v));
	assert_string_equal(organisation, organisations[cells[r->at].organisation]);
	assert_seen(fig, &cells[r->at], v);
	r->at++;
	return true;
}

static void check_all(struct store *store, uint32_t batch, moment_t as_of)
{
	const struct version *v;
	struct snapshot *snap;
	struct err err;

	assert_int_equal(store_snapshot(store, as_of, &snap, &err), 0);
	for (size_t at = 0; at < ncells;)
		at = check_series(snap, at, batch);
	for (int i = 0; i < 200; i++) {
		const struct cell *c = &cells[chance((uint32_t)ncells)];
		struct ranking r = { .metric = c->metric, .period = c->period, .gender = c->gender, .batch = batch };
		series_scan_at(snap, metrics[c->metric], NULL, NULL, c->period, c->gender, rank_one, &r);
		assert_false(next_ranked(&r, &v));
	}
	store_snapshot_end(snap);
}

static void nothing_told(const char *what, void *user)
{
	(void)user;
	fail_msg("%s", what);
}

static void any_imports(struct fixture *f, uint64_t seed)
{
	uint32_t batches = 0;
	struct batch batch;
	struct err err;

	state_of_chance = seed;
	make_cells();
	moments[0] = tick();
	for (int round = 0; round < ROUNDS; round++) {
		struct import *import = small_import(f->store);
		store_on_damage(f->store, nothing_told, NULL);
		if (chance(5) == 0) {
			fill(import, batches + 1, false);
			assert_int_equal(import_write_figures(import, &batch, true, &err), 0);
			import_abandon(import);
			check_all(f->store, batches, MOMENT_NOW);
			continue;
		}
		struct counts want = fill(import, batches + 1, true), is;
		assert_int_equal(import_count(import, &is.added, &is.changed, &is.equal, &err), 0);
		assert_memory_equal(&is, &want, sizeof(is));
		assert_int_equal(import_publish(import, &batch, &err), 0);
		is = (struct counts){ batch.added, batch.changed, batch.equal };
		assert_memory_equal(&is, &want, sizeof(is));
		free(batch.file);
		free(batch.source);
		free(batch.account);
		free(batch.note);
		batches += want.added + want.changed > 0;
		moments[batches] = tick();
		check_all(f->store, batches, MOMENT_NOW);
		if (chance(4) == 0)
			reopen(f);
	}
	for (uint32_t b = 0; b <= batches; b++)
		check_all(f->store, b, moments[b]);
	free(cells);
}

static void first_seed(void **state)
{
	any_imports(*state, 1);
}

static void second_seed(void **state)
{
	any_imports(*state, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(first_seed), TEST(second_seed) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
