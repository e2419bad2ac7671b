/* The report of a nämnd at an occasion: its parts, how far each is, and what is left. */
#include "query/report_priv.h"

#include <stdlib.h>

#include "query/occasions.h"

/* ---- who reports what ------------------------------------------------------------------------------------- */

static bool has_goal(const struct dataset *ds, const char *plan, const char *board)
{
	const struct record_list *list = dataset_list(ds, REC_GOAL);

	for (size_t i = 0; i < list->n; i++) {
		if (strcmp(list->items[i]->plan, plan) == 0 && goal_concerns((const struct goal *)list->items[i], board))
			return true;
	}
	return false;
}

static bool has_money(const struct dataset *ds, const char *plan, const char *board)
{
	const struct record_list *list = dataset_list(ds, REC_ALLOCATION);

	for (size_t i = 0; i < list->n; i++) {
		if (strcmp(list->items[i]->plan, plan) == 0 && same_text(((const struct allocation *)list->items[i])->board, board))
			return true;
	}
	return false;
}

static const struct board *board_of(const struct dataset *ds, const char *id)
{
	return (const struct board *)dataset_find(ds, REC_BOARD, NULL, id);
}

bool report_board(const struct dataset *ds, const char *plan, const char *board)
{
	const struct board *found = board ? board_of(ds, board) : NULL;

	return found && (has_goal(ds, plan, board) || (found->driftnamnd && has_money(ds, plan, board)));
}

/* The board is known to report. */
static bool requires(const struct dataset *ds, const struct occasion *occasion, const char *board,
		const struct report_part *part)
{
	const struct board *found = board_of(ds, board);

	return found && report_part_required(part, occasion->kind, found->driftnamnd, strcmp(board, REPORT_OFFICE_BOARD) == 0);
}

bool report_requires(const struct dataset *ds, const struct occasion *occasion, const char *board,
		const struct report_part *part)
{
	return report_board(ds, occasion->rec.plan, board) && requires(ds, occasion, board, part);
}

const struct sign_off *report_sign_off(const struct dataset *ds, const struct occasion *occasion, const char *board,
		const char *part)
{
	char *id = mem_printf("%s/%s/%s", occasion->rec.id, board, part);
	const struct record *rec = dataset_find(ds, REC_SIGN_OFF, occasion->rec.plan, id);

	free(id);
	return (const struct sign_off *)rec;
}

const char *report_id(struct arena *arena, const struct occasion *occasion, const char *board, const char *part)
{
	return arena_printf(arena, "%s/%s/%s", occasion->rec.id, board, part);
}

static int state_of(const struct dataset *ds, const struct occasion *occasion, const char *board, const char *part)
{
	const struct sign_off *sign_off = report_sign_off(ds, occasion, board, part);

	return sign_off ? sign_off->state : 0;
}

size_t report_unsigned(const struct dataset *ds, const struct occasion *occasion, const char *board, int state, struct buf *out)
{
	size_t n = 0;

	if (!report_board(ds, occasion->rec.plan, board))
		return 0;
	for (size_t i = 0; i < report_nparts; i++) {
		const struct report_part *part = &report_parts[i];

		if (part->needs == NEEDS_PARTS || !requires(ds, occasion, board, part) ||
				state_of(ds, occasion, board, part->code) >= state)
			continue;
		if (out)
			buf_printf(out, "%s%s", n ? ", " : "", part->code);
		n++;
	}
	return n;
}

/* ---- rows ------------------------------------------------------------------------------------------------- */

static const struct column report_columns[] = {
	{ .key = "occasion", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "board", .type = COL_TEXT, .flags = COLF_EXPORT },
	{ .key = "part", .heading = "Del", .type = COL_TEXT, .flags = COLF_BOTH, .width = 14, .priority = 1 },
	{ .key = "title", .heading = "Innehåll", .type = COL_TEXT, .flags = COLF_BOTH | COLF_FILL, .width = 20 },
	{ .key = "state", .heading = "Klarmarkering", .type = COL_CHOICE, .flags = COLF_BOTH, .width = 16,
	  .choices = choices_sign_off },
	{ .key = "filled", .type = COL_BOOL, .flags = COLF_EXPORT },
	{ .key = "missing", .heading = "Saknas", .type = COL_TEXT, .flags = COLF_BOTH, .width = 24 },
	{ .key = "touched_at", .heading = "Senast", .type = COL_MOMENT, .flags = COLF_BOTH | COLF_DIM, .width = 16, .priority = 3 },
	{ .key = "touched_by", .heading = "Av", .type = COL_TEXT, .flags = COLF_BOTH | COLF_DIM, .width = 12, .priority = 4 },
};

struct touched {
	struct result *res;
	struct row *row;
};

static bool take_touch(const struct journal_entry *entry, void *user)
{
	const struct touched *touched = user;

	row_num(touched->res, touched->row, "touched_at", (double)entry->at);
	row_text(touched->res, touched->row, "touched_by", has_text(entry->user) ? entry->user : entry->account);
	return false;
}

static void add_part(const struct report_at *at, const struct report_part *part, struct result *res)
{
	const struct sign_off *sign_off = report_sign_off(at->ds, at->occasion, at->board, part->code);
	struct row *row = result_add(res, REC_SIGN_OFF, at->occasion->rec.plan,
		report_id(&res->arena, at->occasion, at->board, part->code));
	struct touched touched = { res, row };
	struct buf missing = { 0 };

	report_missing(at, part, &missing);
	row_text(res, row, "occasion", at->occasion->rec.id);
	row_text(res, row, "board", at->board);
	row_text(res, row, "part", part->code);
	row_text(res, row, "title", part->title);
	row_num(res, row, "state", sign_off ? sign_off->state : 0);
	row_num(res, row, "filled", !missing.len);
	row_text(res, row, "missing", missing.len ? buf_cstr(&missing) : NULL);
	row->summary = part->needs == NEEDS_PARTS;
	if (sign_off && sign_off->rec.seq)
		journal_scan(at->figures->snap, sign_off->rec.seq, sign_off->rec.seq, false, take_touch, &touched);
	buf_free(&missing);
}

static void add_board(const struct report_at *at, struct result *res)
{
	for (size_t i = 0; i < report_nparts; i++) {
		if (requires(at->ds, at->occasion, at->board, &report_parts[i]))
			add_part(at, &report_parts[i], res);
	}
}

/* Calls each for board, or with none for every one, that reports. */
static void each_board(struct report_at *at, const char *board, void (*each)(const struct report_at *at, void *user),
		void *user)
{
	const struct record_list *list = dataset_list(at->ds, REC_BOARD);

	for (size_t i = 0; i < list->n; i++) {
		at->board = list->items[i]->id;
		if ((!board || strcmp(at->board, board) == 0) && report_board(at->ds, at->occasion->rec.plan, at->board))
			each(at, user);
	}
}

static void add_rows(const struct report_at *at, void *user)
{
	add_board(at, user);
}

static const struct occasion *occasion_wanted(const struct dataset *ds, const char *id)
{
	const struct occasion *next;

	if (id)
		return occasion_named(ds, id);
	next = occasion_next(ds, ds->today);
	return next ? next : occasion_last(ds, ds->today);
}

int query_report(const struct dataset *ds, const struct query_filter *filter, struct result *res, struct err *err)
{
	struct report_at at = { .ds = ds, .occasion = occasion_wanted(ds, filter->occasion) };
	struct figures figures;
	int rc;

	result_init(res, report_columns, COUNT_OF(report_columns));
	if (!at.occasion)
		return 0;
	rc = figures_open(&figures, ds, err);
	if (rc)
		return rc;
	at.figures = &figures;
	each_board(&at, filter->board, add_rows, res);
	figures_close(&figures);
	return 0;
}

/* ---- what is left ----------------------------------------------------------------------------------------- */

static void add_left(const struct report_at *at, void *user)
{
	struct report_left *left = user;
	int whole = state_of(at->ds, at->occasion, at->board, SIGN_OFF_WHOLE);
	bool filled = true;

	for (size_t i = 0; i < report_nparts; i++) {
		const struct report_part *part = &report_parts[i];
		struct buf missing = { 0 };
		int state;

		if (part->needs == NEEDS_PARTS || !requires(at->ds, at->occasion, at->board, part))
			continue;
		state = state_of(at->ds, at->occasion, at->board, part->code);
		report_missing(at, part, &missing);
		left->parts++;
		left->filled += !missing.len;
		left->signed_off += state >= SIGN_PRELIMINARY;
		left->final += state >= SIGN_FINAL;
		filled = filled && !missing.len;
		buf_free(&missing);
	}
	left->whole_preliminary = (!left->boards || left->whole_preliminary) && whole >= SIGN_PRELIMINARY;
	left->whole_final = (!left->boards || left->whole_final) && whole >= SIGN_FINAL;
	left->boards++;
	left->boards_filled += filled;
	left->boards_signed += whole >= SIGN_PRELIMINARY;
}

void report_left(const struct dataset *ds, const char *occasion, const char *board, struct report_left *out)
{
	struct report_at at = { .ds = ds, .occasion = occasion_named(ds, occasion) };
	struct figures figures;
	struct err err = { 0 };

	memset(out, 0, sizeof(*out));
	if (!at.occasion || figures_open(&figures, ds, &err))
		return;
	at.figures = &figures;
	each_board(&at, board, add_left, out);
	figures_close(&figures);
}
