/* test_pty.c: the harness itself, against programs whose behaviour is known. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "screen/pty.h"

static char floor_program[512];

static struct pty *shell(const char *script, const char *const env[])
{
	const char *const argv[] = { "sh", "-c", script, NULL };

	return pty_start(10, 40, argv, env);
}

static struct pty *table(void)
{
	const char *const argv[] = { floor_program, NULL };
	struct pty *t = pty_start(24, 80, argv, NULL);

	pty_wait_text(t, "1 av 5000");
	return t;
}

static void output_and_status(void **state)
{
	struct pty *t = shell("printf 'hej åäö %s' då; exit 7", NULL);

	(void)state;
	assert_int_equal(pty_wait_exit(t), 7);
	assert_string_equal(pty_row(t, 0), "hej åäö då");
	assert_string_equal(pty_row(t, 1), "");
	assert_string_equal(pty_row(t, 99), "");
	assert_true(strncmp(pty_screen(t), "hej åäö då\n\n", 14) == 0);
	pty_end(t);
}

static void output_after_fast_exit_is_whole(void **state)
{
	struct pty *t = shell("i=0; while [ $i -lt 3000 ]; do echo rad $i; i=$((i+1)); done", NULL);
	size_t len;

	(void)state;
	assert_int_equal(pty_wait_exit(t), 0);
	assert_true(pty_has(t, "rad 2999"));
	assert_non_null(memmem(pty_log(t, &len), 40, "rad 0\r\n", 7));
	pty_end(t);
}

static void missing_program_is_127(void **state)
{
	const char *const argv[] = { "/finns/inte", NULL };
	struct pty *t = pty_start(5, 60, argv, NULL);

	(void)state;
	assert_int_equal(pty_wait_exit(t), 127);
	assert_true(pty_has(t, "/finns/inte"));
	pty_end(t);
}

static void signal_is_told(void **state)
{
	struct pty *t = shell("echo redo; exec sleep 60", NULL);

	(void)state;
	pty_wait_text(t, "redo");
	pty_signal(t, SIGTERM);
	assert_int_equal(pty_wait_exit(t), 128 + SIGTERM);
	pty_end(t);
}

static void hangup_reaches_the_program(void **state)
{
	char *home = pty_home_new(), set[300], mark[300];
	const char *const env[] = { set, NULL };
	struct pty *t;

	(void)state;
	snprintf(set, sizeof(set), "HOME=%s", home);
	snprintf(mark, sizeof(mark), "%s/hup", home);
	t = shell("trap 'touch $HOME/hup; exit 3' HUP; echo redo; while :; do sleep 0.05; done", env);
	pty_wait_text(t, "redo");
	pty_hangup(t);
	assert_int_equal(pty_wait_exit(t), 3);
	assert_int_equal(access(mark, F_OK), 0);
	pty_end(t);
	assert_int_equal(access(mark, F_OK), 0);
	pty_home_remove(home);
}

static void environment_is_its_own(void **state)
{
	const char *const env[] = { "EXTRA=ja", "XDG_RUNTIME_DIR", NULL };
	struct pty *t;

	(void)state;
	setenv("STYRTAVLA_STORE", "/annans", 1);
	t = shell("[ -z \"$STYRTAVLA_STORE$XDG_RUNTIME_DIR\" ] && [ $TERM = xterm-256color ] && [ $LANG = C.UTF-8 ] && "
		"[ $EXTRA = ja ] && cd $HOME && [ $XDG_DATA_HOME = $HOME/.local/share ] && [ -z \"$(ls -A)\" ] && echo allträtt", env);
	unsetenv("STYRTAVLA_STORE");
	assert_int_equal(pty_wait_exit(t), 0);
	pty_wait_text(t, "allträtt");
	assert_int_equal(access(pty_home(t), F_OK), 0);
	pty_end(t);
}

static void attributes_and_colours(void **state)
{
	struct pty *t = shell("printf '\\033[1;31mA\\033[0;7mB\\033[0;38;5;200mC\\033[0;4;42mD\\033[mE\\n漢!'", NULL);

	(void)state;
	assert_int_equal(pty_wait_exit(t), 0);
	assert_true(pty_cell(t, 0, 0).bold);
	assert_int_equal(pty_cell(t, 0, 0).fg, 1);
	assert_int_equal(pty_cell(t, 0, 0).bg, PTY_COLOR_DEFAULT);
	assert_true(pty_cell(t, 0, 1).reverse);
	assert_false(pty_cell(t, 0, 1).bold);
	assert_int_equal(pty_cell(t, 0, 2).fg, 200);
	assert_true(pty_cell(t, 0, 3).underline);
	assert_int_equal(pty_cell(t, 0, 3).bg, 2);
	assert_int_equal(pty_cell(t, 0, 4).fg, PTY_COLOR_DEFAULT);
	assert_string_equal(pty_cell(t, 0, 4).text, "E");
	assert_string_equal(pty_cell(t, 1, 0).text, "漢");
	assert_string_equal(pty_cell(t, 1, 1).text, "");
	assert_string_equal(pty_cell(t, 5, 5).text, " ");
	pty_end(t);
}

static void text_is_found_by_column(void **state)
{
	struct pty *t = shell("printf '\\nåäö漢x'", NULL);
	int row = -1, col = -1;

	(void)state;
	pty_wait_exit(t);
	assert_true(pty_find(t, "x", &row, &col));
	assert_int_equal(row, 1);
	assert_int_equal(col, 5);
	assert_false(pty_find(t, "finns inte", &row, &col));
	pty_end(t);
}

/* Sends keys to a program that writes the bytes it gets in hexadecimal. */
static void expect_bytes(const char *setup, const char *keys, const char *hex)
{
	char script[300];
	struct pty *t;

	snprintf(script, sizeof(script), "printf '%s'; stty raw -echo; echo redo; head -c %zu | od -An -v -tx1",
		setup, (strlen(hex) + 1) / 3);
	t = shell(script, NULL);
	pty_wait_text(t, "redo");
	pty_keys(t, keys);
	pty_wait_text(t, hex);
	pty_wait_exit(t);
	pty_end(t);
}

static void keys_send_what_xterm_sends(void **state)
{
	(void)state;
	expect_bytes("", "Down", "1b 5b 42");
	expect_bytes("\\033[?1h", "Down", "1b 4f 42");
	expect_bytes("", "Enter Escape Tab BSpace", "0d 1b 09 7f");
	expect_bytes("", "C-s C-r", "13 12");
	expect_bytes("", "F1 F2", "1b 4f 50 1b 4f 51");
	expect_bytes("", "F10", "1b 5b 32 31 7e");
	expect_bytes("", "PageDown PageUp", "1b 5b 36 7e 1b 5b 35 7e");
	expect_bytes("", "BTab", "1b 5b 5a");
	expect_bytes("", "Space a å", "20 61 c3 a5");
	expect_bytes("", "M-x", "1b 78");
}

static void keys_can_be_queued(void **state)
{
	struct pty *t = table();

	(void)state;
	for (int i = 0; i < 300; i++)
		pty_keys(t, "Down");
	pty_wait_text(t, "301 av 5000");
	assert_int_equal(pty_keystrokes(t), 300);
	pty_end(t);
}

static void paste_is_marked_when_asked_for(void **state)
{
	struct pty *t = shell("printf '\\033[?2004h'; stty raw -echo; echo redo; head -c 14 | cat -v", NULL);

	(void)state;
	pty_wait_text(t, "redo");
	pty_paste(t, "ab");
	pty_wait_text(t, "^[[200~ab^[[201~");
	pty_wait_exit(t);
	assert_string_equal(pty_unrestored(t), "inklistringsmärken");
	pty_end(t);
	t = shell("stty raw -echo; echo redo; head -c 2 | cat -v", NULL);
	pty_wait_text(t, "redo");
	pty_paste(t, "ab");
	pty_wait_text(t, "ab");
	assert_int_equal(pty_wait_exit(t), 0);
	assert_false(pty_has(t, "200~"));
	pty_end(t);
}

static void click_is_sent_when_asked_for(void **state)
{
	struct pty *t = shell("printf '\\033[?1000h\\033[?1006h'; stty raw -echo; echo redo; head -c 18 | cat -v", NULL);

	(void)state;
	pty_wait_text(t, "redo");
	pty_click(t, 3, 4, 1);
	pty_wait_text(t, "^[[<0;5;4M^[[<0;5;4m");
	pty_wait_exit(t);
	assert_string_equal(pty_unrestored(t), "musen");
	pty_end(t);
}

static void keystrokes_are_counted(void **state)
{
	struct pty *t = shell("stty -echo; cat >/dev/null", NULL);

	(void)state;
	pty_keys(t, "3 Down Enter");
	assert_int_equal(pty_keystrokes(t), 3);
	pty_keys(t, ": psykiatri Enter");
	assert_int_equal(pty_keystrokes(t), 5);
	pty_keys(t, "Enter");
	assert_int_equal(pty_keystrokes(t), 6);
	pty_keystrokes_reset(t);
	pty_type(t, "13,1 procent");
	pty_keys(t, "Enter C-s");
	assert_int_equal(pty_keystrokes(t), 2);
	pty_end(t);
}

static void curses_table_scrolls(void **state)
{
	struct pty *t = table();
	int row, col;
	bool visible;

	(void)state;
	assert_non_null(strstr(pty_row(t, 0), "Namn"));
	assert_true(pty_cell(t, 0, 1).bold);
	assert_true(pty_cell(t, 1, 1).reverse);
	pty_keys(t, "Down");
	pty_wait_text(t, "2 av 5000");
	pty_wait_cursor(t, 2, 0);
	assert_false(pty_cell(t, 1, 1).reverse);
	assert_true(pty_cell(t, 2, 1).reverse);
	for (int i = 0; i < 40; i++)
		pty_keys(t, "Down");
	pty_wait_text(t, "42 av 5000");
	pty_wait_row(t, 22, "Indikator nummer 41");
	assert_non_null(strstr(pty_row(t, 1), "Indikator nummer 20"));
	pty_wait_cursor(t, 22, 0);
	pty_cursor(t, &row, &col, &visible);
	assert_int_equal(row, 22);
	assert_int_equal(col, 0);
	assert_true(visible);
	pty_keys(t, "PageDown PageDown PageUp Up");
	pty_wait_text(t, "63 av 5000");
	pty_end(t);
}

static void curses_detail_opens_and_closes(void **state)
{
	struct pty *t = table();

	(void)state;
	pty_keys(t, "Down Enter");
	pty_wait_gone(t, "av 5000");
	pty_wait_row(t, 0, "Indikator 1");
	pty_keys(t, "Escape");
	pty_wait_text(t, "2 av 5000");
	pty_end(t);
}

static void curses_follows_the_size(void **state)
{
	struct pty *t = table();

	(void)state;
	/* A plain getch can miss a resize that comes just before it blocks; the key makes it look. */
	pty_resize(t, 40, 120);
	pty_keys(t, "Up");
	pty_wait_row(t, 39, "1 av 5000");
	assert_non_null(strstr(pty_row(t, 38), "Indikator nummer 37"));
	pty_resize(t, 12, 80);
	pty_keys(t, "Up");
	pty_wait_row(t, 11, "1 av 5000");
	assert_int_equal(pty_rows(t), 12);
	assert_int_equal(pty_cols(t), 80);
	pty_end(t);
}

static void curses_leaves_the_terminal_as_it_was(void **state)
{
	struct pty *t = table();

	(void)state;
	assert_non_null(pty_unrestored(t));
	pty_keys(t, "q");
	assert_int_equal(pty_wait_exit(t), 0);
	assert_null(pty_unrestored(t));
	assert_int_equal(pty_stray(t), -1);
	assert_false(pty_has(t, "Indikator"));
	pty_end(t);
}

static void killed_program_leaves_a_trace(void **state)
{
	struct pty *t = table();

	(void)state;
	pty_signal(t, SIGKILL);
	assert_int_equal(pty_wait_exit(t), 128 + SIGKILL);
	assert_non_null(pty_unrestored(t));
	pty_end(t);
	t = shell("stty -echo", NULL);
	pty_wait_exit(t);
	assert_non_null(pty_unrestored(t));
	pty_end(t);
}

static void stray_bytes_are_found(void **state)
{
	static const struct {
		const char *script;
		int at;
	} cases[] = {
		{ "printf 'a\\033[1mb\\tå\\033[m'", -1 }, { "printf 'ab\\001'", 2 }, { "printf '\\033]0;titel\\007'", 0 },
		{ "printf 'a\\302\\233b'", 1 }, { "printf 'abc\\177'", 3 }, { "printf 'a\\000'", 1 }, { "printf 'x\\033P1'", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct pty *t = shell(cases[i].script, NULL);

		pty_wait_exit(t);
		assert_int_equal(pty_stray(t), cases[i].at);
		pty_end(t);
	}
}

static void queries_are_answered(void **state)
{
	struct pty *t = shell("stty raw -echo; printf 'x\\033[6n'; head -c 6 | cat -v", NULL);

	(void)state;
	pty_wait_text(t, "^[[1;2R");
	pty_end(t);
}

/* A harness that cannot fail proves nothing: waiting for what never comes ends in a failure, with a picture. */
static void waiting_in_vain_fails(void **state)
{
	char self[512] = "";
	struct pty *t;

	(void)state;
	assert_true(readlink("/proc/self/exe", self, sizeof(self) - 1) > 0);
	t = pty_start(24, 250, (const char *const[]){ self, "--in-vain", NULL }, (const char *const[]){ "PTY_TIMEOUT=1", NULL });
	assert_int_not_equal(pty_wait_exit(t), 0);
	assert_true(pty_has(t, "för länge i väntan på att \"kommer aldrig\" visas"));
	assert_true(pty_has(t, "#  0|men detta"));
	pty_end(t);
}

static int in_vain(void)
{
	struct pty *t = shell("echo men detta; sleep 60", NULL);

	pty_wait_text(t, "kommer aldrig");
	return 0;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(output_and_status),
		cmocka_unit_test(output_after_fast_exit_is_whole),
		cmocka_unit_test(missing_program_is_127),
		cmocka_unit_test(signal_is_told),
		cmocka_unit_test(hangup_reaches_the_program),
		cmocka_unit_test(environment_is_its_own),
		cmocka_unit_test(attributes_and_colours),
		cmocka_unit_test(text_is_found_by_column),
		cmocka_unit_test(keys_send_what_xterm_sends),
		cmocka_unit_test(keys_can_be_queued),
		cmocka_unit_test(paste_is_marked_when_asked_for),
		cmocka_unit_test(click_is_sent_when_asked_for),
		cmocka_unit_test(keystrokes_are_counted),
		cmocka_unit_test(curses_table_scrolls),
		cmocka_unit_test(curses_detail_opens_and_closes),
		cmocka_unit_test(curses_follows_the_size),
		cmocka_unit_test(curses_leaves_the_terminal_as_it_was),
		cmocka_unit_test(killed_program_leaves_a_trace),
		cmocka_unit_test(stray_bytes_are_found),
		cmocka_unit_test(queries_are_answered),
		cmocka_unit_test(waiting_in_vain_fails),
	};
	const char *top = getenv("TOP_BUILDDIR");

	if (argc > 1 && !strcmp(argv[1], "--in-vain"))
		return in_vain();
	snprintf(floor_program, sizeof(floor_program), "%s/tests/bench/floor", top ? top : ".");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
