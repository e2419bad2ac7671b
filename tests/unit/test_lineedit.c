/* Tests of lineedit.h: typing and cutting in one line and in several, hostile pastes, and what is drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "widget/keys.h"
#include "widget/lineedit.h"

#define MARK "\xEF\xBF\xBD"
#define RING "\xCC\x8A" /* U+030A, combining */

static void keys(struct lineedit *edit, const int *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		assert_true(lineedit_key(edit, list[i]));
}
#define KEYS(edit, ...) keys(edit, (const int[]){ __VA_ARGS__ }, sizeof((const int[]){ __VA_ARGS__ }) / sizeof(int))

static void assert_edit(const struct lineedit *edit, const char *before, const char *after)
{
	char *text = mem_printf("%s%s", before, after);

	assert_string_equal(lineedit_text(edit), text);
	assert_int_equal(edit->cursor, strlen(before));
	free(text);
}

static bool at_boundary(const struct buf *text, size_t cursor)
{
	size_t at = 0;

	while (at < cursor)
		at = text_next(text->data, text->len, at);
	return at == cursor;
}

static void test_swedish(void **state)
{
	struct lineedit edit = { 0 };

	(void)state;
	lineedit_start(&edit, NULL);
	KEYS(&edit, 0xE5, 0xE4, 0xF6, 0xC5, 0x20AC);
	assert_edit(&edit, "åäöÅ€", "");
	KEYS(&edit, K_LEFT, K_LEFT, K_BACKSPACE);
	assert_edit(&edit, "åä", "Å€");
	KEYS(&edit, K_DELETE, K_HOME, K_DELETE, 'x');
	assert_edit(&edit, "x", "ä€");
	KEYS(&edit, K_END, K_CTRL('b'), K_CTRL('d'), K_CTRL('a'), K_CTRL('f'), K_CTRL('e'));
	assert_edit(&edit, "xä", "");
	lineedit_free(&edit);
}

static void test_combining(void **state)
{
	struct lineedit edit = { 0 };

	(void)state;
	lineedit_start(&edit, "");
	/* Nothing to sit on: swallowed. */
	KEYS(&edit, 0x30A);
	assert_edit(&edit, "", "");
	KEYS(&edit, 'a', 0x30A, 'x', 0x30A, 0x301);
	assert_edit(&edit, "åx" RING "\xCC\x81", "");
	KEYS(&edit, K_LEFT);
	assert_edit(&edit, "å", "x" RING "\xCC\x81");
	KEYS(&edit, K_DELETE, K_BACKSPACE);
	assert_edit(&edit, "", "");
	/* A heap of accents stays small. */
	KEYS(&edit, 'x');
	for (int i = 0; i < 100; i++)
		KEYS(&edit, 0x301);
	assert_true(edit.text.len < 30);
	assert_null(strstr(lineedit_text(&edit), MARK));
	lineedit_start(&edit, "a" RING "b");
	assert_edit(&edit, "åb", "");
	/* Pasted after its letter. */
	lineedit_start(&edit, "A");
	assert_int_equal(lineedit_paste(&edit, RING "bc", 4), 0);
	assert_edit(&edit, "Åbc", "");
	lineedit_free(&edit);
}

static void test_words(void **state)
{
	struct lineedit edit = { 0 };

	(void)state;
	lineedit_start(&edit, "Nära och sammanhållen vård, 12 %");
	KEYS(&edit, K_CTRL_LEFT, K_CTRL_LEFT);
	assert_edit(&edit, "Nära och sammanhållen ", "vård, 12 %");
	KEYS(&edit, K_CTRL_RIGHT);
	assert_edit(&edit, "Nära och sammanhållen vård", ", 12 %");
	KEYS(&edit, K_CTRL('w'));
	assert_edit(&edit, "Nära och sammanhållen ", ", 12 %");
	KEYS(&edit, K_CTRL('k'));
	assert_edit(&edit, "Nära och sammanhållen ", "");
	KEYS(&edit, K_HOME, K_CTRL('y'));
	assert_edit(&edit, ", 12 %", "Nära och sammanhållen ");
	KEYS(&edit, K_CTRL('u'));
	assert_edit(&edit, "", "Nära och sammanhållen ");
	/* Twice gives the first text back; what was cut can still be put in. */
	KEYS(&edit, K_CTRL('u'));
	assert_edit(&edit, "Nära och sammanhållen vård, 12 %", "");
	KEYS(&edit, K_CTRL('y'));
	assert_edit(&edit, "Nära och sammanhållen vård, 12 %, 12 %", "");
	/* Not twice when something came between. */
	KEYS(&edit, K_CTRL('u'), 'a', K_CTRL('u'));
	assert_edit(&edit, "", "");
	lineedit_reset(&edit);
	assert_edit(&edit, "Nära och sammanhållen vård, 12 %", "");
	/* What was cut goes along to the next field. */
	lineedit_start(&edit, "b");
	KEYS(&edit, K_CTRL('y'));
	assert_edit(&edit, "ba", "");
	lineedit_free(&edit);
}

static void test_not_taken(void **state)
{
	static const int not_ours[] = {
		K_ENTER, K_ESC, K_TAB, K_UP, K_DOWN, K_BACKTAB, K_PAGE_UP, K_F1, K_F10, K_INSERT, K_NONE, 0, -1, '\n',
		K_CTRL('s'), K_CTRL('r'), K_CTRL('l'), K_CTRL('z'), K_CTRL('c'), 0x80, 0x9B, 0xD800, 0xDFFF, 0x110000,
	};
	struct lineedit edit = { 0 };

	(void)state;
	lineedit_start(&edit, "å");
	for (size_t i = 0; i < COUNT_OF(not_ours); i++)
		assert_false(lineedit_key(&edit, not_ours[i]));
	/* Invisible ones are taken and forgotten. */
	KEYS(&edit, 0x202E, 0x200B, 0xAD, 0xFEFF, 0xE0041);
	assert_edit(&edit, "å", "");
	lineedit_free(&edit);
}

static void test_paste(void **state)
{
	static const char hostile[] = "a\tb\r\nc\rd\ne\x1b[31mf\x07\x7f\xC2\x9Bg\xFFh\xE2\x80\xAEi\xC2\xADj\xED\xA0\x80\xE2\x80\xA8k";
	struct lineedit edit = { 0 };

	(void)state;
	lineedit_start(&edit, "<>");
	KEYS(&edit, K_LEFT);
	assert_int_equal(lineedit_paste(&edit, hostile, sizeof(hostile) - 1), 0);
	assert_edit(&edit, "<a b c d e[31mfg" MARK "hij" MARK MARK MARK " k", ">");
	/* A NUL is a control character, not an end. */
	lineedit_start(&edit, NULL);
	assert_int_equal(lineedit_paste(&edit, "a\0b", 3), 0);
	assert_edit(&edit, "ab", "");
	assert_int_equal(lineedit_paste(&edit, "", 0), 0);
	assert_edit(&edit, "ab", "");
	/* The limit cuts at a character and tells the rest. */
	edit.max = 6;
	assert_int_equal(lineedit_paste(&edit, "cååå", 7), 4);
	assert_edit(&edit, "abcå", "");
	KEYS(&edit, 0xE5, 'x');
	assert_edit(&edit, "abcåx", "");
	assert_int_equal(lineedit_paste(&edit, "yz", 2), 2);
	/* A longer text than the limit is not shortened, and takes no more. */
	lineedit_start(&edit, "0123456789");
	KEYS(&edit, 'x', K_LEFT, K_BACKSPACE, 'y', 0x30A);
	assert_edit(&edit, "01234567", "9");
	lineedit_free(&edit);
}

/* Time for one paste of a megabyte made of `unit`. */
static double megabyte(const char *unit, bool lines)
{
	struct lineedit line = { 0 };
	struct textedit text = { 0 };
	struct buf big = { 0 };
	struct timespec from, to;
	size_t dropped;

	while (big.len < 1000000)
		buf_str(&big, unit);
	lineedit_start(&line, "å");
	textedit_start(&text, "å");
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	dropped = lines ? textedit_paste(&text, big.data, big.len) : lineedit_paste(&line, big.data, big.len);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	assert_true(dropped > 0 || strlen(lineedit_text(&line)) < 2000);
	assert_true(line.text.len <= 2000 && text.text.len <= 20000);
	assert_true(utf8_valid(lineedit_text(&line), line.text.len, NULL));
	assert_true(text_is_clean(textedit_text(&text), text.text.len, TEXT_KEEP_LF));
	buf_free(&big);
	lineedit_free(&line);
	textedit_free(&text);
	return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static void test_paste_megabyte(void **state)
{
	static const char *const units[] = {
		"abc def ", "åäö ", "\n", "\x1b[A", "\xFF", RING, "\xCC\xA3" RING, "e" RING, "\xE1\x84\x80\xE1\x85\xA1",
		"\xF0\x9F\x87\xB8", "\xF0\x9F\x91\xA9\xE2\x80\x8D", "\xE2\x80\xAE", "\xF0\x9D\x85\xA0", "\xCD\x84",
	};

	(void)state;
	/* Quadratic time would be minutes; this leaves room for slow machines and checked builds. */
	for (size_t i = 0; i < COUNT_OF(units); i++) {
		double line = megabyte(units[i], false), text = megabyte(units[i], true);

		if (getenv("VERBOSE"))
			print_message("%zu: %.3f s, %.3f s\n", i, line, text);
		assert_true(line < 5 && text < 5);
	}
}

static void check_draw(struct lineedit *edit, int width, bool ascii)
{
	struct buf out = { 0 };
	int col = -1;

	lineedit_draw(edit, width, ascii, &out, &col);
	assert_true(text_width(buf_cstr(&out)) <= width);
	assert_true(text_is_clean(buf_cstr(&out), out.len, 0));
	assert_in_range(col, 0, width - 1);
	buf_free(&out);
}

/* What is at the cursor on screen is what is at the cursor in the text. */
static void check_cursor(struct lineedit *edit, int width)
{
	struct buf out = { 0 };
	size_t next = text_next(buf_cstr(&edit->text), edit->text.len, edit->cursor), at;
	int col;

	lineedit_draw(edit, width, false, &out, &col);
	at = text_prefix(buf_cstr(&out), col, NULL);
	assert_int_equal(text_width_n(buf_cstr(&out), at), col);
	if (width >= 6)
		assert_memory_equal(buf_cstr(&out) + at, buf_cstr(&edit->text) + edit->cursor, next - edit->cursor);
	buf_free(&out);
}

static void assert_drawn(struct lineedit *edit, int width, const char *text, int col)
{
	struct buf out = { 0 };
	int at;

	lineedit_draw(edit, width, false, &out, &at);
	assert_string_equal(buf_cstr(&out), text);
	assert_int_equal(at, col);
	buf_free(&out);
}

static void test_draw(void **state)
{
	static const char *const texts[] = {
		"", "å", "Nära och sammanhållen vård i hela länet", "漢字漢字漢字漢字漢字漢字x漢字", "x" RING "y" RING "z",
	};
	struct lineedit edit = { 0 };

	(void)state;
	lineedit_start(&edit, "0123456789");
	assert_drawn(&edit, 20, "0123456789", 10);
	assert_drawn(&edit, 11, "0123456789", 10);
	assert_drawn(&edit, 10, "‹23456789", 9);
	KEYS(&edit, K_HOME);
	assert_drawn(&edit, 10, "0123456789", 0);
	assert_drawn(&edit, 6, "01234›", 0);
	assert_drawn(&edit, 1, "0", 0);
	KEYS(&edit, K_RIGHT, K_RIGHT, K_RIGHT, K_RIGHT, K_RIGHT);
	assert_drawn(&edit, 6, "‹3456›", 3);
	for (size_t t = 0; t < COUNT_OF(texts); t++) {
		for (int width = 1; width <= 40; width++) {
			lineedit_start(&edit, texts[t]);
			check_draw(&edit, width, width & 1);
			while (edit.cursor > 0) {
				KEYS(&edit, K_LEFT);
				check_draw(&edit, width, width & 1);
				check_cursor(&edit, width);
			}
			while (edit.cursor < edit.text.len) {
				KEYS(&edit, K_RIGHT);
				check_draw(&edit, width, width & 1);
				check_cursor(&edit, width);
			}
			KEYS(&edit, K_HOME);
			check_draw(&edit, width, width & 1);
		}
	}
	assert_drawn(&edit, 0, "", 0);
	lineedit_free(&edit);
}

static unsigned seed = 1;

static unsigned pick(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % n;
}

static int random_key(void)
{
	static const int list[] = {
		K_LEFT, K_RIGHT, K_HOME, K_END, K_CTRL_LEFT, K_CTRL_RIGHT, K_BACKSPACE, K_DELETE, K_CTRL('w'), K_CTRL('k'),
		K_CTRL('u'), K_CTRL('y'), K_CTRL('d'), K_CTRL('h'), K_UP, K_DOWN, K_PAGE_UP, K_PAGE_DOWN, K_ENTER, K_ESC, K_TAB,
		0x30A, 0x301, 0x323, 0x1100, 0x1161, 0x11A8, 0x1F1F8, 0x1F1EA, 0x200D, 0x1F469, 0x6F22, 0x202E, 0xFFFD, 0x0D4E,
		0x0903, 0x0915, 0x094D, 0x3099, 0x304B, 0x1D165, 0x0344, 0xE5, 0xF6, ' ', ' ', '.',
	};
	unsigned which = pick(10);

	if (which < 4)
		return 'a' + (int)pick(26);
	return which < 9 ? list[pick(COUNT_OF(list))] : (int)pick(0x3000);
}

static void test_random_line(void **state)
{
	struct lineedit edit = { 0 };

	(void)state;
	lineedit_start(&edit, "Oplanerad återinskrivning");
	edit.max = 300;
	for (int i = 0; i < 100000; i++) {
		lineedit_key(&edit, random_key());
		assert_true(edit.cursor <= edit.text.len && edit.text.len <= 300);
		assert_true(at_boundary(&edit.text, edit.cursor));
		assert_true(text_is_clean(lineedit_text(&edit), edit.text.len, 0));
		if (i % 7 == 0)
			check_draw(&edit, 1 + (int)pick(60), false);
	}
	lineedit_free(&edit);
}

struct screen {
	int width, height, rows;
};

static void check_row(int i, const char *text, size_t n, void *user)
{
	struct screen *screen = user;

	assert_int_equal(i, screen->rows);
	assert_true(i < screen->height);
	assert_true(text_width_n(text, n) <= screen->width);
	assert_null(memchr(text, '\n', n));
	screen->rows++;
}

static void check_text(struct textedit *edit, int width, int height)
{
	struct screen screen = { width, height, 0 };
	int row, col;

	textedit_draw(edit, width, height, check_row, &screen, &row, &col);
	assert_in_range(row, 0, screen.rows - 1);
	assert_in_range(col, 0, width - 1);
}

static void test_text(void **state)
{
	struct textedit edit = { 0 };
	struct screen screen = { 10, 3, 0 };
	int row, col;

	(void)state;
	textedit_start(&edit, "en två tre fyra fem\nsex\n");
	textedit_draw(&edit, 10, 3, check_row, &screen, &row, &col);
	/* "en två", "tre fyra", "fem", "sex", "" */
	assert_int_equal(screen.rows, 3);
	assert_int_equal(row, 2);
	assert_int_equal(col, 0);
	assert_int_equal(edit.top, 2);
	assert_true(textedit_key(&edit, K_UP));
	assert_true(textedit_key(&edit, K_END));
	assert_int_equal(edit.cursor, strlen("en två tre fyra fem\nsex"));
	assert_true(textedit_key(&edit, K_UP));
	assert_true(textedit_key(&edit, K_UP));
	assert_int_equal(edit.cursor, strlen("en två tre"));
	assert_true(textedit_key(&edit, K_END));
	assert_int_equal(edit.cursor, strlen("en två tre fyra"));
	assert_true(textedit_key(&edit, K_UP));
	assert_int_equal(edit.cursor, strlen("en två"));
	/* The wanted column is kept over a short row. */
	assert_true(textedit_key(&edit, K_DOWN));
	assert_int_equal(edit.cursor, strlen("en två tre fyra"));
	assert_true(textedit_key(&edit, K_PAGE_UP));
	assert_true(textedit_key(&edit, K_HOME));
	assert_int_equal(edit.cursor, 0);
	assert_true(textedit_key(&edit, K_UP));
	assert_true(textedit_key(&edit, K_ENTER));
	assert_true(textedit_key(&edit, 0xC5));
	assert_string_equal(textedit_text(&edit), "\nÅen två tre fyra fem\nsex\n");
	assert_true(textedit_key(&edit, K_CTRL('k')));
	assert_true(textedit_key(&edit, K_CTRL('k')));
	assert_string_equal(textedit_text(&edit), "\nÅsex\n");
	assert_true(textedit_key(&edit, K_CTRL('u')));
	assert_string_equal(textedit_text(&edit), "\nsex\n");
	assert_int_equal(textedit_paste(&edit, "a\r\nb\rc\td", 9), 0);
	assert_string_equal(textedit_text(&edit), "\na\nb\nc dsex\n");
	assert_false(textedit_key(&edit, K_ESC));
	assert_false(textedit_key(&edit, K_TAB));
	assert_false(textedit_key(&edit, K_CTRL('s')));
	textedit_free(&edit);
}

static void test_random_text(void **state)
{
	struct textedit edit = { 0 };

	(void)state;
	textedit_start(&edit, "Utskrivning går snabbare i Halmstad och Varberg än i fjol.\n\nUnderlag saknas.");
	edit.max = 500;
	for (int i = 0; i < 50000; i++) {
		textedit_key(&edit, random_key());
		assert_true(edit.cursor <= edit.text.len && edit.text.len <= 500);
		assert_true(at_boundary(&edit.text, edit.cursor));
		assert_true(text_is_clean(textedit_text(&edit), edit.text.len, TEXT_KEEP_LF));
		if (i % 7 == 0)
			check_text(&edit, 1 + (int)pick(60), 1 + (int)pick(12));
	}
	textedit_free(&edit);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_swedish),
		cmocka_unit_test(test_combining),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_not_taken),
		cmocka_unit_test(test_paste),
		cmocka_unit_test(test_paste_megabyte),
		cmocka_unit_test(test_draw),
		cmocka_unit_test(test_random_line),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_random_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
