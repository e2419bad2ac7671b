/* test_reference_2018.c: every figure in the tables of the 2018 follow-up guidelines (document 003), as the program answers
 * them from the reference plan. The tables here are typed from the document, not from the plan file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "unit/reference_help.h"

static int open_plan(void **state)
{
	(void)state;
	return reference_open("u2018");
}

static const struct target *target_at(const char *subject, const char *scope, int year, int level)
{
	const struct target *target = query_target(&ref_ds, subject, scope, year, level);

	if (!target || target->year != year)
		fail_msg("%s: no target %s %d %d", subject, scope, year, level);
	return target;
}

static const struct rule *rule_at(const char *subject, int kind)
{
	const struct rule *rule = (const struct rule *)dataset_find(&ref_ds, REC_RULE, NULL, subject);

	assert_non_null(rule);
	assert_int_equal(rule->kind, kind);
	return rule;
}

/* ---- areas and goals -------------------------------------------------------------------------------------- */

static const char *const areas[] = { "Ekonomi", "Arbetsgivare", "Regional utveckling", "Hälso- och sjukvård" };

#define CARE "Hälso- och sjukvården i Halland "
static const struct {
	const char *id, *title;
} goals[] = {
	{ "1.1", "Budgetramen ska hållas" },
	{ "2.1", "Rätt kompetens på rätt plats i rätt tid" },
	{ "2.2", "Möjlighet att attrahera och rekrytera den kompetens som behövs" },
	{ "2.3", "Goda karriär- och utvecklingsmöjligheter i en innovativ miljö" },
	{ "2.4", "Ett sunt och hållbart arbetsliv" },
	{ "2.5", "Ett gott ledar- och medarbetarskap med utgångspunkt i Region Hallands värdegrund" },
	{ "3.1", "Hög attraktivitet" },
	{ "3.2", "Stark konkurrenskraft" },
	{ "3.3", "Fler i arbete" },
	{ "4.1", CARE "arbetar hälsofrämjande och levererar en individuell hälso- och sjukvård av hög kvalitet för en god och "
	  "jämlik hälsa" },
	{ "4.2", CARE "är trygg, sammanhållen och utformas tillsammans med patient och närstående" },
	{ "4.3", CARE "arbetar med ständig förbättring för bättre hälsa hos invånarna" },
	{ "4.4", CARE "möjliggör att invånarna själva tar ansvar utifrån egen förmåga" },
	{ "4.5", CARE "har en tydlig prioritering av hur kompetens och resurser används" },
};

static void test_goals(void **state)
{
	const struct record_list *list = dataset_list(&ref_ds, REC_FOCUS_AREA);

	(void)state;
	assert_string_equal(dataset_plan(&ref_ds)->title, "Uppföljning 2018");
	assert_float_equal(dataset_plan(&ref_ds)->year, 2018, 0);
	assert_int_equal(list->n, COUNT_OF(areas));
	ask(&ref_ds, query_goals, NULL, &ref_res);
	assert_int_equal(ref_res.nrows, COUNT_OF(goals));
	for (size_t i = 0; i < COUNT_OF(goals); i++) {
		const struct row *row = &ref_res.rows[i];
		const char area[] = { goals[i].id[0], '\0' };

		assert_cell(&ref_res, row, "id", goals[i].id);
		assert_cell(&ref_res, row, "title", goals[i].title);
		assert_cell(&ref_res, row, "focus_area", area);
		assert_cell(&ref_res, row, "focus_title", areas[area[0] - '1']);
	}
	result_free(&ref_res);
}

/* ---- bilaga 1: value and target 2018 of each indicator ---------------------------------------------------- */

#define HEART "Hjärtsjukdom"
#define VESSELS "Kärlkirurgi"
#define READMISSION "Strukturell variabel för sammanhållen vård"
#define PRIMARY "Nationell patientenkät (NPE), primärvård"
#define WARD "Nationell patientenkät (NPE), slutenvård"
#define DIGITAL "Användning av digitala tjänster"

/* As printed. The document has no signs; where a lower value is better follows from what is measured. */
static const struct {
	const char *id, *area, *name, *value, *target;
	int op;
} measured[] = {
	{ "4.1.1", HEART, "Basbehandling vid hjärtsvikt", "53,0 %", "60 %", OP_GE },
	{ "4.1.2", HEART, "Akut öppnande av kranskärl vid större hjärtinfarkt", "84,2 %", "85 %", OP_GE },
	{ "4.1.3", HEART, "Akut öppnande av kranskärl inom rek. tid vid större hjärtinfarkt", "56,5 %", "75 %", OP_GE },
	{ "4.1.4", HEART, "Extra blodförtunnande läkemedel vid hjärtinfarkt", "94,4 %", "95 %", OP_GE },
	{ "4.1.5", HEART, "Ny infarkt eller död i ischemisk hjärtsjukdom", "13,4 %", "11 %", OP_LE },
	{ "4.1.6", HEART, "RAAS-hämmande läkemedelsbehandling vid hjärtinfarkt", "83,8 %", "90 %", OP_GE },
	/* The document's units differ; the program shows neither, and says so. */
	{ "4.1.7", HEART, "Swedehearts kvalitetsindex för hjärtinfarktvård", "5,0 %", "6,5", OP_GE },
	{ "4.1.8", HEART, "Överlevnad vid hjärtstopp på sjukhus", "17,4 %", "20 %", OP_GE },
	{ "4.1.9", HEART, "Överlevnad vid hjärtstopp utanför sjukhus", "8,5 %", "10 %", OP_GE },
	{ "4.1.10", VESSELS, "Död eller amputation efter operation av kärlförträngning i ben", "5,0 %", "4,0 %", OP_LE },
	{ "4.2.1", READMISSION, "Andel patienter 65 år och äldre som återinskrivits oplanerat inom 30 dagar", "12,6 %", "9 %",
	  OP_LE },
	{ "4.2.2", PRIMARY, "Helhetsintryck", "85 %", "90 %", OP_GE },
	{ "4.2.3", PRIMARY, "Emotionellt stöd", "77 %", "82 %", OP_GE },
	{ "4.2.4", PRIMARY, "Respekt och bemötande", "88 %", "95 %", OP_GE },
	{ "4.2.5", PRIMARY, "Kontinuitet och koordinering", "75 %", "80 %", OP_GE },
	{ "4.2.6", PRIMARY, "Tillgänglighet", "86 %", "90 %", OP_GE },
	{ "4.2.7", WARD, "Helhetsintryck", "90 %", "90 %", OP_GE },
	{ "4.2.8", WARD, "Emotionellt stöd", "89 %", "90 %", OP_GE },
	{ "4.2.9", WARD, "Respekt och bemötande", "86 %", "90 %", OP_GE },
	{ "4.2.10", WARD, "Kontinuitet och koordinering", "88 %", "90 %", OP_GE },
	{ "4.2.11", WARD, "Tillgänglighet", "89 %", "90 %", OP_GE },
	{ "4.4.1", PRIMARY, "Delaktighet och involvering", "83 %", "87 %", OP_GE },
	{ "4.4.2", PRIMARY, "Information och kunskap", "78 %", "82 %", OP_GE },
	{ "4.4.3", WARD, "Delaktighet och involvering", "75 %", "80 %", OP_GE },
	{ "4.4.4", WARD, "Information och kunskap", "80 %", "85 %", OP_GE },
	{ "4.4.5", DIGITAL, "Andel invånare som någon gång loggat in på 1177", "48 %", "55 %", OP_GE },
};
/* "Under utveckling", and one with words and no figure. */
static const struct {
	const char *id, *area, *name;
} unmeasured[] = {
	{ "4.4.6", DIGITAL, "Andel invånare som använder e-tjänster" },
	{ "4.4.7", DIGITAL, "Andelen (digitala) distanskontakter som har genomförts" },
	{ "4.5.1", "Budgetutfall för hälso- och sjukvården som helhet", "Budgetavvikelse för hälso- och sjukvården" },
};

static bool is_reached(size_t i)
{
	double value = printed_number(measured[i].value), target = printed_number(measured[i].target);

	return measured[i].op == OP_GE ? value >= target : value <= target;
}

static void test_measured(void **state)
{
	(void)state;
	assert_int_equal(COUNT_OF(measured), 26);
	ask(&ref_ds, query_indicators, NULL, &ref_res);
	for (size_t i = 0; i < COUNT_OF(measured); i++) {
		const struct row *row = row_of(&ref_res, measured[i].id);
		const struct target *target = target_at(measured[i].id, "region", 2018, LEVEL_GREEN);
		const struct indicator *indicator =
			(const struct indicator *)dataset_find(&ref_ds, REC_INDICATOR, NULL, measured[i].id);
		char goal[] = "4.x";

		goal[2] = measured[i].id[2];
		assert_cell(&ref_res, row, "goal", goal);
		assert_cell(&ref_res, row, "area", measured[i].area);
		assert_cell(&ref_res, row, "name", measured[i].name);
		assert_printed(row, "value", measured[i].value);
		/* The document gives no period. */
		assert_cell(&ref_res, row, "period", "");
		assert_true(target->value == printed_number(measured[i].target));
		assert_int_equal(target->op, measured[i].op);
		assert_int_equal(indicator->direction, measured[i].op == OP_GE ? DIR_UP : DIR_DOWN);
		/* They hold if the board decides so on that day. */
		assert_non_null(strstr(target->note, "2018-01-17"));
		assert_cell(&ref_res, row, "unit", strchr(measured[i].target, '%') ? "%" : "");
		assert_cell(&ref_res, row, "computed", is_reached(i) ? "green" : "red");
		/* Where the units do not agree there is a note of it. */
		if (!strchr(measured[i].target, '%'))
			assert_non_null(strstr(indicator->note, measured[i].value));
	}
	result_free(&ref_res);
}

static void test_unmeasured(void **state)
{
	size_t n = 0;

	(void)state;
	ask(&ref_ds, query_indicators, NULL, &ref_res);
	for (size_t i = 0; i < ref_res.nrows; i++)
		n += strncmp(ref_res.rows[i].ref.id, "4.", 2) == 0;
	assert_int_equal(n, 29);
	for (size_t i = 0; i < COUNT_OF(unmeasured); i++) {
		const struct row *row = row_of(&ref_res, unmeasured[i].id);
		const struct indicator *indicator =
			(const struct indicator *)dataset_find(&ref_ds, REC_INDICATOR, NULL, unmeasured[i].id);
		const struct target *target = query_target(&ref_ds, unmeasured[i].id, "region", 2018, LEVEL_GREEN);

		assert_cell(&ref_res, row, "area", unmeasured[i].area);
		assert_cell(&ref_res, row, "name", unmeasured[i].name);
		assert_json(&ref_res, row, "latest", "null");
		assert_int_equal(indicator->developing, i < 2);
		assert_int_equal(target != NULL, i == 2);
		assert_cell(&ref_res, row, "computed", i < 2 ? "missing" : "none");
		if (target) {
			assert_true(num_missing(target->value));
			assert_non_null(strstr(target->text, "i balans"));
			assert_cell(&ref_res, row, "unit", "mnkr");
		}
	}
	result_free(&ref_res);
	/* Nothing else has a value: neither the staff's nor the region's indicators. */
	assert_int_equal(dataset_list(&ref_ds, REC_OBSERVATION)->n, COUNT_OF(measured));
}

/* ---- the levels of the delmål ----------------------------------------------------------------------------- */

static const struct {
	const char *goal;
	int green, yellow, of;               /* green: that many; yellow: from that many; red: below */
	size_t indicators, passed, excluded; /* with the values as printed */
} counts[] = {
	{ "4.1", 10, 5, 10, 10, 0, 0 },
	{ "4.2", 11, 5, 11, 11, 1, 0 },
	/* The appendix; the table of goals has 7 of 7, 3 and 3. Two under development are left out. */
	{ "4.4", 5, 2, 5, 7, 0, 2 },
};

static void test_counts(void **state)
{
	(void)state;
	ask(&ref_ds, query_statuses, NULL, &ref_res);
	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		const struct rule *rule = rule_at(counts[i].goal, RULE_COUNT);
		const struct row *row = row_of(&ref_res, counts[i].goal);
		size_t passed = 0, of = 0;

		assert_float_equal(rule->green, counts[i].green, 0);
		assert_float_equal(rule->yellow, counts[i].yellow, 0);
		assert_float_equal(rule->of, counts[i].of, 0);
		assert_int_equal(list_count(rule->parts), counts[i].indicators);
		for (size_t m = 0; m < COUNT_OF(measured); m++) {
			if (strncmp(measured[m].id, counts[i].goal, 3) != 0)
				continue;
			assert_true(list_has(rule->parts, measured[m].id));
			of++;
			passed += is_reached(m);
		}
		assert_int_equal(of, counts[i].of);
		assert_int_equal(passed, counts[i].passed);
		assert_float_equal(number_in(row, "passed"), (double)passed, 0);
		assert_float_equal(number_in(row, "failed"), (double)(of - passed), 0);
		assert_float_equal(number_in(row, "excluded"), (double)counts[i].excluded, 0);
	}
	result_free(&ref_res);
	assert_non_null(strstr(rule_at("4.4", RULE_COUNT)->note, "7 av 7"));
}

static void test_other_levels(void **state)
{
	const struct rule *index = rule_at("4.3", RULE_BANDS), *deviation = rule_at("4.5", RULE_BUDGET_DEVIATION);

	(void)state;
	assert_float_equal(index->green, 72, 0);
	assert_float_equal(index->yellow, 70, 0);
	assert_int_equal(index->direction, DIR_UP);
	assert_string_equal(index->parts, "medarbetarindex");
	assert_float_equal(deviation->green, 0, 0);
	assert_int_equal(deviation->direction, DIR_UP);
	assert_string_equal(deviation->yardstick, "previous_year");
	assert_string_equal(deviation->parts, "4.5.1");
}

/* ---- two levels, by scope --------------------------------------------------------------------------------- */

static const struct {
	const char *subject, *scope;
	int yellow, green, year;
} levels[] = {
	/* Vårdgarantin: telephone, doctor in primary care, first visit, operation. */
	{ "2.1.2a", "region", 91, 95, 2018 },
	{ "2.1.2b", "region", 86, 95, 2018 },
	{ "2.1.2c", "region", 95, 95, 2018 },
	{ "2.1.2d", "region", 96, 96, 2018 },
	{ "2.2.1", "region", 17, 27, 2018 },
	{ "2.2.1", "forvaltning", 15, 20, 2018 },
	{ "2.3.1", "region", 38, 50, 2018 },
	{ "2.3.1", "forvaltning", 8, 15, 2018 },
	{ "2.4.1", "region", 87, 92, 2018 },
	{ "2.4.1", "forvaltning", 85, 88, 2018 },
	{ "2.5.1", "region", 77, 80, 2018 },
	{ "2.5.1", "forvaltning", 71, 75, 2018 },
	{ "2.5.1", "delindex", 74, 75, 2018 },
	/* The only long-term level that is a number. */
	{ "4.3", "region", 75, 80, 2025 },
};

static const struct {
	const char *id, *name, *unit;
} staff[] = {
	{ "2.1.1", "Andel medarbetare som uppger att de i stor utsträckning gör arbetsuppgifter som en annan personalkategori "
	  "kan och borde utföra för att nyttja bådas kompetens på bästa sätt", "" },
	{ "2.1.2", "Måluppfyllnad för vårdgarantin i relation till ordinarie verksamhet i egen regi", "" },
	{ "2.1.2a", "Telefontillgänglighet primärvård", "%" },
	{ "2.1.2b", "Läkarbesök primärvård", "%" },
	{ "2.1.2c", "Första besök i specialiserad vård", "%" },
	{ "2.1.2d", "Operation/Åtgärd", "%" },
	{ "2.2.1", "Andel medarbetare som är ambassadörer för Region Halland och sin verksamhet", "%" },
	{ "2.3.1", "Andelen tillsvidareanställda som byter tjänst internt av totalt antal som byter tjänst", "%" },
	{ "2.4.1", "Nivån på frisktalet bland medarbetare", "%" },
	{ "2.5.1", "Resultat av Hållbart medarbetarengagemang (HME)", "" },
	/* Bilaga 3 */
	{ "personalomsattning", "Personalomsättning R12", "" },
	{ "sjukfranvaro", "Sjukfrånvaro av den totala arbetstiden R12", "" },
	{ "inhyrd-personal", "Kostnad inhyrda läkare och sjuksköterskor R12", "" },
};

static void test_staff(void **state)
{
	const int both[] = { LEVEL_GREEN, LEVEL_YELLOW };

	(void)state;
	ask(&ref_ds, query_indicators, NULL, &ref_res);
	for (size_t i = 0; i < COUNT_OF(staff); i++) {
		assert_cell(&ref_res, row_of(&ref_res, staff[i].id), "name", staff[i].name);
		assert_cell(&ref_res, row_of(&ref_res, staff[i].id), "unit", staff[i].unit);
		assert_json(&ref_res, row_of(&ref_res, staff[i].id), "latest", "null");
	}
	result_free(&ref_res);
	for (size_t i = 0; i < COUNT_OF(levels); i++) {
		const struct target *yellow = target_at(levels[i].subject, levels[i].scope, levels[i].year, LEVEL_YELLOW);
		const struct target *green = target_at(levels[i].subject, levels[i].scope, levels[i].year, LEVEL_GREEN);

		assert_float_equal(yellow->value, levels[i].yellow, 0);
		assert_float_equal(green->value, levels[i].green, 0);
		assert_int_equal(yellow->op, OP_GE);
		assert_int_equal(green->op, OP_GE);
		if (levels[i].year == 2018)
			assert_int_equal(rule_at(levels[i].subject, RULE_TWO_LEVEL)->direction, DIR_UP);
	}
	/* Levels that were still to be set, in words. */
	for (size_t i = 0; i < COUNT_OF(both); i++) {
		assert_true(num_missing(target_at("2.1.1", "region", 2018, both[i])->value));
		assert_string_equal(target_at("2.1.1", "region", 2018, both[i])->text, "definieras under 2017");
	}
	assert_string_equal(rule_at("2.1.2", RULE_COMPOSITE)->parts, "2.1.2a,2.1.2b,2.1.2c,2.1.2d");
}

/* ---- targets in words, and of economy and regional development -------------------------------------------- */

static const struct {
	const char *subject;
	int year, level;
	const char *figures[3]; /* what the words must say */
} worded[] = {
	{ "3.1.3", 2018, LEVEL_GREEN, { "Födelseöverskott" } },
	{ "3.1.4", 2018, LEVEL_GREEN, { "10 %", "2015", "Koldioxid" } },
	{ "3.2.1", 2018, LEVEL_GREEN, { "tre bästa", "Sverige" } },
	{ "3.2.2", 2018, LEVEL_GREEN, { "mer än 200 000 kWh/år" } },
	{ "3.2.3", 2018, LEVEL_GREEN, { "mer än 200 000 kWh/år" } },
	{ "3.3.1", 2018, LEVEL_GREEN, { "tre högsta", "Sverige" } },
	/* Long-term levels, 2025. */
	{ "4.1", 2025, LEVEL_YELLOW, { "Topp 3", "tredjedel av alla", "inget i nedersta" } },
	{ "4.1", 2025, LEVEL_GREEN, { "Topp 3", "hälften av alla", "inget i nedersta" } },
	{ "4.2", 2025, LEVEL_YELLOW, { "över 80 %", "samtliga", "nedersta" } },
	{ "4.2", 2025, LEVEL_GREEN, { "över 90 % i minst en", "över 80 % i samtliga", "översta" } },
	{ "4.4", 2025, LEVEL_YELLOW, { "över 80 %", "70 %", "1177" } },
	{ "4.4", 2025, LEVEL_GREEN, { "över 90 %", "över 80 %", "90 % av hallänningarna" } },
	{ "4.5", 2025, LEVEL_YELLOW, { "trend", "minskar" } },
	{ "4.5", 2025, LEVEL_GREEN, { "budgetramen", "hålls" } },
};

static const struct {
	const char *subject, *scope;
	int year, op;
	double value;
} numeric[] = {
	{ "1.1.1", "forvaltning", 2018, OP_GT, 0 },
	{ "1.1.2", "region", 2018, OP_LE, 99.8 },
	{ "1.1.2", "region", 2019, OP_LE, 99.8 },
	{ "1.1.2", "region", 2020, OP_LE, 99.8 },
	{ "3.1.1", "region", 2018, OP_GE, 1200 },
	{ "3.1.2", "region", 2018, OP_GE, 1 },
};

static const struct {
	const char *id, *name;
} others[] = {
	{ "1.1.1", "Driftnämndens resultat jämfört med budget" },
	{ "1.1.2", "Nettokostnadsandel" },
	{ "3.1.1", "Flyttningsöverskottet från övriga Sverige till Hallands län" },
	{ "3.1.2", "Befolkningsökning" },
	{ "3.1.3", "Födelseöverskott" },
	{ "3.1.4", "Ökad andel förnybar energi" },
	{ "3.2.1", "Utvecklingen av lönesumman per sysselsatt dagbefolkning i Hallands län" },
	{ "3.2.2", "Andel förnybar energi" },
	{ "3.2.3", "Stimulera produktutveckling i fossilfria material" },
	{ "3.3.1", "Förvärvsfrekvensen (20-64 år) för kvinnor och män i Hallands län" },
};

static void test_targets(void **state)
{
	size_t expected;

	(void)state;
	ask(&ref_ds, query_indicators, NULL, &ref_res);
	for (size_t i = 0; i < COUNT_OF(others); i++)
		assert_cell(&ref_res, row_of(&ref_res, others[i].id), "name", others[i].name);
	/* One more: the index that delmål 3 is judged by. */
	assert_int_equal(ref_res.nrows, COUNT_OF(measured) + COUNT_OF(unmeasured) + COUNT_OF(staff) + COUNT_OF(others) + 1);
	result_free(&ref_res);
	for (size_t i = 0; i < COUNT_OF(numeric); i++) {
		const struct target *target = target_at(numeric[i].subject, numeric[i].scope, numeric[i].year, LEVEL_GREEN);

		assert_true(target->value == numeric[i].value);
		assert_int_equal(target->op, numeric[i].op);
		assert_int_equal(rule_at(numeric[i].subject, RULE_THRESHOLD)->direction,
			numeric[i].op == OP_LE ? DIR_DOWN : DIR_UP);
	}
	for (size_t i = 0; i < COUNT_OF(worded); i++) {
		const struct target *target = target_at(worded[i].subject, "region", worded[i].year, worded[i].level);

		assert_true(num_missing(target->value));
		for (size_t n = 0; n < COUNT_OF(worded[i].figures) && worded[i].figures[n]; n++) {
			if (!strstr(target->text, worded[i].figures[n]))
				fail_msg("%s: %s is not in: %s", worded[i].subject, worded[i].figures[n], target->text);
		}
	}
	assert_float_equal(rule_at("3.2.1", RULE_RANK)->green, 3, 0);
	assert_float_equal(rule_at("3.3.1", RULE_RANK)->green, 3, 0);
	/* The two levels of 2.1.1 and the one of 4.5.1 are in words; no target that is not in one of these tables. */
	expected = COUNT_OF(measured) + 2 * COUNT_OF(levels) + COUNT_OF(worded) + COUNT_OF(numeric) + 3;
	assert_int_equal(dataset_list(&ref_ds, REC_TARGET)->n, expected);
}

/* ---- Tidplaner 2018 --------------------------------------------------------------------------------------- */

enum { CUTOFF, DUE, RSAU1, RSAU2, DECIDED, RS, RF, NDATES };
static const char *const date_keys[NDATES] = { "cutoff", "due", "rsau1", "rsau2", "decided", "rs", "rf" };

/* Month-day as in the table, empty where it has none or "i.u."; the year is 2018, for the last one 2019. Then the cutoff's
 * number among the working days after the period, and the working days from cutoff to due. */
static const struct {
	const char *id, *kind, *period, *dates[NDATES];
	int cutoff_day, days;
} occasions[] = {
	{ "M02", "month", "2018-02", { "03-06", "03-09", "03-20", "", "03-29", "04-04", "" }, 4, 3 },
	{ "UR1", "ur1", "2018-03", { "04-06", "04-20", "05-15", "05-22", "05-25", "05-30", "06-20" }, 4, 10 },
	{ "M05", "month", "2018-05", { "06-07", "06-12", "06-19", "", "06-21", "06-27", "" }, 4, 3 },
	{ "M07", "month", "2018-07", { "08-07", "08-10", "08-21", "", "09-07", "09-12", "" }, 5, 3 },
	{ "UR2", "ur2", "2018-08", { "09-06", "09-13", "09-25", "10-02", "09-28", "10-10", "10-24" }, 4, 5 },
	{ "M09", "month", "2018-09", { "10-04", "10-09", "10-23", "", "11-02", "11-07", "" }, 4, 3 },
	{ "M10", "month", "2018-10", { "11-06", "11-09", "11-20", "", "11-23", "11-28", "" }, 4, 3 },
	{ "M11", "month", "2018-11", { "12-06", "12-11", "12-18", "", "", "", "" }, 4, 3 },
	{ "AR", "ar", "2018-12", { "01-10", "01-24", "", "", "", "", "" }, 7, 10 },
};

/* Weekdays that are public holidays in Sweden from March 2018 to January 2019. */
static const char *const holidays[] = {
	"2018-03-30", "2018-04-02", "2018-05-01", "2018-05-10", "2018-06-06", "2018-12-25", "2018-12-26", "2019-01-01",
};

static bool is_working_day(date_t day)
{
	char text[DATE_TEXT_MAX];

	date_format(text, day);
	for (size_t i = 0; i < COUNT_OF(holidays); i++) {
		if (strcmp(text, holidays[i]) == 0)
			return false;
	}
	return date_weekday(day) <= 5;
}

/* Working days after `from`, up to and with `to`. */
static int working_days(date_t from, date_t to)
{
	int n = 0;

	while (from < to)
		n += is_working_day(++from);
	return n;
}

static void test_calendar(void **state)
{
	(void)state;
	ask(&ref_ds, query_calendar, NULL, &ref_res);
	assert_int_equal(ref_res.nrows, COUNT_OF(occasions));
	for (size_t i = 0; i < COUNT_OF(occasions); i++) {
		const struct row *row = &ref_res.rows[i];

		assert_cell(&ref_res, row, "occasion", occasions[i].id);
		assert_cell(&ref_res, row, "kind", occasions[i].kind);
		assert_cell(&ref_res, row, "period", occasions[i].period);
		assert_cell(&ref_res, row, "source", "given");
		for (size_t d = 0; d < NDATES; d++) {
			const char *day = occasions[i].dates[d];
			char date[DATE_TEXT_MAX] = "";

			if (*day)
				snprintf(date, sizeof(date), "%s-%s", strcmp(occasions[i].id, "AR") == 0 ? "2019" : "2018", day);
			assert_cell(&ref_res, row, date_keys[d], date);
		}
	}
	result_free(&ref_res);
}

/* A månadsrapport is due the third working day after the cutoff; what else the table fits is as regular. */
static void test_working_days(void **state)
{
	size_t months = 0;

	(void)state;
	ask(&ref_ds, query_calendar, NULL, &ref_res);
	for (size_t i = 0; i < COUNT_OF(occasions); i++) {
		date_t cutoff = (date_t)number_in(&ref_res.rows[i], "cutoff"), due = (date_t)number_in(&ref_res.rows[i], "due");
		date_t period_end = period_last_day((period_t)number_in(&ref_res.rows[i], "period"));

		assert_true(is_working_day(cutoff) && is_working_day(due));
		assert_int_equal(working_days(cutoff, due), occasions[i].days);
		assert_int_equal(working_days(period_end, cutoff), occasions[i].cutoff_day);
		if (strcmp(occasions[i].kind, "month") == 0) {
			assert_int_equal(working_days(cutoff, due), 3);
			months++;
		}
	}
	assert_int_equal(months, 6);
	result_free(&ref_res);
}

/* ---- the rest of the document that is counted ------------------------------------------------------------- */

static const struct {
	const char *id, *title;
	int n;
} priorities[] = {
	{ "1", "Partnerskap med invånare", 1 },
	{ "2", "En modern hälso- och sjukvård", 7 },
	{ "3", "Uppföljning för kvalitet och en regional ekonomi i balans", 2 },
	{ "4", "Utveckling med utgångspunkt i utbildning och forskning", 1 },
	{ "5", "Aktiv samverkan mellan aktörer", 5 },
};

static void test_priorities(void **state)
{
	const struct record_list *list = dataset_list(&ref_ds, REC_PRIORITY);
	int all = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(priorities); i++) {
		const struct record *area = dataset_find(&ref_ds, REC_PRIORITY, NULL, priorities[i].id);
		int n = 0;

		assert_non_null(area);
		assert_string_equal(record_title(area), priorities[i].title);
		for (size_t p = 0; p < list->n; p++) {
			const char *parent = ((const struct priority *)list->items[p])->parent;

			n += parent && strcmp(parent, priorities[i].id) == 0;
		}
		assert_int_equal(n, priorities[i].n);
		all += n;
	}
	assert_int_equal(all, 16);
}

static void test_facts(void **state)
{
	const struct fact *saving = (const struct fact *)dataset_find(&ref_ds, REC_FACT, NULL, "kostnadsminskning");
	const struct fact *policies = (const struct fact *)dataset_find(&ref_ds, REC_FACT, NULL, "policyer");
	int n = 1;

	(void)state;
	assert_float_equal(saving->value, 138, 0);
	assert_string_equal(saving->unit, "mnkr");
	for (const char *c = policies->text; *c; c++)
		n += *c == ',';
	assert_int_equal(n, 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_goals),
		cmocka_unit_test(test_measured),
		cmocka_unit_test(test_unmeasured),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_other_levels),
		cmocka_unit_test(test_staff),
		cmocka_unit_test(test_targets),
		cmocka_unit_test(test_calendar),
		cmocka_unit_test(test_working_days),
		cmocka_unit_test(test_priorities),
		cmocka_unit_test(test_facts),
	};

	return cmocka_run_group_tests(tests, open_plan, reference_close);
}
