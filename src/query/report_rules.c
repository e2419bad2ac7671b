/* What must hold when a part of a report is marked complete (003, Tidplaner 2018: preliminary first, definitive after political
 * preparation), and what may still be changed then. */
#include "query/report_priv.h"

#include <stdlib.h>

#include "base/text.h"

struct verdict {
	const struct dataset *ds;
	const struct sign_off *now, *old; /* old: as it is saved; NULL for a new one */
	const struct occasion *occasion;
	const struct report_part *part;
	const struct field **bad;
	struct err *err;
};

static int blame(const struct verdict *v, const char *key)
{
	if (v->bad)
		*v->bad = record_field(record_type(REC_SIGN_OFF), key);
	return ERR_INPUT;
}

static int state_of(const struct sign_off *sign_off)
{
	return sign_off ? sign_off->state : 0;
}

/* ---- what there is ---------------------------------------------------------------------------------------- */

static int check_occasion(struct verdict *v)
{
	const struct record_list *list = dataset_list(v->ds, REC_OCCASION);
	struct buf there = { 0 };

	v->occasion = (const struct occasion *)dataset_find(v->ds, REC_OCCASION, v->now->rec.plan, v->now->occasion);
	if (v->occasion)
		return 0;
	for (size_t i = 0; i < list->n; i++) {
		if (strcmp(list->items[i]->plan, v->now->rec.plan) == 0)
			buf_printf(&there, "%s%s", there.len ? ", " : "", list->items[i]->id);
	}
	if (there.len)
		err_set(v->err, ERR_INPUT, "Rapporttillfället %s finns inte: välj %s", v->now->occasion, buf_cstr(&there));
	else
		err_set(v->err, ERR_INPUT, "Planen har inga rapporttillfällen: lägg till %s först", v->now->occasion);
	buf_free(&there);
	return blame(v, "occasion");
}

static int check_board(const struct verdict *v)
{
	if (report_board(v->ds, v->now->rec.plan, v->now->board))
		return 0;
	err_set(v->err, ERR_INPUT, "Nämnden %s lämnar ingen rapport: den har varken mål eller egen drift i planen", v->now->board);
	return blame(v, "board");
}

static int check_part(struct verdict *v)
{
	struct buf there = { 0 };

	v->part = report_part_find(v->now->part);
	if (v->part && report_requires(v->ds, v->occasion, v->now->board, v->part))
		return 0;
	for (size_t i = 0; i < report_nparts; i++) {
		if (report_requires(v->ds, v->occasion, v->now->board, &report_parts[i]))
			buf_printf(&there, "%s%s", there.len ? ", " : "", report_parts[i].code);
	}
	err_set(v->err, ERR_INPUT, "Delen %s %s %s för nämnden: välj %s", v->now->part,
		v->part ? "ingår inte i" : "finns inte i mallen för", v->occasion->rec.id, buf_cstr(&there));
	buf_free(&there);
	return blame(v, "part");
}

/* ---- marking ---------------------------------------------------------------------------------------------- */

static int check_whole(const struct verdict *v)
{
	struct buf left = { 0 };
	size_t n = report_unsigned(v->ds, v->occasion, v->now->board, v->now->state, &left);

	if (n)
		err_set(v->err, ERR_INPUT, "Hela rapporten kan bli %s när alla delar är det: %zu %s är det inte än (%s)",
			choices_sign_off[v->now->state].label, n, n == 1 ? "del" : "delar", buf_cstr(&left));
	buf_free(&left);
	return n ? blame(v, "state") : 0;
}

/* What is marked complete holds what the mall asks for: the figures it is about, and a text. */
static int check_filled(const struct verdict *v)
{
	struct report_at at = { .ds = v->ds, .occasion = v->occasion, .board = v->now->board, .now = v->now };
	struct figures figures;
	struct buf missing = { 0 };
	int rc = figures_open(&figures, v->ds, v->err);

	if (rc)
		return rc;
	at.figures = &figures;
	report_missing(&at, v->part, &missing);
	figures_close(&figures);
	if (missing.len) {
		err_set(v->err, ERR_INPUT, "%s %s saknar %s: det ska finnas när den klarmarkeras",
			v->part->needs == NEEDS_PARTS ? "Rapporten" : "Del", v->part->needs == NEEDS_PARTS ? v->occasion->rec.id :
			v->part->code, buf_cstr(&missing));
		rc = blame(v, strncmp(buf_cstr(&missing), "text", strlen("text")) == 0 ? "text" : "state");
	}
	buf_free(&missing);
	return rc;
}

static int check_marking(const struct verdict *v)
{
	int rc;

	if (v->now->state == SIGN_FINAL && state_of(v->old) < SIGN_PRELIMINARY) {
		err_set(v->err, ERR_INPUT, "Delen blir definitivt klar efter politisk beredning: markera den preliminärt klar först");
		return blame(v, "state");
	}
	rc = v->part->needs == NEEDS_PARTS ? check_whole(v) : 0;
	return rc ? rc : check_filled(v);
}

/* The reason belongs to this edit: the one that was given last time is not it. */
static bool has_new_reason(const struct verdict *v)
{
	return !text_blank(v->now->reason) && !(v->old && same_text(v->now->reason, v->old->reason));
}

static int check_unmarking(const struct verdict *v)
{
	const struct sign_off *whole = report_sign_off(v->ds, v->occasion, v->now->board, SIGN_OFF_WHOLE);

	if (v->part->needs != NEEDS_PARTS && state_of(whole) > v->now->state) {
		err_set(v->err, ERR_INPUT, "Hela rapporten är %s: ta bort klarmarkeringen av den först",
			choices_sign_off[whole->state].label);
		return blame(v, "state");
	}
	if (has_new_reason(v))
		return 0;
	err_set(v->err, ERR_INPUT, "Skäl saknas: skriv varför klarmarkeringen tas bort%s",
		text_blank(v->now->reason) ? "" : " den här gången");
	return blame(v, "reason");
}

int report_rule(const struct dataset *ds, const struct record *rec, const struct field **bad, struct err *err)
{
	const struct sign_off *now = (const struct sign_off *)rec;
	struct verdict v = { .ds = ds, .now = now, .bad = bad, .err = err,
		.old = (const struct sign_off *)dataset_find(ds, REC_SIGN_OFF, rec->plan, rec->id) };
	int rc = check_occasion(&v), was = state_of(v.old);

	rc = rc ? rc : check_board(&v);
	rc = rc ? rc : check_part(&v);
	if (rc)
		return rc;
	if (now->state > was)
		return check_marking(&v);
	if (now->state < was)
		return check_unmarking(&v);
	if (was == SIGN_FINAL && !field_equal(&now->rec, &v.old->rec, record_field(record_type(REC_SIGN_OFF), "text"))) {
		err_set(err, ERR_INPUT, "Delen är definitivt klar och texten låst: ta bort klarmarkeringen först, med ett skäl");
		return blame(&v, "text");
	}
	return 0;
}
