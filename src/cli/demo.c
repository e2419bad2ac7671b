/* demo.c: carries out the invented year. */
#include "cli/demo_priv.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

#define FIELDS_MAX 16

struct event {
	moment_t at;
	size_t order;             /* as it was told, among those of the same time */
	const char *who;
	enum record_kind kind;    /* REC_NONE: an import */
	char *id;
	char *fields[FIELDS_MAX]; /* "field=value" */
	size_t nfields;
	const char *file;
	int (*add)(struct import *import, struct err *err);
};

date_t demo_day(void)
{
	return date_from_ymd(DEMO_YEAR, 9, 2);
}

double demo_noise(const char *words, int number)
{
	uint64_t x = 0x9E3779B97F4A7C15u + (uint64_t)number * 0xD1B54A32D192ED03u; /* splitmix64 */

	for (; *words; words++)
		x = (x ^ (unsigned char)*words) * 0x100000001B3u;
	x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
	x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
	return (double)((x ^ (x >> 31)) >> 11) / (double)(1ull << 52) - 1.0;
}

/* ---- telling ---------------------------------------------------------------------------------------------- */

static struct event *add_event(struct demo *demo, const char *when, const char *who)
{
	struct event *event = mem_alloc(sizeof(*event));

	event->order = demo->events.n;
	event->who = who;
	if (!moment_parse(when, &event->at) && !demo->rc)
		demo->rc = err_set(demo->err, ERR_INPUT, "demo: %s är ingen tid", when);
	vec_push(&demo->events, event);
	return event;
}

void demo_event(struct demo *demo, const char *when, const char *who, enum record_kind kind, const char *id, ...)
{
	struct event *event = add_event(demo, when, who);
	const char *field;
	va_list args;

	event->kind = kind;
	event->id = mem_strdup(id);
	va_start(args, id);
	while ((field = va_arg(args, const char *)) && event->nfields < FIELDS_MAX)
		event->fields[event->nfields++] = mem_strdup(field);
	va_end(args);
}

void demo_import(struct demo *demo, const char *when, const char *who, const char *file,
		int (*add)(struct import *import, struct err *err))
{
	struct event *event = add_event(demo, when, who);

	event->file = file;
	event->add = add;
}

static void free_event(void *item)
{
	struct event *event = item;

	for (size_t i = 0; i < event->nfields; i++)
		free(event->fields[i]);
	free(event->id);
	free(event);
}

/* ---- doing ------------------------------------------------------------------------------------------------ */

static int compare_events(const void *a, const void *b)
{
	const struct event *x = *(struct event *const *)a, *y = *(struct event *const *)b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* The record as it shall be after the event; NULL with *err where a value is not one. */
static struct record *after_event(struct snapshot *snap, const struct event *event, struct err *err)
{
	const struct record_type *type = record_type(event->kind);
	const char *plan = type->flags & TYPE_GLOBAL ? "" : DEMO_PLAN;
	struct record *rec = snapshot_get(snap, event->kind, plan, event->id, false);
	int rc = 0;

	if (!rec)
		rec = record_from_id(event->kind, plan, event->id);
	if (!rec)
		rec = record_new(event->kind, plan, event->id);
	for (size_t i = 0; i < event->nfields && !rc; i++) {
		const char *value = strchr(event->fields[i], '=');
		char *key = mem_strndup(event->fields[i], value ? (size_t)(value - event->fields[i]) : 0);
		const struct field *field = record_field(type, key);

		rc = field ? field_parse(rec, field, value + 1, demo_day(), err) :
			err_set(err, ERR_INPUT, "demo: %s har inget fält %s", type->name, key);
		free(key);
	}
	record_derive_id(rec);
	if (!rc)
		rc = record_check(rec, NULL, err);
	if (rc) {
		err_prefix(err, "demo: %s %s", type->name, event->id);
		record_free(rec);
		rec = NULL;
	}
	return rec;
}

/* Those of one time and person: one save. Returns how many there were. */
static size_t save_events(struct store *store, struct event *const *events, size_t n, struct demo *demo)
{
	struct change *changes = mem_alloc(n * sizeof(*changes));
	struct save_result result = { 0 };
	struct snapshot *snap = NULL;
	size_t count = 0;

	demo->rc = store_snapshot(store, MOMENT_NOW, &snap, demo->err);
	for (; !demo->rc && count < n && events[count]->kind && events[count]->at == events[0]->at &&
			strcmp(events[count]->who, events[0]->who) == 0; count++) {
		changes[count].rec = after_event(snap, events[count], demo->err);
		changes[count].expect = ANY_REVISION;
		if (!changes[count].rec)
			demo->rc = ERR_INPUT;
	}
	store_snapshot_end(snap);
	if (!demo->rc)
		demo->rc = store_save(store, changes, count, &result, demo->err);
	record_free(result.theirs);
	for (size_t i = 0; i < count; i++)
		record_free(changes[i].rec);
	free(changes);
	return count ? count : 1;
}

static int import_event(struct store *store, const struct event *event, struct err *err)
{
	struct import *import;
	struct batch batch = { 0 };
	int rc = import_begin(store, event->file, "", DEMO_WORDS, "", &import, err);

	if (rc)
		return rc;
	rc = event->add(import, err);
	if (rc) {
		import_abandon(import);
		return rc;
	}
	rc = import_publish(import, &batch, err);
	free(batch.file);
	free(batch.source);
	free(batch.account);
	free(batch.note);
	return rc;
}

static void carry_out(struct store *store, struct demo *demo)
{
	struct event *const *events = (struct event *const *)demo->events.items;
	size_t n = demo->events.n;

	qsort(demo->events.items, n, sizeof(*demo->events.items), compare_events);
	for (size_t i = 0; i < n && !demo->rc;) {
		store_pretend(store, events[i]->at, events[i]->who, "controller");
		if (events[i]->kind)
			i += save_events(store, events + i, n - i, demo);
		else
			demo->rc = import_event(store, events[i++], demo->err);
	}
}

int demo_fill(struct store *store, struct err *err)
{
	struct demo demo = { .err = err };
	moment_t start;

	demo.rc = store_set_filling(store, true, err);
	moment_parse("2026-01-07 08:00", &start);
	store_pretend(store, start, "regionkontoret", "controller");
	if (!demo.rc)
		demo.rc = cli_fill_plans(store, err);
	demo_figures(&demo);
	demo_goals(&demo);
	demo_work(&demo);
	demo_economy(&demo);
	demo_reports(&demo);
	if (!demo.rc)
		carry_out(store, &demo);
	vec_free_all(&demo.events, free_event);
	return demo.rc ? demo.rc : store_set_filling(store, false, err);
}
