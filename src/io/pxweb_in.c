/* pxweb_in.c: PxWeb's JSON of version 1: columns (dimensions d, time t, contents c), and rows of codes and of values as text.
 * There are no names of categories, only codes; the table's id is not there either. */
#include <stdlib.h>
#include <string.h>

#include "io/cube_in.h"
#include "io/figures_formats.h"
#include "io/json_in.h"
#include "io/strmap.h"
#include "model/record.h"

enum { COLUMNS_MAX = 1000 };

/* The codes of one key column, in order of appearance. */
struct code {
	const char *text; /* in the JSON */
	size_t number;    /* its place in the list */
};
struct codes {
	struct strmap map; /* text → struct code */
	struct vec list;   /* struct code *, in the cube's arena */
};
struct pxweb {
	const struct infile *in;
	const struct figures_sink *sink;
	struct cube cube;
	const json_t *keys[CUBE_DIMS_MAX]; /* columns of type d and t, in the order of key[] */
	size_t nkeys;
	const json_t *contents[COLUMNS_MAX]; /* of type c, in the order of values[] */
	size_t ncontents;
	struct codes codes[CUBE_DIMS_MAX];
};

static int read_columns(struct pxweb *p, const json_t *columns, struct err *err)
{
	for (size_t i = 0; i < json_array_size(columns); i++) {
		const json_t *column = json_array_get(columns, i);
		const char *type = json_string_at(column, "type");

		if (!json_string_at(column, "code"))
			return figures_broken(p->in, 0, 0, err, "columns[%zu].code: saknas", i);
		if (type && strcmp(type, "c") == 0) {
			if (p->ncontents == COLUMNS_MAX)
				return figures_broken(p->in, 0, 0, err, "columns: fler än %d tabellinnehåll", (int)COLUMNS_MAX);
			p->contents[p->ncontents++] = column;
		} else if (!type || strcmp(type, "d") == 0 || strcmp(type, "t") == 0) {
			if (p->nkeys == CUBE_DIMS_MAX - 1)
				return figures_broken(p->in, 0, 0, err, "columns: fler än %d dimensioner", CUBE_DIMS_MAX - 1);
			p->keys[p->nkeys++] = column;
		} else {
			return figures_broken(p->in, 0, 0, err, "columns[%zu].type: %s ska vara d, t eller c", i, type);
		}
	}
	if (!p->ncontents)
		return figures_broken(p->in, 0, 0, err, "columns: ingen kolumn har tabellinnehåll (type c)");
	return 0;
}

/* The row's key and values, of the right length; false where they are not, refused. */
static bool row_parts(const struct pxweb *p, const json_t *row, size_t at, const json_t **key, const json_t **values)
{
	*key = json_object_get(row, "key");
	*values = json_object_get(row, "values");
	if (json_array_size(*key) != p->nkeys || json_array_size(*values) != p->ncontents) {
		figures_refuse(p->sink, p->in, 0, 0, "data[%zu]: key ska ha %zu och values %zu delar, som columns säger", at, p->nkeys,
				p->ncontents);
		return false;
	}
	for (size_t i = 0; i < p->nkeys; i++) {
		const char *code = json_string_value(json_array_get(*key, i));

		if (!code || !*code) {
			figures_refuse(p->sink, p->in, 0, 0, "data[%zu].key[%zu]: en kod ska stå här", at, i);
			return false;
		}
	}
	return true;
}

/* Takes note of the codes of a row, if it has them all. */
static void note_codes(struct pxweb *p, const json_t *key)
{
	if (json_array_size(key) != p->nkeys)
		return;
	for (size_t i = 0; i < p->nkeys; i++) {
		struct codes *codes = &p->codes[i];
		const char *text = json_string_value(json_array_get(key, i));
		struct code *code;

		if (!text || !*text || strmap_get(&codes->map, text))
			continue;
		code = arena_alloc(&p->cube.arena, sizeof(*code));
		*code = (struct code){ text, codes->list.n };
		strmap_add(&codes->map, text, code);
		vec_push(&codes->list, code);
	}
}

static void make_cube(struct pxweb *p, const json_t *root)
{
	const json_t *metadata = json_array_get(json_object_get(root, "metadata"), 0);
	struct cube *cube = &p->cube;
	struct cube_dim *dim;

	cube->decimals = -1;
	cube->name = json_string_at(metadata, "label");
	cube->source = json_string_at(metadata, "source");
	for (size_t i = 0; i < p->nkeys; i++) {
		const char *type = json_string_at(p->keys[i], "type");

		dim = cube_add(cube, json_string_at(p->keys[i], "code"), json_string_at(p->keys[i], "text"), p->codes[i].list.n);
		dim->role = type && strcmp(type, "t") == 0 ? CUBE_TIME : CUBE_OTHER;
		for (size_t j = 0; j < dim->n; j++)
			dim->categories[j].code = ((const struct code *)p->codes[i].list.items[j])->text;
	}
	dim = cube_add(cube, "ContentsCode", NULL, p->ncontents);
	dim->role = CUBE_CONTENTS;
	for (size_t j = 0; j < p->ncontents; j++) {
		dim->categories[j].code = json_string_at(p->contents[j], "code");
		dim->categories[j].label = json_string_at(p->contents[j], "text");
		dim->categories[j].unit = json_string_at(p->contents[j], "unit");
	}
}

static void read_row(struct pxweb *p, const json_t *row, size_t at)
{
	const json_t *key, *values;
	size_t index[CUBE_DIMS_MAX] = { 0 };

	if (!row_parts(p, row, at, &key, &values))
		return;
	for (size_t i = 0; i < p->nkeys; i++) {
		const struct code *code = strmap_get(&p->codes[i].map, json_string_value(json_array_get(key, i)));

		index[i] = code->number;
	}
	for (size_t i = 0; i < p->ncontents && !p->cube.stop; i++) {
		struct figure figure = { .batch = 0 };
		struct err err = { 0 };

		index[p->nkeys] = i;
		if (json_figure(json_array_get(values, i), &figure.value, &figure.missing, &err))
			figures_refuse(p->sink, p->in, 0, 0, "data[%zu].values[%zu]: %s", at, i, err.text);
		else
			cube_figure(&p->cube, index, &figure, 0, 0);
	}
}

static int read_table(struct pxweb *p, const json_t *root, const struct figures_options *options, struct err *err)
{
	const json_t *columns = json_object_get(root, "columns"), *data = json_object_get(root, "data");
	int rc;

	if (!json_is_array(columns) || !json_is_array(data))
		return figures_broken(p->in, 0, 0, err, "columns eller data saknas: en tabell från PxWeb har båda");
	rc = read_columns(p, columns, err);
	if (rc)
		return rc;
	/* The rows say which codes there are: they are read twice. */
	for (size_t i = 0; i < json_array_size(data); i++)
		note_codes(p, json_object_get(json_array_get(data, i), "key"));
	for (size_t i = 0; i < p->nkeys; i++) {
		if (!p->codes[i].list.n)
			return figures_broken(p->in, 0, 0, err, "data har inga rader med koder: tabellen har inga siffror");
	}
	make_cube(p, root);
	rc = cube_prepare(&p->cube, p->in, options, p->sink, err);
	for (size_t i = 0; i < json_array_size(data) && !rc && !p->cube.stop; i++)
		read_row(p, json_array_get(data, i), i);
	return rc;
}

bool pxweb_is(const struct infile *in, const struct figures_options *options)
{
	(void)options;
	return json_begins(in) && ((json_sniff(in, "columns", 1, 1) && json_sniff(in, "code", 2, 2)) ||
			(json_sniff(in, "data", 1, 1) && json_sniff(in, "key", 2, 2) && json_sniff(in, "values", 2, 2)));
}

int pxweb_read(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err)
{
	struct pxweb *p = mem_alloc(sizeof(*p));
	json_t *root;
	int rc;

	p->in = in;
	p->sink = sink;
	rc = json_in_load(in, &root, err);
	if (!rc)
		rc = read_table(p, root, options, err);
	for (size_t i = 0; i < p->nkeys; i++) {
		strmap_free(&p->codes[i].map);
		vec_free(&p->codes[i].list);
	}
	cube_free(&p->cube);
	json_decref(root);
	free(p);
	return rc;
}
