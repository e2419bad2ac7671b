/* record.c: making, freeing and copying records of any kind, by their field tables. */
#include "model/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "model/field.h"

/* An empty record of the kind, made once: all begin as copies of it. */
static const struct record *blank(const struct record_type *type)
{
	static struct record *blanks[REC_KIND_MAX];
	struct record *rec = blanks[type->kind];

	if (rec)
		return rec;
	rec = mem_alloc(type->size);
	rec->kind = type->kind;
	for (size_t i = 0; i < type->nfields; i++)
		field_clear(rec, &type->fields[i]);
	blanks[type->kind] = rec;
	return rec;
}

struct record *record_new(enum record_kind kind, const char *plan, const char *id)
{
	return record_new_sized(kind, plan, id ? id : "", id ? strlen(id) : 0);
}

struct record *record_new_sized(enum record_kind kind, const char *plan, const char *id, size_t length)
{
	const struct record_type *type = record_type(kind);
	struct record *rec;

	if (!type)
		return NULL;
	rec = mem_realloc(NULL, type->size);
	memcpy(rec, blank(type), type->size);
	rec->plan = mem_strdup(plan && !(type->flags & TYPE_GLOBAL) ? plan : "");
	rec->id = mem_strndup(id, length);
	return rec;
}

void record_free(struct record *rec)
{
	const struct record_type *type;

	if (!rec)
		return;
	type = record_type(rec->kind);
	for (size_t i = 0; i < type->nfields; i++) {
		if (field_is_string(&type->fields[i]))
			free(*(char **)field_ptr(rec, &type->fields[i]));
	}
	free(rec->plan);
	free(rec->id);
	free(rec);
}

struct record *record_copy(const struct record *rec)
{
	const struct record_type *type;
	struct record *copy;

	if (!rec)
		return NULL;
	type = record_type(rec->kind);
	copy = mem_alloc(type->size);
	memcpy(copy, rec, type->size);
	copy->plan = mem_strdup(rec->plan);
	copy->id = mem_strdup(rec->id);
	for (size_t i = 0; i < type->nfields; i++) {
		if (field_is_string(&type->fields[i])) {
			char **s = field_ptr(copy, &type->fields[i]);

			*s = mem_strdup(*s);
		}
	}
	return copy;
}

const char *publisher_of(const char *source)
{
	static const char prefix[] = "Källa:";

	if (!source)
		return NULL;
	while (*source == ' ')
		source++;
	if (strncmp(source, prefix, sizeof(prefix) - 1) == 0)
		source += sizeof(prefix) - 1;
	while (*source == ' ')
		source++;
	return *source ? source : NULL;
}
