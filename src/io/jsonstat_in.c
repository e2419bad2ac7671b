/* jsonstat_in.c: JSON-stat 1 and 2 (json-stat.org, full format), as PxWeb 2, Eurostat and others write it.
 *
 * A file has a dataset, a bundle of them under names (version 1) or a collection with datasets in it (version 2). Values are a list,
 * or an object by cell number: then a cell that is not in it is not there, unless status speaks of it. A value of null with a status
 * (".." and the like) keeps its kind of missing. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/cube_in.h"
#include "io/figures_formats.h"
#include "io/json_in.h"
#include "model/record.h"

#define CELLS_MAX ((size_t)1 << 30) /* a product of sizes beyond this is no table that fits in a file */

struct jsonstat {
	const struct infile *in;
	const struct figures_options *options;
	const struct figures_sink *sink;
	const json_t *set;     /* the dataset */
	const json_t *status;  /* NULL, text, list or object */
	const json_t *symbols; /* what the codes in status mean: object of texts, or NULL */
	struct cube cube;
	size_t cells;
	struct buf path;       /* of the dataset, with a dot at the end; "" for the outermost */
};

static int broken(const struct jsonstat *js, struct err *err, const char *place, const char *why)
{
	return figures_broken(js->in, 0, 0, err, "%s%s: %s", buf_cstr(&js->path), place, why);
}

/* ---- dimensions ------------------------------------------------------------------------------------------- */

/* Version 1 has id, size and role inside dimension. */
static const json_t *part_of(const json_t *set, const char *key)
{
	const json_t *part = json_object_get(set, key);

	return part ? part : json_object_get(json_object_get(set, "dimension"), key);
}

static bool read_digits(const char *s, size_t *n)
{
	if (!s || !*s || strspn(s, "0123456789") != strlen(s))
		return false;
	errno = 0;
	*n = (size_t)strtoull(s, NULL, 10);
	return errno == 0;
}

/* A size or a place: a whole number, or one as text. */
static bool read_count(const json_t *json, size_t *n)
{
	if (!json_is_integer(json))
		return read_digits(json_string_value(json), n);
	*n = (size_t)json_integer_value(json);
	return json_integer_value(json) >= 0;
}

static void read_unit(struct cube_category *category, const json_t *unit)
{
	static const char *const keys[] = { "label", "base", "unit" };
	const json_t *decimals = json_object_get(unit, "decimals");

	for (size_t i = 0; i < COUNT_OF(keys) && !category->unit; i++)
		category->unit = json_string_at(unit, keys[i]);
	if (json_is_integer(decimals) && json_integer_value(decimals) >= 0 && json_integer_value(decimals) <= 9)
		category->decimals = (int)json_integer_value(decimals);
}

/* index: a list of codes, or an object of code: place. Each place from 0 has one code. */
static int read_index(const struct jsonstat *js, struct cube_dim *dim, const json_t *index, struct err *err)
{
	const char *code;
	json_t *json;

	for (size_t i = 0; i < json_array_size(index); i++) {
		dim->categories[i].code = json_string_value(json_array_get(index, i));
		if (!dim->categories[i].code)
			return figures_broken(js->in, 0, 0, err, "%sdimension.%s.category.index[%zu]: en kod ska stå här",
					buf_cstr(&js->path), dim->code, i);
	}
	json_object_foreach((json_t *)index, code, json) {
		size_t place;

		if (!read_count(json, &place) || place >= dim->n || dim->categories[place].code) {
			return figures_broken(js->in, 0, 0, err, "%sdimension.%s.category.index.%s: ska vara en egen plats, 0 till %zu",
					buf_cstr(&js->path), dim->code, code, dim->n - 1);
		}
		dim->categories[place].code = code;
	}
	return 0;
}

static int read_categories(const struct jsonstat *js, struct cube_dim *dim, const json_t *category, struct err *err)
{
	const json_t *index = json_object_get(category, "index"), *label = json_object_get(category, "label");
	const json_t *unit = json_object_get(category, "unit");
	const size_t n = json_is_array(index) ? json_array_size(index) : json_object_size(index);

	if (!index && dim->n == 1 && json_object_size(label) == 1) {
		dim->categories[0].code = json_object_iter_key(json_object_iter((json_t *)label));
	} else if (n != dim->n) {
		return figures_broken(js->in, 0, 0, err, "%sdimension.%s.category.index: %zu värden, men size säger %zu",
				buf_cstr(&js->path), dim->code, n, dim->n);
	} else if (read_index(js, dim, index, err)) {
		return err->code;
	}
	for (size_t i = 0; i < dim->n; i++) {
		dim->categories[i].label = json_string_at(label, dim->categories[i].code);
		read_unit(&dim->categories[i], json_object_get(unit, dim->categories[i].code));
	}
	return 0;
}

static enum cube_role role_of(const json_t *roles, const char *code)
{
	static const struct {
		const char *key;
		enum cube_role role;
	} known[] = { { "time", CUBE_TIME }, { "geo", CUBE_PLACE }, { "metric", CUBE_CONTENTS } };

	for (size_t i = 0; i < COUNT_OF(known); i++) {
		const json_t *list = json_object_get(roles, known[i].key);

		for (size_t j = 0; j < json_array_size(list); j++) {
			const char *name = json_string_value(json_array_get(list, j));

			if (name && strcmp(name, code) == 0)
				return known[i].role;
		}
	}
	return CUBE_OTHER;
}

static int read_dimension(struct jsonstat *js, const char *code, size_t n, struct err *err)
{
	const json_t *dimension = json_object_get(json_object_get(js->set, "dimension"), code);
	const json_t *category = json_object_get(dimension, "category");
	const json_t *index = json_object_get(category, "index");
	struct cube_dim *dim;

	if (!json_is_object(category))
		return figures_broken(js->in, 0, 0, err, "%sdimension.%s.category: saknas", buf_cstr(&js->path), code);
	/* Before anything of that size is made. */
	if (n != (index ? json_is_array(index) ? json_array_size(index) : json_object_size(index) : 1) || n == 0) {
		return figures_broken(js->in, 0, 0, err, "%sdimension.%s: size säger %zu värden, category.index har andra",
				buf_cstr(&js->path), code, n);
	}
	dim = cube_add(&js->cube, code, json_string_at(dimension, "label"), n);
	if (!dim)
		return figures_broken(js->in, 0, 0, err, "%sid: fler än %d dimensioner", buf_cstr(&js->path), (int)CUBE_DIMS_MAX);
	dim->role = role_of(part_of(js->set, "role"), code);
	return read_categories(js, dim, category, err);
}

static int read_dimensions(struct jsonstat *js, struct err *err)
{
	const json_t *ids = part_of(js->set, "id"), *sizes = part_of(js->set, "size");
	int rc = 0;

	if (!json_is_array(ids) || !json_is_array(sizes) || json_array_size(ids) != json_array_size(sizes) || !json_array_size(ids))
		return broken(js, err, "id", "id och size ska vara lika långa listor");
	js->cells = 1;
	for (size_t i = 0; i < json_array_size(ids) && !rc; i++) {
		const char *code = json_string_value(json_array_get(ids, i));
		size_t n = 0;

		if (!code || !*code)
			return broken(js, err, "id", "ska vara koder");
		if (!read_count(json_array_get(sizes, i), &n))
			return figures_broken(js->in, 0, 0, err, "%ssize[%zu]: ska vara ett antal", buf_cstr(&js->path), i);
		rc = read_dimension(js, code, n, err);
		if (n > CELLS_MAX / js->cells)
			return broken(js, err, "size", "tabellen är för stor");
		js->cells *= n ? n : 1;
	}
	return rc;
}

/* What else the dataset says of itself. */
static void read_about(struct jsonstat *js)
{
	const json_t *extension = json_object_get(js->set, "extension"), *px = json_object_get(extension, "px");
	const json_t *decimals = json_object_get(px, "decimals"), *symbols = json_object_get(extension, "status");
	struct cube *cube = &js->cube;

	cube->table = json_string_at(px, "tableid");
	if (!cube->table)
		cube->table = json_string_at(px, "matrix");
	if (!cube->table)
		cube->table = json_string_at(extension, "id"); /* Eurostat */
	cube->name = json_string_at(px, "contents");
	if (!cube->name)
		cube->name = json_string_at(js->set, "label");
	cube->source = json_string_at(js->set, "source");
	cube->decimals = -1;
	if (json_is_integer(decimals) && json_integer_value(decimals) >= 0 && json_integer_value(decimals) <= 9)
		cube->decimals = (int)json_integer_value(decimals);
	js->symbols = json_object_get(symbols, "label");
	js->status = json_object_get(js->set, "status");
}

/* ---- cells ------------------------------------------------------------------------------------------------ */

static const char *status_at(const struct jsonstat *js, size_t cell)
{
	char number[32];
	const char *s;

	if (json_is_string(js->status))
		return json_string_value(js->status);
	if (json_is_array(js->status)) {
		s = json_string_value(json_array_get(js->status, json_array_size(js->status) == 1 ? 0 : cell));
		return s && *s ? s : NULL;
	}
	snprintf(number, sizeof(number), "%zu", cell);
	return json_string_at(js->status, number);
}

static void refuse_cell(const struct jsonstat *js, const char *list, size_t cell, const char *why, const char *what)
{
	figures_refuse(js->sink, js->in, 0, 0, "%s%s[%zu]: %s%s", buf_cstr(&js->path), list, cell, why, what);
}

static void read_cell(struct jsonstat *js, size_t cell, const json_t *value)
{
	const char *status = status_at(js, cell), *meaning = status && js->symbols ? json_string_at(js->symbols, status) : NULL;
	size_t index[CUBE_DIMS_MAX], rest = cell;
	struct figure figure = { .batch = 0 };
	struct err err = { 0 };
	int said = MISSING_NONE;

	if (json_figure(value, &figure.value, &figure.missing, &err)) {
		refuse_cell(js, "value", cell, err.text, "");
		return;
	}
	if (status) {
		said = meaning ? cube_status(meaning, &figure.preliminary) : -1;
		if (said < 0)
			said = cube_status(status, &figure.preliminary);
	}
	if (said > MISSING_NONE && figure.missing == MISSING_NONE) {
		refuse_cell(js, "value", cell, "ett tal, men status är ", status);
		return;
	}
	if (said > MISSING_NONE)
		figure.missing = said;
	for (size_t i = js->cube.ndims; i-- > 0;) {
		index[i] = rest % js->cube.dims[i].n;
		rest /= js->cube.dims[i].n;
	}
	cube_figure(&js->cube, index, &figure, 0, 0);
}

/* The number of the cell that key names; false where it is none, refused. */
static bool cell_number(const struct jsonstat *js, const char *list, const char *key, size_t *cell)
{
	const bool good = read_digits(key, cell) && *cell < js->cells;

	if (!good)
		figures_refuse(js->sink, js->in, 0, 0, "%s%s.%s: ska vara en cells nummer, 0 till %zu", buf_cstr(&js->path), list, key,
				js->cells - 1);
	return good;
}

static void read_sparse(struct jsonstat *js, const json_t *values)
{
	const char *key;
	json_t *json;
	size_t cell;

	json_object_foreach((json_t *)values, key, json) {
		if (js->cube.stop)
			return;
		if (cell_number(js, "value", key, &cell))
			read_cell(js, cell, json);
	}
	/* Cells that only status knows: they are there, without a number. */
	json_object_foreach((json_t *)js->status, key, json) {
		if (js->cube.stop)
			return;
		if (json_object_get(values, key) || !json_is_string(json) || cube_status(json_string_value(json), NULL) <= MISSING_NONE)
			continue;
		if (cell_number(js, "status", key, &cell))
			read_cell(js, cell, NULL);
	}
}

static int read_values(struct jsonstat *js, struct err *err)
{
	const json_t *values = json_object_get(js->set, "value");
	const size_t n = json_array_size(values);

	if (json_is_object(values)) {
		read_sparse(js, values);
		return 0;
	}
	if (json_is_array(js->status) && json_array_size(js->status) != js->cells && json_array_size(js->status) != 1)
		return broken(js, err, "status", "listan är inte lika lång som value");
	if (n != js->cells) {
		return figures_broken(js->in, 0, 0, err, "%svalue: %zu tal, men size säger %zu: är filen avkortad?",
				buf_cstr(&js->path), n, js->cells);
	}
	for (size_t i = 0; i < n && !js->cube.stop; i++)
		read_cell(js, i, json_array_get(values, i));
	return 0;
}

/* ---- datasets --------------------------------------------------------------------------------------------- */

static int read_set(struct jsonstat *js, const json_t *set, struct err *err)
{
	const json_t *values = json_object_get(set, "value");
	int rc;

	js->set = set;
	if (!json_is_object(json_object_get(set, "dimension")))
		return broken(js, err, "dimension", "saknas");
	if (!json_is_array(values) && !json_is_object(values))
		return broken(js, err, "value", "saknas; filen beskriver en tabell utan dess siffror; hämta tabellens data");
	if (json_array_size(values) + json_object_size(values) == 0)
		return broken(js, err, "value", "tom; filen beskriver en tabell utan dess siffror; hämta tabellens data");
	read_about(js);
	rc = read_dimensions(js, err);
	if (!rc)
		rc = cube_prepare(&js->cube, js->in, js->options, js->sink, err);
	if (!rc && !js->cube.stop)
		rc = read_values(js, err);
	return rc;
}

/* One dataset of several, at path. */
static int read_one(struct jsonstat *js, const json_t *set, bool *stop, struct err *err)
{
	int rc = read_set(js, set, err);

	*stop = js->cube.stop;
	cube_free(&js->cube);
	buf_clear(&js->path);
	return rc;
}

static int read_collection(struct jsonstat *js, const json_t *items, struct err *err)
{
	bool stop = false;
	int rc = 0;

	for (size_t i = 0; i < json_array_size(items) && !rc && !stop; i++) {
		buf_printf(&js->path, "link.item[%zu].", i);
		rc = read_one(js, json_array_get(items, i), &stop, err);
	}
	if (!json_array_size(items))
		return figures_broken(js->in, 0, 0, err, "samlingen har inga tabeller i sig");
	return rc;
}

static int read_bundle(struct jsonstat *js, const json_t *root, struct err *err)
{
	bool stop = false, any = false;
	const char *name;
	json_t *set;
	int rc = 0;

	json_object_foreach((json_t *)root, name, set) {
		if (rc || stop)
			break;
		if (!json_object_get(set, "dimension"))
			continue;
		any = true;
		buf_printf(&js->path, "%s.", name);
		rc = read_one(js, set, &stop, err);
	}
	return any ? rc : figures_broken(js->in, 0, 0, err, "dimension saknas: en tabell i JSON-stat har id, size, dimension och value");
}

bool jsonstat_is(const struct infile *in, const struct figures_options *options)
{
	(void)options;
	if (!json_begins(in) || json_sniff(in, "kpi", 1, 3))
		return false;
	if (json_sniff(in, "dimension", 1, 2) && (json_sniff(in, "category", 3, 4) || json_sniff(in, "size", 1, 3)))
		return true;
	return (json_sniff(in, "class", 1, 1) || json_sniff(in, "size", 1, 1)) && json_sniff(in, "version", 1, 1);
}

int jsonstat_read(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err)
{
	struct jsonstat *js = mem_alloc(sizeof(*js));
	const json_t *items;
	json_t *root;
	bool stop;
	int rc;

	js->in = in;
	js->options = options;
	js->sink = sink;
	rc = json_in_load(in, &root, err);
	items = json_object_get(json_object_get(root, "link"), "item");
	if (!rc && json_is_object(json_object_get(root, "dimension")))
		rc = read_one(js, root, &stop, err);
	else if (!rc && json_is_array(items))
		rc = read_collection(js, items, err);
	else if (!rc)
		rc = read_bundle(js, root, err);
	buf_free(&js->path);
	json_decref(root);
	free(js);
	return rc;
}
