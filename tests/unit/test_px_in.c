/* test_px_in.c: PX files in every encoding and form; the table is the one of test_jsonstat_in.c. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "figures_help.h"

static const char figures[] =
	"BE0101AX 00 2023 M (null)\n"
	"BE0101AX 00 2024 M 0\n"
	"BE0101AX 00 2023 K 12.5\n"
	"BE0101AX 00 2024 K -3\n"
	"BE0101AX 13 2023 M 234\n"
	"BE0101AX 13 2024 M 150.25\n"
	"BE0101AX 13 2023 K (null)\n"
	"BE0101AX 13 2024 K 865\n";

/* Latin-1 with CRLF, UTF-8, DOS without a word about it, and rows with KEYS: the same. */
static void test_forms(void **state)
{
	static const char *const files[] = { "px-latin1.px", "px-utf8.px", "px-dos.px", "px-keys.px" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct figures_told told = { 0 };

		figures_told_file(&told, files[i], NULL);
		assert_int_equal(told.rc, 0);
		assert_string_equal(told.format, "px");
		assert_string_equal(told.figures.data, figures);
		assert_string_equal(told.about.data, "M *||||SCB|-1\nM BE0101AX|Inrikes flyttningsöverskott|antal||SCB|0\nO 00|Riket\n"
			"O 13|Hallands län\n");
		assert_string_equal(told.messages.data, "");
		figures_told_free(&told);
	}
}

/* Quarters by TIMEVAL, places whose code is only in the name, symbols with words, "-" that is no zero, and a real zero. */
static void test_symbols(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	figures_told_file(&told, "px-quarters.px", NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.figures.data,
		"AM0401 01 2015-Q1 T 1.5\n"
		"AM0401 01 2015-Q2 T 2.5\n"
		"AM0401 01 2016-Q1 T (null)\n"
		"AM0401 13 2015-Q1 T (undertryckt)\n"
		"AM0401 13 2015-Q2 T (inte än)\n"
		"AM0401 13 2016-Q1 T 0\n");
	assert_string_equal(told.about.data, "M AM0401|Sysselsatta||||-1\nO 01|Stockholms län\nO 13|Hallands län\n");
	figures_told_free(&told);
}

#define HEAD "CHARSET=\"ANSI\";\nMATRIX=\"T1\";\nSTUB=\"region\";\nHEADING=\"tid\";\nVALUES(\"region\")=\"Riket\";\nCODES(\"region\")=\"00\";\n"
#define YEARS "VALUES(\"tid\")=\"2023\",\"2024\";\n"

static void test_times(void **state)
{
	static const struct {
		const char *lines, *first;
	} cases[] = {
		{ "VALUES(\"tid\")=\"jan 04\";\nTIMEVAL(\"tid\")=TLIST(M1),\"200401\";\nDATA=1;", "T1 00 2004-01 T 1\n" },
		{ "VALUES(\"tid\")=\"v 1\";\nTIMEVAL(\"tid\")=TLIST(W1),\"201501\";\nDATA=1;", "T1 00 2015-V01 T 1\n" },
		{ "VALUES(\"tid\")=\"2015K4\";\nTIMEVAL(\"tid\")=TLIST(Q1);\nDATA=1;", "T1 00 2015-Q4 T 1\n" },
		{ "VALUES(\"tid\")=\"2024\";\nTIMEVAL(\"tid\")=TLIST(A1,\"2024\"-\"2024\");\nDATA=1;", "T1 00 2024 T 1\n" },
		{ "TIMEVAL(\"tid\")=TLIST(A1),\"2024\";\nDATA=1;", "T1 00 2024 T 1\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct figures_told told = { 0 };
		char text[1024];

		snprintf(text, sizeof(text), HEAD "%s", cases[i].lines);
		figures_told_text(&told, "t.px", text, NULL);
		if (told.rc)
			fail_msg("%s", told.err.text);
		assert_string_equal(told.figures.data, cases[i].first);
		figures_told_free(&told);
	}
}

/* With Swedish beside the file's own language, names are Swedish and ids by the codes. */
static void test_languages(void **state)
{
	static const char text[] = "CHARSET=\"ANSI\";\nLANGUAGE=\"en\";\nLANGUAGES=\"en\",\"sv\";\nMATRIX=\"TAB004\";\nCONTENTS=\"Emissions\";\n"
		"STUB=\"sector\",\"county\";\nHEADING=\"contents\",\"year\";\nCONTVARIABLE=\"contents\";\nVARIABLECODE(\"sector\")=\"SECTOR\";\n"
		"VALUES(\"sector\")=\"Transport\";\nCODES(\"sector\")=\"5.0\";\nVALUES(\"county\")=\"Halland county\";\nCODES(\"county\")=\"13\";\n"
		"VALUES(\"contents\")=\"Substance\";\nCODES(\"contents\")=\"Emission\";\nVALUES(\"year\")=\"2017\";\nUNITS(\"Substance\")=\"kt\";\n"
		"CONTENTS[sv]=\"Utsläpp\";\nSTUB[sv]=\"sektor\",\"län\";\nHEADING[sv]=\"tabellinnehåll\",\"år\";\nVALUES[sv](\"sektor\")=\"Transporter\";\n"
		"VALUES[sv](\"län\")=\"Hallands län\";\nVALUES[sv](\"tabellinnehåll\")=\"Ämne\";\nUNITS[sv](\"Ämne\")=\"tusen ton\";\nDATA=\n445 \n;\n";
	struct figures_told told = { 0 };

	(void)state;
	figures_told_text(&told, "t.px", text, NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.figures.data, "TAB004-Emission-5.0 13 2017 T 445\n");
	assert_string_equal(told.about.data, "M TAB004-Emission-5.0|Utsläpp, Ämne, Transporter|tusen ton|||-1\nO 13|Hallands län\n");
	figures_told_free(&told);
}

static void test_bad_cell(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	figures_told_text(&told, "t.px", HEAD YEARS "DATA=\n  1.234x 5\n;\n", NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.figures.data, "T1 00 2024 T 5\n");
	assert_memory_equal(told.messages.data, "? t.px:9:3: ", 12);
	figures_told_free(&told);
}

static void test_refused(void **state)
{
	static const struct {
		const char *text, *message;
	} cases[] = {
		{ HEAD YEARS "DATA=1 2 3;", "t.px:8:10: DATA har fler tal än de 2 som tabellen har" },
		{ HEAD YEARS "DATA=1;", "t.px:8: DATA slutar efter 1 tal, tabellen har 2: är filen avkortad?" },
		{ HEAD YEARS "DATA=1 2", "t.px:8:9: filen slutar mitt i DATA" },
		{ HEAD YEARS "DATA=;", "DATA är tom" },
		{ HEAD YEARS, "t.px:8:1: filen slutar utan DATA" },
		{ HEAD "VALUES(\"tid\")=\"2023;\nDATA=1;", "t.px:7:15: ett citattecken stängs inte före filens slut" },
		{ HEAD "VALUES(\"tid\"=\"2023\";\nDATA=1;", "t.px:7:13: ”)” ska stå här" },
		{ HEAD "DATA=1;", "VALUES(\"tid\") saknas" },
		{ HEAD YEARS "CODES(\"tid\")=\"1\";\nDATA=1 2;", "t.px:8: CODES(\"tid\") har 1 värden, VALUES 2" },
		{ HEAD YEARS "TIMEVAL(\"tid\")=TLIST(A1),\"2023\";\nDATA=1 2;", "t.px:8: TIMEVAL har 1 tider, VALUES 2" },
		{ HEAD YEARS "TIMEVAL(\"tid\")=TLIST(H1),\"20231\",\"20232\";\nDATA=1 2;", "t.px:8: tiden är halvår" },
		{ HEAD YEARS "KEYS(\"region\")=CODES;\nDATA=\n\"01\",1 2;", "t.px:10:2: ”01” är inget värde på region" },
		{ HEAD YEARS "KEYS(\"region\")=CODES;\nDATA=\n\"00\",1;", "t.px:10: DATA slutar efter 1 tal, tabellen har 2 på varje rad" },
		{ HEAD YEARS "KEYS(\"region\")=CODES;\nDATA=\n\"00\";", "t.px:10: DATA slutar mitt i en rad" },
		{ HEAD YEARS "DATA=\"1", "t.px:8:8: ett citattecken stängs inte på raden" },
		{ "CHARSET=\"ANSI\";\n=;", "t.px:2:1: ett nyckelord ska stå här" },
		{ "CHARSET=\"ANSI\";\nDATA=1;", "varken STUB eller HEADING finns" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct figures_told told = { .rc = 0 };

		figures_told_text(&told, "t.px", cases[i].text, NULL);
		if (told.rc != ERR_INPUT || !strstr(told.err.text, cases[i].message))
			fail_msg("%zu: %d %s", i, told.rc, told.err.text);
		figures_told_free(&told);
	}
}

/* An encoding that nobody here can read is no reason to show other letters. */
static void test_unknown_codepage(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	figures_told_text(&told, "t.px", "CODEPAGE=\"koi8-r\";\nSTUB=\"l\xe4n\";\nVALUES(\"l\xe4n\")=\"\xc1\";\nDATA=1;", NULL);
	assert_int_equal(told.rc, ERR_INPUT);
	assert_non_null(strstr(told.err.text, "koi8-r"));
	figures_told_free(&told);
}

static void test_sink_may_stop(void **state)
{
	struct figures_told told = { .stop_after = 3 };

	(void)state;
	figures_told_file(&told, "px-keys.px", NULL);
	assert_int_equal(told.rc, 0);
	assert_int_equal(told.n, 3);
	figures_told_free(&told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_symbols),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_bad_cell),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_unknown_codepage),
		cmocka_unit_test(test_sink_may_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
