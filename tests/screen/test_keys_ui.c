/* test_keys_ui.c: help, filter, sorting, palette, history, trees, boards, time travel, mouse, Esc, q. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/date.h"
#include "screen/dash.h"
#include "widget/keys.h"

static void help_lists_every_action(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 100, 120);

	(void)state;
	dash_keys(t, "?", "Hjälp: tangenterna");
	pty_wait_text(t, "När man skriver");
	for (int action = 1; action < ACT_DO_COUNT; action++)
		pty_wait_text(t, action_info(action)->help);
	for (int group = 0; group < action_groups(); group++)
		pty_wait_text(t, action_group(group));
	pty_keys(t, "Esc");
	pty_wait_text(t, "Fokusområde och mål");
	dash_quit(t);
	pty_home_remove(home);
}

static void help_shows_my_own_keys(void **state)
{
	char *home = dash_home();
	char path[512];
	struct pty *t;

	(void)state;
	dash_settings(home, "[keys]\nwhy = ö F5\nnew = N\n");
	t = dash_start(home, 60, 120);
	pty_wait_text(t, "ö varför?");
	dash_keys(t, "?", "ö, F5");
	pty_wait_text(t, "N                  ny rad här");
	dash_keys(t, "Esc", "ö varför?");
	dash_keys(t, "Down Down F5", "Varför?");
	dash_keys(t, "Esc", "Fokusområde och mål");
	dash_keys(t, "v", "v gör inget här; ? visar tangenterna");
	dash_quit(t);
	dash_settings(home, "[keys]\nfinns-inte = x\n");
	/* Said and not used; said again when the screen is gone. Asked for by name it is an error. */
	t = dash_start_with(home, 24, 80, NULL, NULL);
	pty_wait_text(t, "finns-inte");
	dash_keys(t, "?", "Hjälp:");
	pty_keys(t, "Esc q");
	assert_int_equal(pty_wait_exit(t), 0);
	assert_true(pty_has(t, "finns-inte"));
	pty_end(t);
	snprintf(path, sizeof(path), "%s/.config/styrtavla/styrtavla.ini", home);
	t = dash_start_with(home, 24, 80, (const char *const[]){ "--config", path, NULL }, NULL);
	assert_int_equal(pty_wait_exit(t), 3);
	assert_true(pty_has(t, "finns-inte"));
	pty_end(t);
	pty_home_remove(home);
}

static void help_is_searched_by_typing(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "?", "en rad upp");
	pty_type(t, "ångra");
	pty_wait_text(t, "ångra min senaste ändring");
	pty_wait_gone(t, "en rad upp");
	pty_keys(t, "C-u");
	pty_wait_text(t, "en rad upp");
	pty_type(t, "xyzzy");
	pty_wait_text(t, "Ingen tangent gör det");
	pty_keys(t, "Esc");
	pty_wait_text(t, "Fokusområde och mål");
	dash_keys(t, "F1", "Hjälp: tangenterna");
	pty_keys(t, "PageDown PageDown PageDown");
	pty_wait_text(t, "avsluta");
	dash_keys(t, "?", "Fokusområde och mål");
	dash_quit(t);
	pty_home_remove(home);
}

static void filter_keeps_and_negates(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "4", "Återbruk av möbler");
	dash_keys(t, "/", "filter:");
	pty_type(t, "sjukhus");
	pty_wait_gone(t, "Återbruk");
	pty_wait_text(t, "Kortare köer");
	pty_wait_text(t, "Ökad bemanning");
	pty_keys(t, "Enter");
	pty_wait_row(t, 2, "filter: sjukhus");
	dash_keys(t, "/", "filter: sjukhus");
	pty_type(t, " !köer");
	pty_wait_gone(t, "Kortare");
	pty_wait_text(t, "Ökad bemanning");
	pty_keys(t, "Esc"); /* Esc in the prompt gives back what was there */
	pty_wait_text(t, "Kortare köer");
	pty_wait_gone(t, "!köer");
	pty_keys(t, "/ C-u");
	pty_type(t, "!sjukhus");
	pty_wait_text(t, "Ärlig dialog");
	pty_wait_gone(t, "Kortare");
	pty_keys(t, "Enter");
	dash_keys(t, "Esc", "Kortare köer");
	pty_wait_gone(t, "filter:");
	dash_quit(t);
	pty_home_remove(home);
}

static void filter_says_when_nothing_matches(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "4", "Återbruk av möbler");
	dash_keys(t, "/ zebra Enter", "Inget av 4 rader innehåller \"zebra\". Esc tar bort filtret.");
	dash_keys(t, "Esc", "Återbruk av möbler");
	/* loosely: plain letters find å ä ö, å finds only å */
	pty_keys(t, "/ arlig");
	pty_wait_gone(t, "Kortare");
	pty_wait_text(t, "Ärlig dialog");
	dash_keys(t, "C-u åter", "Återbruk");
	pty_wait_gone(t, "Ärlig");
	pty_keys(t, "Esc");
	pty_wait_text(t, "Ärlig");
	dash_keys(t, "6 /", "ingen lista att filtrera");
	dash_quit(t);
	pty_home_remove(home);
}

static void expect_order(struct pty *t, const char *const words[])
{
	int before = -1;

	for (int i = 0; words[i]; i++) {
		int row;

		assert_true(pty_find(t, words[i], &row, NULL));
		assert_true(row > before);
		before = row;
	}
}

/* å, ä, ö stand last and in that order (SAOL); W is a letter of its own after V. */
static void sorting_is_swedish(void **state)
{
	static const char *const titles[] = { "Öppna data", "Zon", "Ärlig", "Återbruk", "Wall", "Vågman", "Vilander", "Avsluta" };
	static const char *const sorted[] = { "Avsluta", "Vilander", "Vågman", "Wall", "Zon", "Återbruk", "Ärlig", "Öppna data", NULL };
	static const char *const turned[] = { "Öppna data", "Ärlig", "Återbruk", "Zon", "Wall", "Vågman", "Vilander", "Avsluta", NULL };
	char *home = dash_home(), title[60];
	struct pty *t;

	(void)state;
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
		snprintf(title, sizeof(title), "title=%s", titles[i]);
		dash_do(home, "add", "activity", title);
	}
	t = dash_start(home, 24, 80);
	dash_keys(t, "4", "Avsluta");
	dash_wait_marked(t, "Öppna data");
	dash_keys(t, "s", "Sorterat efter Nr");
	dash_keys(t, "s", "Sorterat efter Mål");
	dash_keys(t, "s", "Sorterat efter Aktivitet");
	dash_wait_marked(t, "Öppna data"); /* what is chosen stays chosen */
	dash_cursor_on_mark(t);
	expect_order(t, sorted);
	pty_keys(t, "S");
	pty_wait_row(t, 5, "Öppna data");
	pty_wait_row(t, 12, "Avsluta");
	expect_order(t, turned);
	dash_wait_marked(t, "Öppna data");
	dash_quit(t);
	pty_home_remove(home);
}

static void palette_goes_anywhere(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, ":", "gå till:");
	pty_type(t, "psyk");
	pty_wait_text(t, "Driftnämnd Psykiatri");
	dash_keys(t, "Enter", "Budgetram");
	dash_keys(t, ": 4.2.3 Enter", "integrerade i Cosmic");
	pty_keys(t, ":");
	pty_type(t, "sammanhallen nara region"); /* words in any order, without their dots */
	dash_keys(t, "Enter", "3.2  En region");
	dash_keys(t, ": Återbruk Enter", "4  Återbruk av möbler");
	dash_keys(t, ":", "gå till:");
	pty_type(t, "hjälp");
	pty_wait_text(t, "tangent");
	pty_wait_text(t, "?  hjälp");
	pty_keys(t, "C-u");
	pty_type(t, "xyzzy");
	pty_wait_text(t, "inget heter så: skriv färre bokstäver");
	pty_keys(t, "Enter"); /* nothing to choose: it stays */
	pty_wait_text(t, "gå till:");
	pty_keys(t, "Esc");
	pty_wait_gone(t, "gå till:");
	pty_wait_text(t, "Löpande");
	dash_keys(t, ":", "gå till:");
	pty_type(t, "budgetramar");
	pty_wait_text(t, "2  Nämnder");
	dash_keys(t, "Enter", "Summa enligt beslutet");
	dash_quit(t);
	pty_home_remove(home);
}

static void history_remembers_where_one_was(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "4", "Återbruk av möbler");
	pty_keys(t, "Down Down");
	dash_wait_marked(t, "Ärlig");
	dash_keys(t, "Enter", "3  Ärlig dialog");
	dash_keys(t, "6", "Resultatbudget, mnkr");
	dash_keys(t, ",", "3  Ärlig dialog");
	pty_keys(t, ",");
	dash_wait_marked(t, "Ärlig");
	pty_wait_text(t, "Återbruk");
	dash_keys(t, ",", "Fokusområde och mål");
	dash_keys(t, ". . .", "Resultatbudget, mnkr");
	dash_keys(t, ".", "Resultatbudget, mnkr");
	dash_keys(t, "Esc", "3  Ärlig dialog");
	dash_keys(t, "BSpace", "Återbruk");
	dash_wait_marked(t, "Ärlig");
	dash_quit(t);
	pty_home_remove(home);
}

static void tree_folds(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_wait_marked(t, "▾ 1 En");
	pty_wait_text(t, "1.2 En attraktiv");
	pty_keys(t, "Left");
	pty_wait_gone(t, "1.2 En attraktiv");
	dash_wait_marked(t, "▸ 1 En");
	dash_cursor_on_mark(t);
	pty_keys(t, "Down");
	dash_wait_marked(t, "▾ 2 En");
	pty_keys(t, "Up Right");
	pty_wait_text(t, "1.2 En attraktiv");
	pty_keys(t, "Enter");
	pty_wait_gone(t, "1.2 En attraktiv");
	pty_keys(t, "Down Down Enter"); /* the goal opens, and the fold is as it was on the way back */
	pty_wait_text(t, "2.1  En region");
	pty_keys(t, "Esc");
	dash_wait_marked(t, "2.1 ");
	pty_wait_text(t, "▸ 1 En");
	dash_quit(t);
	pty_home_remove(home);
}

static void board_is_chosen_and_left(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 120);

	(void)state;
	dash_keys(t, "4", "Återbruk av möbler");
	dash_keys(t, "b", "nämnd:");
	pty_type(t, "psyk");
	pty_keys(t, "Enter");
	pty_wait_row(t, 0, "Driftnämnd Psykiatri");
	pty_wait_gone(t, "Återbruk");
	pty_wait_text(t, "Ärlig dialog");
	dash_keys(t, "o", "Återbruk");
	pty_wait_row(t, 0, "koncern");
	pty_keys(t, "o");
	pty_wait_row(t, 0, "Driftnämnd Psykiatri");
	pty_wait_gone(t, "Återbruk");
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(help_lists_every_action),
		cmocka_unit_test(help_shows_my_own_keys),
		cmocka_unit_test(help_is_searched_by_typing),
		cmocka_unit_test(filter_keeps_and_negates),
		cmocka_unit_test(filter_says_when_nothing_matches),
		cmocka_unit_test(sorting_is_swedish),
		cmocka_unit_test(palette_goes_anywhere),
		cmocka_unit_test(history_remembers_where_one_was),
		cmocka_unit_test(tree_folds),
		cmocka_unit_test(board_is_chosen_and_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
