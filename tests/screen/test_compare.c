/* test_compare.c: comparisons on the indicator's screen: every tab, what m and w step through, the period that is kept, and the list of
 * all nyckeltal. On the demo store, and on one with figures of regions, municipalities and a nämnd. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

static const int sizes[][2] = { { 24, 80 }, { 60, 200 } };

/* What each tab must tell, whatever the size. */
static const struct {
	const char *tab;
	const char *texts[6];
} tabs[] = {
	{ "Diagram", { "Region Halland", "riket", "målvärde ≤ 12,0", "2016", "Med nuvarande takt nås" } },
	{ "Värden", { "Totalt %", "Kvinnor", "Män", "2026", "Källa" } },
	{ "Jämför", { "Alla regioner 2025", "Mot oss", "av 21", "Kvartiler", "beräknade av styrtavla" } },
	{ "Kön", { "kvinnor", "män", "procentenheter lägre än män", "Skillnaden", "beräknad av styrtavla" } },
	{ "Variation", { "medel", "gränser", "trend", "Naturliga gränser", "Trend −0" } },
	{ "Målvärden", { "Målvärden (2)", "≤ 12,0" } },
	{ "Källa", { "Definition", "lägre är bättre" } },
	{ "Aktiviteter", { "Aktiviteter (" } },
	{ "Historik", { "Indikatorn, senast först" } },
};

static void every_tab_in_two_sizes(void **state)
{
	char *home = dash_home_demo();

	(void)state;
	for (size_t s = 0; s < COUNT_OF(sizes); s++) {
		struct pty *t = dash_start(home, sizes[s][0], sizes[s][1]);

		dash_keys(t, ": 3.2.2 Enter", "Diagram");
		for (size_t i = 0; i < COUNT_OF(tabs); i++) {
			if (i)
				pty_keys(t, "Tab");
			for (int k = 0; k < 6 && tabs[i].texts[k]; k++)
				pty_wait_text(t, tabs[i].texts[k]);
			/* All tabs are there, on one row, in the smallest size too. */
			for (size_t k = 0; k < COUNT_OF(tabs); k++)
				pty_wait_text(t, tabs[k].tab);
		}
		dash_quit(t);
	}
	pty_home_remove(home);
}

/* Braille, blocks and ASCII: the words are the same, and ASCII has no other signs in the chart. */
static void the_variation_in_every_glyph_set(void **state)
{
	static const char *const sets[] = { "full", "basic", "ascii" };
	char *home = dash_home_demo();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(sets); i++) {
		char settings[64];
		struct pty *t;

		snprintf(settings, sizeof(settings), "[screen]\nglyphs = %s\n", sets[i]);
		dash_settings(home, settings);
		for (size_t s = 0; s < COUNT_OF(sizes); s++) {
			t = dash_start(home, sizes[s][0], sizes[s][1]);
			dash_keys(t, ": 3.2.2 Enter Tab Tab Tab Tab", "Naturliga gränser");
			pty_wait_text(t, "medel");
			pty_wait_text(t, "målvärde");
			pty_wait_text(t, i == 0 ? "⠂ ⠂" : i == 1 ? "───" : "---");
			dash_quit(t);
		}
	}
	pty_home_remove(home);
}

static void m_ranks_the_regions_and_the_period_is_kept(void **state)
{
	char *home = dash_home_demo();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, ": 3.2.2 Enter", "plats");
	pty_wait_text(t, "av 21 (2025)"); /* the latest year, 2026, has nobody else's figures yet */
	dash_keys(t, "m", "Alla regioner 2025");
	pty_wait_text(t, "Region Halland: plats");
	dash_wait_marked(t, "Region Halland");
	dash_keys(t, "Left", "Alla regioner 2024");
	dash_wait_marked(t, "Region Halland"); /* the cursor follows who it stood on */
	dash_keys(t, "Tab Tab", "Mot oss"); /* the same as a table, of the same year */
	pty_wait_text(t, "Alla regioner 2024");
	dash_keys(t, "Left", "Alla regioner 2023");
	dash_keys(t, "BTab BTab m", "Valda organisationer 2023");
	dash_keys(t, "m", "målvärde ≤ 12,0"); /* back to målvärde and riket */
	pty_wait_text(t, "◆  2023");
	dash_quit(t);
	pty_home_remove(home);
}

static void w_shows_women_and_men(void **state)
{
	char *home = dash_home_demo();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, ": 3.2.2 Enter", "Region Halland   ");
	dash_keys(t, "w", "Kvinnor 0,7 procentenheter lägre än män");
	pty_wait_text(t, "kvinnor 12,8");
	pty_wait_text(t, "Skillnaden varken ökar eller minskar säkert sedan 2016");
	dash_keys(t, "w", "Med nuvarande takt");
	dash_keys(t, "Tab w", "Kvinnor − män, procentenheter"); /* where there is no chart, the tab */
	dash_keys(t, ": 1.3.1 Enter w", "inte uppdelade på kvinnor och män");
	dash_quit(t);
	pty_home_remove(home);
}

/* Figures of a municipality, a nämnd and two regions, entered by hand. */
static char *home_with_others(void)
{
	static const char *const who[][2] = { { "0013", "82,5" }, { "0001", "90" }, { "0012", "70,5" }, { "1380", "66" }, { "hs", "77" } };
	char *home = dash_home();

	for (size_t i = 0; i < COUNT_OF(who); i++) {
		char organisation[32], value[32];

		snprintf(organisation, sizeof(organisation), "organisation=%s", who[i][0]);
		snprintf(value, sizeof(value), "value=%s", who[i][1]);
		dash_do(home, "add", "observation", "metric=N79173", organisation, "period=2027", value, "source=Kolada");
	}
	return home;
}

static void m_steps_through_what_there_is(void **state)
{
	char *home = home_with_others();
	struct pty *t = dash_start(home, 40, 110);

	(void)state;
	dash_keys(t, ": 3.1.1 Enter", "82,5");
	pty_wait_text(t, "plats 2 av 3");
	dash_keys(t, "m", "Alla regioner 2027");
	pty_wait_text(t, "Källa: Kolada. Plats och skillnad beräknade av styrtavla.");
	dash_keys(t, "m", "Kommuner 2027");
	pty_wait_text(t, "Halmstad");
	pty_wait_text(t, "Region Halland 82,5 står bredvid"); /* a region has no place among them */
	dash_keys(t, "m", "Välj organisationer att jämföra med (Enter)");
	dash_keys(t, "End Enter", "jämför med:");
	pty_type(t, "sjukhus");
	dash_keys(t, "Enter", "Driftnämnd Hallands Sjukhus");
	pty_wait_text(t, "plats 1 av 2");
	pty_wait_text(t, "Välj fler");
	dash_keys(t, "m", "Egna nämnder och förvaltningar 2027");
	pty_wait_text(t, "77,0");
	dash_keys(t, "m m m m", "Valda organisationer 2027"); /* the choice is kept */
	pty_wait_text(t, "plats 1 av 2");
	dash_keys(t, "g Down Down", "77,0");
	dash_wait_marked(t, "Driftnämnd Hallands Sjukhus");
	dash_keys(t, "d", "Välj organisationer att jämföra med (Enter)");
	dash_quit(t);
	pty_home_remove(home);
}

/* A nämnd's own indicator shows its figures, the region's beside, and its place among the nämnder. */
static void a_boards_own_indicator(void **state)
{
	char *home = home_with_others();
	struct pty *t;

	(void)state;
	dash_do(home, "set", "indicator", "3.1.1", "board=hs");
	t = dash_start(home, 40, 110);
	dash_keys(t, ": 3.1.1 Enter", "77,0");
	pty_wait_text(t, "Driftnämnd Hallands Sjukhus");
	pty_wait_text(t, "Region Halland 82,5");
	dash_quit(t);
	pty_home_remove(home);
}

static void all_nyckeltal_are_listed(void **state)
{
	char *home = dash_home_demo();
	struct pty *t = dash_start(home, 40, 160);

	(void)state;
	dash_keys(t, "3 f f f f", "alla nyckeltal");
	pty_wait_text(t, "demo-aterinskrivning");
	pty_keys(t, "/");
	pty_type(t, "återinskrivning");
	pty_keys(t, "Enter");
	pty_wait_gone(t, "N70643");
	pty_wait_text(t, "13,2");
	dash_keys(t, "Enter", "Målvärden"); /* the indicator that shows it */
	pty_wait_text(t, "3.2.2");
	dash_quit(t);
	pty_home_remove(home);
}

/* A nyckeltal that nobody has said anything of: name, unit and which way is better are written on its own screen, and rank. */
static void a_nyckeltal_is_described_where_it_stands(void **state)
{
	char *home = dash_home(), *path = mem_printf("%s/new.csv", home), *output;
	FILE *out = fopen(path, "w");
	struct pty *t;

	(void)state;
	assert_non_null(out);
	fputs("metric;organisation;period;gender;value;source\nX1;0013;2024;T;7;Prov\nX1;0012;2024;T;9;Prov\n", out);
	assert_int_equal(fclose(out), 0);
	dash_do(home, "import", path, "--add-unknown");
	t = dash_start(home, 30, 120);
	dash_keys(t, "3 f f f f", "alla nyckeltal");
	dash_keys(t, "/ X 1 Enter", "filter: X1");
	dash_keys(t, "Enter", "Diagram");
	dash_keys(t, "m", "ingen plats, då ingen sagt vad som är bättre: e på Riktning, fliken Källa");
	dash_keys(t, "Tab Tab Tab Tab Tab", "Riktning");
	dash_keys(t, "Down e", "Enhet ·");
	pty_type(t, "dygn");
	dash_keys(t, "Enter Enter", "Riktning:");
	dash_keys(t, "Right Right C-s", "lägre är bättre");
	pty_wait_text(t, "Nyckeltalet X1 sparat");
	dash_keys(t, "Tab Tab", "plats 1 av 2.");
	dash_quit(t);
	assert_int_equal(dash_run(home, &output, "log", (char *)NULL), 0);
	assert_non_null(strstr(output, "nyckeltal X1"));
	free(output);
	free(path);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_tab_in_two_sizes),
		cmocka_unit_test(the_variation_in_every_glyph_set),
		cmocka_unit_test(m_ranks_the_regions_and_the_period_is_kept),
		cmocka_unit_test(w_shows_women_and_men),
		cmocka_unit_test(m_steps_through_what_there_is),
		cmocka_unit_test(a_boards_own_indicator),
		cmocka_unit_test(all_nyckeltal_are_listed),
		cmocka_unit_test(a_nyckeltal_is_described_where_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
