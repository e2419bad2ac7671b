/* series_pack.c: writing packed series. The layout is in series_block.h. */
#include "store/series_block.h"

#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SMALL = 512, RUNS_SMALL = 16, GAP_MAX = 16, GENDERS = 3 };

/* What a block of these entries is like. Arrays are those in the struct unless there is more. */
struct shape {
	const struct figure *entries;
	size_t nentries;
	size_t n, nbirths, nrevisions;
	uint32_t oldest, newest;
	bool attributes;
	unsigned decimals, width;
	int64_t least;
	int64_t *scaled; /* by entry */
	struct pack_run {
		unsigned kind, mask;
		uint32_t place, places;
	} *runs;
	size_t nruns, runs_cap;
	int64_t scaled_small[SMALL];
	struct pack_run runs_small[RUNS_SMALL];
};

/* ---- numbers */

static inline bool scale(double v, unsigned decimals, int64_t *out)
{
	double scaled = v * block_power10[decimals];

	if (!(fabs(scaled) < 0x1p53))
		return false;
	*out = (int64_t)(scaled + (scaled < 0 ? -0.5 : 0.5));
	return (double)*out / block_power10[decimals] == v && (*out != 0 || !signbit(v));
}

/* The fewest decimals that hold every value, or BLOCK_DOUBLES. */
static void choose_decimals(struct shape *s)
{
	size_t from = 0; /* entries before this one were scaled with fewer decimals */

	s->decimals = 0;
	for (size_t i = 0; i < s->nentries; i++) {
		const struct figure *f = &s->entries[i];
		if (f->missing || scale(f->value, s->decimals, &s->scaled[i]))
			continue;
		do {
			from = i;
			if (++s->decimals > BLOCK_DECIMALS_MAX) {
				s->decimals = BLOCK_DOUBLES;
				return;
			}
		} while (!scale(f->value, s->decimals, &s->scaled[i]));
	}
	/* More decimals also make the numbers larger: all must fit the final choice. */
	for (size_t i = 0; i < from; i++)
		if (!s->entries[i].missing && !scale(s->entries[i].value, s->decimals, &s->scaled[i])) {
			s->decimals = BLOCK_DOUBLES;
			return;
		}
}

static void choose_width(struct shape *s)
{
	int64_t most = INT64_MIN;

	s->least = INT64_MAX;
	choose_decimals(s);
	for (size_t i = 0; i < s->nentries && s->decimals != BLOCK_DOUBLES; i++) {
		if (s->entries[i].missing)
			continue;
		s->least = s->scaled[i] < s->least ? s->scaled[i] : s->least;
		most = s->scaled[i] > most ? s->scaled[i] : most;
	}
	if (s->decimals == BLOCK_DOUBLES) {
		s->width = BLOCK_DOUBLE_BITS;
		return;
	}
	if (most < s->least)
		s->least = most = 0;
	s->width = bits_needed((uint64_t)most - (uint64_t)s->least);
}

/* ---- places and batches */

static struct pack_run *new_run(struct shape *s)
{
	if (s->nruns == s->runs_cap) {
		struct pack_run *old = s->runs == s->runs_small ? NULL : s->runs;
		s->runs_cap *= 2;
		s->runs = mem_array(old, s->runs_cap, sizeof(*s->runs));
		if (!old)
			memcpy(s->runs, s->runs_small, sizeof(s->runs_small));
	}
	return &s->runs[s->nruns++];
}

static void add_place(struct shape *s, const struct figure *f)
{
	struct pack_run *run = s->nruns ? &s->runs[s->nruns - 1] : NULL;
	unsigned kind;
	uint32_t place;

	if (run && f->period == f[-1].period) {
		run->mask |= 1u << (f->gender - GENDER_T);
		return;
	}
	period_place(f->period, &kind, &place);
	/* A gap costs bits in the map, a new run costs bytes. */
	if (!run || run->kind != kind || place - run->place >= run->places + GAP_MAX) {
		run = new_run(s);
		*run = (struct pack_run){ .kind = kind, .place = place };
	}
	run->places = place - run->place + 1;
	run->mask |= 1u << (f->gender - GENDER_T);
}

static void look(struct shape *s)
{
	uint32_t birth = 0;

	s->oldest = s->nentries ? UINT32_MAX : 0;
	for (size_t i = 0; i < s->nentries; i++) {
		const struct figure *f = &s->entries[i];
		s->oldest = f->batch < s->oldest ? f->batch : s->oldest;
		s->newest = f->batch > s->newest ? f->batch : s->newest;
		s->attributes = s->attributes || f->missing || f->preliminary;
		if (i > 0 && figure_same_place(f, f - 1)) {
			s->nrevisions++;
			continue;
		}
		if (s->n++ == 0 || f->batch != birth)
			s->nbirths++;
		birth = f->batch;
		add_place(s, f);
	}
}

/* ---- bytes */

static void add_varint(struct buf *b, uint64_t v)
{
	for (; v >= 0x80; v >>= 7)
		buf_char(b, (char)(v | 0x80));
	buf_char(b, (char)v);
}

static void add_head(struct buf *out, const struct shape *s, bool batches)
{
	uint8_t head[BLOCK_HEAD] = { BLOCK_FORMAT, (uint8_t)s->decimals,
		(uint8_t)((s->attributes ? BLOCK_ATTRIBUTES : 0) | (batches ? BLOCK_BATCHES : 0)), (uint8_t)s->width };

	put_be32(head + BLOCK_AT_BATCH, s->oldest);
	buf_add(out, head, sizeof(head));
	add_varint(out, s->n);
	if (s->decimals != BLOCK_DOUBLES)
		add_varint(out, (uint64_t)s->least << 1 ^ (uint64_t)(s->least >> 63));
	add_varint(out, s->nruns);
	for (size_t i = 0; i < s->nruns; i++) {
		buf_char(out, (char)(s->runs[i].kind | s->runs[i].mask << 3));
		add_varint(out, s->runs[i].place);
		add_varint(out, s->runs[i].places);
	}
	if (batches) {
		add_varint(out, s->newest - s->oldest);
		add_varint(out, s->nbirths);
		add_varint(out, s->nrevisions);
	}
}

/* Appends n zero bytes and gives where they begin, with eight more that may be written to. */
static uint8_t *add_zeros(struct buf *out, size_t n)
{
	static const uint8_t zeros[256];
	size_t from = out->len;

	for (size_t left = n + 8; left > 0;) {
		size_t some = left < sizeof(zeros) ? left : sizeof(zeros);
		buf_add(out, zeros, some);
		left -= some;
	}
	out->len = from + n;
	return (uint8_t *)out->data + from;
}

static void put_bits(uint8_t *base, uint64_t bit, uint64_t v)
{
	uint64_t word;

	memcpy(&word, base + (bit >> 3), sizeof(word));
	word |= htole64(v << (bit & 7));
	memcpy(base + (bit >> 3), &word, sizeof(word));
}

static void add_map(struct buf *out, const struct shape *s)
{
	size_t at = 0;

	for (size_t i = 0; i < s->nruns; i++) {
		const struct pack_run *run = &s->runs[i];
		unsigned genders = (unsigned)__builtin_popcount(run->mask), before[GENDERS];
		for (unsigned g = 0; g < GENDERS; g++)
			before[g] = (unsigned)__builtin_popcount(run->mask & ((1u << g) - 1));
		uint8_t *map = add_zeros(out, ((size_t)run->places * genders + 7) / 8);
		period_t period = 0;
		for (size_t first = 0; at < s->nentries; at++) {
			const struct figure *f = &s->entries[at];
			if (f->period != period) {
				unsigned kind;
				uint32_t place;
				period = f->period;
				period_place(period, &kind, &place);
				if (kind != run->kind || place - run->place >= run->places)
					break;
				first = (size_t)(place - run->place) * genders;
			}
			size_t bit = first + before[f->gender - GENDER_T];
			map[bit / 8] |= (uint8_t)(1 << bit % 8);
		}
	}
}

static uint64_t value_bits(const struct shape *s, size_t i)
{
	const struct figure *f = &s->entries[i];
	uint64_t bits;

	if (f->missing)
		return 0;
	if (s->decimals != BLOCK_DOUBLES)
		return (uint64_t)s->scaled[i] - (uint64_t)s->least;
	memcpy(&bits, &f->value, sizeof(bits));
	return bits;
}

/* Of entries without revisions: each is where it stands. What comes behind them is still zero, and so are the eight bytes more. */
static void put_values(uint8_t *at, const struct shape *s)
{
	uint64_t word = 0, bits;
	unsigned used = 0;

	for (size_t i = 0; i < s->nentries; i++) {
		uint64_t v = value_bits(s, i);
		word |= v << used;
		used += s->width;
		if (used < 64)
			continue;
		bits = htole64(word);
		memcpy(at, &bits, sizeof(bits));
		at += sizeof(bits);
		used -= 64;
		word = used ? v >> (s->width - used) : 0;
	}
	bits = htole64(word);
	memcpy(at, &bits, sizeof(bits));
}

static unsigned attribute_bits(const struct figure *f)
{
	return (unsigned)f->missing | (f->preliminary ? ATTRIBUTE_PRELIMINARY : 0);
}

static bool is_revised(const struct shape *s, size_t i)
{
	return i + 1 < s->nentries && figure_same_place(&s->entries[i], &s->entries[i + 1]);
}

static void add_columns(struct buf *out, const struct shape *s, bool batches)
{
	size_t nvalues = s->n + s->nrevisions, nbirths = batches ? s->nbirths : 0;
	unsigned place_bits = bits_needed(s->n ? s->n - 1 : 0), batch_bits = bits_needed(s->newest - s->oldest);
	uint64_t births = s->attributes ? (uint64_t)nvalues * ATTRIBUTE_BITS : 0;
	uint64_t birth_batches = births + nbirths * (uint64_t)place_bits;
	uint64_t revisions = birth_batches + nbirths * (uint64_t)batch_bits;
	uint64_t untils = revisions + s->nrevisions * (uint64_t)place_bits;
	size_t value_bytes = (size_t)((nvalues * (uint64_t)s->width + 7) / 8), from = out->len;
	size_t rest = (size_t)((untils + s->nrevisions * (uint64_t)batch_bits + 7) / 8);

	add_zeros(out, value_bytes + rest);
	uint8_t *values = (uint8_t *)out->data + from, *columns = values + value_bytes;
	size_t at = 0, revision = 0, birth = 0;
	uint32_t born = 0;
	if (s->nrevisions == 0) {
		put_values(values, s);
		if (rest == 0)
			return;
	}
	for (size_t i = 0; i < s->nentries; i++) {
		const struct figure *f = &s->entries[i];
		bool revised = is_revised(s, i), first = i == 0 || !is_revised(s, i - 1);
		size_t slot = revised ? s->n + revision : at;
		if (s->nrevisions > 0)
			put_bits(values, slot * (uint64_t)s->width, value_bits(s, i));
		if (s->attributes)
			put_bits(columns, slot * ATTRIBUTE_BITS, attribute_bits(f));
		if (batches && first && (birth == 0 || f->batch != born)) {
			put_bits(columns, births + birth * (uint64_t)place_bits, at);
			put_bits(columns, birth_batches + birth * (uint64_t)batch_bits, f->batch - s->oldest);
			born = f->batch;
			birth++;
		}
		if (revised) {
			put_bits(columns, revisions + revision * (uint64_t)place_bits, at);
			put_bits(columns, untils + revision * (uint64_t)batch_bits, f[1].batch - s->oldest);
			revision++;
		}
		at += !revised;
	}
}

void block_pack(struct buf *out, const struct figure *entries, size_t n)
{
	struct shape s;

	memset(&s, 0, offsetof(struct shape, scaled_small));
	s.entries = entries;
	s.nentries = n;
	s.runs = s.runs_small;
	s.runs_cap = RUNS_SMALL;
	s.scaled = n <= SMALL ? s.scaled_small : mem_array(NULL, n, sizeof(*s.scaled));
	look(&s);
	choose_width(&s);
	bool batches = s.newest != s.oldest;
	add_head(out, &s, batches);
	add_map(out, &s);
	add_columns(out, &s, batches);
	if (s.runs != s.runs_small)
		free(s.runs);
	if (s.scaled != s.scaled_small)
		free(s.scaled);
}

void block_encode(struct buf *out, const struct figure *entries, size_t n, struct slice key)
{
	size_t from = out->len;

	block_pack(out, entries, n);
	block_seal(out, from, key);
}

void block_set_continued(uint8_t *packed)
{
	packed[BLOCK_AT_FLAGS] |= BLOCK_CONTINUED;
}

void block_set_batch(uint8_t *packed, uint32_t batch)
{
	put_be32(packed + BLOCK_AT_BATCH, batch);
}
