/* actions.h: the actions that have a file of their own. All return reactions. */
#ifndef STYRTAVLA_ACTIONS_H
#define STYRTAVLA_ACTIONS_H

struct app;
struct view;

typedef int act_fn(struct app *app, struct view *view);

/* act_edit.c */
act_fn act_edit, act_new, act_delete, act_done, act_save, act_undo, act_redo, act_mark;
/* Lets go of what a question about deleting was about. */
void act_delete_forget(struct app *app);
/* bulk.c: one field of all marked rows; there must be some. */
act_fn act_bulk;
/* act_note.c */
act_fn act_note;
/* act_export.c */
act_fn act_export;

#endif
