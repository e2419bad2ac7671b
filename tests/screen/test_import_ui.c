/* test_import_ui.c: a file of figures read in from the dashboard: what it would give, what is wrong with it, who published it, what is
 * not there, and nothing at all where it is stopped. Figures of N79173 until 2024 are those of db/figurer-kolada.csv. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "screen/dash.h"

/* A file of tests/data under the same name in the home. */
static void copy(const char *home, const char *name)
{
	const char *top = getenv("TOP_SRCDIR");
	char *from = mem_printf("%s/tests/data/%s", top ? top : ".", name), *to = mem_printf("%s/%s", home, name);
	FILE *in = fopen(from, "r"), *out = fopen(to, "w");
	int c;

	assert_non_null(in);
	assert_non_null(out);
	while ((c = getc(in)) != EOF)
		putc(c, out);
	fclose(in);
	assert_int_equal(fclose(out), 0);
	free(from);
	free(to);
}

static char *home_with_files(void)
{
	char *home = dash_home();

	copy(home, "figures-import.csv");
	copy(home, "figures-refused.csv");
	copy(home, "figures-without-source.csv");
	return home;
}

static void ask(struct pty *t, const char *path)
{
	dash_keys(t, ": importera Enter", "fil att läsa in");
	pty_type(t, path);
	pty_keys(t, "Enter");
}

static void what_it_gives_and_then_it_is_there(void **state)
{
	char *home = home_with_files(), *observations;
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	ask(t, "~/figures-import.csv");
	pty_wait_text(t, "2 nya, 1 ändrade, 1 som förut, 0 fel");
	pty_wait_text(t, "Inget är sparat än.");
	pty_wait_text(t, "ångras inte med u");
	pty_wait_text(t, "Källa         Kolada");
	pty_wait_text(t, "egen CSV");
	pty_wait_text(t, "läggs till om du vill (1)");
	pty_wait_text(t, "nyckeltal N99999 (1 rad, först på rad 5)");
	/* What is not there is added only by one who says so. */
	dash_keys(t, "Enter", "1 nyckeltal finns inte. a lägger till");
	dash_keys(t, "Esc", "Esc tillbaka");
	pty_wait_text(t, "2 nya, 1 ändrade");
	dash_keys(t, "C-s", "1 nyckeltal finns inte. a lägger till");
	dash_keys(t, "a", "2 nya, 1 ändrade, 1 som förut · import 3 · 1 nyckeltal tillagda");
	pty_wait_text(t, "Fokusområde och mål"); /* back where one was */
	dash_keys(t, ": 3.1.1 Enter", "88,4");
	pty_wait_text(t, "Källa: Kolada");
	dash_keys(t, "Tab Down Down v", "figures-import.csv");
	pty_wait_text(t, "Import 3: 2 nya, 1 ändrade, 1 lika.");
	pty_wait_text(t, "86,6"); /* what it was before */
	dash_keys(t, "8", "import 3 · ");
	dash_keys(t, "Down Enter", "Kontrollsumma"); /* the first is that a nyckeltal was added */
	pty_wait_text(t, "Importerad");
	pty_wait_text(t, "Som förut");
	dash_keys(t, "Esc", "import 3 · ");
	dash_keys(t, "v", "Kontrollsumma");
	dash_keys(t, "Esc", "import 3 · ");
	/* Nothing more comes of the same file. */
	ask(t, "~/figures-import.csv");
	pty_wait_text(t, "0 nya, 0 ändrade, 4 som förut, 0 fel");
	dash_keys(t, "Enter", "0 nya, 0 ändrade, 4 som förut");
	pty_wait_text(t, "import 3 · figures-import.csv"); /* in the journal, where one came from */
	dash_quit(t);
	observations = dash_export(home, "observations");
	assert_non_null(strstr(observations, "88.4"));
	free(observations);
	pty_home_remove(home);
}

static void esc_leaves_the_store_as_it_was(void **state)
{
	char *home = home_with_files(), *before = dash_export(home, "observations"), *after;
	struct pty *t = dash_start(home, 60, 200);

	(void)state;
	ask(t, "~/figures-import.csv");
	pty_wait_text(t, "2 nya, 1 ändrade, 1 som förut, 0 fel");
	dash_keys(t, "Esc", "Fokusområde och mål");
	dash_keys(t, "8", "import 2");
	assert_false(pty_has(t, "import 3"));
	dash_quit(t);
	after = dash_export(home, "observations");
	assert_string_equal(before, after);
	free(before);
	free(after);
	pty_home_remove(home);
}

static void what_is_wrong_stands_there(void **state)
{
	char *home = home_with_files();
	struct pty *t = dash_start(home, 30, 160);

	(void)state;
	ask(t, "~/figures-refused.csv");
	pty_wait_text(t, "0 nya, 0 ändrade, 1 som förut, 2 fel");
	pty_wait_text(t, "Fel (2)");
	pty_wait_text(t, "figures-refused.csv:3: kolumn 5 (value): \"7,7,5\" är inget tal");
	pty_wait_text(t, "figures-refused.csv:4: kolumn 3 (period): \"20x4\" är ingen period");
	dash_keys(t, "Enter", "Rätta felen i filen först: inget kan läsas in");
	dash_keys(t, "C-s", "Rätta felen i filen först: inget kan läsas in");
	dash_quit(t);
	pty_home_remove(home);
}

static void who_publishes_is_asked_for(void **state)
{
	char *home = home_with_files();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	ask(t, "~/figures-without-source.csv");
	pty_wait_text(t, "vem publicerar siffrorna (källa):");
	pty_wait_text(t, "1 nya, 0 ändrade");
	dash_keys(t, "Esc", "saknas: skriv vem som publicerar");
	dash_keys(t, "Enter", "vem publicerar siffrorna (källa):");
	dash_keys(t, "Kvalitetsregistret Enter", "Källa         Kvalitetsregistret");
	pty_wait_text(t, "Inget är sparat än.");
	/* Any of it can be said where the file does not: here a format that it is not. */
	dash_keys(t, "Down Down e", "format (xlsx");
	dash_keys(t, "finns-inte Enter", "formatet finns-inte finns inte");
	dash_keys(t, "e", "format (xlsx");
	dash_keys(t, "px Enter", "fel");
	pty_wait_text(t, "Det finns fel i filen");
	dash_keys(t, "e C-u Enter", "Inget är sparat än.");
	dash_keys(t, "C-s", "1 nya, 0 ändrade, 0 som förut · import 3");
	dash_keys(t, ": 3.1.1 Enter", "Källa: Kvalitetsregistret");
	dash_quit(t);
	pty_home_remove(home);
}

/* What a message of the command says of flags, the screen says of its rows. */
static void a_strange_file_is_mapped_on_its_row(void **state)
{
	char *home = dash_home(), *data = mem_printf("%s/moves.csv", home), *map = mem_printf("%s/moves.map", home);
	FILE *out = fopen(data, "w"), *mapped = fopen(map, "w");
	struct pty *t;

	(void)state;
	assert_non_null(out);
	assert_non_null(mapped);
	fputs("Ort;År;Antal\nHylte;2023;5\n", out);
	fputs("[file]\nsource = SCB\n[metric]\nvalue = N79173\n[organisation]\ncolumn = Ort\n[period]\ncolumn = År\n[value]\n"
		"column = Antal\n", mapped);
	assert_int_equal(fclose(out), 0);
	assert_int_equal(fclose(mapped), 0);
	t = dash_start(home, 30, 120);
	ask(t, "~/moves.csv");
	pty_wait_text(t, "raden Format, eller för annan CSV en mappningsfil på raden Mappningsfil");
	dash_keys(t, "Down Down Down Down e", "mappningsfil (vilken kolumn är vad)");
	pty_type(t, "~/moves.map");
	dash_keys(t, "Enter", "CSV, kolumnerna efter mappningsfilen");
	pty_wait_text(t, "1 nya, 0 ändrade");
	dash_quit(t);
	free(data);
	free(map);
	pty_home_remove(home);
}

static void names_are_filled_in(void **state)
{
	char *home = home_with_files();
	struct pty *t = dash_start(home, 24, 100);

	(void)state;
	dash_keys(t, "I", "fil att läsa in");
	pty_type(t, "~/fig");
	dash_keys(t, "Tab", "figures-import.csv  figures-refused.csv  figures-without-source.csv");
	pty_wait_text(t, "~/figures-");
	dash_keys(t, "r Tab", "~/figures-refused.csv");
	pty_wait_gone(t, "figures-import.csv");
	dash_keys(t, "Enter", "Fel (2)");
	dash_quit(t);
	pty_home_remove(home);
}

static void what_is_no_file_is_said(void **state)
{
	char *home = home_with_files(), *pipe = mem_printf("%s/pipe", home);
	struct pty *t = dash_start(home, 24, 100);

	(void)state;
	assert_int_equal(mkfifo(pipe, 0600), 0);
	ask(t, "~");
	pty_wait_text(t, "~: kunde inte öppnas: finns inte");
	ask(t, "/");
	pty_wait_text(t, "/ är en katalog: ange filerna i den");
	ask(t, "~/finns-inte.csv");
	pty_wait_text(t, "kunde inte öppnas: finns inte");
	ask(t, "/dev/null");
	pty_wait_text(t, "är en enhet");
	ask(t, "~/pipe");
	pty_wait_text(t, "är ett rör: läs in det med styrtavla import");
	pty_wait_text(t, "Fokusområde och mål");
	dash_quit(t);
	free(pipe);
	pty_home_remove(home);
}

static void one_who_only_reads_cannot(void **state)
{
	char *home = home_with_files();
	struct pty *t = dash_start_with(home, 24, 80, (const char *const[]){ "--readonly", NULL }, NULL);

	(void)state;
	dash_keys(t, "I", "Skrivskyddat: starta utan --readonly för att ändra");
	dash_quit(t);
	pty_home_remove(home);
	home = dash_home_demo();
	t = dash_start(home, 24, 80);
	dash_keys(t, "t", "visa allt som det var");
	dash_keys(t, "2026-05-01 Enter", "SÅ SÅG DET UT 2026-05-01");
	dash_keys(t, "I", "Det som visas är inte nu");
	dash_quit(t);
	pty_home_remove(home);
}

/* The edit before an import is not what u means right after it: it is named, and asked about. */
static void u_after_an_import_asks(void **state)
{
	char *home = home_with_files();
	char *file = mem_printf("%s/figures-without-source.csv", home);
	struct pty *t;

	(void)state;
	dash_do(home, "add", "activity", "title=Rekrytera till 1177", "board=hs");
	dash_do(home, "import", file, "--source", "Prov");
	free(file);
	t = dash_start(home, 24, 100);
	dash_keys(t, "u", "Import 3 ångras inte, den rättas med en ny. Före den: aktivitet ");
	pty_wait_text(t, "Rekrytera till 1177");
	pty_wait_text(t, "u ångrar det · Esc avbryter");
	dash_keys(t, "Esc", "Enter öppna");
	dash_keys(t, "4", "Rekrytera till 1177");
	dash_keys(t, "u", "Import 3 ångras inte");
	dash_keys(t, "u", "Ångrat: aktivitet");
	dash_quit(t);
	pty_home_remove(home);
}

/* A million series, all of them new. */
static void write_large(const char *home)
{
	char *path = mem_printf("%s/large.csv", home);
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	fputs("metric;organisation;period;gender;value;source\n", out);
	for (int m = 0; m < 1000; m++)
		for (int o = 0; o < 1000; o++)
			fprintf(out, "M%03d;%04d;2024;T;%d;Kolada\n", m, o, (m * 7 + o) % 100);
	assert_int_equal(fclose(out), 0);
	free(path);
}

static void a_long_one_shows_how_far_and_can_be_stopped(void **state)
{
	char *home = dash_home(), *before = dash_export(home, "observations"), *after, *output;
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	write_large(home);
	ask(t, "~/large.csv");
	pty_wait_text(t, "Esc avbryter. Lagret är då som det var.");
	pty_wait_text(t, "siffror");
	dash_keys(t, "Esc", "Avbrutet: inget lästes in");
	pty_wait_text(t, "Fokusområde och mål");
	ask(t, "~/large.csv");
	pty_wait_text(t, "1 000 000 nya");
	dash_keys(t, "Enter", "1000 nyckeltal");
	dash_keys(t, "a", "skriver");
	dash_keys(t, "C-c", "Avbrutet: lagret är som det var");
	pty_wait_text(t, "Fokusområde och mål");
	dash_quit(t);
	after = dash_export(home, "observations");
	assert_string_equal(before, after);
	assert_int_equal(dash_run(home, &output, "log", (char *)NULL), 0);
	assert_null(strstr(output, "large.csv"));
	free(output);
	free(before);
	free(after);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_gives_and_then_it_is_there),
		cmocka_unit_test(esc_leaves_the_store_as_it_was),
		cmocka_unit_test(what_is_wrong_stands_there),
		cmocka_unit_test(who_publishes_is_asked_for),
		cmocka_unit_test(a_strange_file_is_mapped_on_its_row),
		cmocka_unit_test(names_are_filled_in),
		cmocka_unit_test(what_is_no_file_is_said),
		cmocka_unit_test(one_who_only_reads_cannot),
		cmocka_unit_test(u_after_an_import_asks),
		cmocka_unit_test(a_long_one_shows_how_far_and_can_be_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
