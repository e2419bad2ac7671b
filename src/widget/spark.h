/* spark.h: a history in a few cells: one block a value, a blank where nothing was measured. */
#ifndef STYRTAVLA_SPARK_H
#define STYRTAVLA_SPARK_H

#include <jansson.h>

#include "base/mem.h"
#include "widget/glyphs.h"

/* Appends the last `width` of n values (NAN = gap) as bars between their least and greatest; a flat row is drawn mid-high. */
void spark_bars(struct buf *out, const double *values, size_t n, int width, enum glyph_set glyphs);
/* The same from a JSON array of numbers and nulls; NULL gives nothing. */
void spark_json(struct buf *out, const json_t *values, int width, enum glyph_set glyphs);

#endif
