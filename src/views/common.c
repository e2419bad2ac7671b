/* common.c: words, lines and ways that several screens share. */
#include "views/common.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "query/compare.h"

bool same_words(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* ---- words --------------------------------------------------------------------------------------------------- */

/* Ids that people use when they speak: 3.2, 3.2.2, F.1. Others are keys, or running numbers. */
static bool id_is_spoken(const struct record *rec)
{
	return rec->kind == REC_FOCUS_AREA || rec->kind == REC_GOAL || rec->kind == REC_INDICATOR;
}

const char *record_words(struct page *page, const struct record *rec)
{
	const char *title = record_title(rec);

	if (id_is_spoken(rec) && strcmp(title, rec->id) != 0)
		return arena_printf(&page->arena, "%s %s", rec->id, title);
	return arena_strdup(&page->arena, has_words(title) ? title : "ny");
}

void figure_words(struct buf *out, double value, int decimals, const char *unit)
{
	char number[NUM_TEXT_MAX];

	if (num_missing(value))
		return;
	buf_str(out, num_format(number, value, decimals < 0 ? num_telling_decimals(&value, 1) : decimals, 0));
	if (has_words(unit))
		buf_printf(out, "\u00a0%s", unit);
}

void target_words(struct buf *out, const struct target *target, int decimals)
{
	char number[NUM_TEXT_MAX];

	if (!target)
		return;
	if (num_missing(target->value)) {
		buf_str(out, has_words(target->text) ? target->text : "");
		return;
	}
	/* A target may be finer than the figures it is for. */
	if (decimals >= 0 && num_round(target->value, decimals) != target->value)
		decimals = -1;
	if (target->op)
		buf_printf(out, "%s\u00a0", choices_op[target->op].label);
	buf_str(out, num_format(number, target->value, decimals, 0));
}

const char *target_name(struct page *page, const char *word, const struct target *target, const struct point *latest)
{
	if (!target || num_missing(target->year) || !latest || !latest->period || period_year(latest->period) == (int)target->year)
		return word;
	return arena_printf(&page->arena, "%s %d", word, (int)target->year);
}

static const struct metric *metric_of(const struct app *app, const struct indicator *indicator)
{
	return (const struct metric *)dataset_find(&app->ds, REC_METRIC, NULL, indicator->metric);
}

int shown_decimals(const struct app *app, const struct indicator *indicator)
{
	const struct metric *metric = metric_of(app, indicator);

	if (!num_missing(indicator->decimals))
		return (int)indicator->decimals;
	return metric && !num_missing(metric->decimals) ? (int)metric->decimals : -1;
}

const char *shown_unit(const struct app *app, const struct indicator *indicator)
{
	const struct metric *metric = metric_of(app, indicator);

	if (has_words(indicator->unit))
		return indicator->unit;
	return metric && has_words(metric->unit) ? metric->unit : NULL;
}

void days_words(struct buf *out, date_t day, date_t today)
{
	long days = (long)day - (long)today;

	if (day == DATE_NONE || today == DATE_NONE)
		return;
	if (days == 0)
		buf_str(out, "i dag");
	else if (days > 0)
		buf_printf(out, "om %ld %s", days, days == 1 ? "dag" : "dagar");
	else
		buf_printf(out, "för %ld %s sedan", -days, days == -1 ? "dag" : "dagar");
}

const char *organisation_words(const struct app *app, const char *id)
{
	return organisation_name(&app->ds, id);
}

const char *count_words(struct page *page, size_t n, const char *one, const char *many)
{
	return arena_printf(&page->arena, "%zu %s", n, n == 1 ? one : many);
}

const char *status_counts_words(struct page *page, const size_t counts[STATUS_COUNT])
{
	static const enum status best[] = { STATUS_GREEN, STATUS_YELLOW, STATUS_RED, STATUS_MISSING, STATUS_NONE };
	struct buf out = { 0 };
	const char *words;

	for (size_t i = 0; i < COUNT_OF(best); i++) {
		enum status status = best[i];

		if (counts[status])
			buf_printf(&out, "%s%zu %s", out.len ? ", " : "", counts[status],
				status == STATUS_NONE && counts[status] > 1 ? "ej bedömda" : status_text(status)->word);
	}
	words = arena_strdup(&page->arena, buf_cstr(&out));
	buf_free(&out);
	return words;
}

const char *sentence(struct page *page, const char *text)
{
	struct buf out = { 0 };
	const char *words;
	size_t n;

	buf_str(&out, text);
	n = out.len;
	if (!n)
		return "";
	if (out.data[0] >= 'a' && out.data[0] <= 'z')
		out.data[0] = (char)(out.data[0] - 'a' + 'A');
	else if (n > 1 && (out.data[0] == '\xc3') && (out.data[1] & 0x20)) /* å ä ö: the capital is 32 before */
		out.data[1] = (char)(out.data[1] & ~0x20);
	if (!strchr(".!?", out.data[n - 1]))
		buf_char(&out, '.');
	words = arena_strdup(&page->arena, buf_cstr(&out));
	buf_free(&out);
	return words;
}

/* ---- lines --------------------------------------------------------------------------------------------------- */

void page_note(struct page *page, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	page_paragraph(page, 2, ROLE_DIM, buf_cstr(&text));
	buf_free(&text);
}

void page_error(struct page *page, const struct err *err)
{
	page_paragraph(page, 2, ROLE_ERROR, err->text);
}

const char *without_label(const char *source)
{
	static const char label[] = "Källa: ";

	return source && strncmp(source, label, strlen(label)) == 0 ? source + strlen(label) : source;
}

/* Is the text among those before it? */
static bool told_before(const struct result *res, size_t row, int column)
{
	for (size_t i = 0; i < row; i++) {
		if (same_words(res->rows[i].cells[column].text, res->rows[row].cells[column].text))
			return true;
	}
	return false;
}

void page_sources(struct page *page, const struct result *res)
{
	int column = result_column(res, "source");
	struct buf text = { 0 };

	for (size_t i = 0; column >= 0 && i < res->nrows; i++) {
		if (has_words(res->rows[i].cells[column].text) && !told_before(res, i, column))
			buf_printf(&text, "%s%s", text.len ? ", " : "Källa: ", res->rows[i].cells[column].text);
	}
	if (text.len)
		page_note(page, "%s.", buf_cstr(&text));
	buf_free(&text);
}

struct line *page_link(struct page *page, const struct record *rec)
{
	struct line *line = page_line(page, LINE_SELECT);

	line_ref(page, line, rec->kind, rec->plan, rec->id);
	line_text(page, line, 2, page->width - 3, ALIGN_LEFT, ROLE_NORMAL, record_words(page, rec));
	return line;
}

void flow_begin(struct flow *flow, struct page *page, int indent, int gap)
{
	*flow = (struct flow){ page, indent, indent, gap };
	page_line(page, 0);
}

static void flow_piece(struct flow *flow, enum role role, const char *text)
{
	struct page *page = flow->page;
	int width = text_width(text);

	if (flow->col > flow->indent && flow->col + width >= page->width) {
		page_line(page, 0);
		flow->col = flow->indent;
	}
	line_text(page, &page->lines[page->nlines - 1], flow->col, width, ALIGN_LEFT, role, text);
	flow->col += width + flow->gap;
}

struct flow_text {
	struct flow *flow;
	enum role role;
};

static void flow_line(const char *start, size_t n, void *user)
{
	const struct flow_text *piece = user;

	flow_piece(piece->flow, piece->role, arena_strndup(&piece->flow->page->arena, start, n));
}

void flow_add(struct flow *flow, enum role role, const char *text)
{
	int room = flow->page->width - flow->indent - 1;
	struct flow_text piece = { flow, role };

	if (!has_words(text))
		return;
	/* A piece is kept together, unless it is longer than a line of its own. */
	if (text_width(text) <= room || room < 8)
		flow_piece(flow, role, text);
	else
		text_wrap(text, room, flow_line, &piece);
}

void page_tabs(struct page *page, const char *const *tabs, int shown)
{
	struct flow flow;

	flow_begin(&flow, page, 1, 1);
	for (int i = 0; tabs[i]; i++)
		flow_add(&flow, i == shown ? ROLE_TAB_ACTIVE : ROLE_TABS, arena_printf(&page->arena, " %s ", tabs[i]));
}

void section_query(struct app *app, struct page *page, const char *title, query_fn *query,
		const struct query_filter *filter, bool first_late, const char *empty)
{
	struct result res;
	struct err err = { 0 };
	int late;

	if (query(&app->ds, filter, &res, &err)) {
		app_section(app, page, title, 0);
		page_error(page, &err);
		result_free(&res);
		return;
	}
	late = result_column(&res, "late");
	if (first_late && late >= 0)
		result_sort(&res, late, true);
	app_section(app, page, title, res.nrows);
	app_table(app, page, &res, empty);
	page_sources(page, &res);
	result_free(&res);
}

void row_from_record(struct result *res, struct row *row, const struct record *rec)
{
	const struct record_type *type = record_type(rec->kind);

	for (size_t i = 0; i < res->ncolumns; i++) {
		const struct field *field = record_field(type, res->columns[i].key);

		if (field)
			cell_from_field(res, &row->cells[i], rec, field);
	}
}

/* ---- screens and ways ---------------------------------------------------------------------------------------- */

const struct record *screen_record(struct app *app, struct view *view, struct page *page)
{
	const struct record_type *type = record_type(view->ops->kind);
	const struct record *rec = app_record(app, view->ops->kind, view->plan, view->id);

	if (rec)
		return rec;
	if (has_words(view->id))
		page_note(page, "%s %s finns inte i den här planen eller vid den här tidpunkten. Den kan ha tagits bort: u ångrar den "
			"som gjorde det, och 8 Händelser visar vem det var.", type->definite, view->id);
	else
		page_note(page, "Det finns ingen osparad %s här. n börjar en ny.", type->label);
	return NULL;
}

/* The indicator that shows a metric; the plan that is shown first. */
static const struct record *indicator_with(const struct app *app, const char *metric)
{
	const struct record_list *list = dataset_list(&app->ds, REC_INDICATOR);

	for (size_t i = 0; i < list->n; i++) {
		if (same_words(((const struct indicator *)list->items[i])->metric, metric))
			return list->items[i];
	}
	return NULL;
}

static const struct record *subject_of(const struct app *app, const char *plan, const char *subject)
{
	const struct record *rec = dataset_find(&app->ds, REC_INDICATOR, plan, subject);

	return rec ? rec : dataset_find(&app->ds, REC_GOAL, plan, subject);
}

/* The figure's metric is the first part of its id, also where the figure is imported and no record. */
static const struct record *indicator_of_figure(const struct app *app, const char *id)
{
	const char *slash = strchr(id, '/');
	char *metric = mem_strndup(id, slash ? (size_t)(slash - id) : strlen(id));
	const struct record *rec = indicator_with(app, metric);

	free(metric);
	return rec;
}

static const struct record *plan_of_measure(const struct app *app, const char *plan, const char *id)
{
	const struct measure *measure = (const struct measure *)dataset_find(&app->ds, REC_MEASURE, plan, id);

	return measure ? dataset_find(&app->ds, REC_ACTION_PLAN, plan, measure->action_plan) : NULL;
}

static const struct record *related(const struct app *app, const struct ref *ref)
{
	const struct record *rec = dataset_find(&app->ds, ref->kind, ref->plan, ref->id);

	if (ref->kind == REC_OBSERVATION)
		return indicator_of_figure(app, ref->id);
	if (ref->kind == REC_METRIC)
		return indicator_with(app, ref->id);
	if (!rec)
		return NULL;
	switch (rec->kind) {
	case REC_TARGET:
		return subject_of(app, rec->plan, ((const struct target *)rec)->subject);
	case REC_RULE:
		return subject_of(app, rec->plan, ((const struct rule *)rec)->subject);
	case REC_MEASURE:
		return plan_of_measure(app, rec->plan, rec->id);
	case REC_ALLOCATION:
		return dataset_find(&app->ds, REC_BOARD, NULL, ((const struct allocation *)rec)->board);
	case REC_FORECAST:
		return dataset_find(&app->ds, REC_BOARD, NULL, ((const struct forecast *)rec)->board);
	case REC_EFFECT:
		return plan_of_measure(app, rec->plan, ((const struct effect *)rec)->measure);
	case REC_ECONOMY_ROW:
		return indicator_with(app, ((const struct economy_row *)rec)->metric);
	default:
		return NULL;
	}
}

bool screen_of(const struct app *app, const struct ref *ref, struct ref *out)
{
	const struct record *rec;

	if (ref->kind == REC_NONE || !ref->id)
		return false;
	rec = ref->kind == REC_METRIC ? related(app, ref) : NULL; /* the indicator that shows it, before a screen of its own */
	if (!rec && app_view_of(ref->kind)) {
		*out = *ref;
		return dataset_find(&app->ds, ref->kind, ref->plan, ref->id) != NULL;
	}
	rec = rec ? rec : related(app, ref);
	if (!rec)
		return false;
	*out = (struct ref){ rec->kind, rec->plan, rec->id };
	return true;
}

int open_related(struct app *app, struct view *view)
{
	const struct line *line = page_current(&view->page);
	struct ref to;

	if (!line || view->page.cell >= 0 || line->ref.kind == REC_NONE || app_view_of(line->ref.kind))
		return REACT_UNHANDLED;
	if (!screen_of(app, &line->ref, &to))
		return why_open(app, line->ref.kind, line->ref.plan, line->ref.id) ? REACT_REBUILD : REACT_REDRAW;
	return app_open(app, to.kind, to.plan, to.id) ? REACT_REBUILD : REACT_REDRAW;
}

void trail_main(struct trail *trail, enum action action)
{
	trail_add(trail, action_info(action)->word, REC_NONE, NULL, NULL, action);
}

void trail_home(struct trail *trail, enum record_kind kind)
{
	static const enum action homes[REC_KIND_MAX] = {
		[REC_FOCUS_AREA] = ACT_DO_VIEW_1, [REC_GOAL] = ACT_DO_VIEW_1, [REC_BOARD] = ACT_DO_VIEW_2,
		[REC_ALLOCATION] = ACT_DO_VIEW_2, [REC_FORECAST] = ACT_DO_VIEW_2, [REC_EFFECT] = ACT_DO_VIEW_5,
		[REC_NOTE] = ACT_DO_VIEW_2, [REC_INDICATOR] = ACT_DO_VIEW_3, [REC_OBSERVATION] = ACT_DO_VIEW_3,
		[REC_ACTIVITY] = ACT_DO_VIEW_4, [REC_ACTION_PLAN] = ACT_DO_VIEW_5, [REC_MEASURE] = ACT_DO_VIEW_5,
		[REC_ECONOMY_ROW] = ACT_DO_VIEW_6, [REC_ECONOMY] = ACT_DO_VIEW_6, [REC_FACT] = ACT_DO_VIEW_6,
		[REC_OCCASION] = ACT_DO_VIEW_7, [REC_SIGN_OFF] = ACT_DO_VIEW_7,
	};
	enum action home = (unsigned)kind < REC_KIND_MAX ? homes[kind] : ACT_DO_NONE;

	trail_main(trail, home ? home : ACT_DO_VIEW_8);
}

void trail_record(struct trail *trail, struct page *page, const struct record *rec)
{
	trail_add(trail, record_words(page, rec), rec->kind, rec->plan, rec->id, ACT_DO_NONE);
}

void trail_goal(struct app *app, struct trail *trail, struct page *page, const char *plan, const char *goal)
{
	const struct goal *above[4];
	const struct record *area;
	size_t n = 0;

	trail_main(trail, ACT_DO_VIEW_1);
	while (n < COUNT_OF(above)) {
		const struct goal *found = (const struct goal *)dataset_find(&app->ds, REC_GOAL, plan, goal);

		if (!found)
			break;
		above[n++] = found;
		goal = found->parent;
	}
	if (!n)
		return;
	area = dataset_find(&app->ds, REC_FOCUS_AREA, plan, above[n - 1]->focus_area);
	if (area)
		trail_record(trail, page, area);
	while (n-- > 0)
		trail_record(trail, page, &above[n]->rec);
}
