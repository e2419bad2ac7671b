/* test_overview.c: what the overview says of areas and of what is computed beside what is assessed, and of what `c` then tells. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

/* The foreground of the cell where text begins. */
static int colour_of(struct pty *t, const char *text)
{
	int row, col;

	pty_wait_text(t, text);
	assert_true(pty_find(t, text, &row, &col));
	return pty_cell(t, row, col).fg;
}

/* An area's goals by where they stand: all of them, whatever the width; in words where there is room, each in its colour. */
static void areas_leave_nothing_out(void **state)
{
	char *home = dash_home_demo();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	pty_wait_text(t, "○1 ◐1 ●2");
	assert_true(colour_of(t, "○1 ◐1 ●2") != colour_of(t, "●2"));
	assert_true(colour_of(t, "◐1 ●2") != colour_of(t, "●2"));
	pty_resize(t, 40, 120);
	pty_wait_text(t, "1 ej nått, 1 på väg, 2 på målet");
	assert_true(colour_of(t, "1 ej nått, 1 på väg") != colour_of(t, "2 på målet"));
	assert_int_equal(colour_of(t, "2 på målet"), colour_of(t, "● på målet"));
	pty_wait_text(t, "Målen räknas efter det beräknade läget där det finns ett, annars efter det bedömda.");
	dash_quit(t);
	pty_home_remove(home);
}

/* 1.1 has no rule and an assessment: it is not computed, but it is judged. */
static void not_computed_is_not_unjudged(void **state)
{
	char *home = dash_home_demo(), *out;
	struct pty *t = dash_start(home, 40, 100);

	(void)state;
	dash_keys(t, "Down", "– ej beräknat");
	dash_wait_marked(t, "– ej beräknat ◐ på väg");
	assert_false(pty_has(t, "ej bedömt"));
	dash_keys(t, "Enter", "– ej beräknat");
	pty_wait_text(t, "Nämndernas senaste bedömningar (vid UR1): ");
	dash_quit(t);
	assert_int_equal(dash_run(home, &out, "status", "1.1", (char *)NULL), 0);
	assert_non_null(strstr(out, "– ej beräknat     1.1"));
	free(out);
	pty_home_remove(home);
}

/* What is missing, and what is there but not signed off, apart; and whom the report goes to in full where there is room. */
static void what_is_next_in_full(void **state)
{
	char *home = dash_home_demo();
	struct pty *t = dash_start(home, 30, 100);

	(void)state;
	pty_wait_text(t, "Nästa: UR2, rapport till regionkontoret 2026-09-11");
	pty_wait_text(t, "delar saknas hos 8 nämnder");
	pty_wait_text(t, "ej klarmarkerade");
	pty_resize(t, 24, 80);
	pty_wait_text(t, "Nästa: UR2, rapport till RK 2026-09-11");
	dash_keys(t, "7", "ÅR   2026-12");
	assert_false(pty_has(t, "AR   2026-12"));
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(areas_leave_nothing_out),
		cmocka_unit_test(not_computed_is_not_unjudged),
		cmocka_unit_test(what_is_next_in_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
