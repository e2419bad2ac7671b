/* utf8.c: UTF-8 bytes, the width of characters, and the boundaries of graphemes and words. */
#include <string.h>

#include "base/text.h"
#include "base/text_priv.h"

struct range {
	uint32_t first, last;
};

size_t utf8_decode(const char *s, size_t n, uint32_t *cp)
{
	/* The least character of each length: less than that is an overlong form. */
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *u = (const unsigned char *)s;
	uint32_t c;
	size_t len;

	if (n == 0)
		return 0;
	c = u[0];
	if (c < 0x80) {
		*cp = c;
		return 1;
	}
	if (c < 0xC2 || c > 0xF4)
		return 0;
	len = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	if (n < len)
		return 0;
	c &= 0x7Fu >> len;
	for (size_t i = 1; i < len; i++) {
		if ((u[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (u[i] & 0x3Fu);
	}
	if (c < least[len] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*cp = c;
	return len;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

bool utf8_valid(const char *s, size_t n, size_t *bad)
{
	size_t at = 0;

	while (at < n) {
		uint32_t cp;
		size_t len = utf8_decode(s + at, n - at, &cp);

		if (len == 0 || cp == 0) {
			if (bad)
				*bad = at;
			return false;
		}
		at += len;
	}
	return true;
}

static bool in_ranges(const struct range *r, size_t n, uint32_t cp)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (cp > r[mid].last)
			low = mid + 1;
		else if (cp < r[mid].first)
			high = mid;
		else
			return true;
	}
	return false;
}

/* Characters of Unicode 15, which the character library knows and the C library that curses asks (Unicode 14) does
 * not: curses would not print them, so their width could not be relied on. */
static const struct range unknown_to_curses[] = {
	{ 0x0CF3, 0x0CF3 },   { 0x0ECE, 0x0ECE },   { 0x10EFD, 0x10EFF }, { 0x1123F, 0x11241 }, { 0x11B00, 0x11B09 },
	{ 0x11F00, 0x11F59 }, { 0x1342F, 0x1342F }, { 0x13439, 0x13455 }, { 0x1B132, 0x1B132 }, { 0x1B155, 0x1B155 },
	{ 0x1D2C0, 0x1D2D3 }, { 0x1DF25, 0x1DF2A }, { 0x1E030, 0x1E06D }, { 0x1E08F, 0x1E08F }, { 0x1E4D0, 0x1E4F9 },
	{ 0x1F6DC, 0x1F6DC }, { 0x1F774, 0x1F776 }, { 0x1F77B, 0x1F77F }, { 0x1F7D9, 0x1F7D9 }, { 0x1FA75, 0x1FA77 },
	{ 0x1FA87, 0x1FA88 }, { 0x1FAAD, 0x1FAAF }, { 0x1FABB, 0x1FABD }, { 0x1FABF, 0x1FABF }, { 0x1FACE, 0x1FACF },
	{ 0x1FADA, 0x1FADB }, { 0x1FAE8, 0x1FAE8 }, { 0x1FAF7, 0x1FAF8 }, { 0x2B739, 0x2B739 }, { 0x31350, 0x323AF },
};

/* Where the C library has other widths than the character library: vowels and finals of Hangul sit in the syllable
 * before them, and these circled numbers and hexagrams are wide. Spacing marks are a rule, in char_cells. */
static const struct range narrow_in_curses[] = { { 0x1160, 0x11FF }, { 0xD7B0, 0xD7C6 }, { 0xD7CB, 0xD7FB } };
static const struct range wide_in_curses[] = { { 0x3248, 0x324F }, { 0x4DC0, 0x4DFF } };

/* Letters of western Europe (without the soft hyphen), box drawing, blocks, shapes and braille: one cell each. */
static bool plain_one_cell(uint32_t cp)
{
	return (cp >= 0x20 && cp < 0x7F) || (cp >= 0xA0 && cp < 0x300 && cp != 0xAD) ||
	       (cp >= 0x2500 && cp < 0x25FD) || (cp >= 0x2800 && cp < 0x2900);
}

static bool category_hidden(utf8proc_propval_t category)
{
	switch (category) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CN: /* unassigned, and the noncharacters */
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return false;
	}
}

bool text_char_shown(uint32_t cp)
{
	const utf8proc_property_t *p;

	if (plain_one_cell(cp))
		return true;
	if (cp < 0xA0 || cp > 0x10FFFF)
		return false;
	p = utf8proc_get_property((utf8proc_int32_t)cp);
	/* "Ignorable" is Unicode's word for what has no picture of its own: fillers, variation selectors, tags. */
	return !category_hidden(p->category) && !p->ignorable &&
	       !in_ranges(unknown_to_curses, COUNT_OF(unknown_to_curses), cp);
}

/* Width of a character that is let through. */
static int char_cells(uint32_t cp)
{
	const utf8proc_property_t *p;

	if (in_ranges(narrow_in_curses, COUNT_OF(narrow_in_curses), cp))
		return 0;
	if (in_ranges(wide_in_curses, COUNT_OF(wide_in_curses), cp))
		return 2;
	p = utf8proc_get_property((utf8proc_int32_t)cp);
	if (p->category == UTF8PROC_CATEGORY_MC && p->charwidth == 0)
		return 1;
	return p->charwidth;
}

int text_char_width(uint32_t cp)
{
	if (plain_one_cell(cp) || !text_char_shown(cp))
		return 1;
	return char_cells(cp);
}

bool text_char_extends(uint32_t cp)
{
	if (cp < 0x300 || plain_one_cell(cp))
		return false;
	return utf8proc_get_property((utf8proc_int32_t)cp)->combining_class != 0 || text_char_width(cp) == 0;
}

bool text_char_unstable(uint32_t cp)
{
	const utf8proc_property_t *p;

	if (cp < 0x300 || plain_one_cell(cp))
		return false;
	p = utf8proc_get_property((utf8proc_int32_t)cp);
	if (p->combining_class != 0 || (p->decomp_type == 0 && p->decomp_seqindex != UINT16_MAX))
		return true;
	return p->category == UTF8PROC_CATEGORY_MN || p->category == UTF8PROC_CATEGORY_MC ||
	       (cp >= 0x1161 && cp <= 0x11FF);
}

int text_width_n(const char *s, size_t n)
{
	size_t at = 0;
	int cells = 0;

	while (at < n) {
		uint32_t cp;
		size_t len;

		if ((unsigned char)s[at] < 0x80) {
			cells++;
			at++;
			continue;
		}
		len = utf8_decode(s + at, n - at, &cp);
		cells += len ? text_char_width(cp) : 1;
		at += len ? len : 1;
	}
	return cells;
}

int text_width(const char *s)
{
	size_t n = 0;

	while ((unsigned char)(s[n] - 1) < 0x7F)
		n++;
	return s[n] ? (int)n + text_width_n(s + n, strlen(s + n)) : (int)n;
}

/* The character at `at`; a byte that is no UTF-8 is a character of its own, and none that joins another. */
static size_t decode_any(const char *s, size_t n, size_t at, uint32_t *cp)
{
	size_t len = utf8_decode(s + at, n - at, cp);

	if (len)
		return len;
	*cp = TEXT_MARK;
	return 1;
}

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

size_t text_next(const char *s, size_t n, size_t at)
{
	utf8proc_int32_t state = 0;
	uint32_t left, right;

	if (at >= n)
		return n;
	if (is_ascii(s[at]) && s[at] != '\r' && (at + 1 == n || is_ascii(s[at + 1])))
		return at + 1;
	at += decode_any(s, n, at, &left);
	while (at < n) {
		size_t len = decode_any(s, n, at, &right);

		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)left, (utf8proc_int32_t)right, &state))
			break;
		left = right;
		at += len;
	}
	return at;
}

/* Start of the character that ends before `at` (> 0). */
static size_t char_before(const char *s, size_t n, size_t at)
{
	uint32_t cp;

	for (size_t back = 1; back <= 4 && back <= at; back++) {
		if (utf8_decode(s + at - back, n - (at - back), &cp) == back)
			return at - back;
	}
	return at - 1;
}

/* True if there is a boundary between the two whatever stands before them. Flags come in pairs and joined emoji in
 * chains, so those two cannot tell. */
static bool sure_break(uint32_t left, uint32_t right)
{
	const bool flag = left >= 0x1F1E6 && left <= 0x1F1FF;
	const bool joiner = left == 0x200D;

	return !flag && !joiner && utf8proc_grapheme_break((utf8proc_int32_t)left, (utf8proc_int32_t)right);
}

size_t text_prev(const char *s, size_t n, size_t at)
{
	size_t start, next;
	uint32_t left, right;

	if (at > n)
		at = n;
	if (at == 0)
		return 0;
	/* Back to a place that is a boundary for sure, then forward from there. */
	start = char_before(s, n, at);
	while (start > 0) {
		size_t before = char_before(s, n, start);

		decode_any(s, n, before, &left);
		decode_any(s, n, start, &right);
		if (sure_break(left, right))
			break;
		start = before;
	}
	while ((next = text_next(s, n, start)) < at)
		start = next;
	return start;
}

/* What a grapheme counts as is told by its first character. */
static bool is_word_at(const char *s, size_t n, size_t at)
{
	uint32_t cp;

	decode_any(s, n, at, &cp);
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return false;
	}
}

size_t text_next_word(const char *s, size_t n, size_t at)
{
	while (at < n && !is_word_at(s, n, at))
		at = text_next(s, n, at);
	while (at < n && is_word_at(s, n, at))
		at = text_next(s, n, at);
	return at < n ? at : n;
}

size_t text_prev_word(const char *s, size_t n, size_t at)
{
	bool in_word = false;

	if (at > n)
		at = n;
	while (at > 0) {
		size_t before = text_prev(s, n, at);
		bool word = is_word_at(s, n, before);

		if (in_word && !word)
			break;
		in_word = word;
		at = before;
	}
	return at;
}
