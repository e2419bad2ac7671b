/* test_figure_words.c: how files write values, missing ones, genders and periods; every doubt is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/figures_in.h"

static void value_is(const char *text, bool comma, double expected)
{
	struct err err = { 0 };
	double v;
	int missing;

	if (figure_value(text, strlen(text), comma, &v, &missing, &err))
		fail_msg("%s: %s", text, err.text);
	assert_int_equal(missing, MISSING_NONE);
	assert_true(v == expected);
}

static void missing_is(const char *text, int expected)
{
	struct err err = { 0 };
	double v;
	int missing;

	assert_int_equal(figure_value(text, strlen(text), false, &v, &missing, &err), 0);
	assert_int_equal(missing, expected);
	assert_true(num_missing(v));
}

static void refused(const char *text, bool comma, const char *why)
{
	struct err err = { 0 };
	double v;
	int missing;

	assert_int_equal(figure_value(text, strlen(text), comma, &v, &missing, &err), ERR_INPUT);
	if (!strstr(err.text, why))
		assert_string_equal(err.text, why);
}

static void test_values(void **state)
{
	(void)state;
	value_is("7.5", false, 7.5);
	value_is("7,5", false, 7.5);
	value_is("7,5", true, 7.5);
	value_is("1.234", false, 1.234);
	value_is(" 1 304,5 ", true, 1304.5);
	value_is("1\u00a0304", true, 1304);
	value_is("1\u202f304\u2009567", true, 1304567);
	value_is("\u2212163", false, -163);
	value_is("\u2013163", false, -163);
	value_is("-163", true, -163);
	value_is("87,7 %", true, 87.7);
	value_is("87.7\u00a0procent", false, 87.7);
	value_is("0", true, 0);
	value_is("-0", false, 0);
}

static void test_doubt(void **state)
{
	(void)state;
	refused("1.234", true, "är tvetydigt");
	refused("1.234,5", true, "har punkt eller komma mellan tusental");
	refused("1,234.5", false, "har punkt eller komma mellan tusental");
	refused("hög", false, "är inget tal");
	refused("12 34", false, "är inget tal");
	refused("12 st", false, "är inget tal");
	refused("300 tkr", false, "har en enhet");
	refused("--5", false, "är inget tal");
	refused("1e5", false, "är inget tal");
	refused("\xFF", false, "är inget tal");
	refused("1234567890123456", false, "för stort");
}

static void test_units(void **state)
{
	struct err err = { 0 };
	const char *unit;
	double v;
	int missing;

	(void)state;
	assert_int_equal(figure_value_unit("300,5 tkr", 9, true, &v, &missing, &unit, &err), 0);
	assert_true(v == 300.5);
	assert_string_equal(unit, "tkr");
	assert_int_equal(figure_value_unit("7", 1, true, &v, &missing, &unit, &err), 0);
	assert_null(unit);
}

/* Each kind of missing keeps what it says, and none is zero. */
static void test_missing(void **state)
{
	static const char *const unknown[] = { "", "  ", ".", "..", "…", "......", "-", "–", "NA", "UNK", "INV", "null", "e.u.", "na" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(unknown); i++)
		missing_is(unknown[i], MISSING_NOT_MEASURED);
	missing_is("MSK", MISSING_SUPPRESSED);
	missing_is("U", MISSING_SUPPRESSED);
	missing_is("under utveckling", MISSING_DEVELOPING);
	missing_is("deleted", MISSING_DELETED);
	missing_is("not_yet", MISSING_NOT_YET);
	assert_int_equal(figure_missing("0", 1), MISSING_NONE);
}

static void test_genders(void **state)
{
	(void)state;
	assert_int_equal(figure_gender("T", false), GENDER_T);
	assert_int_equal(figure_gender("F", false), GENDER_K);
	assert_int_equal(figure_gender(" Kvinnor ", false), GENDER_K);
	assert_int_equal(figure_gender("MÄN", false), GENDER_M);
	assert_int_equal(figure_gender("Båda könen", false), GENDER_T);
	/* Statistics Sweden has 1 for men; elsewhere a 1 is no gender. */
	assert_int_equal(figure_gender("1", true), GENDER_M);
	assert_int_equal(figure_gender("2", true), GENDER_K);
	assert_int_equal(figure_gender("1+2", true), GENDER_T);
	assert_int_equal(figure_gender("1", false), -1);
	assert_int_equal(figure_gender("", false), -1);
	assert_int_equal(figure_gender(NULL, false), -1);
	assert_int_equal(figure_gender("annat", true), -1);
}

static void period_is(const char *text, const char *expected)
{
	char s[PERIOD_TEXT_MAX];

	assert_string_equal(period_format(s, figure_period(text)), expected);
}

static void test_periods(void **state)
{
	(void)state;
	period_is("2024", "2024");
	period_is(" 2024 ", "2024");
	period_is("2004M09", "2004-09");
	period_is("200409", "2004-09");
	period_is("2004-09", "2004-09");
	period_is("2015K1", "2015-Q1");
	period_is("2015Q4", "2015-Q4");
	period_is("2017 kvartal 1", "2017-Q1");
	period_is("kvartal 3 2017", "2017-Q3");
	period_is("2017 K2", "2017-Q2");
	period_is("2017 vecka 7", "2017-V07");
	period_is("2015V12", "2015-V12");
	period_is("2015W12", "2015-V12");
	period_is("januari 2017", "2017-01");
	period_is("2017 dec", "2017-12");
	period_is("sept. 2017", "2017-09");
	period_is("R12:2024-03", "R12:2024-03");
	period_is("2017 halvår 1", "");
	period_is("2017 kvartal", "");
	period_is("2017 kvartal 5", "");
	period_is("2017 2018", "");
	period_is("mars", "");
	period_is("2017-2018", "");
	period_is("", "");
	period_is("-", "");
}

static void test_signs(void **state)
{
	struct figure_signs signs = { 0 };
	long other;

	(void)state;
	figure_sign(&signs, "1.234", 5, 2);
	figure_sign(&signs, "12", 2, 3);
	figure_sign(&signs, "2.5", 3, 4);
	assert_int_equal(figure_signs_clash(&signs, &other), 0);
	figure_sign(&signs, "7,5 %", 5, 9);
	assert_int_equal(figure_signs_clash(&signs, &other), 2);
	assert_int_equal(other, 9);
	signs = (struct figure_signs){ 0 };
	figure_sign(&signs, "7.25", 4, 2);
	figure_sign(&signs, "1,234", 5, 3);
	assert_int_equal(figure_signs_clash(&signs, &other), 3);
	assert_int_equal(other, 2);
	/* With a leading zero or groups it can only be decimals. */
	signs = (struct figure_signs){ 0 };
	figure_sign(&signs, "0.234", 5, 2);
	figure_sign(&signs, "1 000,234", 9, 3);
	assert_int_equal(figure_signs_clash(&signs, &other), 0);
}

static void test_slug(void **state)
{
	char *s = figure_slug("Inrikes flyttnetto, andel (%)");

	(void)state;
	assert_string_equal(s, "inrikes-flyttnetto-andel");
	free(s);
	s = figure_slug("Åäö – ÉÜ");
	assert_string_equal(s, "aao-eu");
	free(s);
	s = figure_slug("%");
	assert_string_equal(s, "");
	free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values), cmocka_unit_test(test_doubt), cmocka_unit_test(test_units), cmocka_unit_test(test_missing),
		cmocka_unit_test(test_genders), cmocka_unit_test(test_periods), cmocka_unit_test(test_signs), cmocka_unit_test(test_slug),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
