/* test_mem.c: memory and errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/text.h"

static void strings(void **state)
{
	char *s;

	(void)state;
	assert_null(mem_strdup(NULL));
	assert_null(mem_strndup(NULL, 3));
	s = mem_strdup("hälsa");
	assert_string_equal(s, "hälsa");
	free(s);
	s = mem_strndup("abc", 2);
	assert_string_equal(s, "ab");
	free(s);
	s = mem_strndup("abc", 20);
	assert_string_equal(s, "abc");
	free(s);
	s = mem_printf("%s-%d", "v", 53);
	assert_string_equal(s, "v-53");
	free(s);
	free(mem_alloc(0));
}

static void zeroed(void **state)
{
	unsigned char *p = mem_alloc(4096);

	(void)state;
	for (size_t i = 0; i < 4096; i++)
		assert_int_equal(p[i], 0);
	p = mem_realloc(p, 8192);
	p[8191] = 1;
	free(p);
	p = mem_array(NULL, 10, 10);
	p[99] = 1;
	free(p);
}

static void buffers(void **state)
{
	struct buf b = { 0 };
	char *s;

	(void)state;
	assert_string_equal(buf_cstr(&b), "");
	s = buf_take(&b);
	assert_string_equal(s, "");
	free(s);
	buf_add(&b, NULL, 0);
	assert_string_equal(b.data, "");
	for (int i = 0; i < 1000; i++)
		buf_char(&b, (char)('a' + i % 26));
	assert_int_equal(b.len, 1000);
	assert_int_equal(strlen(buf_cstr(&b)), 1000);
	buf_clear(&b);
	assert_string_equal(buf_cstr(&b), "");
	buf_str(&b, "x");
	buf_add(&b, "\0y", 2);
	assert_int_equal(b.len, 3);
	assert_memory_equal(b.data, "x\0y", 4);
	buf_free(&b);
	assert_null(b.data);
	buf_printf(&b, "%0*d", 5000, 7);
	assert_int_equal(b.len, 5000);
	assert_int_equal(b.data[4999], '7');
	buf_printf(&b, "%s", "");
	assert_int_equal(b.len, 5000);
	s = buf_take(&b);
	assert_null(b.data);
	assert_int_equal(b.cap, 0);
	free(s);
}

static void printf_at_every_edge(void **state)
{
	(void)state;
	for (int have = 0; have < 200; have++) {
		for (int more = 0; more < 70; more += 3) {
			struct buf b = { 0 };

			buf_printf(&b, "%*s", have, "");
			buf_printf(&b, "%*s", more, "");
			assert_int_equal(b.len, have + more);
			assert_int_equal(strlen(b.data), have + more);
			buf_free(&b);
		}
	}
}

static void arenas(void **state)
{
	struct arena a = { 0 };
	char *kept[500];

	(void)state;
	assert_int_equal(arena_bytes(&a), 0);
	assert_null(arena_strdup(&a, NULL));
	assert_null(arena_strndup(&a, NULL, 1));
	for (int i = 0; i < 500; i++) {
		unsigned char *p = arena_alloc(&a, (size_t)(i * 37 % 9000));

		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (int j = 0; j < i * 37 % 9000; j++) {
			assert_int_equal(p[j], 0);
			p[j] = 0xAA;
		}
		kept[i] = arena_printf(&a, "rad %d", i);
	}
	for (int i = 0; i < 500; i++) {
		char want[32];

		snprintf(want, sizeof(want), "rad %d", i);
		assert_string_equal(kept[i], want);
	}
	assert_string_equal(arena_strndup(&a, "abcdef", 3), "abc");
	assert_true(arena_bytes(&a) > 500 * 1000);
	arena_free(&a);
	assert_null(a.first);
	assert_int_equal(arena_bytes(&a), 0);
	arena_free(&a);
}

static void arena_is_thrifty(void **state)
{
	struct arena a = { 0 };

	(void)state;
	for (int i = 0; i < 100; i++) {
		arena_strdup(&a, "x");
		arena_alloc(&a, 8000);
	}
	/* Large pieces get blocks of their own and do not waste the small one. */
	assert_true(arena_bytes(&a) < 100 * 8100 + 20000);
	arena_free(&a);
}

static void vectors(void **state)
{
	struct vec v = { 0 };

	(void)state;
	vec_free(NULL);
	vec_free_all(NULL, free);
	for (int i = 0; i < 1000; i++)
		vec_push(&v, i % 3 ? mem_printf("%d", i) : NULL);
	assert_int_equal(v.n, 1000);
	assert_string_equal(v.items[998], "998");
	vec_free_all(&v, free);
	assert_null(v.items);
	assert_int_equal(v.n, 0);
	vec_push(&v, state);
	vec_free(&v);
}

static void say_so(void)
{
	if (write(STDERR_FILENO, "[återställd]", strlen("[återställd]")) < 0)
		_exit(99);
}

static void overflow_array(void)
{
	mem_array(NULL, SIZE_MAX / 2, 3);
}

static void overflow_arena(void)
{
	struct arena a = { 0 };

	arena_alloc(&a, SIZE_MAX - 5);
}

static void overflow_buf(void)
{
	struct buf b = { 0 };

	buf_add(&b, "", SIZE_MAX - 5);
}

static void nested_handler(void)
{
	say_so();
	overflow_array();
}

static void overflow_twice(void)
{
	mem_set_oom_handler(nested_handler);
	overflow_array();
}

static void stops_without_memory(void **state)
{
	static void (*const ways[])(void) = { overflow_array, overflow_arena, overflow_buf, overflow_twice };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ways); i++) {
		char text[200] = "";
		size_t len = 0;
		ssize_t n;
		int fds[2], status;
		pid_t pid;

		assert_int_equal(pipe(fds), 0);
		pid = fork();
		if (pid == 0) {
			dup2(fds[1], STDERR_FILENO);
			close(fds[0]);
			close(fds[1]);
			mem_set_oom_handler(say_so);
			ways[i]();
			_exit(0);
		}
		close(fds[1]);
		while (len < sizeof(text) - 1 && (n = read(fds[0], text + len, sizeof(text) - 1 - len)) > 0)
			len += (size_t)n;
		close(fds[0]);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 4);
		assert_string_equal(text, "[återställd]styrtavla: slut på minne\n");
	}
}

static void errors(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(err_set(&err, ERR_INPUT, "rad %d: %s", 3, "fel"), ERR_INPUT);
	assert_string_equal(err.text, "rad 3: fel");
	assert_int_equal(err.code, 3);
	assert_int_equal(err_prefix(&err, "fil %s", "a.csv"), ERR_INPUT);
	assert_string_equal(err.text, "fil a.csv: rad 3: fel");
	/* The text that err has may be an argument. */
	err_set(&err, ERR_STORE, "%s (%s)", err.text, err.text);
	assert_string_equal(err.text, "fil a.csv: rad 3: fel (fil a.csv: rad 3: fel)");
	err_clear(&err);
	assert_int_equal(err.code, ERR_NONE);
	assert_string_equal(err.text, "");
	assert_int_equal(err_set(NULL, ERR_USAGE, "x"), ERR_USAGE);
	assert_int_equal(err_prefix(NULL, "x"), ERR_NONE);
	err_clear(NULL);
}

static void long_errors_are_cut(void **state)
{
	static const char *const letters[] = { "a", "å", "€", "😀" };
	struct err err = { 0 };

	(void)state;
	for (size_t k = 0; k < COUNT_OF(letters); k++) {
		for (int lead = 0; lead < 5; lead++) {
			struct buf b = { 0 };
			size_t len;

			for (int i = 0; i < lead; i++)
				buf_char(&b, '.');
			while (b.len < 3000)
				buf_str(&b, letters[k]);
			err_set(&err, ERR_INPUT, "%s", b.data);
			len = strlen(err.text);
			assert_true(len < ERR_TEXT_MAX && len > ERR_TEXT_MAX - 8);
			assert_true(utf8_valid(err.text, len, NULL));
			assert_string_equal(err.text + len - 3, "…");
			err_prefix(&err, "fil");
			len = strlen(err.text);
			assert_true(utf8_valid(err.text, len, NULL));
			assert_memory_equal(err.text, "fil: ", 5);
			assert_string_equal(err.text + len - 3, "…");
			buf_free(&b);
		}
	}
	/* Exactly full is not cut. */
	err_set(&err, ERR_INPUT, "%0*d", ERR_TEXT_MAX - 1, 5);
	assert_int_equal(strlen(err.text), ERR_TEXT_MAX - 1);
	assert_string_equal(err.text + ERR_TEXT_MAX - 3, "05");
	err_set(&err, ERR_INPUT, "%0*d", ERR_TEXT_MAX, 5);
	assert_string_equal(err.text + strlen(err.text) - 4, "0…");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings),
		cmocka_unit_test(zeroed),
		cmocka_unit_test(buffers),
		cmocka_unit_test(printf_at_every_edge),
		cmocka_unit_test(arenas),
		cmocka_unit_test(arena_is_thrifty),
		cmocka_unit_test(vectors),
		cmocka_unit_test(stops_without_memory),
		cmocka_unit_test(errors),
		cmocka_unit_test(long_errors_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
