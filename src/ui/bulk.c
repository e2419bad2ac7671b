/* bulk.c: one field of all marked rows at once: which field, which value, what would come of it, and then one save. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/actions.h"
#include "ui/app.h"
#include "ui/draw.h"
#include "ui/edit_priv.h"
#include "ui/frame.h"
#include "ui/term.h"

#define ID_WIDTH 6
#define SHIFT "flytta" /* "flytta 14": each row's own date, so many days later */

enum step { STEP_FIELD, STEP_VALUE, STEP_PREVIEW };

/* Something to choose: a field, or a value of a field that has few. */
struct option {
	const char *text;          /* shown and searched, in the arena */
	const char *value;         /* a field's key, or what field_parse takes */
};
/* One marked row: as it is, and as it would be. */
struct marked_row {
	struct record *rec;        /* own copy */
	struct record *changed;    /* NULL where nothing would be saved */
	char *reason;              /* why it is refused; NULL */
};
struct bulk {
	enum step step;
	const struct record_type *type;
	const struct field *field; /* from STEP_VALUE on */
	struct marked_row *rows;
	size_t n;
	struct lineedit line;
	struct arena arena;        /* of the options */
	struct option *options;
	size_t noptions, cap;
	size_t *found;             /* those that match what is typed */
	int nfound, pick;
	struct page page;          /* of the preview */
};

/* ---- which fields ------------------------------------------------------------------------------------------------ */

/* What many rows can have in common, the usual first. */
static const struct {
	enum record_kind kind;
	const char *const *keys;
} shared[] = {
	{ REC_ACTIVITY, (const char *const[]){ "responsible", "due", "status", "board", "start", "goal", "indicator", "standing",
		"progress", NULL } },
	{ REC_ACTION_PLAN, (const char *const[]){ "status", "decided", "decided_at", "decided_by", "decided_paragraph", "dnr",
		"board", NULL } },
	{ REC_MEASURE, (const char *const[]){ "responsible", "due", "state", NULL } },
};

static const char *const *shared_keys(enum record_kind kind)
{
	for (size_t i = 0; i < COUNT_OF(shared); i++)
		if (shared[i].kind == kind)
			return shared[i].keys;
	return NULL;
}

/* ---- options ------------------------------------------------------------------------------------------------------ */

static void add_option(struct bulk *bulk, const char *text, const char *value)
{
	if (bulk->noptions == bulk->cap) {
		bulk->cap = bulk->cap ? bulk->cap * 2 : 32;
		bulk->options = mem_array(bulk->options, bulk->cap, sizeof(*bulk->options));
	}
	bulk->options[bulk->noptions++] = (struct option){ arena_strdup(&bulk->arena, text), arena_strdup(&bulk->arena, value) };
}

static void find(struct bulk *bulk)
{
	const char *typed = lineedit_text(&bulk->line);

	bulk->found = mem_array(bulk->found, bulk->noptions + 1, sizeof(*bulk->found));
	bulk->nfound = bulk->pick = 0;
	for (int pass = 0; pass < 2; pass++) /* what begins so stands first */
		for (size_t i = 0; i < bulk->noptions; i++) {
			bool begins = strncmp(bulk->options[i].text, typed, strlen(typed)) == 0;

			if (begins == (pass == 0) && (begins || text_contains(bulk->options[i].text, typed)))
				bulk->found[bulk->nfound++] = i;
		}
}

static void offer_fields(struct bulk *bulk)
{
	for (const char *const *key = shared_keys(bulk->type->kind); *key; key++)
		add_option(bulk, record_field(bulk->type, *key)->label, *key);
}

static void offer_values(struct app *app, struct bulk *bulk)
{
	const struct field *field = bulk->field;
	const struct record_list *list = field->type == FT_REF ? dataset_list(&app->ds, field->ref) : NULL;

	if (field->type == FT_BOOL) {
		add_option(bulk, "ja", "ja");
		add_option(bulk, "nej", "nej");
	}
	for (int i = 1; field->type == FT_CHOICE && field->choices[i].code; i++)
		add_option(bulk, field->choices[i].label, field->choices[i].code);
	for (size_t i = 0; list && i < list->n; i++)
		add_option(bulk, arena_printf(&bulk->arena, "%s  %s", list->items[i]->id, record_title(list->items[i])),
			list->items[i]->id);
	if (bulk->noptions && field->type != FT_BOOL && !(field->flags & FIELD_REQUIRED))
		add_option(bulk, "– (töm fältet)", "");
}

/* Goes to a step, with its options and an empty line. */
static void go_to(struct app *app, struct bulk *bulk, enum step step)
{
	bulk->step = step;
	bulk->noptions = 0;
	arena_free(&bulk->arena);
	lineedit_start(&bulk->line, NULL);
	if (step == STEP_FIELD)
		offer_fields(bulk);
	else if (step == STEP_VALUE)
		offer_values(app, bulk);
	find(bulk);
}

/* ---- what would come of it ----------------------------------------------------------------------------------------- */

static bool is_shift(const struct field *field, const char *value, int *days)
{
	struct buf folded = { 0 };
	char *end = NULL;
	bool yes;

	text_fold(&folded, value, FOLD_CASE);
	yes = field->type == FT_DATE && strncmp(buf_cstr(&folded), SHIFT " ", strlen(SHIFT) + 1) == 0;
	if (yes) {
		long n = strtol(buf_cstr(&folded) + strlen(SHIFT), &end, 10);

		*days = (int)n;
		yes = n > -4000 && n < 4000 && end > buf_cstr(&folded) + strlen(SHIFT) &&
			(!*end || strcmp(end, " dagar") == 0 || strcmp(end, " dag") == 0);
	}
	buf_free(&folded);
	return yes;
}

static int take(struct app *app, const struct field *field, const char *value, struct record *rec, struct err *err)
{
	date_t *day = field_ptr(rec, field);
	int days;

	if (!is_shift(field, value, &days))
		return edit_parse(app, rec, field, value, err);
	if (*day == DATE_NONE)
		return err_set(err, ERR_INPUT, "har inget datum att flytta");
	*day += days;
	return 0;
}

static void forget_changes(struct bulk *bulk)
{
	for (size_t i = 0; i < bulk->n; i++) {
		record_free(bulk->rows[i].changed);
		free(bulk->rows[i].reason);
		bulk->rows[i].changed = NULL;
		bulk->rows[i].reason = NULL;
	}
}

static void try_row(struct app *app, struct bulk *bulk, struct marked_row *row, const char *value)
{
	struct record *rec = record_copy(row->rec);
	struct err err = { 0 };

	if (take(app, bulk->field, value, rec, &err) || record_check(rec, NULL, &err) ||
			dataset_check(&app->ds, rec, NULL, &err)) {
		row->reason = mem_strdup(err.text);
	} else if (!field_equal(row->rec, rec, bulk->field)) {
		row->changed = rec;
		return;
	}
	record_free(rec);
}

static size_t count_changed(const struct bulk *bulk, size_t *refused)
{
	size_t n = 0;

	*refused = 0;
	for (size_t i = 0; i < bulk->n; i++) {
		n += bulk->rows[i].changed != NULL;
		*refused += bulk->rows[i].reason != NULL;
	}
	return n;
}

/* Shows what the value would do; where it would do nothing to any row, says why and stays. */
static int preview(struct app *app, struct bulk *bulk, const char *value)
{
	size_t refused, changed;

	forget_changes(bulk);
	for (size_t i = 0; i < bulk->n; i++)
		try_row(app, bulk, &bulk->rows[i], value);
	changed = count_changed(bulk, &refused);
	if (changed) {
		bulk->step = STEP_PREVIEW;
	} else if (refused) {
		for (size_t i = 0; i < bulk->n; i++)
			if (bulk->rows[i].reason) {
				app_say(app, ROLE_ERROR, "%s: %s", bulk->field->label, bulk->rows[i].reason);
				break;
			}
	} else {
		app_say(app, ROLE_NOTICE, "Alla märkta rader har redan det värdet");
	}
	return REACT_REDRAW;
}

/* All in one save, and so one undo. */
static int save(struct app *app, struct bulk *bulk)
{
	struct change *changes = mem_array(NULL, bulk->n, sizeof(*changes));
	const char *label = bulk->field->label;
	size_t n = 0;
	char *done;
	int reaction;

	for (size_t i = 0; i < bulk->n; i++)
		if (bulk->rows[i].changed) {
			changes[n++] = (struct change){ bulk->rows[i].changed, bulk->rows[i].rec->revision };
			bulk->rows[i].changed = NULL; /* ours until it is saved */
		}
	done = mem_printf("%s ändrat i %zu %s", label, n, n == 1 ? "rad" : "rader");
	app_mode_end(app);
	reaction = app_save(app, changes, n, done);
	if (app->message_role != ROLE_ERROR) /* what could not be saved stays marked, to be tried again */
		view_clear_marks(app_view(app));
	for (size_t i = 0; i < n; i++)
		record_free(changes[i].rec);
	free(changes);
	free(done);
	return reaction;
}

/* ---- keys ----------------------------------------------------------------------------------------------------------- */

static int choose(struct app *app, struct bulk *bulk)
{
	const struct option *option = bulk->nfound ? &bulk->options[bulk->found[bulk->pick]] : NULL;
	char *value;
	int reaction;

	if (bulk->noptions && !option)
		return REACT_REDRAW;
	if (bulk->step == STEP_FIELD) {
		bulk->field = record_field(bulk->type, option->value);
		go_to(app, bulk, STEP_VALUE);
		return REACT_REDRAW;
	}
	value = mem_strdup(option ? option->value : lineedit_text(&bulk->line));
	reaction = preview(app, bulk, value);
	free(value);
	return reaction;
}

static int preview_rows(const struct app *app)
{
	struct frame frame;

	frame_layout(app, &frame);
	return frame.bottom - frame.page - 1;
}

static int preview_key(struct app *app, struct bulk *bulk, int key)
{
	int rows = preview_rows(app);

	if (key == K_ENTER || keymap_action(&app->keys, key) == ACT_DO_SAVE)
		return save(app, bulk);
	if (key == K_UP || key == K_DOWN)
		page_move(&bulk->page, key == K_DOWN ? 1 : -1, rows);
	else if (key == K_PAGE_UP || key == K_PAGE_DOWN)
		page_move(&bulk->page, key == K_PAGE_DOWN ? rows - 1 : 1 - rows, rows);
	else if (key == K_HOME)
		page_home(&bulk->page, rows);
	else if (key == K_END)
		page_end_key(&bulk->page, rows);
	return REACT_REDRAW;
}

/* Esc goes a step back, and from the first one out of it; the rows stay marked. */
static int step_back(struct app *app, struct bulk *bulk)
{
	if (bulk->step == STEP_FIELD)
		app_mode_end(app);
	else
		go_to(app, bulk, bulk->step - 1);
	return REACT_REDRAW;
}

static int bulk_key(struct app *app, int key)
{
	struct bulk *bulk = app->mode_data;

	if (key == K_CTRL('c')) {
		app_mode_end(app);
		return REACT_REDRAW;
	}
	if (key == K_ESC)
		return step_back(app, bulk);
	if (bulk->step == STEP_PREVIEW)
		return preview_key(app, bulk, key);
	if (key == K_ENTER)
		return choose(app, bulk);
	if (key == K_UP || key == K_BACKTAB)
		bulk->pick -= bulk->pick > 0;
	else if (key == K_DOWN || key == K_TAB)
		bulk->pick += bulk->pick + 1 < bulk->nfound;
	else if (lineedit_key(&bulk->line, key))
		find(bulk);
	return REACT_REDRAW;
}

static int bulk_paste(struct app *app, const char *bytes, size_t n)
{
	struct bulk *bulk = app->mode_data;
	size_t dropped = bulk->step == STEP_PREVIEW ? 0 : lineedit_paste(&bulk->line, bytes, n);

	find(bulk);
	return (int)dropped;
}

/* ---- drawing --------------------------------------------------------------------------------------------------------- */

static void value_words(const struct app *app, const struct field *field, const struct record *rec, struct buf *out)
{
	const struct record *target;
	size_t at = out->len;

	field_format(out, rec, field);
	if (out->len == at) {
		buf_str(out, "–");
		return;
	}
	target = field->type == FT_REF ? dataset_find(&app->ds, field->ref, rec->plan, buf_cstr(out) + at) : NULL;
	if (target && target->kind == REC_BOARD) { /* an id is what people call a goal, but not a nämnd */
		out->len = at;
		buf_str(out, record_title(target));
	}
}

static void build_row(struct app *app, struct bulk *bulk, const struct marked_row *row)
{
	struct page *page = &bulk->page;
	struct line *line = page_line(page, LINE_SELECT);
	int title = page->width * 2 / 5, col = 3 + ID_WIDTH + title + 1;
	struct buf text = { 0 };

	line_ref(page, line, row->rec->kind, row->rec->plan, row->rec->id);
	line_text(page, line, 3, ID_WIDTH - 1, ALIGN_LEFT, ROLE_NORMAL, row->rec->id);
	line_text(page, line, 3 + ID_WIDTH, title, ALIGN_LEFT, row->changed ? ROLE_NORMAL : ROLE_DIM, record_title(row->rec));
	if (row->reason) {
		buf_str(&text, "nekas:"); /* the reason stands below, whole */
	} else if (row->changed) {
		value_words(app, bulk->field, row->rec, &text);
		buf_str(&text, app->glyphs == GLYPH_ASCII ? " -> " : " → ");
		value_words(app, bulk->field, row->changed, &text);
	} else {
		buf_str(&text, "har redan det värdet");
	}
	line_text(page, line, col, page->width - col, ALIGN_LEFT,
		row->reason ? ROLE_ERROR : row->changed ? ROLE_BOLD : ROLE_DIM, buf_cstr(&text));
	page_paragraph(page, 3 + ID_WIDTH, ROLE_ERROR, row->reason ? row->reason : "");
	buf_free(&text);
}

static void build_page(struct app *app, struct bulk *bulk, int rows)
{
	size_t refused, changed = count_changed(bulk, &refused), same = bulk->n - changed - refused;
	struct page *page = &bulk->page;
	struct buf text = { 0 };

	page_begin(page, term_cols());
	buf_printf(&text, "%s: %zu ändras", bulk->field->label, changed);
	if (refused)
		buf_printf(&text, ", %zu nekas", refused);
	if (same)
		buf_printf(&text, ", %zu har redan värdet", same);
	page_heading(page, buf_cstr(&text));
	page->sticky = page->nlines;
	for (size_t i = 0; i < bulk->n; i++)
		build_row(app, bulk, &bulk->rows[i]);
	page_end(page, rows);
	buf_free(&text);
}

static void draw_hint(struct app *app, int row, const char *text)
{
	draw_fill(row, 0, term_cols(), ROLE_NORMAL);
	if (app->message)
		draw_any(row, 1, term_cols() - 2, app->message_role, app->message);
	else
		draw_any(row, 1, term_cols() - 2, ROLE_DIM, text);
}

static void draw_preview(struct app *app, struct bulk *bulk, const struct frame *frame)
{
	size_t refused;
	struct buf text = { 0 };

	build_page(app, bulk, preview_rows(app));
	draw_page(&bulk->page, frame->page, preview_rows(app), app->glyphs, false);
	buf_printf(&text, "Enter sparar %zu %s (u ångrar alla) · Esc ett annat värde · ↑ ↓ bläddrar", count_changed(bulk, &refused),
		count_changed(bulk, &refused) == 1 ? "ändring" : "ändringar");
	draw_hint(app, frame->bottom, buf_cstr(&text));
	buf_free(&text);
}

static void draw_options(const struct bulk *bulk, int top, int rows)
{
	int first = bulk->pick >= rows ? bulk->pick - rows + 1 : 0;

	for (int i = 0; i < rows && first + i < bulk->nfound; i++) {
		enum role role = first + i == bulk->pick ? ROLE_SELECTED : ROLE_NORMAL;

		draw_fill(top + i, 0, term_cols(), role);
		draw_any(top + i, 3, term_cols() - 4, role, bulk->options[bulk->found[first + i]].text);
	}
	if (bulk->noptions && !bulk->nfound)
		draw_any(top, 3, term_cols() - 4, ROLE_NORMAL, "inget heter så: skriv färre bokstäver");
}

static const char *value_hint(const struct bulk *bulk)
{
	if (bulk->noptions)
		return "Enter väljer · skriv några bokstäver för att hitta · Esc tillbaka";
	if (bulk->field->type == FT_DATE)
		return "2026-09-11, 11/9, +14 eller v36 · flytta 14 = 14 dagar senare än raden har nu · Enter visar vad som ändras";
	return "Enter visar vad som ändras · tomt tömmer fältet · Esc tillbaka";
}

static void bulk_draw(struct app *app)
{
	struct bulk *bulk = app->mode_data;
	struct buf text = { 0 }, typed = { 0 };
	int cols = term_cols(), caret = 0, col;
	struct frame frame;

	frame_layout(app, &frame);
	for (int row = frame.page; row < frame.bottom; row++)
		draw_fill(row, 0, cols, ROLE_NORMAL);
	if (bulk->step == STEP_PREVIEW) {
		draw_preview(app, bulk, &frame);
		return;
	}
	buf_printf(&text, "Ändra %zu märkta %s", bulk->n, bulk->n == 1 ? "rad" : "rader");
	draw_any(frame.page, 1, cols - 2, ROLE_HEADING, buf_cstr(&text));
	draw_options(bulk, frame.page + 1, frame.bottom - frame.page - 2);
	buf_clear(&text);
	buf_printf(&text, " %s: ", bulk->step == STEP_FIELD ? "fält" : bulk->field->label);
	draw_fill(frame.bottom - 1, 0, cols, ROLE_EDIT);
	col = draw_any(frame.bottom - 1, 0, cols / 2, ROLE_EDIT, buf_cstr(&text));
	if (text_width(buf_cstr(&text)) <= cols / 2)
		col = text_width(buf_cstr(&text));
	lineedit_draw(&bulk->line, cols - col - 1, app->glyphs == GLYPH_ASCII, &typed, &caret);
	draw_any(frame.bottom - 1, col, cols - col, ROLE_EDIT, buf_cstr(&typed));
	draw_hint(app, frame.bottom, bulk->step == STEP_FIELD ? "Enter väljer fältet · Esc avbryter, raderna är kvar märkta" :
		value_hint(bulk));
	draw_cursor(frame.bottom - 1, col + caret);
	buf_free(&text);
	buf_free(&typed);
}

/* ---- beginning and ending --------------------------------------------------------------------------------------------- */

static void bulk_end(struct app *app)
{
	struct bulk *bulk = app->mode_data;

	forget_changes(bulk);
	for (size_t i = 0; i < bulk->n; i++)
		record_free(bulk->rows[i].rec);
	free(bulk->rows);
	free(bulk->options);
	free(bulk->found);
	lineedit_free(&bulk->line);
	arena_free(&bulk->arena);
	page_free(&bulk->page);
	free(bulk);
}

static const struct mode bulk_mode = {
	.key = bulk_key, .paste = bulk_paste, .draw = bulk_draw, .end = bulk_end,
};

int act_bulk(struct app *app, struct view *view)
{
	struct bulk *bulk = mem_alloc(sizeof(*bulk));

	bulk->page.line = bulk->page.cell = -1;
	bulk->rows = mem_alloc(view->marks.n * sizeof(*bulk->rows));
	for (size_t i = 0; i < view->marks.n; i++) {
		const struct mark *mark = view->marks.items[i];
		const struct record *rec = dataset_find(&app->ds, mark->kind, mark->plan, mark->id);

		/* A list holds one kind of record; what others took away meanwhile is not there to change. */
		if (!rec || (bulk->type && bulk->type->kind != rec->kind))
			continue;
		bulk->type = record_type(rec->kind);
		bulk->rows[bulk->n++].rec = record_copy(rec);
	}
	app_mode_begin(app, &bulk_mode, bulk);
	if (!bulk->n || !shared_keys(bulk->type->kind)) {
		app_mode_end(app);
		app_say(app, ROLE_NOTICE, "De märkta raderna går inte att ändra tillsammans");
		return REACT_REDRAW;
	}
	go_to(app, bulk, STEP_FIELD);
	return REACT_REDRAW;
}
