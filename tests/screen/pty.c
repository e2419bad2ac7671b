/* pty.c: the program on its terminal: start, read, wait, end. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include "screen/pty_priv.h"

/* cmocka's; not there in a program without cmocka (the bench). */
extern void _fail(const char *file, int line) __attribute__((weak));

static struct pty *alive;

static int64_t now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static int64_t deadline(void)
{
	const char *s = getenv("PTY_TIMEOUT");
	int seconds = s ? atoi(s) : 0;

	return now_ms() + (seconds > 0 ? seconds : 10) * 1000;
}

static _Noreturn void stop(const char *what)
{
	fprintf(stderr, "# pty: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void *must(void *p)
{
	if (!p)
		stop("memory");
	return p;
}

/* ---- homes ------------------------------------------------------------------------------------------------ */

char *pty_home_new(void)
{
	const char *tmp = getenv("TMPDIR");
	char path[256];

	snprintf(path, sizeof(path), "%.200s/styrtavla-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(path))
		stop(path);
	return must(strdup(path));
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void pty_home_remove(char *home)
{
	if (home)
		nftw(home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(home);
}

const char *pty_home(const struct pty *t)
{
	return t->home;
}

pid_t pty_pid(const struct pty *t)
{
	return t->pid;
}

int pty_fd(const struct pty *t)
{
	return t->fd;
}

/* ---- start and end ---------------------------------------------------------------------------------------- */

static const char *env_value(const char *const env[], const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; env && env[i]; i++)
		if (!strncmp(env[i], name, n) && env[i][n] == '=')
			return env[i] + n + 1;
	return NULL;
}

static void set_below(const char *name, const char *dir, const char *below)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", dir, below);
	setenv(name, path, 1);
}

/* Sanitizers write their reports to files in t->dir: on the screen they would be lost. */
static void set_sanitizer(const struct pty *t, const char *name, const char *was)
{
	char value[1024];

	snprintf(value, sizeof(value), "%s%slog_path=%s/sanitizer", was ? was : "", was && *was ? ":" : "", t->dir);
	setenv(name, value, 1);
}

static char *kept(const char *name)
{
	const char *value = getenv(name);

	return value ? must(strdup(value)) : NULL;
}

static void child_environment(const struct pty *t, const char *const env[])
{
	char *path = kept("PATH"), *tmp = kept("TMPDIR"), *asan = kept("ASAN_OPTIONS"), *ubsan = kept("UBSAN_OPTIONS");

	clearenv();
	setenv("PATH", path ? path : "/usr/local/bin:/usr/bin:/bin", 1);
	if (tmp)
		setenv("TMPDIR", tmp, 1);
	set_sanitizer(t, "ASAN_OPTIONS", asan);
	set_sanitizer(t, "UBSAN_OPTIONS", ubsan);
	setenv("HOME", t->home, 1);
	set_below("XDG_CONFIG_HOME", t->home, ".config");
	set_below("XDG_DATA_HOME", t->home, ".local/share");
	set_below("XDG_STATE_HOME", t->home, ".local/state");
	set_below("XDG_CACHE_HOME", t->home, ".cache");
	set_below("XDG_RUNTIME_DIR", t->home, ".run");
	setenv("TERM", "xterm-256color", 1);
	setenv("LANG", "C.UTF-8", 1);
	for (size_t i = 0; env && env[i]; i++) {
		const char *eq = strchr(env[i], '=');
		char *name = must(strndup(env[i], eq ? (size_t)(eq - env[i]) : strlen(env[i])));

		if (eq)
			setenv(name, eq + 1, 1);
		else
			unsetenv(name);
		free(name);
	}
	free(path);
	free(tmp);
	free(asan);
	free(ubsan);
}

static _Noreturn void child(const struct pty *t, int line, const char *const argv[], const char *const env[])
{
	const char *program = strcmp(argv[0], "styrtavla") ? NULL : getenv("STYRTAVLA");
	char *file = must(strdup(program ? program : argv[0]));

	login_tty(line);
	child_environment(t, env);
	signal(SIGPIPE, SIG_DFL);
	execvp(file, (char *const *)(uintptr_t)argv);
	dprintf(2, "%s: %s\n", file, strerror(errno));
	_exit(127);
}

static int on_property(VTermProp prop, VTermValue *value, void *user)
{
	struct pty *t = user;

	if (prop == VTERM_PROP_CURSORVISIBLE)
		t->cursor_visible = value->boolean;
	return 1;
}

/* Kills the program if it still runs, and forgets everything. */
static void forget(struct pty *t)
{
	struct pty **at = &alive;

	if (!t->exited) {
		kill(t->pid, SIGKILL);
		waitpid(t->pid, NULL, 0);
	}
	while (*at != t)
		at = &(*at)->next;
	*at = t->next;
	if (t->fd >= 0)
		close(t->fd);
	vterm_free(t->vt);
	pty_rows_free(t);
	pty_home_remove(t->dir);
	free(t->home);
	free(t->log);
	free(t);
}

static void end_all(void)
{
	while (alive)
		forget(alive);
}

static void screen_start(struct pty *t)
{
	static const VTermScreenCallbacks callbacks = { .settermprop = on_property };

	t->vt = must(vterm_new(t->rows, t->cols));
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	t->cursor_visible = true;
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
}

struct pty *pty_start(int rows, int cols, const char *const argv[], const char *const env[])
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	struct pty *t = must(calloc(1, sizeof(*t)));
	const char *home = env_value(env, "HOME");
	static bool registered;
	int line;

	if (!registered)
		atexit(end_all);
	registered = true;
	t->rows = rows;
	t->cols = cols;
	t->dir = pty_home_new();
	t->home = home ? must(strdup(home)) : must(malloc(strlen(t->dir) + 6));
	if (!home) {
		sprintf(t->home, "%s/home", t->dir);
		mkdir(t->home, 0700);
	}
	screen_start(t);
	if (openpty(&t->fd, &line, NULL, NULL, &size) < 0)
		stop("openpty");
	tcgetattr(line, &t->line);
	fcntl(t->fd, F_SETFD, FD_CLOEXEC);
	fcntl(t->fd, F_SETFL, O_RDWR | O_NONBLOCK);
	fflush(NULL);
	t->pid = fork();
	if (t->pid < 0)
		stop("fork");
	if (!t->pid)
		child(t, line, argv, env);
	close(line);
	t->next = alive;
	alive = t;
	return t;
}

/* Prints what sanitizers had to say; true if there was anything. */
static bool sanitizer_report(const struct pty *t)
{
	char pattern[300], line[512];
	glob_t found;
	bool any;

	snprintf(pattern, sizeof(pattern), "%s/sanitizer*", t->dir);
	any = glob(pattern, 0, NULL, &found) == 0;
	for (size_t i = 0; any && i < found.gl_pathc; i++) {
		FILE *f = fopen(found.gl_pathv[i], "r");

		while (f && fgets(line, sizeof(line), f))
			fprintf(stderr, "# %s", line);
		if (f)
			fclose(f);
	}
	globfree(&found);
	return any;
}

void pty_end(struct pty *t)
{
	bool bad = t && sanitizer_report(t);

	if (t)
		forget(t);
	if (bad && _fail)
		_fail(__FILE__, __LINE__);
	if (bad)
		exit(1);
}

/* ---- reading and writing ---------------------------------------------------------------------------------- */

ssize_t pty_read(struct pty *t)
{
	size_t had = t->len;

	while (!t->eof && t->fd >= 0) {
		ssize_t n;

		if (t->cap - t->len < 65536) {
			t->cap = t->cap * 2 + 131072;
			t->log = must(realloc(t->log, t->cap));
		}
		n = read(t->fd, t->log + t->len, t->cap - t->len);
		if (n > 0)
			t->len += (size_t)n;
		else if (n < 0 && errno == EINTR)
			continue;
		else if (n < 0 && errno == EAGAIN)
			break;
		else
			t->eof = true;
	}
	if (t->len > had)
		return (ssize_t)(t->len - had);
	return t->eof || t->fd < 0 ? -1 : 0;
}

/* Reads while it waits, so that neither side blocks on the other. */
void pty_write(struct pty *t, const char *bytes, size_t n)
{
	int64_t until = deadline();

	while (n && t->fd >= 0 && !t->eof) {
		struct pollfd p = { .fd = t->fd, .events = POLLOUT | POLLIN };
		ssize_t k = write(t->fd, bytes, n);

		if (k > 0) {
			bytes += k;
			n -= (size_t)k;
			continue;
		}
		if (k < 0 && errno != EAGAIN && errno != EINTR)
			return;
		if (now_ms() > until)
			pty_fail(t, "programmet läser inte sina tangenter");
		poll(&p, 1, 100);
		pty_read(t);
	}
}

void pty_feed(struct pty *t)
{
	char answer[256];
	size_t n;

	if (t->fed == t->len)
		return;
	n = t->len - t->fed;
	t->fed = t->len;
	vterm_input_write(t->vt, t->log + t->fed - n, n);
	while ((n = vterm_output_read(t->vt, answer, sizeof(answer))) > 0)
		pty_write(t, answer, n);
}

const char *pty_log(const struct pty *t, size_t *len)
{
	*len = t->len;
	return t->log ? t->log : "";
}

/* Waits at most ms for something to read, and reads it; false at the end of output. */
static bool pump(struct pty *t, int64_t ms)
{
	struct pollfd p = { .fd = t->fd, .events = POLLIN };
	ssize_t n = pty_read(t);

	if (n < 0) {
		poll(NULL, 0, ms < 2 ? (int)ms : 2);
	} else if (n == 0) {
		poll(&p, 1, (int)ms);
		n = pty_read(t);
	}
	pty_feed(t);
	return n >= 0;
}

/* ---- waiting ---------------------------------------------------------------------------------------------- */

_Noreturn void pty_fail_at(struct pty *t, const char *why, const char *file, int line)
{
	char text[400];

	snprintf(text, sizeof(text), "%s:%d: %s", file, line, why);
	pty_dump(t, text);
	sanitizer_report(t);
	if (_fail)
		_fail(file, line);
	exit(1);
}

void pty_wait_text_at(struct pty *t, const char *text, bool there, const char *file, int line)
{
	int64_t until = deadline();
	char why[300];

	pty_read(t);
	while (pty_has(t, text) != there) {
		int64_t left = until - now_ms();

		if (left <= 0 || (!pump(t, left) && pty_has(t, text) != there)) {
			snprintf(why, sizeof(why), "%s i väntan på att \"%s\" %s", left <= 0 ? "för länge" : "programmet slutade",
				text, there ? "visas" : "försvinner");
			pty_fail_at(t, why, file, line);
		}
	}
}

void pty_wait_row_at(struct pty *t, int row, const char *text, const char *file, int line)
{
	int64_t until = deadline();
	char why[300];

	pty_read(t);
	while (!strstr(pty_row(t, row), text)) {
		int64_t left = until - now_ms();

		if (left <= 0 || (!pump(t, left) && !strstr(pty_row(t, row), text))) {
			snprintf(why, sizeof(why), "rad %d fick aldrig \"%s\"", row, text);
			pty_fail_at(t, why, file, line);
		}
	}
}

void pty_wait_cursor_at(struct pty *t, int row, int col, const char *file, int line)
{
	int64_t until = deadline();
	char why[100];
	int y, x;

	pty_read(t);
	for (pty_cursor(t, &y, &x, NULL); y != row || x != col; pty_cursor(t, &y, &x, NULL)) {
		int64_t left = until - now_ms();

		if (left <= 0 || (!pump(t, left) && t->len == t->fed && t->eof)) {
			snprintf(why, sizeof(why), "markören står på %d,%d, inte %d,%d", y, x, row, col);
			pty_fail_at(t, why, file, line);
		}
	}
}

int pty_wait_exit_at(struct pty *t, const char *file, int line)
{
	int64_t until = deadline();

	while (!t->exited) {
		int status;
		pid_t pid = waitpid(t->pid, &status, WNOHANG);

		if (pid == t->pid) {
			t->exited = true;
			t->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
		} else if (now_ms() > until) {
			pty_fail_at(t, "programmet slutar inte", file, line);
		} else {
			pump(t, 10);
		}
	}
	while (pty_read(t) > 0)
		;
	pty_feed(t);
	return t->status;
}

void pty_wait_quiet(struct pty *t, int ms)
{
	size_t had;

	pty_read(t);
	do {
		had = t->len;
		pump(t, ms);
	} while (t->len != had && !t->eof);
}

void pty_resize(struct pty *t, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	pty_read(t);
	pty_feed(t);
	pty_rows_free(t);
	t->rows = rows;
	t->cols = cols;
	vterm_set_size(t->vt, rows, cols);
	ioctl(t->fd, TIOCSWINSZ, &size);
}

void pty_signal(struct pty *t, int sig)
{
	kill(t->pid, sig);
}

void pty_hangup(struct pty *t)
{
	pty_read(t);
	pty_feed(t);
	close(t->fd);
	t->fd = -1;
}
