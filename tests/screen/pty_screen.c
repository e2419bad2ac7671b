/* pty_screen.c: what is on the screen, and what went to it. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/pty_priv.h"

int pty_rows(const struct pty *t)
{
	return t->rows;
}

int pty_cols(const struct pty *t)
{
	return t->cols;
}

static size_t utf8_put(char *to, uint32_t c)
{
	if (c < 0x80)
		return to[0] = (char)c, 1;
	if (c < 0x800)
		return to[0] = (char)(0xc0 | c >> 6), to[1] = (char)(0x80 | (c & 63)), 2;
	if (c < 0x10000) {
		to[0] = (char)(0xe0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 63));
		to[2] = (char)(0x80 | (c & 63));
		return 3;
	}
	to[0] = (char)(0xf0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 63));
	to[2] = (char)(0x80 | (c >> 6 & 63));
	to[3] = (char)(0x80 | (c & 63));
	return 4;
}

/* Text of one cell, at most 4 × VTERM_MAX_CHARS_PER_CELL bytes; returns how many. */
static size_t cell_text(const VTermScreenCell *cell, char *to)
{
	size_t n = 0;

	if (cell->chars[0] == (uint32_t)-1)
		return 0;
	if (!cell->chars[0])
		return to[0] = ' ', 1;
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		n += utf8_put(to + n, cell->chars[i]);
	return n;
}

char *pty_row_text(struct pty *t, int row, size_t *column_of)
{
	char *text = malloc((size_t)t->cols * 4 * VTERM_MAX_CHARS_PER_CELL + 1);
	size_t n = 0;

	for (int col = 0; col < t->cols; col++) {
		VTermScreenCell cell;

		if (column_of)
			column_of[col] = n;
		if (vterm_screen_get_cell(t->screen, (VTermPos){ row, col }, &cell))
			n += cell_text(&cell, text + n);
	}
	if (column_of)
		column_of[t->cols] = n;
	while (n && text[n - 1] == ' ')
		n--;
	text[n] = '\0';
	return text;
}

void pty_rows_free(struct pty *t)
{
	for (int row = 0; t->row_text && row < t->rows; row++)
		free(t->row_text[row]);
	free(t->row_text);
	free(t->screen_text);
	t->row_text = NULL;
	t->screen_text = NULL;
}

const char *pty_row(struct pty *t, int row)
{
	pty_feed(t);
	if (row < 0 || row >= t->rows)
		return "";
	if (!t->row_text)
		t->row_text = calloc((size_t)t->rows, sizeof(*t->row_text));
	free(t->row_text[row]);
	t->row_text[row] = pty_row_text(t, row, NULL);
	return t->row_text[row];
}

const char *pty_screen(struct pty *t)
{
	size_t size;
	FILE *f;

	pty_feed(t);
	free(t->screen_text);
	t->screen_text = NULL;
	f = open_memstream(&t->screen_text, &size);
	for (int row = 0; row < t->rows; row++) {
		char *text = pty_row_text(t, row, NULL);

		fprintf(f, "%s\n", text);
		free(text);
	}
	fclose(f);
	return t->screen_text;
}

bool pty_find(struct pty *t, const char *text, int *row, int *col)
{
	size_t *column_of = malloc(((size_t)t->cols + 1) * sizeof(*column_of));
	bool found = false;

	pty_feed(t);
	for (int y = 0; y < t->rows && !found; y++) {
		char *line = pty_row_text(t, y, column_of), *at = strstr(line, text);
		int x = 0;

		found = at != NULL;
		while (found && x < t->cols && column_of[x + 1] <= (size_t)(at - line))
			x++;
		if (found && row)
			*row = y;
		if (found && col)
			*col = x;
		free(line);
	}
	free(column_of);
	return found;
}

bool pty_has(struct pty *t, const char *text)
{
	return pty_find(t, text, NULL, NULL);
}

static int color(const VTermColor *c, bool is_default)
{
	if (is_default)
		return PTY_COLOR_DEFAULT;
	return VTERM_COLOR_IS_INDEXED(c) ? c->indexed.idx : PTY_COLOR_RGB;
}

struct pty_cell pty_cell(struct pty *t, int row, int col)
{
	struct pty_cell out = { .fg = PTY_COLOR_DEFAULT, .bg = PTY_COLOR_DEFAULT };
	VTermScreenCell cell;

	pty_feed(t);
	if (!vterm_screen_get_cell(t->screen, (VTermPos){ row, col }, &cell))
		return out;
	out.text[cell_text(&cell, out.text)] = '\0';
	out.fg = color(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
	out.bg = color(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
	out.bold = cell.attrs.bold;
	out.reverse = cell.attrs.reverse;
	out.underline = cell.attrs.underline != 0;
	out.italic = cell.attrs.italic;
	out.blink = cell.attrs.blink;
	return out;
}

void pty_cursor(struct pty *t, int *row, int *col, bool *visible)
{
	VTermPos pos;

	pty_feed(t);
	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &pos);
	if (row)
		*row = pos.row;
	if (col)
		*col = pos.col;
	if (visible)
		*visible = t->cursor_visible;
}

void pty_dump(struct pty *t, const char *why)
{
	int row, col;

	pty_feed(t);
	pty_cursor(t, &row, &col, NULL);
	fprintf(stderr, "# %s\n# skärmen (%d×%d, markören på %d,%d):\n", why, t->cols, t->rows, row, col);
	for (int y = 0; y < t->rows; y++)
		fprintf(stderr, "# %2d|%s\n", y, pty_row(t, y));
	fflush(stderr);
}

/* ---- the bytes -------------------------------------------------------------------------------------------- */

ssize_t pty_stray(const struct pty *t)
{
	const unsigned char *log = (const unsigned char *)t->log;

	for (size_t i = 0; i < t->len; i++) {
		unsigned char c = log[i], next = i + 1 < t->len ? log[i + 1] : 0;

		if (c < 32 && !strchr("\a\b\t\n\r\016\017\033", c))
			return (ssize_t)i;
		if (c == 0 || c == 0x7f || (c == 0xc2 && next >= 0x80 && next < 0xa0))
			return (ssize_t)i;
		if (c == 27 && next && strchr("]P_^X", next))
			return (ssize_t)i;
	}
	return -1;
}

/* The modes a full-screen program switches, what they are at rest, and their names. */
static const struct {
	int mode;
	bool rest;
	const char *name;
} modes[] = {
	{ 1, false, "markörtangenterna" }, { 25, true, "markören" }, { 1000, false, "musen" }, { 1002, false, "musen" },
	{ 1003, false, "musen" }, { 1004, false, "fokus" }, { 1006, false, "musen" }, { 1049, false, "andra skärmen" },
	{ 2004, false, "inklistringsmärken" }, { 2026, false, "samlad ritning" },
};
enum { NMODES = sizeof(modes) / sizeof(modes[0]) };

/* Follows one CSI ? … h or l that begins at s. */
static void follow_modes(const char *s, const char *end, bool on[NMODES])
{
	const char *p = s;

	while (p < end && ((*p >= '0' && *p <= '9') || *p == ';'))
		p++;
	if (p == end || (*p != 'h' && *p != 'l'))
		return;
	for (const char *q = s; q < p; q++) {
		int mode = 0;

		for (; q < p && *q != ';'; q++)
			mode = mode * 10 + (*q - '0');
		for (int i = 0; i < NMODES; i++)
			if (modes[i].mode == mode)
				on[i] = *p == 'h';
	}
}

const char *pty_unrestored(struct pty *t)
{
	struct termios now;
	bool on[NMODES];

	for (int i = 0; i < NMODES; i++)
		on[i] = modes[i].rest;
	for (size_t i = 0; i + 3 < t->len; i++)
		if (!memcmp(t->log + i, "\033[?", 3))
			follow_modes(t->log + i + 3, t->log + t->len, on);
	for (int i = 0; i < NMODES; i++)
		if (on[i] != modes[i].rest)
			return modes[i].name;
	if (t->fd < 0 || tcgetattr(t->fd, &now) < 0)
		return NULL;
	if (now.c_lflag != t->line.c_lflag || now.c_iflag != t->line.c_iflag || now.c_oflag != t->line.c_oflag)
		return "radens lägen (eko, radvis läsning)";
	return NULL;
}
