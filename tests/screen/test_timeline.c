/* test_timeline.c: the activities over the year: the same list in another shape. */
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

static void the_year_in_a_small_window(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);
	int row, months, title, late;

	(void)state;
	dash_keys(t, "4", "Klart senast");
	dash_keys(t, "Tab", "Aktivitet, 2026");
	pty_wait_text(t, "jan feb mar apr maj jun jul aug sep okt nov dec");
	pty_wait_text(t, "▾UR2"); /* the proposed calendar's day */
	pty_wait_text(t, "borde vara klar");
	assert_true(pty_find(t, "jan feb", NULL, &months));
	assert_true(pty_find(t, "Ökad bemanning på akut", &row, &title));
	assert_true(pty_find(t, "sen", NULL, &late));
	assert_true(title < late && late < months);
	assert_non_null(strstr(pty_row(t, row), "!")); /* should have ended in June */
	assert_string_equal(pty_cell(t, row, months + 5 * 4 + 3).text, "!");
	assert_string_equal(pty_cell(t, row, months + 8 * 4).text, "│"); /* today, 2 September */
	dash_wait_marked(t, "Kortare köer");
	dash_keys(t, "Enter", "Ansvarig"); /* as in the list */
	dash_keys(t, "Escape", "Aktivitet, 2026");
	dash_keys(t, "BTab", "Klart senast");
	dash_quit(t);
	pty_home_remove(home);
}

static void presets_groups_and_filter_work_as_in_the_list(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 60, 200);

	(void)state;
	dash_keys(t, "4", "Klart senast");
	dash_keys(t, "Tab", "Aktivitet, 2026");
	dash_keys(t, "z", "Hall. sjukhus (2)");
	pty_wait_text(t, "Psykiatri (1)");
	dash_keys(t, "f", "urval: sena");
	pty_wait_gone(t, "Psykiatri (1)");
	pty_wait_text(t, "Hall. sjukhus (1)");
	pty_keys(t, "f f f f f");
	pty_wait_text(t, "Psykiatri (1)");
	pty_keys(t, "/");
	pty_type(t, "dialog");
	pty_keys(t, "Enter");
	pty_wait_gone(t, "Kortare köer");
	pty_wait_text(t, "Ärlig dialog");
	dash_keys(t, "Escape", "Kortare köer");
	dash_keys(t, "a", "är klar");
	dash_quit(t);
	pty_home_remove(home);
}

/* Which activities are late, by nämnd: three keys (design, task 6), in the list and in what follows it. */
static void late_by_namnd_in_three_keys(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	pty_keystrokes_reset(t);
	pty_keys(t, "4 f z");
	pty_wait_text(t, "Hall. sjukhus (1)");
	pty_wait_text(t, "Ökad bemanning");
	assert_int_equal(pty_keystrokes(t), 3);
	assert_false(pty_has(t, "Kortare köer"));
	dash_keys(t, "Tab", "Aktivitet, 2026");
	pty_wait_text(t, "Hall. sjukhus (1)");
	dash_quit(t);
	pty_home_remove(home);
}

static void letters_only(void **state)
{
	char *home = dash_home_filled();
	struct pty *t;

	(void)state;
	dash_settings(home, "[screen]\nglyphs = ascii\n");
	t = dash_start(home, 24, 80);
	dash_keys(t, "4", "Klart senast");
	dash_keys(t, "Tab", "vUR2");
	pty_wait_text(t, "+ pågående");
	pty_wait_text(t, "....|..........o:");
	for (int row = 4; row < 12; row++)
		for (int col = 27; col < 80; col++)
			assert_true((unsigned char)pty_cell(t, row, col).text[0] < 128);
	dash_quit(t);
	pty_home_remove(home);
}

static void nothing_yet_is_said(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "4 Tab", "Inga aktiviteter ännu. n lägger till en.");
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_year_in_a_small_window),
		cmocka_unit_test(presets_groups_and_filter_work_as_in_the_list),
		cmocka_unit_test(late_by_namnd_in_three_keys),
		cmocka_unit_test(letters_only),
		cmocka_unit_test(nothing_yet_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
