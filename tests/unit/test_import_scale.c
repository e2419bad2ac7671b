/* Imports that are large, long or cut short: series of several keys, runs in a file, what disagrees across them, stopping,
 * killing, a full disk, and blocks of the format before. */
#include "store_help.h"
#include "store/import.h"

#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>

static void end_batch(struct batch *batch)
{
	free(batch->file);
	free(batch->source);
	free(batch->account);
	free(batch->note);
}

static struct figure month(int at, int gender, double value)
{
	char text[16];

	snprintf(text, sizeof(text), "%d-%02d", 1960 + at / 12, at % 12 + 1);
	return fig(text, gender, value);
}

static void add(struct import *import, const char *metric, const char *organisation, struct figure f)
{
	struct err err;

	if (import_add(import, metric, organisation, &f, &err))
		fail_msg("%s", err.text);
}

static MDB_stat series_pages(struct store *store)
{
	MDB_stat stat;
	MDB_txn *txn;
	struct err err;

	assert_int_equal(env_read(store, &store->figures, &txn, &err), 0);
	assert_int_equal(mdb_stat(txn, store->series, &stat), 0);
	env_read_end(&store->figures, txn);
	return stat;
}

enum { MONTHS = 60 * 12, TIMES = 8 };

static void import_months(struct store *store, int time)
{
	struct import *import = begin_import(store);
	struct batch batch;
	struct err err;

	for (int at = 0; at < MONTHS; at++)
		for (int g = GENDER_T; g <= GENDER_M; g++)
			add(import, "LONG", "0013", month(at, g, at * 3.5 + g + (at % TIMES < time ? time : 0)));
	add(import, "LONG", "0014", month(0, GENDER_T, 1));
	assert_int_equal(import_publish(import, &batch, &err), 0);
	end_batch(&batch);
}

static size_t told;
static char told_text[512];

static void note_damage(const char *what, void *user)
{
	(void)user;
	told++;
	snprintf(told_text, sizeof(told_text), "%s", what);
}

static bool count_org(const char *organisation, const struct figure *fig, size_t n, void *user)
{
	(void)fig;
	(void)n;
	strcat(user, organisation);
	return true;
}

static void damage_last_part(struct store *store)
{
	struct write write;
	struct err err;
	MDB_cursor *cursor;
	MDB_val k, v;
	struct key key = series_key("LONG", "0014");

	assert_int_equal(write_begin(store, &store->figures, &write, &err), 0);
	assert_int_equal(mdb_cursor_open(write.txn, store->series, &cursor), 0);
	k = to_val(key_slice(&key));
	assert_int_equal(mdb_cursor_get(cursor, &k, &v, MDB_SET), 0);
	assert_int_equal(mdb_cursor_get(cursor, &k, &v, MDB_PREV), 0);
	assert_true(k.mv_size > key.len);
	char *copy = malloc(v.mv_size);
	memcpy(copy, v.mv_data, v.mv_size);
	copy[v.mv_size / 2] ^= 1;
	v.mv_data = copy;
	assert_int_equal(mdb_cursor_put(cursor, &k, &v, MDB_CURRENT), 0);
	mdb_cursor_close(cursor);
	assert_int_equal(write_commit(store, &write, &err), 0);
	free(copy);
}

/* Monthly figures over sixty years with revisions lie under several keys, none of them with a page of its own. */
static void long_series(void **state)
{
	struct fixture *f = *state;
	struct snapshot *snap;
	struct figure *all, one, first = month(0, GENDER_T, 0), last = month(MONTHS - 1, GENDER_M, 0);
	char seen[64] = "";
	struct err err;

	for (int time = 0; time < TIMES; time++)
		import_months(f->store, time);
	MDB_stat stat = series_pages(f->store);
	assert_int_equal(stat.ms_overflow_pages, 0);
	assert_true(stat.ms_entries > 4);
	assert_int_equal(store_snapshot(f->store, MOMENT_NOW, &snap, &err), 0);
	assert_int_equal(series_get(snap, "LONG", "0013", &all), MONTHS * 3);
	free(all);
	assert_true(series_figure(snap, "LONG", "0013", last.period, GENDER_M, &one));
	assert_true(one.value == (MONTHS - 1) * 3.5 + GENDER_M);
	series_scan(snap, "LONG", count_org, seen);
	assert_string_equal(seen, "00130014");
	store_snapshot_end(snap);
	/* Damage in any part: the series is named and passed over; others stay. */
	damage_last_part(f->store);
	store_on_damage(f->store, note_damage, NULL);
	told = 0;
	seen[0] = '\0';
	assert_int_equal(store_snapshot(f->store, MOMENT_NOW, &snap, &err), 0);
	assert_int_equal(series_get(snap, "LONG", "0013", &all), 0);
	assert_int_equal(told, 1);
	assert_non_null(strstr(told_text, "LONG, 0013"));
	series_scan(snap, "LONG", count_org, seen);
	assert_string_equal(seen, "0014");
	assert_false(series_figure(snap, "LONG", "0013", last.period, GENDER_M, &one));
	assert_true(series_figure(snap, "LONG", "0013", first.period, GENDER_T, &one));
	store_snapshot_end(snap);
	struct import *import = begin_import(f->store);
	struct batch batch;
	add(import, "LONG", "0013", first);
	assert_int_equal(import_publish(import, &batch, &err), ERR_STORE);
	assert_non_null(strstr(err.text, "skadade"));
}

static size_t batch_records(struct store *store)
{
	MDB_stat stat;
	MDB_txn *txn;
	struct err err;

	assert_int_equal(env_read(store, &store->figures, &txn, &err), 0);
	assert_int_equal(mdb_stat(txn, store->batches, &stat), 0);
	env_read_end(&store->figures, txn);
	return stat.ms_entries;
}

/* Two values of one figure, far apart in the file: found when the runs meet, and nothing stays. */
static void disagreement(void **state)
{
	struct fixture *f = *state;
	struct import *import = begin_import(f->store);
	struct batch batch;
	struct err err;
	char org[16];

	import->cap_max = 64;
	for (int i = 0; i < 3000; i++) {
		snprintf(org, sizeof(org), "%04d", (i * 7919) % 3000);
		add(import, "M1", org, fig("2024", GENDER_T, 1));
	}
	add(import, "M1", "2990", fig("2024", GENDER_T, 2));
	assert_int_equal(import_publish(import, &batch, &err), ERR_INPUT);
	assert_string_equal(err.text, "filen har två olika värden för M1, 2990, 2024, T: inget lästes in");
	assert_int_equal(series_pages(f->store).ms_entries, 0);
	assert_int_equal(batch_records(f->store), 0);
	assert_true(store_is_empty(f->store) || count_entries(f->store) == 0);
}

static bool stop_at_once(uint64_t done, uint64_t total, void *user)
{
	*(uint64_t *)user = total;
	return done == 0;
}

static void stopping(void **state)
{
	struct fixture *f = *state;
	struct import *import = begin_import(f->store);
	struct batch batch;
	uint64_t total = 0;
	struct err err;
	char org[16];

	for (int i = 0; i < 30000; i++) {
		snprintf(org, sizeof(org), "%05d", i);
		add(import, "M1", org, fig("2024", GENDER_T, i));
	}
	import_on_progress(import, stop_at_once, &total);
	assert_int_equal(import_publish(import, &batch, &err), ERR_STORE);
	assert_non_null(strstr(err.text, "avbruten"));
	assert_int_equal(total, 30000);
	assert_int_equal(series_pages(f->store).ms_entries, 0);
	assert_int_equal(batch_records(f->store), 0);
}

/* ---- killed */

enum { KILLS = 25, SERIES = 4000 };

static void import_round(const char *dir, int round)
{
	struct store *store = open_as(dir, "anna", false);
	struct import *import = begin_import(store);
	struct batch batch;
	struct err err;
	char org[16];

	import->cap_max = 1000;
	for (int i = 0; i < SERIES; i++) {
		snprintf(org, sizeof(org), "%05d", i * 7 % SERIES);
		for (int year = 2000; year < 2005; year++) {
			char text[16];
			snprintf(text, sizeof(text), "%d", year);
			add(import, "M1", org, fig(text, GENDER_T, round));
		}
	}
	assert_int_equal(import_publish(import, &batch, &err), 0);
	end_batch(&batch);
	store_close(store);
}

/* In a child that is killed after so many ms, or not (0); how long it took. */
static double import_in_child(const char *dir, int round, double kill_ms)
{
	struct timespec start, end, wait = { (time_t)(kill_ms / 1e3), (long)(fmod(kill_ms, 1e3) * 1e6) };
	pid_t pid;

	clock_gettime(CLOCK_MONOTONIC, &start);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		import_round(dir, round);
		_exit(0);
	}
	if (kill_ms > 0) {
		nanosleep(&wait, NULL);
		kill(pid, SIGKILL);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	clock_gettime(CLOCK_MONOTONIC, &end);
	return (double)(end.tv_sec - start.tv_sec) * 1e3 + (double)(end.tv_nsec - start.tv_nsec) / 1e6;
}

static bool same_round(const char *organisation, const struct figure *fig, size_t n, void *user)
{
	double *round = user;

	(void)organisation;
	assert_int_equal(n, 5);
	for (size_t i = 0; i < n; i++) {
		if (*round < 0)
			*round = fig[i].value;
		assert_true(fig[i].value == *round);
	}
	return true;
}

/* Whenever it is killed, what is seen is all of one import: the one before, or the one at work. */
static void killed(void **state)
{
	struct fixture *f = *state;
	struct snapshot *snap;
	double seen = 0, whole_ms;
	int published = 1;
	struct err err;

	srandom(7);
	store_close(f->store);
	whole_ms = import_in_child(f->dir, 0, 0);
	f->store = open_as(f->dir, "anna", false);
	for (int round = 1; round < KILLS; round++) {
		store_close(f->store);
		import_in_child(f->dir, round, whole_ms * (double)(1 + random() % 1200) / 1000);
		f->store = open_as(f->dir, "anna", false);
		assert_int_equal(store_snapshot(f->store, MOMENT_NOW, &snap, &err), 0);
		double now = -1;
		series_scan(snap, "M1", same_round, &now);
		store_snapshot_end(snap);
		assert_true(now == seen || now == round);
		published += now == round;
		seen = now;
		assert_int_equal(chain_fault(f->store), 0);
	}
	/* The next one to be let through takes away what they left. */
	store_close(f->store);
	import_round(f->dir, KILLS);
	f->store = open_as(f->dir, "anna", false);
	assert_int_equal(batch_records(f->store), published + 1);
	assert_int_equal(count_entries(f->store), published + 1);
}

/* ---- a full disk */

static void with_a_full_disk(void *user)
{
	const char *dir = user;
	struct rlimit limit = { 400 << 10, 400 << 10 };
	struct store *store = open_as(dir, "anna", false);
	struct import *import = begin_import(store);
	struct err err = { 0 };
	char org[16];
	int rc = 0;

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	for (int i = 0; i < 400000 && rc == 0; i++) {
		struct figure one = fig("2024", GENDER_T, i);
		snprintf(org, sizeof(org), "%06d", i);
		rc = import_add(import, "M1", org, &one, &err);
	}
	import_abandon(import);
	store_close(store);
	if (rc != ERR_STORE || !strstr(err.text, "disken är full"))
		_exit(1);
}

static void full_disk(void **state)
{
	struct fixture *f = *state;

	store_close(f->store);
	assert_int_equal(in_child(with_a_full_disk, f->dir), 0);
	f->store = open_as(f->dir, "anna", false);
	assert_int_equal(count_entries(f->store), 0);
	assert_int_equal(batch_records(f->store), 0);
}

/* ---- format 0 */

/* 2023 = 7.5 of batch 1, 2024 = 8 of batch 1 and 9 of batch 2; all T, decimals 1. */
static void put_old_block(struct store *store, const struct key *key)
{
	static const uint8_t body[] = { 0, 1, 3, 0x01, 0x80, 0xBE, 0x83, 0x08, 0x02, 0x96, 0x01, 0x81, 0x80, 0x02, 0xA0, 0x01,
		0x41, 0x02, 0xB4, 0x01 };
	static const uint8_t format[4] = { 0 };
	struct buf value = { 0 };
	struct write write;
	struct err err;

	buf_add(&value, body, sizeof(body));
	seal(&value, 0, key_slice(key));
	assert_int_equal(write_begin(store, &store->figures, &write, &err), 0);
	assert_int_equal(db_put(store, write.txn, store->series, key_slice(key), buf_slice(&value, 0), &err), 0);
	assert_int_equal(db_put(store, write.txn, store->figures_meta, (struct slice){ (const uint8_t *)"format", 6 },
			(struct slice){ format, 4 }, &err), 0);
	for (uint32_t i = 1; i <= 2; i++) {
		char none[] = "";
		struct batch batch = { .number = i, .file = none, .source = none, .account = none, .note = none, .published = true,
			.at = i };
		assert_int_equal(put_batch(store, write.txn, &batch, &err), 0);
	}
	assert_int_equal(write_commit(store, &write, &err), 0);
	buf_free(&value);
}

static void assert_value(struct store *store, moment_t as_of, const char *period, double value)
{
	struct figure f, want = fig(period, GENDER_T, value);
	struct snapshot *snap;
	struct err err;

	assert_int_equal(store_snapshot(store, as_of, &snap, &err), 0);
	assert_true(series_figure(snap, "M1", "0013", want.period, GENDER_T, &f));
	assert_true(f.value == value);
	store_snapshot_end(snap);
}

static void format_before(void **state)
{
	struct fixture *f = *state;
	struct key key = series_key("M1", "0013");
	struct snapshot *snap;
	struct figure *all;
	struct slice value;
	struct batch batch;
	MDB_txn *txn;
	struct err err;

	put_old_block(f->store, &key);
	reopen(f);
	assert_value(f->store, MOMENT_NOW, "2023", 7.5);
	assert_value(f->store, MOMENT_NOW, "2024", 9);
	assert_value(f->store, 1, "2024", 8);
	struct import *import = begin_import(f->store);
	import_about(import, NULL, NULL, "", NULL); /* the old ones have no source either */
	add(import, "M1", "0013", fig("2023", GENDER_T, 7.5));
	add(import, "M1", "0013", fig("2025", GENDER_T, 10));
	assert_int_equal(import_publish(import, &batch, &err), 0);
	assert_int_equal(batch.added, 1);
	assert_int_equal(batch.equal, 1);
	end_batch(&batch);
	assert_int_equal(store_snapshot(f->store, MOMENT_NOW, &snap, &err), 0);
	assert_int_equal(series_history(snap, "M1", "0013", &all), 4);
	free(all);
	store_snapshot_end(snap);
	assert_value(f->store, 1, "2024", 8);
	assert_int_equal(env_read(f->store, &f->store->figures, &txn, &err), 0);
	assert_true(db_get(txn, f->store->figures_meta, (struct slice){ (const uint8_t *)"format", 6 }, &value));
	assert_int_equal(get_be32(value.data), 1);
	env_read_end(&f->store->figures, txn);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(long_series), TEST(disagreement), TEST(stopping), TEST(killed), TEST(full_disk), TEST(format_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
