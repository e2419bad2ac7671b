/* gate.c: one writer at a time. LMDB's own mutex waits without limit and cannot say for whom; so writers first take a
 * lock on a file that tells who holds it, and only then begin. */
#include "store/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

enum { HOLDER_MAX = 128, PAUSE_US = 200, PAUSE_MAX_US = 10000, FREE_PLANS_MIB = 16, FREE_FIGURES_MIB = 64 };

/* An open-file lock: unlike a classic record lock it is not lost when some other descriptor of the file is closed. */
static int lock_gate(const struct env *env, short type)
{
	struct flock lock = { .l_type = type, .l_whence = SEEK_SET };

	return fcntl(env->gate_fd, F_OFD_SETLK, &lock) == 0 ? 0 : errno;
}

static int64_t monotonic_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

static void sleep_us(int64_t us)
{
	struct timespec ts = { us / 1000000, us % 1000000 * 1000 };

	nanosleep(&ts, NULL);
}

/* Fixed width, so that a shorter name leaves nothing of a longer one behind. */
static void write_holder(const struct store *store, const struct env *env)
{
	char line[HOLDER_MAX + 1];
	int n = snprintf(line, sizeof(line), "%ld %lld %.64s", (long)getpid(), (long long)moment_now(), store->login);

	memset(line + n, ' ', (size_t)(HOLDER_MAX - 1 - n));
	line[HOLDER_MAX - 1] = '\n';
	if (pwrite(env->gate_fd, line, HOLDER_MAX, 0) != HOLDER_MAX)
		return; /* only who it is would be missing from a message */
}

static int held_by(const struct store *store, const struct env *env, struct err *err)
{
	char line[HOLDER_MAX + 1] = "", login[65] = "", now[MOMENT_TEXT_MAX], since[MOMENT_TEXT_MAX];
	long long at = 0;
	long pid = 0;

	ssize_t n = pread(env->gate_fd, line, HOLDER_MAX, 0);
	line[n > 0 ? n : 0] = '\0';
	if (sscanf(line, "%ld %lld %64s", &pid, &at, login) != 3)
		return err_set(err, ERR_STORE, "%s är låst av en annan process: försök igen om en stund", store->dir);
	moment_format_local(now, moment_now());
	moment_format_local(since, at);
	/* The clock alone where it was today. */
	const char *shown = strncmp(now, since, 10) == 0 && strlen(since) > 11 ? since + 11 : since;
	return err_set(err, ERR_STORE, "%s är låst av %s (pid %ld) sedan %s: försök igen, eller be %s avsluta", store->dir, login,
			pid, shown, login);
}

int gate_take(struct store *store, struct env *env, unsigned wait_ms, struct err *err)
{
	int64_t end = monotonic_us() + (int64_t)wait_ms * 1000, pause = PAUSE_US;
	int rc;

	while ((rc = lock_gate(env, F_WRLCK)) == EAGAIN || rc == EACCES || rc == EINTR) {
		if (monotonic_us() >= end)
			return held_by(store, env, err);
		sleep_us(pause);
		pause = pause * 2 < PAUSE_MAX_US ? pause * 2 : PAUSE_MAX_US;
	}
	if (rc)
		return env_error(store, "går inte att låsa för skrivning", rc, err);
	write_holder(store, env);
	return 0;
}

void gate_leave(struct env *env)
{
	lock_gate(env, F_UNLCK);
}

/* A process stopped or killed by its terminal inside a write transaction would hold everyone else up. */
static void hold_signals(sigset_t *old)
{
	static const int held[] = { SIGTSTP, SIGHUP, SIGTERM, SIGINT, SIGWINCH };
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < COUNT_OF(held); i++)
		sigaddset(&set, held[i]);
	sigprocmask(SIG_BLOCK, &set, old);
}

int env_check_space(const struct store *store, const struct env *env, struct err *err)
{
	unsigned need = env == &store->plans ? FREE_PLANS_MIB : FREE_FIGURES_MIB;
	struct statvfs fs;

	if (statvfs(env->dir, &fs) == 0 && (uint64_t)fs.f_bavail * fs.f_frsize < (uint64_t)need << 20)
		return err_set(err, ERR_STORE, "%s: disken är nästan full (mindre än %u MB kvar); frigör utrymme och spara igen",
				store->dir, need);
	return 0;
}

int write_begin(struct store *store, struct env *env, struct write *write, struct err *err)
{
	int dead, rc;

	write->txn = NULL;
	write->env = env;
	if (env->failed || !env->mdb)
		return env_error(store, "går inte att skriva", MDB_PANIC, err);
	if ((rc = env_check_space(store, env, err)))
		return rc;
	hold_signals(&write->signals);
	rc = mdb_txn_begin(env->mdb, NULL, 0, &write->txn);
	if (rc == MDB_MAP_RESIZED && env->open == 0) {
		if (env->spare)
			mdb_txn_abort(env->spare);
		env->spare = NULL;
		mdb_reader_check(env->mdb, &dead);
		if (mdb_env_set_mapsize(env->mdb, 0) == 0)
			rc = mdb_txn_begin(env->mdb, NULL, 0, &write->txn);
	}
	if (rc == 0)
		return 0;
	write->txn = NULL;
	sigprocmask(SIG_SETMASK, &write->signals, NULL);
	return env_error(store, "går inte att skriva", rc, err);
}

void write_abort(struct write *write)
{
	if (!write->txn)
		return;
	mdb_txn_abort(write->txn);
	write->txn = NULL;
	sigprocmask(SIG_SETMASK, &write->signals, NULL);
}

/* LMDB does not write a page that was taken and given back in the same transaction, also where it is the last of the
 * file. The check before opening could not tell such a file from a cut one, so the file is made as long as it says. */
static void fill_file(struct env *env)
{
	MDB_envinfo info;
	MDB_stat stat;
	struct stat st;
	mdb_filehandle_t fd;

	if (mdb_env_info(env->mdb, &info) || mdb_env_stat(env->mdb, &stat) || mdb_env_get_fd(env->mdb, &fd) || fstat(fd, &st))
		return;
	off_t size = (off_t)(info.me_last_pgno + 1) * stat.ms_psize;
	if (st.st_size < size && ftruncate(fd, size) != 0)
		return; /* the next commit tries again */
}

int write_commit(struct store *store, struct write *write, struct err *err)
{
	int rc = mdb_txn_commit(write->txn);

	write->txn = NULL;
	if (rc == 0)
		fill_file(write->env);
	sigprocmask(SIG_SETMASK, &write->signals, NULL);
	if (rc == 0)
		return 0;
	env_error(store, "kunde inte spara", rc, err);
	/* On a full disk the last commit stands untouched: what could not be written is not referred to, and is written
	 * anew next time. After any other failed write or sync what the kernel holds and what is on the disk may differ:
	 * read nothing more from it. */
	bool full = rc == ENOSPC || (rc == EIO && strstr(err->text, "disken är full"));
	if (!full && (rc == EIO || rc == MDB_PANIC)) {
		write->env->failed = true;
		env_retire(write->env);
	}
	return ERR_STORE;
}

void touch_changed(struct store *store)
{
	char text[SEQ_SIZE * 2 + 2];
	MDB_envinfo info;

	if (store->changed_fd < 0 || !store->plans.mdb || mdb_env_info(store->plans.mdb, &info))
		return;
	snprintf(text, sizeof(text), "%016llx\n", (unsigned long long)info.me_last_txnid);
	if (pwrite(store->changed_fd, text, SEQ_SIZE * 2 + 1, 0) < 0)
		return; /* watchers then see data.mdb change and look again after 50 ms */
}
