/* series_block0.c: blocks of format 0, as older programs wrote them; they are only read.
 *
 * block   format u8 (0), decimals u8 (0–9; 255: values are float64), count varint, entries, checksum (format.h)
 * entry   tag u8: bits 0–1 gender (1–3), 2–4 kind of missing, 5 preliminary, 6 same period as the entry before, 7 same
 *         batch as the entry before; then, unless the tag says the same (the first entry comes after period 0, batch 0),
 *         the period's distance to the one before as varint, and the batch's as zigzag varint; then, unless missing, the
 *         value times 10^decimals as zigzag varint, or eight bytes. Sorted by period, gender, batch */
#include "store/series_block.h"

#include <string.h>

#include "base/num.h"

enum { TAG_PRELIMINARY = 32, TAG_PERIOD = 64, TAG_BATCH = 128 };

struct reader {
	const uint8_t *at, *end;
	unsigned decimals;
	bool bad;
	uint32_t period, batch;
};

static uint64_t read_varint(struct reader *r)
{
	uint64_t v = 0;

	for (unsigned shift = 0; shift < 64 && r->at < r->end; shift += 7) {
		uint8_t byte = *r->at++;
		v |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return v;
	}
	r->bad = true;
	return 0;
}

static int64_t read_zigzag(struct reader *r)
{
	uint64_t v = read_varint(r);

	return (int64_t)(v >> 1 ^ (0 - (v & 1)));
}

static double read_value(struct reader *r)
{
	double v;

	if (r->decimals != BLOCK_DOUBLES)
		return (double)read_zigzag(r) / block_power10[r->decimals];
	if (r->end - r->at < 8) {
		r->bad = true;
		return NUM_MISSING;
	}
	uint64_t bits = get_be64(r->at);
	r->at += 8;
	memcpy(&v, &bits, sizeof(v));
	return v;
}

static void read_figure(struct reader *r, struct figure *f)
{
	uint32_t place;
	unsigned kind;

	if (r->at == r->end) {
		r->bad = true;
		return;
	}
	uint8_t tag = *r->at++;
	if (!(tag & TAG_PERIOD))
		r->period += (uint32_t)read_varint(r);
	if (!(tag & TAG_BATCH))
		r->batch += (uint32_t)read_zigzag(r);
	*f = (struct figure){ .period = r->period, .batch = r->batch, .gender = tag & 3, .missing = tag >> 2 & 7,
		.preliminary = tag & TAG_PRELIMINARY };
	f->value = f->missing ? NUM_MISSING : read_value(r);
	r->bad = r->bad || f->gender == 0 || f->missing > MISSING_DELETED || !period_place(f->period, &kind, &place);
}

enum decoded block0_entries(struct figures *figures, struct slice body, uint32_t batch)
{
	struct reader r = { .at = body.data + 2, .end = body.data + body.len, .decimals = body.data[1] };
	uint64_t n = read_varint(&r);
	size_t from = figures->n;
	struct figure f;

	if (r.decimals > BLOCK_DECIMALS_MAX && r.decimals != BLOCK_DOUBLES)
		r.bad = true;
	for (uint64_t i = 0; i < n && !r.bad; i++) {
		read_figure(&r, &f);
		if (!r.bad && f.batch <= batch)
			figures_add(figures, &f);
	}
	if (!r.bad && r.at == r.end)
		return DECODED;
	figures->n = from;
	return BAD_CONTENT;
}
