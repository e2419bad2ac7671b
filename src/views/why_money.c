/* why_money.c: the money of a nämnd: its share of the document's sum and how it grows, each with the figures it is made of. */
#include <stdlib.h>
#include <string.h>

#include "model/economy.h"
#include "views/why_priv.h"

/* The allocations of one plan, and those of one board in order of years. */
struct money {
	const struct allocation **all;
	const struct allocation **lines;
	size_t nall, n;
};

static void find_money(const struct app *app, const char *plan, const char *board, struct money *money)
{
	const struct record_list *list = dataset_list(&app->ds, REC_ALLOCATION);

	money->all = mem_array(NULL, list->n ? list->n : 1, sizeof(struct allocation *));
	money->lines = mem_array(NULL, list->n ? list->n : 1, sizeof(struct allocation *));
	money->nall = money->n = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct allocation *one = (const struct allocation *)list->items[i];
		size_t at = money->n;

		if (strcmp(one->rec.plan, plan) != 0)
			continue;
		money->all[money->nall++] = one;
		if (!same_words(one->board, board))
			continue;
		for (; at > 0 && money->lines[at - 1]->year > one->year; at--)
			money->lines[at] = money->lines[at - 1];
		money->lines[at] = one;
		money->n++;
	}
}

static const char *percent(struct page *page, double value, int flags)
{
	char number[NUM_TEXT_MAX];

	return arena_printf(&page->arena, "%s\u00a0%%", num_format(number, value, 1, flags));
}

/* As many decimals as the document gives. */
static const char *amount(struct page *page, double value, int flags)
{
	char number[NUM_TEXT_MAX];

	return arena_printf(&page->arena, "%s\u00a0mnkr", num_format(number, value, -1, flags));
}

static void add_words(struct buf *text, struct page *page, const struct money *money, size_t at)
{
	const struct allocation *line = money->lines[at];
	double declared = allocation_declared(money->all, money->nall, (int)line->year);
	double difference = allocation_difference(money->all, money->nall, (int)line->year);
	double growth = at ? economy_growth(money->lines[at - 1]->mnkr, line->mnkr) : NUM_MISSING;

	buf_printf(text, "%s", amount(page, line->mnkr, 0));
	if (allocation_is_declared(line) && !num_missing(difference))
		buf_printf(text, ", raderna tillsammans %s (%s)", amount(page, line->mnkr + difference, 0),
			difference == 0 ? "lika" : amount(page, difference, NUM_SIGN));
	else if (!num_missing(declared))
		buf_printf(text, " = %s av beslutets summa %s", percent(page, economy_share(line->mnkr, declared), 0),
			amount(page, declared, 0));
	if (!num_missing(growth))
		buf_printf(text, ", %s mot %d", percent(page, growth, NUM_SIGN), (int)money->lines[at - 1]->year);
}

void why_money(struct app *app, struct page *page, const char *plan, const char *board)
{
	struct money money;
	double *values;

	find_money(app, plan, board, &money);
	values = mem_array(NULL, money.n ? money.n : 1, sizeof(*values));
	if (money.n)
		app_section(app, page, "Budgetram, så räknad", money.n);
	for (size_t i = 0; i < money.n; i++) {
		struct buf text = { 0 };

		add_words(&text, page, &money, i);
		why_link(app, page, arena_printf(&page->arena, "%d", (int)money.lines[i]->year), &money.lines[i]->rec, buf_cstr(&text));
		buf_free(&text);
		values[i] = money.lines[i]->mnkr;
	}
	if (money.n > 1 && !num_missing(economy_growth_over(values, money.n)))
		page_note(page, "Ökning %s från %d till %d: (%s − %s) / %s.", percent(page, economy_growth_over(values, money.n), NUM_SIGN),
			(int)money.lines[0]->year, (int)money.lines[money.n - 1]->year, amount(page, values[money.n - 1], 0),
			amount(page, values[0], 0), amount(page, values[0], 0));
	free(values);
	free(money.lines);
	free(money.all);
}
