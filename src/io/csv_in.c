/* csv_in.c: the rows of a CSV file of figures. Lines go to libcsv one by one, so that every message has its line. */
#include "io/csv_in.h"

#include <csv.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"
#include "base/text.h"

enum { COL_METRIC, COL_ORGANISATION, COL_PERIOD, COL_GENDER, COL_VALUE, COL_MISSING, COL_PRELIMINARY, COL_SOURCE, NCOLS };
static const char *const column_names[NCOLS] = {
	"metric", "organisation", "period", "gender", "value", "missing", "preliminary", "source",
};
enum { NREQUIRED = COL_VALUE + 1, FIELDS_MAX = 1000 };

struct parser {
	struct csv_in *in;
	const struct csv_names *names;
	const char *file;
	int line, row_line;      /* line: being fed; row_line: where the row began */
	int place[NCOLS];        /* number of each column in the file, from 0; −1 not there */
	size_t ncolumns;         /* 0 until the header is read */
	struct buf text;         /* the row's fields, each ended by NUL */
	size_t starts[FIELDS_MAX];
	size_t nfields;
	bool stop;
	bool comma;              /* a decimal comma was seen */
	int comma_line;
};

__attribute__((format(printf, 4, 5))) static void complain(struct parser *p, int line, int column, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	if (p->in->nerrors++ >= CSV_IN_ERRORS)
		return;
	buf_printf(&b, "%s:%d: ", p->file, line);
	if (column >= 0)
		buf_printf(&b, "kolumn %d (%s): ", p->place[column] + 1, column_names[column]);
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	vec_push(&p->in->errors, buf_take(&b));
}

/* ---- the header ------------------------------------------------------------------------------------------- */

static void take_column(struct parser *p, const char *name, int at)
{
	for (int c = 0; c < NCOLS; c++) {
		if (strcasecmp(name, column_names[c]) != 0)
			continue;
		if (p->place[c] >= 0)
			complain(p, p->row_line, -1, "kolumnen %s finns två gånger", column_names[c]);
		p->place[c] = at;
		return;
	}
	complain(p, p->row_line, -1, "kolumn %d: okänd rubrik \"%s\"; här väntades metric, organisation, period, gender, value och "
			"om så behövs missing, preliminary, source", at + 1, name);
}

static void read_header(struct parser *p)
{
	size_t before = p->in->nerrors;

	p->ncolumns = p->nfields;
	if (p->nfields == 1 && strpbrk(buf_cstr(&p->text), ",\t|")) {
		complain(p, p->row_line, -1, "kolumnerna ska skiljas åt med semikolon");
		p->stop = true;
		return;
	}
	for (size_t i = 0; i < p->nfields; i++)
		take_column(p, p->text.data + p->starts[i], (int)i);
	for (int c = 0; c < NREQUIRED; c++) {
		if (p->place[c] < 0)
			complain(p, p->row_line, -1, "rubriken %s saknas", column_names[c]);
	}
	p->stop = p->in->nerrors > before;
}

/* ---- one row ---------------------------------------------------------------------------------------------- */

/* The field as text, without the ' that our own exports put before what a spreadsheet would take for a formula. */
static const char *field(const struct parser *p, int column)
{
	const char *s = p->place[column] < 0 ? "" : p->text.data + p->starts[p->place[column]];

	if (*s == '\'' && s[1] && strchr("=+-@\t\r", s[1]))
		s++;
	return s;
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
		complain(p, p->row_line, column, *word ? "\"%s\" är inget id: %s" : "%s%s", word, fault);
		return NULL;
	}
	word = strmap_intern(&p->in->strings, word);
	note_unknown(p->in, kind, word, p->row_line);
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
		complain(p, p->row_line, COL_VALUE, "\"%s\" %s", text, num_parse_text(what));
		return false;
	}
	if (*unit && strcmp(unit, "%") != 0 && strcmp(unit, "procent") != 0) {
		complain(p, p->row_line, COL_VALUE, "\"%s\" har en enhet: skriv talet i nyckeltalets enhet, utan den", text);
		return false;
	}
	if (strchr(text, ',') && !p->comma) {
		p->comma = true;
		p->comma_line = p->row_line;
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
		complain(p, p->row_line, COL_MISSING, "\"%s\" är okänt; här väntades not_measured, suppressed, not_yet, developing eller "
				"deleted", missing);
	} else if (code && !text_blank(value)) {
		complain(p, p->row_line, COL_VALUE, "här finns både ett värde och ett skäl till att det saknas");
	} else if (!code && text_blank(value)) {
		complain(p, p->row_line, COL_VALUE, "värdet är tomt: skriv varför i kolumnen missing (not_measured, suppressed, not_yet, "
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
	complain(p, p->row_line, COL_PRELIMINARY, "\"%s\" är varken ja eller nej", text);
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
	complain(p, p->row_line, COL_GENDER, "\"%s\" är okänt; här väntades T, K eller M", text);
	return false;
}

static bool read_period(struct parser *p, struct csv_row *row)
{
	const char *text = field(p, COL_PERIOD);

	if (period_parse(text, &row->figure.period) && row->figure.period)
		return true;
	complain(p, p->row_line, COL_PERIOD, "\"%s\" är ingen period: skriv 2024, 2024-03, 2024-Q1, 2024-V13 eller R12:2024-03", text);
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
	struct csv_row row = { .line = p->row_line };
	bool good;

	if (p->nfields != p->ncolumns) {
		complain(p, p->row_line, -1, "raden har %zu fält; rubriken har %zu", p->nfields, p->ncolumns);
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

/* ---- libcsv ----------------------------------------------------------------------------------------------- */

static void end_field(void *data, size_t n, void *user)
{
	struct parser *p = user;

	if (p->nfields < FIELDS_MAX) {
		p->starts[p->nfields] = p->text.len;
		buf_add(&p->text, data ? data : "", n);
		buf_char(&p->text, '\0');
	}
	p->nfields++;
}

static void end_row(int c, void *user)
{
	struct parser *p = user;

	(void)c;
	if (p->nfields > FIELDS_MAX)
		complain(p, p->row_line, -1, "raden har fler än %d fält", (int)FIELDS_MAX);
	else if (p->nfields && !p->ncolumns)
		read_header(p);
	else if (p->nfields)
		read_row(p);
	p->nfields = 0;
	buf_clear(&p->text);
	p->row_line = 0;
}

static void start_csv(struct csv_parser *csv)
{
	csv_init(csv, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(csv, ';');
}

/* A row that is no CSV is told, and the next line begins afresh. */
static void restart(struct parser *p, struct csv_parser *csv, const char *what)
{
	complain(p, p->row_line ? p->row_line : p->line, -1, "%s", what);
	csv_free(csv);
	start_csv(csv);
	p->nfields = 0;
	buf_clear(&p->text);
	p->row_line = 0;
}

/* Bytes that no line may have. */
static bool check_line(struct parser *p, const char *s, size_t n)
{
	size_t bad, place = 1;

	if (n && s[n - 1] == '\n')
		n--;
	if (n && s[n - 1] == '\r')
		n--;
	if (memchr(s, '\0', n)) {
		complain(p, p->line, -1, "raden har ett NUL-tecken: filen är kanske UTF-16; spara den som UTF-8");
		p->stop = true;
		return false;
	}
	if (utf8_valid(s, n, &bad)) {
		if (!memchr(s, '\r', n))
			return true;
		bad = (size_t)((const char *)memchr(s, '\r', n) - s);
	}
	for (size_t i = 0; i < bad; i++)
		place += ((unsigned char)s[i] & 0xC0) != 0x80;
	if (s[bad] == '\r')
		complain(p, p->line, -1, "tecken %zu: ett ensamt CR mitt i raden", place);
	else
		complain(p, p->line, -1, "tecken %zu: byten 0x%02X är inte giltig UTF-8; spara filen som UTF-8", place,
				(unsigned char)s[bad]);
	return false;
}

static void feed_line(struct parser *p, struct csv_parser *csv, const char *s, size_t n)
{
	static const char *const broken = "raden är ingen giltig CSV: ett citattecken står mitt i ett fält, eller stängs inte";

	if (!check_line(p, s, n)) {
		if (p->row_line)
			restart(p, csv, broken);
		return;
	}
	if (!p->row_line)
		p->row_line = p->line;
	if (csv_parse(csv, s, n, end_field, end_row, p) != n)
		restart(p, csv, broken);
}

static void feed_all(struct parser *p, struct csv_parser *csv, const char *data, size_t size)
{
	const char *end = data + size;
	const char *row = data;

	while (data < end && !p->stop) {
		const char *lf = memchr(data, '\n', (size_t)(end - data));
		size_t n = lf ? (size_t)(lf + 1 - data) : (size_t)(end - data);

		p->line++;
		if (!p->row_line)
			row = data;
		if ((size_t)(data - row) + n > CSV_IN_ROW_MAX) {
			complain(p, p->row_line ? p->row_line : p->line, -1, "raden är längre än 1 MiB: ett citattecken som inte stängs?");
			return;
		}
		feed_line(p, csv, data, n);
		data += n;
		/* libcsv does not tell of empty lines. */
		if (p->row_line && !p->nfields && csv->pstate == 0)
			p->row_line = 0;
	}
	if (!p->stop && csv_fini(csv, end_field, end_row, p) != 0)
		complain(p, p->row_line, -1, "ett citattecken stängs inte före filens slut");
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
	struct parser p = { .in = in, .names = names, .file = name };
	struct csv_parser csv;
	size_t before = in->nerrors;

	for (int c = 0; c < NCOLS; c++)
		p.place[c] = -1;
	if (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
		data += 3;
		size -= 3;
	}
	start_csv(&csv);
	feed_all(&p, &csv, data, size);
	csv_free(&csv);
	buf_free(&p.text);
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
