/* edit.h: what `set` and `add` share: kinds by name and FIELD=VALUE. */
#ifndef STYRTAVLA_CLI_EDIT_H
#define STYRTAVLA_CLI_EDIT_H

#include "query/dataset.h"

/* The kind called word, if `set` and `add` take it. NULL: told; *rc is what to return. */
const struct record_type *edit_kind(const char *command, const char *word, int *rc);
/* Reads n words FIELD=VALUE into rec. making: fields that are part of the id may be given. "id=" is passed over. 0,
 * ERR_INPUT or ERR_USAGE. */
int edit_fields(const struct dataset *ds, struct record *rec, char **words, int n, bool making, struct err *err);
/* Tells on stderr of a figure that is hardly meant (record_doubt), after `where` unless it is NULL. */
void edit_doubt(const struct dataset *ds, const struct record *rec, const struct record *old, const char *where);
/* Fields, the whole, and references. 0 or ERR_INPUT with the field's key in the text. A figure that is hardly meant is told of. */
int edit_check(const struct dataset *ds, const struct record *rec, struct err *err);
/* The value of the word KEY=VALUE among n words; NULL if there is none. Borrowed. */
const char *edit_word(char **words, int n, const char *key);

#endif
