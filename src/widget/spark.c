/* spark.c: small bars. */
#include "widget/spark.h"

#include <math.h>
#include <stdlib.h>

#include "base/num.h"

static const char *const blocks[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
static const char *const ascii[] = { "_", "_", ".", ".", "-", "-", "^", "^" };

void spark_bars(struct buf *out, const double *values, size_t n, int width, enum glyph_set glyphs)
{
	const char *const *set = glyphs == GLYPH_ASCII ? ascii : blocks;
	double low = INFINITY, high = -INFINITY;
	size_t first = width > 0 && n > (size_t)width ? n - (size_t)width : 0;

	if (width <= 0)
		return;
	for (size_t i = first; i < n; i++) {
		if (!isfinite(values[i]))
			continue;
		low = fmin(low, values[i]);
		high = fmax(high, values[i]);
	}
	for (size_t i = first; i < n; i++) {
		int level = 3;

		if (!isfinite(values[i])) {
			buf_char(out, ' ');
			continue;
		}
		/* Halves, so that the range of any two numbers is a number. */
		if (high > low)
			level = (int)lround((values[i] / 2 - low / 2) / (high / 2 - low / 2) * 7);
		buf_str(out, set[level]);
	}
}

void spark_json(struct buf *out, const json_t *values, int width, enum glyph_set glyphs)
{
	size_t n = json_array_size(values);
	double *numbers;

	if (!n)
		return;
	numbers = mem_array(NULL, n, sizeof(*numbers));
	for (size_t i = 0; i < n; i++) {
		const json_t *item = json_array_get(values, i);

		numbers[i] = json_is_number(item) ? json_number_value(item) : NUM_MISSING;
	}
	spark_bars(out, numbers, n, width, glyphs);
	free(numbers);
}
