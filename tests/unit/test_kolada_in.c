/* test_kolada_in.c: answers of Kolada, and the chapter of the region's report. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "figures_help.h"

static void read_text(struct figures_told *told, const char *text)
{
	figures_told_text(told, "k.json", text, NULL);
}

/* 0013/N79173/2024 = 87,7 is in a real answer; the rest is made up to have every shape. Groups are nobody's figure. */
static void test_v2(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	figures_told_file(&told, "kolada-v2.json", NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.format, "kolada");
	assert_string_equal(told.figures.data,
		"N79173 0013 2024 T 87.7\n"
		"N79173 0013 2024 K (null)\n"
		"N79173 0013 2024 M 0\n"
		"N79173 0000 2023 K 12.5\n"
		"N79173 0013 2025 T (undertryckt)\n"
		"N15419 V15E138001301 2023 T 3\n");
	assert_string_equal(told.messages.data,
		"! kolada-v2.json: 2 värden för grupper av organisationer lästes inte: de är medelvärden\n");
	assert_string_equal(told.about.data, "M N79173||||Kolada|-1\nM N15419||||Kolada|-1\n");
	figures_told_free(&told);
}

/* Two pages after each other: the first's next_url is there. */
static void test_v3_pages(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	figures_told_file(&told, "kolada-v3.json", NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.figures.data,
		"N79173 0013 2024 T 87.7\n"
		"N79173 0013 2023 T (raderad)\n"
		"N79173 0013 2025 T (utveckling)\n"
		"N79173 0013 2020 T 78\n");
	assert_string_equal(told.messages.data, "");
	figures_told_free(&told);
}

/* Status words that nobody has told the meaning of: the figure is what its value says, and they are told, counted. */
static void test_unknown_status(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	read_text(&told, "{\"values\":[{\"kpi\":\"N1\",\"municipality\":\"0013\",\"period\":2024,\"values\":["
		"{\"gender\":\"T\",\"status\":\"Secret\",\"value\":null},{\"gender\":\"K\",\"status\":\"Estimerad\",\"value\":7},"
		"{\"gender\":\"M\",\"status\":\"Secret\",\"value\":null}]},{\"kpi\":\"N1\",\"municipality\":\"0013\",\"period\":2023,"
		"\"values\":[{\"gender\":\"T\",\"status\":\"\",\"value\":1},{\"gender\":\"K\",\"status\":\"Private\",\"value\":null}]}]}");
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.figures.data, "N1 0013 2024 T (null)\nN1 0013 2024 K 7\nN1 0013 2024 M (null)\nN1 0013 2023 T 1\n"
		"N1 0013 2023 K (undertryckt)\n");
	assert_string_equal(told.messages.data, "! k.json: okänd status \"Secret\" (2 värden), \"Estimerad\" (1 värde): värdena är lästa "
		"som de står, och null är ej mätt\n");
	figures_told_free(&told);
}

static void test_pages_in_array_and_rows(void **state)
{
	static const char row[] = "{\"kpi\":\"N1\",\"municipality\":\"0013\",\"period\":\"2024\",\"values\":[{\"gender\":\"T\",\"value\":1}]}";
	char text[1024];
	struct figures_told told = { 0 };

	(void)state;
	snprintf(text, sizeof(text), "[{\"values\":[%s],\"next_page\":\"x\"},{\"values\":[%s]}]", row, row);
	read_text(&told, text);
	assert_int_equal(told.rc, 0);
	assert_int_equal(told.n, 2);
	assert_int_equal(told.warned, 0);
	figures_told_free(&told);
	snprintf(text, sizeof(text), "[%s,%s]", row, row);
	read_text(&told, text);
	assert_int_equal(told.n, 2);
	figures_told_free(&told);
	read_text(&told, row);
	assert_int_equal(told.n, 1);
	figures_told_free(&told);
	read_text(&told, "[{\"kpi\":\"N1\",\"municipality\":\"0013\",\"period\":2024,\"gender\":\"M\",\"value\":\"1.5\"}]");
	assert_string_equal(told.figures.data, "N1 0013 2024 M 1.5\n");
	figures_told_free(&told);
}

static void test_last_page_and_short_page(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	read_text(&told, "{\"count\":1,\"values\":[{\"kpi\":\"N1\",\"municipality\":\"0013\",\"period\":2024,\"values\":[]}],"
		"\"next_page\":\"https://x\"}");
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.messages.data, "! k.json: det finns en sida till (next_page): läs in alla sidor i samma kommando\n");
	figures_told_free(&told);
	read_text(&told, "{\"count\":9,\"values\":[{\"kpi\":\"N1\",\"municipality\":\"0013\",\"period\":2024,\"values\":[]}]}");
	assert_string_equal(told.messages.data,
		"! k.json: en sida säger sig ha fler rader än den har (count): är filen avkortad?\n");
	figures_told_free(&told);
}

static void test_metadata(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	figures_told_file(&told, "kolada-kpi.json", NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.about.data,
		"M N79173|Medicinsk bedömning inom tre dagar i primärvård, andel (%)|%|Antal som fick en bedömning inom tre dagar, delat "
		"med alla. Redovisas även för kvinnor och män.|Kolada|-1\n"
		"M U79135|Utskrivningsklara 65+, antal|antal|Antal.|Kolada|-1\n");
	assert_string_equal(told.messages.data, "! kolada-kpi.json: 1 grupp lästes inte\n");
	figures_told_free(&told);
	figures_told_file(&told, "kolada-municipality.json", NULL);
	assert_string_equal(told.about.data, "O 0013|Region Halland\nO 1380|Halmstad\n");
	figures_told_free(&told);
}

#define ROW(cell) "{\"values\":[{\"kpi\":\"N1\",\"municipality\":\"0013\",\"period\":2024,\"values\":[" cell "]}]}"

/* What is refused names its place, and the rest of the file is read. */
static void test_refusals(void **state)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
		{ ROW("{\"gender\":\"X\",\"value\":1}"), "values[0].values[0].gender: ska vara T, K eller M, inte X" },
		{ ROW("{\"value\":1}"), "values[0].values[0].gender: saknas" },
		{ ROW("{\"gender\":\"T\"}"), "values[0].values[0].value: saknas" },
		{ ROW("{\"gender\":\"T\",\"value\":true}"), "values[0].values[0].value: ett tal eller null ska stå här" },
		{ ROW("{\"gender\":\"T\",\"value\":1e15}"), "values[0].values[0].value: talet är för stort" },
		{ ROW("{\"gender\":\"T\",\"value\":\"abc\"}"), "values[0].values[0].value: \"abc\" är inget tal" },
		{ ROW("{\"gender\":\"T\",\"value\":5,\"status\":\"Private\"}"),
			"values[0].values[0].value: ett tal, men status är ”Private”" },
		{ ROW("7"), "values[0].values[0]: ett objekt med gender och value ska stå här" },
		{ "{\"values\":[{\"kpi\":\"N1\",\"municipality\":\"0013\",\"period\":\"igår\",\"values\":[]}]}",
			"values[0].period: \"igår\" är ingen period: skriv 2024, 2024-03, 2024-Q1, 2024-V13 eller R12:2024-03" },
		{ "{\"values\":[{\"kpi\":\"N1\",\"municipality\":\"0013\",\"values\":[]}]}", "values[0]: period saknas" },
		{ "{\"values\":[{\"kpi\":\"N1\",\"municipality\":\"0013\",\"period\":2024,\"values\":{}}]}",
			"values[0].values: saknas eller är ingen lista" },
		{ "{\"count\":1,\"values\":[3]}", "values[0]: ett objekt ska stå här" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct figures_told told = { .format = "kolada" };
		char expected[256];

		read_text(&told, cases[i].text);
		snprintf(expected, sizeof(expected), "? k.json: %s\n", cases[i].message);
		assert_int_equal(told.rc, 0);
		assert_string_equal(told.messages.data, expected);
		assert_int_equal(told.n, 0);
		figures_told_free(&told);
	}
}

/* A file that is no JSON, or has two meanings, is refused whole, with its place. */
static void test_broken(void **state)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
		{ "{\"values\":[{\"kpi\":\"N1\",\n\"municipality\":\"0013\",", "k.json:2:22: filen slutar mitt i: är den avkortad?" },
		{ "{\"values\":[],\"values\":[]}", "samma nyckel står två gånger" },
		{ "{\"values\":[1e999]}", "ett tal är för stort" },
		{ "{\"values\":[\"\\u0000\"]}", "ett NUL-tecken i en text" },
		{ "{\"values\":[1,]}", "inte giltig JSON" },
		{ "{\"a\":1}", "values saknas" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct figures_told told = { .format = "kolada" };

		read_text(&told, cases[i].text);
		assert_int_equal(told.rc, ERR_INPUT);
		if (!strstr(told.err.text, cases[i].message))
			fail_msg("%s", told.err.text);
		figures_told_free(&told);
	}
}

/* Deeper than any answer, and more pieces than memory is for. */
static void test_hostile(void **state)
{
	struct figures_told told = { .format = "kolada" };
	struct buf text = { 0 };

	(void)state;
	for (int i = 0; i < 100000; i++)
		buf_char(&text, '[');
	figures_told_read(&told, "k.json", text.data, text.len, NULL);
	assert_int_equal(told.rc, ERR_INPUT);
	assert_non_null(strstr(told.err.text, "för många nivåer"));
	figures_told_free(&told);
	buf_clear(&text);
	buf_char(&text, '[');
	for (int i = 0; i < 4000001; i++)
		buf_str(&text, "{},");
	told.format = "kolada";
	figures_told_read(&told, "k.json", text.data, text.len, NULL);
	assert_int_equal(told.rc, ERR_INPUT);
	assert_non_null(strstr(told.err.text, "för många delar"));
	figures_told_free(&told);
	buf_free(&text);
}

static void test_sink_may_stop(void **state)
{
	struct figures_told told = { .stop_after = 2 };

	(void)state;
	figures_told_file(&told, "kolada-v2.json", NULL);
	assert_int_equal(told.rc, 0);
	assert_int_equal(told.n, 2);
	figures_told_free(&told);
}

/* N79179 of the region's chapter on availability: 87,6 for 2016, 87,4 for the country. */
static void test_chapter(void **state)
{
	static const char text[] = "{\"id\":\"skr\",\"kpier\":[{\"id\":\"kolada-n79179\",\"namn\":\"Telefonsamtal\",\"enhet\":\"procent\","
		"\"tidsserie\":[{\"period\":\"2016-01-01\",\"etikett\":\"2016\",\"varde\":87.6,\"signal\":\"rod\"},"
		"{\"period\":\"2017-01-01\",\"etikett\":\"2018\",\"varde\":1}],"
		"\"kontext_serier\":[{\"id\":\"0001\",\"namn\":\"Stockholm\",\"tidsserie\":[{\"etikett\":\"2016\",\"varde\":null}]}],"
		"\"riket_serie\":[{\"period\":\"2016-01-01\",\"etikett\":\"2016\",\"varde\":87.4}],\"rank\":7}]}";
	struct figures_told told = { 0 };

	(void)state;
	read_text(&told, text);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.format, "kapitel");
	assert_string_equal(told.figures.data, "N79179 0013 2016 T 87.6\nN79179 0001 2016 T (null)\nN79179 0000 2016 T 87.4\n");
	assert_string_equal(told.about.data, "M N79179|Telefonsamtal|%||Kolada|-1\nO 0001|Stockholm\n");
	assert_string_equal(told.messages.data, "? k.json: kpier[0].tidsserie[1]: etikett är 2018, men period är 2017-01-01\n");
	figures_told_free(&told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_v2),
		cmocka_unit_test(test_v3_pages),
		cmocka_unit_test(test_pages_in_array_and_rows), cmocka_unit_test(test_unknown_status),
		cmocka_unit_test(test_last_page_and_short_page),
		cmocka_unit_test(test_metadata),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_sink_may_stop),
		cmocka_unit_test(test_chapter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
