/* fill.c: see the header. */
#include "bench/fill.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/report.h"

/* Lists of real things differ from row to row: frames of rows that are all alike would cost nothing. */
static const char *const titles[] = {
	"Samordna utskrivning med kommunerna", "Utbilda handledare i journalsystemet", "Se över remissflödet till hudkliniken",
	"Införa digital anmälan i receptionen", "Kartlägga energiåtgång i vårdcentralerna", "Teckna avtal om återvinning av textil",
	"Bemanna kvällsmottagning i Varberg", "Följa upp fast läkarkontakt per vårdcentral", "Pröva ruttplanering för hemtransporter",
	"Rekrytera till barnpsykiatrin", "Ta fram underlag om distansbesök", "Öppna lokal för residens i Laholm",
	"Minska inhyrd personal på avdelning 62",
};
static const char *const measures[] = {
	"Väntande längre än 90 dagar till", "Kostnad per invånare för", "Nöjda med bemötandet inom", "Antal besök inom", "Sjukfrånvaro bland anställda inom",
	"Tillgänglighet per telefon till", "Anmälda avvikelser inom",
};
static const char *const subjects[] = {
	"primärvården", "psykiatrin", "barn- och ungdomspsykiatrin", "ambulanssjukvården", "kollektivtrafiken", "folktandvården", "ögonsjukvården",
	"hudsjukvården", "rehabiliteringen", "hemsjukvården", "de naturbruksgymnasierna", "kulturverksamheten",
};
static const char *const units[] = { "%", "kr", "antal", "dagar", "per 1 000" };
static const char *const goals[] = { "1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "4.1", "4.2" };

struct record *fill_activity(unsigned n)
{
	struct record *rec = record_new(REC_ACTIVITY, FILL_PLAN, "");
	struct activity *a = (struct activity *)rec;

	a->title = mem_printf("%s, " FILL_STEP " %u", titles[n % COUNT_OF(titles)], n);
	a->goal = mem_strdup(goals[n % COUNT_OF(goals)]);
	a->board = mem_strdup(n % 5 ? "hs" : "rs");
	a->responsible = mem_strdup("Controller");
	a->status = ACT_ONGOING;
	return rec;
}

static char *measure_name(unsigned n)
{
	return mem_printf("%s %s, del %u", measures[n % COUNT_OF(measures)], subjects[n / COUNT_OF(measures) % COUNT_OF(subjects)],
			n / (unsigned)(COUNT_OF(measures) * COUNT_OF(subjects)) + 1);
}

static struct record *new_metric(unsigned n)
{
	char id[8];
	struct record *rec = record_new(REC_METRIC, "", generate_kpi(id, n));
	struct metric *m = (struct metric *)rec;

	m->name = measure_name(n);
	m->unit = mem_strdup(units[n % COUNT_OF(units)]);
	m->source = mem_strdup("påhittat");
	return rec;
}

/* Those that the reference plans have no organisation for: municipalities. */
static struct record *new_organisation(unsigned n)
{
	char id[8];
	struct record *rec = record_new(REC_ORGANISATION, "", generate_unit(id, n));
	struct organisation *o = (struct organisation *)rec;

	o->name = mem_printf("%s kommun", id);
	return rec;
}

static struct record *new_indicator(unsigned n, unsigned kpis)
{
	const char *goal = goals[n % COUNT_OF(goals)];
	char kpi[8], *id = mem_printf("%s.%u", goal, 101 + n / (unsigned)COUNT_OF(goals));
	struct record *rec = record_new(REC_INDICATOR, FILL_PLAN, id);
	struct indicator *i = (struct indicator *)rec;

	free(id);
	i->goal = mem_strdup(goal);
	i->name = measure_name(n * 7 % kpis);
	i->unit = mem_strdup(units[n % COUNT_OF(units)]);
	i->metric = mem_strdup(generate_kpi(kpi, n * 7 % kpis));
	i->kind = IND_KIND_GOAL;
	i->direction = n % 2 ? DIR_UP : DIR_DOWN;
	i->fit = FIT_SAME;
	i->decimals = 1;
	return rec;
}

static void save(struct store *store, const char *plan, struct change *changes, size_t n)
{
	struct save_result result = { 0 };
	struct err err = { 0 };

	if (n && store_load(store, plan, changes, n, &result, &err))
		report_give_up("store_load", err.text);
	for (size_t i = 0; i < n; i++)
		record_free(changes[i].rec);
	free(changes);
}

static void import_figures(struct store *store, unsigned kpis)
{
	const struct generate what = { .kpis = kpis };
	struct import *import;
	struct batch batch;
	struct err err = { 0 };

	if (import_begin(store, "generate", "", "påhittat", "", &import, &err) || generate_import(&what, import, &err) ||
	    import_publish(import, &batch, &err))
		report_give_up("import", err.text);
	free(batch.file);
	free(batch.source);
	free(batch.account);
	free(batch.note);
}

static void fill(const char *dir, unsigned kpis, unsigned activities)
{
	struct store_options options = { 0 };
	unsigned indicators = kpis ? FILL_INDICATORS : 0;
	struct change *changes;
	struct store *store;
	struct err err = { 0 };

	if (store_open(&store, dir, &options, &err))
		report_give_up(dir, err.text);
	changes = mem_array(NULL, kpis + 1, sizeof(*changes));
	for (unsigned i = 0; i < kpis; i++)
		changes[i] = (struct change){ .rec = new_metric(i) };
	save(store, "", changes, kpis);
	changes = mem_array(NULL, GENERATE_UNITS, sizeof(*changes));
	for (unsigned i = GENERATE_REGIONS; i < GENERATE_UNITS; i++)
		changes[i - GENERATE_REGIONS] = (struct change){ .rec = new_organisation(i) };
	save(store, "", changes, GENERATE_UNITS - GENERATE_REGIONS);
	changes = mem_array(NULL, indicators + 1, sizeof(*changes));
	for (unsigned i = 0; i < indicators; i++)
		changes[i] = (struct change){ .rec = new_indicator(i, kpis) };
	save(store, FILL_PLAN, changes, indicators);
	changes = mem_array(NULL, activities + 1, sizeof(*changes));
	for (unsigned i = 0; i < activities; i++)
		changes[i] = (struct change){ .rec = fill_activity(i + 1) };
	save(store, FILL_PLAN, changes, activities);
	if (kpis)
		import_figures(store, kpis);
	store_close(store);
}

static void wait_well(pid_t pid, const char *what)
{
	int status;

	if (pid < 0 || waitpid(pid, &status, 0) != pid || status)
		report_give_up(what, "lagret att mäta på kunde inte göras");
}

void fill_store(const char *program, const char *dir, unsigned kpis, unsigned activities)
{
	pid_t pid;

	if (store_exists(dir))
		return;
	fflush(stdout);
	pid = fork();
	if (!pid) {
		if (!freopen("/dev/null", "w", stdout))
			_exit(126);
		execlp(program, program, "--store", dir, "init", (char *)NULL);
		_exit(127);
	}
	wait_well(pid, program);
	pid = fork();
	if (!pid) {
		fill(dir, kpis, activities);
		_exit(0);
	}
	wait_well(pid, dir);
}
