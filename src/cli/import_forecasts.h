/* import_forecasts.h: files of forecasts, for `import`. */
#ifndef STYRTAVLA_IMPORT_FORECASTS_H
#define STYRTAVLA_IMPORT_FORECASTS_H

#include "cli/cli.h"

struct forecast_file {
	const char *name, *data; /* borrowed */
	size_t size;
};
/* Saves what n files say as one save, that one undo takes back: all or nothing. Told on stdout (unless quiet) and stderr. Returns
 * the exit code. */
int import_forecasts(const struct options *options, const struct forecast_file *files, size_t n, bool dry_run, bool quiet);

#endif
