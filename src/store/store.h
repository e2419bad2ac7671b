/* store.h: the only door to what is kept. Nothing above this file knows that it is LMDB.
 *
 * A store is a directory with two environments: plans/ (records, their old versions, the journal) and figures/ (imported
 * series and their batches), and a file `changed` that a writer touches after each commit so that watchers wake.
 *
 * Reading: store_snapshot gives a consistent view of one moment (now, or an earlier one) and store_snapshot_end closes it.
 * No snapshot may be open while the program waits for a key: the wait asserts store_snapshots_open() == 0.
 * Writing: store_save takes finished changes, and does everything (check revision, keep the old version, journal, chain,
 * commit) in one write transaction without I/O to the terminal. All strings handed out are owned copies.
 *
 * The format is described in store/format.h; a record or entry that does not check is reported through store_damage and
 * skipped, never guessed at. */
#ifndef STYRTAVLA_STORE_H
#define STYRTAVLA_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "base/mem.h"
#include "model/record.h"

struct store;
struct snapshot;

struct store_options {
	bool readonly;       /* no edit is possible; a missing store is an error */
	bool create;         /* make the directory and an empty store if there is none */
	unsigned map_gib;    /* size of the plans map in GiB (figures: 16 times that); 0 = default 4 */
	const char *login;   /* who writes: login name; NULL = from the environment's uid */
	const char *role;    /* role written in the journal; NULL = "controller" */
	bool demo;           /* only when the store is made: it is to hold invented figures */
	date_t demo_day;     /* … and the day they are seen from: what `today` is in it where nobody says another */
};

/* Opens (or creates) the store in dir. Refuses, with one line that says what to do: a path that is no store, other
 * people's files, a network file system, damaged meta pages, a truncated file, a newer format, too little address space.
 * 0 and *store, or ERR_STORE. */
int store_open(struct store **store, const char *dir, const struct store_options *options, struct err *err);
void store_close(struct store *store);
bool store_exists(const char *dir);   /* something that looks like a store is there */
bool store_is_empty(struct store *store); /* no journal entry yet */
/* Filling a new store takes several saves, and may be cut short between them: whoever fills it says when it begins and when
 * all is in. True from the one to the other, as it was when the store was opened. */
bool store_is_filling(const struct store *store);
int store_set_filling(struct store *store, bool filling, struct err *err);
/* While a demo store is being filled: what follows is dated at (never in the future) and made by login with that role. Elsewhere
 * it does nothing. */
void store_pretend(struct store *store, moment_t at, const char *login, const char *role);
const char *store_path(const struct store *store);
const char *store_id(const struct store *store); /* random, made with the store; names its drafts */
bool store_is_readonly(const struct store *store);
#define DEMO_WORDS "DEMO – påhittade värden" /* on every screen, export and report of one */
bool store_is_demo(const struct store *store);   /* holds invented figures; set at creation for ever */
date_t store_demo_day(const struct store *store); /* DATE_NONE for a store that is no demo */
/* The account id that this process writes as ("" when read-only). */
const char *store_account(const struct store *store);

/* ---- reading ---------------------------------------------------------------------------------------------- */

/* as_of: MOMENT_NOW or an earlier moment; everything (records and imported figures) is then as it stood. Never NULL on 0. */
int store_snapshot(struct store *store, moment_t as_of, struct snapshot **snap, struct err *err);
void store_snapshot_end(struct snapshot *snap);
int store_snapshots_open(void);              /* in this process */
uint64_t snapshot_seq(const struct snapshot *snap); /* last journal entry it sees; 0 if none */

/* The record as of the snapshot; NULL if there is none, or it was deleted then (unless with_deleted). Caller frees. */
struct record *snapshot_get(struct snapshot *snap, enum record_kind kind, const char *plan, const char *id,
		bool with_deleted);
/* Calls each for every live record of kind, in key order (plan, id); plan NULL = all plans ("" for kinds that outlive
 * plans). each owns rec and returns false to stop. */
void snapshot_scan(struct snapshot *snap, enum record_kind kind, const char *plan,
		bool (*each)(struct record *rec, void *user), void *user);
/* The same for those that were made, changed or deleted by a journal entry after seq; deleted ones come as such. What has not
 * changed is not decoded. */
void snapshot_scan_since(struct snapshot *snap, enum record_kind kind, const char *plan, uint64_t seq,
		bool (*each)(struct record *rec, void *user), void *user);
/* Of every live record of a kind that outlives plans, in order of id, just two of its texts ("" where empty): for lists of
 * thousands. id and texts are borrowed. */
struct texts {
	const char *id, *texts[2];
};
void snapshot_scan_texts(struct snapshot *snap, enum record_kind kind, const char *const fields[2],
		void (*each)(const struct texts *texts, void *user), void *user);
/* Every version of one record up to the snapshot, oldest first, tombstones included. each owns rec. */
void snapshot_history(struct snapshot *snap, enum record_kind kind, const char *plan, const char *id,
		bool (*each)(struct record *rec, void *user), void *user);

/* ---- the journal ------------------------------------------------------------------------------------------ */

enum journal_op { OP_CREATE = 1, OP_UPDATE, OP_DELETE, OP_UNDO, OP_REDO, OP_LOAD, OP_IMPORT };
extern const char *const journal_op_codes[];  /* "create" … by op */
extern const char *const journal_op_labels[]; /* Swedish: "skapade" … by op */

struct journal_change {
	const char *key, *old, *new; /* machine spelling; NULL = empty */
};
/* One entry. Borrowed: valid inside the callback only. */
struct journal_entry {
	uint64_t seq;
	moment_t at;
	const char *user;    /* login now resolved from the account; the account id where the person was erased */
	const char *account;
	const char *role;
	enum journal_op op;
	enum record_kind kind; /* REC_NONE for an import */
	const char *plan, *id; /* of the record; for a load the plan; for an import the batch number */
	uint32_t revision;     /* the record's new revision */
	uint64_t group;        /* first seq of the save it was part of: one undo takes them all */
	uint64_t ref;          /* undo: the group undone; redo: the undo's own group */
	const char *title;     /* the record's title as it was, for lists; "" after gallring */
	const struct journal_change *changes;
	size_t nchanges;
	bool purged;           /* contents removed by gallring, hashes kept */
	uint8_t hash[32];      /* the chain: over the entry before and this one */
};
/* Entries with first ≤ seq ≤ last (0 = the snapshot's end), newest first if `backwards`. each returns false to stop. */
void journal_scan(struct snapshot *snap, uint64_t first, uint64_t last, bool backwards,
		bool (*each)(const struct journal_entry *entry, void *user), void *user);
/* Last entry made at or before `at` (0 if none): binary search, time never goes back in the journal. */
uint64_t journal_seq_at(struct snapshot *snap, moment_t at);
/* Walks the chain; 0, or the seq of the first entry that is missing, moved or changed. */
uint64_t journal_check_chain(struct snapshot *snap);

/* ---- writing ---------------------------------------------------------------------------------------------- */

/* One change. rec: the record as it shall be (borrowed; id NULL or "" for a new numbered kind: the store gives it the next
 * number). rec->deleted deletes. expect: the revision it was made from (0 = must not exist), or ANY_REVISION. */
#define ANY_REVISION UINT32_MAX
struct change {
	struct record *rec; /* a deletion reads only kind, plan and id: the tombstone keeps the fields there were */
	uint32_t expect;
};
/* What store_save did. On ERR_CONFLICT `theirs` is the record as it is now (caller frees; NULL if it never existed). */
struct save_result {
	uint64_t seq;      /* first journal entry; also the group to undo; 0 if nothing differed */
	size_t saved;      /* records written; equal ones are left alone */
	struct record *theirs;
	size_t conflict;   /* index of the change in conflict */
};
/* Saves all or nothing, durably, as one undo. On 0 each rec has its id, revision and seq set. ERR_CONFLICT, ERR_STORE
 * (disk full, someone holds the store for more than 5 s: who and since when). */
int store_save(struct store *store, struct change *changes, size_t n, struct save_result *result, struct err *err);
/* As store_save, journalled as one entry "load" of plan with counts of new and changed records; a revision is checked
 * where one is expected (0 and ANY_REVISION: none). rec->order and all fields are compared; nothing is ever deleted. */
int store_load(struct store *store, const char *plan, struct change *changes, size_t n, struct save_result *result,
		struct err *err);

/* The group that undo (or redo) would take for this account: its latest not yet undone save (or latest undo not yet
 * redone and with nothing saved after). 0 if none. Loads and imports cannot be undone this way. */
uint64_t store_undo_candidate(struct store *store, bool redo);
/* The account's latest import after group (0: since ever): its number, and the file's name, which the caller frees; 0 and NULL where
 * there is none. Who just imported does not mean the edit before it by `undo`: say so, and ask. */
unsigned long store_import_after(struct store *store, uint64_t group, char **file);
/* Was group saved through this handle, not by another window or command of the same account? */
bool store_saved_here(const struct store *store, uint64_t group);
/* Restores the fields group changed, if they still hold what it wrote (other fields keep later edits); else ERR_CONFLICT.
 * A new edit of its own, journalled as undo or redo. */
/* Any entry of a group may stand for it. With redo, group is the undo's own; to undo an undo is to redo it. ERR_INPUT for a
 * load or an import. */
int store_undo(struct store *store, uint64_t group, bool redo, struct save_result *result, struct err *err);

/* ---- figures ---------------------------------------------------------------------------------------------- */

/* One figure. Strings belong to whoever made it. */
struct figure {
	period_t period;
	int gender;          /* GENDER_T, _K, _M */
	double value;        /* NUM_MISSING when missing */
	int missing;         /* MISSING_*; NONE when there is a value */
	bool preliminary;
	uint32_t batch;      /* imported in; 0 = entered by hand */
};
/* All current figures of metric for organisation as of the snapshot, by period then gender. Caller frees *out with free().
 * Returns how many. */
size_t series_get(struct snapshot *snap, const char *metric, const char *organisation, struct figure **out);
/* Every version of them up to the snapshot: as series_get, and for each period and gender what it was before, oldest first,
 * each with the batch it came with. */
size_t series_history(struct snapshot *snap, const char *metric, const char *organisation, struct figure **out);
/* One of them, without reading the others; false where there is none. */
bool series_figure(struct snapshot *snap, const char *metric, const char *organisation, period_t period, int gender,
		struct figure *fig);
/* The latest figure of gender that has a value, without reading the others. LATEST_UNSURE where that cannot be told so: series_get
 * then tells. */
enum latest { LATEST_NONE, LATEST_FOUND, LATEST_UNSURE };
enum latest series_latest_figure(struct snapshot *snap, const char *metric, const char *organisation, int gender, struct figure *fig);
/* Every organisation that has figures of metric, in key order; fig is borrowed. One range scan. */
void series_scan(struct snapshot *snap, const char *metric,
		bool (*each)(const char *organisation, const struct figure *fig, size_t n, void *user), void *user);
/* The one figure of a period and gender of each organisation that has it, in key order: a ranking. The others are not read. Only
 * organisations from first to last, both included; NULL = all. */
void series_scan_at(struct snapshot *snap, const char *metric, const char *first, const char *last, period_t period, int gender,
		bool (*each)(const char *organisation, const struct figure *fig, void *user), void *user);
/* Every metric with figures, once each, in key order. */
void series_metrics(struct snapshot *snap, bool (*each)(const char *metric, void *user), void *user);

struct batch {
	uint32_t number;
	moment_t at;
	char *file, *source, *account, *note;
	char hash[65];       /* of the file's bytes, hex */
	uint64_t added, changed, equal;
	uint64_t resourced;  /* of changed: as before, but published by another; only import_publish tells it */
	bool published;
};
/* The batch, or NULL. Caller frees with batch_free. */
struct batch *batch_get(struct snapshot *snap, uint32_t number);
void batch_free(struct batch *batch);
void batch_scan(struct snapshot *snap, bool (*each)(const struct batch *batch, void *user), void *user);

/* Import: begin, add any number of figures in any order, then publish (journalled) or abandon. All or nothing: until
 * publish no reader sees any of it, and until all has been added nothing is written to the store. What does not fit a few
 * megabytes is kept in a nameless file in the store's directory, so memory does not grow with what is added. At most 25,000
 * keys a transaction. A figure equal to the current one, and published by the same (publisher_of the source, where the
 * import says one), is counted and left; another supersedes it and the old one stays visible as of its time. Periods are those of date.h within their year (ERR_INPUT). */
struct import;
int import_begin(struct store *store, const char *file, const char *hash, const char *source, const char *note,
		struct import **import, struct err *err);
/* What is known only when all has been read: replaces what import_begin was told (NULL: leaves it). Strings are copied. */
void import_about(struct import *import, const char *file, const char *hash, const char *source, const char *note);
/* After an error the import can only be abandoned, unless the error was about the figure alone (ERR_INPUT naming it). */
int import_add(struct import *import, const char *metric, const char *organisation, const struct figure *fig,
		struct err *err);
/* The two halves of import_add: which series it is, and a figure of that. Whoever reads many of one series after the other
 * (which is also the fastest order: by series) says so once. */
int import_series(struct import *import, const char *metric, const char *organisation, struct err *err);
int import_figure(struct import *import, const struct figure *fig, struct err *err);
/* Whoever has a table of names of its own keeps the numbers they have in this import, and says by them which series it is: a file in
 * no order goes to another one with each figure. */
int import_metric(struct import *import, const char *metric, uint32_t *number, struct err *err);
int import_organisation(struct import *import, const char *organisation, uint32_t *number, struct err *err);
int import_numbered(struct import *import, uint32_t metric, uint32_t organisation, struct err *err);
/* Called after each transaction of counting or publishing with the figures done and those there are (the same figure given
 * twice is in the latter twice); false stops it, and nothing is imported. */
void import_on_progress(struct import *import, bool (*each)(uint64_t done, uint64_t total, void *user), void *user);
/* Counts what publish would do, without writing (for --dry-run: import_count then import_abandon). More may be added
 * after. */
int import_count(struct import *import, uint64_t *added, uint64_t *changed, uint64_t *equal, struct err *err);
/* After counting: how many of the changed differ only in who publishes them. */
uint64_t import_resourced(const struct import *import);
/* Ends import also on error. Where nothing was new there is no batch and no entry: summary->number is 0. The texts of
 * summary are the caller's to free. ERR_INPUT where the import holds two different values of one figure. */
int import_publish(struct import *import, struct batch *summary, struct err *err);
void import_abandon(struct import *import);

/* ---- watching others -------------------------------------------------------------------------------------- */

/* A file descriptor that becomes readable when someone may have committed (inotify on `changed` and data.mdb), or −1 where
 * the system refused one: then call store_changed on a key and each 2 s. */
int store_watch_fd(struct store *store);
/* Empties the descriptor and tells whether another commit than `seen` is there. Callers look once more after 50 ms. */
bool store_changed(struct store *store, uint64_t *seen);
/* The journal's last seq now, cheaply. */
uint64_t store_last_seq(struct store *store);

/* ---- damage ----------------------------------------------------------------------------------------------- */

/* Called (if set) for each record or entry that does not check: what it is, in Swedish. Told once per key and process. */
void store_on_damage(struct store *store, void (*told)(const char *what, void *user), void *user);

#endif
