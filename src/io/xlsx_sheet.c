/* xlsx_sheet.c: see the header. */
#include "io/xlsx_sheet.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "io/figures_in.h"

struct sheet {
	const struct xlsx_book *book;
	struct buf *csv;
	size_t row, column; /* the row and column last written, from 1; 0 = none */
	size_t width;       /* of the widest row so far: rows are filled up to it */
	bool in_row;
	/* the cell at hand */
	size_t at;          /* its column */
	char type;          /* s shared, t text (str, inlineStr, d), b, e, n */
	enum xlsx_look look;
	bool in_value, formula, phonetic, has_value;
	struct buf text;
};

static int broken(const struct sheet *s, struct err *err, const char *why)
{
	return figures_broken(s->book->in, (long)s->row, (long)s->at, err, "%s", why);
}

/* ---- writing ---------------------------------------------------------------------------------------------- */

/* Texts stand in quotes whatever they are: then no character in them can be taken for a separator. */
static void add_text(struct buf *csv, const char *text)
{
	buf_char(csv, '"');
	for (; *text; text++) {
		if (*text == '"')
			buf_char(csv, '"');
		buf_char(csv, (unsigned char)*text < ' ' ? ' ' : *text);
	}
	buf_char(csv, '"');
}

/* A short cell may stand for a long text, and a row for a thousand columns. */
static int check_size(const struct sheet *s, struct err *err)
{
	return s->csv->len <= XLSX_UNPACKED_MAX ? 0 : broken(s, err, "bladet är för stort: spara det som CSV");
}

/* Empty columns up to the cell's. */
static void move_to(struct sheet *s, size_t column)
{
	for (; s->column < column; s->column++) {
		if (s->column > 0)
			buf_char(s->csv, ';');
	}
}

static int end_row(struct sheet *s, struct err *err)
{
	if (s->column > 0 && s->column < s->width)
		move_to(s, s->width);
	if (s->column > s->width)
		s->width = s->column;
	buf_char(s->csv, '\n');
	s->column = 0;
	return check_size(s, err);
}

/* ---- cells ------------------------------------------------------------------------------------------------ */

/* Days as spreadsheets count them; 1900 was no leap year, but they think so. */
static bool add_date(struct sheet *s, double serial)
{
	const double day = floor(serial);
	char text[DATE_TEXT_MAX];
	date_t date;

	if (!(day >= 1 && day <= 109573)) /* 2199 */
		return false;
	date = (date_t)day + (s->book->date1904 ? 1462 - 25569 : -25569);
	if (!s->book->date1904 && day < 61)
		date++;
	date_format(text, date);
	if (strlen(text) != 10)
		return false;
	buf_add(s->csv, text, s->look == XLSX_YEAR ? 4 : s->look == XLSX_MONTH ? 7 : 10);
	return true;
}

/* A number is sure to be one: three decimals get a fourth, or "1.234" would be doubtful beside a text like "7,5". */
static void add_digits(struct sheet *s, const char *text)
{
	const char *point = strchr(text, '.');

	buf_str(s->csv, text);
	if (point && strlen(point) == 4 && !strpbrk(text, "eE"))
		buf_char(s->csv, '0');
}

/* Programs store 87.700000000000003 for 87,7: what is written is the shortest that is the same number. */
static void add_plain(struct sheet *s, double value)
{
	char text[NUM_TEXT_MAX];

	add_digits(s, num_machine(text, value));
}

/* Short enough to be the shortest already: no exponent, no more digits than a double keeps. */
static bool is_short(const char *text)
{
	const size_t n = strlen(text);

	return n <= 15 && isdigit((unsigned char)text[n - 1]) && isdigit((unsigned char)text[*text == '-']) && !strpbrk(text, "eE+");
}

static int add_number(struct sheet *s, const char *text, struct err *err)
{
	char *end;
	double value;
	char rounded[NUM_TEXT_MAX];

	if (strspn(text, "0123456789+-.eE") != strlen(text) || !*text)
		return broken(s, err, "en talcell har inget tal");
	value = strtod(text, &end);
	if (*end || !isfinite(value))
		return broken(s, err, "en talcell har inget tal");
	if (s->look == XLSX_PERCENT) {
		snprintf(rounded, sizeof(rounded), "%.15g", value * 100);
		add_plain(s, strtod(rounded, NULL));
		buf_char(s->csv, '%');
	} else if (s->look == XLSX_NUMBER && is_short(text)) {
		add_digits(s, text);
	} else if (s->look == XLSX_NUMBER || !add_date(s, value)) {
		add_plain(s, value);
	}
	return 0;
}

static int add_shared(struct sheet *s, const char *text, struct err *err)
{
	const size_t n = strlen(text);

	if (n == 0 || n > 9 || strspn(text, "0123456789") != n || strtoul(text, NULL, 10) >= s->book->strings.n)
		return broken(s, err, "cellen hänvisar till en text som inte finns: filen är skadad");
	add_text(s->csv, s->book->strings.items[strtoul(text, NULL, 10)]);
	return check_size(s, err);
}

static int end_cell(struct sheet *s, struct err *err)
{
	const char *text = buf_cstr(&s->text);

	/* <v/>: openpyxl writes a formula that nobody has computed like this. */
	if (s->type != 't' && !*text)
		s->has_value = false;
	if (!s->has_value && !s->formula)
		return 0;
	if (s->at > XLSX_COLUMNS_MAX)
		return broken(s, err, "bladet har fler än 1000 kolumner");
	move_to(s, s->at);
	if (!s->has_value) {
		add_text(s->csv, "formel utan värde");
		return 0;
	}
	switch (s->type) {
	case 's':
		return add_shared(s, text, err);
	case 'b':
		buf_str(s->csv, strcmp(text, "1") == 0 ? "ja" : "nej");
		return 0;
	case 'n':
		return add_number(s, text, err);
	default:
		add_text(s->csv, text);
		return 0;
	}
}

/* "AB12" → 28; 0 where it is no place. */
static size_t column_of(const char *ref)
{
	size_t column = 0;

	for (; isupper((unsigned char)*ref) && column < 100000; ref++)
		column = column * 26 + (size_t)(*ref - 'A' + 1);
	return isdigit((unsigned char)*ref) ? column : 0;
}

static int start_cell(struct sheet *s, const char **atts, struct err *err)
{
	const char *ref = xlsx_att(atts, "r"), *type = xlsx_att(atts, "t"), *style = xlsx_att(atts, "s");
	const unsigned long number = style ? strtoul(style, NULL, 10) : 0;
	const size_t before = s->at;

	s->at = ref ? column_of(ref) : before + 1;
	if (s->at <= before)
		return broken(s, err, "cellerna står inte i ordning: filen är skadad");
	s->type = 'n';
	if (type && strcmp(type, "s") == 0)
		s->type = 's';
	else if (type && (strcmp(type, "b") == 0 || strcmp(type, "e") == 0))
		s->type = *type;
	else if (type && strcmp(type, "n") != 0)
		s->type = 't';
	s->look = number < s->book->nlooks ? (enum xlsx_look)s->book->looks[number] : XLSX_NUMBER;
	s->in_value = s->formula = s->phonetic = s->has_value = false;
	buf_clear(&s->text);
	return 0;
}

static int start_row(struct sheet *s, const char **atts, struct err *err)
{
	const char *ref = xlsx_att(atts, "r");
	const unsigned long row = ref ? strtoul(ref, NULL, 10) : s->row + 1;

	if (row > XLSX_ROWS_MAX || row <= s->row)
		return broken(s, err, "raderna står inte i ordning: filen är skadad");
	/* Rows that are not there are empty lines: a line's number is its row's. */
	for (s->row++; s->row < row; s->row++)
		buf_char(s->csv, '\n');
	s->at = 0;
	s->in_row = true;
	return 0;
}

static int sheet_start(const char *name, const char **atts, void *user, struct err *err)
{
	struct sheet *s = user;

	if (strcmp(name, "row") == 0)
		return start_row(s, atts, err);
	if (!s->in_row)
		return 0;
	if (strcmp(name, "c") == 0)
		return start_cell(s, atts, err);
	if (strcmp(name, "f") == 0)
		s->formula = true;
	else if (strcmp(name, "rPh") == 0)
		s->phonetic = true;
	else if (strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && !s->phonetic))
		s->in_value = s->has_value = true;
	return 0;
}

static int sheet_end(const char *name, void *user, struct err *err)
{
	struct sheet *s = user;

	if (!s->in_row)
		return 0;
	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		s->in_value = false;
	} else if (strcmp(name, "rPh") == 0) {
		s->phonetic = false;
	} else if (strcmp(name, "c") == 0) {
		return end_cell(s, err);
	} else if (strcmp(name, "row") == 0) {
		s->in_row = false;
		s->at = 0;
		return end_row(s, err);
	}
	return 0;
}

static void sheet_text(const char *text, size_t n, void *user)
{
	struct sheet *s = user;

	if (s->in_value)
		buf_add(&s->text, text, n);
}

int xlsx_read_sheet(struct xlsx_zip *zip, const char *path, const struct xlsx_book *book, struct buf *csv, struct err *err)
{
	struct sheet s = { .book = book, .csv = csv };
	const struct xlsx_xml xml = { sheet_start, sheet_end, sheet_text, &s };
	int rc = xlsx_zip_parse(zip, path, &xml, err);

	buf_free(&s.text);
	return rc;
}
