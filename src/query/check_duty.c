/* The duty to plan: nämnder with a negative forecast and no action plan, plans that do not cover what is missing, and amounts
 * that are told in two places and differ (003, "Att beakta" and mall 2.2; domain §6). */
#include "query/check_priv.h"

#include <math.h>
#include <stdlib.h>

#include "query/forecasts.h"

static bool differ(double a, double b)
{
	return !num_missing(a) && !num_missing(b) && fabs(a - b) >= FORECAST_NOTHING;
}

/* Tenths, unless the amount is finer. */
static const char *amount_text(char text[NUM_TEXT_MAX], double amount)
{
	return num_format(text, amount, num_round(amount, 1) == amount ? 1 : -1, 0);
}

/* ---- plans that are missing ------------------------------------------------------------------------------- */

/* Is it the forecast itself that is amiss? Else it is how far it is below the budget, which is more. */
static bool is_forecast(const struct board_economy *economy)
{
	return economy->latest->forecast <= economy->deviation;
}

static void add_missing(struct check_query *query, const struct board *board, const struct board_economy *economy)
{
	const struct forecast *forecast = economy->latest;
	struct arena *arena = &query->res->arena;
	char amount[NUM_TEXT_MAX], month[PERIOD_TEXT_MAX];
	struct row *row;

	row = check_add(query, "action-plan-missing", &forecast->rec, board->rec.id, arena_printf(arena,
		"%s: %s %s\u00a0mnkr för helåret (%s) och ingen åtgärdsplan: %s", record_title(&board->rec),
		is_forecast(economy) ? "prognos" : "prognos mot budget", amount_text(amount, -economy->deficit),
		period_format(month, forecast->period), duty_words(economy, arena)));
	row_num(query->res, row, "amount", -economy->deficit);
	if (economy->due_with)
		row_text(query->res, row, "occasion", economy->due_with->rec.id);
	if (economy->due != DATE_NONE)
		row_num(query->res, row, "due", economy->due);
}

void check_duty(struct check_query *query)
{
	const struct record_list *boards = dataset_list(query->figures.ds, REC_BOARD);

	for (size_t i = 0; i < boards->n; i++) {
		const struct board *board = (const struct board *)boards->items[i];
		struct board_economy economy;

		if (!check_wants(query, board->rec.id))
			continue;
		board_economy(query->figures.ds, board->rec.id, &economy);
		if (economy.duty == DUTY_PLAN)
			add_missing(query, board, &economy);
	}
}

/* ---- plans that are there --------------------------------------------------------------------------------- */

static void add_uncovered(struct check_query *query, const struct action_plan *plan, const struct action_plan_effect *effect,
		const char *of)
{
	char left[NUM_TEXT_MAX], covered[NUM_TEXT_MAX];
	struct row *row = check_add(query, "inconsistent", &plan->rec, plan->board, arena_printf(&query->res->arena,
		"åtgärdsplanen täcker %s\u00a0%% av %s, %s\u00a0mnkr kvar", num_format(covered, effect->covered_percent, 0, 0), of,
		amount_text(left, effect->remaining)));

	row_num(query->res, row, "amount", effect->remaining);
}

static void add_other_deficit(struct check_query *query, const struct action_plan *plan, const struct board_economy *economy)
{
	char own[NUM_TEXT_MAX], theirs[NUM_TEXT_MAX], month[PERIOD_TEXT_MAX];
	struct row *row = check_add(query, "inconsistent", &plan->rec, plan->board, arena_printf(&query->res->arena,
		"åtgärdsplanens underskott är %s\u00a0mnkr, prognosens (%s) är %s\u00a0mnkr", amount_text(own, plan->deficit),
		period_format(month, economy->latest->period), amount_text(theirs, economy->deficit)));

	row_num(query->res, row, "amount", num_round(economy->deficit - plan->deficit, 6));
}

/* Against what the plan itself says that it shall cover. */
static void check_own(struct check_query *query, const struct action_plan *plan, const struct measures *measures)
{
	const struct measure *const *first;
	size_t n = measures_of(measures, plan, &first);
	struct action_plan_effect effect = measures_effect(query->figures.ds, plan->deficit, first, n);

	if (effect.remaining >= FORECAST_NOTHING)
		add_uncovered(query, plan, &effect, "underskottet");
}

static void check_forecast(struct check_query *query, const struct board_economy *economy)
{
	if (economy->duty == DUTY_SHORT)
		add_uncovered(query, economy->plan, &economy->effect, "prognosens underskott");
	if (economy->deficit > 0 && differ(economy->plan->deficit, economy->deficit))
		add_other_deficit(query, economy->plan, economy);
}

/* How it stands with each board, in the order of their list; the caller frees it. */
static struct board_economy *all_boards(const struct dataset *ds)
{
	const struct record_list *boards = dataset_list(ds, REC_BOARD);
	struct board_economy *all = mem_array(NULL, boards->n + 1, sizeof(*all));

	for (size_t i = 0; i < boards->n; i++)
		board_economy(ds, boards->items[i]->id, &all[i]);
	return all;
}

/* A board's current plan is held against its forecast; an older one, and one without a forecast, against its own deficit. */
void check_plans(struct check_query *query)
{
	const struct dataset *ds = query->figures.ds;
	const struct record_list *list = dataset_list(ds, REC_ACTION_PLAN);
	struct board_economy *boards = all_boards(ds);
	struct measures measures;

	measures_sort(ds, &measures);
	for (size_t i = 0; i < list->n; i++) {
		const struct action_plan *plan = (const struct action_plan *)list->items[i];
		const struct board_economy *economy = NULL;

		if (plan->status == ACT_CANCELLED || !check_wants(query, plan->board))
			continue;
		for (size_t b = 0; b < dataset_list(ds, REC_BOARD)->n && !economy; b++)
			economy = boards[b].plan == plan && boards[b].latest ? &boards[b] : NULL;
		if (economy)
			check_forecast(query, economy);
		else
			check_own(query, plan, &measures);
	}
	measures_free(&measures);
	free(boards);
}

/* A total beside months that say something else: the months hold, but somebody wrote the other too. */
void check_realised(struct check_query *query)
{
	const struct dataset *ds = query->figures.ds;
	const struct record_list *list = dataset_list(ds, REC_MEASURE);

	for (size_t i = 0; i < list->n; i++) {
		const struct measure *measure = (const struct measure *)list->items[i];
		const struct action_plan *plan = (const struct action_plan *)dataset_find(ds, REC_ACTION_PLAN, measure->rec.plan,
			measure->action_plan);
		const char *board = plan ? plan->board : NULL;
		double months = measure_realised(ds, measure);
		char own[NUM_TEXT_MAX], sum[NUM_TEXT_MAX];
		struct row *row;

		if (!differ(measure->realised, months) || !check_wants(query, board))
			continue;
		row = check_add(query, "inconsistent", &measure->rec, board, arena_printf(&query->res->arena,
			"åtgärden har %s\u00a0mnkr realiserat, men månaderna ger %s\u00a0mnkr tillsammans: %s",
			amount_text(own, measure->realised), amount_text(sum, months), record_title(&measure->rec)));
		row_num(query->res, row, "amount", num_round(months - measure->realised, 6));
	}
}
