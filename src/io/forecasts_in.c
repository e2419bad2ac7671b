/* forecasts_in.c: see the header. */
#include "io/forecasts_in.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/text.h"
#include "io/csv_rows.h"

/* What a heading may be, folded. The first is the field's key; a field's label will do too. */
enum { COL_BOARD, COL_PERIOD, COL_GROUP, COL_FIRST_VALUE, COL_COMPUTED = COL_FIRST_VALUE + 5, NCOLS };
static const char *const names[NCOLS][6] = {
	[COL_BOARD] = { "board", "nämnd" },
	[COL_PERIOD] = { "period", "månad" },
	[COL_GROUP] = { "group", "uppdragsgrupp", "grupp" },
	[COL_FIRST_VALUE] = { "outcome", "utfall", "ack utfall" },
	{ "budget", "ack budget" },
	{ "forecast", "prognos", "helårsprognos" },
	{ "budget_year", "helårsbudget", "årsbudget" },
	{ "comment", "kommentar" },
	/* What follows from the others is not read. */
	[COL_COMPUTED] = { "deviation", "change", "avvikelse", "ändring", "förändring" },
};

/* A number that is only a number if the point is a decimal point. */
struct doubtful {
	int line, column;
	char *text;
};
struct parser {
	struct forecasts_in *in;
	const struct dataset *ds;
	struct csv_rows rows;
	int place[NCOLS];        /* number of each column in the file, from 0; −1 not there */
	size_t ncolumns;         /* 0 until the header is read */
	bool comma, point;       /* numbers were seen that can only have the one or the other for decimals */
	struct doubtful *doubtful;
	size_t ndoubtful, doubtful_cap;
};

/* ---- the header ------------------------------------------------------------------------------------------- */

/* "Prognos (mnkr)" is "prognos". */
static void fold_heading(struct buf *out, const char *s)
{
	static const char *const units[] = { " (mnkr)", ", mnkr", " mnkr" };

	text_fold(out, s + strspn(s, " "), FOLD_CASE);
	while (out->len && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
	for (size_t i = 0; out->len && i < COUNT_OF(units); i++) {
		size_t n = strlen(units[i]);

		if (out->len > n && strcmp(out->data + out->len - n, units[i]) == 0)
			out->data[out->len -= n] = '\0';
	}
}

static const struct field *field_of(int column)
{
	return column < COL_COMPUTED ? record_field(record_type(REC_FORECAST), names[column][0]) : NULL;
}

/* The column that a heading stands for; −1 if none. */
static int column_named(const char *heading)
{
	struct buf folded = { 0 }, label = { 0 };
	int found = -1;

	fold_heading(&folded, heading);
	for (int c = 0; c < NCOLS && found < 0; c++) {
		const struct field *field = field_of(c);

		for (size_t i = 0; i < COUNT_OF(names[c]) && names[c][i]; i++) {
			if (strcmp(buf_cstr(&folded), names[c][i]) == 0)
				found = c;
		}
		buf_clear(&label);
		text_fold(&label, field ? field->label : "", FOLD_CASE);
		if (folded.len && strcmp(buf_cstr(&folded), buf_cstr(&label)) == 0)
			found = c;
	}
	buf_free(&folded);
	buf_free(&label);
	return found;
}

static void read_header(struct parser *p)
{
	struct csv_rows *rows = &p->rows;
	size_t before = p->in->nerrors;
	bool value = false;

	p->ncolumns = rows->nfields;
	for (size_t i = 0; i < rows->nfields; i++) {
		int c = column_named(csv_rows_field(rows, i));

		if (c < 0)
			csv_rows_complain(rows, rows->row_line, -1, NULL, "kolumn %zu: okänd rubrik \"%s\"; här väntades board, period och "
				"någon av outcome, budget, forecast, budget_year, comment, group", i + 1, csv_rows_field(rows, i));
		else if (c != COL_COMPUTED && p->place[c] >= 0)
			csv_rows_complain(rows, rows->row_line, -1, NULL, "kolumnen %s finns två gånger", names[c][0]);
		else
			p->place[c] = (int)i;
		value = value || (c >= COL_FIRST_VALUE && c < COL_COMPUTED);
	}
	for (int c = COL_BOARD; c <= COL_PERIOD; c++) {
		if (p->place[c] < 0)
			csv_rows_complain(rows, rows->row_line, -1, NULL, "rubriken %s saknas", names[c][0]);
	}
	if (!value && p->in->nerrors == before)
		csv_rows_complain(rows, rows->row_line, -1, NULL, "rubriken forecast saknas: ingen kolumn har något att läsa in");
	rows->stop = p->in->nerrors > before;
}

/* ---- one row ---------------------------------------------------------------------------------------------- */

static const char *cell(const struct parser *p, int column)
{
	return p->place[column] < 0 ? "" : csv_rows_field(&p->rows, (size_t)p->place[column]);
}

static bool complain(struct parser *p, int column, const char *text)
{
	csv_rows_complain(&p->rows, p->rows.row_line, p->place[column], names[column][0], "%s", text);
	return false;
}

static bool parse(struct parser *p, struct record *rec, int column, const char *text)
{
	struct err err = { 0 };

	return !field_parse(rec, field_of(column), text, DATE_NONE, &err) || complain(p, column, err.text);
}

/* Board, period and group: whose month it is. */
static bool read_key(struct parser *p, struct record *rec)
{
	const char *name = cell(p, COL_BOARD);
	const struct board *board = dataset_board_named(p->ds, name);
	bool good = true;
	char *text;

	if (text_blank(name)) {
		good = complain(p, COL_BOARD, "nämnden saknas");
	} else if (!board) {
		text = mem_printf("nämnden \"%s\" finns inte", name);
		good = complain(p, COL_BOARD, text);
		free(text);
	} else {
		good = parse(p, rec, COL_BOARD, board->rec.id);
	}
	if (text_blank(cell(p, COL_PERIOD)))
		good = complain(p, COL_PERIOD, "perioden saknas");
	else
		good = parse(p, rec, COL_PERIOD, cell(p, COL_PERIOD)) && good;
	good = parse(p, rec, COL_GROUP, cell(p, COL_GROUP)) && good;
	if (good)
		record_derive_id(rec);
	return good;
}

/* A number, noting what its decimals tell of the file. */
static bool read_number(struct parser *p, struct record *rec, int column, const char *text)
{
	double value;
	const char *unit = "";
	enum num_parse what = num_parse(text, 0, &value, &unit);

	if (what == NUM_AMBIGUOUS && num_parse(text, NUM_POINT, &value, &unit) == NUM_OK && !*unit) {
		if (p->ndoubtful == p->doubtful_cap) {
			p->doubtful_cap = p->doubtful_cap ? p->doubtful_cap * 2 : 16;
			p->doubtful = mem_array(p->doubtful, p->doubtful_cap, sizeof(*p->doubtful));
		}
		p->doubtful[p->ndoubtful++] = (struct doubtful){ p->rows.row_line, column, mem_strdup(text) };
		*(double *)field_ptr(rec, field_of(column)) = value;
		return true;
	}
	p->comma = p->comma || (what == NUM_OK && strchr(text, ','));
	p->point = p->point || (what == NUM_OK && strchr(text, '.') && !strchr(text, ','));
	return parse(p, rec, column, text);
}

static bool read_values(struct parser *p, struct record *rec, bool *any)
{
	bool good = true;

	for (int c = COL_FIRST_VALUE; c < COL_COMPUTED; c++) {
		const char *text = cell(p, c);

		if (text_blank(text))
			continue;
		*any = true;
		good = (field_of(c)->type == FT_NUM ? read_number(p, rec, c, text) : parse(p, rec, c, text)) && good;
	}
	return good;
}

static bool check(struct parser *p, const struct record *rec)
{
	const struct field *bad = NULL;
	struct err err = { 0 };
	int column = -1;

	if (!record_check(rec, &bad, &err) && !dataset_check(p->ds, rec, &bad, &err))
		return true;
	for (int c = 0; bad && c < COL_COMPUTED; c++) {
		if (field_of(c) == bad && p->place[c] >= 0)
			column = c;
	}
	if (column >= 0)
		return complain(p, column, err.text);
	csv_rows_complain(&p->rows, p->rows.row_line, -1, NULL, "%s", err.text);
	return false;
}

static bool is_equal(const struct record *a, const struct record *b)
{
	const struct record_type *type = record_type(a->kind);

	for (size_t i = 0; i < type->nfields; i++) {
		if (!field_equal(a, b, &type->fields[i]))
			return false;
	}
	return true;
}

/* False, told, where the files have this month already. */
static bool is_first(struct parser *p, const char *id)
{
	const char *before = strmap_get(&p->in->seen, id);
	char *here = before ? NULL : mem_printf("%s:%d", p->rows.file, p->rows.row_line);

	if (!before) {
		strmap_add(&p->in->seen, id, here);
		vec_push(&p->in->places, here);
		return true;
	}
	csv_rows_complain(&p->rows, p->rows.row_line, -1, NULL, "samma nämnd, månad och uppdragsgrupp som %s", before);
	return false;
}

static void keep(struct parser *p, struct forecast *rec, const struct forecast *old)
{
	struct forecasts_in *in = p->in;

	if (in->n == in->cap) {
		in->cap = in->cap ? in->cap * 2 : 64;
		in->items = mem_array(in->items, in->cap, sizeof(*in->items));
	}
	in->items[in->n++] = (struct forecast_in){ .rec = rec, .old = old, .file = p->rows.file,
		.equal = old && is_equal(&rec->rec, &old->rec) };
}

static void read_row(struct parser *p)
{
	struct record *rec = record_new(REC_FORECAST, p->ds->plan, NULL);
	const struct record *old = NULL;
	bool any = false, good;

	if (p->rows.nfields != p->ncolumns) {
		csv_rows_complain(&p->rows, p->rows.row_line, -1, NULL, "raden har %zu fält; rubriken har %zu", p->rows.nfields,
			p->ncolumns);
		record_free(rec);
		return;
	}
	good = read_key(p, rec);
	if (good)
		old = dataset_find(p->ds, REC_FORECAST, p->ds->plan, rec->id);
	if (old) {
		record_free(rec);
		rec = record_copy(old);
	}
	good = read_values(p, rec, &any) && good;
	/* 0 is what no budgeted result means: our own export says so. */
	if (((struct forecast *)rec)->budget_year == 0 && (!old || num_missing(((const struct forecast *)old)->budget_year)))
		((struct forecast *)rec)->budget_year = NUM_MISSING;
	good = good && check(p, rec) && is_first(p, rec->id);
	p->in->empty += good && !any && !old;
	if (good && (any || old))
		keep(p, (struct forecast *)rec, (const struct forecast *)old);
	else
		record_free(rec);
}

static void take_row(struct csv_rows *rows, void *user)
{
	struct parser *p = user;

	(void)rows;
	if (p->ncolumns)
		read_row(p);
	else
		read_header(p);
}

/* ---- the whole -------------------------------------------------------------------------------------------- */

/* Never guessed: the file itself must show what its point is. */
static void end_doubt(struct parser *p)
{
	for (size_t i = 0; i < p->ndoubtful; i++) {
		const struct doubtful *d = &p->doubtful[i];

		if (p->comma || !p->point)
			csv_rows_complain(&p->rows, d->line, p->place[d->column], names[d->column][0], "\"%s\" %s", d->text,
				num_parse_text(NUM_AMBIGUOUS));
		free(d->text);
	}
	free(p->doubtful);
}

bool forecasts_in_read(struct forecasts_in *in, const char *file, const char *data, size_t size, const struct dataset *ds)
{
	struct parser p = { .in = in, .ds = ds, .rows = { .file = file, .take = take_row, .user = &p, .errors = &in->errors,
		.nerrors = &in->nerrors } };
	size_t before = in->nerrors;

	for (int c = 0; c < NCOLS; c++)
		p.place[c] = -1;
	csv_rows_read(&p.rows, data, size);
	end_doubt(&p);
	return in->nerrors == before;
}

void forecasts_in_free(struct forecasts_in *in)
{
	for (size_t i = 0; i < in->n; i++)
		record_free(&in->items[i].rec->rec);
	free(in->items);
	vec_free_all(&in->errors, free);
	vec_free_all(&in->places, free);
	strmap_free(&in->seen);
	memset(in, 0, sizeof(*in));
}

/* ---- is it? ----------------------------------------------------------------------------------------------- */

struct heading {
	bool done, board, metric;
};

static void look_at_header(struct csv_rows *rows, void *user)
{
	struct heading *heading = user;

	for (size_t i = 0; !heading->done && i < rows->nfields && i < CSV_FIELDS_MAX; i++) {
		heading->board = heading->board || column_named(csv_rows_field(rows, i)) == COL_BOARD;
		heading->metric = heading->metric || strcmp(csv_rows_field(rows, i), "metric") == 0;
	}
	heading->done = true;
	rows->stop = true;
}

bool forecasts_in_is(const char *data, size_t size)
{
	struct heading heading = { 0 };
	struct vec errors = { 0 };
	size_t nerrors = 0;
	struct csv_rows rows = { .file = "", .take = look_at_header, .user = &heading, .errors = &errors, .nerrors = &nerrors };

	csv_rows_read(&rows, data, size);
	vec_free_all(&errors, free);
	return heading.board && !heading.metric;
}
