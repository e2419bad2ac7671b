/* batch.c: one import: which file, who published it, who read it in and when, and what came of it. */
#include <stdlib.h>

#include "base/num.h"
#include "views/why_priv.h"

static void add_count(struct app *app, struct page *page, const char *label, uint64_t n)
{
	char number[NUM_TEXT_MAX];

	app_fact(app, page, label, num_format(number, (double)n, 0, 0), NULL);
}

static void draw(struct app *app, struct page *page, const struct batch *batch, const char *who)
{
	char at[MOMENT_TEXT_MAX];

	app_fact(app, page, "Fil", has_words(batch->file) ? batch->file : "okänd", NULL);
	app_fact(app, page, "Källa", has_words(batch->source) ? without_label(batch->source) : "inte angiven", NULL);
	app_fact(app, page, "Importerad", moment_format_local(at, batch->at), NULL);
	app_fact(app, page, "Av", who, NULL);
	add_count(app, page, "Nya", batch->added);
	add_count(app, page, "Ändrade", batch->changed);
	add_count(app, page, "Som förut", batch->equal);
	if (has_words(batch->note))
		app_fact(app, page, "Anmärkning", batch->note, NULL);
	if (has_words(batch->hash))
		app_fact(app, page, "Kontrollsumma", batch->hash, NULL);
	page_blank(page);
	page_note(page, "Kontrollsumman är filens SHA-256: sha256sum FIL ger samma om filen inte har ändrats. Flera filer: sha256sum FILER | "
		"sha256sum.");
	page_note(page, "En import ångras inte. En fel siffra eller fel källa rättas med en ny import; v på en siffra visar vilken import "
		"den kom med, och vad den var före.");
}

static void build(struct app *app, struct view *view, struct page *page)
{
	unsigned long number = strtoul(view->id, NULL, 10);
	struct batch *batch;
	struct snapshot *snap;
	struct err err = { 0 };

	app_title(app, page, NULL, arena_printf(&page->arena, "Import %s", view->id), -1, NULL);
	page_blank(page);
	if (store_snapshot(app->store, app->ds.as_of, &snap, &err)) {
		page_error(page, &err);
		return;
	}
	batch = batch_get(snap, (uint32_t)number);
	if (batch)
		draw(app, page, batch, why_who_imported(page, snap, batch));
	else
		page_note(page, "Importen går inte att läsa, eller fanns inte vid den här tidpunkten.");
	store_snapshot_end(snap);
	batch_free(batch);
}

static void trail(struct app *app, struct view *view, struct trail *trail)
{
	(void)app;
	trail_main(trail, ACT_DO_VIEW_8);
	trail_add(trail, arena_printf(&view->page.arena, "import %s", view->id), REC_NONE, NULL, NULL, ACT_DO_NONE);
}

void batch_open(struct app *app, const char *number)
{
	app_push(app, &batch_view, "", number);
}

static const enum action keys[] = { ACT_DO_BACK, ACT_DO_IMPORT, ACT_DO_TIME, ACT_DO_GOTO, ACT_DO_NONE };

const struct view_ops batch_view = {
	.name = "Import",
	.keys = keys,
	.build = build,
	.trail = trail,
};
