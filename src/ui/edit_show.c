/* edit_show.c: the record being edited as the page shows it: what has been typed over its cells, and where it stands. */
#include <string.h>

#include "base/text.h"
#include "ui/app.h"
#include "ui/edit_priv.h"

bool edit_has_row(const struct app *app)
{
	const struct page *page = &app->history[app->at]->page;

	for (int i = 0; i < page->nlines; i++) {
		const struct line *line = &page->lines[i];

		if (!line->tag && line->flags & LINE_SELECT && edit_is_of(&app->edit, line->ref.kind, line->ref.plan, line->ref.id))
			return true;
	}
	return false;
}

/* To the first cell of the record being edited whose field is wanted. */
static void seek_cell(struct app *app, bool (*wanted)(const struct edit *edit, const struct field *field))
{
	const struct edit *edit = &app->edit;
	struct page *page = &app_view(app)->page;

	for (int i = 0; i < page->nlines; i++) {
		const struct line *line = page_ready(page, i);

		for (int c = 0; c < line_cells(line); c++) {
			const struct span *span = line_cell(line, c);
			const struct field *field = record_field(edit->type, span->field);

			if (!edit_is_of(edit, span->ref->kind, span->ref->plan, span->ref->id) || !field || !wanted(edit, field))
				continue;
			page_move_to(page, i, app_page_rows(app));
			page->cell = c;
			return;
		}
	}
}

static bool is_empty(const struct edit *edit, const struct field *field)
{
	return field_is_empty(edit->work, field);
}

static bool is_touched(const struct edit *edit, const struct field *field)
{
	return edit->fields[field - edit->type->fields].text != NULL;
}

void edit_seek_empty(struct app *app)
{
	app_view(app)->page.cell = 0;
	seek_cell(app, is_empty);
}

void edit_seek_touched(struct app *app)
{
	seek_cell(app, is_touched);
}

void edit_value(const struct edit *edit, const struct field *field, struct buf *out)
{
	const struct edit_field *state = &edit->fields[field - edit->type->fields];

	if (state->text && state->error)
		buf_str(out, state->text);
	else
		field_format(out, edit->work, field);
}

/* A reference that the page shows with its title after it: "3.2  En region som …". */
static bool is_named(const struct field *field, const struct span *span, const struct buf *id)
{
	return field->type == FT_REF && strncmp(span->text, buf_cstr(id), id->len) == 0 && span->text[id->len] == ' ';
}

static void patch_span(struct app *app, struct page *page, struct span *span)
{
	const struct field *field = record_field(app->edit.type, span->field);
	struct buf text = { 0 }, clean = { 0 }, cut = { 0 };
	bool right = span->col > span->cell_col;
	int used;

	if (!field || field->type == FT_LONGTEXT)
		return;
	edit_value(&app->edit, field, &text);
	if (!edit_error(&app->edit, field) && (!text.len || is_named(field, span, &text))) {
		buf_free(&text); /* nothing there: the page's own sign for that stands */
		return;
	}
	text_clean(&clean, buf_cstr(&text), text.len, 0);
	used = text_fit(&cut, buf_cstr(&clean), span->cell_width);
	span->text = arena_strndup(&page->arena, buf_cstr(&cut), cut.len);
	span->col = right ? span->cell_col + span->cell_width - used : span->cell_col;
	if (edit_error(&app->edit, field))
		span->role = ROLE_ERROR;
	buf_free(&text);
	buf_free(&clean);
	buf_free(&cut);
}

void edit_patch_page(struct app *app, struct page *page)
{
	for (int i = 0; i < page->nlines; i++) {
		struct line *line = &page->lines[i];

		if (line->fill && !edit_is_of(&app->edit, line->ref.kind, line->ref.plan, line->ref.id))
			continue; /* another record's row, not looked at yet */
		line = page_ready(page, i);
		for (int j = 0; j < line->nspans; j++) {
			struct span *span = &line->spans[j];

			if (span->field && edit_is_of(&app->edit, span->ref->kind, span->ref->plan, span->ref->id))
				patch_span(app, page, span);
		}
	}
}
