/* edit.c: see the header. */
#include "cli/edit.h"

#include <stdlib.h>
#include <string.h>

#include "cli/cli_util.h"
#include "query/doubt.h"

static void list_kinds(struct buf *out)
{
	for (int k = 1; k < REC_KIND_MAX; k++) {
		const struct record_type *type = record_type((enum record_kind)k);

		if (type && type->flags & TYPE_SETTABLE)
			buf_printf(out, "%s%s", out->len ? ", " : "", type->name);
	}
}

const struct record_type *edit_kind(const char *command, const char *word, int *rc)
{
	const struct record_type *type = record_type_by_name(word);
	struct buf kinds = { 0 };

	if (type && type->flags & TYPE_SETTABLE)
		return type;
	*rc = ERR_USAGE;
	list_kinds(&kinds);
	cli_usage(command, "okänt slag %s; det finns %s", word, buf_cstr(&kinds));
	buf_free(&kinds);
	return NULL;
}

const char *edit_word(char **words, int n, const char *key)
{
	size_t len = strlen(key);

	for (int i = 0; i < n; i++) {
		if (strncmp(words[i], key, len) == 0 && words[i][len] == '=')
			return words[i] + len + 1;
	}
	return NULL;
}

static int unknown_field(const struct record_type *type, const char *key, bool making, struct err *err)
{
	struct buf keys = { 0 };

	for (size_t i = 0; i < type->nfields; i++) {
		if (making || !(type->fields[i].flags & FIELD_FIXED))
			buf_printf(&keys, "%s%s", keys.len ? ", " : "", type->fields[i].key);
	}
	err_set(err, ERR_INPUT, "%s har inget fält %s; det finns %s", type->definite, key, buf_cstr(&keys));
	buf_free(&keys);
	return err->code;
}

/* People may write a board's name for its id. */
static const char *resolve(const struct dataset *ds, const struct field *field, const char *value)
{
	const struct board *board = NULL;

	if (field->type == FT_REF && field->ref == REC_BOARD && *value)
		board = dataset_board_named(ds, value);
	return board ? board->rec.id : value;
}

static int edit_field(const struct dataset *ds, struct record *rec, const char *key, const char *value, bool making,
		struct err *err)
{
	const struct record_type *type = record_type(rec->kind);
	const struct field *field = record_field(type, key);

	if (!field)
		return unknown_field(type, key, making, err);
	if (!making && field->flags & FIELD_FIXED)
		return err_set(err, ERR_INPUT, "%s är en del av id och kan inte ändras", key);
	if (field_parse(rec, field, resolve(ds, field, value), ds->today, err))
		return err_prefix(err, "%s", key);
	return 0;
}

int edit_fields(const struct dataset *ds, struct record *rec, char **words, int n, bool making, struct err *err)
{
	for (int i = 0; i < n; i++) {
		const char *equals = strchr(words[i], '=');
		char *key;
		int rc = 0;

		if (!equals || equals == words[i])
			return err_set(err, ERR_USAGE, "%s: här väntades FÄLT=VÄRDE", words[i]);
		key = mem_strndup(words[i], (size_t)(equals - words[i]));
		for (int k = 0; k < i; k++) {
			if (strncmp(words[k], words[i], strlen(key) + 1) == 0)
				rc = err_set(err, ERR_USAGE, "fältet %s anges två gånger", key);
		}
		if (!rc && !(making && strcmp(key, "id") == 0))
			rc = edit_field(ds, rec, key, equals + 1, making, err);
		free(key);
		if (rc)
			return rc;
	}
	return 0;
}

void edit_doubt(const struct dataset *ds, const struct record *rec, const struct record *old, const char *where)
{
	struct buf text = { 0 };
	const struct field *field = record_doubt(ds, rec, old, &text);

	if (field)
		cli_say("%s%s%s: %s%s", where ? where : "", where ? ": " : "", field->label, buf_cstr(&text),
			strchr(buf_cstr(&text), '?') ? "" : ", stämmer det?");
	buf_free(&text);
}

int edit_check(const struct dataset *ds, const struct record *rec, struct err *err)
{
	const struct field *bad = NULL;
	int rc = record_check(rec, &bad, err);

	if (!rc) {
		rc = dataset_check(ds, rec, &bad, err);
		if (rc && bad && bad->ref == REC_NONE && bad->hint && !strstr(err->text, ": ")) { /* it does not say what to do */
			char *text = mem_printf("%s: skriv %s", err->text, bad->hint);

			err_set(err, rc, "%s", text);
			free(text);
		}
	}
	if (rc && bad)
		err_prefix(err, "%s", bad->key);
	if (!rc)
		edit_doubt(ds, rec, dataset_find(ds, rec->kind, rec->plan, rec->id), NULL);
	return rc;
}
