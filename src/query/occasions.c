/* The reporting year: the occasions the plan gives, those the rule proposes, and finding one's way among them. */
#include "query/occasions.h"

#include <strings.h>

#include "base/text.h"
#include "model/calendar.h"
#include "query/queries_priv.h"

/* ---- proposing -------------------------------------------------------------------------------------------- */

bool occasion_is_proposed(const struct occasion *occasion)
{
	return occasion->rec.revision == 0 && occasion->source == CAL_COMPUTED;
}

static void drop_proposed(struct record_list *list)
{
	for (size_t i = list->n; i-- > 0;) {
		const struct record *rec = list->items[i];

		if (occasion_is_proposed((const struct occasion *)rec))
			record_list_remove(list, rec->plan, rec->id);
	}
}

/* Does its plan give it: by id, or the same kind of report for the same month under another? */
static bool is_given(const struct record_list *list, const struct record *proposed)
{
	const struct occasion *wanted = (const struct occasion *)proposed;

	for (size_t i = 0; i < list->n; i++) {
		const struct occasion *occasion = (const struct occasion *)list->items[i];

		if (strcmp(occasion->rec.plan, proposed->plan) == 0 && (strcmp(occasion->rec.id, proposed->id) == 0 ||
				(occasion->kind == wanted->kind && occasion->period == wanted->period)))
			return true;
	}
	return false;
}

static void propose_year(struct dataset *ds, const struct plan *plan)
{
	struct record_list *list = &ds->lists[REC_OCCASION];

	for (size_t i = 0; !num_missing(plan->year) && i < CALENDAR_OCCASIONS; i++) {
		struct record *rec = calendar_occasion(plan->rec.id, (int)plan->year, i, ds->eves);

		if (rec && !is_given(list, rec))
			record_list_insert(list, rec);
		else
			record_free(rec);
	}
}

void dataset_propose_occasions(struct dataset *ds)
{
	const struct record_list *plans = dataset_list(ds, REC_PLAN);

	drop_proposed(&ds->lists[REC_OCCASION]);
	for (size_t i = 0; i < plans->n; i++) {
		if (strcmp(ds->plan, "all") == 0 || strcmp(ds->plan, plans->items[i]->id) == 0)
			propose_year(ds, (const struct plan *)plans->items[i]);
	}
}

void dataset_set_eves(struct dataset *ds, enum eves eves)
{
	if (ds->eves == eves)
		return;
	ds->eves = eves;
	dataset_propose_occasions(ds);
}

/* ---- days ------------------------------------------------------------------------------------------------- */

static date_t day_or(date_t day, date_t rule, bool *proposed)
{
	if (proposed)
		*proposed = day == DATE_NONE && rule != DATE_NONE;
	return day != DATE_NONE ? day : rule;
}

date_t occasion_cutoff_day(const struct dataset *ds, const struct occasion *occasion, bool *proposed)
{
	return day_or(occasion->cutoff, calendar_cutoff(occasion->period, ds->eves), proposed);
}

date_t occasion_due_day(const struct dataset *ds, const struct occasion *occasion, bool *proposed)
{
	const date_t cutoff = occasion_cutoff_day(ds, occasion, NULL);

	return day_or(occasion->due, calendar_due(occasion->kind, cutoff, ds->eves), proposed);
}

moment_t occasion_cutoff(const struct dataset *ds, const struct occasion *occasion)
{
	moment_t moment = MOMENT_NONE;
	char day[DATE_TEXT_MAX];

	moment_parse(date_format(day, occasion_cutoff_day(ds, occasion, NULL)), &moment);
	return moment;
}

/* ---- which one -------------------------------------------------------------------------------------------- */

/* Is occasion one of the plan shown; with all of them, of the one for the year it is? */
static bool is_ours(const struct dataset *ds, const struct occasion *occasion)
{
	const struct record *plan = dataset_plan_of_today(ds);

	return strcmp(ds->plan, "all") != 0 || (plan && strcmp(plan->id, occasion->rec.plan) == 0);
}

/* What day an occasion is looked for by. */
typedef date_t day_fn(const struct dataset *ds, const struct occasion *occasion, bool *proposed);

static date_t period_day(const struct dataset *ds, const struct occasion *occasion, bool *proposed)
{
	(void)ds;
	(void)proposed;
	return period_last_day(occasion->period);
}

/* The one nearest to day, after it or (first ones equal) on it; before: the nearest before it. */
static const struct occasion *nearest(const struct dataset *ds, day_fn *day_of, date_t day, bool before)
{
	const struct record_list *list = dataset_list(ds, REC_OCCASION);
	const struct occasion *found = NULL;
	date_t best = DATE_NONE;

	for (size_t i = 0; day != DATE_NONE && i < list->n; i++) {
		const struct occasion *occasion = (const struct occasion *)list->items[i];
		date_t its = day_of(ds, occasion, NULL);

		if (its == DATE_NONE || (its < day) != before || !is_ours(ds, occasion))
			continue;
		if (found && (before ? its < best : its >= best))
			continue;
		found = occasion;
		best = its;
	}
	return found;
}

const struct occasion *occasion_next(const struct dataset *ds, date_t day)
{
	return nearest(ds, occasion_due_day, day, false);
}

const struct occasion *occasion_last(const struct dataset *ds, date_t day)
{
	return nearest(ds, occasion_cutoff_day, day, true);
}

const struct occasion *occasion_after(const struct dataset *ds, period_t period)
{
	const date_t last = period_last_day(period);

	return last == DATE_NONE ? NULL : nearest(ds, period_day, last + 1, false);
}

const struct occasion *occasion_named(const struct dataset *ds, const char *id)
{
	const struct record_list *list = dataset_list(ds, REC_OCCASION);
	struct buf folded = { 0 };
	const struct occasion *found = NULL;

	text_fold(&folded, id ? id : "", FOLD_CASE);
	if (strcmp(buf_cstr(&folded), "år") == 0) {
		buf_clear(&folded);
		buf_str(&folded, "AR");
	}
	for (size_t i = 0; !found && i < list->n; i++) {
		const struct occasion *occasion = (const struct occasion *)list->items[i];

		if (strcasecmp(occasion->rec.id, buf_cstr(&folded)) == 0 && is_ours(ds, occasion))
			found = occasion;
	}
	buf_free(&folded);
	return found;
}

const char *occasion_words(const struct occasion *occasion)
{
	static const char *const months[] = {
		"månadsrapport", "månadsrapport januari", "månadsrapport februari", "månadsrapport mars", "månadsrapport april",
		"månadsrapport maj", "månadsrapport juni", "månadsrapport juli", "månadsrapport augusti",
		"månadsrapport september", "månadsrapport oktober", "månadsrapport november", "månadsrapport december",
	};
	static const char *const others[] = { [OCC_UR1] = "UR1", [OCC_UR2] = "UR2", [OCC_AR] = "ÅR" };
	int year, month, day;

	if (occasion->kind != OCC_MONTH)
		return occasion->kind >= OCC_UR1 && occasion->kind <= OCC_AR ? others[occasion->kind] : occasion->rec.id;
	date_to_ymd(period_last_day(occasion->period), &year, &month, &day);
	return months[month];
}
