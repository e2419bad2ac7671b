/* registry.c: every screen there is. A new one is one line here. */
#include "views/common.h"

const struct view_ops *const all_views[] = {
	&overview_view,
	&boards_view,
	&indicators_view,
	&activities_view,
	&action_plans_view,
	&economy_view,
	&journal_view,
	&area_view,
	&goal_view,
	&indicator_view,
	&board_view,
	&activity_view,
	&note_view,
	&action_plan_view,
	&why_view,
	&conflict_view,
};
const size_t all_nviews = COUNT_OF(all_views);

const struct view_ops *app_view_of(enum record_kind kind)
{
	for (size_t i = 0; kind != REC_NONE && i < all_nviews; i++) {
		if (all_views[i]->kind == kind)
			return all_views[i];
	}
	return NULL;
}
