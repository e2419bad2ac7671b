/* test_grid.c: the months of a nämnd's money and of a plan's effects: typed, pasted and refused where they stand. The figures are
 * those of the rule for åtgärdsplaner: a forecast of −12,0 in May, measures that cover 75 % and leave 3,0 (003, mall 2.2). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

#define HS "Driftnämnd Hallands Sjukhus"

/* From the start screen to the months of a nämnd, judged by a day in June: the books of May have just closed. */
static struct pty *months_of(const char *home, int rows, int cols, const char *board)
{
	static const char *const args[] = { "--today", "2026-06-03", NULL };
	struct pty *t = dash_start_with(home, rows, cols, args, NULL);

	pty_wait_text(t, "Fokusområde och mål");
	pty_keys(t, ":");
	pty_type(t, board);
	dash_keys(t, "Enter", "Prognos och utfall");
	dash_keys(t, "Tab", "mot förra");
	pty_wait_text(t, "2026-12");
	return t;
}

/* The row of a month, as it is once it has the text. */
static void row_has(struct pty *t, const char *month, const char *text)
{
	char mark[20];
	int row = -1;

	snprintf(mark, sizeof(mark), " %s ", month);
	pty_wait_text(t, mark);
	for (int i = 0; i < pty_rows(t) && row < 0; i++) {
		const char *line = pty_row(t, i);

		line += strncmp(line, "▌", strlen("▌")) == 0 ? strlen("▌") : *line ? 1 : 0;
		if (strncmp(line, mark, strlen(mark)) == 0)
			row = i;
	}
	if (row < 0)
		pty_fail(t, "no such month");
	pty_wait_row(t, row, text);
}

static void a_month_and_what_it_owes(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = months_of(home, 24, 80, "Hallands sjukhus");

	(void)state;
	dash_wait_marked(t, "2026-05"); /* the last closed month */
	dash_keys(t, "e", "Utfall till och med (mnkr)");
	pty_type(t, "-6,1");
	dash_keys(t, "Enter", "Budget till och med (mnkr)");
	pty_type(t, "0");
	dash_keys(t, "Enter", "Prognos helår (mnkr)");
	pty_type(t, "-12 000 tkr");
	dash_keys(t, "C-s", "Prognosen sparad · u ångrar");
	row_has(t, "2026-05", "−6,1      0,0   ! −12,0        –     −12,0");
	pty_wait_text(t, "Prognosen är −12,0" NB "mnkr: åtgärdsplan saknas, ska lämnas med");
	pty_wait_text(t, "juli senast 2026-08-12");
	pty_wait_text(t, "om 70 dagar.");
	rows = dash_export(home, "forecasts");
	assert_non_null(strstr(rows, "hs;2026-05;-6.1;0;-12;0;-12;;;"));
	free(rows);
	dash_keys(t, "u", "Ångrat");
	pty_wait_gone(t, "åtgärdsplan saknas");
	pty_wait_gone(t, "! −12,0");
	dash_keys(t, "C-r", "åtgärdsplan saknas");
	dash_keys(t, "End Enter", "Åtgärdsplan, " HS); /* the line that says what is owed begins the plan */
	pty_wait_text(t, "Enter ny rad · Tab nästa fält"); /* the cause: the deficit is known */
	pty_type(t, "Hyrpersonal");
	dash_keys(t, "C-s", "Åtgärdsplanen 1 sparad");
	rows = dash_export(home, "action-plans");
	assert_non_null(strstr(rows, "1;hs;Hyrpersonal;12;false;"));
	free(rows);
	dash_keys(t, "Esc", "Åtgärdsplan 1 täcker 0" NB "% av 12,0" NB "mnkr");
	dash_quit(t);
	pty_home_remove(home);
}

static void the_plan_in_words(void **state)
{
	char *home = dash_home_filled(); /* plan 1 of hs: 9,0 of 12,0 */
	struct pty *t;

	(void)state;
	dash_do(home, "add", "forecast", "board=hs", "period=2026-03", "forecast=-10,0");
	dash_do(home, "add", "forecast", "board=hs", "period=2026-05", "forecast=-12,0", "budget=0", "outcome=-6,1");
	dash_do(home, "add", "measure", "action_plan=1", "text=Samordnade inköp", "state=planned", "due=2026-04-30");
	t = months_of(home, 24, 80, "Hallands sjukhus");
	pty_wait_text(t, "Åtgärdsplan 1 täcker 75" NB "% av 12,0" NB "mnkr");
	pty_wait_text(t, "kvar; inte beslutad; 1 åtgärd sen; 1 åtgärd utan effekt.");
	row_has(t, "2026-05", "−12,0      −2,0"); /* deviation, and change since March */
	dash_keys(t, "BTab", "prognos helår −12,0" NB "mnkr, underskott (2026-05)");
	pty_wait_text(t, "ändrad −2,0" NB "mnkr sedan 2026-03");
	pty_wait_text(t, "utfall mot budget −6,1" NB "mnkr t.o.m. 2026-05");
	dash_keys(t, "Home Enter", "mot förra"); /* the summary leads to the months */
	dash_keys(t, "End Enter", "1  Åtgärdsplan, " HS);
	pty_wait_text(t, "12,0" NB "mnkr, enligt prognosen för 2026-05");
	pty_wait_text(t, "1 åtgärd är sen");
	dash_quit(t);
	pty_home_remove(home);
}

/* ↓ in a cell saves the month and goes on with the same column of the next: nothing waits for a key of its own. */
static void down_the_column(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = months_of(home, 24, 80, "psykiatri");

	(void)state;
	dash_keys(t, "Home Right Right Right", "2026-01");
	dash_keys(t, "e", "Prognos helår (mnkr)");
	pty_type(t, "-1,0");
	pty_keys(t, "Down");
	row_has(t, "2026-01", "! −1,0");
	pty_wait_text(t, "Prognosen sparad");
	pty_type(t, "-2,5");
	pty_keys(t, "Down");
	row_has(t, "2026-02", "! −2,5        –      −2,5      −1,5");
	pty_type(t, "1.234"); /* a bad value is refused where it stands, and nobody leaves it by that */
	dash_keys(t, "Down", "Prognos helår: \"1.234\" är tvetydigt");
	row_has(t, "2026-03", "1.234");
	dash_keys(t, "C-u", "↑↓ sparar raden");
	pty_type(t, "3 000 tkr");
	dash_keys(t, "Up", "Prognosen sparad");
	row_has(t, "2026-03", "3,0        –      +3,0      +5,5");
	dash_keys(t, "Esc", "2026-03");
	dash_keys(t, "Esc", "Fokusområde och mål"); /* nothing is unsaved, so nothing is asked */
	rows = dash_export(home, "forecasts");
	assert_non_null(strstr(rows, "psykiatri;2026-01;;;-1;"));
	assert_non_null(strstr(rows, "psykiatri;2026-02;;;-2.5;"));
	assert_non_null(strstr(rows, "psykiatri;2026-03;;;3;"));
	free(rows);
	dash_quit(t);
	pty_home_remove(home);
}

/* What is typed in a row stays until it is saved or thrown away; another row does not take it along. */
static void another_row_loses_nothing(void **state)
{
	char *home = dash_home();
	struct pty *t = months_of(home, 24, 80, "psykiatri");

	(void)state;
	dash_keys(t, "Home e", "Utfall till och med");
	pty_type(t, "4,4");
	pty_keys(t, "Esc"); /* done with the field, not with the month */
	row_has(t, "2026-01", "4,4");
	dash_keys(t, "Down Down e", "Spara först det du ändrat");
	row_has(t, "2026-01", "4,4");
	dash_keys(t, "C-s", "Prognosen sparad");
	row_has(t, "2026-01", "4,4");
	dash_keys(t, "e Esc", "e ändra"); /* looked at, not touched: an unwritten month is not made by that */
	dash_keys(t, "Esc", "Fokusområde och mål");
	dash_quit(t);
	pty_home_remove(home);
}

static void a_column_is_pasted(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = months_of(home, 24, 80, "Hallands sjukhus");

	(void)state;
	dash_keys(t, "Home Right Right Right e", "Prognos helår (mnkr)");
	pty_type(t, "7");
	pty_paste(t, "-1,0\n-2\n\n-4 000 tkr\r\n-5\n-6\n");
	pty_wait_text(t, "5 värden i Prognos helår, 2026-01–2026-06 (1 tom ändrar inget)");
	pty_wait_text(t, "Enter sparar, Esc låter bli");
	row_has(t, "2026-04", "−4,0"); /* seen where it will stand */
	rows = dash_export(home, "forecasts");
	assert_null(strstr(rows, "hs;"));
	free(rows);
	dash_keys(t, "Esc", "Prognos helår (mnkr)");
	pty_wait_gone(t, "−4,0");
	row_has(t, "2026-01", "7"); /* what was typed stands again */
	pty_paste(t, "-1,0\n-2\n\n-4 000 tkr\r\n-5\n-6\n");
	pty_wait_text(t, "Enter sparar, Esc låter bli");
	dash_keys(t, "x", "Svara med: Enter sparar, Esc låter bli");
	dash_keys(t, "Enter", "5 värden sparade · u ångrar");
	row_has(t, "2026-04", "! −4,0");
	row_has(t, "2026-06", "! −6,0");
	rows = dash_export(home, "forecasts");
	assert_non_null(strstr(rows, "hs;2026-04;;;-4;"));
	assert_null(strstr(rows, "hs;2026-03;"));
	free(rows);
	dash_keys(t, "u", "Ångrat"); /* all of it is one save */
	pty_wait_gone(t, "! −6,0");
	pty_wait_gone(t, "! −1,0");
	dash_quit(t);
	pty_home_remove(home);
}

/* As it stands in the spreadsheet: with a row of headings and a column of months, in any order; what is replaced is seen. */
/* Someone wrote one of the months meanwhile: nothing is overwritten, and the same paste goes in when it is made again. */
static void a_paste_after_someone_else(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = months_of(home, 24, 80, "Hallands sjukhus");

	(void)state;
	dash_keys(t, "Home Right Right Right e", "Prognos helår (mnkr)");
	pty_paste(t, "-1,0\n-2\n");
	pty_wait_text(t, "Enter sparar, Esc låter bli");
	dash_do(home, "add", "forecast", "board=hs", "period=2026-01", "forecast=5");
	dash_keys(t, "Enter", "Någon annan hann ändra");
	row_has(t, "2026-01", "5,0");
	dash_keys(t, "e", "Prognos helår (mnkr)");
	pty_paste(t, "-1,0\n-2\n");
	pty_wait_text(t, "Enter sparar, Esc låter bli");
	dash_keys(t, "Enter", "2 värden sparade");
	rows = dash_export(home, "forecasts");
	assert_non_null(strstr(rows, "hs;2026-01;;;-1;"));
	free(rows);
	dash_quit(t);
	pty_home_remove(home);
}

static void a_table_with_headings_is_pasted(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t;

	(void)state;
	dash_do(home, "add", "forecast", "board=hs", "period=2026-03", "outcome=-1,3");
	t = months_of(home, 24, 80, "Hallands sjukhus");
	dash_keys(t, "Home Right e", "2026-01 · Utfall till och med (mnkr)"); /* which row it is is said */
	pty_paste(t, "Månad\tUtfall\tBudget\nmaj\t-5,2\t0\n2026-03\t-1,4\t0\n");
	pty_wait_text(t, "Rubrikraden hoppas över; första kolumnen säger vilken månad varje rad gäller.");
	pty_wait_text(t, "2026-03  Utfall till och med  −1,3 → −1,4");
	row_has(t, "2026-05", "−5,2");
	dash_keys(t, "Enter", "4 värden sparade · u ångrar");
	dash_wait_marked(t, "2026-01"); /* one stays where one was */
	dash_keys(t, "u", "Ångrat 2 poster: prognos Hall. sjukhus 2026-0");
	dash_keys(t, "C-r", "Gjort om 2 poster: ");
	dash_keys(t, "e", "Utfall till och med (mnkr)");
	pty_paste(t, "2026-03\t-1,5\n2027-01\t-2\n");
	pty_wait_text(t, "Rad 2 (2027-01): månaden finns inte i tabellen");
	dash_keys(t, "Esc", "Tab flik");
	dash_quit(t);
	rows = dash_export(home, "forecasts");
	assert_non_null(strstr(rows, "hs;2026-03;-1.4;0;"));
	assert_non_null(strstr(rows, "hs;2026-05;-5.2;0;"));
	free(rows);
	pty_home_remove(home);
}

/* Tabs fill columns to the right; the month's own words too. */
static void a_block_is_pasted(void **state)
{
	char *home = dash_home();
	struct pty *t = months_of(home, 40, 120, "Hallands sjukhus");

	(void)state;
	dash_do(home, "add", "forecast", "board=hs", "period=2026-02", "forecast=9", "comment=Som förut");
	row_has(t, "2026-02", "Som förut");
	dash_keys(t, "Home e", "Utfall till och med");
	pty_paste(t, "1,5\t2,0\t-3,0\n2,5\t4,0\t-4,0\n");
	pty_wait_text(t, "6 värden i Utfall till och med till Prognos helår, 2026-01–2026-02: Enter sparar");
	dash_keys(t, "Enter", "6 värden sparade");
	row_has(t, "2026-01", "−0,5"); /* outcome 1,5 against 2,0 */
	row_has(t, "2026-02", "! −4,0");
	row_has(t, "2026-02", "Som förut"); /* what was not pasted stays */
	pty_wait_text(t, "Prognosen månad för månad"); /* two months are a course */
	dash_quit(t);
	pty_home_remove(home);
}

static void a_bad_paste_saves_nothing(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = months_of(home, 24, 80, "Hallands sjukhus");

	(void)state;
	dash_keys(t, "Home Right Right Right e", "Prognos helår (mnkr)");
	pty_paste(t, "-1,0\n1.234\n");
	pty_wait_text(t, "Rad 2 (2026-02): \"1.234\" är tvetydigt");
	pty_paste(t, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n");
	pty_wait_text(t, "Rad 13: kolumnen går inte så långt ner");
	pty_paste(t, "1\t2\ttext\t4\n");
	pty_wait_text(t, "så många kolumner finns inte till höger");
	pty_keys(t, "Esc");
	pty_wait_text(t, "e ändra");
	rows = dash_export(home, "forecasts");
	assert_null(strstr(rows, "hs;"));
	free(rows);
	dash_quit(t);
	pty_home_remove(home);
}

/* A crash or a lost line takes at most a second of typing, in a month that nobody had written too. */
static void an_unsaved_month_is_offered_again(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t = months_of(home, 24, 80, "Hallands sjukhus");

	(void)state;
	dash_keys(t, "e", "Utfall till och med");
	pty_type(t, "-6,1");
	dash_keys(t, "Enter", "Budget till och med");
	pty_hangup(t);
	pty_wait_exit(t);
	pty_end(t);
	t = dash_start(home, 24, 80);
	pty_wait_text(t, "Osparat utkast");
	dash_keys(t, "o", "Utkastet är öppet");
	pty_wait_text(t, HS);
	row_has(t, "2026-05", "−6,1");
	dash_keys(t, "C-s", "Prognosen sparad");
	rows = dash_export(home, "forecasts");
	assert_non_null(strstr(rows, "hs;2026-05;-6.1;"));
	free(rows);
	dash_quit(t);
	pty_home_remove(home);
}

static void groups_stand_below(void **state)
{
	char *home = dash_home();
	struct pty *t;

	(void)state;
	dash_do(home, "add", "forecast", "board=hs", "period=2026-05", "forecast=-12,0");
	dash_do(home, "add", "forecast", "board=hs", "period=2026-05", "group=Akut", "forecast=-8,5");
	t = months_of(home, 60, 120, "Hallands sjukhus");
	pty_wait_text(t, "Uppdragsgrupp Akut");
	pty_wait_text(t, "! −8,5");
	pty_wait_text(t, "Prognosen är −12,0"); /* a group's is never the nämnd's */
	dash_quit(t);
	pty_home_remove(home);
}

/* View 2: what each is given, what it expects, and what it owes, without a line of its own too. */
static void the_boards_and_their_forecasts(void **state)
{
	static const char *const words[] = { "5" NB "996", "6" NB "556", "Prognos", "Åtgärdsplan", "−12,0 täcker 75" NB "%",
		"−3,5 saknas", "3,5 –" };
	char *home = dash_home_filled();
	struct pty *t;

	(void)state;
	dash_do(home, "add", "forecast", "board=hs", "period=2026-05", "forecast=-12,0", "outcome=-6,1", "budget=-2,0");
	dash_do(home, "add", "forecast", "board=regionservice", "period=2026-05", "forecast=-3,5");
	dash_do(home, "add", "forecast", "board=psykiatri", "period=2026-05", "forecast=3,5", "budget_year=3,0");
	t = dash_start(home, 24, 80);
	pty_keystrokes_reset(t);
	pty_keys(t, "2");
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		pty_wait_text(t, words[i]);
	assert_int_equal(pty_keystrokes(t), 1);
	pty_resize(t, 40, 140);
	pty_wait_text(t, "Andel");
	pty_wait_text(t, "Avvikelse");
	pty_wait_text(t, "−4,1   −12,0     −12,0 täcker 75"); /* so far, forecast, deviation */
	pty_wait_text(t, "3,5      +0,5 –");
	pty_wait_text(t, "+ = bättre än budget");
	pty_wait_text(t, "betalas av sina kunder");
	dash_quit(t);
	pty_home_remove(home);
}

/* Effects by month: what was planned beside what came, a month at a time, summed for all measures. */
static void effects_by_month(void **state)
{
	char *home = dash_home_filled(), *output;
	struct pty *t;

	(void)state;
	dash_do(home, "add", "measure", "action_plan=1", "text=Samordnade inköp", "state=planned", "effect=1,0");
	dash_do(home, "add", "effect", "measure=1", "period=2026-07", "planned=2,0", "realised=1,5");
	t = dash_start(home, 60, 100);
	dash_keys(t, "5 Enter", "Effekt per månad, mnkr");
	pty_wait_text(t, "Realiserat i utfallet: 1,5" NB "mnkr");
	pty_keys(t, "End"); /* what measure 2 gave */
	dash_wait_marked(t, "2  Samordnade inköp");
	dash_keys(t, "e", "Realiserad effekt (mnkr)"); /* in August, the last closed month */
	pty_type(t, "0,5");
	dash_keys(t, "Enter", "Månadseffekten sparad");
	pty_type(t, "0,25");
	dash_keys(t, "C-s", "Realiserat i utfallet: 2,3" NB "mnkr"); /* 1,5 + 0,5 + 0,25, and shown with one decimal */
	dash_wait_marked(t, "0,5  0,3");
	assert_int_equal(dash_run(home, &output, "export", "journal", "--format", "csv", (char *)NULL), 0);
	assert_non_null(strstr(output, ";effect;2/2026-08;"));
	assert_non_null(strstr(output, ";effect;2/2026-09;"));
	free(output);
	dash_keys(t, "u", "Realiserat i utfallet: 2,0" NB "mnkr");
	dash_quit(t);
	pty_home_remove(home);
}

/* A plan is not decided before somebody has said who decided it and when. */
static void who_decided_and_when(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 40, 100);

	(void)state;
	dash_keys(t, "5 Enter", "Underskott nu");
	pty_wait_text(t, "nämnden har ingen prognos ännu");
	pty_wait_text(t, "Paragraf");
	pty_wait_text(t, "Diarienummer");
	dash_do(home, "add", "forecast", "board=hs", "period=2026-07", "forecast=-14,0");
	pty_wait_text(t, "14,0" NB "mnkr, enligt prognosen för 2026-07; planen själv säger 12,0");
	pty_wait_text(t, "täcker 64" NB "%"); /* 9,0 of what is to be covered now, as everywhere else */
	dash_keys(t, "v", "underskott 14,0" NB "mnkr");
	pty_wait_text(t, "Planen själv säger 12,0" NB "mnkr");
	dash_keys(t, "5", "1 Driftnämnd Hallands Sjukhus: planen säger 12,0" NB "mnkr, prognosen för 2026-07 14,0" NB "mnkr.");
	dash_wait_marked(t, "14,0");
	dash_wait_marked(t, "5,0");
	assert_int_equal(dash_run(home, NULL, "set", "action-plan", "1", "decided=ja", (char *)NULL), 3);
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_month_and_what_it_owes),
		cmocka_unit_test(the_plan_in_words),
		cmocka_unit_test(down_the_column),
		cmocka_unit_test(another_row_loses_nothing),
		cmocka_unit_test(a_column_is_pasted),
		cmocka_unit_test(a_paste_after_someone_else),
		cmocka_unit_test(a_table_with_headings_is_pasted),
		cmocka_unit_test(a_block_is_pasted),
		cmocka_unit_test(a_bad_paste_saves_nothing),
		cmocka_unit_test(an_unsaved_month_is_offered_again),
		cmocka_unit_test(groups_stand_below),
		cmocka_unit_test(the_boards_and_their_forecasts),
		cmocka_unit_test(effects_by_month),
		cmocka_unit_test(who_decided_and_when),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
