/* why_status.c: why a status is what it is: the rule, what it was held against, every part and how it counted. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "query/assessments.h"
#include "query/judgement.h"
#include "views/why_priv.h"
#include "widget/table.h"

#define GROUPED_FROM 5 /* so many parts are grouped by how they went */
#define OUTCOME_WIDTH 14
#define NAME_LEAST 12

/* How a part went: what is wrong first, then what is not known. */
static const struct {
	enum part_outcome outcome;
	const char *word;
	enum status sign;
	enum role role;
	const char *group;
} outcomes[] = {
	{ PART_FAIL, "når inte", STATUS_RED, ROLE_RED, "Når inte" },
	{ PART_MISSING, "saknas", STATUS_MISSING, ROLE_DIM, "Saknas" },
	{ PART_PASS, "når målet", STATUS_GREEN, ROLE_GREEN, "Når målet" },
	{ PART_EXCLUDED, "räknas inte", STATUS_NONE, ROLE_DIM, "Räknas inte" },
	{ PART_SHOWN, "visas", STATUS_NONE, ROLE_DIM, "Visas bredvid, räknas inte" },
};

static size_t count_of(const struct judgement *judged, enum part_outcome outcome)
{
	size_t n = 0;

	for (size_t i = 0; i < judged->nparts; i++)
		n += judged->parts[i].outcome == outcome;
	return n;
}

/* ---- the rule and the levels --------------------------------------------------------------------------------- */

static const char *scope_words(struct app *app, const char *scope)
{
	if (same_words(scope, "region"))
		return "hela regionen";
	return same_words(scope, "forvaltning") ? "förvaltning" : organisation_words(app, scope);
}

static void draw_target(struct app *app, struct page *page, const char *label, const struct target *target, int decimals)
{
	struct buf text = { 0 };
	char day[DATE_TEXT_MAX];

	if (!target)
		return;
	target_words(&text, target, decimals);
	buf_printf(&text, "  %s %d", scope_words(app, target->scope), (int)target->year);
	if (has_words(target->decided_by))
		buf_printf(&text, ", beslutat av %s", target->decided_by);
	if (target->decided_at != DATE_NONE)
		buf_printf(&text, "%s %s", has_words(target->decided_by) ? "" : ", beslutat", date_format(day, target->decided_at));
	why_link(app, page, label, &target->rec, buf_cstr(&text));
	buf_free(&text);
}

/* The numbers a rule has in itself, where no målvärde takes their place. */
static void draw_own_levels(struct app *app, struct page *page, const struct rule *rule)
{
	char green[NUM_TEXT_MAX], yellow[NUM_TEXT_MAX], of[NUM_TEXT_MAX];
	const char *text;

	if (!rule || num_missing(rule->green))
		return;
	text = arena_printf(&page->arena, "på målet från %s%s%s%s%s", num_format(green, rule->green, -1, 0),
		num_missing(rule->of) ? "" : " av ", num_missing(rule->of) ? "" : num_format(of, rule->of, 0, 0),
		num_missing(rule->yellow) ? "" : ", på väg från ",
		num_missing(rule->yellow) ? "" : num_format(yellow, rule->yellow, -1, 0));
	app_fact(app, page, "Bedöms mot", text, NULL);
}

static void draw_rule(struct app *app, struct page *page, const struct judgement *judged)
{
	const struct rule *rule = judged->rule;

	if (rule)
		why_link(app, page, "Regel", &rule->rec, judged->rule_words);
	else
		app_fact(app, page, "Regel", judged->rule_words, NULL);
	if (has_words(judged->rule_source))
		app_fact(app, page, "Regelns källa", judged->rule_source, NULL);
	if (rule && has_words(rule->note))
		app_fact(app, page, "Anmärkning", rule->note, NULL);
	draw_target(app, page, "Målvärde, på målet", judged->green, judged->decimals);
	draw_target(app, page, "Målvärde, på väg", judged->yellow, judged->decimals);
	if (!judged->green)
		draw_own_levels(app, page, rule);
}

/* ---- the parts ----------------------------------------------------------------------------------------------- */

static size_t outcome_index(enum part_outcome outcome)
{
	size_t at = 0;

	while (at + 1 < COUNT_OF(outcomes) && outcomes[at].outcome != outcome)
		at++;
	return at;
}

/* On the way counts as not there, and is told from what is not. */
static void draw_outcome(struct app *app, struct page *page, struct line *line, const struct judged_part *part)
{
	size_t at = outcome_index(part->outcome);
	bool on_way = part->outcome == PART_FAIL && part->status == STATUS_YELLOW;
	const struct status_text *sign = status_text(on_way ? STATUS_YELLOW : outcomes[at].sign);

	line_text(page, line, 2, OUTCOME_WIDTH, ALIGN_LEFT, on_way ? ROLE_YELLOW : outcomes[at].role,
		arena_printf(&page->arena, "%s %s", app->glyphs == GLYPH_ASCII ? sign->ascii : sign->sign,
			on_way ? "på väg" : outcomes[at].word));
}

static const char *part_figure(struct page *page, const struct judged_part *part)
{
	char period[PERIOD_TEXT_MAX];
	struct buf text = { 0 };
	const char *words;

	figure_words(&text, part->value, part->decimals, part->unit);
	if (text.len && part->period)
		buf_printf(&text, " (%s)", period_format(period, part->period));
	words = arena_strdup(&page->arena, buf_cstr(&text));
	buf_free(&text);
	return words;
}

static const char *part_name(struct page *page, const struct judged_part *part)
{
	bool spoken = part->ref.kind == REC_INDICATOR || part->ref.kind == REC_GOAL;

	return spoken && has_words(part->ref.id) && !same_words(part->ref.id, part->name) ?
		arena_printf(&page->arena, "%s %s", part->ref.id, part->name) : part->name;
}

static void draw_reason(struct page *page, const struct judged_part *part)
{
	struct buf text = { 0 };

	buf_str(&text, sentence(page, has_words(part->reason) ? part->reason : "inget skäl angivet"));
	if (has_words(part->source))
		buf_printf(&text, " Källa: %s.", part->source);
	page_paragraph(page, 2 + OUTCOME_WIDTH + 1, ROLE_DIM, buf_cstr(&text));
	buf_free(&text);
}

static bool same_reason(const struct judged_part *part, const struct judged_part *before)
{
	return before && part->outcome == PART_SHOWN && before->outcome == PART_SHOWN &&
		same_words(part->reason, before->reason) &&
		(same_words(part->source, before->source) || (!has_words(part->source) && !has_words(before->source)));
}

/* As wide as the widest of them needs. */
struct part_columns {
	int figure, target;
};

static struct part_columns columns_of(struct page *page, const struct judgement *judged)
{
	struct part_columns columns = { 0, 0 };

	for (size_t i = 0; i < judged->nparts; i++) {
		int figure = text_width(part_figure(page, &judged->parts[i]));
		int target = has_words(judged->parts[i].target_text) ? text_width(judged->parts[i].target_text) : 0;

		columns.figure = figure > columns.figure ? figure : columns.figure;
		columns.target = target > columns.target ? target : columns.target;
	}
	return columns;
}

/* One part: how it went, which it is, its figure and what that is held against; the reason below. */
static void draw_part(struct app *app, struct page *page, const struct judged_part *part, const struct judged_part *before,
		const struct part_columns *columns)
{
	struct line *line = page_line(page, LINE_SELECT);
	int col = 2 + OUTCOME_WIDTH + 1, right = page->width - 1;
	int target = columns->target ? columns->target + 2 : 0;
	int name_width;

	if (right - col - columns->figure - 1 - target < NAME_LEAST)
		target = 0; /* it is in the reason too */
	name_width = right - col - columns->figure - 1 - target;
	if (part->ref.kind)
		line_ref(page, line, part->ref.kind, part->ref.plan, part->ref.id);
	else
		line_tag(page, line, part->name);
	draw_outcome(app, page, line, part);
	line_text(page, line, col, name_width, ALIGN_LEFT, ROLE_NORMAL, part_name(page, part));
	line_text(page, line, col + name_width + 1, columns->figure, ALIGN_RIGHT, ROLE_BOLD, part_figure(page, part));
	if (target && has_words(part->target_text))
		line_text(page, line, right - columns->target, columns->target, ALIGN_LEFT, ROLE_TARGET, part->target_text);
	if (!same_reason(part, before))
		draw_reason(page, part);
}

/* "0 når målet, 5 når inte, 2 räknas inte": only what there is, but always how many reach it. */
static const char *counts_words(struct page *page, const struct judgement *judged)
{
	struct buf text = { 0 };
	const char *words;

	buf_printf(&text, "%zu når målet", count_of(judged, PART_PASS));
	for (size_t i = 0; i < COUNT_OF(outcomes); i++) {
		size_t n = count_of(judged, outcomes[i].outcome);

		if (n && outcomes[i].outcome != PART_PASS)
			buf_printf(&text, ", %zu %s", n, outcomes[i].word);
	}
	words = arena_strdup(&page->arena, buf_cstr(&text));
	buf_free(&text);
	return words;
}

static void draw_group(struct app *app, struct page *page, const struct judgement *judged, size_t at,
		const struct part_columns *columns)
{
	const struct judged_part *before = NULL;
	size_t n = count_of(judged, outcomes[at].outcome);

	if (!n)
		return;
	if (judged->nparts >= GROUPED_FROM) {
		page_blank(page);
		page_paragraph(page, 2, ROLE_COLUMN, arena_printf(&page->arena, "%s (%zu)", outcomes[at].group, n));
	}
	for (size_t i = 0; i < judged->nparts; i++) {
		if (judged->parts[i].outcome != outcomes[at].outcome)
			continue;
		draw_part(app, page, &judged->parts[i], before, columns);
		before = &judged->parts[i];
	}
}

static void draw_parts(struct app *app, struct page *page, const struct judgement *judged)
{
	const struct part_columns columns = columns_of(page, judged);

	page_blank(page);
	if (!judged->nparts) {
		page_heading(page, "Bygger på (0)");
		page_note(page, "Ingen siffra och inget mål: läget vilar på aktiviteter och bedömning.");
		return;
	}
	page_heading(page, arena_printf(&page->arena, "Bygger på (%zu): %s", judged->nparts, counts_words(page, judged)));
	for (size_t i = 0; i < COUNT_OF(outcomes); i++)
		draw_group(app, page, judged, i, &columns);
}

/* ---- what people have judged --------------------------------------------------------------------------------- */

static void draw_assessment(struct app *app, struct page *page, const struct assessment *assessment, const struct result *res)
{
	bool koncern = same_words(assessment->board, ASSESSMENT_KONCERN);
	struct buf text = { 0 };

	table_status_text(&text, assessment->assessed, app->glyphs);
	buf_printf(&text, "  %s", assessment_occasion_words(assessment->occasion));
	for (size_t i = 0; i < res->nrows; i++) {
		const struct row *row = &res->rows[i];
		int by = result_column(res, "by"), at = result_column(res, "at");

		if (!same_words(row->ref.id, assessment->rec.id) || by < 0 || at < 0 || cell_missing(&res->columns[by], &row->cells[by]))
			continue;
		buf_str(&text, ", av ");
		cell_format(&text, &res->columns[by], &row->cells[by]);
		buf_char(&text, ' ');
		cell_format(&text, &res->columns[at], &row->cells[at]);
	}
	why_link(app, page, koncern ? "Koncernen" : organisation_words(app, assessment->board), &assessment->rec, buf_cstr(&text));
	if (has_words(assessment->motivation))
		page_paragraph(page, 4, ROLE_DIM, assessment->motivation);
	buf_free(&text);
}

/* The computed status proposes; the written assessment beside it says who decided, and why (004). */
static void draw_assessments(struct app *app, struct page *page, const struct goal *goal)
{
	const struct query_filter filter = { .goal = goal->rec.id, .plan = goal->rec.plan };
	const struct assessment *one = assessment_latest(&app->ds, goal->rec.plan, goal->rec.id, ASSESSMENT_KONCERN);
	const struct record_list *boards = dataset_list(&app->ds, REC_BOARD);
	struct result res;
	struct err err = { 0 };
	size_t n = 0;

	page_blank(page);
	page_heading(page, "Bedömt av människor, senast");
	if (query_assessments(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	for (size_t i = 0; i <= boards->n; i++) { /* koncernen first */
		if (i)
			one = assessment_latest(&app->ds, goal->rec.plan, goal->rec.id, boards->items[i - 1]->id);
		if (!one)
			continue;
		draw_assessment(app, page, one, &res);
		n++;
	}
	if (!n)
		page_note(page, "Ingen har bedömt målet ännu.");
	result_free(&res);
}

void why_status(struct app *app, struct page *page, const struct record *rec)
{
	struct judgement judged;
	struct err err = { 0 };
	int rc = query_judgement(&app->ds, rec, &page->arena, &judged, &err);

	app_title(app, page, rec->id, record_title(rec), (int)judged.status, NULL);
	if (rc)
		page_error(page, &err);
	if (has_words(judged.why))
		page_paragraph(page, 2, ROLE_BOLD, sentence(page, judged.why));
	draw_rule(app, page, &judged);
	draw_parts(app, page, &judged);
	if (rec->kind == REC_GOAL)
		draw_assessments(app, page, (const struct goal *)rec);
}
