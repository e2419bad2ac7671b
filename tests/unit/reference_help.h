/* reference_help.h: a store filled with the reference plans and figures that are compiled in, as init does it, for tests
 * that hold it against the documents. */
#ifndef STYRTAVLA_REFERENCE_HELP_H
#define STYRTAVLA_REFERENCE_HELP_H

#include "unit/query_help.h"

extern struct dataset ref_ds; /* of the plan asked for, live */
extern struct result ref_res; /* the answer at hand */

/* For the set-up and tear-down of a cmocka group. One store for all tests of the program: they only read. */
int reference_open(const char *plan);
int reference_close(void **state);

/* The cell holds the number as a document prints it ("16 090", "-1,2%"), and is shown with as many decimals. */
void assert_printed(const struct row *row, const char *key, const char *text);
/* The number in a document's cell: as assert_printed reads it. */
double printed_number(const char *text);
/* The number in a cell of ref_res. */
double number_in(const struct row *row, const char *key);

#endif
