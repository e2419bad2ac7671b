/* peers.c: see the header. */
#include "bench/peers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "bench/measure.h"
#include "bench/report.h"

enum { STARTS = 5, DOWNS = 20, PEER_IDLE_MS = 3000 };

/* What they are given to look at: a table of some thousand rows, or where the program's own sources are. */
static const struct peer {
	const char *argv[5];
	const char *look_at; /* put last: TABLE, SOURCES or nothing */
} peers[] = {
	{ { "less" }, "TABLE" },
	{ { "tig", "-C" }, "SOURCES" },
	{ { "htop" }, NULL },
	{ { "ncdu" }, "SOURCES" },
	{ { "calcurse" }, NULL },
	{ { "vd" }, "TABLE" },
};

/* A program by that name in the PATH: its whole path, or NULL. Caller frees. */
static char *find_program(const char *name)
{
	const char *path = getenv("PATH");

	while (path && *path) {
		size_t n = strcspn(path, ":");
		char *file = mem_printf("%.*s/%s", (int)n, path, name);

		if (access(file, X_OK) == 0)
			return file;
		free(file);
		path += n + (path[n] == ':');
	}
	return NULL;
}

static void write_table(const char *path)
{
	FILE *f = fopen(path, "w");

	if (!f)
		report_give_up(path, "filen kunde inte skrivas");
	fputs("nr,namn,värde,mål\n", f);
	for (int i = 0; i < 5000; i++)
		fprintf(f, "%d,Indikator nummer %d,%.1f,%.1f\n", i, i, i * 0.7, i * 0.9);
	if (fclose(f))
		report_give_up(path, "filen kunde inte skrivas");
}

static void measure_peer(const char *const *argv, const char *home, const char *name)
{
	char *what = mem_printf("%s: start; Ner; minne; vila", name), *env_home = mem_printf("HOME=%s", home);
	const char *const env[] = { env_home, NULL };
	struct samples starts = { 0 }, downs = { 0 };
	struct idle idle;
	struct pty *t;

	for (int i = 0; i < STARTS; i++) {
		struct frame f = measure_start(argv, home);

		if (f.bytes)
			samples_add(&starts, f.last);
	}
	if (starts.n) {
		t = pty_start(BENCH_ROWS, BENCH_COLS, argv, env);
		pty_wait_quiet(t, 1000);
		for (int i = 0; i < DOWNS; i++) {
			struct frame f = measure_key(t, "Down", 1);

			if (f.bytes)
				samples_add(&downs, f.last);
		}
		idle = measure_idle(t, PEER_IDLE_MS);
		report_other("1, 3, 8, 9", what, "%.1f; %.2f ms; %.0f KiB; %.1f väckn./s", samples_median(&starts), samples_median(&downs),
			private_dirty_kib(pty_pid(t)), (double)idle.wakeups * 1e3 / PEER_IDLE_MS);
		pty_end(t);
	} else {
		report_absent("1", what, "–");
	}
	samples_free(&starts);
	samples_free(&downs);
	free(what);
	free(env_home);
}

void bench_peers(const char *home)
{
	char *table = mem_printf("%s/table.csv", home);
	const char *sources = getenv("TOP_SRCDIR");

	write_table(table);
	for (size_t i = 0; i < COUNT_OF(peers); i++) {
		const struct peer *peer = &peers[i];
		char *file = find_program(peer->argv[0]);
		const char *argv[8] = { file };
		int n = 1;

		for (; peer->argv[n]; n++)
			argv[n] = peer->argv[n];
		if (peer->look_at)
			argv[n] = !strcmp(peer->look_at, "TABLE") ? table : sources ? sources : ".";
		if (file)
			measure_peer(argv, home, peer->argv[0]);
		else
			report_absent("1", peer->argv[0], "–");
		free(file);
	}
	unlink(table);
	free(table);
}
