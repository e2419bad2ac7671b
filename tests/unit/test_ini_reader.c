/* test_ini_reader.c: the reader of INI files loses nothing without a word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/ini_reader.h"

struct read {
	struct buf out;
	struct vec errors;
};

static void note(const struct inifile_item *item, void *user)
{
	struct read *r = user;

	if (item->key)
		buf_printf(&r->out, "%d %s=%s\n", item->line, item->key, item->value);
	else
		buf_printf(&r->out, "%d [%s|%s]\n", item->line, item->section, item->id);
}

static bool parse(struct read *r, const char *data, size_t n)
{
	memset(r, 0, sizeof(*r));
	return inifile_parse("f", data, n, note, r, &r->errors);
}

static void done(struct read *r)
{
	buf_free(&r->out);
	vec_free_all(&r->errors, free);
}

static void assert_reads(const char *data, const char *expected)
{
	struct read r;
	bool good = parse(&r, data, strlen(data));

	assert_string_equal(r.errors.n ? r.errors.items[0] : "", "");
	assert_true(good);
	assert_string_equal(buf_cstr(&r.out), expected);
	done(&r);
}

/* The first error is exactly this. */
static void assert_refuses_n(const char *data, size_t n, const char *expected)
{
	struct read r;
	bool good = parse(&r, data, n);

	assert_false(good);
	assert_int_equal(r.errors.n, 1);
	assert_string_equal(r.errors.items[0], expected);
	done(&r);
}

static void assert_refuses(const char *data, const char *expected)
{
	assert_refuses_n(data, strlen(data), expected);
}

static void test_sections_and_keys(void **state)
{
	(void)state;
	assert_reads("[goal 1.3]\ntitle = A\n\n[x]\n", "1 [goal|1.3]\n2 title=A\n4 [x|]\n");
	assert_reads("[target  a b c ]\nk=v", "1 [target|a b c]\n2 k=v\n");
	assert_reads("", "");
}

static void test_values_are_whole(void **state)
{
	(void)state;
	assert_reads("[s]\na = b = c ; d # e\n", "1 [s|]\n2 a=b = c ; d # e\n");
	assert_reads("[s]\nstore =\nb =   x  \n", "1 [s|]\n2 store=\n3 b=x\n");
	assert_reads("[s]\nbudget 2026 = 1 304\nu = http://x:1\n", "1 [s|]\n2 budget 2026=1 304\n3 u=http://x:1\n");
	assert_reads("[s]\nå = \"q\" åäö\n", "1 [s|]\n2 å=\"q\" åäö\n");
}

static void test_files_of_other_systems(void **state)
{
	(void)state;
	assert_reads("\xEF\xBB\xBF[s]\r\nk = v\r\n  w\r\n", "1 [s|]\n2 k=v w\n");
}

static void test_continuation(void **state)
{
	(void)state;
	assert_reads("[s]\nk = a\n  b: c = d\n\te\nl = f\n", "1 [s|]\n2 k=a b: c = d e\n5 l=f\n");
	assert_reads("[s]\nk = a\n  .\n  b\n  .\n", "1 [s|]\n2 k=a\n\nb\n");
	assert_reads("[s]\nk =\n  a\n\n# comment\n  b\n", "1 [s|]\n2 k=a b\n");
}

static void test_comments(void **state)
{
	(void)state;
	assert_reads("# a\n; b\n[s]\n#k = 1\nk = 2\n", "3 [s|]\n5 k=2\n");
}

/* A value of 10 kB is one value; with libinih's defaults the rest of it would become a key. */
static void test_long_value(void **state)
{
	struct buf data = { 0 };
	struct read r;

	(void)state;
	buf_str(&data, "[s]\nnote = ");
	for (int i = 0; i < 10000; i++)
		buf_char(&data, 'x');
	buf_str(&data, "admin=1\nk = 2\n");
	assert_true(parse(&r, data.data, data.len));
	assert_int_equal(strlen(strstr(r.out.data, "note=")), 5 + 10000 + 7 + 1 + strlen("3 k=2\n"));
	assert_null(strstr(r.out.data, "\nadmin"));
	done(&r);
	buf_free(&data);
}

/* Each length around the pieces in which libinih asks for a line. */
static void test_every_length(void **state)
{
	(void)state;
	for (size_t n = 180; n < 900; n++) {
		char *x = mem_alloc(n + 1), *data, *expected;

		memset(x, 'x', n);
		data = mem_printf("[s]\nk = %s\nl = y\n", x);
		expected = mem_printf("1 [s|]\n2 k=%s\n3 l=y\n", x);
		assert_reads(data, expected);
		free(x);
		free(data);
		free(expected);
	}
}

static void test_line_too_long(void **state)
{
	struct buf data = { 0 };

	(void)state;
	buf_str(&data, "[s]\nk = ");
	for (int i = 0; i < 66000; i++)
		buf_char(&data, 'x');
	buf_str(&data, "\nl = 1\n");
	assert_refuses(data.data, "f:2: [s] raden är 66004 byte lång; högst 65000 går att läsa");
	buf_free(&data);
}

static void test_section_length(void **state)
{
	char name[64], *data, *expected;

	(void)state;
	memset(name, 'x', sizeof(name));
	name[49] = '\0';
	data = mem_printf("[%s]\nk = 1\n", name);
	expected = mem_printf("1 [%s|]\n2 k=1\n", name);
	assert_reads(data, expected);
	free(data);
	free(expected);
	name[49] = 'x';
	name[50] = '\0';
	data = mem_printf("[%s]\nk = 1\n", name);
	assert_refuses(data, "f:1: sektionens namn är 50 byte långt; högst 49 ryms");
	free(data);
}

static void test_key_length(void **state)
{
	char name[64], *data;

	(void)state;
	memset(name, 'k', sizeof(name));
	name[50] = '\0';
	data = mem_printf("[s]\n%s = 1\n  more\n", name);
	assert_refuses(data, "f:2: [s] nyckeln är 50 byte lång; högst 49 ryms");
	free(data);
}

static void test_what_would_be_lost(void **state)
{
	(void)state;
	assert_refuses("[s]\nk = a\n  # b\n", "f:3: [s] k: en fortsättningsrad får inte börja med #");
	assert_refuses("[s]\nk = a\n\t;b\n", "f:3: [s] k: en fortsättningsrad får inte börja med ;");
	assert_refuses("[s] x\nk = 1\n", "f:1: efter ] får inget mer stå på raden");
	assert_refuses("[a]b]\n", "f:1: efter ] får inget mer stå på raden");
	assert_refuses("[s\nk = 1\n", "f:1: ] saknas efter sektionens namn");
	assert_refuses("[ ]\n", "f:1: sektionen har inget namn");
	assert_refuses("[s]\n  k = 1\n", "f:2: [s] raden är indragen men det finns ingen nyckel före den att fortsätta");
	assert_refuses("k = 1\n[s]\n", "f:1: text före den första sektionen");
}

static void test_keys_that_are_none(void **state)
{
	(void)state;
	assert_refuses("[s]\nk: v = 1\n", "f:2: [s] nyckeln får inte innehålla kolon");
	assert_refuses("[s i]\nk\n", "f:2: [s i] = saknas: här väntades nyckel = värde");
	assert_refuses("[s]\n= 1\n", "f:2: [s] nyckeln saknas före =");
	assert_refuses("[s]\nk = 1\nk = 2\n", "f:3: [s] k: nyckeln finns redan i sektionen");
	assert_refuses("[s a]\nk = 1\n[s a]\nk = 2\n", "f:3: [s a] sektionen finns redan på rad 1");
}

static void test_bytes(void **state)
{
	static const char nul[] = "[s]\nk = a\0b\n";

	(void)state;
	assert_refuses_n(nul, sizeof(nul) - 1, "f:2: [s] kolumn 6: styrtecknet 0x00 får inte stå här");
	assert_refuses("[s]\nåk = \xE4\n", "f:2: [s] kolumn 6: byten 0xE4 är inte giltig UTF-8");
	assert_refuses("[s]\nk = \xED\xA0\x80\n", "f:2: [s] kolumn 5: byten 0xED är inte giltig UTF-8");
	assert_refuses("[s]\nk = a\x1b[2J\n", "f:2: [s] kolumn 6: styrtecknet 0x1B får inte stå här");
	assert_refuses("[s]\nk = a\rb = 1\n", "f:2: [s] kolumn 6: styrtecknet 0x0D får inte stå här");
}

/* What follows a bad line is neither lost nor put in the wrong place. */
static void test_goes_on_after_errors(void **state)
{
	static const char data[] = "[s]\nbad\n  more of bad\nk = 1\n[x\nl = 2\n[t]\nm = 3\nbad2\n";
	struct read r;

	(void)state;
	assert_false(parse(&r, data, sizeof(data) - 1));
	assert_int_equal(r.errors.n, 3);
	assert_string_equal(buf_cstr(&r.out), "1 [s|]\n4 k=1\n7 [t|]\n8 m=3\n");
	done(&r);
}

static void test_slurp(void **state)
{
	struct buf out = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_int_equal(file_slurp("/nonexistent", 10, &out, &err), ERR_INPUT);
	assert_string_equal(err.text, "/nonexistent: kunde inte öppnas: finns inte");
	assert_int_equal(file_slurp("/dev/zero", 1 << 20, &out, &err), ERR_INPUT);
	assert_string_equal(err.text, "/dev/zero: filen är större än 1 MiB");
	buf_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sections_and_keys), cmocka_unit_test(test_values_are_whole),
		cmocka_unit_test(test_files_of_other_systems), cmocka_unit_test(test_continuation),
		cmocka_unit_test(test_comments), cmocka_unit_test(test_long_value), cmocka_unit_test(test_every_length),
		cmocka_unit_test(test_line_too_long), cmocka_unit_test(test_section_length), cmocka_unit_test(test_key_length),
		cmocka_unit_test(test_what_would_be_lost), cmocka_unit_test(test_keys_that_are_none), cmocka_unit_test(test_bytes),
		cmocka_unit_test(test_goes_on_after_errors), cmocka_unit_test(test_slurp),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
