/* The plan itself and what it is about: whatever else is new, changed or gone. */
#include "query/changes_priv.h"
#include "query/occasions.h"

static const enum record_kind kinds[] = {
	REC_PLAN, REC_FOCUS_AREA, REC_GOAL, REC_INDICATOR, REC_RULE, REC_ALLOCATION, REC_ECONOMY_ROW, REC_ECONOMY, REC_FACT,
	REC_PRIORITY, REC_OCCASION, REC_BOARD, REC_GROUP, REC_METRIC, REC_ORGANISATION,
};

/* The first field that differs; NULL if none. *others tells whether there are more. */
static const struct field *changed_field(const struct record *before, const struct record *now, bool *others)
{
	const struct record_type *type = record_type(now->kind);
	const struct field *found = NULL;

	*others = false;
	for (size_t i = 0; i < type->nfields; i++) {
		if (field_equal(before, now, &type->fields[i]))
			continue;
		*others = found != NULL;
		if (found)
			break;
		found = &type->fields[i];
	}
	return found;
}

static const char *field_words(struct comparison *c, const struct record *rec, const struct field *field)
{
	struct buf text = { 0 };
	const char *copy;

	field_format(&text, rec, field);
	copy = arena_strdup(&c->res->arena, buf_cstr(&text));
	buf_free(&text);
	return copy;
}

static void set_amount(struct comparison *c, struct row *row, const struct record *before, const struct record *now)
{
	if (now->kind == REC_ALLOCATION)
		row_num(c->res, row, "amount", ((const struct allocation *)now)->mnkr - ((const struct allocation *)before)->mnkr);
}

/* A proposal that moved with the rule is nobody's change; one that became a record was settled. */
static bool is_only_proposed(const struct record *rec)
{
	return !rec || (rec->kind == REC_OCCASION && occasion_is_proposed((const struct occasion *)rec));
}

static void each(struct comparison *c, const struct record *before, const struct record *now)
{
	const struct record *told = now ? now : before;
	const char *title = record_title(told);
	const struct field *field = NULL;
	bool others = false, settled;
	struct row *row;

	if (is_only_proposed(before) && is_only_proposed(now))
		return;
	settled = told->kind == REC_OCCASION && before && is_only_proposed(before);
	row = now ? change_add(c, CHANGE_PLAN, settled ? "fastställd" : before ? "ändrad" : "ny", now) :
		change_add_gone(c, CHANGE_PLAN, before);
	if (before && now)
		field = changed_field(before, now, &others);
	change_title(c, row, "%s %s%s%s%s%s%s", record_type(told->kind)->label, told->id,
			strcmp(title, told->id) == 0 ? "" : " ", strcmp(title, told->id) == 0 ? "" : title, field ? ": " : "",
			field ? field->label : "", others ? " m.m." : "");
	if (!field)
		return;
	change_words(c, row, field_words(c, before, field), field_words(c, now, field));
	set_amount(c, row, before, now);
}

void changes_of_plan(struct comparison *c)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		changes_each(c, kinds[i], each);
}
