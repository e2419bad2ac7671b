/* generate.h: a country's worth of invented figures, the same each time: the "1M", "14M" and "140M" of the budget.
 *
 * KPIs K0001 …, 311 organisations (0000, the regions 0001–0025, municipalities of four digits), the years 2000–2024 and three
 * genders; a fifth of them are not there. A KPI has its own number of decimals and its own size; most figures change
 * little from year to year. */
#ifndef STYRTAVLA_TESTS_GENERATE_H
#define STYRTAVLA_TESTS_GENERATE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "store/store.h"

enum { GENERATE_1M = 43, GENERATE_14M = 600, GENERATE_140M = 6000 }; /* KPIs */
enum { GENERATE_UNITS = 311, GENERATE_REGIONS = 22 /* the first, the country among them */ };
enum { GENERATE_FIRST_YEAR = 2000, GENERATE_YEARS = 25 };

struct generate {
	unsigned kpis;
	unsigned revision;  /* 0: as first published; n: after n revisions of 1 % of the figures each */
	bool shuffled;      /* in no order at all; else by KPI, organisation, year, gender */
};

/* One figure: n / 10^decimals. */
struct generated {
	unsigned kpi, unit, year;
	int gender;
	int64_t n;
	int decimals;
};

/* Names; dst has room for eight bytes. Returned. */
char *generate_kpi(char *dst, unsigned kpi);
char *generate_unit(char *dst, unsigned unit);
/* The figure, or false where there is none. */
bool generate_one(const struct generate *what, unsigned kpi, unsigned unit, unsigned year, int gender, struct generated *out);
/* Each of them; each returns false to stop. Returns how many there were. */
uint64_t generate_all(const struct generate *what, bool (*each)(const struct generated *g, void *user), void *user);
struct figure generate_figure(const struct generated *g);

/* Our own CSV: metric;organisation;period;gender;value. Returns how many figures. */
uint64_t generate_csv(const struct generate *what, FILE *out);
/* Kolada v3 pages kpi-K0001.json … in dir, a KPI each. false where one could not be written. */
bool generate_json(const struct generate *what, const char *dir);
/* Straight into an import. */
int generate_import(const struct generate *what, struct import *import, struct err *err);

#endif
