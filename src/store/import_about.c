/* import_about.c: what is known of an import only when all of it has been read. */
#include <stdlib.h>
#include <string.h>

#include "store/import.h"

static void set(char **text, const char *to)
{
	if (!to)
		return;
	free(*text);
	*text = mem_strdup(to);
}

void import_about(struct import *import, const char *file, const char *hash, const char *source, const char *note)
{
	set(&import->file, file);
	set(&import->source, source);
	set(&import->note, note);
	if (hash) {
		memset(import->hash, 0, sizeof(import->hash));
		memcpy(import->hash, hash, strnlen(hash, sizeof(import->hash) - 1));
	}
}
