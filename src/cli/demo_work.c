/* demo_work.c: invented activities with their variables, and what was agreed at verksamhetscontrolling. */
#include "cli/demo_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"

/* status: p planned, o ongoing, d done, c cancelled; due "" = standing. */
static const struct demo_activity {
	const char *goal, *indicator, *board, *who, *title, *responsible, *start, *due;
	char status;
	int progress;
} activities[] = {
	{ "1.1", "", "regionservice", "controller.service", "Prova reservkraften på alla sjukhus", "Fastighetschef", "2026-02-01",
	  "2026-08-15", 'o', 70 },
	{ "1.1", "", "hs", "controller.hs", "Krisledningsövning med kommunerna", "Beredskapssamordnare", "2026-03-01", "2026-05-31", 'd', 100 },
	{ "1.1", "", "adh", "controller.adh", "Beredskapslager för laboratoriemedicin", "Verksamhetschef laboratorium", "2026-01-15",
	  "2026-10-31", 'o', 55 },
	{ "1.2", "", "psykiatri", "controller.psykiatri", "Rekrytera sjuksköterskor till heldygnsvården", "HR-chef", "2026-02-01",
	  "2026-06-30", 'o', 40 },
	{ "1.2", "", "hs", "controller.hs", "Introduktionsår för nya sjuksköterskor", "HR-strateg", "2026-01-10", "2026-12-31", 'o', 60 },
	{ "1.2", "", "narsjukvard", "controller.narsjukvard", "Fast läkare på varje vårdcentral", "Områdeschef", "2026-01-10", "2026-12-31",
	  'o', 65 },
	{ "1.2", "", "rs", "controller.rk", "Gemensam modell för kompetensplanering", "HR-direktör", "2026-03-01", "2026-11-30", 'o', 30 },
	{ "1.3", "1.3.1", "regionservice", "controller.service", "Byt ventilation i tre byggnader", "Fastighetschef", "2026-03-01",
	  "2026-11-15", 'o', 50 },
	{ "1.3", "1.3.2", "kollektivtrafik", "controller.trafik", "Tolv nya elbussar i Halmstad", "Trafikchef", "2026-01-10", "2026-08-31",
	  'o', 85 },
	{ "1.3", "1.3.3", "hs", "controller.hs", "Sortering av plast på vårdavdelningar", "Miljöansvarig", "2026-04-01", "2026-09-30", 'o', 45 },
	{ "1.3", "1.3.2", "adh", "controller.adh", "Elfordon för planerade sjukresor", "Ambulanschef", "2026-05-01", "2026-12-15", 'p', 0 },
	{ "2.1", "2.1.2", "kollektivtrafik", "controller.trafik", "Tätare tåg mellan Halmstad och Varberg", "Trafikplanerare", "2026-02-01",
	  "2026-12-13", 'o', 50 },
	{ "2.1", "2.1.1", "rs", "controller.rk", "Inflyttarservice tillsammans med kommunerna", "Utvecklingschef", "2026-02-15", "2026-06-15",
	  'o', 60 },
	{ "2.2", "2.2.3", "rs", "controller.rk", "Testbädd för hälsoinnovation", "Innovationsledare", "2026-01-15", "2026-10-15", 'o', 70 },
	{ "2.3", "2.3.1", "kultur-skola", "controller.kultur", "Yrkesutbildning med kommunerna och näringslivet", "Rektor", "2026-01-15",
	  "2026-08-20", 'd', 100 },
	{ "2.3", "2.3.3", "rs", "controller.rk", "Kartlägg inkomstskillnader efter kommun", "Analytiker", "2026-03-01", "2026-09-15", 'o', 80 },
	{ "2.4", "2.4.1", "kultur-skola", "controller.kultur", "Arbetsstipendier till unga kulturskapare", "Kulturchef", "2026-02-01", "", 'o',
	  50 },
	{ "2.4", "", "kultur-skola", "controller.kultur", "Turnerande barnteater i alla kommuner", "Kulturchef", "2026-03-01", "2026-11-30",
	  'o', 40 },
	{ "3.1", "3.1.3", "hs", "controller.hs", "Lördagsoperationer under våren", "Verksamhetschef operation", "2026-02-01", "2026-06-15",
	  'c', 30 },
	{ "3.1", "3.1.3", "hs", "controller.hs", "Gemensam operationskö för tre sjukhus", "Områdeschef opererande", "2026-01-15",
	  "2026-08-20", 'o', 60 },
	{ "3.1", "3.1.2", "hs", "controller.hs", "Översyn av remissflöden till ortopedi", "Verksamhetschef ortopedi", "2026-03-01",
	  "2026-07-01", 'o', 75 },
	{ "3.1", "3.1.1", "narsjukvard", "controller.narsjukvard", "Drop-in för medicinsk bedömning", "Verksamhetschef vårdcentraler",
	  "2026-02-01", "2026-09-30", 'o', 65 },
	{ "3.1", "3.1.4", "psykiatri", "controller.psykiatri", "Samlad ingång till BUP", "Verksamhetschef BUP", "2026-01-10", "2026-05-15",
	  'd', 100 },
	{ "3.1", "", "adh", "controller.adh", "Kortare svarstid för röntgenremisser", "Verksamhetschef bild", "2026-03-01", "2026-10-01", 'o',
	  35 },
	{ "3.2", "3.2.1", "hs", "controller.hs", "Utskrivningsrond före klockan 9", "Verksamhetschef medicin", "2026-02-01", "2026-09-30", 'o',
	  60 },
	{ "3.2", "3.2.2", "hs", "controller.hs", "Uppföljande samtal inom 72 timmar efter utskrivning", "Vårdutvecklare", "2026-03-01",
	  "2026-10-31", 'o', 50 },
	{ "3.2", "3.2.3", "narsjukvard", "controller.narsjukvard", "Chatt på alla vårdcentraler", "Digitaliseringsstrateg", "2026-01-15",
	  "2026-06-30", 'd', 100 },
	{ "3.2", "3.2.4", "narsjukvard", "controller.narsjukvard", "Erbjud fast läkarkontakt till alla över 75 år", "Områdeschef",
	  "2026-02-01", "", 'o', 70 },
	{ "3.2", "", "psykiatri", "controller.psykiatri", "Mobilt team med kommunerna", "Verksamhetschef öppenvård", "2026-04-01",
	  "2026-08-25", 'o', 55 },
	{ "3.3", "3.3.3", "hs", "controller.hs", "Kontaktsjuksköterska i alla vårdförlopp", "Processledare cancer", "2026-01-15",
	  "2026-11-30", 'o', 60 },
	{ "3.3", "3.3.4", "hs", "controller.hs", "Korta ledtiden till patologi", "Processledare cancer", "2026-03-01", "2026-08-31", 'o', 45 },
	{ "3.3", "3.3.1", "adh", "controller.adh", "Fler prover med svar samma dag", "Verksamhetschef laboratorium", "2026-04-01",
	  "2026-12-31", 'p', 0 },
	{ "4.1", "4.1.2", "rs", "controller.rk", "Utbilda chefer i rapportlösningar", "Analyschef", "2026-02-01", "2026-10-31", 'o', 55 },
	{ "4.1", "4.1.1", "rs", "controller.rk", "Personaldata in i datalagret", "Systemägare", "2026-01-15", "2026-06-30", 'd', 100 },
	{ "4.2", "4.2.1", "hs", "controller.hs", "Surfplattor på alla vårdavdelningar", "IT-samordnare", "2026-02-01", "2026-12-15", 'o', 80 },
	{ "4.2", "4.2.2", "hs", "controller.hs", "Beslutsstöd för antibiotika", "Överläkare infektion", "2026-03-01", "2026-08-31", 'o', 20 },
	{ "4.2", "4.2.3", "adh", "controller.adh", "Koppla ultraljud till journalen", "Medicinteknisk chef", "2026-02-01", "2026-10-15", 'o',
	  60 },
	{ "3.2-hs-1", "", "hs", "controller.hs", "Läkemedelslista klar kvällen före utskrivning", "Avdelningschef", "2026-03-01",
	  "2026-10-01", 'o', 50 },
};

static const char *status_word(char status)
{
	return status == 'd' ? "status=done" : status == 'o' ? "status=ongoing" : status == 'c' ? "status=cancelled" :
		"status=planned";
}

static void activity(struct demo *demo, const struct demo_activity *a, const char *id)
{
	char *f[] = { mem_printf("goal=%s", a->goal), mem_printf("indicator=%s", a->indicator), mem_printf("board=%s", a->board),
		mem_printf("title=%s", a->title), mem_printf("responsible=%s", a->responsible), mem_printf("start=%s", a->start),
		mem_printf("due=%s", a->due), mem_printf("progress=%d", a->progress) };
	/* Most are written into the verksamhetsplan in January; what begins late is added in the spring. */
	const char *made = strcmp(a->start, "2026-04-01") >= 0 ? "2026-04-14 09:20" : "2026-01-26 10:15";
	char *begun = mem_printf("%s 08:00", strcmp(a->start, "2026-02-01") < 0 ? "2026-02-02" : a->start);

	demo_event(demo, made, a->who, REC_ACTIVITY, id, f[0], f[1], f[2], f[3], f[4], f[5], f[6], "status=planned",
		*a->due ? "standing=nej" : "standing=ja", NULL);
	if (a->status != 'p')
		demo_event(demo, strcmp(begun, made) < 0 ? "2026-04-15 08:00" : begun, a->who, REC_ACTIVITY, id, "status=ongoing", NULL);
	if (a->status == 'd')
		demo_event(demo, "2026-08-19 15:45", a->who, REC_ACTIVITY, id, "status=done", f[7], NULL);
	else if (a->status != 'p')
		demo_event(demo, "2026-08-26 13:30", a->who, REC_ACTIVITY, id, status_word(a->status), f[7], NULL);
	for (size_t i = 0; i < COUNT_OF(f); i++)
		free(f[i]);
	free(begun);
}

/* Uppföljningsvariabler: by month, what the activity is measured with. */
static const struct {
	const char *activity, *board, *who, *name, *unit;
	int decimals, from;
	double values[6];
	double green;
	bool down;
} variables[] = {
	{ "20", "hs", "controller.hs", "Väntande på operation över 60 dagar", "patienter", 0, 3, { 812, 790, 775, 781, 760, 742 }, 600, true },
	{ "22", "narsjukvard", "controller.narsjukvard", "Besök i drop-in", "besök", 0, 2, { 310, 420, 505, 560, 540, 610 }, 500, false },
	{ "25", "hs", "controller.hs", "Rond klar före klockan 9", "%", 0, 2, { 22, 31, 38, 45, 52, 58 }, 60, false },
	{ "29", "psykiatri", "controller.psykiatri", "Hembesök av mobila teamet", "besök", 0, 4, { 18, 25, 31, 40, 38, 44 }, 40, false },
};

static void variable(struct demo *demo, size_t i)
{
	char *id = mem_printf("a%s.1", variables[i].activity), *metric = mem_printf("ind-%s", id);
	char *name = mem_printf("name=%s", variables[i].name), *unit = mem_printf("unit=%s", variables[i].unit),
		*decimals = mem_printf("decimals=%d", variables[i].decimals), *board = mem_printf("board=%s", variables[i].board),
		*of = mem_printf("activity=%s", variables[i].activity), *use = mem_printf("metric=%s", metric);
	const char *made = "2026-04-16 11:00";

	demo_event(demo, made, variables[i].who, REC_METRIC, metric, name, unit, decimals, "source=DEMO – påhittade värden", NULL);
	demo_event(demo, made, variables[i].who, REC_INDICATOR, id, name, unit, decimals, board, of, use, "kind=variable", "fit=same",
		variables[i].down ? "direction=down" : "direction=up", NULL);
	for (int at = 0; at < (int)COUNT_OF(variables[i].values) && variables[i].from + at <= 8; at++) {
		int m = variables[i].from + at;
		char number[NUM_TEXT_MAX], *record = mem_printf("%s/%s/%d-%02d/T", metric, variables[i].board, DEMO_YEAR, m);
		char *when = mem_printf("%d-%02d-%s 10:30", DEMO_YEAR, m < 4 ? 4 : m, m < 4 ? "17" : "30");
		char *value = mem_printf("value=%s", num_format(number, variables[i].values[at], -1, 0));
		char *m1 = mem_printf("metric=%s", metric), *m2 = mem_printf("organisation=%s", variables[i].board),
			*m3 = mem_printf("period=%d-%02d", DEMO_YEAR, m);

		demo_event(demo, when, variables[i].who, REC_OBSERVATION, record, m1, m2, m3, "gender=T", value,
			"source=DEMO – påhittade värden", NULL);
		free(record);
		free(when);
		free(value);
		free(m1);
		free(m2);
		free(m3);
	}
	free(id);
	free(metric);
	free(name);
	free(unit);
	free(decimals);
	free(board);
	free(of);
	free(use);
}

void demo_work(struct demo *demo)
{
	for (size_t i = 0; i < COUNT_OF(activities); i++) {
		char *id = mem_printf("%zu", i + 1);

		activity(demo, &activities[i], id);
		free(id);
	}
	for (size_t i = 0; i < COUNT_OF(variables); i++)
		variable(demo, i);
	demo_event(demo, "2026-08-28 09:00", "controller.narsjukvard", REC_ACTIVITY, "27",
		"result=Chatten används av 14 procent av dem som söker vård; samtalen har minskat med en tiondel.", NULL);
	demo_event(demo, "2026-05-19 14:05", "regionkontoret", REC_NOTE, "1", "board=hs", "date=2026-05-19",
		"text=Operationskön diskuterades. Presidiet ser bemanningen i narkos som orsaken.",
		"agreed=Nämnden tar fram en plan för gemensam operationskö.", "responsible=Förvaltningschef", "due=2026-08-31",
		"about=mb2026/indicator/3.1.3", NULL);
	demo_event(demo, "2026-05-19 14:25", "regionkontoret", REC_NOTE, "2", "board=hs", "date=2026-05-19",
		"text=Utskrivningen går olika fort på de tre sjukhusen.", "agreed=Jämförelse mellan avdelningar till hösten.",
		"responsible=Controller", "due=2026-10-15", "about=mb2026/goal/3.2", NULL);
	demo_event(demo, "2026-05-20 10:10", "regionkontoret", REC_NOTE, "3", "board=psykiatri", "date=2026-05-20",
		"text=Köpta platser driver underskottet.", "agreed=Redovisa antal köpta dygn varje månad.", "responsible=Förvaltningschef",
		"due=2026-06-30", "about=mb2026/board/psykiatri", NULL);
	demo_event(demo, "2026-07-02 08:50", "controller.psykiatri", REC_NOTE, "3", "done=ja", NULL);
}
