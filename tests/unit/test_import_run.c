/* test_import_run.c: files into the store: one batch, all or nothing, names that mean the same place, what is created, what is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/export_csv.h"
#include "io/import_run.h"
#include "unit/query_help.h"

#define HEAD "metric;organisation;period;gender;value\n"

static struct test_store ts;
static struct import_result result;
static struct err err;

static int setup(void **state)
{
	(void)state;
	test_store_open(&ts);
	given(&ts, REC_PLAN, "", "mb2026", "title", "Mål och budget 2026", "year", "2026", NULL);
	given(&ts, REC_BOARD, "", "hs", "name", "Hälso- och sjukvård", NULL);
	given(&ts, REC_ORGANISATION, "", "0013", "name", "Region Halland", "aliases", "13, Hallands län, Halland", NULL);
	given(&ts, REC_ORGANISATION, "", "0000", "name", "Riket", "aliases", "00, hela landet", NULL);
	given(&ts, REC_METRIC, "", "N1", "name", "Väntetid", "unit", "%", NULL);
	given(&ts, REC_METRIC, "", "N2", "name", "N2", NULL);
	load_given(&ts, "mb2026");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	import_result_free(&result);
	test_store_close(&ts);
	return 0;
}

/* Files of these bytes, NULL last. */
static int run(const struct import_options *how, bool (*progress)(const struct import_progress *, void *), ...)
{
	struct infile files[4];
	struct dataset ds;
	const char *data;
	size_t n = 0;
	va_list ap;
	int rc;

	import_result_free(&result);
	err_clear(&err);
	va_start(ap, progress);
	while ((data = va_arg(ap, const char *))) {
		static const char *const names[] = { "a.csv", "b.csv", "c.csv", "d.csv" };

		assert_int_equal(infile_memory(&files[n], names[n], data, strlen(data), &err), 0);
		n++;
	}
	va_end(ap);
	load_dataset(&ts, &ds, "all");
	rc = import_run(ts.store, &ds, files, n, how, progress, NULL, &result, &err);
	dataset_free(&ds);
	for (size_t i = 0; i < n; i++)
		infile_close(&files[i]);
	return rc;
}

/* Everything there is of a metric, as the exported CSV. */
static char *exported(const char *metric)
{
	struct query_filter filter = { .indicator = metric };
	struct dataset ds;
	struct result res;
	struct buf out = { 0 };

	load_dataset(&ts, &ds, "all");
	ask(&ds, query_observations, &filter, &res);
	export_csv(&out, &res, 0);
	result_free(&res);
	dataset_free(&ds);
	return buf_take(&out);
}

static void assert_counts(uint64_t added, uint64_t changed, uint64_t equal)
{
	assert_int_equal(result.added, added);
	assert_int_equal(result.changed, changed);
	assert_int_equal(result.equal, equal);
}

static const struct import_options plain = { .source = "Prov" };

static void test_one_place_many_names(void **state)
{
	(void)state;
	assert_int_equal(run(&plain, NULL, HEAD "N1;0013;2020;T;1\nN1;13;2021;T;2\nN1;Region Halland;2022;T;3\nN1;hallands län;2023;T;4\n"
		"N1;HALLAND;2024;T;5\nN1;Riket;2020;T;6\nN1;00;2021;T;7\nN1;hs;2020;T;8\n", NULL), 0);
	assert_counts(8, 0, 0);
	assert_int_equal(run(&plain, NULL, HEAD "N1;0013;2020;T;1\nN1;0013;2024;T;5\nN1;0000;2021;T;7\n", NULL), 0);
	assert_counts(0, 0, 3);
	assert_int_equal(result.batch, 0);
}

static void test_all_files_one_batch(void **state)
{
	struct snapshot *snap;
	struct batch *batch;

	(void)state;
	assert_int_equal(run(&plain, NULL, HEAD "N1;0013;2020;T;1\n", HEAD "N2;0013;2020;T;1\n", NULL), 0);
	assert_counts(2, 0, 0);
	assert_int_equal(store_snapshot(ts.store, MOMENT_NOW, &snap, &err), 0);
	batch = batch_get(snap, result.batch);
	assert_string_equal(batch->file, "a.csv och 1 till");
	assert_string_equal(batch->source, "Prov");
	assert_string_equal(batch->note, "Filer: a.csv, b.csv");
	assert_int_equal(strlen(batch->hash), 64);
	batch_free(batch);
	store_snapshot_end(snap);
}

/* The hash is what sha256sum says of the file. */
static void test_hash(void **state)
{
	struct snapshot *snap;
	struct batch *batch;

	(void)state;
	assert_int_equal(run(&plain, NULL, HEAD "N1;0013;2020;T;1\n", NULL), 0);
	assert_int_equal(store_snapshot(ts.store, MOMENT_NOW, &snap, &err), 0);
	batch = batch_get(snap, result.batch);
	assert_string_equal(batch->hash, "4817730878db2e6c9285c77e89163de1d264da95d3d3d5e8a73b7c6515cfd1a9");
	batch_free(batch);
	store_snapshot_end(snap);
}

/* One fault in the last file, and nothing of the first is there. */
static void test_all_or_nothing(void **state)
{
	uint64_t before = store_last_seq(ts.store);

	(void)state;
	assert_int_equal(run(&plain, NULL, HEAD "N1;0013;2020;T;1\n", HEAD "N1;0013;2021;T;x\nN1;0013;2022;T;y\n", NULL), ERR_INPUT);
	assert_int_equal(result.nrefused, 2);
	assert_string_equal(result.refused.items[0], "b.csv:2: kolumn 5 (value): \"x\" är inget tal");
	assert_string_equal(err.text, "2 fel: inget lästes in");
	assert_int_equal(store_last_seq(ts.store), before);
	assert_int_equal(run(&plain, NULL, HEAD "N1;0013;2020;T;1\n", NULL), 0);
	assert_counts(1, 0, 0);
}

static void test_dry_run(void **state)
{
	struct import_options how = { .source = "Prov", .dry_run = true };
	uint64_t before;

	(void)state;
	assert_int_equal(run(&plain, NULL, HEAD "N1;0013;2020;T;1\nN1;0013;2021;T;2\n", NULL), 0);
	before = store_last_seq(ts.store);
	assert_int_equal(run(&how, NULL, HEAD "N1;0013;2020;T;1\nN1;0013;2021;T;3\nN1;0013;2022;T;4\n", NULL), 0);
	assert_counts(1, 1, 1);
	/* What can be counted is counted beside what is refused. */
	assert_int_equal(run(&how, NULL, HEAD "N1;0013;2020;T;1\nN1;0013;2021;T;x\nN1;0013;2022;T;4\n", NULL), ERR_INPUT);
	assert_counts(1, 0, 1);
	assert_int_equal(result.nrefused, 1);
	assert_int_equal(store_last_seq(ts.store), before);
}

static void test_unknown(void **state)
{
	(void)state;
	assert_int_equal(run(&plain, NULL, HEAD "X9;0013;2024;T;1\nN1;nämnd;2024;T;2\nX9;0013;2025;T;3\n", NULL), ERR_INPUT);
	assert_int_equal(result.nunknown, 2);
	assert_int_equal(result.unknown[0].kind, REC_METRIC);
	assert_string_equal(result.unknown[0].id, "X9");
	assert_int_equal(result.unknown[0].line, 2);
	assert_int_equal(result.unknown[0].rows, 2);
	assert_string_equal(result.unknown[1].id, "nämnd");
	assert_int_equal(result.unknown[1].line, 3);
	assert_int_equal(run(&plain, NULL, HEAD "N 1;0013;2024;T;1\n", NULL), ERR_INPUT);
	assert_non_null(strstr(result.refused.items[0], "a.csv:2: \"N 1\" är inget id"));
}

/* What is not there is made, with what the file says of it; what somebody wrote stays, what nobody wrote is filled in. */
static void test_add_unknown(void **state)
{
	static const char kolada[] = "{\"count\":2,\"values\":[{\"kpi\":\"N9\",\"municipality\":\"0013\",\"period\":2024,\"values\":["
		"{\"gender\":\"T\",\"value\":1.5,\"count\":1,\"status\":\"\"}]},{\"kpi\":\"N2\",\"municipality\":\"0001\",\"period\":2024,"
		"\"values\":[{\"gender\":\"T\",\"value\":null,\"count\":1,\"status\":\"\"}]}]}";
	static const char names[] = "{\"count\":3,\"values\":[{\"id\":\"N9\",\"title\":\"Ny andel (%)\",\"description\":\"Vad den är\",\"unit\":\"%\","
		"\"municipality_type\":\"L\",\"is_divided_by_gender\":0},{\"id\":\"N2\",\"title\":\"Får ett namn\",\"municipality_type\":\"L\","
		"\"is_divided_by_gender\":0},{\"id\":\"N7\",\"title\":\"Inga siffror\",\"municipality_type\":\"L\",\"is_divided_by_gender\":0}]}";
	struct import_options how = { .add_unknown = true };
	struct record *rec;
	struct snapshot *snap;
	char *csv;

	(void)state;
	assert_int_equal(run(&how, NULL, kolada, names, NULL), 0);
	assert_counts(2, 0, 0);
	assert_int_equal(result.created.n, 2);
	assert_int_equal(result.filled.n, 1);
	assert_int_equal(store_snapshot(ts.store, MOMENT_NOW, &snap, &err), 0);
	rec = snapshot_get(snap, REC_METRIC, "", "N9", false);
	assert_string_equal(((struct metric *)rec)->name, "Ny andel (%)");
	record_free(rec);
	rec = snapshot_get(snap, REC_METRIC, "", "N2", false);
	assert_string_equal(((struct metric *)rec)->name, "Får ett namn");
	record_free(rec);
	assert_null(snapshot_get(snap, REC_METRIC, "", "N7", false));
	rec = snapshot_get(snap, REC_ORGANISATION, "", "0001", false);
	assert_non_null(rec);
	record_free(rec);
	store_snapshot_end(snap);
	csv = exported("N9");
	assert_non_null(strstr(csv, "N9;0013;2024;T;1.5"));
	assert_non_null(strstr(csv, "Kolada"));
	free(csv);
}

/* An organisation that is only known by name gets an id made of it, and is found by its name next time. */
static void test_named_organisation(void **state)
{
	struct import_options how = { .source = "Prov", .add_unknown = true };

	(void)state;
	assert_int_equal(run(&how, NULL, HEAD "N1;Hallands sjukhus Varberg;2024;T;1\n", NULL), 0);
	assert_string_equal(((struct record *)result.created.items[0])->id, "hallands-sjukhus-varberg");
	assert_int_equal(run(&plain, NULL, HEAD "N1;hallands sjukhus varberg;2024;T;1\nN1;hallands-sjukhus-varberg;2025;T;1\n", NULL), 0);
	assert_counts(1, 0, 1);
}

static void test_source(void **state)
{
	static const char with[] = "metric;organisation;period;gender;value;source\nN1;0013;2020;T;1;SCB\n";
	static const char other[] = "metric;organisation;period;gender;value;source\nN2;0013;2020;T;1;Kolada\n";
	struct import_options how = { .source = NULL };

	(void)state;
	assert_int_equal(run(&how, NULL, HEAD "N1;0013;2020;T;1\n", NULL), ERR_USAGE);
	assert_non_null(strstr(err.text, "a.csv säger inte vem som publicerar siffrorna"));
	assert_int_equal(run(&how, NULL, with, HEAD "N1;0013;2021;T;1\n", NULL), ERR_USAGE);
	assert_int_equal(run(&how, NULL, with, other, NULL), ERR_INPUT);
	assert_non_null(strstr(err.text, "flera olika källor"));
	assert_int_equal(run(&how, NULL, with, NULL), 0);
	assert_int_equal(run(&plain, NULL, with, other, NULL), 0);
}

/* Two values of one figure: which, and where, also in different files and far from each other; the same value twice is one. */
static void test_twice(void **state)
{
	(void)state;
	assert_int_equal(run(&plain, NULL, HEAD "N1;0013;2024;T;1\nN1;13;2024;T;1,0\n", NULL), 0);
	assert_counts(1, 0, 0);
	assert_int_equal(run(&plain, NULL, HEAD "N1;0013;2024;T;1\nN2;0013;2024;T;1\nN1;Halland;2024;T;2\n", NULL), ERR_INPUT);
	assert_non_null(strstr(err.text, "a.csv:4: samma nyckeltal, organisation, period och kön som rad 2, men ett annat värde"));
	assert_int_equal(run(&plain, NULL, HEAD "N1;0013;2024;T;1\n", HEAD "N1;0013;2024;T;2\n", NULL), ERR_INPUT);
	assert_non_null(strstr(err.text, "b.csv:2: samma nyckeltal, organisation, period och kön som a.csv:2"));
}

/* The same rows in four spellings are the same to the last byte. */
static void test_same_in_any_spelling(void **state)
{
	static const char *const files[] = {
		HEAD "N1;0013;2023;T;7.5\nN1;0000;2023;K;1304.25\n", "\xEF\xBB\xBF" HEAD "N1;13;2023;totalt;7,5\nN1;Riket;2023;F;1 304,25\n",
		"value,period,gender,organisation,metric\r\n\"7,5\",2023,,Hallands l\xE4n,N1\r\n\"1 304,25\",2023,K,hela landet,N1\r\n",
		"{\"values\":[{\"kpi\":\"N1\",\"municipality\":\"0013\",\"period\":\"2023\",\"values\":[{\"gender\":\"T\",\"value\":7.5,\"count\":1,"
			"\"status\":\"\"}]},{\"kpi\":\"N1\",\"municipality\":\"0000\",\"period\":\"2023\",\"values\":[{\"gender\":\"K\","
			"\"value\":1304.25,\"count\":1,\"status\":\"\"}]}],\"count\":2}",
	};
	char *first = NULL;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		char *csv;

		if (i) {
			test_store_close(&ts);
			setup(NULL);
		}
		if (run(&plain, NULL, files[i], NULL))
			fail_msg("%s", err.text);
		assert_counts(2, 0, 0);
		csv = exported("N1");
		if (first)
			assert_string_equal(csv, first);
		else
			first = mem_strdup(csv);
		free(csv);
	}
	free(first);
}

static int steps;

static bool stop_at(const struct import_progress *progress, void *user)
{
	(void)user;
	assert_true(progress->total > 0 && progress->done <= progress->total);
	return --steps > 0;
}

/* Stopped at any moment there is nothing in the store. */
static void test_cancel(void **state)
{
	uint64_t before = store_last_seq(ts.store);
	struct buf data = { 0 };
	int rc = ERR_INPUT;

	(void)state;
	buf_str(&data, HEAD);
	for (int i = 0; i < 60000; i++)
		buf_printf(&data, "N%d;%s;%d;%c;%d\n", i % 2 + 1, i % 3 ? "0013" : "0000", 1900 + i / 600, "TKM"[i / 200 % 3], i / 200);
	for (int at = 1; rc; at++) {
		steps = at;
		rc = run(&plain, stop_at, buf_cstr(&data), NULL);
		if (rc) {
			assert_true(result.cancelled);
			assert_string_equal(err.text, "avbrutet: inget lästes in");
			assert_int_equal(store_last_seq(ts.store), before);
		}
		assert_true(at < 1000);
	}
	assert_true(result.added > 0);
	buf_free(&data);
}

static void test_shares(void **state)
{
	(void)state;
	assert_int_equal(run(&plain, NULL, HEAD "N1;0013;2020;T;50\nN1;0013;2021;T;905\nN2;0013;2021;T;905\n", NULL), 0);
	assert_int_equal(result.warned.n, 1);
	assert_non_null(strstr(result.warned.items[0], "a.csv:3: 1 värde i % är under 0 eller över 100, för N1"));
}

/* A megabyte of ASCII before the first letter of Windows-1252: it is read again, and nothing is counted twice. */
static void test_late_encoding(void **state)
{
	struct import_options how = { .source = "Prov", .add_unknown = true };
	struct buf data = { 0 };
	struct infile in;
	struct dataset ds;
	char path[] = "import-test.XXXXXX";
	FILE *out;
	int fd = mkstemp(path), rc;

	(void)state;
	buf_str(&data, HEAD);
	for (int i = 0; data.len < 2 << 20; i++)
		buf_printf(&data, "N1;X%d;%d;T;%d\n", i / 200, 1900 + i % 200, i);
	buf_str(&data, "N1;Hallands l\xE4n;2024;T;1\n");
	assert_non_null(out = fdopen(fd, "w"));
	fwrite(data.data, 1, data.len, out);
	fclose(out);
	import_result_free(&result);
	assert_int_equal(infile_open(&in, path, NULL, &err), 0);
	remove(path);
	load_dataset(&ts, &ds, "all");
	rc = import_run(ts.store, &ds, &in, 1, &how, NULL, NULL, &result, &err);
	if (rc)
		fail_msg("%s", err.text);
	assert_int_equal(result.added, result.figures);
	assert_int_equal(in.encoding, ENC_CP1252);
	dataset_free(&ds);
	infile_close(&in);
	buf_free(&data);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_one_place_many_names), CASE(test_all_files_one_batch), CASE(test_hash), CASE(test_all_or_nothing), CASE(test_dry_run),
		CASE(test_unknown), CASE(test_add_unknown), CASE(test_named_organisation), CASE(test_source), CASE(test_twice),
		CASE(test_same_in_any_spelling), CASE(test_cancel), CASE(test_shares), CASE(test_late_encoding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
