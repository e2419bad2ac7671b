/* test_report.c: the mall of a report (003), what a part lacks, signing off, and what `check` says of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "query/occasions.h"
#include "query/report.h"
#include "unit/query_fixture.h"

/* ---- the mall ------------------------------------------------------------------------------------------------- */

static void parts_are(int occasion, bool driftnamnd, bool office, const char *codes)
{
	struct buf got = { 0 };

	for (size_t i = 0; i < report_nparts; i++)
		if (report_part_required(&report_parts[i], occasion, driftnamnd, office))
			buf_printf(&got, "%s%s", got.len ? " " : "", report_parts[i].code);
	assert_string_equal(buf_cstr(&got), codes);
	buf_free(&got);
}

/* 003, Mall för rapportering – 2018; bilaga 3 for 2.4; Uppföljning av policys; Intern kontroll. */
static void test_parts_as_printed(void **state)
{
	static const char month[] = "1 2.1 2.1.1 2.2 2.2.1 2.4.1 2.4.2 2.4.3 3.1 3.2 3.3 rapport";
	static const char ur[] = "1 2.1 2.1.1 2.2 2.2.1 2.2.2 2.3 2.4.1 2.4.2 2.4.3 3.1 3.2 3.3 4 internkontroll rapport";

	(void)state;
	parts_are(OCC_MONTH, true, false, month);
	parts_are(OCC_UR1, true, false, ur);
	parts_are(OCC_UR2, true, false, ur);
	parts_are(OCC_AR, true, false, "1 2.1 2.1.1 2.2.2 2.3 2.4.1 2.4.2 2.4.3 3.1 3.2 3.3 4 policys internkontroll rapport");
	parts_are(OCC_MONTH, false, true, "1 2.1 2.1.1 2.2 2.2.1 3.1 3.2 3.3 rapport");
	parts_are(OCC_UR1, false, true, "1 2.1 2.1.1 2.2 2.2.1 2.2.2 2.3 2.4 3.1 3.2 3.3 4 internkontroll rapport");
	parts_are(OCC_AR, false, true, "1 2.1 2.1.1 2.2.2 2.3 2.4 3.1 3.2 3.3 4 policys internkontroll rapport");
	parts_are(OCC_MONTH, false, false, "1 2.1 2.1.1 2.2 2.2.1 3.1 3.2 3.3 rapport");
	parts_are(0, true, true, "");
}

static void test_ten_policies(void **state)
{
	size_t n = 0;

	(void)state;
	while (report_policies[n])
		n++;
	assert_int_equal(n, 10);
	assert_string_equal(report_part_find("2.2.1")->title, "Prognosförändring sedan föregående rapport");
	assert_null(report_part_find("2.9"));
	assert_null(report_part_find(NULL));
}

/* ---- what is there -------------------------------------------------------------------------------------------- */

static void ask_report(const char *occasion, const char *board)
{
	const struct query_filter filter = { .occasion = occasion, .board = board };

	result_free(&res);
	ask(&ds, query_report, &filter, &res);
}

static void test_who_reports(void **state)
{
	(void)state;
	given(&ts, REC_BOARD, "", "revision", "name", "Revision", NULL);
	given(&ts, REC_BOARD, "", "adh", "name", "Driftnämnd ADH", "driftnamnd", "ja", NULL);
	given(&ts, REC_ALLOCATION, PLAN, NULL, "board", "revision", "year", "2026", "mnkr", "6", NULL);
	save_and_see();
	assert_true(report_board(&ds, PLAN, "hs"));
	assert_true(report_board(&ds, PLAN, "rs"));
	assert_false(report_board(&ds, PLAN, "revision")); /* money, but neither goals nor services */
	assert_false(report_board(&ds, PLAN, "adh"));
	assert_false(report_board(&ds, PLAN, "finnsinte"));
	given(&ts, REC_ALLOCATION, PLAN, NULL, "board", "adh", "year", "2026", "mnkr", "1226", NULL);
	save_and_see();
	assert_true(report_board(&ds, PLAN, "adh"));
}

static void test_rows(void **state)
{
	(void)state;
	ask_report("UR1", "hs");
	assert_int_equal(res.nrows, 16);
	cell("UR1/hs/1", "title", "Sammanfattning");
	cell("UR1/hs/1", "missing", "text");
	cell("UR1/hs/1", "state", "");
	cell("UR1/hs/1", "filled", "false");
	cell("UR1/hs/4", "missing", "text; bedömning av 2 mål (3.1, 3.2)");
	assert_true(row_of(&res, "UR1/hs/rapport")->summary);
	ask_report("ÅR", "hs");
	assert_int_equal(res.nrows, 15);
	ask_report("M05", NULL);
	assert_int_equal(res.nrows, 9 + 12);
	ask_report(NULL, "hs"); /* next after 2026-09-02 */
	assert_string_equal(res.rows[0].ref.id, "UR2/hs/1");
	ask_report("UR9", "hs");
	assert_int_equal(res.nrows, 0);
	given(&ts, REC_SIGN_OFF, PLAN, NULL, "occasion", "UR1", "board", "hs", "part", "1", "text", "Bra", "state", "preliminary", NULL);
	save_and_see();
	ask_report("UR1", "hs");
	cell("UR1/hs/1", "missing", "");
	cell("UR1/hs/1", "filled", "true");
	cell("UR1/hs/1", "state", "preliminary");
	assert_false(num_missing(row_of(&res, "UR1/hs/1")->cells[result_column(&res, "touched_at")].num));
	assert_true(strlen(row_of(&res, "UR1/hs/1")->cells[result_column(&res, "touched_by")].text) > 0);
	assert_null(row_of(&res, "UR1/hs/2.1")->cells[result_column(&res, "touched_by")].text);
	result_free(&res);
}

/* A forecast of −12,0 in May and no plan: the plan is due with the report after May's (003, Att beakta). */
static void test_money(void **state)
{
	(void)state;
	ask_report("M05", "hs");
	cell("M05/hs/2.1", "missing", "text; utfall 2026-05");
	cell("M05/hs/2.2", "missing", "text; prognos 2026-05");
	cell("M05/hs/2.2.1", "missing", "prognos 2026-05");
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-03", "forecast", "-6,0", NULL);
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "outcome", "-5,2", "forecast", "-12,0", NULL);
	save_and_see();
	ask_report("M05", "hs");
	cell("M05/hs/2.1", "missing", "text");
	cell("M05/hs/2.2", "missing", "text; åtgärdsplan"); /* March was negative already */
	cell("M05/hs/2.2.1", "missing", "förklaring till ändringen −6,0\u00a0mnkr");
	change(&ts, REC_FORECAST, PLAN, "hs/2026-05", "comment", "Hyrpersonal");
	change(&ts, REC_FORECAST, PLAN, "hs/2026-03", "forecast", "0");
	save_and_see();
	ask_report("M05", "hs");
	cell("M05/hs/2.2", "missing", "");
	cell("M05/hs/2.2.1", "missing", "");
	ask_report("M07", "hs");
	cell("M07/hs/2.2", "missing", "text; prognos 2026-07; åtgärdsplan");
	/* A year that is expected to end in balance again owes none: the report asks for what the duty to plan asks for. */
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-07", "forecast", "0,0", "comment", "Vänt", NULL);
	save_and_see();
	ask_report("M07", "hs");
	cell("M07/hs/2.2", "missing", "");
	change(&ts, REC_FORECAST, PLAN, "hs/2026-07", "forecast", "");
	change(&ts, REC_FORECAST, PLAN, "hs/2026-07", "comment", "");
	save_and_see();
	given(&ts, REC_ACTION_PLAN, PLAN, NULL, "board", "hs", "deficit", "12,0", NULL);
	save_and_see();
	ask_report("M07", "hs");
	cell("M07/hs/2.2", "missing", "text; prognos 2026-07");
	result_free(&res);
}

/* A forecast that stands as it did needs no explanation; neither does the year's first. */
static void test_no_change(void **state)
{
	(void)state;
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-02", "forecast", "1,0", NULL);
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-03", "forecast", "1,0", NULL);
	save_and_see();
	ask_report("M02", "hs");
	cell("M02/hs/2.2.1", "missing", "");
	ask_report("UR1", "hs");
	cell("UR1/hs/2.2.1", "missing", "");
	result_free(&res);
}

static void test_staff(void **state)
{
	(void)state;
	ask_report("M05", "hs");
	cell("M05/hs/2.4.2", "missing", "text"); /* no such indicator in the plan */
	given(&ts, REC_METRIC, "", "sjuk", "name", "Sjukfrånvaro", NULL);
	given(&ts, REC_INDICATOR, PLAN, "sjukfranvaro", "name", "Sjukfrånvaro R12", "kind", "variable", "metric", "sjuk", NULL);
	given(&ts, REC_OBSERVATION, "", NULL, "metric", "sjuk", "organisation", "hs", "period", "R12:2026-03", "value", "6,1", NULL);
	save_and_see();
	ask_report("M05", "hs");
	cell("M05/hs/2.4.2", "missing", "text; värde 2026-05");
	cell("M05/hs/2.4.1", "missing", "text");
	given(&ts, REC_OBSERVATION, "", NULL, "metric", "sjuk", "organisation", "hs", "period", "R12:2026-05", "value", "6,2", NULL);
	save_and_see();
	ask_report("M05", "hs");
	cell("M05/hs/2.4.2", "missing", "text");
	/* The nämnd's own indicator goes before the common one. */
	given(&ts, REC_METRIC, "", "sjukhs", "name", "Sjukfrånvaro HS", NULL);
	given(&ts, REC_INDICATOR, PLAN, "sjukfranvaro-hs", "name", "Sjukfrånvaro", "kind", "variable", "metric", "sjukhs", "board", "hs",
		NULL);
	save_and_see();
	ask_report("M05", "hs");
	cell("M05/hs/2.4.2", "missing", "text; värde 2026-05");
	result_free(&res);
}

/* Bilaga 2: what has begun and what is planned at UR1, results from UR2 on, the contribution at ÅR. */
static void test_goals_and_activities(void **state)
{
	(void)state;
	given(&ts, REC_ACTIVITY, PLAN, "", "title", "Kortare köer", "goal", "3.1", "board", "hs", "status", "ongoing", "variable",
		"väntetid", NULL);
	given(&ts, REC_ACTIVITY, PLAN, "", "title", "Planerad", "goal", "3.1", "board", "hs", "status", "planned", "variable", "något",
		NULL);
	given(&ts, REC_ACTIVITY, PLAN, "", "title", "Utan läge", "goal", "3.1", "board", "rs", NULL);
	given(&ts, REC_ASSESSMENT, PLAN, NULL, "goal", "3.1", "board", "hs", "occasion", "UR1", "assessed", "green", NULL);
	given(&ts, REC_SIGN_OFF, PLAN, NULL, "occasion", "UR1", "board", "hs", "part", "4", "text", "Bra", NULL);
	save_and_see();
	ask_report("UR1", "hs");
	cell("UR1/hs/4", "missing", "bedömning av 1 mål (3.2)");
	ask_report("UR1", "rs");
	cell("UR1/rs/4", "missing", "text; bedömning av 1 mål (3.2); status på 1 aktivitet (3)");
	ask_report("UR2", "hs");
	cell("UR2/hs/4", "missing", "text; bedömning av 2 mål (3.1, 3.2); resultat av 1 aktivitet (1)");
	ask_report("AR", "hs");
	cell("AR/hs/4", "missing",
		"text; bedömning av 2 mål (3.1, 3.2); resultat av 1 aktivitet (1); bidrag till målet av 1 aktivitet (1)");
	result_free(&res);
	ask(&ds, query_report_goals, &(struct query_filter){ .occasion = "UR1", .board = "hs" }, &res);
	assert_ids(&res, "3.1/hs/UR1 3.2/hs/UR1");
	cell("3.1/hs/UR1", "assessed", "green");
	result_free(&res);
}

static void sign_all(const char *occasion, const char *board, int kind, const char *mark)
{
	for (size_t i = 0; i < report_nparts; i++)
		if (report_part_required(&report_parts[i], kind, true, false))
			given(&ts, REC_SIGN_OFF, PLAN, NULL, "occasion", occasion, "board", board, "part", report_parts[i].code, "text",
				"Text", "state", mark, NULL);
	save_and_see();
}

static void test_left(void **state)
{
	struct report_left left;

	(void)state;
	report_left(&ds, "M05", "hs", &left);
	assert_int_equal(left.parts, 11);
	assert_int_equal(left.filled, 0);
	assert_int_equal(left.signed_off, 0);
	assert_int_equal(left.boards, 1);
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "outcome", "1", "forecast", "1", NULL);
	sign_all("M05", "hs", OCC_MONTH, "preliminary");
	report_left(&ds, "M05", "hs", &left);
	assert_int_equal(left.filled, 11);
	assert_int_equal(left.signed_off, 11);
	assert_int_equal(left.final, 0);
	assert_true(left.whole_preliminary);
	assert_false(left.whole_final);
	report_left(&ds, "M05", NULL, &left);
	assert_int_equal(left.boards, 2);
	assert_int_equal(left.boards_filled, 1);
	assert_int_equal(left.boards_signed, 1);
	assert_int_equal(left.parts, 11 + 8);
	assert_false(left.whole_preliminary);
	report_left(&ds, "M99", "hs", &left);
	assert_int_equal(left.parts, 0);
}

/* ---- signing off ---------------------------------------------------------------------------------------------- */

static char said[sizeof(((struct err *)0)->text)];

/* Would this edit of the part be right? On the record that is there, else on a new one; NULL leaves a field. */
static int try_sign(const char *id, const char *mark, const char *text, const char *reason, const char *bad_key)
{
	const struct record_type *type = record_type(REC_SIGN_OFF);
	const struct record *old = dataset_find(&ds, REC_SIGN_OFF, PLAN, id);
	struct record *rec = old ? record_copy(old) : record_from_id(REC_SIGN_OFF, PLAN, id);
	const char *const values[][2] = { { "state", mark }, { "text", text }, { "reason", reason } };
	const struct field *bad = NULL;
	struct err err = { 0 };
	int rc;

	assert_non_null(rec);
	for (size_t i = 0; i < COUNT_OF(values); i++)
		if (values[i][1])
			assert_int_equal(field_parse(rec, record_field(type, values[i][0]), values[i][1], DATE_NONE, &err), 0);
	rc = dataset_check(&ds, rec, &bad, &err);
	strcpy(said, err.text);
	if (rc)
		assert_string_equal(bad ? bad->key : "", bad_key);
	record_free(rec);
	return rc;
}

static void sign(const char *part, const char *mark, const char *reason)
{
	char *id = mem_printf("M05/hs/%s", part);

	if (dataset_find(&ds, REC_SIGN_OFF, PLAN, id)) {
		change(&ts, REC_SIGN_OFF, PLAN, id, "state", mark);
		if (reason)
			change(&ts, REC_SIGN_OFF, PLAN, id, "reason", reason);
	} else {
		given(&ts, REC_SIGN_OFF, PLAN, NULL, "occasion", "M05", "board", "hs", "part", part, "state", mark, NULL);
	}
	save_and_see();
	free(id);
}

static void test_preliminary_before_final(void **state)
{
	(void)state;
	assert_int_equal(try_sign("M05/hs/2.1", NULL, "Text", NULL, NULL), 0);
	/* What is marked complete holds what the mall asks for (003, mall 2.1: the result to date, and words about it). */
	assert_int_equal(try_sign("M05/hs/2.1", "preliminary", NULL, NULL, "text"), ERR_INPUT);
	assert_non_null(strstr(said, "Del 2.1 saknar text; utfall 2026-05"));
	assert_int_equal(try_sign("M05/hs/2.1", "preliminary", "Text", NULL, "state"), ERR_INPUT);
	assert_non_null(strstr(said, "Del 2.1 saknar utfall 2026-05"));
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "outcome", "1", NULL);
	save_and_see();
	assert_int_equal(try_sign("M05/hs/2.1", "preliminary", "Text", NULL, NULL), 0); /* written and marked in one */
	assert_int_equal(try_sign("M05/hs/2.1", "final", "Text", NULL, "state"), ERR_INPUT);
	sign("2.1", "preliminary", NULL);
	assert_int_equal(try_sign("M05/hs/2.1", "final", "Ny text", NULL, NULL), 0);
}

static void test_unmarking_wants_a_reason(void **state)
{
	(void)state;
	sign("2.1", "preliminary", NULL);
	sign("2.1", "final", NULL);
	assert_int_equal(try_sign("M05/hs/2.1", "", NULL, NULL, "reason"), ERR_INPUT);
	assert_int_equal(try_sign("M05/hs/2.1", "preliminary", NULL, " ", "reason"), ERR_INPUT);
	assert_int_equal(try_sign("M05/hs/2.1", "", NULL, "Fel belopp", NULL), 0);
	sign("2.1", "", "Fel belopp");
	sign("2.1", "preliminary", NULL);
	assert_int_equal(try_sign("M05/hs/2.1", "", NULL, NULL, "reason"), ERR_INPUT); /* last time's reason is not this one's */
	assert_non_null(strstr(said, "den här gången"));
	assert_int_equal(try_sign("M05/hs/2.1", "", NULL, "Fel igen", NULL), 0);
}

static void test_final_text_is_locked(void **state)
{
	(void)state;
	sign("2.1", "preliminary", NULL);
	assert_int_equal(try_sign("M05/hs/2.1", NULL, "Ny text", NULL, NULL), 0);
	sign("2.1", "final", NULL);
	assert_int_equal(try_sign("M05/hs/2.1", NULL, "Ny text", NULL, "text"), ERR_INPUT);
	assert_int_equal(try_sign("M05/hs/2.1", NULL, NULL, NULL, NULL), 0);
}

static void test_the_whole_follows_the_parts(void **state)
{
	(void)state;
	given(&ts, REC_FORECAST, PLAN, NULL, "board", "hs", "period", "2026-05", "outcome", "1", "forecast", "1", NULL);
	save_and_see();
	assert_int_equal(try_sign("M05/hs/rapport", "preliminary", NULL, NULL, "state"), ERR_INPUT);
	assert_non_null(strstr(said, "11 delar"));
	sign_all("M05", "hs", OCC_MONTH, "preliminary");
	change(&ts, REC_SIGN_OFF, PLAN, "M05/hs/rapport", "state", "");
	change(&ts, REC_SIGN_OFF, PLAN, "M05/hs/3.2", "state", "");
	save_and_see();
	assert_int_equal(try_sign("M05/hs/rapport", "preliminary", NULL, NULL, "state"), ERR_INPUT);
	assert_non_null(strstr(said, "1 del är det inte än (3.2)"));
	sign("3.2", "preliminary", NULL);
	assert_int_equal(try_sign("M05/hs/rapport", "preliminary", NULL, NULL, NULL), 0);
	change(&ts, REC_FORECAST, PLAN, "hs/2026-05", "forecast", ""); /* what was marked has lost its figure since */
	save_and_see();
	assert_int_equal(try_sign("M05/hs/rapport", "preliminary", NULL, NULL, "state"), ERR_INPUT);
	assert_non_null(strstr(said, "Rapporten M05 saknar innehåll i 2 delar (2.2, 2.2.1)"));
	change(&ts, REC_FORECAST, PLAN, "hs/2026-05", "forecast", "1");
	save_and_see();
	sign("rapport", "preliminary", NULL);
	assert_int_equal(try_sign("M05/hs/rapport", "final", NULL, NULL, "state"), ERR_INPUT);
	assert_int_equal(try_sign("M05/hs/3.2", "", NULL, "Fel", "state"), ERR_INPUT); /* the whole first */
	assert_int_equal(try_sign("M05/hs/rapport", "", NULL, "Fel", NULL), 0);
}

static void test_what_there_is_to_sign(void **state)
{
	(void)state;
	assert_int_equal(try_sign("M04/hs/2.1", NULL, "x", NULL, "occasion"), ERR_INPUT);
	assert_non_null(strstr(said, "välj M02, UR1, M05, M07, UR2, M09, M10, M11, AR"));
	assert_int_equal(try_sign("M05/hs/4", NULL, "x", NULL, "part"), ERR_INPUT); /* månad: only inside the nämnd */
	assert_non_null(strstr(said, "ingår inte i M05"));
	assert_non_null(strstr(said, "2.2.1, 2.4.1"));
	assert_int_equal(try_sign("UR1/hs/2.4", NULL, "x", NULL, "part"), ERR_INPUT);
	assert_int_equal(try_sign("UR1/rs/2.4", NULL, "x", NULL, NULL), 0);
	assert_int_equal(try_sign("AR/hs/2.2", NULL, "x", NULL, "part"), ERR_INPUT); /* ej ÅR */
	assert_int_equal(try_sign("M05/finnsinte/2.1", NULL, "x", NULL, "board"), ERR_INPUT);
}

/* ---- check ---------------------------------------------------------------------------------------------------- */

/* The findings of code at the day (of occasion, if given) about hs: how many; the message of the first is kept. */
static size_t findings(const char *day, const char *occasion, const char *code)
{
	const struct query_filter filter = { .board = "hs", .occasion = occasion };
	size_t n = 0;

	assert_true(date_parse_iso(day, &ds.today));
	result_free(&res);
	ask(&ds, query_check, &filter, &res);
	said[0] = '\0';
	for (size_t i = 0; i < res.nrows; i++) {
		const struct row *row = &res.rows[i];

		if (strcmp(row->cells[result_column(&res, "code")].text, code) != 0)
			continue;
		if (!n++)
			strcpy(said, row->cells[result_column(&res, "message")].text);
	}
	result_free(&res);
	return n;
}

/* May 2026 by rule: bryt 4 June, report 9 June. */
static void test_check(void **state)
{
	(void)state;
	assert_int_equal(findings("2026-06-08", NULL, "unsigned"), 1); /* M05; the books of UR1 closed 61 days ago */
	assert_int_equal(findings("2026-06-03", NULL, "unsigned"), 1);
	assert_non_null(strstr(said, "Driftnämnd Hallands Sjukhus UR1: 15 delar är inte klarmarkerade (1, 2.1, "));
	assert_int_equal(findings("2026-08-04", NULL, "unsigned"), 0); /* 61 days after 4 June */
	sign("1", "preliminary", NULL);
	assert_int_equal(findings("2026-06-08", NULL, "unsigned"), 1);
	assert_non_null(strstr(said, "Driftnämnd Hallands Sjukhus M05: 10 delar är inte klarmarkerade (2.1, "));
	assert_int_equal(findings("2026-01-08", "M05", "unsigned"), 11); /* the report, and ten parts */
	assert_int_equal(findings("2026-01-08", "M05", "incomplete"), 1); /* 1 is marked, without a text */
	sign_all("M07", "hs", OCC_MONTH, "preliminary");
	assert_int_equal(findings("2026-08-20", NULL, "unsigned"), 0);
}

/* What comes after political preparation is asked for once its day has passed. */
static void test_check_definitive(void **state)
{
	(void)state;
	sign_all("M07", "hs", OCC_MONTH, "preliminary");
	given(&ts, REC_OCCASION, PLAN, "M07", "kind", "month", "period", "2026-07", "cutoff", "2026-08-07", "due", "2026-08-12",
		"decided", "2026-09-04", "source", "given", NULL);
	save_and_see();
	assert_int_equal(findings("2026-09-04", "M07", "unsigned"), 0);
	assert_int_equal(findings("2026-09-05", "M07", "unsigned"), 1);
	assert_non_null(strstr(said, "bara preliminärt klar"));
	change(&ts, REC_SIGN_OFF, PLAN, "M07/hs/rapport", "state", "");
	save_and_see();
	assert_int_equal(findings("2026-09-04", "M07", "unsigned"), 1);
	assert_non_null(strstr(said, "hela rapporten är det inte"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts_as_printed), cmocka_unit_test(test_ten_policies), TEST(test_who_reports), TEST(test_rows),
		TEST(test_money), TEST(test_no_change), TEST(test_staff), TEST(test_goals_and_activities), TEST(test_left),
		TEST(test_preliminary_before_final), TEST(test_unmarking_wants_a_reason), TEST(test_final_text_is_locked),
		TEST(test_the_whole_follows_the_parts), TEST(test_what_there_is_to_sign), TEST(test_check),
		TEST(test_check_definitive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
