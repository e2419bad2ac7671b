#include "model/calendar.h"

#include "base/mem.h"

#define USUAL_CUTOFF 4

static const struct {
	const char *id, *title;
	int kind, month;
} pattern[CALENDAR_OCCASIONS] = {
	{ "M02", "Månadsrapport februari", OCC_MONTH, 2 },
	{ "UR1", "Uppföljningsrapport 1", OCC_UR1, 3 },
	{ "M05", "Månadsrapport maj", OCC_MONTH, 5 },
	{ "M07", "Månadsrapport juli", OCC_MONTH, 7 },
	{ "UR2", "Uppföljningsrapport 2", OCC_UR2, 8 },
	{ "M09", "Månadsrapport september", OCC_MONTH, 9 },
	{ "M10", "Månadsrapport oktober", OCC_MONTH, 10 },
	{ "M11", "Månadsrapport november", OCC_MONTH, 11 },
	{ "AR", "Årsredovisning", OCC_AR, 12 },
};

/* Which working day of the month the books close on, by month; 0 = the usual one. */
static const int cutoffs[13] = { [1] = 7, [8] = 5 };
/* Working days from bryt to the report, by kind. */
static const int days_to_due[] = { [OCC_MONTH] = 3, [OCC_UR1] = 10, [OCC_UR2] = 5, [OCC_AR] = 10 };

int calendar_cutoff_place(period_t period)
{
	const date_t last = period_last_day(period);
	int year, month, day;

	if (last == DATE_NONE)
		return 0;
	date_to_ymd(last, &year, &month, &day);
	month = month % 12 + 1;
	return cutoffs[month] ? cutoffs[month] : USUAL_CUTOFF;
}

int calendar_days_to_due(int kind)
{
	return kind < OCC_MONTH || kind > OCC_AR ? 0 : days_to_due[kind];
}

date_t calendar_cutoff(period_t period, enum eves eves)
{
	const date_t last = period_last_day(period);
	int year, month, day;

	if (last == DATE_NONE)
		return DATE_NONE;
	date_to_ymd(last, &year, &month, &day);
	if (++month > 12) {
		month = 1;
		year++;
	}
	return workday_of_month(year, month, calendar_cutoff_place(period), eves);
}

date_t calendar_due(int kind, date_t cutoff, enum eves eves)
{
	if (!calendar_days_to_due(kind))
		return DATE_NONE;
	return workday_add(cutoff, calendar_days_to_due(kind), eves);
}

struct record *calendar_occasion(const char *plan, int year, size_t n, enum eves eves)
{
	struct occasion *occasion;
	struct buf period = { 0 };

	if (n >= CALENDAR_OCCASIONS || year < CALENDAR_FIRST_YEAR || year > CALENDAR_LAST_YEAR)
		return NULL;
	occasion = (struct occasion *)record_new(REC_OCCASION, plan, pattern[n].id);
	buf_printf(&period, "%d-%02d", year, pattern[n].month);
	period_parse(buf_cstr(&period), &occasion->period);
	buf_free(&period);
	occasion->title = mem_strdup(pattern[n].title);
	occasion->kind = pattern[n].kind;
	occasion->source = CAL_COMPUTED;
	occasion->cutoff = calendar_cutoff(occasion->period, eves);
	occasion->due = calendar_due(occasion->kind, occasion->cutoff, eves);
	return &occasion->rec;
}
