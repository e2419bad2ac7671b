/* export_csv.h: a result as CSV (styrtavla-export(7)): UTF-8, ';' between fields, LF after lines, quotes as RFC 4180, a
 * header of the JSON keys, lists joined by ',' and nested values as compact JSON. */
#ifndef STYRTAVLA_EXPORT_CSV_H
#define STYRTAVLA_EXPORT_CSV_H

#include "query/result.h"

enum {
	CSV_SWEDISH = 1, /* byte order mark and decimal comma, for spreadsheets set to Swedish */
	CSV_RAW = 2,     /* no ' before what a spreadsheet would take for a formula */
};
void export_csv(struct buf *out, const struct result *res, int flags);

#endif
