/* queries_priv.h: what the files of the questions share and nobody else needs. */
#ifndef STYRTAVLA_QUERIES_PRIV_H
#define STYRTAVLA_QUERIES_PRIV_H

#include <string.h>

#include "query/dataset_priv.h"
#include "query/judgement.h"
#include "query/queries.h"

/* Flags of a column that is on the wire and on screen. */
#define COLF_BOTH (COLF_EXPORT | COLF_SCREEN)
#define REGION_HALLAND "0013"
#define RIKET "0000"

static inline bool same_text(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}
/* Does text hold anything? Records have NULL where a form had nothing. */
static inline bool has_text(const char *text)
{
	return text && *text;
}

/* ---- rows out of records ---------------------------------------------------------------------------------- */

#define FILLER_MAX 48
/* Which field of the record each column of the result shows by itself: the one with the column's key. */
struct filler {
	enum record_kind kind;
	const struct field *fields[FILLER_MAX];
};
void filler_init(struct filler *filler, const struct result *res, enum record_kind kind);
/* Adds a row for rec with plan, id, revision and every column that has a field. The rest is the caller's. */
struct row *filler_add(const struct filler *filler, struct result *res, const struct record *rec);

/* A string, or null where there is no text (new reference). */
json_t *json_text(const char *text);
/* On screen only what is late says so. */
extern const struct choice late_words[];

/* ---- who is concerned ------------------------------------------------------------------------------------- */

bool goal_concerns(const struct goal *goal, const char *board);
bool indicator_concerns(const struct dataset *ds, const struct indicator *indicator, const char *board);
/* Any record; also those that only exist in the journal. */
bool record_concerns(const struct dataset *ds, const struct record *rec, const char *board);
/* Id of the goal an activity belongs to, by itself or through its indicator; NULL if none. */
const char *activity_goal(const struct dataset *ds, const struct activity *activity);
/* A measure that should have been taken by now and is not. */
bool measure_is_late(const struct measure *measure, date_t today);
/* The short name of a board where it has one; the id where there is no such board. */
const char *board_label(const struct dataset *ds, const char *board);
/* How many decimals an indicator's figures are shown with: its own, else its metric's, else −1. */
int indicator_decimals(const struct dataset *ds, const struct indicator *indicator);
/* Its own unit, else its metric's; NULL if none. */
const char *indicator_unit(const struct dataset *ds, const struct indicator *indicator);
int plan_year(const struct dataset *ds, const char *plan);

/* ---- measures --------------------------------------------------------------------------------------------- */

/* All measures, by the action plan they belong to. */
struct measures {
	const struct measure **items;
	size_t n;
};
void measures_sort(const struct dataset *ds, struct measures *measures);
/* Those of one plan: how many, and where they begin. */
size_t measures_of(const struct measures *measures, const struct action_plan *plan, const struct measure *const **first);
void measures_free(struct measures *measures);

/* ---- figures ---------------------------------------------------------------------------------------------- */

/* Reading figures of many series in one snapshot. Closed before anything waits. */
struct figures {
	const struct dataset *ds;
	struct snapshot *snap;
	struct arena arena;
	struct batch_note *notes; /* of the batches met so far */
	size_t nnotes, cap, last;
	struct goal_index *index; /* what is under each goal, made when it is first asked for (judge_parts.c) */
};
void goal_index_free(struct goal_index *index);
int figures_open(struct figures *figures, const struct dataset *ds, struct err *err);
void figures_close(struct figures *figures);
/* Who published what came with that import; NULL if nobody says. Lives as long as the figures are open. */
const char *figures_publisher(struct figures *figures, uint32_t batch);
/* As query_series; out is made by this and freed with series_free. */
void figures_series(struct figures *figures, const char *metric, const char *organisation, struct series *out);
/* series_latest of it for all (T), mostly without reading the others; texts live as long as the figures are open. */
bool figures_latest(struct figures *figures, const char *metric, const char *organisation, struct point *latest);
/* The point of that period and gender; NULL if none. */
const struct point *series_at(const struct series *series, period_t period, int gender);
/* "p" for preliminary, "f" for a period that has not begun, NULL for neither. */
const char *figure_mark(const struct point *point, date_t today);
/* How the latest differs from the period right before it; missing where that has no value. */
double series_change(const struct series *series, const struct point *latest);
/* The last n periods up to latest as a history in bars, oldest first (new reference). A period that was not measured is null: a gap,
 * not a bridge. */
json_t *series_spark(const struct series *series, const struct point *latest, size_t n);
#define SPARK_MOST 24
/* The value of all (T) in one period without reading the others, missing where there is none; false where that takes reading all. */
bool figures_at(struct figures *figures, const char *metric, const char *organisation, period_t period, double *value);
/* The value of all (T) in one period. */
double figures_value(struct figures *figures, const char *metric, const char *organisation, period_t period);
/* The period right before, of the same kind; 0 if none. And the one right after. */
period_t period_before(period_t period);
period_t period_after(period_t period);

/* ---- status ----------------------------------------------------------------------------------------------- */

/* As query_judgement, with figures that are open already. series: the indicator's own figures where they are read already;
 * NULL = read them. whole: a goal's nämndsmål and activities are told too. */
void judge_indicator(struct figures *figures, const struct indicator *indicator, const struct series *series,
		struct arena *arena, struct judgement *out);
void judge(struct figures *figures, const struct indicator *indicator, struct arena *arena, struct judgement *out);
void goal_judge(struct figures *figures, const struct goal *goal, bool whole, struct arena *arena, struct judgement *out);
/* Code of the rule it was judged by; of one level or two where it has only målvärden; NULL if none. */
const char *rule_code(const struct judgement *judged);
/* A measured goal indicator of it; the parts of a composite one (kind variable) are not counted beside it. */
bool indicator_is_of(const struct indicator *indicator, const struct goal *goal);
/* The target that holds in plan; NULL plan = any. */
const struct target *target_of(const struct dataset *ds, const char *plan, const char *subject, const char *scope, int year,
		int level);
/* Every target of subject in plan, [{scope, year, level, op, value, text}]. */
json_t *targets_to_json(const struct dataset *ds, const char *plan, const char *subject);
/* "≥ 92", or its words; "" for none. In the arena. */
const char *target_text(const struct target *target, int decimals, struct arena *arena);

#endif
