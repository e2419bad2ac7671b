/* xlsx_in.c: XLSX: the first visible sheet or the one that --sheet names, read as the CSV its user would have saved: with our own
 * headings it is our own CSV, else it needs a map file. Line and column in messages are the sheet's row and column. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/csv_rows.h"
#include "io/figures_formats.h"
#include "io/map_file.h"
#include "io/xlsx_sheet.h"

enum { SHEETS_MAX = 1000 };

struct sheet_name {
	char *name, *relation;
	bool hidden;
};
struct workbook {
	struct infile *in;
	struct xlsx_zip *zip;
	struct xlsx_book book;
	struct arena arena;
	char *path;        /* of the workbook in the file: xl/workbook.xml */
	struct sheet_name sheets[SHEETS_MAX];
	size_t nsheets;
	const char *want;  /* the relation that is looked for, by id or by the end of its type */
	bool by_type;
	char *target;      /* and where it points */
};

/* ---- relations -------------------------------------------------------------------------------------------- */

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

static int relation_start(const char *name, const char **atts, void *user, struct err *err)
{
	struct workbook *w = user;
	const char *id = xlsx_att(atts, "Id"), *type = xlsx_att(atts, "Type"), *target = xlsx_att(atts, "Target");

	(void)err;
	if (strcmp(name, "Relationship") != 0 || !id || !type || !target || w->target)
		return 0;
	if (w->by_type ? ends_with(type, w->want) : strcmp(id, w->want) == 0)
		w->target = arena_strdup(&w->arena, target);
	return 0;
}

static int nothing(const char *name, void *user, struct err *err)
{
	(void)name;
	(void)user;
	(void)err;
	return 0;
}

/* A path in the file: target is relative to where `from` is, or from the top. */
static char *path_of(struct workbook *w, const char *from, const char *target)
{
	const char *slash = strrchr(from, '/');

	if (*target == '/')
		return arena_strdup(&w->arena, target + 1);
	return arena_printf(&w->arena, "%.*s%s", slash ? (int)(slash + 1 - from) : 0, from, target);
}

/* *path: what the relation of `from` points at; NULL where there is none. */
static int find_relation(struct workbook *w, const char *from, const char *want, bool by_type, char **path, struct err *err)
{
	const struct xlsx_xml xml = { relation_start, nothing, NULL, w };
	const char *slash = strrchr(from, '/');
	const char *base = slash ? slash + 1 : from;
	char *rels = arena_printf(&w->arena, "%.*s_rels/%s.rels", (int)(base - from), from, base);
	int rc = 0;

	w->want = want;
	w->by_type = by_type;
	w->target = NULL;
	if (xlsx_zip_has(w->zip, rels))
		rc = xlsx_zip_parse(w->zip, rels, &xml, err);
	*path = w->target ? path_of(w, from, w->target) : NULL;
	return rc;
}

/* ---- the workbook ----------------------------------------------------------------------------------------- */

static int workbook_start(const char *name, const char **atts, void *user, struct err *err)
{
	struct workbook *w = user;

	if (strcmp(name, "workbookPr") == 0) {
		const char *date1904 = xlsx_att(atts, "date1904");

		w->book.date1904 = date1904 && (strcmp(date1904, "1") == 0 || strcmp(date1904, "true") == 0);
	} else if (strcmp(name, "sheet") == 0) {
		const char *title = xlsx_att(atts, "name"), *relation = xlsx_att(atts, "id"), *state = xlsx_att(atts, "state");

		if (!title || !relation)
			return 0;
		if (w->nsheets == SHEETS_MAX)
			return figures_broken(w->in, 0, 0, err, "boken har fler än %d blad", (int)SHEETS_MAX);
		w->sheets[w->nsheets++] = (struct sheet_name){
			.name = arena_strdup(&w->arena, title), .relation = arena_strdup(&w->arena, relation),
			.hidden = state && strcmp(state, "visible") != 0,
		};
	}
	return 0;
}

static int read_workbook(struct workbook *w, struct err *err)
{
	const struct xlsx_xml xml = { workbook_start, nothing, NULL, w };
	char *path;
	int rc = find_relation(w, "", "/officeDocument", true, &path, err);

	if (rc)
		return rc;
	w->path = path ? path : arena_strdup(&w->arena, "xl/workbook.xml");
	if (!xlsx_zip_has(w->zip, w->path))
		return figures_broken(w->in, 0, 0, err, "det är en ZIP-fil men ingen XLSX: packa upp den, eller spara arket som XLSX");
	rc = xlsx_zip_parse(w->zip, w->path, &xml, err);
	if (!rc && !w->nsheets)
		rc = figures_broken(w->in, 0, 0, err, "boken har inga blad");
	return rc;
}

static void list_sheets(const struct workbook *w, struct buf *names)
{
	for (size_t i = 0; i < w->nsheets && i < 20; i++)
		buf_printf(names, "%s%s", i ? ", " : "", w->sheets[i].name);
	if (w->nsheets > 20)
		buf_str(names, " …");
}

static int choose_sheet(struct workbook *w, const char *wanted, const struct figures_sink *sink, const struct sheet_name **sheet,
		struct err *err)
{
	struct buf names = { 0 };
	size_t visible = 0;

	*sheet = NULL;
	for (size_t i = 0; i < w->nsheets; i++) {
		visible += !w->sheets[i].hidden;
		if (!*sheet && (wanted ? strcmp(w->sheets[i].name, wanted) == 0 : !w->sheets[i].hidden))
			*sheet = &w->sheets[i];
	}
	list_sheets(w, &names);
	if (!*sheet && wanted)
		figures_broken(w->in, 0, 0, err, "bladet %s finns inte; boken har %s", wanted, buf_cstr(&names));
	else if (!*sheet)
		figures_broken(w->in, 0, 0, err, "alla blad är dolda: ange ett med --sheet (%s)", buf_cstr(&names));
	else if (!wanted && visible > 1)
		figures_warn(sink, w->in, "bara bladet %s lästes; välj med --sheet (%s)", (*sheet)->name, buf_cstr(&names));
	buf_free(&names);
	return *sheet ? 0 : ERR_INPUT;
}

static int read_parts(struct workbook *w, const struct sheet_name *sheet, struct buf *csv, struct err *err)
{
	char *strings, *styles, *path;
	int rc = find_relation(w, w->path, "/sharedStrings", true, &strings, err);

	w->book.in = w->in;
	if (!rc && strings && xlsx_zip_has(w->zip, strings))
		rc = xlsx_read_strings(w->zip, strings, &w->book, err);
	if (!rc)
		rc = find_relation(w, w->path, "/styles", true, &styles, err);
	if (!rc && styles && xlsx_zip_has(w->zip, styles))
		rc = xlsx_read_styles(w->zip, styles, &w->book, err);
	if (!rc)
		rc = find_relation(w, w->path, sheet->relation, false, &path, err);
	if (!rc && !path)
		rc = figures_broken(w->in, 0, 0, err, "bladet %s saknas i filen", sheet->name);
	return rc ? rc : xlsx_read_sheet(w->zip, path, &w->book, csv, err);
}

/* ---- the sheet as CSV ------------------------------------------------------------------------------------- */

struct mapped {
	struct csv_rows rows;
	struct map_reader *reader;
	const char *cells[CSV_FIELDS_MAX];
};

static void take_row(struct csv_rows *rows, void *user)
{
	struct mapped *m = user;

	for (size_t i = 0; i < rows->nfields; i++)
		m->cells[i] = rows->field[i];
	rows->stop = !map_row(m->reader, rows->row_line, rows->nfields, m->cells);
}

static int read_mapped(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err)
{
	struct mapped *m;
	struct map *map;
	int rc = map_load(&map, options->map, err);

	if (!rc) {
		m = mem_alloc(sizeof(*m));
		m->rows = (struct csv_rows){ .in = in, .sink = sink, .take = take_row, .user = m, .delim = ';' };
		m->reader = map_begin(map, in, options, sink, true);
		rc = csv_rows_stream(&m->rows, err);
		map_end(m->reader, true);
		free(m);
	}
	map_free(map);
	return rc;
}

static int read_csv(const struct sheet_name *sheet, struct infile *in, const struct figures_options *options,
		const struct figures_sink *sink, struct err *err)
{
	const struct figures_format *format;

	if (options->map)
		return read_mapped(in, options, sink, err);
	for (size_t i = 0; i < figures_nformats; i++) {
		format = &figures_formats[i];
		if (format->is(in, options))
			return figures_read(format, in, options, sink, err);
	}
	return figures_broken(in, 0, 0, err, "bladet %s har inte rubrikerna metric, organisation, period, gender och value: beskriv dess "
			"kolumner i en mappningsfil (--map, styrtavla-map(5))", sheet->name);
}

static int read_rows(const struct workbook *w, const struct sheet_name *sheet, const struct buf *csv,
		const struct figures_options *options, const struct figures_sink *sink, struct err *err)
{
	struct infile in;
	int rc;

	if (text_blank(buf_cstr(csv)))
		return figures_broken(w->in, 0, 0, err, "bladet %s är tomt", sheet->name);
	rc = infile_memory(&in, w->in->name, csv->data, csv->len, err);
	if (!rc)
		rc = read_csv(sheet, &in, options, sink, err);
	infile_close(&in);
	return rc;
}

static const char zip_start[] = "PK\3\4", ole_start[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

static bool begins_with(const struct infile *in, const char *start, size_t n)
{
	return in->encoding == ENC_BINARY && in->size >= n && memcmp(in->data, start, n) == 0;
}

bool xlsx_is(const struct infile *in, const struct figures_options *options)
{
	(void)options;
	return begins_with(in, zip_start, 4) || begins_with(in, ole_start, 8);
}

int xlsx_read(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err)
{
	const struct sheet_name *sheet;
	struct workbook *w;
	struct buf csv = { 0 };
	int rc;

	if (begins_with(in, ole_start, 8))
		return figures_broken(in, 0, 0, err, "filen är en äldre XLS, eller har lösenord: spara den som XLSX utan lösenord");
	w = mem_alloc(sizeof(*w));
	w->in = in;
	rc = xlsx_zip_open(in, &w->zip, err);
	if (!rc)
		rc = read_workbook(w, err);
	if (!rc)
		rc = choose_sheet(w, options->sheet, sink, &sheet, err);
	if (!rc)
		rc = read_parts(w, sheet, &csv, err);
	xlsx_zip_close(w->zip);
	xlsx_book_free(&w->book);
	if (!rc)
		rc = read_rows(w, sheet, &csv, options, sink, err);
	arena_free(&w->arena);
	buf_free(&csv);
	free(w);
	return rc;
}
