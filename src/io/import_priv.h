/* import_priv.h: an import while it is read: import_run.c (the files, the store), import_names.c (whose figures they are). */
#ifndef STYRTAVLA_IMPORT_PRIV_H
#define STYRTAVLA_IMPORT_PRIV_H

#include "io/import_run.h"
#include "io/strmap.h"

enum { NAMES_MAX = 200000 }; /* spellings of each kind: more are no names but something else in that column */

/* A metric or an organisation that the files name. */
struct name {
	enum record_kind kind;
	const char *id;              /* as the store has it, or will */
	const char *fault;           /* why it can be no id; id is then as in the file */
	bool known;                  /* it is in the store */
	bool share;                  /* in per cent of a whole: outside 0–100 is told */
	const char *file;            /* where it was first met, with figures */
	long line;
	uint64_t rows;
	bool numbered;
	uint32_t number;             /* in the import, when numbered */
	/* what the files say of it; NULL and −1: nothing */
	const char *title, *unit, *definition, *source;
	int decimals;
	struct name *next;           /* of its kind, in the order they came */
};

struct names_in {
	struct strmap spellings;     /* as in the file → struct name */
	struct strmap ids;           /* id → struct name */
	struct name *first, **last;
	struct name *latest;         /* what the last figure was of … */
	char *latest_word;           /* … as it was written */
	size_t latest_cap;
};

struct importing {
	struct store *store;
	const struct dataset *ds;
	const struct import_options *options;
	struct import_result *result;
	bool (*progress)(const struct import_progress *progress, void *user);
	void *user;

	const struct infile *in;     /* being read */
	uint64_t before, total;      /* bytes of the files before it, and of all */
	struct import *import;
	struct name *metric, *organisation; /* the series it was given last */
	struct name *named_metric, *named_organisation; /* what the last figure of this file was of; NULL: there was none */
	struct arena arena;
	struct names_in names[2];    /* metrics, organisations */
	const char *source;          /* what the files say, or their format; NULL: nothing yet */
	bool sources_differ, source_missing;
	const char *source_here;     /* what this file says */
	uint64_t figures_here;
	uint64_t nshares;            /* shares below 0 or above 100, and the first */
	const char *share_file, *share_metric, *share_organisation;
	period_t share_period;
	long share_line;
	int rc;                      /* the store failed: *err says how */
	struct err *err;
};

/* The metric (or organisation) called word; NULL where there are too many (told). Borrowed until the end. */
struct name *import_name(struct importing *w, enum record_kind kind, const char *word);
/* Notes what a file says of one. */
void import_say_metric(struct importing *w, const struct metric_in *metric);
void import_say_organisation(struct importing *w, const struct organisation_in *organisation);
/* Makes the records that --add-unknown creates or fills in, into result->created and filled. */
void import_make_records(struct importing *w);
/* Those into the store, some hundred at a time. */
int import_save_records(struct importing *w);
void import_forget_names(struct importing *w);
/* Where the store said that a figure has two different values (*w->err): reads again until it knows in which lines, and says so in
 * *w->err. */
void import_find_twice(struct importing *w, struct infile *files, size_t n);
/* The format of a file, by the options or its content; NULL with *err. */
const struct figures_format *import_format(const struct importing *w, const struct infile *in, struct err *err);

#endif
