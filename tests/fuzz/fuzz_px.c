/* fuzz_px.c: any bytes as a PX file. */
#include "fuzz/fuzz_figures.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct figures_options options = { .organisation = "0000" };

	return fuzz_figures("px", data, size, &options);
}
