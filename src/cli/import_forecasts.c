/* import_forecasts.c: forecasts from CSV are records like those made with `add`: one save, in the journal, undone as one. */
#include "cli/import_forecasts.h"

#include <stdlib.h>
#include <string.h>

#include "cli/cli_util.h"
#include "cli/edit.h"
#include "io/forecasts_in.h"

static int save(struct store *store, const struct forecasts_in *in, struct err *err)
{
	struct change *changes = mem_array(NULL, in->n + 1, sizeof(*changes));
	struct save_result result = { 0 };
	size_t n = 0;
	int rc;

	for (size_t i = 0; i < in->n; i++) {
		const struct forecast_in *item = &in->items[i];

		if (!item->equal)
			changes[n++] = (struct change){ &item->rec->rec, item->old ? item->old->rec.revision : 0 };
	}
	rc = n ? store_save(store, changes, n, &result, err) : 0;
	if (rc == ERR_CONFLICT)
		err_set(err, rc, "prognosen %s ändrades av någon annan just nu: läs in filen igen; inget sparades",
			changes[result.conflict].rec->id);
	record_free(result.theirs);
	free(changes);
	return rc;
}

/* What differs, a line a field: "hs/2026-05: Prognos helår −10,0 → −12,0". */
static void put_change(struct buf *out, const struct forecast_in *item)
{
	const struct record_type *type = record_type(REC_FORECAST);
	struct buf text = { 0 };

	for (size_t i = 0; i < type->nfields; i++) {
		const struct field *field = &type->fields[i];

		if (field->flags & FIELD_FIXED || (item->old ? field_equal(&item->old->rec, &item->rec->rec, field) :
				field_is_empty(&item->rec->rec, field)))
			continue;
		buf_clear(&text);
		buf_printf(&text, "%s: %s ", item->rec->rec.id, field->label);
		if (item->old && !field_is_empty(&item->old->rec, field)) {
			field_format(&text, &item->old->rec, field);
			buf_str(&text, " → ");
		}
		field_format(&text, &item->rec->rec, field);
		cli_text(out, buf_cstr(&text));
		buf_char(out, '\n');
	}
	buf_free(&text);
}

static void tell(struct buf *out, const struct forecasts_in *in, const struct forecast_file *file, bool dry_run)
{
	size_t added = 0, changed = 0, equal = 0;

	for (size_t i = 0; i < in->n; i++) {
		const struct forecast_in *item = &in->items[i];

		if (item->file != file->name)
			continue;
		added += !item->old;
		equal += item->equal;
		changed += item->old && !item->equal;
		if (dry_run && !item->equal)
			put_change(out, item);
	}
	cli_text(out, file->name);
	buf_printf(out, ": prognoser, %zu nya, %zu ändrade, %zu som förut%s\n", added, changed, equal,
		dry_run ? " (inget är sparat)" : "");
}

static int read_all(struct forecasts_in *in, const struct forecast_file *files, size_t n, const struct dataset *ds)
{
	bool good = true;

	if (!dataset_plan(ds)) {
		cli_say("prognoserna hör till en plan: ange den med --plan");
		return ERR_USAGE;
	}
	for (size_t i = 0; i < n; i++)
		good = forecasts_in_read(in, files[i].name, files[i].data, files[i].size, ds) && good;
	if (good)
		return 0;
	cli_say_all(&in->errors, in->nerrors);
	cli_say("inget lästes in");
	return ERR_INPUT;
}

int import_forecasts(const struct options *options, const struct forecast_file *files, size_t n, bool dry_run, bool quiet)
{
	struct options opening = *options;
	struct forecasts_in in = { 0 };
	struct store *store;
	struct dataset ds;
	struct buf out = { 0 };
	struct err err = { 0 };
	int rc;

	opening.readonly = options->readonly || dry_run;
	if (cli_load(&opening, &store, &ds, &err))
		return cli_fail(&err);
	rc = read_all(&in, files, n, &ds);
	for (size_t i = 0; !rc && i < in.n; i++)
		edit_doubt(&ds, &in.items[i].rec->rec, in.items[i].old ? &in.items[i].old->rec : NULL, in.items[i].rec->rec.id);
	if (!rc && !dry_run && save(store, &in, &err))
		rc = cli_fail(&err);
	for (size_t i = 0; !rc && !quiet && i < n; i++)
		tell(&out, &in, &files[i], dry_run);
	if (!rc && !quiet && in.empty)
		buf_printf(&out, "%zu %s utan värden\n", in.empty, in.empty == 1 ? "rad" : "rader");
	forecasts_in_free(&in);
	dataset_free(&ds);
	store_close(store);
	return cli_answer(&out, rc);
}
