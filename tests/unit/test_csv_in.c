/* test_csv_in.c: figures from CSV: every spelling that is taken, every doubt that is refused, with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sink_help.h"

#define HEAD "metric;organisation;period;gender;value\n"

static void assert_reads(const char *data, const char *expected)
{
	assert_figures("csv", NULL, data, expected);
}

static void assert_refuses_n(const char *data, size_t n, const char *expected)
{
	assert_refused("csv", NULL, data, n, expected);
}

static void assert_refuses(const char *data, const char *expected)
{
	assert_refuses_n(data, strlen(data), expected);
}

static void test_plain(void **state)
{
	(void)state;
	assert_reads(HEAD "N1;0013;2024;T;7.5\nN1;0013;2023;K;-3\n", "N1 0013 2024 T 7.5 \nN1 0013 2023 K -3 \n");
	assert_reads(HEAD, "");
}

static void test_any_order_and_optional_columns(void **state)
{
	(void)state;
	assert_reads("value;gender;missing;period;metric;preliminary;organisation\n7;M;;2024-03;N2;ja;hs\n;T;suppressed;2024;N1;nej;13\n",
		"N2 hs 2024-03 M 7 prel\nN1 13 2024 T  suppressed\n");
	assert_reads("\xEF\xBB\xBF" "Metric;Organisation;Period;Gender;Value\r\nN1;13;2024;totalt;1\r\n", "N1 13 2024 T 1 \n");
}

static void test_quotes(void **state)
{
	(void)state;
	assert_reads(HEAD "\"N1\";\"0013\";\"2024\";\"T\";\"7,5\"\n\n", "N1 0013 2024 T 7.5 \n");
	assert_reads(HEAD "N1;0013;2024;T;7", "N1 0013 2024 T 7 \n");
}

static void test_numbers(void **state)
{
	(void)state;
	assert_reads(HEAD "N1;0013;2024;T;1 304,5\n", "N1 0013 2024 T 1304.5 \n");
	assert_reads(HEAD "N1;0013;2024;T;\xE2\x88\x92" "163\n", "N1 0013 2024 T -163 \n");
	assert_reads(HEAD "N1;0013;2024;T;87,7 %\n", "N1 0013 2024 T 87.7 \n");
	assert_reads(HEAD "N1;0013;2024;T;0\n", "N1 0013 2024 T 0 \n");
}

/* The same characters mean one thing in a file with decimal points, and are a doubt in one with decimal commas. */
static void test_ambiguous(void **state)
{
	(void)state;
	assert_reads(HEAD "N1;0013;2024;T;1.234\nN1;0013;2025;T;2.5\n", "N1 0013 2024 T 1.234 \nN1 0013 2025 T 2.5 \n");
	assert_refuses(HEAD "N1;0013;2024;T;1.234\nN1;0013;2025;T;2,5\n", "f:2: kolumn 5 (value): värdet är tvetydigt");
}

static void test_bad_fields(void **state)
{
	(void)state;
	assert_refuses(HEAD "N1;0013;2024;T;hög\n", "f:2: kolumn 5 (value): \"hög\" är inget tal");
	assert_refuses(HEAD "N1;0013;2024;T;7 tkr\n", "f:2: kolumn 5 (value): \"7 tkr\" har en enhet");
	assert_refuses(HEAD "N1;0013;2024x;T;7\n", "f:2: kolumn 3 (period): \"2024x\" är ingen period");
	assert_refuses(HEAD "N1;0013;;T;7\n", "f:2: kolumn 3 (period): \"\" är ingen period");
	assert_refuses(HEAD "N1;0013;2024;X;7\n", "f:2: kolumn 4 (gender): \"X\" är okänt; här väntades T, K eller M");
	assert_refuses(HEAD ";0013;2024;T;7\n", "f:2: kolumn 1 (metric): id saknas");
	assert_refuses("metric;organisation;period;gender;value;preliminary\nN1;0013;2024;T;7;kanske\n",
		"f:2: kolumn 6 (preliminary): \"kanske\" är varken ja eller nej");
}

/* No data is not zero, and not a guess. */
static void test_missing(void **state)
{
	static const char head[] = "metric;organisation;period;gender;value;missing\n";
	char *data;

	(void)state;
	assert_refuses(HEAD "N1;0013;2024;T;\n", "f:2: kolumn 5 (value): värdet är tomt: skriv varför i kolumnen missing");
	data = mem_printf("%sN1;0013;2024;T;7;not_yet\n", head);
	assert_refuses(data, "f:2: kolumn 5 (value): här finns både ett värde och ett skäl");
	free(data);
	data = mem_printf("%sN1;0013;2024;T;;borta\n", head);
	assert_refuses(data, "f:2: kolumn 6 (missing): \"borta\" är okänt");
	free(data);
}

static void test_header(void **state)
{
	(void)state;
	assert_refuses("", "f är tom");
	assert_refuses("\n\n", "f:1: filen är tom");
	assert_refuses("metric;organisation;period;gender\n", "f:1: rubriken value saknas");
	assert_reads("metric,organisation,period,gender,value\nN1,0013,2024,T,7.5\n", "N1 0013 2024 T 7.5 \n");
	assert_reads("metric\torganisation\tperiod\tgender\tvalue\nN1\t0013\t2024\t\t\"7,5\"\n", "N1 0013 2024 T 7.5 \n");
	assert_refuses("metric,organisation,period,gender,value\nN1,0013,2024,T,7,5\n", "f:2: raden har 6 fält; rubriken har 5");
	assert_refuses("metric;organisation;period;gender;value;extra\nN1;0013;2024;T;1;x\n", "f:1: kolumn 6: okänd rubrik \"extra\"");
	assert_refuses("metric;organisation;period;gender;value;value\n", "f:1: kolumnen value finns två gånger");
}

static void test_rows(void **state)
{
	(void)state;
	assert_refuses(HEAD "N1;0013;2024;T\n", "f:2: raden har 4 fält; rubriken har 5");
	assert_refuses(HEAD "N1;0013;2024;T;1;2\n", "f:2: raden har 6 fält; rubriken har 5");
	assert_refuses(HEAD "\nN1;0013;2024;T;\"1\n2\"\n", "f:3: kolumn 5 (value): ");
}

static void test_broken_csv(void **state)
{
	(void)state;
	assert_refuses(HEAD "N1;00\"13;2024;T;1\nN1;0013;2024;T;1\n", "f:2: raden är ingen giltig CSV");
	assert_refuses(HEAD "N1;0013;2024;T;\"1\n", "f:2: ett citattecken stängs inte före filens slut");
}

static void test_bytes(void **state)
{
	static const char nul[] = HEAD "N1;00\0" "13;2024;T;1\n";

	(void)state;
	assert_refuses_n(nul, sizeof(nul) - 1, "f är ingen text, eller UTF-16 utan BOM");
	/* Without a sign of UTF-8 it is Windows-1252; with one it is damaged. */
	assert_reads(HEAD "N1;0013;2024;T;1\nN1;h\xE4;2024;T;1\n", "N1 0013 2024 T 1 \nN1 hä 2024 T 1 \n");
	assert_refuses("\xEF\xBB\xBF" HEAD "N1;0013;2024;T;1\nN1;\xE4;2024;T;1\n", "f:3: byten 0xE4 är inte giltig UTF-8");
	assert_refuses(HEAD "N1;hä;2024;T;1\nN1;\xE4;2024;T;1\n", "f:3: byten 0xE4 är inte giltig UTF-8");
	assert_refuses(HEAD "N1;0013;2024;T;1\rN1;0013;2025;T;1\n", "f:2: tecken 17: ett ensamt CR");
}

static void test_endless_quote(void **state)
{
	struct buf data = { 0 };

	(void)state;
	buf_str(&data, HEAD "\"");
	for (int i = 0; i < 70000; i++)
		buf_str(&data, "N1;0013;2024;T;1\n");
	assert_refuses_n(data.data, data.len, "f:2: raden är längre än 1 MiB");
	buf_free(&data);
}

/* What our exports put before a text that looks like a formula is taken away again. */
static void test_formula_quote(void **state)
{
	static const char data[] = "metric;organisation;period;gender;value;source\nN1;0013;2024;T;1;'=SUM(A1)\nN1;0013;2025;T;1;'=SUM(A1)\n";
	struct sunk sunk = { .rc = 0 };

	(void)state;
	sink_read(&sunk, NULL, NULL, data, sizeof(data) - 1);
	assert_int_equal(sunk.rc, 0);
	assert_string_equal(buf_cstr(&sunk.metrics), "|||=SUM(A1)\n");
	sunk_free(&sunk);
}

static void test_many_errors(void **state)
{
	struct buf data = { 0 };
	struct sunk sunk = { .rc = 0 };

	(void)state;
	buf_str(&data, HEAD);
	for (int i = 0; i < 250; i++)
		buf_str(&data, "N1;0013;2024;T;x\n");
	sink_read(&sunk, "csv", NULL, data.data, data.len);
	assert_int_equal(sunk.rc, 0);
	assert_int_equal(sunk.nrefused, 250);
	sunk_free(&sunk);
	buf_free(&data);
}

/* A reader that is told to stop stops. */
static void test_stop(void **state)
{
	static const char data[] = HEAD "N1;0013;2024;T;1\nN1;0013;2025;T;2\nN1;0013;2026;T;x\n";
	struct sunk sunk = { .stop_after = 1 };

	(void)state;
	sink_read(&sunk, "csv", NULL, data, sizeof(data) - 1);
	assert_int_equal(sunk.rc, 0);
	assert_int_equal(sunk.nfigures, 1);
	assert_int_equal(sunk.nrefused, 0);
	sunk_free(&sunk);
}

/* Rows that lie across the pieces a file is read in, with quotes and without. */
static void test_across_pieces(void **state)
{
	struct buf data = { 0 }, expected = { 0 };

	(void)state;
	buf_str(&data, HEAD);
	for (int i = 0; i < 60000; i++) {
		const char *quote = i % 7 ? "" : "\"";

		buf_printf(&data, "%sN%d%s;0013;20%02d;T;%d.5%s\n", quote, i, quote, i % 90 + 10, i, i % 3 ? "" : "\r");
		buf_printf(&expected, "N%d 0013 20%02d T %d.5 \n", i, i % 90 + 10, i);
	}
	assert_true(data.len > 1 << 20);
	assert_figures("csv", NULL, data.data, expected.data);
	buf_free(&data);
	buf_free(&expected);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain), cmocka_unit_test(test_any_order_and_optional_columns), cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_numbers), cmocka_unit_test(test_ambiguous), cmocka_unit_test(test_bad_fields),
		cmocka_unit_test(test_missing), cmocka_unit_test(test_header), cmocka_unit_test(test_rows),
		cmocka_unit_test(test_broken_csv), cmocka_unit_test(test_bytes), cmocka_unit_test(test_endless_quote),
		cmocka_unit_test(test_formula_quote), cmocka_unit_test(test_many_errors), cmocka_unit_test(test_stop),
		cmocka_unit_test(test_across_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
