/* import.c: figures on their way in: staged, sorted, packed. */
#include "store/import.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/num.h"
#include "base/text.h"

/* A buffer of 768 KiB, which fits near the processor; out of order, sixteen times that: 12 MB. */
enum { STAGED_FIRST = 1024, STAGED_MAX = 32 * 1024, STAGED_MAX_SORTED = 512 * 1024, RUNS_MAX = 256 };
/* So that metric, organisation and place in the buffer fit the 64 bits they are sorted by. */
enum { NAME_BITS = 22, PLACE_BITS = 20, PLACE_MASK = (1 << PLACE_BITS) - 1, RADIX_BITS = 11, RADIX = 1 << RADIX_BITS };
enum { AHEAD = 16, YEARS_MAX = 400 };

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
	import->in_order = true;
	import->cap_max = STAGED_MAX_SORTED;
	import->runs_max = RUNS_MAX;
	spool_begin(&import->spool, store);
	if (hash)
		strncpy(import->hash, hash, sizeof(import->hash) - 1);
	*out = import;
	return 0;
}

void import_on_progress(struct import *import, bool (*each)(uint64_t done, uint64_t total, void *user), void *user)
{
	import->progress = each;
	import->progress_user = user;
}

static void names_free(struct names *names)
{
	free(names->v);
	free(names->table);
	free(names->rank);
	arena_free(&names->arena);
}

void import_abandon(struct import *import)
{
	if (!import)
		return;
	free(import->file);
	free(import->source);
	free(import->note);
	names_free(&import->metrics);
	names_free(&import->organisations);
	free(import->publishers);
	free(import->staged);
	free(import->runs);
	free(import->group.v);
	free(import->sorted.v);
	free(import->order);
	buf_free(&import->packed);
	spool_end(&import->spool);
	free(import);
}

/* ---- names */

static size_t name_slot(const struct names *names, const char *name, size_t len)
{
	size_t slot = XXH3_64bits(name, len) & (names->table_size - 1);

	while (names->table[slot] && strcmp(names->v[names->table[slot] - 1], name) != 0)
		slot = (slot + 1) & (names->table_size - 1);
	return slot;
}

static void names_grow(struct names *names)
{
	free(names->table);
	names->table_size = names->table_size ? names->table_size * 2 : 256;
	names->table = mem_alloc(names->table_size * sizeof(*names->table));
	for (uint32_t i = 0; i < names->n; i++)
		names->table[name_slot(names, names->v[i], strlen(names->v[i]))] = i + 1;
}

/* The number of a name, a new one where it was not there. */
static int name_number(struct names *names, const char *name, uint32_t *number, struct err *err)
{
	size_t len = strlen(name);

	if ((names->n + 1) * 2 > names->table_size)
		names_grow(names);
	size_t slot = name_slot(names, name, len);
	if (names->table[slot]) {
		*number = names->table[slot] - 1;
		return 0;
	}
	if (!len)
		return err_set(err, ERR_INPUT, "mått eller organisation saknas");
	if (!utf8_valid(name, len, NULL))
		return err_set(err, ERR_INPUT, "måttets eller organisationens id är inte giltig UTF-8");
	if (names->n == (size_t)1 << NAME_BITS)
		return err_set(err, ERR_INPUT, "fler än %d olika mått eller organisationer i samma inläsning: dela upp den",
				1 << NAME_BITS);
	if (names->n == names->cap) {
		names->cap = names->cap ? names->cap * 2 : 64;
		names->v = mem_array(names->v, names->cap, sizeof(*names->v));
	}
	names->v[names->n] = arena_strdup(&names->arena, name);
	*number = (uint32_t)names->n++;
	names->table[slot] = *number + 1;
	return 0;
}

static int compare_names(const void *a, const void *b, void *user)
{
	const struct names *names = user;

	return strcmp(names->v[*(const uint32_t *)a], names->v[*(const uint32_t *)b]);
}

void names_rank(struct names *names)
{
	if (names->nrank == names->n)
		return;
	uint32_t *order = mem_array(NULL, names->n, sizeof(*order));
	for (uint32_t i = 0; i < names->n; i++)
		order[i] = i;
	qsort_r(order, names->n, sizeof(*order), compare_names, names);
	names->rank = mem_array(names->rank, names->n, sizeof(*names->rank));
	for (uint32_t i = 0; i < names->n; i++)
		names->rank[order[i]] = i;
	names->nrank = names->n;
	free(order);
}

/* Less than 0: the first series comes before the other in key order. */
static int compare_series(const struct import *import, uint32_t metric, uint32_t organisation, uint32_t metric2,
		uint32_t organisation2)
{
	if (metric != metric2)
		return strcmp(import->metrics.v[metric], import->metrics.v[metric2]);
	if (organisation != organisation2)
		return strcmp(import->organisations.v[organisation], import->organisations.v[organisation2]);
	return 0;
}

/* ---- adding */

static int names_too_long(const char *metric, struct err *err)
{
	return err_set(err, ERR_INPUT, "måttets och organisationens id är för långa (högst %d byte): %.60s…", SERIES_NAMES_MAX, metric);
}

static void set_series(struct import *import, uint32_t metric, uint32_t organisation)
{
	if (import->in_order && import->nstaged > 0) {
		const struct staged *last = &import->staged[import->nstaged - 1];
		import->in_order = compare_series(import, last->metric, last->organisation, metric, organisation) <= 0;
	}
	import->metric = metric;
	import->organisation = organisation;
	import->ready = true;
}

int import_series(struct import *import, const char *metric, const char *organisation, struct err *err)
{
	uint32_t m = import->metric, o = import->organisation;
	bool same_metric = import->ready && strcmp(import->metrics.v[m], metric) == 0;

	if (same_metric && strcmp(import->organisations.v[o], organisation) == 0)
		return 0;
	if (strlen(metric) + strlen(organisation) > SERIES_NAMES_MAX)
		return names_too_long(metric, err);
	import->ready = false;
	if ((!same_metric && name_number(&import->metrics, metric, &m, err)) ||
	    name_number(&import->organisations, organisation, &o, err))
		return err->code;
	set_series(import, m, o);
	return 0;
}

int import_metric(struct import *import, const char *metric, uint32_t *number, struct err *err)
{
	return name_number(&import->metrics, metric, number, err);
}

int import_organisation(struct import *import, const char *organisation, uint32_t *number, struct err *err)
{
	return name_number(&import->organisations, organisation, number, err);
}

int import_numbered(struct import *import, uint32_t metric, uint32_t organisation, struct err *err)
{
	const char *m = import->metrics.v[metric], *o = import->organisations.v[organisation];

	import->ready = false;
	if (strlen(m) + strlen(o) > SERIES_NAMES_MAX)
		return names_too_long(m, err);
	set_series(import, metric, organisation);
	return 0;
}

static int refuse_figure(const struct import *import, const char *what, struct err *err)
{
	return err_set(err, ERR_INPUT, "%s, %s: %s", import->metrics.v[import->metric],
			import->organisations.v[import->organisation], what);
}

/* The buffer is full: makes it larger, or empties it. */
static int make_room(struct import *import, struct err *err)
{
	size_t max = import->in_order && import->cap_max > STAGED_MAX ? STAGED_MAX : import->cap_max;

	if (import->cap < max) {
		import->cap = import->cap ? import->cap * 2 : STAGED_FIRST;
		if (import->cap > max)
			import->cap = max;
		import->staged = mem_array(import->staged, import->cap, sizeof(*import->staged));
		return 0;
	}
	int rc = import_flush(import, false, err);
	/* One series filled it all. */
	return rc || import->nstaged < import->cap ? rc : import_flush(import, true, err);
}

static bool good_period(struct import *import, period_t period)
{
	unsigned kind;
	uint32_t place;

	if (!period_place(period, &kind, &place) || (period >> 8 & 0xFFFF) > YEARS_MAX)
		return false;
	import->period = period;
	return true;
}

int import_figure(struct import *import, const struct figure *fig, struct err *err)
{
	if (!import->ready)
		return err_set(err, ERR_INPUT, "mått eller organisation saknas");
	if (((!import->period || fig->period != import->period) && !good_period(import, fig->period)) || fig->gender < GENDER_T ||
	    fig->gender > GENDER_M)
		return refuse_figure(import, "period eller kön saknas", err);
	if (fig->missing < MISSING_NONE || fig->missing > MISSING_DELETED || (!fig->missing && !isfinite(fig->value)))
		return refuse_figure(import, "värdet är inget tal", err);
	if (import->nstaged == import->cap && make_room(import, err))
		return err->code;
	/* −0 and 0 are the same figure. */
	import->staged[import->nstaged++] = (struct staged){
		.value = fig->missing ? 0 : fig->value + 0.0, .metric = import->metric, .organisation = import->organisation,
		.period = fig->period, .gender = (uint8_t)fig->gender, .missing = (uint8_t)fig->missing,
		.preliminary = fig->preliminary,
	};
	import->figures++;
	return 0;
}

int import_add(struct import *import, const char *metric, const char *organisation, const struct figure *fig,
		struct err *err)
{
	int rc = import_series(import, metric, organisation, err);

	return rc ? rc : import_figure(import, fig, err);
}

/* ---- records */

static uint8_t *put_varint(uint8_t *at, uint64_t v)
{
	for (; v >= 0x80; v >>= 7)
		*at++ = (uint8_t)(v | 0x80);
	*at++ = (uint8_t)v;
	return at;
}

int import_add_record(struct import *import, bool new_run, uint32_t metric, uint32_t organisation, struct err *err)
{
	uint8_t head[3 * 10], *at = head;
	int rc;

	if (new_run) {
		if (import->nruns == import->runs_cap) {
			import->runs_cap = import->runs_cap ? import->runs_cap * 2 : 16;
			import->runs = mem_array(import->runs, import->runs_cap, sizeof(*import->runs));
		}
		import->runs[import->nruns++] = (struct run){ .start = spool_size(&import->spool) };
	}
	struct run *run = &import->runs[import->nruns - 1];
	buf_clear(&import->packed);
	block_pack(&import->packed, import->group.v, import->group.n);
	at = put_varint(put_varint(put_varint(at, metric), organisation), import->packed.len);
	if ((rc = spool_add(&import->spool, head, (size_t)(at - head), err)) == 0)
		rc = spool_add(&import->spool, import->packed.data, import->packed.len, err);
	run->end = spool_size(&import->spool);
	run->metric = metric;
	run->organisation = organisation;
	return rc;
}

/* ---- a buffer to a run */

/* Order of the staged figures by series, those of one series as they came: least significant digit first, over numbers
 * made of metric, organisation and place in the buffer. The caller frees it. */
static uint64_t *sorted_places(struct import *import)
{
	size_t n = import->nstaged;
	uint64_t *from = mem_array(NULL, n, sizeof(*from)), *to = mem_array(NULL, n, sizeof(*to)), *swap;

	names_rank(&import->metrics);
	names_rank(&import->organisations);
	unsigned low = bits_needed(import->organisations.n), used = low + bits_needed(import->metrics.n);
	for (size_t i = 0; i < n; i++) {
		const struct staged *s = &import->staged[i];
		uint64_t series = (uint64_t)import->metrics.rank[s->metric] << low | import->organisations.rank[s->organisation];
		from[i] = series << PLACE_BITS | i;
	}
	for (unsigned shift = PLACE_BITS; shift < PLACE_BITS + used; shift += RADIX_BITS) {
		uint32_t count[RADIX] = { 0 }, sum = 0;
		for (size_t i = 0; i < n; i++)
			count[from[i] >> shift & (RADIX - 1)]++;
		for (size_t i = 0; i < RADIX; i++) {
			uint32_t here = count[i];
			count[i] = sum;
			sum += here;
		}
		for (size_t i = 0; i < n; i++)
			to[count[from[i] >> shift & (RADIX - 1)]++] = from[i];
		swap = from;
		from = to;
		to = swap;
	}
	free(to);
	return from;
}

static const struct staged *staged_at(const struct import *import, const uint64_t *places, size_t i)
{
	/* Those to come are asked for while these are looked at: they lie anywhere in some megabytes. */
	if (places && i + AHEAD < import->nstaged)
		__builtin_prefetch(&import->staged[places[i + AHEAD] & PLACE_MASK]);
	return &import->staged[places ? places[i] & PLACE_MASK : i];
}

static void take_figure(struct figures *group, const struct staged *s)
{
	if (group->n == group->cap)
		figures_grow(group);
	/* In place: one made aside and copied waits for the writing of each of its parts. */
	group->v[group->n++] = (struct figure){ .period = s->period, .gender = s->gender,
		.value = s->missing ? NUM_MISSING : s->value, .missing = s->missing, .preliminary = s->preliminary };
}

/* True if a record of the series goes after the last run there is. */
static bool follows(const struct import *import, const struct staged *s)
{
	const struct run *run = import->nruns ? &import->runs[import->nruns - 1] : NULL;

	return run && compare_series(import, run->metric, run->organisation, s->metric, s->organisation) < 0;
}

int import_flush(struct import *import, bool all, struct err *err)
{
	size_t n = import->nstaged, at = 0;
	uint64_t *places = import->in_order ? NULL : sorted_places(import);
	bool new_run = n > 0 && !follows(import, staged_at(import, places, 0));
	int rc = 0;

	while (at < n && rc == 0) {
		const struct staged *first = staged_at(import, places, at), *s = first;
		size_t start = at;
		import->group.n = 0;
		for (; at < n && s->metric == first->metric && s->organisation == first->organisation;
		     s = ++at < n ? staged_at(import, places, at) : s)
			take_figure(&import->group, s);
		/* The last series of a file in order may go on in the next buffer. */
		if (at == n && !all && !places) {
			at = start;
			break;
		}
		rc = import_settle(import, first->metric, first->organisation, err);
		if (rc == 0)
			rc = import_add_record(import, new_run, first->metric, first->organisation, err);
		new_run = false;
	}
	free(places);
	if (at < n) /* nothing at all: there is no buffer either */
		memmove(import->staged, import->staged + at, (n - at) * sizeof(*import->staged));
	import->nstaged = n - at;
	import->in_order = true;
	return rc || import->nruns <= import->runs_max ? rc : runs_collapse(import, err);
}
