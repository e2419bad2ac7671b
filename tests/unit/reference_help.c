/* reference_help.c: the reference plans in a store, for tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/cli.h"
#include "unit/reference_help.h"

struct dataset ref_ds;
struct result ref_res;
static struct test_store ts;

int reference_open(const char *plan)
{
	struct err err = { 0 };

	test_store_open(&ts);
	if (cli_fill_reference(ts.store, &err))
		fail_msg("%s", err.text);
	load_dataset(&ts, &ref_ds, plan);
	return 0;
}

int reference_close(void **state)
{
	(void)state;
	dataset_free(&ref_ds);
	test_store_close(&ts);
	return 0;
}

double printed_number(const char *text)
{
	double value = NUM_MISSING;

	assert_int_equal(num_parse(text, 0, &value, NULL), NUM_OK);
	return value;
}

void assert_printed(const struct row *row, const char *key, const char *text)
{
	const char *comma = strchr(text, ',');
	int decimals = comma ? (int)strspn(comma + 1, "0123456789") : 0;
	double value = printed_number(text);
	char number[NUM_TEXT_MAX];

	assert_cell(&ref_res, row, key, num_machine(number, value));
	assert_shown_cell(&ref_res, row, key, num_format(number, value, decimals, 0));
}

double number_in(const struct row *row, const char *key)
{
	return row->cells[result_column(&ref_res, key)].num;
}
