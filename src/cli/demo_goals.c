/* demo_goals.c: invented rules, nämndsmål, quality indicators and assessments. */
#include "cli/demo_priv.h"

#include <stdlib.h>

#include "base/num.h"

#define RK "regionkontoret"
#define YEARS 4 /* of a nämnd's own figures, the last one this year's */

/* What it takes for a goal: all of its indicators, or some of them. */
static const struct {
	const char *goal, *parts;
	int of, some;
} rules[] = {
	{ "1.3", "1.3.1,1.3.2,1.3.3", 3, 1 },
	{ "2.1", "2.1.1,2.1.2", 2, 1 },
	{ "2.2", "2.2.1,2.2.2,2.2.3", 3, 2 },
	{ "2.3", "2.3.1,2.3.2,2.3.3", 3, 2 },
	{ "2.4", "2.4.1", 1, 0 },
	{ "3.1", "3.1.1,3.1.2,3.1.3,3.1.4", 4, 2 },
	{ "3.2", "3.2.1,3.2.2,3.2.3,3.2.4", 4, 2 },
	{ "3.3", "3.3.1,3.3.2,3.3.3,3.3.4", 4, 2 },
	{ "4.1", "4.1.1,4.1.2", 2, 1 },
	{ "4.2", "4.2.1,4.2.2,4.2.3,4.2.4", 3, 1 },
};

static const struct {
	const char *id, *parent, *board, *who, *title;
} own_goals[] = {
	{ "3.2-hs-1", "3.2", "hs", "controller.hs", "Utskrivning före klockan 11 på alla vårdavdelningar" },
	{ "3.1-narsjukvard-1", "3.1", "narsjukvard", "controller.narsjukvard", "Medicinsk bedömning samma dag vid telefonkontakt" },
	{ "1.2-psykiatri-1", "1.2", "psykiatri", "controller.psykiatri", "Egen personal på alla vårdavdelningar" },
	{ "1.3-kollektivtrafik-1", "1.3", "kollektivtrafik", "controller.trafik", "Fossilfri stadstrafik" },
};

/* Indicators of a nämnd: of its own goals (goal given) and of its grunduppdrag, by perspective. */
static const struct demo_own {
	const char *id, *goal, *board, *who, *name, *unit, *perspective;
	int decimals;
	double values[YEARS];
	bool down;
	double green; /* NUM_MISSING: no target */
} own[] = {
	{ "3.2-hs-1.1", "3.2-hs-1", "hs", "controller.hs", "Andel utskrivna före klockan 11", "%", "operations", 1,
	  { 31.5, 34.0, 38.2, 44.1 }, false, 45 },
	{ "3.1-narsjukvard-1.1", "3.1-narsjukvard-1", "narsjukvard", "controller.narsjukvard", "Andel bedömda samma dag", "%",
	  "target_group", 1, { 61.0, 63.5, 66.1, 70.4 }, false, 70 },
	{ "1.2-psykiatri-1.1", "1.2-psykiatri-1", "psykiatri", "controller.psykiatri", "Andel arbetad tid utförd av inhyrda", "%", "staff",
	  1, { 9.4, 8.8, 8.1, 8.6 }, true, 6 },
	{ "1.3-kollektivtrafik-1.1", "1.3-kollektivtrafik-1", "kollektivtrafik", "controller.trafik", "Andel elbussar i stadstrafiken", "%",
	  "operations", 0, { 35, 52, 68, 81 }, false, 80 },
	{ "hs-k1", "", "hs", "controller.hs", "Patienter som skulle rekommendera sjukhuset", "%", "target_group", 0,
	  { 82, 83, 85, 84 }, false, 85 },
	{ "hs-k2", "", "hs", "controller.hs", "Vårdrelaterade infektioner", "%", "operations", 1, { 5.1, 4.8, 4.9, 4.2 }, true, 4.5 },
	{ "hs-k3", "", "hs", "controller.hs", "Sjukfrånvaro", "%", "staff", 1, { 7.1, 6.8, 6.4, 6.1 }, true, 6.0 },
	{ "hs-k4", "", "hs", "controller.hs", "Kostnad per vårdtillfälle, index", "index", "economy", 0, { 100, 103, 106, 109 }, true,
	  105 },
	{ "adh-k1", "", "adh", "controller.adh", "Ambulans framme inom 20 minuter vid prio 1", "%", "target_group", 1,
	  { 84.0, 84.9, 86.2, 87.0 }, false, 87 },
	{ "adh-k2", "", "adh", "controller.adh", "Svar på akuta prover inom en timme", "%", "operations", 1, { 91.2, 92.0, 92.8, 94.1 },
	  false, 93 },
	{ "psykiatri-k1", "", "psykiatri", "controller.psykiatri", "Väntat högst 30 dagar på första besök", "%", "target_group", 1,
	  { 71.0, 69.5, 74.2, 76.8 }, false, 80 },
	{ "narsjukvard-k1", "", "narsjukvard", "controller.narsjukvard", "Besvarade samtal samma dag", "%", "target_group", 1,
	  { 88.0, 90.1, 91.4, 93.0 }, false, 95 },
	{ "narsjukvard-k2", "", "narsjukvard", "controller.narsjukvard", "Medarbetarengagemang, HME", "index", "staff", 0,
	  { 74, 75, 76, 77 }, false, 77 },
	{ "kultur-skola-k1", "", "kultur-skola", "controller.kultur", "Elever med examen efter fyra år", "%", "target_group", 0,
	  { 71, 73, 72, 75 }, false, 75 },
	{ "kollektivtrafik-k1", "", "kollektivtrafik", "controller.trafik", "Nöjda resenärer senaste resan", "%", "target_group", 0,
	  { 86, 85, 87, 88 }, false, 88 },
	{ "regionservice-k1", "", "regionservice", "controller.service", "Felanmälan åtgärdad i tid", "%", "operations", 0,
	  { 79, 82, 86, 90 }, false, 90 },
};

static void set_value(struct demo *demo, const struct demo_own *o, const char *metric, int at)
{
	char number[NUM_TEXT_MAX], when[] = "2026-02-20 10:00", *id, *value, *m, *organisation, *period;
	int year = DEMO_YEAR - YEARS + 1 + at;

	num_format(number, o->values[at], o->decimals, 0);
	id = mem_printf("%s/%s/%d/T", metric, o->board, year);
	value = mem_printf("value=%s", number);
	m = mem_printf("metric=%s", metric);
	organisation = mem_printf("organisation=%s", o->board);
	period = mem_printf("period=%d", year);
	demo_event(demo, year == DEMO_YEAR ? "2026-08-27 14:20" : when, o->who, REC_OBSERVATION, id, m, organisation, period, "gender=T",
		value, "source=DEMO – påhittade värden", year == DEMO_YEAR ? "preliminary=ja" : "preliminary=nej", NULL);
	free(id);
	free(value);
	free(m);
	free(organisation);
	free(period);
}

static void own_indicator(struct demo *demo, const struct demo_own *o)
{
	const char *made = "2026-01-20 09:10";
	char *metric = mem_printf("ind-%s", o->id), *name = mem_printf("name=%s", o->name), *unit = mem_printf("unit=%s", o->unit);
	char *decimals = mem_printf("decimals=%d", o->decimals), *goal = mem_printf("goal=%s", o->goal);
	char *board = mem_printf("board=%s", o->board), *perspective = mem_printf("perspective=%s", o->perspective);
	char *use = mem_printf("metric=%s", metric), *target = mem_printf("%s.%s.%d.green", o->id, o->board, DEMO_YEAR);
	char *subject = mem_printf("subject=%s", o->id), *scope = mem_printf("scope=%s", o->board), *year = mem_printf("year=%d", DEMO_YEAR);
	char number[NUM_TEXT_MAX], *value = mem_printf("value=%s", num_format(number, o->green, -1, 0));

	demo_event(demo, made, o->who, REC_METRIC, metric, name, unit, decimals, "source=DEMO – påhittade värden", NULL);
	demo_event(demo, made, o->who, REC_INDICATOR, o->id, name, unit, decimals, goal, board, perspective, use, "fit=same",
		*o->goal ? "kind=goal" : "kind=quality", o->down ? "direction=down" : "direction=up", NULL);
	demo_event(demo, made, o->who, REC_TARGET, target, subject, scope, year, "level=green", value, o->down ? "op=<=" : "op=>=",
		"decided_by=nämnden", "decided_at=2026-01-15", NULL);
	for (int at = 0; at < YEARS; at++)
		set_value(demo, o, metric, at);
	free(metric);
	free(name);
	free(unit);
	free(decimals);
	free(goal);
	free(board);
	free(perspective);
	free(use);
	free(target);
	free(subject);
	free(scope);
	free(year);
	free(value);
}

/* What koncernen and the nämnder judged at UR1: green, yellow, red by g, y, r. */
static const struct {
	const char *goal, *board, *who;
	char status;
	const char *motivation;
} assessments[] = {
	{ "1.1", "hs", "controller.hs", 'g', "Krisledning övad och beredskapslager fyllt enligt plan." },
	{ "1.1", "adh", "controller.adh", 'g', "Två övningar genomförda tillsammans med kommunerna." },
	{ "1.1", "regionservice", "controller.service", 'y', "Reservkraften är provad på två av tre sjukhus." },
	{ "1.1", "koncern", RK, 'y', "Beredskapen stärks, men reservkraften är inte provad överallt." },
	{ "1.2", "hs", "controller.hs", 'y', "Sjukfrånvaron sjunker men är över målet." },
	{ "1.2", "psykiatri", "controller.psykiatri", 'r', "Beroendet av inhyrda har ökat sedan årsskiftet." },
	{ "1.2", "narsjukvard", "controller.narsjukvard", 'g', "Alla vårdcentraler har fasta läkare på minst halva tjänster." },
	{ "1.2", "koncern", RK, 'y', "Sjukfrånvaron sjunker; inhyrd personal minskar inte i psykiatrin." },
	{ "1.3", "kollektivtrafik", "controller.trafik", 'g', "Elbussarna går före plan." },
	{ "1.3", "koncern", RK, 'y', "Energi och trafik går rätt väg, avfallet inte." },
	{ "2.1", "koncern", RK, 'y', "Utsläppen minskar, men flyttnettot har vänt ned." },
	{ "2.2", "koncern", RK, 'g', "Sysselsättning och tillväxt ligger över riket." },
	{ "2.3", "koncern", RK, 'y', "Medellivslängden ökar; inkomstskillnaderna också." },
	{ "2.4", "kultur-skola", "controller.kultur", 'g', "Fler verksamma kulturskapare i alla kommuner." },
	{ "2.4", "koncern", RK, 'g', "Fler verksamma kulturskapare i alla kommuner." },
	{ "3.1", "hs", "controller.hs", 'r', "Operationskön har inte minskat: för få narkossjuksköterskor." },
	{ "3.1", "psykiatri", "controller.psykiatri", 'y', "BUP når målet, vuxenpsykiatrin inte." },
	{ "3.1", "narsjukvard", "controller.narsjukvard", 'y', "Bedömning inom tre dagar ökar men når inte målet." },
	{ "3.1", "koncern", RK, 'r', "Två av fyra väntetider blir längre." },
	{ "3.2", "hs", "controller.hs", 'y', "Utskrivningen går snabbare i Halmstad och Varberg än i Kungsbacka." },
	{ "3.2", "narsjukvard", "controller.narsjukvard", 'g', "Fast läkarkontakt ökar på alla vårdcentraler." },
	{ "3.2", "koncern", RK, 'y', "Utskrivningen går snabbare; återinskrivningarna minskar långsammare än väntat." },
	{ "3.3", "hs", "controller.hs", 'y', "Ledtiderna i cancervården är för långa." },
	{ "3.3", "koncern", RK, 'y', "Kvaliteten är god, men ledtiderna i cancervården är för långa." },
	{ "4.1", "koncern", RK, 'y', "Datalagret växer enligt plan, användningen något långsammare." },
	{ "4.2", "hs", "controller.hs", 'y', "Införandet av vårdinformationsmiljön fortsätter under hösten." },
	{ "4.2", "koncern", RK, 'y', "Integrationerna går enligt plan; beslutsstöden är försenade." },
};

/* The other goals that each nämnd must judge before its part 4 is complete, and how, in the same order. */
static const struct {
	const char *board, *who, *goals[12], *status;
} rest[] = {
	{ "hs", "controller.hs", { "1.3", "4.1", "3.2-hs-1" }, "gyy" },
	{ "adh", "controller.adh", { "1.2", "1.3", "3.1", "3.2", "3.3", "4.1", "4.2" }, "ggygggy" },
	{ "psykiatri", "controller.psykiatri", { "1.1", "1.3", "3.2", "3.3", "4.1", "4.2", "1.2-psykiatri-1" }, "ggyyyyr" },
	{ "narsjukvard", "controller.narsjukvard", { "1.1", "1.3", "3.3", "4.1", "4.2", "3.1-narsjukvard-1" }, "ggyyyg" },
	{ "kultur-skola", "controller.kultur", { "1.1", "1.2", "1.3", "2.3", "4.1" }, "gggyg" },
	{ "kollektivtrafik", "controller.trafik", { "1.1", "1.2", "2.1", "2.3", "4.1", "1.3-kollektivtrafik-1" }, "gyyggg" },
	{ "regionservice", "controller.service", { "1.2", "1.3", "3.2", "4.1", "4.2" }, "gyggy" },
	{ "rs", "controller.rk", { "1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "4.1", "4.2" }, "yyyygygryyyy" },
};

static void assess_rest(struct demo *demo, size_t board)
{
	for (size_t i = 0; i < COUNT_OF(rest[board].goals) && rest[board].goals[i]; i++) {
		const char status = rest[board].status[i];
		char *id = mem_printf("%s/%s/UR1", rest[board].goals[i], rest[board].board);

		demo_event(demo, "2026-04-17 10:20", rest[board].who, REC_ASSESSMENT, id,
			status == 'g' ? "assessed=green" : status == 'y' ? "assessed=yellow" : "assessed=red",
			status == 'g' ? "motivation=Nämndens del går enligt planen." : status == 'y' ?
			"motivation=Nämndens del pågår, men är efter planen." : "motivation=Nämndens del har inte kommit igång.", NULL);
		free(id);
	}
}

static void assess(struct demo *demo, size_t i)
{
	const char *word = assessments[i].status == 'g' ? "assessed=green" : assessments[i].status == 'y' ? "assessed=yellow" :
		"assessed=red";
	char *id = mem_printf("%s/%s/UR1", assessments[i].goal, assessments[i].board);
	char *motivation = mem_printf("motivation=%s", assessments[i].motivation);
	bool koncern = assessments[i].who[0] == 'r';

	demo_event(demo, koncern ? "2026-05-08 13:40" : "2026-04-17 09:55", assessments[i].who, REC_ASSESSMENT, id, word, motivation,
		koncern ? "by_indicators=Se målets indikatorer; målvärdena fastställdes den 22 april." : "by_indicators=", NULL);
	free(id);
	free(motivation);
}

void demo_goals(struct demo *demo)
{
	for (size_t i = 0; i < COUNT_OF(rules); i++) {
		char *green = mem_printf("green=%d", rules[i].of), *yellow = rules[i].some ? mem_printf("yellow=%d", rules[i].some) : mem_strdup("yellow="),
			*of = mem_printf("of=%d", rules[i].of), *parts = mem_printf("parts=%s", rules[i].parts);
		char *text = rules[i].some ?
			mem_printf("text=På målet när %d indikatorer når målvärdet, på väg från %d.", rules[i].of, rules[i].some) :
			mem_strdup("text=På målet när indikatorn når målvärdet.");

		demo_event(demo, "2026-04-22 13:30", RK, REC_RULE, rules[i].goal, "kind=count", green, yellow, of, parts, text,
			"source=DEMO – påhittad regel", NULL);
		free(green);
		free(yellow);
		free(of);
		free(parts);
		free(text);
	}
	demo_event(demo, "2026-02-16 11:00", RK, REC_INDICATOR, "4.2.4", "developing=ja", NULL);
	for (size_t i = 0; i < COUNT_OF(own_goals); i++) {
		char *title = mem_printf("title=%s", own_goals[i].title), *parent = mem_printf("parent=%s", own_goals[i].parent);
		char *owner = mem_printf("owner=%s", own_goals[i].board), *boards = mem_printf("boards=%s", own_goals[i].board);
		char *area = mem_printf("focus_area=%c", own_goals[i].parent[0]);

		demo_event(demo, "2026-01-19 13:00", own_goals[i].who, REC_GOAL, own_goals[i].id, title, parent, owner, boards, area,
			"description=Nämndens egen nedbrytning av regionfullmäktiges mål.", NULL);
		free(title);
		free(parent);
		free(owner);
		free(boards);
		free(area);
	}
	for (size_t i = 0; i < COUNT_OF(own); i++)
		own_indicator(demo, &own[i]);
	for (size_t i = 0; i < COUNT_OF(assessments); i++)
		assess(demo, i);
	for (size_t i = 0; i < COUNT_OF(rest); i++)
		assess_rest(demo, i);
}
