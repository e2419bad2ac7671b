/* fuzz_map.c: any bytes as a map file, and after a line of = signs as the rows it is for. */
#include <stddef.h>
#include <stdint.h>

#include "fuzz_sink.h"
#include "io/map_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Cells between semicolons, rows between line feeds. */
static void rows(struct map_reader *reader, char *s, size_t n)
{
	const char *cells[8];
	size_t ncells = 0;
	char *start = s;
	long line = 0;

	for (size_t i = 0; i <= n; i++) {
		char c = i < n ? s[i] : '\n';

		if (c != ';' && c != '\n' && c)
			continue;
		s[i] = '\0';
		if (ncells < 8)
			cells[ncells++] = start;
		start = s + i + 1;
		if (c == ';')
			continue;
		if (!map_row(reader, ++line, ncells, cells))
			return;
		ncells = 0;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct figures_options none;
	char *series = NULL;
	const struct figures_sink sink = { .figure = fuzz_figure, .metric = fuzz_metric, .organisation = fuzz_organisation,
		.refused = fuzz_refused, .user = &series };
	const uint8_t *cut = memmem(data, size, "\n====\n", 6);
	size_t n = cut ? (size_t)(cut - data) : size;
	struct err err = { 0 };
	struct infile in;
	struct map *map;
	char *text;

	if (map_parse(&map, "map", (const char *)data, n, &err)) {
		if (!err.text[0])
			abort();
		return 0;
	}
	n = cut ? size - n - 6 : 0;
	if (n && !infile_memory(&in, "fuzz", (const char *)cut + 6, n, &err)) {
		struct map_reader *reader = map_begin(map, &in, &none, &sink, false);

		text = mem_strndup(in.data, in.size);
		rows(reader, text, strlen(text));
		map_end(reader, true);
		free(text);
	}
	if (n)
		infile_close(&in);
	free(series);
	map_free(map);
	return 0;
}
