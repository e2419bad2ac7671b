/* import.c: figures on their way in, staged in memory until they are counted or published. */
#include "store/import.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/num.h"
#include "base/text.h"

int import_begin(struct store *store, const char *file, const char *hash, const char *source, const char *note,
		struct import **out, struct err *err)
{
	*out = NULL;
	if (store->figures.failed || !store->figures.mdb)
		return env_error(store, "går inte att läsa", MDB_PANIC, err);
	struct import *import = mem_alloc(sizeof(*import));
	import->store = store;
	import->file = mem_strdup(file ? file : "");
	import->source = mem_strdup(source ? source : "");
	import->note = mem_strdup(note ? note : "");
	if (hash)
		strncpy(import->hash, hash, sizeof(import->hash) - 1);
	*out = import;
	return 0;
}

void import_abandon(struct import *import)
{
	if (!import)
		return;
	free(import->file);
	free(import->source);
	free(import->note);
	free(import->series);
	free(import->table);
	free(import->staged);
	arena_free(&import->arena);
	free(import);
}

/* ---- keys */

static bool is_series(const struct import *import, uint32_t index, const struct key *key)
{
	const struct slice *s = &import->series[index];

	return s->len == key->len && memcmp(s->data, key->data, key->len) == 0;
}

static size_t slot_of(const struct import *import, const uint8_t *data, size_t len)
{
	return XXH3_64bits(data, len) & (import->table_size - 1);
}

static void grow_table(struct import *import)
{
	free(import->table);
	import->table_size = import->table_size ? import->table_size * 2 : 256;
	import->table = mem_alloc(import->table_size * sizeof(*import->table));
	for (uint32_t i = 0; i < import->nseries; i++) {
		size_t slot = slot_of(import, import->series[i].data, import->series[i].len);
		while (import->table[slot])
			slot = (slot + 1) & (import->table_size - 1);
		import->table[slot] = i + 1;
	}
}

static uint32_t series_index(struct import *import, const struct key *key)
{
	/* Files come series by series. */
	if (import->nseries > 0 && is_series(import, import->last, key))
		return import->last;
	if ((import->nseries + 1) * 2 > import->table_size)
		grow_table(import);
	size_t slot = slot_of(import, key->data, key->len);
	for (; import->table[slot]; slot = (slot + 1) & (import->table_size - 1))
		if (is_series(import, import->table[slot] - 1, key))
			return import->last = import->table[slot] - 1;
	if (import->nseries == import->series_cap) {
		import->series_cap = import->series_cap ? import->series_cap * 2 : 64;
		import->series = mem_array(import->series, import->series_cap, sizeof(*import->series));
	}
	uint8_t *copy = arena_alloc(&import->arena, key->len);
	memcpy(copy, key->data, key->len);
	import->series[import->nseries] = (struct slice){ copy, key->len };
	import->table[slot] = (uint32_t)++import->nseries;
	return import->last = (uint32_t)import->nseries - 1;
}

/* ---- adding */

static int check_figure(const char *metric, const char *organisation, const struct figure *fig, struct err *err)
{
	if (!metric[0] || !organisation[0])
		return err_set(err, ERR_INPUT, "mått eller organisation saknas");
	if (!utf8_valid(metric, strlen(metric), NULL) || !utf8_valid(organisation, strlen(organisation), NULL))
		return err_set(err, ERR_INPUT, "måttets eller organisationens id är inte giltig UTF-8");
	if (fig->period == 0 || fig->gender < GENDER_T || fig->gender > GENDER_M)
		return err_set(err, ERR_INPUT, "%s, %s: period eller kön saknas", metric, organisation);
	if (fig->missing < MISSING_NONE || fig->missing > MISSING_DELETED || (!fig->missing && !isfinite(fig->value)))
		return err_set(err, ERR_INPUT, "%s, %s: värdet är inget tal", metric, organisation);
	return 0;
}

int import_add(struct import *import, const char *metric, const char *organisation, const struct figure *fig,
		struct err *err)
{
	int rc = check_figure(metric, organisation, fig, err);

	if (rc)
		return rc;
	struct key key = series_key(metric, organisation);
	if (key.len == 0)
		return err_set(err, ERR_INPUT, "måttets och organisationens id är för långa (högst %d byte): %.60s…", KEY_MAX - 1,
				metric);
	if (import->nstaged == import->staged_cap) {
		import->staged_cap = import->staged_cap ? import->staged_cap * 2 : 1024;
		import->staged = mem_array(import->staged, import->staged_cap, sizeof(*import->staged));
	}
	/* −0 and 0 are the same figure. */
	import->staged[import->nstaged++] = (struct staged){
		.value = fig->missing ? 0 : fig->value + 0.0, .series = series_index(import, &key), .period = fig->period,
		.gender = (uint8_t)fig->gender, .missing = (uint8_t)fig->missing, .preliminary = fig->preliminary,
	};
	import->sorted = false;
	return 0;
}

/* ---- sorting */

static int compare_series(const void *a, const void *b, void *user)
{
	const struct slice *series = user, *x = &series[*(const uint32_t *)a], *y = &series[*(const uint32_t *)b];
	int order = memcmp(x->data, y->data, x->len < y->len ? x->len : y->len);

	return order ? order : (x->len > y->len) - (x->len < y->len);
}

static int compare_staged(const void *a, const void *b)
{
	const struct staged *x = a, *y = b;

	if (x->series != y->series)
		return x->series < y->series ? -1 : 1;
	if (x->period != y->period)
		return x->period < y->period ? -1 : 1;
	return (x->gender > y->gender) - (x->gender < y->gender);
}

/* Numbers the series in key order, and the staged figures with them. */
static void rank_series(struct import *import)
{
	size_t n = import->nseries;
	uint32_t *order = mem_array(NULL, n + 1, sizeof(*order)), *rank = mem_array(NULL, n + 1, sizeof(*rank));
	struct slice *sorted = mem_array(NULL, n + 1, sizeof(*sorted));

	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	qsort_r(order, n, sizeof(*order), compare_series, import->series);
	for (uint32_t i = 0; i < n; i++) {
		rank[order[i]] = i;
		sorted[i] = import->series[order[i]];
	}
	for (size_t i = 0; i < import->nstaged; i++)
		import->staged[i].series = rank[import->staged[i].series];
	free(import->series);
	import->series = sorted;
	import->series_cap = n + 1;
	/* The table still has the old numbers; a figure added after a count needs the new ones. */
	import->last = 0;
	import->table_size = import->table_size ? import->table_size / 2 : 0;
	grow_table(import);
	free(order);
	free(rank);
}

static int disagree(const struct import *import, const struct staged *s, struct err *err)
{
	const char *metric = (const char *)import->series[s->series].data;
	size_t n = strlen(metric) + 1;
	char period[PERIOD_TEXT_MAX];

	return err_set(err, ERR_INPUT, "filen har två olika värden för %s, %.*s, %s, %s: inget lästes in", metric,
			(int)(import->series[s->series].len - n), metric + n, period_format(period, s->period),
			choices_gender[s->gender].code);
}

int import_sort(struct import *import, struct err *err)
{
	size_t kept = 0;
	bool in_order = true;

	if (import->sorted)
		return 0;
	rank_series(import);
	for (size_t i = 1; i < import->nstaged && in_order; i++)
		in_order = compare_staged(&import->staged[i - 1], &import->staged[i]) <= 0;
	if (!in_order)
		qsort(import->staged, import->nstaged, sizeof(*import->staged), compare_staged);
	for (size_t i = 0; i < import->nstaged; i++) {
		const struct staged *s = &import->staged[i], *last = kept ? &import->staged[kept - 1] : NULL;
		if (!last || compare_staged(last, s) != 0)
			import->staged[kept++] = *s;
		else if (last->value != s->value || last->missing != s->missing || last->preliminary != s->preliminary)
			return disagree(import, s, err);
	}
	import->nstaged = kept;
	import->sorted = true;
	return 0;
}

/* ---- merging */

static void push(struct figures *figures, const struct figure *f)
{
	if (figures->n == figures->cap) {
		figures->cap = figures->cap ? figures->cap * 2 : 64;
		figures->v = mem_array(figures->v, figures->cap, sizeof(*figures->v));
	}
	figures->v[figures->n++] = *f;
}

static bool same_place(const struct figure *a, const struct figure *b)
{
	return a->period == b->period && a->gender == b->gender;
}

/* Adds one staged figure after its history, old->v from `next` on, unless it says what the newest of that says. Returns
 * true if it was added; moves *next past the history. */
static bool merge_one(struct import *import, const struct figure *new, const struct figures *old, size_t *next,
		struct figures *merged)
{
	size_t n = 0;

	for (; *next < old->n && same_place(&old->v[*next], new); (*next)++, n++)
		push(merged, &old->v[*next]);
	if (n > 0 && figure_same(&old->v[*next - 1], new)) {
		import->equal++;
		return false;
	}
	if (n > 0)
		import->changed++;
	else
		import->added++;
	push(merged, new);
	return true;
}

int import_merge(struct import *import, MDB_txn *txn, size_t *at, uint32_t batch, struct figures *merged, bool *differs,
		struct err *err)
{
	struct slice key = import->series[import->staged[*at].series], value;
	struct figures old = { 0 };
	uint32_t series = import->staged[*at].series;
	size_t next = 0;

	*differs = false;
	merged->n = 0;
	if (db_get(txn, import->store->series, key, &value)) {
		enum decoded what = block_entries(&old, key, value);
		if (what) {
			free(old.v);
			damage_series(import->store, key, what);
			return err_set(err, ERR_STORE, "siffrorna för %s är skadade (%s): återställ från säkerhetskopia",
					(const char *)key.data, decoded_text(what));
		}
	}
	for (; *at < import->nstaged && import->staged[*at].series == series; (*at)++) {
		const struct staged *s = &import->staged[*at];
		struct figure new = { .period = s->period, .gender = s->gender, .value = s->missing ? NUM_MISSING : s->value,
			.missing = s->missing, .preliminary = s->preliminary, .batch = batch };
		while (next < old.n && !same_place(&old.v[next], &new) && figure_compare(&old.v[next], &new) < 0)
			push(merged, &old.v[next++]);
		*differs = merge_one(import, &new, &old, &next, merged) || *differs;
	}
	while (next < old.n)
		push(merged, &old.v[next++]);
	free(old.v);
	return 0;
}

int import_count(struct import *import, uint64_t *added, uint64_t *changed, uint64_t *equal, struct err *err)
{
	struct figures merged = { 0 };
	struct env *env = &import->store->figures;
	MDB_txn *txn;
	bool differs;

	int rc = import_sort(import, err);
	if (rc || (rc = env_read(import->store, env, &txn, err)))
		return rc;
	import->added = import->changed = import->equal = 0;
	for (size_t at = 0; at < import->nstaged && rc == 0;)
		rc = import_merge(import, txn, &at, UINT32_MAX, &merged, &differs, err);
	env_read_end(env, txn);
	free(merged.v);
	*added = import->added;
	*changed = import->changed;
	*equal = import->equal;
	return rc;
}
