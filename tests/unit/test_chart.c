/* Tests of chart.h: nice axes, nothing outside the width in any size, gaps that stay gaps, and the words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "widget/chart.h"

#define NAN_POINT NUM_MISSING
#define YEARS 10

static const char *const years[YEARS] = {
	"2016", "2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025",
};

struct data {
	struct chart_point first[YEARS], second[YEARS];
	struct chart chart;
};

static void points(struct chart_point *to, const double values[YEARS])
{
	for (int i = 0; i < YEARS; i++)
		to[i] = (struct chart_point){ .at = 2016.5 + i, .label = years[i], .value = values[i], .preliminary = i == YEARS - 1 };
}

static void setup(struct data *d, enum glyph_set glyphs)
{
	points(d->first, (const double[]){ 14.2, 14.0, 13.6, 13.9, NAN_POINT, 14.6, 14.1, 13.8, 14.2, 13.1 });
	d->first[4].missing = "ej mätt";
	points(d->second, (const double[]){ 15, 15.2, 15.1, 15, 14.9, 14.8, 14.9, 15, 15.1, 14.9 });
	d->chart = (struct chart){
		.series = { { "Region Halland", d->first, YEARS, ROLE_SERIES }, { "riket", d->second, YEARS, ROLE_SERIES2 } },
		.nseries = 2, .target = 12, .target_label = "målvärde ≤ 12,0", .unit = "%", .decimals = 1, .cursor = 3,
		.glyphs = glyphs, .tag = "chart",
	};
}

/* Roles that only drawn characters and numbers have: in ASCII they are 7 bits. */
static bool drawing(enum role role)
{
	return role == ROLE_SERIES || role == ROLE_SERIES2 || role == ROLE_TARGET;
}

/* Draws, and checks what must hold for every drawing. */
static void draw(struct page *page, const struct chart *chart, int width, int indent, int rows)
{
	page_begin(page, width);
	chart_draw(page, chart, indent, rows);
	page_end(page, rows);
	assert_true(page->nlines == 1 || page->nlines == (rows < 4 ? 4 : rows) + 2);
	for (int i = 0; i < page->nlines; i++) {
		const struct line *line = &page->lines[i];
		bool taken[1024] = { false };

		for (int s = 0; s < line->nspans; s++) {
			const struct span *span = &line->spans[s];
			int cells = text_width(span->text);

			if (!cells)
				continue;
			assert_true(span->col >= 0 && span->col + cells <= width);
			assert_true(cells <= span->width);
			assert_true(text_is_clean(span->text, strlen(span->text), 0));
			for (int c = span->col; c < span->col + cells; c++) {
				assert_false(taken[c]);
				taken[c] = true;
			}
			for (const char *b = span->text; chart->glyphs == GLYPH_ASCII && drawing(span->role) && *b; b++)
				assert_true((unsigned char)*b < 0x80);
		}
	}
}

/* The line as it looks. */
static const char *line_string(const struct page *page, int n)
{
	static struct buf out;
	const struct line *line = &page->lines[n];
	int col = 0;

	buf_clear(&out);
	buf_str(&out, "");
	while (col < page->width) {
		const struct span *at = NULL;

		for (int s = 0; s < line->nspans && !at; s++)
			at = line->spans[s].col == col && *line->spans[s].text ? &line->spans[s] : NULL;
		buf_str(&out, at ? at->text : " ");
		col += at ? text_width(at->text) : 1;
	}
	while (out.len && out.data[out.len - 1] == ' ')
		out.data[--out.len] = '\0';
	return buf_cstr(&out);
}

static bool shows(const struct page *page, const char *text)
{
	for (int i = 0; i < page->nlines; i++) {
		if (strstr(line_string(page, i), text))
			return true;
	}
	return false;
}

static bool nice(double step)
{
	double digits = step / pow(10, floor(log10(step) + 1e-9));

	return fabs(digits - 1) < 1e-6 || fabs(digits - 2) < 1e-6 || fabs(digits - 2.5) < 1e-6 || fabs(digits - 5) < 1e-6;
}

static void test_axis(void **state)
{
	static const double values[] = {
		0, 1, -1, 0.1, 13.1, 14.9, 87.7, 92, 99.9, 100, 12345.6, -163, 1e-7, 1e14, -1e14, 3.3333, 2025, 1304.7,
	};
	double from, to, step;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(values); i++) {
		for (size_t j = 0; j < COUNT_OF(values); j++) {
			for (int ticks = 0; ticks <= 30; ticks++) {
				double low = fmin(values[i], values[j]), high = fmax(values[i], values[j]);

				chart_axis(values[i], values[j], ticks, &from, &to, &step);
				assert_true(nice(step));
				assert_true(from <= low + step * 1e-6 && to >= high - step * 1e-6 && to > from);
				assert_true((to - from) / step <= (ticks < 2 ? 2 : ticks) + 1e-6);
				assert_true(fabs(from / step - round(from / step)) < 1e-6);
			}
		}
	}
	chart_axis(13.1, 15.2, 4, &from, &to, &step);
	assert_float_equal(from, 13, 1e-9);
	assert_float_equal(to, 16, 1e-9);
	assert_float_equal(step, 1, 1e-9);
	chart_axis(NAN, 3, 4, &from, &to, &step);
	assert_true(isfinite(from) && isfinite(to) && step > 0);
	chart_axis(-INFINITY, INFINITY, 4, &from, &to, &step);
	assert_true(isfinite(from) && isfinite(to) && step > 0);
	chart_axis(5, 5, 4, &from, &to, &step);
	assert_true(from < 5 && to > 5);
	/* Never minus zero, which would be written so. */
	chart_axis(-0.0, 1, 4, &from, &to, &step);
	assert_false(signbit(from));
}

static void test_sizes(void **state)
{
	struct page page = { 0 };
	struct data d;

	(void)state;
	for (int width = 1; width <= 300; width++) {
		for (int rows = 1; rows <= 100; rows += width % 7 ? 13 : 1) {
			setup(&d, (enum glyph_set)(width % GLYPH_SETS));
			d.chart.cursor = (width + rows) % 12 - 1;
			draw(&page, &d.chart, width, width % 5, rows);
			/* Bars. */
			points(d.first, (const double[]){ 3, 5.5, 4, 0, NAN_POINT, 9.2, 7, 6.1, 2, 1.3 });
			d.chart.nseries = 1;
			draw(&page, &d.chart, width, width % 5, rows);
		}
	}
	page_free(&page);
}

static void test_strange(void **state)
{
	static const double strange[] = {
		0, -1, 1e14, -1e14, 1e300, -1e300, 1e-300, INFINITY, -INFINITY, 5, 5.000000000001, 100, 99.99, -0.0, 1e15,
	};
	struct page page = { 0 };
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct data d;

		setup(&d, (enum glyph_set)(round % GLYPH_SETS));
		for (int i = 0; i < YEARS; i++) {
			seed = seed * 1103515245u + 12345u;
			d.first[i].value = round % 3 ? strange[(seed >> 8) % COUNT_OF(strange)] : (double)((seed >> 8) % 1000) / 7;
			d.second[i].at = round % 5 ? d.second[i].at : d.first[(seed >> 12) % YEARS].at;
			if (round % 11 == 0)
				d.first[i].at = NAN;
			if (round % 13 == 0)
				d.first[i].at = 2020;
		}
		d.chart.unit = round % 2 ? "%" : "kronor per invånare och år";
		d.chart.target = strange[(seed >> 10) % COUNT_OF(strange)];
		d.chart.decimals = round % 4 - 1;
		d.chart.cursor = round % 14 - 2;
		draw(&page, &d.chart, 1 + round % 120, round % 3, round % 20);
	}
	page_free(&page);
}

static void test_many(void **state)
{
	struct chart_point *many = mem_alloc(1000 * sizeof(*many));
	struct chart chart = { .target = NUM_MISSING, .decimals = 0, .cursor = 999, .unit = "mnkr", .nseries = CHART_SERIES_MAX };
	struct page page = { 0 };

	(void)state;
	for (int i = 0; i < 1000; i++)
		many[i] = (struct chart_point){ .at = 1940 + i / 12.0, .label = "R12:2024-03", .value = 300 * sin(i / 9.0),
			.preliminary = i > 990 };
	for (int i = 0; i < CHART_SERIES_MAX; i++)
		chart.series[i] = (struct chart_series){ "En nämnd med långt namn", many + i * 50, 1000 - (size_t)i * 50, ROLE_SERIES };
	for (int width = 1; width <= 300; width += 3) {
		chart.glyphs = (enum glyph_set)(width % GLYPH_SETS);
		draw(&page, &chart, width, 1, 12);
	}
	page_free(&page);
	free(many);
}

static void test_lines(void **state)
{
	struct page page = { 0 };
	struct data d;

	(void)state;
	for (int set = 0; set < GLYPH_SETS; set++) {
		setup(&d, (enum glyph_set)set);
		draw(&page, &d.chart, 80, 1, 10);
		/* Legend, unit, axis, target, cursor with value, last value, first and last label. */
		assert_true(shows(&page, "Region Halland"));
		assert_true(shows(&page, "riket"));
		assert_true(shows(&page, "målvärde ≤ 12,0"));
		assert_true(shows(&page, "preliminär"));
		assert_true(shows(&page, glyph((enum glyph_set)set, GLYPH_POINT_CUR)));
		assert_true(shows(&page, glyph((enum glyph_set)set, GLYPH_POINT_PRE)));
		assert_true(shows(&page, "13,9 %"));
		assert_true(shows(&page, "13,1"));
		for (int i = 0; i < YEARS; i++)
			assert_non_null(strstr(line_string(&page, page.nlines - 1), years[i]));
		for (int i = 0; i < page.nlines; i++) {
			assert_true(page.lines[i].flags & LINE_CHART);
			assert_string_equal(page.lines[i].tag, "chart");
			assert_int_equal((page.lines[i].flags & LINE_SELECT) != 0, i == 1);
		}
	}
	/* Data far from zero are never bars, whatever room there is. */
	setup(&d, GLYPH_BASIC);
	draw(&page, &d.chart, 80, 1, 10);
	assert_false(shows(&page, "█"));
	assert_false(shows(&page, "▀"));
	page_free(&page);
}

static void test_bars(void **state)
{
	struct page page = { 0 };
	struct data d;

	(void)state;
	setup(&d, GLYPH_BASIC);
	points(d.first, (const double[]){ 3, 5.5, 4, 0, NAN_POINT, 9.2, 7, 6.1, 2, 1.3 });
	d.chart.nseries = 1;
	d.chart.target = 5;
	draw(&page, &d.chart, 80, 1, 10);
	assert_true(shows(&page, "█████"));
	assert_true(shows(&page, "░░░░░")); /* preliminary */
	assert_true(shows(&page, "9,2"));
	assert_true(shows(&page, "5,0 ┤="));
	/* The bars stand on zero. */
	assert_non_null(strstr(line_string(&page, page.nlines - 2), "0,0 ┤─"));
	assert_non_null(strstr(line_string(&page, page.nlines - 2), "▀▀▀▀▀"));
	d.chart.glyphs = GLYPH_FULL;
	draw(&page, &d.chart, 80, 1, 10);
	assert_false(shows(&page, "█"));
	/* A value below zero has no bar. */
	d.chart.glyphs = GLYPH_BASIC;
	d.first[2].value = -4;
	draw(&page, &d.chart, 80, 1, 10);
	assert_false(shows(&page, "█"));
	assert_true(shows(&page, "−")); /* U+2212 at the axis */
	page_free(&page);
}

/* Nothing of a series is drawn in the columns around a missing point. */
static void test_gaps(void **state)
{
	struct page page = { 0 };
	const char *labels;
	struct data d;
	int middle;

	(void)state;
	for (int set = 0; set < GLYPH_SETS; set++) {
		setup(&d, (enum glyph_set)set);
		points(d.first, (const double[]){ 3, 3, 3, 3, NAN_POINT, 9, 9, 9, 9, 9 });
		d.chart.nseries = 1;
		d.chart.cursor = -1;
		d.chart.target = NUM_MISSING;
		draw(&page, &d.chart, 80, 1, 10);
		labels = line_string(&page, page.nlines - 1);
		middle = text_width_n(labels, (size_t)(strstr(labels, "2020") - labels)) + 2;
		for (int i = 1; i <= 10; i++) {
			const struct line *line = &page.lines[i];

			for (int s = 0; s < line->nspans; s++) {
				const struct span *span = &line->spans[s];

				if (span->role == ROLE_SERIES)
					assert_true(span->col + text_width(span->text) <= middle - 3 || span->col > middle + 3);
			}
		}
	}
	/* A lone point between two gaps is seen. */
	setup(&d, GLYPH_FULL);
	points(d.first, (const double[]){ 3, NAN_POINT, 4, NAN_POINT, 5, 5, 5, 5, 5, 6 });
	d.chart.nseries = 1;
	draw(&page, &d.chart, 24, 0, 6);
	assert_true(shows(&page, "●"));
	/* The cursor on what was not measured says so. */
	d.chart.cursor = 1;
	d.first[1].missing = "borttagen";
	draw(&page, &d.chart, 80, 1, 10);
	assert_true(shows(&page, "borttagen"));
	d.chart.cursor = 3;
	draw(&page, &d.chart, 80, 1, 10);
	assert_true(shows(&page, "uppgift saknas"));
	page_free(&page);
}

static void test_nothing(void **state)
{
	struct page page = { 0 };
	struct data d;

	(void)state;
	setup(&d, GLYPH_FULL);
	for (int i = 0; i < YEARS; i++)
		d.first[i].value = d.second[i].value = NUM_MISSING;
	draw(&page, &d.chart, 80, 1, 10);
	assert_int_equal(page.nlines, 1);
	assert_string_equal(line_string(&page, 0), " Inga värden ännu; målvärde ≤ 12,0.");
	d.chart.target = NUM_MISSING;
	d.chart.nseries = 0;
	draw(&page, &d.chart, 80, 1, 10);
	assert_string_equal(line_string(&page, 0), " Inga värden ännu.");
	page_free(&page);
}

static void add_guides(struct chart *chart)
{
	chart->guides[0] = (struct chart_guide){ "medel", GUIDE_MEAN, ROLE_AXIS, 2016.5, 2025.5, 13.9, 13.9, NULL };
	chart->guides[1] = (struct chart_guide){ "gränser", GUIDE_LIMIT, ROLE_AXIS, NUM_MISSING, NUM_MISSING, 16.4, 16.4, NULL };
	chart->guides[2] = (struct chart_guide){ "trend", GUIDE_TREND, ROLE_DIM, 2016.5, 2030.5, 14.2, 12.6, "2030" };
	chart->guides[3] = (struct chart_guide){ NULL, GUIDE_BAND, ROLE_DIM, 2025.5, 2030.5, 13.2, 11.1, NULL };
	chart->guides[4] = (struct chart_guide){ "borta", GUIDE_BAND, ROLE_DIM, 2016, 2099, NUM_MISSING, 5, NULL };
	chart->nguides = 5;
}

/* Means, limits and trends in any size and glyphs: within the width, with room on both axes, told in the legend. */
static void test_guides(void **state)
{
	struct data d;
	struct page page = { 0 };

	(void)state;
	for (int set = 0; set < GLYPH_SETS; set++) {
		setup(&d, (enum glyph_set)set);
		add_guides(&d.chart);
		for (int width = 1; width < 202; width += width < 90 ? 1 : 13)
			for (int rows = 1; rows < 40; rows += 5)
				draw(&page, &d.chart, width, 2, rows);
		draw(&page, &d.chart, 100, 2, 16);
		assert_true(shows(&page, "medel") && shows(&page, "gränser") && shows(&page, "trend"));
		assert_false(shows(&page, "borta"));
		assert_true(shows(&page, "2030")); /* the axis goes on to where the trend ends */
		assert_false(shows(&page, "2099"));
		assert_true(shows(&page, "16")); /* … and up to the limit */
	}
	/* In ASCII a mean is whole, a limit is broken, and a bar would hide both. */
	draw(&page, &d.chart, 100, 2, 16);
	assert_true(shows(&page, "- - - - - -"));
	assert_true(shows(&page, "-----"));
	assert_false(shows(&page, "###"));
	page_free(&page);
}

static void assert_words(const struct chart *chart, const char *expected)
{
	struct buf out = { 0 };
	char *plain;

	chart_words(&out, chart);
	/* No-break spaces are right, but cannot be told from others here. */
	plain = mem_strdup(buf_cstr(&out));
	for (char *at; (at = strstr(plain, "\xC2\xA0")); ) {
		*at = ' ';
		memmove(at + 1, at + 2, strlen(at + 2) + 1);
	}
	assert_string_equal(plain, expected);
	free(plain);
	buf_free(&out);
}

static int row_with(const struct page *page, const char *text, int from)
{
	for (int i = from; i < page->nlines; i++)
		if (strstr(line_string(page, i), text))
			return i;
	fail_msg("no %s", text);
	return -1;
}

/* What could be taken for something else: a value beside another point, one line under another, one kind of line for another. */
static void test_told_apart(void **state)
{
	struct page page = { 0 };
	struct data d;

	(void)state;
	/* The value stands beside its point, also where a target lies right above. */
	setup(&d, GLYPH_FULL);
	points(d.first, (const double[]){ 70, 71, 70, 71, 70, 81, 80, 81, 80, 81 });
	d.chart.nseries = 1;
	d.chart.target = 90;
	d.chart.decimals = 0;
	d.chart.cursor = 9;
	d.first[9].preliminary = false;
	draw(&page, &d.chart, 80, 2, 5);
	assert_true(abs(row_with(&page, "81 %", 1) - row_with(&page, "◆", 1)) <= 1);
	/* A point outside the limits, and one that is preliminary under the cursor. */
	d.first[3].outside = true;
	d.first[9].preliminary = true;
	draw(&page, &d.chart, 80, 2, 8);
	assert_true(shows(&page, "■ utanför"));
	assert_true(row_with(&page, "■", 1) > 0);
	assert_true(row_with(&page, "◇", 1) > 0);
	assert_false(shows(&page, "◆"));
	/* Two that are the same here have one mark, and it is said. */
	points(d.second, (const double[]){ 70, 71, 70, 71, 70, 81, 80, 81, 80, 70 });
	d.first[3].outside = false;
	d.chart.nseries = 2;
	draw(&page, &d.chart, 80, 2, 8);
	assert_false(shows(&page, "båda"));
	d.chart.both = true;
	draw(&page, &d.chart, 80, 2, 8);
	assert_true(shows(&page, "◉ båda"));
	assert_true(shows(&page, "×"));
	/* In basic a trend is no outcome. */
	setup(&d, GLYPH_BASIC);
	add_guides(&d.chart);
	draw(&page, &d.chart, 110, 2, 10);
	assert_true(shows(&page, "~~~ trend"));
	assert_true(shows(&page, "·●· Region Halland"));
	page_free(&page);
}

static void test_words(void **state)
{
	struct data d;

	(void)state;
	setup(&d, GLYPH_FULL);
	d.chart.cursor = -1;
	d.first[9].preliminary = false;
	assert_words(&d.chart, "13,1 % 2025; 1,1 procentenheter lägre än 2024; lägst sedan mätningen började 2016; "
			"1,1 procentenheter över målvärdet 12,0; riket 14,9 %. Ej mätt 2020.");
	d.chart.nseries = 1;
	d.chart.target = NUM_MISSING;
	d.first[9].preliminary = true;
	d.first[0].value = 13.0;
	assert_words(&d.chart, "13,1 % 2025 (preliminärt); 1,1 procentenheter lägre än 2024; lägst sedan 2016. Ej mätt 2020.");
	d.chart.cursor = 4;
	assert_words(&d.chart, "2020: ej mätt.");
	/* Over a gap it is compared with what was measured before. */
	d.chart.cursor = 5;
	assert_words(&d.chart, "14,6 % 2021; 0,7 procentenheter högre än 2019; högst sedan mätningen började 2016. Ej mätt 2020.");
	d.chart.cursor = 0;
	assert_words(&d.chart, "13,0 % 2016. Ej mätt 2020.");
	/* Other units are their own difference; a minus sign is U+2212. */
	points(d.first, (const double[]){ NAN_POINT, NAN_POINT, 5, -163, -163, NAN_POINT, 5, NAN_POINT, 6, -1304 });
	d.chart.unit = "mnkr";
	d.chart.decimals = 0;
	d.chart.cursor = -1;
	d.first[9].preliminary = false;
	assert_words(&d.chart, "−1 304 mnkr 2025; 1 310 mnkr lägre än 2024; lägst sedan mätningen började 2018. "
			"Uppgift saknas 2021 och 2023.");
	d.chart.cursor = 4;
	assert_words(&d.chart, "−163 mnkr 2020; oförändrat från 2019. Uppgift saknas 2021 och 2023.");
	d.chart.glyphs = GLYPH_ASCII;
	d.chart.cursor = 3;
	assert_words(&d.chart, "-163 mnkr 2019; 168 mnkr lägre än 2018. Uppgift saknas 2021 och 2023.");
	d.chart.glyphs = GLYPH_FULL;
	d.chart.unit = "%";
	d.chart.cursor = 8;
	assert_words(&d.chart, "6 % 2024; 1 procentenhet högre än 2022; högst sedan mätningen började 2018. "
			"Uppgift saknas 2021 och 2023.");
	d.chart.unit = NULL;
	d.chart.target = 6;
	assert_words(&d.chart, "6 2024; 1 högre än 2022; högst sedan mätningen började 2018; lika med målvärdet 6. "
			"Uppgift saknas 2021 och 2023.");
	d.chart.target_year = 2025; /* 2024 is not held against what is for 2025 */
	assert_words(&d.chart, "6 2024; 1 högre än 2022; högst sedan mätningen började 2018. Uppgift saknas 2021 och 2023.");
	d.chart.target_year = 0;
	points(d.first, (const double[]){ 5, NAN_POINT, NAN_POINT, NAN_POINT, NAN_POINT, NAN_POINT, 5, 5, 5, 5 });
	d.chart.target = NUM_MISSING;
	d.chart.cursor = -1;
	d.first[9].preliminary = false;
	assert_words(&d.chart, "5 2025; oförändrat från 2024. Uppgift saknas vid 5 av 10 tillfällen.");
	/* Each kind of missing has its word, in the order they came. */
	points(d.first, (const double[]){ 5, NAN_POINT, NAN_POINT, 5, 5, NAN_POINT, 5, 5, 5, NAN_POINT });
	d.first[1].missing = d.first[5].missing = "ej mätt";
	d.first[2].missing = "borttagen";
	d.first[9].missing = "ännu ej";
	d.chart.target = NUM_MISSING;
	assert_words(&d.chart, "5 2024; oförändrat från 2023. Ej mätt 2017 och 2021, borttagen 2018, ännu ej 2025.");
	d.chart.cursor = 9;
	assert_words(&d.chart, "2025: ännu ej.");
	d.chart.nseries = 0;
	assert_words(&d.chart, "Inga värden ännu.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_axis),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_strange),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_bars),
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_guides),
		cmocka_unit_test(test_told_apart),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
