/* test_tasks_compare.c: two everyday questions about how one compares, on the invented year of `init --demo`, each within its number
 * of keystrokes. A typed text and the Enter that ends it are one. */
#include <stdlib.h>

#include "screen/dash.h"

static void answer(struct pty *t, const char *keys, int most, const char *const texts[])
{
	pty_keystrokes_reset(t);
	pty_keys(t, keys);
	assert_true(pty_keystrokes(t) <= most);
	for (int i = 0; texts[i]; i++)
		pty_wait_text(t, texts[i]);
}

/* 3: the history of an indicator against its target, riket and all regions. */
static void task_3_against_target_riket_and_regions(void **state)
{
	static const char *const history[] = { "3.2.2", "Region Halland", "riket", "målvärde ≤ 12,0", "2016", "2026", "av 21 (2025)", NULL };
	static const char *const regions[] = { "Alla regioner 2025", "Region Halland: plats", "av 21", "Kvartiler", "Plats Organisation", NULL };
	static const char *const both[] = { "riket", "målvärde ≤ 12,0", "2016", "Alla regioner 2025", "av 21", NULL };
	char *home = dash_home_demo();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	answer(t, ": 3.2.2 Enter", 2, history);
	answer(t, "m", 1, regions); /* three in all */
	dash_quit(t);
	t = dash_start(home, 60, 200);
	answer(t, ": 3.2.2 Enter m", 3, both);
	dash_quit(t);
	pty_home_remove(home);
}

/* 11: women against men: one key where the indicator is, three from the start. */
static void task_11_women_against_men(void **state)
{
	static const char *const there[] = { "Diagram", "Region Halland", NULL };
	static const char *const gap[] = { "kvinnor 12,8", "män 13,5", "Kvinnor 0,7 procentenheter lägre än män", "Skillnaden", NULL };
	char *home = dash_home_demo();
	struct pty *t = dash_start(home, 24, 80);

	(void)state;
	answer(t, ": 3.2.2 Enter", 2, there);
	answer(t, "w", 1, gap);
	dash_quit(t);
	t = dash_start(home, 60, 200);
	answer(t, ": 3.2.2 Enter w", 3, gap);
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(task_3_against_target_riket_and_regions),
		cmocka_unit_test(task_11_women_against_men),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
