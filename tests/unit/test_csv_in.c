/* test_csv_in.c: figures from CSV: every spelling that is taken, every doubt that is refused, with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/num.h"
#include "io/csv_in.h"

#define HEAD "metric;organisation;period;gender;value\n"

/* N1 and N2 are metrics; 0013 (also as 13) and hs are organisations. */
static const char *find(enum record_kind kind, const char *id, void *user)
{
	(void)user;
	if (kind == REC_METRIC)
		return strcmp(id, "N1") == 0 ? "N1" : strcmp(id, "N2") == 0 ? "N2" : NULL;
	if (strcmp(id, "0013") == 0 || strcmp(id, "13") == 0)
		return "0013";
	return strcmp(id, "hs") == 0 ? "hs" : NULL;
}

static bool read_n(struct csv_in *in, const char *data, size_t n)
{
	const struct csv_names names = { find, NULL };

	memset(in, 0, sizeof(*in));
	return csv_in_read(in, "f", data, n, &names);
}

/* Rows as text, one a line. */
static void assert_reads(const char *data, const char *expected)
{
	struct csv_in in;
	struct buf out = { 0 };
	char period[PERIOD_TEXT_MAX], number[NUM_TEXT_MAX];

	if (!read_n(&in, data, strlen(data)))
		fail_msg("%s", (const char *)in.errors.items[0]);
	for (size_t i = 0; i < in.n; i++) {
		const struct figure *f = &in.rows[i].figure;

		buf_printf(&out, "%s %s %s %s %s %s%s\n", in.rows[i].metric, in.rows[i].organisation,
				period_format(period, f->period), choices_gender[f->gender].code, num_machine(number, f->value),
				choices_missing[f->missing].code, f->preliminary ? "prel" : "");
	}
	assert_string_equal(buf_cstr(&out), expected);
	buf_free(&out);
	csv_in_free(&in);
}

static void assert_refuses_n(const char *data, size_t n, const char *expected)
{
	struct csv_in in;

	assert_false(read_n(&in, data, n));
	assert_int_equal(in.nerrors, 1);
	if (!strstr(in.errors.items[0], expected))
		assert_string_equal(in.errors.items[0], expected);
	csv_in_free(&in);
}

static void assert_refuses(const char *data, const char *expected)
{
	assert_refuses_n(data, strlen(data), expected);
}

static void test_plain(void **state)
{
	(void)state;
	assert_reads(HEAD "N1;0013;2024;T;7.5\nN1;0013;2023;K;-3\n", "N1 0013 2023 K -3 \nN1 0013 2024 T 7.5 \n");
	assert_reads(HEAD, "");
}

static void test_any_order_and_optional_columns(void **state)
{
	(void)state;
	assert_reads("value;gender;missing;period;metric;preliminary;organisation\n7;M;;2024-03;N2;ja;hs\n;T;suppressed;2024;N1;nej;13\n",
		"N1 0013 2024 T  suppressed\nN2 hs 2024-03 M 7 prel\n");
	assert_reads("\xEF\xBB\xBF" "Metric;Organisation;Period;Gender;Value\r\nN1;13;2024;totalt;1\r\n", "N1 0013 2024 T 1 \n");
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
	assert_refuses(HEAD "N 1;0013;2024;T;7\n", "f:2: kolumn 1 (metric): \"N 1\" är inget id");
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
	assert_refuses("", "f:1: filen är tom");
	assert_refuses("metric;organisation;period;gender\n", "f:1: rubriken value saknas");
	assert_refuses("metric,organisation,period,gender,value\n", "f:1: kolumnerna ska skiljas åt med semikolon");
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
	assert_refuses_n(nul, sizeof(nul) - 1, "f:2: raden har ett NUL-tecken");
	assert_refuses(HEAD "N1;0013;2024;T;1\nN1;\xE4;2024;T;1\n", "f:3: tecken 4: byten 0xE4 är inte giltig UTF-8");
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

static void test_duplicates(void **state)
{
	(void)state;
	assert_reads(HEAD "N1;0013;2024;T;1\nN1;13;2024;T;1,0\n", "N1 0013 2024 T 1 \n");
	assert_refuses(HEAD "N1;0013;2024;T;1\nN2;0013;2024;T;1\nN1;0013;2024;T;2\n",
		"f:4: samma nyckeltal, organisation, period och kön som rad 2, men ett annat värde");
}

/* What our exports put before a text that looks like a formula is taken away again. */
static void test_formula_quote(void **state)
{
	static const char data[] = "metric;organisation;period;gender;value;source\nN1;0013;2024;T;1;'=SUM(A1)\n";
	struct csv_in in;

	(void)state;
	assert_true(read_n(&in, data, sizeof(data) - 1));
	assert_string_equal(in.source, "=SUM(A1)");
	assert_false(in.sources_differ);
	csv_in_free(&in);
}

static void test_unknown(void **state)
{
	static const char data[] = HEAD "X9;0013;2024;T;1\nN1;nämnd;2024;T;2\nX9;0013;2025;T;3\n";
	struct csv_in in;

	(void)state;
	assert_true(read_n(&in, data, sizeof(data) - 1));
	assert_int_equal(in.n, 3);
	assert_int_equal(in.nunknown, 2);
	assert_int_equal(in.unknown[0].kind, REC_METRIC);
	assert_string_equal(in.unknown[0].id, "X9");
	assert_int_equal(in.unknown[0].line, 2);
	assert_int_equal(in.unknown[0].rows, 2);
	assert_string_equal(in.unknown[1].id, "nämnd");
	assert_int_equal(in.unknown[1].line, 3);
	csv_in_free(&in);
}

/* The first hundred are kept, all are counted. */
static void test_many_errors(void **state)
{
	struct buf data = { 0 };
	struct csv_in in;

	(void)state;
	buf_str(&data, HEAD);
	for (int i = 0; i < 250; i++)
		buf_str(&data, "N1;0013;2024;T;x\n");
	assert_false(read_n(&in, data.data, data.len));
	assert_int_equal(in.errors.n, 100);
	assert_int_equal(in.nerrors, 250);
	csv_in_free(&in);
	buf_free(&data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain), cmocka_unit_test(test_any_order_and_optional_columns), cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_numbers), cmocka_unit_test(test_ambiguous), cmocka_unit_test(test_bad_fields),
		cmocka_unit_test(test_missing), cmocka_unit_test(test_header), cmocka_unit_test(test_rows),
		cmocka_unit_test(test_broken_csv), cmocka_unit_test(test_bytes), cmocka_unit_test(test_endless_quote),
		cmocka_unit_test(test_duplicates), cmocka_unit_test(test_formula_quote), cmocka_unit_test(test_unknown),
		cmocka_unit_test(test_many_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
