/* Levels that belong together: two målvärden of the same year and scope, and a rule with what it judges. */
#include <stdlib.h>

#include "model/rule_check.h"
#include "query/queries_priv.h"

static int refuse(const struct record *rec, const char *key, const struct field **bad)
{
	if (bad)
		*bad = record_field(record_type(rec->kind), key);
	return ERR_INPUT;
}

/* The målvärde of the other level, with the same subject, scope and year. */
static const struct target *other_level(const struct dataset *ds, const struct target *target)
{
	const struct record_list *list = dataset_list(ds, REC_TARGET);

	for (size_t i = 0; i < list->n; i++) {
		const struct target *other = (const struct target *)list->items[i];

		if (same_text(other->subject, target->subject) && same_text(other->scope, target->scope) &&
				other->year == target->year && other->level != target->level &&
				strcmp(other->rec.plan, target->rec.plan) == 0)
			return other;
	}
	return NULL;
}

/* What is better of what subject measures: as the rule says, or the indicator, or its nyckeltal; 0 where none does. */
static int direction_of(const struct dataset *ds, const char *plan, const char *subject, const struct rule *rule)
{
	const struct indicator *indicator = (const struct indicator *)dataset_find(ds, REC_INDICATOR, plan, subject);

	if (rule && rule->direction)
		return rule->direction;
	return indicator ? indicator_direction(ds, indicator) : 0;
}

int dataset_check_target(const struct dataset *ds, const struct record *rec, const struct field **bad, struct err *err)
{
	const struct target *target = (const struct target *)rec, *other = other_level(ds, target);
	const struct target *green = target->level == LEVEL_YELLOW ? other : target;
	const struct target *yellow = target->level == LEVEL_YELLOW ? target : other;
	const struct rule *rule = (const struct rule *)dataset_find(ds, REC_RULE, rec->plan, target->subject);
	char number[NUM_TEXT_MAX];
	int direction;

	if (!other)
		return 0;
	direction = direction_of_op(green->op);
	if (!direction)
		direction = direction_of_op(yellow->op);
	if (!direction)
		direction = direction_of(ds, rec->plan, target->subject, rule);
	if (direction_of_op(green->op) && direction_of_op(yellow->op) && direction_of_op(green->op) != direction_of_op(yellow->op)) {
		err_set(err, ERR_INPUT, "Jämförelsen går åt motsatt håll mot den andra nivåns (%s): skriv båda likadant",
			choices_op[other->op].label);
		return refuse(rec, "op", bad);
	}
	if (level_is_easier(direction, yellow->value, green->value))
		return 0;
	err_set(err, ERR_INPUT, "Nivån på väg ska vara lättare än på målet: %s är %s",
		other == green ? "målvärdet på målet" : "målvärdet på väg", num_format(number, other->value, -1, 0));
	return refuse(rec, "value", bad);
}

/* Adds the ids of a list that are not there yet. */
static void add_new(struct vec *ids, const char *list)
{
	struct buf item = { 0 };
	const char *at = NULL, *id;

	while (has_text(list) && (id = list_next(list, &at, &item))) {
		size_t i = 0;

		while (i < ids->n && strcmp(ids->items[i], id) != 0)
			i++;
		if (i == ids->n)
			vec_push(ids, mem_strdup(id));
	}
	buf_free(&item);
}

/* A composite rule whose parts lead back to itself would never end. Each part is looked at once, however many ways lead there. */
static bool leads_to(const struct dataset *ds, const char *plan, const char *parts, const char *subject)
{
	struct vec ids = { 0 };
	bool found = false;

	add_new(&ids, parts);
	for (size_t i = 0; !found && i < ids.n; i++) {
		const struct rule *rule = (const struct rule *)dataset_find(ds, REC_RULE, plan, ids.items[i]);

		found = strcmp(ids.items[i], subject) == 0;
		add_new(&ids, rule ? rule->parts : NULL);
	}
	vec_free_all(&ids, free);
	return found;
}

int dataset_check_rule(const struct dataset *ds, const struct record *rec, const struct field **bad, struct err *err)
{
	const struct rule *rule = (const struct rule *)rec;
	int direction = direction_of(ds, rec->plan, rule->subject, rule);
	bool levels = rule->kind == RULE_THRESHOLD || rule->kind == RULE_TWO_LEVEL || rule->kind == RULE_BANDS;

	if (leads_to(ds, rec->plan, rule->parts, rule->subject)) {
		err_set(err, ERR_INPUT, "%s kan inte bedömas efter sig självt: ta bort det ur delarna", rule->subject);
		return refuse(rec, "parts", bad);
	}
	if (!direction && (rule->kind == RULE_RANK || (levels && !num_missing(rule->green)))) {
		err_set(err, ERR_INPUT, "Riktning saknas: välj om högre eller lägre är bättre");
		return refuse(rec, "direction", bad);
	}
	if (levels && !level_is_easier(direction, rule->yellow, rule->green)) {
		err_set(err, ERR_INPUT, "Nivån på väg ska vara lättare än på målet (%s): byt plats på talen",
			choices_direction[direction].label);
		return refuse(rec, "yellow", bad);
	}
	return 0;
}
