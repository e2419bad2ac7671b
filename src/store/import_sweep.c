/* import_sweep.c: what an import that was interrupted left: figures under a number that was never published. Readers pass
 * over them; the next import takes them away first. What it touched stands in meta, so that no more is looked through. */
#include "store/import.h"

#include <stdlib.h>
#include <string.h>

static const char touched[] = "touched";

struct slice batch_key(uint8_t bytes[4], uint32_t number)
{
	put_be32(bytes, number);
	return (struct slice){ bytes, 4 };
}

int put_batch(struct store *store, MDB_txn *txn, const struct batch *batch, struct err *err)
{
	struct buf value = { 0 };
	uint8_t bytes[4];

	batch_encode(&value, batch);
	int rc = db_put(store, txn, store->batches, batch_key(bytes, batch->number), buf_slice(&value, 0), err);
	buf_free(&value);
	return rc;
}

static int db_del(struct store *store, MDB_txn *txn, MDB_dbi dbi, struct slice key, struct err *err)
{
	MDB_val k = to_val(key);
	int rc = mdb_del(txn, dbi, &k, NULL);

	return rc && rc != MDB_NOTFOUND ? env_error(store, "kunde inte städa", rc, err) : 0;
}

/* ---- what was touched */

static struct slice touched_key(void)
{
	return (struct slice){ (const uint8_t *)touched, sizeof(touched) - 1 };
}

static void add_key(struct buf *out, const struct key *key)
{
	buf_char(out, (char)(key->len >> 8));
	buf_char(out, (char)key->len);
	buf_add(out, key->data, key->len);
}

int put_touched(struct store *store, MDB_txn *txn, const struct key *first, const struct key *last, struct err *err)
{
	struct buf value = { 0 };

	add_key(&value, first);
	add_key(&value, last);
	int rc = db_put(store, txn, store->figures_meta, touched_key(), buf_slice(&value, 0), err);
	buf_free(&value);
	return rc;
}

int drop_touched(struct store *store, MDB_txn *txn, struct err *err)
{
	return db_del(store, txn, store->figures_meta, touched_key(), err);
}

static bool take_key(struct slice *from, struct key *key)
{
	key->len = 0;
	if (from->len < 2)
		return false;
	size_t n = (size_t)from->data[0] << 8 | from->data[1];
	if (n > from->len - 2 || n > KEY_MAX)
		return false;
	memcpy(key->data, from->data + 2, n);
	key->len = n;
	*from = (struct slice){ from->data + 2 + n, from->len - 2 - n };
	return true;
}

/* Where to look: all of it (both len 0) where an older program left no word. */
static int read_touched(struct store *store, struct key *first, struct key *last, struct err *err)
{
	struct slice value;
	MDB_txn *txn;

	int rc = env_read(store, &store->figures, &txn, err);
	if (rc)
		return rc;
	if (!db_get(txn, store->figures_meta, touched_key(), &value) || !take_key(&value, first) || !take_key(&value, last))
		first->len = last->len = 0;
	env_read_end(&store->figures, txn);
	return 0;
}

/* ---- taking away */

/* The series under the cursor of l, without the entries of batches after `last`. */
static int sweep_series(struct putter *put, struct lookup *l, uint32_t last, struct slice value, struct err *err)
{
	struct block block;

	if (block_open(&block, key_slice(&l->key), value) != DECODED || (block.newest <= last && !block_continued(&block)))
		return 0;
	l->old.n = 0;
	if (lookup_load(l, &block) != DECODED)
		return 0;
	size_t kept = 0;
	for (size_t i = 0; i < l->old.n; i++)
		if (l->old.v[i].batch <= last)
			l->old.v[kept++] = l->old.v[i];
	return kept < l->old.n ? put_series(put, l, &l->key, l->old.v, kept, err) : 0;
}

static bool is_part(struct slice key)
{
	const uint8_t *nul = memchr(key.data, 0, key.len);

	return nul && memchr(nul + 1, 0, (size_t)(key.data + key.len - nul - 1));
}

/* One transaction of sweeping, from the key `from` on, which becomes the place to go on from. */
static int sweep_some(struct store *store, uint32_t last, struct key *from, const struct key *to, bool *done, struct err *err)
{
	struct putter put = { .store = store };
	struct lookup l = { .store = store, .visible = UINT32_MAX };
	MDB_val k = to_val(key_slice(from)), v;
	MDB_txn *txn;

	int rc = env_read(store, &store->figures, &txn, err);
	if (rc)
		return rc;
	if ((rc = mdb_cursor_open(txn, store->series, &l.cursor))) {
		env_read_end(&store->figures, txn);
		return env_error(store, "kunde inte städa", rc, err);
	}
	int got = mdb_cursor_get(l.cursor, &k, &v, from->len ? MDB_SET_RANGE : MDB_FIRST);
	for (; got == 0 && rc == 0 && !put_full(&put) && (to->len == 0 || key_compare(to_slice(k), key_slice(to)) <= 0);
	     got = mdb_cursor_get(l.cursor, &k, &v, MDB_NEXT)) {
		from->len = k.mv_size;
		memcpy(from->data, k.mv_data, k.mv_size);
		l.place = (uintptr_t)v.mv_data;
		l.key = *from;
		if (!is_part(key_slice(from)))
			rc = sweep_series(&put, &l, last, to_slice(v), err);
	}
	*done = !put_full(&put);
	mdb_cursor_close(l.cursor);
	env_read_end(&store->figures, txn);
	lookup_free(&l);
	buf_free(&put.block);
	if (rc || !put.write.txn)
		put_abort(&put);
	else
		rc = put_commit(&put, err);
	return rc;
}

/* Their batch records go last, so that a sweep cut short is begun again. */
static int sweep(struct store *store, uint32_t last, uint32_t published, struct err *err)
{
	struct key from, to;
	struct write write;
	uint8_t bytes[4];
	bool done = false;
	int rc = read_touched(store, &from, &to, err);

	while (rc == 0 && !done)
		rc = sweep_some(store, published, &from, &to, &done, err);
	if (rc || (rc = write_begin(store, &store->figures, &write, err)))
		return rc;
	for (uint32_t i = published + 1; i <= last && rc == 0; i++)
		rc = db_del(store, write.txn, store->batches, batch_key(bytes, i), err);
	if (rc == 0)
		rc = drop_touched(store, write.txn, err);
	if (rc == 0)
		return write_commit(store, &write, err);
	write_abort(&write);
	return rc;
}

/* ---- what there is */

/* The last batch number there is, published or not, and the last published one. */
static void last_numbers(struct store *store, MDB_txn *txn, uint32_t *last, uint32_t *published)
{
	MDB_cursor *cursor;
	MDB_val k, v;

	*last = 0;
	*published = batch_last(store, txn, MOMENT_NOW);
	if (mdb_cursor_open(txn, store->batches, &cursor))
		return;
	if (mdb_cursor_get(cursor, &k, &v, MDB_LAST) == 0 && k.mv_size == 4)
		*last = get_be32(k.mv_data);
	mdb_cursor_close(cursor);
}

/* A batch record that cannot be read may be of a published batch: its figures are not to be swept away. */
static bool all_unpublished(struct store *store, MDB_txn *txn, uint32_t from, uint32_t to)
{
	uint8_t bytes[4];
	struct slice value;
	moment_t at;

	for (uint32_t i = from; i <= to; i++) {
		struct slice key = batch_key(bytes, i);
		bool published = true;
		if (db_get(txn, store->batches, key, &value) &&
		    (batch_peek(&published, &at, key, value) != DECODED || published))
			return false;
	}
	return true;
}

int import_sweep(struct store *store, uint32_t *number, struct err *err)
{
	uint32_t last, published;
	MDB_txn *txn;

	int rc = env_read(store, &store->figures, &txn, err);
	if (rc)
		return rc;
	last_numbers(store, txn, &last, &published);
	bool good = all_unpublished(store, txn, published + 1, last);
	env_read_end(&store->figures, txn);
	if (!good)
		return err_set(err, ERR_STORE, "%s: en tidigare importomgång är skadad och inget kan läsas in; återställ från "
				"säkerhetskopia", store->dir);
	*number = published + 1;
	return last > published ? sweep(store, last, published, err) : 0;
}
