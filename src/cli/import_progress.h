/* import_progress.h: how far a long import has come: a bar on a terminal, a line now and then elsewhere, and Ctrl-C. */
#ifndef STYRTAVLA_IMPORT_PROGRESS_H
#define STYRTAVLA_IMPORT_PROGRESS_H

#include <signal.h>
#include <stdbool.h>

#include "io/import_run.h"

struct import_bar {
	bool quiet, terminal;
	bool shown;              /* there is a bar to wipe out */
	moment_t begun, phase_begun, last;
	enum import_phase phase;
	struct sigaction old_int, old_term;
};

/* From here to import_bar_end SIGINT and SIGTERM only make progress return false. Nothing is shown in the first half second. */
void import_bar_begin(struct import_bar *bar, bool quiet);
bool import_bar_progress(const struct import_progress *progress, void *user);
void import_bar_end(struct import_bar *bar);
/* After everything is closed and told: ends the program the way the signal would have. */
void import_bar_interrupted(const struct import_bar *bar);

#endif
