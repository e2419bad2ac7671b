/* map_file.h: map files (styrtavla-map(5)): which column of somebody's table is which, for free CSV and spreadsheets. */
#ifndef STYRTAVLA_MAP_FILE_H
#define STYRTAVLA_MAP_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/mem.h"
#include "io/figures_in.h"
#include "io/strmap.h"

/* What a figure is of, for, when, for whom, and the value: a column, or the same for all rows. */
enum map_part { MAP_METRIC, MAP_ORGANISATION, MAP_PERIOD, MAP_GENDER, MAP_VALUE, MAP_PRELIMINARY, MAP_PARTS };
struct map_place {
	const char *column;   /* heading, or number from 1; NULL: none */
	const char *value;    /* constant; NULL: none */
	struct strmap words;  /* cell → what it stands for (metric, organisation, gender) */
};
/* Only rows whose cell is (or is not) one of the values. */
struct map_filter {
	const char *column;
	const char **values;
	size_t n;
	bool except;
};
enum map_decimal { MAP_DECIMAL_LOOK, MAP_DECIMAL_COMMA, MAP_DECIMAL_POINT };

struct map {
	struct arena arena;
	const char *name;          /* the file's, for messages */
	struct map_place places[MAP_PARTS];
	const char **wide;         /* headings of the columns that are a metric each; NULL */
	size_t nwide;
	bool wide_periods;         /* every heading that is a period is a column of values */
	bool scb;                  /* 1 and 2 are genders */
	const char **preliminary;  /* cells of the column preliminary that say yes */
	size_t npreliminary;
	struct map_filter *filters;
	size_t nfilters;
	char separator;            /* 0: by looking */
	const char *encoding;      /* NULL: by looking */
	long skip;                 /* lines before the header */
	bool no_header;            /* columns by number only */
	enum map_decimal decimal;
	const char *source, *title, *unit, *definition;
};

/* Reads path. 0 and *map, or ERR_INPUT with the first error. */
int map_load(struct map **map, const char *path, struct err *err);
/* The same over text in memory. */
int map_parse(struct map **map, const char *name, const char *data, size_t size, struct err *err);
void map_free(struct map *map);
/* Section and key number i of those that a map file may have (the lists of words and filters are besides); false: no more. */
bool map_key(size_t i, const char **section, const char **key);

/* ---- rows (map_rows.c) */

struct map_reader;
/* machine: numbers are written by a machine, "1.234" is 1.234 (spreadsheet cells). map, in, sink and options are borrowed until
 * map_end. */
struct map_reader *map_begin(const struct map *map, const struct infile *in, const struct figures_options *options,
		const struct figures_sink *sink, bool machine);
/* The next row, the header being the first after map->skip lines; line as in the file. cells: n strings, never NULL. false: the rest
 * is not wanted. */
bool map_row(struct map_reader *r, long line, size_t n, const char *const *cells);
/* What can only be told at the end, and frees r. whole: no row was refused before it came here. */
void map_end(struct map_reader *r, bool whole);

#endif
