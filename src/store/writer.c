/* writer.c: the one way into plans. Everything that changes there goes through here, with its journal entry. */
#include "store/internal.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { GATE_MS = 5000, TITLE_MAX = 120 };

static int read_head(struct writer *w, struct err *err)
{
	struct entry last;
	uint64_t seq = db_last_seq(w->txn, w->store->journal);

	w->first = w->next = seq + 1;
	w->previous_at = INT64_MIN;
	memset(w->chain, 0, sizeof(w->chain));
	if (seq == 0)
		return 0;
	if (!db_entry(w->store, w->txn, seq, &last))
		return err_set(err, ERR_STORE, "%s: sista händelsen är skadad och inget kan läggas till; återställ lagret från "
				"säkerhetskopia", w->store->dir);
	w->previous_at = last.at;
	memcpy(w->chain, last.chain, HASH_SIZE);
	return 0;
}

int writer_begin(struct store *store, struct writer *w, struct err *err)
{
	*w = (struct writer){ .store = store, .account_was_saved = store->account_saved };
	if (store->readonly)
		return err_set(err, ERR_STORE, "%s är öppnat för läsning: inget kan sparas", store->dir);
	if (sodium_init() < 0)
		return err_set(err, ERR_STORE, "libsodium går inte att starta: inget kan sparas");
	int rc = gate_take(store, &store->plans, GATE_MS, err);
	if (rc)
		return rc;
	if ((rc = write_begin(store, &store->plans, &w->write, err))) {
		gate_leave(&store->plans);
		return rc;
	}
	w->txn = w->write.txn;
	if ((rc = read_head(w, err))) {
		writer_abort(w);
		return rc;
	}
	w->at = store_now(store);
	if (w->at < w->previous_at)
		w->at = w->previous_at; /* the clock was set back; the journal is not */
	return 0;
}

int writer_commit(struct writer *w, struct err *err)
{
	int rc = write_commit(w->store, &w->write, err);

	if (rc == 0 && w->next > w->first) {
		w->store->own = mem_array(w->store->own, w->store->nown + 1, sizeof(*w->store->own));
		w->store->own[w->store->nown++] = w->first;
	}
	if (rc == 0)
		touch_changed(w->store);
	else
		w->store->account_saved = w->account_was_saved;
	gate_leave(&w->store->plans);
	return rc;
}

void writer_abort(struct writer *w)
{
	write_abort(&w->write);
	gate_leave(&w->store->plans);
	w->store->account_saved = w->account_was_saved;
}

/* The account that writes, made at its first write. Another process of the same login may have been first. */
static int ensure_account(struct writer *w, struct err *err)
{
	struct store *store = w->store;
	struct buf value = { 0 };

	if (store->account_saved)
		return 0;
	db_find_account(store, w->txn);
	if (store->account_saved)
		return 0;
	struct slice key = { (const uint8_t *)store->account, strlen(store->account) };
	account_encode(&value, key, store->login, "");
	int rc = db_put(store, w->txn, store->accounts, key, buf_slice(&value, 0), err);
	buf_free(&value);
	store->account_saved = rc == 0;
	return rc;
}

int writer_account(struct store *store, struct err *err)
{
	struct writer w;

	if (store->account_saved && !store->readonly)
		return 0;
	int rc = writer_begin(store, &w, err);
	if (rc)
		return rc;
	if ((rc = ensure_account(&w, err))) {
		writer_abort(&w);
		return rc;
	}
	return writer_commit(&w, err);
}

static int keep_version(struct writer *w, const struct key *key, uint64_t seq, struct err *err)
{
	struct key version = version_key(key, seq);
	struct buf copy = { 0 };
	struct slice value;

	if (!db_get(w->txn, w->store->records, key_slice(key), &value))
		return 0;
	/* The value lies in the map; a put may move what it points to. */
	buf_add(&copy, value.data, value.len);
	int rc = db_put(w->store, w->txn, w->store->versions, key_slice(&version), buf_slice(&copy, 0), err);
	buf_free(&copy);
	return rc;
}

int writer_record(struct writer *w, struct record *rec, const struct record *old, struct key *key, struct buf *value,
		struct err *err)
{
	*key = record_key(rec->kind, rec->plan, rec->id);
	if (key->len == 0)
		return err_set(err, ERR_INPUT, "id är för långt (högst %d byte med planens): %.60s…", KEY_MAX - SEQ_SIZE - 2,
				rec->id);
	rec->revision = old ? old->revision + 1 : 1;
	rec->seq = w->next;
	/* Twice in one load is one version: no moment saw the first. */
	int rc = old && old->seq != w->next ? keep_version(w, key, old->seq, err) : 0;
	if (rc)
		return rc;
	buf_clear(value);
	record_encode(value, rec, key);
	return db_put(w->store, w->txn, w->store->records, key_slice(key), buf_slice(value, 0), err);
}

int writer_entry(struct writer *w, struct entry *entry, const struct buf *contents, struct content_hash *hash,
		struct err *err)
{
	struct buf value = { 0 };
	uint8_t key[SEQ_SIZE];
	struct slice k = { key, sizeof(key) };

	int rc = ensure_account(w, err);
	if (rc)
		return rc;
	entry->seq = w->next;
	entry->at = w->at;
	entry->group = w->first;
	if (!entry->account)
		entry->account = w->store->account;
	entry->role = w->store->role;
	content_hash_end(hash, entry->content);
	entry_encode(&value, entry, w->chain);
	put_be64(key, entry->seq);
	struct slice there;
	/* A last entry that could not be found must not make the journal begin anew on top of itself. */
	if (db_get(w->txn, w->store->journal, k, &there))
		rc = err_set(err, ERR_STORE, "%s: journalen är skadad och inget kan läggas till; återställ från säkerhetskopia",
				w->store->dir);
	else if ((rc = db_put(w->store, w->txn, w->store->journal, k, buf_slice(&value, 0), err)) == 0)
		rc = db_put(w->store, w->txn, w->store->changes, k, buf_slice(contents, 0), err);
	buf_free(&value);
	memcpy(w->chain, entry->chain, HASH_SIZE);
	w->next++;
	return rc;
}

/* ---- what an entry says was changed */

static const char *machine(struct arena *arena, const struct record *rec, const struct field *field)
{
	struct buf text = { 0 };

	if (!rec || field_is_empty(rec, field))
		return NULL;
	field_format_machine(&text, rec, field);
	const char *copy = arena_strdup(arena, buf_cstr(&text));
	buf_free(&text);
	return copy;
}

/* The record's name in lists, cut at a character. */
static const char *title_of(struct arena *arena, const struct record *rec)
{
	static const char *const names[] = { "title", "name", "text", "subject", "metric" };
	const struct record_type *type = record_type(rec->kind);

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const struct field *field = record_field(type, names[i]);
		if (!field || field->type > FT_REF || field_is_empty(rec, field))
			continue;
		const char *text = *(char *const *)field_ptr(rec, field);
		size_t len = strcspn(text, "\n");
		if (len > TITLE_MAX)
			for (len = TITLE_MAX; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;)
				len--;
		return arena_strndup(arena, text, len);
	}
	return "";
}

static void diff(struct content *content, struct arena *arena, const struct record *old, const struct record *rec)
{
	const struct record_type *type = record_type(rec->kind);

	content->title = title_of(arena, rec);
	content->changes = arena_alloc(arena, (type->nfields + 1) * sizeof(*content->changes));
	if (old && old->deleted && !rec->deleted)
		old = NULL;
	struct record *empty = old ? NULL : record_new(rec->kind, rec->plan, rec->id);
	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];
		if (field_equal(old ? old : empty, rec, field))
			continue;
		content->changes[content->n++] = (struct journal_change){ field->key, machine(arena, old, field),
			machine(arena, rec, field) };
	}
	record_free(empty);
	if (old ? old->order != rec->order : rec->order != 0)
		content->changes[content->n++] = (struct journal_change){ "order",
			old && old->order ? arena_printf(arena, "%d", old->order) : NULL,
			rec->order ? arena_printf(arena, "%d", rec->order) : NULL };
}

int writer_change(struct writer *w, struct record *rec, const struct record *old, enum journal_op op, uint64_t ref,
		struct err *err)
{
	struct buf value = { 0 }, contents = { 0 };
	struct arena arena = { 0 };
	struct content content = { .title = "" };
	struct content_hash hash;
	struct key key;

	int rc = writer_check_parts(w, rec, err);
	if (rc == 0)
		rc = writer_record(w, rec, old, &key, &value, err);
	if (rc == 0) {
		diff(&content, &arena, old, rec);
		content_encode(&contents, w->next, &content);
		content_hash_begin(&hash, buf_slice(&contents, 0));
		content_hash_record(&hash, key_slice(&key), buf_slice(&value, 0));
		struct entry entry = { .op = op, .kind = rec->kind, .revision = rec->revision, .ref = ref, .plan = rec->plan,
			.id = rec->id };
		rc = writer_entry(w, &entry, &contents, &hash, err);
	}
	arena_free(&arena);
	buf_free(&contents);
	buf_free(&value);
	return rc;
}

bool records_equal(const struct record *a, const struct record *b)
{
	const struct record_type *type = record_type(a->kind);

	if (a->deleted != b->deleted || a->order != b->order)
		return false;
	for (size_t i = 0; i < type->nfields; i++)
		if (!field_equal(a, b, &type->fields[i]))
			return false;
	return true;
}
