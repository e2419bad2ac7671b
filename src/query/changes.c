/* Comparing two moments: the two sides, pairs of records, rows, and who did it. */
#include "query/changes_priv.h"

#include <stdlib.h>

#include "query/assessments.h"
#include "query/occasions.h"

static const struct column change_columns[] = {
	{ .key = "group", .heading = "Vad det gäller", .type = COL_TEXT, .flags = COLF_EXPORT, .width = 16 },
	{ .key = "what", .heading = "Ändring", .type = COL_TEXT, .flags = COLF_BOTH, .width = 10 },
	{ .key = "id", .type = COL_ID, .flags = COLF_EXPORT },
	{ .key = "title", .heading = "Vad", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 22 },
	{ .key = "before", .heading = "Före", .type = COL_TEXT, .flags = COLF_BOTH, .width = 14, .priority = 1 },
	{ .key = "now", .heading = "Nu", .type = COL_TEXT, .flags = COLF_BOTH, .width = 14 },
	{ .key = "amount", .heading = "Skillnad", .type = COL_NUM, .flags = COLF_BOTH | COLF_SIGN, .width = 8, .priority = 2,
	  .decimals = 1, .unit = "mnkr" },
	{ .key = "who", .heading = "Vem", .type = COL_TEXT, .flags = COLF_BOTH, .width = 10, .priority = 4 },
	{ .key = "at", .heading = "När", .type = COL_MOMENT, .flags = COLF_BOTH, .width = 16, .priority = 3 },
	{ .key = "before_status", .type = COL_STATUS, .flags = COLF_EXPORT },
	{ .key = "now_status", .type = COL_STATUS, .flags = COLF_EXPORT },
};

static const char *const group_names[CHANGE_GROUPS] = {
	[CHANGE_STATUS] = "Läge", [CHANGE_ASSESSMENT] = "Bedömningar", [CHANGE_FORECAST] = "Prognoser, mnkr",
	[CHANGE_ACTION_PLAN] = "Åtgärdsplaner", [CHANGE_ACTIVITY] = "Aktiviteter", [CHANGE_TARGET] = "Målvärden",
	[CHANGE_FIGURE] = "Utfall", [CHANGE_SIGN_OFF] = "Rapporter", [CHANGE_NOTE] = "Anteckningar",
	[CHANGE_PLAN] = "Planen",
};

const char *change_group_name(enum change_group group)
{
	return group_names[group];
}

/* ---- who and when ----------------------------------------------------------------------------------------- */

struct author_query {
	struct arena *arena;
	struct author *author;
};

static bool note_author(const struct journal_entry *entry, void *user)
{
	struct author_query *query = user;

	query->author->at = entry->at;
	query->author->who = arena_strdup(query->arena, has_text(entry->user) ? entry->user : entry->account);
	return false;
}

static const struct author *author_of(struct comparison *c, uint64_t seq)
{
	struct author *author = NULL;
	struct author_query query = { &c->res->arena, NULL };

	for (size_t i = 0; !author && i < c->nauthors; i++)
		author = c->authors[i].seq == seq ? &c->authors[i] : NULL;
	if (author)
		return author;
	author = &c->authors[c->next_author];
	c->next_author = (c->next_author + 1) % AUTHORS;
	c->nauthors += c->nauthors < AUTHORS;
	*author = (struct author){ seq, MOMENT_NONE, NULL };
	query.author = author;
	journal_scan(c->figures.snap, seq, seq, false, note_author, &query);
	return author;
}

void change_author(struct comparison *c, struct row *row, uint64_t seq)
{
	const struct author *author = seq ? author_of(c, seq) : NULL;

	if (!author || author->at == MOMENT_NONE)
		return;
	row_text(c->res, row, "who", author->who);
	row_num(c->res, row, "at", (double)author->at);
}

/* ---- rows ------------------------------------------------------------------------------------------------- */

struct row *change_row(struct comparison *c, enum change_group group, const char *what, const struct record *rec)
{
	struct row *row = result_add(c->res, rec->kind, rec->plan, rec->id);

	row->tag = arena_printf(&c->res->arena, "%zu", c->res->nrows);
	row_text(c->res, row, "group", group_names[group]);
	row_text(c->res, row, "what", what);
	row_text(c->res, row, "id", rec->id);
	row_text(c->res, row, "title", record_title(rec));
	return row;
}

struct row *change_add(struct comparison *c, enum change_group group, const char *what, const struct record *rec)
{
	struct row *row = change_row(c, group, what, rec);

	change_author(c, row, rec->seq);
	return row;
}

struct row *change_add_gone(struct comparison *c, enum change_group group, const struct record *before)
{
	struct row *row = change_row(c, group, "borttagen", before);
	struct record *gone = snapshot_get(c->figures.snap, before->kind, before->plan, before->id, true);

	row->ref.kind = REC_NONE; /* there is nothing to go to */
	if (gone)
		change_author(c, row, gone->seq);
	record_free(gone);
	return row;
}

void change_title(struct comparison *c, struct row *row, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	row_text(c->res, row, "title", buf_cstr(&text));
	buf_free(&text);
}

void change_ref(struct row *row, const struct record *rec)
{
	if (rec)
		row->ref = (struct ref){ rec->kind, rec->plan, rec->id };
}

void change_words(struct comparison *c, struct row *row, const char *before, const char *now)
{
	row_text(c->res, row, "before", has_text(before) ? before : NULL);
	row_text(c->res, row, "now", has_text(now) ? now : NULL);
}

static void set_status(struct comparison *c, struct row *row, const char *key, const char *words, int status)
{
	if (status >= STATUS_COUNT)
		return;
	row_num(c->res, row, key, status);
	row_text(c->res, row, words, status_text((enum status)status)->word);
}

void change_statuses(struct comparison *c, struct row *row, int before, int now)
{
	set_status(c, row, "before_status", "before", before);
	set_status(c, row, "now_status", "now", now);
}

const char *change_number(struct comparison *c, double value, int decimals, const char *unit, int flags)
{
	char number[NUM_TEXT_MAX];

	num_format(number, value, decimals, flags);
	if (!*number || !has_text(unit))
		return arena_strdup(&c->res->arena, number);
	return arena_printf(&c->res->arena, "%s\u00a0%s", number, unit);
}

const char *change_day(struct comparison *c, date_t day)
{
	char text[DATE_TEXT_MAX];

	return arena_strdup(&c->res->arena, date_format(text, day));
}

/* ---- pairs ------------------------------------------------------------------------------------------------ */

static bool plan_was_there(const struct comparison *c, const struct record *rec)
{
	return !has_text(rec->plan) || dataset_find(&c->then, REC_PLAN, "", rec->plan);
}

bool change_is_told(const struct comparison *c, const struct record *before, const struct record *now)
{
	const char *board = c->filter->board;

	if (!before && !plan_was_there(c, now))
		return false;
	return !board || (now && record_concerns(c->now, now, board)) || (before && record_concerns(&c->then, before, board));
}

const struct record *change_before(const struct comparison *c, const struct record *now)
{
	if (now->kind == REC_METRIC)
		return dataset_find(&c->then, now->kind, NULL, now->id);
	return record_list_find(dataset_list(&c->then, now->kind), now->plan, now->id);
}

static bool differ(const struct record *a, const struct record *b)
{
	const struct record_type *type = record_type(a->kind);

	if (a->seq == b->seq && a->revision == b->revision)
		return false;
	for (size_t i = 0; i < type->nfields; i++) {
		if (!field_equal(a, b, &type->fields[i]))
			return true;
	}
	return false;
}

struct since {
	struct comparison *c;
	pair_fn *each;
};

static bool each_since(struct record *touched, void *user)
{
	const struct since *since = user;
	struct comparison *c = since->c;
	/* Rows borrow the record: it is the dataset's. */
	const struct record *now = dataset_find(c->now, touched->kind, NULL, touched->id), *before = change_before(c, touched);

	if ((now ? !before || differ(before, now) : before != NULL) && change_is_told(c, before, now))
		since->each(c, before, now);
	record_free(touched);
	return true;
}

void changes_each(struct comparison *c, enum record_kind kind, pair_fn *each)
{
	const struct record_list *now, *then;

	if (kind == REC_METRIC) { /* too many to read them all twice */
		struct since since = { c, each };

		dataset_scan_since(c->now, &c->then, kind, each_since, &since);
		return;
	}
	now = dataset_list(c->now, kind);
	then = dataset_list(&c->then, kind);
	for (size_t i = 0; i < now->n; i++) {
		const struct record *rec = now->items[i], *before = change_before(c, rec);

		if ((!before || differ(before, rec)) && change_is_told(c, before, rec))
			each(c, before, rec);
	}
	for (size_t i = 0; i < then->n; i++) {
		const struct record *before = then->items[i];

		if (!record_list_find(now, before->plan, before->id) && change_is_told(c, before, NULL))
			each(c, before, NULL);
	}
}

/* ---- since when ------------------------------------------------------------------------------------------- */

moment_t changes_default_since(const struct dataset *ds, const struct occasion **which)
{
	const date_t shown = ds->as_of == MOMENT_NOW ? ds->today : moment_to_date(ds->as_of);
	const struct occasion *last = occasion_named(ds, assessment_since(ds, NULL));

	if (!last)
		last = occasion_last(ds, shown < ds->today ? shown : ds->today);
	if (which)
		*which = last;
	return last ? occasion_cutoff(ds, last) : MOMENT_NONE;
}

struct baseline {
	char *plan; /* whose coming is looked for; NULL: of all, the first */
	bool found;
	moment_t at;
};

/* Figures that come with the program have a note on where they are from; what people import has none. */
static bool came_with_program(const struct journal_entry *entry)
{
	for (size_t i = 0; entry->op == OP_IMPORT && i < entry->nchanges; i++) {
		if (strcmp(entry->changes[i].key, "note") == 0 && has_text(entry->changes[i].new))
			return true;
	}
	return false;
}

/* The plan comes in, and with it other plans and the figures of the program. The first thing after that is news, also the same
 * plan read in again. */
static bool find_baseline(const struct journal_entry *entry, void *user)
{
	struct baseline *baseline = user;
	const bool plan = entry->kind == REC_PLAN, ours = plan && (!baseline->plan || same_text(entry->id, baseline->plan));

	if (!baseline->found && !ours)
		return true;
	if (baseline->found && !came_with_program(entry) && (!plan || entry->op != OP_LOAD || ours))
		return false;
	if (!baseline->plan)
		baseline->plan = mem_strdup(entry->id);
	baseline->found = true;
	baseline->at = entry->at;
	return true;
}

int changes_baseline(const struct dataset *ds, moment_t since, moment_t *from, bool *younger, struct err *err)
{
	struct baseline baseline = { .plan = strcmp(ds->plan, "all") == 0 ? NULL : mem_strdup(ds->plan) };
	struct snapshot *snap;
	int rc = store_snapshot(ds->store, ds->as_of, &snap, err);

	if (!rc) {
		journal_scan(snap, 1, 0, false, find_baseline, &baseline);
		store_snapshot_end(snap);
	}
	free(baseline.plan);
	*younger = baseline.found && since < baseline.at;
	*from = *younger ? baseline.at : since;
	return rc;
}

/* ---- the question ----------------------------------------------------------------------------------------- */

static int load_then(struct comparison *c, struct err *err)
{
	const struct dataset *now = c->now;
	int rc = dataset_load(&c->then, now->store, now->plan, c->from, now->today, err);

	if (rc == ERR_INPUT) { /* the plan was not there: nothing was */
		memset(err, 0, sizeof(*err));
		rc = dataset_load(&c->then, now->store, "all", c->from, now->today, err);
	}
	if (!rc)
		dataset_set_eves(&c->then, now->eves);
	c->then_day = moment_to_date(c->from);
	return rc;
}

static int compare(struct comparison *c, struct err *err)
{
	int rc = figures_open(&c->figures, c->now, err);

	if (!rc)
		rc = figures_open(&c->figures_then, &c->then, err);
	if (!rc)
		rc = changes_of_status(c, err);
	if (!rc) {
		changes_of_assessments(c);
		changes_of_forecasts(c);
		changes_of_action_plans(c);
		changes_of_activities(c);
		changes_of_targets(c);
		changes_of_figures(c);
		changes_of_reports(c);
		changes_of_plan(c);
	}
	figures_close(&c->figures_then);
	figures_close(&c->figures);
	return rc;
}

int query_changes(const struct dataset *ds, moment_t since, const struct query_filter *filter, struct result *res,
		struct err *err)
{
	static const struct query_filter none;
	struct comparison c = { .now = ds, .filter = filter ? filter : &none, .res = res };
	bool younger;
	int rc;

	result_init(res, change_columns, COUNT_OF(change_columns));
	if (since == MOMENT_NONE || since >= ds->as_of) /* nothing changes in no time */
		return 0;
	rc = changes_baseline(ds, since, &c.from, &younger, err);
	if (!rc)
		rc = load_then(&c, err);
	if (!rc)
		rc = compare(&c, err);
	dataset_free(&c.then);
	return rc;
}
