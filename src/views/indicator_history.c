/* indicator_history.c: what was changed of an indicator, by whom and when: its own figures, itself, its målvärden. */
#include <string.h>

#include "query/revisions.h"
#include "views/indicator_priv.h"

#define REVISIONS_SHOWN 60

static const char *value_words(struct indicator_screen *screen, bool there, const struct point *point)
{
	struct buf text = { 0 };
	const char *words;

	if (there && !num_missing(point->value))
		figure_words(&text, point->value, screen->decimals, NULL);
	words = !there ? "ingen siffra" : !text.len ? point_missing_words(point) :
		arena_printf(&screen->page->arena, "%s%s", buf_cstr(&text), point->preliminary ? " p" : "");
	buf_free(&text);
	return words;
}

/* "2023, män: 85,0 → 84,0", "24 nya siffror 2016–2025", "2023, totalt: 85,0 (Anmärkning ändrad)". */
static const char *change_words(struct indicator_screen *screen, const struct revision *revision)
{
	struct arena *arena = &screen->page->arena;
	char from[PERIOD_TEXT_MAX], to[PERIOD_TEXT_MAX];
	const char *period = revision->period ? period_format(from, revision->period) : "utan period";
	const char *gender = choices_gender[revision->gender].label, *now = value_words(screen, revision->has, &revision->now);

	if (revision->many > 1)
		return revision->until == revision->period ? arena_printf(arena, "%zu nya siffror, %s", revision->many, period) :
			arena_printf(arena, "%zu nya siffror, %s–%s", revision->many, period, period_format(to, revision->until));
	if (revision->fields)
		return arena_printf(arena, "%s, %s: %s (%s ändrat)", period, gender, now, revision->fields);
	if (!revision->had)
		return arena_printf(arena, "%s, %s: ny %s", period, gender, now);
	return arena_printf(arena, "%s, %s: %s %s %s", period, gender, value_words(screen, true, &revision->before),
		screen->app->glyphs == GLYPH_ASCII ? "->" : "→", now);
}

static const char *how_words(struct page *page, const struct revision *revision)
{
	const char *who = has_words(revision->who) ? revision->who : "okänd";

	if (revision->batch)
		return has_words(revision->source) ? arena_printf(&page->arena, "import %u (%s) av %s", (unsigned)revision->batch,
			revision->source, who) : arena_printf(&page->arena, "import %u av %s", (unsigned)revision->batch, who);
	return arena_printf(&page->arena, "%s av %s", revision->loaded ? "ur planen" : "för hand", who);
}

static void draw_revision(struct indicator_screen *screen, const struct revision *revision)
{
	struct page *page = screen->page;
	char at[MOMENT_TEXT_MAX];
	struct line *line;
	struct flow flow;
	int first = page->nlines;

	flow_begin(&flow, page, 2, 2);
	flow_add(&flow, ROLE_DIM, revision->at == MOMENT_NONE ? "tidpunkten är okänd" : moment_format_local(at, revision->at));
	flow_add(&flow, ROLE_NORMAL, change_words(screen, revision));
	flow_add(&flow, ROLE_DIM, how_words(page, revision));
	line = &page->lines[first];
	line->flags |= LINE_SELECT; /* v and Enter tell all of the figure */
	line_ref(page, line, REC_OBSERVATION, "", figure_id(page, screen->indicator->metric, screen->organisation,
		revision->until, revision->gender));
}

void indicator_draw_revisions(struct indicator_screen *screen)
{
	struct page *page = screen->page;
	struct revisions all;
	struct err err = { 0 };

	page_blank(page);
	page_heading(page, arena_printf(&page->arena, "Siffrorna för %s, senast först",
		organisation_words(screen->app, screen->organisation)));
	if (query_revisions(&screen->app->ds, screen->indicator->metric, screen->organisation, &all, &err))
		page_error(page, &err);
	for (size_t i = 0; i < all.n && i < REVISIONS_SHOWN; i++)
		draw_revision(screen, &all.items[i]);
	if (all.n > REVISIONS_SHOWN)
		page_note(page, "Och %zu ändringar till, äldre än så. v på en siffra visar alla dess.", all.n - REVISIONS_SHOWN);
	if (!all.n)
		page_note(page, "Ingen har läst in eller fört in någon siffra.");
	revisions_free(&all);
}

/* "Målvärde 2026, region, grön: ≤ 12,0": two of the same year are told apart by level and value. */
static const char *target_heading(struct indicator_screen *screen, const struct target *target)
{
	struct buf value = { 0 };
	const char *words;

	target_words(&value, target, screen->decimals);
	words = arena_printf(&screen->page->arena, "Målvärde %d, %s, %s%s%s", (int)target->year, target->scope,
		choices_level[target->level ? target->level : LEVEL_GREEN].label, value.len ? ": " : "", buf_cstr(&value));
	buf_free(&value);
	return words;
}

void indicator_draw_history(struct indicator_screen *screen)
{
	const struct record *rec = &screen->indicator->rec;
	const struct record_list *targets = dataset_list(&screen->app->ds, REC_TARGET);
	struct page *page = screen->page;

	indicator_draw_revisions(screen);
	page_blank(page);
	page_heading(page, "Indikatorn, senast först");
	history_draw(screen->app, page, &(struct ref){ rec->kind, rec->plan, rec->id }, NULL, 20);
	for (size_t i = 0; i < targets->n; i++) {
		const struct target *target = (const struct target *)targets->items[i];

		if (!same_words(target->subject, rec->id) || strcmp(target->rec.plan, rec->plan) != 0)
			continue;
		page_blank(page);
		page_heading(page, target_heading(screen, target));
		history_draw(screen->app, page, &(struct ref){ REC_TARGET, target->rec.plan, target->rec.id }, NULL, 5);
	}
}
