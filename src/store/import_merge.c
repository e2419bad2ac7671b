/* import_merge.c: a series of the import, and what the store has of it already. */
#include "store/import.h"

#include <stdlib.h>
#include <string.h>

void lookup_seen(struct lookup *l, const MDB_val *v)
{
	const uint8_t *data = v->mv_data;

	l->low = l->low && l->low < data ? l->low : data;
	l->high = l->high > data + v->mv_size ? l->high : data + v->mv_size;
}

/* The value of the series, or none. Series are asked for in key order, so that one look tells of many that are new. */
static bool look_up(struct lookup *l, struct slice *value)
{
	MDB_val k = to_val(key_slice(&l->key)), v;

	if (l->at_end || (l->next.len > 0 && key_compare(key_slice(&l->key), key_slice(&l->next)) < 0))
		return false;
	if (mdb_cursor_get(l->cursor, &k, &v, MDB_SET_RANGE) != 0) {
		l->at_end = true;
		return false;
	}
	l->place = (uintptr_t)v.mv_data;
	lookup_seen(l, &v);
	*value = to_slice(v);
	if (k.mv_size == l->key.len && memcmp(k.mv_data, l->key.data, k.mv_size) == 0)
		return true;
	l->next.len = k.mv_size;
	memcpy(l->next.data, k.mv_data, k.mv_size);
	return false;
}

void lookup_free(struct lookup *l)
{
	free(l->old.v);
	free(l->merged.v);
	free(l->part_periods);
	buf_free(&l->block);
}

static int damaged(struct import *import, const struct key *key, enum decoded what, struct err *err)
{
	damage_series(import->store, key_slice(key), what);
	return err_set(err, ERR_STORE, "siffrorna för %s är skadade (%s): återställ från säkerhetskopia", (const char *)key->data,
			decoded_text(what));
}

enum decoded lookup_load(struct lookup *l, const struct block *first)
{
	struct series_part part = { .cursor = l->cursor, .key = key_slice(&l->key), .block = *first };
	enum decoded what = block_entries(&l->old, first, l->visible);

	l->parts = 1;
	while (what == DECODED && block_continued(&part.block)) {
		if ((what = series_next_part(&part)))
			break;
		if (l->parts > l->parts_cap) {
			l->parts_cap = l->parts_cap * 2 + 8;
			l->part_periods = mem_array(l->part_periods, l->parts_cap, sizeof(*l->part_periods));
		}
		l->part_periods[l->parts++ - 1] = part.period;
		what = block_entries(&l->old, &part.block, l->visible);
	}
	return what;
}

/* Adds one new figure after its history, old->v from `next` on, unless it says what the newest of that says, and who
 * publishes it says that too. Returns
 * true if it was added; moves *next past the history. */
static bool merge_one(struct import *import, struct lookup *l, const struct figure *new, size_t *next)
{
	const struct figures *old = &l->old;
	size_t n = 0;

	for (; *next < old->n && figure_same_place(&old->v[*next], new); (*next)++, n++)
		figures_add(&l->merged, &old->v[*next]);
	if (n > 0 && figure_same(&old->v[*next - 1], new)) {
		if (import_same_publisher(import, mdb_cursor_txn(l->cursor), old->v[*next - 1].batch)) {
			import->equal++;
			return false;
		}
		import->resourced++;
	}
	if (n > 0)
		import->changed++;
	else
		import->added++;
	figures_add(&l->merged, new);
	return true;
}

static bool merge_all(struct import *import, struct lookup *l, uint32_t batch)
{
	const struct figures *old = &l->old, *group = &import->group;
	bool differs = false;
	size_t next = 0;

	for (size_t i = 0; i < group->n; i++) {
		struct figure new = group->v[i];
		new.batch = batch;
		while (next < old->n && !figure_same_place(&old->v[next], &new) && figure_compare(&old->v[next], &new) < 0)
			figures_add(&l->merged, &old->v[next++]);
		differs = merge_one(import, l, &new, &next) || differs;
	}
	while (next < old->n)
		figures_add(&l->merged, &old->v[next++]);
	return differs;
}

/* A whole new series, as it is in the spool. */
static void take_packed(struct import *import, struct lookup *l, const struct block *packed, uint32_t batch)
{
	buf_clear(&l->block);
	buf_add(&l->block, packed->data, packed->len);
	block_set_batch((uint8_t *)l->block.data, batch);
	import->added += packed->n;
}

int import_merge(struct import *import, struct lookup *l, uint32_t metric, uint32_t organisation,
		const struct slice *records, size_t n, uint32_t batch, bool *differs, struct err *err)
{
	struct block packed, stored;
	struct slice value;

	*differs = true;
	l->old.n = l->merged.n = 0;
	l->parts = 0;
	l->key = series_key(import->metrics.v[metric], import->organisations.v[organisation]);
	bool there = look_up(l, &value);
	if (n == 1 && !there && records[0].len + CHECKSUM_SIZE <= series_block_max(&l->key) &&
	    block_open_packed(&packed, records[0]) == DECODED) {
		take_packed(import, l, &packed, batch);
		return 0;
	}
	if (there) {
		enum decoded what = block_open(&stored, key_slice(&l->key), value);
		if (n == 1 && what == DECODED && stored.newest <= l->visible && block_same(&stored, records[0]) &&
		    import_same_publisher(import, mdb_cursor_txn(l->cursor), stored.oldest)) {
			import->equal += stored.n;
			*differs = false;
			return 0;
		}
		if (what || (what = lookup_load(l, &stored)))
			return damaged(import, &l->key, what, err);
	}
	if (runs_merge(import, metric, organisation, records, n, err))
		return err->code;
	*differs = merge_all(import, l, batch);
	return 0;
}
