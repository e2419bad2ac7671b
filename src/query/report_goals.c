/* Part 4 of a report: the goals of a nämnd, each with the nämnd's assessment at the occasion, written or not. */
#include "query/assessments.h"
#include "query/occasions.h"
#include "query/report_priv.h"

static const struct column goal_columns[] = {
	{ .key = "goal", .heading = "Mål", .type = COL_ID, .flags = COLF_BOTH, .width = 5 },
	{ .key = "title", .heading = "Titel", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 20 },
	{ .key = "computed", .heading = "Beräknat", .type = COL_STATUS, .flags = COLF_BOTH | COLF_COMPUTED, .width = 13, .priority = 2 },
	{ .key = "assessed", .heading = "Bedömt", .type = COL_STATUS, .flags = COLF_BOTH, .width = 12, .field = "assessed" },
	{ .key = "motivation", .heading = "Motivering", .type = COL_TEXT, .flags = COLF_BOTH, .width = 26, .priority = 1,
	  .field = "motivation" },
};

int query_report_goals(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_GOAL);
	const struct occasion *occasion = occasion_named(ds, filter->occasion);

	(void)err;
	result_init(res, goal_columns, COUNT_OF(goal_columns));
	for (size_t i = 0; occasion && i < list->n; i++) {
		const struct goal *goal = (const struct goal *)list->items[i];
		const struct assessment *assessment;
		struct row *row;

		if (strcmp(goal->rec.plan, occasion->rec.plan) != 0 || !goal_concerns(goal, filter->board))
			continue;
		assessment = assessment_at(ds, goal->rec.plan, goal->rec.id, filter->board, occasion->rec.id);
		row = result_add(res, REC_ASSESSMENT, goal->rec.plan,
			arena_printf(&res->arena, "%s/%s/%s", goal->rec.id, filter->board, occasion->rec.id));
		row_text(res, row, "goal", goal->rec.id);
		row_text(res, row, "title", goal->title);
		row_num(res, row, "computed", query_status(ds, &goal->rec, &res->arena, NULL));
		row_num(res, row, "assessed", assessment ? assessment->assessed : STATUS_NONE);
		row_text(res, row, "motivation", assessment ? assessment->motivation : NULL);
	}
	return 0;
}
