/* test_unwritten.c: rows that stand for what nobody has written yet: two who write the same one, and drafts of them. */
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

#define DRAFTS ".local/state/styrtavla/drafts/*.json"

static struct pty *start(const char *home, const char *wait)
{
	static const char *const args[] = { "--today", "2026-06-10", "--board", "hs", NULL };
	struct pty *t = dash_start_with(home, 30, 100, args, NULL);

	pty_wait_text(t, wait);
	return t;
}

/* Writing the text of part 1 of the report for July. */
static struct pty *in_a_part(const char *home, const char *text)
{
	struct pty *t = start(home, "Fokusområde och mål");

	dash_keys(t, "7 Down Enter", "Saknas: text.");
	dash_keys(t, "e", "Enter ny rad");
	pty_type(t, text);
	pty_wait_text(t, text);
	return t;
}

/* From the start screen to typing the forecast of May for Hallands sjukhus. */
static struct pty *in_a_month(const char *home, const char *text)
{
	struct pty *t = start(home, "Fokusområde och mål");

	pty_keys(t, ":");
	pty_type(t, "Hallands sjukhus");
	dash_keys(t, "Enter", "Prognos och utfall");
	dash_keys(t, "Tab", "mot förra");
	dash_wait_marked(t, "2026-05");
	dash_keys(t, "e", "Utfall till och med (mnkr)");
	dash_keys(t, "Tab", "Budget till och med (mnkr)");
	dash_keys(t, "Tab", "Prognos helår (mnkr)");
	pty_type(t, text);
	pty_wait_text(t, text);
	return t;
}

/* What is saved as the text of part 1. */
static void part_has(const char *home, const char *text)
{
	struct pty *t = start(home, "Fokusområde och mål");

	dash_keys(t, "7 Down Enter", text);
	dash_quit(t);
}

static void has(const char *home, const char *what, const char *text)
{
	char *rows = dash_export(home, what);

	if (!strstr(rows, text))
		print_error("%s finns inte i\n%s\n", text, rows);
	assert_non_null(strstr(rows, text));
	free(rows);
}

static void two_write_the_same_part(void **state)
{
	char *home = dash_home();
	struct pty *a = in_a_part(home, "Text av A"), *b = in_a_part(home, "Text av B");

	(void)state;
	dash_keys(a, "C-s", "Rapportdelen sparad");
	dash_keys(b, "C-s", "sparade först, 20");
	pty_wait_text(b, "Text av A");
	pty_wait_text(b, "Text av B");
	dash_wait_marked(b, "mitt behålls; ändrat av båda");
	pty_wait_text(b, "Krock › rapportdel M07 hs 1");
	pty_keys(b, "Esc"); /* the form as it was */
	pty_wait_gone(b, "Text av A");
	pty_wait_text(b, "Text av B");
	dash_keys(b, "C-s", "sparade först, 20");
	dash_keys(b, "C-s", "Rapportdelen sparad");
	pty_wait_text(a, "Text av B");
	part_has(home, "Text av B");
	dash_keys(b, "u", "Ångrat");
	pty_wait_text(a, "Text av A");
	dash_quit(a);
	dash_quit(b);
	pty_home_remove(home);
}

/* What each of them has written stands; nobody's figure goes because the other left the cell empty. */
static void two_write_the_same_month(void **state)
{
	char *home = dash_home();
	struct pty *t = in_a_month(home, "-12,0");

	(void)state;
	dash_do(home, "add", "forecast", "board=hs", "period=2026-05", "outcome=-6,1");
	dash_keys(t, "C-s", "sparade först, 20");
	pty_wait_text(t, "deras behålls");
	pty_wait_text(t, "mitt behålls");
	dash_keys(t, "C-s", "Prognosen sparad");
	has(home, "forecasts", "hs;2026-05;-6.1;;-12;");
	dash_quit(t);
	pty_home_remove(home);
}

/* The draft was made when nobody had written the part: who has done so since is not written over. */
static void a_draft_of_what_another_has_written_since(void **state)
{
	char *home = dash_home();
	struct pty *t = in_a_part(home, "Min text");

	(void)state;
	pty_hangup(t);
	pty_wait_exit(t);
	pty_end(t);
	dash_do(home, "add", "sign-off", "occasion=M07", "board=hs", "part=1", "text=Deras text");
	t = start(home, "Osparat utkast från");
	dash_keys(t, "o", "Min text");
	dash_keys(t, "C-s", "sparade först, 20");
	pty_wait_text(t, "Deras text");
	dash_keys(t, "C-s", "Rapportdelen sparad");
	part_has(home, "Min text");
	dash_wait_file(t, home, DRAFTS, false);
	dash_quit(t);
	pty_home_remove(home);
}

/* Thrown away, it is as if nothing had been typed: what the other wrote is shown. */
static void mine_is_thrown_away(void **state)
{
	char *home = dash_home();
	struct pty *t = in_a_part(home, "Min text");

	(void)state;
	dash_do(home, "add", "sign-off", "occasion=M07", "board=hs", "part=1", "text=Deras text");
	dash_keys(t, "C-s", "sparade först, 20");
	pty_keys(t, "q");
	pty_wait_text(t, "x kastar ändringarna");
	pty_keys(t, "x");
	pty_wait_gone(t, "Min text");
	dash_wait_file(t, home, DRAFTS, false);
	part_has(home, "Deras text");
	dash_quit(t);
	pty_home_remove(home);
}

/* A draft opens where its fields are seen, whatever it is of. */
static void drafts_open_where_they_are_seen(void **state)
{
	char *home = dash_home();
	struct pty *t = start(home, "Fokusområde och mål");

	(void)state;
	dash_keys(t, "7", "2026-08-12*"); /* an occasion: a day in the list */
	dash_keys(t, "Right Right Enter", "Rapport till regionkontoret");
	pty_keys(t, "C-u");
	pty_type(t, "2026-08-14");
	pty_wait_text(t, "2026-08-14");
	pty_hangup(t);
	pty_wait_exit(t);
	pty_end(t);
	t = start(home, "Osparat utkast från");
	dash_keys(t, "o", "Utkastet är öppet");
	dash_wait_marked(t, "2026-08-14");
	dash_keys(t, "C-s", "sparat");
	dash_quit(t);
	t = start(home, "Fokusområde och mål");
	pty_keys(t, ":");
	pty_type(t, "3.2 En"); /* the rule of a goal */
	dash_keys(t, "Enter", "Bedömning vid UR2");
	pty_keys(t, "G Up Up Up");
	dash_wait_marked(t, "Slag");
	dash_keys(t, "e", "Slag:");
	pty_keys(t, "Right");
	pty_wait_text(t, "[gränsvärde]");
	pty_hangup(t);
	pty_wait_exit(t);
	pty_end(t);
	t = start(home, "Osparat utkast från");
	dash_keys(t, "o", "Utkastet är öppet");
	pty_wait_text(t, "› 3.2 En region");
	dash_wait_marked(t, "Slag");
	dash_keys(t, "q", "x kastar ändringarna");
	dash_keys(t, "x", "Fokusområde och mål");
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_write_the_same_part),
		cmocka_unit_test(two_write_the_same_month),
		cmocka_unit_test(a_draft_of_what_another_has_written_since),
		cmocka_unit_test(mine_is_thrown_away),
		cmocka_unit_test(drafts_open_where_they_are_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
