/* The reporting calendar of a plan, or of any year by rule alone. */
#include "model/calendar.h"
#include "query/occasions.h"
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

static void add_occasion(const struct dataset *ds, const struct filler *filler, const struct occasion *occasion,
		struct result *res)
{
	struct row *row = filler_add(filler, res, &occasion->rec);
	bool cutoff_proposed, due_proposed;
	const date_t cutoff = occasion_cutoff_day(ds, occasion, &cutoff_proposed);
	const date_t due = occasion_due_day(ds, occasion, &due_proposed);

	row_text(res, row, "occasion", occasion->rec.id);
	row_json(res, row, "dates", dates_of(occasion));
	/* A day the plan leaves out is the rule's: then the row does not pass for a decided calendar. */
	if (cutoff_proposed)
		row_num(res, row, "cutoff", cutoff);
	if (due_proposed)
		row_num(res, row, "due", due);
	if (cutoff_proposed || due_proposed)
		row_num(res, row, "source", CAL_COMPUTED);
	/* What has been is past its use. */
	row->dim = due != DATE_NONE && ds->today != DATE_NONE && due < ds->today;
}

static const char *plan_of_year(const struct dataset *ds, int year)
{
	const struct record_list *plans = dataset_list(ds, REC_PLAN);

	for (size_t i = 0; i < plans->n; i++) {
		if (((const struct plan *)plans->items[i])->year == year)
			return plans->items[i]->id;
	}
	return "";
}

static void add_year(const struct dataset *ds, const struct filler *filler, int year, struct result *res)
{
	for (size_t i = 0; i < CALENDAR_OCCASIONS; i++) {
		struct record *rec = calendar_occasion(plan_of_year(ds, year), year, i, ds->eves);

		if (rec)
			add_occasion(ds, filler, (const struct occasion *)rec, res);
		record_free(rec);
	}
}

int query_calendar(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_OCCASION);
	struct filler filler;

	(void)err;
	result_init(res, calendar_columns, COUNT_OF(calendar_columns));
	filler_init(&filler, res, REC_OCCASION);
	if (filter->year)
		add_year(ds, &filler, filter->year, res);
	for (size_t i = 0; !filter->year && i < list->n; i++) {
		const struct occasion *occasion = (const struct occasion *)list->items[i];

		if (!filter->period || period_year(occasion->period) == period_year(filter->period))
			add_occasion(ds, &filler, occasion, res);
	}
	return 0;
}
