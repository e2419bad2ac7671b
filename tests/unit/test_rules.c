/* test_rules.c: the rules by themselves, with the figures of the documents (003, bilaga 1 and Region Halland som arbetsgivare;
 * 004, Finansiella mål). What must hold whatever the figures are is in test_rules_any.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model/rule.h"

#define NONE NUM_MISSING

static struct arena arena;
static struct rule_result out;

static int setup(void **state)
{
	(void)state;
	memset(&arena, 0, sizeof(arena));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

static struct rule_input empty(int kind)
{
	struct rule_input in = { .kind = kind, .has_rule = true, .decimals = -1, .one = "indikator", .many = "indikatorer" };

	in.value = in.of = in.green.value = in.yellow.value = in.before.value = NUM_MISSING;
	return in;
}

static struct rule_input levels(int kind, int op, double green, double yellow)
{
	struct rule_input in = empty(kind);

	in.op = op;
	in.green = (struct rule_level){ green, "≥ grön" };
	in.yellow = (struct rule_level){ yellow, "≥ gul" };
	return in;
}

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

static void says(const char *words)
{
	if (!strstr(out.why, words))
		fail_msg("\"%s\" does not say \"%s\"", out.why, words);
}

/* ---- one and two levels ----------------------------------------------------------------------------------- */

static void test_threshold(void **state)
{
	(void)state;
	assert_int_equal(with(levels(RULE_THRESHOLD, OP_GE, 90, NONE), 90), STATUS_GREEN); /* 4.2.7 */
	assert_int_equal(out.passed, 1);
	assert_int_equal(with(levels(RULE_THRESHOLD, OP_GE, 90, NONE), 89), STATUS_RED);   /* 4.2.8 */
	assert_int_equal(out.failed, 1);
	assert_int_equal(with(levels(RULE_THRESHOLD, OP_LE, 11, NONE), 13.4), STATUS_RED); /* 4.1.5 */
	assert_int_equal(with(levels(RULE_THRESHOLD, OP_LE, 11, NONE), 11), STATUS_GREEN);
	/* 1.1.1: printed as > 0. */
	assert_int_equal(with(levels(RULE_THRESHOLD, OP_GT, 0, NONE), 0), STATUS_RED);
	assert_int_equal(with(levels(RULE_THRESHOLD, OP_GT, 0, NONE), 0.1), STATUS_GREEN);
	/* Of one level, a second one says nothing. */
	assert_int_equal(with(levels(RULE_THRESHOLD, OP_GE, 90, 80), 85), STATUS_RED);
}

static void test_two_levels(void **state)
{
	static const struct {
		double yellow, green; /* frisktal and HME for the region, a förvaltning and a delindex */
	} scopes[] = { { 87, 92 }, { 85, 88 }, { 77, 80 }, { 71, 75 }, { 74, 75 }, { 17, 27 }, { 8, 15 } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(scopes); i++) {
		struct rule_input in = levels(RULE_TWO_LEVEL, OP_GE, scopes[i].green, scopes[i].yellow);

		assert_int_equal(with(in, scopes[i].green), STATUS_GREEN);
		assert_int_equal(with(in, scopes[i].green - 0.5), STATUS_YELLOW);
		assert_int_equal(out.failed, 1); /* on the way is not there */
		assert_int_equal(with(in, scopes[i].yellow), STATUS_YELLOW);
		assert_int_equal(with(in, scopes[i].yellow - 0.5), STATUS_RED);
	}
}

/* Below the goal it is on the way or not: where nobody has said where that begins there is no colour (domain §4: a level may be
 * words). What reaches the goal is green all the same. */
static void test_one_of_two_levels(void **state)
{
	static const int kinds[] = { RULE_TWO_LEVEL, RULE_BANDS };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		struct rule_input in = levels(kinds[i], OP_GE, 92, NONE);

		assert_int_equal(with(in, 92), STATUS_GREEN);
		assert_int_equal(with(in, 90), STATUS_MISSING);
		assert_int_equal(out.lacks, RULE_LACKS_LEVEL);
		assert_int_equal(out.missing, 1);
		assert_int_equal(out.failed, 0);
		says("nivån för på väg saknas");
	}
	assert_int_equal(with(levels(RULE_TWO_LEVEL, OP_LE, 11, NONE), 13.4), STATUS_MISSING);
}

static void test_missing(void **state)
{
	struct rule_input in = levels(RULE_TWO_LEVEL, OP_GE, NONE, NONE);

	(void)state;
	/* 2.1.1: the levels are words. */
	in.no_level = "målvärdet står med ord (definieras under 2017) och kan inte prövas";
	assert_int_equal(with(in, 80), STATUS_MISSING);
	assert_int_equal(out.lacks, RULE_LACKS_LEVEL);
	says("definieras under 2017");
	assert_int_equal(with(in, NONE), STATUS_MISSING);
	assert_int_equal(out.lacks, RULE_LACKS_LEVEL | RULE_LACKS_VALUE);
	says("utfall saknas; målvärdet står med ord");
	/* Without a rule there is nothing to miss. */
	in.has_rule = false;
	assert_int_equal(with(in, 80), STATUS_NONE);
	assert_int_equal(out.excluded, 1);
	in = levels(RULE_THRESHOLD, OP_GE, 92, NONE);
	in.has_rule = false;
	assert_int_equal(with(in, NONE), STATUS_MISSING);
	says("utfall saknas; målvärdet är");
	in.op = 0;
	assert_int_equal(with(in, 95), STATUS_NONE);
	says("saknar jämförelse");
	in.has_rule = true;
	assert_int_equal(with(in, 95), STATUS_MISSING);
	assert_int_equal(out.lacks, RULE_LACKS_SIDE);
	in.direction = DIR_UP;
	assert_int_equal(with(in, 95), STATUS_GREEN);
	in.kind = 99;
	assert_int_equal(with(in, 95), STATUS_MISSING);
}

static void test_left_out(void **state)
{
	struct rule_input in = levels(RULE_THRESHOLD, OP_GE, 55, NONE);

	(void)state;
	in.lack = PART_DEVELOPING; /* 4.4.6 */
	assert_int_equal(with(in, NONE), STATUS_MISSING);
	assert_int_equal(out.excluded, 1);
	says("under utveckling");
	in.lack = PART_COMPARISON; /* 3.2.2 of 2026 */
	assert_int_equal(with(in, 90), STATUS_NONE);
	says("närliggande");
	in.related = true;
	assert_int_equal(with(in, 90), STATUS_NONE);
	says("besläktad");
}

static void test_bands(void **state)
{
	struct rule_input in = levels(RULE_BANDS, 0, 72, 70); /* medarbetarindex */

	(void)state;
	in.direction = DIR_UP;
	in.decimals = 0;
	assert_int_equal(with(in, 72), STATUS_GREEN);
	assert_int_equal(with(in, 71.5), STATUS_YELLOW);
	says("71,5"); /* not 72, which would be green */
	assert_int_equal(with(in, 70), STATUS_YELLOW);
	assert_int_equal(with(in, 69.9), STATUS_RED);
	assert_int_equal(with(in, NONE), STATUS_MISSING);
	in.green.value = NONE;
	assert_int_equal(with(in, 72), STATUS_MISSING);
	assert_int_equal(out.lacks, RULE_LACKS_NUMBER);
}

/* ---- over time -------------------------------------------------------------------------------------------- */

static struct rule_figure years[8];

static void over(struct rule_input *in, int last_year, size_t n, const double *values)
{
	char text[8];

	in->window = in->nfigures = n;
	in->figures = years;
	for (size_t i = 0; i < n; i++) {
		snprintf(text, sizeof(text), "%d", last_year - (int)(n - 1 - i));
		memset(&years[i], 0, sizeof(years[i]));
		assert_true(period_parse(text, &years[i].period));
		years[i].value = values[i];
	}
	in->value = values[n - 1];
	in->period = years[n - 1].period;
}

static void test_window(void **state)
{
	static const double result[] = { 7.5, 10.3, 10.1, 0.1, -1.2 }, own[] = { 198, 216, 232, 67, 46 };
	struct rule_input in = levels(RULE_THRESHOLD, OP_GE, 2, NONE);

	(void)state;
	in.decimals = 1;
	in.unit = "%";
	over(&in, 2024, 5, result);
	assert_int_equal(judged(&in), STATUS_GREEN);
	assert_float_equal(out.judged, 5.36, 1e-9);
	assert_string_equal(out.why, "5,36\u00a0% i genomsnitt 2020–2024 når minst 2\u00a0%; 2024 var −1,2\u00a0%");
	years[1].value = NONE;
	assert_int_equal(judged(&in), STATUS_MISSING);
	assert_int_equal(out.lacks, RULE_LACKS_WINDOW);
	says("uppgift saknas för 2021: regeln bedömer 5 tillsammans");
	over(&in, 2024, 5, own);
	in.green.value = 100;
	in.decimals = 0;
	assert_int_equal(judged(&in), STATUS_GREEN);
	assert_float_equal(out.judged, 151.8, 1e-9);
	in.green.value = 152;
	assert_int_equal(judged(&in), STATUS_RED);
	says("151,8\u00a0% i genomsnitt 2020–2024 når inte minst 152\u00a0%");
}

static void test_trend(void **state)
{
	static const double solidity[] = { 5.7, 16.0, 24.7, 21.8, 18.8 };
	static const double rising[] = { -2, 1, 1, 3 }, below[] = { -3, -2, -1 }, dip[] = { 10, 8, 9, 11 };
	struct rule_input in = empty(RULE_TREND);

	(void)state;
	in.direction = DIR_UP;
	in.decimals = 1;
	in.unit = "%";
	over(&in, 2024, 5, solidity);
	assert_int_equal(judged(&in), STATUS_RED);
	assert_int_equal(period_year(out.since), 2022);
	assert_string_equal(out.why,
		"positiv men fallande sedan 2022: 24,7\u00a0% 2022, 21,8\u00a0% 2023, 18,8\u00a0% 2024");
	assert_int_equal(out.nconditions, 2);
	assert_int_equal(out.conditions[0].outcome, PART_PASS);
	assert_int_equal(out.conditions[1].outcome, PART_FAIL);
	over(&in, 2022, 3, solidity);
	assert_int_equal(judged(&in), STATUS_GREEN);
	says("positiv och inte fallande 2020–2022: från 5,7\u00a0% till 24,7\u00a0%");
	over(&in, 2024, 4, rising); /* standing still is not falling */
	assert_int_equal(judged(&in), STATUS_GREEN);
	over(&in, 2024, 3, below);
	assert_int_equal(judged(&in), STATUS_RED);
	says("inte fallande 2022–2024 men inte positiv: −1,0\u00a0% (2024)");
	over(&in, 2024, 4, dip);
	assert_int_equal(judged(&in), STATUS_RED);
	says("positiv men fallande från 2021: 10,0\u00a0% 2021, 8,0\u00a0% 2022");
	years[2].value = NONE;
	assert_int_equal(judged(&in), STATUS_MISSING);
	in.window = 0;
	assert_int_equal(judged(&in), STATUS_MISSING);
	says("fönster saknas");
	/* Where lower is better no step may rise. */
	over(&in, 2024, 3, rising);
	in.direction = DIR_DOWN;
	assert_int_equal(judged(&in), STATUS_RED);
	says("stigande");
	over(&in, 2024, 2, dip);
	assert_int_equal(judged(&in), STATUS_GREEN);
}

/* ---- budget deviation ------------------------------------------------------------------------------------- */

static enum status deviation(double now, double before)
{
	struct rule_input in = levels(RULE_BUDGET_DEVIATION, 0, 0, NONE);

	in.unit = "mnkr";
	in.decimals = 1;
	assert_true(period_parse("2018", &in.period));
	assert_true(period_parse("2017", &in.before.period));
	in.before.value = before;
	return with(in, now);
}

static void test_budget_deviation(void **state)
{
	(void)state;
	/* 0 or better needs no last year. */
	assert_int_equal(deviation(0, NONE), STATUS_GREEN);
	assert_int_equal(deviation(12, NONE), STATUS_GREEN);
	assert_int_equal(deviation(-5, -12), STATUS_YELLOW);
	says("−5,0\u00a0mnkr (2018): under 0 men bättre än föregående år (−12,0\u00a0mnkr 2017)");
	assert_int_equal(deviation(-12, -12), STATUS_RED);
	assert_int_equal(deviation(-12, -5), STATUS_RED);
	assert_int_equal(deviation(-12, NONE), STATUS_MISSING);
	assert_int_equal(out.lacks, RULE_LACKS_YEAR_BEFORE);
	says("utfall för 2017 saknas");
	assert_int_equal(deviation(NONE, -5), STATUS_MISSING);
	assert_int_equal(out.lacks, RULE_LACKS_VALUE);
}

/* ---- rank ------------------------------------------------------------------------------------------------- */

static struct rule_figure regions[25];

static struct rule_input ranked(size_t n, int direction)
{
	struct rule_input in = levels(RULE_RANK, 0, 3, NONE);

	for (size_t i = 0; i < n; i++)
		regions[i] = (struct rule_figure){ .value = (double)(i + 1) };
	in.regions = regions;
	in.nregions = n;
	in.direction = direction;
	return in;
}

static void test_rank(void **state)
{
	struct rule_input in = ranked(20, DIR_UP);

	(void)state;
	assert_int_equal(with(in, 30), STATUS_GREEN);
	assert_float_equal(out.judged, 1, 0);
	says("plats 1 av 21 regioner: bland de 3 bästa");
	assert_int_equal(with(in, 18.5), STATUS_GREEN); /* behind 20 and 19 */
	assert_float_equal(out.judged, 3, 0);
	assert_int_equal(with(in, 18), STATUS_GREEN);   /* shares the third place */
	says("delad plats 3");
	assert_int_equal(with(in, 17.5), STATUS_RED);
	says("plats 4 av 21 regioner: inte bland de 3 bästa");
	in.yellow.value = 5;
	assert_int_equal(with(in, 17.5), STATUS_YELLOW);
	in = ranked(20, DIR_DOWN);
	assert_int_equal(with(in, 0.5), STATUS_GREEN);
	assert_float_equal(out.judged, 1, 0);
	assert_int_equal(with(in, 30), STATUS_RED);
	assert_float_equal(out.judged, 21, 0);
	/* All regions must be there. */
	in = ranked(17, DIR_UP);
	assert_int_equal(with(in, 30), STATUS_MISSING);
	assert_int_equal(out.lacks, RULE_LACKS_REGIONS);
	says("18 av 21 regioner har utfall, 3 saknas");
	in.of = 18;
	assert_int_equal(with(in, 30), STATUS_GREEN);
	assert_int_equal(with(in, NONE), STATUS_MISSING);
	in = ranked(20, 0);
	assert_int_equal(with(in, 30), STATUS_MISSING);
	assert_true(rule_is_region("0001") && rule_is_region("0013") && rule_is_region("0025"));
	assert_false(rule_is_region("0000") || rule_is_region("0026") || rule_is_region("1380") || rule_is_region("hs") ||
		rule_is_region(NULL));
}

/* ---- count and composite ---------------------------------------------------------------------------------- */

static struct rule_part parts[32];

/* g, y, r, ? (missing), - (no rule, no target), d (developing), n (near). */
static struct rule_input made_of(int kind, const char *how, double green, double yellow, double of)
{
	struct rule_input in = levels(kind, 0, green, yellow);

	in.of = of;
	in.parts = parts;
	in.nparts = strlen(how);
	assert_true(in.nparts <= COUNT_OF(parts));
	for (size_t i = 0; i < in.nparts; i++) {
		static const char codes[] = "-gyr?";
		const char *at = strchr(codes, how[i]);

		parts[i] = (struct rule_part){ .id = "4.1.1", .status = at ? (enum status)(at - codes) : STATUS_MISSING,
			.lack = how[i] == 'd' ? PART_DEVELOPING : how[i] == 'n' ? PART_COMPARISON : PART_WHOLE };
	}
	return in;
}

static enum status count(const char *how, double green, double yellow, double of)
{
	struct rule_input in = made_of(RULE_COUNT, how, green, yellow, of);

	return judged(&in);
}

static void test_count(void **state)
{
	(void)state;
	/* Delmål 1: green 10 of 10, yellow 5–9, red below 5. */
	assert_int_equal(count("gggggggggg", 10, 5, 10), STATUS_GREEN);
	assert_int_equal(count("gggggggggr", 10, 5, 10), STATUS_YELLOW);
	assert_int_equal(count("gggggyyyyy", 10, 5, 10), STATUS_YELLOW);
	assert_int_equal(count("ggggyyyyyy", 10, 5, 10), STATUS_RED);
	assert_int_equal(count("rrrrrrrrrr", 10, 5, 10), STATUS_RED);
	assert_string_equal(out.why, "0 av 10 indikatorer når målvärdet; på väg kräver 5, på målet 10");
	/* Delmål 2: 1 of 11. */
	assert_int_equal(count("rrrrrrgrrrr", 11, 5, 11), STATUS_RED);
	assert_int_equal(out.passed, 1);
	assert_int_equal(out.failed, 10);
	/* Delmål 4: 5, 2–4, below 2, and two under development that are neither. */
	assert_int_equal(count("rrrrrdd", 5, 2, 5), STATUS_RED);
	assert_string_equal(out.why, "0 av 5 indikatorer når målvärdet; på väg kräver 2, på målet 5. 2 räknas inte (under utveckling).");
	assert_int_equal(out.excluded, 2);
	assert_int_equal(count("ggrrrdd", 5, 2, 5), STATUS_YELLOW);
	assert_int_equal(count("gggggdd", 5, 2, 5), STATUS_GREEN);
	assert_int_equal(count("gggggdn", 5, 2, 5), STATUS_GREEN);
	says("2 räknas inte (1 under utveckling, 1 bara jämförelse)");
	/* One that cannot be judged, and the whole cannot. */
	assert_int_equal(count("gggg?dd", 5, 2, 5), STATUS_MISSING);
	assert_int_equal(out.missing, 1);
	says("uppgift saknas för 1 av 5 indikatorer: 4.1.1; av övriga når 4 av 4 målvärdet");
	assert_int_equal(count("gggg-dd", 5, 2, 5), STATUS_MISSING);
	/* Numbers decided for five say nothing about seven. */
	assert_int_equal(count("ggggggg", 5, 2, 5), STATUS_MISSING);
	says("7 av 7 indikatorer når målvärdet; regeln är skriven för 5");
	assert_int_equal(count("ggggggg", 5, 2, NONE), STATUS_GREEN);
	assert_int_equal(count("dd", 5, 2, NONE), STATUS_MISSING);
	assert_int_equal(count("", 5, 2, NONE), STATUS_MISSING);
	assert_int_equal(count("ggggg", NONE, 2, NONE), STATUS_MISSING);
	assert_int_equal(out.passed, 5);
}

static enum status composite(const char *how)
{
	struct rule_input in = made_of(RULE_COMPOSITE, how, NONE, NONE, NONE);

	return judged(&in);
}

static void test_composite(void **state)
{
	(void)state;
	/* Vårdgarantin: telefon, läkarbesök, första besök, operation. */
	assert_int_equal(composite("gggg"), STATUS_GREEN);
	says("4 av 4 indikatorer är på målet");
	assert_int_equal(composite("gygg"), STATUS_YELLOW);
	says("på väg: 4.1.1");
	assert_int_equal(composite("gygr"), STATUS_RED);
	assert_int_equal(out.failed, 2);
	assert_int_equal(composite("ggg?"), STATUS_MISSING);
	says("uppgift saknas för 1 av 4");
	assert_int_equal(composite("rrr?"), STATUS_MISSING);
	assert_int_equal(composite("ggg-"), STATUS_MISSING);
	assert_int_equal(composite("gggn"), STATUS_MISSING);
	assert_int_equal(composite("gggd"), STATUS_GREEN);
	assert_int_equal(out.excluded, 1);
	assert_int_equal(composite("dd"), STATUS_MISSING);
	assert_int_equal(composite(""), STATUS_MISSING);
}

/* ---- the table -------------------------------------------------------------------------------------------- */

/* The one table gives number, code and word. */
static void test_kinds(void **state)
{
	(void)state;
	for (int kind = 1; kind < RULE_KIND_END; kind++) {
		assert_true(rule_needs(kind) != 0);
		assert_int_equal(choice_find(choices_rule, choices_rule[kind].code), kind);
		assert_int_equal(choice_find(choices_rule, choices_rule[kind].label), kind);
	}
	assert_null(choices_rule[RULE_KIND_END].code);
	assert_int_equal(rule_needs(0), 0);
	assert_int_equal(rule_needs(RULE_KIND_END), 0);
	/* In every store there is: never another number. */
	assert_int_equal(RULE_THRESHOLD, 1);
	assert_int_equal(RULE_COUNT, 4);
	assert_int_equal(RULE_COMPOSITE, 8);
	assert_string_equal(choices_rule[RULE_BUDGET_DEVIATION].code, "budget_deviation");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_threshold),
		TEST(test_two_levels),
		TEST(test_one_of_two_levels),
		TEST(test_missing),
		TEST(test_left_out),
		TEST(test_bands),
		TEST(test_window),
		TEST(test_trend),
		TEST(test_budget_deviation),
		TEST(test_rank),
		TEST(test_count),
		TEST(test_composite),
		TEST(test_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
