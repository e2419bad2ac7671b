/* text.c: cutting, cleaning and wrapping: everything between a string and the cells it gets. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/text_priv.h"

#define ELLIPSIS "…"
#define RETURN_SIGN 0x23CEu /* ⏎ */
/* Curses keeps a handful of marks in a cell; real writing has at most three on a letter. */
#define MARKS_ON_A_LETTER 8

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

size_t text_prefix(const char *s, int cells, int *used)
{
	size_t at = 0, n = SIZE_MAX;
	int sum = 0;

	while (s[at]) {
		size_t end;
		int width;

		if (is_ascii(s[at]) && is_ascii(s[at + 1])) {
			end = at + 1;
			width = 1;
		} else {
			/* The length is not wanted before the first character that is not ASCII. */
			if (n == SIZE_MAX)
				n = at + strlen(s + at);
			end = text_next(s, n, at);
			width = text_width_n(s + at, end - at);
		}
		if (sum + width > cells)
			break;
		sum += width;
		at = end;
	}
	if (used)
		*used = sum;
	return at;
}

int text_fit(struct buf *out, const char *s, int cells)
{
	size_t n;
	int used;

	if (cells <= 0)
		return 0;
	n = text_prefix(s, cells, &used);
	if (!s[n]) {
		buf_add(out, s, n);
		return used;
	}
	n = text_prefix(s, cells - 1, &used);
	buf_add(out, s, n);
	buf_str(out, ELLIPSIS);
	return used + 1;
}

/* What the gate remembers between characters: how many marks sit on the letter so far. Full from the start of a line,
 * where a mark would land on whatever the screen has to the left. */
struct gate {
	int marks;
};

#define GATE_START { MARKS_ON_A_LETTER }

/* What cp becomes at the gate. */
static uint32_t gate_map(struct gate *gate, uint32_t cp, int flags)
{
	const uint32_t mark = flags & TEXT_ASCII ? '?' : TEXT_MARK;

	if (cp == '\n') {
		gate->marks = flags & TEXT_KEEP_LF ? MARKS_ON_A_LETTER : 0;
		return flags & TEXT_KEEP_LF ? cp : flags & TEXT_ASCII ? ' ' : RETURN_SIGN;
	}
	if (text_char_shown(cp) && text_char_extends(cp) && gate->marks < MARKS_ON_A_LETTER) {
		gate->marks++;
		return cp;
	}
	/* A mark in place of a heaped-up accent is a letter to those that follow, so a heap shows as a row of them. */
	gate->marks = 0;
	if (cp == '\t')
		return ' ';
	if (cp == TEXT_MARK || !text_char_shown(cp) || text_char_extends(cp))
		return mark;
	return cp;
}

/* Bytes from `at` on that are printable ASCII. */
static size_t ascii_run(const char *s, size_t n, size_t at)
{
	size_t end = at;

	while (end < n && s[end] >= 0x20 && s[end] < 0x7F)
		end++;
	return end - at;
}

/* Puts s through the gate; returns whether the result may need normalising. */
static bool gate_add(struct buf *out, const char *s, size_t n, int flags)
{
	struct gate gate = GATE_START;
	bool unstable = false;
	size_t at = 0;

	while (at < n) {
		size_t len = ascii_run(s, n, at);
		char bytes[4];
		uint32_t cp;

		if (len) {
			buf_add(out, s + at, len);
			gate.marks = 0;
			at += len;
			continue;
		}
		len = utf8_decode(s + at, n - at, &cp);
		cp = gate_map(&gate, len ? cp : 0, flags);
		unstable = unstable || text_char_unstable(cp);
		buf_add(out, bytes, utf8_encode(cp, bytes));
		at += len ? len : 1;
	}
	return unstable;
}

/* True if the gate lets all of s through; tells, if asked, whether it may need normalising. */
static bool gate_passes(const char *s, size_t n, int flags, bool *unstable)
{
	struct gate gate = GATE_START;
	size_t at = 0;

	*unstable = false;
	while (at < n) {
		size_t len = ascii_run(s, n, at);
		uint32_t cp;

		if (len) {
			gate.marks = 0;
			at += len;
			continue;
		}
		len = utf8_decode(s + at, n - at, &cp);
		if (len == 0 || gate_map(&gate, cp, flags) != cp)
			return false;
		*unstable = *unstable || text_char_unstable(cp);
		at += len;
	}
	return true;
}

void text_clean(struct buf *out, const char *s, size_t n, int flags)
{
	size_t start = out->len;
	bool unstable;

	if (!gate_add(out, s, n, flags)) {
		buf_add(out, NULL, 0);
		return;
	}
	text_nfc_tail(out, start);
	/* Some marks come apart into two when normalised, which can make a heap of what was none. Cutting a heap leaves
	 * the rest normalised, so one more time is enough. */
	if (!gate_passes(out->data + start, out->len - start, flags, &unstable)) {
		size_t len = out->len - start;
		char *copy = mem_strndup(out->data + start, len);

		out->len = start;
		gate_add(out, copy, len, flags);
		free(copy);
	}
}

bool text_is_clean(const char *s, size_t n, int flags)
{
	struct buf nfc = { 0 };
	bool unstable, same;

	if (!gate_passes(s, n, flags, &unstable))
		return false;
	if (!unstable)
		return true;
	text_nfc(&nfc, s, n);
	same = nfc.len == n && memcmp(nfc.data, s, n) == 0;
	buf_free(&nfc);
	return same;
}

/* The end of the line that starts at `at` of a paragraph that ends at `end`; *next is where the next one starts. */
static size_t wrap_line(const char *s, size_t at, size_t end, int cells, size_t *next)
{
	size_t pos = at, soft = 0, width = 0;
	bool have_soft = false, in_text = false;

	while (pos < end) {
		size_t after = text_next(s, end, pos);

		if (s[pos] == ' ') {
			/* Only the first of several spaces ends the line; those that indent it do not. */
			if (in_text && (pos == at || s[pos - 1] != ' ')) {
				soft = pos;
				have_soft = true;
			}
		} else {
			in_text = true;
		}
		width += (size_t)text_width_n(s + pos, after - pos);
		if (width > (size_t)cells && (s[pos] != ' ' || !have_soft))
			break;
		pos = after;
	}
	if (pos >= end) {
		*next = end;
		/* Spaces that hang over the edge at the end are soft too. */
		return have_soft && width > (size_t)cells ? soft : end;
	}
	if (!have_soft) {
		/* One grapheme at least, or a wide character in a column of one cell would never end. */
		*next = pos > at ? pos : text_next(s, end, at);
		return *next;
	}
	*next = soft;
	while (*next < end && s[*next] == ' ')
		++*next;
	return soft;
}

int text_wrap(const char *s, int cells, void (*line)(const char *start, size_t n, void *user), void *user)
{
	int lines = 0;

	if (cells < 1)
		cells = 1;
	while (*s) {
		size_t end = strcspn(s, "\n"), at = 0;

		do {
			size_t next, stop = wrap_line(s, at, end, cells, &next);

			if (line)
				line(s + at, stop - at, user);
			lines++;
			at = next;
		} while (at < end);
		s += end;
		if (*s == '\n')
			s++;
	}
	return lines;
}

bool text_blank(const char *s)
{
	size_t at = 0, n = s ? strlen(s) : 0;

	while (at < n) {
		uint32_t cp;
		size_t len = utf8_decode(s + at, n - at, &cp);

		if (len == 0)
			return false;
		if (!(cp == ' ' || (cp >= '\t' && cp <= '\r') ||
		      (cp >= 0x80 && utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_ZS)))
			return false;
		at += len;
	}
	return true;
}
