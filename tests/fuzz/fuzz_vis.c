/* fuzz_vis.c: any bytes as a file from Vården i siffror. */
#include <stddef.h>
#include <stdint.h>

#include "fuzz_sink.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_figures("vis", NULL, data, size);
}
