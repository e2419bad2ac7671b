/* test_assess.c: a goal is assessed on its own screen, seen in the overview, and broken down into a nämnd's own goal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

/* Goal 3.2, with the cursor on the row of koncern, the cell of the assessment chosen. */
static struct pty *on_koncern(const char *home, int rows, int cols)
{
	struct pty *t = dash_start(home, rows, cols);

	dash_keys(t, "G Up Up Up Up Enter", "3.2  En region");
	pty_wait_text(t, "Bedömning vid UR2"); /* on 2 September UR2 is the report that is next */
	pty_keys(t, "Down Down Down Down Down Down"); /* past what it says and four indicators */
	dash_wait_marked(t, "Koncernen");
	pty_keys(t, "Right");
	return t;
}

static void motivation_is_asked_for(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = on_koncern(home, 30, 100);

	(void)state;
	dash_keys(t, "Enter", "Bedömning:");
	pty_type(t, "på väg");
	pty_wait_text(t, "[på väg]");
	dash_keys(t, "C-s", "Motivering saknas: bedömningen (på väg) skiljer sig från det beräknade läget (ej bedömt)");
	dash_wait_marked(t, "Koncernen"); /* nothing is saved, what was chosen stands */
	dash_wait_marked(t, "på väg"); /* also under the text that is asked for: its field is open to be written */
	pty_type(t, "Utskrivningen går snabbare.");
	dash_keys(t, "C-s", "Bedömningen sparad");
	dash_wait_marked(t, "Utskrivningen går snabbare.");
	pty_wait_text(t, "UR2, koncernen: på väg. Utskrivningen går snabbare.");
	dash_keys(t, "1", "◐ på väg (bedömt)");
	pty_wait_text(t, "◐1 –2"); /* the area's sum, all of it */
	dash_quit(t);
	rows = dash_export(home, "assessments");
	assert_non_null(strstr(rows, "3.2;koncern;UR2;none;yellow;Utskrivningen går snabbare."));
	free(rows);
	pty_home_remove(home);
}

/* The latest one from an earlier report stands beside, m goes to another report. */
static void the_year_goes_on(void **state)
{
	char *home = dash_home();
	struct pty *t;

	(void)state;
	dash_do(home, "add", "assessment", "goal=3.2", "board=koncern", "occasion=UR1", "assessed=yellow", "motivation=Nästan där.");
	dash_do(home, "add", "assessment", "goal=3.2", "board=hs", "occasion=UR2", "assessed=green", "motivation=Klart.");
	t = dash_start(home, 40, 120);
	pty_wait_text(t, "Sedan UR1");
	pty_keys(t, "G Up Up Up Up");
	dash_wait_marked(t, "=");
	pty_wait_text(t, "Senaste bedömning UR1: på väg. Nästan där.");
	dash_keys(t, "Enter", "UR1 på väg");
	pty_wait_text(t, "Nämndernas senaste bedömningar (vid UR2): 1 på målet, 5 ej bedömda.");
	dash_keys(t, "m", "Bedömning vid ÅR");
	dash_keys(t, "m", "Bedömning vid UR1");
	pty_wait_text(t, "Nästan där.");
	dash_keys(t, "m", "Bedömning vid UR2");
	dash_quit(t);
	t = dash_start(home, 40, 120);
	dash_keys(t, "b", "nämnd");
	pty_type(t, "Hallands");
	dash_keys(t, "Enter", "● på målet (bedömt)"); /* the nämnd's own word, not koncern's */
	dash_quit(t);
	pty_home_remove(home);
}

/* All of an assessment on one screen, also before it is written, with what it rests on beside. */
static void six_things_weigh(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = dash_start(home, 40, 120);

	(void)state;
	pty_keys(t, ":");
	pty_type(t, "3.1 En");
	dash_keys(t, "Enter", "Bedömning vid UR2");
	pty_keys(t, "Down Down Down Down Down Down Down Down"); /* two activities more */
	dash_wait_marked(t, "Koncernen");
	dash_keys(t, "Enter", "Bedömning UR2, Koncernen");
	pty_wait_text(t, "inte sparad än");
	pty_wait_text(t, "Det som vägs in");
	pty_wait_text(t, "0 av 4 målindikatorer når målvärdet");
	pty_wait_text(t, "2 aktiviteter: 0 klara, 1 sen.");
	pty_wait_text(t, "Inga nämndsmål bryter ned målet.");
	pty_wait_text(t, "Inga kvalitetsindikatorer hör till målet.");
	dash_keys(t, "Down Right Enter", "Bedömning:");
	pty_type(t, "ej");
	pty_wait_text(t, "[ej nått]");
	dash_keys(t, "Tab", "Enter ny rad");
	pty_type(t, "Köerna växer.");
	pty_keys(t, "Tab");
	pty_wait_text(t, "Köerna växer.");
	pty_type(t, "Väntetiderna ökar.");
	dash_keys(t, "C-s", "Bedömningen sparad");
	pty_wait_text(t, "○ ej nått");
	pty_wait_text(t, "Väntetiderna ökar.");
	pty_wait_text(t, "skapade"); /* who and when */
	dash_keys(t, "u", "Ångrat");
	pty_wait_text(t, "inte sparad än");
	dash_quit(t);
	rows = dash_export(home, "assessments");
	assert_null(strstr(rows, "3.1;koncern"));
	free(rows);
	pty_home_remove(home);
}

static void readonly_sees_it_all(void **state)
{
	static const char *const readonly[] = { "--readonly", NULL };
	char *home = dash_home();
	struct pty *t;

	(void)state;
	dash_do(home, "add", "assessment", "goal=3.2", "board=koncern", "occasion=UR1", "assessed=red", "motivation=Nej.");
	t = dash_start_with(home, 40, 120, readonly, NULL);
	pty_wait_text(t, "○ ej nått (bedömt)");
	dash_keys(t, "G Up Up Up Up Enter", "Bedömning vid UR2");
	pty_keys(t, "Down Down Down Down Down Down");
	dash_wait_marked(t, "Koncernen");
	dash_keys(t, "Right Enter", "Skrivskyddat");
	dash_quit(t);
	pty_home_remove(home);
}

/* A nämnd breaks the goal down, with an indicator of its own: numbers and nyckeltal are made, one undo takes both. */
static void a_goal_is_broken_down(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = dash_start(home, 40, 120);

	(void)state;
	dash_keys(t, "b", "nämnd");
	pty_type(t, "Hallands");
	dash_keys(t, "Enter", "Visar Driftnämnd Hallands Sjukhus");
	pty_keys(t, ":");
	pty_type(t, "3.2 En");
	dash_keys(t, "Enter", "Nämndsmål (0)");
	dash_keys(t, "n", "a aktivitet · m nämndsmål · i indikator · Esc avbryter");
	dash_keys(t, "m", "Nytt nämndsmål");
	pty_wait_text(t, "hs  Driftnämnd Hallands Sjukhus");
	pty_type(t, "Färre återinskrivningar");
	dash_keys(t, "C-s", "Målet 3.2-hs-1 sparat");
	dash_keys(t, "n i", "Ny indikator");
	pty_type(t, "Inom 30 dagar");
	dash_keys(t, "C-s", "Indikatorn 3.2-hs-1.1 sparad");
	pty_wait_text(t, "Inga värden ännu. n för in ett.");
	dash_keys(t, "n", "Nytt utfall för Driftnämnd Hallands Sjukhus");
	dash_keys(t, "Esc Esc 1", "3.2-hs-1 Färre återinskrivningar"); /* a nämnd sees its own from the start */
	dash_keys(t, "o", "Visar hela koncernen");
	pty_keys(t, "Home Down Down Down Down Down Down Down Down Down Down Down");
	dash_wait_marked(t, "▸ 3.2");
	dash_keys(t, "Right", "3.2-hs-1 Färre återinskrivningar (Driftnämnd Hallands Sjukhus)");
	pty_keys(t, "Left");
	dash_wait_marked(t, "▸ 3.2");
	dash_keys(t, "Enter", "Nämndsmål (1)"); /* Enter opens the goal, → unfolds it */
	dash_quit(t);
	rows = dash_export(home, "indicators");
	assert_non_null(strstr(rows, ";ind-3.2-hs-1.1;"));
	free(rows);
	dash_do(home, "undo");
	rows = dash_export(home, "indicators");
	assert_null(strstr(rows, "3.2-hs-1.1"));
	free(rows);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(motivation_is_asked_for),
		cmocka_unit_test(the_year_goes_on),
		cmocka_unit_test(six_things_weigh),
		cmocka_unit_test(readonly_sees_it_all),
		cmocka_unit_test(a_goal_is_broken_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
