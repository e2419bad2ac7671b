/* test_export.c: results as JSON and CSV, and files that are written whole or not at all. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <dirent.h>
#include <signal.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/export_csv.h"
#include "io/export_json.h"
#include "io/outfile.h"

static const struct column columns[] = {
	{ .key = "id", .type = COL_ID, .flags = COLF_EXPORT },
	{ .key = "text", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "shown", .type = COL_TEXT, .flags = COLF_SCREEN },
	{ .key = "list", .type = COL_LIST, .flags = COLF_EXPORT },
	{ .key = "num", .type = COL_NUM, .flags = COLF_EXPORT, .decimals = 1 },
	{ .key = "yes", .type = COL_BOOL, .flags = COLF_EXPORT },
	{ .key = "day", .type = COL_DATE, .flags = COLF_EXPORT },
	{ .key = "period", .type = COL_PERIOD, .flags = COLF_EXPORT },
	{ .key = "gender", .type = COL_CHOICE, .flags = COLF_EXPORT, .choices = choices_gender },
	{ .key = "status", .type = COL_STATUS, .flags = COLF_EXPORT },
	{ .key = "nested", .type = COL_JSON, .flags = COLF_EXPORT },
};

static struct row *start(struct result *res)
{
	result_init(res, columns, COUNT_OF(columns));
	return result_add(res, REC_GOAL, "p", "1.10");
}

static void fill(struct result *res, struct row *row)
{
	period_t period = 0;

	assert_true(period_parse("2024-Q1", &period));
	row_text(res, row, "id", "1.10");
	row_text(res, row, "text", "Bra; \"vård\"");
	row_text(res, row, "shown", "bara på skärmen");
	row_text(res, row, "list", "hs,adh");
	row_num(res, row, "num", 0.1);
	row_num(res, row, "yes", 1);
	row_num(res, row, "day", date_from_ymd(2026, 9, 2));
	row_num(res, row, "period", period);
	row_num(res, row, "gender", GENDER_K);
	row_num(res, row, "status", STATUS_GREEN);
	row_json(res, row, "nested", json_pack("{s:f,s:i,s:[s,n]}", "v", 7.5, "y", 2026, "l", "a"));
}

static void test_json(void **state)
{
	struct result res;
	struct buf out = { 0 };

	(void)state;
	fill(&res, start(&res));
	export_json(&out, &res);
	assert_string_equal(out.data, "[\n{\"id\":\"1.10\",\"text\":\"Bra; \\\"vård\\\"\",\"list\":[\"hs\",\"adh\"],\"num\":0.1,"
		"\"yes\":true,\"day\":\"2026-09-02\",\"period\":\"2024-Q1\",\"gender\":\"K\",\"status\":\"green\","
		"\"nested\":{\"v\":7.5,\"y\":2026,\"l\":[\"a\",null]}}\n]\n");
	buf_free(&out);
	result_free(&res);
}

static void test_json_missing(void **state)
{
	struct result res;
	struct buf out = { 0 };

	(void)state;
	start(&res);
	export_json(&out, &res);
	assert_string_equal(out.data, "[\n{\"id\":null,\"text\":null,\"list\":[],\"num\":null,\"yes\":null,\"day\":null,"
		"\"period\":null,\"gender\":null,\"status\":null,\"nested\":null}\n]\n");
	buf_free(&out);
	result_free(&res);
	result_init(&res, columns, COUNT_OF(columns));
	export_json(&out, &res);
	assert_string_equal(out.data, "[]\n");
	buf_free(&out);
}

/* What could move a cursor or turn text round is written as a number; every reader gives the same text back. */
static void test_json_characters(void **state)
{
	static const char text[] = "a\x1b[2J\x7f\tb\nc\xC2\x9B" "d\xE2\x80\xAE" "e\xF3\xA0\x80\xA1" "f\\";
	struct buf out = { 0 };
	json_t *value = json_string(text);
	json_t *back;

	(void)state;
	export_json_value(&out, value);
	assert_string_equal(out.data, "\"a\\u001b[2J\\u007f\\tb\\nc\\u009bd\\u202ee\\udb40\\udc21f\\\\\"");
	back = json_loads(out.data, JSON_DECODE_ANY, NULL);
	assert_true(json_equal(back, value));
	json_decref(back);
	json_decref(value);
	buf_free(&out);
}

static void test_csv(void **state)
{
	struct result res;
	struct buf out = { 0 };

	(void)state;
	fill(&res, start(&res));
	export_csv(&out, &res, 0);
	assert_string_equal(out.data, "id;text;list;num;yes;day;period;gender;status;nested\n"
		"1.10;\"Bra; \"\"vård\"\"\";hs,adh;0.1;true;2026-09-02;2024-Q1;K;green;\"{\"\"v\"\":7.5,\"\"y\"\":2026,\"\"l\"\":"
		"[\"\"a\"\",null]}\"\n");
	buf_clear(&out);
	export_csv(&out, &res, CSV_SWEDISH);
	assert_memory_equal(out.data, "\xEF\xBB\xBFid;", 6);
	assert_non_null(strstr(out.data, ";hs,adh;0,1;true;"));
	assert_non_null(strstr(out.data, "\"\"v\"\":7.5"));
	buf_free(&out);
	result_free(&res);
}

static void assert_csv_text(const char *text, int flags, const char *expected)
{
	struct result res;
	struct row *row = start(&res);
	struct buf out = { 0 };

	row_text(&res, row, "text", text);
	export_csv(&out, &res, flags);
	assert_string_equal(strchr(out.data, '\n') + 1, expected);
	buf_free(&out);
	result_free(&res);
}

static void test_csv_formulas(void **state)
{
	(void)state;
	assert_csv_text("=1+1", 0, ";'=1+1;;;;;;;;\n");
	assert_csv_text("+46", 0, ";'+46;;;;;;;;\n");
	assert_csv_text("-", 0, ";'-;;;;;;;;\n");
	assert_csv_text("@SUM(A1)", 0, ";'@SUM(A1);;;;;;;;\n");
	assert_csv_text("\t=1", 0, ";'\t=1;;;;;;;;\n");
	assert_csv_text("\r=1", 0, ";\"'\r=1\";;;;;;;;\n");
	assert_csv_text("=1+1", CSV_RAW, ";=1+1;;;;;;;;\n");
	assert_csv_text("a=1", 0, ";a=1;;;;;;;;\n");
	assert_csv_text("rad\nrad", 0, ";\"rad\nrad\";;;;;;;;\n");
	assert_csv_text(" luft ", 0, ";\" luft \";;;;;;;;\n");
}

static void test_csv_negative_is_a_number(void **state)
{
	struct result res;
	struct row *row = start(&res);
	struct buf out = { 0 };

	(void)state;
	row_num(&res, row, "num", -5);
	export_csv(&out, &res, 0);
	assert_non_null(strstr(out.data, ";;;-5;"));
	buf_free(&out);
	result_free(&res);
}

/* ---- files ------------------------------------------------------------------------------------------------ */

static char dir[64];

static int make_dir(void **state)
{
	(void)state;
	snprintf(dir, sizeof(dir), "%s/styrtavla-test-XXXXXX", P_tmpdir);
	return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
	char *path = mem_printf("%s/f", dir);

	(void)state;
	unlink(path);
	free(path);
	return rmdir(dir);
}

static size_t files_in_dir(void)
{
	DIR *d = opendir(dir);
	size_t n = 0;

	assert_non_null(d);
	while (readdir(d))
		n++;
	closedir(d);
	return n - 2;
}

static void assert_file(const char *path, const char *expected)
{
	char text[64] = "";
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	assert_string_equal(text, expected);
}

static void test_file(void **state)
{
	char *path = mem_printf("%s/f", dir);
	struct err err = { 0 };
	struct stat st;

	(void)state;
	assert_int_equal(outfile_write(path, "ett", 3, &err), 0);
	assert_int_equal(outfile_write(path, "två", 4, &err), 0);
	assert_file(path, "två");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(files_in_dir(), 1);
	free(path);
}

/* A limit on file size stands in for a full disk: half is written, and then no more. */
static void test_full_disk(void **state)
{
	char *path = mem_printf("%s/f", dir);
	struct rlimit old, small;
	struct err err = { 0 };
	char big[8192] = "";
	int rc;

	(void)state;
	assert_int_equal(outfile_write(path, "gammal", 6, &err), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = old;
	small.rlim_cur = 4096;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	rc = outfile_write(path, big, sizeof(big), &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(rc, ERR_STORE);
	assert_non_null(strstr(err.text, "kunde inte skrivas: filen får inte bli så stor; inget är ändrat"));
	assert_file(path, "gammal");
	assert_int_equal(files_in_dir(), 1);
	free(path);
}

static void test_bad_paths(void **state)
{
	struct err err = { 0 };
	char *path = mem_printf("%s/no/f", dir);
	char *slash = mem_printf("%s/", dir);

	(void)state;
	assert_int_equal(outfile_write(path, "a", 1, &err), ERR_STORE);
	assert_non_null(strstr(err.text, "katalogen kunde inte öppnas: finns inte"));
	assert_int_equal(outfile_write(slash, "a", 1, &err), ERR_STORE);
	assert_int_equal(outfile_write(dir, "a", 1, &err), ERR_STORE);
	assert_int_equal(outfile_write("/dev/null", "a", 1, &err), ERR_STORE);
	assert_string_equal(err.text, "/dev/null: är ingen vanlig fil");
	free(path);
	free(slash);
}

static void test_put(void **state)
{
	struct err err = { 0 };
	int fd = open("/dev/full", O_WRONLY);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(outfile_put(fd, "a", 1, &err), ERR_STORE);
	assert_string_equal(err.text, "kunde inte skriva ut svaret: disken är full");
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json), cmocka_unit_test(test_json_missing), cmocka_unit_test(test_json_characters),
		cmocka_unit_test(test_csv), cmocka_unit_test(test_csv_formulas), cmocka_unit_test(test_csv_negative_is_a_number),
		cmocka_unit_test_setup_teardown(test_file, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(test_full_disk, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(test_bad_paths, make_dir, remove_dir), cmocka_unit_test(test_put),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
