/* report_part.c: one part of a nämnd's report: its text, to be written where it stands, its state, and the figures it is
 * about. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "views/report_priv.h"

#define VERSIONS_SHOWN 3

/* The part as it is, being written, or (own set: to be freed) as nobody has written it yet. NULL where there is none such. */
static const struct sign_off *part_record(const struct app *app, const struct view *view, struct record **own)
{
	const struct record *rec = app_record(app, REC_SIGN_OFF, view->plan, view->id);

	*own = rec ? NULL : record_from_id(REC_SIGN_OFF, view->plan, view->id);
	return (const struct sign_off *)(rec ? rec : *own);
}

/* Where the record says it is: a draft that is taken up again has no id of its own yet. */
static bool place_of(const struct app *app, const struct sign_off *sign_off, struct report_place *place)
{
	char *id = mem_printf("%s/%s/%s", sign_off->occasion ? sign_off->occasion : "", sign_off->board ? sign_off->board : "",
		sign_off->part ? sign_off->part : "");
	bool found = report_place(app, sign_off->rec.plan, id, place);

	free(id);
	return found;
}

static const char *row_text_of(const struct result *res, const struct row *row, const char *key)
{
	return row->cells[result_column(res, key)].text;
}

/* What the part lacks, and who wrote it last, as the question tells. */
static void draw_state(struct app *app, struct page *page, const struct report_place *place)
{
	const struct query_filter filter = { .board = place->board->rec.id, .occasion = place->occasion->rec.id };
	struct result res;
	struct err err = { 0 };

	if (query_report(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	for (size_t i = 0; i < res.nrows; i++) {
		const struct row *row = &res.rows[i];
		const char *missing = row_text_of(&res, row, "missing"), *by = row_text_of(&res, row, "touched_by");
		double at = row->cells[result_column(&res, "touched_at")].num;
		char when[MOMENT_TEXT_MAX];

		if (!same_words(row_text_of(&res, row, "part"), place->part->code))
			continue;
		page_paragraph(page, 2, has_words(missing) ? ROLE_BOLD : ROLE_DIM, has_words(missing) ?
			arena_printf(&page->arena, "Saknas: %s.", missing) : "Inget saknas.");
		if (has_words(by) && !num_missing(at))
			page_note(page, "Senast ändrad %s av %s.", moment_format_local(when, (moment_t)at), by);
	}
	result_free(&res);
	if (!report_requires(&app->ds, place->occasion, place->board->rec.id, place->part))
		page_note(page, "Delen ingår inte i nämndens rapport %s.", occasion_label(place->occasion->rec.id));
}

static void build(struct app *app, struct view *view, struct page *page)
{
	static const char *const text[] = { "text", "state", NULL }, *const reason[] = { "reason", NULL };
	struct record *own;
	const struct sign_off *sign_off = part_record(app, view, &own);
	struct report_place place;

	if (!sign_off || !place_of(app, sign_off, &place)) {
		page_note(page, "Rapportdelen %s finns inte i den här planen eller vid den här tidpunkten.", view->id);
		record_free(own);
		return;
	}
	app_title(app, page, place.part->code[0] <= '9' ? place.part->code : NULL, place.part->title, -1,
		arena_printf(&page->arena, "%s · %s · %s", occasion_label(place.occasion->rec.id), record_title(&place.board->rec),
			sign_off->state ? choices_sign_off[sign_off->state].label : "inte klar"));
	page_note(page, "%s", place.part->what);
	draw_state(app, page, &place);
	page_blank(page);
	app_fields(app, page, &sign_off->rec, text, true);
	app_fields(app, page, &sign_off->rec, reason, false);
	report_live_draw(app, page, &place);
	if (sign_off->rec.revision) {
		const struct ref ref = { REC_SIGN_OFF, sign_off->rec.plan, sign_off->rec.id };

		page_blank(page);
		page_heading(page, "Historik");
		history_draw(app, page, &ref, NULL, VERSIONS_SHOWN);
	}
	record_free(own);
}

/* ---- acting ---------------------------------------------------------------------------------------------------- */

/* Back from here the list stands on the part that was shown last. */
static void seek_behind(struct app *app, const struct view *view)
{
	struct view *behind = app->at > 0 ? app->history[app->at - 1] : NULL;

	if (behind && (behind->ops == &reporting_view || behind->ops == &report_view))
		page_seek(&behind->page, REC_SIGN_OFF, view->plan, view->id, NULL);
}

/* The next (step 1) or previous part of the same report is shown in this one's stead. */
static int step_part(struct app *app, struct view *view, int step)
{
	struct report_place place;
	size_t at = 0;

	if (!report_place(app, view->plan, view->id, &place))
		return REACT_NONE;
	at = (size_t)(place.part - report_parts);
	for (size_t i = 0; i < report_nparts; i++) {
		at = (at + report_nparts + (size_t)step) % report_nparts;
		if (report_parts[at].needs != NEEDS_PARTS &&
				report_requires(&app->ds, place.occasion, place.board->rec.id, &report_parts[at]))
			break;
	}
	free(view->id);
	view->id = mem_printf("%s/%s/%s", place.occasion->rec.id, place.board->rec.id, report_parts[at].code);
	view->page.line = 0;
	view->page.top = 0;
	view->page.cell = -1;
	page_seek(&view->page, REC_SIGN_OFF, view->plan, view->id, NULL);
	view->page.at_tag = mem_strdup("text");
	seek_behind(app, view);
	return REACT_REBUILD;
}

static bool is_locked(const struct app *app, const struct view *view)
{
	const struct sign_off *sign_off = (const struct sign_off *)dataset_find(&app->ds, REC_SIGN_OFF, view->plan, view->id);
	const struct line *line = page_current(&view->page);

	return sign_off && sign_off->state == SIGN_FINAL && line && line->ref.kind == REC_SIGN_OFF && same_words(line->tag, "text");
}

/* What `n` makes depends on what the part is about. */
static enum record_kind creates_now(const struct app *app, const struct view *view)
{
	static const enum record_kind makes[REPORT_NEEDS_COUNT] = {
		[NEEDS_FORECAST] = REC_ACTION_PLAN, [NEEDS_STAFF] = REC_OBSERVATION, [NEEDS_GOALS] = REC_ACTIVITY,
	};
	const struct indicator *indicator;
	struct report_place place;

	if (!report_place(app, view->plan, view->id, &place))
		return REC_NONE;
	if (place.part->needs == NEEDS_STAFF) {
		indicator = report_staff_indicator(&app->ds, place.occasion, place.board->rec.id, place.part);
		if (!indicator || !has_words(indicator->metric))
			return REC_NONE;
	}
	return makes[place.part->needs];
}

static void fill_new(struct app *app, struct view *view, struct record *rec)
{
	struct report_place place;

	if (!report_place(app, view->plan, view->id, &place))
		return;
	if (rec->kind == REC_ACTION_PLAN) {
		((struct action_plan *)rec)->board = mem_strdup(place.board->rec.id);
	} else if (rec->kind == REC_ACTIVITY) {
		((struct activity *)rec)->board = mem_strdup(place.board->rec.id);
	} else if (rec->kind == REC_OBSERVATION) {
		const struct indicator *indicator =
			report_staff_indicator(&app->ds, place.occasion, place.board->rec.id, place.part);
		struct observation *observation = (struct observation *)rec;

		observation->metric = mem_strdup(indicator->metric);
		observation->organisation = mem_strdup(place.board->rec.id);
		observation->period = report_staff_period(place.occasion);
		observation->gender = GENDER_T;
	}
}

static int act(struct app *app, struct view *view, enum action action)
{
	const struct line *line = page_current(&view->page);

	if ((action == ACT_DO_NEXT_TAB || action == ACT_DO_PREV_TAB) && !app->edit.active)
		return step_part(app, view, action == ACT_DO_NEXT_TAB ? 1 : -1);
	if ((action == ACT_DO_EDIT || action == ACT_DO_OPEN) && is_locked(app, view)) {
		app_say(app, ROLE_NOTICE, "Texten är låst: delen är definitivt klar. a tar bort klarmarkeringen, med ett skäl");
		return REACT_REDRAW;
	}
	if (action == ACT_DO_WHY && line && line->ref.kind == REC_SIGN_OFF &&
			!dataset_find(&app->ds, REC_SIGN_OFF, line->ref.plan, line->ref.id)) {
		app_say(app, ROLE_NOTICE, "Ingen har skrivit delen än: det finns inget att förklara");
		return REACT_REDRAW;
	}
	if (action == ACT_DO_NEW && creates_now(app, view) == REC_NONE) {
		app_say(app, ROLE_NOTICE, "till den här delen går inget nytt att lägga till; e skriver texten");
		return REACT_REDRAW;
	}
	/* Rows of records without a screen (forecasts, figures, assessments) are changed where they stand. */
	if (action == ACT_DO_OPEN && line && line->ref.kind && line->ref.kind != REC_SIGN_OFF && !app_view_of(line->ref.kind) &&
			line_cells(line) > 0)
		return app_act(app, ACT_DO_EDIT);
	return REACT_UNHANDLED;
}

static const enum action keys[] = {
	ACT_DO_EDIT, ACT_DO_SAVE, ACT_DO_DONE, ACT_DO_NEXT_TAB, ACT_DO_WHY, ACT_DO_BACK, ACT_DO_NONE,
};

const struct view_ops report_part_view = {
	.name = "Rapportdel",
	.kind = REC_SIGN_OFF,
	.creates = REC_OBSERVATION,
	.creates_now = creates_now,
	.keys = keys,
	.build = build,
	.act = act,
	.trail = report_trail,
	.fill_new = fill_new,
};
