/* batches.c: imports that were published. */
#include "store/internal.h"

#include <stdlib.h>

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
