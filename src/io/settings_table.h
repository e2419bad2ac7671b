/* settings_table.h: every setting of styrtavla.ini, in one table: the reader, `--help` and the tests of the man page use it. */
#ifndef STYRTAVLA_SETTINGS_TABLE_H
#define STYRTAVLA_SETTINGS_TABLE_H

#include <stddef.h>

enum setting_type { SET_TEXT, SET_CHOICE, SET_BOOL, SET_NUMBER };

struct setting {
	const char *section, *key;
	enum setting_type type;
	size_t offset;              /* in struct settings */
	const char *const *choices; /* SET_CHOICE: by value, ended by NULL */
	int low, high;              /* SET_NUMBER */
	const char *about;          /* Swedish, one line */
};
extern const struct setting settings_table[];
extern const size_t settings_table_n;

#endif
