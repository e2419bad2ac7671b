/* xlsx_zip.c: libzip (zip_calls.h) unpacks, expat reads. */
#include "io/xlsx_zip.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "io/figures_in.h"
#include "io/zip_calls.h"

#define SEPARATOR '|' /* between namespace and name */

struct xlsx_zip {
	const struct infile *in;
	const struct zip_calls *lib;
	zip_t *zip;
	size_t unpacked; /* so far, of all parts */
};

const char *xlsx_att(const char **atts, const char *name)
{
	for (size_t i = 0; atts[i]; i += 2) {
		const char *bar = strrchr(atts[i], SEPARATOR);

		if (strcmp(bar ? bar + 1 : atts[i], name) == 0)
			return atts[i + 1];
	}
	return NULL;
}

int xlsx_zip_open(const struct infile *in, struct xlsx_zip **zip, struct err *err)
{
	struct xlsx_zip *z = mem_alloc(sizeof(*z));
	zip_source_t *source;

	*zip = z;
	z->in = in;
	z->lib = zip_calls();
	if (!z->lib)
		return figures_broken(in, 0, 0, err, "XLSX kan inte läsas här: %s saknas (Debians paket libzip4); spara bladet som CSV",
				LIBZIP_SONAME);
	source = z->lib->zip_source_buffer_create(in->data, in->size, 0, NULL);
	if (!source)
		mem_out_of_memory();
	z->zip = z->lib->zip_open_from_source(source, ZIP_RDONLY, NULL);
	if (!z->zip) {
		z->lib->zip_source_free(source);
		return figures_broken(in, 0, 0, err, "filen är skadad: den går inte att packa upp som XLSX");
	}
	if (z->lib->zip_get_num_entries(z->zip, 0) > XLSX_ENTRIES_MAX)
		return figures_broken(in, 0, 0, err, "filen har fler än %d delar: det är ingen vanlig XLSX", (int)XLSX_ENTRIES_MAX);
	return 0;
}

void xlsx_zip_close(struct xlsx_zip *zip)
{
	if (!zip)
		return;
	if (zip->zip)
		zip->lib->zip_discard(zip->zip);
	free(zip);
}

bool xlsx_zip_has(const struct xlsx_zip *zip, const char *path)
{
	return zip->lib->zip_name_locate(zip->zip, path, ZIP_FL_NOCASE) >= 0;
}

/* ---- XML -------------------------------------------------------------------------------------------------- */

struct reading {
	const struct infile *in;
	const char *path;
	const struct xlsx_xml *xml;
	XML_Parser parser;
	int depth, rc;
	struct err *err;
};

static const char *local(const char *name)
{
	const char *bar = strrchr(name, SEPARATOR);

	return bar ? bar + 1 : name;
}

static void stop(struct reading *r, int rc)
{
	if (!rc || r->rc)
		return;
	r->rc = rc;
	XML_StopParser(r->parser, XML_FALSE);
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **atts)
{
	struct reading *r = user;

	if (r->rc)
		return;
	if (++r->depth > XLSX_DEPTH_MAX)
		stop(r, figures_broken(r->in, 0, 0, r->err, "%s har för många nivåer", r->path));
	else
		stop(r, r->xml->start(local(name), atts, r->xml->user, r->err));
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
	struct reading *r = user;

	if (r->rc)
		return;
	r->depth--;
	stop(r, r->xml->end(local(name), r->xml->user, r->err));
}

static void XMLCALL on_text(void *user, const XML_Char *s, int n)
{
	struct reading *r = user;

	if (!r->rc && r->xml->text)
		r->xml->text(s, (size_t)n, r->xml->user);
}

static void XMLCALL on_doctype(void *user, const XML_Char *name, const XML_Char *system, const XML_Char *public, int subset)
{
	struct reading *r = user;

	(void)name;
	(void)system;
	(void)public;
	(void)subset;
	stop(r, figures_broken(r->in, 0, 0, r->err, "%s har en DOCTYPE, som ingen vanlig XLSX har", r->path));
}

static int feed(struct reading *r, const char *data, size_t n, bool last)
{
	if (XML_Parse(r->parser, data, (int)n, last) == XML_STATUS_OK || r->rc)
		return r->rc;
	return figures_broken(r->in, 0, 0, r->err, "%s är skadad: ingen giltig XML på rad %lu", r->path,
			(unsigned long)XML_GetCurrentLineNumber(r->parser));
}

static XML_Parser make_parser(struct reading *r)
{
	XML_Parser parser = XML_ParserCreateNS(NULL, SEPARATOR);

	if (!parser)
		mem_out_of_memory();
	XML_SetUserData(parser, r);
	XML_SetElementHandler(parser, on_start, on_end);
	XML_SetCharacterDataHandler(parser, on_text);
	XML_SetStartDoctypeDeclHandler(parser, on_doctype);
	return parser;
}

/* ---- unpacking -------------------------------------------------------------------------------------------- */

static int too_large(const struct xlsx_zip *zip, const char *path, struct err *err)
{
	return figures_broken(zip->in, 0, 0, err, "%s blir orimligt stor när den packas upp: spara bladet som CSV", path);
}

static int unpack(struct xlsx_zip *zip, zip_file_t *file, size_t packed, struct reading *r)
{
	char piece[16384];
	size_t total = 0;
	zip_int64_t n;
	int rc = 0;

	/* What the file says of its size is not believed: it is counted. */
	while (!rc && (n = zip->lib->zip_fread(file, piece, sizeof(piece))) > 0) {
		total += (size_t)n;
		zip->unpacked += (size_t)n;
		if (zip->unpacked > XLSX_UNPACKED_MAX || (total > XLSX_RATIO_FREE && total / XLSX_RATIO_MAX > packed))
			return too_large(zip, r->path, r->err);
		rc = feed(r, piece, (size_t)n, false);
	}
	if (!rc && n < 0)
		return figures_broken(zip->in, 0, 0, r->err, "%s är skadad: den går inte att packa upp", r->path);
	return rc ? rc : feed(r, "", 0, true);
}

int xlsx_zip_parse(struct xlsx_zip *zip, const char *path, const struct xlsx_xml *xml, struct err *err)
{
	struct reading r = { .in = zip->in, .path = path, .xml = xml, .err = err };
	zip_stat_t st;
	zip_file_t *file;
	int rc;

	if (zip->lib->zip_stat(zip->zip, path, ZIP_FL_NOCASE, &st) || !(st.valid & ZIP_STAT_COMP_SIZE))
		return figures_broken(zip->in, 0, 0, err, "%s saknas i filen", path);
	if (st.valid & ZIP_STAT_ENCRYPTION_METHOD && st.encryption_method != ZIP_EM_NONE)
		return figures_broken(zip->in, 0, 0, err, "filen har lösenord: spara den utan");
	file = zip->lib->zip_fopen_index(zip->zip, st.index, 0);
	if (!file)
		return figures_broken(zip->in, 0, 0, err, "%s är skadad: den går inte att packa upp", path);
	r.parser = make_parser(&r);
	rc = unpack(zip, file, (size_t)st.comp_size, &r);
	XML_ParserFree(r.parser);
	zip->lib->zip_fclose(file);
	return rc;
}
