/* collate.c: Swedish order, without the machine's locale.
 *
 * Strings are compared at four levels, the next only where all before are equal: letters (and numbers by value),
 * accents, case (small first), and last the spelling, so that only equal strings compare equal. */
#include <string.h>

#include "base/text.h"
#include "base/text_priv.h"

/* Groups of the first level, from low to high. 0 is the end of the string: the shorter one comes first. */
enum {
	GROUP_SPACE = 1,
	GROUP_PUNCTUATION = 2,
	GROUP_OTHER = 0x1000,	  /* + code point: signs that are in no table */
	GROUP_DIGITS = 0x200000,
	GROUP_LETTER = 0x300000,  /* + place in the Swedish alphabet */
	GROUP_FOREIGN = 0x400000, /* + code point: other scripts */
};

/* Places after z. */
enum { AA = 27, AE = 28, OE = 29 };

/* The common order of ASCII signs. */
static const char punctuation[] = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/* Letters (small) that are no plain letter with a mark, or sort elsewhere than their plain letter does. */
static const struct special {
	uint16_t letter;
	uint8_t first, second; /* places in the alphabet; second 0 = one letter only */
	uint8_t accent;	       /* 0 = a letter of the alphabet */
} specials[] = {
	{ 0xDF, 's' - 'a' + 1, 's' - 'a' + 1, 1 },  /* ß */
	{ 0xE4, AE, 0, 0 },			    /* ä */
	{ 0xE5, AA, 0, 0 },			    /* å */
	{ 0xE6, AE, 0, 1 },			    /* æ */
	{ 0xF0, 'd' - 'a' + 1, 0, 2 },		    /* ð */
	{ 0xF4, OE, 0, 4 },			    /* ô */
	{ 0xF6, OE, 0, 0 },			    /* ö */
	{ 0xF8, OE, 0, 1 },			    /* ø */
	{ 0xFC, 'y' - 'a' + 1, 0, 1 },		    /* ü */
	{ 0xFE, 't' - 'a' + 1, 'h' - 'a' + 1, 1 },  /* þ */
	{ 0x111, 'd' - 'a' + 1, 0, 1 },		    /* đ */
	{ 0x127, 'h' - 'a' + 1, 0, 1 },		    /* ħ */
	{ 0x131, 'i' - 'a' + 1, 0, 1 },		    /* ı */
	{ 0x142, 'l' - 'a' + 1, 0, 1 },		    /* ł */
	{ 0x14B, 'n' - 'a' + 1, 0, 1 },		    /* ŋ */
	{ 0x151, OE, 0, 2 },			    /* ő */
	{ 0x153, OE, 0, 3 },			    /* œ */
	{ 0x167, 't' - 'a' + 1, 0, 1 },		    /* ŧ */
	{ 0x171, 'y' - 'a' + 1, 0, 2 },		    /* ű */
};

struct element {
	uint32_t primary;
	uint32_t accent;
	bool upper;
	const char *digits; /* GROUP_DIGITS: without leading zeros */
	size_t digit_count;
};

struct reader {
	const char *s, *end;
	uint8_t pending; /* the second letter of þ or ß, 0 = none */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void read_digits(struct reader *r, struct element *e)
{
	while (r->s < r->end && *r->s == '0')
		r->s++;
	e->digits = r->s;
	while (r->s < r->end && is_digit(*r->s))
		r->s++;
	e->digit_count = (size_t)(r->s - e->digits);
	e->primary = GROUP_DIGITS;
}

static void element_ascii(struct element *e, uint32_t cp)
{
	const char *sign;

	if (cp >= 'a' && cp <= 'z') {
		e->primary = GROUP_LETTER + (cp - 'a' + 1);
	} else if (cp >= 'A' && cp <= 'Z') {
		e->primary = GROUP_LETTER + (cp - 'A' + 1);
		e->upper = true;
	} else if (cp == ' ' || (cp >= '\t' && cp <= '\r')) {
		e->primary = GROUP_SPACE;
	} else {
		sign = cp ? strchr(punctuation, (int)cp) : NULL;
		e->primary = sign ? GROUP_PUNCTUATION + (uint32_t)(sign - punctuation) : GROUP_OTHER + cp;
	}
}

static const struct special *find_special(uint32_t lower)
{
	for (size_t i = 0; i < COUNT_OF(specials); i++) {
		if (specials[i].letter == lower)
			return &specials[i];
	}
	return NULL;
}

/* Marks differ at the second level only; a handful of them is told apart. */
static uint32_t add_mark(uint32_t accent, uint32_t mark)
{
	return accent > 0xFFFF ? accent : accent << 12 | (0x100 + (mark & 0x7FF));
}

static bool is_letter(uint32_t cp)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)cp);

	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

/* A character that is not ASCII: from the table, else as its plain letter with marks. */
static void element_wide(struct reader *r, struct element *e, uint32_t cp)
{
	utf8proc_int32_t parts[8], lower = utf8proc_tolower((utf8proc_int32_t)cp);
	const struct special *special = find_special((uint32_t)lower);
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)cp);
	utf8proc_ssize_t n;
	int last = 0;

	e->upper = (uint32_t)lower != cp;
	if (special) {
		e->primary = GROUP_LETTER + special->first;
		e->accent = special->accent;
		r->pending = special->second;
		return;
	}
	if (category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_PD || cp == 0x2212) {
		/* Hard spaces and long dashes are spaces and hyphens with an accent. */
		element_ascii(e, category == UTF8PROC_CATEGORY_ZS ? ' ' : '-');
		e->accent = cp;
		return;
	}
	n = utf8proc_decompose_char(lower, parts, COUNT_OF(parts), UTF8PROC_DECOMPOSE, &last);
	if (n < 1 || n > (utf8proc_ssize_t)COUNT_OF(parts)) {
		parts[0] = lower;
		n = 1;
	}
	if (parts[0] < 0x80)
		element_ascii(e, (uint32_t)parts[0]);
	else
		e->primary = (is_letter((uint32_t)parts[0]) ? GROUP_FOREIGN : GROUP_OTHER) + (uint32_t)parts[0];
	e->upper = (uint32_t)lower != cp;
	for (utf8proc_ssize_t i = 1; i < n; i++)
		e->accent = add_mark(e->accent, (uint32_t)parts[i]);
}

static bool is_mark(uint32_t cp)
{
	utf8proc_category_t category;

	if (cp < 0x300)
		return cp == 0xAD;
	category = utf8proc_category((utf8proc_int32_t)cp);
	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME || category == UTF8PROC_CATEGORY_CF;
}

static size_t read_char(const struct reader *r, uint32_t *cp)
{
	size_t len;

	if ((unsigned char)*r->s < 0x80) {
		*cp = (unsigned char)*r->s;
		return 1;
	}
	len = utf8_decode(r->s, (size_t)(r->end - r->s), cp);
	if (len)
		return len;
	*cp = TEXT_MARK;
	return 1;
}

/* The next letter, sign or number with its marks; primary 0 at the end. */
static void read_element(struct reader *r, struct element *e)
{
	uint32_t cp;

	*e = (struct element){ 0 };
	if (r->pending) {
		e->primary = GROUP_LETTER + r->pending;
		r->pending = 0;
	} else {
		while (r->s < r->end && !e->primary) {
			if (is_digit(*r->s)) {
				read_digits(r, e);
				break;
			}
			r->s += read_char(r, &cp);
			if (cp < 0x80)
				element_ascii(e, cp);
			else if (!is_mark(cp))
				element_wide(r, e, cp);
		}
	}
	while (r->s < r->end && (unsigned char)*r->s >= 0x80) {
		size_t len = read_char(r, &cp);

		if (!is_mark(cp))
			break;
		e->accent = add_mark(e->accent, cp);
		r->s += len;
	}
}

static int order(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int compare_digits(const char *a, size_t na, const char *b, size_t nb)
{
	int diff = order(na, nb);

	return diff ? diff : memcmp(a, b, na);
}

/* Between strings that say the same: the one with fewer leading zeros first. */
static int order_spellings(const char *a, const char *b)
{
	int diff = order(strlen(a), strlen(b));

	return diff ? diff : strcmp(a, b);
}

/* Both are NFC. */
static int collate(const char *a, const char *b)
{
	struct reader ra = { a, a + strlen(a), 0 }, rb = { b, b + strlen(b), 0 };
	int accents = 0, cases = 0;

	for (;;) {
		struct element ea, eb;
		int diff;

		read_element(&ra, &ea);
		read_element(&rb, &eb);
		diff = order(ea.primary, eb.primary);
		if (!diff && ea.primary == GROUP_DIGITS)
			diff = compare_digits(ea.digits, ea.digit_count, eb.digits, eb.digit_count);
		if (diff)
			return diff;
		if (!accents)
			accents = order(ea.accent, eb.accent);
		if (!cases)
			cases = order(ea.upper, eb.upper);
		if (!ea.primary)
			break;
	}
	if (accents)
		return accents;
	return cases ? cases : order_spellings(a, b);
}

/* s itself if it is NFC for sure, which most text is; else its NFC form, kept in b. */
static const char *as_nfc(struct buf *b, const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	/* Below U+0300, that is up to the byte CB, nothing combines. */
	while (*u && *u < 0xCC)
		u++;
	if (!*u)
		return s;
	text_nfc(b, s, strlen(s));
	return buf_cstr(b);
}

int text_collate(const char *a, const char *b)
{
	struct buf ka = { 0 }, kb = { 0 };
	int diff;

	if (!a || !b)
		return (a == NULL) - (b == NULL);
	diff = collate(as_nfc(&ka, a), as_nfc(&kb, b));
	buf_free(&ka);
	buf_free(&kb);
	return diff;
}

/* One byte for an element, in the order of the groups. *last: what follows is not to be compared byte by byte. */
static unsigned char prefix_byte(const struct element *e, bool *last)
{
	*last = true;
	if (e->primary >= GROUP_FOREIGN)
		return 250;
	if (e->primary >= GROUP_LETTER) {
		*last = false;
		return (unsigned char)(100 + (e->primary - GROUP_LETTER));
	}
	if (e->primary >= GROUP_DIGITS) /* by value, not by digit */
		return 90;
	if (e->primary >= GROUP_OTHER)
		return 80;
	*last = e->primary == 0;
	return (unsigned char)e->primary;
}

/* A letter or blank with no mark after it: most of what there is, without the rest of read_element. */
static bool read_plain(struct reader *r, struct element *e)
{
	const unsigned char c = r->s < r->end ? (unsigned char)*r->s : 0, lower = c | 0x20;

	if (r->pending || (c != ' ' && (lower < 'a' || lower > 'z')) || (r->s + 1 < r->end && (unsigned char)r->s[1] >= 0x80))
		return false;
	e->primary = c == ' ' ? GROUP_SPACE : GROUP_LETTER + (uint32_t)(lower - 'a' + 1);
	r->s++;
	return true;
}

/* After the byte of a number at i, how many digits it has and which: it is ordered by value. The last place that was used. */
static int prefix_digits(unsigned char prefix[TEXT_PREFIX], int i, const struct element *e, bool *last)
{
	*last = e->digit_count >= 255;
	if (++i == TEXT_PREFIX)
		return i;
	prefix[i] = *last ? 255 : (unsigned char)e->digit_count;
	if (*last)
		return i;
	for (size_t digit = 0; digit < e->digit_count && i + 1 < TEXT_PREFIX; digit++)
		prefix[++i] = (unsigned char)e->digits[digit];
	return i;
}

void text_collate_prefix(unsigned char prefix[TEXT_PREFIX], const char *s)
{
	struct buf nfc = { 0 };
	const char *text = as_nfc(&nfc, s ? s : "");
	struct reader r = { text, text + strlen(text), 0 };
	bool last = false;

	memset(prefix, 0, TEXT_PREFIX);
	for (int i = 0; i < TEXT_PREFIX && !last; i++) {
		struct element e = { 0 };

		if (!read_plain(&r, &e))
			read_element(&r, &e);
		prefix[i] = prefix_byte(&e, &last);
		if (e.primary == GROUP_DIGITS)
			i = prefix_digits(prefix, i, &e, &last);
	}
	buf_free(&nfc);
}

int text_natural(const char *a, const char *b)
{
	const char *pa = a, *pb = b;

	if (!a || !b)
		return (a == NULL) - (b == NULL);
	while (*pa && *pb) {
		if (is_digit(*pa) && is_digit(*pb)) {
			struct reader ra = { pa, pa + strlen(pa), 0 }, rb = { pb, pb + strlen(pb), 0 };
			struct element ea, eb;
			int diff;

			read_digits(&ra, &ea);
			read_digits(&rb, &eb);
			diff = compare_digits(ea.digits, ea.digit_count, eb.digits, eb.digit_count);
			if (diff)
				return diff;
			pa = ra.s;
			pb = rb.s;
			continue;
		}
		if (*pa != *pb)
			break;
		pa++;
		pb++;
	}
	if (*pa != *pb)
		return order((unsigned char)*pa, (unsigned char)*pb);
	return order_spellings(a, b);
}
