/* export_json.h: a result as JSON (styrtavla-export(7)): an array of objects, one a line, with the columns that are part of
 * the wire shape. Characters that could do something to a terminal are written \uXXXX, which changes nothing for a reader. */
#ifndef STYRTAVLA_EXPORT_JSON_H
#define STYRTAVLA_EXPORT_JSON_H

#include "query/result.h"

void export_json(struct buf *out, const struct result *res);
/* One value, compact, by the same rules for numbers and characters. */
void export_json_value(struct buf *out, const json_t *value);

#endif
