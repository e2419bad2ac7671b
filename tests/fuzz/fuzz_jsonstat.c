/* fuzz_jsonstat.c: any bytes as JSON-stat and as PxWeb's JSON, with and without what the file does not say. */
#include "fuzz/fuzz_figures.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct figures_options none = { .map = NULL }, all = { .metric = "m", .organisation = "0000" };

	fuzz_figures("jsonstat", data, size, &none);
	fuzz_figures("jsonstat", data, size, &all);
	return fuzz_figures("pxweb", data, size, &all);
}
