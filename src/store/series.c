/* series.c: reading figures. */
#include "store/series.h"

#include <stdlib.h>
#include <string.h>


struct key series_key(const char *metric, const char *organisation)
{
	struct key key = { .len = 0 };
	size_t nmetric = strlen(metric), norg = strlen(organisation);

	if (nmetric == 0 || nmetric > SERIES_NAMES_MAX || norg > SERIES_NAMES_MAX || nmetric + norg > SERIES_NAMES_MAX)
		return key;
	memcpy(key.data, metric, nmetric + 1);
	memcpy(key.data + nmetric + 1, organisation, norg);
	key.len = nmetric + 1 + norg;
	return key;
}

void damage_series(struct store *store, struct slice key, enum decoded why)
{
	char *name = mem_strndup((const char *)key.data, key.len); /* the metric: it ends in NUL */
	size_t n = strlen(name);
	char *organisation = mem_strndup((const char *)key.data + n + (n < key.len), key.len - n - (n < key.len));

	damage(store, key, "siffrorna för %s, %s visas inte: %s", name, organisation, decoded_text(why));
	free(name);
	free(organisation);
}

struct key series_part_key(const struct key *series, period_t first)
{
	struct key key = *series;

	key.data[key.len] = 0;
	put_be32(key.data + key.len + 1, first);
	key.len += PART_SIZE;
	return key;
}

size_t series_block_max(const struct key *key)
{
	/* LMDB wants two nodes on a page of 4,096 bytes with a head of 16; each has a head of 8 and a place of 2. */
	return (4096 - 16) / 2 - 2 - 8 - key->len;
}

int key_compare(struct slice a, struct slice b)
{
	int order = memcmp(a.data, b.data, a.len < b.len ? a.len : b.len);

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

enum decoded series_next_part(struct series_part *part)
{
	MDB_val k, v;
	const uint8_t *rest;

	if (mdb_cursor_get(part->cursor, &k, &v, MDB_NEXT) != 0 || k.mv_size != part->key.len + PART_SIZE ||
	    memcmp(k.mv_data, part->key.data, part->key.len) != 0)
		return BAD_CONTENT;
	rest = (const uint8_t *)k.mv_data + part->key.len;
	period_t period = get_be32(rest + 1);
	if (*rest != 0 || period <= part->period)
		return BAD_CONTENT;
	part->period = period;
	return block_open(&part->block, to_slice(k), to_slice(v));
}

/* ---- one series */

/* Stands on the series, its first block open; false where there is none. The cursor is the snapshot's: what is looked for next is
 * mostly on the same page. */
static bool find(struct snapshot *snap, const struct key *key, struct series_part *part, enum decoded *what)
{
	MDB_val k = to_val(key_slice(key)), v;

	if (key->len == 0 || (!snap->finder && mdb_cursor_open(snap->figures, snap->store->series, &snap->finder)))
		return false;
	*part = (struct series_part){ .cursor = snap->finder, .key = key_slice(key) };
	if (mdb_cursor_get(part->cursor, &k, &v, MDB_SET) != 0)
		return false;
	*what = block_open(&part->block, part->key, to_slice(v));
	return true;
}

typedef enum decoded take_figures(struct figures *figures, const struct block *block, uint32_t batch);

/* All parts, from the one `part` stands on. Nothing is taken of a series that does not check in all its parts. */
static enum decoded read_parts(struct series_part *part, uint32_t batch, take_figures *take, struct figures *figures)
{
	enum decoded what = take(figures, &part->block, batch);

	while (what == DECODED && block_continued(&part->block))
		if ((what = series_next_part(part)) == DECODED)
			what = take(figures, &part->block, batch);
	if (what)
		figures->n = 0;
	return what;
}

static size_t read_series(struct snapshot *snap, const char *metric, const char *organisation, take_figures *take,
		struct figure **out)
{
	struct key key = series_key(metric, organisation);
	struct figures figures = { 0 };
	struct series_part part;
	enum decoded what;

	*out = NULL;
	if (!find(snap, &key, &part, &what))
		return 0;
	if (what == DECODED)
		what = read_parts(&part, snap->batch, take, &figures);
	if (what)
		damage_series(snap->store, key_slice(&key), what);
	if (figures.n == 0)
		free(figures.v);
	else
		*out = figures.v;
	return figures.n;
}

size_t series_get(struct snapshot *snap, const char *metric, const char *organisation, struct figure **out)
{
	return read_series(snap, metric, organisation, block_current, out);
}

size_t series_history(struct snapshot *snap, const char *metric, const char *organisation, struct figure **out)
{
	return read_series(snap, metric, organisation, block_entries, out);
}

/* The figure in the series `part` stands on; the parts before the right one are passed over. */
static bool part_at(struct series_part *part, period_t period, int gender, uint32_t batch, struct figure *fig,
		enum decoded *what)
{
	bool found = block_at(&part->block, period, gender, batch, fig);

	while (!found && block_continued(&part->block) && (*what = series_next_part(part)) == DECODED && part->period <= period)
		found = block_at(&part->block, period, gender, batch, fig);
	return found;
}

bool series_figure(struct snapshot *snap, const char *metric, const char *organisation, period_t period, int gender,
		struct figure *fig)
{
	struct key key = series_key(metric, organisation);
	struct series_part part;
	enum decoded what;
	bool found = false;

	if (!find(snap, &key, &part, &what))
		return false;
	if (what == DECODED)
		found = part_at(&part, period, gender, snap->batch, fig, &what);
	if (what)
		damage_series(snap->store, key_slice(&key), what);
	return found;
}

enum latest series_latest_figure(struct snapshot *snap, const char *metric, const char *organisation, int gender, struct figure *fig)
{
	struct key key = series_key(metric, organisation);
	struct series_part part;
	enum decoded what;
	enum latest found;

	if (!find(snap, &key, &part, &what))
		return LATEST_NONE;
	found = what == DECODED ? block_latest(&part.block, gender, snap->batch, fig) : LATEST_NONE;
	if (what)
		damage_series(snap->store, key_slice(&key), what);
	return found;
}

/* ---- all organisations of a metric */

struct scan {
	struct snapshot *snap;
	struct key prefix, key;   /* METRIC NUL, and the series at hand */
	struct key from, to;      /* first and last series wanted; to.len 0 = to the end */
	struct series_part part;
	MDB_val k, v;
	char organisation[KEY_MAX + 1];
};

static bool scan_begin(struct scan *s, struct snapshot *snap, const char *metric, const char *first, const char *last)
{
	s->snap = snap;
	s->prefix = series_key(metric, "");
	s->from = series_key(metric, first ? first : "");
	s->to = last ? series_key(metric, last) : (struct key){ .len = 0 };
	s->part.period = 0;
	return s->prefix.len > 0 && s->from.len > 0 && mdb_cursor_open(snap->figures, snap->store->series, &s->part.cursor) == 0;
}

static bool next_key(struct scan *s, bool first)
{
	if (first)
		s->k = to_val(key_slice(&s->from));
	return mdb_cursor_get(s->part.cursor, &s->k, &s->v, first ? MDB_SET_RANGE : MDB_NEXT) == 0 &&
		s->k.mv_size >= s->prefix.len && memcmp(s->k.mv_data, s->prefix.data, s->prefix.len) == 0 &&
		(!s->to.len || key_compare(to_slice(s->k), key_slice(&s->to)) <= 0);
}

/* Opens the series under the cursor; a part whose beginning was read or passed over is none. */
static bool scan_open(struct scan *s, enum decoded *what)
{
	size_t n = s->k.mv_size - s->prefix.len;

	memcpy(s->organisation, (const char *)s->k.mv_data + s->prefix.len, n);
	s->organisation[n] = '\0';
	if (memchr(s->organisation, 0, n))
		return false;
	s->key.len = s->k.mv_size;
	memcpy(s->key.data, s->k.mv_data, s->key.len);
	s->part.key = key_slice(&s->key);
	s->part.period = 0;
	*what = block_open(&s->part.block, to_slice(s->k), to_slice(s->v));
	return true;
}

void series_scan(struct snapshot *snap, const char *metric,
		bool (*each)(const char *organisation, const struct figure *fig, size_t n, void *user), void *user)
{
	struct figures figures = { 0 };
	struct scan s;
	bool more = true;

	if (!scan_begin(&s, snap, metric, NULL, NULL))
		return;
	for (bool first = true; more && next_key(&s, first); first = false) {
		enum decoded what;
		if (!scan_open(&s, &what))
			continue;
		figures.n = 0;
		if (what == DECODED)
			what = read_parts(&s.part, snap->batch, block_current, &figures);
		if (what)
			damage_series(snap->store, key_slice(&s.key), what);
		if (figures.n > 0)
			more = each(s.organisation, figures.v, figures.n, user);
	}
	mdb_cursor_close(s.part.cursor);
	free(figures.v);
}

void series_scan_at(struct snapshot *snap, const char *metric, const char *first, const char *last, period_t period, int gender,
		bool (*each)(const char *organisation, const struct figure *fig, void *user), void *user)
{
	struct figure fig;
	struct scan s;
	bool more = true;

	if (!scan_begin(&s, snap, metric, first, last))
		return;
	for (bool begins = true; more && next_key(&s, begins); begins = false) {
		enum decoded what;
		if (!scan_open(&s, &what))
			continue;
		bool found = what == DECODED && part_at(&s.part, period, gender, snap->batch, &fig, &what);
		if (what)
			damage_series(snap->store, key_slice(&s.key), what);
		if (found)
			more = each(s.organisation, &fig, user);
	}
	mdb_cursor_close(s.part.cursor);
}

/* True if any organisation of the metric has a figure the snapshot sees; the cursor stands on its first. */
static bool metric_visible(struct snapshot *snap, MDB_cursor *cursor, MDB_val k, MDB_val v, const char *metric)
{
	size_t n = strlen(metric) + 1;
	struct figures figures = { 0 };
	struct block block;
	bool visible = false;

	for (int rc = 0; rc == 0 && !visible && k.mv_size >= n && memcmp(k.mv_data, metric, n) == 0;
	     rc = mdb_cursor_get(cursor, &k, &v, MDB_NEXT)) {
		if (block_open(&block, to_slice(k), to_slice(v)) != DECODED)
			continue;
		figures.n = 0;
		visible = (block.format > 0 && block.newest <= snap->batch && block.n > 0) ||
			(block_current(&figures, &block, snap->batch) == DECODED && figures.n > 0);
	}
	free(figures.v);
	return visible;
}

void series_metrics(struct snapshot *snap, bool (*each)(const char *metric, void *user), void *user)
{
	char metric[KEY_MAX + 1];
	MDB_cursor *cursor;
	MDB_val k, v;
	bool more = true;

	if (names_each(snap, each, user) || mdb_cursor_open(snap->figures, snap->store->series, &cursor))
		return;
	for (int rc = mdb_cursor_get(cursor, &k, &v, MDB_FIRST); rc == 0 && more;
	     rc = mdb_cursor_get(cursor, &k, &v, MDB_SET_RANGE)) {
		memcpy(metric, k.mv_data, k.mv_size);
		metric[k.mv_size] = '\0';
		size_t n = strlen(metric);
		if (metric_visible(snap, cursor, k, v, metric))
			more = each(metric, user);
		/* On to the first key after METRIC NUL …: metric and the byte 1. */
		metric[n] = 1;
		k = (MDB_val){ n + 1, metric };
	}
	mdb_cursor_close(cursor);
}

bool series_any_of_metric(struct snapshot *snap, const char *metric)
{
	struct key prefix = series_key(metric, "");
	MDB_val k = to_val(key_slice(&prefix)), v;
	MDB_cursor *cursor;
	bool any;

	if (!prefix.len || mdb_cursor_open(snap->figures, snap->store->series, &cursor))
		return false;
	any = mdb_cursor_get(cursor, &k, &v, MDB_SET_RANGE) == 0 && metric_visible(snap, cursor, k, v, metric);
	mdb_cursor_close(cursor);
	return any;
}

struct of_organisation {
	struct snapshot *snap;
	const char *organisation;
	bool any;
};

static bool has_organisation(const char *metric, void *user)
{
	struct of_organisation *of = user;
	struct figure *figures;

	of->any = series_get(of->snap, metric, of->organisation, &figures) > 0;
	free(figures);
	return !of->any;
}

bool series_any_of_organisation(struct snapshot *snap, const char *organisation)
{
	struct of_organisation of = { .snap = snap, .organisation = organisation };

	series_metrics(snap, has_organisation, &of);
	return of.any;
}
