/* test_num.c: numbers in and out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/num.h"

#define NB "\u00a0"

static void reads(void **state)
{
	static const struct {
		const char *text;
		int flags;
		double value;
		const char *unit;
	} cases[] = {
		{ "0", 0, 0, "" },
		{ "949", 0, 949, "" },
		{ "964", 0, 964, "" },
		{ "1 015", 0, 1015, "" },
		{ "16 090", 0, 16090, "" },
		{ "1 304", 0, 1304, "" },
		{ "1\u00a0304", 0, 1304, "" },
		{ "1\u202f304", 0, 1304, "" },
		{ "1\u2009304", 0, 1304, "" },
		{ "12 345 678,25", 0, 12345678.25, "" },
		{ "7,5%", 0, 7.5, "%" },
		{ "99,8 %", 0, 99.8, "%" },
		{ "99,8\u00a0%", 0, 99.8, "%" },
		{ "-1,2%", 0, -1.2, "%" },
		{ "−163", 0, -163, "" },
		{ "-163", 0, -163, "" },
		{ "–163", 0, -163, "" },
		{ "−1 304,5 mnkr", 0, -1304.5, "mnkr" },
		{ "+3,5", 0, 3.5, "" },
		{ "  42  ", 0, 42, "" },
		{ "\t42\u00a0", 0, 42, "" },
		{ "1.5", 0, 1.5, "" },
		{ "1.50", 0, 1.5, "" },
		{ "1.2345", 0, 1.2345, "" },
		{ "0.125", 0, 0.125, "" },
		{ "1234.567", 0, 1234.567, "" },
		{ "1 234.567", 0, 1234.567, "" },
		{ "1,234", 0, 1.234, "" },
		{ "1304", 0, 1304, "" },
		{ "1304567", 0, 1304567, "" },
		{ "007", 0, 7, "" },
		{ "0,1", 0, 0.1, "" },
		{ "-0", 0, 0, "" },
		{ "999999999999999", 0, 999999999999999.0, "" },
		{ "7 procent", 0, 7, "procent" },
		{ "12 mdkr", 0, 12, "mdkr" },
		{ "12 tkr ", 0, 12, "tkr " },
		{ "12kr", 0, 12, "kr" },
		{ "30 st", 0, 30, "st" },
		{ "4,2 dygn", 0, 4.2, "dygn" },
		{ "4,2 år", 0, 4.2, "år" },
		{ "5 kr/dygn", 0, 5, "kr/dygn" },
		{ "5 m²", 0, 5, "m²" },
		{ "5 ‰", 0, 5, "‰" },
		{ "5 €", 0, 5, "€" },
		{ "1.234", NUM_POINT, 1.234, "" },
		{ "-1.5", NUM_POINT, -1.5, "" },
		{ "1304.25 %", NUM_POINT, 1304.25, "%" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		double v = -1;
		const char *unit = NULL;
		enum num_parse got = num_parse(cases[i].text, cases[i].flags, &v, &unit);

		if (got != NUM_OK || v != cases[i].value || strcmp(unit, cases[i].unit) != 0)
			fail_msg("\"%s\": %d, %.17g, \"%s\"", cases[i].text, (int)got, v, unit);
		assert_int_equal(num_parse(cases[i].text, cases[i].flags, NULL, NULL), NUM_OK);
	}
}

static void refuses(void **state)
{
	static const struct {
		const char *text;
		int flags;
		enum num_parse want;
	} cases[] = {
		{ NULL, 0, NUM_EMPTY },
		{ "", 0, NUM_EMPTY },
		{ " \u00a0\t", 0, NUM_EMPTY },
		{ ",5", 0, NUM_NOT },
		{ "5,", 0, NUM_NOT },
		{ "5.", 0, NUM_NOT },
		{ ".5", 0, NUM_NOT },
		{ "12 34", 0, NUM_NOT },
		{ "1 0150", 0, NUM_NOT },
		{ "1  304", 0, NUM_NOT },
		{ "1234 567", 0, NUM_NOT },
		{ "0 123", 0, NUM_NOT },
		{ "949 964 981 998 1 015", 0, NUM_NOT },
		{ "1 304 56", 0, NUM_NOT },
		{ "1e5", 0, NUM_NOT },
		{ "1e5", NUM_POINT, NUM_NOT },
		{ "0x10", 0, NUM_NOT },
		{ "1,2,3", 0, NUM_NOT },
		{ "1.2.3", 0, NUM_NOT },
		{ "2026.09.11", 0, NUM_NOT },
		{ "2026-09-11", 0, NUM_NOT },
		{ "50–70 %", 0, NUM_NOT },
		{ "- 163", 0, NUM_NOT },
		{ "--163", 0, NUM_NOT },
		{ "+-163", 0, NUM_NOT },
		{ "163-", 0, NUM_NOT },
		{ "(163)", 0, NUM_NOT },
		{ "..", 0, NUM_NOT },
		{ "…", 0, NUM_NOT },
		{ "–", 0, NUM_NOT },
		{ "-", 0, NUM_NOT },
		{ "e.u.", 0, NUM_NOT },
		{ "NaN", 0, NUM_NOT },
		{ "inf", 0, NUM_NOT },
		{ "5 km2", 0, NUM_NOT },
		{ "5 kr per dygn", 0, NUM_NOT },
		{ "5 \033[31m", 0, NUM_NOT },
		{ "5 \xff", 0, NUM_NOT },
		{ "5 \u202ekr", 0, NUM_NOT },
		{ "٣", 0, NUM_NOT },
		{ "1.234", 0, NUM_AMBIGUOUS },
		{ "-1.234", 0, NUM_AMBIGUOUS },
		{ "123.456 kr", 0, NUM_AMBIGUOUS },
		{ "1.234,5", 0, NUM_MIXED },
		{ "1.234.567", 0, NUM_MIXED },
		{ "1,234.5", 0, NUM_MIXED },
		{ "1 304", NUM_POINT, NUM_NOT },
		{ "1,5", NUM_POINT, NUM_NOT },
		{ "1000000000000000", 0, NUM_RANGE },
		{ "1 000 000 000 000 000", 0, NUM_RANGE },
		{ "0,00000000000000000000000000000000000000000000000001", 0, NUM_RANGE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		double v = 5;
		enum num_parse got = num_parse(cases[i].text, cases[i].flags, &v, NULL);

		if (got != cases[i].want)
			fail_msg("\"%s\": %d, not %d", cases[i].text ? cases[i].text : "NULL", (int)got,
				 (int)cases[i].want);
		assert_true(num_missing(v));
		assert_true(strlen(num_parse_text(got)) > 0);
	}
	assert_string_equal(num_parse_text(NUM_MIXED), "har punkt eller komma mellan tusental: skriv det med bara decimaltecken, 1234,5");
	assert_string_equal(num_parse_text(NUM_AMBIGUOUS), "är tvetydigt (1.234): skriv 1234 eller 1,234");
	assert_string_equal(num_parse_text(NUM_OK), "");
}

static void writes(void **state)
{
	static const struct {
		double v;
		int decimals, flags;
		const char *want;
	} cases[] = {
		{ 0, 0, 0, "0" },
		{ 0, 2, 0, "0,00" },
		{ -0.0, 0, NUM_SIGN, "0" },
		{ -0.04, 1, NUM_SIGN, "0,0" },
		{ 0.04, 1, NUM_SIGN, "0,0" },
		{ 949, 0, 0, "949" },
		{ 1015, 0, 0, "1" NB "015" },
		{ 16090, 0, 0, "16" NB "090" },
		{ -163, 0, 0, "−163" },
		{ -1304.5, 1, 0, "−1" NB "304,5" },
		{ -1304.5, 1, NUM_ASCII, "-1 304,5" },
		{ 1304567, 0, 0, "1" NB "304" NB "567" },
		{ 99.8, 1, 0, "99,8" },
		{ 99.8, 0, 0, "100" },
		{ 3.5, 1, NUM_SIGN, "+3,5" },
		{ -3.5, 1, NUM_SIGN, "−3,5" },
		/* Half away from zero, as a reader of the decimals sees it. */
		{ 0.5, 0, 0, "1" },
		{ 1.5, 0, 0, "2" },
		{ 2.5, 0, 0, "3" },
		{ -2.5, 0, 0, "−3" },
		{ 2.675, 2, 0, "2,68" },
		{ 1.005, 2, 0, "1,01" },
		{ 0.15, 1, 0, "0,2" },
		{ 0.05, 1, 0, "0,1" },
		{ 0.049, 1, 0, "0,0" },
		{ 0.005, 1, 0, "0,0" },
		{ 9.99, 1, 0, "10,0" },
		{ 999.95, 1, 0, "1" NB "000,0" },
		{ 0.1 + 0.2, 1, 0, "0,3" },
		{ 0.1 + 0.2, -1, 0, "0,3" },
		{ 7.5, -1, 0, "7,5" },
		{ 7, -1, 0, "7" },
		{ 1200, -1, 0, "1" NB "200" },
		{ 1.23456789, -1, 0, "1,234568" },
		{ 0.0000001, -1, NUM_SIGN, "0" },
		{ 1.0 / 3, 9, 0, "0,333333333" },
		{ 5, 20, 0, "5,000000000" },
		{ 123456789012345.0, 0, 0, "123" NB "456" NB "789" NB "012" NB "345" },
		{ -999999999999999.0, 9, 0, "−999" NB "999" NB "999" NB "999" NB "999,000000000" },
	};
	char dst[NUM_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_ptr_equal(num_format(dst, cases[i].v, cases[i].decimals, cases[i].flags), dst);
		assert_string_equal(dst, cases[i].want);
	}
	assert_string_equal(num_format(dst, NUM_MISSING, 2, NUM_SIGN), "");
	assert_string_equal(num_format(dst, INFINITY, 2, NUM_SIGN), "");
	/* Whatever it is, it fits. */
	for (int e = -320; e <= 308; e++) {
		char number[32];

		snprintf(number, sizeof(number), "-9.87654321098765e%d", e);
		assert_true(strlen(num_format(dst, strtod(number, NULL), 9, NUM_SIGN)) < NUM_TEXT_MAX);
	}
}

static void machine(void **state)
{
	static const struct {
		double v;
		const char *want;
	} cases[] = {
		{ 0, "0" },	      { -0.0, "0" },	    { 1, "1" },		     { 100, "100" },
		{ 1304.5, "1304.5" }, { -163, "-163" },	    { 0.1, "0.1" },	     { 0.1 + 0.2, "0.30000000000000004" },
		{ 1e-7, "0.0000001" }, { 1e14, "100000000000000" }, { 2.675, "2.675" }, { 1.0 / 3, "0.3333333333333333" },
	};
	char dst[NUM_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(num_machine(dst, cases[i].v), cases[i].want);
	assert_string_equal(num_machine(dst, NUM_MISSING), "");
	assert_string_equal(num_machine(dst, -INFINITY), "");
}

static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void machine_round_trips(void **state)
{
	uint64_t seed = 20260911;
	char dst[NUM_TEXT_MAX];

	(void)state;
	for (int i = 0; i < 50000; i++) {
		uint64_t bits = next_random(&seed);
		double v, back;

		memcpy(&v, &bits, sizeof(v));
		if (!isfinite(v))
			continue;
		num_machine(dst, v);
		assert_true(strlen(dst) < NUM_TEXT_MAX);
		assert_true(strtod(dst, NULL) == v);
		/* And one of the size that figures have, through our own reader. */
		v = (double)(int64_t)(bits >> 20) / 1e4 * (bits & 1 ? 1 : -1);
		assert_int_equal(num_parse(num_machine(dst, v), NUM_POINT, &back, NULL), NUM_OK);
		assert_true(back == v);
	}
}

static void format_round_trips(void **state)
{
	uint64_t seed = 47;
	char dst[NUM_TEXT_MAX];

	(void)state;
	for (int i = 0; i < 50000; i++) {
		int decimals = (int)(next_random(&seed) % 5);
		double v = num_round((double)(int64_t)(next_random(&seed) >> 30) / 1e4 - 8e5, decimals), back;

		num_format(dst, v, decimals, i % 2 ? NUM_ASCII : NUM_SIGN);
		assert_int_equal(num_parse(dst, 0, &back, NULL), NUM_OK);
		assert_true(back == v);
	}
}

static void rounds(void **state)
{
	(void)state;
	assert_true(num_round(2.5, 0) == 3);
	assert_true(num_round(-2.5, 0) == -3);
	assert_true(num_round(2.675, 2) == 2.68);
	assert_true(num_round(-1.005, 2) == -1.01);
	assert_true(num_round(0.4, 0) == 0);
	assert_false(signbit(num_round(-0.4, 0)));
	assert_true(num_round(99.95, 1) == 100);
	assert_true(num_round(1e14 + 0.5, 0) == 1e14 + 1);
	assert_true(num_round(1e300, 2) == 1e300);
	assert_true(num_missing(num_round(NUM_MISSING, 2)));
}

/* What a calculation left behind is noise; what somebody gave in three decimals is not. */
static void test_telling(void **state)
{
	const double noise[] = { 957.830334891, 74.5 }, given[] = { 1.25, 3.125 }, whole[] = { 70, 71 }, small[] = { 0.00123456 };
	const double missing[] = { NUM_MISSING }, mean[] = { 74.785714285 };

	(void)state;
	assert_int_equal(num_telling_decimals(noise, 2), 1);
	assert_int_equal(num_telling_decimals(given, 2), 3);
	assert_int_equal(num_telling_decimals(whole, 2), 0);
	assert_int_equal(num_telling_decimals(small, 1), 5);
	assert_int_equal(num_telling_decimals(mean, 1), 1);
	assert_int_equal(num_telling_decimals(missing, 1), 0);
	assert_int_equal(num_telling_decimals(NULL, 0), 0);
}

/* Never half a number. */
static void test_fit(void **state)
{
	char text[NUM_TEXT_MAX];

	(void)state;
	assert_string_equal(num_fit(text, 957.830334891, -1, 0, 10), "957,830335");
	assert_string_equal(num_fit(text, 957.830334891, -1, 0, 6), "957,83");
	assert_string_equal(num_fit(text, 957.830334891, 2, 0, 5), "957,8");
	assert_string_equal(num_fit(text, 957.830334891, 2, 0, 4), "958");
	assert_string_equal(num_fit(text, 957.830334891, 2, 0, 2), "…");
	assert_string_equal(num_fit(text, -1284567, 0, 0, 10), "−1\u00a0284\u00a0567");
	assert_string_equal(num_fit(text, -1284567, 0, 0, 9), "…");
	assert_string_equal(num_fit(text, 1, 0, NUM_SIGN, 2), "+1");
	assert_string_equal(num_fit(text, NUM_MISSING, 0, 0, 2), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_telling),
		cmocka_unit_test(test_fit),
		cmocka_unit_test(reads),	       cmocka_unit_test(refuses),
		cmocka_unit_test(writes),	       cmocka_unit_test(machine),
		cmocka_unit_test(machine_round_trips), cmocka_unit_test(format_round_trips),
		cmocka_unit_test(rounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
