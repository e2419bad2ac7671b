/* theme.h: what each role looks like in each scheme. NO_COLOR and terminals without colour give mono. */
#ifndef STYRTAVLA_THEME_H
#define STYRTAVLA_THEME_H

#include "widget/glyphs.h"

/* theme: THEME_* of io/settings.h. After term_open. */
void theme_init(int theme);
/* Sets the role as what is drawn from here on (curses attributes of stdscr). */
void theme_set(enum role role);

#endif
