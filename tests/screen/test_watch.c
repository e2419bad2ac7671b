/* test_watch.c: what others commit shows at once and by itself; nothing is missed; an idle screen uses nothing. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/record.h"
#include "screen/dash.h"

/* In a child of its own (LMDB does not survive a fork): n edits of activity 1, each numbered in its title. */
static void edit_in_child(const char *home, int from, int n)
{
	pid_t pid;
	int status;

	fflush(NULL);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		struct store *store = dash_store(home);

		for (int i = from; i < from + n; i++) {
			struct err err = { 0 };
			struct snapshot *snap;
			struct record *rec;
			struct change change;
			struct save_result result = { 0 };
			char title[40];

			if (store_snapshot(store, MOMENT_NOW, &snap, &err))
				_exit(2);
			rec = snapshot_get(snap, REC_ACTIVITY, "mb2026", "1", false);
			store_snapshot_end(snap);
			if (!rec)
				_exit(3);
			snprintf(title, sizeof(title), "Räknare %d.", i);
			free(((struct activity *)rec)->title);
			((struct activity *)rec)->title = strdup(title);
			change = (struct change){ rec, ANY_REVISION };
			if (store_save(store, &change, 1, &result, &err))
				_exit(4);
			record_free(rec);
		}
		store_close(store);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static void the_last_of_600_edits_shows(void **state)
{
	char *home = dash_home_filled();
	struct pty *list = dash_start(home, 24, 80), *detail = dash_start(home, 24, 80), *journal = dash_start(home, 24, 160);

	(void)state;
	dash_keys(list, "4", "Kortare köer");
	pty_keys(detail, ":");
	pty_type(detail, "kortare köer");
	dash_keys(detail, "Enter", "1  Kortare köer");
	dash_keys(journal, "8", "skapade");
	edit_in_child(home, 1, 600);
	pty_wait_text(list, "Räknare 600.");
	pty_wait_text(detail, "1  Räknare 600.");
	/* Keys are taken before news: a Home that came first would leave the newest entries above what is shown. */
	dash_keys(journal, "r Home", "Räknare 600.");
	pty_keys(journal, "/");
	for (int i = 1; i <= 600; i += 57) {
		char text[40];

		pty_keys(journal, "C-u");
		pty_type(journal, "Räknare ");
		snprintf(text, sizeof(text), "%d.", i);
		pty_type(journal, text);
		snprintf(text, sizeof(text), "Räknare %d.", i);
		pty_wait_text(journal, text);
	}
	pty_keys(journal, "Esc");
	dash_quit(list);
	dash_quit(detail);
	dash_quit(journal);
	pty_home_remove(home);
}

/* The wake-up comes before LMDB shows the commit to others: every burst must end with its last edit on the screen, with no
 * key pressed. */
static void the_last_of_every_burst_shows(void **state)
{
	char *home = dash_home_filled(), text[40];
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	dash_keys(t, "4", "Kortare köer");
	for (int i = 0; i < 60; i++) {
		int n = i % 4 ? 1 : 31;

		edit_in_child(home, i * 100, n);
		snprintf(text, sizeof(text), "Räknare %d.", i * 100 + n - 1);
		pty_wait_text(t, text);
	}
	dash_quit(t);
	pty_home_remove(home);
}

/* What another user does with the command line or on another screen shows without a key; what one types stays. */
static void others_show_while_one_types(void **state)
{
	char *home = dash_home_filled();
	struct pty *a = dash_start(home, 24, 80), *b = dash_start(home, 24, 80);

	(void)state;
	dash_keys(a, "4", "Kortare köer");
	dash_keys(b, "4", "Kortare köer");
	dash_keys(a, "e", "Ctrl-S sparar");
	dash_keys(a, "Esc", "Enter öppna");
	dash_keys(b, "Down Down e", "Ctrl-S sparar");
	dash_keys(b, "Esc", "Enter öppna");
	dash_keys(a, "Enter", "1  Kortare köer");
	dash_keys(a, "e", "Titel · Enter nästa fält");
	pty_keys(a, "End");
	pty_type(a, " i år");
	pty_wait_text(a, "Kortare köer i år");
	dash_do(home, "set", "activity", "1", "responsible=Stabschef");
	pty_keys(b, "Home");
	dash_do(home, "add", "activity", "title=Alldeles ny");
	pty_wait_text(b, "Alldeles ny");
	dash_wait_marked(b, "Kortare köer");
	pty_keys(a, "End");
	pty_type(a, "!");
	pty_wait_text(a, "Kortare köer i år!");
	pty_keys(a, "Esc Esc"); /* the field, the form */
	pty_wait_text(a, "x kastar ändringarna");
	pty_keys(a, "x");
	pty_wait_gone(a, "i år!");
	dash_quit(a);
	dash_quit(b);
	pty_home_remove(home);
}

static long status_number(pid_t pid, const char *name)
{
	char path[64], line[200];
	long value = -1;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f))
		if (strncmp(line, name, strlen(name)) == 0)
			value = strtol(line + strlen(name) + 1, NULL, 10);
	fclose(f);
	assert_true(value >= 0);
	return value;
}

/* A wake-up would be a voluntary switch more. */
static void idle_uses_nothing(void **state)
{
	char *home = dash_home_filled();
	struct pty *t = dash_start(home, 24, 80);
	struct pollfd p = { .fd = pty_fd(t), .events = POLLIN };
	long before;

	(void)state;
	dash_keys(t, ": 3.2.2 Enter", "riket 17,0");
	edit_in_child(home, 1, 1);
	dash_keys(t, "4", "Räknare 1.");
	pty_wait_quiet(t, 300); /* the look after 50 ms is over too */
	before = status_number(pty_pid(t), "voluntary_ctxt_switches");
	assert_int_equal(poll(&p, 1, 1000), 0);
	assert_int_equal(status_number(pty_pid(t), "voluntary_ctxt_switches"), before);
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_of_600_edits_shows),
		cmocka_unit_test(the_last_of_every_burst_shows),
		cmocka_unit_test(others_show_while_one_types),
		cmocka_unit_test(idle_uses_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
