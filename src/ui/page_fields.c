/* page_fields.c: the pieces detail screens are made of. */
#include <string.h>

#include "base/text.h"
#include "ui/app.h"
#include "ui/edit_priv.h"
#include "widget/table.h"

#define LABEL_COL 2
#define LABEL_WIDTH 21 /* the longest label, "Kvalitetsindikatorer", and a blank */
#define VALUE_COL (LABEL_COL + LABEL_WIDTH + 1)

static int value_col(const struct page *page)
{
	return page->width < 60 ? LABEL_COL + 14 : VALUE_COL;
}

static struct line *labelled(struct page *page, unsigned flags, const char *label)
{
	struct line *line = page_line(page, flags);

	line_text(page, line, LABEL_COL, value_col(page) - LABEL_COL - 1, ALIGN_LEFT, ROLE_DIM, label);
	return line;
}

/* What a reference is called, after its id. */
static void add_title(const struct app *app, const struct record *rec, const struct field *field, struct buf *text)
{
	const struct record *target;

	if (field->type != FT_REF || field->ref == REC_NONE || !text->len)
		return;
	target = dataset_find(&app->ds, field->ref, rec->plan, buf_cstr(text));
	if (target)
		buf_printf(text, "  %s", record_title(target));
}

static const char *unit_of(const struct field *field)
{
	return field->unit ? field->unit : "";
}

static void draw_field(struct app *app, struct page *page, const struct record *rec, const struct field *field)
{
	bool edited = edit_is_of(&app->edit, rec->kind, rec->plan, rec->id);
	struct buf text = { 0 };
	struct line *line = labelled(page, LINE_SELECT, field->label);
	const char *error = edited ? edit_error(&app->edit, field) : NULL;
	struct span *span;

	line_ref(page, line, rec->kind, rec->plan, rec->id ? rec->id : "");
	line_tag(page, line, field->key);
	if (edited)
		edit_value(&app->edit, field, &text);
	else
		field_format(&text, rec, field);
	add_title(app, rec, field, &text);
	if (text.len && *unit_of(field))
		buf_printf(&text, "\u00a0%s", unit_of(field));
	span = page_beside(page, line, value_col(page), error ? ROLE_ERROR : text.len ? ROLE_NORMAL : ROLE_DIM,
			buf_cstr(&text), "–");
	span_field(page, span, field->key, rec->kind, rec->plan, rec->id ? rec->id : "");
	if (error)
		page_paragraph(page, value_col(page), ROLE_ERROR, error);
	buf_free(&text);
}

void app_fields(struct app *app, struct page *page, const struct record *rec, const char *const *keys, bool empty)
{
	const struct record_type *type = record_type(rec->kind);
	bool edited = edit_is_of(&app->edit, rec->kind, rec->plan, rec->id);

	for (; *keys; keys++) {
		const struct field *field = record_field(type, *keys);

		if (field && (empty || edited || !field_is_empty(rec, field)))
			draw_field(app, page, rec, field);
	}
}

void app_fact(struct app *app, struct page *page, const char *label, const char *text, const struct ref *link)
{
	struct line *line = labelled(page, link ? LINE_SELECT : 0, label);

	(void)app;
	if (link)
		line_ref(page, line, link->kind, link->plan, link->id);
	page_beside(page, line, value_col(page), ROLE_NORMAL, text, "–");
}

void app_section(struct app *app, struct page *page, const char *title, size_t count)
{
	struct buf text = { 0 };

	(void)app;
	page_blank(page);
	buf_printf(&text, "%s (%zu)", title, count);
	page_heading(page, buf_cstr(&text));
	buf_free(&text);
}

struct shown {
	struct app *app;
	const struct result *res;
};

static bool has_column(const struct result *res, const struct table_layout *layout, const char *key)
{
	for (int i = 0; i < layout->n; i++) {
		const char *field = res->columns[layout->column[i]].field;

		if (field && strcmp(field, key) == 0)
			return true;
	}
	return false;
}

/* Under the row that is edited: the fields it has no column for, so that all of the record can be reached. */
static void draw_rest(struct page *page, const struct row *row, const struct table_layout *layout, void *user)
{
	const struct shown *shown = user;
	struct app *app = shown->app;
	const struct record *rec = app->edit.work;

	if (!row->ref.kind || !edit_is_of(&app->edit, row->ref.kind, row->ref.plan, row->ref.id))
		return;
	for (size_t i = 0; i < app->edit.type->nfields; i++) {
		const struct field *field = &app->edit.type->fields[i];
		bool above = field->type == FT_REF && field->ref != REC_NONE && field->ref == app_view(app)->ops->kind;

		if (!(field->flags & (FIELD_FIXED | FIELD_HIDDEN)) && !above && !has_column(shown->res, layout, field->key))
			draw_field(app, page, rec, field);
	}
}

size_t app_table(struct app *app, struct page *page, struct result *res, const char *empty)
{
	struct shown shown = { app, res };
	struct table_options options = { .glyphs = app->glyphs, .indent = 2, .sort = -1, .group = -1, .user = &shown };

	if (app->edit.active && !app_view_of(app->edit.type->kind))
		options.below = draw_rest;

	if (res->nrows == 0) {
		page_paragraph(page, 2, ROLE_DIM, empty);
		return 0;
	}
	return table_draw(page, res, &options);
}

struct title_lines {
	struct page *page;
	int col;
};

static void title_line(const char *start, size_t n, void *user)
{
	struct title_lines *lines = user;
	char *text = arena_strndup(&lines->page->arena, start, n);

	line_text(lines->page, page_line(lines->page, 0), lines->col, lines->page->width - lines->col - 1, ALIGN_LEFT,
			ROLE_TITLE, text);
}

void app_title(struct app *app, struct page *page, const char *id, const char *title, int status, const char *extra)
{
	struct title_lines lines = { page, 1 };
	struct buf text = { 0 };

	buf_printf(&text, "%s%s%s", id ? id : "", id && *id ? "  " : "", title);
	text_wrap(buf_cstr(&text), page->width - 2 > 8 ? page->width - 2 : 8, title_line, &lines);
	buf_clear(&text);
	if (status >= 0 || !text_blank(extra)) {
		struct line *line = page_line(page, 0);
		int col = 1;

		if (status >= 0) {
			table_status_text(&text, status, app->glyphs);
			line_text(page, line, col, page->width - col, ALIGN_LEFT, table_status_role(status), buf_cstr(&text));
			col += text_width(buf_cstr(&text)) + 3;
		}
		if (!text_blank(extra) && col < page->width)
			line_text(page, line, col, page->width - col, ALIGN_LEFT, ROLE_NORMAL, extra);
	}
	buf_free(&text);
}
