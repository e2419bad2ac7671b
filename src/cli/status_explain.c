/* status_explain.c: the reason of a status as text: the rule, where it stands, and every input with what became of it. */
#include "cli/status_explain.h"

#include <stdlib.h>
#include <string.h>

#include "cli/cli_util.h"
#include "query/judgement.h"
#include "query/queries.h"

static void put_value(struct buf *out, const struct judged_part *part)
{
	char number[NUM_TEXT_MAX], period[PERIOD_TEXT_MAX];

	if (num_missing(part->value))
		return;
	buf_printf(out, ": %s", num_format(number, part->value, part->decimals, 0));
	if (part->unit) {
		buf_str(out, "\u00a0");
		cli_text(out, part->unit);
	}
	if (part->period && !strstr(part->name, period_format(period, part->period)))
		buf_printf(out, " (%s)", period);
}

static void put_outcome(struct buf *out, const struct judged_part *part)
{
	static const char *const words[] = {
		[PART_PASS] = "når målet", [PART_FAIL] = "når inte målet", [PART_EXCLUDED] = "räknas inte",
		[PART_MISSING] = "uppgift saknas", [PART_SHOWN] = "visas bredvid",
	};
	bool told = part->outcome == PART_PASS || part->outcome == PART_FAIL;

	buf_str(out, " – ");
	if (part->outcome == PART_MISSING && part->reason) {
		cli_text(out, part->reason); /* says by itself what is missing */
		return;
	}
	buf_str(out, words[part->outcome]);
	/* What was held against a number has said it all. */
	if (part->reason && (!told || !part->target_text)) {
		buf_str(out, ": ");
		cli_text(out, part->reason);
	}
}

/* Whose figure it is: the metric and the organisation of an indicator, or as a figure is named. *name is the caller's to free. */
static bool figure_of(const struct dataset *ds, const struct judged_part *part, char **name, const char **metric,
		const char **organisation)
{
	const struct record *rec = dataset_find(ds, part->ref.kind, part->ref.plan, part->ref.id);
	char *rest;

	*name = NULL;
	if (part->ref.kind == REC_INDICATOR && rec) {
		*metric = ((const struct indicator *)rec)->metric;
		*organisation = indicator_organisation((const struct indicator *)rec);
		return *metric != NULL;
	}
	if (part->ref.kind != REC_OBSERVATION || !part->ref.id)
		return false;
	rest = *name = mem_strdup(part->ref.id); /* METRIC/ORGANISATION/PERIOD/GENDER */
	*metric = strsep(&rest, "/");
	*organisation = strsep(&rest, "/");
	return *organisation != NULL;
}

struct entry_found {
	moment_t at;
	char *user;
};

static bool take_entry(const struct journal_entry *entry, void *user)
{
	struct entry_found *found = user;

	found->at = entry->at;
	found->user = mem_strdup(entry->user && *entry->user ? entry->user : entry->account);
	return false;
}

/* ", inläst 2026-03-02", ", infört 2026-05-04 av controller.hs": when the figure came into the store, and who wrote one by hand. */
static void put_point(struct buf *out, const struct dataset *ds, const struct point *point)
{
	const struct record *rec = point->batch ? NULL : dataset_find(ds, point->ref.kind, point->ref.plan, point->ref.id);
	struct entry_found found = { MOMENT_NONE, NULL };
	char day[DATE_TEXT_MAX];
	struct snapshot *snap;
	struct err err = { 0 };

	if (store_snapshot(ds->store, ds->as_of, &snap, &err))
		return;
	if (point->batch) {
		struct batch *batch = batch_get(snap, point->batch);

		found.at = batch ? batch->at : MOMENT_NONE;
		batch_free(batch);
	} else if (rec && rec->seq) {
		journal_scan(snap, rec->seq, rec->seq, false, take_entry, &found);
	}
	store_snapshot_end(snap);
	if (found.at != MOMENT_NONE)
		buf_printf(out, ", %s %s", found.user ? "infört" : "inläst", date_format(day, moment_to_date(found.at)));
	if (found.user) {
		buf_str(out, " av ");
		cli_text(out, found.user);
	}
	free(found.user);
}

static void put_origin(struct buf *out, const struct dataset *ds, const struct judged_part *part)
{
	const char *metric, *organisation;
	struct series series = { 0 };
	struct err err = { 0 };
	char *name = NULL;

	if (!num_missing(part->value) && part->period && figure_of(ds, part, &name, &metric, &organisation) &&
			!query_series(ds, metric, organisation, &series, &err)) {
		for (size_t i = 0; i < series.n; i++) {
			if (series.points[i].period == part->period && series.points[i].gender == GENDER_T)
				put_point(out, ds, &series.points[i]);
		}
	}
	series_free(&series);
	free(name);
}

static void put_part(struct buf *out, const struct dataset *ds, const struct judged_part *part)
{
	buf_str(out, "      ");
	if (part->ref.id && part->ref.kind != REC_OBSERVATION) {
		cli_text(out, part->ref.id);
		buf_char(out, ' ');
	}
	cli_text(out, part->name);
	put_value(out, part);
	if (part->target_text) {
		buf_str(out, num_missing(part->value) ? ": målvärde " : " mot ");
		cli_text(out, part->target_text);
	}
	put_outcome(out, part);
	if (part->source) {
		buf_str(out, ". Källa: ");
		cli_text(out, part->source);
	}
	put_origin(out, ds, part);
	buf_char(out, '\n');
}

int status_explain(struct buf *out, const struct dataset *ds, const struct ref *ref, struct err *err)
{
	const struct record *rec = dataset_find(ds, ref->kind, ref->plan, ref->id);
	struct arena arena = { 0 };
	struct judgement judged;
	int rc;

	if (!rec)
		return 0;
	rc = query_judgement(ds, rec, &arena, &judged, err);
	if (!rc) {
		buf_str(out, "    ");
		cli_text(out, judged.why);
		buf_str(out, "\n    Regel: ");
		cli_text(out, judged.rule_words);
		if (judged.rule_source) {
			buf_str(out, " Källa: ");
			cli_text(out, judged.rule_source);
		}
		buf_char(out, '\n');
		for (size_t i = 0; i < judged.nparts; i++)
			put_part(out, ds, &judged.parts[i]);
	}
	arena_free(&arena);
	return rc;
}
