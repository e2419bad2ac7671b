/* vis_in.c: the CSV that Vården i siffror gives: semicolons, decimal comma, a row for each indicator, unit and period. UNK, MSK and
 * INV are values that are not there.
 *
 * The same unit and period can stand in several rows (registers that report in parts). Then numerators and denominators are added;
 * percentages are never averaged, and where the rows do not have both the figure is refused. Rows are therefore kept until the end. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "io/csv_rows.h"
#include "io/figures_formats.h"
#include "io/strmap.h"

enum { COL_TITLE, COL_REGISTER, COL_UNIT, COL_PERIOD, COL_VALUE, COL_MEASURE, COL_NUMERATOR, COL_DENOMINATOR, COL_GENDER, NCOLS };
/* As the headings begin, older spellings too. */
static const char *const headings[NCOLS][3] = {
	{ "diagramrubrik", "titel", "indikator" }, { "register", "källa", NULL }, { "enhetsnamn", "enhet ", NULL }, { "mätperiod", NULL, NULL },
	{ "värde", NULL, NULL }, { "måttenhet", NULL, NULL }, { "täljare", NULL, NULL }, { "nämnare", NULL, NULL }, { "kön", NULL, NULL },
};
enum { ID_MAX = 90, GROUPS_MAX = 1000000 };

struct group {
	const char *metric, *organisation;
	struct figure figure;
	int decimals;                   /* of the value as it is written */
	double numerator, denominator;  /* missing: not said in every row */
	double scale;                   /* value = scale × numerator ÷ denominator in all rows; 0: no such */
	size_t rows;
	long line;
	bool differ;                    /* the rows are not all the same */
};

struct parser {
	struct csv_rows rows;
	const struct figures_options *options;
	const struct figures_sink *sink;
	int place[NCOLS];
	bool header;
	struct figure_signs signs;
	struct arena arena;
	struct strmap metrics, keys;    /* title → id; "id organisation period gender" → group */
	struct group *groups;
	size_t ngroups, cap;
};

/* ---- the header ------------------------------------------------------------------------------------------- */

static int column_named(const char *name)
{
	struct buf folded = { 0 };
	int found = -1;

	text_fold(&folded, name, FOLD_CASE);
	for (int c = 0; found < 0 && c < NCOLS; c++) {
		for (size_t k = 0; k < 3 && headings[c][k]; k++) {
			if (strncmp(buf_cstr(&folded), headings[c][k], strlen(headings[c][k])) == 0)
				found = c;
		}
	}
	buf_free(&folded);
	return found;
}

/* The unit, the period and the value are named as nobody else names them. */
bool vis_is(const struct infile *in, const struct figures_options *options)
{
	size_t n = in->encoding == ENC_BINARY || options->map ? 0 : in->size;
	const char *end = memchr(in->data, '\n', n);
	char *line = mem_strndup(in->data, end ? (size_t)(end - in->data) : n < 4096 ? n : 4096);
	struct buf folded = { 0 };
	bool is;

	text_fold(&folded, line, FOLD_CASE);
	is = strstr(buf_cstr(&folded), "enhetsnamn") && strstr(buf_cstr(&folded), "mätperiod") && strstr(buf_cstr(&folded), "värde");
	buf_free(&folded);
	free(line);
	return is;
}

static void read_header(struct parser *p)
{
	static const int needed[] = { COL_TITLE, COL_UNIT, COL_PERIOD, COL_VALUE };

	p->header = true;
	for (size_t i = 0; i < p->rows.nfields; i++) {
		int c = column_named(csv_rows_field(&p->rows, i));

		if (c >= 0 && p->place[c] < 0)
			p->place[c] = (int)i;
	}
	for (size_t i = 0; i < COUNT_OF(needed); i++) {
		if (p->place[needed[i]] >= 0 || (needed[i] == COL_TITLE && p->options->metric))
			continue;
		csv_rows_complain(&p->rows, p->rows.row_line, -1, NULL, "rubriken %s saknas", headings[needed[i]][0]);
		p->rows.stop = true;
	}
}

/* ---- one row ---------------------------------------------------------------------------------------------- */

static const char *field(const struct parser *p, int column)
{
	return p->place[column] < 0 || (size_t)p->place[column] >= p->rows.nfields ? "" :
		csv_rows_field(&p->rows, (size_t)p->place[column]);
}

__attribute__((format(printf, 3, 4))) static bool complain(struct parser *p, int column, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	csv_rows_vcomplain(&p->rows, p->rows.row_line, p->place[column], headings[column][0], fmt, ap);
	va_end(ap);
	return false;
}

/* A short hash, so that two long names do not become the same id where they are cut. */
static unsigned hash(const char *s)
{
	unsigned h = 2166136261u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

/* The metric's id, from its title: "vis-andel-vantat"; told to the sink the first time. */
static const char *metric_id(struct parser *p)
{
	const char *title = field(p, COL_TITLE), *id = strmap_get(&p->metrics, title);
	struct metric_in metric = { .name = title, .unit = field(p, COL_MEASURE), .source = "Vården i siffror", .decimals = -1 };
	char *slug;

	if (id)
		return id;
	slug = figure_slug(title);
	if (p->options->metric)
		id = p->options->metric;
	else if (!*slug)
		id = "";
	else if (strlen(slug) > ID_MAX)
		id = arena_printf(&p->arena, "vis-%.*s-%08x", ID_MAX - 10, slug, hash(title));
	else
		id = arena_printf(&p->arena, "vis-%s", slug);
	free(slug);
	strmap_add(&p->metrics, title, (char *)id);
	metric.id = id;
	if (*id && !figures_metric(p->sink, &metric))
		p->rows.stop = true;
	return id;
}

static bool read_number(struct parser *p, int column, double *value, int *missing)
{
	const char *text = field(p, column);
	struct err err = { 0 };

	if (figure_value(text, strlen(text), false, value, missing, &err))
		return complain(p, column, "%s", err.text);
	if (!*missing)
		figure_sign(&p->signs, text, strlen(text), p->rows.row_line);
	return true;
}

static int decimals_of(const char *text)
{
	const char *sign = strpbrk(text, ",.");

	return sign ? (int)strspn(sign + 1, "0123456789") : 0;
}

/* What the value is numerator ÷ denominator times, within the rounding of what is written; 0 if nothing sensible. */
static double scale_of(const struct group *g)
{
	static const double scales[] = { 100, 1, 1000, 10000, 100000 };

	for (size_t i = 0; g->denominator > 0 && i < COUNT_OF(scales); i++) {
		if (fabs(scales[i] * g->numerator / g->denominator - g->figure.value) <= 0.5001 * pow(10, -g->decimals))
			return scales[i];
	}
	return 0;
}

static bool read_row(struct parser *p, struct group *g)
{
	const char *period = field(p, COL_PERIOD), *gender = field(p, COL_GENDER);
	char fault[PERIOD_FAULT_MAX];
	int missing, missing2;
	bool good;

	g->metric = metric_id(p);
	g->organisation = field(p, COL_UNIT);
	good = *g->metric || complain(p, COL_TITLE, "rubriken saknas");
	good = (*g->organisation || complain(p, COL_UNIT, "enhetens namn saknas")) && good;
	g->figure.period = figure_period(period);
	good = (g->figure.period || complain(p, COL_PERIOD, "\"%s\" %s", period, figure_period_fault(period, fault))) && good;
	g->figure.gender = *gender ? figure_gender(gender, false) : GENDER_T;
	good = (g->figure.gender > 0 || complain(p, COL_GENDER, "\"%s\" är inget kön", gender)) && good;
	good = read_number(p, COL_VALUE, &g->figure.value, &g->figure.missing) && good;
	good = read_number(p, COL_NUMERATOR, &g->numerator, &missing) && good;
	good = read_number(p, COL_DENOMINATOR, &g->denominator, &missing2) && good;
	g->decimals = decimals_of(field(p, COL_VALUE));
	g->scale = missing || missing2 || g->figure.missing ? 0 : scale_of(g);
	g->line = p->rows.row_line;
	g->rows = 1;
	return good;
}

static void join(struct group *g, const struct group *more)
{
	bool both_missing = g->figure.missing && g->figure.missing == more->figure.missing;

	g->rows++;
	if (!both_missing && (g->figure.missing || more->figure.missing || g->figure.value != more->figure.value || g->scale > 0))
		g->differ = true;
	g->scale = g->scale == more->scale ? g->scale : 0;
	g->numerator += more->numerator;
	g->denominator += more->denominator;
}

static void keep(struct parser *p, const struct group *g)
{
	char period[PERIOD_TEXT_MAX], *key = mem_printf("%s\n%s\n%s\n%d", g->metric, g->organisation, period_format(period, g->figure.period),
			g->figure.gender);
	size_t at = (size_t)strmap_get(&p->keys, key);

	if (at) {
		join(&p->groups[at - 1], g);
	} else if (p->ngroups == GROUPS_MAX) {
		csv_rows_complain(&p->rows, p->rows.row_line, -1, NULL, "filen har mer än %d värden: dela den", (int)GROUPS_MAX);
		p->rows.stop = true;
	} else {
		if (p->ngroups == p->cap) {
			p->cap = p->cap ? p->cap * 2 : 256;
			p->groups = mem_array(p->groups, p->cap, sizeof(*p->groups));
		}
		p->groups[p->ngroups] = *g;
		p->groups[p->ngroups].organisation = arena_strdup(&p->arena, g->organisation);
		strmap_add(&p->keys, key, (void *)++p->ngroups);
	}
	free(key);
}

static void take_row(struct csv_rows *rows, void *user)
{
	struct parser *p = user;
	struct group g = { .rows = 0 };

	if (!p->header)
		read_header(p);
	else if (read_row(p, &g) && !rows->stop)
		keep(p, &g);
}

/* ---- the figures ------------------------------------------------------------------------------------------ */

static bool hand_over(struct parser *p, struct group *g)
{
	struct figure_in in = { .metric = g->metric, .organisation = g->organisation, .figure = g->figure, .line = g->line };

	if (g->rows > 1 && g->differ) {
		if (!g->scale || !(g->denominator > 0)) {
			p->rows.row_line = (int)g->line;
			csv_rows_complain(&p->rows, p->rows.row_line, -1, NULL, "%s, %s har %zu rader för samma period, och de går inte att lägga "
					"ihop: täljare och nämnare saknas eller ger inte värdet", g->metric, g->organisation, g->rows);
			return true;
		}
		in.figure.value = g->scale * g->numerator / g->denominator;
	}
	return p->sink->figure(&in, p->sink->user);
}

static void check_signs(struct parser *p)
{
	long other, line = figure_signs_clash(&p->signs, &other);

	p->rows.row_line = (int)line;
	if (line)
		csv_rows_complain(&p->rows, p->rows.row_line, -1, NULL, "ett värde är tvetydigt (1.234 eller 1,234): filen har annat decimaltecken på "
				"rad %ld", other);
}

int vis_read(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err)
{
	struct parser *p = mem_alloc(sizeof(*p));
	int rc;

	p->options = options;
	p->sink = sink;
	p->rows.in = in;
	p->rows.sink = sink;
	p->rows.take = take_row;
	p->rows.user = p;
	p->rows.delim = csv_separator(in->data, in->size);
	for (int c = 0; c < NCOLS; c++)
		p->place[c] = -1;
	rc = in->encoding == ENC_BINARY ? figures_broken(in, 0, 0, err, "filen är ingen text, eller UTF-16 utan BOM: spara den som UTF-8") :
		csv_rows_stream(&p->rows, err);
	for (size_t i = 0; !rc && i < p->ngroups; i++) {
		if (!hand_over(p, &p->groups[i]))
			break;
	}
	if (!rc)
		check_signs(p);
	strmap_free(&p->metrics);
	strmap_free(&p->keys);
	arena_free(&p->arena);
	free(p->groups);
	free(p);
	return rc;
}
