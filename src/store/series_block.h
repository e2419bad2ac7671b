/* series_block.h: all figures of one metric and one organisation in one packed value. Pure code.
 *
 * block   format u8 (0), decimals u8 (0–9; 255: values are float64), count varint, entries, checksum (format.h)
 * entry   tag u8: bits 0–1 gender (1–3), 2–4 kind of missing, 5 preliminary, 6 same period as the entry before, 7 same
 *         batch as the entry before; then, unless the tag says the same (the first entry comes after period 0, batch 0),
 *         the period's distance to the one before as varint, and the batch's as zigzag varint; then, unless missing, the
 *         value times 10^decimals as zigzag varint, or eight bytes
 * Entries are sorted by period, gender, batch. Several of the same period and gender are its history: the last one of a
 * batch that the reader may see is the figure.
 *
 * A decimal number comes back as the same double: n / 10^d is correctly rounded for |n| < 2^53 and d ≤ 9, and the
 * encoder checks each one. Where any value is no such number, the whole block keeps doubles. */
#ifndef STYRTAVLA_STORE_SERIES_BLOCK_H
#define STYRTAVLA_STORE_SERIES_BLOCK_H

#include "store/format.h"

/* A growable array of figures; zero-initialise, free v. */
struct figures {
	struct figure *v;
	size_t n, cap;
};

/* Appends the block of n entries, sorted. */
void block_encode(struct buf *out, const struct figure *entries, size_t n, struct slice key);
/* All entries, history too. figures is emptied first. */
enum decoded block_entries(struct figures *figures, struct slice key, struct slice value);
/* The figures a reader sees that may see batches up to `batch`. figures is emptied first. */
enum decoded block_current(struct figures *figures, uint32_t batch, struct slice key, struct slice value);

int figure_compare(const struct figure *a, const struct figure *b); /* by period, gender, batch */
/* The same value, kind of missing and preliminary or not. */
bool figure_same(const struct figure *a, const struct figure *b);

#endif
