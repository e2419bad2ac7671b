/* embedded.c: finding a compiled-in file. */
#include "io/embedded.h"

#include <string.h>

const struct embedded *embedded_find(const char *name)
{
	for (size_t i = 0; i < embedded_nfiles; i++) {
		if (strcmp(embedded_files[i].name, name) == 0)
			return &embedded_files[i];
	}
	return NULL;
}
