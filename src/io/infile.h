/* infile.h: a file being read, whatever it is: mapped where it can be, copied where it cannot (a pipe, standard in), decoded to
 * UTF-8 where it is text in another encoding. */
#ifndef STYRTAVLA_INFILE_H
#define STYRTAVLA_INFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum encoding { ENC_UTF8, ENC_LATIN1, ENC_CP1252, ENC_UTF16LE, ENC_UTF16BE, ENC_BINARY };

struct infile {
	const char *name;    /* as given; "standard in" for - */
	const char *data;    /* what is read: text as UTF-8 without a byte order mark; binary as it is */
	size_t size;
	enum encoding encoding; /* what it was */
	char hash[65];       /* SHA-256 of the bytes as they were, hex */
	/* private */
	void *map;
	size_t map_size;
	char *copy;
};

/* Opens and decodes. Refuses, with one line: no such file, no permission, a directory, a device, an empty file, one that grew or
 * shrank while it was read, one that cannot be decoded. By BOM, else UTF-8 where it is valid, else cp1252 where bytes 0x80–0x9F
 * occur, else Latin-1; ENC_BINARY where there is a NUL in the first 64 KiB and no UTF-16 BOM. forced: an encoding by name
 * (PX: CHARSET, CODEPAGE), NULL = by looking. 0 or ERR_INPUT. */
int infile_open(struct infile *in, const char *path, const char *forced, struct err *err);
/* The same over bytes that someone else owns (compiled in, tests). */
int infile_memory(struct infile *in, const char *name, const char *data, size_t size, struct err *err);
void infile_close(struct infile *in);

#endif
