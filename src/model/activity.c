/* activity.c: late activities. */
#include "model/activity.h"

bool activity_is_late(const struct activity *activity, date_t today)
{
	bool open = activity->status == ACT_PLANNED || activity->status == ACT_ONGOING;

	return open && activity->due != DATE_NONE && today != DATE_NONE && activity->due < today;
}

int activity_days_late(const struct activity *activity, date_t today)
{
	return activity_is_late(activity, today) ? today - activity->due : 0;
}
