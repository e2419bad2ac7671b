/* dataset_priv.h: the sorted lists of a dataset, shared by the files that make it one. */
#ifndef STYRTAVLA_DATASET_PRIV_H
#define STYRTAVLA_DATASET_PRIV_H

#include "query/dataset.h"

/* Records that are read when they are asked for. */
struct late_list {
	struct record_list list; /* those that are here */
	bool all;                /* … which are all there are */
};
/* The list of the kind as it is now: of a late kind those that are here. */
struct record_list *dataset_held(const struct dataset *ds, enum record_kind kind);
void dataset_late_forget(struct dataset *ds);
/* The nyckeltal, read now if it is not here yet. */
struct record *dataset_late_find(const struct dataset *ds, const char *id);

/* Adds rec (taken) last in both arrays; call record_list_sort before anything is looked for. */
void record_list_push(struct record_list *list, struct record *rec);
void record_list_sort(struct record_list *list);
/* Puts rec (taken) where it belongs in a sorted list. */
void record_list_insert(struct record_list *list, struct record *rec);
/* Takes the record out and frees it; nothing happens where there is none. */
void record_list_remove(struct record_list *list, const char *plan, const char *id);
/* plan NULL: the first of that id in any plan. */
struct record *record_list_find(const struct record_list *list, const char *plan, const char *id);
/* The records whose id begins with prefix, as by_id[*from] … by_id[*from + n − 1]; returns n. */
size_t record_list_prefix(const struct record_list *list, const char *prefix, size_t *from);
void record_list_free(struct record_list *list);

/* ---- the calendar (occasions.c) ---------------------------------------------------------------------------- */

/* Takes out the occasions that were proposed, and proposes those that the plans shown do not give. */
void dataset_propose_occasions(struct dataset *ds);
/* The plan of the year today is in, else the newest; NULL if none. */
const struct record *dataset_plan_of_today(const struct dataset *ds);

/* ---- what must hold between records (dataset_rules.c) ------------------------------------------------------ */

/* Is rec as it would be saved right, given what else there is? bad (may be NULL) is set to the field to look at. 0 or
 * ERR_INPUT with one Swedish line. A new one is a line in the table of dataset_rules.c. */
typedef int dataset_rule_fn(const struct dataset *ds, const struct record *rec, const struct field **bad, struct err *err);
dataset_rule_fn dataset_check_rules;
dataset_rule_fn dataset_check_target, dataset_check_rule; /* dataset_levels.c */
dataset_rule_fn assessment_rule; /* assessments.c */
dataset_rule_fn report_rule; /* report_rules.c */
dataset_rule_fn goal_rule; /* goals.c */
dataset_rule_fn measure_rule; /* effects.c */

#endif
