/* import_names.c: metrics and organisations as files spell them, and as the store has them. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/import_priv.h"
#include "query/doubt.h"

enum { SAVE_AT_ONCE = 500 }; /* records: an edit beside it does not wait long */

/* ---- finding ---------------------------------------------------------------------------------------------- */

static const char *find_known(const struct dataset *ds, enum record_kind kind, const char *word)
{
	const struct organisation *organisation;
	const struct record *rec;

	if (kind == REC_METRIC) {
		rec = dataset_find(ds, REC_METRIC, NULL, word);
		return rec ? rec->id : NULL;
	}
	organisation = dataset_organisation_named(ds, word);
	if (organisation)
		return organisation->rec.id;
	rec = dataset_find(ds, REC_BOARD, NULL, word);
	return rec ? rec->id : NULL;
}

static struct name *new_name(struct importing *w, struct names_in *names, enum record_kind kind, const char *word)
{
	const char *known = find_known(w->ds, kind, word), *id = known ? known : word;
	const char *fault = known ? NULL : *word ? record_id_fault(kind, word) : "id saknas";
	const char *title = NULL;
	struct name *name;
	char *made;

	/* "Hallands sjukhus, Varberg" is the name of an organisation that has no id yet: it becomes hallands-sjukhus-varberg. */
	if (fault && kind == REC_ORGANISATION && *word) {
		made = figure_slug(word);
		if (*made && !record_id_fault(kind, made)) {
			title = arena_strdup(&w->arena, word);
			known = find_known(w->ds, kind, made);
			id = known ? known : arena_strdup(&w->arena, made);
			fault = NULL;
		}
		free(made);
	}
	name = strmap_get(&names->ids, id);
	if (name)
		return name;
	name = arena_alloc(&w->arena, sizeof(*name));
	*name = (struct name){ .kind = kind, .id = arena_strdup(&w->arena, id), .fault = fault, .known = known != NULL, .decimals = -1,
		.title = title };
	name->share = known && kind == REC_METRIC &&
		metric_is_share((const struct metric *)dataset_find(w->ds, REC_METRIC, NULL, id));
	strmap_add(&names->ids, id, name);
	if (!names->last)
		names->last = &names->first;
	*names->last = name;
	names->last = &name->next;
	return name;
}

static void remember(struct names_in *names, const char *word, struct name *name)
{
	size_t n = strlen(word) + 1;

	if (n > names->latest_cap) {
		names->latest_word = mem_realloc(names->latest_word, n * 2);
		names->latest_cap = n * 2;
	}
	memcpy(names->latest_word, word, n);
	names->latest = name;
}

struct name *import_name(struct importing *w, enum record_kind kind, const char *word)
{
	struct names_in *names = &w->names[kind == REC_ORGANISATION];
	struct name *name;

	/* Files come series by series. */
	if (names->latest && strcmp(names->latest_word, word) == 0)
		return names->latest;
	name = strmap_get(&names->spellings, word);
	if (!name) {
		if (names->spellings.n >= NAMES_MAX) {
			w->rc = err_set(w->err, ERR_INPUT, "%s har mer än %d olika %s: är det rätt kolumn?", w->in->name, (int)NAMES_MAX,
					kind == REC_METRIC ? "nyckeltal" : "organisationer");
			return NULL;
		}
		name = new_name(w, names, kind, word);
		strmap_add(&names->spellings, word, name);
	}
	remember(names, word, name);
	return name;
}

void import_forget_names(struct importing *w)
{
	for (size_t k = 0; k < COUNT_OF(w->names); k++) {
		strmap_free(&w->names[k].spellings);
		strmap_free(&w->names[k].ids);
		free(w->names[k].latest_word);
		w->names[k] = (struct names_in){ 0 };
	}
}

/* ---- what files say --------------------------------------------------------------------------------------- */

static void say(struct importing *w, const char **place, const char *text)
{
	struct buf clean = { 0 };

	if (*place || !text || text_blank(text))
		return;
	text_clean(&clean, text, strlen(text), TEXT_KEEP_LF);
	*place = arena_strdup(&w->arena, buf_cstr(&clean));
	buf_free(&clean);
}

void import_say_metric(struct importing *w, const struct metric_in *metric)
{
	struct name *name = metric->id ? import_name(w, REC_METRIC, metric->id) : NULL;

	if (!name)
		return;
	say(w, &name->title, metric->name);
	say(w, &name->unit, metric->unit);
	say(w, &name->definition, metric->definition);
	say(w, &name->source, metric->source);
	if (name->decimals < 0)
		name->decimals = metric->decimals;
	/* What nobody has described yet, the file describes. */
	if (!name->known)
		name->share = metric_is_share(&(struct metric){ .name = (char *)name->title, .unit = (char *)name->unit,
			.definition = (char *)name->definition });
}

void import_say_organisation(struct importing *w, const struct organisation_in *organisation)
{
	struct name *name = organisation->id ? import_name(w, REC_ORGANISATION, organisation->id) : NULL;

	if (name)
		say(w, &name->title, organisation->name);
}

/* ---- records ---------------------------------------------------------------------------------------------- */

static void set_text(char **field, const char *text)
{
	if ((*field && **field) || !text)
		return;
	free(*field);
	*field = mem_strdup(text);
}

/* Only what is not there is filled in: what somebody wrote stays. */
static void fill_metric(struct metric *metric, const struct name *name)
{
	if (metric->name && name->title && strcmp(metric->name, metric->rec.id) == 0) {
		free(metric->name);
		metric->name = NULL;
	}
	set_text(&metric->name, name->title ? name->title : name->id);
	set_text(&metric->unit, name->unit);
	set_text(&metric->definition, name->definition);
	set_text(&metric->source, name->source);
	if (num_missing(metric->decimals) && name->decimals >= 0)
		metric->decimals = name->decimals;
}

static void fill_organisation(struct organisation *organisation, const struct name *name)
{
	if (organisation->name && name->title && strcmp(organisation->name, organisation->rec.id) == 0) {
		free(organisation->name);
		organisation->name = NULL;
	}
	set_text(&organisation->name, name->title ? name->title : name->id);
}

static bool differs(const struct record *a, const struct record *b)
{
	const struct record_type *type = record_type(a->kind);

	for (size_t i = 0; i < type->nfields; i++) {
		if (!field_equal(a, b, &type->fields[i]))
			return true;
	}
	return false;
}

static void make_record(struct importing *w, const struct name *name)
{
	const struct record *old = dataset_find(w->ds, name->kind, NULL, name->id);
	struct record *rec = old ? record_copy(old) : record_new(name->kind, "", name->id);
	const struct field *bad;

	if (name->kind == REC_METRIC)
		fill_metric((struct metric *)rec, name);
	else
		fill_organisation((struct organisation *)rec, name);
	if (old && !differs(old, rec)) {
		record_free(rec);
		return;
	}
	w->rc = w->rc ? w->rc : record_check(rec, &bad, w->err);
	if (w->rc)
		err_prefix(w->err, "%s %s", record_type(name->kind)->definite, name->id);
	vec_push(old ? &w->result->filled : &w->result->created, rec);
}

void import_make_records(struct importing *w)
{
	for (size_t k = 0; k < COUNT_OF(w->names); k++) {
		for (const struct name *name = w->names[k].first; name && !w->rc; name = name->next) {
			/* A board is an organisation too, and told of elsewhere. */
			if (name->known && !dataset_find(w->ds, name->kind, NULL, name->id))
				continue;
			/* A list of thousands beside a few figures: only those that have figures are wanted. */
			if (!name->fault && (name->rows || !w->result->figures))
				make_record(w, name);
		}
	}
}

/* The revision to save on: of the record as it was read, or of the tombstone of one that was deleted. */
static uint32_t expect_of(struct snapshot *snap, const struct record *rec)
{
	struct record *there;
	uint32_t revision;

	if (rec->revision)
		return rec->revision;
	there = snapshot_get(snap, rec->kind, "", rec->id, true);
	revision = there && there->deleted ? there->revision : 0;
	record_free(there);
	return revision;
}

static int save_some(struct importing *w, void **records, size_t n)
{
	struct change changes[SAVE_AT_ONCE];
	struct save_result result = { 0 };
	struct snapshot *snap;
	int rc = store_snapshot(w->store, MOMENT_NOW, &snap, w->err);

	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++) {
		struct record *rec = records[i];

		changes[i] = (struct change){ rec, expect_of(snap, rec) };
	}
	store_snapshot_end(snap);
	rc = store_save(w->store, changes, n, &result, w->err);
	if (rc == ERR_CONFLICT)
		err_set(w->err, rc, "%s %s ändrades av någon annan just nu", record_type(changes[result.conflict].rec->kind)->definite,
				changes[result.conflict].rec->id);
	record_free(result.theirs);
	return rc;
}

static int save_all(struct importing *w, const struct vec *records)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < records->n; i += SAVE_AT_ONCE)
		rc = save_some(w, records->items + i, records->n - i < SAVE_AT_ONCE ? records->n - i : SAVE_AT_ONCE);
	return rc;
}

int import_save_records(struct importing *w)
{
	int rc = save_all(w, &w->result->created);

	return rc ? rc : save_all(w, &w->result->filled);
}
