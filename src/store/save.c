/* save.c: store_save and store_load. */
#include "store/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* ---- what may be saved */

static int check_texts(const struct record *rec, struct err *err)
{
	const struct record_type *type = record_type(rec->kind);

	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];
		if (field->type > FT_LIST)
			continue;
		const char *text = *(char *const *)field_ptr(rec, field);
		if (text && !utf8_valid(text, strlen(text), NULL))
			return err_set(err, ERR_INPUT, "%s är inte giltig UTF-8", field->label);
	}
	return 0;
}

/* The number an id is, or 0. */
static uint64_t id_number(const char *id)
{
	uint64_t v = 0;

	for (; *id >= '0' && *id <= '9' && v < UINT64_MAX / 100; id++)
		v = v * 10 + (uint64_t)(*id - '0');
	return *id ? 0 : v;
}

/* Gives a new record of a numbered kind its number, and keeps a number that came with it from being given again. */
static int give_number(struct writer *w, struct record *rec, struct err *err)
{
	const char name[] = { 'n', 'e', 'x', 't', (char)rec->kind };
	bool numbered = record_type(rec->kind)->flags & TYPE_NUMBERED;

	if (!numbered && rec->id && rec->id[0])
		return 0;
	if (!numbered)
		return err_set(err, ERR_INPUT, "%s saknar id", record_type(rec->kind)->label);
	uint64_t next = meta_get_u64(w->store, w->txn, name, sizeof(name)), given;
	if (next == 0)
		next = 1;
	if (!rec->id || !rec->id[0]) {
		free(rec->id);
		rec->id = mem_printf("%llu", (unsigned long long)next);
	}
	given = id_number(rec->id);
	if (given < next)
		return 0;
	return meta_put_u64(w->store, w->txn, name, sizeof(name), given + 1, err);
}

/* ---- conflicts */

static int conflict(struct writer *w, const struct record *rec, struct record *theirs, struct err *err)
{
	struct buf what = { 0 };
	struct entry entry;

	store_describe(&what, rec->kind, rec->id);
	if (!theirs) {
		err_set(err, ERR_CONFLICT, "%s finns inte längre: inget sparades", buf_cstr(&what));
	} else if (!db_entry(w->store, w->txn, theirs->seq, &entry)) {
		err_set(err, ERR_CONFLICT, "%s har ändrats sedan den lästes: inget sparades", buf_cstr(&what));
	} else {
		char at[MOMENT_TEXT_MAX], *login = db_login(w->store, w->txn, entry.account);
		err_set(err, ERR_CONFLICT, "%s %s av %s %s: inget sparades", buf_cstr(&what),
				theirs->deleted ? "togs bort" : "ändrades", login, moment_format_local(at, entry.at));
		free(login);
	}
	buf_free(&what);
	return ERR_CONFLICT;
}

static bool expected(const struct change *change, const struct record *old)
{
	if (change->expect == ANY_REVISION)
		return true;
	if (change->expect == 0)
		return !old || old->deleted;
	return old && old->revision == change->expect;
}

/* ---- one change */

/* A record being saved: the copy that is written, given back to its owner only after the commit. */
struct pending {
	struct record *copy;
};

static int read_old(struct writer *w, const struct record *rec, struct record **old, struct err *err)
{
	struct key key = record_key(rec->kind, rec->plan, rec->id);
	struct slice value;

	*old = NULL;
	if (key.len == 0)
		return 0; /* refused when it is written */
	enum decoded what = db_record(w->store, w->txn, &key, old, &value);
	if (what == DECODED)
		return 0;
	return err_set(err, ERR_STORE, "%s %s kan inte sparas: det som finns är skadat (%s); återställ från säkerhetskopia",
			record_type(rec->kind)->label, rec->id, decoded_text(what));
}

/* A deleted record keeps its fields as they were: the caller need not know them all, and undo brings them back. */
static void make_tombstone(struct record **copy, const struct record *old)
{
	record_free(*copy);
	*copy = record_copy(old);
	(*copy)->deleted = true;
}

static int save_one(struct writer *w, const struct change *change, struct pending *p, struct save_result *result,
		struct err *err)
{
	struct record *old;

	p->copy = record_copy(change->rec);
	int rc = check_texts(p->copy, err);
	if (rc || (rc = give_number(w, p->copy, err)) || (rc = read_old(w, p->copy, &old, err)))
		return rc;
	if (!expected(change, old) || (p->copy->deleted && !old)) {
		rc = conflict(w, p->copy, old, err);
		result->theirs = old;
		return rc;
	}
	if (p->copy->deleted)
		make_tombstone(&p->copy, old);
	if (old && records_equal(old, p->copy)) {
		p->copy->revision = old->revision;
		p->copy->seq = old->seq;
	} else {
		enum journal_op op = p->copy->deleted ? OP_DELETE : !old || old->deleted ? OP_CREATE : OP_UPDATE;
		rc = writer_change(w, p->copy, old, op, 0, err);
		result->saved += rc == 0;
	}
	record_free(old);
	return rc;
}

static void give_back(struct record *rec, const struct record *copy)
{
	if (!rec->id || strcmp(rec->id, copy->id) != 0) {
		free(rec->id);
		rec->id = mem_strdup(copy->id);
	}
	rec->revision = copy->revision;
	rec->seq = copy->seq;
}

/* Commits if there is anything to, gives numbers and revisions back, and frees. Returns rc, or what commit said. */
static int finish(struct writer *w, struct change *changes, struct pending *pending, size_t n, int rc,
		struct save_result *result, struct err *err)
{
	uint64_t first = w->first, next = w->next;

	if (rc || first == next)
		writer_abort(w);
	else
		rc = writer_commit(w, err);
	for (size_t i = 0; i < n; i++) {
		if (rc == 0)
			give_back(changes[i].rec, pending[i].copy);
		record_free(pending[i].copy);
	}
	free(pending);
	if (rc)
		result->saved = 0;
	else if (first != next)
		result->seq = first;
	return rc;
}

int store_save(struct store *store, struct change *changes, size_t n, struct save_result *result, struct err *err)
{
	struct writer w;

	*result = (struct save_result){ 0 };
	int rc = writer_begin(store, &w, err);
	if (rc)
		return rc;
	struct pending *pending = mem_alloc((n + 1) * sizeof(*pending));
	for (size_t i = 0; i < n && rc == 0; i++) {
		result->conflict = i;
		rc = save_one(&w, &changes[i], &pending[i], result, err);
	}
	return finish(&w, changes, pending, n, rc, result, err);
}

/* ---- loading */

struct load {
	struct writer w;
	struct key *keys; /* written */
	size_t nkeys, added, changed, equal;
};

static int load_one(struct load *load, const struct change *change, struct pending *p, struct buf *value, struct err *err)
{
	struct writer *w = &load->w;
	struct record *old;

	p->copy = record_copy(change->rec);
	p->copy->deleted = false;
	int rc = check_texts(p->copy, err);
	if (rc || (rc = give_number(w, p->copy, err)) || (rc = read_old(w, p->copy, &old, err)))
		return rc;
	if (change->expect && !expected(change, old)) {
		rc = conflict(w, p->copy, old, err);
		record_free(old);
		return rc;
	}
	if (old && records_equal(old, p->copy)) {
		p->copy->revision = old->revision;
		p->copy->seq = old->seq;
		load->equal++;
	} else {
		rc = writer_record(w, p->copy, old, &load->keys[load->nkeys], value, err);
		load->nkeys += rc == 0;
		if (old && !old->deleted)
			load->changed++;
		else
			load->added++;
	}
	record_free(old);
	return rc;
}

static int compare_keys(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int order = memcmp(x->data, y->data, x->len < y->len ? x->len : y->len);

	return order ? order : (x->len > y->len) - (x->len < y->len);
}

static void hash_written(struct load *load, struct content_hash *hash)
{
	struct slice value;

	qsort(load->keys, load->nkeys, sizeof(*load->keys), compare_keys);
	for (size_t i = 0; i < load->nkeys; i++) {
		bool twice = i > 0 && compare_keys(&load->keys[i - 1], &load->keys[i]) == 0;
		if (!twice && db_get(load->w.txn, load->w.store->records, key_slice(&load->keys[i]), &value))
			content_hash_record(hash, key_slice(&load->keys[i]), value);
	}
}

static int load_entry(struct load *load, const char *plan, struct err *err)
{
	char counts[3][24];
	struct journal_change changes[] = { { "new", NULL, counts[0] }, { "changed", NULL, counts[1] },
		{ "unchanged", NULL, counts[2] } };
	struct content content = { .title = "", .changes = changes, .n = COUNT_OF(changes) };
	struct entry entry = { .op = OP_LOAD, .kind = REC_PLAN, .plan = plan, .id = plan };
	struct content_hash hash;
	struct buf contents = { 0 };

	snprintf(counts[0], sizeof(counts[0]), "%zu", load->added);
	snprintf(counts[1], sizeof(counts[1]), "%zu", load->changed);
	snprintf(counts[2], sizeof(counts[2]), "%zu", load->equal);
	content_encode(&contents, load->w.next, &content);
	content_hash_begin(&hash, buf_slice(&contents, 0));
	hash_written(load, &hash);
	int rc = writer_entry(&load->w, &entry, &contents, &hash, err);
	buf_free(&contents);
	return rc;
}

int store_load(struct store *store, const char *plan, struct change *changes, size_t n, struct save_result *result,
		struct err *err)
{
	struct load load = { .nkeys = 0 };
	struct buf value = { 0 };

	*result = (struct save_result){ 0 };
	int rc = writer_begin(store, &load.w, err);
	if (rc)
		return rc;
	struct pending *pending = mem_alloc((n + 1) * sizeof(*pending));
	load.keys = mem_array(NULL, n + 1, sizeof(*load.keys));
	for (size_t i = 0; i < n && rc == 0; i++) {
		result->conflict = i;
		rc = load_one(&load, &changes[i], &pending[i], &value, err);
	}
	if (rc == 0 && load.nkeys > 0)
		rc = load_entry(&load, plan, err);
	result->saved = load.nkeys;
	free(load.keys);
	buf_free(&value);
	return finish(&load.w, changes, pending, n, rc, result, err);
}
