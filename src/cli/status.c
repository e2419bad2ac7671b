/* status.c: styrtavla status. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli_util.h"
#include "cli/status_explain.h"
#include "io/export_json.h"
#include "query/assessments.h"
#include "query/occasions.h"

struct status_options {
	char **ids;
	int nids;
	bool explain;
	const char *since;
	enum cli_format format;
};

/* ---- which rows ------------------------------------------------------------------------------------------- */

static bool wanted(const struct status_options *how, const struct result *res, const struct row *row)
{
	for (int i = 0; i < how->nids; i++) {
		if (strcmp(how->ids[i], cli_cell(res, row, "id")) == 0)
			return true;
	}
	return how->nids == 0;
}

static int check_ids(const struct status_options *how, const struct result *res, struct err *err)
{
	for (int i = 0; i < how->nids; i++) {
		bool found = false;

		for (size_t r = 0; !found && r < res->nrows; r++)
			found = strcmp(how->ids[i], cli_cell(res, &res->rows[r], "id")) == 0;
		if (!found)
			return err_set(err, ERR_INPUT, "%s är varken ett mål eller en indikator i planen", how->ids[i]);
	}
	return 0;
}

static bool same_status(const struct result *res, const struct row *a, const struct row *b)
{
	static const char *const keys[] = { "computed", "assessed" };
	bool same = true;

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		int column = result_column(res, keys[i]);
		struct buf x = { 0 }, y = { 0 };

		if (column < 0)
			continue;
		cell_format_machine(&x, &res->columns[column], &a->cells[column]);
		cell_format_machine(&y, &res->columns[column], &b->cells[column]);
		same = same && strcmp(buf_cstr(&x), buf_cstr(&y)) == 0;
		buf_free(&x);
		buf_free(&y);
	}
	return same;
}

/* How it was at --since. */
struct past {
	struct dataset ds;
	struct result res;
	const struct row **index; /* by what they stand for; NULL: no --since */
};

struct keeping {
	const struct status_options *how;
	const struct result *res;
	const struct past *past;
};

static bool keep(const struct row *row, void *user)
{
	const struct keeping *k = user;
	const struct row *then = k->past->index ? result_row(k->past->index, k->past->res.nrows, &row->ref) : NULL;

	if (!wanted(k->how, k->res, row))
		return false;
	return !k->past->index || !then || !same_status(k->res, row, then);
}

/* ---- text ------------------------------------------------------------------------------------------------- */

static void put_cell(struct buf *out, const struct result *res, const struct row *row, const char *key)
{
	int column = result_column(res, key);
	struct buf text = { 0 };

	if (column >= 0)
		cell_format(&text, &res->columns[column], &row->cells[column]);
	cli_text(out, buf_cstr(&text));
	buf_free(&text);
}

static void pad(struct buf *out, size_t from, int width)
{
	for (int used = text_width(out->data + from); used < width; used++)
		buf_char(out, ' ');
}

/* How it stood then; NULL where there is no --since, or it was not there. */
static const struct row *row_then(const struct past *past, const struct row *row)
{
	return past->index ? result_row(past->index, past->res.nrows, &row->ref) : NULL;
}

/* Beside a word of somebody's it is not that it is not judged. */
static bool is_not_computed(const struct result *res, const struct row *row, const char *key)
{
	return strcmp(key, "computed") == 0 && row->cells[result_column(res, key)].num == STATUS_NONE &&
		!num_missing(row->cells[result_column(res, "assessed")].num);
}

/* A status, and what it was where that is another: "◐ på väg → ○ ej nått". */
static void put_move(struct buf *out, const struct past *past, const struct result *res, const struct row *row, const char *key)
{
	const struct row *then = row_then(past, row);
	struct buf was = { 0 }, is = { 0 };

	put_cell(&is, res, row, key);
	if (is_not_computed(res, row, key)) {
		buf_clear(&is);
		buf_printf(&is, "%s %s", status_text(STATUS_NONE)->sign, STATUS_NOT_COMPUTED);
	}
	if (then)
		put_cell(&was, &past->res, then, key);
	if (then && is_not_computed(&past->res, then, key)) {
		buf_clear(&was);
		buf_printf(&was, "%s %s", status_text(STATUS_NONE)->sign, STATUS_NOT_COMPUTED);
	}
	if (then && strcmp(buf_cstr(&was), buf_cstr(&is)) != 0)
		buf_printf(out, "%s → ", was.len ? buf_cstr(&was) : "ej bedömt");
	buf_str(out, buf_cstr(&is));
	buf_free(&was);
	buf_free(&is);
}

static int put_row(struct buf *out, const struct dataset *ds, const struct past *past, const struct result *res,
		const struct row *row, bool explain, struct err *err)
{
	const int width = past->index ? 36 : 18;
	size_t start = out->len;

	put_move(out, past, res, row, "computed");
	buf_char(out, ' ');
	pad(out, start, width);
	cli_text(out, cli_cell(res, row, "id"));
	buf_char(out, ' ');
	pad(out, start, width + 7);
	cli_text(out, cli_cell(res, row, "title"));
	if (!num_missing(row->cells[result_column(res, "assessed")].num)) {
		buf_str(out, " – bedömt: ");
		put_move(out, past, res, row, "assessed");
	}
	if (!explain && *cli_cell(res, row, "why")) {
		buf_str(out, " – ");
		cli_text(out, cli_cell(res, row, "why"));
	}
	buf_char(out, '\n');
	return explain ? status_explain(out, ds, &row->ref, err) : 0;
}

static int answer(const struct status_options *how, const struct store *store, const struct dataset *ds, const struct past *past,
		struct result *res)
{
	struct buf out = { 0 };
	struct err err = { 0 };
	int rc = 0;

	cli_mark(&out, res, store, how->format);
	if (how->format == FORMAT_JSON)
		export_json(&out, res);
	for (size_t i = 0; !rc && how->format == FORMAT_TEXT && i < res->nrows; i++)
		rc = put_row(&out, ds, past, res, &res->rows[i], how->explain, &err);
	if (rc) {
		buf_free(&out);
		return cli_fail(&err);
	}
	if (how->format == FORMAT_TEXT && !res->nrows)
		buf_str(&out, how->since ? "Inget läge har ändrats.\n" : "Planen har inga mål och inga indikatorer.\n");
	return cli_answer(&out, 0);
}

/* ---- since ------------------------------------------------------------------------------------------------ */

/* What was said of a goal at a report was said after its books had closed: that is what counts, as in `c` and on the overview. */
static void said_at(const struct dataset *ds, const struct query_filter *filter, const struct occasion *occasion, struct past *past)
{
	for (size_t i = 0; i < past->res.nrows; i++) {
		struct row *row = &past->res.rows[i];
		const struct goal *goal = row->ref.kind != REC_GOAL ? NULL :
			(const struct goal *)dataset_find(ds, REC_GOAL, row->ref.plan, row->ref.id);
		struct goal_move move;

		if (!goal)
			continue;
		goal_moved(ds, goal, assessment_voice(ds, goal, filter->board), occasion->rec.id, STATUS_NONE, &move);
		if (move.was)
			row_num(&past->res, row, "assessed", move.was->assessed);
	}
}

/* filter: of what is now; whose eyes it is seen with (--board) holds for both. */
static int query_before(const struct dataset *ds, const char *since, const struct query_filter *filter, struct past *past,
		struct err *err)
{
	const struct occasion *occasion = occasion_named(ds, since);
	moment_t moment = occasion ? occasion_cutoff(ds, occasion) : MOMENT_NONE; /* when its books closed */
	int rc;

	if (moment == MOMENT_NONE && !moment_parse_since(since, &moment))
		return err_set(err, ERR_USAGE, "%s är varken ett rapporttillfälle i planen eller en tid: skriv UR1 eller 2026-04-30", since);
	rc = dataset_load(&past->ds, ds->store, ds->plan, moment, ds->today, err);
	if (rc == ERR_INPUT) { /* before the plan was there nothing is: all that is now has come since */
		dataset_free(&past->ds);
		rc = dataset_load(&past->ds, ds->store, "all", moment, ds->today, err);
	}
	if (!rc)
		rc = query_statuses(&past->ds, filter, &past->res, err);
	if (rc)
		return rc;
	if (occasion && assessment_is_occasion(occasion->rec.id))
		said_at(ds, filter, occasion, past);
	past->index = result_index(&past->res);
	return 0;
}

static int query(const struct dataset *ds, const struct status_options *how, const struct query_filter *filter, struct past *past,
		struct result *res, struct err *err)
{
	struct keeping keeping = { .how = how, .res = res, .past = past };
	int rc = query_statuses(ds, filter, res, err);

	if (!rc)
		rc = check_ids(how, res, err);
	if (!rc && how->since)
		rc = query_before(ds, how->since, filter, past, err);
	if (!rc)
		result_keep(res, keep, &keeping);
	return rc;
}

static int run(const struct options *options, const struct status_options *how)
{
	struct query_filter filter = { 0 };
	struct result res = { 0 };
	struct past past = { 0 };
	struct dataset ds;
	struct store *store;
	struct err err = { 0 };
	int rc;

	if (cli_load_reading(options, &store, &ds, &err))
		return cli_fail(&err);
	rc = cli_board(&ds, options->board, &filter.board, &err);
	if (!rc)
		rc = query(&ds, how, &filter, &past, &res, &err);
	rc = rc ? cli_fail(&err) : answer(how, store, &ds, &past, &res);
	free(past.index);
	result_free(&past.res);
	dataset_free(&past.ds);
	result_free(&res);
	dataset_free(&ds);
	store_close(store);
	return rc;
}

int cli_status(const struct options *options, int argc, char **argv)
{
	static const struct option longs[] = {
		{ "explain", no_argument, NULL, 'e' }, { "since", required_argument, NULL, 's' },
		{ "format", required_argument, NULL, 'f' }, { 0 },
	};
	struct status_options how = { .format = FORMAT_TEXT };
	int c;

	cli_getopt_start();
	while ((c = cli_getopt(argc, argv, ":", longs)) != -1) {
		if (c == '?')
			return ERR_USAGE;
		if (c == 'e')
			how.explain = true;
		if (c == 's')
			how.since = optarg;
		if (c == 'f' && !cli_format("status", optarg, 1u << FORMAT_TEXT | 1u << FORMAT_JSON, &how.format))
			return ERR_USAGE;
	}
	how.ids = argv + optind;
	how.nids = argc - optind;
	return run(options, &how);
}
