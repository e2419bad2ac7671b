/* query_help.c: stores and questions in tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ftw.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/query_help.h"
#include "unit/record_help.h"

static void must(int rc, const struct err *err)
{
	if (rc)
		fail_msg("%d: %s", rc, err->text);
}

void test_store_open(struct test_store *ts)
{
	struct store_options options = { .create = true };
	struct err err = { 0 };

	memset(ts, 0, sizeof(*ts));
	snprintf(ts->dir, sizeof(ts->dir), "/tmp/styrtavla-query-XXXXXX");
	assert_non_null(mkdtemp(ts->dir));
	must(store_open(&ts->store, ts->dir, &options, &err), &err);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static void free_record(void *rec)
{
	record_free(rec);
}

void test_store_close(struct test_store *ts)
{
	vec_free_all(&ts->records, free_record);
	store_close(ts->store);
	assert_int_equal(nftw(ts->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

struct record *given(struct test_store *ts, enum record_kind kind, const char *plan, const char *id, ...)
{
	struct record *rec = record_new(kind, plan, id);
	const char *key;
	va_list ap;

	va_start(ap, id);
	while ((key = va_arg(ap, const char *)))
		set(rec, key, va_arg(ap, const char *));
	va_end(ap);
	if (!id)
		record_derive_id(rec);
	vec_push(&ts->records, rec);
	return rec;
}

static struct change *changes_of(struct test_store *ts)
{
	struct change *changes = mem_array(NULL, ts->records.n, sizeof(*changes));

	for (size_t i = 0; i < ts->records.n; i++) {
		changes[i].rec = ts->records.items[i];
		changes[i].expect = 0;
	}
	return changes;
}

static void forget(struct test_store *ts)
{
	vec_free_all(&ts->records, free_record);
	memset(&ts->records, 0, sizeof(ts->records));
}

void save_given(struct test_store *ts)
{
	struct change *changes = changes_of(ts);
	struct save_result result;
	struct err err = { 0 };

	must(store_save(ts->store, changes, ts->records.n, &result, &err), &err);
	free(changes);
	forget(ts);
}

void load_given(struct test_store *ts, const char *plan)
{
	struct change *changes = changes_of(ts);
	struct save_result result;
	struct err err = { 0 };

	for (size_t i = 0; i < ts->records.n; i++) {
		if (record_type(changes[i].rec->kind)->flags & TYPE_ORDERED)
			changes[i].rec->order = (int)i + 1;
	}
	must(store_load(ts->store, plan, changes, ts->records.n, &result, &err), &err);
	free(changes);
	forget(ts);
}

void change(struct test_store *ts, enum record_kind kind, const char *plan, const char *id, const char *key,
		const char *value)
{
	struct change one = { 0 };
	struct save_result result;
	struct snapshot *snap;
	struct err err = { 0 };

	must(store_snapshot(ts->store, MOMENT_NOW, &snap, &err), &err);
	one.rec = snapshot_get(snap, kind, plan, id, false);
	store_snapshot_end(snap);
	assert_non_null(one.rec);
	one.expect = one.rec->revision;
	if (key)
		set(one.rec, key, value);
	else
		one.rec->deleted = true;
	must(store_save(ts->store, &one, 1, &result, &err), &err);
	record_free(one.rec);
}

static void import_line(struct import *import, const char *line)
{
	char metric[40], organisation[40], period[20], gender[4], value[20];
	struct figure figure = { .value = NUM_MISSING };
	struct err err = { 0 };

	assert_int_equal(sscanf(line, "%39s %39s %19s %3s %19s", metric, organisation, period, gender, value), 5);
	assert_true(period_parse(period, &figure.period));
	figure.gender = choice_find(choices_gender, gender);
	if (strcmp(value, "-") == 0)
		figure.missing = MISSING_NOT_MEASURED;
	else
		assert_int_equal(num_parse(value, NUM_POINT, &figure.value, NULL), NUM_OK);
	must(import_add(import, metric, organisation, &figure, &err), &err);
}

void import_figures(struct test_store *ts, const char *source, ...)
{
	struct import *import;
	struct batch batch;
	struct err err = { 0 };
	const char *line;
	va_list ap;

	must(import_begin(ts->store, "prov.csv", "00", source, NULL, &import, &err), &err);
	va_start(ap, source);
	while ((line = va_arg(ap, const char *)))
		import_line(import, line);
	va_end(ap);
	memset(&batch, 0, sizeof(batch));
	must(import_publish(import, &batch, &err), &err);
	free(batch.file);
	free(batch.source);
	free(batch.account);
	free(batch.note);
}

void load_dataset(struct test_store *ts, struct dataset *ds, const char *plan)
{
	struct err err = { 0 };

	must(dataset_load(ds, ts->store, plan, MOMENT_NOW, test_today(), &err), &err);
}

void ask(const struct dataset *ds, query_fn *query, const struct query_filter *filter, struct result *res)
{
	static const struct query_filter all;
	struct err err = { 0 };

	must(query(ds, filter ? filter : &all, res, &err), &err);
	assert_int_equal(store_snapshots_open(), 0);
}

const struct row *row_of(const struct result *res, const char *id)
{
	for (size_t i = 0; i < res->nrows; i++) {
		if (res->rows[i].ref.id && strcmp(res->rows[i].ref.id, id) == 0)
			return &res->rows[i];
	}
	fail_msg("no row %s", id);
	return NULL;
}

static void check_text(struct buf *out, const char *key, const char *expected)
{
	if (strcmp(buf_cstr(out), expected) != 0)
		fail_msg("%s: \"%s\" is not \"%s\"", key, buf_cstr(out), expected);
	buf_free(out);
}

static int column_of(const struct result *res, const char *key)
{
	int column = result_column(res, key);

	if (column < 0)
		fail_msg("no column %s", key);
	return column;
}

void assert_cell(const struct result *res, const struct row *row, const char *key, const char *machine)
{
	int column = column_of(res, key);
	struct buf out = { 0 };

	cell_format_machine(&out, &res->columns[column], &row->cells[column]);
	check_text(&out, key, machine);
}

void assert_shown_cell(const struct result *res, const struct row *row, const char *key, const char *people)
{
	int column = column_of(res, key);
	struct buf out = { 0 };

	cell_format(&out, &res->columns[column], &row->cells[column]);
	check_text(&out, key, people);
}

void assert_json(const struct result *res, const struct row *row, const char *key, const char *json)
{
	int column = column_of(res, key);
	json_t *value = cell_to_json(&res->columns[column], &row->cells[column]);
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));

	if (strcmp(text, json) != 0)
		fail_msg("%s: %s is not %s", key, text, json);
	free(text);
	json_decref(value);
}

void assert_export_keys(const struct result *res, const char *keys)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < res->ncolumns; i++) {
		if (res->columns[i].flags & COLF_EXPORT)
			buf_printf(&out, "%s%s", out.len ? " " : "", res->columns[i].key);
	}
	check_text(&out, "keys", keys);
}

void assert_ids(const struct result *res, const char *ids)
{
	struct buf out = { 0 };

	for (size_t i = 0; i < res->nrows; i++)
		buf_printf(&out, "%s%s", i ? " " : "", res->rows[i].ref.id ? res->rows[i].ref.id : "-");
	check_text(&out, "ids", ids);
}
