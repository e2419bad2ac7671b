/* boards.c: view 2: what each nämnd is given, year by year, with its share and growth, and how its money goes. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/economy.h"
#include "views/common.h"

static int table_query(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	(void)filter; /* the table is of all boards: a share of the whole says nothing without the whole */
	return query_allocation_table(ds, res, err);
}

static bool has_allocation(const struct app *app, const char *board)
{
	const struct record_list *list = dataset_list(&app->ds, REC_ALLOCATION);

	for (size_t i = 0; i < list->n; i++) {
		if (same_words(((const struct allocation *)list->items[i])->board, board))
			return true;
	}
	return false;
}

/* Years whose lines do not make the declared sum, in words: nothing is recomputed silently. */
static void draw_rounding(struct app *app, struct page *page)
{
	const struct record_list *list = dataset_list(&app->ds, REC_ALLOCATION);
	const struct allocation *const *all = (const struct allocation *const *)(const void *)list->items;
	struct buf text = { 0 };
	char number[NUM_TEXT_MAX];

	for (size_t i = 0; i < list->n && dataset_plan(&app->ds); i++) {
		double difference;

		if (!allocation_is_declared(all[i]))
			continue;
		difference = allocation_difference(all, list->n, (int)all[i]->year);
		if (num_missing(difference) || difference == 0)
			continue;
		buf_printf(&text, "%s%s mnkr %d", text.len ? ", " : "", num_format(number, difference, -1, NUM_SIGN),
			(int)all[i]->year);
	}
	if (text.len)
		page_note(page, "Avrundning: raderna ger %s mot summan. Summan är den som är beslutad.", buf_cstr(&text));
	buf_free(&text);
}

/* In the table with what it expects, though it is given nothing. */
static bool is_in_table(const struct result *res, const char *board)
{
	for (size_t i = 0; i < res->nrows; i++) {
		if (res->rows[i].ref.kind == REC_BOARD && same_words(res->rows[i].ref.id, board))
			return true;
	}
	return false;
}

static void draw_others(struct app *app, struct page *page, const struct result *res, const char *filter)
{
	const struct record_list *boards = dataset_list(&app->ds, REC_BOARD);
	bool first = true, allocated = dataset_list(&app->ds, REC_ALLOCATION)->n > 0;

	for (size_t i = 0; i < boards->n; i++) {
		const struct board *board = (const struct board *)boards->items[i];
		bool shown = is_in_table(res, board->rec.id), told = allocated && has_words(board->note);

		if (has_allocation(app, board->rec.id) || (shown && !told))
			continue;
		if (has_words(filter) && !text_contains(record_title(&board->rec), filter))
			continue;
		if (first)
			page_blank(page);
		if (first)
			page_heading(page, allocated ? "Utan egen rad i budgeten" : "Nämnder och styrelser");
		first = false;
		if (shown)
			line_text(page, page_line(page, 0), 2, page->width - 3, ALIGN_LEFT, ROLE_NORMAL, record_title(&board->rec));
		else
			page_link(page, &board->rec);
		if (told) /* it tells why there is no line: without a budget nobody has one */
			page_paragraph(page, 4, ROLE_DIM, board->note);
	}
}

/* The chosen nämnd stands out among the others. */
static void mark_chosen(const struct app *app, struct page *page)
{
	for (int i = 0; i < page->nlines && app->board; i++) {
		struct line *line = &page->lines[i];

		if (line->ref.kind != REC_BOARD || !same_words(line->ref.id, app->board))
			continue;
		line = page_ready(page, i);
		for (int j = 0; j < line->nspans; j++)
			line->spans[j].role = ROLE_BOLD;
	}
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct query_filter filter = { 0 };
	const struct plan *plan = dataset_plan(&app->ds);

	if (app->board && page->at_kind == REC_NONE && !page->at_tag) /* opened: the chosen nämnd is where one begins */
		page_seek(page, REC_BOARD, "", app->board, NULL);
	list_build(app, view, page, table_query, &filter, "Planen har ingen fördelning av budget till nämnderna.");
	if (dataset_list(&app->ds, REC_ALLOCATION)->n) {
		page_blank(page);
		draw_rounding(app, page);
		page_note(page, "Hittills (utfall) och avvikelse (prognos) mot budget: + = bättre än budget. "
			"Åtgärdsplan krävs vid underskott.");
		page_note(page, "Belopp i mnkr, andel (första året) och ökning (hela tiden) i %%. Källa: %s.",
			plan && has_words(plan->document) ? plan->document : "planernas dokument");
	}
	draw_others(app, page, &view->result, view->filter);
	mark_chosen(app, page);
}

static const enum action keys[] = {
	ACT_DO_OPEN, ACT_DO_SORT, ACT_DO_FILTER, ACT_DO_WHY, ACT_DO_EXPORT, ACT_DO_GOTO, ACT_DO_NONE,
};

const struct view_ops boards_view = {
	.name = "Nämnder",
	.short_name = "Nämnder",
	.flags = VIEW_MAIN | VIEW_LIST,
	.action = ACT_DO_VIEW_2,
	.keys = keys,
	.build = build,
};
