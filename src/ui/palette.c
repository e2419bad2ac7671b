/* palette.c: go to anything by a few letters; each command with its key. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "ui/app.h"
#include "ui/draw.h"
#include "ui/term.h"

#define SHOWN_MAX 14

struct item {
	struct ref ref;      /* kind REC_NONE: an action by its name */
	const char *text;    /* what is searched and shown, in the arena */
	const char *kind;    /* Swedish word at the right */
};
struct palette {
	char *label;
	struct lineedit line;
	struct arena arena;
	struct item *items;
	size_t n, cap;
	int *found;          /* indexes of matches, best first */
	int nfound, pick;
	int (*chosen)(struct app *app, const struct ref *ref);
};

static void add(struct palette *palette, struct ref ref, const char *text, const char *kind)
{
	if (palette->n == palette->cap) {
		palette->cap = palette->cap ? palette->cap * 2 : 128;
		palette->items = mem_array(palette->items, palette->cap, sizeof(*palette->items));
	}
	palette->items[palette->n++] = (struct item){
		{ ref.kind, arena_strdup(&palette->arena, ref.plan), arena_strdup(&palette->arena, ref.id) },
		arena_strdup(&palette->arena, text), kind };
}

static void add_records(struct app *app, struct palette *palette, unsigned kinds)
{
	/* in the order people look for them */
	static const enum record_kind order[] = { REC_FOCUS_AREA, REC_GOAL, REC_INDICATOR, REC_BOARD, REC_ACTIVITY,
		REC_ACTION_PLAN, REC_PLAN, REC_ORGANISATION };

	for (size_t k = 0; k < COUNT_OF(order); k++) {
		const struct record_list *list = dataset_list(&app->ds, order[k]);

		/* An organisation is only chosen to compare with: it has no screen to go to. */
		if (kinds ? !(kinds & (1u << order[k])) : order[k] == REC_ORGANISATION)
			continue;
		for (size_t i = 0; i < list->n; i++) {
			const struct record *rec = list->items[i];
			struct buf text = { 0 };

			buf_printf(&text, "%s  %s", rec->id, record_title(rec));
			if (rec->kind == REC_BOARD && ((const struct board *)rec)->short_name)
				buf_printf(&text, "  (%s)", ((const struct board *)rec)->short_name);
			add(palette, (struct ref){ rec->kind, rec->plan, rec->id }, buf_cstr(&text), record_type(rec->kind)->label);
			buf_free(&text);
		}
	}
}

static void add_actions(struct app *app, struct palette *palette)
{
	for (int action = 1; action < ACT_DO_COUNT; action++) {
		struct buf text = { 0 }, key = { 0 };

		keymap_label(&app->keys, action, app->glyphs == GLYPH_ASCII, &key);
		buf_printf(&text, "%s  %s  %s", buf_cstr(&key), action_info(action)->word, action_info(action)->help);
		add(palette, (struct ref){ REC_NONE, "", action_info(action)->name }, buf_cstr(&text), "kommando");
		buf_free(&text);
		buf_free(&key);
	}
}

/* All words must be there, in any order; with `at_start` each must begin a word. */
static bool has_words_of(const char *text, const char *typed, bool at_start)
{
	char *copy = mem_strdup(typed), *rest = NULL;
	struct buf hay = { 0 }, needle = { 0 };
	bool all = true;

	buf_printf(&hay, " %s", text);
	for (char *word = strtok_r(copy, " ", &rest); word && all; word = strtok_r(NULL, " ", &rest)) {
		buf_clear(&needle);
		buf_printf(&needle, at_start ? " %s" : "%s", word);
		all = text_contains(buf_cstr(&hay), buf_cstr(&needle));
	}
	buf_free(&hay);
	buf_free(&needle);
	free(copy);
	return all;
}

enum { RANK_ID, RANK_BEGINS, RANK_WORDS, RANK_SOMEWHERE, RANK_NONE };

/* The one of that id stands first, then what begins with the text, then what has words that begin so, then the rest. */
static int rank(const struct item *item, const char *typed)
{
	if (*typed && item->ref.kind && strcasecmp(item->ref.id, typed) == 0)
		return RANK_ID;
	if (*typed && strncmp(item->text, typed, strlen(typed)) == 0)
		return RANK_BEGINS;
	if (has_words_of(item->text, typed, true))
		return RANK_WORDS;
	return has_words_of(item->text, typed, false) ? RANK_SOMEWHERE : RANK_NONE;
}

static void find(struct palette *palette)
{
	const char *typed = lineedit_text(&palette->line);
	unsigned char *ranks = mem_alloc(palette->n + 1);

	palette->found = mem_array(palette->found, palette->n + 1, sizeof(int));
	palette->nfound = 0;
	palette->pick = 0;
	for (size_t i = 0; i < palette->n; i++)
		ranks[i] = (unsigned char)rank(&palette->items[i], typed);
	for (int want = 0; want < RANK_NONE; want++)
		for (size_t i = 0; i < palette->n; i++)
			if (ranks[i] == want)
				palette->found[palette->nfound++] = (int)i;
	free(ranks);
}

static void palette_end(struct app *app)
{
	struct palette *palette = app->mode_data;

	lineedit_free(&palette->line);
	arena_free(&palette->arena);
	free(palette->items);
	free(palette->found);
	free(palette->label);
	free(palette);
}

static enum action action_named(const char *name)
{
	for (int action = 1; action < ACT_DO_COUNT; action++)
		if (strcmp(action_info(action)->name, name) == 0)
			return action;
	return ACT_DO_NONE;
}

static int choose(struct app *app)
{
	struct palette *palette = app->mode_data;
	int (*chosen)(struct app *app, const struct ref *ref) = palette->chosen;
	const struct item *item;
	struct ref ref;
	char *plan, *id;
	int reaction;

	if (palette->nfound == 0)
		return REACT_REDRAW;
	item = &palette->items[palette->found[palette->pick]];
	plan = mem_strdup(item->ref.plan);
	id = mem_strdup(item->ref.id);
	ref = (struct ref){ item->ref.kind, plan, id };
	app_mode_end(app);
	if (chosen)
		reaction = chosen(app, &ref);
	else if (ref.kind == REC_NONE)
		reaction = app_act(app, action_named(ref.id));
	else
		reaction = app_open(app, ref.kind, ref.plan, ref.id) ? REACT_REBUILD : REACT_REDRAW;
	free(plan);
	free(id);
	return reaction | REACT_REDRAW;
}

static int palette_key(struct app *app, int key)
{
	struct palette *palette = app->mode_data;

	if (key == K_ESC || key == K_CTRL('c')) {
		app_mode_end(app);
	} else if (key == K_ENTER) {
		return choose(app);
	} else if (key == K_UP || key == K_BACKTAB) {
		palette->pick -= palette->pick > 0;
	} else if (key == K_DOWN || key == K_TAB) {
		palette->pick += palette->pick + 1 < palette->nfound;
	} else if (lineedit_key(&palette->line, key)) {
		find(palette);
	}
	return REACT_REDRAW;
}

static int palette_paste(struct app *app, const char *bytes, size_t n)
{
	struct palette *palette = app->mode_data;
	size_t dropped = lineedit_paste(&palette->line, bytes, n);

	find(palette);
	return (int)dropped;
}

static int shown(const struct palette *palette)
{
	int most = term_rows() - 4;

	if (most > SHOWN_MAX)
		most = SHOWN_MAX;
	return palette->nfound < most ? palette->nfound : most;
}

static int palette_mouse(struct app *app, int row, int col, bool twice)
{
	struct palette *palette = app->mode_data;
	int n = shown(palette), first = palette->pick >= n ? palette->pick - n + 1 : 0, top = term_rows() - 1 - n;

	(void)col;
	(void)twice;
	if (row < top || row >= top + n)
		return REACT_NONE;
	palette->pick = first + row - top;
	return choose(app);
}

static void palette_draw(struct app *app)
{
	struct palette *palette = app->mode_data;
	int n = shown(palette), first = palette->pick >= n ? palette->pick - n + 1 : 0;
	int row = term_rows() - 1, cols = term_cols(), caret = 0, col;
	struct buf text = { 0 };

	for (int i = 0; i < n; i++) {
		const struct item *item = &palette->items[palette->found[first + i]];
		enum role role = first + i == palette->pick ? ROLE_SELECTED : ROLE_EDIT;
		int word = text_width(item->kind);

		draw_fill(row - n + i, 0, cols, role);
		draw_any(row - n + i, 2, cols - word - 5, role, item->text);
		draw_any(row - n + i, cols - word - 1, word, role, item->kind);
	}
	if (n == 0) {
		draw_fill(row - 1, 0, cols, ROLE_EDIT);
		draw_any(row - 1, 2, cols - 2, ROLE_EDIT, "inget heter så: skriv färre bokstäver");
	}
	draw_fill(row, 0, cols, ROLE_ALERT);
	buf_printf(&text, " %s: ", palette->label);
	col = draw_any(row, 0, cols, ROLE_ALERT, buf_cstr(&text)) + 1;
	buf_clear(&text);
	lineedit_draw(&palette->line, cols - col - 1, app->glyphs == GLYPH_ASCII, &text, &caret);
	draw_any(row, col, cols - col, ROLE_ALERT, buf_cstr(&text));
	draw_cursor(row, col + caret);
	buf_free(&text);
}

static const struct mode palette_mode = {
	.key = palette_key, .paste = palette_paste, .mouse = palette_mouse, .draw = palette_draw, .end = palette_end,
};

void palette_open(struct app *app, const char *label, unsigned kinds, int (*chosen)(struct app *app, const struct ref *ref))
{
	struct palette *palette = mem_alloc(sizeof(*palette));

	palette->label = mem_strdup(label);
	palette->chosen = chosen;
	add_records(app, palette, kinds);
	if (!kinds)
		add_actions(app, palette);
	lineedit_start(&palette->line, NULL);
	find(palette);
	app_mode_begin(app, &palette_mode, palette);
}
