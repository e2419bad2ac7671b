/* fastnum.c: see the header. */
#include "base/fastnum.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define MANTISSA_MAX ((uint64_t)1 << 53)
enum { DIGITS_MAX = 19, POWER_MAX = 22, COPY_MAX = 120, DECIMAL_MAX = 15 };

/* All exact. */
static const double powers[] = {
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static inline bool is_digit(char c)
{
	return (unsigned char)(c - '0') < 10;
}

/* n bytes that are known to be a number and nothing else. */
static double by_strtod(const char *s, size_t n)
{
	char stack[COPY_MAX + 1], *copy = n <= COPY_MAX ? stack : mem_alloc(n + 1);
	double v;

	memcpy(copy, s, n);
	copy[n] = '\0';
	v = strtod(copy, NULL);
	if (copy != stack)
		free(copy);
	return v;
}

/* mantissa × 10^power, if one rounding does it. */
static bool exact(uint64_t mantissa, int power, double *value)
{
	if (mantissa > MANTISSA_MAX || power < -POWER_MAX || power > POWER_MAX)
		return false;
	*value = power < 0 ? (double)mantissa / powers[-power] : (double)mantissa * powers[power];
	return true;
}

/* Digits at *at, taken into the mantissa; how many. Beyond 19 it may wrap round: who counts more does not use it. */
static inline size_t digits(const char *s, size_t n, size_t *at, uint64_t *mantissa)
{
	size_t start = *at, i = start;
	uint64_t m = *mantissa;

	while (i < n && is_digit(s[i]))
		m = m * 10 + (uint64_t)(s[i++] - '0');
	*mantissa = m;
	*at = i;
	return i - start;
}

/* The exponent at *at, if there is one; *at moves past it. Far beyond any double it stops counting. */
static int exponent(const char *s, size_t n, size_t *at)
{
	size_t i = *at + 1;
	bool negative;
	int e = 0;

	if (*at >= n || (s[*at] != 'e' && s[*at] != 'E'))
		return 0;
	negative = i < n && s[i] == '-';
	if (i < n && (s[i] == '-' || s[i] == '+'))
		i++;
	if (i >= n || !is_digit(s[i]))
		return 0;
	for (; i < n && is_digit(s[i]); i++)
		e = e < 100000 ? e * 10 + (s[i] - '0') : e;
	*at = i;
	return negative ? -e : e;
}

size_t fastnum(const char *s, size_t n, double *value)
{
	bool negative = n && *s == '-';
	size_t at = negative, before, after = 0;
	uint64_t mantissa = 0;
	double v;
	int e;

	before = digits(s, n, &at, &mantissa);
	if (!before)
		return 0;
	if (at + 1 < n && s[at] == '.' && is_digit(s[at + 1])) {
		at++;
		after = digits(s, n, &at, &mantissa);
	}
	e = exponent(s, n, &at);
	if (before + after > DIGITS_MAX || !exact(mantissa, e - (int)after, &v))
		v = by_strtod(s + negative, at - negative);
	*value = negative && v > 0 ? -v : v;
	return at;
}

bool fastnum_plain(const char *s, size_t n, double *value)
{
	bool negative = n && *s == '-';
	size_t at = negative, before, after = 0;
	uint64_t mantissa = 0;
	double v;

	before = digits(s, n, &at, &mantissa);
	if (!before || before > 15)
		return false;
	if (at < n) {
		if (s[at++] != '.' || !(after = digits(s, n, &at, &mantissa)) || at < n)
			return false;
	}
	if (before + after > DIGITS_MAX || !exact(mantissa, -(int)after, &v))
		v = by_strtod(s + negative, n - negative);
	*value = negative && v > 0 ? -v : v;
	return true;
}

size_t fastnum_decimal(const char *s, bool comma, double *value, size_t *decimals)
{
	bool negative = *s == '-';
	const char *at = s + negative, *first = at, *point = NULL;
	uint64_t mantissa = 0;
	size_t after = 0;
	double v;

	for (; is_digit(*at); at++)
		mantissa = mantissa * 10 + (uint64_t)(*at - '0');
	if (at == first)
		return 0;
	if ((*at == '.' || (comma && *at == ',')) && is_digit(at[1])) {
		for (point = at++; is_digit(*at); at++)
			mantissa = mantissa * 10 + (uint64_t)(*at - '0');
		after = (size_t)(at - point) - 1;
	}
	/* So many digits are exact, and so is their power of ten. */
	if (at - first - (point != NULL) > DECIMAL_MAX)
		return 0;
	v = (double)mantissa / powers[after];
	*value = negative && mantissa ? -v : v;
	*decimals = after;
	return (size_t)(at - s);
}
