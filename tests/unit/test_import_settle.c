/* test_import_settle.c: figures of a series in any order, some of them twice, against a sort of the plainest kind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/import.h"

enum { ROUNDS = 4000, SMALL = 150, LARGE = 70000, MONTHS = 300 * 12 };

static uint64_t state = 88172645463325252u;

/* xorshift: the same groups in every run. */
static unsigned dice(unsigned sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 20) % sides;
}

static int compare(const void *a, const void *b)
{
	return figure_compare(a, b);
}

/* The n:th place there is, with a value that belongs to it. */
static struct figure figure_at(unsigned n)
{
	return (struct figure){ .period = PERIOD_MONTH << 24 | (period_t)(n / GENDER_M / 12) << 8 | (n / GENDER_M % 12 + 1),
		.gender = GENDER_T + (int)(n % GENDER_M), .value = n, .preliminary = n % 7 == 0 };
}

/* Rising stretches one after the other, as they come out of runs; or no order at all. */
static void make_group(struct figures *group, size_t n)
{
	unsigned at = 0, step = 1 + dice(40), turn = 1 + dice(30);

	group->n = 0;
	for (size_t i = 0; i < n; i++) {
		struct figure f = figure_at(at % (MONTHS * GENDER_M));
		figures_add(group, &f);
		at = dice(turn) == 0 ? dice(MONTHS * GENDER_M) : at + dice(step);
	}
}

static void assert_settles(struct import *import, size_t n)
{
	struct err err = { 0 };
	size_t kept = 0;

	make_group(&import->group, n);
	struct figure *expected = mem_array(NULL, n + 1, sizeof(*expected));
	for (size_t i = 0; i < n; i++)
		expected[i] = import->group.v[i];
	qsort(expected, n, sizeof(*expected), compare);
	for (size_t i = 0; i < n; i++)
		if (!kept || !figure_same_place(&expected[kept - 1], &expected[i]))
			expected[kept++] = expected[i];
	assert_int_equal(import_settle(import, 0, 0, &err), 0);
	assert_int_equal(import->group.n, kept);
	for (size_t i = 0; i < kept; i++)
		assert_true(figure_same_place(&import->group.v[i], &expected[i]) && figure_same(&import->group.v[i], &expected[i]));
	free(expected);
}

static void free_scratch(struct import *import)
{
	free(import->group.v);
	free(import->sorted.v);
	free(import->order);
}

/* One after the other, as in an import: small and large ones take turns. */
static void test_any(void **unused)
{
	struct import import = { 0 };

	(void)unused;
	for (int i = 0; i < ROUNDS; i++)
		assert_settles(&import, dice(50) ? dice(SMALL) : dice(SMALL * 30));
	assert_settles(&import, LARGE);
	assert_settles(&import, SMALL);
	free_scratch(&import);
}

static void test_disagreement(void **unused)
{
	const char *names[] = { "N1" };
	struct import import = { .metrics = { .v = names }, .organisations = { .v = names } };
	struct err err = { 0 };

	(void)unused;
	for (int same = 0; same < 2; same++) {
		struct figure f[] = { figure_at(9), figure_at(4), figure_at(9) };
		f[2].value += !same;
		import.group.n = 0;
		for (size_t i = 0; i < 3; i++)
			figures_add(&import.group, &f[i]);
		assert_int_equal(import_settle(&import, 0, 0, &err), same ? 0 : ERR_INPUT);
	}
	assert_non_null(strstr(err.text, "två olika värden för N1, N1, 1800-04, T"));
	free_scratch(&import);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any),
		cmocka_unit_test(test_disagreement),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
