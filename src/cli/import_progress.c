/* import_progress.c: see the header. */
#include "cli/import_progress.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/cli_util.h"
#include "io/import_told.h"
#include "io/outfile.h"

#define SECOND ((moment_t)1000000)
enum { BAR_CELLS = 20, LINE_SECONDS = 10 };

static volatile sig_atomic_t caught;

static void catch(int signal)
{
	caught = signal;
}

/* What is ignored, as Ctrl-C is in the background, stays so. */
static void take_over(int signal, const struct sigaction *action, struct sigaction *old)
{
	sigaction(signal, NULL, old);
	if (old->sa_handler != SIG_IGN)
		sigaction(signal, action, NULL);
}

void import_bar_begin(struct import_bar *bar, bool quiet)
{
	struct sigaction action = { .sa_handler = catch, .sa_flags = SA_RESTART };

	memset(bar, 0, sizeof(*bar));
	bar->quiet = quiet;
	bar->terminal = isatty(STDERR_FILENO);
	bar->begun = bar->phase_begun = bar->last = moment_now();
	bar->phase = IMPORT_READS;
	caught = 0;
	sigemptyset(&action.sa_mask);
	take_over(SIGINT, &action, &bar->old_int);
	take_over(SIGTERM, &action, &bar->old_term);
}

static void put(const char *text, size_t n)
{
	struct err ignored = { 0 };

	/* There is nowhere to tell that it failed. */
	(void)outfile_put(STDERR_FILENO, text, n, &ignored);
}

static void draw_bar(struct import_bar *bar, const struct import_progress *p, moment_t now)
{
	double part = import_progress_part(p);
	struct buf out = { 0 };

	buf_str(&out, "\r[");
	for (int i = 0; i < BAR_CELLS; i++)
		buf_char(&out, i < part * BAR_CELLS ? '#' : '.');
	buf_str(&out, "] ");
	import_progress_words(&out, p, bar->phase_begun, now);
	buf_str(&out, "\033[K");
	put(buf_cstr(&out), out.len);
	buf_free(&out);
	bar->shown = true;
}

static void write_line(const struct import_bar *bar, const struct import_progress *p, moment_t now)
{
	struct buf out = { 0 };

	import_progress_words(&out, p, bar->phase_begun, now);
	cli_say("%s", buf_cstr(&out));
	buf_free(&out);
}

bool import_bar_progress(const struct import_progress *p, void *user)
{
	struct import_bar *bar = user;
	moment_t now = moment_now();
	bool first = p->phase != bar->phase;

	if (first) {
		bar->phase = p->phase;
		bar->phase_begun = now;
	}
	if (bar->quiet || caught)
		return !caught;
	if (bar->terminal && now - bar->begun >= SECOND / 2 && (first || now - bar->last >= SECOND / 10)) {
		draw_bar(bar, p, now);
		bar->last = now;
	} else if (!bar->terminal && now - bar->last >= LINE_SECONDS * SECOND) {
		write_line(bar, p, now);
		bar->last = now;
	}
	return true;
}

void import_bar_end(struct import_bar *bar)
{
	if (bar->shown)
		put("\r\033[K", 4);
	sigaction(SIGINT, &bar->old_int, NULL);
	sigaction(SIGTERM, &bar->old_term, NULL);
}

void import_bar_interrupted(const struct import_bar *bar)
{
	(void)bar;
	if (caught)
		raise(caught);
}
