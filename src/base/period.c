/* period.c: the periods figures are for: years, months, quarters, weeks, and twelve months rolling. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/date_priv.h"
#include "base/mem.h"

#define BASE_YEAR PERIOD_FIRST_YEAR
#define YEAR_LAST PERIOD_LAST_YEAR

/* How many of each kind a year has; 0 = the kind has no parts. */
static const int kind_parts[] = {
	[PERIOD_NONE] = 0, [PERIOD_YEAR] = 0, [PERIOD_MONTH] = 12, [PERIOD_QUARTER] = 4, [PERIOD_WEEK] = 53, [PERIOD_R12] = 12,
};

/* The letter between year and part, for those who write one, and how many digits follow. */
static const struct {
	const char *letters;
	enum period_kind kind;
	int digits;
} letters[] = {
	{ "Mm", PERIOD_MONTH, 2 },
	{ "QqKk", PERIOD_QUARTER, 1 },
	{ "VvWw", PERIOD_WEEK, 2 },
};

static bool pack(enum period_kind kind, int year, int part, period_t *out)
{
	int parts = kind == PERIOD_WEEK ? date_weeks_in_year(year) : kind_parts[kind];

	if (year < BASE_YEAR || year > YEAR_LAST || part > parts || part < (parts ? 1 : 0))
		return false;
	*out = (uint32_t)kind << 24 | (uint32_t)(year - BASE_YEAR) << 8 | (uint32_t)part;
	return true;
}

bool period_parse(const char *s, period_t *out)
{
	bool rolling, dash;
	int year, part;

	if (!s || !*s || strcmp(s, "-") == 0) {
		*out = 0;
		return true;
	}
	rolling = strncmp(s, "R12:", 4) == 0 || strncmp(s, "r12:", 4) == 0;
	if (rolling)
		s += 4;
	if (!date_read(&s, 4, 4, &year))
		return false;
	if (!*s)
		return !rolling && pack(PERIOD_YEAR, year, 0, out);
	dash = date_accept(&s, "-");
	for (size_t i = 0; i < COUNT_OF(letters) && !rolling; i++) {
		if (date_accept(&s, letters[i].letters)) {
			return date_read(&s, 1, letters[i].digits, &part) && !*s &&
			       pack(letters[i].kind, year, part, out);
		}
	}
	if (rolling && !dash)
		date_accept(&s, "Mm");
	return date_read(&s, 2, 2, &part) && !*s && pack(rolling ? PERIOD_R12 : PERIOD_MONTH, year, part, out);
}

enum period_kind period_kind(period_t p)
{
	uint32_t kind = p >> 24;

	return kind < COUNT_OF(kind_parts) ? (enum period_kind)kind : PERIOD_NONE;
}

int period_year(period_t p)
{
	return period_kind(p) == PERIOD_NONE ? 0 : (int)(p >> 8 & 0xFFFF) + BASE_YEAR;
}

int period_part(period_t p)
{
	return (int)(p & 0xFF);
}

char *period_format(char dst[PERIOD_TEXT_MAX], period_t p)
{
	dst[0] = '\0';
	/* Spelt out, so that the compiler can check the formats against what they are given. */
	switch (period_kind(p)) {
	case PERIOD_NONE:
		break;
	case PERIOD_YEAR:
		snprintf(dst, PERIOD_TEXT_MAX, "%04d", period_year(p));
		break;
	case PERIOD_MONTH:
		snprintf(dst, PERIOD_TEXT_MAX, "%04d-%02d", period_year(p), period_part(p));
		break;
	case PERIOD_QUARTER:
		snprintf(dst, PERIOD_TEXT_MAX, "%04d-Q%d", period_year(p), period_part(p));
		break;
	case PERIOD_WEEK:
		snprintf(dst, PERIOD_TEXT_MAX, "%04d-V%02d", period_year(p), period_part(p));
		break;
	case PERIOD_R12:
		snprintf(dst, PERIOD_TEXT_MAX, "R12:%04d-%02d", period_year(p), period_part(p));
		break;
	}
	return dst;
}

double period_position(period_t p)
{
	const enum period_kind kind = period_kind(p);
	const int year = period_year(p);
	int parts = kind_parts[kind];

	if (kind == PERIOD_NONE)
		return NAN;
	if (kind == PERIOD_WEEK)
		parts = date_weeks_in_year(year);
	return parts ? year + (period_part(p) - 0.5) / parts : year + 0.5;
}

date_t period_last_day(period_t p)
{
	const int year = period_year(p);
	int month;

	switch (period_kind(p)) {
	case PERIOD_YEAR:
		month = 12;
		break;
	case PERIOD_QUARTER:
		month = period_part(p) * 3;
		break;
	case PERIOD_MONTH:
	case PERIOD_R12:
		month = period_part(p);
		break;
	case PERIOD_WEEK:
		return date_week_day(year, period_part(p), 7);
	default:
		return DATE_NONE;
	}
	/* A period need not come from period_parse: 13 months must not index past the table. */
	if (month < 1 || month > 12)
		return DATE_NONE;
	return date_days(year, month, date_month_days(year, month));
}
