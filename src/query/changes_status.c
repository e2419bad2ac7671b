/* Where goals and indicators stand, computed and assessed, then and now. */
#include <stdlib.h>

#include "query/assessments.h"
#include "query/changes_priv.h"

/* How good a status is; 0 where there is none to compare. */
static int rank(int status)
{
	static const int ranks[STATUS_COUNT] = { [STATUS_GREEN] = 3, [STATUS_YELLOW] = 2, [STATUS_RED] = 1 };

	return status >= 0 && status < STATUS_COUNT ? ranks[status] : 0;
}

enum move { MOVE_WORSE, MOVE_BETTER, MOVE_OTHER, MOVES };

static enum move move_of(int before, int now)
{
	if (!rank(before) || !rank(now))
		return MOVE_OTHER;
	return rank(now) < rank(before) ? MOVE_WORSE : MOVE_BETTER;
}

static const char *move_words(int before, int now)
{
	static const char *const words[MOVES] = { [MOVE_WORSE] = "sämre", [MOVE_BETTER] = "bättre" };

	if (words[move_of(before, now)])
		return words[move_of(before, now)];
	return rank(now) ? "bedöms nu" : rank(before) ? "bedöms inte" : "ändrat";
}

/* ---- computed --------------------------------------------------------------------------------------------- */

static int computed(const struct result *res, const struct row *row)
{
	double status = row->cells[result_column(res, "computed")].num;

	return num_missing(status) ? STATUS_NONE : (int)status;
}

static void add_computed(struct comparison *c, const struct row *row, int before, int now)
{
	const struct record *rec = dataset_find(c->now, row->ref.kind, row->ref.plan, row->ref.id);
	struct row *added;

	if (!rec)
		return;
	/* Nobody set it: it follows from figures and targets, which are told of by themselves. */
	added = change_row(c, CHANGE_STATUS, move_words(before, now), rec);
	row_text(c->res, added, "who", "beräknat");
	change_title(c, added, "%s %s", rec->id, record_title(rec));
	change_statuses(c, added, before, now);
}

/* Both sides of the computed statuses; then by what they stand for. */
struct sides {
	struct result now, then;
	const struct row **index;
};

/* Those that moved in one way, of goals or of indicators. */
static void add_moved(struct comparison *c, const struct sides *sides, enum move move, bool goals)
{
	for (size_t i = 0; i < sides->now.nrows; i++) {
		const struct row *row = &sides->now.rows[i], *before = result_row(sides->index, sides->then.nrows, &row->ref);
		int is = computed(&sides->now, row), was = before ? computed(&sides->then, before) : is;

		if (is != was && move_of(was, is) == move && (row->ref.kind == REC_GOAL) == goals)
			add_computed(c, row, was, is);
	}
}

static int compare_computed(struct comparison *c, struct err *err)
{
	struct query_filter all = { 0 };
	struct sides sides = { 0 };
	int rc = query_statuses(c->now, c->filter, &sides.now, err);

	if (!rc)
		rc = query_statuses(&c->then, &all, &sides.then, err);
	if (!rc)
		sides.index = result_index(&sides.then);
	for (int move = 0; !rc && move < MOVES; move++)
		add_moved(c, &sides, (enum move)move, true);
	for (int move = 0; !rc && move < MOVES; move++)
		add_moved(c, &sides, (enum move)move, false);
	free(sides.index);
	result_free(&sides.now);
	result_free(&sides.then);
	return rc;
}

/* ---- assessed --------------------------------------------------------------------------------------------- */

static bool is_koncern(const struct assessment *assessment)
{
	return same_text(assessment->board, ASSESSMENT_KONCERN);
}

/* What the goal was assessed as before this: the same one as it was, else the latest there was then. */
static const struct assessment *assessed_before(const struct comparison *c, const struct assessment *before,
		const struct assessment *now)
{
	return before ? before : assessment_latest(&c->then, now->rec.plan, now->goal, now->board);
}

/* koncern's new or moved assessments are where goals stand; the others, and what was written in them, come after. */
static void add_assessment(struct comparison *c, const struct record *before_rec, const struct record *now_rec,
		enum change_group wanted)
{
	const struct assessment *before = (const struct assessment *)before_rec, *now = (const struct assessment *)now_rec;
	const struct assessment *told = now ? now : before, *was = now ? assessed_before(c, before, now) : before;
	const struct record *goal = dataset_find(c->now, REC_GOAL, told->rec.plan, told->goal);
	bool moved = now && was && was->assessed != now->assessed;
	enum change_group group = is_koncern(told) && (moved || !was) ? CHANGE_STATUS : CHANGE_ASSESSMENT;
	const char *what = !was ? "bedömd" : moved ? move_words(was->assessed, now->assessed) : before ? "motivering" : "oförändrad";
	struct row *row;

	if (group != wanted)
		return;
	row = now ? change_add(c, group, what, now_rec) : change_add_gone(c, group, before_rec);
	change_title(c, row, "%s %s · %s bedömd av %s", told->goal, goal ? record_title(goal) : "",
			assessment_occasion_words(told->occasion), is_koncern(told) ? "koncernen" : board_label(c->now, told->board));
	change_statuses(c, row, was ? was->assessed : STATUS_COUNT, now ? now->assessed : STATUS_COUNT);
	change_ref(row, goal);
}

static void each_standing(struct comparison *c, const struct record *before, const struct record *now)
{
	add_assessment(c, before, now, CHANGE_STATUS);
}

static void each_other(struct comparison *c, const struct record *before, const struct record *now)
{
	add_assessment(c, before, now, CHANGE_ASSESSMENT);
}

int changes_of_status(struct comparison *c, struct err *err)
{
	changes_each(c, REC_ASSESSMENT, each_standing);
	return compare_computed(c, err);
}

void changes_of_assessments(struct comparison *c)
{
	changes_each(c, REC_ASSESSMENT, each_other);
}
