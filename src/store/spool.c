/* spool.c: see the header. */
#include "store/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TAIL_MAX = 512 * 1024 };

void spool_begin(struct spool *spool, const struct store *store)
{
	*spool = (struct spool){ .store = store, .fd = -1 };
}

void spool_end(struct spool *spool)
{
	if (spool->fd >= 0)
		close(spool->fd);
	spool->fd = -1;
	buf_free(&spool->tail);
}

uint64_t spool_size(const struct spool *spool)
{
	return spool->written + spool->tail.len;
}

/* A file system that cannot make a file without a name makes one that loses it at once. */
static int open_nameless(const char *dir)
{
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd >= 0)
		return fd;
	char *path = mem_printf("%s/import-XXXXXX", dir);
	fd = mkostemp(path, O_CLOEXEC);
	int failed = errno;
	if (fd >= 0)
		unlink(path);
	free(path);
	errno = failed;
	return fd;
}

static int spool_open(struct spool *spool, struct err *err)
{
	const char *dir = getenv("TMPDIR");

	spool->fd = open_nameless(spool->store->figures.dir);
	/* Counting what a file holds is allowed where nothing may be written. */
	if (spool->fd < 0 && (errno == EACCES || errno == EROFS || errno == EPERM))
		spool->fd = open_nameless(dir && *dir ? dir : "/tmp");
	return spool->fd >= 0 ? 0 : env_error(spool->store, "kunde inte mellanlagra siffrorna", errno, err);
}

static int write_tail(struct spool *spool, struct err *err)
{
	const char *at = spool->tail.data;
	size_t left = spool->tail.len;

	if (env_check_space(spool->store, &spool->store->figures, err) || (spool->fd < 0 && spool_open(spool, err)))
		return err->code;
	while (left > 0) {
		ssize_t n = pwrite(spool->fd, at, left, (off_t)spool->written);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return env_error(spool->store, "kunde inte mellanlagra siffrorna",
					n < 0 && errno != EFBIG ? errno : ENOSPC, err);
		at += n;
		left -= (size_t)n;
		spool->written += (uint64_t)n;
	}
	buf_clear(&spool->tail);
	return 0;
}

int spool_add(struct spool *spool, const void *bytes, size_t n, struct err *err)
{
	buf_add(&spool->tail, bytes, n);
	return spool->tail.len >= TAIL_MAX ? write_tail(spool, err) : 0;
}

int spool_read(const struct spool *spool, uint64_t at, void *out, size_t n, struct err *err)
{
	uint8_t *to = out;

	while (n > 0 && at < spool->written) {
		size_t some = n < spool->written - at ? n : (size_t)(spool->written - at);
		ssize_t got = pread(spool->fd, to, some, (off_t)at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return env_error(spool->store, "kunde inte läsa tillbaka siffrorna", got < 0 ? errno : EIO, err);
		to += got;
		at += (uint64_t)got;
		n -= (size_t)got;
	}
	if (n > 0)
		memcpy(to, spool->tail.data + (at - spool->written), n);
	return 0;
}
