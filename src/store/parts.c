/* parts.c: records that are part of another one: a measure without its plan would be lost to every screen and export, and so would
 * figures without their nyckeltal.
 *
 * Checked inside the write transaction, where nobody can take the other one away meanwhile. */
#include <stdlib.h>
#include <string.h>

#include "store/internal.h"

/* The kinds that are parts, and the field that names what they belong to. */
static const struct part {
	enum record_kind part, whole;
	const char *field;
} parts[] = {
	{ REC_MEASURE, REC_ACTION_PLAN, "action_plan" },
};

static const char *whole_of(const struct record *rec, const struct part *part)
{
	char *const *id = field_ptr(rec, record_field(record_type(part->part), part->field));

	return *id ? *id : "";
}

static bool is_live(struct writer *w, enum record_kind kind, const char *plan, const char *id)
{
	struct key key = record_key(kind, plan, id);
	struct record *rec = NULL;
	struct slice value;
	bool live = key.len > 0 && db_record(w->store, w->txn, &key, &rec, &value) == DECODED && rec && !rec->deleted;

	record_free(rec);
	return live;
}

/* The id of a live part of rec, or NULL; the caller frees it. */
static char *live_part(struct writer *w, const struct record *rec, const struct part *part)
{
	struct key prefix = record_key(part->part, rec->plan, "");
	char *found = NULL;
	MDB_cursor *cursor;
	MDB_val k, v;

	if (mdb_cursor_open(w->txn, w->store->records, &cursor))
		return NULL;
	k = to_val(key_slice(&prefix));
	for (int rc = mdb_cursor_get(cursor, &k, &v, MDB_SET_RANGE); rc == 0 && !found;
	     rc = mdb_cursor_get(cursor, &k, &v, MDB_NEXT)) {
		struct record *each = NULL;

		if (k.mv_size < prefix.len || memcmp(k.mv_data, prefix.data, prefix.len) != 0)
			break;
		if (record_decode(&each, to_slice(k), to_slice(v)) == DECODED &&
				each && !each->deleted && strcmp(whole_of(each, part), rec->id) == 0)
			found = mem_strdup(each->id);
		record_free(each);
	}
	mdb_cursor_close(cursor);
	return found;
}

/* ---- figures: part of their nyckeltal and their organisation, in the other environment and for ever --------------------- */

/* The id of a figure that was entered by hand for the nyckeltal or the organisation; the caller frees it. NULL: there is none. */
static char *entered_of(struct writer *w, const struct record *rec)
{
	bool metric = rec->kind == REC_METRIC;
	char *id = metric ? mem_printf("%s/", rec->id) : mem_strdup(""), *found = NULL;
	struct key prefix = record_key(REC_OBSERVATION, "", id);
	MDB_val k = to_val(key_slice(&prefix)), v;
	MDB_cursor *cursor;

	free(id);
	if (!prefix.len || mdb_cursor_open(w->txn, w->store->records, &cursor))
		return NULL;
	for (int rc = mdb_cursor_get(cursor, &k, &v, MDB_SET_RANGE); rc == 0 && !found && k.mv_size >= prefix.len &&
	     memcmp(k.mv_data, prefix.data, prefix.len) == 0; rc = mdb_cursor_get(cursor, &k, &v, MDB_NEXT)) {
		struct record *each = NULL;

		if (record_decode(&each, to_slice(k), to_slice(v)) == DECODED && each && !each->deleted &&
		    (metric || strcmp(((const struct observation *)each)->organisation, rec->id) == 0))
			found = mem_strdup(each->id);
		record_free(each);
	}
	mdb_cursor_close(cursor);
	return found;
}

static int check_figures(struct writer *w, const struct record *rec, struct err *err)
{
	struct snapshot snap = { .store = w->store };
	const struct record_type *type = record_type(rec->kind);
	char *entered = entered_of(w, rec);
	bool imported;

	if (entered) {
		err_set(err, ERR_INPUT, "%s %s har kvar utfallet %s: ta bort det först", type->definite, rec->id, entered);
		free(entered);
		return err->code;
	}
	if (env_read(w->store, &w->store->figures, &snap.figures, err))
		return err->code;
	snap.batch = batch_last(w->store, snap.figures, MOMENT_NOW);
	imported = rec->kind == REC_METRIC ? series_any_of_metric(&snap, rec->id) : series_any_of_organisation(&snap, rec->id);
	if (snap.finder)
		mdb_cursor_close(snap.finder);
	env_read_end(&w->store->figures, snap.figures);
	if (!imported)
		return 0;
	return err_set(err, ERR_INPUT, "%s %s har importerade siffror, som aldrig tas bort, och måste finnas kvar: ändra i stället med %s%s "
			"%s%s", type->definite, rec->id, type->flags & TYPE_SETTABLE ? "set " : "plan load ([",
			type->flags & TYPE_SETTABLE ? type->name : type->section, rec->id, type->flags & TYPE_SETTABLE ? "" : "])");
}

int writer_check_parts(struct writer *w, const struct record *rec, struct err *err)
{
	if (rec->deleted && (rec->kind == REC_METRIC || rec->kind == REC_ORGANISATION) && check_figures(w, rec, err))
		return err->code;
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		const struct part *part = &parts[i];
		const char *whole = record_type(part->whole)->definite;

		if (rec->kind == part->whole && rec->deleted) {
			char *id = live_part(w, rec, part);

			if (id)
				err_set(err, ERR_CONFLICT, "%s %s har kvar %s %s: ta bort den först", whole, rec->id,
						record_type(part->part)->label, id);
			free(id);
			if (id)
				return err->code;
		}
		if (rec->kind == part->part && !rec->deleted && !is_live(w, part->whole, rec->plan, whole_of(rec, part)))
			return err_set(err, ERR_CONFLICT, "%s %s finns inte: den kan ha tagits bort av någon annan", whole,
					whole_of(rec, part));
	}
	return 0;
}
