/* edit_paste.c: a block from a spreadsheet, pasted into a table from the cell being typed in: down and to the right. All of it is
 * read and checked, shown where it will stand, and saved as one change once that has been said yes to. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/app.h"
#include "ui/draw.h"
#include "ui/edit_priv.h"
#include "ui/frame.h"
#include "ui/term.h"

#define NAME_CELLS 24 /* of what a row is called in the question */

/* One value that was pasted, and the cell it is for. */
struct value {
	size_t row, column;       /* in the block, from 0 */
	int line;                 /* of the page, when it was pasted */
	char *text;
	size_t record;            /* index in paste.recs */
	const struct field *field;
};

struct paste {
	struct value *values;
	size_t nvalues, cap, rows, columns, empty;
	struct change *changes;   /* own records, each once */
	size_t nchanges;
	char *question;
	char *typed;              /* what stood in the cell, to go on with if the answer is no; NULL = untouched */
	bool wrong;               /* the last key was no answer */
};

static void free_paste(struct paste *paste)
{
	for (size_t i = 0; i < paste->nvalues; i++)
		free(paste->values[i].text);
	for (size_t i = 0; i < paste->nchanges; i++)
		record_free(paste->changes[i].rec);
	free(paste->values);
	free(paste->changes);
	free(paste->question);
	free(paste->typed);
	free(paste);
}

/* ---- the block ----------------------------------------------------------------------------------------------- */

static void add_value(struct paste *paste, size_t column, const char *text, size_t n)
{
	char *copy = mem_strndup(text, n);

	if (text_blank(copy)) { /* an empty cell leaves what is there: a paste never removes anything */
		free(copy);
		paste->empty++;
		copy = NULL;
	}
	if (paste->nvalues == paste->cap) {
		paste->cap = paste->cap ? paste->cap * 2 : 32;
		paste->values = mem_array(paste->values, paste->cap, sizeof(*paste->values));
	}
	paste->values[paste->nvalues++] = (struct value){ .row = paste->rows, .column = column, .text = copy };
	if (column >= paste->columns)
		paste->columns = column + 1;
}

static bool is_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Rows end with LF, CR or CR LF, columns with a tab, as every spreadsheet copies them. */
static void read_block(struct paste *paste, const char *bytes, size_t n)
{
	size_t start = 0, column = 0;

	while (n && is_end(bytes[n - 1]))
		n--;
	for (size_t i = 0; i <= n; i++) {
		if (i < n && bytes[i] != '\t' && !is_end(bytes[i]))
			continue;
		add_value(paste, column++, bytes + start, i - start);
		if (i == n || is_end(bytes[i])) {
			paste->rows++;
			column = 0;
		}
		if (i + 1 < n && bytes[i] == '\r' && bytes[i + 1] == '\n')
			i++;
		start = i + 1;
	}
}

/* ---- where it goes ------------------------------------------------------------------------------------------- */

/* What a row is called: its first text. */
static const char *row_name(const struct page *page, int line)
{
	const struct line *at = page_ready(page, line);

	return at->nspans ? at->spans[0].text : "";
}

static bool fail(struct app *app, const struct paste *paste, size_t row, const char *name, const char *why)
{
	struct buf cut = { 0 };

	text_fit(&cut, name, NAME_CELLS);
	if (paste->rows > 1)
		app_say(app, ROLE_ERROR, "Rad %zu%s%s%s: %s", row + 1, cut.len ? " (" : "", buf_cstr(&cut),
			cut.len ? ")" : "", why);
	else
		app_say(app, ROLE_ERROR, "Det inklistrade: %s", why);
	buf_free(&cut);
	return false;
}

/* The cell `column` to the right on a line below the one being typed in, where that column goes on there; else NULL. */
static const struct span *cell_for(const struct page *page, int line, size_t column)
{
	int n = page->cell + (int)column;
	const struct span *first = line_cell(page_ready(page, page->line), n), *span;

	if (!first || line >= page->nlines || !(page->lines[line].flags & LINE_SELECT))
		return NULL;
	span = line_cell(page_ready(page, line), n);
	if (!span || span->ref->kind != first->ref->kind || strcmp(span->field, first->field) != 0)
		return NULL;
	return span;
}

static bool is_record(const struct record *rec, const struct ref *ref)
{
	return rec->kind == ref->kind && strcmp(rec->id ? rec->id : "", ref->id ? ref->id : "") == 0 &&
		strcmp(rec->plan ? rec->plan : "", ref->plan ? ref->plan : "") == 0;
}

/* The record of a cell as it will be: with what is typed but not saved, if it is the one being edited; made anew where nobody has
 * written it. False where there is none to change. */
static bool record_for(struct app *app, struct paste *paste, const struct ref *ref, size_t *at)
{
	const struct edit *edit = &app->edit;
	const struct record *there;
	struct record *rec;

	for (*at = 0; *at < paste->nchanges; (*at)++)
		if (is_record(paste->changes[*at].rec, ref))
			return true;
	there = edit_is_of(edit, ref->kind, ref->plan, ref->id) ? edit->work : dataset_find(&app->ds, ref->kind, ref->plan, ref->id);
	rec = there == edit->work ? record_copy(there) : there ? dataset_edit_copy(there) :
		record_from_id(ref->kind, ref->plan, ref->id);
	if (!rec || !(record_type(rec->kind)->flags & TYPE_SETTABLE)) {
		record_free(rec);
		return false;
	}
	paste->changes = mem_array(paste->changes, paste->nchanges + 1, sizeof(*paste->changes));
	paste->changes[paste->nchanges++] = (struct change){ rec, !there ? 0 : there != edit->work ? there->revision :
		edit->base ? edit->base->revision : 0 };
	return true;
}

/* Reads one value into the record it is for. */
static bool take_value(struct app *app, struct paste *paste, struct value *value)
{
	const struct page *page = &app_view(app)->page;
	const struct span *span;
	struct err err = { 0 };
	struct change *change;

	value->line = page->line + (int)value->row;
	if (!value->text)
		return true;
	span = cell_for(page, value->line, value->column);
	if (!span)
		return fail(app, paste, value->row, "", value->column && cell_for(page, value->line, 0) ?
			"så många kolumner finns inte till höger" : "kolumnen går inte så långt ner");
	if (!record_for(app, paste, span->ref, &value->record))
		return fail(app, paste, value->row, row_name(page, value->line), "raden går inte att ändra");
	change = &paste->changes[value->record];
	value->field = record_field(record_type(change->rec->kind), span->field);
	if (!value->field || (value->field->flags & FIELD_FIXED && change->expect))
		return fail(app, paste, value->row, row_name(page, value->line),
			"kolumnen hör till postens identitet och kan inte ändras");
	if (edit_parse(app, change->rec, value->field, value->text, &err))
		return fail(app, paste, value->row, row_name(page, value->line), err.text);
	return true;
}

/* True where every record can be saved as it has become. */
static bool check_records(struct app *app, struct paste *paste)
{
	const struct page *page = &app_view(app)->page;

	for (size_t i = 0; i < paste->nvalues; i++) {
		const struct value *value = &paste->values[i];
		const struct field *bad = NULL;
		struct err err = { 0 };
		struct record *rec;

		if (!value->text)
			continue;
		rec = paste->changes[value->record].rec;
		record_derive_id(rec);
		if (record_check(rec, &bad, &err) || dataset_check(&app->ds, rec, &bad, &err))
			return fail(app, paste, value->row, row_name(page, value->line), err.text);
	}
	return true;
}

static bool take_block(struct app *app, struct paste *paste)
{
	for (size_t i = 0; i < paste->nvalues; i++)
		if (!take_value(app, paste, &paste->values[i]))
			return false;
	if (!paste->nchanges) {
		app_say(app, ROLE_ERROR, "Det inklistrade är tomt");
		return false;
	}
	return check_records(app, paste);
}

/* ---- the question -------------------------------------------------------------------------------------------- */

static void add_name(struct buf *out, const char *name)
{
	text_fit(out, name, NAME_CELLS);
}

/* "6 värden i Prognos helår, 2026-01–2026-06". */
static char *question_of(const struct page *page, const struct paste *paste)
{
	const struct value *first = NULL, *last = NULL;
	struct buf text = { 0 };
	const struct field *to = NULL;
	size_t n = 0, right = 0;

	for (size_t i = 0; i < paste->nvalues; i++) {
		const struct value *value = &paste->values[i];

		if (!value->text)
			continue;
		first = first ? first : value;
		if (!to || value->column > right) {
			to = value->field;
			right = value->column;
		}
		last = value;
		n++;
	}
	buf_printf(&text, n == 1 ? "%zu värde i %s" : "%zu värden i %s", n, first->field->label);
	if (to != first->field)
		buf_printf(&text, " till %s", to->label);
	else if (right > first->column)
		buf_printf(&text, ", %zu kolumner", right - first->column + 1);
	buf_str(&text, ", ");
	add_name(&text, row_name(page, first->line));
	if (last->line != first->line) {
		buf_str(&text, "–");
		add_name(&text, row_name(page, last->line));
	}
	if (paste->empty)
		buf_printf(&text, " (%zu %s)", paste->empty, paste->empty == 1 ? "tom ändrar inget" : "tomma ändrar inget");
	return buf_take(&text);
}

static void paste_end(struct app *app)
{
	free_paste(app->mode_data);
}

/* Back to the cell, as it was before the paste. */
static int go_back(struct app *app)
{
	struct paste *paste = app->mode_data;
	char *typed = paste->typed;

	paste->typed = NULL;
	app_mode_end(app);
	if (edit_type(app) && typed) {
		lineedit_start(&app->edit.line, typed);
		app->edit.typed_changed = true;
	}
	free(typed);
	return REACT_REBUILD;
}

/* One of them that was deleted once is made anew: there is nobody to be in conflict with. */
static int save_changes(struct app *app, struct paste *paste, struct save_result *result, struct err *err)
{
	for (;;) {
		int code = store_save(app->store, paste->changes, paste->nchanges, result, err);
		struct record *theirs = result->theirs;

		if (code != ERR_CONFLICT || !theirs || !theirs->deleted || paste->changes[result->conflict].expect)
			return code;
		paste->changes[result->conflict].expect = theirs->revision;
		record_free(theirs);
		*result = (struct save_result){ 0 };
	}
}

static int save(struct app *app)
{
	struct paste *paste = app->mode_data;
	struct save_result result = { 0 };
	struct err err = { 0 };
	struct buf undo = { 0 };
	const struct record *first = paste->changes[0].rec;
	size_t n = paste->nvalues - paste->empty;
	int code;

	app_frame_now(app);
	code = save_changes(app, paste, &result, &err);
	record_free(result.theirs);
	if (code) {
		int reaction = go_back(app);

		if (code == ERR_CONFLICT)
			app_say(app, ROLE_ERROR, "Någon annan hann ändra: det nya har hämtats, klistra in igen");
		else
			app_say_err(app, &err);
		return reaction | REACT_RELOAD;
	}
	keymap_label(&app->keys, ACT_DO_UNDO, app->glyphs == GLYPH_ASCII, &undo);
	if (result.seq)
		app_say(app, ROLE_NOTICE, n == 1 ? "%zu värde sparat · %s ångrar" : "%zu värden sparade · %s ångrar", n,
			buf_cstr(&undo));
	else
		app_say(app, ROLE_NOTICE, "Inget är ändrat");
	buf_free(&undo);
	edit_end(app, false);
	page_seek(&app_view(app)->page, first->kind, first->plan, first->id, NULL);
	app_mode_end(app);
	return REACT_RELOAD;
}

static int paste_key(struct app *app, int key)
{
	struct paste *paste = app->mode_data;

	if (key == K_ENTER || keymap_action(&app->keys, key) == ACT_DO_SAVE)
		return save(app);
	if (key == K_ESC || key == K_CTRL('c'))
		return go_back(app);
	paste->wrong = true;
	return REACT_REDRAW;
}

/* ---- drawing ------------------------------------------------------------------------------------------------- */

/* The values where they will stand. */
static void draw_values(struct app *app, const struct paste *paste)
{
	struct page *page = &app_view(app)->page;
	struct frame frame;

	frame_layout(app, &frame);
	for (size_t i = 0; i < paste->nvalues; i++) {
		const struct value *value = &paste->values[i];
		const struct record *rec = value->text ? paste->changes[value->record].rec : NULL;
		int row = rec && value->line < page->nlines ? page_row_of(page, value->line, frame.page_rows) : -1;
		int n = row < 0 ? 0 : line_cells(page_ready(page, value->line));

		for (int j = 0; j < n; j++) {
			const struct span *span = line_cell(&page->lines[value->line], j);
			struct buf text = { 0 };

			if (!is_record(rec, span->ref) || strcmp(span->field, value->field->key) != 0)
				continue;
			field_format(&text, rec, value->field);
			draw_fill(frame.page + row, span->cell_col, span->cell_width, ROLE_EDIT);
			draw_any(frame.page + row, span->cell_col + (span->cell_width > text_width(buf_cstr(&text)) &&
				value->field->type == FT_NUM ? span->cell_width - text_width(buf_cstr(&text)) : 0), span->cell_width,
				ROLE_EDIT, buf_cstr(&text));
			buf_free(&text);
		}
	}
}

static void paste_draw(struct app *app)
{
	const struct paste *paste = app->mode_data;
	const char *answers = paste->wrong ? "Svara med: Enter sparar, Esc låter bli" : "Enter sparar, Esc låter bli";
	int row = term_rows() - 1, cols = term_cols();

	draw_values(app, paste);
	draw_fill(row, 0, cols, ROLE_ALERT);
	if (text_width(paste->question) + text_width(answers) + 4 > cols) { /* the keys must be seen whole */
		draw_fill(row - 1, 0, cols, ROLE_ALERT);
		draw_any(row - 1, 1, cols - 1, ROLE_ALERT, paste->question);
		draw_any(row, 1, cols - 1, ROLE_ALERT, answers);
	} else {
		int col = 1 + draw_any(row, 1, cols - 1, ROLE_ALERT, paste->question);

		col += draw_any(row, col, cols - col, ROLE_ALERT, ": ");
		draw_any(row, col, cols - col, ROLE_ALERT, answers);
	}
	draw_cursor(row, 0);
}

static const struct mode paste_mode = { .key = paste_key, .draw = paste_draw, .end = paste_end };

bool edit_paste_block(struct app *app, const char *bytes, size_t n)
{
	struct edit *edit = &app->edit;
	struct paste *paste;

	if (edit->typing->type != FT_NUM && edit->typing->type != FT_DATE)
		return false;
	paste = mem_alloc(sizeof(*paste));
	read_block(paste, bytes, n);
	if (paste->rows < 2 && paste->columns < 2) {
		free_paste(paste);
		return false;
	}
	if (!take_block(app, paste)) { /* said what is wrong: the cell stands as it was */
		free_paste(paste);
		return true;
	}
	paste->question = question_of(&app_view(app)->page, paste);
	paste->typed = edit->typed_changed ? mem_strdup(lineedit_text(&edit->line)) : NULL;
	app_mode_begin(app, &paste_mode, paste);
	return true;
}
