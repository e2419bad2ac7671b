/* status_explain.h: the reason of a status, as `status --explain` prints it. */
#ifndef STYRTAVLA_STATUS_EXPLAIN_H
#define STYRTAVLA_STATUS_EXPLAIN_H

#include "query/dataset.h"
#include "query/result.h"

/* Adds why the goal or indicator has its status: the reason in words, the rule and its source, and a line for each input with
 * value, period, target, outcome and source. Nothing for a ref that leads nowhere. 0 or ERR_STORE. */
int status_explain(struct buf *out, const struct dataset *ds, const struct ref *ref, struct err *err);

#endif
