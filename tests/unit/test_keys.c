/* Tests of keys.h: every default works, nothing is bound twice, and what is written in a settings file is understood or
 * explained. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "widget/keys.h"

static const char *label(int key, bool ascii)
{
	static struct buf out;

	buf_clear(&out);
	key_label(key, ascii, &out);
	return buf_cstr(&out);
}

static void test_parse(void **state)
{
	static const struct {
		const char *name;
		int key;
	} good[] = {
		{ "Up", K_UP }, { "down", K_DOWN }, { "LEFT", K_LEFT }, { "Right", K_RIGHT }, { "Home", K_HOME },
		{ "End", K_END }, { "PageUp", K_PAGE_UP }, { "pagedown", K_PAGE_DOWN }, { "PgDn", K_PAGE_DOWN },
		{ "Insert", K_INSERT }, { "Delete", K_DELETE }, { "Backspace", K_BACKSPACE }, { "Shift-Tab", K_BACKTAB },
		{ "Tab", 9 }, { "Enter", 13 }, { "Esc", 27 }, { "Space", ' ' }, { "C-s", 19 }, { "Ctrl-s", 19 },
		{ "c-S", 19 }, { "C-z", 26 }, { "C-h", K_BACKSPACE }, { "C-j", K_ENTER }, { "F1", K_F1 }, { "f2", K_F2 }, { "F10", K_F10 }, { "F12", K_F12 },
		{ "e", 'e' }, { "E", 'E' }, { "F", 'F' }, { "C", 'C' }, { "?", '?' }, { ",", ',' }, { "å", 0xE5 },
		{ "a\xCC\x8A", 0xE5 }, { "Ö", 0xD6 }, { "€", 0x20AC }, { "↑", K_UP }, { "Mellanslag", ' ' },
		{ "C-Left", K_CTRL_LEFT }, { "Ctrl-Right", K_CTRL_RIGHT },
	};
	static const char *const bad[] = {
		"", " ", "F0", "F13", "F1x", "F01", "F-1", "Up2", "C-", "C-1", "C-å", "C-ss", "Ctrl-", "ab", "åä", "\x1b",
		"\x7f", "\xC2\x9B", "\xFF", "\xE2\x80\xAE", "\xCC\x8A", "e\xCC\x8A\xCC\x8A", "\t", "Alt-x", "\xED\xA0\x80",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++)
		assert_int_equal(key_parse(good[i].name), good[i].key);
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_int_equal(key_parse(bad[i]), 0);
	assert_int_equal(key_parse(NULL), 0);
}

static void test_labels(void **state)
{
	(void)state;
	assert_string_equal(label(K_UP, false), "↑");
	assert_string_equal(label(K_RIGHT, false), "→");
	assert_string_equal(label(K_UP, true), "Upp");
	assert_string_equal(label(K_PAGE_UP, false), "PgUp");
	assert_string_equal(label(K_CTRL('s'), false), "Ctrl-S");
	assert_string_equal(label(' ', false), "Mellanslag");
	assert_string_equal(label(K_BACKTAB, false), "Skift-Tab");
	assert_string_equal(label(K_TAB, false), "Tab");
	assert_string_equal(label(K_ENTER, false), "Enter");
	assert_string_equal(label(K_F10, true), "F10");
	assert_string_equal(label('e', false), "e");
	assert_string_equal(label(0xE5, true), "å");
	assert_string_equal(label(K_NONE, false), "");
	assert_string_equal(label(0, false), "");
}

/* What the help shows can be written in the settings. */
static void test_labels_parse(void **state)
{
	(void)state;
	for (int key = 1; key < K_NONE; key++) {
		if (key == 0x250) /* the rest of the characters are all alike */
			key = K_BASE + 1;
		for (int ascii = 0; ascii < 2; ascii++) {
			if (*label(key, ascii) && (key < 0x7F || key > 0xA0) && key != 0xAD)
				assert_int_equal(key_parse(label(key, ascii)), key);
		}
	}
}

static void test_table(void **state)
{
	(void)state;
	assert_true(action_groups() > 0);
	for (int i = 0; i < action_groups(); i++)
		assert_true(*action_group(i));
	assert_string_equal(action_group(-1), "");
	assert_string_equal(action_group(action_groups()), "");
	for (int i = 1; i < ACT_DO_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);

		assert_non_null(info->name);
		assert_true(*info->name && *info->keys && *info->word && *info->help);
		assert_in_range(info->group, 0, action_groups() - 1);
		for (const char *c = info->name; *c; c++)
			assert_true(islower((unsigned char)*c) || isdigit((unsigned char)*c) || *c == '-');
		for (int j = 1; j < i; j++)
			assert_string_not_equal(info->name, action_info((enum action)j)->name);
	}
}

static void test_defaults(void **state)
{
	struct keymap map;
	struct err err = { 0 };

	(void)state;
	keymap_default(&map);
	assert_int_equal(keymap_check(&map, &err), 0);
	for (int i = 1; i < ACT_DO_COUNT; i++) {
		int n = 0;
		char *keys = mem_strdup(action_info((enum action)i)->keys), *rest = keys, *word;

		while ((word = strsep(&rest, " "))) {
			int key = key_parse(word);

			assert_int_not_equal(key, 0);
			assert_int_equal(map.keys[i][n++], key);
			/* Finding the action of the key again means that no action before it has the key. */
			assert_int_equal(keymap_action(&map, key), i);
		}
		free(keys);
	}
	assert_int_equal(keymap_action(&map, 0), ACT_DO_NONE);
	assert_int_equal(keymap_action(&map, -1), ACT_DO_NONE);
	assert_int_equal(keymap_action(&map, 0xE5), ACT_DO_NONE);
}

static void test_remap(void **state)
{
	struct keymap map;
	struct err err = { 0 };
	struct buf out = { 0 };

	(void)state;
	keymap_default(&map);
	assert_int_equal(keymap_set(&map, "edit", " å   F3 C-e å ", &err), 0);
	assert_int_equal(keymap_action(&map, 0xE5), ACT_DO_EDIT);
	assert_int_equal(keymap_action(&map, K_F3), ACT_DO_EDIT);
	assert_int_equal(keymap_action(&map, 'e'), ACT_DO_NONE);
	keymap_labels(&map, ACT_DO_EDIT, false, &out);
	assert_string_equal(buf_cstr(&out), "å, F3, Ctrl-E");
	/* A key taken from another action is gone there, and the others it had move up. */
	assert_int_equal(keymap_set(&map, "help", "k", &err), 0);
	assert_int_equal(keymap_set(&map, "mark", "Up", &err), 0);
	assert_int_equal(map.keys[ACT_DO_UP][0], 0);
	assert_int_equal(keymap_check(&map, &err), ERR_INPUT);
	assert_non_null(strstr(err.text, "\"up\""));
	assert_int_equal(keymap_set(&map, "up", "Up", &err), 0);
	assert_int_equal(keymap_check(&map, &err), 0);
	buf_clear(&out);
	keymap_label(&map, ACT_DO_MARK, false, &out);
	assert_string_equal(buf_cstr(&out), "");
	keymap_label(&map, ACT_DO_UP, true, &out);
	assert_string_equal(buf_cstr(&out), "Upp");
	/* No key at all is allowed where nobody needs the action. */
	assert_int_equal(keymap_set(&map, "suspend", "", &err), 0);
	assert_int_equal(keymap_check(&map, &err), 0);
	buf_free(&out);
}

static void test_errors(void **state)
{
	static const char *const needed[] = { "help", "quit", "back", "up", "down", "open" };
	struct keymap map, before;
	struct err err = { 0 };

	(void)state;
	keymap_default(&map);
	before = map;
	assert_int_equal(keymap_set(&map, "fly", "f", &err), ERR_INPUT);
	assert_non_null(strstr(err.text, "\"fly\""));
	assert_non_null(strstr(err.text, "page-down"));
	assert_non_null(strstr(err.text, "quit")); /* the whole list fits */
	assert_int_equal(keymap_set(&map, "edit", "f Hyper-x", &err), ERR_INPUT);
	assert_non_null(strstr(err.text, "Hyper-x"));
	assert_non_null(strstr(err.text, "PageDown"));
	assert_int_equal(keymap_set(&map, "edit", "1 2 3 4 5 6 7", &err), ERR_INPUT);
	assert_non_null(strstr(err.text, "\"7\""));
	/* Nothing from a file reaches the terminal as it is. */
	assert_int_equal(keymap_set(&map, "edit", "\x1b]0;x\x07\xE2\x80\xAE", &err), ERR_INPUT);
	assert_null(strchr(err.text, '\x1b'));
	assert_null(strstr(err.text, "\xE2\x80\xAE"));
	assert_int_equal(keymap_set(&map, "\x9b\xff", "e", &err), ERR_INPUT);
	assert_true(utf8_valid(err.text, strlen(err.text), NULL));
	assert_memory_equal(&map, &before, sizeof(map));
	for (size_t i = 0; i < COUNT_OF(needed); i++) {
		keymap_default(&map);
		assert_int_equal(keymap_set(&map, needed[i], "", &err), 0);
		assert_int_equal(keymap_check(&map, &err), ERR_INPUT);
		assert_non_null(strstr(err.text, needed[i]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_labels_parse),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_remap),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
