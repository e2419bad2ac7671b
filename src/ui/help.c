/* help.c: the keys, made from the action table and the user's own map; type to search. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/app.h"
#include "ui/draw.h"
#include "ui/term.h"

#define TEXT_COL 22 /* where what a key does begins */

struct help {
	struct lineedit line;
	struct page page;
};

static void help_end(struct app *app)
{
	struct help *help = app->mode_data;

	lineedit_free(&help->line);
	page_free(&help->page);
	free(help);
}

static bool wanted(const struct help *help, const char *keys, const struct action_info *info)
{
	const char *typed = lineedit_text(&help->line);
	struct buf all = { 0 };
	bool yes;

	if (text_blank(typed))
		return true;
	buf_printf(&all, "%s %s %s %s", keys, info->word, info->help, info->name);
	yes = text_contains(buf_cstr(&all), typed);
	buf_free(&all);
	return yes;
}

/* One action: its keys, and what it does beside them; in a narrow window below them. */
static void add_action(struct help *help, const struct action_info *info, const char *keys)
{
	struct page *page = &help->page;
	struct line *line = page_line(page, 0);

	if (page->width < 60) {
		line_text(page, line, 3, page->width - 4, ALIGN_LEFT, ROLE_KEY, keys);
		page_paragraph(page, 6, ROLE_NORMAL, info->help);
		return;
	}
	line_text(page, line, 3, TEXT_COL - 4, ALIGN_LEFT, ROLE_KEY, keys);
	page_beside(page, line, TEXT_COL, ROLE_NORMAL, info->help, "");
}

static bool add_found(struct app *app, struct help *help, enum action action, bool headed, const char *heading)
{
	const struct action_info *info = action_info(action);
	struct buf keys = { 0 };
	bool found;

	keymap_labels(&app->keys, action, app->glyphs == GLYPH_ASCII, &keys);
	found = wanted(help, buf_cstr(&keys), info);
	if (found && !headed)
		page_heading(&help->page, heading);
	if (found)
		add_action(help, info, buf_cstr(&keys));
	buf_free(&keys);
	return headed || found;
}

static void add_group(struct app *app, struct help *help, int group)
{
	bool headed = false;

	for (int action = 1; action < ACT_DO_COUNT; action++)
		if (action_info(action)->group == group)
			headed = add_found(app, help, action, headed, action_group(group));
	if (headed)
		page_blank(&help->page);
}

/* What matters on the screen one came from, first. */
static void add_here(struct app *app, struct help *help)
{
	const struct view_ops *ops = app_view(app)->ops;
	bool headed = false;

	if (!text_blank(lineedit_text(&help->line)))
		return;
	for (const enum action *key = ops->keys; key && *key; key++)
		headed = add_found(app, help, *key, headed, ops->name);
	if (headed)
		page_blank(&help->page);
}

static int rows(void)
{
	return term_rows() - 2;
}

static void build(struct app *app, struct help *help)
{
	page_begin(&help->page, term_cols());
	add_here(app, help);
	for (int group = 0; group < action_groups(); group++)
		add_group(app, help, group);
	if (help->page.nlines == 0)
		page_paragraph(&help->page, 2, ROLE_DIM, "Ingen tangent gör det. Sudda för att se alla.");
	if (text_blank(lineedit_text(&help->line))) {
		page_heading(&help->page, "När man skriver");
		page_paragraph(&help->page, 3, ROLE_NORMAL, "Enter och Tab går till nästa fält, Shift-Tab till det förra, Ctrl-S "
				"sparar, Esc är klar med fältet. Ctrl-W klipper ett ord, Ctrl-U till radens början, Ctrl-K till slutet, "
				"Ctrl-Y klistrar in. I månadernas tabell sparar pilarna upp och ner raden, och en kolumn ur ett "
				"kalkylblad klistras in från fältet och neråt. Datum: 2026-09-11, 11/9, +14 eller v36.");
		page_blank(&help->page);
		page_heading(&help->page, "Lägen");
		page_paragraph(&help->page, 3, ROLE_NORMAL, app->glyphs == GLYPH_ASCII ?
				"+ på målet   ~ på väg   x ej nått   - ej bedömt   ? uppgift saknas" :
				"● på målet   ◐ på väg   ○ ej nått   – ej bedömt   ? uppgift saknas");
	}
	page_end(&help->page, rows());
}

static int help_key(struct app *app, int key)
{
	struct help *help = app->mode_data;
	struct page *page = &help->page;

	if (key == K_ESC || key == K_ENTER || key == K_F1 || key == K_CTRL('c') ||
			((key == 'q' || key == '?') && text_blank(lineedit_text(&help->line)))) {
		app_mode_end(app);
		return REACT_REDRAW;
	}
	if (key == K_DOWN || key == K_UP)
		page_scroll(page, key == K_DOWN ? 1 : -1, rows());
	else if (key == K_PAGE_DOWN || key == K_PAGE_UP)
		page_scroll(page, key == K_PAGE_DOWN ? rows() - 1 : 1 - rows(), rows());
	else if ((key == K_HOME || key == K_END) && text_blank(lineedit_text(&help->line)))
		page_scroll(page, key == K_HOME ? -page->nlines : page->nlines, rows());
	else if (lineedit_key(&help->line, key)) { /* what is found is read from its top */
		page_free(page);
		page->line = -1;
	}
	return REACT_REDRAW;
}

static void help_draw(struct app *app)
{
	struct help *help = app->mode_data;
	struct buf text = { 0 };
	int cols = term_cols(), caret = 0, col;

	build(app, help);
	for (int i = 0; i < term_rows(); i++)
		draw_fill(i, 0, cols, ROLE_NORMAL);
	draw_fill(0, 0, cols, ROLE_TAB_ACTIVE);
	draw_any(0, 1, cols - 2, ROLE_TAB_ACTIVE, "Hjälp: tangenterna. Skriv för att söka, pilarna rullar, Esc stänger");
	draw_page(&help->page, 1, rows(), app->glyphs, true);
	col = 1 + draw_any(term_rows() - 1, 1, cols - 2, ROLE_KEY, "sök:") + 1;
	lineedit_draw(&help->line, cols - col - 1, app->glyphs == GLYPH_ASCII, &text, &caret);
	draw_any(term_rows() - 1, col, cols - col, ROLE_NORMAL, buf_cstr(&text));
	draw_cursor(term_rows() - 1, col + caret);
	buf_free(&text);
}

static const struct mode help_mode = { .key = help_key, .draw = help_draw, .end = help_end };

void help_open(struct app *app)
{
	struct help *help = mem_alloc(sizeof(*help));

	lineedit_start(&help->line, NULL);
	help->page.line = -1;
	app_mode_begin(app, &help_mode, help);
}
