/* act_sign.c: parts of reports one step further: preliminarily, then definitively complete; and back, with a reason. Of
 * several marked ones those that are least far are taken. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "query/report.h"
#include "ui/act_priv.h"

static void set_reason(struct sign_off *sign_off, const char *reason)
{
	free(sign_off->reason);
	sign_off->reason = reason ? mem_strdup(reason) : NULL;
}

static bool is_whole(const struct record *rec)
{
	return strcmp(((const struct sign_off *)rec)->part, SIGN_OFF_WHOLE) == 0;
}

/* "Del 2.2 i UR1". */
static void name(struct buf *out, const struct sign_off *sign_off)
{
	if (is_whole(&sign_off->rec))
		buf_printf(out, "Hela rapporten %s", sign_off->occasion);
	else
		buf_printf(out, "Del %s i %s", sign_off->part, sign_off->occasion);
}

/* One that was made and undone left a tombstone: it is made anew after that. */
static void after_tombstone(struct app *app, struct record *rec)
{
	struct record *gone;
	struct snapshot *snap;
	struct err err = { 0 };

	if (rec->revision || store_snapshot(app->store, MOMENT_NOW, &snap, &err))
		return;
	gone = snapshot_get(snap, rec->kind, rec->plan, rec->id, true);
	store_snapshot_end(snap);
	if (gone && gone->deleted)
		rec->revision = gone->revision;
	record_free(gone);
}

/* The whole depends on the parts: it comes after them going up, before them going down. */
static void order(struct record **recs, size_t n, bool whole_first)
{
	for (size_t pass = 0, kept = 0; pass < 2; pass++) {
		for (size_t i = kept; i < n; i++) {
			struct record *rec = recs[i];

			if (is_whole(rec) != (whole_first == (pass == 0)))
				continue;
			memmove(&recs[kept + 1], &recs[kept], (i - kept) * sizeof(*recs));
			recs[kept++] = rec;
		}
	}
}

/* Up only one step at a time, down at once; the reason for an earlier mark that was taken away stays in the history. */
static bool set_state(struct sign_off *sign_off, int state, const char *reason)
{
	if (state ? sign_off->state != state - 1 : !sign_off->state)
		return false;
	sign_off->state = state;
	set_reason(sign_off, reason);
	return true;
}

/* Takes those that can be marked to the front, shown as they will be so that the next is judged by them. Returns how
 * many; err has why the first of the others cannot. */
static size_t keep_right(struct app *app, struct record **recs, size_t n, int state, const char *reason, struct err *err)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct record *rec = recs[i];
		struct err why = { 0 };

		if (!set_state((struct sign_off *)rec, state, reason))
			continue;
		if (dataset_check(&app->ds, rec, NULL, &why)) {
			if (!err->code)
				*err = why;
			continue;
		}
		after_tombstone(app, rec);
		dataset_foretell(&app->ds, rec);
		memmove(&recs[kept + 1], &recs[kept], (i - kept) * sizeof(*recs));
		recs[kept++] = rec;
	}
	return kept;
}

/* Saves the first kept of n, and says what became of them. */
static int save(struct app *app, struct record **recs, size_t kept, size_t n, const struct err *err)
{
	const struct sign_off *first = (const struct sign_off *)recs[0];
	struct buf done = { 0 };
	int reaction;

	if (!kept) {
		if (err->code)
			app_say_err(app, err);
		return REACT_REDRAW;
	}
	if (kept == 1)
		name(&done, first);
	else
		buf_printf(&done, "%zu delar", kept);
	if (!first->state)
		buf_str(&done, kept == 1 ? " är inte längre klarmarkerad" : " är inte längre klarmarkerade");
	else if (kept == 1)
		buf_printf(&done, " är %s", choices_sign_off[first->state].label);
	else
		buf_printf(&done, " är %sa", choices_sign_off[first->state].label);
	if (kept < n && err->code)
		buf_printf(&done, "; %zu går inte: %s", n - kept, err->text);
	reaction = act_save_all(app, recs, kept, buf_cstr(&done));
	if (app->message_role != ROLE_ERROR) /* what could not be saved stays marked, to be tried again */
		view_clear_marks(app_view(app));
	buf_free(&done);
	return reaction;
}

/* Own copies of what a question is about. */
static void keep_asked(struct app *app, struct record **recs, size_t n)
{
	act_delete_forget(app);
	app->doomed = mem_array(NULL, n, sizeof(*app->doomed));
	for (size_t i = 0; i < n; i++)
		app->doomed[app->ndoomed++] = record_copy(recs[i]);
}

/* ---- taking a mark away -------------------------------------------------------------------------------------- */

static int reason_given(struct app *app, const char *reason)
{
	struct err err = { 0 };
	size_t n = app->ndoomed, kept;
	int reaction = REACT_REDRAW;

	if (text_blank(reason)) {
		app_say(app, ROLE_ERROR, "Skäl saknas: klarmarkeringen står kvar");
	} else {
		order(app->doomed, n, true);
		kept = keep_right(app, app->doomed, n, 0, reason, &err);
		reaction = save(app, app->doomed, kept, n, &err);
	}
	act_delete_forget(app);
	return reaction;
}

/* What stands in the way whatever the reason is, is said before anybody writes one. */
static bool may_unmark(struct app *app, const struct record *rec)
{
	struct record *trial = record_copy(rec);
	struct sign_off *sign_off = (struct sign_off *)trial;
	struct err err = { 0 };
	bool ok;

	char *reason = mem_printf("%s.", sign_off->reason ? sign_off->reason : ""); /* any will do that is not the last one */

	sign_off->state = 0;
	set_reason(sign_off, reason);
	free(reason);
	ok = !dataset_check(&app->ds, trial, NULL, &err);
	if (!ok)
		app_say_err(app, &err);
	record_free(trial);
	return ok;
}

static int ask_reason(struct app *app, struct record **recs, size_t n)
{
	if (n == 1 && !may_unmark(app, recs[0]))
		return REACT_REDRAW;
	keep_asked(app, recs, n);
	prompt_open(app, "skäl till att ta bort klarmarkeringen", NULL, reason_given, NULL);
	return REACT_REDRAW;
}

/* ---- marking ------------------------------------------------------------------------------------------------- */

static int mark(struct app *app, struct record **recs, size_t n, int state)
{
	struct err err = { 0 };
	size_t kept;

	order(recs, n, false);
	kept = keep_right(app, recs, n, state, NULL, &err);
	return save(app, recs, kept, n, &err);
}

static int final_confirmed(struct app *app)
{
	int reaction = mark(app, app->doomed, app->ndoomed, SIGN_FINAL);

	act_delete_forget(app);
	return reaction;
}

/* What is definitive is locked, and opened again only with a reason: nobody gets there by a key too many. */
static int ask_final(struct app *app, struct record **recs, size_t n)
{
	static const struct confirm_choice choices[] = { { 'd', "definitivt klar", final_confirmed } };
	struct buf question = { 0 };
	size_t ready = 0;

	for (size_t i = 0; i < n; i++)
		ready += ((const struct sign_off *)recs[i])->state == SIGN_PRELIMINARY;
	if (n == 1)
		name(&question, (const struct sign_off *)recs[0]);
	else
		buf_printf(&question, "%zu delar", ready);
	buf_str(&question, n == 1 ? " är preliminärt klar. Definitivt klar låser texten." :
		" är preliminärt klara. Definitivt klara låser texterna.");
	keep_asked(app, recs, n);
	confirm_ask(app, buf_cstr(&question), choices, COUNT_OF(choices), "avbryter");
	buf_free(&question);
	return REACT_REDRAW;
}

int act_sign(struct app *app, struct record **recs, size_t n)
{
	int least = SIGN_FINAL;

	for (size_t i = 0; i < n; i++) {
		if (recs[i]->kind != REC_SIGN_OFF) {
			app_say(app, ROLE_ERROR, "Rapportdelar klarmarkeras för sig: märk bara dem");
			return REACT_REDRAW;
		}
		if (((const struct sign_off *)recs[i])->state < least)
			least = ((const struct sign_off *)recs[i])->state;
	}
	if (least == SIGN_FINAL)
		return ask_reason(app, recs, n);
	if (least + 1 == SIGN_FINAL)
		return ask_final(app, recs, n);
	return mark(app, recs, n, least + 1);
}
