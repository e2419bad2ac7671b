/* test_variables.c: what an activity is measured with (003) and the quality indicators of a nämnd's grunduppdrag (001): added where
 * one stands, with figures over time. */
#include <stdlib.h>
#include <string.h>

#include "screen/dash.h"

static void figure(struct pty *t, const char *period, const char *value)
{
	pty_keys(t, "n");
	pty_wait_text(t, "Nytt utfall");
	pty_wait_text(t, "Värde · "); /* another period than the one that is proposed */
	pty_keys(t, "BTab");
	pty_wait_text(t, "Kön:");
	pty_keys(t, "BTab");
	pty_wait_text(t, "Period · ");
	pty_keys(t, "C-u");
	pty_type(t, period);
	pty_keys(t, "Enter");
	pty_wait_text(t, "Kön:");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Värde · ");
	pty_type(t, value);
	pty_keys(t, "C-s");
	pty_wait_text(t, "Utfallet sparat");
}

static void a_variable_with_values_over_time(void **state)
{
	char *home = dash_home_filled(), *rows;
	struct pty *t = dash_start(home, 40, 100);

	(void)state;
	dash_keys(t, "4", "Klart senast");
	dash_wait_marked(t, "Kortare köer");
	dash_keys(t, "Enter", "Uppföljningsvariabler (0)");
	dash_keys(t, "n", "Ny uppföljningsvariabel");
	pty_wait_text(t, "uppföljningsvariabel");
	pty_type(t, "Väntande till operation");
	pty_keys(t, "C-s");
	pty_wait_text(t, "a1.1"); /* its number follows from the activity's */
	pty_wait_text(t, "Aktiviteter › Kortare köer › a1.1 Väntande till operation");
	figure(t, "2026-04", "450");
	figure(t, "2026-05", "412");
	dash_keys(t, "Escape", "Uppföljningsvariabler (1)");
	pty_wait_text(t, "412"); /* the latest, and how it has moved */
	pty_wait_text(t, "−38");
	dash_keys(t, "3", "3.2.2");
	assert_false(pty_has(t, "a1.1")); /* it measures no goal */
	dash_quit(t);
	rows = dash_export(home, "observations");
	assert_non_null(strstr(rows, "ind-a1.1;hs;2026-05;T;412;")); /* of the nämnd whose activity it is */
	free(rows);
	pty_home_remove(home);
}

static void results_are_asked_for_when_they_are_due(void **state)
{
	char *home = dash_home_filled();
	static const char *const september[] = { "--today", "2026-09-10", NULL };
	struct pty *t = dash_start(home, 40, 100);

	(void)state;
	dash_keys(t, "4", "Klart senast");
	pty_keys(t, "Down");
	dash_wait_marked(t, "Ökad bemanning"); /* ongoing */
	dash_keys(t, "Enter", "Resultatet redovisas vid UR2, som lämnas 2026-09-11.");
	pty_wait_text(t, "Bidraget till målet redovisas vid ÅR, som lämnas 2027-01-27.");
	dash_keys(t, "Escape Up Enter", "Kortare köer");
	pty_wait_text(t, "Resultat och bidrag");
	pty_wait_gone(t, "redovisas vid"); /* planned: there is nothing to tell yet */
	dash_quit(t);
	t = dash_start_with(home, 40, 100, september, NULL); /* the last --today holds */
	pty_wait_text(t, "2026-09-10");
	dash_keys(t, "4", "Klart senast");
	pty_keys(t, "Down");
	dash_wait_marked(t, "Ökad bemanning");
	dash_keys(t, "Enter", "Resultatet saknas: ska vara med i UR2, som lämnas 2026-09-11.");
	dash_quit(t);
	pty_home_remove(home);
}

static void quality_by_perspective(void **state)
{
	char *home = dash_home();
	struct pty *t = dash_start(home, 60, 100);

	(void)state;
	pty_keys(t, ":");
	pty_type(t, "hs Drift");
	pty_keys(t, "Enter");
	pty_wait_text(t, "Kvalitet i grunduppdraget (0)");
	dash_keys(t, "n", "i indikator");
	dash_keys(t, "i", "Ny indikator");
	pty_wait_text(t, "kvalitetsindikator");
	pty_type(t, "Helhetsintryck i slutenvården");
	pty_keys(t, "C-s");
	pty_wait_text(t, "hs.1");
	dash_do(home, "set", "indicator", "hs.1", "perspective=target_group");
	dash_do(home, "add", "indicator", "id=hs.2", "kind=quality", "board=hs", "name=Sjukfrånvaro", "perspective=staff");
	dash_do(home, "add", "indicator", "id=psykiatri.1", "kind=quality", "board=psykiatri", "name=Annans", "perspective=staff");
	dash_do(home, "add", "observation", "metric=ind-hs.1", "organisation=hs", "period=2025", "value=88");
	dash_keys(t, "Escape", "Kvalitet i grunduppdraget (2)");
	pty_wait_text(t, "Målgrupp (1)");
	pty_wait_text(t, "Medarbetare (1)");
	pty_wait_text(t, "88 2025");
	assert_false(pty_has(t, "Annans"));
	dash_quit(t);
	pty_home_remove(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_variable_with_values_over_time),
		cmocka_unit_test(results_are_asked_for_when_they_are_due),
		cmocka_unit_test(quality_by_perspective),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
