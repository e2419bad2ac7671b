/* registry.c: every screen there is. A new one is one line here. */
#include "views/common.h"

const struct view_ops *const all_views[] = {
	&overview_view,
	&boards_view,
	&indicators_view,
	&activities_view,
	&action_plans_view,
	&economy_view,
	&reporting_view,
	&journal_view,
	&area_view,
	&goal_view,
	&indicator_view,
	&metric_view,
	&board_view,
	&activity_view,
	&assessment_view,
	&note_view,
	&action_plan_view,
	&report_part_view,
	&report_view,
	&why_view,
	&changes_view,
	&conflict_view,
	&import_view,
	&batch_view,
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

const struct view_ops *app_view_for(enum record_kind kind, const char *id)
{
	for (size_t i = 0; kind != REC_NONE && id && i < all_nviews; i++) {
		if (all_views[i]->kind == kind && all_views[i]->shows && all_views[i]->shows(id))
			return all_views[i];
	}
	return app_view_of(kind);
}
