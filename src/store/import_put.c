/* import_put.c: series into the store, in transactions small enough not to be felt. */
#include "store/import.h"

#include <stdlib.h>
#include <string.h>

/* A transaction holds at most so many keys, and about so many bytes: an edit beside it waits for its write at most. Pages it
 * replaces cannot be used again until the next but one, so of them it takes no more than a small part of the file, or the
 * file would grow by them. */
enum { KEYS_PER_TXN = 25000, APPENDED_PER_TXN = 2 << 20, CHANGED_MOST = 1 << 20, CHANGED_LEAST = 64 << 10, CHANGED_PART = 64 };
/* How LMDB fills a page: head of the page, head of a node, its place in the page. */
enum { PAGE_SIZE = 4096, PAGE_HEAD = 16, NODE_HEAD = 8, NODE_PLACE = 2, NODE_MAX = (PAGE_SIZE - PAGE_HEAD) / 2 - 2 };
/* So much of a page is filled by series that are appended. The rest is for their revisions: without it the first small
 * change of each would split every page in two. */
enum { PAGE_FILL = (PAGE_SIZE - PAGE_HEAD) * 78 / 100 };

int put_begin(struct putter *put, struct err *err)
{
	struct store *store = put->store;
	MDB_envinfo info;

	if (put->write.txn)
		return 0;
	int rc = write_begin(store, &store->figures, &put->write, err);
	if (rc)
		return rc;
	put->keys = put->appended = put->changed = 0;
	put->changed_max = CHANGED_LEAST;
	if (mdb_env_info(store->figures.mdb, &info) == 0)
		put->changed_max = info.me_last_pgno * PAGE_SIZE / CHANGED_PART;
	put->changed_max = put->changed_max > CHANGED_MOST ? CHANGED_MOST : put->changed_max;
	put->changed_max = put->changed_max < CHANGED_LEAST ? CHANGED_LEAST : put->changed_max;
	if ((rc = mdb_cursor_open(put->write.txn, store->series, &put->cursor)) == 0)
		return 0;
	write_abort(&put->write);
	return env_error(store, "kunde inte spara", rc, err);
}

int put_commit(struct putter *put, struct err *err)
{
	mdb_cursor_close(put->cursor);
	return write_commit(put->store, &put->write, err);
}

void put_abort(struct putter *put)
{
	if (put->write.txn)
		mdb_cursor_close(put->cursor);
	write_abort(&put->write);
}

bool put_full(const struct putter *put)
{
	return put->write.txn && (put->keys >= KEYS_PER_TXN || put->appended >= APPENDED_PER_TXN ||
			put->changed >= put->changed_max);
}

static int failed(struct putter *put, int rc, struct err *err)
{
	return rc ? env_error(put->store, "kunde inte spara", rc, err) : 0;
}

/* Appends behind all keys. Where the page is full enough, the value is first put so long that it begins a new page. */
static int append(struct putter *put, const struct key *key, struct slice value)
{
	size_t node = (NODE_HEAD + key->len + value.len + 1) / 2 * 2 + NODE_PLACE;
	size_t left = PAGE_SIZE - PAGE_HEAD - put->page_used, fixed = NODE_HEAD + NODE_PLACE + key->len;
	MDB_val k = to_val(key_slice(key)), v = to_val(value);
	int rc = 0;

	put->appended += node;
	if (put->page_used + node <= PAGE_FILL || put->page_used == 0 || left + 2 > NODE_MAX || left < fixed) {
		put->page_used = put->page_used + node > PAGE_SIZE - PAGE_HEAD ? node : put->page_used + node;
		return mdb_cursor_put(put->cursor, &k, &v, MDB_APPEND);
	}
	put->page_used = node;
	if (left + 2 - fixed > value.len) {
		v.mv_size = left + 2 - fixed;
		if ((rc = mdb_cursor_put(put->cursor, &k, &v, MDB_APPEND | MDB_RESERVE)))
			return rc;
		v = to_val(value);
		return mdb_cursor_put(put->cursor, &k, &v, MDB_CURRENT);
	}
	return mdb_cursor_put(put->cursor, &k, &v, MDB_APPEND);
}

static int put_value(struct putter *put, const struct key *key, struct slice value)
{
	MDB_val k = to_val(key_slice(key)), v = to_val(value);

	put->changed += NODE_HEAD + key->len + value.len;
	return mdb_cursor_put(put->cursor, &k, &v, 0);
}

int put_packed(struct putter *put, const struct key *key, struct buf *packed, bool at_end, struct err *err)
{
	int rc = put_begin(put, err);

	if (rc)
		return rc;
	block_seal(packed, 0, key_slice(key));
	put->keys++;
	return failed(put, at_end ? append(put, key, buf_slice(packed, 0)) : put_value(put, key, buf_slice(packed, 0)), err);
}

/* Where to cut entries in two: at the period nearest to the middle; 0 where there is but one. */
static size_t cut(const struct figure *entries, size_t n)
{
	size_t after = n / 2, before = n / 2;

	while (after < n && after > 0 && entries[after].period == entries[after - 1].period)
		after++;
	while (before > 0 && before < n && entries[before].period == entries[before - 1].period)
		before--;
	return after < n && after > 0 && (before == 0 || after - n / 2 <= n / 2 - before) ? after : before;
}

/* Writes entries under the series' key, or (`first` false) under that of the part they begin; in two where they are too many
 * for one. more: another part follows. */
static int put_part(struct putter *put, struct lookup *l, const struct key *series, bool first, const struct figure *entries,
		size_t n, bool more)
{
	struct key key = first ? *series : series_part_key(series, entries[0].period);
	size_t at;
	int rc;

	buf_clear(&put->block);
	block_pack(&put->block, entries, n);
	if (put->block.len + CHECKSUM_SIZE > series_block_max(&key) && (at = cut(entries, n)) > 0) {
		rc = put_part(put, l, series, first, entries, at, true);
		return rc ? rc : put_part(put, l, series, false, entries + at, n - at, more);
	}
	if (more)
		block_set_continued((uint8_t *)put->block.data);
	block_seal(&put->block, 0, key_slice(&key));
	for (size_t i = 0; !first && i + 1 < l->parts; i++)
		if (l->part_periods[i] == entries[0].period)
			l->part_periods[i] = 0; /* written anew */
	put->keys++;
	return l->parts == 0 && l->at_end ? append(put, &key, buf_slice(&put->block, 0)) :
		put_value(put, &key, buf_slice(&put->block, 0));
}

static int delete(struct putter *put, const struct key *key)
{
	MDB_val k = to_val(key_slice(key));
	int rc = mdb_del(put->write.txn, put->store->series, &k, NULL);

	put->keys++;
	return rc == MDB_NOTFOUND ? 0 : rc;
}

/* The page a changed series lies on is written whole, once for all series on it. `where`: anything in it. */
static void count_page(struct putter *put, uintptr_t where)
{
	if (where / PAGE_SIZE != put->page)
		put->changed += PAGE_SIZE;
	put->page = where / PAGE_SIZE;
}

int put_series(struct putter *put, struct lookup *l, const struct key *key, const struct figure *entries, size_t n,
		struct err *err)
{
	int rc = put_begin(put, err);

	if (rc)
		return rc;
	if (l->parts > 0)
		count_page(put, l->place);
	rc = n > 0 ? put_part(put, l, key, true, entries, n, false) : delete(put, key);
	for (size_t i = 0; i + 1 < l->parts && rc == 0; i++) {
		if (!l->part_periods[i])
			continue;
		struct key part = series_part_key(key, l->part_periods[i]);
		rc = delete(put, &part);
	}
	return failed(put, rc, err);
}
