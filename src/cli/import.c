/* import.c: styrtavla import. Every file is read and checked before the first figure is written. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli_util.h"
#include "cli/figures.h"
#include "cli/import_forecasts.h"
#include "io/forecasts_in.h"
#include "io/ini_reader.h"

struct import_options {
	const char *source;
	bool add_unknown, dry_run, quiet;
};
struct import_file {
	const char *name;
	struct buf data;
	struct csv_in in;
};
/* All files of one command. */
struct work {
	const struct import_options *how;
	struct store *store;
	struct dataset ds;
	struct import_file *files;
	size_t n;
	struct buf out;
};

/* ---- reading ---------------------------------------------------------------------------------------------- */

/* The formats to come, known by how they begin. NULL: taken for CSV. */
static const char *other_format(const struct buf *data)
{
	const char *s = buf_cstr(data);

	if (data->len >= 4 && memcmp(s, "PK\3\4", 4) == 0)
		return "import av XLSX";
	if (strncmp(s, "\xEF\xBB\xBF", 3) == 0)
		s += 3;
	s += strspn(s, " \t\r\n");
	if (*s == '{' || *s == '[')
		return "import av JSON";
	if (strncmp(s, "CHARSET=", 8) == 0 || strncmp(s, "AXIS-VERSION=", 13) == 0)
		return "import av PX";
	return NULL;
}

/* In percent and a share of something: a change or a deviation may well be negative. */
static bool is_share(const struct metric *metric)
{
	static const char *const others[] = { "örändring", "vvikelse", "esultat", "tveckling" };

	if (!metric || !metric->unit || strcmp(metric->unit, "%") != 0)
		return false;
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		if ((metric->name && strstr(metric->name, others[i])) ||
				(metric->definition && strstr(metric->definition, others[i])))
			return false;
	}
	return true;
}

/* Some shares do pass 100 %, so it is told and read all the same. */
static void warn_shares(const struct work *w, const struct import_file *file)
{
	const struct csv_row *first = NULL;
	const char *metric = NULL;
	bool share = false;
	size_t n = 0;

	for (size_t i = 0; i < file->in.n; i++) {
		const struct csv_row *row = &file->in.rows[i];

		if (row->metric != metric) {
			metric = row->metric;
			share = is_share((const struct metric *)dataset_find(&w->ds, REC_METRIC, NULL, metric));
		}
		if (!share || num_missing(row->figure.value) || (row->figure.value >= 0 && row->figure.value <= 100))
			continue;
		n++;
		if (!first || row->line < first->line)
			first = row;
	}
	if (first)
		cli_say("%s:%d: varning: %zu %s i %% är under 0 eller över 100, %s %s: stämmer det?", file->name, first->line, n,
				n == 1 ? "värde" : "värden", n == 1 ? "för" : "det första för", first->metric);
}

/* 0, ERR_INPUT or ERR_USAGE; all told. */
static int read_file(struct work *w, struct import_file *file)
{
	struct csv_names names = { figures_find_name, &w->ds };

	if (other_format(&file->data)) {
		cli_say("%s: %s finns inte ännu", file->name, other_format(&file->data));
		return ERR_USAGE;
	}
	if (!csv_in_read(&file->in, file->name, buf_cstr(&file->data), file->data.len, &names)) {
		cli_say_all(&file->in.errors, file->in.nerrors);
		return ERR_INPUT;
	}
	if (file->in.sources_differ && !w->how->source) {
		cli_say("%s: kolumnen source har flera olika värden: dela filen, eller ange källan med --source", file->name);
		return ERR_INPUT;
	}
	/* A figure nobody can trace to its publisher is of no use in a report, and the store keeps it for ever. */
	if (!w->how->source && file->in.n && (!file->in.source || text_blank(file->in.source))) {
		cli_say("%s säger inte vem som publicerar siffrorna: ange källan med --source TEXT", file->name);
		return ERR_USAGE;
	}
	warn_shares(w, file);
	return 0;
}

static void tell_unknown(const struct import_file *file)
{
	for (size_t i = 0; i < file->in.nunknown; i++) {
		const struct csv_unknown *u = &file->in.unknown[i];

		cli_say("%s:%d: %s %s finns inte (%zu %s)", file->name, u->line, record_type(u->kind)->definite, u->id, u->rows,
				u->rows == 1 ? "rad" : "rader");
	}
}

static int read_files(struct work *w)
{
	bool unknown = false;
	int rc = 0;

	for (size_t i = 0; i < w->n; i++) {
		int one = read_file(w, &w->files[i]);

		rc = rc ? rc : one;
		unknown = unknown || w->files[i].in.nunknown;
		if (!w->how->add_unknown)
			tell_unknown(&w->files[i]);
	}
	if (unknown && !w->how->add_unknown) {
		cli_say("lägg till dem först, eller låt importen göra det med --add-unknown");
		rc = rc ? rc : ERR_INPUT;
	}
	if (rc)
		cli_say("inget lästes in");
	return rc;
}

/* ---- writing ---------------------------------------------------------------------------------------------- */

static bool is_listed(const struct vec *records, enum record_kind kind, const char *id)
{
	for (size_t i = 0; i < records->n; i++) {
		const struct record *rec = records->items[i];

		if (rec->kind == kind && strcmp(rec->id, id) == 0)
			return true;
	}
	return false;
}

static void free_record(void *rec)
{
	record_free(rec);
}

/* A metric or an organisation that only has its id for a name so far. */
static struct record *make_unknown(const struct csv_unknown *unknown)
{
	struct record *rec = record_new(unknown->kind, "", unknown->id);

	if (unknown->kind == REC_METRIC)
		((struct metric *)rec)->name = mem_strdup(unknown->id);
	else
		((struct organisation *)rec)->name = mem_strdup(unknown->id);
	return rec;
}

static int add_unknown(struct work *w, struct err *err)
{
	struct vec records = { 0 };
	struct save_result result = { 0 };
	struct change *changes;
	int rc = 0;

	for (size_t i = 0; i < w->n; i++) {
		for (size_t k = 0; k < w->files[i].in.nunknown; k++) {
			const struct csv_unknown *u = &w->files[i].in.unknown[k];

			if (is_listed(&records, u->kind, u->id))
				continue;
			vec_push(&records, make_unknown(u));
			buf_printf(&w->out, "%s %s ", w->how->dry_run ? "skulle läggas till:" : "ny:", record_type(u->kind)->label);
			cli_text(&w->out, u->id);
			buf_char(&w->out, '\n');
		}
	}
	changes = mem_alloc((records.n + 1) * sizeof(*changes));
	for (size_t i = 0; i < records.n; i++)
		changes[i] = (struct change){ records.items[i], 0 };
	if (records.n && !w->how->dry_run)
		rc = store_save(w->store, changes, records.n, &result, err);
	record_free(result.theirs);
	free(changes);
	vec_free_all(&records, free_record);
	return rc;
}

static int store_one(struct work *w, const struct import_file *file, struct err *err)
{
	struct figures_import what = {
		.file = file->name,
		.source = w->how->source ? w->how->source : file->in.source,
		.data = buf_cstr(&file->data),
		.size = file->data.len,
		.dry_run = w->how->dry_run,
	};
	int rc = figures_store(w->store, &file->in, &what, err);

	if (rc)
		return err_prefix(err, "%s", file->name);
	cli_text(&w->out, file->name);
	buf_printf(&w->out, ": %llu nya, %llu ändrade, %llu som förut%s\n", (unsigned long long)what.added,
			(unsigned long long)what.changed, (unsigned long long)what.equal,
			w->how->dry_run ? " (inget är sparat)" : "");
	return 0;
}

static int run(struct work *w)
{
	struct err err = { 0 };
	int rc = read_files(w);

	if (rc)
		return rc;
	rc = add_unknown(w, &err);
	for (size_t i = 0; !rc && i < w->n; i++)
		rc = store_one(w, &w->files[i], &err);
	/* What was written before the error is told all the same. */
	if (w->how->quiet)
		buf_free(&w->out);
	if (rc)
		cli_fail(&err);
	return cli_answer(&w->out, rc);
}

static int import_figures(const struct options *options, struct work *w)
{
	struct options opening = *options;
	struct err err = { 0 };
	int rc;

	opening.plan = "all"; /* metrics outlive plans, and an empty store has none */
	opening.readonly = options->readonly || w->how->dry_run;
	if (cli_load(&opening, &w->store, &w->ds, &err))
		return cli_fail(&err);
	rc = run(w);
	dataset_free(&w->ds);
	store_close(w->store);
	return rc;
}

/* ---- which kind of file ----------------------------------------------------------------------------------- */

static int slurp_all(struct work *w, char **paths)
{
	struct err err = { 0 };
	int rc = 0;

	for (size_t i = 0; i < w->n; i++) {
		w->files[i].name = strcmp(paths[i], "-") == 0 ? "standard in" : paths[i];
		if (file_slurp(paths[i], CSV_IN_FILE_MAX, &w->files[i].data, &err))
			rc = cli_fail(&err);
	}
	if (rc)
		cli_say("inget lästes in");
	return rc;
}

static int choose(const struct options *options, struct work *w)
{
	struct forecast_file *forecasts = mem_array(NULL, w->n, sizeof(*forecasts));
	size_t n = 0;
	int rc;

	for (size_t i = 0; i < w->n; i++) {
		const struct import_file *file = &w->files[i];

		if (!other_format(&file->data) && forecasts_in_is(buf_cstr(&file->data), file->data.len))
			forecasts[n++] = (struct forecast_file){ file->name, buf_cstr(&file->data), file->data.len };
	}
	if (n == w->n) {
		rc = import_forecasts(options, forecasts, n, w->how->dry_run, w->how->quiet);
	} else if (n) {
		cli_say("%s har prognoser, andra filer inte: läs in dem var för sig", forecasts[0].name);
		rc = ERR_USAGE;
	} else {
		rc = import_figures(options, w);
	}
	free(forecasts);
	return rc;
}

static int import_files(const struct options *options, const struct import_options *how, int n, char **paths)
{
	struct work w = { .how = how, .n = (size_t)n };
	int rc;

	w.files = mem_alloc(w.n * sizeof(*w.files));
	rc = slurp_all(&w, paths);
	if (!rc)
		rc = choose(options, &w);
	for (size_t i = 0; i < w.n; i++) {
		csv_in_free(&w.files[i].in);
		buf_free(&w.files[i].data);
	}
	free(w.files);
	return rc;
}

int cli_import(const struct options *options, int argc, char **argv)
{
	static const struct option longs[] = {
		{ "format", required_argument, NULL, 'f' }, { "map", required_argument, NULL, 'm' },
		{ "source", required_argument, NULL, 's' }, { "add-unknown", no_argument, NULL, 'a' },
		{ "dry-run", no_argument, NULL, 'n' }, { "quiet", no_argument, NULL, 'q' }, { 0 },
	};
	struct import_options how = { 0 };
	int c, rc;

	cli_getopt_start();
	while ((c = cli_getopt(argc, argv, ":", longs)) != -1) {
		if (c == '?')
			return ERR_USAGE;
		if (c == 'm')
			return cli_later("import --map");
		if (c == 'f' && strcmp(optarg, "csv") != 0) {
			cli_say("import från formatet %s finns inte ännu; csv finns", optarg);
			return ERR_USAGE;
		}
		if (c == 's')
			how.source = optarg;
		how.add_unknown |= c == 'a';
		how.dry_run |= c == 'n';
		how.quiet |= c == 'q';
	}
	if (how.source && (!utf8_valid(how.source, strlen(how.source), NULL) || text_blank(how.source)))
		return cli_usage("import", "--source är tom eller inte UTF-8");
	if (optind == argc)
		return cli_usage("import", "vilken fil ska läsas in?");
	rc = how.dry_run && options->as_of == MOMENT_NOW ? 0 : cli_may_edit(options, "import");
	return rc ? rc : import_files(options, &how, argc - optind, argv + optind);
}
