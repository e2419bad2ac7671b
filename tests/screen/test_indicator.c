/* test_indicator.c: what the indicator's screen says of each figure: who said it, what kind of missing it is, how sure it is, what it was
 * before; and that the period one chose stays chosen. On 3.1.1 (N79173) with figures imported and entered here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

#define METRIC "metric=N79173"

/* Imports rows "N79173;…" under that header; the file is in the home. */
static void import(const char *home, const char *source, const char *rows)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/figures.csv", home);
	f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "metric;organisation;period;gender;value;missing;preliminary\n%s", rows);
	fclose(f);
	dash_do(home, "import", path, "--source", source);
}

/* All, women and men 2019–2024 and riket from Kolada, but for one kind of missing after the other; men 2024 and the total of 2026 are
 * entered by hand. */
static char *home_mixed(void)
{
	char *home = dash_home();

	import(home, "Kolada", "N79173;0013;2019;T;86;;\nN79173;0013;2020;T;;not_measured;\nN79173;0013;2021;T;;suppressed;\n"
		"N79173;0013;2022;T;87;;\nN79173;0013;2024;T;88,8;;\nN79173;0013;2024;K;89,5;;\nN79173;0013;2024;M;87;;\n"
		"N79173;0013;2022;K;86;;\nN79173;0013;2022;M;84;;\nN79173;0000;2022;T;82,4;;\nN79173;0000;2024;T;88,2;;\n"
		"N79173;0000;2026;T;86;;\n");
	dash_do(home, "add", "observation", METRIC, "organisation=0013", "period=2024", "gender=M", "value=84");
	dash_do(home, "add", "observation", METRIC, "organisation=0013", "period=2026", "value=88,9");
	return home;
}

/* A figure by hand is never Kolada's, and riket's never ours. */
static void each_figure_has_its_source(void **state)
{
	char *home = home_mixed();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, ": 3.1.1 Enter", "Region Halland: införd för hand");
	pty_wait_text(t, "riket: Källa: Kolada");
	dash_keys(t, "Left Left", "◆  2024");
	pty_wait_text(t, "Källa: Kolada");
	dash_keys(t, "Tab", "män: införd för hand");
	pty_wait_text(t, "riket: Kolada");
	dash_keys(t, "Tab", "Alla regioner");
	dash_keys(t, "Tab", "kvinnor 89,5 %  män 84,0 %");
	pty_wait_text(t, "kvinnor: Källa: Kolada");
	pty_wait_text(t, "män: införd för hand");
	dash_keys(t, "Tab", "Källa: Kolada (4 mätningar); införd för hand (2026)");
	dash_quit(t);
	pty_home_remove(home);
}

static void each_kind_of_missing_has_its_word(void **state)
{
	char *home = home_mixed();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, ": 3.1.1 Enter", "Ej mätt 2020, sekretess (för få) 2021, uppgift saknas");
	dash_keys(t, "Left", "2025: uppgift saknas.");
	pty_wait_text(t, "◆  2025  uppgift saknas");
	dash_keys(t, "Left Left Left Left", "2021: sekretess (för få).");
	dash_keys(t, "Left", "2020: ej mätt.");
	dash_quit(t);
	pty_home_remove(home);
}

/* Every change of a figure, by import and by hand, and what each målvärde is. */
static void the_history_tells_of_the_figures(void **state)
{
	char *home = home_mixed();
	struct pty *t;

	(void)state;
	import(home, "Kolada", "N79173;0013;2024;T;;deleted;\nN79173;0013;2022;T;87,1;;\n");
	t = dash_start(home, 24, 80);
	dash_keys(t, ": 3.1.1 Enter BTab", "2024, totalt: 88,8 → borttagen");
	pty_wait_text(t, "2022, totalt: 87,0 → 87,1");
	pty_wait_text(t, "2024, män: 87,0 → 84,0  för hand av");
	pty_wait_text(t, "2026, totalt: ny 88,9");
	pty_wait_text(t, "nya siffror, 2019–2024  import 1 (Kolada) av");
	dash_keys(t, "Enter", "Före den importen"); /* all of one figure */
	dash_quit(t);
	pty_home_remove(home);
	home = dash_home_demo();
	t = dash_start(home, 40, 110);
	dash_keys(t, ": 3.2.2 Enter BTab", "Målvärde 2026, region, på målet: ≤ 12,0");
	pty_wait_text(t, "Målvärde 2026, region, på väg mot målet: ≤ 13,6");
	dash_quit(t);
	pty_home_remove(home);
}

/* The mark of a preliminary figure is hollow, also where one stands; and no list shows one, or a forecast, as if it were certain. */
static void what_is_not_certain_is_marked(void **state)
{
	static const char *const sets[][2] = { { "full", "◇" }, { "basic", "◇" }, { "ascii", "@" } };
	char *home = dash_home();

	(void)state;
	import(home, "Kolada", "N79173;0013;2023;T;86;;\nN79173;0013;2024;T;87;;\nN79173;0013;2025;T;1234567,25;;true\n"
		"N79173;0013;2025;K;88;;true\nN79173;0013;2025;M;89;;true\nN79173;0000;2025;T;86;;true\n"
		"N70643;0013;2040;T;957,830334891;;\n");
	for (size_t i = 0; i < COUNT_OF(sets); i++) {
		char settings[64];
		struct pty *t;

		snprintf(settings, sizeof(settings), "[screen]\nglyphs = %s\n", sets[i][0]);
		dash_settings(home, settings);
		t = dash_start(home, 24, 80);
		dash_keys(t, ": 3.1.1 Enter", "(preliminärt)");
		assert_true(dash_count(t, sets[i][1]) >= 2); /* in the chart, and where it is read out */
		dash_keys(t, "Tab", "1 234 567,3 p"); /* whole, with its mark */
		pty_wait_text(t, "88,0 p");
		dash_keys(t, "3", "1 234 567,3 p");
		dash_keys(t, "End", "957,8 f");
		dash_keys(t, "f f f f", "alla nyckeltal");
		pty_wait_text(t, "957,8 f 2040");
		dash_quit(t);
	}
	pty_home_remove(home);
}

/* Past Jämför, and m, the period one chose is still chosen, also where nobody else has it yet. */
static void the_chosen_period_survives(void **state)
{
	char *home = dash_home_demo();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, ": 3.2.2 Enter", "◇  2026");
	dash_keys(t, "Tab Tab", "Alla regioner 2025  2026 har ingen annan");
	dash_keys(t, "Tab", "◇  2026");
	dash_keys(t, "BTab BTab BTab m", "Alla regioner 2025  2026 har ingen annan");
	dash_keys(t, "Tab Tab Tab Tab Tab Tab Tab Tab Tab m m", "◇  2026");
	dash_quit(t);
	pty_home_remove(home);
}

/* ← → on every tab that shows periods; on Kön the table and the chart are about the same one, and it is in sight. */
static void the_period_moves_on_every_tab(void **state)
{
	char *home = dash_home_demo();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, ": 3.2.2 Enter Tab", "Totalt %");
	dash_wait_marked(t, "2026");
	dash_keys(t, "Left Left", "Totalt %");
	dash_wait_marked(t, "2024");
	dash_keys(t, "Down", "Totalt %");
	dash_wait_marked(t, "2023");
	dash_keys(t, "Tab Tab", "◆  2023");
	dash_wait_marked(t, "2023");
	dash_keys(t, "Left", "◆  2022");
	dash_wait_marked(t, "2022");
	dash_keys(t, "Down Down", "◆  2020");
	dash_wait_marked(t, "2020");
	dash_keys(t, "End", "◆  2016");
	dash_wait_marked(t, "2016");
	dash_keys(t, "Right Up", "◆  2018");
	dash_keys(t, "Tab Right BTab", "◆  2019");
	dash_keys(t, "?", "perioden före eller fältet till vänster");
	dash_keys(t, "Escape", "◆  2019");
	dash_quit(t);
	pty_home_remove(home);
}

/* What the tab says stays in sight, or it says how much there is below. */
static void what_is_below_is_told(void **state)
{
	char *home = dash_home_demo();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, ": 3.2.2 Enter Tab Tab", "Region Halland: plats");
	dash_keys(t, "End", "Plats Organisation"); /* the headings do not scroll */
	pty_wait_text(t, "Kvartiler");
	pty_wait_text(t, "Diagram Värden");
	dash_keys(t, "Home", " till ");
	dash_keys(t, "Tab Tab", "Särskild orsak");
	pty_wait_text(t, "av styrtavla ur 11 mätningar.");
	dash_keys(t, "End", "Särskild orsak");
	pty_wait_text(t, "av styrtavla ur 11 mätningar.");
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_figure_has_its_source),
		cmocka_unit_test(each_kind_of_missing_has_its_word),
		cmocka_unit_test(the_history_tells_of_the_figures),
		cmocka_unit_test(what_is_not_certain_is_marked),
		cmocka_unit_test(the_chosen_period_survives),
		cmocka_unit_test(the_period_moves_on_every_tab),
		cmocka_unit_test(what_is_below_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
