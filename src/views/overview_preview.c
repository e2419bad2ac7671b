/* overview_preview.c: below the overview: the latest assessment of the goal under the cursor, and its indicators. */
#include <string.h>

#include "base/text.h"
#include "query/assessments.h"
#include "views/overview_priv.h"
#include "widget/spark.h"

#define SPARK_CELLS 10

static void preview_indicator(struct app *app, struct page *page, const struct result *res, const struct row *row)
{
	const struct indicator *indicator =
		(const struct indicator *)dataset_find(&app->ds, REC_INDICATOR, row->ref.plan, row->ref.id);
	int decimals = shown_decimals(app, indicator), spark = result_column(res, "spark");
	const char *unit = shown_unit(app, indicator), *target = text_of(res, row, "target");
	struct line *line = page_line(page, 0);
	struct buf text = { 0 };

	spark_json(&text, row->cells[spark].json, SPARK_CELLS, app->glyphs);
	put(page, line, 2, SPARK_CELLS, ALIGN_LEFT, ROLE_SERIES, buf_cstr(&text));
	buf_clear(&text);
	figure_words(&text, number_of(res, row, "value"), decimals, unit);
	put(page, line, 3 + SPARK_CELLS, 14, ALIGN_RIGHT, ROLE_BOLD, *buf_cstr(&text) ? buf_cstr(&text) : "inget utfall");
	buf_clear(&text);
	buf_printf(&text, "%s %s", indicator->rec.id, indicator->name);
	if (has_words(target))
		buf_printf(&text, "  mål %s", target);
	if (!num_missing(number_of(res, row, "riket"))) {
		buf_str(&text, "  riket ");
		figure_words(&text, number_of(res, row, "riket"), decimals, NULL);
	}
	if (has_words(text_of(res, row, "source")))
		buf_printf(&text, "  Källa: %s", text_of(res, row, "source"));
	put(page, line, 19 + SPARK_CELLS, page->width - 20 - SPARK_CELLS, ALIGN_LEFT, ROLE_NORMAL, buf_cstr(&text));
	buf_free(&text);
}

/* What a person has said weighs more than what the goal is about: that is read once. */
static void preview_words(struct app *app, struct page *page, const struct goal *goal)
{
	const struct assessment *latest = assessment_latest(&app->ds, goal->rec.plan, goal->rec.id,
		assessment_voice(&app->ds, goal, app->board));

	if (latest)
		page_paragraph(page, 2, ROLE_NORMAL, arena_printf(&page->arena, "Senaste bedömning %s: %s.%s%s",
			assessment_occasion_words(latest->occasion), status_text((enum status)latest->assessed)->word,
			has_words(latest->motivation) ? " " : "", has_words(latest->motivation) ? latest->motivation : ""));
	else
		page_paragraph(page, 2, ROLE_DIM, has_words(goal->description) ? goal->description : "Målet har ingen beskrivning.");
}

static void preview_goal(struct app *app, struct page *page, const struct goal *goal)
{
	const struct query_filter filter = { .goal = goal->rec.id };
	struct result res;
	struct err err = { 0 };

	preview_words(app, page, goal);
	if (query_indicators(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	for (size_t i = 0; i < res.nrows && page->nlines < PREVIEW_ROWS; i++) {
		if (strcmp(res.rows[i].ref.plan, goal->rec.plan) == 0)
			preview_indicator(app, page, &res, &res.rows[i]);
	}
	if (!res.nrows)
		page_note(page, "Målet har ingen målindikator. Läget vilar på aktiviteter och bedömning.");
	result_free(&res);
}

static void preview_area(struct page *page, const struct focus_area *area)
{
	if (has_words(area->description))
		page_paragraph(page, 2, ROLE_DIM, area->description);
	page_paragraph(page, 2, ROLE_DIM, "Målen räknas efter det beräknade läget där det finns ett, annars efter det bedömda.");
}

void overview_preview(struct app *app, struct view *view, struct page *page)
{
	const struct line *line = page_current(&view->page);
	const struct record *rec = line ? dataset_find(&app->ds, line->ref.kind, line->ref.plan, line->ref.id) : NULL;

	if (rec && rec->kind == REC_GOAL)
		preview_goal(app, page, (const struct goal *)rec);
	else if (rec && rec->kind == REC_FOCUS_AREA)
		preview_area(page, (const struct focus_area *)rec);
}
