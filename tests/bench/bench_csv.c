/* bench_csv.c: `make bench`: the budget's rows about importing CSV the whole way, a file through the program (10–12), and what others
 * that keep tables take for the same file: sqlite3 as its users run it, and DuckDB, each into a table with our key, on disk.
 *
 * On 14M figures; all 140M with $BENCH_FULL, 1M with $BENCH_QUICK. $STYRTAVLA is the program, $PEERS where ./bootstrap peers puts what
 * is no package of the system. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "bench/cost.h"
#include "bench/generate.h"
#include "bench/report.h"
#include "bench/setup.h"

enum { PEER_KPIS = 5 * GENERATE_1M, MEMORY_MAX = 64 << 10 /* KiB */ };

static const char *program;

static uint64_t make_csv(const char *path, const struct generate *what)
{
	FILE *f = fopen(path, "w");
	uint64_t n = f ? generate_csv(what, f) : 0;

	/* On disk before the measuring begins, or what is durable would wait for it. */
	if (!f || fflush(f) || fdatasync(fileno(f)) || fclose(f))
		report_give_up(path, "filen kunde inte skrivas");
	return n;
}

/* Into a new store in dir. */
static struct cost import_csv(const char *csv, const char *dir, uint64_t n)
{
	char *const init[] = { (char *)program, "--store", (char *)dir, "init", NULL };
	char *const argv[] = { (char *)program, "--store", (char *)dir, "import", (char *)csv, "--source", "påhittat", "--add-unknown",
		"--quiet", NULL };
	struct cost cost = { 0 };

	cost_remove(dir);
	if (!cost_run(init, &cost) || !cost_run(argv, &cost))
		report_give_up("import", "programmet kunde inte läsa in CSV");
	cost.figures = n;
	return cost;
}

static void row_memory(const char *what, double kib)
{
	report_row(REPORT_SIZE, "12", what, "≤ 64 MiB", kib / MEMORY_MAX, kib <= MEMORY_MAX, "%.1f MiB", kib / 1024);
}

/* Best of the rounds; the store of the last one stays. */
static struct cost import_rounds(const struct generate *what, const char *dir)
{
	char *csv = setup_path("figures.csv");
	uint64_t n = make_csv(csv, what);
	struct cost best = { .seconds = INFINITY };

	for (int i = 0; i < setup_rounds(); i++) {
		struct cost cost = import_csv(csv, dir, n);
		best = cost_best(&best, &cost);
	}
	unlink(csv);
	free(csv);
	return best;
}

static void bench_sorted(const char *dir)
{
	static const unsigned sizes[] = { [SETUP_QUICK] = GENERATE_1M, [SETUP_MIDDLE] = GENERATE_14M, [SETUP_FULL] = GENERATE_140M };
	struct generate what = { .kpis = sizes[setup_size()] };
	struct cost cost = import_rounds(&what, dir);
	double rate = cost_rate(&cost);

	report_row(REPORT_TIME, "10", "import av CSV i ordning", "≥ 8 M/s", rate / 8, rate >= 8, "%.1f M/s, %.1f M siffror", rate,
			(double)cost.figures / 1e6);
	row_memory("minne vid import av CSV", cost.kib);
}

static void bench_any_order(const char *dir)
{
	struct generate what = { .kpis = report_quick() ? GENERATE_1M : GENERATE_14M };
	struct cost cost = import_rounds(&what, dir);
	double size = cost_figures_size(dir), rate, ratio;

	what.shuffled = true;
	cost = import_rounds(&what, dir);
	rate = cost_rate(&cost);
	ratio = cost_figures_size(dir) / size;
	report_row(REPORT_TIME, "11", "import av CSV utan ordning", "≥ 2 M/s", rate / 2, rate >= 2, "%.1f M/s, %.1f M siffror", rate,
			(double)cost.figures / 1e6);
	report_row(REPORT_SIZE, "11", "fil av CSV utan ordning", "samma ± 5 %", ratio, fabs(ratio - 1) <= 0.05, "%.3f × i ordning", ratio);
	row_memory("minne vid CSV utan ordning", cost.kib);
}

/* ---- the others ------------------------------------------------------------------------------------------- */

static bool peer_sqlite(const char *csv, struct cost *cost)
{
	char *db = setup_path("peer.db"), *import = mem_printf(".import --skip 1 %s f", csv);
	char *const argv[] = { "sqlite3", db, "create table f(metric text, organisation text, period int, gender text, value real, "
		"primary key(metric, organisation, period, gender)) without rowid;", ".mode csv", ".separator ;", import, NULL };
	bool ok = cost_run(argv, cost);

	cost_remove(db);
	free(db);
	free(import);
	return ok;
}

static bool peer_duckdb(const char *csv, struct cost *cost)
{
	const char *peers = getenv("PEERS"), *sources = getenv("TOP_SRCDIR");
	char *package = mem_printf("%s/node_modules/@duckdb/node-api", peers ? peers : ".");
	char *script = mem_printf("%s/tests/bench/duckdb.js", sources ? sources : "."), *db = setup_path("peer.duckdb");
	char *const argv[] = { "node", script, (char *)peers, db, (char *)csv, NULL };
	bool ok = peers && access(package, R_OK) == 0 && cost_run(argv, cost);

	cost_remove(db);
	free(package);
	free(script);
	free(db);
	return ok;
}

static const struct peer {
	const char *name;
	double times;
	bool (*load)(const char *csv, struct cost *cost);
} peers[] = { { "sqlite3", 12, peer_sqlite }, { "DuckDB", 3, peer_duckdb } };
enum { PEERS = sizeof(peers) / sizeof(*peers) };

static void row_peer(const struct peer *peer, const struct cost *ours, const struct cost *theirs)
{
	char *what = mem_printf("import av CSV mot %s", peer->name), *budget = mem_printf("≥ %.0f × %s", peer->times, peer->name);
	char *memory = mem_printf("minne mot %s", peer->name);

	if (isfinite(theirs->seconds)) {
		double ratio = theirs->seconds / ours->seconds;
		report_row(REPORT_TIME, "10", what, budget, ratio / peer->times, ratio >= peer->times, "%.1f ×: %.1f mot %.2f M/s", ratio,
				cost_rate(ours), cost_rate(theirs));
		report_other("12", memory, "%.1f mot %.1f MiB", ours->kib / 1024, theirs->kib / 1024);
	} else {
		report_absent("10", what, budget);
	}
	free(what);
	free(budget);
	free(memory);
}

/* The same file, in turn, so that what else the machine does falls on all. */
static void bench_others(const char *dir)
{
	struct generate what = { .kpis = report_quick() ? (unsigned)GENERATE_1M : (unsigned)PEER_KPIS };
	struct cost ours = { .seconds = INFINITY }, theirs[PEERS] = { { .seconds = INFINITY }, { .seconds = INFINITY } };
	char *csv = setup_path("peer.csv");
	uint64_t n = make_csv(csv, &what);

	for (int round = 0; round < setup_rounds(); round++) {
		struct cost cost = import_csv(csv, dir, n);
		ours = cost_best(&ours, &cost);
		for (size_t i = 0; i < PEERS; i++) {
			cost = (struct cost){ .figures = n };
			if (peers[i].load(csv, &cost))
				theirs[i] = cost_best(&theirs[i], &cost);
		}
	}
	for (size_t i = 0; i < PEERS; i++)
		row_peer(&peers[i], &ours, &theirs[i]);
	unlink(csv);
	free(csv);
}

int main(void)
{
	char *dir;

	program = setup_program("STYRTAVLA");
	report_begin();
	dir = setup_path("csv");
	bench_sorted(dir);
	bench_any_order(dir);
	bench_others(dir);
	free(dir);
	setup_remove();
	return report_end();
}
