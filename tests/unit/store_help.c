#include "store_help.h"

#include <dirent.h>
#include <ftw.h>
#include <poll.h>
#include <sys/stat.h>

void make_temp_dir(char *out, size_t size)
{
	const char *tmp = getenv("TMPDIR");

	snprintf(out, size, "%s/styrtavla-test-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(out));
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

void remove_tree(const char *dir)
{
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

struct store *open_as(const char *dir, const char *login, bool readonly)
{
	struct store_options options = { .create = !readonly, .readonly = readonly, .login = login, .map_gib = 1 };
	struct store *store = NULL;
	struct err err;

	if (store_open(&store, dir, &options, &err))
		fail_msg("%s", err.text);
	return store;
}

int fixture_open(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	make_temp_dir(f->dir, sizeof(f->dir) - 8);
	strcat(f->dir, "/store");
	f->store = open_as(f->dir, "anna", false);
	*state = f;
	return 0;
}

int fixture_close(void **state)
{
	struct fixture *f = *state;

	store_close(f->store);
	*strrchr(f->dir, '/') = '\0';
	remove_tree(f->dir);
	free(f);
	assert_int_equal(store_snapshots_open(), 0);
	return 0;
}

void reopen(struct fixture *f)
{
	store_close(f->store);
	f->store = open_as(f->dir, "anna", false);
}

moment_t tick(void)
{
	moment_t was = moment_now();

	while (moment_now() <= was + 1)
		;
	return was;
}

struct activity *new_activity(const char *title)
{
	struct activity *a = (struct activity *)record_new(REC_ACTIVITY, "mb2026", "");

	a->title = mem_strdup(title);
	return a;
}

struct activity *get_activity(struct store *store, const char *id, moment_t as_of)
{
	struct snapshot *snap;
	struct err err;

	assert_int_equal(store_snapshot(store, as_of, &snap, &err), 0);
	struct record *rec = snapshot_get(snap, REC_ACTIVITY, "mb2026", id, false);
	store_snapshot_end(snap);
	return (struct activity *)rec;
}

uint64_t save(struct store *store, void *rec, uint32_t expect)
{
	struct change change = { rec, expect };
	struct save_result result;
	struct err err;

	if (store_save(store, &change, 1, &result, &err))
		fail_msg("%s", err.text);
	record_free(rec);
	return result.seq;
}

uint64_t add_activity(struct store *store, const char *title, char id[8])
{
	struct activity *a = new_activity(title);
	struct change change = { &a->rec, 0 };
	struct save_result result;
	struct err err;

	if (store_save(store, &change, 1, &result, &err))
		fail_msg("%s", err.text);
	snprintf(id, 8, "%s", a->rec.id);
	record_free(&a->rec);
	return result.seq;
}

uint64_t set_field(struct store *store, const char *id, const char *key, const char *value)
{
	struct activity *a = get_activity(store, id, MOMENT_NOW);
	struct err err;

	assert_non_null(a);
	const struct field *field = record_field(record_type(REC_ACTIVITY), key);
	if (field_parse(&a->rec, field, value, date_from_ymd(2026, 9, 1), &err))
		fail_msg("%s", err.text);
	return save(store, a, a->rec.revision);
}

uint64_t delete_activity(struct store *store, const char *id)
{
	struct activity *a = get_activity(store, id, MOMENT_NOW);

	assert_non_null(a);
	a->rec.deleted = true;
	return save(store, a, a->rec.revision);
}

char *field_of(struct store *store, const char *id, const char *key)
{
	struct activity *a = get_activity(store, id, MOMENT_NOW);
	struct buf text = { 0 };

	if (!a)
		return NULL;
	field_format_machine(&text, &a->rec, record_field(record_type(REC_ACTIVITY), key));
	record_free(&a->rec);
	return buf_take(&text);
}

void assert_field(struct store *store, const char *id, const char *key, const char *value)
{
	char *is = field_of(store, id, key);

	if (value) {
		assert_non_null(is);
		assert_string_equal(is, value);
	} else {
		assert_null(is);
	}
	free(is);
}

uint64_t chain_fault(struct store *store)
{
	struct snapshot *snap;
	struct err err;

	assert_int_equal(store_snapshot(store, MOMENT_NOW, &snap, &err), 0);
	uint64_t seq = journal_check_chain(snap);
	store_snapshot_end(snap);
	return seq;
}

static bool count_one(const struct journal_entry *entry, void *user)
{
	(void)entry;
	(*(size_t *)user)++;
	return true;
}

size_t count_entries(struct store *store)
{
	struct snapshot *snap;
	struct err err;
	size_t n = 0;

	assert_int_equal(store_snapshot(store, MOMENT_NOW, &snap, &err), 0);
	journal_scan(snap, 1, 0, false, count_one, &n);
	store_snapshot_end(snap);
	return n;
}

int in_child(void (*body)(void *user), void *user)
{
	int status = 0;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		body(user);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void wait_byte(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char byte;

	assert_int_equal(poll(&p, 1, 10000), 1);
	assert_int_equal(read(fd, &byte, 1), 1);
}

struct figure fig(const char *period, int gender, double value)
{
	struct figure f = { .gender = gender, .value = value };

	assert_true(period_parse(period, &f.period));
	return f;
}

struct import *begin_import(struct store *store)
{
	struct import *import;
	struct err err;

	assert_int_equal(import_begin(store, "data.csv", "abcd", "Kolada", "", &import, &err), 0);
	return import;
}

void add_figure(struct import *import, const char *organisation, const char *period, double value)
{
	struct figure f = fig(period, GENDER_T, value);
	struct err err;

	assert_int_equal(import_add(import, "M1", organisation, &f, &err), 0);
}
