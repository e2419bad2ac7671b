/* levels.c: the målvärden and the rule of an indicator or a goal, each value changed where it stands. */
#include <string.h>

#include "base/text.h"
#include "views/common.h"

/* The level on the way where the one to reach is there already: that is what is missing. */
static int next_level(const struct app *app, const struct target *made)
{
	const struct record_list *list = dataset_list(&app->ds, REC_TARGET);

	for (size_t i = 0; i < list->n; i++) {
		const struct target *target = (const struct target *)list->items[i];

		if (same_words(target->subject, made->subject) && same_words(target->scope, made->scope) &&
				target->year == made->year && target->level == LEVEL_GREEN &&
				strcmp(target->rec.plan, made->rec.plan) == 0)
			return LEVEL_YELLOW;
	}
	return LEVEL_GREEN;
}

void levels_fill(const struct app *app, const struct record *subject, struct target *target)
{
	const struct plan *plan = (const struct plan *)dataset_find(&app->ds, REC_PLAN, "", subject->plan);
	const struct rule *rule = (const struct rule *)dataset_find(&app->ds, REC_RULE, subject->plan, subject->id);
	const struct indicator *indicator = subject->kind == REC_INDICATOR ? (const struct indicator *)subject : NULL;
	int direction = rule && rule->direction ? rule->direction : indicator ? indicator->direction : 0;

	target->subject = mem_strdup(subject->id);
	target->scope = mem_strdup(indicator && has_words(indicator->board) ? indicator->board : "region");
	if (plan)
		target->year = plan->year;
	target->op = direction == DIR_UP ? OP_GE : direction == DIR_DOWN ? OP_LE : 0;
	target->level = next_level(app, target);
}

bool levels_are_here(const struct view *view)
{
	const struct line *line = page_current(&view->page);

	return line && (line->ref.kind == REC_TARGET || line->ref.kind == REC_RULE);
}

static bool is_new_of(const struct edit *edit, const struct record *subject)
{
	return edit_is_new(edit) && edit->type->kind == REC_TARGET &&
		same_words(((const struct target *)edit->work)->subject, subject->id) && strcmp(edit->work->plan, subject->plan) == 0;
}

/* One that is being made, filled in above the others. */
static void draw_new(struct app *app, struct page *page, const struct record *subject)
{
	static const char *const fields[] = { "value", "op", "level", "year", "scope", "text", "decided_by", "decided_at", "note",
		NULL };

	if (!is_new_of(&app->edit, subject))
		return;
	page_blank(page);
	page_heading(page, "Nytt målvärde");
	app_fields(app, page, app->edit.work, fields, true);
}

/* What has no room in the table: words instead of a number, and what is said of it. */
static void draw_words(struct app *app, struct page *page, const struct result *res)
{
	static const char *const fields[] = { "text", "note", NULL };

	for (size_t i = 0; i < res->nrows; i++) {
		const struct row *row = &res->rows[i];
		const struct record *rec = app_record(app, REC_TARGET, row->ref.plan, row->ref.id);
		const struct target *target = (const struct target *)rec;
		struct buf scope = { 0 };

		if (!rec || edit_is_of(&app->edit, REC_TARGET, rec->plan, rec->id) || (!has_words(target->text) && !has_words(target->note)))
			continue; /* while it is edited they stand under its row */
		cell_format(&scope, &res->columns[result_column(res, "scope")], &row->cells[result_column(res, "scope")]);
		page_blank(page);
		page_note(page, "%d, %s, %s:", (int)target->year, choices_level[target->level ? target->level : LEVEL_GREEN].label,
			buf_cstr(&scope));
		app_fields(app, page, rec, fields, false);
		buf_free(&scope);
	}
}

static void draw_targets(struct app *app, struct page *page, const struct record *subject, const char *empty)
{
	const struct query_filter filter = { .plan = subject->plan,
		.indicator = subject->kind == REC_INDICATOR ? subject->id : NULL,
		.goal = subject->kind == REC_GOAL ? subject->id : NULL };
	struct result res;
	struct err err = { 0 };

	if (query_targets(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	app_section(app, page, "Målvärden", res.nrows);
	app_table(app, page, &res, empty);
	draw_words(app, page, &res);
	result_free(&res);
}

/* A subject without a rule has a row for one: what is written there makes it. */
static void draw_rule(struct app *app, struct page *page, const struct record *subject)
{
	static const char *const fields[] = { "kind", "direction", "green", "yellow", "of", "parts", "window", "yardstick", "text",
		"source", "note", NULL };
	static const char *const first[] = { "kind", NULL };
	const struct record *rule = app_record(app, REC_RULE, subject->plan, subject->id);
	struct record *unwritten;

	page_blank(page);
	page_heading(page, "Regel");
	if (rule) {
		app_fields(app, page, rule, fields, true);
		return;
	}
	page_note(page, "%s e på raden väljer ett slag och lägger till en regel.", subject->kind == REC_GOAL ?
		"Målet har ingen regel: det bedöms inte förrän någon lägger till en, eller sätter en bedömning." :
		"Indikatorn har ingen egen regel: utfallet ställs mot målvärdet.");
	unwritten = record_from_id(REC_RULE, subject->plan, subject->id);
	app_fields(app, page, unwritten, first, true);
	record_free(unwritten);
}

void levels_draw(struct app *app, struct page *page, const struct record *subject, const char *empty)
{
	draw_new(app, page, subject);
	draw_targets(app, page, subject, empty);
	draw_rule(app, page, subject);
}
