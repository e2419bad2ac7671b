/* Tests of notes.h: what was agreed at a session (002, verksamhetscontrolling), what it is about, and when it is late. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "query/notes.h"
#include "unit/query_fixture.h"

/* Three notes of Hallands sjukhus, one of regionstyrelsen; judged by 2026-09-02. */
static void give_notes(void)
{
	given(&ts, REC_NOTE, "", NULL, "board", "hs", "date", "2026-04-06", "text", "Köerna gicks igenom", "agreed",
		"Redovisa en bemanningsplan", "responsible", "Förvaltningschef", "due", "2026-06-01", "about",
		"mb2026/indicator/3.1.1", NULL);
	given(&ts, REC_NOTE, "", NULL, "board", "hs", "date", "2026-04-06", "agreed", "Ta fram underlag", "due", "2026-09-02",
		"about", "/board/hs", NULL);
	given(&ts, REC_NOTE, "", NULL, "board", "hs", "date", "2026-04-06", "text", "Klart sedan länge", "due", "2026-05-01",
		"done", "ja", NULL);
	given(&ts, REC_NOTE, "", NULL, "board", "rs", "date", "2026-04-07", "text", "Annat", "about",
		"mb2026/forecast/hs/2026-05", NULL);
	save_and_see();
}

static void the_wire_shape(void **state)
{
	(void)state;
	give_notes();
	ask(&ds, query_notes, NULL, &res);
	assert_export_keys(&res, "id board date text agreed responsible due done");
	assert_ids(&res, "1 2 3 4");
	cell("1", "board", "hs");
	cell("1", "date", "2026-04-06");
	cell("1", "agreed", "Redovisa en bemanningsplan");
	cell("1", "due", "2026-06-01");
	cell("1", "done", "false");
	cell("3", "done", "true");
	cell("4", "due", "");
	result_free(&res);
}

static void only_open_ones_of_a_board(void **state)
{
	const struct query_filter open = { .board = "hs", .open = true }, all = { .board = "hs" };

	(void)state;
	give_notes();
	ask(&ds, query_notes, &open, &res);
	assert_ids(&res, "1 2");
	shown("1", "late", "sen");
	shown("2", "late", ""); /* on the day itself it is not */
	shown("1", "what", "Redovisa en bemanningsplan");
	assert_true(row_of(&res, "1")->bold);
	assert_false(row_of(&res, "2")->bold);
	result_free(&res);
	ask(&ds, query_notes, &all, &res);
	assert_ids(&res, "1 2 3");
	shown("3", "what", "Klart sedan länge");
	shown("3", "late", "");
	result_free(&res);
}

static void what_it_is_about(void **state)
{
	const struct note *note;
	struct arena arena = { 0 };
	struct ref ref;

	(void)state;
	give_notes();
	ask(&ds, query_notes, NULL, &res);
	shown("1", "about", "indikator 3.1.1 Medicinsk bedömning inom 3 dagar");
	shown("2", "about", "nämnd Driftnämnd Hallands Sjukhus");
	shown("3", "about", "");
	shown("4", "about", "prognos hs/2026-05");
	result_free(&res);
	note = (const struct note *)dataset_find(&ds, REC_NOTE, NULL, "4");
	assert_true(note_about(note, &arena, &ref));
	assert_int_equal(ref.kind, REC_FORECAST);
	assert_string_equal(ref.plan, "mb2026");
	assert_string_equal(ref.id, "hs/2026-05"); /* an id may have strokes of its own */
	assert_string_equal(note_about_text(&arena, &ref), note->about);
	assert_false(note_about((const struct note *)dataset_find(&ds, REC_NOTE, NULL, "3"), &arena, &ref));
	arena_free(&arena);
}

static void what_a_note_must_say(void **state)
{
	struct record *rec = record_new(REC_NOTE, "", "");
	struct note *note = (struct note *)rec;
	const struct field *bad;
	struct err err = { 0 };

	(void)state;
	note->board = mem_strdup("hs");
	assert_int_equal(record_check(rec, &bad, &err), ERR_INPUT);
	assert_string_equal(bad->key, "text");
	note->agreed = mem_strdup("Ta fram underlag");
	assert_int_equal(record_check(rec, &bad, &err), 0);
	note->about = mem_strdup("3.2.2");
	assert_int_equal(record_check(rec, &bad, &err), ERR_INPUT);
	assert_string_equal(bad->key, "about");
	assert_int_equal(note->date, DATE_NONE);
	record_date(rec, date_from_ymd(2026, 9, 2)); /* silence means today */
	assert_int_equal(note->date, date_from_ymd(2026, 9, 2));
	record_date(rec, date_from_ymd(2026, 9, 3));
	assert_int_equal(note->date, date_from_ymd(2026, 9, 2));
	record_free(rec);
}

static void whose_a_record_is(void **state)
{
	struct record *forecast = record_from_id(REC_FORECAST, PLAN, "hs/2026-05");

	(void)state;
	given(&ts, REC_ACTION_PLAN, PLAN, NULL, "board", "hs", "deficit", "12,0", NULL);
	given(&ts, REC_ACTIVITY, PLAN, NULL, "title", "Kortare köer", "board", "rs", NULL);
	save_and_see();
	given(&ts, REC_MEASURE, PLAN, NULL, "action_plan", dataset_list(&ds, REC_ACTION_PLAN)->items[0]->id, "text",
		"Färre hyrläkare", NULL);
	save_and_see();
	assert_string_equal(record_board(&ds, dataset_list(&ds, REC_ACTION_PLAN)->items[0]), "hs");
	assert_string_equal(record_board(&ds, dataset_list(&ds, REC_MEASURE)->items[0]), "hs");
	assert_string_equal(record_board(&ds, dataset_list(&ds, REC_ACTIVITY)->items[0]), "rs");
	assert_string_equal(record_board(&ds, dataset_find(&ds, REC_BOARD, NULL, "rs")), "rs");
	assert_string_equal(record_board(&ds, forecast), "hs");
	assert_null(record_board(&ds, dataset_find(&ds, REC_GOAL, NULL, "3.1"))); /* many nämnder have it */
	record_free(forecast);
}

static void late_ones_are_found(void **state)
{
	const struct query_filter board = { .board = "rs" };

	(void)state;
	give_notes();
	ask(&ds, query_check, NULL, &res);
	for (size_t i = 0, n = 0; i <= res.nrows; i++) {
		if (i == res.nrows) {
			assert_int_equal(n, 1);
		} else if (res.rows[i].ref.kind == REC_NOTE) {
			n++;
			assert_string_equal(res.rows[i].ref.id, "1");
			assert_cell(&res, &res.rows[i], "code", "late");
			assert_cell(&res, &res.rows[i], "board", "hs");
			assert_cell(&res, &res.rows[i], "due", "2026-06-01");
			assert_cell(&res, &res.rows[i], "message",
				"det överenskomna skulle ha varit klart för 93 dagar sedan: Redovisa en bemanningsplan");
		}
	}
	result_free(&res);
	ask(&ds, query_check, &board, &res);
	for (size_t i = 0; i < res.nrows; i++)
		assert_int_not_equal(res.rows[i].ref.kind, REC_NOTE);
	result_free(&res);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_wire_shape),
		TEST(only_open_ones_of_a_board),
		TEST(what_it_is_about),
		TEST(what_a_note_must_say),
		TEST(whose_a_record_is),
		TEST(late_ones_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
