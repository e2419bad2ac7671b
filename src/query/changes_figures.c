/* Targets, and figures that came or were revised: entered by hand, and imported. */
#include "query/changes_priv.h"

/* ---- what a figure is called ------------------------------------------------------------------------------ */

/* The indicator that shows a metric for an organisation (NULL = any); NULL if none. */
static const struct indicator *indicator_of(const struct dataset *ds, const char *metric, const char *organisation)
{
	const struct record_list *list = dataset_list(ds, REC_INDICATOR);

	for (size_t i = 0; i < list->n; i++) {
		const struct indicator *indicator = (const struct indicator *)list->items[i];

		if (same_text(indicator->metric, metric) &&
				(!organisation || strcmp(indicator_organisation(indicator), organisation) == 0))
			return indicator;
	}
	return NULL;
}

static const char *unit_of(const struct dataset *ds, const struct indicator *indicator, const char *metric)
{
	const struct metric *found = (const struct metric *)dataset_find(ds, REC_METRIC, NULL, metric);

	if (indicator && has_text(indicator->unit))
		return indicator->unit;
	return found ? found->unit : NULL;
}

/* "%", "mnkr": short ones go with the figure, others would only push it out of the cell. */
static const char *figure_words(struct comparison *c, const struct indicator *indicator, const char *metric, double value,
		int missing)
{
	const struct metric *found = (const struct metric *)dataset_find(c->now, REC_METRIC, NULL, metric);
	const char *unit = unit_of(c->now, indicator, metric);
	int decimals = indicator ? indicator_decimals(c->now, indicator) :
		found && !num_missing(found->decimals) ? (int)found->decimals : -1;

	if (num_missing(value))
		return missing > 0 ? choices_missing[missing].label : NULL;
	return change_number(c, value, decimals, has_text(unit) && strlen(unit) <= 4 ? unit : NULL, 0);
}

/* ---- targets ---------------------------------------------------------------------------------------------- */

static const struct record *subject_of(const struct comparison *c, const struct target *target)
{
	const struct record *rec = dataset_find(c->now, REC_INDICATOR, target->rec.plan, target->subject);

	return rec ? rec : dataset_find(c->now, REC_GOAL, target->rec.plan, target->subject);
}

static const char *target_words(struct comparison *c, const struct record *subject, const struct target *target)
{
	int decimals = subject && subject->kind == REC_INDICATOR ?
		indicator_decimals(c->now, (const struct indicator *)subject) : -1;

	return target_text(target, decimals, &c->res->arena);
}

static void each_target(struct comparison *c, const struct record *before_rec, const struct record *now_rec)
{
	const struct target *before = (const struct target *)before_rec, *now = (const struct target *)now_rec;
	const struct target *told = now ? now : before;
	const struct record *subject = subject_of(c, told), *board = dataset_find(c->now, REC_BOARD, NULL, told->scope);
	struct row *row;

	row = now ? change_add(c, CHANGE_TARGET, before ? "ändrat" : "satt", now_rec) :
		change_add_gone(c, CHANGE_TARGET, before_rec);
	change_title(c, row, "%s %s, %d%s%s%s", told->subject, subject ? record_title(subject) : "", (int)told->year,
			board ? ", " : "", board ? board_label(c->now, told->scope) : "",
			told->level == LEVEL_YELLOW ? ", på väg" : "");
	change_words(c, row, target_words(c, subject, before), target_words(c, subject, now));
	if (now)
		change_ref(row, subject);
}

void changes_of_targets(struct comparison *c)
{
	changes_each(c, REC_TARGET, each_target);
}

/* ---- by hand ---------------------------------------------------------------------------------------------- */

static const char *observation_words(struct comparison *c, const struct indicator *indicator,
		const struct observation *observation)
{
	if (!observation)
		return NULL;
	if (num_missing(observation->value) && has_text(observation->text))
		return observation->text;
	return figure_words(c, indicator, observation->metric, observation->value, observation->missing);
}

static void name_figure(struct comparison *c, struct row *row, const struct indicator *indicator, const char *metric,
		const char *organisation, period_t period, int gender)
{
	const struct record *found = dataset_find(c->now, REC_METRIC, NULL, metric);
	const struct record *other = dataset_find(c->now, REC_ORGANISATION, NULL, organisation);
	char text[PERIOD_TEXT_MAX];
	bool own = indicator && same_text(indicator_organisation(indicator), organisation);

	change_title(c, row, "%s%s%s%s%s%s%s%s%s", indicator ? indicator->rec.id : "", indicator ? " " : "",
			indicator ? indicator->name : found ? record_title(found) : metric, own ? "" : ", ",
			own ? "" : other ? record_title(other) : board_label(c->now, organisation), period ? ", " : "",
			period ? period_format(text, period) : "", gender > GENDER_T ? ", " : "",
			gender > GENDER_T ? choices_gender[gender].label : "");
}

/* Is there a later figure of the same thing that came too? Of several, the last tells where they led. */
static bool is_followed(const struct comparison *c, const struct observation *now)
{
	const struct record_list *list = dataset_list(c->now, REC_OBSERVATION);
	struct buf prefix = { 0 };
	bool followed = false;
	size_t from, n;

	buf_printf(&prefix, "%s/%s/", now->metric, now->organisation);
	n = record_list_prefix(list, buf_cstr(&prefix), &from);
	buf_free(&prefix);
	for (size_t i = from; !followed && i < from + n; i++) {
		const struct observation *other = (const struct observation *)list->by_id[i];

		followed = other->gender == now->gender && period_kind(other->period) == period_kind(now->period) &&
			other->period > now->period && !num_missing(other->value) && !change_before(c, &other->rec);
	}
	return followed;
}

/* The last figure there was then; NULL where there was none. */
static const char *last_words(struct comparison *c, const struct indicator *indicator, const struct observation *now)
{
	const char *words = NULL;
	const struct point *last;
	struct series then;

	figures_series(&c->figures_then, now->metric, now->organisation, &then);
	last = series_latest(&then, now->gender ? now->gender : GENDER_T);
	if (last)
		words = figure_words(c, indicator, now->metric, last->value, last->missing);
	series_free(&then);
	return words;
}

static void each_observation(struct comparison *c, const struct record *before_rec, const struct record *now_rec)
{
	const struct observation *before = (const struct observation *)before_rec, *now = (const struct observation *)now_rec;
	const struct observation *told = now ? now : before;
	const struct indicator *indicator = indicator_of(c->now, told->metric, told->organisation);
	struct row *row;

	if (now && !before && is_followed(c, now))
		return;
	if (!indicator)
		indicator = indicator_of(c->now, told->metric, NULL);
	row = now ? change_add(c, CHANGE_FIGURE, before ? "rättat" : "nytt", now_rec) :
		change_add_gone(c, CHANGE_FIGURE, before_rec);
	name_figure(c, row, indicator, told->metric, told->organisation, told->period, told->gender);
	change_words(c, row, before ? observation_words(c, indicator, before) : last_words(c, indicator, now),
			observation_words(c, indicator, now));
}

/* ---- imported --------------------------------------------------------------------------------------------- */

static bool same_value(const struct point *a, const struct point *b)
{
	return (num_missing(a->value) && num_missing(b->value) && a->missing == b->missing) || a->value == b->value;
}

static void import_author(struct comparison *c, struct row *row, uint32_t number)
{
	struct batch *batch = batch_get(c->figures.snap, number);

	if (!batch)
		return;
	row_text(c->res, row, "who", publisher_of(batch->source));
	row_num(c->res, row, "at", (double)batch->at);
	batch_free(batch);
}

/* What came for an indicator: its latest figure where there is a later one, and each one that was revised. */
static void compare_series(struct comparison *c, const struct indicator *indicator, const struct series *then,
		const struct series *now)
{
	const struct point *last = series_latest(now, GENDER_T), *was_last = series_latest(then, GENDER_T);

	for (size_t i = 0; i < now->n; i++) {
		const struct point *point = &now->points[i], *was = series_at(then, point->period, point->gender);
		bool fresh = !was && point == last;
		struct row *row;

		/* What hands and plans gave is told as records. */
		if (!point->batch || point->gender != GENDER_T || (was ? same_value(was, point) : !fresh))
			continue;
		row = change_add(c, CHANGE_FIGURE, was ? "rättat" : "nytt", &indicator->rec);
		name_figure(c, row, indicator, indicator->metric, indicator_organisation(indicator), point->period, GENDER_T);
		if (!was)
			was = was_last;
		change_words(c, row, was ? figure_words(c, indicator, indicator->metric, was->value, was->missing) : NULL,
				figure_words(c, indicator, indicator->metric, point->value, point->missing));
		import_author(c, row, point->batch);
	}
}

/* One indicator a metric and organisation: others that show the same figures have nothing more to tell. */
static bool is_first_of(const struct comparison *c, const struct indicator *indicator)
{
	return indicator_of(c->now, indicator->metric, indicator_organisation(indicator)) == indicator;
}

static void compare_indicators(struct comparison *c)
{
	const struct record_list *list = dataset_list(c->now, REC_INDICATOR);

	for (size_t i = 0; i < list->n; i++) {
		const struct indicator *indicator = (const struct indicator *)list->items[i];
		struct series then, now;

		if (!has_text(indicator->metric) || !is_first_of(c, indicator) || !change_is_told(c, &indicator->rec, &indicator->rec))
			continue;
		figures_series(&c->figures_then, indicator->metric, indicator_organisation(indicator), &then);
		figures_series(&c->figures, indicator->metric, indicator_organisation(indicator), &now);
		compare_series(c, indicator, &then, &now);
		series_free(&then);
		series_free(&now);
	}
}

/* An import as a whole: how much came, also of what no indicator shows. */
static bool add_batch(const struct batch *batch, void *user)
{
	struct comparison *c = user;
	struct result *res = c->res;
	struct row *row;

	if (!batch->published || batch->at <= c->from)
		return true;
	row = result_add(res, REC_NONE, NULL, NULL);
	row->tag = arena_printf(&res->arena, "%zu", res->nrows);
	row_text(res, row, "group", change_group_name(CHANGE_FIGURE));
	row_text(res, row, "what", "import");
	row_text(res, row, "id", arena_printf(&res->arena, "%u", (unsigned)batch->number));
	change_title(c, row, "%s (%s)", batch->file, has_text(batch->source) ? publisher_of(batch->source) : "utan källa");
	change_words(c, row, NULL, arena_printf(&res->arena, "%llu nya, %llu rättade", (unsigned long long)batch->added,
			(unsigned long long)batch->changed));
	row_num(res, row, "at", (double)batch->at);
	return true;
}

void changes_of_figures(struct comparison *c)
{
	changes_each(c, REC_OBSERVATION, each_observation);
	compare_indicators(c);
	if (!c->filter->board) /* an import is about nobody in particular */
		batch_scan(c->figures.snap, add_batch, c);
}
