/* edit_priv.h: between the files of the editor. */
#ifndef STYRTAVLA_EDIT_PRIV_H
#define STYRTAVLA_EDIT_PRIV_H

#include "ui/edit.h"

struct edit_field *edit_field_of(struct edit *edit, const struct field *field);
#define DRAFT_DELAY 1000000 /* microseconds of typing that a crash may take */
/* Removes the draft of the record being edited. */
void edit_remove_draft(struct app *app);
/* Takes text as the field's value; false (and the error is kept at the field) where it cannot be. */
bool edit_take(struct app *app, const struct field *field, const char *text);
/* Reads text into a field of rec, references too. 0, or ERR_INPUT: then the field may hold what was written, and rec is of no
 * use. */
int edit_parse(const struct app *app, struct record *rec, const struct field *field, const char *text, struct err *err);
/* Something was typed: the draft is due within a second, however long the typing goes on. */
void edit_touch(struct edit *edit);
/* What the field being typed would become: the text, the choice, or the suggestion pointed at. Borrowed until the next key. */
const char *edit_typed(const struct app *app);
/* A field whose value is one of some words, and the words, ended by one without code. */
bool edit_is_choice(const struct field *field);
const struct choice *edit_choices(const struct field *field);
/* A field that offers what there is while its id or name is typed. */
bool edit_suggests(const struct field *field);
/* Draws what is being typed (of the typing mode). */
void edit_type_draw(struct app *app);
/* What the field shows: as typed where that could not be read, else the working copy's value. */
void edit_value(const struct edit *edit, const struct field *field, struct buf *out);

/* The record being edited has a row on the page, other than the lines of its fields. */
bool edit_has_row(const struct app *app);
/* The cell under the cursor stands in a grid. */
bool edit_in_grid(struct app *app);
/* From the cell being typed in to the one `cells` to the right, or `lines` down in the same column; what is typed is taken, and
 * where the other cell is another record's this one is saved first. Stays, with the reason, where that cannot be. Reactions. */
int edit_grid_go(struct app *app, int lines, int cells);

/* Text pasted while a number or a date is typed: several lines or columns fill the table from that cell on, after a question,
 * as one save. False where it is no such block: it is text for the cell then. */
bool edit_paste_block(struct app *app, const char *bytes, size_t n);

/* Suggestions for a reference: records of the field's kind whose id or title has the typed words. */
#define SUGGEST_MAX 8
size_t edit_suggest(const struct app *app, const struct field *field, const char *typed,
		const struct record *out[SUGGEST_MAX]);

#endif
