/* store_help.h: a store in a directory of its own, and short ways to save and read, for the tests of the store. */
#ifndef STYRTAVLA_TESTS_STORE_HELP_H
#define STYRTAVLA_TESTS_STORE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/num.h"
#include "store/internal.h"

struct fixture {
	char dir[256];
	struct store *store;
};

/* cmocka set-up and tear-down: *state is a struct fixture with an open, empty store. */
int fixture_open(void **state);
int fixture_close(void **state);
/* A new directory under $TMPDIR or /tmp; and its end, with all in it. */
void make_temp_dir(char *out, size_t size);
void remove_tree(const char *dir);

struct store *open_as(const char *dir, const char *login, bool readonly);
void reopen(struct fixture *f);
/* Waits until the clock has moved on, so that what follows has a later time; returns the time before. */
moment_t tick(void);

struct activity *new_activity(const char *title);
struct activity *get_activity(struct store *store, const char *id, moment_t as_of);
/* Saves and frees rec; fails the test where it does not work. Returns the group. */
uint64_t save(struct store *store, void *rec, uint32_t expect);
/* A new activity, its id in `id` (8 bytes). */
uint64_t add_activity(struct store *store, const char *title, char id[8]);
/* Sets a text field of an activity. */
uint64_t set_field(struct store *store, const char *id, const char *key, const char *value);
uint64_t delete_activity(struct store *store, const char *id);
/* The field's machine text now; caller frees. NULL where there is no such live record. */
char *field_of(struct store *store, const char *id, const char *key);
void assert_field(struct store *store, const char *id, const char *key, const char *value);
uint64_t chain_fault(struct store *store);
size_t count_entries(struct store *store);

/* Runs body in a child (the store must be closed: LMDB does not survive a fork); its exit status. */
int in_child(void (*body)(void *user), void *user);
/* Reads one byte, or fails the test after ten seconds. */
void wait_byte(int fd);

/* Figures of metric M1, by hand. */
struct figure fig(const char *period, int gender, double value);
struct import *begin_import(struct store *store);
void add_figure(struct import *import, const char *organisation, const char *period, double value);

#endif
