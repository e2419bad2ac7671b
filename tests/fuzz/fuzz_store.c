/* fuzz_store.c: any bytes as what lies in a store: first byte = what they are taken for (from 128 on: a block of figures).
 * The checksum is made right, so that what comes after it is reached too. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "store/series_block.h"

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

/* What is read one by one is what is read at once; and what was read is written again without loss. */
static void as_series(struct slice key, struct slice value)
{
	struct figures now = { 0 }, all = { 0 }, again = { 0 };
	struct block block, copy;
	struct buf packed = { 0 };
	struct figure f;

	if (block_open(&block, key, value) == DECODED && block_current(&now, &block, 3) == DECODED &&
	    block_entries(&all, &block, UINT32_MAX) == DECODED) {
		for (size_t i = 0; i < now.n && i < 100; i++)
			block_at(&block, now.v[i].period, now.v[i].gender, 3, &f);
		bool sorted = true;
		for (size_t i = 1; i < all.n; i++)
			sorted = sorted && figure_compare(&all.v[i - 1], &all.v[i]) < 0;
		if (sorted) {
			block_encode(&packed, all.v, all.n, key);
			if (block_open(&copy, key, buf_slice(&packed, 0)) != DECODED ||
			    block_entries(&again, &copy, UINT32_MAX) != DECODED || again.n != all.n)
				abort();
			for (size_t i = 0; i < all.n; i++)
				if (figure_compare(&all.v[i], &again.v[i]) != 0 || all.v[i].missing != again.v[i].missing ||
				    memcmp(&all.v[i].value, &again.v[i].value, sizeof(double)) != 0)
					abort();
		}
	}
	buf_free(&packed);
	free(now.v);
	free(all.v);
	free(again.v);
}

/* A block has a checksum of its own kind. */
static void as_block(const uint8_t *data, size_t size)
{
	static const struct slice key = { (const uint8_t *)"M\0000013", 7 };
	struct buf value = { 0 };

	buf_add(&value, data, size);
	as_series(key, buf_slice(&value, 0));
	if (size > 0 && data[0] == 0)
		seal(&value, 0, key);
	else
		block_seal(&value, 0, key);
	as_series(key, buf_slice(&value, 0));
	buf_free(&value);
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
	if (data[0] >= 128) {
		as_block(data + 1, size - 1);
		return 0;
	}
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
