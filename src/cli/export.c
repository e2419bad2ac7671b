/* export.c: styrtavla export. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/cli_util.h"
#include "io/export_csv.h"
#include "io/export_json.h"
#include "io/outfile.h"
#include "model/calendar.h"

struct export_options {
	const char *what, *file, *board, *indicator, *organisation, *period, *gender, *year;
	enum cli_format format;
	int csv; /* CSV_* */
};

/* ---- filters ---------------------------------------------------------------------------------------------- */

static int read_indicator(const struct dataset *ds, const char *id, struct err *err)
{
	const struct record_list *indicators = dataset_list(ds, REC_INDICATOR);

	if (!id || dataset_find(ds, REC_METRIC, NULL, id))
		return 0;
	for (size_t i = 0; i < indicators->n; i++) {
		if (strcmp(indicators->items[i]->id, id) == 0)
			return 0;
	}
	return err_set(err, ERR_INPUT, "%s är varken en indikator i planen eller ett nyckeltal", id);
}

static int read_year(const struct export_options *how, int *year, struct err *err)
{
	char *end = NULL;
	long number;

	if (!how->year)
		return 0;
	if (strcmp(how->what, "calendar") != 0)
		return err_set(err, ERR_USAGE, "--year hör till export calendar");
	number = strtol(how->year, &end, 10);
	if (!*how->year || *end || number < CALENDAR_FIRST_YEAR || number > CALENDAR_LAST_YEAR)
		return err_set(err, ERR_USAGE, "--year %s: skriv ett år från %d till %d", how->year, CALENDAR_FIRST_YEAR, CALENDAR_LAST_YEAR);
	*year = (int)number;
	return 0;
}

static int read_filter(const struct dataset *ds, const struct export_options *how, struct query_filter *filter,
		struct err *err)
{
	int rc = cli_board(ds, how->board, &filter->board, err);

	if (!rc)
		rc = cli_organisation(ds, how->organisation, &filter->organisation, err);
	if (!rc)
		rc = read_indicator(ds, how->indicator, err);
	if (!rc)
		rc = read_year(how, &filter->year, err);
	if (rc)
		return rc;
	filter->indicator = how->indicator;
	if (how->period && (!period_parse(how->period, &filter->period) || !filter->period))
		return err_set(err, ERR_USAGE, "%s är ingen period: skriv 2024, 2024-03, 2024-Q1, 2024-V13 eller R12:2024-03", how->period);
	filter->gender = how->gender ? choice_find(choices_gender, how->gender) : 0;
	if (filter->gender < 0)
		return err_set(err, ERR_USAGE, "%s är inget kön: skriv T, K eller M", how->gender);
	return 0;
}

/* ---- the answer ------------------------------------------------------------------------------------------- */

static const struct query_export *find_export(const char *what)
{
	for (size_t i = 0; i < query_nexports; i++) {
		if (strcmp(query_exports[i].what, what) == 0)
			return &query_exports[i];
	}
	return NULL;
}

static int no_such_export(const char *what)
{
	struct buf names = { 0 };

	for (size_t i = 0; i < query_nexports; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", query_exports[i].what);
	cli_usage("export", "%s kan inte exporteras; det finns %s", what, buf_cstr(&names));
	buf_free(&names);
	return ERR_USAGE;
}

/* A terminal gets what cannot harm it; a file or a pipe gets every byte. */
static void clean_for_terminal(struct buf *out)
{
	struct buf clean = { 0 };

	text_clean(&clean, buf_cstr(out), out->len, TEXT_KEEP_LF);
	buf_free(out);
	*out = clean;
}

static int write_result(const struct export_options *how, const struct store *store, struct result *res)
{
	struct buf out = { 0 };
	struct err err = { 0 };
	int rc;

	cli_mark(&out, res, store, how->format);
	if (how->format == FORMAT_JSON)
		export_json(&out, res);
	else
		export_csv(&out, res, how->csv);
	if (!how->file) {
		if (how->format == FORMAT_CSV && isatty(STDOUT_FILENO))
			clean_for_terminal(&out);
		return cli_answer(&out, 0);
	}
	rc = outfile_write(how->file, buf_cstr(&out), out.len, &err);
	buf_free(&out);
	return rc ? cli_fail(&err) : 0;
}

static int run(const struct options *options, const struct export_options *how, const struct query_export *export)
{
	struct query_filter filter = { 0 };
	struct result res = { 0 };
	struct dataset ds;
	struct store *store;
	struct err err = { 0 };
	int rc;

	if (cli_load_reading(options, &store, &ds, &err))
		return cli_fail(&err);
	rc = read_filter(&ds, how, &filter, &err);
	if (!rc)
		rc = export->run(&ds, &filter, &res, &err);
	rc = rc ? cli_fail(&err) : write_result(how, store, &res);
	result_free(&res);
	dataset_free(&ds);
	store_close(store);
	return rc;
}

/* ---- arguments -------------------------------------------------------------------------------------------- */

static const struct option longs[] = {
	{ "format", required_argument, NULL, 'f' }, { "output", required_argument, NULL, 'o' },
	{ "board", required_argument, NULL, 'b' }, { "indicator", required_argument, NULL, 'i' },
	{ "organisation", required_argument, NULL, 'O' }, { "period", required_argument, NULL, 'p' },
	{ "gender", required_argument, NULL, 'g' }, { "swedish", no_argument, NULL, 's' },
	{ "raw", no_argument, NULL, 'r' }, { "year", required_argument, NULL, 'y' }, { 0 },
};

static int read_option(struct export_options *how, int c)
{
	if (c == 'f')
		return cli_format("export", optarg, 1u << FORMAT_JSON | 1u << FORMAT_CSV, &how->format) ? 0 : ERR_USAGE;
	if (c == 's')
		how->csv |= CSV_SWEDISH;
	else if (c == 'r')
		how->csv |= CSV_RAW;
	else if (c == 'o')
		how->file = optarg;
	else if (c == 'b')
		how->board = optarg;
	else if (c == 'i')
		how->indicator = optarg;
	else if (c == 'O')
		how->organisation = optarg;
	else if (c == 'p')
		how->period = optarg;
	else if (c == 'g')
		how->gender = optarg;
	else if (c == 'y')
		how->year = optarg;
	else
		return ERR_USAGE;
	return 0;
}

int cli_export(const struct options *options, int argc, char **argv)
{
	struct export_options how = { .format = FORMAT_TEXT, .board = options->board };
	const struct query_export *export;
	int c;

	cli_getopt_start();
	while ((c = cli_getopt(argc, argv, ":o:", longs)) != -1) {
		int rc = read_option(&how, c);

		if (rc)
			return rc;
	}
	if (how.format == FORMAT_TEXT)
		how.format = how.csv ? FORMAT_CSV : FORMAT_JSON;
	if (how.csv && how.format != FORMAT_CSV)
		return cli_usage("export", "--swedish och --raw hör till --format csv");
	if (optind == argc)
		return cli_usage("export", "vad ska exporteras?");
	if (optind + 1 < argc)
		return cli_usage("export", "ett ord för mycket: %s", argv[optind + 1]);
	how.what = argv[optind];
	export = find_export(how.what);
	return export ? run(options, &how, export) : no_such_export(how.what);
}
