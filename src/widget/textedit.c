/* textedit.c: several lines of text, wrapped where they are drawn. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "widget/edit_priv.h"
#include "widget/keys.h"
#include "widget/lineedit.h"

#define MAX_BYTES 20000
#define USUAL_WIDTH 80 /* before anything was drawn */
#define USUAL_HEIGHT 10

/* The text as rows on screen. Blanks at a soft break are in no row; a cursor among them is on the row before. */
struct rows {
	const char *text;
	struct row {
		size_t start, n;
	} *rows;
	int n, cap;
};

static struct typed of(struct textedit *edit)
{
	return (struct typed){ &edit->text, &edit->kill, &edit->cursor, edit->max ? edit->max : MAX_BYTES, true };
}

void textedit_start(struct textedit *edit, const char *text)
{
	struct typed e = of(edit);

	typed_set(&e, text);
	edit->top = 0;
	edit->want_col = -1;
}

void textedit_free(struct textedit *edit)
{
	buf_free(&edit->text);
	buf_free(&edit->kill);
	memset(edit, 0, sizeof(*edit));
}

const char *textedit_text(const struct textedit *edit)
{
	return buf_cstr(&edit->text);
}

static void add_row(const char *start, size_t n, void *user)
{
	struct rows *r = user;

	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 32;
		r->rows = mem_array(r->rows, (size_t)r->cap, sizeof(*r->rows));
	}
	r->rows[r->n++] = (struct row){ (size_t)(start - r->text), n };
}

/* Always at least one row. Free r->rows. */
static void wrap(const struct textedit *edit, int width, struct rows *r)
{
	size_t n = edit->text.len;

	*r = (struct rows){ .text = buf_cstr(&edit->text) };
	text_wrap(r->text, width > 1 ? width - 1 : 1, add_row, r);
	if (n == 0 || r->text[n - 1] == '\n')
		add_row(r->text + n, 0, r);
}

static int row_of(const struct rows *r, size_t at)
{
	int row = 0;

	while (row + 1 < r->n && r->rows[row + 1].start <= at)
		row++;
	return row;
}

static int col_of(const struct rows *r, int row, size_t at)
{
	return text_width_n(r->text + r->rows[row].start, at - r->rows[row].start);
}

/* The last place of the cursor that is on this row: before its break, or at its last character where a long word goes on
 * in the next one. */
static size_t row_last(const struct rows *r, int row)
{
	const struct row *this = &r->rows[row];
	size_t end = this->start + this->n;

	if (row + 1 < r->n && r->rows[row + 1].start == end && this->n > 0)
		return text_prev(r->text, end, end);
	return end;
}

/* The place on the row nearest to column col, not after it. */
static size_t at_col(const struct rows *r, int row, int col)
{
	size_t at = r->rows[row].start, last = row_last(r, row);
	int used = 0;

	while (at < last) {
		size_t next = text_next(r->text, last, at);

		used += text_width_n(r->text + at, next - at);
		if (used > col)
			break;
		at = next;
	}
	return at;
}

static bool row_key(struct textedit *edit, int key)
{
	int page = edit->height > 1 ? edit->height - 1 : USUAL_HEIGHT, row, target;
	struct rows r;

	wrap(edit, edit->width > 0 ? edit->width : USUAL_WIDTH, &r);
	row = row_of(&r, edit->cursor);
	switch (key) {
	case K_UP: target = row - 1; break;
	case K_DOWN: target = row + 1; break;
	case K_PAGE_UP: target = row > page ? row - page : 0; break;
	case K_PAGE_DOWN: target = row + page < r.n ? row + page : r.n - 1; break;
	default: target = row; break;
	}
	if (key == K_HOME || key == K_CTRL('a')) {
		edit->cursor = r.rows[row].start;
		edit->want_col = -1;
	} else if (key == K_END || key == K_CTRL('e')) {
		edit->cursor = row_last(&r, row);
		edit->want_col = -1;
	} else if (target >= 0 && target < r.n) {
		if (edit->want_col < 0)
			edit->want_col = col_of(&r, row, edit->cursor);
		edit->cursor = at_col(&r, target, edit->want_col);
	}
	/* A row can begin with an accent whose letter is the blank that the break took. */
	edit->cursor = typed_snap(&edit->text, edit->cursor);
	free(r.rows);
	return true;
}

bool textedit_key(struct textedit *edit, int key)
{
	struct typed e = of(edit);
	bool taken;

	switch (key) {
	case K_UP:
	case K_DOWN:
	case K_PAGE_UP:
	case K_PAGE_DOWN:
	case K_HOME:
	case K_END:
	case K_CTRL('a'):
	case K_CTRL('e'):
		return row_key(edit, key);
	case K_ENTER:
	case '\n':
		typed_insert(&e, "\n", 1);
		taken = true;
		break;
	default:
		taken = typed_key(&e, key);
	}
	if (taken)
		edit->want_col = -1;
	return taken;
}

size_t textedit_paste(struct textedit *edit, const char *bytes, size_t n)
{
	struct typed e = of(edit);

	edit->want_col = -1;
	return typed_insert(&e, bytes, n);
}

/* Bytes of whole graphemes that fit; a wide character may not fit in a single column. */
static size_t fitting(const char *s, size_t n, int width)
{
	size_t at = 0;

	while (at < n) {
		size_t next = text_next(s, n, at);

		width -= text_width_n(s + at, next - at);
		if (width < 0)
			break;
		at = next;
	}
	return at;
}

void textedit_draw(struct textedit *edit, int width, int height, void (*row)(int i, const char *text, size_t n, void *user),
		void *user, int *crow, int *ccol)
{
	struct rows r;
	int at;

	*crow = *ccol = 0;
	if (width < 1 || height < 1)
		return;
	edit->width = width;
	edit->height = height;
	wrap(edit, width, &r);
	at = row_of(&r, edit->cursor);
	if (edit->top > r.n - height)
		edit->top = r.n - height;
	if (edit->top > at || edit->top < 0)
		edit->top = edit->top < 0 ? 0 : at;
	if (at >= edit->top + height)
		edit->top = at - height + 1;
	for (int i = 0; i < height && edit->top + i < r.n; i++) {
		const struct row *this = &r.rows[edit->top + i];
		const char *text = r.text + this->start;

		row(i, text, fitting(text, this->n, width), user);
	}
	*crow = at - edit->top;
	*ccol = col_of(&r, at, edit->cursor);
	if (*ccol > width - 1)
		*ccol = width - 1;
	free(r.rows);
}
