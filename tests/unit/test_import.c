/* Figures: importing all or nothing, what readers see when, and what an interrupted import leaves. */
#include "store_help.h"
#include "store/import.h"

struct batch_counts {
	uint32_t number;
	uint64_t added, changed, equal;
};

static struct batch_counts publish(struct import *import)
{
	struct batch batch;
	struct err err;

	if (import_publish(import, &batch, &err))
		fail_msg("%s", err.text);
	struct batch_counts counts = { batch.number, batch.added, batch.changed, batch.equal };
	free(batch.file);
	free(batch.source);
	free(batch.account);
	free(batch.note);
	return counts;
}

/* The figures of M1 for 0013 as text: "2023=1,5#1 2024=…". */
static char *figures_of(struct store *store, moment_t as_of)
{
	struct snapshot *snap;
	struct figure *list;
	struct buf text = { 0 };
	struct err err;
	char period[PERIOD_TEXT_MAX], value[NUM_TEXT_MAX];

	assert_int_equal(store_snapshot(store, as_of, &snap, &err), 0);
	size_t n = series_get(snap, "M1", "0013", &list);
	for (size_t i = 0; i < n; i++)
		buf_printf(&text, "%s%s=%s#%u", i ? " " : "", period_format(period, list[i].period),
				list[i].missing ? choices_missing[list[i].missing].code : num_machine(value, list[i].value),
				list[i].batch);
	free(list);
	store_snapshot_end(snap);
	return buf_take(&text);
}

static void assert_figures(struct store *store, moment_t as_of, const char *want)
{
	char *is = figures_of(store, as_of);

	assert_string_equal(is, want);
	free(is);
}

static struct batch_counts import_one(struct store *store, double v2023, double v2024)
{
	struct import *import = begin_import(store);

	add_figure(import, "0013", "2024", v2024);
	add_figure(import, "0013", "2023", v2023);
	add_figure(import, "0000", "2024", 100);
	return publish(import);
}

static struct batch_counts import_from(struct store *store, const char *source, double value)
{
	struct import *import = begin_import(store);

	import_about(import, NULL, NULL, source, NULL);
	add_figure(import, "0013", "2024", value);
	add_figure(import, "0013", "2023", 1);
	return publish(import);
}

/* A figure is what it says and who says so: a wrong source can be corrected, and what was said before is kept. */
static void another_publisher_supersedes(void **state)
{
	struct fixture *f = *state;
	struct snapshot *snap;
	struct figure *list;
	struct err err;
	uint64_t added, changed, equal;

	assert_int_equal(import_from(f->store, "Källa: Kolada", 8).added, 2);
	assert_int_equal(import_from(f->store, "Kolada", 8).equal, 2);
	moment_t first = tick();
	struct import *import = begin_import(f->store);
	import_about(import, NULL, NULL, "SCB", NULL);
	add_figure(import, "0013", "2024", 8);
	add_figure(import, "0013", "2023", 2);
	assert_int_equal(import_count(import, &added, &changed, &equal, &err), 0);
	assert_int_equal(changed, 2);
	assert_int_equal(import_resourced(import), 1);
	import_abandon(import);
	assert_int_equal(import_from(f->store, "SCB", 8).changed, 2);
	assert_figures(f->store, MOMENT_NOW, "2023=1#2 2024=8#2");
	assert_figures(f->store, first, "2023=1#1 2024=8#1");
	/* Nobody says who: no difference. One figure of it from another: only that. */
	assert_int_equal(import_from(f->store, "", 8).equal, 2);
	struct batch_counts c = import_from(f->store, "SCB", 9);
	assert_int_equal(c.changed, 1);
	assert_int_equal(c.equal, 1);
	c = import_from(f->store, "Kolada", 9);
	assert_int_equal(c.changed, 2);
	assert_int_equal(import_from(f->store, "Kolada", 9).equal, 2);
	assert_int_equal(store_snapshot(f->store, MOMENT_NOW, &snap, &err), 0);
	assert_int_equal(series_history(snap, "M1", "0013", &list), 7);
	free(list);
	store_snapshot_end(snap);
}

static void history_of_figures(void **state)
{
	struct fixture *f = *state;

	moment_t nothing = tick();
	struct batch_counts c = import_one(f->store, 7.5, 8);
	assert_int_equal(c.number, 1);
	assert_int_equal(c.added, 3);
	moment_t first = tick();
	c = import_one(f->store, 7.5, 9);
	assert_int_equal(c.number, 2);
	assert_int_equal(c.added, 0);
	assert_int_equal(c.changed, 1);
	assert_int_equal(c.equal, 2);
	assert_figures(f->store, MOMENT_NOW, "2023=7.5#1 2024=9#2");
	assert_figures(f->store, first, "2023=7.5#1 2024=8#1");
	assert_figures(f->store, nothing, "");
	/* The same again: no batch, no entry. */
	c = import_one(f->store, 7.5, 9);
	assert_int_equal(c.number, 0);
	assert_int_equal(c.equal, 3);
	assert_int_equal(count_entries(f->store), 2);
	reopen(f);
	assert_int_equal(count_entries(f->store), 2);
	assert_figures(f->store, MOMENT_NOW, "2023=7.5#1 2024=9#2");
	assert_int_equal(chain_fault(f->store), 0);
}

static void counting(void **state)
{
	struct fixture *f = *state;
	uint64_t added, changed, equal;
	struct err err;

	import_one(f->store, 1, 2);
	struct import *import = begin_import(f->store);
	add_figure(import, "0013", "2023", 1);
	add_figure(import, "0013", "2024", 3);
	add_figure(import, "0013", "2025", 4);
	add_figure(import, "0013", "2025", 4);
	assert_int_equal(import_count(import, &added, &changed, &equal, &err), 0);
	assert_int_equal(added, 1);
	assert_int_equal(changed, 1);
	assert_int_equal(equal, 1);
	/* More may come after a count. */
	add_figure(import, "0013", "2026", 5);
	add_figure(import, "0001", "2026", 5);
	assert_int_equal(import_count(import, &added, &changed, &equal, &err), 0);
	assert_int_equal(added, 3);
	import_abandon(import);
	assert_figures(f->store, MOMENT_NOW, "2023=1#1 2024=2#1");
	assert_int_equal(count_entries(f->store), 1);
}

static void refused(void **state)
{
	struct fixture *f = *state;
	struct import *import = begin_import(f->store);
	struct figure bad = fig("2024", GENDER_T, NUM_MISSING);
	struct batch batch;
	struct err err;

	assert_int_equal(import_add(import, "M1", "0013", &bad, &err), ERR_INPUT);
	bad = fig("", GENDER_T, 1);
	assert_int_equal(import_add(import, "M1", "0013", &bad, &err), ERR_INPUT);
	bad = fig("2024", 0, 1);
	assert_int_equal(import_add(import, "M1", "0013", &bad, &err), ERR_INPUT);
	bad = fig("2024", GENDER_T, 1);
	assert_int_equal(import_add(import, "", "0013", &bad, &err), ERR_INPUT);
	assert_int_equal(import_add(import, "M1", "\xFF", &bad, &err), ERR_INPUT);
	add_figure(import, "0013", "2024", 1);
	add_figure(import, "0013", "2024", 2);
	assert_int_equal(import_publish(import, &batch, &err), ERR_INPUT);
	assert_non_null(strstr(err.text, "0013"));
	assert_figures(f->store, MOMENT_NOW, "");
	assert_true(store_is_empty(f->store));
}

static void missing_kinds(void **state)
{
	struct fixture *f = *state;
	struct import *import = begin_import(f->store);
	struct figure gone = fig("2024", GENDER_T, NUM_MISSING);
	struct err err;

	gone.missing = MISSING_SUPPRESSED;
	import_one(f->store, 1, 2);
	assert_int_equal(import_add(import, "M1", "0013", &gone, &err), 0);
	assert_int_equal(publish(import).changed, 1);
	assert_figures(f->store, MOMENT_NOW, "2023=1#1 2024=suppressed#2");
}

static bool note_org(const char *organisation, const struct figure *figs, size_t n, void *user)
{
	struct buf *text = user;

	assert_true(n > 0 && figs[0].period > 0);
	buf_printf(text, "%s:%zu ", organisation, n);
	return true;
}

static bool note_metric(const char *metric, void *user)
{
	buf_printf(user, "%s ", metric);
	return true;
}

static bool note_batch(const struct batch *batch, void *user)
{
	buf_printf(user, "%u:%s:%llu ", batch->number, batch->file, (unsigned long long)batch->added);
	return true;
}

static void scans(void **state)
{
	struct fixture *f = *state;
	struct import *import = begin_import(f->store);
	struct figure one = fig("2024", GENDER_T, 1);
	struct snapshot *snap;
	struct buf text = { 0 };
	struct err err;
	static const char *const metrics[] = { "M", "M1", "M10", "M1-x", "Å" };

	for (size_t i = 0; i < COUNT_OF(metrics); i++) {
		import_add(import, metrics[i], "0013", &one, &err);
		import_add(import, metrics[i], "0001", &one, &err);
	}
	publish(import);
	assert_int_equal(store_snapshot(f->store, MOMENT_NOW, &snap, &err), 0);
	series_scan(snap, "M1", note_org, &text);
	assert_string_equal(buf_cstr(&text), "0001:1 0013:1 ");
	buf_clear(&text);
	series_metrics(snap, note_metric, &text);
	assert_string_equal(buf_cstr(&text), "M M1 M1-x M10 Å ");
	buf_clear(&text);
	batch_scan(snap, note_batch, &text);
	assert_string_equal(buf_cstr(&text), "1:data.csv:10 ");
	assert_null(batch_get(snap, 2));
	store_snapshot_end(snap);
	buf_free(&text);
}

static void drop_list(struct store *store)
{
	MDB_val key = { 7, "metrics" };
	struct write write;
	struct err err;

	assert_int_equal(gate_take(store, &store->figures, 1000, &err), 0);
	assert_int_equal(write_begin(store, &store->figures, &write, &err), 0);
	mdb_del(write.txn, store->figures_meta, &key, NULL);
	assert_int_equal(write_commit(store, &write, &err), 0);
	gate_leave(&store->figures);
}

static void assert_metrics(struct store *store, moment_t as_of, bool listed, const char *expected)
{
	struct snapshot *snap;
	struct buf text = { 0 };
	struct err err;

	assert_int_equal(store_snapshot(store, as_of, &snap, &err), 0);
	assert_int_equal(names_each(snap, note_metric, &text), listed);
	if (listed)
		assert_string_equal(buf_cstr(&text), expected);
	buf_clear(&text);
	series_metrics(snap, note_metric, &text);
	assert_string_equal(buf_cstr(&text), expected);
	store_snapshot_end(snap);
	buf_free(&text);
}

static void import_new(struct store *store, const char *metric, double value)
{
	struct import *import = begin_import(store);
	struct figure one = fig("2024", GENDER_T, value);
	struct err err;

	assert_int_equal(import_add(import, metric, "0013", &one, &err), 0);
	publish(import);
}

/* The list of metrics says what the series say: as of every batch, and where it is not there it is made anew. */
static void list_of_metrics(void **state)
{
	struct fixture *f = *state;
	struct import *import;
	struct err err;
	moment_t first, second;

	assert_metrics(f->store, MOMENT_NOW, false, "");
	import_new(f->store, "M2", 1);
	first = tick();
	import_new(f->store, "M1", 1);
	import_new(f->store, "M2", 2);
	second = tick();
	import_new(f->store, "M3", 1);
	assert_metrics(f->store, MOMENT_NOW, true, "M1 M2 M3 ");
	assert_metrics(f->store, second, true, "M1 M2 ");
	assert_metrics(f->store, first, true, "M2 ");
	/* A name without a figure is no metric with figures. */
	import = begin_import(f->store);
	assert_int_equal(import_series(import, "M0", "0013", &err), 0);
	struct figure one = fig("2025", GENDER_T, 1);
	assert_int_equal(import_add(import, "M4", "0013", &one, &err), 0);
	publish(import);
	assert_metrics(f->store, MOMENT_NOW, true, "M1 M2 M3 M4 ");
	/* Lost, as in a store of an older program: the series are asked, and the next import makes it. */
	drop_list(f->store);
	assert_metrics(f->store, MOMENT_NOW, false, "M1 M2 M3 M4 ");
	assert_metrics(f->store, second, false, "M1 M2 ");
	import_new(f->store, "M5", 1);
	assert_metrics(f->store, MOMENT_NOW, true, "M1 M2 M3 M4 M5 ");
	assert_metrics(f->store, second, true, "M1 M2 ");
	assert_metrics(f->store, first, true, "M2 ");
	reopen(f);
	assert_metrics(f->store, MOMENT_NOW, true, "M1 M2 M3 M4 M5 ");
}

/* An import stopped before it was published: nobody sees it, and the next one takes it away. */
static void leftovers(void **state)
{
	struct fixture *f = *state;
	struct import *import = begin_import(f->store);
	struct batch batch;
	struct err err;
	struct snapshot *snap;
	struct buf text = { 0 };

	import_one(f->store, 1, 2);
	for (int i = 0; i < 30; i++) {
		char org[16];
		snprintf(org, sizeof(org), "%04d", i);
		add_figure(import, org, "2024", 77);
	}
	add_figure(import, "0013", "2025", 78);
	assert_int_equal(import_write_figures(import, &batch, true, &err), 0);
	import_abandon(import);
	reopen(f);
	assert_int_equal(count_entries(f->store), 1);
	assert_figures(f->store, MOMENT_NOW, "2023=1#1 2024=2#1");
	assert_int_equal(store_snapshot(f->store, MOMENT_NOW, &snap, &err), 0);
	series_scan(snap, "M1", note_org, &text);
	assert_string_equal(buf_cstr(&text), "0000:1 0013:2 ");
	assert_null(batch_get(snap, 2));
	store_snapshot_end(snap);
	/* The next import has that number, and none of its figures. */
	struct batch_counts c = import_one(f->store, 1, 3);
	assert_int_equal(c.number, 2);
	assert_int_equal(c.changed, 1);
	assert_figures(f->store, MOMENT_NOW, "2023=1#1 2024=3#2");
	buf_clear(&text);
	assert_int_equal(store_snapshot(f->store, MOMENT_NOW, &snap, &err), 0);
	series_scan(snap, "M1", note_org, &text);
	assert_string_equal(buf_cstr(&text), "0000:1 0013:2 ");
	store_snapshot_end(snap);
	buf_free(&text);
}

static bool note_import(const struct journal_entry *entry, void *user)
{
	buf_printf(user, "%s %s %s %s; ", entry->user, journal_op_codes[entry->op], entry->id, entry->title);
	return true;
}

/* Published, and stopped before the entry was written. */
static void entry_at_open(void **state)
{
	struct fixture *f = *state;
	struct import *import = begin_import(f->store);
	struct batch batch;
	struct snapshot *snap;
	struct buf text = { 0 };
	struct err err;

	assert_int_equal(writer_account(f->store, &err), 0);
	add_figure(import, "0013", "2024", 5);
	assert_int_equal(import_write_figures(import, &batch, false, &err), 0);
	import_abandon(import);
	assert_int_equal(count_entries(f->store), 0);
	assert_figures(f->store, MOMENT_NOW, "2024=5#1");
	store_close(f->store);
	f->store = open_as(f->dir, "bo", true);
	assert_int_equal(count_entries(f->store), 0);
	store_close(f->store);
	f->store = open_as(f->dir, "bo", false);
	assert_int_equal(store_snapshot(f->store, MOMENT_NOW, &snap, &err), 0);
	journal_scan(snap, 1, 0, false, note_import, &text);
	store_snapshot_end(snap);
	assert_string_equal(buf_cstr(&text), "anna import 1 data.csv; ");
	buf_free(&text);
	reopen(f);
	assert_int_equal(count_entries(f->store), 1);
	assert_int_equal(chain_fault(f->store), 0);
}

/* More keys than one transaction takes. */
static void many_keys(void **state)
{
	struct fixture *f = *state;
	enum { N = 60000 };
	struct err err;

	for (int round = 0; round < 2; round++) {
		struct import *import = begin_import(f->store);
		for (int i = 0; i < N; i++) {
			struct figure one = fig("2024", GENDER_T, i + round * (i % 2));
			char org[16];
			/* Not in order. */
			snprintf(org, sizeof(org), "%05d", (int)((long)i * 7919 % N));
			if (import_add(import, "M1", org, &one, &err))
				fail_msg("%s", err.text);
		}
		struct batch_counts c = publish(import);
		assert_int_equal(c.added, round ? 0 : N);
		assert_int_equal(c.changed, round ? N / 2 : 0);
	}
	assert_int_equal(count_entries(f->store), 2);
}

/* The clock was set back after something was entered by hand: what is imported then is still the later of the two. */
static void clock_set_back(void **state)
{
	struct fixture *f = *state;
	struct activity *a = new_activity("x");
	struct writer w;
	struct err err;
	struct batch batch;

	free(a->rec.id);
	a->rec.id = mem_strdup("1");
	assert_int_equal(writer_begin(f->store, &w, &err), 0);
	const moment_t ahead = w.at += INT64_C(3600) * 1000000;
	assert_int_equal(writer_change(&w, &a->rec, NULL, OP_CREATE, 0, &err), 0);
	assert_int_equal(writer_commit(&w, &err), 0);
	record_free(&a->rec);
	struct import *import = begin_import(f->store);
	add_figure(import, "0013", "2024", 1);
	assert_int_equal(import_publish(import, &batch, &err), 0);
	assert_true(batch.at >= ahead);
	free(batch.file);
	free(batch.source);
	free(batch.account);
	free(batch.note);
	assert_int_equal(chain_fault(f->store), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(history_of_figures), TEST(another_publisher_supersedes), TEST(counting), TEST(refused), TEST(missing_kinds), TEST(scans), TEST(list_of_metrics),
		TEST(leftovers),
		TEST(entry_at_open), TEST(many_keys), TEST(clock_set_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
