/* Tests of timeline.h: where a day stands, and what a bar says without colour. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/record.h"
#include "widget/timeline.h"

#define YEAR 2026
#define DAY(m, d) date_from_ymd(YEAR, m, d)

static struct page page;
static struct buf row;

static int start(void **state)
{
	(void)state;
	page = (struct page){ .line = -1, .cell = -1 };
	return 0;
}

static int stop(void **state)
{
	(void)state;
	page_free(&page);
	buf_free(&row);
	return 0;
}
#define TEST(f) cmocka_unit_test_setup_teardown(f, start, stop)

static void draw(const struct timeline *timeline, int width)
{
	page_begin(&page, width);
	timeline_draw(&page, timeline);
	page_end(&page, 24);
}

/* A line as it would stand on the screen. */
static const char *line_words(int at)
{
	const struct line *line = page_ready(&page, at);
	int col = 0;

	buf_clear(&row);
	for (int i = 0; i < line->nspans; i++) {
		const struct span *span = &line->spans[i];

		assert_true(span->col >= col); /* from the left, and nothing over anything else */
		for (; col < span->col; col++)
			buf_char(&row, ' ');
		buf_str(&row, span->text);
		col += text_width(span->text);
		assert_true(col <= page.width);
	}
	return buf_cstr(&row);
}

static void line_is(int at, const char *words)
{
	const char *shown = line_words(at);
	size_t n = strlen(shown);

	while (n && shown[n - 1] == ' ')
		n--;
	row.data[n] = '\0';
	assert_string_equal(shown, words);
}

static void a_day_has_a_cell(void **state)
{
	(void)state;
	assert_int_equal(timeline_cell(YEAR, 4, DAY(1, 1)), 0);
	assert_int_equal(timeline_cell(YEAR, 4, DAY(1, 31)), 3);
	assert_int_equal(timeline_cell(YEAR, 4, DAY(2, 1)), 4);
	assert_int_equal(timeline_cell(YEAR, 4, DAY(2, 28)), 7);
	assert_int_equal(timeline_cell(2024, 4, date_from_ymd(2024, 2, 29)), 7);
	assert_int_equal(timeline_cell(YEAR, 4, DAY(12, 31)), 47);
	assert_int_equal(timeline_cell(YEAR, 4, date_from_ymd(2025, 12, 31)), -1);
	assert_int_equal(timeline_cell(YEAR, 4, date_from_ymd(2027, 1, 1)), 48);
	assert_int_equal(timeline_cell(YEAR, 4, DATE_NONE), -1);
}

static void nothing_passes_the_edge(void **state)
{
	const struct timeline_bar bars[] = {
		{ .ref = { REC_ACTIVITY, "mb2026", "1" }, .title = "En lång titel som aldrig får plats i en smal kolumn",
		  .start = DAY(1, 15), .due = DAY(6, 30), .status = ACT_ONGOING, .late = true, .marked = true, .field = "title" },
		{ .ref = { REC_ACTIVITY, "mb2026", "2" }, .title = "漢字", .start = DATE_NONE, .due = DATE_NONE },
	};
	const struct timeline_mark marks[] = { { DAY(6, 12), "M05", false }, { DAY(6, 15), "UR1", true } };
	struct timeline timeline = { .year = YEAR, .today = DAY(9, 2), .bars = bars, .n = COUNT_OF(bars), .marks = marks,
		.nmarks = COUNT_OF(marks), .indent = 3 };
	struct timeline_layout layout;

	(void)state;
	for (int width = 40; width <= 300; width++) {
		timeline_layout(&timeline, width, &layout);
		assert_true(layout.month >= 1);
		assert_true(layout.title_width >= 8);
		assert_true(layout.late > layout.title + layout.title_width - 1);
		assert_true(layout.bars > layout.late + 2);
		assert_true(layout.bars + 12 * layout.month < width);
		draw(&timeline, width);
		for (int i = 0; i < page.nlines; i++)
			line_words(i);
	}
	timeline_layout(&timeline, 80, &layout); /* four cells a month in the smallest usual window */
	assert_int_equal(layout.month, 4);
}

static void bars_say_their_state_in_glyphs(void **state)
{
	const struct timeline_bar bars[] = {
		{ .title = "Planerad", .start = DAY(2, 1), .due = DAY(11, 30), .status = ACT_PLANNED },
		{ .title = "Sen", .start = DAY(1, 15), .due = DAY(6, 30), .status = ACT_ONGOING, .late = true },
		{ .title = "Klar", .start = DAY(1, 1), .due = DAY(4, 15), .status = ACT_DONE },
		{ .title = "Avbruten", .start = DAY(2, 1), .due = DAY(4, 1), .status = ACT_CANCELLED },
		{ .title = "Före och efter", .start = date_from_ymd(2025, 10, 1), .due = date_from_ymd(2027, 3, 1),
		  .status = ACT_ONGOING },
		{ .title = "Löpande", .start = DAY(3, 1), .due = DATE_NONE, .standing = true, .status = ACT_ONGOING },
		{ .title = "Bara slut", .start = DATE_NONE, .due = DAY(10, 1), .status = ACT_PLANNED },
		{ .title = "Bara start", .start = DAY(10, 1), .due = DATE_NONE, .status = ACT_PLANNED },
	};
	struct timeline timeline = { .year = YEAR, .today = DAY(9, 2), .bars = bars, .n = COUNT_OF(bars), .indent = 3,
		.glyphs = GLYPH_ASCII };

	(void)state;
	draw(&timeline, 56); /* two cells a month */
	line_is(0, "   Aktivitet, 2026          j f m a m j j a s o n d");
	line_is(1, "                                            |");
	line_is(2, "   Planerad                 : ..............|....o:");
	line_is(3, "   Sen                  sen +++++++++++!: : | : : :");
	line_is(4, "   Klar                     ######o : : : : | : : :");
	line_is(5, "   Avbruten                 : ----o : : : : | : : :");
	line_is(6, "   Före och efter           <+++++++++++++++|++++++>");
	line_is(7, "   Löpande                  : : ++++++++++++|++++++>");
	line_is(8, "   Bara slut                : : : : : : : : | o : :");
	line_is(9, "   Bara start               : : : : : : : : | . : :");
	assert_int_equal(page.sticky, 2);
}

static void what_is_outside_the_year_is_said(void **state)
{
	const struct timeline_bar bars[] = {
		{ .title = "Utan", .start = DATE_NONE, .due = DATE_NONE },
		{ .title = "Nästa år", .start = date_from_ymd(2027, 2, 1), .due = date_from_ymd(2027, 5, 1) },
		{ .title = "Förra året", .start = DATE_NONE, .due = date_from_ymd(2025, 5, 1), .late = true, .status = ACT_PLANNED },
		{ .title = "Slut sedan", .start = DATE_NONE, .due = date_from_ymd(2027, 5, 1) },
	};
	struct timeline timeline = { .year = YEAR, .today = DATE_NONE, .bars = bars, .n = COUNT_OF(bars), .indent = 3 };

	(void)state;
	draw(&timeline, 80);
	assert_non_null(strstr(line_words(2), "utan datum"));
	assert_non_null(strstr(line_words(3), "start 2027-02-01"));
	assert_non_null(strstr(line_words(4), "sen slut 2025-05-01"));
	assert_non_null(strstr(line_words(5), "slut 2027-05-01"));
}

static void reports_stand_above(void **state)
{
	const struct timeline_bar bar = { .title = "x", .start = DAY(1, 1), .due = DAY(2, 1) };
	/* Of two that have no room for both labels, the whole region's has its own. */
	const struct timeline_mark marks[] = {
		{ DAY(3, 9), "M02", false }, { DAY(4, 18), "M03", false }, { DAY(4, 26), "UR1", true }, { DAY(12, 20), "M11", false },
		{ date_from_ymd(2027, 2, 1), "ÅR", true },
	};
	struct timeline timeline = { .year = YEAR, .today = DAY(3, 1), .bars = &bar, .n = 1, .marks = marks,
		.nmarks = COUNT_OF(marks), .indent = 3, .glyphs = GLYPH_ASCII };

	(void)state;
	draw(&timeline, 80);
	line_is(0, "   Aktivitet, 2026          jan feb mar apr maj jun jul aug sep okt nov dec");
	line_is(1, "   Rapporter                        |vM02 vvUR1                           v");
}

static void groups_have_headings(void **state)
{
	const struct timeline_bar bars[] = {
		{ .ref = { REC_ACTIVITY, "mb2026", "1" }, .title = "Ett", .start = DAY(1, 1), .due = DAY(2, 1), .group = "HS (2)" },
		{ .ref = { REC_ACTIVITY, "mb2026", "2" }, .title = "Två", .start = DAY(1, 1), .due = DAY(2, 1), .group = "HS (2)" },
		{ .ref = { REC_ACTIVITY, "mb2026", "3" }, .title = "Tre", .start = DAY(1, 1), .due = DAY(2, 1), .group = "ADH (1)" },
	};
	struct timeline timeline = { .year = YEAR, .today = DAY(9, 2), .bars = bars, .n = COUNT_OF(bars), .indent = 3 };

	(void)state;
	draw(&timeline, 80);
	line_is(2, " HS (2)");
	assert_true(page.lines[3].flags & LINE_SELECT);
	assert_string_equal(page.lines[4].ref.id, "2");
	line_is(5, " ADH (1)");
	assert_string_equal(page.lines[6].ref.id, "3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_day_has_a_cell),
		TEST(nothing_passes_the_edge),
		TEST(bars_say_their_state_in_glyphs),
		TEST(what_is_outside_the_year_is_said),
		TEST(reports_stand_above),
		TEST(groups_have_headings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
