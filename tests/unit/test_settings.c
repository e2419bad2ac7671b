/* test_settings.c: styrtavla.ini: defaults, overriding, and every error with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/embedded.h"
#include "io/settings.h"
#include "io/settings_table.h"

static char dir[64], file[80];

static int make_dir(void **state)
{
	(void)state;
	snprintf(dir, sizeof(dir), "%s/styrtavla-test-XXXXXX", P_tmpdir);
	if (!mkdtemp(dir))
		return -1;
	snprintf(file, sizeof(file), "%s/f.ini", dir);
	setenv("XDG_CONFIG_HOME", dir, 1);
	unsetenv("NO_COLOR");
	return 0;
}

static int remove_dir(void **state)
{
	(void)state;
	unlink(file);
	return rmdir(dir);
}

static void write_file(const char *text)
{
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* Reads text as the user's file; errors without the directory, one a line. */
static void assert_errors(const char *text, struct settings *settings, const char *expected)
{
	struct vec errors = { 0 };
	struct buf all = { 0 };
	struct err err = { 0 };

	write_file(text);
	assert_int_equal(settings_read(settings, file, &errors, &err), *expected ? ERR_INPUT : 0);
	for (size_t i = 0; i < errors.n; i++)
		buf_printf(&all, "%s\n", (const char *)errors.items[i] + strlen(dir) + 1);
	assert_string_equal(buf_cstr(&all), expected);
	buf_free(&all);
	vec_free_all(&errors, free);
}

static void test_defaults(void **state)
{
	struct settings s;
	struct vec errors = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_int_equal(settings_read(&s, NULL, &errors, &err), 0);
	assert_int_equal(errors.n, 0);
	assert_string_equal(s.store, "");
	assert_string_equal(s.plan, "");
	assert_string_equal(s.role, "controller");
	assert_int_equal(s.theme, THEME_DARK);
	assert_int_equal(s.glyphs, GLYPHS_BASIC);
	assert_true(s.mouse);
	assert_int_equal(s.escdelay, 25);
	assert_int_equal(s.map_gib, 4);
	assert_int_equal(s.key_actions.n, 0);
	settings_free(&s);
}

/* Every setting of the table has a default in the file that people copy. */
static void test_table_and_file_agree(void **state)
{
	const struct embedded *defaults = embedded_find("styrtavla.ini");

	(void)state;
	assert_non_null(defaults);
	for (size_t i = 0; i < settings_table_n; i++) {
		char *line = mem_printf("\n%s =", settings_table[i].key);

		if (!strstr((const char *)defaults->data, line))
			fail_msg("%s is not in styrtavla.ini", settings_table[i].key);
		free(line);
	}
}

static void test_overrides(void **state)
{
	struct settings s;

	(void)state;
	assert_errors("[styrtavla]\nstore = /srv/styrtavla\nmap_gib = 8\n[screen]\ntheme = Light\nglyphs = ascii\nmouse = nej\n", &s, "");
	assert_string_equal(s.store, "/srv/styrtavla");
	assert_int_equal(s.map_gib, 8);
	assert_int_equal(s.theme, THEME_LIGHT);
	assert_int_equal(s.glyphs, GLYPHS_ASCII);
	assert_false(s.mouse);
	assert_int_equal(s.escdelay, 25);
	settings_free(&s);
}

static void test_keys(void **state)
{
	struct settings s;
	char *line = mem_printf("%s:3", file);

	(void)state;
	assert_errors("[keys]\nedit = e F2\nsave = C-s F10\n", &s, "");
	assert_int_equal(s.key_actions.n, 2);
	assert_string_equal(s.key_actions.items[1], "save");
	assert_string_equal(s.key_names.items[1], "C-s F10");
	assert_string_equal(s.key_lines.items[1], line);
	settings_free(&s);
	free(line);
}

/* Every error is told, and what is right is used. */
static void test_errors(void **state)
{
	struct settings s;

	(void)state;
	assert_errors("[screen]\ntheme = blå\nmouse = kanske\nescdelay = 25 ms\nfont = x\nglyphs = full\n[skärm]\nx = y\n"
		"[styrtavla]\nmap_gib = 0\n", &s,
		"f.ini:2: [screen] theme: \"blå\" är okänt; här väntades ett av dark, light, contrast, mono\n"
		"f.ini:3: [screen] mouse: \"kanske\" är varken ja eller nej\n"
		"f.ini:4: [screen] escdelay: \"25 ms\" går inte; här väntades ett helt tal från 0 till 1000\n"
		"f.ini:5: [screen] font: okänd inställning; här väntades theme, glyphs, mouse, escdelay\n"
		"f.ini:7: [skärm] okänd sektion; här väntades styrtavla, screen eller keys\n"
		"f.ini:10: [styrtavla] map_gib: \"0\" går inte; här väntades ett helt tal från 1 till 1024\n");
	assert_int_equal(s.glyphs, GLYPHS_FULL);
	assert_int_equal(s.theme, THEME_DARK);
	assert_int_equal(s.map_gib, 4);
	settings_free(&s);
}

static void test_user_file(void **state)
{
	char *sub = mem_printf("%s/styrtavla", dir);
	char *path = mem_printf("%s/styrtavla.ini", sub);
	struct settings s;
	struct vec errors = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_int_equal(mkdir(sub, 0700), 0);
	write_file("[styrtavla]\nrole = chef\n");
	assert_int_equal(rename(file, path), 0);
	assert_int_equal(settings_read(&s, NULL, &errors, &err), 0);
	assert_string_equal(s.role, "chef");
	settings_free(&s);
	unlink(path);
	rmdir(sub);
	free(sub);
	free(path);
}

static void test_no_such_file(void **state)
{
	struct settings s;
	struct vec errors = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_int_equal(settings_read(&s, "/nonexistent.ini", &errors, &err), ERR_INPUT);
	assert_int_equal(errors.n, 1);
	assert_string_equal(err.text, "/nonexistent.ini: kunde inte öppnas: finns inte");
	assert_string_equal(s.role, "controller");
	settings_free(&s);
	vec_free_all(&errors, free);
}

static void test_no_color(void **state)
{
	struct settings s;

	(void)state;
	setenv("NO_COLOR", "1", 1);
	assert_errors("[screen]\ntheme = light\n", &s, "");
	assert_int_equal(s.theme, THEME_MONO);
	settings_free(&s);
	unsetenv("NO_COLOR");
}

#define WITH_DIR(test) cmocka_unit_test_setup_teardown(test, make_dir, remove_dir)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_DIR(test_defaults), cmocka_unit_test(test_table_and_file_agree), WITH_DIR(test_overrides), WITH_DIR(test_keys),
		WITH_DIR(test_errors), WITH_DIR(test_user_file), WITH_DIR(test_no_such_file), WITH_DIR(test_no_color),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
