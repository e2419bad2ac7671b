/* import_run.h: files of figures into the store: read, checked and published as one batch, all or nothing. For the command, for the
 * dashboard and for filling a new store alike. */
#ifndef STYRTAVLA_IMPORT_RUN_H
#define STYRTAVLA_IMPORT_RUN_H

#include "io/figures_in.h"
#include "query/dataset.h"
#include "store/store.h"

struct import_options {
	const char *format;            /* by name; NULL = by the content of each file */
	struct figures_options reading;
	const char *source;            /* who publishes; NULL = what the files say */
	const char *note;              /* kept with the batch; NULL */
	bool add_unknown;              /* metrics and organisations that are not there are created, with what the files say of them */
	bool dry_run;                  /* only count */
};

enum import_phase { IMPORT_READS, IMPORT_COUNTS, IMPORT_WRITES }; /* only a dry run counts: it does not write */
struct import_progress {
	enum import_phase phase;
	const char *file;              /* the one being read */
	uint64_t done, total;          /* of this phase: bytes of all files, or figures */
	uint64_t figures;              /* read so far */
};

/* A metric or an organisation that is not there. */
struct import_unknown {
	enum record_kind kind;         /* REC_METRIC or REC_ORGANISATION */
	char *id;                      /* as in the file; what it would be created as is in the record */
	const char *file;
	long line;                     /* the first; 0: the format has none */
	uint64_t rows;
};

struct import_result {
	uint64_t figures;              /* read */
	uint64_t added, changed, equal;
	uint32_t batch;                /* 0: nothing was new, or dry run */
	struct vec refused;            /* char *: "file:line:column: reason", at most FIGURES_ERRORS */
	uint64_t nrefused;             /* all of them */
	struct vec warned;             /* char * */
	struct import_unknown *unknown; /* all that were not there, also where they are created */
	size_t nunknown;
	struct vec created;            /* struct record *: new ones, (dry run) or those that would be */
	struct vec filled;             /* struct record *: what nobody had written in them was filled in */
	char *source;                  /* who publishes the figures; NULL: the files do not say, or ... */
	bool sources_differ;           /* ... say several */
	bool cancelled;                /* progress said so; nothing was written */
};

/* Imports n files that infile_open opened (they stay the caller's). ds: all plans' records of the same store. progress (may be NULL)
 * is called now and then and returns false to stop: nothing is then written, and cancelled is set.
 * 0; ERR_INPUT where anything was refused or is not known (all told in result; *err sums it up), ERR_USAGE where nobody says who
 * publishes the figures, ERR_STORE. Zero-initialise result; import_result_free ends it in every case. */
int import_run(struct store *store, const struct dataset *ds, struct infile *files, size_t n, const struct import_options *options,
		bool (*progress)(const struct import_progress *progress, void *user), void *user, struct import_result *result,
		struct err *err);
void import_result_free(struct import_result *result);

#endif
