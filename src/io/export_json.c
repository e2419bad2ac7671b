/* export_json.c: written by hand rather than by jansson for the numbers (jansson writes 0.1 with 17 digits) and for the
 * characters a terminal acts upon. */
#include "io/export_json.h"

#include <string.h>

#include "base/num.h"
#include "base/text.h"

static void put_escape(struct buf *out, uint32_t cp)
{
	if (cp < 0x10000)
		buf_printf(out, "\\u%04x", (unsigned)cp);
	else
		buf_printf(out, "\\u%04x\\u%04x", (unsigned)(0xD800 + ((cp - 0x10000) >> 10)), (unsigned)(0xDC00 + (cp & 0x3FF)));
}

static void put_char(struct buf *out, const char *s, size_t n, uint32_t cp)
{
	if (cp == '"' || cp == '\\')
		buf_printf(out, "\\%c", (char)cp);
	else if (cp == '\n')
		buf_str(out, "\\n");
	else if (cp == '\t')
		buf_str(out, "\\t");
	else if (cp < ' ' || (cp >= 0x7F && !text_is_clean(s, n, 0)))
		put_escape(out, cp);
	else
		buf_add(out, s, n);
}

static void put_string(struct buf *out, const char *s, size_t n)
{
	size_t used;

	buf_char(out, '"');
	for (size_t i = 0; i < n; i += used) {
		uint32_t cp = 0;

		used = utf8_decode(s + i, n - i, &cp);
		if (used) {
			put_char(out, s + i, used, cp);
		} else {
			put_escape(out, 0xFFFD);
			used = 1;
		}
	}
	buf_char(out, '"');
}

static void put_array(struct buf *out, const json_t *array)
{
	buf_char(out, '[');
	for (size_t i = 0; i < json_array_size(array); i++) {
		if (i)
			buf_char(out, ',');
		export_json_value(out, json_array_get(array, i));
	}
	buf_char(out, ']');
}

static void put_object(struct buf *out, const json_t *object)
{
	json_t *o = (json_t *)object; /* jansson iterates over non-const objects only */
	bool first = true;

	buf_char(out, '{');
	for (void *it = json_object_iter(o); it; it = json_object_iter_next(o, it)) {
		const char *key = json_object_iter_key(it);

		if (!first)
			buf_char(out, ',');
		first = false;
		put_string(out, key, strlen(key));
		buf_char(out, ':');
		export_json_value(out, json_object_iter_value(it));
	}
	buf_char(out, '}');
}

void export_json_value(struct buf *out, const json_t *value)
{
	char number[NUM_TEXT_MAX];

	switch (value ? json_typeof(value) : JSON_NULL) {
	case JSON_OBJECT:
		put_object(out, value);
		break;
	case JSON_ARRAY:
		put_array(out, value);
		break;
	case JSON_STRING:
		put_string(out, json_string_value(value), json_string_length(value));
		break;
	case JSON_INTEGER:
		buf_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		break;
	case JSON_REAL:
		buf_str(out, num_machine(number, json_real_value(value)));
		break;
	case JSON_TRUE:
		buf_str(out, "true");
		break;
	case JSON_FALSE:
		buf_str(out, "false");
		break;
	case JSON_NULL:
		buf_str(out, "null");
		break;
	}
}

static void put_row(struct buf *out, const struct result *res, const struct row *row)
{
	bool first = true;

	buf_char(out, '{');
	for (size_t c = 0; c < res->ncolumns; c++) {
		json_t *value;

		if (!(res->columns[c].flags & COLF_EXPORT))
			continue;
		value = cell_to_json(&res->columns[c], &row->cells[c]);
		buf_printf(out, "%s\"%s\":", first ? "" : ",", res->columns[c].key);
		export_json_value(out, value);
		json_decref(value);
		first = false;
	}
	if (res->demo)
		buf_printf(out, "%s\"demo\":true", first ? "" : ",");
	buf_char(out, '}');
}

void export_json(struct buf *out, const struct result *res)
{
	buf_char(out, '[');
	for (size_t i = 0; i < res->nrows; i++) {
		buf_str(out, i ? ",\n" : "\n");
		put_row(out, res, &res->rows[i]);
	}
	buf_str(out, res->nrows ? "\n]\n" : "]\n");
}
