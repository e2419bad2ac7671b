/* test_csv_quick.c: rows that are read where they are against rows that are taken apart: whatever a file has, both say the same.
 *
 * A space before a row keeps it from being read where it is, and means nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sink_help.h"

#define HEAD "metric;organisation;period;gender;value\n"
enum { FILES = 3000, ROWS_MAX = 60, LONG_ROWS = 60000 };

static uint64_t state = 88172645463325252u;

/* xorshift: the same files in every run. */
static unsigned dice(unsigned sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 20) % sides;
}

#define THROW(words) (words)[dice(COUNT_OF(words))]

static const char *const metrics[] = { "N1", "N2", "N1x", "\"N1\"", "'=N1", "\xC3\xA5r", "", "N 1", "\"N;1\"" };
static const char *const organisations[] = { "0013", "13", "0013 ", "\"00\"\"13\"", "hs", "" };
static const char *const periods[] = { "2024", "2023", "2024-03", "1799", "2201", "1800", "20x4", "2024 ", "", "'2024", "202", "20241" };
static const char *const genders[] = { "T", "K", "M", "", "k", "X", " T", "kvinnor", "TK" };
static const char *const values[] = {
	"7.5", "7", "-0.0", "-12.25", "7,5", "-0,0", "12,25", "1.234", "1,234", "-0", "1e5", "", " 7", "7 ", "7 %", ".5", "5.", "-", "+1",
	"12345678901234567", "0.1234567890123456", "123456789012345", "1 304", "00012.50", "00012,50", "1234567,5", "-0,125",
	"12345678901,25", "1234,567", "7.5.1", "7,5,1", "1.234,5", "7,", "7;8", "\"7\"", "7\"", "x", "0x10", "nan",
};
static const char *const ends[] = { "\n", "\r\n", "\n\n", ";\n", "\n \n" };

/* Mostly what machines write, with values from number `usual` on, and now and then anything. */
static void add_row(struct buf *out, const char **series, unsigned usual)
{
	if (dice(6) == 0) {
		series[0] = dice(3) ? metrics[dice(2)] : THROW(metrics);
		series[1] = dice(3) ? organisations[dice(2)] : THROW(organisations);
	}
	buf_printf(out, "%s;%s;%s;%s;%s%s", series[0], series[1], dice(12) ? periods[dice(2)] : THROW(periods),
		dice(12) ? genders[dice(3)] : THROW(genders), dice(8) ? values[usual + dice(3)] : THROW(values), dice(12) ? "\n" : THROW(ends));
}

/* The same rows with a space before each. */
static void add_spaced(struct buf *out, const char *rows, size_t n)
{
	bool first = true;

	for (size_t i = 0; i < n; i++) {
		if (first && rows[i] != '\n')
			buf_char(out, ' ');
		buf_char(out, rows[i]);
		first = rows[i] == '\n';
	}
}

static void assert_same(const struct buf *rows)
{
	struct buf plain = { 0 }, spaced = { 0 };
	struct sunk a = { .rc = 0 }, b = { .rc = 0 };

	buf_str(&plain, HEAD);
	buf_add(&plain, rows->data, rows->len);
	buf_str(&spaced, HEAD);
	add_spaced(&spaced, rows->data, rows->len);
	sink_read(&a, "csv", NULL, plain.data, plain.len);
	sink_read(&b, "csv", NULL, spaced.data, spaced.len);
	assert_string_equal(buf_cstr(&a.refused), buf_cstr(&b.refused));
	assert_string_equal(buf_cstr(&a.rows), buf_cstr(&b.rows));
	assert_int_equal(a.rc, b.rc);
	assert_int_equal(a.nrefused, b.nrefused);
	assert_string_equal(a.err.text, b.err.text);
	sunk_free(&a);
	sunk_free(&b);
	buf_free(&plain);
	buf_free(&spaced);
}

static void test_ugly_rows(void **unused)
{
	(void)unused;
	for (int i = 0; i < FILES; i++) {
		const char *series[2] = { metrics[0], organisations[0] };
		unsigned usual = dice(5);
		struct buf rows = { 0 };

		for (unsigned n = 1 + dice(ROWS_MAX); n > 0; n--)
			add_row(&rows, series, usual);
		/* Cut anywhere: the last line may lack its end, or more. */
		if (dice(2))
			rows.len -= dice(12) % rows.len;
		assert_same(&rows);
		buf_free(&rows);
	}
}

/* One number with a decimal comma, far from the doubtful one: its line is known too. */
static void test_doubt(void **unused)
{
	static const char *const doubts[] = { "1.234", "1,234", "7,5", "7.5", "1234.567", "0.125" };

	(void)unused;
	for (unsigned i = 0; i < COUNT_OF(doubts) * COUNT_OF(doubts) * 2; i++) {
		struct buf rows = { 0 };

		for (unsigned n = 0; n < 9; n++)
			buf_printf(&rows, "N1;0013;20%02u;T;%s\n", n, n == 4 ? doubts[i % COUNT_OF(doubts)] :
				n == 7 ? doubts[i / COUNT_OF(doubts) % COUNT_OF(doubts)] : i / COUNT_OF(doubts) / COUNT_OF(doubts) ? "7" : "2.5");
		assert_same(&rows);
		buf_free(&rows);
	}
}

/* What separates fields is no decimal comma. */
static void test_comma_between_fields(void **unused)
{
	static const char data[] = "metric,organisation,period,gender,value\nN1,0013,2024,T,7.5\nN1,0013,2024,K,7.5\nN1,0013,2024,M,8.5\n"
		"N1,0013,2024,T,7,5\n";

	(void)unused;
	assert_refused("csv", NULL, data, strlen(data), "f:5: raden har 6 fält; rubriken har 5");
}

/* Wherever one piece of a large file ends and the next begins. */
static void test_pieces(void **unused)
{
	struct buf rows = { 0 };

	(void)unused;
	for (int i = 0; i < LONG_ROWS; i++)
		buf_printf(&rows, "N%d;0013;20%02d;%c;%d.%d%s\n", i / 75, i / 3 % 25, "TKM"[i % 3], i * 7919 % 100003, i % 10, i % 11 ? "" : "\r");
	assert_true(rows.len > 1 << 20);
	assert_same(&rows);
	buf_free(&rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ugly_rows),
		cmocka_unit_test(test_doubt),
		cmocka_unit_test(test_comma_between_fields),
		cmocka_unit_test(test_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
