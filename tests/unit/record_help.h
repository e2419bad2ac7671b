/* record_help.h: short ways to fill and read records in tests. All fail the test where something is not as it should be. */
#ifndef STYRTAVLA_RECORD_HELP_H
#define STYRTAVLA_RECORD_HELP_H

#include "model/record.h"

/* The day tests are judged by: 2026-09-02. */
date_t test_today(void);
/* The field of rec's kind; fails where there is none. Borrowed. */
const struct field *field_of(const struct record *rec, const char *key);
/* field_parse by key. */
int parse_field(struct record *rec, const char *key, const char *text, struct err *err);
/* As parse_field, where it must be taken. */
void set(struct record *rec, const char *key, const char *text);
/* The field's value as people and as machines see it. */
void assert_shown(const struct record *rec, const char *key, const char *people, const char *machine);

#endif
