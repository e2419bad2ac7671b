/* test_vis.c: the CSV of Vården i siffror: semicolons, decimal comma, masked values, and rows that must be added and never averaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "sink_help.h"

#define HEAD "Diagramrubrik;Register/källa;Enhetsnamn;Mätperiod;Värde;Måttenhet;Täljare;Nämnare/antal fall\n"

static void reads(const char *data, const char *rows)
{
	assert_figures(NULL, NULL, data, rows);
}

static void test_plain(void **state)
{
	(void)state;
	reads(HEAD "Andel väntat;Register;Region Halland;2017;87,5;%;7;8\nAndel väntat;Register;Riket;2017 kvartal 1;60;%;-;-\n",
		"vis-andel-vantat Region Halland 2017 T 87.5 \nvis-andel-vantat Riket 2017-Q1 T 60 \n");
	/* The older heading. */
	reads("Titel;Källa;Enhetsnamn;Mätperiod;Värde\nA;R;Riket;2017;1\n", "vis-a Riket 2017 T 1 \n");
}

static void test_missing(void **state)
{
	(void)state;
	reads(HEAD "A;R;X;2017;UNK;%;-;-\nA;R;Y;2017;MSK;%;-;-\nA;R;Z;2017;INV;%;-;-\n",
		"vis-a X 2017 T  not_measured\nvis-a Y 2017 T  suppressed\nvis-a Z 2017 T  not_measured\n");
}

static void test_told(void **state)
{
	static const char data[] = HEAD "Andel väntat;Register;Riket;2017;60;%;-;-\n";
	struct sunk sunk = { .rc = 0 };

	(void)state;
	sink_read(&sunk, NULL, NULL, data, sizeof(data) - 1);
	assert_string_equal(buf_cstr(&sunk.metrics), "vis-andel-vantat|Andel väntat|%|Vården i siffror\n");
	sunk_free(&sunk);
}

/* 90 of 100 and 10 of 20 are 100 of 120, 83,3 %; the mean of 90 % and 50 % is 70 %. */
static void test_sums(void **state)
{
	struct sunk sunk = { .rc = 0 };
	static const char data[] = HEAD "A;R;X;2017;90,0;%;90;100\nA;R;Y;2017;1;%;1;100\nA;R;X;2017;50,0;%;10;20\n";

	(void)state;
	sink_read(&sunk, NULL, NULL, data, sizeof(data) - 1);
	assert_int_equal(sunk.nfigures, 2);
	assert_non_null(strstr(buf_cstr(&sunk.rows), "vis-a X 2017 T 83.33333333333333 \n"));
	sunk_free(&sunk);
	/* Per thousand and per hundred thousand likewise; the same row twice is one. */
	reads(HEAD "A;R;X;2017;2,0;Per 1 000;2;1000\nA;R;X;2017;4,0;Per 1 000;4;1000\n", "vis-a X 2017 T 3 \n");
	reads(HEAD "A;R;X;2017;60;%;-;-\nA;R;X;2017;60;%;-;-\n", "vis-a X 2017 T 60 \n");
	reads(HEAD "A;R;X;2017;MSK;%;-;-\nA;R;X;2017;MSK;%;-;-\n", "vis-a X 2017 T  suppressed\n");
}

static void refuses(const char *data, const char *why)
{
	assert_refused("vis", NULL, data, strlen(data), why);
}

static void test_refused(void **state)
{
	(void)state;
	refuses(HEAD "A;R;X;2017;60;%;-;-\nA;R;X;2017;70;%;7;10\n", "f:2: vis-a, X har 2 rader för samma period, och de går inte att lägga ihop");
	refuses(HEAD "A;R;X;2017;60;dagar;90;100\nA;R;X;2017;70;dagar;9;10\n", "ger inte värdet");
	refuses(HEAD "A;R;X;2017;MSK;%;-;-\nA;R;X;2017;70;%;7;10\n", "går inte att lägga ihop");
	refuses(HEAD "A;R;X;2017 halvår 1;60;%;-;-\n", "f:2: kolumn 4 (mätperiod): \"2017 halvår 1\" är ingen period");
	refuses(HEAD "A;R;;2017;60;%;-;-\n", "enhetens namn saknas");
	refuses(HEAD ";R;X;2017;60;%;-;-\n", "rubriken saknas");
	refuses(HEAD "A;R;X;2017;många;%;-;-\n", "\"många\" är inget tal");
	refuses("Diagramrubrik;Enhetsnamn;Värde\nA;X;1\n", "rubriken mätperiod saknas");
}

/* Long names that begin alike do not become one. */
static void test_long_names(void **state)
{
	struct buf data = { 0 };
	struct sunk sunk = { .rc = 0 };

	(void)state;
	buf_str(&data, HEAD);
	for (int i = 0; i < 2; i++) {
		for (int k = 0; k < 12; k++)
			buf_str(&data, "mycket långt ");
		buf_printf(&data, "%c;R;X;2017;1;%%;-;-\n", 'a' + i);
	}
	sink_read(&sunk, NULL, NULL, data.data, data.len);
	assert_int_equal(sunk.nfigures, 2);
	buf_free(&data);
	sunk_free(&sunk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain), cmocka_unit_test(test_missing), cmocka_unit_test(test_told), cmocka_unit_test(test_sums),
		cmocka_unit_test(test_refused), cmocka_unit_test(test_long_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
