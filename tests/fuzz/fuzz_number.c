/* fuzz_number.c: the reader of numbers against strtod, bit for bit: the input as it is, and two thousand forms that grow from it, so
 * that a campaign of a billion takes minutes. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fastnum.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FORMS = 2000 };

static void compare(const char *s, size_t n)
{
	char copy[256];
	double v, expected;
	size_t used = fastnum(s, n, &v);

	if (!used || used >= sizeof(copy))
		return;
	memcpy(copy, s, used);
	copy[used] = '\0';
	expected = strtod(copy, NULL);
	expected = expected == 0 ? 0 : expected;
	if (memcmp(&v, &expected, sizeof(v)) != 0)
		abort();
	if (fastnum_plain(s, used, &v) && memcmp(&v, &expected, sizeof(v)) != 0)
		abort();
}

static uint64_t next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Digits from one draw: a form costs a few draws. */
static size_t put_digits(char *out, size_t n, uint64_t *state)
{
	uint64_t draw = next(state);

	for (size_t i = 0; i < n; i++) {
		out[i] = (char)('0' + draw % 10);
		draw = draw / 10 ? draw / 10 : next(state);
	}
	return n;
}

static void made_up(uint64_t state)
{
	char form[96];

	for (int i = 0; i < FORMS; i++) {
		uint64_t draw = next(&state);
		size_t at = 0, before = 1 + draw % 20, after = (draw >> 8) % 24;

		if (draw >> 60 == 0)
			form[at++] = '-';
		at += put_digits(form + at, before, &state);
		if (after) {
			form[at++] = '.';
			at += put_digits(form + at, after, &state);
		}
		if ((draw >> 32) % 8 == 0)
			at += (size_t)sprintf(form + at, "e%d", (int)((draw >> 40) % 700) - 350);
		compare(form, at);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint64_t state = 88172645463325252u;

	compare((const char *)data, size);
	for (size_t i = 0; i < size && i < 16; i++)
		state = state * 1099511628211u + data[i] + 1;
	if (state)
		made_up(state);
	return 0;
}
