/* Reports that are not signed off (003, Tidplaner): one finding a nämnd and occasion from the day the books close,
 * definitive ones from the day after the decided report was due; asked for one occasion, whatever the day, each part
 * too. */
#include "query/check_priv.h"

#include "query/occasions.h"
#include "query/report_priv.h"

/* How long after its books closed a report is asked for: a year that nobody signed must not drown what matters now. */
#define DAYS_ASKED 60

struct report_check {
	struct check_query *query;
	const struct occasion *occasion;
	const struct record *board;
};

static struct row *add(const struct report_check *c, const char *code, const char *part, const char *message, date_t due)
{
	struct result *res = c->query->res;
	struct record *rec = record_from_id(REC_SIGN_OFF, c->occasion->rec.plan,
		report_id(&res->arena, c->occasion, c->board->id, part));
	struct row *row = check_add(c->query, code, rec, c->board->id, message);

	row_text(res, row, "occasion", c->occasion->rec.id);
	if (due != DATE_NONE)
		row_num(res, row, "due", due);
	record_free(rec);
	return row;
}

static bool decided_is_past(const struct report_check *c)
{
	const date_t today = c->query->figures.ds->today;

	return c->occasion->decided != DATE_NONE && today != DATE_NONE && c->occasion->decided < today;
}

/* "Driftnämnd Hallands Sjukhus M05: 3 delar är inte klarmarkerade (2.1, 2.2, 3.1)". */
static void check_whole(const struct report_check *c)
{
	const struct dataset *ds = c->query->figures.ds;
	const struct sign_off *whole = report_sign_off(ds, c->occasion, c->board->id, SIGN_OFF_WHOLE);
	const char *name = record_title(c->board), *id = occasion_label(c->occasion->rec.id);
	struct arena *arena = &c->query->res->arena;
	struct buf codes = { 0 };
	size_t left = report_unsigned(ds, c->occasion, c->board->id, SIGN_PRELIMINARY, &codes);
	date_t due = occasion_due_day(ds, c->occasion, NULL);

	if (left)
		add(c, "unsigned", SIGN_OFF_WHOLE, arena_printf(arena, "%s %s: %zu %s inte klarmarkerade (%s)", name, id, left,
			left == 1 ? "del är" : "delar är", buf_cstr(&codes)), due);
	else if (!whole || whole->state < SIGN_PRELIMINARY)
		add(c, "unsigned", SIGN_OFF_WHOLE, arena_printf(arena, "%s %s: delarna är klarmarkerade, hela rapporten är det inte",
			name, id), due);
	else if (whole->state < SIGN_FINAL && decided_is_past(c))
		add(c, "unsigned", SIGN_OFF_WHOLE, arena_printf(arena, "%s %s: rapporten är bara preliminärt klar", name, id),
			c->occasion->decided);
	buf_free(&codes);
}

static void check_part(const struct report_check *c, const struct report_part *part)
{
	const struct dataset *ds = c->query->figures.ds;
	const struct report_at at = { .ds = ds, .figures = &c->query->figures, .occasion = c->occasion, .board = c->board->id };
	const struct sign_off *sign_off = report_sign_off(ds, c->occasion, c->board->id, part->code);
	struct arena *arena = &c->query->res->arena;
	date_t due = occasion_due_day(ds, c->occasion, NULL);
	struct buf missing = { 0 };

	report_missing(&at, part, &missing);
	if (!sign_off || sign_off->state < SIGN_PRELIMINARY)
		add(c, "unsigned", part->code, arena_printf(arena, "delen ”%s” är inte klarmarkerad%s%s", part->title,
			missing.len ? ", saknas: " : "", buf_cstr(&missing)), due);
	else if (missing.len)
		add(c, "incomplete", part->code, arena_printf(arena, "delen ”%s” är klarmarkerad, saknas: %s", part->title,
			buf_cstr(&missing)), due);
	buf_free(&missing);
}

static bool is_asked(const struct check_query *query, const struct occasion *occasion)
{
	const struct dataset *ds = query->figures.ds;
	const date_t cutoff = occasion_cutoff_day(ds, occasion, NULL);

	if (query->filter->occasion)
		return occasion == occasion_named(ds, query->filter->occasion);
	return cutoff != DATE_NONE && ds->today != DATE_NONE && cutoff <= ds->today && ds->today - cutoff <= DAYS_ASKED;
}

void check_reports(struct check_query *query)
{
	const struct dataset *ds = query->figures.ds;
	const struct record_list *occasions = dataset_list(ds, REC_OCCASION), *boards = dataset_list(ds, REC_BOARD);
	struct report_check c = { .query = query };

	for (size_t i = 0; i < occasions->n; i++) {
		c.occasion = (const struct occasion *)occasions->items[i];
		for (size_t k = 0; is_asked(query, c.occasion) && k < boards->n; k++) {
			c.board = boards->items[k];
			if (!check_wants(query, c.board->id) || !report_board(ds, c.occasion->rec.plan, c.board->id))
				continue;
			check_whole(&c);
			for (size_t p = 0; query->filter->occasion && p < report_nparts; p++)
				if (report_parts[p].needs != NEEDS_PARTS &&
						report_requires(ds, c.occasion, c.board->id, &report_parts[p]))
					check_part(&c, &report_parts[p]);
		}
	}
}
