/* plan_priv.h: what the files of the plan reader share. Others include plan_file.h. */
#ifndef STYRTAVLA_PLAN_PRIV_H
#define STYRTAVLA_PLAN_PRIV_H

#include "io/plan_file.h"

struct plan_entry {
	const char *key, *value;
	int line;
};
/* A section as it stands in the file, before anything is made of it. */
struct plan_section {
	const char *file, *plan, *kind, *id; /* plan "" before any [plan …] */
	int line, order;                     /* order: 1 for the file's first section */
	struct plan_entry *entries;
	size_t n, cap;
};

/* Adds an error about entry (NULL: the section itself). */
void plan_error(struct plan_set *set, const struct plan_section *section, const struct plan_entry *entry, const char *fmt,
		...) __attribute__((format(printf, 4, 5)));
/* Reads entry into the record's field, or adds an error. Lists of boards: @group is replaced by its members. */
bool plan_parse_field(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct plan_entry *entry, struct record *rec, const struct field *field);
/* Reads the entry that is a field of the record's kind; any other key is an error. */
void plan_parse_entry(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct plan_entry *entry, struct record *rec);
/* Derives the id, checks the record and takes it into the set; frees it where it is wrong. at is the entry that is all of the record,
 * and to blame (NULL: the section is; what it does not name is as it was); errors_before is set->errors.n before the record was
 * begun. */
void plan_take(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct plan_entry *at, struct record *rec, size_t errors_before);

/* ---- what there is already (plan_keep.c) ---- */
/* Gives rec, which has its id, the fields that the section does not name as they are now. */
void plan_keep(const struct plan_lookup *lookup, const struct plan_section *section, struct record *rec);

/* ---- sections of which one is several records (plan_sections.c) ---- */
void plan_make_allocation(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section);
void plan_make_economy(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section);
/* value with every @group replaced by its members (malloc); NULL and an error where there is no such group. */
char *plan_expand_groups(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct plan_entry *entry);

/* ---- references (plan_refs.c) ---- */
/* True if the files or what there is besides have such a record. */
bool plan_exists(const struct plan_set *set, const struct plan_lookup *lookup, enum record_kind kind, const char *plan,
		const char *id);
void plan_check_references(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct record *rec);
/* The key a record has in set->index, in key. */
const char *plan_index_key(struct buf *key, enum record_kind kind, const char *plan, const char *id);

#endif
