/* test_text_fast.c: the short ways of folding and comparing say what the long ones do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/text.h"

/* What is folded without the tables of Unicode is folded as with them: a letter outside Latin-1 forces those. */
static void folding_is_the_same_both_ways(void **state)
{
	char letter[8], forced[16];

	(void)state;
	for (uint32_t cp = 0x20; cp < 0x180; cp++) {
		for (int level = FOLD_CASE; level <= FOLD_LOOSE; level++) {
			struct buf quick = { 0 }, slow = { 0 };
			size_t n = utf8_encode(cp, letter);

			if (cp >= 0x7F && cp < 0xA0)
				continue;
			letter[n] = '\0';
			snprintf(forced, sizeof(forced), "%s\u0416", letter);
			text_fold(&quick, letter, level);
			text_fold(&slow, forced, level);
			buf_str(&quick, "\u0436");
			assert_string_equal(buf_cstr(&quick), buf_cstr(&slow));
			buf_free(&quick);
			buf_free(&slow);
		}
	}
}

/* A prefix never says another thing than the whole. */
static void prefixes_never_contradict(void **state)
{
	static const char *const words[] = {
		"", " ", "-", "a", "A", "á", "aa", "ab", "a b", "a-b", "z", "å", "ä", "ö", "ü", "y", "ß", "ss", "st", "1",
		"2", "10", "010", "1a", "a1", "a10", "a2", "a2b", "Å", "W", "V", "þ", "th", "Ж", "жа", "€", "a€", "aЖb",
		"aЖa", "Andel patienter som väntat", "Andel patienter som vantat", "Andel patienter som väntat 60",
		"Andel patienter som väntat 7",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		for (size_t j = 0; j < COUNT_OF(words); j++) {
			unsigned char a[TEXT_PREFIX], b[TEXT_PREFIX];
			int prefix, whole = text_collate(words[i], words[j]);

			text_collate_prefix(a, words[i]);
			text_collate_prefix(b, words[j]);
			prefix = memcmp(a, b, TEXT_PREFIX);
			assert_true(prefix == 0 || (prefix < 0) == (whole < 0));
		}
	}
}

/* Nor for words of anything: numbers with and without noughts, marks, signs, and what is longer than a prefix. */
static void prefixes_of_anything(void **state)
{
	static const char *const pieces[] = { "0", "1", "9", "00", "12", "a", "B", "å", "e\u0301", " ", "-", "€", "ж", "\u00ad",
		"Andel patienter som väntat ", "12345678901234567890123456789012345678901234567890", "ß", "\u2212", "(" };
	uint32_t seed = 7;
	int told = 0;

	char long_numbers[2][300] = { { 0 }, { 0 } }; /* 2·10^254 and 10^255 */
	unsigned char prefixes[2][TEXT_PREFIX];

	(void)state;
	memset(long_numbers[0], '0', 255);
	memset(long_numbers[1], '0', 256);
	long_numbers[0][0] = '2';
	long_numbers[1][0] = '1';
	for (int i = 0; i < 2; i++)
		text_collate_prefix(prefixes[i], long_numbers[i]);
	assert_true(text_collate(long_numbers[0], long_numbers[1]) < 0 && memcmp(prefixes[0], prefixes[1], TEXT_PREFIX) <= 0);
	for (int round = 0; round < 200000; round++) {
		unsigned char prefix[2][TEXT_PREFIX];
		struct buf words[2] = { { 0 }, { 0 } };
		int by_prefix, whole;

		for (int w = 0; w < 2; w++) {
			for (int i = 0; i < 4; i++) {
				seed = seed * 1664525 + 1013904223;
				buf_str(&words[w], pieces[(seed >> 16) % COUNT_OF(pieces)]);
			}
			text_collate_prefix(prefix[w], buf_cstr(&words[w]));
		}
		by_prefix = memcmp(prefix[0], prefix[1], TEXT_PREFIX);
		whole = text_collate(buf_cstr(&words[0]), buf_cstr(&words[1]));
		if (by_prefix && (by_prefix < 0) != (whole < 0))
			fail_msg("\"%s\" \"%s\": %d, by prefix %d", buf_cstr(&words[0]), buf_cstr(&words[1]), whole, by_prefix);
		told += by_prefix != 0;
		buf_free(&words[0]);
		buf_free(&words[1]);
	}
	assert_true(told > 180000); /* mostly it is enough */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folding_is_the_same_both_ways),
		cmocka_unit_test(prefixes_never_contradict),
		cmocka_unit_test(prefixes_of_anything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
