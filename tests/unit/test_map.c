/* test_map.c: free CSV by map files, and what a map file may not say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/map_file.h"
#include "sink_help.h"

static char path[] = "map-test.XXXXXX";

static const struct figures_options *map(const char *text)
{
	static struct figures_options options;
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	fputs(text, out);
	fclose(out);
	options = (struct figures_options){ .map = path };
	return &options;
}

/* The long form of a table of moves (as the region's own open data has it), with only one of its variables. */
#define LONG "[metric]\ncolumn = Variabel\n[organisation]\ncolumn = Region\n[period]\ncolumn = År\n[value]\ncolumn = Värde\n" \
	"[filter Variabel]\nonly = Inrikes flyttnetto\n[metrics]\nInrikes flyttnetto = scb-inrikes-flyttnetto\n" \
	"[organisations]\nFalkenberg = 1382\n[preliminary]\ncolumn = datakalla\nwhen = prognos\n"

static void test_long(void **state)
{
	(void)state;
	assert_figures("csv", map(LONG), "Region,År,datakalla,Variabel,Värde\nFalkenberg,2000,historisk,Inrikes flyttnetto,-210\n"
		"Falkenberg,2000,historisk,Inrikes inflyttade,1085\nHylte,2030,prognos,Inrikes flyttnetto,12.5\n",
		"scb-inrikes-flyttnetto 1382 2000 T -210 \nscb-inrikes-flyttnetto Hylte 2030 T 12.5 prel\n");
}

static void test_told(void **state)
{
	static const char data[] = "Region;År;Värde\nHylte;2000;1\nHylte;2001;2\n";
	struct sunk sunk = { .rc = 0 };

	(void)state;
	sink_read(&sunk, NULL, map("[file]\nsource = SCB\n[metric]\nvalue = m1\nname = Mått\nunit = kr\n[organisation]\ncolumn = region\n"
		"[period]\ncolumn = år\n[value]\ncolumn = 3\n"), data, sizeof(data) - 1);
	assert_int_equal(sunk.rc, 0);
	assert_string_equal(buf_cstr(&sunk.metrics), "|||SCB\nm1|Mått|kr|SCB\n");
	assert_int_equal(sunk.nfigures, 2);
	sunk_free(&sunk);
}

#define SEXES "[metric]\nvalue = m1\n[organisation]\ncolumn = Region\n[period]\ncolumn = År\n[gender]\ncolumn = Kön\n" \
	"[value]\ncolumn = Värde\n"

/* An empty cell is both together, as in our own CSV; the map may say something else of it. */
static void test_empty_gender(void **state)
{
	static const char data[] = "Region;År;Kön;Värde\nHylte;2000;;1\nHylte;2001;Kvinnor;2\n";

	(void)state;
	assert_figures("csv", map(SEXES), data, "m1 Hylte 2000 T 1 \nm1 Hylte 2001 K 2 \n");
	assert_figures("csv", map(SEXES "[genders]\n\"\" = M\n"), data, "m1 Hylte 2000 M 1 \nm1 Hylte 2001 K 2 \n");
}

#define WIDE "[metric]\nvalue = m1\n[organisation]\ncolumn = Kommun\n[gender]\ncolumn = Kön\n[period]\nheadings = ja\n"

/* Years as columns; an empty cell is missing, not zero. */
static void test_wide(void **state)
{
	(void)state;
	assert_figures("csv", map(WIDE), "Kommun\tKön\t2022\t2023\tKommentar\nHylte\tkvinnor\t1 304,5\t..\tx\nHylte\tmän\t\t7\t\n",
		"m1 Hylte 2022 K 1304.5 \nm1 Hylte 2023 K  not_measured\nm1 Hylte 2022 M  not_measured\nm1 Hylte 2023 M 7 \n");
	assert_refused("csv", map(WIDE), "Kommun;Kön;Antal\nHylte;K;1\n", strlen("Kommun;Kön;Antal\nHylte;K;1\n"), "ingen rubrik är en period");
}

static void test_wide_metrics(void **state)
{
	(void)state;
	assert_figures("csv", map("[metric]\ncolumns = Andel nöjda, Antal\n[organisation]\nvalue = 0013\n[period]\ncolumn = År\n"
		"[metrics]\nAntal = m2\n"), "År|Andel nöjda|Antal\n2024|87,7 %|12\n",
		"andel-nojda 0013 2024 T 87.7 \nm2 0013 2024 T 12 \n");
}

/* A title line, no header, the separator and the decimal sign told. */
static void test_layout(void **state)
{
	(void)state;
	assert_figures("csv", map("[file]\nskip = 1\nheader = nej\nseparator = ;\ndecimal = punkt\n[metric]\ncolumn = 1\n[organisation]\n"
		"value = 0013\n[period]\ncolumn = 2\n[value]\ncolumn = 3\n"), "Tabell, hämtad, i dag\nm1;2024;1.234\nm1;2023;7\n",
		"m1 0013 2024 T 1.234 \nm1 0013 2023 T 7 \n");
	assert_figures("csv", map("[file]\nencoding = cp850\n[metric]\nvalue = m\n[organisation]\ncolumn = Omr\u00e5de\n[period]\nvalue = 2024\n"
		"[value]\ncolumn = V\n"), "Omr\x86" "de;V\n\x99rebro;1\n", "m Örebro 2024 T 1 \n");
	assert_figures("csv", map("[metric]\nvalue = m\n[organisation]\nvalue = 0013\n[period]\ncolumn = tid\n[value]\ncolumn = v\n[gender]\n"
		"column = kön\ncodes = scb\n"), "tid;kön;v\n2024M01;1;3\n2024M01;2;4\n", "m 0013 2024-01 M 3 \nm 0013 2024-01 K 4 \n");
}

#define PLAIN "[metric]\nvalue = m\n[organisation]\nvalue = 0013\n[period]\ncolumn = tid\n[value]\ncolumn = v\n"

static void refuses(const char *more, const char *data, const char *why)
{
	char *text = mem_printf("%s%s", PLAIN, more);

	assert_refused("csv", map(text), data, strlen(data), why);
	free(text);
}

static void test_refused(void **state)
{
	(void)state;
	refuses("", "tid;w\n2024;1\n", "f:1: rubriken v, som map-test");
	refuses("", "tid;v;v\n2024;1;1\n", "rubriken v finns två gånger");
	refuses("", "tid;v\n2024\n", "f:2: raden har 1 fält; rubriken har 2");
	refuses("", "tid;v\nsnart;1\n", "f:2: kolumn 1 (tid): \"snart\" är ingen period");
	refuses("", "tid;v\n2024;hög\n", "f:2: kolumn 2 (v): \"hög\" är inget tal");
	refuses("", "tid;v\n2024;1.234\n2025;7,5\n", "f:2: ett värde är tvetydigt (1.234); filen har decimalkomma på rad 3");
	refuses("", "tid;v\n2024;1,234\n2025;7.5\n", "f:2: ett värde är tvetydigt (1,234); filen har decimalpunkt på rad 3");
	refuses("[file]\ndecimal = komma\n", "tid;v\n2024;1.234\n", "är tvetydigt");
	refuses("[file]\ndecimal = punkt\n", "tid;v\n2024;1,5\n", "mappningsfilen säger decimalpunkt");
	refuses("", "tid;v\n2024;12 mnkr\n", "värdet är i mnkr: säg det i mappningsfilen");
	refuses("[filter v]\nonly = 12\n[gender]\ncolumn = tid\n", "tid;v\n2024;12\n", "\"2024\" är inget kön");
	refuses("", "\n \n", "filen har ingen rubrik");
}

static void bad_map(const char *text, const char *why)
{
	struct map *m;
	struct err err = { 0 };

	assert_int_equal(map_parse(&m, "k.ini", text, strlen(text), &err), ERR_INPUT);
	assert_null(m);
	if (!strstr(err.text, why))
		assert_string_equal(err.text, why);
}

static void test_bad_maps(void **state)
{
	(void)state;
	bad_map("[metrik]\ncolumn = 1\n", "k.ini:1: [metrik] okänd sektion");
	bad_map("[metric]\nkolumn = 1\n", "k.ini:2: [metric] kolumn: okänd nyckel");
	bad_map("[file]\nseparator = x\n", "här väntades ; , | eller tab");
	bad_map("[file]\nencoding = klingonska\n", "okänd kodning");
	bad_map("[file]\nskip = många\n", "ett antal rader");
	bad_map("[file]\nheader = kanske\n", "ja eller nej");
	bad_map("[filter A]\nonly = 1\nexcept = 2\n", "only och except");
	bad_map("[metric]\ncolumn = 1\nvalue = 2\n", "[metric] ska ha ett av");
	bad_map("[metric]\nvalue = m\n[organisation]\nvalue = 0013\n", "[period] ska ha ett av");
	bad_map("[metric]\nvalue = m\n[organisation]\nvalue = 0013\n[period]\nheadings = ja\n[value]\ncolumn = v\n", "[value] ska ha column, utom");
	bad_map("[metric]\nvalue = m\n[organisation]\nvalue = 0013\n[period]\nvalue = snart\n[value]\ncolumn = v\n", "ingen period");
}

/* Where the file and the map do not say, the command does. */
static void test_constants(void **state)
{
	struct figures_options options = *map("[period]\ncolumn = tid\n[value]\ncolumn = v\n");

	(void)state;
	options.metric = "N1";
	options.organisation = "0013";
	assert_figures("csv", &options, "tid;v\n2024;1\n", "N1 0013 2024 T 1 \n");
	options.organisation = NULL;
	assert_refused("csv", &options, "tid;v\n2024;1\n", 13, "säger inte vilken organisation");
}

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int drop_file(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_long), cmocka_unit_test(test_told), cmocka_unit_test(test_empty_gender), cmocka_unit_test(test_wide), cmocka_unit_test(test_wide_metrics),
		cmocka_unit_test(test_layout), cmocka_unit_test(test_refused), cmocka_unit_test(test_bad_maps), cmocka_unit_test(test_constants),
	};

	return cmocka_run_group_tests(tests, make_file, drop_file);
}
