/* fuzz_text.c: any bytes through the gate to the screen, and as a number, a date and a period. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/num.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf clean = { 0 }, cut = { 0 };
	char *text = mem_strndup((const char *)data, size);
	period_t period;
	moment_t moment;
	date_t day;
	double value;

	text_clean(&clean, (const char *)data, size, 0);
	if (!text_is_clean(buf_cstr(&clean), clean.len, 0) || text_fit(&cut, buf_cstr(&clean), 20) > 20)
		abort();
	num_parse(text, 0, &value, NULL);
	num_parse(text, NUM_POINT, &value, NULL);
	date_parse(text, 20000, &day);
	period_parse(text, &period);
	moment_parse(text, &moment);
	text_contains(text, buf_cstr(&clean));
	buf_free(&clean);
	buf_free(&cut);
	free(text);
	return 0;
}
