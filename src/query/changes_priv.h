/* changes_priv.h: what the files that find differences share. A file a subject; the order of the rows is that of changes.c. */
#ifndef STYRTAVLA_CHANGES_PRIV_H
#define STYRTAVLA_CHANGES_PRIV_H

#include "query/changes.h"
#include "query/queries_priv.h"

#define AUTHORS 64

/* Who made a journal entry, and when. */
struct author {
	uint64_t seq;
	moment_t at;
	const char *who; /* in the result's arena */
};

struct comparison {
	const struct dataset *now;
	struct dataset then;
	date_t then_day;      /* what was late then is judged by this day */
	moment_t from;
	const struct query_filter *filter;
	struct result *res;
	struct figures figures, figures_then;
	struct author authors[AUTHORS];
	size_t nauthors, next_author;
	void *user;           /* of the subject at work */
};

/* A new last row about rec: its ref, id and title. what: "ny", "klar". */
struct row *change_row(struct comparison *c, enum change_group group, const char *what, const struct record *rec);
/* The same, with who made this revision of it. */
struct row *change_add(struct comparison *c, enum change_group group, const char *what, const struct record *rec);
/* About one that is gone: who removed it. */
struct row *change_add_gone(struct comparison *c, enum change_group group, const struct record *before);
void change_title(struct comparison *c, struct row *row, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* What Enter goes to, where that is not the record. */
void change_ref(struct row *row, const struct record *rec);
void change_words(struct comparison *c, struct row *row, const char *before, const char *now);
/* STATUS_COUNT: none to tell of. */
void change_statuses(struct comparison *c, struct row *row, int before, int now);
/* "−12,0 mnkr"; "" where it is missing. In the arena. */
const char *change_number(struct comparison *c, double value, int decimals, const char *unit, int flags);
const char *change_day(struct comparison *c, date_t day);
void change_author(struct comparison *c, struct row *row, uint64_t seq);

/* Is it to be told: is either about the board asked for (either may be NULL), in a plan there was then? A plan that was not is news
 * itself, not each thing in it. */
bool change_is_told(const struct comparison *c, const struct record *before, const struct record *now);
/* Calls each for every record of kind that is new, changed or gone (before or now is NULL), and told, in the order of
 * now, gone ones last. */
typedef void pair_fn(struct comparison *c, const struct record *before, const struct record *now);
void changes_each(struct comparison *c, enum record_kind kind, pair_fn *each);
/* As it was then; NULL if it was not. */
const struct record *change_before(const struct comparison *c, const struct record *now);

/* The subjects, in the order they are told. 0 or ERR_STORE. */
int changes_of_status(struct comparison *c, struct err *err);
void changes_of_assessments(struct comparison *c);
void changes_of_forecasts(struct comparison *c);
void changes_of_action_plans(struct comparison *c);
void changes_of_activities(struct comparison *c);
void changes_of_targets(struct comparison *c);
void changes_of_figures(struct comparison *c);
void changes_of_reports(struct comparison *c);
void changes_of_plan(struct comparison *c);

#endif
