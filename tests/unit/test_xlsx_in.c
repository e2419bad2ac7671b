/* test_xlsx_in.c: XLSX: one file of a common library (figures.xlsx), and files made here, part by part. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#include "figures_help.h"
#include "io/xlsx_zip.h"

/* N79173: 87,7 for 0013 in 2024; the rest is made up. Dates in columns of periods read as they are shown (2025, not 2025-01-01), per
 * cent as shown, a text with ; and " whole, a row that is empty is none, a formula without a value is told with row and column. */
static void test_library_file(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	figures_told_file(&told, "figures.xlsx", NULL);
	assert_int_equal(told.rc, 0);
	assert_string_equal(told.format, "xlsx");
	assert_string_equal(told.figures.data,
		"N79173 0013 2024 T 87.7\n"
		"N79173 0000 2024 K (undertryckt)\n"
		"N79173 Region \"Halland\"; å 2023 M 1.234\n"
		"N79173 0013 2024-03 T -3\n"
		"N79173 0013 2025 T 87.7\n");
	assert_string_equal(told.messages.data,
		"! figures.xlsx: bara bladet Data lästes; välj med --sheet (Data, Annat, Dolt)\n"
		"? figures.xlsx:9: kolumn 5 (value): \"formel utan värde\" är inget tal\n");
	figures_told_free(&told);
}

static void test_sheets(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	figures_told_file(&told, "figures.xlsx", &(struct figures_options){ .sheet = "Finns" });
	assert_int_equal(told.rc, ERR_INPUT);
	assert_string_equal(told.err.text, "figures.xlsx: bladet Finns finns inte; boken har Data, Annat, Dolt");
	figures_told_free(&told);
	figures_told_file(&told, "figures.xlsx", &(struct figures_options){ .sheet = "Annat" });
	assert_int_equal(told.rc, ERR_INPUT);
	assert_string_equal(told.err.text, "figures.xlsx: bladet Annat är tomt");
	figures_told_free(&told);
	figures_told_file(&told, "figures.xlsx", &(struct figures_options){ .sheet = "Data" });
	assert_int_equal(told.n, 5);
	assert_int_equal(told.warned, 0);
	figures_told_free(&told);
}

/* ---- files made here -------------------------------------------------------------------------------------- */

struct part {
	const char *path;
	const char *text;
	size_t n; /* 0: to the NUL */
};
static const char relations[] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	"<Relationship Id=\"r1\" Type=\"http://x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
	"<Relationship Id=\"r2\" Type=\"http://x/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>";
static const char workbook[] = "<x:workbook xmlns:x=\"m\" xmlns:r=\"n\"><x:sheets><x:sheet name=\"Ett\" sheetId=\"1\" r:id=\"r1\"/></x:sheets>"
	"</x:workbook>";

/* A ZIP of parts; the caller frees *data. */
static void make_zip(const struct part *parts, size_t nparts, char **data, size_t *size)
{
	zip_error_t error;
	zip_source_t *target, *source;
	zip_int64_t index;
	zip_t *zip;
	zip_stat_t st;

	zip_error_init(&error);
	target = zip_source_buffer_create(NULL, 0, 0, &error);
	assert_non_null(target);
	zip_source_keep(target);
	zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
	assert_non_null(zip);
	for (size_t i = 0; i < nparts; i++) {
		source = zip_source_buffer(zip, parts[i].text, parts[i].n ? parts[i].n : strlen(parts[i].text), 0);
		index = zip_file_add(zip, parts[i].path, source, 0);
		assert_true(index >= 0);
		zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 9);
	}
	assert_int_equal(zip_close(zip), 0);
	assert_int_equal(zip_source_stat(target, &st), 0);
	*size = (size_t)st.size;
	*data = malloc(*size);
	assert_non_null(*data);
	assert_int_equal(zip_source_open(target), 0);
	assert_int_equal(zip_source_read(target, *data, st.size), st.size);
	zip_source_close(target);
	zip_source_free(target);
	zip_error_fini(&error);
}

static struct figures_options sheet_options;

/* A workbook whose one sheet has these rows. */
static void read_sheet(struct figures_told *told, const char *rows, size_t n)
{
	const struct part parts[] = {
		{ "xl/workbook.xml", workbook, 0 },
		{ "xl/_rels/workbook.xml.rels", relations, 0 },
		{ "xl/sharedStrings.xml", "<sst><si><t>metric</t></si><si><r><t>organi</t></r><r><t>sation</t></r><rPh><t>x</t></rPh></si></sst>", 0 },
		{ "xl/worksheets/sheet1.xml", rows, n },
	};
	char *data;
	size_t size;

	make_zip(parts, COUNT_OF(parts), &data, &size);
	figures_told_read(told, "a.xlsx", data, size, &sheet_options);
	free(data);
}

#define HEAD "<worksheet><sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>" \
	"<c t=\"inlineStr\"><is><t>period</t></is></c><c t=\"str\"><v>gender</v></c><c r=\"E2\" t=\"inlineStr\"><is><t>value</t></is></c></row>"
#define TAIL "</sheetData></worksheet>"
#define CELLS(row, value) "<row r=\"" row "\"><c r=\"A" row "\" t=\"str\"><v>N1</v></c><c r=\"B" row "\" t=\"str\"><v>0013</v></c>" \
	"<c r=\"C" row "\"><v>2024</v></c><c r=\"D" row "\" t=\"str\"><v>T</v></c><c r=\"E" row "\">" value "</c></row>"

/* Texts in every form; numbers as programs store them (17 digits, exponents); line numbers are rows. */
static void test_cells(void **state)
{
	struct figures_told told = { 0 };

	(void)state;
	read_sheet(&told, HEAD CELLS("3", "<v>87.700000000000003</v>") CELLS("7", "<v>1.5E3</v>") CELLS("9", "<v>-0.125</v>")
		CELLS("10", "<f>A1</f><v>0</v>") "<row r=\"11\"><c r=\"A11\" t=\"str\"><v>N1</v></c></row>" TAIL, 0);
	assert_string_equal(told.err.text, "");
	assert_string_equal(told.figures.data,
		"N1 0013 2024 T 87.7\nN1 0013 2024 T 1500\nN1 0013 2024 T -0.125\nN1 0013 2024 T 0\n");
	assert_memory_equal(told.messages.data, "? a.xlsx:11: ", 13);
	figures_told_free(&told);
}

/* Any columns, by a map file; the sheet begins below its first row, and a text with a decimal comma stands beside numbers. */
static void test_map(void **state)
{
	static const char map[] = "[organisation]\ncolumn = Var\n\n[metric]\nvalue = N1\n\n[period]\ncolumn = När\n\n[value]\ncolumn = Andel\n";
	char path[] = "xlsx-map-XXXXXX";
	struct figures_told told = { 0 };
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, map, sizeof(map) - 1), sizeof(map) - 1);
	close(fd);
	sheet_options.map = path;
	read_sheet(&told, "<worksheet><sheetData><row r=\"3\"><c t=\"str\"><v>Var</v></c><c t=\"str\"><v>När</v></c><c t=\"str\"><v>Andel</v></c></row>"
		"<row r=\"4\"><c t=\"str\"><v>0013</v></c><c><v>2024</v></c><c><v>1.234</v></c></row>"
		"<row r=\"5\"><c t=\"str\"><v>0000</v></c><c><v>2024</v></c><c t=\"str\"><v>7,5</v></c></row>"
		"<row r=\"6\"><c t=\"str\"><v>0000</v></c><c><v>2023</v></c><c t=\"str\"><v>x</v></c></row>" TAIL, 0);
	sheet_options.map = NULL;
	unlink(path);
	assert_string_equal(told.err.text, "");
	assert_string_equal(told.figures.data, "N1 0013 2024 T 1.234\nN1 0000 2024 T 7.5\n");
	assert_int_equal(told.refused, 1);
	assert_memory_equal(told.messages.data, "? a.xlsx:6:", 11);
	figures_told_free(&told);
}

static void test_refused(void **state)
{
	static const struct {
		const char *rows, *message;
	} cases[] = {
		{ HEAD CELLS("3", "<v>1</v>"), "xl/worksheets/sheet1.xml är skadad: ingen giltig XML" },
		{ HEAD CELLS("2", "<v>1</v>") TAIL, "a.xlsx:2: raderna står inte i ordning" },
		{ HEAD "<row r=\"99999999\"/>" TAIL, "raderna står inte i ordning" },
		{ HEAD "<row r=\"3\"><c r=\"B3\"/><c r=\"A3\"/></row>" TAIL, "a.xlsx:3:1: cellerna står inte i ordning" },
		{ HEAD "<row r=\"3\"><c r=\"ZZZ3\"><v>1</v></c></row>" TAIL, "bladet har fler än 1000 kolumner" },
		{ HEAD "<row r=\"3\"><c t=\"s\"><v>2</v></c></row>" TAIL, "a.xlsx:3:1: cellen hänvisar till en text som inte finns" },
		{ HEAD CELLS("3", "<v>nan</v>") TAIL, "a.xlsx:3:5: en talcell har inget tal" },
		{ HEAD CELLS("3", "<v>1e999</v>") TAIL, "a.xlsx:3:5: en talcell har inget tal" },
		{ "<!DOCTYPE a [<!ENTITY b \"c\">]>" HEAD TAIL, "har en DOCTYPE" },
		{ "<worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>Kommun</v></c></row></sheetData></worksheet>",
			"a.xlsx: bladet Ett har inte rubrikerna metric, organisation" },
		{ "<worksheet><sheetData/></worksheet>", "a.xlsx: bladet Ett är tomt" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct figures_told told = { .rc = 0 };

		read_sheet(&told, cases[i].rows, 0);
		if (told.rc != ERR_INPUT || told.n || !strstr(told.err.text, cases[i].message))
			fail_msg("%zu: %d %s", i, told.rc, told.err.text);
		figures_told_free(&told);
	}
}

/* What packs a thousand times smaller, what refers to one long text again and again, and what has too many parts or levels. */
static void test_bombs(void **state)
{
	static struct part many[XLSX_ENTRIES_MAX + 1];
	struct figures_told told = { 0 };
	struct buf rows = { 0 };
	char *data, names[24];
	size_t size;

	(void)state;
	buf_str(&rows, HEAD);
	for (int i = 0; i < 2000000; i++)
		buf_str(&rows, "<a></a>");
	buf_str(&rows, TAIL);
	read_sheet(&told, rows.data, rows.len);
	assert_int_equal(told.rc, ERR_INPUT);
	assert_non_null(strstr(told.err.text, "blir orimligt stor när den packas upp"));
	figures_told_free(&told);
	buf_clear(&rows);
	for (int i = 0; i < 100; i++)
		buf_str(&rows, "<a>");
	read_sheet(&told, rows.data, rows.len);
	assert_non_null(strstr(told.err.text, "har för många nivåer"));
	figures_told_free(&told);
	buf_free(&rows);
	for (size_t i = 0; i < COUNT_OF(many); i++) {
		snprintf(names, sizeof(names), "p%zu", i);
		many[i] = (struct part){ strdup(names), "x", 0 };
	}
	make_zip(many, COUNT_OF(many), &data, &size);
	figures_told_read(&told, "a.xlsx", data, size, NULL);
	assert_non_null(strstr(told.err.text, "fler än 10000 delar"));
	figures_told_free(&told);
	free(data);
	for (size_t i = 0; i < COUNT_OF(many); i++)
		free((char *)many[i].path);
}

static void test_not_xlsx(void **state)
{
	const struct part part = { "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0 };
	struct figures_told told = { 0 };
	char *data;
	size_t size;

	(void)state;
	make_zip(&part, 1, &data, &size);
	figures_told_read(&told, "a.ods", data, size, NULL);
	assert_string_equal(told.err.text, "a.ods: det är en ZIP-fil men ingen XLSX: packa upp den, eller spara arket som XLSX");
	figures_told_free(&told);
	figures_told_read(&told, "a.xlsx", data, size / 2, NULL);
	assert_string_equal(told.err.text, "a.xlsx: filen är skadad: den går inte att packa upp som XLSX");
	figures_told_free(&told);
	free(data);
	figures_told_read(&told, "a.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10, NULL);
	assert_string_equal(told.err.text, "a.xls: filen är en äldre XLS, eller har lösenord: spara den som XLSX utan lösenord");
	figures_told_free(&told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_library_file),
		cmocka_unit_test(test_sheets),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_map),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_bombs),
		cmocka_unit_test(test_not_xlsx),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
