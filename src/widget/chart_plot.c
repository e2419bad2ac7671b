/* chart_plot.c: lines, marks and bars in a grid of cells. */
#include "widget/chart_priv.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"

/* A hollow mark always means a preliminary figure, so the other series have marks of their own. */
static const char *const other_marks[CHART_SERIES_MAX] = { NULL, "×", "+", "*", "¤", "~" };
static const char *const other_ascii[CHART_SERIES_MAX] = { NULL, "x", "+", "*", "%", "~" };

bool chart_missing(const struct chart_point *point)
{
	return !isfinite(point->value) || !isfinite(point->at);
}

const char *chart_why(const struct chart_point *point)
{
	return text_blank(point->missing) ? "uppgift saknas" : point->missing;
}

double plot_row(const struct plot *plot, double value)
{
	return plot->rows - 1 - (value - plot->bottom) / plot->step * plot->rows_per_step;
}

double plot_x(const struct plot *plot, double at)
{
	if (!(plot->last > plot->first))
		return (plot->width - 1) / 2.0;
	return plot->pad + (at - plot->first) / (plot->last - plot->first) * plot->span;
}

int plot_col(const struct plot *plot, double at)
{
	return (int)lround(plot_x(plot, at));
}

static struct chart_cell *cell(const struct plot *plot, int row, int col)
{
	if (row < 0 || row >= plot->rows || col < 0 || col >= plot->width)
		return NULL;
	return &plot->cells[row * plot->width + col];
}

void plot_put(const struct plot *plot, int row, int col, enum layer layer, enum role role, const char *text)
{
	struct chart_cell *c = cell(plot, row, col);

	if (c && layer >= c->layer)
		*c = (struct chart_cell){ .text = text, .width = 1, .layer = layer, .role = role };
}

static const char *glyph_of(const struct plot *plot, enum glyph id)
{
	return glyph(plot->chart->glyphs, id);
}

const char *plot_mark(const struct plot *plot, size_t i, bool preliminary)
{
	if (preliminary)
		return glyph_of(plot, GLYPH_POINT_PRE);
	if (i == 0)
		return glyph_of(plot, GLYPH_POINT);
	return plot->chart->glyphs == GLYPH_ASCII ? other_ascii[i] : other_marks[i];
}

void plot_braille(struct buf *out, unsigned dots)
{
	char bytes[4];

	buf_add(out, bytes, utf8_encode(0x2800 + dots, bytes));
}

/* Dot (x, y) of a cell, 2 × 4, as Unicode numbers them. */
static unsigned dot_bit(int x, int y)
{
	static const unsigned bits[4][2] = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

	return bits[y][x];
}

/* Lines are told apart without colour too: the first is whole and two dots thick, the others thin and broken, each in
 * its own rhythm. */
static bool dot_on(size_t series, int x)
{
	static const int on[CHART_SERIES_MAX] = { 1, 1, 4, 1, 6, 2 }, of[CHART_SERIES_MAX] = { 1, 2, 6, 4, 8, 4 };

	return x % of[series] < on[series];
}

void plot_dot(const struct plot *plot, enum layer layer, enum role role, int x, int y)
{
	struct chart_cell *c;

	if (x < 0 || y < 0)
		return;
	c = cell(plot, y / 4, x / 2);
	if (!c || layer < c->layer)
		return;
	/* A cell has one colour: the series in front takes it over whole. */
	if (!c->dots || c->role != role || c->layer != layer)
		*c = (struct chart_cell){ .layer = layer, .role = role };
	c->dots |= dot_bit(x % 2, y % 4);
}

static void set_dot(const struct plot *plot, size_t series, int x, int y)
{
	plot_dot(plot, series ? LAYER_LINE : LAYER_FIRST, plot->chart->series[series].role, x, y);
}

static void braille_line(const struct plot *plot, size_t series, const struct chart_point *a, const struct chart_point *b)
{
	double xa = plot_x(plot, a->at), xb = plot_x(plot, b->at), ya = plot_row(plot, a->value) * 4 + 1.5,
		yb = plot_row(plot, b->value) * 4 + 1.5;
	int n;

	if (plot->marked) {
		xa = round(xa);
		xb = round(xb);
	}
	if (plot->marked && series == 0) {
		/* Through the middle of the marks, or a stray dot would look out over them. */
		ya = (double)lround(plot_row(plot, a->value)) * 4 + 1.5;
		yb = (double)lround(plot_row(plot, b->value)) * 4 + 1.5;
	}
	xa = xa * 2 + 0.5;
	xb = xb * 2 + 0.5;
	n = (int)ceil(fmax(fabs(xb - xa), fabs(yb - ya))) * 2 + 1;
	for (int i = 0; i <= n; i++) {
		int x = (int)floor(xa + (xb - xa) * i / n), y = (int)floor(ya + (yb - ya) * i / n);

		if (!dot_on(series, x))
			continue;
		set_dot(plot, series, x, y);
		if (series == 0)
			set_dot(plot, series, x, y + 1 < plot->rows * 4 ? y + 1 : y);
	}
}

static void mark_line(const struct plot *plot, size_t series, const struct chart_point *a, const struct chart_point *b)
{
	int ca = plot_col(plot, a->at), cb = plot_col(plot, b->at);
	double ra = plot_row(plot, a->value), rb = plot_row(plot, b->value);
	int n = (int)fmax(abs(cb - ca), fabs(rb - ra));
	const char *dot = plot->chart->glyphs == GLYPH_ASCII ? "." : glyph_of(plot, GLYPH_DOT);

	for (int i = 1; i < n; i++) {
		int col = (int)lround(ca + (double)(cb - ca) * i / n);

		/* The others: every second one only. */
		if (series == 0 || col % 2 == 0)
			plot_put(plot, (int)lround(ra + (rb - ra) * i / n), col, series ? LAYER_LINE : LAYER_FIRST,
					plot->chart->series[series].role, dot);
	}
}

/* True if the point has no measured neighbour, so that no line would show it. */
static bool alone(const struct chart_series *s, size_t i)
{
	return (i == 0 || chart_missing(&s->points[i - 1])) && (i + 1 == s->n || chart_missing(&s->points[i + 1]));
}

/* Where the first series has its mark in the same cell. */
static bool on_first(const struct plot *plot, const struct chart_point *p, size_t i)
{
	const struct chart_series *first = &plot->chart->series[0];

	return i < first->n && !chart_missing(&first->points[i]) &&
		plot_col(plot, first->points[i].at) == plot_col(plot, p->at) &&
		lround(plot_row(plot, first->points[i].value)) == lround(plot_row(plot, p->value));
}

bool plot_coincides(const struct plot *plot)
{
	const struct chart_series *s = &plot->chart->series[1];

	for (size_t i = 0; plot->chart->both && plot->marked && i < s->n; i++)
		if (!chart_missing(&s->points[i]) && on_first(plot, &s->points[i], i))
			return true;
	return false;
}

static const char *mark_of(const struct plot *plot, size_t series, const struct chart_point *p)
{
	if (p->outside)
		return glyph_of(plot, p->preliminary ? GLYPH_POINT_OUT_PRE : GLYPH_POINT_OUT);
	return plot_mark(plot, series, p->preliminary);
}

static void draw_series(const struct plot *plot, size_t series)
{
	const struct chart_series *s = &plot->chart->series[series];
	bool braille = plot->style == CHART_BRAILLE, second = series == 1 && plot->chart->both;
	bool marks = braille ? plot->marked && (series == 0 || second) : true;

	for (size_t i = 0; i < s->n; i++) {
		const struct chart_point *p = &s->points[i];

		if (chart_missing(p))
			continue;
		if (i > 0 && !chart_missing(&s->points[i - 1])) {
			if (braille)
				braille_line(plot, series, p - 1, p);
			else if (series == 0 || plot->style == CHART_MARKS)
				mark_line(plot, series, p - 1, p);
		}
	}
	for (size_t i = 0; i < s->n; i++) {
		const struct chart_point *p = &s->points[i];

		if (!chart_missing(p) && (marks || p->preliminary || p->outside || alone(s, i)))
			plot_put(plot, (int)lround(plot_row(plot, p->value)), plot_col(plot, p->at), LAYER_MARK, s->role,
					mark_of(plot, series, p));
	}
}

/* A bar stands on the zero line in the middle of the lowest row: its lower half row is there, then whole rows, then
 * eighths. Returns the row above it, for its value. */
static int draw_bar(const struct plot *plot, const struct chart_point *p, enum role role)
{
	static const char *const eighths[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇" };
	bool ascii = plot->chart->glyphs == GLYPH_ASCII;
	int from = plot_col(plot, p->at) - plot->bar / 2, eights;
	double height = plot->rows - 1 - plot_row(plot, p->value) - 0.5;
	const char *full = glyph_of(plot, p->preliminary ? GLYPH_BAR_LEFT : GLYPH_BAR);
	int whole, top;

	eights = height > 0 ? (int)lround(height * 8) : 0;
	/* Shades and ASCII have no eighths: half a row or more is a row. */
	if (ascii || p->preliminary)
		eights = (eights + 4) / 8 * 8;
	whole = eights / 8;
	eights %= 8;
	top = plot->rows - 2 - whole;
	for (int i = 0; i < plot->bar; i++) {
		if (height >= 0)
			plot_put(plot, plot->rows - 1, from + i, LAYER_FIRST, role, ascii ? full : "▀");
		for (int row = 0; row < whole; row++)
			plot_put(plot, plot->rows - 2 - row, from + i, LAYER_FIRST, role, full);
		if (eights)
			plot_put(plot, top, from + i, LAYER_FIRST, role, eighths[eights - 1]);
	}
	return eights ? top - 1 : top;
}

static bool is_free(const struct plot *plot, int row, int col, int width, enum layer limit)
{
	if (row < 0 || row >= plot->rows || col < 0 || col + width > plot->width)
		return false;
	/* A blank at each side keeps it apart from what is there. */
	for (int i = -1; i <= width; i++) {
		const struct chart_cell *c = cell(plot, row, col + i);

		if (c && c->layer > limit)
			return false;
	}
	return true;
}

static void put_text(const struct plot *plot, int row, int col, enum role role, const char *text, int width)
{
	for (int i = 0; i < width; i++) {
		struct chart_cell *c = cell(plot, row, col + i);

		*c = (struct chart_cell){ .text = i ? NULL : text, .width = i ? 0 : width, .layer = LAYER_TEXT, .role = role };
	}
}

/* Puts text at the first of the places where it covers nothing in front of `limit`, the least first. */
static bool put_at(const struct plot *plot, const int places[][2], size_t n, enum role role, const char *text, enum layer limit)
{
	int width = text_width(text);

	for (int layer = LAYER_EMPTY; layer <= (int)limit; layer++) {
		for (size_t i = 0; i < n; i++) {
			if (is_free(plot, places[i][0], places[i][1], width, (enum layer)layer)) {
				put_text(plot, places[i][0], places[i][1], role, text, width);
				return true;
			}
		}
	}
	return false;
}

/* Puts text beside (row, col), even over the lines behind, before it goes further away: two rows off it would be another's. What
 * covers nothing stays beside. False if there is no such place. */
static bool put_near(const struct plot *plot, int row, int col, enum role role, const char *text, enum layer limit)
{
	int width = text_width(text), middle = col - width / 2, right = plot->width - width;
	enum layer behind = limit < LAYER_LINE ? limit : LAYER_LINE;

	if (width == 0 || right < 0)
		return false;
	middle = middle > right ? right : middle < 0 ? 0 : middle;

	const int near[][2] = {
		{ row - 1, middle }, { row + 1, middle }, { row, col + 2 }, { row, col - width - 1 }, { row - 1, col + 2 },
		{ row + 1, col + 2 }, { row - 1, col - width - 1 }, { row + 1, col - width - 1 },
	};
	const int far[][2] = { { row - 2, middle }, { row + 2, middle } };

	return put_at(plot, near, COUNT_OF(near), role, text, behind) ||
		(limit > LAYER_EMPTY && (put_at(plot, far, COUNT_OF(far), role, text, behind) ||
		put_at(plot, near, COUNT_OF(near), role, text, limit) || put_at(plot, far, COUNT_OF(far), role, text, limit)));
}

/* A hollow mark means preliminary, also where one stands. */
static const char *cursor_mark(const struct plot *plot, const struct chart_point *p)
{
	return glyph_of(plot, p->preliminary ? GLYPH_POINT_CUR_PRE : GLYPH_POINT_CUR);
}

static void draw_bars(const struct plot *plot)
{
	const struct chart_series *s = &plot->chart->series[0];
	int above[256];

	for (int col = 0; col < plot->width; col++)
		plot_put(plot, plot->rows - 1, col, LAYER_TARGET, ROLE_AXIS, glyph_of(plot, GLYPH_RULE));
	for (size_t i = 0; i < s->n; i++) {
		if (!chart_missing(&s->points[i])) {
			int row = draw_bar(plot, &s->points[i], s->role);

			if (i < COUNT_OF(above))
				above[i] = row;
		}
	}
	for (size_t i = plot->chart->nseries; i-- > 1; )
		draw_series(plot, i);
	for (size_t i = 0; i < s->n && i < COUNT_OF(above); i++) {
		const struct chart_point *p = &s->points[i];
		bool here = (int)i == plot->chart->cursor;
		const char *text;
		int width, from;

		if (chart_missing(p))
			continue;
		text = chart_value(plot, p->value, here);
		width = text_width(text);
		from = plot_col(plot, p->at) - width / 2;
		if (from + width > plot->width)
			from = plot->width - width;
		if (here)
			plot_put(plot, (int)lround(plot_row(plot, p->value)), plot_col(plot, p->at), LAYER_MARK, ROLE_CURSOR,
					cursor_mark(plot, p));
		if (from >= 0 && is_free(plot, above[i], from, width, LAYER_EMPTY))
			put_text(plot, above[i], from, here ? ROLE_CURSOR : s->role, text, width);
		else if (here)
			put_near(plot, above[i] + 1, plot_col(plot, p->at), ROLE_CURSOR, text, LAYER_FIRST);
	}
}

/* The chosen point's value, or that it has none. False if there was something to say and no room. */
static bool draw_cursor(const struct plot *plot)
{
	const struct chart_series *s = &plot->chart->series[0];
	const struct chart_point *p;
	int row, col;

	if (plot->chart->cursor < 0 || (size_t)plot->chart->cursor >= s->n)
		return true;
	p = &s->points[plot->chart->cursor];
	if (!isfinite(p->at))
		return true;
	col = plot_col(plot, p->at);
	if (chart_missing(p))
		return put_near(plot, plot->rows - 1, col, ROLE_CURSOR, chart_why(p), LAYER_FIRST);
	if (plot->style == CHART_BARS)
		return true;
	row = (int)lround(plot_row(plot, p->value));
	plot_put(plot, row, col, LAYER_MARK, ROLE_CURSOR, cursor_mark(plot, p));
	return put_near(plot, row, col, ROLE_CURSOR, chart_value(plot, p->value, true), LAYER_FIRST);
}

/* The last value is what most came for: it is there without asking, where it covers nothing. */
static void draw_last(const struct plot *plot)
{
	const struct chart_series *s = &plot->chart->series[0];

	for (size_t i = s->n; i-- > 0; ) {
		const struct chart_point *p = &s->points[i];

		if (chart_missing(p))
			continue;
		if ((int)i != plot->chart->cursor)
			put_near(plot, (int)lround(plot_row(plot, p->value)), plot_col(plot, p->at), s->role,
					chart_value(plot, p->value, false), LAYER_EMPTY);
		return;
	}
}

/* The lines behind keep a cell away from the outcome's, or it would seem to go on in them. */
static void stand_free(const struct plot *plot)
{
	for (int row = 0; row < plot->rows; row++) {
		for (int col = 0; col < plot->width; col++) {
			const struct chart_cell *left = cell(plot, row, col - 1), *right = cell(plot, row, col + 1);
			bool beside = (left && left->layer >= LAYER_FIRST) || (right && right->layer >= LAYER_FIRST);
			struct chart_cell *c = cell(plot, row, col);

			if (c->layer == LAYER_GUIDE && beside)
				*c = (struct chart_cell){ .layer = LAYER_EMPTY };
		}
	}
}

void plot_draw(struct plot *plot)
{
	guides_draw(plot);
	if (isfinite(plot->chart->target)) {
		int row = (int)lround(plot_row(plot, plot->chart->target));

		for (int col = 0; col < plot->width; col++)
			plot_put(plot, row, col, LAYER_TARGET, ROLE_TARGET, glyph_of(plot, GLYPH_TARGET));
	}
	if (plot->style == CHART_BARS) {
		draw_bars(plot);
	} else {
		for (size_t i = plot->chart->nseries; i-- > 0; )
			draw_series(plot, i);
	}
	stand_free(plot);
	for (size_t i = 0; plot_coincides(plot) && i < plot->chart->series[1].n; i++) {
		const struct chart_point *p = &plot->chart->series[1].points[i];

		if (!chart_missing(p) && on_first(plot, p, i))
			plot_put(plot, (int)lround(plot_row(plot, p->value)), plot_col(plot, p->at), LAYER_MARK,
					plot->chart->series[0].role, glyph_of(plot, GLYPH_POINT_BOTH));
	}
	/* A lone value would be taken for that of the chosen point. */
	if (draw_cursor(plot) && plot->style != CHART_BARS)
		draw_last(plot);
}

void plot_sample(const struct plot *plot, size_t i, struct buf *out)
{
	const char *mark = plot_mark(plot, i, false);

	if (plot->style == CHART_BARS) {
		buf_str(out, i ? mark : glyph_of(plot, GLYPH_BAR));
		return;
	}
	for (int cell_no = 0; cell_no < 3; cell_no++) {
		unsigned dots = 0;

		if (cell_no == 1 && (plot->style == CHART_MARKS || ((i == 0 || (i == 1 && plot->chart->both)) && plot->marked))) {
			buf_str(out, mark);
			continue;
		}
		if (plot->style == CHART_MARKS) {
			buf_str(out, plot->chart->glyphs == GLYPH_ASCII ? "." : glyph_of(plot, GLYPH_DOT));
			continue;
		}
		for (int x = 0; x < 2; x++) {
			if (dot_on(i, cell_no * 2 + x))
				dots |= dot_bit(x, 1) | (i ? 0 : dot_bit(x, 2));
		}
		plot_braille(out, dots);
	}
}
