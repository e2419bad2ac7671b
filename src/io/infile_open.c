/* infile_open.c: the file itself: what is no file to read, pipes, changes while it is read, and its hash. */
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "io/infile_priv.h"
#include "io/reason.h"

/* ---- changes ---------------------------------------------------------------------------------------------- */

int infile_changed(const struct infile *in, struct err *err)
{
	return err_set(err, ERR_INPUT, "%s ändrades medan den lästes: vänta tills den är färdig och läs in den igen", in->name);
}

int infile_unchanged(const struct infile *in, struct err *err)
{
	const struct stat *old = &in->state->st;
	struct stat now;

	if (in->state->fd < 0 || in->state->copied)
		return 0;
	if (fstat(in->state->fd, &now) != 0 || now.st_size != old->st_size || now.st_mtim.tv_sec != old->st_mtim.tv_sec ||
			now.st_mtim.tv_nsec != old->st_mtim.tv_nsec)
		return infile_changed(in, err);
	return 0;
}

/* ---- pipes ------------------------------------------------------------------------------------------------ */

static int failed(const struct infile *in, const char *what, struct err *err)
{
	return err_set(err, ERR_INPUT, "%s: %s: %s", in->name, what, io_reason(errno));
}

static ssize_t read_some(int fd, char *dst, size_t n)
{
	ssize_t got;

	do
		got = read(fd, dst, n);
	while (got < 0 && errno == EINTR);
	return got;
}

static bool write_whole(int fd, const char *s, size_t n)
{
	while (n) {
		ssize_t put = write(fd, s, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		s += put;
		n -= (size_t)put;
	}
	return true;
}

/* A file without a name, gone when it is closed. */
static int temporary(void)
{
	const char *dir = getenv("TMPDIR");
	char *name = mem_printf("%s/styrtavla-XXXXXX", dir && *dir == '/' ? dir : "/tmp");
	int fd = mkostemp(name, O_CLOEXEC);

	if (fd >= 0)
		unlink(name);
	free(name);
	return fd;
}

/* The rest of from, after the first n bytes in head, goes to a temporary file that becomes the file to read. */
static int copy_rest(struct infile *in, int from, char *head, size_t n, struct err *err)
{
	struct infile_state *s = in->state;
	ssize_t got = (ssize_t)n;
	int to = temporary();

	if (to < 0)
		return failed(in, "kunde inte mellanlagras", err);
	s->fd = to;
	s->copied = true;
	while (got > 0) {
		if (!write_whole(to, head, (size_t)got))
			return failed(in, "kunde inte mellanlagras", err);
		s->size += (uint64_t)got;
		if (s->size > INFILE_PIPE_MAX)
			return err_set(err, ERR_INPUT, "%s är mer än %llu GiB: spara det som en fil och läs in den", in->name,
					(unsigned long long)(INFILE_PIPE_MAX >> 30));
		got = read_some(from, head, INFILE_HEAD);
	}
	return got < 0 ? failed(in, "kunde inte läsas", err) : 0;
}

static int copy_pipe(struct infile *in, int from, struct err *err)
{
	struct infile_state *s = in->state;
	char *head = mem_alloc(INFILE_HEAD + 1);
	size_t n = 0;
	ssize_t got;
	int rc;

	while ((got = read_some(from, head + n, INFILE_HEAD - n)) > 0)
		n += (size_t)got;
	if (got < 0) {
		rc = failed(in, "kunde inte läsas", err);
	} else if (n == INFILE_HEAD) {
		rc = copy_rest(in, from, head, n, err);
	} else {
		s->memory = s->own_memory = head;
		s->size = n;
		return n ? 0 : err_set(err, ERR_INPUT, "%s är tom", in->name);
	}
	free(head);
	return rc;
}

/* ---- opening ---------------------------------------------------------------------------------------------- */

static const char *unfit(const struct stat *st)
{
	if (S_ISDIR(st->st_mode))
		return "är en katalog: ange filerna i den";
	if (S_ISCHR(st->st_mode) || S_ISBLK(st->st_mode))
		return isatty(STDIN_FILENO) ? "är en enhet eller en terminal, ingen fil" : "är en enhet, ingen fil";
	return S_ISSOCK(st->st_mode) ? "är en socket, ingen fil" : NULL;
}

int infile_open_raw(struct infile *in, const char *path, struct err *err)
{
	struct infile_state *s = in->state;
	bool standard = strcmp(path, "-") == 0;
	int fd, rc = 0;

	/* What it is comes first: opening a device may do something. */
	if ((standard ? fstat(STDIN_FILENO, &s->st) : stat(path, &s->st)) != 0)
		return failed(in, "kunde inte öppnas", err);
	if (unfit(&s->st))
		return err_set(err, ERR_INPUT, "%s %s", in->name, unfit(&s->st));
	fd = standard ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0 || fstat(fd, &s->st) != 0) {
		rc = failed(in, "kunde inte öppnas", err);
	} else if (unfit(&s->st)) {
		rc = err_set(err, ERR_INPUT, "%s %s", in->name, unfit(&s->st));
	} else if (S_ISREG(s->st.st_mode) && s->st.st_size > 0 && (!standard || lseek(fd, 0, SEEK_CUR) == 0)) {
		s->fd = fd;
		s->size = (uint64_t)s->st.st_size;
		return 0;
	} else {
		/* Pipes, and files whose size is not told (/proc) or that are read from somewhere in the middle. */
		rc = copy_pipe(in, fd, err);
	}
	if (fd >= 0)
		close(fd);
	return rc;
}

/* ---- the hash --------------------------------------------------------------------------------------------- */

static void *hash_file(void *user)
{
	struct infile *in = user;
	struct infile_state *s = in->state;
	unsigned char hash[SHA256_DIGEST_SIZE];
	struct sha256_ctx sha;

	sha256_init(&sha);
	if (s->memory) {
		sha256_update(&sha, s->size, (const unsigned char *)s->memory);
	} else {
		size_t cap = (size_t)256 << 10;
		unsigned char *piece = mem_alloc(cap);

		for (uint64_t at = 0; at < s->size && !atomic_load_explicit(&s->stop, memory_order_relaxed);) {
			ssize_t n = pread(s->fd, piece, cap, (off_t)at);

			if (n < 0 && errno == EINTR)
				continue;
			if (n <= 0) {
				s->hash_errno = n ? errno : EIO;
				break;
			}
			sha256_update(&sha, (size_t)n, piece);
			at += (uint64_t)n;
		}
		free(piece);
	}
	sha256_digest(&sha, sizeof(hash), hash);
	sodium_bin2hex(in->hash, sizeof(in->hash), hash, sizeof(hash));
	return NULL;
}

void infile_hash_begin(struct infile *in)
{
	sigset_t all, old;

	if (in->state->hashing || in->hash[0] || in->whole)
		return;
	/* Signals are for the thread that has the screen. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	in->state->hashing = pthread_create(&in->state->thread, NULL, hash_file, in) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
}

static void hash_join(struct infile *in)
{
	if (in->state->hashing)
		pthread_join(in->state->thread, NULL);
	in->state->hashing = false;
}

int infile_hash(struct infile *in, struct err *err)
{
	if (in->state->hashing)
		hash_join(in);
	else if (!in->hash[0])
		hash_file(in);
	if (in->state->hash_errno)
		return infile_changed(in, err);
	return infile_unchanged(in, err);
}

void infile_close(struct infile *in)
{
	struct infile_state *s = in->state;

	if (!s)
		return;
	atomic_store(&s->stop, true);
	hash_join(in);
	if (s->fd >= 0)
		close(s->fd);
	free(s->own_memory);
	free(s->copy);
	free(s->piece);
	free(s);
	in->state = NULL;
	in->data = NULL;
}
