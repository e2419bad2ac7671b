/* bench_figures.c: `make bench`: the budget's rows about figures in the store (10–15, 18, 19); bench_csv.c has those about files.
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

#include "bench/cost.h"
#include "bench/generate.h"
#include "bench/measure.h"
#include "bench/report.h"
#include "bench/setup.h"
#include "model/record.h"

enum { REIMPORTS = 12, LOOKS = 2000, EDITS = 200 };

static const char *program;
static unsigned kpis, small_kpis; /* of the large set, and of what takes long */

/* ---- children --------------------------------------------------------------------------------------------- */

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

static struct cost cost_of_import(const char *dir, const struct generate *what)
{
	double start = now_ms();

	return cost_wait(start_import(dir, what), start);
}

/* ---- rows 10–13: importing -------------------------------------------------------------------------------- */

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

/* Best of the rounds; the store of the last one stays. */
static struct cost import_rounds(const char *dir, const struct generate *what)
{
	struct cost best = { .seconds = INFINITY };
	uint64_t n;

	for (int i = 0; i < setup_rounds(); i++) {
		double making = generating(what, &n);
		cost_remove(dir);
		struct cost cost = cost_of_import(dir, what);
		cost.seconds -= making;
		cost.figures = n;
		best = cost_best(&best, &cost);
	}
	return best;
}

/* Sorted, straight into the store; returns the rate. */
static double bench_sorted(const char *dir)
{
	struct generate what = { .kpis = kpis };
	struct cost cost = import_rounds(dir, &what);
	double bytes = cost_figures_size(dir) / (double)cost.figures;

	report_row(REPORT_TIME, "10", "import i ordning, lagrets del", "≥ 8 M/s", cost_rate(&cost) / 8, cost_rate(&cost) >= 8,
			"%.1f M/s, %.1f M siffror", cost_rate(&cost), (double)cost.figures / 1e6);
	report_row(REPORT_SIZE, "12", "minne vid import, lagrets del", "≤ 64 MiB", cost.kib / 65536, cost.kib <= 65536, "%.1f MiB",
			cost.kib / 1024);
	report_row(REPORT_SIZE, "13", "fil", "≤ 6,5 byte per siffra", bytes / 6.5, bytes <= 6.5, "%.2f byte per siffra", bytes);
	return cost_rate(&cost);
}

static void bench_shuffled(void)
{
	struct generate what = { .kpis = small_kpis }, shuffled = { .kpis = small_kpis, .shuffled = true };
	char *dir = setup_path("sorted"), *other = setup_path("shuffled");

	cost_of_import(dir, &what);
	struct cost cost = import_rounds(other, &shuffled);
	double ratio = cost_figures_size(other) / cost_figures_size(dir);
	report_row(REPORT_TIME, "11", "import utan ordning", "≥ 2 M/s", cost_rate(&cost) / 2, cost_rate(&cost) >= 2,
			"%.1f M/s, %.1f M siffror", cost_rate(&cost), (double)cost.figures / 1e6);
	report_row(REPORT_SIZE, "11", "fil utan ordning", "samma ± 5 %", ratio, fabs(ratio - 1) <= 0.05, "%.3f × i ordning", ratio);
	report_row(REPORT_SIZE, "12", "minne utan ordning", "≤ 64 MiB", cost.kib / 65536, cost.kib <= 65536, "%.1f MiB",
			cost.kib / 1024);
	cost_remove(dir);
	cost_remove(other);
	free(dir);
	free(other);
}

/* The same year again and again. */
static void bench_again(void)
{
	struct generate what = { .kpis = small_kpis };
	char *dir = setup_path("again");

	cost_of_import(dir, &what);
	double first = cost_figures_size(dir), kib = 0;
	for (int i = 0; i < REIMPORTS; i++)
		kib = fmax(kib, cost_of_import(dir, &what).kib);
	double same = cost_figures_size(dir) / first;
	for (int i = 0; i < REIMPORTS; i++) {
		what.revision++;
		kib = fmax(kib, cost_of_import(dir, &what).kib);
	}
	double revised = cost_figures_size(dir) / first;
	report_row(REPORT_SIZE, "13", "fil efter 12 lika inläsningar", "≤ 1,05 ×", same / 1.05, same <= 1.05, "%.3f ×", same);
	report_row(REPORT_SIZE, "13", "fil efter 12 med 1 % ändrat", "≤ 1,3 ×", revised / 1.3, revised <= 1.3, "%.3f ×", revised);
	report_row(REPORT_SIZE, "12", "minne vid ny inläsning", "≤ 64 MiB", kib / 65536, kib <= 65536, "%.1f MiB", kib / 1024);
	cost_remove(dir);
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

	series_scan_at(snap, generate_kpi(kpi, throw(of)), NULL, NULL, period, GENDER_T, rank_one, &r);
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
	cost_remove(dir);
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
	report_row(REPORT_TIME, "18", "växt: importtakt", "≥ 0,8 × 1M", import_rate / cost_rate(&cost), import_rate >= 0.8 * cost_rate(&cost),
			"%.1f mot %.1f M/s", import_rate, cost_rate(&cost));
	cost_remove(small);
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
		cost_remove(dir);
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
	cost_remove(large);
	free(large);
	bench_then();
	bench_shuffled();
	bench_again();
	bench_beside();
	setup_remove();
	return report_end();
}
