/* figures_in.c: the table of formats. */
#include "io/figures_in.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "io/figures_formats.h"
#include "io/map_file.h"

enum { MESSAGE_MAX = 600 }; /* bytes */

/* In this order they are asked: those with a signature first, free CSV last. */
const struct figures_format figures_formats[] = {
	{ "xlsx", "XLSX", NULL, XLSX_MAX, TAKES_BY_MAP, xlsx_is, xlsx_read },
	{ "kolada", "Kolada (JSON)", "Kolada", FIGURES_JSON_MAX, 0, kolada_is, kolada_read },
	{ "kapitel", "rapportkapitel (JSON)", NULL, FIGURES_JSON_MAX, TAKES_ORGANISATION, chapter_is, chapter_read },
	{ "jsonstat", "JSON-stat", NULL, FIGURES_JSON_MAX, TAKES_METRIC | TAKES_ORGANISATION, jsonstat_is, jsonstat_read },
	{ "pxweb", "PxWeb (JSON)", NULL, FIGURES_JSON_MAX, TAKES_METRIC | TAKES_ORGANISATION, pxweb_is, pxweb_read },
	{ "px", "PX", NULL, PX_MAX, TAKES_METRIC | TAKES_ORGANISATION, px_is, px_read },
	{ "vis", "Vården i siffror (CSV)", "Vården i siffror", 0, TAKES_METRIC, vis_is, vis_read },
	{ "csv", "egen CSV (metric;organisation;period;gender;value)", NULL, 0, TAKES_BY_MAP, csv_figures_is, csv_figures_read },
};
const size_t figures_nformats = COUNT_OF(figures_formats);

const struct figures_format *figures_format_named(const char *name)
{
	for (size_t i = 0; i < figures_nformats; i++) {
		if (strcasecmp(figures_formats[i].name, name) == 0)
			return &figures_formats[i];
	}
	return NULL;
}

const char *figures_format_names(void)
{
	static char names[256];
	size_t at = 0;

	for (size_t i = 0; i < figures_nformats; i++) {
		const char *glue = i == 0 ? "" : i + 1 < figures_nformats ? ", " : " och ";
		size_t n = strlen(glue) + strlen(figures_formats[i].name);

		if (at + n >= sizeof(names))
			break;
		stpcpy(stpcpy(names + at, glue), figures_formats[i].name);
		at += n;
	}
	return names;
}

/* What its beginning does not tell, the map file may: text in an encoding that nothing in it shows. What is wrong in the map file is
 * said before what is wrong with a file that was to be read by it. NULL: nothing, or with err->code a broken map file. */
static const struct figures_format *by_map(const struct infile *in, const struct figures_options *options, struct err *err)
{
	struct map *map = NULL;
	bool text = options->map && !map_load(&map, options->map, err) && map->encoding && in->encoding == ENC_BINARY;

	map_free(map);
	return text ? figures_format_named("csv") : NULL;
}

const struct figures_format *figures_format_of(const struct infile *in, const struct figures_options *options, struct err *err)
{
	const struct figures_format *format;
	struct err fault = { 0 };

	for (size_t i = 0; i < figures_nformats; i++) {
		if (figures_formats[i].is(in, options))
			return &figures_formats[i];
	}
	format = by_map(in, options, &fault);
	if (format)
		return format;
	if (fault.code)
		*err = fault;
	else if (in->encoding == ENC_BINARY && options->map)
		err_set(err, ERR_INPUT, "%s är ingen text som syns: är den UTF-16 utan BOM, skriv encoding = UTF-16LE under [file] i %s", in->name,
				options->map);
	else if (in->encoding == ENC_BINARY)
		err_set(err, ERR_INPUT, "%s är ingen text (eller UTF-16 utan BOM), och inget format som känns igen; formaten är %s", in->name,
				figures_format_names());
	else
		err_set(err, ERR_INPUT, "%s känns inte igen; formaten är %s. Ange det med --format, eller för annan CSV en mappningsfil "
				"med --map (styrtavla-map(5))", in->name, figures_format_names());
	return NULL;
}

/* What was said and is of no use here: it was meant to change something. */
static void tell_unused(const struct figures_format *format, const struct infile *in, const struct figures_options *options,
		const struct figures_sink *sink)
{
	unsigned takes = format->takes;

	if (takes & TAKES_BY_MAP && options->map)
		takes |= TAKES_METRIC | TAKES_ORGANISATION;
	if (options->metric && !(takes & TAKES_METRIC))
		figures_warn(sink, in, "--metric används inte, formatet är %s: filen säger själv vilket nyckeltal det är", format->name);
	if (options->organisation && !(takes & TAKES_ORGANISATION))
		figures_warn(sink, in, "--organisation används inte, formatet är %s: filen säger själv vilken organisation det är",
			format->name);
}

int figures_read(const struct figures_format *format, struct infile *in, const struct figures_options *options,
		const struct figures_sink *sink, struct err *err)
{
	int rc = format->max ? infile_all(in, format->max, err) : 0;

	if (rc)
		return rc;
	tell_unused(format, in, options, sink);
	infile_rewind(in);
	return format->read(in, options, sink, err);
}

bool figures_metric(const struct figures_sink *sink, const struct metric_in *metric)
{
	return !sink->metric || sink->metric(metric, sink->user);
}

bool figures_organisation(const struct figures_sink *sink, const struct organisation_in *organisation)
{
	return !sink->organisation || sink->organisation(organisation, sink->user);
}

bool figures_progress(const struct figures_sink *sink, const struct infile *in)
{
	return !sink->progress || sink->progress(in, sink->user);
}

/* What a message quotes may be a megabyte of nonsense. */
static void cut(struct buf *text)
{
	size_t n = MESSAGE_MAX;

	if (text->len <= n)
		return;
	while (n && ((unsigned char)text->data[n] & 0xC0) == 0x80)
		n--;
	text->len = n;
	buf_str(text, "…");
}

void figures_refuse(const struct figures_sink *sink, const struct infile *in, long line, long column, const char *fmt, ...)
{
	struct buf text = { 0 };
	va_list ap;

	buf_str(&text, in->name);
	if (line > 0)
		buf_printf(&text, ":%ld", line);
	if (line > 0 && column > 0)
		buf_printf(&text, ":%ld", column);
	buf_str(&text, ": ");
	va_start(ap, fmt);
	buf_vprintf(&text, fmt, ap);
	va_end(ap);
	cut(&text);
	sink->refused(buf_cstr(&text), sink->user);
	buf_free(&text);
}
