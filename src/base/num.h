/* num.h: numbers as Swedes write and read them. LC_NUMERIC is never used.
 *
 * In: digits in groups of three split by space, U+00A0, U+202F or U+2009; decimal comma, or decimal point where that is
 * not ambiguous; minus as - U+2212 or U+2013 before a digit; a trailing unit (%, procent, mnkr, tkr, kr …) is
 * allowed and told. Out: one way (domain: groups by U+00A0, decimal comma, U+2212, half away from zero, never −0). */
#ifndef STYRTAVLA_NUM_H
#define STYRTAVLA_NUM_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* A number that is not there is NAN; test with num_missing. 0 is a number. */
#define NUM_MISSING ((double)NAN)
static inline bool num_missing(double v) { return isnan(v); }

enum num_parse {
	NUM_OK = 0,
	NUM_EMPTY,     /* nothing, or only spaces */
	NUM_NOT,       /* not a number */
	NUM_AMBIGUOUS, /* "1.234": thousands or decimals? never guessed */
	NUM_MIXED,     /* "1.234,5", "1,234.5", "1.234.567": signs between thousands. Which is which depends on where one lives */
	NUM_RANGE,     /* too large for a figure (|v| ≥ 1e15) or too many digits */
};
enum {
	NUM_POINT = 1,  /* machine file: '.' is the decimal sign, no groups, ',' refused: "1.234" is 1.234 */
};
/* Reads all of s. *unit (if given) points at the unit inside s, or at its end. */
enum num_parse num_parse(const char *s, int flags, double *value, const char **unit);
/* What is wrong, in Swedish, e.g. "är tvetydigt (1.234): skriv 1234 eller 1,234". */
const char *num_parse_text(enum num_parse what);

#define NUM_TEXT_MAX 48
enum {
	NUM_SIGN = 1,    /* + before positive ones, for changes and deviations */
	NUM_ASCII = 2,   /* plain space and '-' instead of U+00A0 and U+2212 */
};
/* Formats v with `decimals` (0–9, or −1 = as many as needed, at most 6). Missing gives "". Returns dst. */
char *num_format(char dst[NUM_TEXT_MAX], double v, int decimals, int flags);
/* How many decimals figures are told with where nobody has set any: what they need, up to three; where they need more (the noise of a
 * calculation), three digits that count, and one decimal at least. */
int num_telling_decimals(const double *values, size_t n);
/* num_format in at most `width` cells: with fewer decimals where it must, and "…" alone where the whole number does not fit: never half
 * a number. */
char *num_fit(char dst[NUM_TEXT_MAX], double v, int decimals, int flags, int width);
/* For machines: shortest text that reads back as v, '.' decimals, no groups; missing gives "". */
char *num_machine(char dst[NUM_TEXT_MAX], double v);
/* Rounds half away from zero to `decimals`. */
double num_round(double v, int decimals);

#endif
