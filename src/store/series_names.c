/* series_names.c: which metrics have figures, and since which batch: a list kept beside the series, since finding the first series
 * of each of thousands is a search each. It is true of one published batch; where that is not the last (an older program has
 * written), the series themselves are asked, and the next import makes it anew. */
#include "store/import.h"

#include <stdlib.h>
#include <string.h>

enum { NAMES_VERSION = 1, NAMES_HEAD = 5, NAME_HEAD = 6 };
static const struct slice names_key = { (const uint8_t *)"metrics", 7 };

/* A list being read. */
struct names_reader {
	struct slice rest;
	char metric[KEY_MAX + 1];
	uint32_t born;
};

static bool next_name(struct names_reader *r)
{
	size_t n;

	if (r->rest.len < NAME_HEAD)
		return false;
	n = (size_t)r->rest.data[4] << 8 | r->rest.data[5];
	if (n > KEY_MAX || n > r->rest.len - NAME_HEAD)
		return false;
	r->born = get_be32(r->rest.data);
	memcpy(r->metric, r->rest.data + NAME_HEAD, n);
	r->metric[n] = '\0';
	r->rest = (struct slice){ r->rest.data + NAME_HEAD + n, r->rest.len - NAME_HEAD - n };
	return true;
}

static void add_name(struct buf *list, const char *metric, uint32_t born)
{
	size_t n = strlen(metric);

	buf_be32(list, born);
	buf_char(list, (char)(n >> 8));
	buf_char(list, (char)n);
	buf_add(list, metric, n);
}

/* The list, where there is one that is true of the batch. */
static bool read_names(struct store *store, MDB_txn *txn, uint32_t batch, struct names_reader *r)
{
	struct slice value, body;

	if (!db_get(txn, store->figures_meta, names_key, &value) ||
	    unseal(names_key, value, NAMES_HEAD, NAMES_VERSION, &body) != DECODED || get_be32(body.data + 1) != batch)
		return false;
	r->rest = (struct slice){ body.data + NAMES_HEAD, body.len - NAMES_HEAD };
	return true;
}

bool names_each(struct snapshot *snap, bool (*each)(const char *metric, void *user), void *user)
{
	struct names_reader r;
	bool more = true;

	if (!read_names(snap->store, snap->figures, batch_last(snap->store, snap->figures, MOMENT_NOW), &r))
		return false;
	while (more && next_name(&r))
		if (r.born <= snap->batch)
			more = each(r.metric, user);
	return true;
}

/* ---- making it */

/* The oldest batch of a series. */
static uint32_t oldest_of(struct slice key, struct slice value)
{
	struct figures figures = { 0 };
	struct block block;
	uint32_t oldest = UINT32_MAX;

	if (block_open(&block, key, value) != DECODED)
		return 1; /* a damaged one is named when it is read */
	if (block.format > 0)
		return block.n ? block.oldest : oldest;
	if (block_entries(&figures, &block, UINT32_MAX) == DECODED)
		for (size_t i = 0; i < figures.n; i++)
			oldest = figures.v[i].batch < oldest ? figures.v[i].batch : oldest;
	free(figures.v);
	return oldest;
}

/* From all the series there are: once, in a store that has no list. */
static void gather_names(struct store *store, MDB_txn *txn, struct buf *list)
{
	char metric[KEY_MAX + 1] = "";
	uint32_t born = UINT32_MAX;
	MDB_cursor *cursor;
	MDB_val k, v;

	if (mdb_cursor_open(txn, store->series, &cursor))
		return;
	while (mdb_cursor_get(cursor, &k, &v, MDB_NEXT) == 0) {
		size_t n = strnlen(k.mv_data, k.mv_size);
		uint32_t oldest;

		if (strlen(metric) != n || memcmp(metric, k.mv_data, n) != 0) {
			if (born != UINT32_MAX)
				add_name(list, metric, born);
			memcpy(metric, k.mv_data, n);
			metric[n] = '\0';
			born = UINT32_MAX;
		}
		oldest = oldest_of(to_slice(k), to_slice(v));
		born = oldest < born ? oldest : born;
	}
	if (born != UINT32_MAX)
		add_name(list, metric, born);
	mdb_cursor_close(cursor);
}

static bool has_series(struct store *store, MDB_txn *txn, const char *metric)
{
	struct key prefix = series_key(metric, "");
	MDB_val k = to_val(key_slice(&prefix)), v;
	MDB_cursor *cursor;
	bool found;

	if (!prefix.len || mdb_cursor_open(txn, store->series, &cursor))
		return false;
	found = mdb_cursor_get(cursor, &k, &v, MDB_SET_RANGE) == 0 && k.mv_size >= prefix.len &&
		memcmp(k.mv_data, prefix.data, prefix.len) == 0;
	mdb_cursor_close(cursor);
	return found;
}

/* Both in order of name, merged: what was there keeps its batch. */
static void merge_names(struct store *store, MDB_txn *txn, struct names_reader *old, struct names *new, uint32_t batch,
		struct buf *list)
{
	const char **sorted = mem_array(NULL, new->n + 1, sizeof(*sorted));
	bool more = next_name(old);

	names_rank(new);
	for (size_t i = 0; i < new->n; i++)
		sorted[new->rank[i]] = new->v[i];
	for (size_t i = 0; i < new->n; i++) {
		const char *metric = sorted[i];
		int order = -1;

		while (more && (order = strcmp(old->metric, metric)) < 0) {
			add_name(list, old->metric, old->born);
			more = next_name(old);
		}
		if (!(more && order == 0) && has_series(store, txn, metric))
			add_name(list, metric, batch);
	}
	for (; more; more = next_name(old))
		add_name(list, old->metric, old->born);
	free(sorted);
}

int names_put(struct import *import, MDB_txn *txn, uint32_t before, uint32_t batch, struct err *err)
{
	struct store *store = import->store;
	struct names_reader old;
	struct buf list = { 0 };
	int rc;

	buf_char(&list, NAMES_VERSION);
	buf_be32(&list, batch);
	if (read_names(store, txn, before, &old))
		merge_names(store, txn, &old, &import->metrics, batch, &list);
	else
		gather_names(store, txn, &list);
	seal(&list, 0, names_key);
	rc = db_put(store, txn, store->figures_meta, names_key, buf_slice(&list, 0), err);
	buf_free(&list);
	return rc;
}
