/* test_tasks_demo.c: the everyday questions on a full year, each answered from the start screen within its number of
 * keystrokes. A typed text and the Enter that ends it are one. The year is the invented one of `init --demo`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

/* Starts (board may be NULL), presses keys, waits for each text (NULL last) on the same screen, and counts. */
static struct pty *answer(char *home, int rows, int cols, const char *board, const char *keys, int most, const char *const texts[])
{
	const char *const args[] = { board ? "--board" : NULL, board, NULL };
	struct pty *t = dash_start_with(home, rows, cols, args, NULL);

	pty_wait_text(t, "Fokusområde och mål");
	pty_keystrokes_reset(t);
	if (*keys)
		pty_keys(t, keys);
	assert_true(pty_keystrokes(t) <= most);
	for (int i = 0; texts[i]; i++)
		pty_wait_text(t, texts[i]);
	return t;
}

static void ask(int rows, int cols, const char *board, const char *keys, int most, const char *const texts[])
{
	char *home = dash_home_demo();

	dash_quit(answer(home, rows, cols, board, keys, most, texts));
	pty_home_remove(home);
}

static void task_1_goals_not_on_course(void **state)
{
	static const char *const texts[] = { "Läge", "3.1 ", "○ ej nått", "◐ på väg", "● på målet", NULL };

	(void)state;
	ask(24, 80, NULL, "", 0, texts);
}

static void task_2_why_a_goal_is_yellow(void **state)
{
	static const char *const texts[] = { "◐ på väg", "2 av 4 indikatorer når målvärdet", "3.2.2", "13,2" NB "%", "≤ 12,0", "3.2.4",
		NULL };

	(void)state;
	ask(24, 80, NULL, ": 3.2 Enter v", 3, texts);
	ask(60, 200, NULL, ": 3.2 Enter v", 3, texts);
}

static void task_3_history_of_an_indicator(void **state)
{
	static const char *const texts[] = { "3.2.2", "Region Halland", "riket", "målvärde", "2016", "2026", NULL };

	(void)state;
	ask(24, 80, NULL, ": 3.2.2 Enter", 3, texts);
}

static void task_4_what_a_board_gets_and_its_forecast(void **state)
{
	static const char *const texts[] = { "2026", "2030", "949", "1" NB "015", "−6,2", NULL };

	(void)state;
	ask(24, 80, NULL, "2", 3, texts);
	ask(40, 100, NULL, ": psykiatri Enter", 3, texts);
}

static void task_5_negative_forecast_and_no_plan(void **state)
{
	static const char *const texts[] = { "Psykiatri", "Saknas, senast 2026-09-11", "6,2", NULL };

	(void)state;
	ask(24, 80, NULL, "5", 2, texts);
}

static void task_6_late_activities_by_board(void **state)
{
	static const char *const texts[] = { "urval: sena", "grupperat", "Hall. sjukhus (4)", "Psykiatri (2)", "2026-07-01", NULL };

	(void)state;
	ask(24, 80, NULL, "4 f z", 3, texts);
}

static void task_7_what_changed_since_ur1(void **state)
{
	static const char *const texts[] = { "Ändrat sedan UR1", "2026-04-08", "Läge", "◐ på väg", NULL };

	(void)state;
	ask(24, 80, NULL, "c", 1, texts);
}

static void task_8_enter_a_measured_value(void **state)
{
	static const char *const before[] = { "742", "2026-08", NULL };
	char *home = dash_home_demo(), *rows;
	struct pty *t = answer(home, 24, 80, "hs", ": operation Down Enter", 4, before);

	(void)state;
	dash_keys(t, "n", "2026-09");
	pty_keys(t, "7 3 5");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Utfallet sparat");
	dash_quit(t);
	rows = dash_export(home, "observations");
	assert_non_null(strstr(rows, "ind-a20.1;hs;2026-09;T;735;"));
	free(rows);
	pty_home_remove(home);
}

static void task_9_mark_an_activity_done(void **state)
{
	static const char *const texts[] = { "Aktiviteten 20 är klar", NULL };

	(void)state;
	ask(24, 80, NULL, ": operationskö Enter a", 3, texts);
}

static void task_10_what_is_left_before_the_deadline(void **state)
{
	static const char *const texts[] = { "Nästa: UR2", "2026-09-11", "14 av 15 delar", "2.2", "saknas: prognos 2026-08", NULL };

	(void)state;
	ask(24, 80, "hs", "7", 1, texts);
}

static void task_12_who_set_this_figure(void **state)
{
	static const char *const there[] = { "4.2.2", "Värden", NULL };
	static const char *const texts[] = { "Importerad", "2026-08-24", "regionkontoret", "demo-2026.csv", NULL };
	char *home = dash_home_demo();
	struct pty *t = answer(home, 24, 80, NULL, ": 4.2.2 Enter Tab", 3, there);

	(void)state;
	pty_wait_text(t, "16 p");
	pty_keystrokes_reset(t);
	pty_keys(t, "v");
	assert_true(pty_keystrokes(t) <= 1);
	for (int i = 0; texts[i]; i++)
		pty_wait_text(t, texts[i]);
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(task_1_goals_not_on_course),
		cmocka_unit_test(task_2_why_a_goal_is_yellow),
		cmocka_unit_test(task_3_history_of_an_indicator),
		cmocka_unit_test(task_4_what_a_board_gets_and_its_forecast),
		cmocka_unit_test(task_5_negative_forecast_and_no_plan),
		cmocka_unit_test(task_6_late_activities_by_board),
		cmocka_unit_test(task_7_what_changed_since_ur1),
		cmocka_unit_test(task_8_enter_a_measured_value),
		cmocka_unit_test(task_9_mark_an_activity_done),
		cmocka_unit_test(task_10_what_is_left_before_the_deadline),
		cmocka_unit_test(task_12_who_set_this_figure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
