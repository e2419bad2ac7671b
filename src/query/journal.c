/* The journal: who changed what, when, from what. */
#include "query/queries_priv.h"

static const struct column journal_columns[] = {
	{ .key = "seq", .heading = "Nr", .type = COL_NUM, .flags = COLF_BOTH | COLF_PLAIN, .width = 6, .priority = 3 },
	{ .key = "at", .heading = "När", .type = COL_MOMENT, .flags = COLF_BOTH, .width = 16 },
	{ .key = "user", .heading = "Vem", .type = COL_TEXT, .flags = COLF_BOTH, .width = 12 },
	{ .key = "role", .heading = "Roll", .type = COL_TEXT, .flags = COLF_BOTH, .width = 10, .priority = 5 },
	{ .key = "kind", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "id", .type = COL_ID, .flags = COLF_EXPORT },
	{ .key = "op", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "changes", .type = COL_JSON, .flags = COLF_EXPORT },
	{ .key = "did", .heading = "Gjorde", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 11, .priority = 1 },
	{ .key = "title", .heading = "Vad", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_FILL, .width = 20 },
	{ .key = "what", .heading = "Ändring", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 30, .priority = 2 },
};

struct journal_query {
	const struct dataset *ds;
	const struct query_filter *filter;
	struct snapshot *snap;
	struct result *res;
};

/* ---- changes ---------------------------------------------------------------------------------------------- */

static json_t *list_to_array(const char *list)
{
	json_t *array = json_array();
	struct buf item = { 0 };
	const char *at = NULL, *word;

	while ((word = list_next(list, &at, &item)))
		json_array_append_new(array, json_string(word));
	buf_free(&item);
	return array;
}

/* A value as the export of its record would write it; field is NULL for one that no longer exists. */
static json_t *value_to_json(const struct field *field, const char *text)
{
	double number;

	if (!has_text(text))
		return json_null();
	if (field && field->type == FT_NUM && num_parse(text, NUM_POINT, &number, NULL) == NUM_OK)
		return num_to_json(number);
	if (field && field->type == FT_BOOL)
		return json_boolean(strcmp(text, "true") == 0);
	if (field && field->type == FT_LIST)
		return list_to_array(text);
	return json_string(text);
}

static json_t *changes_to_json(const struct journal_entry *entry, const struct record_type *type)
{
	json_t *json = json_object();

	for (size_t i = 0; i < entry->nchanges; i++) {
		const struct journal_change *change = &entry->changes[i];
		const struct field *field = type ? record_field(type, change->key) : NULL;
		json_t *pair = json_array();

		json_array_append_new(pair, value_to_json(field, change->old));
		json_array_append_new(pair, value_to_json(field, change->new));
		json_object_set_new(json, change->key, pair);
	}
	return json;
}

/* A value as people read it; one that cannot be read any more stands as it was written. */
static void add_words(struct buf *out, const struct record_type *type, const struct field *field, const char *text)
{
	struct record *rec;
	struct err err = { 0 };
	char number[NUM_TEXT_MAX];
	double value;

	if (!has_text(text)) {
		buf_str(out, "–");
	} else if (!field) {
		const char *word = strncmp(text, "Källa: ", strlen("Källa: ")) == 0 ? text + strlen("Källa: ") : text;

		buf_str(out, word); /* "källa" is the label already */
	} else if (field->type == FT_NUM && num_parse(text, NUM_POINT, &value, NULL) == NUM_OK) {
		buf_str(out, field->flags & FIELD_YEAR ? text : num_format(number, value, field->decimals, 0));
	} else {
		rec = record_new(type->kind, "", "");
		if (field_parse(rec, field, text, DATE_NONE, &err) == 0)
			field_format(out, rec, field);
		else
			buf_str(out, text);
		record_free(rec);
	}
}

/* What the entries of loads and imports tell, which is no field of a record. */
static const char *label_of(const char *key)
{
	static const struct {
		const char *key, *label;
	} labels[] = {
		{ "new", "nya" }, { "changed", "ändrade" }, { "unchanged", "oförändrade" }, { "source", "källa" },
		{ "file", "fil" }, { "hash", "kontrollsumma" }, { "note", "anteckning" }, { "added", "nya värden" },
		{ "equal", "oförändrade värden" }, { "order", "ordning" },
	};

	for (size_t i = 0; i < COUNT_OF(labels); i++)
		if (strcmp(labels[i].key, key) == 0)
			return labels[i].label;
	return key;
}

static void add_change(struct buf *out, const struct record_type *type, const struct journal_change *change)
{
	const struct field *field = type ? record_field(type, change->key) : NULL;

	buf_printf(out, "%s%s: ", out->len ? "; " : "", field ? field->label : label_of(change->key));
	if (has_text(change->old)) {
		add_words(out, type, field, change->old);
		buf_str(out, " → ");
	}
	add_words(out, type, field, change->new);
}

struct version {
	uint64_t seq;
	bool found, deleted, was; /* was: the version before it was deleted, or there was none */
};

static bool take_version(struct record *rec, void *user)
{
	struct version *version = user;

	if (rec->seq == version->seq) {
		version->found = true;
		version->deleted = rec->deleted;
	} else {
		version->was = rec->deleted;
	}
	record_free(rec);
	return !version->found;
}

/* What no field tells: the record went away, or came back. */
static const char *happened(struct snapshot *snap, const struct journal_entry *entry)
{
	struct version version = { .seq = entry->seq, .was = true };

	if (entry->op == OP_DELETE)
		return "togs bort";
	if ((entry->op != OP_UNDO && entry->op != OP_REDO) || !record_type(entry->kind))
		return NULL;
	snapshot_history(snap, entry->kind, entry->plan, entry->id, take_version, &version);
	if (!version.found || version.deleted == version.was)
		return NULL;
	return version.deleted ? "togs bort" : "återställd";
}

static void set_words(struct journal_query *query, struct row *row, const struct journal_entry *entry,
		const struct record_type *type)
{
	struct buf words = { 0 };
	const char *told = happened(query->snap, entry);

	buf_str(&words, told ? told : "");
	for (size_t i = 0; i < entry->nchanges; i++)
		add_change(&words, type, &entry->changes[i]);
	if (entry->purged)
		buf_str(&words, "innehållet är gallrat");
	row_text(query->res, row, "what", buf_cstr(&words));
	buf_free(&words);
}

/* ---- entries ---------------------------------------------------------------------------------------------- */

static bool entry_concerns(const struct journal_query *query, const struct journal_entry *entry)
{
	const char *board = query->filter->board;
	struct record *gone;
	const struct record *rec;
	bool concerns;

	if (!board)
		return true;
	if (!record_type(entry->kind))
		return false;
	rec = dataset_find(query->ds, entry->kind, entry->plan, entry->id);
	if (rec)
		return record_concerns(query->ds, rec, board);
	gone = snapshot_get(query->snap, entry->kind, entry->plan, entry->id, true);
	concerns = gone && record_concerns(query->ds, gone, board);
	record_free(gone);
	return concerns;
}

static void set_title(struct result *res, struct row *row, const struct journal_entry *entry, const struct record_type *type)
{
	const char *id = has_text(entry->id) ? entry->id : "";
	const char *label = type ? type->label : entry->op == OP_IMPORT ? "import" : "";

	if (has_text(entry->title) && strcmp(entry->title, id) != 0)
		row_text(res, row, "title", arena_printf(&res->arena, "%s %s · %s", label, id, entry->title));
	else
		row_text(res, row, "title", arena_printf(&res->arena, "%s %s", label, id));
}

static bool add_entry(const struct journal_entry *entry, void *user)
{
	struct journal_query *query = user;
	const struct record_type *type = record_type(entry->kind);
	struct result *res = query->res;
	struct row *row;

	if (!entry_concerns(query, entry))
		return true;
	row = result_add(res, entry->kind, entry->plan, entry->id);
	row->tag = arena_printf(&res->arena, "%llu", (unsigned long long)entry->seq);
	row_num(res, row, "seq", (double)entry->seq);
	row_num(res, row, "at", (double)entry->at);
	row_text(res, row, "user", entry->user);
	row_text(res, row, "role", entry->role);
	row_text(res, row, "kind", type ? type->name : NULL);
	row_text(res, row, "id", entry->id);
	row_text(res, row, "op", journal_op_codes[entry->op]);
	row_json(res, row, "changes", changes_to_json(entry, type));
	row_text(res, row, "did", journal_op_labels[entry->op]);
	set_title(res, row, entry, type);
	set_words(query, row, entry, type);
	return !query->filter->limit || res->nrows < query->filter->limit;
}

int query_journal(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	struct journal_query query = { .ds = ds, .filter = filter, .res = res };
	int rc;

	result_init(res, journal_columns, COUNT_OF(journal_columns));
	rc = store_snapshot(ds->store, ds->as_of, &query.snap, err);
	if (rc)
		return rc;
	if (filter->since_seq < snapshot_seq(query.snap))
		journal_scan(query.snap, filter->since_seq + 1, 0, filter->limit > 0, add_entry, &query);
	store_snapshot_end(query.snap);
	return 0;
}
