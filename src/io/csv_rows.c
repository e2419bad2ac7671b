/* csv_rows.c: lines go to libcsv one by one, so that every message has its line. */
#include "io/csv_rows.h"

#include <csv.h>
#include <string.h>

#include "base/text.h"

void csv_rows_vcomplain(struct csv_rows *rows, int line, int column, const char *name, const char *fmt, va_list ap)
{
	struct buf b = { 0 };

	if ((*rows->nerrors)++ >= CSV_ERRORS)
		return;
	buf_printf(&b, "%s:%d: ", rows->file, line);
	if (column >= 0)
		buf_printf(&b, "kolumn %d (%s): ", column + 1, name);
	buf_vprintf(&b, fmt, ap);
	vec_push(rows->errors, buf_take(&b));
}

void csv_rows_complain(struct csv_rows *rows, int line, int column, const char *name, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	csv_rows_vcomplain(rows, line, column, name, fmt, ap);
	va_end(ap);
}

const char *csv_rows_field(const struct csv_rows *rows, size_t i)
{
	const char *s = rows->text.data + rows->starts[i];

	if (*s == '\'' && s[1] && strchr("=+-@\t\r", s[1]))
		s++;
	return s;
}

static void end_field(void *data, size_t n, void *user)
{
	struct csv_rows *rows = user;

	if (rows->nfields < CSV_FIELDS_MAX) {
		rows->starts[rows->nfields] = rows->text.len;
		buf_add(&rows->text, data ? data : "", n);
		buf_char(&rows->text, '\0');
	}
	rows->nfields++;
}

static void end_row(int c, void *user)
{
	struct csv_rows *rows = user;

	(void)c;
	if (rows->nfields > CSV_FIELDS_MAX)
		csv_rows_complain(rows, rows->row_line, -1, NULL, "raden har fler än %d fält", (int)CSV_FIELDS_MAX);
	else if (rows->nfields)
		rows->take(rows, rows->user);
	rows->nfields = 0;
	buf_clear(&rows->text);
	rows->row_line = 0;
}

static void start_csv(struct csv_parser *csv)
{
	csv_init(csv, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(csv, ';');
}

/* A row that is no CSV is told, and the next line begins afresh. */
static void restart(struct csv_rows *rows, struct csv_parser *csv, const char *what)
{
	csv_rows_complain(rows, rows->row_line ? rows->row_line : rows->line, -1, NULL, "%s", what);
	csv_free(csv);
	start_csv(csv);
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

static void feed_line(struct csv_rows *rows, struct csv_parser *csv, const char *s, size_t n)
{
	static const char *const broken = "raden är ingen giltig CSV: ett citattecken står mitt i ett fält, eller stängs inte";

	if (!check_line(rows, s, n)) {
		if (rows->row_line)
			restart(rows, csv, broken);
		return;
	}
	if (!rows->row_line)
		rows->row_line = rows->line;
	if (csv_parse(csv, s, n, end_field, end_row, rows) != n)
		restart(rows, csv, broken);
}

static void feed_all(struct csv_rows *rows, struct csv_parser *csv, const char *data, size_t size)
{
	const char *end = data + size;
	const char *row = data;

	while (data < end && !rows->stop) {
		const char *lf = memchr(data, '\n', (size_t)(end - data));
		size_t n = lf ? (size_t)(lf + 1 - data) : (size_t)(end - data);

		rows->line++;
		if (!rows->row_line)
			row = data;
		if ((size_t)(data - row) + n > CSV_ROW_MAX) {
			csv_rows_complain(rows, rows->row_line ? rows->row_line : rows->line, -1, NULL,
				"raden är längre än 1 MiB: ett citattecken som inte stängs?");
			return;
		}
		feed_line(rows, csv, data, n);
		data += n;
		/* libcsv does not tell of empty lines. */
		if (rows->row_line && !rows->nfields && csv->pstate == 0)
			rows->row_line = 0;
	}
	if (!rows->stop && csv_fini(csv, end_field, end_row, rows) != 0)
		csv_rows_complain(rows, rows->row_line, -1, NULL, "ett citattecken stängs inte före filens slut");
}

void csv_rows_read(struct csv_rows *rows, const char *data, size_t size)
{
	struct csv_parser csv;

	if (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
		data += 3;
		size -= 3;
	}
	start_csv(&csv);
	feed_all(rows, &csv, data, size);
	csv_free(&csv);
	buf_free(&rows->text);
}
