/* plan_refs.c: does every reference of a record lead to a record of the files, or to one that is there besides? */
#include <string.h>

#include "io/plan_priv.h"

const char *plan_index_key(struct buf *key, enum record_kind kind, const char *plan, const char *id)
{
	bool global = record_type(kind)->flags & TYPE_GLOBAL;

	buf_clear(key);
	buf_printf(key, "%d %s %s", (int)kind, global ? "" : plan, id);
	return buf_cstr(key);
}

bool plan_exists(const struct plan_set *set, const struct plan_lookup *lookup, enum record_kind kind, const char *plan,
		const char *id)
{
	struct buf key = { 0 };
	bool found = strmap_get(&set->index, plan_index_key(&key, kind, plan, id)) != NULL;

	buf_free(&key);
	if (!found && lookup->exists)
		found = lookup->exists(kind, record_type(kind)->flags & TYPE_GLOBAL ? "" : plan, id, lookup->user);
	return found;
}

static bool one_of(const char *id, const char *const *words)
{
	for (; *words; words++) {
		if (strcmp(id, *words) == 0)
			return true;
	}
	return false;
}

/* References that may lead to more than one kind of record, or be a word. */
static bool is_known(const struct plan_set *set, const struct plan_lookup *lookup, const struct record *rec,
		const struct field *field, const char *id)
{
	static const char *const scopes[] = { "region", "forvaltning", "delindex", NULL };

	if (strcmp(field->key, "subject") == 0 || (rec->kind == REC_RULE && strcmp(field->key, "parts") == 0))
		return plan_exists(set, lookup, REC_INDICATOR, rec->plan, id) || plan_exists(set, lookup, REC_GOAL, rec->plan, id);
	if (strcmp(field->key, "scope") == 0)
		return one_of(id, scopes) || plan_exists(set, lookup, REC_BOARD, "", id);
	if (strcmp(field->key, "organisation") == 0)
		return plan_exists(set, lookup, REC_ORGANISATION, "", id) || plan_exists(set, lookup, REC_BOARD, "", id) ||
			(strlen(id) == 4 && strspn(id, "0123456789") == 4); /* Kolada's code of a place nobody has named yet */
	if (rec->kind == REC_ALLOCATION && strcmp(id, "summa") == 0)
		return true;
	return field->ref == REC_NONE || plan_exists(set, lookup, field->ref, rec->plan, id);
}

/* Where the reference was written; NULL where it follows from the section's name. */
static const struct plan_entry *entry_of(const struct plan_section *section, const struct field *field)
{
	for (size_t i = 0; i < section->n; i++) {
		if (strcmp(section->entries[i].key, field->key) == 0)
			return &section->entries[i];
	}
	return NULL;
}

static void check_id(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct record *rec, const struct field *field, const char *id)
{
	const struct record_type *type = record_type(field->ref);

	if (field->ref == rec->kind && strcmp(id, rec->id) == 0)
		plan_error(set, section, entry_of(section, field), "%s %s kan inte höra till sig självt", type->label, id);
	else if (!is_known(set, lookup, rec, field, id))
		plan_error(set, section, entry_of(section, field), "%s %s finns inte", type ? type->definite : "id", id);
}

void plan_check_references(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct record *rec)
{
	const struct record_type *type = record_type(rec->kind);
	struct buf item = { 0 };

	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];
		bool scope = rec->kind == REC_TARGET && strcmp(field->key, "scope") == 0;
		const char *value, *at = NULL, *id;

		if (field_is_empty(rec, field) || (field->type != FT_REF && !scope && (field->type != FT_LIST || !field->ref)))
			continue;
		value = *(char *const *)field_ptr(rec, field);
		if (field->type != FT_LIST)
			check_id(set, lookup, section, rec, field, value);
		while (field->type == FT_LIST && (id = list_next(value, &at, &item)))
			check_id(set, lookup, section, rec, field, id);
	}
	buf_free(&item);
}
