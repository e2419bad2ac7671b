/* result.h: the answer to a question, as rows of cells under columns. One shape for screens, command line and exports.
 *
 * A column is data: its English key (exports), Swedish heading, type, unit and width decide drawing, sorting, filtering
 * and export alike. */
#ifndef STYRTAVLA_RESULT_H
#define STYRTAVLA_RESULT_H

#include <jansson.h>

#include "base/mem.h"
#include "base/num.h"
#include "model/record.h"
#include "model/status.h"

enum column_type {
	COL_TEXT,   /* cell.text */
	COL_ID,     /* cell.text, sorted naturally (1.10 after 1.9) */
	COL_LIST,   /* cell.text: items joined by ','; a JSON array in exports */
	COL_NUM,    /* cell.num; where the document has words instead of a number, it is missing and they are in cell.text */
	COL_BOOL,   /* cell.num 0 or 1 */
	COL_DATE,   /* cell.num = date_t; missing = none */
	COL_MOMENT, /* cell.num = microseconds; exports UTC, screens local */
	COL_PERIOD, /* cell.num = period_t */
	COL_CHOICE, /* cell.num = index in column.choices; 0 is null */
	COL_STATUS, /* cell.num = enum status */
	COL_JSON,   /* cell.json: nested value, exports only */
	COL_SPARK,  /* cell.json: array of numbers and nulls; screens draw it as bars; not exported */
};

enum {
	COLF_EXPORT = 1,  /* part of the wire shape, in the order of the column table */
	COLF_SCREEN = 2,  /* may be drawn in lists */
	COLF_FILL = 4,    /* takes the width that is left (the title column); cut with … */
	COLF_SIGN = 8,    /* numbers with + and − */
	COLF_LOOSE = 16,  /* dropped first when the screen is narrow; more bits = prio below */
	COLF_PLAIN = 32,  /* numbers that are names (a year, a revision): never grouped */
	COLF_DIM = 64,    /* beside the matter: drawn dim */
	COLF_COMPUTED = 256, /* COL_STATUS beside an assessed one: none is "ej beräknat" */
	COLF_LAZY = 128,  /* in a result with fill: the cell is made when somebody first looks at the row (result_ready) */
};

struct column {
	const char *key;     /* export key; also what `set` and sort settings call it */
	const char *heading; /* Swedish; NULL for export-only columns */
	enum column_type type;
	unsigned flags;
	int width;           /* cells wanted on screen (FILL: the least) */
	int priority;        /* columns with the highest number are dropped first on a narrow screen; 0 never */
	int decimals;        /* COL_NUM on screen; −1 as many as needed */
	const char *unit;    /* "mnkr", "%": put in the heading */
	const struct choice *choices; /* COL_CHOICE; for COL_BOOL, if given, the words for false and true */
	const char *field;   /* the record's field this column shows, where it can be edited in place; else NULL */
};

struct cell {
	double num;        /* NUM_MISSING when there is none */
	const char *text;  /* in the result's arena, or NULL */
	json_t *json;      /* owned by the result, or NULL */
	int8_t decimals;   /* COL_NUM: overrides the column's if ≥ 0, −2 = not set */
	bool sign;         /* COL_NUM: with + and − also where the column has none */
};

/* What a row stands for: Enter goes there, `e` edits it. */
struct ref {
	enum record_kind kind; /* REC_NONE: nothing */
	const char *plan, *id;
};

#define ROW_FILLED 255
struct row {
	struct ref ref;
	struct cell *cells;    /* one per column; of a row not filled yet perhaps fewer (result.early) */
	int depth;             /* in trees: 0 outermost */
	bool summary;          /* a sum, a difference: bold, last, never sorted among the others */
	bool dim;
	bool bold;             /* late */
	const char *tag;       /* tells rows about the same record apart (the journal's number); in the arena; NULL = none */
	unsigned order;        /* in which it was added */
	uint8_t filled;        /* which of its lazy cells are made: ROW_FILLED = all, else as the query counts */
	bool short_cells;      /* it has cells for the early columns only */
};

struct result {
	const struct column *columns;
	size_t ncolumns;
	struct row *rows;
	size_t nrows, cap;
	bool demo;             /* of a demo store: every row of an export says that it is invented */
	bool nested;           /* some cell holds JSON: only then is there anything to let go of row by row */
	/* Makes the lazy cells of those of n rows that do not have them, or at least those of one column (−1 = all); NULL = all cells are
	 * there. Thousands of rows cost what is looked at. Borrows `about` (the dataset), which must be as it was when the rows were. */
	void (*fill)(struct result *res, struct row *rows, size_t n, int column);
	const void *about;
	size_t early;          /* with fill: how many columns from the left a row has cells for before it is first filled; 0 = all */
	bool plain_filter;     /* a filter looks only at what is not lazy */
	struct arena arena;
};

void result_init(struct result *res, const struct column *columns, size_t ncolumns);
/* A new last row with all cells missing. Valid until the next result_add. */
struct row *result_add(struct result *res, enum record_kind kind, const char *plan, const char *id);
/* The same, with plan and id borrowed: they live as long as the result. */
struct row *result_add_borrowed(struct result *res, enum record_kind kind, const char *plan, const char *id);
void result_free(struct result *res);
/* Whoever reads the cells of a row, of all, or of a column of all, goes through one of these first, unless the query makes no lazy
 * ones. */
void result_ready(const struct result *res, const struct row *row);
/* Is there a cell of that column to look at, without making it? */
static inline bool result_has(const struct result *res, const struct row *row, int column)
{
	return !row->short_cells || (size_t)column < res->early;
}
void result_fill_all(const struct result *res);
void result_fill_column(const struct result *res, int column);
/* Drops the rows from the n-th on. */
void result_truncate(struct result *res, size_t n);
/* Drops the rows that keep says no to. */
void result_keep(struct result *res, bool (*keep)(const struct row *row, void *user), void *user);
/* Setters by column key (asserted to exist); text is copied into the arena. */
void row_text(struct result *res, struct row *row, const char *key, const char *text);
void row_num(struct result *res, struct row *row, const char *key, double num);
void row_json(struct result *res, struct row *row, const char *key, json_t *json /* taken */);
int result_column(const struct result *res, const char *key); /* index; −1 */
/* The cell as the record's field has it; text is copied into the arena. */
void cell_from_field(struct result *res, struct cell *cell, const struct record *rec, const struct field *field);

/* True where the cell holds nothing: what exports write as null. */
bool cell_missing(const struct column *column, const struct cell *cell);
/* A number as JSON (new reference): 814 without decimals where it has none, null when missing. */
json_t *num_to_json(double num);
/* The cell as people read it (Swedish numbers, labels of choices, sign and word of a status), appended to out. */
void cell_format(struct buf *out, const struct column *column, const struct cell *cell);
/* The cell for machines: as in a CSV export before quoting; "" when missing. */
void cell_format_machine(struct buf *out, const struct column *column, const struct cell *cell);
/* The cell as JSON (new reference); json null when missing, [] for an empty list. */
json_t *cell_to_json(const struct column *column, const struct cell *cell);

/* Stable sort by column (Swedish collation, natural ids, numbers; missing last whichever way); summaries stay last. */
void result_sort(struct result *res, int column, bool descending);
/* The rows by what they stand for, so that a row of one result is found in another at once: nrows pointers, the caller's to free;
 * good until a row is added, dropped or moved. */
const struct row **result_index(const struct result *res);
/* The row of n in index that stands for ref; NULL if none. */
const struct row *result_row(const struct row *const *index, size_t n, const struct ref *ref);
/* The rows in the order in which they were added. */
void result_unsort(struct result *res);
/* The words of a filter, made ready once for many rows. */
#define FILTER_WORDS_MAX 16
struct row_filter {
	struct {
		const char *text;   /* folded, in words */
		int level;          /* enum text_fold_level: how the row is folded for it */
		bool none;          /* !word */
	} items[FILTER_WORDS_MAX];
	size_t n;
	struct buf words, row, folded[2];
};
void row_filter_begin(struct row_filter *filter, const char *words);
bool row_filter_matches(struct row_filter *filter, const struct result *res, const struct row *row);
void row_filter_end(struct row_filter *filter);
/* True if any screen cell of row contains the words of filter (all of them; `!word` = none may). */
bool row_matches(const struct result *res, const struct row *row, const char *filter);

#endif
