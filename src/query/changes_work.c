/* Activities, the parts of reports, and what was agreed. */
#include "model/activity.h"
#include "query/changes_priv.h"

/* ---- activities ------------------------------------------------------------------------------------------- */

enum { LATE, FINISHED, CANCELLED, FRESH, MOVED, OTHER, KINDS };

static const char *const activity_words[KINDS] = {
	[LATE] = "försenad", [FINISHED] = "klar", [CANCELLED] = "avbruten", [FRESH] = "ny", [MOVED] = "nytt datum",
	[OTHER] = "ändrad",
};

static bool became(const struct activity *before, const struct activity *now, int status)
{
	return now->status == status && (!before || before->status != status);
}

static bool became_late(const struct comparison *c, const struct activity *before, const struct activity *now)
{
	return activity_is_late(now, c->now->today) && !(before && activity_is_late(before, c->then_day));
}

/* The most that can be said of what happened to it. */
static int kind_of(const struct comparison *c, const struct activity *before, const struct activity *now)
{
	if (became_late(c, before, now))
		return LATE;
	if (became(before, now, ACT_DONE))
		return FINISHED;
	if (became(before, now, ACT_CANCELLED))
		return CANCELLED;
	if (!before)
		return FRESH;
	return before->due != now->due ? MOVED : OTHER;
}

static const char *progress_words(struct comparison *c, const struct activity *activity)
{
	return change_number(c, activity->progress, 0, "%", 0);
}

static const char *status_words(const struct activity *activity)
{
	return choices_activity[activity->status].label;
}

static void add_activity(struct comparison *c, const struct activity *before, const struct activity *now, int kind)
{
	struct row *row = change_add(c, CHANGE_ACTIVITY, activity_words[kind], &now->rec);

	change_title(c, row, "%s %s", now->rec.id, record_title(&now->rec));
	if (kind == LATE || kind == MOVED)
		change_words(c, row, before ? change_day(c, before->due) : NULL, change_day(c, now->due));
	else if (!before || before->status != now->status)
		change_words(c, row, before ? status_words(before) : NULL, status_words(now));
	else if (!num_missing(now->progress))
		change_words(c, row, progress_words(c, before), progress_words(c, now));
}

static bool differs(const struct activity *before, const struct activity *now)
{
	return !before || before->rec.seq != now->rec.seq;
}

static bool is_news(const struct comparison *c, const struct activity *before, const struct activity *now, int kind)
{
	if (!change_is_told(c, before ? &before->rec : NULL, &now->rec))
		return false;
	/* Time alone makes one late; all else is somebody's doing. */
	return kind == LATE || differs(before, now);
}

static void each_gone(struct comparison *c, const struct record *before, const struct record *now)
{
	struct row *row;

	if (now)
		return;
	row = change_add_gone(c, CHANGE_ACTIVITY, before);
	change_title(c, row, "%s %s", before->id, record_title(before));
}

void changes_of_activities(struct comparison *c)
{
	const struct record_list *list = dataset_list(c->now, REC_ACTIVITY);

	for (int kind = 0; kind < KINDS; kind++) {
		for (size_t i = 0; i < list->n; i++) {
			const struct activity *now = (const struct activity *)list->items[i];
			const struct activity *before = (const struct activity *)change_before(c, &now->rec);

			if (kind_of(c, before, now) == kind && is_news(c, before, now, kind))
				add_activity(c, before, now, kind);
		}
	}
	changes_each(c, REC_ACTIVITY, each_gone);
}

/* ---- reports ---------------------------------------------------------------------------------------------- */

static const char *sign_words(const struct sign_off *sign_off)
{
	return sign_off && sign_off->state ? choices_sign_off[sign_off->state].label : NULL;
}

static void each_sign_off(struct comparison *c, const struct record *before_rec, const struct record *now_rec)
{
	const struct sign_off *before = (const struct sign_off *)before_rec, *now = (const struct sign_off *)now_rec;
	const struct sign_off *told = now ? now : before;
	int was = before ? before->state : 0, is = now ? now->state : 0;
	const char *what = was == is ? "text" : is > was ? "klarmarkerad" : "öppnad igen";
	struct row *row;

	row = now ? change_add(c, CHANGE_SIGN_OFF, what, now_rec) : change_add_gone(c, CHANGE_SIGN_OFF, before_rec);
	if (same_text(told->part, SIGN_OFF_WHOLE))
		change_title(c, row, "%s, %s: hela rapporten", told->occasion, board_label(c->now, told->board));
	else
		change_title(c, row, "%s, %s: del %s", told->occasion, board_label(c->now, told->board), told->part);
	change_words(c, row, sign_words(before), sign_words(now));
}

/* ---- notes ------------------------------------------------------------------------------------------------ */

static void each_note(struct comparison *c, const struct record *before_rec, const struct record *now_rec)
{
	const struct note *before = (const struct note *)before_rec, *now = (const struct note *)now_rec;
	const struct note *told = now ? now : before;
	bool done = now && now->done && !(before && before->done);
	struct row *row;

	row = now ? change_add(c, CHANGE_NOTE, done ? "klar" : before ? "ändrad" : "ny", now_rec) :
		change_add_gone(c, CHANGE_NOTE, before_rec);
	change_title(c, row, "%s%s%s", has_text(told->board) ? board_label(c->now, told->board) : "",
			has_text(told->board) ? ": " : "", record_title(&told->rec));
}

void changes_of_reports(struct comparison *c)
{
	changes_each(c, REC_SIGN_OFF, each_sign_off);
	changes_each(c, REC_NOTE, each_note);
}
