/* What a record is called, and what a save was about. */
#include "query/spoken.h"

#include "base/text.h"
#include "query/occasions.h"
#include "query/queries_priv.h"

#define TITLE_MOST 40 /* cells: there is one line to say it on */

/* What an id stands for: a nämnd by its short name, a nyckeltal or an organisation by its name; others by the id itself. */
static void add_reference(const struct dataset *ds, const struct field *field, const char *id, struct buf *out)
{
	const struct record *metric = field->ref == REC_METRIC ? dataset_find(ds, REC_METRIC, NULL, id) : NULL;
	const struct record *organisation = field->ref == REC_NONE ? dataset_find(ds, REC_ORGANISATION, NULL, id) : NULL;

	if (dataset_find(ds, REC_BOARD, NULL, id))
		buf_str(out, board_label(ds, id));
	else if (metric || organisation)
		text_fit(out, record_title(metric ? metric : organisation), TITLE_MOST);
	else
		buf_str(out, same_text(id, "region") ? "hela regionen" : strcmp(field->key, "occasion") == 0 ? occasion_label(id) : id);
}

/* The fields its id is made of, one after the other. False where the id is not made of any. */
static bool add_parts(const struct dataset *ds, const struct record *rec, struct buf *out)
{
	const struct record_type *type = record_type(rec->kind);
	bool any = false;

	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];

		if (!(field->flags & FIELD_FIXED))
			continue;
		any = true;
		if (field_is_empty(rec, field) || (rec->kind == REC_OBSERVATION && strcmp(field->key, "gender") == 0 &&
				((const struct observation *)rec)->gender == GENDER_T))
			continue;
		buf_char(out, ' ');
		if (field->type == FT_REF || field->type == FT_TEXT)
			add_reference(ds, field, *(char *const *)field_ptr(rec, field), out);
		else
			field_format(out, rec, field);
	}
	return any;
}

void record_spoken(const struct dataset *ds, const struct record *rec, struct buf *out)
{
	const char *title = record_title(rec);

	buf_str(out, record_type(rec->kind)->label);
	if (add_parts(ds, rec, out))
		return;
	if (has_text(rec->id))
		buf_printf(out, " %s", rec->id);
	if (has_text(title) && !same_text(title, rec->id)) {
		buf_char(out, ' ');
		text_fit(out, title, TITLE_MOST);
	}
}

/* ---- a save ----------------------------------------------------------------------------------------------- */

struct group {
	const struct dataset *ds;
	struct snapshot *snap;
	uint64_t group;
	size_t n, most;
	struct buf *out;
};

static bool add_entry(const struct journal_entry *entry, void *user)
{
	struct group *group = user;
	struct record *rec;

	if (entry->group != group->group || !record_type(entry->kind))
		return false;
	group->n++;
	if (group->n == group->most + 1)
		buf_str(group->out, " …");
	rec = group->n > group->most ? NULL : snapshot_get(group->snap, entry->kind, entry->plan, entry->id, true);
	if (rec) {
		buf_str(group->out, group->n > 1 ? ", " : "");
		record_spoken(group->ds, rec, group->out);
	}
	record_free(rec);
	return true;
}

size_t group_spoken(const struct dataset *ds, uint64_t group, size_t most, struct buf *out)
{
	struct group state = { .ds = ds, .group = group, .most = most, .out = out };
	struct err err = { 0 };

	if (store_snapshot(ds->store, MOMENT_NOW, &state.snap, &err))
		return 0;
	journal_scan(state.snap, group, 0, false, add_entry, &state);
	store_snapshot_end(state.snap);
	return state.n;
}
