/* chart.c: the scale of a chart, and its lines on the page. What is inside the axes is drawn in chart_plot.c. */
#include "widget/chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "widget/chart_priv.h"

#define ROWS_LEAST 4
#define PLOT_LEAST 6   /* narrower than that, the axis labels go */
#define BAR_MOST 8
#define UNIT_MOST 6    /* a longer unit is not repeated at each value */

int chart_num_flags(const struct chart *chart)
{
	return chart->glyphs == GLYPH_ASCII ? NUM_ASCII : 0;
}

const char *chart_value(const struct plot *plot, double value, bool unit)
{
	const struct chart *chart = plot->chart;
	char text[NUM_TEXT_MAX];

	num_format(text, value, chart->decimals, chart_num_flags(chart));
	if (unit && !text_blank(chart->unit) && text_width(chart->unit) <= UNIT_MOST)
		return arena_printf(&plot->page->arena, "%s%s%s", text, chart->glyphs == GLYPH_ASCII ? " " : "\xC2\xA0",
				chart->unit);
	return arena_strdup(&plot->page->arena, text);
}

void chart_axis(double low, double high, int ticks, double *from, double *to, double *step)
{
	static const double nice[] = { 1, 2, 2.5, 5 };
	double size, scale;

	if (!isfinite(low) || !isfinite(high)) {
		low = 0;
		high = 1;
	}
	if (low > high) {
		double swap = low;

		low = high;
		high = swap;
	}
	size = fmax(fabs(low), fabs(high));
	/* One value, or what is one within the digits of a double, gets room around it. */
	if (high - low <= size * 1e-9) {
		double room = size > 0 ? size * 0.05 : 1;

		low -= room;
		high += room;
	}
	/* Zero is always at a step, so an axis on both sides of it has two at least. */
	if (ticks < (low < 0 && high > 0 ? 2 : 1))
		ticks = low < 0 && high > 0 ? 2 : 1;
	scale = pow(10, floor(log10((high - low) / ticks)));
	for (;; scale *= 10) {
		for (size_t i = 0; i < COUNT_OF(nice); i++) {
			*step = nice[i] * scale;
			*from = floor(low / *step + 1e-9) * *step + 0.0;
			*to = ceil(high / *step - 1e-9) * *step + 0.0;
			if (*to - *from <= *step * (ticks + 0.5) && *to > *from)
				return;
		}
	}
}

static bool percent(const struct chart *chart)
{
	return chart->unit && (strcmp(chart->unit, "%") == 0 || strcmp(chart->unit, "procent") == 0);
}

/* Least and greatest of all that is to be shown; false if there is no value. */
static bool extent(const struct chart *chart, double *low, double *high)
{
	bool any = false;

	*low = INFINITY;
	*high = -INFINITY;
	for (size_t s = 0; s < chart->nseries; s++) {
		for (size_t i = 0; i < chart->series[s].n; i++) {
			const struct chart_point *p = &chart->series[s].points[i];

			if (chart_missing(p))
				continue;
			any = true;
			*low = fmin(*low, p->value);
			*high = fmax(*high, p->value);
		}
	}
	if (any && isfinite(chart->target)) {
		*low = fmin(*low, chart->target);
		*high = fmax(*high, chart->target);
	}
	if (any)
		guides_extent(chart, low, high);
	return any;
}

static void time_extent(struct plot *plot)
{
	plot->first = INFINITY;
	plot->last = -INFINITY;
	for (size_t s = 0; s < plot->chart->nseries; s++) {
		for (size_t i = 0; i < plot->chart->series[s].n; i++) {
			double at = plot->chart->series[s].points[i].at;

			if (!isfinite(at))
				continue;
			plot->first = fmin(plot->first, at);
			plot->last = fmax(plot->last, at);
		}
	}
	guides_time(plot->chart, &plot->first, &plot->last);
}

/* Chooses step and rows per step: of all nice axes the one that shows the data largest, with ticks neither on every row nor
 * too few. The rows that are left over are above the highest tick.
 *
 * The axis starts at zero when zero is near: when no more would be empty below the data than the data themselves take. Only
 * then are bars drawn: a bar that does not start at zero shows differences larger than they are. */
static void scale(struct plot *plot, double low, double high, int rows)
{
	double best = INFINITY, least = plot->chart->decimals >= 0 ? pow(10, -plot->chart->decimals) : 0;
	int dense = rows >= 7 ? 2 : 1;

	plot->most = percent(plot->chart) && high <= 100 ? 100 : INFINITY;
	if (high - low <= fmax(fabs(low), fabs(high)) * 1e-9) {
		double room = fmax(high == 0 ? 1 : fabs(high) * 0.05, least);

		low = low >= 0 && low < room ? 0 : low - room;
		high = fmin(high + room, plot->most);
	} else if (low >= 0 && low <= high - low) {
		low = 0;
	}
	for (int ticks = 1; ticks <= (rows - 1) / dense; ticks++) {
		double from, to, step, cost;
		int n, per;

		chart_axis(low, high, ticks, &from, &to, &step);
		if (step < least) { /* between two values that can be there are none */
			step = least;
			from = floor(low / step + 1e-9) * step + 0.0;
			to = ceil(high / step - 1e-9) * step;
		}
		n = (int)lround((to - from) / step);
		if (n < 1 || n > rows - 1)
			continue;
		per = (rows - 1) / n;
		cost = step / per * (n < 3 ? 1.2 : 1) * (per < dense ? 1.5 : 1) * (per > 6 ? 1.1 : 1);
		if (cost < best) {
			best = cost;
			plot->bottom = from;
			plot->step = step;
			plot->rows_per_step = per;
		}
	}
}

static const char *axis_text(const struct plot *plot, double value, int decimals)
{
	char text[NUM_TEXT_MAX];

	return arena_strdup(&plot->page->arena, num_format(text, value, decimals, chart_num_flags(plot->chart)));
}

/* As many decimals as a step needs, the same at all ticks so that they line up. */
static int decimals_of(double step)
{
	int n = 0;

	while (n < 6 && fabs(step - num_round(step, n)) > step * 1e-6)
		n++;
	return n;
}

/* The tick at a row, NUM_MISSING if there is none. */
static double tick_at(const struct plot *plot, int row)
{
	int up = plot->rows - 1 - row;
	double value = plot->bottom + up / plot->rows_per_step * plot->step;

	return up % plot->rows_per_step || value > plot->most ? NUM_MISSING : value;
}

static int target_decimals(const struct plot *plot)
{
	int needed = decimals_of(fabs(plot->chart->target));

	return needed > plot->tick_decimals ? needed : plot->tick_decimals;
}

static int axis_width(const struct plot *plot)
{
	double target = plot->chart->target;
	int most = isfinite(target) ? text_width(axis_text(plot, target, target_decimals(plot))) : 0;

	for (int row = 0; row < plot->rows; row++) {
		int width = text_width(axis_text(plot, tick_at(plot, row), plot->tick_decimals));

		if (width > most)
			most = width;
	}
	return most;
}

/* The least distance in cells between two points of a series; the width where there are none. */
static int spacing(const struct plot *plot, const struct chart_series *s)
{
	int least = plot->width;

	for (size_t i = 1; i < s->n; i++) {
		int cells;

		if (!isfinite(s->points[i].at) || !isfinite(s->points[i - 1].at))
			continue;
		cells = abs(plot_col(plot, s->points[i].at) - plot_col(plot, s->points[i - 1].at));
		if (cells < least)
			least = cells;
	}
	return least;
}

/* Spreads the points over the cells between two pads. Where they come at even intervals they get a whole number of cells
 * each, if that does not leave too much of the width empty: uneven years look like a fault. */
static void spread(struct plot *plot, int pad)
{
	double least = plot->last - plot->first, steps;

	plot->pad = pad;
	plot->span = plot->width - 1 - 2 * pad > 0 ? plot->width - 1 - 2 * pad : 0;
	for (size_t s = 0; s < plot->chart->nseries; s++) {
		const struct chart_point *points = plot->chart->series[s].points;

		for (size_t i = 1; i < plot->chart->series[s].n; i++) {
			double distance = points[i].at - points[i - 1].at;

			if (distance > 0 && distance < least)
				least = distance;
		}
	}
	steps = least > 0 ? round((plot->last - plot->first) / least) : 0;
	if (steps >= 1 && steps <= plot->span) {
		int even = plot->span / (int)steps * (int)steps;

		if (even >= plot->span * 3 / 4)
			plot->span = even;
	}
}

static bool bars_honest(const struct plot *plot)
{
	const struct chart_series *s = &plot->chart->series[0];
	size_t values = 0;

	for (size_t i = 0; i < s->n; i++) {
		if (chart_missing(&s->points[i]))
			continue;
		if (s->points[i].value < 0)
			return false;
		values++;
	}
	return values > 0 && plot->bottom == 0;
}

/* Scale, axis labels and the room they leave, with the values on `rows` of the plot's rows. */
static void frame(struct plot *plot, double low, double high, int rows)
{
	int room = plot->page->width - plot->indent;

	scale(plot, low, high, rows);
	plot->tick_decimals = decimals_of(plot->step);
	plot->axis = axis_width(plot);
	if (room - plot->axis - 2 < PLOT_LEAST || plot->axis > room / 2)
		plot->axis = 0;
	plot->left = plot->indent + (plot->axis ? plot->axis + 2 : 1);
	plot->width = plot->page->width - plot->left;
}

/* Makes room for bars and their values; false if there is none, or if bars would mislead. */
static bool lay_out_bars(struct plot *plot, double low, double high)
{
	const struct chart_series *first = &plot->chart->series[0];
	int bar;

	/* The top row is kept for the value of the tallest bar. */
	frame(plot, low, high, plot->rows > ROWS_LEAST ? plot->rows - 1 : plot->rows);
	if (plot->width < PLOT_LEAST || first->n > (size_t)plot->width / 3 || !bars_honest(plot))
		return false;
	spread(plot, 0);
	bar = spacing(plot, first) - 1 < BAR_MOST ? spacing(plot, first) - 1 : BAR_MOST;
	/* Half a bar sticks out at each end, which leaves less for each of them. */
	spread(plot, bar / 2 + 1);
	if (spacing(plot, first) - 1 < bar)
		bar = spacing(plot, first) - 1;
	plot->bar = bar % 2 ? bar : bar - 1; /* odd, so that it has a middle */
	return plot->bar >= 1;
}

/* Everything that decides where things go. False if there is no room for a plot. */
static bool lay_out(struct plot *plot, double low, double high)
{
	time_extent(plot);
	if (plot->chart->glyphs != GLYPH_FULL && !plot->chart->nguides && lay_out_bars(plot, low, high)) {
		plot->style = CHART_BARS;
	} else {
		plot->style = plot->chart->glyphs == GLYPH_FULL ? CHART_BRAILLE : CHART_MARKS;
		frame(plot, low, high, plot->rows);
		if (plot->width < PLOT_LEAST)
			return false;
		spread(plot, plot->width >= 12 ? 2 : 0);
	}
	plot->marked = spacing(plot, &plot->chart->series[0]) >= 4;
	return true;
}

void chart_legend_part(const struct plot *plot, struct line *line, int *col, enum role role, const char *sample,
		const char *text)
{
	int width = text_width(sample), room = plot->page->width - *col;

	if (room < width + 4)
		return;
	line_text(plot->page, line, *col, width, ALIGN_LEFT, role, sample);
	*col += width + 1;
	room = plot->page->width - *col;
	width = text_width(text) < room ? text_width(text) : room;
	line_text(plot->page, line, *col, width, ALIGN_LEFT, ROLE_NORMAL, text);
	*col += width + 3;
}

static bool is_preliminary(const struct chart_point *point)
{
	return point->preliminary;
}

static bool is_outside(const struct chart_point *point)
{
	return point->outside;
}

static bool has_any(const struct chart *chart, bool (*is)(const struct chart_point *point))
{
	for (size_t s = 0; s < chart->nseries; s++) {
		for (size_t i = 0; i < chart->series[s].n; i++) {
			if (!chart_missing(&chart->series[s].points[i]) && is(&chart->series[s].points[i]))
				return true;
		}
	}
	return false;
}

static struct line *chart_line(const struct plot *plot, unsigned flags)
{
	struct line *line = page_line(plot->page, flags);

	if (plot->chart->tag)
		line_tag(plot->page, line, plot->chart->tag);
	return line;
}

static void draw_legend(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	struct line *line = chart_line(plot, LINE_CHART);
	int col = plot->left;
	struct buf sample = { 0 };

	if (!text_blank(chart->unit)) {
		int width = text_width(chart->unit), room = plot->page->width - plot->indent;

		/* Over the numbers that it belongs to, or as far left as it must. */
		col = width < plot->axis ? plot->indent + plot->axis - width : plot->indent;
		line_text(plot->page, line, col, width < room ? width : room, ALIGN_LEFT, ROLE_AXIS, chart->unit);
		col = col + width + 2 > plot->left ? col + width + 2 : plot->left;
	}
	for (size_t i = 0; i < chart->nseries; i++) {
		if (text_blank(chart->series[i].name))
			continue;
		buf_clear(&sample);
		plot_sample(plot, i, &sample);
		chart_legend_part(plot, line, &col, chart->series[i].role, buf_cstr(&sample), chart->series[i].name);
	}
	guides_legend(plot, line, &col);
	buf_clear(&sample);
	for (int i = 0; i < 3; i++)
		buf_str(&sample, glyph(chart->glyphs, GLYPH_TARGET));
	if (isfinite(chart->target))
		chart_legend_part(plot, line, &col, ROLE_TARGET, buf_cstr(&sample),
				chart->target_label ? chart->target_label : "målvärde");
	if (plot_coincides(plot))
		chart_legend_part(plot, line, &col, chart->series[0].role, glyph(chart->glyphs, GLYPH_POINT_BOTH), "båda");
	if (has_any(chart, is_outside))
		chart_legend_part(plot, line, &col, chart->series[0].role, glyph(chart->glyphs, GLYPH_POINT_OUT), "utanför");
	if (has_any(chart, is_preliminary))
		chart_legend_part(plot, line, &col, chart->series[0].role, plot->style == CHART_BARS ?
				glyph(chart->glyphs, GLYPH_BAR_LEFT) : plot_mark(plot, 0, true), "preliminär");
	buf_free(&sample);
}

static void draw_axis(const struct plot *plot, struct line *line, int row)
{
	double tick = tick_at(plot, row), target = plot->chart->target;
	bool at_target = isfinite(target) && lround(plot_row(plot, target)) == row;

	if (at_target)
		tick = target;
	if (plot->axis)
		line_text(plot->page, line, plot->indent, plot->axis, ALIGN_RIGHT, at_target ? ROLE_TARGET : ROLE_AXIS,
				axis_text(plot, tick, at_target ? target_decimals(plot) : plot->tick_decimals));
	line_text(plot->page, line, plot->left - 1, 1, ALIGN_LEFT, ROLE_AXIS,
			glyph(plot->chart->glyphs, num_missing(tick) ? GLYPH_AXIS_V : GLYPH_AXIS_TICK));
}

/* One row of cells as spans, one for each run of the same role. */
static void draw_cells(const struct plot *plot, struct line *line, int row)
{
	const struct chart_cell *cells = plot->cells + row * plot->width;
	struct buf text = { 0 };
	int col = 0;

	while (col < plot->width) {
		enum role role = cells[col].role;
		int from = col;

		if (cells[col].layer == LAYER_EMPTY) {
			col++;
			continue;
		}
		buf_clear(&text);
		for (; col < plot->width && cells[col].layer != LAYER_EMPTY && cells[col].role == role; col++) {
			if (cells[col].dots)
				plot_braille(&text, cells[col].dots);
			else
				buf_str(&text, cells[col].text);
		}
		line_text(plot->page, line, plot->left + from, col - from, ALIGN_LEFT, role, buf_cstr(&text));
	}
	buf_free(&text);
}

/* The labels below: one for each time, in the order in which they must have room. */
struct labels {
	const struct plot *plot;
	struct line *line;
	bool *taken; /* by page column */
};

static bool add_label(struct labels *l, const struct chart_point *p, enum role role)
{
	int width, col, right = l->plot->page->width;

	if (text_blank(p->label) || !isfinite(p->at))
		return false;
	width = text_width(p->label);
	col = l->plot->left + plot_col(l->plot, p->at) - width / 2;
	if (col + width > right)
		col = right - width;
	if (col < l->plot->indent)
		col = l->plot->indent;
	if (col + width > right)
		return false;
	for (int i = col > 0 ? col - 1 : 0; i <= col + width && i < right; i++) {
		if (l->taken[i])
			return false;
	}
	memset(l->taken + col, true, (size_t)width);
	line_text(l->plot->page, l->line, col, width, ALIGN_LEFT, role, p->label);
	return true;
}

static void draw_labels(const struct plot *plot)
{
	const struct chart *chart = plot->chart;
	const struct chart_point *first = NULL, *last = NULL;
	struct labels l = { plot, chart_line(plot, LINE_CHART), mem_alloc((size_t)plot->page->width + 1) };
	size_t cursor = chart->cursor < 0 ? chart->series[0].n : (size_t)chart->cursor;

	for (size_t s = 0; s < chart->nseries; s++) {
		for (size_t i = 0; i < chart->series[s].n; i++) {
			const struct chart_point *p = &chart->series[s].points[i];

			if (isfinite(p->at) && (!first || p->at < first->at))
				first = p;
			if (isfinite(p->at) && (!last || p->at > last->at))
				last = p;
		}
	}
	if (cursor < chart->series[0].n)
		add_label(&l, &chart->series[0].points[cursor], ROLE_CURSOR);
	for (size_t g = 0; g < chart->nguides; g++)
		add_label(&l, &(struct chart_point){ .at = chart->guides[g].to, .label = chart->guides[g].to_label }, ROLE_AXIS);
	if (last)
		add_label(&l, last, ROLE_AXIS);
	if (first)
		add_label(&l, first, ROLE_AXIS);
	for (size_t s = 0; s < chart->nseries; s++) {
		for (size_t i = 0; i < chart->series[s].n; i++)
			add_label(&l, &chart->series[s].points[i], ROLE_AXIS);
	}
	free(l.taken);
}

static void draw_nothing(struct page *page, const struct chart *chart, int indent)
{
	struct line *line = page_line(page, 0);
	struct buf text = { 0 };

	buf_str(&text, "Inga värden ännu");
	if (isfinite(chart->target) && !text_blank(chart->target_label))
		buf_printf(&text, "; %s", chart->target_label);
	buf_char(&text, '.');
	if (chart->tag)
		line_tag(page, line, chart->tag);
	line_text(page, line, indent, page->width - indent, ALIGN_LEFT, ROLE_MISSING, buf_cstr(&text));
	buf_free(&text);
}

void chart_draw(struct page *page, const struct chart *chart, int indent, int rows)
{
	struct plot plot = { .page = page, .chart = chart, .indent = indent < 0 ? 0 : indent };
	double low, high;

	plot.rows = rows < ROWS_LEAST ? ROWS_LEAST : rows;
	if (!extent(chart, &low, &high)) {
		draw_nothing(page, chart, plot.indent);
		return;
	}
	if (!lay_out(&plot, low, high)) {
		/* Too narrow for a picture: the words instead. */
		struct buf words = { 0 };
		struct line *line = chart_line(&plot, LINE_SELECT | LINE_CHART);

		chart_words(&words, chart);
		line_text(page, line, plot.indent, page->width - plot.indent, ALIGN_LEFT, ROLE_NORMAL, buf_cstr(&words));
		buf_free(&words);
		return;
	}
	plot.cells = mem_array(NULL, (size_t)plot.width * (size_t)plot.rows, sizeof(*plot.cells));
	memset(plot.cells, 0, (size_t)plot.width * (size_t)plot.rows * sizeof(*plot.cells));
	plot_draw(&plot);
	draw_legend(&plot);
	for (int row = 0; row < plot.rows; row++) {
		struct line *line = chart_line(&plot, row ? LINE_CHART : LINE_CHART | LINE_SELECT);

		draw_axis(&plot, line, row);
		draw_cells(&plot, line, row);
	}
	draw_labels(&plot);
	free(plot.cells);
}
