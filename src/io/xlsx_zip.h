/* xlsx_zip.h: the parts of an XLSX file (XML in a ZIP), read piece by piece and never unpacked to disk. What a hostile file could
 * cost is capped: entries, bytes unpacked of all parts, how much larger than packed, depth of elements; a DOCTYPE, and with it every
 * entity, is refused. */
#ifndef STYRTAVLA_XLSX_ZIP_H
#define STYRTAVLA_XLSX_ZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "io/infile.h"

enum {
	XLSX_ENTRIES_MAX = 10000,
	XLSX_RATIO_MAX = 100,  /* unpacked over packed, of parts above XLSX_RATIO_FREE bytes */
	XLSX_RATIO_FREE = 1 << 20,
	XLSX_DEPTH_MAX = 64,
};
#define XLSX_UNPACKED_MAX ((size_t)256 << 20) /* of all parts read together */

struct xlsx_zip;

/* Names are without their namespace; atts is name, value, name … NULL with names as they stand ("r:id" is "id"). A handler that
 * finds a fault sets *err and returns it; the rest is not read. */
struct xlsx_xml {
	int (*start)(const char *name, const char **atts, void *user, struct err *err);
	int (*end)(const char *name, void *user, struct err *err);
	void (*text)(const char *s, size_t n, void *user); /* may be NULL */
	void *user;
};
/* The value of the attribute, without namespace; NULL if there is none. */
const char *xlsx_att(const char **atts, const char *name);

/* in is the whole file. 0 and *zip, or ERR_INPUT. */
int xlsx_zip_open(const struct infile *in, struct xlsx_zip **zip, struct err *err);
bool xlsx_zip_has(const struct xlsx_zip *zip, const char *path);
int xlsx_zip_parse(struct xlsx_zip *zip, const char *path, const struct xlsx_xml *xml, struct err *err);
void xlsx_zip_close(struct xlsx_zip *zip);

#endif
