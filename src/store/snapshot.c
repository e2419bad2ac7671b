/* snapshot.c: one moment of the store, and its records as of then. */
#include "store/internal.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static int snapshots; /* open in this process */

int store_snapshots_open(void)
{
	return snapshots;
}

int store_snapshot(struct store *store, moment_t as_of, struct snapshot **out, struct err *err)
{
	struct snapshot *snap = mem_alloc(sizeof(*snap));

	*out = NULL;
	snap->store = store;
	snap->as_of = as_of;
	/* plans first: a batch is published before its entry is written, so no entry names a batch unseen here. */
	int rc = env_read(store, &store->plans, &snap->plans, err);
	if (rc == 0 && (rc = env_read(store, &store->figures, &snap->figures, err)))
		env_read_end(&store->plans, snap->plans);
	if (rc) {
		free(snap);
		return rc;
	}
	snap->seq = db_last_seq(snap->plans, store->journal);
	snap->batch = batch_last(store, snap->figures, as_of);
	if (as_of != MOMENT_NOW)
		snap->seq = journal_seq_at(snap, as_of);
	snapshots++;
	*out = snap;
	return 0;
}

void store_snapshot_end(struct snapshot *snap)
{
	if (!snap)
		return;
	if (snap->finder)
		mdb_cursor_close(snap->finder);
	env_read_end(&snap->store->plans, snap->plans);
	env_read_end(&snap->store->figures, snap->figures);
	assert(snapshots > 0);
	snapshots--;
	free(snap);
}

uint64_t snapshot_seq(const struct snapshot *snap)
{
	return snap->seq;
}

struct record *snapshot_get(struct snapshot *snap, enum record_kind kind, const char *plan, const char *id,
		bool with_deleted)
{
	struct key key = record_key(kind, plan, id);
	struct record *rec = NULL;

	if (key.len == 0 || !record_type(kind) || db_record_at(snap->store, snap->plans, &key, snap->seq, &rec) != DECODED)
		return NULL;
	if (rec && rec->deleted && !with_deleted) {
		record_free(rec);
		return NULL;
	}
	return rec;
}

/* The record under the cursor as the snapshot sees it, a deleted one too; NULL where it sees none. */
static struct record *scanned(struct snapshot *snap, MDB_val k, MDB_val v)
{
	struct record *rec = NULL;
	struct key key = { .len = k.mv_size };
	enum decoded what = record_decode(&rec, to_slice(k), to_slice(v));

	if (what)
		damage_record(snap->store, to_slice(k), what);
	if (rec && rec->seq > snap->seq) {
		record_free(rec);
		memcpy(key.data, k.mv_data, k.mv_size);
		db_record_at(snap->store, snap->plans, &key, snap->seq, &rec);
	}
	return rec;
}

/* What is done with each value of a kind: false to stop. */
struct scan {
	bool (*value)(struct scan *scan, struct snapshot *snap, MDB_val k, MDB_val v);
	bool (*each)(struct record *rec, void *user);
	void *user;
	uint64_t seq;
	const char *const *fields;
	void (*each_texts)(const struct texts *texts, void *user);
	struct buf texts;
};

static void scan(struct snapshot *snap, enum record_kind kind, const char *plan, struct scan *how)
{
	struct key prefix = record_key(kind, plan, "");
	MDB_cursor *cursor;
	MDB_val k, v;
	bool more = true;

	if (prefix.len == 0 || !record_type(kind) || mdb_cursor_open(snap->plans, snap->store->records, &cursor))
		return;
	if (!plan)
		prefix.len = 1;
	k = to_val(key_slice(&prefix));
	for (int rc = mdb_cursor_get(cursor, &k, &v, MDB_SET_RANGE); rc == 0 && more;
	     rc = mdb_cursor_get(cursor, &k, &v, MDB_NEXT)) {
		if (k.mv_size < prefix.len || memcmp(k.mv_data, prefix.data, prefix.len) != 0)
			break;
		more = how->value(how, snap, k, v);
	}
	mdb_cursor_close(cursor);
}

static bool live_value(struct scan *scan, struct snapshot *snap, MDB_val k, MDB_val v)
{
	struct record *rec = scanned(snap, k, v);

	if (rec && !rec->deleted)
		return scan->each(rec, scan->user);
	record_free(rec);
	return true;
}

void snapshot_scan(struct snapshot *snap, enum record_kind kind, const char *plan,
		bool (*each)(struct record *rec, void *user), void *user)
{
	struct scan how = { .value = live_value, .each = each, .user = user };

	scan(snap, kind, plan, &how);
}

static bool later_value(struct scan *scan, struct snapshot *snap, MDB_val k, MDB_val v)
{
	struct record *rec = record_peek_seq(to_slice(v)) > scan->seq ? scanned(snap, k, v) : NULL;

	if (rec && rec->seq > scan->seq)
		return scan->each(rec, scan->user);
	record_free(rec);
	return true;
}

void snapshot_scan_since(struct snapshot *snap, enum record_kind kind, const char *plan, uint64_t seq,
		bool (*each)(struct record *rec, void *user), void *user)
{
	struct scan how = { .value = later_value, .each = each, .user = user, .seq = seq };

	scan(snap, kind, plan, &how);
}

static const char *field_text(const struct record *rec, const char *key)
{
	const char *text = *(char *const *)field_ptr(rec, record_field(record_type(rec->kind), key));

	return text ? text : "";
}

static bool texts_value(struct scan *scan, struct snapshot *snap, MDB_val k, MDB_val v)
{
	struct texts texts;
	struct record *rec;

	buf_clear(&scan->texts);
	switch (record_peek_texts(&scan->texts, to_slice(k), to_slice(v), snap->seq, scan->fields, &texts)) {
	case PEEKED:
		scan->each_texts(&texts, scan->user);
		return true;
	case PEEKED_NONE:
		return true;
	case PEEKED_OTHER:
		break;
	}
	rec = scanned(snap, k, v);
	if (rec && !rec->deleted) {
		texts = (struct texts){ rec->id, { field_text(rec, scan->fields[0]), field_text(rec, scan->fields[1]) } };
		scan->each_texts(&texts, scan->user);
	}
	record_free(rec);
	return true;
}

void snapshot_scan_texts(struct snapshot *snap, enum record_kind kind, const char *const fields[2],
		void (*each)(const struct texts *texts, void *user), void *user)
{
	struct scan how = { .value = texts_value, .fields = fields, .each_texts = each, .user = user };

	scan(snap, kind, "", &how);
	buf_free(&how.texts);
}

void snapshot_history(struct snapshot *snap, enum record_kind kind, const char *plan, const char *id,
		bool (*each)(struct record *rec, void *user), void *user)
{
	struct key key = record_key(kind, plan, id);
	struct key from = version_key(&key, 0);
	struct slice value;
	MDB_cursor *cursor;
	MDB_val k, v;
	bool more = true;
	struct record *rec;

	if (key.len == 0 || !record_type(kind) || mdb_cursor_open(snap->plans, snap->store->versions, &cursor))
		return;
	k = to_val(key_slice(&from));
	for (int rc = mdb_cursor_get(cursor, &k, &v, MDB_SET_RANGE); rc == 0 && more;
	     rc = mdb_cursor_get(cursor, &k, &v, MDB_NEXT)) {
		if (k.mv_size != from.len || memcmp(k.mv_data, key.data, key.len) != 0 ||
		    get_be64((const uint8_t *)k.mv_data + key.len) > snap->seq)
			break;
		enum decoded what = record_decode(&rec, key_slice(&key), to_slice(v));
		if (what)
			damage_record(snap->store, to_slice(k), what);
		else
			more = each(rec, user);
	}
	mdb_cursor_close(cursor);
	if (!more || db_record(snap->store, snap->plans, &key, &rec, &value) != DECODED || !rec)
		return;
	if (rec->seq <= snap->seq)
		each(rec, user);
	else
		record_free(rec);
}
