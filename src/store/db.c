/* db.c: small things on transactions: get, put, records, entries and accounts by key. */
#include "store/internal.h"

#include <stdlib.h>
#include <string.h>

bool db_get(MDB_txn *txn, MDB_dbi dbi, struct slice key, struct slice *value)
{
	MDB_val k = to_val(key), v;

	if (mdb_get(txn, dbi, &k, &v) != 0)
		return false;
	*value = to_slice(v);
	return true;
}

int db_put(struct store *store, MDB_txn *txn, MDB_dbi dbi, struct slice key, struct slice value, struct err *err)
{
	MDB_val k = to_val(key), v = to_val(value);
	int rc = mdb_put(txn, dbi, &k, &v, 0);

	return rc ? env_error(store, "kunde inte spara", rc, err) : 0;
}

uint64_t db_last_seq(MDB_txn *txn, MDB_dbi journal)
{
	MDB_cursor *cursor;
	MDB_val k, v;
	uint64_t seq = 0;

	if (mdb_cursor_open(txn, journal, &cursor))
		return 0;
	if (mdb_cursor_get(cursor, &k, &v, MDB_LAST) == 0 && k.mv_size == SEQ_SIZE)
		seq = get_be64(k.mv_data);
	mdb_cursor_close(cursor);
	return seq;
}

uint64_t meta_get_u64(struct store *store, MDB_txn *txn, const char *name, size_t len)
{
	struct slice value;

	if (!db_get(txn, store->meta, (struct slice){ (const uint8_t *)name, len }, &value) || value.len != 8)
		return 0;
	return get_be64(value.data);
}

int meta_put_u64(struct store *store, MDB_txn *txn, const char *name, size_t len, uint64_t v, struct err *err)
{
	uint8_t bytes[8];

	put_be64(bytes, v);
	return db_put(store, txn, store->meta, (struct slice){ (const uint8_t *)name, len },
			(struct slice){ bytes, sizeof(bytes) }, err);
}

enum decoded db_record(struct store *store, MDB_txn *txn, const struct key *key, struct record **rec, struct slice *value)
{
	*rec = NULL;
	*value = (struct slice){ 0 };
	if (!db_get(txn, store->records, key_slice(key), value))
		return DECODED;
	enum decoded what = record_decode(rec, key_slice(key), *value);
	if (what)
		damage_record(store, key_slice(key), what);
	return what;
}

/* The greatest version at or before seq: the one at its place, else the one before that place. */
static bool seek_version(MDB_cursor *cursor, const struct key *key, uint64_t seq, MDB_val *k, MDB_val *v)
{
	struct key at = version_key(key, seq);

	*k = to_val(key_slice(&at));
	int rc = mdb_cursor_get(cursor, k, v, MDB_SET_RANGE);
	if (rc != 0 || k->mv_size != at.len || memcmp(k->mv_data, at.data, at.len) != 0)
		rc = mdb_cursor_get(cursor, k, v, rc == 0 ? MDB_PREV : MDB_LAST);
	return rc == 0 && k->mv_size == at.len && memcmp(k->mv_data, key->data, key->len) == 0;
}

enum decoded db_record_at(struct store *store, MDB_txn *txn, const struct key *key, uint64_t seq, struct record **rec)
{
	MDB_cursor *cursor;
	MDB_val k, v;
	struct slice value;

	enum decoded what = db_record(store, txn, key, rec, &value);
	if (what == DECODED && (!*rec || (*rec)->seq <= seq))
		return what;
	record_free(*rec);
	*rec = NULL;
	if (mdb_cursor_open(txn, store->versions, &cursor))
		return BAD_CONTENT;
	what = DECODED;
	if (seek_version(cursor, key, seq, &k, &v)) {
		what = record_decode(rec, key_slice(key), to_slice(v));
		/* The value checks against the record's key; that it is this version its own seq tells. */
		if (!what && (*rec)->seq != get_be64((const uint8_t *)k.mv_data + key->len)) {
			record_free(*rec);
			*rec = NULL;
			what = BAD_CONTENT;
		}
		if (what)
			damage_record(store, key_slice(key), what);
	}
	mdb_cursor_close(cursor);
	return what;
}

bool db_entry(struct store *store, MDB_txn *txn, uint64_t seq, struct entry *entry)
{
	uint8_t bytes[SEQ_SIZE];
	struct slice key = { bytes, sizeof(bytes) }, value;

	put_be64(bytes, seq);
	if (!db_get(txn, store->journal, key, &value))
		return false;
	enum decoded what = entry_decode(entry, key, value);
	if (what)
		damage(store, key, "händelse %llu visas inte: %s", (unsigned long long)seq, decoded_text(what));
	return what == DECODED;
}

char *db_login(struct store *store, MDB_txn *txn, const char *account)
{
	struct slice key = { (const uint8_t *)account, strlen(account) }, value;
	char *login = NULL, *name = NULL;

	if (key.len > 0 && db_get(txn, store->accounts, key, &value) && account_decode(&login, &name, key, value) == DECODED)
		free(name);
	if (login && *login)
		return login;
	free(login);
	return mem_strdup(account);
}

void db_find_account(struct store *store, MDB_txn *txn)
{
	MDB_cursor *cursor;
	MDB_val k, v;

	if (mdb_cursor_open(txn, store->accounts, &cursor))
		return;
	while (!store->account_saved && mdb_cursor_get(cursor, &k, &v, MDB_NEXT) == 0) {
		char *login = NULL, *name = NULL;
		if (k.mv_size >= sizeof(store->account) || account_decode(&login, &name, to_slice(k), to_slice(v)) != DECODED)
			continue;
		if (*login && strcmp(login, store->login) == 0) {
			memcpy(store->account, k.mv_data, k.mv_size);
			store->account[k.mv_size] = '\0';
			store->account_saved = true;
		}
		free(login);
		free(name);
	}
	mdb_cursor_close(cursor);
}
