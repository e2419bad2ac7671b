/* series.c: reading figures and batches. */
#include "store/internal.h"

#include <stdlib.h>
#include <string.h>

#include "store/series_block.h"

struct key series_key(const char *metric, const char *organisation)
{
	struct key key = { .len = 0 };
	size_t nmetric = strlen(metric), norg = strlen(organisation);

	if (nmetric == 0 || nmetric > KEY_MAX || norg > KEY_MAX || nmetric + norg + 1 > KEY_MAX)
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

size_t series_get(struct snapshot *snap, const char *metric, const char *organisation, struct figure **out)
{
	struct key key = series_key(metric, organisation);
	struct figures figures = { 0 };
	struct slice value;

	*out = NULL;
	if (key.len == 0 || !db_get(snap->figures, snap->store->series, key_slice(&key), &value))
		return 0;
	enum decoded what = block_current(&figures, snap->batch, key_slice(&key), value);
	if (what)
		damage_series(snap->store, key_slice(&key), what);
	if (figures.n == 0) {
		free(figures.v);
		return 0;
	}
	*out = figures.v;
	return figures.n;
}

void series_scan(struct snapshot *snap, const char *metric,
		bool (*each)(const char *organisation, const struct figure *fig, size_t n, void *user), void *user)
{
	struct key prefix = series_key(metric, "");
	struct figures figures = { 0 };
	char organisation[KEY_MAX + 1];
	MDB_cursor *cursor;
	MDB_val k, v;
	bool more = true;

	if (prefix.len == 0 || mdb_cursor_open(snap->figures, snap->store->series, &cursor))
		return;
	k = to_val(key_slice(&prefix));
	for (int rc = mdb_cursor_get(cursor, &k, &v, MDB_SET_RANGE); rc == 0 && more;
	     rc = mdb_cursor_get(cursor, &k, &v, MDB_NEXT)) {
		if (k.mv_size < prefix.len || memcmp(k.mv_data, prefix.data, prefix.len) != 0)
			break;
		enum decoded what = block_current(&figures, snap->batch, to_slice(k), to_slice(v));
		if (what)
			damage_series(snap->store, to_slice(k), what);
		if (what || figures.n == 0)
			continue;
		memcpy(organisation, (char *)k.mv_data + prefix.len, k.mv_size - prefix.len);
		organisation[k.mv_size - prefix.len] = '\0';
		more = each(organisation, figures.v, figures.n, user);
	}
	mdb_cursor_close(cursor);
	free(figures.v);
}

/* True if any organisation of the metric has a figure the snapshot sees; the cursor stands on its first. */
static bool metric_visible(struct snapshot *snap, MDB_cursor *cursor, MDB_val k, MDB_val v, const char *metric,
		struct figures *figures)
{
	size_t n = strlen(metric) + 1;

	for (int rc = 0; rc == 0 && k.mv_size >= n && memcmp(k.mv_data, metric, n) == 0;
	     rc = mdb_cursor_get(cursor, &k, &v, MDB_NEXT))
		if (block_current(figures, snap->batch, to_slice(k), to_slice(v)) == DECODED && figures->n > 0)
			return true;
	return false;
}

void series_metrics(struct snapshot *snap, bool (*each)(const char *metric, void *user), void *user)
{
	struct figures figures = { 0 };
	char metric[KEY_MAX + 1];
	MDB_cursor *cursor;
	MDB_val k, v;
	bool more = true;

	if (mdb_cursor_open(snap->figures, snap->store->series, &cursor))
		return;
	for (int rc = mdb_cursor_get(cursor, &k, &v, MDB_FIRST); rc == 0 && more;
	     rc = mdb_cursor_get(cursor, &k, &v, MDB_SET_RANGE)) {
		memcpy(metric, k.mv_data, k.mv_size);
		metric[k.mv_size] = '\0';
		size_t n = strlen(metric);
		if (metric_visible(snap, cursor, k, v, metric, &figures))
			more = each(metric, user);
		/* On to the first key after METRIC NUL …: metric and the byte 1. */
		metric[n] = 1;
		k = (MDB_val){ n + 1, metric };
	}
	mdb_cursor_close(cursor);
	free(figures.v);
}

/* ---- batches */

uint32_t batch_last(struct store *store, MDB_txn *txn, moment_t as_of)
{
	MDB_cursor *cursor;
	MDB_val k, v;
	uint32_t number = 0;

	if (mdb_cursor_open(txn, store->batches, &cursor))
		return 0;
	for (int rc = mdb_cursor_get(cursor, &k, &v, MDB_LAST); rc == 0 && number == 0;
	     rc = mdb_cursor_get(cursor, &k, &v, MDB_PREV)) {
		bool published = false;
		moment_t at = 0;
		enum decoded what = batch_peek(&published, &at, to_slice(k), to_slice(v));
		if (what)
			damage(store, to_slice(k), "en importomgång visas inte: %s", decoded_text(what));
		else if (published && at <= as_of)
			number = get_be32(k.mv_data);
	}
	mdb_cursor_close(cursor);
	return number;
}

struct batch *batch_get(struct snapshot *snap, uint32_t number)
{
	uint8_t bytes[4];
	struct slice key = { bytes, sizeof(bytes) }, value;
	struct batch *batch = NULL;

	put_be32(bytes, number);
	if (!db_get(snap->figures, snap->store->batches, key, &value))
		return NULL;
	enum decoded what = batch_decode(&batch, key, value);
	if (what)
		damage(snap->store, key, "importomgång %u visas inte: %s", number, decoded_text(what));
	if (batch && (!batch->published || batch->number > snap->batch)) {
		batch_free(batch);
		return NULL;
	}
	return batch;
}

void batch_scan(struct snapshot *snap, bool (*each)(const struct batch *batch, void *user), void *user)
{
	bool more = true;

	for (uint32_t i = 1; i <= snap->batch && more; i++) {
		struct batch *batch = batch_get(snap, i);
		if (batch)
			more = each(batch, user);
		batch_free(batch);
	}
}
