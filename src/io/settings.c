/* settings.c: the table of settings and their reader. Defaults come from the compiled-in conf/styrtavla.ini, so that the
 * file people copy and what the program does cannot differ. */
#include "io/settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "io/embedded.h"
#include "io/ini_reader.h"
#include "io/settings_table.h"

#ifndef SYSCONFDIR
#define SYSCONFDIR "/etc"
#endif

#define SETTINGS_FILE_MAX ((size_t)1 << 20)
#define AT(member, t) .offset = offsetof(struct settings, member) + 0 * sizeof(char[_Generic(((struct settings *)0)->member, t : 1)])
#define TEXT(s, k, h) { .section = s, .key = #k, .type = SET_TEXT, AT(k, char *), .about = h }
#define CHOICE(s, k, c, h) { .section = s, .key = #k, .type = SET_CHOICE, AT(k, int), .choices = c, .about = h }
#define BOOL(s, k, h) { .section = s, .key = #k, .type = SET_BOOL, AT(k, bool), .about = h }
#define NUMBER(s, k, from, to, h) \
	{ .section = s, .key = #k, .type = SET_NUMBER, AT(k, int), .low = from, .high = to, .about = h }

static const char *const themes[] = { "dark", "light", "contrast", "mono", NULL };
static const char *const glyphs[] = { "full", "basic", "ascii", NULL };
static const char *const aftnar[] = { "lediga", "arbetsdagar", NULL };

const struct setting settings_table[] = {
	TEXT("styrtavla", store, "katalogen där allt sparas"),
	TEXT("styrtavla", plan, "planen som visas vid start"),
	TEXT("styrtavla", board, "nämnden som o växlar till"),
	TEXT("styrtavla", role, "rollen som skrivs i journalen"),
	CHOICE("styrtavla", aftnar, aftnar, "midsommarafton, julafton och nyårsafton i tidplanen"),
	NUMBER("styrtavla", map_gib, 1, 1024, "minnesområde för planerna, i GiB"),
	CHOICE("screen", theme, themes, "färgschema"),
	CHOICE("screen", glyphs, glyphs, "tecken för diagram och ramar"),
	BOOL("screen", mouse, "musen"),
	NUMBER("screen", escdelay, 0, 1000, "hur länge Esc väntar, i millisekunder"),
};
const size_t settings_table_n = COUNT_OF(settings_table);

struct reading {
	struct settings *settings;
	const char *file;
	struct vec *errors;
};

__attribute__((format(printf, 3, 4))) static void complain(struct reading *r, const struct inifile_item *item,
		const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	inifile_error(r->errors, r->file, item->line, item->section, NULL, item->key, "%s", buf_cstr(&text));
	buf_free(&text);
}

/* ---- values ----------------------------------------------------------------------------------------------- */

static void read_text(const struct inifile_item *item, char **to)
{
	free(*to);
	*to = mem_strdup(item->value);
}

static void read_choice(struct reading *r, const struct inifile_item *item, const struct setting *setting, int *to)
{
	struct buf words = { 0 };

	for (int i = 0; setting->choices[i]; i++) {
		if (strcasecmp(item->value, setting->choices[i]) == 0) {
			*to = i;
			buf_free(&words);
			return;
		}
		buf_printf(&words, "%s%s", i ? ", " : "", setting->choices[i]);
	}
	complain(r, item, "\"%s\" är okänt; här väntades ett av %s", item->value, buf_cstr(&words));
	buf_free(&words);
}

static void read_bool(struct reading *r, const struct inifile_item *item, bool *to)
{
	if (strcasecmp(item->value, "ja") == 0 || strcasecmp(item->value, "true") == 0)
		*to = true;
	else if (strcasecmp(item->value, "nej") == 0 || strcasecmp(item->value, "false") == 0)
		*to = false;
	else
		complain(r, item, "\"%s\" är varken ja eller nej", item->value);
}

static void read_number(struct reading *r, const struct inifile_item *item, const struct setting *setting, int *to)
{
	char *end;
	long n;

	errno = 0;
	n = strtol(item->value, &end, 10);
	if (errno || end == item->value || *end || n < setting->low || n > setting->high)
		complain(r, item, "\"%s\" går inte; här väntades ett helt tal från %d till %d", item->value, setting->low, setting->high);
	else
		*to = (int)n;
}

static void read_value(struct reading *r, const struct inifile_item *item, const struct setting *setting)
{
	void *to = (char *)r->settings + setting->offset;

	switch (setting->type) {
	case SET_TEXT:
		read_text(item, to);
		break;
	case SET_CHOICE:
		read_choice(r, item, setting, to);
		break;
	case SET_BOOL:
		read_bool(r, item, to);
		break;
	case SET_NUMBER:
		read_number(r, item, setting, to);
		break;
	}
}

/* ---- sections and keys ------------------------------------------------------------------------------------ */

/* Which actions and keys there are is the keymap's business: it gets them all, with their lines. */
static void read_key(struct reading *r, const struct inifile_item *item)
{
	vec_push(&r->settings->key_actions, mem_strdup(item->key));
	vec_push(&r->settings->key_names, mem_strdup(item->value));
	vec_push(&r->settings->key_lines, mem_printf("%s:%d", r->file, item->line));
}

static bool section_exists(const char *section)
{
	for (size_t i = 0; i < settings_table_n; i++) {
		if (strcmp(settings_table[i].section, section) == 0)
			return true;
	}
	return strcmp(section, "keys") == 0;
}

static void unknown_key(struct reading *r, const struct inifile_item *item)
{
	struct buf keys = { 0 };

	for (size_t i = 0; i < settings_table_n; i++) {
		if (strcmp(settings_table[i].section, item->section) == 0)
			buf_printf(&keys, "%s%s", keys.len ? ", " : "", settings_table[i].key);
	}
	complain(r, item, "okänd inställning; här väntades %s", buf_cstr(&keys));
	buf_free(&keys);
}

static void take_item(const struct inifile_item *item, void *user)
{
	struct reading *r = user;
	bool known = section_exists(item->section) && !*item->id;

	if (!item->key) {
		if (!known)
			complain(r, item, "okänd sektion; här väntades styrtavla, screen eller keys");
		return;
	}
	if (!known)
		return;
	if (strcmp(item->section, "keys") == 0) {
		read_key(r, item);
		return;
	}
	for (size_t i = 0; i < settings_table_n; i++) {
		if (strcmp(settings_table[i].section, item->section) == 0 && strcmp(settings_table[i].key, item->key) == 0) {
			read_value(r, item, &settings_table[i]);
			return;
		}
	}
	unknown_key(r, item);
}

/* ---- files ------------------------------------------------------------------------------------------------ */

static void read_data(struct settings *settings, const char *file, const char *data, size_t n, struct vec *errors)
{
	struct reading r = { settings, file, errors };

	inifile_parse(file, data, n, take_item, &r, errors);
}

static int read_file(struct settings *settings, const char *path, struct vec *errors, struct err *err)
{
	struct buf data = { 0 };
	int rc = file_slurp(path, SETTINGS_FILE_MAX, &data, err);

	if (rc)
		vec_push(errors, mem_strdup(err->text));
	else
		read_data(settings, path, buf_cstr(&data), data.len, errors);
	buf_free(&data);
	return rc;
}

/* The user's own file, else the system's, else NULL. Relative directories in the environment are not used (XDG). */
static char *find_file(void)
{
	const char *xdg = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");
	char *path = NULL;

	if (xdg && *xdg == '/')
		path = mem_printf("%s/styrtavla/styrtavla.ini", xdg);
	else if (home && *home == '/')
		path = mem_printf("%s/.config/styrtavla/styrtavla.ini", home);
	if (path && access(path, F_OK) == 0)
		return path;
	free(path);
	path = mem_strdup(SYSCONFDIR "/styrtavla/styrtavla.ini");
	if (access(path, F_OK) == 0)
		return path;
	free(path);
	return NULL;
}

int settings_read(struct settings *settings, const char *path, struct vec *errors, struct err *err)
{
	const struct embedded *defaults = embedded_find("styrtavla.ini");
	char *found = path ? mem_strdup(path) : find_file();
	const char *no_color = getenv("NO_COLOR");
	size_t before = errors->n;

	memset(settings, 0, sizeof(*settings));
	if (defaults)
		read_data(settings, defaults->name, (const char *)defaults->data, defaults->size, errors);
	if (found)
		read_file(settings, found, errors, err);
	free(found);
	if (no_color && *no_color)
		settings->theme = THEME_MONO;
	if (errors->n == before)
		return 0;
	return err_set(err, ERR_INPUT, "%s", (const char *)errors->items[before]);
}

void settings_free(struct settings *settings)
{
	free(settings->store);
	free(settings->plan);
	free(settings->board);
	free(settings->role);
	vec_free_all(&settings->key_actions, free);
	vec_free_all(&settings->key_names, free);
	vec_free_all(&settings->key_lines, free);
	memset(settings, 0, sizeof(*settings));
}
