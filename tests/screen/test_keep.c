/* test_keep.c: what is typed is kept: pastes, new sizes, conflicts with others, hang-ups and kills. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

#define DRAFTS ".local/state/styrtavla/drafts/*.json"

/* Typing in the title of activity 1, at its end. */
static struct pty *in_title(const char *home)
{
	struct pty *t = dash_start(home, 24, 80);

	dash_keys(t, "4", "Kortare köer");
	dash_keys(t, "Enter", "Löpande");
	dash_keys(t, "e", "Titel ·");
	pty_keys(t, "End");
	return t;
}

static void a_paste_is_data(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = in_title(home);

	(void)state;
	pty_keys(t, "C-u");
	pty_paste(t, "q\n:\033[A\tS!\003x");
	pty_wait_text(t, "S!");
	assert_true(pty_has(t, "Titel ·"));
	pty_keys(t, "C-s");
	pty_wait_text(t, "sparad");
	dash_keys(t, "Esc", "Återbruk av möbler");
	pty_paste(t, "q\nd\na"); /* where no field is open nothing acts */
	pty_wait_text(t, "inget fält är öppet");
	dash_quit(t);
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, "q :"));
	assert_null(strchr(rows, 27));
	assert_non_null(strstr(rows, "Återbruk av möbler;;;;2026-09-30;planned"));
	free(rows);
	pty_home_remove(home);
}

static void a_huge_paste_is_cut_and_told(void **state)
{
	size_t size = 1024 * 1024;
	char *home = dash_home_filled(), *text = malloc(size + 1), *rows;
	struct pty *t = in_title(home);

	(void)state;
	assert_non_null(text);
	memset(text, 'z', size);
	text[size] = '\0';
	pty_paste(t, text);
	pty_wait_text(t, "det inklistrade var för långt");
	pty_wait_text(t, "zzzzz");
	pty_keys(t, "C-u");
	pty_type(t, "Kort");
	for (int i = 0; i < 10; i++)
		pty_keys(t, "Tab");
	pty_wait_text(t, "Enter ny rad");
	pty_paste(t, text); /* in a text of several lines too */
	pty_wait_text(t, "det inklistrade var för långt");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Aktiviteten 1 sparad");
	dash_quit(t);
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, ";Kort;zzz"));
	assert_true(strlen(rows) > 1000 && strlen(rows) < 40000);
	free(rows);
	free(text);
	pty_home_remove(home);
}

static void a_new_size_keeps_what_is_typed(void **state)
{
	static const int sizes[][2] = { { 40, 120 }, { 12, 40 }, { 5, 10 }, { 1, 1 }, { 60, 200 }, { 24, 80 } };
	char *home = dash_home_filled();
	struct pty *t = in_title(home);

	(void)state;
	pty_type(t, " ab");
	pty_wait_text(t, "Kortare köer ab");
	for (size_t i = 0; i < 6; i++) {
		pty_resize(t, sizes[i][0], sizes[i][1]);
		if (sizes[i][0] >= 12)
			pty_wait_row(t, sizes[i][0] - 1, "Titel");
		if (sizes[i][0] >= 12)
			pty_wait_text(t, "Kortare köer ab");
	}
	pty_type(t, "c");
	pty_wait_text(t, "Kortare köer abc");
	pty_keys(t, "C-s");
	pty_wait_text(t, "Aktiviteten 1 sparad");
	dash_quit(t);
	pty_home_remove(home);
}

/* ---- conflicts -------------------------------------------------------------------------------------------------- */

/* Someone else changes another field and the same field meanwhile: both versions, field by field; nothing is lost. */
static void a_conflict_shows_both_and_merges(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = in_title(home);

	(void)state;
	pty_type(t, " mitt");
	pty_wait_text(t, "Kortare köer mitt");
	dash_do(home, "set", "activity", "1", "title=Deras köer", "responsible=Deras chef");
	pty_keys(t, "C-s");
	pty_wait_text(t, "sparade först, 20");
	pty_wait_text(t, "Kortare köer mitt");
	pty_wait_text(t, "Deras köer");
	pty_wait_text(t, "Deras chef");
	pty_wait_text(t, "Ödla Å");
	pty_wait_text(t, "mitt behålls");
	pty_wait_text(t, "deras behålls");
	dash_cursor_on_mark(t);
	pty_keys(t, "C-s");
	pty_wait_text(t, "sparad");
	pty_wait_text(t, "Deras chef");
	dash_quit(t);
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, "Kortare köer mitt;;Deras chef;"));
	free(rows);
	pty_home_remove(home);
}

static void in_a_conflict_theirs_can_be_taken(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = in_title(home);

	(void)state;
	pty_type(t, " mitt");
	pty_keys(t, "Tab Tab");
	pty_wait_text(t, "Ansvarig ·");
	pty_keys(t, "C-u");
	pty_type(t, "Min chef");
	pty_wait_text(t, "Min chef");
	dash_do(home, "set", "activity", "1", "title=Deras köer", "due=2026-12-24");
	pty_keys(t, "C-s");
	pty_wait_text(t, "2026-12-24");
	pty_keys(t, "Home Space");
	dash_wait_marked(t, "deras behålls");
	pty_keys(t, "Esc"); /* back to the form: it stands as before */
	pty_wait_text(t, "Kortare köer mitt");
	pty_wait_text(t, "Min chef");
	pty_keys(t, "C-s");
	pty_wait_text(t, "2026-12-24");
	pty_keys(t, "Home Space");
	dash_wait_marked(t, "deras behålls");
	pty_keys(t, "C-s");
	pty_wait_text(t, "sparad");
	dash_quit(t);
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, "Deras köer;;Min chef;2026-02-01;2026-12-24;"));
	free(rows);
	pty_home_remove(home);
}

static void two_dashboards_on_one_record(void **state)
{
	char *home = dash_home_filled();
	struct pty *a = in_title(home), *b = in_title(home);

	(void)state;
	pty_type(a, " A");
	pty_type(b, " B");
	pty_wait_text(a, "Kortare köer A");
	pty_wait_text(b, "Kortare köer B");
	pty_keys(a, "C-s");
	pty_wait_text(a, "sparad");
	pty_keys(b, "C-s");
	pty_wait_text(b, "sparade först, 20");
	pty_wait_text(b, "Kortare köer A");
	pty_keys(b, "C-s");
	pty_wait_text(b, "sparad");
	pty_wait_text(a, "Kortare köer B"); /* without a key */
	dash_quit(a);
	dash_quit(b);
	pty_home_remove(home);
}

static void deleted_by_another_meanwhile(void **state)
{
	char *home = dash_home_filled();
	struct pty *a = dash_start(home, 24, 80), *b = in_title(home);

	(void)state;
	pty_type(b, " B");
	dash_keys(a, "4", "Kortare köer");
	pty_keys(a, "d");
	pty_wait_text(a, "togs bort"); /* the row goes at once; this is said when it is saved */
	pty_wait_gone(a, "Kortare köer");
	pty_wait_text(b, "Kortare köer B");
	pty_keys(b, "C-s");
	pty_wait_text(b, "sparade först, 20"); /* who, and when */
	pty_wait_gone(b, "sparar …");
	pty_wait_text(b, "Kortare köer B");
	pty_keys(b, "C-s");
	pty_wait_text(a, "Kortare köer B");
	dash_quit(a);
	dash_quit(b);
	pty_home_remove(home);
}

/* ---- drafts ----------------------------------------------------------------------------------------------------- */

static void offered_again(const char *home, const char *text)
{
	struct pty *t = dash_start_with(home, 24, 80, NULL, NULL);
	char *rows;

	pty_wait_text(t, "Osparat utkast från");
	pty_wait_text(t, "o öppnar");
	pty_keys(t, "o");
	pty_wait_text(t, text);
	pty_wait_text(t, "Utkastet är öppet");
	pty_keys(t, "C-s");
	pty_wait_text(t, "sparad");
	dash_wait_file(t, home, DRAFTS, false);
	dash_quit(t);
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, text));
	free(rows);
	t = dash_start(home, 24, 80);
	pty_wait_text(t, "Enter öppna");
	assert_false(pty_has(t, "Osparat utkast"));
	dash_quit(t);
}

static void a_hangup_keeps_the_draft(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = in_title(home);

	(void)state;
	pty_type(t, " halvfärdigt å");
	pty_wait_text(t, "halvfärdigt å");
	pty_hangup(t);
	pty_wait_exit(t);
	pty_end(t);
	offered_again(home, "Kortare köer halvfärdigt å");
	pty_home_remove(home);
}

static void a_kill_keeps_the_draft(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = in_title(home);

	(void)state;
	pty_type(t, " halvfärdigt ö");
	pty_wait_text(t, "halvfärdigt ö");
	dash_wait_file(t, home, DRAFTS, true); /* a second after the last key */
	pty_signal(t, SIGKILL);
	pty_wait_exit(t);
	pty_end(t);
	offered_again(home, "Kortare köer halvfärdigt ö");
	pty_home_remove(home);
}

static void a_draft_of_a_new_record(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "4", "Kortare köer");
	dash_keys(t, "n", "Titel ·");
	pty_type(t, "Aldrig sparad");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Status:");
	pty_signal(t, SIGTERM);
	pty_wait_exit(t);
	pty_end(t);
	offered_again(home, "Aldrig sparad");
	pty_home_remove(home);
}

static void a_draft_can_be_thrown_away_or_left(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = in_title(home);

	(void)state;
	pty_type(t, " halvfärdigt");
	pty_wait_text(t, "halvfärdigt");
	pty_hangup(t);
	pty_wait_exit(t);
	pty_end(t);
	t = dash_start_with(home, 24, 80, NULL, NULL);
	pty_wait_text(t, "Osparat utkast");
	pty_keys(t, "Esc"); /* left for another time */
	pty_wait_gone(t, "Osparat utkast");
	dash_quit(t);
	t = dash_start_with(home, 24, 80, NULL, NULL);
	pty_wait_text(t, "Osparat utkast");
	pty_keys(t, "x");
	pty_wait_text(t, "Utkastet är kastat");
	dash_wait_file(t, home, DRAFTS, false);
	dash_quit(t);
	pty_home_remove(home);
}

/* A draft whose record someone has changed since: the version it was made from is what counts. */
static void a_draft_meets_a_later_change(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = in_title(home);

	(void)state;
	pty_type(t, " utkast");
	pty_wait_text(t, "Kortare köer utkast");
	pty_hangup(t);
	pty_wait_exit(t);
	pty_end(t);
	dash_do(home, "set", "activity", "1", "responsible=Senare chef");
	t = dash_start_with(home, 24, 80, NULL, NULL);
	pty_wait_text(t, "Osparat utkast");
	pty_keys(t, "o");
	pty_wait_text(t, "Kortare köer utkast");
	pty_keys(t, "C-s");
	pty_wait_text(t, "sparade först, 20");
	pty_keys(t, "C-s");
	pty_wait_text(t, "sparad");
	dash_quit(t);
	rows = dash_export(home, "activities");
	assert_non_null(strstr(rows, "Kortare köer utkast;;Senare chef;"));
	free(rows);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_paste_is_data),
		cmocka_unit_test(a_huge_paste_is_cut_and_told),
		cmocka_unit_test(a_new_size_keeps_what_is_typed),
		cmocka_unit_test(a_conflict_shows_both_and_merges),
		cmocka_unit_test(in_a_conflict_theirs_can_be_taken),
		cmocka_unit_test(two_dashboards_on_one_record),
		cmocka_unit_test(deleted_by_another_meanwhile),
		cmocka_unit_test(a_hangup_keeps_the_draft),
		cmocka_unit_test(a_kill_keeps_the_draft),
		cmocka_unit_test(a_draft_of_a_new_record),
		cmocka_unit_test(a_draft_can_be_thrown_away_or_left),
		cmocka_unit_test(a_draft_meets_a_later_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
