/* test_fastnum.c: the reader of numbers against strtod, bit for bit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/fastnum.h"
#include "base/mem.h"

enum { ROUNDS = 3000000 };

static uint64_t state = 88172645463325252u;

/* xorshift: the same forms in every run. */
static uint64_t random_bits(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static uint64_t bits(double v)
{
	uint64_t b;

	memcpy(&b, &v, sizeof(b));
	return b;
}

/* What strtod says, but never −0. */
static double expected(const char *s)
{
	double v = strtod(s, NULL);

	return v == 0 ? 0 : v;
}

/* Where fastnum_decimal takes it, it takes what fastnum_plain takes of the same bytes. */
static void assert_decimal(const char *s)
{
	double v = -1, plain = -1;
	size_t decimals, n = fastnum_decimal(s, false, &v, &decimals);

	if (!n && v != -1)
		fail_msg("%s: refused, and written", s);
	if (n && (!fastnum_plain(s, n, &plain) || bits(v) != bits(plain)))
		fail_msg("%s: %zu bytes, %a, fastnum_plain %a", s, n, v, plain);
}

static void assert_same(const char *s)
{
	assert_decimal(s);
	double v = -1;
	size_t n = strlen(s);

	assert_int_equal(fastnum(s, n, &v), n);
	if (bits(v) != bits(expected(s)))
		fail_msg("%s: %a, strtod %a", s, v, expected(s));
}

static void test_known(void **unused)
{
	static const char *const forms[] = {
		"0", "-0", "0.0", "-0.0", "1", "-1", "7.5", "87.7", "0.1", "0.2", "0.3", "123456789012345678", "9007199254740991",
		"9007199254740992", "9007199254740993", "9007199254740993.0", "0.9007199254740993", "1e22", "1e23", "1e-22", "1e-23", "1e300",
		"1e308", "1.7976931348623157e308", "2.2250738585072011e-308", "4.9e-324", "2e-324", "1e400", "1e-400", "1e99999999999",
		"00012.50", "0.000000000000000000000000000001", "100000000000000000000000000000.5", "8.5e-5", "1E+5", "3.14159265358979323846264338",
	};

	(void)unused;
	for (size_t i = 0; i < COUNT_OF(forms); i++)
		assert_same(forms[i]);
}

static void test_where_it_ends(void **unused)
{
	static const struct { const char *s; size_t n; } cases[] = {
		{ "12,5", 2 }, { "12.", 2 }, { "12.x", 2 }, { "1e", 1 }, { "1e+", 1 }, { "1.5e-x", 3 }, { "7;8", 1 }, { "", 0 }, { "-", 0 },
		{ ".5", 0 }, { "+1", 0 }, { " 1", 0 }, { "nan", 0 }, { "inf", 0 }, { "0x10", 1 },
	};

	(void)unused;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		double v = 77;

		assert_int_equal(fastnum(cases[i].s, strlen(cases[i].s), &v), cases[i].n);
		if (!cases[i].n)
			assert_true(v == 77);
	}
	/* No byte after the end is looked at. */
	for (size_t n = 0; n <= 4; n++) {
		double v = 0;

		assert_int_equal(fastnum("1234.5", n, &v), n);
	}
}

static void test_plain(void **unused)
{
	double v = 77;

	(void)unused;
	assert_true(fastnum_plain("87.7", 4, &v) && v == 87.7);
	assert_true(fastnum_plain("-3", 2, &v) && v == -3);
	assert_true(fastnum_plain("-0", 2, &v) && bits(v) == 0);
	assert_true(fastnum_plain("999999999999999.5", 17, &v) && v == 999999999999999.5);
	v = 77;
	assert_false(fastnum_plain("1000000000000000", 16, &v));
	assert_false(fastnum_plain("1e5", 3, &v) || fastnum_plain("7,5", 3, &v) || fastnum_plain("", 0, &v) || fastnum_plain("1.", 2, &v));
	assert_false(fastnum_plain("1 ", 2, &v) || fastnum_plain("-", 1, &v) || fastnum_plain(".5", 2, &v) || fastnum_plain("1.2.3", 5, &v));
	assert_true(v == 77);
}

static void assert_takes(const char *s, bool comma, size_t bytes, size_t decimals, double value)
{
	size_t after = 99;
	double v = 77;

	assert_int_equal(fastnum_decimal(s, comma, &v, &after), bytes);
	assert_int_equal(after, decimals);
	if (bits(v) != bits(value))
		fail_msg("%s: %a", s, v);
}

/* It ends where the number does, and what it does not take is left to others. */
static void test_decimal(void **unused)
{
	static const char *const others[] = {
		"", "-", ".5", ",5", "+1", "1000000000000000", "0.000000000000001", "000000000000000000000000000000000000000001",
	};

	(void)unused;
	assert_takes("87.7\n", false, 4, 1, 87.7);
	assert_takes("-0;", false, 2, 0, 0);
	assert_takes("-0.25\r", true, 5, 2, -0.25);
	assert_takes("7,5", false, 1, 0, 7);
	assert_takes("7,5", true, 3, 1, 7.5);
	assert_takes("7,", true, 1, 0, 7);
	assert_takes("7.\n", true, 1, 0, 7);
	assert_takes("1.234,5", true, 5, 3, 1.234);
	assert_takes("999999999999999", false, 15, 0, 999999999999999);
	assert_takes("0.00000000000001", false, 16, 14, 0.00000000000001);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		assert_takes(others[i], true, 0, 99, 77);
}

/* Digits before and after the point and exponents of every length a file may have. */
static void random_form(char out[80])
{
	size_t at = 0, before = 1 + random_bits() % (random_bits() % 8 ? 9 : 24), after = random_bits() % (random_bits() % 8 ? 7 : 24);

	if (random_bits() % 4 == 0)
		out[at++] = '-';
	for (size_t i = 0; i < before; i++)
		out[at++] = (char)('0' + random_bits() % 10);
	if (after)
		out[at++] = '.';
	for (size_t i = 0; i < after; i++)
		out[at++] = (char)('0' + random_bits() % 10);
	out[at] = '\0';
	if (random_bits() % 16 == 0)
		sprintf(out + at, "e%d", (int)(random_bits() % 660) - 330);
}

static void test_against_strtod(void **unused)
{
	char form[80];

	(void)unused;
	for (int i = 0; i < ROUNDS; i++) {
		random_form(form);
		assert_same(form);
	}
}

/* Any double, written with as many digits as it takes. */
static void test_round_trip(void **unused)
{
	char form[80];

	(void)unused;
	for (int i = 0; i < ROUNDS / 10; i++) {
		uint64_t b = random_bits();
		double v;

		memcpy(&v, &b, sizeof(v));
		if (v != v || v - v != 0)
			continue;
		snprintf(form, sizeof(form), "%.17g", v);
		assert_same(form);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_known), cmocka_unit_test(test_where_it_ends), cmocka_unit_test(test_plain), cmocka_unit_test(test_decimal),
		cmocka_unit_test(test_against_strtod), cmocka_unit_test(test_round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
