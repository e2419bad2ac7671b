/* plan_file.c: sections are kept as they stand until all files are in; then records are made, then references looked up. */
#include "io/plan_file.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "io/ini_reader.h"
#include "io/plan_priv.h"

#define PLAN_FILE_MAX ((size_t)64 << 20)

/* ---- reading ---------------------------------------------------------------------------------------------- */

struct adding {
	struct plan_set *set;
	const char *file;
	const char *plan;
	struct plan_section *section;
	int order;
};

static void begin_section(struct adding *a, const struct inifile_item *item)
{
	struct plan_section *s = arena_alloc(&a->set->arena, sizeof(*s));

	if (strcmp(item->section, "plan") == 0) {
		if (*a->plan)
			inifile_error(&a->set->errors, a->file, item->line, item->section, item->id, NULL,
					"filen har redan en plan (%s); en fil har en plan", a->plan);
		a->plan = arena_strdup(&a->set->arena, item->id);
	}
	s->file = a->file;
	s->plan = a->plan;
	s->kind = arena_strdup(&a->set->arena, item->section);
	s->id = arena_strdup(&a->set->arena, item->id);
	s->line = item->line;
	s->order = ++a->order;
	vec_push(&a->set->sections, s);
	a->section = s;
}

static void add_item(const struct inifile_item *item, void *user)
{
	struct adding *a = user;
	struct plan_section *s = a->section;

	if (!item->key) {
		begin_section(a, item);
		return;
	}
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 8;
		s->entries = mem_array(s->entries, s->cap, sizeof(*s->entries));
	}
	s->entries[s->n].key = arena_strdup(&a->set->arena, item->key);
	s->entries[s->n].value = arena_strdup(&a->set->arena, item->value);
	s->entries[s->n].line = item->line;
	s->n++;
}

void plan_set_add(struct plan_set *set, const char *name, const char *data, size_t size)
{
	struct adding a = { .set = set, .plan = "" };

	a.file = arena_strdup(&set->arena, name);
	vec_push(&set->files, (char *)a.file);
	inifile_parse(a.file, data, size, add_item, &a, &set->errors);
}

void plan_set_add_file(struct plan_set *set, const char *path)
{
	struct buf data = { 0 };
	struct err err = { 0 };

	if (file_slurp(path, PLAN_FILE_MAX, &data, &err))
		vec_push(&set->errors, mem_strdup(err.text));
	else
		plan_set_add(set, strcmp(path, "-") == 0 ? "standard in" : path, buf_cstr(&data), data.len);
	buf_free(&data);
}

/* ---- making records --------------------------------------------------------------------------------------- */

void plan_error(struct plan_set *set, const struct plan_section *section, const struct plan_entry *entry, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	inifile_error(&set->errors, section->file, entry ? entry->line : section->line, section->kind, section->id,
			entry ? entry->key : NULL, "%s", buf_cstr(&text));
	buf_free(&text);
}

bool plan_parse_field(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct plan_entry *entry, struct record *rec, const struct field *field)
{
	char *expanded = NULL;
	struct err err = { 0 };
	date_t day;
	int rc;

	if (field->type == FT_DATE && !date_parse_iso(entry->value, &day) && !text_blank(entry->value)) {
		/* "+14" would mean another day each time the file is loaded. */
		plan_error(set, section, entry, "\"%s\" är inget datum: skriv 2026-09-11", entry->value);
		return false;
	}
	if (field->type == FT_LIST && field->ref == REC_BOARD) {
		expanded = plan_expand_groups(set, lookup, section, entry);
		if (!expanded)
			return false;
	}
	rc = field_parse(rec, field, expanded ? expanded : entry->value, DATE_NONE, &err);
	free(expanded);
	if (rc)
		plan_error(set, section, entry, "%s", err.text);
	return rc == 0;
}

static void unknown_key(struct plan_set *set, const struct plan_section *section, const struct plan_entry *entry,
		const struct record_type *type)
{
	struct buf keys = { 0 };

	for (size_t i = 0; i < type->nfields; i++)
		buf_printf(&keys, "%s%s", i ? ", " : "", type->fields[i].key);
	plan_error(set, section, entry, "okänd nyckel; här väntades %s", buf_cstr(&keys));
	buf_free(&keys);
}

void plan_parse_entry(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct plan_entry *entry, struct record *rec)
{
	const struct record_type *type = record_type(rec->kind);
	const struct field *field = record_field(type, entry->key);

	if (!field)
		unknown_key(set, section, entry, type);
	else
		plan_parse_field(set, lookup, section, entry, rec, field);
}

static const struct plan_entry *entry_of(const struct plan_section *section, const char *key)
{
	for (size_t i = 0; i < section->n; i++) {
		if (strcmp(section->entries[i].key, key) == 0)
			return &section->entries[i];
	}
	return NULL;
}

/* Everything that is missing, and then what record_check finds beyond that; before: how many errors there were before the
 * record was begun. A key that was written badly is not missing. */
static bool check(struct plan_set *set, const struct plan_section *section, const struct plan_entry *at,
		const struct record *rec, size_t before)
{
	const struct record_type *type = record_type(rec->kind);
	const struct field *bad = NULL;
	struct err err = { 0 };

	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];
		const struct plan_entry *entry = entry_of(section, field->key);

		if (field->flags & FIELD_REQUIRED && field_is_empty(rec, field) && (!entry || text_blank(entry->value)))
			plan_error(set, section, entry ? entry : at, "nyckeln %s (%s) saknas", field->key, field->label);
	}
	if (set->errors.n > before)
		return false;
	if (record_check(rec, &bad, &err) == 0)
		return true;
	plan_error(set, section, bad && entry_of(section, bad->key) ? entry_of(section, bad->key) : at, "%s", err.text);
	return false;
}

/* A record that is wrong still has its place, so that what refers to it is not called wrong too. */
static char ghost;

static void add_item_of(struct plan_set *set, const struct plan_section *section, const struct plan_entry *at,
		struct record *rec)
{
	struct plan_item *item;

	if (set->n == set->cap) {
		set->cap = set->cap ? set->cap * 2 : 256;
		set->items = mem_array(set->items, set->cap, sizeof(*set->items));
	}
	item = &set->items[set->n++];
	item->rec = rec;
	item->file = section->file;
	item->line = at ? at->line : section->line;
	item->section = section;
}

void plan_take(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct plan_entry *at, struct record *rec, size_t errors_before)
{
	struct buf key = { 0 };
	const struct plan_section *before;
	bool good;

	record_derive_id(rec);
	if (!at)
		plan_keep(lookup, section, rec);
	good = check(set, section, at, rec, errors_before);
	plan_index_key(&key, rec->kind, rec->plan, rec->id);
	before = strmap_add(&set->index, buf_cstr(&key), good ? (void *)section : &ghost);
	buf_free(&key);
	if (before && (const void *)before != &ghost)
		plan_error(set, section, at, "%s %s finns redan (%s rad %d)", record_type(rec->kind)->definite, rec->id,
				before->file, before->line);
	if (before || !good) {
		record_free(rec);
		return;
	}
	rec->order = record_type(rec->kind)->flags & TYPE_ORDERED ? section->order : 0;
	add_item_of(set, section, at, rec);
}

/* True for kinds whose id follows from their fields, so that any unique words do for the section. */
static bool id_is_free(enum record_kind kind)
{
	return kind == REC_TARGET || kind == REC_OBSERVATION;
}

static bool id_fits(struct plan_set *set, const struct plan_section *section, enum record_kind kind)
{
	const char *fault = *section->id ? record_id_fault(kind, section->id) : NULL;

	if (id_is_free(kind) || (*section->id && !fault))
		return true;
	if (fault)
		plan_error(set, section, NULL, "%s", fault);
	else
		plan_error(set, section, NULL, "sektionen saknar id: skriv [%s ID]", section->kind);
	return false;
}

static void make_record(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct record_type *type)
{
	struct record *rec = record_new(type->kind, section->plan, id_is_free(type->kind) ? "" : section->id);
	size_t before = set->errors.n;

	for (size_t i = 0; i < section->n; i++)
		plan_parse_entry(set, lookup, section, &section->entries[i], rec);
	if (type->kind == REC_RULE) {
		const char *subject = ((struct rule *)rec)->subject;

		if (subject && strcmp(subject, section->id) != 0)
			plan_error(set, section, entry_of(section, "subject"), "subject ska vara samma som sektionens id");
	}
	plan_take(set, lookup, section, NULL, rec, before);
}

/* [plan ID] without keys: the records belong to a plan that is there already. */
static bool is_old_plan(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section)
{
	if (strcmp(section->kind, "plan") != 0 || section->n)
		return false;
	return plan_exists(set, lookup, REC_PLAN, "", section->id);
}

static const struct record_type *section_type(const char *kind)
{
	const struct record_type *type = record_type_by_name(kind);

	/* Cells come inside [economy], and numbered kinds are entered in the program. */
	if (!type || strcmp(type->section, kind) != 0 || type->flags & (TYPE_NUMBERED | TYPE_WORK) || type->kind == REC_ECONOMY)
		return NULL;
	return type;
}

static void unknown_section(struct plan_set *set, const struct plan_section *section)
{
	struct buf names = { 0 };

	for (int k = 1; k < REC_KIND_MAX; k++) {
		const struct record_type *type = record_type((enum record_kind)k);

		if (type && section_type(type->section))
			buf_printf(&names, "%s%s", names.len ? ", " : "", type->section);
	}
	plan_error(set, section, NULL, "okänt slag av sektion; här väntades %s", buf_cstr(&names));
	buf_free(&names);
}

static void make(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section)
{
	const struct record_type *type = section_type(section->kind);

	if (!type) {
		unknown_section(set, section);
		return;
	}
	if (!id_fits(set, section, type->kind) || is_old_plan(set, lookup, section))
		return;
	if (!(type->flags & TYPE_GLOBAL) && !*section->plan)
		plan_error(set, section, NULL, "ingen plan: filen ska börja med [plan ID]");
	else if (type->kind == REC_ALLOCATION)
		plan_make_allocation(set, lookup, section);
	else if (type->kind == REC_ECONOMY_ROW)
		plan_make_economy(set, lookup, section);
	else
		make_record(set, lookup, section, type);
}

/* Groups first: lists anywhere, also above them, may name them. */
static void note_groups(struct plan_set *set)
{
	for (size_t i = 0; i < set->sections.n; i++) {
		const struct plan_section *s = set->sections.items[i];
		const struct plan_entry *boards = entry_of(s, "boards");

		if (strcmp(s->kind, "group") == 0 && boards)
			strmap_add(&set->groups, s->id, (char *)boards->value);
	}
}

bool plan_set_check(struct plan_set *set, const struct plan_lookup *lookup)
{
	static const struct plan_lookup nothing;

	if (!lookup)
		lookup = &nothing;
	note_groups(set);
	for (size_t i = 0; i < set->sections.n; i++)
		make(set, lookup, set->sections.items[i]);
	for (size_t i = 0; i < set->n; i++)
		plan_check_references(set, lookup, set->items[i].section, set->items[i].rec);
	return set->errors.n == 0;
}

void plan_set_free(struct plan_set *set)
{
	for (size_t i = 0; i < set->n; i++)
		record_free(set->items[i].rec);
	free(set->items);
	for (size_t i = 0; i < set->sections.n; i++)
		free(((struct plan_section *)set->sections.items[i])->entries);
	vec_free(&set->sections);
	vec_free(&set->files);
	vec_free_all(&set->errors, free);
	strmap_free(&set->index);
	strmap_free(&set->groups);
	arena_free(&set->arena);
	memset(set, 0, sizeof(*set));
}
