/* What has to be saved with a new record. */
#include "query/companions.h"

#include <stdlib.h>

#include "base/text.h"
#include "query/queries_priv.h"

/* ---- ids -------------------------------------------------------------------------------------------------- */

static int need(const struct record *rec, const char *key, const char *why, const struct field **bad, struct err *err)
{
	const struct field *field = record_field(record_type(rec->kind), key);

	if (bad)
		*bad = field;
	return err_set(err, ERR_INPUT, "%s saknas: %s", field->label, why);
}

/* prefix and the lowest number that no record has or had: what was deleted keeps its history to itself. */
static int take_number(const struct dataset *ds, struct record *rec, const char *prefix, struct err *err)
{
	struct snapshot *snap;
	int rc = store_snapshot(ds->store, MOMENT_NOW, &snap, err);

	for (int n = 1; !rc; n++) {
		char *id = mem_printf("%s%d", prefix, n);
		struct record *was = snapshot_get(snap, rec->kind, rec->plan, id, true);

		free(rec->id);
		rec->id = id;
		if (!was)
			break;
		record_free(was);
	}
	if (!rc)
		store_snapshot_end(snap);
	return rc;
}

static int give_goal_id(const struct dataset *ds, struct goal *goal, const struct field **bad, struct err *err)
{
	char *prefix;
	int rc;

	if (!has_text(goal->parent))
		return need(&goal->rec, "parent", "ett nämndsmål bryter ned ett mål", bad, err);
	if (!has_text(goal->owner))
		return need(&goal->rec, "owner", "skriv nämnden vars mål det är", bad, err);
	prefix = mem_printf("%s-%s-", goal->parent, goal->owner);
	rc = take_number(ds, &goal->rec, prefix, err);
	free(prefix);
	return rc;
}

static int give_indicator_id(const struct dataset *ds, struct indicator *indicator, const struct field **bad, struct err *err)
{
	const char *of = has_text(indicator->goal) ? indicator->goal : indicator->board;
	char *prefix;
	int rc;

	if (has_text(indicator->activity))
		prefix = mem_printf("a%s.", indicator->activity);
	else if (has_text(of))
		prefix = mem_printf("%s.", of);
	else
		return need(&indicator->rec, "goal", "skriv målet, eller nämnden vars siffror det är", bad, err);
	rc = take_number(ds, &indicator->rec, prefix, err);
	free(prefix);
	return rc;
}

int companions_give_id(const struct dataset *ds, struct record *rec, const struct field **bad, struct err *err)
{
	if (!text_blank(rec->id))
		return 0;
	if (rec->kind == REC_GOAL)
		return give_goal_id(ds, (struct goal *)rec, bad, err);
	if (rec->kind == REC_INDICATOR)
		return give_indicator_id(ds, (struct indicator *)rec, bad, err);
	return 0;
}

/* ---- what goes with it ------------------------------------------------------------------------------------ */

/* A nyckeltal that outlives the plan must not be another indicator's: one that is taken is passed by. */
static char *free_metric_id(const struct dataset *ds, const char *indicator)
{
	char *id = mem_printf("ind-%s", indicator);

	for (int i = 2; dataset_find(ds, REC_METRIC, NULL, id); i++) {
		free(id);
		id = mem_printf("ind-%s-%d", indicator, i);
	}
	return id;
}

static struct record *metric_for(const struct dataset *ds, struct indicator *indicator)
{
	struct metric *metric;

	indicator->metric = free_metric_id(ds, indicator->rec.id);
	metric = (struct metric *)record_new(REC_METRIC, "", indicator->metric);
	metric->name = mem_strdup(indicator->name);
	metric->unit = mem_strdup(indicator->unit);
	metric->definition = mem_strdup(indicator->definition);
	metric->decimals = indicator->decimals;
	return &metric->rec;
}

size_t companions_make(const struct dataset *ds, struct record *rec, struct record *out[COMPANIONS_MAX])
{
	struct indicator *indicator = (struct indicator *)rec;

	if (rec->kind != REC_INDICATOR || has_text(indicator->metric) || text_blank(rec->id))
		return 0;
	out[0] = metric_for(ds, indicator);
	return 1;
}

int companions_save(const struct dataset *ds, struct record *rec, struct save_result *result, struct err *err)
{
	struct record *made[COMPANIONS_MAX];
	struct change changes[COMPANIONS_MAX + 1];
	size_t n = companions_make(ds, rec, made);
	int code;

	for (size_t i = 0; i < n; i++)
		changes[i] = (struct change){ made[i], 0 };
	changes[n] = (struct change){ rec, 0 };
	*result = (struct save_result){ 0 };
	code = store_save(ds->store, changes, n + 1, result, err);
	if (code == ERR_CONFLICT && result->conflict < n) { /* made by someone else in this moment; not the caller's record */
		record_free(result->theirs);
		*result = (struct save_result){ 0 };
		code = err_set(err, ERR_STORE, "%s %s skapades av någon annan samtidigt: försök en gång till",
			record_type(made[0]->kind)->definite, made[0]->id);
	}
	for (size_t i = 0; i < n; i++)
		record_free(made[i]);
	return code;
}
