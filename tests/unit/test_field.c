/* test_field.c: fields take and give what people and files write, and refuse the rest with a reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/num.h"
#include "model/record.h"
#include "unit/record_help.h"

/* text is refused with a message that has `says` in it, and the field stays as it was. */
static void assert_refused(struct record *rec, const char *key, const char *text, const char *says)
{
	struct record *before = record_copy(rec);
	struct err err = { 0 };

	assert_int_equal(parse_field(rec, key, text, &err), ERR_INPUT);
	if (!strstr(err.text, says))
		fail_msg("%s=%s says: %s", key, text, err.text);
	assert_null(strchr(err.text, '\n'));
	assert_true(field_equal(rec, before, field_of(rec, key)));
	record_free(before);
}

static const char *sample(const struct field *field)
{
	switch (field->type) {
	case FT_LONGTEXT:
		return "Första stycket.\n\nAndra stycket, å ä ö.";
	case FT_LIST:
		return "hs,adh";
	case FT_NUM:
		return field->flags & FIELD_YEAR ? "2026" : "5";
	case FT_BOOL:
		return "ja";
	case FT_DATE:
		return "2026-08-14";
	case FT_PERIOD:
		return "2024-Q1";
	case FT_CHOICE:
		return field->choices[1].code;
	default:
		return "ett-id";
	}
}

static void assert_round_trip(const struct record *rec, const struct field *field, bool machine)
{
	struct record *back = record_new(rec->kind, rec->plan, rec->id);
	struct err err = { 0 };
	struct buf b = { 0 };

	if (machine)
		field_format_machine(&b, rec, field);
	else
		field_format(&b, rec, field);
	assert_int_equal(field_parse(back, field, buf_cstr(&b), test_today(), &err), 0);
	assert_true(field_equal(rec, back, field));
	buf_free(&b);
	record_free(back);
}

/* All fields of all kinds: taken, shown, read back, copied, emptied. */
static void test_every_field(void **state)
{
	(void)state;
	for (int k = 1; k <= REC_MEASURE; k++) {
		const struct record_type *type = record_type((enum record_kind)k);
		struct record *rec = record_new((enum record_kind)k, "mb2026", "1");
		struct record *other = record_new((enum record_kind)k, "mb2026", "1");
		struct record *copy;

		for (size_t i = 0; i < type->nfields; i++)
			set(rec, type->fields[i].key, sample(&type->fields[i]));
		copy = record_copy(rec);
		for (size_t i = 0; i < type->nfields; i++) {
			const struct field *field = &type->fields[i];

			assert_false(field_is_empty(rec, field));
			assert_false(field_equal(rec, other, field));
			assert_true(field_equal(rec, copy, field));
			assert_round_trip(rec, field, false);
			assert_round_trip(rec, field, true);
			field_copy(other, rec, field);
			field_copy(other, other, field);
			assert_true(field_equal(rec, other, field));
			set(rec, field->key, "");
			assert_true(field->type == FT_BOOL || field_is_empty(rec, field));
			assert_false(field_equal(rec, copy, field));
		}
		record_free(rec);
		record_free(other);
		record_free(copy);
	}
}

/* ---- by type ----------------------------------------------------------------------------------------------- */

static void test_text(void **state)
{
	struct record *rec = record_new(REC_ACTIVITY, "mb2026", "");

	(void)state;
	set(rec, "title", "  Korta\tkön \r\n till BUP \xC2\xA0");
	assert_shown(rec, "title", "Korta kön   till BUP", "Korta kön   till BUP");
	set(rec, "title", "va\xCC\x8Ard"); /* decomposed å */
	assert_shown(rec, "title", "vård", "vård");
	set(rec, "title", "\xEF\xBB\xBFper\xC2\xADsonal"); /* byte order mark, soft hyphen */
	assert_shown(rec, "title", "personal", "personal");
	set(rec, "description", "\n Ett\r\ntvå\rtre\n\nfyra\tfem \n");
	assert_shown(rec, "description", "Ett\ntvå\ntre\n\nfyra fem", "Ett\ntvå\ntre\n\nfyra fem");
	assert_refused(rec, "title", "a\x1b[31mb", "U+001B");
	assert_refused(rec, "description", "a\x07", "U+0007");
	assert_refused(rec, "title", "a\xE2\x80\xAE" "b", "U+202E");
	assert_refused(rec, "title", "a\xff", "UTF-8");
	record_free(rec);
}

static char *repeat(const char *s, size_t times)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < times; i++)
		buf_str(&b, s);
	return buf_take(&b);
}

static void test_lengths(void **state)
{
	struct record *rec = record_new(REC_ACTIVITY, "mb2026", "");
	char *fits = repeat("å", 500);
	char *too_long = repeat("å", 501);
	char *long_fits = repeat("ö", 20000);
	char *long_too_long = repeat("ö", 20001);

	(void)state;
	set(rec, "title", fits);
	assert_refused(rec, "title", too_long, "501 tecken lång: högst 500");
	set(rec, "notes", long_fits);
	assert_refused(rec, "notes", long_too_long, "högst 20000");
	assert_refused(rec, "goal", fits, "högst 100");
	free(fits);
	free(too_long);
	free(long_fits);
	free(long_too_long);
	record_free(rec);
}

static void test_numbers(void **state)
{
	struct record *rec = record_new(REC_ACTION_PLAN, "mb2026", "3");
	struct record *fact = record_new(REC_FACT, "mb2026", "skattesats");

	(void)state;
	set(rec, "deficit", "9,0");
	assert_shown(rec, "deficit", "9,0", "9");
	set(rec, "deficit", "1 304,25 mnkr");
	assert_shown(rec, "deficit", "1\xC2\xA0" "304,25", "1304.25");
	set(rec, "deficit", "0");
	assert_false(field_is_empty(rec, field_of(rec, "deficit")));
	assert_refused(rec, "deficit", "1.234", "tvetydig");
	assert_refused(rec, "deficit", "tolv", "\"tolv\" är inget tal: skriv siffror");
	assert_refused(rec, "deficit", "7 %", "mnkr");
	assert_refused(rec, "deficit", "−12,0", "utan minustecken");
	set(fact, "value", "-163");
	assert_shown(fact, "value", "−163", "-163");
	set(fact, "value", "11,40 %");
	assert_shown(fact, "value", "11,4", "11.4");
	assert_refused(fact, "value", "34 tkr", "skriv bara talet");
	assert_refused(fact, "decimals", "1,5", "utan decimaler");
	assert_refused(fact, "decimals", "7", "mellan 0 och 6");
	set(fact, "value", " ");
	assert_true(field_is_empty(fact, field_of(fact, "value")));
	record_free(rec);
	record_free(fact);
}

/* Amounts of the forecast's template are in mnkr (003, mall 2.2); books are kept in kronor and told in tkr. */
static void test_money(void **state)
{
	static const struct { const char *typed; double mnkr; } same[] = {
		{ "−12,0", -12 }, { "-12", -12 }, { "– 12", NUM_MISSING }, { "12 000 tkr", 12 }, { "12 000 000 kr", 12 },
		{ "1,2 mdkr", 1200 }, { "−12,0 Mkr", -12 }, { "0,9 mkr", 0.9 }, { "900 tkr", 0.9 }, { "1 234 567,89 kr", 1.23456789 },
		{ "1,005 mdkr", 1005 }, { "−3 300,1 TKR", -3.3001 }, { "7 kr", 0.000007 },
	};
	struct record *rec = record_new(REC_FORECAST, "mb2026", "");
	struct record *plan = record_new(REC_ACTION_PLAN, "mb2026", "");

	(void)state;
	for (size_t i = 0; i < COUNT_OF(same); i++) {
		if (num_missing(same[i].mnkr)) {
			assert_refused(rec, "forecast", same[i].typed, "inget tal");
			continue;
		}
		set(rec, "forecast", same[i].typed);
		assert_true(((struct forecast *)rec)->forecast == same[i].mnkr); /* to the last bit */
	}
	assert_shown(rec, "forecast", "0,000007", "0.000007");
	assert_refused(rec, "forecast", "abc", "\"abc\" är inget tal: skriv siffror");
	assert_refused(rec, "forecast", "12 %", "skriv talet i mnkr (tkr, kr och mdkr räknas om)");
	assert_refused(rec, "forecast", "12 miljoner", "skriv talet i mnkr");
	assert_refused(rec, "forecast", "12 kkr", "skriv talet i mnkr");
	assert_refused(rec, "forecast", "1.234 tkr", "tvetydig");
	assert_refused(rec, "forecast", "999 999 999 999 999 mdkr", "för stort");
	assert_refused(plan, "deficit", "−900 tkr", "utan minustecken");
	assert_shown(rec, "forecast", "0,000007", "0.000007"); /* a refusal changes nothing */
	record_free(rec);
	record_free(plan);
}

static void test_years_and_percent(void **state)
{
	struct record *target = record_new(REC_TARGET, "u2018", "");
	struct record *activity = record_new(REC_ACTIVITY, "mb2026", "");

	(void)state;
	set(target, "year", "2018");
	assert_shown(target, "year", "2018", "2018");
	assert_refused(target, "year", "18", "fyra siffror");
	assert_refused(target, "year", "2018,5", "fyra siffror");
	assert_refused(target, "year", "2018 mnkr", "skriv bara talet");
	set(activity, "progress", "0");
	set(activity, "progress", "100 %");
	assert_refused(activity, "progress", "101", "mellan 0 och 100");
	assert_refused(activity, "progress", "-1", "mellan 0 och 100");
	assert_refused(activity, "progress", "5 mnkr", "skriv talet i %");
	record_free(target);
	record_free(activity);
}

static void test_words(void **state)
{
	struct record *rec = record_new(REC_ACTIVITY, "mb2026", "");
	struct record *obs = record_new(REC_OBSERVATION, "", "");

	(void)state;
	set(rec, "due", " +14 ");
	assert_shown(rec, "due", "2026-09-16", "2026-09-16");
	set(rec, "due", "11/9");
	assert_shown(rec, "due", "2026-09-11", "2026-09-11");
	assert_refused(rec, "due", "41/9", "\"41/9\" är inget datum: skriv 2026-09-11, 11/9, +14 eller v36");
	set(rec, "status", "Pågående");
	assert_shown(rec, "status", "pågående", "ongoing");
	set(rec, "status", "done");
	assert_shown(rec, "status", "klar", "done");
	assert_refused(rec, "status", "pausad", "planerad (planned), pågående (ongoing), klar (done), avbruten (cancelled)");
	set(rec, "standing", "Ja");
	assert_shown(rec, "standing", "ja", "true");
	set(rec, "standing", "false");
	assert_shown(rec, "standing", "nej", "false");
	assert_refused(rec, "standing", "kanske", "skriv ja eller nej");
	set(obs, "period", "R12:2024-03");
	assert_shown(obs, "period", "R12:2024-03", "R12:2024-03");
	assert_refused(obs, "period", "förra året", "är ingen period: skriv 2024");
	assert_refused(obs, "gender", "\x1b[2J", "totalt (T)");
	record_free(rec);
	record_free(obs);
}

/* A decision has been made and a word has been said: the nearest such day in the past, and never one to come. */
static void test_days_of_the_past(void **state)
{
	static const struct { enum record_kind kind; const char *key, *refusal; } fields[] = {
		{ REC_TARGET, "decided_at", "datumet ligger efter i dag: skriv när beslutet togs" },
		{ REC_ACTION_PLAN, "decided_at", "datumet ligger efter i dag: skriv när beslutet togs" },
		{ REC_NOTE, "date", "datumet ligger efter i dag: skriv när det sades" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		struct record *rec = record_new(fields[i].kind, "mb2026", "");
		struct err err = { 0 };

		set(rec, fields[i].key, "15/4");
		assert_shown(rec, fields[i].key, "2026-04-15", "2026-04-15");
		set(rec, fields[i].key, "15/10"); /* test_today is 2 September */
		assert_shown(rec, fields[i].key, "2025-10-15", "2025-10-15");
		set(rec, fields[i].key, "2026-09-02");
		assert_refused(rec, fields[i].key, "2026-09-03", fields[i].refusal);
		assert_refused(rec, fields[i].key, "+1", fields[i].refusal);
		/* A file is read without a day to judge by: what it says is what it says. */
		assert_int_equal(field_parse(rec, field_of(rec, fields[i].key), "2027-01-01", DATE_NONE, &err), 0);
		record_free(rec);
	}
}

/* What was written is quoted clean and short, however it was written. */
static void test_quoting(void **state)
{
	struct record *rec = record_new(REC_ACTIVITY, "mb2026", "");
	char *noise = repeat("\x1b]0;å", 300);
	struct err err = { 0 };

	(void)state;
	assert_int_equal(parse_field(rec, "due", noise, &err), ERR_INPUT);
	assert_null(strchr(err.text, '\x1b'));
	assert_true(strlen(err.text) < 300);
	assert_non_null(strstr(err.text, "är inget datum"));
	free(noise);
	record_free(rec);
}

static void test_lists(void **state)
{
	struct record *rec = record_new(REC_GOAL, "mb2026", "1.3");
	struct buf b = { 0 };
	const char *at = NULL;
	const char *list;

	(void)state;
	set(rec, "boards", " rs, hs ,,hs,\n adh ,");
	assert_shown(rec, "boards", "rs, hs, adh", "rs,hs,adh");
	list = ((struct goal *)rec)->boards;
	assert_int_equal(list_count(list), 3);
	assert_string_equal(list_next(list, &at, &b), "rs");
	assert_string_equal(list_next(list, &at, &b), "hs");
	assert_string_equal(list_next(list, &at, &b), "adh");
	assert_null(list_next(list, &at, &b));
	assert_null(list_next(list, &at, &b));
	assert_true(list_has(list, "adh"));
	assert_false(list_has(list, "ad"));
	assert_false(list_has(list, "hs,adh"));
	at = NULL;
	assert_null(list_next(NULL, &at, &b));
	assert_null(list_next("", &at, &b));
	assert_false(list_has(NULL, "rs"));
	assert_int_equal(list_count(NULL), 0);
	set(rec, "boards", " , ,");
	assert_true(field_is_empty(rec, field_of(rec, "boards")));
	buf_free(&b);
	record_free(rec);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_field),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_money),
		cmocka_unit_test(test_years_and_percent),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_days_of_the_past),
		cmocka_unit_test(test_quoting),
		cmocka_unit_test(test_lists),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
