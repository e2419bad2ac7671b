/* undo.c: taking back a save, and taking the taking back back. Both are new edits. */
#include "store/internal.h"

#include <stdlib.h>
#include <string.h>

/* How far back a candidate is looked for: months of work, and still no wait for the person who pressed u. */
enum { WALK_MAX = 20000 };

/* ---- which one */

/* Groups that a later entry took: a save by its undo, an undo by its redo. */
struct taken {
	uint64_t *groups;
	size_t n;
};

static void take(struct taken *taken, uint64_t group)
{
	/* Entries of one save follow each other: the last is nearly always the same. */
	if (taken->n > 0 && taken->groups[taken->n - 1] == group)
		return;
	taken->groups = mem_array(taken->groups, taken->n + 1, sizeof(*taken->groups));
	taken->groups[taken->n++] = group;
}

static bool is_taken(const struct taken *taken, uint64_t group)
{
	for (size_t i = taken->n; i > 0; i--)
		if (taken->groups[i - 1] == group)
			return true;
	return false;
}

/* One step back in the account's own history. What can be undone is what it saved or redid, less what an undo took; what
 * can be redone is what it undid, less what a redo took, as long as nothing was saved since. True when decided. */
static bool step(const struct entry *entry, bool redo, struct taken *taken, uint64_t *answer)
{
	switch (entry->op) {
	case OP_UNDO:
		if (redo && !is_taken(taken, entry->group)) {
			*answer = entry->group;
			return true;
		}
		if (!redo)
			take(taken, entry->ref);
		return false;
	case OP_REDO:
		if (redo) {
			take(taken, entry->ref);
			return false;
		}
		break;
	case OP_LOAD:
	case OP_IMPORT:
		return false;
	default:
		if (redo)
			return true;
	}
	if (is_taken(taken, entry->group))
		return false;
	*answer = entry->group;
	return true;
}

uint64_t store_undo_candidate(struct store *store, bool redo)
{
	struct taken taken = { 0 };
	struct entry entry;
	struct err err;
	MDB_txn *txn;
	uint64_t answer = 0;

	if (store->readonly || !store->account_saved || env_read(store, &store->plans, &txn, &err))
		return 0;
	uint64_t seq = db_last_seq(txn, store->journal);
	for (int i = 0; seq > 0 && i < WALK_MAX; i++, seq--) {
		if (!db_entry(store, txn, seq, &entry) || strcmp(entry.account, store->account) != 0)
			continue;
		if (step(&entry, redo, &taken, &answer))
			break;
	}
	env_read_end(&store->plans, txn);
	free(taken.groups);
	return answer;
}

/* The seq of the account's latest import after group; 0 if there is none. */
static uint64_t own_import_after(struct store *store, MDB_txn *txn, uint64_t group, struct entry *entry)
{
	uint64_t seq = db_last_seq(txn, store->journal);

	for (int i = 0; seq > group && i < WALK_MAX; i++, seq--)
		if (db_entry(store, txn, seq, entry) && strcmp(entry->account, store->account) == 0 && entry->op == OP_IMPORT)
			return seq;
	return 0;
}

unsigned long store_import_after(struct store *store, uint64_t group, char **file)
{
	struct content content = { .title = "" };
	struct arena arena = { 0 };
	uint8_t bytes[SEQ_SIZE];
	struct slice key = { bytes, sizeof(bytes) }, value;
	struct entry entry;
	struct err err;
	MDB_txn *txn;
	unsigned long number = 0;

	*file = NULL;
	if (store->readonly || !store->account_saved || env_read(store, &store->plans, &txn, &err))
		return 0;
	uint64_t seq = own_import_after(store, txn, group, &entry);
	if (seq) {
		number = strtoul(entry.id, NULL, 10);
		put_be64(bytes, seq);
		if (db_get(txn, store->changes, key, &value) && content_decode(&content, &arena, key, value) != DECODED)
			content.title = "";
		*file = mem_strdup(content.title);
	}
	arena_free(&arena);
	env_read_end(&store->plans, txn);
	return number;
}

bool store_saved_here(const struct store *store, uint64_t group)
{
	for (size_t i = store->nown; i > 0; i--)
		if (store->own[i - 1] == group)
			return true;
	return false;
}

/* ---- doing it */

/* What one entry did to one record, and what is there now. */
struct undo {
	struct record *before, *after, *now;
};

static void undo_free(struct undo *undo)
{
	record_free(undo->before);
	record_free(undo->after);
	record_free(undo->now);
	*undo = (struct undo){ 0 };
}

static bool fields_equal(const struct record *a, const struct record *b)
{
	const struct record_type *type = record_type(a->kind);

	for (size_t i = 0; i < type->nfields; i++)
		if (!field_equal(a, b, &type->fields[i]))
			return false;
	return true;
}

/* Puts back the fields that differ between before and after. False where one of them holds something newer. */
static bool restore_fields(struct record *next, const struct undo *undo)
{
	const struct record_type *type = record_type(next->kind);

	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];
		if (field_equal(undo->before, undo->after, field))
			continue;
		if (!field_equal(undo->now, undo->after, field))
			return false;
		field_copy(next, undo->before, field);
	}
	if (undo->before->order != undo->after->order) {
		if (undo->now->order != undo->after->order)
			return false;
		next->order = undo->before->order;
	}
	return true;
}

/* The record as it shall be; NULL where someone changed it since. */
static struct record *restored(const struct undo *undo)
{
	bool was = undo->before && !undo->before->deleted;
	struct record *next = record_copy(undo->now);
	bool good;

	if (!was) {
		/* It was made: take it away, if nobody has written in it since. */
		good = !undo->now->deleted && fields_equal(undo->now, undo->after);
		next->deleted = true;
	} else if (undo->after->deleted) {
		good = undo->now->deleted;
		next->deleted = false;
	} else {
		good = !undo->now->deleted && restore_fields(next, undo);
	}
	if (good)
		return next;
	record_free(next);
	return NULL;
}

static int changed_since(struct writer *w, const struct undo *undo, bool redo, struct err *err)
{
	char at[MOMENT_TEXT_MAX] = "";
	char *login = NULL;
	struct buf what = { 0 };
	struct entry entry;

	store_describe(&what, undo->now->kind, undo->now->id);
	if (db_entry(w->store, w->txn, undo->now->seq, &entry)) {
		moment_format_local(at, entry.at);
		login = db_login(w->store, w->txn, entry.account);
	}
	err_set(err, ERR_CONFLICT, "%s har ändrats sedan dess%s%s %s: det går inte att %s", buf_cstr(&what), login ? " av " : "",
			login ? login : "", at, redo ? "göra om" : "ångra");
	free(login);
	buf_free(&what);
	return ERR_CONFLICT;
}

/* What is put back must be whole: a later edit of another field may rest on it (a decided plan on who decided). */
static int check_restored(const struct record *next, const struct record *now, bool redo, struct err *err)
{
	struct err fault = { 0 }, ignored = { 0 };
	struct buf what = { 0 };

	/* Something older that was never whole is no worse for this. */
	if (next->deleted || now->deleted || !record_check(next, NULL, &fault) || record_check(now, NULL, &ignored))
		return 0;
	store_describe(&what, next->kind, next->id);
	err_set(err, ERR_CONFLICT, "%s: det går inte att %s det här, en senare ändring bygger på det (%s)", buf_cstr(&what),
			redo ? "göra om" : "ångra", fault.text);
	buf_free(&what);
	return ERR_CONFLICT;
}

static int read_undo(struct writer *w, const struct entry *entry, struct undo *undo, struct err *err)
{
	struct key key = record_key(entry->kind, entry->plan, entry->id);
	struct slice value;
	bool good = key.len > 0 && record_type(entry->kind) &&
		db_record(w->store, w->txn, &key, &undo->now, &value) == DECODED && undo->now &&
		db_record_at(w->store, w->txn, &key, entry->seq, &undo->after) == DECODED && undo->after &&
		undo->after->seq == entry->seq &&
		db_record_at(w->store, w->txn, &key, entry->seq - 1, &undo->before) == DECODED;

	if (good)
		return 0;
	return err_set(err, ERR_STORE, "händelse %llu kan inte ångras: den äldre versionen finns inte eller är skadad",
			(unsigned long long)entry->seq);
}

static int undo_entry(struct writer *w, const struct entry *entry, bool redo, struct save_result *result, struct err *err)
{
	struct undo undo = { 0 };
	int rc = read_undo(w, entry, &undo, err);

	if (rc == 0) {
		struct record *next = restored(&undo);
		if (!next) {
			rc = changed_since(w, &undo, redo, err);
			result->theirs = undo.now;
			undo.now = NULL;
		} else if (!records_equal(next, undo.now) && !(rc = check_restored(next, undo.now, redo, err))) {
			rc = writer_change(w, next, undo.now, redo ? OP_REDO : OP_UNDO, entry->group, err);
			result->saved += rc == 0;
		}
		record_free(next);
	}
	undo_free(&undo);
	return rc;
}

/* The entries of the group that seq is in, in order. To undo an undo is to redo it: were it an undo too, what it brings back
 * would count as undone for ever. */
static int find_group(struct writer *w, uint64_t seq, uint64_t *first, uint64_t *last, bool *redo, struct err *err)
{
	struct entry entry;

	if (!db_entry(w->store, w->txn, seq, &entry))
		return err_set(err, ERR_INPUT, "händelse %llu finns inte", (unsigned long long)seq);
	if (entry.op == OP_LOAD || entry.op == OP_IMPORT)
		return err_set(err, ERR_INPUT, "händelse %llu är en inläsning och kan inte ångras: rätta den med en ny %s",
				(unsigned long long)seq, entry.op == OP_LOAD ? "plan load" : "import");
	*redo = *redo || entry.op == OP_UNDO;
	*first = *last = entry.group;
	while (db_entry(w->store, w->txn, *last + 1, &entry) && entry.group == *first)
		(*last)++;
	return 0;
}

int store_undo(struct store *store, uint64_t group, bool redo, struct save_result *result, struct err *err)
{
	struct writer w;
	uint64_t first = 0, last = 0;

	*result = (struct save_result){ 0 };
	int rc = writer_begin(store, &w, err);
	if (rc)
		return rc;
	rc = find_group(&w, group, &first, &last, &redo, err);
	/* Backwards, so that a record changed twice in the group is taken back step by step. */
	for (uint64_t seq = last; rc == 0 && seq >= first && seq > 0; seq--) {
		struct entry entry;
		struct buf value = { 0 };
		struct slice stored;
		uint8_t bytes[SEQ_SIZE];
		struct slice key = { bytes, sizeof(bytes) };
		put_be64(bytes, seq);
		/* The entry's texts point into the value, and what follows writes: they need a copy that stays. */
		if (db_get(w.txn, store->journal, key, &stored))
			buf_add(&value, stored.data, stored.len);
		if (entry_decode(&entry, key, buf_slice(&value, 0)) != DECODED)
			rc = err_set(err, ERR_STORE, "händelse %llu är skadad och kan inte ångras", (unsigned long long)seq);
		else
			rc = undo_entry(&w, &entry, redo, result, err);
		result->conflict = (size_t)(seq - first);
		buf_free(&value);
	}
	bool wrote = w.next > w.first;
	if (rc || !wrote)
		writer_abort(&w);
	else
		rc = writer_commit(&w, err);
	if (rc)
		result->saved = 0;
	else if (wrote)
		result->seq = w.first;
	return rc;
}
