/* ini_reader.c: see the header. The raw check mirrors how libinih 55 reads a line; where both do not agree about the
 * section or the key in the end, that is an error too. */
#include "io/ini_reader.h"

#include <errno.h>
#include <ini.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/reason.h"
#include "io/strmap.h"

enum line_kind {
	LINE_NOTHING, /* blank, or a comment */
	LINE_SECTION,
	LINE_KEY,
	LINE_MORE,    /* continues the value of the key before */
	LINE_BAD,     /* told as an error, kept from libinih */
	LINE_BAD_SECTION,
};

struct reader {
	const char *name;
	const char *data, *end;
	int line;                /* of the line libinih has now; the first is 1 */
	enum line_kind kind;     /* of that line */
	const char *hand;        /* what of it is left to hand over */
	size_t left;
	bool newline;            /* and then a newline */
	bool after_key, skip;    /* in a value; the value of a line that was bad */
	char section[INIFILE_SECTION_MAX + 1], id[INIFILE_SECTION_MAX + 1], whole[INIFILE_SECTION_MAX + 1];
	bool in_section, muted;  /* a section has begun; it is one that was refused */
	char key[INIFILE_KEY_MAX + 1];
	struct buf value;        /* of the key that is being put together */
	int key_line;            /* 0: there is none */
	bool paragraph;          /* the next piece begins one */
	struct strmap sections, keys;
	inifile_fn *each;
	void *user;
	struct vec *errors;
	size_t errors_before;
};

static char *error_text(const char *file, int line, const char *section, const char *id, const char *key, const char *fmt,
		va_list ap)
{
	struct buf b = { 0 };

	buf_printf(&b, "%s:%d: ", file, line);
	if (section && *section)
		buf_printf(&b, id && *id ? "[%s %s] " : "[%s] ", section, id);
	if (key && *key)
		buf_printf(&b, "%s: ", key);
	buf_vprintf(&b, fmt, ap);
	return buf_take(&b);
}

void inifile_error(struct vec *errors, const char *file, int line, const char *section, const char *id, const char *key,
		const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vec_push(errors, error_text(file, line, section, id, key, fmt, ap));
	va_end(ap);
}

__attribute__((format(printf, 3, 4))) static void complain(struct reader *r, const char *key, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vec_push(r->errors, error_text(r->name, r->line, r->in_section ? r->section : NULL, r->id, key, fmt, ap));
	va_end(ap);
}

/* The key that was being put together is whole: hand it on. */
static void flush(struct reader *r)
{
	struct inifile_item item = { r->section, r->id, r->key, buf_cstr(&r->value), r->key_line };

	if (r->key_line && !r->muted)
		r->each(&item, r->user);
	r->key_line = 0;
	buf_clear(&r->value);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void trim(const char **s, size_t *n)
{
	while (*n && is_blank((*s)[*n - 1]))
		(*n)--;
	while (*n && is_blank(**s)) {
		(*s)++;
		(*n)--;
	}
}

static int column_of(const char *s, size_t at)
{
	int column = 1;

	for (size_t i = 0; i < at; i++)
		column += ((unsigned char)s[i] & 0xC0) != 0x80;
	return column;
}

/* Bytes no line may have, whatever it is. */
static bool check_bytes(struct reader *r, const char *s, size_t n)
{
	size_t bad = 0;

	if (n > INIFILE_LINE_MAX) {
		complain(r, NULL, "raden är %zu byte lång; högst %d går att läsa", n, (int)INIFILE_LINE_MAX);
		return false;
	}
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if ((c < ' ' && c != '\t') || c == 0x7F) {
			complain(r, NULL, "kolumn %d: styrtecknet 0x%02X får inte stå här", column_of(s, i), c);
			return false;
		}
	}
	if (!utf8_valid(s, n, &bad)) {
		complain(r, NULL, "kolumn %d: byten 0x%02X är inte giltig UTF-8", column_of(s, bad), (unsigned char)s[bad]);
		return false;
	}
	return true;
}

static bool section_fits(struct reader *r, const char *s, size_t n)
{
	const char *close = memchr(s, ']', n);

	r->in_section = false; /* so that the message does not name the section before */
	if (!close)
		complain(r, NULL, "] saknas efter sektionens namn");
	else if (close != s + n - 1)
		complain(r, NULL, "efter ] får inget mer stå på raden");
	else if (n - 2 > INIFILE_SECTION_MAX)
		complain(r, NULL, "sektionens namn är %zu byte långt; högst %d ryms", n - 2, (int)INIFILE_SECTION_MAX);
	else
		return true;
	return false;
}

/* [kind id]: s is trimmed and begins with '['. */
static enum line_kind check_section(struct reader *r, const char *s, size_t n)
{
	const char *id;
	size_t kind_n, id_n;

	flush(r);
	r->after_key = r->skip = false;
	r->muted = true;
	if (!section_fits(r, s, n))
		return LINE_BAD_SECTION;
	memcpy(r->whole, s + 1, n - 2);
	r->whole[n - 2] = '\0';
	s++;
	n -= 2;
	trim(&s, &n);
	for (kind_n = 0; kind_n < n && !is_blank(s[kind_n]);)
		kind_n++;
	if (!kind_n) {
		complain(r, NULL, "sektionen har inget namn");
		return LINE_BAD_SECTION;
	}
	id = s + kind_n;
	id_n = n - kind_n;
	trim(&id, &id_n);
	memcpy(r->section, s, kind_n);
	r->section[kind_n] = '\0';
	memcpy(r->id, id, id_n);
	r->id[id_n] = '\0';
	r->in_section = true;
	return LINE_SECTION;
}

/* A section the checks let through begins: told to the user unless it was there before. */
static enum line_kind begin_section(struct reader *r)
{
	struct inifile_item item = { r->section, r->id, NULL, NULL, r->line };
	char *full = mem_printf("%s %s", r->section, r->id);
	void *before = strmap_add(&r->sections, full, (void *)(intptr_t)r->line);

	free(full);
	strmap_free(&r->keys);
	if (before) {
		complain(r, NULL, "sektionen finns redan på rad %d", (int)(intptr_t)before);
		return LINE_BAD_SECTION;
	}
	r->muted = false;
	r->each(&item, r->user);
	return LINE_SECTION;
}

static enum line_kind check_more(struct reader *r, const char *s)
{
	if (!r->after_key) {
		complain(r, NULL, "raden är indragen men det finns ingen nyckel före den att fortsätta");
		return LINE_BAD;
	}
	if (r->skip || r->muted)
		return LINE_BAD;
	if (*s == '#' || *s == ';') {
		complain(r, r->key, "en fortsättningsrad får inte börja med %c", *s);
		return LINE_BAD;
	}
	return LINE_MORE;
}

/* key = value: s is trimmed. */
static enum line_kind check_key(struct reader *r, const char *s, size_t n)
{
	const char *equals = memchr(s, '=', n);
	const char *colon = memchr(s, ':', n);
	size_t key_n = equals ? (size_t)(equals - s) : 0;
	char key[INIFILE_KEY_MAX + 1];

	trim(&s, &key_n);
	if (!r->in_section && !r->muted) {
		complain(r, NULL, "text före den första sektionen");
	} else if (!equals) {
		complain(r, NULL, "= saknas: här väntades nyckel = värde");
	} else if (colon && colon < equals) {
		complain(r, NULL, "nyckeln får inte innehålla kolon");
	} else if (!key_n) {
		complain(r, NULL, "nyckeln saknas före =");
	} else if (key_n > INIFILE_KEY_MAX) {
		complain(r, NULL, "nyckeln är %zu byte lång; högst %d ryms", key_n, (int)INIFILE_KEY_MAX);
	} else {
		memcpy(key, s, key_n);
		key[key_n] = '\0';
		if (r->muted || !strmap_add(&r->keys, key, r))
			return LINE_KEY;
		complain(r, key, "nyckeln finns redan i sektionen");
	}
	r->skip = true;
	return LINE_BAD;
}

static enum line_kind check_line(struct reader *r, const char *s, size_t n)
{
	bool indented = n && is_blank(*s);
	bool section = !indented && n && *s == '[';
	enum line_kind kind;

	if (!check_bytes(r, s, n)) {
		r->skip = r->after_key = true;
		if (section) {
			flush(r);
			r->in_section = false;
			r->muted = true;
		}
		return section ? LINE_BAD_SECTION : LINE_BAD;
	}
	trim(&s, &n);
	if (!n || (!indented && (*s == '#' || *s == ';')))
		return LINE_NOTHING;
	if (indented)
		return check_more(r, s);
	if (section) {
		kind = check_section(r, s, n);
		return kind == LINE_SECTION ? begin_section(r) : kind;
	}
	flush(r);
	r->after_key = true;
	r->skip = false;
	return check_key(r, s, n);
}

/* Takes the next line of the file. False at the end. */
static bool next_line(struct reader *r)
{
	const char *s = r->data;
	const char *lf;
	size_t n;

	if (s == r->end)
		return false;
	lf = memchr(s, '\n', (size_t)(r->end - s));
	n = (size_t)((lf ? lf : r->end) - s);
	r->data = lf ? lf + 1 : r->end;
	r->line++;
	if (lf && n && s[n - 1] == '\r')
		n--;
	r->kind = check_line(r, s, n);
	r->hand = s;
	r->left = n;
	if (r->kind == LINE_BAD)
		r->left = 0;
	if (r->kind == LINE_BAD_SECTION) {
		/* So that what follows does not land in the section before. */
		r->hand = "[?]";
		r->left = 3;
	}
	r->newline = true;
	return true;
}

/* As fgets, for libinih: one line, in as many pieces as its buffer makes necessary. */
static char *feed(char *str, int num, void *stream)
{
	struct reader *r = stream;
	size_t n;

	if (num < 2 || (!r->newline && !next_line(r)))
		return NULL;
	n = r->left < (size_t)num - 1 ? r->left : (size_t)num - 1;
	memcpy(str, r->hand, n);
	r->hand += n;
	r->left -= n;
	if (!r->left && n < (size_t)num - 1) {
		str[n++] = '\n';
		r->newline = false;
	}
	str[n] = '\0';
	return str;
}

static void add_piece(struct reader *r, const char *text)
{
	if (strcmp(text, ".") == 0) {
		r->paragraph = r->value.len > 0;
		return;
	}
	if (r->paragraph)
		buf_str(&r->value, "\n\n");
	else if (r->value.len)
		buf_char(&r->value, ' ');
	buf_str(&r->value, text);
	r->paragraph = false;
}

/* From libinih: a key with the first line of its value, or one more line of it. */
static int take(void *user, const char *section, const char *key, const char *value)
{
	struct reader *r = user;

	if (r->muted)
		return 1;
	if (strcmp(section, r->whole) != 0 || (r->kind == LINE_MORE && strcmp(key, r->key) != 0) || strlen(key) > INIFILE_KEY_MAX) {
		complain(r, NULL, "raden går inte att läsa entydigt");
		return 1;
	}
	if (r->kind != LINE_MORE) {
		strcpy(r->key, key);
		r->key_line = r->line;
		r->paragraph = false;
		buf_clear(&r->value);
		if (*value)
			buf_str(&r->value, value);
		return 1;
	}
	add_piece(r, value);
	return 1;
}

bool inifile_parse(const char *name, const char *data, size_t size, inifile_fn *each, void *user, struct vec *errors)
{
	struct reader r = { .name = name, .data = data, .end = data + size, .each = each, .user = user, .errors = errors };
	int rc;

	r.errors_before = errors->n;
	if (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0)
		r.data += 3;
	ini_use_stack = false;
	ini_allow_realloc = true;
	ini_max_line = 65536;
	ini_allow_inline_comments = false;
	ini_allow_multiline = true;
	rc = ini_parse_stream(feed, &r, take, &r);
	flush(&r);
	if (rc < 0)
		mem_out_of_memory();
	if (rc > 0 && errors->n == r.errors_before)
		inifile_error(errors, name, rc, NULL, NULL, NULL, "raden går inte att läsa");
	buf_free(&r.value);
	strmap_free(&r.sections);
	strmap_free(&r.keys);
	return errors->n == r.errors_before;
}

static int slurp_stream(FILE *in, const char *path, size_t max, struct buf *out, struct err *err)
{
	char block[16384];
	size_t n;

	while ((n = fread(block, 1, sizeof(block), in)) > 0) {
		buf_add(out, block, n);
		if (out->len > max)
			return err_set(err, ERR_INPUT, "%s: filen är större än %zu MiB", path, max >> 20);
	}
	if (ferror(in))
		return err_set(err, ERR_INPUT, "%s: kunde inte läsas: %s", path, io_reason(errno));
	return 0;
}

int file_slurp(const char *path, size_t max, struct buf *out, struct err *err)
{
	FILE *in;
	int rc;

	if (strcmp(path, "-") == 0)
		return slurp_stream(stdin, "standard in", max, out, err);
	in = fopen(path, "re");
	if (!in)
		return err_set(err, ERR_INPUT, "%s: kunde inte öppnas: %s", path, io_reason(errno));
	rc = slurp_stream(in, path, max, out, err);
	fclose(in);
	return rc;
}
