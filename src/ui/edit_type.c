/* edit_type.c: typing in a cell: one line, several lines, or a choice, drawn where the value stands. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/app.h"
#include "ui/draw.h"
#include "ui/edit_priv.h"
#include "ui/frame.h"
#include "ui/term.h"

#define CELL_LEAST 16     /* a narrower cell borrows room to the right where what is typed in it needs more */
#define LONGTEXT_ROWS 10
#define LONGTEXT_LABEL 2  /* where the label stands in a form */
#define LONGTEXT_LEAST 16 /* cells from the edge to the text, so that the label has room */
#define SUGGEST_CELLS 56  /* of an id and a title */

static const struct choice yes_no[] = { { "", "" }, { "nej", "nej" }, { "ja", "ja" }, { NULL, NULL } };

static bool is_choice(const struct field *field)
{
	return field->type == FT_CHOICE || field->type == FT_BOOL;
}

static bool suggests(const struct field *field)
{
	return field->type == FT_REF && field->ref != REC_NONE;
}

static const struct choice *choices_of(const struct field *field)
{
	return field->type == FT_BOOL ? yes_no : field->choices;
}

static int choice_count(const struct field *field)
{
	int n = 0;

	while (choices_of(field)[n].code)
		n++;
	return n;
}

static int current_choice(const struct edit *edit)
{
	const void *value = field_ptr(edit->work, edit->typing);

	if (edit->typing->type == FT_BOOL)
		return *(const bool *)value ? 2 : 1;
	return *(const int *)value;
}

static void begin_anew(struct edit *edit)
{
	buf_clear(&edit->ahead);
	edit->astray = false;
}

/* ---- beginning and ending ------------------------------------------------------------------------------------ */

static const struct mode typing_mode;

bool edit_type(struct app *app)
{
	struct edit *edit = &app->edit;
	const struct span *cell = page_current_cell(&app_view(app)->page);
	struct buf text = { 0 };

	if (!cell || !edit_is_of(edit, cell->ref->kind, cell->ref->plan, cell->ref->id))
		return false;
	edit->typing = record_field(edit->type, cell->field);
	if (!edit->typing)
		return false;
	if (edit->base && (edit->typing->flags & FIELD_FIXED)) {
		app_say(app, ROLE_NOTICE, "%s hör till postens identitet och kan inte ändras", edit->typing->label);
		edit->typing = NULL;
		return false;
	}
	edit->typed_changed = false;
	edit->pick = -1;
	begin_anew(edit);
	edit_value(edit, edit->typing, &text);
	if (edit->typing->type == FT_LONGTEXT)
		textedit_start(&edit->text, buf_cstr(&text));
	else if (is_choice(edit->typing))
		edit->pick = current_choice(edit);
	else
		lineedit_start(&edit->line, buf_cstr(&text));
	buf_free(&text);
	app_mode_begin(app, &typing_mode, NULL);
	return true;
}

void edit_type_again(struct app *app)
{
	struct edit *edit = &app->edit;
	const struct field *field = edit->again;
	const struct span *cell = page_current_cell(&app_view(app)->page);

	if (app->mode) /* something is asked first */
		return;
	edit->again = NULL;
	if (cell && strcmp(cell->field, field->key) == 0 && !(edit->base && field->flags & FIELD_FIXED))
		edit_type(app);
}

const char *edit_typed(const struct app *app)
{
	const struct edit *edit = &app->edit;
	const struct record *found[SUGGEST_MAX];
	size_t n;

	if (edit->typing->type == FT_LONGTEXT)
		return textedit_text(&edit->text);
	if (is_choice(edit->typing))
		return choices_of(edit->typing)[edit->pick].code;
	if (suggests(edit->typing) && !text_blank(lineedit_text(&edit->line))) {
		n = edit_suggest(app, edit->typing, lineedit_text(&edit->line), found);
		if (edit->pick >= 0 && (size_t)edit->pick < n)
			return found[edit->pick]->id;
		if (n == 1 && !dataset_find(&app->ds, edit->typing->ref, edit->work->plan, lineedit_text(&edit->line)))
			return found[0]->id;
	}
	return lineedit_text(&edit->line);
}

bool edit_commit_field(struct app *app)
{
	struct edit *edit = &app->edit;
	const struct field *field = edit->typing;
	char *text;
	bool ok;

	if (!field)
		return true;
	if (!edit->typed_changed && !edit_error(edit, field)) /* looked at, not touched */
		return true;
	text = mem_strdup(edit_typed(app));
	ok = edit_take(app, field, text);
	if (!ok)
		app_say(app, ROLE_ERROR, "%s: %s", field->label, edit_error(edit, field));
	free(text);
	return ok;
}

static void typing_end(struct app *app)
{
	app->edit.typing = NULL;
}

/* ---- keys ---------------------------------------------------------------------------------------------------- */

/* Takes the field and goes on to the next (1) or the one before (−1); after the last one typing ends. */
static int go_on(struct app *app, int step)
{
	struct edit *edit = &app->edit;
	struct page *page = &app_view(app)->page;
	int line = page->line, cell = page->cell;

	if (!edit_commit_field(app)) {
		edit->typed_changed = true;
		return REACT_REBUILD;
	}
	app_mode_end(app);
	if (!page_next_field(page, step, edit->type->kind, edit->work->id ? edit->work->id : "", app_page_rows(app)))
		return REACT_REBUILD;
	if ((page->line - line) * step < 0 || (page->line == line && (page->cell - cell) * step <= 0)) {
		page->line = line;
		page->cell = cell;
		app_say(app, ROLE_NOTICE, step > 0 ? "Sista fältet · Ctrl-S sparar" : "Första fältet · Ctrl-S sparar");
		return REACT_REBUILD;
	}
	edit_type(app);
	return REACT_REBUILD;
}

static int leave(struct app *app)
{
	bool ok = edit_commit_field(app);

	app_mode_end(app);
	if (ok && !edit_is_dirty(&app->edit) && (app->edit.base || edit_is_unwritten(&app->edit))) {
		if (edit_has_row(app)) /* its other fields go with it */
			page_seek(&app_view(app)->page, app->edit.type->kind, app->edit.work->plan, app->edit.work->id, NULL);
		edit_end(app, false);
		app_view(app)->page.cell = -1;
	}
	return REACT_REBUILD;
}

static int first_choice(const struct field *field)
{
	return field->type == FT_BOOL ? 1 : 0;
}

/* The option that begins with these folded letters, looking from the one at `from` and on around; −1 if none. */
static int choice_that_begins(const struct field *field, const char *letters, int from)
{
	int n = choice_count(field);

	for (int i = 0; i < n; i++) {
		int at = (from + i) % n;
		struct buf label = { 0 };
		bool same;

		text_fold(&label, choices_of(field)[at].label, FOLD_CASE);
		same = at >= first_choice(field) && strncmp(buf_cstr(&label), letters, strlen(letters)) == 0;
		buf_free(&label);
		if (same)
			return at;
	}
	return -1;
}

static void say_choices(struct app *app)
{
	const struct field *field = app->edit.typing;
	struct buf text = { 0 };

	for (int i = first_choice(field); i < choice_count(field); i++)
		buf_printf(&text, "%s%s", text.len ? ", " : "", choices_of(field)[i].label);
	app_say(app, ROLE_ERROR, "Inget val börjar så: %s · ← → väljer", buf_cstr(&text));
	buf_free(&text);
}

/* A letter more of a word. The first one that no option goes on with, and all after it, change nothing: whoever writes
 * something else than the options must not end on whatever its letters happen to begin. */
static bool choice_letter(struct app *app, int key)
{
	struct edit *edit = &app->edit;
	struct buf letters = { 0 }, letter = { 0 };
	char typed[8] = "";
	int at = -1;

	typed[utf8_encode((uint32_t)key, typed)] = '\0';
	text_fold(&letter, typed, FOLD_CASE);
	buf_printf(&letters, "%s%s", buf_cstr(&edit->ahead), buf_cstr(&letter));
	if (!edit->astray) {
		at = choice_that_begins(edit->typing, buf_cstr(&letters), edit->ahead.len ? edit->pick : edit->pick + 1);
		if (at >= 0)
			buf_str(&edit->ahead, buf_cstr(&letter));
		else if (edit->ahead.len && strcmp(buf_cstr(&edit->ahead), buf_cstr(&letter)) == 0) /* once more: the next one */
			at = choice_that_begins(edit->typing, buf_cstr(&letter), edit->pick + 1);
	}
	edit->astray = at < 0;
	if (at >= 0)
		edit->pick = at;
	else
		say_choices(app);
	buf_free(&letters);
	buf_free(&letter);
	return at >= 0;
}

static int choice_key(struct app *app, int key)
{
	struct edit *edit = &app->edit;
	int n = choice_count(edit->typing), first = first_choice(edit->typing);

	if (key > ' ' && key < K_BASE && key != 127) {
		if (!choice_letter(app, key))
			return REACT_REDRAW;
	} else if (key == ' ' && (edit->astray || edit->ahead.len)) { /* between two words, not a step */
		if (!choice_letter(app, key))
			return REACT_REDRAW;
	} else {
		begin_anew(edit);
		if (key == K_RIGHT || key == ' ')
			edit->pick = edit->pick + 1 < n ? edit->pick + 1 : first;
		else if (key == K_LEFT)
			edit->pick = edit->pick > first ? edit->pick - 1 : n - 1;
		else
			return REACT_NONE;
	}
	edit->typed_changed = true;
	edit_touch(edit);
	return REACT_REDRAW;
}

static int suggestion_key(struct app *app, int key)
{
	const struct record *found[SUGGEST_MAX];
	struct edit *edit = &app->edit;
	int n = (int)edit_suggest(app, edit->typing, lineedit_text(&edit->line), found);

	if (n == 0)
		return REACT_NONE;
	edit->pick += key == K_DOWN ? 1 : -1;
	if (edit->pick >= n)
		edit->pick = n - 1;
	if (edit->pick < -1)
		edit->pick = -1;
	edit->typed_changed = edit->typed_changed || edit->pick >= 0;
	if (edit->typed_changed)
		edit_touch(edit);
	return REACT_REDRAW;
}

/* False where the window is too small to show anything but that. */
static bool is_seen(void)
{
	return term_rows() >= TERM_MIN_ROWS && term_cols() >= TERM_MIN_COLS;
}

static int typing_key(struct app *app, int key)
{
	struct edit *edit = &app->edit;
	enum action action = keymap_action(&app->keys, key);
	bool several = edit->typing->type == FT_LONGTEXT;
	bool special = key >= K_BASE || key < ' ';

	if (!is_seen()) /* nobody can see what it would do */
		return REACT_NONE;
	if (special && action == ACT_DO_SAVE)
		return edit_save(app);
	if (key == K_ESC)
		return leave(app);
	if (key == K_TAB || key == K_BACKTAB || (key == K_ENTER && !several)) {
		int step = key == K_BACKTAB ? -1 : 1;

		return edit_in_grid(app) ? edit_grid_go(app, 0, step) : go_on(app, step);
	}
	if (suggests(edit->typing) && (key == K_DOWN || key == K_UP))
		return suggestion_key(app, key);
	if (!several && (key == K_DOWN || key == K_UP)) {
		int step = key == K_DOWN ? 1 : -1;

		return edit_in_grid(app) ? edit_grid_go(app, step, 0) : go_on(app, step);
	}
	if (is_choice(edit->typing))
		return choice_key(app, key);
	if (several ? textedit_key(&edit->text, key) : lineedit_key(&edit->line, key)) {
		edit->typed_changed = true;
		edit->pick = -1;
		edit_touch(edit);
	}
	return REACT_REDRAW;
}

static int typing_paste(struct app *app, const char *bytes, size_t n)
{
	struct edit *edit = &app->edit;

	if (is_choice(edit->typing) || !is_seen() || edit_paste_block(app, bytes, n))
		return 0;
	edit->typed_changed = true;
	edit->pick = -1; /* the suggestions are others now */
	edit_touch(edit);
	return (int)(edit->typing->type == FT_LONGTEXT ? textedit_paste(&edit->text, bytes, n) :
			lineedit_paste(&edit->line, bytes, n));
}

/* ---- drawing ------------------------------------------------------------------------------------------------- */

struct place {
	int row, col, width;
};

/* The cells that what is typed needs, the caret counted. */
static int needed(const struct app *app)
{
	const struct edit *edit = &app->edit;

	if (is_choice(edit->typing))
		return text_width(choices_of(edit->typing)[edit->pick].label) + 4; /* and an arrow on either side */
	return edit->typing->type == FT_LONGTEXT ? CELL_LEAST : text_width(lineedit_text(&edit->line)) + 1;
}

/* Where the cell being typed in is on the screen; false if it is scrolled away. */
static bool find_place(const struct app *app, struct place *place)
{
	const struct page *page = &app->history[app->at]->page;
	const struct span *cell = page_current_cell(page);
	struct frame frame;
	int row, width;

	frame_layout(app, &frame);
	row = page_row_of(page, page->line, frame.page_rows);
	if (!cell || !edit_is_of(&app->edit, cell->ref->kind, cell->ref->plan, cell->ref->id)) {
		/* Others took the row away: what is typed must be seen, and not on a row of something else. */
		*place = (struct place){ frame.page + frame.page_rows - 1, 0, term_cols() };
		return true;
	}
	if (row < 0)
		return false;
	*place = (struct place){ frame.page + row, cell->cell_col, cell->cell_width };
	width = needed(app);
	if (place->width < CELL_LEAST && width > place->width)
		place->width = width < CELL_LEAST ? width : CELL_LEAST;
	if (place->width > term_cols())
		place->width = term_cols();
	if (place->col + place->width > term_cols())
		place->col = term_cols() - place->width;
	return true;
}

static void draw_hint(struct app *app, const char *text)
{
	struct frame frame;

	frame_layout(app, &frame);
	if (app->message)
		return;
	draw_fill(frame.bottom, 0, term_cols(), ROLE_NORMAL);
	if (edit_error(&app->edit, app->edit.typing)) /* until it is written otherwise */
		draw_any(frame.bottom, 1, term_cols() - 2, ROLE_ERROR, edit_error(&app->edit, app->edit.typing));
	else
		draw_any(frame.bottom, 1, term_cols() - 2, ROLE_DIM, text);
}

/* The cell, and a blank on either side, so that what is typed never touches its neighbours. One that it reaches into is covered
 * whole where it is narrow: half a number would be another number. */
static void draw_cell(const struct app *app, const struct place *place)
{
	const struct page *page = &app->history[app->at]->page;
	const struct line *line = page_current(page);
	const struct span *own = page_current_cell(page);
	int col = place->col > 0 ? place->col - 1 : 0, end = place->col + place->width + 1;

	for (int i = 0; own && i < line->nspans; i++) {
		const struct span *span = &line->spans[i];
		int from = span->cell_col, to = span->cell_col + span->cell_width;

		if (span == own || span->cell_width > CELL_LEAST || to <= col || from >= end)
			continue;
		col = from < col ? from : col;
		end = to > end ? to : end;
	}
	draw_fill(place->row, col, (end < term_cols() ? end : term_cols()) - col, ROLE_EDIT);
}

static void draw_choice(struct app *app, const struct place *place)
{
	const struct edit *edit = &app->edit;
	struct buf text = { 0 }, all = { 0 };
	int n = choice_count(edit->typing);

	buf_printf(&text, "%s %s %s", app->glyphs == GLYPH_ASCII ? "<" : "‹", choices_of(edit->typing)[edit->pick].label,
			app->glyphs == GLYPH_ASCII ? ">" : "›");
	draw_cell(app, place);
	draw_any(place->row, place->col, place->width, ROLE_EDIT, buf_cstr(&text));
	buf_printf(&all, "%s:", edit->typing->label);
	for (int i = edit->typing->type == FT_BOOL ? 1 : 0; i < n; i++)
		buf_printf(&all, i == edit->pick ? " [%s]" : " %s ", choices_of(edit->typing)[i].label);
	buf_str(&all, " · ← → väljer · Enter nästa fält · Ctrl-S sparar");
	draw_hint(app, buf_cstr(&all));
	draw_cursor(place->row, place->col);
	buf_free(&text);
	buf_free(&all);
}

static void draw_suggestions(struct app *app, const struct place *place)
{
	const struct record *found[SUGGEST_MAX];
	struct edit *edit = &app->edit;
	int n = (int)edit_suggest(app, edit->typing, lineedit_text(&edit->line), found);
	int col = place->col > 0 ? place->col - 1 : 0, row = place->row + 1, width;
	struct frame frame;

	if (!edit->typed_changed && edit->pick < 0)
		return;
	frame_layout(app, &frame);
	if (col + SUGGEST_CELLS > term_cols())
		col = term_cols() > SUGGEST_CELLS ? term_cols() - SUGGEST_CELLS : 0;
	width = term_cols() - col; /* to the edge: nothing of the rows below stands beside it */
	if (row + n > frame.bottom)
		row = place->row - n;
	for (int i = 0; i < n && row + i > 0; i++) {
		enum role role = i == edit->pick ? ROLE_SELECTED : ROLE_EDIT;
		struct buf text = { 0 };

		buf_printf(&text, " %s  %s", found[i]->id, record_title(found[i]));
		draw_fill(row + i, col, width, role);
		draw_any(row + i, col, width - 1, role, buf_cstr(&text));
		buf_free(&text);
	}
}

/* "2026-06 · ": which row of the table it is, where that is a month. */
static void add_row_name(const struct app *app, struct buf *out)
{
	const struct edit *edit = &app->edit;
	const struct field *field = record_field(edit->type, "period");
	const struct line *line = page_current(&app->history[app->at]->page);

	if (!field || field == edit->typing || field_is_empty(edit->work, field) || !line ||
			(line->tag && strcmp(line->tag, edit->typing->key) == 0))
		return;
	field_format(out, edit->work, field);
	buf_str(out, " · ");
}

static void draw_line(struct app *app, const struct place *place)
{
	struct edit *edit = &app->edit;
	struct buf text = { 0 }, hint = { 0 };
	int caret = 0;

	draw_cell(app, place);
	lineedit_draw(&edit->line, place->width, app->glyphs == GLYPH_ASCII, &text, &caret);
	draw_any(place->row, place->col, place->width, ROLE_EDIT, buf_cstr(&text));
	if (suggests(edit->typing))
		draw_suggestions(app, place);
	add_row_name(app, &hint);
	buf_printf(&hint, "%s%s%s%s · Enter nästa%s · Ctrl-S sparar · Esc klar med fältet", edit->typing->label,
			edit->typing->unit ? " (" : "", edit->typing->unit ? edit->typing->unit : "", edit->typing->unit ? ")" : "",
			!edit_in_grid(app) ? " fält" : app->glyphs == GLYPH_ASCII ? " · Upp/Ner sparar raden" : " · ↑↓ sparar raden");
	if (edit->typing->hint)
		buf_printf(&hint, " · %s", edit->typing->hint);
	draw_hint(app, buf_cstr(&hint));
	draw_cursor(place->row, place->col + caret);
	buf_free(&text);
	buf_free(&hint);
}

struct text_rows {
	int row, col, width;
};

static void draw_text_row(int i, const char *text, size_t n, void *user)
{
	const struct text_rows *rows = user;
	char *copy = mem_strndup(text, n);

	draw_any(rows->row + i, rows->col, rows->width, ROLE_EDIT, copy);
	free(copy);
}

/* Rows for the text: from its own line in a form; under a table's row, or above it where there is more room, so that what the
 * text is about is seen. Returns how many. */
static int place_longtext(const struct app *app, const struct frame *frame, int *row)
{
	const struct line *line = page_current(&app->history[app->at]->page);
	bool form = !line || (line->tag && strcmp(line->tag, app->edit.typing->key) == 0);
	int height = LONGTEXT_ROWS < frame->page_rows ? LONGTEXT_ROWS : frame->page_rows;
	int below = frame->bottom - *row - 1, above = *row - frame->page;

	if (form) {
		if (*row + height > frame->bottom)
			*row = frame->bottom - height;
	} else if (below >= height || below >= above) {
		height = below < height ? below : height;
		*row += 1;
	} else {
		height = above < height ? above : height;
		*row -= height;
	}
	return height;
}

static void draw_longtext(struct app *app, const struct place *place)
{
	struct text_rows rows = { place->row, place->col, place->width };
	struct frame frame;
	int height, crow = 0, ccol = 0;

	frame_layout(app, &frame);
	if (rows.col < LONGTEXT_LEAST) {
		rows.width -= LONGTEXT_LEAST - rows.col;
		rows.col = LONGTEXT_LEAST;
	}
	height = place_longtext(app, &frame, &rows.row);
	for (int i = 0; i < height; i++) /* all of the row: the labels of the fields beneath are not its own */
		draw_fill(rows.row + i, 0, term_cols(), ROLE_EDIT);
	draw_any(rows.row, LONGTEXT_LABEL, rows.col - LONGTEXT_LABEL - 1, ROLE_EDIT, app->edit.typing->label);
	textedit_draw(&app->edit.text, rows.width, height, draw_text_row, &rows, &crow, &ccol);
	draw_hint(app, "Enter ny rad · Tab nästa fält · Ctrl-S sparar · Esc klar med fältet");
	draw_cursor(rows.row + crow, rows.col + ccol);
}

static void typing_draw(struct app *app)
{
	struct place place;

	if (!app->edit.typing || !find_place(app, &place))
		return;
	if (is_choice(app->edit.typing))
		draw_choice(app, &place);
	else if (app->edit.typing->type == FT_LONGTEXT)
		draw_longtext(app, &place);
	else
		draw_line(app, &place);
}

static const struct mode typing_mode = {
	.key = typing_key, .paste = typing_paste, .draw = typing_draw, .end = typing_end,
};
