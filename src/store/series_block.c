#include "store/series_block.h"

#include <math.h>
#include <string.h>

#include "base/num.h"

enum { BLOCK_FORMAT = 0, DECIMALS_MAX = 9, DOUBLES = 255, TAG_PRELIMINARY = 32, TAG_PERIOD = 64, TAG_BATCH = 128 };
static const double power10[DECIMALS_MAX + 1] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };

/* ---- writing */

static void add_varint(struct buf *b, uint64_t v)
{
	for (; v >= 0x80; v >>= 7)
		buf_char(b, (char)(v | 0x80));
	buf_char(b, (char)v);
}

static uint64_t zigzag(int64_t v)
{
	return (uint64_t)v << 1 ^ (uint64_t)(v >> 63);
}

static bool fits(double v, int decimals)
{
	double scaled = v * power10[decimals];

	return fabs(scaled) < 0x1p53 && !(v == 0 && signbit(v)) && (double)llround(scaled) / power10[decimals] == v;
}

/* The fewest decimals that hold every value, or DOUBLES. */
static int block_decimals(const struct figure *entries, size_t n)
{
	int decimals = 0;

	for (size_t i = 0; i < n; i++) {
		if (entries[i].missing)
			continue;
		while (decimals <= DECIMALS_MAX && !fits(entries[i].value, decimals))
			decimals++;
		if (decimals > DECIMALS_MAX)
			return DOUBLES;
	}
	/* More decimals also make the numbers larger: all must fit the final choice. */
	for (size_t i = 0; i < n; i++)
		if (!entries[i].missing && !fits(entries[i].value, decimals))
			return DOUBLES;
	return decimals;
}

static void add_value(struct buf *out, double v, int decimals)
{
	uint64_t bits;

	if (decimals != DOUBLES) {
		add_varint(out, zigzag(llround(v * power10[decimals])));
		return;
	}
	memcpy(&bits, &v, sizeof(bits));
	buf_be64(out, bits);
}

void block_encode(struct buf *out, const struct figure *entries, size_t n, struct slice key)
{
	int decimals = block_decimals(entries, n);
	size_t from = out->len;
	struct figure last = { 0 };

	buf_char(out, BLOCK_FORMAT);
	buf_char(out, (char)decimals);
	add_varint(out, n);
	for (size_t i = 0; i < n; i++) {
		const struct figure *f = &entries[i];
		bool period = f->period == last.period, batch = f->batch == last.batch;
		buf_char(out, (char)((f->gender & 3) | (f->missing & 7) << 2 | (f->preliminary ? TAG_PRELIMINARY : 0) |
				(period ? TAG_PERIOD : 0) | (batch ? TAG_BATCH : 0)));
		if (!period)
			add_varint(out, f->period - last.period);
		if (!batch)
			add_varint(out, zigzag((int64_t)f->batch - (int64_t)last.batch));
		if (!f->missing)
			add_value(out, f->value, decimals);
		last = *f;
	}
	seal(out, from, key);
}

/* ---- reading */

struct reader {
	const uint8_t *at, *end;
	int decimals;
	bool bad;
	uint32_t period, batch;
};

static uint64_t read_varint(struct reader *r)
{
	uint64_t v = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (r->at == r->end)
			break;
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

	if (r->decimals != DOUBLES)
		return (double)read_zigzag(r) / power10[r->decimals];
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
	if (r->at == r->end) {
		r->bad = true;
		return;
	}
	uint8_t tag = *r->at++;
	if (!(tag & TAG_PERIOD))
		r->period += (uint32_t)read_varint(r);
	if (!(tag & TAG_BATCH))
		r->batch += (uint32_t)read_zigzag(r);
	f->period = r->period;
	f->batch = r->batch;
	f->gender = tag & 3;
	f->missing = tag >> 2 & 7;
	f->preliminary = tag & TAG_PRELIMINARY;
	f->value = f->missing ? NUM_MISSING : read_value(r);
	r->bad = r->bad || f->gender == 0 || f->missing > MISSING_DELETED;
}

static enum decoded open_block(struct reader *r, size_t *count, struct slice key, struct slice value)
{
	struct slice body;
	enum decoded what = unseal(key, value, 3, BLOCK_FORMAT, &body);

	if (what)
		return what;
	*r = (struct reader){ .at = body.data + 2, .end = body.data + body.len, .decimals = body.data[1] };
	uint64_t n = read_varint(r);
	if (r->bad || (r->decimals > DECIMALS_MAX && r->decimals != DOUBLES) || n > (size_t)(r->end - r->at))
		return BAD_CONTENT;
	*count = (size_t)n;
	return DECODED;
}

static void reserve(struct figures *figures, size_t n)
{
	figures->n = 0;
	if (n <= figures->cap && figures->v)
		return;
	figures->cap = n + n / 4 + 1;
	figures->v = mem_array(figures->v, figures->cap, sizeof(*figures->v));
}

static enum decoded close_block(struct figures *figures, const struct reader *r)
{
	if (!r->bad && r->at == r->end)
		return DECODED;
	figures->n = 0;
	return BAD_CONTENT;
}

enum decoded block_entries(struct figures *figures, struct slice key, struct slice value)
{
	struct reader r;
	size_t count = 0;
	enum decoded what = open_block(&r, &count, key, value);

	reserve(figures, count);
	if (what)
		return what;
	for (size_t i = 0; i < count && !r.bad; i++)
		read_figure(&r, &figures->v[figures->n++]);
	return close_block(figures, &r);
}

enum decoded block_current(struct figures *figures, uint32_t batch, struct slice key, struct slice value)
{
	struct reader r;
	struct figure f;
	size_t count = 0;
	enum decoded what = open_block(&r, &count, key, value);

	reserve(figures, count);
	if (what)
		return what;
	for (size_t i = 0; i < count && !r.bad; i++) {
		read_figure(&r, &f);
		if (f.batch > batch)
			continue;
		struct figure *last = figures->n ? &figures->v[figures->n - 1] : NULL;
		if (last && last->period == f.period && last->gender == f.gender)
			*last = f;
		else
			figures->v[figures->n++] = f;
	}
	return close_block(figures, &r);
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
