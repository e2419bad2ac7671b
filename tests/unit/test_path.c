/* test_path.c: names of files as people type them, and what Tab makes of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/path.h"

static void assert_typed(const char *text, const char *path)
{
	char *got = path_typed(text);

	assert_string_equal(got, path);
	free(got);
}

static void test_typed(void **state)
{
	(void)state;
	setenv("HOME", "/home/x", 1);
	assert_typed("~/a b.csv", "/home/x/a b.csv");
	assert_typed("~/", "/home/x/");
	assert_typed("~", "~");
	assert_typed("a~/b", "a~/b");
	assert_typed("  /tmp/a.csv ", "/tmp/a.csv");
	assert_typed("'/tmp/a b.csv' ", "/tmp/a b.csv");
	assert_typed("\"~/a\"", "/home/x/a");
	assert_typed("'a", "'a");
	assert_typed("''", "''");
	assert_typed("'", "'");
	assert_typed("", "");
	setenv("HOME", "", 1);
	assert_typed("~/a", "~/a");
}

static void assert_complete(const char *dir, const char *text, const char *wanted, size_t nchoices)
{
	struct vec choices = { 0 };
	char *full = mem_printf("%s%s", dir, text), *expect = mem_printf("%s%s", dir, wanted), *got = path_complete(full, &choices);

	assert_string_equal(got, expect);
	assert_int_equal(choices.n, nchoices);
	vec_free_all(&choices, free);
	free(full);
	free(expect);
	free(got);
}

static void test_complete(void **state)
{
	static const char *const files[] = { "tal-2024.csv", "tal-2025.csv", "våd.csv", "väder.csv", ".dold", "ensam.px", "bad\xff" };
	char dir[] = "/tmp/styrtavla-path-XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		char *path = mem_printf("%s/%s", dir, files[i]);
		FILE *f = fopen(path, "w");

		assert_non_null(f);
		fclose(f);
		free(path);
	}
	char *below = mem_printf("%s/mapp", dir), *pipe = mem_printf("%s/pipe", dir);
	assert_int_equal(mkdir(below, 0700), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_complete(dir, "/t", "/tal-202", 2);
	assert_complete(dir, "/tal-2025", "/tal-2025.csv", 0);
	assert_complete(dir, "/v", "/v", 2); /* å and ä begin with the same byte: no half character */
	assert_complete(dir, "/e", "/ensam.px", 0);
	assert_complete(dir, "/m", "/mapp/", 0);
	assert_complete(dir, "/mapp/", "/mapp/", 0);
	assert_complete(dir, "/finns-inte/a", "/finns-inte/a", 0);
	assert_complete(dir, "/b", "/b", 0); /* cannot be typed */
	assert_complete(dir, "/.", "/.dold", 0);
	assert_complete(dir, "/", "/", 7);
	assert_true(path_may_wait(pipe));
	assert_false(path_may_wait(below));
	assert_false(path_may_wait("/finns-inte"));
	unlink(pipe);
	rmdir(below);
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		char *path = mem_printf("%s/%s", dir, files[i]);

		unlink(path);
		free(path);
	}
	assert_int_equal(rmdir(dir), 0);
	free(below);
	free(pipe);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_typed), cmocka_unit_test(test_complete) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
