/* record.h: every kind of record the store keeps, as a plain struct and a table of its fields.
 *
 * The field table is the one description of a record: it drives the codec of the store, the plan files, `set` and `add`,
 * the forms on screen, the difference shown in the journal and in a conflict, and undo. A new record kind costs a struct,
 * a table and a line in record_types[] (HACKING, "a record kind").
 *
 * Ownership: a record owns every string it points to (malloc); record_free frees them all. */
#ifndef STYRTAVLA_RECORD_H
#define STYRTAVLA_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "base/mem.h"
#include "model/rule_kinds.h"

/* Record kinds. The numbers are in every key of the store: never change one, never use one again. */
enum record_kind {
	REC_NONE = 0,
	REC_PLAN = 1,
	REC_FOCUS_AREA = 2,
	REC_GOAL = 3,
	REC_INDICATOR = 4,
	REC_METRIC = 5,
	REC_BOARD = 6,
	REC_GROUP = 7,
	REC_ORGANISATION = 8,
	REC_ALLOCATION = 9,
	REC_ECONOMY_ROW = 10,
	REC_ECONOMY = 11,
	REC_TARGET = 12,
	REC_RULE = 13,
	REC_OCCASION = 14,
	REC_PRIORITY = 15,
	REC_FACT = 16,
	REC_OBSERVATION = 17,
	REC_ACTIVITY = 18,
	REC_ACTION_PLAN = 19,
	REC_MEASURE = 20,
	REC_FORECAST = 21,
	REC_ASSESSMENT = 22,
	REC_SIGN_OFF = 23,
	REC_NOTE = 24,
	REC_EFFECT = 25,
	REC_KIND_MAX = 32,
};

enum field_type {
	FT_TEXT,     /* char *: one line */
	FT_LONGTEXT, /* char *: several lines, LF between them */
	FT_REF,      /* char *: id of another record (kind in `ref`) */
	FT_LIST,     /* char *: ids or words joined by ',' without spaces around */
	FT_NUM,      /* double: NUM_MISSING when empty */
	FT_BOOL,     /* bool */
	FT_DATE,     /* date_t: DATE_NONE when empty */
	FT_PERIOD,   /* period_t: 0 when empty */
	FT_CHOICE,   /* int: index in choices, 0 = not given */
};

/* One value of a choice. The array ends with a NULL code; index 0 is always { "", "–" }: not given. */
struct choice {
	const char *code;  /* ASCII English, as in exports */
	const char *label; /* Swedish, as on screen */
};

enum {
	FIELD_REQUIRED = 1,   /* a record cannot be saved without it */
	FIELD_HIDDEN = 2,     /* not in forms (order, derived) */
	FIELD_FIXED = 4,      /* part of the id: given when made, not edited */
	FIELD_NOT_NEGATIVE = 8,
	FIELD_WHOLE = 16,     /* FT_NUM: no decimals, no unit */
	FIELD_YEAR = 32,      /* FT_NUM: a year, 1800–2200: whole, and shown without groups (2026) */
	FIELD_PAST = 64,      /* FT_DATE: of something decided or said: 11/9 is the nearest in the past, and no day after today is taken */
};

struct field {
	const char *key;   /* English, as in exports, plan files and `set` */
	const char *label; /* Swedish, as on screen */
	enum field_type type;
	size_t offset;     /* in the record's struct */
	unsigned flags;
	const struct choice *choices; /* FT_CHOICE */
	enum record_kind ref;         /* FT_REF, FT_LIST of ids: what it names; REC_NONE = free words */
	const char *unit;             /* shown after the label, "mnkr", "%" */
	int decimals;                 /* FT_NUM: how it is shown, more where the value has more; −1 as many as needed */
	const char *hint;             /* Swedish, one line: what to write */
	double low, high;             /* FT_NUM: what is allowed, both included; both 0 = no limit of its own */
};

/* What every record begins with. */
struct record {
	enum record_kind kind;
	char *plan;        /* id of the plan it belongs to; "" for kinds that outlive plans */
	char *id;
	uint32_t revision; /* 1 when made; 0 in a record not saved yet */
	uint64_t seq;      /* the journal entry that made this revision; 0 when not saved */
	bool deleted;      /* a deleted record stays, as a tombstone, so that its number is never used twice */
	int order;         /* position in its plan file, for kinds shown in the document's order; 0 otherwise */
};

struct plan {
	struct record rec;
	char *title, *document, *period, *note;
	double year;
};
struct focus_area {
	struct record rec;
	char *title, *description;
};
struct goal {
	struct record rec;
	char *focus_area, *parent, *title, *description, *boards, *owner, *note;
};
struct indicator {
	struct record rec;
	char *goal, *name, *area, *unit, *definition, *metric, *note;
	char *board;    /* whose figures it is about (a nämnd's grunduppdrag, nämndsmål or activity); none = the region's */
	char *activity; /* the activity it follows up (uppföljningsvariabel, 003) */
	int kind, perspective, direction, fit;
	double decimals;
	bool developing; /* "under utveckling": neither value nor target yet (003) */
};
struct metric {
	struct record rec;
	char *name, *unit, *source, *definition, *note;
	double decimals;
	int direction; /* where no indicator says it */
};
struct board {
	struct record rec;
	char *name, *short_name, *aliases, *note;
	bool driftnamnd;
};
struct board_group {
	struct record rec;
	char *name, *boards;
};
struct organisation {
	struct record rec;
	char *name, *aliases;
};
struct allocation { /* id BOARD.YEAR; board "summa" is the declared sum */
	struct record rec;
	char *board;
	double year, mnkr;
};
struct economy_row { /* id TABLE.ROW */
	struct record rec;
	char *table, *name, *unit, *metric, *note;
	double decimals;
	bool total; /* a sum of the rows above, shown bold */
};
struct economy { /* one cell: id TABLE.ROW.KIND.PERIOD */
	struct record rec;
	char *table, *row, *text;
	int kind;
	period_t period;
	double value;
};
struct target { /* id SUBJECT.SCOPE.YEAR.LEVEL */
	struct record rec;
	char *subject, *scope, *text, *decided_by, *note;
	double year, value;
	int level, op;
	date_t decided_at;
};
struct rule { /* id = the goal or indicator it judges */
	struct record rec;
	char *subject, *parts, *text, *source, *note, *yardstick;
	int kind, direction;
	double green, yellow, of, window;
};
struct occasion {
	struct record rec;
	char *title, *note;
	int kind, source;
	period_t period;
	date_t cutoff, due, rsau1, rsau2, decided, rs, rf;
};
struct priority { /* prioriteringsområde (003) or one of its prioriteringar, with parent */
	struct record rec;
	char *title, *parent, *focus_area, *boards, *note;
};
struct fact { /* a decided figure that is no table: tax rate, fare change, the company */
	struct record rec;
	char *title, *unit, *text, *source, *note;
	double value, decimals;
	period_t period;
};
struct observation { /* a hand-entered figure: id METRIC/ORGANISATION/PERIOD/GENDER, "-" for no period */
	struct record rec;
	char *metric, *organisation, *source, *text, *note;
	period_t period;
	int gender, missing;
	double value;
	bool preliminary;
};
struct activity {
	struct record rec;
	char *title, *description, *goal, *indicator, *board, *responsible, *variable, *result, *contribution, *notes;
	date_t start, due;
	int status;
	bool standing; /* goes on without an end date */
	double progress;
};
struct action_plan {
	struct record rec;
	char *board, *cause, *decided_by, *decided_paragraph, *dnr, *notes;
	double deficit;
	bool decided;
	date_t decided_at;
	int status;
};
struct measure {
	struct record rec;
	char *action_plan, *text, *responsible, *notes;
	int state;
	double effect;
	double realised; /* in all; where months say it (struct effect) their sum holds instead: measure_realised in query/forecasts.h */
	date_t due;
};
struct forecast { /* id BOARD/PERIOD, or BOARD/PERIOD/GROUP for one uppdragsgrupp (003, mall 2.2); mnkr, + = better than budget */
	struct record rec;
	char *board, *group, *comment;
	period_t period;      /* the month whose books are closed */
	double outcome, budget; /* result and budgeted result to date */
	double forecast;      /* result expected at year end */
	double budget_year;   /* the year's budgeted result; missing = 0 */
};
struct assessment { /* id GOAL/BOARD/OCCASION; board ASSESSMENT_KONCERN for the whole region's */
	struct record rec;
	char *goal, *board, *occasion, *motivation;
	/* what may be said of each of the six things that weigh (004, Uppföljning) */
	char *by_indicators, *by_activities, *by_goals, *by_external, *by_material, *by_quality;
	int assessed; /* index in choices_status, which is enum status */
};
struct sign_off { /* id OCCASION/BOARD/PART: the text of a report's part and whether it is complete; part SIGN_OFF_WHOLE = all */
	struct record rec;
	char *occasion, *board, *part, *text, *reason;
	int state;
};
struct note { /* what was said and agreed at a verksamhetscontrolling session (002) */
	struct record rec;
	char *board, *text, *agreed, *responsible;
	char *about; /* what was on screen: PLAN/KIND/ID, "mb2026/indicator/3.2.2" */
	date_t date, due;
	bool done;
};
struct effect { /* id MEASURE/PERIOD: what a measure was to give in a month and gave, mnkr */
	struct record rec;
	char *measure;
	period_t period;
	double planned, realised;
};
#define ASSESSMENT_KONCERN "koncern"
#define SIGN_OFF_WHOLE "rapport"

/* Choices, by index. Their tables (codes and labels) are in choices.c. */
enum { IND_KIND_GOAL = 1, IND_KIND_QUALITY, IND_KIND_VARIABLE, IND_KIND_FINANCIAL };
enum { PERSPECTIVE_TARGET_GROUP = 1, PERSPECTIVE_OPERATIONS, PERSPECTIVE_STAFF, PERSPECTIVE_ECONOMY };
enum { FIT_SAME = 1, FIT_NEAR, FIT_RELATED };
enum { DIR_UP = 1, DIR_DOWN };
enum { LEVEL_GREEN = 1, LEVEL_YELLOW };
enum { OP_GE = 1, OP_LE, OP_GT, OP_LT, OP_EQ };
/* RULE_*: model/rule_kinds.h. */
enum { OCC_MONTH = 1, OCC_UR1, OCC_UR2, OCC_AR };
enum { CAL_GIVEN = 1, CAL_COMPUTED };
enum { ECO_OUTCOME = 1, ECO_BUDGET, ECO_PLAN };
enum { GENDER_T = 1, GENDER_K, GENDER_M };
enum { MISSING_NONE = 0, MISSING_NOT_MEASURED, MISSING_SUPPRESSED, MISSING_NOT_YET, MISSING_DEVELOPING, MISSING_DELETED };
enum { ACT_PLANNED = 1, ACT_ONGOING, ACT_DONE, ACT_CANCELLED };
enum { MEASURE_PLANNED = 1, MEASURE_TAKEN };
enum { SIGN_PRELIMINARY = 1, SIGN_FINAL };

extern const struct choice choices_indicator_kind[], choices_perspective[], choices_fit[], choices_direction[],
	choices_level[], choices_op[], choices_rule[], choices_occasion[], choices_calendar_source[], choices_economy[],
	choices_gender[], choices_missing[], choices_activity[], choices_measure[], choices_status[], choices_sign_off[];
/* Index of code (exports) or label (people), case folded; −1 if neither. "" is 0. */
int choice_find(const struct choice *choices, const char *word);

enum {
	TYPE_GLOBAL = 1,   /* outlives plans: record.plan is "" */
	TYPE_NUMBERED = 2, /* id is a number given by the store, unique in the store, never used twice */
	TYPE_SETTABLE = 4, /* `add` and `set` take it, on screen too */
	TYPE_WORK = 16,    /* written in the course of the year (forecast, assessment …): no section of a plan file */
	TYPE_ORDERED = 8,  /* record.order tells its place; others sort by id */
};

struct record_type {
	enum record_kind kind;
	const char *name;    /* as on the command line and in exports: "action-plan" */
	const char *section; /* as in plan files: "action_plan" */
	const char *label;   /* Swedish, indefinite: "åtgärdsplan" */
	const char *definite; /* "åtgärdsplanen" */
	size_t size;
	unsigned flags;
	const struct field *fields;
	size_t nfields;
};

/* Never NULL for a kind that exists; NULL otherwise. */
const struct record_type *record_type(enum record_kind kind);
const struct record_type *record_type_by_name(const char *name); /* either spelling: action-plan, action_plan */
const struct field *record_field(const struct record_type *type, const char *key);

/* An empty record: numbers missing, dates and strings none. plan and id may be NULL (""); a kind that outlives plans always
 * gets plan "". NULL for a kind that does not exist. Free with record_free (NULL is allowed there and in record_copy). */
struct record *record_new(enum record_kind kind, const char *plan, const char *id);
/* The same, with an id of length bytes. */
struct record *record_new_sized(enum record_kind kind, const char *plan, const char *id, size_t length);
void record_free(struct record *rec);
struct record *record_copy(const struct record *rec);

/* A field's address inside rec. */
void *field_ptr(const struct record *rec, const struct field *field);
/* True if both hold the same (an empty string and NULL are the same; two missing numbers are the same). */
bool field_equal(const struct record *a, const struct record *b, const struct field *field);
/* A bool is never empty: false is an answer. */
bool field_is_empty(const struct record *rec, const struct field *field);
void field_copy(struct record *to, const struct record *from, const struct field *field);
/* Reads what a person or a file wrote into the field (numbers and dates as people write them, `today` for +14; choices by
 * code or label; "" empties). On error the record is unchanged and err says what was expected, without naming the
 * field. Checks form only: whether a reference exists is the caller's (dataset_check). */
int field_parse(struct record *rec, const struct field *field, const char *text, date_t today, struct err *err);
/* The value for people (Swedish, without its unit; lists with ", ") or for machines (export spelling: codes, true/false, '.'
 * decimals), appended to out; empty gives nothing. field_parse reads what field_format writes; it also reads machine
 * spelling, except a number such as 1.234, which is ambiguous where people write. */
void field_format(struct buf *out, const struct record *rec, const struct field *field);
void field_format_machine(struct buf *out, const struct record *rec, const struct field *field);

/* Checks required fields and what must hold between fields of one record (e.g. an activity's due is not before its start;
 * a decided plan says who and when; a taken measure's effect). *bad (if given) is the field to look at. 0 or ERR_INPUT. */
int record_check(const struct record *rec, const struct field **bad, struct err *err);
/* Why nobody can give a record of kind this id (not empty): a whole Swedish clause, or NULL if they can. An id is written on
 * the command line, in lists and in plan files, and a few words there mean something else ("--plan all"). */
const char *record_id_fault(enum record_kind kind, const char *id);
/* Fills what follows from other fields: the id of an allocation, an economy cell, a target, an observation, a forecast,
 * an assessment, a sign-off and an effect (made of their fixed fields; left alone while one of them is empty), of an economy row (table put before it; or the table from the id) and of a
 * rule (its subject, or the other way round). Also what silence means: an observation without gender is about all (T), a
 * target without level is the level of green, a new activity or measure is planned. May be called any number of times. */
void record_derive_id(struct record *rec);
/* The day that silence means in a new record: a note is of today. */
void record_date(struct record *rec, date_t today);

/* A new record of a kind whose id its fixed fields make (forecast, assessment, sign-off, effect, rule), with those fields taken back
 * from id, so that a row that stands for what nobody has written yet can be edited where it stands. NULL for other kinds, and
 * where id is not of that form. */
struct record *record_from_id(enum record_kind kind, const char *plan, const char *id);

/* Walks FT_LIST: returns the next item after *at in list (buf holds it), NULL at the end. Start with *at = NULL. */
const char *list_next(const char *list, const char **at, struct buf *buf);
bool list_has(const char *list, const char *item);
size_t list_count(const char *list);

/* The name of who published, without "Källa: "; in s. NULL if nothing is left. */
const char *publisher_of(const char *source);

#endif
