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
	struct row *row = change_row(c, CHANGE_ACTIVITY, activity_words[kind], &now->rec);

	change_title(c, row, "%s %s", now->rec.id, record_title(&now->rec));
	if (kind != LATE) /* that is nobody's doing */
		change_author(c, row, now->rec.seq);
	if (kind == LATE)
		change_words(c, row, before ? status_words(before) : NULL,
				arena_printf(&c->res->arena, "skulle %s", change_day(c, now->due)));
	else if (kind == MOVED)
		change_words(c, row, change_day(c, before->due), change_day(c, now->due));
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

/* What happened to one nämnd's report at one occasion: its parts are many, and come at once. */
struct report_change {
	const struct sign_off *told; /* the last one met; NULL: none yet */
	const struct sign_off *before_whole, *now_whole; /* where it was the whole's turn */
	size_t signed_off, opened, written, removed; /* parts */
	uint64_t seq;                /* the latest of them */
};

static int state_of(const struct sign_off *sign_off)
{
	return sign_off ? sign_off->state : 0;
}

static const char *state_words(const struct sign_off *sign_off)
{
	return state_of(sign_off) ? choices_sign_off[sign_off->state].label : "";
}

static const char *report_what(const struct report_change *report)
{
	int was = state_of(report->before_whole), is = state_of(report->now_whole);

	if (was != is)
		return is > was ? "klarmarkerad" : "öppnad igen";
	return report->signed_off ? "delar klara" : report->opened ? "öppnad igen" : report->removed ? "borttaget" : "text";
}

static void add_count(struct buf *out, size_t n, const char *one, const char *many)
{
	if (n)
		buf_printf(out, "%s%zu %s %s", out->len ? ", " : "", n, n == 1 ? "del" : "delar", n == 1 ? one : many);
}

static void flush_report(struct comparison *c)
{
	struct report_change *report = c->user;
	const struct sign_off *told = report->told;
	struct buf parts = { 0 };
	struct row *row;

	if (!told)
		return;
	add_count(&parts, report->signed_off, "klar", "klara");
	add_count(&parts, report->opened, "öppnad", "öppnade");
	add_count(&parts, report->written, "skriven", "skrivna");
	add_count(&parts, report->removed, "borttagen", "borttagna");
	row = change_row(c, CHANGE_SIGN_OFF, report_what(report), &told->rec);
	change_title(c, row, "%s, %s%s%s", told->occasion, board_label(c->now, told->board), parts.len ? ": " : "", buf_cstr(&parts));
	change_words(c, row, state_words(report->before_whole), state_words(report->now_whole));
	change_author(c, row, report->seq);
	buf_free(&parts);
	*report = (struct report_change){ 0 };
}

static void each_sign_off(struct comparison *c, const struct record *before_rec, const struct record *now_rec)
{
	const struct sign_off *before = (const struct sign_off *)before_rec, *now = (const struct sign_off *)now_rec;
	const struct sign_off *part = now ? now : before;
	struct report_change *report = c->user;

	if (report->told && (strcmp(report->told->rec.plan, part->rec.plan) != 0 ||
			!same_text(report->told->occasion, part->occasion) || !same_text(report->told->board, part->board)))
		flush_report(c);
	report->told = part;
	if (now && now->rec.seq > report->seq)
		report->seq = now->rec.seq;
	if (same_text(part->part, SIGN_OFF_WHOLE)) {
		report->before_whole = before;
		report->now_whole = now;
	} else if (!now) {
		report->removed++;
	} else if (state_of(now) != state_of(before)) {
		*(state_of(now) > state_of(before) ? &report->signed_off : &report->opened) += 1;
	} else {
		report->written++;
	}
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
	struct report_change report = { 0 };

	/* Records come in the order of their ids: those of one report follow each other. */
	c->user = &report;
	changes_each(c, REC_SIGN_OFF, each_sign_off);
	flush_report(c);
	c->user = NULL;
	changes_each(c, REC_NOTE, each_note);
}
