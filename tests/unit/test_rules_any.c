/* test_rules_any.c: what must hold of every rule whatever the figures are: no colour while anything it needs is missing, what is
 * under development is beside, and a better value is never judged worse. Random inputs, the same every time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/rule.h"

static struct arena arena;
static struct rule_result out;
static struct rule_figure years[8], regions[25];
static struct rule_part parts[32];

static enum status judged(const struct rule_input *in)
{
	rule_judge(in, &arena, &out);
	assert_non_null(out.why);
	return out.status;
}

static enum status with(struct rule_input in, double value)
{
	in.value = value;
	return judged(&in);
}

static uint32_t seed = 20260603;

static unsigned chance(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

/* A number from a few, so that equal ones meet; at times none. */
static double some(unsigned gaps)
{
	return gaps && chance(gaps) == 0 ? NUM_MISSING : (double)chance(9) - 4 + (double)chance(2) / 2;
}

static struct rule_input anything(unsigned gaps)
{
	struct rule_input in = { .kind = 1 + (int)chance(RULE_KIND_END - 1), .decimals = -1, .one = "indikator", .many = "indikatorer" };
	size_t n = chance(6);

	in.has_rule = chance(4) != 0;
	in.op = (int)chance(6);
	in.direction = (int)chance(3);
	in.green = (struct rule_level){ some(gaps), "grön" };
	in.yellow = (struct rule_level){ some(gaps), "gul" };
	in.value = some(gaps);
	assert_true(period_parse("2018", &in.period));
	in.before = (struct rule_figure){ .period = in.period - 256, .value = some(gaps) };
	in.window = chance(5);
	in.figures = years;
	in.nfigures = in.window < 2 ? 0 : in.window - (gaps && chance(9) == 0);
	for (size_t i = 0; i < in.nfigures; i++)
		years[i] = (struct rule_figure){ .period = in.period - 256 * (period_t)(in.nfigures - 1 - i), .value = some(gaps) };
	in.of = chance(2) ? (double)chance(6) + 1 : NUM_MISSING;
	in.regions = regions;
	in.nregions = chance(25);
	for (size_t i = 0; i < in.nregions; i++)
		regions[i] = (struct rule_figure){ .value = some(0) };
	in.parts = parts;
	in.nparts = n;
	for (size_t i = 0; i < n; i++)
		parts[i] = (struct rule_part){ .id = "1", .status = (enum status)chance(STATUS_COUNT), .lack = (enum part_lack)chance(3) };
	return in;
}

static bool is_colour(enum status status)
{
	return status == STATUS_GREEN || status == STATUS_YELLOW || status == STATUS_RED;
}

/* Is everything there that the kind says it needs? Asked of the table, not of the code that judges. */
static bool has_all(const struct rule_input *in)
{
	unsigned needs = rule_needs(in->kind);
	bool window = needs & RULE_NEEDS_WINDOW || (needs & RULE_TAKES_WINDOW && in->window > 1);
	bool all = in->lack == PART_WHOLE;

	all = all && !(needs & RULE_NEEDS_VALUE && num_missing(in->value));
	all = all && !(needs & (RULE_NEEDS_LEVEL | RULE_NEEDS_GREEN) && num_missing(in->green.value));
	all = all && !(needs & RULE_NEEDS_SIDE && !in->op && !in->direction);
	all = all && !(needs & RULE_NEEDS_PARTS && !in->nparts);
	all = all && !(window && (in->window < 2 || in->nfigures < in->window));
	for (size_t i = 0; window && i < in->nfigures; i++)
		all = all && !num_missing(in->figures[i].value);
	all = all && !(needs & RULE_NEEDS_REGIONS && (double)in->nregions + 1 < (num_missing(in->of) ? RULE_REGIONS : in->of));
	if (in->kind == RULE_BUDGET_DEVIATION && !num_missing(in->value))
		all = all && (in->value >= (num_missing(in->green.value) ? 0 : in->green.value) || !num_missing(in->before.value));
	for (size_t i = 0; needs & RULE_NEEDS_PARTS && i < in->nparts; i++)
		all = all && (in->parts[i].lack != PART_WHOLE || in->parts[i].status != STATUS_MISSING);
	return all;
}

static void test_never_a_guess(void **state)
{
	size_t colours = 0, blanks = 0;

	(void)state;
	for (int i = 0; i < 60000; i++) {
		struct rule_input in = anything(6);
		enum status status;

		if (chance(8) == 0)
			in.lack = (enum part_lack)(1 + chance(2));
		if (rule_needs(in.kind) & RULE_NEEDS_PARTS)
			in.lack = PART_WHOLE; /* it has no figures of its own */
		status = judged(&in);
		assert_true(*out.why);
		if (!has_all(&in) && is_colour(status))
			fail_msg("kind %d gave a colour without all it needs: %s", in.kind, out.why);
		if (is_colour(status))
			assert_int_equal(out.lacks, 0);
		/* Red of two levels says that it is not even on the way. */
		if (status == STATUS_RED && (in.kind == RULE_TWO_LEVEL || in.kind == RULE_BANDS))
			assert_false(num_missing(in.yellow.value));
		colours += is_colour(status);
		blanks += !is_colour(status);
		arena_free(&arena);
	}
	/* Both happen, or nothing was tried. */
	assert_true(colours > 5000 && blanks > 5000);
}

static void test_developing_is_beside(void **state)
{
	size_t colours = 0;

	(void)state;
	for (int i = 0; i < 30000; i++) {
		struct rule_input in = anything(0);
		struct rule_result before;

		in.kind = chance(2) ? RULE_COUNT : RULE_COMPOSITE;
		judged(&in);
		before = out;
		parts[in.nparts++] = (struct rule_part){ .id = "ny", .status = (enum status)chance(STATUS_COUNT),
			.lack = PART_DEVELOPING };
		assert_int_equal(judged(&in), before.status);
		assert_int_equal(out.passed, before.passed);
		assert_int_equal(out.failed, before.failed);
		assert_int_equal(out.missing, before.missing);
		assert_int_equal(out.excluded, before.excluded + 1);
		assert_int_equal(parts[in.nparts - 1].outcome, PART_EXCLUDED);
		colours += is_colour(out.status);
		arena_free(&arena);
	}
	assert_true(colours > 1000);
}

static int goodness(enum status status)
{
	return status == STATUS_GREEN ? 2 : status == STATUS_YELLOW ? 1 : 0;
}

/* A better value is never judged worse. */
static void test_better_is_never_worse(void **state)
{
	static const int kinds[] = { RULE_THRESHOLD, RULE_TWO_LEVEL, RULE_BANDS, RULE_RANK, RULE_BUDGET_DEVIATION };

	(void)state;
	for (int i = 0; i < 30000; i++) {
		struct rule_input in = anything(0);
		double a = some(0), b = some(0), low = a < b ? a : b, high = a < b ? b : a;
		bool down;
		enum status worse, better;

		in.kind = kinds[chance(COUNT_OF(kinds))];
		in.op = 0;
		in.direction = 1 + (int)chance(2);
		in.window = 0;
		in.of = 1;
		down = in.direction == DIR_DOWN && in.kind != RULE_BUDGET_DEVIATION;
		worse = with(in, down ? high : low);
		better = with(in, down ? low : high);
		assert_true(is_colour(worse) && is_colour(better));
		assert_true(goodness(better) >= goodness(worse));
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_never_a_guess),
		cmocka_unit_test(test_developing_is_beside),
		cmocka_unit_test(test_better_is_never_worse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
