/* encoding.c: text to UTF-8. */
#include "io/encoding.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/text.h"

/* 0x80–0x9F in Windows-1252; the five that mean nothing there stay what they are in Latin-1. */
static const uint16_t cp1252[] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
	0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};
/* 0x80–0xFF in DOS code page 850. */
static const uint16_t cp850[] = {
	0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF,
	0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
	0x00FF, 0x00D6, 0x00DC, 0x00F8, 0x00A3, 0x00D8, 0x00D7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA,
	0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x00AE, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
	0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00C1, 0x00C2, 0x00C0, 0x00A9, 0x2563, 0x2551, 0x2557,
	0x255D, 0x00A2, 0x00A5, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x00E3, 0x00C3,
	0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x00A4, 0x00F0, 0x00D0, 0x00CA, 0x00CB,
	0x00C8, 0x0131, 0x00CD, 0x00CE, 0x00CF, 0x2518, 0x250C, 0x2588, 0x2584, 0x00A6, 0x00CC, 0x2580,
	0x00D3, 0x00DF, 0x00D4, 0x00D2, 0x00F5, 0x00D5, 0x00B5, 0x00FE, 0x00DE, 0x00DA, 0x00DB, 0x00D9,
	0x00FD, 0x00DD, 0x00AF, 0x00B4, 0x00AD, 0x00B1, 0x2017, 0x00BE, 0x00B6, 0x00A7, 0x00F7, 0x00B8,
	0x00B0, 0x00A8, 0x00B7, 0x00B9, 0x00B3, 0x00B2, 0x25A0, 0x00A0,
};

static const struct {
	const char *name;
	enum encoding encoding;
} names[] = {
	{ "UTF-8", ENC_UTF8 }, { "utf8", ENC_UTF8 },
	{ "ISO-8859-1", ENC_LATIN1 }, { "latin1", ENC_LATIN1 }, { "latin-1", ENC_LATIN1 }, { "iso8859-1", ENC_LATIN1 },
	{ "Windows-1252", ENC_CP1252 }, { "cp1252", ENC_CP1252 }, { "ansi", ENC_CP1252 }, { "1252", ENC_CP1252 },
	{ "cp850", ENC_CP850 }, { "ibm850", ENC_CP850 }, { "850", ENC_CP850 }, { "ibm", ENC_CP850 },
	{ "UTF-16LE", ENC_UTF16LE }, { "utf-16", ENC_UTF16LE }, { "utf16", ENC_UTF16LE }, { "utf16le", ENC_UTF16LE },
	{ "UTF-16BE", ENC_UTF16BE }, { "utf16be", ENC_UTF16BE },
	{ "binär", ENC_BINARY },
};

bool encoding_named(const char *name, enum encoding *encoding)
{
	for (size_t i = 0; i + 1 < COUNT_OF(names); i++) {
		if (strcasecmp(name, names[i].name) == 0) {
			*encoding = names[i].encoding;
			return true;
		}
	}
	return false;
}

const char *encoding_name(enum encoding encoding)
{
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (names[i].encoding == encoding)
			return names[i].name;
	}
	return "";
}

/* ---- UTF-8 ------------------------------------------------------------------------------------------------ */

/* Bytes of ASCII at s, sixteen at a time: nearly all of nearly every file is. */
static size_t ascii_span(const char *s, size_t n)
{
	size_t i = 0;

	for (; i + 16 <= n; i += 16) {
		uint64_t a, b;

		memcpy(&a, s + i, 8);
		memcpy(&b, s + i + 8, 8);
		if ((a | b) & 0x8080808080808080u)
			break;
	}
	while (i < n && !(s[i] & 0x80))
		i++;
	return i;
}

size_t utf8_span(const char *s, size_t n, size_t *letters)
{
	size_t i = 0, count = 0;
	uint32_t cp;

	for (;;) {
		size_t len;

		i += ascii_span(s + i, n - i);
		if (i == n || !(len = utf8_decode(s + i, n - i, &cp)))
			break;
		i += len;
		count++;
	}
	if (letters)
		*letters += count;
	return i;
}

bool utf8_cut(const char *s, size_t n)
{
	const unsigned char *b = (const unsigned char *)s;
	static const char last[4] = { '\x80', '\x80', '\x80', '\x80' };
	char whole[4];
	uint32_t cp;

	/* It is one if some way of going on makes it a character. */
	if (!n || n > 3 || b[0] < 0xC2 || b[0] > 0xF4)
		return false;
	for (int second = 0x80; second <= 0xBF; second += 0x10) {
		memcpy(whole, last, sizeof(whole));
		whole[1] = (char)second;
		memcpy(whole, s, n);
		if (utf8_decode(whole, 4, &cp) > n)
			return true;
	}
	return false;
}

/* ---- the others ------------------------------------------------------------------------------------------- */

static uint32_t single(enum encoding encoding, unsigned char c)
{
	if (c < 0x80)
		return c;
	if (encoding == ENC_CP850)
		return cp850[c - 0x80];
	return encoding == ENC_CP1252 && c < 0xA0 ? cp1252[c - 0x80] : c;
}

static size_t decode_bytes(enum encoding encoding, const char *s, size_t n, char *out)
{
	size_t at = 0;

	for (size_t i = 0; i < n;) {
		size_t plain = ascii_span(s + i, n - i);

		memcpy(out + at, s + i, plain);
		at += plain;
		i += plain;
		if (i < n)
			at += utf8_encode(single(encoding, (unsigned char)s[i++]), out + at);
	}
	return at;
}

static uint32_t unit16(enum encoding encoding, const char *s)
{
	const unsigned char *b = (const unsigned char *)s;

	return encoding == ENC_UTF16LE ? (uint32_t)(b[0] | b[1] << 8) : (uint32_t)(b[0] << 8 | b[1]);
}

static size_t decode_utf16(enum encoding encoding, const char *s, size_t n, char *out, size_t *used, bool *bad)
{
	size_t at = 0, i = 0;

	while (i + 2 <= n && !*bad) {
		uint32_t cp = unit16(encoding, s + i), low;

		if (cp >= 0xD800 && cp <= 0xDBFF) {
			if (i + 4 > n)
				break;
			low = unit16(encoding, s + i + 2);
			*bad = low < 0xDC00 || low > 0xDFFF;
			cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
			i += *bad ? 0 : 4;
		} else {
			*bad = cp >= 0xDC00 && cp <= 0xDFFF;
			i += *bad ? 0 : 2;
		}
		if (!*bad)
			at += utf8_encode(cp, out + at);
	}
	*used = i;
	return at;
}

size_t encoding_decode(enum encoding encoding, const char *s, size_t n, char *out, size_t *used, bool *bad)
{
	*bad = false;
	if (encoding == ENC_UTF16LE || encoding == ENC_UTF16BE)
		return decode_utf16(encoding, s, n, out, used, bad);
	*used = n;
	return decode_bytes(encoding, s, n, out);
}
