/* dataset.h: the records of one plan (and those that outlive plans) in memory, as of one moment.
 *
 * Everything a screen or an export asks is answered from here and, for imported figures, from a short snapshot. Loaded in
 * one snapshot, so it is consistent; refreshed by reading only what the journal says has changed. */
#ifndef STYRTAVLA_DATASET_H
#define STYRTAVLA_DATASET_H

#include "base/date.h"
#include "base/err.h"
#include "model/record.h"
#include "model/workday.h"
#include "store/store.h"

struct record_list {
	struct record **items; /* in display order: record.order where the kind has one, then natural order of id; occasions by period */
	struct record **by_id; /* the same by bytes of id, then plan: what dataset_find searches */
	size_t n, cap;
};

struct dataset {
	struct store *store;  /* borrowed */
	char *plan;           /* id of the chosen plan, or "all" */
	moment_t as_of;       /* MOMENT_NOW when live */
	date_t today;         /* the day lateness is judged by */
	enum eves eves;       /* whether the three aftnar are days off: what proposed days of the calendar follow */
	uint64_t seq;         /* last journal entry it has */
	unsigned foretold;    /* how often it was shown as it will be: what was made of it before is old */
	struct record_list lists[REC_KIND_MAX]; /* by kind; kinds with a plan: only those of `plan`, unless "all" */
	struct late_list *metrics; /* nyckeltal: thousands, of which a screen shows a few; read when asked for, by id or all */
};

/* Loads plan ("all" = every plan; NULL = the plan of today's year, else the newest, "all" where there is none yet). 0;
 * ERR_INPUT where there is no such plan (the text lists those there are), ERR_STORE. */
int dataset_load(struct dataset *ds, struct store *store, const char *plan, moment_t as_of, date_t today, struct err *err);
/* Reads what others (or we) committed since. *changed tells whether anything did. */
int dataset_refresh(struct dataset *ds, bool *changed, struct err *err);
void dataset_free(struct dataset *ds);
/* Who works on aftnar says so after loading; the proposed occasions follow (query/occasions.h). Free until then. */
void dataset_set_eves(struct dataset *ds, enum eves eves);
/* Shows rec (borrowed) as it will be once it is saved, so that a screen need not wait for the disk. The refresh after the
 * save brings the truth; where the save failed call dataset_doubt first, so that it reads everything again. */
void dataset_foretell(struct dataset *ds, const struct record *rec);
void dataset_doubt(struct dataset *ds);

/* Finders: borrowed until the next refresh; NULL if not there. plan NULL = the dataset's. */
const struct record *dataset_find(const struct dataset *ds, enum record_kind kind, const char *plan, const char *id);
/* All of a kind. Of nyckeltal it reads those not read yet: use dataset_find where a few are wanted. */
const struct record_list *dataset_list(const struct dataset *ds, enum record_kind kind);
/* Those of a kind that outlives plans that were made, changed or deleted (then they come as deleted) since then was loaded; each
 * owns rec. False: they could not be read. */
bool dataset_scan_since(const struct dataset *ds, const struct dataset *then, enum record_kind kind,
		bool (*each)(struct record *rec, void *user), void *user);
/* A copy to edit (caller frees). An occasion that is only proposed is given once somebody saves it. */
struct record *dataset_edit_copy(const struct record *rec);
/* What a record is called on screen: its title, name or text; its id where it has none. Borrowed. */
const char *record_title(const struct record *rec);
/* Does every reference in rec name something that exists (in ds), and does what must hold between it and other records? *bad
 * is the field. 0 or ERR_INPUT. */
int dataset_check(const struct dataset *ds, const struct record *rec, const struct field **bad, struct err *err);
/* A board by id, name, short name or alias, case folded; NULL if none. Likewise organisations ("13", "Riket"). */
const struct board *dataset_board_named(const struct dataset *ds, const char *name);
const struct organisation *dataset_organisation_named(const struct dataset *ds, const char *name);
/* The plan record shown (NULL when "all"). */
const struct plan *dataset_plan(const struct dataset *ds);

#endif
