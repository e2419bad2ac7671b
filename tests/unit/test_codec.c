/* Records, entries, contents, accounts and batches to bytes and back; and what is not believed. */
#include "store_help.h"

/* Puts something in every field. */
static void fill(struct record *rec, int salt)
{
	const struct record_type *type = record_type(rec->kind);

	rec->revision = 7 + (uint32_t)salt;
	rec->seq = 1234567890123 + (uint64_t)salt;
	rec->order = -3 * salt;
	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];
		void *at = field_ptr(rec, field);
		switch (field->type) {
		case FT_TEXT:
		case FT_LONGTEXT:
		case FT_REF:
		case FT_LIST:
			free(*(char **)at);
			*(char **)at = mem_printf("%s åäö\n%d", field->key, salt);
			break;
		case FT_NUM:
			*(double *)at = salt % 2 ? -1234.5678 : (double)salt * 1e6;
			break;
		case FT_BOOL:
			*(bool *)at = true;
			break;
		case FT_DATE:
			*(date_t *)at = date_from_ymd(2026, 9, 11) - salt * 30000;
			break;
		case FT_PERIOD:
			*(period_t *)at = 0x2A0 + (uint32_t)salt;
			break;
		case FT_CHOICE:
			*(int *)at = field->choices[1].code ? 1 : 0;
			break;
		}
	}
}

static bool same_record(const struct record *a, const struct record *b)
{
	return strcmp(a->id, b->id) == 0 && strcmp(a->plan, b->plan) == 0 && a->revision == b->revision && a->seq == b->seq &&
		records_equal(a, b);
}

static void every_kind(void **state)
{
	(void)state;
	for (int kind = 1; kind < REC_KIND_MAX; kind++) {
		if (!record_type(kind))
			continue;
		for (int salt = 0; salt < 3; salt++) {
			struct record *rec = record_new(kind, "mb2026", "1.3"), *back;
			struct key key = record_key(kind, rec->plan, rec->id);
			struct buf value = { 0 };
			if (salt)
				fill(rec, salt);
			rec->deleted = salt == 2;
			record_encode(&value, rec, &key);
			assert_int_equal(record_decode(&back, key_slice(&key), buf_slice(&value, 0)), DECODED);
			assert_true(same_record(rec, back));
			record_free(back);
			record_free(rec);
			buf_free(&value);
		}
	}
}

static struct buf encoded(struct key *key)
{
	struct record *rec = record_new(REC_ACTIVITY, "mb2026", "12");
	struct buf value = { 0 };

	fill(rec, 1);
	*key = record_key(REC_ACTIVITY, "mb2026", "12");
	record_encode(&value, rec, key);
	record_free(rec);
	return value;
}

/* Decodes a copy that is exactly as long as it says, so that a read past its end is seen. */
static enum decoded decode_exact(struct slice key, const char *data, size_t len)
{
	struct record *rec;
	uint8_t *copy = malloc(len ? len : 1);

	memcpy(copy, data, len);
	enum decoded what = record_decode(&rec, key, (struct slice){ copy, len });
	assert_true((what == DECODED) == (rec != NULL));
	record_free(rec);
	free(copy);
	return what;
}

static void truncated(void **state)
{
	struct key key;
	struct buf value = encoded(&key);

	(void)state;
	for (size_t n = 0; n < value.len; n++)
		assert_int_not_equal(decode_exact(key_slice(&key), value.data, n), DECODED);
	assert_int_equal(decode_exact(key_slice(&key), value.data, value.len), DECODED);
	buf_free(&value);
}

static void flipped(void **state)
{
	struct key key;
	struct buf value = encoded(&key);

	(void)state;
	for (size_t bit = 0; bit < value.len * 8; bit++) {
		value.data[bit / 8] ^= (char)(1 << bit % 8);
		assert_int_not_equal(decode_exact(key_slice(&key), value.data, value.len), DECODED);
		value.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	buf_free(&value);
}

/* With a checksum that is right, what is inside still has to make sense. */
static void resealed(void **state)
{
	struct key key;
	struct buf value = encoded(&key);

	(void)state;
	for (size_t bit = 0; bit < (value.len - CHECKSUM_SIZE) * 8; bit++) {
		struct buf copy = { 0 };
		buf_add(&copy, value.data, value.len - CHECKSUM_SIZE);
		copy.data[bit / 8] ^= (char)(1 << bit % 8);
		seal(&copy, 0, key_slice(&key));
		decode_exact(key_slice(&key), copy.data, copy.len);
		buf_free(&copy);
	}
	buf_free(&value);
}

static void other_key(void **state)
{
	struct key key, other = record_key(REC_ACTIVITY, "mb2026", "13");
	struct buf value = encoded(&key);

	(void)state;
	assert_int_equal(decode_exact(key_slice(&other), value.data, value.len), BAD_CHECKSUM);
	buf_free(&value);
}

static void newer_version(void **state)
{
	struct key key;
	struct buf value = encoded(&key);

	(void)state;
	value.len -= CHECKSUM_SIZE;
	value.data[0] = 2;
	seal(&value, 0, key_slice(&key));
	assert_int_equal(decode_exact(key_slice(&key), value.data, value.len), BAD_VERSION);
	buf_free(&value);
}

/* An unknown field is passed over; a known one of the wrong type, or an unknown choice, is not guessed at. */
static void foreign_fields(void **state)
{
	static const struct {
		const char *map;
		size_t len;
		enum decoded want;
	} cases[] = {
		{ "\x81\xA6" "future\xC3", 9, DECODED },
		{ "\x81\xA5" "title\xC3", 8, BAD_CONTENT },
		{ "\x81\xA6" "status\xA4lost", 13, BAD_CONTENT },
		{ "\x81\xA6" "status\xA4" "done", 13, DECODED },
		{ "\x81\xA3" "due\xA1x", 7, BAD_CONTENT },
		{ "\x81\x01\x02", 3, BAD_CONTENT },
		{ "\x90", 1, BAD_CONTENT },
		{ "\x80\x80", 2, BAD_CONTENT },
		{ "\xDF\xFF\xFF\xFF\xFF", 5, BAD_CONTENT },
	};
	struct key key = record_key(REC_ACTIVITY, "mb2026", "12");

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct buf value = { 0 };
		buf_add(&value, "\1\0\0\0\0\1\0\0\0\0\0\0\0\1\0\0\0\0", 18);
		buf_add(&value, cases[i].map, cases[i].len);
		seal(&value, 0, key_slice(&key));
		assert_int_equal(decode_exact(key_slice(&key), value.data, value.len), cases[i].want);
		buf_free(&value);
	}
}

static void long_keys(void **state)
{
	char id[KEY_MAX + 2];

	(void)state;
	memset(id, 'x', sizeof(id) - 1);
	id[sizeof(id) - 1] = '\0';
	assert_int_equal(record_key(REC_GOAL, "", id).len, 0);
	id[KEY_MAX - SEQ_SIZE - 2] = '\0';
	assert_int_equal(record_key(REC_GOAL, "", id).len, KEY_MAX - SEQ_SIZE);
	assert_int_equal(record_key(REC_GOAL, "a", id).len, 0);
	/* A longer one in a store is none of ours: the key of its versions would not fit. */
	struct key key = record_key(REC_GOAL, "", id);
	enum record_kind kind;
	const char *plan;
	struct slice name;
	assert_true(record_key_parse(key_slice(&key), &kind, &plan, &name));
	key.data[key.len++] = 'x';
	assert_false(record_key_parse(key_slice(&key), &kind, &plan, &name));
}

static struct buf an_entry(struct entry *entry, uint8_t key[SEQ_SIZE])
{
	uint8_t prev[HASH_SIZE] = { 1, 2, 3 };
	struct buf value = { 0 };

	*entry = (struct entry){ .seq = 42, .at = 1789000000123456, .op = OP_UPDATE, .kind = REC_GOAL, .revision = 3, .group = 41,
		.ref = 7, .account = "00aa", .role = "controller", .plan = "mb2026", .id = "1.3", .content = { 9 } };
	entry_encode(&value, entry, prev);
	put_be64(key, 42);
	return value;
}

static void entries(void **state)
{
	uint8_t bytes[SEQ_SIZE], prev[HASH_SIZE] = { 1, 2, 3 }, chain[HASH_SIZE];
	struct slice key = { bytes, sizeof(bytes) };
	struct entry entry, back;
	struct buf value = an_entry(&entry, bytes);

	(void)state;
	assert_int_equal(entry_decode(&back, key, buf_slice(&value, 0)), DECODED);
	assert_int_equal(back.seq, 42);
	assert_int_equal(back.at, entry.at);
	assert_int_equal(back.op, OP_UPDATE);
	assert_int_equal(back.group, 41);
	assert_int_equal(back.ref, 7);
	assert_string_equal(back.account, "00aa");
	assert_string_equal(back.role, "controller");
	assert_string_equal(back.plan, "mb2026");
	assert_string_equal(back.id, "1.3");
	assert_memory_equal(back.chain, entry.chain, HASH_SIZE);
	entry_chain(chain, buf_slice(&value, 0), prev);
	assert_memory_equal(chain, entry.chain, HASH_SIZE);
	for (size_t bit = 0; bit < value.len * 8; bit++) {
		value.data[bit / 8] ^= (char)(1 << bit % 8);
		assert_int_not_equal(entry_decode(&back, key, buf_slice(&value, 0)), DECODED);
		value.data[bit / 8] ^= (char)(1 << bit % 8);
	}
	for (size_t n = 0; n < value.len; n++)
		assert_int_not_equal(entry_decode(&back, key, (struct slice){ (uint8_t *)value.data, n }), DECODED);
	buf_free(&value);
}

static void contents(void **state)
{
	struct journal_change changes[] = { { "title", NULL, "ny" }, { "due", "2026-01-02", NULL } };
	struct content content = { .title = "Rubrik", .changes = changes, .n = 2 }, back;
	struct buf value = { 0 };
	struct arena arena = { 0 };
	uint8_t bytes[SEQ_SIZE];
	struct slice key = { bytes, sizeof(bytes) };

	(void)state;
	put_be64(bytes, 5);
	content_encode(&value, 5, &content);
	assert_int_equal(content_decode(&back, &arena, key, buf_slice(&value, 0)), DECODED);
	assert_string_equal(back.title, "Rubrik");
	assert_int_equal(back.n, 2);
	assert_string_equal(back.changes[0].key, "title");
	assert_null(back.changes[0].old);
	assert_string_equal(back.changes[1].old, "2026-01-02");
	assert_null(back.changes[1].new);
	for (size_t n = 0; n < value.len; n++)
		assert_int_not_equal(content_decode(&back, &arena, key, (struct slice){ (uint8_t *)value.data, n }), DECODED);
	buf_clear(&value);
	content_encode(&value, 5, &(struct content){ .title = "", .purged = true });
	assert_int_equal(content_decode(&back, &arena, key, buf_slice(&value, 0)), DECODED);
	assert_true(back.purged);
	arena_free(&arena);
	buf_free(&value);
}

static void accounts_and_batches(void **state)
{
	struct batch batch = { .number = 3, .at = 99, .file = "a.csv", .source = "Kolada", .account = "00aa", .note = "n",
		.hash = "ff", .added = 1, .changed = 2, .equal = 3, .published = true }, *back;
	struct slice account = { (const uint8_t *)"00aa", 4 };
	struct buf value = { 0 };
	uint8_t bytes[4] = { 0, 0, 0, 3 };
	struct slice key = { bytes, 4 };
	char *login, *name;

	(void)state;
	account_encode(&value, account, "anna", "Anna");
	assert_int_equal(account_decode(&login, &name, account, buf_slice(&value, 0)), DECODED);
	assert_string_equal(login, "anna");
	assert_string_equal(name, "Anna");
	free(login);
	free(name);
	buf_clear(&value);
	batch_encode(&value, &batch);
	assert_int_equal(batch_decode(&back, key, buf_slice(&value, 0)), DECODED);
	assert_int_equal(back->number, 3);
	assert_true(back->published);
	assert_string_equal(back->source, "Kolada");
	assert_string_equal(back->hash, "ff");
	assert_int_equal(back->equal, 3);
	batch_free(back);
	for (size_t n = 0; n < value.len; n++)
		assert_int_not_equal(batch_decode(&back, key, (struct slice){ (uint8_t *)value.data, n }), DECODED);
	buf_free(&value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind), cmocka_unit_test(truncated), cmocka_unit_test(flipped), cmocka_unit_test(resealed),
		cmocka_unit_test(other_key), cmocka_unit_test(newer_version), cmocka_unit_test(foreign_fields),
		cmocka_unit_test(long_keys), cmocka_unit_test(entries), cmocka_unit_test(contents),
		cmocka_unit_test(accounts_and_batches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
