/* cube_in.c: see the header; cube_roles.c knows the words. */
#include "io/cube_in.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/cube_priv.h"
#include "io/strmap.h"
#include "model/record.h"

struct cube_dim *cube_add(struct cube *cube, const char *code, const char *label, size_t n)
{
	struct cube_dim *dim;

	if (cube->ndims == CUBE_DIMS_MAX)
		return NULL;
	dim = &cube->dims[cube->ndims++];
	*dim = (struct cube_dim){ .code = code, .label = label, .n = n };
	/* n comes from the file, but was counted there, not read: what asks for this much has as many categories. */
	dim->categories = arena_alloc(&cube->arena, n * sizeof(*dim->categories));
	for (size_t i = 0; i < n; i++)
		dim->categories[i].decimals = -1;
	return dim;
}

const char *cube_dim_name(const struct cube_dim *dim)
{
	return dim->label ? dim->label : dim->code ? dim->code : "?";
}

static const char *category_name(const struct cube_category *category)
{
	return category->label ? category->label : category->code;
}

static const char *category_code(const struct cube_category *category)
{
	return category->code ? category->code : category->label;
}

/* ---- metrics ---------------------------------------------------------------------------------------------- */

/* Adds text to an id: letters, digits and . _ + stay, everything else is one "-". */
static void add_slug(struct buf *id, const char *text)
{
	const size_t start = id->len;

	for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
		/* A no-break space is two bytes, C2 A0. */
		if (s[0] == 0xC2 && s[1] < 0xC0 && s[1]) {
			s++;
		} else if (isalnum(*s) || strchr("._+", *s) || *s >= 0x80) {
			buf_char(id, (char)*s);
			continue;
		}
		if (id->len > start && id->data[id->len - 1] != '-')
			buf_char(id, '-');
	}
	while (id->len > start && id->data[id->len - 1] == '-')
		id->len--;
	if (id->data)
		id->data[id->len] = '\0';
}

/* True for codes that no other table of the database has: BE0101N1, 000003O5. */
static bool is_unique(const char *code)
{
	size_t n = strlen(code), digits = 0;

	for (size_t i = 0; i < n; i++) {
		if (!isalnum((unsigned char)code[i]))
			return false;
		digits += isdigit((unsigned char)code[i]) != 0;
	}
	return n >= 7 && n <= 10 && digits >= 4;
}

static bool makes_metric(const struct cube_dim *dim)
{
	return dim->role == CUBE_CONTENTS || dim->role == CUBE_OTHER;
}

/* What ids begin with. */
static void add_base(struct cube *cube, struct buf *id, const size_t *index, const char *said)
{
	const struct cube_category *contents = cube->contents ? &cube->contents->categories[index[cube->contents - cube->dims]] : NULL;
	const char *code = contents ? category_code(contents) : NULL;

	if (said)
		add_slug(id, said);
	else if (cube->table && !(code && is_unique(code)))
		add_slug(id, cube->table);
	else if (!code && cube->name)
		add_slug(id, cube->name);
	if (!code || (said && cube->contents->n == 1))
		return;
	cube->nameless = !id->len && !is_unique(code);
	if (id->len)
		buf_char(id, '-');
	add_slug(id, code);
}

static int by_code(const void *a, const void *b)
{
	const struct cube_dim *const *x = a, *const *y = b;
	const char *s = (*x)->code ? (*x)->code : (*x)->label, *t = (*y)->code ? (*y)->code : (*y)->label;

	return strcmp(s, t);
}

/* The table's own order of dimensions is the downloader's choice, and differs between formats: ids are by the codes. */
static size_t others_sorted(struct cube *cube, struct cube_dim *sorted[CUBE_DIMS_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < cube->ndims; i++) {
		if (cube->dims[i].role == CUBE_OTHER)
			sorted[n++] = &cube->dims[i];
	}
	qsort(sorted, n, sizeof(sorted[0]), by_code);
	return n;
}

/* A contents code that needs its table's id beside it has a name that needs the table's. */
static void add_name(const struct cube *cube, struct buf *name, const size_t *index)
{
	const struct cube_category *contents = cube->contents ? &cube->contents->categories[index[cube->contents - cube->dims]] : NULL;

	if (cube->name && !(contents && is_unique(category_code(contents))))
		buf_str(name, cube->name);
	if (contents && !(cube->name && strcmp(buf_cstr(name), category_name(contents)) == 0))
		buf_printf(name, "%s%s", name->len ? ", " : "", category_name(contents));
}

static void make_metric(struct cube *cube, const size_t *index, const char *said, struct cube_metric *metric)
{
	struct buf id = { 0 }, name = { 0 };
	struct cube_dim *others[CUBE_DIMS_MAX];
	const size_t n = others_sorted(cube, others);

	if (!(said && cube->nmetrics == 1))
		add_base(cube, &id, index, said);
	else
		buf_str(&id, said);
	add_name(cube, &name, index);
	for (size_t i = 0; i < n; i++) {
		const struct cube_category *category = &others[i]->categories[index[others[i] - cube->dims]];

		if (cube_is_total(category))
			continue;
		if (!(said && (cube->nmetrics == 1 || others[i]->n == 1))) {
			buf_char(&id, '-');
			add_slug(&id, category_code(category));
		}
		buf_printf(&name, "%s%s", name.len ? ", " : "", category_name(category));
	}
	metric->id = arena_strdup(&cube->arena, buf_cstr(&id));
	metric->name = arena_strdup(&cube->arena, buf_cstr(&name));
	buf_free(&id);
	buf_free(&name);
}

static bool tell_metric(struct cube *cube, const size_t *index, const struct cube_metric *metric)
{
	const struct cube_category *contents = cube->contents ? &cube->contents->categories[index[cube->contents - cube->dims]] : NULL;
	const struct metric_in told = {
		.id = metric->id,
		.name = *metric->name ? metric->name : NULL,
		.unit = contents && contents->unit ? contents->unit : cube->unit,
		.source = cube->source,
		.decimals = contents && contents->decimals >= 0 ? contents->decimals : cube->decimals,
	};

	return figures_metric(cube->sink, &told);
}

static int check_metric(const struct cube *cube, struct strmap *seen, const struct cube_metric *metric, struct err *err)
{
	const char *fault = record_id_fault(REC_METRIC, metric->id);

	if (cube->nameless)
		return figures_broken(cube->in, 0, 0, err, "filen säger inte vilken tabell den är, och koden för tabellinnehållet (%s) "
				"kan finnas i flera: ange nyckeltalet med --metric", metric->id);
	if (!*metric->id)
		return figures_broken(cube->in, 0, 0, err, "tabellen säger inte vad den mäter: ange nyckeltalet med --metric");
	if (fault)
		return figures_broken(cube->in, 0, 0, err, "%s kan inte vara id för ett nyckeltal (%s): ange ett med --metric",
				metric->id, fault);
	if (strmap_add(seen, metric->id, metric->id))
		return figures_broken(cube->in, 0, 0, err, "två nyckeltal i tabellen får samma id, %s: hämta dem var för sig",
				metric->id);
	return 0;
}

/* How many metrics the table has; which dimensions make them is told where they are too many. */
static int count_metrics(struct cube *cube, struct err *err)
{
	struct buf what = { 0 };
	int rc = 0;

	cube->nmetrics = 1;
	for (size_t i = 0; i < cube->ndims; i++) {
		const struct cube_dim *dim = &cube->dims[i];

		if (!makes_metric(dim))
			continue;
		if (dim->n > 1)
			buf_printf(&what, "%s%s %zu", what.len ? ", " : "", cube_dim_name(dim), dim->n);
		/* Never past the limit times one n: no overflow. */
		if (cube->nmetrics <= CUBE_METRICS_MAX)
			cube->nmetrics = dim->n > CUBE_METRICS_MAX ? CUBE_METRICS_MAX + 1 : cube->nmetrics * dim->n;
	}
	if (cube->nmetrics > CUBE_METRICS_MAX) {
		rc = figures_broken(cube->in, 0, 0, err, "varje kombination av värden blir ett nyckeltal, och de är fler än %d (%s): välj "
				"färre värden när tabellen hämtas", (int)CUBE_METRICS_MAX, buf_cstr(&what));
	}
	buf_free(&what);
	return rc;
}

/* Steps index over the dimensions that make metrics, the last fastest. */
static void next_metric(const struct cube *cube, size_t *index)
{
	for (size_t i = cube->ndims; i-- > 0;) {
		if (!makes_metric(&cube->dims[i]))
			continue;
		if (++index[i] < cube->dims[i].n)
			return;
		index[i] = 0;
	}
}

static int make_metrics(struct cube *cube, const char *said, struct err *err)
{
	size_t index[CUBE_DIMS_MAX] = { 0 };
	struct strmap seen = { 0 };
	int rc = count_metrics(cube, err);

	if (rc)
		return rc;
	cube->metrics = arena_alloc(&cube->arena, cube->nmetrics * sizeof(*cube->metrics));
	for (size_t i = 0; i < cube->nmetrics && !rc && !cube->stop; i++) {
		make_metric(cube, index, said, &cube->metrics[i]);
		rc = check_metric(cube, &seen, &cube->metrics[i], err);
		if (!rc)
			cube->stop = !tell_metric(cube, index, &cube->metrics[i]);
		next_metric(cube, index);
	}
	strmap_free(&seen);
	return rc;
}

/* ---- organisations ---------------------------------------------------------------------------------------- */

/* "13 Hallands län": some tables have the code in the label only. */
static void split_place(struct cube *cube, struct cube_category *category)
{
	size_t digits = category->label ? strspn(category->label, "0123456789") : 0;

	if (category->code && category->label && strncmp(category->code, category->label, digits ? digits : 1) != 0)
		return;
	if (digits < 2 || digits > 4 || category->label[digits] != ' ' || !category->label[digits + 1])
		return;
	if (category->code && strlen(category->code) != digits && strcmp(category->code, category->label) != 0)
		return;
	category->code = arena_strndup(&cube->arena, category->label, digits);
	category->label += digits + 1;
}

static int tell_places(struct cube *cube, const struct figures_options *options, struct err *err)
{
	if (!cube->place) {
		cube->organisation = options->organisation;
		if (cube->organisation && *cube->organisation)
			return 0;
		return figures_broken(cube->in, 0, 0, err,
			"tabellen har ingen region: ange med --organisation vad siffrorna gäller (0000 för hela riket)");
	}
	for (size_t i = 0; i < cube->place->n && !cube->stop; i++) {
		struct cube_category *category = &cube->place->categories[i];
		struct organisation_in organisation;

		split_place(cube, category);
		organisation.id = category_code(category);
		organisation.name = category->label;
		cube->stop = !figures_organisation(cube->sink, &organisation);
	}
	return 0;
}

/* ---- the whole -------------------------------------------------------------------------------------------- */

/* Two categories with one code or one with none: whose the figure is would be a guess. */
static int check_categories(const struct cube *cube, const struct cube_dim *dim, struct err *err)
{
	struct strmap seen = { 0 };
	int rc = 0;

	for (size_t i = 0; i < dim->n && !rc; i++) {
		const char *code = category_code(&dim->categories[i]);

		if (!code || !*code)
			rc = figures_broken(cube->in, 0, 0, err, "%s: värde %zu har varken kod eller namn", cube_dim_name(dim), i + 1);
		else if (strmap_add(&seen, code, (void *)dim))
			rc = figures_broken(cube->in, 0, 0, err, "%s: %s finns två gånger", cube_dim_name(dim), code);
	}
	strmap_free(&seen);
	return rc;
}

int cube_prepare(struct cube *cube, const struct infile *in, const struct figures_options *options,
		const struct figures_sink *sink, struct err *err)
{
	const struct metric_in whole = { .source = cube->source, .decimals = -1 };
	int rc = 0;

	cube->in = in;
	cube->sink = sink;
	for (size_t i = 0; i < cube->ndims && !rc; i++)
		rc = check_categories(cube, &cube->dims[i], err);
	if (!rc)
		rc = cube_find_roles(cube, err);
	if (!rc && cube->source)
		cube->stop = !figures_metric(sink, &whole);
	if (!rc)
		rc = make_metrics(cube, options->metric && *options->metric ? options->metric : NULL, err);
	return rc || cube->stop ? rc : tell_places(cube, options, err);
}

static size_t metric_at(const struct cube *cube, const size_t *index)
{
	size_t at = 0;

	for (size_t i = 0; i < cube->ndims; i++) {
		if (makes_metric(&cube->dims[i]))
			at = at * cube->dims[i].n + index[i];
	}
	return at;
}

void cube_figure(struct cube *cube, const size_t *index, const struct figure *fig, long line, long column)
{
	struct figure_in figure = { .figure = *fig, .line = line, .column = column };

	figure.metric = cube->metrics[metric_at(cube, index)].id;
	figure.organisation = cube->place ? category_code(&cube->place->categories[index[cube->place - cube->dims]]) :
			cube->organisation;
	figure.figure.period = cube->time->categories[index[cube->time - cube->dims]].period;
	figure.figure.gender = cube->gender ? cube->gender->categories[index[cube->gender - cube->dims]].gender : GENDER_T;
	if (!cube->stop)
		cube->stop = !cube->sink->figure(&figure, cube->sink->user);
}

void cube_free(struct cube *cube)
{
	arena_free(&cube->arena);
	*cube = (struct cube){ .ndims = 0 };
}
