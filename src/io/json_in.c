/* json_in.c: see the header. */
#include "io/json_in.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "io/figures_in.h"
#include "model/record.h"

enum { SNIFF_BYTES = 64 << 10 };

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t skip_spaces(const struct infile *in, size_t at)
{
	while (at < in->size && is_space(in->data[at]))
		at++;
	return at;
}

/* ---- looking without reading ------------------------------------------------------------------------------ */

/* The end of the string that begins at `at` (its quote), past the closing quote; end where it is not closed. */
static size_t string_end(const char *s, size_t at, size_t end)
{
	for (at++; at < end; at++) {
		if (s[at] == '\\')
			at++;
		else if (s[at] == '"')
			return at + 1;
	}
	return end;
}

bool json_begins(const struct infile *in)
{
	size_t at = in->encoding == ENC_BINARY ? in->size : skip_spaces(in, 0);

	return at < in->size && (in->data[at] == '{' || in->data[at] == '[');
}

bool json_sniff(const struct infile *in, const char *key, int least, int most)
{
	const size_t end = in->size < SNIFF_BYTES ? in->size : SNIFF_BYTES, n = strlen(key);
	int objects = 0, depth = 0;
	char open[64];

	/* Only objects count: pages may stand in an array or not. */
	for (size_t at = 0; at < end;) {
		const char c = in->data[at];

		if (c == '"') {
			const size_t past = string_end(in->data, at, end), colon = skip_spaces(in, past);

			if (objects >= least && objects <= most && past - at == n + 2 && colon < end && in->data[colon] == ':' &&
					memcmp(in->data + at + 1, key, n) == 0)
				return true;
			at = past;
			continue;
		}
		if (c == '{' || c == '[') {
			if (depth == (int)sizeof(open))
				return false;
			open[depth++] = c;
			objects += c == '{';
		} else if ((c == '}' || c == ']') && depth > 0) {
			objects -= open[--depth] == '{';
		}
		at++;
	}
	return false;
}

/* Small pieces cost many times their size in memory: they are counted before anything is built of them. */
static int check_parts(const struct infile *in, struct err *err)
{
	size_t containers = 0, parts = 0;

	if (in->size > FIGURES_JSON_MAX) {
		return figures_broken(in, 0, 0, err, "JSON-filen är %zu MiB, högst %zu läses: hämta den i flera delar, eller som CSV",
				in->size >> 20, FIGURES_JSON_MAX >> 20);
	}
	for (size_t at = 0; at < in->size;) {
		const char c = in->data[at];

		if (c == '"') {
			at = string_end(in->data, at, in->size);
			continue;
		}
		containers += c == '{' || c == '[';
		parts += c == '{' || c == '[' || c == ',';
		at++;
	}
	if (containers <= JSON_CONTAINERS_MAX && parts <= JSON_PARTS_MAX)
		return 0;
	return figures_broken(in, 0, 0, err, "JSON-filen har för många delar (%zu): hämta den i flera filer, eller som CSV", parts);
}

/* ---- reading ---------------------------------------------------------------------------------------------- */

static const char *fault(const json_error_t *error)
{
	switch (json_error_code(error)) {
	case json_error_out_of_memory:
		return "minnet räcker inte";
	case json_error_stack_overflow:
		return "för många nivåer inuti varandra (högst 2 048)";
	case json_error_invalid_utf8:
		return "ett tecken är inte giltig UTF-8";
	case json_error_premature_end_of_input:
		return "filen slutar mitt i: är den avkortad?";
	case json_error_null_character:
	case json_error_null_byte_in_key:
		return "ett NUL-tecken i en text";
	case json_error_duplicate_key:
		return "samma nyckel står två gånger i ett objekt: det går inte att veta vilken som gäller";
	case json_error_numeric_overflow:
		return "ett tal är för stort";
	default:
		return "inte giltig JSON";
	}
}

static int read_at(const struct infile *in, size_t *offset, json_t **root, struct err *err)
{
	json_error_t error;
	long line = 1;

	*root = json_loadb(in->data + *offset, in->size - *offset, JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, &error);
	if (*root) {
		*offset = skip_spaces(in, *offset + (size_t)error.position);
		return 0;
	}
	for (size_t i = 0; i < *offset; i++)
		line += in->data[i] == '\n';
	return figures_broken(in, line + (error.line > 0 ? error.line - 1 : 0), error.column, err, "%s", fault(&error));
}

int json_in_next(const struct infile *in, size_t *offset, json_t **root, struct err *err)
{
	int rc = *offset ? 0 : check_parts(in, err);

	*root = NULL;
	return rc ? rc : read_at(in, offset, root, err);
}

int json_in_load(const struct infile *in, json_t **root, struct err *err)
{
	size_t at = 0;
	int rc = json_in_next(in, &at, root, err);

	if (rc || at == in->size)
		return rc;
	json_decref(*root);
	*root = NULL;
	return figures_broken(in, 0, 0, err, "det står mer efter JSON-värdets slut: är filen två filer?");
}

/* ---- values ----------------------------------------------------------------------------------------------- */

const char *json_string_at(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s && *s ? s : NULL;
}

const char *json_word(const json_t *object, const char *key, char buf[32])
{
	const json_t *json = json_object_get(object, key);

	if (!json_is_integer(json))
		return json_string_at(object, key);
	snprintf(buf, 32, "%" JSON_INTEGER_FORMAT, json_integer_value(json));
	return buf;
}

int json_figure(const json_t *json, double *value, int *missing, struct err *err)
{
	*value = NUM_MISSING;
	*missing = MISSING_NONE;
	if (!json || json_is_null(json)) {
		*missing = MISSING_NOT_MEASURED;
		return 0;
	}
	if (json_is_string(json))
		return figure_value(json_string_value(json), json_string_length(json), false, value, missing, err);
	if (!json_is_number(json))
		return err_set(err, ERR_INPUT, "ett tal eller null ska stå här");
	*value = json_number_value(json);
	if (!(fabs(*value) < 1e15))
		return err_set(err, ERR_INPUT, "talet är för stort");
	if (*value == 0)
		*value = 0; /* never −0 */
	return 0;
}
