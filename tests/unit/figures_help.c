/* figures_help.c: see the header. */
#include "figures_help.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "model/record.h"

static bool take_figure(const struct figure_in *figure, void *user)
{
	static const char *const genders[] = { "?", "T", "K", "M" };
	static const char *const words[] = { "", "(null)", "(undertryckt)", "(inte än)", "(utveckling)", "(raderad)" };
	struct figures_told *told = user;
	char period[PERIOD_TEXT_MAX], value[NUM_TEXT_MAX];

	if (figure->figure.missing != MISSING_NONE && !num_missing(figure->figure.value))
		abort();
	if (figure->figure.missing == MISSING_NONE && num_missing(figure->figure.value))
		abort();
	buf_printf(&told->figures, "%s %s %s %s %s%s%s\n", figure->metric, figure->organisation,
			period_format(period, figure->figure.period), genders[figure->figure.gender], num_machine(value, figure->figure.value),
			words[figure->figure.missing], figure->figure.preliminary ? " p" : "");
	return ++told->n != told->stop_after;
}

static bool take_metric(const struct metric_in *metric, void *user)
{
	struct figures_told *told = user;

	buf_printf(&told->about, "M %s|%s|%s|%s|%s|%d\n", metric->id ? metric->id : "*", metric->name ? metric->name : "",
			metric->unit ? metric->unit : "", metric->definition ? metric->definition : "", metric->source ? metric->source : "",
			metric->decimals);
	return true;
}

static bool take_organisation(const struct organisation_in *organisation, void *user)
{
	struct figures_told *told = user;

	buf_printf(&told->about, "O %s|%s\n", organisation->id, organisation->name ? organisation->name : "");
	return true;
}

static void take_refusal(const char *message, void *user)
{
	struct figures_told *told = user;

	buf_printf(&told->messages, "? %s\n", message);
	told->refused++;
}

static void take_warning(const char *message, void *user)
{
	struct figures_told *told = user;

	buf_printf(&told->messages, "! %s\n", message);
	told->warned++;
}

static const struct figures_sink sink_of_tests = {
	.figure = take_figure, .metric = take_metric, .organisation = take_organisation, .refused = take_refusal, .warned = take_warning,
};

static void read_open(struct figures_told *told, struct infile *in, const struct figures_options *options)
{
	static const struct figures_options none = { .map = NULL };
	const struct figures_format *format;
	struct figures_sink sink = sink_of_tests;

	sink.user = told;
	buf_str(&told->figures, "");
	buf_str(&told->messages, "");
	buf_str(&told->about, "");
	options = options ? options : &none;
	format = told->format ? figures_format_named(told->format) : figures_format_of(in, options, &told->err);
	told->format = format ? format->name : NULL;
	told->rc = format ? figures_read(format, in, options, &sink, &told->err) : told->err.code;
}

void figures_told_read(struct figures_told *told, const char *name, const void *data, size_t size,
		const struct figures_options *options)
{
	struct infile in;

	told->rc = infile_memory(&in, name, data, size, &told->err);
	if (!told->rc)
		read_open(told, &in, options);
	infile_close(&in);
}

void figures_told_text(struct figures_told *told, const char *name, const char *text, const struct figures_options *options)
{
	figures_told_read(told, name, text, strlen(text), options);
}

void figures_told_file(struct figures_told *told, const char *file, const struct figures_options *options)
{
	char *path = mem_printf("%s/tests/data/%s", getenv("TOP_SRCDIR") ? getenv("TOP_SRCDIR") : ".", file);
	struct infile in;

	told->rc = infile_open(&in, path, NULL, &told->err);
	in.name = file;
	if (!told->rc)
		read_open(told, &in, options);
	infile_close(&in);
	free(path);
}

void figures_told_free(struct figures_told *told)
{
	buf_free(&told->figures);
	buf_free(&told->messages);
	buf_free(&told->about);
	*told = (struct figures_told){ .n = 0 };
}
