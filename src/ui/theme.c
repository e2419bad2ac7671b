/* theme.c: one row a role, all schemes side by side. */
#include "ui/theme.h"

#include <curses.h>
#include <stdlib.h>

#include "io/settings.h"

/* A look: foreground and background among 256 colours (−1 = the terminal's own), the nearest of 16, and attributes. */
struct look {
	short fg, bg;
	short fg16, bg16;
	attr_t attr;
};

#define D (-1)
#define PLAIN { D, D, D, D, 0 }
#define ATTR(a) { D, D, D, D, a }
#define FG(c, c16, a) { c, D, c16, D, a }
#define ON(f, b, f16, b16, a) { f, b, f16, b16, a }

/* The contrast of each pair is at least 4.5:1 against the background it is meant for (text) or 3:1 (lines). */
static const struct {
	struct look dark, light, contrast, mono;
} looks[ROLE_COUNT] = {
	/*                     dark                          light                        contrast                    mono */
	[ROLE_NORMAL] =     { PLAIN,                        PLAIN,                       ON(231, 16, 15, 0, 0),       PLAIN },
	[ROLE_DIM] =        { FG(248, 7, 0),                FG(240, 0, 0),               ON(231, 16, 15, 0, 0),       PLAIN },
	[ROLE_BOLD] =       { ATTR(A_BOLD),                 ATTR(A_BOLD),                ON(231, 16, 15, 0, A_BOLD),  ATTR(A_BOLD) },
	[ROLE_HEADING] =    { FG(6, 6, A_BOLD),             FG(4, 4, A_BOLD) ,           ON(226, 16, 11, 0, A_BOLD),  ATTR(A_BOLD) },
	[ROLE_ACCENT] =     { FG(6, 6, A_BOLD),             FG(4, 4, A_BOLD) ,           ON(226, 16, 11, 0, A_BOLD),  ATTR(A_BOLD) },
	[ROLE_TITLE] =      { ATTR(A_BOLD),                 ATTR(A_BOLD),                ON(231, 16, 15, 0, A_BOLD),  ATTR(A_BOLD) },
	[ROLE_GREEN] =      { FG(114, 2, 0),                FG(22, 2, A_BOLD),           ON(46, 16, 10, 0, A_BOLD),   ATTR(A_BOLD) },
	[ROLE_YELLOW] =     { FG(221, 3, 0),                FG(94, 3, A_BOLD),           ON(226, 16, 11, 0, A_BOLD),  PLAIN },
	[ROLE_RED] =        { FG(210, 9, A_BOLD),           FG(124, 1, A_BOLD),          ON(217, 16, 9, 0, A_BOLD),   ATTR(A_REVERSE) },
	[ROLE_NONE] =       { FG(248, 7, 0),                FG(240, 0, 0),               ON(231, 16, 15, 0, 0),       PLAIN },
	[ROLE_MISSING] =    { FG(183, 5, 0),                FG(90, 5, 0),                ON(219, 16, 13, 0, 0),       PLAIN },
	[ROLE_TABS] =       { FG(248, 7, 0),                FG(240, 0, 0),               ON(231, 16, 15, 0, 0),       PLAIN },
	[ROLE_TAB_ACTIVE] = { ON(231, 24, 15, 4, A_BOLD),   ON(231, 24, 15, 4, A_BOLD),  ON(16, 226, 0, 11, A_BOLD),  ATTR(A_REVERSE) },
	[ROLE_TRAIL] =      { FG(6, 6, 0),                  FG(4, 4, 0),                 ON(226, 16, 11, 0, 0),       PLAIN },
	[ROLE_RULE] =       { FG(240, 8, 0),                FG(246, 7, 0),               ON(231, 16, 15, 0, 0),       PLAIN },
	[ROLE_COLUMN] =     { FG(6, 6, 0),                  FG(4, 4, 0),                 ON(226, 16, 11, 0, A_BOLD),  ATTR(A_UNDERLINE) },
	[ROLE_SELECTED] =   { ON(231, 24, 15, 4, A_BOLD),   ON(16, 153, 0, 6, A_BOLD),   ON(16, 231, 0, 15, A_BOLD),  ATTR(A_REVERSE) },
	[ROLE_CELL] =       { ON(16, 117, 0, 6, A_BOLD),    ON(231, 24, 15, 4, A_BOLD),  ON(16, 226, 0, 11, A_BOLD),  ATTR(A_REVERSE | A_BOLD) },
	[ROLE_EDIT] =       { ON(16, 255, 0, 7, 0),         ON(231, 236, 15, 0, 0),      ON(16, 231, 0, 15, 0),       ATTR(A_REVERSE) },
	[ROLE_ERROR] =      { FG(210, 9, A_BOLD),           FG(124, 1, A_BOLD),          ON(217, 16, 9, 0, A_BOLD),   ATTR(A_BOLD) },
	[ROLE_NOTICE] =     { ATTR(A_BOLD),                 ATTR(A_BOLD),                ON(231, 16, 15, 0, A_BOLD),  ATTR(A_BOLD) },
	[ROLE_ALERT] =      { ON(16, 221, 0, 3, A_BOLD),    ON(231, 124, 15, 1, A_BOLD), ON(16, 226, 0, 11, A_BOLD),  ATTR(A_REVERSE | A_BOLD) },
	[ROLE_TRAVEL] =     { ON(231, 90, 15, 5, A_BOLD),   ON(231, 54, 15, 5, A_BOLD),  ON(16, 51, 0, 14, A_BOLD),   ATTR(A_REVERSE | A_UNDERLINE) },
	[ROLE_KEY] =        { FG(6, 6, 0),                  FG(4, 4, 0),                 ON(226, 16, 11, 0, 0),       ATTR(A_BOLD) },
	[ROLE_SERIES] =     { FG(6, 6, 0),                  FG(4, 4, 0),                 ON(231, 16, 15, 0, A_BOLD),  PLAIN },
	[ROLE_SERIES2] =    { FG(180, 3, 0),                FG(130, 3, 0),               ON(226, 16, 11, 0, 0),       PLAIN },
	[ROLE_TARGET] =     { FG(114, 2, 0),                FG(22, 2, 0),                ON(46, 16, 10, 0, 0),        PLAIN },
	[ROLE_AXIS] =       { FG(246, 7, 0),                FG(242, 0, 0),               ON(231, 16, 15, 0, 0),       PLAIN },
	[ROLE_CURSOR] =     { ON(16, 221, 0, 3, A_BOLD),    ON(231, 24, 15, 4, A_BOLD),  ON(16, 226, 0, 11, A_BOLD),  ATTR(A_REVERSE) },
};

static attr_t attrs[ROLE_COUNT];
static short pairs[ROLE_COUNT];

static const struct look *look_of(int role, int theme)
{
	switch (theme) {
	case THEME_LIGHT: return &looks[role].light;
	case THEME_CONTRAST: return &looks[role].contrast;
	case THEME_MONO: return &looks[role].mono;
	default: return &looks[role].dark;
	}
}

void theme_init(int theme)
{
	const char *no_color = getenv("NO_COLOR");
	bool colour = has_colors() && !(no_color && *no_color) && theme != THEME_MONO;
	bool many = false;
	int top = 8;

	if (colour) {
		start_color();
		use_default_colors();
		many = COLORS >= 256;
		top = COLORS < 16 ? 8 : 16;
	} else {
		theme = THEME_MONO;
	}
	for (int role = 0; role < ROLE_COUNT; role++) {
		const struct look *look = look_of(role, theme);
		short fg = many ? look->fg : look->fg16, bg = many ? look->bg : look->bg16;

		attrs[role] = look->attr;
		pairs[role] = 0;
		if (!colour)
			continue;
		if (fg >= top && !many) { /* bright ones are bold where there are only eight */
			fg = (short)(fg - 8);
			attrs[role] |= A_BOLD;
		}
		if (bg >= top && !many)
			bg = (short)(bg - 8);
		pairs[role] = (short)(role + 1);
		if (init_pair(pairs[role], fg, bg) == ERR)
			pairs[role] = 0; /* a terminal that cannot go back to colours of its own */
	}
	/* The whole screen in high contrast is black, whatever the terminal's own background is. Elsewhere too what is plain has a
	 * pair, of the terminal's own colours: going back to it from a colour is five bytes then, and eleven to no pair at all. */
	bkgdset((chtype)' ' | (chtype)COLOR_PAIR(pairs[ROLE_NORMAL]));
}

void theme_set(enum role role)
{
	attr_set(attrs[role], pairs[role], NULL);
}
