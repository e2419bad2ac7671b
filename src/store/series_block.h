/* series_block.h: figures of one metric and one organisation in one packed value. Pure code.
 *
 * A block answers "the figure of this period and gender" without being unpacked: a map tells which figures there are, and
 * those are numbers of equal width. 25 years of three genders are some 120 bytes.
 *
 * block     head, map, columns, checksum: XXH3-64 of all before it, xor XXH3-64 of the key, big-endian
 * head      format u8 (1), decimals u8 (0–9; 255: values are float64), flags u8 (1 attributes, 2 several batches, 4 the
 *           series goes on under the next key), width u8 of a value in bits (0–56, 64 for float64), oldest batch u32
 *           big-endian; then varints: number of figures, least value (zigzag; not for float64), number of runs, and
 *           for each run: kind of period and genders in it (u8: bits 0–2 kind, bits 3–5 T, K, M), its first place,
 *           its places; and with several batches: newest − oldest batch, number of births, number of revisions
 * run       places in time one after the other. The place of a period: years since 1800 times parts of a year (1, 12, 4,
 *           53, 12 for year, month, quarter, week, R12) plus its part, from 0
 * map       for each run a bit for each place and, within it, for each gender of the run: there is a figure. Each run
 *           begins a new byte
 * columns   values of the figures, in order of period and gender, then of the revisions: each minus the least value, times
 *           10^decimals; 0 where it is missing · on a new byte, without gaps between them: attributes of the same, four bits
 *           each (0–2 kind of missing, 3 preliminary) · births: number of the first figure, each · their batch ·
 *           revisions: number of the figure, each · the batch that superseded it. Numbers of figures have as many bits as
 *           the last one needs, batches (minus the oldest) as many as the newest needs
 * births    figures from the one named up to the next birth's first came with that batch
 * revision  what a figure was until the batch named; sorted by figure, then batch. The figure itself is what the newest
 *           batch says
 * Bits lie low first. Format 0, of older programs, is read too (series_block0.c).
 *
 * A decimal number comes back as the same double: n / 10^d is correctly rounded for |n| < 2^53 and d ≤ 9, and the
 * encoder checks each one. Where any value is no such number, the whole block keeps doubles. */
#ifndef STYRTAVLA_SERIES_BLOCK_H
#define STYRTAVLA_SERIES_BLOCK_H

#include "store/format.h"

/* A growable array of figures; zero-initialise, free v. */
struct figures {
	struct figure *v;
	size_t n, cap;
};
void figures_grow(struct figures *figures);
static inline void figures_add(struct figures *figures, const struct figure *f)
{
	if (figures->n == figures->cap)
		figures_grow(figures);
	figures->v[figures->n++] = *f;
}

/* Kind and place of a period, as above; false where it is none. */
bool period_place(period_t period, unsigned *kind, uint32_t *place);

/* ---- writing. Entries are sorted by period, gender, batch; several of the same period and gender are its history. */

/* Appends the block without its checksum. */
void block_pack(struct buf *out, const struct figure *entries, size_t n);
/* Completes what was packed from byte `from` on. */
void block_seal(struct buf *out, size_t from, struct slice key);
/* Both. */
void block_encode(struct buf *out, const struct figure *entries, size_t n, struct slice key);
/* In a packed block: that more follows; and, where all is of one batch, which. */
void block_set_continued(uint8_t *packed);
void block_set_batch(uint8_t *packed, uint32_t batch);

/* ---- reading */

/* A block being read; it points into the value. */
struct block {
	const uint8_t *data, *runs, *map, *values, *columns;
	size_t len, n, nruns, nbirths, nrevisions;
	int64_t least;
	uint32_t oldest, newest; /* batches. newest is UINT32_MAX in a block of format 0 */
	unsigned decimals, width, place_bits, batch_bits;
	uint8_t format, flags;
};
/* Checks and takes apart. The second one without a checksum: what block_pack made; eight bytes more must be there to read. */
enum decoded block_open(struct block *block, struct slice key, struct slice value);
enum decoded block_open_packed(struct block *block, struct slice body);
bool block_continued(const struct block *block);
/* Appends all entries, history too; of batches up to `batch`. */
enum decoded block_entries(struct figures *figures, const struct block *block, uint32_t batch);
/* Appends the figures that a reader sees who may see batches up to `batch`. */
enum decoded block_current(struct figures *figures, const struct block *block, uint32_t batch);
/* One of them. false where there is none. */
bool block_at(const struct block *block, period_t period, int gender, uint32_t batch, struct figure *f);
/* The latest one of gender that has a value. LATEST_UNSURE: it takes reading them all to say (several kinds of period, more parts,
 * an old format). */
enum latest block_latest(const struct block *block, int gender, uint32_t batch, struct figure *f);
/* The packed block, all of one batch, holds just the figures this one now has, and this one no others. */
bool block_same(const struct block *block, struct slice packed);

/* Format 0: body is the value without checksum. */
enum decoded block0_entries(struct figures *figures, struct slice body, uint32_t batch);

int figure_compare(const struct figure *a, const struct figure *b); /* by period, gender, batch */
/* The same value, kind of missing and preliminary or not. */
bool figure_same(const struct figure *a, const struct figure *b);
static inline bool figure_same_place(const struct figure *a, const struct figure *b)
{
	return a->period == b->period && a->gender == b->gender;
}

/* ---- shared by series_block.c and series_pack.c */
enum { BLOCK_FORMAT = 1, BLOCK_DECIMALS_MAX = 9, BLOCK_DOUBLES = 255, BLOCK_WIDTH_MAX = 56, BLOCK_DOUBLE_BITS = 64 };
enum { BLOCK_ATTRIBUTES = 1, BLOCK_BATCHES = 2, BLOCK_CONTINUED = 4, BLOCK_FLAGS = 7 };
enum { BLOCK_AT_FLAGS = 2, BLOCK_AT_BATCH = 4, BLOCK_HEAD = 8, ATTRIBUTE_BITS = 4, ATTRIBUTE_PRELIMINARY = 8 };
extern const double block_power10[BLOCK_DECIMALS_MAX + 1];
extern const struct period_parts {
	uint8_t parts, first;
} period_parts[]; /* by kind of period: how many in a year, and the number of the first */

static inline unsigned bits_needed(uint64_t v)
{
	return v ? 64 - (unsigned)__builtin_clzll(v) : 0;
}

#endif
