/* internal.h: what the files of the store share. Only they include it, and with it lmdb.h. */
#ifndef STYRTAVLA_STORE_INTERNAL_H
#define STYRTAVLA_STORE_INTERNAL_H

#include <lmdb.h>
#include <signal.h>

#include "store/format.h"
#include "store/store.h"

/* One LMDB environment: a directory with data.mdb, lock.mdb and gate. */
struct env {
	MDB_env *mdb;
	char *dir;
	MDB_txn *spare;  /* a read transaction at rest (mdb_txn_reset), to renew instead of making one */
	int gate_fd;
	unsigned open;   /* read transactions at work */
	bool failed;     /* a sync failed: nothing is trusted until the store is opened again */
};

struct store {
	char *dir, *login, *role;
	char id[33], account[17];
	bool readonly, demo, filling;
	date_t demo_day;
	moment_t clock;           /* store_pretend; 0 = moment_now */
	bool account_saved; /* the account is in the store, not only in memory */
	unsigned dir_mode, file_mode;
	struct env plans, figures;
	MDB_dbi meta, records, versions, journal, changes, accounts;
	MDB_dbi series, batches, figures_meta;
	int changed_fd, watch_fd;
	uint64_t *own;            /* the first entries of what was saved through this handle */
	size_t nown;
	struct {
		void (*told)(const char *what, void *user);
		void *user;
		uint64_t *seen; /* hashes of the keys already told */
		size_t n;
	} damage;
};

struct snapshot {
	struct store *store;
	MDB_txn *plans, *figures; /* figures: NULL until needed */
	moment_t as_of;
	uint64_t seq;
	uint32_t batch;           /* the last batch it sees; set with figures */
	MDB_cursor *finder;       /* on the series, for looking up one after another; NULL until needed */
};

static inline MDB_val to_val(struct slice s)
{
	return (MDB_val){ s.len, (void *)s.data };
}

static inline struct slice to_slice(MDB_val v)
{
	return (struct slice){ v.mv_data, v.mv_size };
}

/* What a save is dated: now, or what a demo store being filled was told. */
moment_t store_now(const struct store *store);

/* ---- series_names.c: every metric with figures that the snapshot sees, from the list of them; false where there is none to go by. */
bool names_each(struct snapshot *snap, bool (*each)(const char *metric, void *user), void *user);

/* ---- check.c: what is looked at before a file is opened. 0 or ERR_STORE. */
int check_directory(const char *dir, unsigned *dir_mode, unsigned *file_mode, struct err *err);
/* env_dir/data.mdb and lock.mdb. *fresh: there is no data.mdb, or an empty one. witness: the least transaction it must
 * have reached, 0 = unknown. */
int check_environment(const char *env_dir, uint64_t witness, bool *fresh, struct err *err);

/* ---- env.c */
/* scattered: a page of it says nothing of the next (figures, of which a screen reads a few): the system shall not read ahead. What
 * is read nearly whole at a start (plans) is asked for at once: page by page from a cold disk it would take ten times as long. */
int env_open(struct env *env, const char *dir, const char *name, struct store *store, unsigned gib, bool scattered,
		struct err *err);
void env_close(struct env *env);
/* Swedish line for an LMDB error, with what to do. Returns ERR_STORE. */
int env_error(const struct store *store, const char *doing, int rc, struct err *err);
/* A read transaction, made or renewed; env_read_end puts it to rest again. */
int env_read(struct store *store, struct env *env, MDB_txn **txn, struct err *err);
void env_read_end(struct env *env, MDB_txn *txn);
/* Takes what was read from low to high, both in the map, out of the process's memory: it is in the kernel's, and long reading
 * would otherwise count the whole file as ours. */
void env_forget(const uint8_t *low, const uint8_t *high);
/* Closes an environment that failed, once nobody reads it. */
void env_retire(struct env *env);

/* ---- gate.c: one writer at a time, who can be named */
/* Refuses (ERR_STORE) where the disk is nearly full. */
int env_check_space(const struct store *store, const struct env *env, struct err *err);
/* wait_ms: how long to ask. 0 or ERR_STORE with who holds it. */
int gate_take(struct store *store, struct env *env, unsigned wait_ms, struct err *err);
void gate_leave(struct env *env);
/* A write transaction with the signals that could stop the process in it held back. The gate must be held. */
struct write {
	MDB_txn *txn;
	struct env *env;
	sigset_t signals;
};
int write_begin(struct store *store, struct env *env, struct write *write, struct err *err);
int write_commit(struct store *store, struct write *write, struct err *err);
void write_abort(struct write *write);
void touch_changed(struct store *store);

/* ---- db.c: small things on transactions */
bool db_get(MDB_txn *txn, MDB_dbi dbi, struct slice key, struct slice *value);
int db_put(struct store *store, MDB_txn *txn, MDB_dbi dbi, struct slice key, struct slice value, struct err *err);
uint64_t db_last_seq(MDB_txn *txn, MDB_dbi journal);
/* Numbers in meta; 0 where there is none. */
uint64_t meta_get_u64(struct store *store, MDB_txn *txn, const char *name, size_t len);
int meta_put_u64(struct store *store, MDB_txn *txn, const char *name, size_t len, uint64_t v, struct err *err);
/* The current value of a record and what it holds. *rec NULL where there is none; BAD_* told as damage. */
enum decoded db_record(struct store *store, MDB_txn *txn, const struct key *key, struct record **rec, struct slice *value);
/* The newest version with seq ≤ `seq` (current or superseded). */
enum decoded db_record_at(struct store *store, MDB_txn *txn, const struct key *key, uint64_t seq, struct record **rec);
bool db_entry(struct store *store, MDB_txn *txn, uint64_t seq, struct entry *entry);
/* The login behind an account id; the id itself where it was erased. Caller frees. */
char *db_login(struct store *store, MDB_txn *txn, const char *account);
/* Looks the store's login up; sets store->account and account_saved. */
void db_find_account(struct store *store, MDB_txn *txn);

/* ---- damage.c */
void damage(struct store *store, struct slice key, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void damage_record(struct store *store, struct slice key, enum decoded why);
void damage_free(struct store *store);

/* ---- writer.c: the plans environment being written */
struct writer {
	struct store *store;
	struct write write;
	MDB_txn *txn;
	uint64_t first, next;     /* sequence numbers: of this save, of the next entry */
	moment_t at, previous_at;
	uint8_t chain[HASH_SIZE]; /* of the entry before */
	bool account_was_saved;
};
int writer_begin(struct store *store, struct writer *w, struct err *err);
int writer_commit(struct writer *w, struct err *err);
void writer_abort(struct writer *w);
/* Makes sure that the account that writes is in the store, in a transaction of its own. */
int writer_account(struct store *store, struct err *err);
/* Writes rec as the next revision after old (NULL: none), keeping old's bytes as a version. Sets revision and seq of rec.
 * Key and value as written are appended to `written` for the content hash. */
int writer_record(struct writer *w, struct record *rec, const struct record *old, struct key *key, struct buf *value,
		struct err *err);
/* Appends one entry and its encoded contents; seq, at, group, role and (where NULL) account are filled in. */
int writer_entry(struct writer *w, struct entry *entry, const struct buf *contents, struct content_hash *hash,
		struct err *err);
/* Refuses to take away a record that has live parts (ERR_CONFLICT) or figures (ERR_INPUT), and to keep a part whose whole is gone
 * (ERR_CONFLICT). */
int writer_check_parts(struct writer *w, const struct record *rec, struct err *err);
/* Record and entry of one change; op, and ref for undo and redo. */
int writer_change(struct writer *w, struct record *rec, const struct record *old, enum journal_op op, uint64_t ref,
		struct err *err);
bool records_equal(const struct record *a, const struct record *b);
/* "aktivitet 12", "mål 1.3". */
void store_describe(struct buf *out, enum record_kind kind, const char *id);

/* ---- series.c */
/* The last batch published at or before as_of; 0 if none. Readers take no entry of a later one. */
uint32_t batch_last(struct store *store, MDB_txn *txn, moment_t as_of);
struct key series_key(const char *metric, const char *organisation); /* len 0: too long, or no metric */
enum { SERIES_NAMES_MAX = KEY_MAX - 6 }; /* bytes of the two together */
/* Has it any figure the snapshot sees? Only figures and batch of snap need be set. */
bool series_any_of_metric(struct snapshot *snap, const char *metric);
bool series_any_of_organisation(struct snapshot *snap, const char *organisation);
void damage_series(struct store *store, struct slice key, enum decoded why);

/* ---- import.c, import_write.c */
/* Gives every published batch that has no journal entry one. Does nothing where an import holds figures just now. */
int import_journal(struct store *store, struct err *err);
/* The same, when the caller holds the gate of figures. */
int import_journal_held(struct store *store, struct err *err);

#endif
