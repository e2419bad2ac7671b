/* figures.h: rows of figures into the store; for `import` and for the figures that are compiled in. */
#ifndef STYRTAVLA_FIGURES_H
#define STYRTAVLA_FIGURES_H

#include "io/csv_in.h"
#include "query/dataset.h"
#include "store/store.h"

struct figures_import {
	const char *file, *source, *note; /* source and note may be NULL */
	const void *data;                 /* the file's bytes, for its hash */
	size_t size;
	bool dry_run;                     /* only count */
	uint64_t added, changed, equal;   /* out */
	uint32_t batch;                   /* out: 0 after a dry run */
};
/* All rows or none. 0 or ERR_STORE. */
int figures_store(struct store *store, const struct csv_in *in, struct figures_import *what, struct err *err);
/* csv_names.find over a dataset (user). */
const char *figures_find_name(enum record_kind kind, const char *id, void *user);

#endif
