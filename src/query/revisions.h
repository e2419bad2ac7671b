/* revisions.h: how the figures of a metric came to be what they are: every import and every hand that changed one, newest first. */
#ifndef STYRTAVLA_REVISIONS_H
#define STYRTAVLA_REVISIONS_H

#include "query/queries.h"

struct revision {
	moment_t at;           /* MOMENT_NONE where the journal does not say */
	const char *who;       /* who imported or entered it; NULL if nobody says */
	const char *source;    /* publisher of the import, or as entered; NULL if nobody says */
	uint32_t batch;        /* the import; 0 = by hand, or from a plan file (loaded) */
	bool loaded;
	period_t period, until; /* the same, but for figures that came together */
	int gender;
	size_t many;           /* more than 1: figures that came together and were not there before, from period until `until` */
	bool had, has;         /* a figure before, and now (false = deleted, and nothing beneath) */
	struct point before, now;
	const char *fields;    /* by hand, the value as it was: which fields changed instead, "Källa, Anmärkning" */
	uint64_t seq;          /* order: the journal entry, or the last one before the import */
};
struct revisions {
	struct revision *items;
	size_t n, cap;
	struct arena arena;
};
/* 0 or ERR_STORE; out is always made. revisions_free. */
int query_revisions(const struct dataset *ds, const char *metric, const char *organisation, struct revisions *out, struct err *err);
void revisions_free(struct revisions *revisions);

#endif
