/* plan_file.h: plan files (styrtavla-plan(5)) to records.
 *
 * Files are added one by one, then everything is checked at once, so that they may refer to each other in any order. All
 * errors are found in one run. Knows nothing of a store: what is already kept is asked for through plan_lookup. */
#ifndef STYRTAVLA_PLAN_FILE_H
#define STYRTAVLA_PLAN_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "io/strmap.h"
#include "model/record.h"

/* What there is besides the files. Functions may be NULL: nothing. */
struct plan_lookup {
	bool (*exists)(enum record_kind kind, const char *plan, const char *id, void *user);
	/* The boards of a group, joined by ',' (malloc); NULL if there is no such group. */
	char *(*group)(const char *id, void *user);
	/* The record as it is now (the caller frees it), or NULL: what a section does not name stays as it is. */
	struct record *(*get)(enum record_kind kind, const char *plan, const char *id, void *user);
	void *user;
};

struct plan_section;

/* A record and where it came from. */
struct plan_item {
	struct record *rec;
	const char *file;
	int line;
	const struct plan_section *section;
};

/* Zero-initialise; plan_set_free ends it. */
struct plan_set {
	struct plan_item *items; /* after plan_set_check: in the order of the files */
	size_t n, cap;
	struct vec files;        /* const char *: names, as added */
	struct vec errors;       /* char *: "file:line: [section] key: what was expected" */
	struct vec sections;     /* struct plan_section *, in arena */
	struct strmap index;     /* "kind plan id" → the section it came from */
	struct strmap groups;    /* id → its list as written */
	struct arena arena;
};

/* Reads a file that is in memory; name is for messages and plan_item.file. */
void plan_set_add(struct plan_set *set, const char *name, const char *data, size_t size);
/* Reads path ("-" = standard input). What cannot be opened is one more error. */
void plan_set_add_file(struct plan_set *set, const char *path);
/* Makes the records and checks them, each other's references included. True if nothing at all was wrong; else set->errors
 * has every error and no record may be used. */
bool plan_set_check(struct plan_set *set, const struct plan_lookup *lookup);
void plan_set_free(struct plan_set *set);

#endif
