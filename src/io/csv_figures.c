/* csv_figures.c: figures from plain CSV: metric;organisation;period;gender;value with a header line, in any order, and the
 * optional columns missing, preliminary and source. What our own `export observations` writes is read back.
 *
 * This is the format for large files, so what a row has in common with the one before is not looked at twice. "1.234" is a decimal
 * number in a file that has no decimal comma anywhere, and an error in one that has: it is never guessed. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/fastnum.h"
#include "base/num.h"
#include "base/text.h"
#include "io/csv_rows.h"
#include "io/figures_formats.h"

enum { COL_METRIC, COL_ORGANISATION, COL_PERIOD, COL_GENDER, COL_VALUE, COL_MISSING, COL_PRELIMINARY, COL_SOURCE, NCOLS };
static const char *const column_names[NCOLS] = {
	"metric", "organisation", "period", "gender", "value", "missing", "preliminary", "source",
};
enum { NREQUIRED = COL_VALUE + 1, YEAR_FIRST = 1800, NYEARS = 401 };

struct parser {
	struct csv_rows rows;
	const struct figures_sink *sink;
	int place[NCOLS];        /* number of each column in the file, from 0; −1 not there */
	size_t ncolumns;         /* 0 until the header is read */
	size_t refused;
	struct figure_signs signs;
	period_t years[NYEARS];  /* periods that are years, once they have been read */
	char *source;            /* what the column source says */
	struct buf metric, organisation; /* of the last figure handed over */
	bool straight;           /* the columns are those that must be there, in their order, and no other */
	struct buf prefix;       /* what a row of that figure's series begins with; empty: not known */
};

__attribute__((format(printf, 3, 4))) static void complain(struct parser *p, int column, const char *fmt, ...)
{
	va_list ap;

	p->refused++;
	va_start(ap, fmt);
	csv_rows_vcomplain(&p->rows, p->rows.row_line, column < 0 ? -1 : p->place[column], column < 0 ? NULL : column_names[column], fmt,
			ap);
	va_end(ap);
}

/* ---- the header ------------------------------------------------------------------------------------------- */

static int column_named(const char *name)
{
	for (int c = 0; c < NCOLS; c++) {
		if (strcasecmp(name, column_names[c]) == 0)
			return c;
	}
	return -1;
}

static void read_header(struct parser *p)
{
	p->ncolumns = p->rows.nfields;
	for (size_t i = 0; i < p->rows.nfields; i++) {
		const char *name = csv_rows_field(&p->rows, i);
		int c = column_named(name);

		if (c < 0)
			complain(p, -1, "kolumn %zu: okänd rubrik \"%s\"; här väntades metric, organisation, period, gender, value och "
					"om så behövs missing, preliminary, source", i + 1, name);
		else if (p->place[c] >= 0)
			complain(p, -1, "kolumnen %s finns två gånger", column_names[c]);
		else
			p->place[c] = (int)i;
	}
	for (int c = 0; c < NREQUIRED; c++) {
		if (p->place[c] < 0)
			complain(p, -1, "rubriken %s saknas", column_names[c]);
	}
	p->straight = p->ncolumns == NREQUIRED;
	for (int c = 0; c < NREQUIRED; c++)
		p->straight = p->straight && p->place[c] == c;
	p->rows.stop = p->refused > 0;
}

bool csv_figures_is(const struct infile *in, const struct figures_options *options)
{
	size_t n = in->encoding == ENC_BINARY ? 0 : in->size, blank = n ? strspn(in->data, "\r\n") : 0, known = 0;
	const char *s = in->data + blank, *end = memchr(s, '\n', n - blank); /* a sheet may begin below its first row */
	char delim = csv_separator(s, n - blank), name[16];

	if (options->map)
		return in->encoding != ENC_BINARY;
	end = end ? end : in->data + n;
	while (s < end) {
		const char *stop = memchr(s, delim, (size_t)(end - s));
		size_t len = (size_t)((stop ? stop : end) - s);

		while (len && strchr("\" \t\r", s[len - 1]))
			len--;
		while (len && strchr("\" \t", *s)) {
			s++;
			len--;
		}
		if (len && len < sizeof(name)) {
			memcpy(name, s, len);
			name[len] = '\0';
			known += column_named(name) >= 0;
		}
		s = stop ? stop + 1 : end;
	}
	return known >= 2;
}

/* ---- fields ----------------------------------------------------------------------------------------------- */

static const char *field(const struct parser *p, int column)
{
	return p->place[column] < 0 ? "" : csv_rows_field(&p->rows, (size_t)p->place[column]);
}

/* All four looked at at once. */
static inline bool four_digits(const char *text)
{
	uint32_t v;

	memcpy(&v, text, sizeof(v));
	return (v & 0xF0F0F0F0) == 0x30303030 && ((v + 0x06060606) & 0xF0F0F0F0) == 0x30303030;
}

/* Where the period that four bytes name is kept; NULL where they are no year. */
static inline period_t *year_of(struct parser *p, const char *text)
{
	int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0') - YEAR_FIRST;

	return four_digits(text) && year >= 0 && year < NYEARS ? &p->years[year] : NULL;
}

static bool read_period(struct parser *p, period_t *period)
{
	char fault[PERIOD_FAULT_MAX];
	size_t at = (size_t)p->place[COL_PERIOD];
	period_t *known = p->rows.size[at] == 4 ? year_of(p, p->rows.field[at]) : NULL;
	const char *text = field(p, COL_PERIOD);

	if (known && (*period = *known))
		return true;
	if (period_parse(text, period) && *period) {
		if (known)
			*known = *period;
		return true;
	}
	complain(p, COL_PERIOD, "\"%s\" %s", text, figure_period_fault(text, fault));
	return false;
}

static bool read_gender(struct parser *p, int *gender)
{
	const char *text = field(p, COL_GENDER);

	/* Nearly always T, K or M. */
	*gender = !*text || (*text == 'T' && !text[1]) ? GENDER_T : *text == 'K' && !text[1] ? GENDER_K : *text == 'M' && !text[1] ? GENDER_M :
		figure_gender(text, false);
	if (*gender > 0)
		return true;
	complain(p, COL_GENDER, "\"%s\" är okänt; här väntades T, K eller M", text);
	return false;
}

/* What a number with a decimal point, or none, says of the file's numbers. */
static inline void note_sign(struct parser *p, const char *text, size_t n, long line)
{
	if (!p->signs.point || (!p->signs.point3 && n > 4 && text[n - 4] == '.'))
		figure_sign(&p->signs, text, n, line);
}

static bool read_number(struct parser *p, const char *text, size_t n, double *value)
{
	const char *unit = "";
	enum num_parse what;

	if (fastnum_plain(text, n, value)) {
		note_sign(p, text, n, p->rows.row_line);
		return true;
	}
	what = num_parse(text, 0, value, &unit);
	if (what == NUM_AMBIGUOUS && num_parse(text, NUM_POINT, value, &unit) == NUM_OK)
		what = NUM_OK;
	if (what != NUM_OK) {
		complain(p, COL_VALUE, "\"%s\" %s", text, num_parse_text(what));
		return false;
	}
	if (*unit && strcmp(unit, "%") != 0 && strcmp(unit, "procent") != 0) {
		complain(p, COL_VALUE, "\"%s\" har en enhet: skriv talet i nyckeltalets enhet, utan den", text);
		return false;
	}
	figure_sign(&p->signs, text, n, p->rows.row_line);
	return true;
}

/* A value, or why there is none. An empty value without a reason is not guessed at. */
static bool read_value(struct parser *p, struct figure *figure)
{
	const char *value = p->rows.field[p->place[COL_VALUE]];
	size_t n = p->rows.size[p->place[COL_VALUE]];
	const char *missing = field(p, COL_MISSING);
	int code;

	if (!*missing && n && *value <= '9')
		return read_number(p, value, n, &figure->value);
	code = *missing ? choice_find(choices_missing, missing) : MISSING_NONE;
	figure->value = NUM_MISSING;
	figure->missing = code;
	if (code < 0) {
		complain(p, COL_MISSING, "\"%s\" är okänt; här väntades not_measured, suppressed, not_yet, developing eller deleted",
				missing);
	} else if (code && !text_blank(value)) {
		complain(p, COL_VALUE, "här finns både ett värde och ett skäl till att det saknas");
	} else if (!code && text_blank(value)) {
		complain(p, COL_VALUE, "värdet är tomt: skriv varför i kolumnen missing (not_measured, suppressed, not_yet, "
				"developing eller deleted)");
	} else {
		return code || read_number(p, value, n, &figure->value);
	}
	return false;
}

static bool read_preliminary(struct parser *p, bool *preliminary)
{
	static const char *const words[] = { "", "nej", "false", "0", "ja", "true", "1" };
	const char *text = field(p, COL_PRELIMINARY);

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (strcasecmp(text, words[i]) == 0) {
			*preliminary = i >= 4;
			return true;
		}
	}
	complain(p, COL_PRELIMINARY, "\"%s\" är varken ja eller nej", text);
	return false;
}

/* True unless reading shall stop. */
static bool read_source(struct parser *p)
{
	const char *text = field(p, COL_SOURCE);

	if (!*text || (p->source && strcmp(text, p->source) == 0))
		return true;
	free(p->source);
	p->source = mem_strdup(text);
	return figures_metric(p->sink, &(struct metric_in){ .source = text, .decimals = -1 });
}

/* ---- rows of the same series ------------------------------------------------------------------------------ */

/* A word that a row has without quotes, and without spaces around it, just as it is here. */
static bool is_bare(const struct parser *p, const char *s, size_t n)
{
	if (!n || strchr(" \t", s[0]) || strchr(" \t", s[n - 1]))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == p->rows.delim || strchr("\"\r\n", s[i]))
			return false;
	}
	return true;
}

/* What the rows of this series that come next begin with, if they are written as rows mostly are. */
static void learn_prefix(struct parser *p)
{
	const struct csv_rows *rows = &p->rows;

	if (!p->straight || !is_bare(p, rows->field[COL_METRIC], rows->size[COL_METRIC]) ||
			!is_bare(p, rows->field[COL_ORGANISATION], rows->size[COL_ORGANISATION]))
		return;
	for (int c = COL_METRIC; c <= COL_ORGANISATION; c++) {
		buf_add(&p->prefix, rows->field[c], rows->size[c]);
		buf_char(&p->prefix, rows->delim);
	}
}

/* True if the figure is of the same series as the one handed over before it; else that is noted. What is learnt is learnt from its
 * second row, so that a file in no order at all has no use of it and no cost. */
static bool note_series(struct parser *p, const struct figure_in *in)
{
	if (strcmp(buf_cstr(&p->organisation), in->organisation) == 0 && strcmp(buf_cstr(&p->metric), in->metric) == 0) {
		if (!p->prefix.len)
			learn_prefix(p);
		return true;
	}
	buf_clear(&p->metric);
	buf_str(&p->metric, in->metric);
	buf_clear(&p->organisation);
	buf_str(&p->organisation, in->organisation);
	buf_clear(&p->prefix);
	return false;
}

/* What a number of so many decimals says of the file's numbers, if that is not known. */
static inline void note_decimals(struct parser *p, const char *text, size_t n, size_t decimals, long line)
{
	const struct figure_signs *signs = &p->signs;
	bool comma = decimals && text[n - decimals - 1] == ',';

	if (decimals && (!(comma ? signs->comma : signs->point) || (decimals == 3 && !(comma ? signs->comma3 : signs->point3))))
		figure_sign(&p->signs, text, n, line);
}

/* The rest of a row of the same series as the one before, in the form that machines write, "2024;T;7.5", which is nearly all of a
 * large file: read where it is. Whatever is written otherwise is read by read_row, and means the same there. */
static char *quick_row(struct csv_rows *rows, char *s, const char *edge)
{
	static const unsigned char genders[256] = { ['T'] = GENDER_T, ['K'] = GENDER_K, ['M'] = GENDER_M };
	enum { YEAR = 4, GENDER_AT = YEAR + 1, VALUE_AT = GENDER_AT + 2 };
	struct parser *p = rows->user;
	size_t n = p->prefix.len, decimals;
	struct figure_in in;
	const period_t *year;

	if (!n || (size_t)(edge - s) < n + VALUE_AT || memcmp(s, p->prefix.data, n) != 0)
		return NULL;
	s += n;
	year = year_of(p, s);
	in = (struct figure_in){ .metric = p->metric.data, .organisation = p->organisation.data, .line = rows->line + 1, .same = true };
	in.figure.gender = genders[(unsigned char)s[GENDER_AT]];
	if (!year || !*year || s[YEAR] != rows->delim || !in.figure.gender || s[GENDER_AT + 1] != rows->delim)
		return NULL;
	in.figure.period = *year;
	s += VALUE_AT;
	n = fastnum_decimal(s, rows->delim != ',', &in.figure.value, &decimals);
	s += n;
	if (*s == '\r')
		s++;
	if (!n || *s != '\n' || s == edge)
		return NULL;
	note_decimals(p, s - n - (s[-1] == '\r'), n, decimals, in.line);
	rows->stop = !p->sink->figure(&in, p->sink->user);
	return s;
}

/* ---- any row ---------------------------------------------------------------------------------------------- */

static void read_row(struct parser *p)
{
	struct figure_in in = { .line = p->rows.row_line };
	bool good = true;

	if (p->rows.nfields != p->ncolumns) {
		complain(p, -1, "raden har %zu fält; rubriken har %zu", p->rows.nfields, p->ncolumns);
		return;
	}
	in.metric = field(p, COL_METRIC);
	in.organisation = field(p, COL_ORGANISATION);
	for (int c = COL_METRIC; c <= COL_ORGANISATION; c++) {
		if (*(c == COL_METRIC ? in.metric : in.organisation))
			continue;
		complain(p, c, "id saknas");
		good = false;
	}
	good = read_period(p, &in.figure.period) && good;
	good = read_gender(p, &in.figure.gender) && good;
	good = read_value(p, &in.figure) && good;
	good = (p->place[COL_PRELIMINARY] < 0 || read_preliminary(p, &in.figure.preliminary)) && good;
	if (p->place[COL_SOURCE] >= 0 && !read_source(p)) {
		p->rows.stop = true;
		return;
	}
	if (!good)
		return;
	in.same = note_series(p, &in);
	p->rows.stop = !p->sink->figure(&in, p->sink->user);
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

static void refuse_doubtful(struct parser *p)
{
	long other, line = figure_signs_clash(&p->signs, &other);

	if (!line)
		return;
	p->rows.row_line = (int)line;
	if (line == p->signs.point3)
		complain(p, COL_VALUE, "värdet %s; filen har decimalkomma på rad %ld", num_parse_text(NUM_AMBIGUOUS), other);
	else
		complain(p, COL_VALUE, "värdet är tvetydigt (1,234): skriv 1234 eller 1.234; filen har decimalpunkt på rad %ld", other);
}

int csv_figures_read(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err)
{
	struct parser *p;
	int rc;

	if (options->map)
		return csv_map_read(in, options, sink, err);
	p = mem_alloc(sizeof(*p));
	p->sink = sink;
	p->rows.in = in;
	p->rows.sink = sink;
	p->rows.take = take_row;
	p->rows.quick = quick_row;
	p->rows.user = p;
	p->rows.delim = csv_separator(in->data, in->encoding == ENC_BINARY ? 0 : in->size);
	for (int c = 0; c < NCOLS; c++)
		p->place[c] = -1;
	rc = in->encoding == ENC_BINARY ? err_set(err, ERR_INPUT, "%s är ingen text, eller UTF-16 utan BOM: spara den som UTF-8", in->name) :
		csv_rows_stream(&p->rows, err);
	if (!rc && !p->ncolumns && !p->rows.refused) {
		p->rows.row_line = 1;
		complain(p, -1, "filen är tom; här väntades rubriken metric;organisation;period;gender;value");
	}
	if (!rc)
		refuse_doubtful(p);
	free(p->source);
	buf_free(&p->metric);
	buf_free(&p->organisation);
	buf_free(&p->prefix);
	free(p);
	return rc;
}
