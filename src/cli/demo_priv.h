/* demo_priv.h: the invented year as events. Each subject (figures, goals, work, economy, reports) adds its own; demo.c sorts
 * them by time and carries them out. */
#ifndef STYRTAVLA_CLI_DEMO_PRIV_H
#define STYRTAVLA_CLI_DEMO_PRIV_H

#include "cli/demo.h"
#include "model/record.h"

#define DEMO_PLAN "mb2026"
#define DEMO_YEAR 2026

struct demo {
	struct vec events; /* struct event *, in demo.c */
	struct err *err;
	int rc;            /* the first error; what follows it is passed over */
};

/* At `when` ("2026-03-05 14:10", Stockholm) `who` (a login) gives the record these values ("field=value" as people write them,
 * NULL last); other fields keep what they have. Events of the same time and person are one save. */
void demo_event(struct demo *demo, const char *when, const char *who, enum record_kind kind, const char *id, ...)
	__attribute__((sentinel));
/* At `when` figures are imported: add is called with the open import. */
void demo_import(struct demo *demo, const char *when, const char *who, const char *file,
		int (*add)(struct import *import, struct err *err));
/* −1 … 1, always the same for the same words and number. */
double demo_noise(const char *words, int number);

void demo_figures(struct demo *demo);
void demo_goals(struct demo *demo);
void demo_work(struct demo *demo);
void demo_economy(struct demo *demo);
void demo_reports(struct demo *demo);

#endif
