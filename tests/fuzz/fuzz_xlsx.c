/* fuzz_xlsx.c: any bytes as an XLSX file, and, so that the checksums of ZIP do not stop it at the door, as the parts of one: bytes up to a
 * 0xFF are the sheet, then the shared texts, the styles and the workbook, put in a ZIP here. */
#include <zip.h>

#include "fuzz/fuzz_figures.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char relations[] = "<Relationships><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"sheet1.xml\"/>"
	"<Relationship Id=\"r2\" Type=\"/sharedStrings\" Target=\"strings.xml\"/><Relationship Id=\"r3\" Type=\"/styles\" Target=\"styles.xml\"/>"
	"</Relationships>";
static const char workbook[] = "<workbook><sheets><sheet name=\"a\" id=\"r1\"/></sheets></workbook>";

static void add(zip_t *zip, const char *path, const void *data, size_t n)
{
	zip_source_t *source = zip_source_buffer(zip, data, n, 0);

	if (!source)
		abort();
	if (zip_file_add(zip, path, source, 0) < 0)
		zip_source_free(source);
}

/* The bytes up to the next 0xFF. */
static const uint8_t *part(const uint8_t **at, const uint8_t *end, size_t *n)
{
	const uint8_t *start = *at, *stop = start < end ? memchr(start, 0xFF, (size_t)(end - start)) : NULL;

	*n = (size_t)((stop ? stop : end) - start);
	*at = stop ? stop + 1 : end;
	return start;
}

static void fuzz_parts(const uint8_t *data, size_t size)
{
	static const struct figures_options options = { .map = NULL };
	static const char *const paths[] = { "xl/sheet1.xml", "xl/strings.xml", "xl/styles.xml", "xl/workbook.xml" };
	zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
	const uint8_t *at = data, *text;
	zip_stat_t st;
	zip_t *zip;
	char *made;
	size_t n;

	zip_source_keep(target);
	zip = zip_open_from_source(target, ZIP_TRUNCATE, NULL);
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		text = part(&at, data + size, &n);
		if (n || i < 3)
			add(zip, paths[i], text, n);
		else
			add(zip, paths[i], workbook, sizeof(workbook) - 1);
	}
	add(zip, "xl/_rels/workbook.xml.rels", relations, sizeof(relations) - 1);
	if (zip_close(zip) || zip_source_stat(target, &st))
		abort();
	made = malloc((size_t)st.size);
	if (!made || zip_source_open(target) || zip_source_read(target, made, st.size) != (zip_int64_t)st.size)
		abort();
	zip_source_close(target);
	zip_source_free(target);
	fuzz_figures("xlsx", (const uint8_t *)made, (size_t)st.size, &options);
	free(made);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct figures_options options = { .map = NULL };

	if (size > 4 && memcmp(data, "PK\3\4", 4) == 0)
		fuzz_figures("xlsx", data, size, &options);
	else
		fuzz_parts(data, size);
	return 0;
}
