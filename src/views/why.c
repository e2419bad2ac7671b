/* why.c: `v`: why a status is what it is, or where a figure or a record comes from: who, when, what it was before. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "views/common.h"
#include "widget/table.h"

#define VERSIONS_SHOWN 50

/* ---- a status ------------------------------------------------------------------------------------------------ */

static const char *json_words(const json_t *json, const char *key)
{
	return json_string_value(json_object_get(json, key));
}

static double json_figure(const json_t *json, const char *key)
{
	const json_t *value = json_object_get(json, key);

	return json_is_number(value) ? json_number_value(value) : NUM_MISSING;
}

/* One indicator that the status was judged by: value, target, how it counted and why. */
static void draw_input(struct app *app, struct page *page, const char *plan, const json_t *input)
{
	const char *id = json_words(input, "id"), *reason = json_words(input, "reason");
	const struct record *rec = dataset_find(&app->ds, REC_INDICATOR, plan, id);
	const struct indicator *indicator = (const struct indicator *)rec;
	int decimals = rec ? shown_decimals(app, indicator) : -1;
	struct buf text = { 0 };

	if (rec)
		page_link(page, rec);
	else
		page_note(page, "%s %s", id ? id : "", json_words(input, "name") ? json_words(input, "name") : "");
	/* What was judged says its value in the reason; what was left out is told with the value it has all the same. */
	if (same_words(json_words(input, "outcome"), "excluded")) {
		buf_printf(&text, "Räknas inte: %s.", has_words(reason) ? reason : "inget skäl angivet");
		if (!num_missing(json_figure(input, "value"))) {
			buf_str(&text, " Värde ");
			figure_words(&text, json_figure(input, "value"), decimals, rec ? shown_unit(app, indicator) : NULL);
			if (has_words(json_words(input, "period")))
				buf_printf(&text, " (%s)", json_words(input, "period"));
			buf_char(&text, '.');
		}
	} else {
		buf_str(&text, sentence(page, has_words(reason) ? reason : "inget skäl angivet"));
	}
	if (has_words(json_words(input, "source")))
		buf_printf(&text, " Källa: %s.", json_words(input, "source"));
	page_paragraph(page, 4, ROLE_DIM, buf_cstr(&text));
	buf_free(&text);
}

static void draw_inputs(struct app *app, struct page *page, const struct result *res, const struct row *row)
{
	const json_t *inputs = row->cells[result_column(res, "inputs")].json;
	size_t n = json_array_size(inputs);

	app_section(app, page, "Bygger på", n);
	if (!n)
		page_note(page, "Ingen indikator: läget vilar på aktiviteter och bedömning.");
	for (size_t i = 0; i < n; i++)
		draw_input(app, page, row->ref.plan, json_array_get(inputs, i));
}

static void draw_rule(struct app *app, struct page *page, const struct record *rec)
{
	const struct rule *rule = (const struct rule *)dataset_find(&app->ds, REC_RULE, rec->plan, rec->id);

	if (!rule) {
		app_fact(app, page, "Regel", rec->kind == REC_GOAL ?
			"ingen: läget vilar på indikatorerna, aktiviteterna och bedömningen" :
			"ingen egen: utfallet ställs mot målvärdet när det finns ett", NULL);
		return;
	}
	app_fact(app, page, "Regel", has_words(rule->text) ? rule->text : choices_rule[rule->kind].label, NULL);
	if (has_words(rule->source))
		app_fact(app, page, "Regelns källa", rule->source, NULL);
	if (has_words(rule->note))
		page_note(page, "%s", rule->note);
}

static void draw_status(struct app *app, struct page *page, const struct record *rec)
{
	struct query_filter filter = { 0 };
	const char *why = NULL;
	struct result res;
	struct err err = { 0 };
	enum status status = query_status(&app->ds, rec, &page->arena, &why);

	if (rec->kind == REC_GOAL)
		filter.goal = rec->id;
	else
		filter.indicator = rec->id;
	app_title(app, page, rec->id, record_title(rec), (int)status, NULL);
	if (has_words(why))
		page_paragraph(page, 2, ROLE_BOLD, sentence(page, why));
	draw_rule(app, page, rec);
	if (query_statuses(&app->ds, &filter, &res, &err))
		page_error(page, &err);
	for (size_t i = 0; i < res.nrows; i++) {
		const struct row *row = &res.rows[i];

		if (row->ref.kind == rec->kind && strcmp(row->ref.id, rec->id) == 0 && strcmp(row->ref.plan, rec->plan) == 0)
			draw_inputs(app, page, &res, row);
	}
	result_free(&res);
}

/* ---- a figure ------------------------------------------------------------------------------------------------ */

/* metric/organisation/period/gender: what a figure is called, imported or not. */
struct figure_name {
	char *copy, *metric, *organisation, *period, *gender;
};

static void figure_name(struct figure_name *name, const char *id)
{
	char *rest;

	name->copy = rest = mem_strdup(id);
	name->metric = strsep(&rest, "/");
	name->organisation = rest ? strsep(&rest, "/") : "";
	name->period = rest ? strsep(&rest, "/") : "";
	name->gender = rest ? rest : "";
}

struct who {
	struct page *page;
	uint32_t batch;
	const char *user;
};

static bool find_who(const struct journal_entry *entry, void *user)
{
	struct who *who = user;

	if (entry->op != OP_IMPORT || strtoul(entry->id, NULL, 10) != who->batch)
		return true;
	who->user = arena_strdup(&who->page->arena, entry->user);
	return false;
}

/* The journal names people; its entry about the import stands right where the import was made. */
static const char *who_imported(struct page *page, struct snapshot *snap, const struct batch *batch)
{
	uint64_t near = journal_seq_at(snap, batch->at);
	struct who who = { page, batch->number, NULL };

	journal_scan(snap, near > 2 ? near - 2 : 1, near + 20, false, find_who, &who);
	return who.user ? who.user : batch->account;
}

static void draw_batch(struct app *app, struct page *page, uint32_t number)
{
	struct snapshot *snap;
	struct batch *batch;
	const char *who;
	struct err err = { 0 };
	char at[MOMENT_TEXT_MAX];

	if (store_snapshot(app->store, app->ds.as_of, &snap, &err)) {
		page_error(page, &err);
		return;
	}
	batch = batch_get(snap, number);
	who = batch ? who_imported(page, snap, batch) : NULL;
	store_snapshot_end(snap);
	if (!batch) {
		page_note(page, "Siffran är importerad, men importen %u går inte att läsa.", number);
		return;
	}
	app_fact(app, page, "Importerad", moment_format_local(at, batch->at), NULL);
	app_fact(app, page, "Av", who, NULL);
	app_fact(app, page, "Fil", batch->file, NULL);
	app_fact(app, page, "Källa", without_label(batch->source), NULL);
	if (has_words(batch->note))
		app_fact(app, page, "Anmärkning", batch->note, NULL);
	page_note(page, "Import %u: %llu nya, %llu ändrade, %llu lika. En importerad siffra ändras genom en ny import, eller genom "
		"att någon för in en egen.", number, (unsigned long long)batch->added, (unsigned long long)batch->changed,
		(unsigned long long)batch->equal);
	batch_free(batch);
}

static const struct point *find_point(const struct series *series, const struct figure_name *name)
{
	int gender = choice_find(choices_gender, name->gender);
	period_t period = 0;

	if (!period_parse(name->period, &period))
		return NULL;
	for (size_t i = 0; i < series->n; i++) {
		if (series->points[i].period == period && series->points[i].gender == (gender > 0 ? gender : GENDER_T))
			return &series->points[i];
	}
	return NULL;
}

/* How the figure became what it is: by an import, or by hand with all its versions. */
static void draw_origin(struct app *app, struct page *page, const struct point *point)
{
	if (point->batch) {
		app_section(app, page, "Import", 1);
		draw_batch(app, page, point->batch);
		return;
	}
	page_blank(page);
	page_heading(page, "Införd för hand, senast först");
	if (!history_draw(app, page, &point->ref, NULL, VERSIONS_SHOWN))
		page_note(page, "Ingen har ändrat siffran sedan den lästes in.");
}

static void draw_figure(struct app *app, struct page *page, const char *id)
{
	struct figure_name name;
	const struct metric *metric;
	const struct point *point;
	struct series series;
	struct err err = { 0 };
	struct buf text = { 0 };

	figure_name(&name, id);
	metric = (const struct metric *)dataset_find(&app->ds, REC_METRIC, NULL, name.metric);
	if (query_series(&app->ds, name.metric, name.organisation, &series, &err))
		page_error(page, &err);
	point = find_point(&series, &name);
	app_title(app, page, NULL, metric ? metric->name : name.metric, -1, organisation_words(app, name.organisation));
	if (point) {
		figure_words(&text, point->value, metric && !num_missing(metric->decimals) ? (int)metric->decimals : -1,
			metric ? metric->unit : NULL);
		app_fact(app, page, "Period", *name.period && strcmp(name.period, "-") != 0 ? name.period : "utan period", NULL);
		app_fact(app, page, "Kön", choices_gender[point->gender].label, NULL);
		app_fact(app, page, "Värde", text.len ? buf_cstr(&text) : has_words(point->text) ? point->text :
			choices_missing[point->missing].label, NULL);
		app_fact(app, page, "Preliminärt", point->preliminary ? "ja, kan komma att ändras" : "nej", NULL);
		app_fact(app, page, "Källa", has_words(point->source) ? point->source : "inte angiven", NULL);
		if (has_words(point->note))
			app_fact(app, page, "Anmärkning", point->note, NULL);
		draw_origin(app, page, point);
	} else {
		page_note(page, "Det finns ingen siffra för perioden.");
	}
	series_free(&series);
	buf_free(&text);
	free(name.copy);
}

/* ---- any record ---------------------------------------------------------------------------------------------- */

static void draw_versions(struct app *app, struct page *page, const struct ref *ref)
{
	page_blank(page);
	page_heading(page, "Vem och när, senast först");
	if (history_draw(app, page, ref, NULL, VERSIONS_SHOWN) < 2)
		page_note(page, "Ingen har ändrat posten sedan den %s.",
			record_type(ref->kind)->flags & TYPE_NUMBERED ? "skapades" : "lästes in från planen");
}

static void draw_record(struct app *app, struct page *page, const struct record *rec)
{
	const struct record_type *type = record_type(rec->kind);
	const struct plan *plan = (const struct plan *)dataset_find(&app->ds, REC_PLAN, "", rec->plan);
	struct buf value = { 0 };

	app_title(app, page, NULL, record_words(page, rec), -1, type->label);
	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];
		const struct record *target;

		if (field->flags & FIELD_HIDDEN || field_is_empty(rec, field) || field->type == FT_BOOL)
			continue;
		buf_clear(&value);
		field_format(&value, rec, field);
		target = field->type == FT_REF ? dataset_find(&app->ds, field->ref, rec->plan, buf_cstr(&value)) : NULL;
		if (target)
			buf_printf(&value, "  %s", record_title(target));
		if (has_words(field->unit))
			buf_printf(&value, "\u00a0%s", field->unit);
		app_fact(app, page, field->label, buf_cstr(&value), NULL);
	}
	if (plan && has_words(plan->document) && !(type->flags & TYPE_NUMBERED))
		app_fact(app, page, "Dokument", plan->document, NULL);
	buf_free(&value);
}

static void build(struct app *app, struct view *view, struct page *page)
{
	const struct ref ref = { view->about, view->plan, view->id };
	const struct record *rec = dataset_find(&app->ds, ref.kind, ref.plan, ref.id);

	if (ref.kind == REC_OBSERVATION) {
		draw_figure(app, page, ref.id);
		return;
	}
	if (!rec)
		page_note(page, "Posten finns inte nu, eller inte i den här planen. Så här har den ändrats:");
	else if (rec->kind == REC_GOAL || rec->kind == REC_INDICATOR)
		draw_status(app, page, rec);
	else
		draw_record(app, page, rec);
	draw_versions(app, page, &ref);
}

bool why_open(struct app *app, enum record_kind kind, const char *plan, const char *id)
{
	struct view *view;

	if (!record_type(kind) || !has_words(id)) {
		app_say(app, ROLE_NOTICE, "Det finns inget att förklara förrän posten är sparad");
		return false;
	}
	view = app_push(app, &why_view, plan, id);
	view->about = kind;
	return true;
}

static int act(struct app *app, struct view *view, enum action action)
{
	const struct ref about = { view->about, view->plan, view->id };
	struct ref to;

	if (action != ACT_DO_OPEN || page_current(&view->page))
		return REACT_UNHANDLED;
	/* Nothing to choose on the page: Enter goes to what it is about. */
	if (!screen_of(app, &about, &to))
		return REACT_NONE;
	return app_open(app, to.kind, to.plan, to.id) ? REACT_REBUILD : REACT_REDRAW;
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	const struct record *rec = dataset_find(&app->ds, view->about, view->plan, view->id);
	const struct ref about = { view->about, view->plan, view->id };
	struct ref to = { 0 };

	if (screen_of(app, &about, &to) && (to.kind == REC_GOAL || to.kind == REC_INDICATOR)) {
		const struct record *shown = dataset_find(&app->ds, to.kind, to.plan, to.id);

		trail_goal(app, trail, &view->page, to.plan,
			to.kind == REC_GOAL ? to.id : ((const struct indicator *)shown)->goal);
		if (to.kind == REC_INDICATOR)
			trail_record(trail, &view->page, shown);
	} else {
		trail_home(trail, view->about);
		if (rec)
			trail_record(trail, &view->page, rec);
	}
	trail_add(trail, "Varför?", REC_NONE, NULL, NULL, ACT_DO_NONE);
}

static const enum action keys[] = { ACT_DO_BACK, ACT_DO_OPEN, ACT_DO_TIME, ACT_DO_GOTO, ACT_DO_NONE };

const struct view_ops why_view = {
	.name = "Varför?",
	.keys = keys,
	.build = build,
	.act = act,
	.trail = trail,
};
