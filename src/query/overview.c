/* What the start screen says of many goals at once, and of the report that is next. */
#include "query/overview.h"

#include <stdlib.h>

#include "model/activity.h"
#include "model/workday.h"
#include "query/forecasts.h"
#include "query/occasions.h"
#include "query/queries_priv.h"
#include "query/report.h"

/* ---- goals ------------------------------------------------------------------------------------------------ */

static double number_of(const struct result *res, const struct row *row, const char *key)
{
	return row->cells[result_column(res, key)].num;
}

static bool is_colour(double status)
{
	return !num_missing(status) && status >= STATUS_GREEN && status <= STATUS_RED;
}

enum status overview_status(const struct result *goals, const struct row *row)
{
	double computed = number_of(goals, row, "computed"), assessed = number_of(goals, row, "assessed");

	if (is_colour(computed) || !is_colour(assessed))
		return num_missing(computed) ? STATUS_NONE : (enum status)computed;
	return (enum status)assessed;
}

void overview_add(const struct result *goals, const struct row *row, struct overview_sum *sum)
{
	const char *text = row->cells[result_column(goals, "on_target")].text;
	const char *slash = text ? strchr(text, '/') : NULL;
	double activities = number_of(goals, row, "activities"), late = number_of(goals, row, "late");

	if (!row->depth) {
		sum->goals++;
		sum->status[overview_status(goals, row)]++;
	}
	sum->activities += num_missing(activities) ? 0 : activities;
	sum->late += num_missing(late) ? 0 : late;
	if (slash && !row->depth) { /* a nämndsmål has its own; målindikatorer are those of the plan's goals */
		char *end;

		sum->passed += strtoul(text, &end, 10);
		sum->judged = sum->judged || end == slash; /* "–/4" begins with no number */
		sum->indicators += strtoul(slash + 1, NULL, 10);
	}
}

/* ---- what is ahead ---------------------------------------------------------------------------------------- */

static size_t count_late(const struct dataset *ds, const char *board)
{
	const struct record_list *list = dataset_list(ds, REC_ACTIVITY);
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct activity *activity = (const struct activity *)list->items[i];

		n += (!board || same_text(activity->board, board)) && activity_is_late(activity, ds->today);
	}
	return n;
}

static bool owes_plan(const struct dataset *ds, const char *board)
{
	struct board_economy economy;

	board_economy(ds, board, &economy);
	return economy.duty == DUTY_PLAN;
}

static size_t count_plans_missing(const struct dataset *ds, const char *board)
{
	const struct record_list *boards = dataset_list(ds, REC_BOARD);
	size_t n = 0;

	if (board)
		return owes_plan(ds, board);
	for (size_t i = 0; i < boards->n; i++)
		n += owes_plan(ds, boards->items[i]->id);
	return n;
}

void overview_ahead(const struct dataset *ds, const char *board, struct overview_ahead *out)
{
	struct report_left left;

	*out = (struct overview_ahead){ .next = occasion_next(ds, ds->today), .due = DATE_NONE };
	if (out->next) {
		out->due = occasion_due_day(ds, out->next, &out->proposed);
		out->proposed = out->proposed || occasion_is_proposed(out->next);
		out->workdays = workdays_between(ds->today, out->due, ds->eves);
		report_left(ds, out->next->rec.id, board, &left);
		out->parts_left = left.parts - left.filled;
		out->parts_unsigned = left.parts - left.signed_off;
		out->boards_left = left.boards - left.boards_filled;
	}
	out->plans_missing = count_plans_missing(ds, board);
	out->late = count_late(ds, board);
}
