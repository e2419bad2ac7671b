/* Tests of table.h: columns in every width, and what a row becomes on the page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "widget/spark.h"
#include "widget/table.h"

static const struct column columns[] = {
	{ .key = "id", .heading = "Nr", .type = COL_ID, .flags = COLF_SCREEN, .width = 4 },
	{ .key = "title", .heading = "Mål", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_FILL, .width = 20, .field = "title" },
	{ .key = "hidden", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "status", .heading = "Läge", .type = COL_STATUS, .flags = COLF_SCREEN, .width = 12, .priority = 1 },
	{ .key = "value", .heading = "Utfall", .type = COL_NUM, .flags = COLF_SCREEN, .width = 8, .priority = 2, .decimals = 1,
	  .unit = "mnkr", .field = "value" },
	{ .key = "spark", .heading = "Historik", .type = COL_SPARK, .flags = COLF_SCREEN, .width = 10, .priority = 3 },
	{ .key = "due", .heading = "Klar", .type = COL_DATE, .flags = COLF_SCREEN, .width = 10, .priority = 3 },
	{ .key = "note", .heading = "Anteckning", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 12, .priority = 4 },
};

static void fill(struct result *res, int rows)
{
	result_init(res, columns, COUNT_OF(columns));
	for (int i = 0; i < rows; i++) {
		char id[16];
		struct row *row;

		snprintf(id, sizeof(id), "%d.%d", i / 5 + 1, i % 5 + 1);
		row = result_add(res, REC_GOAL, "mob-2026", id);
		row->depth = i % 4;
		row->summary = i == rows - 1;
		row_text(res, row, "id", id);
		row_text(res, row, "title", i % 3 ? "Nära och sammanhållen vård i hela länet" : "漢字");
		row_text(res, row, "hidden", "syns inte");
		row_num(res, row, "status", i % STATUS_COUNT);
		row_num(res, row, "value", i % 2 ? -1304.5 * i : NUM_MISSING);
		row_num(res, row, "due", 20000 + i);
		row_text(res, row, "note", i % 2 ? "en ganska lång anteckning som inte får plats" : NULL);
		row_json(res, row, "spark", json_pack("[f,f,n,f]", 1.0, 2.0, 3.5));
	}
}

static bool has(const struct table_layout *layout, int column)
{
	for (int i = 0; i < layout->n; i++) {
		if (layout->column[i] == column)
			return true;
	}
	return false;
}

static void test_layout(void **state)
{
	struct table_layout layout;
	struct result res;

	(void)state;
	fill(&res, 12);
	for (int indent = 0; indent <= 5; indent++) {
		for (int width = 1; width <= 300; width++) {
			int end = indent;

			table_layout(&res, indent, width, &layout);
			assert_in_range(layout.n, 0, COUNT_OF(columns) - 1);
			for (int i = 0; i < layout.n; i++) {
				assert_true(layout.col[i] >= end + (i ? 1 : 0)); /* a blank between columns */
				assert_true(layout.width[i] >= 1);
				assert_true(!i || layout.column[i] > layout.column[i - 1]);
				assert_true(columns[layout.column[i]].flags & COLF_SCREEN);
				assert_int_equal(layout.align[i], columns[layout.column[i]].type == COL_NUM ? ALIGN_RIGHT : ALIGN_LEFT);
				end = layout.col[i] + layout.width[i];
			}
			assert_true(end <= width || layout.n == 0);
			/* Nothing is there while something more important is not. */
			for (size_t a = 0; a < COUNT_OF(columns); a++) {
				for (size_t b = 0; b < COUNT_OF(columns); b++) {
					if ((columns[a].flags & columns[b].flags & COLF_SCREEN) && columns[b].priority > 0 &&
							columns[a].priority > 0 && columns[a].priority < columns[b].priority)
						assert_true(has(&layout, (int)a) || !has(&layout, (int)b));
				}
			}
			/* The title takes what is left, to the last cell, until it has all it can use. */
			if (has(&layout, 1) && has(&layout, 7) && layout.width[1] < 90)
				assert_int_equal(end, width);
		}
	}
	table_layout(&res, 2, 300, &layout);
	assert_int_equal(layout.n, COUNT_OF(columns) - 1);
	table_layout(&res, 2, 80, &layout);
	assert_false(has(&layout, 7));
	assert_true(has(&layout, 4));
	table_layout(&res, 2, 40, &layout);
	assert_true(has(&layout, 0) && has(&layout, 1));
	result_free(&res);
}

static bool odd(const struct ref *ref, void *user)
{
	(void)user;
	return ref->id && ref->id[strlen(ref->id) - 1] % 2;
}

static void check_page(const struct page *page)
{
	for (int i = 0; i < page->nlines; i++) {
		const struct line *line = &page->lines[i];
		bool taken[512] = { false };

		for (int s = 0; s < line->nspans; s++) {
			const struct span *span = &line->spans[s];
			int cells = text_width(span->text);

			assert_true(cells <= span->width);
			for (int c = span->col; c < span->col + cells; c++) {
				assert_true(c >= 0 && c < page->width);
				assert_false(taken[c]);
				taken[c] = true;
			}
		}
	}
}

static void test_draw(void **state)
{
	struct table_options options = { .glyphs = GLYPH_BASIC, .indent = 3, .sort = 4, .group = -1, .sticky = true, .marked = odd };
	struct page page = { 0 };
	struct result res;

	(void)state;
	fill(&res, 12);
	for (int width = 1; width <= 300; width++) {
		options.glyphs = (enum glyph_set)(width % GLYPH_SETS);
		options.group = width % 3 ? -1 : 3;
		page_begin(&page, width);
		assert_int_equal(table_draw(&page, &res, &options), 12);
		page_end(&page, 10);
		check_page(&page);
		assert_int_equal(page.sticky, 1);
	}
	options.group = -1;
	options.glyphs = GLYPH_FULL;
	page_begin(&page, 120);
	table_draw(&page, &res, &options);
	page_end(&page, 30);
	assert_int_equal(page.nlines, 13);
	assert_string_equal(page.lines[2].ref.id, "1.2");
	assert_int_equal(page.lines[12].spans[0].role, ROLE_BOLD); /* the sum */
	assert_int_equal(line_cells(&page.lines[1]), 2);
	assert_int_equal(line_cells(&page.lines[12]), 0); /* a sum is not edited */
	/* The filter, and none left. */
	options.filter = "漢字";
	options.no_heading = true;
	options.sticky = false;
	page_begin(&page, 120);
	assert_int_equal(table_draw(&page, &res, &options), 4);
	options.filter = "finns inte";
	page_begin(&page, 120);
	assert_int_equal(table_draw(&page, &res, &options), 0);
	assert_int_equal(page.nlines, 0);
	page_free(&page);
	result_free(&res);
}

static void test_status(void **state)
{
	struct buf out = { 0 };

	(void)state;
	table_status_text(&out, STATUS_YELLOW, GLYPH_FULL);
	assert_string_equal(buf_cstr(&out), "◐ på väg");
	buf_clear(&out);
	table_status_text(&out, STATUS_RED, GLYPH_ASCII);
	assert_string_equal(buf_cstr(&out), "x ej nått");
	assert_int_equal(table_status_role(STATUS_GREEN), ROLE_GREEN);
	assert_int_equal(table_status_role(99), ROLE_NONE);
	assert_int_equal(table_status_role(-1), ROLE_NONE);
	buf_free(&out);
}

static void assert_spark(const double *values, size_t n, int width, enum glyph_set glyphs, const char *expected)
{
	struct buf out = { 0 };

	spark_bars(&out, values, n, width, glyphs);
	assert_string_equal(buf_cstr(&out), expected);
	buf_free(&out);
}

static void test_spark(void **state)
{
	static const double values[] = { 1, 2, NAN, 8 }, flat[] = { 3, 3 }, odd_ones[] = { INFINITY, 1, 2, -INFINITY },
		nothing[] = { NAN, NAN };
	static const double huge[] = { -1.7e308, 1.7e308 };

	(void)state;
	assert_spark(values, 4, 10, GLYPH_FULL, "▁▂ █");
	assert_spark(values, 4, 2, GLYPH_FULL, " ▄");
	assert_spark(values, 4, 4, GLYPH_ASCII, "__ ^");
	assert_spark(flat, 2, 10, GLYPH_FULL, "▄▄");
	assert_spark(nothing, 2, 10, GLYPH_FULL, "  ");
	assert_spark(odd_ones, 4, 10, GLYPH_FULL, " ▁█ ");
	assert_spark(huge, 2, 10, GLYPH_FULL, "▁█");
	assert_spark(values, 4, 0, GLYPH_FULL, "");
	assert_spark(values, 0, 5, GLYPH_FULL, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_layout),
		cmocka_unit_test(test_draw),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_spark),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
