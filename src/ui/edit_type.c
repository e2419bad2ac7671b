/* edit_type.c: typing in a cell: one line, several lines, or a choice. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/app.h"
#include "ui/edit_priv.h"
#include "ui/term.h"

static const struct choice yes_no[] = { { "", "" }, { "nej", "nej" }, { "ja", "ja" }, { NULL, NULL } };

bool edit_is_choice(const struct field *field)
{
	return field->type == FT_CHOICE || field->type == FT_BOOL;
}

bool edit_suggests(const struct field *field)
{
	return field->type == FT_REF && field->ref != REC_NONE;
}

const struct choice *edit_choices(const struct field *field)
{
	return field->type == FT_BOOL ? yes_no : field->choices;
}

static int choice_count(const struct field *field)
{
	int n = 0;

	while (edit_choices(field)[n].code)
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
	else if (edit_is_choice(edit->typing))
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
	if (edit_is_choice(edit->typing))
		return edit_choices(edit->typing)[edit->pick].code;
	if (edit_suggests(edit->typing) && !text_blank(lineedit_text(&edit->line))) {
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

		text_fold(&label, edit_choices(field)[at].label, FOLD_CASE);
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
		buf_printf(&text, "%s%s", text.len ? ", " : "", edit_choices(field)[i].label);
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
	if (edit_suggests(edit->typing) && (key == K_DOWN || key == K_UP))
		return suggestion_key(app, key);
	if (!several && (key == K_DOWN || key == K_UP)) {
		int step = key == K_DOWN ? 1 : -1;

		return edit_in_grid(app) ? edit_grid_go(app, step, 0) : go_on(app, step);
	}
	if (edit_is_choice(edit->typing))
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

	if (edit_is_choice(edit->typing) || !is_seen() || edit_paste_block(app, bytes, n))
		return 0;
	edit->typed_changed = true;
	edit->pick = -1; /* the suggestions are others now */
	edit_touch(edit);
	return (int)(edit->typing->type == FT_LONGTEXT ? textedit_paste(&edit->text, bytes, n) :
			lineedit_paste(&edit->line, bytes, n));
}

static const struct mode typing_mode = {
	.key = typing_key, .paste = typing_paste, .draw = edit_type_draw, .end = typing_end,
};
