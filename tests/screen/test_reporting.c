/* test_reporting.c: view 7: what is left before the next report, writing a part, marking it and taking the mark away. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

/* 2026-06-10: the next report is the one for July, due 12 August. */
static struct pty *start(const char *home, const char *board, int rows, int cols)
{
	const char *args[] = { "--today", "2026-06-10", board ? "--board" : NULL, board, NULL };
	struct pty *t = dash_start_with(home, rows, cols, args, NULL);

	pty_wait_text(t, "Fokusområde och mål");
	return t;
}

/* One key tells a nämnd what is left: how much, of what, and by when. */
static void one_key_says_what_is_left(void **state)
{
	char *home = dash_home();
	struct pty *t = start(home, "hs", 24, 80);

	(void)state;
	dash_keys(t, "7", "Nästa: M07, rapport till regionkontoret 2026-08-12 (om 44 arbetsdagar)");
	pty_wait_text(t, "11 av 11 delar är inte klarmarkerade, 11 saknar innehåll");
	pty_wait_text(t, "2.2.1 Prognosförändring");
	pty_wait_text(t, "saknas: prognos 2026-07");
	dash_wait_marked(t, "M07  2026-07  2026-08-07* 2026-08-12*"); /* computed, and says so */
	dash_cursor_on_mark(t);
	dash_quit(t);
	pty_home_remove(home);
}

static void koncern_sees_every_board(void **state)
{
	char *home = dash_home();
	struct pty *t = start(home, NULL, 30, 100);

	(void)state;
	dash_keys(t, "7", "0 av 8 nämnder har fyllt i allt");
	pty_wait_text(t, "Driftnämnd Hallands Sjukhus");
	pty_wait_text(t, "klart 0/11");
	dash_keys(t, "Down Down Enter", "Uppföljning › M07 Driftnämnd Hallands Sjukhus");
	pty_wait_text(t, "till och med 2026-07");
	pty_wait_text(t, "Innehåll");
	dash_keys(t, "f", "Urval: inte klarmarkerade");
	dash_keys(t, "Esc", "Nästa: M07");
	dash_quit(t);
	pty_home_remove(home);
}

/* The text is written where it stands; `a` is one step, then another; the reason is asked for on the way back. */
static void a_part_is_written_and_signed(void **state)
{
	char *home = dash_home(), *out;
	struct pty *t = start(home, "hs", 30, 100);

	(void)state;
	dash_keys(t, "7 Down Enter", "1  Sammanfattning");
	pty_wait_text(t, "Saknas: text.");
	dash_keys(t, "e", "Enter ny rad");
	pty_type(t, "Läget är gott");
	dash_keys(t, "C-s", "Rapportdelen sparad");
	pty_wait_text(t, "Inget saknas.");
	dash_keys(t, "a", "Del 1 i M07 är preliminärt klar");
	dash_keys(t, "a", "Del 1 i M07 är preliminärt klar. Definitivt klar låser texten."); /* not by one key too many */
	dash_keys(t, "a", "Svara med: d definitivt klar");
	dash_keys(t, "d", "Del 1 i M07 är definitivt klar");
	pty_wait_text(t, "Klarmarkering         definitivt klar");
	dash_keys(t, "e", "Texten är låst");
	dash_keys(t, "a", "skäl till att ta bort klarmarkeringen:");
	dash_keys(t, "Enter", "Skäl saknas: klarmarkeringen står kvar");
	dash_keys(t, "a", "skäl till att ta bort klarmarkeringen:");
	pty_type(t, "fel siffra");
	dash_keys(t, "Enter", "Del 1 i M07 är inte längre klarmarkerad");
	pty_wait_text(t, "Skäl                  fel siffra");
	dash_keys(t, "u", "Ångrat");
	pty_wait_text(t, "Klarmarkering         definitivt klar");
	dash_quit(t);
	assert_int_equal(dash_run(home, &out, "set", "sign-off", "M07/hs/1", "text=Nej", (char *)NULL), 3);
	assert_non_null(strstr(out, "texten låst"));
	free(out);
	pty_home_remove(home);
}

/* What was made and undone can be made again. */
static void undone_and_marked_again(void **state)
{
	char *home = dash_home();
	struct pty *t = start(home, "hs", 24, 80);

	(void)state;
	dash_keys(t, "7 Down a", "Del 1 saknar text: det ska finnas när den klarmarkeras");
	dash_do(home, "add", "sign-off", "occasion=M07", "board=hs", "part=1", "text=Läget är gott");
	pty_wait_text(t, "10 saknar innehåll");
	dash_keys(t, "a", "Del 1 i M07 är preliminärt klar");
	pty_wait_text(t, "1/11");
	dash_keys(t, "u", "Ångrat: rapportdel M07 Hall. sjukhus 1");
	pty_wait_text(t, "11 av 11 delar");
	dash_keys(t, "a", "Del 1 i M07 är preliminärt klar");
	pty_wait_text(t, "10 av 11 delar");
	dash_quit(t);
	pty_home_remove(home);
}

/* All that M07 asks of hs: the figures of July, and a text in each part. */
static void fill_m07(const char *home)
{
	static const char *const parts[] = { "1", "2.1", "2.1.1", "2.2", "2.2.1", "2.4.1", "2.4.2", "2.4.3", "3.1", "3.2", "3.3" };

	dash_do(home, "add", "forecast", "board=hs", "period=2026-07", "outcome=1,2", "forecast=2,0", "comment=Lägre kostnader");
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		char part[32];

		snprintf(part, sizeof(part), "part=%s", parts[i]);
		dash_do(home, "add", "sign-off", "occasion=M07", "board=hs", part, "text=Enligt plan");
	}
}

static void several_at_once_and_the_whole(void **state)
{
	char *home = dash_home();
	struct pty *t;

	(void)state;
	fill_m07(home);
	t = start(home, "hs", 30, 100);
	dash_keys(t, "7", "Nästa: M07");
	pty_keys(t, "Down");
	dash_wait_marked(t, "Sammanfattning");
	for (int i = 0; i < 11; i++)
		pty_keys(t, "Space");
	dash_wait_marked(t, "Hela rapporten");
	dash_keys(t, "a", "11 delar är preliminärt klara");
	dash_wait_marked(t, "Hela rapporten"); /* the order is that of the mall, whatever is marked */
	pty_wait_text(t, "alla 11 delar är klarmarkerade; hela rapporten är det inte");
	dash_wait_marked(t, "Hela rapporten");
	dash_keys(t, "a", "Hela rapporten M07 är preliminärt klar");
	pty_wait_text(t, "hela rapporten är preliminärt klar, 0 av 11 delar definitivt");
	dash_keys(t, "a", "Hela rapporten M07 är preliminärt klar.");
	dash_keys(t, "d", "Hela rapporten kan bli definitivt klar när alla delar är det");
	dash_quit(t);
	pty_home_remove(home);
}

/* A computed day is changed where it stands, and is then a decided one. */
static void a_date_is_edited_in_place(void **state)
{
	char *home = dash_home();
	struct pty *t = start(home, "hs", 24, 80);

	(void)state;
	dash_keys(t, "7", "2026-08-12*");
	dash_keys(t, "Right Right Enter", "Rapport till regionkontoret");
	pty_keys(t, "C-u");
	pty_type(t, "2026-08-14");
	dash_keys(t, "Enter C-s", "sparat");
	pty_wait_text(t, "rapport till regionkontoret 2026-08-14 (om 46 arbetsdagar)");
	assert_false(pty_find(t, "2026-08-14*", NULL, NULL));
	dash_quit(t);
	pty_home_remove(home);
}

/* Tab goes on through the parts, live figures under each; the nämnd's own page tells the same. */
static void parts_with_their_figures(void **state)
{
	char *home = dash_home();
	struct pty *t;

	(void)state;
	dash_do(home, "add", "forecast", "board=hs", "period=2026-05", "forecast=-12,0", "outcome=-5,2");
	t = start(home, "hs", 40, 110);
	dash_keys(t, "7 Down Enter", "1  Sammanfattning");
	dash_keys(t, "Tab", "2.1  Ekonomiskt resultat");
	pty_wait_text(t, "−5,2");
	dash_keys(t, "Esc", "Nästa: M07"); /* the list stands on the part that was left */
	dash_wait_marked(t, "2.1   Ekonomiskt resultat");
	dash_keys(t, "Enter", "2.1  Ekonomiskt resultat");
	dash_keys(t, "Tab Tab", "2.2  Ekonomisk prognos");
	pty_wait_text(t, "åtgärdsplan.");
	pty_wait_text(t, "Prognosen är negativ och det finns ingen åtgärdsplan.");
	dash_keys(t, "Tab", "Resultat och prognos (1)");
	dash_keys(t, "BTab", "2.2  Ekonomisk prognos");
	dash_keys(t, ":", "gå till");
	pty_type(t, "hallands sjukhus");
	dash_keys(t, "Enter", "Budgetram 2026");
	dash_keys(t, "End", "Rapport M07");
	pty_wait_text(t, "11 av 11 delar är inte klarmarkerade");
	pty_wait_text(t, "… och 6 till.");
	dash_quit(t);
	pty_home_remove(home);
}

/* In the smallest window: by when, whose report, how far it is. */
static void the_smallest_window_says_what_matters(void **state)
{
	char *home = dash_home();
	struct pty *t = start(home, NULL, 12, 40);

	(void)state;
	dash_keys(t, "7", "2026-08-12*");
	pty_wait_text(t, "arbetsdagar)");
	dash_wait_marked(t, "M07");
	dash_keys(t, "Down", "Hall. sjukhus");
	dash_wait_marked(t, "Regionstyrelsen");
	dash_wait_marked(t, "inte klar");
	dash_quit(t);
	t = start(home, "hs", 12, 40);
	dash_keys(t, "7", "2026-08-12*");
	pty_keys(t, "Down Down");
	dash_wait_marked(t, "2.1   Ekonomiskt");
	dash_wait_marked(t, "inte klar");
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_key_says_what_is_left),
		cmocka_unit_test(koncern_sees_every_board),
		cmocka_unit_test(a_part_is_written_and_signed),
		cmocka_unit_test(undone_and_marked_again),
		cmocka_unit_test(several_at_once_and_the_whole),
		cmocka_unit_test(a_date_is_edited_in_place),
		cmocka_unit_test(parts_with_their_figures),
		cmocka_unit_test(the_smallest_window_says_what_matters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
