/* understand.c: signal, trend and the difference between women and men, in words. */
#include "query/understand.h"

#include <math.h>

#include "query/queries_priv.h"

#define NO_FIGURE "uppgift saknas"
#define SPREAD_MOST 10 /* years between the first and the last when it may be reached: more is no answer */
#define FRESH_DAYS (3 * 366) /* a trend whose last measurement is older says nothing of the pace now */
#define HORIZON 50 /* years ahead: further than that nobody has a pace */

static const char *const number_words[] = { "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva",
	"tolv" };

static const char *count_word(struct arena *arena, size_t n)
{
	return n < COUNT_OF(number_words) ? number_words[n] : arena_printf(arena, "%zu", n);
}

bool period_is_ahead(period_t period, date_t today)
{
	period_t before = period ? period_before(period) : 0;

	return before && today != DATE_NONE && period_last_day(before) >= today;
}

const char *point_missing_words(const struct point *point)
{
	if (point && has_text(point->text))
		return point->text;
	return point && point->missing ? choices_missing[point->missing].label : NO_FIGURE;
}

const char *difference_unit(const char *unit)
{
	if (!unit)
		return "";
	return strcmp(unit, "%") == 0 || strcmp(unit, "procent") == 0 ? "procentenheter" : unit;
}

const char *difference_words(struct arena *arena, const char *number, const char *unit)
{
	const char *digits = number + strspn(number, "+-");

	if (strncmp(digits, "\u2212", strlen("\u2212")) == 0)
		digits += strlen("\u2212");
	unit = difference_unit(unit);
	if (strcmp(unit, "procentenheter") == 0 && strcmp(digits, "1") == 0)
		unit = "procentenhet";
	return arena_printf(arena, "%s%s%s", number, *unit ? " " : "", unit);
}

size_t series_periods(const struct series *series, period_t *periods, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < series->n && n < max; i++) {
		period_t period = series->points[i].period, next;

		if (!period || (n && periods[n - 1] == period))
			continue;
		while (n && n < max - 1 && period_kind(periods[n - 1]) == period_kind(period) &&
				(next = period_after(periods[n - 1])) && next < period)
			periods[n++] = next;
		periods[n++] = period;
	}
	return n;
}

/* The values of one gender at those periods; missing where nobody measured. */
static double *values_of(const struct series *series, int gender, const period_t *periods, size_t n, struct arena *arena)
{
	double *values = arena_alloc(arena, (n + 1) * sizeof(*values));

	for (size_t i = 0; i < n; i++) {
		const struct point *point = series_at(series, periods[i], gender);

		values[i] = point ? point->value : NUM_MISSING;
	}
	return values;
}

static const char *period_text(struct arena *arena, period_t period)
{
	char text[PERIOD_TEXT_MAX];

	return arena_strdup(arena, period_format(text, period));
}

/* ---- signal or noise ---------------------------------------------------------------------------------------- */

static const char *signal_reason(const struct xmr *xmr, const double *values, struct arena *arena)
{
	const char *count = count_word(arena, xmr->end - xmr->since + 1);
	double first = values[xmr->since];

	switch (xmr->signal) {
	case XMR_OUTSIDE:
		return first > xmr->upper ? "över den övre gränsen" : "under den undre gränsen";
	case XMR_SHIFT:
		return arena_printf(arena, "%s i rad %s medel", count, first > xmr->mean ? "över" : "under");
	case XMR_TREND:
		return arena_printf(arena, "%s i rad %s", count, values[xmr->since + 1] > first ? "stigande" : "fallande");
	default:
		return "";
	}
}

static const char *verdict_of(const struct xmr *xmr, const double *values, const period_t *periods, size_t n,
		struct arena *arena)
{
	const char *since, *reason;
	size_t end = xmr->end, last = n;

	if (!xmr->signal)
		return "vanlig variation";
	since = period_text(arena, periods[xmr->since]);
	reason = signal_reason(xmr, values, arena);
	while (last && num_missing(values[last - 1]))
		last--;
	/* What is over is told with its end: it does not hold now. */
	if (end + 1 == last && end > xmr->since)
		return arena_printf(arena, "särskild orsak sedan %s (%s)", since, reason);
	if (end == xmr->since)
		return arena_printf(arena, "särskild orsak %s (%s)", since, reason);
	return arena_printf(arena, "särskild orsak %s–%s (%s)", since, period_text(arena, periods[end]), reason);
}

static void understand_variation(const double *values, const period_t *periods, size_t n, struct arena *arena,
		struct understanding *out)
{
	out->has_xmr = xmr_of(values, n, &out->xmr);
	if (out->has_xmr)
		out->verdict = verdict_of(&out->xmr, values, periods, n, arena);
	else if (out->measured >= XMR_LEAST)
		out->verdict = "mätningarna ligger för glest för att skilja signal från brus";
	else
		out->verdict = arena_printf(arena, "%s %s är för få för att skilja signal från brus: %s behövs",
			count_word(arena, out->measured), out->measured == 1 ? "mätning" : "mätningar", count_word(arena, XMR_LEAST));
}

/* ---- will it be reached --------------------------------------------------------------------------------------- */

/* From which side: what the target says, else which way is better. 0 = nobody says. */
static int side_of(const struct target *target, int direction)
{
	switch (target->op) {
	case OP_GE:
	case OP_GT:
		return DIR_UP;
	case OP_LE:
	case OP_LT:
		return DIR_DOWN;
	case OP_EQ:
		return 0;
	default:
		return direction;
	}
}

/* The year that position is in; a yearly figure stands in the middle of its year, and the first one beyond is meant. */
static int year_of(double position, bool yearly)
{
	return (int)(yearly ? ceil(position - 0.5 - 1e-9) : floor(position + 1e-9));
}

static bool is_reached(const struct target *target, double value, int side)
{
	if (side == DIR_UP)
		return target->op == OP_GT ? value > target->value : value >= target->value;
	return target->op == OP_LT ? value < target->value : value <= target->value;
}

/* Both ends of the interval say the same way. */
static bool is_certain(const struct trend *trend)
{
	return trend->low > 0 || trend->high < 0;
}

static int this_year(date_t today)
{
	int year, month, day;

	date_to_ymd(today, &year, &month, &day);
	return year;
}

/* The last measurement. */
struct measured {
	double value;
	period_t period;
};

static const char *reach_words(const struct understanding *u, const struct understand_question *question, int side,
		const struct measured *latest, struct arena *arena)
{
	const struct target *target = question->target;
	bool up = side == DIR_UP, yearly = period_kind(latest->period) == PERIOD_YEAR, will;
	double year, first, last;

	if (is_reached(target, latest->value, side))
		return is_certain(&u->trend) && (u->trend.slope > 0) != up ? "målvärdet är nått, men trenden går åt fel håll" :
			"målvärdet är nått";
	will = trend_reaches(&u->trend, target->value, up, u->last, &year, &first, &last);
	if (!is_certain(&u->trend))
		return "det går inte att säga när målvärdet nås";
	if (!will || year > u->last + HORIZON)
		return "med nuvarande takt nås målvärdet inte";
	if (year <= u->last)
		return "trenden ligger vid målvärdet, men det senaste utfallet når det inte";
	if (num_missing(last) || last - first > SPREAD_MOST)
		return "det går inte att säga när målvärdet nås";
	if (question->today != DATE_NONE && year_of(year, yearly) < this_year(question->today))
		return arena_printf(arena, "trenden till och med %s pekade på att målvärdet skulle nås %d",
			period_text(arena, latest->period), year_of(year, yearly));
	if (year_of(first, yearly) == year_of(last, yearly))
		return arena_printf(arena, "med nuvarande takt nås målvärdet %d", year_of(year, yearly));
	return arena_printf(arena, "med nuvarande takt nås målvärdet %d (%d–%d)", year_of(year, yearly), year_of(first, yearly),
		year_of(last, yearly));
}

/* A pace is small beside the figures: one decimal more than they have. */
static const char *pace(struct arena *arena, double value, const struct understand_question *question, int flags)
{
	char text[NUM_TEXT_MAX];

	return arena_strdup(arena, num_format(text, value, question->decimals < 0 ? 2 : question->decimals + 1, flags));
}

static const char *pace_words(const struct trend *trend, const struct understand_question *question, struct arena *arena)
{
	const char *low = pace(arena, trend->low, question, NUM_SIGN), *high = pace(arena, trend->high, question, NUM_SIGN);

	if (!is_certain(trend))
		return arena_printf(arena, "ingen säker trend (mellan %s och %s om året)", low,
			difference_words(arena, high, question->unit));
	return arena_printf(arena, "%s om året (mellan %s och %s)",
		difference_words(arena, pace(arena, trend->slope, question, NUM_SIGN), question->unit), low, high);
}

static void tell_trend(const struct understand_question *question, const struct measured *latest, struct arena *arena,
		struct understanding *out)
{
	const struct target *target = question->target;
	int side = target && !num_missing(target->value) ? side_of(target, question->direction) : 0;

	out->trend_words = pace_words(&out->trend, question, arena);
	out->certain = is_certain(&out->trend);
	out->stale = question->today != DATE_NONE && period_last_day(latest->period) + FRESH_DAYS < question->today;
	if (out->stale) {
		out->reach = arena_printf(arena, "den senaste mätningen är från %s: för gammal för att säga något om takten nu",
			period_text(arena, latest->period));
		return;
	}
	if (!side)
		return;
	if (!num_missing(target->year))
		out->until = fmax(out->last, target->year + (period_kind(latest->period) == PERIOD_YEAR ? 0.5 : 1));
	out->reach = reach_words(out, question, side, latest, arena);
}

static void understand_trend(const double *values, const period_t *periods, size_t n,
		const struct understand_question *question, struct arena *arena, struct understanding *out)
{
	double *at = arena_alloc(arena, (n + 1) * sizeof(*at));
	struct measured latest = { .value = NUM_MISSING };

	out->first = out->last = NUM_MISSING;
	for (size_t i = 0; i < n; i++) {
		at[i] = period_position(periods[i]);
		if (num_missing(values[i]))
			continue;
		if (num_missing(out->first))
			out->first = at[i];
		out->last = at[i];
		latest = (struct measured){ values[i], periods[i] };
	}
	out->until = out->last;
	out->has_trend = trend_of(at, values, n, &out->trend);
	if (out->has_trend)
		tell_trend(question, &latest, arena, out);
}

void understand_series(const struct series *series, const struct understand_question *question, struct arena *arena,
		struct understanding *out)
{
	period_t periods[SERIES_PERIODS_MAX];
	size_t n = series_periods(series, periods, SERIES_PERIODS_MAX);
	const double *values = values_of(series, question->gender, periods, n, arena);

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < n; i++)
		out->measured += !num_missing(values[i]);
	understand_variation(values, periods, n, arena, out);
	understand_trend(values, periods, n, question, arena, out);
}

/* ---- women against men -------------------------------------------------------------------------------------- */

static const char *gap_words(const struct gender_gap *gap, const struct understand_question *question, struct arena *arena)
{
	char text[NUM_TEXT_MAX], none[NUM_TEXT_MAX];

	num_format(text, fabs(gap->difference), question->decimals, 0);
	if (strcmp(text, num_format(none, 0, question->decimals, 0)) == 0)
		return "kvinnor och män lika";
	return arena_printf(arena, "kvinnor %s %s än män", difference_words(arena, text, question->unit),
		gap->difference < 0 ? "lägre" : "högre");
}

/* The trend of how far they are from each other, whoever is above: it widens or narrows only where the whole interval says so. */
static const char *gap_trend(const double *at, const double *apart, const period_t *periods, size_t n, size_t measured,
		const struct understand_question *question, struct arena *arena)
{
	struct trend trend;
	size_t first = 0;

	if (!trend_of(at, apart, n, &trend))
		return arena_printf(arena, "%s %s är för få för att säga om skillnaden ökar eller minskar: %s behövs",
			count_word(arena, measured), measured == 1 ? "period" : "perioder", count_word(arena, TREND_LEAST));
	while (first < n && num_missing(apart[first]))
		first++;
	if (trend.low <= 0 && trend.high >= 0)
		return arena_printf(arena, "skillnaden varken ökar eller minskar säkert sedan %s", period_text(arena, periods[first]));
	return arena_printf(arena, "skillnaden %s (%s om året sedan %s)", trend.slope > 0 ? "ökar" : "minskar",
		difference_words(arena, pace(arena, fabs(trend.slope), question, 0), question->unit), period_text(arena, periods[first]));
}

bool gender_gap_at(const struct series *series, period_t period, struct gender_gap *out)
{
	const struct point *women = series_at(series, period, GENDER_K), *men = series_at(series, period, GENDER_M);

	memset(out, 0, sizeof(*out));
	out->women = women ? women->value : NUM_MISSING;
	out->men = men ? men->value : NUM_MISSING;
	out->difference = num_round(out->women - out->men, 9);
	if (!period || num_missing(out->women) || num_missing(out->men))
		return false;
	out->period = period;
	return true;
}

void understand_gap(const struct series *series, period_t period, const struct understand_question *question, struct arena *arena,
		struct gender_gap *out)
{
	period_t periods[SERIES_PERIODS_MAX];
	size_t n = series_periods(series, periods, SERIES_PERIODS_MAX), shown = n;
	const double *women = values_of(series, GENDER_K, periods, n, arena), *men = values_of(series, GENDER_M, periods, n, arena);
	double *at = arena_alloc(arena, (n + 1) * sizeof(*at)), *apart = arena_alloc(arena, (n + 1) * sizeof(*apart));

	size_t both = 0;

	for (size_t i = 0; i < n; i++) {
		at[i] = period_position(periods[i]);
		apart[i] = fabs(women[i] - men[i]);
		if (num_missing(apart[i]))
			continue;
		both++;
		if (!period || periods[i] == period)
			shown = i;
	}
	if (!gender_gap_at(series, shown < n ? periods[shown] : 0, out))
		out->period = 0;
	out->periods = both;
	if (both)
		out->trend = gap_trend(at, apart, periods, n, both, question, arena);
	if (!out->period)
		return;
	out->words = gap_words(out, question, arena);
}
