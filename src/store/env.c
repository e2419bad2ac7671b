/* env.c: opening LMDB environments, read transactions, and what LMDB's errors mean to a person. */
#include "store/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { MAX_READERS = 1022, MAX_DBS = 8, OPEN_TRIES = 3, FULL_MIB = 1 };

static bool disk_full(const struct store *store)
{
	struct statvfs fs;

	return statvfs(store->dir, &fs) == 0 && (uint64_t)fs.f_bavail * fs.f_frsize < ((uint64_t)FULL_MIB << 20);
}

int env_error(const struct store *store, const char *doing, int rc, struct err *err)
{
	const char *dir = store->dir;

	switch (rc) {
	case ENOMEM:
		return err_set(err, ERR_STORE, "%s %s: adressutrymmet räcker inte till lagrets karta; höj »ulimit -v« eller "
				"sätt map_gib lägre", dir, doing);
	case ENOSPC:
		return err_set(err, ERR_STORE, "%s %s: disken är full; frigör utrymme och spara igen", dir, doing);
	case EIO:
		/* LMDB reports a write that fell short, as on a full disk, as EIO. */
		if (disk_full(store))
			return err_set(err, ERR_STORE, "%s %s: disken är full; frigör utrymme och spara igen", dir, doing);
		return err_set(err, ERR_STORE, "%s %s: disken svarar med fel; avsluta och låt någon se över den", dir, doing);
	case EACCES:
	case EPERM:
	case EROFS:
		return err_set(err, ERR_STORE, "%s %s: rätt att läsa och skriva filerna saknas", dir, doing);
	case MDB_MAP_FULL:
		return err_set(err, ERR_STORE, "%s %s: lagrets karta är full; sätt map_gib högre", dir, doing);
	case MDB_READERS_FULL:
		return err_set(err, ERR_STORE, "%s %s: för många har lagret öppet samtidigt; försök igen om en stund", dir, doing);
	case MDB_INVALID:
	case MDB_CORRUPTED:
	case MDB_PAGE_NOTFOUND:
		return err_set(err, ERR_STORE, "%s %s: filen är skadad (%s); återställ lagret från säkerhetskopia", dir, doing,
				mdb_strerror(rc));
	case MDB_PANIC:
		return err_set(err, ERR_STORE, "%s är stängt efter ett diskfel: avsluta och öppna det igen", dir);
	case MDB_VERSION_MISMATCH:
		return err_set(err, ERR_STORE, "%s %s: skrivet av en annan version av LMDB", dir, doing);
	default:
		return err_set(err, ERR_STORE, "%s %s: %s", dir, doing, mdb_strerror(rc));
	}
}

/* LMDB found its own pages impossible. It would abort next; this way the one handler for a damaged map sees it too. */
static void assert_failed(MDB_env *mdb, const char *text)
{
	(void)mdb;
	(void)text;
	raise(SIGBUS);
}

/* How much of the file is wanted from the start: asked for in one piece, while the terminal is being set up. */
static void read_ahead(MDB_env *mdb)
{
	enum { WHOLE = 16 << 20 };
	mdb_filehandle_t fd;
	struct stat st;

	if (mdb_env_get_fd(mdb, &fd) == 0 && fstat(fd, &st) == 0 && st.st_size <= WHOLE)
		posix_fadvise(fd, 0, 0, POSIX_FADV_WILLNEED);
}

static int env_make(struct env *env, const struct store *store, unsigned gib, unsigned flags)
{
	int rc = mdb_env_create(&env->mdb);

	if (rc)
		return rc;
	if ((rc = mdb_env_set_mapsize(env->mdb, (size_t)gib << 30)) == 0 &&
	    (rc = mdb_env_set_maxreaders(env->mdb, MAX_READERS)) == 0 &&
	    (rc = mdb_env_set_maxdbs(env->mdb, MAX_DBS)) == 0 && (rc = mdb_env_set_assert(env->mdb, assert_failed)) == 0)
		rc = mdb_env_open(env->mdb, env->dir, flags | MDB_NOTLS, (mdb_mode_t)store->file_mode);
	if (rc) {
		mdb_env_close(env->mdb);
		env->mdb = NULL;
	}
	return rc;
}

/* A copy that nobody can write (mode 444, no lock file) may be read without locks. */
static bool immutable(const struct env *env)
{
	char *data = mem_printf("%s/data.mdb", env->dir), *lock = mem_printf("%s/lock.mdb", env->dir);
	struct stat st;
	bool yes = stat(data, &st) == 0 && !(st.st_mode & 0222) && access(lock, F_OK) != 0;

	free(data);
	free(lock);
	return yes;
}

/* umask cuts the mode LMDB gives its files; in a shared directory that would shut the others out. */
static void fix_modes(const struct env *env, const struct store *store)
{
	static const char *const names[] = { "data.mdb", "lock.mdb", "gate" };

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		char *path = mem_printf("%s/%s", env->dir, names[i]);
		if (chmod(path, store->file_mode) != 0 && errno != ENOENT && errno != EPERM)
			(void)errno; /* the others then meet a clear message when they open it */
		free(path);
	}
}

static int open_gate(struct env *env, const struct store *store)
{
	char *path = mem_printf("%s/gate", env->dir);

	env->gate_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, store->file_mode);
	int rc = env->gate_fd < 0 ? errno : 0;
	free(path);
	return rc;
}

int env_open(struct env *env, const char *dir, const char *name, struct store *store, unsigned gib, bool scattered, struct err *err)
{
	unsigned flags = (store->readonly ? MDB_RDONLY : 0) | (scattered ? MDB_NORDAHEAD : 0);
	int rc = 0, dead;
	struct stat st;

	env->dir = mem_printf("%s/%s", dir, name);
	env->gate_fd = -1;
	char *data = mem_printf("%s/data.mdb", env->dir);
	bool fresh = stat(data, &st) != 0 || st.st_size == 0;
	free(data);
	if (store->readonly && immutable(env))
		flags |= MDB_NOLOCK;
	/* The header of lmdb.h: an open beside someone's close may fail once. */
	for (int i = 0; i < OPEN_TRIES; i++) {
		rc = env_make(env, store, gib, flags);
		if (rc != EAGAIN && rc != EBUSY)
			break;
	}
	/* LMDB leaves its descriptor open to programs this one starts (an editor, a pager). */
	mdb_filehandle_t fd;
	if (rc == 0 && mdb_env_get_fd(env->mdb, &fd) == 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
		rc = errno;
	if (rc == 0 && !store->readonly)
		rc = open_gate(env, store);
	if (rc)
		return env_error(store, "går inte att öppna", rc, err);
	if (!scattered)
		read_ahead(env->mdb);
	if (fresh)
		fix_modes(env, store);
	/* Slots of readers that died without leaving; they would keep old pages alive. */
	mdb_reader_check(env->mdb, &dead);
	return 0;
}

void env_close(struct env *env)
{
	if (env->mdb) {
		if (env->spare)
			mdb_txn_abort(env->spare);
		mdb_env_close(env->mdb);
	}
	if (env->dir && env->gate_fd >= 0)
		close(env->gate_fd);
	free(env->dir);
	*env = (struct env){ .gate_fd = -1 };
}

static int read_begin(struct env *env, MDB_txn **txn)
{
	int dead, rc;

	if (env->spare) {
		*txn = env->spare;
		env->spare = NULL;
		rc = mdb_txn_renew(*txn);
		if (rc == 0)
			return 0;
		mdb_txn_abort(*txn);
	}
	rc = mdb_txn_begin(env->mdb, NULL, MDB_RDONLY, txn);
	if (rc == MDB_READERS_FULL && mdb_reader_check(env->mdb, &dead) == 0 && dead > 0)
		rc = mdb_txn_begin(env->mdb, NULL, MDB_RDONLY, txn);
	if (rc == MDB_MAP_RESIZED && env->open == 0 && mdb_env_set_mapsize(env->mdb, 0) == 0)
		rc = mdb_txn_begin(env->mdb, NULL, MDB_RDONLY, txn);
	return rc;
}

int env_read(struct store *store, struct env *env, MDB_txn **txn, struct err *err)
{
	*txn = NULL;
	if (env->failed || !env->mdb)
		return env_error(store, "går inte att läsa", MDB_PANIC, err);
	int rc = read_begin(env, txn);
	if (rc) {
		*txn = NULL;
		return env_error(store, "går inte att läsa", rc, err);
	}
	env->open++;
	return 0;
}

void env_read_end(struct env *env, MDB_txn *txn)
{
	if (!txn)
		return;
	env->open--;
	if (env->spare || env->failed) {
		mdb_txn_abort(txn);
	} else {
		mdb_txn_reset(txn);
		env->spare = txn;
	}
	env_retire(env);
}

void env_forget(const uint8_t *low, const uint8_t *high)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), from = (uintptr_t)low / page * page;

	if (low < high)
		madvise((void *)from, (uintptr_t)high - from, MADV_DONTNEED);
}

void env_retire(struct env *env)
{
	if (!env->failed || env->open > 0 || !env->mdb)
		return;
	if (env->spare)
		mdb_txn_abort(env->spare);
	env->spare = NULL;
	mdb_env_close(env->mdb);
	env->mdb = NULL;
}
