/* keys.c: the action table, the names of keys, and the map between them. */
#include "widget/keys.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

#define GROUP_ENUM(id, heading) GROUP_##id,
enum { ACTION_GROUPS(GROUP_ENUM) GROUP_COUNT };
#undef GROUP_ENUM

#define GROUP_ROW(id, heading) heading,
static const char *const groups[GROUP_COUNT] = { ACTION_GROUPS(GROUP_ROW) };
#undef GROUP_ROW

#define ACTION_ROW(id, name, keys, group, word, help) [ACT_DO_##id] = { name, keys, GROUP_##group, word, help },
static const struct action_info infos[ACT_DO_COUNT] = { ACTIONS(ACTION_ROW) };
#undef ACTION_ROW

/* Without these one cannot get about, get out or find out how. */
static const enum action needed[] = {
	ACT_DO_HELP, ACT_DO_QUIT, ACT_DO_BACK, ACT_DO_UP, ACT_DO_DOWN, ACT_DO_OPEN,
};

/* The keys that have names: as written in styrtavla.ini, as people read them, and the same where arrows cannot be shown.
 * All three can be written, so that what the help shows is never refused. */
static const struct key_name {
	int key;
	const char *name, *label, *ascii;
} names[] = {
	{ K_UP, "Up", "↑", "Upp" },
	{ K_DOWN, "Down", "↓", "Ner" },
	{ K_LEFT, "Left", "←", "Vänster" },
	{ K_RIGHT, "Right", "→", "Höger" },
	{ K_HOME, "Home", "Home", "Home" },
	{ K_END, "End", "End", "End" },
	{ K_PAGE_UP, "PageUp", "PgUp", "PgUp" },
	{ K_PAGE_DOWN, "PageDown", "PgDn", "PgDn" },
	{ K_INSERT, "Insert", "Insert", "Insert" },
	{ K_DELETE, "Delete", "Delete", "Delete" },
	{ K_BACKSPACE, "Backspace", "Backsteg", "Backsteg" },
	{ K_BACKTAB, "Shift-Tab", "Skift-Tab", "Skift-Tab" },
	{ K_TAB, "Tab", "Tab", "Tab" },
	{ K_ENTER, "Enter", "Enter", "Enter" },
	{ K_ESC, "Esc", "Esc", "Esc" },
	{ ' ', "Space", "Mellanslag", "Mellanslag" },
	{ K_CTRL_LEFT, "C-Left", "Ctrl-←", "Ctrl-Vänster" },
	{ K_CTRL_RIGHT, "C-Right", "Ctrl-→", "Ctrl-Höger" },
	/* Other spellings that people try. */
	{ K_CTRL_LEFT, "Ctrl-Left", NULL, NULL },
	{ K_CTRL_RIGHT, "Ctrl-Right", NULL, NULL },
	{ K_ENTER, "Return", NULL, NULL },
	{ K_ESC, "Escape", NULL, NULL },
};

#define NAMES_POSSIBLE \
	"ett tecken, F1–F12, C-a … C-z, Up, Down, Left, Right, Home, End, PageUp, PageDown, Insert, Delete, Backspace, " \
	"Tab, Shift-Tab, Enter, Esc eller Space"

const struct action_info *action_info(enum action action)
{
	return &infos[(unsigned)action < ACT_DO_COUNT ? action : ACT_DO_NONE];
}

const char *action_group(int group)
{
	return group >= 0 && group < GROUP_COUNT ? groups[group] : "";
}

int action_groups(void)
{
	return GROUP_COUNT;
}

/* "F7" → 7; 0 if it is none. */
static int function_key(const char *name)
{
	char *end;
	long number;

	if ((name[0] != 'F' && name[0] != 'f') || name[1] < '1' || name[1] > '9')
		return 0;
	number = strtol(name + 1, &end, 10);
	return *end || number > 12 ? 0 : (int)number;
}

/* "C-s", "Ctrl-s" → 19. Only letters: what other control keys send differs between terminals. Two of them cannot be told from
 * keys with names of their own, and arrive as those. */
static int control_key(const char *name)
{
	const char *rest = NULL;

	if (strncasecmp(name, "C-", 2) == 0)
		rest = name + 2;
	else if (strncasecmp(name, "Ctrl-", 5) == 0)
		rest = name + 5;
	if (!rest || !isascii((unsigned char)*rest) || !isalpha((unsigned char)*rest) || rest[1])
		return 0;
	if (K_CTRL(*rest) == K_CTRL('h'))
		return K_BACKSPACE;
	return K_CTRL(*rest) == '\n' ? K_ENTER : K_CTRL(*rest);
}

/* One visible character, however it was composed; 0 if name is not that. */
static int character_key(const char *name)
{
	struct buf nfc = { 0 }, clean = { 0 };
	uint32_t cp = 0;
	size_t len;

	if (strlen(name) > 16)
		return 0;
	text_nfc(&nfc, name, strlen(name));
	len = utf8_decode(buf_cstr(&nfc), nfc.len, &cp);
	/* What the screen would replace is no key that anybody can see in the help. */
	text_clean(&clean, buf_cstr(&nfc), nfc.len, 0);
	if (!len || len != nfc.len || cp <= ' ' || cp == 0xFFFD || strcmp(buf_cstr(&clean), buf_cstr(&nfc)) != 0)
		cp = 0;
	buf_free(&nfc);
	buf_free(&clean);
	return (int)cp;
}

int key_parse(const char *name)
{
	int number;

	if (!name || !*name)
		return 0;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const struct key_name *k = &names[i];

		if (strcasecmp(name, k->name) == 0 || (k->label && strcasecmp(name, k->label) == 0) ||
				(k->ascii && strcasecmp(name, k->ascii) == 0))
			return k->key;
	}
	number = function_key(name);
	if (number)
		return K_F1 + number - 1;
	number = control_key(name);
	return number ? number : character_key(name);
}

void key_label(int key, bool ascii, struct buf *out)
{
	char bytes[4];

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (names[i].key == key && names[i].label) {
			buf_str(out, ascii ? names[i].ascii : names[i].label);
			return;
		}
	}
	if (key >= K_F1 && key <= K_F12)
		buf_printf(out, "F%d", key - K_F1 + 1);
	else if (key >= 1 && key <= 26 && key != K_CTRL('h') && key != '\n')
		buf_printf(out, "Ctrl-%c", 'A' + key - 1);
	else if (key > ' ' && key < K_BASE)
		buf_add(out, bytes, utf8_encode((uint32_t)key, bytes));
}

static bool has_key(const int keys[KEYS_PER_ACTION], int key)
{
	for (int i = 0; i < KEYS_PER_ACTION; i++) {
		if (keys[i] == key)
			return true;
	}
	return false;
}

static void remove_key(int keys[KEYS_PER_ACTION], int key)
{
	int kept = 0;

	for (int i = 0; i < KEYS_PER_ACTION; i++) {
		if (keys[i] != key)
			keys[kept++] = keys[i];
	}
	while (kept < KEYS_PER_ACTION)
		keys[kept++] = 0;
}

/* What somebody else wrote, fit to be repeated in a message. */
static char *quotable(const char *text)
{
	struct buf clean = { 0 }, cut = { 0 };

	text_clean(&clean, text, strlen(text), 0);
	text_fit(&cut, buf_cstr(&clean), 40);
	buf_free(&clean);
	return buf_take(&cut);
}

/* The keys in `text`, split by blanks (a comma is a key, so it splits nothing). */
static int parse_keys(const char *text, const char *action, int keys[KEYS_PER_ACTION], struct err *err)
{
	int n = 0;

	memset(keys, 0, KEYS_PER_ACTION * sizeof(*keys));
	while (*(text += strspn(text, " \t"))) {
		size_t len = strcspn(text, " \t");
		char *word = mem_strndup(text, len);
		int key = key_parse(word);

		text += len;
		if (!key || n == KEYS_PER_ACTION) {
			char *shown = quotable(word);

			if (!key)
				err_set(err, ERR_INPUT, "%s: okänd tangent \"%s\"; skriv " NAMES_POSSIBLE, action, shown);
			else
				err_set(err, ERR_INPUT, "%s: högst %d tangenter; ta bort \"%s\" och de som följer", action,
						KEYS_PER_ACTION, shown);
			free(shown);
			free(word);
			return err->code;
		}
		free(word);
		if (!has_key(keys, key))
			keys[n++] = key;
	}
	return 0;
}

static int unknown_action(const char *name, struct err *err)
{
	struct buf list = { 0 };
	char *shown = quotable(name);

	for (int i = ACT_DO_NONE + 1; i < ACT_DO_COUNT; i++)
		buf_printf(&list, "%s%s", i > 1 ? ", " : "", infos[i].name);
	err_set(err, ERR_INPUT, "okänt kommando \"%s\"; de som finns är %s", shown, buf_cstr(&list));
	buf_free(&list);
	free(shown);
	return err->code;
}

int keymap_set(struct keymap *map, const char *action, const char *keys, struct err *err)
{
	int parsed[KEYS_PER_ACTION], at = ACT_DO_NONE + 1;

	while (at < ACT_DO_COUNT && strcmp(infos[at].name, action) != 0)
		at++;
	if (at == ACT_DO_COUNT)
		return unknown_action(action, err);
	if (parse_keys(keys, action, parsed, err))
		return err->code;
	for (int i = 0; i < KEYS_PER_ACTION && parsed[i]; i++) {
		for (int other = 0; other < ACT_DO_COUNT; other++)
			remove_key(map->keys[other], parsed[i]);
	}
	memcpy(map->keys[at], parsed, sizeof(parsed));
	return 0;
}

void keymap_default(struct keymap *map)
{
	struct err err = { 0 };

	memset(map, 0, sizeof(*map));
	for (int i = ACT_DO_NONE + 1; i < ACT_DO_COUNT; i++)
		parse_keys(infos[i].keys, infos[i].name, map->keys[i], &err);
}

int keymap_check(const struct keymap *map, struct err *err)
{
	for (size_t i = 0; i < COUNT_OF(needed); i++) {
		const struct action_info *info = &infos[needed[i]];

		if (!map->keys[needed[i]][0])
			return err_set(err, ERR_INPUT, "ingen tangent är kvar för \"%s\" (%s), som alla behöver; ge den en, "
					"till exempel: %s = %s", info->name, info->word, info->name, info->keys);
	}
	return 0;
}

enum action keymap_action(const struct keymap *map, int key)
{
	if (key <= 0)
		return ACT_DO_NONE;
	for (int i = ACT_DO_NONE + 1; i < ACT_DO_COUNT; i++) {
		if (has_key(map->keys[i], key))
			return (enum action)i;
	}
	return ACT_DO_NONE;
}

void keymap_label(const struct keymap *map, enum action action, bool ascii, struct buf *out)
{
	buf_add(out, NULL, 0);
	if ((unsigned)action < ACT_DO_COUNT && map->keys[action][0])
		key_label(map->keys[action][0], ascii, out);
}

void keymap_labels(const struct keymap *map, enum action action, bool ascii, struct buf *out)
{
	buf_add(out, NULL, 0);
	for (int i = 0; (unsigned)action < ACT_DO_COUNT && i < KEYS_PER_ACTION && map->keys[action][i]; i++) {
		buf_str(out, i ? ", " : "");
		key_label(map->keys[action][i], ascii, out);
	}
}
