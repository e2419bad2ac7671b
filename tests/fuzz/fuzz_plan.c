/* fuzz_plan.c: any bytes as a plan file. */
#include <stddef.h>
#include <stdint.h>

#include "io/plan_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct plan_set set = { 0 };

	plan_set_add(&set, "fuzz.ini", (const char *)data, size);
	plan_set_check(&set, &(struct plan_lookup){ 0 });
	plan_set_free(&set);
	return 0;
}
