/* csv_map.c: any CSV file by a map file. */
#include <stdlib.h>
#include <string.h>

#include "io/csv_rows.h"
#include "io/figures_formats.h"
#include "io/map_file.h"

struct parser {
	struct csv_rows rows;
	struct map_reader *reader;
	const char *cells[CSV_FIELDS_MAX];
};

static void take_row(struct csv_rows *rows, void *user)
{
	struct parser *p = user;

	for (size_t i = 0; i < rows->nfields; i++)
		p->cells[i] = csv_rows_field(rows, i);
	rows->stop = !map_row(p->reader, rows->row_line, rows->nfields, p->cells);
}

/* Where line number n begins. */
static const char *line_at(const struct infile *in, long n)
{
	const char *s = in->data, *end = s + in->size, *lf;

	while (n-- > 0 && (lf = memchr(s, '\n', (size_t)(end - s))))
		s = lf + 1;
	return s;
}

int csv_map_read(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err)
{
	struct parser *p;
	const char *header;
	struct map *map;
	int rc = map_load(&map, options->map, err);

	if (!rc && map->encoding)
		rc = infile_force(in, map->encoding, err);
	if (!rc && in->encoding == ENC_BINARY)
		rc = err_set(err, ERR_INPUT, "%s är ingen text, eller UTF-16 utan BOM: spara den som UTF-8", in->name);
	if (!rc) {
		p = mem_alloc(sizeof(*p));
		header = line_at(in, map->skip);
		p->rows = (struct csv_rows){ .in = in, .sink = sink, .take = take_row, .user = p,
			.delim = map->separator ? map->separator : csv_separator(header, (size_t)(in->data + in->size - header)) };
		p->reader = map_begin(map, in, options, sink, false);
		rc = csv_rows_stream(&p->rows, err);
		map_end(p->reader, !p->rows.refused);
		free(p);
	}
	map_free(map);
	return rc;
}
