/* fuzz_csv.c: any bytes as a file of figures in our own CSV. */
#include <stddef.h>
#include <stdint.h>

#include "fuzz_sink.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_figures("csv", NULL, data, size);
}
