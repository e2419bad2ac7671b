/* test_travel.c: time travel, read-only screens, mouse, Esc and q. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "screen/dash.h"

static long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (long)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* A whole second between what is saved before and after; its text as one types it. */
static void second_between(char text[MOMENT_TEXT_MAX])
{
	moment_t second = moment_now() / 1000000 * 1000000 + 1000000;

	while (moment_now() <= second)
		poll(NULL, 0, 5);
	moment_format_utc(text, second);
}

static void time_travel_shows_then_and_refuses_edits(void **state)
{
	char *home = dash_home_filled(), moment[MOMENT_TEXT_MAX];
	struct pty *t;

	(void)state;
	second_between(moment);
	dash_do(home, "set", "activity", "1", "title=Nyare namn");
	dash_do(home, "add", "activity", "title=Tillkom senare");
	t = dash_start(home, 24, 100);
	dash_keys(t, "4", "Tillkom senare");
	pty_wait_text(t, "Nyare namn");
	dash_keys(t, "t", "visa allt som det var");
	pty_type(t, moment);
	dash_keys(t, "Enter", "Kortare köer");
	pty_wait_gone(t, "Tillkom senare");
	pty_wait_row(t, 0, "SÅ SÅG DET UT 20");
	pty_wait_row(t, 23, "T nu");
	for (int i = 0; i < 4; i++) {
		static const char *const keys[] = { "e", "n", "a", "d" };

		dash_keys(t, keys[i], "Det som visas är inte nu: T går till nu, sedan går det att ändra");
		dash_keys(t, "1", "Fokusområde och mål");
		dash_keys(t, "4", "Kortare köer");
	}
	pty_keys(t, "T");
	pty_wait_row(t, 0, "live");
	pty_wait_text(t, "Nyare namn");
	pty_wait_text(t, "Tillkom senare");
	dash_keys(t, "t snart Enter", "är ingen tidpunkt");
	dash_quit(t);
	pty_home_remove(home);
}

static struct pty *start_demo(const char *home, int rows, int cols, const char *env)
{
	const char *const argv[] = { "styrtavla", NULL };
	char set[512];
	const char *const vars[] = { set, env, NULL };

	snprintf(set, sizeof(set), "HOME=%s", home);
	return pty_start(rows, cols, argv, vars);
}

/* Where one is in time says more than that the figures are invented: both are said, in looks of their own, and what was late then
 * is what is late. */
static void then_has_its_own_look_and_its_own_today(void **state)
{
	char *home = dash_home_demo();
	struct pty *t = start_demo(home, 24, 80, NULL);
	struct pty_cell now, then;

	(void)state;
	dash_keys(t, "4", "DEMO – påhittade värden");
	dash_keys(t, "f", "urval: sena");
	pty_wait_text(t, "Mobilt team");
	now = pty_cell(t, 0, 2);
	dash_keys(t, "t", "visa allt som det var (19/8, UR1)"); /* 2026-09-02 less a fortnight */
	pty_type(t, "2026-05-01");
	dash_keys(t, "Enter", "SÅ SÅG DET UT 2026-05-01");
	pty_wait_row(t, 0, "DEMO – påhittade värden");
	pty_wait_row(t, 23, "T nu");
	pty_wait_gone(t, "Mobilt team");
	then = pty_cell(t, 0, 2);
	assert_true(memcmp(&now.bg, &then.bg, sizeof(now.bg)) != 0);
	dash_keys(t, "e", "Det som visas är inte nu");
	pty_wait_row(t, 23, "T nu"); /* beside a message too */
	dash_keys(t, "T", "Mobilt team");
	pty_wait_row(t, 0, "2026-09-02 v. 36");
	pty_wait_gone(t, "T nu");
	dash_quit(t);
	t = start_demo(home, 24, 40, "NO_COLOR=1");
	pty_wait_row(t, 0, "DEMO");
	dash_keys(t, "t", "visa");
	pty_type(t, "2026-05-01");
	dash_keys(t, "Enter", "SÅ SÅG DET UT 2026-05-01");
	pty_wait_row(t, 0, "DEMO");
	pty_wait_row(t, 23, "T nu");
	dash_quit(t);
	pty_home_remove(home);
}

static void started_in_another_time(void **state)
{
	const char *args[] = { "--as-of", NULL, NULL };
	char *home = dash_home_filled(), moment[MOMENT_TEXT_MAX];
	struct pty *t;

	(void)state;
	second_between(moment);
	dash_do(home, "set", "activity", "1", "title=Nyare namn");
	args[1] = moment;
	t = dash_start_with(home, 24, 100, args, NULL);
	pty_wait_row(t, 0, "SÅ SÅG DET UT 20");
	dash_keys(t, "4", "Kortare köer");
	dash_keys(t, "T", "Nyare namn");
	dash_quit(t);
	pty_home_remove(home);
}

static void readonly_refuses_and_does_not_move(void **state)
{
	const char *const args[] = { "--readonly", NULL };
	char *home = dash_home_filled();
	struct pty *t = dash_start_with(home, 24, 80, args, NULL);

	(void)state;
	pty_wait_row(t, 0, "skrivskyddat");
	dash_keys(t, "4", "Kortare köer");
	for (int i = 0; i < 6; i++) {
		static const char *const keys[] = { "e", "n", "a", "d", "u", "C-r" };

		dash_keys(t, keys[i], "Skrivskyddat: starta utan --readonly för att ändra");
		pty_keys(t, "Up");
		pty_wait_gone(t, "Skrivskyddat:");
	}
	dash_do(home, "set", "activity", "1", "title=Nytt namn");
	pty_wait_text(t, "nytt finns · r hämtar");
	assert_true(pty_has(t, "Kortare köer"));
	assert_false(pty_has(t, "Nytt namn"));
	dash_keys(t, "r", "Nytt namn");
	pty_wait_gone(t, "nytt finns");
	dash_quit(t);
	pty_home_remove(home);
}

/* ---- mouse ------------------------------------------------------------------------------------------------------ */

static void click(struct pty *t, const char *text)
{
	int row, col;

	pty_wait_text(t, text);
	assert_true(pty_find(t, text, &row, &col));
	pty_click(t, row, col, 1);
}

static void mouse_selects_opens_and_scrolls(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	click(t, "3 Indik");
	pty_wait_text(t, "1.3.1");
	click(t, "2.2.3");
	dash_wait_marked(t, "2.2.3");
	dash_cursor_on_mark(t);
	pty_click(t, 10, 10, 5);
	pty_wait_text(t, "3.3.1");
	dash_cursor_on_mark(t);
	pty_click(t, 10, 10, 4);
	pty_click(t, 10, 10, 4);
	pty_wait_text(t, "1.3.1");
	click(t, "4 Aktiv");
	pty_wait_text(t, "Ärlig dialog");
	click(t, "Ärlig dialog");
	dash_wait_marked(t, "Ärlig dialog");
	click(t, "Återbruk av");
	dash_wait_marked(t, "Återbruk av");
	click(t, "Ärlig dialog"); /* a click elsewhere between two is no double click */
	click(t, "Ärlig dialog");
	pty_wait_text(t, "3  Ärlig dialog");
	click(t, "Aktiviteter ›");
	pty_wait_text(t, "Återbruk av möbler");
	dash_quit(t);
	pty_home_remove(home);
}

/* Words for the tabs at every width, all eight of them, and each is where it is clicked. */
static void tabs_at_every_width(void **state)
{
	static const struct { int cols; const char *tabs; } widths[] = {
		{ 120, "1 Översikt  2 Nämnder  3 Indikatorer  4 Aktiviteter  5 Åtgärdsplaner  6 Ekonomi  7 Uppföljning  8 Händelser" },
		{ 100, "1 Översikt  2 Nämnder  3 Indikatorer  4 Aktiviteter  5 Åtgärdsplaner  6 Ekonomi  7 Uppf.  8 Logg" },
		{ 80, "1 Översikt  2 Nämnder  3 Indik.  4 Aktiv.  5 Planer  6 Ekonomi  7 Uppf.  8 Logg" },
		{ 40, " 1 Översikt  2  3  4  5  6  7  8 Logg" },
	};
	char *home = dash_home();
	struct pty *t = dash_start(home, 24, 80);
	int row, col;

	(void)state;
	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
		pty_resize(t, 24, widths[i].cols);
		pty_wait_row(t, 1, widths[i].tabs);
		assert_true(pty_find(t, " 6 ", &row, &col));
		pty_click(t, row, col + 1, 1);
		pty_wait_row(t, 2, "Ekonomi");
		dash_keys(t, "1", "Fokusområde");
		pty_wait_row(t, 2, "Översikt");
	}
	dash_quit(t);
	pty_home_remove(home);
}

static void mouse_can_be_turned_off(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);
	size_t len, had;
	const char *log;

	(void)state;
	dash_keys(t, "M", "Musen är av");
	pty_log(t, &had);
	dash_keys(t, "M", "Musen är på");
	log = pty_log(t, &len);
	assert_non_null(memmem(log + had, len - had, "1000h", 5));
	dash_quit(t);
	dash_settings(home, "[screen]\nmouse = nej\n");
	t = dash_start(home, 24, 80);
	log = pty_log(t, &len);
	assert_null(memmem(log, len, "1000h", 5));
	dash_quit(t);
	pty_home_remove(home);
}

/* A button that means nothing here, or bytes of a mouse that is off: the program must not sit and wait for what is no key. */
static void other_buttons_do_not_stop_it(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "4", "Kortare köer");
	pty_click(t, 8, 10, 2);
	pty_click(t, 8, 10, 3);
	dash_do(home, "set", "activity", "1", "title=Nytt namn");
	pty_wait_text(t, "Nytt namn"); /* without a key */
	dash_wait_marked(t, "Nytt namn");
	dash_keys(t, "M", "Musen är av");
	pty_send(t, "\033[<0;10;9M\033[<0;10;9m", 20);
	dash_do(home, "set", "activity", "1", "title=Ännu ett");
	dash_wait_marked(t, "Ännu ett");
	dash_quit(t);
	pty_home_remove(home);
}

/* ---- Esc and q -------------------------------------------------------------------------------------------------- */

/* Esc is the first byte of every arrow: the program may wait 25 ms for the rest, not curses' second. */
static void esc_acts_at_once(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 24, 80);
	long best = 100000;

	(void)state;
	for (int i = 0; i < 5; i++) {
		long start, took;

		dash_keys(t, ":", "gå till:");
		start = now_ms();
		pty_keys(t, "Esc");
		pty_wait_gone(t, "gå till:");
		took = now_ms() - start;
		best = took < best ? took : best;
	}
	assert_true(best < 400);
	dash_quit(t);
	dash_settings(home, "[screen]\nescdelay = 0\n");
	t = dash_start(home, 24, 80);
	pty_keys(t, "Down Down"); /* a whole sequence is a key all the same */
	dash_wait_marked(t, "1.2 En");
	dash_quit(t);
	pty_home_remove(home);
}

static void q_goes_up_and_then_out(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "4", "Ärlig dialog");
	dash_keys(t, "Enter", "Löpande");
	dash_keys(t, "v", "Vem och när");
	pty_keys(t, "q");
	pty_wait_text(t, "Ärlig dialog");
	pty_wait_gone(t, "Vem och när");
	pty_keys(t, "q");
	assert_int_equal(pty_wait_exit(t), 0);
	assert_null(pty_unrestored(t));
	pty_end(t);
	t = dash_start(home, 24, 80);
	dash_keys(t, "C-c", "q avslutar");
	dash_keys(t, "Esc", "Fokusområde och mål");
	pty_wait_gone(t, "q avslutar");
	pty_keys(t, "q");
	assert_int_equal(pty_wait_exit(t), 0);
	pty_end(t);
	pty_home_remove(home);
}

/* Bytes that are no key: nothing crashes, nothing is taken as one. */
static void odd_bytes_are_survived(void **state)
{
	static const char bytes[] = "\033[999;999~\033[<0;9999;9999M\033[M\377\377\377\033O\033[\033]0;x\007\302\377\xf4\x90\x80\x80\033[1;2;3;4;5R\033\033\033";
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	for (int i = 0; i < 20; i++)
		pty_send(t, bytes, sizeof(bytes)); /* the NUL too */
	for (int i = 0; i < 300; i++) /* curses takes up to 144 bytes for the rest of a character that never was */
		pty_keys(t, "Esc");
	dash_keys(t, "1 4", "Ärlig dialog");
	pty_keys(t, "q q");
	assert_int_equal(pty_wait_exit(t), 0);
	pty_end(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(time_travel_shows_then_and_refuses_edits),
		cmocka_unit_test(then_has_its_own_look_and_its_own_today),
		cmocka_unit_test(started_in_another_time),
		cmocka_unit_test(readonly_refuses_and_does_not_move),
		cmocka_unit_test(mouse_selects_opens_and_scrolls),
		cmocka_unit_test(tabs_at_every_width),
		cmocka_unit_test(mouse_can_be_turned_off),
		cmocka_unit_test(other_buttons_do_not_stop_it),
		cmocka_unit_test(esc_acts_at_once),
		cmocka_unit_test(q_goes_up_and_then_out),
		cmocka_unit_test(odd_bytes_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
