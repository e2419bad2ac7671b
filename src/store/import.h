/* import.h: an import on its way in. import.c takes figures and makes sorted runs of them, import_settle.c puts those of a series in
 * order, import_runs.c merges the runs, import_merge.c merges those with what the store has, import_write.c writes and publishes,
 * import_sweep.c removes what an interrupted one left.
 *
 * Figures are staged in a buffer. A full buffer is sorted by series (in files it mostly is already), packed into one
 * block a series (series_block.h) and added to the spool: to the last run where it follows it, else as a new run. So a
 * sorted file of any size is one run, and any other is one run a buffer; memory does not grow with the file. */
#ifndef STYRTAVLA_IMPORT_H
#define STYRTAVLA_IMPORT_H

#include "store/internal.h"
#include "store/series.h"
#include "store/spool.h"

/* Names of metrics or organisations, numbered as they come. */
struct names {
	struct arena arena;
	const char **v;
	uint32_t *table;       /* open addressing: number + 1 */
	size_t n, cap, table_size;
	uint32_t *rank;        /* by number: place in order of bytes; of the first nrank */
	size_t nrank;
};

/* One staged figure: small, since there are many. */
struct staged {
	double value;
	uint32_t metric, organisation; /* numbers of their names */
	period_t period;
	uint8_t gender, missing, preliminary;
};

struct run {
	uint64_t start, end;   /* in the spool */
	uint32_t metric, organisation; /* of its last record */
};

struct import {
	struct store *store;
	char *file, *source, *note;
	char hash[65];
	struct names metrics, organisations;
	uint32_t metric, organisation; /* what the next figure is of; ready: they are set */
	bool ready;
	period_t period;       /* the last one that was found to be good; 0: none yet */
	struct staged *staged;
	size_t nstaged, cap, cap_max;  /* cap_max: a buffer out of order may grow to it */
	bool in_order;         /* series staged come in key order */
	struct spool spool;
	struct run *runs;
	size_t nruns, runs_cap, runs_max; /* with more than runs_max they are merged to one */
	struct figures group;  /* scratch: figures of one series */
	struct figures sorted; /* … while they are sorted, and the numbers they are sorted by */
	uint64_t *order;
	size_t order_cap;
	struct buf packed;     /* scratch: its record */
	uint64_t figures;      /* added so far */
	uint64_t added, changed, equal;
	uint64_t resourced;    /* of changed: only who published them differs */
	uint8_t *publishers;   /* by number of a batch: PUBLISHER_*, as far as asked for */
	size_t npublishers;
	bool (*progress)(uint64_t done, uint64_t total, void *user);
	void *progress_user;
};

/* ---- import.c, import_settle.c */
/* Packs what is staged; with `all` also the series that may go on. ERR_INPUT where two figures disagree. */
int import_flush(struct import *import, bool all, struct err *err);
/* Packs import->group (sorted; of the series given) as the next record of the last run, or of a new one. */
int import_add_record(struct import *import, bool new_run, uint32_t metric, uint32_t organisation, struct err *err);
/* Sorts import->group and drops what was given twice; ERR_INPUT where two figures disagree. */
int import_settle(struct import *import, uint32_t metric, uint32_t organisation, struct err *err);
void names_rank(struct names *names); /* makes `rank` hold for all */

/* ---- series_names.c */
/* In the transaction that publishes `batch`, the one after `before`: the list of metrics with figures, true of it. */
int names_put(struct import *import, MDB_txn *txn, uint32_t before, uint32_t batch, struct err *err);

/* ---- import_runs.c: the runs as one, in key order */
struct run_reader;
struct runs {
	struct import *import;
	struct run_reader *readers;
	size_t n;
	struct run_reader **heap, **given; /* least key first; those that stand on what was given */
	size_t nheap, ngiven;
	struct slice *records;    /* what runs_next gave */
};
int runs_begin(struct runs *runs, struct import *import, struct err *err);
/* The packed blocks of the next series, valid until the next call; *n 0 at the end. */
int runs_next(struct runs *runs, uint32_t *metric, uint32_t *organisation, size_t *n, struct err *err);
void runs_end(struct runs *runs);
/* The figures of such blocks in import->group, sorted, each once; ERR_INPUT where two disagree. */
int runs_merge(struct import *import, uint32_t metric, uint32_t organisation, const struct slice *records, size_t n,
		struct err *err);
/* Merges all runs to one. */
int runs_collapse(struct import *import, struct err *err);

/* ---- import_merge.c: a series of the import and what the store has of it */
struct lookup {
	struct store *store;
	MDB_cursor *cursor;       /* in a read transaction */
	uint32_t visible;         /* the last batch whose figures count */
	struct key key;           /* of the series at hand */
	struct key next;          /* the first key after the last one asked for; len 0: not known */
	bool at_end;              /* there is none */
	const uint8_t *low, *high; /* what has been read of the map */
	uintptr_t place;          /* where the series was found */
	struct figures old, merged;
	struct buf block;
	size_t parts;             /* keys the series had; 0: it is new */
	period_t *part_periods;   /* first period of each but the first */
	size_t parts_cap;
};
/* Counts, and leaves in lookup->merged all entries of the series, the new ones under `batch`. *differs: there are any. Of a
 * series that is new and whole in one record, nothing is taken apart: lookup->block has it, and merged is empty. */
int import_merge(struct import *import, struct lookup *lookup, uint32_t metric, uint32_t organisation,
		const struct slice *records, size_t n, uint32_t batch, bool *differs, struct err *err);
/* Appends all entries of the series to lookup->old, from its first block, which the cursor stands on; and tells which keys
 * it has. */
enum decoded lookup_load(struct lookup *lookup, const struct block *first);
void lookup_seen(struct lookup *lookup, const MDB_val *v); /* a value in the map: widens low and high */
void lookup_free(struct lookup *lookup);

/* ---- import_about.c */
/* Did the batch's publisher publish what is imported too? Where nobody says who, there is no difference. txn reads figures. */
bool import_same_publisher(struct import *import, MDB_txn *txn, uint32_t batch);

/* ---- import_write.c */
/* Prepares, writes and (unless told to leave it: tests of an interrupted import) publishes. The gate of figures is held.
 * batch borrows its texts from the import. */
int import_write_figures(struct import *import, struct batch *batch, bool leave_unpublished, struct err *err);

/* ---- import_put.c: series being written */
struct putter {
	struct store *store;
	struct write write;       /* begun by the first put of a chunk */
	MDB_cursor *cursor;
	size_t keys;              /* put in this transaction, and bytes; of pages changed, the whole page */
	size_t appended, changed, changed_max;
	size_t page_used;         /* of the last page of the file, where keys are appended */
	uintptr_t page;           /* where the last changed series lay */
	struct buf block;
};
/* Writes entries as all there is of the series, or (n 0) takes it away; lookup tells what there was. */
int put_series(struct putter *put, struct lookup *lookup, const struct key *key, const struct figure *entries, size_t n,
		struct err *err);
/* Writes a packed block as a new series. */
int put_packed(struct putter *put, const struct key *key, struct buf *packed, bool at_end, struct err *err);
bool put_full(const struct putter *put); /* enough for one transaction */
/* Begins a transaction if none is under way. */
int put_begin(struct putter *put, struct err *err);
int put_commit(struct putter *put, struct err *err);
void put_abort(struct putter *put);

/* ---- import_sweep.c */
/* Removes what interrupted imports left; *number is the next batch's. The gate of figures is held. */
int import_sweep(struct store *store, uint32_t *number, struct err *err);
int put_batch(struct store *store, MDB_txn *txn, const struct batch *batch, struct err *err);
struct slice batch_key(uint8_t bytes[4], uint32_t number);
/* What an unpublished import has touched: kept in meta until it is published or swept. */
int put_touched(struct store *store, MDB_txn *txn, const struct key *first, const struct key *last, struct err *err);
int drop_touched(struct store *store, MDB_txn *txn, struct err *err);

#endif
