/* understand.h: what a history says in words: is a change more than chance, will the target be reached, is the difference between
 * women and men growing. The arithmetic is in model/statistics.h; this finds the periods and says it in Swedish.
 *
 * Everything here is computed by styrtavla from somebody's figures, and says so: it is never credited to who published them, and a
 * trend is an estimate that is never shown as a fact. */
#ifndef STYRTAVLA_UNDERSTAND_H
#define STYRTAVLA_UNDERSTAND_H

#include "model/statistics.h"
#include "query/queries.h"

/* The periods of a series in order of time: those with a figure of any gender, and those of the same kind between them that nobody
 * measured, so that a gap stays a gap. At most max of them; figures without a period have none. Returns how many. */
size_t series_periods(const struct series *series, period_t *periods, size_t max);
#define SERIES_PERIODS_MAX 400

struct understand_question {
	int gender;                  /* GENDER_* */
	const struct target *target; /* what is to be reached; NULL = none, or nothing this may be held against */
	int direction;               /* DIR_*: where the target has no ≥ or ≤ of its own */
	const char *unit;            /* NULL = none */
	int decimals;                /* −1 as many as needed */
	date_t today;                /* what is told of the pace now is told by this day; DATE_NONE = whatever the day */
};

struct understanding {
	size_t measured;        /* points with a value */
	bool has_xmr;           /* ten or more */
	struct xmr xmr;
	const char *verdict;    /* "vanlig variation", "särskild orsak sedan 2023 (åtta i rad över medel)"; or why nothing is said */
	bool has_trend;         /* five or more */
	struct trend trend;     /* x = period_position */
	double first, last;     /* position of the first and the last measured point */
	double until;           /* how far the trend is worth drawing: the target's year, where that is later than the last point */
	bool certain;           /* all of the interval rises, or falls */
	bool stale;             /* the last measurement is too old for a pace now */
	const char *trend_words; /* "−0,35 procentenheter om året (mellan −0,41 och −0,28)", "ingen säker trend (mellan …)"; NULL without
	                           a trend */
	const char *reach;      /* "med nuvarande takt nås målvärdet 2029 (2027–2033)", "med nuvarande takt nås målvärdet inte", that it
	                           cannot be told, or that the last measurement is too old; NULL without a trend or a target */
};
/* Strings are in the arena. Figures without a period are passed over. */
void understand_series(const struct series *series, const struct understand_question *question, struct arena *arena,
		struct understanding *out);

/* Women against men, one period at a time. */
struct gender_gap {
	period_t period;        /* 0 where both were never measured in the same period */
	double women, men, difference; /* women − men, in the unit of difference_unit */
	size_t periods;         /* how many have both */
	const char *words;      /* "kvinnor 1,1 procentenheter lägre än män" */
	const char *trend;      /* "skillnaden minskar (0,10 procentenheter om året sedan 2016)", "skillnaden varken ökar eller minskar
	                           säkert", or that five periods are needed */
};
/* At `period`, 0 = the latest with both. */
void understand_gap(const struct series *series, period_t period, const struct understand_question *question, struct arena *arena,
		struct gender_gap *out);

/* The figures alone, without words. False where the period does not have both. */
bool gender_gap_at(const struct series *series, period_t period, struct gender_gap *out);

/* Why a point has no value, in words: its own text, the kind of missing, "uppgift saknas" where nobody says or there is no point. */
const char *point_missing_words(const struct point *point);

/* What a difference is counted in: of percentages it is "procentenheter", else the unit itself; "" for none. */
const char *difference_unit(const char *unit);
/* The number with it: "+1 procentenhet", "0,5 procentenheter". In the arena. */
const char *difference_words(struct arena *arena, const char *number, const char *unit);

#endif
