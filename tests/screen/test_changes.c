/* test_changes.c: c, what is different since the last report: from everywhere, in one key. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

#define SINCE_UR1 "Ändrat sedan UR1 (bryt 2026-04-08)"

/* A home whose store has the invented year 2026: a report, and what came after it. */
static char *demo_home(void)
{
	char *home = pty_home_new();

	dash_do(home, "init", "--demo");
	return home;
}

static void wait_start(struct pty *t)
{
	pty_wait_text(t, "Fokusområde och mål");
}

/* Task 7: what changed since UR1, in one key. */
static void one_key_from_everywhere(void **state)
{
	static const char *const ways[] = { "1", "4", "6", ": 3.2.2 Enter", ": Hallands~Sjukhus Enter" };
	static const char *const there[] = { "Fokusområde och mål", "Klart senast", "Resultatbudget", "Diagram", "Budgetram" };
	char *home = demo_home();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		char *way = strdup(ways[i]), *tilde = strchr(way, '~');

		if (tilde) {
			*tilde = '\0';
			pty_keys(t, way);
			pty_keys(t, "Space");
			pty_keys(t, tilde + 1);
		} else {
			pty_keys(t, way);
		}
		free(way);
		pty_wait_text(t, there[i]);
		pty_keystrokes_reset(t);
		pty_keys(t, "c");
		assert_int_equal(pty_keystrokes(t), 1);
		pty_wait_text(t, SINCE_UR1);
		pty_wait_text(t, "ändringar");
		pty_wait_text(t, "Läge (");
		pty_wait_text(t, "◐ på väg");
		dash_cursor_on_mark(t);
		dash_keys(t, "Esc", there[i]);
	}
	dash_quit(t);
	pty_home_remove(home);
}

static void rows_lead_to_what_they_are_about(void **state)
{
	char *home = demo_home();
	struct pty *t = dash_start(home, 50, 160);

	(void)state;
	wait_start(t);
	dash_keys(t, "c", SINCE_UR1);
	/* What got worse stands first; what became judged because målvärden were set is one row, and leads to the indicators. */
	dash_wait_marked(t, "försämrat");
	dash_keys(t, "Enter", "Översikt › ");
	dash_keys(t, "Esc", SINCE_UR1);
	dash_keys(t, "/ satts Enter", "indikatorer: målvärde har satts");
	dash_keys(t, "Enter", "Utsläpp från transportsektorn");
	dash_keys(t, "Esc", "indikatorer: målvärde har satts");
	pty_keys(t, "Esc");
	/* f chooses what of it; the amounts, by whom and when. */
	dash_keys(t, "f f", "Prognoser, mnkr (");
	pty_wait_text(t, "Hall. sjukhus, prognos 2026-07");
	pty_wait_text(t, "−14,5");
	pty_wait_text(t, "controller.hs");
	pty_wait_gone(t, "Läge (");
	dash_keys(t, "/ realiserat Enter", "realiserat");
	pty_wait_gone(t, "Prognoser, mnkr (");
	dash_keys(t, "Enter", "Åtgärdsplan, ");
	dash_keys(t, "Esc", "realiserat");
	pty_keys(t, "Esc");
	pty_wait_text(t, "Prognoser, mnkr (");
	dash_keys(t, "f", "Aktiviteter (");
	pty_wait_text(t, "försenad");
	dash_quit(t);
	pty_home_remove(home);
}

static void only_what_concerns_the_board(void **state)
{
	static const char *const args[] = { "--board", "kultur-skola", NULL };
	char *home = demo_home();
	struct pty *t = dash_start_with(home, 40, 120, args, NULL);

	(void)state;
	wait_start(t);
	dash_keys(t, "c", "Bara det som rör Driftnämnd Kultur och skola");
	dash_keys(t, "f f", "Kultur o skola, prognos");
	assert_false(pty_has(t, "Hall. sjukhus, prognos"));
	dash_keys(t, "o", "Hall. sjukhus, prognos");
	dash_quit(t);
	pty_home_remove(home);
}

static void another_moment(void **state)
{
	char *home = demo_home();
	struct pty *t = dash_start(home, 30, 100);

	(void)state;
	wait_start(t);
	dash_keys(t, "c", SINCE_UR1);
	dash_keys(t, "c", "ändrat sedan (UR1, 19/8"); /* a day that has been */
	dash_keys(t, "m07 Enter", "Ändrat sedan månadsrapport juli (bryt 2026-08-07)");
	dash_keys(t, "c nix Enter", "\"nix\" är varken ett rapporttillfälle eller en tid");
	pty_wait_text(t, "månadsrapport juli");
	dash_keys(t, "c 2099-01-01 Enter", "har inte varit än");
	dash_keys(t, "c 1/9 Enter", "Ändrat sedan 2026-09-01");
	assert_false(pty_has(t, "2026-09-01 23:59")); /* from its start: what was done that day is in it */
	/* Where one went from here it is still there on the way back. */
	dash_keys(t, "2", "Summa enligt beslutet");
	dash_keys(t, "Esc", "Ändrat sedan 2026-09-01");
	dash_keys(t, "c Esc", "Ändrat sedan 2026-09-01");
	dash_keys(t, "c 24/12 Enter", "Ändrat sedan 2025-12-24"); /* the last one, not the one to come */
	dash_keys(t, "c Enter", SINCE_UR1);
	dash_quit(t);
	pty_home_remove(home);
}

/* A store made today knows nothing of April: what came with the plan is no news, and that is said. */
static void a_young_store(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	wait_start(t);
	dash_keys(t, "c", SINCE_UR1);
	pty_wait_text(t, "inget");
	pty_wait_text(t, "Lagret fick planen 20");
	pty_wait_text(t, "Inget är ändrat sedan 20");
	pty_wait_text(t, "c väljer en annan tidpunkt");
	/* Others' work shows at once. */
	dash_do(home, "add", "activity", "title=Elfordon", "board=hs");
	pty_wait_text(t, "1 ändring");
	pty_wait_text(t, "Aktiviteter (1)");
	pty_wait_text(t, "1 Elfordon");
	dash_keys(t, "Enter", "Ansvarig");
	dash_quit(t);
	pty_home_remove(home);
}

static void before_the_first_report(void **state)
{
	static const char *const args[] = { "--today", "2026-03-02", NULL };
	char *home = dash_home();
	struct pty *t = dash_start_with(home, 24, 80, args, NULL);

	(void)state;
	wait_start(t);
	dash_keys(t, "c", "Årets första rapport har inte haft sitt bryt ännu");
	dash_keys(t, "c 2026-01-15 Enter", "Ändrat sedan 2026-01-15");
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_key_from_everywhere),
		cmocka_unit_test(rows_lead_to_what_they_are_about),
		cmocka_unit_test(only_what_concerns_the_board),
		cmocka_unit_test(another_moment),
		cmocka_unit_test(a_young_store),
		cmocka_unit_test(before_the_first_report),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
