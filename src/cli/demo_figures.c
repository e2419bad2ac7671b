/* demo_figures.c: invented histories and targets of the indicators. */
#include "cli/demo_priv.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"

#define LAST DEMO_YEAR
#define NO_LEVEL NUM_MISSING

/* One indicator: value = first + yearly × years since `from` + noise; the country stands beside. */
static const struct demo_series {
	const char *indicator, *metric;
	int from, decimals;
	double first, yearly, noise;
	double gap;     /* women minus men; 0 = not by gender */
	double country; /* riket, times the region's */
	bool down;      /* lower is better */
	double green, yellow;
} series[] = {
	{ "1.3.1", "energi-per-kvm", 2016, 0, 190, -2, 2, 0, 1.06, true, 172, NO_LEVEL },
	{ "1.3.2", "klimat-persontransporter", 2016, 0, 5200, -180, 120, 0, 1.1, true, 3000, 3700 },
	{ "1.3.3", "materialatervinningsgrad", 2016, 1, 38, 1.2, 1, 0, 0.94, false, 55, 48 },
	{ "2.1.1", "scb-inrikes-flyttnetto", 2016, 0, 2600, -60, 200, 0, 0, false, 2500, NO_LEVEL },
	{ "2.1.2", "utslapp-transporter", 2016, 0, 640000, -14000, 8000, 0, 0, true, 520000, NO_LEVEL },
	{ "2.2.1", "brp-per-sysselsatt-tillvaxt", 2016, 1, 2.6, -0.02, 0.5, 0, 0.9, false, 1.5, 0.5 },
	{ "2.2.2", "sysselsatt-dagbefolkning-tillvaxt", 2016, 1, 1.8, -0.02, 0.3, 0, 0.8, false, 1.0, NO_LEVEL },
	{ "2.2.3", "naringsliv-utslapp-per-brp", 2016, 1, 11, -0.4, 0.2, 0, 0.95, true, 7.5, NO_LEVEL },
	{ "2.3.1", "sysselsattningsgrad", 2016, 1, 79.8, 0.35, 0.3, -3.1, 0.97, false, 82.5, NO_LEVEL },
	{ "2.3.2", "medellivslangd", 2016, 1, 82.6, 0.12, 0.1, 3.4, 0.99, false, 84.5, 83.0 },
	{ "2.3.3", "inkomstskillnader", 2016, 0, 5600, 40, 60, 0, 1.05, true, 5500, NO_LEVEL },
	{ "2.4.1", "kulturskapare-tillvaxt", 2018, 1, 1.6, 0.1, 0.4, 0, 1.2, false, 1.5, 0.5 },
	{ "3.1.1", "N79173", 2016, 1, 78, 0.6, 1, 1.2, 1.02, false, 90, 86 },
	{ "3.1.2", "forsta-kontakt-60-dagar", 2016, 1, 70, -0.5, 2, 0.6, 1.01, false, 80, 72 },
	{ "3.1.3", "operation-60-dagar", 2016, 1, 68, -0.2, 2, -0.9, 0.95, false, 80, 72 },
	{ "3.1.4", "bup-forsta-besok-30-dagar", 2017, 1, 62, 2.4, 2, 0, 0.9, false, 80, 70 },
	{ "3.2.1", "dygn-utskrivningsklar", 2016, 1, 3.4, -0.14, 0.1, 0, 1.3, true, 2.2, 3.0 },
	{ "3.2.2", "demo-aterinskrivning", 2016, 1, 16.6, -0.35, 0.25, -0.7, 1.12, true, 12.0, 13.6 },
	{ "3.2.3", "distanskontakter-andel", 2017, 1, 8, 2.1, 0.8, 1.5, 0.92, false, 25, NO_LEVEL },
	{ "3.2.4", "fast-lakarkontakt", 2018, 1, 48, 2, 1, 2.4, 0.9, false, 70, 60 },
	{ "3.3.1", "vis-battre-an-riket", 2018, 0, 58, 0.8, 1.5, 0, 0, false, 60, NO_LEVEL },
	{ "3.3.2", "vis-cancer-battre-an-riket", 2018, 0, 52, 0.5, 1.5, 0, 0, false, 60, 50 },
	{ "3.3.3", "N70643", 2017, 1, 66, 1, 1.2, 1.1, 0.98, false, 70, NO_LEVEL },
	{ "3.3.4", "N79198", 2017, 0, 38, 1.8, 2, 0, 1.05, false, 80, 60 },
	{ "4.1.1", "datalager-tabeller", 2020, 0, 80, 14, 4, 0, 0, false, 150, NO_LEVEL },
	{ "4.1.2", "rapportanvandare", 2020, 1, 30, 2.8, 1, 0, 0, false, 50, 40 },
	{ "4.2.1", "nova-ward-tablet", 2022, 0, 120, 90, 10, 0, 0, false, 500, 400 },
	{ "4.2.2", "cds-stod", 2022, 0, 4, 3, 0.4, 0, 0, false, 20, NO_LEVEL },
	{ "4.2.3", "mt-utrustning-cosmic", 2022, 0, 30, 40, 4, 0, 0, false, 180, NO_LEVEL },
};

static double value_of(const struct demo_series *s, int year, double times, double plus)
{
	double value = s->first + s->yearly * (year - s->from) + s->noise * demo_noise(s->metric, year) + plus;

	return num_round(value * times, s->decimals);
}

static int add_one(struct import *import, const struct demo_series *s, const char *organisation, int year, int gender,
		double value, struct err *err)
{
	char text[PERIOD_TEXT_MAX];
	struct figure figure = { .gender = gender, .value = value, .preliminary = year == LAST };

	snprintf(text, sizeof(text), "%d", year);
	period_parse(text, &figure.period);
	return import_add(import, s->metric, organisation, &figure, err);
}

/* Kolada's numbers of the regions but Halland's own. */
static const char *const regions[] = { "0001", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0012", "0014",
	"0017", "0018", "0019", "0020", "0021", "0022", "0023", "0024", "0025" };

/* The others stand around the country, each where it mostly stands, at most a little further off than Halland, and a little
 * elsewhere each year. */
static int add_regions(struct import *import, const struct demo_series *s, int year, struct err *err)
{
	double spread = 0.03 + 1.2 * fabs(s->country - 1);
	int rc = 0;

	for (size_t i = 0; i < COUNT_OF(regions) && !rc; i++) {
		double around = 1 + spread * demo_noise(s->metric, atoi(regions[i])) + 0.01 * demo_noise(regions[i], year);

		rc = add_one(import, s, regions[i], year, GENDER_T, value_of(s, year, s->country * around, 0), err);
	}
	return rc;
}

static int add_year(struct import *import, const struct demo_series *s, int year, struct err *err)
{
	int rc = add_one(import, s, "0013", year, GENDER_T, value_of(s, year, 1, 0), err);

	if (!rc && s->gap != 0)
		rc = add_one(import, s, "0013", year, GENDER_K, value_of(s, year, 1, s->gap / 2), err);
	if (!rc && s->gap != 0)
		rc = add_one(import, s, "0013", year, GENDER_M, value_of(s, year, 1, -s->gap / 2), err);
	if (!rc && s->country != 0 && year < LAST)
		rc = add_one(import, s, "0000", year, GENDER_T, value_of(s, year, s->country, 0), err);
	if (!rc && s->country != 0 && year < LAST)
		rc = add_regions(import, s, year, err);
	return rc;
}

static int add_years(struct import *import, int from, int to, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < COUNT_OF(series); i++) {
		for (int year = from > series[i].from ? from : series[i].from; !rc && year <= to; year++)
			rc = add_year(import, &series[i], year, err);
	}
	return rc;
}

static int add_history(struct import *import, struct err *err)
{
	return add_years(import, 2016, LAST - 2, err);
}

static int add_last_year(struct import *import, struct err *err)
{
	return add_years(import, LAST - 1, LAST - 1, err);
}

static int add_this_year(struct import *import, struct err *err)
{
	return add_years(import, LAST, LAST, err);
}

/* The targets are set at UR1 (004). */
static void add_level(struct demo *demo, const struct demo_series *s, const char *level, double value)
{
	char number[NUM_TEXT_MAX], *id = mem_printf("%s.region.%d.%s", s->indicator, DEMO_YEAR, level),
		*subject = mem_printf("subject=%s", s->indicator), *year = mem_printf("year=%d", DEMO_YEAR),
		*which = mem_printf("level=%s", level), *wanted;

	wanted = mem_printf("value=%s", num_format(number, value, -1, 0));
	demo_event(demo, "2026-04-22 13:15", "regionkontoret", REC_TARGET, id, subject, "scope=region", year, which,
		s->down ? "op=<=" : "op=>=", wanted, "decided_by=regionfullmäktige", "decided_at=2026-04-22", NULL);
	free(id);
	free(subject);
	free(year);
	free(which);
	free(wanted);
}

void demo_figures(struct demo *demo)
{
	demo_event(demo, "2026-01-08 09:00", "regionkontoret", REC_METRIC, "demo-aterinskrivning",
		"name=Oplanerad återinskrivning inom 30 dagar, 65 år och äldre", "unit=%", "decimals=1",
		"source=DEMO – påhittade värden", NULL);
	demo_event(demo, "2026-01-08 09:00", "regionkontoret", REC_INDICATOR, "3.2.2", "metric=demo-aterinskrivning", "fit=same",
		NULL);
	demo_import(demo, "2026-01-08 09:30", "regionkontoret", "demo-historik.csv", add_history);
	demo_import(demo, "2026-02-16 10:05", "regionkontoret", "demo-2025.csv", add_last_year);
	demo_import(demo, "2026-08-24 08:40", "regionkontoret", "demo-2026.csv", add_this_year);
	for (size_t i = 0; i < COUNT_OF(series); i++) {
		add_level(demo, &series[i], "green", series[i].green);
		if (!num_missing(series[i].yellow))
			add_level(demo, &series[i], "yellow", series[i].yellow);
	}
}
