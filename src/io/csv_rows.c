/* csv_rows.c: see the header. */
#include "io/csv_rows.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { PIECE = 256 << 10 };

struct reader {
	struct csv_rows *rows;
	struct csv_parser csv;
	char *data;                /* a row at least, with a line feed after the end */
	size_t cap, start, end;
	bool last;                 /* there is no more to come */
	bool special[256];         /* bytes that end a field, a line, or the short way */
	const char *memory;        /* rows->in NULL: what is left to read */
	size_t left;
	size_t row;                /* bytes of the row in quotes that went before this line */
};

static const char *const broken = "raden är ingen giltig CSV: ett citattecken står mitt i ett fält, eller stängs inte";

/* ---- complaints ------------------------------------------------------------------------------------------- */

void csv_rows_vcomplain(struct csv_rows *rows, int line, int column, const char *name, const char *fmt, va_list ap)
{
	struct buf b = { 0 };

	if (rows->errors && (*rows->nerrors)++ >= CSV_ERRORS)
		return;
	if (rows->errors)
		buf_printf(&b, "%s:%d: ", rows->file, line);
	if (column >= 0)
		buf_printf(&b, "kolumn %d (%s): ", column + 1, name);
	buf_vprintf(&b, fmt, ap);
	if (rows->errors) {
		vec_push(rows->errors, buf_take(&b));
		return;
	}
	rows->refused = true;
	figures_refuse(rows->sink, rows->in, line, 0, "%s", buf_cstr(&b));
	buf_free(&b);
}

void csv_rows_complain(struct csv_rows *rows, int line, int column, const char *name, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	csv_rows_vcomplain(rows, line, column, name, fmt, ap);
	va_end(ap);
}

char csv_separator(const char *line, size_t n)
{
	static const char separators[] = ";\t|,";
	size_t counts[sizeof(separators) - 1] = { 0 };
	size_t best = 0;
	bool quoted = false;

	for (size_t i = 0; i < n && (quoted || (line[i] != '\n' && line[i] != '\r')); i++) {
		const char *at = line[i] ? strchr(separators, line[i]) : NULL;

		quoted ^= line[i] == '"';
		if (at && !quoted)
			counts[at - separators]++;
	}
	for (size_t k = 1; k < COUNT_OF(counts); k++) {
		if (counts[k] > counts[best])
			best = k;
	}
	return separators[best];
}

/* ---- rows with quotes: libcsv ----------------------------------------------------------------------------- */

static void end_field(void *data, size_t n, void *user)
{
	struct csv_rows *rows = user;

	if (rows->nfields < CSV_FIELDS_MAX) {
		/* Where in text: it may still move. */
		rows->size[rows->nfields] = n;
		buf_add(&rows->text, data ? data : "", n);
		buf_char(&rows->text, '\0');
	}
	rows->nfields++;
}

static void hand_over(struct csv_rows *rows)
{
	if (rows->nfields > CSV_FIELDS_MAX)
		csv_rows_complain(rows, rows->row_line, -1, NULL, "raden har fler än %d fält", (int)CSV_FIELDS_MAX);
	else if (rows->nfields)
		rows->take(rows, rows->user);
	rows->nfields = 0;
}

static void end_row(int c, void *user)
{
	struct csv_rows *rows = user;
	size_t at = 0;

	(void)c;
	for (size_t i = 0; i < rows->nfields && i < CSV_FIELDS_MAX; i++) {
		rows->field[i] = rows->text.data + at;
		at += rows->size[i] + 1;
	}
	hand_over(rows);
	buf_clear(&rows->text);
	rows->row_line = 0;
}

static void start_csv(struct reader *r)
{
	csv_init(&r->csv, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&r->csv, (unsigned char)r->rows->delim);
}

/* A row that is no CSV is told, and the next line begins afresh. */
static void restart(struct reader *r, const char *what)
{
	struct csv_rows *rows = r->rows;

	csv_rows_complain(rows, rows->row_line ? rows->row_line : rows->line, -1, NULL, "%s", what);
	csv_free(&r->csv);
	start_csv(r);
	rows->nfields = 0;
	buf_clear(&rows->text);
	rows->row_line = 0;
}

/* Bytes that no line may have. */
static bool check_line(struct csv_rows *rows, const char *s, size_t n)
{
	size_t bad, place = 1;

	if (n && s[n - 1] == '\n')
		n--;
	if (n && s[n - 1] == '\r')
		n--;
	if (memchr(s, '\0', n)) {
		csv_rows_complain(rows, rows->line, -1, NULL, "raden har ett NUL-tecken: filen är kanske UTF-16; spara den som UTF-8");
		rows->stop = true;
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
		csv_rows_complain(rows, rows->line, -1, NULL, "tecken %zu: ett ensamt CR mitt i raden", place);
	else
		csv_rows_complain(rows, rows->line, -1, NULL, "tecken %zu: byten 0x%02X är inte giltig UTF-8; spara filen som UTF-8", place,
				(unsigned char)s[bad]);
	return false;
}

static bool too_long(struct csv_rows *rows)
{
	csv_rows_complain(rows, rows->row_line ? rows->row_line : rows->line, -1, NULL,
		"raden är längre än 1 MiB: ett citattecken som inte stängs?");
	rows->stop = true;
	return true;
}

static void feed_line(struct reader *r, const char *s, size_t n)
{
	struct csv_rows *rows = r->rows;

	r->row = rows->row_line ? r->row + n : n;
	if (r->row > CSV_ROW_MAX) {
		too_long(rows);
	} else if (!check_line(rows, s, n)) {
		if (rows->row_line)
			restart(r, broken);
	} else {
		if (!rows->row_line)
			rows->row_line = rows->line;
		if (csv_parse(&r->csv, s, n, end_field, end_row, rows) != n)
			restart(r, broken);
	}
	/* libcsv does not tell of empty lines. */
	if (rows->row_line && !rows->nfields && r->csv.pstate == 0)
		rows->row_line = 0;
}

/* ---- lines without quotes --------------------------------------------------------------------------------- */

static inline bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* The field from start to end, without the spaces around it, as field number i. */
static inline void set_field(struct csv_rows *rows, size_t i, char *start, char *end)
{
	while (start < end && is_space(*start))
		start++;
	while (end > start && is_space(end[-1]))
		end--;
	*end = '\0';
	rows->field[i] = start;
	rows->size[i] = (size_t)(end - start);
}

/* Takes apart the line at s, whose end is marked by a line feed; stop is where it is. False where it has quotes or anything else to
 * look at, or its end is not there yet: nothing is changed then. */
static bool short_way(struct reader *r, char *s, char **stop)
{
	struct csv_rows *rows = r->rows;
	const bool *special = r->special;
	char *ends[CSV_FIELDS_MAX], *p = s, *end;
	size_t n = 0;

	for (;;) {
		while (!special[(unsigned char)*p])
			p++;
		if (*p != rows->delim)
			break;
		if (n == CSV_FIELDS_MAX - 1)
			return false;
		ends[n++] = p++;
	}
	end = p;
	if (*p == '\r' && p[1] == '\n')
		p++;
	if (*p != '\n' || (p == r->data + r->end && !r->last))
		return false;
	*stop = p;
	for (size_t i = 0; i < n; i++) {
		set_field(rows, i, s, ends[i]);
		s = ends[i] + 1;
	}
	set_field(rows, n, s, end);
	rows->nfields = n + 1;
	return true;
}

static void take_short(struct csv_rows *rows)
{
	/* An empty line is no row. */
	if (rows->nfields > 1 || rows->size[0]) {
		rows->row_line = rows->line;
		rows->take(rows, rows->user);
		rows->row_line = 0;
	}
	rows->nfields = 0;
}

/* ---- reading on ------------------------------------------------------------------------------------------- */

static int read_piece(struct reader *r, size_t want, size_t *n, struct err *err)
{
	if (r->rows->in)
		return infile_read(r->rows->in, r->data + r->end, want, n, err);
	*n = want < r->left ? want : r->left;
	if (*n) {
		memcpy(r->data + r->end, r->memory, *n);
		r->memory += *n;
	}
	r->left -= *n;
	return 0;
}

/* More bytes after those that are left, which move to the front. */
static int fill(struct reader *r, struct err *err)
{
	size_t n;
	int rc;

	if (r->start) /* at first there is no buffer to move in */
		memmove(r->data, r->data + r->start, r->end - r->start);
	r->end -= r->start;
	r->start = 0;
	if (r->cap < r->end + PIECE) {
		r->cap = r->end + PIECE;
		r->data = mem_realloc(r->data, r->cap + 2);
	}
	rc = read_piece(r, PIECE, &n, err);
	if (rc)
		return rc;
	r->end += n;
	r->last = n == 0;
	/* Ends every line, also one whose end is not there yet; and there is a byte after a CR. */
	r->data[r->end] = '\n';
	r->data[r->end + 1] = '\0';
	if (r->rows->in && !figures_progress(r->rows->sink, r->rows->in))
		r->rows->stop = true;
	return 0;
}

/* The line at r->start, if all of it is there. */
static bool next_line(struct reader *r)
{
	struct csv_rows *rows = r->rows;
	char *s = r->data + r->start, *edge = r->data + r->end, *stop;

	if (!rows->row_line && rows->quick && (stop = rows->quick(rows, s, edge))) {
		rows->line++;
		r->start = (size_t)(stop + 1 - r->data);
		return true;
	}
	if (!rows->row_line && rows->in && short_way(r, s, &stop)) {
		rows->line++;
		if (stop - s > CSV_ROW_MAX)
			return too_long(rows);
		r->start = (size_t)(stop - r->data) + (stop < edge);
		take_short(rows);
		return true;
	}
	stop = memchr(s, '\n', (size_t)(edge - s));
	if (!stop && !r->last)
		return false;
	rows->line++;
	stop = stop ? stop + 1 : edge;
	r->start = (size_t)(stop - r->data);
	feed_line(r, s, (size_t)(stop - s));
	return true;
}

static int read_all(struct reader *r, struct err *err)
{
	struct csv_rows *rows = r->rows;
	int rc = 0;

	while (!rc && !rows->stop) {
		if (r->start < r->end && next_line(r))
			continue;
		if (r->last)
			break;
		if (r->end - r->start > CSV_ROW_MAX) {
			rows->line++;
			too_long(rows);
			break;
		}
		rc = fill(r, err);
	}
	if (!rc && !rows->stop && csv_fini(&r->csv, end_field, end_row, rows) != 0)
		csv_rows_complain(rows, rows->row_line, -1, NULL, "ett citattecken stängs inte före filens slut");
	return rc;
}

static int read_from(struct reader *r, struct err *err)
{
	struct csv_rows *rows = r->rows;
	int rc;

	if (!rows->delim)
		rows->delim = ';';
	r->special[(unsigned char)rows->delim] = r->special['\n'] = r->special['\r'] = r->special['"'] = r->special[0] = true;
	start_csv(r);
	rc = read_all(r, err);
	csv_free(&r->csv);
	buf_free(&rows->text);
	free(r->data);
	return rc;
}

void csv_rows_read(struct csv_rows *rows, const char *data, size_t size)
{
	struct reader r = { .rows = rows, .memory = data, .left = size };
	struct err none = { 0 };

	if (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
		r.memory += 3;
		r.left -= 3;
	}
	(void)read_from(&r, &none);
}

int csv_rows_stream(struct csv_rows *rows, struct err *err)
{
	struct reader r = { .rows = rows };

	return read_from(&r, err);
}
