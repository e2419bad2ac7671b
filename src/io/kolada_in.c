/* kolada_in.c: answers of Kolada's interfaces v2 and v3: pages of values, and of what indicators and organisations are.
 *
 * A file may be one page, pages one after the other, or an array of pages or of rows; keys come in any order. A row that is not
 * there is not a figure; null is "not measured"; isdeleted is "deleted"; a status with a known meaning gives the kind of missing
 * and no other status turns anything into a number or away from one. Means of groups of organisations (ids G…, or a count above
 * one) are no figure of anybody and are left out, counted. A unit of an organisation (ou) is taken by its id. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "io/figures_formats.h"
#include "io/figures_in.h"
#include "io/json_in.h"
#include "io/strmap.h"
#include "model/record.h"

enum { STATUSES_TOLD = 10, STATUS_CUT = 60 }; /* words; bytes of each */

struct kolada {
	const struct infile *in;
	const struct figures_sink *sink;
	struct strmap metrics; /* told of */
	struct buf path;       /* where in the file, for messages */
	size_t pages, rows, groups, members;
	bool next, stop;       /* next: the last page says that there is one more */
	bool short_page;
	struct {
		char *word;
		size_t n;
	} unknown[STATUSES_TOLD]; /* status words without a known meaning, and how many values had them */
	size_t nunknown, more_unknown; /* … and of values with yet other words */
};

/* What the word status says. Kolada documents none; these are met. */
static const struct {
	const char *word;
	int missing;
	bool preliminary;
} statuses[] = {
	{ "missing", MISSING_NOT_MEASURED, false }, { "saknas", MISSING_NOT_MEASURED, false },
	{ "private", MISSING_SUPPRESSED, false }, { "suppressed", MISSING_SUPPRESSED, false },
	{ "sekretess", MISSING_SUPPRESSED, false }, { "undertryckt", MISSING_SUPPRESSED, false },
	{ "skyddad", MISSING_SUPPRESSED, false }, { "not yet published", MISSING_NOT_YET, false },
	{ "ej publicerad", MISSING_NOT_YET, false }, { "under utveckling", MISSING_DEVELOPING, false },
	{ "deleted", MISSING_DELETED, false }, { "raderad", MISSING_DELETED, false },
	{ "preliminary", MISSING_NONE, true }, { "preliminär", MISSING_NONE, true },
};

/* ---- figures ---------------------------------------------------------------------------------------------- */

static bool is_true(const json_t *json)
{
	return json_is_true(json) || (json_is_integer(json) && json_integer_value(json) != 0);
}

/* A word nobody has told us the meaning of changes no value, but is not passed over in silence. */
static void note_unknown(struct kolada *k, const char *status)
{
	size_t i = 0;

	while (i < k->nunknown && strcmp(k->unknown[i].word, status) != 0)
		i++;
	if (i == STATUSES_TOLD) {
		k->more_unknown++;
		return;
	}
	if (i == k->nunknown)
		k->unknown[k->nunknown++].word = mem_strdup(status);
	k->unknown[i].n++;
}

static void tell_unknown(struct kolada *k)
{
	struct buf text = { 0 };

	for (size_t i = 0; i < k->nunknown; i++)
		buf_printf(&text, "%s\"%.*s\" (%zu %s)", i ? ", " : "", STATUS_CUT, k->unknown[i].word, k->unknown[i].n,
			k->unknown[i].n == 1 ? "värde" : "värden");
	if (k->more_unknown)
		buf_printf(&text, " och andra (%zu)", k->more_unknown);
	if (k->nunknown)
		figures_warn(k->sink, k->in, "okänd status %s: värdena är lästa som de står, och null är ej mätt", buf_cstr(&text));
	buf_free(&text);
}

/* The kind of missing (or preliminary) that the value's status and isdeleted say; none where they say nothing. */
static void read_status(struct kolada *k, const json_t *row, const json_t *cell, struct figure *figure)
{
	const char *status = json_string_at(cell, "status");
	size_t i = 0;

	while (status && i < COUNT_OF(statuses) && strcasecmp(status, statuses[i].word) != 0)
		i++;
	if (status && i < COUNT_OF(statuses)) {
		figure->missing = statuses[i].missing;
		figure->preliminary = statuses[i].preliminary;
	} else if (status && status[strspn(status, " ")]) {
		note_unknown(k, status);
	}
	if (is_true(json_object_get(cell, "isdeleted")) || is_true(json_object_get(row, "isdeleted")))
		figure->missing = MISSING_DELETED;
}

/* Fills value and missing. False where it cannot be read, refused. */
static bool read_value(struct kolada *k, const json_t *row, const json_t *cell, struct figure *figure)
{
	const json_t *value = json_object_get(cell, "value");
	struct err err = { 0 };
	int said, missing;

	figure->missing = MISSING_NONE;
	read_status(k, row, cell, figure);
	said = figure->missing;
	figure->value = NUM_MISSING;
	if (said == MISSING_DELETED)
		return true;
	if (!value && said == MISSING_NONE) {
		figures_refuse(k->sink, k->in, 0, 0, "%s.value: saknas", buf_cstr(&k->path));
		return false;
	}
	if (json_figure(value, &figure->value, &missing, &err)) {
		figures_refuse(k->sink, k->in, 0, 0, "%s.value: %s", buf_cstr(&k->path), err.text);
		return false;
	}
	if (said != MISSING_NONE && missing == MISSING_NONE) {
		figures_refuse(k->sink, k->in, 0, 0, "%s.value: ett tal, men status är ”%s”", buf_cstr(&k->path),
				json_string_at(cell, "status"));
		return false;
	}
	figure->missing = said != MISSING_NONE ? said : missing;
	return true;
}

/* True for the mean of a group, which is nobody's figure. */
static bool is_group(const char *organisation, const json_t *cell)
{
	const json_t *count = json_object_get(cell, "count");

	return (organisation[0] == 'G' && isalnum((unsigned char)organisation[1])) || json_number_value(count) > 1;
}

static bool tell_metric(struct kolada *k, const char *id)
{
	static char told;
	const struct metric_in metric = { .id = id, .source = "Kolada", .decimals = -1 };

	return strmap_add(&k->metrics, id, &told) || figures_metric(k->sink, &metric);
}

static void read_cell(struct kolada *k, const json_t *row, const json_t *cell, struct figure_in *figure)
{
	const char *gender = json_string_at(cell, "gender");

	if (!json_is_object(cell)) {
		figures_refuse(k->sink, k->in, 0, 0, "%s: ett objekt med gender och value ska stå här", buf_cstr(&k->path));
		return;
	}
	if (is_group(figure->organisation, cell)) {
		k->groups++;
		return;
	}
	figure->figure.gender = gender ? figure_gender(gender, false) : -1;
	if (figure->figure.gender < 0) {
		figures_refuse(k->sink, k->in, 0, 0, "%s.gender: %s%s", buf_cstr(&k->path),
				gender ? "ska vara T, K eller M, inte " : "saknas", gender ? gender : "");
		return;
	}
	figure->figure.preliminary = false;
	if (read_value(k, row, cell, &figure->figure))
		k->stop = !tell_metric(k, figure->metric) || !k->sink->figure(figure, k->sink->user);
}

/* What the row's figures are of and for; false where it does not say, refused. */
static bool read_row_keys(struct kolada *k, const json_t *row, struct figure_in *figure)
{
	char word[32];
	const char *period = json_word(row, "period", word);
	char fault[PERIOD_FAULT_MAX];

	figure->metric = json_string_at(row, "kpi");
	figure->organisation = json_string_at(row, "municipality");
	if (!figure->organisation)
		figure->organisation = json_string_at(row, "ou");
	if (!figure->organisation)
		figure->organisation = json_string_at(row, "out"); /* one of Kolada's own examples spells it so */
	if (!figure->metric || !figure->organisation || !period) {
		figures_refuse(k->sink, k->in, 0, 0, "%s: %s saknas", buf_cstr(&k->path),
				!figure->metric ? "kpi" : !figure->organisation ? "municipality" : "period");
		return false;
	}
	figure->figure.period = figure_period(period);
	if (!figure->figure.period)
		figures_refuse(k->sink, k->in, 0, 0, "%s.period: \"%s\" %s", buf_cstr(&k->path), period,
				figure_period_fault(period, fault));
	return figure->figure.period != 0;
}

static void read_row(struct kolada *k, const json_t *row)
{
	const json_t *cells = json_object_get(row, "values");
	struct figure_in figure = { .line = 0 };
	const size_t at = k->path.len;

	if (!read_row_keys(k, row, &figure))
		return;
	k->rows++;
	if (!cells && json_object_get(row, "gender")) {
		read_cell(k, row, row, &figure); /* flattened: one figure a row */
		return;
	}
	if (!json_is_array(cells)) {
		figures_refuse(k->sink, k->in, 0, 0, "%s.values: saknas eller är ingen lista", buf_cstr(&k->path));
		return;
	}
	for (size_t i = 0; i < json_array_size(cells) && !k->stop; i++) {
		buf_printf(&k->path, ".values[%zu]", i);
		read_cell(k, row, json_array_get(cells, i), &figure);
		k->path.len = at;
		k->path.data[at] = '\0';
	}
}

/* ---- what indicators and organisations are ------------------------------------------------------------------ */

static bool is_kpi(const json_t *row)
{
	static const char *const keys[] = { "is_divided_by_gender", "municipality_type", "auspice", "operating_area", "perspective",
		"publication_date", "definition" };

	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		if (json_object_get(row, keys[i]))
			return true;
	}
	return false;
}

/* Kolada ends titles of shares in "(%)", and has a unit of its own only in some answers. */
static const char *kpi_unit(const json_t *row, const char *title)
{
	const char *unit = json_string_at(row, "unit");
	size_t n = strlen(title);

	return unit ? unit : n >= 3 && strcmp(title + n - 3, "(%)") == 0 ? "%" : NULL;
}

static void tell_kpi(struct kolada *k, const json_t *row, const char *id, const char *title)
{
	const char *definition = json_string_at(row, "definition");
	struct buf text = { 0 };
	struct metric_in metric = { .id = id, .name = title, .unit = kpi_unit(row, title), .source = "Kolada", .decimals = -1 };
	static char told;

	if (!definition)
		definition = json_string_at(row, "description");
	if (definition)
		buf_str(&text, definition);
	if (is_true(json_object_get(row, "is_divided_by_gender")))
		buf_printf(&text, "%sRedovisas även för kvinnor och män.", text.len ? " " : "");
	metric.definition = text.len ? buf_cstr(&text) : NULL;
	strmap_add(&k->metrics, id, &told);
	k->stop = !figures_metric(k->sink, &metric);
	buf_free(&text);
}

static void read_about(struct kolada *k, const json_t *row)
{
	const char *id = json_string_at(row, "id"), *title = json_string_at(row, "title");

	if (!id || !title) {
		figures_refuse(k->sink, k->in, 0, 0, "%s: varken siffror (kpi, municipality, period, values) eller beskrivning "
				"(id, title)", buf_cstr(&k->path));
		return;
	}
	k->rows++;
	if (json_object_get(row, "members") || id[0] == 'G') {
		k->members++;
	} else if (is_kpi(row)) {
		tell_kpi(k, row, id, title);
	} else {
		const struct organisation_in organisation = { .id = id, .name = title };

		k->stop = !figures_organisation(k->sink, &organisation);
	}
}

/* ---- pages ------------------------------------------------------------------------------------------------ */

static void read_rows(struct kolada *k, const json_t *rows, const char *name)
{
	const size_t at = k->path.len;

	for (size_t i = 0; i < json_array_size(rows) && !k->stop; i++) {
		const json_t *row = json_array_get(rows, i);

		buf_printf(&k->path, "%s[%zu]", name, i);
		if (!json_is_object(row))
			figures_refuse(k->sink, k->in, 0, 0, "%s: ett objekt ska stå här", buf_cstr(&k->path));
		else if (json_object_get(row, "kpi"))
			read_row(k, row);
		else
			read_about(k, row);
		k->path.len = at;
		k->path.data[at] = '\0';
	}
}

static bool is_page(const json_t *json)
{
	return json_is_array(json_object_get(json, "values")) && !json_object_get(json, "kpi");
}

static void read_page(struct kolada *k, const json_t *page)
{
	const json_t *values = json_object_get(page, "values"), *count = json_object_get(page, "count");

	k->pages++;
	k->next = json_string_at(page, "next_page") || json_string_at(page, "next_url");
	if (json_is_integer(count) && !k->next && json_integer_value(count) > (json_int_t)json_array_size(values))
		k->short_page = true;
	read_rows(k, values, k->path.len ? ".values" : "values");
}

/* One JSON value of the file: a page, a row, or an array of either. */
static int read_root(struct kolada *k, const json_t *root, struct err *err)
{
	if (is_page(root)) {
		read_page(k, root);
	} else if (json_is_object(root)) {
		json_t *rows;

		if (!json_object_get(root, "kpi") && !json_object_get(root, "id"))
			return figures_broken(k->in, 0, 0, err, "values saknas: ett svar från Kolada har en lista som heter så");
		rows = json_array();
		json_array_append(rows, (json_t *)root);
		read_rows(k, rows, "");
		json_decref(rows);
	} else if (!is_page(json_array_get(root, 0))) {
		read_rows(k, root, "");
	} else {
		for (size_t i = 0; i < json_array_size(root) && !k->stop; i++) {
			buf_printf(&k->path, "[%zu]", i);
			if (is_page(json_array_get(root, i)))
				read_page(k, json_array_get(root, i));
			else
				figures_refuse(k->sink, k->in, 0, 0, "%s: en sida med values ska stå här", buf_cstr(&k->path));
			buf_clear(&k->path);
		}
	}
	return 0;
}

static void tell_rest(struct kolada *k)
{
	tell_unknown(k);
	if (k->groups)
		figures_warn(k->sink, k->in, "%zu %s för grupper av organisationer lästes inte: de är medelvärden", k->groups,
				k->groups == 1 ? "värde" : "värden");
	if (k->members)
		figures_warn(k->sink, k->in, "%zu %s lästes inte", k->members, k->members == 1 ? "grupp" : "grupper");
	if (k->next)
		figures_warn(k->sink, k->in, "det finns en sida till (next_page): läs in alla sidor i samma kommando");
	else if (k->short_page)
		figures_warn(k->sink, k->in, "en sida säger sig ha fler rader än den har (count): är filen avkortad?");
}

bool kolada_is(const struct infile *in, const struct figures_options *options)
{
	(void)options;
	if (!json_begins(in))
		return false;
	if (json_sniff(in, "kpi", 1, 3))
		return json_sniff(in, "municipality", 1, 3) || json_sniff(in, "ou", 1, 3) || json_sniff(in, "out", 1, 3);
	if (!json_sniff(in, "values", 1, 1) || json_sniff(in, "dimension", 1, 3))
		return false;
	/* A description of indicators or organisations, or an answer without rows. */
	return (json_sniff(in, "id", 2, 2) && json_sniff(in, "title", 2, 2)) || json_sniff(in, "count", 1, 1);
}

int kolada_read(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err)
{
	struct kolada k = { .in = in, .sink = sink };
	size_t at = 0;
	int rc = 0;

	(void)options;
	buf_str(&k.path, "");
	do {
		json_t *root;

		rc = json_in_next(in, &at, &root, err);
		if (!rc)
			rc = read_root(&k, root, err);
		json_decref(root);
	} while (!rc && at < in->size && !k.stop);
	if (!rc && !k.stop)
		tell_rest(&k);
	for (size_t i = 0; i < k.nunknown; i++)
		free(k.unknown[i].word);
	strmap_free(&k.metrics);
	buf_free(&k.path);
	return rc;
}
