/* path.h: names of files as people type them. */
#ifndef STYRTAVLA_PATH_H
#define STYRTAVLA_PATH_H

#include <stdbool.h>

#include "base/mem.h"

/* "~/…" as in the shell (nobody means a directory called ~); blanks around it, and the quotes a terminal puts around a file that
 * is dropped on it, are no part of the name. Caller frees. */
char *path_typed(const char *text);
/* True where opening it could wait for somebody else: a named pipe. */
bool path_may_wait(const char *path);
/* What Tab makes of a name half typed: as much more as all that begin so have in common; a directory gets its /. Hidden names
 * only where the dot is typed. choices (may be NULL; of char *, caller frees) gets the names there are to choose from, sorted, where
 * it is more than one. Caller frees what is returned. */
char *path_complete(const char *text, struct vec *choices);

#endif
