/* What an assessment rests on, counted: indicators, activities and nämndsmål (004, Uppföljning). */
#include "query/assessments.h"

#include "model/activity.h"
#include "query/queries_priv.h"

/* Is id the goal, or a nämndsmål that breaks it down? */
static bool is_part(const struct dataset *ds, const struct goal *goal, const char *id)
{
	const struct goal *other = (const struct goal *)dataset_find(ds, REC_GOAL, goal->rec.plan, id);

	return other && (other == goal || same_text(other->parent, goal->rec.id));
}

static bool is_whose(const char *board, const char *owner)
{
	return same_text(board, ASSESSMENT_KONCERN) || same_text(board, owner);
}

static enum status status_of(const struct dataset *ds, const struct record *rec)
{
	struct arena arena = { 0 };
	enum status status = query_status(ds, rec, &arena, NULL);

	arena_free(&arena);
	return status;
}

static void count(size_t *n, size_t *passed, size_t *failed, enum status status)
{
	(*n)++;
	*passed += status == STATUS_GREEN;
	*failed += status == STATUS_YELLOW || status == STATUS_RED; /* on the way is not there */
}

static void count_indicators(const struct dataset *ds, const struct goal *goal, const char *board, struct assessment_basis *out)
{
	const struct record_list *list = dataset_list(ds, REC_INDICATOR);

	for (size_t i = 0; i < list->n; i++) {
		const struct indicator *indicator = (const struct indicator *)list->items[i];

		if (strcmp(indicator->rec.plan, goal->rec.plan) != 0 || !is_part(ds, goal, indicator->goal))
			continue;
		if (indicator->kind == IND_KIND_QUALITY) {
			if (!has_text(indicator->board) || is_whose(board, indicator->board))
				count(&out->quality, &out->quality_passed, &out->quality_failed, status_of(ds, list->items[i]));
		} else if (indicator_is_of(indicator, goal)) {
			count(&out->indicators, &out->passed, &out->failed, status_of(ds, list->items[i]));
		}
	}
}

static void count_activities(const struct dataset *ds, const struct goal *goal, const char *board, struct assessment_basis *out)
{
	const struct record_list *list = dataset_list(ds, REC_ACTIVITY);

	for (size_t i = 0; i < list->n; i++) {
		const struct activity *activity = (const struct activity *)list->items[i];

		if (activity->status == ACT_CANCELLED || strcmp(activity->rec.plan, goal->rec.plan) != 0 ||
				!is_whose(board, activity->board) || !is_part(ds, goal, activity_goal(ds, activity)))
			continue;
		out->activities++;
		out->done += activity->status == ACT_DONE;
		out->late += activity_is_late(activity, ds->today);
	}
}

static void count_goals(const struct dataset *ds, const struct goal *goal, const char *board, struct assessment_basis *out)
{
	const struct record_list *list = dataset_list(ds, REC_GOAL);

	for (size_t i = 0; i < list->n; i++) {
		const struct goal *part = (const struct goal *)list->items[i];
		const struct assessment *latest;

		if (!same_text(part->parent, goal->rec.id) || strcmp(part->rec.plan, goal->rec.plan) != 0 ||
				!is_whose(board, part->owner))
			continue;
		latest = assessment_latest(ds, part->rec.plan, part->rec.id,
			has_text(part->owner) ? part->owner : ASSESSMENT_KONCERN);
		out->goals++;
		out->goals_status[latest ? (enum status)latest->assessed : status_of(ds, list->items[i])]++;
	}
}

void assessment_basis(const struct dataset *ds, const struct goal *goal, const char *board, struct assessment_basis *out)
{
	memset(out, 0, sizeof(*out));
	count_indicators(ds, goal, board, out);
	count_activities(ds, goal, board, out);
	count_goals(ds, goal, board, out);
}
