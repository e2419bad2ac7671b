/* Assessments of goals: what a person has judged, beside what the rules compute (004, Uppföljning). */
#include "query/assessments.h"

#include <stdlib.h>

#include "base/text.h"
#include "query/occasions.h"
#include "query/queries_priv.h"

const char *const assessment_occasions[ASSESSMENT_OCCASIONS] = { "UR1", "UR2", "AR" };

/* Place in the year; −1 for what is no occasion that goals are assessed at. */
static int occasion_place(const char *id)
{
	for (int i = 0; i < ASSESSMENT_OCCASIONS; i++) {
		if (same_text(id, assessment_occasions[i]))
			return i;
	}
	return -1;
}

bool assessment_is_occasion(const char *id)
{
	return occasion_place(id) >= 0;
}

const char *assessment_occasion_words(const char *occasion)
{
	return occasion_label(occasion);
}

static const char *plan_of(const struct dataset *ds, const char *plan)
{
	return has_text(plan) ? plan : ds->plan;
}

int assessment_occasion_now(const struct dataset *ds, const char *plan)
{
	const date_t shown = ds->as_of == MOMENT_NOW ? ds->today : moment_to_date(ds->as_of);
	const date_t day = shown < ds->today ? shown : ds->today;
	int last = 0;

	for (int i = 0; i < ASSESSMENT_OCCASIONS; i++) {
		const struct occasion *occasion =
			(const struct occasion *)dataset_find(ds, REC_OCCASION, plan_of(ds, plan), assessment_occasions[i]);
		date_t due;

		if (!occasion)
			continue;
		last = i;
		due = occasion_due_day(ds, occasion, NULL);
		if (due != DATE_NONE && due >= day)
			return i;
	}
	return last;
}

const char *assessment_since(const struct dataset *ds, const char *plan)
{
	int now = assessment_occasion_now(ds, plan);

	return now > 0 ? assessment_occasions[now - 1] : NULL;
}

const struct assessment *assessment_at(const struct dataset *ds, const char *plan, const char *goal, const char *board,
		const char *occasion)
{
	char *id = mem_printf("%s/%s/%s", goal, board, occasion);
	const struct record *rec = dataset_find(ds, REC_ASSESSMENT, plan_of(ds, plan), id);

	free(id);
	return (const struct assessment *)rec;
}

/* The latest one of the occasions before place. */
static const struct assessment *latest_before(const struct dataset *ds, const char *plan, const char *goal, const char *board,
		int place)
{
	const struct assessment *found = NULL;

	while (!found && place-- > 0)
		found = assessment_at(ds, plan, goal, board, assessment_occasions[place]);
	return found;
}

const struct assessment *assessment_latest(const struct dataset *ds, const char *plan, const char *goal, const char *board)
{
	return latest_before(ds, plan, goal, board, ASSESSMENT_OCCASIONS);
}

const struct assessment *assessment_before(const struct dataset *ds, const struct assessment *assessment)
{
	return latest_before(ds, assessment->rec.plan, assessment->goal, assessment->board, occasion_place(assessment->occasion));
}

const char *assessment_voice(const struct dataset *ds, const struct goal *goal, const char *board)
{
	if (board)
		return board;
	if (has_text(goal->owner) && has_text(goal->parent) &&
			!assessment_latest(ds, goal->rec.plan, goal->rec.id, ASSESSMENT_KONCERN))
		return goal->owner;
	return ASSESSMENT_KONCERN;
}

/* ---- what they come to ------------------------------------------------------------------------------------ */

/* Tells of each nämnd the goal concerns: its owner first, then those it is given to. */
static void each_board(const struct goal *goal, void (*each)(const char *board, void *user), void *user)
{
	struct buf item = { 0 };
	const char *at = NULL, *board;

	if (has_text(goal->owner))
		each(goal->owner, user);
	while (has_text(goal->boards) && (board = list_next(goal->boards, &at, &item))) {
		if (!same_text(board, goal->owner))
			each(board, user);
	}
	buf_free(&item);
}

struct tally {
	const struct dataset *ds;
	const struct goal *goal;
	size_t *counts;
	const char *occasion; /* the last; NULL = none yet */
	bool mixed;
};

static void count_board(const char *board, void *user)
{
	struct tally *tally = user;
	const struct assessment *latest =
		assessment_latest(tally->ds, tally->goal->rec.plan, tally->goal->rec.id, board);

	tally->counts[latest ? latest->assessed : STATUS_NONE]++;
	if (!latest)
		return;
	tally->mixed = tally->mixed || (tally->occasion && !same_text(tally->occasion, latest->occasion));
	if (!tally->occasion || occasion_place(latest->occasion) > occasion_place(tally->occasion))
		tally->occasion = latest->occasion;
}

const char *assessment_counts(const struct dataset *ds, const struct goal *goal, size_t counts[STATUS_COUNT], bool *mixed)
{
	struct tally tally = { .ds = ds, .goal = goal, .counts = counts };

	memset(counts, 0, STATUS_COUNT * sizeof(*counts));
	each_board(goal, count_board, &tally);
	*mixed = tally.mixed;
	return tally.occasion;
}

static bool is_colour(int status)
{
	return status == STATUS_GREEN || status == STATUS_YELLOW || status == STATUS_RED;
}

enum assessment_change assessment_change(const struct dataset *ds, const struct goal *goal, const char *board,
		enum status computed)
{
	struct goal_move move;

	goal_moved(ds, goal, board, NULL, computed, &move);
	return move.change;
}

void goal_moved(const struct dataset *ds, const struct goal *goal, const char *board, const char *since, enum status computed,
		struct goal_move *out)
{
	const char *plan = goal->rec.plan, *id = goal->rec.id;
	const int now = assessment_occasion_now(ds, plan), from = since ? occasion_place(since) + 1 : now;

	*out = (struct goal_move){ .before = STATUS_NONE, .now = computed, .was = latest_before(ds, plan, id, board, from) };
	for (int i = now; i >= from && !out->is; i--)
		out->is = assessment_at(ds, plan, id, board, assessment_occasions[i]);
	if (!out->is && !is_colour((int)computed))
		out->is = out->was;
	if (out->is)
		out->now = (enum status)out->is->assessed;
	if (!out->was)
		return;
	out->before = (enum status)out->was->assessed;
	/* green, yellow, red: the order of the enum */
	out->change = out->now == out->before ? CHANGE_SAME : out->now < out->before ? CHANGE_BETTER : CHANGE_WORSE;
}

/* ---- what must hold --------------------------------------------------------------------------------------- */

static const struct field *field_of(const struct record *rec, const char *key)
{
	return record_field(record_type(rec->kind), key);
}

static int blame(const struct record *rec, const char *key, const struct field **bad)
{
	if (bad)
		*bad = field_of(rec, key);
	return ERR_INPUT;
}

static void list_occasions(const struct dataset *ds, const char *plan, struct buf *out)
{
	for (int i = 0; i < ASSESSMENT_OCCASIONS; i++) {
		if (dataset_find(ds, REC_OCCASION, plan, assessment_occasions[i]))
			buf_printf(out, "%s%s", out->len ? ", " : "", assessment_occasions[i]);
	}
}

static int check_occasion(const struct dataset *ds, const struct assessment *a, const struct field **bad, struct err *err)
{
	struct buf there = { 0 };

	if (occasion_place(a->occasion) >= 0 && dataset_find(ds, REC_OCCASION, a->rec.plan, a->occasion))
		return 0;
	list_occasions(ds, a->rec.plan, &there);
	if (there.len)
		err_set(err, ERR_INPUT, "Rapporttillfället %s finns inte bland dem som mål bedöms vid: välj %s", a->occasion,
			buf_cstr(&there));
	else
		err_set(err, ERR_INPUT, "Planen har varken UR1, UR2 eller AR i sin kalender, och mål bedöms bara vid dem: lägg till "
			"tillfället först");
	buf_free(&there);
	return blame(&a->rec, "occasion", bad);
}

static int check_board(const struct assessment *a, const struct goal *goal, const struct field **bad, struct err *err)
{
	if (same_text(a->board, ASSESSMENT_KONCERN) || !goal || goal_concerns(goal, a->board))
		return 0;
	err_set(err, ERR_INPUT, "Målet %s gäller inte nämnden %s: välj koncern%s%s", goal->rec.id, a->board,
		has_text(goal->boards) ? " eller någon av " : "", has_text(goal->boards) ? goal->boards : "");
	return blame(&a->rec, "board", bad);
}

/* The computed status is a proposal: whoever judges otherwise says why, also where nothing could be computed (004). */
static int check_motivation(const struct dataset *ds, const struct assessment *a, const struct goal *goal,
		const struct field **bad, struct err *err)
{
	struct arena arena = { 0 };
	enum status computed;

	if (!goal || !a->assessed || !text_blank(a->motivation))
		return 0;
	computed = query_status(ds, &goal->rec, &arena, NULL);
	arena_free(&arena);
	if ((int)computed == a->assessed)
		return 0;
	err_set(err, ERR_INPUT, "Motivering saknas: bedömningen (%s) skiljer sig från det beräknade läget (%s): skriv varför",
		choices_status[a->assessed].label, status_text(computed)->word);
	return blame(&a->rec, "motivation", bad);
}

int assessment_rule(const struct dataset *ds, const struct record *rec, const struct field **bad, struct err *err)
{
	const struct assessment *a = (const struct assessment *)rec;
	const struct goal *goal = (const struct goal *)dataset_find(ds, REC_GOAL, rec->plan, a->goal);
	int rc = check_occasion(ds, a, bad, err);

	rc = rc ? rc : check_board(a, goal, bad, err);
	return rc ? rc : check_motivation(ds, a, goal, bad, err);
}

/* ---- the questions ---------------------------------------------------------------------------------------- */

static const struct column assessment_columns[] = {
	{ .key = "goal", .heading = "Mål", .type = COL_ID, .flags = COLF_BOTH, .width = 5 },
	{ .key = "board", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "occasion", .heading = "Vid", .type = COL_TEXT, .flags = COLF_BOTH, .width = 4 },
	{ .key = "name", .heading = "Nämnd", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 14 },
	{ .key = "computed", .heading = "Beräknat", .type = COL_STATUS, .flags = COLF_BOTH | COLF_COMPUTED, .width = 13,
	  .priority = 3 },
	{ .key = "assessed", .heading = "Bedömt", .type = COL_STATUS, .flags = COLF_BOTH, .width = 12, .field = "assessed" },
	{ .key = "motivation", .heading = "Motivering", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 16,
	  .field = "motivation" },
	{ .key = "by", .heading = "Vem", .type = COL_TEXT, .flags = COLF_BOTH, .width = 10, .priority = 4 },
	{ .key = "at", .heading = "När", .type = COL_MOMENT, .flags = COLF_BOTH, .width = 16, .priority = 5 },
};
/* The list to assess in: one goal, one occasion. */
static const struct column form_columns[] = {
	{ .key = "name", .heading = "Nämnd", .type = COL_TEXT, .flags = COLF_SCREEN, .width = 14 },
	{ .key = "computed", .heading = "Beräknat", .type = COL_STATUS, .flags = COLF_SCREEN | COLF_COMPUTED, .width = 13,
	  .priority = 1 },
	{ .key = "assessed", .heading = "Bedömt", .type = COL_STATUS, .flags = COLF_SCREEN, .width = 12, .field = "assessed" },
	{ .key = "motivation", .heading = "Motivering", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_FILL, .width = 16,
	  .field = "motivation" },
	{ .key = "earlier", .heading = "Förra", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_DIM, .width = 13, .priority = 2 },
	{ .key = "by", .heading = "Vem", .type = COL_TEXT, .flags = COLF_SCREEN | COLF_DIM, .width = 10, .priority = 4 },
	{ .key = "at", .heading = "När", .type = COL_MOMENT, .flags = COLF_SCREEN | COLF_DIM, .width = 16, .priority = 5 },
};

struct assessment_query {
	const struct dataset *ds;
	struct snapshot *snap;
	struct result *res;
	const struct goal *goal; /* whose computed status is known */
	enum status computed;
	const char *occasion;    /* of the list to assess in */
};

struct author {
	struct result *res;
	struct row *row;
};

static bool tell_author(const struct journal_entry *entry, void *user)
{
	const struct author *author = user;

	row_text(author->res, author->row, "by", has_text(entry->user) ? entry->user : entry->account);
	row_num(author->res, author->row, "at", (double)entry->at);
	return false;
}

/* One entry is read a row, by its number. */
static void set_author(const struct assessment_query *query, struct row *row, const struct record *rec)
{
	struct author author = { query->res, row };

	if (rec && rec->seq)
		journal_scan(query->snap, rec->seq, rec->seq, false, tell_author, &author);
}

static void set_computed(struct assessment_query *query, struct row *row, const struct goal *goal)
{
	if (goal && query->goal != goal) {
		query->goal = goal;
		query->computed = query_status(query->ds, &goal->rec, &query->res->arena, NULL);
	}
	row_num(query->res, row, "computed", goal ? query->computed : STATUS_NONE);
}

static int board_place(const struct dataset *ds, const char *board)
{
	const struct record *rec = dataset_find(ds, REC_BOARD, NULL, board);

	return same_text(board, ASSESSMENT_KONCERN) ? -1 : rec ? rec->order : INT32_MAX;
}

/* qsort has no argument of its own. */
struct sorted {
	const struct assessment *assessment;
	int board;
};

static int compare_sorted(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;
	int order = strcmp(x->assessment->rec.plan, y->assessment->rec.plan);

	order = order ? order : text_natural(x->assessment->goal, y->assessment->goal);
	order = order ? order : (x->board > y->board) - (x->board < y->board);
	order = order ? order : strcmp(x->assessment->board, y->assessment->board);
	return order ? order : occasion_place(x->assessment->occasion) - occasion_place(y->assessment->occasion);
}

static bool is_wanted(const struct query_filter *filter, const struct assessment *a)
{
	return (!filter->goal || same_text(a->goal, filter->goal)) && (!filter->board || same_text(a->board, filter->board)) &&
		(!filter->assessed_by || same_text(a->board, filter->assessed_by)) &&
		(!filter->occasion || same_text(a->occasion, filter->occasion));
}

static void add_assessment(struct assessment_query *query, const struct filler *filler, const struct assessment *a)
{
	struct row *row = filler_add(filler, query->res, &a->rec);

	row_text(query->res, row, "name", board_label(query->ds, a->board));
	set_computed(query, row, (const struct goal *)dataset_find(query->ds, REC_GOAL, a->rec.plan, a->goal));
	set_author(query, row, &a->rec);
}

int query_assessments(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct record_list *list = dataset_list(ds, REC_ASSESSMENT);
	struct assessment_query query = { .ds = ds, .res = res };
	struct sorted *sorted;
	struct filler filler;
	size_t n = 0;
	int rc;

	result_init(res, assessment_columns, COUNT_OF(assessment_columns));
	rc = store_snapshot(ds->store, ds->as_of, &query.snap, err);
	if (rc)
		return rc;
	filler_init(&filler, res, REC_ASSESSMENT);
	sorted = mem_array(NULL, list->n ? list->n : 1, sizeof(*sorted));
	for (size_t i = 0; i < list->n; i++) {
		const struct assessment *a = (const struct assessment *)list->items[i];

		if (is_wanted(filter, a))
			sorted[n++] = (struct sorted){ a, board_place(ds, a->board) };
	}
	qsort(sorted, n, sizeof(*sorted), compare_sorted);
	for (size_t i = 0; i < n; i++)
		add_assessment(&query, &filler, sorted[i].assessment);
	free(sorted);
	store_snapshot_end(query.snap);
	return 0;
}

static void add_form_row(const char *board, void *user)
{
	struct assessment_query *query = user;
	const struct goal *goal = query->goal;
	const struct assessment *a = assessment_at(query->ds, goal->rec.plan, goal->rec.id, board, query->occasion);
	const struct assessment *earlier =
		latest_before(query->ds, goal->rec.plan, goal->rec.id, board, occasion_place(query->occasion));
	struct result *res = query->res;
	struct row *row = result_add(res, REC_ASSESSMENT, goal->rec.plan,
		arena_printf(&res->arena, "%s/%s/%s", goal->rec.id, board, query->occasion));

	row_text(res, row, "name", board_label(query->ds, board));
	row_num(res, row, "computed", query->computed);
	row_num(res, row, "assessed", a ? a->assessed : STATUS_NONE);
	row_text(res, row, "motivation", a ? a->motivation : NULL);
	if (earlier)
		row_text(res, row, "earlier", arena_printf(&res->arena, "%s %s", assessment_occasion_words(earlier->occasion),
			status_text((enum status)earlier->assessed)->word));
	set_author(query, row, a ? &a->rec : NULL);
}

int query_goal_assessments(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	const struct goal *goal = (const struct goal *)dataset_find(ds, REC_GOAL, filter->plan, filter->goal);
	struct assessment_query query = { .ds = ds, .res = res, .goal = goal };
	int rc;

	result_init(res, form_columns, COUNT_OF(form_columns));
	if (!goal)
		return 0;
	query.occasion = filter->occasion ? filter->occasion :
		assessment_occasions[assessment_occasion_now(ds, goal->rec.plan)];
	query.computed = query_status(ds, &goal->rec, &res->arena, NULL);
	rc = store_snapshot(ds->store, ds->as_of, &query.snap, err);
	if (rc)
		return rc;
	add_form_row(ASSESSMENT_KONCERN, &query);
	each_board(goal, add_form_row, &query);
	store_snapshot_end(query.snap);
	return 0;
}
