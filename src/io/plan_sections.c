/* plan_sections.c: sections of which one is several records (allocation, economy), and groups of boards. */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "io/plan_priv.h"

static const struct field *field_of(const struct record *rec, const char *key)
{
	return record_field(record_type(rec->kind), key);
}

/* ---- [allocation BOARD]: a key a year --------------------------------------------------------------------- */

void plan_make_allocation(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section)
{
	if (!section->n)
		plan_error(set, section, NULL, "sektionen är tom; här väntades årtal, till exempel 2026 = 5 996");
	for (size_t i = 0; i < section->n; i++) {
		const struct plan_entry *entry = &section->entries[i];
		struct record *rec = record_new(REC_ALLOCATION, section->plan, "");
		struct err err = { 0 };

		((struct allocation *)rec)->board = mem_strdup(section->id);
		if (strspn(entry->key, "0123456789") != 4 || entry->key[4] ||
				field_parse(rec, field_of(rec, "year"), entry->key, DATE_NONE, &err)) {
			plan_error(set, section, entry, "okänd nyckel; här väntades ett årtal, till exempel 2026");
			record_free(rec);
		} else if (!plan_parse_field(set, lookup, section, entry, rec, field_of(rec, "mnkr"))) {
			record_free(rec);
		} else {
			plan_take(set, lookup, section, entry, rec, set->errors.n);
		}
	}
}

/* ---- [economy TABLE.ROW]: fields of the row, and a key "KIND PERIOD" a cell ------------------------------- */

/* True where key is "KIND PERIOD". */
static bool cell_key(const char *key, struct economy *cell)
{
	char kind[16];
	size_t n = strcspn(key, " ");
	const char *period = key + n + strspn(key + n, " ");

	if (!n || n >= sizeof(kind) || !*period)
		return false;
	memcpy(kind, key, n);
	kind[n] = '\0';
	cell->kind = choice_find(choices_economy, kind);
	return cell->kind > 0 && period_parse(period, &cell->period) && cell->period;
}

/* A number, or words where the document has words. What looks like a number and cannot be read as one is an error: it would
 * otherwise be missing from every sum without a sign. */
static bool parse_cell(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct plan_entry *entry, struct record *rec)
{
	double value;
	enum num_parse what = num_parse(entry->value, 0, &value, NULL);

	if (what == NUM_EMPTY) {
		plan_error(set, section, entry, "värdet saknas; här väntades ett tal eller ord");
		return false;
	}
	return plan_parse_field(set, lookup, section, entry, rec, field_of(rec, what == NUM_NOT ? "text" : "value"));
}

static void make_cell(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct plan_entry *entry)
{
	struct record *rec = record_new(REC_ECONOMY, section->plan, "");
	struct economy *cell = (struct economy *)rec;
	const char *dot = strchr(section->id, '.');

	cell->table = mem_strndup(section->id, (size_t)(dot - section->id));
	cell->row = mem_strdup(dot + 1);
	if (!cell_key(entry->key, cell)) {
		plan_error(set, section, entry, "okänd nyckel; här väntades outcome, budget eller plan med en period (budget 2026) "
				"eller name, unit, decimals, metric, total, note");
		record_free(rec);
	} else if (!parse_cell(set, lookup, section, entry, rec)) {
		record_free(rec);
	} else {
		plan_take(set, lookup, section, entry, rec, set->errors.n);
	}
}

void plan_make_economy(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section)
{
	const char *dot = strchr(section->id, '.');
	size_t before = set->errors.n;
	struct record *row;

	if (!dot || dot == section->id || !dot[1]) {
		plan_error(set, section, NULL, "id ska skrivas TABELL.RAD, till exempel resultatbudget.intakter");
		return;
	}
	row = record_new(REC_ECONOMY_ROW, section->plan, section->id);
	((struct economy_row *)row)->table = mem_strndup(section->id, (size_t)(dot - section->id));
	for (size_t i = 0; i < section->n; i++) {
		const struct plan_entry *entry = &section->entries[i];
		const struct field *field = field_of(row, entry->key);

		if (field && !(field->flags & FIELD_FIXED))
			plan_parse_field(set, lookup, section, entry, row, field);
		else
			make_cell(set, lookup, section, entry);
	}
	plan_take(set, lookup, section, NULL, row, before);
}

/* ---- @group ----------------------------------------------------------------------------------------------- */

static void add_word(struct buf *out, const char *word, size_t n)
{
	if (out->len)
		buf_char(out, ',');
	buf_add(out, word, n);
}

/* Adds the members of the group called name. */
static bool add_group(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct plan_entry *entry, const char *name, struct buf *out)
{
	const char *here = strmap_get(&set->groups, name);
	char *kept = !here && lookup->group ? lookup->group(name, lookup->user) : NULL;
	bool found = here || kept;

	if (strcmp(section->kind, "group") == 0)
		plan_error(set, section, entry, "en grupp kan inte innehålla en grupp (@%s)", name);
	else if (!found)
		plan_error(set, section, entry, "gruppen @%s finns inte", name);
	else
		add_word(out, here ? here : kept, strlen(here ? here : kept));
	free(kept);
	return found && strcmp(section->kind, "group") != 0;
}

char *plan_expand_groups(struct plan_set *set, const struct plan_lookup *lookup, const struct plan_section *section,
		const struct plan_entry *entry)
{
	struct buf out = { 0 };
	bool ok = true;

	for (const char *s = entry->value; *s;) {
		size_t n;

		s += strspn(s, " ,");
		n = strcspn(s, ",");
		while (n && s[n - 1] == ' ')
			n--;
		if (n && *s == '@') {
			char *name = mem_strndup(s + 1, n - 1);

			ok = add_group(set, lookup, section, entry, name, &out) && ok;
			free(name);
		} else if (n) {
			add_word(&out, s, n);
		}
		s += strcspn(s, ",");
	}
	if (ok)
		return buf_take(&out);
	buf_free(&out);
	return NULL;
}
