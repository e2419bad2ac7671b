/* json_in.h: what the readers of JSON share, over jansson. A file is refused as a whole where it is no JSON, where a key stands
 * twice in one object (two meanings), where it is larger than FIGURES_JSON_MAX or has so many parts that reading it would take
 * gigabytes. jansson bounds the depth (2,048) and refuses NUL, bad UTF-8 and numbers beyond a double. */
#ifndef STYRTAVLA_JSON_IN_H
#define STYRTAVLA_JSON_IN_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "io/infile.h"

enum {
	JSON_CONTAINERS_MAX = 4000000, /* objects and arrays */
	JSON_PARTS_MAX = 16000000,     /* those and everything with a comma after it */
};

/* True if key stands in an object at one of the depths least … most (1: the outermost), within the first 64 KiB. */
bool json_sniff(const struct infile *in, const char *key, int least, int most);
/* True if the file begins as JSON does. */
bool json_begins(const struct infile *in);

/* Reads the JSON value at *offset and moves past it and the white space after it; several in a row are several pages. *root is
 * the caller's (json_decref). 0 or ERR_INPUT with file, line and column. */
int json_in_next(const struct infile *in, size_t *offset, json_t **root, struct err *err);
/* The one value of the file. */
int json_in_load(const struct infile *in, json_t **root, struct err *err);

/* The string under key; NULL where there is none, or it is no string or empty. Borrowed. */
const char *json_string_at(const json_t *object, const char *key);
/* The string, or the whole number as text (written to buf), under key; NULL where it is neither. */
const char *json_word(const json_t *object, const char *key, char buf[32]);
/* A value that is to be a figure: a number, null, or text as files write figures. *value and *missing as figure_value has them.
 * 0, or ERR_INPUT with the reason. */
int json_figure(const json_t *json, double *value, int *missing, struct err *err);

#endif
