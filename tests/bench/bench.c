/* bench.c: `make bench`: the budget's rows about one key and one edit (3, 6, 7, 9, 16, 17), on 1M figures and 1,000 activities.
 *
 * Everything is measured in one run beside the floor (floor.c), in turn, three rounds, the best counts: absolute times are
 * not stable from run to run. Exit 1 when a row falls short. $STYRTAVLA and $FLOOR are the programs. */
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/fill.h"
#include "bench/measure.h"
#include "bench/report.h"
#include "bench/setup.h"

enum { DOWNS = 60, BURST = 200, EDITS = 200, MARKS = 20, IDLE_MS = 5000 };
#define SEEN "Controller" /* the responsible of each: on the list, and nowhere else */

static const char *program, *floor_program;
static char *store_dir;

static struct store *open_store(void)
{
	struct store_options options = { 0 };
	struct store *store;
	struct err err = { 0 };

	if (store_open(&store, store_dir, &options, &err))
		report_give_up(store_dir, err.text);
	return store;
}

/* ---- row 16: an edit against the least that is durable ------------------------------------------------------ */

static double append_once(int fd)
{
	static const char block[4096];
	double start = now_ms();

	if (write(fd, block, sizeof(block)) != sizeof(block) || fdatasync(fd) < 0)
		report_give_up("fdatasync", "filen kunde inte skrivas");
	return now_ms() - start;
}

static double save_once(struct store *store, struct record *rec, int n)
{
	struct change change = { .rec = rec, .expect = rec->revision };
	struct activity *a = (struct activity *)rec;
	struct save_result result = { 0 };
	struct err err = { 0 };
	double start;

	free(a->title);
	a->title = mem_printf("Aktivitet, " FILL_STEP " 0, ändrad %d gånger", n);
	start = now_ms();
	if (store_save(store, &change, 1, &result, &err))
		report_give_up("store_save", err.text);
	return now_ms() - start;
}

/* Returns the median of an edit in ms. */
static double bench_edit(void)
{
	double best = INFINITY, edit = NAN, floor_ms = NAN;
	struct store *store = open_store();
	struct record *rec = fill_activity(0);
	char *path = mem_printf("%s.append", store_dir);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);

	save_once(store, rec, 0);
	for (int round = 0; round < setup_rounds(); round++) {
		struct samples saves = { 0 }, appends = { 0 };
		double ratio;

		for (int i = 0; i < EDITS; i++) {
			samples_add(&appends, append_once(fd));
			samples_add(&saves, save_once(store, rec, round * EDITS + i + 1));
		}
		ratio = samples_median(&saves) / samples_median(&appends);
		if (ratio < best) {
			best = ratio;
			edit = samples_median(&saves);
			floor_ms = samples_median(&appends);
		}
		samples_free(&saves);
		samples_free(&appends);
	}
	report_row(REPORT_TIME, "16", "ändring, varaktig", "≤ 2,2 × tillägg + fdatasync", best, best <= 2.2,
		"%.3f ms mot %.3f ms", edit, floor_ms);
	close(fd);
	unlink(path);
	free(path);
	record_free(rec);
	store_close(store);
	return edit;
}

/* ---- rows 3, 6, 7 and 9: on the screen ------------------------------------------------------------------------ */

static struct pty *start_floor(void)
{
	const char *const argv[] = { floor_program, NULL };
	struct pty *t = pty_start(BENCH_ROWS, BENCH_COLS, argv, NULL);

	pty_wait_text(t, "av 5000");
	return t;
}

/* The list of activities, at its first row. */
static struct pty *start_program(void)
{
	const char *const argv[] = { program, "--store", store_dir, NULL };
	struct pty *t = pty_start(BENCH_ROWS, BENCH_COLS, argv, NULL);

	pty_wait_text(t, "Aktiviteter");
	pty_keys(t, "4");
	pty_wait_text(t, SEEN);
	pty_wait_quiet(t, QUIET_MS);
	return t;
}

static struct frames downs(struct pty *t)
{
	struct frames all = { 0 };

	for (int i = 0; i < DOWNS; i++) {
		struct frame f = measure_key(t, "Down", 1);

		frames_add(&all, &f);
	}
	return all;
}

/* Rows 3 and the first half of 7. *floor_median is for row 17. */
static void bench_down(struct pty *base, struct pty *t, double *floor_median)
{
	double best = INFINITY, cpu = INFINITY, ours = NAN, bytes = INFINITY, bytes_worst = 0;
	bool silent = false;

	*floor_median = NAN;
	for (int round = 0; round < setup_rounds(); round++) {
		struct frames floor_frames = downs(base), frames = downs(t);
		double median = samples_median(&frames.last), floor_now = samples_median(&floor_frames.last);

		silent = silent || frames.silent;
		if (median / floor_now < best) {
			best = median / floor_now;
			ours = median;
			*floor_median = floor_now;
		}
		cpu = fmin(cpu, samples_p99(&frames.cpu));
		bytes = fmin(bytes, samples_median(&frames.bytes));
		bytes_worst = fmax(bytes_worst, samples_p99(&frames.bytes));
		frames_free(&floor_frames);
		frames_free(&frames);
	}
	report_row(REPORT_TIME, "3", "Ner → bild", "≤ 1,3 × golvet, CPU p99 ≤ 1 ms", best, best <= 1.3 && cpu <= 1 && !silent,
		"%.3f mot %.3f ms, CPU %.3f ms%s", ours, *floor_median, cpu, silent ? ", tyst ibland" : "");
	report_row(REPORT_SIZE, "7", "byte i en bild: Ner", "≤ 450", bytes_worst / 450, bytes_worst <= 450,
		"%.0f, p99 %.0f", bytes, bytes_worst);
}

/* A held key ends far down the list: a frame of that is one where the list has scrolled, as PageDown draws it. */
static void bench_burst(struct pty *t)
{
	struct frame best = { .last = INFINITY };
	double page_bytes;

	measure_key(t, "Home", 1);
	measure_key(t, "PageDown", 1); /* to the bottom of what is shown; the next one scrolls */
	page_bytes = (double)measure_key(t, "PageDown", 1).bytes;

	for (int round = 0; round < setup_rounds(); round++) {
		struct frame f;

		measure_key(t, "Home", 1);
		f = measure_key(t, "Down", BURST);
		if (f.bytes && f.last < best.last)
			best = f;
	}
	report_row(REPORT_TIME, "6", "200 köade Ner", "≤ 10 ms, ≤ 5 bilders byte", best.last / 10,
		best.last <= 10 && (double)best.bytes <= 5 * page_bytes, "%.2f ms, %.1f rullade bilder", best.last,
		(double)best.bytes / page_bytes);
}

static void bench_idle(struct pty *t)
{
	struct idle idle = measure_idle(t, IDLE_MS);

	report_row(REPORT_SIZE, "9", "vila i 5 s", "0 väckningar, 0 byte, 0 CPU", NAN,
		!idle.wakeups && !idle.bytes && idle.cpu <= 0, "%ld väckningar, %zu byte, %.3f ms CPU", idle.wakeups, idle.bytes,
		idle.cpu);
}

/* Row 17: an activity is marked done; first the frame, then the word that it is saved. */
static void bench_mark(struct pty *t, double floor_median, double edit)
{
	struct samples first = { 0 }, mark = { 0 };
	double frame_ms, mark_ms;
	int unsaid = 0;

	measure_key(t, "Home", 1);
	for (int i = 0; i < MARKS; i++) {
		struct frame f = measure_key(t, "a", 1);

		if (f.bytes)
			samples_add(&first, f.first);
		if (f.bytes && pty_has(t, "sparat ·"))
			samples_add(&mark, f.last);
		else
			unsaid++;
		measure_key(t, "Down", 1);
	}
	frame_ms = samples_median(&first);
	mark_ms = samples_median(&mark);
	report_row(REPORT_TIME, "17", "ändring → bild", "bilden inom rad 3:s gräns", frame_ms / floor_median,
		frame_ms <= 1.3 * floor_median, "%.3f mot %.3f ms", frame_ms, floor_median);
	report_row(REPORT_TIME, "17", "ändring → \"sparat\"", "≤ rad 16 + 1 ms", mark_ms / (edit + 1),
		!unsaid && mark_ms <= edit + 1, "%.3f mot %.3f ms%s", mark_ms, edit + 1, unsaid ? ", inte alltid sagt" : "");
	samples_free(&first);
	samples_free(&mark);
}

int main(void)
{
	double edit, floor_median;
	struct pty *base, *t;

	program = setup_program("STYRTAVLA");
	floor_program = setup_program("FLOOR");
	store_dir = setup_path("store");
	fill_store(program, store_dir, GENERATE_1M, FILL_ACTIVITIES);
	report_begin();
	edit = bench_edit();
	base = start_floor();
	t = start_program();
	bench_down(base, t, &floor_median);
	bench_burst(t);
	bench_idle(t);
	bench_mark(t, floor_median, edit);
	pty_end(base);
	pty_end(t);
	free(store_dir);
	setup_remove();
	return report_end();
}
