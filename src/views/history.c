/* history.c: the versions of one record in words: who, when, what it was before. */
#include <stdlib.h>
#include <string.h>

#include "views/common.h"

struct versions {
	struct record **items; /* oldest first */
	size_t n, cap;
};

/* What the journal says of one version. */
struct told {
	struct page *page;
	moment_t at;
	const char *user, *role;
	int op;
	bool found;
};

static bool take_version(struct record *rec, void *user)
{
	struct versions *versions = user;

	if (versions->n == versions->cap) {
		versions->cap = versions->cap ? versions->cap * 2 : 16;
		versions->items = mem_array(versions->items, versions->cap, sizeof(*versions->items));
	}
	versions->items[versions->n++] = rec;
	return true;
}

static bool take_entry(const struct journal_entry *entry, void *user)
{
	struct told *told = user;

	told->at = entry->at;
	told->user = arena_strdup(&told->page->arena, entry->user);
	told->role = arena_strdup(&told->page->arena, entry->role);
	told->op = entry->op;
	told->found = true;
	return false;
}

static const char *field_words(struct page *page, const struct record *rec, const struct field *field)
{
	struct buf text = { 0 };
	const char *words;

	field_format(&text, rec, field);
	if (*buf_cstr(&text) && has_words(field->unit))
		buf_printf(&text, "\u00a0%s", field->unit);
	words = *buf_cstr(&text) ? arena_strdup(&page->arena, buf_cstr(&text)) : "(tomt)";
	buf_free(&text);
	return words;
}

static void draw_changes(struct app *app, struct page *page, const struct record *before, const struct record *after,
		const char *only)
{
	const struct record_type *type = record_type(after->kind);

	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];

		if (field_equal(before, after, field) || (only && strcmp(only, field->key) != 0))
			continue;
		page_paragraph(page, 4, ROLE_NORMAL, arena_printf(&page->arena, "%s: %s %s %s", field->label,
			field_words(page, before, field), app->glyphs == GLYPH_ASCII ? "->" : "→", field_words(page, after, field)));
	}
}

static bool concerns(const struct record *before, const struct record *after, const char *key)
{
	const struct field *field = key ? record_field(record_type(after->kind), key) : NULL;

	return !before || !field || !field_equal(before, after, field) || before->deleted != after->deleted;
}

static const char *op_words(const struct told *told, const struct record *before, const struct record *after)
{
	if (told->op == OP_LOAD)
		return before ? "lästes in på nytt från planen" : "lästes in från planen";
	if (told->found)
		return journal_op_labels[told->op];
	if (after->deleted)
		return journal_op_labels[OP_DELETE];
	return journal_op_labels[before ? OP_UPDATE : OP_CREATE];
}

static void draw_version(struct app *app, struct snapshot *snap, struct page *page, const struct record *before,
		const struct record *after, const char *only)
{
	struct told told = { .page = page };
	char at[MOMENT_TEXT_MAX];
	struct flow flow;

	if (after->seq)
		journal_scan(snap, after->seq, after->seq, false, take_entry, &told);
	flow_begin(&flow, page, 2, 2);
	flow_add(&flow, ROLE_DIM, told.found ? moment_format_local(at, told.at) : "tidpunkten är okänd");
	flow_add(&flow, ROLE_BOLD, has_words(told.user) ? told.user : "okänd");
	if (has_words(told.role))
		flow_add(&flow, ROLE_DIM, told.role);
	flow_add(&flow, ROLE_NORMAL, op_words(&told, before, after));
	if (before && !after->deleted)
		draw_changes(app, page, before, after, only);
}

size_t history_draw(struct app *app, struct page *page, const struct ref *ref, const char *field, size_t limit)
{
	struct versions versions = { 0 };
	struct snapshot *snap;
	struct err err = { 0 };
	size_t shown = 0;

	if (store_snapshot(app->store, app->ds.as_of, &snap, &err)) {
		page_error(page, &err);
		return 0;
	}
	snapshot_history(snap, ref->kind, ref->plan ? ref->plan : "", ref->id, take_version, &versions);
	for (size_t i = versions.n; i-- > 0 && shown < limit;) {
		const struct record *before = i ? versions.items[i - 1] : NULL;

		if (!concerns(before, versions.items[i], field))
			continue;
		draw_version(app, snap, page, before, versions.items[i], field);
		shown++;
	}
	store_snapshot_end(snap);
	for (size_t i = 0; i < versions.n; i++)
		record_free(versions.items[i]);
	free(versions.items);
	return shown;
}
