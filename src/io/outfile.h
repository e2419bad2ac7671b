/* outfile.h: the two ways out: a file that is replaced whole or not at all, and standard out without silent losses. */
#ifndef STYRTAVLA_OUTFILE_H
#define STYRTAVLA_OUTFILE_H

#include <stddef.h>

#include "base/err.h"

/* Writes data to a new file beside path (mode 0640), syncs it and renames it over path. On error the old file is as it was
 * and nothing is left behind. Only regular files are replaced. 0 or ERR_STORE. */
int outfile_write(const char *path, const void *data, size_t n, struct err *err);
/* Writes to a descriptor until all is written. 0 or ERR_STORE. */
int outfile_put(int fd, const void *data, size_t n, struct err *err);

#endif
