/* queries.h: the questions. Each fills a result under a column table of its own; exports have a name in query_exports[].
 *
 * All take a loaded dataset and free nothing of it. Shapes (keys and order): styrtavla-export(7). Filters that do not
 * apply are NULL or 0. A figure has one home: no view, command or report computes what is answered here. */
#ifndef STYRTAVLA_QUERIES_H
#define STYRTAVLA_QUERIES_H

#include "query/dataset.h"
#include "query/result.h"

struct query_filter {
	const char *board;         /* board id: only what concerns that nämnd */
	const char *goal;
	const char *plan;          /* goal assessments, targets: whose plan; NULL = the dataset's */
	const char *indicator;     /* id of an indicator, or of a metric */
	const char *activity;      /* indicators: the uppföljningsvariabler of this one; "" = only what follows up no activity */
	const char *organisation;
	const char *action_plan;
	const char *occasion;      /* M02 … AR */
	const char *assessed_by;   /* assessments: only this board's, or ASSESSMENT_KONCERN */
	bool open;                 /* notes: only what is not done */
	period_t period;
	int gender;                /* GENDER_*; 0 = all */
	uint64_t since_seq;        /* journal: entries after this one */
	int year;                  /* calendar: what the rule proposes for that year; 0 = the plan's */
	bool lazy;                 /* indicators: cells made of figures are made when somebody looks (result_ready) */
	size_t limit;              /* journal: at most so many, newest first; 0 = all, oldest first */
};

/* 0 or ERR_STORE (figures could not be read). res is initialised by the query; free it with result_free also on error. */
typedef int query_fn(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err);

query_fn query_goals;         /* plan, focus_area, focus_title, id, title, parent, boards, indicators, computed, assessed;
                                 screen: + indicators on target of all, counts of activities, late */
query_fn query_indicators;    /* + latest value, change on the period before, spark of the history, riket beside */
query_fn query_metric_list;   /* every nyckeltal with imported figures: the region's latest, change, history, riket; screens only */
query_fn query_boards;
query_fn query_allocations;   /* one row per board and year; "summa" and "differens" per year */
query_fn query_economy;
query_fn query_observations;  /* merged: imported, hand-entered, and outcomes of economy rows with a metric */
query_fn query_activities;
query_fn query_action_plans;
query_fn query_measures;      /* of filter.action_plan, or all */
query_fn query_calendar;
query_fn query_journal;
query_fn query_targets;       /* of filter.indicator, or of filter.goal: screens only */

/* Whose figures an indicator is about: its board, or Region Halland. Borrowed. */
/* What is better: as the indicator says, else its nyckeltal; 0 where neither does. */
int indicator_direction(const struct dataset *ds, const struct indicator *indicator);
const char *indicator_organisation(const struct indicator *indicator);

struct query_export {
	const char *what;    /* as on the command line */
	query_fn *run;
	const char *about;   /* Swedish, one line, for help */
};
extern const struct query_export query_exports[];
extern const size_t query_nexports;

/* ---- for detail screens ----------------------------------------------------------------------------------- */

/* One point of a merged series, oldest first. Strings are in `arena` of the series. */
struct point {
	period_t period;
	int gender;
	double value;
	int missing;
	bool preliminary;
	const char *source;   /* publisher as shown: "Kolada" */
	const char *text;     /* words instead of a number, or NULL */
	const char *note;
	uint32_t batch;       /* 0 = entered by hand or from the plan */
	struct ref ref;       /* the record it can be edited in, if by hand */
};
/* The period begins after that day: what is said of it is a forecast, whoever says so. */
bool period_is_ahead(period_t period, date_t today);
struct series {
	struct point *points;
	size_t n, cap;
	struct arena arena;
};
/* The current figures of metric for organisation, all genders. Later of imported and hand-entered wins for the same period and
 * gender. Figures without a period come first. */
int query_series(const struct dataset *ds, const char *metric, const char *organisation, struct series *out, struct err *err);
void series_free(struct series *series);
/* The period the next figure of the series is for: the one after its latest, where that has begun on today; a year (of the plan) where
 * there is no figure yet. 0 where there is nothing to wait for. */
period_t series_next(const struct series *series, int year, date_t today);
/* The last point of gender that has a value; NULL if none. */
const struct point *series_latest(const struct series *series, int gender);

/* Budget table for the screen: one row per board in the document's order, a column per year, then share and growth in
 * per cent, and how the money goes (board_economy): to_date (outcome − budget), forecast, deviation (both + = better than
 * budget) and plan, the action plan in words; declared sum and difference as summary rows, after them the boards that have a
 * forecast and no allocation. Columns are made for the years there are (freed with res). */
int query_allocation_table(const struct dataset *ds, struct result *res, struct err *err);
/* One economy table (e.g. "resultatbudget"): one row per line, a column per period in order. */
int query_economy_table(const struct dataset *ds, const char *table, struct result *res, struct err *err);
/* The tables there are, in order; borrowed names. Returns how many were put in names. */
size_t query_economy_tables(const struct dataset *ds, const char **names, size_t max);

/* The målvärde of an indicator in a year: of its board, else of every förvaltning; without a board the region's. */
const struct target *indicator_target(const struct dataset *ds, const struct indicator *indicator, int year, int level);
/* The target that holds for subject in year (or the latest before it) for scope, level; NULL if none. */
const struct target *query_target(const struct dataset *ds, const char *subject, const char *scope, int year, int level);
/* Computed status of an indicator or a goal: query_judgement without its parts. A near or related metric never gives a colour.
 * *why (if given) is one Swedish line, in arena. */
enum status query_status(const struct dataset *ds, const struct record *subject, struct arena *arena, const char **why);

/* Plain findings for `check`: code, board, occasion, kind, id, message, amount, due. */
query_fn query_check;
/* For `status`: kind, id, title, computed, assessed, rule, source, passed, failed, excluded, inputs. */
query_fn query_statuses;

#endif
