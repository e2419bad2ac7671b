/* query_help.h: small stores with records made in the test. All fail the test where something is not as it should be. */
#ifndef STYRTAVLA_QUERY_HELP_H
#define STYRTAVLA_QUERY_HELP_H

#include "query/queries.h"
#include "store/store.h"

/* A store in a directory of its own, and what is to be saved in it next. */
struct test_store {
	char dir[64];
	struct store *store;
	struct vec records;
};
void test_store_open(struct test_store *ts);
void test_store_close(struct test_store *ts); /* and removes the directory */

/* A record of kind with fields given as key, value … NULL; collected until the next save or load. Returns it, borrowed. */
struct record *given(struct test_store *ts, enum record_kind kind, const char *plan, const char *id, ...)
	__attribute__((sentinel));
/* Saves what was collected, one by one in the order given: numbered records get their numbers. */
void save_given(struct test_store *ts);
/* Loads it as a plan file would: one journal entry, and an order. */
void load_given(struct test_store *ts, const char *plan);
/* Changes one field of a record in the store. */
void change(struct test_store *ts, enum record_kind kind, const char *plan, const char *id, const char *key,
		const char *value);
/* Imports figures "metric organisation period gender value" (value "-": not measured), NULL last, as one batch. */
void import_figures(struct test_store *ts, const char *source, ...) __attribute__((sentinel));

/* Loads the dataset of plan as of now, judged by 2026-09-02. */
void load_dataset(struct test_store *ts, struct dataset *ds, const char *plan);
/* Runs a question with an optional filter. */
void ask(const struct dataset *ds, query_fn *query, const struct query_filter *filter, struct result *res);
/* The row whose ref has this id; fails where there is none. */
const struct row *row_of(const struct result *res, const char *id);
/* A cell as machines and as people see it. */
void assert_cell(const struct result *res, const struct row *row, const char *key, const char *machine);
void assert_shown_cell(const struct result *res, const struct row *row, const char *key, const char *people);
/* A cell as compact JSON. */
void assert_json(const struct result *res, const struct row *row, const char *key, const char *json);
/* The export keys in order, joined by ' '. */
void assert_export_keys(const struct result *res, const char *keys);
/* The ids of the rows, joined by ' '. */
void assert_ids(const struct result *res, const char *ids);

#endif
