/* edit_grid.c: typing one's way through a grid: across its columns, up and down its rows, saving each record on the way. */
#include <stdlib.h>
#include <string.h>

#include "ui/app.h"
#include "ui/edit_priv.h"

/* A cell, to be found again on a page that is built anew. */
struct place {
	enum record_kind kind;
	char *plan, *id, *field;
};

bool edit_in_grid(struct app *app)
{
	const struct line *line = page_current(&app_view(app)->page);

	return line && line->flags & LINE_GRID;
}

static bool is_row(const struct page *page, int line)
{
	const unsigned wanted = LINE_GRID | LINE_SELECT;

	return line >= 0 && line < page->nlines && (page->lines[line].flags & wanted) == wanted;
}

/* The cell that far away; NULL at the edges. Headings between the parts of a grid are stepped over. */
static const struct span *cell_at(const struct page *page, int lines, int cells)
{
	int line = page->line + lines;

	if (lines && !is_row(page, line)) {
		for (line = page->line + lines; line >= 0 && line < page->nlines && !is_row(page, line); line += lines)
			;
		if (!is_row(page, line))
			return NULL;
	}
	if (page->cell + cells < 0)
		return NULL;
	return line_cell(page_ready(page, line), page->cell + cells);
}

/* False where it is gone: others took its row away. */
static bool stand_on(struct app *app, const struct place *place)
{
	struct page *page = &app_view(app)->page;

	for (int i = 0; i < page->nlines; i++) {
		int n = is_row(page, i) ? line_cells(page_ready(page, i)) : 0;

		for (int j = 0; j < n; j++) {
			const struct span *span = line_cell(&page->lines[i], j);

			if (span->ref->kind != place->kind || strcmp(span->ref->id, place->id) != 0 ||
					strcmp(span->ref->plan, place->plan) != 0 || strcmp(span->field, place->field) != 0)
				continue;
			page_move_to(page, i, app_page_rows(app));
			page->cell = j;
			return true;
		}
	}
	return false;
}

/* The record is done with: saved where it was changed. False where it cannot be: *reaction says what to do about it. */
static bool finish(struct app *app, int *reaction)
{
	if (edit_is_dirty(&app->edit)) {
		*reaction = edit_save(app);
		if (app->edit.active)
			return false;
		app_reload(app, true);
	} else {
		app_mode_end(app);
		edit_end(app, false);
	}
	app_rebuild(app);
	return true;
}

static int go_to(struct app *app, const struct place *place)
{
	int reaction = REACT_REBUILD;

	if (edit_is_of(&app->edit, place->kind, place->plan, place->id))
		app_mode_end(app);
	else if (!finish(app, &reaction))
		return reaction;
	if (stand_on(app, place)) /* what is typed next is for that cell, and no other */
		app_act(app, ACT_DO_EDIT);
	return REACT_REBUILD;
}

int edit_grid_go(struct app *app, int lines, int cells)
{
	const struct span *to = cell_at(&app_view(app)->page, lines, cells);
	struct place place;
	int reaction;

	if (!edit_commit_field(app)) {
		app->edit.typed_changed = true;
		return REACT_REBUILD;
	}
	if (!to) {
		app_mode_end(app);
		app_say(app, ROLE_NOTICE, lines ? "Inga fler rader åt det hållet · Ctrl-S sparar" : cells > 0 ?
			"Sista fältet · Ctrl-S sparar" : "Första fältet · Ctrl-S sparar");
		return REACT_REBUILD;
	}
	place = (struct place){ to->ref->kind, mem_strdup(to->ref->plan), mem_strdup(to->ref->id), mem_strdup(to->field) };
	reaction = go_to(app, &place);
	free(place.plan);
	free(place.id);
	free(place.field);
	return reaction;
}
