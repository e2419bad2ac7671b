/* Notes of the sessions where a nämnd's results are gone through. */
#include "query/notes.h"

#include "base/text.h"
#include "query/queries_priv.h"

static const struct column note_columns[] = {
	{ .key = "id", .heading = "Nr", .type = COL_ID, .flags = COLF_BOTH, .width = 4, .priority = 5 },
	{ .key = "board", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "date", .heading = "Möte", .type = COL_DATE, .flags = COLF_BOTH, .width = 10, .priority = 4, .field = "date" },
	{ .key = "text", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "agreed", .type = COL_TEXT, .flags = COLF_EXPORT },
	/* What was agreed, else what was said: one line of it. */
	{ .key = "what", .heading = "Sagt och bestämt", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_FILL, .width = 24 },
	{ .key = "about", .heading = "Gäller", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 18, .priority = 6 },
	{ .key = "responsible", .heading = "Ansvarig", .type = COL_TEXT, .flags = COLF_BOTH, .width = 16, .priority = 3,
	  .field = "responsible" },
	{ .key = "due", .heading = "Klart senast", .type = COL_DATE, .flags = COLF_BOTH, .width = 12, .field = "due" },
	{ .key = "done", .type = COL_BOOL, .flags = COLF_EXPORT },
	{ .key = "late", .heading = "Sen", .type = COL_BOOL, .flags = COLF_SCREEN, .width = 3, .choices = late_words },
};

bool note_is_late(const struct note *note, date_t today)
{
	return !note->done && note->due != DATE_NONE && today != DATE_NONE && note->due < today;
}

/* ---- what it is about --------------------------------------------------------------------------------------- */

const char *note_about_text(struct arena *arena, const struct ref *ref)
{
	const struct record_type *type = record_type(ref->kind);

	return type && has_text(ref->id) ?
		arena_printf(arena, "%s/%s/%s", ref->plan ? ref->plan : "", type->name, ref->id) : NULL;
}

bool note_about(const struct note *note, struct arena *arena, struct ref *out)
{
	const char *kind = has_text(note->about) ? strchr(note->about, '/') : NULL;
	const char *id = kind ? strchr(kind + 1, '/') : NULL;
	const struct record_type *type;

	if (!id || !id[1])
		return false;
	type = record_type_by_name(arena_strndup(arena, kind + 1, (size_t)(id - kind - 1)));
	if (!type)
		return false;
	*out = (struct ref){ type->kind, arena_strndup(arena, note->about, (size_t)(kind - note->about)),
		arena_strdup(arena, id + 1) };
	return true;
}

/* Ids that people use when they speak; others are keys that say nothing beside the title. */
static bool id_is_spoken(const struct record *rec)
{
	return rec->kind == REC_GOAL || rec->kind == REC_INDICATOR || rec->kind == REC_FOCUS_AREA || rec->kind == REC_ACTIVITY ||
		rec->kind == REC_ACTION_PLAN || rec->kind == REC_MEASURE;
}

const char *note_about_words(const struct dataset *ds, const struct note *note, struct arena *arena)
{
	const struct record *rec;
	const char *title;
	struct ref ref;

	if (!note_about(note, arena, &ref))
		return NULL;
	rec = dataset_find(ds, ref.kind, ref.plan, ref.id);
	title = rec ? record_title(rec) : NULL;
	if (!has_text(title) || same_text(title, ref.id)) /* of another plan, or made of others' ids */
		return arena_printf(arena, "%s %s", record_type(ref.kind)->label, ref.id);
	if (!id_is_spoken(rec))
		return arena_printf(arena, "%s %s", record_type(ref.kind)->label, title);
	return arena_printf(arena, "%s %s %s", record_type(ref.kind)->label, ref.id, title);
}

/* ---- whose it is ---------------------------------------------------------------------------------------------- */

static const char *board_of_plan(const struct dataset *ds, const char *plan, const char *id)
{
	const struct action_plan *found = (const struct action_plan *)dataset_find(ds, REC_ACTION_PLAN, plan, id);

	return found ? found->board : NULL;
}

static const char *board_of_measure(const struct dataset *ds, const char *plan, const char *id)
{
	const struct measure *found = (const struct measure *)dataset_find(ds, REC_MEASURE, plan, id);

	return found ? board_of_plan(ds, plan, found->action_plan) : NULL;
}

/* The field that tells it; for most kinds its name is the same. */
static const char *board_field(const struct record *rec)
{
	static const char *const keys[REC_KIND_MAX] = {
		[REC_GOAL] = "owner", [REC_TARGET] = "scope", [REC_OBSERVATION] = "organisation",
	};
	const struct field *field = record_field(record_type(rec->kind), keys[rec->kind] ? keys[rec->kind] : "board");

	return field ? *(char *const *)field_ptr(rec, field) : NULL;
}

const char *record_board(const struct dataset *ds, const struct record *rec)
{
	const char *board;

	switch (rec->kind) {
	case REC_BOARD:
		return rec->id;
	case REC_MEASURE:
		board = board_of_plan(ds, rec->plan, ((const struct measure *)rec)->action_plan);
		break;
	case REC_EFFECT:
		board = board_of_measure(ds, rec->plan, ((const struct effect *)rec)->measure);
		break;
	default:
		board = board_field(rec);
	}
	/* A scope can be the whole region, an organisation another one. */
	return has_text(board) && dataset_find(ds, REC_BOARD, NULL, board) ? board : NULL;
}

/* ---- the question --------------------------------------------------------------------------------------------- */

static void add_note(const struct dataset *ds, const struct note *note, const struct filler *filler, struct result *res)
{
	struct row *row = filler_add(filler, res, &note->rec);

	row->dim = note->done;
	row->bold = note_is_late(note, ds->today);
	row_text(res, row, "what", has_text(note->agreed) ? note->agreed : note->text);
	row_text(res, row, "about", note_about_words(ds, note, &res->arena));
	row_num(res, row, "late", note_is_late(note, ds->today));
}

int query_notes(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_NOTE);
	struct filler filler;

	(void)err;
	result_init(res, note_columns, COUNT_OF(note_columns));
	filler_init(&filler, res, REC_NOTE);
	for (size_t i = 0; i < list->n; i++) {
		const struct note *note = (const struct note *)list->items[i];

		if (filter->board && !same_text(note->board, filter->board))
			continue;
		if (!filter->open || !note->done)
			add_note(ds, note, &filler, res);
	}
	return 0;
}
