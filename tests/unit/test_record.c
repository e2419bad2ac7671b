/* test_record.c: the tables of records agree with the structs; what a record must hold, and the ids it gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/record.h"
#include "unit/record_help.h"

static size_t type_size(enum field_type type)
{
	switch (type) {
	case FT_NUM:
		return sizeof(double);
	case FT_BOOL:
		return sizeof(bool);
	case FT_DATE:
		return sizeof(date_t);
	case FT_PERIOD:
		return sizeof(period_t);
	case FT_CHOICE:
		return sizeof(int);
	default:
		return sizeof(char *);
	}
}

/* ---- tables ----------------------------------------------------------------------------------------------- */

static void check_field_table(const struct record_type *type, const struct field *field)
{
	assert_true(field->key && *field->key);
	assert_true(field->label && *field->label);
	assert_true(strlen(field->key) == strspn(field->key, "abcdefghijklmnopqrstuvwxyz_0123456789"));
	assert_ptr_equal(record_field(type, field->key), field);
	assert_true(field->offset >= sizeof(struct record));
	assert_true(field->offset + type_size(field->type) <= type->size);
	assert_true((field->type == FT_CHOICE) == (field->choices != NULL));
	assert_true(field->ref == REC_NONE || field->type == FT_REF || field->type == FT_LIST);
	assert_true(field->ref == REC_NONE || record_type(field->ref));
	assert_true(field->type == FT_NUM || !(field->flags & (FIELD_NOT_NEGATIVE | FIELD_WHOLE | FIELD_YEAR)));
	assert_true(field->low <= field->high);
	assert_true(!field->hint || !strchr(field->hint, '\n'));
}

static void check_no_overlap(const struct record_type *type, const struct field *a)
{
	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *b = &type->fields[i];

		if (b != a && b->offset < a->offset + type_size(a->type) && a->offset < b->offset + type_size(b->type))
			fail_msg("%s: %s and %s share memory", type->name, a->key, b->key);
	}
}

static void test_tables(void **state)
{
	size_t kinds = 0;

	(void)state;
	for (int k = 0; k < REC_KIND_MAX; k++) {
		const struct record_type *type = record_type((enum record_kind)k);

		if (!type)
			continue;
		kinds++;
		assert_int_equal(type->kind, k);
		assert_true(strlen(type->section) < 30 && *type->label && *type->definite);
		assert_true(type->nfields > 0);
		for (size_t i = 0; i < type->nfields; i++) {
			check_field_table(type, &type->fields[i]);
			check_no_overlap(type, &type->fields[i]);
		}
	}
	assert_int_equal(kinds, 25);
	assert_null(record_type(REC_NONE));
	assert_null(record_type(REC_KIND_MAX));
	assert_null(record_type((enum record_kind)-1));
}

static size_t round_up(size_t n, size_t align)
{
	return (n + align - 1) / align * align;
}

static const struct field *field_at(const struct record_type *type, size_t from)
{
	const struct field *next = NULL;

	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *f = &type->fields[i];

		if (f->offset >= from && (!next || f->offset < next->offset))
			next = f;
	}
	return next;
}

/* Every member of every struct has a field, and only padding lies between them: what a table leaves out would be lost at
 * save. */
static void test_tables_cover_structs(void **state)
{
	(void)state;
	for (int k = 1; k <= REC_EFFECT; k++) {
		const struct record_type *type = record_type((enum record_kind)k);
		const struct field *f;
		size_t at = sizeof(struct record);

		while ((f = field_at(type, at))) {
			if (f->offset != round_up(at, type_size(f->type)))
				fail_msg("%s: a member before %s has no field", type->name, f->key);
			at = f->offset + type_size(f->type);
		}
		if (type->size != round_up(at, _Alignof(struct record)))
			fail_msg("%s: its last member has no field", type->name);
	}
}

static void test_names(void **state)
{
	(void)state;
	assert_int_equal(record_type_by_name("action-plan")->kind, REC_ACTION_PLAN);
	assert_int_equal(record_type_by_name("action_plan")->kind, REC_ACTION_PLAN);
	assert_int_equal(record_type_by_name("focus_area")->kind, REC_FOCUS_AREA);
	assert_int_equal(record_type_by_name("group")->kind, REC_GROUP);
	assert_int_equal(record_type_by_name("economy")->kind, REC_ECONOMY_ROW);
	assert_int_equal(record_type_by_name("economy-cell")->kind, REC_ECONOMY);
	assert_null(record_type_by_name("action"));
	assert_null(record_type_by_name("action-plans"));
	assert_null(record_type_by_name(""));
	assert_null(record_type_by_name(NULL));
	assert_null(record_field(record_type(REC_GOAL), "Title"));
	for (int k = 1; k <= REC_EFFECT; k++) {
		const struct record_type *type = record_type((enum record_kind)k);

		assert_ptr_equal(record_type_by_name(type->name), type);
		assert_ptr_equal(record_type_by_name(type->section), type);
	}
}

static void test_flags(void **state)
{
	static const char *const settable[] = { "board", "goal", "indicator", "target", "activity", "action-plan", "measure",
		"observation", "rule", "occasion", "forecast", "assessment", "sign-off", "note", "effect", "metric" };
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(settable); i++)
		assert_true(record_type_by_name(settable[i])->flags & TYPE_SETTABLE);
	for (int k = 1; k <= REC_EFFECT; k++)
		n += (record_type((enum record_kind)k)->flags & TYPE_SETTABLE) != 0;
	assert_int_equal(n, COUNT_OF(settable));
	assert_true(record_type(REC_MEASURE)->flags & TYPE_NUMBERED);
	assert_true(record_type(REC_OBSERVATION)->flags & TYPE_GLOBAL);
	assert_false(record_type(REC_GOAL)->flags & TYPE_GLOBAL);
}

static const struct choice *const choice_tables[] = { choices_indicator_kind, choices_perspective, choices_fit,
	choices_direction, choices_level, choices_op, choices_rule, choices_occasion, choices_calendar_source, choices_economy,
	choices_gender, choices_missing, choices_activity, choices_measure, choices_status, choices_sign_off };

static void test_choices(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(choice_tables); i++) {
		const struct choice *c = choice_tables[i];

		assert_string_equal(c[0].code, "");
		assert_string_equal(c[0].label, "–");
		for (int j = 1; c[j].code; j++) {
			assert_int_equal(choice_find(c, c[j].code), j);
			assert_int_equal(choice_find(c, c[j].label), j);
		}
	}
	assert_int_equal(choice_find(choices_activity, "PÅGÅENDE"), ACT_ONGOING);
	assert_int_equal(choice_find(choices_activity, ""), 0);
	assert_int_equal(choice_find(choices_activity, NULL), 0);
	assert_int_equal(choice_find(choices_activity, "pausad"), -1);
}

/* The codes are in scripts and files, the indexes in stores: neither may move. */
static void test_choice_codes(void **state)
{
	static const char *const codes[] = { "goal quality variable financial", "target_group operations staff economy",
		"same near related", "up down", "green yellow", ">= <= > < =",
		"threshold two_level bands count budget_deviation rank trend composite", "month ur1 ur2 ar", "given computed",
		"outcome budget plan", "T K M", "not_measured suppressed not_yet developing deleted",
		"planned ongoing done cancelled", "planned taken", "green yellow red", "preliminary final" };

	(void)state;
	assert_int_equal(COUNT_OF(codes), COUNT_OF(choice_tables));
	for (size_t i = 0; i < COUNT_OF(choice_tables); i++) {
		struct buf b = { 0 };

		for (int j = 1; choice_tables[i][j].code; j++)
			buf_printf(&b, "%s%s", j > 1 ? " " : "", choice_tables[i][j].code);
		assert_string_equal(buf_cstr(&b), codes[i]);
		buf_free(&b);
	}
	assert_string_equal(choices_activity[ACT_CANCELLED].code, "cancelled");
	assert_string_equal(choices_measure[MEASURE_TAKEN].code, "taken");
	assert_string_equal(choices_rule[RULE_COMPOSITE].code, "composite");
	assert_string_equal(choices_missing[MISSING_DELETED].code, "deleted");
	assert_string_equal(choices_economy[ECO_PLAN].code, "plan");
	assert_string_equal(choices_occasion[OCC_AR].code, "ar");
	assert_string_equal(choices_gender[GENDER_M].label, "män");
	assert_string_equal(choices_op[OP_EQ].code, "=");
	assert_string_equal(choices_indicator_kind[IND_KIND_FINANCIAL].code, "financial");
	assert_string_equal(choices_fit[FIT_RELATED].code, "related");
	assert_string_equal(choices_direction[DIR_DOWN].code, "down");
	assert_string_equal(choices_level[LEVEL_YELLOW].code, "yellow");
	assert_string_equal(choices_calendar_source[CAL_COMPUTED].code, "computed");
}

/* ---- records ---------------------------------------------------------------------------------------------- */

static void test_new_is_empty(void **state)
{
	(void)state;
	for (int k = 1; k <= REC_EFFECT; k++) {
		const struct record_type *type = record_type((enum record_kind)k);
		struct record *rec = record_new((enum record_kind)k, "mb2026", NULL);
		struct buf b = { 0 };

		assert_string_equal(rec->plan, type->flags & TYPE_GLOBAL ? "" : "mb2026");
		assert_string_equal(rec->id, "");
		for (size_t i = 0; i < type->nfields; i++) {
			if (type->fields[i].type == FT_BOOL)
				continue;
			assert_true(field_is_empty(rec, &type->fields[i]));
			field_format(&b, rec, &type->fields[i]);
			field_format_machine(&b, rec, &type->fields[i]);
		}
		assert_string_equal(buf_cstr(&b), "");
		record_free(rec);
	}
	assert_null(record_new(REC_NONE, NULL, NULL));
	assert_null(record_copy(NULL));
	record_free(NULL);
}

/* ---- checks and ids --------------------------------------------------------------------------------------- */

static void assert_bad(const struct record *rec, const char *key)
{
	const struct field *bad = NULL;
	struct err err = { 0 };

	assert_int_equal(record_check(rec, &bad, &err), ERR_INPUT);
	assert_true(*err.text);
	assert_non_null(bad);
	assert_string_equal(bad->key, key);
	assert_int_equal(record_check(rec, NULL, &err), ERR_INPUT);
}

static void assert_good(const struct record *rec)
{
	const struct field *bad = NULL;
	struct err err = { 0 };

	if (record_check(rec, &bad, &err))
		fail_msg("%s", err.text);
	assert_null(bad);
}

static void test_check_activity(void **state)
{
	struct record *rec = record_new(REC_ACTIVITY, "mb2026", "12");

	(void)state;
	assert_bad(rec, "title");
	set(rec, "title", "Fler tider på kvällen");
	assert_good(rec); /* no due */
	set(rec, "start", "2026-09-11");
	set(rec, "due", "2026-09-10");
	assert_bad(rec, "due");
	set(rec, "due", "2026-09-11");
	assert_good(rec);
	set(rec, "due", "");
	set(rec, "standing", "ja");
	assert_good(rec);
	((struct activity *)rec)->progress = 130; /* not through field_parse */
	assert_bad(rec, "progress");
	record_free(rec);
}

static void test_check_action_plan(void **state)
{
	struct record *rec = record_new(REC_ACTION_PLAN, "mb2026", "3");

	(void)state;
	assert_bad(rec, "board");
	set(rec, "board", "psykiatri");
	assert_good(rec); /* deficit may be filled in later */
	set(rec, "decided", "ja");
	assert_bad(rec, "decided_at");
	set(rec, "decided_at", "2026-06-01");
	assert_bad(rec, "decided_by");
	set(rec, "decided_by", "Driftnämnd Psykiatri");
	assert_good(rec);
	((struct action_plan *)rec)->deficit = -12;
	assert_bad(rec, "deficit");
	record_free(rec);
}

static void test_check_measure(void **state)
{
	struct record *rec = record_new(REC_MEASURE, "mb2026", "4");

	(void)state;
	set(rec, "action_plan", "3");
	assert_bad(rec, "text");
	set(rec, "text", "Färre hyrläkare");
	record_derive_id(rec);
	assert_int_equal(((struct measure *)rec)->state, MEASURE_PLANNED);
	assert_good(rec);
	set(rec, "state", "vidtagen");
	record_derive_id(rec);
	assert_int_equal(((struct measure *)rec)->state, MEASURE_TAKEN);
	assert_bad(rec, "effect");
	set(rec, "effect", "0");
	assert_good(rec);
	set(rec, "realised", "-0,5");
	assert_good(rec);
	record_free(rec);
}

static void test_check_target(void **state)
{
	struct record *rec = record_new(REC_TARGET, "u2018", "4.1.1 region 2018");

	(void)state;
	set(rec, "subject", "4.1.1");
	set(rec, "year", "2018");
	record_derive_id(rec);
	assert_string_equal(rec->id, "4.1.1 region 2018"); /* a part is not there yet */
	assert_bad(rec, "scope");
	set(rec, "scope", "region");
	record_derive_id(rec);
	assert_string_equal(rec->id, "4.1.1.region.2018.green");
	assert_bad(rec, "value");
	set(rec, "text", "definieras under 2017");
	assert_good(rec);
	set(rec, "value", "75");
	assert_bad(rec, "text"); /* a number or words */
	set(rec, "value", "");
	set(rec, "decided_by", "regionfullmäktige");
	assert_good(rec);
	set(rec, "decided_by", "2018-06-13"); /* the day stands in the field beside */
	assert_bad(rec, "decided_by");
	set(rec, "decided_by", "15/4");
	assert_bad(rec, "decided_by");
	set(rec, "decided_by", "");
	set(rec, "level", "på väg mot målet");
	record_derive_id(rec);
	assert_string_equal(rec->id, "4.1.1.region.2018.yellow");
	set(rec, "scope", "hela regionen");
	assert_bad(rec, "scope");
	record_free(rec);
}

static void test_check_observation(void **state)
{
	struct record *rec = record_new(REC_OBSERVATION, "mb2026", "");

	(void)state;
	set(rec, "metric", "N79173");
	set(rec, "organisation", "0013");
	record_derive_id(rec);
	assert_string_equal(rec->id, "N79173/0013/-/T");
	assert_bad(rec, "value");
	set(rec, "missing", "sekretess (för få)");
	assert_good(rec);
	set(rec, "value", "0");
	assert_bad(rec, "missing");
	set(rec, "missing", "");
	set(rec, "period", "2024");
	set(rec, "gender", "kvinnor");
	assert_good(rec);
	record_derive_id(rec);
	assert_string_equal(rec->id, "N79173/0013/2024/K");
	set(rec, "metric", "a/b");
	assert_bad(rec, "metric");
	record_free(rec);
}

static void test_derive_ids(void **state)
{
	struct record *allocation = record_new(REC_ALLOCATION, "mb2026", "");
	struct record *row = record_new(REC_ECONOMY_ROW, "mb2026", "resultat.procent");
	struct record *cell = record_new(REC_ECONOMY, "mb2026", "");
	struct record *rule = record_new(REC_RULE, "u2018", "4.1");

	(void)state;
	set(allocation, "board", "hs");
	set(allocation, "year", "2026");
	record_derive_id(allocation);
	assert_string_equal(allocation->id, "hs.2026");
	record_derive_id(row);
	assert_string_equal(((struct economy_row *)row)->table, "resultat");
	free(row->id);
	row->id = mem_strdup("procent");
	record_derive_id(row);
	record_derive_id(row);
	assert_string_equal(row->id, "resultat.procent");
	set(cell, "table", "resultat");
	set(cell, "row", "procent");
	set(cell, "kind", "utfall");
	record_derive_id(cell);
	assert_string_equal(cell->id, "");
	set(cell, "period", "2020");
	record_derive_id(cell);
	assert_string_equal(cell->id, "resultat.procent.outcome.2020");
	record_derive_id(rule);
	assert_string_equal(((struct rule *)rule)->subject, "4.1");
	record_free(allocation);
	record_free(row);
	record_free(cell);
	record_free(rule);
}

/* An index that no table has (a newer program's) is neither read outside the table nor made into an id. */
static void test_unknown_choice(void **state)
{
	struct record *rec = record_new(REC_OBSERVATION, "", "");

	(void)state;
	set(rec, "metric", "m");
	set(rec, "organisation", "0013");
	((struct observation *)rec)->gender = 99;
	assert_shown(rec, "gender", "", "");
	record_derive_id(rec);
	assert_string_equal(rec->id, "");
	record_free(rec);
}

static void test_ids(void **state)
{
	char id[102] = "";

	(void)state;
	assert_null(record_id_fault(REC_GOAL, "1.3"));
	assert_null(record_id_fault(REC_BOARD, "närsjukvård"));
	assert_null(record_id_fault(REC_BOARD, "all"));
	assert_non_null(record_id_fault(REC_PLAN, "all"));
	assert_non_null(record_id_fault(REC_BOARD, "summa"));
	assert_non_null(record_id_fault(REC_GOAL, "a b"));
	assert_non_null(record_id_fault(REC_GOAL, "a\u00a0b"));
	assert_non_null(record_id_fault(REC_GOAL, "a/b"));
	assert_non_null(record_id_fault(REC_GOAL, "a\r"));
	assert_non_null(record_id_fault(REC_GOAL, "a\xff"));
	assert_non_null(record_id_fault(REC_GOAL, "a\u202e"));
	memset(id, 'x', 100);
	assert_null(record_id_fault(REC_GOAL, id));
	id[100] = 'x';
	assert_non_null(record_id_fault(REC_GOAL, id));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_tables_cover_structs),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_flags),
		cmocka_unit_test(test_choices),
		cmocka_unit_test(test_choice_codes),
		cmocka_unit_test(test_new_is_empty),
		cmocka_unit_test(test_check_activity),
		cmocka_unit_test(test_check_action_plan),
		cmocka_unit_test(test_check_measure),
		cmocka_unit_test(test_check_target),
		cmocka_unit_test(test_check_observation),
		cmocka_unit_test(test_derive_ids),
		cmocka_unit_test(test_unknown_choice),
		cmocka_unit_test(test_ids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
