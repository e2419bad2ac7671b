/* fastnum.h: the one inner loop this program has of its own: short decimal numbers, as machines write them, to doubles.
 *
 * Exactly what strtod gives: digits that fit a mantissa of 2^53 and a power of ten up to 22 are two exact doubles, and one division
 * or multiplication rounds once (Clinger 1990, "How to read floating point numbers accurately"); anything else goes to strtod. */
#ifndef STYRTAVLA_FASTNUM_H
#define STYRTAVLA_FASTNUM_H

#include <stdbool.h>
#include <stddef.h>

/* Reads a number as JSON has it, -?digits[.digits][(e|E)[+-]digits] (leading zeros allowed), at the beginning of n bytes that need
 * no NUL. Returns the bytes it took, 0 if there is none; *value is then untouched. Never −0. May be ±inf where strtod says so. */
size_t fastnum(const char *s, size_t n, double *value);
/* All of n bytes are -?digits[.digits], below 10^15: a figure. False (and *value untouched) for everything else. */
bool fastnum_plain(const char *s, size_t n, double *value);
/* The same where nobody knows yet where it ends: at the first byte that cannot belong to it, which must be there to read. comma: the
 * point may be one. Returns the bytes it took, and in *decimals how many of its digits stand after the point; 0 (and nothing touched)
 * where there is none, or one of more than 15 digits. */
size_t fastnum_decimal(const char *s, bool comma, double *value, size_t *decimals);

#endif
