/* infile_priv.h: what infile.c (decoding) and infile_open.c (the file, its hash) share. */
#ifndef STYRTAVLA_INFILE_PRIV_H
#define STYRTAVLA_INFILE_PRIV_H

#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>

#include "io/infile.h"

struct infile_state {
	int fd;              /* −1: bytes in memory */
	const char *memory;  /* borrowed, or own_memory */
	char *own_memory;    /* what came through a pipe and was small */
	uint64_t size;       /* bytes, when it was opened */
	struct stat st;
	bool copied;         /* fd is our own temporary file: nobody can change it */
	char *copy;          /* what infile.data points into; NULL: memory */
	size_t bom;
	bool sure;           /* the encoding was told, by a mark or by whoever opened it */
	uint64_t at;         /* infile_read goes on here, in the file as it is */
	size_t given;        /* … and here in data, where the file is whole */
	size_t letters;      /* characters of more than one byte that infile_read has seen */
	char *piece;         /* raw bytes to decode */
	size_t piece_cap;
	pthread_t thread;    /* computing the hash */
	bool hashing;
	atomic_bool stop;    /* the hash is not wanted any more */
	int hash_errno;      /* the thread could not read */
};

/* Opens path, tells what it may not be, copies a pipe. Sets fd or memory, size and st. 0 or ERR_INPUT. */
int infile_open_raw(struct infile *in, const char *path, struct err *err);
/* 0, or infile_changed where the file is not the one that was opened any more. */
int infile_unchanged(const struct infile *in, struct err *err);
int infile_changed(const struct infile *in, struct err *err);

#endif
