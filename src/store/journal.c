/* journal.c: reading the journal and walking its chain. */
#include "store/internal.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

const char *const journal_op_codes[] = {
	[OP_CREATE] = "create", [OP_UPDATE] = "update", [OP_DELETE] = "delete", [OP_UNDO] = "undo", [OP_REDO] = "redo",
	[OP_LOAD] = "load", [OP_IMPORT] = "import",
};
const char *const journal_op_labels[] = {
	[OP_CREATE] = "skapade", [OP_UPDATE] = "ändrade", [OP_DELETE] = "tog bort", [OP_UNDO] = "ångrade", [OP_REDO] = "gjorde om",
	[OP_LOAD] = "läste in", [OP_IMPORT] = "importerade",
};

/* Logins by account, so that a long list looks each up once. */
struct logins {
	struct arena arena;
	struct {
		const char *account, *login;
	} last[8];
	unsigned next;
};

static const char *login_of(struct snapshot *snap, struct logins *logins, const char *account)
{
	for (size_t i = 0; i < COUNT_OF(logins->last); i++)
		if (logins->last[i].account && strcmp(logins->last[i].account, account) == 0)
			return logins->last[i].login;
	char *login = db_login(snap->store, snap->plans, account);
	unsigned i = logins->next++ % COUNT_OF(logins->last);
	logins->last[i].account = arena_strdup(&logins->arena, account);
	logins->last[i].login = arena_strdup(&logins->arena, login);
	free(login);
	return logins->last[i].login;
}

static void read_content(struct snapshot *snap, struct slice key, struct arena *arena, struct journal_entry *out)
{
	struct content content = { .title = "" };
	struct slice value;
	enum decoded what = BAD_SHORT;

	if (db_get(snap->plans, snap->store->changes, key, &value))
		what = content_decode(&content, arena, key, value);
	if (what)
		damage(snap->store, key, "vad händelse %llu ändrade visas inte: %s", (unsigned long long)out->seq,
				decoded_text(what));
	out->title = content.title;
	out->changes = content.changes;
	out->nchanges = content.n;
	out->purged = content.purged;
}

static bool tell_entry(struct snapshot *snap, struct logins *logins, MDB_val k, MDB_val v,
		bool (*each)(const struct journal_entry *entry, void *user), void *user)
{
	struct entry entry;
	struct arena arena = { 0 };
	enum decoded what = entry_decode(&entry, to_slice(k), to_slice(v));

	if (what) {
		damage(snap->store, to_slice(k), "en händelse visas inte: %s", decoded_text(what));
		return true;
	}
	struct journal_entry out = {
		.seq = entry.seq, .at = entry.at, .account = entry.account, .role = entry.role, .op = entry.op, .kind = entry.kind,
		.plan = entry.plan, .id = entry.id, .revision = entry.revision, .group = entry.group, .ref = entry.ref,
	};
	memcpy(out.hash, entry.chain, HASH_SIZE);
	out.user = login_of(snap, logins, entry.account);
	read_content(snap, to_slice(k), &arena, &out);
	bool more = each(&out, user);
	arena_free(&arena);
	return more;
}

/* Puts the cursor on the first entry of the walk. */
static int journal_seek(MDB_cursor *cursor, uint64_t seq, bool backwards, MDB_val *k, MDB_val *v)
{
	uint8_t key[SEQ_SIZE];

	put_be64(key, seq);
	*k = (MDB_val){ sizeof(key), key };
	int rc = mdb_cursor_get(cursor, k, v, MDB_SET_RANGE);
	if (!backwards)
		return rc;
	if (rc)
		return mdb_cursor_get(cursor, k, v, MDB_LAST);
	return get_be64(k->mv_data) > seq ? mdb_cursor_get(cursor, k, v, MDB_PREV) : 0;
}

void journal_scan(struct snapshot *snap, uint64_t first, uint64_t last, bool backwards,
		bool (*each)(const struct journal_entry *entry, void *user), void *user)
{
	struct logins logins = { .next = 0 };
	MDB_cursor *cursor;
	MDB_val k, v;

	if (last == 0 || last > snap->seq)
		last = snap->seq;
	if (last == 0 || first > last || mdb_cursor_open(snap->plans, snap->store->journal, &cursor))
		return;
	for (int rc = journal_seek(cursor, backwards ? last : first, backwards, &k, &v); rc == 0;
	     rc = mdb_cursor_get(cursor, &k, &v, backwards ? MDB_PREV : MDB_NEXT)) {
		uint64_t seq = k.mv_size == SEQ_SIZE ? get_be64(k.mv_data) : 0;
		if (seq < first || seq > last || !tell_entry(snap, &logins, k, v, each, user))
			break;
	}
	mdb_cursor_close(cursor);
	arena_free(&logins.arena);
}

uint64_t journal_seq_at(struct snapshot *snap, moment_t at)
{
	uint64_t low = 0, high = db_last_seq(snap->plans, snap->store->journal); /* the answer is in [low, high] */
	struct entry entry;

	while (low < high) {
		uint64_t mid = low + (high - low + 1) / 2, probe = mid;
		/* A damaged entry has no time: ask the ones before it. */
		while (probe > low && !db_entry(snap->store, snap->plans, probe, &entry))
			probe--;
		if (probe > low && entry.at > at)
			high = probe - 1;
		else
			low = mid;
	}
	return low;
}

/* ---- the chain */

struct walk {
	struct snapshot *snap;
	struct entry entry;
	struct content_hash hash;
};

/* What the load at seq wrote of the record under this key, if anything. */
static bool written_at(struct snapshot *snap, const struct key *key, struct slice current, uint64_t seq, struct slice *value)
{
	struct key version = version_key(key, seq);
	enum { SEQ_AT = 6 };

	if (current.len > SEQ_AT + SEQ_SIZE && get_be64(current.data + SEQ_AT) == seq) {
		*value = current;
		return true;
	}
	return db_get(snap->plans, snap->store->versions, key_slice(&version), value);
}

static bool hash_one(struct walk *walk)
{
	struct key key = record_key(walk->entry.kind, walk->entry.plan, walk->entry.id);
	struct slice current, value;

	if (!db_get(walk->snap->plans, walk->snap->store->records, key_slice(&key), &current) ||
	    !written_at(walk->snap, &key, current, walk->entry.seq, &value))
		return false;
	content_hash_record(&walk->hash, key_slice(&key), value);
	return true;
}

static void hash_all(struct walk *walk)
{
	MDB_cursor *cursor;
	MDB_val k, v;
	struct slice value;

	if (mdb_cursor_open(walk->snap->plans, walk->snap->store->records, &cursor))
		return;
	while (mdb_cursor_get(cursor, &k, &v, MDB_NEXT) == 0) {
		struct key key = { .len = k.mv_size };
		if (key.len > KEY_MAX - SEQ_SIZE)
			continue; /* no key of ours */
		memcpy(key.data, k.mv_data, k.mv_size);
		if (written_at(walk->snap, &key, to_slice(v), walk->entry.seq, &value))
			content_hash_record(&walk->hash, key_slice(&key), value);
	}
	mdb_cursor_close(cursor);
}

/* The contents and the records an entry stands for are those it was made with. What gallring took away is not there to
 * be compared; that it was there, the chain still says. */
static bool content_holds(struct walk *walk, struct slice key)
{
	struct arena arena = { 0 };
	struct content content;
	struct slice value;
	uint8_t hash[HASH_SIZE];
	bool found = true;

	if (!db_get(walk->snap->plans, walk->snap->store->changes, key, &value))
		return false;
	bool good = content_decode(&content, &arena, key, value) == DECODED;
	arena_free(&arena);
	if (!good || content.purged)
		return good;
	content_hash_begin(&walk->hash, value);
	if (walk->entry.op == OP_LOAD)
		hash_all(walk);
	else if (walk->entry.op != OP_IMPORT)
		found = hash_one(walk);
	content_hash_end(&walk->hash, hash);
	return found && sodium_memcmp(hash, walk->entry.content, HASH_SIZE) == 0;
}

/* A record newer than the journal: entries were cut off its end. */
static bool records_ahead(struct snapshot *snap, uint64_t last)
{
	MDB_cursor *cursor;
	MDB_val k, v;
	bool ahead = false;

	if (mdb_cursor_open(snap->plans, snap->store->records, &cursor))
		return false;
	while (!ahead && mdb_cursor_get(cursor, &k, &v, MDB_NEXT) == 0) {
		struct record *rec;
		if (record_decode(&rec, to_slice(k), to_slice(v)) == DECODED) {
			ahead = rec->seq > last;
			record_free(rec);
		}
	}
	mdb_cursor_close(cursor);
	return ahead;
}

uint64_t journal_check_chain(struct snapshot *snap)
{
	struct walk walk = { .snap = snap };
	uint8_t prev[HASH_SIZE] = { 0 }, chain[HASH_SIZE], key[SEQ_SIZE];
	moment_t at = INT64_MIN;
	uint64_t seq = 1, last = db_last_seq(snap->plans, snap->store->journal);
	struct slice value;

	for (; seq <= last; seq++) {
		struct slice k = { key, sizeof(key) };
		put_be64(key, seq);
		if (!db_get(snap->plans, snap->store->journal, k, &value) || entry_decode(&walk.entry, k, value) != DECODED)
			return seq;
		entry_chain(chain, value, prev);
		if (sodium_memcmp(chain, walk.entry.chain, HASH_SIZE) != 0 || walk.entry.at < at || !content_holds(&walk, k))
			return seq;
		memcpy(prev, chain, HASH_SIZE);
		at = walk.entry.at;
	}
	return records_ahead(snap, last) ? seq : 0;
}
