/* measure.c: frames, memory and idleness of a program, seen from outside. */
#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include "bench/measure.h"
#include "bench/report.h"
#include "base/mem.h"

enum { LONGEST_MS = 20000 };

double now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

void samples_add(struct samples *s, double value)
{
	if (s->n == s->cap) {
		s->cap = s->cap * 2 + 64;
		s->v = realloc(s->v, s->cap * sizeof(*s->v));
		if (!s->v)
			abort();
	}
	s->v[s->n++] = value;
}

void samples_free(struct samples *s)
{
	free(s->v);
	memset(s, 0, sizeof(*s));
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double samples_median(const struct samples *s)
{
	if (!s->n)
		return NAN;
	qsort(s->v, s->n, sizeof(*s->v), by_value);
	return s->n % 2 ? s->v[s->n / 2] : (s->v[s->n / 2 - 1] + s->v[s->n / 2]) / 2;
}

double samples_p99(const struct samples *s)
{
	if (!s->n)
		return NAN;
	qsort(s->v, s->n, sizeof(*s->v), by_value);
	return s->v[(s->n * 99 + 99) / 100 - 1];
}

/* ---- what the kernel knows -------------------------------------------------------------------------------- */

/* The number after label in the file; 0 if there is none. */
static double number_in(const char *path, const char *label)
{
	char line[256];
	double value = 0;
	FILE *f = fopen(path, "r");

	while (f && fgets(line, sizeof(line), f))
		if (!strncmp(line, label, strlen(label))) {
			value = strtod(line + strlen(label), NULL);
			break;
		}
	if (f)
		fclose(f);
	return value;
}

/* CPU in ms and voluntary context switches of all threads. */
static void account(pid_t pid, double *cpu, long *wakeups)
{
	char path[400];
	struct dirent *e;
	DIR *dir;

	*cpu = 0;
	*wakeups = 0;
	snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
	dir = opendir(path);
	while (dir && (e = readdir(dir))) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "/proc/%d/task/%s/schedstat", (int)pid, e->d_name);
		*cpu += number_in(path, "") / 1e6;
		snprintf(path, sizeof(path), "/proc/%d/task/%s/status", (int)pid, e->d_name);
		*wakeups += (long)number_in(path, "voluntary_ctxt_switches:");
	}
	if (dir)
		closedir(dir);
}

/* Does any thread of it run, or wait for a disk? */
static bool is_busy(pid_t pid)
{
	char path[400], line[64];
	bool busy = false;
	struct dirent *e;
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
	dir = opendir(path);
	while (dir && !busy && (e = readdir(dir))) {
		FILE *f;

		snprintf(path, sizeof(path), "/proc/%d/task/%s/status", (int)pid, e->d_name);
		f = e->d_name[0] != '.' ? fopen(path, "r") : NULL;
		while (f && fgets(line, sizeof(line), f))
			if (!strncmp(line, "State:", 6))
				busy = busy || !strpbrk(line + 6, "SZ");
		if (f)
			fclose(f);
	}
	if (dir)
		closedir(dir);
	return busy;
}

double private_dirty_kib(pid_t pid)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", (int)pid);
	return number_in(path, "Private_Dirty:");
}

/* ---- frames ----------------------------------------------------------------------------------------------- */

static bool same_look(const struct pty_cell *a, const struct pty_cell *b)
{
	bool blank = !strcmp(a->text, " ") && !a->reverse && !a->underline;

	return !strcmp(a->text, b->text) && a->bg == b->bg && a->reverse == b->reverse && a->underline == b->underline &&
		(blank || (a->fg == b->fg && a->bold == b->bold));
}

static struct pty_cell *picture(struct pty *t)
{
	struct pty_cell *cells = calloc((size_t)pty_rows(t) * (size_t)pty_cols(t), sizeof(*cells));

	if (!cells)
		abort();
	for (int i = 0; i < pty_rows(t) * pty_cols(t); i++)
		cells[i] = pty_cell(t, i / pty_cols(t), i % pty_cols(t));
	return cells;
}

/* Waits for more of the frame that was asked for at start; false when it has ended: QUIET_MS without a byte, and if there was
 * none at all, nothing is being done about it either. */
static bool frame_goes_on(const struct frame *f, double start, int fd, pid_t pid)
{
	for (;;) {
		double since = now_ms() - start, left = QUIET_MS - (since - (f->bytes ? f->last : 0));
		struct pollfd p = { .fd = fd, .events = POLLIN };

		if (left <= 0 && !f->bytes && since < LONGEST_MS && is_busy(pid))
			left = 1;
		if (left <= 0 || since > LONGEST_MS)
			return false;
		struct timespec wait = { .tv_nsec = (long)(left * 1e6) };
		if (ppoll(&p, 1, &wait, NULL) > 0)
			return true;
	}
}

static void frame_got(struct frame *f, double start, size_t bytes)
{
	f->last = now_ms() - start;
	if (!f->bytes)
		f->first = f->last;
	f->bytes += bytes;
}

struct frame measure_key(struct pty *t, const char *key, int count)
{
	struct frame f = { .first = NAN, .last = NAN };
	struct pty_cell *before, *after;
	double start, cpu_before, cpu_after;
	char one[32], *all;
	size_t n;
	long wakeups;

	if (pty_read(t) > 0)
		pty_wait_quiet(t, QUIET_MS);
	n = pty_key_bytes(t, key, one);
	before = picture(t);
	all = malloc(n * (size_t)count);
	if (!all)
		abort();
	for (int i = 0; i < count; i++)
		memcpy(all + n * (size_t)i, one, n);
	account(pty_pid(t), &cpu_before, &wakeups);
	start = now_ms();
	if (write(pty_fd(t), all, n * (size_t)count) != (ssize_t)(n * (size_t)count))
		pty_fail(t, "terminalen tog inte emot tangenterna");
	while (frame_goes_on(&f, start, pty_fd(t), pty_pid(t))) {
		ssize_t got = pty_read(t);

		if (got < 0)
			pty_fail(t, "programmet slutade under mätningen");
		frame_got(&f, start, (size_t)got);
	}
	account(pty_pid(t), &cpu_after, &wakeups);
	f.cpu = cpu_after - cpu_before;
	after = picture(t);
	for (int i = 0; i < pty_rows(t) * pty_cols(t); i++)
		f.cells += !same_look(&before[i], &after[i]);
	free(before);
	free(after);
	free(all);
	return f;
}

/* The child's half: a terminal of its own, and nothing of ours in its environment. */
static _Noreturn void start_on(int line, const char *const argv[], const char *home)
{
	char *env[] = { mem_printf("HOME=%s", home), "TERM=xterm-256color", "LANG=C.UTF-8", "PATH=/usr/bin:/bin", NULL };

	login_tty(line);
	execvpe(argv[0], (char *const *)(uintptr_t)argv, env);
	_exit(127);
}

struct frame measure_start(const char *const argv[], const char *home)
{
	struct winsize size = { .ws_row = BENCH_ROWS, .ws_col = BENCH_COLS };
	struct frame f = { .first = NAN, .last = NAN };
	static char bytes[65536];
	int fd, line;
	double start;
	ssize_t got;
	pid_t pid;

	if (openpty(&fd, &line, NULL, NULL, &size) < 0)
		report_give_up("openpty", "terminalen kunde inte öppnas");
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fflush(NULL);
	start = now_ms();
	pid = fork();
	if (!pid)
		start_on(line, argv, home);
	close(line);
	while (frame_goes_on(&f, start, fd, pid) && (got = read(fd, bytes, sizeof(bytes))) > 0)
		frame_got(&f, start, (size_t)got);
	if (waitpid(pid, NULL, WNOHANG) == 0) {
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	} else {
		f.bytes = 0; /* it is not there, or would not */
	}
	close(fd);
	return f;
}

double frame_bytes_per_cell(const struct frame *f)
{
	return f->bytes > 300 ? ((double)f->bytes - 300) / (f->cells ? f->cells : 1) : 0;
}

void frames_add(struct frames *all, const struct frame *f)
{
	if (!f->bytes) {
		all->silent++;
		return;
	}
	samples_add(&all->first, f->first);
	samples_add(&all->last, f->last);
	samples_add(&all->cpu, f->cpu);
	samples_add(&all->bytes, (double)f->bytes);
	all->worst_bytes = fmax(all->worst_bytes, frame_bytes_per_cell(f));
}

void frames_free(struct frames *all)
{
	samples_free(&all->first);
	samples_free(&all->last);
	samples_free(&all->cpu);
	samples_free(&all->bytes);
	memset(all, 0, sizeof(*all));
}

struct idle measure_idle(struct pty *t, int ms)
{
	struct idle idle = { 0 };
	double cpu_before, cpu_after, until;
	long wakeups_before, wakeups_after;
	size_t had, has;

	pty_wait_quiet(t, 500);
	pty_log(t, &had);
	account(pty_pid(t), &cpu_before, &wakeups_before);
	until = now_ms() + ms;
	while (now_ms() < until)
		poll(NULL, 0, (int)(until - now_ms()) + 1);
	account(pty_pid(t), &cpu_after, &wakeups_after);
	pty_read(t);
	pty_log(t, &has);
	idle.cpu = cpu_after - cpu_before;
	idle.wakeups = wakeups_after - wakeups_before;
	idle.bytes = has - had;
	return idle;
}
