/* test_levels.c: what a rule and a målvärde must have, in themselves and beside each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/rule_check.h"
#include "unit/query_fixture.h"
#include "unit/record_help.h"

/* ---- a rule by itself ---------------------------------------------------------------------------------------- */

/* Fields as "key=value" with ';' between; says which field is in the way, NULL where none is, and has the words. */
static void rule_is(const char *fields, const char *in_the_way, const char *words)
{
	struct record *rec = record_new(REC_RULE, PLAN, "4.1");
	char *copy = mem_strdup(fields), *rest = copy, *one;
	const struct field *bad = NULL;
	struct err err = { 0 };
	int rc;

	record_derive_id(rec);
	while ((one = strsep(&rest, ";"))) {
		char *key = strsep(&one, "=");

		set(rec, key, one);
	}
	rc = record_check(rec, &bad, &err);
	if (in_the_way) {
		assert_int_equal(rc, ERR_INPUT);
		assert_non_null(bad);
		assert_string_equal(bad->key, in_the_way);
		assert_non_null(strstr(err.text, words));
	} else {
		assert_int_equal(rc, 0);
	}
	free(copy);
	record_free(rec);
}

/* The rules of 003, bilaga 1, and 004 as they stand in the reference plans. */
static void test_rules_of_the_documents(void **state)
{
	(void)state;
	rule_is("kind=count;green=5;yellow=2;of=5;parts=4.4.1,4.4.2,4.4.3,4.4.4,4.4.5,4.4.6,4.4.7", NULL, NULL);
	rule_is("kind=bands;direction=up;green=72;yellow=70;parts=medarbetarindex", NULL, NULL);
	rule_is("kind=budget_deviation;direction=up;green=0;parts=4.5.1;yardstick=previous_year", NULL, NULL);
	rule_is("kind=rank;direction=up;green=3;yardstick=national", NULL, NULL);
	rule_is("kind=trend;direction=up;window=5", NULL, NULL);
	rule_is("kind=threshold;direction=up;green=2;window=5", NULL, NULL);
	rule_is("kind=two_level", NULL, NULL); /* the levels are målvärden */
	rule_is("kind=composite;parts=2.1.2a,2.1.2b,2.1.2c,2.1.2d", NULL, NULL);
}

static void test_rules_that_lack(void **state)
{
	(void)state;
	rule_is("green=5", "kind", "Slag saknas");
	rule_is("kind=count;of=5", "green", "På målet från saknas för regeln antal som nått målvärdet");
	rule_is("kind=count;green=6;yellow=2;of=5", "of", "då kan målet aldrig nås");
	rule_is("kind=count;green=5;yellow=5;of=5", "yellow", "lägre än På målet från");
	rule_is("kind=count;green=2,5", "green", "ett helt tal");
	rule_is("kind=count;green=2;of=4;parts=4.4.1,4.4.2", "of", "fler än de ingående delarna");
	rule_is("kind=bands;direction=up;green=72", "yellow", "På väg från saknas för regeln intervall");
	rule_is("kind=bands;direction=up;green=70;yellow=72", "yellow", "Nivån på väg ska vara lättare än på målet");
	rule_is("kind=bands;direction=down;green=72;yellow=70", "yellow", "lättare än på målet");
	rule_is("kind=two_level;direction=up;green=92", "yellow", "På väg från saknas");
	rule_is("kind=two_level;direction=up;yellow=87", "green", "På målet från saknas");
	rule_is("kind=threshold;green=92;yellow=87", "yellow", "används inte av regeln gränsvärde");
	rule_is("kind=threshold;green=92;of=4", "of", "används inte av regeln gränsvärde");
	rule_is("kind=rank", "green", "På målet från saknas för regeln placering");
	rule_is("kind=rank;green=3;yellow=2", "yellow", "lättare än på målet");
	rule_is("kind=trend;direction=up", "window", "Fönster saknas för regeln trend");
	rule_is("kind=trend;window=1", "window", "minst två mätpunkter");
	rule_is("kind=threshold;window=0", "window", "1 eller mer");
	rule_is("kind=composite", "parts", "Ingående delar saknas för regeln sammansatt");
	rule_is("kind=composite;parts=4.1.1;green=3", "green", "används inte av regeln sammansatt");
	rule_is("kind=budget_deviation;yardstick=förra året", "yardstick", "previous_year");
}

static void test_direction(void **state)
{
	(void)state;
	assert_int_equal(direction_of_op(OP_GE), DIR_UP);
	assert_int_equal(direction_of_op(OP_LT), DIR_DOWN);
	assert_int_equal(direction_of_op(OP_EQ), 0);
	assert_true(level_is_easier(DIR_UP, 87, 92));    /* frisktal (003) */
	assert_false(level_is_easier(DIR_UP, 92, 92));
	assert_true(level_is_easier(DIR_DOWN, 13, 11));  /* ny infarkt eller död (003): lower is better */
	assert_false(level_is_easier(DIR_DOWN, 10, 11));
	assert_true(level_is_easier(0, 10, 11));
	assert_true(level_is_easier(DIR_UP, NUM_MISSING, 11));
}

/* ---- beside others ------------------------------------------------------------------------------------------- */

static void fits(const struct record *rec, const char *in_the_way, const char *words)
{
	const struct field *bad = NULL;
	struct err err = { 0 };
	int rc = dataset_check(&ds, rec, &bad, &err);

	if (in_the_way) {
		assert_int_equal(rc, ERR_INPUT);
		assert_non_null(bad);
		assert_string_equal(bad->key, in_the_way);
		assert_non_null(strstr(err.text, words));
	} else {
		assert_int_equal(rc, 0);
	}
}

static struct record *target(const char *subject, const char *year, const char *level, const char *op, const char *value)
{
	struct record *rec = record_new(REC_TARGET, PLAN, "");

	set(rec, "subject", subject);
	set(rec, "scope", "region");
	set(rec, "year", year);
	set(rec, "level", level);
	set(rec, "op", op);
	set(rec, "value", value);
	record_derive_id(rec);
	return rec;
}

static void target_fits(const char *year, const char *op, const char *value, const char *in_the_way, const char *words)
{
	struct record *rec = target("3.1.1", year, "yellow", op, value);

	fits(rec, in_the_way, words);
	record_free(rec);
}

static void test_two_levels(void **state)
{
	struct record *green;

	(void)state;
	given(&ts, REC_TARGET, PLAN, NULL, "subject", "3.1.1", "scope", "region", "year", "2026", "level", "green", "op", "≥",
		"value", "92", NULL);
	given(&ts, REC_TARGET, PLAN, NULL, "subject", "3.1.1", "scope", "region", "year", "2026", "level", "yellow", "op", "≥",
		"value", "87", NULL);
	given(&ts, REC_TARGET, PLAN, NULL, "subject", "3.1.1", "scope", "hs", "year", "2026", "level", "green", "op", "≥",
		"value", "88", "decided_by", "driftnämnden", NULL);
	save_and_see();
	target_fits("2026", "≥", "91,9", NULL, NULL);
	target_fits("2026", "≥", "92", "value", "Nivån på väg ska vara lättare än på målet: målvärdet på målet är 92");
	target_fits("2026", "", "93", "value", "lättare än på målet");
	target_fits("2026", "≤", "87", "op", "åt motsatt håll");
	target_fits("2027", "≥", "95", NULL, NULL); /* of another year */
	green = target("3.1.1", "2026", "green", "≥", "85");
	fits(green, "value", "målvärdet på väg är 87");
	set(green, "value", "");
	set(green, "text", "definieras under 2017");
	fits(green, NULL, NULL);
	record_free(green);
}

static void test_list_of_targets(void **state)
{
	const struct query_filter filter = { .indicator = "3.1.1", .plan = PLAN }, none = { .goal = "3.1", .plan = PLAN };
	struct err err = { 0 };

	(void)state;
	assert_int_equal(query_targets(&ds, &none, &res, &err), 0);
	assert_int_equal(res.nrows, 0);
	result_free(&res);
	given(&ts, REC_TARGET, PLAN, NULL, "subject", "3.1.1", "scope", "region", "year", "2027", "level", "green", "op", "≥",
		"value", "93,25", NULL);
	save_and_see();
	assert_int_equal(query_targets(&ds, &filter, &res, &err), 0);
	assert_ids(&res, "3.1.1.region.2027.green 3.1.1.hs.2026.green 3.1.1.region.2026.green 3.1.1.region.2026.yellow");
	shown("3.1.1.hs.2026.green", "scope", "Driftnämnd Hallands Sjukhus");
	shown("3.1.1.hs.2026.green", "decided_by", "driftnämnden");
	shown("3.1.1.region.2026.green", "value", "92,0"); /* as the indicator's figures */
	shown("3.1.1.region.2027.green", "value", "93,25"); /* finer than they are */
	shown("3.1.1.region.2026.yellow", "level", "på väg");
	result_free(&res);
}

static void test_rule_beside_its_indicator(void **state)
{
	struct record *rule = record_from_id(REC_RULE, PLAN, "F.1"), *goal = record_from_id(REC_RULE, PLAN, "3.1");
	struct record *other = record_from_id(REC_RULE, PLAN, "3.1.1");

	(void)state;
	assert_string_equal(rule->id, "F.1");
	assert_string_equal(((struct rule *)rule)->subject, "F.1");
	assert_null(record_from_id(REC_RULE, PLAN, "F.1/2"));
	set(rule, "kind", "threshold");
	fits(rule, NULL, NULL); /* nothing to be held against in itself */
	set(rule, "green", "2");
	fits(rule, "direction", "Riktning saknas"); /* F.1 has none of its own */
	set(rule, "direction", "högre är bättre");
	fits(rule, NULL, NULL);
	set(other, "kind", "two_level");
	set(other, "green", "92");
	set(other, "yellow", "95");
	fits(other, "yellow", "högre är bättre"); /* as its indicator says */
	set(goal, "kind", "composite");
	set(goal, "parts", "3.1.1,3.1.9");
	fits(goal, "parts", "indikatorn 3.1.9 finns inte");
	set(goal, "parts", "3.1.1,3.1.2");
	fits(goal, NULL, NULL);
	record_free(goal);
	record_free(other);
	record_free(rule);
}

static void test_no_rule_leads_to_itself(void **state)
{
	struct record *rule = record_from_id(REC_RULE, PLAN, "3.1.2");

	(void)state;
	set(rule, "kind", "composite");
	set(rule, "parts", "3.1.2");
	fits(rule, "parts", "kan inte bedömas efter sig självt");
	given(&ts, REC_RULE, PLAN, "3.1.3", "subject", "3.1.3", "kind", "composite", "parts", "3.1.2", NULL);
	save_and_see();
	set(rule, "parts", "3.1.3");
	fits(rule, "parts", "kan inte bedömas efter sig självt");
	set(rule, "parts", "3.1.1");
	fits(rule, NULL, NULL);
	record_free(rule);
}

/* A ring of three and more is one too, and parts that meet again on many ways do not take for ever. */
static void test_long_rings(void **state)
{
	struct record *rule = record_from_id(REC_RULE, PLAN, "r0");
	struct arena arena = { 0 };
	char id[16], parts[32];

	(void)state;
	for (int i = 0; i < 24; i++) {
		for (int k = 0; k < 2; k++) {
			snprintf(id, sizeof(id), "%c%d", "rs"[k], i);
			snprintf(parts, sizeof(parts), "r%d,s%d", i + 1, i + 1);
			given(&ts, REC_INDICATOR, PLAN, id, "name", id, NULL);
			if (i)
				given(&ts, REC_RULE, PLAN, id, "subject", id, "kind", "composite", "parts", parts, NULL);
		}
	}
	given(&ts, REC_INDICATOR, PLAN, "r24", "name", "r24", NULL);
	save_and_see();
	set(rule, "kind", "composite");
	set(rule, "parts", "r1,s1");
	fits(rule, NULL, NULL);
	assert_int_equal(query_status(&ds, dataset_find(&ds, REC_INDICATOR, PLAN, "r1"), &arena, NULL), STATUS_MISSING);
	arena_free(&arena);
	given(&ts, REC_RULE, PLAN, "r24", "subject", "r24", "kind", "composite", "parts", "r0", NULL);
	save_and_see();
	fits(rule, "parts", "kan inte bedömas efter sig självt");
	record_free(rule);
}

/* A goal breaks another down, which cannot break it down in turn: neither would hang in anything. */
static void test_no_goal_breaks_itself_down(void **state)
{
	struct record *goal = record_copy(dataset_find(&ds, REC_GOAL, PLAN, "3.1"));

	(void)state;
	given(&ts, REC_GOAL, PLAN, "3.1-hs-1", "title", "Nämndsmål", "parent", "3.1", "owner", "hs", NULL);
	given(&ts, REC_GOAL, PLAN, "3.1-hs-2", "title", "Under det", "parent", "3.1-hs-1", "owner", "hs", NULL);
	save_and_see();
	set(goal, "parent", "3.1");
	fits(goal, "parent", "sig självt");
	set(goal, "parent", "3.1-hs-2");
	fits(goal, "parent", "bryter ned");
	set(goal, "parent", "");
	fits(goal, NULL, NULL);
	record_free(goal);
}

/* ---- the calendar ---------------------------------------------------------------------------------------------- */

static void occasion_is(const char *period, const char *cutoff, const char *due, const char *in_the_way, const char *words)
{
	struct record *rec = record_new(REC_OCCASION, PLAN, "X");
	const struct field *bad = NULL;
	struct err err = { 0 };

	set(rec, "kind", "month");
	set(rec, "period", period);
	set(rec, "cutoff", cutoff);
	set(rec, "due", due);
	if (!record_check(rec, &bad, &err))
		dataset_check(&ds, rec, &bad, &err);
	assert_int_equal(err.code, in_the_way ? ERR_INPUT : 0);
	if (in_the_way) {
		assert_non_null(bad);
		assert_string_equal(bad->key, in_the_way);
		assert_non_null(strstr(err.text, words));
	}
	record_free(rec);
}

/* A report covers the months of the plan's year up to one of them, and is due when the books have closed (003, Tidplaner). */
static void test_occasions(void **state)
{
	(void)state;
	occasion_is("2026-05", "2026-06-04", "2026-06-09", NULL, NULL);
	occasion_is("2026-05", "", "", NULL, NULL);
	occasion_is("2026-12", "2027-01-13", "2027-01-27", NULL, NULL);
	occasion_is("2026", "", "", "period", "en månad");
	occasion_is("R12:2026-05", "", "", "period", "en månad");
	occasion_is("1850-05", "", "", "period", "ett annat år än planen (2026)");
	occasion_is("2026-05", "2026-06-04", "2025-06-09", "due", "2026-06-04 eller senare");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules_of_the_documents),
		cmocka_unit_test(test_rules_that_lack),
		cmocka_unit_test(test_direction),
		cmocka_unit_test(test_two_levels),
		cmocka_unit_test(test_list_of_targets),
		cmocka_unit_test(test_rule_beside_its_indicator),
		cmocka_unit_test(test_no_rule_leads_to_itself),
		cmocka_unit_test(test_long_rings),
		cmocka_unit_test(test_no_goal_breaks_itself_down),
		cmocka_unit_test(test_occasions),
	};

	return cmocka_run_group_tests(tests, fixture_setup, fixture_teardown);
}
