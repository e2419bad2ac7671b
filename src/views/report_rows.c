/* report_rows.c: words and lines that the screens of the reporting year share. */
#include "views/report_priv.h"

#include <string.h>

#include "base/text.h"
#include "model/workday.h"

#define CODE_WIDTH 6
#define DAYS_TOLD 250
#define TITLE_MOST 50
#define NARROW 32
#define STATE_WIDTH 16 /* "preliminärt klar" */

bool report_place(const struct app *app, const char *plan, const char *id, struct report_place *out)
{
	struct record *rec = record_from_id(REC_SIGN_OFF, plan, id);
	const struct sign_off *sign_off = (const struct sign_off *)rec;

	memset(out, 0, sizeof(*out));
	if (!sign_off)
		return false;
	out->occasion = (const struct occasion *)dataset_find(&app->ds, REC_OCCASION, plan, sign_off->occasion);
	out->board = (const struct board *)dataset_find(&app->ds, REC_BOARD, NULL, sign_off->board);
	out->part = report_part_find(sign_off->part);
	record_free(rec);
	return out->occasion && out->board && out->part;
}

const char *report_when(const struct app *app, struct page *page, const struct occasion *occasion)
{
	date_t due = occasion_due_day(&app->ds, occasion, NULL);
	int days = workdays_between(app->ds.today, due, app->ds.eves);
	char day[DATE_TEXT_MAX];
	const char *when;

	if (due == DATE_NONE)
		return "rapport till regionkontoret utan datum";
	if (days < -DAYS_TOLD) /* an archive: how long ago says nothing */
		return arena_printf(&page->arena, "rapport till regionkontoret %s", date_format(day, due));
	if (due == app->ds.today)
		when = "i dag";
	else if (due > app->ds.today)
		when = arena_printf(&page->arena, "om %d %s", days, days == 1 ? "arbetsdag" : "arbetsdagar");
	else
		when = arena_printf(&page->arena, "för %d %s sedan", -days, days == -1 ? "arbetsdag" : "arbetsdagar");
	return arena_printf(&page->arena, "rapport till regionkontoret %s (%s)", date_format(day, due), when);
}

const char *report_left_words(struct page *page, const struct report_left *left)
{
	size_t open = left->parts - left->signed_off, empty = left->parts - left->filled;
	const char *what = left->parts == 1 ? "del" : "delar";
	const char *missing = empty ? arena_printf(&page->arena, ", %zu saknar innehåll", empty) : ", inget innehåll saknas";

	if (open)
		return arena_printf(&page->arena, "%zu av %zu %s är inte klarmarkerade%s", open, left->parts, what, missing);
	if (left->whole_final)
		return "hela rapporten är definitivt klar";
	if (left->whole_preliminary)
		return arena_printf(&page->arena, "hela rapporten är preliminärt klar, %zu av %zu %s definitivt", left->final, left->parts,
			what);
	return arena_printf(&page->arena, "alla %zu delar är klarmarkerade%s; hela rapporten är det inte", left->parts,
		empty ? missing : "");
}

/* ---- lines ----------------------------------------------------------------------------------------------------- */

static const struct cell *cell_of(const struct result *res, const struct row *row, const char *key)
{
	return &row->cells[result_column(res, key)];
}

static int state_of(const struct result *res, const struct row *row)
{
	double state = cell_of(res, row, "state")->num;

	return num_missing(state) ? 0 : (int)state;
}

static const char *missing_of(const struct result *res, const struct row *row)
{
	return cell_of(res, row, "missing")->text;
}

static bool is_left(const struct result *res, const struct row *row)
{
	return !state_of(res, row) || has_words(missing_of(res, row));
}

/* code, title, what is missing, state: the last is what there is always room for. */
static void draw_part(struct app *app, struct view *view, struct page *page, const struct result *res, const struct row *row,
		int indent)
{
	int room = page->width - indent - CODE_WIDTH - STATE_WIDTH - 2;
	int share = room < NARROW ? room : room * 2 / 5; /* what is missing stands on the part's own screen too */
	int title = share < TITLE_MOST ? share : TITLE_MOST, missing = room - title - 1, state = state_of(res, row);
	enum role role = is_left(res, row) ? ROLE_BOLD : ROLE_DIM;
	struct line *line = page_line(page, LINE_SELECT);
	const char *code = cell_of(res, row, "part")->text, *lacks = missing_of(res, row);
	int col = indent;

	line_ref(page, line, row->ref.kind, row->ref.plan, row->ref.id);
	if (view && view_is_marked(&row->ref, view))
		line_text(page, line, indent - 2, 1, ALIGN_LEFT, ROLE_ACCENT, glyph(app->glyphs, GLYPH_MARKED));
	/* Words for a code stand before its title anyway: "Policys", "Intern kontroll". */
	if (code[0] >= '0' && code[0] <= '9')
		line_text(page, line, col, CODE_WIDTH, ALIGN_LEFT, role, code);
	col += CODE_WIDTH;
	line_text(page, line, col, title, ALIGN_LEFT, role, cell_of(res, row, "title")->text);
	col += title + 1;
	if (has_words(lacks) && missing > 0)
		line_text(page, line, col, missing, ALIGN_LEFT, ROLE_NORMAL, arena_printf(&page->arena, "saknas: %s", lacks));
	line_text(page, line, page->width - STATE_WIDTH - 1, STATE_WIDTH, ALIGN_LEFT, state ? ROLE_GREEN : ROLE_RED,
		state ? choices_sign_off[state].label : "inte klar");
}

void report_parts_draw(struct app *app, struct view *view, struct page *page, const struct result *res, int indent, size_t most)
{
	size_t shown = 0, left = 0;

	for (size_t i = 0; i < res->nrows; i++) {
		const struct row *row = &res->rows[i];
		bool wanted = !most || row->summary || is_left(res, row);

		if (wanted && !row->summary)
			left++;
		if (row->summary && left > shown)
			page_note(page, "%*s… och %zu till.", indent - 2, "", left - shown); /* the whole stands last */
		if (!wanted || (most && shown == most && !row->summary))
			continue;
		draw_part(app, view, page, res, row, indent);
		shown += !row->summary;
	}
}

void trail_report(struct app *app, struct trail *trail, struct page *page, const struct report_place *place)
{
	const char *plan = place->occasion->rec.plan;

	(void)app;
	trail_main(trail, ACT_DO_VIEW_7);
	trail_add(trail, arena_printf(&page->arena, "%s %s", occasion_label(place->occasion->rec.id), record_title(&place->board->rec)),
		REC_SIGN_OFF, plan, report_id(&page->arena, place->occasion, place->board->rec.id, SIGN_OFF_WHOLE), ACT_DO_NONE);
	if (place->part->needs != NEEDS_PARTS)
		trail_add(trail, arena_printf(&page->arena, "%s", place->part->title), REC_SIGN_OFF, plan,
			report_id(&page->arena, place->occasion, place->board->rec.id, place->part->code), ACT_DO_NONE);
}

void report_trail(struct app *app, struct view *view, struct trail *trail)
{
	struct report_place place;

	if (report_place(app, view->plan, view->id, &place))
		trail_report(app, trail, &view->page, &place);
	else
		trail_main(trail, ACT_DO_VIEW_7);
}
