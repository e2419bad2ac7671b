/* The reporting calendar of a plan. */
#include "query/queries_priv.h"

static const struct column calendar_columns[] = {
	{ .key = "plan", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "occasion", .heading = "Tillfälle", .type = COL_TEXT, .flags = COLF_BOTH, .width = 9 },
	{ .key = "kind", .heading = "Slag", .type = COL_CHOICE, .flags = COLF_BOTH | COLF_FILL, .width = 14,
	  .choices = choices_occasion },
	{ .key = "period", .heading = "Till och med", .type = COL_PERIOD, .flags = COLF_BOTH, .width = 12, .priority = 1 },
	{ .key = "cutoff", .heading = "Bryt", .type = COL_DATE, .flags = COLF_BOTH, .width = 10 },
	{ .key = "due", .heading = "Rapport", .type = COL_DATE, .flags = COLF_BOTH, .width = 10 },
	{ .key = "dates", .type = COL_JSON, .flags = COLF_EXPORT },
	{ .key = "source", .heading = "Källa", .type = COL_CHOICE, .flags = COLF_BOTH, .width = 17, .priority = 5,
	  .choices = choices_calendar_source },
	{ .key = "rsau1", .heading = "RSAU 1", .type = COL_DATE, .flags = COLF_SCREEN, .width = 10, .priority = 4 },
	{ .key = "rsau2", .heading = "RSAU 2", .type = COL_DATE, .flags = COLF_SCREEN, .width = 10, .priority = 4 },
	{ .key = "decided", .heading = "Beslutad", .type = COL_DATE, .flags = COLF_SCREEN, .width = 10, .priority = 3 },
	{ .key = "rs", .heading = "RS", .type = COL_DATE, .flags = COLF_SCREEN, .width = 10, .priority = 2 },
	{ .key = "rf", .heading = "RF", .type = COL_DATE, .flags = COLF_SCREEN, .width = 10, .priority = 2 },
};

static void set_day(json_t *json, const char *key, date_t day)
{
	char text[DATE_TEXT_MAX];

	json_object_set_new(json, key, json_text(date_format(text, day)));
}

static json_t *dates_of(const struct occasion *occasion)
{
	json_t *json = json_object();

	set_day(json, "rsau1", occasion->rsau1);
	set_day(json, "rsau2", occasion->rsau2);
	set_day(json, "decided", occasion->decided);
	set_day(json, "rs", occasion->rs);
	set_day(json, "rf", occasion->rf);
	return json;
}

int query_calendar(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_OCCASION);
	struct filler filler;

	(void)err;
	result_init(res, calendar_columns, COUNT_OF(calendar_columns));
	filler_init(&filler, res, REC_OCCASION);
	for (size_t i = 0; i < list->n; i++) {
		const struct occasion *occasion = (const struct occasion *)list->items[i];
		struct row *row;

		if (filter->period && period_year(occasion->period) != period_year(filter->period))
			continue;
		row = filler_add(&filler, res, &occasion->rec);
		row_text(res, row, "occasion", occasion->rec.id);
		row_json(res, row, "dates", dates_of(occasion));
		/* What has been is past its use. */
		row->dim = occasion->due != DATE_NONE && ds->today != DATE_NONE && occasion->due < ds->today;
	}
	return 0;
}
