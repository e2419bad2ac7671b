/* bench_large.c: `make bench`: the budget's rows about the dashboard on a country's figures (1, 2, 4, 5, 7, 8, 18).
 *
 * On 14M figures; 140M with $BENCH_FULL. What is to grow by little is compared with 1M. $STYRTAVLA and $FLOOR are the programs. */
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/fill.h"
#include "bench/measure.h"
#include "bench/peers.h"
#include "bench/report.h"
#include "bench/setup.h"
#include "bench/walk.h"

enum { STARTS = 15, EVICTED = 7, PAGES = 14, OPENINGS = 15, DOWNS = 40 };

static const char *program, *floor_program;
static char *large, *small, *start_home;

/* ---- rows 1, 2 and 18: starting --------------------------------------------------------------------------- */

static double start_floor(void)
{
	const char *const argv[] = { floor_program, NULL };

	return measure_start(argv, start_home).last;
}

static double start_on(const char *dir)
{
	const char *const argv[] = { program, "--store", dir, NULL };

	return measure_start(argv, start_home).last;
}

/* What is kept of the file in memory is let go, as after a night. */
static void evict(const char *dir, const char *name)
{
	char *path = mem_printf("%s/%s", dir, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fsync(fd) || posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED))
		report_give_up(path, "sidorna kunde inte släppas");
	close(fd);
	free(path);
}

static double start_evicted(void)
{
	evict(large, "plans/data.mdb");
	evict(large, "figures/data.mdb");
	return start_on(large);
}

static void bench_start(void)
{
	double ratio = INFINITY, ours = NAN, base = NAN, growth = INFINITY, big = NAN, little = NAN;

	for (int round = 0; round < setup_rounds(); round++) {
		struct samples floors = { 0 }, larges = { 0 }, smalls = { 0 };
		double median_floor, median_large, median_small;

		for (int i = 0; i < STARTS; i++) {
			samples_add(&floors, start_floor());
			samples_add(&larges, start_on(large));
			samples_add(&smalls, start_on(small));
		}
		median_floor = samples_median(&floors);
		median_large = samples_median(&larges);
		median_small = samples_median(&smalls);
		if (median_large / median_floor < ratio) {
			ratio = median_large / median_floor;
			ours = median_large;
			base = median_floor;
		}
		if (median_large / median_small < growth) {
			growth = median_large / median_small;
			big = median_large;
			little = median_small;
		}
		samples_free(&floors);
		samples_free(&larges);
		samples_free(&smalls);
	}
	report_row(REPORT_TIME, "1", "start → hel bild", "≤ 2 × golvet", ratio / 2, ratio <= 2, "%.2f mot %.2f ms", ours, base);
	report_row(REPORT_TIME, "18", "växt: start", "≤ 1,2 × 1M", growth / 1.2, growth <= 1.2, "%.2f mot %.2f ms", big, little);
}

static void bench_evicted(void)
{
	double best = INFINITY, base = NAN;

	for (int round = 0; round < setup_rounds(); round++) {
		struct samples floors = { 0 }, ours = { 0 };

		for (int i = 0; i < EVICTED; i++) {
			samples_add(&floors, start_floor());
			samples_add(&ours, start_evicted());
		}
		if (samples_median(&ours) - samples_median(&floors) < best) {
			best = samples_median(&ours) - samples_median(&floors);
			base = samples_median(&floors);
		}
		samples_free(&floors);
		samples_free(&ours);
	}
	report_row(REPORT_TIME, "2", "start, lagret inte i minnet", "≤ golvet + 10 ms", best / 10, best <= 10, "%.2f + %.2f ms", base,
		best);
}

/* ---- rows 4 and 18: pages, histories, rankings ------------------------------------------------------------ */

static struct pty *open_floor(void)
{
	const char *const argv[] = { floor_program, NULL };
	struct pty *t = pty_start(BENCH_ROWS, BENCH_COLS, argv, NULL);

	pty_wait_text(t, "av 5000");
	return t;
}

/* The list of all that there are figures of, at its first row. */
static struct pty *open_metrics(const char *dir)
{
	const char *const argv[] = { program, "--store", dir, NULL };
	struct pty *t = pty_start(BENCH_ROWS, BENCH_COLS, argv, NULL);

	pty_wait_text(t, "Aktiviteter");
	pty_keys(t, "3");
	pty_wait_text(t, "Utfall");
	for (int i = 0; i < 10 && !pty_has(t, "urval: alla nyckeltal"); i++)
		measure_key(t, "f", 1);
	pty_wait_text(t, "urval: alla nyckeltal");
	pty_wait_quiet(t, QUIET_MS);
	return t;
}

/* The list of activities: as many in a small store as in a large. */
static struct pty *open_activities(const char *dir)
{
	const char *const argv[] = { program, "--store", dir, NULL };
	struct pty *t = pty_start(BENCH_ROWS, BENCH_COLS, argv, NULL);

	pty_wait_text(t, "Aktiviteter");
	pty_keys(t, "4");
	pty_wait_text(t, "Controller");
	pty_wait_quiet(t, QUIET_MS);
	return t;
}

static void press(struct pty *t, const char *key, int times, struct samples *ms)
{
	for (int i = 0; i < times; i++) {
		struct frame f = measure_key(t, key, 1);

		if (f.bytes)
			samples_add(ms, f.last);
	}
}

/* Enter on row after row, and the ranking over all municipalities there. */
static void open_each(struct pty *t, struct samples *histories, struct samples *rankings)
{
	for (int i = 0; i < OPENINGS; i++) {
		press(t, "Enter", 1, histories);
		for (int j = 0; j < 6; j++) {
			struct frame f = measure_key(t, "m", 1);

			if (!pty_has(t, "Kommuner 20"))
				continue;
			samples_add(rankings, f.last);
			break;
		}
		measure_key(t, "BSpace", 1);
		measure_key(t, "Down", 1);
	}
}

static void say_against_floor(const char *what, const char *budget, double most, double ours, double base)
{
	report_row(REPORT_TIME, "4", what, budget, ours / base / most, ours <= most * base, "%.3f mot %.3f ms", ours, base);
}

/* The least ratio of a median to the floor's of the same round. */
struct best {
	double ratio, ours, base;
};

static void best_of(struct best *best, struct samples *ours, struct samples *base)
{
	double ratio = samples_median(ours) / samples_median(base);

	if (best->ratio > 0 && !(ratio < best->ratio))
		return;
	*best = (struct best){ ratio, samples_median(ours), samples_median(base) };
}

static void bench_pages(void)
{
	struct best page = { 0 }, history = { 0 }, ranking = { 0 };

	for (int round = 0; round < setup_rounds(); round++) {
		struct pty *base = open_floor(), *t = open_metrics(large);
		struct samples floor_pages = { 0 }, pages = { 0 }, enters = { 0 }, histories = { 0 }, rankings = { 0 };

		measure_key(t, "PageDown", 1); /* to the bottom of what is shown; the next one scrolls */
		press(base, "PageDown", PAGES, &floor_pages);
		press(t, "PageDown", PAGES, &pages);
		for (int i = 0; i < OPENINGS; i++) {
			press(base, "Enter", 1, &enters);
			measure_key(base, "Escape", 1);
			measure_key(base, "Down", 1);
		}
		measure_key(t, "Home", 1);
		open_each(t, &histories, &rankings);
		if (!rankings.n)
			pty_fail(t, "ingen rangordning över kommuner syntes");
		best_of(&page, &pages, &floor_pages);
		best_of(&history, &histories, &enters);
		best_of(&ranking, &rankings, &enters);
		pty_end(base);
		pty_end(t);
		samples_free(&floor_pages);
		samples_free(&pages);
		samples_free(&enters);
		samples_free(&histories);
		samples_free(&rankings);
	}
	say_against_floor("PageDown, alla nyckeltal", "≤ 1,5 × golvet", 1.5, page.ours, page.base);
	say_against_floor("Enter, en historik", "≤ 1,5 × golvet", 1.5, history.ours, history.base);
	say_against_floor("rangordning av alla kommuner", "≤ 1,5 × golvet", 1.5, ranking.ours, ranking.base);
}

static void bench_growth(void)
{
	struct best down = { 0 }, page = { 0 };

	for (int round = 0; round < setup_rounds(); round++) {
		struct pty *a = open_activities(large), *b = open_activities(small);
		struct samples downs = { 0 }, downs_small = { 0 }, pages = { 0 }, pages_small = { 0 };

		press(a, "Down", DOWNS, &downs);
		press(b, "Down", DOWNS, &downs_small);
		press(a, "PageDown", PAGES, &pages);
		press(b, "PageDown", PAGES, &pages_small);
		best_of(&down, &downs, &downs_small);
		best_of(&page, &pages, &pages_small);
		pty_end(a);
		pty_end(b);
		samples_free(&downs);
		samples_free(&downs_small);
		samples_free(&pages);
		samples_free(&pages_small);
	}
	report_row(REPORT_TIME, "18", "växt: Ner", "≤ 1,2 × 1M", down.ratio / 1.2, down.ratio <= 1.2, "%.3f mot %.3f ms", down.ours,
		down.base);
	report_row(REPORT_TIME, "18", "växt: PageDown", "≤ 1,2 × 1M", page.ratio / 1.2, page.ratio <= 1.2, "%.3f mot %.3f ms",
		page.ours, page.base);
}

/* ---- rows 5, 7 and 8: a walk over all screens ------------------------------------------------------------- */

static void bench_walk(void)
{
	int keys = report_quick() ? 300 : 1000;
	struct walk *walk = walk_new(keys), *other = walk_new(keys);
	const struct walk_frame *wall, *cpu, *bytes;
	double kib = INFINITY, kib_small, median;

	for (int round = 0; round < setup_rounds(); round++)
		kib = fmin(kib, walk_on(walk, program, large));
	kib_small = walk_on(other, program, small);
	wall = walk_worst(walk, WALK_WALL);
	cpu = walk_worst(walk, WALK_CPU);
	bytes = walk_worst(walk, WALK_BYTES);
	median = walk_median(walk, WALK_BYTES);
	report_row(REPORT_TIME, "5", "värsta bilden i en vandring", "≤ 16 ms", wall->wall / 16, wall->wall <= 16, "%.2f ms (%s)",
		wall->wall, wall->where);
	report_row(REPORT_TIME, "5", "värsta bilden, CPU", "≤ 10 ms", cpu->cpu / 10, cpu->cpu <= 10, "%.2f ms (%s)", cpu->cpu,
		cpu->where);
	/* The budget compares medians: a frame of which little changes far apart, or that scrolls, has few cells for its bytes. */
	report_row(REPORT_SIZE, "7", "byte i en bild: vandringen", "≤ 1,5 per ändrad cell + 300", median / 1.5, median <= 1.5,
		"%.2f, mest %.2f (%s)", median, bytes->bytes, bytes->where);
	report_row(REPORT_SIZE, "8", "eget minne efter vandringen", "≤ 3072 KiB", kib / 3072, kib > 0 && kib <= 3072, "%.0f KiB", kib);
	report_row(REPORT_SIZE, "8", "eget minne mot 1M", "≤ 256 KiB mer", (kib - kib_small) / 256, kib - kib_small <= 256,
		"%.0f − %.0f KiB", kib, kib_small);
	walk_free(walk);
	walk_free(other);
}

static const struct {
	const char *name;
	void (*measure)(void);
} parts[] = {
	{ "start", bench_start }, { "evicted", bench_evicted }, { "pages", bench_pages }, { "growth", bench_growth }, { "walk", bench_walk },
};

int main(void)
{
	program = setup_program("STYRTAVLA");
	floor_program = setup_program("FLOOR");
	large = setup_store(setup_size() == SETUP_FULL ? "140M" : "14M");
	small = setup_store("1M");
	start_home = setup_path("home");
	mkdir(start_home, 0700);
	fill_store(program, small, GENERATE_1M, FILL_ACTIVITIES);
	fill_store(program, large, setup_size() == SETUP_FULL ? GENERATE_140M : GENERATE_14M, FILL_ACTIVITIES);
	report_begin();
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		if (setup_wants(parts[i].name))
			parts[i].measure();
	if (setup_wants("peers"))
		bench_peers(start_home);
	setup_remove();
	free(large);
	free(small);
	free(start_home);
	return report_end();
}
