/* Undo and redo: chains, groups, single fields, and what others did meanwhile. */
#include "store_help.h"

/* Undoes or redoes the candidate; fails the test where there is none or it does not work. */
static void go(struct store *store, bool redo)
{
	struct save_result result;
	struct err err;
	uint64_t group = store_undo_candidate(store, redo);

	assert_true(group > 0);
	if (store_undo(store, group, redo, &result, &err))
		fail_msg("%s", err.text);
	assert_true(result.seq > group);
}

static void assert_none(struct store *store, bool redo)
{
	assert_int_equal(store_undo_candidate(store, redo), 0);
}

static void back_and_forth(void **state)
{
	struct fixture *f = *state;
	char id[8];

	assert_none(f->store, false);
	add_activity(f->store, "1", id);
	set_field(f->store, id, "title", "2");
	set_field(f->store, id, "title", "3");
	assert_none(f->store, true);
	go(f->store, false);
	assert_field(f->store, id, "title", "2");
	go(f->store, false);
	assert_field(f->store, id, "title", "1");
	go(f->store, false);
	assert_field(f->store, id, "title", NULL);
	assert_none(f->store, false);
	go(f->store, true);
	assert_field(f->store, id, "title", "1");
	go(f->store, true);
	assert_field(f->store, id, "title", "2");
	go(f->store, true);
	assert_field(f->store, id, "title", "3");
	assert_none(f->store, true);
	/* Round and round. */
	for (int i = 0; i < 3; i++) {
		go(f->store, false);
		go(f->store, false);
		assert_field(f->store, id, "title", "1");
		go(f->store, true);
		go(f->store, true);
		assert_field(f->store, id, "title", "3");
	}
	assert_int_equal(chain_fault(f->store), 0);
}

/* A plan and its measure, saved; the measure's id in `id`. */
static struct action_plan *plan_with_measure(struct store *store, struct measure **measure)
{
	struct action_plan *plan = (struct action_plan *)record_new(REC_ACTION_PLAN, "p", "");
	struct save_result result;
	struct err err;

	plan->board = mem_strdup("hs");
	assert_int_equal(store_save(store, &(struct change){ &plan->rec, 0 }, 1, &result, &err), 0);
	*measure = (struct measure *)record_new(REC_MEASURE, "p", "");
	(*measure)->text = mem_strdup("Färre inhyrda");
	(*measure)->action_plan = mem_strdup(plan->rec.id);
	(*measure)->state = MEASURE_PLANNED;
	assert_int_equal(store_save(store, &(struct change){ &(*measure)->rec, 0 }, 1, &result, &err), 0);
	return plan;
}

/* A measure whose plan is gone would be lost to every screen and export. */
static void a_plan_keeps_its_measures(void **state)
{
	struct fixture *f = *state;
	struct measure *measure;
	struct action_plan *plan = plan_with_measure(f->store, &measure);
	struct change both[] = { { &measure->rec, 1 }, { &plan->rec, 1 } };
	struct save_result result;
	struct err err;

	plan->rec.deleted = true;
	assert_int_equal(store_save(f->store, &both[1], 1, &result, &err), ERR_CONFLICT);
	assert_non_null(strstr(err.text, "har kvar åtgärd 1"));
	assert_int_equal(store_undo(f->store, 1, false, &result, &err), ERR_CONFLICT); /* its making, with the measure there */
	record_free(result.theirs);
	measure->rec.deleted = true;
	assert_int_equal(store_save(f->store, both, 2, &result, &err), 0);
	measure->rec.deleted = false;
	measure->rec.revision = 2;
	assert_int_equal(store_save(f->store, &(struct change){ &measure->rec, 2 }, 1, &result, &err), ERR_CONFLICT);
	assert_non_null(strstr(err.text, "finns inte"));
	record_free(result.theirs);
	go(f->store, false); /* one undo brings both back */
	assert_int_equal(chain_fault(f->store), 0);
	record_free(&plan->rec);
	record_free(&measure->rec);
}

/* What a later edit rests on is not taken from under it: a decided plan says who decided and when (003). */
static void undo_keeps_a_record_whole(void **state)
{
	struct fixture *f = *state;
	struct action_plan *plan = (struct action_plan *)record_new(REC_ACTION_PLAN, "p", "");
	struct save_result result;
	struct err err;
	uint64_t named;

	plan->board = mem_strdup("hs");
	plan->cause = mem_strdup("Underskott");
	assert_int_equal(store_save(f->store, &(struct change){ &plan->rec, 0 }, 1, &result, &err), 0);
	plan->decided_by = mem_strdup("Driftnämnden");
	plan->decided_at = 20000;
	assert_int_equal(store_save(f->store, &(struct change){ &plan->rec, 1 }, 1, &result, &err), 0);
	named = result.seq;
	plan->decided = true;
	assert_int_equal(store_save(f->store, &(struct change){ &plan->rec, 2 }, 1, &result, &err), 0);
	assert_int_equal(store_undo(f->store, named, false, &result, &err), ERR_CONFLICT);
	assert_non_null(strstr(err.text, "Beslutsdatum saknas"));
	assert_null(result.theirs);
	go(f->store, false); /* in order it works */
	go(f->store, false);
	assert_int_equal(chain_fault(f->store), 0);
	record_free(&plan->rec);
}

static void a_save_ends_redo(void **state)
{
	struct fixture *f = *state;
	char id[8];

	add_activity(f->store, "1", id);
	set_field(f->store, id, "title", "2");
	go(f->store, false);
	set_field(f->store, id, "title", "X");
	assert_none(f->store, true);
	go(f->store, false);
	assert_field(f->store, id, "title", "1");
	go(f->store, false);
	assert_field(f->store, id, "title", NULL);
	assert_none(f->store, false);
}

static void deleted_comes_back(void **state)
{
	struct fixture *f = *state;
	char id[8];

	add_activity(f->store, "1", id);
	set_field(f->store, id, "notes", "två\nrader");
	delete_activity(f->store, id);
	go(f->store, false);
	assert_field(f->store, id, "title", "1");
	assert_field(f->store, id, "notes", "två\nrader");
	go(f->store, true);
	assert_field(f->store, id, "title", NULL);
	go(f->store, false);
	assert_field(f->store, id, "title", "1");
}

/* Three records in one save are one undo. */
static void groups(void **state)
{
	struct fixture *f = *state;
	char ids[3][8];
	struct change changes[3];
	struct save_result result;
	struct err err;

	for (int i = 0; i < 3; i++)
		add_activity(f->store, "x", ids[i]);
	for (int i = 0; i < 3; i++) {
		struct activity *a = get_activity(f->store, ids[i], MOMENT_NOW);
		a->status = ACT_DONE;
		changes[i] = (struct change){ &a->rec, 1 };
	}
	assert_int_equal(store_save(f->store, changes, 3, &result, &err), 0);
	assert_int_equal(result.seq, 4);
	assert_int_equal(store_last_seq(f->store), 6);
	for (int i = 0; i < 3; i++)
		record_free(changes[i].rec);
	assert_int_equal(store_undo_candidate(f->store, false), 4);
	/* Any entry of the group names it. */
	assert_int_equal(store_undo(f->store, 6, false, &result, &err), 0);
	assert_int_equal(result.saved, 3);
	for (int i = 0; i < 3; i++)
		assert_field(f->store, ids[i], "status", "");
	go(f->store, true);
	for (int i = 0; i < 3; i++)
		assert_field(f->store, ids[i], "status", "done");
}

static void others_fields_stay(void **state)
{
	struct fixture *f = *state;
	char id[8];

	add_activity(f->store, "1", id);
	set_field(f->store, id, "title", "2");
	store_close(f->store);
	f->store = open_as(f->dir, "bo", false);
	assert_none(f->store, false);
	set_field(f->store, id, "notes", "av bo");
	reopen(f);
	go(f->store, false);
	assert_field(f->store, id, "title", "1");
	assert_field(f->store, id, "notes", "av bo");
	/* The record is not as anna made it: taking it away would take bo's words with it. */
	struct save_result result;
	struct err err;
	assert_int_equal(store_undo(f->store, store_undo_candidate(f->store, false), false, &result, &err), ERR_CONFLICT);
	assert_non_null(result.theirs);
	record_free(result.theirs);
	assert_field(f->store, id, "title", "1");
}

static void same_field_conflicts(void **state)
{
	struct fixture *f = *state;
	char id[8];
	struct save_result result;
	struct err err;

	add_activity(f->store, "1", id);
	set_field(f->store, id, "title", "2");
	store_close(f->store);
	f->store = open_as(f->dir, "bo", false);
	set_field(f->store, id, "title", "bo");
	reopen(f);
	uint64_t seq = store_last_seq(f->store);
	assert_int_equal(store_undo(f->store, store_undo_candidate(f->store, false), false, &result, &err), ERR_CONFLICT);
	assert_string_equal(((struct activity *)result.theirs)->title, "bo");
	assert_non_null(strstr(err.text, "bo"));
	record_free(result.theirs);
	assert_int_equal(store_last_seq(f->store), seq);
	assert_field(f->store, id, "title", "bo");
}

/* A group is all or nothing too: one record changed since keeps the others as they are. */
static void group_conflict(void **state)
{
	struct fixture *f = *state;
	char ids[2][8];
	struct change changes[2];
	struct save_result result;
	struct err err;

	for (int i = 0; i < 2; i++) {
		add_activity(f->store, "x", ids[i]);
		struct activity *a = get_activity(f->store, ids[i], MOMENT_NOW);
		a->status = ACT_DONE;
		changes[i] = (struct change){ &a->rec, 1 };
	}
	assert_int_equal(store_save(f->store, changes, 2, &result, &err), 0);
	uint64_t group = result.seq;
	for (int i = 0; i < 2; i++)
		record_free(changes[i].rec);
	set_field(f->store, ids[0], "status", "cancelled");
	assert_int_equal(store_undo(f->store, group, false, &result, &err), ERR_CONFLICT);
	record_free(result.theirs);
	assert_field(f->store, ids[1], "status", "done");
	assert_int_equal(store_undo(f->store, 9999, false, &result, &err), ERR_INPUT);
}

/* A number with decimals, a date and a choice come back as they were. */
static void every_type(void **state)
{
	struct fixture *f = *state;
	char id[8];

	add_activity(f->store, "1", id);
	struct activity *a = get_activity(f->store, id, MOMENT_NOW);
	a->progress = 12.345;
	a->due = date_from_ymd(2026, 9, 11);
	a->status = ACT_ONGOING;
	a->standing = true;
	save(f->store, a, 1);
	a = get_activity(f->store, id, MOMENT_NOW);
	a->progress = NUM_MISSING;
	a->due = DATE_NONE;
	a->status = 0;
	a->standing = false;
	save(f->store, a, 2);
	go(f->store, false);
	a = get_activity(f->store, id, MOMENT_NOW);
	assert_true(a->progress == 12.345);
	assert_int_equal(a->due, date_from_ymd(2026, 9, 11));
	assert_int_equal(a->status, ACT_ONGOING);
	assert_true(a->standing);
	record_free(&a->rec);
	go(f->store, false);
	a = get_activity(f->store, id, MOMENT_NOW);
	assert_true(num_missing(a->progress));
	record_free(&a->rec);
}

/* Was an undo too: then what it brought back counted as undone, and could not be undone again. */
static void undo_of_an_undo_is_a_redo(void **state)
{
	struct fixture *f = *state;
	struct save_result result;
	struct err err;
	char id[8];

	add_activity(f->store, "1", id);
	set_field(f->store, id, "title", "2");
	go(f->store, false);
	assert_int_equal(store_undo(f->store, store_last_seq(f->store), false, &result, &err), 0);
	assert_field(f->store, id, "title", "2");
	assert_none(f->store, true);
	go(f->store, false);
	assert_field(f->store, id, "title", "1");
	go(f->store, true);
	assert_field(f->store, id, "title", "2");
	assert_int_equal(chain_fault(f->store), 0);
}

static void publish(struct import *import)
{
	struct batch batch;
	struct err err;

	if (import_publish(import, &batch, &err))
		fail_msg("%s", err.text);
	free(batch.file);
	free(batch.source);
	free(batch.account);
	free(batch.note);
}

static void assert_import_after(struct store *store, uint64_t group, unsigned long number)
{
	char *file;

	assert_int_equal(store_import_after(store, group, &file), number);
	if (number)
		assert_string_equal(file, "data.csv");
	else
		assert_null(file);
	free(file);
}

static void an_import_is_not_passed_over(void **state)
{
	struct fixture *f = *state;
	struct import *import = begin_import(f->store);
	char id[8];

	assert_import_after(f->store, 0, 0);
	add_figure(import, "0013", "2024", 1);
	publish(import);
	/* There is nothing else: it is still the import that is told of. */
	assert_import_after(f->store, 0, 1);
	uint64_t before = add_activity(f->store, "1", id);
	assert_import_after(f->store, before, 0);
	import = begin_import(f->store);
	add_figure(import, "0013", "2024", 2);
	publish(import);
	assert_int_equal(store_undo_candidate(f->store, false), before);
	assert_import_after(f->store, before, 2);
	/* anna's import is no business of bo's. */
	store_close(f->store);
	f->store = open_as(f->dir, "bo", false);
	assert_import_after(f->store, 0, 0);
	add_activity(f->store, "2", id);
	reopen(f);
	assert_import_after(f->store, before, 2);
	/* What was saved after it is undone without a word. */
	assert_import_after(f->store, set_field(f->store, id, "title", "3"), 0);
}

static uint64_t add_named(struct store *store, enum record_kind kind, const char *id)
{
	struct record *rec = record_new(kind, "", id);

	if (kind == REC_METRIC)
		((struct metric *)rec)->name = mem_strdup(id);
	else
		((struct organisation *)rec)->name = mem_strdup(id);
	return save(store, rec, 0);
}

static void figures_keep_their_names(void **state)
{
	struct fixture *f = *state;
	struct save_result result;
	struct err err;
	struct import *import = begin_import(f->store);
	uint64_t metric = add_named(f->store, REC_METRIC, "M1"), other = add_named(f->store, REC_METRIC, "M");
	uint64_t place = add_named(f->store, REC_ORGANISATION, "O1"), elsewhere = add_named(f->store, REC_ORGANISATION, "O");

	add_figure(import, "O1", "2024", 1);
	publish(import);
	assert_int_equal(store_undo(f->store, metric, false, &result, &err), ERR_INPUT);
	assert_string_equal(err.text, "nyckeltalet M1 har importerade siffror, som aldrig tas bort, och måste finnas kvar: "
		"ändra i stället med set metric M1");
	assert_int_equal(store_undo(f->store, place, false, &result, &err), ERR_INPUT);
	struct record *rec = record_new(REC_METRIC, "", "M1");
	rec->deleted = true;
	struct change change = { rec, ANY_REVISION };
	assert_int_equal(store_save(f->store, &change, 1, &result, &err), ERR_INPUT);
	record_free(rec);
	/* Those whose names theirs begin with have none. */
	assert_int_equal(store_undo(f->store, other, false, &result, &err), 0);
	assert_int_equal(store_undo(f->store, elsewhere, false, &result, &err), 0);
}

static void entered_figures_keep_their_names(void **state)
{
	struct fixture *f = *state;
	struct save_result result;
	struct err err;
	uint64_t metric = add_named(f->store, REC_METRIC, "M1"), place = add_named(f->store, REC_ORGANISATION, "0013"),
		elsewhere = add_named(f->store, REC_ORGANISATION, "001");
	struct observation *o = (struct observation *)record_new(REC_OBSERVATION, "", "");

	o->metric = mem_strdup("M1");
	o->organisation = mem_strdup("0013");
	assert_true(period_parse("2024", &o->period));
	o->gender = GENDER_T;
	o->value = 1;
	record_derive_id(&o->rec);
	uint64_t figure = save(f->store, o, 0);
	assert_int_equal(store_undo(f->store, metric, false, &result, &err), ERR_INPUT);
	assert_string_equal(err.text, "nyckeltalet M1 har kvar utfallet M1/0013/2024/T: ta bort det först");
	assert_int_equal(store_undo(f->store, place, false, &result, &err), ERR_INPUT);
	assert_string_equal(err.text, "organisationen 0013 har kvar utfallet M1/0013/2024/T: ta bort det först");
	assert_int_equal(store_undo(f->store, elsewhere, false, &result, &err), 0);
	assert_int_equal(store_undo(f->store, figure, false, &result, &err), 0);
	assert_int_equal(store_undo(f->store, metric, false, &result, &err), 0);
	assert_int_equal(store_undo(f->store, place, false, &result, &err), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(back_and_forth), TEST(a_save_ends_redo), TEST(a_plan_keeps_its_measures), TEST(undo_keeps_a_record_whole),
		TEST(deleted_comes_back), TEST(groups), TEST(others_fields_stay),
		TEST(same_field_conflicts), TEST(group_conflict), TEST(every_type), TEST(undo_of_an_undo_is_a_redo),
		TEST(an_import_is_not_passed_over), TEST(figures_keep_their_names), TEST(entered_figures_keep_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
