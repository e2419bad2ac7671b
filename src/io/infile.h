/* infile.h: a file being read, whatever it is: decoded to UTF-8 where it is text in another encoding, whole in memory where it is
 * small or a reader needs all of it, else piece by piece. Read with pread, never mapped: a file that is cut short meanwhile is an
 * error with a message and not a SIGBUS. A pipe is copied to an unnamed temporary file first. */
#ifndef STYRTAVLA_INFILE_H
#define STYRTAVLA_INFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "io/encoding.h"

#define INFILE_HEAD ((size_t)1 << 20)      /* files up to this are whole in memory at once; of larger ones this much is looked at */
#define INFILE_PIPE_MAX ((uint64_t)4 << 30) /* more than this from a pipe is refused */

struct infile_state;

struct infile {
	const char *name;    /* as given (borrowed); "standard in" for - */
	const char *data;    /* text as UTF-8 without a byte order mark; binary as it is. Ended by a NUL that is not counted */
	size_t size;         /* of data: the whole file where `whole`, else its beginning, in whole characters */
	bool whole;
	bool again;          /* infile_read found that the encoding is another one: what was read is to be forgotten, and read again */
	enum encoding encoding; /* what it was */
	uint64_t total, done;   /* bytes of the file as it is, and how many of them infile_read has handed over */
	char hash[65];       /* SHA-256 of the bytes as they were, hex; "" until infile_hash */
	struct infile_state *state; /* private */
};

/* Opens, and decodes the beginning. Refuses, with one line: no such file, no permission, a directory, a device, an empty file, one
 * that cannot be decoded. By BOM, else UTF-8 where it is valid, else cp1252 where bytes 0x80–0x9F occur, else Latin-1; ENC_BINARY
 * where there is a NUL in the beginning and no UTF-16 BOM. What is UTF-8 in some places and invalid in others is refused: it is
 * damaged. forced: an encoding by name, NULL = by looking. 0 or ERR_INPUT; infile_close in both cases. */
int infile_open(struct infile *in, const char *path, const char *forced, struct err *err);
/* The same over bytes that someone else owns (compiled in, tests). */
int infile_memory(struct infile *in, const char *name, const char *data, size_t size, struct err *err);
/* Makes data the whole file. ERR_INPUT where it is larger than max bytes, with both sizes told. */
int infile_all(struct infile *in, size_t max, struct err *err);
/* As infile_all, decoded anew from the encoding that the file itself names (PX: CHARSET, CODEPAGE). ERR_INPUT also where the name is
 * unknown. A byte order mark stands above what the file says. */
int infile_recode(struct infile *in, const char *encoding, size_t max, struct err *err);

/* As if it had been opened with that encoding: the beginning is decoded anew, and the rest follows with infile_read. */
int infile_force(struct infile *in, const char *encoding, struct err *err);

/* The next piece of the decoded text, in whole characters: at most cap bytes (cap at least 64) to dst. *n 0: the end. Works for whole
 * files too. ERR_INPUT where the file changed, or a byte cannot be read (with its line), or `again` is set. */
int infile_read(struct infile *in, char *dst, size_t cap, size_t *n, struct err *err);
void infile_rewind(struct infile *in); /* infile_read begins again */

/* hash is computed beside the reading, by a thread, where the file is large: begin early, ask when all is read. infile_hash fills in
 * in->hash and refuses a file that grew, shrank or was written while it was read. Without infile_hash_begin it does all itself. */
void infile_hash_begin(struct infile *in);
int infile_hash(struct infile *in, struct err *err);
void infile_close(struct infile *in);

#endif
