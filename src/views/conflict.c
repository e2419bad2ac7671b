/* conflict.c: someone else saved first: field by field what it was, mine, theirs, and which of them is kept. */
#include <string.h>

#include "base/text.h"
#include "views/common.h"

static const char *value_words(struct page *page, const struct record *rec, const struct field *field)
{
	struct buf text = { 0 };
	const char *words;

	if (rec)
		field_format(&text, rec, field);
	words = text_blank(buf_cstr(&text)) ? "(tomt)" : arena_strdup(&page->arena, buf_cstr(&text));
	buf_free(&text);
	return words;
}

static bool differs(const struct edit *edit, const struct field *field)
{
	return !field_equal(edit->work, edit->theirs, field) || (edit->base && !field_equal(edit->base, edit->work, field));
}

/* What it is called: an id put together of others is told as words. */
static const char *name_of(struct page *page, const struct record *rec)
{
	const char *title = record_title(rec);
	struct buf text = { 0 };
	const char *words;

	if (!strchr(rec->id, '/'))
		return title;
	if (strcmp(title, rec->id) != 0)
		buf_printf(&text, "%s: ", title);
	buf_str(&text, record_type(rec->kind)->label);
	for (const char *at = rec->id; at; at = strchr(at, '/') ? strchr(at, '/') + 1 : NULL)
		buf_printf(&text, " %.*s", (int)strcspn(at, "/"), at);
	words = arena_strdup(&page->arena, buf_cstr(&text));
	buf_free(&text);
	return words;
}

/* A long text is wrapped under its word; the chosen one is bold, and marked with a sign too. */
static void draw_side(struct app *app, struct page *page, const char *word, bool kept, const char *text)
{
	struct line *line = page_line(page, 0);
	enum role role = kept ? ROLE_BOLD : ROLE_DIM;

	line_text(page, line, 4, 1, ALIGN_LEFT, ROLE_ACCENT, kept ? glyph(app->glyphs, GLYPH_MARKED) : "");
	line_text(page, line, 6, 7, ALIGN_LEFT, role, word);
	if (text_width(text) <= page->width - 15 && !strchr(text, '\n')) {
		line_text(page, line, 14, page->width - 15, ALIGN_LEFT, role, text);
		return;
	}
	page_paragraph(page, 6, role, text);
}

static void draw_field(struct app *app, struct page *page, const struct field *field, bool mine)
{
	const struct edit *edit = &app->edit;
	bool i_did = edit->base ? !field_equal(edit->base, edit->work, field) : !field_is_empty(edit->work, field);
	bool they_did = edit->base ? !field_equal(edit->base, edit->theirs, field) : !field_is_empty(edit->theirs, field);
	bool both = i_did && they_did && !field_equal(edit->work, edit->theirs, field);
	struct line *line = page_line(page, LINE_SELECT);
	const char *kept = mine ? "mitt behålls" : "deras behålls";

	line_tag(page, line, arena_printf(&page->arena, "field:%s", field->key));
	line_text(page, line, 2, 24, ALIGN_LEFT, ROLE_BOLD, field->label);
	line_text(page, line, 27, page->width - 28, ALIGN_LEFT, both ? ROLE_RED : ROLE_DIM,
		both ? arena_printf(&page->arena, "%s; ändrat av båda", kept) : kept);
	if (edit->base)
		draw_side(app, page, "Förut", false, value_words(page, edit->base, field));
	draw_side(app, page, "Mitt", mine, value_words(page, edit->work, field));
	draw_side(app, page, "Deras", !mine, value_words(page, edit->theirs, field));
	page_blank(page);
}

static void draw_fields(struct app *app, struct page *page)
{
	const struct edit *edit = &app->edit;
	size_t n = 0;

	for (size_t i = 0; i < edit->type->nfields; i++) {
		if (!differs(edit, &edit->type->fields[i]))
			continue;
		draw_field(app, page, &edit->type->fields[i], edit->keep_mine[i]);
		n++;
	}
	if (!n)
		page_note(page, "Ni har skrivit samma sak: det finns inget att välja. Spara, eller gå tillbaka.");
}

static bool take_who(const struct journal_entry *entry, void *user)
{
	char at[MOMENT_TEXT_MAX];

	buf_printf(user, "%s sparade först, %s", entry->user, moment_format_local(at, entry->at));
	return false;
}

/* "anna sparade först, 2026-09-02 10:14": with whom there is something to talk over. */
static const char *who_was_first(struct app *app, struct page *page)
{
	uint64_t seq = app->edit.theirs->seq;
	struct buf text = { 0 };
	const char *words = "någon annan sparade först";
	struct snapshot *snap;
	struct err err = { 0 };

	if (seq && store_snapshot(app->store, MOMENT_NOW, &snap, &err) == 0) {
		journal_scan(snap, seq, seq, false, take_who, &text);
		store_snapshot_end(snap);
	}
	if (text.len)
		words = arena_strdup(&page->arena, buf_cstr(&text));
	buf_free(&text);
	return words;
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct edit *edit = &app->edit;

	(void)view;
	if (!edit->active || !edit->theirs) {
		page_note(page, "Det finns ingen krock längre. Esc går tillbaka.");
		return;
	}
	app_title(app, page, has_words(edit->work->id) && !strchr(edit->work->id, '/') ? edit->work->id : NULL,
		name_of(page, edit->theirs), -1, who_was_first(app, page));
	page_note(page, "%s", sentence(page, arena_printf(&page->arena, "%s ändrades medan du skrev. Inget av ditt är borta. "
		"Välj för varje fält vad som ska gälla med mellanslag eller ← →, och spara.", edit->type->definite)));
	if (edit->theirs->deleted)
		page_paragraph(page, 2, ROLE_RED, "Den andra tog bort posten. Sparar du finns den igen.");
	page_blank(page);
	draw_fields(app, page);
}

/* The field the cursor stands on; NULL if none. */
static const struct field *current_field(const struct app *app, const struct view *view)
{
	const struct line *line = page_current(&view->page);

	if (!app->edit.active || !line || !line->tag || strncmp(line->tag, "field:", 6) != 0)
		return NULL;
	return record_field(app->edit.type, line->tag + 6);
}

static int choose(struct app *app, struct view *view, enum action action)
{
	const struct field *field = current_field(app, view);
	bool *mine;

	if (!field || !app->edit.keep_mine)
		return REACT_NONE;
	mine = &app->edit.keep_mine[field - app->edit.type->fields];
	*mine = action == ACT_DO_LEFT ? true : action == ACT_DO_RIGHT ? false : !*mine;
	return REACT_REBUILD;
}

static int act(struct app *app, struct view *view, enum action action)
{
	switch (action) {
	case ACT_DO_MARK:
	case ACT_DO_OPEN:
	case ACT_DO_LEFT:
	case ACT_DO_RIGHT:
		return choose(app, view, action);
	case ACT_DO_SAVE:
		return app->edit.theirs ? edit_save_merged(app) : REACT_UNHANDLED;
	case ACT_DO_BACK:
	case ACT_DO_HIST_BACK:
		if (!app->edit.theirs)
			return REACT_UNHANDLED;
		edit_leave_conflict(app);
		return REACT_REBUILD;
	default:
		return REACT_UNHANDLED;
	}
}

void conflict_open(struct app *app)
{
	if (app_view(app)->ops != &conflict_view)
		app_push(app, &conflict_view, NULL, NULL);
	app_view(app)->built = false;
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	const struct edit *edit = &app->edit;

	trail_add(trail, "Krock", REC_NONE, NULL, NULL, ACT_DO_NONE);
	if (edit->active && edit->theirs)
		trail_add(trail, strchr(edit->work->id, '/') ? name_of(&view->page, edit->work) :
			arena_printf(&view->page.arena, "%s %s", edit->type->definite, edit->work->id), REC_NONE, NULL, NULL, ACT_DO_NONE);
}

static const enum action keys[] = { ACT_DO_MARK, ACT_DO_SAVE, ACT_DO_BACK, ACT_DO_NONE };

const struct view_ops conflict_view = {
	.name = "Krock",
	.flags = VIEW_EDIT,
	.keys = keys,
	.build = build,
	.act = act,
	.trail = trail,
};
