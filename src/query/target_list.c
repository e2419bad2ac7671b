/* The målvärden of an indicator or a goal, one row each: the newest year first, the level to reach before the one on the way. */
#include "query/queries_priv.h"

static const struct choice level_words[] = { { "", "–" }, { "green", "på målet" }, { "yellow", "på väg" }, { NULL, NULL } };

static const struct column target_columns[] = {
	{ .key = "year", .heading = "År", .type = COL_NUM, .flags = COLF_SCREEN | COLF_PLAIN, .width = 4 },
	{ .key = "level", .heading = "Nivå", .type = COL_CHOICE, .flags = COLF_SCREEN, .width = 8, .choices = level_words },
	{ .key = "scope", .heading = "Omfattning", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 13 },
	{ .key = "op", .heading = "Jfr", .type = COL_CHOICE, .flags = COLF_SCREEN, .width = 3, .choices = choices_op, .field = "op" },
	{ .key = "value", .heading = "Målvärde", .type = COL_NUM, .flags = COLF_SCREEN, .width = 10, .decimals = -1, .field = "value" },
	{ .key = "text", .heading = "Med ord", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_FILL, .width = 12, .field = "text",
	  .priority = 3 },
	{ .key = "decided_by", .heading = "Beslutat av", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 17,
	  .field = "decided_by" },
	{ .key = "decided_at", .heading = "Beslutat", .type = COL_DATE, .flags = COLF_SCREEN, .width = 10, .field = "decided_at" },
};

/* "region" is the whole of it; a nämnd has a name. */
static const char *scope_words(const struct dataset *ds, const char *scope)
{
	if (same_text(scope, "region"))
		return "hela regionen";
	if (same_text(scope, "forvaltning"))
		return "förvaltning";
	return dataset_find(ds, REC_BOARD, NULL, scope) ? board_label(ds, scope) : scope;
}

static void add_target(const struct dataset *ds, const struct filler *filler, struct result *res, const struct target *target,
		int decimals)
{
	struct row *row = filler_add(filler, res, &target->rec);

	row_text(res, row, "scope", scope_words(ds, target->scope));
	/* As many decimals as the indicator's figures, where that does not hide any of the target's own. */
	if (decimals >= 0 && !num_missing(target->value) && num_round(target->value, decimals) == target->value)
		row->cells[result_column(res, "value")].decimals = (int8_t)decimals;
}

int query_targets(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const char *subject = filter->indicator ? filter->indicator : filter->goal;
	const struct record *rec = dataset_find(ds, filter->indicator ? REC_INDICATOR : REC_GOAL, filter->plan, subject);
	const struct record_list *list = dataset_list(ds, REC_TARGET);
	int decimals = rec && rec->kind == REC_INDICATOR ? indicator_decimals(ds, (const struct indicator *)rec) : -1;
	struct filler filler;

	(void)err;
	result_init(res, target_columns, COUNT_OF(target_columns));
	filler_init(&filler, res, REC_TARGET);
	for (size_t i = 0; i < list->n; i++) {
		const struct target *target = (const struct target *)list->items[i];

		if (same_text(target->subject, subject) && (!filter->plan || strcmp(target->rec.plan, filter->plan) == 0))
			add_target(ds, &filler, res, target, decimals);
	}
	result_sort(res, result_column(res, "level"), false);
	result_sort(res, result_column(res, "year"), true);
	return 0;
}
