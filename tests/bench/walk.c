/* walk.c: see the header. */
#include "bench/walk.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "bench/measure.h"

/* Nothing that changes what is kept. A path for each main view, since what a key means differs. */
static const char *const paths[] = {
	"1 Down Down Down PageDown PageUp End Home Down Enter Down Down Down PageDown PageUp v Down BSpace BSpace "
	"Down Down Enter Enter Tab Tab Tab BSpace BSpace s s s S z z f f f c PageDown BSpace v BSpace Escape",
	"2 Down Down Enter Down PageDown Tab Tab Tab PageDown Tab Tab v BSpace BSpace s s S End Home Right Right v BSpace Left Left "
	"Down Down Down Enter Tab Tab Tab BSpace c BSpace Escape",
	"3 Down PageDown PageDown PageUp s s s s S f f f f PageDown PageDown End Home s s s S Down Down Enter m m m PageDown m m "
	"w w Tab Tab PageDown Tab Tab Tab Tab Tab Tab Tab Left Left Right v BSpace BSpace Down Enter m m Left Left BSpace / vård Enter "
	"Down Down / Escape Escape f f Down Enter Tab Tab m PageDown BSpace Escape",
	"4 Down PageDown PageDown End Home s s s S z PageDown z f f f f f f Tab PageDown Down Down Tab Enter Tab Tab BSpace "
	"/ steg Enter PageDown / Escape Escape c PageDown BSpace Escape",
	"5 Down Enter BSpace s f Escape",
	"6 Down Down PageDown End Home Right Right v BSpace Down Enter BSpace Tab Tab Escape",
	"7 Down Down Right Down Down Down PageDown PageUp Enter Down Down PageDown Tab Tab v BSpace BSpace Down Right Down Enter BSpace "
	"Escape",
	"8 Down PageDown End Home Enter BSpace f f s ? PageDown PageDown Escape : mål Escape b Down Down Enter 1 2 7 o , . , Escape",
};

struct walk {
	struct walk_frame *frames;
	int nkeys;
};

struct walk *walk_new(int keys)
{
	struct walk *walk = mem_array(NULL, 1, sizeof(*walk));

	walk->nkeys = keys;
	walk->frames = mem_array(NULL, (size_t)keys, sizeof(*walk->frames));
	for (int i = 0; i < keys; i++)
		walk->frames[i] = (struct walk_frame){ .wall = INFINITY, .cpu = INFINITY, .bytes = INFINITY };
	return walk;
}

void walk_free(struct walk *walk)
{
	free(walk->frames);
	free(walk);
}

/* The next key of the walk: paths one after another, for ever. */
static const char *next_key(size_t *path, const char **at, char key[16])
{
	size_t n;

	if (!*at)
		*at = paths[*path];
	n = strcspn(*at, " ");
	snprintf(key, 16, "%.*s", (int)n, *at);
	*at += n;
	if (**at == ' ')
		(*at)++;
	if (!**at) {
		*at = NULL;
		*path = (*path + 1) % COUNT_OF(paths);
	}
	return key;
}

double walk_on(struct walk *walk, const char *program, const char *dir)
{
	const char *const argv[] = { program, "--store", dir, NULL };
	struct pty *t = pty_start(BENCH_ROWS, BENCH_COLS, argv, NULL);
	const char *at = NULL;
	char key[16];
	size_t path = 0;
	double kib;

	pty_wait_text(t, "Aktiviteter");
	pty_wait_quiet(t, QUIET_MS);
	for (int i = 0; i < walk->nkeys; i++) {
		struct walk_frame *frame = &walk->frames[i];
		int view = (int)path + 1;
		struct frame f = measure_key(t, next_key(&path, &at, key), 1);

		/* After a lone Escape curses waits for what may follow: that wait is not drawing. */
		if (!strcmp(key, "Escape"))
			f.last = 0;
		snprintf(frame->where, sizeof(frame->where), "%s, nr %d i %d", key, i + 1, view);
		frame->step = !strcmp(key, "Down");
		frame->wall = fmin(frame->wall, f.bytes ? f.last : 0);
		frame->cpu = fmin(frame->cpu, f.cpu);
		frame->bytes = fmin(frame->bytes, frame_bytes_per_cell(&f));
	}
	kib = private_dirty_kib(pty_pid(t));
	pty_end(t);
	return kib;
}

static double cost(const struct walk_frame *frame, enum walk_what what)
{
	return what == WALK_WALL ? frame->wall : what == WALK_CPU ? frame->cpu : frame->bytes;
}

const struct walk_frame *walk_worst(const struct walk *walk, enum walk_what what)
{
	const struct walk_frame *worst = &walk->frames[0];

	for (int i = 1; i < walk->nkeys; i++)
		if (cost(&walk->frames[i], what) > cost(worst, what))
			worst = &walk->frames[i];
	return worst;
}

double walk_median(const struct walk *walk, enum walk_what what)
{
	struct samples all = { 0 };
	double median;

	for (int i = 0; i < walk->nkeys; i++)
		if (walk->frames[i].wall > 0 && !walk->frames[i].step)
			samples_add(&all, cost(&walk->frames[i], what));
	median = samples_median(&all);
	samples_free(&all);
	return median;
}
