/* Packed series: round trips, what a reader sees of several batches, and what is not believed. */
#include "store_help.h"
#include "store/series_block.h"

#include <math.h>

static const struct slice key = { (const uint8_t *)"N00001\0000013", 11 };

static enum decoded entries_of(struct figures *out, struct slice value)
{
	struct block block;
	enum decoded what = block_open(&block, key, value);

	out->n = 0;
	return what ? what : block_entries(out, &block, UINT32_MAX);
}

static enum decoded current_of(struct figures *out, uint32_t batch, struct slice value)
{
	struct block block;
	enum decoded what = block_open(&block, key, value);

	out->n = 0;
	return what ? what : block_current(out, &block, batch);
}

/* What is asked for one by one is what comes all at once: as of every batch. */
static void one_by_one(const struct figure *in, size_t n, struct slice value)
{
	struct figures out = { 0 };
	struct block block;
	struct figure f;

	assert_int_equal(block_open(&block, key, value), DECODED);
	for (size_t b = 0; b < n + 2; b += 1 + n / 5) {
		uint32_t batch = b < n ? in[b].batch : b == n ? 0 : UINT32_MAX;
		out.n = 0;
		assert_int_equal(block_current(&out, &block, batch), DECODED);
		for (size_t i = 0, at = 0; i < n; i++) {
			bool there = at < out.n && figure_same_place(&out.v[at], &in[i]);
			assert_int_equal(block_at(&block, in[i].period, in[i].gender, batch, &f), there);
			if (there) {
				assert_true(figure_same(&f, &out.v[at]));
				assert_int_equal(f.batch, out.v[at].batch);
			}
			at += there && (i + 1 == n || !figure_same_place(&in[i], &in[i + 1]));
		}
	}
	assert_false(block_at(&block, fig("1801", 1, 0).period, GENDER_T, UINT32_MAX, &f));
	free(out.v);
}

/* The latest with a value, as of a batch: the same as looking through them all, where it can be told without. */
static void latest_is_last(struct slice value, uint32_t batch)
{
	struct figures out = { 0 };
	struct block block;
	struct figure f;

	assert_int_equal(block_open(&block, key, value), DECODED);
	assert_int_equal(block_current(&out, &block, batch), DECODED);
	for (int gender = GENDER_T; gender <= GENDER_M; gender++) {
		enum latest found = block_latest(&block, gender, batch, &f);
		size_t i = out.n;

		if (block.nruns > 1) {
			assert_int_equal(found, LATEST_UNSURE);
			continue;
		}
		while (i > 0 && (out.v[i - 1].gender != gender || out.v[i - 1].missing))
			i--;
		assert_int_equal(found, i ? LATEST_FOUND : LATEST_NONE);
		if (i) {
			assert_true(figure_same_place(&f, &out.v[i - 1]) && figure_same(&f, &out.v[i - 1]));
			assert_int_equal(f.batch, out.v[i - 1].batch);
		}
	}
	free(out.v);
}

static void round_trip(const struct figure *in, size_t n)
{
	struct buf value = { 0 };
	struct figures out = { 0 };

	block_encode(&value, in, n, key);
	assert_int_equal(entries_of(&out, buf_slice(&value, 0)), DECODED);
	assert_int_equal(out.n, n);
	one_by_one(in, n, buf_slice(&value, 0));
	for (size_t i = 0; i < n; i += 1 + n / 7)
		latest_is_last(buf_slice(&value, 0), in[i].batch);
	latest_is_last(buf_slice(&value, 0), 0);
	latest_is_last(buf_slice(&value, 0), UINT32_MAX);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(figure_compare(&in[i], &out.v[i]), 0);
		assert_true(figure_same(&in[i], &out.v[i]));
		if (!in[i].missing)
			assert_memory_equal(&in[i].value, &out.v[i].value, sizeof(double));
	}
	free(out.v);
	buf_free(&value);
}

static void values(void **state)
{
	static const double kinds[][4] = { { 0, 1, -1, 2024 }, { 7.5, 1304, -163, 0.1 }, { 1e15, 0.3, 1, 2 }, { 1.0 / 3, 2, 3, 4 },
		{ 1e300, -1e-300, 0, 5 }, { -0.0, 1, 2, 3 }, { 123456789.123456789, 1, 2, 3 }, { 0.000000001, 9007199, 1, 2 } };

	(void)state;
	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		struct figure f[4];
		for (int i = 0; i < 4; i++) {
			f[i] = fig(i < 2 ? "2023" : "2024", i % 2 + 1, kinds[k][i]);
			f[i].batch = i == 3 ? 1 : UINT32_MAX - (uint32_t)i;
			f[i].preliminary = i == 2;
		}
		round_trip(f, 4);
		round_trip(f, k % 4);
	}
}

static void missing(void **state)
{
	struct figure f[MISSING_DELETED];

	(void)state;
	for (int i = 0; i < MISSING_DELETED; i++) {
		char period[16];
		snprintf(period, sizeof(period), "%d", 2000 + i);
		f[i] = fig(period, GENDER_K, NUM_MISSING);
		f[i].missing = i + 1;
		f[i].batch = 1;
	}
	round_trip(f, COUNT_OF(f));
}

static void every_period(void **state)
{
	static const char *const periods[] = { "1970", "2024", "2024-01", "2024-12", "2024-Q1", "2024-V53", "R12:2024-03" };
	struct figure f[COUNT_OF(periods)];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(periods); i++)
		f[i] = fig(strstr(periods[i], "V53") ? "2020-V53" : periods[i], GENDER_T, (double)i);
	round_trip(f, COUNT_OF(f));
}

/* Random series, also large ones: the same each run. */
static void random_series(void **state)
{
	uint64_t seed = 12345;
	static struct figure f[3000];

	(void)state;
	for (int round = 0; round < 200; round++) {
		size_t n = 0;
		for (int year = 1900; year < 2150 && n < COUNT_OF(f) - 6; year++) {
			for (int g = 1; g <= 3; g++) {
				seed = seed * 6364136223846793005u + 1442695040888963407u;
				for (uint32_t b = 1; b <= (seed >> 60) % 3; b++) {
					char period[16];
					snprintf(period, sizeof(period), "%d", year);
					f[n] = fig(period, g, (double)((int64_t)(seed >> 20) % 100000) / (round % 2 ? 10.0 : 1000.0));
					f[n].missing = (seed >> 50) % 7 == 0 ? 1 + (int)((seed >> 40) % 5) : 0;
					f[n].batch = b * (uint32_t)(seed >> 58);
					n += f[n].batch > 0 && (n == 0 || figure_compare(&f[n - 1], &f[n]) < 0);
				}
			}
		}
		round_trip(f, n);
	}
}

static void readers_batch(void **state)
{
	struct figure f[] = { fig("2023", 1, 10), fig("2023", 1, 11), fig("2023", 1, 12), fig("2024", 1, 20), fig("2024", 2, 21) };
	struct buf value = { 0 };
	struct figures out = { 0 };
	static const struct {
		uint32_t batch;
		size_t n;
		double first;
	} want[] = { { 0, 0, 0 }, { 1, 1, 10 }, { 2, 2, 11 }, { 3, 2, 11 }, { 4, 3, 12 }, { UINT32_MAX, 3, 12 } };

	(void)state;
	f[0].batch = 1;
	f[1].batch = 2;
	f[2].batch = 4;
	f[3].batch = 2;
	f[4].batch = 4;
	block_encode(&value, f, COUNT_OF(f), key);
	for (size_t i = 0; i < COUNT_OF(want); i++) {
		assert_int_equal(current_of(&out, want[i].batch, buf_slice(&value, 0)), DECODED);
		assert_int_equal(out.n, want[i].n);
		if (out.n)
			assert_true(out.v[0].value == want[i].first);
	}
	free(out.v);
	buf_free(&value);
}

static struct buf a_block(void)
{
	struct figure f[] = { fig("2022", 1, 7.5), fig("2023", 1, 1304), fig("2023", 2, -163), fig("2024", 1, 0) };
	struct buf value = { 0 };

	f[3].batch = 9;
	block_encode(&value, f, COUNT_OF(f), key);
	return value;
}

static enum decoded decode_exact(const char *data, size_t len)
{
	uint8_t *copy = malloc(len ? len : 1);
	struct figures out = { 0 };

	memcpy(copy, data, len);
	struct slice value = { copy, len };
	struct block block;
	struct figure f;
	enum decoded what = current_of(&out, UINT32_MAX, value);
	enum decoded all = entries_of(&out, value);
	if (what == DECODED)
		assert_int_equal(all, DECODED);
	if (block_open(&block, key, value) == DECODED)
		for (int year = 2020; year < 2026; year++)
			for (int g = GENDER_T; g <= GENDER_M; g++)
				block_at(&block, PERIOD_YEAR << 24 | (period_t)(year - 1800) << 8, g, 5, &f);
	free(out.v);
	free(copy);
	return what;
}

static void damaged(void **state)
{
	struct buf value = a_block();

	(void)state;
	for (size_t n = 0; n < value.len; n++)
		assert_int_not_equal(decode_exact(value.data, n), DECODED);
	for (size_t bit = 0; bit < value.len * 8; bit++) {
		value.data[bit / 8] ^= (char)(1 << bit % 8);
		assert_int_not_equal(decode_exact(value.data, value.len), DECODED);
		/* Sealed again it may mean something or not; it is read within its bounds. */
		struct buf copy = { 0 };
		buf_add(&copy, value.data, value.len - CHECKSUM_SIZE);
		seal(&copy, 0, key);
		decode_exact(copy.data, copy.len);
		buf_free(&copy);
		value.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	buf_free(&value);
}

static void size_of_a_figure(void **state)
{
	static struct figure f[75];
	struct buf value = { 0 };

	(void)state;
	for (int i = 0; i < 75; i++) {
		char period[16];
		snprintf(period, sizeof(period), "%d", 2000 + i / 3);
		f[i] = fig(period, i % 3 + 1, 50 + (i * 37 % 400) / 10.0);
		f[i].batch = 1;
	}
	block_encode(&value, f, 75, key);
	assert_true(value.len <= 75 * 2);
	buf_free(&value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values), cmocka_unit_test(missing), cmocka_unit_test(every_period), cmocka_unit_test(random_series),
		cmocka_unit_test(readers_batch), cmocka_unit_test(damaged), cmocka_unit_test(size_of_a_figure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
