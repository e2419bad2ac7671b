/* csv_in.c: the rows of a CSV file of figures. */
#include "io/csv_in.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"
#include "base/text.h"
#include "io/csv_rows.h"

enum { COL_METRIC, COL_ORGANISATION, COL_PERIOD, COL_GENDER, COL_VALUE, COL_MISSING, COL_PRELIMINARY, COL_SOURCE, NCOLS };
static const char *const column_names[NCOLS] = {
	"metric", "organisation", "period", "gender", "value", "missing", "preliminary", "source",
};
enum { NREQUIRED = COL_VALUE + 1 };

struct parser {
	struct csv_in *in;
	const struct csv_names *names;
	struct csv_rows rows;
	int place[NCOLS];        /* number of each column in the file, from 0; −1 not there */
	size_t ncolumns;         /* 0 until the header is read */
	bool comma;              /* a decimal comma was seen */
	int comma_line;
};

__attribute__((format(printf, 4, 5))) static void complain(struct parser *p, int line, int column, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	csv_rows_vcomplain(&p->rows, line, column < 0 ? -1 : p->place[column], column < 0 ? NULL : column_names[column], fmt, ap);
	va_end(ap);
}

/* ---- the header ------------------------------------------------------------------------------------------- */

static void take_column(struct parser *p, const char *name, int at)
{
	for (int c = 0; c < NCOLS; c++) {
		if (strcasecmp(name, column_names[c]) != 0)
			continue;
		if (p->place[c] >= 0)
			complain(p, p->rows.row_line, -1, "kolumnen %s finns två gånger", column_names[c]);
		p->place[c] = at;
		return;
	}
	complain(p, p->rows.row_line, -1, "kolumn %d: okänd rubrik \"%s\"; här väntades metric, organisation, period, gender, value och "
			"om så behövs missing, preliminary, source", at + 1, name);
}

static void read_header(struct parser *p)
{
	size_t before = p->in->nerrors;

	p->ncolumns = p->rows.nfields;
	if (p->rows.nfields == 1 && strpbrk(csv_rows_field(&p->rows, 0), ",\t|")) {
		complain(p, p->rows.row_line, -1, "kolumnerna ska skiljas åt med semikolon");
		p->rows.stop = true;
		return;
	}
	for (size_t i = 0; i < p->rows.nfields; i++)
		take_column(p, csv_rows_field(&p->rows, i), (int)i);
	for (int c = 0; c < NREQUIRED; c++) {
		if (p->place[c] < 0)
			complain(p, p->rows.row_line, -1, "rubriken %s saknas", column_names[c]);
	}
	p->rows.stop = p->in->nerrors > before;
}

/* ---- one row ---------------------------------------------------------------------------------------------- */

static const char *field(const struct parser *p, int column)
{
	return p->place[column] < 0 ? "" : csv_rows_field(&p->rows, (size_t)p->place[column]);
}

static void note_unknown(struct csv_in *in, enum record_kind kind, const char *id, int line)
{
	/* Newest first: files come series by series. */
	for (size_t i = in->nunknown; i-- > 0;) {
		if (in->unknown[i].kind == kind && in->unknown[i].id == id) {
			in->unknown[i].rows++;
			return;
		}
	}
	in->unknown = mem_array(in->unknown, in->nunknown + 1, sizeof(*in->unknown));
	in->unknown[in->nunknown++] = (struct csv_unknown){ kind, id, line, 1 };
}

/* The id of the metric or organisation in column; NULL if it is no id. Each spelling is asked for once. */
static const char *resolve(struct parser *p, int column)
{
	enum record_kind kind = column == COL_METRIC ? REC_METRIC : REC_ORGANISATION;
	struct strmap *seen = column == COL_METRIC ? &p->in->metrics : &p->in->organisations;
	const char *word = field(p, column);
	const char *known = strmap_get(seen, word);
	const char *fault;
	static char nobody;

	if (!known && *word) {
		known = p->names->find(kind, word, p->names->user);
		known = known ? strmap_intern(&p->in->strings, known) : &nobody;
		strmap_add(seen, word, (char *)known);
	}
	if (known && known != &nobody)
		return known;
	fault = *word ? record_id_fault(kind, word) : "id saknas";
	if (fault) {
		complain(p, p->rows.row_line, column, *word ? "\"%s\" är inget id: %s" : "%s%s", word, fault);
		return NULL;
	}
	word = strmap_intern(&p->in->strings, word);
	note_unknown(p->in, kind, word, p->rows.row_line);
	return word;
}

static bool read_number(struct parser *p, const char *text, struct csv_row *row)
{
	const char *unit = "";
	enum num_parse what = num_parse(text, 0, &row->figure.value, &unit);

	if (what == NUM_AMBIGUOUS && num_parse(text, NUM_POINT, &row->figure.value, &unit) == NUM_OK) {
		row->doubtful = true;
		what = NUM_OK;
	}
	if (what != NUM_OK) {
		complain(p, p->rows.row_line, COL_VALUE, "\"%s\" %s", text, num_parse_text(what));
		return false;
	}
	if (*unit && strcmp(unit, "%") != 0 && strcmp(unit, "procent") != 0) {
		complain(p, p->rows.row_line, COL_VALUE, "\"%s\" har en enhet: skriv talet i nyckeltalets enhet, utan den", text);
		return false;
	}
	if (strchr(text, ',') && !p->comma) {
		p->comma = true;
		p->comma_line = p->rows.row_line;
	}
	return true;
}

/* A value, or why there is none. An empty value without a reason is not guessed at. */
static bool read_value(struct parser *p, struct csv_row *row)
{
	const char *value = field(p, COL_VALUE);
	const char *missing = field(p, COL_MISSING);
	int code = choice_find(choices_missing, missing);

	row->figure.value = NUM_MISSING;
	row->figure.missing = code;
	if (code < 0) {
		complain(p, p->rows.row_line, COL_MISSING, "\"%s\" är okänt; här väntades not_measured, suppressed, not_yet, developing eller "
				"deleted", missing);
	} else if (code && !text_blank(value)) {
		complain(p, p->rows.row_line, COL_VALUE, "här finns både ett värde och ett skäl till att det saknas");
	} else if (!code && text_blank(value)) {
		complain(p, p->rows.row_line, COL_VALUE, "värdet är tomt: skriv varför i kolumnen missing (not_measured, suppressed, not_yet, "
				"developing eller deleted)");
	} else {
		return code || read_number(p, value, row);
	}
	return false;
}

static bool read_preliminary(struct parser *p, struct csv_row *row)
{
	static const char *const words[] = { "", "nej", "false", "0", "ja", "true", "1" };
	const char *text = field(p, COL_PRELIMINARY);

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (strcasecmp(text, words[i]) == 0) {
			row->figure.preliminary = i >= 4;
			return true;
		}
	}
	complain(p, p->rows.row_line, COL_PRELIMINARY, "\"%s\" är varken ja eller nej", text);
	return false;
}

static bool read_gender(struct parser *p, struct csv_row *row)
{
	const char *text = field(p, COL_GENDER);

	/* Kolada's older answers call women F. */
	row->figure.gender = strcasecmp(text, "F") == 0 ? GENDER_K : choice_find(choices_gender, text);
	if (row->figure.gender == 0)
		row->figure.gender = GENDER_T;
	if (row->figure.gender > 0)
		return true;
	complain(p, p->rows.row_line, COL_GENDER, "\"%s\" är okänt; här väntades T, K eller M", text);
	return false;
}

static bool read_period(struct parser *p, struct csv_row *row)
{
	const char *text = field(p, COL_PERIOD);

	if (period_parse(text, &row->figure.period) && row->figure.period)
		return true;
	complain(p, p->rows.row_line, COL_PERIOD, "\"%s\" är ingen period: skriv 2024, 2024-03, 2024-Q1, 2024-V13 eller R12:2024-03", text);
	return false;
}

static void read_source(struct parser *p)
{
	const char *text = field(p, COL_SOURCE);

	if (!*text)
		return;
	text = strmap_intern(&p->in->strings, text);
	if (p->in->source && p->in->source != text)
		p->in->sources_differ = true;
	p->in->source = text;
}

static void read_row(struct parser *p)
{
	struct csv_in *in = p->in;
	struct csv_row row = { .line = p->rows.row_line };
	bool good;

	if (p->rows.nfields != p->ncolumns) {
		complain(p, p->rows.row_line, -1, "raden har %zu fält; rubriken har %zu", p->rows.nfields, p->ncolumns);
		return;
	}
	row.metric = resolve(p, COL_METRIC);
	row.organisation = resolve(p, COL_ORGANISATION);
	good = row.metric && row.organisation;
	good = read_period(p, &row) && good;
	good = read_gender(p, &row) && good;
	good = read_value(p, &row) && good;
	good = read_preliminary(p, &row) && good;
	read_source(p);
	if (!good)
		return;
	if (in->n == in->cap) {
		in->cap = in->cap ? in->cap * 2 : 256;
		in->rows = mem_array(in->rows, in->cap, sizeof(*in->rows));
	}
	in->rows[in->n++] = row;
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

static int compare_rows(const void *a, const void *b)
{
	const struct csv_row *x = a, *y = b;
	int d = x->metric == y->metric ? 0 : strcmp(x->metric, y->metric);

	if (!d && x->organisation != y->organisation)
		d = strcmp(x->organisation, y->organisation);
	if (!d)
		d = (x->figure.period > y->figure.period) - (x->figure.period < y->figure.period);
	if (!d)
		d = x->figure.gender - y->figure.gender;
	return d;
}

static int compare_then_line(const void *a, const void *b)
{
	const struct csv_row *x = a, *y = b;
	int d = compare_rows(a, b);

	return d ? d : x->line - y->line;
}

static bool same_figure(const struct figure *a, const struct figure *b)
{
	bool value = a->value == b->value || (num_missing(a->value) && num_missing(b->value));

	return value && a->missing == b->missing && a->preliminary == b->preliminary;
}

/* Sorts, and drops rows that say the same as one before. */
static void sort_rows(struct parser *p)
{
	struct csv_in *in = p->in;
	size_t kept = 0;

	if (in->n)
		qsort(in->rows, in->n, sizeof(*in->rows), compare_then_line);
	for (size_t i = 0; i < in->n; i++) {
		struct csv_row *before = kept ? &in->rows[kept - 1] : NULL;

		if (!before || compare_rows(before, &in->rows[i]) != 0)
			in->rows[kept++] = in->rows[i];
		else if (!same_figure(&before->figure, &in->rows[i].figure))
			complain(p, in->rows[i].line, -1, "samma nyckeltal, organisation, period och kön som rad %d, men ett annat värde",
					before->line);
	}
	in->n = kept;
}

static void refuse_doubtful(struct parser *p)
{
	for (size_t i = 0; p->comma && i < p->in->n; i++) {
		if (p->in->rows[i].doubtful)
			complain(p, p->in->rows[i].line, COL_VALUE, "värdet %s; filen har decimalkomma på rad %d",
					num_parse_text(NUM_AMBIGUOUS), p->comma_line);
	}
}

bool csv_in_read(struct csv_in *in, const char *name, const char *data, size_t size, const struct csv_names *names)
{
	struct parser p = { .in = in, .names = names, .rows = { .file = name, .take = take_row, .user = &p, .errors = &in->errors,
		.nerrors = &in->nerrors } };
	size_t before = in->nerrors;

	for (int c = 0; c < NCOLS; c++)
		p.place[c] = -1;
	csv_rows_read(&p.rows, data, size);
	if (!p.ncolumns && in->nerrors == before)
		complain(&p, 1, -1, "filen är tom; här väntades rubriken metric;organisation;period;gender;value");
	refuse_doubtful(&p);
	sort_rows(&p);
	return in->nerrors == before;
}

void csv_in_free(struct csv_in *in)
{
	free(in->rows);
	free(in->unknown);
	vec_free_all(&in->errors, free);
	strmap_free(&in->strings);
	strmap_free(&in->metrics);
	strmap_free(&in->organisations);
	memset(in, 0, sizeof(*in));
}
