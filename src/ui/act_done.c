/* act_done.c: `a`: done. What that means is a line in a table for each kind of record; parts of reports are in act_sign.c. */
#include <string.h>

#include "ui/act_priv.h"

/* Each marks its record; false where it cannot be, or is already. */
static bool finish_activity(struct record *rec)
{
	struct activity *activity = (struct activity *)rec;

	if (activity->status == ACT_DONE)
		return false;
	activity->status = ACT_DONE;
	activity->progress = 100;
	return true;
}

static bool take_measure(struct record *rec)
{
	struct measure *measure = (struct measure *)rec;

	if (measure->state == MEASURE_TAKEN || num_missing(measure->effect))
		return false;
	measure->state = MEASURE_TAKEN;
	return true;
}

static bool finish_note(struct record *rec)
{
	struct note *note = (struct note *)rec;

	if (note->done)
		return false;
	note->done = true;
	return true;
}

static const char *activity_done(const struct record *rec)
{
	(void)rec;
	return "är redan klar";
}

static const char *measure_done(const struct record *rec)
{
	return ((const struct measure *)rec)->state == MEASURE_TAKEN ? "är redan vidtagen" : "har ingen effekt: ange effekten först";
}

static const struct finish {
	enum record_kind kind;
	bool (*mark)(struct record *rec);
	const char *(*why_not)(const struct record *rec);
	const char *one, *many;
} finishes[] = {
	{ REC_ACTIVITY, finish_activity, activity_done, "är klar", "är klara" },
	{ REC_MEASURE, take_measure, measure_done, "är vidtagen", "är vidtagna" },
	{ REC_NOTE, finish_note, activity_done, "är klar", "är klara" },
};

static const struct finish *finish_of(enum record_kind kind)
{
	for (size_t i = 0; i < COUNT_OF(finishes); i++)
		if (finishes[i].kind == kind)
			return &finishes[i];
	return NULL;
}

/* Different kinds together are just done. */
static const char *done_words(struct record **recs, size_t n)
{
	const struct finish *finish = finish_of(recs[0]->kind);

	for (size_t i = 1; i < n; i++)
		if (recs[i]->kind != recs[0]->kind)
			finish = &finishes[0];
	return n == 1 ? finish->one : finish->many;
}

/* Why a record was not marked done. */
static void say_not_done(struct app *app, const struct record *rec)
{
	const struct finish *finish = finish_of(rec->kind);
	struct record *one = record_copy(rec);
	struct buf text = { 0 };

	if (finish)
		act_describe(&text, &one, 1, finish->why_not(rec));
	else
		buf_str(&text, "inget att klarmarkera här: välj en aktivitet, en åtgärd eller en rapportdel");
	app_say(app, ROLE_NOTICE, "%s", buf_cstr(&text));
	buf_free(&text);
	record_free(one);
}

static int finish_all(struct app *app, struct view *view, struct record **recs, size_t n)
{
	struct buf done = { 0 };
	size_t kept = 0;
	int reaction = REACT_REDRAW;

	for (size_t i = 0; i < n; i++) {
		const struct finish *finish = finish_of(recs[i]->kind);
		struct record *rec = recs[i];

		if (finish && finish->mark(rec)) {
			recs[i] = recs[kept];
			recs[kept++] = rec;
		} else if (n == 1) {
			say_not_done(app, rec);
		}
	}
	if (kept) {
		act_describe(&done, recs, kept, done_words(recs, kept));
		reaction = act_save_all(app, recs, kept, buf_cstr(&done));
		view_clear_marks(view);
	} else if (n != 1) {
		app_say(app, ROLE_NOTICE, n ? "Inget av det märkta går att klarmarkera: det är redan klart, eller saknar effekt" :
				"inget att klarmarkera här: välj en aktivitet, en åtgärd eller en rapportdel");
	}
	buf_free(&done);
	return reaction;
}

int act_done(struct app *app, struct view *view)
{
	struct record *recs[MARKED_MAX];
	size_t n;
	int reaction;

	if (!app_may_edit(app))
		return REACT_REDRAW;
	n = act_chosen(app, view, recs);
	if (n && recs[0]->kind == REC_SIGN_OFF)
		reaction = act_sign(app, recs, n);
	else
		reaction = finish_all(app, view, recs, n);
	act_free_all(recs, n);
	return reaction;
}
