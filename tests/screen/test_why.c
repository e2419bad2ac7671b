/* test_why.c: `v` answers for every status and every figure: the rule, the parts, who and when, what it was before. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

static struct pty *start_2018(const char *home, int rows, int cols)
{
	static const char *const args[] = { "--plan", "u2018", NULL };

	return dash_start_with(home, rows, cols, args, NULL);
}

/* 003, bilaga 1: none of the five that can be measured reaches its målvärde, two are under development. */
static void a_goal_tells_every_part(void **state)
{
	char *home = dash_home();
	struct pty *t = start_2018(home, 60, 120);

	(void)state;
	pty_wait_text(t, "4.4");
	pty_keystrokes_reset(t);
	pty_keys(t, "G Up v"); /* why is this goal red: three keys from the overview */
	assert_true(pty_keystrokes(t) <= 3);
	pty_wait_text(t, "0 av 5 indikatorer når målvärdet; på väg kräver 2, på målet 5. 2 räknas inte (under utveckling).");
	pty_wait_text(t, "○ ej nått");
	pty_wait_text(t, "Grön när 5 av 5 når målvärdet");
	pty_wait_text(t, "003, bilaga 1");
	pty_wait_text(t, "på målet från 5 av 5, på väg från 2");
	pty_wait_text(t, "Bygger på (7): 0 når målet, 5 når inte, 2 räknas inte");
	pty_wait_text(t, "Når inte (5)");
	pty_wait_text(t, "Räknas inte (2)");
	pty_wait_text(t, "Ingen har bedömt målet ännu.");
	assert_int_equal(dash_count(t, "○ når inte"), 5);
	assert_int_equal(dash_count(t, "– räknas inte"), 2);
	assert_int_equal(dash_count(t, "Under utveckling: varken utfall eller målvärde finns än."), 2);
	pty_keys(t, "Down Down");
	dash_wait_marked(t, "4.4.2");
	pty_wait_text(t, "Utfall 78 % når inte målvärdet ≥ 82. Källa: 003, bilaga 1.");
	dash_keys(t, "Enter", "○ ej nått ≥ 82"); /* the part's own screen */
	dash_keys(t, "Esc", "Bygger på (7)");
	dash_wait_marked(t, "4.4.2");
	dash_quit(t);
	pty_home_remove(home);
}

/* 80 × 24: the same, with the target in the line as long as there is room for it. */
static void it_fits_a_small_screen(void **state)
{
	char *home = dash_home();
	struct pty *t = start_2018(home, 24, 80);

	(void)state;
	dash_keys(t, "G Up v", "0 av 5 indikatorer når målvärdet");
	pty_wait_text(t, "83 %  ≥ 87");
	dash_quit(t);
	t = start_2018(home, 24, 40);
	dash_keys(t, "G Up v", "0 av 5 indikatorer");
	dash_keys(t, "Down", "4.4.1");
	pty_wait_text(t, " 83 %");
	dash_quit(t);
	pty_home_remove(home);
}

/* 004, Finansiella mål: positive, but falling; each year's figure beside it has an answer of its own. */
static void a_trend_shows_its_years(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 50, 100);

	(void)state;
	dash_keys(t, "3 / soliditet Enter", "F.3");
	dash_keys(t, "v", "Positiv men fallande sedan 2022: 24,7 % 2022, 21,8 % 2023, 18,8 % 2024.");
	pty_wait_text(t, "1 når målet, 1 når inte, 5 visas");
	pty_wait_text(t, "Visas bredvid, räknas inte (5)");
	pty_wait_text(t, "● når målet");
	pty_keys(t, "Down Down Down");
	dash_wait_marked(t, "Utfall 2020");
	dash_keys(t, "Enter", "Ur en tabell i planen, senast först");
	pty_wait_text(t, "5,7 %");
	pty_wait_text(t, "lästes in från planen");
	dash_quit(t);
	pty_home_remove(home);
}

/* Who set this figure, when, and what was it before: one key. */
static void a_figure_tells_who_set_it(void **state)
{
	char *home = dash_home();
	struct pty *t;

	(void)state;
	dash_do(home, "add", "observation", "metric=N79173", "organisation=0013", "period=2026", "value=88,1");
	dash_do(home, "set", "observation", "N79173/0013/2026/T", "value=89,4");
	t = dash_start(home, 40, 100);
	dash_keys(t, ": 3.1.1 Enter Tab", "89,4");
	pty_keystrokes_reset(t);
	pty_keys(t, "v");
	assert_int_equal(pty_keystrokes(t), 1);
	pty_wait_text(t, "Införd för hand, senast först");
	pty_wait_text(t, "Värde: 88,1 → 89,4");
	dash_keys(t, "Esc", "Period");
	dash_keys(t, "Down v", "Import "); /* the year before is imported */
	pty_wait_text(t, "kolada");
	dash_quit(t);
	pty_home_remove(home);
}

static void import_again(const char *home, const char *value)
{
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path), "%s/ny.csv", home);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "metric;organisation;period;gender;value\nN79173;0013;2023;T;%s\n", value);
	assert_int_equal(fclose(file), 0);
	dash_do(home, "import", path, "--source", "Rättad Kolada");
}

/* What was imported before is still there to see, and what somebody wrote by hand in between. */
static void an_imported_figure_tells_what_it_was(void **state)
{
	char *home = dash_home();
	struct pty *t;

	(void)state;
	import_again(home, "91.2");
	import_again(home, "92.3");
	t = dash_start(home, 40, 110);
	dash_keys(t, ": 3.1.1 Enter Tab", "92,3");
	pty_keys(t, "Down");
	dash_wait_marked(t, "2023");
	dash_keys(t, "v", "Före den importen");
	pty_wait_text(t, "Rättad Kolada");
	pty_wait_text(t, "92,3 %");
	pty_wait_text(t, "91,2 %");
	pty_wait_text(t, "86,6 %"); /* as it came with the program */
	dash_quit(t);
	dash_do(home, "add", "observation", "metric=N79173", "organisation=0013", "period=2023", "value=90,0");
	t = dash_start(home, 40, 110);
	dash_keys(t, ": 3.1.1 Enter Tab Down", "90,0");
	dash_keys(t, "v", "Införd för hand, senast först");
	pty_wait_text(t, "Importerad siffra som den gäller före");
	pty_wait_text(t, "92,3 %");
	dash_quit(t);
	pty_home_remove(home);
}

/* Domain §6: forecast −12,0 in May after −8,0; a plan that covers 9,0 of 12,0. */
static void what_is_computed_names_its_inputs(void **state)
{
	char *home = dash_home_filled();
	struct pty *t;

	(void)state;
	dash_do(home, "add", "forecast", "board=hs", "period=2026-03", "forecast=-8,0");
	dash_do(home, "add", "forecast", "board=hs", "period=2026-05", "forecast=-12,0", "outcome=-4,5", "budget=1,0");
	t = dash_start(home, 50, 140);
	dash_keys(t, "8", "prognos");
	pty_keys(t, "v");
	pty_wait_text(t, "−12,0 mnkr = prognos −12,0 mnkr minus budget (inte angiven, räknas som) 0,0 mnkr");
	pty_wait_text(t, "−5,5 mnkr = utfall −4,5 mnkr minus budget 1,0 mnkr");
	pty_wait_text(t, "−4,0 mnkr = prognos −12,0 mnkr minus prognosen för 2026-03 −8,0 mnkr");
	pty_wait_text(t, "åtgärdsplanen täcker inte underskottet");
	dash_keys(t, "5", "Underskott");
	pty_keys(t, "v");
	pty_wait_text(t, "75 % = (vidtaget 9,0 mnkr + planerat 0,0 mnkr) / underskott 12,0 mnkr");
	pty_wait_text(t, "Åtgärder som räknats (1)");
	pty_wait_text(t, "vidtagen 9,0 mnkr");
	/* 004, Fördelning av budget: the lines make 14 390, the document says 14 391. */
	dash_keys(t, "2", "Summa enligt beslutet");
	dash_keys(t, "Down v", "av beslutets summa 14 391 mnkr");
	dash_keys(t, "2 / enligt Enter", "Summa enligt beslutet");
	dash_keys(t, "v", "14 391 mnkr, raderna tillsammans 14 390 mnkr (−1 mnkr)");
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_goal_tells_every_part),
		cmocka_unit_test(it_fits_a_small_screen),
		cmocka_unit_test(a_trend_shows_its_years),
		cmocka_unit_test(a_figure_tells_who_set_it),
		cmocka_unit_test(an_imported_figure_tells_what_it_was),
		cmocka_unit_test(what_is_computed_names_its_inputs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
