/* common.h: what several screens share: words, trails, tables inside a screen, and where a record is shown. */
#ifndef STYRTAVLA_COMMON_H
#define STYRTAVLA_COMMON_H

#include "ui/app.h"

#define RIKET "0000"
#define HALLAND "0013"

static inline bool has_words(const char *text)
{
	return text && *text;
}
bool same_words(const char *a, const char *b);

/* ---- words --------------------------------------------------------------------------------------------------- */

/* "3.2 Titel" of a record; just the title where the id says nothing to people. In the page's arena. */
const char *record_words(struct page *page, const struct record *rec);
/* "13,1 %": the value with its unit; "" where it is missing. decimals as num_format. */
void figure_words(struct buf *out, double value, int decimals, const char *unit);
/* "≥ 92", or the words that stand for it; "" for no target. */
void target_words(struct buf *out, const struct target *target, int decimals);
/* "målvärde"; with its year where it is another than the latest figure's: it does not judge that. latest may be NULL. */
const char *target_name(struct page *page, const char *word, const struct target *target, const struct point *latest);
/* Decimals of an indicator's figures: its own, its metric's, else −1. */
int shown_decimals(const struct app *app, const struct indicator *indicator);
/* The unit likewise; NULL if none. */
const char *shown_unit(const struct app *app, const struct indicator *indicator);
/* "om 3 dagar", "i dag", "för 2 dagar sedan". */
void days_words(struct buf *out, date_t day, date_t today);
/* What an organisation of figures is called: a region, a board, else its id. */
const char *organisation_words(const struct app *app, const char *id);
/* Text as a sentence: a capital first, a full stop last. */
const char *sentence(struct page *page, const char *text);
/* "1 aktivitet", "3 aktiviteter". */
const char *count_words(struct page *page, size_t n, const char *one, const char *many);

/* "3 på målet, 2 på väg, 2 ej bedömda": how many of what stand how, the best first; "" for none. */
const char *status_counts_words(struct page *page, const size_t counts[STATUS_COUNT]);

/* ---- lines --------------------------------------------------------------------------------------------------- */

/* A wrapped paragraph, dim: sources, notes, what an empty list means. */
void page_note(struct page *page, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void page_error(struct page *page, const struct err *err);
/* "Källa: Kolada, SCB": who published the figures of a table with a column source, which is narrow or left out; nothing for none. */
void page_sources(struct page *page, const struct result *res);
/* What was told as the source, without the word that stands before it on screen anyway. Borrowed from source. */
const char *without_label(const char *source);
/* A line that stands for rec: Enter goes there. */
struct line *page_link(struct page *page, const struct record *rec);
/* The names of a screen's tabs (ended by NULL), the one shown standing out. */
void page_tabs(struct page *page, const char *const *tabs, int shown);
/* Short pieces beside each other, wrapped to the next line where the width ends. */
struct flow {
	struct page *page;
	int col, indent, gap;
};
void flow_begin(struct flow *flow, struct page *page, int indent, int gap);
void flow_add(struct flow *flow, enum role role, const char *text);

/* A section with the answer to a question; late first where first_late is set. Says `empty` where there is nothing. */
void section_query(struct app *app, struct page *page, const char *title, query_fn *query,
		const struct query_filter *filter, bool first_late, const char *empty);
/* Puts the fields of rec that the result has columns for into row. */
void row_from_record(struct result *res, struct row *row, const struct record *rec);

/* ---- screens and ways ---------------------------------------------------------------------------------------- */

/* The record a detail screen is about; where it is gone the page says so and NULL is returned. */
const struct record *screen_record(struct app *app, struct view *view, struct page *page);
/* The screen where a record without one of its own is shown: an observation at its indicator, a measure at its plan.
 * False if there is none. The strings are borrowed from the dataset. */
bool screen_of(const struct app *app, const struct ref *ref, struct ref *out);
/* Enter on a line whose record has no screen of its own. REACT_UNHANDLED where the default knows better. */
int open_related(struct app *app, struct view *view);

void trail_main(struct trail *trail, enum action action);
/* The main screen that records of a kind belong under. */
void trail_home(struct trail *trail, enum record_kind kind);
void trail_record(struct trail *trail, struct page *page, const struct record *rec);
/* Översikt › area › goals above › goal. */
void trail_goal(struct app *app, struct trail *trail, struct page *page, const char *plan, const char *goal);

/* ---- målvärden and rules (levels.c) -------------------------------------------------------------------------- */

/* The målvärden of an indicator or a goal as a table, and its rule, all to be changed where they stand; above them a målvärde
 * that is being made. `empty` is said where there is none. */
void levels_draw(struct app *app, struct page *page, const struct record *subject, const char *empty);
/* A new målvärde of subject: for whom, which year and level, and which side is better. */
void levels_fill(const struct app *app, const struct record *subject, struct target *target);
/* The cursor is on a målvärde or a rule: what `n` makes there is a målvärde. */
bool levels_are_here(const struct view *view);

/* Opens the screen of a nyckeltal that no indicator of the plan shows (metric.c). */
void metric_open(struct app *app, const char *id);
/* The screen of an import, by its number. */
void batch_open(struct app *app, const char *number);

/* ---- notes (about_notes.c) ----------------------------------------------------------------------------------- */

/* A section with the notes about rec that are not done; nothing where there are none. */
void notes_draw(struct app *app, struct page *page, const struct record *rec);

/* ---- history ------------------------------------------------------------------------------------------------- */

/* Who changed the record, when, and what it was before: newest first, at most `limit`. With `field` only what concerns
 * that field. Returns how many versions were shown. */
size_t history_draw(struct app *app, struct page *page, const struct ref *ref, const char *field, size_t limit);

extern const struct view_ops overview_view, boards_view, indicators_view, activities_view, action_plans_view, economy_view,
	changes_view, journal_view, goal_view, area_view, board_view, indicator_view, metric_view, activity_view, assessment_view, note_view, action_plan_view,
	reporting_view, report_part_view, report_view, why_view, conflict_view,
	import_view, batch_view;

#endif
