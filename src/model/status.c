/* status.c: one table of status words, and the comparison with levels. */
#include "model/status.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/num.h"
#include "model/record.h"

static const struct status_text status_texts[STATUS_COUNT] = {
	[STATUS_NONE] = { "none", "ej bedömt", "–", "-" },
	[STATUS_GREEN] = { "green", "på målet", "●", "+" },
	[STATUS_YELLOW] = { "yellow", "på väg", "◐", "~" },
	[STATUS_RED] = { "red", "ej nått", "○", "x" },
	[STATUS_MISSING] = { "missing", "uppgift saknas", "?", "?" },
};

const struct status_text *status_text(enum status status)
{
	unsigned i = (unsigned)status;

	return &status_texts[i < STATUS_COUNT ? i : STATUS_NONE];
}

int status_find(const char *code)
{
	for (int i = 0; code && i < STATUS_COUNT; i++) {
		if (strcmp(status_texts[i].code, code) == 0)
			return i;
	}
	return -1;
}

int status_compare(double a, double b)
{
	double scale = fmax(1.0, fmax(fabs(a), fabs(b)));

	if (fabs(a - b) <= 1e-9 * scale)
		return 0;
	return a < b ? -1 : 1;
}

static bool reaches(double value, int op, double level)
{
	int cmp = status_compare(value, level);

	switch (op) {
	case OP_GE:
		return cmp >= 0;
	case OP_LE:
		return cmp <= 0;
	case OP_GT:
		return cmp > 0;
	case OP_LT:
		return cmp < 0;
	default:
		return cmp == 0;
	}
}

enum status status_threshold(double value, int op, double green, double yellow_or_missing)
{
	if (op < OP_GE || op > OP_EQ)
		return STATUS_NONE;
	if (num_missing(value) || num_missing(green))
		return STATUS_MISSING;
	if (reaches(value, op, green))
		return STATUS_GREEN;
	if (!num_missing(yellow_or_missing) && reaches(value, op, yellow_or_missing))
		return STATUS_YELLOW;
	return STATUS_RED;
}
