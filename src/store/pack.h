/* pack.h: msgpack into a struct buf and back, in the few shapes the store uses. */
#ifndef STYRTAVLA_STORE_PACK_H
#define STYRTAVLA_STORE_PACK_H

#include <msgpack.h>
#include <stdbool.h>

#include "base/mem.h"

void packer_init(msgpack_packer *pk, struct buf *out);
void pack_text(msgpack_packer *pk, const char *text);      /* NULL packs "" */
void pack_text_or_nil(msgpack_packer *pk, const char *text);

/* Reads one object that fills all len bytes. The object points into the bytes and into memory that lives until
 * unpack_end, which follows also where unpack_begin says false. One at a time: they share their memory. */
bool unpack_begin(const void *bytes, size_t len, msgpack_object *out);
void unpack_end(void);

/* The texts of two names in a map of plain values, found without the library: borrowed from the bytes, of length 0 where there are
 * none. False where it is no such map. */
struct packed_text {
	const char *text;
	size_t len;
};
bool packed_texts(const void *bytes, size_t len, const char *const names[2], struct packed_text found[2]);

bool object_is(const msgpack_object *object, const char *text);
/* Copies of a text; "" where it is nil or no text. */
char *object_text(const msgpack_object *object);
/* In an arena; NULL where it is nil or no text. */
const char *object_arena_text(const msgpack_object *object, struct arena *arena);
/* The i-th element of an array, or NULL. */
const msgpack_object *object_at(const msgpack_object *array, uint32_t i);
uint64_t object_count(const msgpack_object *object); /* 0 where it is no positive number */

#endif
