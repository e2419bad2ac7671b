/* compare.h: one figure beside those of others, ranked: "and compared with whom?".
 *
 * A place is counted in the indicator's direction, 1 = best, and equals share one. Riket is shown beside and has no place. What is
 * counted here (places, quartiles, differences) is nobody's figure but ours: it is never credited to who published the figures. */
#ifndef STYRTAVLA_COMPARE_H
#define STYRTAVLA_COMPARE_H

#include "query/queries.h"

enum compare_group {
	COMPARE_REGIONS = 1,    /* Kolada's 0001–0025; riket (0000) stands beside */
	COMPARE_MUNICIPALITIES, /* four digits, not beginning with 00 */
	COMPARE_CHOSEN,         /* those of `chosen`, whoever they are */
	COMPARE_BOARDS,         /* the region's own nämnder and förvaltningar */
	COMPARE_GROUPS
};

struct compare_question {
	const char *metric;
	const char *organisation; /* ours: it is marked, and always there */
	const char *chosen;       /* ids joined by ','; COMPARE_CHOSEN only */
	enum compare_group group;
	period_t period;
	int gender;               /* GENDER_* */
	int direction;            /* DIR_*; 0 = nobody said what is better: no places, highest first */
	int decimals;             /* −1 as many as needed */
};

struct comparison {
	struct result res;     /* place, name, value, preliminary, difference, quarter, organisation: best first, those without a figure last,
	                          with the kind of missing as words; the ref is the figure's (REC_OBSERVATION) */
	size_t place, of;      /* ours; 0 where it has none, or nobody to have it among. of = how many have a figure, riket never counted */
	size_t missing;        /* how many of the group have none for the period */
	double quartile[3];    /* of those that have one; missing with fewer than four */
	double least, most;    /* of all rows that have a figure, riket counted; missing where none has */
	const char *source;    /* who published our figure; NULL if nobody says, or there is none. In res.arena */
	bool own_entered;      /* ours was entered by hand, and names no publisher */
	const char *others;    /* who published the others', each once, ", " between; NULL if nobody says. In res.arena */
};

/* 0 or ERR_STORE. out is always made; comparison_free. */
int query_compare(const struct dataset *ds, const struct compare_question *question, struct comparison *out, struct err *err);
void comparison_free(struct comparison *comparison);
/* Which groups have a figure of another than ours for the period: a bit for each, 1u << group. COMPARE_CHOSEN where there is anyone at
 * all to choose. */
unsigned compare_groups(const struct dataset *ds, const struct compare_question *question);
/* What a group is called, "alla regioner"; and one of its members, "region". */
const char *compare_group_words(enum compare_group group);
const char *compare_member_words(enum compare_group group, size_t n);
/* "i den bästa fjärdedelen" for 1 … "i den sämsta fjärdedelen" for 4; NULL for others. */
const char *compare_quarter_words(int quarter);
/* What an organisation of figures is called: a region, a nämnd, else its id. Borrowed. */
const char *organisation_name(const struct dataset *ds, const char *id);

/* The place of an organisation among all regions in its latest period, or in the one before where nobody else is measured yet. */
struct place {
	size_t place, of; /* 0 where it has none, or stands alone */
	period_t period;
};
struct figures;
void figures_place(struct figures *figures, const char *metric, const char *organisation, period_t latest, int direction,
		struct place *out);
/* "4 av 21", with the year where it is not that of `latest`; "" for no place. In the arena. */
const char *place_words(const struct place *place, period_t latest, struct arena *arena);

#endif
