/* board.c: a nämnd on one screen: its money, its goals, its activities, its action plans. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/economy.h"
#include "query/forecasts.h"
#include "views/board_priv.h"

#define YEARS_MAX 12
#define LABEL_WIDTH 20
#define YEAR_WIDTH 9

/* The allocations of one board, by year. */
struct money {
	size_t n;
	const struct allocation *lines[YEARS_MAX];
	double declared[YEARS_MAX];
};

static void find_money(const struct app *app, const char *board, struct money *money)
{
	const struct record_list *list = dataset_list(&app->ds, REC_ALLOCATION);
	const struct allocation *const *all = (const struct allocation *const *)(const void *)list->items;

	money->n = 0;
	for (size_t i = 0; i < list->n && money->n < YEARS_MAX; i++) {
		size_t at = money->n;

		if (!same_words(all[i]->board, board))
			continue;
		for (; at > 0 && money->lines[at - 1]->year > all[i]->year; at--)
			money->lines[at] = money->lines[at - 1];
		money->lines[at] = all[i];
		money->n++;
	}
	for (size_t i = 0; i < money->n; i++)
		money->declared[i] = allocation_declared(all, list->n, (int)money->lines[i]->year);
}

static struct line *money_line(struct page *page, const char *label, enum role role)
{
	struct line *line = page_line(page, 0);

	line_text(page, line, 2, LABEL_WIDTH, ALIGN_LEFT, role, label);
	return line;
}

static void money_cell(struct page *page, struct line *line, size_t at, enum role role, double value, int decimals, int flags)
{
	char text[NUM_TEXT_MAX];

	if (!num_missing(value))
		line_text(page, line, 2 + LABEL_WIDTH + (int)at * YEAR_WIDTH, YEAR_WIDTH - 1, ALIGN_RIGHT, role,
			num_format(text, value, decimals, flags));
}

/* As many years as there is room for, the first always: they are what is decided. */
static void draw_years(struct page *page, const struct money *money)
{
	int room = (page->width - 2 - LABEL_WIDTH) / YEAR_WIDTH;
	size_t n = room < 1 ? 1 : (size_t)room < money->n ? (size_t)room : money->n;
	struct line *years = money_line(page, "", ROLE_COLUMN), *line;

	for (size_t i = 0; i < n; i++)
		line_text(page, years, 2 + LABEL_WIDTH + (int)i * YEAR_WIDTH, YEAR_WIDTH - 1, ALIGN_RIGHT, ROLE_COLUMN,
			arena_printf(&page->arena, "%d", (int)money->lines[i]->year));
	line = money_line(page, "Budgetram, mnkr", ROLE_NORMAL);
	for (size_t i = 0; i < n; i++)
		money_cell(page, line, i, ROLE_BOLD, money->lines[i]->mnkr, -1, 0);
	line = money_line(page, "Andel av summan, %", ROLE_DIM);
	for (size_t i = 0; i < n; i++)
		money_cell(page, line, i, ROLE_NORMAL, economy_share(money->lines[i]->mnkr, money->declared[i]), 1, 0);
	line = money_line(page, "Mot året före, %", ROLE_DIM);
	for (size_t i = 1; i < n; i++)
		money_cell(page, line, i, ROLE_NORMAL, economy_growth(money->lines[i - 1]->mnkr, money->lines[i]->mnkr), 1, NUM_SIGN);
	if (n < money->n)
		page_note(page, "Ett bredare fönster visar åren till %d.", (int)money->lines[money->n - 1]->year);
}

static void draw_money(struct app *app, struct page *page, const struct board *board)
{
	double values[YEARS_MAX], growth;
	struct money money;
	char text[NUM_TEXT_MAX];

	find_money(app, board->rec.id, &money);
	if (!money.n) {
		app_section(app, page, "Budgetram", 0);
		page_note(page, "%s", !dataset_list(&app->ds, REC_ALLOCATION)->n ? "Planen har ingen fördelning av budget till nämnderna." :
			has_words(board->note) ? board->note : "Nämnden har ingen egen rad i planens budget.");
		return;
	}
	page_blank(page);
	page_heading(page, arena_printf(&page->arena, "Budgetram %d–%d", (int)money.lines[0]->year,
		(int)money.lines[money.n - 1]->year));
	draw_years(page, &money);
	for (size_t i = 0; i < money.n; i++)
		values[i] = money.lines[i]->mnkr;
	growth = economy_growth_over(values, money.n);
	if (!num_missing(growth))
		page_note(page, "%s\u00a0%% från %d till %d.", num_format(text, growth, 1, NUM_SIGN), (int)money.lines[0]->year,
			(int)money.lines[money.n - 1]->year);
}

static const char *const tabs[] = { [BOARD_TAB_OVERVIEW] = "Översikt", [BOARD_TAB_ECONOMY] = "Ekonomi", NULL };

static void build(struct app *app, struct view *view, struct page *page)
{
	static const char *const fields[] = { "name", "short_name", "aliases", "driftnamnd", "note", NULL };
	const struct record *rec = screen_record(app, view, page);
	struct query_filter filter = { 0 };

	if (!rec)
		return;
	filter.board = rec->id;
	app_title(app, page, NULL, record_title(rec), -1,
		view->tab == BOARD_TAB_OVERVIEW && ((const struct board *)rec)->driftnamnd ? "driftnämnd" : NULL);
	page_tabs(page, tabs, view->tab);
	if (view->tab == BOARD_TAB_ECONOMY) {
		board_draw_forecast(app, view, page, (const struct board *)rec);
		return;
	}
	board_draw_notes(app, page, (const struct board *)rec);
	draw_money(app, page, (const struct board *)rec);
	board_draw_economy(app, page, (const struct board *)rec);
	section_query(app, page, "Mål", query_goals, &filter, false, "Nämnden är inte utpekad i något mål.");
	board_draw_quality(app, page, (const struct board *)rec);
	section_query(app, page, "Aktiviteter", query_activities, &filter, true,
		"Nämnden har inga aktiviteter ännu. n, sedan a lägger till en.");
	section_query(app, page, "Åtgärdsplaner", query_action_plans, &filter, false,
		"Nämnden har ingen åtgärdsplan. n, sedan p lägger till en.");
	board_draw_report(app, page, (const struct board *)rec);
	page_blank(page);
	page_heading(page, "Uppgifter");
	app_fields(app, page, rec, fields, false);
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	const struct record *rec = app_record(app, REC_BOARD, view->plan, view->id);

	trail_main(trail, ACT_DO_VIEW_2);
	if (rec)
		trail_record(trail, &view->page, rec);
}

static void fill_new(struct app *app, struct view *view, struct record *rec)
{
	struct indicator *indicator = (struct indicator *)rec;

	if (rec->kind == REC_INDICATOR) {
		indicator->kind = IND_KIND_QUALITY;
		indicator->fit = FIT_SAME;
		indicator->board = mem_strdup(view->id);
	} else if (rec->kind == REC_ACTION_PLAN) { /* made for what the nämnd expects now */
		struct action_plan *plan = (struct action_plan *)rec;
		struct board_economy economy;

		board_economy(&app->ds, view->id, &economy);
		plan->board = mem_strdup(view->id);
		if (!num_missing(economy.deficit) && economy.deficit > 0)
			plan->deficit = economy.deficit;
	} else {
		((struct activity *)rec)->board = mem_strdup(view->id);
	}
}

/* A forecast is written in its month. */
static bool open_for(struct app *app, const struct record *rec)
{
	if (rec->kind != REC_FORECAST || !has_words(((const struct forecast *)rec)->board))
		return false;
	app_push(app, &board_view, "", ((const struct forecast *)rec)->board)->tab = BOARD_TAB_ECONOMY;
	return true;
}

static const enum record_kind creates_also[] = { REC_INDICATOR, REC_ACTION_PLAN, REC_NONE };
static const enum record_kind holds[] = { REC_FORECAST, REC_NONE };

static const enum action keys[] = {
	ACT_DO_NEXT_TAB, ACT_DO_OPEN, ACT_DO_NEW, ACT_DO_DONE, ACT_DO_WHY, ACT_DO_EDIT, ACT_DO_BACK, ACT_DO_NONE,
};

const struct view_ops board_view = {
	.name = "Nämnd",
	.kind = REC_BOARD,
	.creates = REC_ACTIVITY,
	.creates_also = creates_also,
	.holds = holds,
	.tabs = tabs,
	.keys = keys,
	.build = build,
	.act = board_act_economy,
	.open_for = open_for,
	.trail = trail,
	.fill_new = fill_new,
};
