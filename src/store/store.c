/* store.c: opening, making and closing a store. */
#include "store/internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAP_GIB = 4, FIGURES_TIMES = 16, ID_BYTES = 16, ACCOUNT_BYTES = 5, GATE_MS = 5000 };

static struct slice text_slice(const char *text)
{
	return (struct slice){ (const uint8_t *)text, strlen(text) };
}

static void random_hex(char *out, size_t bytes)
{
	uint8_t raw[ID_BYTES];

	for (size_t got = 0; got < bytes;) {
		ssize_t n = getrandom(raw + got, bytes - got, 0);
		got += n > 0 ? (size_t)n : 0;
	}
	for (size_t i = 0; i < bytes; i++)
		snprintf(out + 2 * i, 3, "%02x", raw[i]);
}

bool store_exists(const char *dir)
{
	char *data = mem_printf("%s/plans/data.mdb", dir);
	bool yes = access(data, F_OK) == 0;

	free(data);
	return yes;
}

/* ---- making the directory */

static void sync_directory(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		if (fsync(fd) != 0)
			(void)errno; /* a file system that cannot sync a directory keeps its names another way */
		close(fd);
	}
}

/* Makes path and what is missing above it. The mode does not depend on the umask. */
static int make_path(const char *path, mode_t mode, struct err *err)
{
	char *copy = mem_strdup(path);
	int rc = 0;

	for (char *at = copy + 1; rc == 0; at++) {
		char was = *at;
		if (was != '/' && was != '\0')
			continue;
		*at = '\0';
		if (mkdir(copy, 0700) == 0) {
			if (was == '\0' && chmod(copy, mode) != 0)
				rc = errno;
		} else if (errno != EEXIST) {
			rc = errno;
		}
		*at = was;
		if (was == '\0')
			break;
	}
	free(copy);
	return rc ? err_set(err, ERR_STORE, "%s kan inte skapas: %s", path, strerror(rc)) : 0;
}

/* Nothing there but what another process, making the same store, may have made already. */
static bool directory_free(const char *dir)
{
	static const char *const ours[] = { ".", "..", "plans", "figures", "changed" };
	DIR *d = opendir(dir);
	const struct dirent *e;
	bool known = true;

	if (!d)
		return true;
	while (known && (e = readdir(d))) {
		known = false;
		for (size_t i = 0; i < COUNT_OF(ours); i++)
			known = known || strcmp(e->d_name, ours[i]) == 0;
	}
	closedir(d);
	return known;
}

static int make_directories(struct store *store, struct err *err)
{
	char *plans = mem_printf("%s/plans", store->dir), *figures = mem_printf("%s/figures", store->dir);
	int rc = 0;

	if (!directory_free(store->dir))
		rc = err_set(err, ERR_STORE, "%s är varken tom eller ett lager: ange en annan katalog", store->dir);
	if (rc == 0)
		rc = make_path(plans, store->dir_mode, err);
	if (rc == 0)
		rc = make_path(figures, store->dir_mode, err);
	free(plans);
	free(figures);
	return rc;
}

/* ---- opening */

static void set_who(struct store *store, const struct store_options *options)
{
	const char *login = options->login;
	char number[32];

	if (!login) {
		const struct passwd *pw = getpwuid(getuid());
		snprintf(number, sizeof(number), "%lu", (unsigned long)getuid());
		login = pw ? pw->pw_name : number;
	}
	store->login = mem_strdup(login);
	store->role = mem_strdup(options->role ? options->role : "controller");
}

/* The transaction the store is known to have reached: what the last writer wrote in `changed`. */
static uint64_t open_changed(struct store *store)
{
	char *path = mem_printf("%s/changed", store->dir), text[SEQ_SIZE * 2 + 1] = "";
	int flags = store->readonly ? O_RDONLY : O_RDWR | O_CREAT;

	store->changed_fd = open(path, flags | O_CLOEXEC | O_NOFOLLOW, store->file_mode);
	free(path);
	if (store->changed_fd < 0 || pread(store->changed_fd, text, SEQ_SIZE * 2, 0) != SEQ_SIZE * 2)
		return 0;
	return strtoull(text, NULL, 16);
}

static int open_dbis(struct store *store, MDB_txn *plans, MDB_txn *figures, unsigned flags)
{
	const struct {
		MDB_txn *txn;
		const char *name;
		MDB_dbi *dbi;
	} all[] = {
		{ plans, "meta", &store->meta }, { plans, "records", &store->records }, { plans, "versions", &store->versions },
		{ plans, "journal", &store->journal }, { plans, "changes", &store->changes },
		{ plans, "accounts", &store->accounts }, { figures, "meta", &store->figures_meta },
		{ figures, "series", &store->series }, { figures, "batches", &store->batches },
	};
	int rc = 0;

	for (size_t i = 0; i < COUNT_OF(all) && rc == 0; i++)
		if (all[i].txn)
			rc = mdb_dbi_open(all[i].txn, all[i].name, flags, all[i].dbi);
	return rc;
}

static int put_meta(struct store *store, MDB_txn *txn, MDB_dbi dbi, const char *name, struct slice value, struct err *err)
{
	return db_put(store, txn, dbi, text_slice(name), value, err);
}

static int init_plans(struct store *store, const struct store_options *options, struct err *err)
{
	struct write write;
	struct slice value;
	uint8_t format[4], demo = options->demo, day[4];
	char id[2 * ID_BYTES + 1];

	int rc = write_begin(store, &store->plans, &write, err);
	if (rc)
		return rc;
	if ((rc = open_dbis(store, write.txn, NULL, MDB_CREATE))) {
		write_abort(&write);
		return env_error(store, "kan inte skapas", rc, err);
	}
	/* Another process may have made it while this one waited at the gate. */
	if (db_get(write.txn, store->meta, text_slice("format"), &value))
		return write_commit(store, &write, err);
	put_be32(format, PLANS_FORMAT);
	put_be32(day, (uint32_t)options->demo_day);
	random_hex(id, ID_BYTES);
	if ((rc = put_meta(store, write.txn, store->meta, "format", (struct slice){ format, 4 }, err)) ||
	    (rc = put_meta(store, write.txn, store->meta, "id", text_slice(id), err)) ||
	    (rc = put_meta(store, write.txn, store->meta, "demo", (struct slice){ &demo, 1 }, err)) ||
	    (demo && (rc = put_meta(store, write.txn, store->meta, "demo_day", (struct slice){ day, 4 }, err))))
		write_abort(&write);
	else
		rc = write_commit(store, &write, err);
	return rc;
}

static int init_figures(struct store *store, struct err *err)
{
	struct write write;
	uint8_t format[4];

	int rc = write_begin(store, &store->figures, &write, err);
	if (rc)
		return rc;
	put_be32(format, FIGURES_FORMAT);
	if ((rc = open_dbis(store, NULL, write.txn, MDB_CREATE)))
		env_error(store, "kan inte skapas", rc, err);
	else
		rc = put_meta(store, write.txn, store->figures_meta, "format", (struct slice){ format, 4 }, err);
	if (rc) {
		write_abort(&write);
		return ERR_STORE;
	}
	return write_commit(store, &write, err);
}

static int init(struct store *store, const struct store_options *options, struct err *err)
{
	int rc = gate_take(store, &store->plans, GATE_MS, err);

	if (rc)
		return rc;
	if ((rc = init_figures(store, err)) == 0)
		rc = init_plans(store, options, err);
	if (rc == 0 && store->changed_fd >= 0 && fchmod(store->changed_fd, store->file_mode) != 0)
		(void)errno; /* not ours: whoever made it chose */
	touch_changed(store);
	gate_leave(&store->plans);
	static const char *const made[] = { "plans", "figures", ".", ".." };
	for (size_t i = 0; rc == 0 && i < COUNT_OF(made); i++) {
		char *path = mem_printf("%s/%s", store->dir, made[i]);
		sync_directory(path);
		free(path);
	}
	return rc;
}

static int check_format(struct store *store, MDB_txn *txn, MDB_dbi meta, uint32_t newest, struct err *err)
{
	struct slice value;

	if (!db_get(txn, meta, text_slice("format"), &value) || value.len != 4)
		return err_set(err, ERR_STORE, "%s är inget lager: ange ett annat med --store", store->dir);
	if (get_be32(value.data) > newest)
		return err_set(err, ERR_STORE, "%s är skrivet av ett nyare styrtavla (format %u, här %u): använd det nyare programmet",
				store->dir, get_be32(value.data), newest);
	return 0;
}

/* Handles, format and what is kept of `meta`. *empty: there is nothing in it yet. */
static int read_plans(struct store *store, bool *empty, struct err *err)
{
	struct slice value;
	MDB_txn *txn;

	int rc = env_read(store, &store->plans, &txn, err);
	if (rc)
		return rc;
	rc = open_dbis(store, txn, NULL, 0);
	*empty = rc == MDB_NOTFOUND;
	if (rc && !*empty)
		rc = env_error(store, "går inte att öppna", rc, err);
	if (rc == 0 && (rc = check_format(store, txn, store->meta, PLANS_FORMAT, err)) == 0) {
		if (db_get(txn, store->meta, text_slice("id"), &value) && value.len < sizeof(store->id))
			memcpy(store->id, value.data, value.len);
		store->demo = db_get(txn, store->meta, text_slice("demo"), &value) && value.len == 1 && value.data[0];
		if (store->demo && db_get(txn, store->meta, text_slice("demo_day"), &value) && value.len == 4)
			store->demo_day = (date_t)get_be32(value.data);
		store->filling = db_get(txn, store->meta, text_slice("filling"), &value);
		if (!store->readonly)
			db_find_account(store, txn);
	}
	/* Handles opened in a transaction live on only if it is committed. */
	store->plans.open--;
	if (rc)
		mdb_txn_abort(txn);
	else
		rc = mdb_txn_commit(txn);
	return *empty ? 0 : rc;
}

static int read_figures(struct store *store, bool *empty, struct err *err)
{
	MDB_txn *txn;

	int rc = env_read(store, &store->figures, &txn, err);
	if (rc)
		return rc;
	rc = open_dbis(store, NULL, txn, 0);
	*empty = rc == MDB_NOTFOUND;
	if (rc && !*empty)
		rc = env_error(store, "går inte att öppna", rc, err);
	if (rc == 0)
		rc = check_format(store, txn, store->figures_meta, FIGURES_FORMAT, err);
	store->figures.open--;
	if (rc)
		mdb_txn_abort(txn);
	else
		rc = mdb_txn_commit(txn);
	return *empty ? 0 : rc;
}

static int missing(const struct store *store, struct err *err)
{
	char *data = mem_printf("%s/plans/data.mdb", store->dir);
	bool hidden = access(data, F_OK) != 0 && errno == EACCES;

	free(data);
	if (hidden)
		return err_set(err, ERR_STORE, "lagret i %s går inte att läsa, behörighet saknas: be den som äger det om läsrätt, eller ange "
				"ett annat med --store", store->dir);
	return err_set(err, ERR_STORE, "det finns inget lager i %s: skapa det med »styrtavla init« eller ange ett annat med --store",
			store->dir);
}

static int open_plans(struct store *store, unsigned gib, bool create, bool *empty, struct err *err)
{
	char *dir = mem_printf("%s/plans", store->dir);
	uint64_t witness = open_changed(store);
	bool fresh;
	int rc = check_environment(dir, witness, &fresh, err);

	free(dir);
	if (rc == 0 && fresh && !create)
		rc = missing(store, err);
	if (rc || (rc = env_open(&store->plans, store->dir, "plans", store, gib, false, err)) || (rc = read_plans(store, empty, err)))
		return rc;
	/* Half made, by a process that was stopped or is at it just now. */
	return *empty && !create ? missing(store, err) : 0;
}

/* made: plans has its format. It is written last, so figures must be there too. */
static int open_figures(struct store *store, unsigned gib, bool made, struct err *err)
{
	char *dir = mem_printf("%s/figures", store->dir);
	bool fresh;
	int rc = check_environment(dir, 0, &fresh, err);

	free(dir);
	if (rc == 0 && fresh && made)
		rc = err_set(err, ERR_STORE, "%s saknar sina inlästa siffror (figures/data.mdb): återställ lagret från säkerhetskopia",
				store->dir);
	return rc ? rc : env_open(&store->figures, store->dir, "figures", store, gib, true, err);
}

static int open_environments(struct store *store, const struct store_options *options, struct err *err)
{
	unsigned gib = options->map_gib ? options->map_gib : MAP_GIB;
	bool empty = false, empty_figures = false, create = options->create && !store->readonly;
	int rc;

	if ((rc = open_plans(store, gib, create, &empty, err)) ||
	    (rc = open_figures(store, gib * FIGURES_TIMES, !empty, err)) || (empty && (rc = init(store, options, err))) ||
	    (empty && (rc = read_plans(store, &empty, err))) || (rc = read_figures(store, &empty_figures, err)))
		return rc;
	if (empty || empty_figures)
		return missing(store, err);
	if (!store->readonly && !store->account[0])
		random_hex(store->account, ACCOUNT_BYTES);
	return 0;
}

static int open_all(struct store *store, const struct store_options *options, struct err *err)
{
	bool create = options->create && !store->readonly;
	int rc;

	if (!store_exists(store->dir)) {
		if (!create)
			return missing(store, err);
		if ((rc = make_path(store->dir, 0700, err)) ||
		    (rc = check_directory(store->dir, &store->dir_mode, &store->file_mode, err)) ||
		    (rc = make_directories(store, err)))
			return rc;
	} else if ((rc = check_directory(store->dir, &store->dir_mode, &store->file_mode, err))) {
		return rc;
	}
	if ((rc = open_environments(store, options, err)))
		return rc;
	/* An import that was stopped between its two environments gets its entry now. If that cannot be done (someone
	 * writes, the disk is full) the next one who opens does it; nothing that is shown depends on it. */
	struct err later;
	if (!store->readonly)
		import_journal(store, &later);
	return 0;
}

int store_open(struct store **out, const char *dir, const struct store_options *options, struct err *err)
{
	struct store *store = mem_alloc(sizeof(*store));
	size_t len = strlen(dir);

	while (len > 1 && dir[len - 1] == '/')
		len--;
	store->dir = mem_strndup(dir, len);
	store->readonly = options->readonly;
	store->changed_fd = store->watch_fd = -1;
	store->plans.gate_fd = store->figures.gate_fd = -1;
	set_who(store, options);
	int rc = open_all(store, options, err);
	if (rc) {
		store_close(store);
		store = NULL;
	}
	*out = store;
	return rc ? ERR_STORE : 0;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	env_close(&store->plans);
	env_close(&store->figures);
	if (store->changed_fd >= 0)
		close(store->changed_fd);
	if (store->watch_fd >= 0)
		close(store->watch_fd);
	damage_free(store);
	free(store->dir);
	free(store->own);
	free(store->login);
	free(store->role);
	free(store);
}

bool store_is_empty(struct store *store)
{
	return store_last_seq(store) == 0;
}

bool store_is_filling(const struct store *store)
{
	return store->filling;
}

int store_set_filling(struct store *store, bool filling, struct err *err)
{
	const struct slice key = text_slice("filling");
	const uint8_t one = 1;
	MDB_val k = to_val(key);
	struct writer w;
	int rc = writer_begin(store, &w, err);

	if (rc)
		return rc;
	if (filling)
		rc = db_put(store, w.txn, store->meta, key, (struct slice){ &one, 1 }, err);
	else if ((rc = mdb_del(w.txn, store->meta, &k, NULL)))
		/* Another process may have filled it as well, and ended first. */
		rc = rc == MDB_NOTFOUND ? 0 : env_error(store, "kunde inte spara", rc, err);
	if (rc) {
		writer_abort(&w);
		return rc;
	}
	if ((rc = writer_commit(&w, err)) == 0)
		store->filling = filling;
	return rc;
}

const char *store_path(const struct store *store)
{
	return store->dir;
}

const char *store_id(const struct store *store)
{
	return store->id;
}

bool store_is_readonly(const struct store *store)
{
	return store->readonly;
}

bool store_is_demo(const struct store *store)
{
	return store->demo;
}

void store_pretend(struct store *store, moment_t at, const char *login, const char *role)
{
	if (!store->demo || !store->filling || store->readonly)
		return;
	store->clock = at;
	free(store->login);
	free(store->role);
	store->login = mem_strdup(login);
	store->role = mem_strdup(role);
	store->account_saved = false; /* the next save finds it, or makes it */
	random_hex(store->account, ACCOUNT_BYTES);
}

date_t store_demo_day(const struct store *store)
{
	return store->demo ? store->demo_day : DATE_NONE;
}

moment_t store_now(const struct store *store)
{
	moment_t now = moment_now();

	return store->demo && store->filling && store->clock && store->clock < now ? store->clock : now;
}

const char *store_account(const struct store *store)
{
	return store->account;
}
