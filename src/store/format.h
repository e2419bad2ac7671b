/* format.h: how a store looks on disk. Pure code: bytes in, structs out; nothing here knows of LMDB.
 *
 * DIR/plans (format 1) and DIR/figures (format 1) are LMDB environments. All numbers in keys and values are big-endian.
 * Every value but those of `meta` ends in eight bytes XXH3-64 over its key and all bytes before (a block: see there).
 *
 * plans
 *   meta      "format" u32 · "id" text · "demo" u8 · "demo_day" u32 (days since 1970-01-01) · "next" + kind byte → u64, the
 *             next number of a numbered kind · "imported" → u64, the last batch that has its journal entry · "filling" u8,
 *             there only while what a new store begins with is being put in
 *   records   record key → record value (the newest version, tombstones too)
 *   versions  record key + u64 seq of that version → its record value, byte for byte as it was in `records`
 *   journal   u64 seq → entry value. Sequence numbers are 1, 2, 3 … without holes
 *   changes   u64 seq → contents of the entry: what gallring may remove
 *   accounts  account id → account value: erasable, not in the chain
 * figures
 *   meta      "format" u32 (0: older blocks only; read too, and 1 from the next import on) · "touched", there only while an
 *             import is not published: first and last key it has written, each with its length as u16 before it · "metrics":
 *             every metric that has figures: version u8 (1), u32 the published batch it is true of, then for each, in order, u32 the
 *             first batch with figures of it, u16 length, name; checksum. It only spares a search (series_names.c)
 *   series    metric NUL organisation → block (series_block.h) · metric NUL organisation NUL u32 period → a further part
 *             of one that is too long (series.h)
 *   batches   u32 number → batch value
 *
 * record key    kind u8, plan, NUL, id. At most KEY_MAX − 8 bytes, so that a version's key fits too
 * record value  version u8, flags u8 (1 deleted), revision u32, seq u64, order i32, msgpack map, checksum. The map holds
 *               the fields that are not empty by their key: text as str; numbers as int or float64; dates (days
 *               since 1970-01-01) and periods (date.h) as int; choices as str, their code; bools as bool. A field
 *               the program does not know is passed over; one of the wrong type is damage
 * entry value   version u8, op u8, kind u8, 0 u8, seq u64, at i64 (µs UTC), revision u32, group u64, ref u64, content hash
 *               (32), account NUL role NUL plan NUL id NUL, chain hash (32), checksum
 * content hash  BLAKE2b-256 over the entry's whole `changes` value, then key and value of each record it wrote, in key
 *               order. Chain hash: BLAKE2b-256 over the chain hash before (32 zero bytes for the first) and the
 *               entry value up to its own chain hash
 * contents      version u8, flags u8 (1 purged), msgpack [title, [[field, old, new] …]] with nil for empty, checksum
 * account       version u8, msgpack [login, name], checksum
 * batch         version u8, flags u8 (1 published), at i64, msgpack [file, source, account, note, hash, added, changed,
 *               equal], checksum */
#ifndef STYRTAVLA_STORE_FORMAT_H
#define STYRTAVLA_STORE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "model/record.h"
#include "store/store.h"

enum { PLANS_FORMAT = 1, FIGURES_FORMAT = 1 };
enum { KEY_MAX = 511, SEQ_SIZE = 8, HASH_SIZE = 32, CHECKSUM_SIZE = 8 };

/* Bytes owned by someone else. */
struct slice {
	const uint8_t *data;
	size_t len;
};

/* A key being built. len 0: it would have been too long. */
struct key {
	uint8_t data[KEY_MAX];
	size_t len;
};

void put_be32(uint8_t *at, uint32_t v);
void put_be64(uint8_t *at, uint64_t v);
uint32_t get_be32(const uint8_t *at);
uint64_t get_be64(const uint8_t *at);
void buf_be32(struct buf *b, uint32_t v);
void buf_be64(struct buf *b, uint64_t v);

/* Why bytes were not believed. */
enum decoded { DECODED, BAD_SHORT, BAD_CHECKSUM, BAD_VERSION, BAD_CONTENT };
const char *decoded_text(enum decoded what); /* Swedish */

/* Appends the checksum of key and what b holds from byte `from` on. */
void seal(struct buf *b, size_t from, struct slice key);
/* Checks length (at least min bytes besides the checksum), checksum and version (first byte at most `newest`); *body is
 * the value without checksum. */
enum decoded unseal(struct slice key, struct slice value, size_t min, unsigned newest, struct slice *body);

/* ---- records (codec.c) */

/* Key of a record; kinds that outlive plans always have the plan "". */
struct key record_key(enum record_kind kind, const char *plan, const char *id);
struct key version_key(const struct key *record, uint64_t seq);
/* Takes a record key apart; plan and id point into it (id is not terminated). false where it is none. */
bool record_key_parse(struct slice key, enum record_kind *kind, const char **plan, struct slice *id);

void record_encode(struct buf *out, const struct record *rec, const struct key *key);
enum decoded record_decode(struct record **rec, struct slice key, struct slice value);
/* The journal entry that made the value; nothing is checked: 0 where it is too short to say. */
uint64_t record_peek_seq(struct slice value);
/* Two texts of a record (store.h), put in buf, without making the record. PEEKED_NONE: it is deleted. PEEKED_OTHER: it is not for
 * this way (later than seq, damaged): ask record_decode. */
enum peeked { PEEKED, PEEKED_NONE, PEEKED_OTHER };
enum peeked record_peek_texts(struct buf *buf, struct slice key, struct slice value, uint64_t seq, const char *const fields[2],
		struct texts *texts);

/* ---- journal entries (entry.c) */

struct entry {
	uint64_t seq;
	moment_t at;
	enum journal_op op;
	enum record_kind kind;
	uint32_t revision;
	uint64_t group, ref;
	const char *account, *role, *plan, *id; /* decoded: they point into the value */
	uint8_t content[HASH_SIZE], chain[HASH_SIZE];
};
/* Computes entry->chain from prev and appends the value. */
void entry_encode(struct buf *out, struct entry *entry, const uint8_t prev[HASH_SIZE]);
enum decoded entry_decode(struct entry *entry, struct slice key, struct slice value);
/* What the chain hash should be, from the value as stored. */
void entry_chain(uint8_t out[HASH_SIZE], struct slice value, const uint8_t prev[HASH_SIZE]);

struct content {
	const char *title;
	struct journal_change *changes;
	size_t n;
	bool purged;
};
void content_encode(struct buf *out, uint64_t seq, const struct content *content);
/* Strings are put in the arena. */
enum decoded content_decode(struct content *content, struct arena *arena, struct slice key, struct slice value);

/* Content hash: begin, one part for the contents and one for each record, end. */
struct content_hash {
	_Alignas(64) unsigned char state[512];
};
void content_hash_begin(struct content_hash *hash, struct slice contents);
void content_hash_record(struct content_hash *hash, struct slice key, struct slice value);
void content_hash_end(struct content_hash *hash, uint8_t out[HASH_SIZE]);

void account_encode(struct buf *out, struct slice key, const char *login, const char *name);
/* login and name are owned by the caller; "" where erased. */
enum decoded account_decode(char **login, char **name, struct slice key, struct slice value);

void batch_encode(struct buf *out, const struct batch *batch);
enum decoded batch_decode(struct batch **batch, struct slice key, struct slice value);
/* Published, and when: without the texts. */
enum decoded batch_peek(bool *published, moment_t *at, struct slice key, struct slice value);

static inline struct slice key_slice(const struct key *key)
{
	return (struct slice){ key->data, key->len };
}

static inline struct slice buf_slice(const struct buf *b, size_t from)
{
	return (struct slice){ (const uint8_t *)b->data + from, b->len - from };
}

#endif
