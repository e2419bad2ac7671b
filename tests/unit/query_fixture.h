/* query_fixture.h: one small plan that the tests of the questions share: two boards, two goals, an indicator with figures,
 * one with a near metric, one under development, a financial one with a rule over time, and an economy table. */
#ifndef STYRTAVLA_QUERY_FIXTURE_H
#define STYRTAVLA_QUERY_FIXTURE_H

#include "unit/query_help.h"

#define PLAN "mb2026"

extern struct test_store ts;
extern struct dataset ds; /* of PLAN, live */
extern struct result res; /* the answer at hand */

int fixture_setup(void **state);
int fixture_teardown(void **state);
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_setup, fixture_teardown)

/* What was given is saved, and seen. */
void save_and_see(void);
/* Cells of the row with this id in res: as machines see it, as people do, and as JSON. */
void cell(const char *id, const char *key, const char *machine);
void shown(const char *id, const char *key, const char *people);
void json(const char *id, const char *key, const char *text);

#endif
