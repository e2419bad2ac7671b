/* num.c: numbers as Swedes write and read them. */
#include "base/num.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/text_priv.h"

#define NBSP "\u00a0"
#define MINUS "\u2212"
#define LIMIT 1e15
#define DIGITS_MAX 40
#define DECIMALS_MAX 9
#define DECIMALS_TELLING 3 /* without noise */
#define DECIMALS_FREE 6 /* at most, where as many as needed are asked for */
/* Beyond these a plain number would not fit NUM_TEXT_MAX; no figure gets there. */
#define PLAIN_MAX 1e20
#define PLAIN_MIN 1e-25

static const char *const spaces[] = { " ", "\t", NBSP, "\u202f", "\u2009" };
static const char *const minuses[] = { "-", MINUS, "\u2013" };

/* Bytes of the one of `list` that s starts with, or 0. */
static size_t starts_with(const char *s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(list[i]);

		if (strncmp(s, list[i], len) == 0)
			return len;
	}
	return 0;
}

static size_t space_at(const char *s)
{
	return starts_with(s, spaces, COUNT_OF(spaces));
}

static const char *skip_spaces(const char *s)
{
	size_t len;

	while ((len = space_at(s)) > 0)
		s += len;
	return s;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits_at(const char *s)
{
	size_t n = 0;

	while (is_digit(s[n]))
		n++;
	return n;
}

/* The number as strtod wants it, and how it was written. */
struct figure {
	char text[DIGITS_MAX + 8];
	size_t len;
	size_t first;  /* digits before the first separator */
	size_t groups; /* groups of three after them */
	bool negative, too_long;
};

static void figure_add(struct figure *f, const char *s, size_t n)
{
	if (f->len + n > DIGITS_MAX) {
		f->too_long = true;
		return;
	}
	memcpy(f->text + f->len, s, n);
	f->len += n;
	f->text[f->len] = '\0';
}

/* Reads the sign and the digits before the decimal sign. Returns where it stopped, NULL where this is no number. */
static const char *read_whole(const char *s, int flags, struct figure *f)
{
	size_t sign = starts_with(s, minuses, COUNT_OF(minuses)), space;

	f->negative = sign > 0;
	s += sign ? sign : *s == '+';
	f->first = digits_at(s);
	if (f->first == 0)
		return NULL;
	figure_add(f, s, f->first);
	s += f->first;
	if (flags & NUM_POINT)
		return s;
	while ((space = space_at(s)) > 0 && is_digit(s[space])) {
		/* Groups are of three, and the first is no "0" and no "012": those are two numbers side by side. */
		if (digits_at(s + space) != 3 || f->first > 3 || f->text[0] == '0')
			return NULL;
		figure_add(f, s + space, 3);
		f->groups++;
		s += space + 3;
	}
	return s;
}

/* "1.234" may be either. With a leading zero, a longer first part or groups by space it cannot be thousands. */
static bool point_ambiguous(const struct figure *f, size_t decimals)
{
	return decimals == 3 && f->first <= 3 && f->groups == 0 && f->text[0] != '0';
}

/* Reads the decimal sign and the digits after it, if there are any; *s moves past them. */
static enum num_parse read_decimals(const char **s, int flags, struct figure *f)
{
	const char sign = **s;
	enum num_parse result = NUM_OK;
	size_t n;

	if (sign != ',' && sign != '.')
		return NUM_OK;
	n = digits_at(*s + 1);
	if (n == 0 || (sign == ',' && flags & NUM_POINT))
		return NUM_NOT;
	if (sign == '.' && !(flags & NUM_POINT) && point_ambiguous(f, n))
		result = NUM_AMBIGUOUS;
	figure_add(f, ".", 1);
	figure_add(f, *s + 1, n);
	*s += 1 + n;
	if (**s != ',' && **s != '.')
		return result;
	/* "1.234,5" and "1,234.5" are numbers somewhere, but which one depends on where. "1,2,3" is one nowhere. */
	if (n == 3 && !(flags & NUM_POINT) && (sign == '.' || **s == '.') && is_digit((*s)[1]))
		return NUM_MIXED;
	return NUM_NOT;
}

/* True if s is one word that can be a unit (%, mnkr, kr/dygn, m²), perhaps with spaces after it. */
static bool is_unit(const char *s)
{
	size_t n = strlen(s), at = 0;

	while (at < n && !space_at(s + at)) {
		utf8proc_category_t category;
		uint32_t cp;
		size_t len = utf8_decode(s + at, n - at, &cp);

		if (len == 0)
			return false;
		category = utf8proc_category((utf8proc_int32_t)cp);
		if (!(category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_MN) &&
		    category != UTF8PROC_CATEGORY_SC && cp != '%' && cp != 0x2030 && cp != 0xB0 &&
		    !(at > 0 && (cp == '/' || cp == '.' || cp == '-' || category == UTF8PROC_CATEGORY_NO)))
			return false;
		at += len;
	}
	return *skip_spaces(s + at) == '\0';
}

static enum num_parse parse(const char *s, int flags, double *value, const char **unit)
{
	struct figure f = { .len = 0 };
	enum num_parse result;
	double v;

	s = skip_spaces(s);
	if (!*s)
		return NUM_EMPTY;
	s = read_whole(s, flags, &f);
	if (!s)
		return NUM_NOT;
	result = read_decimals(&s, flags, &f);
	if (result != NUM_OK)
		return result;
	s = skip_spaces(s);
	if (!is_unit(s))
		return NUM_NOT;
	if (f.too_long)
		return NUM_RANGE;
	v = strtod(f.text, NULL);
	if (v >= LIMIT)
		return NUM_RANGE;
	/* Never −0: it would print as 0 and still differ from it in bytes. */
	*value = f.negative && v > 0 ? -v : v;
	*unit = s;
	return NUM_OK;
}

enum num_parse num_parse(const char *s, int flags, double *value, const char **unit)
{
	double v = NUM_MISSING;
	const char *at = s;
	enum num_parse result = s ? parse(s, flags, &v, &at) : NUM_EMPTY;

	if (value)
		*value = v;
	if (unit)
		*unit = result == NUM_OK || !s ? at : s + strlen(s);
	return result;
}

const char *num_parse_text(enum num_parse what)
{
	static const char *const texts[] = {
		[NUM_OK] = "",
		[NUM_EMPTY] = "är tomt",
		[NUM_NOT] = "är inget tal",
		[NUM_AMBIGUOUS] = "är tvetydigt (1.234): skriv 1234 eller 1,234",
		[NUM_MIXED] = "har punkt eller komma mellan tusental: skriv det med bara decimaltecken, 1234,5",
		[NUM_RANGE] = "är för stort eller har för många siffror",
	};

	return (size_t)what < COUNT_OF(texts) ? texts[what] : texts[NUM_NOT];
}

/* Decimal digits of a value, most significant first, the point standing after digit number `point`. */
struct decimal {
	char digits[40];
	int n, point;
};

/* |v| in the digits that mean something. 17 digits of 2.675 read 2.67499999999999982: half away from zero would never
 * be seen to hold. With 15, what people wrote comes back. Large values need all the digits for their decimals. */
static void decimal_from(struct decimal *d, double v)
{
	const int precision = fabs(v) < 1e12 ? 15 : 17;
	char text[40];

	snprintf(text, sizeof(text), "%.*e", precision - 1, fabs(v));
	d->digits[0] = text[0];
	memcpy(d->digits + 1, text + 2, (size_t)precision - 1);
	d->n = precision;
	d->point = atoi(strchr(text, 'e') + 1) + 1;
}

/* Keeps `decimals` after the point, rounding half away from zero. */
static void decimal_round(struct decimal *d, int decimals)
{
	const int keep = d->point + decimals;
	int i = keep;

	if (keep >= d->n)
		return;
	if (keep < 0 || (keep == 0 && d->digits[0] < '5')) {
		*d = (struct decimal){ .digits = "0", .n = 1, .point = 1 };
		return;
	}
	d->n = keep;
	if (d->digits[keep] < '5')
		return;
	while (i > 0 && d->digits[i - 1] == '9')
		d->digits[--i] = '0';
	if (i > 0) {
		d->digits[i - 1]++;
		return;
	}
	/* 9.99 became 10.0: one digit more, in front. */
	memmove(d->digits + 1, d->digits, (size_t)d->n);
	d->digits[0] = '1';
	d->n++;
	d->point++;
}

/* Digit number i, counted from the most significant; what is not there is zero. */
static char decimal_digit(const struct decimal *d, int i)
{
	return i >= 0 && i < d->n ? d->digits[i] : '0';
}

static bool decimal_is_zero(const struct decimal *d)
{
	for (int i = 0; i < d->n; i++) {
		if (d->digits[i] != '0')
			return false;
	}
	return true;
}

double num_round(double v, int decimals)
{
	struct decimal d;
	char text[64];
	double rounded;

	if (!isfinite(v) || fabs(v) >= LIMIT)
		return v;
	decimal_from(&d, v);
	decimal_round(&d, decimals < 0 ? 0 : decimals);
	snprintf(text, sizeof(text), "0.%.*se%d", d.n, d.digits, d.point);
	rounded = strtod(text, NULL);
	return v < 0 && rounded > 0 ? -rounded : rounded;
}

static size_t put(char *dst, size_t at, const char *s)
{
	size_t len = strlen(s);

	memcpy(dst + at, s, len + 1);
	return at + len;
}

/* Puts d with `decimals` after the point. */
static void put_decimal(char *dst, size_t at, const struct decimal *d, int decimals, const char *group)
{
	const int whole = d->point > 0 ? d->point : 1;

	for (int i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % 3 == 0)
			at = put(dst, at, group);
		dst[at++] = decimal_digit(d, d->point > 0 ? i : -1);
	}
	if (decimals > 0)
		dst[at++] = ',';
	for (int i = 0; i < decimals; i++)
		dst[at++] = decimal_digit(d, d->point + i);
	dst[at] = '\0';
}

char *num_format(char dst[NUM_TEXT_MAX], double v, int decimals, int flags)
{
	const bool ascii = flags & NUM_ASCII;
	struct decimal d;
	size_t at = 0;

	dst[0] = '\0';
	if (!isfinite(v))
		return dst;
	if (fabs(v) >= PLAIN_MAX) {
		snprintf(dst, NUM_TEXT_MAX, "%.3e", v);
		return dst;
	}
	if (decimals > DECIMALS_MAX)
		decimals = DECIMALS_MAX;
	decimal_from(&d, v);
	decimal_round(&d, decimals < 0 ? DECIMALS_FREE : decimals);
	if (decimals < 0) {
		decimals = DECIMALS_FREE;
		while (decimals > 0 && decimal_digit(&d, d.point + decimals - 1) == '0')
			decimals--;
	}
	if (!decimal_is_zero(&d)) {
		if (v < 0)
			at = put(dst, at, ascii ? "-" : MINUS);
		else if (flags & NUM_SIGN)
			at = put(dst, at, "+");
	}
	put_decimal(dst, at, &d, decimals, ascii ? " " : NBSP);
	return dst;
}

static int needed_decimals(double v)
{
	struct decimal d;
	int decimals = DECIMALS_FREE;

	if (!isfinite(v) || fabs(v) >= PLAIN_MAX)
		return 0;
	decimal_from(&d, v);
	decimal_round(&d, DECIMALS_FREE);
	while (decimals > 0 && decimal_digit(&d, d.point + decimals - 1) == '0')
		decimals--;
	return decimals;
}

int num_telling_decimals(const double *values, size_t n)
{
	int needed = 0, telling;
	double most = 0;

	for (size_t i = 0; i < n; i++) {
		int decimals = needed_decimals(values[i]);

		needed = decimals > needed ? decimals : needed;
		if (isfinite(values[i]))
			most = fmax(most, fabs(values[i]));
	}
	if (needed <= DECIMALS_TELLING)
		return needed;
	telling = DECIMALS_TELLING - 1 - (int)floor(log10(most));
	return telling < 1 ? 1 : telling < needed ? telling : needed;
}

/* A cell for each character: numbers have no others. */
static int cells_of(const char *text)
{
	int cells = 0;

	for (; *text; text++)
		cells += ((unsigned char)*text & 0xC0) != 0x80;
	return cells;
}

char *num_fit(char dst[NUM_TEXT_MAX], double v, int decimals, int flags, int width)
{
	if (decimals < 0)
		decimals = needed_decimals(v);
	num_format(dst, v, decimals, flags);
	while (decimals > 0 && cells_of(dst) > width)
		num_format(dst, v, --decimals, flags);
	if (cells_of(dst) > width)
		strcpy(dst, width > 0 ? "\u2026" : "");
	return dst;
}

char *num_machine(char dst[NUM_TEXT_MAX], double v)
{
	char text[40];
	int digits = 1, exponent, decimals;

	dst[0] = '\0';
	if (!isfinite(v))
		return dst;
	if (v == 0)
		return strcpy(dst, "0");
	do {
		snprintf(text, sizeof(text), "%.*e", digits - 1, v);
	} while (digits++ < 17 && strtod(text, NULL) != v);
	digits--;
	if (fabs(v) >= PLAIN_MAX || fabs(v) < PLAIN_MIN) {
		snprintf(dst, NUM_TEXT_MAX, "%.*e", digits - 1, v);
		return dst;
	}
	exponent = atoi(strchr(text, 'e') + 1);
	decimals = digits - 1 - exponent;
	snprintf(dst, NUM_TEXT_MAX, "%.*f", decimals > 0 ? decimals : 0, v);
	return dst;
}
