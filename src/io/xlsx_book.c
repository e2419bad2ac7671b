/* xlsx_book.c: shared texts and styles of a workbook. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "io/xlsx_sheet.h"

/* ---- shared texts ----------------------------------------------------------------------------------------- */

struct strings {
	struct xlsx_book *book;
	struct buf text;
	bool in_text, phonetic;
};

static int strings_start(const char *name, const char **atts, void *user, struct err *err)
{
	struct strings *s = user;

	(void)atts;
	(void)err;
	if (strcmp(name, "si") == 0)
		buf_clear(&s->text);
	else if (strcmp(name, "rPh") == 0)
		s->phonetic = true; /* how to pronounce it, not what it says */
	else if (strcmp(name, "t") == 0)
		s->in_text = !s->phonetic;
	return 0;
}

static int strings_end(const char *name, void *user, struct err *err)
{
	struct strings *s = user;

	(void)err;
	if (strcmp(name, "t") == 0)
		s->in_text = false;
	else if (strcmp(name, "rPh") == 0)
		s->phonetic = false;
	else if (strcmp(name, "si") == 0)
		vec_push(&s->book->strings, arena_strdup(&s->book->arena, buf_cstr(&s->text)));
	return 0;
}

static void strings_text(const char *text, size_t n, void *user)
{
	struct strings *s = user;

	if (s->in_text)
		buf_add(&s->text, text, n);
}

int xlsx_read_strings(struct xlsx_zip *zip, const char *path, struct xlsx_book *book, struct err *err)
{
	struct strings s = { .book = book };
	const struct xlsx_xml xml = { strings_start, strings_end, strings_text, &s };
	int rc = xlsx_zip_parse(zip, path, &xml, err);

	buf_free(&s.text);
	return rc;
}

/* ---- styles ----------------------------------------------------------------------------------------------- */

enum { FORMATS_MAX = 4096, STYLES_MAX = 65536 };

struct styles {
	struct xlsx_book *book;
	struct {
		long id;
		enum xlsx_look look;
	} formats[FORMATS_MAX];
	size_t nformats, cap;
	bool in_cells;
};

/* By the letters of the format that are not in quotes or brackets. */
static enum xlsx_look look_of_code(const char *code)
{
	bool year = false, month = false, day = false, hour = false;

	for (const char *s = code; *s && *s != ';'; s++) {
		if (*s == '"' || *s == '[') {
			const char *end = strchr(s + 1, *s == '"' ? '"' : ']');

			if (!end)
				break;
			s = end;
			continue;
		}
		if (*s == '\\' || *s == '_' || *s == '*') {
			if (s[1])
				s++;
			continue;
		}
		if (*s == '%')
			return XLSX_PERCENT;
		/* "General" and "Standard" are no dates. */
		if (isalpha((unsigned char)*s) && !strchr("yYmMdDhHsS", *s) && !year && !month && !day && !hour)
			return XLSX_NUMBER;
		year |= tolower((unsigned char)*s) == 'y';
		month |= tolower((unsigned char)*s) == 'm';
		day |= tolower((unsigned char)*s) == 'd';
		hour |= tolower((unsigned char)*s) == 'h';
	}
	if (day)
		return XLSX_DATE;
	if (year)
		return month ? XLSX_MONTH : XLSX_YEAR;
	return XLSX_NUMBER;
}

/* The formats that every workbook has. */
static enum xlsx_look look_of_id(const struct styles *s, long id)
{
	for (size_t i = 0; i < s->nformats; i++) {
		if (s->formats[i].id == id)
			return s->formats[i].look;
	}
	if (id == 9 || id == 10)
		return XLSX_PERCENT;
	if (id == 17)
		return XLSX_MONTH;
	return (id >= 14 && id <= 16) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? XLSX_DATE : XLSX_NUMBER;
}

static int styles_start(const char *name, const char **atts, void *user, struct err *err)
{
	struct styles *s = user;
	struct xlsx_book *book = s->book;
	const char *id = xlsx_att(atts, "numFmtId"), *code = xlsx_att(atts, "formatCode");

	(void)err;
	if (strcmp(name, "cellXfs") == 0) {
		s->in_cells = true;
	} else if (strcmp(name, "numFmt") == 0 && id && code && s->nformats < FORMATS_MAX) {
		s->formats[s->nformats].id = strtol(id, NULL, 10);
		s->formats[s->nformats++].look = look_of_code(code);
	} else if (strcmp(name, "xf") == 0 && s->in_cells && book->nlooks < STYLES_MAX) {
		if (book->nlooks == s->cap) {
			s->cap = s->cap ? 2 * s->cap : 64;
			book->looks = mem_array(book->looks, s->cap, 1);
		}
		book->looks[book->nlooks++] = (unsigned char)look_of_id(s, id ? strtol(id, NULL, 10) : 0);
	}
	return 0;
}

static int styles_end(const char *name, void *user, struct err *err)
{
	struct styles *s = user;

	(void)err;
	if (strcmp(name, "cellXfs") == 0)
		s->in_cells = false;
	return 0;
}

int xlsx_read_styles(struct xlsx_zip *zip, const char *path, struct xlsx_book *book, struct err *err)
{
	struct styles *s = mem_alloc(sizeof(*s));
	const struct xlsx_xml xml = { styles_start, styles_end, NULL, s };
	int rc;

	s->book = book;
	rc = xlsx_zip_parse(zip, path, &xml, err);
	free(s);
	return rc;
}

void xlsx_book_free(struct xlsx_book *book)
{
	vec_free(&book->strings);
	free(book->looks);
	arena_free(&book->arena);
	*book = (struct xlsx_book){ .in = NULL };
}
