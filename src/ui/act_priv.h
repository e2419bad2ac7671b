/* act_priv.h: what the actions that change chosen records share (act_edit.c, act_done.c, act_sign.c). */
#ifndef STYRTAVLA_ACT_PRIV_H
#define STYRTAVLA_ACT_PRIV_H

#include "ui/actions.h"
#include "ui/app.h"

#define MARKED_MAX 512

/* A copy of each chosen record (out has room for MARKED_MAX): the marked ones, else the one under the cursor, else what
 * the screen is about. A part of a report that nobody has written counts too. */
size_t act_chosen(struct app *app, struct view *view, struct record **out);
/* One save of all, and what it says: "DONE · sparat". Reactions. */
int act_save_all(struct app *app, struct record **recs, size_t n, const char *done);
void act_free_all(struct record **recs, size_t n);
/* "Aktiviteten 12 WHAT", "3 poster WHAT". */
void act_describe(struct buf *out, struct record **recs, size_t n, const char *what);

/* `a` on parts of reports: each one step further, none, preliminary, final; where all are final the reason is asked for
 * and the marks are taken away. recs stay the caller's. Reactions. */
int act_sign(struct app *app, struct record **recs, size_t n);

#endif
