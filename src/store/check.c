/* check.c: what is looked at before LMDB gets a file. LMDB trusts what it maps: a crafted or cut file makes it crash, so
 * other people's files, other file systems and files that cannot be whole are refused here. */
#include "store/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* File systems whose locks or shared maps LMDB cannot rely on (statfs(2)). */
static const struct {
	uint32_t magic;
	const char *name;
} refused[] = {
	{ 0x6969, "NFS" }, { 0xFF534D42, "CIFS" }, { 0xFE534D42, "SMB" }, { 0x517B, "SMB" }, { 0x65735546, "FUSE" },
	{ 0x5346414F, "AFS" }, { 0x73757245, "Coda" }, { 0x00C36400, "Ceph" }, { 0x01021997, "9P" },
};

/* Offsets in a meta page: a page header of 16 bytes, then struct MDB_meta. */
enum { META_FLAGS = 10, META_MAGIC = 16, META_VERSION = 20, META_PSIZE = 40, META_LAST = 136, META_TXN = 144, META_SIZE = 152,
	P_META = 8, MDB_FILE_VERSION = 1, CHECK_TRIES = 3 };
static const uint32_t mdb_magic = 0xBEEFC0DE;

struct meta {
	uint32_t psize;
	uint64_t last_page, txn;
};

static bool in_group(gid_t gid)
{
	gid_t groups[1024];

	if (geteuid() == 0 || getegid() == gid)
		return true;
	int n = getgroups(COUNT_OF(groups), groups);
	for (int i = 0; i < n; i++)
		if (groups[i] == gid)
			return true;
	return false;
}

/* Ours, root's, or shared with us through the group (a directory like 2770). */
static bool owner_trusted(const struct stat *st, bool shared)
{
	return st->st_uid == geteuid() || st->st_uid == 0 || shared;
}

static int refuse(struct err *err, const char *path, const char *why)
{
	return err_set(err, ERR_STORE, "%s %s", path, why);
}

int check_directory(const char *dir, unsigned *dir_mode, unsigned *file_mode, struct err *err)
{
	struct stat st;
	struct statfs fs;

	if (stat(dir, &st) != 0)
		return err_set(err, ERR_STORE, "%s går inte att öppna: %s", dir, strerror(errno));
	if (!S_ISDIR(st.st_mode))
		return refuse(err, dir, "är ingen katalog: ange lagrets katalog med --store");
	bool shared = (st.st_mode & 0070) == 0070 && in_group(st.st_gid);
	if (!owner_trusted(&st, shared))
		return refuse(err, dir, "ägs av någon annan: använd ett eget lager eller be ägaren dela det med en grupp (2770)");
	if (st.st_mode & S_IWOTH)
		return refuse(err, dir, "kan skrivas av alla på datorn: ta bort den rätten med chmod o-w");
	if (statfs(dir, &fs) != 0)
		return err_set(err, ERR_STORE, "%s går inte att läsa: %s", dir, strerror(errno));
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		if ((uint32_t)fs.f_type == refused[i].magic)
			return err_set(err, ERR_STORE, "%s ligger på ett nätverksfilsystem (%s): lägg lagret på en lokal disk", dir,
					refused[i].name);
	*dir_mode = st.st_mode & 07770;
	*file_mode = st.st_mode & 0660;
	return 0;
}

/* 0; −1: no meta page. */
static int read_meta(int fd, off_t at, struct meta *meta)
{
	unsigned char page[META_SIZE];
	uint16_t flags;
	uint32_t magic, version;

	if (pread(fd, page, sizeof(page), at) != (ssize_t)sizeof(page))
		return -1;
	memcpy(&flags, page + META_FLAGS, sizeof(flags));
	memcpy(&magic, page + META_MAGIC, sizeof(magic));
	memcpy(&version, page + META_VERSION, sizeof(version));
	memcpy(&meta->psize, page + META_PSIZE, sizeof(meta->psize));
	memcpy(&meta->last_page, page + META_LAST, sizeof(meta->last_page));
	memcpy(&meta->txn, page + META_TXN, sizeof(meta->txn));
	bool good = (flags & P_META) && magic == mdb_magic && version == MDB_FILE_VERSION && meta->psize >= 512 &&
		meta->psize <= 65536 && (meta->psize & (meta->psize - 1)) == 0;
	return good ? 0 : -1;
}

static int check_data(int fd, const char *path, uint64_t witness, struct err *err)
{
	struct meta a, b;
	struct stat st;

	if (read_meta(fd, 0, &a) != 0 || read_meta(fd, a.psize, &b) != 0 || a.psize != b.psize)
		return refuse(err, path, "är skadad (huvudet stämmer inte): återställ lagret från säkerhetskopia");
	const struct meta *now = b.txn > a.txn ? &b : &a;
	/* The size is read after the pages: a writer lets the file grow before its meta page says so. */
	if (fstat(fd, &st) != 0)
		return err_set(err, ERR_STORE, "%s går inte att läsa: %s", path, strerror(errno));
	if (now->last_page >= UINT64_MAX / now->psize || (now->last_page + 1) * now->psize > (uint64_t)st.st_size)
		return refuse(err, path, "är avkortad: återställ lagret från säkerhetskopia");
	if (now->txn < witness)
		return refuse(err, path, "har gått tillbaka till ett äldre läge (filen »changed« minns ett nyare): "
				"återställ lagret från säkerhetskopia");
	return 0;
}

static int check_file(const char *path, const struct stat *st, bool shared, struct err *err)
{
	if (!S_ISREG(st->st_mode))
		return refuse(err, path, "är ingen vanlig fil: lagret är inte helt");
	if (!owner_trusted(st, shared))
		return refuse(err, path, "ägs av någon annan: lagret öppnas inte");
	if (st->st_mode & S_IWOTH)
		return refuse(err, path, "kan skrivas av alla på datorn: ta bort den rätten med chmod o-w");
	return 0;
}

int check_environment(const char *env_dir, uint64_t witness, bool *fresh, struct err *err)
{
	struct stat dir, st;
	char *data = mem_printf("%s/data.mdb", env_dir), *lock = mem_printf("%s/lock.mdb", env_dir);
	int fd = -1, rc = 0;

	*fresh = true;
	if (stat(env_dir, &dir) != 0) {
		rc = err_set(err, ERR_STORE, "%s går inte att öppna: %s", env_dir, strerror(errno));
		goto out;
	}
	bool shared = (dir.st_mode & 0070) == 0070 && in_group(dir.st_gid);
	/* lock.mdb is only looked at: opening and closing it would drop this process's own locks on it. */
	if (lstat(lock, &st) == 0 && (rc = check_file(lock, &st, shared, err)))
		goto out;
	if (lstat(data, &st) != 0) {
		if (errno != ENOENT)
			rc = err_set(err, ERR_STORE, "%s går inte att öppna: %s", data, strerror(errno));
		goto out;
	}
	if ((rc = check_file(data, &st, shared, err)) || st.st_size == 0)
		goto out;
	*fresh = false;
	fd = open(data, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	rc = fd < 0 ? err_set(err, ERR_STORE, "%s går inte att öppna: %s", data, strerror(errno)) :
		check_data(fd, data, witness, err);
	/* A page read in the midst of someone's write is no damage. */
	for (int i = 1; rc && fd >= 0 && i < CHECK_TRIES; i++)
		rc = check_data(fd, data, witness, err);
out:
	if (fd >= 0)
		close(fd);
	free(data);
	free(lock);
	return rc;
}
