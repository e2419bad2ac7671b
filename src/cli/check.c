/* check.c: styrtavla check. Exit 1 where something was found. */
#include <string.h>

#include "cli/cli_util.h"
#include "io/export_json.h"
#include "query/occasions.h"

struct check_options {
	const char *occasion;
	enum cli_format format;
};

struct keeping {
	const struct result *res;
	const char *occasion;
};

/* A finding that belongs to no occasion is there at all of them. */
static bool keep(const struct row *row, void *user)
{
	const struct keeping *k = user;
	const char *of = cli_cell(k->res, row, "occasion");

	return !*of || strcmp(of, k->occasion) == 0;
}

/* The codes are for programs. */
static const char *code_word(const char *code)
{
	static const struct { const char *code, *word; } words[] = {
		{ "action-plan-missing", "åtgärdsplan saknas" }, { "late", "försenat" }, { "no-target", "inget målvärde" },
		{ "no-value", "inget utfall" },
		{ "inconsistent", "stämmer inte" }, { "unsigned", "inte klarmarkerat" }, { "incomplete", "ofullständigt" },
	};

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (strcmp(words[i].code, code) == 0)
			return words[i].word;
	}
	return code;
}

static void put_row(struct buf *out, const struct result *res, const struct row *row)
{
	const char *board = cli_cell(res, row, "board");

	buf_printf(out, "%s ", code_word(cli_cell(res, row, "code")));
	if (*board) {
		cli_text(out, board);
		buf_char(out, ' ');
	}
	cli_text(out, cli_cell(res, row, "id"));
	buf_str(out, ": ");
	cli_text(out, cli_cell(res, row, "message"));
	buf_char(out, '\n');
}

static int answer(const struct check_options *how, const struct store *store, struct result *res)
{
	struct buf out = { 0 };

	cli_mark(&out, res, store, how->format);
	if (how->format == FORMAT_JSON)
		export_json(&out, res);
	for (size_t i = 0; how->format == FORMAT_TEXT && i < res->nrows; i++)
		put_row(&out, res, &res->rows[i]);
	if (how->format == FORMAT_TEXT && !res->nrows)
		buf_str(&out, "Inget saknas.\n");
	return cli_answer(&out, res->nrows ? ERR_FINDINGS : 0);
}

static int query(const struct dataset *ds, const struct options *options, const struct check_options *how, struct result *res,
		struct err *err)
{
	const struct occasion *occasion = how->occasion ? occasion_named(ds, how->occasion) : NULL;
	struct keeping keeping = { res, occasion ? occasion->rec.id : NULL };
	struct query_filter filter = { .occasion = keeping.occasion };
	int rc = cli_board(ds, options->board, &filter.board, err);

	if (!rc && how->occasion && !occasion)
		rc = err_set(err, ERR_INPUT, "rapporttillfället %s finns inte i planen", how->occasion);
	if (!rc)
		rc = query_check(ds, &filter, res, err);
	if (!rc && occasion)
		result_keep(res, keep, &keeping);
	return rc;
}

static int run(const struct options *options, const struct check_options *how)
{
	struct result res = { 0 };
	struct dataset ds;
	struct store *store;
	struct err err = { 0 };
	int rc;

	if (cli_load_reading(options, &store, &ds, &err))
		return cli_fail(&err);
	rc = query(&ds, options, how, &res, &err);
	rc = rc ? cli_fail(&err) : answer(how, store, &res);
	result_free(&res);
	dataset_free(&ds);
	store_close(store);
	return rc;
}

int cli_check(const struct options *options, int argc, char **argv)
{
	static const struct option longs[] = {
		{ "occasion", required_argument, NULL, 'o' }, { "format", required_argument, NULL, 'f' }, { 0 },
	};
	struct check_options how = { .format = FORMAT_TEXT };
	int c;

	cli_getopt_start();
	while ((c = cli_getopt(argc, argv, ":", longs)) != -1) {
		if (c == '?')
			return ERR_USAGE;
		if (c == 'o')
			how.occasion = optarg;
		if (c == 'f' && !cli_format("check", optarg, 1u << FORMAT_TEXT | 1u << FORMAT_JSON, &how.format))
			return ERR_USAGE;
	}
	if (optind < argc)
		return cli_usage("check", "ett ord för mycket: %s", argv[optind]);
	return run(options, &how);
}
