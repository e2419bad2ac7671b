/* text_fold.c: normal form and folding, for storing and for search. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/text_priv.h"

/* Unicode's own limit for safe streams. Beyond it, putting marks in order takes time that grows with the square. */
#define MARKS_IN_A_ROW 30

void text_map(struct buf *out, const char *s, size_t n, int options, utf8proc_custom_func each)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t len = utf8proc_map_custom((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &mapped,
						   (utf8proc_option_t)options, each, NULL);

	/* The bytes are valid UTF-8, so what is left to fail is memory. */
	if (len < 0)
		mem_out_of_memory();
	buf_add(out, mapped, (size_t)len);
	free(mapped);
}

void text_nfc_tail(struct buf *out, size_t start)
{
	struct buf tail = { 0 };

	text_map(&tail, out->data + start, out->len - start, UTF8PROC_STABLE | UTF8PROC_COMPOSE, NULL);
	out->len = start;
	buf_add(out, tail.data, tail.len);
	buf_free(&tail);
}

/* Appends s as valid UTF-8 without endless rows of marks: what is neither becomes U+FFFD. Returns whether the result
 * may need normalising. */
static bool add_valid(struct buf *out, const char *s, size_t n)
{
	bool unstable = false;
	size_t at = 0;
	int marks = 0;

	while (at < n) {
		char bytes[4];
		uint32_t cp;
		size_t len = utf8_decode(s + at, n - at, &cp);

		if (len == 0)
			cp = TEXT_MARK;
		if (!text_char_extends(cp)) {
			marks = 0;
		} else if (++marks > MARKS_IN_A_ROW) {
			cp = TEXT_MARK;
			marks = 0;
		}
		unstable = unstable || text_char_unstable(cp);
		buf_add(out, bytes, utf8_encode(cp, bytes));
		at += len ? len : 1;
	}
	buf_add(out, NULL, 0);
	return unstable;
}

void text_nfc(struct buf *out, const char *s, size_t n)
{
	size_t start = out->len;

	if (add_valid(out, s, n))
		text_nfc_tail(out, start);
}

/* All kinds of spaces and hyphens are one kind to who searches: "1 304" finds the figure with a hard space. */
static utf8proc_int32_t fold_spaces(utf8proc_int32_t cp, void *unused)
{
	(void)unused;
	if (cp < 0xA0)
		return cp >= '\t' && cp <= '\r' ? ' ' : cp;
	if (cp == 0x2010 || cp == 0x2011)
		return '-';
	return utf8proc_category(cp) == UTF8PROC_CATEGORY_ZS ? ' ' : cp;
}

/* Letters whose stroke or ligature is no separate mark to Unicode, in lower case. */
static const struct {
	uint16_t letter;
	char plain;
} strokes[] = {
	{ 0xE6, 'a' },	/* æ */
	{ 0xF0, 'd' },	/* ð */
	{ 0xF8, 'o' },	/* ø */
	{ 0xFE, 't' },	/* þ */
	{ 0x111, 'd' }, /* đ */
	{ 0x127, 'h' }, /* ħ */
	{ 0x131, 'i' }, /* ı */
	{ 0x142, 'l' }, /* ł */
	{ 0x14B, 'n' }, /* ŋ */
	{ 0x153, 'o' }, /* œ */
	{ 0x167, 't' }, /* ŧ */
};

static utf8proc_int32_t fold_strokes(utf8proc_int32_t cp, void *unused)
{
	if (cp >= 0xC0 && cp < 0x180) {
		utf8proc_int32_t lower = utf8proc_tolower(cp);

		for (size_t i = 0; i < COUNT_OF(strokes); i++) {
			if (strokes[i].letter == lower)
				return strokes[i].plain;
		}
	}
	return fold_spaces(cp, unused);
}

static const struct {
	int options;
	utf8proc_custom_func each;
} fold_levels[] = {
	[FOLD_CASE] = { UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE, fold_spaces },
	[FOLD_LOOSE] = { UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
			 UTF8PROC_STRIPMARK, fold_strokes },
};

/* What the letters À–ÿ are without their marks and strokes; '?' = not one letter (× and ß and ÷ are left to Unicode). */
static const char latin_plain[] = "aaaaaaaceeeeiiiidnooooo?ouuuuyt?aaaaaaaceeeeiiiidnooooo?ouuuuyty";

/* Appends s folded if all of it is ASCII, letters of Latin-1 and hard spaces, with no marks of their own: most of what is searched,
 * many times faster than by the tables of Unicode. Else appends nothing and returns false. */
static bool fold_latin(struct buf *out, const char *s, enum text_fold_level level)
{
	size_t start = out->len, n = strlen(s), kept = start;
	unsigned char *to;

	buf_add(out, s, n);
	to = (unsigned char *)out->data;
	for (size_t i = start; i < start + n; i++) {
		unsigned char c = to[i], next = i + 1 < start + n ? to[i + 1] : 0;

		if (c < 0x80) {
			to[kept++] = c >= 'A' && c <= 'Z' ? c | 0x20 : c >= '\t' && c <= '\r' ? ' ' : c;
		} else if (c == 0xC2 && next == 0xA0) {
			to[kept++] = ' ';
			i++;
		} else if (c == 0xC3 && next >= 0x80 && next <= 0xBF && latin_plain[next - 0x80] != '?') {
			if (level == FOLD_CASE) {
				to[kept++] = c;
				to[kept++] = next < 0xA0 ? next + 0x20 : next;
			} else {
				to[kept++] = (unsigned char)latin_plain[next - 0x80];
			}
			i++;
		} else {
			out->len = start;
			out->data[start] = '\0';
			return false;
		}
	}
	out->len = kept;
	out->data[kept] = '\0';
	return true;
}

void text_fold(struct buf *out, const char *s, enum text_fold_level level)
{
	struct buf valid = { 0 };

	if (!s || fold_latin(out, s, level))
		return;
	add_valid(&valid, s, strlen(s));
	text_map(out, valid.data, valid.len, fold_levels[level].options, fold_levels[level].each);
	buf_free(&valid);
}

enum text_fold_level text_fold_word(struct buf *out, const char *word)
{
	struct buf loose = { 0 };
	size_t start = out->len;
	bool plain;

	text_fold(out, word, FOLD_CASE);
	text_fold(&loose, word, FOLD_LOOSE);
	plain = strcmp(buf_cstr(out) + start, buf_cstr(&loose)) == 0;
	buf_free(&loose);
	return plain ? FOLD_LOOSE : FOLD_CASE;
}

bool text_contains(const char *haystack, const char *needle)
{
	struct buf word = { 0 }, hay = { 0 };
	bool found;

	text_fold(&hay, haystack, text_fold_word(&word, needle));
	found = strstr(buf_cstr(&hay), buf_cstr(&word)) != NULL;
	buf_free(&word);
	buf_free(&hay);
	return found;
}
