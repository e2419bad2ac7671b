/* import_write.c: publishing an import. Everything is written under a batch number no reader looks at, in transactions
 * small enough not to be felt; one last small one publishes it; then plans gets its journal entry. */
#include "store/import.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_PER_TXN = 25000, GATE_MS = 5000 };
static const char imported[] = "imported";

static struct slice batch_key(uint8_t bytes[4], uint32_t number)
{
	put_be32(bytes, number);
	return (struct slice){ bytes, 4 };
}

static int put_batch(struct store *store, MDB_txn *txn, const struct batch *batch, struct err *err)
{
	struct buf value = { 0 };
	uint8_t bytes[4];

	batch_encode(&value, batch);
	int rc = db_put(store, txn, store->batches, batch_key(bytes, batch->number), buf_slice(&value, 0), err);
	buf_free(&value);
	return rc;
}

/* ---- leftovers */

static int db_del(struct store *store, MDB_txn *txn, MDB_dbi dbi, struct slice key, struct err *err)
{
	MDB_val k = to_val(key);
	int rc = mdb_del(txn, dbi, &k, NULL);

	return rc && rc != MDB_NOTFOUND ? env_error(store, "kunde inte städa", rc, err) : 0;
}

/* Takes the entries of batches after `last` out of the series under k. True in *found if there were any. */
static int sweep_series(struct store *store, MDB_txn *txn, uint32_t last, struct slice key, struct slice value, bool *found,
		struct err *err)
{
	struct figures figures = { 0 };
	struct buf block = { 0 };
	size_t kept = 0;
	int rc = 0;

	*found = false;
	if (block_entries(&figures, key, value) == DECODED) {
		for (size_t i = 0; i < figures.n; i++)
			if (figures.v[i].batch <= last)
				figures.v[kept++] = figures.v[i];
		*found = kept < figures.n;
		block_encode(&block, figures.v, kept, key);
	}
	if (*found)
		rc = kept ? db_put(store, txn, store->series, key, buf_slice(&block, 0), err) :
			db_del(store, txn, store->series, key, err);
	buf_free(&block);
	free(figures.v);
	return rc;
}

/* One transaction of sweeping, from the key `from` on, which becomes the place to go on from; len 0: done. */
static int sweep_some(struct store *store, uint32_t last, struct key *from, struct err *err)
{
	struct write write;
	MDB_cursor *cursor;
	MDB_val k = to_val(key_slice(from)), v;
	size_t swept = 0;
	bool found;

	int rc = write_begin(store, &store->figures, &write, err);
	if (rc)
		return rc;
	if ((rc = mdb_cursor_open(write.txn, store->series, &cursor))) {
		write_abort(&write);
		return env_error(store, "kunde inte städa", rc, err);
	}
	int got = mdb_cursor_get(cursor, &k, &v, from->len ? MDB_SET_RANGE : MDB_FIRST);
	from->len = 0;
	for (; got == 0 && rc == 0 && swept < KEYS_PER_TXN; got = mdb_cursor_get(cursor, &k, &v, MDB_SET_RANGE)) {
		from->len = k.mv_size;
		memcpy(from->data, k.mv_data, k.mv_size);
		rc = sweep_series(store, write.txn, last, key_slice(from), to_slice(v), &found, err);
		swept += found;
		/* The next key: this one and a NUL. What was put or deleted may have moved the cursor. */
		if (from->len < KEY_MAX)
			from->data[from->len++] = 0;
		else
			from->data[KEY_MAX - 1]++;
		k = to_val(key_slice(from));
	}
	mdb_cursor_close(cursor);
	if (got)
		from->len = 0;
	if (rc)
		write_abort(&write);
	else if (swept)
		rc = write_commit(store, &write, err);
	else
		write_abort(&write);
	return rc;
}

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

/* Removes what interrupted imports left. Their batch records go last, so that a sweep cut short is begun again. */
static int sweep(struct store *store, uint32_t last, uint32_t published, struct err *err)
{
	struct key from = { .len = 0 };
	struct write write;
	uint8_t bytes[4];
	int rc;

	do {
		if ((rc = sweep_some(store, published, &from, err)))
			return rc;
	} while (from.len > 0);
	if ((rc = write_begin(store, &store->figures, &write, err)))
		return rc;
	for (uint32_t i = published + 1; i <= last && rc == 0; i++)
		rc = db_del(store, write.txn, store->batches, batch_key(bytes, i), err);
	if (rc == 0)
		return write_commit(store, &write, err);
	write_abort(&write);
	return rc;
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

/* Sweeps if need be; *number is the new batch's. */
static int prepare(struct store *store, uint32_t *number, struct err *err)
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

/* ---- writing */

/* One transaction from *at on, under the batch's number. */
static int write_some(struct import *import, size_t *at, const struct batch *batch, struct figures *merged, struct err *err)
{
	struct store *store = import->store;
	struct buf block = { 0 };
	struct write write;
	size_t keys = 0;

	int rc = write_begin(store, &store->figures, &write, err);
	if (rc)
		return rc;
	while (*at < import->nstaged && rc == 0 && keys < KEYS_PER_TXN) {
		struct slice key = import->series[import->staged[*at].series];
		bool differs;
		rc = import_merge(import, write.txn, at, batch->number, merged, &differs, err);
		if (rc || !differs)
			continue;
		buf_clear(&block);
		block_encode(&block, merged->v, merged->n, key);
		rc = db_put(store, write.txn, store->series, key, buf_slice(&block, 0), err);
		keys++;
	}
	buf_free(&block);
	if (rc == 0 && keys > 0)
		rc = put_batch(store, write.txn, batch, err);
	if (rc == 0 && keys > 0)
		return write_commit(store, &write, err);
	write_abort(&write);
	return rc;
}

/* When the last entry of the journal was made; 0 if there is none. */
static moment_t journal_last_at(struct store *store)
{
	struct entry entry;
	struct err err;
	MDB_txn *txn;
	moment_t at = 0;

	if (env_read(store, &store->plans, &txn, &err))
		return 0;
	uint64_t seq = db_last_seq(txn, store->journal);
	if (seq > 0 && db_entry(store, txn, seq, &entry))
		at = entry.at;
	env_read_end(&store->plans, txn);
	return at;
}

/* The moment it becomes visible: never earlier than the batch's before, nor than what the journal has already, or a clock
 * that was set back would put the figures before what was entered by hand until then. */
static moment_t publish_moment(struct store *store, MDB_txn *txn, uint32_t number)
{
	uint8_t bytes[4];
	struct slice key = batch_key(bytes, number - 1), value;
	moment_t now = store_now(store), before = journal_last_at(store);
	bool published;

	if (before > now)
		now = before;
	if (db_get(txn, store->batches, key, &value) && batch_peek(&published, &before, key, value) == DECODED && before > now)
		return before;
	return now;
}

static int publish(struct store *store, struct batch *batch, struct err *err)
{
	struct write write;
	int rc = write_begin(store, &store->figures, &write, err);

	if (rc)
		return rc;
	batch->published = true;
	batch->at = publish_moment(store, write.txn, batch->number);
	if ((rc = put_batch(store, write.txn, batch, err))) {
		write_abort(&write);
		return rc;
	}
	return write_commit(store, &write, err);
}

/* The account that imports, for the batch: as it will be in the journal. */
static void fill_batch(const struct import *import, struct batch *batch, uint32_t number)
{
	*batch = (struct batch){ .number = number, .file = import->file, .source = import->source, .note = import->note,
		.account = import->store->account };
	memcpy(batch->hash, import->hash, sizeof(batch->hash));
}

int import_write_figures(struct import *import, struct batch *batch, bool leave_unpublished, struct err *err)
{
	struct figures merged = { 0 };
	uint32_t number = 0;
	size_t at = 0;

	int rc = prepare(import->store, &number, err);
	if (rc)
		return rc;
	fill_batch(import, batch, number);
	import->added = import->changed = import->equal = 0;
	while (at < import->nstaged && rc == 0)
		rc = write_some(import, &at, batch, &merged, err);
	free(merged.v);
	batch->added = import->added;
	batch->changed = import->changed;
	batch->equal = import->equal;
	if (rc || leave_unpublished)
		return rc;
	if (batch->added + batch->changed > 0)
		return publish(import->store, batch, err);
	batch->number = 0; /* nothing new: no batch, and no entry */
	return 0;
}

static void give_summary(struct batch *summary, const struct batch *batch)
{
	*summary = *batch;
	summary->file = mem_strdup(batch->file);
	summary->source = mem_strdup(batch->source);
	summary->account = mem_strdup(batch->account);
	summary->note = mem_strdup(batch->note);
}

int import_publish(struct import *import, struct batch *summary, struct err *err)
{
	struct store *store = import->store;
	struct batch batch = { 0 };
	struct err later;

	*summary = (struct batch){ 0 };
	int rc = import_sort(import, err);
	if (rc || (rc = writer_account(store, err)) || (rc = gate_take(store, &store->figures, GATE_MS, err))) {
		import_abandon(import);
		return rc;
	}
	rc = import_write_figures(import, &batch, false, err);
	/* The figures are in. If plans cannot be written now, the next one who opens the store writes the entry. */
	if (rc == 0 && batch.number > 0 && import_journal_held(store, &later))
		touch_changed(store);
	gate_leave(&store->figures);
	if (rc == 0)
		give_summary(summary, &batch);
	import_abandon(import);
	return rc;
}

/* ---- the journal entry */

static int journal_batch(struct writer *w, const struct batch *batch, struct err *err)
{
	char id[16], counts[3][24];
	struct journal_change changes[] = { { "source", NULL, batch->source }, { "hash", NULL, batch->hash },
		{ "note", NULL, batch->note }, { "added", NULL, counts[0] }, { "changed", NULL, counts[1] },
		{ "equal", NULL, counts[2] } };
	struct content content = { .title = batch->file, .changes = changes, .n = COUNT_OF(changes) };
	struct entry entry = { .op = OP_IMPORT, .kind = REC_NONE, .plan = "", .id = id };
	struct content_hash hash;
	struct buf contents = { 0 };

	snprintf(id, sizeof(id), "%u", batch->number);
	snprintf(counts[0], sizeof(counts[0]), "%llu", (unsigned long long)batch->added);
	snprintf(counts[1], sizeof(counts[1]), "%llu", (unsigned long long)batch->changed);
	snprintf(counts[2], sizeof(counts[2]), "%llu", (unsigned long long)batch->equal);
	if (batch->account && batch->account[0])
		entry.account = batch->account;
	content_encode(&contents, w->next, &content);
	content_hash_begin(&hash, buf_slice(&contents, 0));
	int rc = writer_entry(w, &entry, &contents, &hash, err);
	if (rc == 0)
		rc = meta_put_u64(w->store, w->txn, imported, sizeof(imported) - 1, batch->number, err);
	buf_free(&contents);
	return rc;
}

static int journal_batches(struct writer *w, MDB_txn *figures, uint32_t from, uint32_t to, struct err *err)
{
	struct store *store = w->store;
	uint8_t bytes[4];
	struct slice value;
	int rc = 0;

	for (uint32_t i = from; i <= to && rc == 0; i++) {
		struct slice key = batch_key(bytes, i);
		struct batch *batch = NULL;
		if (db_get(figures, store->batches, key, &value) && batch_decode(&batch, key, value) == DECODED && batch->published)
			rc = journal_batch(w, batch, err);
		batch_free(batch);
		w->first = w->next; /* each import is a group of its own */
	}
	return rc;
}

int import_journal_held(struct store *store, struct err *err)
{
	struct writer w;
	MDB_txn *figures;

	int rc = env_read(store, &store->figures, &figures, err);
	if (rc)
		return rc;
	if ((rc = writer_begin(store, &w, err)) == 0) {
		uint64_t done = meta_get_u64(store, w.txn, imported, sizeof(imported) - 1), start = w.next;
		uint32_t last = batch_last(store, figures, MOMENT_NOW);
		rc = journal_batches(&w, figures, (uint32_t)done + 1, last, err);
		if (rc || w.next == start)
			writer_abort(&w);
		else
			rc = writer_commit(&w, err);
	}
	env_read_end(&store->figures, figures);
	return rc;
}

int import_journal(struct store *store, struct err *err)
{
	MDB_txn *plans, *figures;

	int rc = env_read(store, &store->plans, &plans, err);
	if (rc)
		return rc;
	uint64_t done = meta_get_u64(store, plans, imported, sizeof(imported) - 1);
	env_read_end(&store->plans, plans);
	if ((rc = env_read(store, &store->figures, &figures, err)))
		return rc;
	uint32_t last = batch_last(store, figures, MOMENT_NOW);
	env_read_end(&store->figures, figures);
	/* An import that holds figures just now writes its own entry. */
	if (last <= done || (rc = gate_take(store, &store->figures, 0, err)))
		return rc;
	rc = import_journal_held(store, err);
	gate_leave(&store->figures);
	return rc;
}
