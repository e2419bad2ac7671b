/* view.c: the state of one screen. */
#include "ui/view.h"

#include <stdlib.h>
#include <string.h>

struct view *view_new(const struct view_ops *ops, const char *plan, const char *id)
{
	struct view *view = mem_alloc(sizeof(*view));

	view->ops = ops;
	view->plan = mem_strdup(plan);
	view->id = mem_strdup(id);
	view->sort = -1;
	view->point = -1;
	view->page.line = view->page.cell = -1;
	return view;
}

static void free_mark(void *item)
{
	struct mark *mark = item;

	free(mark->plan);
	free(mark->id);
	free(mark);
}

void view_clear_marks(struct view *view)
{
	vec_free_all(&view->marks, free_mark);
}

void view_free(struct view *view)
{
	if (!view)
		return;
	free(view->plan);
	free(view->id);
	free(view->filter);
	free(view->chosen);
	free(view->result_key);
	vec_free_all(&view->closed, free);
	view_clear_marks(view);
	page_free(&view->page);
	page_free(&view->preview);
	if (view->has_result)
		result_free(&view->result);
	if (view->own_free)
		view->own_free(view->own);
	free(view);
}

void view_rest(struct view *view)
{
	page_rest(&view->page);
	page_rest(&view->preview);
	view->built = false;
	if (!view->result.fill)
		view_cool(view);
}

void view_cool(struct view *view)
{
	if (view->has_result)
		result_free(&view->result);
	view->has_result = false;
	free(view->result_key);
	view->result_key = NULL;
}

static int closed_at(const struct view *view, const char *tag)
{
	for (size_t i = 0; i < view->closed.n; i++)
		if (strcmp(view->closed.items[i], tag) == 0)
			return (int)i;
	return -1;
}

bool view_is_closed(const struct view *view, const char *tag)
{
	return closed_at(view, tag) >= 0;
}

void view_toggle_closed(struct view *view, const char *tag)
{
	int at = closed_at(view, tag);

	if (at < 0) {
		vec_push(&view->closed, mem_strdup(tag));
		return;
	}
	free(view->closed.items[at]);
	view->closed.items[at] = view->closed.items[--view->closed.n];
}

static int mark_at(const struct view *view, const struct ref *ref)
{
	for (size_t i = 0; i < view->marks.n; i++) {
		const struct mark *mark = view->marks.items[i];

		if (mark->kind == ref->kind && strcmp(mark->id, ref->id) == 0 &&
				strcmp(mark->plan ? mark->plan : "", ref->plan ? ref->plan : "") == 0)
			return (int)i;
	}
	return -1;
}

bool view_is_marked(const struct ref *ref, void *view)
{
	return ref->kind && mark_at(view, ref) >= 0;
}

void view_toggle_mark(struct view *view, const struct ref *ref)
{
	int at = mark_at(view, ref);

	if (at < 0) {
		struct mark *mark = mem_alloc(sizeof(*mark));

		*mark = (struct mark){ ref->kind, mem_strdup(ref->plan), mem_strdup(ref->id) };
		vec_push(&view->marks, mark);
		return;
	}
	free_mark(view->marks.items[at]);
	view->marks.items[at] = view->marks.items[--view->marks.n];
}

void trail_add(struct trail *trail, const char *text, enum record_kind kind, const char *plan, const char *id,
		enum action action)
{
	struct crumb *crumb;

	if (trail->n == (int)COUNT_OF(trail->items))
		return;
	crumb = &trail->items[trail->n++];
	*crumb = (struct crumb){ .text = mem_strdup(text), .kind = kind, .plan = mem_strdup(plan), .id = mem_strdup(id),
			.action = action };
}

void trail_clear(struct trail *trail)
{
	for (int i = 0; i < trail->n; i++) {
		free(trail->items[i].text);
		free(trail->items[i].plan);
		free(trail->items[i].id);
	}
	trail->n = 0;
}
