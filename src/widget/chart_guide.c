/* chart_guide.c: the straight lines behind a chart: means, limits, trends. */
#include "widget/chart_priv.h"

#include <math.h>

#include "base/num.h"
#include "base/text.h"

/* Each style's rhythm, in dots across and in whole cells: so many on, of so many. */
static const struct rhythm {
	int on, of;           /* braille dots */
	int cells_of;         /* cells: the first of so many */
	enum glyph glyph;
} rhythms[] = {
	[GUIDE_MEAN] = { 4, 6, 1, GLYPH_RULE },
	[GUIDE_LIMIT] = { 1, 4, 2, GLYPH_RULE },
	[GUIDE_TREND] = { 2, 4, 1, GLYPH_TREND },
	[GUIDE_BAND] = { 1, 6, 3, GLYPH_TREND },
};

bool guide_is_there(const struct chart_guide *guide)
{
	return isfinite(guide->start) && isfinite(guide->end);
}

void guides_extent(const struct chart *chart, double *low, double *high)
{
	for (size_t i = 0; i < chart->nguides; i++) {
		const struct chart_guide *guide = &chart->guides[i];

		if (!guide_is_there(guide))
			continue;
		*low = fmin(*low, fmin(guide->start, guide->end));
		*high = fmax(*high, fmax(guide->start, guide->end));
	}
}

void guides_time(const struct chart *chart, double *first, double *last)
{
	for (size_t i = 0; i < chart->nguides; i++) {
		const struct chart_guide *guide = &chart->guides[i];

		if (!guide_is_there(guide))
			continue;
		if (isfinite(guide->from))
			*first = fmin(*first, guide->from);
		if (isfinite(guide->to))
			*last = fmax(*last, guide->to);
	}
}

static void draw_dots(const struct plot *plot, const struct chart_guide *guide, double xa, double xb)
{
	const struct rhythm *rhythm = &rhythms[guide->style];
	double ya = plot_row(plot, guide->start) * 4 + 1.5, yb = plot_row(plot, guide->end) * 4 + 1.5;
	int from = (int)floor(xa * 2), to = (int)floor(xb * 2) + 1;

	for (int x = from; x <= to; x++) {
		double share = to > from ? (double)(x - from) / (to - from) : 0;

		if (((x % rhythm->of) + rhythm->of) % rhythm->of < rhythm->on)
			plot_dot(plot, LAYER_GUIDE, guide->role, x, (int)floor(ya + (yb - ya) * share));
	}
}

static void draw_glyphs(const struct plot *plot, const struct chart_guide *guide, double xa, double xb)
{
	const struct rhythm *rhythm = &rhythms[guide->style];
	double ya = plot_row(plot, guide->start), yb = plot_row(plot, guide->end);
	int from = (int)lround(xa), to = (int)lround(xb);

	for (int col = from; col <= to; col++) {
		double share = to > from ? (double)(col - from) / (to - from) : 0;

		if (col % rhythm->cells_of == 0)
			plot_put(plot, (int)lround(ya + (yb - ya) * share), col, LAYER_GUIDE, guide->role,
				glyph(plot->chart->glyphs, rhythm->glyph));
	}
}

void guides_draw(const struct plot *plot)
{
	/* The first is in front. */
	for (size_t i = plot->chart->nguides; i-- > 0;) {
		const struct chart_guide *guide = &plot->chart->guides[i];
		double xa = isfinite(guide->from) ? plot_x(plot, guide->from) : 0;
		double xb = isfinite(guide->to) ? plot_x(plot, guide->to) : plot->width - 1;

		if (!guide_is_there(guide))
			continue;
		if (plot->style == CHART_BRAILLE)
			draw_dots(plot, guide, xa, xb);
		else
			draw_glyphs(plot, guide, xa, xb);
	}
}

/* Three cells of it. Braille: the second row of dots, from the left. */
static void sample_of(const struct plot *plot, const struct chart_guide *guide, struct buf *out)
{
	static const unsigned left = 0x02, right = 0x10;
	const struct rhythm *rhythm = &rhythms[guide->style];

	for (int cell = 0; cell < 3; cell++) {
		unsigned dots = (cell * 2 % rhythm->of < rhythm->on ? left : 0) | ((cell * 2 + 1) % rhythm->of < rhythm->on ? right : 0);

		if (plot->style == CHART_BRAILLE && dots)
			plot_braille(out, dots);
		else
			buf_str(out, plot->style != CHART_BRAILLE && cell % rhythm->cells_of == 0 ?
				glyph(plot->chart->glyphs, rhythm->glyph) : " ");
	}
}

void guides_legend(const struct plot *plot, struct line *line, int *col)
{
	struct buf sample = { 0 };

	for (size_t i = 0; i < plot->chart->nguides; i++) {
		const struct chart_guide *guide = &plot->chart->guides[i];

		if (!guide_is_there(guide) || text_blank(guide->name))
			continue;
		buf_clear(&sample);
		sample_of(plot, guide, &sample);
		chart_legend_part(plot, line, col, guide->role, buf_cstr(&sample), guide->name);
	}
	buf_free(&sample);
}
