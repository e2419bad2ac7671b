/* test_tasks.c: everyday questions, each answered from the start screen within its number of keystrokes. A typed text and
 * the Enter that ends it are one. The figures are those of Mål och budget 2026 and of Kolada. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

/* Starts, presses keys, waits for each text (NULL last) on the same screen, and counts. */
static void answer(char *home, int rows, int cols, const char *plan, const char *keys, int most, const char *const texts[])
{
	const char *const args[] = { "--plan", plan, NULL };
	struct pty *t = dash_start_with(home, rows, cols, args, NULL);

	pty_wait_text(t, "Fokusområde och mål");
	pty_keystrokes_reset(t);
	pty_keys(t, keys);
	assert_true(pty_keystrokes(t) <= most);
	for (int i = 0; texts[i]; i++)
		pty_wait_text(t, texts[i]);
	dash_quit(t);
}

/* 3: the history of an indicator against its target and against riket. */
static void task_3_history_of_an_indicator(void **state)
{
	static const char *const near[] = { "3.2.2", "Region Halland", "riket", "2016", "2025", "15,0" NB "%", "riket 17,0" NB "%", NULL };
	static const char *const target[] = { "F.2", "målvärde 2026 ≥ 100", NULL };
	char *home = dash_home();

	(void)state;
	answer(home, 24, 80, "mb2026", ": 3.2.2 Enter", 3, near);
	answer(home, 40, 120, "mb2026", ": återinskrivning Enter", 3, near);
	answer(home, 24, 80, "mb2026", ": F.2 Enter", 3, target);
	pty_home_remove(home);
}

/* 4: what does a nämnd get each year to 2030. */
static void task_4_what_a_board_gets(void **state)
{
	static const char *const years[] = { "Driftnämnd Psykiatri", "Budgetram", "2026", "2027", "2028", "2029", "2030", "949", "964",
		"981", "998", "1" NB "015", NULL };
	static const char *const all[] = { "5" NB "996", "6" NB "131", "6" NB "267", "6" NB "409", "6" NB "556", "14" NB "391", NULL };
	char *home = dash_home();

	(void)state;
	answer(home, 24, 80, "mb2026", "2", 3, all);
	answer(home, 24, 80, "mb2026", ": psykiatri Enter", 3, years);
	pty_home_remove(home);
}

/* 5: nämnder with a negative forecast and no action plan: they stand first, and alone with one key more. */
static void task_5_who_owes_a_plan(void **state)
{
	static const char *const first[] = { "Psykiatri", "Saknas, senast 2026-", "3,5", NULL };
	static const char *const alone[] = { "urval: saknar plan", "Psykiatri", "Saknas, senast 2026-", NULL };
	char *home = dash_home_filled();

	(void)state;
	dash_do(home, "add", "forecast", "board=psykiatri", "period=2026-07", "forecast=-3,5");
	dash_do(home, "add", "forecast", "board=hs", "period=2026-07", "forecast=-12,0"); /* has a plan */
	answer(home, 24, 80, "mb2026", "5", 1, first);
	answer(home, 40, 120, "mb2026", "5 f", 2, alone);
	pty_home_remove(home);
}

/* 9: mark an activity done. */
static void task_9_mark_an_activity_done(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	pty_keystrokes_reset(t);
	pty_keys(t, "4 Down a");
	assert_true(pty_keystrokes(t) <= 3);
	pty_wait_text(t, "Aktiviteten 2 är klar");
	pty_keys(t, "1");
	pty_wait_text(t, "Fokusområde och mål");
	pty_keystrokes_reset(t);
	pty_keys(t, ": möbler Enter");
	pty_keys(t, "a"); /* whichever row it stands on */
	assert_true(pty_keystrokes(t) <= 3);
	pty_wait_text(t, "Aktiviteten 4 är klar");
	dash_quit(t);
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, "2;3.1;;hs;Ökad bemanning på akuten;;;;2026-06-30;done;false"));
	assert_non_null(strstr(rows, "4;1.3;;fastighet;Återbruk av möbler;;;;2026-09-30;done;"));
	assert_non_null(strstr(rows, "2026-11-30;planned;"));
	free(rows);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(task_3_history_of_an_indicator),
		cmocka_unit_test(task_4_what_a_board_gets),
		cmocka_unit_test(task_5_who_owes_a_plan),
		cmocka_unit_test(task_9_mark_an_activity_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
