/* Tests of page.h: the cursor over a rebuild, moving, fields, scrolling, and every size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "widget/page.h"

#define ROWS 10

/* Two sticky lines, a text, then goals of which each has two fields, with a heading after every fifth. */
static void build(struct page *page, int width, int rows, const int *ids, int n)
{
	page_begin(page, width);
	page_heading(page, "Översikt");
	page_blank(page);
	page->sticky = page->nlines;
	page_paragraph(page, 1, ROLE_DIM, "Läget per mål.\nEtt stycke till.");
	for (int i = 0; i < n; i++) {
		struct line *line;
		struct span *span;
		char id[16];

		if (i % 5 == 0)
			page_heading(page, "Fokusområde");
		snprintf(id, sizeof(id), "%d", ids[i]);
		line = page_line(page, LINE_SELECT);
		line_ref(page, line, REC_GOAL, "mob-2026", id);
		span = line_text(page, line, 2, 10, ALIGN_LEFT, ROLE_NORMAL, id);
		span_field(page, span, "title", REC_GOAL, "mob-2026", id);
		line_text(page, line, 12, 4, ALIGN_RIGHT, ROLE_DIM, "7/12");
		span = line_text(page, line, 18, 10, ALIGN_LEFT, ROLE_NORMAL, "ägare");
		span_field(page, span, "owner", REC_GOAL, "mob-2026", id);
	}
	page_blank(page);
	page_paragraph(page, 1, ROLE_DIM, "Slut.");
	page_end(page, rows);
}

static void first_ids(int *ids, int n)
{
	for (int i = 0; i < n; i++)
		ids[i] = i + 1;
}

static const char *current(const struct page *page)
{
	const struct line *line = page_current(page);

	return line && line->ref.id ? line->ref.id : "";
}

static void check(const struct page *page, int rows)
{
	int body = rows - page->sticky < 1 ? 1 : rows - page->sticky;
	int most = page->nlines - page->sticky - body;

	assert_in_range(page->top, 0, most > 0 ? most : 0);
	assert_true(page->line == -1 || page_current(page));
	assert_true(page->cell >= -1);
	if (page->cell >= 0)
		assert_non_null(page_current_cell(page));
	for (int row = 0; row < rows; row++) {
		int line = page_line_at(page, row, rows);

		assert_true(line >= -1 && line < page->nlines);
		if (line >= 0)
			assert_int_equal(page_row_of(page, line, rows), row);
	}
	for (int i = 0; i < page->nlines; i++) {
		for (int s = 0; s < page->lines[i].nspans; s++) {
			const struct span *span = &page->lines[i].spans[s];

			assert_true(text_width(span->text) <= span->width);
			assert_true(!*span->text || span->col + text_width(span->text) <= page->width);
		}
	}
}

static void test_rebuild(void **state)
{
	int ids[30], few[] = { 30, 12, 5 };
	struct page page = { 0 };

	(void)state;
	first_ids(ids, 30);
	build(&page, 80, ROWS, ids, 30);
	assert_string_equal(current(&page), "1");
	page_move(&page, 11, ROWS);
	assert_string_equal(current(&page), "12");
	assert_true(page_cell(&page, 1));
	assert_true(page_cell(&page, 1));
	assert_string_equal(page_current_cell(&page)->field, "owner");
	/* Other rows, another order: the same record and field. */
	build(&page, 60, ROWS, few, 3);
	assert_string_equal(current(&page), "12");
	assert_string_equal(page_current_cell(&page)->field, "owner");
	/* Gone: as near as possible. */
	few[1] = 13;
	build(&page, 60, ROWS, few, 3);
	assert_string_equal(current(&page), "13");
	page_seek(&page, REC_GOAL, "mob-2026", "5", "title");
	build(&page, 60, ROWS, few, 3);
	assert_string_equal(current(&page), "5");
	assert_string_equal(page_current_cell(&page)->field, "title");
	page_seek(&page, REC_GOAL, NULL, "30", NULL);
	build(&page, 60, ROWS, few, 3);
	assert_string_equal(current(&page), "30");
	assert_null(page_current_cell(&page));
	/* Another plan is another record; what is not there falls back to the first. */
	page_seek(&page, REC_GOAL, "mob-2025", "5", NULL);
	build(&page, 60, ROWS, few, 3);
	assert_string_equal(current(&page), "30");
	build(&page, 60, ROWS, few, 0);
	assert_null(page_current(&page));
	assert_int_equal(page.line, -1);
	check(&page, ROWS);
	page_free(&page);
}

static void test_tags(void **state)
{
	struct page page = { 0 };

	(void)state;
	for (int round = 0; round < 2; round++) {
		page_begin(&page, 40);
		for (int i = 0; i < 4 + round; i++) {
			char tag[16];

			snprintf(tag, sizeof(tag), "area:%d", i - round);
			line_tag(&page, page_line(&page, LINE_SELECT), tag);
		}
		page_end(&page, ROWS);
		if (round == 0)
			page_move(&page, 2, ROWS);
	}
	assert_string_equal(page_current(&page)->tag, "area:2");
	assert_int_equal(page.line, 3);
	page_free(&page);
}

static void test_move(void **state)
{
	struct page page = { 0 };
	int ids[30];

	(void)state;
	first_ids(ids, 30);
	build(&page, 80, ROWS, ids, 30);
	/* The text above the first row is seen when the cursor is there. */
	assert_int_equal(page.top, 0);
	assert_false(page_move(&page, -1, ROWS));
	assert_true(page_move(&page, 1, ROWS));
	assert_string_equal(current(&page), "2");
	assert_true(page_move(&page, 100, ROWS));
	assert_string_equal(current(&page), "30");
	assert_true(page_row_of(&page, page.line, ROWS) >= page.sticky);
	/* Further down there is only text, which scrolls in. */
	while (page_move(&page, 1, ROWS))
		check(&page, ROWS);
	assert_int_equal(page_line_at(&page, ROWS - 1, ROWS), page.nlines - 1);
	assert_true(page_home(&page, ROWS));
	assert_string_equal(current(&page), "1");
	assert_int_equal(page.top, 0);
	assert_false(page_home(&page, ROWS));
	assert_true(page_end_key(&page, ROWS));
	assert_string_equal(current(&page), "30");
	assert_false(page_end_key(&page, ROWS));
	check(&page, ROWS);
	assert_true(page_move_to(&page, 0, ROWS));
	assert_string_equal(current(&page), "1");
	/* The wheel takes the cursor along. */
	assert_true(page_scroll(&page, 9, ROWS));
	assert_true(page_row_of(&page, page.line, ROWS) >= 0);
	check(&page, ROWS);
	assert_true(page_scroll(&page, 1000, ROWS));
	assert_false(page_scroll(&page, 1, ROWS));
	assert_true(page_scroll(&page, -1000, ROWS));
	assert_false(page_scroll(&page, -1, ROWS));
	page_free(&page);
}

/* Two rows to stand on, with a long text between them: a page at a time shows all of it. */
static void test_page_at_a_time(void **state)
{
	struct page page = { 0 };
	int seen = 0, presses = 0;

	(void)state;
	page_begin(&page, 80);
	line_ref(&page, page_line(&page, LINE_SELECT), REC_GOAL, "mob-2026", "1");
	for (int i = 0; i < 50; i++)
		line_text(&page, page_line(&page, 0), 2, 10, ALIGN_LEFT, ROLE_NORMAL, "text");
	line_ref(&page, page_line(&page, LINE_SELECT), REC_GOAL, "mob-2026", "2");
	page_end(&page, ROWS);
	while (presses++ < 40) {
		int last = page_line_at(&page, ROWS - 1, ROWS);

		assert_true(page.top <= seen); /* what comes follows on what was there */
		seen = last + 1;
		if (!page_move(&page, ROWS - 1, ROWS))
			break;
	}
	assert_int_equal(seen, page.nlines);
	assert_string_equal(current(&page), "2");
	assert_true(page_move(&page, -(ROWS - 1), ROWS));
	assert_int_equal(page.top, page.nlines - ROWS - (ROWS - 1));
	page_free(&page);
}

static void test_fields(void **state)
{
	static const int ids[] = { 1, 2, 1 };
	struct page page = { 0 };

	(void)state;
	build(&page, 80, ROWS, ids, 3);
	assert_int_equal(line_cells(page_current(&page)), 2);
	assert_null(line_cell(page_current(&page), 2));
	assert_false(page_cell(&page, -1));
	assert_true(page_next_field(&page, 1, REC_GOAL, "1", ROWS));
	assert_string_equal(page_current_cell(&page)->field, "title");
	assert_true(page_next_field(&page, 1, REC_GOAL, "1", ROWS));
	assert_string_equal(page_current_cell(&page)->field, "owner");
	assert_false(page_cell(&page, 1));
	/* To the other line of the same record, past the record between, and round. */
	assert_true(page_next_field(&page, 1, REC_GOAL, "1", ROWS));
	assert_string_equal(page_current_cell(&page)->field, "title");
	assert_true(page_next_field(&page, 1, REC_GOAL, "1", ROWS));
	assert_true(page_next_field(&page, 1, REC_GOAL, "1", ROWS));
	assert_string_equal(page_current_cell(&page)->field, "title");
	assert_true(page_next_field(&page, -1, REC_GOAL, "1", ROWS));
	assert_string_equal(page_current_cell(&page)->field, "owner");
	assert_false(page_next_field(&page, 1, REC_GOAL, "3", ROWS));
	assert_false(page_next_field(&page, -1, REC_BOARD, "1", ROWS));
	/* A cell that the next line does not have is left. */
	check(&page, ROWS);
	page_free(&page);
}

static void test_text(void **state)
{
	struct page page = { 0 };
	struct line *line;

	(void)state;
	page_begin(&page, 20);
	line = page_line(&page, 0);
	/* Nothing reaches the screen as it is. */
	assert_null(strchr(line_text(&page, line, 0, 10, ALIGN_LEFT, ROLE_NORMAL, "a\x1b[2J\xE2\x80\xAE")->text, '\x1b'));
	assert_string_equal(line_text(&page, line, 10, 10, ALIGN_RIGHT, ROLE_NORMAL, "åäö")->text, "åäö");
	assert_int_equal(line->spans[1].col, 17);
	assert_string_equal(line_text(&page, line, 15, 100, ALIGN_LEFT, ROLE_NORMAL, "sammanhållen")->text, "samm…");
	assert_string_equal(line_text(&page, line, 25, 10, ALIGN_LEFT, ROLE_NORMAL, "utanför")->text, "");
	assert_string_equal(line_text(&page, line, 0, 5, ALIGN_LEFT, ROLE_NORMAL, NULL)->text, "");
	assert_int_equal(page_paragraph(&page, 2, ROLE_NORMAL, ""), 0);
	assert_int_equal(page_paragraph(&page, 2, ROLE_NORMAL, " \n "), 0);
	assert_int_equal(page_paragraph(&page, 2, ROLE_NORMAL, "en två tre fyra fem"), 2);
	page_end(&page, 5);
	check(&page, 5);
	page_free(&page);
}

static void test_sizes(void **state)
{
	struct page page = { 0 };
	unsigned seed = 3;
	int ids[30];

	(void)state;
	first_ids(ids, 30);
	/* Before anything is built there is nothing to move to. */
	assert_false(page_next_field(&page, 1, REC_GOAL, "1", 10));
	assert_false(page_cell(&page, 1));
	for (int width = 1; width <= 300; width += width < 30 ? 1 : 27) {
		for (int rows = 1; rows <= 100; rows += rows < 12 ? 1 : 11) {
			build(&page, width, rows, ids, 30); /* as after every change of size */
			for (int step = 0; step < 40; step++) {
				seed = seed * 1103515245u + 12345u;
				switch ((seed >> 8) % 10) {
				case 0: build(&page, width, rows, ids, (int)((seed >> 12) % 31)); break;
				case 1: page_move(&page, (int)((seed >> 12) % 21) - 10, rows); break;
				case 2: page_move_to(&page, (int)((seed >> 12) % 60) - 10, rows); break;
				case 3: page_home(&page, rows); break;
				case 4: page_end_key(&page, rows); break;
				case 5: page_scroll(&page, (int)((seed >> 12) % 41) - 20, rows); break;
				case 6: page_cell(&page, (int)((seed >> 12) % 2) * 2 - 1); break;
				case 7: page_next_field(&page, seed & 0x10000 ? 1 : -1, REC_GOAL, current(&page), rows); break;
				case 8: page_seek(&page, REC_GOAL, NULL, "7", "owner"); build(&page, width, rows, ids, 9); break;
				default: page_move(&page, seed & 0x10000 ? 1 : -1, rows); break;
				}
				check(&page, rows);
			}
		}
		build(&page, width, 1, ids, 30);
	}
	page_free(&page);
}

/* The months of a row are cells of the same field, each of a record of its own: the cursor keeps its month over a rebuild. */
static void build_months(struct page *page)
{
	static const char *const months[] = { "1/2026-01", "1/2026-02", "1/2026-03" };
	struct line *line;

	page_begin(page, 80);
	line = page_line(page, LINE_SELECT | LINE_GRID);
	line_ref(page, line, REC_EFFECT, "mb2026", months[0]);
	for (int i = 0; i < 3; i++)
		span_field(page, line_text(page, line, 10 * i, 8, ALIGN_RIGHT, ROLE_NORMAL, "–"), "planned", REC_EFFECT, "mb2026",
			months[i]);
	page_end(page, ROWS);
}

static void test_cells_of_one_field(void **state)
{
	struct page page = { 0 };

	(void)state;
	build_months(&page);
	page_cell(&page, 1);
	page_cell(&page, 1);
	assert_string_equal(page_current_cell(&page)->ref->id, "1/2026-02");
	build_months(&page);
	assert_string_equal(page_current_cell(&page)->ref->id, "1/2026-02");
	page_free(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rebuild),
		cmocka_unit_test(test_cells_of_one_field),
		cmocka_unit_test(test_tags),
		cmocka_unit_test(test_move),
		cmocka_unit_test(test_page_at_a_time),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
