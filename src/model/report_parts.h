/* report_parts.h: the mall of a report as data: which parts there are, at which occasions and for whom each is required
 * (003, "Mall för rapportering – 2018", bilaga 2 and 3, "Uppföljning av policys", "Intern kontroll").
 *
 * A new part is a line in the table. What it needs beside its text is told by `needs`: query/report.c has one function
 * for each that says what is not there yet, views/report_live.c one that shows it. */
#ifndef STYRTAVLA_REPORT_PARTS_H
#define STYRTAVLA_REPORT_PARTS_H

#include <stdbool.h>
#include <stddef.h>

/* Regionkontoret reports as regionstyrelsen; its staff goals are others than those of the driftnämnder (bilaga 3). */
#define REPORT_OFFICE_BOARD "rs"

enum report_whom {
	REPORT_ALL,    /* every board that reports */
	REPORT_DRIFT,  /* driftnämnder */
	REPORT_OFFICE, /* regionkontoret */
};

enum report_needs {
	NEEDS_TEXT,        /* its text and nothing else */
	NEEDS_OUTCOME,     /* 2.1: the outcome to date */
	NEEDS_FORECAST,    /* 2.2: the forecast; an action plan where one is owed */
	NEEDS_CHANGE,      /* 2.2.1: the change since the report before, explained; the table Resultat och prognos */
	NEEDS_STAFF,       /* 2.4.1–3: the nämnd's value of one staff variable, R12 */
	NEEDS_STAFF_GOALS, /* 2.4 of regionkontoret: its five staff goals */
	NEEDS_QUALITY,     /* 3: the nämnd's quality indicators */
	NEEDS_GOALS,       /* 4: assessments and activities */
	NEEDS_POLICIES,    /* the policies, one by one */
	NEEDS_PARTS,       /* the whole: all the others */
	REPORT_NEEDS_COUNT
};

struct report_part {
	const char *code;      /* "2.2.1": what sign_off.part holds */
	const char *title;     /* Swedish */
	unsigned occasions;    /* bits 1u << OCC_*: where it is required */
	enum report_whom whom;
	enum report_needs needs;
	const char *subject;   /* NEEDS_STAFF: id of the indicator; NEEDS_QUALITY: the area of its indicators, NULL = all the others */
	const char *what;      /* Swedish: what is to be told, one sentence or two */
};

/* In the order of the mall; the whole (SIGN_OFF_WHOLE) last. */
extern const struct report_part report_parts[];
extern const size_t report_nparts;

/* The policies of regionfullmäktige that are commented at ÅR; ended by NULL. */
extern const char *const report_policies[];

/* NULL if there is no such part. */
const struct report_part *report_part_find(const char *code);
/* Is part required at an occasion of this kind (OCC_*) of a board? driftnamnd, office: what the board is. */
bool report_part_required(const struct report_part *part, int occasion, bool driftnamnd, bool office);

#endif
