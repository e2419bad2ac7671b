/* fuzz_store.c: any bytes as what lies in a store: first byte = what they are taken for. The checksum is made right, so that
 * what comes after it is reached too. */
#include <stddef.h>
#include <stdint.h>

#include "store/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void as_record(struct slice key, struct slice value)
{
	struct record *rec = NULL;

	if (record_decode(&rec, key, value) == DECODED)
		record_free(rec);
}

static void as_entry(struct slice key, struct slice value)
{
	struct entry entry;

	entry_decode(&entry, key, value);
}

static void as_content(struct slice key, struct slice value)
{
	struct arena arena = { 0 };
	struct content content;

	content_decode(&content, &arena, key, value);
	arena_free(&arena);
}

static void as_batch(struct slice key, struct slice value)
{
	struct batch *batch = NULL;

	if (batch_decode(&batch, key, value) == DECODED)
		batch_free(batch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const takes[])(struct slice key, struct slice value) = { as_record, as_entry, as_content, as_batch };
	struct key record = record_key(REC_ACTIVITY, "mb2026", "12");
	uint8_t number[SEQ_SIZE] = { 0, 0, 0, 0, 0, 0, 0, 7 };
	struct slice key = key_slice(&record);
	struct buf value = { 0 };
	size_t what;

	if (!size)
		return 0;
	what = data[0] % COUNT_OF(takes);
	if (what)
		key = (struct slice){ number, what == 3 ? 4 : sizeof(number) };
	buf_add(&value, data + 1, size - 1);
	takes[what](key, buf_slice(&value, 0));
	seal(&value, 0, key);
	takes[what](key, buf_slice(&value, 0));
	buf_free(&value);
	return 0;
}
