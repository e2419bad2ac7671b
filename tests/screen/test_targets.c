/* test_targets.c: målvärden and rules set in the dashboard: they judge at once, are journalled, and can be undone. */
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

#define TO_TARGETS ": 3.1.1 Enter Tab Tab Tab Tab Tab"

/* A figure of the year that the målvärde is for: before UR1 2026 there is none (004). */
static char *home_with_figure(void)
{
	char *home = dash_home();

	dash_do(home, "add", "observation", "metric=N79173", "organisation=0013", "period=2026", "value=88");
	return home;
}

static void set_target(struct pty *t, const char *value)
{
	dash_keys(t, "n", "Nytt målvärde");
	pty_wait_text(t, "Jämförelse            ≥"); /* higher is better, as the indicator says */
	pty_wait_text(t, "År                    2026");
	pty_wait_text(t, "Omfattning            region");
	pty_type(t, value);
	pty_keys(t, "C-s");
	pty_wait_text(t, "sparat · u ångrar");
}

/* A målvärde of another year than the latest figure judges nothing: the first line says why, also on the first tab. */
static void unjudged_says_why(void **state)
{
	char *home = dash_home();
	struct pty *t;

	(void)state;
	dash_do(home, "add", "target", "subject=3.1.1", "scope=region", "year=2026", "level=green", "op=>=", "value=87");
	t = dash_start(home, 24, 80);
	dash_keys(t, ": 3.1.1 Enter", "– ej bedömt   målvärde saknas för 2024: det som finns gäller 2026");
	dash_keys(t, ": 1.3.1 Enter", "– ej bedömt   målvärde saknas");
	dash_quit(t);
	pty_home_remove(home);
}

static void a_target_judges_at_once(void **state)
{
	char *home = home_with_figure(), *rows;
	struct pty *t = dash_start(home, 40, 100);

	(void)state;
	dash_keys(t, TO_TARGETS, "Målvärden (0)");
	pty_wait_text(t, "– ej bedömt");
	set_target(t, "85");
	pty_wait_text(t, "● på målet");
	pty_wait_text(t, "Målvärden (1)");
	pty_wait_text(t, "● på målet ≥ 85");
	dash_keys(t, "1", "Fokusområde och mål");
	pty_wait_text(t, "1/4");
	dash_keys(t, "8", "3.1.1"); /* journalled as any edit */
	pty_wait_text(t, "målvärde");
	dash_keys(t, "1", "Fokusområde och mål");
	dash_keys(t, TO_TARGETS, "Målvärden (1)");
	dash_keys(t, "u", "Ångrat");
	pty_wait_text(t, "Målvärden (0)");
	pty_wait_text(t, "– ej bedömt");
	dash_keys(t, "C-r", "Gjort om");
	pty_wait_text(t, "● på målet");
	dash_quit(t);
	rows = dash_export(home, "indicators");
	assert_non_null(strstr(rows, "\"\"year\"\":2026,\"\"level\"\":\"\"green\"\",\"\"op\"\":\"\">=\"\",\"\"value\"\":85"));
	free(rows);
	pty_home_remove(home);
}

static void it_is_changed_where_it_stands(void **state)
{
	char *home = home_with_figure();
	struct pty *t = dash_start(home, 40, 110);

	(void)state;
	dash_keys(t, TO_TARGETS, "Målvärden (0)");
	set_target(t, "85");
	pty_wait_text(t, "● på målet");
	dash_keys(t, "e", "Jämförelse:");
	dash_keys(t, "Tab", "Målvärde ·");
	pty_keys(t, "C-u");
	pty_type(t, "90");
	pty_keys(t, "C-s");
	pty_wait_text(t, "○ ej nått");
	dash_keys(t, "v", "Målvärde: 85 → 90"); /* who and when, and what it was before */
	dash_keys(t, "Esc", "Målvärden (1)");
	dash_keys(t, "d", "tar bort");
	dash_keys(t, "d", "Målvärden (0)");
	dash_quit(t);
	pty_home_remove(home);
}

static void two_levels_must_fit_together(void **state)
{
	char *home = home_with_figure();
	struct pty *t = dash_start(home, 40, 100);

	(void)state;
	dash_keys(t, TO_TARGETS, "Målvärden (0)");
	set_target(t, "90");
	pty_wait_text(t, "○ ej nått");
	dash_keys(t, "n", "Nytt målvärde");
	pty_wait_text(t, "Nivå                  på väg mot målet"); /* the one that is missing */
	pty_type(t, "95");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Nivån på väg ska vara lättare än på målet: målvärdet på målet är 90");
	pty_keys(t, "e C-u");
	pty_type(t, "85");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Målvärden (2)");
	pty_wait_text(t, "◐ på väg");
	dash_quit(t);
	pty_home_remove(home);
}

static void a_rule_is_added_where_there_is_none(void **state)
{
	char *home = home_with_figure();
	struct pty *t = dash_start(home, 60, 110);

	(void)state;
	dash_keys(t, TO_TARGETS, "Målvärden (0)");
	set_target(t, "85");
	pty_wait_text(t, "● på målet");
	dash_keys(t, "1 : 3.1 Enter", "Målet har ingen regel");
	dash_keys(t, "G Up Up Up e", "Slag:"); /* what the goal is stands last, below its rule */
	pty_type(t, "antal");
	pty_wait_text(t, "[antal som nått målvärdet]");
	pty_keys(t, "C-s");
	pty_wait_text(t, "På målet från saknas för regeln antal som nått målvärdet");
	pty_type(t, "1"); /* in the field that was missed */
	pty_keys(t, "C-s");
	pty_wait_text(t, "Bedömningsregeln 3.1 sparad");
	pty_keys(t, "g");
	pty_wait_text(t, "● på målet");
	dash_keys(t, "v", "antal som nått målvärdet");
	pty_wait_text(t, "på målet från 1");
	dash_keys(t, "Esc u", "Ångrat");
	pty_wait_text(t, "– ej bedömt");
	dash_quit(t);
	pty_home_remove(home);
}

/* A nämnd's own indicator has the nämnd's figures: a new one is the nämnd's, and so is a målvärde. */
static void the_indicator_of_a_board(void **state)
{
	char *home = dash_home(), *rows;
	struct pty *t;

	(void)state;
	dash_do(home, "set", "indicator", "3.1.1", "board=hs");
	dash_do(home, "add", "observation", "metric=N79173", "organisation=hs", "period=2025", "value=71");
	t = dash_start(home, 40, 110);
	dash_keys(t, ": 3.1.1 Enter", "71,0");
	dash_keys(t, "n", "Nytt utfall för Driftnämnd Hallands Sjukhus");
	pty_wait_text(t, "Period                2026"); /* what comes after 2025 */
	pty_wait_text(t, "Värde ·");
	pty_type(t, "73,5");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Utfallet sparat");
	pty_wait_text(t, "73,5" NB "%   2026");
	dash_keys(t, "Tab Tab Tab Tab n", "Omfattning            hs");
	pty_type(t, "70");
	pty_keys(t, "C-s");
	pty_wait_text(t, "● på målet");
	dash_quit(t);
	rows = dash_export(home, "observations");
	assert_non_null(strstr(rows, "N79173;hs;2026"));
	free(rows);
	pty_home_remove(home);
}

/* Money is taken as people write it, or refused with the reason at the field. */
static void amounts_are_taken_as_written(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 40, 100);

	(void)state;
	dash_keys(t, "5 n", "ny åtgärdsplan");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Underskott (mnkr) ·");
	pty_type(t, "12 000 tkr");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Orsak");
	pty_wait_text(t, "Underskott            12,0");
	pty_keys(t, "BTab");
	pty_wait_text(t, "Underskott (mnkr) ·");
	pty_keys(t, "C-u");
	pty_type(t, "12 %");
	pty_keys(t, "Enter");
	pty_wait_text(t, "skriv talet i mnkr (tkr, kr och mdkr räknas om)");
	pty_keys(t, "C-u");
	pty_type(t, "abc");
	pty_keys(t, "Enter");
	pty_wait_text(t, "\"abc\" är inget tal");
	pty_end(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unjudged_says_why),
		cmocka_unit_test(a_target_judges_at_once),
		cmocka_unit_test(it_is_changed_where_it_stands),
		cmocka_unit_test(two_levels_must_fit_together),
		cmocka_unit_test(a_rule_is_added_where_there_is_none),
		cmocka_unit_test(the_indicator_of_a_board),
		cmocka_unit_test(amounts_are_taken_as_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
