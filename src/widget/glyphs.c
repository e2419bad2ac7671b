/* glyphs.c: the table behind glyph(). */
#include "widget/glyphs.h"

#define GLYPH_ROW(id, full, basic, ascii) { full, basic, ascii },
static const char *const glyphs[GLYPH_COUNT][GLYPH_SETS] = { GLYPH_LIST(GLYPH_ROW) };
#undef GLYPH_ROW

const char *glyph(enum glyph_set set, enum glyph id)
{
	return glyphs[id][set];
}
