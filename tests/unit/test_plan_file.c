/* test_plan_file.c: plan files: what a good one becomes, and one bad file for each kind of error (tests/data/plan-*.ini). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/num.h"
#include "io/embedded.h"
#include "io/plan_file.h"

static char *data_file(const char *name)
{
	const char *top = getenv("TOP_SRCDIR");

	return mem_printf("%s/tests/data/plan-%s.ini", top ? top : ".", name);
}

static void load(struct plan_set *set, const char *name)
{
	char *path = data_file(name);

	memset(set, 0, sizeof(*set));
	plan_set_add_file(set, path);
	free(path);
}

static const struct record *find(const struct plan_set *set, enum record_kind kind, const char *id)
{
	for (size_t i = 0; i < set->n; i++) {
		if (set->items[i].rec->kind == kind && strcmp(set->items[i].rec->id, id) == 0)
			return set->items[i].rec;
	}
	fail_msg("no %s %s", record_type(kind)->name, id);
	return NULL;
}

/* The file's errors, without directories, one a line. */
static void assert_errors(const char *name, const char *expected)
{
	struct plan_set set;
	struct buf all = { 0 };

	load(&set, name);
	assert_false(plan_set_check(&set, NULL));
	for (size_t i = 0; i < set.errors.n; i++) {
		const char *text = set.errors.items[i];
		const char *start = strstr(text, "/plan-");

		buf_printf(&all, "%s\n", start ? start + 1 : text);
	}
	assert_string_equal(buf_cstr(&all), expected);
	buf_free(&all);
	plan_set_free(&set);
}

/* The first error has these words; what follows from it may be told too. */
static void assert_first(const char *name, const char *expected)
{
	struct plan_set set;

	load(&set, name);
	assert_false(plan_set_check(&set, NULL));
	assert_non_null(strstr(set.errors.items[0], expected));
	plan_set_free(&set);
}

/* ---- what is right ---------------------------------------------------------------------------------------- */

static void test_good(void **state)
{
	struct plan_set set;
	const struct goal *goal;

	(void)state;
	load(&set, "good");
	if (!plan_set_check(&set, NULL))
		fail_msg("%s", (const char *)set.errors.items[0]);
	assert_int_equal(set.n, 18);
	goal = (const struct goal *)find(&set, REC_GOAL, "1.1");
	assert_string_equal(goal->rec.plan, "p1");
	assert_string_equal(goal->title, "Bra vård = god vård");
	assert_string_equal(goal->boards, "hs,adh");
	assert_string_equal(goal->description, "Första raden fortsätter här: med kolon och ; semikolon\n\nnytt stycke");
	assert_string_equal(find(&set, REC_BOARD, "hs")->plan, "");
	assert_true(((const struct board *)find(&set, REC_BOARD, "hs"))->driftnamnd);
	plan_set_free(&set);
}

static void test_compound(void **state)
{
	struct plan_set set;
	const struct economy *cell;

	(void)state;
	load(&set, "good");
	assert_true(plan_set_check(&set, NULL));
	assert_true(((const struct allocation *)find(&set, REC_ALLOCATION, "hs.2026"))->mnkr == 5996);
	assert_true(((const struct allocation *)find(&set, REC_ALLOCATION, "hs.2027"))->mnkr == 6100.5);
	assert_string_equal(((const struct allocation *)find(&set, REC_ALLOCATION, "summa.2026"))->board, "summa");
	assert_string_equal(((const struct economy_row *)find(&set, REC_ECONOMY_ROW, "res.netto"))->table, "res");
	cell = (const struct economy *)find(&set, REC_ECONOMY, "res.netto.outcome.2024");
	assert_true(cell->value == -163);
	cell = (const struct economy *)find(&set, REC_ECONOMY, "res.netto.budget.2026");
	assert_true(num_missing(cell->value));
	assert_string_equal(cell->text, "ej beslutad");
	plan_set_free(&set);
}

static void test_derived_ids(void **state)
{
	struct plan_set set;

	(void)state;
	load(&set, "good");
	assert_true(plan_set_check(&set, NULL));
	assert_true(((const struct target *)find(&set, REC_TARGET, "1.1.1.region.2026.green"))->value == 7.5);
	find(&set, REC_OBSERVATION, "m1/0013/-/T");
	assert_string_equal(((const struct rule *)find(&set, REC_RULE, "1.1.1"))->subject, "1.1.1");
	plan_set_free(&set);
}

static void test_order_is_the_files(void **state)
{
	struct plan_set set;

	(void)state;
	load(&set, "good");
	assert_true(plan_set_check(&set, NULL));
	assert_int_equal(find(&set, REC_PLAN, "p1")->order, 1);
	assert_int_equal(find(&set, REC_BOARD, "hs")->order, 3);
	assert_int_equal(find(&set, REC_BOARD, "adh")->order, 4);
	assert_int_equal(find(&set, REC_METRIC, "m1")->order, 0);
	plan_set_free(&set);
}

static void test_long_value(void **state)
{
	struct plan_set set = { 0 };
	struct buf data = { 0 };

	(void)state;
	buf_str(&data, "[board b]\nname = B\nnote = ");
	for (int i = 0; i < 10000; i++)
		buf_char(&data, 'x');
	buf_str(&data, "driftnamnd=ja\n");
	plan_set_add(&set, "f", data.data, data.len);
	assert_true(plan_set_check(&set, NULL));
	assert_int_equal(strlen(((struct board *)set.items[0].rec)->note), 10000 + strlen("driftnamnd=ja"));
	assert_false(((struct board *)set.items[0].rec)->driftnamnd);
	plan_set_free(&set);
	buf_free(&data);
}

static void test_files_refer_to_each_other(void **state)
{
	static const char one[] = "[plan p]\ntitle = P\nyear = 2026\n[goal 1]\ntitle = G\nboards = @g\n";
	static const char two[] = "[board b]\nname = B\n[group g]\nname = G\nboards = b\n";
	struct plan_set set = { 0 };

	(void)state;
	plan_set_add(&set, "one", one, sizeof(one) - 1);
	plan_set_add(&set, "two", two, sizeof(two) - 1);
	assert_true(plan_set_check(&set, NULL));
	assert_string_equal(((const struct goal *)find(&set, REC_GOAL, "1"))->boards, "b");
	plan_set_free(&set);
}

static bool has_p_and_b(enum record_kind kind, const char *plan, const char *id, void *user)
{
	(void)user;
	assert_string_equal(plan, "");
	return (kind == REC_PLAN && strcmp(id, "p") == 0) || (kind == REC_BOARD && strcmp(id, "b") == 0);
}

static char *group_g(const char *id, void *user)
{
	(void)user;
	return strcmp(id, "g") == 0 ? mem_strdup("b") : NULL;
}

/* [plan p] without keys: records for a plan that is in the store; boards and groups are there too. */
static void test_what_is_there_already(void **state)
{
	static const char data[] = "[plan p]\n[goal 1]\ntitle = G\nboards = @g\nowner = b\n";
	static const struct plan_lookup lookup = { .exists = has_p_and_b, .group = group_g };
	struct plan_set set = { 0 };

	(void)state;
	plan_set_add(&set, "f", data, sizeof(data) - 1);
	assert_true(plan_set_check(&set, &lookup));
	assert_int_equal(set.n, 1);
	assert_string_equal(set.items[0].rec->plan, "p");
	assert_string_equal(((struct goal *)set.items[0].rec)->boards, "b");
	plan_set_free(&set);
}

/* The record that is there: of each kind the one below. */
static struct record *get_old(enum record_kind kind, const char *plan, const char *id, void *user)
{
	struct record *rec = record_new(kind, plan, id);
	struct metric *metric = (struct metric *)rec;
	struct observation *o = (struct observation *)rec;
	struct rule *rule = (struct rule *)rec;

	(void)user;
	if (kind == REC_METRIC && strcmp(id, "M1") == 0) {
		metric->name = mem_strdup("Namn");
		metric->source = mem_strdup("Kolada");
		metric->decimals = 2;
	} else if (kind == REC_OBSERVATION) {
		o->missing = MISSING_NOT_YET;
		o->source = mem_strdup("Prov");
		record_derive_id(rec);
	} else if (kind == REC_RULE) {
		rule->subject = mem_strdup(id);
		rule->kind = RULE_BANDS;
		rule->direction = DIR_UP;
		rule->green = 5;
		rule->yellow = 3;
		rule->source = mem_strdup("003");
	} else {
		record_free(rec);
		return NULL;
	}
	return rec;
}

static bool is_there(enum record_kind kind, const char *plan, const char *id, void *user)
{
	(void)kind, (void)plan, (void)id, (void)user;
	return true;
}

/* A field that the file does not name keeps its value, one without a value is emptied. What is said with one of several fields is
 * said of all of them. */
static void test_what_is_not_named_stays(void **state)
{
	static const char data[] = "[plan p]\n[metric M1]\nunit = %\ndecimals =\n[metric M2]\nname = Ny\n"
		"[observation 1]\nmetric = M1\norganisation = 0013\nperiod = 2024\nvalue = 7,5\n"
		"[rule 1]\nsubject = 1\nyellow = 2\n[rule 2]\nsubject = 2\nkind = rank\ndirection = down\ngreen = 3\n";
	static const struct plan_lookup lookup = { .exists = is_there, .get = get_old };
	struct plan_set set = { 0 };

	(void)state;
	plan_set_add(&set, "f", data, sizeof(data) - 1);
	if (!plan_set_check(&set, &lookup))
		fail_msg("%s", (const char *)set.errors.items[0]);
	assert_int_equal(set.n, 5);
	const struct metric *metric = (struct metric *)set.items[0].rec;
	assert_string_equal(metric->name, "Namn");
	assert_string_equal(metric->source, "Kolada");
	assert_string_equal(metric->unit, "%");
	assert_true(num_missing(metric->decimals));
	assert_null(((struct metric *)set.items[1].rec)->source);
	const struct observation *o = (struct observation *)set.items[2].rec;
	assert_int_equal(o->missing, MISSING_NONE);
	assert_true(o->value == 7.5);
	assert_string_equal(o->source, "Prov");
	const struct rule *rule = (struct rule *)set.items[3].rec;
	assert_int_equal(rule->kind, RULE_BANDS);
	assert_true(rule->green == 5 && rule->yellow == 2);
	rule = (struct rule *)set.items[4].rec;
	assert_int_equal(rule->kind, RULE_RANK);
	assert_true(num_missing(rule->yellow));
	assert_string_equal(rule->source, "003");
	plan_set_free(&set);
}

/* The plans that are compiled in are right, and whole: the documents have so many of each. */
static void test_reference_plans(void **state)
{
	struct plan_set set = { 0 };
	size_t goals = 0, indicators = 0;

	(void)state;
	for (size_t i = 0; i < embedded_nfiles; i++) {
		const struct embedded *f = &embedded_files[i];

		if (strstr(f->name, ".ini") && strcmp(f->name, "styrtavla.ini") != 0 && strcmp(f->name, "figurer.ini") != 0)
			plan_set_add(&set, f->name, (const char *)f->data, f->size);
	}
	if (!plan_set_check(&set, NULL))
		fail_msg("%s", (const char *)set.errors.items[0]);
	for (size_t i = 0; i < set.n; i++) {
		const struct record *rec = set.items[i].rec;

		if (strcmp(rec->plan, "mb2026") != 0)
			continue;
		goals += rec->kind == REC_GOAL;
		indicators += rec->kind == REC_INDICATOR && ((const struct indicator *)rec)->kind == IND_KIND_GOAL;
	}
	assert_int_equal(goals, 12);
	assert_int_equal(indicators, 30);
	plan_set_free(&set);
}

/* ---- what is wrong ---------------------------------------------------------------------------------------- */

#define KINDS "plan, focus_area, goal, indicator, metric, board, group, organisation, allocation, economy, target, rule, " \
	"occasion, priority, fact, observation"

static void test_sections(void **state)
{
	(void)state;
	assert_errors("unknown-section", "plan-unknown-section.ini:5: [gaol 1.1] okänt slag av sektion; här väntades " KINDS "\n");
	assert_errors("numbered-section", "plan-numbered-section.ini:5: [activity 1] okänt slag av sektion; här väntades " KINDS "\n");
	assert_errors("duplicate-section", "plan-duplicate-section.ini:8: [focus_area 1] sektionen finns redan på rad 5\n");
	assert_errors("no-id", "plan-no-id.ini:5: [board] sektionen saknar id: skriv [board ID]\n");
	assert_errors("bad-id", "plan-bad-id.ini:5: [board a b] ett id skrivs utan mellanslag, komma och snedstreck\n");
	assert_errors("long-section", "plan-long-section.ini:5: sektionens namn är 50 byte långt; högst 49 ryms\n");
}

static void test_plans(void **state)
{
	(void)state;
	assert_errors("no-plan", "plan-no-plan.ini:1: [goal 1.1] ingen plan: filen ska börja med [plan ID]\n");
	assert_errors("two-plans", "plan-two-plans.ini:5: [plan p2] filen har redan en plan (p1); en fil har en plan\n");
}

static void test_keys(void **state)
{
	(void)state;
	assert_errors("unknown-key", "plan-unknown-key.ini:7: [focus_area 1] titel: okänd nyckel; här väntades title, description\n");
	assert_errors("duplicate-key", "plan-duplicate-key.ini:7: [focus_area 1] title: nyckeln finns redan i sektionen\n");
	assert_errors("missing-field", "plan-missing-field.ini:5: [indicator 1] nyckeln name (Namn) saknas\n"
		"plan-missing-field.ini:5: [indicator 1] nyckeln kind (Slag) saknas\n");
	assert_errors("bad-year", "plan-bad-year.ini:9: [allocation b] belopp: okänd nyckel; här väntades ett årtal, till exempel 2026\n");
	assert_errors("bad-cell", "plan-bad-cell.ini:7: [economy res.netto] utfal 2024: okänd nyckel; här väntades outcome, budget "
		"eller plan med en period (budget 2026) eller name, unit, decimals, metric, total, note\n");
	assert_errors("bad-table", "plan-bad-table.ini:5: [economy netto] id ska skrivas TABELL.RAD, till exempel "
		"resultatbudget.intakter\n");
}

static void test_values(void **state)
{
	(void)state;
	assert_first("bad-value", "plan-bad-value.ini:7: [metric m] decimals: \"två\" är inget tal");
	assert_first("ambiguous", "plan-ambiguous.ini:9: [allocation b] 2026: \"1.234\" är tvetydigt");
	assert_errors("bad-date", "plan-bad-date.ini:8: [occasion U] due: \"+14\" är inget datum: skriv 2026-09-11\n");
}

static void test_references(void **state)
{
	(void)state;
	assert_errors("dangling", "plan-dangling.ini:7: [goal 1.1] focus_area: fokusområdet 9 finns inte\n"
		"plan-dangling.ini:8: [goal 1.1] boards: nämnden hs finns inte\n");
	assert_errors("no-group", "plan-no-group.ini:7: [goal 1.1] boards: gruppen @nix finns inte\n");
	assert_first("duplicate-id", "plan-duplicate-id.ini:13: [observation b] utfallet m/0013/-/T finns redan (");
}

static void test_lines(void **state)
{
	(void)state;
	assert_errors("text-first", "plan-text-first.ini:1: text före den första sektionen\n");
	assert_errors("no-equals", "plan-no-equals.ini:6: [board b] = saknas: här väntades nyckel = värde\n"
		"plan-no-equals.ini:5: [board b] nyckeln name (Namn) saknas\n");
	assert_errors("lost-comment", "plan-lost-comment.ini:7: [board b] name: en fortsättningsrad får inte börja med #\n");
	assert_errors("after-bracket", "plan-after-bracket.ini:5: efter ] får inget mer stå på raden\n");
}

static void test_bytes(void **state)
{
	(void)state;
	assert_first("nul", ".ini:6: [board b] kolumn 9: styrtecknet 0x00 får inte stå här");
	assert_first("latin1", ".ini:6: [board b] kolumn 9: byten 0xE4 är inte giltig UTF-8");
	assert_first("control", ".ini:6: [board b] kolumn 9: styrtecknet 0x1B får inte stå här");
	assert_first("colon-key", ".ini:6: [board b] nyckeln får inte innehålla kolon");
	assert_first("indented", ".ini:6: [board b] raden är indragen");
}

/* All errors of the file in one run, and no more than there are. */
static void test_all_errors(void **state)
{
	(void)state;
	assert_errors("two-errors", "plan-two-errors.ini:7: [board b] driftnamnd: \"kanske\" är varken ja eller nej: skriv ja eller "
		"nej\nplan-two-errors.ini:8: [board b] färg: okänd nyckel; här väntades name, short_name, aliases, driftnamnd, note\n"
		"plan-two-errors.ini:10: [goal 1] nyckeln title (Titel) saknas\n");
}

static void test_no_file(void **state)
{
	struct plan_set set = { 0 };

	(void)state;
	plan_set_add_file(&set, "/nonexistent.ini");
	assert_false(plan_set_check(&set, NULL));
	assert_string_equal(set.errors.items[0], "/nonexistent.ini: kunde inte öppnas: finns inte");
	plan_set_free(&set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good), cmocka_unit_test(test_compound), cmocka_unit_test(test_derived_ids),
		cmocka_unit_test(test_order_is_the_files), cmocka_unit_test(test_long_value),
		cmocka_unit_test(test_files_refer_to_each_other), cmocka_unit_test(test_what_is_there_already),
		cmocka_unit_test(test_what_is_not_named_stays),
		cmocka_unit_test(test_reference_plans), cmocka_unit_test(test_sections), cmocka_unit_test(test_plans),
		cmocka_unit_test(test_keys), cmocka_unit_test(test_values), cmocka_unit_test(test_references),
		cmocka_unit_test(test_lines), cmocka_unit_test(test_bytes), cmocka_unit_test(test_all_errors),
		cmocka_unit_test(test_no_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
