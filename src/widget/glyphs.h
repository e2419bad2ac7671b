/* glyphs.h: the drawing characters in three sets, and the theme roles that text is drawn in. No curses here. */
#ifndef STYRTAVLA_GLYPHS_H
#define STYRTAVLA_GLYPHS_H

/* full: braille charts; basic: block elements that common fonts have; ascii: 7 bits only. Order as GLYPHS_* in settings. */
enum glyph_set { GLYPH_FULL, GLYPH_BASIC, GLYPH_ASCII, GLYPH_SETS };

#define GLYPH_LIST(X) \
	/*  id       full   basic  ascii */ \
	X(MARKER,    "▌",   "▌",   ">") \
	X(MARKED,    "■",   "■",   "*") \
	X(OPEN,      "▾",   "▾",   "-") \
	X(CLOSED,    "▸",   "▸",   "+") \
	X(RULE,      "─",   "─",   "-") \
	X(TRAIL,     "›",   "›",   ">") \
	X(DOT,       "·",   "·",   "|") \
	X(UP,        "↑",   "↑",   "^") \
	X(DOWN,      "↓",   "↓",   "v") \
	X(SAME,      "=",   "=",   "=") \
	X(AXIS_V,    "│",   "│",   "|") \
	X(AXIS_TICK, "┤",   "┤",   "+") \
	X(TARGET,    "═",   "=",   "=") \
	X(POINT,     "●",   "●",   "o") \
	X(POINT_PRE, "○",   "○",   "O") \
	X(POINT_CUR, "◆",   "◆",   "#") \
	X(POINT_CUR_PRE, "◇", "◇",  "@") \
	X(POINT_OUT, "■",   "■",   "X") \
	X(POINT_OUT_PRE, "□", "□",  "Y") \
	X(POINT_BOTH, "◉",  "¤",   "&") \
	X(TREND,     "·",   "~",   ":") \
	X(BAR,       "█",   "█",   "#") \
	X(BAR_HALF,  "▒",   "▒",   "+") \
	X(BAR_LEFT,  "░",   "░",   ".") \
	X(GRID,      "·",   "·",   ":") \
	X(DUE,       "◆",   "◆",   "o") \
	X(BEFORE,    "‹",   "‹",   "<") \
	X(REPORT,    "▾",   "▾",   "v")

#define GLYPH_ENUM(id, full, basic, ascii) GLYPH_##id,
enum glyph { GLYPH_LIST(GLYPH_ENUM) GLYPH_COUNT };
#undef GLYPH_ENUM

const char *glyph(enum glyph_set set, enum glyph id);

/* What a piece of text is, never what it looks like: src/ui/theme.c gives each role its look in each scheme. */
#define ROLE_LIST(X) \
	X(NORMAL) X(DIM) X(BOLD) X(HEADING) X(ACCENT) X(TITLE) \
	X(GREEN) X(YELLOW) X(RED) X(NONE) X(MISSING) \
	X(TABS) X(TAB_ACTIVE) X(TRAIL) X(RULE) X(COLUMN) \
	X(SELECTED) X(CELL) X(EDIT) X(ERROR) X(NOTICE) X(ALERT) X(TRAVEL) X(KEY) \
	X(SERIES) X(SERIES2) X(TARGET) X(AXIS) X(CURSOR)
#define ROLE_ENUM(id) ROLE_##id,
enum role { ROLE_LIST(ROLE_ENUM) ROLE_COUNT };
#undef ROLE_ENUM

#endif
