/* log.c: styrtavla log. */
#include "cli/cli_util.h"

static void put_cell(struct buf *out, const struct result *res, const struct row *row, const char *key)
{
	int column = result_column(res, key);
	struct buf text = { 0 };

	if (column >= 0)
		cell_format(&text, &res->columns[column], &row->cells[column]);
	cli_text(out, buf_cstr(&text));
	buf_free(&text);
}

/* One entry a line, what changed on a line of its own below. */
static void put_row(struct buf *out, const struct result *res, const struct row *row)
{
	static const char *const keys[] = { "seq", "at", "user", "role", "did", "title" };

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		if (i)
			buf_str(out, "  ");
		put_cell(out, res, row, keys[i]);
	}
	buf_char(out, '\n');
	if (*cli_cell(res, row, "what")) {
		buf_str(out, "      ");
		put_cell(out, res, row, "what");
		buf_char(out, '\n');
	}
}

static int find_since(struct store *store, moment_t since, uint64_t *seq, struct err *err)
{
	struct snapshot *snap;
	int rc = store_snapshot(store, MOMENT_NOW, &snap, err);

	if (rc)
		return rc;
	*seq = journal_seq_at(snap, since);
	store_snapshot_end(snap);
	return 0;
}

static int run(const struct options *options, const char *board, moment_t since)
{
	struct query_filter filter = { 0 };
	struct result res = { 0 };
	struct buf out = { 0 };
	struct dataset ds;
	struct store *store;
	struct err err = { 0 };
	int rc;

	if (cli_load_reading(options, &store, &ds, &err))
		return cli_fail(&err);
	rc = cli_board(&ds, board, &filter.board, &err);
	if (!rc && since != MOMENT_NONE)
		rc = find_since(store, since, &filter.since_seq, &err);
	if (!rc)
		rc = query_journal(&ds, &filter, &res, &err);
	if (!rc)
		cli_mark(&out, &res, store, FORMAT_TEXT);
	for (size_t i = 0; !rc && i < res.nrows; i++)
		put_row(&out, &res, &res.rows[i]);
	rc = rc ? cli_fail(&err) : cli_answer(&out, 0);
	result_free(&res);
	dataset_free(&ds);
	store_close(store);
	return rc;
}

int cli_log(const struct options *options, int argc, char **argv)
{
	static const struct option longs[] = {
		{ "since", required_argument, NULL, 's' }, { "board", required_argument, NULL, 'b' }, { 0 },
	};
	const char *board = options->board;
	moment_t since = MOMENT_NONE;
	int c;

	cli_getopt_start();
	while ((c = cli_getopt(argc, argv, ":", longs)) != -1) {
		if (c == '?')
			return ERR_USAGE;
		if (c == 'b')
			board = optarg;
		if (c == 's' && !moment_parse_since(optarg, &since))
			return cli_usage("log", "--since %s: skriv 2026-04-30 eller \"2026-04-30 12:00\"", optarg);
	}
	if (optind < argc)
		return cli_usage("log", "ett ord för mycket: %s", argv[optind]);
	return run(options, board, since);
}
