/* test_reference_2026.c: every figure in the tables of Mål och budget 2026 (document 004), as the program answers them from
 * the reference plan. The tables here are typed from the document, not from the plan file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/calendar.h"
#include "unit/reference_help.h"

#define NYEARS 5

static int open_plan(void **state)
{
	(void)state;
	return reference_open("mb2026");
}

static void ask_table(const char *table)
{
	struct err err = { 0 };

	assert_int_equal(query_economy_table(&ref_ds, table, &ref_res, &err), 0);
}

/* ---- focus areas, goals, indicators ----------------------------------------------------------------------- */

static const char *const focus_areas[] = {
	"En organisation med utvecklings- och motståndskraft",
	"En hållbar och växande region",
	"En tillgänglig och högkvalitativ hälso- och sjukvård",
	"En digital kraftsamling för framtidens välfärd",
};

/* "Samtliga driftnämnder" are seven. */
#define ALL "rs,hs,adh,psykiatri,narsjukvard,kultur-skola,kollektivtrafik,regionservice"
#define CARE "rs,adh,hs,narsjukvard,psykiatri"

static const struct {
	const char *id, *title, *boards, *indicators;
} goals[] = {
	{ "1.1", "En organisation med robust verksamhet och tryggat samhällsuppdrag", ALL, "" },
	{ "1.2", "En attraktiv arbetsgivare för hållbar kompetensförsörjning", ALL, "" },
	{ "1.3", "En organisation som minskar sin klimat- och miljöpåverkan", ALL, "1.3.1,1.3.2,1.3.3" },
	{ "2.1", "En region som bidrar till hållbara och attraktiva livsmiljöer", "rs,kollektivtrafik", "2.1.1,2.1.2" },
	{ "2.2", "En region som bidrar till förnyelseförmåga och konkurrenskraft", "rs", "2.2.1,2.2.2,2.2.3" },
	{ "2.3", "En region som bidrar till inkludering, god matchning och jämlik hälsa", "rs,kultur-skola,kollektivtrafik",
	  "2.3.1,2.3.2,2.3.3" },
	{ "2.4", "En region med ett dynamiskt och tillgängligt kulturliv", "rs,kultur-skola", "2.4.1" },
	{ "3.1", "En region som säkerställer god tillgänglighet till vård", CARE, "3.1.1,3.1.2,3.1.3,3.1.4" },
	{ "3.2", "En region som tillhandahåller nära och sammanhållen vård", CARE ",regionservice",
	  "3.2.1,3.2.2,3.2.3,3.2.4" },
	{ "3.3", "En region som säkerställer vård av hög kvalitet", CARE, "3.3.1,3.3.2,3.3.3,3.3.4" },
	{ "4.1", "En region som bidrar till en smartare och enklare vardag genom AI och informationsdriven utveckling", ALL,
	  "4.1.1,4.1.2" },
	{ "4.2", "En region som säkerställer ett modernt och sammanhållet vårdinformationsstöd", CARE ",regionservice",
	  "4.2.1,4.2.2,4.2.3,4.2.4" },
};

static void test_goals(void **state)
{
	const struct record_list *areas = dataset_list(&ref_ds, REC_FOCUS_AREA);

	(void)state;
	assert_int_equal(areas->n, COUNT_OF(focus_areas));
	for (size_t i = 0; i < areas->n; i++) {
		const char id[] = { (char)('1' + i), '\0' };

		assert_string_equal(areas->items[i]->id, id);
		assert_string_equal(record_title(areas->items[i]), focus_areas[i]);
	}
	ask(&ref_ds, query_goals, NULL, &ref_res);
	assert_int_equal(ref_res.nrows, COUNT_OF(goals));
	for (size_t i = 0; i < COUNT_OF(goals); i++) {
		const struct row *row = &ref_res.rows[i];
		const char area[] = { goals[i].id[0], '\0' };

		assert_cell(&ref_res, row, "id", goals[i].id);
		assert_cell(&ref_res, row, "focus_area", area);
		assert_cell(&ref_res, row, "focus_title", focus_areas[area[0] - '1']);
		assert_cell(&ref_res, row, "title", goals[i].title);
		assert_cell(&ref_res, row, "boards", goals[i].boards);
		assert_cell(&ref_res, row, "indicators", goals[i].indicators);
		assert_cell(&ref_res, row, "parent", "");
		/* The document has no arithmetic rule for its goals. */
		assert_cell(&ref_res, row, "computed", "none");
		assert_cell(&ref_res, row, "assessed", "");
	}
	result_free(&ref_res);
}

/* Names without the number of the footnote; whether there is a footnote. */
static const struct {
	const char *id, *name;
	int footnote;
} indicators[] = {
	{ "1.3.1", "Energianvändning per kvadratmeter bruksarea inom det egna fastighetsbeståndet", 0 },
	{ "1.3.2", "Klimatpåverkan från persontransporter", 1 },
	{ "1.3.3", "Materialåtervinningsgrad avfall", 2 },
	{ "2.1.1", "Inrikes flyttnetto", 3 },
	{ "2.1.2", "Utsläpp från transportsektorn", 4 },
	{ "2.2.1", "Tillväxt bruttoregionalprodukt (BRP) per sysselsatt", 5 },
	{ "2.2.2", "Tillväxt i sysselsatt dagbefolkning", 6 },
	{ "2.2.3", "Näringslivets klimatpåverkande utsläpp i förhållande till BRP", 7 },
	{ "2.3.1", "Sysselsättningsgrad", 8 },
	{ "2.3.2", "Förväntad medellivslängd", 0 },
	{ "2.3.3", "Inkomstskillnader", 9 },
	{ "2.4.1", "Tillväxt i yrkesverksamma kulturskapare", 0 },
	{ "3.1.1", "Andel patienter som har fått medicinsk bedömning i primärvård inom 3 dagar", 10 },
	{ "3.1.2", "Andel patienter som väntat 60 dagar eller kortare på första kontakt i specialiserad vård", 0 },
	{ "3.1.3", "Andel patienter som väntat 60 dagar eller kortare på operation/åtgärd i specialiserad vård", 0 },
	{ "3.1.4", "Andel genomförda första besök inom 30 dagar vid Barn och ungdomspsykiatrin (BUP)", 0 },
	{ "3.2.1", "Antal dygn som utskrivningsklara patienter vistas på sjukhus (medelvårdtid som utskrivningsklar)", 0 },
	{ "3.2.2", "Andel vårdtillfällen för patienter >65 år där oplanerad återinskrivning skett inom 30 dagar", 11 },
	{ "3.2.3", "Andel distanskontakter av totala antalet öppenvårdsbesök", 0 },
	{ "3.2.4", "Andel patienter med fast läkarkontakt i primärvården", 0 },
	{ "3.3.1", "Andel kvalitetsindikatorer i Vården i siffror med bättre resultat än rikssnitt", 12 },
	{ "3.3.2", "Andel kvalitetsindikatorer inom cancer i Vården i siffror med bättre resultat än rikssnitt", 13 },
	{ "3.3.3", "Andel patienter med cancer som utreds inom ett standardiserat vårdförlopp", 0 },
	{ "3.3.4", "Andel patienter som genomgår standardiserat vårdförlopp vid cancer inom den angivna ledtiden", 0 },
	{ "4.1.1", "Antal fakta- och dimensionstabeller i datalager inom regionala ramverket", 14 },
	{ "4.1.2", "Andel användare som regelbundet använder förvaltade rapportlösningar", 15 },
	{ "4.2.1", "Antal Nova Ward Tablet (mobilitet)", 16 },
	{ "4.2.2", "Antal CDS stöd", 17 },
	{ "4.2.3", "Antal MT utrustningar integrerade i Cosmic", 18 },
	{ "4.2.4", "Antal informationsmängder (nya tjänstekontrakt) som reduceras till Journalen", 19 },
};

static void test_indicators(void **state)
{
	int definitions = 0;

	(void)state;
	assert_int_equal(COUNT_OF(indicators), 30);
	ask(&ref_ds, query_indicators, NULL, &ref_res);
	/* And the three financial ones. */
	assert_int_equal(ref_res.nrows, COUNT_OF(indicators) + 3);
	for (size_t i = 0; i < COUNT_OF(indicators); i++) {
		const struct row *row = &ref_res.rows[i];
		const char goal[] = { indicators[i].id[0], '.', indicators[i].id[2], '\0' };
		bool defined = !cell_missing(&ref_res.columns[result_column(&ref_res, "definition")],
			&row->cells[result_column(&ref_res, "definition")]);

		assert_cell(&ref_res, row, "id", indicators[i].id);
		assert_cell(&ref_res, row, "goal", goal);
		assert_cell(&ref_res, row, "name", indicators[i].name);
		assert_cell(&ref_res, row, "kind", "goal");
		if (strncmp(indicators[i].name, "Andel", 5) == 0)
			assert_cell(&ref_res, row, "unit", "%");
		/* The only one that is measured by something near it. */
		assert_cell(&ref_res, row, "fit", strcmp(indicators[i].id, "3.2.2") == 0 ? "near" : "same");
		if (defined != (indicators[i].footnote > 0))
			fail_msg("%s: definition", indicators[i].id);
		if (defined)
			assert_int_equal(indicators[i].footnote, ++definitions);
		/* Set at UR1 2026: until then no target and no colour. */
		assert_json(&ref_res, row, "targets", "[]");
		assert_cell(&ref_res, row, "computed", "none");
	}
	assert_int_equal(definitions, 19);
	result_free(&ref_res);
}

/* ---- boards and their money ------------------------------------------------------------------------------- */

static const char *const years[NYEARS] = { "2026", "2027", "2028", "2029", "2030" };

static const struct {
	const char *board, *name, *mnkr[NYEARS];
} allocations[] = {
	{ "regiongemensamt", "Regiongemensamt", { "89", "59", "69", "107", "149" } },
	{ "rs-hsv", "Regionstyrelsen Hälso- och sjukvård", { "4 266", "4 470", "4 687", "4 917", "5 160" } },
	{ "fastighet", "RH Fastighetsförvaltning", { "38", "78", "75", "134", "220" } },
	{ "rs", "Regionstyrelsen", { "814", "810", "779", "772", "775" } },
	{ "hs", "Driftnämnd Hallands Sjukhus", { "5 996", "6 131", "6 267", "6 409", "6 556" } },
	{ "adh", "Driftnämnd Ambulans Diagnostik och Hälsa", { "1 226", "1 245", "1 264", "1 283", "1 302" } },
	{ "psykiatri", "Driftnämnd Psykiatri", { "949", "964", "981", "998", "1 015" } },
	{ "narsjukvard", "Driftnämnd Närsjukvård", { "126", "128", "128", "130", "132" } },
	{ "kultur-skola", "Driftnämnd Kultur och skola", { "208", "211", "214", "217", "220" } },
	{ "kollektivtrafik", "Driftnämnd Kollektivtrafik", { "579", "589", "594", "601", "609" } },
	{ "hemsjukvard", "Gemensam nämnd Hemsjukvård och hjälpmedel", { "92", "94", "96", "97", "99" } },
	{ "patientnamnd", "Patientnämnd", { "1", "1", "1", "1", "1" } },
	{ "revision", "Revision", { "6", "6", "6", "6", "6" } },
	{ "summa", "Summa enligt beslutet", { "14 391", "14 787", "15 160", "15 673", "16 245" } },
	/* Not printed: the thirteen lines added, minus the printed sum. */
	{ "differens", "Skillnad, rader minus summa", { "-1", "-1", "1", "-1", "-1" } },
};
#define NLINES 13

static void test_allocation_table(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(query_allocation_table(&ref_ds, &ref_res, &err), 0);
	assert_int_equal(ref_res.nrows, COUNT_OF(allocations));
	for (size_t i = 0; i < COUNT_OF(allocations); i++) {
		assert_cell(&ref_res, &ref_res.rows[i], "board", allocations[i].board);
		assert_cell(&ref_res, &ref_res.rows[i], "name", allocations[i].name);
		assert_int_equal(ref_res.rows[i].summary, i >= NLINES);
		for (size_t y = 0; y < NYEARS && i <= NLINES; y++)
			assert_printed(&ref_res.rows[i], years[y], allocations[i].mnkr[y]);
	}
	for (size_t y = 0; y < NYEARS; y++) { /* a difference has a sign either way */
		char number[NUM_TEXT_MAX];

		assert_shown_cell(&ref_res, &ref_res.rows[NLINES + 1], years[y],
			num_format(number, printed_number(allocations[NLINES + 1].mnkr[y]), 0, NUM_SIGN));
	}
	/* The document's own check, done here once more: the lines against the printed sum. */
	for (size_t y = 0; y < NYEARS; y++) {
		double off = -number_in(&ref_res.rows[NLINES], years[y]);

		for (size_t i = 0; i < NLINES; i++)
			off += number_in(&ref_res.rows[i], years[y]);
		assert_float_equal(off, number_in(&ref_res.rows[NLINES + 1], years[y]), 0);
	}
	result_free(&ref_res);
}

static void test_allocations(void **state)
{
	(void)state;
	ask(&ref_ds, query_allocations, NULL, &ref_res);
	assert_int_equal(ref_res.nrows, COUNT_OF(allocations) * NYEARS);
	for (size_t i = 0; i < ref_res.nrows; i++) {
		const struct row *row = &ref_res.rows[i];
		/* Lines first; then the sum and the difference of each year. */
		bool below = i >= NLINES * NYEARS;
		size_t n = below ? i - NLINES * NYEARS : i;
		size_t line = below ? NLINES + n % 2 : n / NYEARS;
		size_t year = below ? n / 2 : n % NYEARS;

		assert_cell(&ref_res, row, "board", allocations[line].board);
		assert_cell(&ref_res, row, "year", years[year]);
		assert_printed(row, "mnkr", allocations[line].mnkr[year]);
	}
	result_free(&ref_res);
}

/* One board has several names; each as the text of some goal has it, or the other document. */
static const struct {
	const char *name, *board;
} aliases[] = {
	{ "Ambulans, diagnostik och hälsa", "adh" },
	{ "Hallands sjukhus", "hs" },
	{ "Närsjukvården Halland", "narsjukvard" },
	{ "Psykiatri Halland", "psykiatri" },
	{ "Kultur och skola", "kultur-skola" },
	{ "Kollektivtrafik", "kollektivtrafik" },
	{ "Regionservice", "regionservice" },
	{ "Regionstyrelsen", "rs" },
	{ "Driftnämnd Hallands sjukhus", "hs" },
	{ "Driftnämnd Ambulans, diagnostik och hälsa", "adh" },
	{ "Driftnämnd Regionservice", "regionservice" },
};

static void test_boards(void **state)
{
	const struct board_group *group = (const struct board_group *)dataset_find(&ref_ds, REC_GROUP, NULL, "driftnamnder");
	size_t n = 0;

	(void)state;
	ask(&ref_ds, query_boards, NULL, &ref_res);
	/* The thirteen lines, and Regionservice, which has goals and no line. */
	assert_int_equal(ref_res.nrows, NLINES + 1);
	for (size_t i = 0; i < NLINES; i++)
		assert_cell(&ref_res, row_of(&ref_res, allocations[i].board), "name", allocations[i].name);
	assert_cell(&ref_res, row_of(&ref_res, "regionservice"), "driftnamnd", "true");
	assert_non_null(group);
	for (size_t i = 0; i < ref_res.nrows; i++) {
		bool drift = number_in(&ref_res.rows[i], "driftnamnd") == 1;

		n += drift;
		assert_int_equal(list_has(group->boards, ref_res.rows[i].ref.id), drift);
	}
	assert_int_equal(n, 7);
	assert_int_equal(list_count(group->boards), 7);
	result_free(&ref_res);
	for (size_t i = 0; i < COUNT_OF(aliases); i++) {
		const struct board *board = dataset_board_named(&ref_ds, aliases[i].name);

		if (!board || strcmp(board->rec.id, aliases[i].board) != 0)
			fail_msg("%s", aliases[i].name);
	}
}

/* ---- resultatbudget --------------------------------------------------------------------------------------- */

enum { INCOME, COSTS, DEPRECIATION, NET, TAX, GRANTS, OPERATING, FINANCE_IN, FINANCE_OUT, RESULT, NROWS };

static const struct {
	const char *name, *mnkr[NYEARS];
} budget[NROWS] = {
	[INCOME] = { "Verksamhetens intäkter", { "2 254", "2 299", "2 345", "2 392", "2 439" } },
	[COSTS] = { "Verksamhetens kostnader", { "-16 090", "-16 509", "-16 896", "-17 428", "-18 035" } },
	[DEPRECIATION] = { "Avskrivningar", { "-553", "-576", "-608", "-636", "-649" } },
	[NET] = { "Verksamhetens nettokostnader", { "-14 391", "-14 787", "-15 160", "-15 673", "-16 245" } },
	/* Printed "Skatteinträkter". */
	[TAX] = { "Skatteintäkter", { "11 446", "11 956", "12 445", "12 926", "13 426" } },
	[GRANTS] = { "Generella statsbidrag och utjämning", { "3 168", "3 168", "3 191", "3 226", "3 265" } },
	[OPERATING] = { "Verksamhetens resultat", { "223", "336", "476", "479", "446" } },
	[FINANCE_IN] = { "Finansiella intäkter", { "194", "170", "133", "84", "72" } },
	[FINANCE_OUT] = { "Finansiella kostnader", { "-130", "-175", "-228", "-202", "-210" } },
	[RESULT] = { "Resultatbudget efter finansiella poster", { "287", "331", "380", "361", "308" } },
};
static const char *const budget_columns[NYEARS] = { "budget 2026", "plan 2027", "plan 2028", "plan 2029", "plan 2030" };

static void test_budget(void **state)
{
	const char *tables[8];

	(void)state;
	assert_int_equal(query_economy_tables(&ref_ds, tables, COUNT_OF(tables)), 4);
	assert_string_equal(tables[0], "resultatbudget");
	ask_table("resultatbudget");
	assert_int_equal(ref_res.nrows, NROWS);
	/* Beside the years only row, name and unit. */
	assert_int_equal(ref_res.ncolumns, NYEARS + 3);
	for (size_t i = 0; i < NROWS; i++) {
		assert_cell(&ref_res, &ref_res.rows[i], "name", budget[i].name);
		assert_cell(&ref_res, &ref_res.rows[i], "unit", "mnkr");
		assert_int_equal(ref_res.rows[i].summary, i == NET || i == OPERATING || i == RESULT);
		for (size_t y = 0; y < NYEARS; y++)
			assert_printed(&ref_res.rows[i], budget_columns[y], budget[i].mnkr[y]);
	}
	result_free(&ref_res);
}

static double in_budget(int row, size_t year)
{
	return number_in(&ref_res.rows[row], budget_columns[year]);
}

/* The rows that are sums, against the rows they are sums of: equal but for rounding, and the rounding is what it is. */
static void test_budget_checks(void **state)
{
	static const double net_off[NYEARS] = { 2, 1, 1, 1, 0 };
	static const double operating_off[NYEARS] = { 0, 1, 0, 0, 0 };
	static const double result_off[NYEARS] = { 0, 0, 1, 0, 0 };

	(void)state;
	ask_table("resultatbudget");
	for (size_t y = 0; y < NYEARS; y++) {
		double net = in_budget(INCOME, y) + in_budget(COSTS, y) + in_budget(DEPRECIATION, y);
		double operating = in_budget(NET, y) + in_budget(TAX, y) + in_budget(GRANTS, y);
		double result = in_budget(OPERATING, y) + in_budget(FINANCE_IN, y) + in_budget(FINANCE_OUT, y);

		assert_float_equal(net - in_budget(NET, y), net_off[y], 0);
		assert_float_equal(operating - in_budget(OPERATING, y), operating_off[y], 0);
		assert_float_equal(result - in_budget(RESULT, y), result_off[y], 0);
		/* What the boards get is what the operations cost. */
		assert_float_equal(printed_number(allocations[NLINES].mnkr[y]), -in_budget(NET, y), 0);
	}
	result_free(&ref_res);
}

/* ---- finansiella mål -------------------------------------------------------------------------------------- */

#define NFINANCIAL 7
static const char *const financial_columns[NFINANCIAL] = {
	"outcome 2020", "outcome 2021", "outcome 2022", "outcome 2023", "outcome 2024", "budget 2025", "budget 2026",
};
#define WORDS "Bibehålla en positiv utveckling"

static const struct {
	const char *table, *name, *unit, *cells[NFINANCIAL];
} financial[] = {
	{ "resultat", "Årets resultat", "mnkr", { "766", "1304", "876", "260", "5", "66", "287" } },
	{ "resultat", "Årets resultat exklusive orealiserade finansiella poster", "mnkr",
	  { "818", "1195", "1241", "13", "-163", "42", "287" } },
	{ "resultat", "Procent", "%", { "7,5%", "10,3%", "10,1%", "0,1%", "-1,2%", "0,3%", "2,0%" } },
	{ "sjalvfinansiering", "Investeringar", "mnkr", { "580", "753", "704", "708", "737", "1063", "1303" } },
	{ "sjalvfinansiering", "Självfinansieringsgrad i procent", "%",
	  { "198%", "216%", "232%", "67%", "46%", "52%", "64%" } },
	{ "soliditet", "Soliditeten inklusive ansvarsförbindelsen för pensionsförpliktelser", "%",
	  { "5,7%", "16,0%", "24,7%", "21,8%", "18,8%", WORDS, WORDS } },
};

static void test_financial(void **state)
{
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(financial); i++, at++) {
		if (i == 0 || strcmp(financial[i].table, financial[i - 1].table) != 0) {
			ask_table(financial[i].table);
			assert_int_equal(ref_res.ncolumns, NFINANCIAL + 3);
			at = 0;
		}
		assert_in_range(at, 0, ref_res.nrows - 1);
		assert_cell(&ref_res, &ref_res.rows[at], "name", financial[i].name);
		assert_cell(&ref_res, &ref_res.rows[at], "unit", financial[i].unit);
		for (size_t y = 0; y < NFINANCIAL; y++) {
			if (strcmp(financial[i].cells[y], WORDS) == 0) {
				assert_true(num_missing(number_in(&ref_res.rows[at], financial_columns[y])));
				assert_shown_cell(&ref_res, &ref_res.rows[at], financial_columns[y], WORDS);
			} else {
				assert_printed(&ref_res.rows[at], financial_columns[y], financial[i].cells[y]);
			}
		}
		if (i + 1 == COUNT_OF(financial) || strcmp(financial[i].table, financial[i + 1].table) != 0) {
			assert_int_equal(ref_res.nrows, at + 1);
			result_free(&ref_res);
		}
	}
}

/* As lines: words are in a column of their own, and the value is null, not zero. */
static void test_words(void **state)
{
	const struct row *row;

	(void)state;
	ask(&ref_ds, query_economy, NULL, &ref_res);
	assert_int_equal(ref_res.nrows, NROWS * NYEARS + COUNT_OF(financial) * NFINANCIAL);
	row = row_of(&ref_res, "soliditet.soliditet.budget.2026");
	assert_json(&ref_res, row, "value", "null");
	assert_cell(&ref_res, row, "text", WORDS);
	row = row_of(&ref_res, "soliditet.soliditet.outcome.2024");
	assert_json(&ref_res, row, "value", "18.8");
	assert_json(&ref_res, row, "text", "null");
	result_free(&ref_res);
}

/* What the document says of its own figures, and what can be worked out from them. */
static void test_financial_checks(void **state)
{
	double result, depreciation, tax, grants;
	const char *last = financial_columns[NFINANCIAL - 1], *before = financial_columns[NFINANCIAL - 2];

	(void)state;
	ask_table("resultatbudget");
	result = in_budget(RESULT, 0);
	depreciation = -in_budget(DEPRECIATION, 0);
	tax = in_budget(TAX, 0);
	grants = in_budget(GRANTS, 0);
	result_free(&ref_res);
	ask_table("resultat");
	assert_float_equal(number_in(&ref_res.rows[0], last), result, 0);
	assert_float_equal(num_round(100 * result / (tax + grants), 1), number_in(&ref_res.rows[2], last), 1e-9);
	/* 24 mnkr of resultatbalansering in the operations. */
	assert_float_equal(number_in(&ref_res.rows[0], before) - number_in(&ref_res.rows[1], before), 24, 0);
	result_free(&ref_res);
	ask_table("sjalvfinansiering");
	assert_float_equal(num_round(100 * (result + depreciation) / number_in(&ref_res.rows[0], last), 0),
		number_in(&ref_res.rows[1], last), 1e-9);
	result_free(&ref_res);
}

static const struct {
	const char *id, *name, *metric;
	int rule;
	double level; /* NUM_MISSING: in words */
	size_t row;   /* in financial */
	const char *computed; /* over the window, whatever the last year was */
} aims[] = {
	{ "F.1", "Resultat i förhållande till summan av skatteintäkter samt statsbidrag och utjämning", "resultat-andel",
	  RULE_THRESHOLD, 2, 2, "green" },
	{ "F.2", "Självfinansieringsgraden av investeringarna", "sjalvfinansieringsgrad", RULE_THRESHOLD, 100, 4, "green" },
	{ "F.3", "Soliditeten inklusive ansvarsförbindelsen för pensionsförpliktelser", "soliditet", RULE_TREND,
	  NUM_MISSING, 5, "red" },
};

/* The three aims: their levels hold over time, each year is shown without a colour, and a budget is no outcome. */
static void test_aims(void **state)
{
	struct err err = { 0 };

	(void)state;
	ask(&ref_ds, query_indicators, NULL, &ref_res);
	for (size_t i = 0; i < COUNT_OF(aims); i++) {
		const struct target *target = query_target(&ref_ds, aims[i].id, "region", 2026, LEVEL_GREEN);
		const struct rule *rule = (const struct rule *)dataset_find(&ref_ds, REC_RULE, NULL, aims[i].id);
		const struct row *row = row_of(&ref_res, aims[i].id);
		struct series series;

		assert_cell(&ref_res, row, "kind", "financial");
		assert_cell(&ref_res, row, "name", aims[i].name);
		assert_cell(&ref_res, row, "unit", "%");
		assert_json(&ref_res, row, "goal", "null");
		assert_cell(&ref_res, row, "metric", aims[i].metric);
		assert_cell(&ref_res, row, "computed", aims[i].computed);
		assert_printed(row, "value", financial[aims[i].row].cells[4]);
		assert_non_null(target);
		assert_non_null(rule);
		assert_int_equal(num_missing(target->value), num_missing(aims[i].level));
		if (!num_missing(aims[i].level)) {
			assert_float_equal(target->value, aims[i].level, 0);
			assert_float_equal(rule->green, aims[i].level, 0);
			assert_int_equal(target->op, OP_GE);
		} else {
			assert_true(target->text && *target->text);
		}
		assert_int_equal(rule->kind, aims[i].rule);
		assert_int_equal(rule->direction, DIR_UP);
		assert_int_equal(num_missing(rule->green), num_missing(aims[i].level));
		assert_float_equal(rule->window, 5, 0);
		assert_int_equal(query_series(&ref_ds, aims[i].metric, "0013", &series, &err), 0);
		assert_int_equal(series.n, 5);
		assert_int_equal(period_year(series.points[0].period), 2020);
		assert_int_equal(period_year(series.points[4].period), 2024);
		series_free(&series);
	}
	result_free(&ref_res);
}

/* ---- single figures --------------------------------------------------------------------------------------- */

static const struct {
	const char *id, *period, *unit;
	double value;
} facts[] = {
	{ "skattesats", "2025", "%", 11.40 },
	{ "taxa-kollektivtrafik", "2026", "%", 3.3 },
	{ "taxa-tandvard", "2026", "%", 3.3 },
	{ "resultatniva-praxis", "", "mnkr", 250 },
	{ "resultatbalansering-drift", "2025", "mnkr", 24 },
	{ "resultatbalansering-investering", "2025", "mnkr", 71 },
	{ "sjukhusinvesteringar", "", "mdkr", 20 },
	{ "fast-lakarkontakt-invanare", "", "%", 68 },
	{ "teater-halland-omsattning", "2026", "mnkr", 34 },
	{ "teater-halland-offentlig-andel", "2026", "%", 85 },
	{ "teater-halland-lonekostnader", "2026", "mnkr", 20 },
};

static void test_facts(void **state)
{
	size_t numbers = 0;
	char period[PERIOD_TEXT_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(facts); i++) {
		const struct fact *fact = (const struct fact *)dataset_find(&ref_ds, REC_FACT, NULL, facts[i].id);

		if (!fact)
			fail_msg("no fact %s", facts[i].id);
		assert_float_equal(fact->value, facts[i].value, 1e-12);
		assert_string_equal(fact->unit, facts[i].unit);
		assert_string_equal(period_format(period, fact->period), facts[i].period);
		assert_non_null(strstr(fact->source, "004"));
		if (strncmp(fact->rec.id, "teater-halland", 14) == 0)
			assert_non_null(strstr(fact->title, "Teater Halland AB"));
	}
	/* The tax rate is printed 11,40, not 11,4. */
	assert_float_equal(((const struct fact *)dataset_find(&ref_ds, REC_FACT, NULL, "skattesats"))->decimals, 2, 0);
	for (size_t i = 0; i < dataset_list(&ref_ds, REC_FACT)->n; i++)
		numbers += !num_missing(((const struct fact *)dataset_list(&ref_ds, REC_FACT)->items[i])->value);
	assert_int_equal(numbers, COUNT_OF(facts));
}

static void test_plan(void **state)
{
	const struct plan *plan = dataset_plan(&ref_ds);

	(void)state;
	assert_string_equal(plan->title, "Mål och budget 2026");
	assert_float_equal(plan->year, 2026, 0);
	assert_int_equal(dataset_list(&ref_ds, REC_PLAN)->n, 2);
	/* Beside the three financial aims nothing has a target or a rule, and there is no calendar in the document: the rule
	 * proposes one. */
	assert_int_equal(dataset_list(&ref_ds, REC_TARGET)->n, 3);
	assert_int_equal(dataset_list(&ref_ds, REC_RULE)->n, 3);
	assert_int_equal(dataset_list(&ref_ds, REC_OCCASION)->n, CALENDAR_OCCASIONS);
	for (size_t i = 0; i < CALENDAR_OCCASIONS; i++)
		assert_int_equal(((const struct occasion *)dataset_list(&ref_ds, REC_OCCASION)->items[i])->source, CAL_COMPUTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plan),
		cmocka_unit_test(test_goals),
		cmocka_unit_test(test_indicators),
		cmocka_unit_test(test_boards),
		cmocka_unit_test(test_allocation_table),
		cmocka_unit_test(test_allocations),
		cmocka_unit_test(test_budget),
		cmocka_unit_test(test_budget_checks),
		cmocka_unit_test(test_financial),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_financial_checks),
		cmocka_unit_test(test_aims),
		cmocka_unit_test(test_facts),
	};

	return cmocka_run_group_tests(tests, open_plan, reference_close);
}
