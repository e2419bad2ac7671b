/* field.h: what the files of the model share about fields. Others include record.h. */
#ifndef STYRTAVLA_FIELD_H
#define STYRTAVLA_FIELD_H

#include "model/record.h"

/* The longest texts that are taken, in characters. A longer one is refused with a message, never cut. */
enum {
	FIELD_TEXT_CHARS = 500,      /* FT_TEXT */
	FIELD_LONGTEXT_CHARS = 20000, /* FT_LONGTEXT, and a whole FT_LIST */
	FIELD_ID_CHARS = 100,        /* FT_REF and each item of an FT_LIST: several ids make one key of the store */
};

/* True if the member is a char * that the record owns. */
bool field_is_string(const struct field *field);
/* Sets an owned string (takes s; "" becomes NULL) and frees the one before. */
void field_take_string(struct record *rec, const struct field *field, char *s);
/* Sets the field as in a new record without freeing anything: for memory that holds no value yet. */
void field_clear(struct record *rec, const struct field *field);
/* The choice at index, borrowed; NULL for 0 and for an index the table has not (a newer program may have written it). */
const struct choice *choice_at(const struct choice *choices, int index);
/* Is the number allowed in this field (whole, not negative, within low–high)? Missing is. 0 or ERR_INPUT with what was
 * expected. */
int field_check_num(const struct field *field, double value, struct err *err);

#endif
