/* edit.c: changing a text that stays clean. */
#include "widget/edit_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "widget/keys.h"

#define MARK "\xEF\xBF\xBD" /* U+FFFD */

/* True if the screen would show a mark instead of cp. Asked with a letter before it: a combining character is all right
 * there. */
static bool invisible(uint32_t cp)
{
	char bytes[5] = "x";
	struct buf clean = { 0 };
	bool hidden;

	if (cp == 0xFFFD || (cp >= 0x20 && cp < 0x7F) || (cp >= 0xA1 && cp < 0x300 && cp != 0xAD))
		return false;
	text_clean(&clean, bytes, 1 + utf8_encode(cp, bytes + 1), TEXT_KEEP_LF);
	hidden = strstr(buf_cstr(&clean), MARK) != NULL;
	buf_free(&clean);
	return hidden;
}

/* One character of a paste. CR LF is one line break: the CR goes as a control character. */
static void filter_char(struct buf *out, uint32_t cp, bool lone_cr, bool lines)
{
	char bytes[4];

	if (cp == '\n' || cp == 0x85 || cp == 0x2028 || cp == 0x2029 || lone_cr)
		buf_char(out, lines ? '\n' : ' ');
	else if (cp == '\t')
		buf_char(out, ' ');
	else if (!invisible(cp))
		buf_add(out, bytes, utf8_encode(cp, bytes));
}

/* Appends what may be in a text; not normalised yet. */
static void filter(struct buf *out, const char *s, size_t n, bool lines)
{
	size_t at = 0;

	while (at < n) {
		size_t end = at, len;
		uint32_t cp;

		while (end < n && s[end] >= 0x20 && s[end] < 0x7F)
			end++;
		if (end > at) {
			buf_add(out, s + at, end - at);
			at = end;
			continue;
		}
		len = utf8_decode(s + at, n - at, &cp);
		if (!len)
			cp = 0xFFFD;
		at += len ? len : 1;
		filter_char(out, cp, cp == '\r' && (at == n || s[at] != '\n'), lines);
	}
}

size_t typed_snap(const struct buf *text, size_t at)
{
	if (at == 0 || at >= text->len)
		return at < text->len ? at : text->len;
	return text_next(text->data, text->len, text_prev(text->data, text->len, at));
}

/* After a change: what met at the seams may have become one character, or a mark without a letter. */
static void tidy(const struct typed *t)
{
	struct buf *text = t->text;

	if (text->data && !text_is_clean(text->data, text->len, TEXT_KEEP_LF)) {
		struct buf before = { 0 }, clean = { 0 };

		text_clean(&before, text->data, *t->cursor, TEXT_KEEP_LF);
		text_clean(&clean, text->data, text->len, TEXT_KEEP_LF);
		*t->cursor = before.len;
		buf_clear(text);
		buf_add(text, buf_cstr(&clean), clean.len);
		buf_free(&before);
		buf_free(&clean);
	}
	*t->cursor = typed_snap(text, *t->cursor);
}

static void splice(const struct typed *t, size_t from, size_t to, const char *bytes, size_t n)
{
	struct buf *text = t->text;
	size_t rest = text->len - to;
	char *tail = mem_strndup(text->data ? text->data + to : "", rest);

	text->len = from;
	buf_add(text, bytes, n);
	buf_add(text, tail, rest);
	free(tail);
}

void typed_set(const struct typed *t, const char *text)
{
	struct buf raw = { 0 };

	filter(&raw, text ? text : "", text ? strlen(text) : 0, t->lines);
	buf_clear(t->text);
	text_clean(t->text, buf_cstr(&raw), raw.len, TEXT_KEEP_LF);
	*t->cursor = t->text->len;
	buf_free(&raw);
}

/* The longest beginning of s in whole graphemes within `most` bytes. */
static size_t whole(const struct buf *s, size_t most)
{
	size_t at = 0;

	while (at < s->len) {
		size_t next = text_next(s->data, s->len, at);

		if (next > most)
			break;
		at = next;
	}
	return at;
}

size_t typed_insert(const struct typed *t, const char *bytes, size_t n)
{
	struct buf *text = t->text, raw = { 0 }, clean = { 0 };
	size_t start, seam, end, dropped, before = text->len;
	size_t room = t->max > before ? t->max - before : 0;

	/* The letter before the cursor comes along, so that a combining character finds it. */
	start = text->len ? text_prev(text->data, text->len, *t->cursor) : 0;
	if (text->len)
		buf_add(&raw, text->data + start, *t->cursor - start);
	filter(&raw, bytes, n, t->lines);
	text_clean(&clean, buf_cstr(&raw), raw.len, TEXT_KEEP_LF);
	seam = *t->cursor - start;
	end = whole(&clean, seam + room);
	dropped = clean.len - (end > seam ? end : seam < clean.len ? seam : clean.len);
	if (end >= seam || end == clean.len) {
		splice(t, start, *t->cursor, buf_cstr(&clean), end);
		*t->cursor = start + end;
		tidy(t);
	}
	/* What came after the cursor can have grown by standing next to something else. */
	while (text->len > t->max && text->len > before && *t->cursor > 0) {
		typed_delete(t, text_prev(text->data, text->len, *t->cursor), *t->cursor);
		dropped++;
	}
	buf_free(&raw);
	buf_free(&clean);
	return dropped;
}

void typed_delete(const struct typed *t, size_t from, size_t to)
{
	if (from >= to)
		return;
	splice(t, from, to, "", 0);
	if (*t->cursor >= to)
		*t->cursor -= to - from;
	else if (*t->cursor > from)
		*t->cursor = from;
	tidy(t);
}

void typed_cut(const struct typed *t, size_t from, size_t to)
{
	if (from >= to)
		return;
	buf_clear(t->kill);
	buf_add(t->kill, t->text->data + from, to - from);
	typed_delete(t, from, to);
}

size_t typed_line_start(const struct typed *t)
{
	size_t at = *t->cursor;

	while (at > 0 && t->text->data[at - 1] != '\n')
		at--;
	return at;
}

size_t typed_line_end(const struct typed *t)
{
	size_t at = *t->cursor;

	while (at < t->text->len && t->text->data[at] != '\n')
		at++;
	return at;
}

/* True if a combining character has a letter before the cursor that can still take it. */
static bool joins(const struct typed *t, const char *bytes, size_t n)
{
	struct buf with = { 0 }, clean = { 0 };
	size_t start = text_prev(buf_cstr(t->text), t->text->len, *t->cursor);
	bool marked;

	if (*t->cursor == 0)
		return false;
	buf_add(&with, t->text->data + start, *t->cursor - start);
	marked = with.data[0] == '\n' || strstr(with.data, MARK);
	buf_add(&with, bytes, n);
	text_clean(&clean, with.data, with.len, TEXT_KEEP_LF);
	marked = marked || strstr(buf_cstr(&clean), MARK);
	buf_free(&with);
	buf_free(&clean);
	return !marked;
}

/* A typed character. One that could only be shown as a mark (an accent without a letter) is swallowed. */
static bool type(const struct typed *t, int key)
{
	uint32_t cp = (uint32_t)key;
	char bytes[4];
	size_t n;

	if (key < ' ' || (key >= 0x7F && key < 0xA0) || key > 0x10FFFF || (key >= 0xD800 && key < 0xE000))
		return false;
	n = utf8_encode(cp, bytes);
	if (!invisible(cp) && (text_char_width(cp) > 0 || joins(t, bytes, n)))
		typed_insert(t, bytes, n);
	return true;
}

static bool move_key(const struct typed *t, int key)
{
	const char *s = buf_cstr(t->text);
	size_t n = t->text->len, *cursor = t->cursor;

	switch (key) {
	case K_LEFT:
	case K_CTRL('b'):
		*cursor = text_prev(s, n, *cursor);
		return true;
	case K_RIGHT:
	case K_CTRL('f'):
		*cursor = text_next(s, n, *cursor);
		return true;
	case K_CTRL_LEFT:
		*cursor = text_prev_word(s, n, *cursor);
		return true;
	case K_CTRL_RIGHT:
		*cursor = text_next_word(s, n, *cursor);
		return true;
	default:
		return false;
	}
}

bool typed_key(const struct typed *t, int key)
{
	const char *s = buf_cstr(t->text);
	size_t n = t->text->len, at = *t->cursor, end;

	switch (key) {
	case K_BACKSPACE:
	case K_CTRL('h'):
	case 0x7F:
		typed_delete(t, text_prev(s, n, at), at);
		return true;
	case K_DELETE:
	case K_CTRL('d'):
		typed_delete(t, at, text_next(s, n, at));
		return true;
	case K_CTRL('w'):
		typed_cut(t, text_prev_word(s, n, at), at);
		return true;
	case K_CTRL('u'):
		typed_cut(t, typed_line_start(t), at);
		return true;
	case K_CTRL('k'):
		/* At the end of a line the break itself goes, as everywhere. */
		end = typed_line_end(t);
		typed_cut(t, at, end > at || end == n ? end : end + 1);
		return true;
	case K_CTRL('y'):
		typed_insert(t, buf_cstr(t->kill), t->kill->len);
		return true;
	default:
		return move_key(t, key) || type(t, key);
	}
}
