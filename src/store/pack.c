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

static bool is_text(uint8_t first)
{
	return (first >= 0xA0 && first < 0xC0) || (first >= 0xD9 && first <= 0xDB);
}

/* A text, passed; false where it is something else. */
static bool pass_text(const uint8_t **at, const uint8_t *end, struct packed_text *text)
{
	size_t items;

	if (!is_text(**at) || !pass_header(at, end, &text->len, &items) || text->len > (size_t)(end - *at))
		return false;
	text->text = (const char *)*at;
	*at += text->len;
	return true;
}

static bool pass_plain(const uint8_t **at, const uint8_t *end)
{
	size_t payload, items;

	if (!pass_header(at, end, &payload, &items) || items || payload > (size_t)(end - *at))
		return false;
	*at += payload;
	return true;
}

bool packed_texts(const void *bytes, size_t len, const char *const names[2], struct packed_text found[2])
{
	const uint8_t *at = bytes, *end = at + len;
	struct packed_text name, value;
	size_t payload, items;

	found[0] = found[1] = (struct packed_text){ "", 0 };
	if (at == end || (*at & 0xF0) != 0x80 || !pass_header(&at, end, &payload, &items))
		return false; /* no record has sixteen fields that are not empty and is listed so */
	for (; items > 0 && at < end; items -= 2) {
		if (!pass_text(&at, end, &name) || at == end)
			return false;
		if (!is_text(*at)) {
			if (!pass_plain(&at, end))
				return false;
			continue;
		}
		if (!pass_text(&at, end, &value) || memchr(value.text, 0, value.len))
			return false;
		for (int i = 0; i < 2; i++)
			if (name.len == strlen(names[i]) && memcmp(name.text, names[i], name.len) == 0)
				found[i] = value;
	}
	return items == 0 && at == end;
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
