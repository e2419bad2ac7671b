/* import.c: styrtavla import. All files of one command are one batch: every one is read and checked before anything is written. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli_util.h"
#include "cli/import_forecasts.h"
#include "cli/import_progress.h"
#include "io/forecasts_in.h"
#include "io/import_told.h"
#include "io/path.h"

/* All files of one command. */
struct work {
	struct import_options how;
	bool quiet;
	struct infile *files;
	size_t n;
};

/* ---- what is told ----------------------------------------------------------------------------------------- */

static void tell_unknown(const struct import_result *result)
{
	for (size_t i = 0; i < result->nunknown && i < FIGURES_ERRORS; i++) {
		struct buf text = { 0 };

		import_unknown_words(&text, &result->unknown[i]);
		cli_say("%s", buf_cstr(&text));
		buf_free(&text);
	}
	if (result->nunknown > FIGURES_ERRORS)
		cli_say("… och %zu till som inte finns", result->nunknown - FIGURES_ERRORS);
}

static void put_records(struct buf *out, const struct vec *records, const char *what)
{
	for (size_t i = 0; i < records->n && i < FIGURES_ERRORS; i++) {
		const struct record *rec = records->items[i];
		const char *title = record_title(rec);

		buf_printf(out, "%s %s ", what, record_type(rec->kind)->label);
		cli_text(out, rec->id);
		if (title && strcmp(title, rec->id) != 0) {
			buf_str(out, ", ");
			cli_text(out, title);
		}
		buf_char(out, '\n');
	}
	if (records->n > FIGURES_ERRORS)
		buf_printf(out, "… och %zu till\n", records->n - FIGURES_ERRORS);
}

static void put_counts(struct buf *out, const struct work *w, const struct import_result *result)
{
	char number[NUM_TEXT_MAX];

	cli_text(out, w->files[0].name);
	if (w->n > 1)
		buf_printf(out, " och %zu till", w->n - 1);
	buf_str(out, ": ");
	import_counts_words(out, result);
	if (w->how.dry_run && result->nunknown && !w->how.add_unknown)
		buf_str(out, " med --add-unknown");
	if (w->how.dry_run && result->nrefused)
		buf_printf(out, ", %s fel", num_format(number, (double)result->nrefused, 0, 0));
	if (w->how.dry_run)
		buf_str(out, " (inget är sparat)");
	else if (result->batch)
		buf_printf(out, " (import %u)", result->batch);
	buf_char(out, '\n');
}

static int tell(const struct work *w, const struct import_result *result, int rc, const struct err *err)
{
	struct buf out = { 0 };

	for (size_t i = 0; (!w->quiet || rc) && i < result->warned.n; i++)
		cli_say("varning: %s", (const char *)result->warned.items[i]);
	cli_say_all(&result->refused, (size_t)result->nrefused);
	if (!w->how.add_unknown)
		tell_unknown(result);
	if (rc)
		cli_fail(err);
	if (!w->quiet && (!rc || (w->how.dry_run && !result->cancelled))) {
		put_records(&out, &result->created, w->how.dry_run ? "skulle läggas till:" : "ny:");
		put_records(&out, &result->filled, w->how.dry_run ? "skulle fyllas i:" : "ifylld:");
		put_counts(&out, w, result);
	}
	return cli_answer(&out, rc);
}

/* ---- figures ---------------------------------------------------------------------------------------------- */

static int import_figures(const struct options *options, struct work *w)
{
	struct options opening = *options;
	struct import_result result = { 0 };
	struct import_bar bar;
	struct store *store;
	struct dataset ds;
	struct err err = { 0 };
	int rc;

	opening.plan = "all"; /* metrics outlive plans, and an empty store has none */
	opening.readonly = options->readonly || w->how.dry_run;
	if (cli_load(&opening, &store, &ds, &err))
		return cli_fail(&err);
	import_bar_begin(&bar, w->quiet);
	rc = import_run(store, &ds, w->files, w->n, &w->how, import_bar_progress, &bar, &result, &err);
	import_bar_end(&bar);
	rc = tell(w, &result, rc, &err);
	if (result.cancelled)
		import_bar_interrupted(&bar);
	import_result_free(&result);
	dataset_free(&ds);
	store_close(store);
	return rc;
}

/* ---- which kind of file ----------------------------------------------------------------------------------- */

static int open_all(struct work *w, char **paths)
{
	struct err err = { 0 };
	int rc = 0;

	for (size_t i = 0; i < w->n; i++) {
		if (!w->quiet && path_may_wait(paths[i]) && strncmp(paths[i], "/dev/", 5) != 0 && strncmp(paths[i], "/proc/", 6) != 0)
			cli_say("%s är ett rör: väntar på det som skrivs till det (Ctrl-C avbryter)", paths[i]);
		if (infile_open(&w->files[i], paths[i], NULL, &err))
			rc = cli_fail(&err);
	}
	if (rc)
		cli_say("inget lästes in");
	return rc;
}

static bool is_forecasts(const struct work *w, const struct infile *in)
{
	return !w->how.format && !w->how.reading.map && in->encoding != ENC_BINARY && in->whole && forecasts_in_is(in->data, in->size);
}

static int choose(const struct options *options, struct work *w)
{
	struct forecast_file *forecasts = mem_array(NULL, w->n, sizeof(*forecasts));
	size_t n = 0;
	int rc;

	for (size_t i = 0; i < w->n; i++) {
		if (is_forecasts(w, &w->files[i]))
			forecasts[n++] = (struct forecast_file){ w->files[i].name, w->files[i].data, w->files[i].size };
	}
	if (n == w->n) {
		rc = import_forecasts(options, forecasts, n, w->how.dry_run, w->quiet);
	} else if (n) {
		cli_say("%s har prognoser, andra filer inte: läs in dem var för sig", forecasts[0].name);
		rc = ERR_USAGE;
	} else {
		rc = import_figures(options, w);
	}
	free(forecasts);
	return rc;
}

static int import_files(const struct options *options, struct work *w, char **paths)
{
	int rc;

	w->files = mem_alloc(w->n * sizeof(*w->files));
	rc = open_all(w, paths);
	if (!rc)
		rc = choose(options, w);
	for (size_t i = 0; i < w->n; i++)
		infile_close(&w->files[i]);
	free(w->files);
	return rc;
}

static bool is_text(const char *s)
{
	return !s || (utf8_valid(s, strlen(s), NULL) && !text_blank(s));
}

int cli_import(const struct options *options, int argc, char **argv)
{
	static const struct option longs[] = {
		{ "format", required_argument, NULL, 'f' }, { "map", required_argument, NULL, 'm' },
		{ "sheet", required_argument, NULL, 'b' }, { "metric", required_argument, NULL, 'i' },
		{ "organisation", required_argument, NULL, 'o' }, { "source", required_argument, NULL, 's' },
		{ "add-unknown", no_argument, NULL, 'a' }, { "dry-run", no_argument, NULL, 'n' }, { "quiet", no_argument, NULL, 'q' }, { 0 },
	};
	struct work w = { 0 };
	const char **words[256] = { ['f'] = &w.how.format, ['m'] = &w.how.reading.map, ['b'] = &w.how.reading.sheet,
		['i'] = &w.how.reading.metric, ['o'] = &w.how.reading.organisation, ['s'] = &w.how.source };
	int c, rc;

	cli_getopt_start();
	while ((c = cli_getopt(argc, argv, ":", longs)) != -1) {
		if (c == '?')
			return ERR_USAGE;
		if (words[c])
			*words[c] = optarg;
		w.how.add_unknown |= c == 'a';
		w.how.dry_run |= c == 'n';
		w.quiet |= c == 'q';
	}
	if (!is_text(w.how.source))
		return cli_usage("import", "--source är tom eller inte UTF-8");
	if (w.how.format && !figures_format_named(w.how.format))
		return cli_usage("import", "formatet %s finns inte; här finns %s", w.how.format, figures_format_names());
	if (optind == argc)
		return cli_usage("import", "vilken fil ska läsas in?");
	rc = w.how.dry_run && options->as_of == MOMENT_NOW ? 0 : cli_may_edit(options, "import");
	w.n = (size_t)(argc - optind);
	return rc ? rc : import_files(options, &w, argv + optind);
}
