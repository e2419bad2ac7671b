/* action_plan.c: an action plan: cause and deficit, how far the measures go, the measures as rows to change in place. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "query/forecasts.h"
#include "views/action_plan_priv.h"

#define BAR_MOST 60

/* The sums as the screen has them now: also of a measure that is being changed. */
static struct action_plan_effect effect_of(const struct app *app, const struct action_plan *plan, double deficit)
{
	const struct record_list *list = dataset_list(&app->ds, REC_MEASURE);
	const struct measure **measures = mem_array(NULL, list->n + 1, sizeof(*measures));
	struct action_plan_effect effect;
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct measure *measure =
			(const struct measure *)app_record(app, REC_MEASURE, list->items[i]->plan, list->items[i]->id);

		if (measure && same_words(measure->action_plan, plan->rec.id))
			measures[n++] = measure;
	}
	effect = measures_effect(&app->ds, deficit, measures, n);
	free(measures);
	return effect;
}

static void add_part(struct buf *bar, enum glyph_set glyphs, enum glyph id, int cells)
{
	for (int i = 0; i < cells; i++)
		buf_str(bar, glyph(glyphs, id));
}

/* One bar for the whole deficit: what is taken, what is planned, what is left. Never longer than its room. */
static void draw_bar(struct app *app, struct page *page, double deficit, const struct action_plan_effect *effect)
{
	int width = page->width - 6 < BAR_MOST ? page->width - 6 : BAR_MOST;
	double whole = fmax(deficit, effect->taken + effect->planned);
	int taken = (int)lround(width * effect->taken / whole);
	int covered = (int)lround(width * (effect->taken + effect->planned) / whole);
	struct line *line = page_line(page, 0);
	struct buf bar = { 0 };

	add_part(&bar, app->glyphs, GLYPH_BAR, taken);
	line_text(page, line, 2, taken, ALIGN_LEFT, ROLE_GREEN, buf_cstr(&bar));
	buf_clear(&bar);
	add_part(&bar, app->glyphs, GLYPH_BAR_HALF, covered - taken);
	line_text(page, line, 2 + taken, covered - taken, ALIGN_LEFT, ROLE_YELLOW, buf_cstr(&bar));
	buf_clear(&bar);
	add_part(&bar, app->glyphs, GLYPH_BAR_LEFT, width - covered);
	line_text(page, line, 2 + covered, width - covered, ALIGN_LEFT, ROLE_DIM, buf_cstr(&bar));
	buf_free(&bar);
}

static const char *mnkr(struct page *page, const char *sign, const char *word, double value)
{
	char number[NUM_TEXT_MAX];

	return arena_printf(&page->arena, "%s %s %s\u00a0mnkr", sign, word, num_format(number, value, 1, 0));
}

static void draw_coverage(struct app *app, struct page *page, const struct action_plan *plan)
{
	double deficit = action_plan_deficit_now(&app->ds, plan).now;
	const struct action_plan_effect effect = effect_of(app, plan, deficit);
	char number[NUM_TEXT_MAX];
	struct flow flow;

	page_blank(page);
	if (num_missing(deficit)) {
		page_note(page, "Underskottet är inte angivet, så det går inte att säga hur mycket åtgärderna täcker.");
	} else if (deficit > 0) {
		draw_bar(app, page, deficit, &effect);
	}
	flow_begin(&flow, page, 2, 3);
	flow_add(&flow, ROLE_GREEN, mnkr(page, glyph(app->glyphs, GLYPH_BAR), "vidtaget", effect.taken));
	flow_add(&flow, ROLE_YELLOW, mnkr(page, glyph(app->glyphs, GLYPH_BAR_HALF), "planerat", effect.planned));
	if (!num_missing(effect.remaining))
		flow_add(&flow, effect.remaining > 0 ? ROLE_BOLD : ROLE_NORMAL,
			mnkr(page, glyph(app->glyphs, GLYPH_BAR_LEFT), "kvar", effect.remaining));
	if (!num_missing(effect.covered_percent))
		flow_add(&flow, ROLE_BOLD,
			arena_printf(&page->arena, "täcker %s\u00a0%%", num_format(number, effect.covered_percent, 0, 0)));
	page_note(page, "Realiserat i utfallet: %s\u00a0mnkr.", num_format(number, effect.realised, 1, 0));
	if (effect.without_effect)
		page_note(page, "%s saknar effekt och är inte med i summan.",
			count_words(page, effect.without_effect, "åtgärd", "åtgärder"));
}

/* What the nämnd expects now, beside what the plan was made for: what the measures are held against. */
static void draw_deficit_now(struct app *app, struct page *page, const struct action_plan *plan)
{
	const struct plan_deficit deficit = action_plan_deficit_now(&app->ds, plan);
	const struct forecast *latest = deficit.by ? deficit.by : board_forecast(&app->ds, plan->board);
	char period[PERIOD_TEXT_MAX], number[NUM_TEXT_MAX];
	struct buf text = { 0 };

	if (!latest) {
		app_fact(app, page, "Underskott nu", "okänt: nämnden har ingen prognos ännu", NULL);
		return;
	}
	period_format(period, latest->period);
	if (deficit.by && deficit.now <= 0)
		buf_printf(&text, "inget, enligt prognosen för %s (%s\u00a0mnkr)", period, num_format(number, latest->forecast, 1, 0));
	else if (deficit.by)
		buf_printf(&text, "%s\u00a0mnkr, enligt prognosen för %s", num_format(number, deficit.now, 1, 0), period);
	else /* a plan that another has followed */
		buf_printf(&text, "prognosen för %s är %s\u00a0mnkr", period, num_format(number, latest->forecast, 1, 0));
	if (deficit.differs)
		buf_printf(&text, "; planen själv säger %s", num_format(number, plan->deficit, 1, 0));
	app_fact(app, page, "Underskott nu", buf_cstr(&text), NULL);
	buf_free(&text);
}

/* Measures past their date. */
static void draw_late(struct page *page, const struct result *res)
{
	int late = result_column(res, "late");
	size_t n = 0;

	for (size_t i = 0; i < res->nrows; i++)
		n += res->rows[i].cells[late].num == 1;
	if (n)
		page_paragraph(page, 2, ROLE_RED, arena_printf(&page->arena, "%s: datumet har passerat och det är inte vidtaget.",
			count_words(page, n, "åtgärd är sen", "åtgärder är sena")));
}

static void draw_measures(struct app *app, struct page *page, const struct record *rec)
{
	const struct query_filter filter = { .action_plan = rec->id };
	const struct edit *edit = &app->edit;
	struct result res;
	struct err err = { 0 };

	if (query_measures(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	/* A measure that is being made stands last, to be filled in where it will be. */
	if (edit_is_new(edit) && edit->type->kind == REC_MEASURE &&
			same_words(((const struct measure *)edit->work)->action_plan, rec->id))
		row_from_record(&res, result_add(&res, REC_MEASURE, rec->plan, ""), edit->work);
	app_section(app, page, "Åtgärder", res.nrows);
	app_table(app, page, &res, has_words(rec->id) ? "Planen har inga åtgärder ännu. n lägger till en." :
		"Åtgärder läggs till när planen är sparad.");
	draw_late(page, &res);
	result_free(&res);
}

static const char *decision_words(struct page *page, const struct action_plan *plan)
{
	char day[DATE_TEXT_MAX];

	if (!plan->decided)
		return "inte beslutad";
	if (has_words(plan->decided_by))
		return arena_printf(&page->arena, "beslutad %s av %s", date_format(day, plan->decided_at), plan->decided_by);
	return arena_printf(&page->arena, "beslutad %s", date_format(day, plan->decided_at));
}

static void build(struct app *app, struct view *view, struct page *page)
{
	static const char *const top[] = { "board", "deficit", "cause", NULL };
	static const char *const decision[] = { "status", "decided", "decided_at", "decided_by", "decided_paragraph", "dnr",
		"notes", NULL };
	const struct record *rec = screen_record(app, view, page);
	const struct action_plan *plan = (const struct action_plan *)rec;
	const struct record *board;

	if (!rec)
		return;
	board = dataset_find(&app->ds, REC_BOARD, NULL, plan->board);
	app_title(app, page, has_words(rec->id) ? rec->id : NULL,
		board ? arena_printf(&page->arena, "Åtgärdsplan, %s", record_title(board)) : "Åtgärdsplan", -1,
		decision_words(page, plan));
	page_blank(page);
	app_fields(app, page, rec, top, true);
	draw_deficit_now(app, page, plan);
	draw_coverage(app, page, plan);
	draw_measures(app, page, rec);
	page_blank(page);
	page_heading(page, "Beslut");
	app_fields(app, page, rec, decision, true);
	if (board)
		app_fact(app, page, "Till nämnden", record_title(board), &(struct ref){ board->kind, board->plan, board->id });
	if (has_words(rec->id))
		action_plan_draw_effects(app, page, rec);
}

/* A measure has no screen: it is changed in its row. */
static int act(struct app *app, struct view *view, enum action action)
{
	const struct line *line = page_current(&view->page);

	if (line && line->flags & LINE_GRID && view->page.cell < 0 && (action == ACT_DO_OPEN || action == ACT_DO_EDIT)) {
		view->page.cell = action_plan_effect_cell(app, &view->page);
		return app_default_act(app, view, ACT_DO_EDIT);
	}
	if (action == ACT_DO_OPEN && line && line->ref.kind == REC_MEASURE)
		return app_act(app, ACT_DO_EDIT);
	if (action == ACT_DO_NEW && !has_words(view->id)) {
		app_say(app, ROLE_NOTICE, "Spara planen först (Ctrl-S): åtgärderna hör till den");
		return REACT_REDRAW;
	}
	return REACT_UNHANDLED;
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	const struct record *rec = app_record(app, REC_ACTION_PLAN, view->plan, view->id);
	const struct action_plan *plan = (const struct action_plan *)rec;

	trail_main(trail, ACT_DO_VIEW_5);
	if (rec && has_words(rec->id))
		trail_add(trail, arena_printf(&view->page.arena, "%s %s", rec->id, organisation_words(app, plan->board)), rec->kind,
			rec->plan, rec->id, ACT_DO_NONE);
	else
		trail_add(trail, "ny åtgärdsplan", REC_NONE, NULL, NULL, ACT_DO_NONE);
}

static bool open_for(struct app *app, const struct record *rec)
{
	const struct measure *measure = (const struct measure *)rec;

	if (rec->kind == REC_EFFECT) /* written in its month of a measure */
		measure = (const struct measure *)dataset_find(&app->ds, REC_MEASURE, rec->plan, ((const struct effect *)rec)->measure);
	else if (rec->kind != REC_MEASURE)
		return false;
	if (!measure || !has_words(measure->action_plan))
		return false;
	app_push(app, &action_plan_view, rec->plan, measure->action_plan);
	return true;
}

static const enum record_kind holds[] = { REC_EFFECT, REC_NONE };

static void fill_new(struct app *app, struct view *view, struct record *rec)
{
	struct measure *measure = (struct measure *)rec;

	(void)app;
	measure->action_plan = mem_strdup(view->id);
	measure->state = MEASURE_PLANNED;
}

static const enum action keys[] = {
	ACT_DO_EDIT, ACT_DO_NEW, ACT_DO_DONE, ACT_DO_SAVE, ACT_DO_WHY, ACT_DO_BACK, ACT_DO_NONE,
};

const struct view_ops action_plan_view = {
	.name = "Åtgärdsplan",
	.kind = REC_ACTION_PLAN,
	.creates = REC_MEASURE,
	.holds = holds,
	.keys = keys,
	.build = build,
	.act = act,
	.trail = trail,
	.open_for = open_for,
	.fill_new = fill_new,
};
