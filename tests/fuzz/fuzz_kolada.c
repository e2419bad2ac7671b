/* fuzz_kolada.c: any bytes as an answer of Kolada, and as a chapter of the region's report. */
#include "fuzz/fuzz_figures.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct figures_options options = { .map = NULL };

	fuzz_figures("kolada", data, size, &options);
	return fuzz_figures("kapitel", data, size, &options);
}
