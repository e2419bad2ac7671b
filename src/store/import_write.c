/* import_write.c: publishing an import. Everything is written under a batch number no reader looks at, in transactions
 * small enough not to be felt; one last small one publishes it; then plans gets its journal entry. */
#include "store/import.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SERIES_PER_CHUNK = 25000, GATE_MS = 5000 };
static const char imported[] = "imported";

/* ---- all series of the import, in chunks */

struct pass {
	struct import *import;
	struct runs runs;
	struct lookup lookup;
	struct putter put;
	const struct batch *batch; /* NULL: only count */
	struct key first;          /* written by the import */
	bool done;
};

static int pass_series(struct pass *p, struct err *err)
{
	uint32_t metric, organisation, batch = p->batch ? p->batch->number : UINT32_MAX;
	struct lookup *l = &p->lookup;
	bool differs;
	size_t n;

	int rc = runs_next(&p->runs, &metric, &organisation, &n, err);
	if (rc || n == 0) {
		p->done = true;
		return rc;
	}
	rc = import_merge(p->import, l, metric, organisation, p->runs.records, n, batch, &differs, err);
	if (rc || !differs || !p->batch)
		return rc;
	if (p->first.len == 0)
		p->first = l->key;
	if (l->merged.n == 0)
		return put_packed(&p->put, &l->key, &l->block, l->at_end, err);
	return put_series(&p->put, l, &l->key, l->merged.v, l->merged.n, err);
}

/* Reading lets go of what it had of the map; writing has touched the last pages of it. */
static void forget_pages(struct lookup *l)
{
	MDB_val k, v;

	if (mdb_cursor_get(l->cursor, &k, &v, MDB_LAST) == 0)
		lookup_seen(l, &v);
	env_forget(l->low, l->high);
	l->low = l->high = NULL;
}

/* What one transaction takes. What there was is read in a transaction of its own, as it was before this one. */
static int pass_chunk(struct pass *p, struct err *err)
{
	struct store *store = p->import->store;
	struct lookup *l = &p->lookup;
	MDB_txn *txn;

	int rc = env_read(store, &store->figures, &txn, err);
	if (rc)
		return rc;
	if ((rc = mdb_cursor_open(txn, store->series, &l->cursor))) {
		env_read_end(&store->figures, txn);
		return env_error(store, "går inte att läsa", rc, err);
	}
	l->visible = batch_last(store, txn, MOMENT_NOW);
	MDB_val k, v;
	if (mdb_cursor_get(l->cursor, &k, &v, MDB_FIRST) == 0)
		lookup_seen(l, &v);
	for (size_t i = 0; i < SERIES_PER_CHUNK && rc == 0 && !p->done && !put_full(&p->put); i++)
		rc = pass_series(p, err);
	forget_pages(l);
	mdb_cursor_close(l->cursor);
	env_read_end(&store->figures, txn);
	if (!p->put.write.txn)
		return rc;
	if (rc == 0)
		rc = put_touched(store, p->put.write.txn, &p->first, &l->key, err);
	if (rc == 0)
		rc = put_batch(store, p->put.write.txn, p->batch, err);
	if (rc == 0)
		return put_commit(&p->put, err);
	put_abort(&p->put);
	return rc;
}

static int pass_all(struct import *import, const struct batch *batch, struct err *err)
{
	struct pass p = { .import = import, .batch = batch, .lookup.store = import->store, .put.store = import->store };
	int rc = runs_begin(&p.runs, import, err);

	import->added = import->changed = import->equal = import->resourced = 0;
	while (rc == 0 && !p.done) {
		rc = pass_chunk(&p, err);
		if (rc == 0 && import->progress && !import->progress(import->added + import->changed + import->equal,
				import->figures, import->progress_user))
			rc = err_set(err, ERR_STORE, "avbruten: inget lästes in");
	}
	runs_end(&p.runs);
	lookup_free(&p.lookup);
	buf_free(&p.put.block);
	return rc;
}

int import_count(struct import *import, uint64_t *added, uint64_t *changed, uint64_t *equal, struct err *err)
{
	int rc = import_flush(import, true, err);

	if (rc || (rc = pass_all(import, NULL, err)))
		return rc;
	*added = import->added;
	*changed = import->changed;
	*equal = import->equal;
	return 0;
}

/* ---- publishing */

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

static int publish(struct import *import, struct batch *batch, struct err *err)
{
	struct store *store = import->store;
	struct write write;
	uint32_t before;
	int rc = write_begin(store, &store->figures, &write, err);

	if (rc)
		return rc;
	before = batch_last(store, write.txn, MOMENT_NOW);
	batch->published = true;
	batch->at = publish_moment(store, write.txn, batch->number);
	if ((rc = put_batch(store, write.txn, batch, err)) || (rc = drop_touched(store, write.txn, err)) ||
	    (rc = names_put(import, write.txn, before, batch->number, err))) {
		write_abort(&write);
		return rc;
	}
	return write_commit(store, &write, err);
}

/* A store that has blocks of an older format gets the number of this one before it gets a block of it. */
static int raise_format(struct store *store, struct err *err)
{
	static const struct slice name = { (const uint8_t *)"format", 6 };
	struct slice value;
	struct write write;
	uint8_t format[4];

	int rc = write_begin(store, &store->figures, &write, err);
	if (rc)
		return rc;
	put_be32(format, FIGURES_FORMAT);
	if (db_get(write.txn, store->figures_meta, name, &value) && value.len == 4 && get_be32(value.data) == FIGURES_FORMAT) {
		write_abort(&write);
		return 0;
	}
	if ((rc = db_put(store, write.txn, store->figures_meta, name, (struct slice){ format, 4 }, err)) == 0)
		return write_commit(store, &write, err);
	write_abort(&write);
	return rc;
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
	struct store *store = import->store;
	uint32_t number = 0;
	struct err later;

	int rc = import_flush(import, true, err);
	if (rc || (rc = import_sweep(store, &number, err)) || (rc = raise_format(store, err)))
		return rc;
	fill_batch(import, batch, number);
	rc = pass_all(import, batch, err);
	batch->added = import->added;
	batch->changed = import->changed;
	batch->equal = import->equal;
	batch->resourced = import->resourced;
	/* Readers pass over what was written until then; if it cannot be taken away now, the next import does. */
	if (rc)
		import_sweep(store, &number, &later);
	if (rc || leave_unpublished)
		return rc;
	if (batch->added + batch->changed > 0)
		return publish(import, batch, err);
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
	/* What is wrong in what was given is found before anything is written. */
	int rc = import_flush(import, true, err);
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
