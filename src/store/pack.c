#include "store/pack.h"

#include <string.h>

/* Kept between records: the zone's first chunk would else be allocated anew for each of them. */
static msgpack_zone zone;
static bool zone_ready;

static int write_buf(void *out, const char *bytes, size_t len)
{
	buf_add(out, bytes, len);
	return 0;
}

void packer_init(msgpack_packer *pk, struct buf *out)
{
	msgpack_packer_init(pk, out, write_buf);
}

void pack_text(msgpack_packer *pk, const char *text)
{
	size_t len = text ? strlen(text) : 0;

	msgpack_pack_str(pk, len);
	if (len)
		msgpack_pack_str_body(pk, text, len);
}

void pack_text_or_nil(msgpack_packer *pk, const char *text)
{
	if (text && *text)
		pack_text(pk, text);
	else
		msgpack_pack_nil(pk);
}

/* Reads an n-byte length at *at. */
static size_t length_at(const uint8_t **at, const uint8_t *end, int n)
{
	size_t v = 0;

	if (end - *at < n)
		return SIZE_MAX;
	while (n-- > 0)
		v = v << 8 | *(*at)++;
	return v;
}

/* Passes one header; *payload and *items are the bytes and the objects that follow it. False: not used in a store. */
static bool pass_header(const uint8_t **at, const uint8_t *end, size_t *payload, size_t *items)
{
	static const uint8_t sizes[] = { [0xCA - 0xC0] = 4, [0xCB - 0xC0] = 8, [0xCC - 0xC0] = 1, [0xCD - 0xC0] = 2,
		[0xCE - 0xC0] = 4, [0xCF - 0xC0] = 8, [0xD0 - 0xC0] = 1, [0xD1 - 0xC0] = 2, [0xD2 - 0xC0] = 4, [0xD3 - 0xC0] = 8 };
	uint8_t b = *(*at)++;

	*payload = *items = 0;
	if (b < 0x80 || b >= 0xE0 || b == 0xC0 || b == 0xC2 || b == 0xC3)
		return true;
	if (b < 0x90)
		*items = (b & 15) * 2u;
	else if (b < 0xA0)
		*items = b & 15;
	else if (b < 0xC0)
		*payload = b & 31;
	else if (b >= 0xCA && b <= 0xD3)
		*payload = sizes[b - 0xC0];
	else if (b >= 0xD9 && b <= 0xDB)
		*payload = length_at(at, end, 1 << (b - 0xD9));
	else if (b >= 0xDC)
		*items = length_at(at, end, b & 1 ? 4 : 2);
	else
		return false;
	return true;
}

/* A long header of a map counts its names, all others the objects that follow. */
static size_t objects_in(uint8_t first, size_t items)
{
	return first == 0xDE || first == 0xDF ? 2 * items : items;
}

int64_t packed_map(struct packed_reader *reader, const void *bytes, size_t len)
{
	size_t payload, items;
	uint8_t first;

	*reader = (struct packed_reader){ bytes, (const uint8_t *)bytes + len };
	if (!len)
		return -1;
	first = *reader->at;
	if (((first & 0xF0) != 0x80 && first != 0xDE && first != 0xDF) || !pass_header(&reader->at, reader->end, &payload, &items))
		return -1;
	return items > len ? -1 : (int64_t)(objects_in(first, items) / 2);
}

static uint64_t big_endian(const uint8_t *at, size_t n)
{
	uint64_t v = 0;

	while (n-- > 0)
		v = v << 8 | *at++;
	return v;
}

static void read_scalar(struct packed *value, uint8_t first, const uint8_t *payload, size_t n)
{
	uint64_t bits = big_endian(payload, n);
	uint32_t half = (uint32_t)bits;
	float narrow;

	value->type = PACKED_INTEGER;
	if (first < 0x80) {
		value->integer = first;
	} else if (first >= 0xE0) {
		value->integer = (int8_t)first;
	} else if (first == 0xCA) {
		memcpy(&narrow, &half, sizeof(narrow));
		value->type = PACKED_NUMBER;
		value->number = (double)narrow;
		return;
	} else if (first == 0xCB) {
		memcpy(&value->number, &bits, sizeof(value->number));
		value->type = PACKED_NUMBER;
		return;
	} else if (first >= 0xD0 && first <= 0xD3) {
		unsigned shift = 64 - 8 * (unsigned)n;

		value->integer = (int64_t)(bits << shift) >> shift;
	} else if (first >= 0xCC && first <= 0xCF && bits <= INT64_MAX) {
		value->integer = (int64_t)bits;
	} else {
		value->type = first == 0xC2 || first == 0xC3 ? PACKED_BOOL : PACKED_OTHER;
		value->yes = first == 0xC3;
		return;
	}
	value->number = (double)value->integer;
}

/* What is inside a nested value. Each object has a byte at least: more than there are bytes is no such value. */
static bool pass_items(struct packed_reader *reader, size_t items)
{
	size_t payload, more;
	uint8_t first;

	for (; items > 0; items--) {
		if (items > (size_t)(reader->end - reader->at))
			return false;
		first = *reader->at;
		if (!pass_header(&reader->at, reader->end, &payload, &more) || payload > (size_t)(reader->end - reader->at) ||
		    more > (size_t)(reader->end - reader->at))
			return false;
		reader->at += payload;
		items += objects_in(first, more);
	}
	return true;
}

bool packed_next(struct packed_reader *reader, struct packed *value)
{
	size_t payload, items;
	const uint8_t *from;
	uint8_t first;

	if (reader->at >= reader->end)
		return false;
	first = *reader->at;
	if ((first & 0xE0) == 0xA0) { /* a short text: most of what there is */
		value->type = PACKED_TEXT;
		value->text = (const char *)reader->at + 1;
		value->len = first & 31;
		if (value->len >= (size_t)(reader->end - reader->at))
			return false;
		reader->at += 1 + value->len;
		return true;
	}
	if (!pass_header(&reader->at, reader->end, &payload, &items) || payload > (size_t)(reader->end - reader->at))
		return false;
	from = reader->at;
	reader->at += payload;
	if ((first >= 0x80 && first < 0xA0) || (first >= 0xDC && first < 0xE0)) {
		value->type = PACKED_OTHER;
		return items <= (size_t)(reader->end - reader->at) && pass_items(reader, objects_in(first, items));
	}
	if (first >= 0xD9 && first <= 0xDB) {
		value->type = PACKED_TEXT;
		value->text = (const char *)from;
		value->len = payload;
		return true;
	}
	read_scalar(value, first, from, payload);
	return true;
}

/* The library allocates what a header promises before it has seen it: no header may promise more than the bytes hold. */
static bool plausible(const uint8_t *at, const uint8_t *end)
{
	size_t payload, items;

	while (at < end) {
		if (!pass_header(&at, end, &payload, &items) || payload > (size_t)(end - at) || items > (size_t)(end - at))
			return false;
		at += payload;
	}
	return true;
}

bool unpack_begin(const void *bytes, size_t len, msgpack_object *out)
{
	size_t used = 0;

	if (!zone_ready)
		zone_ready = msgpack_zone_init(&zone, 4096);
	if (!zone_ready || !plausible(bytes, (const uint8_t *)bytes + len))
		return false;
	return msgpack_unpack(bytes, len, &used, &zone, out) == MSGPACK_UNPACK_SUCCESS && used == len;
}

void unpack_end(void)
{
	if (zone_ready)
		msgpack_zone_clear(&zone);
}

/* The library gives an empty text as no pointer at all. */
static const char *chars(const msgpack_object *object)
{
	return object->via.str.size ? object->via.str.ptr : "";
}

bool object_is(const msgpack_object *object, const char *text)
{
	return object->type == MSGPACK_OBJECT_STR && strlen(text) == object->via.str.size &&
		memcmp(text, chars(object), object->via.str.size) == 0;
}

char *object_text(const msgpack_object *object)
{
	if (!object || object->type != MSGPACK_OBJECT_STR)
		return mem_strdup("");
	return mem_strndup(chars(object), object->via.str.size);
}

const char *object_arena_text(const msgpack_object *object, struct arena *arena)
{
	if (!object || object->type != MSGPACK_OBJECT_STR)
		return NULL;
	return arena_strndup(arena, chars(object), object->via.str.size);
}

const msgpack_object *object_at(const msgpack_object *array, uint32_t i)
{
	if (array->type != MSGPACK_OBJECT_ARRAY || i >= array->via.array.size)
		return NULL;
	return &array->via.array.ptr[i];
}

uint64_t object_count(const msgpack_object *object)
{
	return object && object->type == MSGPACK_OBJECT_POSITIVE_INTEGER ? object->via.u64 : 0;
}
