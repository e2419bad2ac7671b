/* settings.h: styrtavla.ini. The commented conf/styrtavla.ini is compiled in as the default; the user's file overrides it.
 *
 * One table (settings.c) holds every setting: section, key, type, choices and Swedish help: the reader, `--help`, the man
 * page test and the error texts come from it. The program never writes anyone's file. */
#ifndef STYRTAVLA_SETTINGS_H
#define STYRTAVLA_SETTINGS_H

#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"

enum { GLYPHS_FULL, GLYPHS_BASIC, GLYPHS_ASCII };
enum { THEME_DARK, THEME_LIGHT, THEME_CONTRAST, THEME_MONO };

struct settings {
	char *store;       /* "" = not set */
	char *plan, *board, *role;
	int theme;         /* THEME_* */
	int glyphs;        /* GLYPHS_* */
	bool mouse;
	int escdelay;      /* ms */
	int map_gib;
	int aftnar;        /* enum eves (model/workday.h) */
	/* [keys]: action name → key names separated by blanks, as written; two parallel arrays. The UI's keymap checks them. */
	struct vec key_actions, key_names; /* char * */
	struct vec key_lines;              /* char *: "file:line" of each, for messages */
};

/* Defaults, then path (NULL: $XDG_CONFIG_HOME/styrtavla/styrtavla.ini, then the system's, if there). Every error in the
 * file is added to errors as "fil:rad: …" (char *, owned); what is right is used. ERR_INPUT if there were any. */
int settings_read(struct settings *settings, const char *path, struct vec *errors, struct err *err);
void settings_free(struct settings *settings);

#endif
