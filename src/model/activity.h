/* activity.h: what follows from an activity's dates. Late (försenad) is never stored, it is asked (domain §5). */
#ifndef STYRTAVLA_ACTIVITY_H
#define STYRTAVLA_ACTIVITY_H

#include <stdbool.h>

#include "model/record.h"

/* True if the activity should have ended before today and has not: planned or ongoing, and due before today. On the due day
 * itself it is not late. Without a due date, done or cancelled it never is. today must be a day (DATE_NONE: never late). */
bool activity_is_late(const struct activity *activity, date_t today);
/* Calendar days since due for a late activity; 0 for one that is not late. */
int activity_days_late(const struct activity *activity, date_t today);

#endif
