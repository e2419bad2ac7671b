/* chapter_in.c: a chapter of the region's own report on health care (JSON): kpier[] with the region's history (tidsserie), the other
 * regions' (kontext_serier, by Kolada's ids) and the country's (riket_serie).
 *
 * The report is Region Halland's, and says whose tidsserie is nowhere but in its prose: 0013, or --organisation. An id like
 * kolada-n79179 is Kolada's N79179. Ranks, bands, signals and changes are the report's own processing, and are not read. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "io/figures_formats.h"
#include "io/json_in.h"
#include "model/record.h"

#define OWN_REGION "0013"
#define COUNTRY "0000"

struct chapter {
	const struct infile *in;
	const struct figures_sink *sink;
	const char *own;
	struct buf path;
	bool stop;
};

/* etikett is the period, and period the day it begins: "2016" and "2016-01-01". */
static period_t point_period(const struct chapter *c, const json_t *point)
{
	const char *label = json_string_at(point, "etikett"), *day = json_string_at(point, "period");
	period_t period = label ? figure_period(label) : 0;

	if (!period) {
		figures_refuse(c->sink, c->in, 0, 0, "%s.etikett: %s%s", buf_cstr(&c->path), label ? label : "saknas",
				label ? " är ingen period" : "");
	} else if (day && strtol(day, NULL, 10) != period_year(period)) {
		figures_refuse(c->sink, c->in, 0, 0, "%s: etikett är %s, men period är %s", buf_cstr(&c->path), label, day);
		return 0;
	}
	return period;
}

static void read_point(struct chapter *c, const json_t *point, const char *metric, const char *organisation)
{
	struct figure_in figure = { .metric = metric, .organisation = organisation, .figure.gender = GENDER_T };
	const json_t *value = json_object_get(point, "varde");
	struct err err = { 0 };

	figure.figure.period = point_period(c, point);
	if (!figure.figure.period)
		return;
	if (!value)
		figures_refuse(c->sink, c->in, 0, 0, "%s.varde: saknas", buf_cstr(&c->path));
	else if (json_figure(value, &figure.figure.value, &figure.figure.missing, &err))
		figures_refuse(c->sink, c->in, 0, 0, "%s.varde: %s", buf_cstr(&c->path), err.text);
	else
		c->stop = !c->sink->figure(&figure, c->sink->user);
}

static void read_series(struct chapter *c, const json_t *series, const char *name, const char *metric, const char *organisation)
{
	const size_t at = c->path.len;

	for (size_t i = 0; i < json_array_size(series) && !c->stop; i++) {
		buf_printf(&c->path, ".%s[%zu]", name, i);
		read_point(c, json_array_get(series, i), metric, organisation);
		c->path.len = at;
		c->path.data[at] = '\0';
	}
}

static void read_others(struct chapter *c, const json_t *others, const char *metric)
{
	const size_t at = c->path.len;

	for (size_t i = 0; i < json_array_size(others) && !c->stop; i++) {
		const json_t *other = json_array_get(others, i);
		const struct organisation_in organisation = { .id = json_string_at(other, "id"), .name = json_string_at(other, "namn") };

		buf_printf(&c->path, ".kontext_serier[%zu]", i);
		if (!organisation.id) {
			figures_refuse(c->sink, c->in, 0, 0, "%s.id: saknas", buf_cstr(&c->path));
		} else if (strcmp(organisation.id, c->own) == 0) {
			figures_refuse(c->sink, c->in, 0, 0, "%s.id: %s är den region som rapporten antas gälla: ange den rätta med "
					"--organisation", buf_cstr(&c->path), c->own);
		} else {
			c->stop = !figures_organisation(c->sink, &organisation);
			read_series(c, json_object_get(other, "tidsserie"), "tidsserie", metric, organisation.id);
		}
		c->path.len = at;
		c->path.data[at] = '\0';
	}
}

/* "kolada-n79179" is N79179. */
static char *metric_id(const char *id, bool *kolada)
{
	static const char prefix[] = "kolada-";
	char *metric;

	*kolada = strncmp(id, prefix, sizeof(prefix) - 1) == 0;
	metric = mem_strdup(*kolada ? id + sizeof(prefix) - 1 : id);
	for (char *s = metric; *kolada && *s; s++)
		*s = (char)toupper((unsigned char)*s);
	return metric;
}

static void read_kpi(struct chapter *c, const json_t *kpi)
{
	const char *id = json_string_at(kpi, "id"), *unit = json_string_at(kpi, "enhet");
	bool kolada;
	char *metric;
	struct metric_in told = { .name = json_string_at(kpi, "namn"), .definition = json_string_at(kpi, "beskrivning"), .decimals = -1 };

	if (!id) {
		figures_refuse(c->sink, c->in, 0, 0, "%s.id: saknas", buf_cstr(&c->path));
		return;
	}
	metric = metric_id(id, &kolada);
	told.id = metric;
	told.unit = unit && strcmp(unit, "procent") == 0 ? "%" : unit;
	told.source = kolada ? "Kolada" : json_string_at(json_object_get(kpi, "kalla"), "namn");
	c->stop = !figures_metric(c->sink, &told);
	read_series(c, json_object_get(kpi, "tidsserie"), "tidsserie", metric, c->own);
	read_others(c, json_object_get(kpi, "kontext_serier"), metric);
	read_series(c, json_object_get(kpi, "riket_serie"), "riket_serie", metric, COUNTRY);
	free(metric);
}

bool chapter_is(const struct infile *in, const struct figures_options *options)
{
	(void)options;
	return json_begins(in) && json_sniff(in, "kpier", 1, 1) && !json_sniff(in, "kpi", 1, 3);
}

int chapter_read(struct infile *in, const struct figures_options *options, const struct figures_sink *sink, struct err *err)
{
	struct chapter c = { .in = in, .sink = sink, .own = options->organisation ? options->organisation : OWN_REGION };
	const json_t *kpis;
	json_t *root;
	int rc = json_in_load(in, &root, err);

	kpis = json_object_get(root, "kpier");
	if (!rc && !json_is_array(kpis))
		rc = figures_broken(in, 0, 0, err, "kpier saknas: ett rapportkapitel har en lista som heter så");
	for (size_t i = 0; !rc && i < json_array_size(kpis) && !c.stop; i++) {
		buf_clear(&c.path);
		buf_printf(&c.path, "kpier[%zu]", i);
		read_kpi(&c, json_array_get(kpis, i));
	}
	buf_free(&c.path);
	json_decref(root);
	return rc;
}
