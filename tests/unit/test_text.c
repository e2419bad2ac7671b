/* test_text.c: UTF-8, widths, the gate to the screen, folding, Swedish order, wrapping. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

#include <cmocka.h>

#include "base/text.h"

#define MARK "\uFFFD"

static void check_clean(const char *s, size_t n, int flags, const char *want)
{
	struct buf out = { 0 };

	text_clean(&out, s, n, flags);
	assert_string_equal(buf_cstr(&out), want);
	assert_int_equal(text_is_clean(s, n, flags), out.len == n && memcmp(out.data, s, n) == 0);
	assert_true(text_is_clean(out.data, out.len, flags));
	buf_free(&out);
}

static void utf8(void **state)
{
	static const char *const bad[] = {
		"\x80", "\xBF", "\xC0\x80", "\xC0\x9B", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xE2\x82",
		"\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF0\x9F\x98", "\xF4\x90\x80\x80",
		"\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFE", "\xFF",
	};
	size_t at = 99;
	uint32_t cp;
	char out[4];

	(void)state;
	for (uint32_t c = 1; c <= 0x10FFFF; c++) {
		size_t n;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		n = utf8_encode(c, out);
		assert_int_equal(utf8_decode(out, n, &cp), n);
		assert_int_equal(cp, c);
		if (n > 1)
			assert_int_equal(utf8_decode(out, n - 1, &cp), 0);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct buf b = { 0 };

		assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &cp), 0);
		buf_printf(&b, "åä%s", bad[i]);
		assert_false(utf8_valid(b.data, b.len, &at));
		assert_int_equal(at, 4);
		assert_false(utf8_valid(b.data, b.len, NULL));
		buf_free(&b);
	}
	assert_int_equal(utf8_decode("a", 0, &cp), 0);
	assert_true(utf8_valid("hälsa €😀", strlen("hälsa €😀"), NULL));
	assert_true(utf8_valid("", 0, NULL));
	assert_false(utf8_valid("a\0b", 3, &at));
	assert_int_equal(at, 1);
}

/* What curses asks for widths is wcwidth: everything let through must agree with it, and so must what it becomes. */
static void widths_agree_with_curses(void **state)
{
	int shown = 0;

	(void)state;
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	for (uint32_t c = 0x20; c <= 0x10FFFF; c++) {
		struct buf out = { 0 };
		char bytes[4];
		uint32_t back;
		size_t n;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		n = utf8_encode(c, bytes);
		/* With a letter before it, as a combining mark needs one. */
		buf_char(&out, 'x');
		buf_add(&out, bytes, n);
		if (text_is_clean(out.data, out.len, 0)) {
			if (text_char_width(c) != wcwidth((wchar_t)c))
				fail_msg("U+%04X: %d, curses %d", c, text_char_width(c), wcwidth((wchar_t)c));
			shown++;
		}
		buf_clear(&out);
		text_clean(&out, bytes, n, 0);
		for (size_t at = 0; at < out.len; at += n) {
			n = utf8_decode(out.data + at, out.len - at, &back);
			assert_true(n > 0);
			if (wcwidth((wchar_t)back) != text_char_width(back))
				fail_msg("U+%04X from U+%04X: %d, curses %d", back, c, text_char_width(back),
					 wcwidth((wchar_t)back));
		}
		buf_free(&out);
	}
	setlocale(LC_CTYPE, "C");
	/* Nearly all of Unicode, in particular private use and Han, does get through. */
	assert_true(shown > 250000);
}

static void clean_is_stable(void **state)
{
	static const char *const frames[] = { "%s", "x%s", "x%sy", "%s\u0301", "e\u0301%s", "%s%s", "å\u0327%s\u0308" };

	(void)state;
	for (uint32_t c = 1; c <= 0x10FFFF; c += c < 0x32000 ? 1 : 97) {
		char bytes[5] = "";

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		utf8_encode(c, bytes);
		for (size_t i = 0; i < COUNT_OF(frames); i++) {
			struct buf in = { 0 }, out = { 0 }, again = { 0 };

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
			buf_printf(&in, frames[i], bytes, bytes);
#pragma GCC diagnostic pop
			text_clean(&out, in.data, in.len, 0);
			text_clean(&again, out.data, out.len, 0);
			if (strcmp(out.data, again.data) != 0)
				fail_msg("U+%04X in frame %zu is not stable", c, i);
			assert_int_equal(text_is_clean(in.data, in.len, 0), strcmp(in.data, out.data) == 0);
			assert_true(text_is_clean(out.data, out.len, 0));
			buf_free(&in);
			buf_free(&out);
			buf_free(&again);
		}
	}
}

static void one_cell_signs(void **state)
{
	static const char signs[] = "●◐○▁▂▃▄▅▆▇█▏▎▍▌▋▊▉─│┌┐└┘├┤┬┴┼═║╔╗╚╝╭╮╰╯⠁⣿←↑→↓↗↘▲▼◆◇■□…–−⏎✓✗";

	(void)state;
	for (size_t at = 0; signs[at];) {
		uint32_t cp;

		at += utf8_decode(signs + at, sizeof(signs) - at, &cp);
		assert_int_equal(text_char_width(cp), 1);
	}
	check_clean(signs, strlen(signs), 0, signs);
	for (uint32_t c = 0x2500; c < 0x25FD; c++)
		assert_int_equal(text_char_width(c), 1);
	for (uint32_t c = 0x2800; c < 0x2900; c++)
		assert_int_equal(text_char_width(c), 1);
	for (uint32_t c = 0x2190; c < 0x2200; c++)
		assert_int_equal(text_char_width(c), 1);
}

static void widths(void **state)
{
	(void)state;
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_width("hälsa"), 5);
	assert_int_equal(text_width("ha\u0308lsa"), 5);
	assert_int_equal(text_width("漢字"), 4);
	assert_int_equal(text_width("1\u00a0304"), 5);
	assert_int_equal(text_width("\xff\xfe" "a"), 3);
	assert_int_equal(text_width("\x01\x7f"), 2);
	assert_int_equal(text_width_n("abcdef", 3), 3);
	assert_int_equal(text_width_n("å\xc3", 3), 2);
	assert_int_equal(text_char_width('a'), 1);
	assert_int_equal(text_char_width(0x301), 0);
	assert_int_equal(text_char_width(0x200B), 1);
	assert_int_equal(text_char_width(0), 1);
	assert_int_equal(text_char_width(0xFFFFFFFF), 1);
	assert_int_equal(text_char_width(0x1F600), 2);
}

static void hostile(void **state)
{
	static const struct {
		const char *in, *want;
	} cases[] = {
		{ "", "" },
		{ "Vård och omsorg 99,8 %", "Vård och omsorg 99,8 %" },
		{ "\033[31mröd\033[0m", MARK "[31mröd" MARK "[0m" },
		{ "\033]0;titel\007", MARK "]0;titel" MARK },
		{ "a\x01\x08\x0d\x7f", "a" MARK MARK MARK MARK },
		{ "a\xC2\x9B" "b", "a" MARK "b" },
		{ "a\xC2\x85" "b", "a" MARK "b" },
		{ "a\x9b", "a" MARK },
		{ "\u202eabc\u202c", MARK "abc" MARK },
		{ "\u2066a\u2069\u061c\u200e\u200f", MARK "a" MARK MARK MARK MARK },
		{ "a\u200bb\u200c\u200d\u2060\ufeff", "a" MARK "b" MARK MARK MARK MARK },
		{ "a\u00adb", "a" MARK "b" },
		{ "\u2028\u2029", MARK MARK },
		{ "a\U000E0001\U000E0041\U000E007F", "a" MARK MARK MARK },
		{ "\ufdd0\uffff\U0001FFFE\U0010FFFF", MARK MARK MARK MARK },
		{ "a\ufe0f\U000E0100", "a" MARK MARK },
		{ "\u3164\u115f\uffa0\u034f", MARK MARK MARK MARK },
		{ "\xC0\x9B", MARK MARK },
		{ "\xE0\x80\x9B", MARK MARK MARK },
		{ "\xED\xA0\x80", MARK MARK MARK },
		{ "\xF4\x90\x80\x80", MARK MARK MARK MARK },
		{ "v\xE5rd", "v" MARK "rd" },
		{ "a\xE2\x82", "a" MARK MARK },
		{ "a\tb", "a b" },
		{ "a\nb", "a⏎b" },
		{ "a\u030a" "a\u0308o\u0308", "åäö" },
		{ "\u212b", "Å" },
		{ "\u0301abc", MARK "abc" },
		{ "x\n\u0301", "x⏎\u0301" },
		{ "\u0378", MARK }, /* unassigned */
		{ "\U0001FAE8", MARK }, /* newer than curses */
		{ "😀 漢字", "😀 漢字" },
		{ MARK, MARK },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check_clean(cases[i].in, strlen(cases[i].in), 0, cases[i].want);
	check_clean("a\0b", 3, 0, "a" MARK "b");
	check_clean("a\nb\n", 4, TEXT_KEEP_LF, "a\nb\n");
	check_clean("a\n\u0301", 4, TEXT_KEEP_LF, "a\n" MARK);
	check_clean("å\033\xff\n\u200b" MARK, 11, TEXT_ASCII, "å?? ??");
	check_clean("å\n\033", 4, TEXT_ASCII | TEXT_KEEP_LF, "å\n?");
}

static void clean_appends(void **state)
{
	struct buf out = { 0 };

	(void)state;
	text_clean(&out, "", 0, 0);
	assert_string_equal(out.data, "");
	buf_str(&out, "e");
	/* What is added does not grow together with what is there. */
	text_clean(&out, "\u0301a\u030a", 5, 0);
	assert_string_equal(out.data, "e" MARK "å");
	buf_free(&out);
}

static double seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

/* Marks in an order that is all wrong: sorting them naively would take minutes. */
static void heaps_of_marks(void **state)
{
	struct buf in = { 0 }, out = { 0 };
	double start = seconds();

	(void)state;
	buf_char(&in, 'a');
	for (int i = 0; i < 100000; i++)
		buf_str(&in, i % 2 ? "\u0301" : "\u0323");
	check_clean("a\u0301\u0301\u0301\u0301", 9, 0, "á\u0301\u0301\u0301");
	text_clean(&out, in.data, in.len, 0);
	assert_true(text_is_clean(out.data, out.len, 0));
	assert_true(text_width(out.data) > 5000);
	buf_clear(&out);
	text_nfc(&out, in.data, in.len);
	buf_clear(&out);
	text_fold(&out, in.data, FOLD_CASE);
	text_fold(&out, in.data, FOLD_LOOSE);
	assert_true(text_contains(in.data, "a"));
	assert_int_equal(text_collate(in.data, in.data), 0);
	/* One that comes apart in two: sixteen where there seemed to be eight. */
	buf_clear(&in);
	buf_clear(&out);
	buf_char(&in, 'x');
	for (int i = 0; i < 8; i++)
		buf_str(&in, "\u0344");
	text_clean(&out, in.data, in.len, 0);
	assert_true(text_is_clean(out.data, out.len, 0));
	assert_true(strstr(out.data, MARK) != NULL);
	buf_free(&in);
	buf_free(&out);
	assert_true(seconds() - start < 10);
}

/* Any bytes at all, in particular pieces of characters and marks. */
static void random_bytes(void **state)
{
	static const char *const pieces[] = {
		"a", "Å", "\u0301", "\u0323", "\u0344", "\xC3", "\x80", "\xE2\x82", "漢", "\u1100", "\u1161", "\u11a8", "😀",
		"\U0001F1F8", "\U0001F1EA", "\u200d", "\n", "\t", " ", "\033", "\u0958", "\u09be", "\u302e", "\uAC00", "-", "1",
	};
	uint32_t seed = 4711;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buf in = { 0 }, out = { 0 }, fit = { 0 }, nfc = { 0 }, nfc2 = { 0 };
		int cells, used;
		size_t n, at;

		seed = seed * 1664525u + 1013904223u;
		for (int i = (int)(seed >> 28); i >= 0; i--) {
			seed = seed * 1664525u + 1013904223u;
			buf_str(&in, pieces[(seed >> 16) % COUNT_OF(pieces)]);
		}
		text_clean(&out, in.data, in.len, (int)(seed >> 30));
		assert_true(text_is_clean(out.data, out.len, (int)(seed >> 30)));
		assert_true(utf8_valid(out.data, out.len, NULL));
		cells = (int)(seed >> 8) % 12;
		used = text_fit(&fit, in.data, cells);
		assert_true(used <= cells);
		assert_int_equal(text_width(buf_cstr(&fit)), used);
		n = text_prefix(in.data, cells, &used);
		assert_true(n <= in.len && used <= cells);
		assert_int_equal(text_width_n(in.data, n), used);
		/* Forward over the boundaries, and back over the same ones. */
		for (at = 0; at < in.len; at = n) {
			n = text_next(in.data, in.len, at);
			assert_true(n > at);
			assert_int_equal(text_prev(in.data, in.len, n), at);
			assert_true(text_next_word(in.data, in.len, at) > at);
			assert_true(text_prev_word(in.data, in.len, n) < n);
		}
		text_nfc(&nfc, in.data, in.len);
		text_nfc(&nfc2, nfc.data, nfc.len);
		assert_string_equal(nfc.data, nfc2.data);
		assert_true(text_contains(in.data, in.data));
		assert_int_equal(text_collate(in.data, in.data), 0);
		assert_true(text_wrap(in.data, cells, NULL, NULL) > 0);
		buf_free(&in);
		buf_free(&out);
		buf_free(&fit);
		buf_free(&nfc);
		buf_free(&nfc2);
	}
}

static void fits(void **state)
{
	static const struct {
		const char *s;
		int cells;
		const char *want;
		int used;
	} cases[] = {
		{ "hälsa", 5, "hälsa", 5 },  { "hälsa", 4, "häl…", 4 },	   { "hälsa", 1, "…", 1 },
		{ "hälsa", 0, "", 0 },	     { "hälsa", -3, "", 0 },	   { "", 5, "", 0 },
		{ "abc", 3, "abc", 3 },	     { "abc", 2, "a…", 2 },	   { "a\u0308bc", 2, "a\u0308…", 2 },
		{ "a\u0308bc", 3, "a\u0308bc", 3 }, { "漢字", 4, "漢字", 4 },   { "漢字", 3, "漢…", 3 },
		{ "漢字", 2, "…", 1 },	     { "x漢字", 3, "x…", 2 },	   { "", 0, "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buf out = { 0 };

		assert_int_equal(text_fit(&out, cases[i].s, cases[i].cells), cases[i].used);
		assert_string_equal(buf_cstr(&out), cases[i].want);
		buf_free(&out);
	}
	assert_int_equal(text_prefix("åäö", 2, NULL), 4);
}

static void boundaries(void **state)
{
	const char *s = "e\u0301 \U0001F1F8\U0001F1EA\U0001F1F3x";
	const size_t n = strlen(s);
	const char *words = "Kö till vård, 2 dagar";
	const size_t m = strlen(words);

	(void)state;
	assert_int_equal(text_next(s, n, 0), 3);
	assert_int_equal(text_next(s, n, 3), 4);
	assert_int_equal(text_next(s, n, 4), 12);
	assert_int_equal(text_next(s, n, 12), 16);
	assert_int_equal(text_next(s, n, n), n);
	assert_int_equal(text_next(s, n, n + 5), n);
	assert_int_equal(text_prev(s, n, n), 16);
	assert_int_equal(text_prev(s, n, 16), 12);
	assert_int_equal(text_prev(s, n, 12), 4);
	assert_int_equal(text_prev(s, n, 3), 0);
	assert_int_equal(text_prev(s, n, 0), 0);
	assert_int_equal(text_prev(s, n, n + 9), 16);
	assert_int_equal(text_next("\r\n", 2, 0), 2);
	assert_int_equal(text_next_word(words, m, 0), 3);
	assert_int_equal(text_next_word(words, m, 3), 8);
	assert_int_equal(text_next_word(words, m, 8), 14);
	assert_int_equal(text_next_word(words, m, 14), 17);
	assert_int_equal(text_next_word(words, m, 17), m);
	assert_int_equal(text_next_word(words, m, m), m);
	assert_int_equal(text_prev_word(words, m, m), m - 5);
	assert_int_equal(text_prev_word(words, m, m - 5), m - 7);
	assert_int_equal(text_prev_word(words, m, m - 7), 9);
	assert_int_equal(text_prev_word(words, m, 2), 0);
	assert_int_equal(text_prev_word(words, m, 0), 0);
}

static void check_fold(const char *s, const char *strict, const char *loose)
{
	struct buf out = { 0 };

	text_fold(&out, s, FOLD_CASE);
	assert_string_equal(buf_cstr(&out), strict);
	buf_clear(&out);
	text_fold(&out, s, FOLD_LOOSE);
	assert_string_equal(buf_cstr(&out), loose);
	buf_free(&out);
}

static void folding(void **state)
{
	struct buf out = { 0 };

	(void)state;
	check_fold("", "", "");
	check_fold(NULL, "", "");
	check_fold("ABC xyz", "abc xyz", "abc xyz");
	check_fold("HÄLSA", "hälsa", "halsa");
	check_fold("HA\u0308LSA", "hälsa", "halsa");
	check_fold("ÅÄÖ", "åäö", "aao");
	check_fold("Ærø Œuvre Łódź Đ", "ærø œuvre łódź đ", "aro ouvre lodz d");
	check_fold("Straße", "strasse", "strasse");
	check_fold("1\u00a0304", "1 304", "1 304");
	check_fold("verk\u00adsamhet", "verksamhet", "verksamhet");
	check_fold("\xff" "A\u0301", MARK "á", MARK "a");
	text_nfc(&out, "a\u030a\xff", 4);
	assert_string_equal(out.data, "å" MARK);
	buf_clear(&out);
	text_nfc(&out, "abc", 3);
	text_nfc(&out, "", 0);
	assert_string_equal(out.data, "abc");
	buf_free(&out);
}

static void searching(void **state)
{
	static const struct {
		const char *hay, *needle;
		bool found;
	} cases[] = {
		{ "Hälsa och sjukvård", "halsa", true },     { "Hälsa och sjukvård", "HÄLSA", true },
		{ "Hälsa och sjukvård", "ha\u0308lsa", true }, { "Halsa", "hälsa", false },
		{ "Ha\u0308lsa", "hälsa", true },	     { "gata", "gåta", false },
		{ "gåta", "gata", true },		     { "ÅRSTA", "årsta", true },
		{ "Arsta", "å", false },		     { "ärlig", "å", false },
		{ "vård", "", true },			     { "", "", true },
		{ "", "x", false },			     { NULL, "x", false },
		{ "1\u00a0304 mnkr", "1 304", true },	     { "Idé", "ide", true },
		{ "Smørrebrød", "smorrebrod", true },	     { "abc", "abcd", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_int_equal(text_contains(cases[i].hay, cases[i].needle), cases[i].found);
}

static void in_order(const char *const *list, size_t n, int (*compare)(const char *, const char *))
{
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < n; j++) {
			int diff = compare(list[i], list[j]);

			if ((diff > 0) - (diff < 0) != (i > j) - (i < j))
				fail_msg("\"%s\" and \"%s\" are out of order", list[i] ? list[i] : "NULL",
					 list[j] ? list[j] : "NULL");
		}
	}
}

static void swedish_order(void **state)
{
	static const char *const people[] = {
		"", "  ", " a", "-a", "1", "01", "2", "10", "10 a", "a", "A", "a b", "a-b", "a2", "a10", "ab", "aB", "Ab", "abc",
		"andel", "Andel", "cote", "coté", "d", "đ", "e", "è", "é", "ea", "ée", "halsa", "hälsa", "l", "ł", "lm", "n", "ñ",
		"strasse", "straße", "strassen", "th", "þ", "ti", "vad", "Vilander", "Vågberg", "Vågman", "w", "Wall", "wz", "x",
		"y", "Y", "ü", "Ü", "yz", "z", "zz", "å", "Å", "åa", "ä", "æ", "Æ", "äa", "ö", "Ö", "ø", "ő", "ô", "öa", "ж", "漢",
		NULL,
	};

	(void)state;
	in_order(people, COUNT_OF(people), text_collate);
	assert_int_equal(text_collate(NULL, NULL), 0);
	assert_int_equal(text_collate("a\u030a", "å"), 0);
	assert_int_equal(text_collate("\u212b", "Å"), 0);
	assert_true(text_collate("1\u00a0304", "1 304") != 0);
	assert_true(text_collate("99999999999999999999999998", "99999999999999999999999999") < 0);
	assert_true(text_collate("\xff", "a") != 0);
}

static void natural_order(void **state)
{
	static const char *const ids[] = {
		"1", "01", "1.1", "1.2", "1.9", "1.10", "1.10.1", "2", "3", "12", "N9", "N15", "N00941", "U1", NULL,
	};

	(void)state;
	in_order(ids, COUNT_OF(ids), text_natural);
	assert_int_equal(text_natural("1.10", "1.10"), 0);
	assert_int_equal(text_natural(NULL, NULL), 0);
}

static void collect(const char *start, size_t n, void *user)
{
	struct buf *out = user;

	buf_add(out, start, n);
	buf_char(out, '|');
}

static void wrapping(void **state)
{
	static const struct {
		const char *s;
		int cells;
		const char *want;
	} cases[] = {
		{ "", 10, "" },
		{ "ett två tre", 20, "ett två tre|" },
		{ "ett två tre", 11, "ett två tre|" },
		{ "ett två tre", 10, "ett två|tre|" },
		{ "ett två tre", 7, "ett två|tre|" },
		{ "ett två tre", 6, "ett|två|tre|" },
		{ "ett   två", 4, "ett|två|" },
		{ "ett   ", 3, "ett|" },
		{ "ett ", 10, "ett |" },
		{ "  indrag text", 9, "  indrag|text|" },
		{ "      x", 3, "   |   |x|" },
		{ "abcdefgh", 3, "abc|def|gh|" },
		{ "ab cdefgh", 3, "ab|cde|fgh|" },
		{ "abc def", 3, "abc|def|" },
		{ "a\nb", 5, "a|b|" },
		{ "a\n\nb\n", 5, "a||b|" },
		{ "\n", 5, "|" },
		{ "漢字漢字", 3, "漢|字|漢|字|" },
		{ "漢字", 1, "漢|字|" },
		{ "ab", 0, "a|b|" },
		{ "e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301|" },
		{ "16\u00a0090 st", 6, "16\u00a0090|st|" },
		{ "om 16\u00a0090", 6, "om|16\u00a0090|" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buf out = { 0 };
		int lines = text_wrap(cases[i].s, cases[i].cells, collect, &out), bars = 0;

		assert_string_equal(buf_cstr(&out), cases[i].want);
		for (const char *p = buf_cstr(&out); *p; p++)
			bars += *p == '|';
		assert_int_equal(lines, bars);
		buf_free(&out);
	}
}

static void blanks(void **state)
{
	(void)state;
	assert_true(text_blank(NULL));
	assert_true(text_blank(""));
	assert_true(text_blank(" \t\n\u00a0\u202f\u3000"));
	assert_false(text_blank(" x"));
	assert_false(text_blank("\u200b"));
	assert_false(text_blank("\xff"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8),		    cmocka_unit_test(widths_agree_with_curses),
		cmocka_unit_test(clean_is_stable),  cmocka_unit_test(one_cell_signs),
		cmocka_unit_test(widths),	    cmocka_unit_test(hostile),
		cmocka_unit_test(clean_appends),    cmocka_unit_test(heaps_of_marks),
		cmocka_unit_test(random_bytes),	    cmocka_unit_test(fits),
		cmocka_unit_test(boundaries),	    cmocka_unit_test(folding),
		cmocka_unit_test(searching),	    cmocka_unit_test(swedish_order),
		cmocka_unit_test(natural_order),    cmocka_unit_test(wrapping),
		cmocka_unit_test(blanks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
