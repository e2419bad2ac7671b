/* xlsx_sheet.h: a sheet of an XLSX file as the CSV that its user would have saved: semicolons, one line for each row of the sheet (line
 * number = row number), numbers with a decimal point, dates as the cell shows them (2024-01-31, 2024-01 or 2024), per cent with %. */
#ifndef STYRTAVLA_XLSX_SHEET_H
#define STYRTAVLA_XLSX_SHEET_H

#include "base/mem.h"
#include "io/xlsx_zip.h"

enum { XLSX_COLUMNS_MAX = 1000, XLSX_ROWS_MAX = 1048576 };

/* How a number is shown. */
enum xlsx_look { XLSX_NUMBER, XLSX_PERCENT, XLSX_DATE, XLSX_MONTH, XLSX_YEAR };

/* What a workbook has beside its sheets. Zero-initialise; xlsx_book_free ends it. */
struct xlsx_book {
	const struct infile *in;
	bool date1904;
	struct vec strings; /* char *, in the arena: the shared texts */
	unsigned char *looks; /* enum xlsx_look of each style */
	size_t nlooks;
	struct arena arena;
};

int xlsx_read_strings(struct xlsx_zip *zip, const char *path, struct xlsx_book *book, struct err *err);
int xlsx_read_styles(struct xlsx_zip *zip, const char *path, struct xlsx_book *book, struct err *err);
/* Appends the sheet at path to csv. 0 or ERR_INPUT. */
int xlsx_read_sheet(struct xlsx_zip *zip, const char *path, const struct xlsx_book *book, struct buf *csv, struct err *err);
void xlsx_book_free(struct xlsx_book *book);

#endif
