/* pack.h: msgpack into a struct buf and back, in the few shapes the store uses. */
#ifndef STYRTAVLA_STORE_PACK_H
#define STYRTAVLA_STORE_PACK_H

#include <msgpack.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/mem.h"

void packer_init(msgpack_packer *pk, struct buf *out);
void pack_text(msgpack_packer *pk, const char *text);      /* NULL packs "" */
void pack_text_or_nil(msgpack_packer *pk, const char *text);

/* Reads one object that fills all len bytes. The object points into the bytes and into memory that lives until
 * unpack_end, which follows also where unpack_begin says false. One at a time: they share their memory. */
bool unpack_begin(const void *bytes, size_t len, msgpack_object *out);
void unpack_end(void);

/* Plain values read one after the other, without the library and its objects: records, of which a start reads thousands. */
enum packed_type { PACKED_TEXT, PACKED_INTEGER, PACKED_NUMBER, PACKED_BOOL, PACKED_OTHER /* nil, nested, too large */ };
struct packed {
	enum packed_type type;
	const char *text; /* borrowed from the bytes, not terminated */
	size_t len;
	int64_t integer;
	double number;    /* of an integer too */
	bool yes;
};
struct packed_reader {
	const uint8_t *at, *end;
};
/* A map that fills all len bytes; the number of names in it, or −1 where it is no map. After it come a name and a value each. */
int64_t packed_map(struct packed_reader *reader, const void *bytes, size_t len);
/* The next value, passed; a nested one whole. False where the bytes end before it does, or are not what a store writes. */
bool packed_next(struct packed_reader *reader, struct packed *value);
static inline bool packed_is(const struct packed *value, const char *text)
{
	return value->type == PACKED_TEXT && strlen(text) == value->len && memcmp(text, value->text, value->len) == 0;
}

bool object_is(const msgpack_object *object, const char *text);
/* Copies of a text; "" where it is nil or no text. */
char *object_text(const msgpack_object *object);
/* In an arena; NULL where it is nil or no text. */
const char *object_arena_text(const msgpack_object *object, struct arena *arena);
/* The i-th element of an array, or NULL. */
const msgpack_object *object_at(const msgpack_object *array, uint32_t i);
uint64_t object_count(const msgpack_object *object); /* 0 where it is no positive number */

#endif
