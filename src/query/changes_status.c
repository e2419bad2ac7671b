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
	static const char *const words[MOVES] = { [MOVE_WORSE] = "försämrat", [MOVE_BETTER] = "förbättrat" };

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

static struct row *add_computed(struct comparison *c, const struct row *row, int before, int now)
{
	const struct record *rec = dataset_find(c->now, row->ref.kind, row->ref.plan, row->ref.id);
	struct row *added;

	if (!rec)
		return NULL;
	/* Nobody set it: it follows from figures and targets, which are told of by themselves. */
	added = change_row(c, CHANGE_STATUS, move_words(before, now), rec);
	row_text(c->res, added, "who", "beräknat");
	change_title(c, added, "%s %s", rec->id, record_title(rec));
	change_statuses(c, added, before, now);
	return added;
}

/* Both sides of the computed statuses; then by what they stand for. */
struct sides {
	struct result now, then;
	const struct row **index;
};

static int computed_before(const struct sides *sides, const struct row *row)
{
	const struct row *before = result_row(sides->index, sides->then.nrows, &row->ref);

	return before ? computed(&sides->then, before) : computed(&sides->now, row);
}

/* ---- goals: where they stand ------------------------------------------------------------------------------ */

/* Whose word counts for the goal, in the eyes of those who ask. */
static const char *voice_of(const struct comparison *c, const struct goal *goal)
{
	return assessment_voice(c->now, goal, c->filter->board);
}

static const char *since_occasion(const struct comparison *c)
{
	return assessment_is_occasion(c->filter->occasion) ? c->filter->occasion : NULL;
}

/* Against what was said at the occasion that is asked about; where nothing was, or none is, against where it stood at that moment. */
static void find_move(const struct comparison *c, const struct goal *goal, int was, int is, struct goal_move *out)
{
	const char *since = since_occasion(c);
	const struct goal *then = (const struct goal *)dataset_find(&c->then, REC_GOAL, goal->rec.plan, goal->rec.id);
	struct goal_move before;

	goal_moved(c->now, goal, voice_of(c, goal), since, (enum status)is, out);
	if (since && out->was)
		return;
	out->before = out->now;
	if (!then)
		return;
	goal_moved(&c->then, then, assessment_voice(&c->then, then, c->filter->board), NULL, (enum status)was, &before);
	out->before = before.now;
}

/* The assessments that rows on where goals stand have told of: they are not told again. */
struct told {
	const struct assessment **items;
	size_t n;
};

static void tell_by(struct comparison *c, struct row *row, const struct assessment *by)
{
	struct told *told = c->user;

	change_author(c, row, by->rec.seq);
	told->items[told->n++] = by;
}

static bool is_told(const struct comparison *c, const struct assessment *assessment)
{
	const struct told *told = c->user;

	for (size_t i = 0; assessment && i < told->n; i++) {
		if (told->items[i] == assessment)
			return true;
	}
	return false;
}

static void add_goal(struct comparison *c, const struct sides *sides, const struct row *row, enum move wanted)
{
	const struct goal *goal = (const struct goal *)dataset_find(c->now, REC_GOAL, row->ref.plan, row->ref.id);
	int was = computed_before(sides, row), is = computed(&sides->now, row);
	struct goal_move move;
	struct row *added;

	if (!goal)
		return;
	find_move(c, goal, was, is, &move);
	if (move.before != move.now) {
		if (move_of((int)move.before, (int)move.now) != wanted)
			return;
		added = add_computed(c, row, (int)move.before, (int)move.now);
		if (added && move.is)
			tell_by(c, added, move.is);
	} else if (wanted == MOVE_OTHER && was != is && rank(was) && rank(is)) { /* what was said of it stands, the figures have moved */
		added = add_computed(c, row, was, is);
		if (added) {
			row_text(c->res, added, "what", "ändrat");
			change_title(c, added, "%s beräknat läge: %s", goal->rec.id, record_title(&goal->rec));
		}
	}
}

/* ---- indicators ------------------------------------------------------------------------------------------- */

#define JUDGED_MOST 10 /* so many that are judged for the same reason are told one by one */

enum judged { JUDGED_NOT, JUDGED_TARGET, JUDGED_FIGURE, JUDGED };

/* Is it judged because somebody has set a målvärde since? */
static bool has_new_target(const struct comparison *c, const struct row *row)
{
	const struct record_list *targets = dataset_list(c->now, REC_TARGET);

	for (size_t i = 0; i < targets->n; i++) {
		const struct target *target = (const struct target *)targets->items[i];

		if (same_text(target->subject, row->ref.id) && same_text(target->rec.plan, row->ref.plan) &&
				!change_before(c, &target->rec))
			return true;
	}
	return false;
}

/* Why an indicator is judged now that was not. */
static enum judged judged_by(const struct comparison *c, const struct sides *sides, const struct row *row)
{
	if (row->ref.kind != REC_INDICATOR || rank(computed_before(sides, row)) || !rank(computed(&sides->now, row)))
		return JUDGED_NOT;
	return has_new_target(c, row) ? JUDGED_TARGET : JUDGED_FIGURE;
}

static void add_judged(struct comparison *c, const struct sides *sides, enum judged why, size_t n)
{
	static const enum status colours[] = { STATUS_GREEN, STATUS_YELLOW, STATUS_RED };
	const char *words = why == JUDGED_TARGET ? "målvärde har satts" : "utfall har kommit", *now = "";
	size_t counts[STATUS_COUNT] = { 0 };
	struct row *row;

	for (size_t i = 0; i < sides->now.nrows; i++) {
		if (judged_by(c, sides, &sides->now.rows[i]) == why)
			counts[computed(&sides->now, &sides->now.rows[i])]++;
	}
	row = result_add(c->res, REC_NONE, c->now->plan, arena_printf(&c->res->arena, "%s%d", CHANGE_JUDGED, (int)why));
	row_text(c->res, row, "group", change_group_name(CHANGE_STATUS));
	row_text(c->res, row, "what", "bedöms nu");
	row_text(c->res, row, "title", arena_printf(&c->res->arena, "%zu indikatorer: %s", n, words));
	row_text(c->res, row, "before", status_text(STATUS_NONE)->word);
	for (size_t i = 0; i < COUNT_OF(colours); i++) {
		if (counts[colours[i]])
			now = arena_printf(&c->res->arena, "%s%s%zu %s", now, *now ? ", " : "", counts[colours[i]],
				status_text(colours[i])->word);
	}
	row_text(c->res, row, "now", now);
	row_text(c->res, row, "who", "beräknat");
}

static void add_indicators(struct comparison *c, const struct sides *sides, enum move move)
{
	size_t judged[JUDGED] = { 0 };

	for (size_t i = 0; move == MOVE_OTHER && i < sides->now.nrows; i++)
		judged[judged_by(c, sides, &sides->now.rows[i])]++;
	for (int why = JUDGED_TARGET; why < JUDGED; why++) {
		if (judged[why] > JUDGED_MOST)
			add_judged(c, sides, (enum judged)why, judged[why]);
	}
	for (size_t i = 0; i < sides->now.nrows; i++) {
		const struct row *row = &sides->now.rows[i];
		int was = computed_before(sides, row), is = computed(&sides->now, row);
		enum judged why = judged_by(c, sides, row);

		if (row->ref.kind == REC_INDICATOR && is != was && move_of(was, is) == move &&
				(why == JUDGED_NOT || judged[why] <= JUDGED_MOST))
			add_computed(c, row, was, is);
	}
}

/* What got worse first, then what got better, then the rest; of each, goals first. */
static int compare_computed(struct comparison *c, struct err *err)
{
	struct query_filter all = { 0 };
	struct sides sides = { 0 };
	int rc = query_statuses(c->now, c->filter, &sides.now, err);

	if (!rc)
		rc = query_statuses(&c->then, &all, &sides.then, err);
	if (!rc)
		sides.index = result_index(&sides.then);
	for (int move = 0; !rc && move < MOVES; move++) {
		for (size_t i = 0; i < sides.now.nrows; i++) {
			if (sides.now.rows[i].ref.kind == REC_GOAL)
				add_goal(c, &sides, &sides.now.rows[i], (enum move)move);
		}
		add_indicators(c, &sides, (enum move)move);
	}
	free(sides.index);
	result_free(&sides.now);
	result_free(&sides.then);
	return rc;
}

/* ---- assessed --------------------------------------------------------------------------------------------- */

/* What the goal was assessed as before this: the same one as it was, else the latest there was then. */
static const struct assessment *assessed_before(const struct comparison *c, const struct assessment *before,
		const struct assessment *now)
{
	return before ? before : assessment_latest(&c->then, now->rec.plan, now->goal, now->board);
}

/* The new or moved assessments of the one whose word counts say where goals stand; the others, and what was written in them, come
 * after. Whose it is stands first: the title is what is cut. */
static void add_assessment(struct comparison *c, const struct record *before_rec, const struct record *now_rec,
		enum change_group wanted)
{
	const struct assessment *before = (const struct assessment *)before_rec, *now = (const struct assessment *)now_rec;
	const struct assessment *told = now ? now : before, *was = now ? assessed_before(c, before, now) : before;
	const struct record *goal = dataset_find(c->now, REC_GOAL, told->rec.plan, told->goal);
	bool moved = now && was && was->assessed != now->assessed;
	bool speaks = goal && same_text(told->board, voice_of(c, (const struct goal *)goal));
	enum change_group group = speaks && (moved || !was) ? CHANGE_STATUS : CHANGE_ASSESSMENT;
	const char *what = !was ? "bedömd" : moved ? move_words(was->assessed, now->assessed) : before ? "motivering" : "oförändrad";
	struct row *row;

	if (group != wanted || (group == CHANGE_STATUS && is_told(c, now)))
		return;
	row = now ? change_add(c, group, what, now_rec) : change_add_gone(c, group, before_rec);
	change_title(c, row, "%s %s %s: %s", told->goal, assessment_occasion_words(told->occasion),
		same_text(told->board, ASSESSMENT_KONCERN) ? "koncernen" : board_label(c->now, told->board),
		goal ? record_title(goal) : "");
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
	struct told told = { mem_array(NULL, dataset_list(c->now, REC_GOAL)->n + 1, sizeof(*told.items)), 0 };
	int rc;

	c->user = &told;
	rc = compare_computed(c, err);
	if (!rc)
		changes_each(c, REC_ASSESSMENT, each_standing);
	c->user = NULL;
	free(told.items);
	return rc;
}

void changes_of_assessments(struct comparison *c)
{
	changes_each(c, REC_ASSESSMENT, each_other);
}
