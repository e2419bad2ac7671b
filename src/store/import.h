/* import.h: an import being staged, shared by import.c (staging, counting) and import_write.c (writing). */
#ifndef STYRTAVLA_STORE_IMPORT_H
#define STYRTAVLA_STORE_IMPORT_H

#include "store/internal.h"
#include "store/series_block.h"

/* One staged figure: small, since there may be millions. */
struct staged {
	double value;
	uint32_t series; /* index in import.series; after import_sort its rank in key order */
	period_t period;
	uint8_t gender, missing, preliminary;
};

struct import {
	struct store *store;
	char *file, *source, *note;
	char hash[65];
	struct arena arena;
	struct slice *series;  /* keys, in the arena */
	size_t nseries, series_cap;
	uint32_t *table;       /* open addressing: index + 1 in series */
	size_t table_size;
	uint32_t last;         /* index of the series added to last */
	struct staged *staged;
	size_t nstaged, staged_cap;
	bool sorted;
	uint64_t added, changed, equal;
};

/* Sorts what is staged by key, period and gender, and drops what was given twice. ERR_INPUT where two figures disagree. */
int import_sort(struct import *import, struct err *err);
/* Merges the staged figures from *at on that belong to one series into what the store has of it; counts, and moves *at
 * on. `merged` becomes all entries of the series, the new ones under `batch`; *differs tells whether there are any. */
int import_merge(struct import *import, MDB_txn *txn, size_t *at, uint32_t batch, struct figures *merged, bool *differs,
		struct err *err);


/* Sweeps, writes and (unless told to leave it: tests of an interrupted import) publishes. The gate of figures is held.
 * batch borrows its texts from the import. */
int import_write_figures(struct import *import, struct batch *batch, bool leave_unpublished, struct err *err);

#endif
