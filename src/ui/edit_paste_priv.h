/* edit_paste_priv.h: between the files of pasting: reading the block, where it goes, how it is shown before it is saved. */
#ifndef STYRTAVLA_EDIT_PASTE_PRIV_H
#define STYRTAVLA_EDIT_PASTE_PRIV_H

#include "store/store.h"
#include "ui/app.h"

#define NAME_CELLS 24 /* of what a row is called in a message or a question */

/* One value that was pasted, and the cell it is for. */
struct value {
	size_t row, column;       /* in the block, from 0 */
	int line;                 /* of the page, when it was pasted */
	char *text;
	size_t record;            /* index in paste.recs */
	const struct field *field;
};

struct paste {
	struct value *values;
	size_t nvalues, cap, rows, columns;
	bool headings;            /* its first row had words over the columns: it is gone */
	bool months;              /* its first column told the months: it is gone, lines has the row of each */
	int *lines;               /* of the page, by row */
	struct change *changes;   /* own records, each once */
	size_t nchanges;
	char *question;
	char *typed;              /* what stood in the cell, to go on with if the answer is no; NULL = untouched */
	bool wrong;               /* the last key was no answer */
};

/* ---- the block (edit_paste_block.c) */

/* Rows end with LF, CR or CR LF, columns with a tab, as every spreadsheet copies them. */
void paste_read(struct paste *paste, const char *bytes, size_t n);
void paste_drop_value(struct paste *paste, size_t at);
/* A first row of nothing but words stands over the columns: takes it away. */
void paste_drop_headings(const struct app *app, struct paste *paste);
/* "2026-05", "maj" or "maj-26": 1–12, with the year where it is told whole (else 0). False where it is no month. */
bool paste_month(const char *text, int *year, int *month);

/* ---- shared */

/* What a row is called: its first text. */
const char *paste_row_name(const struct page *page, int line);
bool paste_is_record(const struct record *rec, const struct ref *ref);

/* ---- before it is saved (edit_paste_draw.c) */

/* "6 värden i Prognos helår, 2026-01–2026-06". Caller frees. */
char *paste_question(const struct page *page, const struct paste *paste);
/* The values where they will stand, what they replace, and the question. */
void paste_draw(struct app *app);

#endif
