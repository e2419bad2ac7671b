#include "query/dataset.h"

#include <stdlib.h>
#include <string.h>

#include "query/dataset_priv.h"

/* More changes than this since last time, and it is cheaper to read everything again. */
#define REFRESH_MAX 256

static bool keep_record(struct record *rec, void *user)
{
	record_list_push(user, rec);
	return true;
}

static bool shows_plan(const struct dataset *ds, const char *plan)
{
	return strcmp(ds->plan, "all") == 0 || strcmp(ds->plan, plan) == 0;
}

struct record_list *dataset_held(const struct dataset *ds, enum record_kind kind)
{
	return kind == REC_METRIC && ds->metrics ? &ds->metrics->list : (struct record_list *)&ds->lists[kind];
}

static void load_kind(struct dataset *ds, struct snapshot *snap, enum record_kind kind)
{
	const struct record_type *type = record_type(kind);
	const char *plan = ds->plan;

	if (!type)
		return;
	if (type->flags & TYPE_GLOBAL)
		plan = "";
	else if (strcmp(plan, "all") == 0)
		plan = NULL;
	record_list_free(&ds->lists[kind]);
	if (kind == REC_METRIC) {
		dataset_late_forget(ds);
		return;
	}
	snapshot_scan(snap, kind, plan, keep_record, &ds->lists[kind]);
	record_list_sort(&ds->lists[kind]);
}

static void load_all(struct dataset *ds, struct snapshot *snap)
{
	for (int kind = 1; kind < REC_KIND_MAX; kind++)
		load_kind(ds, snap, (enum record_kind)kind);
	dataset_propose_occasions(ds);
	ds->seq = snapshot_seq(snap);
}

const struct record *dataset_plan_of_today(const struct dataset *ds)
{
	const struct record_list *plans = dataset_list(ds, REC_PLAN);
	const struct plan *newest = NULL;
	int year = 0, month, day;

	if (ds->today != DATE_NONE)
		date_to_ymd(ds->today, &year, &month, &day);
	for (size_t i = 0; i < plans->n; i++) {
		const struct plan *plan = (const struct plan *)plans->items[i];

		if (plan->year == year)
			return &plan->rec;
		if (!newest || plan->year > newest->year)
			newest = plan;
	}
	return newest ? &newest->rec : NULL;
}

static int no_such_plan(const struct dataset *ds, const char *plan, struct err *err)
{
	const struct record_list *plans = dataset_list(ds, REC_PLAN);
	struct buf names = { 0 };

	for (size_t i = 0; i < plans->n; i++)
		buf_printf(&names, "%s, ", plans->items[i]->id);
	if (plans->n)
		err_set(err, ERR_INPUT, "planen %s finns inte: välj %sall", plan, buf_cstr(&names));
	else
		err_set(err, ERR_INPUT, ds->as_of == MOMENT_NOW ? "planen %s finns inte: lagret har ingen plan än" :
			"planen %s fanns inte då: lagret hade ingen plan vid den tidpunkten", plan);
	buf_free(&names);
	return err->code;
}

static int choose_plan(struct dataset *ds, const char *plan, struct err *err)
{
	if (!plan) {
		const struct record *today = dataset_plan_of_today(ds);

		plan = today ? today->id : "all";
	} else if (strcmp(plan, "all") != 0 && !dataset_find(ds, REC_PLAN, "", plan)) {
		return no_such_plan(ds, plan, err);
	}
	ds->plan = mem_strdup(plan);
	return 0;
}

int dataset_load(struct dataset *ds, struct store *store, const char *plan, moment_t as_of, date_t today, struct err *err)
{
	struct snapshot *snap;
	int rc;

	memset(ds, 0, sizeof(*ds));
	ds->store = store;
	ds->metrics = mem_alloc(sizeof(*ds->metrics));
	ds->as_of = as_of;
	ds->today = today;
	rc = store_snapshot(store, as_of, &snap, err);
	if (rc) {
		dataset_free(ds);
		return rc;
	}
	snapshot_scan(snap, REC_PLAN, "", keep_record, &ds->lists[REC_PLAN]);
	record_list_sort(&ds->lists[REC_PLAN]);
	rc = choose_plan(ds, plan, err);
	if (!rc)
		load_all(ds, snap);
	store_snapshot_end(snap);
	if (rc)
		dataset_free(ds);
	return rc;
}

/* What the journal says was touched. */
struct touched {
	enum record_kind kind;
	const char *plan, *id;
};

struct refresh {
	struct arena arena;
	struct touched records[REFRESH_MAX];
	size_t n;
	uint64_t entries;
	bool all; /* a load or an import, or too much: read everything again */
};

static bool note_entry(const struct journal_entry *entry, void *user)
{
	struct refresh *refresh = user;
	struct touched *touched;

	refresh->entries++;
	if (entry->op == OP_LOAD || entry->op == OP_IMPORT || refresh->n == REFRESH_MAX) {
		refresh->all = true;
		return false;
	}
	touched = &refresh->records[refresh->n++];
	touched->kind = entry->kind;
	touched->plan = arena_strdup(&refresh->arena, entry->plan ? entry->plan : "");
	touched->id = arena_strdup(&refresh->arena, entry->id ? entry->id : "");
	return true;
}

/* The calendar is what plans give, and proposals for the rest. */
static bool moves_calendar(enum record_kind kind)
{
	return kind == REC_OCCASION || kind == REC_PLAN;
}

static void reread(struct dataset *ds, struct snapshot *snap, const struct touched *touched)
{
	const struct record_type *type = record_type(touched->kind);
	struct record_list *list = dataset_held(ds, touched->kind);
	struct record *rec;

	if (!type || (!(type->flags & TYPE_GLOBAL) && !shows_plan(ds, touched->plan)))
		return;
	rec = snapshot_get(snap, touched->kind, touched->plan, touched->id, false);
	record_list_remove(list, touched->plan, touched->id);
	if (rec)
		record_list_insert(list, rec);
}

static void refresh_from(struct dataset *ds, struct snapshot *snap)
{
	struct refresh *refresh = mem_alloc(sizeof(*refresh));

	journal_scan(snap, ds->seq + 1, 0, false, note_entry, refresh);
	/* An entry that could not be read may have been about anything. */
	if (refresh->all || refresh->entries != snapshot_seq(snap) - ds->seq) {
		load_all(ds, snap);
	} else {
		bool calendar = false;

		for (size_t i = 0; i < refresh->n; i++) {
			reread(ds, snap, &refresh->records[i]);
			calendar = calendar || moves_calendar(refresh->records[i].kind);
		}
		if (calendar)
			dataset_propose_occasions(ds);
		ds->seq = snapshot_seq(snap);
	}
	arena_free(&refresh->arena);
	free(refresh);
}

int dataset_refresh(struct dataset *ds, bool *changed, struct err *err)
{
	struct snapshot *snap;
	int rc;

	*changed = false;
	/* A moment that has been does not change. */
	if (ds->as_of != MOMENT_NOW || store_last_seq(ds->store) == ds->seq)
		return 0;
	rc = store_snapshot(ds->store, MOMENT_NOW, &snap, err);
	if (rc)
		return rc;
	if (snapshot_seq(snap) != ds->seq) {
		refresh_from(ds, snap);
		*changed = true;
	}
	store_snapshot_end(snap);
	return 0;
}

void dataset_foretell(struct dataset *ds, const struct record *rec)
{
	struct record_list *list = dataset_held(ds, rec->kind);

	if (!rec->id || !*rec->id)
		return; /* it gets its number when it is saved */
	ds->foretold++;
	if (rec->deleted) /* what is not here would be read again */
		dataset_list(ds, rec->kind);
	record_list_remove(list, rec->plan, rec->id);
	if (!rec->deleted)
		record_list_insert(list, record_copy(rec));
	if (moves_calendar(rec->kind))
		dataset_propose_occasions(ds);
}

struct record *dataset_edit_copy(const struct record *rec)
{
	struct record *copy = record_copy(rec);

	if (rec->kind == REC_OCCASION && rec->revision == 0)
		((struct occasion *)copy)->source = CAL_GIVEN;
	return copy;
}

void dataset_doubt(struct dataset *ds)
{
	ds->seq = 0; /* the next refresh then meets the load of the plan, and reads everything */
}

void dataset_free(struct dataset *ds)
{
	for (int kind = 0; kind < REC_KIND_MAX; kind++)
		record_list_free(&ds->lists[kind]);
	dataset_late_forget(ds);
	free(ds->metrics);
	free(ds->plan);
	memset(ds, 0, sizeof(*ds));
}
