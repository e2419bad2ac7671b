/* plan_keep.c: a field the file does not name keeps the value it has: loading adds and changes, and never takes away. */
#include <string.h>

#include "io/plan_priv.h"

/* Fields that say one thing together: a file that names one of them has said all of it. `whole`: only where what it names is no
 * longer what it was (a rule of another kind has use for other fields). */
static const struct {
	enum record_kind kind;
	const char *names, *with;
	bool whole;
} together[] = {
	{ REC_OBSERVATION, "value missing text", "value missing text", false },
	{ REC_TARGET, "value text", "value text", false },
	{ REC_FACT, "value text", "value text", false },
	{ REC_RULE, "kind", "direction green yellow of parts window yardstick", true },
};

static bool has_word(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *at = words; (at = strstr(at, word)); at += n) {
		if ((at == words || at[-1] == ' ') && (at[n] == ' ' || !at[n]))
			return true;
	}
	return false;
}

static bool names(const struct plan_section *section, const char *key)
{
	for (size_t i = 0; i < section->n; i++) {
		if (strcmp(section->entries[i].key, key) == 0)
			return true;
	}
	return false;
}

/* Has the file said what the field would say, by naming another? */
static bool is_said(const struct plan_section *section, const struct record *rec, const struct record *old, const char *key)
{
	const struct record_type *type = record_type(rec->kind);

	for (size_t i = 0; i < COUNT_OF(together); i++) {
		if (together[i].kind != rec->kind || !has_word(together[i].with, key))
			continue;
		for (size_t k = 0; k < type->nfields; k++) {
			const struct field *field = &type->fields[k];

			if (has_word(together[i].names, field->key) && names(section, field->key) &&
					(!together[i].whole || !field_equal(rec, old, field)))
				return true;
		}
	}
	return false;
}

void plan_keep(const struct plan_lookup *lookup, const struct plan_section *section, struct record *rec)
{
	const struct record_type *type = record_type(rec->kind);
	struct record *old = lookup->get ? lookup->get(rec->kind, rec->plan, rec->id, lookup->user) : NULL;

	for (size_t i = 0; old && i < type->nfields; i++) {
		const struct field *field = &type->fields[i];

		if (!names(section, field->key) && !is_said(section, rec, old, field->key))
			field_copy(rec, old, field);
	}
	if (old)
		rec->revision = old->revision; /* what was kept is of that one: a later one is a conflict */
	record_free(old);
}
