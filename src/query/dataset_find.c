/* Looking up records by id and by what people call them, and checking that references lead somewhere. */
#include "query/dataset.h"

#include <string.h>

#include "base/text.h"
#include "query/dataset_priv.h"

const struct record *dataset_find(const struct dataset *ds, enum record_kind kind, const char *plan, const char *id)
{
	const struct record_type *type = record_type(kind);

	if (!type || !id || !*id)
		return NULL;
	/* An id of a kind that outlives plans is the same in all of them. */
	if (type->flags & TYPE_GLOBAL || (plan && !*plan))
		plan = NULL;
	else if (!plan && strcmp(ds->plan, "all") != 0)
		plan = ds->plan;
	if (kind == REC_METRIC)
		return dataset_late_find(ds, id);
	return record_list_find(&ds->lists[kind], plan, id);
}

const struct plan *dataset_plan(const struct dataset *ds)
{
	if (strcmp(ds->plan, "all") == 0)
		return NULL;
	return (const struct plan *)dataset_find(ds, REC_PLAN, "", ds->plan);
}

const char *record_title(const struct record *rec)
{
	static const char *const keys[] = { "title", "name", "text", "cause", "agreed" };
	const struct record_type *type = record_type(rec->kind);

	/* Words in a cell or for a target stand for its value; they are not what it is called. */
	if (rec->kind == REC_ECONOMY || rec->kind == REC_TARGET || rec->kind == REC_OBSERVATION || rec->kind == REC_SIGN_OFF)
		return rec->id;
	for (size_t i = 0; type && i < COUNT_OF(keys); i++) {
		const struct field *field = record_field(type, keys[i]);
		const char *text = field ? *(char *const *)field_ptr(rec, field) : NULL;

		if (!text_blank(text))
			return text;
	}
	return rec->id ? rec->id : "";
}

/* ---- references ------------------------------------------------------------------------------------------- */

static bool is_organisation(const struct dataset *ds, const char *id)
{
	/* Municipalities and regions that nobody has named yet still have Kolada's four digits. */
	return dataset_find(ds, REC_ORGANISATION, NULL, id) || dataset_find(ds, REC_BOARD, NULL, id) ||
		(strlen(id) == 4 && strspn(id, "0123456789") == 4);
}

static bool is_scope(const struct dataset *ds, const char *id)
{
	static const char *const words[] = { "region", "forvaltning", "delindex" };

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (strcmp(id, words[i]) == 0)
			return true;
	}
	return dataset_find(ds, REC_BOARD, NULL, id) != NULL;
}

/* References whose target is not one kind of record. */
static bool reference_is_known(const struct dataset *ds, const struct record *rec, const struct field *field, const char *id)
{
	if (rec->kind == REC_ALLOCATION && strcmp(id, "summa") == 0)
		return true;
	if (rec->kind == REC_ASSESSMENT && strcmp(field->key, "board") == 0)
		return strcmp(id, ASSESSMENT_KONCERN) == 0 || dataset_find(ds, REC_BOARD, NULL, id);
	if (strcmp(field->key, "organisation") == 0)
		return is_organisation(ds, id);
	if (strcmp(field->key, "subject") == 0)
		return dataset_find(ds, REC_INDICATOR, rec->plan, id) || dataset_find(ds, REC_GOAL, rec->plan, id);
	/* A rule counts indicators, or goals that break its goal down. */
	if (rec->kind == REC_RULE && strcmp(field->key, "parts") == 0)
		return dataset_find(ds, REC_INDICATOR, rec->plan, id) || dataset_find(ds, REC_GOAL, rec->plan, id);
	if (strcmp(field->key, "scope") == 0)
		return is_scope(ds, id);
	return field->ref == REC_NONE || dataset_find(ds, field->ref, rec->plan, id);
}

static int check_reference(const struct dataset *ds, const struct record *rec, const struct field *field, const char *id,
		struct err *err)
{
	const struct record_type *type = record_type(field->ref);

	if (!id || !*id)
		return 0;
	if (field->ref == rec->kind && strcmp(id, rec->id ? rec->id : "") == 0)
		return err_set(err, ERR_INPUT, "%s %s kan inte höra till sig självt", type->label, id);
	if (reference_is_known(ds, rec, field, id))
		return 0;
	if (!type)
		return err_set(err, ERR_INPUT, "%s finns inte", id);
	return err_set(err, ERR_INPUT, "%s %s finns inte", type->definite, id);
}

static int check_list(const struct dataset *ds, const struct record *rec, const struct field *field, const char *list,
		struct err *err)
{
	struct buf item = { 0 };
	const char *at = NULL, *id;
	int rc = 0;

	while (!rc && list && (id = list_next(list, &at, &item)))
		rc = check_reference(ds, rec, field, id, err);
	buf_free(&item);
	return rc;
}

static int check_field(const struct dataset *ds, const struct record *rec, const struct field *field, struct err *err)
{
	bool scope = rec->kind == REC_TARGET && strcmp(field->key, "scope") == 0;

	if (field->type == FT_REF || scope)
		return check_reference(ds, rec, field, *(char *const *)field_ptr(rec, field), err);
	if (field->type == FT_LIST && field->ref != REC_NONE)
		return check_list(ds, rec, field, *(char *const *)field_ptr(rec, field), err);
	return 0;
}

int dataset_check(const struct dataset *ds, const struct record *rec, const struct field **bad, struct err *err)
{
	const struct record_type *type = record_type(rec->kind);

	for (size_t i = 0; i < type->nfields; i++) {
		if (!check_field(ds, rec, &type->fields[i], err))
			continue;
		if (bad)
			*bad = &type->fields[i];
		return err->code;
	}
	return dataset_check_rules(ds, rec, bad, err);
}

/* ---- names ------------------------------------------------------------------------------------------------ */

/* Folds case and drops the air around commas, so that a name with a comma in it is found in a list of names. */
static void fold_name(struct buf *out, const char *name)
{
	struct buf folded = { 0 };

	text_fold(&folded, name ? name : "", FOLD_CASE);
	for (const char *p = buf_cstr(&folded); *p; p++) {
		bool air = *p == ' ' && (p[1] == ',' || p[1] == ' ' || !p[1] || !out->len || out->data[out->len - 1] == ',');

		if (!air)
			buf_char(out, *p);
	}
	buf_free(&folded);
}

/* Is wanted (folded) one of the names in a list? Both are put between commas. */
static bool names_have(const char *names, const char *wanted)
{
	struct buf list = { 0 }, word = { 0 }, folded = { 0 };
	bool found;

	fold_name(&folded, names);
	buf_printf(&list, ",%s,", buf_cstr(&folded));
	buf_printf(&word, ",%s,", wanted);
	found = strstr(list.data, word.data) != NULL;
	buf_free(&folded);
	buf_free(&list);
	buf_free(&word);
	return found;
}

static bool named(const struct record *rec, const char *wanted)
{
	if (names_have(rec->id, wanted))
		return true;
	if (rec->kind == REC_BOARD) {
		const struct board *board = (const struct board *)rec;

		return names_have(board->name, wanted) || names_have(board->short_name, wanted) ||
			names_have(board->aliases, wanted);
	}
	return names_have(((const struct organisation *)rec)->name, wanted) ||
		names_have(((const struct organisation *)rec)->aliases, wanted);
}

static const struct record *find_folded(const struct dataset *ds, enum record_kind kind, const char *wanted)
{
	const struct record_list *list = dataset_list(ds, kind);

	for (size_t i = 0; *wanted && i < list->n; i++) {
		if (named(list->items[i], wanted))
			return list->items[i];
	}
	return NULL;
}

static const struct record *find_named(const struct dataset *ds, enum record_kind kind, const char *name)
{
	const struct record *found;
	struct buf wanted = { 0 }, plain = { 0 };

	fold_name(&wanted, name);
	found = find_folded(ds, kind, buf_cstr(&wanted));
	if (!found && wanted.len && strchr(wanted.data, ',')) {
		/* "Ambulans, diagnostik och hälsa" is written without the comma in a list of names. */
		for (const char *p = wanted.data; *p; p++)
			buf_char(&plain, *p == ',' ? ' ' : *p);
		found = find_folded(ds, kind, buf_cstr(&plain));
	}
	buf_free(&wanted);
	buf_free(&plain);
	return found;
}

const struct board *dataset_board_named(const struct dataset *ds, const char *name)
{
	const struct record *rec = dataset_find(ds, REC_BOARD, NULL, name);

	return (const struct board *)(rec ? rec : find_named(ds, REC_BOARD, name));
}

const struct organisation *dataset_organisation_named(const struct dataset *ds, const char *name)
{
	const struct record *rec = dataset_find(ds, REC_ORGANISATION, NULL, name);
	char padded[5];

	if (rec || !name)
		return (const struct organisation *)rec;
	/* Statistics Sweden writes 13 and 00 where Kolada writes 0013 and 0000. */
	if (strlen(name) == 2 && strspn(name, "0123456789") == 2) {
		padded[0] = padded[1] = '0';
		memcpy(padded + 2, name, 3);
		rec = dataset_find(ds, REC_ORGANISATION, NULL, padded);
	}
	return (const struct organisation *)(rec ? rec : find_named(ds, REC_ORGANISATION, name));
}
