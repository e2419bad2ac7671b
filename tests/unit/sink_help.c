/* sink_help.c: see the header. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sink_help.h"

static bool take_figure(const struct figure_in *in, void *user)
{
	struct sunk *sunk = user;
	char period[PERIOD_TEXT_MAX], number[NUM_TEXT_MAX];
	const struct figure *f = &in->figure;
	char *series = mem_printf("%s %s", in->metric, in->organisation);

	if (in->same)
		assert_string_equal(buf_cstr(&sunk->series), series);
	buf_clear(&sunk->series);
	buf_str(&sunk->series, series);
	free(series);
	buf_printf(&sunk->rows, "%s %s %s %s %s %s%s\n", in->metric, in->organisation, period_format(period, f->period),
		choices_gender[f->gender].code, num_machine(number, f->value), choices_missing[f->missing].code,
		f->preliminary ? "prel" : "");
	return ++sunk->nfigures != sunk->stop_after;
}

static bool take_metric(const struct metric_in *metric, void *user)
{
	struct sunk *sunk = user;

	buf_printf(&sunk->metrics, "%s|%s|%s|%s\n", metric->id ? metric->id : "", metric->name ? metric->name : "",
		metric->unit ? metric->unit : "", metric->source ? metric->source : "");
	return true;
}

static void take_refused(const char *message, void *user)
{
	struct sunk *sunk = user;

	buf_printf(&sunk->refused, "%s\n", message);
	sunk->nrefused++;
}

void sink_read(struct sunk *sunk, const char *format, const struct figures_options *options, const char *data, size_t n)
{
	static const struct figures_options none;
	const struct figures_sink sink = { .figure = take_figure, .metric = take_metric, .refused = take_refused, .user = sunk };
	const struct figures_format *how = NULL;
	struct infile in;

	options = options ? options : &none;
	sunk->rc = infile_memory(&in, "f", data, n, &sunk->err);
	if (!sunk->rc) {
		how = format ? figures_format_named(format) : figures_format_of(&in, options, &sunk->err);
		sunk->rc = how ? figures_read(how, &in, options, &sink, &sunk->err) : ERR_INPUT;
	}
	infile_close(&in);
}

void sunk_free(struct sunk *sunk)
{
	buf_free(&sunk->rows);
	buf_free(&sunk->metrics);
	buf_free(&sunk->refused);
	buf_free(&sunk->series);
}

void assert_figures(const char *format, const struct figures_options *options, const char *data, const char *rows)
{
	struct sunk sunk = { .rc = 0 };

	sink_read(&sunk, format, options, data, strlen(data));
	if (sunk.rc)
		fail_msg("%s", sunk.err.text);
	assert_string_equal(buf_cstr(&sunk.refused), "");
	assert_string_equal(buf_cstr(&sunk.rows), rows);
	sunk_free(&sunk);
}

void assert_refused(const char *format, const struct figures_options *options, const char *data, size_t n, const char *expected)
{
	struct sunk sunk = { .rc = 0 };
	const char *text;

	sink_read(&sunk, format, options, data, n);
	text = sunk.rc ? sunk.err.text : buf_cstr(&sunk.refused);
	assert_int_equal(sunk.nrefused + (sunk.rc != 0), 1);
	if (!strstr(text, expected))
		assert_string_equal(text, expected);
	sunk_free(&sunk);
}
