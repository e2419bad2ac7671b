/* Targets: which one holds, and how it is written. */
#include "query/queries_priv.h"

static bool is_target(const struct target *target, const char *plan, const char *subject)
{
	return same_text(target->subject, subject) && (!plan || strcmp(target->rec.plan, plan) == 0);
}

/* A target that names no level is the one there is to reach. */
static int level_of(const struct target *target)
{
	return target->level ? target->level : LEVEL_GREEN;
}

const struct target *target_of(const struct dataset *ds, const char *plan, const char *subject, const char *scope, int year,
		int level)
{
	const struct record_list *list = dataset_list(ds, REC_TARGET);
	const struct target *best = NULL;
	struct buf prefix = { 0 };
	size_t from, n;

	if (!has_text(subject))
		return NULL;
	/* The id begins with subject and scope; both may have dots, so what is found is looked at again. */
	buf_printf(&prefix, "%s.%s.", subject, scope);
	n = record_list_prefix(list, prefix.data, &from);
	buf_free(&prefix);
	for (size_t i = from; i < from + n; i++) {
		const struct target *target = (const struct target *)list->by_id[i];

		if (!is_target(target, plan, subject) || !same_text(target->scope, scope) || level_of(target) != level)
			continue;
		if (target->year <= year && (!best || target->year > best->year))
			best = target;
	}
	return best;
}

const struct target *query_target(const struct dataset *ds, const char *subject, const char *scope, int year, int level)
{
	return target_of(ds, strcmp(ds->plan, "all") == 0 ? NULL : ds->plan, subject, scope, year, level);
}

static json_t *choice_or_null(const struct choice *choices, int at)
{
	return at > 0 ? json_string(choices[at].code) : json_null();
}

static json_t *target_to_json(const struct target *target)
{
	json_t *json = json_object();

	json_object_set_new(json, "scope", json_text(target->scope));
	json_object_set_new(json, "year", num_to_json(target->year));
	json_object_set_new(json, "level", choice_or_null(choices_level, target->level));
	json_object_set_new(json, "op", choice_or_null(choices_op, target->op));
	json_object_set_new(json, "value", num_to_json(target->value));
	json_object_set_new(json, "text", json_text(target->text));
	return json;
}

json_t *targets_to_json(const struct dataset *ds, const char *plan, const char *subject)
{
	const struct record_list *list = dataset_list(ds, REC_TARGET);
	json_t *array = json_array();
	struct buf prefix = { 0 };
	size_t from, n;

	buf_printf(&prefix, "%s.", subject);
	n = record_list_prefix(list, prefix.data, &from);
	buf_free(&prefix);
	for (size_t i = from; i < from + n; i++) {
		const struct target *target = (const struct target *)list->by_id[i];

		if (is_target(target, plan, subject))
			json_array_append_new(array, target_to_json(target));
	}
	return array;
}

const char *target_text(const struct target *target, int decimals, struct arena *arena)
{
	char number[NUM_TEXT_MAX];

	if (!target)
		return "";
	if (num_missing(target->value))
		return has_text(target->text) ? arena_strdup(arena, target->text) : "";
	/* A target may be finer than the figures it is for. */
	if (decimals >= 0 && num_round(target->value, decimals) != target->value)
		decimals = -1;
	num_format(number, target->value, decimals, 0);
	return target->op ? arena_printf(arena, "%s %s", choices_op[target->op].label, number) : arena_strdup(arena, number);
}
