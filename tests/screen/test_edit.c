/* test_edit.c: making, changing and deleting where the value stands; nothing typed is lost on the way. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

/* From the start screen to a new activity of goal 3.2, with the caret in its title. */
static struct pty *new_activity(const char *home)
{
	struct pty *t = dash_start(home, 24, 80);

	dash_keys(t, "G Up Up Up Up Enter", "3.2  En region");
	dash_keys(t, "n", "a aktivitet · m nämndsmål · i indikator");
	dash_keys(t, "a", "Titel · Enter nästa fält");
	pty_wait_text(t, "Ny aktivitet");
	return t;
}

/* Types into the field that has the caret, and waits until the next one has it. */
static void field(struct pty *t, const char *text, const char *next)
{
	char hint[100];

	if (*text)
		pty_type(t, text);
	pty_keys(t, "Enter");
	snprintf(hint, sizeof(hint), "%s", next);
	pty_wait_text(t, hint);
}

static void make_an_activity_with_every_kind_of_field(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = new_activity(home);

	(void)state;
	field(t, "A\u030aterbesök för äldre, oj cafe\u0301", "Status:"); /* decomposed letters */
	pty_wait_text(t, "[planerad]"); /* what is saved when nobody says otherwise is seen */
	pty_type(t, "på");
	pty_wait_text(t, "[pågående]");
	pty_type(t, "x klar"); /* no option goes on so: nothing more is chosen */
	pty_wait_text(t, "Inget val börjar så: ");
	pty_keys(t, "Right Left");
	pty_wait_text(t, "[pågående]");
	field(t, "", "Ansvarig ·");
	field(t, "Verksamhetschef Öst", "Start ·");
	field(t, "11/9", "Klart senast ·");
	pty_wait_text(t, "2026-09-11");
	field(t, "v38", "Löpande:");
	pty_wait_text(t, "2026-09-18"); /* the Friday of week 38 */
	pty_keys(t, "Enter");
	pty_wait_text(t, "Framdrift (%)");
	field(t, "40", "Mål ·");
	pty_wait_text(t, "Framdrift             40");
	field(t, "", "Indikator ·");
	pty_type(t, "återinskr");
	pty_wait_text(t, " 3.2.2  Andel vårdtillfällen");
	field(t, "", "Nämnd ·");
	pty_wait_text(t, "3.2.2  Andel");
	pty_type(t, "närsj");
	pty_wait_text(t, " narsjukvard  Driftnämnd Närsjukvård");
	pty_keys(t, "Down Enter");
	pty_wait_text(t, "Enter ny rad"); /* the description has several lines */
	pty_type(t, "Första raden");
	pty_keys(t, "Enter");
	pty_type(t, "Andra raden");
	pty_keys(t, "Tab");
	pty_wait_text(t, "Mäts med ·");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Aktiviteten 1 sparad");
	dash_quit(t);
	t = dash_start(home, 24, 100);
	dash_keys(t, "4", "Klart senast"); /* the list, where the title may be cut; the overview names the activity too */
	pty_wait_text(t, "Återbesök för äldre");
	dash_keys(t, "Enter", "Andra raden");
	dash_quit(t);
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, "1;3.2;3.2.2;narsjukvard;Återbesök för äldre, oj café;\"Första raden\nAndra raden\";"
			"Verksamhetschef Öst;2026-09-11;2026-09-18;ongoing;false;40;;;1"));
	free(rows);
	pty_home_remove(home);
}

static void a_wrong_value_is_said_at_the_field(void **state)
{
	char *home = dash_home();
	struct pty *t = new_activity(home);
	int row, error;

	(void)state;
	field(t, "Nya rutiner", "Status:");
	pty_keys(t, "Enter Enter Enter");
	pty_wait_text(t, "Klart senast ·");
	pty_type(t, "31/2");
	pty_keys(t, "Enter");
	pty_wait_text(t, "\"31/2\" är inget datum");
	assert_true(pty_find(t, "Klart senast    ", &row, NULL));
	assert_true(pty_find(t, "\"31/2\" är inget", &error, NULL));
	assert_int_equal(error, row + 1);
	pty_keys(t, "C-s"); /* nothing is saved, the rest is kept */
	pty_wait_text(t, "31/2");
	pty_wait_text(t, "Nya rutiner");
	pty_keys(t, "Esc");
	pty_keys(t, "e");
	pty_wait_text(t, "Klart senast ·");
	pty_keys(t, "C-u");
	pty_type(t, "+14");
	field(t, "", "Löpande:");
	pty_wait_text(t, "2026-09-16");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Aktiviteten 1 sparad");
	dash_quit(t);
	pty_home_remove(home);
}

static void what_must_be_there_is_asked_for(void **state)
{
	char *home = dash_home();
	struct pty *t = new_activity(home);

	(void)state;
	pty_keys(t, "Enter Enter");
	pty_wait_text(t, "Ansvarig ·");
	pty_type(t, "Någon");
	pty_keys(t, "C-s");
	pty_wait_row(t, 23, "Titel saknas");
	dash_wait_marked(t, "Titel");
	pty_type(t, "Nu så"); /* the field is open: what is typed is never taken for commands */
	pty_wait_text(t, "Titel ·");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Aktiviteten 1 sparad");
	pty_wait_text(t, "Någon");
	dash_quit(t);
	pty_home_remove(home);
}

static void change_in_a_list_cell(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "4", "Ärlig dialog");
	pty_keys(t, "Down Down");
	dash_wait_marked(t, "Ärlig dialog");
	pty_keys(t, "Right");
	dash_keys(t, "Right e", "Titel ·");
	pty_keys(t, "C-u");
	pty_type(t, "Öppen dialog");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Aktiviteten 3 sparad");
	dash_wait_marked(t, "Öppen dialog");
	pty_wait_text(t, "Återbruk av möbler");
	dash_quit(t);
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, "3;3.1;;psykiatri;Öppen dialog;"));
	free(rows);
	pty_home_remove(home);
}

static void leaving_unsaved_asks(void **state)
{
	static const char *const question = "Ändringarna i aktiviteten är inte sparade.";
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "4", "Kortare köer");
	dash_keys(t, "Enter", "Löpande");
	dash_keys(t, "e", "Titel ·");
	pty_keys(t, "End");
	pty_type(t, " nu");
	pty_wait_text(t, "Kortare köer nu");
	pty_wait_text(t, "hs  Driftnämnd Hallands Sjukhus"); /* the other fields read as before */
	pty_wait_text(t, "3.2  En region som tillhandahåller");
	pty_keys(t, "Esc");
	pty_wait_text(t, "e ändra");
	for (int i = 0; i < 4; i++) {
		static const char *const ways[] = { "q", "Esc", "2", "," };

		dash_keys(t, ways[i], question);
		pty_wait_text(t, "Esc fortsätter ändra");
		dash_keys(t, "k", "Svara med: s sparar"); /* a key that moves never throws anything away */
		pty_keys(t, "Esc");
		pty_wait_gone(t, question);
		pty_wait_text(t, "Kortare köer nu");
	}
	dash_keys(t, "2", question);
	pty_keys(t, "s");
	pty_wait_text(t, "Summa enligt beslutet");
	dash_keys(t, "4", "Kortare köer nu");
	dash_keys(t, "Enter", "Löpande");
	dash_keys(t, "e", "Titel ·");
	pty_type(t, "XYZ");
	pty_keys(t, "Esc");
	dash_keys(t, "2", question);
	pty_keys(t, "x");
	pty_wait_text(t, "Summa enligt beslutet");
	dash_keys(t, "4", "Kortare köer nu");
	assert_false(pty_has(t, "XYZ"));
	/* u is about what was being typed: saved it stays, and nothing before it is taken back */
	dash_keys(t, "Enter", "Löpande");
	dash_keys(t, "e", "Titel ·");
	pty_type(t, "!");
	pty_keys(t, "Esc");
	dash_keys(t, "u", question);
	dash_keys(t, "s", "Aktiviteten 1 sparad");
	pty_wait_text(t, "Kortare köer nu!");
	dash_keys(t, "u", "Ångrat: aktivitet 1 Kortare köer nu! · Ctrl-R gör om");
	dash_quit(t);
	pty_home_remove(home);
}

/* What another window or command saved is named and asked about before it is undone. */
static void undo_asks_about_what_was_saved_elsewhere(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t;

	(void)state;
	dash_do(home, "add", "forecast", "board=psykiatri", "period=2026-07", "forecast=-6,2");
	t = dash_start(home, 24, 80);
	dash_keys(t, "u", "Sparades inte i det här fönstret: prognos Psykiatri 2026-07.");
	pty_keys(t, "Esc");
	pty_wait_gone(t, "fönstret");
	dash_keys(t, "u", "u ångrar det");
	dash_keys(t, "u", "Ångrat: prognos Psykiatri 2026-07 · Ctrl-R gör om");
	dash_keys(t, "C-r", "Gjort om: prognos Psykiatri 2026-07 · u ångrar"); /* undone here: no question */
	dash_quit(t);
	rows = dash_export(home, "forecasts");
	assert_non_null(strstr(rows, "psykiatri;2026-07"));
	free(rows);
	pty_home_remove(home);
}

static void delete_undo_redo(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "4", "Ärlig dialog");
	pty_keys(t, "Down Down");
	dash_wait_marked(t, "Ärlig");
	pty_keys(t, "d"); /* made once and never changed: no question */
	pty_wait_text(t, "Aktivitet");
	pty_wait_text(t, "u ångrar");
	pty_wait_gone(t, "Ärlig dialog");
	dash_keys(t, "u", "Ångrat");
	pty_wait_text(t, "Ärlig dialog");
	pty_keys(t, "C-r");
	pty_wait_text(t, "Gjort om: aktivitet 3 Ärlig dialog · u ångrar");
	pty_keys(t, "Home"); /* the message goes */
	pty_wait_gone(t, "Ärlig dialog");
	dash_keys(t, "u", "Ärlig dialog");
	/* a record with a history is asked about once */
	dash_do(home, "set", "activity", "1", "title=Kort kö");
	pty_wait_text(t, "Kort kö");
	pty_keys(t, "Home");
	dash_wait_marked(t, "Kort kö");
	dash_keys(t, "d", "har en historik");
	pty_wait_text(t, "Esc avbryter");
	pty_keys(t, "Esc");
	pty_wait_gone(t, "historik");
	dash_keys(t, "d", "har en historik");
	pty_keys(t, "d");
	pty_wait_gone(t, "Kort kö");
	dash_keys(t, "u", "Kort kö");
	dash_quit(t);
	pty_home_remove(home);
}

static void marked_rows_are_done_together_and_undone_as_one(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "4", "Ärlig dialog");
	dash_keys(t, "Space Space", "2 märkta");
	pty_keys(t, "a");
	pty_wait_text(t, "2 poster är klara");
	pty_wait_gone(t, "märkta");
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, "2026-11-30;done;"));
	assert_non_null(strstr(rows, "2026-06-30;done;"));
	free(rows);
	dash_keys(t, "u", "Ångrat");
	rows = dash_export(home, "activities");
	assert_null(strstr(rows, ";done;"));
	assert_non_null(strstr(rows, "2026-06-30;ongoing;"));
	free(rows);
	dash_keys(t, "Space", "1 märkta");
	pty_keys(t, "Esc");
	pty_wait_gone(t, "märkta");
	dash_quit(t);
	pty_home_remove(home);
}

/* An action plan made on the screen: 9,0 of 12,0 covered is 75 per cent, 3,0 left (domain: covered = (taken + planned) / deficit). */
static void action_plan_with_measures(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = dash_start(home, 40, 120);

	(void)state;
	dash_keys(t, "5", "Inga åtgärdsplaner ännu");
	dash_keys(t, "n", "Nämnd ·");
	pty_type(t, "psyk");
	pty_wait_text(t, " psykiatri  Driftnämnd Psykiatri");
	field(t, "", "Underskott (mnkr)");
	field(t, "12,0", "Enter ny rad");
	pty_type(t, "Hyrpersonal");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Åtgärdsplanen 1 sparad");
	pty_wait_text(t, "Åtgärder (0)");
	pty_wait_text(t, "kvar 12,0");
	pty_keys(t, "n");
	pty_wait_text(t, "Åtgärder (1)");
	pty_wait_text(t, "Enter nästa fält");
	pty_type(t, "Färre hyrläkare");
	field(t, "", "Läge:");
	field(t, "", "Effekt (mnkr)");
	pty_type(t, "9,0");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Åtgärden 1 sparad");
	pty_wait_text(t, "planerat 9,0");
	pty_wait_text(t, "kvar 3,0");
	pty_wait_text(t, "täcker 75");
	pty_keys(t, "a");
	pty_wait_text(t, "vidtaget 9,0");
	pty_wait_text(t, "planerat 0,0");
	pty_wait_text(t, "täcker 75");
	dash_keys(t, "a", "Åtgärden 1 är redan vidtagen");
	dash_quit(t);
	rows = dash_export(home, "action-plans");
	assert_non_null(strstr(rows, ";75;"));
	free(rows);
	pty_home_remove(home);
}

static void measure_is_changed_in_the_table(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 40, 120);

	(void)state;
	dash_keys(t, "5 Enter", "täcker 75");
	pty_keys(t, "Down Down Down");
	dash_wait_marked(t, "Färre hyrläkare");
	dash_keys(t, "Enter", "Ctrl-S sparar");
	for (int i = 0; i < 3 && !pty_has(t, "Effekt (mnkr)"); i++) {
		pty_keys(t, "Tab");
		pty_wait_text(t, i ? "Effekt (mnkr)" : "Läge:");
	}
	pty_keys(t, "C-u");
	pty_type(t, "6,0");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Åtgärden 1 sparad");
	pty_wait_text(t, "täcker 50");
	pty_wait_text(t, "kvar 6,0");
	dash_quit(t);
	pty_home_remove(home);
}

/* A second figure for a period is said at the period; it is no conflict, and thrown away it is gone for good. */
static void a_figure_that_is_there_already(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = dash_start(home, 40, 100);

	(void)state;
	dash_keys(t, ": 3.2.2 Enter", "Region Halland");
	dash_keys(t, "Tab", "Riket");
	for (int i = 0; i < 2; i++) {
		dash_keys(t, "n", "Nytt utfall");
		if (i == 0) { /* the period is the next one, until another is written; none comes after a year ahead */
			pty_wait_text(t, "Värde ·");
			dash_keys(t, "BTab", "Kön:");
			pty_keys(t, "BTab");
		}
		pty_wait_text(t, "Period ·");
		pty_keys(t, "C-u");
		field(t, "2031", "Kön:");
		field(t, "", "Värde ·");
		pty_type(t, i ? "9,9" : "3,4");
		pty_keys(t, "C-s");
		pty_wait_text(t, i ? "2031 finns redan: 3,4. Skriv något annat" : "sparat ·");
	}
	dash_wait_marked(t, "Period");
	pty_wait_text(t, "9,9");
	dash_wait_file(t, home, ".local/state/styrtavla/drafts/*.json", true);
	pty_wait_text(t, "Period"); /* which is open again */
	dash_keys(t, "Esc Esc", "x kastar");
	pty_keys(t, "x");
	pty_wait_gone(t, "9,9");
	dash_wait_file(t, home, ".local/state/styrtavla/drafts/*.json", false);
	dash_quit(t);
	rows = dash_export(home, "observations");
	assert_non_null(strstr(rows, "2031"));
	assert_null(strstr(rows, "9.9"));
	free(rows);
	pty_home_remove(home);
}

/* A figure that is hardly meant is asked about; any other answer than yes leads back to the field. */
static void a_figure_that_is_hardly_meant(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = dash_start(home, 40, 100);

	(void)state;
	dash_keys(t, ": 3.2.2 Enter", "Region Halland");
	dash_keys(t, "Tab n", "Värde ·");
	pty_type(t, "2026"); /* the year, where the share was meant */
	dash_keys(t, "C-s", "2\u00a0" "026\u00a0% är över 100: en andel är 0–100.");
	pty_wait_text(t, "s sparar ändå · e ändrar");
	dash_keys(t, "Esc", "Värde ·");
	pty_keys(t, "C-u");
	pty_type(t, "13,2");
	dash_keys(t, "C-s", "Utfallet sparat");
	dash_keys(t, ":", "gå till");
	pty_type(t, "hallands sjukhus");
	dash_keys(t, "Enter", "Budgetram 2026");
	dash_keys(t, "Tab e", "2026-08 · Utfall till och med (mnkr)");
	pty_type(t, "-12000"); /* tkr */
	dash_keys(t, "C-s", "−12\u00a0" "000,0\u00a0mnkr är mer än hela ramen 5\u00a0" "996: menar du tkr?");
	dash_keys(t, "s", "sparad");
	dash_quit(t);
	rows = dash_export(home, "forecasts");
	assert_non_null(strstr(rows, "hs;2026-08;-12000"));
	free(rows);
	pty_home_remove(home);
}

/* On a narrow screen the fields that have no column stand under the row while it is edited. */
static void every_field_of_a_row_can_be_reached(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "5", "Hyrpersonal");
	dash_keys(t, "Enter", "Åtgärder (1)");
	pty_keys(t, "Down Down Down");
	dash_wait_marked(t, "Färre hyrläkare");
	assert_false(pty_has(t, "Ansvarig"));
	dash_keys(t, "e", "Ansvarig              –");
	dash_wait_marked(t, "9,0"); /* the cell does not cover its neighbours */
	dash_keys(t, "Tab Tab Tab Tab Tab", "Ansvarig ·");
	pty_type(t, "Verksamhetschef");
	dash_keys(t, "C-s", "Åtgärden 1 sparad");
	dash_wait_marked(t, "Färre hyrläkare");
	assert_false(pty_has(t, "Ansvarig"));
	dash_quit(t);
	rows = dash_export(home, "action-plans");
	assert_non_null(strstr(rows, "Verksamhetschef"));
	free(rows);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(make_an_activity_with_every_kind_of_field),
		cmocka_unit_test(a_wrong_value_is_said_at_the_field),
		cmocka_unit_test(what_must_be_there_is_asked_for),
		cmocka_unit_test(change_in_a_list_cell),
		cmocka_unit_test(leaving_unsaved_asks),
		cmocka_unit_test(undo_asks_about_what_was_saved_elsewhere),
		cmocka_unit_test(delete_undo_redo),
		cmocka_unit_test(marked_rows_are_done_together_and_undone_as_one),
		cmocka_unit_test(action_plan_with_measures),
		cmocka_unit_test(measure_is_changed_in_the_table),
		cmocka_unit_test(a_figure_that_is_there_already),
		cmocka_unit_test(a_figure_that_is_hardly_meant),
		cmocka_unit_test(every_field_of_a_row_can_be_reached),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
