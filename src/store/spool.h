/* spool.h: a file without a name, written once and read back in pieces: what an import is given before it is published.
 * It lies in the store's directory and is gone with the process, however that ends. What is short never leaves memory. */
#ifndef STYRTAVLA_SPOOL_H
#define STYRTAVLA_SPOOL_H

#include "store/internal.h"

struct spool {
	const struct store *store;
	int fd;            /* −1: all is in tail */
	uint64_t written;  /* bytes in the file; tail follows them */
	struct buf tail;
};

void spool_begin(struct spool *spool, const struct store *store);
void spool_end(struct spool *spool);
uint64_t spool_size(const struct spool *spool);
/* 0 or ERR_STORE: the disk is full. */
int spool_add(struct spool *spool, const void *bytes, size_t n, struct err *err);
/* Reads n bytes from offset `at`; all must be there. */
int spool_read(const struct spool *spool, uint64_t at, void *out, size_t n, struct err *err);

#endif
