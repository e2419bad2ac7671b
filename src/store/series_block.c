/* series_block.c: reading packed series. series_pack.c writes them. */
#include "store/series_block.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/num.h"

const double block_power10[BLOCK_DECIMALS_MAX + 1] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };
const struct period_parts period_parts[PERIOD_R12 + 1] = {
	[PERIOD_YEAR] = { 1, 0 }, [PERIOD_MONTH] = { 12, 1 }, [PERIOD_QUARTER] = { 4, 1 }, [PERIOD_WEEK] = { 53, 1 },
	[PERIOD_R12] = { 12, 1 },
};
enum { PLACES_MAX = 65536 * 53, GENDERS = 3 };

void figures_grow(struct figures *figures)
{
	figures->cap = figures->cap ? figures->cap * 2 : 64;
	figures->v = mem_array(figures->v, figures->cap, sizeof(*figures->v));
}

bool period_place(period_t period, unsigned *kind, uint32_t *place)
{
	*kind = period >> 24;
	if (*kind == PERIOD_NONE || *kind > PERIOD_R12)
		return false;
	const struct period_parts *p = &period_parts[*kind];
	uint32_t part = (period & 0xFF) - p->first;
	*place = (period >> 8 & 0xFFFF) * p->parts + part;
	return part < p->parts;
}

static period_t period_at(unsigned kind, uint32_t place)
{
	const struct period_parts *p = &period_parts[kind];

	return (period_t)kind << 24 | place / p->parts << 8 | (place % p->parts + p->first);
}

/* ---- bits. Whoever reads them has made sure that they lie in the block: the checksum after them is there to be read too. */

static uint64_t get_bits(const uint8_t *base, uint64_t bit, unsigned width)
{
	uint64_t word;

	memcpy(&word, base + (bit >> 3), sizeof(word));
	return le64toh(word) >> (bit & 7) & ((UINT64_C(1) << width) - 1);
}

static size_t count_bits(const uint8_t *map, size_t nbits)
{
	uint64_t word;
	size_t n = 0;

	for (; nbits >= 64; nbits -= 64, map += 8) {
		memcpy(&word, map, sizeof(word));
		n += (size_t)__builtin_popcountll(word);
	}
	return n + (size_t)__builtin_popcountll(get_bits(map, 0, (unsigned)nbits));
}

/* ---- taking apart */

struct varints {
	const uint8_t *at, *end;
	bool bad;
};

static uint64_t next_varint(struct varints *in)
{
	uint64_t v = 0;

	for (unsigned shift = 0; shift < 64 && in->at < in->end; shift += 7) {
		uint8_t byte = *in->at++;
		v |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return v;
	}
	in->bad = true;
	return 0;
}

struct run {
	unsigned kind, mask, genders;
	uint32_t place, places;
};

static bool next_run(struct varints *in, struct run *run)
{
	static const uint8_t count[8] = { 0, 1, 1, 2, 1, 2, 2, 3 };
	uint8_t first = in->at < in->end ? *in->at++ : 0;
	uint64_t place = next_varint(in), places = next_varint(in);

	run->kind = first & 7;
	run->mask = first >> 3 & 7;
	run->genders = count[run->mask];
	run->place = (uint32_t)place;
	run->places = (uint32_t)places;
	return !in->bad && first < 64 && run->kind >= PERIOD_YEAR && run->kind <= PERIOD_R12 && run->mask && places > 0 &&
		place <= PLACES_MAX && places <= PLACES_MAX && place + places <= UINT32_C(65536) * period_parts[run->kind].parts;
}

static size_t map_bytes(const struct run *run)
{
	return ((size_t)run->places * run->genders + 7) / 8;
}

/* The runs, in order; *map is how many bytes their maps take. */
static bool read_runs(struct block *b, struct varints *in, size_t *map)
{
	uint64_t least = 0;
	struct run run;

	b->runs = in->at;
	*map = 0;
	for (size_t i = 0; i < b->nruns; i++) {
		if (!next_run(in, &run))
			return false;
		uint64_t from = (uint64_t)run.kind << 32 | run.place;
		if (from < least)
			return false;
		least = from + run.places;
		*map += map_bytes(&run);
	}
	return true;
}

/* The map says as many figures as the head. */
static bool check_map(const struct block *b)
{
	struct varints in = { b->runs, b->map, false };
	const uint8_t *map = b->map;
	struct run run;
	size_t n = 0;

	for (size_t i = 0; i < b->nruns && next_run(&in, &run); i++, map += map_bytes(&run))
		n += count_bits(map, (size_t)run.places * run.genders);
	return n == b->n;
}

static enum decoded open_body(struct block *b, struct slice body)
{
	struct varints in = { body.data + BLOCK_HEAD, body.data + body.len, false };
	size_t map;

	b->decimals = body.data[1];
	b->flags = body.data[BLOCK_AT_FLAGS];
	b->width = body.data[3];
	b->oldest = b->newest = get_be32(body.data + BLOCK_AT_BATCH);
	bool doubles = b->decimals == BLOCK_DOUBLES;
	if (b->flags > BLOCK_FLAGS || (doubles ? b->width != BLOCK_DOUBLE_BITS :
			b->decimals > BLOCK_DECIMALS_MAX || b->width > BLOCK_WIDTH_MAX))
		return BAD_CONTENT;
	uint64_t n = next_varint(&in), least = doubles ? 0 : next_varint(&in), nruns = next_varint(&in);
	b->least = (int64_t)(least >> 1 ^ (0 - (least & 1)));
	if (in.bad || nruns > body.len || n > body.len * 8)
		return BAD_CONTENT;
	b->n = (size_t)n;
	b->nruns = (size_t)nruns;
	if (!read_runs(b, &in, &map))
		return BAD_CONTENT;
	if (b->flags & BLOCK_BATCHES) {
		uint64_t span = next_varint(&in), nbirths = next_varint(&in), nrevisions = next_varint(&in);
		if (in.bad || span > UINT32_MAX - b->oldest || nbirths == 0 || nbirths > n || nrevisions > body.len * 8)
			return BAD_CONTENT;
		b->newest = b->oldest + (uint32_t)span;
		b->nbirths = (size_t)nbirths;
		b->nrevisions = (size_t)nrevisions;
	}
	b->place_bits = bits_needed(b->n ? b->n - 1 : 0);
	b->batch_bits = bits_needed(b->newest - b->oldest);
	uint64_t values = b->n + b->nrevisions, bits = b->flags & BLOCK_ATTRIBUTES ? values * ATTRIBUTE_BITS : 0;
	bits += (b->nbirths + b->nrevisions) * (uint64_t)(b->place_bits + b->batch_bits);
	b->map = in.at;
	/* Each term is far from overflow: counts are at most eight times what there is. */
	if (map > (size_t)(in.end - in.at) ||
	    map + (values * b->width + 7) / 8 + (bits + 7) / 8 != (uint64_t)(in.end - in.at))
		return BAD_CONTENT;
	b->values = b->map + map;
	b->columns = b->values + (values * b->width + 7) / 8;
	return check_map(b) ? DECODED : BAD_CONTENT;
}

enum decoded block_open_packed(struct block *b, struct slice body)
{
	*b = (struct block){ .data = body.data, .len = body.len };
	if (body.len < BLOCK_HEAD)
		return BAD_SHORT;
	b->format = body.data[0];
	return b->format == BLOCK_FORMAT ? open_body(b, body) : BAD_VERSION;
}

static uint64_t block_checksum(struct slice key, const uint8_t *data, size_t len)
{
	return XXH3_64bits(data, len) ^ XXH3_64bits(key.data, key.len);
}

enum decoded block_open(struct block *b, struct slice key, struct slice value)
{
	struct slice body;

	*b = (struct block){ 0 };
	if (value.len < 3 + CHECKSUM_SIZE)
		return BAD_SHORT;
	if (value.data[0] == 0) {
		enum decoded what = unseal(key, value, 3, 0, &body);
		*b = (struct block){ .data = body.data, .len = body.len, .newest = UINT32_MAX };
		return what;
	}
	body = (struct slice){ value.data, value.len - CHECKSUM_SIZE };
	if (get_be64(value.data + body.len) != block_checksum(key, body.data, body.len))
		return BAD_CHECKSUM;
	return block_open_packed(b, body);
}

void block_seal(struct buf *out, size_t from, struct slice key)
{
	buf_be64(out, block_checksum(key, (const uint8_t *)out->data + from, out->len - from));
}

bool block_continued(const struct block *b)
{
	return b->format > 0 && b->flags & BLOCK_CONTINUED;
}

/* ---- columns */

static void read_value(const struct block *b, size_t i, struct figure *f)
{
	unsigned attributes = b->flags & BLOCK_ATTRIBUTES ? (unsigned)get_bits(b->columns, i * ATTRIBUTE_BITS, ATTRIBUTE_BITS) : 0;

	f->missing = (int)(attributes & 7);
	f->preliminary = attributes & ATTRIBUTE_PRELIMINARY;
	f->value = NUM_MISSING;
	if (f->missing)
		return;
	if (b->width == BLOCK_DOUBLE_BITS) {
		uint64_t bits;
		memcpy(&bits, b->values + i * sizeof(bits), sizeof(bits));
		bits = le64toh(bits);
		memcpy(&f->value, &bits, sizeof(f->value));
		return;
	}
	uint64_t n = (uint64_t)b->least + get_bits(b->values, i * (uint64_t)b->width, b->width);
	f->value = (double)(int64_t)n / block_power10[b->decimals];
}

static uint64_t births_at(const struct block *b)
{
	return b->flags & BLOCK_ATTRIBUTES ? (uint64_t)(b->n + b->nrevisions) * ATTRIBUTE_BITS : 0;
}

static size_t birth_first(const struct block *b, size_t i)
{
	return (size_t)get_bits(b->columns, births_at(b) + i * (uint64_t)b->place_bits, b->place_bits);
}

static uint32_t birth_batch(const struct block *b, size_t i)
{
	uint64_t column = births_at(b) + b->nbirths * (uint64_t)b->place_bits;

	return b->oldest + (uint32_t)get_bits(b->columns, column + i * (uint64_t)b->batch_bits, b->batch_bits);
}

static uint64_t revisions_at(const struct block *b)
{
	return births_at(b) + b->nbirths * (uint64_t)(b->place_bits + b->batch_bits);
}

static size_t revision_figure(const struct block *b, size_t i)
{
	return (size_t)get_bits(b->columns, revisions_at(b) + i * (uint64_t)b->place_bits, b->place_bits);
}

static uint32_t revision_until(const struct block *b, size_t i)
{
	uint64_t column = revisions_at(b) + b->nrevisions * (uint64_t)b->place_bits;

	return b->oldest + (uint32_t)get_bits(b->columns, column + i * (uint64_t)b->batch_bits, b->batch_bits);
}

/* The batch that figure number `at` came with. */
static uint32_t born(const struct block *b, size_t at)
{
	size_t low = 0, high = b->nbirths;

	if (!b->nbirths)
		return b->oldest;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (birth_first(b, middle) <= at)
			low = middle;
		else
			high = middle;
	}
	return birth_batch(b, low);
}

/* The first revision of figure number `at` or of a later one. */
static size_t first_revision(const struct block *b, size_t at)
{
	size_t low = 0, high = b->nrevisions;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (revision_figure(b, middle) < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Figure number `at` as of a batch; revisions from *next on are its own and later ones'. false where it was not there yet. */
static bool version(const struct block *b, size_t at, uint32_t start, size_t *next, uint32_t batch, struct figure *f)
{
	size_t i = *next, found = at;

	f->batch = start;
	for (; i < b->nrevisions && revision_figure(b, i) == at; i++) {
		uint32_t until = revision_until(b, i);
		if (until <= batch)
			f->batch = until;
		else if (found == at)
			found = b->n + i;
	}
	*next = i;
	if (start > batch)
		return false;
	read_value(b, found, f);
	return true;
}

bool block_at(const struct block *b, period_t period, int gender, uint32_t batch, struct figure *f)
{
	struct varints in = { b->runs, b->map, false };
	const uint8_t *map = b->map;
	size_t at = 0, next;
	struct run run;
	unsigned kind;
	uint32_t place;

	if (b->format == 0) {
		struct figures all = { 0 };
		bool found = false;
		if (block_current(&all, b, batch) == DECODED)
			for (size_t i = 0; i < all.n && !found; i++)
				if ((found = all.v[i].period == period && all.v[i].gender == gender))
					*f = all.v[i];
		free(all.v);
		return found;
	}
	if (!period_place(period, &kind, &place) || b->oldest > batch || gender < GENDER_T || gender > GENDER_M)
		return false;
	for (size_t i = 0; i < b->nruns && next_run(&in, &run); i++, map += map_bytes(&run)) {
		if (run.kind != kind || place < run.place || place - run.place >= run.places) {
			at += count_bits(map, (size_t)run.places * run.genders);
			continue;
		}
		unsigned bit = 1u << (gender - GENDER_T);
		size_t where = (size_t)(place - run.place) * run.genders + (size_t)__builtin_popcount(run.mask & (bit - 1));
		if (!(run.mask & bit) || !(map[where / 8] >> where % 8 & 1))
			return false;
		at += count_bits(map, where);
		*f = (struct figure){ .period = period, .gender = gender, .batch = b->oldest };
		next = first_revision(b, at);
		return version(b, at, born(b, at), &next, batch, f) && f->missing <= MISSING_DELETED;
	}
	return false;
}

enum latest block_latest(const struct block *b, int gender, uint32_t batch, struct figure *f)
{
	struct varints in = { b->runs, b->map, false };
	unsigned bit = 1u << (gender - GENDER_T);
	struct run run;

	if (b->format == 0 || b->nruns > 1 || block_continued(b) || gender < GENDER_T || gender > GENDER_M)
		return LATEST_UNSURE;
	if (!b->nruns || b->oldest > batch || !next_run(&in, &run) || !(run.mask & bit))
		return LATEST_NONE;
	for (uint32_t place = run.places; place-- > 0;) {
		size_t where = (size_t)place * run.genders + (size_t)__builtin_popcount(run.mask & (bit - 1)), at, next;

		if (!(b->map[where / 8] >> where % 8 & 1))
			continue;
		at = count_bits(b->map, where);
		*f = (struct figure){ .period = period_at(run.kind, run.place + place), .gender = gender, .batch = b->oldest };
		next = first_revision(b, at);
		if (!version(b, at, born(b, at), &next, batch, f))
			continue;
		if (f->missing > MISSING_DELETED)
			return LATEST_UNSURE; /* damaged: reading all of it says so */
		if (!f->missing)
			return LATEST_FOUND;
	}
	return LATEST_NONE;
}

/* ---- all of it */

/* Where reading in order has come. */
struct sweep {
	const struct block *block;
	size_t at, birth, revision;
	uint32_t start; /* batch that figure `at` came with */
};

static void next_figure(struct sweep *s)
{
	const struct block *b = s->block;

	if (s->birth < b->nbirths && birth_first(b, s->birth) <= s->at)
		s->start = birth_batch(b, s->birth++);
}

static void add_current(struct figures *figures, struct sweep *s, uint32_t batch, struct figure *f)
{
	if (version(s->block, s->at, s->start, &s->revision, batch, f))
		figures_add(figures, f);
}

static void add_history(struct figures *figures, struct sweep *s, uint32_t batch, struct figure *f)
{
	const struct block *b = s->block;

	f->batch = s->start;
	for (; s->revision < b->nrevisions && revision_figure(b, s->revision) == s->at; s->revision++) {
		read_value(b, b->n + s->revision, f);
		if (f->batch <= batch)
			figures_add(figures, f);
		f->batch = revision_until(b, s->revision);
	}
	read_value(b, s->at, f);
	if (f->batch <= batch)
		figures_add(figures, f);
}

static void add_plain(struct figures *figures, struct sweep *s, uint32_t batch, struct figure *f)
{
	(void)batch;
	f->batch = s->block->oldest;
	read_value(s->block, s->at, f);
	figures_add(figures, f);
}

static enum decoded each_figure(struct figures *figures, const struct block *b, uint32_t batch,
		void (*add)(struct figures *figures, struct sweep *s, uint32_t batch, struct figure *f))
{
	struct sweep s = { .block = b, .start = b->oldest };
	struct varints in = { b->runs, b->map, false };
	const uint8_t *map = b->map;
	size_t from = figures->n;
	struct run run;

	for (size_t i = 0; i < b->nruns && next_run(&in, &run); i++, map += map_bytes(&run)) {
		int genders[GENDERS] = { 0 };
		for (unsigned g = 0, n = 0; g < GENDERS; g++)
			if (run.mask >> g & 1)
				genders[n++] = GENDER_T + (int)g;
		for (size_t bit = 0, place = run.place; place < (size_t)run.place + run.places; place++) {
			period_t period = period_at(run.kind, (uint32_t)place);
			for (unsigned g = 0; g < run.genders; g++, bit++) {
				if (!(map[bit / 8] >> bit % 8 & 1))
					continue;
				struct figure f = { .period = period, .gender = genders[g] };
				next_figure(&s);
				add(figures, &s, batch, &f);
				s.at++;
			}
		}
	}
	bool bad = s.revision != b->nrevisions && add != add_plain;
	for (size_t i = from; b->flags & BLOCK_ATTRIBUTES && i < figures->n; i++)
		bad = bad || figures->v[i].missing > MISSING_DELETED;
	if (bad)
		figures->n = from;
	return bad ? BAD_CONTENT : DECODED;
}

/* Of a block of format 0: the last of each place. */
static void keep_current(struct figures *figures, size_t from)
{
	size_t kept = from;

	for (size_t i = from; i < figures->n; i++) {
		if (kept > from && figure_same_place(&figures->v[kept - 1], &figures->v[i]))
			kept--;
		figures->v[kept++] = figures->v[i];
	}
	figures->n = kept;
}

enum decoded block_entries(struct figures *figures, const struct block *b, uint32_t batch)
{
	if (b->format == 0)
		return block0_entries(figures, (struct slice){ b->data, b->len }, batch);
	if (b->oldest > batch)
		return DECODED;
	return each_figure(figures, b, batch, b->flags & BLOCK_BATCHES ? add_history : add_plain);
}

enum decoded block_current(struct figures *figures, const struct block *b, uint32_t batch)
{
	size_t from = figures->n;

	if (b->format == 0) {
		enum decoded what = block0_entries(figures, (struct slice){ b->data, b->len }, batch);
		keep_current(figures, from);
		return what;
	}
	if (b->oldest > batch)
		return DECODED;
	return each_figure(figures, b, batch, b->flags & BLOCK_BATCHES ? add_current : add_plain);
}

bool block_same(const struct block *b, struct slice packed)
{
	enum { AFTER = BLOCK_AT_BATCH + 4 };

	return b->format == BLOCK_FORMAT && b->len == packed.len && !(b->flags & (BLOCK_BATCHES | BLOCK_CONTINUED)) &&
		memcmp(b->data, packed.data, BLOCK_AT_BATCH) == 0 &&
		memcmp(b->data + AFTER, packed.data + AFTER, packed.len - AFTER) == 0;
}

int figure_compare(const struct figure *a, const struct figure *b)
{
	if (a->period != b->period)
		return a->period < b->period ? -1 : 1;
	if (a->gender != b->gender)
		return a->gender < b->gender ? -1 : 1;
	return (a->batch > b->batch) - (a->batch < b->batch);
}

bool figure_same(const struct figure *a, const struct figure *b)
{
	return a->missing == b->missing && a->preliminary == b->preliminary && (a->missing || a->value == b->value);
}
