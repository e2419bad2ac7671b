/* test_revisions.c: imports and entries by hand as one history of the figures: what each found and left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "query/revisions.h"
#include "unit/query_fixture.h"

#define METRIC "N90001"

static struct revisions all;

static int ask_again(void **state)
{
	struct err err = { 0 };

	(void)state;
	dataset_free(&ds);
	load_dataset(&ts, &ds, PLAN);
	revisions_free(&all);
	return query_revisions(&ds, METRIC, "0013", &all, &err);
}

static void side(struct buf *out, bool there, const struct point *point)
{
	char number[NUM_TEXT_MAX];

	if (!there)
		buf_str(out, "ingen");
	else if (num_missing(point->value))
		buf_str(out, choices_missing[point->missing].code);
	else
		buf_printf(out, "%s%s", num_machine(number, point->value), point->preliminary ? "p" : "");
}

/* "2024 1→2 hand; 2×2023–2024 import": the whole history in one line. */
static void assert_history(const char *expected)
{
	struct buf out = { 0 };
	char text[PERIOD_TEXT_MAX];

	assert_int_equal(ask_again(NULL), 0);
	for (size_t i = 0; i < all.n; i++) {
		const struct revision *r = &all.items[i];

		buf_printf(&out, "%s", i ? "; " : "");
		if (r->many > 1) {
			buf_printf(&out, "%zu×%s–", r->many, period_format(text, r->period));
			buf_printf(&out, "%s", period_format(text, r->until));
		} else {
			buf_printf(&out, "%s ", period_format(text, r->period));
			side(&out, r->had, &r->before);
			buf_str(&out, "→");
			side(&out, r->has, &r->now);
		}
		buf_printf(&out, "%s %s", r->fields ? "*" : "", r->batch ? "import" : "hand");
	}
	assert_string_equal(buf_cstr(&out), expected);
	buf_free(&out);
}

static void imports_tell_what_they_changed(void **state)
{
	(void)state;
	assert_history("");
	import_figures(&ts, "Källa: Kolada", METRIC " 0013 2023 T 1", METRIC " 0013 2024 T 2", METRIC " 0001 2024 T 9", NULL);
	assert_history("2×2023–2024 import");
	assert_string_equal(all.items[0].source, "Kolada");
	import_figures(&ts, "Källa: Kolada", METRIC " 0013 2023 T 1", METRIC " 0013 2024 T -", METRIC " 0013 2025 T 3", NULL);
	assert_history("2024 2→not_measured import; 2025 ingen→3 import; 2×2023–2024 import");
	revisions_free(&all);
}

static void a_hand_comes_between_and_may_go_again(void **state)
{
	(void)state;
	import_figures(&ts, "Källa: Kolada", METRIC " 0013 2024 T 2", NULL);
	given(&ts, REC_OBSERVATION, "", METRIC "/0013/2024/T", "metric", METRIC, "organisation", "0013", "period", "2024", "gender", "T",
		"value", "5", NULL);
	save_given(&ts);
	assert_history("2024 2→5 hand; 2024 ingen→2 import");
	change(&ts, REC_OBSERVATION, "", METRIC "/0013/2024/T", "note", "kontrollräknad");
	assert_history("2024 5→5* hand; 2024 2→5 hand; 2024 ingen→2 import");
	assert_string_equal(all.items[0].fields, "Anmärkning");
	change(&ts, REC_OBSERVATION, "", METRIC "/0013/2024/T", NULL, NULL);
	/* The import beneath holds again. */
	assert_history("2024 5→2 hand; 2024 5→5* hand; 2024 2→5 hand; 2024 ingen→2 import");
	revisions_free(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(imports_tell_what_they_changed),
		TEST(a_hand_comes_between_and_may_go_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
