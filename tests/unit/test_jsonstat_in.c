/* test_jsonstat_in.c: JSON-stat 1 and 2 and PxWeb's own JSON: one table in three formats is the same figures. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "figures_help.h"

/* An invented table of the shape of SCB's BE0101: region, kön, one contents, year. */
static const char figures[] =
	"BE0101AX 00 2023 M (null)\n"
	"BE0101AX 00 2024 M 0\n"
	"BE0101AX 00 2023 K 12.5\n"
	"BE0101AX 00 2024 K -3\n"
	"BE0101AX 13 2023 M 234\n"
	"BE0101AX 13 2024 M 150.25\n"
	"BE0101AX 13 2023 K (null)\n"
	"BE0101AX 13 2024 K 865\n";

static void test_pxweb(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	figures_told_file(&told, "pxweb-v1.json", NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.format, "pxweb");
	assert_string_equal(told.figures.data, figures);
	assert_string_equal(told.about.data, "M *||||SCB|-1\nM BE0101AX|Inrikes flyttningsöverskott|||SCB|-1\nO 00|\nO 13|\n");
	figures_told_free(&told);
}

static void test_version_2(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	figures_told_file(&told, "jsonstat2.json", NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.format, "jsonstat");
	assert_string_equal(told.figures.data, figures);
	assert_string_equal(told.about.data, "M *||||SCB|-1\nM BE0101AX|Inrikes flyttningsöverskott|antal||SCB|0\nO 00|Riket\n"
		"O 13|Hallands län\n");
	figures_told_free(&told);
}

/* A bundle, sizes as text, values by cell number: those without a value are known by their status, and come last. */
static void test_version_1(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	figures_told_file(&told, "jsonstat1.json", NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.figures.data,
		"BE0101AX 00 2024 M 0\n"
		"BE0101AX 00 2023 K 12.5\n"
		"BE0101AX 00 2024 K -3\n"
		"BE0101AX 13 2023 M 234\n"
		"BE0101AX 13 2024 M 150.25\n"
		"BE0101AX 13 2024 K 865\n"
		"BE0101AX 00 2023 M (null)\n"
		"BE0101AX 13 2023 K (null)\n");
	figures_told_free(&told);
}

#define TIME "\"Tid\":{\"category\":{\"index\":[\"2024\"]}}"
#define SET(id, size, dims, rest) "{\"version\":\"2.0\",\"class\":\"dataset\",\"id\":[" id "],\"size\":[" size "],\"dimension\":{" dims "}," rest "}"

/* Other dimensions are part of what is measured, by their codes in order; a total says no more than their absence. */
static void test_ids(void **state)
{
	static const char text[] = SET("\"Region\",\"Sektor\",\"Gas\",\"ContentsCode\",\"Tid\"", "1,2,2,1,1",
		"\"Region\":{\"category\":{\"index\":[\"13\"]}},"
		"\"Sektor\":{\"label\":\"sektor\",\"category\":{\"index\":[\"TOT\",\"5.0\"],\"label\":{\"5.0\":\"Transporter\"}}},"
		"\"Gas\":{\"category\":{\"index\":[\"CO2 ekv.\",\"a/b,c\"]}},"
		"\"ContentsCode\":{\"category\":{\"label\":{\"Emission\":\"Utsläpp\"}}}," TIME,
		"\"extension\":{\"px\":{\"tableid\":\"TAB004\"}},\"value\":[1,2,3,4]");
	struct figures_told told = { 0 };

	(void)state;
	figures_told_text(&told, "j.json", text, NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.figures.data,
		"TAB004-Emission-CO2-ekv. 13 2024 T 1\n"
		"TAB004-Emission-a-b-c 13 2024 T 2\n"
		"TAB004-Emission-CO2-ekv.-5.0 13 2024 T 3\n"
		"TAB004-Emission-a-b-c-5.0 13 2024 T 4\n");
	figures_told_free(&told);
	/* What the ids begin with may be said. */
	figures_told_text(&told, "j.json", text, &(struct figures_options){ .metric = "utslapp" });
	assert_memory_equal(told.figures.data, "utslapp-CO2-ekv. 13 2024 T 1\nutslapp-a-b-c 13", 40);
	figures_told_free(&told);
}

/* One metric: --metric is its id; no region: --organisation. */
static void test_constants(void **state)
{
	static const char text[] = SET("\"Tid\",\"Kon\"", "1,3",
		TIME ",\"Kon\":{\"label\":\"kön\",\"category\":{\"index\":{\"2\":0,\"1\":1,\"1+2\":2},\"label\":{\"2\":\"kvinnor\",\"1\":\"män\"}}}",
		"\"label\":\"En tabell\",\"value\":[1,2,3],\"status\":[\"p\",\"\",\"r\"]");
	struct figures_told told = { 0 };

	(void)state;
	figures_told_text(&told, "j.json", text, &(struct figures_options){ .metric = "x.y", .organisation = "0000" });
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.figures.data, "x.y 0000 2024 K 1 p\nx.y 0000 2024 M 2\nx.y 0000 2024 T 3\n");
	figures_told_free(&told);
	figures_told_text(&told, "j.json", text, NULL);
	assert_int_equal(told.rc, ERR_INPUT);
	assert_string_equal(told.err.text,
		"j.json: tabellen har ingen region: ange med --organisation vad siffrorna gäller (0000 för hela riket)");
	figures_told_free(&told);
}

/* Codes of status that the file explains are read by the explanation: c is not always confidential. */
static void test_status(void **state)
{
	static const char text[] = SET("\"geo\",\"time\"", "1,4",
		"\"geo\":{\"category\":{\"index\":[\"SE\"]}},\"time\":{\"category\":{\"index\":[\"2023-Q1\",\"2023-Q2\",\"2023-Q3\",\"2023-Q4\"]}}",
		"\"extension\":{\"id\":\"DS1\",\"status\":{\"label\":{\"c\":\"confidential\",\"z\":\"not yet published\"}}},"
		"\"value\":[null,null,7,null],\"status\":{\"0\":\"c\",\"1\":\"z\",\"2\":\"c\"}");
	struct figures_told told = { 0 };

	(void)state;
	figures_told_text(&told, "j.json", text, NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.figures.data,
		"DS1 SE 2023-Q1 T (undertryckt)\nDS1 SE 2023-Q2 T (inte än)\nDS1 SE 2023-Q4 T (null)\n");
	assert_string_equal(told.messages.data, "? j.json: value[2]: ett tal, men status är c\n");
	figures_told_free(&told);
}

static void test_collection(void **state)
{
	static const char text[] = "{\"version\":\"2.0\",\"class\":\"collection\",\"link\":{\"item\":["
		SET("\"Region\",\"Tid\"", "1,1", "\"Region\":{\"category\":{\"index\":[\"13\"]}}," TIME, "\"label\":\"Ett\",\"value\":[1]") ","
		SET("\"Region\",\"Tid\"", "1,1", "\"Region\":{\"category\":{\"index\":[\"00\"]}}," TIME, "\"label\":\"Två\",\"value\":{\"0\":2}")
		"]}}";
	struct figures_told told = { 0 };

	(void)state;
	figures_told_text(&told, "j.json", text, NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.figures.data, "Ett 13 2024 T 1\nTvå 00 2024 T 2\n");
	figures_told_free(&told);
}

#define PLACE "\"Region\":{\"category\":{\"index\":[\"13\"]}}"
static void test_refused(void **state)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
		{ SET("\"Region\",\"Tid\"", "1,2", PLACE "," TIME, "\"value\":[1,2]"), "dimension.Tid: size säger 2 värden" },
		{ SET("\"Region\",\"Tid\"", "1,1", PLACE "," TIME, "\"label\":\"x\",\"value\":[1,2]"), "value: 2 tal, men size säger 1" },
		{ SET("\"Region\",\"Tid\"", "1", PLACE "," TIME, "\"value\":[1]"), "id och size ska vara lika långa listor" },
		{ SET("\"Region\",\"Tid\"", "1,-1", PLACE "," TIME, "\"value\":[1]"), "size[1]: ska vara ett antal" },
		{ SET("\"Region\",\"Tid\"", "1,99999999999999999999", PLACE "," TIME, "\"value\":[1]"), "ett tal är för stort" },
		{ SET("\"Region\",\"Tid\"", "1,\"99999999999999999999\"", PLACE "," TIME, "\"value\":[1]"), "size[1]: ska vara ett antal" },
		{ SET("\"Region\",\"Tid\"", "1,1", PLACE "," TIME, "\"value\":[]"), "value: tom; filen beskriver en tabell utan dess siffror" },
		{ SET("\"Region\",\"Tid\"", "1,1", PLACE "," TIME, "\"value\":[1]"), "säger inte vad den mäter: ange nyckeltalet med --metric" },
		{ SET("\"Region\"", "1", PLACE, "\"label\":\"x\",\"value\":[1]"), "tabellen har ingen tid" },
		{ SET("\"Region\",\"Tid\"", "1,1", PLACE ",\"Tid\":{\"category\":{\"index\":[\"nyss\"]}}", "\"label\":\"x\",\"value\":[1]"),
			"Tid: nyss är varken år, månad, kvartal eller vecka" },
		{ SET("\"Region\",\"Kommun\",\"Tid\"", "1,1,1", PLACE ",\"Kommun\":{\"category\":{\"index\":[\"1380\"]}}," TIME,
			"\"label\":\"x\",\"value\":[1]"), "tabellen har region två gånger (Region och Kommun)" },
		{ SET("\"Region\",\"Tid\"", "2,1", "\"Region\":{\"category\":{\"index\":{\"13\":0,\"00\":0}}}," TIME, "\"value\":[1,2]"),
			"dimension.Region.category.index.00: ska vara en egen plats, 0 till 1" },
		{ SET("\"Region\",\"Kon\",\"Tid\"", "1,1,1", PLACE ",\"Kon\":{\"category\":{\"index\":[\"9\"]}}," TIME, "\"label\":\"x\",\"value\":[1]"),
			"Kon: 9 är varken kvinnor, män eller totalt" },
		{ SET("\"Region\",\"ContentsCode\",\"Tid\"", "1,1,1", PLACE ",\"ContentsCode\":{\"category\":{\"index\":[\"Antal\"]}}," TIME,
			"\"value\":[1]"), "filen säger inte vilken tabell den är" },
		{ "{\"columns\":[{\"code\":\"Tid\",\"type\":\"t\"}],\"data\":[]}", "ingen kolumn har tabellinnehåll" },
		{ "{\"columns\":[{\"code\":\"Tid\",\"type\":\"t\"},{\"code\":\"BE0101N1\",\"type\":\"c\"}],\"data\":[]}",
			"data har inga rader med koder" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct figures_told told = { .rc = 0 };

		figures_told_text(&told, "j.json", cases[i].text, NULL);
		assert_int_equal(told.n, 0);
		if (told.rc != ERR_INPUT || strncmp(told.err.text, "j.json:", 7) != 0 || !strstr(told.err.text, cases[i].message))
			fail_msg("%zu: %s", i, told.err.text);
		figures_told_free(&told);
	}
}

/* A bad row is told with its place; the rest is read. */
static void test_pxweb_rows(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	figures_told_text(&told, "p.json", "{\"columns\":[{\"code\":\"Region\",\"type\":\"d\"},{\"code\":\"Tid\",\"type\":\"t\"},"
		"{\"code\":\"BE0101N1\",\"text\":\"Folkmängd\",\"type\":\"c\"},{\"code\":\"BE0101N2\",\"text\":\"Ökning\",\"type\":\"c\"}],"
		"\"data\":[{\"key\":[\"13\",\"2024M09\"],\"values\":[\"1\",\"..\"]},{\"key\":[\"13\"],\"values\":[\"1\",\"2\"]},"
		"{\"key\":[\"13\",\"2024M10\"],\"values\":[\"x\",\"2\"]}]}", NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.figures.data, "BE0101N1 13 2024-09 T 1\nBE0101N2 13 2024-09 T (null)\nBE0101N2 13 2024-10 T 2\n");
	assert_string_equal(told.messages.data,
		"? p.json: data[1]: key ska ha 2 och values 2 delar, som columns säger\n"
		"? p.json: data[2].values[0]: \"x\" är inget tal\n");
	figures_told_free(&told);
}

/* A thousand metrics are let through, not more: which dimensions make them is told. */
static void test_too_many(void **state)
{
	struct buf index = { 0 }, values = { 0 }, text = { 0 };
	struct figures_told told = { 0 };

	(void)state;
	for (int i = 0; i < 1001; i++) {
		buf_printf(&index, "%s\"k%d\"", i ? "," : "", i);
		buf_printf(&values, "%s%d", i ? "," : "", i);
	}
	buf_printf(&text, SET("\"Region\",\"Sektor\",\"Tid\"", "1,1001,1",
		PLACE ",\"Sektor\":{\"label\":\"sektor\",\"category\":{\"index\":[%s]}}," TIME, "\"label\":\"x\",\"value\":[%s]"),
		index.data, values.data);
	figures_told_read(&told, "j.json", text.data, text.len, NULL);
	assert_int_equal(told.rc, ERR_INPUT);
	assert_non_null(strstr(told.err.text, "fler än 1000 (sektor 1001): välj färre värden"));
	figures_told_free(&told);
	buf_free(&index);
	buf_free(&values);
	buf_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pxweb),
		cmocka_unit_test(test_version_2),
		cmocka_unit_test(test_version_1),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_constants),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_collection),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_pxweb_rows),
		cmocka_unit_test(test_too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
