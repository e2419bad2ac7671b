/* chart_priv.h: what the chart files share: the grid of cells that a chart is drawn in before it becomes page lines. */
#ifndef STYRTAVLA_CHART_PRIV_H
#define STYRTAVLA_CHART_PRIV_H

#include "widget/chart.h"

/* What lies in front of what. */
enum layer { LAYER_EMPTY, LAYER_GUIDE, LAYER_TARGET, LAYER_LINE, LAYER_FIRST, LAYER_MARK, LAYER_TEXT };

struct chart_cell {
	const char *text;   /* a glyph, or the text that begins here; NULL = blank, or the rest of such a text */
	unsigned dots;      /* braille; text is NULL then */
	int width;          /* of text */
	enum layer layer;
	enum role role;
};

enum chart_style { CHART_BARS, CHART_MARKS, CHART_BRAILLE };

struct plot {
	struct page *page;
	const struct chart *chart;
	enum chart_style style;
	int indent, axis;   /* first cell of the axis labels, and their width (0 = none are drawn) */
	int left;           /* column on the page of the plot's first cell */
	int width, rows;
	/* Values: the middle of the lowest row is `bottom`; a step of the axis is `rows_per_step` rows. */
	double bottom, step;
	int rows_per_step;
	double most;        /* no labels above this (100 %) */
	int tick_decimals;
	/* Time: the ends of the axis, the cells kept free left of the first point, and those from the first to the last. */
	double first, last;
	int pad, span;
	int bar;            /* width of a bar */
	bool marked;        /* there is room for a mark at each point */
	struct chart_cell *cells;
};

bool chart_missing(const struct chart_point *point);
/* Why it has no value, in words. */
const char *chart_why(const struct chart_point *point);
/* The value as text, in the chart's decimals; with the unit after it if asked. Returns text in the page's arena. */
const char *chart_value(const struct plot *plot, double value, bool unit);
int chart_num_flags(const struct chart *chart);

/* Rows from the top (a whole number is the middle of a row), cells from the left. */
double plot_row(const struct plot *plot, double value);
double plot_x(const struct plot *plot, double at);
int plot_col(const struct plot *plot, double at);

/* A glyph in a cell, and a braille dot (two a cell across, four down), unless something in front is there. */
void plot_put(const struct plot *plot, int row, int col, enum layer layer, enum role role, const char *text);
void plot_dot(const struct plot *plot, enum layer layer, enum role role, int x, int y);

/* A line of three cells that says what a kind of line is, at *col if there is room for some of it. */
void chart_legend_part(const struct plot *plot, struct line *line, int *col, enum role role, const char *sample, const char *text);

/* The straight lines behind (chart_guide.c). */
bool guide_is_there(const struct chart_guide *guide);
void guides_extent(const struct chart *chart, double *low, double *high);
void guides_time(const struct chart *chart, double *first, double *last);
void guides_draw(const struct plot *plot);
void guides_legend(const struct plot *plot, struct line *line, int *col);

/* Draws target, series and the values that are read out into the cells. */
void plot_draw(struct plot *plot);
/* Three cells that look like series i, for the legend. */
void plot_sample(const struct plot *plot, size_t i, struct buf *out);
/* Some points of the two series are in the same cell, and have one mark. */
bool plot_coincides(const struct plot *plot);
/* The mark of a point of series i. */
const char *plot_mark(const struct plot *plot, size_t i, bool preliminary);
/* The braille character of dots. */
void plot_braille(struct buf *out, unsigned dots);

#endif
