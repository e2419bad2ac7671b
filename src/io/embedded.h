/* embedded.h: files compiled into the program: the commented default configuration, the reference plans and their figures.
 * The table is written when the program is built, by tools/embed.sh, from conf/styrtavla.ini, db/ *.ini and db/ *.csv. */
#ifndef STYRTAVLA_EMBEDDED_H
#define STYRTAVLA_EMBEDDED_H

#include <stddef.h>

struct embedded {
	const char *name;          /* without directories: "styrtavla.ini" */
	const unsigned char *data; /* size bytes, and a NUL after them */
	size_t size;
};
extern const struct embedded embedded_files[];
extern const size_t embedded_nfiles;

/* The file called name; NULL if there is none. */
const struct embedded *embedded_find(const char *name);

#endif
