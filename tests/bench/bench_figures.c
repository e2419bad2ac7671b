/* bench_figures.c: `make bench`: the budget's rows about figures (10–15, 18, 19).
 *
 * On 14M figures; all 140M with $BENCH_FULL, 1M with $BENCH_QUICK. What is to be measured in memory is done by a child of
 * its own. $STYRTAVLA is the program. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/generate.h"
#include "bench/measure.h"
#include "bench/report.h"
#include "bench/setup.h"
#include "model/record.h"

enum { REIMPORTS = 12, LOOKS = 2000, EDITS = 200 };

static const char *program;
static unsigned kpis, small_kpis; /* of the large set, and of what takes long */

/* ---- children --------------------------------------------------------------------------------------------- */

struct cost {
	double seconds;
	double kib;          /* most memory it had */
	uint64_t figures;
};

static struct store *open_store(const char *dir, bool create)
{
	struct store_options options = { .create = create };
	struct store *store;
	struct err err = { 0 };

	if (store_open(&store, dir, &options, &err))
		report_give_up(dir, err.text);
	return store;
}

/* Imports and publishes, in this process. */
static uint64_t import_all(const char *dir, const struct generate *what)
{
	struct store *store = open_store(dir, true);
	struct batch batch;
	struct import *import;
	struct err err = { 0 };

	if (import_begin(store, "bench", "", "påhittat", "", &import, &err) || generate_import(what, import, &err) ||
	    import_publish(import, &batch, &err))
		report_give_up("import", err.text);
	store_close(store);
	free(batch.file);
	free(batch.source);
	free(batch.account);
	free(batch.note);
	return batch.added + batch.changed + batch.equal;
}

static pid_t start_import(const char *dir, const struct generate *what)
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		import_all(dir, what);
		_exit(0);
	}
	return pid;
}

static struct cost wait_cost(pid_t pid, double start)
{
	struct cost cost = { 0 };
	struct rusage usage;
	int status;

	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || status)
		report_give_up("mätningen", "ett barn gick inte väl");
	cost.seconds = (now_ms() - start) / 1e3;
	cost.kib = (double)usage.ru_maxrss;
	return cost;
}

static struct cost cost_of_import(const char *dir, const struct generate *what)
{
	double start = now_ms();

	return wait_cost(start_import(dir, what), start);
}

static bool run(char *const *argv, const char *in, struct cost *cost)
{
	double start = now_ms();
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		if (!freopen(in ? in : "/dev/null", "r", stdin) || !freopen("/dev/null", "w", stdout))
			_exit(126);
		execvp(argv[0], argv);
		_exit(127);
	}
	struct rusage usage;
	int status;
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid)
		return false;
	cost->seconds = (now_ms() - start) / 1e3;
	cost->kib = (double)usage.ru_maxrss;
	return status == 0;
}

/* ---- files ------------------------------------------------------------------------------------------------ */

static double file_size(const char *store)
{
	char *path = mem_printf("%s/figures/data.mdb", store);
	struct stat st = { 0 };

	if (stat(path, &st))
		report_give_up(path, "filen saknas");
	free(path);
	return (double)st.st_size;
}

static void remove_store(const char *store)
{
	char *const argv[] = { "rm", "-rf", (char *)store, NULL };
	struct cost cost;

	run(argv, NULL, &cost);
}

static uint64_t make_csv(const char *path, const struct generate *what)
{
	FILE *f = fopen(path, "w");
	uint64_t n = f ? generate_csv(what, f) : 0;

	if (!f || fclose(f))
		report_give_up(path, "filen kunde inte skrivas");
	return n;
}

static bool count_one(const struct generated *g, void *user)
{
	(void)g;
	(void)user;
	return true;
}

/* Seconds that making the figures takes: not the store's. */
static double generating(const struct generate *what, uint64_t *n)
{
	double start = now_ms();

	*n = generate_all(what, count_one, NULL);
	return (now_ms() - start) / 1e3;
}

/* ---- rows 10–13: importing -------------------------------------------------------------------------------- */

/* Best of the rounds; the store of the last one stays. */
static struct cost import_rounds(const char *dir, const struct generate *what)
{
	struct cost best = { .seconds = INFINITY };
	uint64_t n;

	for (int i = 0; i < setup_rounds(); i++) {
		double making = generating(what, &n);
		remove_store(dir);
		struct cost cost = cost_of_import(dir, what);
		cost.seconds -= making;
		cost.figures = n;
		best.kib = fmax(best.kib, cost.kib);
		cost.kib = best.kib;
		if (cost.seconds < best.seconds)
			best = cost;
	}
	return best;
}

/* M figures a second. */
static double rate(const struct cost *cost)
{
	return (double)cost->figures / cost->seconds / 1e6;
}

/* Sorted, straight into the store; returns the rate. */
static double bench_sorted(const char *dir)
{
	struct generate what = { .kpis = kpis };
	struct cost cost = import_rounds(dir, &what);
	double bytes = file_size(dir) / (double)cost.figures;

	report_row(REPORT_TIME, "10", "import i ordning, lagrets del", "≥ 8 M/s", rate(&cost) / 8, rate(&cost) >= 8,
			"%.1f M/s, %.1f M siffror", rate(&cost), (double)cost.figures / 1e6);
	report_row(REPORT_SIZE, "12", "minne vid import, lagrets del", "≤ 64 MiB", cost.kib / 65536, cost.kib <= 65536, "%.1f MiB",
			cost.kib / 1024);
	report_row(REPORT_SIZE, "13", "fil", "≤ 6,5 byte per siffra", bytes / 6.5, bytes <= 6.5, "%.2f byte per siffra", bytes);
	return rate(&cost);
}

static bool peer_sqlite(const char *csv, struct cost *cost)
{
	char *db = setup_path("peer.db"), *import = mem_printf(".import --skip 1 %s f", csv);
	char *const argv[] = { "sqlite3", db, "create table f(metric text, organisation text, period int, gender text, value real, "
		"primary key(metric, organisation, period, gender)) without rowid;", ".mode csv", ".separator ;", import, NULL };
	bool ok = run(argv, NULL, cost);

	unlink(db);
	free(db);
	free(import);
	return ok;
}

static bool peer_duckdb(const char *csv, struct cost *cost)
{
	char *db = setup_path("peer.duckdb");
	char *sql = mem_printf("create table f as select * from read_csv('%s', delim=';', header=true)", csv);
	char *const argv[] = { "duckdb", db, "-c", sql, NULL };
	bool ok = run(argv, NULL, cost);

	unlink(db);
	free(db);
	free(sql);
	return ok;
}

static void bench_peer(const char *csv, uint64_t n, double ours, const char *name, double times,
		bool (*peer)(const char *csv, struct cost *cost))
{
	char *what = mem_printf("import i ordning mot %s", name), *budget = mem_printf("≥ %.0f × %s", times, name);
	struct cost cost = { .figures = n };

	if (peer(csv, &cost)) {
		double ratio = ours / rate(&cost);
		report_row(REPORT_TIME, "10", what, budget, ratio / times, ratio >= times, "%.1f ×, %s %.2f M/s", ratio, name,
				rate(&cost));
	} else {
		report_absent("10", what, budget);
	}
	free(what);
	free(budget);
}

/* The whole way: a file, through the program. */
static void bench_csv(void)
{
	struct generate what = { .kpis = kpis }, small = { .kpis = GENERATE_1M };
	char *csv = setup_path("figures.csv"), *dir = setup_path("csv");
	char *const init[] = { (char *)program, "--store", dir, "init", NULL };
	char *const argv[] = { (char *)program, "--store", dir, "import", csv, "--source", "påhittat", "--add-unknown", "--quiet",
		NULL };
	struct cost cost = { 0 };

	uint64_t n = make_csv(csv, &what);
	if (!run(init, NULL, &cost) || !run(argv, NULL, &cost))
		report_give_up("import", "programmet kunde inte läsa in CSV");
	cost.figures = n;
	double ours = rate(&cost);
	report_row(REPORT_TIME, "10", "import av CSV i ordning", "≥ 8 M/s", ours / 8, ours >= 8, "%.1f M/s, %.1f M siffror", ours,
			(double)n / 1e6);
	report_row(REPORT_SIZE, "12", "minne vid import av CSV", "≤ 64 MiB", cost.kib / 65536, cost.kib <= 65536, "%.1f MiB",
			cost.kib / 1024);
	if (kpis != GENERATE_1M)
		n = make_csv(csv, &small);
	bench_peer(csv, n, ours, "sqlite3", 12, peer_sqlite);
	bench_peer(csv, n, ours, "DuckDB", 3, peer_duckdb);
	unlink(csv);
	remove_store(dir);
	free(csv);
	free(dir);
}

static void bench_shuffled(void)
{
	struct generate what = { .kpis = small_kpis }, shuffled = { .kpis = small_kpis, .shuffled = true };
	char *dir = setup_path("sorted"), *other = setup_path("shuffled");

	cost_of_import(dir, &what);
	struct cost cost = import_rounds(other, &shuffled);
	double ratio = file_size(other) / file_size(dir);
	report_row(REPORT_TIME, "11", "import utan ordning", "≥ 2 M/s", rate(&cost) / 2, rate(&cost) >= 2,
			"%.1f M/s, %.1f M siffror", rate(&cost), (double)cost.figures / 1e6);
	report_row(REPORT_SIZE, "11", "fil utan ordning", "samma ± 5 %", ratio, fabs(ratio - 1) <= 0.05, "%.3f × i ordning", ratio);
	report_row(REPORT_SIZE, "12", "minne utan ordning", "≤ 64 MiB", cost.kib / 65536, cost.kib <= 65536, "%.1f MiB",
			cost.kib / 1024);
	remove_store(dir);
	remove_store(other);
	free(dir);
	free(other);
}

/* The same year again and again. */
static void bench_again(void)
{
	struct generate what = { .kpis = small_kpis };
	char *dir = setup_path("again");

	cost_of_import(dir, &what);
	double first = file_size(dir), kib = 0;
	for (int i = 0; i < REIMPORTS; i++)
		kib = fmax(kib, cost_of_import(dir, &what).kib);
	double same = file_size(dir) / first;
	for (int i = 0; i < REIMPORTS; i++) {
		what.revision++;
		kib = fmax(kib, cost_of_import(dir, &what).kib);
	}
	double revised = file_size(dir) / first;
	report_row(REPORT_SIZE, "13", "fil efter 12 lika inläsningar", "≤ 1,05 ×", same / 1.05, same <= 1.05, "%.3f ×", same);
	report_row(REPORT_SIZE, "13", "fil efter 12 med 1 % ändrat", "≤ 1,3 ×", revised / 1.3, revised <= 1.3, "%.3f ×", revised);
	report_row(REPORT_SIZE, "12", "minne vid ny inläsning", "≤ 64 MiB", kib / 65536, kib <= 65536, "%.1f MiB", kib / 1024);
	remove_store(dir);
	free(dir);
}

/* ---- rows 14, 15: asking ---------------------------------------------------------------------------------- */

static uint64_t dice = 1;

static unsigned throw(unsigned below)
{
	dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(dice >> 33) % below;
}

static period_t throw_year(void)
{
	return PERIOD_YEAR << 24 | (period_t)(GENERATE_FIRST_YEAR + throw(GENERATE_YEARS) - 1800) << 8;
}

struct ranked {
	size_t n;
	double values[GENERATE_UNITS];
};

static bool rank_one(const char *organisation, const struct figure *fig, void *user)
{
	struct ranked *r = user;

	(void)organisation;
	r->values[r->n++] = fig->value;
	return r->n < GENERATE_UNITS;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void look_ranking(struct snapshot *snap, unsigned of)
{
	period_t period = throw_year();
	struct ranked r = { 0 };
	char kpi[8];

	series_scan_at(snap, generate_kpi(kpi, throw(of)), period, GENDER_T, rank_one, &r);
	if (!r.n)
		report_give_up("rangordning", "inga siffror");
	qsort(r.values, r.n, sizeof(r.values[0]), by_value);
}

static void look_one(struct snapshot *snap, unsigned of)
{
	period_t period = throw_year();
	struct figure fig;
	char kpi[8], unit[8];

	series_figure(snap, generate_kpi(kpi, throw(of)), generate_unit(unit, throw(GENERATE_UNITS)), period, GENDER_T,
			&fig);
}

static void look_years(struct snapshot *snap, unsigned of)
{
	struct figure *figures;
	char kpi[8], unit[8];

	if (!series_get(snap, generate_kpi(kpi, throw(of)), generate_unit(unit, throw(GENERATE_UNITS)), &figures))
		report_give_up("25 år", "inga siffror");
	free(figures);
}

/* Median µs of a look, best of three rounds; as of a moment. */
static double looking(struct store *store, unsigned of, moment_t as_of, void (*look)(struct snapshot *snap, unsigned of))
{
	struct snapshot *snap;
	double best = INFINITY;
	struct err err = { 0 };

	if (store_snapshot(store, as_of, &snap, &err))
		report_give_up("store_snapshot", err.text);
	for (int round = 0; round < setup_rounds(); round++) {
		struct samples us = { 0 };
		for (int i = 0; i < LOOKS; i++) {
			double start = now_ms();
			look(snap, of);
			samples_add(&us, (now_ms() - start) * 1e3);
		}
		best = fmin(best, samples_median(&us));
		samples_free(&us);
	}
	store_snapshot_end(snap);
	return best;
}

/* Returns the µs of a ranking. */
static double bench_looks(const char *dir)
{
	struct store *store = open_store(dir, false);
	double ranking = looking(store, kpis, MOMENT_NOW, look_ranking), one = looking(store, kpis, MOMENT_NOW, look_one);
	double years = looking(store, kpis, MOMENT_NOW, look_years);

	store_close(store);
	report_row(REPORT_TIME, "14", "rangordning, 311 organisationer", "≤ 80 µs", ranking / 80, ranking <= 80, "%.1f µs", ranking);
	report_row(REPORT_TIME, "15", "en siffra", "≤ 3 µs", one / 3, one <= 3, "%.2f µs", one);
	report_row(REPORT_TIME, "15", "25 år av en organisation", "≤ 20 µs", years / 20, years <= 20, "%.2f µs", years);
	return ranking;
}

/* As of before a revision, against now. */
static void bench_then(void)
{
	struct generate what = { .kpis = small_kpis };
	char *dir = setup_path("then");

	cost_of_import(dir, &what);
	moment_t then = moment_now();
	for (what.revision = 1; what.revision <= 3; what.revision++)
		cost_of_import(dir, &what);
	struct store *store = open_store(dir, false);
	double now_us = looking(store, small_kpis, MOMENT_NOW, look_ranking);
	double then_us = looking(store, small_kpis, then, look_ranking);
	double years = looking(store, small_kpis, MOMENT_NOW, look_years);
	double then_years = looking(store, small_kpis, then, look_years);
	store_close(store);
	report_row(REPORT_TIME, "14", "rangordning som den var då", "≤ 2 × nu", then_us / now_us / 2, then_us <= 2 * now_us,
			"%.1f mot %.1f µs", then_us, now_us);
	report_row(REPORT_TIME, "15", "25 år som de var då", "≤ 2 × nu", then_years / years / 2, then_years <= 2 * years,
			"%.2f mot %.2f µs", then_years, years);
	remove_store(dir);
	free(dir);
}

/* ---- rows 18, 19: edits ----------------------------------------------------------------------------------- */

static struct record *first_note(struct store *store)
{
	struct record *rec = record_new(REC_ACTIVITY, "mb2026", "");
	struct change change = { .rec = rec };
	struct save_result result = { 0 };
	struct err err = { 0 };

	((struct activity *)rec)->title = mem_strdup("Mätning");
	if (store_save(store, &change, 1, &result, &err))
		report_give_up("store_save", err.text);
	return rec;
}

static double edit_once(struct store *store, struct record *rec, int n)
{
	struct change change = { .rec = rec, .expect = rec->revision };
	struct activity *a = (struct activity *)rec;
	struct save_result result = { 0 };
	struct err err = { 0 };
	double start;

	free(a->title);
	a->title = mem_printf("Mätning %d", n);
	start = now_ms();
	if (store_save(store, &change, 1, &result, &err))
		report_give_up("store_save", err.text);
	return now_ms() - start;
}

static double edit_median(const char *dir)
{
	struct store *store = open_store(dir, false);
	struct record *rec = first_note(store);
	double best = INFINITY;

	for (int round = 0; round < setup_rounds(); round++) {
		struct samples ms = { 0 };
		for (int i = 0; i < EDITS; i++)
			samples_add(&ms, edit_once(store, rec, round * EDITS + i));
		best = fmin(best, samples_median(&ms));
		samples_free(&ms);
	}
	record_free(rec);
	store_close(store);
	return best;
}

static void bench_growth(const char *dir, double import_rate, double ranking)
{
	struct generate what = { .kpis = GENERATE_1M };
	char *small = setup_path("small");
	struct cost cost = import_rounds(small, &what);
	struct store *store = open_store(small, false);
	double small_ranking = looking(store, GENERATE_1M, MOMENT_NOW, look_ranking);

	store_close(store);
	double small_edit = edit_median(small), edit = edit_median(dir);
	report_row(REPORT_TIME, "18", "växt: rangordning", "≤ 3 × 1M", ranking / small_ranking / 3, ranking <= 3 * small_ranking,
			"%.1f mot %.1f µs", ranking, small_ranking);
	report_row(REPORT_TIME, "18", "växt: ändring", "≤ 1,6 × 1M", edit / small_edit / 1.6, edit <= 1.6 * small_edit,
			"%.3f mot %.3f ms", edit, small_edit);
	report_row(REPORT_TIME, "18", "växt: importtakt", "≥ 0,8 × 1M", import_rate / rate(&cost), import_rate >= 0.8 * rate(&cost),
			"%.1f mot %.1f M/s", import_rate, rate(&cost));
	remove_store(small);
	free(small);
}

/* Edits in this process while another imports; the longest. */
static double edits_beside(const char *dir, struct samples *ms)
{
	struct generate what = { .kpis = kpis };
	struct store *store = open_store(dir, true);
	struct record *rec = first_note(store);
	pid_t pid = start_import(dir, &what);
	double longest = 0;
	int status = 0;

	for (int n = 0; waitpid(pid, &status, WNOHANG) == 0; n++) {
		double once = edit_once(store, rec, n);
		longest = fmax(longest, once);
		samples_add(ms, once);
	}
	if (status)
		report_give_up("import", "den vid sidan gick inte väl");
	record_free(rec);
	store_close(store);
	return longest;
}

static void bench_beside(void)
{
	char *dir = setup_path("beside");
	struct samples ms = { 0 };
	double longest = INFINITY;

	for (int round = 0; round < setup_rounds(); round++) {
		longest = fmin(longest, edits_beside(dir, &ms));
		remove_store(dir);
	}
	report_row(REPORT_TIME, "19", "ändring medan en import pågår", "ingen väntar mer än 50 ms", longest / 50, longest <= 50,
			"mest %.1f ms, median %.2f av %zu", longest, samples_median(&ms), ms.n);
	samples_free(&ms);
	free(dir);
}

int main(void)
{
	static const unsigned sizes[] = { [SETUP_QUICK] = GENERATE_1M, [SETUP_MIDDLE] = GENERATE_14M, [SETUP_FULL] = GENERATE_140M };

	program = setup_program("STYRTAVLA");
	kpis = sizes[setup_size()];
	small_kpis = kpis == GENERATE_140M ? GENERATE_14M : kpis;
	report_begin();
	char *large = setup_path("large");
	double import_rate = bench_sorted(large);
	double ranking = bench_looks(large);
	bench_growth(large, import_rate, ranking);
	remove_store(large);
	free(large);
	bench_then();
	bench_shuffled();
	bench_again();
	bench_beside();
	bench_csv();
	setup_remove();
	return report_end();
}
