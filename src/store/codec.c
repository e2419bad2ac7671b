/* codec.c: keys, checksums and records to bytes and back. The layouts are in format.h. */
#include "store/format.h"

#include <math.h>
#include <msgpack.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/num.h"
#include "store/pack.h"

enum { RECORD_VERSION = 1, RECORD_HEAD = 18, RECORD_DELETED = 1 };

void put_be32(uint8_t *at, uint32_t v)
{
	for (int i = 3; i >= 0; i--, v >>= 8)
		at[i] = (uint8_t)v;
}

void put_be64(uint8_t *at, uint64_t v)
{
	put_be32(at, (uint32_t)(v >> 32));
	put_be32(at + 4, (uint32_t)v);
}

uint32_t get_be32(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

uint64_t get_be64(const uint8_t *at)
{
	return (uint64_t)get_be32(at) << 32 | get_be32(at + 4);
}

void buf_be32(struct buf *b, uint32_t v)
{
	uint8_t bytes[4];

	put_be32(bytes, v);
	buf_add(b, bytes, sizeof(bytes));
}

void buf_be64(struct buf *b, uint64_t v)
{
	uint8_t bytes[8];

	put_be64(bytes, v);
	buf_add(b, bytes, sizeof(bytes));
}

const char *decoded_text(enum decoded what)
{
	switch (what) {
	case DECODED:
		return "";
	case BAD_SHORT:
		return "värdet är avkortat";
	case BAD_CHECKSUM:
		return "kontrollsumman stämmer inte";
	case BAD_VERSION:
		return "skriven av ett nyare styrtavla";
	case BAD_CONTENT:
		return "innehållet går inte att tolka";
	}
	return "";
}

/* The key's hash is the seed of the value's: a value that landed under another key does not check. */
static uint64_t checksum(struct slice key, const void *value, size_t len)
{
	return XXH3_64bits_withSeed(value, len, XXH3_64bits(key.data, key.len));
}

void seal(struct buf *b, size_t from, struct slice key)
{
	buf_be64(b, checksum(key, b->data + from, b->len - from));
}

enum decoded unseal(struct slice key, struct slice value, size_t min, unsigned newest, struct slice *body)
{
	if (value.len < min + CHECKSUM_SIZE || value.len < 1 + CHECKSUM_SIZE)
		return BAD_SHORT;
	body->data = value.data;
	body->len = value.len - CHECKSUM_SIZE;
	if (get_be64(value.data + body->len) != checksum(key, body->data, body->len))
		return BAD_CHECKSUM;
	return body->data[0] <= newest ? DECODED : BAD_VERSION;
}

struct key record_key(enum record_kind kind, const char *plan, const char *id)
{
	const struct record_type *type = record_type(kind);
	struct key key = { .len = 0 };

	if (!plan || (type && type->flags & TYPE_GLOBAL))
		plan = "";
	if (!id)
		id = "";
	size_t nplan = strlen(plan), nid = strlen(id);
	if (nplan > KEY_MAX || nid > KEY_MAX || nplan + nid + 2 > KEY_MAX - SEQ_SIZE)
		return key;
	key.data[0] = (uint8_t)kind;
	memcpy(key.data + 1, plan, nplan + 1);
	memcpy(key.data + nplan + 2, id, nid);
	key.len = nplan + nid + 2;
	return key;
}

struct key version_key(const struct key *record, uint64_t seq)
{
	struct key key = *record;

	put_be64(key.data + key.len, seq);
	key.len += SEQ_SIZE;
	return key;
}

bool record_key_parse(struct slice key, enum record_kind *kind, const char **plan, struct slice *id)
{
	/* Longer than what record_key makes: the key of its versions would have no room. */
	if (key.len < 2 || key.len > KEY_MAX - SEQ_SIZE)
		return false;
	const uint8_t *nul = memchr(key.data + 1, 0, key.len - 1);
	if (!nul)
		return false;
	*kind = key.data[0];
	*plan = (const char *)key.data + 1;
	id->data = nul + 1;
	id->len = (size_t)(key.data + key.len - id->data);
	return true;
}

static void encode_number(msgpack_packer *pk, double v)
{
	/* −0 and everything that is no whole number stays a float64. */
	if (fabs(v) < 1e15 && v == trunc(v) && !(v == 0 && signbit(v)))
		msgpack_pack_int64(pk, (int64_t)v);
	else
		msgpack_pack_double(pk, v);
}

static void encode_field(msgpack_packer *pk, const struct record *rec, const struct field *field)
{
	const void *at = field_ptr(rec, field);

	pack_text(pk, field->key);
	switch (field->type) {
	case FT_TEXT:
	case FT_LONGTEXT:
	case FT_REF:
	case FT_LIST:
		pack_text(pk, *(char *const *)at);
		break;
	case FT_NUM:
		encode_number(pk, *(const double *)at);
		break;
	case FT_BOOL:
		if (*(const bool *)at)
			msgpack_pack_true(pk);
		else
			msgpack_pack_false(pk);
		break;
	case FT_DATE:
		msgpack_pack_int64(pk, *(const date_t *)at);
		break;
	case FT_PERIOD:
		msgpack_pack_uint64(pk, *(const period_t *)at);
		break;
	case FT_CHOICE:
		pack_text(pk, field->choices[*(const int *)at].code);
		break;
	}
}

void record_encode(struct buf *out, const struct record *rec, const struct key *key)
{
	const struct record_type *type = record_type(rec->kind);
	size_t from = out->len, n = 0;
	msgpack_packer pk;

	buf_char(out, RECORD_VERSION);
	buf_char(out, rec->deleted ? RECORD_DELETED : 0);
	buf_be32(out, rec->revision);
	buf_be64(out, rec->seq);
	buf_be32(out, (uint32_t)rec->order);
	for (size_t i = 0; i < type->nfields; i++)
		n += !field_is_empty(rec, &type->fields[i]);
	packer_init(&pk, out);
	msgpack_pack_map(&pk, n);
	for (size_t i = 0; i < type->nfields; i++)
		if (!field_is_empty(rec, &type->fields[i]))
			encode_field(&pk, rec, &type->fields[i]);
	seal(out, from, key_slice(key));
}

static bool decode_integer(const struct packed *v, int64_t min, int64_t max, int64_t *out)
{
	*out = v->integer;
	return v->type == PACKED_INTEGER && *out >= min && *out <= max;
}

static bool decode_number(const struct packed *v, double *out)
{
	int64_t whole;

	*out = v->number;
	return v->type == PACKED_NUMBER || decode_integer(v, -(INT64_C(1) << 53), INT64_C(1) << 53, &whole);
}

/* A code this program does not know is no "not given": the record is refused instead. */
static bool decode_choice(const struct field *field, const struct packed *v, int *out)
{
	for (int i = 0; field->choices[i].code; i++) {
		if (packed_is(v, field->choices[i].code)) {
			*out = i;
			return true;
		}
	}
	return false;
}

static bool decode_text(const struct packed *v, char **out)
{
	if (v->type != PACKED_TEXT || memchr(v->text, 0, v->len))
		return false;
	free(*out);
	*out = mem_strndup(v->text, v->len);
	return true;
}

static bool decode_field(struct record *rec, const struct field *field, const struct packed *v)
{
	void *at = field_ptr(rec, field);
	int64_t whole;

	switch (field->type) {
	case FT_TEXT:
	case FT_LONGTEXT:
	case FT_REF:
	case FT_LIST:
		return decode_text(v, at);
	case FT_NUM:
		return decode_number(v, at);
	case FT_BOOL:
		*(bool *)at = v->yes;
		return v->type == PACKED_BOOL;
	case FT_DATE:
		if (!decode_integer(v, INT32_MIN + 1, INT32_MAX, &whole))
			return false;
		*(date_t *)at = (date_t)whole;
		return true;
	case FT_PERIOD:
		if (!decode_integer(v, 0, UINT32_MAX, &whole))
			return false;
		*(period_t *)at = (period_t)whole;
		return true;
	case FT_CHOICE:
		return decode_choice(field, v, at);
	}
	return false;
}

/* Fields lie in the table's order, so the next one is nearly always the one. */
static const struct field *field_named(const struct record_type *type, const struct packed *name, size_t *next)
{
	for (size_t i = 0; i < type->nfields; i++) {
		size_t at = *next + i < type->nfields ? *next + i : *next + i - type->nfields;

		if (packed_is(name, type->fields[at].key)) {
			*next = at + 1;
			return &type->fields[at];
		}
	}
	return NULL;
}

static bool decode_fields(struct record *rec, struct slice body)
{
	const struct record_type *type = record_type(rec->kind);
	struct packed name = { 0 }, value = { 0 };
	struct packed_reader reader;
	int64_t n = packed_map(&reader, body.data, body.len);
	size_t next = 0;

	for (int64_t i = 0; i < n; i++) {
		const struct field *field;

		if (!packed_next(&reader, &name) || name.type != PACKED_TEXT || !packed_next(&reader, &value))
			return false;
		field = field_named(type, &name, &next);
		if (field && !decode_field(rec, field, &value))
			return false;
	}
	return n >= 0 && reader.at == reader.end;
}

uint64_t record_peek_seq(struct slice value)
{
	return value.len < RECORD_HEAD ? 0 : get_be64(value.data + 6);
}

enum peeked record_peek_texts(struct buf *buf, struct slice key, struct slice value, uint64_t seq, const char *const fields[2],
		struct texts *texts)
{
	struct packed name = { 0 }, text = { 0 }, found[2] = { 0 };
	struct packed_reader reader;
	enum record_kind kind;
	const char *plan;
	struct slice id, body;
	size_t at[2];
	int64_t n;

	if (record_peek_seq(value) > seq || !record_key_parse(key, &kind, &plan, &id) ||
	    unseal(key, value, RECORD_HEAD, RECORD_VERSION, &body))
		return PEEKED_OTHER;
	if (body.data[1] & RECORD_DELETED)
		return PEEKED_NONE;
	n = packed_map(&reader, body.data + RECORD_HEAD, body.len - RECORD_HEAD);
	for (int64_t i = 0; i < n; i++) {
		if (!packed_next(&reader, &name) || !packed_next(&reader, &text))
			return PEEKED_OTHER;
		for (int f = 0; f < 2; f++) {
			if (!packed_is(&name, fields[f]))
				continue;
			if (text.type != PACKED_TEXT || memchr(text.text, 0, text.len))
				return PEEKED_OTHER;
			found[f] = text;
		}
	}
	if (n < 0 || reader.at != reader.end)
		return PEEKED_OTHER;
	buf_add(buf, id.data, id.len);
	buf_char(buf, '\0');
	for (int i = 0; i < 2; i++) {
		at[i] = buf->len;
		buf_add(buf, found[i].len ? found[i].text : "", found[i].len);
		buf_char(buf, '\0');
	}
	*texts = (struct texts){ buf->data, { buf->data + at[0], buf->data + at[1] } };
	return PEEKED;
}

enum decoded record_decode(struct record **out, struct slice key, struct slice value)
{
	enum record_kind kind;
	const char *plan;
	struct slice id, body;

	*out = NULL;
	if (!record_key_parse(key, &kind, &plan, &id) || !record_type(kind))
		return BAD_CONTENT;
	enum decoded what = unseal(key, value, RECORD_HEAD, RECORD_VERSION, &body);
	if (what)
		return what;
	struct record *rec = record_new_sized(kind, plan, (const char *)id.data, id.len);
	rec->deleted = body.data[1] & RECORD_DELETED;
	rec->revision = get_be32(body.data + 2);
	rec->seq = get_be64(body.data + 6);
	rec->order = (int)get_be32(body.data + 14);
	body = (struct slice){ body.data + RECORD_HEAD, body.len - RECORD_HEAD };
	if (!decode_fields(rec, body)) {
		record_free(rec);
		return BAD_CONTENT;
	}
	*out = rec;
	return DECODED;
}
