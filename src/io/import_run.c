/* import_run.c: see the header. */
#include "io/import_run.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "io/import_priv.h"

enum { PROGRESS_EVERY = 8192, NOTE_FILES = 20 }; /* figures; files named in the note */

/* ---- what readers find ------------------------------------------------------------------------------------ */

static void keep_message(struct vec *messages, uint64_t *n, const char *text)
{
	if ((*n)++ < FIGURES_ERRORS)
		vec_push(messages, mem_strdup(text));
}

static void take_refused(const char *message, void *user)
{
	struct importing *w = user;

	keep_message(&w->result->refused, &w->result->nrefused, message);
}

static void take_warned(const char *message, void *user)
{
	struct importing *w = user;
	uint64_t n = w->result->warned.n;

	keep_message(&w->result->warned, &n, message);
}

static bool take_progress(const struct infile *in, void *user)
{
	struct importing *w = user;
	struct import_progress now = { .phase = IMPORT_READS, .file = in->name, .done = w->before + in->done, .total = w->total,
		.figures = w->result->figures };

	if (w->rc || !w->progress || w->progress(&now, w->user))
		return !w->rc;
	w->result->cancelled = true;
	return false;
}

static bool take_metric(const struct metric_in *metric, void *user)
{
	struct importing *w = user;

	if (metric->source && !text_blank(metric->source)) {
		w->source_here = w->source_here && strcmp(w->source_here, metric->source) == 0 ? w->source_here :
			arena_strdup(&w->arena, metric->source);
		w->sources_differ = w->sources_differ || (w->source && strcmp(w->source, w->source_here) != 0);
		w->source = w->source_here;
	}
	import_say_metric(w, metric);
	return !w->rc;
}

static bool take_organisation(const struct organisation_in *organisation, void *user)
{
	struct importing *w = user;

	import_say_organisation(w, organisation);
	return !w->rc;
}

static void note_share(struct importing *w, const struct name *metric, const struct name *organisation,
		const struct figure_in *figure)
{
	if (figure->figure.missing || (figure->figure.value >= 0 && figure->figure.value <= 100))
		return;
	if (w->nshares++)
		return;
	w->share_file = w->in->name;
	w->share_metric = metric->id;
	w->share_organisation = organisation->id;
	w->share_period = figure->figure.period;
	w->share_line = figure->line;
}

/* Notes that a name has a figure; true if it can have one. */
static inline bool use_name(struct importing *w, struct name *name, const struct figure_in *figure, const char *word)
{
	if (!name->rows++) {
		name->file = w->in->name;
		name->line = figure->line;
	}
	if (!name->fault)
		return true;
	figures_refuse(&(struct figures_sink){ .refused = take_refused, .user = w }, w->in, figure->line, figure->column,
			*word ? "\"%s\" är inget id: %s" : "%s%s", word, name->fault);
	return false;
}

static int number_name(struct importing *w, struct name *name)
{
	int rc = name->kind == REC_METRIC ? import_metric(w->import, name->id, &name->number, w->err) :
		import_organisation(w->import, name->id, &name->number, w->err);

	name->numbered = !rc;
	return rc;
}

static int begin_series(struct importing *w, struct name *metric, struct name *organisation)
{
	int rc = metric->numbered ? 0 : number_name(w, metric);

	if (!rc && !organisation->numbered)
		rc = number_name(w, organisation);
	if (!rc)
		rc = import_numbered(w->import, metric->number, organisation->number, w->err);
	w->metric = rc ? NULL : metric;
	w->organisation = organisation;
	return rc;
}

static inline int stage(struct importing *w, struct name *metric, struct name *organisation, const struct figure *figure)
{
	int rc = w->metric == metric && w->organisation == organisation ? 0 : begin_series(w, metric, organisation);

	return rc ? rc : import_figure(w->import, figure, w->err);
}

static bool take_figure(const struct figure_in *figure, void *user)
{
	struct importing *w = user;
	struct name *metric, *organisation;
	bool good;

	if (!figure->same || !w->named_organisation) {
		w->named_metric = import_name(w, REC_METRIC, figure->metric);
		w->named_organisation = w->named_metric ? import_name(w, REC_ORGANISATION, figure->organisation) : NULL;
	}
	metric = w->named_metric;
	organisation = w->named_organisation;
	if (!organisation)
		return false;
	w->figures_here++;
	w->result->figures++;
	good = use_name(w, metric, figure, figure->metric);
	good = use_name(w, organisation, figure, figure->organisation) && good;
	if (metric->share)
		note_share(w, metric, organisation, figure);
	/* What will not be written need not be staged; a dry run counts what would come if the unknown were added. */
	good = good && (w->options->add_unknown || w->options->dry_run || (metric->known && organisation->known));
	if (good && (w->options->dry_run || !w->result->nrefused))
		w->rc = stage(w, metric, organisation, &figure->figure);
	if (w->rc)
		return false;
	return w->result->figures % PROGRESS_EVERY || take_progress(w->in, w);
}

/* ---- reading ---------------------------------------------------------------------------------------------- */

const struct figures_format *import_format(const struct importing *w, const struct infile *in, struct err *err)
{
	const struct figures_format *format;

	if (!w->options->format)
		return figures_format_of(in, &w->options->reading, err);
	format = figures_format_named(w->options->format);
	if (!format)
		err_set(err, ERR_INPUT, "formatet %s finns inte; här finns %s", w->options->format, figures_format_names());
	return format;
}

static int read_file(struct importing *w, struct infile *in)
{
	const struct figures_sink sink = { take_figure, take_metric, take_organisation, take_refused, take_warned, take_progress, w };
	const struct figures_format *format;
	struct err err = { 0 };
	int rc = 0;

	w->in = in;
	w->source_here = NULL;
	w->named_organisation = NULL;
	w->figures_here = 0;
	format = import_format(w, in, &err);
	if (!format)
		rc = ERR_INPUT;
	else if (!w->options->dry_run)
		infile_hash_begin(in);
	if (!rc)
		rc = figures_read(format, in, &w->options->reading, &sink, &err);
	if (rc && !in->again)
		take_refused(err.text, w);
	if (!rc && !w->source_here && format->source)
		take_metric(&(struct metric_in){ .source = format->source, .decimals = -1 }, w);
	w->source_missing = w->source_missing || (w->figures_here && !w->source_here);
	w->before += in->total;
	return in->again ? ERR_INPUT : 0;
}

static int begin(struct importing *w)
{
	memset(w->names, 0, sizeof(w->names));
	w->before = 0;
	w->source = NULL;
	w->sources_differ = w->source_missing = false;
	w->nshares = 0;
	w->metric = w->organisation = NULL;
	return import_begin(w->store, "", "", "", "", &w->import, w->err);
}

/* Everything that was read is forgotten. */
static void start_over(struct importing *w)
{
	struct import_result *r = w->result;

	import_abandon(w->import);
	import_forget_names(w);
	vec_free_all(&r->refused, free);
	vec_free_all(&r->warned, free);
	r->nrefused = r->figures = 0;
}

/* Reads all files; again, where one turns out to be in another encoding than its beginning said. 0, or ERR_STORE. */
static int read_files(struct importing *w, struct infile *files, size_t n)
{
	for (;;) {
		bool again = false;
		int rc = begin(w);

		for (size_t i = 0; !rc && !again && i < n && !w->rc && !w->result->cancelled; i++)
			again = read_file(w, &files[i]) != 0;
		if (rc || !again)
			return rc ? rc : w->rc;
		start_over(w);
	}
}

/* ---- what came of it -------------------------------------------------------------------------------------- */

static void list_unknown(struct importing *w)
{
	struct import_result *r = w->result;

	for (size_t k = 0; k < COUNT_OF(w->names); k++) {
		for (const struct name *name = w->names[k].first; name; name = name->next) {
			if (name->known || name->fault || !name->rows)
				continue;
			r->unknown = mem_array(r->unknown, r->nunknown + 1, sizeof(*r->unknown));
			r->unknown[r->nunknown++] = (struct import_unknown){ name->kind, mem_strdup(name->title && k ? name->title : name->id),
				name->file, name->line, name->rows };
		}
	}
}

static void warn_shares(struct importing *w)
{
	char *text, line[32] = "", period[PERIOD_TEXT_MAX];

	if (!w->nshares)
		return;
	if (w->share_line)
		snprintf(line, sizeof(line), ":%ld", w->share_line);
	text = mem_printf("%s%s: %llu %s i %% är under 0 eller över 100, %s %s, %s, %s: stämmer det?", w->share_file, line,
			(unsigned long long)w->nshares, w->nshares == 1 ? "värde" : "värden", w->nshares == 1 ? "för" : "det första för",
			w->share_metric, w->share_organisation, period_format(period, w->share_period));
	take_warned(text, w);
	free(text);
}

static void warn_resourced(struct importing *w, uint64_t n)
{
	char number[NUM_TEXT_MAX], *text;

	if (!n)
		return;
	text = mem_printf("%s siffr%s samma värde som förut men en annan källa: räknas som ändrade, historiken visar båda",
		num_format(number, (double)n, 0, 0), n == 1 ? "a har" : "or har");
	take_warned(text, w);
	free(text);
}

/* Codes that nobody understands in a list: where what they mean can be had. */
static void warn_nameless(struct importing *w)
{
	const struct vec *created = &w->result->created;
	size_t n = 0;
	char *text;

	for (size_t i = 0; i < created->n; i++) {
		const struct record *rec = created->items[i];

		n += rec->kind == REC_METRIC && strcmp(((const struct metric *)rec)->name, rec->id) == 0;
	}
	if (!n)
		return;
	text = mem_printf("%zu %s nyckeltal har bara ett id: beskrivningar kan läsas in på samma sätt (Koladas är svaret från "
		"api.kolada.se/v2/kpi), eller skrivas med set metric", n, n == 1 ? "nytt" : "nya");
	take_warned(text, w);
	free(text);
}

/* Who publishes the figures; NULL where nobody says, or several do. */
static const char *source_of(const struct importing *w)
{
	if (w->options->source)
		return w->options->source;
	return w->source_missing || w->sources_differ ? NULL : w->source;
}

/* A figure nobody can trace to its publisher is of no use in a report, and the store keeps it for ever. */
static int check_source(struct importing *w, const struct infile *files, size_t n)
{
	if (w->options->source || !w->result->figures)
		return 0;
	if (w->source_missing || !w->source)
		return err_set(w->err, ERR_USAGE, "%s säger inte vem som publicerar siffrorna: ange källan med --source TEXT",
				n == 1 ? files[0].name : "filerna");
	if (w->sources_differ)
		return err_set(w->err, ERR_INPUT, "%s har flera olika källor: %s, eller ange källan med --source TEXT",
				n == 1 ? files[0].name : "filerna", n == 1 ? "dela filen" : "läs in filerna var för sig");
	return 0;
}

static bool any_described(const struct importing *w)
{
	for (size_t k = 0; k < COUNT_OF(w->names); k++)
		for (const struct name *name = w->names[k].first; name; name = name->next)
			if (name->title)
				return true;
	return false;
}

/* Files without a figure: a table that was never filled, a question to which there was no answer; or only descriptions. */
static int check_any(struct importing *w, const struct infile *files, size_t n)
{
	const char *what = n == 1 ? files[0].name : "filerna";

	if (w->result->figures || (any_described(w) && w->options->add_unknown))
		return 0;
	if (any_described(w))
		return err_set(w->err, ERR_INPUT, "%s har beskrivningar och inga siffror: --add-unknown lägger till och fyller i dem; inget "
				"lästes in", what);
	return err_set(w->err, ERR_INPUT, "%s har inga siffror: inget lästes in", what);
}

static int sum_up(struct importing *w, const struct infile *files, size_t n)
{
	const struct import_result *r = w->result;

	if (r->nrefused)
		return err_set(w->err, ERR_INPUT, "%llu fel: inget lästes in", (unsigned long long)r->nrefused);
	if (r->nunknown && !w->options->add_unknown)
		return err_set(w->err, ERR_INPUT, "%zu nyckeltal eller organisationer finns inte: lägg till dem först, eller låt importen göra det "
				"med --add-unknown; inget lästes in", r->nunknown);
	return check_any(w, files, n);
}

/* ---- into the store --------------------------------------------------------------------------------------- */

/* One file: its hash. Several: that of the lines sha256sum writes of them, so that `sha256sum FILES | sha256sum` gives it. */
static int all_hashes(struct infile *files, size_t n, char hash[65], struct err *err)
{
	unsigned char bytes[crypto_hash_sha256_BYTES];
	struct buf lines = { 0 };
	int rc = 0;

	for (size_t i = 0; !rc && i < n; i++) {
		rc = infile_hash(&files[i], err);
		buf_printf(&lines, "%s  %s\n", files[i].hash, files[i].name);
	}
	if (n == 1) {
		memcpy(hash, files[0].hash, 65);
	} else {
		crypto_hash_sha256(bytes, (const unsigned char *)buf_cstr(&lines), lines.len);
		sodium_bin2hex(hash, 65, bytes, sizeof(bytes));
	}
	buf_free(&lines);
	return rc;
}

/* "a.json", "a.json och 24 till"; the note has their names. */
static void put_about(struct importing *w, const struct infile *files, size_t n, const char *hash)
{
	struct buf name = { 0 }, note = { 0 };

	buf_str(&name, files[0].name);
	if (n > 1)
		buf_printf(&name, " och %zu till", n - 1);
	buf_str(&note, w->options->note ? w->options->note : "");
	for (size_t i = 0; n > 1 && i < n && i < NOTE_FILES; i++)
		buf_printf(&note, "%s%s", i ? ", " : note.len ? " Filer: " : "Filer: ", files[i].name);
	if (n > NOTE_FILES)
		buf_str(&note, " …");
	import_about(w->import, buf_cstr(&name), hash, w->options->source ? w->options->source : w->source ? w->source : "",
			buf_cstr(&note));
	buf_free(&name);
	buf_free(&note);
}

static bool write_progress(uint64_t done, uint64_t total, void *user)
{
	struct importing *w = user;
	struct import_progress now = { .phase = w->options->dry_run ? IMPORT_COUNTS : IMPORT_WRITES, .file = w->in->name, .done = done,
		.total = total, .figures = w->result->figures };

	if (!w->progress || w->progress(&now, w->user))
		return true;
	w->result->cancelled = true;
	return false;
}

static int publish(struct importing *w, struct infile *files, size_t n)
{
	struct batch batch = { 0 };
	char hash[65];
	int rc = all_hashes(files, n, hash, w->err);

	if (rc)
		return rc;
	put_about(w, files, n, hash);
	rc = import_publish(w->import, &batch, w->err);
	w->import = NULL;
	w->result->added = batch.added;
	w->result->changed = batch.changed;
	w->result->equal = batch.equal;
	w->result->batch = batch.number;
	warn_resourced(w, batch.resourced);
	free(batch.file);
	free(batch.source);
	free(batch.account);
	free(batch.note);
	/* Last, so that a failed publication leaves nothing; where this fails the next import of the same file makes up for it. */
	if (!rc && (rc = import_save_records(w)))
		err_prefix(w->err, "siffrorna är inlästa, men inte allt som skulle läggas till (läs in filen en gång till)");
	return rc;
}

static int finish(struct importing *w, struct infile *files, size_t n)
{
	struct import_result *r = w->result;
	struct err failure = { 0 };
	int rc;

	list_unknown(w);
	warn_shares(w);
	r->source = mem_strdup(source_of(w));
	import_about(w->import, NULL, NULL, r->source, NULL);
	r->sources_differ = w->sources_differ;
	import_on_progress(w->import, write_progress, w);
	if (w->options->dry_run && (rc = import_count(w->import, &r->added, &r->changed, &r->equal, &failure)) && !r->nrefused) {
		*w->err = failure;
		return rc;
	}
	warn_resourced(w, w->options->dry_run ? import_resourced(w->import) : 0);
	if ((rc = sum_up(w, files, n)) || (rc = check_source(w, files, n)))
		return rc;
	if (w->options->add_unknown) {
		import_make_records(w);
		warn_nameless(w);
	}
	if (w->rc || w->options->dry_run)
		return w->rc;
	return write_progress(0, r->figures, w) ? publish(w, files, n) : ERR_INPUT;
}

int import_run(struct store *store, const struct dataset *ds, struct infile *files, size_t n, const struct import_options *options,
		bool (*progress)(const struct import_progress *progress, void *user), void *user, struct import_result *result,
		struct err *err)
{
	struct importing w = { .store = store, .ds = ds, .options = options, .result = result, .progress = progress, .user = user,
		.err = err };
	int rc;

	for (size_t i = 0; i < n; i++)
		w.total += files[i].total;
	rc = read_files(&w, files, n);
	if (!rc && !result->cancelled)
		rc = finish(&w, files, n);
	if (rc == ERR_INPUT && !result->cancelled && !result->nrefused)
		import_find_twice(&w, files, n);
	if (result->cancelled)
		rc = err_set(err, ERR_INPUT, "avbrutet: inget lästes in");
	import_abandon(w.import);
	import_forget_names(&w);
	arena_free(&w.arena);
	return rc;
}

static void free_record(void *rec)
{
	record_free(rec);
}

void import_result_free(struct import_result *result)
{
	for (size_t i = 0; i < result->nunknown; i++)
		free(result->unknown[i].id);
	free(result->unknown);
	free(result->source);
	vec_free_all(&result->refused, free);
	vec_free_all(&result->warned, free);
	vec_free_all(&result->created, free_record);
	vec_free_all(&result->filled, free_record);
	memset(result, 0, sizeof(*result));
}
