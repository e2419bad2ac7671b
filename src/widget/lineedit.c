/* lineedit.c: one line of text. */
#include "widget/lineedit.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "widget/edit_priv.h"
#include "widget/keys.h"

#define MAX_BYTES 2000

static struct typed of(struct lineedit *edit)
{
	return (struct typed){ &edit->text, &edit->kill, &edit->cursor, edit->max ? edit->max : MAX_BYTES, false };
}

void lineedit_start(struct lineedit *edit, const char *text)
{
	struct typed e = of(edit);

	typed_set(&e, text);
	edit->scroll = 0;
	edit->cut_to_start = false;
	free(edit->undo);
	edit->undo = mem_strdup(buf_cstr(&edit->text));
}

void lineedit_free(struct lineedit *edit)
{
	buf_free(&edit->text);
	buf_free(&edit->kill);
	free(edit->undo);
	memset(edit, 0, sizeof(*edit));
}

void lineedit_reset(struct lineedit *edit)
{
	struct typed e = of(edit);

	typed_set(&e, edit->undo);
	edit->cut_to_start = false;
}

const char *lineedit_text(const struct lineedit *edit)
{
	return buf_cstr(&edit->text);
}

bool lineedit_key(struct lineedit *edit, int key)
{
	struct typed e = of(edit);
	bool again = edit->cut_to_start && key == K_CTRL('u');

	edit->cut_to_start = key == K_CTRL('u') && !again;
	if (again) {
		lineedit_reset(edit);
		return true;
	}
	switch (key) {
	case K_HOME:
	case K_CTRL('a'):
		edit->cursor = 0;
		return true;
	case K_END:
	case K_CTRL('e'):
		edit->cursor = edit->text.len;
		return true;
	default:
		return typed_key(&e, key);
	}
}

size_t lineedit_paste(struct lineedit *edit, const char *bytes, size_t n)
{
	struct typed e = of(edit);

	edit->cut_to_start = false;
	return typed_insert(&e, bytes, n);
}

/* Where the view must begin for the cursor (cells `at`, `room` wide) to be in it and not under a sign at an edge. A move
 * out of view leaves a quarter of the width beyond the cursor, so that the next moves do not scroll again. */
static int scrolled(int scroll, int width, int total, int at, int room)
{
	int most = total + 1 > width ? total + 1 - width : 0; /* the cursor can stand after the last character */
	int sign = width >= 3 ? 1 : 0;

	if (width < 6)
		room = 1;
	if (scroll > most)
		scroll = most;
	if (at < scroll + (scroll > 0 ? sign : 0))
		scroll = at - sign - width / 4;
	if (scroll < 0)
		scroll = 0;
	if (at + room > scroll + width - (total > scroll + width ? sign : 0))
		scroll = at + room - width + sign + width / 4;
	return scroll > most ? most : scroll;
}

static void blanks(struct buf *out, int n)
{
	while (n-- > 0)
		buf_char(out, ' ');
}

/* Appends what is in cells low…high−1; a wide character that only half fits shows as blanks. */
static void visible(struct buf *out, const struct buf *text, int low, int high)
{
	size_t at = 0;
	int cell = 0;

	while (at < text->len && cell < high) {
		size_t next = text_next(text->data, text->len, at);
		int width = text_width_n(text->data + at, next - at), end = cell + width;

		if (cell < low || end > high)
			blanks(out, (end < high ? end : high) - (cell > low ? cell : low));
		else if (width > 0 || cell > low)
			buf_add(out, text->data + at, next - at);
		cell = end;
		at = next;
	}
}

void lineedit_draw(struct lineedit *edit, int width, bool ascii, struct buf *out, int *cursor_col)
{
	const char *s = buf_cstr(&edit->text);
	size_t n = edit->text.len, next = text_next(s, n, edit->cursor);
	int total = text_width_n(s, n), at = text_width_n(s, edit->cursor), room = 1;
	bool left, right;

	buf_add(out, NULL, 0);
	*cursor_col = 0;
	if (width < 1)
		return;
	if (next > edit->cursor && text_width_n(s + edit->cursor, next - edit->cursor) > 1)
		room = text_width_n(s + edit->cursor, next - edit->cursor);
	edit->scroll = scrolled(edit->scroll, width, total, at, room);
	left = width >= 3 && edit->scroll > 0;
	right = width >= 3 && total > edit->scroll + width;
	if (left)
		buf_str(out, ascii ? "<" : "‹");
	visible(out, &edit->text, edit->scroll + left, edit->scroll + width - right);
	if (right)
		buf_str(out, ascii ? ">" : "›");
	*cursor_col = at - edit->scroll;
}
