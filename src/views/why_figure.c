/* why_figure.c: where a figure comes from: the import or the hand that set it, when, and what it was before. */
#include <stdlib.h>
#include <string.h>

#include "query/understand.h"
#include "views/why_priv.h"

#define IMPORTS_SHOWN 10

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
const char *why_who_imported(struct page *page, struct snapshot *snap, const struct batch *batch)
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
	who = batch ? why_who_imported(page, snap, batch) : NULL;
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

/* ---- what it was before -------------------------------------------------------------------------------------- */

/* The imported figure of that name as it stood at a moment; false if there was none. */
static bool imported_at(struct app *app, const struct figure_name *name, moment_t as_of, struct figure *out)
{
	int gender = choice_find(choices_gender, name->gender);
	struct figure *all;
	struct snapshot *snap;
	struct err err = { 0 };
	period_t period = 0;
	bool found = false;

	if (!period_parse(name->period, &period) || store_snapshot(app->store, as_of, &snap, &err))
		return false;
	for (size_t i = series_get(snap, name->metric, name->organisation, &all); i-- > 0;) {
		if (all[i].period != period || all[i].gender != (gender > 0 ? gender : GENDER_T))
			continue;
		*out = all[i];
		found = true;
	}
	store_snapshot_end(snap);
	free(all);
	return found;
}

/* When the batch was made; MOMENT_NONE where it cannot be read. *who as the journal or the batch names them. */
static moment_t batch_moment(struct app *app, struct page *page, uint32_t number, const char **who)
{
	struct snapshot *snap;
	struct batch *batch;
	struct err err = { 0 };
	moment_t at = MOMENT_NONE;

	if (store_snapshot(app->store, app->ds.as_of, &snap, &err))
		return at;
	batch = batch_get(snap, number);
	if (batch) {
		at = batch->at;
		*who = arena_strdup(&page->arena, why_who_imported(page, snap, batch));
	}
	store_snapshot_end(snap);
	if (batch)
		batch_free(batch);
	return at;
}

static const char *value_words(struct page *page, const struct metric *metric, double value, int missing)
{
	struct buf text = { 0 };
	const char *words;

	figure_words(&text, value, metric && !num_missing(metric->decimals) ? (int)metric->decimals : -1, metric ? metric->unit : NULL);
	words = text.len ? arena_strdup(&page->arena, buf_cstr(&text)) : point_missing_words(&(struct point){ .missing = missing });
	buf_free(&text);
	return words;
}

/* Every import that set another value, from the one before `before` and back in time. */
static void draw_imports(struct app *app, struct page *page, const struct figure_name *name, const struct metric *metric,
		moment_t before, const char *heading)
{
	struct figure figure;
	const char *who = NULL;
	char at[MOMENT_TEXT_MAX];

	for (int n = 0; n < IMPORTS_SHOWN && imported_at(app, name, before, &figure); n++) {
		moment_t made = batch_moment(app, page, figure.batch, &who);

		if (made == MOMENT_NONE)
			return;
		if (!n) {
			page_blank(page);
			page_heading(page, heading);
		}
		page_paragraph(page, 2, ROLE_NORMAL, arena_printf(&page->arena, "%s  %s  import %u av %s", moment_format_local(at, made),
			value_words(page, metric, figure.value, figure.missing), figure.batch, who));
		before = made - 1;
	}
}

/* How the figure became what it is: by an import, or by hand with all its versions; then what it was before. */
static void draw_origin(struct app *app, struct page *page, const struct point *point, const struct figure_name *name,
		const struct metric *metric, const char *id)
{
	const struct ref hand = { REC_OBSERVATION, "", id };
	const char *who;
	moment_t made;

	if (!point->batch) {
		page_blank(page);
		page_heading(page, point->ref.kind == REC_OBSERVATION ? "Införd för hand, senast först" :
			"Ur en tabell i planen, senast först");
		if (!history_draw(app, page, &point->ref, NULL, VERSIONS_SHOWN))
			page_note(page, "Ingen har ändrat siffran sedan den lästes in.");
		draw_imports(app, page, name, metric, app->ds.as_of, "Importerad siffra som den gäller före");
		return;
	}
	page_blank(page);
	page_heading(page, "Import");
	draw_batch(app, page, point->batch);
	made = batch_moment(app, page, point->batch, &who);
	if (made != MOMENT_NONE)
		draw_imports(app, page, name, metric, made - 1, "Före den importen");
	if (dataset_find(&app->ds, hand.kind, hand.plan, hand.id)) {
		page_blank(page);
		page_heading(page, "Tidigare införd för hand, senast först");
		history_draw(app, page, &hand, NULL, VERSIONS_SHOWN);
	}
}

void why_figure(struct app *app, struct page *page, const char *id)
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
		app_fact(app, page, "Värde", text.len ? buf_cstr(&text) : point_missing_words(point), NULL);
		app_fact(app, page, "Preliminärt", point->preliminary ? "ja, kan komma att ändras" : "nej", NULL);
		app_fact(app, page, "Källa", has_words(point->source) ? point->source : "inte angiven", NULL);
		if (has_words(point->note))
			app_fact(app, page, "Anmärkning", point->note, NULL);
		draw_origin(app, page, point, &name, metric, id);
	} else {
		page_note(page, "Det finns ingen siffra för perioden.");
	}
	series_free(&series);
	buf_free(&text);
	free(name.copy);
}
