/* chart.h: a history as a chart in cells: labelled axis in Swedish numbers, target line, gaps, hollow preliminary points,
 * a cursor. Pure: values in, page lines out. */
#ifndef STYRTAVLA_CHART_H
#define STYRTAVLA_CHART_H

#include "base/date.h"
#include "widget/page.h"

#define CHART_SERIES_MAX 6

struct chart_point {
	double at;           /* period_position */
	const char *label;   /* the period as text, "2024" */
	double value;        /* NUM_MISSING = the line breaks here */
	const char *missing; /* why there is no value, in words; NULL = "uppgift saknas" */
	bool preliminary;
	bool outside;        /* of the limits: it has a mark of its own */
};
struct chart_series {
	const char *name;
	const struct chart_point *points; /* oldest first */
	size_t n;
	enum role role;
};
/* A straight line behind the series: a mean, a limit, a trend. Each style has its own rhythm, so that no colour is needed. */
#define CHART_GUIDES_MAX 6
enum chart_guide_style { GUIDE_MEAN, GUIDE_LIMIT, GUIDE_TREND, GUIDE_BAND };
struct chart_guide {
	const char *name;     /* in the legend; NULL = no place of its own there (the second of a pair) */
	enum chart_guide_style style;
	enum role role;
	double from, to;      /* period_position; NUM_MISSING = the edges of the plot */
	double start, end;    /* the values there; a guide with one missing is not drawn */
	const char *to_label; /* the period at `to`, where that is beyond the points; NULL = none */
};
struct chart {
	struct chart_series series[CHART_SERIES_MAX];
	size_t nseries;
	struct chart_guide guides[CHART_GUIDES_MAX]; /* the axes make room for them; with any there are no bars, which would hide them */
	size_t nguides;
	double target;        /* NUM_MISSING = none */
	int target_year;      /* points before it are not held against the target; 0 = all are */
	const char *target_label; /* "målvärde ≥ 92" */
	const char *unit;
	int decimals;
	int cursor;           /* index in the first series' points; −1 = none */
	enum glyph_set glyphs;
	bool both;            /* the second series has marks of its own: the two may lie so close that one hides the other */
	const char *tag;      /* tag of its lines, so that the cursor finds it again */
};
/* Adds the chart to page: a legend line, `rows` rows of plot (at least 4) with the axis at the left, and the period labels
 * below (all that fit without touching; the cursor's, the last and the first before others). The first plot line is selectable
 * (LINE_SELECT), all are LINE_CHART. The axis starts at zero when zero is near: when no more would be empty below the data than the
 * data themselves take. Full glyphs draw braille lines. Basic and ascii draw bars where there are at most width / 3 points, none
 * below zero, and the axis starts at zero (any other bar would mislead); else marks. With no values it adds one line with
 * words; where it is too narrow for a plot, one line of chart_words. Never draws outside width. */
void chart_draw(struct page *page, const struct chart *chart, int indent, int rows);
/* The nice ends and step of an axis that holds low…high in at most `ticks` steps (1, 2, 2.5, 5 × 10^n); at least two where zero
 * lies between. */
void chart_axis(double low, double high, int ticks, double *from, double *to, double *step);
/* In words, what a listener would be told about the cursor's point, or else the last measured one:
 * "13,1 % 2025; 1,1 procentenheter lägre än 2024; lägst sedan 2016. Ej mätt 2020, borttagen 2021." What it is
 * compared with follows: the target and the other series. */
void chart_words(struct buf *out, const struct chart *chart);

#endif
