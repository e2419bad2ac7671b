/* test_bulk.c: one field of several marked rows: seen before it is saved, saved at once, undone at once. */
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

/* View 4 with the first two activities marked: "Kortare köer" (to 30 November) and "Ökad bemanning" (no start, to 30 June). */
static struct pty *two_marked(const char *home)
{
	struct pty *t = dash_start(home, 24, 80);

	dash_keys(t, "4", "Klart senast");
	dash_wait_marked(t, "Kortare köer");
	dash_keys(t, "Space", "1 märkta");
	dash_keys(t, "Space", "2 märkta: e ändra");
	return t;
}

static void choose(struct pty *t, const char *field, const char *prompt)
{
	dash_keys(t, "e", "Ändra 2 märkta rader");
	pty_wait_text(t, "Ansvarig");
	pty_type(t, field);
	pty_keys(t, "Enter");
	pty_wait_text(t, prompt);
}

static void a_responsible_for_all_in_one_save(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = two_marked(home);

	(void)state;
	choose(t, "ansv", "Ansvarig:");
	pty_type(t, "Controller");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Ansvarig: 2 ändras");
	pty_wait_text(t, "Ödla Å → Controller");
	pty_wait_text(t, "– → Controller");
	pty_wait_text(t, "Enter sparar 2 ändringar");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Ansvarig ändrat i 2 rader · sparat · u ångrar");
	pty_wait_gone(t, "märkta");
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, "1;3.2;;hs;Kortare köer;;Controller;"));
	assert_non_null(strstr(rows, "2;3.1;;hs;Ökad bemanning på akuten;;Controller;"));
	free(rows);
	dash_keys(t, "u", "Ångrat");
	rows = dash_export(home, "activities"); /* one undo for both */
	assert_non_null(strstr(rows, "Kortare köer;;Ödla Å;"));
	assert_null(strstr(rows, "Controller"));
	free(rows);
	dash_quit(t);
	pty_home_remove(home);
}

static void what_cannot_be_is_refused_before_anything_is_saved(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = two_marked(home);

	(void)state;
	choose(t, "klart", "Klart senast:");
	pty_type(t, "1/1 2026"); /* before the first one's start */
	pty_keys(t, "Enter");
	pty_wait_text(t, "Klart senast: 1 ändras, 1 nekas");
	pty_wait_text(t, "nekas:");
	pty_wait_text(t, "Klart senast ligger före start");
	pty_wait_text(t, "2026-06-30 → 2026-01-01");
	pty_keys(t, "Escape"); /* another value */
	pty_wait_text(t, "flytta 14");
	pty_type(t, "flytta 14"); /* each from its own day */
	pty_keys(t, "Enter");
	pty_wait_text(t, "2026-11-30 → 2026-12-14");
	pty_wait_text(t, "2026-06-30 → 2026-07-14");
	pty_keys(t, "Escape Escape Escape");
	pty_wait_text(t, "Klart senast");
	pty_wait_text(t, "2 märkta"); /* left: nothing lost, nothing saved */
	choose(t, "klart", "Klart senast:");
	pty_type(t, "32/13");
	pty_keys(t, "Enter");
	pty_wait_text(t, "är inget datum");
	pty_keys(t, "C-u");
	pty_type(t, "+14"); /* from today, as in a field */
	pty_keys(t, "Enter");
	pty_wait_text(t, "2026-11-30 → 2026-09-16");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Klart senast ändrat i 2 rader");
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, "Kortare köer;;Ödla Å;2026-02-01;2026-09-16;"));
	assert_non_null(strstr(rows, "Ökad bemanning på akuten;;;;2026-09-16;"));
	free(rows);
	dash_quit(t);
	pty_home_remove(home);
}

static void a_choice_and_a_namnd_are_picked(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = two_marked(home);

	(void)state;
	choose(t, "status", "avbruten");
	pty_type(t, "påg");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Status: 1 ändras, 1 har redan värdet");
	pty_wait_text(t, "planerad → pågående");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Status ändrat i 1 rad ·");
	pty_keys(t, "g");
	dash_keys(t, "Space", "1 märkta");
	dash_keys(t, "Space", "2 märkta");
	choose(t, "nämnd", "psykiatri");
	pty_type(t, "psyk");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Driftnämnd Hallands Sjukhus → Dri");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Nämnd ändrat i 2 rader");
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, "1;3.2;;psykiatri;Kortare köer;;Ödla Å;2026-02-01;2026-11-30;ongoing;"));
	free(rows);
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_responsible_for_all_in_one_save),
		cmocka_unit_test(what_cannot_be_is_refused_before_anything_is_saved),
		cmocka_unit_test(a_choice_and_a_namnd_are_picked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
