/* edit_paste.c: a block from a spreadsheet, pasted into a table from the cell being typed in: down and to the right. All of it is
 * read and checked, shown where it will stand, and saved as one change once that has been said yes to. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/app.h"
#include "ui/edit_paste_priv.h"
#include "ui/edit_priv.h"

static void free_paste(struct paste *paste)
{
	for (size_t i = 0; i < paste->nvalues; i++)
		free(paste->values[i].text);
	for (size_t i = 0; i < paste->nchanges; i++)
		record_free(paste->changes[i].rec);
	free(paste->values);
	free(paste->changes);
	free(paste->lines);
	free(paste->question);
	free(paste->typed);
	free(paste);
}

/* ---- where it goes ------------------------------------------------------------------------------------------- */

const char *paste_row_name(const struct page *page, int line)
{
	const struct line *at = page_ready(page, line);

	return at->nspans ? at->spans[0].text : "";
}

static bool fail(struct app *app, const struct paste *paste, size_t row, const char *name, const char *why)
{
	struct buf cut = { 0 };

	text_fit(&cut, name, NAME_CELLS);
	if (paste->rows > 1)
		app_say(app, ROLE_ERROR, "Rad %zu%s%s%s: %s", row + 1 + paste->headings, cut.len ? " (" : "", buf_cstr(&cut),
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

bool paste_is_record(const struct record *rec, const struct ref *ref)
{
	return rec->kind == ref->kind && strcmp(rec->id ? rec->id : "", ref->id ? ref->id : "") == 0 &&
		strcmp(rec->plan ? rec->plan : "", ref->plan ? ref->plan : "") == 0;
}

/* The month and the group that a cell's record is of. False where it is of none. */
static bool month_of(const struct app *app, const struct span *span, period_t *period, char **group)
{
	const struct field *when = record_field(record_type(span->ref->kind), "period");
	const struct field *whose = record_field(record_type(span->ref->kind), "group");
	const struct record *rec = dataset_find(&app->ds, span->ref->kind, span->ref->plan, span->ref->id);
	struct record *made = rec ? NULL : record_from_id(span->ref->kind, span->ref->plan, span->ref->id);

	rec = rec ? rec : made;
	*period = when && rec ? *(const period_t *)field_ptr(rec, when) : 0;
	*group = whose && rec ? mem_strdup(*(char *const *)field_ptr(rec, whose)) : NULL;
	record_free(made);
	return period_kind(*period) == PERIOD_MONTH;
}

/* The line of that month in the part of the table that is pasted in; −1 if there is none. */
static int line_of_month(const struct app *app, const struct page *page, int year, int month)
{
	const struct span *own = page_current_cell(page);
	char *group = NULL, *other = NULL;
	period_t period;
	int found = -1;

	if (!own || !month_of(app, own, &period, &group))
		found = -2;
	for (int i = 0; found == -1 && i < page->nlines; i++) {
		const struct span *span = cell_for(page, i, 0);

		other = NULL;
		if (span && month_of(app, span, &period, &other) && period_part(period) == month &&
				(!year || period_year(period) == year) && strcmp(other ? other : "", group ? group : "") == 0)
			found = i;
		free(other);
	}
	free(group);
	return found;
}

/* A first column of months says which rows the others are for, where the table has a row a month. False, said, where it has not
 * all of them. */
static bool take_months(struct app *app, struct paste *paste)
{
	const struct page *page = &app_view(app)->page;
	int year, month;

	if (paste->columns < 2)
		return true;
	for (size_t i = 0; i < paste->nvalues; i++)
		if (paste->values[i].column == 0 && !paste_month(paste->values[i].text, &year, &month))
			return true;
	paste->lines = mem_array(NULL, paste->rows, sizeof(*paste->lines));
	for (size_t i = 0; i < paste->nvalues; i++) {
		if (paste->values[i].column != 0)
			continue;
		paste_month(paste->values[i].text, &year, &month);
		paste->lines[paste->values[i].row] = line_of_month(app, page, year, month);
		if (paste->lines[paste->values[i].row] == -2) /* no rows of months: then it is a column like the others */
			return true;
		if (paste->lines[paste->values[i].row] < 0)
			return fail(app, paste, paste->values[i].row, paste->values[i].text, "månaden finns inte i tabellen");
	}
	for (size_t i = paste->nvalues; i-- > 0;) {
		if (paste->values[i].column == 0)
			paste_drop_value(paste, i);
		else
			paste->values[i].column--;
	}
	paste->columns--;
	paste->months = true;
	return true;
}

/* The record of a cell as it will be: with what is typed but not saved, if it is the one being edited; made anew where nobody has
 * written it. False where there is none to change. */
static bool record_for(struct app *app, struct paste *paste, const struct ref *ref, size_t *at)
{
	const struct edit *edit = &app->edit;
	const struct record *there;
	struct record *rec;

	for (*at = 0; *at < paste->nchanges; (*at)++)
		if (paste_is_record(paste->changes[*at].rec, ref))
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

	value->line = paste->months ? paste->lines[value->row] : page->line + (int)value->row;
	if (!value->text)
		return true;
	span = cell_for(page, value->line, value->column);
	if (!span)
		return fail(app, paste, value->row, "", value->column && cell_for(page, value->line, 0) ?
			"så många kolumner finns inte till höger" : "kolumnen går inte så långt ner");
	if (!record_for(app, paste, span->ref, &value->record))
		return fail(app, paste, value->row, paste_row_name(page, value->line), "raden går inte att ändra");
	change = &paste->changes[value->record];
	value->field = record_field(record_type(change->rec->kind), span->field);
	if (!value->field || (value->field->flags & FIELD_FIXED && change->expect))
		return fail(app, paste, value->row, paste_row_name(page, value->line),
			"kolumnen hör till postens identitet och kan inte ändras");
	if (edit_parse(app, change->rec, value->field, value->text, &err))
		return fail(app, paste, value->row, paste_row_name(page, value->line), err.text);
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
			return fail(app, paste, value->row, paste_row_name(page, value->line), err.text);
	}
	return true;
}

static bool take_block(struct app *app, struct paste *paste)
{
	paste_drop_headings(app, paste);
	if (!take_months(app, paste))
		return false;
	for (size_t i = 0; i < paste->nvalues; i++)
		if (!take_value(app, paste, &paste->values[i]))
			return false;
	if (!paste->nchanges) {
		app_say(app, ROLE_ERROR, "Det inklistrade är tomt");
		return false;
	}
	return check_records(app, paste);
}

/* ---- the answer ---------------------------------------------------------------------------------------------- */

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
	const struct line *line;
	size_t n = 0;
	int code;

	for (size_t i = 0; i < paste->nvalues; i++)
		n += paste->values[i].text != NULL;
	app_frame_now(app);
	line = page_current(&app_view(app)->page);
	code = save_changes(app, paste, &result, &err);
	record_free(result.theirs);
	if (code) {
		int reaction = go_back(app);

		/* The row was begun from what is no longer so; with nothing else changed in it, it is begun anew the next time. */
		if (code == ERR_CONFLICT && !edit_is_dirty(&app->edit)) {
			app_mode_end(app);
			edit_end(app, false);
		}
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
	if (!line || !line->ref.kind || text_blank(line->ref.id)) /* a new one has its id now; who stood elsewhere stays there */
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

static const struct mode paste_mode = { .key = paste_key, .draw = paste_draw, .end = paste_end };

bool edit_paste_block(struct app *app, const char *bytes, size_t n)
{
	struct edit *edit = &app->edit;
	struct paste *paste;

	if (edit->typing->type != FT_NUM && edit->typing->type != FT_DATE)
		return false;
	paste = mem_alloc(sizeof(*paste));
	paste_read(paste, bytes, n);
	if (paste->rows < 2 && paste->columns < 2) {
		free_paste(paste);
		return false;
	}
	if (!take_block(app, paste)) { /* said what is wrong: the cell stands as it was */
		free_paste(paste);
		return true;
	}
	paste->question = paste_question(&app_view(app)->page, paste);
	paste->typed = edit->typed_changed ? mem_strdup(lineedit_text(&edit->line)) : NULL;
	app_mode_begin(app, &paste_mode, paste);
	return true;
}
