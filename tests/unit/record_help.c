/* record_help.c: filling and reading records in tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/record_help.h"

date_t test_today(void)
{
	return date_from_ymd(2026, 9, 2);
}

const struct field *field_of(const struct record *rec, const char *key)
{
	const struct field *field = record_field(record_type(rec->kind), key);

	assert_non_null(field);
	return field;
}

int parse_field(struct record *rec, const char *key, const char *text, struct err *err)
{
	err_clear(err);
	return field_parse(rec, field_of(rec, key), text, test_today(), err);
}

void set(struct record *rec, const char *key, const char *text)
{
	struct err err = { 0 };

	if (parse_field(rec, key, text, &err))
		fail_msg("%s=%s: %s", key, text, err.text);
}

void assert_shown(const struct record *rec, const char *key, const char *people, const char *machine)
{
	struct buf b = { 0 };

	field_format(&b, rec, field_of(rec, key));
	assert_string_equal(buf_cstr(&b), people);
	buf_clear(&b);
	field_format_machine(&b, rec, field_of(rec, key));
	assert_string_equal(buf_cstr(&b), machine);
	buf_free(&b);
}
