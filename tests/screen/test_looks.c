/* test_looks.c: schemes, NO_COLOR, glyph sets, and what hostile text may never do. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/record.h"
#include "screen/dash.h"

static const char *const screens[] = { "1", "2", "3", "4", "5", "6", "8", ": 3.2.2 Enter", ": Kortare Enter", "5 Enter",
	": 3.1.1 Enter v", "?" };
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Goes there and has a whole frame: the help comes and goes in between. */
static void go(struct pty *t, const char *keys)
{
	pty_keys(t, "Esc");
	pty_keys(t, keys);
	if (!strcmp(keys, "?")) {
		pty_wait_text(t, "Hjälp: tangenterna");
		pty_wait_text(t, "sök:");
		return;
	}
	pty_keys(t, "?");
	pty_wait_text(t, "Hjälp: tangenterna");
	pty_keys(t, "Esc");
	pty_wait_gone(t, "Hjälp: tangenterna");
	pty_wait_text(t, "hjälp");
	pty_keys(t, "?");
	pty_wait_text(t, "sök:");
	pty_keys(t, "Esc");
	pty_wait_gone(t, "sök:");
}

static void each_cell(struct pty *t, void (*look)(struct pty *t, int row, int col, const struct pty_cell *cell, int *n), int *n)
{
	for (int row = 0; row < pty_rows(t); row++)
		for (int col = 0; col < pty_cols(t); col++) {
			struct pty_cell cell = pty_cell(t, row, col);

			look(t, row, col, &cell, n);
		}
}

static void count_colour(struct pty *t, int row, int col, const struct pty_cell *cell, int *n)
{
	(void)t;
	(void)row;
	(void)col;
	*n += cell->fg != PTY_COLOR_DEFAULT || cell->bg != PTY_COLOR_DEFAULT;
}

static struct pty *start_as(const char *home, const char *theme, const char *glyphs, const char *env)
{
	const char *const vars[] = { env, NULL };
	char ini[200];
	struct pty *t;

	snprintf(ini, sizeof(ini), "[screen]\ntheme = %s\nglyphs = %s\n", theme, glyphs);
	dash_settings(home, ini);
	t = dash_start_with(home, 40, 120, NULL, env ? vars : NULL);
	pty_wait_text(t, "Fokusområde och mål");
	return t;
}

static void expect_colour(const char *theme, const char *env, bool colour)
{
	char *home = dash_home_filled();
	struct pty *t = start_as(home, theme, "basic", env);

	for (size_t i = 0; i < COUNT(screens); i++) {
		int n = 0;

		go(t, screens[i]);
		each_cell(t, count_colour, &n);
		if ((n > 0) != colour)
			pty_fail(t, colour ? "ingen färg" : "färg utan att den är önskad");
	}
	pty_keys(t, "Esc");
	dash_quit(t);
	pty_home_remove(home);
}

static void dark(void **state)
{
	(void)state;
	expect_colour("dark", NULL, true);
}

static void light(void **state)
{
	(void)state;
	expect_colour("light", NULL, true);
}

static void contrast(void **state)
{
	(void)state;
	expect_colour("contrast", NULL, true);
}

static void mono_has_no_colour(void **state)
{
	(void)state;
	expect_colour("mono", NULL, false);
}

static void no_color_has_no_colour(void **state)
{
	(void)state;
	expect_colour("dark", "NO_COLOR=1", false);
}

static void eight_and_no_colours(void **state)
{
	(void)state;
	expect_colour("dark", "TERM=xterm", true);
	expect_colour("contrast", "TERM=screen", true);
	expect_colour("dark", "TERM=vt220", false);
}

/* In mono the chosen row is still seen: in reverse. The status has a sign and a word in every scheme. */
static void never_colour_alone(void **state)
{
	static const char *const themes[] = { "dark", "light", "contrast", "mono" };

	(void)state;
	for (size_t i = 0; i < COUNT(themes); i++) {
		char *home = dash_home_filled();
		struct pty *t = start_as(home, themes[i], "basic", NULL);
		int row, col;

		pty_wait_text(t, "– ej bedömt");
		dash_cursor_on_mark(t);
		pty_keys(t, "4");
		pty_wait_text(t, "pågående");
		dash_cursor_on_mark(t);
		dash_wait_marked(t, "Kortare köer");
		assert_true(pty_find(t, "Kortare köer", &row, &col));
		assert_true(pty_cell(t, row, col).bold || pty_cell(t, row, col).reverse);
		dash_quit(t);
		pty_home_remove(home);
	}
}

static unsigned first_char(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	if (u[0] < 0x80)
		return u[0];
	if (u[0] < 0xe0)
		return (u[0] & 31u) << 6 | (u[1] & 63u);
	return (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);
}

/* Text may have Swedish letters and typographic signs; what is drawn may not. */
static void drawn_in_ascii(struct pty *t, int row, int col, const struct pty_cell *cell, int *n)
{
	static const unsigned signs[] = { 0x2013, 0x2212, 0x2026, 0x2264, 0x2265, 0x2019, 0x201d };
	unsigned c = first_char(cell->text);
	bool ok = c < 0x80 || (c >= 0xa0 && c <= 0xff);
	char why[100];

	(void)n;
	for (size_t i = 0; i < COUNT(signs); i++)
		ok = ok || c == signs[i];
	if (ok)
		return;
	snprintf(why, sizeof(why), "rad %d, kolumn %d har %s (U+%04X)", row, col, cell->text, c);
	pty_fail(t, why);
}

static void ascii_draws_nothing_else(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = start_as(home, "dark", "ascii", NULL);

	(void)state;
	for (size_t i = 0; i < COUNT(screens); i++) {
		go(t, screens[i]);
		each_cell(t, drawn_in_ascii, NULL);
	}
	pty_keys(t, "Esc");
	go(t, "4");
	pty_keys(t, "s");
	pty_wait_text(t, "Sorterat");
	each_cell(t, drawn_in_ascii, NULL);
	pty_keys(t, "Space");
	pty_wait_text(t, "1 märkta");
	each_cell(t, drawn_in_ascii, NULL);
	pty_keys(t, "Esc Enter");
	pty_wait_text(t, "Löpande");
	pty_keys(t, "e");
	pty_wait_text(t, "Ctrl-S sparar");
	pty_keys(t, "Enter");
	pty_wait_text(t, "< pågående >");
	pty_wait_text(t, "[pågående]");
	pty_keys(t, "Esc");
	dash_quit(t);
	pty_home_remove(home);
}

static void full_has_braille(void **state)
{
	char *home = dash_home();
	struct pty *t = start_as(home, "dark", "full", NULL);
	bool braille = false;

	(void)state;
	dash_keys(t, ": 3.2.2 Enter", "lägst sedan mätningen började 2016");
	for (int row = 0; row < 40; row++)
		for (int col = 0; col < 120; col++) {
			unsigned c = first_char(pty_cell(t, row, col).text);

			braille = braille || (c >= 0x2800 && c < 0x2900);
		}
	assert_true(braille);
	dash_quit(t);
	pty_home_remove(home);
}

/* ---- hostile text ---------------------------------------------------------------------------------------------- */

/* Trojan Source (CVE-2021-42574) and terminal escapes: refused where they come in from outside. */
static void hostile_text_is_refused_at_the_door(void **state)
{
	static const char *const titles[] = { "title=a\033]0;b\007c", "title=a\033[2Jb", "title=a\u202eb", "title=a\u2066b", "title=a\xff",
		"title=a\302\233b" };
	char *home = dash_home(), *text, *rows;
	FILE *f;
	char path[512];

	(void)state;
	for (size_t i = 0; i < COUNT(titles); i++) {
		assert_int_equal(dash_run(home, &text, "add", "activity", titles[i], (char *)NULL), 3);
		assert_null(strchr(text, 27));
		assert_null(strstr(text, "\u202e"));
		free(text);
	}
	snprintf(path, sizeof(path), "%s/in.csv", home);
	f = fopen(path, "w");
	fputs("metric;organisation;period;gender;value\nN1\033[2J;0013;2024;T;1\n", f);
	fclose(f);
	assert_int_not_equal(dash_run(home, &text, "import", path, "--add-unknown", "--source", "Prov", (char *)NULL), 0);
	assert_null(strchr(text, 27));
	free(text);
	rows = dash_export(home, "activities");
	assert_null(strchr(rows, '\n') ? strchr(strchr(rows, '\n') + 1, '\n') : NULL);
	free(rows);
	pty_home_remove(home);
}

/* What is in the store all the same is shown as harmless signs. */
static void hostile_text_in_the_store_is_harmless(void **state)
{
	static const char *const titles[] = { "före\033]0;titel\007efter", "före\033[2J\033[Hefter", "före\u202eefter\u202c", "före\u2066efter",
		"före\u200befter", "före\302\233efter", "före\177efter" };
	char *home = dash_home();
	struct store *store = dash_store(home);
	struct pty *t;
	size_t len;

	(void)state;
	for (size_t i = 0; i < COUNT(titles); i++) {
		struct record *rec = record_new(REC_ACTIVITY, "mb2026", "");
		struct change change = { rec, 0 };
		struct save_result result = { 0 };
		struct err err = { 0 };

		((struct activity *)rec)->title = strdup(titles[i]);
		((struct activity *)rec)->description = strdup(titles[i]);
		assert_int_equal(store_save(store, &change, 1, &result, &err), 0);
		record_free(rec);
	}
	store_close(store);
	t = dash_start(home, 40, 120);
	pty_keys(t, "4");
	pty_wait_text(t, "före");
	dash_cursor_on_mark(t);
	for (size_t i = 0; i < COUNT(titles); i++) {
		dash_keys(t, "Enter", "Beskrivning");
		dash_keys(t, "e", "Ctrl-S sparar");
		pty_keys(t, "Esc Esc");
		pty_wait_gone(t, "Beskrivning");
		pty_keys(t, "Down");
	}
	dash_keys(t, "8", "skapade");
	dash_keys(t, ": före Enter", "Beskrivning");
	pty_keys(t, "v");
	pty_wait_text(t, "Varför?");
	for (size_t i = 0; i < 3; i++) {
		static const char *const never[] = { "\u202e", "\u2066", "\u200b" };
		const char *log = pty_log(t, &len);

		assert_null(memmem(log, len, never[i], strlen(never[i])));
	}
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dark),
		cmocka_unit_test(light),
		cmocka_unit_test(contrast),
		cmocka_unit_test(mono_has_no_colour),
		cmocka_unit_test(no_color_has_no_colour),
		cmocka_unit_test(eight_and_no_colours),
		cmocka_unit_test(never_colour_alone),
		cmocka_unit_test(ascii_draws_nothing_else),
		cmocka_unit_test(full_has_braille),
		cmocka_unit_test(hostile_text_is_refused_at_the_door),
		cmocka_unit_test(hostile_text_in_the_store_is_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
