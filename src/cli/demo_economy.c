/* demo_economy.c: invented results, forecasts and action plans. */
#include "cli/demo_priv.h"

#include <stdlib.h>

#include "base/num.h"

#define MONTHS 7

/* What each nämnd has expected of the year at its reports (mnkr), and who told. */
static const struct demo_forecast {
	const char *board, *who;
	double feb, mar, may, jul;
	const char *mar_why, *may_why, *jul_why;
} forecasts[] = {
	{ "hs", "controller.hs", -2.0, -6.0, -12.0, -14.5, "Högre kostnader för inhyrd personal på medicin än väntat.",
	  "Fyra vårdplatser till har hållits öppna sedan april; inhyrda sjuksköterskor 4,2 mnkr över plan.",
	  "Sommarens ersättningar blev 2,5 mnkr dyrare än i prognosen för maj." },
	{ "adh", "controller.adh", 1.0, 1.2, 0.5, 0.8, "Oförändrat läge.", "Fler ambulanstransporter mellan sjukhusen.",
	  "Lägre läkemedelskostnader än väntat i augusti." },
	{ "psykiatri", "controller.psykiatri", 0.0, -1.5, -4.0, -6.2, "Två köpta heldygnsplatser sedan mars.",
	  "Köpt heldygnsvård fortsätter: 3,1 mnkr över plan.", "Ytterligare en köpt plats från juli." },
	{ "narsjukvard", "controller.narsjukvard", -3.0, -4.5, -5.0, -4.0, "Färre listade än i budgeten.",
	  "Färre listade, fler distanskontakter.", "Vidtagna åtgärder syns i utfallet för juni och juli." },
	{ "kultur-skola", "controller.kultur", 0.3, 0.4, 0.4, 0.6, "Oförändrat läge.", "Oförändrat läge.",
	  "En vakant tjänst till och med oktober." },
	{ "kollektivtrafik", "controller.trafik", -8.0, -9.5, -11.0, -9.0, "Färre resande än i budgeten.",
	  "Index för busstrafiken blev högre än budgeterat.", "Åtgärderna i trafikplanen ger 2,0 mnkr under hösten." },
	{ "regionservice", "controller.service", 0.0, 0.0, 0.5, 1.1, "Oförändrat läge.", "Lägre elpris än väntat.",
	  "Lägre elpris än väntat." },
	{ "rs", "controller.rk", 4.0, 5.0, 6.5, 7.0, "Vakanta tjänster.", "Vakanta tjänster.", "Projekt skjuts till nästa år." },
};

static char *amount(const char *key, double value)
{
	char number[NUM_TEXT_MAX];

	return mem_printf("%s=%s", key, num_format(number, num_round(value, 1), 1, 0));
}

/* The result to date follows the year's as it was then expected, with the months' own unevenness. */
static void month(struct demo *demo, const struct demo_forecast *f, int m)
{
	const double expected[MONTHS + 1] = { 0, f->feb, f->feb, f->mar, f->mar, f->may, f->may, f->jul };
	const char *const when[MONTHS + 1] = { NULL, "2026-02-05 15:00", "2026-03-06 10:20", "2026-04-10 11:45", "2026-05-07 09:30",
		"2026-06-08 13:05", "2026-07-06 16:10", "2026-08-10 10:40" };
	const char *why = m == 3 ? f->mar_why : m == 5 ? f->may_why : f->jul_why;
	bool reports = m == 2 || m == 3 || m == 5 || m == 7;
	char *id = mem_printf("%s/%d-%02d", f->board, DEMO_YEAR, m);
	char *outcome = amount("outcome", expected[m] * m / 12 + 0.4 * demo_noise(f->board, m)), *year = amount("forecast", expected[m]);
	char *comment = mem_printf("comment=%s", m == 2 ? "Årets första prognos." : why);

	demo_event(demo, when[m], f->who, REC_FORECAST, id, outcome, "budget=0", reports ? year : "forecast=",
		reports ? comment : "comment=", NULL);
	free(id);
	free(outcome);
	free(year);
	free(comment);
}

static const struct demo_measure {
	const char *id, *plan, *who, *text, *responsible, *due;
	double effect;
	int taken;             /* the month it was taken; 0 = not yet */
	double realised[MONTHS + 1]; /* by month of the year */
} measures[] = {
	{ "1", "1", "controller.hs", "Avveckla inhyrda sjuksköterskor på dagtid", "Områdeschef medicin", "2026-06-30", 5.0, 6,
	  { 0, 0, 0, 0, 0, 0, 0.6, 0.9 } },
	{ "2", "1", "controller.hs", "Gemensam bemanningsplanering för opererande kliniker", "Verksamhetschef operation", "2026-09-30", 2.5,
	  0, { 0 } },
	{ "3", "1", "controller.hs", "Omförhandla avtalet om lånad utrustning", "Inköpsansvarig", "2026-08-15", 1.5, 0, { 0 } },
	{ "4", "2", "controller.narsjukvard", "Samla jourmottagningarna under kvällstid", "Verksamhetschef vårdcentraler", "2026-04-30",
	  2.4, 4, { 0, 0, 0, 0, 0.1, 0.3, 0.3, 0.4 } },
	{ "5", "2", "controller.narsjukvard", "Digital tidbokning på alla vårdcentraler", "Digitaliseringsstrateg", "2026-10-31", 1.8, 0,
	  { 0 } },
	{ "6", "3", "controller.trafik", "Glesa ut kvällsturer med färre än fem resande", "Trafikplanerare", "2026-08-17", 4.0, 7,
	  { 0, 0, 0, 0, 0, 0, 0, 0.2 } },
	{ "7", "3", "controller.trafik", "Höjd intäktskontroll på linje 1–10", "Trafikchef", "2026-10-01", 2.75, 0, { 0 } },
};

static void measure(struct demo *demo, const struct demo_measure *m)
{
	char *plan = mem_printf("action_plan=%s", m->plan), *text = mem_printf("text=%s", m->text),
		*who = mem_printf("responsible=%s", m->responsible), *due = mem_printf("due=%s", m->due),
		*effect = amount("effect", m->effect);

	demo_event(demo, *m->plan == '2' ? "2026-03-09 09:15" : "2026-06-15 14:30", m->who, REC_MEASURE, m->id, plan, text, who, due,
		effect, "state=planned", NULL);
	if (m->taken) {
		char *when = mem_printf("2026-%02d-28 15:20", *m->plan == '2' || m->taken > 6 ? m->taken : 6);

		demo_event(demo, when, m->who, REC_MEASURE, m->id, "state=taken", NULL);
		free(when);
	}
	for (int at = 1; at <= MONTHS; at++) {
		char *id = mem_printf("%s/%d-%02d", m->id, DEMO_YEAR, at), *real = amount("realised", m->realised[at]);
		char *planned = amount("planned", m->effect / 8), *when = mem_printf("2026-%02d-09 11:00", at + 1 > 7 ? at + 1 : 7);

		if (m->realised[at] > 0)
			demo_event(demo, when, m->who, REC_EFFECT, id, planned, real, NULL);
		free(id);
		free(real);
		free(planned);
		free(when);
	}
	free(plan);
	free(text);
	free(who);
	free(due);
	free(effect);
}

void demo_economy(struct demo *demo)
{
	for (size_t i = 0; i < COUNT_OF(forecasts); i++)
		for (int m = 1; m <= MONTHS; m++)
			month(demo, &forecasts[i], m);
	demo_event(demo, "2026-03-09 09:15", "controller.narsjukvard", REC_ACTION_PLAN, "2", "board=narsjukvard", "deficit=3,0",
		"cause=Färre listade än i budgeten ger lägre ersättning.", "status=ongoing", NULL);
	demo_event(demo, "2026-04-02 10:00", "controller.narsjukvard", REC_ACTION_PLAN, "2", "decided=ja", "decided_at=2026-03-31",
		"decided_by=Driftnämnden Närsjukvård", "decided_paragraph=§ 21", "dnr=DEMO 2026/0021", "deficit=4,0", NULL);
	demo_event(demo, "2026-06-15 14:30", "controller.hs", REC_ACTION_PLAN, "1", "board=hs", "deficit=12,0",
		"cause=Inhyrd personal och fler öppna vårdplatser än budgeterat.", "status=ongoing", NULL);
	demo_event(demo, "2026-06-26 08:30", "controller.hs", REC_ACTION_PLAN, "1", "decided=ja", "decided_at=2026-06-24",
		"decided_by=Driftnämnden Hallands sjukhus", "decided_paragraph=§ 58", "dnr=DEMO 2026/0058", "deficit=14,5", NULL);
	demo_event(demo, "2026-06-15 14:30", "controller.trafik", REC_ACTION_PLAN, "3", "board=kollektivtrafik", "deficit=9,0",
		"cause=Färre resande och högre index än budgeterat.", "status=planned", NULL);
	for (size_t i = 0; i < COUNT_OF(measures); i++)
		measure(demo, &measures[i]);
}
