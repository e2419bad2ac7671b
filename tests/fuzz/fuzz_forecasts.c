/* fuzz_forecasts.c: any bytes as a file of forecasts, for a plan with one nämnd and one forecast. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "io/forecasts_in.h"
#include "query/dataset_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add(struct dataset *ds, enum record_kind kind, const char *plan, const char *id, const char *key, const char *value)
{
	struct record *rec = record_new(kind, plan, id);
	struct err err = { 0 };

	if (field_parse(rec, record_field(record_type(kind), key), value, DATE_NONE, &err))
		abort();
	record_list_insert(&ds->lists[kind], rec);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char heading[] = "board;period;forecast;budget_year;group;comment\n";
	struct dataset ds = { .plan = mem_strdup("p"), .as_of = MOMENT_NOW };
	struct forecasts_in in = { 0 };
	struct buf whole = { 0 };

	add(&ds, REC_PLAN, "", "p", "year", "2026");
	add(&ds, REC_BOARD, "", "hs", "name", "Hallands sjukhus");
	add(&ds, REC_FORECAST, "p", "hs/2026-05", "forecast", "-12,0");
	/* As it is, and as rows under a heading that is right. */
	if (forecasts_in_is((const char *)data, size))
		forecasts_in_read(&in, "a.csv", (const char *)data, size, &ds);
	buf_str(&whole, heading);
	buf_add(&whole, data, size);
	forecasts_in_read(&in, "b.csv", whole.data, whole.len, &ds);
	forecasts_in_free(&in);
	buf_free(&whole);
	dataset_free(&ds);
	return 0;
}
