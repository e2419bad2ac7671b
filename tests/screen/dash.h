/* dash.h: the dashboard on a store of its own: homes, the command line beside it, and what every screen must keep. */
#ifndef STYRTAVLA_TESTS_DASH_H
#define STYRTAVLA_TESTS_DASH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "screen/pty.h"
#include "store/store.h"

#define DASH_DAY "2026-09-02"     /* the day everything is judged by */
#define NB " "                   /* a no-break blank is drawn as a blank */

/* A new home with a store as `init` makes it. Caller: pty_home_remove. */
char *dash_home(void);
/* The same, with four activities and an action plan of Hallands sjukhus whose one measure covers 9,0 of 12,0. */
char *dash_home_filled(void);
/* A home with a demo store (`init --demo`): a full invented year, seen from DASH_DAY. */
char *dash_home_demo(void);
/* Runs `styrtavla ARG…` (NULL last) in that home, without a terminal. Its exit status; all it wrote in *output (may be
 * NULL, else the caller frees). */
int dash_run(const char *home, char **output, ...);
/* The same, and fails the test where the status is not 0. */
#define dash_do(home, ...) assert_int_equal(dash_run(home, NULL, __VA_ARGS__, (char *)NULL), 0)
/* What `export WHAT` writes as CSV; caller frees. */
char *dash_export(const char *home, const char *what);
/* Writes ~/.config/styrtavla/styrtavla.ini. */
void dash_settings(const char *home, const char *text);
/* The store, through the library. Close it before a program is started. */
struct store *dash_store(const char *home);

/* Starts the dashboard, judged by DASH_DAY, and waits for its first frame. args and env end with NULL; either may be NULL. */
struct pty *dash_start_with(const char *home, int rows, int cols, const char *const args[], const char *const env[]);
struct pty *dash_start(const char *home, int rows, int cols);
/* Presses keys, then waits for the text. */
void dash_keys(struct pty *t, const char *keys, const char *then);
/* The hardware cursor stands on the row with the mark. */
void dash_cursor_on_mark(struct pty *t);
/* Waits until the row with the mark has the text. */
void dash_wait_marked(struct pty *t, const char *text);
/* q (twice on a detail screen), ends with 0, terminal restored, no stray bytes; frees. */
void dash_quit(struct pty *t);
/* Waits until the file is there (there) or gone. name may have wildcards. */
void dash_wait_file(struct pty *t, const char *home, const char *name, bool there);
/* How often text is on the screen. */
int dash_count(struct pty *t, const char *text);

#endif
