/* Saving, versions, the journal and its chain, loading. */
#include "store_help.h"

static void save_and_read(void **state)
{
	struct fixture *f = *state;
	char id[8];

	assert_true(store_is_empty(f->store));
	assert_int_equal(add_activity(f->store, "Ny väg", id), 1);
	assert_string_equal(id, "1");
	assert_false(store_is_empty(f->store));
	reopen(f);
	struct activity *a = get_activity(f->store, id, MOMENT_NOW);
	assert_non_null(a);
	assert_string_equal(a->title, "Ny väg");
	assert_int_equal(a->rec.revision, 1);
	assert_int_equal(a->rec.seq, 1);
	/* Saved again as it is: nothing is written. */
	assert_int_equal(save(f->store, a, 1), 0);
	assert_int_equal(store_last_seq(f->store), 1);
	assert_null(get_activity(f->store, "2", MOMENT_NOW));
}

/* A store that was only half filled says so until someone has filled it. */
static void filling(void **state)
{
	struct fixture *f = *state;
	struct err err;

	assert_false(store_is_filling(f->store));
	assert_int_equal(store_set_filling(f->store, true, &err), 0);
	assert_true(store_is_filling(f->store));
	reopen(f);
	assert_true(store_is_filling(f->store));
	assert_true(store_is_empty(f->store));
	assert_int_equal(store_set_filling(f->store, false, &err), 0);
	/* Someone else was filling it too. */
	assert_int_equal(store_set_filling(f->store, false, &err), 0);
	reopen(f);
	assert_false(store_is_filling(f->store));
	assert_int_equal(chain_fault(f->store), 0);
}

static void conflicts(void **state)
{
	struct fixture *f = *state;
	char id[8];
	struct save_result result;
	struct err err;

	add_activity(f->store, "A", id);
	struct activity *old = get_activity(f->store, id, MOMENT_NOW);
	set_field(f->store, id, "title", "B");
	struct change changes[] = { { NULL, 0 }, { &old->rec, 1 } };
	struct activity *other = new_activity("Annan");
	changes[0].rec = &other->rec;
	free(old->title);
	old->title = mem_strdup("C");
	assert_int_equal(store_save(f->store, changes, 2, &result, &err), ERR_CONFLICT);
	assert_int_equal(result.conflict, 1);
	assert_non_null(result.theirs);
	assert_string_equal(((struct activity *)result.theirs)->title, "B");
	assert_non_null(strstr(err.text, "anna"));
	record_free(result.theirs);
	/* All or nothing: the first of the two was not saved, has no number, and no number was used. */
	assert_int_equal(other->rec.revision, 0);
	assert_string_equal(other->rec.id, "");
	assert_int_equal(store_last_seq(f->store), 2);
	/* Must not exist, but does. */
	changes[1].expect = 0;
	assert_int_equal(store_save(f->store, &changes[1], 1, &result, &err), ERR_CONFLICT);
	record_free(result.theirs);
	changes[1].expect = ANY_REVISION;
	assert_int_equal(store_save(f->store, changes, 2, &result, &err), 0);
	assert_int_equal(result.saved, 2);
	assert_int_equal(result.seq, 3);
	assert_string_equal(other->rec.id, "2");
	assert_int_equal(old->rec.revision, 3);
	/* What never was cannot be deleted. */
	free(old->rec.id);
	old->rec.id = mem_strdup("77");
	old->rec.deleted = true;
	assert_int_equal(store_save(f->store, &changes[1], 1, &result, &err), ERR_CONFLICT);
	assert_null(result.theirs);
	record_free(&old->rec);
	record_free(&other->rec);
}

static void refusals(void **state)
{
	struct fixture *f = *state;
	struct activity *a = new_activity("ok\xFF");
	struct record *goal = record_new(REC_GOAL, "mb2026", "");
	struct change change = { &a->rec, 0 };
	struct save_result result;
	struct err err;
	char id[KEY_MAX + 1];

	assert_int_equal(store_save(f->store, &change, 1, &result, &err), ERR_INPUT);
	record_free(&a->rec);
	change.rec = goal;
	assert_int_equal(store_save(f->store, &change, 1, &result, &err), ERR_INPUT);
	memset(id, 'x', KEY_MAX);
	id[KEY_MAX] = '\0';
	free(goal->id);
	goal->id = mem_strdup(id);
	assert_int_equal(store_save(f->store, &change, 1, &result, &err), ERR_INPUT);
	assert_non_null(strstr(err.text, "långt"));
	assert_true(store_is_empty(f->store));
	record_free(goal);
}

static void numbers_never_again(void **state)
{
	struct fixture *f = *state;
	char one[8], two[8], three[8];

	add_activity(f->store, "1", one);
	add_activity(f->store, "2", two);
	delete_activity(f->store, two);
	assert_field(f->store, two, "title", NULL);
	reopen(f);
	add_activity(f->store, "3", three);
	assert_string_equal(three, "3");
	/* A number that came from outside is not given again either. */
	struct activity *a = new_activity("9");
	free(a->rec.id);
	a->rec.id = mem_strdup("9");
	save(f->store, a, 0);
	add_activity(f->store, "10", three);
	assert_string_equal(three, "10");
}

struct seen {
	char text[512];
	size_t n;
};

static bool note_title(struct record *rec, void *user)
{
	struct seen *seen = user;
	const struct activity *a = (const struct activity *)rec;
	size_t len = strlen(seen->text);

	snprintf(seen->text + len, sizeof(seen->text) - len, "%s%s ", a->title ? a->title : "?", rec->deleted ? "†" : "");
	seen->n++;
	record_free(rec);
	return true;
}

static struct seen scan(struct store *store, moment_t as_of, const char *plan)
{
	struct snapshot *snap;
	struct seen seen = { .n = 0 };
	struct err err;

	assert_int_equal(store_snapshot(store, as_of, &snap, &err), 0);
	snapshot_scan(snap, REC_ACTIVITY, plan, note_title, &seen);
	store_snapshot_end(snap);
	return seen;
}

static struct seen history(struct store *store, moment_t as_of, const char *id)
{
	struct snapshot *snap;
	struct seen seen = { .n = 0 };
	struct err err;

	assert_int_equal(store_snapshot(store, as_of, &snap, &err), 0);
	snapshot_history(snap, REC_ACTIVITY, "mb2026", id, note_title, &seen);
	store_snapshot_end(snap);
	return seen;
}

static void as_of(void **state)
{
	struct fixture *f = *state;
	char one[8], two[8];

	moment_t nothing = tick();
	add_activity(f->store, "A1", one);
	moment_t made = tick();
	add_activity(f->store, "B1", two);
	set_field(f->store, one, "title", "A2");
	moment_t changed = tick();
	delete_activity(f->store, one);
	moment_t deleted = tick();
	struct activity *a = get_activity(f->store, two, MOMENT_NOW);
	free(a->rec.plan);
	free(a->rec.id);
	a->rec.plan = mem_strdup("u2018");
	a->rec.id = mem_strdup("");
	save(f->store, a, 0);

	assert_string_equal(scan(f->store, nothing, NULL).text, "");
	assert_string_equal(scan(f->store, made, "mb2026").text, "A1 ");
	assert_string_equal(scan(f->store, changed, "mb2026").text, "A2 B1 ");
	assert_string_equal(scan(f->store, deleted, "mb2026").text, "B1 ");
	assert_string_equal(scan(f->store, MOMENT_NOW, "mb2026").text, "B1 ");
	assert_string_equal(scan(f->store, MOMENT_NOW, NULL).text, "B1 B1 ");
	assert_string_equal(scan(f->store, MOMENT_NOW, "mb202").text, "");
	assert_string_equal(history(f->store, MOMENT_NOW, one).text, "A1 A2 A2† ");
	assert_string_equal(history(f->store, changed, one).text, "A1 A2 ");
	assert_string_equal(history(f->store, made, one).text, "A1 ");
	assert_string_equal(history(f->store, nothing, one).text, "");
	a = get_activity(f->store, one, made);
	assert_string_equal(a->title, "A1");
	record_free(&a->rec);
	assert_null(get_activity(f->store, one, deleted));
}

/* Ids that begin with each other do not mix their versions. */
static void near_ids(void **state)
{
	struct fixture *f = *state;
	char ids[12][8];

	for (int i = 0; i < 12; i++)
		add_activity(f->store, "x", ids[i]);
	for (int i = 0; i < 12; i++)
		set_field(f->store, ids[i], "title", ids[i]);
	assert_string_equal(history(f->store, MOMENT_NOW, "1").text, "x 1 ");
	assert_string_equal(history(f->store, MOMENT_NOW, "11").text, "x 11 ");
	struct seen before = scan(f->store, MOMENT_NOW, NULL);
	assert_int_equal(before.n, 12);
}

struct log {
	uint64_t seqs[32], groups[32];
	char text[1024];
	size_t n;
	moment_t at;
	bool ordered;
};

static bool note_entry(const struct journal_entry *e, void *user)
{
	struct log *log = user;
	size_t len = strlen(log->text);

	if (log->n > 0 && e->at < log->at)
		log->ordered = false;
	log->at = e->at;
	log->seqs[log->n] = e->seq;
	log->groups[log->n++] = e->group;
	snprintf(log->text + len, sizeof(log->text) - len, "%s %s %s r%u:", e->user, journal_op_codes[e->op], e->id, e->revision);
	for (size_t i = 0; i < e->nchanges; i++) {
		len = strlen(log->text);
		snprintf(log->text + len, sizeof(log->text) - len, " %s=%s>%s", e->changes[i].key,
				e->changes[i].old ? e->changes[i].old : "", e->changes[i].new ? e->changes[i].new : "");
	}
	strcat(log->text, "\n");
	return true;
}

static struct log journal(struct store *store, uint64_t first, uint64_t last, bool backwards)
{
	struct snapshot *snap;
	struct log log = { .ordered = true };
	struct err err;

	assert_int_equal(store_snapshot(store, MOMENT_NOW, &snap, &err), 0);
	journal_scan(snap, first, last, backwards, note_entry, &log);
	store_snapshot_end(snap);
	return log;
}

static void the_journal(void **state)
{
	struct fixture *f = *state;
	char id[8];

	add_activity(f->store, "A", id);
	moment_t first = tick();
	set_field(f->store, id, "responsible", "Enhetschef");
	store_close(f->store);
	f->store = open_as(f->dir, "bo", false);
	set_field(f->store, id, "responsible", "");
	delete_activity(f->store, id);
	struct log log = journal(f->store, 1, 0, false);
	assert_string_equal(log.text, "anna create 1 r1: title=>A\nanna update 1 r2: responsible=>Enhetschef\n"
			"bo update 1 r3: responsible=Enhetschef>\nbo delete 1 r4:\n");
	assert_true(log.ordered);
	log = journal(f->store, 2, 3, true);
	assert_int_equal(log.n, 2);
	assert_int_equal(log.seqs[0], 3);
	assert_int_equal(log.seqs[1], 2);
	assert_int_equal(journal(f->store, 5, 0, false).n, 0);
	struct snapshot *snap;
	struct err err;
	assert_int_equal(store_snapshot(f->store, first, &snap, &err), 0);
	assert_int_equal(snapshot_seq(snap), 1);
	assert_int_equal(journal_seq_at(snap, first), 1);
	assert_int_equal(journal_seq_at(snap, first - 1000000000), 0);
	assert_int_equal(journal_seq_at(snap, MOMENT_NOW), 4);
	store_snapshot_end(snap);
	assert_int_equal(chain_fault(f->store), 0);
}

/* Puts other bytes under a key, or none, past everything the store does. */
static void tamper(struct store *store, MDB_dbi dbi, struct slice key, const struct buf *value)
{
	MDB_val k = to_val(key), v;
	MDB_txn *txn;

	assert_int_equal(mdb_txn_begin(store->plans.mdb, NULL, 0, &txn), 0);
	if (value) {
		v = to_val(buf_slice(value, 0));
		assert_int_equal(mdb_put(txn, dbi, &k, &v, 0), 0);
	} else {
		assert_int_equal(mdb_del(txn, dbi, &k, NULL), 0);
	}
	assert_int_equal(mdb_txn_commit(txn), 0);
}

static void copy_value(struct store *store, MDB_dbi dbi, struct slice key, struct buf *out)
{
	struct slice value;
	MDB_txn *txn;

	buf_clear(out);
	assert_int_equal(mdb_txn_begin(store->plans.mdb, NULL, MDB_RDONLY, &txn), 0);
	assert_true(db_get(txn, dbi, key, &value));
	buf_add(out, value.data, value.len);
	mdb_txn_abort(txn);
}

static void tampered_chain(void **state)
{
	struct fixture *f = *state;
	struct buf was = { 0 }, other = { 0 };
	uint8_t bytes[SEQ_SIZE];
	struct slice key = { bytes, sizeof(bytes) };
	char id[8];

	add_activity(f->store, "A", id);
	for (int i = 0; i < 8; i++)
		set_field(f->store, id, "title", i % 2 ? "B" : "C");
	put_be64(bytes, 5);
	/* An entry changed, with a checksum that is right. */
	copy_value(f->store, f->store->journal, key, &was);
	buf_add(&other, was.data, was.len - CHECKSUM_SIZE);
	other.data[1] = OP_DELETE;
	seal(&other, 0, key);
	tamper(f->store, f->store->journal, key, &other);
	assert_int_equal(chain_fault(f->store), 5);
	/* Missing. */
	tamper(f->store, f->store->journal, key, NULL);
	assert_int_equal(chain_fault(f->store), 5);
	tamper(f->store, f->store->journal, key, &was);
	assert_int_equal(chain_fault(f->store), 0);
	/* Its contents changed. */
	copy_value(f->store, f->store->changes, key, &was);
	buf_clear(&other);
	content_encode(&other, 5, &(struct content){ .title = "annat" });
	tamper(f->store, f->store->changes, key, &other);
	assert_int_equal(chain_fault(f->store), 5);
	/* Removed by gallring: the chain holds. */
	buf_clear(&other);
	content_encode(&other, 5, &(struct content){ .title = "", .purged = true });
	tamper(f->store, f->store->changes, key, &other);
	assert_int_equal(chain_fault(f->store), 0);
	tamper(f->store, f->store->changes, key, &was);
	/* An old version of the record changed. */
	struct key rkey = record_key(REC_ACTIVITY, "mb2026", id), vkey = version_key(&rkey, 3);
	copy_value(f->store, f->store->versions, key_slice(&vkey), &was);
	buf_clear(&other);
	buf_add(&other, was.data, was.len - CHECKSUM_SIZE);
	other.data[1] ^= 1;
	seal(&other, 0, key_slice(&rkey));
	tamper(f->store, f->store->versions, key_slice(&vkey), &other);
	assert_int_equal(chain_fault(f->store), 3);
	tamper(f->store, f->store->versions, key_slice(&vkey), &was);
	/* The end cut off: the record knows better. */
	put_be64(bytes, 9);
	tamper(f->store, f->store->journal, key, NULL);
	assert_int_equal(chain_fault(f->store), 9);
	buf_free(&was);
	buf_free(&other);
}

static void note_damage(const char *what, void *user)
{
	struct seen *seen = user;

	snprintf(seen->text, sizeof(seen->text), "%s", what);
	seen->n++;
}

static void damaged_record(void **state)
{
	struct fixture *f = *state;
	struct buf value = { 0 };
	struct seen told = { .n = 0 };
	char one[8], two[8];

	add_activity(f->store, "A", one);
	add_activity(f->store, "B", two);
	struct key key = record_key(REC_ACTIVITY, "mb2026", one);
	copy_value(f->store, f->store->records, key_slice(&key), &value);
	value.data[20] ^= 4;
	tamper(f->store, f->store->records, key_slice(&key), &value);
	store_on_damage(f->store, note_damage, &told);
	assert_string_equal(scan(f->store, MOMENT_NOW, NULL).text, "B ");
	assert_null(get_activity(f->store, one, MOMENT_NOW));
	assert_int_equal(told.n, 1);
	assert_non_null(strstr(told.text, "aktivitet 1 i mb2026"));
	/* What cannot be read is not written over. */
	struct activity *a = new_activity("ny");
	struct change change = { &a->rec, ANY_REVISION };
	struct save_result result;
	struct err err;
	free(a->rec.id);
	a->rec.id = mem_strdup(one);
	assert_int_equal(store_save(f->store, &change, 1, &result, &err), ERR_STORE);
	record_free(&a->rec);
	buf_free(&value);
}

static size_t load(struct store *store, const char *title, int n)
{
	struct record *recs[64];
	struct change changes[64];
	struct save_result result;
	struct err err;

	for (int i = 0; i < n; i++) {
		char *id = mem_printf("%d.1", i + 1);
		recs[i] = record_new(REC_GOAL, "mb2026", id);
		((struct goal *)recs[i])->title = i == 0 ? mem_strdup(title) : mem_printf("Mål %d", i);
		recs[i]->order = i;
		changes[i] = (struct change){ recs[i], 0 };
		free(id);
	}
	if (store_load(store, "mb2026", changes, (size_t)n, &result, &err))
		fail_msg("%s", err.text);
	for (int i = 0; i < n; i++) {
		assert_true(recs[i]->revision > 0);
		record_free(recs[i]);
	}
	return result.saved;
}

static void loading(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(load(f->store, "Ett", 40), 40);
	assert_int_equal(count_entries(f->store), 1);
	assert_int_equal(load(f->store, "Ett", 40), 0);
	assert_int_equal(count_entries(f->store), 1);
	assert_int_equal(load(f->store, "Två", 41), 2);
	assert_int_equal(load(f->store, "Två", 3), 0);
	/* What a file kept of a record that somebody has changed since it was read is not written over the change. */
	struct record *late = record_new(REC_GOAL, "mb2026", "2.1");
	struct change change = { late, 9 };
	struct save_result refused;
	struct err fault;
	((struct goal *)late)->title = mem_strdup("Tre");
	assert_int_equal(store_load(f->store, "mb2026", &change, 1, &refused, &fault), ERR_CONFLICT);
	assert_int_equal(count_entries(f->store), 2);
	record_free(refused.theirs);
	record_free(late);
	struct log log = journal(f->store, 1, 0, false);
	assert_string_equal(log.text, "anna load mb2026 r0: new=>40 changed=>0 unchanged=>0\n"
			"anna load mb2026 r0: new=>1 changed=>1 unchanged=>39\n");
	assert_int_equal(chain_fault(f->store), 0);
	assert_int_equal(store_undo_candidate(f->store, false), 0);
	struct save_result result;
	struct err err;
	assert_int_equal(store_undo(f->store, 1, false, &result, &err), ERR_INPUT);
	/* A record of the first load changed behind the journal's back. */
	struct key key = record_key(REC_GOAL, "mb2026", "5.1");
	struct buf value = { 0 };
	copy_value(f->store, f->store->records, key_slice(&key), &value);
	value.len -= CHECKSUM_SIZE;
	value.data[17] ^= 1;
	seal(&value, 0, key_slice(&key));
	tamper(f->store, f->store->records, key_slice(&key), &value);
	assert_int_equal(chain_fault(f->store), 1);
	buf_free(&value);
}

static struct record *new_metric(const char *id, const char *name, const char *unit, double decimals)
{
	struct metric *m = (struct metric *)record_new(REC_METRIC, "", id);

	m->name = name ? mem_strdup(name) : NULL;
	m->unit = unit ? mem_strdup(unit) : NULL;
	m->definition = mem_strdup("Andel som fått en bedömning inom tre dagar, av alla som sökt; längre än vad en kort text kan vara");
	m->decimals = decimals;
	return &m->rec;
}

static void tell_texts(const struct texts *texts, void *user)
{
	buf_printf(user, "%s|%s|%s\n", texts->id, texts->texts[0], texts->texts[1]);
}

static void assert_texts(struct store *store, moment_t as_of, const char *expected)
{
	static const char *const fields[] = { "name", "unit" };
	struct buf told = { 0 };
	struct snapshot *snap;
	struct err err;

	assert_int_equal(store_snapshot(store, as_of, &snap, &err), 0);
	snapshot_scan_texts(snap, REC_METRIC, fields, tell_texts, &told);
	store_snapshot_end(snap);
	assert_string_equal(buf_cstr(&told), expected);
	buf_free(&told);
}

/* Two texts of thousands of records without making the records: what is deleted, changed later or damaged included. */
static void only_texts(void **state)
{
	struct fixture *f = *state;
	struct record *gone = record_new(REC_METRIC, "", "N2");
	struct buf value = { 0 };
	struct key key = record_key(REC_METRIC, "", "N3");

	save(f->store, new_metric("N1", "Väntetid", "%", 1.5), 0);
	save(f->store, new_metric("N2", "Annat", NULL, 0), 0);
	save(f->store, new_metric("N3", NULL, "kr", NUM_MISSING), 0);
	moment_t then = tick();
	assert_texts(f->store, MOMENT_NOW, "N1|Väntetid|%\nN2|Annat|\nN3||kr\n");
	gone->deleted = true;
	save(f->store, gone, 1);
	save(f->store, new_metric("N1", "Kötid", "dygn", 1), 1);
	assert_texts(f->store, MOMENT_NOW, "N1|Kötid|dygn\nN3||kr\n");
	assert_texts(f->store, then, "N1|Väntetid|%\nN2|Annat|\nN3||kr\n");
	copy_value(f->store, f->store->records, key_slice(&key), &value);
	value.data[20] ^= 1;
	tamper(f->store, f->store->records, key_slice(&key), &value);
	assert_texts(f->store, MOMENT_NOW, "N1|Kötid|dygn\n"); /* named through store_on_damage, never guessed at */
	buf_free(&value);
}

static bool tell_id(struct record *rec, void *user)
{
	buf_printf(user, "%s%s ", rec->id, rec->deleted ? "†" : "");
	record_free(rec);
	return true;
}

static void assert_since(struct store *store, moment_t as_of, uint64_t seq, const char *expected)
{
	struct buf told = { 0 };
	struct snapshot *snap;
	struct err err;

	assert_int_equal(store_snapshot(store, as_of, &snap, &err), 0);
	snapshot_scan_since(snap, REC_METRIC, "", seq, tell_id, &told);
	store_snapshot_end(snap);
	assert_string_equal(buf_cstr(&told), expected);
	buf_free(&told);
}

static void since_an_entry(void **state)
{
	struct fixture *f = *state;
	struct record *gone = record_new(REC_METRIC, "", "N2");
	uint64_t third;

	save(f->store, new_metric("N1", "Ett", "%", 1), 0);
	save(f->store, new_metric("N2", "Två", "%", 1), 0);
	third = save(f->store, new_metric("N3", "Tre", "%", 1), 0);
	moment_t then = tick();
	gone->deleted = true;
	save(f->store, gone, 1);
	save(f->store, new_metric("N1", "Ett till", "%", 1), 1);
	assert_since(f->store, MOMENT_NOW, 0, "N1 N2† N3 ");
	assert_since(f->store, MOMENT_NOW, third, "N1 N2† ");
	assert_since(f->store, MOMENT_NOW, third + 1, "N1 ");
	assert_since(f->store, MOMENT_NOW, third + 2, "");
	assert_since(f->store, then, 1, "N2 N3 "); /* what came later was not there then */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(save_and_read), TEST(filling), TEST(conflicts), TEST(refusals), TEST(numbers_never_again), TEST(as_of), TEST(near_ids),
		TEST(the_journal), TEST(tampered_chain), TEST(damaged_record), TEST(loading),
		TEST(only_texts), TEST(since_an_entry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
