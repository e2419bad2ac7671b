/* dash.c: homes, stores and common steps for the tests of the dashboard. */
#include "screen/dash.h"

#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ARGS_MAX 40

enum { PLAIN, FILLED, DEMO, KINDS };
static char *templates[KINDS]; /* homes that the others are copied from */
static bool cleaning;

/* ---- programs without a terminal ------------------------------------------------------------------------------ */

static void set_below(const char *name, const char *home, const char *below)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", home, below);
	setenv(name, path, 1);
}

static _Noreturn void child(const char *home, const char *const argv[], int out)
{
	static const char *const gone[] = { "STYRTAVLA_STORE", "LC_ALL", "NO_COLOR", NULL };
	const char *program = getenv("STYRTAVLA");
	int none = open("/dev/null", O_RDONLY);

	dup2(none, 0);
	dup2(out, 1);
	dup2(out, 2);
	for (int i = 0; gone[i]; i++)
		unsetenv(gone[i]);
	setenv("HOME", home, 1);
	setenv("LANG", "C.UTF-8", 1);
	set_below("XDG_CONFIG_HOME", home, ".config");
	set_below("XDG_DATA_HOME", home, ".local/share");
	set_below("XDG_STATE_HOME", home, ".local/state");
	execvp(strcmp(argv[0], "styrtavla") || !program ? argv[0] : program, (char *const *)(uintptr_t)argv);
	_exit(127);
}

static int run(const char *home, char **output, const char *const argv[])
{
	size_t len = 0, cap = 4096;
	char *text = malloc(cap);
	int ends[2], status;
	ssize_t n;
	pid_t pid;

	assert_non_null(text);
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid)
		child(home, argv, ends[1]);
	close(ends[1]);
	while ((n = read(ends[0], text + len, cap - len - 1)) > 0) {
		len += (size_t)n;
		if (cap - len < 1024)
			text = realloc(text, cap *= 2);
		assert_non_null(text);
	}
	text[len] = '\0';
	close(ends[0]);
	assert_true(waitpid(pid, &status, 0) == pid);
	status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	if (strstr(text, "Sanitizer") || strstr(text, "runtime error")) {
		fprintf(stderr, "# %s\n", text);
		status = 99;
	}
	if (output)
		*output = text;
	else
		free(text);
	return status;
}

int dash_run(const char *home, char **output, ...)
{
	const char *argv[ARGS_MAX] = { "styrtavla" };
	va_list ap;
	int n = 1;

	va_start(ap, output);
	while (n + 1 < ARGS_MAX && (argv[n] = va_arg(ap, const char *)))
		n++;
	va_end(ap);
	argv[n] = NULL;
	return run(home, output, argv);
}

char *dash_export(const char *home, const char *what)
{
	char *text;

	assert_int_equal(dash_run(home, &text, "--today", DASH_DAY, "export", what, "--format", "csv", (char *)NULL), 0);
	return text;
}

/* ---- homes ---------------------------------------------------------------------------------------------------- */

static void remove_templates(void)
{
	for (int i = 0; i < KINDS; i++) {
		pty_home_remove(templates[i]);
		templates[i] = NULL;
	}
}

static void fill(const char *home)
{
	dash_do(home, "add", "activity", "title=Kortare köer", "goal=3.2", "board=hs", "start=2026-02-01", "due=2026-11-30",
		"responsible=Ödla Å", "status=planned");
	dash_do(home, "add", "activity", "title=Ökad bemanning på akuten", "goal=3.1", "board=hs", "due=2026-06-30",
		"status=ongoing");
	dash_do(home, "add", "activity", "title=Ärlig dialog", "goal=3.1", "board=psykiatri", "due=2026-10-01", "status=planned");
	dash_do(home, "add", "activity", "title=Återbruk av möbler", "goal=1.3", "board=fastighet", "due=2026-09-30",
		"status=planned");
	dash_do(home, "add", "action-plan", "board=hs", "cause=Hyrpersonal", "deficit=12,0");
	dash_do(home, "add", "measure", "action_plan=1", "text=Färre hyrläkare", "state=taken", "effect=9,0");
}

static char *new_home(int kind)
{
	const char *argv[] = { "cp", "-a", NULL, NULL, NULL };
	char *home = pty_home_new(), from[512];

	if (!templates[kind]) {
		if (!cleaning)
			atexit(remove_templates);
		cleaning = true;
		templates[kind] = pty_home_new();
		dash_do(templates[kind], "init", kind == DEMO ? "--demo" : NULL);
		if (kind == FILLED)
			fill(templates[kind]);
	}
	snprintf(from, sizeof(from), "%s/.", templates[kind]);
	argv[2] = from;
	argv[3] = home;
	assert_int_equal(run(home, NULL, argv), 0);
	return home;
}

char *dash_home(void)
{
	return new_home(PLAIN);
}

char *dash_home_filled(void)
{
	return new_home(FILLED);
}

char *dash_home_demo(void)
{
	return new_home(DEMO);
}

void dash_settings(const char *home, const char *text)
{
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), "%s/.config", home);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/.config/styrtavla", home);
	mkdir(path, 0700);
	snprintf(path, sizeof(path), "%s/.config/styrtavla/styrtavla.ini", home);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

struct store *dash_store(const char *home)
{
	const struct store_options options = { 0 };
	struct store *store = NULL;
	struct err err = { 0 };
	char path[512];

	snprintf(path, sizeof(path), "%s/.local/share/styrtavla", home);
	assert_int_equal(store_open(&store, path, &options, &err), 0);
	return store;
}

/* ---- the dashboard -------------------------------------------------------------------------------------------- */

struct pty *dash_start_with(const char *home, int rows, int cols, const char *const args[], const char *const env[])
{
	const char *argv[ARGS_MAX] = { "styrtavla", "--today", DASH_DAY }, *vars[ARGS_MAX] = { 0 };
	char set[512];
	struct pty *t;
	int n = 3, m = 1;

	snprintf(set, sizeof(set), "HOME=%s", home);
	vars[0] = set;
	for (int i = 0; env && env[i] && m + 1 < ARGS_MAX; i++)
		vars[m++] = env[i];
	for (int i = 0; args && args[i] && n + 1 < ARGS_MAX; i++)
		argv[n++] = args[i];
	t = pty_start(rows, cols, argv, vars);
	return t;
}

struct pty *dash_start(const char *home, int rows, int cols)
{
	struct pty *t = dash_start_with(home, rows, cols, NULL, NULL);

	pty_wait_text(t, "Översikt");
	if (rows >= 16)
		pty_wait_text(t, "Fokusområde och mål");
	return t;
}

void dash_keys(struct pty *t, const char *keys, const char *then)
{
	pty_keys(t, keys);
	pty_wait_text(t, then);
}

static bool find_mark(struct pty *t, int *row)
{
	int col;

	for (int i = 0; i < pty_rows(t); i++) {
		const char *text = pty_cell(t, i, 0).text;

		col = strcmp(text, "▌") == 0 || strcmp(text, ">") == 0;
		if (col) {
			*row = i;
			return true;
		}
	}
	return false;
}

static long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (long)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static long deadline(void)
{
	const char *s = getenv("PTY_TIMEOUT");

	return now_ms() + (s && atoi(s) > 0 ? atoi(s) : 10) * 1000L;
}

/* Waits for something more on the screen; fails when it is too late. */
static void wait_more(struct pty *t, long until, const char *why)
{
	struct pollfd p = { .fd = pty_fd(t), .events = POLLIN };

	if (now_ms() > until)
		pty_fail(t, why);
	poll(&p, 1, 100);
	pty_read(t);
}

void dash_cursor_on_mark(struct pty *t)
{
	long until = deadline();
	int row = -1, y, x;

	for (pty_cursor(t, &y, &x, NULL); !find_mark(t, &row) || y != row || x != 0; pty_cursor(t, &y, &x, NULL))
		wait_more(t, until, "markören står inte på den valda raden");
}

void dash_wait_marked(struct pty *t, const char *text)
{
	long until = deadline();
	char why[200];
	int row;

	snprintf(why, sizeof(why), "den markerade raden har aldrig \"%s\"", text);
	while (!(find_mark(t, &row) && strstr(pty_row(t, row), text)))
		wait_more(t, until, why);
}

void dash_quit(struct pty *t)
{
	pty_keys(t, "q q");
	if (pty_wait_exit(t) != 0)
		pty_fail(t, "slutade inte med 0");
	if (pty_unrestored(t))
		pty_fail(t, pty_unrestored(t));
	assert_int_equal(pty_stray(t), -1);
	pty_end(t);
}

void dash_wait_file(struct pty *t, const char *home, const char *name, bool there)
{
	long until = deadline();
	char pattern[600];

	snprintf(pattern, sizeof(pattern), "%s/%s", home, name);
	for (;;) {
		glob_t found;
		bool any = glob(pattern, 0, NULL, &found) == 0;

		globfree(&found);
		if (any == there)
			return;
		if (now_ms() > until)
			pty_fail(t, name);
		poll(NULL, 0, 10);
		pty_read(t);
	}
}

int dash_count(struct pty *t, const char *text)
{
	int n = 0;

	for (const char *at = pty_screen(t); (at = strstr(at, text)); at += strlen(text))
		n++;
	return n;
}
