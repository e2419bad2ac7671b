/* Activities, with what follows from their dates. */
#include "query/queries_priv.h"

#include "model/activity.h"

static const struct column activity_columns[] = {
	{ .key = "id", .heading = "Nr", .type = COL_ID, .flags = COLF_BOTH, .width = 4 },
	{ .key = "goal", .heading = "Mål", .type = COL_ID, .flags = COLF_BOTH, .width = 5, .priority = 4, .field = "goal" },
	{ .key = "indicator", .type = COL_ID, .flags = COLF_EXPORT },
	{ .key = "board", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "title", .heading = "Aktivitet", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 22, .field = "title" },
	{ .key = "description", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "responsible", .heading = "Ansvarig", .type = COL_TEXT, .flags = COLF_BOTH, .width = 16, .priority = 3,
	  .field = "responsible" },
	{ .key = "start", .heading = "Start", .type = COL_DATE, .flags = COLF_BOTH, .width = 10, .priority = 6, .field = "start" },
	{ .key = "due", .heading = "Klart senast", .type = COL_DATE, .flags = COLF_BOTH, .width = 12, .field = "due" },
	{ .key = "status", .heading = "Läge", .type = COL_CHOICE, .flags = COLF_BOTH, .width = 8, .priority = 1,
	  .choices = choices_activity, .field = "status" },
	{ .key = "late", .heading = "Sen", .type = COL_BOOL, .flags = COLF_BOTH, .width = 3, .choices = late_words },
	{ .key = "progress", .heading = "Klart", .type = COL_NUM, .flags = COLF_BOTH, .width = 7, .priority = 7, .decimals = 0,
	  .unit = "%", .field = "progress" },
	{ .key = "result", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "contribution", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "revision", .type = COL_NUM, .flags = COLF_EXPORT | COLF_PLAIN },
	{ .key = "board_name", .heading = "Nämnd", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 14, .priority = 5,
	  .field = "board" },
};

static bool is_wanted(const struct dataset *ds, const struct query_filter *filter, const struct activity *activity)
{
	if (filter->board && !same_text(activity->board, filter->board))
		return false;
	if (filter->indicator && !same_text(activity->indicator, filter->indicator))
		return false;
	return !filter->goal || same_text(activity_goal(ds, activity), filter->goal);
}

int query_activities(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_ACTIVITY);
	struct filler filler;

	(void)err;
	result_init(res, activity_columns, COUNT_OF(activity_columns));
	filler_init(&filler, res, REC_ACTIVITY);
	for (size_t i = 0; i < list->n; i++) {
		const struct activity *activity = (const struct activity *)list->items[i];
		struct row *row;

		if (!is_wanted(ds, filter, activity))
			continue;
		row = filler_add(&filler, res, &activity->rec);
		row->dim = activity->status == ACT_DONE || activity->status == ACT_CANCELLED;
		row_num(res, row, "late", activity_is_late(activity, ds->today));
		row_text(res, row, "board_name", board_label(ds, activity->board));
	}
	return 0;
}
