/* test_views.c: every screen at every size, with and without content, in every scheme: what it says, and what it never does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/record.h"
#include "screen/dash.h"

#define HS "Driftnämnd Hallands Sjukhus"

struct screen {
	const char *name;
	const char *keys;    /* from the start screen */
	const char *has[10]; /* on any size from 80×24, scrolled to the top */
	const char *wide[6]; /* also there from 40 rows on */
};

/* Figures: Mål och budget 2026, the table of allocations (sum 14 391, rounding −1) and resultatbudget. */
static const struct screen empty[] = {
	{ "översikt", "1", { "Fokusområde och mål", "▾ 1 En organisation med", "3.2 ", "tillhandahåller", "– ej bedömt",
		"På målet", "–/3", "–/12", "Nästa: UR2, rapport till ", "(om 7 arbetsdagar)" },
		{ "ingen åtgärdsplan saknas", "ingen aktivitet är sen" } },
	{ "nämnder", "2", { "2026", "2030", "5" NB "996", "14" NB "391", "Summa enligt beslutet", "Prognos", "Åtgärdsplan",
		"Avrundning: raderna", "−1 mnkr 2026", "Summan är den som är beslutad" }, { "+478,9",
		"Utan egen rad i budgeten", "Driftnämnd Regionservice", "004 Mål" } },
	{ "indikatorer", "3", { "Indikator", "1.3.1", "2.1.1", "Inrikes flyttnetto", "865", "Läge", "– ej bedömt" },
		{ "4.2.4" } },
	{ "aktiviteter", "4", { "Nr", "Aktivitet", "Klart senast", "Inga aktiviteter ännu. n lägger till en." }, { NULL } },
	{ "åtgärdsplaner", "5", { "Underskott", "Inga åtgärdsplaner ännu", "negativ helårsprognos" }, { NULL } },
	{ "ekonomi", "6", { "Resultatbudget, mnkr", "budget 2026", "−14" NB "391", "Skatteintäkter", "11" NB "446",
		"Finansiella mål (3)", "2,0" NB "%" }, { "F.1 Resultat" } },
	{ "händelser", "8", { "När", "Vem", "läste in", "plan mb2026", "plan u2018", "importerade" }, { NULL } },
	{ "fokusområde", ": 3~En~tillgänglig Enter", { "En tillgänglig och högkvalitativ hälso- och sjukvård", "3.1", "3.2",
		"3.3" }, { NULL } },
	{ "mål", ": 3.2~En Enter", { "3.2  En region som tillhandahåller nära och sammanhållen vård", "– ej bedömt", ": 0 av 4 indikatorer når målvärdet",
		"Indikatorer (4)", "3.2.4", "Aktiviteter (0)", "Målet har inga aktiviteter ännu. n, sedan a lägger till en." },
		{ "Nämnder (6)", "Bedömning vid UR2" } },
	{ "mål utan indikator", ": 1.2~En Enter", { "Läget vilar på aktiviteter och bedömning." }, { NULL } },
	{ "nämnd", ": Hallands~Sjukhus Enter", { HS, "Budgetram 2026–2030", "5" NB "996", "6" NB "556", "41,7", "+9,3", "Mål (8)" },
		{ "Prognos och utfall", "Aktiviteter (0)", "Åtgärdsplaner (0)" } },
	{ "indikator", ": 3.2.2 Enter", { "3.2.2", "återinskrivning", "15,0" NB "%", "2025", "Diagram", "Källa", "Region Halland",
		"riket" }, { "15,0" NB "% 2025", "Närliggande mått" } },
	{ "indikator, värden", ": 3.2.2 Enter Tab", { "Period", "Totalt %", "18,0", "2016", "Riket" }, { NULL } },
	{ "indikator, jämför", ": 3.2.2 Enter Tab Tab", { "Organisation", "Värde", "Riket", "17,0" }, { NULL } },
	{ "indikator, kön", ": 3.2.2 Enter Tab Tab Tab", { "inte uppdelade på kvinnor och män" }, { NULL } },
	{ "indikator, variation", ": 3.2.2 Enter Tab Tab Tab Tab", { "medel", "gränser", "trend", "XmR", "Variation" },
		{ "ingen prognos", "beräknade av styrtavla" } },
	{ "indikator, målvärden", ": 3.2.2 Enter Tab Tab Tab Tab Tab", { "Målvärden (0)", "n lägger till ett", "ingen egen regel" },
		{ "Fastställs vid UR1 2026" } },
	{ "indikator, källa", ": 3.2.2 Enter Tab Tab Tab Tab Tab Tab", { "Definition", "Enhet", "lägre är bättre", "U79092" },
		{ "Nyckeltalet", "ger aldrig ett läge" } },
	{ "indikator, aktiviteter", ": 3.2.2 Enter Tab Tab Tab Tab Tab Tab Tab", { "Aktiviteter (0)", "Indikatorn har inga aktiviteter ännu" },
		{ NULL } },
	{ "indikator, historik", ": 3.2.2 Enter Tab Tab Tab Tab Tab Tab Tab Tab", { "lästes in från planen" }, { NULL } },
	{ "varför, siffra", ": 3.2.2 Enter v", { "Varför?", "Oplanerad återinskrivning", "Kolada", "figurer-kolada.csv" }, { NULL } },
	{ "varför, mål", "1 G Up Up Up Up v", { "Varför?", "3.2  En region", "Bygger på (4)", "15,0" NB "% (2025)" },
		{ "Vem och när", "lästes in från planen" } },
	{ "ny aktivitet", ": 3.2~En Enter n a", { "Ny aktivitet", "Titel", "Ansvarig", "Klart senast" }, { NULL } },
};

static const struct screen filled[] = {
	{ "översikt", "1", { "1 sen aktivitet", "ingen åtgärdsplan saknas", "Nästa: UR2, rapport till " },
		{ NULL } },
	{ "aktiviteter", "4", { "Kortare köer", "Ökad bemanning", "Ärlig dialog", "Återbruk av möbler", "2026-11-30", "pågående",
		"sen", "planerad" }, { NULL } },
	{ "åtgärdsplaner", "5", { "Hyrpersonal", "12,0", "3,0" }, { NULL } },
	{ "mål", ": 3.1~En Enter", { "Aktiviteter (2)" }, { "Ökad bemanning på akuten", "Ärlig dialog" } },
	{ "nämnd", ": Hallands~Sjukhus Enter", { "Mål (8)" }, { "Aktiviteter (2)", "Åtgärdsplaner (1)", "Hyrpersonal" } },
	{ "aktivitet", ": Kortare~köer Enter", { "1  Kortare köer", "planerad", "Ödla Å", "2026-02-01", "2026-11-30", "3.2  En region",
		"hs  " HS }, { "Hör till" } },
	{ "sen aktivitet", ": Ökad~bemanning Enter", { "pågående, 64 dagar sen" }, { NULL } },
	{ "åtgärdsplan", "5 Enter", { "Åtgärdsplan, " HS, "inte beslutad", "12,0" NB "mnkr", "Hyrpersonal", "vidtaget 9,0" NB "mnkr",
		"kvar 3,0" NB "mnkr", "täcker 75" NB "%", "Åtgärder (1)", "Färre hyrläkare" }, { "Beslut" } },
	{ "händelser", "8", { "skapade", "Återbruk av möbler", "Färre hyrläkare" }, { NULL } },
	{ "varför, aktivitet", ": Kortare~köer Enter v", { "Varför?", "skapade" }, { NULL } },
};

/* Keys as pty_keys has them; ~ is a blank inside a word. */
static void press(struct pty *t, const char *keys)
{
	char *copy = strdup(keys), *rest = NULL;

	for (char *key = strtok_r(copy, " ", &rest); key; key = strtok_r(NULL, " ", &rest)) {
		bool blank = strchr(key, '~') != NULL;

		for (char *at = key; *at; at++)
			if (*at == '~')
				*at = ' ';
		if (blank)
			pty_type(t, key);
		else
			pty_keys(t, key);
	}
	free(copy);
}

static void look(struct pty *t, const struct screen *screen)
{
	press(t, screen->keys);
	for (int i = 0; i < 10 && screen->has[i]; i++)
		pty_wait_text(t, screen->has[i]);
	for (int i = 0; i < 6 && screen->wide[i] && pty_rows(t) >= 40; i++)
		pty_wait_text(t, screen->wide[i]);
	pty_wait_text(t, "koncern");
	pty_wait_text(t, DASH_DAY " v. 36");
}

static void look_at_all(const char *home, const struct screen *screens, size_t n, int rows, int cols)
{
	struct pty *t = dash_start(home, rows, cols);

	for (size_t i = 0; i < n; i++) {
		look(t, &screens[i]);
		pty_keys(t, "Esc Esc");
		pty_keys(t, "2");
		pty_wait_text(t, "Summa enligt beslutet");
		pty_keys(t, "1");
		pty_wait_text(t, "Fokusområde och mål");
	}
	dash_quit(t);
}

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void at_size(int rows, int cols)
{
	char *home = dash_home();

	look_at_all(home, empty, COUNT(empty), rows, cols);
	pty_home_remove(home);
	home = dash_home_filled();
	look_at_all(home, filled, COUNT(filled), rows, cols);
	pty_home_remove(home);
}

static void all_at_80x24(void **state)
{
	(void)state;
	at_size(24, 80);
}

static void all_at_120x40(void **state)
{
	(void)state;
	at_size(40, 120);
}

static void all_at_200x60(void **state)
{
	(void)state;
	at_size(60, 200);
}

static void lists_have_at_least_16_rows_at_80x24(void **state)
{
	char *home = dash_home(), due[40], title[40];
	struct pty *t;
	int n = 0;

	(void)state;
	for (int i = 1; i <= 20; i++) {
		snprintf(title, sizeof(title), "title=Rad nummer %02d", i);
		snprintf(due, sizeof(due), "due=2026-12-%02d", i);
		dash_do(home, "add", "activity", title, due);
	}
	t = dash_start(home, 24, 80);
	dash_keys(t, "4", "Rad nummer 16");
	for (int row = 0; row < 24; row++)
		n += strstr(pty_row(t, row), "Rad nummer ") != NULL;
	assert_true(n >= 16);
	dash_keys(t, "3", "1.3.1");
	pty_wait_text(t, "3.2.1"); /* the 17th of 30 */
	dash_keys(t, "1", "4.2 "); /* 4 areas, 12 goals */
	dash_quit(t);
	pty_home_remove(home);
}

static void all_thirty_indicators_can_be_reached(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 24, 80);
	int ids = 0;

	(void)state;
	dash_keys(t, "3", "1.3.1");
	pty_keys(t, "End Up Up Up");
	dash_wait_marked(t, "4.2.4");
	dash_cursor_on_mark(t);
	dash_quit(t);
	t = dash_start(home, 60, 120);
	dash_keys(t, "3", "4.2.4");
	for (int row = 0; row < 50; row++) {
		const char *text = pty_row(t, row);
		int a, b, c;

		ids += sscanf(text + (strncmp(text, "▌", 3) ? 0 : 3), " %d.%d.%d ", &a, &b, &c) == 3;
	}
	assert_int_equal(ids, 30);
	dash_quit(t);
	pty_home_remove(home);
}

static void readable_at_40x12(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 12, 40);

	(void)state;
	pty_wait_text(t, "2.3 ");
	pty_wait_row(t, 0, "live");
	pty_keys(t, "2");
	pty_wait_text(t, "5" NB "996");
	dash_cursor_on_mark(t);
	dash_keys(t, "4", "Återbruk");
	pty_keys(t, "Down Down Down");
	dash_wait_marked(t, "Återbruk");
	dash_cursor_on_mark(t);
	dash_keys(t, "Enter", "Löpande");
	dash_keys(t, "End", "Anteckningar");
	dash_keys(t, "Esc 5", "12,0");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Orsak");
	pty_keys(t, "3");
	pty_wait_text(t, "1.3.1");
	dash_keys(t, "?", "Hjälp");
	dash_keys(t, "Esc", "1.3.1");
	dash_keys(t, ": 3.2.2 Enter", "15,0" NB "%");
	pty_keys(t, "6");
	pty_wait_text(t, "Resultatbudget");
	dash_quit(t);
	pty_home_remove(home);
}

static void smaller_says_so(void **state)
{
	static const int sizes[][2] = { { 11, 40 }, { 12, 39 }, { 5, 20 }, { 3, 100 } };
	char *home = dash_home();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	for (size_t i = 0; i < COUNT(sizes); i++) {
		pty_resize(t, sizes[i][0], sizes[i][1]);
		pty_wait_text(t, "För litet fönster");
		pty_wait_gone(t, "Fokusområde");
		pty_resize(t, 24, 80);
		pty_wait_text(t, "Fokusområde och mål");
		pty_wait_gone(t, "För litet");
	}
	dash_quit(t);
	pty_home_remove(home);
}

/* A braille display and a screen reader follow the hardware cursor. */
static void cursor_stands_on_the_selected_row(void **state)
{
	static const char *const screens[] = { "1", "2", "3", "4", "5", "6", "8", ": 3.2~En Enter", ": Hallands~Sjukhus Enter",
		": Kortare~köer Enter", "5 Enter", ": 3.2.2 Enter Tab" };
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);
	bool visible;

	(void)state;
	for (size_t i = 0; i < COUNT(screens); i++) {
		press(t, screens[i]);
		pty_keys(t, "?");
		pty_wait_text(t, "Hjälp: tangenterna"); /* the screen before it is whole when the help is gone */
		pty_keys(t, "Esc");
		pty_wait_gone(t, "Hjälp: tangenterna");
		dash_cursor_on_mark(t);
		for (int n = 0; n < 30; n++)
			pty_keys(t, n % 3 ? "Down" : n % 2 ? "PageDown" : "Up");
		pty_keys(t, "?");
		pty_wait_text(t, "Hjälp: tangenterna");
		pty_keys(t, "Esc");
		pty_wait_gone(t, "Hjälp: tangenterna");
		dash_cursor_on_mark(t);
		pty_cursor(t, NULL, NULL, &visible);
		assert_true(visible);
	}
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_at_80x24),
		cmocka_unit_test(all_at_120x40),
		cmocka_unit_test(all_at_200x60),
		cmocka_unit_test(lists_have_at_least_16_rows_at_80x24),
		cmocka_unit_test(all_thirty_indicators_can_be_reached),
		cmocka_unit_test(readable_at_40x12),
		cmocka_unit_test(smaller_says_so),
		cmocka_unit_test(cursor_stands_on_the_selected_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
