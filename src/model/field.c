/* field.c: one field of a record: where it is, whether two hold the same, and its value as text. */
#include "model/field.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"

void *field_ptr(const struct record *rec, const struct field *field)
{
	return (char *)rec + field->offset;
}

bool field_is_string(const struct field *field)
{
	return field->type == FT_TEXT || field->type == FT_LONGTEXT || field->type == FT_REF || field->type == FT_LIST;
}

/* The field's string, never NULL. */
static const char *field_string(const struct record *rec, const struct field *field)
{
	const char *s = *(char **)field_ptr(rec, field);

	return s ? s : "";
}

void field_take_string(struct record *rec, const struct field *field, char *s)
{
	char **at = field_ptr(rec, field);

	free(*at);
	*at = s;
	if (s && !*s) {
		free(s);
		*at = NULL;
	}
}

void field_clear(struct record *rec, const struct field *field)
{
	void *at = field_ptr(rec, field);

	switch (field->type) {
	case FT_TEXT:
	case FT_LONGTEXT:
	case FT_REF:
	case FT_LIST:
		*(char **)at = NULL;
		break;
	case FT_NUM:
		*(double *)at = NUM_MISSING;
		break;
	case FT_BOOL:
		*(bool *)at = false;
		break;
	case FT_DATE:
		*(date_t *)at = DATE_NONE;
		break;
	case FT_PERIOD:
		*(period_t *)at = 0;
		break;
	case FT_CHOICE:
		*(int *)at = 0;
		break;
	}
}

static bool num_equal(double a, double b)
{
	return (num_missing(a) && num_missing(b)) || a == b;
}

bool field_equal(const struct record *a, const struct record *b, const struct field *field)
{
	const void *x = field_ptr(a, field);
	const void *y = field_ptr(b, field);

	switch (field->type) {
	case FT_TEXT:
	case FT_LONGTEXT:
	case FT_REF:
	case FT_LIST:
		return strcmp(field_string(a, field), field_string(b, field)) == 0;
	case FT_NUM:
		return num_equal(*(const double *)x, *(const double *)y);
	case FT_BOOL:
		return *(const bool *)x == *(const bool *)y;
	case FT_DATE:
		return *(const date_t *)x == *(const date_t *)y;
	case FT_PERIOD:
		return *(const period_t *)x == *(const period_t *)y;
	case FT_CHOICE:
		return *(const int *)x == *(const int *)y;
	}
	return false;
}

bool field_is_empty(const struct record *rec, const struct field *field)
{
	const void *at = field_ptr(rec, field);

	switch (field->type) {
	case FT_TEXT:
	case FT_LONGTEXT:
	case FT_REF:
	case FT_LIST:
		return *field_string(rec, field) == '\0';
	case FT_NUM:
		return num_missing(*(const double *)at);
	case FT_BOOL:
		return false;
	case FT_DATE:
		return *(const date_t *)at == DATE_NONE;
	case FT_PERIOD:
		return *(const period_t *)at == 0;
	case FT_CHOICE:
		return *(const int *)at == 0;
	}
	return true;
}

void field_copy(struct record *to, const struct record *from, const struct field *field)
{
	void *dst = field_ptr(to, field);
	const void *src = field_ptr(from, field);

	switch (field->type) {
	case FT_TEXT:
	case FT_LONGTEXT:
	case FT_REF:
	case FT_LIST:
		field_take_string(to, field, mem_strdup(*(char *const *)src));
		break;
	case FT_NUM:
		*(double *)dst = *(const double *)src;
		break;
	case FT_BOOL:
		*(bool *)dst = *(const bool *)src;
		break;
	case FT_DATE:
		*(date_t *)dst = *(const date_t *)src;
		break;
	case FT_PERIOD:
		*(period_t *)dst = *(const period_t *)src;
		break;
	case FT_CHOICE:
		*(int *)dst = *(const int *)src;
		break;
	}
}

const struct choice *choice_at(const struct choice *choices, int index)
{
	int n = 0;

	while (choices[n].code)
		n++;
	return index > 0 && index < n ? &choices[index] : NULL;
}

static void format_list(struct buf *out, const char *list)
{
	for (; *list; list++) {
		buf_char(out, *list);
		if (*list == ',')
			buf_char(out, ' ');
	}
}

static void format_num(struct buf *out, const struct field *field, double value)
{
	char text[NUM_TEXT_MAX];
	int decimals = field->decimals;

	/* A form is filled with this text: 9,25 must not become 9,3 by being looked at. */
	if (num_round(value, decimals) != value)
		decimals = -1;
	if (field->flags & FIELD_YEAR)
		buf_str(out, num_machine(text, value));
	else
		buf_str(out, num_format(text, value, decimals, 0));
}

/* What is written the same for people and machines. */
static void format_common(struct buf *out, const struct record *rec, const struct field *field)
{
	const void *at = field_ptr(rec, field);
	char date[DATE_TEXT_MAX];
	char period[PERIOD_TEXT_MAX];

	if (field_is_string(field))
		buf_str(out, field_string(rec, field));
	else if (field->type == FT_DATE)
		buf_str(out, date_format(date, *(const date_t *)at));
	else if (field->type == FT_PERIOD)
		buf_str(out, period_format(period, *(const period_t *)at));
}

void field_format(struct buf *out, const struct record *rec, const struct field *field)
{
	const void *at = field_ptr(rec, field);
	const struct choice *choice;

	if (field_is_empty(rec, field))
		return;
	if (field->type == FT_NUM) {
		format_num(out, field, *(const double *)at);
	} else if (field->type == FT_BOOL) {
		buf_str(out, *(const bool *)at ? "ja" : "nej");
	} else if (field->type == FT_CHOICE) {
		choice = choice_at(field->choices, *(const int *)at);
		buf_str(out, choice ? choice->label : "");
	} else if (field->type == FT_LIST) {
		format_list(out, field_string(rec, field));
	} else {
		format_common(out, rec, field);
	}
}

void field_format_machine(struct buf *out, const struct record *rec, const struct field *field)
{
	const void *at = field_ptr(rec, field);
	const struct choice *choice;
	char text[NUM_TEXT_MAX];

	if (field_is_empty(rec, field))
		return;
	if (field->type == FT_NUM) {
		buf_str(out, num_machine(text, *(const double *)at));
	} else if (field->type == FT_BOOL) {
		buf_str(out, *(const bool *)at ? "true" : "false");
	} else if (field->type == FT_CHOICE) {
		choice = choice_at(field->choices, *(const int *)at);
		buf_str(out, choice ? choice->code : "");
	} else {
		format_common(out, rec, field);
	}
}

const char *list_next(const char *list, const char **at, struct buf *buf)
{
	const char *start = *at ? *at : list;
	size_t n;

	/* *at stands on the comma after the item before, or on the end. */
	if (*at && *start == ',')
		start++;
	if (!start || !*start)
		return NULL;
	n = strcspn(start, ",");
	buf_clear(buf);
	buf_add(buf, start, n);
	*at = start + n;
	return buf_cstr(buf);
}

bool list_has(const char *list, const char *item)
{
	size_t n = strlen(item);

	while (list && *list) {
		size_t len = strcspn(list, ",");

		if (len == n && memcmp(list, item, n) == 0)
			return true;
		list += len;
		if (*list == ',')
			list++;
	}
	return false;
}

size_t list_count(const char *list)
{
	size_t n = 0;

	if (!list || !*list)
		return 0;
	for (const char *s = list; s; s = strchr(s + 1, ','))
		n++;
	return n;
}
