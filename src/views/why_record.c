/* why_record.c: a record that is neither a status nor a figure: what it says, what is computed from it, who and when. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "views/why_priv.h"

const char *why_mnkr(struct page *page, double value, int flags)
{
	char number[NUM_TEXT_MAX];

	return num_missing(value) ? "inte angivet" :
		arena_printf(&page->arena, "%s\u00a0mnkr", num_format(number, value, num_round(value, 1) == value ? 1 : -1, flags));
}

void why_link(struct app *app, struct page *page, const char *label, const struct record *rec, const char *text)
{
	app_fact(app, page, label, text, &(struct ref){ rec->kind, rec->plan, rec->id });
}

static void draw_field(struct app *app, struct page *page, const struct record *rec, const struct field *field)
{
	const struct record *target;
	struct buf value = { 0 };

	field_format(&value, rec, field);
	target = field->type == FT_REF ? dataset_find(&app->ds, field->ref, rec->plan, buf_cstr(&value)) : NULL;
	if (target)
		buf_printf(&value, "  %s", record_title(target));
	if (has_words(field->unit))
		buf_printf(&value, "\u00a0%s", field->unit);
	if (target)
		why_link(app, page, field->label, target, buf_cstr(&value));
	else
		app_fact(app, page, field->label, buf_cstr(&value), NULL);
	buf_free(&value);
}

void why_record(struct app *app, struct page *page, const struct record *rec)
{
	const struct record_type *type = record_type(rec->kind);
	const struct plan *plan = (const struct plan *)dataset_find(&app->ds, REC_PLAN, "", rec->plan);
	bool named = !same_words(record_title(rec), rec->id);
	char *title = mem_strdup(sentence(page, type->label));

	/* An id put together of others says nothing: the fields below tell what it is. */
	if (!named)
		title[strlen(title) - 1] = '\0'; /* the full stop */
	app_title(app, page, NULL, named ? record_words(page, rec) : title, -1, named ? type->label : NULL);
	free(title);
	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];

		if (!(field->flags & FIELD_HIDDEN) && !field_is_empty(rec, field) && field->type != FT_BOOL)
			draw_field(app, page, rec, field);
	}
	/* What was made since is not from the document. */
	if (plan && has_words(plan->document) && (rec->order > 0 || rec->kind == REC_ECONOMY))
		app_fact(app, page, "Dokument", plan->document, NULL);
	why_computed(app, page, rec);
}
