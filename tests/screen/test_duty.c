/* test_duty.c: view 5 says which nämnder owe an action plan (003, "Att beakta"; domain §6), and is the way to make it. */
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

static char *home_with_forecasts(void)
{
	char *home = dash_home_filled(); /* Hallands sjukhus has a plan of 12,0 that covers 9,0 */

	dash_do(home, "add", "forecast", "board=hs", "period=2026-05", "forecast=-12,0");
	dash_do(home, "add", "forecast", "board=psykiatri", "period=2026-07", "forecast=-3,5");
	dash_do(home, "add", "forecast", "board=adh", "period=2026-07", "forecast=0");
	return home;
}

static void test_owed_stands_first(void **state)
{
	char *home = home_with_forecasts();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "5", "Saknas, senast 2026-");
	dash_wait_marked(t, "Psykiatri");
	dash_wait_marked(t, "3,5");
	pty_wait_text(t, "Hyrpersonal");
	assert_int_equal(dash_count(t, "Saknas"), 1);
	dash_keys(t, "f", "urval: saknar plan");
	pty_wait_gone(t, "Hyrpersonal");
	dash_wait_marked(t, "Psykiatri");
	dash_keys(t, "v", "Varför?");
	pty_wait_text(t, "prognos Psykiatri 2026-07");
	dash_quit(t);
	pty_home_remove(home);
}

static void test_owed_becomes_a_plan(void **state)
{
	char *home = home_with_forecasts(), *rows;
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "5", "Saknas");
	dash_keys(t, "Enter", "ny åtgärdsplan");
	pty_wait_text(t, "Driftnämnd Psykiatri");
	pty_wait_text(t, "3,5");
	dash_keys(t, "C-s", "sparad");
	dash_keys(t, "5", "Åtgärdsplaner");
	pty_wait_gone(t, "Saknas");
	dash_quit(t);
	rows = dash_export(home, "action-plans");
	assert_non_null(strstr(rows, ";psykiatri;;3.5;false;"));
	free(rows);
	pty_home_remove(home);
}

/* From the nämnd's own screen too. */
static void test_a_plan_from_the_board(void **state)
{
	char *home = home_with_forecasts(), *rows;
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, ":", "gå till");
	pty_type(t, "driftnämnd psykiatri");
	dash_keys(t, "Enter", "Budgetram 2026");
	dash_keys(t, "n", "p åtgärdsplan");
	dash_keys(t, "p", "ny åtgärdsplan");
	dash_keys(t, "C-s", "sparad");
	dash_quit(t);
	rows = dash_export(home, "action-plans");
	assert_non_null(strstr(rows, ";psykiatri;;3.5;false;"));
	free(rows);
	pty_home_remove(home);
}

static void test_nobody_owes(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "5", "Inga åtgärdsplaner ännu");
	dash_keys(t, "f", "Ingen nämnd med negativ prognos saknar åtgärdsplan");
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_owed_stands_first),
		cmocka_unit_test(test_owed_becomes_a_plan),
		cmocka_unit_test(test_a_plan_from_the_board),
		cmocka_unit_test(test_nobody_owes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
