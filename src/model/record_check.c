/* record_check.c: what must hold inside one record, and what follows from its fields. */
#include "model/record.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "model/field.h"
#include "model/rule_check.h"

/* What a check found: the field to look at, and the message. */
struct verdict {
	const struct record_type *type;
	const struct field **bad;
	struct err *err;
};

/* Points at the field key. Returns ERR_INPUT; the message is set by the caller. */
static int blame(const struct verdict *v, const char *key)
{
	if (v->bad)
		*v->bad = record_field(v->type, key);
	return ERR_INPUT;
}

/* A part of an id becomes part of a key, and is written in lists and on the command line. */
static bool fits_in_id(const char *s)
{
	for (; s && *s; s++) {
		if (isspace((unsigned char)*s) || *s == ',' || *s == '/' || strncmp(s, "\u00a0", 2) == 0)
			return false;
	}
	return true;
}

static bool is_long(const char *s)
{
	size_t chars = 0;

	for (; s && *s; s++)
		chars += ((unsigned char)*s & 0xC0) != 0x80;
	return chars > FIELD_ID_CHARS;
}

static int check_field(const struct verdict *v, const struct record *rec, const struct field *field)
{
	if (field->flags & FIELD_REQUIRED && field_is_empty(rec, field)) {
		err_set(v->err, ERR_INPUT, "%s saknas: fyll i fältet", field->label);
		return blame(v, field->key);
	}
	if (field->flags & FIELD_FIXED && field_is_string(field) && !fits_in_id(*(char **)field_ptr(rec, field))) {
		err_set(v->err, ERR_INPUT, "%s ingår i ett id: skriv det utan mellanslag, komma och snedstreck", field->label);
		return blame(v, field->key);
	}
	if (field->flags & FIELD_FIXED && field_is_string(field) && is_long(*(char **)field_ptr(rec, field))) {
		err_set(v->err, ERR_INPUT, "%s ingår i ett id: högst %d tecken", field->label, (int)FIELD_ID_CHARS);
		return blame(v, field->key);
	}
	if (field->type == FT_NUM && field_check_num(field, *(double *)field_ptr(rec, field), v->err)) {
		err_prefix(v->err, "%s", field->label);
		return blame(v, field->key);
	}
	return 0;
}

/* A day was written where a name was meant: the two stand beside each other in every form. */
static int check_decider(const struct verdict *v, const char *who)
{
	date_t day;

	if (text_blank(who) || !date_parse(who, date_from_week(2026, 1, 1), &day))
		return 0;
	err_set(v->err, ERR_INPUT, "%s är ett datum: skriv vem som beslutade; dagen hör hemma i fältet %s", who,
		record_field(v->type, "decided_at")->label);
	return blame(v, "decided_by");
}

static int check_activity(const struct verdict *v, const struct activity *a)
{
	char start[DATE_TEXT_MAX];

	if (a->start == DATE_NONE || a->due == DATE_NONE || a->due >= a->start)
		return 0;
	err_set(v->err, ERR_INPUT, "Klart senast ligger före start: skriv %s eller senare", date_format(start, a->start));
	return blame(v, "due");
}

static int check_action_plan(const struct verdict *v, const struct action_plan *p)
{
	if (p->decided && p->decided_at == DATE_NONE) {
		err_set(v->err, ERR_INPUT, "Beslutsdatum saknas: en beslutad plan ska säga när den beslutades");
		return blame(v, "decided_at");
	}
	if (p->decided && !p->decided_by) {
		err_set(v->err, ERR_INPUT, "Beslutad av saknas: en beslutad plan ska säga vem som beslutade");
		return blame(v, "decided_by");
	}
	return check_decider(v, p->decided_by);
}

/* What a measure gives is what an action plan is judged by: one that is taken must say it (domain: effect of each). */
static int check_measure(const struct verdict *v, const struct measure *m)
{
	if (m->state != MEASURE_TAKEN || !num_missing(m->effect))
		return 0;
	err_set(v->err, ERR_INPUT, "Effekt saknas: en vidtagen åtgärd ska säga vad den ger, i mnkr (0 om inget)");
	return blame(v, "effect");
}

/* A note that says nothing is none (002: what was said, what was agreed). What it is about is a way to go there. */
static int check_note(const struct verdict *v, const struct note *n)
{
	const char *kind = n->about ? strchr(n->about, '/') : NULL, *id = kind ? strchr(kind + 1, '/') : NULL;
	char *name = id ? mem_strndup(kind + 1, (size_t)(id - kind - 1)) : NULL;
	bool fits = id && id[1] && record_type_by_name(name);

	free(name);
	if (!n->text && !n->agreed) {
		err_set(v->err, ERR_INPUT, "Anteckning saknas: skriv vad som sades, eller vad som är överenskommet");
		return blame(v, "text");
	}
	if (n->about && !fits) {
		err_set(v->err, ERR_INPUT, "Gäller skrivs plan/slag/id, till exempel mb2026/indicator/3.2.2");
		return blame(v, "about");
	}
	return 0;
}

/* Forecasts, effects and reports are about a month whose books are closed (003). */
static int check_month(const struct verdict *v, period_t period)
{
	if (!period || period_kind(period) == PERIOD_MONTH)
		return 0;
	err_set(v->err, ERR_INPUT, "Period ska vara en månad: skriv till exempel 2026-05");
	return blame(v, "period");
}

/* A report covers whole months, and is due when their books have closed (003, Tidplaner). */
static int check_occasion(const struct verdict *v, const struct occasion *o)
{
	char cutoff[DATE_TEXT_MAX];
	int rc = check_month(v, o->period);

	if (rc || o->cutoff == DATE_NONE || o->due == DATE_NONE || o->due >= o->cutoff)
		return rc;
	err_set(v->err, ERR_INPUT, "Rapport till regionkontoret ligger före bryt: skriv %s eller senare",
		date_format(cutoff, o->cutoff));
	return blame(v, "due");
}

static int check_target(const struct verdict *v, const struct target *t)
{
	if (num_missing(t->value) && text_blank(t->text)) {
		err_set(v->err, ERR_INPUT, "Målvärde saknas: skriv ett tal, eller ord i fältet Med ord");
		return blame(v, "value");
	}
	if (!num_missing(t->value) && !text_blank(t->text)) {
		err_set(v->err, ERR_INPUT, "Målvärdet har både ett tal och ord: skriv ett tal eller ord, inte båda; mer att säga hör "
			"hemma i Anmärkning");
		return blame(v, "text");
	}
	return check_decider(v, t->decided_by);
}

static int check_observation(const struct verdict *v, const struct observation *o)
{
	if (num_missing(o->value) && !o->missing && !o->text) {
		err_set(v->err, ERR_INPUT, "Värde saknas: skriv ett tal, eller varför det saknas");
		return blame(v, "value");
	}
	if (!num_missing(o->value) && o->missing) {
		err_set(v->err, ERR_INPUT, "Det finns både ett värde och ett skäl till att det saknas: ta bort ett av dem");
		return blame(v, "missing");
	}
	return 0;
}

static int check_rule(const struct verdict *v, const struct rule *r)
{
	const char *key = rule_fault(r, v->err);

	return key ? blame(v, key) : 0;
}

static int check_whole(const struct verdict *v, const struct record *rec)
{
	switch (rec->kind) {
	case REC_ACTIVITY:
		return check_activity(v, (const struct activity *)rec);
	case REC_ACTION_PLAN:
		return check_action_plan(v, (const struct action_plan *)rec);
	case REC_MEASURE:
		return check_measure(v, (const struct measure *)rec);
	case REC_FORECAST:
		return check_month(v, ((const struct forecast *)rec)->period);
	case REC_EFFECT:
		return check_month(v, ((const struct effect *)rec)->period);
	case REC_OCCASION:
		return check_occasion(v, (const struct occasion *)rec);
	case REC_NOTE:
		return check_note(v, (const struct note *)rec);
	case REC_TARGET:
		return check_target(v, (const struct target *)rec);
	case REC_RULE:
		return check_rule(v, (const struct rule *)rec);
	case REC_OBSERVATION:
		return check_observation(v, (const struct observation *)rec);
	default:
		return 0;
	}
}

int record_check(const struct record *rec, const struct field **bad, struct err *err)
{
	struct verdict v = { .type = record_type(rec->kind), .bad = bad, .err = err };

	if (bad)
		*bad = NULL;
	for (size_t i = 0; i < v.type->nfields; i++) {
		int rc = check_field(&v, rec, &v.type->fields[i]);

		if (rc)
			return rc;
	}
	return check_whole(&v, rec);
}

/* ---- ids -------------------------------------------------------------------------------------------------- */

/* Words that stand where an id could and mean something else: every plan, the sum of the boards, the scope of a target. */
static bool is_reserved(enum record_kind kind, const char *id)
{
	static const char *const boards[] = { "summa", "differens", "region", "forvaltning", "delindex", ASSESSMENT_KONCERN };

	if (kind == REC_PLAN)
		return strcmp(id, "all") == 0;
	for (size_t i = 0; kind == REC_BOARD && i < COUNT_OF(boards); i++) {
		if (strcmp(id, boards[i]) == 0)
			return true;
	}
	return false;
}

const char *record_id_fault(enum record_kind kind, const char *id)
{
	if (strpbrk(id, " \t\n\r,/") || strstr(id, "\u00a0"))
		return "ett id skrivs utan mellanslag, komma och snedstreck";
	if (!text_is_clean(id, strlen(id), 0))
		return "ett id skrivs med tecken som går att visa";
	if (is_long(id))
		return "ett id har högst 100 tecken";
	if (is_reserved(kind, id))
		return "ordet betyder något annat i programmet: välj ett annat id";
	return NULL;
}

/* ---- what follows from other fields ----------------------------------------------------------------------- */

static void take_id(struct record *rec, char *id)
{
	free(rec->id);
	rec->id = id;
}

static void derive_allocation(struct allocation *a)
{
	if (a->board && !num_missing(a->year))
		take_id(&a->rec, mem_printf("%s.%.0f", a->board, a->year));
}

/* A section of a plan file names the row "TABLE.ROW"; `add` gives table and row apart. */
static void derive_economy_row(struct economy_row *row)
{
	const char *dot = strchr(row->rec.id, '.');
	size_t n;

	if (!row->table) {
		if (dot && dot > row->rec.id)
			row->table = mem_strndup(row->rec.id, (size_t)(dot - row->rec.id));
		return;
	}
	n = strlen(row->table);
	if (!*row->rec.id || (strncmp(row->rec.id, row->table, n) == 0 && row->rec.id[n] == '.'))
		return;
	take_id(&row->rec, mem_printf("%s.%s", row->table, row->rec.id));
}

static void derive_economy(struct economy *e)
{
	const struct choice *kind = choice_at(choices_economy, e->kind);
	char period[PERIOD_TEXT_MAX];

	if (e->table && e->row && kind && e->period)
		take_id(&e->rec, mem_printf("%s.%s.%s.%s", e->table, e->row, kind->code, period_format(period, e->period)));
}

static void derive_target(struct target *t)
{
	const struct choice *level;

	if (!t->level)
		t->level = LEVEL_GREEN;
	level = choice_at(choices_level, t->level);
	if (t->subject && t->scope && level && !num_missing(t->year))
		take_id(&t->rec, mem_printf("%s.%s.%.0f.%s", t->subject, t->scope, t->year, level->code));
}

static void derive_rule(struct rule *r)
{
	if (r->subject)
		take_id(&r->rec, mem_strdup(r->subject));
	else if (*r->rec.id)
		r->subject = mem_strdup(r->rec.id);
}

static void derive_observation(struct observation *o)
{
	const struct choice *gender;
	char period[PERIOD_TEXT_MAX] = "-";

	if (!o->gender)
		o->gender = GENDER_T;
	gender = choice_at(choices_gender, o->gender);
	if (o->period)
		period_format(period, o->period);
	if (o->metric && o->organisation && gender)
		take_id(&o->rec, mem_printf("%s/%s/%s/%s", o->metric, o->organisation, period, gender->code));
}

static void derive_forecast(struct forecast *f)
{
	char period[PERIOD_TEXT_MAX];

	if (f->board && f->period)
		take_id(&f->rec, mem_printf("%s/%s%s%s", f->board, period_format(period, f->period), f->group ? "/" : "",
			f->group ? f->group : ""));
}

static void derive_effect(struct effect *e)
{
	char period[PERIOD_TEXT_MAX];

	if (e->measure && e->period)
		take_id(&e->rec, mem_printf("%s/%s", e->measure, period_format(period, e->period)));
}

/* Three words with '/' between. */
static void derive_triple(struct record *rec, const char *a, const char *b, const char *c)
{
	if (a && b && c)
		take_id(rec, mem_printf("%s/%s/%s", a, b, c));
}

struct record *record_from_id(enum record_kind kind, const char *plan, const char *id)
{
	static const struct { enum record_kind kind; const char *keys[4]; } parts[] = {
		{ REC_FORECAST, { "board", "period", "group", NULL } },
		{ REC_ASSESSMENT, { "goal", "board", "occasion", NULL } },
		{ REC_SIGN_OFF, { "occasion", "board", "part", NULL } },
		{ REC_EFFECT, { "measure", "period", NULL } },
		{ REC_RULE, { "subject", NULL } },
	};
	struct record *rec = NULL;

	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		char *copy, *rest;
		struct err err = { 0 };

		if (parts[i].kind != kind)
			continue;
		rec = record_new(kind, plan, NULL);
		rest = copy = mem_strdup(id);
		for (size_t k = 0; parts[i].keys[k] && rest; k++)
			field_parse(rec, record_field(record_type(kind), parts[i].keys[k]), strsep(&rest, "/"), DATE_NONE, &err);
		free(copy);
		record_derive_id(rec);
	}
	/* What does not make the same id again was not one. */
	if (rec && (!rec->id || strcmp(rec->id, id) != 0)) {
		record_free(rec);
		rec = NULL;
	}
	return rec;
}

void record_date(struct record *rec, date_t today)
{
	struct note *note = (struct note *)rec;

	if (rec->kind == REC_NOTE && note->date == DATE_NONE)
		note->date = today;
}

void record_derive_id(struct record *rec)
{
	switch (rec->kind) {
	case REC_ALLOCATION:
		derive_allocation((struct allocation *)rec);
		break;
	case REC_ECONOMY_ROW:
		derive_economy_row((struct economy_row *)rec);
		break;
	case REC_ECONOMY:
		derive_economy((struct economy *)rec);
		break;
	case REC_TARGET:
		derive_target((struct target *)rec);
		break;
	case REC_RULE:
		derive_rule((struct rule *)rec);
		break;
	case REC_OBSERVATION:
		derive_observation((struct observation *)rec);
		break;
	case REC_FORECAST:
		derive_forecast((struct forecast *)rec);
		break;
	case REC_ASSESSMENT: {
		const struct assessment *a = (const struct assessment *)rec;

		derive_triple(rec, a->goal, a->board, a->occasion);
		break;
	}
	case REC_SIGN_OFF: {
		const struct sign_off *s = (const struct sign_off *)rec;

		derive_triple(rec, s->occasion, s->board, s->part);
		break;
	}
	case REC_EFFECT:
		derive_effect((struct effect *)rec);
		break;
	case REC_ACTIVITY:
		if (!((struct activity *)rec)->status)
			((struct activity *)rec)->status = ACT_PLANNED;
		break;
	case REC_MEASURE:
		if (!((struct measure *)rec)->state)
			((struct measure *)rec)->state = MEASURE_PLANNED;
		break;
	default:
		break;
	}
}
