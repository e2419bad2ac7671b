/* dataset_late.c: records that are read when they are asked for. There may be thousands of nyckeltal, of which a plan has thirty. */
#include "query/dataset_priv.h"

static bool keep_new(struct record *rec, void *user)
{
	struct record_list *list = user;

	/* What is here may be shown as it will be, and is borrowed by whoever asked for it. */
	if (record_list_find(list, rec->plan, rec->id))
		record_free(rec);
	else
		record_list_insert(list, rec);
	return true;
}

static void read_all(const struct dataset *ds, struct late_list *late)
{
	struct snapshot *snap;
	struct err err = { 0 };

	if (!ds->store || store_snapshot(ds->store, ds->as_of, &snap, &err))
		return; /* it is tried again next time */
	snapshot_scan(snap, REC_METRIC, "", keep_new, &late->list);
	store_snapshot_end(snap);
	late->all = true;
}

const struct record_list *dataset_list(const struct dataset *ds, enum record_kind kind)
{
	if (kind == REC_METRIC && ds->metrics && !ds->metrics->all)
		read_all(ds, ds->metrics);
	return dataset_held(ds, kind);
}

struct record *dataset_late_find(const struct dataset *ds, const char *id)
{
	struct late_list *late = ds->metrics;
	struct record *rec = record_list_find(dataset_held(ds, REC_METRIC), "", id);
	struct snapshot *snap;
	struct err err = { 0 };

	if (rec || !late || late->all || !ds->store || store_snapshot(ds->store, ds->as_of, &snap, &err))
		return rec;
	rec = snapshot_get(snap, REC_METRIC, "", id, false);
	store_snapshot_end(snap);
	if (rec)
		record_list_insert(&late->list, rec);
	return rec;
}

void dataset_late_forget(struct dataset *ds)
{
	if (!ds->metrics)
		return;
	record_list_free(&ds->metrics->list);
	ds->metrics->all = false;
}

bool dataset_scan_since(const struct dataset *ds, const struct dataset *then, enum record_kind kind,
		bool (*each)(struct record *rec, void *user), void *user)
{
	struct snapshot *snap;
	struct err err = { 0 };

	if (store_snapshot(ds->store, ds->as_of, &snap, &err))
		return false;
	snapshot_scan_since(snap, kind, "", then->seq, each, user);
	store_snapshot_end(snap);
	return true;
}
