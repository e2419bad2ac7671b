/* assessment.c: how one goal is assessed by koncern or one nämnd at one occasion: the judgement, why, and the six things that
 * weigh (004, Uppföljning), each with what it rests on beside. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "query/assessments.h"
#include "views/common.h"

struct assessment_screen {
	struct app *app;
	struct page *page;
	const struct assessment *assessment;
	const struct goal *goal;
	struct assessment_basis basis;
};

static const char *whose_words(const struct app *app, const char *board)
{
	return same_words(board, ASSESSMENT_KONCERN) ? "Koncernen" : organisation_words(app, has_words(board) ? board : "");
}

/* ---- what each thing rests on -------------------------------------------------------------------------------- */

static const char *rests_on_indicators(struct assessment_screen *screen)
{
	const struct assessment_basis *basis = &screen->basis;

	if (!basis->indicators)
		return "Målet har ingen målindikator.";
	return arena_printf(&screen->page->arena, "%zu av %s når målvärdet, %zu når det inte, %zu kan inte bedömas.", basis->passed,
		count_words(screen->page, basis->indicators, "målindikator", "målindikatorer"), basis->failed,
		basis->indicators - basis->passed - basis->failed);
}

static const char *rests_on_activities(struct assessment_screen *screen)
{
	const struct assessment_basis *basis = &screen->basis;

	if (!basis->activities)
		return "Inga aktiviteter.";
	return arena_printf(&screen->page->arena, "%s: %s, %s.",
		count_words(screen->page, basis->activities, "aktivitet", "aktiviteter"),
		count_words(screen->page, basis->done, "klar", "klara"),
		basis->late ? count_words(screen->page, basis->late, "sen", "sena") : "ingen sen");
}

static const char *rests_on_goals(struct assessment_screen *screen)
{
	const struct assessment_basis *basis = &screen->basis;

	if (!basis->goals)
		return "Inga nämndsmål bryter ned målet.";
	return arena_printf(&screen->page->arena, "%zu nämndsmål: %s.", basis->goals,
		status_counts_words(screen->page, basis->goals_status));
}

static const char *rests_on_quality(struct assessment_screen *screen)
{
	const struct assessment_basis *basis = &screen->basis;

	if (!basis->quality)
		return "Inga kvalitetsindikatorer hör till målet.";
	return arena_printf(&screen->page->arena, "%zu av %s når målvärdet, %zu når det inte.", basis->quality_passed,
		count_words(screen->page, basis->quality, "kvalitetsindikator", "kvalitetsindikatorer"), basis->quality_failed);
}

/* The six of 004, in its order; what comes from outside rests on no figure here. */
static const struct {
	const char *field;
	const char *(*rests_on)(struct assessment_screen *screen);
} criteria[] = {
	{ "by_indicators", rests_on_indicators },
	{ "by_activities", rests_on_activities },
	{ "by_goals", rests_on_goals },
	{ "by_external", NULL },
	{ "by_material", NULL },
	{ "by_quality", rests_on_quality },
};

static void draw_criteria(struct assessment_screen *screen)
{
	page_blank(screen->page);
	page_heading(screen->page, "Det som vägs in");
	for (size_t i = 0; i < COUNT_OF(criteria); i++) {
		const char *const field[] = { criteria[i].field, NULL };

		app_fields(screen->app, screen->page, &screen->assessment->rec, field, true);
		if (criteria[i].rests_on)
			page_paragraph(screen->page, 4, ROLE_DIM, criteria[i].rests_on(screen));
	}
}

/* ---- the screen ---------------------------------------------------------------------------------------------- */

static void draw_head(struct assessment_screen *screen)
{
	const struct assessment *a = screen->assessment;
	const struct assessment *before = assessment_before(&screen->app->ds, a);
	struct app *app = screen->app;
	struct page *page = screen->page;
	const char *why = NULL;
	enum status computed = query_status(&app->ds, &screen->goal->rec, &page->arena, &why);
	const struct record *goal = &screen->goal->rec;

	app_title(app, page, NULL, arena_printf(&page->arena, "Bedömning %s, %s",
		has_words(a->occasion) ? assessment_occasion_words(a->occasion) : "", whose_words(app, a->board)),
		a->assessed, a->rec.seq ? NULL : "inte sparad än");
	app_fact(app, page, "Mål", record_words(page, goal), &(struct ref){ goal->kind, goal->plan, goal->id });
	app_fact(app, page, "Beräknat läge", has_words(why) ? arena_printf(&page->arena, "%s: %s", status_text(computed)->word, why) :
		status_text(computed)->word, NULL);
	if (before)
		app_fact(app, page, "Förra bedömningen", arena_printf(&page->arena, "%s: %s%s%s",
			assessment_occasion_words(before->occasion), status_text((enum status)before->assessed)->word,
			has_words(before->motivation) ? ". " : "", has_words(before->motivation) ? before->motivation : ""),
			&(struct ref){ before->rec.kind, before->rec.plan, before->rec.id });
	if (same_words(a->board, ASSESSMENT_KONCERN)) {
		size_t counts[STATUS_COUNT];
		bool mixed;
		const char *latest = assessment_counts(&app->ds, screen->goal, counts, &mixed);

		app_fact(app, page, "Nämndernas", arena_printf(&page->arena, "%s%s%s%s", latest ? mixed ? "senast " : "vid " : "",
			latest ? assessment_occasion_words(latest) : "", latest ? ": " : "", status_counts_words(page, counts)), NULL);
	}
	page_blank(page);
}

static void draw(struct app *app, struct page *page, const struct record *rec)
{
	static const char *const judged[] = { "assessed", "motivation", NULL };
	struct assessment_screen screen = { .app = app, .page = page, .assessment = (const struct assessment *)rec };

	screen.goal = (const struct goal *)dataset_find(&app->ds, REC_GOAL, rec->plan, screen.assessment->goal);
	if (!screen.goal) {
		page_note(page, "Målet %s finns inte i den här planen eller vid den här tidpunkten.",
			has_words(screen.assessment->goal) ? screen.assessment->goal : "som bedöms");
		return;
	}
	assessment_basis(&app->ds, screen.goal, has_words(screen.assessment->board) ? screen.assessment->board : ASSESSMENT_KONCERN,
		&screen.basis);
	draw_head(&screen);
	app_fields(app, page, rec, judged, true);
	draw_criteria(&screen);
	if (rec->seq) {
		page_blank(page);
		page_heading(page, "Historik");
		history_draw(app, page, &(struct ref){ rec->kind, rec->plan, rec->id }, NULL, 10);
	}
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct record *rec = app_record(app, REC_ASSESSMENT, view->plan, view->id);
	struct record *unwritten = rec || !has_words(view->id) ? NULL : record_from_id(REC_ASSESSMENT, view->plan, view->id);

	if (rec || unwritten)
		draw(app, page, rec ? rec : unwritten);
	else
		page_note(page, "Bedömningen finns inte. Mål bedöms på målets egen skärm.");
	record_free(unwritten);
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	char *goal = mem_strdup(view->id ? view->id : "");
	char *board = strchr(goal, '/');
	char *occasion = board ? strchr(board + 1, '/') : NULL;

	if (board)
		*board++ = '\0';
	if (occasion)
		*occasion++ = '\0';
	trail_goal(app, trail, &view->page, view->plan, goal);
	trail_add(trail, occasion ? arena_printf(&view->page.arena, "%s %s", whose_words(app, board),
		assessment_occasion_words(occasion)) : "bedömning", REC_NONE, NULL, NULL, ACT_DO_NONE);
	free(goal);
}

/* What it is held against is how the goal is computed. */
static int act(struct app *app, struct view *view, enum action action)
{
	const struct record *rec = app_record(app, REC_ASSESSMENT, view->plan, view->id);
	struct record *unwritten = rec || !has_words(view->id) ? NULL : record_from_id(REC_ASSESSMENT, view->plan, view->id);
	const struct assessment *a = (const struct assessment *)(rec ? rec : unwritten);
	int reaction = REACT_UNHANDLED;

	if (action == ACT_DO_WHY && a && has_words(a->goal))
		reaction = why_open(app, REC_GOAL, view->plan, a->goal) ? REACT_REBUILD : REACT_REDRAW;
	record_free(unwritten);
	return reaction;
}

static const enum action keys[] = {
	ACT_DO_EDIT, ACT_DO_SAVE, ACT_DO_WHY, ACT_DO_UNDO, ACT_DO_BACK, ACT_DO_NONE,
};

const struct view_ops assessment_view = {
	.name = "Bedömning",
	.kind = REC_ASSESSMENT,
	.keys = keys,
	.build = build,
	.act = act,
	.trail = trail,
};
