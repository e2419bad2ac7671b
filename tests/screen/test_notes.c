/* test_notes.c: a note made while drilling at a session, and what was agreed standing first the next time (002). */
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

static void a_note_from_an_indicator_comes_back_there(void **state)
{
	char *home = dash_home(), *rows;
	static const char *const args[] = { "--board", "hs", NULL };
	struct pty *t = dash_start_with(home, 24, 80, args, NULL);

	(void)state;
	pty_wait_text(t, "Fokusområde och mål");
	dash_keys(t, "3", "Läge");
	pty_wait_text(t, "3.2.2");
	pty_keys(t, "/");
	pty_type(t, "3.2.2");
	pty_keys(t, "Enter");
	dash_wait_marked(t, "3.2.2");
	dash_keys(t, "Enter", "Diagram");
	dash_keys(t, "N", "Ny anteckning");
	pty_wait_text(t, "Gäller                indikator 3.2.2 ");
	pty_wait_text(t, "Enter ny rad"); /* the caret is in the text at once */
	pty_type(t, "Återinskrivningen har ökat");
	pty_keys(t, "Tab");
	pty_type(t, "Redovisa orsaker till hösten");
	pty_keys(t, "Tab");
	pty_wait_text(t, "Ansvarig · Enter");
	pty_type(t, "Förvaltningschef");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Klart senast · Enter");
	pty_type(t, "+14");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Anteckningen 1 sparad");
	pty_wait_text(t, "Diagram"); /* where it was made */
	dash_keys(t, "End", "Anteckningar (1)"); /* and there it stands */
	pty_wait_text(t, "Redovisa orsaker till");
	dash_quit(t);
	rows = dash_export(home, "notes");
	assert_non_null(strstr(rows, "1;hs;2026-09-02;Återinskrivningen har ökat;Redovisa orsaker till hösten;"
		"Förvaltningschef;2026-09-16;false"));
	free(rows);
	pty_home_remove(home);
}

static void without_a_namnd_it_is_asked_for(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "3", "Läge");
	dash_keys(t, "N", "nämnd som anteckningen gäller:");
	pty_type(t, "psyk");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Ny anteckning");
	pty_keys(t, "Tab"); /* what was said may be left out */
	pty_type(t, "Kom överens om något");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Anteckningen 1 sparad");
	dash_keys(t, "N", "nämnd som anteckningen gäller:");
	pty_type(t, "psyk");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Ny anteckning");
	pty_keys(t, "C-s"); /* a note that says nothing is none */
	pty_wait_row(t, 23, "Anteckning saknas");
	dash_keys(t, "Escape Escape", "x kastar ändringarna"); /* the field is open again, to be written */
	pty_keys(t, "x");
	pty_wait_gone(t, "Ny anteckning");
	dash_quit(t);
	rows = dash_export(home, "notes");
	assert_non_null(strstr(rows, "1;psykiatri;2026-09-02;;Kom överens om något;;;false"));
	assert_null(strstr(rows, "\n2;"));
	free(rows);
	pty_home_remove(home);
}

static void what_was_agreed_stands_first_on_the_namnd(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t;
	int notes, money;

	(void)state;
	dash_do(home, "add", "note", "board=hs", "date=2026-04-06", "agreed=Ta fram underlag", "due=2026-10-01");
	dash_do(home, "add", "note", "board=hs", "date=2026-04-06", "agreed=Redovisa bemanningsplan", "due=2026-06-01",
		"about=mb2026/indicator/3.2.2");
	t = dash_start(home, 24, 80);
	pty_keys(t, ":");
	pty_type(t, "hs Drift");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Sedan tidigare möten (2)");
	pty_wait_text(t, "Budgetram 2026–2030");
	assert_true(pty_find(t, "Sedan tidigare möten", &notes, NULL));
	assert_true(pty_find(t, "Budgetram 2026", &money, NULL));
	assert_true(notes < money);
	dash_wait_marked(t, "Redovisa bemanningsplan"); /* the late one first, with its word */
	dash_wait_marked(t, "sen");
	dash_keys(t, "Enter", "Anteckning 2, 2026-04-06");
	pty_wait_text(t, "93 dagar sen");
	dash_wait_marked(t, "Gäller");
	dash_keys(t, "Enter", "Diagram"); /* there it is */
	dash_keys(t, "Escape", "Anteckning 2, 2026-04-06");
	dash_keys(t, "Escape", "Sedan tidigare möten (2)");
	dash_keys(t, "a", "Sedan tidigare möten (1)");
	pty_wait_text(t, "Anteckningen 2 är klar");
	dash_wait_marked(t, "Ta fram underlag");
	dash_keys(t, "u", "Sedan tidigare möten (2)");
	pty_keys(t, "g");
	dash_wait_marked(t, "Redovisa bemanningsplan");
	dash_keys(t, "a", "Sedan tidigare möten (1)");
	pty_keys(t, "g");
	dash_wait_marked(t, "Ta fram underlag");
	pty_keys(t, "a");
	pty_wait_gone(t, "Sedan tidigare möten"); /* nothing left: nothing said */
	dash_quit(t);
	rows = dash_export(home, "notes");
	assert_non_null(strstr(rows, "2;hs;2026-04-06;;Redovisa bemanningsplan;;2026-06-01;true"));
	free(rows);
	pty_home_remove(home);
}

static void nobody_notes_in_what_is_read_only(void **state)
{
	char *home = dash_home();
	static const char *const args[] = { "--readonly", "--board", "hs", NULL };
	struct pty *t = dash_start_with(home, 24, 80, args, NULL);

	(void)state;
	pty_wait_text(t, "Fokusområde och mål");
	pty_keys(t, "N");
	pty_wait_row(t, 23, "Skrivskyddat");
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_note_from_an_indicator_comes_back_there),
		cmocka_unit_test(without_a_namnd_it_is_asked_for),
		cmocka_unit_test(what_was_agreed_stands_first_on_the_namnd),
		cmocka_unit_test(nobody_notes_in_what_is_read_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
