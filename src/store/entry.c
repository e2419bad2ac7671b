/* entry.c: journal entries, their contents, accounts and batches to bytes and back. The layouts are in format.h. */
#include "store/format.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "store/pack.h"

enum { ENTRY_VERSION = 1, ENTRY_FIXED = 72, CONTENT_VERSION = 1, CONTENT_PURGED = 1, ACCOUNT_VERSION = 1,
	BATCH_VERSION = 1, BATCH_PUBLISHED = 1, BATCH_HEAD = 10 };

void entry_encode(struct buf *out, struct entry *entry, const uint8_t prev[HASH_SIZE])
{
	const char *texts[] = { entry->account, entry->role, entry->plan, entry->id };
	uint8_t key[SEQ_SIZE];
	size_t from = out->len;

	buf_char(out, ENTRY_VERSION);
	buf_char(out, (char)entry->op);
	buf_char(out, (char)entry->kind);
	buf_char(out, 0);
	buf_be64(out, entry->seq);
	buf_be64(out, (uint64_t)entry->at);
	buf_be32(out, entry->revision);
	buf_be64(out, entry->group);
	buf_be64(out, entry->ref);
	buf_add(out, entry->content, HASH_SIZE);
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		buf_add(out, texts[i] ? texts[i] : "", (texts[i] ? strlen(texts[i]) : 0) + 1);
	buf_add(out, entry->chain, HASH_SIZE); /* its place; what stands there is not hashed */
	struct slice value = buf_slice(out, from);
	value.len += CHECKSUM_SIZE;
	entry_chain(entry->chain, value, prev);
	memcpy(out->data + out->len - HASH_SIZE, entry->chain, HASH_SIZE);
	put_be64(key, entry->seq);
	seal(out, from, (struct slice){ key, sizeof(key) });
}

enum decoded entry_decode(struct entry *entry, struct slice key, struct slice value)
{
	const char **texts[] = { &entry->account, &entry->role, &entry->plan, &entry->id };
	struct slice body;
	enum decoded what = unseal(key, value, ENTRY_FIXED + COUNT_OF(texts) + HASH_SIZE, ENTRY_VERSION, &body);

	if (what)
		return what;
	const uint8_t *at = body.data;
	entry->op = at[1];
	entry->kind = at[2];
	entry->seq = get_be64(at + 4);
	entry->at = (moment_t)get_be64(at + 12);
	entry->revision = get_be32(at + 20);
	entry->group = get_be64(at + 24);
	entry->ref = get_be64(at + 32);
	memcpy(entry->content, at + 40, HASH_SIZE);
	const uint8_t *end = body.data + body.len - HASH_SIZE;
	memcpy(entry->chain, end, HASH_SIZE);
	at += ENTRY_FIXED;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		const uint8_t *nul = memchr(at, 0, (size_t)(end - at));
		if (!nul)
			return BAD_CONTENT;
		*texts[i] = (const char *)at;
		at = nul + 1;
	}
	bool good = at == end && key.len == SEQ_SIZE && get_be64(key.data) == entry->seq && entry->op >= OP_CREATE &&
		entry->op <= OP_IMPORT;
	return good ? DECODED : BAD_CONTENT;
}

void entry_chain(uint8_t out[HASH_SIZE], struct slice value, const uint8_t prev[HASH_SIZE])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, HASH_SIZE);
	crypto_generichash_update(&state, prev, HASH_SIZE);
	crypto_generichash_update(&state, value.data, value.len - HASH_SIZE - CHECKSUM_SIZE);
	crypto_generichash_final(&state, out, HASH_SIZE);
}

void content_encode(struct buf *out, uint64_t seq, const struct content *content)
{
	uint8_t key[SEQ_SIZE];
	size_t from = out->len;
	msgpack_packer pk;

	buf_char(out, CONTENT_VERSION);
	buf_char(out, content->purged ? CONTENT_PURGED : 0);
	packer_init(&pk, out);
	msgpack_pack_array(&pk, 2);
	pack_text(&pk, content->title);
	msgpack_pack_array(&pk, content->n);
	for (size_t i = 0; i < content->n; i++) {
		msgpack_pack_array(&pk, 3);
		pack_text(&pk, content->changes[i].key);
		pack_text_or_nil(&pk, content->changes[i].old);
		pack_text_or_nil(&pk, content->changes[i].new);
	}
	put_be64(key, seq);
	seal(out, from, (struct slice){ key, sizeof(key) });
}

static bool decode_changes(struct content *content, struct arena *arena, const msgpack_object *list)
{
	if (!list || list->type != MSGPACK_OBJECT_ARRAY)
		return false;
	content->n = list->via.array.size;
	content->changes = arena_alloc(arena, (content->n + 1) * sizeof(*content->changes));
	for (uint32_t i = 0; i < list->via.array.size; i++) {
		const msgpack_object *item = &list->via.array.ptr[i];
		struct journal_change *change = &content->changes[i];
		if (item->type != MSGPACK_OBJECT_ARRAY || item->via.array.size != 3)
			return false;
		change->key = object_arena_text(object_at(item, 0), arena);
		change->old = object_arena_text(object_at(item, 1), arena);
		change->new = object_arena_text(object_at(item, 2), arena);
		if (!change->key)
			return false;
	}
	return true;
}

enum decoded content_decode(struct content *content, struct arena *arena, struct slice key, struct slice value)
{
	struct slice body;
	msgpack_object list;
	enum decoded what = unseal(key, value, 2, CONTENT_VERSION, &body);

	*content = (struct content){ .title = "" };
	if (what)
		return what;
	content->purged = body.data[1] & CONTENT_PURGED;
	if (content->purged)
		return DECODED;
	bool good = unpack_begin(body.data + 2, body.len - 2, &list);
	if (good) {
		content->title = object_arena_text(object_at(&list, 0), arena);
		good = content->title && decode_changes(content, arena, object_at(&list, 1));
	}
	unpack_end();
	if (!good)
		*content = (struct content){ .title = "" };
	return good ? DECODED : BAD_CONTENT;
}

_Static_assert(sizeof(crypto_generichash_state) <= sizeof(struct content_hash), "room for the library's state");

void content_hash_begin(struct content_hash *hash, struct slice contents)
{
	crypto_generichash_state *state = (void *)hash->state;

	crypto_generichash_init(state, NULL, 0, HASH_SIZE);
	crypto_generichash_update(state, contents.data, contents.len);
}

void content_hash_record(struct content_hash *hash, struct slice key, struct slice value)
{
	crypto_generichash_state *state = (void *)hash->state;

	crypto_generichash_update(state, key.data, key.len);
	crypto_generichash_update(state, value.data, value.len);
}

void content_hash_end(struct content_hash *hash, uint8_t out[HASH_SIZE])
{
	crypto_generichash_final((void *)hash->state, out, HASH_SIZE);
}

void account_encode(struct buf *out, struct slice key, const char *login, const char *name)
{
	size_t from = out->len;
	msgpack_packer pk;

	buf_char(out, ACCOUNT_VERSION);
	packer_init(&pk, out);
	msgpack_pack_array(&pk, 2);
	pack_text_or_nil(&pk, login);
	pack_text_or_nil(&pk, name);
	seal(out, from, key);
}

enum decoded account_decode(char **login, char **name, struct slice key, struct slice value)
{
	struct slice body;
	msgpack_object list;
	enum decoded what = unseal(key, value, 1, ACCOUNT_VERSION, &body);

	if (what)
		return what;
	bool good = unpack_begin(body.data + 1, body.len - 1, &list) && list.type == MSGPACK_OBJECT_ARRAY;
	if (good) {
		*login = object_text(object_at(&list, 0));
		*name = object_text(object_at(&list, 1));
	}
	unpack_end();
	return good ? DECODED : BAD_CONTENT;
}

void batch_encode(struct buf *out, const struct batch *batch)
{
	const char *texts[] = { batch->file, batch->source, batch->account, batch->note, batch->hash };
	uint8_t key[4];
	size_t from = out->len;
	msgpack_packer pk;

	buf_char(out, BATCH_VERSION);
	buf_char(out, batch->published ? BATCH_PUBLISHED : 0);
	buf_be64(out, (uint64_t)batch->at);
	packer_init(&pk, out);
	msgpack_pack_array(&pk, COUNT_OF(texts) + 3);
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		pack_text(&pk, texts[i]);
	msgpack_pack_uint64(&pk, batch->added);
	msgpack_pack_uint64(&pk, batch->changed);
	msgpack_pack_uint64(&pk, batch->equal);
	put_be32(key, batch->number);
	seal(out, from, (struct slice){ key, sizeof(key) });
}

static struct batch *batch_from(const struct slice *body, uint32_t number, const msgpack_object *list)
{
	struct batch *batch = mem_alloc(sizeof(*batch));
	char *hash = object_text(object_at(list, 4));

	batch->number = number;
	batch->published = body->data[1] & BATCH_PUBLISHED;
	batch->at = (moment_t)get_be64(body->data + 2);
	batch->file = object_text(object_at(list, 0));
	batch->source = object_text(object_at(list, 1));
	batch->account = object_text(object_at(list, 2));
	batch->note = object_text(object_at(list, 3));
	strncpy(batch->hash, hash, sizeof(batch->hash) - 1);
	batch->added = object_count(object_at(list, 5));
	batch->changed = object_count(object_at(list, 6));
	batch->equal = object_count(object_at(list, 7));
	free(hash);
	return batch;
}

enum decoded batch_decode(struct batch **batch, struct slice key, struct slice value)
{
	struct slice body;
	msgpack_object list;
	enum decoded what = unseal(key, value, BATCH_HEAD, BATCH_VERSION, &body);

	*batch = NULL;
	if (what)
		return what;
	bool good = key.len == 4 && unpack_begin(body.data + BATCH_HEAD, body.len - BATCH_HEAD, &list) &&
		list.type == MSGPACK_OBJECT_ARRAY;
	if (good)
		*batch = batch_from(&body, get_be32(key.data), &list);
	unpack_end();
	return good ? DECODED : BAD_CONTENT;
}

enum decoded batch_peek(bool *published, moment_t *at, struct slice key, struct slice value)
{
	struct slice body;
	enum decoded what = unseal(key, value, BATCH_HEAD, BATCH_VERSION, &body);

	if (what || key.len != 4)
		return what ? what : BAD_CONTENT;
	*published = body.data[1] & BATCH_PUBLISHED;
	*at = (moment_t)get_be64(body.data + 2);
	return DECODED;
}

void batch_free(struct batch *batch)
{
	if (!batch)
		return;
	free(batch->file);
	free(batch->source);
	free(batch->account);
	free(batch->note);
	free(batch);
}
