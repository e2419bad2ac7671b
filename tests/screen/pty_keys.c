/* pty_keys.c: what a terminal sends for a key. */
#include <stdlib.h>
#include <string.h>

#include "screen/pty_priv.h"

static const struct {
	const char *name;
	VTermKey key;
	VTermModifier mod;
} names[] = {
	{ "Up", VTERM_KEY_UP, 0 }, { "Down", VTERM_KEY_DOWN, 0 }, { "Left", VTERM_KEY_LEFT, 0 },
	{ "Right", VTERM_KEY_RIGHT, 0 }, { "Home", VTERM_KEY_HOME, 0 }, { "End", VTERM_KEY_END, 0 },
	{ "PageUp", VTERM_KEY_PAGEUP, 0 }, { "PPage", VTERM_KEY_PAGEUP, 0 }, { "PageDown", VTERM_KEY_PAGEDOWN, 0 },
	{ "NPage", VTERM_KEY_PAGEDOWN, 0 }, { "Insert", VTERM_KEY_INS, 0 }, { "Delete", VTERM_KEY_DEL, 0 },
	{ "DC", VTERM_KEY_DEL, 0 }, { "Enter", VTERM_KEY_ENTER, 0 }, { "Escape", VTERM_KEY_ESCAPE, 0 },
	{ "Esc", VTERM_KEY_ESCAPE, 0 }, { "Tab", VTERM_KEY_TAB, 0 }, { "BTab", VTERM_KEY_TAB, VTERM_MOD_SHIFT },
	{ "BSpace", VTERM_KEY_BACKSPACE, 0 },
};

static size_t utf8_len(const char *s)
{
	size_t n = 1;

	while (s[n] && ((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* True if name is one key, and not a text to type. */
static bool is_key(const char *name)
{
	char *end;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(name, names[i].name))
			return true;
	if (name[0] == 'F' && name[1] && strtol(name + 1, &end, 10) && !*end)
		return true;
	if ((name[0] == 'C' || name[0] == 'M') && name[1] == '-' && name[2] && !name[3])
		return true;
	return !strcmp(name, "Space") || utf8_len(name) == strlen(name);
}

size_t pty_key_bytes(struct pty *t, const char *name, char bytes[32])
{
	size_t n = strlen(name);

	pty_read(t);
	pty_feed(t);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(name, names[i].name)) {
			vterm_keyboard_key(t->vt, names[i].key, names[i].mod);
			return vterm_output_read(t->vt, bytes, 32);
		}
	if (name[0] == 'F' && n > 1 && is_key(name)) {
		vterm_keyboard_key(t->vt, (VTermKey)VTERM_KEY_FUNCTION(atoi(name + 1)), 0);
		return vterm_output_read(t->vt, bytes, 32);
	}
	if (!strcmp(name, "Space"))
		name = " ", n = 1;
	if (name[0] == 'C' && name[1] == '-' && n == 3) {
		bytes[0] = (char)(name[2] & 31);
		return 1;
	}
	if (name[0] == 'M' && name[1] == '-' && n == 3) {
		bytes[0] = 27;
		bytes[1] = name[2];
		return 2;
	}
	if (n > 32)
		n = 32;
	memcpy(bytes, name, n);
	return n;
}

void pty_keys(struct pty *t, const char *keys)
{
	char *copy = strdup(keys), *rest = NULL, bytes[32];

	for (char *key = strtok_r(copy, " ", &rest); key; key = strtok_r(NULL, " ", &rest)) {
		if (!is_key(key)) {
			pty_type(t, key);
			continue;
		}
		pty_write(t, bytes, pty_key_bytes(t, key, bytes));
		if (!t->typed || strcmp(key, "Enter"))
			t->strokes++;
		t->typed = false;
	}
	free(copy);
}

void pty_type(struct pty *t, const char *text)
{
	pty_write(t, text, strlen(text));
	t->strokes++;
	t->typed = true;
}

static void flush_output(struct pty *t)
{
	char bytes[64];
	size_t n;

	while ((n = vterm_output_read(t->vt, bytes, sizeof(bytes))) > 0)
		pty_write(t, bytes, n);
}

void pty_paste(struct pty *t, const char *text)
{
	pty_read(t);
	pty_feed(t);
	vterm_keyboard_start_paste(t->vt);
	flush_output(t);
	pty_type(t, text);
	vterm_keyboard_end_paste(t->vt);
	flush_output(t);
}

void pty_click(struct pty *t, int row, int col, int button)
{
	pty_read(t);
	pty_feed(t);
	vterm_mouse_move(t->vt, row, col, VTERM_MOD_NONE);
	vterm_mouse_button(t->vt, button, true, VTERM_MOD_NONE);
	if (button < 4)
		vterm_mouse_button(t->vt, button, false, VTERM_MOD_NONE);
	flush_output(t);
	t->strokes++;
	t->typed = false;
}

void pty_send(struct pty *t, const void *bytes, size_t n)
{
	pty_write(t, bytes, n);
}

int pty_keystrokes(const struct pty *t)
{
	return t->strokes;
}

void pty_keystrokes_reset(struct pty *t)
{
	t->strokes = 0;
	t->typed = false;
}
