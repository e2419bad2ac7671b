/* test_terminal.c: the terminal is given back on every way out; odd terminals, sizes and locales. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "screen/dash.h"

static void restored_after_q(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	assert_non_null(pty_unrestored(t));
	dash_quit(t);
	pty_home_remove(home);
}

static void restored_after_signals(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };
	char *home = dash_home_filled();

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		struct pty *t = dash_start(home, 24, 80);
		int status;

		dash_keys(t, "4", "Kortare köer");
		pty_signal(t, signals[i]);
		status = pty_wait_exit(t);
		assert_true(status == 0 || status == 128 + signals[i]);
		assert_null(pty_unrestored(t));
		assert_int_equal(pty_stray(t), -1);
		pty_end(t);
	}
	pty_home_remove(home);
}

/* In the middle of typing, in a prompt, in the help, in a question. */
static void restored_from_everywhere(void **state)
{
	static const char *const where[][2] = { { "4 Enter e", "Ctrl-S sparar" }, { "/", "filter:" }, { ":", "gå till:" },
		{ "?", "Hjälp:" }, { "t", "visa allt" }, { "x", "spara som" } };
	char *home = dash_home_filled();

	(void)state;
	for (size_t i = 0; i < sizeof(where) / sizeof(where[0]); i++) {
		struct pty *t = dash_start(home, 24, 80);

		dash_keys(t, "3", "1.3.1");
		dash_keys(t, where[i][0], where[i][1]);
		pty_signal(t, SIGTERM);
		pty_wait_exit(t);
		assert_null(pty_unrestored(t));
		pty_end(t);
	}
	pty_home_remove(home);
}

/* A crash leaves the terminal too, and says what to do. */
static void restored_after_a_crash(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 24, 120);

	(void)state;
	pty_signal(t, SIGBUS);
	assert_int_equal(pty_wait_exit(t), 4);
	if (pty_unrestored(t))
		pty_fail(t, pty_unrestored(t));
	assert_true(pty_has(t, "styrtavla: "));
	pty_end(t);
	pty_home_remove(home);
}

/* The terminal goes away: with SIGHUP, and where SIGHUP is ignored (nohup). The process ends, and does not spin. */
static void closed_terminal_ends_it(void **state)
{
	const char *const args[] = { "sh", "-c", "trap '' HUP; exec \"$PROGRAM\"", NULL };
	char *home = dash_home(), set[512], program[512];
	const char *const env[] = { set, program, NULL };
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	pty_hangup(t);
	pty_wait_exit(t);
	pty_end(t);
	snprintf(set, sizeof(set), "HOME=%s", home);
	snprintf(program, sizeof(program), "PROGRAM=%s", getenv("STYRTAVLA"));
	t = pty_start(24, 80, args, env);
	pty_wait_text(t, "Fokusområde och mål");
	pty_hangup(t);
	pty_wait_exit(t);
	pty_end(t);
	pty_home_remove(home);
}

static void bad_terminal_types_are_told(void **state)
{
	static const char *const terms[] = { "TERM=finns-inte", "TERM=", "TERM", "TERM=../../etc/passwd", "TERM=dumb" };
	char *home = dash_home(), longer[6000];

	(void)state;
	memset(longer, 'x', sizeof(longer));
	memcpy(longer, "TERM=", 5);
	longer[sizeof(longer) - 1] = '\0';
	for (size_t i = 0; i <= sizeof(terms) / sizeof(terms[0]); i++) {
		const char *const env[] = { i < 5 ? terms[i] : longer, NULL };
		struct pty *t = dash_start_with(home, 24, 120, NULL, env);

		assert_int_equal(pty_wait_exit(t), 2);
		assert_true(pty_has(t, "TERM=xterm-256color"));
		assert_null(pty_unrestored(t));
		assert_int_equal(pty_stray(t), -1);
		pty_end(t);
	}
	pty_home_remove(home);
}

static void simple_terminals_work(void **state)
{
	static const char *const terms[] = { "TERM=vt100", "TERM=vt220", "TERM=linux", "TERM=screen", "TERM=tmux-256color",
		"TERM=xterm" };
	char *home = dash_home();

	(void)state;
	dash_settings(home, "[screen]\nmouse = nej\n"); /* on the Linux console curses would load libgpm, which leaks */
	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		const char *const env[] = { terms[i], NULL };
		struct pty *t = dash_start_with(home, 24, 80, NULL, env);

		pty_wait_text(t, "Fokusområde och mål");
		pty_keys(t, "j j");
		dash_keys(t, "2", "14" NB "391");
		pty_keys(t, "q");
		if (pty_wait_exit(t) != 0)
			pty_fail(t, terms[i]);
		pty_end(t);
	}
	pty_home_remove(home);
}

static void no_terminal_is_told(void **state)
{
	char *home = dash_home(), *text;

	(void)state;
	assert_int_equal(dash_run(home, &text, (char *)NULL), 2);
	assert_non_null(strstr(text, "behöver en terminal"));
	assert_null(strchr(text, 27));
	free(text);
	pty_home_remove(home);
}

/* A job: Ctrl-Z stops it, the shell has its terminal, fg brings the screen back. */
static void suspended_and_woken(void **state)
{
	const char *const args[] = { "bash", "--norc", "--noprofile", "-c",
		"set -m; \"$PROGRAM\" --today " DASH_DAY "; echo vilar; stty -a | grep -c ' icanon'; read rad; fg >/dev/null; echo slut=$?", NULL };
	char *home = dash_home_filled(), set[512], program[512];
	const char *const env[] = { set, program, NULL };
	struct pty *t;

	(void)state;
	snprintf(set, sizeof(set), "HOME=%s", home);
	snprintf(program, sizeof(program), "PROGRAM=%s", getenv("STYRTAVLA"));
	t = pty_start(24, 80, args, env);
	pty_wait_text(t, "Fokusområde och mål");
	dash_keys(t, "4", "Kortare köer");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Löpande");
	pty_keys(t, "e");
	pty_wait_text(t, "Ctrl-S sparar");
	pty_type(t, "Osparat ");
	pty_wait_text(t, "Osparat");
	pty_keys(t, "Esc");
	pty_wait_text(t, "Ctrl-S spara ");
	pty_keys(t, "C-z");
	pty_wait_text(t, "vilar");
	dash_do(home, "set", "activity", "2", "title=Under vilan");
	pty_resize(t, 30, 90);
	pty_send(t, "\n", 1);
	pty_wait_gone(t, "vilar");
	pty_wait_text(t, "Osparat");
	pty_keys(t, "C-s");
	pty_wait_text(t, "sparad");
	dash_keys(t, "Esc", "Under vilan");
	pty_keys(t, "q");
	pty_wait_text(t, "slut=0");
	assert_int_equal(pty_wait_exit(t), 0);
	assert_null(pty_unrestored(t));
	pty_end(t);
	pty_home_remove(home);
}

/* 200 sizes without a pause, in every screen; then the right picture, as if it had been that size all along. */
static void resize_storm(void **state)
{
	static const char *const screens[] = { "1", "2", "4 Enter", "6", ": 3.2.2 Enter", "?" };
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);
	unsigned seed = 12345;

	(void)state;
	for (size_t s = 0; s < sizeof(screens) / sizeof(screens[0]); s++) {
		pty_keys(t, screens[s]);
		for (int i = 0; i < 200; i++) {
			seed = seed * 1103515245u + 12345u;
			pty_resize(t, 1 + (int)(seed >> 16) % 100, 1 + (int)(seed >> 8) % 300);
		}
		pty_resize(t, 1, 1);
		pty_resize(t, 100, 300);
		pty_resize(t, 24, 80);
		pty_keys(t, "Esc");
	}
	dash_keys(t, "2", "14" NB "391");
	pty_wait_row(t, 23, "hjälp");
	pty_wait_row(t, 1, "3 Indik");
	pty_wait_row(t, 0, "live");
	dash_cursor_on_mark(t);
	dash_quit(t);
	pty_home_remove(home);
}

static void environment_size_is_not_believed(void **state)
{
	static const char *const sizes[][2] = { { "LINES=10", "COLUMNS=20" }, { "LINES=20000", "COLUMNS=20000" },
		{ "LINES=-1", "COLUMNS=abc" } };
	char *home = dash_home();

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const char *const env[] = { sizes[i][0], sizes[i][1], NULL };
		struct pty *t = dash_start_with(home, 24, 80, NULL, env);

		pty_wait_text(t, "Fokusområde och mål");
		pty_wait_row(t, 23, "? hjälp");
		dash_quit(t);
	}
	pty_home_remove(home);
}

static void c_locale_draws_in_ascii(void **state)
{
	static const char *const locales[][2] = { { "LC_ALL=C", "LANG" }, { "LC_ALL=sv_SE.ISO-8859-1", "LANG=C" }, { "LANG", "LC_ALL=finns_inte" } };
	char *home = dash_home();

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const char *const env[] = { locales[i][0], locales[i][1], NULL };
		struct pty *t = dash_start_with(home, 24, 80, NULL, env);

		pty_wait_text(t, "Fokusområde och mål");
		pty_wait_text(t, "4.2 ");
		dash_cursor_on_mark(t);
		assert_false(pty_has(t, "▌"));
		assert_false(pty_has(t, "▾"));
		dash_keys(t, ": 3.2.2 Enter", "#  2025");
		assert_false(pty_has(t, "│"));
		dash_quit(t);
	}
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(restored_after_q),
		cmocka_unit_test(restored_after_signals),
		cmocka_unit_test(restored_from_everywhere),
		cmocka_unit_test(restored_after_a_crash),
		cmocka_unit_test(closed_terminal_ends_it),
		cmocka_unit_test(bad_terminal_types_are_told),
		cmocka_unit_test(simple_terminals_work),
		cmocka_unit_test(no_terminal_is_told),
		cmocka_unit_test(suspended_and_woken),
		cmocka_unit_test(resize_storm),
		cmocka_unit_test(environment_size_is_not_believed),
		cmocka_unit_test(c_locale_draws_in_ascii),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
