/* map_rows.c: rows of somebody's table to figures, by a map file. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "io/map_file.h"
#include "model/record.h"

/* A column that has values, and what its heading says where it is one of many. */
struct value_column {
	size_t at;
	const char *metric; /* NULL: as the row says */
	const char *title;
	period_t period;    /* 0: as the row says */
};

struct map_reader {
	const struct map *map;
	const struct infile *in;
	const struct figures_options *options;
	const struct figures_sink *sink;
	bool machine, header, stop;
	size_t ncells;              /* of the header; 0: there is none */
	const char **names;         /* headings */
	int at[MAP_PARTS];          /* column of each; −1 none */
	int *filters;               /* column of each filter */
	struct value_column *values;
	size_t nvalues;
	struct figure_signs signs;
	struct arena arena;
	struct strmap ids;          /* a metric as written → its id, once it was told of */
	const char *unit;           /* that stands after the numbers */
	long line;
};

__attribute__((format(printf, 3, 4))) static void refuse(struct map_reader *r, int column, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	if (column >= 0) {
		buf_printf(&text, "kolumn %d", column + 1);
		if (r->names && (size_t)column < r->ncells)
			buf_printf(&text, " (%s)", r->names[column]);
		buf_str(&text, ": ");
	}
	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	figures_refuse(r->sink, r->in, r->line, 0, "%s", buf_cstr(&text));
	buf_free(&text);
}

/* ---- headings --------------------------------------------------------------------------------------------- */

static bool same(const char *a, const char *b)
{
	struct buf x = { 0 }, y = { 0 };
	bool equal;

	if (strcmp(a, b) == 0)
		return true;
	text_fold(&x, a, FOLD_CASE);
	text_fold(&y, b, FOLD_CASE);
	equal = strcmp(buf_cstr(&x), buf_cstr(&y)) == 0;
	buf_free(&x);
	buf_free(&y);
	return equal;
}

/* The column called name, or of that number; −1 and told if there is none, or two. */
static int find_column(struct map_reader *r, const char *name, size_t n)
{
	int found = -1;
	char *end;
	long number;

	for (size_t i = 0; r->names && i < n; i++) {
		if (!same(r->names[i], name))
			continue;
		if (found >= 0) {
			refuse(r, -1, "rubriken %s finns två gånger: ange kolumnens nummer i mappningsfilen", name);
			r->stop = true;
		}
		found = (int)i;
	}
	number = strtol(name, &end, 10);
	if (found < 0 && !*end && number >= 1 && (size_t)number <= n)
		found = (int)number - 1;
	if (found < 0) {
		refuse(r, -1, "rubriken %s, som %s nämner, finns inte", name, r->map->name);
		r->stop = true;
	}
	return found;
}

static void add_value(struct map_reader *r, size_t at, const char *metric, const char *title, period_t period)
{
	r->values = mem_array(r->values, r->nvalues + 1, sizeof(*r->values));
	r->values[r->nvalues++] = (struct value_column){ at, metric, title, period };
}

static const char *translate(const struct map_place *place, const char *cell)
{
	struct buf folded = { 0 };
	const char *word;

	if (!place->words.n)
		return NULL;
	text_fold(&folded, cell, FOLD_CASE);
	word = strmap_get(&place->words, buf_cstr(&folded));
	buf_free(&folded);
	return word;
}

static void find_values(struct map_reader *r, size_t n)
{
	const struct map *map = r->map;

	for (size_t i = 0; map->wide_periods && i < n; i++) {
		period_t period = figure_period(r->names[i]);

		if (period)
			add_value(r, i, NULL, NULL, period);
	}
	for (size_t i = 0; i < map->nwide; i++) {
		int at = find_column(r, map->wide[i], n);
		const char *id = translate(&map->places[MAP_METRIC], map->wide[i]);

		if (at >= 0)
			add_value(r, (size_t)at, id ? id : map->wide[i], id ? map->wide[i] : NULL, 0);
	}
	if (map->places[MAP_VALUE].column && r->at[MAP_VALUE] >= 0)
		add_value(r, (size_t)r->at[MAP_VALUE], NULL, NULL, 0);
	if (!r->nvalues && !r->stop) {
		refuse(r, -1, "ingen rubrik är en period");
		r->stop = true;
	}
}

static void find_columns(struct map_reader *r, size_t n)
{
	const struct map *map = r->map;

	r->ncells = n;
	for (int part = 0; part < MAP_PARTS; part++) {
		bool given = (part == MAP_METRIC && r->options->metric) || (part == MAP_ORGANISATION && r->options->organisation);
		const char *column = given ? NULL : map->places[part].column;

		r->at[part] = column ? find_column(r, column, n) : -1;
	}
	if (r->at[MAP_METRIC] < 0 && !map->places[MAP_METRIC].value && !map->nwide && !r->options->metric && !r->stop) {
		refuse(r, -1, "%s säger inte vilket nyckeltal det är: [metric] med column eller value, eller --metric", map->name);
		r->stop = true;
	}
	if (r->at[MAP_ORGANISATION] < 0 && !map->places[MAP_ORGANISATION].value && !r->options->organisation && !r->stop) {
		refuse(r, -1, "%s säger inte vilken organisation det är: [organisation] med column eller value, eller --organisation",
				map->name);
		r->stop = true;
	}
	r->filters = mem_alloc((map->nfilters + 1) * sizeof(*r->filters));
	for (size_t i = 0; i < map->nfilters; i++)
		r->filters[i] = find_column(r, map->filters[i].column, n);
	find_values(r, n);
}

static void read_header(struct map_reader *r, size_t n, const char *const *cells)
{
	r->header = true;
	if (!r->map->no_header) {
		r->names = arena_alloc(&r->arena, (n + 1) * sizeof(*r->names));
		for (size_t i = 0; i < n; i++)
			r->names[i] = arena_strdup(&r->arena, cells[i]);
	}
	find_columns(r, n);
}

/* ---- cells ------------------------------------------------------------------------------------------------ */

static bool passes(const struct map_reader *r, const char *const *cells)
{
	for (size_t i = 0; i < r->map->nfilters; i++) {
		const struct map_filter *filter = &r->map->filters[i];
		bool listed = false;

		for (size_t k = 0; !listed && k < filter->n; k++)
			listed = same(cells[r->filters[i]], filter->values[k]);
		if (listed == filter->except)
			return false;
	}
	return true;
}

/* The id of a metric as it is written, told to the sink the first time. */
static const char *tell_metric(struct map_reader *r, const char *word, const char *title)
{
	const char *id = strmap_get(&r->ids, word);
	char *made = NULL;

	if (id)
		return id;
	if (*word && record_id_fault(REC_METRIC, word)) {
		made = figure_slug(word);
		title = title ? title : word;
	}
	id = arena_strdup(&r->arena, made && *made ? made : word);
	free(made);
	strmap_add(&r->ids, word, (char *)id);
	if (*id && !figures_metric(r->sink, &(struct metric_in){ .id = id, .name = r->map->title ? r->map->title : title,
			.unit = r->map->unit ? r->map->unit : r->unit, .definition = r->map->definition, .source = r->map->source,
			.decimals = -1 }))
		r->stop = true;
	return id;
}

/* A cell, or what it stands for, or the constant. */
static const char *word_of(const struct map_reader *r, enum map_part part, const char *const *cells)
{
	const struct map_place *place = &r->map->places[part];
	const char *cell, *word;

	if (r->at[part] < 0)
		return place->value;
	cell = cells[r->at[part]];
	word = translate(place, cell);
	return word ? word : cell;
}

static bool read_period(struct map_reader *r, const char *const *cells, period_t *period)
{
	const char *word = word_of(r, MAP_PERIOD, cells);
	char fault[PERIOD_FAULT_MAX];

	*period = word ? figure_period(word) : 0;
	if (*period || r->map->wide_periods)
		return true;
	refuse(r, r->at[MAP_PERIOD], "\"%s\" %s", word ? word : "", figure_period_fault(word ? word : "", fault));
	return false;
}

static bool read_gender(struct map_reader *r, const char *const *cells, int *gender)
{
	const char *word = word_of(r, MAP_GENDER, cells);

	/* As in our own CSV, an empty cell is both together, unless [genders] says otherwise. */
	*gender = word && !text_blank(word) ? figure_gender(word, r->map->scb) : GENDER_T;
	if (*gender > 0)
		return true;
	refuse(r, r->at[MAP_GENDER], "\"%s\" är inget kön: skriv vad det står för under [genders] i mappningsfilen", word);
	return false;
}

static bool is_preliminary(const struct map_reader *r, const char *const *cells)
{
	if (r->at[MAP_PRELIMINARY] < 0)
		return false;
	for (size_t i = 0; i < r->map->npreliminary; i++) {
		if (same(cells[r->at[MAP_PRELIMINARY]], r->map->preliminary[i]))
			return true;
	}
	return false;
}

/* "12 mnkr" beside "300 tkr" would be a sum of different things. */
static bool take_unit(struct map_reader *r, size_t column, const char *unit)
{
	const char *ours = r->map->unit;

	if (!unit || (r->unit && strcmp(unit, r->unit) == 0))
		return true;
	if (ours && strcmp(unit, ours) != 0 && !(*unit == 'p' && strcmp(ours, "%") == 0)) {
		refuse(r, (int)column, "värdet är i %s; mappningsfilen säger %s", unit, ours);
		return false;
	}
	if (!ours && strcmp(unit, "%") != 0 && strcmp(unit, "procent") != 0) {
		refuse(r, (int)column, "värdet är i %s: säg det i mappningsfilen, unit = %s under [metric]", unit, unit);
		return false;
	}
	if (r->unit) {
		refuse(r, (int)column, "värdet är i %s, andra i %s", unit, r->unit);
		return false;
	}
	r->unit = unit;
	return true;
}

static bool read_value(struct map_reader *r, size_t column, const char *cell, struct figure *figure)
{
	bool comma = !r->machine && r->map->decimal == MAP_DECIMAL_COMMA;
	struct err err = { 0 };
	size_t n = strlen(cell);
	const char *unit;

	if (figure_value_unit(cell, n, comma, &figure->value, &figure->missing, &unit, &err)) {
		refuse(r, (int)column, "%s", err.text);
		return false;
	}
	if (figure->missing)
		return true;
	if (!r->machine && r->map->decimal == MAP_DECIMAL_POINT && memchr(cell, ',', n)) {
		refuse(r, (int)column, "\"%s\" har komma; mappningsfilen säger decimalpunkt", cell);
		return false;
	}
	if (!r->machine && r->map->decimal == MAP_DECIMAL_LOOK)
		figure_sign(&r->signs, cell, n, r->line);
	return take_unit(r, column, unit);
}

/* ---- rows ------------------------------------------------------------------------------------------------- */

static void read_row(struct map_reader *r, const char *const *cells)
{
	struct figure_in row = { .line = r->line }, in;
	const char *word = r->options->metric ? r->options->metric : word_of(r, MAP_METRIC, cells);
	const char *raw = r->at[MAP_METRIC] < 0 ? NULL : cells[r->at[MAP_METRIC]];
	bool good = true;

	if (!passes(r, cells))
		return;
	row.organisation = r->options->organisation ? r->options->organisation : word_of(r, MAP_ORGANISATION, cells);
	if (!*row.organisation) {
		refuse(r, r->at[MAP_ORGANISATION], "organisation saknas");
		good = false;
	}
	if (word && !*word) {
		refuse(r, r->at[MAP_METRIC], "nyckeltal saknas");
		good = false;
	}
	good = read_period(r, cells, &row.figure.period) && good;
	good = read_gender(r, cells, &row.figure.gender) && good;
	row.figure.preliminary = is_preliminary(r, cells);
	for (size_t i = 0; i < r->nvalues && !r->stop; i++) {
		const struct value_column *value = &r->values[i];

		in = row;
		if (value->period)
			in.figure.period = value->period;
		if (!read_value(r, value->at, cells[value->at], &in.figure) || !good)
			continue;
		in.metric = tell_metric(r, value->metric ? value->metric : word, value->metric ? value->title : raw && raw != word ? raw : NULL);
		if (!r->stop && !r->sink->figure(&in, r->sink->user))
			r->stop = true;
	}
}

struct map_reader *map_begin(const struct map *map, const struct infile *in, const struct figures_options *options,
		const struct figures_sink *sink, bool machine)
{
	struct map_reader *r = mem_alloc(sizeof(*r));

	r->map = map;
	r->in = in;
	r->options = options;
	r->sink = sink;
	r->machine = machine;
	if (map->source && !figures_metric(sink, &(struct metric_in){ .source = map->source, .decimals = -1 }))
		r->stop = true;
	return r;
}

static bool blank(size_t n, const char *const *cells)
{
	for (size_t i = 0; i < n; i++) {
		if (*cells[i])
			return false;
	}
	return true;
}

bool map_row(struct map_reader *r, long line, size_t n, const char *const *cells)
{
	r->line = line;
	if (r->stop || line <= r->map->skip || blank(n, cells))
		return !r->stop;
	if (!r->header) {
		read_header(r, n, cells);
		if (!r->map->no_header)
			return !r->stop;
	}
	if (r->stop)
		return false;
	if (n != r->ncells)
		refuse(r, -1, "raden har %zu fält; rubriken har %zu", n, r->ncells);
	else
		read_row(r, cells);
	return !r->stop;
}

void map_end(struct map_reader *r, bool whole)
{
	long other, line = figure_signs_clash(&r->signs, &other);

	if (whole && !r->header && !r->stop) {
		r->line = 0;
		refuse(r, -1, "filen har ingen rubrik");
	}
	if (line) {
		r->line = line;
		refuse(r, -1, "ett värde är tvetydigt (%s); filen har decimal%s på rad %ld: säg vilket med decimal = i mappningsfilen",
				line == r->signs.point3 ? "1.234" : "1,234", line == r->signs.point3 ? "komma" : "punkt", other);
	}
	strmap_free(&r->ids);
	free(r->filters);
	free(r->values);
	arena_free(&r->arena);
	free(r);
}
