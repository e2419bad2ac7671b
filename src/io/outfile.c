/* outfile.c: see the header. */
#include "io/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "io/reason.h"

static int write_all(int fd, const char *data, size_t n)
{
	while (n) {
		ssize_t done = write(fd, data, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		data += done;
		n -= (size_t)done;
	}
	return 0;
}

int outfile_put(int fd, const void *data, size_t n, struct err *err)
{
	if (write_all(fd, data, n))
		return err_set(err, ERR_STORE, "kunde inte skriva ut svaret: %s", io_reason(errno));
	return 0;
}

/* The directory of path, opened; −1. */
static int open_dir(const char *path, const char **name)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash ? mem_strndup(path, slash == path ? 1 : (size_t)(slash - path)) : mem_strdup(".");
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*name = slash ? slash + 1 : path;
	free(dir);
	return fd;
}

static int open_new(int dir, const char *name, char **temp)
{
	for (int i = 0; i < 100; i++) {
		int fd;

		*temp = mem_printf(".%s.%ld-%d.tmp", name, (long)getpid(), i);
		fd = openat(dir, *temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0640);
		if (fd >= 0)
			return fd;
		free(*temp);
		*temp = NULL;
		if (errno != EEXIST)
			break;
	}
	return -1;
}

/* Data first, then the name: a crash between leaves the old file. */
static int write_and_rename(int dir, int fd, const char *temp, const char *name, const void *data, size_t n)
{
	/* Whatever the umask: the group reads it, others do not. */
	if (write_all(fd, data, n) || fchmod(fd, 0640) || fsync(fd))
		return -1;
	if (renameat(dir, temp, dir, name))
		return -1;
	/* Renamed is done; a directory that cannot be synced (some file systems) only makes a power cut undo it. */
	(void)fsync(dir);
	return 0;
}

static int write_in(int dir, const char *name, const void *data, size_t n)
{
	struct stat st;
	char *temp;
	int fd, rc, why;

	if (fstatat(dir, name, &st, 0) == 0 && !S_ISREG(st.st_mode)) {
		errno = EISDIR;
		return -1;
	}
	fd = open_new(dir, name, &temp);
	if (fd < 0)
		return -1;
	rc = write_and_rename(dir, fd, temp, name, data, n);
	why = errno;
	if (close(fd) && !rc) {
		rc = -1;
		why = errno;
	}
	if (rc)
		unlinkat(dir, temp, 0);
	free(temp);
	errno = why;
	return rc;
}

int outfile_write(const char *path, const void *data, size_t n, struct err *err)
{
	const char *name;
	int dir = open_dir(path, &name);
	int rc, why;

	if (dir < 0)
		return err_set(err, ERR_STORE, "%s: katalogen kunde inte öppnas: %s", path, io_reason(errno));
	rc = *name ? write_in(dir, name, data, n) : -1;
	why = *name ? errno : EISDIR;
	close(dir);
	if (rc && why == EISDIR)
		return err_set(err, ERR_STORE, "%s: är ingen vanlig fil", path);
	if (rc)
		return err_set(err, ERR_STORE, "%s: kunde inte skrivas: %s; inget är ändrat", path, io_reason(why));
	return 0;
}
