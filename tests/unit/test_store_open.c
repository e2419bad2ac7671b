/* Opening, refusing to open, several processes, and who holds the gate. */
#include "store_help.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>

static int try_open(const char *dir, struct store_options options, struct err *err)
{
	struct store *store = NULL;
	int rc = store_open(&store, dir, &options, err);

	assert_true((rc == 0) == (store != NULL));
	store_close(store);
	return rc;
}

/* The store cannot be opened, and the message holds this word. */
static void assert_refused(const char *dir, bool readonly, const char *word)
{
	struct err err = { 0 };

	assert_int_equal(try_open(dir, (struct store_options){ .readonly = readonly, .map_gib = 1 }, &err), ERR_STORE);
	if (!strstr(err.text, word))
		fail_msg("»%s« saknas i: %s", word, err.text);
}

static void missing_store(void **state)
{
	char dir[256], path[300];
	struct err err;

	(void)state;
	make_temp_dir(dir, sizeof(dir));
	snprintf(path, sizeof(path), "%s/a/b", dir);
	assert_refused(path, true, "styrtavla init");
	assert_refused(path, false, "styrtavla init");
	assert_int_equal(access(path, F_OK), -1);
	assert_false(store_exists(path));
	assert_int_equal(try_open(path, (struct store_options){ .create = true, .readonly = true }, &err), ERR_STORE);
	assert_int_equal(try_open(path, (struct store_options){ .create = true }, &err), 0);
	assert_true(store_exists(path));
	/* A directory with other things in it is not made a store of. */
	snprintf(path, sizeof(path), "%s/a", dir);
	assert_int_equal(try_open(path, (struct store_options){ .create = true }, &err), ERR_STORE);
	remove_tree(dir);
}

static void modes(void **state)
{
	char dir[256], path[300];
	struct stat st;
	struct err err;
	mode_t mask = umask(077);

	(void)state;
	make_temp_dir(dir, sizeof(dir));
	assert_int_equal(chmod(dir, 02770), 0);
	assert_int_equal(try_open(dir, (struct store_options){ .create = true }, &err), 0);
	static const char *const files[] = { "plans/data.mdb", "plans/lock.mdb", "plans/gate", "figures/lock.mdb", "changed" };
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, files[i]);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0660);
	}
	snprintf(path, sizeof(path), "%s/plans", dir);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 02770);
	snprintf(path, sizeof(path), "%s/own", dir);
	umask(0);
	assert_int_equal(try_open(path, (struct store_options){ .create = true }, &err), 0);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	umask(mask);
	assert_int_equal(chmod(path, 0777), 0);
	assert_refused(path, false, "chmod");
	remove_tree(dir);
}

static void readonly(void **state)
{
	struct fixture *f = *state;
	struct activity *a = new_activity("x");
	struct change change = { &a->rec, 0 };
	struct save_result result;
	struct err err;
	char id[8];

	add_activity(f->store, "A", id);
	store_close(f->store);
	f->store = open_as(f->dir, "anna", true);
	assert_true(store_is_readonly(f->store));
	assert_string_equal(store_account(f->store), "");
	assert_field(f->store, id, "title", "A");
	assert_int_equal(store_save(f->store, &change, 1, &result, &err), ERR_STORE);
	assert_int_equal(store_undo(f->store, 1, false, &result, &err), ERR_STORE);
	assert_int_equal(store_undo_candidate(f->store, false), 0);
	struct import *import = begin_import(f->store);
	struct batch batch;
	add_figure(import, "0013", "2024", 1);
	assert_int_equal(import_publish(import, &batch, &err), ERR_STORE);
	record_free(&a->rec);
}

static void demo_and_id(void **state)
{
	struct fixture *f = *state;
	char path[300], id[40];
	struct store *store;
	struct err err;

	assert_false(store_is_demo(f->store));
	snprintf(id, sizeof(id), "%s", store_id(f->store));
	assert_int_equal(strlen(id), 32);
	reopen(f);
	assert_string_equal(store_id(f->store), id);
	snprintf(path, sizeof(path), "%s/../demo", f->dir);
	assert_int_equal(store_open(&store, path, &(struct store_options){ .create = true, .demo = true }, &err), 0);
	assert_true(store_is_demo(store));
	assert_string_not_equal(store_id(store), id);
	store_close(store);
	assert_int_equal(store_open(&store, path, &(struct store_options){ .readonly = true }, &err), 0);
	assert_true(store_is_demo(store));
	store_close(store);
}

static char *file_in(const struct fixture *f, const char *name)
{
	return mem_printf("%s/%s", f->dir, name);
}

static void truncated_file(void **state)
{
	struct fixture *f = *state;
	char *data = file_in(f, "plans/data.mdb"), id[8];
	struct stat st;

	add_activity(f->store, "A", id);
	store_close(f->store);
	f->store = NULL;
	assert_int_equal(stat(data, &st), 0);
	assert_int_equal(truncate(data, st.st_size - 4096), 0);
	assert_refused(f->dir, true, "avkortad");
	assert_refused(f->dir, false, "avkortad");
	assert_int_equal(truncate(data, 5000), 0);
	assert_refused(f->dir, false, "avkortad");
	assert_int_equal(truncate(data, 4100), 0);
	assert_refused(f->dir, false, "skadad");
	assert_int_equal(truncate(data, 100), 0);
	assert_refused(f->dir, true, "skadad");
	assert_int_equal(truncate(data, 0), 0);
	assert_refused(f->dir, true, "inget lager");
	free(data);
}

static void patch(const char *path, off_t at, const void *bytes, size_t n)
{
	int fd = open(path, O_WRONLY);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, bytes, n, at), n);
	close(fd);
}

static void damaged_meta(void **state)
{
	struct fixture *f = *state;
	char *data = file_in(f, "plans/data.mdb");

	store_close(f->store);
	f->store = NULL;
	patch(data, 16, "xxxx", 4);
	assert_refused(f->dir, true, "skadad");
	free(data);
}

/* The newer of the two meta pages lost: LMDB would quietly show what was before. */
static void stepped_back(void **state)
{
	struct fixture *f = *state;
	char *data = file_in(f, "plans/data.mdb"), *changed = file_in(f, "changed");
	char page[4096];

	store_close(f->store);
	f->store = NULL;
	int fd = open(changed, O_RDONLY);
	assert_true(fd >= 0 && read(fd, page, 16) == 16);
	close(fd);
	page[16] = '\0';
	unsigned long txn = strtoul(page, NULL, 16);
	fd = open(data, O_RDWR);
	assert_int_equal(pread(fd, page, 4096, (off_t)((txn + 1) % 2) * 4096), 4096);
	assert_int_equal(pwrite(fd, page, 4096, (off_t)(txn % 2) * 4096), 4096);
	close(fd);
	assert_refused(f->dir, false, "äldre läge");
	free(data);
	free(changed);
}

static void newer_format(void **state)
{
	struct fixture *f = *state;
	MDB_val k = { 6, "format" }, v = { 4, "\0\0\0\x09" };
	MDB_txn *txn;

	assert_int_equal(mdb_txn_begin(f->store->plans.mdb, NULL, 0, &txn), 0);
	assert_int_equal(mdb_put(txn, f->store->meta, &k, &v, 0), 0);
	assert_int_equal(mdb_txn_commit(txn), 0);
	store_close(f->store);
	f->store = NULL;
	assert_refused(f->dir, true, "nyare styrtavla");
	assert_refused(f->dir, false, "nyare styrtavla");
}

static void not_a_file(void **state)
{
	struct fixture *f = *state;
	char *data = file_in(f, "plans/data.mdb"), *moved = file_in(f, "plans/moved");

	store_close(f->store);
	f->store = NULL;
	assert_int_equal(rename(data, moved), 0);
	assert_int_equal(symlink(moved, data), 0);
	assert_refused(f->dir, false, "vanlig fil");
	assert_int_equal(unlink(data), 0);
	assert_refused(f->dir, false, "inget lager");
	assert_int_equal(rename(moved, data), 0);
	assert_int_equal(chmod(data, 0666), 0);
	assert_refused(f->dir, false, "chmod");
	free(data);
	free(moved);
}

static void other_owner(void **state)
{
	struct fixture *f = *state;

	store_close(f->store);
	f->store = NULL;
	if (geteuid() != 0) { /* only root can give a directory away; our own opens */
		store_close(open_as(f->dir, "anna", false));
		return;
	}
	assert_int_equal(chown(f->dir, 4711, 4711), 0);
	assert_refused(f->dir, false, "ägs av någon annan");
	assert_int_equal(chmod(f->dir, 02770), 0);
	store_close(open_as(f->dir, "anna", false));
}

#ifndef __SANITIZE_ADDRESS__ /* the sanitizer needs more address space than that itself */
static void little_address_space(void *user)
{
	struct rlimit limit = { 1 << 29, 1 << 29 };
	struct err err = { 0 };

	setrlimit(RLIMIT_AS, &limit);
	int rc = try_open(user, (struct store_options){ .map_gib = 1 }, &err);
	_exit(rc == ERR_STORE && strstr(err.text, "ulimit -v") ? 42 : 1);
}

static void ulimit(void **state)
{
	struct fixture *f = *state;

	store_close(f->store);
	f->store = NULL;
	assert_int_equal(in_child(little_address_space, f->dir), 42);
}
#endif

/* A write that fails for another reason than a full disk: nothing is lost, and nothing more is done with the store. */
static void file_size_limit(void *user)
{
	struct rlimit limit = { 1 << 17, 1 << 17 };
	struct snapshot *snap;
	struct save_result result;
	struct err err = { 0 };

	struct store *store = open_as(user, "anna", false);
	struct activity *a = new_activity("stor");
	struct change change = { &a->rec, 0 };
	a->notes = mem_alloc(1 << 20);
	memset(a->notes, 'x', (1 << 20) - 1);
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	bool good = store_save(store, &change, 1, &result, &err) == ERR_STORE && result.seq == 0 && a->rec.revision == 0 &&
		store_snapshot(store, MOMENT_NOW, &snap, &err) == ERR_STORE && strstr(err.text, "diskfel") &&
		store_save(store, &change, 1, &result, &err) == ERR_STORE && store_last_seq(store) == 0 &&
		!store_changed(store, &(uint64_t){ 0 });
	store_close(store);
	_exit(good ? 42 : 1);
}

static void failed_write(void **state)
{
	struct fixture *f = *state;
	char id[8];

	add_activity(f->store, "A", id);
	store_close(f->store);
	f->store = NULL;
	assert_int_equal(in_child(file_size_limit, f->dir), 42);
	f->store = open_as(f->dir, "anna", false);
	assert_int_equal(store_last_seq(f->store), 1);
	assert_field(f->store, id, "title", "A");
	add_activity(f->store, "B", id);
	assert_string_equal(id, "2");
}

/* A copy that nobody may write is read without a lock file. */
static void immutable_copy(void **state)
{
	struct fixture *f = *state;
	static const char *const names[] = { "plans", "figures" };
	char id[8], path[300];

	add_activity(f->store, "A", id);
	store_close(f->store);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		snprintf(path, sizeof(path), "%s/%s/lock.mdb", f->dir, names[i]);
		assert_int_equal(unlink(path), 0);
		snprintf(path, sizeof(path), "%s/%s/data.mdb", f->dir, names[i]);
		assert_int_equal(chmod(path, 0444), 0);
	}
	f->store = open_as(f->dir, "anna", true);
	assert_field(f->store, id, "title", "A");
	snprintf(path, sizeof(path), "%s/plans/lock.mdb", f->dir);
	assert_int_equal(access(path, F_OK), -1);
}

/* ---- several processes */

struct pipes {
	const char *dir;
	int go[2], done[2];
};

static void open_pipes(struct pipes *p, const struct fixture *f)
{
	p->dir = f->dir;
	assert_int_equal(pipe(p->go), 0);
	assert_int_equal(pipe(p->done), 0);
}

static void close_pipes(struct pipes *p)
{
	for (int i = 0; i < 2; i++) {
		close(p->go[i]);
		close(p->done[i]);
	}
}

static void edit_when_told(struct pipes *p)
{
	char id[8];

	struct store *store = open_as(p->dir, "bo", false);
	assert_int_equal(write(p->done[1], "r", 1), 1);
	wait_byte(p->go[0]);
	add_activity(store, "från bo", id);
	assert_int_equal(write(p->done[1], "d", 1), 1);
	store_close(store);
	_exit(0);
}

static void watching(void **state)
{
	struct fixture *f = *state;
	struct pipes p;
	uint64_t seen = 0;
	int status;

	store_close(f->store);
	open_pipes(&p, f);
	pid_t pid = fork();
	if (pid == 0)
		edit_when_told(&p);
	wait_byte(p.done[0]);
	f->store = open_as(f->dir, "anna", false);
	struct pollfd fd = { .fd = store_watch_fd(f->store), .events = POLLIN };
	assert_true(fd.fd >= 0);
	assert_int_equal(store_watch_fd(f->store), fd.fd);
	assert_true(store_changed(f->store, &seen));
	assert_false(store_changed(f->store, &seen));
	assert_int_equal(poll(&fd, 1, 0), 0);
	assert_int_equal(write(p.go[1], "g", 1), 1);
	assert_int_equal(poll(&fd, 1, 10000), 1);
	wait_byte(p.done[0]);
	assert_true(store_changed(f->store, &seen));
	assert_false(store_changed(f->store, &seen));
	assert_int_equal(store_last_seq(f->store), 1);
	assert_field(f->store, "1", "title", "från bo");
	waitpid(pid, &status, 0);
	close_pipes(&p);
}

static void hold_gate(struct pipes *p)
{
	struct err err;

	struct store *store = open_as(p->dir, "bo", false);
	if (gate_take(store, &store->plans, 0, &err))
		_exit(1);
	assert_int_equal(write(p->done[1], "r", 1), 1);
	wait_byte(p->go[0]);
	_exit(0); /* without leaving the gate: a dead holder holds nothing */
}

static void held_gate(void **state)
{
	struct fixture *f = *state;
	char id[8], who[64];
	struct err err = { 0 };
	struct pipes p;
	int status;

	store_close(f->store);
	open_pipes(&p, f);
	pid_t pid = fork();
	if (pid == 0)
		hold_gate(&p);
	wait_byte(p.done[0]);
	f->store = open_as(f->dir, "anna", false);
	assert_int_equal(gate_take(f->store, &f->store->plans, 20, &err), ERR_STORE);
	snprintf(who, sizeof(who), "låst av bo (pid %ld) sedan ", (long)pid);
	if (!strstr(err.text, who))
		fail_msg("%s", err.text);
	/* Readers, and imports, are not held up. */
	assert_int_equal(store_last_seq(f->store), 0);
	assert_int_equal(gate_take(f->store, &f->store->figures, 0, &err), 0);
	gate_leave(&f->store->figures);
	assert_int_equal(write(p.go[1], "g", 1), 1);
	waitpid(pid, &status, 0);
	add_activity(f->store, "A", id);
	close_pipes(&p);
}

enum { WRITERS = 4, EDITS = 40 };

static void many_edits(const char *dir)
{
	char id[8];

	struct store *store = open_as(dir, "bo", false);
	for (int i = 0; i < EDITS; i++)
		add_activity(store, "x", id);
	store_close(store);
	_exit(0);
}

static void writers_at_once(void **state)
{
	struct fixture *f = *state;
	int status;

	store_close(f->store);
	for (int i = 0; i < WRITERS; i++)
		if (fork() == 0)
			many_edits(f->dir);
	for (int i = 0; i < WRITERS; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	f->store = open_as(f->dir, "anna", false);
	assert_int_equal(store_last_seq(f->store), WRITERS * EDITS);
	assert_int_equal(chain_fault(f->store), 0);
	char id[8];
	add_activity(f->store, "x", id);
	assert_int_equal(atoi(id), WRITERS * EDITS + 1);
}

/* Two make the same store at once: both get the one there is. */
static void made_twice(void **state)
{
	char dir[256], path[300];
	struct err err;
	int status;

	(void)state;
	make_temp_dir(dir, sizeof(dir));
	snprintf(path, sizeof(path), "%s/s", dir);
	for (int i = 0; i < WRITERS; i++) {
		if (fork() == 0) {
			struct store *store;
			if (store_open(&store, path, &(struct store_options){ .create = true, .map_gib = 1 }, &err))
				_exit(1);
			char id[8];
			add_activity(store, "x", id);
			store_close(store);
			_exit(0);
		}
	}
	for (int i = 0; i < WRITERS; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	struct store *store = open_as(path, "anna", true);
	assert_int_equal(store_last_seq(store), WRITERS);
	store_close(store);
	remove_tree(dir);
}

static void killed_reader(void *user)
{
	struct snapshot *snap;
	struct err err;

	struct store *store = open_as(user, "bo", false);
	store_snapshot(store, MOMENT_NOW, &snap, &err);
	kill(getpid(), SIGKILL);
}

static void dead_readers(void **state)
{
	struct fixture *f = *state;
	MDB_envinfo info;
	int dead = -1;

	store_close(f->store);
	for (int i = 0; i < 3; i++)
		assert_int_equal(in_child(killed_reader, f->dir), 128 + SIGKILL);
	f->store = open_as(f->dir, "anna", false);
	assert_int_equal(mdb_env_info(f->store->plans.mdb, &info), 0);
	assert_int_equal(info.me_maxreaders, 1022);
	assert_int_equal(mdb_reader_check(f->store->plans.mdb, &dead), 0);
	assert_int_equal(dead, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(missing_store), cmocka_unit_test(modes), TEST(readonly), TEST(demo_and_id), TEST(truncated_file),
		TEST(damaged_meta), TEST(stepped_back), TEST(newer_format), TEST(not_a_file), TEST(other_owner),
#ifndef __SANITIZE_ADDRESS__
		TEST(ulimit),
#endif
		TEST(failed_write), TEST(immutable_copy),
		TEST(watching), TEST(held_gate), TEST(writers_at_once), cmocka_unit_test(made_twice), TEST(dead_readers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
